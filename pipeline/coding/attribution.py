"""Whose words a quote is: named after it, before it, or only pointed at (`katanya`, `ucap mantan guru ini`)."""

import re
from typing import Final

from pipeline.coding.apposition import UNNAMED, apposed, presented, told_in_full
from pipeline.coding.apposition import described as told
from pipeline.coding.mentions import (
    LONGEST_OFFICE,
    PATIENT,
    SPEAKS,
    Talk,
    after_clause,
    agent,
    alias,
    brought_in,
    called,
    in_office,
    letters,
    points_at_office,
    stranger,
    told_by_another,
)
from pipeline.coding.names import (
    is_initials,
    key,
    leading_name,
    role_head,
    split_role,
)
from pipeline.coding.people import by_role, resolve, segment
from pipeline.coding.speech import (
    SENTENCE,
    according_to,
    anaphor,
    any_verb,
    bare,
    between,
    crowd,
    descriptor,
    document_says,
    inserted,
    report,
    said_after,
    said_passive,
    stops,
)

NEAR: Final = 60
"""Characters at the start of a paragraph in which its subject stands."""
WITHHELD: Final = re.compile(
    r"(?:.{0,60}\b(?:berinisial|inisial)\s+(?P<told>[A-Z]{1,4})|(?P<who>[A-Z]{1,2})"
    r"|(?:[A-Z]?[a-z]+\s){1,6}?[a-z]+,\s+(?P<set>[A-Z]{1,2})(?=\s*(?:[,.(]|$)))\b(?!\.?\s*[A-Z])"
)
"""Initials in the place of a name, not the first letter of one."""
BODY: Final = re.compile(r"[A-Z]{3,}\b(?!\s+[A-Z])")
"""A body that speaks for itself: `tulis KASN`."""
UNNAMED_WORD: Final = re.compile(r"^(?:salah satu|salah seorang|seorang|sejumlah|beberapa)\s+", re.IGNORECASE)
LONGEST_SUBJECT: Final = 90
"""Characters between a quote and the verb of saying that its speaker stands before."""
SHORT: Final = 4
"""Words after that verb in a sentence that does nothing but name the speaker."""
SUBJECTS: Final = re.compile(r",\s*(?=[A-Z]|(?:ia|dia|beliau|pihaknya)\b)")
SIGNED: Final = re.compile(r"[\s,.]*[-–—]+\s*(?=[A-Z])")
BACKWARD: Final = re.compile(
    r"(?:(?:begitu(?:lah)?|demikian(?:lah)?|itulah)\s(?!juga|pula)"
    r"|(?:\S+\s){1,4}?(?:itu|tersebut|ini)\s+(?:di\w{4,}|keluar|meluncur|terlontar|datang|terucap))",
    re.IGNORECASE,
)
"""A sentence that says whose the words before it are: `Begitulah pesan X`, `Kalimat itu diucapkan X`."""
POINTER: Final = re.compile(r"\s+(?:ini|itu|tersebut)\b.*$")


def after_quote(rest: str, talk: Talk, comma: bool) -> tuple[str | None, str | None, str | None]:
    """Return name, role and how, from the words after a quote: `ujar Camat X`, `katanya`, `ucap mantan guru ini`.

    `comma`: whether the quote ends in one, and so goes on in the words after it.
    """
    if document_says().match(rest):
        return None, None, "body"
    match = said_after().match(rest) or (any_verb().match(rest) if comma else None)
    if match is None:
        return signed(rest) or told_back(rest, talk) or subject_first(rest, talk, comma) or (None, None, None)
    if match["nya"]:
        return None, None, "anaphor"
    tail = match["rest"].strip()
    special = (unnamed(tail, talk) if match["verb"] else None) or called(tail) or appended(tail, talk)
    return special or described(tail, talk) or told_after(match, tail)


def signed(rest: str) -> tuple[str | None, str | None, str] | None:
    """Return who stands after a dash: `“…” — Deni Lako, Camat Kota.`"""
    dash = SIGNED.match(rest)
    if dash is None:
        return None
    role, name = split_role(SENTENCE.split(rest[dash.end() :], maxsplit=1)[0])
    return (name, role, "after") if name else None


def told_back(rest: str, talk: Talk) -> tuple[str | None, str | None, str] | None:
    """Return of whom the next sentence says that the words are his: `“…” Kalimat itu meluncur dari mulut X.`"""
    sentence = SENTENCE.split(rest.strip(" ,.*"), maxsplit=1)[0]
    if not BACKWARD.match(sentence):
        return None
    found = agent(sentence, talk, anywhere=True) or brought_in(sentence)
    return (*found, "after") if found else None


