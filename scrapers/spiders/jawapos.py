"""The Jawa Pos network: www.jawapos.com and the radar papers below it.

They were on Promedia's CMS until the end of 2025 and are moving to one of their own, whose robots.txt closes search;
old articles keep dated addresses.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.promedia import PromediaSpider
from scrapers.spiders.walks import Ladder

DATED: Final = re.compile(r"(?:/[a-z0-9-]+)?/(?:19|20)\d\d/[01]\d/[0-3]\d/(?=[^/]*[a-z])[^/]+/?", re.I)


class JawaPosSpider(LeadingSpider):
    platform = "jawapos"

    @staticmethod
    def is_article(url: str) -> bool:
        return PromediaSpider.is_article(url) or DATED.fullmatch(urlsplit(url).path) is not None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.search("/search?q={}"), self.tagged("/tag/{}"))
        yield (
            self.index("/indeks-berita"),
            self.index("/indeks"),
            self.front_page(),
            *self.sitemaps("/sitemap-news.xml", "/sitemap.xml"),
        )
