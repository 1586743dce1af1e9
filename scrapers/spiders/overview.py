"""What the lists of an outlet have shown so far, and whether that leaves anything to look for elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from pipeline import urls
from scrapers.spiders.listings import Listed, Listing
from scrapers.spiders.walks import FIRST_PAGES, Walk

IN_VAIN: Final = 2
"""Sitemaps in a row that name nothing new, after which the others are left out."""
MUCH: Final = 100
"""Entries of a list of everything that is read to its end; fewer may be the newest only."""
FAR_BACK: Final = timedelta(days=30)
"""How long such a list reaches back."""
ALL_OF_IT: Final = 300
"""Entries in place of days, where it tells none."""
MOST_OF_IT: Final = 100
"""Entries of a sitemap, or of a list that was asked no question, that leave little to look for by month."""


@dataclass(slots=True, kw_only=True)
class Overview:
    """Kept through one visit of one outlet."""

    covered: bool = False
    """A list of everything was read to its end."""
    searched_well: bool = False
    """A search brought what was asked for, or a sitemap named most of what there is."""
    in_vain: int = 0
    """Sitemaps in a row that named nothing new."""
    _keys: set[str] = field(default_factory=set)
    """Of articles that lists of everything and of sections have shown."""

    def is_doubtful(self, walk: Walk) -> bool:
        """Tell whether a walk may bring nothing that was not seen."""
        return walk.rung == "sitemap" and self.covered

    def leaves_out(self, walk: Walk) -> bool:
        """Tell whether a walk need not be begun."""
        return self.is_doubtful(walk) and self.in_vain >= IN_VAIN

    def opened(self, listing: Listing, walk: Walk) -> None:
        """Take note of the first page of a walk that answers what it is asked."""
        least = MOST_OF_IT if walk.picky or walk.rung == "sitemap" else 1
        self.searched_well |= len(listing.entries) >= least

    def ended(self, listing: Listing, walk: Walk, *, today: date) -> None:
        """Take note of the last page that is read of a walk: of everything, and not of the newest only?"""
        more = listing.next or listing.more or walk.page_url(walk.page + 1, walk.entries)
        cut_short = more and walk.page >= FIRST_PAGES
        if walk.rung != "index" or walk.door or walk.entries < MUCH or cut_short:
            return
        told = [entry.days.last for entry in listing.entries if entry.days and not entry.around]
        self.covered |= min(told) <= today - FAR_BACK if told else walk.entries >= ALL_OF_IT

    def repeats(self, fresh: Sequence[Listed], walk: Walk) -> bool:
        """Tell whether a section or sitemap shows nothing that a list of everything, read to its end, has not."""
        if walk.rung not in {"index", "category", "sitemap"}:
            return False
        keys = {urls.address(entry.url).key for entry in fresh}
        repeated = self.covered and walk.rung != "index" and keys <= self._keys
        if walk.rung == "sitemap":
            self.in_vain = self.in_vain + 1 if repeated else 0
        else:
            self._keys |= keys
        return repeated