def told_after(match: re.Match[str], tail: str) -> tuple[str | None, str | None, str | None]:
    """Return name, role and how of the plain case: the verb, then an office, a name, a pronoun or a crowd."""
    stop = stops().search(" " + tail)
    phrase = (" " + tail)[: stop.start()].strip() if stop else tail
    points = not phrase or phrase.startswith(",") or anaphor().match(phrase) is not None
    role, name = (None, None) if points else split_role(phrase)
    if name or role:
        return name, role, "after" if name else "after_role"
    if match["verb"] and (many := crowd().match(phrase)):
        return None, many.group(), "after_role"
    return None, None, "anaphor" if match["verb"] or points else None


def subject_first(rest: str, talk: Talk, comma: bool) -> tuple[str | None, str | None, str] | None:
    """Return who speaks where the verb comes last: `…,” Yosef menandaskan.`, `…?” ia balik bertanya.`"""
    sentence = SENTENCE.split(rest.strip(" ,.*"), maxsplit=1)[0]
    verb = report().search(sentence)
    if verb is None or not 0 < verb.start() <= LONGEST_SUBJECT:
        return None
    if not comma and len(sentence[verb.end() :].split()) > SHORT:
        return None  # a sentence of its own: Deni menambahkan, aturannya jelas.
    subject = between().sub("", sentence[: verb.start()].strip())
    if anaphor().match(subject):
        return None, None, "anaphor"
    name, role = who(subject, talk)
    return (name, role, "after" if name else "after_role") if name or role else None


def unnamed(tail: str, talk: Talk) -> tuple[str | None, str | None, str] | None:
    """Return who speaks without a name: `kata AS`, whom the page does not name, or a body: `tulis KASN`."""
    if (withheld := initials(tail)) is not None:
        return withheld, None, "after"
    body = BODY.match(tail)
    if body is None:
        return None
    known = next((name for name in talk.people if body.group().lower() in key(name).split()), None)
    return (known, None, "after") if known else (None, body.group(), "body")


def appended(tail: str, talk: Talk) -> tuple[str | None, str | None, str] | None:
    """Return who speaks by a description: `kata petani, Warsiman`; `kata seorang hakim` names nobody."""
    if anaphor().match(tail):
        return None
    if tail[:1].islower() and (found := apposed(tail)):
        return found[1], found[0], "after"
    if named := alias(tail, talk):
        return named
    stranger = UNNAMED.match(tail)
    if stranger is None or leading_name(tail[stranger.end() :]):
        return None
    stop = stops().search(" " + tail)
    phrase = (" " + tail)[: stop.start()].strip() if stop else tail
    return (None, phrase.strip(" ,."), "after_role") if split_role(UNNAMED_WORD.sub("", phrase))[1] is None else None


def described(tail: str, talk: Talk) -> tuple[str | None, str | None, str] | None:
    """Return the speaker whom words point back to: `ucap mantan sekretaris dinas ini`."""
    if not descriptor().match(tail) or leading_name(tail):
        return None
    role = split_role(tail)[0] if role_head().match(tail) and not (talk.name or talk.role) else None
    return None, POINTER.sub("", role) if role else None, "descriptor"


def initials(phrase: str) -> str | None:
    """Return the initials with which a phrase names its person: `AS`, `camat berinisial YN`."""
    match = WITHHELD.match(phrase.strip())
    if match is None:
        return None
    bare_letters = match["who"] or match["set"]
    return match["told"] or (bare_letters if is_initials(bare_letters) else None)


def before_quote(text: str, talk: Talk) -> tuple[str | None, str | None] | None:
    """Return name and role of the subject of the last reporting sentence before a quote."""
    if text.rstrip().endswith(":") and (found := who(bare(SENTENCE.split(text.strip(" :"))[-1]), talk))[0]:
        return found
    for sentence in reversed(SENTENCE.split(text)):
        subject = subject_of(sentence, talk)
        if subject and not anaphor().match(subject):
            name, role = who(subject, talk)
            if name or role:
                return name, role
            if (unknown := stranger(subject)) and not told_by_another(sentence):
                return None, unknown
        pointed = subject is not None and anaphor().match(subject)
        if pointed or points_at_office(sentence) or PATIENT.search(bare(sentence)):
            continue
        if found := presented(sentence, talk.body) or in_office(sentence) or brought_in(sentence) or letters(sentence):
            return found
        if found := after_clause(sentence, talk) or known_first(sentence, talk):
            return found
        if office := nameless(sentence, talk):
            return office
        if SPEAKS.search(sentence) and (unknown := stranger(sentence)):
            return None, unknown
    return None


