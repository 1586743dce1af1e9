"""A site read by what its own pages show: its search box, feeds, index, sections, tags, sitemaps and days.

This is all that is known of a site without a platform; for the others it is what is left when their own ways bring
nothing, for a catalogue may be wrong and sites move.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final, Self
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from scrapers.spiders import markup, ways
from scrapers.spiders.base import OutletSpider
from scrapers.spiders.shapes import Shapes
from scrapers.spiders.task import Task
from scrapers.spiders.walks import ANY, Ladder, PageUrl, Rung, Walk, numbered, one_page
from scrapers.spiders.words import WORDS

SITEMAPS: Final = ("/sitemap.xml", "/sitemap_index.xml")
"""Where one may stand that nobody names. Not those of news: they hold what the front page shows."""
FEEDS: Final = 15
"""Feeds that one page leads to: one for each section."""
FEW_LINKS: Final = 5
"""Of a page that shows nothing of its own but frames."""
TAGS: Final = 2
"""Of our tags that are guessed where a site shows where its tags stand."""
MONTHS: Final = 6
"""Of an archive by month that are read where no days are asked for."""
INDEXES: Final = 3
"""Lists of everything that one home page leads to; more of them say the same."""


class LeadingSpider(OutletSpider):
    """Learns what this site's articles look like, and where they are listed."""

    leading: ClassVar[bool] = False
    """Read so from the start, and not only when the platform's own ways bring nothing."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.leads_now = self.leading
        self.learned = Shapes()
        self._tag_pages: set[str] = set()
        self._named: list[str] = []
        self._tags_at = ""
        """What stands before the slug in the address of a tag."""
        self._month: Callable[[date], str] | None = None
        self._behind: dict[str, Callable[[HtmlElement, str], Iterator[Walk]]] = {}
        """What pages that lead on are read for, by their addresses."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.hear_robots, signal=signals.robots_parsed)
        return spider

    def hear_robots(self, robotparser: RobotParser) -> None:
        """Remember the sitemaps that robots.txt names; it is read before any page."""
        if isinstance(robotparser, ProtegoRobotParser):
            named = (markup.joined(self.outlet.home_url, url) for url in robotparser.rp.sitemaps)
            self._named = [self.at_our_host(url) for url in named if url and self.owns(url)]

    def further(self) -> Iterator[Request]:
        """Try what is left when all that was asked for has been answered."""
        waited = list(super().further())
        yield from waited or self._last_resorts()

    def _last_resorts(self) -> Iterator[Request]:
        if not self.leads_now and not self.recognised and (self.answered_well or self.heard):
            self.leads_now = True  # not one article was recognised on it: a site like any other
            self.count("arsip/read_as_any")
            for ladder in self.any_ladders():
                for request in self.climb(ladder):
                    yield request.replace(dont_filter=True)
        elif self.leads_now:
            for walk in (*self._once(self._unseen_tags()), *self._once(self._months())):
                yield from self.begin(walk)

    def _unseen_tags(self) -> Iterator[Walk]:
        """Guess our tags where pages show where tags stand, and none of ours."""
        at, self._tags_at = self._tags_at, ""
        for tag in self.topics.tags[:TAGS] if at and not self._tag_pages else ():
            yield Walk(rung="tag", page_url=one_page(at + tag), guess=True)

    def _months(self) -> Iterator[Walk]:
        """Read the archive by month where nothing else leads far back."""
        month, self._month = self._month, None
        if month is None or self.overview.covered or self.overview.searched_well or self.caught_up:
            return
        days = (date(at // 12, at % 12 + 1, 1) for at in range(*self._span_of_months(), -1))
        for day in days:
            yield Walk(rung="index", page_url=one_page(month(day)), picky=True, guess=True)

    def _span_of_months(self) -> tuple[int, int]:
        last = min(self.until or self.today, self.today)
        newest = last.year * 12 + last.month - 1
        oldest = self.since.year * 12 + self.since.month - 1 if self.since else newest - MONTHS + 1
        return newest, oldest - 1

    def any_ladders(self) -> Iterator[Ladder]:
        """Yield the home page and the sitemaps; those that robots.txt names are known once it was read."""
        yield (self.front_page(),)
        yield self.maps(*SITEMAPS)

    def maps(self, *paths: str) -> Ladder:
        """Return the sitemaps that robots.txt names, above places where one may stand."""
        named = tuple(map(self.sitemap, self._named))
        return (named, *self.sitemaps(*paths)) if named else self.sitemaps(*paths)

    def looks_like_article(self, url: str) -> bool:
        return url not in self._tag_pages and (self.is_article(url) or self.learned.knows(url))

    def learn(self, tree: HtmlElement, url: str) -> None:
        """Learn from a page of headlines before it is read; a platform's own shapes are trusted while they serve."""
        if self.leads_now:
            links = ways.tag_links(tree, url)
            self._tag_pages.update(link for link, names in links if any(map(self.topics.tag, names)))
            self.learned.learn((link, text) for link, text in markup.headlines(tree, url) if self.owns(link))

    def learn_links(self, links: Iterable[tuple[str, str]]) -> None:
        if self.leads_now:
            self.learned.learn((link, text) for link, text in links if self.owns(link))

    def leads(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Follow the tags that any page shows, and what the home page shows; the other pages show the same."""
        if not self.leads_now:
            return
        yield from self._once(self._tags(tree, url))
        self._tags_at = self._tags_at or next(ways.tag_places(tree, url), "")
        if self.is_home(url):
            self._month = self._month or next(ways.month_patterns(tree, url), None)
            found = (
                self._frames,
                self._feeds,
                self._searches,
                self._doors,
                self._indexes,
                self._sections,
                self._day_lists,
            )
            for find in found:
                yield from self._once(find(tree, url))
        elif url in self._behind:
            yield from self._once(self._behind.pop(url)(tree, url))

    def is_home(self, url: str) -> bool:
        parts = urlsplit(url)
        return (parts.path.strip("/").lower() in WORDS.home_pages and not parts.query) or url in self.refreshed

    def _once(self, walks: Iterable[Walk]) -> Iterator[Walk]:
        for walk in walks:
            walk.page_url = partial(self._spelled, walk.page_url)
            address = walk.page_url(1, 0)
            if address and self.place(address) not in self._led and self.owns(address):
                self._led.add(self.place(address))
                yield walk

    def _spelled(self, page_url: PageUrl, n: int, so_far: int) -> str | None:
        """Return a list's address as the home page is spelled: sites mix http and https, and each mix is a redirect."""
        url = page_url(n, so_far)
        return self.at_our_host(url) if url else None

    def _searches(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        box = ways.search_box(tree, url)
        if box is not None:
            first, *others = (Walk(rung="search", page_url=one_page(box.url(query))) for query in self.queries)
            first.others, first.first = tuple(others), True
            yield first
        elif self.is_home(url) and (door := self._named_page(tree, url, WORDS.search_pages)) is not None:
            yield self._door(door, "index", self._searches)
        else:  # what most systems of the country have, whether or not they show it
            first, *others = self.search("/search?q={}")
            below = self.search("/cari?q={}")
            for walk in (first, *others, *below):
                walk.guess = True
            first.others, first.below = tuple(others), (below,)
            yield first

    def _doors(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Follow the pages that name a feed for each section, or every tag."""
        if (door := self._named_page(tree, url, WORDS.feed_pages)) is not None:
            yield self._door(door, "feed", self._feeds)
        if (door := self._named_page(tree, url, WORDS.tag_pages)) is not None:
            yield self._door(door, "category", self._cloud)

    def _door(self, url: str, rung: Rung, find: Callable[[HtmlElement, str], Iterator[Walk]]) -> Walk:
        self._behind[self.at_our_host(url)] = find
        return Walk(rung=rung, page_url=one_page(url), picky=True, door=True, kinds=ANY)

    def _named_page(self, tree: HtmlElement, url: str, wanted: frozenset[str]) -> str | None:
        links = (link for link, names in ways.named_links(tree, url) if names & wanted and self.owns(link))
        return next((link for link in links if self.article_url(link) is None and not self.is_home(link)), None)

    def _cloud(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Follow tags of ours from a page that shows every tag, wherever their pages stand."""
        for link, names in ways.tag_links(tree, url, all_links=True):
            if any(map(self.topics.tag, names)) and self.owns(link):
                self._tag_pages.add(link)
                yield Walk(rung="tag", page_url=one_page(link))

    def _frames(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Read what a page of frames shows as if it were that page."""
        if sum(1 for _ in tree.iter("a")) < FEW_LINKS:
            for frame in ways.frames(tree, url):
                self.refreshed.add(self.at_our_host(frame))
                yield Walk(rung="index", page_url=one_page(frame), picky=True, door=True)

    def _feeds(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Follow feeds; those of WordPress have pages, which are worth it where nothing can be searched."""
        searched = ways.search_box(tree, url) is not None
        found = dict.fromkeys((*ways.feeds(tree, url), *ways.linked_feeds(tree, url)))
        for feed in list(found)[:FEEDS]:
            pages = numbered(feed, "paged") if feed.endswith(("/feed", "/feed/")) and not searched else one_page(feed)
            yield Walk(rung="feed", page_url=pages, picky=True, kinds=frozenset({"feed", "data"}))

    def _tags(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        links = [(link, names) for link, names in ways.named_links(tree, url) if self.article_url(link) is None]
        here = ways.names_of(url)
        for link, names in (*links, *ways.tag_links(tree, url)):
            told = names - here if urlsplit(link).path == urlsplit(url).path else names  # a list links its own pages
            if any(map(self.topics.tag, told)) and self.owns(link):
                self._tag_pages.add(link)
                yield Walk(rung="tag", page_url=one_page(link))

    def _indexes(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        found = [
            link for link, names in ways.named_links(tree, url)
            if names & WORDS.index_names and self.article_url(link) is None and not self.is_home(link)
        ]  # fmt: skip
        for link in list(dict.fromkeys(found))[:INDEXES]:
            yield Walk(rung="index", page_url=one_page(link), picky=True)

    def _sections(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        for link, names in ways.named_links(tree, url):
            if any(map(self.topics.section, names)) and self.article_url(link) is None:
                yield Walk(rung="category", page_url=one_page(link), picky=True)

    def _day_lists(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Take the address of one day's list for those of all, where days are asked for."""
        if self.since is None:
            return
        pattern = next((p for p in ways.day_patterns(tree, url) if self.article_url(p(self.today)) is None), None)
        for day in self.days_asked_for() if pattern else ():
            yield Walk(rung="index", page_url=one_page(pattern(day)), picky=True)  # type: ignore[misc]
