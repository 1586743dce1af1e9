"""What structures.yml says of each site, and which of its stories a polite crawler can find."""

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from newsroom.structures.stories import WIB, WORDS, Story, Words, publish, slugify

HERE = Path(__file__).parent
Half = Literal["dev", "held"]
NOW = datetime(2024, 11, 2, 9, 30, tzinfo=WIB)


@dataclass(frozen=True, kw_only=True)
class Search:
    """A search form. `at` may hold {q} for `/search/kata`; without `name` there is no field but a script's."""

    at: str = "/"
    name: str = "s"
    method: Literal["get", "post", "script"] = "get"
    reads: Literal["text", "headline", "nothing", "wall", "google"] = "text"
    """`wall`: a firewall answers instead, with status 200; `google`: a box that Google's script would fill."""
    hidden: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Feed:
    at: str
    items: int = 10
    kind: Literal["rss", "atom"] = "rss"
    whole: bool = False
    broken: bool = False
    linked: bool = True
    """Whether heads of pages name it."""
    paged: str = ""
    """Hung on its address: `?paged={n}`, or `?start-index={start}` that counts stories from 1."""
    next: bool = False
    """Whether a page of the feed names the next one (RFC 5005)."""
    told_at: str = ""
    """A page for readers that links the feeds; then `at` holds {slug} of a section."""
    relative: bool = False
    charset: str = "utf-8"
    junk: str = ""
    """What a PHP script prints before the document."""
    type: str = ""
    """Content-Type, where it is not what it should be."""
    tail: bool = False
    """Summaries end as WordPress ends them, and links carry utm_source."""
    blogger: bool = False
    """Takes q, max-results, start-index and alt=json, and a label behind /-/."""
    everywhere: bool = False
    """WordPress's: each list and search has one too, behind /feed/ or as ?feed=rss2; heads of lists name it."""


@dataclass(frozen=True, kw_only=True)
class Sitemap:
    """`at` is what robots.txt names (or `quiet`: nobody does); `parts` are {n} or a strftime pattern."""

    at: str
    parts: str = ""
    per_part: int = 60
    lastmod: Literal["right", "today", "none"] = "right"
    gz: bool = False
    news: bool = False
    """Holds the newest 20 only, with titles."""
    quiet: bool = False
    days: int = 0
    """Holds only what is younger, with titles."""
    base: str = ""
    """What addresses in it begin with, where it is not the site's own."""
    images: bool = False
    others: bool = False
    """Its index also names maps of tags, authors, pages and galleries, before those of articles."""


@dataclass(frozen=True, kw_only=True)
class More:
    """Lists go on by a script's GET. `at` holds {slug} of a list (`semua` is all) and {n} or {skip}."""

    at: str
    gives: Literal["html", "array"] = "html"
    """An object with a fragment and the next address, or a bare array of stories."""
    post: bool = False
    """A script's POST with a nonce: the button names no address, and GET is answered `0`."""


