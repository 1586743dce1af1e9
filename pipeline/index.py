"""WARC files → rows of `captures`, `warcs`, `runs` and `findings`: what was fetched, where it stands, what failed."""

import json
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database

from pipeline import store, store_urls, urls, warc
from pipeline.errors import WarcError
from pipeline.ids import stable_id
from pipeline.model import CaptureRow, Discovered, Failure, Located, Occurrence, Outlet, Run
from pipeline.recover import last_whole_member
from pipeline.visits import Event, state_of

log = logging.getLogger(__name__)

BATCH = 500
"""Rows a transaction: small enough that a kill costs little, large enough that commits do not matter."""

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
FEED_TYPES = ("xml", "json", "rss", "atom")


CUT_SHORT = frozenset({"max_time", "daily_budget", "budget"})
"""Ends of a visit that we chose: a page may well have been there."""


FEW = 3
"""Articles of which some should have come, had the outlet been well."""

SAYS = {
    "blocked": "the outlet refuses us", "missing": "no such page: removed, moved or never there",
    "gone": "the outlet says that it took the page away", "server_error": "the outlet's server failed",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What one call of `index` added."""

    warcs: int = 0
    captures: int = 0
    failures: int = 0
    torn: int = 0


def index(db: Database, directory: Path) -> Indexed:
    """Add what the WARC files below `directory` hold and `db` does not know yet.

    A file that grew is read from where the last call ended; one that did not grow is not opened. A file that
    cannot be read to its end gives what it holds up to there, and an issue. Of a segment that a crawl is just
    writing, the whole records are taken.
    """
    found = Indexed()
    outlets = Hosts(store.outlets(db))
    known = store.known_warcs(db)
    for path in warc.segments(directory):
        name = warc.name_of(path, directory)
        start = known.get(name, 0)
        try:
            size = _settled(path, start) if path.name.endswith(warc.OPEN) else path.stat().st_size
            if start == size:
                continue
            log.info("indexing %s", name)
            added = _index_file(db, path, directory, outlets, start=start, size=size)
        except FileNotFoundError:  # sealed in this instant: the next call finds it under its new name
            continue
        found = Indexed(
            warcs=found.warcs + 1, captures=found.captures + added.captures,
            failures=found.failures + added.failures, torn=found.torn + added.torn,
        )  # fmt: skip
    return found


def _settled(path: Path, start: int) -> int:
    """Return the end of the whole records in a segment that is being written, once they are safe on the disk.

    A row must not outlive its record, as it would if the power failed between the two.
    """
    whole = last_whole_member(path, start)
    with path.open("rb") as file:
        os.fdatasync(file.fileno())
    return whole


class Hosts:
    """Which outlet a URL belongs to; an unknown host becomes an outlet of its own."""

    def __init__(self, outlets: list[Outlet]) -> None:
        self._slugs: dict[str, str] = {}
        for outlet in outlets:
            for host in outlet.every_host:
                self._slugs[urls.bare(host)] = outlet.slug
        self._known = {outlet.slug for outlet in outlets}

    def knows(self, slug: str | None) -> bool:
        """Tell whether an outlet of this name is in the archive."""
        return slug in self._known

    def outlet(self, url: str, named: str | None) -> tuple[str, Outlet | None]:
        """Return the slug for a capture, and a new outlet where the host was never seen."""
        if named in self._known:
            return str(named), None
        host = urls.bare(urls.host(url))
        if host in self._slugs:
            return self._slugs[host], None
        parts = urlsplit(url)
        new = Outlet(
            slug=host.replace(".", "-").replace(":", "-"), name=host, platform="unknown",
            home_url=f"{parts.scheme.lower()}://{urls.host(url)}/", confidence="low", platform_from="guess",
        )  # fmt: skip
        self._slugs[host] = new.slug
        self._known.add(new.slug)
        return new.slug, new


def kind_of(row: CaptureRow) -> str:
    """Return what a capture is as far as its envelope tells; `page` is what a reader must look at."""
    if urlsplit(row.url).path == "/robots.txt":
        return "robots"
    if row.status == 304 or (row.revisit and 200 <= row.status < 300):
        return "revisit"
    if 300 <= row.status < 400:
        return "redirect"
    if row.status >= 400 or row.status < 200:
        return "error"
    if row.mime in PAGE_TYPES:
        return "page"
    return "feed" if any(part in row.mime for part in FEED_TYPES) else "other"


def trouble(row: CaptureRow, kind: str) -> tuple[str, str] | None:
    """Return the kind and message of the issue that a capture's envelope shows, if any."""
    if row.truncated:
        return "truncated", f"the body was cut short ({row.truncated})"
    if kind != "error":
        return None
    state = state_of(Event(at=row.fetched_at, status=row.status))
    if state in {"missing", "gone"} and row.outlet and not row.found_by:
        return None  # a listing of our own crawl: the spider knows whether it should have been there
    found = "server_error" if row.status >= 500 else state if state in SAYS else "http_error"
    return found, f"{SAYS.get(found, 'an odd answer')} (HTTP {row.status})"


def _index_file(db: Database, path: Path, directory: Path, outlets: Hosts, *, start: int, size: int) -> Indexed:
    name = warc.name_of(path, directory)
    batch: list[warc.Record] = []
    captures = failures = torn = 0
    last_at = datetime.fromtimestamp(0, UTC)
    store.save_warc(db, name=name, size=start)
    for record in _records(path, directory, start, size):
        if isinstance(record, WarcError):
            torn += 1
            store.save_occurrences(db, [_torn(name, record, last_at)])
            continue
        batch.append(record)
        last_at = _at(record)
        captures += isinstance(record, CaptureRow)
        failures += isinstance(record, Failure)
        if len(batch) >= BATCH:
            _save(db, batch, outlets)
            batch.clear()
    _save(db, batch, outlets)
    if path.name.endswith(".gz") and (cut := size - last_whole_member(path, start)):
        torn += 1
        message = f"{name}: the last {cut:,} bytes are no whole record, which WARC libraries pass over in silence"
        store.save_occurrences(db, [_torn(name, WarcError(message), last_at)])
    store.save_warc(db, name=name, size=size)
    return Indexed(warcs=1, captures=captures, failures=failures, torn=torn)


def _records(path: Path, directory: Path, start: int, end: int) -> Iterator[warc.Record | WarcError]:
    try:
        yield from warc.scan(path, directory, start, end)
    except WarcError as error:
        log.warning("%s", error)
        yield error


def _at(record: warc.Record) -> datetime:
    if isinstance(record, CaptureRow):
        return record.fetched_at
    return record.at if isinstance(record, Failure | Discovered) else record.started_at


def _torn(name: str, error: WarcError, at: datetime) -> Occurrence:
    return Occurrence(id=stable_id(f"torn {name}"), kind="torn_warc", message=str(error), at=at, url=name)


def _save(db: Database, batch: list[warc.Record], outlets: Hosts) -> None:
    new: list[Outlet] = []
    captures: list[Located] = []
    occurrences: list[Occurrence] = []
    found_urls: list[tuple[Discovered, str]] = []
    touched: list[tuple[str, str]] = []
    runs = [record for record in batch if isinstance(record, Run)]
    for record in batch:
        if isinstance(record, Run):
            occurrences += [found for found in _of_outcome(record) if outlets.knows(found.outlet)]
            continue
        slug, unlisted = outlets.outlet(record.url, record.outlet)
        if unlisted:
            new.append(unlisted)
        touched.append((record.url, slug))
        if isinstance(record, Discovered):
            found_urls.append((record, slug))
            continue
        if isinstance(record, Failure):
            occurrences.append(
                Occurrence(
                    id=record.id,
                    outlet=slug,
                    kind=record.kind,
                    message=record.message,
                    at=record.at,
                    url=record.url,
                )
            )
            continue
        kind = kind_of(record)
        captures.append(Located(row=record, outlet=slug, kind=kind, key=_key(record.url)))
        if found := trouble(record, kind):
            occurrences.append(
                Occurrence(
                    id=stable_id(f"{record.id} {found[0]}"), outlet=slug, kind=found[0], message=found[1],
                    at=record.fetched_at, url=record.url, capture=record.id,
                )
            )  # fmt: skip
    store.save_captures(db, runs=runs, outlets=new, captures=captures, occurrences=occurrences)
    store_urls.save_discovered(db, [found for found, _ in found_urls], [slug for _, slug in found_urls])
    store_urls.refresh_urls(db, touched)


def _key(url: str) -> str | None:
    try:
        return urls.address(url).key
    except ValueError:
        return None


def _of_outcome(run: Run) -> Iterator[Occurrence]:
    """Yield what a finished run says went wrong at an outlet beyond single requests."""
    if run.outcome is None or run.finished_at is None:
        return
    for slug, figures in json.loads(run.outcome).items():
        for kind, message in _alarms(figures):
            yield Occurrence(
                id=stable_id(f"{run.id} {slug} {kind}"), outlet=slug, kind=kind, message=message, at=run.finished_at
            )


def _why(figures: Mapping[str, Any]) -> str:
    """Return the failures of a visit as the end of a sentence."""
    told = [f"{n} {kind}" for kind, n in figures.get("kinds", {}).items()]
    told += [f"{n} times HTTP {status}" for status, n in figures.get("statuses", {}).items()]
    why = ", ".join(told)
    return f": {why}" if why else ""


def _alarms(figures: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not figures.get("captures") and figures.get("ended") not in CUT_SHORT:
        yield "silent_outlet", "the run got no page from this outlet" + _why(figures)
    elif figures.get("recognised") == 0 and figures.get("ended") not in CUT_SHORT:
        yield "nothing_listed", "not one of its listings named an article, on the topics or not" + _why(figures)
    if figures.get("new_articles", 0) >= FEW and not figures.get("articles") and figures.get("ended") not in CUT_SHORT:
        message = f"of {figures['new_articles']} new articles that it lists, and any others, it gave none"
        yield "nothing_given", message + _why(figures)
    if empty := figures.get("empty_listings"):
        yield "empty_listing", f"{empty} listings of everything named no article: has the outlet changed its pages?"
    searches = figures.get("searches")
    if searches and searches == figures.get("empty_searches"):
        yield "empty_search", f"none of {searches} searches and tags named an article: has the outlet changed them?"
    if lost := figures.get("lost_listings"):
        yield "lost_listing", f"{lost} listings that led to articles are not there (404, 410)"
    if errors := figures.get("spider_errors"):
        yield "spider_error", f"the spider failed {errors} times: a bug of ours"
