"""Probe sites side by side: one short look at each, then a trial crawl that asks for no article."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias, cast

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from pipeline.warc import WarcStore
from scrapers import settings as our_settings
from scrapers import topics
from scrapers.outlets import Entry
from scrapers.probe.sight import Probed, Sight, Trial
from scrapers.probe.spider import ProbeSpider
from scrapers.spiders import SPIDERS
from scrapers.spiders.task import Task

AT_ONCE: Final = 30
TRIAL: Final = 12
"""Requests of a trial: enough for each way to be tried and a page or two behind the open one."""

Work: TypeAlias = Callable[[AsyncCrawlerProcess, Entry, WarcStore], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How sites are asked; see the options of `arsip crawl`."""

    proxy: str | None = None
    delay: float | None = None
    contact: str | None = None
    networks: Sequence[str] = ()
    any_scheme: Collection[str] = ()
    """Slugs of sites whose scheme nobody named: where https gets no answer, http is tried."""


def probe(
    entries: Sequence[Entry], options: Options, *, told: Callable[[Probed], None] = lambda found: None
) -> list[Probed]:
    """Return what was seen of each site, in the order of `entries`; `told` hears of each as soon as it is known.

    Blocks, and can run once in a process, as scrapers.crawl does. The exchanges are kept nowhere.
    """
    found: dict[str, Probed] = {}

    async def one(process: AsyncCrawlerProcess, entry: Entry, store: WarcStore) -> None:
        seen = await _probe(process, entry, store)
        if not seen.sight.answered and entry.slug in options.any_scheme:
            plain = replace(entry, home_url=entry.home_url.replace("https:", "http:", 1))
            again = await _probe(process, plain, store)
            seen = again if again.sight.answered else seen
        found[entry.slug] = seen
        told(found[entry.slug])

    side_by_side(entries, options, one)
    return [found[entry.slug] for entry in entries if entry.slug in found]


def side_by_side(entries: Sequence[Entry], options: Options, work: Work) -> None:
    """Do some work that visits sites for each entry, AT_ONCE at a time. Blocks; once in a process."""
    with TemporaryDirectory() as folder, _store(Path(folder)) as store:
        process = AsyncCrawlerProcess(_settings(options))
        working = asyncio.get_event_loop().create_task(_all(process, entries, store, work))
        process.start(stop_after_crawl=False)
        if working.done() and not working.cancelled() and (error := working.exception()):
            raise error


async def _all(process: AsyncCrawlerProcess, entries: Sequence[Entry], store: WarcStore, work: Work) -> None:
    from twisted.internet import reactor  # noqa: PLC0415 importing it installs it, which is the process's to do

    gate = asyncio.Semaphore(AT_ONCE)

    async def one(entry: Entry) -> None:
        async with gate:
            await work(process, entry, store)

    try:
        await asyncio.gather(*map(one, entries))
    finally:
        asyncio.get_running_loop().call_soon(cast("Any", reactor).stop)


async def _probe(process: AsyncCrawlerProcess, entry: Entry, store: WarcStore) -> Probed:
    seen: list[Sight] = []
    looker = process.create_crawler(ProbeSpider)
    await process.crawl(looker, Task(outlet=entry, topics=topics.load(), store=store), saw=seen.append)
    sight = seen[0] if seen else Sight(url=entry.home_url, reason="the probe was stopped")
    if sight.platform is None:
        return Probed(slug=entry.slug, sight=sight)
    found: list[str] = []

    def wants(url: str) -> bool:
        found.append(url)
        return False

    crawler = process.create_crawler(SPIDERS[sight.platform])
    tried = replace(entry, platform=sight.platform, budget=TRIAL)
    await process.crawl(crawler, Task(outlet=tried, topics=topics.load(), store=store, wants=wants))
    return Probed(slug=entry.slug, sight=sight, trial=_trial(crawler, found))


def _trial(crawler: Crawler, found: Sequence[str]) -> Trial:
    stats: dict[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
    return Trial(
        requests=stats.get("arsip/captures", 0), found=tuple(dict.fromkeys(found)),
        shut=stats.get("arsip/failed_listing", 0) + stats.get("arsip/bad_listing", 0),
        ended=stats.get("finish_reason", "not started"),
    )  # fmt: skip


def _settings(options: Options) -> Settings:
    settings = our_settings.make(
        proxy=options.proxy, delay=options.delay, contact=options.contact, allowed_networks=options.networks
    )
    settings.set("RETRY_TIMES", 1)  # a probe is a glance
    return settings


def _store(folder: Path) -> WarcStore:
    return WarcStore(folder, run="probe", command="probe", software="arsip", now=lambda: datetime.now(UTC))
