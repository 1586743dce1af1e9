"""`arsip outlets`: the catalogue of outlets, and what the sites themselves say to it."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table

from pipeline import frame, lock, store, urls
from pipeline.coding import regions
from pipeline.coding.regions import Region
from pipeline.command import Workplace, workplace
from pipeline.errors import OutletError
from scrapers import outlets as catalogue
from scrapers.outlets import Entry, edit, json_schema

PLATFORM = click.Choice(catalogue.PLATFORMS)


@click.group()
def outlets() -> None:
    """The catalogue of outlets."""


@outlets.command("list")
@click.option("--province", help="Kemendagri code of a province, e.g. 18.")
@click.option("--platform", type=PLATFORM)
@click.option("--network", help="e.g. tribun.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with every key.")
@workplace
def list_outlets(
    place: Workplace, province: str | None, platform: str | None, network: str | None, as_json: bool
) -> None:
    """Print the outlets, one a line."""
    wanted = [
        entry for entry in catalogue.load(place.catalogue).values()
        if province in {None, entry.province} and platform in {None, entry.platform}
        and network in {None, entry.network}
    ]  # fmt: skip
    if as_json:
        for entry in wanted:
            click.echo(msgspec.json.encode(entry))
        return
    table = Table("slug", "name", "platform", "where", "how sure", "home", box=None)
    for entry in wanted:
        table.add_row(entry.slug, entry.name, entry.platform, _where(entry), _how_sure(entry), entry.home_url)
    Console(width=None if sys.stdout.isatty() else 180).print(table)


@outlets.command("show")
@click.argument("slug")
@workplace
def show_outlet(place: Workplace, slug: str) -> None:
    """Print one entry of the catalogue."""
    entry = _named(catalogue.load(place.catalogue), slug)
    for name in entry.__dataclass_fields__:
        click.echo(f"{name}: {getattr(entry, name)}")


@outlets.command()
@workplace
def check(place: Workplace) -> None:
    """Read the catalogue strictly; exit code 2 names the file, the slug and what is wrong."""
    known = catalogue.load(place.catalogue)
    provinces = {entry.province for entry in known.values() if entry.active and entry.province}
    active = sum(entry.active for entry in known.values())
    click.echo(f"{len(known)} outlets, {active} of them active, in {len(provinces)} provinces")


@outlets.command()
@click.option("--check", "only_check", is_flag=True, help="Say whether schema.json is fresh; exit code 2 where not.")
@workplace
def schema(place: Workplace, only_check: bool) -> None:
    """Write the JSON Schema of the catalogue's files, for editors."""
    path = place.catalogue / json_schema.FILE.name
    if only_check and (not path.exists() or path.read_text("utf-8") != json_schema.text()):
        raise OutletError(f"{path.name} is not what `arsip outlets schema` writes")
    if not only_check:
        json_schema.write(path)
        click.echo(str(path))


