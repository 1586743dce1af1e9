"""The front page's figures: the three counts, coverage, the map of regencies, the months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.publish.archive import Archive
from pipeline.publish.columns import Columns, Tally
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
      left join regions r on r.code = a.province
     where a.relevant = 1
     order by a.published_at desc limit 12
"""

EVENTS: Final = """
    select e.id, e.event_type, e.event_date, e.articles, coalesce(r.name, p.name) as place, a.headline
      from events e left join articles a on a.id = e.lead
      left join regions r on r.code = e.regency left join regions p on p.code = e.province
     order by e.event_date desc, e.id limit 6
"""

OUTLETS: Final = "select o.slug, o.province as code, r.name from outlets o left join regions r on r.code = o.province"


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page needs."""

    counts: Row
    newest: Sequence[Row]
    events: Sequence[Row]
    provinces: Sequence[Row]
    timeline: Timeline | None
    map: Map | None

    @property
    def regencies(self) -> int:
        """How many regions the map shows."""
        return len(self.map.spots) if self.map else 0


async def front(archive: Archive) -> Front:
    """Return the front page's figures."""
    counts, newest, events, outlets = [await archive.remembered(sql) for sql in (COUNTS, NEWEST, EVENTS, OUTLETS)]
    by_outlet = await archive.drawn("outlets", by_outlets)
    return Front(
        counts={**dict(counts[0]), "yielding": len(by_outlet)}, newest=newest, events=events,
        provinces=_by_province(outlets, by_outlet), timeline=timeline(await archive.drawn("months", by_month)),
        map=country(await archive.remembered(SEATS), await archive.drawn("regencies", by_regency)),
    )  # fmt: skip


def by_outlets(columns: Columns) -> dict[str, tuple[int, int]]:
    """Return how many articles, and how many relevant ones, each outlet gave."""
    relevant = columns.counts("outlet", columns.having("relevant", 1))
    return {slug: (n, relevant.get(slug, 0)) for slug, n in columns.counts("outlet", columns.all()).items()}


def by_month(columns: Columns) -> list[tuple[str, int]]:
    """Return relevant articles by month, in order."""
    return sorted(columns.counts("month", columns.having("relevant", 1)).items())


def by_regency(columns: Columns) -> dict[str, int]:
    """Return relevant articles by the regency of their event, or its province where no more is known."""
    relevant = columns.having("relevant", 1)
    without = relevant & columns.lacking("regency")
    return {**columns.counts("province", without), **columns.counts("regency", relevant)}


def by_province(columns: Columns) -> dict[str, Tally]:
    """Return the three counts of relevant articles by the province of their event."""
    return columns.tallies("province", columns.having("relevant", 1))


def _by_province(outlets: Sequence[Row], counts: Mapping[str, tuple[int, int]]) -> Sequence[Row]:
    """Return provinces with their outlets and what those gave, those of most relevant articles first."""
    found: dict[str | None, dict[str, Any]] = {}
    for row in outlets:
        of = {"code": row["code"], "name": row["name"], "outlets": 0, "articles": 0, "relevant": 0}
        province = found.setdefault(row["code"], of)
        articles, relevant = counts.get(row["slug"], (0, 0))
        province["outlets"] += 1
        province["articles"] += articles
        province["relevant"] += relevant
    return sorted(found.values(), key=lambda row: (-row["relevant"], -row["articles"], row["name"] or ""))
