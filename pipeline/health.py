"""What an outlet should yield against what it did: the ledger `coverage`, and alarms as findings of stage `health`.

Everything is derived from the other tables, and "now" is when the newest run began: a rebuild raises the same alarms.
An outlet that yields nothing is never green.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from statistics import mean
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from pipeline import yaml_file
from pipeline.ids import stable_id
from pipeline.model import Expect, Occurrence

HISTORY: Final = 56
"""Days from which is learned what an outlet yields: the week has a rhythm, and elections have seasons."""
LEAST_HISTORY: Final = 14
"""Days of history below which nothing is expected of an outlet that says nothing of itself."""
MISSED: Final = 3.0
"""Articles that must be expected of some days before their absence means anything: by chance it is one in twenty
(Poisson, e^-3)."""
LEDGER: Final = 400
"""Days that the ledger goes back from the newest run."""
JUDGED: Final = 5
"""Articles in a row from which on a change is none of chance; as many must stand before it."""
BEFORE: Final = 40
"""Articles before those, for the comparison."""
FIELDS: Final = frozenset({"headline", "published_at", "byline", "body"})
"""Of an article, whose filling is watched."""
TOLD: Final = timedelta(days=7)
"""How long a change of robots.txt is told."""
FILLED: Final = 0.8
"""A field that most articles had and the newest all lack was lost by the reader, not by the outlet."""
ANOTHER_TEMPLATE: Final = 0.5
"""Share of the names in a page's markup that two pages of one template have in common at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a kind of issue means; an entry of issues.yml."""

    alarm: bool
    """Somebody must act."""
    says: str


@cache
def meanings() -> Mapping[str, Meaning]:
    """Return the kinds of issue that are known by name."""
    text = Path(__file__).with_name("issues.yml").read_bytes()
    return msgspec.convert(yaml_file.load(text), dict[str, Meaning])


def is_alarm(kind: str) -> bool:
    """Tell whether somebody must act on a kind of issue."""
    found = meanings().get(kind)
    return found is not None and found.alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A row of `coverage`: what is known of the articles of one outlet that were published on one day."""

    outlet: str
    day: date
    expected: float | None = None
    listed: int = 0
    fetched: int = 0
    read: int = 0
    failed: int = 0
    blocked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article as far as health looks at it, or one that could not be read."""

    url: str
    outlet: str
    day: date
    state: str
    """Of its URL; see pipeline/visits.py."""
    read: bool
    at: datetime
    """First fetched, or found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found on one article page."""

    at: datetime
    filled: Mapping[str, bool]
    signature: frozenset[int] = frozenset()
    """Of the names in its markup; see extract.signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days in a row of which an outlet should have given articles and gave none."""

    outlet: str
    first: date
    last: date
    expected: float


def ledger(pages: Sequence[Page], *, outlet: str, today: date, expect: Expect | None, began: date | None) -> list[Day]:
    """Count an outlet's pages by the day of publication, with what could be expected of each day.

    Every day of the last LEDGER is a row, also where nothing came; of those before, the days that brought something.
    `began` is the day of the first run: what came before it was backfilled, and tells nothing of what is usual.
    """
    counted: dict[date, list[Page]] = {}
    for page in pages:
        counted.setdefault(min(page.day, today), []).append(page)
    first = max(min([*counted, began or today]), today - timedelta(days=LEDGER))
    read: dict[date, int] = {day: sum(p.read for p in found) for day, found in counted.items()}
    days: list[Day] = []
    older = sorted(day for day in counted if day < first)
    for day in [*older, *(first + timedelta(n) for n in range((today - first).days + 1))]:
        found = counted.get(day, [])
        days.append(
            Day(
                outlet=outlet, day=day, expected=_expected(day, read, first=began or first, expect=expect),
                listed=len(found), fetched=sum(p.state == "captured" or p.read for p in found),
                read=read.get(day, 0), failed=sum(p.state == "failed" for p in found),
                blocked=sum(p.state == "blocked" for p in found),
            )
        )  # fmt: skip
    return days


def _expected(day: date, read: Mapping[date, int], *, first: date, expect: Expect | None) -> float | None:
    """Return how many articles a day should bring: as the catalogue says, or as the weeks before did."""
    if expect and expect.articles_per_week is not None:
        return round(expect.articles_per_week / 7, 2)
    known = (day - first).days
    if known < LEAST_HISTORY:
        return None
    window = range(1, min(known, HISTORY) + 1)
    return round(mean(read.get(day - timedelta(days=n), 0) for n in window), 2)


def gaps(days: Sequence[Day], *, looked_through: Sequence[tuple[date, date]] = ()) -> Iterator[Gap]:
    """Yield spans of one outlet without any article where MISSED were to be expected; the last day is not over yet.

    Days that a backfill has looked through to their end are no gap, whatever it found.
    """
    span: list[Day] = []
    for day in [*days[:-1], None]:
        empty = day is not None and not day.listed and day.expected is not None
        if empty and day is not None and not any(first <= day.day <= last for first, last in looked_through):
            span.append(day)
            continue
        expected = sum(d.expected or 0 for d in span)
        if expected >= MISSED:
            yield Gap(outlet=span[0].outlet, first=span[0].day, last=span[-1].day, expected=round(expected, 1))
        span = []


