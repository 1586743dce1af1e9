"""From the address of an article to all of its pages, each asked for once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Final
from urllib.parse import urlsplit, urlunsplit

from lxml.html import HtmlElement
from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from pipeline import urls
from pipeline.errors import ArticleError
from pipeline.pages.markup import parse, text_of
from pipeline.pages.paging import further
from scrapers.spiders.task import Task
from scrapers.spiders.walks import ARTICLE_PAGES, BUDGET, Rung

discovered = object()
"""Signal: `urls` were found in `found_in` that no earlier visit knew; each with its day, where that is told."""

GONE: Final = frozenset({404, 410})
"""Answers that are as final as a page."""

ARTICLE_FIRST: Final = 1
PAGE_FIRST: Final = 2
"""Priorities above a listing's 0: a visit that is cut short has whole articles, and the next one starts from there."""

AGAIN_LAST: Final = -1
"""Priority of what is asked for again: what is new comes first."""

WHOLE_IS_LONGER: Final = 1.05
"""Times the first page, all its text counted: sidebars change a little from one answer to the next."""


class ArticleSpider(Spider):
    """What a spider does with an article once it has found one."""

    platform: ClassVar[str]

    def __init__(self, task: Task) -> None:
        super().__init__(name=task.outlet.slug)
        self.outlet = task.outlet
        self.hosts = task.outlet.every_host
        self.wants = task.wants
        self.home = urlsplit(task.outlet.home_url)
        """Scheme and host under which the outlet answers; the catalogue's, until it has sent us to another spelling."""
        self._moved = False
        self.left = task.outlet.budget or BUDGET
        self.refused = 0
        """Requests that the budget has kept back."""
        self._asked: set[tuple[str, int]] = set()
        self._noted: set[str] = set()

    @staticmethod
    def is_article(url: str) -> bool:
        """Tell from the shape of an address (no page suffix, no AMP form) whether it is an article's."""
        raise NotImplementedError

    def owns(self, url: str) -> bool:
        """Tell whether an address is on one of the outlet's hosts."""
        try:
            host = urls.host(url)
        except ValueError:
            return False
        return any(urls.same_outlet(host, ours) for ours in self.hosts)

    def article_url(self, link: str, *, post: bool = False) -> str | None:
        """Return the address under which we ask for the article behind a link; None for what is none of this outlet's.

        Page suffix, AMP form and tracking are taken off, and www., m. and amp. hosts give way to the home page's.
        `post` says that it is an article, so that its shape need not.
        """
        try:
            url = urls.address(link).url
        except ValueError:
            return None
        if not self.owns(url):
            return None
        url = self.at_our_host(url)
        parts = urlsplit(url)
        plainly = post and (parts.path != "/" or bool(parts.query))
        return url if plainly or self.looks_like_article(url) else None

    def at_our_host(self, url: str) -> str:
        """Return an address with the home page's scheme and host, where it differs by www., m. or amp. at most."""
        parts = urlsplit(url)
        if not urls.same_outlet(urls.host(url), urls.host(self.home.geturl())):
            return url
        return urlunsplit((self.home.scheme, self.home.netloc, parts.path, parts.query, ""))

    def place(self, url: str) -> str:
        """Return an address without scheme and host where these are the home page's, however it spells them."""
        parts = urlsplit(self.at_our_host(url))
        return urlunsplit(("", "", *parts[2:])) if parts[:2] == self.home[:2] else url

    def as_sent(self, url: str) -> str:
        """Return an address on the catalogue's home under the scheme and host that the outlet has sent us to."""
        parts = urlsplit(url)
        return self.at_our_host(url) if parts[:2] == urlsplit(self.outlet.home_url)[:2] else url

    def learn_home(self, asked: str, sent_to: str) -> None:
        """Take the outlet's own spelling of scheme and host from a redirect that changes nothing else.

        Once a visit: an outlet that sends us to and fro would have us follow for ever.
        """
        old, new = urlsplit(asked), urlsplit(sent_to)
        same_page = (old.path or "/", old.query) == (new.path or "/", new.query)
        if same_page and old[:2] == self.home[:2] and not self._moved and self.owns(sent_to):
            self._moved = urls.same_outlet(urls.host(sent_to), urls.host(self.home.geturl()))
            self.home = new if self._moved else self.home

    def looks_like_article(self, url: str) -> bool:
        """Tell the same as `is_article`, and what was learned of this site."""
        return self.is_article(url)

    def spend(self) -> bool:
        """Take one request out of the budget; False when it is spent."""
        self.left -= 1
        self.refused += self.left < 0
        return self.left >= 0

    def ask(self, url: str, *, found_by: Rung) -> Iterator[Request]:
        """Ask for an article, unless it was asked for in this visit or is captured."""
        key = (urls.address(url).key, 1)
        self.count("arsip/listed")
        if key in self._asked:
            return
        self._asked.add(key)
        if not self.wants(url):
            self.count("arsip/known")
            return
        if not self.spend():
            return
        self.count(f"arsip/found_by/{found_by}")
        meta = {"kind": "article", "found_by": found_by}
        yield Request(url, callback=self.parse_article, meta=meta, priority=ARTICLE_FIRST)

    def ask_again(self, url: str, *, found_by: str, new: bool) -> Iterator[Request]:
        """Ask for a page that the frontier names, whether or not a listing does."""
        key = (urls.address(url).key, urls.address(url).page)
        if key in self._asked or not self.owns(url) or not self.spend():
            return
        self._asked.add(key)
        meta = {"kind": "article" if key[1] == 1 else "page", "found_by": found_by}
        yield Request(url, callback=self.parse_article, meta=meta, priority=ARTICLE_FIRST if new else AGAIN_LAST)

    def parse_article(self, response: Response) -> Iterator[Request]:
        """Follow an article to its other pages; the whole text in one, where the page links that."""
        tree = self.tree(response)
        if tree is None:
            return
        yield from self.linked(tree, response.url)
        pages = further(tree, response.url)
        self._asked.add((urls.address(response.url).key, urls.address(response.url).page))
        whole = pages.pop(urls.WHOLE, None)
        if whole is None:
            yield from self._ask_pages(pages)
            return
        parts = {"pages": pages, "length": len(text_of(tree))}
        # dont_filter: sent back to the first page, which was asked for, it would vanish without a word
        more = {"errback": self.whole_failed, "cb_kwargs": parts, "dont_filter": True}
        yield from self._page(whole, urls.WHOLE, self.parse_whole, **more)

    def parse_whole(self, response: Response, pages: dict[int, str], length: int) -> Iterator[Request]:
        """Believe that a page holds the whole text if it is longer than the first page; else take them one by one."""
        tree = self.tree(response)
        if tree is None or len(text_of(tree)) < WHOLE_IS_LONGER * length:
            yield from self._ask_pages(pages)

    def whole_failed(self, failure: Failure) -> Iterator[Request]:
        request = getattr(failure, "request", None)
        assert isinstance(request, Request)
        yield from self._ask_pages(request.cb_kwargs["pages"])

    def _ask_pages(self, pages: dict[int, str]) -> Iterator[Request]:
        for number, url in sorted(pages.items()):
            if number <= ARTICLE_PAGES:
                yield from self._page(url, number, self.parse_article)

    def _page(
        self, url: str, number: int, callback: Callable[..., Iterator[Request]], **kwargs: object
    ) -> Iterator[Request]:
        key = (urls.address(url).key, number)
        if key not in self._asked and self.owns(url) and self.wants(url):
            self._asked.add(key)
            self.left -= 1  # never refused: an article that is begun is read to its end
            self.note(urls.address(url).url, "page", {url: None})
            meta = {"kind": "page", "found_by": "page"}
            yield Request(url, callback=callback, meta=meta, priority=PAGE_FIRST, **kwargs)  # type: ignore[arg-type]

    def note(self, found_in: str, found_by: Rung, urls: Mapping[str, date | None]) -> None:
        """Have URLs preserved as found, with their days, once: a visit that is killed here goes on from them."""
        new = {url: day for url, day in urls.items() if url not in self._noted}
        self._noted.update(new)
        if new:
            self.count("arsip/new_articles", 0 if found_by == "page" else len(new))
            self.crawler.signals.send_catch_log(discovered, found_in=found_in, found_by=found_by, urls=new)

    def linked(self, tree: HtmlElement, url: str) -> Iterator[Request]:
        """Yield requests for listings that an article's page links."""
        yield from ()

    def tree(self, response: Response) -> HtmlElement | None:
        """Return the parsed page; None for what is no HTML, or HTML made to hold up its reader."""
        if not isinstance(response, TextResponse):
            return None
        try:
            return parse(response.text)
        except ArticleError:
            return None

    def count(self, name: str, of: int = 1) -> None:
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(name, of)
