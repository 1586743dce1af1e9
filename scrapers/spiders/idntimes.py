"""IDN Times's regional hosts: <region>.idntimes.com.

New addresses end in two codes (`-00-w15v1-tr21kf`), older ones carry the writer's name before the slug.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder

CODED: Final = re.compile(r"/[a-z]+/[a-z-]+/[a-z0-9-]+-\d\d-[a-z0-9]{5}-[a-z0-9]{6}/?", re.I)
SIGNED: Final = re.compile(r"/[a-z]+/[a-z-]+/[a-z0-9-]+/[a-z0-9]+(?:-[a-z0-9]+){2,}/?", re.I)
NEVER: Final = re.compile(r"/(?:tag|search|author|video|photo|quiz)/", re.I)


class IdnTimesSpider(LeadingSpider):
    platform = "idntimes"

    @staticmethod
    def is_article(url: str) -> bool:
        path = urlsplit(url).path
        return bool(CODED.fullmatch(path) or SIGNED.fullmatch(path)) and NEVER.search(path) is None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.search("/search?keyword={}"), self.tagged("/tag/{}"))
        yield (self.front_page(), *self.sitemaps("/sitemap.xml"))
