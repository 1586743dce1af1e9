"""Speech without marks: reporting sentences, and who is brought in to speak though nothing is said yet."""

import re
from typing import Final

from pipeline.coding.apposition import apposed, presented
from pipeline.coding.attribution import opening_person
from pipeline.coding.mentions import Talk, after_clause, agent, brought_in, expand, points_at_office
from pipeline.coding.names import role_head
from pipeline.coding.people import segment
from pipeline.coding.resolution import by_role, resolve
from pipeline.coding.roles import split_role
from pipeline.coding.speech import SENTENCE, anaphor, bare, closing_verb, stops
from pipeline.coding.subjects import before_quote, known_first, pointed_at, subject_of, who
from pipeline.coding.unsaid import EDGE
from pipeline.model import Quote

STRANGER: Final = re.compile(
    r"(?:salah satu|salah seorang|seorang|sejumlah|beberapa|sumber|warga|orang tua)\s+(?:[a-z]+\s?){1,4}", re.IGNORECASE
)
"""Somebody who is not named: what follows is not said by the speaker before."""


def unmarked(paragraph: str, offset: int, talk: Talk) -> None:
    """Note the speech of a paragraph without quotes: `…,jelasnya***` as indirect, reporting sentences as who speaks."""
    closing = closing_verb().search(paragraph)
    if closing and len(paragraph) > 40:
        found = before_quote(paragraph[: closing.start()] + ".", talk)
        name, role = found or (None, None)
        if closing["who"]:
            stop = stops().search(" " + closing["who"])
            role, name = split_role((" " + closing["who"])[: stop.start()] if stop else closing["who"])
        if not name and not role:
            name, role = opening_person(paragraph, talk) or (talk.name, talk.role)
        add_indirect(paragraph[: closing.start()], offset, name, role, ("no_marks",), talk)
        return
    position = 0
    for sentence in SENTENCE.split(paragraph):
        at = paragraph.find(sentence, position)
        position = at + len(sentence)
        subject = subject_of(sentence, talk)
        if subject is None:
            introduce(sentence, talk)
            continue
        if anaphor().match(subject):
            if talk.name or talk.role:
                add_indirect(sentence, offset + at, talk.name, talk.role, ("anaphor",), talk)
            continue
        name, role = pointed_at(subject, talk) or who(subject, talk)
        if not (name or role) and not STRANGER.match(subject):
            introduce(sentence, talk)
        elif name or role:
            add_indirect(sentence, offset + at, name, role, ("subject",), talk)
        elif stranger := STRANGER.match(subject):
            talk.name, talk.role = None, stranger.group().strip()


def introduce(sentence: str, talk: Talk) -> None:
    """Note the person with whom a sentence opens, though nothing is said yet: `Ketua Bawaslu X, Y, hadir di sidang.`"""
    text = bare(sentence)
    if role_head().match(text):
        role, name = split_role(segment().split(text[:150], maxsplit=1)[0])
        rest = text[len(role or "") :].lstrip()
        held = talk.name is not None and not (talk.role and role_head().match(talk.role))
        if points_at_office(sentence) and (name or (held and not by_role(role, talk.people, None))):
            return  # Guru SD Kabola tersebut: the place is no name
        if role and " " in role and not name and not apposed(text) and not rest.startswith((",", "dan ", "serta ")):
            # An office without a name is the subject: what is said next is not said by the one before.
            talk.hear(by_role(role, talk.people, talk.name), role)
            return
        if name and role:
            full, office = resolve(name, talk.people)
            talk.hear(full, office or role)
            return
    if (
        found := presented(sentence, talk.body)
        or brought_in(sentence, talk.body)
        or after_clause(sentence, talk)
        or known_first(sentence, talk)
    ):
        full, office = resolve(found[0], talk.people)
        talk.hear(expand(full, talk), office or found[1])
    elif not (talk.name or talk.role) and (found := agent(sentence, talk)):
        talk.hear(*found)


def add_indirect(text: str, start: int, name: str | None, role: str | None, flags: tuple[str, ...], talk: Talk) -> None:
    full, office = resolve(name, talk.people)
    full = expand(full, talk)
    trimmed = text.strip(EDGE)
    if not trimmed or not (full or role):
        return
    start += len(text) - len(text.lstrip(EDGE))
    talk.quotes.append(
        Quote(
            text=trimmed,
            speaker=full,
            speaker_role=role or office,
            kind="indirect",
            flags=flags,
            start=start,
            end=start + len(trimmed),
        )
    )
    if full:
        talk.heard[full] = role or office
    talk.hear(full, role or office)


def follow(rest: str, talk: Talk) -> None:
    """Note who is said to speak after the last quote of a paragraph: often the speaker of the next."""
    for sentence in SENTENCE.split(rest)[1:]:
        subject = subject_of(sentence, talk)
        if subject and not anaphor().match(subject):
            name, role = who(subject, talk)
            if name:
                talk.hear(*resolve(name, talk.people)[:1], role or resolve(name, talk.people)[1])
