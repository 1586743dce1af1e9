"""How an outlet is looked through, whatever its platform: listings page by page, then the articles they list.

A spider yields requests and nothing else; each exchange is preserved by scrapers.preserve on its way in.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from pipeline import urls
from pipeline.warc import WarcStore
from scrapers.frontier import Frontier
from scrapers.outlets import Entry
from scrapers.spiders import days, examples, listings, markup, parts, state
from scrapers.spiders.articles import GONE
from scrapers.spiders.data import Item
from scrapers.spiders.doubles import Doubles
from scrapers.spiders.listings import Listed, Listing, NotAListing
from scrapers.spiders.rungs import RungSpider
from scrapers.spiders.walks import (
    FIRST_PAGES,
    FULL_PAGE,
    HTML,
    LAST_PAGE_HOLDS,
    LISTING_PAGES,
    OVERLAP_DAYS,
    OVERLAP_PAGES,
    RECENT_PAGES,
    SITEMAPS,
    Ladder,
    Walk,
    numbered,
)  # fmt: skip
from scrapers.topics import Topics

AT_ONCE = 3
"""Sitemaps of one index that do not wait for the lists of everything."""
EMPTY_SEARCHES = 4
"""Queries in a row without a result, after which a box is taken for one that a script fills."""
IN_VAIN = 2
"""Sitemaps in a row that name nothing new, after which the others are left out."""
MUCH = 100
"""Entries of a list of everything that is read to its end; fewer may be the newest only."""
FAR_BACK = 30
"""Days that such a list reaches back."""
ALL_OF_IT = 300
"""Entries in place of days, where it tells none."""
MOST_OF_IT = 100
"""Entries of a sitemap, or of a list that was asked no question, that leave little to look for by month."""
SHOWN = 200
"""Addresses of articles that are kept as examples."""
BUGS = (TypeError, AttributeError, LookupError, AssertionError)
"""What no outlet can cause: a request that failed so was failed by us."""


class OutletSpider(RungSpider):
    """Finds an outlet's articles on the topics and asks for them and for each of their pages, once."""

    def __init__(
        self,
        outlet: Entry,
        *,
        topics: Topics,
        wants: Callable[[str], bool] = lambda url: True,
        since: date | None = None,
        until: date | None = None,
        today: date | None = None,
        caught_up: bool = False,
        store: WarcStore | None = None,
        frontier: Frontier | None = None,
    ) -> None:
        """`since` and `until` are the outlet's days, inclusive; `wants` says whether to ask for an article's URL.

        `caught_up` says that an earlier visit went to its end, so that pages of known articles end a listing.
        Without a `frontier` nothing is revalidated, and nothing is asked for that no listing names.
        """
        super().__init__(outlet, wants=wants, topics=topics, since=since, until=until, today=today)
        self.caught_up = caught_up and since is None
        self._store = store
        self._answered = asyncio.Event()
        self.frontier = frontier
        self.doubles = Doubles()
        self.recognised = 0
        """Links taken for articles so far, wanted or not."""
        self.answered_well = False
        """One listing at least could be read, so the outlet is not down."""
        self.heard = False
        """It said of something that it is not there, or not for us; so it is not down either."""
        self.searched_well = False
        """A search brought what was asked for, or a sitemap named most of what there is."""
        self.covered = False
        """A list of everything was read to its end."""
        self.later: deque[Walk] = deque()
        """Lists of parts, begun when those of everything have ended."""
        self._put_off: set[str] = set()
        """Addresses of sections that are or were among them."""
        self._in_vain = 0
        """Sitemaps in a row that named nothing new."""
        self._listed_before: set[str] = set()
        """Keys of articles that lists of everything and of sections have shown."""
        self.shown: deque[str] = deque(maxlen=SHOWN)
        """Addresses of articles that listings have shown, by which others are made of ids and slugs."""
        self.refreshed: set[str] = set()
        """Where pages sent us by a <meta> in place of a redirect."""

    @property
    def store(self) -> WarcStore:
        """Where this visit is preserved."""
        assert self._store is not None
        return self._store

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.look_further, signal=signals.spider_idle)
        return spider

    def look_further(self) -> None:
        """When all was answered, go on with what waited for it.

        A visit that the budget kept from something ends under its own name: the next one goes on from there.
        """
        if self.refused:
            raise CloseSpider("budget")
        engine = self.crawler.engine
        asked = list(self.further()) if engine is not None else []
        for request in asked:
            assert engine is not None
            engine.crawl(request)
        if asked:
            raise DontCloseSpider

    def further(self) -> Iterator[Request]:
        """Begin the lists that waited for those of everything; sitemaps one by one where they may bring nothing new."""
        while self.later:
            walk = self.later.popleft()
            vain = walk.rung == "sitemap" and self.covered
            if vain and self._in_vain >= IN_VAIN:
                self.count("arsip/left_out")
                continue
            yield from self.begin(walk)
            if vain:
                return

    def ladders(self) -> Iterator[Ladder]:
        """Yield the ways to find this platform's articles; each ladder is climbed on its own."""
        raise NotImplementedError

    def leads(self, tree: HtmlElement, url: str) -> Iterator[Walk]:
        """Yield listings that a page links, for platforms where their addresses cannot be known before."""
        yield from ()

    def knows(self, url: str) -> bool:
        """Tell whether an earlier visit has got an article."""
        return self.frontier.knows(url) if self.frontier else not self.wants(url)

    async def start(self) -> AsyncIterator[Request]:
        """Begin with one request: an outlet that is down is not asked ten times, and the others find robots.txt read.

        Of requests that wait for robots.txt side by side, Scrapy 2.19 tells only two what it says.
        """
        for request in self._beginnings():
            yield request
            await self._answered.wait()  # what comes next may depend on what robots.txt names

    def _beginnings(self) -> Iterator[Request]:
        for walk in self.named_listings():
            yield from self.begin(walk)
        for ladder in self.ladders():
            yield from self.climb(ladder)
        if self.frontier and self.since is None and self.until is None:
            for url, found_by, new in self.frontier.due(self.name):
                yield from self.ask_again(url, found_by=found_by, new=new)

    # Walks

    def climb(self, ladder: Ladder) -> Iterator[Request]:
        """Begin the first rung that has walks; those below wait in case it is shut."""
        for n, walks in enumerate(ladder):
            if walks and walks[0].rung == "tag":  # one that does not exist says nothing about the others
                for walk in walks:
                    yield from self.begin(walk)
                return
            if walks:
                first, *others = walks
                first.others, first.below, first.first = tuple(others), ladder[n + 1 :], True
                yield from self.begin(first)
                return

    def begin(self, walk: Walk) -> Iterator[Request]:
        url = walk.page_url(1, 0)
        url = self.as_sent(url) if url is not None else None
        if url is not None and walk.guess and self.frontier and self.frontier.is_absent(url):
            self.count("arsip/absent_listing")
            yield from self.climb(walk.below)
        elif url is not None and self.spend():
            yield self._look(url, walk)

    def _look(self, url: str, walk: Walk) -> Request:
        return Request(
            self.as_sent(url), callback=self.parse_listing, errback=self.listing_failed, cb_kwargs={"walk": walk},
            meta={"kind": "listing", "found_by": walk.rung},
            dont_filter=walk.page == 1 and bool(walk.others or walk.below),  # what waits for it must not wait for ever
        )  # fmt: skip

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """Go one rung down when a listing cannot be had at all; the failure itself is kept elsewhere."""
        request = getattr(failure, "request", None)
        assert isinstance(request, Request)
        self._answered.set()
        walk: Walk = request.cb_kwargs["walk"]
        self.count("arsip/failed_listing")
        if isinstance(failure.value, BUGS):
            self.count("arsip/spider_errors")
            self.logger.error("%s failed for a bug of ours: %s", request.url, failure.getTraceback())
        response = getattr(failure.value, "response", None)
        self.heard |= isinstance(failure.value, IgnoreRequest) or (response is not None and response.status in GONE)
        if walk.page == 1:
            if not walk.guess and response is not None and response.status in GONE:
                self.count("arsip/lost_listing")
            yield from self.climb(walk.below)

    # Pages of a walk

    def parse_listing(self, response: Response, walk: Walk) -> Iterator[Request]:
        self._answered.set()
        try:
            listing, tree = self._read(response, walk)
        except NotAListing as reason:
            self.count("arsip/bad_listing")
            self.logger.info("%s is no listing that we can read: %s", response.url, reason)
            if walk.page == 1:
                yield from self.climb(walk.below)
            return
        self.answered_well = True
        if tree is not None and (elsewhere := self._sent_on(tree, response.url)) is not None:
            yield self._look(elsewhere, walk)
            return
        ignored = walk.rung == "search" and walk.first and self._ignores_the_question(listing.entries, walk)
        if walk.page == 1:
            self._count_listing(listing, walk, response.url)
        fresh = self._fresh(listing, walk, response.url)
        repeated = self._repeats(fresh, walk)
        self.recognised += 0 if "dataloss" in response.flags else len(fresh)
        yield from self._articles(fresh, walk, response.url)  # first, for Scrapy sends as we yield
        if walk.page == 1:
            for other in () if ignored else self._others(listing, walk):
                yield from self.begin(other)
            self.searched_well |= self._answers_well(listing, walk) and not ignored
            if ignored or (not listing.entries and listing.kind in HTML):  # no result, or a page made elsewhere
                yield from self.climb(walk.below)
        if tree is not None:
            yield from self.linked(tree, response.url)
        yield from self._inside(listing)
        url = None if ignored or repeated else self._next_page(listing, fresh, walk, response.url)
        self.covered |= url is None and self._covers(listing, walk)
        if url is not None and self.spend():
            walk.page += 1
            yield self._look(url, walk)

    def _others(self, listing: Listing, walk: Walk) -> Sequence[Walk]:
        """Return the walks that may begin now: one query at a time while a page of results has none."""
        if walk.rung != "search" or not walk.first or listing.kind != "html" or self._listed(listing.entries, walk):
            return walk.others
        if not walk.others or walk.empty + 1 >= EMPTY_SEARCHES:
            return ()
        head, *rest = walk.others
        head.others, head.first, head.empty = tuple(rest), True, walk.empty + 1
        return (head,)

    @staticmethod
    def _answers_well(listing: Listing, walk: Walk) -> bool:
        """Tell whether a listing leaves little to look for elsewhere."""
        return len(listing.entries) >= (MOST_OF_IT if walk.rung == "sitemap" else 1 if not walk.picky else MOST_OF_IT)

    def _covers(self, listing: Listing, walk: Walk) -> bool:
        """Tell whether a list of everything was read to its end, and was not one of the newest only."""
        more = listing.next or listing.more or walk.page_url(walk.page + 1, walk.entries)
        if (
            walk.rung != "index"
            or walk.door
            or self.since
            or walk.entries < MUCH
            or (more and walk.page >= FIRST_PAGES)
        ):
            return False
        told = [entry.days.last for entry in listing.entries if entry.days and not entry.around]
        return min(told) <= self.today - timedelta(days=FAR_BACK) if told else walk.entries >= ALL_OF_IT

    def _repeats(self, fresh: Sequence[Listed], walk: Walk) -> bool:
        """Tell whether a section or sitemap shows nothing that a list of everything, read to its end, has not."""
        if walk.rung not in {"index", "category", "sitemap"}:
            return False
        keys = {urls.address(entry.url).key for entry in fresh}
        repeated = self.covered and walk.rung != "index" and keys <= self._listed_before
        if walk.rung == "sitemap":
            self._in_vain = self._in_vain + 1 if repeated else 0
            return repeated
        self._listed_before |= keys
        return repeated

    def _count_listing(self, listing: Listing, walk: Walk, url: str) -> None:
        """Note a listing without an article. Of days that are asked for, nothing can be said: some have none."""
        search = not walk.picky
        if walk.door:
            return
        if search:
            self.count("arsip/searches")
        if listing.inside or self._listed(listing.entries, walk) or self.since or self.until:
            return
        self.count("arsip/empty_search" if search else "arsip/empty_listing")
        self.logger.info("%s lists no article", url)

    def _read(self, response: Response, walk: Walk) -> tuple[Listing, HtmlElement | None]:
        """Return the listing, and its page where it is one. Raises NotAListing for what is none of the walk's kinds."""
        zone, url = self.outlet.timezone, response.url
        listing, tree = listings.structured(response.body, zone=zone), None
        now = days.said_at(response.headers.get(b"Date"), zone)
        if listing is None:
            tree = self.tree(response)
            if tree is None:
                raise NotAListing("neither HTML nor data")
            self.learn(tree, url)
            listing = markup.read(tree, url=url, page=walk.page, article=self.article_url, zone=zone, now=now)
            listing = self._with_state(listing, tree, url)
            listing = parts.of_page(listing, tree, url, is_part=walk.loaded)
        elif listing.part is not None and listing.kind in walk.kinds:
            article, known = self.article_url, walk.seen
            listing = parts.of_data(listing.part, url=url, known=known, article=article, zone=zone, now=now)
        if listing.kind not in walk.kinds:
            raise NotAListing(f"{listing.kind} where {' or '.join(sorted(walk.kinds))} was expected")
        total = (response.headers.get(b"X-WP-Total") or b"").decode("latin-1")
        if listing.kind == "rest" and total.isdecimal():
            listing = replace(listing, total=int(total))
        return listing, tree

    def _with_state(self, listing: Listing, tree: HtmlElement, url: str) -> Listing:
        """Read a page without a list for what it holds for its scripts."""
        if sum(not entry.around for entry in listing.entries) >= LAST_PAGE_HOLDS:
            return listing
        held = state.read(tree, zone=self.outlet.timezone)
        if not held.main.items:
            return listing
        fill = examples.fill(held.main.items, (*(entry.url for entry in listing.entries), *self.shown))

        def written(item: Item) -> str | None:
            address = item.url or (fill(item) if fill else None)
            return markup.joined(url, address) if address else None

        self.learn_links(state.links(held, written))
        return parts.of_state(listing, held, lambda item: self.article_url(written(item) or ""), url)

    def learn_links(self, links: Iterable[tuple[str, str]]) -> None:
        """Learn from addresses with their headlines."""

    def learn(self, tree: HtmlElement, url: str) -> None:
        """Learn from a page of headlines before it is read."""

    def _sent_on(self, tree: HtmlElement, url: str) -> str | None:
        """Return where a page without anything on it sends its readers, once for each place."""
        target = markup.refresh(tree, url)
        if target is None or target in self.refreshed or not self.owns(target) or not self.spend():
            return None
        self.refreshed.add(target)
        return target

    def _fresh(self, listing: Listing, walk: Walk, base: str) -> list[Listed]:
        """Return the entries that no earlier page of the walk had, under the addresses that we ask for."""
        fresh = []
        for entry in listing.entries:
            url = self.article_url(self.doubles.plain(markup.joined(base, entry.url) or ""), post=entry.post)
            key = urls.address(url).key if url else None
            if url and key and key not in walk.seen:
                walk.seen.add(key)
                day = entry.days.exact if entry.days else None
                self.shown.append(url)
                if not self.doubles.is_another(url, entry.headline, day):
                    fresh.append(replace(entry, url=url))
        walk.entries += len(listing.entries)
        return fresh

    def _articles(self, fresh: list[Listed], walk: Walk, found_in: str) -> Iterator[Request]:
        picky = walk.picky or self._ignores_the_question(fresh, walk)
        asked = [
            entry for entry in fresh
            if self._in_range(entry) and (self._is_wanted(entry) or not (picky or entry.around))
        ]  # fmt: skip
        new = {entry.url: entry.days.exact if entry.days else None for entry in asked if not self.knows(entry.url)}
        self.note(found_in, walk.rung, new)
        for entry in asked:
            yield from self.ask(entry.url, found_by=walk.rung)

    def _is_wanted(self, entry: Listed) -> bool:
        """Tell whether the headline, the slug, or the text where the listing has it, is about the topics."""
        slug = urlsplit(entry.url).path.replace("-", " ").replace("_", " ").replace("/", " ")
        return self.topics.wanted(f"{entry.headline} | {slug}") or self.topics.answers(entry.text)

    @staticmethod
    def _listed(entries: Sequence[Listed], walk: Walk) -> list[Listed]:
        """Return the results of a search without what stands around them; of a section, all that its page links."""
        return [entry for entry in entries if walk.picky or not entry.around]

    def _ignores_the_question(self, fresh: Sequence[Listed], walk: Walk) -> bool:
        """Tell whether a search brought what it always brings: many headlines and not one on the topics."""
        results = self._listed(fresh, walk)
        ignored = len(results) >= LAST_PAGE_HOLDS and not any(map(self._is_wanted, results))
        if ignored:
            self.count("arsip/search_ignored")
        return ignored

    def _in_range(self, entry: Listed) -> bool:
        """Tell whether it can have been published in the days asked for."""
        span = entry.days
        return span is None or not (
            (self.since is not None and span.last < self.since) or (self.until is not None and span.first > self.until)
        )

    def _inside(self, listing: Listing) -> Iterator[Request]:
        wanted = [
            entry for entry in listing.inside
            if listings.holds_articles(entry.url) and self.owns(entry.url)
            and not (self.since and entry.days and entry.days.last < self.since)
        ]  # fmt: skip
        newest = sorted(wanted, key=lambda entry: entry.days.last if entry.days else date.max, reverse=True)
        walks = [self.sitemap(self.at_our_host(entry.url)) for entry in newest[:SITEMAPS]]
        for walk in walks[:AT_ONCE]:
            yield from self.begin(walk)
        self.later.extend(walks[AT_ONCE:])

    def _next_page(self, listing: Listing, fresh: list[Listed], walk: Walk, url: str) -> str | None:
        """Return the next page's address, None at the end of what is worth reading."""
        recent = RECENT_PAGES if self.caught_up else FIRST_PAGES
        cap = recent if walk.picky and self.since is None else LISTING_PAGES
        results = self._listed(fresh, walk)
        older = self.since and all(entry.days and entry.days.last < self.since for entry in results)
        again = walk.loaded and walk.page == 2 and listing.entries  # scripts count from 0 or from 1
        if not (results or again) or walk.page >= cap or older or self._knows_all(results, walk):
            return None
        if listing.next is not None and self.owns(listing.next):
            return self.at_our_host(listing.next)
        if listing.more is not None and self.owns(listing.more):
            walk.picky = walk.picky or not (walk.loaded or parts.is_about(listing.more, url))
            walk.loaded = True
            return self.at_our_host(listing.more)
        few = len(self._listed(listing.entries, walk)) < LAST_PAGE_HOLDS
        last = few if listing.total is None else walk.entries >= listing.total
        following = None if last else walk.page_url(walk.page + 1, walk.entries)
        narrow = (walk.rung in {"search", "tag"} and listing.kind == "html") or listing.held
        if following is None and narrow and walk.page == 1 and len(results) >= FULL_PAGE:
            walk.page_url = numbered(url)
            return walk.page_url(2, walk.entries)
        return following

    def _knows_all(self, fresh: list[Listed], walk: Walk) -> bool:
        """Tell whether an earlier visit, which went to its end, has been here, and late items cannot stand behind.

        What is published late or dated back stands among older entries, so a listing is read on for OVERLAP_DAYS,
        or for OVERLAP_PAGES where it tells no dates.
        """
        wanted = [entry.url for entry in fresh if self._is_wanted(entry)]
        if not (self.caught_up and wanted and all(map(self.knows, wanted))):
            return False
        told = [entry.days.last for entry in fresh if entry.days]
        return min(told) < self.today - timedelta(days=OVERLAP_DAYS) if told else walk.page >= OVERLAP_PAGES

    def linked(self, tree: HtmlElement, url: str) -> Iterator[Request]:
        for walk in self.leads(tree, url):
            if walk.rung == "category" and not walk.door:
                address = walk.page_url(1, 0) or ""
                self.later.extend([walk] if address not in self._put_off else [])
                self._put_off.add(address)
            else:
                yield from self.begin(walk)
