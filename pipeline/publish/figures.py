"""SQL that the pages of figures share: counts, months and newest articles of any set of articles.

`where` is a condition on articles `a` whose values are named parameters; it comes from our code alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pipeline.publish.archive import NO_VALUES, Archive
from pipeline.publish.picture import Timeline, timeline

Row = Mapping[str, Any]

COUNTS: Final = """
    select count(*) as articles, count(distinct a.cluster) as clusters,
           count(distinct a.event) as events, coalesce(sum(a.relevant), 0) as relevant
      from articles a where {where}
"""

MONTHS: Final = """
    select substr(a.published_at, 1, 7) as month, count(*) as articles
      from articles a where {where} and a.published_at is not null group by 1 order by 1
"""

NEWEST: Final = """
    select a.id, a.headline, a.published_at, a.event_type, a.relevant, o.name as outlet_name, o.timezone,
           r.name as province_name, null as snippet
      from articles a left join outlets o on o.slug = a.outlet left join regions r on r.code = a.province
     where {where} order by a.published_at desc limit 15
"""

EVENTS: Final = """
    select a.event_type as value, count(*) as articles, count(distinct a.cluster) as clusters
      from articles a where {where} and a.event_type > '' group by 1 order by 2 desc
"""


async def counted(archive: Archive, where: str, values: Mapping[str, object] = NO_VALUES) -> Row:
    """Return the three counts of a set of articles, and how many of them are relevant."""
    row: Row = (await archive.remembered(COUNTS.format(where=where), values))[0]
    return row


async def by_month(archive: Archive, where: str, values: Mapping[str, object] = NO_VALUES) -> Timeline | None:
    rows = await archive.remembered(MONTHS.format(where=where), values)
    return timeline([(row["month"], row["articles"]) for row in rows])


async def newest(archive: Archive, where: str, values: Mapping[str, object] = NO_VALUES) -> Sequence[Row]:
    rows: Sequence[Row] = await archive.remembered(NEWEST.format(where=where), values)
    return rows


async def by_event(archive: Archive, where: str, values: Mapping[str, object] = NO_VALUES) -> Sequence[Row]:
    rows: Sequence[Row] = await archive.remembered(EVENTS.format(where=where), values)
    return rows
