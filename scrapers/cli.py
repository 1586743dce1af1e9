"""The command `arsip`: the stages on the network, beside those of pipeline/cli.py."""

import logging
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from pipeline import beside, build, lock, status, store
from pipeline.annotate_cli import annotate
from pipeline.cli import COMMANDS, Commands, Reporter, Workplace, jobs, mend, stop_on_bugs, workplace
from scrapers import logs
from scrapers import outlets as catalogue
from scrapers.outlets_cli import outlets as outlets_group

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(cls=Commands)
@click.version_option(package_name="arsip-netralitas")
@click.option(
    "--archive",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("archive.db"),
    show_default=True,
)
@click.option("--warcs", type=FOLDER, default=Path("warcs"), show_default=True)
@click.option("--outlets", type=FOLDER, default=catalogue.DIRECTORY, help="Folder of YAML that lists the outlets.")
@click.option("--annotations", type=FOLDER, default=Path("annotations"), help="Folder of what people decided.")
@click.pass_context
def cli(ctx: click.Context, archive: Path, warcs: Path, outlets: Path, annotations: Path) -> None:
    """Archive regional news on the neutrality of the state apparatus in elections."""
    ctx.obj = Workplace(
        archive=archive, warcs=warcs, catalogue=outlets, outlets=lambda: list(catalogue.load(outlets).values()),
        annotations=annotations,
    )  # fmt: skip


for command in (*COMMANDS, annotate):
    cli.add_command(command)


class Day(click.ParamType[date]):
    """A day as 2024-11-27."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day like 2024-11-27", param, ctx)


def crawl_options(command: Any) -> Any:
    """Give a command the options of a crawl."""
    for option in reversed((
        click.option("--outlet", "slugs", multiple=True, help="Slug of an outlet; every active one without it."),
        click.option("--since", type=Day(), help="First day of publication to look for."),
        click.option("--until", type=Day(), help="Last day of publication to look for."),
        click.option("--proxy", help="HTTP proxy that all requests go through."),
        click.option("--delay", type=click.FloatRange(0), help="Seconds between two requests to one host."),
        click.option("--contact", envvar="ARSIP_CONTACT", help="URL or mail address in the user agent."),
        click.option("--max-time", type=click.FloatRange(0), help="Minutes after which visits end."),
        click.option("--timeout", type=click.FloatRange(0.1), help="Seconds that one exchange may take."),
        click.option("--verbose", is_flag=True, help="Log each step."),
        click.option("--log-json", is_flag=True, help="Log in JSON, one object a line, on stderr."),
        click.option("--allow-network", "networks", multiple=True, help="Internal network that outlets may be on."),
    )):  # fmt: skip
        command = option(command)
    return command


@cli.command()
@crawl_options
@jobs
@click.option("--extract", is_flag=True, help="Read and stitch what comes, in processes of their own.")
@workplace
def crawl(place: Workplace, /, jobs: int | None, extract: bool, **options: Any) -> None:
    """Discover and fetch what is new, and preserve every exchange."""
    from scrapers.visit import Options, visit  # noqa: PLC0415 Scrapy takes half a second to import

    with lock.held(place.archive) as held:
        reading = Readers(place, jobs, coding=False, as_json=bool(options["log_json"]))
        well = visit(place, Options(**options), beat=held.beat, beside=reading if extract else nullcontext)
        with closing(store.open_archive(place.archive)) as db:
            build.finish(db, place.warcs)
    stop_on_bugs(reading.bugs)
    sys.exit(0 if well else 3)


@cli.command()
@crawl_options
@jobs
@click.option("--ping", envvar="ARSIP_PING", help="URL to ask when all went well; URL/fail when not.")
@workplace
def run(place: Workplace, /, jobs: int | None, ping: str | None, **options: Any) -> None:
    """Crawl, then read, stitch and code: what cron calls. The last line says what came of it."""
    from scrapers.ping import pinging  # noqa: PLC0415
    from scrapers.visit import Options, visit  # noqa: PLC0415

    with pinging(ping) as done, lock.held(place.archive) as held:
        held.beat("reads what the last run left")
        bugs = read(place, jobs)  # what a killed run has left comes first: the frontier must know of it
        reading = Readers(place, jobs, coding=True, as_json=bool(options["log_json"]))
        well = visit(place, Options(**options), command="run", beat=held.beat, beside=reading)
        held.beat("reads what came")
        bugs += reading.bugs + read(place, jobs)
        told = tell_summary(place, as_json=bool(options["log_json"]))
        stop_on_bugs(bugs)
        done.code = 0 if well and not told["alarms"] else 3
    sys.exit(done.code)


class Readers:
    """What reads beside a crawl; called to begin, and asked for its bugs at the end."""

    def __init__(self, place: Workplace, jobs: int | None, *, coding: bool, as_json: bool) -> None:
        self._place, self._jobs, self._coding = place, jobs, coding
        self._logging = partial(logs.install, logging.WARNING) if as_json else None
        self.bugs = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        place = self._place
        with beside.reading(
            place.archive, place.warcs, jobs=self._jobs, coding=self._coding, begin=self._logging
        ) as done:
            yield
        self.bugs = done.bugs


def tell_summary(place: Workplace, *, as_json: bool) -> dict[str, object]:
    """Print what the run did in one line; return it."""
    with closing(store.open_archive(place.archive)) as db:
        told = status.summary(db)
    if as_json:
        logs.tell("run", **told)
    else:
        click.echo(f"arsip: {status.line(told)}", err=True)
    return told


def read(place: Workplace, jobs: int | None) -> int:
    """Run the stages after the network over what is new; return how many bugs showed."""
    mend(place.warcs)
    with closing(store.open_archive(place.archive)) as db, Reporter() as report:
        return build.update(
            db, place.warcs, place.outlets(), annotations=place.annotations, jobs=jobs, progress=report
        ).bugs


cli.add_command(outlets_group)


@cli.command()
@jobs
@workplace
def demo(place: Workplace, jobs: int | None) -> None:
    """Crawl the bundled sample newsroom with the real spiders, and build the archive from it."""
    from scrapers.demo import demo as run_demo  # noqa: PLC0415

    with lock.held(place.archive):
        run_demo(place, jobs)
