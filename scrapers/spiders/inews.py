"""iNews's regional hosts: <region>.inews.id.

The index carries the region's name, which is the host's first label, and counts entries in steps of twelve.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder, PageUrl, Walk, Walks

ARTICLE: Final = re.compile(r"/read/\d+(?:/[^/]+)?/?", re.I)
STEP: Final = 12
"""Entries on a page of the index (one source)."""


class InewsSpider(LeadingSpider):
    platform = "inews"

    @staticmethod
    def is_article(url: str) -> bool:
        return ARTICLE.fullmatch(urlsplit(url).path) is not None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.tagged("/tag/{}"),)
        yield (self._index(), self.front_page(), *self.sitemaps("/sitemap.xml"))

    def _index(self) -> Walks:
        asked = self.days_asked_for() if self.since or self.until else [None]
        return tuple(Walk(rung="index", page_url=self._pages(day), picky=True) for day in asked)

    def _pages(self, day: date | None) -> PageUrl:
        region = (urlsplit(self.outlet.home_url).hostname or "").split(".")[0]
        url = self.at_home(f"/indeks/{region}/{f'{day:%d-%m-%Y}' if day else 'all'}")
        return lambda n, _: url if n == 1 else f"{url}/{(n - 1) * STEP}"
