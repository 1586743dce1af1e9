"""The Disway network's CMS: *.disway.id and *.bacakoran.co.

Search finds the articles; the home page leads to the sections and their feeds, and every page to its tags, whose
addresses have a number that cannot be known before. There is neither a sitemap nor an archive by date.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote_plus, urlsplit

from lxml.html import HtmlElement

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.markup import base_of, joined
from scrapers.spiders.walks import Ladder, PageUrl, Walk, one_page

ARTICLE: Final = re.compile(r"(?:/[^/]+){0,2}/read/\d+(?:/[^/]*)?/?")
SECTION: Final = re.compile(r"/+kategori/(?:\d+/)?([a-z][\w-]*)/?")
TAG: Final = re.compile(r"/+listtag/\d+/([\w-]+)/?")
FEED: Final = re.compile(r"/+rss/([a-z][\w-]*)/?")
STEP: Final = 30
"""Entries on a page of a listing; its address counts entries, not pages."""


class DiswaySpider(LeadingSpider):
    platform = "disway"

    @staticmethod
    def is_article(url: str) -> bool:
        return ARTICLE.fullmatch(urlsplit(url).path) is not None

    def ladders(self) -> Iterator[Ladder]:
        yield (tuple(map(self._search, self.queries)),)
        yield ((Walk(rung="index", page_url=one_page(self.at_home("/")), picky=True),),)

    def _search(self, query: str) -> Walk:
        asked = f"?c={quote_plus(query)}"

        def page_url(n: int, _: int) -> str:
            return self.at_home(f"/search/kata/{asked}" if n == 1 else f"/search/kata/{(n - 1) * STEP}/{STEP}/{asked}")

        return Walk(rung="search", page_url=page_url)

    def leads(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        base = base_of(tree, url)
        found: dict[str, Walk] = {}
        for link in tree.iter("a", "link"):
            target = joined(base, link.get("href", ""))
            if target and self.owns(target) and target not in found and (walk := self._lead(target)) is not None:
                found[target] = walk
        yield from found.values()

    def _lead(self, url: str) -> Walk | None:
        path = urlsplit(url).path
        if (match := TAG.fullmatch(path)) and match[1] in self.topics.tags:
            return Walk(rung="tag", page_url=steps(url))
        if (match := SECTION.fullmatch(path)) and self.topics.section(match[1]):
            return Walk(rung="category", page_url=steps(url), picky=True)
        if (match := FEED.fullmatch(path)) and self.topics.section(match[1]):
            return Walk(rung="feed", page_url=one_page(url), kinds=frozenset({"feed"}), picky=True)
        return None


def steps(url: str) -> PageUrl:
    """Return the pages of a section or tag: its address, then the same with /30, /60 …"""
    return lambda n, _: url if n == 1 else f"{url.rstrip('/')}/{(n - 1) * STEP}"
