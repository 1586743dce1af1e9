"""What structures.yml says of each site, and which of its stories a polite crawler can find."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from newsroom.structures.stories import WIB, Story, publish, slugify

HERE = Path(__file__).parent
Half = Literal["dev", "held"]
NOW = datetime(2024, 11, 2, 9, 30, tzinfo=WIB)


@dataclass(frozen=True, kw_only=True)
class Search:
    """A search form. `at` may hold {q} for `/search/kata`; without `name` there is no field but a script's."""

    at: str = "/"
    name: str = "s"
    method: Literal["get", "post", "script"] = "get"
    reads: Literal["text", "headline", "nothing"] = "text"
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
    """Hung on a list's address; {n} page, {skip} stories before it; "more" is JSON by a script, "" is none."""
    sections: str | None = "/kategori/{slug}"
    tags: str | None = "/tag/{slug}"
    authors: str = "/penulis/{slug}"
    index: str | None = None
    days: str | None = None
    """Address of the list of a day."""
    search: Search | None = None
    feed: Feed | None = None
    sitemap: Sitemap | None = None
    pages: str = "/{slug}"
    """Addresses of Redaksi, Pedoman Media Siber and the like."""
    robots: str = "User-agent: *\nDisallow: /admin/\n"
    links: Literal["absolute", "relative", "protocol", "base", "https", "www"] = "absolute"
    card: Literal["heading", "inside", "image", "onclick", "bare", "table"] = "heading"
    decor: str = ""
    """Hung on addresses in lists: `?utm_source=home`, `;jsessionid=…`."""
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
    """What its robots.txt closes: `search`, `lists`."""
    soft404: bool = False
    splash: Literal["", "refresh", "builder"] = ""
    """The front page: a meta refresh to /beranda, or a page builder's with no list of stories."""
    generator: str = ""
    epaper: bool = True

    @cached_property
    def published(self) -> tuple[Story, ...]:
        return publish(self.host, self.stories, newest=NOW, hours=self.hours, buried=self.buried)

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
        asked = search is not None and search.method == "get"
        searched = search is not None and (search.reads == "text" or (search.reads, story.tells) == ("headline",) * 2)
        fed = self.feed is not None and rank < self.feed.items
        if (asked and searched) or (fed and (self.feed.whole or story.tells in {"headline", "lead"})):  # type: ignore[union-attr]
            return True
        paged = self.paging not in {"", "more"}
        lists = bool(self.sections or self.index) and "lists" not in self.shut
        listed = rank < self.front or (lists and (paged or rank < self.per_page))
        slugged = any(key in self.address for key in ("{slug}", "{Slug}", "{spaced}", "{title}"))
        mapped = self.sitemap is not None and slugged and not (self.sitemap.news and rank >= 20)
        match story.tells:
            case "headline":
                return listed or mapped or self.days is not None
            case "lead":
                return listed and self.excerpt
            case "tag":
                return self.tags is not None and "lists" not in self.shut and (paged or rank < self.per_page)
            case _:
                return False


def load(half: Half | None = None) -> tuple[Structure, ...]:
    """Return the structures of a half, or all. Raises TypeError on a key that is not known."""
    data = yaml.safe_load((HERE / "structures.yml").read_text(encoding="utf-8"))
    found = tuple(_read(entry) for entry in data)
    return tuple(structure for structure in found if half in {None, structure.half})


def _read(entry: dict[str, Any]) -> Structure:
    kinds: dict[str, Any] = {"search": Search, "feed": Feed, "sitemap": Sitemap}
    known = {f.name for f in fields(Structure)}
    if entry.keys() - known:
        raise TypeError(f"{entry.get('host')}: unknown keys {sorted(entry.keys() - known)}")
    return Structure(**{key: kinds[key](**value) if key in kinds else value for key, value in entry.items()})
