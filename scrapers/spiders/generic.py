"""Any other site: what its home page shows of ways in, its sitemaps, its feeds.

Nothing is known of it but what every news site shares, so headlines decide wherever a search box does not.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, Self
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from scrapers.outlets import Entry
from scrapers.spiders import ways
from scrapers.spiders.base import OutletSpider
from scrapers.spiders.walks import Ladder, Walk, one_page
from scrapers.spiders.wordpress import FILE, WordPressSpider
from scrapers.spiders.words import WORDS

NUMBERED: Final = re.compile(r"(?:/[^/]+){0,4}/(?:[a-z]{1,3}-)?\d{4,}/(?=[^/]*[a-z])[^/]+/?", re.I)
"""An id before the slug: /berita/88123/camat-diperiksa, /jatim/d-7012345/camat-diperiksa."""
ENDS_IN_ID: Final = re.compile(r"(?:/[^/]+){0,4}/(?=[^/]*-[^/]*-)[a-z0-9-]+[-_.]\d{4,}(?:\.html?)?/?", re.I)
"""/berita/camat-diperiksa-bawaslu-88123"""
SCRIPT: Final = re.compile(r"/[^/]*(?:detail|berita|read|baca|artikel|news|post)[^/]*\.(?:php|aspx?)", re.I)
"""/detailberita.php?id=88"""
IDS: Final = frozenset({"id", "idberita", "id_berita", "berita", "news", "newsid", "nid", "no", "p", "post", "artikel"})
SITEMAPS: Final = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml")


class GenericSpider(OutletSpider):
    platform = "generic"

    def __init__(self, outlet: Entry, **asked: Any) -> None:
        super().__init__(outlet, **asked)
        self._named: list[str] = []
        self._led: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.hear_robots, signal=signals.robots_parsed)
        return spider

    def hear_robots(self, robotparser: RobotParser) -> None:
        """Remember the sitemaps that robots.txt names; it is read before any page."""
        if isinstance(robotparser, ProtegoRobotParser):
            self._named = [url for url in robotparser.rp.sitemaps if self.owns(url)]

    @staticmethod
    def is_article(url: str) -> bool:
        parts = urlsplit(url)
        path = parts.path
        segments = [segment.lower() for segment in path.split("/") if segment]
        if SCRIPT.fullmatch(path):
            return any(name.lower() in IDS and value.isdecimal() for name, value in parse_qsl(parts.query))
        if not segments or WORDS.never_in_articles.intersection(segments) or FILE.search(segments[-1]):
            return False
        return bool(NUMBERED.fullmatch(path) or ENDS_IN_ID.fullmatch(path)) or WordPressSpider.is_article(url)

    def ladders(self) -> Iterator[Ladder]:
        yield (self.front_page(),)
        yield self.sitemaps(*SITEMAPS)

    def leads(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Follow what the home page shows; the other pages show the same."""
        if urlsplit(url).path.strip("/").lower() not in WORDS.home_pages:
            return
        for walk in (*self._searches(tree, url), *self._feeds(tree, url), *self._sections(tree, url)):
            address = walk.page_url(1, 0)
            if address and address not in self._led and self.owns(address):
                self._led.add(address)
                yield walk
        for named in self._named:
            yield self.sitemap(named)

    def _searches(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        box = ways.search_box(tree, url)
        if box is None:  # what most systems of the country have, whether or not they show it
            first, *others = self.search("/search?q={}")
            first.others, first.below = tuple(others), (self.search("/cari?q={}"),)
            yield first
            return
        for query in self.queries:
            yield Walk(rung="search", page_url=one_page(box.url(query)))

    def _feeds(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        for feed in ways.feeds(tree, url):
            yield Walk(rung="feed", page_url=one_page(feed), picky=True, kinds=frozenset({"feed"}))

    def _sections(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        for section, slug in ways.sections(tree, url):
            if self.article_url(section) is not None:
                continue
            if slug in self.topics.tags:
                yield Walk(rung="tag", page_url=one_page(section))
            elif self.topics.section(slug):
                yield Walk(rung="category", page_url=one_page(section), picky=True)
