"""The public status page: crawls, coverage, open issues, builds."""

import json
from typing import Final

from pipeline.publish.archive import Archive
from pipeline.publish.sheet import Cell, Sheet, Table
from pipeline.publish.sheets import expected, issue, kind, numbers
from pipeline.publish.words import Words

RUNS: Final = "select id, command, started_at, finished_at, outcome from runs order by started_at desc limit 20"

ISSUES: Final = """
    select i.kind, i.outlet, o.name as outlet_name, i.message, i.count, i.last_at, i.url, a.id as article
      from issues i left join outlets o on o.slug = i.outlet left join articles a on a.url = i.url
     where i.open = 1 order by i.last_at desc, i.count desc limit 200
"""

TOTALS: Final = """
    select (select count(*) from outlets) as outlets, (select count(*) from captures) as captures,
           (select count(*) from articles) as articles, (select max(fetched_at) from captures) as last_at,
           (select count(*) from issues where open = 1) as issues,
           (select count(*) from articles where state in ('missing', 'gone')) as gone,
           (select count(*) from articles where state = 'changed') as changed,
           (select count(*) from articles where published_at is null) as undated
"""

LEDGER: Final = """
    select substr(day, 1, 7) as month, count(*) as days, sum(read > 0) as seen, sum(expected) as expected,
           sum(read) as read, sum(failed) as failed, sum(blocked) as blocked
      from coverage group by 1 order by 1 desc limit 24
"""


async def status(archive: Archive, t: Words) -> Sheet:
    row = (await archive.remembered(TOTALS))[0]
    release = await archive.release()
    facts = [
        (t("status.release"), Cell(text=release.id, href=f"/terbitan/{release.id}")),
        (t("status.as_of"), Cell(text=t.instant(row["last_at"]) or "–")),
        (t("nav.outlets"), Cell(text=t.number(row["outlets"]), href="/outlet")),
        (t("front.captures"), Cell(text=t.number(row["captures"]), href="/archive/captures")),
        (t("count.articles"), Cell(text=t.number(row["articles"]), href="/artikel")),
        (t("status.changed"), Cell(text=t.number(row["changed"]), href="/archive/articles?state=changed")),
        (t("status.gone"), Cell(text=t.number(row["gone"]), href="/archive/articles?state__in=missing,gone")),
        (t("status.undated"), Cell(text=t.number(row["undated"]), href="/archive/yang_hilang")),
        (t("front.issues"), Cell(text=t.number(row["issues"]), href="/archive/masalah_terbuka")),
    ]
    tables = [await _issues(archive, t), await _runs(archive, t), await _ledger(archive, t)]
    return Sheet(title=t("nav.status"), lead=t("status.lead"), facts=facts, tables=tables)


async def _issues(archive: Archive, t: Words) -> Table:
    return Table(
        id="masalah",
        title=t("sheet.issues"),
        empty=t("issue.none"),
        columns=[t("issue.kind"), t("table.outlet"), t("issue.message"), t("issue.count"), t("issue.last")],
        rows=[
            (
                kind(t, row["kind"]),
                Cell(
                    text=row["outlet_name"] or row["outlet"] or "–",
                    href=f"/outlet/{row['outlet']}" if row["outlet"] else None,
                ),
                issue(row),
                *numbers(t, row["count"]),
                Cell(text=t.day(row["last_at"])),
            )
            for row in await archive.remembered(ISSUES)
        ],
    )


async def _runs(archive: Archive, t: Words) -> Table:
    return Table(
        id="perayapan",
        title=t("status.runs"),
        empty=t("data.empty"),
        columns=[
            t("status.run"),
            t("status.command"),
            t("status.started"),
            t("status.finished"),
            t("table.captures"),
            t("status.failures"),
        ],
        rows=[
            (
                Cell(text=row["id"], href=f"/archive/runs/{row['id']}"),
                Cell(text=row["command"] or ""),
                Cell(text=t.instant(row["started_at"])),
                Cell(text=t.instant(row["finished_at"]) or t("status.cut_off")),
                *numbers(t, *_sums(row["outcome"])),
            )
            for row in await archive.remembered(RUNS)
        ],
    )


async def _ledger(archive: Archive, t: Words) -> Table:
    return Table(
        id="liputan",
        title=t("sheet.coverage"),
        empty=t("coverage.none"),
        note=t("coverage.note"),
        columns=[
            t("table.month"),
            t("coverage.outlet_days"),
            t("coverage.seen"),
            t("coverage.expected"),
            t("coverage.read"),
            t("coverage.failed"),
            t("coverage.blocked"),
        ],
        rows=[
            (
                Cell(text=t.day(row["month"])),
                *numbers(t, row["days"], row["seen"]),
                expected(t, row["expected"]),
                *numbers(t, row["read"], row["failed"], row["blocked"]),
            )
            for row in await archive.remembered(LEDGER)
        ],
    )


def _sums(outcome: str | None) -> tuple[int, int]:
    """Return captures and failures of a run, over its outlets; zeros where its outcome is not told."""
    try:
        by_outlet = json.loads(outcome or "{}")
        figures = [entry for entry in by_outlet.values() if isinstance(entry, dict)]
        return tuple(sum(int(entry.get(name) or 0) for entry in figures) for name in ("captures", "failures"))  # type: ignore[return-value]
    except (ValueError, TypeError, AttributeError):
        return 0, 0
