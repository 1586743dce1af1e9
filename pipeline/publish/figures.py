"""Figures that the pages share: counts, months, events and newest articles of any set of articles."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from pipeline.publish.archive import Archive
from pipeline.publish.columns import Columns, Set
from pipeline.publish.find import narrowed
from pipeline.publish.picture import Timeline, timeline

Row = Mapping[str, Any]

NEWEST: Final = """
    select a.id, a.headline, a.published_at, a.event_type, a.relevant, o.name as outlet_name, o.timezone,
           r.name as province_name, null as snippet
      from articles a left join outlets o on o.slug = a.outlet left join regions r on r.code = a.province
     where a.id in ({these})
"""

SHOWN: Final = 15
"""Newest articles on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Some articles, and what is told of them."""

    columns: Columns
    of: Set

    def counted(self) -> Row:
        """Return the three counts, and how many of the articles are relevant."""
        relevant = self.of & self.columns.having("relevant", 1)
        return {**asdict(self.columns.tally(self.of)), "relevant": int(relevant.sum())}

    def by_month(self) -> Timeline | None:
        return timeline(sorted(self.columns.counts("month", self.of).items()))

    def by_event(self) -> Sequence[Row]:
        """Return the types of event with their articles and clusters, the commonest first."""
        found = self.columns.tallies("event_type", self.of)
        rows = [{"value": value, **asdict(tally)} for value, tally in found.items()]
        return sorted(rows, key=lambda row: (-row["articles"], row["value"]))

    async def newest(self, archive: Archive, shown: int = SHOWN) -> Sequence[Row]:
        """Return the newest articles, with what a list of articles tells of each."""
        wanted = [int(number) for number in self.columns.ids[self.columns.ordered(self.of)[:shown]]]
        rows = (await archive.execute(NEWEST.format(these=", ".join(map(str, wanted))))).rows
        return sorted(rows, key=lambda row: wanted.index(row["id"]))


async def under(archive: Archive, **filters: str) -> Subject:
    """Return the articles that pass some filters (query.FILTERS)."""
    columns = await archive.columns()
    return Subject(columns=columns, of=narrowed(columns, filters))


async def named(archive: Archive, sql: str, values: Mapping[str, object]) -> Subject:
    """Return the articles whose ids a question brings; it comes from our code alone."""
    columns = await archive.columns()
    rows = (await archive.execute(sql, dict(values))).rows
    return Subject(columns=columns, of=columns.among(columns.places(row[0] for row in rows)))