def known_first(sentence: str, talk: Talk) -> tuple[str, str] | None:
    """Return the person whom the article knows by office and with whom a sentence opens: `Siti tertawa.`"""
    full, office = resolve(leading_name(bare(sentence)), talk.people)
    return (full, office) if full and office else None


def nameless(sentence: str, talk: Talk) -> tuple[str | None, str] | None:
    """Return the office that is the subject of a sentence, with its holder where one is known: `Sekda yang ditemui …`"""
    text = re.sub(r"^(?:Sang|Si|Pak|Bu)\s+", "", bare(sentence))
    head = role_head().match(text)
    if head is None:
        return None
    role, name = split_role(segment().split(text[:LONGEST_OFFICE], maxsplit=1)[0])
    rest = text[len(role or "") :].lstrip()
    if not role or name or apposed(text) or rest.startswith((",", "dan ", "serta ")):
        return None
    return by_role(role, talk.people, talk.name), role


def subject_of(sentence: str, talk: Talk) -> str | None:
    """Return the words before the first reporting verb, or after `Menurut` and `Kata`."""
    text = bare(sentence)
    match = according_to().match(text)
    if match:
        return match["who"]
    passive = said_passive().search(text)
    if passive and (found := apposed(passive["who"])):
        return f"{found[0]}, {found[1]}"
    if passive:
        stop = stops().search(" " + passive["who"])
        return (" " + passive["who"])[: stop.start()].strip() if stop else passive["who"]
    if (inside := inserted().search(text)) and not text.startswith(inside.group()):
        return inside["who"]
    verb = report().search(text)
    if verb is None or not verb.start():
        return None
    before = between().sub("", text[: verb.start()].strip())
    return last_clause(before, talk)[-120:]


def last_clause(before: str, talk: Talk) -> str:
    """Return the subject without the clauses before it: `Berbicara pada rapat, Senin (5/10), Deni Lako`."""
    if "," not in before or role_head().match(before):
        return before
    first = leading_name(before)
    if first and (not re.match(rf"{re.escape(first)}\s+[a-z]", before) or is_told(first, talk)):
        return before
    parts = SUBJECTS.split(before)
    for index, part in enumerate(parts[1:], 1):
        if role_head().match(part) or anaphor().match(part):
            return ", ".join(parts[index:])
    return parts[-1]


def is_told(name: str, talk: Talk) -> bool:
    """Say whether a word that opens a sentence is a name of the article: known, or part of a longer name."""
    return " " in name or resolve(name, talk.people)[1] is not None or told_in_full(name, talk.body) is not None


def who(phrase: str, talk: Talk) -> tuple[str | None, str | None]:
    """Return the person in a subject: the first office with a name, else a name that the article knows."""
    if (withheld := initials(phrase)) is not None:
        return withheld, None
    if found := told(phrase):
        return found
    first = leading_name(phrase)
    full, office = resolve(first, talk.people)
    if first and full and office and phrase.startswith(f"{first},"):
        return full, office  # Astika, Perbekel Yehembang Kauh: the village is no name
    roles = list(role_head().finditer(phrase))
    for match in roles:
        role, name = split_role(phrase[match.start() :])
        if name:
            return name, role
    role, name = split_role(phrase)
    if name and is_known(name, phrase, talk):
        return name, role
    if roles and roles[0].start() < 3:
        office = split_role(phrase[roles[0].start() :])[0]
        return by_role(office, talk.people, talk.name), office
    return None, None


def is_known(name: str, phrase: str, talk: Talk) -> bool:
    """Say whether a subject without an office is a person: known, of several words, or nowhere a common word."""
    if resolve(name, talk.people)[1] or len(name.split()) > 1 or key(name) in {key(known) for known in talk.people}:
        return True
    return phrase.strip() == name and not re.search(rf"\b{re.escape(name.lower())}\b", talk.body)


def opening_person(paragraph: str, talk: Talk) -> tuple[str, str | None] | None:
    """Return the known person with whose name a paragraph begins, whatever (misspelt) verb follows."""
    name = leading_name(bare(paragraph[:NEAR]))
    full, office = resolve(name, talk.people)
    return (full, office) if full and office else None
