"""What pipeline/health.py looks at, and where its ledger and its alarms are kept."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlite_utils import Database

from pipeline import health, store
from pipeline.health import BEFORE, JUDGED, Day, Gap, Page, Reading
from pipeline.ids import instant, parse_instant
from pipeline.model import Occurrence, Outlet
from pipeline.store import Row, add, transaction, unpack

Outcome: TypeAlias = tuple[datetime, Mapping[str, Any]]
"""When a run began, and what it did at one outlet (scrapers.crawl.Visited.figures)."""

PAGES = """
select u.url, u.outlet, u.state, u.day, coalesce(u.first_fetched_at, u.found_at) as at, a.published_at, c.kind,
  min(u.state is not 'captured')
from urls u left join articles a on a.key = u.key left join captures c on c.id = u.capture
where u.outlet = ? and u.page in (0, 1) and (u.found_by is not null or a.id is not null)
  and u.state is not 'redirected'
group by coalesce(u.key, u.url)
"""
"""A row an article: its first page or the whole of it (page 0), the captured one of them (SQLite takes the other
columns from the row that has the least). What leads to another address is counted there."""
READ = """
select c.fetched_at, c.kind, r.reading from captures c left join readings r on r.capture = c.id
where c.outlet = ? and c.revisit = 0 and c.status = 200 and c.truncated is null
  and (c.kind = 'article' or (c.found_by is not null and c.kind in ('unreadable', 'listing')))
