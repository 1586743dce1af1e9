"""The stages after the network, one command each; scrapers/cli.py names them."""

import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from pipeline import build, frame, lock, publish, remembered, stages, store, store_health, takedowns
from pipeline.command import Workplace, jobs, stop_on_bugs, workplace
from pipeline.differences import Difference, compare
from pipeline.errors import ArchiveError
from pipeline.index import index as index_warcs
from pipeline.model import Outlet
from pipeline.publish import release
from pipeline.recover import mend
from pipeline.reporter import Reporter


@click.command("index")
@workplace
def index_command(place: Workplace) -> None:
    """Note where each exchange stands in the WARC files."""
    with lock.held(place.archive):
        mend(place.warcs)
        db = store.open_archive(place.archive)
        frame.prepare(db, place.warcs, place.outlets(), takedowns.load(place.annotations))
        found = index_warcs(db, place.warcs)
        frame.finish(db, place.warcs)
    click.echo(f"{found.captures} captures and {found.failures} failures in {found.warcs} new or grown WARC files")


@click.command()
@jobs
@workplace
def extract(place: Workplace, jobs: int | None) -> None:
    """Read captures that are new or were read by an older reader, and stitch their articles."""
    with lock.held(place.archive), Reporter() as report, stages.start_workers(jobs) as workers:
        db = store.open_archive(place.archive)
        frame.prepare(db, place.warcs, place.outlets(), takedowns.load(place.annotations))
        _, bugs = stages.read_new(db, place.warcs, workers, progress=report)
        stages.stitch_stale(db, progress=report)
        stages.find_copies(db, progress=report)
        frame.finish(db, place.warcs)
    stop_on_bugs(bugs)


@click.command()
@jobs
@workplace
def code(place: Workplace, jobs: int | None) -> None:
    """Code articles that are new or were coded by an older version."""
    known = build.judgement(place.annotations)
    with lock.held(place.archive), Reporter() as report, stages.start_workers(jobs) as workers:
        db = store.open_archive(place.archive)
        frame.prepare(db, place.warcs, place.outlets(), takedowns.load(place.annotations))
        _, bugs = stages.code_new(db, workers, progress=report)
        build.relate(db, known)
        frame.finish(db, place.warcs)
    stop_on_bugs(bugs)


@click.command()
@click.option("--diff", is_flag=True, help="Change nothing; tell what would change, field by field.")
@jobs
@workplace
def rebuild(place: Workplace, jobs: int | None, diff: bool) -> None:
    """Make the archive anew from the WARC files alone; no network is asked."""
    if not place.warcs.is_dir():
        raise ArchiveError(f"there is no folder {place.warcs} to rebuild from")
    if diff:
        existing(place).close()
    with lock.held(place.archive), Reporter() as report:
        mend(place.warcs)
        make = build.build_beside if diff else build.rebuild
        target = place.archive.with_name(place.archive.name + ".diff") if diff else place.archive
        outlets = every_outlet(place)
        before = _release(place)
        built = make(target, place.warcs, outlets, annotations=place.annotations, jobs=jobs, progress=report)
    if diff:
        print_differences(compare(place.archive, target))
        build.remove(target)
    else:
        click.echo(f"{place.archive}: {built.articles} articles of {built.captures_read} captures read")
        click.echo(_compared(before, _release(place)))
    stop_on_bugs(built.bugs)


def _release(place: Workplace) -> str | None:
    """Return the name of the newest build that the archive, or without one its WARC folder, knows."""
    known = release.noted(place.archive) if place.archive.exists() else release.recalled(place.warcs)
    return known[-1].id if known else None


def _compared(before: str | None, now: str | None) -> str:
    if before is None or now is None:
        return f"build {now or 'without articles'}"
    return f"build {now}, as before" if now == before else f"build {now}; before it was {before}"


def every_outlet(place: Workplace) -> list[Outlet]:
    """Return the catalogue, and what the archive knows of outlets that the catalogue no longer has."""
    listed = list(place.outlets())
    if not place.archive.exists():
        return listed
    with closing(store.open_archive(place.archive)) as db:
        return remembered.joined(listed, store.outlets(db))


