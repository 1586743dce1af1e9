"""Visit outlets: one Crawler an outlet, all in one process, every exchange into one run's WARC files."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, cast

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from pipeline.visits import REFUSED_BY_US
from pipeline.warc import WarcStore
from scrapers import logs
from scrapers import settings as our_settings
from scrapers.frontier import Frontier
from scrapers.outlets import Entry
from scrapers.polite import DAILY_BUDGET, close
from scrapers.preserve import WRITE_ERROR
from scrapers.spiders import SPIDERS
from scrapers.spiders.base import OutletSpider
from scrapers.spiders.task import Task
from scrapers.topics import Topics

log = logging.getLogger(__name__)

AT_ONCE = 30
"""Outlets visited at a time: 30 crawlers took 106 MB in one process (measured), and more would only wait."""

MAX_TIME = "max_time"
"""Finish reason of a visit that ran into the end of the run's time."""

CUT_SHORT = frozenset({MAX_TIME, DAILY_BUDGET, "budget"})
"""Finish reasons that are as they should be, and after which the next run goes on where this one ended."""

BEAT = 30.0
"""Seconds between two signs of life."""

SOFTWARE = f"arsip-netralitas/{version('arsip-netralitas')} scrapy/{version('scrapy')} warcio/{version('warcio')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days of one outlet that are to be looked through after the visits: what `arsip gaps` has queued."""

    entry: Entry
    since: date
    until: date


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
    frontier: Frontier | None = None
    """What is known of URLs: for revalidation, and for what is due without a listing."""
    backfill: Sequence[Span] = ()
    max_time: float | None = None
    """Seconds after which visits are ended; what they leave, the next run finds."""
    beat: Callable[[str], None] = lambda text: None
    """Told every BEAT seconds how far the crawl is."""
    since: date | None = None
    until: date | None = None
    proxy: str | None = None
    """URL of an HTTP proxy that all requests go through."""
    delay: float | None = None
    """Seconds between requests to one host, in place of settings.DOWNLOAD_DELAY."""
    contact: str | None = None
    timeout: float | None = None
    """Seconds for one exchange, in place of settings.DOWNLOAD_TIMEOUT."""
    verbose: bool = False
    """Log each step of Scrapy's."""
    log_json: bool = False
    """Log as JSON, one object a line."""
    told: Callable[[str, "Visited"], None] = lambda slug, visited: None
    """Called with each outlet's slug and what it answered, as soon as its visit ends."""
    allowed_networks: Sequence[str] = ()
    """Internal networks that may be asked all the same, e.g. `127.0.0.1/32`."""


STATUSES: Final = "downloader/response_status_count/"
"""Scrapy's count of answers by status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What one outlet answered."""

    captures: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)
    """Answers of 400 and above by status, but for 404 and 410, which guessed addresses earn."""
    article_errors: int = 0
    """Answers of 400 and above to articles and their pages, but for 404 and 410."""
    empty_listings: int = 0
    """Of those about everything."""
    searches: int = 0
    empty_searches: int = 0
    lost_listings: int = 0
    """Answered 404 or 410, and should be there."""
    recognised: int | None = None
    """Links to articles on all listings, wanted or not; None of a visit that asked for certain days only."""
    new_articles: int = 0
    """Asked for, that no earlier visit has got."""
    articles: int = 0
    """Answered as they should, new or not."""
    spider_errors: int = 0
    not_modified: int = 0
    days: tuple[tuple[str, str], ...] = ()
    """Spans of days that were asked for and looked through to their end."""
    ended: str = "not started"
    """Scrapy's reason: `finished`, `shutdown`, `closespider_timeout`, `warc_write_error`, …"""

    @property
    def well(self) -> bool:
        """Whether the visit went to its end, and articles were listed."""
        if self.spider_errors:
            return False
        return self.ended in CUT_SHORT or (self.ended == "finished" and self.captures > 0 and self.recognised != 0)

    def with_span(self, visited: "Visited") -> "Visited":
        """Add what a backfill did to what the visit before it did."""
        failures = Counter(self.failures) + Counter(visited.failures)
        return replace(
            self, captures=self.captures + visited.captures, failures=failures,
            refusals=Counter(self.refusals) + Counter(visited.refusals),
            article_errors=self.article_errors + visited.article_errors,
            spider_errors=self.spider_errors + visited.spider_errors,
            not_modified=self.not_modified + visited.not_modified, days=(*self.days, *visited.days),
        )  # fmt: skip

    def figures(self) -> Mapping[str, Any]:
        """Return what the WARC's outcome record keeps."""
        return {
            **({"days": [list(span) for span in self.days]} if self.days else {}),
            "captures": self.captures, "ended": self.ended, "kinds": dict(sorted(self.failures.items())),
            "statuses": dict(sorted(self.refusals.items())),
            "failures": sum(n for kind, n in self.failures.items() if kind not in REFUSED_BY_US),
            "article_errors": self.article_errors,
            **({} if self.recognised is None else {"recognised": self.recognised}),
            "new_articles": self.new_articles, "articles": self.articles,
            "empty_listings": self.empty_listings, "searches": self.searches, "empty_searches": self.empty_searches,
            "lost_listings": self.lost_listings, "spider_errors": self.spider_errors,
        }  # fmt: skip


