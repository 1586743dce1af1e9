"""The front page's figures: the three counts, coverage, the map of regencies, the months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.publish.archive import Archive
from pipeline.publish.maps import SEATS, Map, country
from pipeline.publish.picture import Timeline, timeline

Row = Mapping[str, Any]

COUNTS: Final = """
    select (select count(*) from articles) as articles,
           (select count(*) from articles where relevant = 1) as relevant,
           (select count(*) from clusters) as clusters,
           (select count(*) from events) as events,
           (select count(*) from captures) as captures,
           (select count(*) from removed_spans) as removed,
           (select count(*) from outlets) as outlets,
           (select count(distinct outlet) from articles) as yielding,
           (select count(distinct province) from outlets) as provinces,
           (select count(*) from issues where open = 1) as issues,
           (select count(*) from coverage where expected > 0) as days_expected,
           (select count(*) from coverage where expected > 0 and read > 0) as days_seen,
           (select min(published_at) from articles) as first_at,
           (select max(published_at) from articles) as last_at
"""

NEWEST: Final = """
    select a.id, a.headline, a.published_at, a.event_type, o.name as outlet_name, o.timezone, r.name as province_name,
           null as snippet, 1 as relevant
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

REGENCIES: Final = """
    select coalesce(regency, province) as code, count(*) as articles from articles
     where relevant = 1 and coalesce(regency, province) is not null group by 1 order by 2 desc
"""

MONTHS: Final = """
    select substr(published_at, 1, 7) as month, count(*) as articles
      from articles where relevant = 1 and published_at is not null
     group by month order by month
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page needs."""

    counts: Row
    newest: Sequence[Row]
    provinces: Sequence[Row]
    timeline: Timeline | None
    map: Map | None

    @property
    def regencies(self) -> int:
        """How many regions the map shows."""
        return len(self.map.spots) if self.map else 0


async def front(archive: Archive) -> Front:
    """Return the front page's figures."""
    counts, newest, provinces, months = [await archive.remembered(sql) for sql in (COUNTS, NEWEST, PROVINCES, MONTHS)]
    by_month = [(row["month"], row["articles"]) for row in months]
    regencies = {row["code"]: row["articles"] for row in await archive.remembered(REGENCIES)}
    return Front(
        counts=counts[0], newest=newest, provinces=provinces, timeline=timeline(by_month),
        map=country(await archive.remembered(SEATS), regencies),
    )  # fmt: skip