def network_options(command: Any) -> Any:
    """Give a command the options of how sites are asked."""
    for option in reversed((
        click.option("--proxy", help="HTTP proxy that all requests go through."),
        click.option("--delay", type=click.FloatRange(0), help="Seconds between two requests to one host."),
        click.option("--contact", envvar="ARSIP_CONTACT", help="URL or mail address in the user agent."),
        click.option("--allow-network", "networks", multiple=True, help="Internal network that sites may be on."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object a site and line."),
    )):  # fmt: skip
        command = option(command)
    return command


@outlets.command()
@click.argument("sites", nargs=-1, metavar="[URL|SLUG]...")
@click.option("--all", "every", is_flag=True, help="Every active outlet of the catalogue.")
@click.option("--write/--no-write", default=True, help="Note in the catalogue and the archive what was found.")
@network_options
@workplace
def probe(place: Workplace, /, sites: Sequence[str], every: bool, write: bool, as_json: bool, **asked: Any) -> None:
    """Tell what a site runs on and what a crawl of it would find.

    For a URL that the catalogue lacks, the lines to paste are printed. For its own outlets (by slug, or --all), those
    that are as it says become `verified: live`, and for the others an issue is opened in the archive.
    """
    from scrapers.probe import run  # noqa: PLC0415 Scrapy takes half a second to import
    from scrapers.probe.sight import Probed  # noqa: PLC0415
    from scrapers.probe.verdict import objection, proposal, told  # noqa: PLC0415

    known = catalogue.load(place.catalogue)
    entries = [entry for entry in known.values() if entry.active] if every else [_site(known, site) for site in sites]
    if not entries:
        raise click.UsageError("name a URL or a slug, or say --all")
    today = datetime.now(UTC).date()

    def tell(found: Probed) -> None:
        wrong = objection(known[found.slug], found) if found.slug in known else None
        lines = proposal(found, on=today) if found.slug not in known else None
        if as_json:
            click.echo(json.dumps({**asdict(found), "issue": wrong, "yaml": lines}, ensure_ascii=False))
            return
        for line in [*told(found), *([f"  issue: {wrong[1]}"] if wrong else [])]:
            click.echo(line)
        if lines:
            click.echo(
                f"\nTo add it: arsip outlets add {found.sight.url} --place PLACE\nIt writes:\n\n{lines}", nl=False
            )

    unsaid = [
        entry.slug for entry, site in zip(entries, sites, strict=False) if entry.slug not in known and _bare(site)
    ]
    seen = run.probe(entries, run.Options(**asked, any_scheme=unsaid), told=tell)
    ours = [found for found in seen if found.slug in known]
    if write and ours:
        verdicts = {found.slug: objection(known[found.slug], found) for found in ours}
        _note(place, known, {slug: wrong for slug, wrong in verdicts.items() if wrong is not None})
        _verify(place.catalogue, [slug for slug, wrong in verdicts.items() if wrong is None])
    fine = all(found.sight.platform for found in seen) and len(seen) == len(entries)
    sys.exit(0 if fine else 3)


@outlets.command()
@click.argument("sites", nargs=-1, required=True, metavar="URL...")
@click.option("--place", "where", required=True, help="Province or regency, by code (18.12) or name; or `national`.")
@click.option("--name", help="As readers know it; what its front page says where not given.")
@network_options
@workplace
def add(
    place: Workplace, /, sites: Sequence[str], where: str, name: str | None, as_json: bool, **asked: Any
) -> None:  # fmt: skip
    """Probe sites, and write those that are news sites into own.yml of the catalogue."""
    from scrapers.probe import run  # noqa: PLC0415
    from scrapers.probe.verdict import proposed, told  # noqa: PLC0415

    if name and len(sites) > 1:
        raise click.UsageError("--name names one site")
    known = catalogue.load(place.catalogue)
    entries = [_site(known, site) for site in sites]
    if there := [entry.slug for entry in entries if entry.slug in known]:
        raise OutletError(f"{there[0]} is in the catalogue already; `arsip outlets show {there[0]}` prints it")
    region = _region(where)
    unsaid = [entry.slug for entry, site in zip(entries, sites, strict=True) if _bare(site)]
    seen = run.probe(entries, run.Options(**asked, any_scheme=unsaid))
    today = datetime.now(UTC).date()
    new = [e for f in seen if (e := proposed(f, on=today, name=name, region=region))]
    if new:
        edit.add(place.catalogue, new)
    for found in seen:
        lines = told(found)
        click.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else "\n".join(lines))
    if new and not as_json:
        slugs = " ".join(f"--outlet {entry.slug}" for entry in new)
        click.echo(f"\n{place.catalogue / edit.OWN}: {len(new)} added. Visit: arsip run {slugs}")
    sys.exit(0 if len(new) == len(entries) else 3)


