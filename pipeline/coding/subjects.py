"""Who is the subject of a sentence: the person of whom it says that he speaks, or who stands before a quote."""

import re
from typing import Final

from pipeline.coding.apposition import apposed, presented, told_in_full
from pipeline.coding.apposition import described as told
from pipeline.coding.mentions import (
    LONGEST_OFFICE,
    PATIENT,
    SPEAKS,
    Talk,
    after_clause,
    brought_in,
    in_office,
    letters,
    points_at_office,
    stranger,
    told_by_another,
)
from pipeline.coding.names import is_initials, key, leading_name, role_head
from pipeline.coding.people import by_role, resolve, segment
from pipeline.coding.roles import split_role
from pipeline.coding.speech import (
    SENTENCE,
    according_to,
    anaphor,
    bare,
    between,
    inserted,
    report,
    said_passive,
    stops,
)

WITHHELD: Final = re.compile(
    r"(?:.{0,60}\b(?:berinisial|inisial)\s+(?P<told>[A-Z]{1,4})|(?P<who>[A-Z]{1,2})"
    r"|(?:[A-Z]?[a-z]+\s){1,6}?[a-z]+,\s+(?P<set>[A-Z]{1,2})(?=\s*(?:[,.(]|$)))\b(?!\.?\s*[A-Z])"
)
"""Initials in the place of a name, not the first letter of one."""
SUBJECTS: Final = re.compile(r",\s*(?=[A-Z]|(?:ia|dia|beliau|pihaknya)\b)")
ACCOUNT: Final = re.compile(
    r"\b(?:akun|laman)(?:nya)?(?:\s+(?:media\s+sosial|facebook|instagram|tiktok|twitter|x|fb|ig|whatsapp|youtube|pribadi|resmi|medsos"
    r"|bernama|milik|atas\s+nama))*\s+",
    re.IGNORECASE,
)
PSEUDONYM: Final = re.compile(r"\bsebut\s+saja\s+(?:nama(?:nya)?\s+)?(?P<name>[A-Z][a-z]+)")


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
        pointed = subject is not None and anaphor().match(subject)
        if subject and not pointed:
            name, role = who(subject, talk)
            if name or role:
                return name, role
            if (unknown := stranger(subject)) and not told_by_another(sentence):
                return None, unknown
        if pointed or points_at_office(sentence) or PATIENT.search(bare(sentence)):
            continue
        if spoken := put_first(sentence, talk):
            return spoken
        leads = sentence.rstrip().endswith((",", ":"))
        if (leads or SPEAKS.search(sentence)) and (unknown := stranger(sentence)):
            return None, unknown
    return None


def put_first(sentence: str, talk: Talk) -> tuple[str | None, str | None] | None:
    """Return name and role of the person with whom a sentence opens that has no verb of saying."""
    return (
        presented(sentence, talk.body)
        or in_office(sentence)
        or brought_in(sentence, talk.body)
        or letters(sentence)
        or after_clause(sentence, talk)
        or known_first(sentence, talk)
        or nameless(sentence, talk)
    )


def known_first(sentence: str, talk: Talk) -> tuple[str, str] | None:
    """Return the person whom the article knows by office and with whom a sentence opens: `Siti tertawa.`"""
    full, office = resolve(leading_name(bare(sentence)), talk.people)
    return (full, office) if full and office else None


def nameless(sentence: str, talk: Talk) -> tuple[str | None, str] | None:
    """Return the office that is the subject of a sentence, and its holder where one is known: `Sekda yang ditemui …`"""
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
    if found := account(phrase) or told(phrase) or invented(phrase) or before_office(phrase, talk):
        return found
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


def invented(phrase: str) -> tuple[str, None] | None:
    """Return the name that a page gives somebody whom it does not name: `sebut saja Bunga`."""
    match = PSEUDONYM.search(phrase)
    return (match["name"], None) if match else None


def before_office(phrase: str, talk: Talk) -> tuple[str, str] | None:
    """Return the person before an office: in `Astika, Perbekel Yehembang Kauh,` the village is no name."""
    first = leading_name(phrase)
    full, office = resolve(first, talk.people)
    return (full, office) if first and full and office and phrase.startswith(f"{first},") else None


def account(phrase: str) -> tuple[str, None] | None:
    """Return the writer of `akun Facebook Deni Lako`."""
    match = ACCOUNT.search(phrase)
    name = leading_name(phrase[match.end() :]) if match else None
    return (name, None) if name else None


def is_known(name: str, phrase: str, talk: Talk) -> bool:
    """Say whether a subject without an office is a person: known, of several words, or nowhere a common word."""
    if resolve(name, talk.people)[1] or len(name.split()) > 1 or key(name) in {key(known) for known in talk.people}:
        return True
    return phrase.strip() == name and not re.search(rf"\b{re.escape(name.lower())}\b", talk.body)
