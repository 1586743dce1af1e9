"""How an outlet is looked through, whatever its platform: listings page by page, then the articles they list.

A spider yields requests and nothing else; each exchange is preserved by scrapers.preserve on its way in.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from scrapy import Request
from scrapy.http import Response

from pipeline import urls
from scrapers.spiders import days, examples, listings, markup, parts, state
from scrapers.spiders.climbing import ClimbingSpider
from scrapers.spiders.data import Item
from scrapers.spiders.doubles import Doubles
from scrapers.spiders.listings import Listed, Listing, NotAListing
from scrapers.spiders.task import Task
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
    Walk,
    numbered,
)  # fmt: skip

AT_ONCE = 3
"""Sitemaps of one index that do not wait for the lists of everything."""
EMPTY_SEARCHES = 4
"""Queries in a row without a result, after which a box is taken for one that a script fills."""
SHOWN = 200
"""Addresses of articles that are kept as examples."""


class OutletSpider(ClimbingSpider):
    """Finds an outlet's articles on the topics and asks for them and for each of their pages, once."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self.caught_up = task.caught_up and task.since is None
        self.doubles = Doubles()
        self.recognised = 0
        """Links taken for articles so far, wanted or not."""
        self.shown: deque[str] = deque(maxlen=SHOWN)
        """Addresses of articles that listings have shown, by which others are made of ids and slugs."""
        self._answers: dict[tuple[str, ...], Walk] = {}
        """The walks of questions, by what their first pages list."""
        self.refreshed: set[str] = set()
        """Where pages sent us by a <meta> in place of a redirect."""

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
            yield self.look_at(elsewhere, walk)
            return
        ignored = walk.rung == "search" and walk.first and self._ignores_the_question(listing.entries, walk)
        deaf = walk.page == 1 and self._says_the_same(listing, walk, response.url)
        if walk.page == 1:
            self._count_listing(listing, walk, response.url)
        fresh = self._fresh(listing, walk, response.url)
        repeated = self.overview.repeats(fresh, walk)
        self.recognised += 0 if "dataloss" in response.flags else len(fresh)
        yield from self._articles(fresh, walk, response.url)  # first, for Scrapy sends as we yield
        if walk.page == 1:
            yield from self._opened(listing, walk, ignored=ignored, deaf=deaf)
        if tree is not None:
            yield from self.linked(tree, response.url)
        yield from self._inside(listing)
        url = None if ignored or deaf or repeated else self._next_page(listing, fresh, walk, response.url)
        if url is None and not self.since:
            self.overview.ended(listing, walk, today=self.today)
        if url is not None and self.spend():
            walk.page += 1
            yield self.look_at(url, walk)

    def _opened(self, listing: Listing, walk: Walk, *, ignored: bool, deaf: bool) -> Iterator[Request]:
        """Begin what waited for a first page; in place of questions that are not heard, what is below.

        One question is asked at a time until two have had answers of their own: of a box that a script fills, or
        that shows the newest whatever it is asked, a few are enough.
        """
        results = self._listed(listing.entries, walk)
        questions = [other for other in walk.others if other.rung == walk.rung and not other.picky]
        in_vain = walk.rung == "search" and walk.first and listing.kind == "html" and not results
        if ignored or deaf or (in_vain and (not questions or walk.empty + 1 >= EMPTY_SEARCHES)):
            begun = [other for other in walk.others if deaf and other.picky]
        elif questions and (in_vain or (len(results) >= LAST_PAGE_HOLDS and len(self._answers) == 1)):
            begun = questions[:1]
            begun[0].others = tuple(other for other in walk.others if other is not begun[0])
            begun[0].first, begun[0].empty = in_vain, walk.empty + in_vain
            begun[0].below, walk.below = (walk.below, ()) if in_vain else ((), walk.below)
        else:
            begun = list(walk.others)
        for other in begun:
            yield from self.begin(other)
        if not (ignored or deaf):
            self.overview.opened(listing, walk)
        if ignored or (not results and listing.kind in HTML):  # no result, or a page made elsewhere
            yield from self.climb(walk.below)

    def _says_the_same(self, listing: Listing, walk: Walk, url: str) -> bool:
        """Tell whether a question has the answer of another, and more of it behind: then it is read by headline.

        Not where most of the answer is on the topics: two questions on one subject have the same newest results.
        """
        results = self._listed(listing.entries, walk)
        if walk.picky or walk.rung not in {"search", "feed", "rest"} or len(results) < LAST_PAGE_HOLDS:
            return False
        if sum(map(self._is_wanted, results)) * 2 > len(results):
            return False
        looks = tuple(markup.joined(url, entry.url) or "" for entry in results)
        first = self._answers.setdefault(looks, walk)
        if first is walk or not (listing.next or listing.more or len(results) >= FULL_PAGE):
            return False
        self.count("arsip/search_ignored")
        first.picky = True
        return True

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
