"""Coded events: the list under filters, and one event with what each of its articles says of it."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from pipeline.publish.archive import Archive
from pipeline.publish.figures import Row
from pipeline.publish.labels import REGIONS
from pipeline.publish.maps import SEATS, around
from pipeline.publish.picture import timeline
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import joined, law_label, law_path, numbers, person_path
from pipeline.publish.words import Words

ADDRESS: Final = "/peristiwa"

SHOWN: Final = 50
"""Events a page."""

LAST_PAGE: Final = 200

FILTERS: Final[Mapping[str, str]] = {
    "jenis": "e.event_type = :jenis",
    "provinsi": "e.province = :provinsi",
    "kabupaten": "e.regency = :kabupaten",
    "tahun": "e.event_date >= :tahun and e.event_date < :tahun || '~'",
}
"""By the name that stands in addresses."""

ASKED: Final = (*FILTERS, "hal")

COUNTS: Final = """
    select count(*) as events, coalesce(sum(e.clusters), 0) as clusters, coalesce(sum(e.articles), 0) as articles
      from events e where {where}
"""

LIST: Final = """
    select e.id, e.event_type, e.event_date, e.province, e.regency, e.articles, e.clusters, e.outlets, a.headline
      from events e left join articles a on a.id = e.lead
     where {where} order by e.event_date desc, e.id limit :many offset :after
"""

BY: Final[Mapping[str, str]] = {
    "jenis": "select event_type as value, count(*) as n from events e where {where} group by 1 order by 2 desc",
    "tahun": "select substr(event_date, 1, 4) as value, count(*) as n from events e where {where} and event_date > ''"
    " group by 1 order by 1 desc limit 20",
    "provinsi": "select province as value, count(*) as n from events e where {where} and province > ''"
    " group by 1 order by 2 desc limit 40",
}
"""Counts to narrow the list by."""

ONE: Final = "select * from events where id = :id"

ARTICLES: Final = """
    select a.id, a.headline, a.published_at, a.event_detail, a.cluster, a.outlet, o.name as outlet_name, o.timezone,
           (select group_concat(outcome, ' ') from outcomes where article = a.id) as outcomes
      from articles a left join outlets o on o.slug = a.outlet
     where a.event = :id order by a.published_at is null, a.published_at, a.id limit 500
"""

SAID: Final[Mapping[str, str]] = {
    field: f"select {field} as value, count(*) from {table} where article in ({{of}}){only} group by 1 order by 2 desc"
    for field, table, only in (
        ("outcome", "outcomes", ""), ("actor", "actors", ""), ("institution", "institutions", " and role = 'acting'"),
        ("election", "elections", ""),
    )
}  # fmt: skip
"""What the articles of an event say, the most frequent first."""

VIOLATIONS: Final = """
    select code, certainty, count(*) as n from violations where article in ({of}) group by 1, 2 order by 3 desc, 1
"""
LAWS: Final = """
    select law_type, number, year, count(distinct article) as n from citations
     where article in ({of}) and number is not null
     group by 1, 2, 3 order by 4 desc limit 40
"""
PEOPLE: Final = """
    select key, min(name) as name, max(role) as role, count(distinct article) as n, sum(speaks) as quoted
      from people where article in ({of}) and key > '' group by key order by 4 desc, 5 desc, key limit 40
