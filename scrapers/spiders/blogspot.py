"""Outlets on Blogger, under blogspot.com or a domain of their own.

The JSON feed carries whole articles and takes a search and dates; it is also read without a search, and searched
here, for Blogger does not always answer `q`. Its robots.txt keeps crawlers off /search, so pages come after it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import quote_plus, urlencode, urlsplit
from zoneinfo import ZoneInfo

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder, Walk, one_page

ARTICLE: Final = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])/[^/]+\.html")
PER_PAGE: Final = 150
"""The most that Blogger gives of full entries; it may give fewer than asked, so the next page starts from what came."""


class BlogspotSpider(LeadingSpider):
    platform = "blogspot"

    @staticmethod
    def is_article(url: str) -> bool:
        return ARTICLE.fullmatch(urlsplit(url).path) is not None

    def ladders(self) -> Iterator[Ladder]:
        yield (
            tuple(map(self._feed, self.queries)),
            tuple(map(self._search, self.queries)),
            *self.sitemaps("/sitemap.xml"),
        )
        yield ((self._everything(),),)

    def _feed(self, query: str) -> Walk:
        return Walk(
            rung="feed", page_url=lambda _, so_far: self._feed_url(so_far, q=query), kinds=frozenset({"blogger"})
        )

    def _everything(self) -> Walk:
        """Return the walk of all articles in the days asked for, or of the newest page of them."""
        return Walk(
            rung="feed", picky=True, kinds=frozenset({"blogger"}),
            page_url=lambda n, so_far: self._feed_url(so_far) if n == 1 or self.since else None,
        )  # fmt: skip

    def _feed_url(self, so_far: int, **asked: str) -> str:
        query = {"alt": "json", **asked, "start-index": so_far + 1, "max-results": PER_PAGE}
        if self.since:
            query["published-min"] = self._midnight(self.since)
        if self.until:
            query["published-max"] = self._midnight(self.until + timedelta(days=1))  # exclusive
        return self.at_home(f"/feeds/posts/default?{urlencode(query)}")

    def _midnight(self, day: date) -> str:
        zone = ZoneInfo(self.outlet.timezone)
        return datetime.combine(day, time(), zone).isoformat()

    def _search(self, query: str) -> Walk:
        return Walk(rung="search", page_url=one_page(self.at_home(f"/search?q={quote_plus(query)}")))
