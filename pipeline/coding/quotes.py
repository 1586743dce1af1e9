"""What people are quoted to say: spans found by the neighbours of a mark rather than by its shape, then the speaker.

Regional pages print ”…”, ’’…’’, marks glued to the sentence before, and lose one of the two. A speaker is looked for
after the quote, before it, as the subject of the last reporting sentence, and last by inheritance; `flags` says which.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.coding.apposition import UNNAMED, apposed, presented
from pipeline.coding.attribution import BACKWARD, after_quote, opening_person
from pipeline.coding.document import Document
from pipeline.coding.full_names import FullNames, people_in_full, speakers_in_full
from pipeline.coding.gazetteer import head
from pipeline.coding.marks import Span, find
from pipeline.coding.mentions import Talk, after_clause, agent, brought_in, expand, nicknames, points_at_office
from pipeline.coding.names import is_initials, leading_name, mask, role_head
from pipeline.coding.people import by_role, in_full, inventory, met, persons, resolve, segment
from pipeline.coding.roles import split_role
from pipeline.coding.speech import SENTENCE, anaphor, bare, closing_verb, paper_says, stops, told_before
from pipeline.coding.subjects import before_quote, by_epithet, known_first, pointed_at, put_first, subject_of, who
from pipeline.coding.unsaid import (
    EDGE,
    INHERIT,
    OPENED,
    SCARE,
    SHORTEST,
    TAG,
    goes_on,
    is_sentence,
    is_speech,
    narrated,
    without_verb,
)
from pipeline.model import Evidence, Person, Quote

NOBODY: Final = "unattributed"
"""Flag of a quote of which nobody is said to speak."""
STRANGER: Final = re.compile(
    r"(?:salah satu|salah seorang|seorang|sejumlah|beberapa|sumber|warga|orang tua)\s+(?:[a-z]+\s?){1,4}", re.IGNORECASE
)
"""Somebody who is not named: what follows is not said by the speaker before."""
LEFT_OVER: Final = re.compile(r"[\s\-–—|:/)]*(?:\([^()\n]{2,30}\)\s*(?=[\"“”„«‘’']))?")
"""Between a dateline and the text, and a note before a quote: `(insert suara) “…”`."""


def quotes(document: Document) -> tuple[tuple[Quote, ...], tuple[Person, ...], tuple[Evidence, ...]]:
    """Return the quotes in reading order, the people of the article, and the evidence for each speaker."""
    body = document.text[document.shift :]
    people = in_full(inventory(body), body)
    talk = Talk(people=people, body=mask(body), nicknames=nicknames(mask(body)))
    dateline = head(document)
    for start, end in document.paragraphs:
        placed = dateline and dateline[0] == start and not role_head().match(document.text, start)
        first = dateline[1] if dateline and placed else start
        first += len(LEFT_OVER.match(document.text, first, end).group())  # type: ignore[union-attr]  # it matches nothing at least
        paragraph = mask(document.text[first:end])
        listen(paragraph, first - document.shift, talk)
    settle(talk)
    # Paragraphs were read with the full stops of Pj. and Drs. masked: the text is given as printed.
    printed = [replace(quote, text=body[quote.start : quote.end]) for quote in talk.quotes]
    names = FullNames(body)
    found = speakers_in_full(tuple(merge(printed)), names)
    everyone = tuple(persons(people_in_full(people, names), found))
    return found, everyone, (*evidence(found), *met(everyone, document))


def listen(paragraph: str, offset: int, talk: Talk) -> None:
    """Read one paragraph: its quotes, or what it reports without marks."""
    spans = list(find(paragraph))
    heard = False
    if talk.waiting and not (spans and spans[0].start <= OPENED):
        if not (talk.name or talk.role) and (found := told_next(paragraph, talk)):
            talk.hear(*found)
        settle(talk)
    before = 0
    for number, span in enumerate(spans):
        after = spans[number + 1].outer_start if number + 1 < len(spans) else len(paragraph)
        if speak(paragraph, span, (before, after), offset, talk):
            heard, before = True, span.outer_end  # a term in marks does not part a sentence
    if not heard:
        unmarked(paragraph, offset, talk)
    elif spans:
        follow(paragraph[spans[-1].outer_end :], talk)


def told_next(paragraph: str, talk: Talk) -> tuple[str | None, str | None] | None:
    """Return the person with whom a text goes on that opened with a quote of nobody: whose else should it be?"""
    if backward := BACKWARD.match(paragraph):
        if found := agent(paragraph, talk, anywhere=True):
            return found
        name = leading_name(paragraph[backward.end() :].lstrip())  # Demikian Hermanus Lejiu, pengajar, …
        if name and " " in name:
            return name, None
    first = SENTENCE.split(paragraph, maxsplit=1)[0]
    subject = subject_of(first, talk)
    told = who(subject, talk) if subject and not anaphor().match(subject) else put_first(first, talk)
    if not told or not told[0]:
        return None
    full, office = resolve(told[0], talk.people)
    return expand(full, talk), office or told[1]


def speak(paragraph: str, span: Span, around: tuple[int, int], offset: int, talk: Talk) -> bool:
    """Add the quote with its speaker, if it is one; return whether it was."""
    if "open_missing" in span.flags:
        first = span.start + narrated(paragraph[span.start : span.end], talk)
        span = replace(span, outer_start=first, start=first)
    text = paragraph[span.start : span.end]
    length = len(re.findall(r"\w+", text))
    if not length:
        return False
    before = paragraph[around[0] : max(around[0], span.outer_start)]
    rest = paragraph[span.outer_end : around[1]]
    name, role, how, named = attribute(text, before, rest, talk)
    how = how or without_verb(paragraph, span, around, length, talk)
    quote = trim(text, offset + span.start, span.flags, talk)
    lost = "close_missing" in span.flags and span.outer_end >= len(paragraph) and length >= SCARE
    alone = not paragraph[: span.outer_start].strip() and not rest.strip()
    whole = not talk.quotes and length >= (SHORTEST if alone else INHERIT)
    whole = whole and is_sentence(text, paragraph[: span.outer_start], rest)
    if (how is None and whole) or (lost and how in (None, "inherited", "same_paragraph")):
        talk.waiting.append(quote)
        return True
    if how is None:
        speech = is_speech(text, before, rest, length)
        talk.quotes += [replace(quote, speaker=None, speaker_role=None, flags=(*span.flags, NOBODY))] * speech
        return speech
    introduced = told_before().search(before) is not None or before.rstrip().endswith(":")
    introduced = introduced and not rest.lstrip()[:1].islower()
    term = length < SCARE and not (introduced or goes_on(text, before, talk) or is_sentence(text, before, rest))
    torn = "open_missing" in span.flags and how not in ("after", "after_role", "body", "anaphor", "descriptor")
    if torn or (not named and (term or TAG.match(before))):
        return False
    give(quote, (name, role, how), talk, opens=span.start <= OPENED)
    return True


def attribute(text: str, before: str, rest: str, talk: Talk) -> tuple[str | None, str | None, str | None, bool]:
    """Return name, role and how of a quote, from the words around it, and whether those after it tell."""
    long = text.count(" ") >= SCARE - 1 or (" " in text and text[:1].isupper())
    name, role, how = after_quote(rest, talk, long and (text.rstrip().endswith(",") or rest.startswith(",")))
    named = how is not None
    if how is None and paper_says().search(before):
        return None, None, "body", named
    if how is None and talk.name and goes_on(text, before, talk):
        return talk.name, talk.role, "same_paragraph", named
    if not name and how in (None, "anaphor", "descriptor"):
        subject = before_quote(before, talk)
        if subject and (subject[0] or subject[1]):
            name, role, how = subject[0], subject[1], (how or "before") if subject[0] else "after_role"
    if how == "descriptor" and role and not name and not (talk.name or talk.role):
        how = "after_role"
    return name, role, how, named


def give(quote: Quote, said: tuple[str | None, str | None, str], talk: Talk, *, opens: bool) -> None:
    """Add a quote with its speaker, and what waited for one; `opens`: whether it opens its paragraph."""
    name, role, how = said
    flags = (*quote.flags, how)
    if not name and how not in ("after_role", "body"):
        name, role = talk.name, role or talk.role
    elif (
        not name
        and role
        and how != "body"
        and (held := by_role(role, talk.people, talk.name) or by_epithet(role, talk))
    ):
        name, flags = held, (*flags, "role_resolved")
    full, office = resolve(name, talk.people)
    full = expand(full, talk)
    if not (full or role) and how in ("anaphor", "descriptor"):
        talk.waiting.append(replace(quote, flags=flags))
        return
    if talk.waiting and opens:
        talk.quotes += [
            replace(one, speaker=full, speaker_role=role or office, flags=(*one.flags, "continued"))
            for one in talk.waiting
        ]
        talk.waiting.clear()
    talk.quotes.append(replace(quote, speaker=full, speaker_role=role or office, flags=flags))
    if full:
        talk.heard[full] = role or office
    talk.hear(full, role or office)


def trim(text: str, start: int, flags: tuple[str, ...], talk: Talk) -> Quote:
    """Return a quote without marks and commas at its ends, given to whoever spoke last."""
    trimmed = text.strip(EDGE)
    first = start + len(text) - len(text.lstrip(EDGE))
    return Quote(
        text=trimmed, speaker=talk.name, speaker_role=talk.role, flags=flags, start=first, end=first + len(trimmed)
    )


def settle(talk: Talk) -> None:
    """Give the paragraphs that wait for a speaker to the one before them; where nobody spoke, to nobody."""
    how = "inherited" if talk.name or talk.role else NOBODY
    talk.quotes += [
        replace(one, speaker=talk.name, speaker_role=talk.role, flags=(*one.flags, how)) for one in talk.waiting
    ]
    talk.waiting.clear()


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


def merge(found: Sequence[Quote]) -> Iterator[Quote]:
    """Give speech of an office without a name to the only person who speaks in the article, and flag it."""
    named = {quote.speaker: quote.speaker_role for quote in found if quote.speaker}
    offices = [quote for quote in found if not quote.speaker and quote.speaker_role and "body" not in quote.flags]
    nameless = {quote.speaker_role for quote in offices if not UNNAMED.match(f"{quote.speaker_role} x")}
    one = len(named) == 1 and len(nameless) == 1 and not any(named.values()) and not any(map(is_initials, named))
    for quote in found:
        if one and "body" not in quote.flags and not UNNAMED.match(f"{quote.speaker_role} x"):
            name, office = next(iter(named)), next(iter(nameless))
            flags = (*quote.flags, "role_inferred" if quote.speaker else "speaker_inferred")
            yield replace(quote, speaker=name, speaker_role=quote.speaker_role or office, flags=flags)
        else:
            yield quote


def evidence(found: Sequence[Quote]) -> Iterator[Evidence]:
    for quote in found:
        value = quote.speaker or quote.speaker_role or ""
        yield Evidence(
            field="quote", value=value, rule=f"quote: {' '.join(quote.flags)}", start=quote.start, end=quote.end
        )