def print_differences(changes: Sequence[Difference]) -> None:
    """Print how many articles differ in each field, with examples."""
    if not changes:
        click.echo("nothing would change")
        return
    table = Table("field", "articles", "for example", "before", "after")
    for change in changes:
        for n, example in enumerate(change.examples):
            table.add_row(*(("", "") if n else (change.field, str(change.articles))), *example)
        table.add_section()
    Console(markup=False).print(table, markup=False)


@click.command()
@click.argument("url")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default=Path("tests/captures"), show_default=True
)
@workplace
def freeze(place: Workplace, url: str, into: Path) -> None:
    """Keep the captures of one article as a test: a WARC of their own, and what a reader must make of it."""
    from pipeline.freeze import freeze as freeze_article  # noqa: PLC0415 brings the readers, see build.update

    with closing(existing(place)) as db:
        kept, expected = freeze_article(db, place.warcs, url, into)
    click.echo(f"{kept}\n{expected}: review it, for the test will hold readers to it")


@click.command()
@click.argument("url")
@workplace
def show(place: Workplace, url: str) -> None:
    """Print one article: fields, text, what was removed, editions, captures. Any spelling of its URL will do."""
    from pipeline.show import show as show_article  # noqa: PLC0415 only this command needs it

    show_article(existing(place), url, Console(markup=False))


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option(
    "--metadata", type=click.Path(path_type=Path), default=publish.METADATA, envvar="ARSIP_METADATA",
    help="What the tables mean; the project's metadata.yml where not given.",
)  # fmt: skip
@click.option("--sql", is_flag=True, help="Let readers ask questions of their own in SQL: for your own machine.")
@click.option("--contact", envvar="ARSIP_CONTACT", help="URL or mail address that objections go to.")
@workplace
def serve(place: Workplace, port: int, metadata: Path, contact: str | None, *, sql: bool) -> None:
    """Open the archive with Datasette on this machine."""
    sys.exit(publish.serve(place.archive, warcs=place.warcs, port=port, metadata=metadata, contact=contact, sql=sql))


@click.command("publish")
@click.option("--edition", "name", default="public", show_default=True, help="research (all of it) or public.")
@click.argument("out", type=click.Path(path_type=Path))
@workplace
def publish_command(place: Workplace, name: str, out: Path) -> None:
    """Write an edition of the archive to OUT.db: what it may hold is told in pipeline/publish/data/editions.yml."""
    from pipeline.publish import edition  # noqa: PLC0415 brings Datasette, which no other command needs

    articles = edition.publish(place.archive, out, name)
    click.echo(f"{out}: {articles} articles, {name} edition")


@click.command()
@click.option("--all", "everything", is_flag=True, help="Every outlet and issue; else only where somebody must act.")
@workplace
def status(place: Workplace, everything: bool) -> None:
    """Print how each outlet does and what is wrong with it; exit code 3 where somebody must act."""
    from pipeline.status import status as print_status  # noqa: PLC0415 only this command needs it

    sys.exit(3 if print_status(existing(place), lock.holder(place.archive), everything=everything) else 0)


@click.command()
@click.option("--queue", is_flag=True, help="Have the next `arsip run` look through these days.")
@workplace
def gaps(place: Workplace, queue: bool) -> None:
    """Print days of which an outlet should have given articles and gave none."""
    from pipeline.status import gaps as print_gaps  # noqa: PLC0415

    db = existing(place)
    found = print_gaps(db)
    if queue and found:
        with lock.held(place.archive):
            store_health.queue(db, found, at=datetime.now(UTC))
        click.echo(f"{len(found)} queued: the next `arsip run` looks through them")


def existing(place: Workplace) -> Database:
    """Open an archive that must be there already."""
    if not place.archive.exists():
        raise ArchiveError(f"there is no archive {place.archive} yet; `arsip demo` or `arsip run` makes one")
    return store.open_archive(place.archive)
