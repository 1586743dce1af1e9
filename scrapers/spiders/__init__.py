"""How to find articles: one spider a platform."""

from collections.abc import Mapping
from typing import Final

from scrapers.spiders.base import OutletSpider
from scrapers.spiders.blogspot import BlogspotSpider
from scrapers.spiders.disway import DiswaySpider
from scrapers.spiders.tribun import TribunSpider
from scrapers.spiders.wordpress import WordPressSpider

SPIDERS: Final[Mapping[str, type[OutletSpider]]] = {
    spider.platform: spider for spider in (DiswaySpider, TribunSpider, WordPressSpider, BlogspotSpider)
}
