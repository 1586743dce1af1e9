"""One crawl from end to end: choose outlets, mend and index what is there, visit, index what came."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime

import click

from pipeline import build, store
from pipeline.cli import Workplace, mend
from pipeline.errors import OutletError
from pipeline.index import index
from scrapers import outlets as catalogue
from scrapers import topics
from scrapers.crawl import Plan, Visited, crawl
from scrapers.frontier import Frontier
from scrapers.guard import networks as read_networks
from scrapers.outlets import Entry


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
    verbose: bool = False


def visit(place: Workplace, options: Options, *, command: str = "crawl") -> bool:
    """Crawl, print a line for each outlet whose visit ends, and return whether every one did well.

    Raises OutletError for a bad catalogue or an unknown slug, UsageError for options that contradict each other.
    """
    if options.since and options.until and options.since > options.until:
        raise click.UsageError("--since lies behind --until")
    try:
        read_networks(options.networks)
    except ValueError as error:
        raise click.UsageError(f"--allow-network: {error}") from error
    entries = chosen(catalogue.load(place.catalogue), options.slugs)
    mend(place.warcs)
    with closing(store.open_archive(place.archive)) as db:
        build.prepare(db, entries)
        index(db, place.warcs)
        frontier = Frontier(db)
        plan = Plan(
            entries=entries, warcs=place.warcs, topics=topics.load(), wants=frontier.wants,
            caught_up=frontier.caught_up, now=lambda: datetime.now(UTC), since=options.since, until=options.until,
            proxy=options.proxy, delay=options.delay, contact=options.contact, allowed_networks=options.networks,
            verbose=options.verbose, told=tell,
        )  # fmt: skip
        visited = crawl(plan, command=command)
        index(db, place.warcs)
        build.finish(db)
    if not any(answer.captures for answer in visited.values()):
        click.echo("arsip: no outlet answered: is there a network? What the archive holds is untouched.", err=True)
    return len(visited) == len(entries) and all(answer.well for answer in visited.values())


def tell(slug: str, visited: Visited) -> None:
    """Print a line about an outlet whose visit ended."""
    trouble = ", ".join(f"{n} {kind}" for kind, n in sorted(visited.failures.items()))
    click.echo(f"{slug}: {visited.captures} captures, {visited.ended}" + (f" ({trouble})" if trouble else ""), err=True)


def chosen(known: Mapping[str, Entry], slugs: Sequence[str]) -> list[Entry]:
    """Return the outlets to visit: those named, active or not, or every active one.

    Raises OutletError for a slug that is not in the catalogue.
    """
    if unknown := [slug for slug in slugs if slug not in known]:
        raise OutletError(f"no outlet is called {', '.join(unknown)}; `arsip outlets list` names them")
    return [entry for entry in known.values() if (entry.slug in slugs if slugs else entry.active)]