def crawl(plan: Plan, *, command: str = "crawl") -> Mapping[str, Visited]:
    """Visit every outlet of the plan; return what each answered, by slug.

    Blocks, and can run once in a process, for Twisted's reactor cannot be started again.
    """
    run = plan.now().strftime("%Y%m%dT%H%M%S%fZ")
    with WarcStore(plan.warcs, run=run, command=command, software=SOFTWARE, now=plan.now) as store:
        process = AsyncCrawlerProcess(settings_of(plan))
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

    crew = _Crew(process, plan, store, visited)
    loop = asyncio.get_running_loop()
    beating = loop.create_task(crew.beat())
    alarm = loop.call_later(plan.max_time, crew.end, MAX_TIME) if plan.max_time is not None else None
    try:
        await asyncio.gather(*(crew.visit(entry) for entry in plan.entries))
        await asyncio.gather(*(crew.fill(span) for span in plan.backfill))
    finally:
        beating.cancel()
        if alarm is not None:
            alarm.cancel()
        loop.call_soon(cast("Any", reactor).stop)


class _Crew:
    """The visits of one run."""

    def __init__(self, process: AsyncCrawlerProcess, plan: Plan, store: WarcStore, visited: dict[str, Visited]) -> None:
        self._process, self._plan, self._store, self._visited = process, plan, store, visited
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._ended: str | None = None

    async def visit(self, entry: Entry) -> None:
        """Visit one outlet, when there is room."""
        answer = await self._crawl(entry, since=self._plan.since, until=self._plan.until)
        if answer is not None:
            self._visited[entry.slug] = answer
            self._plan.told(entry.slug, answer)

    async def fill(self, span: Span) -> None:
        """Look through queued days of an outlet."""
        answer = await self._crawl(span.entry, since=span.since, until=span.until)
        if answer is not None:
            before = self._visited.get(span.entry.slug, Visited(ended=answer.ended))
            self._visited[span.entry.slug] = before.with_span(answer)
            self._plan.told(f"{span.entry.slug} {span.since} … {span.until}", answer)

    async def _crawl(self, entry: Entry, *, since: date | None, until: date | None) -> Visited | None:
        async with self._gate:
            if self._ended:
                return None
            crawler = self._process.create_crawler(SPIDERS[entry.platform])
            self._slow_down(crawler, entry)
            plan = self._plan
            task = Task(
                outlet=entry, since=since, until=until, wants=plan.wants, topics=plan.topics,
                caught_up=plan.caught_up(entry.slug), store=self._store, frontier=plan.frontier,
            )  # fmt: skip
            await self._process.crawl(crawler, task)
            answer = _visited(crawler)
            if since or until:
                answer = replace(answer, recognised=None)
            if answer.ended in {"shutdown", WRITE_ERROR}:
                self._ended = answer.ended
            if answer.ended == "finished" and since and until:
                answer = replace(answer, days=((since.isoformat(), until.isoformat()),))
            return answer

    def _slow_down(self, crawler: Crawler, entry: Entry) -> None:
        delay = max(crawler.settings.getfloat("DOWNLOAD_DELAY"), entry.crawl_delay or 0)
        crawler.settings.set("DOWNLOAD_DELAY", delay)
        crawler.settings.set("AUTOTHROTTLE_START_DELAY", delay)

    def end(self, reason: str) -> None:
        """End every visit; each finishes what it is just receiving."""
        self._ended = reason
        for crawler in self._process.crawlers:
            close(crawler, reason)

    async def beat(self) -> None:
        """Give a sign of life now and then."""
        while True:
            captures = sum(_visited(crawler).captures for crawler in self._process.crawlers)
            now, done = len(self._process.crawlers), len(self._visited)
            self._plan.beat(f"visiting {now} outlets, {done} done, {captures} captures of those under way")
            await asyncio.sleep(BEAT)


def _visited(crawler: Crawler) -> Visited:
    stats: Mapping[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
    prefix = "arsip/failures/"
    return Visited(
        captures=stats.get("arsip/captures", 0),
        failures={name.removeprefix(prefix): n for name, n in stats.items() if name.startswith(prefix)},
        refusals={
            status: n
            for name, n in stats.items()
            if name.startswith(STATUSES)
            and (status := name.removeprefix(STATUSES)) >= "400"
            and status not in {"404", "410"}
        },
        article_errors=stats.get("arsip/article_errors", 0),
        empty_listings=stats.get("arsip/empty_listing", 0),
        searches=stats.get("arsip/searches", 0),
        empty_searches=stats.get("arsip/empty_search", 0),
        lost_listings=stats.get("arsip/lost_listing", 0),
        recognised=crawler.spider.recognised if isinstance(crawler.spider, OutletSpider) else None,
        new_articles=stats.get("arsip/new_articles", 0),
        articles=stats.get("arsip/articles", 0),
        spider_errors=stats.get("arsip/spider_errors", 0),
        not_modified=stats.get("arsip/not_modified", 0),
        ended=stats.get("finish_reason", "not started"),
    )


def settings_of(plan: Plan) -> Settings:
    """Return Scrapy's settings for a plan; logging is set up on the way, where it is to be JSON."""
    settings = our_settings.make(
        proxy=plan.proxy, delay=plan.delay, contact=plan.contact, allowed_networks=plan.allowed_networks
    )
    if plan.timeout is not None:
        settings.set("DOWNLOAD_TIMEOUT", plan.timeout)
    if plan.verbose:
        settings.set("LOG_LEVEL", "INFO")
    if plan.log_json:
        settings.set("LOG_INSTALL_ROOT_HANDLER", False)
        logs.install(logging.INFO if plan.verbose else logging.WARNING)
    return settings
