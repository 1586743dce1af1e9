"""A listing as a spider walks it, and how far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from scrapers.spiders.listings import Kind

Rung = Literal["search", "tag", "category", "index", "feed", "rest", "sitemap", "page"]
"""How a URL was found; in meta["found_by"]."""

LISTING_PAGES: Final = 50
"""Pages of one listing: with 10 to 150 entries each, more than an outlet has on the subject; calendars have no end."""
RECENT_PAGES: Final = 10
"""Pages of a listing read for its headlines when no dates are asked for: a day's visit needs one or two."""
FIRST_PAGES: Final = 25
"""The same before a visit has gone to its end: what no search finds is nowhere else."""
RECENT_DAYS: Final = 31
"""Days before `until` that are looked through where no `since` is given."""
OVERLAP_DAYS: Final = 7
"""Days behind the newest entries that a visit reads again: articles come late, and some are dated back."""
OVERLAP_PAGES: Final = 2
"""Pages in place of days, where a listing tells none."""
ARTICLE_PAGES: Final = 30
"""Pages of one article; the longest real one that we hold has 4."""
BUDGET: Final = 1500
"""Requests of one visit: fifty minutes at two seconds each. More is an archive that is read in several visits."""
SITEMAPS: Final = 50
"""Sitemaps of one index, of up to 2,000 addresses each."""
LAST_PAGE_HOLDS: Final = 5
"""A page with fewer entries is taken for the last, where the site does not link a next one."""

FULL_PAGE: Final = 10
"""Results on a page that links no next one, above which `?page=2` is tried all the same."""

PageUrl: TypeAlias = Callable[[int, int], str | None]
"""Address of page n, given also how many entries the pages before it had; None where only links lead on."""

HTML: Final = frozenset[Kind]({"html", "data"})
ANY: Final = frozenset[Kind]({"html", "data", "feed", "sitemap", "rest", "blogger"})


@dataclass(slots=True, kw_only=True)
class Walk:
    """One listing, from its first page to the last that is worth reading."""

    rung: Rung
    page_url: PageUrl
    kinds: frozenset[Kind] = HTML
    """What its answers must be made of: a home page in place of JSON is a failure, not a listing."""
    picky: bool = False
    """Take headlines with a cue word only, for the listing is about everything."""
    others: tuple["Walk", ...] = ()
    """Begun when this one's first page proves that the way is open."""
    below: tuple["Walks", ...] = ()
    """Begun in its place when it is shut."""
    first: bool = False
    """Stands for its whole rung."""
    empty: int = 0
    """Queries before it that brought nothing."""
    guess: bool = False
    """Nobody says that it exists. Where it does not, that is no news, and remembered (pipeline/visits.py: ABSENT)."""
    loaded: bool = False
    """Its further pages are what a script loads behind the first."""
    door: bool = False
    """Asked for what it leads to: a page of feeds, of tags, of a search box."""
    page: int = 1
    entries: int = 0
    """Seen so far, those of other outlets included."""
    seen: set[str] = field(default_factory=set)
    """Keys of the articles on its pages so far."""


Walks: TypeAlias = tuple[Walk, ...]
Ladder: TypeAlias = tuple[Walks, ...]
"""Ways to the same articles, best first: where the first walk of a rung is shut, the next rung is tried."""


def numbered(url: str, name: str = "page") -> PageUrl:
    """Return the pages of a listing that are told apart by a parameter: `url`, then the same with `?page=2`."""
    join = "&" if "?" in url else "?"
    return lambda n, _: url if n == 1 else f"{url}{join}{name}={n}"


def one_page(url: str) -> PageUrl:
    """Return the pages of a listing of which only the first one's address is known."""
    return lambda n, _: url if n == 1 else None