order by c.fetched_at desc, c.id limit ?
"""
ROBOTS = """
select fetched_at, payload_digest from captures where outlet = ? and kind = 'robots' and status = 200
order by fetched_at desc, id limit 20
"""


def refresh(db: Database) -> None:
    """Make `coverage` and the alarms anew from everything else."""
    now = newest_run(db)
    if now is None:
        return
    days: list[Day] = []
    raised: list[Occurrence] = []
    visited = visits_of_all(db)
    for outlet in store.outlets(db):
        visits = visited.get(outlet.slug)
        if not visits:
            continue
        mine = ledger(db, outlet, now, began=min(at for at, _ in visits))
        days += mine
        raised += health.alarms(
            outlet=outlet.slug, now=now, days=mine, readings=_readings(db, outlet.slug), expect=outlet.expect,
            robots=_robots(db, outlet.slug), visits=[figures for _, figures in visits],
            answered=_answered(db, outlet.slug, now), waiting=_waiting(db, outlet.slug),
        )  # fmt: skip
    with transaction(db):
        db.conn.execute("delete from coverage")
        add(db, "coverage", map(_day_row, days))
        db.conn.execute("delete from findings where stage = 'health'")
    store.save_occurrences(db, raised, stage="health")


def newest_run(db: Database) -> datetime | None:
    """Return when the newest run of ours began; None where there is none."""
    at = db.execute("select max(started_at) from runs where outcome is not null").fetchone()[0]
    return parse_instant(at) if at else None


def visits_of_all(db: Database) -> dict[str, list[Outcome]]:
    """Return what the runs did at each outlet, the newest first."""
    found: dict[str, list[Outcome]] = {}
    for at, outcome in db.execute(
        "select started_at, outcome from runs where outcome is not null order by started_at desc"
    ):
        for slug, figures in json.loads(outcome).items():
            found.setdefault(slug, []).append((parse_instant(at), figures))
    return found


def ledger(db: Database, outlet: Outlet, now: datetime, *, began: datetime) -> list[Day]:
    """Return the outlet-days of one outlet, up to the day of the newest run."""
    zone = outlet.timezone
    return health.ledger(
        [_page(row, zone) for row in db.query(PAGES, [outlet.slug])], outlet=outlet.slug,
        today=health.local_day(now, zone), expect=outlet.expect, began=health.local_day(began, zone),
    )  # fmt: skip


def gaps(db: Database) -> list[Gap]:
    """Return the missing outlet-days of every outlet, longest first."""
    now = newest_run(db)
    found: list[Gap] = []
    visited = visits_of_all(db)
    for outlet in store.outlets(db) if now else ():
        visits = visited.get(outlet.slug)
        if visits and now:
            days = ledger(db, outlet, now, began=min(at for at, _ in visits))
            found += health.gaps(days, looked_through=_looked_through(visits))
    return sorted(found, key=lambda gap: (-gap.expected, gap.outlet, gap.first))


def queue(db: Database, found: list[Gap], *, at: datetime) -> None:
    """Note gaps for the next run to look through."""
    with transaction(db):
        rows = [
            {"outlet": gap.outlet, "since": gap.first.isoformat(), "until": gap.last.isoformat(),
             "asked_at": instant(at)}
            for gap in found
        ]  # fmt: skip
        add(db, "backfill", rows)


def queued(db: Database) -> list[tuple[str, date, date]]:
    """Return what is queued, without what a run has looked through since; that is taken off the queue."""
    waiting = []
    visited = visits_of_all(db)
    for row in list(db.query("select * from backfill order by asked_at, outlet, since")):
        span = (date.fromisoformat(row["since"]), date.fromisoformat(row["until"]))
        if any(
            first <= span[0] and span[1] <= last
            for at, figures in visited.get(row["outlet"], ())
            for first, last in _looked_through([(at, figures)])
            if at >= parse_instant(row["asked_at"])
        ):
            with transaction(db):
                db.conn.execute(
                    "delete from backfill where outlet = ? and since = ? and until = ?",
                    [row["outlet"], row["since"], row["until"]],
                )
            continue
        waiting.append((row["outlet"], *span))
    return waiting


def _looked_through(visits: Sequence[Outcome]) -> list[tuple[date, date]]:
    spans = [span for _, figures in visits for span in figures.get("days", ())]
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]


def _page(row: Row, zone: str) -> Page:
    at = parse_instant(row["at"])
    if row["published_at"]:
        day = health.local_day(parse_instant(row["published_at"]), zone)
    else:
        day = date.fromisoformat(row["day"]) if row["day"] else health.local_day(at, zone)
    state = "blocked" if row["kind"] == "challenge" else row["state"] or "captured"
    return Page(
        url=row["url"], outlet=row["outlet"], day=day, state=state, read=row["published_at"] is not None
        or row["kind"] == "article", at=at,
    )  # fmt: skip


def _readings(db: Database, slug: str) -> list[Reading]:
    return [_reading(row) for row in db.query(READ, [slug, JUDGED + BEFORE])][::-1]


def _reading(row: Row) -> Reading:
    at = parse_instant(row["fetched_at"])
    if row["reading"] is None:
        return Reading(at=at, filled={"body": False})
    page = unpack(row["reading"])
    filled = {
        "headline": bool(page.headline), "published_at": page.published is not None, "byline": bool(page.byline),
        "body": bool(page.paragraphs),
    }  # fmt: skip
    return Reading(at=at, filled=filled, signature=frozenset(page.signature))


def _robots(db: Database, slug: str) -> list[tuple[datetime, str]]:
    return [(parse_instant(at), digest) for at, digest in db.execute(ROBOTS, [slug])][::-1]


def _answered(db: Database, slug: str, since: datetime) -> Counter[str]:
    rows = db.execute(
        "select case when c.kind = 'challenge' then 'blocked' else u.state end, count(*)"
        " from urls u left join captures c on c.id = u.capture"
        " where u.outlet = ? and u.found_by is not null and u.last_fetched_at >= ? group by 1",
        [slug, instant(since)],
    )
    return Counter(dict(rows.fetchall()))


def _waiting(db: Database, slug: str) -> bool:
    sql = "select 1 from captures where outlet = ? and kind = 'page' limit 1"
    return db.execute(sql, [slug]).fetchone() is not None


def _day_row(day: Day) -> Row:
    return {
        "outlet": day.outlet, "day": day.day.isoformat(), "expected": day.expected, "listed": day.listed,
        "fetched": day.fetched, "read": day.read, "failed": day.failed, "blocked": day.blocked,
    }  # fmt: skip
