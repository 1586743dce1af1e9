"""Promedia's CMS: some 600 portals, among them the Pikiran Rakyat network.

Search is tried first and is another firm's widget on some portals, which shows as a page without articles; then tags.
The index of everything is read beside it, by headline.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder

ARTICLE: Final = re.compile(r"(?:/[a-z0-9-]+){1,2}/(?:pr-)?\d{5,}/(?=[^/]*[a-z])[^/]+/?", re.I)
"""`/<kategori>/<10 or 11 digits>/<slug>`; `/<kanal>/pr-<digits>/<slug>` in the Pikiran Rakyat network."""
NEVER: Final = re.compile(r"/(?:tag|search|amp|author|penulis|foto|video|indeks-berita)/", re.I)


class PromediaSpider(LeadingSpider):
    platform = "promedia"

    @staticmethod
    def is_article(url: str) -> bool:
        path = urlsplit(url).path
        return ARTICLE.fullmatch(path) is not None and NEVER.search(path) is None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.search("/search?q={}"), self.tagged("/tag/{}"))
        yield (self.index("/indeks-berita"), self.front_page(), *self.sitemaps("/sitemap.xml"))
