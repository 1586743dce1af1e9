"""Any other site: what its home page shows of ways in, its sitemaps, its feeds.

Nothing is known of it but what every news site shares, so headlines decide wherever a search box does not.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Final
from urllib.parse import parse_qsl, urlsplit

from scrapers.spiders.leading import LeadingSpider
from scrapers.spiders.walks import Ladder
from scrapers.spiders.wordpress import FILE, WordPressSpider
from scrapers.spiders.words import WORDS

NUMBERED: Final = re.compile(r"(?:/[^/]+){0,4}/(?:[a-z]{1,3}-)?\d{4,}/(?=[^/]*[a-z])[^/]+/?", re.I)
"""An id before the slug: /berita/88123/camat-diperiksa, /jatim/d-7012345/camat-diperiksa."""
ENDS_IN_ID: Final = re.compile(r"(?:/[^/]+){0,4}/(?=[^/]*-[^/]*-)[a-z0-9-]+[-_.]\d{4,}(?:\.html?)?/?", re.I)
"""/berita/camat-diperiksa-bawaslu-88123"""
SCRIPT: Final = re.compile(r"/[^/]*(?:detail|berita|read|baca|artikel|news|post)[^/]*\.(?:php|aspx?|jsp|cfm)", re.I)
"""/detailberita.php?id=88"""
IDS: Final = frozenset({"id", "idberita", "id_berita", "berita", "news", "newsid", "nid", "no", "p", "post", "artikel"})


class GenericSpider(LeadingSpider):
    platform = "generic"
    leading: ClassVar[bool] = True

    @staticmethod
    def is_article(url: str) -> bool:
        parts = urlsplit(url)
        path = parts.path
        segments = [segment.lower() for segment in path.split("/") if segment]
        if SCRIPT.fullmatch(path):
            return any(name.lower() in IDS and value.isdecimal() for name, value in parse_qsl(parts.query))
        if not segments or WORDS.never_in_articles.intersection(segments) or FILE.search(segments[-1]):
            return False
        return bool(NUMBERED.fullmatch(path) or ENDS_IN_ID.fullmatch(path)) or WordPressSpider.is_article(url)

    def ladders(self) -> Iterator[Ladder]:
        yield from self.any_ladders()
