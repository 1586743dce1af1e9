"""ANTARA's regional bureaus: <region>.antaranews.com.

Only the number in an address is an article's own. The list of the newest has some pages and no dates in its address.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder

ARTICLE: Final = re.compile(r"/(?:berita|nasional|news)/\d{3,}(?:/[^/]+)?/?", re.I)


class AntaraSpider(LeadingSpider):
    platform = "antara"

    @staticmethod
    def is_article(url: str) -> bool:
        return ARTICLE.fullmatch(urlsplit(url).path) is not None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.search("/search?q={}"), self.tagged("/tag/{}"))
        yield (self.index("/terkini"), self.feed("/rss/terkini.xml"), self.front_page(), *self.sitemaps("/sitemap.xml"))
