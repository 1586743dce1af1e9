"""Offices: who held which in a region, and when the archive saw them there."""

from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import numbers, person_path
from pipeline.publish.words import Words

ADDRESS: Final = "/jabatan"

ROLES: Final = """
    select role, count(distinct region) as regions, count(distinct key) as holders, sum(articles) as articles
      from offices group by role order by 2 desc, 4 desc
"""

REGIONS: Final = """
    select o.region as code, r.name, p.name as parent_name, count(distinct o.role) as roles,
           count(distinct o.key) as holders, max(o.last_seen) as last_seen
      from offices o left join regions r on r.code = o.region left join regions p on p.code = r.parent
     group by o.region order by o.region limit 600
"""

OF: Final = """
    select role, key, name, acting, first_seen, last_seen, articles from offices
     where region = :code order by role, first_seen, last_seen, key
"""

HELD: Final = """
    select o.role, o.region, r.name as region_name, o.acting, o.first_seen, o.last_seen, o.articles
      from offices o left join regions r on r.code = o.region where o.key = :key order by o.first_seen, o.role
"""


async def offices(archive: Archive, t: Words) -> Sheet:
    roles, regions = await archive.remembered(ROLES), await archive.remembered(REGIONS)
    by_role = Table(
        id="menurut-jabatan",
        title=t("office.by_role"),
        empty=t("office.none"),
        columns=[t("people.role"), t("nav.regions"), t("office.holders"), t("count.articles")],
        rows=[
            (Cell(text=t.label("office", row["role"])), *numbers(t, row["regions"], row["holders"], row["articles"]))
            for row in roles
        ],
    )
    by_region = Table(
        id="menurut-wilayah",
        title=t("office.by_region"),
        columns=[t("nav.regions"), t("table.province"), t("office.roles"), t("office.holders"), t("office.last")],
        rows=[
            (
                Cell(text=row["name"] or row["code"], href=f"{ADDRESS}/{row['code']}"),
                Cell(text=row["parent_name"] or "–"),
                *numbers(t, row["roles"], row["holders"]),
                Cell(text=t.day(row["last_seen"]) or "–"),
            )
            for row in regions
        ],
    )
    return Sheet(title=t("nav.offices"), lead=t("office.lead"), tables=[by_role, by_region])


async def office(archive: Archive, t: Words, code: str) -> Sheet | None:
    """Return the office-holders of a region; None for a region that there is not."""
    value = {"code": code}
    known = await archive.remembered("select name from regions where code = :code", value)
    if not known:
        return None
    return Sheet(
        title=t("office.of", region=known[0]["name"]),
        lead=t("office.lead_one"),
        crumbs=[(ADDRESS, t("nav.offices")), (f"/wilayah/{code}", known[0]["name"])],
        tables=[await holders(archive, t, code)],
    )


async def holders(archive: Archive, t: Words, code: str) -> Table:
    """Return the table of those who held an office of one region."""
    return Table(
        id="pejabat",
        title=t("office.holders_here"),
        empty=t("office.none_here"),
        columns=[t("people.role"), t("people.name"), t("office.standing"), t("office.first"), t("office.last"),
                 t("count.articles")],
        rows=[
            (
                Cell(text=t.label("office", row["role"])),
                Cell(text=row["name"], href=person_path(row["key"])),
                Cell(text=t.label("acting", row["acting"])),
                Cell(text=t.day(row["first_seen"])),
                Cell(text=t.day(row["last_seen"])),
                *numbers(t, row["articles"]),
            )
            for row in await archive.remembered(OF, {"code": code})
        ],
    )  # fmt: skip


async def held(archive: Archive, t: Words, key: str) -> Table:
    """Return the table of the offices that a person was seen in."""
    return Table(
        id="pernah-menjabat",
        title=t("office.held"),
        note=t("office.lead_one"),
        columns=[t("people.role"), t("nav.regions"), t("office.standing"), t("office.first"), t("office.last"),
                 t("count.articles")],
        rows=[
            (
                Cell(text=t.label("office", row["role"])),
                Cell(text=row["region_name"] or row["region"], href=f"{ADDRESS}/{row['region']}"),
                Cell(text=t.label("acting", row["acting"])),
                Cell(text=t.day(row["first_seen"])),
                Cell(text=t.day(row["last_seen"])),
                *numbers(t, row["articles"]),
            )
            for row in await archive.remembered(HELD, {"key": key})
        ],
    )  # fmt: skip
