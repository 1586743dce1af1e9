"""One short visit: the front page, one article, and the doors that a platform may have."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final, Self
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)  # fmt: skip
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from twisted.internet.error import ConnectError, ConnectionClosed

from pipeline.errors import ArticleError
from pipeline.ids import instant
from pipeline.pages import reading
from pipeline.pages.markup import Markup, text_of
from pipeline.pages.walls import is_wall
from scrapers.probe.recognise import Recognised, asks_to_log_in, is_article_of, is_shop, recognise
from scrapers.probe.sight import Sample, Sight
from scrapers.spiders import SPIDERS, listings, markup, ways
from scrapers.spiders.base import OutletSpider
from scrapers.spiders.leading import FEW_LINKS
from scrapers.spiders.listings import Kind, NotAListing
from scrapers.spiders.task import Task
from scrapers.spiders.walks import Ladder

NO_ANSWER: Final = (
    CannotResolveHostError, DownloadCancelledError, DownloadConnectionRefusedError, DownloadFailedError,
    DownloadTimeoutError, ResponseDataLossError, UnsupportedURLSchemeError, IgnoreRequest, ConnectError,
    ConnectionClosed, TunnelError, OSError, UnicodeError,
)  # fmt: skip
"""What the network, a server or a rule of ours does to a request; UnicodeError: no host can have that name."""
FEWEST: Final = 3
"""Articles that the front page of a news site links at least."""
SAMPLES: Final = 3
"""Articles that are tried until one can be read."""
DOORS: Final[dict[str, tuple[tuple[str, Kind], ...]]] = {
    "wordpress": (("/wp-json/wp/v2/posts?per_page=1&_fields=link,date,title", "rest"),),
    "blogspot": (("/feeds/posts/default?alt=json&max-results=1", "blogger"),),
}
"""Interfaces with articles as data, by platform."""
FEEDS: Final = ("/feed/", "/rss")
SITEMAPS: Final = ("/sitemap.xml", "/sitemap_index.xml")


class ProbeSpider(OutletSpider):
    """Asks for a handful of pages, one after the other, and says what it saw."""

    platform = "generic"

    def __init__(self, task: Task, *, saw: Callable[[Sight], None]) -> None:
        super().__init__(task)
        self.saw = saw
        self._sitemaps: tuple[str, ...] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.hear_robots, signal=signals.robots_parsed)
        return spider

    def hear_robots(self, robotparser: RobotParser) -> None:
        """Remember the sitemaps that robots.txt names."""
        if isinstance(robotparser, ProtegoRobotParser):
            named = (markup.joined(self.outlet.home_url, url) for url in robotparser.rp.sitemaps)
            self._sitemaps = tuple(self.at_our_host(url) for url in named if url and self.owns(url))

    @staticmethod
    def is_article(url: str) -> bool:
        return is_article_of(None, url)

    def ladders(self) -> Iterator[Ladder]:
        yield from ()

    async def start(self) -> AsyncIterator[Request]:
        self.saw(await self.look())
        return
        yield

    async def look(self) -> Sight:
        url = self.outlet.home_url
        home, trouble = await self._get(url)
        tree = self.tree(home) if home is not None else None
        if home is not None and tree is not None and (inner := self._behind(tree, home.url)) is not None:
            home, trouble = await self._get(inner)
            tree = self.tree(home) if home is not None else None
        if home is None or tree is None:
            silent = home is None and not trouble.startswith("HTTP ")
            return Sight(url=url, reason=trouble or "the front page is no HTML", answered=not silent)
        name = _name(tree) or self.outlet.name
        if (reason := _no_news(home, tree)) is not None:
            return Sight(url=url, name=name, reason=reason)
        known, listed = self._known([(tree, home.url)], tree, home.url)
        page, sample = await self._first_readable(listed[:SAMPLES])
        if page is not None:
            known, listed = self._known([(tree, home.url), page], tree, home.url)
        platform = known.platform or ("generic" if sample and sample.paragraphs else None)
        if len(listed) < FEWEST or platform is None:
            what = "it asks for a password" if asks_to_log_in(tree) else "no articles that we can tell from other pages"
            return Sight(url=url, name=name, reason=what, articles=len(listed), sample=sample)
        box = ways.search_box(tree, home.url)
        return Sight(
            url=url, platform=platform, theme=known.theme, name=name, marks=known.marks, articles=len(listed),
            sample=sample, feeds=await self._open((*ways.feeds(tree, home.url), *map(self.at_home, FEEDS)), "feed"),
            sitemaps=await self._open((*self._sitemaps, *map(self.at_home, SITEMAPS)), "sitemap"),
            rest=await self._data(platform), search=box.url(self.queries[0]) if box else None,
        )  # fmt: skip

    def _behind(self, tree: HtmlElement, url: str) -> str | None:
        """Return what a front page without anything of its own sends its readers to, or shows in its largest frame."""
        if sum(1 for _ in tree.iter("a")) >= FEW_LINKS:
            return None
        shown = [markup.refresh(tree, url), *ways.frames(tree, url)]
        return next((inner for inner in reversed(shown) if inner and self.owns(inner)), None)

    async def _get(self, url: str) -> tuple[Response | None, str]:
        """Return the answer, or why there is none that is worth a look."""
        engine = self.crawler.engine
        assert engine is not None
        try:
            response = await engine.download_async(Request(url, callback=NO_CALLBACK))
        except NO_ANSWER as error:
            return None, " ".join(str(error).split()) or type(error).__name__
        if response.status >= 400:
            return None, f"HTTP {response.status}"
        return response, ""

    def _known(self, pages: list[tuple[HtmlElement, str]], home: HtmlElement, url: str) -> tuple[Recognised, list[str]]:
        """Return the platform by its marks, where its articles stand on the front page; else any site's articles."""
        known = recognise(pages)
        listed = self._articles_on(home, url, known.platform)
        if known.platform and len(listed) < FEWEST and len(others := self._articles_on(home, url, None)) >= FEWEST:
            return Recognised(platform=None), others
        return known, listed

    def _articles_on(self, tree: HtmlElement, url: str, platform: str | None) -> list[str]:
        """Return the articles of a page, those that stand around its list last."""
        spider = SPIDERS[platform or "generic"](Task(outlet=self.outlet, topics=self.topics))
        spider.learn(tree, url)
        found = markup.read(tree, url=url, page=1, article=spider.article_url, zone=self.outlet.timezone, now=None)
        return [entry.url for entry in sorted(found.entries, key=lambda entry: entry.around)]

    async def _first_readable(self, urls: list[str]) -> tuple[tuple[HtmlElement, str] | None, Sample | None]:
        page, sample = None, None
        for url in urls:
            response, trouble = await self._get(url)
            tree = self.tree(response) if response is not None else None
            if not isinstance(response, TextResponse) or tree is None:
                sample = sample or Sample(url=url, trouble=trouble or "no HTML")
                continue
            page, sample = (tree, response.url), self._sample(response)
            if not sample.trouble:
                break
        return page, sample

    def _sample(self, response: TextResponse) -> Sample:
        try:
            read = reading.read(response.text, url=response.url, outlet=self.outlet, fetched_at=datetime.now(UTC))
        except ArticleError as error:
            return Sample(url=response.url, trouble=f"{error.kind}: {error}")
        return Sample(
            url=response.url, reader=read.reader, headline=read.headline, paragraphs=len(read.paragraphs),
            published=instant(read.published.at) if read.published else None,
        )  # fmt: skip

    async def _open(self, urls: tuple[str, ...], kind: Kind) -> tuple[str, ...]:
        """Return the first of some addresses that answers with a listing of a kind, and those announced beside it."""
        for url in dict.fromkeys(urls):
            if self.owns(url) and await self._is(url, kind):
                return (url,)
        return ()

    async def _data(self, platform: str) -> str | None:
        for path, kind in DOORS.get(platform, ()):
            if await self._is(self.at_home(path), kind):
                return self.at_home(path.partition("?")[0])
        return None

    async def _is(self, url: str, kind: Kind) -> bool:
        response, _ = await self._get(url)
        try:
            listing = listings.structured(response.body, zone=self.outlet.timezone) if response else None
        except NotAListing:
            return False
        return listing is not None and listing.kind == kind


def _no_news(home: Response, tree: HtmlElement) -> str | None:
    """Return why a front page is none of a news site, as far as it alone tells."""
    if is_wall(Markup(tree), home.text):
        return "a wall stands in front of it"
    if is_shop(tree, home.url):
        return "it is a shop"
    return "the front page has no text" if not text_of(tree).strip() else None


def _name(tree: HtmlElement) -> str:
    """Return what the site calls itself."""
    said = tree.xpath("string(//meta[@property='og:site_name']/@content)")
    title = " ".join(tree.xpath("string(//title)").split())
    return str(said).strip() or title.split(" - ")[0].split(" | ")[0].strip()[:60]


def home_of(url: str) -> str:
    """Return the front page's address of a site; a bare host is taken for https. Raises ValueError for no address."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"no web address: {url}")
    return f"{parts.scheme}://{parts.netloc.lower()}/"
