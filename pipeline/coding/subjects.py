"""Who is the subject of a sentence: the person of whom it says that he speaks, or who stands before a quote."""

import re
from typing import Final

from pipeline.coding.apposition import apposed, person, presented, told_in_full
from pipeline.coding.apposition import described as told
from pipeline.coding.lexicon import phrases
from pipeline.coding.mentions import (
    LONGEST_OFFICE,
    PATIENT,
    SPEAKS,
    Talk,
    after_clause,
    agent,
    brought_in,
    in_office,
    letters,
    points_at_office,
    stranger,
    told_by_another,
)
from pipeline.coding.names import NAME, is_initials, key, leading_name, role_head
from pipeline.coding.people import segment
from pipeline.coding.resolution import by_role, resolve
from pipeline.coding.roles import LONGEST_KIND, split_role
from pipeline.coding.speech import (
    SENTENCE,
    according_to,
    anaphor,
    bare,
    between,
    inserted,
    relative,
    report,
    said_passive,
    stops,
    told_before,
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
PRONOUN: Final = re.compile(r"\b(?:ia|dia|beliau|mereka|pihaknya)\b|nya\b", re.IGNORECASE)
QUOTED: Final = re.compile(
    rf"\b(?:mengutip|menyitir|menirukan)\s+(?:[a-z]+\s+){{0,2}}(?P<name>{NAME.pattern})\s*[:,]?\s*$"
)
"""Whose words somebody repeats: `Ia mengutip pesan Ida Pedanda: “…”`."""
POINTS: Final = re.compile(r"\s+(?:itu|ini|tersebut)$")
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
    if leading := led_in(text, talk):
        return leading
    of_him = follows = False
    for sentence in reversed(SENTENCE.split(text)):
        follows, of_him = of_him, anaphor().match(bare(sentence)) is not None or points_at_office(sentence)
        subject = subject_of(sentence, talk)
        pointed = subject is not None and anaphor().match(subject)
        if subject and not pointed:
            name, role = pointed_at(subject, talk) or who(subject, talk)
            if name or role:
                return name, role
            if (unknown := stranger(subject) or nobody_known(subject, text)) and not told_by_another(sentence):
                return None, unknown
        if pointed or points_at_office(sentence) or PATIENT.search(bare(sentence)):
            continue
        # Rapat dibuka Asisten I, Septenius Logo. Ia hanya bicara sebentar. “…”
        if spoken := (agent(sentence, talk) if follows else None) or put_first(sentence, talk):
            return spoken
        if unknown := introduced(sentence):
            return None, unknown
    return None


def introduced(sentence: str) -> str | None:
    """Return the words for somebody without a name whose words a sentence leads to: `Istrinya yang menjawab:`."""
    leads = sentence.rstrip().endswith((",", ":"))
    if leads and (of_him := relative().match(sentence)):
        return of_him.group()
    return stranger(sentence) if leads or SPEAKS.search(sentence) else None


def led_in(text: str, talk: Talk) -> tuple[str | None, str | None] | None:
    """Return who stands right before a quote: `Bupati X: “…”`, `Ia mengutip pesan Y, “…”`."""
    if text.rstrip().endswith(":"):
        last = SENTENCE.split(text.strip())[-1]
        if (found := who(subject_of(last, talk) or bare(last.strip(" :")), talk))[0]:
            return found
    if (repeated := QUOTED.search(text)) and (name := person(repeated["name"])):
        return name, None
    return None


def nobody_known(subject: str, text: str) -> str | None:
    """Return a subject whose verb of saying runs into the quote, and who is nobody the article names: `suara itu`."""
    subject = subject.rsplit(", ", maxsplit=1)[-1]
    words = subject.split()
    if not told_before().search(text) or len(words) > LONGEST_KIND + 2 or PRONOUN.search(subject):
        return None
    return subject if words and subject[:1].islower() else None


def pointed_at(subject: str, talk: Talk) -> tuple[str | None, str | None] | None:
    """Return the person at whom `dosen tersebut` points: the one of that office, or who spoke last."""
    first = leading_name(subject)
    if not POINTS.search(subject) or stranger(subject) or (first and (" " in first or resolve(first, talk.people)[1])):
        return None
    role = split_role(subject)[0] if role_head().match(subject) else None
    held = by_role(POINTS.sub("", role), talk.people, talk.name) if role else by_epithet(subject, talk)
    return (held, role) if held else (talk.name, talk.role) if talk.name else None


def by_epithet(subject: str, talk: Talk) -> str | None:
    """Return the one person of the text whom a noun fits that stands for an office: `perwira asal Tarutung itu`."""
    kinds = [
        offices for noun, offices in phrases("people", "epithets").items() if re.match(rf"{noun}\b", subject.lower())
    ]
    fits = [
        name for name, office in talk.people.items()
        if any(re.search(rf"\b{kind}", office.lower()) for offices in kinds for kind in offices)
    ]  # fmt: skip
    return fits[0] if len(fits) == 1 else None


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
    if agent := agent_of(text):
        return agent
    if (inside := inserted().search(text)) and not text.startswith(inside.group()):
        return inside["who"]
    verb = report().search(text)
    if verb is None or not verb.start():
        return None
    before = between().sub("", text[: verb.start()].strip())
    return last_clause(before, talk)[-120:]


def agent_of(text: str) -> str | None:
    """Return by whom a sentence says that something was said: `Hal itu ditegaskan Bupati X`."""
    passive = said_passive().search(text)
    if passive and (found := apposed(passive["who"])):
        return f"{found[0]}, {found[1]}"
    if passive and role_head().match(passive["who"].removeprefix("oleh ")):
        role, name = split_role(
            re.split(r"[.;:]|\s(?:yang|saat|kepada|usai|dalam|ketika)\b", passive["who"], maxsplit=1)[0]
        )
        if name:
            return f"{role}, {name}"
        if passive["who"][0].islower() and not passive["who"].startswith("oleh"):
            return None  # dilaporkan warga
    if passive:
        stop = stops().search(" " + passive["who"])
        return (" " + passive["who"])[: stop.start()].strip() if stop else passive["who"]
    return None


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
