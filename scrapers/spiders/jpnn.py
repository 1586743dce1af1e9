"""JPNN: www.jpnn.com and its regional hosts.

Tags are the way in, and the index of a day, whose address spells day, month and year apart.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder

NATIONAL: Final = re.compile(r"/news/(?=[^/]*-)[a-z0-9-]+/?", re.I)
REGIONAL: Final = re.compile(r"/[a-z][a-z0-9-]*/\d{2,}/(?=[^/]*[a-z])[^/]+/?", re.I)
NEVER: Final = re.compile(r"/(?:tag|search|foto|video|indeks|author|page)/", re.I)


class JpnnSpider(LeadingSpider):
    platform = "jpnn"

    @staticmethod
    def is_article(url: str) -> bool:
        path = urlsplit(url).path
        return bool(NATIONAL.fullmatch(path) or REGIONAL.fullmatch(path)) and NEVER.search(path) is None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.tagged("/tag/{}"),)
        yield (self.by_day(self._day), self.front_page(), *self.sitemaps("/sitemap.xml"))

    @staticmethod
    def _day(day: date | None) -> str:
        return f"/indeks?id=&d={day:%d}&m={day:%m}&y={day:%Y}&tab=all" if day else "/indeks"
