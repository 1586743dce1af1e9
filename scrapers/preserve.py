"""Each exchange, raw, into the WARC: the innermost downloader middleware. No capture, no record."""

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self

from OpenSSL.SSL import Error as TlsError
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
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

from pipeline.ids import instant
from pipeline.warc import Original, digest
from scrapers.frontier import Preserved
from scrapers.guard import Forbidden
from scrapers.polite import OverBudget, close
from scrapers.revalidate import KNOWN
from scrapers.robots import DisallowedByRobots
from scrapers.spiders.articles import GONE, discovered
from scrapers.spiders.base import OutletSpider

log = logging.getLogger(__name__)

WRITE_ERROR = "warc_write_error"
"""Finish reason of an outlet whose exchanges could not be preserved."""


class NotFollowed(IgnoreRequest):
    """Raised when an outlet redirects in circles, or further than settings.REDIRECT_MAX_TIMES."""


class SentHome(IgnoreRequest):
    """Raised when an article's address leads to the home page: it is not there, and the server does not say 404."""


ARTICLES = frozenset({"article", "page"})
"""Kinds of request (`Request.meta`) that ask for an article."""

EXPIRES_SOON = timedelta(days=7)
"""Certificates are renewed weeks before they end; one that is not has been forgotten."""

SKEW = timedelta(minutes=10)
"""Difference of clocks from which on somebody should know."""

KINDS: tuple[tuple[type[Exception], str], ...] = (
    (Forbidden, "forbidden_address"),
    (DisallowedByRobots, "disallowed"),
    (NotFollowed, "not_followed"),
    (SentHome, "soft_404"),
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
        self._stopped = False
        self._looked = False
        crawler.signals.connect(self._spider_error, signal=signals.spider_error)
        crawler.signals.connect(self._discovered, signal=discovered)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def spider(self) -> OutletSpider:
        spider = self.crawler.spider
        assert isinstance(spider, OutletSpider)
        return spider

    def process_response(self, request: Request, response: Response) -> Response:
        store, meta = self.spider.store, request.meta
        now = store.now()
        if not self._looked:
            self._looked = True
            self._look_at_clocks(response, now)
            self._look_at_certificate(response, now)
        try:
            store.exchange(
                url=response.url, outlet=self.spider.outlet.slug, fetched_at=now, method=request.method,
                request_headers=_lines(request.headers), status=response.status, headers=_lines(response.headers),
                payload=response.body, ip=str(response.ip_address) if response.ip_address else None,
                truncated=_truncated(response), original=self._original(request, response),
                found_by=meta.get("found_by") if meta.get("kind") in ARTICLES else None,
            )  # fmt: skip
        except OSError as error:
            self._stop(error)
            raise IgnoreRequest(WRITE_ERROR) from error
        self._count("arsip/captures")
        if meta.get("kind") in ARTICLES:
            if response.status == 304 or (response.status == 200 and response.body and not _truncated(response)):
                self._count("arsip/articles")
            elif response.status >= 400 and response.status not in GONE:
                self._count("arsip/article_errors")
        return response

    def _original(self, request: Request, response: Response) -> Original | None:
        """Return the capture that holds the payload already: the server says so, or the bytes do."""
        frontier = self.spider.frontier
        if frontier is None:
            return None
        row = None
        if response.status == 304 and isinstance(known := request.meta.get(KNOWN), Preserved):
            row = known.row
        elif response.status == 200 and response.body and not _truncated(response):
            row = frontier.same_payload(response.url, digest(response.body))
        if row is not None:
            self._count("arsip/revisits")
        return frontier.original(row) if row else None

    def _look_at_clocks(self, response: Response, now: datetime) -> None:
        """Tell when the outlet's clock and ours disagree, or ours and itself: `fetched_at` may be the wrong one."""
        frontier, slug = self.spider.frontier, self.spider.outlet.slug
        before = frontier.visited_at(slug) if frontier else ""
        if before > instant(now + SKEW):
            self.notice(response.url, "clock_jump", f"our clock says {instant(now)}, and said {before} before")
        try:
            skew = now - parsedate_to_datetime((response.headers.get(b"Date") or b"").decode("latin-1"))
        except (TypeError, ValueError):
            return
        if abs(skew) > SKEW:
            ahead = "behind" if skew > timedelta(0) else "ahead of"
            minutes = round(abs(skew).total_seconds() / 60)
            self.notice(response.url, "clock_skew", f"the outlet's clock is {minutes:,} minutes {ahead} ours")

    def _look_at_certificate(self, response: Response, now: datetime) -> None:
        """Tell of a certificate that has expired or soon will; the page is preserved all the same."""
        if response.certificate is None:
            return
        ends = response.certificate.original.to_cryptography().not_valid_after_utc
        if ends < now + EXPIRES_SOON:
            word = "has expired" if ends < now else "will expire"
            self.notice(response.url, "certificate", f"the outlet's certificate {word} on {instant(ends)}")

    def notice(self, url: str, kind: str, message: str) -> None:
        """Preserve something to know of the outlet, which is no failure of a request."""
        store = self.spider.store
        try:
            store.failure(url=url, outlet=self.spider.outlet.slug, at=store.now(), kind=kind, message=message)
        except OSError as error:
            self._stop(error)
        self._count(f"arsip/notices/{kind}")

    def _discovered(self, found_in: str, found_by: str, urls: Mapping[str, date | None]) -> None:
        store = self.spider.store
        try:
            store.discovery(
                listing=found_in, outlet=self.spider.outlet.slug, at=store.now(), found_by=found_by, urls=urls
            )
        except OSError as error:
            self._stop(error)

    def process_exception(self, request: Request, exception: Exception) -> None:
        kind = next((kind for known, kind in KINDS if isinstance(exception, known)), None)
        kind = kind or ("tls_failure" if _is_tls(exception) else "connection_failed")
        if type(exception) is IgnoreRequest or isinstance(exception, OverBudget):
            return  # another middleware's word on a response that is preserved already, or a request for tomorrow
        store = self.spider.store
        message = " ".join(str(exception).split())[:300] or type(exception).__name__
        try:
            store.failure(url=request.url, outlet=self.spider.outlet.slug, at=store.now(), kind=kind, message=message)
        except OSError as error:
            self._stop(error)
        self._count(f"arsip/failures/{kind}")

    def _stop(self, error: OSError) -> None:
        """End this outlet's visit; not awaited, for closing waits for the request that we are in."""
        if not self._stopped:
            log.error("%s: the WARC cannot be written, so we stop: %s", self.spider.name, error)
        self._stopped = True
        close(self.crawler, WRITE_ERROR)

    def _spider_error(self) -> None:
        self._count("arsip/spider_errors")

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(name)


def _is_tls(exception: BaseException | None) -> bool:
    """Tell whether the TLS library stands somewhere among the causes of an exception."""
    while exception is not None:
        reasons = [getattr(reason, "value", reason) for reason in getattr(exception, "reasons", None) or ()]
        if isinstance(exception, TlsError) or any(map(_is_tls, reasons)):
            return True
        exception = exception.__cause__
    return False


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
