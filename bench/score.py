"""How near an extractor came to the gold of a page: the same rules for ours and for every peer."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import fmean
from typing import Final
from zoneinfo import ZoneInfo

from bench.cases import Case

WORD: Final = re.compile(r"\w+")
BULLET: Final = re.compile(r"^[•*–-]\s+")
SHINGLE: Final = 4
"""Words that are compared at a time."""
SHORT: Final = 8
"""Words up to which a paragraph must stand in the text without a gap."""
KEPT: Final = 0.85
"""Share of the neighbouring words of a longer paragraph that must stand in the text; less is a missing paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one extractor said of one page."""

    text: str = ""
    paragraphs: tuple[str, ...] | None = None
    """Where the extractor tells paragraphs apart on its own: ours."""
    removed: tuple[str, ...] = ()
    """What it took out, where it says so: ours."""
    title: str | None = None
    date: str | None = None
    """ISO 8601, or whatever else the extractor gives; without an offset it is read in the outlet's zone."""
    authors: tuple[str, ...] = ()
    credits: frozenset[tuple[str, str]] | None = None
    """Role and name, where the extractor tells roles: ours."""
    gives: frozenset[str] = frozenset({"title", "date", "authors"})
    """Fields that the extractor knows of beside the text; the others are not measured."""
    seconds: float = 0.0
    """Processor time of the fastest of several readings."""
    parse_seconds: float = 0.0
    """The same of lxml.html parsing the page and doing nothing else, taken between those readings."""
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One page. None where the page has no gold for the field."""

    case: Case
    answer: Answer
    f1: float
    exact: bool
    leaked: tuple[str, ...]
    cut: tuple[str, ...]
    headline: bool | None
    date: bool | None
    day: bool | None
    author: bool | None
    credits: bool | None
    paragraphs: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Means over a set of pages, each 0..1; None where no page has gold for it."""

    pages: int
    failed: int
    """Pages of which the extractor gave nothing."""
    body_f1: float
    exact: float
    paragraphs: float | None
    leak: float | None
    over_cut: float
    headline: float | None
    date: float | None
    day: float | None
    author: float | None
    credits: float | None
    times_parse: float | None
    """Processor time as a multiple of parsing the same pages with lxml.html."""
    pages_a_second: float | None
    """On one core of the machine that measured."""


def score(case: Case, answer: Answer) -> Score:
    """Compare one answer with the gold of its page."""
    text, gold = words(answer.text), words(case.body)
    said = instant(answer.date, case.outlet.timezone)
    return Score(
        case=case,
        answer=answer,
        f1=f1(text, gold),
        exact="".join(text) == "".join(gold),
        leaked=tuple(line for line in case.boilerplate if count(words(line), text) > count(words(line), gold)),
        cut=tuple(paragraph for paragraph in case.paragraphs if not stands(words(paragraph), text)),
        headline=words(answer.title or "") == words(case.headline)
        if case.headline and "title" in answer.gives
        else None,
        date=_minute(case, said) if "date" in answer.gives else None,
        day=_same_day(case, said) if "date" in answer.gives else None,
        author=_author(case, answer.authors) if case.checks_credits and "authors" in answer.gives else None,
        credits=answer.credits == case.credits if case.checks_credits and answer.credits is not None else None,
        paragraphs=_told_apart(case, answer),
    )


def summarise(scores: Sequence[Score]) -> Summary:
    """Return the means; `scores` must not be empty."""
    timed = [s.answer for s in scores if s.answer.seconds and s.answer.parse_seconds]
    seconds = sum(answer.seconds for answer in timed)
    return Summary(
        pages=len(scores),
        failed=sum(not s.answer.text.strip() for s in scores),
        body_f1=fmean(s.f1 for s in scores),
        exact=fmean(s.exact for s in scores),
        paragraphs=_share([s.paragraphs for s in scores]),
        leak=_share([bool(s.leaked) if s.case.boilerplate else None for s in scores]),
        over_cut=fmean(bool(s.cut) for s in scores),
        headline=_share([s.headline for s in scores]),
        date=_share([s.date for s in scores]),
        day=_share([s.day for s in scores]),
        author=_share([s.author for s in scores]),
        credits=_share([s.credits for s in scores]),
        times_parse=seconds / sum(answer.parse_seconds for answer in timed) if timed else None,
        pages_a_second=len(timed) / seconds if timed else None,
    )


def unmarked(paragraph: str) -> str:
    """Return a list item without the bullet that some pages print as text; where one stands, either way is right."""
    return BULLET.sub("", paragraph)


def words(text: str) -> list[str]:
    """Return what is compared: words in lower case, without punctuation, which extractors curl and space anew."""
    return WORD.findall(text.casefold())


def f1(text: Sequence[str], gold: Sequence[str]) -> float:
    """Return the harmonic mean of precision and recall over shingles of four words, repeats counted."""
    ours, theirs = shingles(text), shingles(gold)
    both = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / both if both else 1.0


def shingles(text: Sequence[str]) -> Counter[tuple[str, ...]]:
    if len(text) < SHINGLE:
        return Counter([tuple(text)] if text else [])
    return Counter(zip(*(text[start:] for start in range(SHINGLE)), strict=False))


def count(line: Sequence[str], text: Sequence[str]) -> int:
    """Return how often `line` stands in `text` as whole words; nothing stands nowhere."""
    return f" {' '.join(text)} ".replace(" ", "  ").count(f" {'  '.join(line)} ") if line else 0


def stands(paragraph: Sequence[str], text: Sequence[str]) -> bool:
    """Tell whether a paragraph of the gold is in the text, even if something foreign stands in its middle."""
    if len(paragraph) <= SHORT:
        return not paragraph or count(paragraph, text) > 0
    pairs = Counter(pairwise(paragraph))
    return (pairs & Counter(pairwise(text))).total() >= KEPT * pairs.total()


def instant(text: str | None, zone: str) -> datetime | None:
    """Read an ISO date; one without an offset is meant in `zone`, the kindest reading for a peer."""
    try:
        at = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _minute(case: Case, said: datetime | None) -> bool | None:
    """Of a page that prints no minute, its day is right, and so is nothing."""
    if case.published is None:
        return None
    if not case.to_the_minute:
        return _same_day(case, said) is not False
    return said is not None and any(
        said.replace(second=0, microsecond=0) == at.astimezone(UTC).replace(second=0, microsecond=0)
        for at in (case.published, *case.accepted)
    )


def _same_day(case: Case, said: datetime | None) -> bool | None:
    """Of a page that prints no minute, maybe no day either, only a wrong day counts."""
    if case.published is None or (said is None and not case.to_the_minute):
        return None
    return said is not None and _day(said, case) == _day(case.published, case)


def _day(at: datetime, case: Case) -> object:
    return at.astimezone(ZoneInfo(case.outlet.timezone)).date()


def _author(case: Case, authors: Sequence[str]) -> bool:
    """The reporter is named; where the page names none, nobody is but its editor."""
    said = {" ".join(words(name)) for author in authors for name in re.split(r"[,;|]", author)} - {""}
    reporters = {" ".join(words(name)) for role, name in case.credits if role == "reporter"}
    if reporters:
        return reporters <= said
    return said <= {" ".join(words(name)) for _, name in case.credits}


def _told_apart(case: Case, answer: Answer) -> bool | None:
    if answer.paragraphs is None or not case.tells_paragraphs:
        return None
    return list(map(unmarked, answer.paragraphs)) == list(map(unmarked, case.paragraphs))


def _share(values: Sequence[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
