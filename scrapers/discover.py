"""Portals that the networks themselves list and the catalogue lacks."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec
import yaml
from lxml.html import HtmlElement
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from pipeline import urls, yaml_file
from pipeline.errors import OutletError
from pipeline.pages.markup import text_of
from pipeline.warc import WarcStore
from scrapers import topics
from scrapers.outlets import Entry
from scrapers.probe.run import Options, side_by_side
from scrapers.probe.verdict import slug_of
from scrapers.spiders.base import OutletSpider
from scrapers.spiders.markup import base_of, joined
from scrapers.spiders.task import Task

FILE: Final = Path(__file__).with_name("directories.yml")
LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """One page of one network; directories.yml says what each key is for."""

    network: str
    outlet: str
    path: str
    hosts: tuple[str, ...]
    others: bool = False
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directories:
    """The file, typed."""

    directories: tuple[Directory, ...]
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the directory of one network brought."""

    directory: Directory
    listed: int = 0
    """Portals on the page, known ones included; 0 means that the page has changed or could not be had."""
    proposed: tuple[Entry, ...] = ()


def load(path: Path = FILE) -> Directories:
    """Read the directories; raises OutletError."""
    try:
        return msgspec.convert(yaml_file.load(path.read_bytes()), Directories)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise OutletError(f"{path.name}: {' '.join(str(error).split())}") from None


def discover(known: Mapping[str, Entry], read: Directories, options: Options) -> list[Found]:
    """Ask each network for its portals. Blocks, and can run once in a process.

    Raises OutletError where a directory names an outlet that is not in the catalogue.
    """
    if missing := [d.outlet for d in read.directories if d.outlet not in known]:
        raise OutletError(f"directories.yml: no outlet is called {missing[0]}")
    pages: dict[str, list[tuple[str, str]]] = {}

    async def ask(process: AsyncCrawlerProcess, entry: Entry, store: WarcStore) -> None:
        [directory] = [d for d in read.directories if d.outlet == entry.slug]
        crawler = process.create_crawler(DirectorySpider)
        links = pages.setdefault(entry.slug, [])
        task = Task(outlet=entry, topics=topics.load(), store=store)
        await process.crawl(crawler, task, path=directory.path, saw=links.extend)

    side_by_side([known[d.outlet] for d in read.directories], options, ask)
    return [proposals(d, pages.get(d.outlet, ()), known, read.never) for d in read.directories]


class DirectorySpider(OutletSpider):
    """Asks for one page and passes on the links that lead elsewhere."""

    platform = "generic"

    def __init__(self, task: Task, *, path: str, saw: Callable[[list[tuple[str, str]]], None]) -> None:
        super().__init__(task)
        self.path = path
        self.saw = saw

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self.at_home(self.path), callback=self.parse_directory)

    def parse_directory(self, response: Response) -> Iterator[Request]:
        tree = self.tree(response)
        if tree is not None:
            self.saw(list(outward(tree, response.url)))
        yield from ()


def outward(tree: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    """Yield the front pages of other hosts that a page links, with the texts of the links."""
    base = base_of(tree, url)
    for link in tree.iter("a"):
        target = joined(base, link.get("href", "")) or ""
        try:
            host = urls.host(urls.normalise(target))
        except ValueError:
            continue
        if not urls.same_outlet(host, urls.host(url)):
            yield f"{target.partition(':')[0].lower()}://{host}/", text_of(link) or link.get("title", "")


def proposals(
    directory: Directory, links: Sequence[tuple[str, str]], known: Mapping[str, Entry], never: frozenset[str]
) -> Found:
    """Return what the links of a directory's page come to, beside the outlets that are known."""
    hosts = frozenset(urls.bare(host) for entry in known.values() for host in entry.every_host)
    listed: dict[str, Entry] = {}
    for url, text in links:
        host = urls.bare(urls.host(url))
        ours = _below(host, directory.hosts) and host.split(".")[0] not in directory.skip
        other = directory.others and not _below(host, directory.hosts) and not _below(host, never)
        if (ours or other) and (host not in listed or len(text) > len(listed[host].name)):
            listed[host] = _entry(directory, url, text, ours=ours)
    new = [entry for host, entry in listed.items() if host not in hosts]
    return Found(directory=directory, listed=len(listed), proposed=tuple(_free(entry, known) for entry in new))


def _entry(directory: Directory, url: str, text: str, *, ours: bool) -> Entry:
    host = urls.bare(urls.host(url))
    name = text if text and len(text) <= LONGEST_NAME and "/" not in text else host
    return Entry(
        slug=slug_of(url), name=name, home_url=url, network=directory.network, confidence="high" if ours else "medium",
        platform=directory.network if ours else "generic", platform_from="seen" if ours else "guess",
    )  # fmt: skip


def _free(entry: Entry, known: Mapping[str, Entry]) -> Entry:
    """Return an entry under a slug that no other has."""
    return replace(entry, slug=f"{entry.slug}-{entry.network}"[:40]) if entry.slug in known else entry


def _below(host: str, tops: Sequence[str] | frozenset[str]) -> bool:
    return any(host == top or host.endswith(f".{top}") for top in tops)
