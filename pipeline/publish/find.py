"""Find articles: one page of results, the three counts, and counts to narrow them by; every count is exact.

Words are looked up in the index, once for as long as somebody leafs and narrows; all else is done over `Columns`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from pipeline.publish.archive import Archive
from pipeline.publish.columns import Columns, Positions, Set, Tally
from pipeline.publish.query import BY_YEAR, FILTERS, LAST_PAGE, PAGE, Query
from pipeline.publish.search import CLOSE, NOTHING, OPEN, Forms, parse

Row = Mapping[str, Any]

WIDE: Final = 10_000
"""Hits above which a search is ordered by date: to weigh half a million texts takes a second."""

SHOWN: Final = 12
"""Values of a filter that are shown."""

HITS: Final = "select rowid from texts_fts where texts_fts match :match"

PART: Final = f"select group_concat(rowid) from ({HITS} and rowid >= :start and rowid < :end)"
"""Half a million numbers come twice as fast as text as they do as rows."""

IDS: Final = 2**53
"""Ids of articles lie below this (`ids.stable_id`)."""

PARTS: Final = 16
"""Ranges of ids that are asked one by one, so that no text grows too long (plugins/sql.py)."""

WEIGHED: Final = "select rowid, bm25(texts_fts, 4.0, 1.0) from texts_fts where texts_fts match :match"
"""A word in the headline weighs as much as four in the body."""

ROW: Final = """
    select a.id, a.published_at, a.relevant, a.event_type, o.name as outlet_name, o.timezone, r.name as province_name,
           {marked}
      from {source} left join outlets o on o.slug = a.outlet left join regions r on r.code = a.province
     where {where}
"""
MARKED: Final = f"""
    highlight(texts_fts, 0, '{OPEN}', '{CLOSE}') as headline,
    snippet(texts_fts, 1, '{OPEN}', '{CLOSE}', '…', 40) as snippet
"""
UNMARKED: Final = "a.headline, null as snippet"

FED: Final = 50
"""Articles in a feed."""

BATCH: Final = 1000
"""Rows that an export reads at a time."""

EXPORTED: Final = """
    select a.id, a.headline, a.outlet, o.name as outlet_name, a.published_at, a.language, a.relevance, a.event_type,
           a.event_detail, a.event_date, a.province, p.name as province_name, a.regency, r.name as regency_name,
           (select group_concat(election, ' ') from elections where article = a.id) as elections,
           (select group_concat(actor, '; ') from actors where article = a.id) as actors,
           (select group_concat(institution, '; ') from institutions where article = a.id) as institutions,
           (select group_concat(code || ' ' || coalesce(certainty, ''), '; ') from violations where article = a.id)
             as violations,
           (select group_concat(outcome, ' ') from outcomes where article = a.id) as outcomes,
           a.cluster, a.state, a.edition, a.first_seen_at, a.url
