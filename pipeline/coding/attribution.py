"""Whose words a quote is: named after it, before it, or only pointed at (`katanya`, `ucap mantan guru ini`)."""

import re
from typing import Final

from pipeline.coding.apposition import UNNAMED, apposed
from pipeline.coding.mentions import (
    Talk,
    agent,
    alias,
    brought_in,
    called,
)
from pipeline.coding.names import (
    key,
    leading_name,
    role_head,
)
from pipeline.coding.resolution import resolve
from pipeline.coding.roles import split_role
from pipeline.coding.speech import (
    SENTENCE,
    anaphor,
    any_verb,
    bare,
    between,
    crowd,
    descriptor,
    document_says,
    relative,
    report,
    said_after,
    stops,
)
from pipeline.coding.subjects import initials, who

NEAR: Final = 60
"""Characters at the start of a paragraph in which its subject stands."""
BODY: Final = re.compile(r"[A-Z]{3,}\b(?!\s+[A-Z])")
"""A body that speaks for itself: `tulis KASN`."""
UNNAMED_WORD: Final = re.compile(r"^(?:salah satu|salah seorang|seorang|sejumlah|beberapa)\s+", re.IGNORECASE)
LONGEST_SUBJECT: Final = 90
"""Characters between a quote and the verb of saying that its speaker stands before."""
SHORT: Final = 4
"""Words after that verb in a sentence that does nothing but name the speaker."""
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
    special = (unnamed(tail, talk) if match["verb"] else None) or called(tail, talk) or appended(tail, talk)
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
    found = agent(sentence, talk, anywhere=True) or brought_in(sentence, talk.body)
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
    subject = re.sub(r"^(?:begitu|demikian)\s+", "", subject)
    if relative().fullmatch(subject):
        return None, subject, "after_role"
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


def opening_person(paragraph: str, talk: Talk) -> tuple[str, str | None] | None:
    """Return the known person with whose name a paragraph begins, whatever (misspelt) verb follows."""
    name = leading_name(bare(paragraph[:NEAR]))
    full, office = resolve(name, talk.people)
    return (full, office) if full and office else None
