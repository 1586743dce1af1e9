"""Radio Republik Indonesia: every station's articles on one host, /<kota>/<kanal>/<digits>/<slug>."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder

ARTICLE: Final = re.compile(r"(?:/[a-z][a-z0-9-]*){1,3}/\d{4,}/(?=[^/]*[a-z])[^/]+/?", re.I)
NEVER: Final = re.compile(r"/(?:tag|search|foto|video|podcast|author|indeks)/", re.I)


class RriSpider(LeadingSpider):
    platform = "rri"

    @staticmethod
    def is_article(url: str) -> bool:
        path = urlsplit(url).path
        return ARTICLE.fullmatch(path) is not None and NEVER.search(path) is None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.search("/search?q={}"),)
        yield (self.front_page(), *self.sitemaps("/sitemap.xml"))