def alarms(
    *, outlet: str, now: datetime, days: Sequence[Day], readings: Sequence[Reading], expect: Expect | None,
    robots: Sequence[tuple[datetime, str]], visits: Sequence[Mapping[str, object]], answered: Mapping[str, int],
    waiting: bool = False,
) -> Iterator[Occurrence]:  # fmt: skip
    """Yield what is wrong with one outlet, each with its cause.

    `readings` are of article pages, oldest first; `robots` are the answers at /robots.txt with their digests, oldest
    first; `visits` are the outcomes of its runs, newest first; `answered` counts the article pages that the newest run
    asked for by what came of them (pipeline/visits.py); `waiting` says that no reader has looked at some pages yet.
    """
    yield from _silent(outlet, now, days, visits, waiting)
    yield from _selectors(outlet, readings, expect)
    yield from _template(outlet, readings)
    refused, asked = answered.get("blocked", 0), sum(answered.values())
    if refused * 2 > asked:
        message = f"the outlet refused {refused} of {asked} article pages to the newest run"
        yield _alarm(outlet, "shut_out", message, now)
    changed = [at for (_, a), (at, b) in pairwise(robots) if a != b]
    if changed and changed[-1] >= now - TOLD:
        message = "robots.txt is not what it was: see whether it still lets us in"
        yield _alarm(outlet, "robots_changed", message, changed[-1])


def _silent(
    outlet: str, now: datetime, days: Sequence[Day], visits: Sequence[Mapping[str, object]], waiting: bool
) -> Iterator[Occurrence]:
    yielded = [day for day in days if day.read or (waiting and day.fetched)]
    trailing = [day for day in days if not yielded or day.day > yielded[-1].day][:-1]
    expected = sum(day.expected or 0 for day in trailing)
    listed = sum(day.listed for day in trailing)
    what = f"of {listed} articles that were listed none could be read" if listed else "no article was listed"
    if expected >= MISSED:
        since = f"since {yielded[-1].day}" if yielded else "ever"
        yield _alarm(outlet, "silent_outlet", f"{what} {since}, where {expected:.0f} were to be expected", now)
    elif visits and not yielded:
        found = sum(day.listed for day in days)
        message = f"{found} articles were found, and none could be read" if found else "no article was ever found"
        yield _alarm(outlet, "nothing_yet", f"it was visited, and {message}", now)


def _selectors(outlet: str, readings: Sequence[Reading], expect: Expect | None) -> Iterator[Occurrence]:
    """Tell of fields that the newest articles lack and those before had, or that the catalogue expects."""
    said = expect.fill if expect else {}
    for field in sorted({name for reading in readings for name in reading.filled}):
        filled = [reading.filled.get(field, False) for reading in readings]
        empty = len(list(takewhile(lambda has: not has, reversed(filled))))
        before, recent = filled[: len(filled) - empty], filled[-JUDGED:]
        if field in said and len(recent) == JUDGED and mean(recent) < said[field]:
            message = (
                f"{field} is filled in {mean(recent):.0%} of the newest articles; the catalogue has {said[field]:.0%}"
            )
        elif field not in said and empty >= JUDGED and len(before) >= JUDGED and mean(before) >= FILLED:
            message = f"{field} is empty in the newest {empty} articles, and was filled in {mean(before):.0%} before"
        else:
            continue
        yield _alarm(outlet, "selector_empty", message, readings[-1].at)


def _template(outlet: str, readings: Sequence[Reading]) -> Iterator[Occurrence]:
    """Tell that the newest pages are of one template, and those before them of another."""
    signed = [reading for reading in readings if reading.signature]
    same = len(list(takewhile(lambda reading: _alike(reading, signed[-1]) >= ANOTHER_TEMPLATE, reversed(signed))))
    before = signed[: len(signed) - same][-JUDGED:]
    if same >= JUDGED == len(before) and all(_alike(reading, signed[-1]) < ANOTHER_TEMPLATE for reading in before):
        message = f"the newest {same} pages are built in another way than before: see whether everything is still read"
        yield _alarm(outlet, "template_changed", message, signed[-same].at)


def _alike(one: Reading, other: Reading) -> float:
    return len(one.signature & other.signature) / len(one.signature | other.signature)


def _alarm(outlet: str, kind: str, message: str, at: datetime) -> Occurrence:
    identity = stable_id(f"health {outlet} {kind} {message}")
    return Occurrence(id=identity, outlet=outlet, kind=kind, message=message, at=at)


def local_day(at: datetime, zone: str) -> date:
    """Return the day of an instant where the outlet stands."""
    return at.astimezone(ZoneInfo(zone)).date()
