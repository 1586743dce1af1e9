"""Regions: the country, a province, a regency or city."""

from collections.abc import Sequence
from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.figures import Row, by_event, by_month, counted, newest
from pipeline.publish.front import REGENCIES
from pipeline.publish.maps import SEATS, around, country
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import articles_at, events, numbers
from pipeline.publish.words import Words

PROVINCES: Final = """
    with counted as (select province, count(*) as articles, count(distinct cluster) as clusters,
                            count(distinct event) as events
                       from articles where relevant = 1 group by province),
         read as (select province, count(*) as outlets from outlets group by province)
    select r.code, r.name, c.articles, c.clusters, c.events, o.outlets
      from regions r left join counted c on c.province = r.code left join read o on o.province = r.code
     where r.type = 'province' order by c.articles desc, r.code
"""

ONE: Final = (
    "select r.*, p.name as parent_name from regions r left join regions p on p.code = r.parent where r.code = :code"
)

CHILDREN: Final = """
    with counted as (select regency, count(*) as articles, count(distinct cluster) as clusters,
                            count(distinct event) as events
                       from articles where relevant = 1 and province = :code group by regency)
    select r.code, r.name, c.articles, c.clusters, c.events
      from regions r left join counted c on c.regency = r.code where r.parent = :code order by c.articles desc, r.code
"""

OUTLETS: Final = "select slug, name, platform from outlets where :code in (province, regency) order by name"


async def regions(archive: Archive, t: Words) -> Sheet:
    seats = await archive.remembered(SEATS)
    counts = {row["code"]: row["articles"] for row in await archive.remembered(REGENCIES)}
    rows = await archive.remembered(PROVINCES)
    columns = [t("table.province"), t("count.articles"), t("count.clusters"), t("count.events"), t("table.outlets")]
    table = Table(
        id="provinsi",
        title=t("table.provinces"),
        columns=columns,
        empty=t("data.empty"),
        rows=[
            (
                Cell(text=row["name"], href=f"/wilayah/{row['code']}"),
                *numbers(t, row["articles"], row["clusters"], row["events"], row["outlets"]),
            )
            for row in rows
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
    where = f"a.{column} = :code and a.relevant = 1"
    children = await archive.remembered(CHILDREN, value) if column == "province" else []
    counts = await counted(archive, where, value)
    seats = await archive.remembered(SEATS)
    found = {child["code"]: child["articles"] for child in children if child["articles"]}
    name = "provinsi" if column == "province" else "kabupaten"
    crumbs = [("/wilayah", t("nav.regions"))]
    crumbs += [(f"/wilayah/{row['parent']}", row["parent_name"])] if row["parent_name"] else []
    return Sheet(
        title=row["name"],
        crumbs=crumbs,
        lead=t("region.lead_one"),
        counts=counts,
        small=True,
        facts=[
            (t("region.type"), Cell(text=t.label("type", row["type"]))),
            (t("region.code"), Cell(text=row["code"])),
            (t("region.capital"), Cell(text=row["capital"] or "–")),
        ],
        map=around(seats, found or [code]),
        timeline=await by_month(archive, where, value),
        tables=[
            _children(t, children),
            events(t, await by_event(archive, where, value), **{name: code}),
            await _outlets(archive, t, code),
        ],
        stories=await newest(archive, where, value),
        more=articles_at(**{name: code, "relevan": 1}),
    )


def _children(t: Words, children: Sequence[Row]) -> Table:
    columns = [t("table.regency"), t("count.articles"), t("count.clusters"), t("count.events")]
    return Table(
        id="kabupaten",
        title=t("table.regencies"),
        columns=columns,
        rows=[
            (
                Cell(text=row["name"], href=f"/wilayah/{row['code']}"),
                *numbers(t, row["articles"], row["clusters"], row["events"]),
            )
            for row in children
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
