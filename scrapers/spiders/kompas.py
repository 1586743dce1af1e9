"""KOMPAS.com's regional channel: regional.kompas.com, its index and its search on hosts of their own.

The catalogue names these hosts (`hosts: [indeks.kompas.com, search.kompas.com]`), for nothing else may be asked.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlencode, urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder, Walk, Walks, numbered

ARTICLE: Final = re.compile(r"(?:/[a-z0-9-]+)?/read/(?:19|20)\d\d/[01]\d/[0-3]\d/\d{6,}(?:/[^/]+)?/?", re.I)


class KompasSpider(LeadingSpider):
    platform = "kompas"

    @staticmethod
    def is_article(url: str) -> bool:
        return ARTICLE.fullmatch(urlsplit(url).path) is not None

    def ladders(self) -> Iterator[Ladder]:
        yield (self.front_page(),)
        yield (tuple(walk for query in self.queries for walk in self._search(query)),)
        yield (self._index(),)

    def _sister(self, name: str) -> str | None:
        """Return the address of a host of the outlet's by its first label; None where the catalogue has none."""
        host = next((host for host in self.outlet.hosts if host.startswith(f"{name}.")), None)
        return host and f"{urlsplit(self.outlet.home_url).scheme}://{host}"

    def _search(self, query: str) -> Walks:
        sister = self._sister("search")
        if sister is None:
            return ()
        asked = {"q": query}
        if self.since:
            asked |= {"start_date": f"{self.since}", "end_date": f"{self.until or self.today}"}
        return (Walk(rung="search", page_url=numbered(f"{sister}/search?{urlencode(asked)}")),)

    def _index(self) -> Walks:
        sister = self._sister("indeks")
        site = urlsplit(self.outlet.home_url).hostname or ""

        def of(day: date | None) -> str:
            return f"{sister}/?{urlencode({'site': site.split('.')[0], **({'date': str(day)} if day else {})})}"

        return self.by_day(of) if sister else ()
