"""Visit outlets: one Crawler an outlet, all in one process, every exchange into one run's WARC files."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from pipeline.warc import WarcStore
from scrapers import settings as our_settings
from scrapers.outlets import Entry
from scrapers.preserve import WRITE_ERROR
from scrapers.spiders import SPIDERS
from scrapers.topics import Topics

log = logging.getLogger(__name__)

AT_ONCE = 30
"""Outlets visited at a time: 30 crawlers took 106 MB in one process (measured), and more would only wait."""

REFUSED_BY_US = frozenset({"disallowed", "forbidden_address"})
"""Kinds of failure that are as they should be: asking again would change nothing."""

SOFTWARE = f"arsip-netralitas/{version('arsip-netralitas')} scrapy/{version('scrapy')} warcio/{version('warcio')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a crawl is asked to do."""

    entries: Sequence[Entry]
    warcs: Path
    topics: Topics
    wants: Callable[[str], bool]
    caught_up: Callable[[str], bool]
    """Whether an earlier visit of an outlet (slug) went to its end."""
    now: Callable[[], datetime]
    since: date | None = None
    until: date | None = None
    proxy: str | None = None
    """URL of an HTTP proxy that all requests go through."""
    delay: float | None = None
    """Seconds between requests to one host, in place of settings.DOWNLOAD_DELAY."""
    contact: str | None = None
    verbose: bool = False
    """Log each step of Scrapy's."""
    told: Callable[[str, "Visited"], None] = lambda slug, visited: None
    """Called with each outlet's slug and what it answered, as soon as its visit ends."""
    allowed_networks: Sequence[str] = ()
    """Internal networks that may be asked all the same, e.g. `127.0.0.1/32`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What one outlet answered."""

    captures: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)
    article_errors: int = 0
    """Answers of 400 and above to articles and their pages, but for 404 and 410."""
    empty_listings: int = 0
    spider_errors: int = 0
    ended: str = "not started"
    """Scrapy's reason: `finished`, `shutdown`, `closespider_timeout`, `warc_write_error`, …"""

    @property
    def well(self) -> bool:
        """Whether the visit went to its end and brought pages."""
        return self.ended == "finished" and self.captures > 0 and not self.spider_errors

    def figures(self) -> Mapping[str, int | str]:
        """Return what the WARC's outcome record keeps."""
        return {
            "captures": self.captures, "ended": self.ended,
            "failures": sum(n for kind, n in self.failures.items() if kind not in REFUSED_BY_US),
            "article_errors": self.article_errors,
            "empty_listings": self.empty_listings, "spider_errors": self.spider_errors,
        }  # fmt: skip


def crawl(plan: Plan, *, command: str = "crawl") -> Mapping[str, Visited]:
    """Visit every outlet of the plan; return what each answered, by slug.

    Blocks, and can run once in a process, for Twisted's reactor cannot be started again.
    """
    run = plan.now().strftime("%Y%m%dT%H%M%S%fZ")
    with WarcStore(plan.warcs, run=run, command=command, software=SOFTWARE, now=plan.now) as store:
        process = AsyncCrawlerProcess(_settings(plan))
        visited: dict[str, Visited] = {}
        visits = asyncio.get_event_loop().create_task(_visit_all(process, plan, store, visited))
        process.start(stop_after_crawl=False)
        if visits.done() and not visits.cancelled() and (error := visits.exception()):
            raise error
        if not any(v.ended == WRITE_ERROR for v in visited.values()):
            store.outcome(at=plan.now(), outlets={slug: v.figures() for slug, v in sorted(visited.items())})
    return visited


async def _visit_all(process: AsyncCrawlerProcess, plan: Plan, store: WarcStore, visited: dict[str, Visited]) -> None:
    """Visit outlets side by side and stop the reactor behind the last, whatever happened."""
    from twisted.internet import reactor  # noqa: PLC0415 importing it installs it, which is the process's to do

    gate = asyncio.Semaphore(AT_ONCE)
    stopped = False

    async def visit(entry: Entry) -> None:
        nonlocal stopped
        async with gate:
            if stopped:
                return
            crawler = process.create_crawler(SPIDERS[entry.platform])
            try:
                await process.crawl(
                    crawler, outlet=entry, since=plan.since, until=plan.until, wants=plan.wants, topics=plan.topics,
                    caught_up=plan.caught_up(entry.slug), store=store,
                )  # fmt: skip
            finally:
                visited[entry.slug] = _visited(crawler)
                plan.told(entry.slug, visited[entry.slug])
            stopped = stopped or visited[entry.slug].ended in {"shutdown", WRITE_ERROR}

    try:
        await asyncio.gather(*(visit(entry) for entry in plan.entries))
    finally:
        asyncio.get_running_loop().call_soon(cast("Any", reactor).stop)


def _visited(crawler: Crawler) -> Visited:
    stats: Mapping[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
    prefix = "arsip/failures/"
    return Visited(
        captures=stats.get("arsip/captures", 0),
        failures={name.removeprefix(prefix): n for name, n in stats.items() if name.startswith(prefix)},
        article_errors=stats.get("arsip/article_errors", 0),
        empty_listings=stats.get("arsip/empty_listing", 0),
        spider_errors=stats.get("arsip/spider_errors", 0),
        ended=stats.get("finish_reason", "not started"),
    )


def _settings(plan: Plan) -> Settings:
    settings = Settings()
    settings.setmodule(our_settings)
    settings.set("ALLOWED_NETWORKS", list(plan.allowed_networks))
    if plan.contact:
        settings.set("USER_AGENT", our_settings.USER_AGENT.replace(our_settings.CONTACT, plan.contact))
    if plan.delay is not None:
        settings.set("DOWNLOAD_DELAY", plan.delay)
        settings.set("AUTOTHROTTLE_START_DELAY", plan.delay)
    settings.set("PROXY", plan.proxy)
    if plan.verbose:
        settings.set("LOG_LEVEL", "INFO")
    return settings
