"""The Tribun network: *.tribunnews.com.

The index of each day is the way in: on the hosts that were seen, robots.txt keeps crawlers off search, tags and
topics. A tag of a host that allows it can be named in the catalogue (`listings:`).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder, Walk

DATED: Final = re.compile(r"(?:/[a-z0-9-]+){0,2}/(?:19|20)\d\d/[01]?\d/[0-3]?\d/(?=[^/]*[a-z])[^/]+/?", re.I)
NUMBERED: Final = re.compile(r"(?:/[a-z0-9-]*[a-z][a-z0-9-]*){1,2}/\d{6,10}/(?=[^/]*[a-z])[^/]+/?", re.I)
"""The addresses of the newer CMS: seen on two hosts since the end of 2025."""
NEVER: Final = re.compile(
    r"/(?:images?|foto|video|tag|topic|search|rss|index-news)/|\.(?:jpe?g|png|gif|webp|mp4)$", re.I
)


class TribunSpider(LeadingSpider):
    platform = "tribun"

    @staticmethod
    def is_article(url: str) -> bool:
        path = urlsplit(url).path
        return bool(DATED.fullmatch(path) or NUMBERED.fullmatch(path)) and not NEVER.search(path)

    def ladders(self) -> Iterator[Ladder]:
        asked_for = self.days_asked_for() if self.since or self.until else [None]
        yield (tuple(map(self._index, asked_for)), *self.sitemaps("/sitemap.xml"))

    def _index(self, day: date | None) -> Walk:
        """Return the walk of one day's index, or of the newest articles; a padded date (2024-01-05) finds nothing."""
        asked = [f"date={day.year}-{day.month}-{day.day}"] if day else []

        def page_url(n: int, _: int) -> str:
            query = "&".join([*asked, *([f"page={n}"] if n > 1 else [])])
            return self.at_home("/index-news" + (f"?{query}" if query else ""))

        return Walk(rung="index", page_url=page_url, picky=True)
