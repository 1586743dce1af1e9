"""The table `urls`: what is known of every URL, folded from captures, failures and discoveries; and takedowns."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlite_utils import Database

from pipeline import urls
from pipeline.ids import instant, parse_instant
from pipeline.model import Discovered, Takedown
from pipeline.store import Row, add, put, transaction
from pipeline.visits import NOTICES, Event, known

EVENTS = """
select fetched_at as at, status, kind, found_by, etag, last_modified, payload_digest as digest,
       coalesce((select id from captures o where o.id = c.refers_to), c.id) as capture, truncated is null as whole
from captures c where url = :url
union all
select at, null, kind, null, null, null, '', null, 1 from findings
where url = :url and capture is null and stage = 'crawl'
"""
"""A revisit counts for the capture that holds its payload: what a reader said of that holds for it too."""


def save_discovered(db: Database, found: Sequence[Discovered], outlets: Sequence[str]) -> None:
    """Note URLs that listings named, each with the slug of its outlet; the earliest naming of each stays."""
    earliest: dict[str, tuple[Discovered, str]] = {}
    for item, outlet in zip(found, outlets, strict=True):
        if item.url not in earliest or _order(item) < _order(earliest[item.url][0]):
            earliest[item.url] = item, outlet
    with transaction(db):
        put(db, "urls", [
            {
                "url": item.url, "outlet": outlet, **_identity(item.url), "found_by": item.found_by,
                "found_in": item.found_in, "found_at": instant(item.at),
                "day": item.day.isoformat() if item.day else None,
            }
            for item, outlet in earliest.values() if _is_earlier(db, item)
        ])  # fmt: skip


def _order(item: Discovered) -> tuple[str, str]:
    return instant(item.at), item.found_by


def _is_earlier(db: Database, item: Discovered) -> bool:
    sql = "select found_at, found_by from urls where url = ? and found_in is not null"
    seen = db.execute(sql, [item.url]).fetchone()
    return seen is None or _order(item) < tuple(seen)


def refresh_urls(db: Database, touched: Iterable[tuple[str, str]]) -> None:
    """Fold anew all that is known of some URLs, given with the slugs of their outlets."""
    with transaction(db):
        put(db, "urls", [_row(db, url, outlet) for url, outlet in sorted(set(touched))])


def _row(db: Database, url: str, outlet: str) -> Row:
    found = db.execute("select found_by, found_in, found_at, day from urls where url = ?", [url]).fetchone()
    named = found is not None and found[1] is not None
    found_by, found_in, found_at, day = found if named else (None, None, None, None)
    events = [_event(row) for row in db.query(EVENTS, {"url": url}) if row["kind"] not in NOTICES]
    if not events and not named:
        return {"url": url, "outlet": outlet, **_identity(url)}
    fold = known(
        events,
        found_at=parse_instant(found_at) if found_at else None,
        day=date.fromisoformat(day) if day else urls.day_of(url),
    )
    first = min((event.at for event in events), default=None)
    return {
        "url": url, "outlet": outlet, **_identity(url), "found_by": found_by or fold.found_by, "found_in": found_in,
        "found_at": found_at or (instant(first) if first else None), "day": day, "state": fold.state,
        "status": fold.status, "fetches": fold.fetches, "failures": fold.failures,
        "first_fetched_at": instant(fold.first_fetched_at) if fold.first_fetched_at else None,
        "last_fetched_at": instant(fold.last_fetched_at) if fold.last_fetched_at else None,
        "last_changed_at": instant(fold.last_changed_at) if fold.last_changed_at else None, "etag": fold.etag,
        "last_modified": fold.last_modified, "capture": fold.capture, "next_due": instant(fold.next_due),
    }  # fmt: skip


def _event(row: Row) -> Event:
    return Event(**{**row, "at": parse_instant(row["at"]), "whole": bool(row["whole"])})


def _identity(url: str) -> Row:
    try:
        address = urls.address(url)
    except ValueError:
        return {"key": None, "page": None}
    return {"key": address.key, "page": address.page}


# Takedowns


def save_takedowns(db: Database, takedowns: Iterable[Takedown]) -> None:
    """Make the table say what the list says; what comes onto it or leaves it is stitched anew."""
    rows = {
        urls.address(item.url).key: {
            "key": urls.address(item.url).key, "url": item.url, "at": instant(item.at), "reason": item.reason,
        }
        for item in takedowns
    }  # fmt: skip
    with transaction(db):
        before = {key for (key,) in db.execute("select key from takedowns")}
        db.conn.execute("delete from takedowns")
        add(db, "takedowns", rows.values())
        add(db, "stale", [{"key": key} for key in before ^ set(rows)])
        for key in before - set(rows):
            db.conn.execute("update captures set reader = null where key = ?", [key])


def is_taken_down(db: Database, key: str) -> bool:
    """Tell whether an article must not be in the archive."""
    return db.execute("select 1 from takedowns where key = ?", [key]).fetchone() is not None


def forget(db: Database, key: str) -> None:
    """Delete what readers made of an article; its captures stay marked as read, so that nobody reads them again."""
    with transaction(db):
        db.conn.execute("delete from readings where key = ?", [key])
