"""Pictures drawn from figures: articles by month as bars, days of a year as a calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

SHOWN: Final = 60
"""Months that a timeline has room for on a phone."""

HEIGHT: Final = 100
STEP: Final = 12

WEEKS: Final = 53

SHADES: Final = 4
"""Degrees of dark in a calendar, beside empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One month or day of the picture, in its own units: x and y from the top left."""

    month: str
    """ISO 8601, as long as what it stands for."""
    articles: int
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Articles by month or day, every one of the span included."""

    bars: tuple[Bar, ...]
    earlier: int
    """Articles before the first bar, which the picture has no room for."""
    unit: Literal["month", "day"] = "month"

    @property
    def width(self) -> int:
        return STEP * max(len(self.bars), 12)

    @property
    def busiest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A square of a calendar."""

    day: str
    count: int
    x: int
    y: int
    shade: int
    """0 for none, up to SHADES."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The last year of something, a column a week, Monday on top."""

    days: tuple[Day, ...]

    @property
    def with_any(self) -> int:
        return sum(day.count > 0 for day in self.days)


def timeline(counts: Sequence[tuple[str, int]], by: Literal["month", "day"] = "month") -> Timeline | None:
    """Return the picture for (`2024-10` or `2024-10-07`, articles) pairs in order; None where there are none."""
    if not counts:
        return None
    known = dict(counts)
    up_to = _months if by == "month" else _days
    months = [month for month in up_to(counts[-1][0], SHOWN) if month >= counts[0][0]]
    most = max(known.get(month, 0) for month in months) or 1
    bars = []
    for i, month in enumerate(months):
        height = round(HEIGHT * known.get(month, 0) / most, 1)
        bars.append(Bar(month=month, articles=known.get(month, 0), x=i * STEP, y=HEIGHT - height, height=height))
    earlier = sum(n for month, n in counts if month < months[0])
    return Timeline(bars=tuple(bars), earlier=earlier, unit=by)


def calendar(counts: Mapping[str, int]) -> Calendar | None:
    """Return the year up to the last day (`2024-10-07`) that has a count; None where none has."""
    known = {day: n for text, n in counts.items() if (day := _day(text))}
    if not known:
        return None
    last = max(known)
    first = last - timedelta(days=last.weekday() + 7 * (WEEKS - 1))
    most = max(known.values()) or 1
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return Calendar(
        days=tuple(
            Day(
                day=day.isoformat(), count=known.get(day, 0), x=(day - first).days // 7 * STEP, y=day.weekday() * STEP,
                shade=-(-known.get(day, 0) * SHADES // most),
            )
            for day in days
        )
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _days(last: str, count: int) -> list[str]:
    """Return `count` days that end with `last`, oldest first."""
    end = date.fromisoformat(last)
    return [(end - timedelta(days=n)).isoformat() for n in reversed(range(count))]


def _months(last: str, count: int) -> list[str]:
    """Return `count` months that end with `last`, oldest first."""
    number = int(last[:4]) * 12 + int(last[5:7]) - 1
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(number - count + 1, number + 1)]