@outlets.command()
@click.option("--directories", type=click.Path(dir_okay=False, path_type=Path), help="Another directories.yml.")
@network_options
@workplace
def discover(place: Workplace, /, directories: Path | None, as_json: bool, **asked: Any) -> None:
    """Read the lists that the networks keep of their own portals, and propose those that the catalogue lacks."""
    from scrapers import discover as directory  # noqa: PLC0415
    from scrapers.probe.run import Options  # noqa: PLC0415

    read = directory.load(directories) if directories else directory.load()
    found = directory.discover(catalogue.load(place.catalogue), read, Options(**asked))
    for each in found:
        if as_json:
            new = [msgspec.to_builtins(entry) for entry in each.proposed]
            click.echo(json.dumps({"network": each.directory.network, "listed": each.listed, "proposed": new}))
            continue
        click.echo(
            f"# {each.directory.network}: {each.listed} portals listed, {len(each.proposed)} not in the catalogue"
        )
        for entry in each.proposed:
            click.echo(edit.written(entry), nl=False)
    sys.exit(0 if all(each.listed for each in found) else 3)


def _site(known: Mapping[str, Entry], site: str) -> Entry:
    """Return the entry of a slug or of a URL; a made-up one for a host that the catalogue lacks."""
    from scrapers.probe.spider import home_of  # noqa: PLC0415
    from scrapers.probe.verdict import slug_of  # noqa: PLC0415

    if site in known or "." not in site:
        return _named(known, site)
    try:
        home = home_of(site)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    host = urls.bare(urls.host(home))
    for entry in known.values():
        if host in map(urls.bare, entry.every_host):
            return entry
    slug = slug_of(home)
    return Entry(slug=slug if slug not in known else f"{slug}-new"[:40], name=host, platform="generic", home_url=home)


def _region(where: str) -> Region | None:
    """Return the region of a code or a name, None for `national`. Raises click.UsageError."""
    if where == "national":
        return None
    said = where.casefold()
    found = [one for one in regions.load() if said in {one.code, one.name.casefold(), one.base.casefold()}]
    if len(found) == 1:
        return found[0]
    named = "more than one: " + ", ".join(f"{one.code} {one.name}" for one in found)
    raise click.UsageError(f"--place {where!r} is {named if found else 'no region by code or name'}")


def _bare(site: str) -> bool:
    return "://" not in site


def _named(known: Mapping[str, Entry], slug: str) -> Entry:
    if slug not in known:
        raise OutletError(f"no outlet is called {slug}; `arsip outlets list` names them")
    return known[slug]


def _note(place: Workplace, known: Mapping[str, Entry], wrong: Mapping[str, tuple[str, str]]) -> None:
    """Keep what is wrong in a WARC, so that a rebuild knows it too, and show it as issues."""
    from pipeline.index import index  # noqa: PLC0415
    from pipeline.warc import WarcStore  # noqa: PLC0415

    if not wrong:
        return
    now = datetime.now(UTC)
    with lock.held(place.archive), closing(store.open_archive(place.archive)) as db:
        run = now.strftime("%Y%m%dT%H%M%S%fZ")
        with WarcStore(place.warcs, run=run, command="probe", software="arsip", now=lambda: datetime.now(UTC)) as kept:
            for slug, (kind, message) in wrong.items():
                kept.failure(url=known[slug].home_url, outlet=slug, at=now, kind=kind, message=message)
        frame.prepare(db, place.warcs, known.values())
        index(db, place.warcs)
        frame.finish(db, place.warcs)


def _verify(folder: Path, slugs: Sequence[str]) -> None:
    """Write into the catalogue's files that these outlets were seen live today."""
    today = datetime.now(UTC).date()
    for path in sorted(folder.glob("*.yml")):
        ours = {entry.slug for entry in catalogue.read(path)}.intersection(slugs)
        text = path.read_text("utf-8")
        for slug in sorted(ours):
            text = edit.changed(text, slug, {"verified": "live", "verified_on": today})
        if ours:
            path.write_text(text, "utf-8")


def _where(entry: Entry) -> str:
    place = entry.regency or entry.province or "-"
    return f"{place} by its name" if entry.province_from == "name" else place


def _how_sure(entry: Entry) -> str:
    said = f"live {entry.verified_on}" if entry.verified == "live" else entry.confidence
    guess = ", platform guessed" if entry.platform_from == "guess" else ""
    return f"{said}{guess}{'' if entry.active else ', not active'}"
