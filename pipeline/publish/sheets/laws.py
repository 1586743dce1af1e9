"""Laws: which rule is cited, in what kind of event, by how many."""

from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.figures import named
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import events, law_label, law_path, numbers
from pipeline.publish.words import Words

MOST: Final = """
    select law_type, number, year, count(distinct article) as articles, sum(suspect is not null) as doubtful
      from citations where number is not null
     group by law_type, number, year order by 4 desc, law_type, number limit 300
"""

SECTIONS: Final = """
    select article_no, paragraph, letter, count(distinct article) as articles from citations
     where law_type = :law_type and number = :number and year is :year group by 1, 2, 3 order by 4 desc limit 40
"""

DOUBTS: Final = """
    select article, text, suspect from citations
     where law_type = :law_type and number = :number and year is :year and suspect is not null limit 40
"""

CITING: Final = (
    "select distinct article from citations where law_type = :law_type and number = :number and year is :year"
)


async def laws(archive: Archive, t: Words) -> Sheet:
    rows = await archive.remembered(MOST)
    table = Table(
        id="hukum",
        title=t("nav.laws"),
        columns=[t("law.law"), t("law.about"), t("count.articles"), t("law.doubtful")],
        empty=t("data.empty"),
        rows=[
            (
                Cell(text=label, href=law_path(label)),
                Cell(text=_title(t, label)),
                *numbers(t, row["articles"], row["doubtful"]),
            )
            for row in rows
            for label in [law_label(row)]
        ],
    )
    return Sheet(title=t("nav.laws"), lead=t("law.lead"), tables=[table])


async def law(archive: Archive, t: Words, label: str) -> Sheet | None:
    value = _parts(label)
    subject = await named(archive, CITING, value)
    counts = subject.counted()
    if not counts["articles"]:
        return None
    sections = await archive.remembered(SECTIONS, value)
    doubts = await archive.remembered(DOUBTS, value)
    return Sheet(
        title=label,
        lead=_title(t, label),
        crumbs=[("/hukum", t("nav.laws"))],
        counts=counts,
        timeline=subject.by_month(),
        tables=[
            events(t, subject.by_event()),
            Table(
                id="pasal",
                title=t("law.sections"),
                columns=[t("law.section"), t("count.articles")],
                rows=[(Cell(text=_section(t, row)), *numbers(t, row["articles"])) for row in sections],
            ),
            Table(
                id="ragu",
                title=t("law.doubts"),
                columns=[t("law.printed"), t("law.suspect")],
                note=t("law.doubts_note"),
                rows=[
                    (Cell(text=row["text"], href=f"/artikel/{row['article']}"), Cell(text=row["suspect"]))
                    for row in doubts
                ],
            ),
        ],
        stories=await subject.newest(archive),
    )


def _title(t: Words, label: str) -> str:
    return t.label("law", label) if t.named("law", label) else "–"


def _parts(label: str) -> dict[str, object]:
    """Undo `law_label`: `Putusan MK 136/PUU-XXII/2024` is of the type «Putusan MK» and of 2024."""
    law_type, _, rest = label.rpartition(" ")
    number, _, year = rest.rpartition("/")
    dated = bool(number) and year.isascii() and year.isdigit() and len(year) == 4
    return {"law_type": law_type, "number": number if dated else rest, "year": int(year) if dated else None}


def _section(t: Words, row: dict[str, str | None]) -> str:
    parts = [f"{t('law.article')} {row['article_no']}" if row["article_no"] else None]
    parts += [f"{t('law.paragraph')} ({row['paragraph']})" if row["paragraph"] else None]
    parts += [f"{t('law.letter')} {row['letter']}" if row["letter"] else None]
    return " ".join(part for part in parts if part) or t("law.whole")
