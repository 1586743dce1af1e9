"""Ask whether a page is still the same; where it is, hand on the page that stands in the archive.

The 304 itself is preserved as a revisit (scrapers/preserve.py). Everything above sees the old body, so a listing that
did not change leads to the same articles and further pages as the day it was fetched.
"""

from typing import Final, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from scrapers.frontier import Preserved
from scrapers.spiders.base import OutletSpider

KNOWN: Final = "arsip_known"
"""Key of Request.meta: the Preserved page that a conditional request asks about."""
WHOLE: Final = "arsip_whole"
"""Key of Request.meta: ask for the page itself, for the archive cannot give the old one."""


class RevalidateMiddleware:
    """Sends If-None-Match and If-Modified-Since, and turns 304 into the preserved answer."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = self.crawler.spider
        assert isinstance(spider, OutletSpider)
        request.meta.pop(KNOWN, None)
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        if spider.frontier is None or request.method != "GET" or request.meta.get(WHOLE):
            return
        known = spider.frontier.preserved(request.url)
        if known is None:
            return
        request.meta[KNOWN] = known
        if known.etag:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified

    def process_response(self, request: Request, response: Response) -> Response | Request:
        if response.status != 304:
            return response
        spider, known = self.crawler.spider, request.meta.get(KNOWN)
        assert isinstance(spider, OutletSpider)
        self.crawler.stats.inc_value("arsip/not_modified")
        old = spider.frontier.load(known.row) if spider.frontier and isinstance(known, Preserved) else None
        if old is None:
            again = request.replace(dont_filter=True)
            again.meta[WHOLE] = True
            return response if request.meta.get(WHOLE) else again
        headers = Headers()
        for name, value in old.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=old.payload)
        return kind(
            response.url, headers=headers, body=old.payload, request=request, ip_address=response.ip_address,
            certificate=response.certificate, protocol=response.protocol,
        )  # fmt: skip
