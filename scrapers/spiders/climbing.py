"""The ladders of an outlet climbed, and its walks begun: one request first, narrow lists before wide ones."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from lxml.html import HtmlElement
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from pipeline.warc import WarcStore
from scrapers.spiders.articles import GONE
from scrapers.spiders.overview import Overview
from scrapers.spiders.rungs import RungSpider
from scrapers.spiders.task import Task
from scrapers.spiders.walks import Ladder, Walk

BUGS = (TypeError, AttributeError, LookupError, AssertionError)
"""What no outlet can cause: a request that failed so was failed by us."""


class ClimbingSpider(RungSpider):
    """Begins walks and goes on to others; what a page of a walk holds, parse_listing reads."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self._store = task.store
        self._answered = asyncio.Event()
        self.frontier = task.frontier
        self.overview = Overview()
        self.answered_well = False
        """One listing at least could be read, so the outlet is not down."""
        self.heard = False
        """It said of something that it is not there, or not for us; so it is not down either."""
        self.later: deque[Walk] = deque()
        """Lists of parts, begun when those of everything have ended."""
        self._put_off: set[str] = set()
        """Addresses of sections that are or were among them."""
        self._led: set[str] = set()
        """Places of lists that were begun, or will be by a ladder."""

    @property
    def store(self) -> WarcStore:
        """Where this visit is preserved."""
        assert self._store is not None
        return self._store

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.look_further, signal=signals.spider_idle)
        return spider

    def look_further(self) -> None:
        """When all was answered, go on with what waited for it.

        A visit that the budget kept from something ends under its own name: the next one goes on from there.
        """
        if self.refused:
            raise CloseSpider("budget")
        engine = self.crawler.engine
        asked = list(self.further()) if engine is not None else []
        for request in asked:
            assert engine is not None
            engine.crawl(request)
        if asked:
            raise DontCloseSpider

    def further(self) -> Iterator[Request]:
        """Begin the lists that waited for those of everything; sitemaps one by one where they may bring nothing new."""
        while self.later:
            walk = self.later.popleft()
            if self.overview.leaves_out(walk):
                self.count("arsip/left_out")
                continue
            yield from self.begin(walk)
            if self.overview.is_doubtful(walk):
                return

    def ladders(self) -> Iterator[Ladder]:
        """Yield the ways to find this platform's articles; each ladder is climbed on its own."""
        raise NotImplementedError

    def leads(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Yield listings that a page links, for platforms where their addresses cannot be known before."""
        yield from ()

    def knows(self, url: str) -> bool:
        """Tell whether an earlier visit has got an article."""
        return self.frontier.knows(url) if self.frontier else not self.wants(url)

    async def start(self) -> AsyncIterator[Request]:
        """Begin with one request: an outlet that is down is not asked ten times, and robots.txt is read first."""
        for request in self._beginnings():
            yield request
            await self._answered.wait()  # what comes next may depend on what robots.txt names

    def _beginnings(self) -> Iterator[Request]:
        for walk in self.named_listings():
            yield from self.begin(walk)
        for ladder in self.ladders():
            yield from self.climb(ladder)
        if self.frontier and self.since is None and self.until is None:
            for url, found_by, new in self.frontier.due(self.name):
                yield from self.ask_again(url, found_by=found_by, new=new)

    def climb(self, ladder: Ladder) -> Iterator[Request]:
        """Begin the first rung that has walks; those below wait in case it is shut."""
        for n, walks in enumerate(ladder):
            if walks and walks[0].rung == "tag":  # one that does not exist says nothing about the others
                for walk in walks:
                    yield from self.begin(walk)
                return
            if walks:
                first, *others = walks
                first.others, first.below, first.first = tuple(others), ladder[n + 1 :], True
                yield from self.begin(first)
                return

    def begin(self, walk: Walk) -> Iterator[Request]:
        url = walk.page_url(1, 0)
        url = self.as_sent(url) if url is not None else None
        self._led.add(self.place(url) if url is not None else "")
        if url is not None and walk.guess and self._is_absent(url):
            self.count("arsip/absent_listing")
            yield from self.climb(walk.below)
        elif url is not None and self.spend():
            yield self.look_at(url, walk)

    def _is_absent(self, url: str) -> bool:
        home = self.at_our_host(self.outlet.home_url)
        return self.frontier is not None and self.frontier.is_absent(url, home=home)

    def look_at(self, url: str, walk: Walk) -> Request:
        return Request(
            self.as_sent(url), callback=self.parse_listing, errback=self.listing_failed, cb_kwargs={"walk": walk},
            meta={"kind": "listing", "found_by": walk.rung, "guess": walk.guess and walk.page == 1},
            dont_filter=walk.page == 1 and bool(walk.others or walk.below),  # what waits for it must not wait for ever
        )  # fmt: skip

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """Go one rung down when a listing cannot be had at all; the failure itself is kept elsewhere."""
        request = getattr(failure, "request", None)
        assert isinstance(request, Request)
        self._answered.set()
        walk: Walk = request.cb_kwargs["walk"]
        self.count("arsip/failed_listing")
        if isinstance(failure.value, BUGS):
            self.count("arsip/spider_errors")
            self.logger.error("%s failed for a bug of ours: %s", request.url, failure.getTraceback())
        response = getattr(failure.value, "response", None)
        self.heard |= isinstance(failure.value, IgnoreRequest) or (response is not None and response.status in GONE)
        if walk.page == 1:
            if not walk.guess and response is not None and response.status in GONE:
                self.count("arsip/lost_listing")
            yield from self.climb(walk.below)

    def parse_listing(self, response: Response, walk: Walk) -> Iterator[Request]:
        """Read a page of a walk, and ask for what it leads to."""
        raise NotImplementedError

    def linked(self, tree: HtmlElement, url: str) -> Iterator[Request]:
        for walk in self.leads(tree, url):
            if walk.rung == "category" and not walk.door:
                address = walk.page_url(1, 0) or ""
                self.later.extend([walk] if address not in self._put_off else [])
                self._put_off.add(address)
            else:
                yield from self.begin(walk)
