"""The other pages of an article: which are linked, how many there are."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline import urls
from pipeline.pages.markup import Markup, strings
from pipeline.urls import WHOLE, Address

HREFS: Final = strings("//a[@href]/@href | //link[@rel='next' or @rel='prev']/@href")
PAGER: Final = re.compile(r"pag(?:e|i|$)|halaman", re.I)
COUNT: Final = re.compile(r"(?:halaman|page|hal\.?|laman)\s*:?\s*\d{1,2}\s*(?:/|dari|of)\s*(\d{1,2})\b", re.I)
BEGINNING: Final = 400
MOST: Final = 60


def further(tree: HtmlElement, url: str) -> dict[int, str]:
    """Return the addresses of the article's other pages that this one links, by page number; WHOLE for all in one.

    `url` is the page's own address. Anchors to the page itself, to its AMP form and to its comments are no pages.
    """
    own = urls.address(url)
    linked = _linked(HREFS(tree), url, own)
    return {page: urls.normalise(href) for page, href in linked.items() if page != own.page}


def count(markup: Markup, own: Address, page: int) -> int | None:
    """Return how many pages the article says it has: `Halaman 1/4`, or the last page that is linked.

    `own` is the article's address, `page` the number of the one at hand.
    """
    widgets = dict.fromkeys(e for name, elements in markup.named.items() if _is_pager(name) for e in elements[:8])
    numbers = [int(match[1]) for e in widgets if (match := COUNT.search(_beginning(e)))]
    numbers += [other for other in _linked(_hrefs(markup), own.url, own) if other != WHOLE]
    most = max([page, *numbers])
    return most if 2 <= most <= MOST and numbers else None


@lru_cache(maxsize=8192)  # the pages of one outlet have the same names
def _is_pager(name: str) -> bool:
    return PAGER.search(name) is not None


def _beginning(widget: HtmlElement) -> str:
    """Return the first `BEGINNING` characters of its text; `#page` holds the whole page."""
    text = ""
    for piece in widget.itertext():
        text += str(piece)
        if len(text) >= BEGINNING:
            break
    return text[:BEGINNING]


def _hrefs(markup: Markup) -> list[str]:
    around = (link.get("href") for link in markup.tagged("link") if link.get("rel") in {"next", "prev"})
    return [*filter(None, around), *(href for href, _ in markup.anchors)]


def _linked(hrefs: Iterable[str], base: str, own: Address) -> dict[int, str]:
    found: dict[int, str] = {}
    mark = _mark(own)
    for href in dict.fromkeys(hrefs):
        if (mark not in href or mark not in href.partition("?")[0]) and not href.startswith("?"):
            continue
        url = urljoin(base, href)
        other = _address(url)
        if other and other.key == own.key and other.amp == own.amp:
            found.setdefault(other.page, url)
    return found


def _mark(own: Address) -> str:
    """The part of the path that every link to the article must hold; saves reading 500 addresses."""
    segments = [segment for segment in own.key.split("?")[0].split("/")[1:] if segment]
    return segments[-1] if segments else "?"


def _address(url: str) -> Address | None:
    try:
        return urls.address(url) if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