"""
EXPORTED_JOINS: Final = """
      left join outlets o on o.slug = a.outlet
      left join regions p on p.code = a.province left join regions r on r.code = a.regency
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search brought. `counts` is None where the search was stopped."""

    counts: Tally | None = None
    rows: Sequence[Row] = ()
    facets: Mapping[str, Sequence[Row]] | None = None
    searchable: bool = True
    expanded: tuple[tuple[str, Forms], ...] = ()
    by_date: bool = False
    """Too many hits to be ordered by match."""

    @property
    def pages(self) -> int:
        return min(-(-self.counts.articles // PAGE), LAST_PAGE) if self.counts else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hits:
    """What a query is about: a set of articles, and how well each matches where that was weighed."""

    of: Set
    weights: Positions | None = None
    """The smaller, the better; zero for what is no hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What a page of a query shows, but for the words of its rows."""

    ids: Sequence[int]
    counts: Tally
    facets: Mapping[str, Sequence[Row]]
    weighed: bool


async def find(archive: Archive, query: Query) -> Found:
    """Return one page of results; a search that takes too long comes back without counts, never as an error."""
    parsed = parse(query.text, archive.expander)
    if query.text and parsed.expression == NOTHING:
        return Found(searchable=False)

    async def look(columns: Columns) -> _Seen:
        hits = await _hits(archive, columns, query, parsed.expression)
        at = _ordered(columns, hits, query)[PAGE * (query.page - 1) :][:PAGE]
        return _Seen(
            ids=[int(number) for number in columns.ids[at]], counts=columns.tally(hits.of),
            facets=facets(columns, hits.of, query), weighed=hits.weights is not None,
        )  # fmt: skip

    try:
        seen = await archive.sought((query, parsed.expression), look)
        rows = await _rows(archive, seen.ids, query, parsed.expression)
    except QueryInterrupted:
        return Found(expanded=parsed.expanded)
    return Found(
        counts=seen.counts, rows=rows, facets=seen.facets, expanded=parsed.expanded,
        by_date=query.order == "relevansi" and not seen.weighed,
    )  # fmt: skip


def narrowed(columns: Columns, filters: Mapping[str, str]) -> Set:
    """Return the articles that pass all of some filters (by their names in addresses)."""
    of = columns.all()
    for name, value in filters.items():
        column = FILTERS[name].counted
        if column == "month":
            of &= columns.during(value)
        else:
            of &= columns.having(column, int(value) if name == "relevan" else value)
    return of


async def _hits(archive: Archive, columns: Columns, query: Query, match: str) -> _Hits:
    of = narrowed(columns, query.chosen)
    if not query.text:
        return _Hits(of=of)
    at, weights = await archive.hits(columns, match, _look_up)
    spread = None
    if weights is not None:
        spread = np.zeros(len(columns.ids))
        spread[at] = weights
    return _Hits(of=of & columns.among(at), weights=spread)


async def _look_up(archive: Archive, columns: Columns, match: str) -> tuple[Positions, Positions | None]:
    """Return where the hits of an expression stand, and how well each matches where they are not too many."""
    few = (await archive.execute(f"select count(*) from ({HITS} limit {WIDE + 1})", {"match": match})).rows
    if few[0][0] <= WIDE:
        rows = (await archive.execute(WEIGHED, {"match": match})).rows
        weights = {row[0]: row[1] for row in rows}
        at = columns.places(weights)
        return at, np.array([weights[int(number)] for number in columns.ids[at]])
    parts = [await archive.asked(PART, {"match": match, "start": start, "end": end}) for start, end in _ranges()]
    ids = ",".join(text for rows in parts if (text := rows[0][0]))
    return columns.places(np.fromstring(ids, np.int64, sep=",")), None


def _ranges() -> list[tuple[int, int]]:
    step = IDS // PARTS
    return [(step * n, step * (n + 1)) for n in range(PARTS)]


def _ordered(columns: Columns, hits: _Hits, query: Query) -> Positions:
    by_date = columns.ordered(hits.of, oldest=query.order == "terlama")
    if query.order != "relevansi" or hits.weights is None:
        return by_date
    return by_date[np.argsort(hits.weights[by_date], kind="stable")]


async def _rows(archive: Archive, wanted: Sequence[int], query: Query, match: str) -> Sequence[Row]:
    """Fetch, and cut snippets for, the articles of this page only."""
    if not wanted:
        return []
    these = ", ".join(map(str, wanted))
    if query.text:
        source, marked = "texts_fts join articles a on a.id = texts_fts.rowid", MARKED
        where = f"texts_fts match :match and texts_fts.rowid in ({these})"
    else:
        source, marked, where = "articles a", UNMARKED, f"a.id in ({these})"
    values = {"match": match} if query.text else {}
    rows = await archive.execute(ROW.format(marked=marked, source=source, where=where), values)
    return sorted(rows.rows, key=lambda row: wanted.index(row["id"]))


def facets(columns: Columns, of: Set, query: Query) -> Mapping[str, Sequence[Row]]:
    """Return the commonest values of each filter among some articles, with how many have them; years by date."""
    found = {}
    for name, facet in FILTERS.items():
        if name in BY_YEAR and "tahun" not in query.chosen:
            continue
        counts = columns.counts(facet.counted, of)
        if name == "tahun":
            counts = _by_year(counts)
        by_date = facet.counted == "month"
        order = sorted(counts, key=str, reverse=by_date)
        order = order if by_date else sorted(order, key=lambda value: -counts[value])
        found[name] = [{"name": name, "value": value, "n": counts[value]} for value in order[:SHOWN]]
    return found


def _by_year(months: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, count in months.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    return years


async def newest(archive: Archive, query: Query) -> Sequence[Row]:
    """Return what a feed of a query holds: its newest articles, with all that an export tells of each."""
    parsed = parse(query.text, archive.expander)
    if query.text and parsed.expression == NOTHING:
        return []
    columns = await archive.columns()
    hits = await _hits(archive, columns, query, parsed.expression)
    at = _ordered(columns, hits, replace(query, order="terbaru"))[:FED]
    these = ", ".join(str(int(number)) for number in columns.ids[at])
    sql = f"{EXPORTED} from articles a {EXPORTED_JOINS} where a.id in ({these}) order by a.published_at desc"
    rows: Sequence[Row] = (await archive.execute(sql)).rows
    return rows


def exported(query: Query, match: str) -> tuple[str, Mapping[str, Any]]:
    """Return SQL for the next BATCH articles of a query after `:after`, by id, and its values but that one."""
    where = "".join(f" and {FILTERS[name].where}" for name, _ in query.filters)
    if query.text:
        source, first = (
            "texts_fts join articles a on a.id = texts_fts.rowid",
            "texts_fts match :match and texts_fts.rowid",
        )
    else:
        source, first = "articles a not indexed", "a.id"  # one walk over all, whatever the filters
    order = "texts_fts.rowid" if query.text else "a.id"
    sql = f"{EXPORTED} from {source} {EXPORTED_JOINS} where {first} > :after {where} order by {order} limit {BATCH}"
    return sql, {**({"match": match} if query.text else {}), **query.chosen}
