"""The front page's figures, and the picture of articles by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.publish.archive import Archive

Row = Mapping[str, Any]

COUNTS: Final = """
    select (select count(*) from articles) as articles,
           (select count(*) from articles where relevant = 1) as relevant,
           (select count(*) from clusters) as clusters,
           (select count(*) from articles where event_type > '') as events,
           (select count(*) from captures) as captures,
           (select count(*) from removed_spans) as removed,
           (select count(*) from outlets) as outlets,
           (select count(distinct province) from outlets) as provinces,
           (select count(*) from issues where open = 1) as issues,
           (select min(published_at) from articles) as first_at,
           (select max(published_at) from articles) as last_at
"""

NEWEST: Final = """
    select a.id, a.headline, a.published_at, a.event_type, o.name as outlet_name, o.timezone, r.name as province_name
      from articles a
      left join outlets o on o.slug = a.outlet
      left join regions r on r.code = coalesce(a.province, o.province)
     where a.relevant = 1
     order by a.published_at desc limit 12
"""

PROVINCES: Final = """
    with counted as (select outlet, count(*) as articles, sum(relevant) as relevant from articles group by outlet)
    select o.province as code, r.name, count(*) as outlets, sum(c.articles) as articles, sum(c.relevant) as relevant
      from outlets o
      left join counted c on c.outlet = o.slug
      left join regions r on r.code = o.province
     group by o.province
     order by relevant desc, articles desc, r.name
"""

MONTHS: Final = """
    select substr(published_at, 1, 7) as month, count(*) as articles
      from articles where relevant = 1 and published_at is not null
     group by month order by month
"""

SHOWN: Final = 60
"""Months that the picture has room for on a phone."""

HEIGHT: Final = 100
STEP: Final = 12
WIDTH: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One month of the picture, in its own units: x and y from the top left."""

    month: str
    articles: int
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Articles by month, every month of the span included."""

    bars: tuple[Bar, ...]
    earlier: int
    """Articles of months that the picture has no room for."""

    @property
    def width(self) -> int:
        return STEP * max(len(self.bars), 12)

    @property
    def busiest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page needs."""

    counts: Row
    newest: Sequence[Row]
    provinces: Sequence[Row]
    timeline: Timeline | None


async def front(archive: Archive) -> Front:
    """Return the front page's figures."""
    counts, newest, provinces, months = [await archive.remembered(sql) for sql in (COUNTS, NEWEST, PROVINCES, MONTHS)]
    by_month = [(row["month"], row["articles"]) for row in months]
    return Front(counts=counts[0], newest=newest, provinces=provinces, timeline=timeline(by_month))


def timeline(counts: Sequence[tuple[str, int]]) -> Timeline | None:
    """Return the picture for (`2024-10`, articles) pairs in order; None where there is nothing to draw."""
    if not counts:
        return None
    known = dict(counts)
    months = _months(counts[-1][0], SHOWN)
    months = [month for month in months if month >= counts[0][0]]
    most = max(known.get(month, 0) for month in months) or 1
    bars = []
    for i, month in enumerate(months):
        height = round(HEIGHT * known.get(month, 0) / most, 1)
        bars.append(Bar(month=month, articles=known.get(month, 0), x=i * STEP, y=HEIGHT - height, height=height))
    earlier = sum(n for month, n in counts if month < months[0])
    return Timeline(bars=tuple(bars), earlier=earlier)


def _months(last: str, count: int) -> list[str]:
    """Return `count` months that end with `last`, oldest first."""
    number = int(last[:4]) * 12 + int(last[5:7]) - 1
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(number - count + 1, number + 1)]
