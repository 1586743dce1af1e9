"""Regions: the country, a province, a regency or city."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.columns import Tally
from pipeline.publish.figures import Row, under
from pipeline.publish.front import by_province, by_regency
from pipeline.publish.maps import SEATS, around, country
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import articles_at, coded, events, numbers
from pipeline.publish.sheets.offices import holders
from pipeline.publish.words import Words

PROVINCES: Final = """
    select r.code, r.name, (select count(*) from outlets o where o.province = r.code) as outlets
      from regions r where r.type = 'province' order by r.code
"""

ONE: Final = (
    "select r.*, p.name as parent_name from regions r left join regions p on p.code = r.parent where r.code = :code"
)

CHILDREN: Final = "select code, name from regions where parent = :code order by code"

NOTHING: Final = Tally(articles=0, clusters=0, events=0)

OUTLETS: Final = "select slug, name, platform from outlets where :code in (province, regency) order by name"


async def regions(archive: Archive, t: Words) -> Sheet:
    seats = await archive.remembered(SEATS)
    counts = await archive.drawn("regencies", by_regency)
    tallies = await archive.drawn("provinces", by_province)
    rows = _by_articles(await archive.remembered(PROVINCES), tallies)
    columns = [t("table.province"), t("count.articles"), t("count.clusters"), t("count.events"), t("table.outlets")]
    table = Table(
        id="provinsi",
        title=t("table.provinces"),
        columns=columns,
        empty=t("data.empty"),
        rows=[
            (
                Cell(text=row["name"], href=f"/wilayah/{row['code']}"),
                *numbers(t, tally.articles, tally.clusters, tally.events, row["outlets"]),
            )
            for row, tally in rows
        ],
    )
    return Sheet(title=t("nav.regions"), lead=t("region.lead"), map=country(seats, counts), tables=[table])


async def region(archive: Archive, t: Words, code: str) -> Sheet | None:
    value = {"code": code}
    rows = await archive.remembered(ONE, value)
    if not rows:
        return None
    row = rows[0]
    column = "province" if row["type"] == "province" else "regency"
    name = "provinsi" if column == "province" else "kabupaten"
    subject = await under(archive, **{name: code, "relevan": "1"})
    tallies = subject.columns.tallies("regency", subject.of)
    below = await archive.remembered(CHILDREN, value) if column == "province" else []
    children = _by_articles(below, tallies)
    seats = await archive.remembered(SEATS)
    found = [child["code"] for child, tally in children if tally.articles]
    crumbs = [("/wilayah", t("nav.regions"))]
    crumbs += [(f"/wilayah/{row['parent']}", row["parent_name"])] if row["parent_name"] else []
    return Sheet(
        title=row["name"],
        crumbs=crumbs,
        lead=t("region.lead_one"),
        counts=subject.counted(),
        small=True,
        facts=[
            (t("region.type"), Cell(text=t.label("type", row["type"]))),
            (t("region.code"), Cell(text=row["code"])),
            (t("region.capital"), Cell(text=row["capital"] or "–")),
        ],
        map=around(seats, found or [code]),
        timeline=subject.by_month(),
        tables=[
            _children(t, children),
            events(t, subject.by_event(), **{name: code}),
            await holders(archive, t, code),
            await _outlets(archive, t, code),
        ],
        links=[(t("region.events"), coded.address({name: code}))],
        stories=await subject.newest(archive),
        more=articles_at(**{name: code, "relevan": 1}),
    )


def _by_articles(rows: Iterable[Row], tallies: Mapping[str, Tally]) -> list[tuple[Row, Tally]]:
    """Return regions with their counts, those of most articles first."""
    found = [(row, tallies.get(row["code"], NOTHING)) for row in rows]
    return sorted(found, key=lambda pair: -pair[1].articles)


def _children(t: Words, children: Sequence[tuple[Row, Tally]]) -> Table:
    columns = [t("table.regency"), t("count.articles"), t("count.clusters"), t("count.events")]
    return Table(
        id="kabupaten",
        title=t("table.regencies"),
        columns=columns,
        rows=[
            (
                Cell(text=row["name"], href=f"/wilayah/{row['code']}"),
                *numbers(t, tally.articles, tally.clusters, tally.events),
            )
            for row, tally in children
        ],
    )


async def _outlets(archive: Archive, t: Words, code: str) -> Table:
    rows = await archive.remembered(OUTLETS, {"code": code})
    return Table(
        id="outlet",
        title=t("nav.outlets"),
        columns=[t("table.outlet"), t("table.platform")],
        empty=t("region.no_outlet"),
        rows=[
            (Cell(text=row["name"] or row["slug"], href=f"/outlet/{row['slug']}"), Cell(text=row["platform"] or "–"))
            for row in rows
        ],
    )
