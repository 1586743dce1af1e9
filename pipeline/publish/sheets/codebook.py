"""The codebook as a page: every code that the archive uses, what it means, and how often it was given."""

from collections.abc import Mapping
from typing import Final

from pipeline.coding import violations
from pipeline.coding.lexicon import vocabulary
from pipeline.publish import codes
from pipeline.publish.archive import Archive
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import articles_at, law_path, numbers
from pipeline.publish.words import Words

GIVEN: Final[Mapping[str, str]] = {
    "event_type": "select event_type as code, count(*) as n from articles where event_type > '' group by 1",
    "event_detail": "select event_detail as code, count(*) as n from articles where event_detail > '' group by 1",
    "code": "select code, count(*) as n from violations group by 1",
    "certainty": "select certainty as code, count(*) as n from violations group by 1",
    "outcome": "select outcome as code, count(*) as n from outcomes group by 1",
    "actor": "select actor as code, count(*) as n from actors group by 1",
    "institution": "select institution as code, count(*) as n from institutions group by 1",
    "phase": "select phase as code, count(*) as n from articles where phase > '' group by 1",
    "related": "select related as code, count(*) as n from articles where related > '' group by 1",
    "article_form": "select article_form as code, count(*) as n from articles where article_form > '' group by 1",
}

FILTER: Final[Mapping[str, str]] = {
    "event_type": "peristiwa",
    "code": "pelanggaran",
    "outcome": "akhir",
    "actor": "aktor",
    "institution": "lembaga",
}


async def codebook(archive: Archive, t: Words) -> Sheet:
    given = {column: {r["code"]: r["n"] for r in await archive.remembered(sql)} for column, sql in GIVEN.items()}
    tables = [_violations(t, given["code"])]
    tables += [_codes(t, column, given[column]) for column in GIVEN if column != "code"]
    tables.append(_laws(t))
    return Sheet(title=t("nav.codebook"), lead=t("codebook.lead"), tables=tables)


def _violations(t: Words, given: Mapping[str, int]) -> Table:
    return Table(
        id="pelanggaran",
        title=t("article.violations"),
        note=t("codebook.violations_note"),
        columns=[t("codebook.code"), t("codebook.meaning"), t("codebook.basis"), t("count.articles")],
        rows=[
            (
                Cell(text=code, href=articles_at(pelanggaran=code)),
                Cell(text=t.label("code", code)),
                Cell(text=str(entry.get("basis") or "–")),
                *numbers(t, given.get(code)),
            )
            for code, entry in violations.categories().items()
        ],
    )


def _codes(t: Words, column: str, given: Mapping[str, int]) -> Table:
    known = list(_vocabulary(column))
    names = [*known, *(code for code in given if code not in known)]
    where = FILTER.get(column)
    return Table(
        id=column.replace("_", "-"),
        title=t(f"codebook.{column}"),
        columns=[t("codebook.code"), t("codebook.meaning"), t("count.articles")],
        rows=[
            (
                Cell(text=str(code), href=articles_at(**{where: code}) if where else None),
                Cell(text=t.label(column, code)),
                *numbers(t, given.get(code)),
            )
            for code in names
        ],
    )


def _vocabulary(column: str) -> list[str]:
    """Return the codes that the coding stage knows for a column; else those given stand alone."""
    keys = {
        "outcome": ("violations", "outcomes"),
        "certainty": ("violations", "certainty"),
        "actor": ("actors", "group"),
        "related": ("related", "topics"),
        "institution": ("institutions", "institutions"),
    }
    if column == "event_detail":
        return [str(code) for code in _mapping("events", "codes")]
    if column == "event_type":
        return list(dict.fromkeys(str(code) for code in _mapping("events", "codes").values()))
    return [str(code) for code in _mapping(*keys[column])] if column in keys else []


def _mapping(name: str, key: str) -> Mapping[str, object]:
    found = vocabulary(name).get(key)
    return found if isinstance(found, Mapping) else {}


def _laws(t: Words) -> Table:
    return Table(
        id="hukum",
        title=t("nav.laws"),
        columns=[t("law.law"), t("law.about")],
        rows=[
            (Cell(text=label, href=law_path(label)), Cell(text=names[0])) for label, names in codes.law_names().items()
        ],
    )
