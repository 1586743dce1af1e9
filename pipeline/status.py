"""`arsip status` and `arsip gaps`: what the ledger and the issues say, in a terminal; and a run in one line."""

import sys
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from pipeline import health, store_health
from pipeline.health import Gap

OUTLETS = """
select o.slug, o.name,
  (select max(fetched_at) from captures c where c.outlet = o.slug) as visited,
  (select max(published_at) from articles a where a.outlet = o.slug) as newest,
  (select count(*) from articles a where a.outlet = o.slug) as articles,
  sum(v.listed) as listed, sum(v.fetched) as fetched, sum(v.read) as read, sum(v.failed) as failed,
  sum(v.blocked) as blocked, round(sum(v.expected), 1) as expected,
  (select count(*) from issues i where i.outlet = o.slug and i.open) as issues
from outlets o left join coverage v on v.outlet = o.slug and v.day > (select date(max(day), '-7 day') from coverage)
group by o.slug having visited is not null order by o.slug
"""
NEVER = """
select slug from outlets where active and slug not in (select outlet from captures where outlet is not null)
  and slug not in (select outlet from findings where outlet is not null and stage = 'crawl') order by slug
"""
FEW = 5
OF_A_RUN = """
select r.id, r.started_at, r.finished_at,
  (select count(*) from captures c where c.run = r.id) as requests,
  (select count(distinct outlet) from captures c where c.run = r.id) as outlets,
  (select count(*) from articles a where a.first_seen_at >= r.started_at) as new,
  (select count(*) from editions e where e.n > 1 and e.observed_at >= r.started_at) as changed,
  (select count(*) from captures c join articles a on a.key = c.key and a.state in ('missing', 'gone')
    where c.run = r.id and c.kind = 'error') as gone
from runs r where r.id in (select run from captures union select id from runs where outcome is not null)
order by r.started_at desc limit 1
"""


def status(db: Database, running: Mapping[str, object] | None, *, everything: bool = False) -> int:
    """Print the outlets and their issues; return how many alarms are open."""
    console = _console()
    if running is not None:
        console.print(f"a run is under way: {running.get('doing', '')} (last sign of life {running.get('at', '')})")
    issues = list(db.query("select * from issues where open = 1 order by outlet, kind"))
    alarms = [row for row in issues if health.is_alarm(row["kind"])]
    _print_outlets(db, console, everything, {row["outlet"] for row in alarms})
    columns = ("outlet", "kind", "times", "last", "what it means", "message")
    table = Table(*columns, title="open issues", title_justify="left")
    for row in issues if everything else alarms:
        known = health.meanings().get(row["kind"])
        says = known.says if known else ""
        table.add_row(row["outlet"] or "", row["kind"], str(row["count"]), row["last_at"], says, row["message"])
    if table.row_count:
        console.print(table, markup=False)
    never = [slug for (slug,) in db.execute(NEVER)]
    if never:
        names = ", ".join(never if everything else never[:FEW]) + (", …" if len(never) > FEW and not everything else "")
        console.print(f"{len(never)} outlets of the catalogue were never visited: {names}")
    others = len(issues) - len(alarms)
    console.print(f"{len(alarms)} alarms; {others} issues that nobody must act on" + (" (--all)" if others else ""))
    return len(alarms)


def gaps(db: Database) -> list[Gap]:
    """Print the missing outlet-days; return them."""
    found = store_health.gaps(db)
    queued = set(store_health.queued(db))
    table = Table("outlet", "from", "to", "expected", "queued")
    for gap in found:
        waiting = "yes" if (gap.outlet, gap.first, gap.last) in queued else ""
        table.add_row(gap.outlet, gap.first.isoformat(), gap.last.isoformat(), f"{gap.expected:g}", waiting)
    _console().print(table if found else "no gap")
    return found


def summary(db: Database) -> dict[str, object]:
    """Return what the newest run did, as a line tells it."""
    row = next(iter(db.query(OF_A_RUN)), None) or {}
    issues = [kind for (kind,) in db.execute("select kind from issues where open = 1")]
    return {**row, "alarms": sum(map(health.is_alarm, issues)), "issues": len(issues)}


def line(told: Mapping[str, object]) -> str:
    """Return a summary as one line for a person or a mail."""
    return (
        "run {id}: {outlets} outlets, {requests} requests, {new} new articles, {changed} new editions, "
        "{gone} gone or missing, {alarms} alarms, {issues} open issues"
    ).format_map({**dict.fromkeys(("id", "outlets", "requests", "new", "changed", "gone"), 0), **told})


def _console() -> Console:
    """Return the terminal, or a wide page for a file or a mail."""
    return Console(markup=False, width=None if sys.stdout.isatty() else 200)


def _print_outlets(db: Database, console: Console, everything: bool, alarmed: set[str | None]) -> None:
    title = "the last seven days, by day of publication"
    numbers = ("expected", "listed", "fetched", "read", "failed", "blocked", "articles", "issues")
    table = Table("outlet", "visited", "newest article", *numbers, title=title, title_justify="left")
    for row in db.query(OUTLETS):
        if everything or row["slug"] in alarmed or not row["articles"]:
            cells = ["" if row[name] is None else f"{row[name]:g}" for name in numbers]
            table.add_row(row["slug"], row["visited"], row["newest"] or "never", *cells)
    if table.row_count:
        console.print(table, markup=False)
