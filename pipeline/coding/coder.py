"""From article to facts: language, relevance and the variables of docs/codebook.md, each with its evidence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from pipeline.coding import (
    actors,
    citations,
    claims,
    dates,
    doubts,
    elections,
    events,
    institutions,
    language,
    places,
    quotes,
    related,
    relevance,
    violations,
)
from pipeline.coding.document import Document, lay_out
from pipeline.model import RELEVANT, Coding, Evidence, Finding, Outlet

LONGEST: Final = 60_000
"""Characters of a body that are coded; the longest news article seen has a fifth of that."""


def code(*, headline: str, paragraphs: Sequence[str], published_at: datetime | None, outlet: Outlet) -> Coding:
    """Return the coding of one article. Offsets of its evidence count from the start of the body.

    Articles that are not in Indonesian get their language (None where unsure) and nothing else. Variables of the
    event (type, actors, violations, election) are given to relevant articles only; places, people and laws to all.
    """
    paragraphs = shorten(paragraphs)
    tongue = language.detect(headline, "\n\n".join(paragraphs))
    if tongue != "id":
        unsure = Finding(kind="language_unsure", message="too short, or in a language that no tool here can tell")
        return Coding(
            language=tongue,
            evidence=(in_language(tongue),) if tongue else (),
            findings=() if tongue else (unsure,),
        )
    day = published_at.astimezone(ZoneInfo(outlet.timezone)).date() if published_at else None
    document = lay_out(headline, paragraphs, outlet=outlet, published=day)
    judged = relevance.judge(document)
    cited, why_cited, taken = citations.cite(document)
    where = places.places(document, taken)
    named, why_named = institutions.institutions(document, taken)
    said, people, why_said = quotes.quotes(document)
    form, why_form = related.form(document)
    on = dates.event_date(document, taken)
    if form == "opinion" and on and "relative" in on.flags:
        on = None  # netralitas aparatur kita hari ini
    coding = Coding(
        language=tongue,
        relevance=judged.score,
        article_form=form,
        province=where.province,
        regency=where.regency,
        places=where.places,
        institutions=named,
        citations=cited,
        quotes=said,
        people=people,
        event_date=on.day if on else None,
        event_date_precision=on.precision if on else None,
        event_date_flags=on.flags if on else (),
        evidence=(
            in_language(tongue),
            *judged.evidence,
            *why_form,
            *where.evidence,
            *why_named,
            *why_cited,
            *((on.evidence,) if on else ()),
            *why_said,
        ),
    )
    if judged.score < RELEVANT:
        near, why_near = related.topic(document, judged)
        coding = replace(coding, related=near, evidence=(*coding.evidence, *why_near))
    else:
        coding = of_event(document, coding, taken)
    return replace(coding, findings=doubts.doubts(document, coding, where.rivals))


def in_language(tongue: str) -> Evidence:
    """Return the row for a language, which the whole of a text carries and no span of it."""
    return Evidence(field="language", value=tongue, rule="language: langdetect, then function words")


def shorten(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs up to LONGEST characters: beyond that a page is a book, a list or an attack."""
    kept = []
    room = LONGEST
    for paragraph in paragraphs:
        if room <= 0:
            break
        kept.append(paragraph[:room])
        room -= len(paragraph) + 2
    return kept


def aside(coding: Coding) -> Coding:
    """Return the coding of an article that is not relevant: it reports no event whose day could be told."""
    return replace(
        coding,
        event_date=None,
        event_date_precision=None,
        event_date_flags=(),
        evidence=tuple(row for row in coding.evidence if row.field != "event_date"),
    )


def of_event(document: Document, coding: Coding, taken: Sequence[tuple[int, int]]) -> Coding:
    """Return the coding of a relevant article with the variables of its event; `taken` are the spans of citations."""
    happened = events.event(document)
    if happened.stage and (on := dates.event_date(document, taken, happened.stage)):
        coding = replace(
            aside(coding),
            event_date=on.day, event_date_precision=on.precision, event_date_flags=on.flags,
            evidence=(*aside(coding).evidence, on.evidence),
        )  # fmt: skip
    targets, why_targets = actors.actors(document, happened.detail)
    named, why_elections = elections.elections(document)
    when, why_phase = elections.phase(named, coding.event_date or document.published)
    acts, why_acts = violations.violations(document, happened.detail)
    ends, why_ends = violations.outcomes(document, happened.detail)
    numbers, why_numbers = claims.claims(document, coding.places, coding.quotes, coding.regency or coding.province)
    return replace(
        coding,
        event_type=happened.published,
        event_detail=happened.detail if happened.published else None,
        actors=targets,
        elections=named,
        phase=when,
        violations=acts,
        outcomes=ends,
        claims=numbers,
        evidence=(
            *coding.evidence,
            *happened.evidence,
            *why_targets,
            *why_elections,
            *why_phase,
            *why_acts,
            *why_ends,
            *why_numbers,
        ),
    )
