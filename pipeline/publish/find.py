"""Find articles: one page of results, the three counts, and counts to narrow them by.

Ids of articles are digests, so the hits of smallest id are a fair sample of all hits. Where a search is wide, counts
are estimated from such a sample and said to be estimates; everything else is exact.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from pipeline.publish.archive import Archive
from pipeline.publish.query import BY_YEAR, FILTERS, LAST_PAGE, PAGE, Query
from pipeline.publish.search import CLOSE, NOTHING, OPEN, Forms, parse

Row = Mapping[str, Any]

WIDE: Final = 10_000
"""Hits above which a search is counted from a sample of as many, and ordered by date instead of by match."""

IDS: Final = 2**53
"""Ids of articles lie below this (`ids.stable_id`)."""

SHOWN: Final = 12
"""Values of a filter that are shown."""

MATCHING: Final = "from texts_fts join articles a on a.id = texts_fts.rowid where texts_fts match :match"
ALL: Final = "from articles a where 1"

RANK: Final = "bm25(texts_fts, 4.0, 1.0), a.published_at desc"
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
class Counts:
    """The three counts; `about` where they are estimated from a sample."""

    articles: int
    clusters: int
    events: int
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search brought. `counts` is None where the search was stopped, `facets` where only they were."""

    counts: Counts | None = None
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
class _Asked:
    """A query made into SQL."""

    source: str
    values: Mapping[str, Any]
    match: bool
    narrow: bool


async def find(archive: Archive, query: Query) -> Found:
    """Return one page of results; a search that takes too long comes back without counts, never as an error."""
    parsed = parse(query.text, archive.expander)
    if query.text and parsed.expression == NOTHING:
        return Found(searchable=False)
    try:
        asked = await _asked(archive, query, parsed.expression)
        counts = await _counts(archive, asked)
        rows = await _page(archive, query, asked)
    except QueryInterrupted:
        return Found(expanded=parsed.expanded)
    return Found(
        counts=counts, rows=rows, facets=await _facets(archive, query, asked, counts), expanded=parsed.expanded,
        by_date=asked.match and not asked.narrow and query.order == "relevansi",
    )  # fmt: skip


async def _asked(archive: Archive, query: Query, match: str) -> _Asked:
    where = "".join(f" and {FILTERS[name].where}" for name, _ in query.filters)
    source = (MATCHING if query.text else ALL) + where
    values = {**({"match": match} if query.text else {}), **query.chosen}
    many = await archive.execute(f"select count(*) as n from (select 1 {source} limit {WIDE + 1})", values)
    return _Asked(source=source, values=values, match=bool(query.text), narrow=many.rows[0]["n"] <= WIDE)


async def _counts(archive: Archive, asked: _Asked) -> Counts:
    sums = "count(*) as articles, count(distinct cluster) as clusters, count(distinct event) as events"
    if asked.narrow or not asked.match:
        row = (await _run(archive, asked, f"select {sums} {asked.source}"))[0]
        return Counts(articles=row["articles"], clusters=row["clusters"], events=row["events"])
    hits = f"select a.id, a.cluster, a.event {asked.source} limit {WIDE}"
    row = (await _run(archive, asked, f"select {sums}, max(id) as last from ({hits})"))[0]
    times = IDS / max(row["last"], 1)
    return Counts(
        articles=_rounded(WIDE * times), clusters=_rounded(row["clusters"] * times),
        events=_rounded(row["events"] * times), about=True,
    )  # fmt: skip


def _rounded(number: float) -> int:
    """Round an estimate to two digits, as precise as a sample of WIDE can be."""
    step = 10 ** max(len(str(int(number))) - 2, 0)
    return int(round(number / step) * step)


