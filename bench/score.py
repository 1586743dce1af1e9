"""How near an extractor came to the gold of a page: the same rules for ours and for every peer."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean
from typing import Final
from zoneinfo import ZoneInfo

from bench.cases import Case

WORD: Final = re.compile(r"\w+")
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
    title: str | None = None
    date: str | None = None
    """ISO 8601, or whatever else the extractor gives; without an offset it is read in the outlet's zone."""
    authors: tuple[str, ...] = ()
    credits: frozenset[tuple[str, str]] | None = None
    """Role and name, where the extractor tells roles: ours."""
    seconds: float = 0.0
    """Processor time of the fastest of several readings."""
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
    leak: float
    over_cut: float
    headline: float | None
    date: float | None
    day: float | None
    author: float | None
    credits: float | None
    seconds: float
    """Processor time for all pages."""


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
        headline=None if case.headline is None else words(answer.title or "") == words(case.headline),
        date=_minute(case, said),
        day=None if case.published is None else said is not None and _day(said, case) == _day(case.published, case),
        author=_author(case, answer.authors) if case.checks_credits else None,
        credits=answer.credits == case.credits if case.checks_credits and answer.credits is not None else None,
        paragraphs=answer.paragraphs == case.paragraphs if case.tells_paragraphs and answer.paragraphs is not None else None,
    )


def summarise(scores: Sequence[Score]) -> Summary:
    """Return the means; `scores` must not be empty."""
    return Summary(
        pages=len(scores),
        failed=sum(not s.answer.text.strip() for s in scores),
        body_f1=fmean(s.f1 for s in scores),
        exact=fmean(s.exact for s in scores),
        paragraphs=_share([s.paragraphs for s in scores]),
        leak=fmean(bool(s.leaked) for s in scores),
        over_cut=fmean(bool(s.cut) for s in scores),
        headline=_share([s.headline for s in scores]),
        date=_share([s.date for s in scores]),
        day=_share([s.day for s in scores]),
        author=_share([s.author for s in scores]),
        credits=_share([s.credits for s in scores]),
        seconds=sum(s.answer.seconds for s in scores),
    )


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
    """Tell whether a paragraph of the gold is in the text, be it interrupted by something that does not belong there."""
    if len(paragraph) <= SHORT:
        return not paragraph or count(paragraph, text) > 0
    pairs = Counter(zip(paragraph, paragraph[1:], strict=False))
    return (pairs & Counter(zip(text, text[1:], strict=False))).total() >= KEPT * pairs.total()


def instant(text: str | None, zone: str) -> datetime | None:
    """Read an ISO date; one without an offset is meant in `zone`, the kindest reading for a peer."""
    try:
        at = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _minute(case: Case, said: datetime | None) -> bool | None:
    """Of a page that prints a day only, no minute can be right: its gold is the day, or nothing."""
    if case.published is None:
        return None
    if not case.to_the_minute:
        return said is None or _day(said, case) == _day(case.published, case)
    return said is not None and any(
        said.replace(second=0, microsecond=0) == at.astimezone(UTC).replace(second=0, microsecond=0)
        for at in (case.published, *case.accepted)
    )


def _day(at: datetime, case: Case) -> object:
    return at.astimezone(ZoneInfo(case.outlet.timezone)).date()


def _author(case: Case, authors: Sequence[str]) -> bool:
    """The reporter is named; where the page names none, nobody is but its editor."""
    said = {" ".join(words(name)) for author in authors for name in re.split(r"[,;|]", author)} - {""}
    reporters = {" ".join(words(name)) for role, name in case.credits if role == "reporter"}
    if reporters:
        return reporters <= said
    return said <= {" ".join(words(name)) for _, name in case.credits}


def _share(values: Sequence[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
