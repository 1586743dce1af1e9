"""What people are quoted to say: spans found by the neighbours of a mark rather than by its shape, then the speaker.

Regional pages print ”…”, ’’…’’, marks glued to the sentence before, and lose one of the two. A speaker is looked for
after the quote, before it, as the subject of the last reporting sentence, and last by inheritance; `flags` says which.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.coding.apposition import UNNAMED
from pipeline.coding.attribution import BACKWARD, after_quote
from pipeline.coding.document import Document
from pipeline.coding.full_names import FullNames, people_in_full, speakers_in_full
from pipeline.coding.gazetteer import head
from pipeline.coding.marks import Span, find
from pipeline.coding.mentions import Talk, agent, expand, nicknames
from pipeline.coding.names import is_initials, leading_name, mask, role_head
from pipeline.coding.people import in_full, inventory, met, persons
from pipeline.coding.reports import follow, unmarked
from pipeline.coding.resolution import by_role, resolve
from pipeline.coding.speech import SENTENCE, anaphor, paper_says, told_before
from pipeline.coding.subjects import before_quote, by_epithet, put_first, subject_of, who
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
