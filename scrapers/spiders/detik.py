"""detikcom's regional channels: www.detik.com/jatim, /sulsel, … on one host with everything else.

The catalogue names the indexes of the channels (`listings: [/jatim/indeks]`), and only articles below these channels
are the outlet's.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlencode, urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder, Walk, Walks, numbered

ARTICLE: Final = re.compile(r"(?:/[a-z0-9-]+){1,2}/d-\d{4,}(?:/[^/]+)?/?", re.I)


class DetikSpider(LeadingSpider):
    platform = "detik"

    @staticmethod
    def is_article(url: str) -> bool:
        return ARTICLE.fullmatch(urlsplit(url).path) is not None

    @property
    def channels(self) -> frozenset[str]:
        """First segments of the paths that are the outlet's; none named means all."""
        return frozenset(path.split("/")[1] for path in self.outlet.listings)

    def article_url(self, link: str, *, post: bool = False) -> str | None:
        url = super().article_url(link, post=post)
        ours = url is not None and (not self.channels or urlsplit(url).path.split("/")[1] in self.channels)
        return url if ours else None

    def ladders(self) -> Iterator[Ladder]:
        yield (tuple(map(self._search, self.queries)),)
        if not self.channels:
            yield (self._days("/indeks"), self.front_page())

    def named_listings(self) -> Iterator[Walk]:
        for path in self.outlet.listings:
            yield from self._days(path)

    def _search(self, query: str) -> Walk:
        asked = {"query": query, "sortby": "time"}
        if self.since:
            asked |= {"fromdatex": f"{self.since:%d/%m/%Y}", "todatex": f"{self.until or self.today:%d/%m/%Y}"}
        return Walk(rung="search", page_url=numbered(self.at_home(f"/search/searchall?{urlencode(asked)}")))

    def _days(self, path: str) -> Walks:
        """Months stand before days here."""

        def of(day: date | None) -> str:
            return f"{path}?{urlencode({'date': f'{day:%m/%d/%Y}'})}" if day else path

        return self.by_day(of)
