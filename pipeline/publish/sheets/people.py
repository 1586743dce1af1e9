"""People: who is named and quoted. To be named is not to be accused, and every page says so."""

from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.figures import named
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import numbers, person_path
from pipeline.publish.sheets.offices import held
from pipeline.publish.words import Words

SHOWN: Final = 300

MOST: Final = f"""
    select key, name, role, articles, quoted from persons order by articles desc, quoted desc, key limit {SHOWN}
"""

UNCOUNTED: Final = f"""
    select key, min(name) as name, max(role) as role, count(*) as articles, sum(speaks) as quoted
      from people where key > '' group by key order by 4 desc, 5 desc, key limit {SHOWN}
"""
"""The same, of an archive that was never refreshed."""

OFFICES: Final = """
    select name, role, count(*) as articles from people where key = :key group by name, role order by 3 desc limit 30
"""

QUOTES: Final = """
    select q.text, q.kind, q.article, a.published_at, o.name as outlet_name
      from people p join quotes q on q.article = p.article and q.speaker = p.name
      join articles a on a.id = p.article left join outlets o on o.slug = a.outlet
     where p.key = :key and q.kind = 'direct' order by a.published_at desc, q.n limit 20
"""


async def people(archive: Archive, t: Words) -> Sheet:
    rows = await archive.remembered(MOST if await archive.table_exists("persons") else UNCOUNTED)
    table = Table(
        id="orang",
        title=t("people.most", n=t.number(SHOWN)),
        empty=t("data.empty"),
        columns=[t("people.name"), t("people.role"), t("people.articles"), t("people.quoted")],
        rows=[
            (
                Cell(text=row["name"], href=person_path(row["key"])),
                Cell(text=row["role"] or "–"),
                *numbers(t, row["articles"], row["quoted"]),
            )
            for row in rows
        ],
    )
    return Sheet(title=t("nav.people"), lead=t("people.note"), tables=[table])


async def person(archive: Archive, t: Words, key: str) -> Sheet | None:
    value = {"key": key}
    offices = await archive.remembered(OFFICES, value)
    if not offices:
        return None
    subject = await named(archive, "select distinct article from people where key = :key", value)
    quotes = await archive.remembered(QUOTES, value)
    return Sheet(
        title=offices[0]["name"],
        crumbs=[("/orang", t("nav.people"))],
        lead=t("people.note"),
        counts=subject.counted(),
        timeline=subject.by_month(),
        tables=[
            await held(archive, t, key),
            Table(
                id="jabatan",
                title=t("people.offices"),
                columns=[t("people.name"), t("people.role"), t("count.articles")],
                rows=[
                    (Cell(text=row["name"]), Cell(text=row["role"] or "–"), *numbers(t, row["articles"]))
                    for row in offices
                ],
            ),
            Table(
                id="kutipan",
                title=t("article.quotes"),
                columns=[t("people.quote"), t("table.outlet"), t("article.published")],
                rows=[
                    (
                        Cell(text=f"«{row['text']}»", href=f"/artikel/{row['article']}"),
                        Cell(text=row["outlet_name"] or "–"),
                        Cell(text=t.day(row["published_at"])),
                    )
                    for row in quotes
                ],
            ),
        ],
        stories=await subject.newest(archive),
    )
