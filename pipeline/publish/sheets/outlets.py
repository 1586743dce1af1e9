"""Outlets: who is read, how far, and what went wrong."""

from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.articles import web_address
from pipeline.publish.figures import Row, under
from pipeline.publish.front import by_outlets
from pipeline.publish.picture import calendar
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import articles_at, events, expected, issue, kind, numbers
from pipeline.publish.words import Words

LIST: Final = """
    with failing as (select outlet, count(*) as issues from issues where open = 1 group by outlet)
    select o.slug, o.name, o.platform, r.name as province_name, f.issues, o.active, o.confidence, o.platform_from,
           o.province_from, o.verified, o.verified_on,
           (select count(*) from captures where outlet = o.slug) as captures,
           (select max(fetched_at) from captures where outlet = o.slug) as last_at
      from outlets o left join regions r on r.code = o.province left join failing f on f.outlet = o.slug
     order by o.name
"""

ONE: Final = """
    select o.*, p.name as province_name, r.name as regency_name,
           (select count(*) from captures where outlet = o.slug) as captures,
           (select min(fetched_at) from captures where outlet = o.slug) as first_at,
           (select max(fetched_at) from captures where outlet = o.slug) as last_at
      from outlets o left join regions p on p.code = o.province left join regions r on r.code = o.regency
     where o.slug = :outlet
"""

LEDGER: Final = """
    select count(*) as days, sum(read > 0) as seen, sum(expected) as expected, sum(listed) as listed,
           sum(fetched) as fetched, sum(read) as read, sum(failed) as failed, sum(blocked) as blocked
      from coverage where outlet = :outlet
"""

DAYS: Final = """
    select substr(published_at, 1, 10) as day, count(*) as articles from articles
     where outlet = :outlet and published_at is not null group by 1
"""

ISSUES: Final = (
    "select i.kind, i.message, i.count, i.last_at, i.url, a.id as article"
    " from issues i left join articles a on a.url = i.url"
    " where i.outlet = :outlet and i.open = 1 order by i.count desc"
)


async def outlets(archive: Archive, t: Words) -> Sheet:
    gave = await archive.drawn("outlets", by_outlets)
    rows = [{**dict(row), "gave": gave.get(row["slug"], (0, 0))} for row in await archive.remembered(LIST)]
    rows.sort(key=lambda row: -row["gave"][1])
    columns = [
        t("table.outlet"),
        t("table.province"),
        t("table.platform"),
        t("outlet.confidence"),
        t("outlet.verified"),
        t("table.articles"),
        t("table.relevant"),
        t("table.captures"),
        t("table.last_seen"),
        t("table.issues"),
    ]
    table = Table(
        id="daftar",
        title=t("nav.outlets"),
        columns=columns,
        empty=t("data.empty"),
        rows=[
            (
                Cell(text=row["name"] or row["slug"], href=f"/outlet/{row['slug']}", note=_resting(t, row)),
                Cell(text=row["province_name"] or "–", note=_guessed(t, row, "province_from", "name")),
                Cell(text=row["platform"] or "–", note=_guessed(t, row, "platform_from", "guess")),
                Cell(text=_told(t, row, "confidence")),
                Cell(text=_checked(t, row)),
                *numbers(t, *row["gave"], row["captures"]),
                Cell(text=t.day(row["last_at"]) or t("outlet.never")),
                *numbers(t, row["issues"]),
            )
            for row in rows
        ],
    )
    return Sheet(title=t("nav.outlets"), lead=t("outlet.lead"), tables=[table])


async def outlet(archive: Archive, t: Words, slug: str) -> Sheet | None:
    value = {"outlet": slug}
    rows = await archive.remembered(ONE, value)
    if not rows:
        return None
    row, subject = rows[0], await under(archive, outlet=slug)
    counts = subject.counted()
    days = {r["day"]: r["articles"] for r in await archive.remembered(DAYS, value)}
    return Sheet(
        title=row["name"] or slug,
        crumbs=[("/outlet", t("nav.outlets"))],
        counts=counts,
        relevant=counts["relevant"],
        facts=[
            (
                t("table.platform"),
                Cell(text=row["platform"] or "–", note=_guessed(t, row, "platform_from", "guess")),
            ),
            (t("outlet.confidence"), Cell(text=_told(t, row, "confidence"))),
            (t("outlet.verified"), Cell(text=_checked(t, row))),
            (t("outlet.active"), Cell(text=_told(t, row, "active"))),
            (t("outlet.network"), Cell(text=row["network"] or "–")),
            (
                t("table.province"),
                Cell(
                    text=", ".join(filter(None, [row["regency_name"], row["province_name"]])) or "–",
                    href=f"/wilayah/{row['regency'] or row['province']}" if row["province"] else None,
                    note=_guessed(t, row, "province_from", "name"),
                ),
            ),
            (t("outlet.home"), Cell(text=row["home_url"] or "–", href=web_address(row["home_url"]))),
            (t("outlet.zone"), Cell(text=row["timezone"] or "–")),
            (t("table.captures"), Cell(text=t.number(row["captures"]), href=f"/archive/captures?outlet={slug}")),
            (
                t("outlet.seen"),
                Cell(
                    text=f"{t.day(row['first_at'])} – {t.day(row['last_at'])}" if row["last_at"] else t("outlet.never")
                ),
            ),
        ],
        timeline=subject.by_month(),
        calendar=calendar(days),
        tables=[
            await _ledger(archive, t, slug),
            await _issues(archive, t, slug),
            events(t, subject.by_event(), outlet=slug),
        ],
        stories=await subject.newest(archive),
        more=articles_at(outlet=slug),
    )


def _told(t: Words, row: Row, column: str) -> str:
    return t.label(column, row[column]) if row[column] is not None else "–"


def _guessed(t: Words, row: Row, column: str, guess: str) -> str:
    """Return how a fact of the catalogue was guessed; nothing where it was seen."""
    return f"({t.label(column, guess)})" if row[column] == guess else ""


def _resting(t: Words, row: Row) -> str:
    return f"({t.label('active', 0)})" if row["active"] == 0 else ""


def _checked(t: Words, row: Row) -> str:
    """Return whether and when the outlet was checked to be as the catalogue says."""
    day = t.day(row["verified_on"])
    return f"{_told(t, row, 'verified')}, {day}" if day else _told(t, row, "verified")


async def _ledger(archive: Archive, t: Words, slug: str) -> Table:
    row = (await archive.remembered(LEDGER, {"outlet": slug}))[0]
    names = ("expected", "listed", "fetched", "read", "failed", "blocked")
    told = {name: numbers(t, row[name])[0] for name in names} | {"expected": expected(t, row["expected"])}
    rows = [(Cell(text=t(f"coverage.{name}")), told[name]) for name in names] if row["days"] else []
    note = t("coverage.days", seen=t.number(row["seen"] or 0), of=t.number(row["days"]))
    return Table(
        id="liputan",
        title=t("sheet.coverage"),
        columns=[t("coverage.step"), t("count.articles")],
        rows=rows,
        note=note if row["days"] else "",
        empty=t("coverage.none"),
    )


async def _issues(archive: Archive, t: Words, slug: str) -> Table:
    rows = await archive.remembered(ISSUES, {"outlet": slug})
    return Table(
        id="masalah",
        title=t("sheet.issues"),
        columns=[t("issue.kind"), t("issue.message"), t("issue.count"), t("issue.last")],
        empty=t("issue.none"),
        rows=[
            (
                kind(t, row["kind"]),
                issue(row),
                *numbers(t, row["count"]),
                Cell(text=t.day(row["last_at"])),
            )
            for row in rows
        ],
    )