"""

OF: Final = "select id from articles where event = :id"


async def coded_events(archive: Archive, t: Words, **asked: str) -> Sheet:
    chosen = {name: value for name in FILTERS if (value := asked.get(name, "").strip())}
    page = asked.get("hal", "")
    number = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and page.strip("0") else 1
    where = " and ".join(FILTERS[name] for name in chosen) or "1"
    counts = (await archive.remembered(COUNTS.format(where=where), chosen))[0]
    values = {**chosen, "many": SHOWN, "after": SHOWN * (number - 1)}
    rows = (await archive.execute(LIST.format(where=where), values)).rows
    regions = {row["code"]: row["name"] for row in await archive.remembered(REGIONS)}
    last = min(-(-counts["events"] // SHOWN), LAST_PAGE)
    return Sheet(
        title=t("nav.events"),
        lead=t("event.lead"),
        counts=counts,
        chips=[
            (joined([t(f"event.{name}"), _named(t, regions, name, value)]), address({**chosen, name: ""}))
            for name, value in chosen.items()
        ],
        tables=[_listed(t, rows, regions)],
        previous=address({**chosen, "hal": number - 1 if number > 2 else ""}) if number > 1 else None,
        next=address({**chosen, "hal": number + 1}) if number < last else None,
        beside=[
            _narrowing(t, name, (await archive.remembered(sql.format(where=where), chosen)), regions, chosen)
            for name, sql in BY.items()
            if name not in chosen
        ],
    )


def address(fields: Mapping[str, object]) -> str:
    """Return the address of the list under some filters; empty ones are left out."""
    kept = {name: value for name, value in fields.items() if value}
    return f"{ADDRESS}?{urlencode(kept)}" if kept else ADDRESS


def _named(t: Words, regions: Mapping[str, str], name: str, value: str) -> str:
    if name == "jenis":
        return t.label("event_type", value)
    return regions.get(value, value) if name in {"provinsi", "kabupaten"} else value


def _listed(t: Words, rows: Sequence[Row], regions: Mapping[str, str]) -> Table:
    return Table(
        id="daftar",
        title=t("event.list"),
        empty=t("event.none"),
        columns=[
            t("article.event"), t("article.event_date"), t("article.place"), t("event.lead_article"),
            t("count.articles"), t("count.clusters"), t("table.outlets"),
        ],
        rows=[
            (
                Cell(text=t.label("event_type", row["event_type"]), href=f"{ADDRESS}/{row['id']}"),
                Cell(text=t.day(row["event_date"]) or "–"),
                Cell(text=_place(row, regions)),
                Cell(text=row["headline"] or t("article.untitled")),
                *numbers(t, row["articles"], row["clusters"], row["outlets"]),
            )
            for row in rows
        ],
    )  # fmt: skip


def _place(row: Row, regions: Mapping[str, str]) -> str:
    names = [regions.get(code, code) for code in (row["regency"], row["province"]) if code]
    return ", ".join(names) or "–"


def _narrowing(
    t: Words, name: str, rows: Sequence[Row], regions: Mapping[str, str], chosen: Mapping[str, str]
) -> Table:
    return Table(
        id=f"saring-{name}",
        title=t(f"event.{name}"),
        columns=[t(f"event.{name}"), t("count.events")],
        rows=[
            (
                Cell(text=_named(t, regions, name, row["value"]), href=address({**chosen, name: row["value"]})),
                *numbers(t, row["n"]),
            )
            for row in rows
            if row["value"]
        ],
    )


async def coded_event(archive: Archive, t: Words, name: str) -> Sheet | None:
    """Return one event; None where `name` is the number of none."""
    if not (name.isascii() and name.isdigit() and len(name) < 19):
        return None
    value = {"id": int(name)}
    found = (await archive.execute(ONE, value)).rows
    if not found:
        return None
    row = found[0]
    regions = {one["code"]: one["name"] for one in await archive.remembered(REGIONS)}
    articles = (await archive.execute(ARTICLES, value)).rows
    said = {field: (await archive.execute(sql.format(of=OF), value)).rows for field, sql in SAID.items()}
    violations = (await archive.execute(VIOLATIONS.format(of=OF), value)).rows
    region, days = row["regency"] or row["province"], _days(articles)
    kind = t.label("event_type", row["event_type"])
    return Sheet(
        title=joined([kind[:1].upper() + kind[1:], _place(row, regions) if region else None, t.day(row["event_date"])]),
        lead=t("event.lead_one"),
        crumbs=[(ADDRESS, t("nav.events"))],
        counts={"articles": row["articles"], "clusters": row["clusters"], "events": 1},
        facts=[*_facts(t, row, regions, said), *_breaches(t, violations)],
        map=around(await archive.remembered(SEATS), [region]) if region else None,
        small=True,
        timeline=timeline(days, by="day") if len(days) > 1 else None,
        tables=[_told(t, articles), *await _named_tables(archive, t, value)],
        links=[(t("article.row"), f"/archive/events/{row['id']}")],
    )


def _facts(t: Words, row: Row, regions: Mapping[str, str], said: Mapping[str, Sequence[Row]]) -> list[tuple[str, Cell]]:
    kind, region = row["event_type"], row["regency"] or row["province"]
    where = Cell(text=_place(row, regions), href=f"/wilayah/{region}" if region else None)
    facts = [
        (t("article.event"), Cell(text=t.label("event_type", kind), href=address({"jenis": kind}))),
        (t("article.event_date"), Cell(text=t.day(row["event_date"]) or "–")),
        (t("article.place"), where),
        (t("table.outlets"), Cell(text=t.number(row["outlets"]))),
    ]
    for field, rows in said.items():
        if rows:
            names = [t.label(field, one["value"]) for one in rows]
            facts.append((t(f"event.said_{field}"), Cell(text=", ".join(names))))
    return facts


def _breaches(t: Words, rows: Sequence[Row]) -> list[tuple[str, Cell]]:
    """Return the kinds of violation with how sure each article is of it: «diduga» is not «dinyatakan»."""
    parts = [
        f"{r['code']} {t.label('code', r['code'])} ({t.label('certainty', r['certainty'])}, {r['n']})" for r in rows
    ]
    return [(t("article.violations"), Cell(text="; ".join(parts)))] if parts else []


def _days(articles: Sequence[Row]) -> list[tuple[str, int]]:
    days = [row["published_at"][:10] for row in articles if row["published_at"]]
    return [(day, days.count(day)) for day in sorted(set(days))]


def _told(t: Words, articles: Sequence[Row]) -> Table:
    """Return the articles as they appeared; one of a cluster that was met above is a copy."""
    met: set[object] = set()
    rows = []
    for row in articles:
        copy = row["cluster"] is not None and row["cluster"] in met
        met.add(row["cluster"])
        rows.append(
            (
                Cell(text=t.instant(row["published_at"], row["timezone"]) or t("article.no_date")),
                Cell(text=row["headline"] or t("article.untitled"), href=f"/artikel/{row['id']}",
                     note=t("event.copy") if copy else ""),
                Cell(text=row["outlet_name"] or row["outlet"], href=f"/outlet/{row['outlet']}"),
                Cell(text=t.label("event_detail", row["event_detail"]) if row["event_detail"] else "–"),
                Cell(text=", ".join(t.label("outcome", one) for one in (row["outcomes"] or "").split()) or "–"),
            )
        )  # fmt: skip
    columns = [t("article.published"), t("event.article"), t("table.outlet"), t("event.detail"), t("article.outcomes")]
    return Table(
        id="kronologi", title=t("event.chronology"), note=t("event.chronology_note"), columns=columns, rows=rows
    )


async def _named_tables(archive: Archive, t: Words, value: Mapping[str, object]) -> list[Table]:
    laws = (await archive.execute(LAWS.format(of=OF), value)).rows
    people = (await archive.execute(PEOPLE.format(of=OF), value)).rows
    return [
        Table(
            id="hukum",
            title=t("article.citations"),
            columns=[t("law.law"), t("law.about"), t("count.articles")],
            rows=[
                (
                    Cell(text=label, href=law_path(label)),
                    Cell(text=t.label("law", label) if t.named("law", label) else "–"),
                    *numbers(t, row["n"]),
                )
                for row in laws
                for label in [law_label(row)]
            ],
        ),
        Table(
            id="orang",
            title=t("article.people"),
            note=t("people.note"),
            columns=[t("people.name"), t("people.role"), t("count.articles"), t("people.quoted")],
            rows=[
                (
                    Cell(text=row["name"], href=person_path(row["key"])),
                    Cell(text=row["role"] or "–"),
                    *numbers(t, row["n"], row["quoted"]),
                )
                for row in people
            ],
        ),
    ]