async def _run(archive: Archive, asked: _Asked, sql: str) -> Sequence[Row]:
    """Ask within the time limit; without words few wide questions are possible, and their answers are kept."""
    if asked.match or asked.narrow:
        rows: Sequence[Row] = (await archive.execute(sql, asked.values)).rows
        return rows
    kept: Sequence[Row] = await archive.remembered(sql, asked.values)
    return kept


async def _page(archive: Archive, query: Query, asked: _Asked) -> Sequence[Row]:
    """Order first, then fetch, and cut snippets for, the rows of this page only."""
    limit = f"limit {PAGE} offset {PAGE * (query.page - 1)}"
    ids = await archive.execute(f"{_ordered(query, asked)} {limit}", asked.values)
    wanted = [int(row["id"]) for row in ids.rows]
    if not wanted:
        return []
    these = ", ".join(map(str, wanted))
    if asked.match:
        source, marked = "texts_fts join articles a on a.id = texts_fts.rowid", MARKED
        where = f"texts_fts match :match and texts_fts.rowid in ({these})"
    else:
        source, marked, where = "articles a", UNMARKED, f"a.id in ({these})"
    rows = await archive.execute(ROW.format(marked=marked, source=source, where=where), asked.values)
    return sorted(rows.rows, key=lambda row: wanted.index(row["id"]))


def _ordered(query: Query, asked: _Asked) -> str:
    """Return SQL for the ids in order: few hits are sorted, many are met while walking along the dates."""
    oldest = query.order == "terlama"
    if asked.narrow:
        by_date = "+a.published_at is null, +a.published_at, a.id" if oldest else "+a.published_at desc, +a.id"
        return f"select a.id {asked.source} order by {RANK if query.order == 'relevansi' else by_date}"
    direction = "" if oldest else "desc"
    order = f"order by a.published_at {direction}, a.id {direction}"
    dated = "a.published_at > ''" if oldest else "1"
    if not asked.match:
        return f"select a.id {asked.source} and {dated} {order}"
    filters = asked.source.removeprefix(MATCHING)
    hit = "exists (select 1 from texts_fts where texts_fts match :match and rowid = a.id)"
    return f"select a.id {ALL} and {dated} {filters} and {hit} {order}"


async def _facets(archive: Archive, query: Query, asked: _Asked, counts: Counts) -> Mapping[str, Sequence[Row]] | None:
    sampled = f"limit {WIDE}" if asked.match and not asked.narrow else ""
    columns = "a.id, a.outlet, a.relevant, a.event_type, a.province, a.regency, a.published_at, a.language"
    hits = f"with hits as materialized (select {columns} {asked.source} {sampled})"
    shown = {name: f for name, f in FILTERS.items() if name not in BY_YEAR or "tahun" in query.chosen}
    parts = []
    for name, facet in shown.items():
        source = f"hits join {facet.table} x on x.article = hits.id" if facet.table else "hits"
        parts.append(
            f"select * from (select '{name}' as name, {facet.value} as value, count(*) as n from {source}"
            f" where {facet.value} is not null group by 2 order by 3 desc, 2 limit {SHOWN})"
        )
    try:
        rows = await _run(archive, asked, f"{hits} {' union all '.join(parts)}")
    except (QueryInterrupted, sqlite3.OperationalError):
        return None
    times = counts.articles / WIDE if counts.about else 1
    scaled = [{**dict(row), "n": _rounded(row["n"] * times) if counts.about else row["n"]} for row in rows]
    return {name: [row for row in scaled if row["name"] == name] for name in shown}


async def newest(archive: Archive, query: Query) -> Sequence[Row]:
    """Return what a feed of a query holds: its newest articles, with all that an export tells of each."""
    parsed = parse(query.text, archive.expander)
    if query.text and parsed.expression == NOTHING:
        return []
    asked = await _asked(archive, query, parsed.expression)
    ids = await archive.execute(f"{_ordered(replace(query, order='terbaru'), asked)} limit {FED}", asked.values)
    these = ", ".join(str(int(row["id"])) for row in ids.rows)
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
