"""The commands that visit outlets: `crawl`, `run`, `demo`."""

import ipaddress
import logging
import sys
from collections.abc import Mapping
from contextlib import ExitStack, closing, nullcontext
from datetime import date
from functools import partial
from typing import Any

import click

from pipeline import beside, lock
from pipeline.command import Workplace, jobs, stop_on_bugs, workplace
from scrapers import logs


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


class Network(click.ParamType[str]):
    """A network as 127.0.0.1/32."""

    name = "network"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return str(ipaddress.ip_network(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


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
        click.option("--allow-network", "networks", type=Network(), multiple=True,
                     help="Internal network that outlets may be on."),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command()
@crawl_options
@jobs
@click.option("--extract", is_flag=True, help="Read and stitch what comes, in processes of their own.")
@workplace
def crawl(place: Workplace, /, jobs: int | None, extract: bool, **options: Any) -> None:
    """Discover and fetch what is new, and preserve every exchange."""
    check(place, options)
    with lock.held(place.archive) as held, ExitStack() as stack:
        readers = _readers(place, jobs, options, coding=False) if extract else None
        if readers:
            stack.enter_context(readers)
        from pipeline import frame, store  # noqa: PLC0415 the readers load meanwhile
        from scrapers.visit import Options, visit  # noqa: PLC0415

        well = visit(place, Options(**options), beat=held.beat, beside=readers.along if readers else nullcontext)
        with closing(store.open_archive(place.archive)) as db:
            frame.finish(db, place.warcs)
    stop_on_bugs(readers.bugs if readers else 0)
    sys.exit(0 if well else 3)


@click.command()
@crawl_options
@jobs
@click.option("--ping", envvar="ARSIP_PING", help="URL to ask when all went well; URL/fail when not.")
@workplace
def run(place: Workplace, /, jobs: int | None, ping: str | None, **options: Any) -> None:
    """Crawl, then read, stitch and code: what cron calls. The last line says what came of it."""
    from scrapers.ping import pinging  # noqa: PLC0415

    with ExitStack() as stack:
        done = stack.enter_context(pinging(ping))
        check(place, options)
        held = stack.enter_context(lock.held(place.archive))
        readers = stack.enter_context(_readers(place, jobs, options, coding=True))
        from scrapers.visit import Options, visit  # noqa: PLC0415 Scrapy takes half a second; the readers load meanwhile

        held.beat("reads what the last run left")
        bugs = read(place, jobs)  # what a killed run has left comes first: the frontier must know of it
        well = visit(place, Options(**options), command="run", beat=held.beat, beside=readers.along)
        held.beat("reads what came")
        bugs += readers.bugs + read(place, jobs)
        told = tell_summary(place, as_json=bool(options["log_json"]))
        stop_on_bugs(bugs)
        done.code = 0 if well and not told["alarms"] else 3
    sys.exit(done.code)


def check(place: Workplace, options: Mapping[str, Any]) -> None:
    """Refuse what cannot be done before anything is written; raises OutletError and UsageError."""
    from scrapers import outlets  # noqa: PLC0415

    if options["since"] and options["until"] and options["since"] > options["until"]:
        raise click.UsageError("--since lies behind --until")
    outlets.chosen(outlets.load(place.catalogue), options["slugs"])


def _readers(place: Workplace, jobs: int | None, options: Mapping[str, Any], *, coding: bool) -> beside.Readers:
    begin = partial(logs.install, logging.WARNING) if options["log_json"] else None
    return beside.Readers(place.archive, place.warcs, jobs=jobs, coding=coding, begin=begin)


def tell_summary(place: Workplace, *, as_json: bool) -> dict[str, object]:
    """Print what the run did in one line; return it."""
    from pipeline import status, store  # noqa: PLC0415

    with closing(store.open_archive(place.archive)) as db:
        told = status.summary(db)
    if as_json:
        logs.tell("run", **told)
    else:
        click.echo(f"arsip: {status.line(told)}", err=True)
    return told


def read(place: Workplace, jobs: int | None) -> int:
    """Run the stages after the network over what is new; return how many bugs showed."""
    from pipeline import build, store  # noqa: PLC0415
    from pipeline.recover import mend  # noqa: PLC0415
    from pipeline.reporter import Reporter  # noqa: PLC0415

    mend(place.warcs)
    with closing(store.open_archive(place.archive)) as db, Reporter() as report:
        return build.update(
            db, place.warcs, place.outlets(), annotations=place.annotations, jobs=jobs, progress=report
        ).bugs


@click.command()
@jobs
@workplace
def demo(place: Workplace, jobs: int | None) -> None:
    """Crawl the bundled sample newsroom with the real spiders, and build the archive from it."""
    from scrapers.demo import demo as run_demo  # noqa: PLC0415

    with lock.held(place.archive):
        run_demo(place, jobs)
