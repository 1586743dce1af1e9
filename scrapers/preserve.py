"""Each exchange, raw, into the WARC: the innermost downloader middleware. No capture, no record."""

import asyncio
import logging
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)  # fmt: skip
from scrapy.http import Headers, Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from scrapers.guard import Forbidden
from scrapers.robots import DisallowedByRobots
from scrapers.spiders.base import OutletSpider

log = logging.getLogger(__name__)

WRITE_ERROR = "warc_write_error"
"""Finish reason of an outlet whose exchanges could not be preserved."""


class NotFollowed(IgnoreRequest):
    """Raised when an outlet redirects in circles, or further than settings.REDIRECT_MAX_TIMES."""


GONE = frozenset({404, 410})
"""Answers that are as final as a page."""

KINDS: tuple[tuple[type[Exception], str], ...] = (
    (Forbidden, "forbidden_address"),
    (DisallowedByRobots, "disallowed"),
    (NotFollowed, "not_followed"),
    (CannotResolveHostError, "dns_failure"),
    (DownloadTimeoutError, "timeout"),
    (DownloadConnectionRefusedError, "connection_refused"),
    (DownloadCancelledError, "too_large"),
)
"""What an exception is in the `issues` table; any other is a `connection_failed`."""


class PreserveMiddleware:
    """Writes responses as they came off the wire, and failures as metadata records."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._closing: asyncio.Future[None] | None = None
        crawler.signals.connect(self._spider_error, signal=signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def spider(self) -> OutletSpider:
        spider = self.crawler.spider
        assert isinstance(spider, OutletSpider)
        return spider

    def process_response(self, request: Request, response: Response) -> Response:
        store = self.spider.store
        try:
            store.exchange(
                url=response.url, outlet=self.spider.outlet.slug, fetched_at=store.now(), method=request.method,
                request_headers=_lines(request.headers), status=response.status, headers=_lines(response.headers),
                payload=response.body, ip=str(response.ip_address) if response.ip_address else None,
                truncated=_truncated(response),
            )  # fmt: skip
        except OSError as error:
            self._stop(error)
            raise IgnoreRequest(WRITE_ERROR) from error
        self._count("arsip/captures")
        if response.status >= 400 and response.status not in GONE and request.meta.get("kind") in {"article", "page"}:
            self._count("arsip/article_errors")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        kind = next((kind for known, kind in KINDS if isinstance(exception, known)), "connection_failed")
        if type(exception) is IgnoreRequest:  # another middleware's word on a response that is preserved already
            return
        store = self.spider.store
        message = " ".join(str(exception).split())[:300] or type(exception).__name__
        try:
            store.failure(url=request.url, outlet=self.spider.outlet.slug, at=store.now(), kind=kind, message=message)
        except OSError as error:
            self._stop(error)
        self._count(f"arsip/failures/{kind}")

    def _stop(self, error: OSError) -> None:
        """End this outlet's visit; not awaited, for closing waits for the request that we are in."""
        log.error("%s: the WARC cannot be written, so we stop: %s", self.spider.name, error)
        engine = self.crawler.engine
        if engine is not None and self._closing is None:
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason=WRITE_ERROR))

    def _spider_error(self) -> None:
        self._count("arsip/spider_errors")

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(name)


class RedirectsMiddleware(RedirectMiddleware):
    """Scrapy's middleware; a redirect that is given up becomes an issue at the address that began it."""

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        passed = [*request.meta.get("redirect_urls", []), request.url]
        began = passed[0]
        try:
            if redirected.url in passed:  # the duplicate filter would drop it without a word
                raise IgnoreRequest(f"redirected in a circle by way of {redirected.url}")
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest as error:
            keeper = self.crawler.get_downloader_middleware(PreserveMiddleware)
            if keeper is not None:
                keeper.process_exception(request.replace(url=began), NotFollowed(str(error)))
            raise


class Messages(LogFormatter):
    """Scrapy's log lines; a failed request needs no traceback, for it stands in the WARC and in `issues`."""

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        return {
            "level": logging.INFO,
            "msg": "%(url)s failed: %(why)s",
            "args": {"url": request.url, "why": failure.value},
        }


def _lines(headers: Headers) -> list[tuple[str, str]]:
    """Return header lines; bytes outside ASCII survive as latin-1, which is what HTTP means by them."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _truncated(response: Response) -> str | None:
    """Return WARC-Truncated; Scrapy's flag `partial` only means that no Content-Length was sent."""
    if "dataloss" in response.flags:
        return "disconnect"
    return "length" if "download_stopped" in response.flags else None
