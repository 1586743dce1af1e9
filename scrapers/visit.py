"""One crawl from end to end: choose outlets, mend and index what is there, visit, index what came."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime

import click
from sqlite_utils import Database

from pipeline import frame, store, store_health, takedowns
from pipeline.command import Workplace
from pipeline.index import index
from pipeline.recover import mend
from scrapers import logs, topics
from scrapers import outlets as catalogue
from scrapers.crawl import Plan, Span, Visited, crawl
from scrapers.frontier import Frontier
from scrapers.outlets import Entry


def utc_now() -> datetime:
    """Return the instant, by this machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person says on the command line; see the options of `arsip crawl`."""

    slugs: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    proxy: str | None = None
    delay: float | None = None
    contact: str | None = None
    networks: Sequence[str] = ()
    max_time: float | None = None
    """Minutes."""
    timeout: float | None = None
    """Seconds, in place of settings.DOWNLOAD_TIMEOUT."""
    verbose: bool = False
    log_json: bool = False


def visit(
    place: Workplace, options: Options, *, command: str = "crawl", now: Callable[[], datetime] = utc_now,
    beat: Callable[[str], None] = lambda text: None,
    beside: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> bool:  # fmt: skip
    """Crawl, print a line for each outlet whose visit ends, and return whether every one did well.

    Those that were left alone longest come first, so a run that is short of time starves nobody. `beside` is entered
    when the archive is ready, and left when all that came stands in sealed WARC files.

    Raises OutletError for a bad catalogue or an unknown slug.
    """
    entries = catalogue.chosen(catalogue.load(place.catalogue), options.slugs)
    mend(place.warcs)
    with closing(store.open_archive(place.archive)) as db:
        frame.prepare(db, place.warcs, entries, takedowns.load(place.annotations))
        index(db, place.warcs)
        frontier = Frontier(db, place.warcs, now=now())
        entries = sorted(entries, key=lambda entry: frontier.visited_at(entry.slug))
        entries = [entry for entry in entries if entry.slug in options.slugs or _open(entry, now())]
        plan = Plan(
            entries=entries, warcs=place.warcs, topics=topics.load(), wants=frontier.wants, frontier=frontier,
            caught_up=frontier.caught_up, now=now, since=options.since, until=options.until, beat=beat,
            max_time=options.max_time * 60 if options.max_time is not None else None,
            proxy=options.proxy, delay=options.delay, contact=options.contact, allowed_networks=options.networks,
            verbose=options.verbose, log_json=options.log_json, timeout=options.timeout,
            told=tell_in_json if options.log_json else tell, backfill=_queued(db, entries, options),
        )  # fmt: skip
        with beside():
            visited = crawl(plan, command=command)
        index(db, place.warcs)
    if entries and not any(answer.captures for answer in visited.values()):
        click.echo("arsip: no outlet answered: is there a network? What the archive holds is untouched.", err=True)
    in_time = len(visited) == len(entries) or options.max_time is not None
    return in_time and all(answer.well for answer in visited.values())


def _queued(db: Database, entries: Sequence[Entry], options: Options) -> list[Span]:
    """Return the days that `arsip gaps --queue` has noted for these outlets; a visit of other days leaves them."""
    if options.since or options.until:
        return []
    known = {entry.slug: entry for entry in entries}
    return [
        Span(entry=known[slug], since=since, until=until)
        for slug, since, until in store_health.queued(db)
        if slug in known
    ]


def _open(entry: Entry, at: datetime) -> bool:
    if entry.open_at(at):
        return True
    click.echo(f"{entry.slug}: left alone, for it is visited at {entry.hours} only", err=True)
    return False


def tell(slug: str, visited: Visited) -> None:
    """Print a line about an outlet whose visit ended."""
    told = [f"{n} {kind}" for kind, n in sorted(visited.failures.items())]
    told += [f"{n} HTTP {status}" for status, n in sorted(visited.refusals.items())]
    trouble = ", ".join(told)
    click.echo(f"{slug}: {visited.captures} captures, {visited.ended}" + (f" ({trouble})" if trouble else ""), err=True)


def tell_in_json(slug: str, visited: Visited) -> None:
    """Print an object about an outlet whose visit ended."""
    logs.tell("visit", outlet=slug, **visited.figures())
