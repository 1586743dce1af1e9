"""Search over the texts: one page of results, the three counts, and counts to narrow them by."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Self, cast
from urllib.parse import urlencode

from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from pipeline.publish.archive import Archive
from pipeline.publish.search import CLOSE, NOTHING, OPEN, expression

Row = Mapping[str, Any]
Order = Literal["relevansi", "terbaru", "terlama"]

PAGE: Final = 20
"""Results a page."""

LAST_PAGE: Final = 500

ORDERS: Final[Mapping[Order, str]] = {
    "relevansi": "bm25(texts_fts, 4.0, 1.0), a.published_at desc",  # a word in the headline weighs four in the body
    "terbaru": "a.published_at desc, a.id",
    "terlama": "a.published_at is null, a.published_at, a.id",
}

FILTERS: Final[Mapping[str, str]] = {
    "outlet": "a.outlet",
    "tahun": "substr(a.published_at, 1, 4)",
    "bahasa": "a.language",
    "relevan": "cast(a.relevant as text)",
}
"""What results can be narrowed by: name in the address → SQL."""

COLUMNS: Final[Mapping[str, str]] = {"bahasa": "language", "relevan": "relevant"}
"""Filters whose values are codes with names in strings.yml (`value.COLUMN.CODE`)."""

FOUND: Final = "from texts_fts join articles a on a.id = texts_fts.rowid where texts_fts match :match"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was asked: the words, the filters, the order and the page."""

    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    order: Order = "relevansi"
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Self:
        """Read an address; what makes no sense in it is left out, never an error."""
        order = arguments.get("urut", "")
        page = arguments.get("hal", "")
        return cls(
            text=arguments.get("q", "").strip(),
            filters=tuple((name, arguments[name]) for name in FILTERS if arguments.get(name)),
            order=cast(Order, order) if order in ORDERS else "relevansi",
            page=min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and page != "0" else 1,
        )

    def address(self, **changes: Any) -> str:
        """Return the address of this query with some of its fields changed."""
        query = replace(self, **changes)
        order = {} if query.order == "relevansi" else {"urut": query.order}
        page = {} if query.page == 1 else {"hal": query.page}
        return "/cari?" + urlencode({"q": query.text, **dict(query.filters), **order, **page})

    def narrowed(self, name: str, value: str) -> str:
        """Return the address of this query narrowed by a filter."""
        others = tuple(pair for pair in self.filters if pair[0] != name)
        return self.address(filters=(*others, (name, value)), page=1)

    def widened(self, name: str) -> str:
        """Return the address of this query without a filter."""
        return self.address(filters=tuple(pair for pair in self.filters if pair[0] != name), page=1)

    @property
    def chosen(self) -> dict[str, str]:
        return dict(self.filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search brought. `counts` is None where the search was stopped, `facets` where only they were."""

    counts: Row | None = None
    rows: Sequence[Row] = ()
    facets: Mapping[str, Sequence[Row]] | None = None
    searchable: bool = True

    @property
    def pages(self) -> int:
        return min(-(-self.counts["articles"] // PAGE), LAST_PAGE) if self.counts else 0


async def find(archive: Archive, query: Query) -> Found:
    """Return one page of results; a search that takes too long comes back without counts, never as an error."""
    match = expression(query.text)
    if match == NOTHING:
        return Found(searchable=False)
    where = " ".join(f"and {FILTERS[name]} = :{name}" for name, _ in query.filters)
    values = {"match": match, **query.chosen}
    try:
        counts = await archive.execute(
            "select count(*) as articles, count(distinct a.cluster) as clusters,"
            f" count(nullif(a.event_type, '')) as events {FOUND} {where}",
            values,
        )
        rows = await _page(archive, query, where, values)
    except QueryInterrupted:
        return Found()
    return Found(counts=counts.rows[0], rows=rows, facets=await _facets(archive, where, values))


async def _page(archive: Archive, query: Query, where: str, values: Mapping[str, str]) -> Sequence[Row]:
    """Order first, then cut snippets for the rows of this page only."""
    start = PAGE * (query.page - 1)
    ids = await archive.execute(
        f"select a.id {FOUND} {where} order by {ORDERS[query.order]} limit {PAGE} offset {start}", values
    )
    wanted = [int(row["id"]) for row in ids.rows]
    if not wanted:
        return []
    rows = await archive.execute(
        f"""
        select a.id, a.published_at, a.relevant, a.event_type, o.name as outlet_name, o.timezone,
               highlight(texts_fts, 0, '{OPEN}', '{CLOSE}') as headline,
               snippet(texts_fts, 1, '{OPEN}', '{CLOSE}', '…', 40) as snippet
          from texts_fts join articles a on a.id = texts_fts.rowid left join outlets o on o.slug = a.outlet
         where texts_fts match :match and texts_fts.rowid in ({", ".join(map(str, wanted))})
        """,
        {"match": values["match"]},
    )
    return sorted(rows.rows, key=lambda row: wanted.index(row["id"]))


async def _facets(archive: Archive, where: str, values: Mapping[str, str]) -> Mapping[str, Sequence[Row]] | None:
    columns = ", ".join(f"{sql} as {name}" for name, sql in FILTERS.items())
    each = " union all ".join(
        f"select * from (select '{name}' as name, {name} as value, count(*) as n, "
        + ("(select name from outlets where slug = outlet)" if name == "outlet" else "null")
        + f" as label from hits where {name} is not null group by {name} order by n desc limit 12)"
        for name in FILTERS
    )
    sql = f"with hits as materialized (select {columns} {FOUND} {where}) {each}"
    try:
        rows = (await archive.execute(sql, values)).rows
    except (QueryInterrupted, sqlite3.OperationalError):
        return None
    return {name: [row for row in rows if row["name"] == name] for name in FILTERS}
