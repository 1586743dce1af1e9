"""WordPress portals, each on a host of its own.

A ladder: the REST API answers best and is shut most often (security plugins), then feeds of a search, the search
page itself, and at last the sitemaps, which hold headlines only.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from lxml.html import HtmlElement

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder, Walk
from scrapers.spiders.words import WORDS

SITEMAPS: Final = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
PER_PAGE: Final = 100
"""The most that the REST API gives on a page."""
FIELDS: Final = "link,date,title"
"""All that a listing needs; the article itself is fetched as readers see it."""
DATED: Final = re.compile(r"(?:/[^/]+){0,2}/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?/(?=[^/]*[a-z])[^/]+/?", re.I)
NUMBERED: Final = re.compile(r"/(?:archives|berita|news|read|artikel|post|posts|detail)/\d+/?", re.I)
FILE: Final = re.compile(r"\.(?!html?$)[a-z0-9]{2,5}$", re.I)
FEWEST_WORDS: Final = 3
"""Of a slug without date or id: sections (/politik/) and pages (/tentang-kami/) have fewer."""
DEEPEST: Final = 4
"""Segments of a path: /lampung/tulang-bawang-barat/<slug> has 3."""


class WordPressSpider(LeadingSpider):
    platform = "wordpress"

    @staticmethod
    def is_article(url: str) -> bool:
        parts = urlsplit(url)
        segments = [segment.lower() for segment in parts.path.split("/") if segment]
        if not segments:
            return parse_qs(parts.query).get("p", [""])[0].isdecimal()
        if WORDS.never_in_articles.intersection(segments) or FILE.search(segments[-1]) or len(segments) > DEEPEST + 2:
            return False
        return bool(DATED.fullmatch(parts.path) or NUMBERED.fullmatch(parts.path)) or is_headline(segments)

    def ladders(self) -> Iterator[Ladder]:
        """Each rung but the last asks for every query and then, for headlines that no query finds, for all articles."""
        queries = (*self.queries, None)
        yield (
            tuple(map(self._rest, queries)),
            tuple(map(self._feed, queries)),
            (*map(self._pages, queries), *map(self._tag, self.topics.tags)),
            (*self.front_page(), self._feed(None)),
            *self.maps(*SITEMAPS),
        )

    def learn(self, tree: HtmlElement, url: str) -> None:
        """Read on from the home page as on any other site: it is asked for only where REST and feeds are shut."""
        self.leads_now = self.leads_now or self.is_home(url)
        super().learn(tree, url)

    def leads(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Follow the sitemaps that robots.txt names as well, and guess one where no search brought anything."""
        yield from super().leads(tree, url)
        maps = self.maps(*(() if self.overview.searched_well else SITEMAPS))
        if maps and self.is_home(url):
            (first, *others), *below = maps
            first.others, first.below = tuple(others), tuple(below)
            yield from self._once([first])

    def _rest(self, query: str | None) -> Walk:
        """Dates go out without offset, which WordPress takes for the outlet's own time; both ends are exclusive."""
        asked: dict[str, str | int] = {"search": query} if query else {}
        asked |= {"per_page": PER_PAGE, "_fields": FIELDS}
        if self.since:
            asked["after"] = f"{self.since - timedelta(days=1)}T23:59:59"
        if self.until:
            asked["before"] = f"{self.until + timedelta(days=1)}T00:00:00"

        def page_url(n: int, _: int) -> str:
            return self.at_home(f"/wp-json/wp/v2/posts?{urlencode({**asked, 'page': n}, safe=',:')}")

        return Walk(rung="rest", page_url=page_url, kinds=frozenset({"rest"}), picky=not query)

    def _feed(self, query: str | None) -> Walk:
        def page_url(n: int, _: int) -> str:
            asked = urlencode({**({"s": query} if query else {}), **({"paged": n} if n > 1 else {})})
            return self.at_home(f"/feed/?{asked}" if asked else "/feed/")

        self._led.add(self.place(page_url(1, 0)))  # a home page announces it as well
        return Walk(rung="feed", page_url=page_url, kinds=frozenset({"feed"}), picky=not query)

    def _pages(self, query: str | None) -> Walk:
        """Return the walk of a search page, or of the home page."""

        def page_url(n: int, _: int) -> str:
            return self.at_home((f"/page/{n}/" if n > 1 else "/") + (f"?{urlencode({'s': query})}" if query else ""))

        self._led.add(self.place(page_url(1, 0)))  # so that the search box of a home page does not ask the same again
        return Walk(rung="search" if query else "index", page_url=page_url, picky=not query)

    def _tag(self, tag: str) -> Walk:
        path = f"/tag/{quote(tag)}/"
        return Walk(
            rung="tag", page_url=lambda n, _: self.at_home(path if n == 1 else f"{path}page/{n}/"), guess=True
        )  # fmt: skip


def is_headline(segments: Sequence[str]) -> bool:
    """Tell whether a path without a date ends in a slug that is made of a headline."""
    *before, last = segments
    slug = re.sub(r"\.html?$", "", last)
    words = [word for word in re.split(r"[-_]+", slug) if word and word not in WORDS.joining]
    if len(segments) > DEEPEST or slug in WORDS.static_pages or not re.search(r"[a-z]", slug):
        return False
    has_id = any(segment.isdecimal() and len(segment) >= FEWEST_WORDS for segment in before)
    return len(words) >= FEWEST_WORDS or (len(words) > 1 and (has_id or slug != last)) or has_id
