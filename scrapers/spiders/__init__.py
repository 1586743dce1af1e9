"""How to find articles: one spider a platform."""

from collections.abc import Mapping
from typing import Final

from scrapers.spiders.antara import AntaraSpider
from scrapers.spiders.base import OutletSpider
from scrapers.spiders.blogspot import BlogspotSpider
from scrapers.spiders.detik import DetikSpider
from scrapers.spiders.disway import DiswaySpider
from scrapers.spiders.generic import GenericSpider
from scrapers.spiders.idntimes import IdnTimesSpider
from scrapers.spiders.inews import InewsSpider
from scrapers.spiders.jawapos import JawaPosSpider
from scrapers.spiders.jpnn import JpnnSpider
from scrapers.spiders.kompas import KompasSpider
from scrapers.spiders.promedia import PromediaSpider
from scrapers.spiders.rri import RriSpider
from scrapers.spiders.tribun import TribunSpider
from scrapers.spiders.wordpress import WordPressSpider

SPIDERS: Final[Mapping[str, type[OutletSpider]]] = {
    spider.platform: spider
    for spider in (
        DiswaySpider, TribunSpider, WordPressSpider, BlogspotSpider, PromediaSpider, JawaPosSpider, AntaraSpider,
        DetikSpider, KompasSpider, RriSpider, JpnnSpider, InewsSpider, IdnTimesSpider, GenericSpider,
    )
}  # fmt: skip