@dataclass(frozen=True, kw_only=True)
class Structure:
    """One invented site. Addresses are for str.format with id, slug, day, section, sub, Slug, spaced, code, title."""

    host: str
    half: Half
    about: str
    address: str
    platform: str = "generic"
    stories: int = 120
    hours: float = 9
    buried: bool = False
    per_page: int = 12
    front: int = 12
    """Stories on the front page beside ticker and sidebar."""
    paging: str = "?page={n}"
    """Hung on a list's address; {n} page, {zero} page from 0, {skip} stories before it, {before} the time of the last
    story shown; "more" is JSON by a script, "" is none."""
    pager: Literal["links", "head", "numbers", "none"] = "links"
    """`head`: only <link rel="next"> names the next page; `numbers`: 1 2 3 … 14, no arrows; `none`: nothing names it,
    though it answers."""
    state: Literal["", "next", "inertia"] = ""
    """Lists hold no cards but JSON for a script: __NEXT_DATA__, or data-page; it names the next page too."""
    sections: str | None = "/kategori/{slug}"
    tags: str | None = "/tag/{slug}"
    authors: str = "/penulis/{slug}"
    index: str | None = None
    days: str | None = None
    """Address of the list of a day."""
    months: str | None = None
    """Address of the list of a month, which each page names under "Arsip"."""
    months_by: Literal["link", "select"] = "link"
    """`select`: options of a field that a script follows, as WordPress has it."""
    search: Search | None = None
    feed: Feed | None = None
    sitemap: Sitemap | None = None
    pages: str = "/{slug}"
    """Addresses of Redaksi, Pedoman Media Siber and the like."""
    robots: str = "User-agent: *\nDisallow: /admin/\n"
    links: Literal["absolute", "relative", "protocol", "base", "https", "www", "bare"] = "absolute"
    """`bare` is relative to the page's own folder."""
    card: Literal["heading", "inside", "image", "onclick", "bare", "table", "data", "upper"] = "heading"
    """`data` is a div with data-href, `upper` a row of HTML 3.2 without quotation marks."""
    decor: str = ""
    """Hung on addresses in lists: `?utm_source=home`, `;jsessionid=…`; {session} is another on each page."""
    decor_first: bool = False
    """On every other page what is hung on stands before the address's own query."""
    canonical: bool = True
    excerpt: bool = True
    meta: Literal["full", "og", "none", "wrong"] = "og"
    """What heads say: JSON-LD and og:type, og:type, nothing, or `article` on every page."""
    amp: str = ""
    printed: str = ""
    old: str = ""
    """An address that redirects to the article; lists still link it."""
    calendar: bool = False
    shut: tuple[str, ...] = ()
    """What its robots.txt closes: `search`, `lists`, `tags`."""
    soft404: bool = False
    splash: Literal["", "refresh", "builder", "frames"] = ""
    """The front page: a meta refresh to /beranda, a page builder's with no list of stories, or a frameset."""
    generator: str = ""
    epaper: bool = True
    words: str = ""
    """Which of stories.WORDS."""
    jump: str = ""
    """An address that redirects (302) to the article; lists link no other."""
    dates: Literal["full", "relative", "none"] = "full"
    """`none`: only articles are dated."""
    days_by: Literal["link", "form", "input"] = "link"
    """How the list of a day is asked for: addresses, or a form with three selects or one field."""
    day_steps: bool = False
    """The list of a day links the day before and after, for ever."""
    sticky: int = 0
    """So many popular stories stand first on each page of each list."""
    endless: bool = False
    """Pages behind the last repeat it, and link on."""
    more: More | None = None
    rest: Literal["", "401", "404"] = ""
    """What WordPress's REST answers."""
    charset: str = "utf-8"
    mobile: bool = False
    """m.host shows the same; every third link in lists goes there."""
    english: str = ""
    """Address of a translation, which the article names; /en lists them."""
    second: str = ""
    """Address of an article's second page; every fourth article has one, and lists link it too."""
    listed_twin: str = ""
    """Hung on every fifth address in lists: `?amp=1`."""
    cloud: bool = False
    """Each page has a cloud of tags."""
    adverts: bool = False
    """Lists hold advertisements and galleries between stories."""
    canonical_at: str = ""
    """What each article wrongly calls its canonical address; may name another host."""
    alias: str = ""
    """A second address that shows the article; every third link in lists goes there."""
    siblings: tuple[str, ...] = ()
    """Hosts of the same network: the menu links them, and lists hold their stories too, on the topic."""
    slash: Literal["", "add", "drop"] = ""
    """Addresses without (with) a slash behind redirect to the ones with (without)."""
    moves: Literal["", "www", "bare"] = ""
    """Where the other of host and www.host redirects to."""
    phone: str = ""
    """Where an article redirects a telephone's agent."""
    tires: int = 0
    """Of so many requests the last is answered 429 with Retry-After."""

    @property
    def vocabulary(self) -> Words:
        return WORDS[self.words]

    @cached_property
    def published(self) -> tuple[Story, ...]:
        return publish(self.host, self.stories, newest=NOW, hours=self.hours, buried=self.buried, words=self.vocabulary)

    @cached_property
    def gold(self) -> tuple[Story, ...]:
        return tuple(story for story in self.published if story.tells)

    def fill(self, pattern: str, story: Story) -> str:
        return pattern.format(
            id=story.id, slug=story.slug, day=story.published.astimezone(WIB), section=slugify(story.section),
            sub="kabupaten", Slug="-".join(word.capitalize() for word in story.slug.split("-")), code=story.code,
            spaced=story.headline.replace(":", "").replace(",", "").replace(" ", "%20"),
            title=story.headline.replace(" ", "+"),
        )  # fmt: skip

    def path(self, story: Story) -> str:
        return self.fill(self.address, story)

    @cached_property
    def findable(self) -> frozenset[int]:
        """Ids of the stories on the topic that a polite crawler can reach and tell without asking for everything."""
        return frozenset(
            story.id for rank, story in enumerate(self.published) if story.tells and self._shows(rank, story)
        )

    def _shows(self, rank: int, story: Story) -> bool:
        search = None if "search" in self.shut else self.search
        asked = search is not None and search.method == "get" and search.reads != "wall"
        searched = search is not None and (search.reads == "text" or (search.reads, story.tells) == ("headline",) * 2)
        fed = self._fed(rank, story)
        if (asked and searched) or (fed and (self.feed.whole or story.tells in {"headline", "lead"})):  # type: ignore[union-attr]
            return True
        paged = self.paging not in {"", "more"} or (self.more is not None and not self.more.post)
        paged = paged or (self.feed is not None and self.feed.everywhere and bool(self.feed.paged))
        lists = bool(self.sections or self.index) and "lists" not in self.shut
        listed = rank < self.front or (lists and (paged or self._rank(rank, story, story.section) < self.per_page))
        listed = listed or (self.months is not None and (paged or self._month_rank(story) < self.per_page))
        slugged = any(key in self.address for key in ("{slug}", "{Slug}", "{spaced}", "{title}"))
        mapped = self.sitemap is not None and slugged and not (self.sitemap.news and rank >= 20)
        if self.sitemap is not None and self.sitemap.days:
            mapped = story.published > NOW - timedelta(days=self.sitemap.days)
        match story.tells:
            case "headline":
                return listed or mapped or self.days is not None
            case "lead":
                return listed and self.excerpt
            case "tag":
                return (fed and self.feed.blogger) or (  # type: ignore[union-attr]
                    self.tags is not None
                    and not {"lists", "tags"} & set(self.shut)
                    and (paged or self._rank(rank, story, self.vocabulary.topic_tag) < self.per_page)
                )
            case _:
                return False

    def _rank(self, rank: int, story: Story, name: str) -> int:
        """Its place in the list of a section or tag; the first sites are measured by its place among all."""
        if not self.words:
            return rank
        return [s.id for s in self.published if name in {s.section, *s.tags}].index(story.id)

    def _month_rank(self, story: Story) -> int:
        month = f"{story.published.astimezone(WIB):%Y-%m}"
        return [s.id for s in self.published if f"{s.published.astimezone(WIB):%Y-%m}" == month].index(story.id)

    def _fed(self, rank: int, story: Story) -> bool:
        feed = self.feed
        if feed is None:
            return False
        if feed.told_at:
            rank = self._rank(rank, story, story.section)
        return bool(feed.paged) or rank < feed.items


def load(half: Half | None = None) -> tuple[Structure, ...]:
    """Return the structures of a half, or all. Raises TypeError on a key that is not known."""
    data = yaml.safe_load((HERE / "structures.yml").read_text(encoding="utf-8"))
    found = tuple(_read(entry) for entry in data)
    return tuple(structure for structure in found if half in {None, structure.half})


def _read(entry: dict[str, Any]) -> Structure:
    kinds: dict[str, Any] = {"search": Search, "feed": Feed, "sitemap": Sitemap, "more": More}
    known = {f.name for f in fields(Structure)}
    if entry.keys() - known:
        raise TypeError(f"{entry.get('host')}: unknown keys {sorted(entry.keys() - known)}")
    return Structure(**{key: kinds[key](**value) if key in kinds else value for key, value in entry.items()})
