"""How hard an outlet may be asked: it says when to come back, and no day has more than so many requests."""

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from scrapers.spiders.base import OutletSpider

log = logging.getLogger(__name__)

TOO_MUCH: Final = frozenset({429, 503})
"""Answers that may carry Retry-After (RFC 9110, 10.2.3; RFC 6585, 4)."""
DAILY_BUDGET: Final = "daily_budget"
"""Finish reason of a visit that the day's budget ended; the next day's goes on."""
ASKED_TO_WAIT: Final = "asked_to_wait"
"""Finish reason of a visit that the outlet asked to come back later than we can wait, or refuses whatever we do."""


class OverBudget(IgnoreRequest):
    """Raised when an outlet was asked enough for today, before the request is sent."""


class BudgetMiddleware:
    """Counts all that is sent to the outlet, over every run of the day, and ends the visit at the limit."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._left: int | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if self._left is None:
            self._left = self._today()
        if self._left <= 0:
            close(self.crawler, DAILY_BUDGET)
            raise OverBudget("the outlet was asked enough for today")
        self._left -= 1

    def _today(self) -> int:
        spider = self.crawler.spider
        assert isinstance(spider, OutletSpider)
        most = spider.outlet.daily_requests or self.crawler.settings.getint("DAILY_REQUESTS")
        if spider.frontier is None:
            return most
        return most - spider.frontier.requests_since(spider.outlet.slug, spider.store.now() - timedelta(days=1))


class RetryLaterMiddleware(RetryMiddleware):
    """Scrapy's middleware, which asks again at once; ours waits as the outlet asks, and all its requests wait along."""

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self._longest: float = settings.getfloat("LONGEST_WAIT")
        self._delay: float = settings.getfloat("DOWNLOAD_DELAY")
        self._least = self._delay * settings.getfloat("BACK_OFF")
        self._most = self._delay * settings.getfloat("SLOWEST")
        self._easing = settings.getint("EASE_AFTER")
        self._patience = settings.getint("REFUSED_IN_A_ROW")
        self._floors: dict[str, float] = {}
        """Seconds between requests to a host before it first refused one."""
        self._served: Counter[str] = Counter()
        """Answers since the last refusal, or since we last took to asking faster."""
        self._refused = 0
        """Answers in a row that refused us, whatever was asked for: Scrapy sends others before it asks again."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if response.status not in TOO_MUCH:
            self._ease(request)
            return super().process_response(request, response)
        self._refused += 1
        seconds = max(self._least, retry_after(response))
        if seconds > self._longest or self._refused >= self._patience:
            log.info(
                "%s refuses us (%d in a row, %.0f s to wait): this visit ends", response.url, self._refused, seconds
            )
            close(self.crawler, ASKED_TO_WAIT)
            return response
        again = super().process_response(request, response)
        if isinstance(again, Request):
            await self._wait(request, seconds)
        return again

    def _ease(self, request: Request) -> None:
        """Ask a little faster again after many good answers, never faster than before the first refusal."""
        self._refused = 0
        engine = self.crawler.engine
        if engine is None or not self._floors:
            return
        key, slot = engine.downloader._get_slot(request)
        self._served[key] += 1
        slowest = asked_of(self.crawler, key)
        if self._served[key] >= self._easing and slowest > self._floors.get(key, slowest):
            self._served[key] = 0
            pace = max(self._floors[key], slowest / 2)
            engine.downloader.per_slot_settings[key] = {"delay": pace}
            slot.delay = pace  # AutoThrottle makes it longer again where the server is slow
            log.info("%s answers well again: one request in %.2f seconds", key, pace)

    async def _wait(self, request: Request, seconds: float) -> None:
        """Hold this outlet's requests back for a while, and ask more slowly afterwards."""
        engine = self.crawler.engine
        if engine is None or not seconds:
            return
        key, slot = engine.downloader._get_slot(request)
        before = slot.delay
        floor = self._floors.setdefault(key, max(self._delay, asked_of(self.crawler, key)))
        self._served[key] = 0
        slot.delay = max(before, seconds)
        self.crawler.stats.inc_value("arsip/waited_seconds", round(seconds))
        await asyncio.sleep(seconds)
        slot.delay = before
        # bounded: a server that counts requests, not seconds, would slow us down to a halt
        slow_down(self.crawler, request, min(max(floor, asked_of(self.crawler, key)) * 2, max(floor, self._most)))


def retry_after(response: Response) -> float:
    """Return the seconds that Retry-After asks for, as a number or as a date; 0 without it."""
    said = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if said.isdecimal():
        return float(said)
    try:
        at = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return 0.0
    now = _said_now(response) or datetime.now(UTC)
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())


def _said_now(response: Response) -> datetime | None:
    """Return the server's own time: its dates are to be read by its clock."""
    try:
        at = parsedate_to_datetime((response.headers.get(b"Date") or b"").decode("latin-1"))
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


class Throttle(AutoThrottle):
    """Scrapy's extension, which forgets within a few answers how seldom a host asked to be asked."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            slot.delay = max(slot.delay, asked_of(self.crawler, key))


def slow_down(crawler: Crawler, request: Request, seconds: float) -> None:
    """Ask a request's host no more often than this for the rest of the visit."""
    if crawler.engine is None:
        return
    key, slot = crawler.engine.downloader._get_slot(request)
    slowest = max(seconds, asked_of(crawler, key))
    crawler.engine.downloader.per_slot_settings[key] = {"delay": slowest}  # Scrapy forgets a slot that rests a minute
    slot.delay = max(slot.delay, slowest)


def asked_of(crawler: Crawler, host: str) -> float:
    """Return the seconds between requests that `slow_down` has set for a host; 0 where it has not."""
    known = crawler.engine.downloader.per_slot_settings if crawler.engine else {}
    return float(known.get(host, {}).get("delay", 0))


def close(crawler: Crawler, reason: str) -> None:
    """End a visit; not awaited, for closing waits for the request that we are in."""
    engine = crawler.engine
    if engine is not None and engine.spider is not None and not getattr(crawler, "arsip_closing", False):
        crawler.arsip_closing = asyncio.ensure_future(engine.close_spider_async(reason=reason))  # type: ignore[attr-defined]
