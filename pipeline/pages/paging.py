"""The other pages of an article: which are linked, how many there are."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from pipeline import urls
from pipeline.urls import WHOLE, Address

HREFS: Final = etree.XPath("//a[@href]/@href | //link[@rel='next' or @rel='prev']/@href", smart_strings=False)
WIDGETS: Final = etree.XPath(
    "//*[contains(@class, 'pag') or contains(@id, 'pag') or contains(@class, 'halaman')]"
    "[string-length(normalize-space(.)) < 200]"
)
COUNT: Final = re.compile(r"(?:halaman|page|hal\.?|laman)\s*:?\s*\d{1,2}\s*(?:/|dari|of)\s*(\d{1,2})\b", re.I)
MOST: Final = 60


def further(tree: HtmlElement, url: str) -> dict[int, str]:
    """Return the addresses of the article's other pages that this one links, by page number; WHOLE for all in one.

    `url` is the page's own address. Anchors to the page itself, to its AMP form and to its comments are no pages.
    """
    own = urls.address(url)
    found: dict[int, str] = {}
    mark = _mark(own)
    for href in HREFS(tree):
        if not (mark in href or href.startswith("?")):
            continue
        other = _address(urljoin(url, href))
        if other and other.key == own.key and other.page != own.page and other.amp == own.amp:
            found.setdefault(other.page, urls.normalise(urljoin(url, href)))
    return found


def count(tree: HtmlElement, url: str) -> int | None:
    """Return how many pages the article says it has: `Halaman 1/4`, or the last page that is linked."""
    numbers = [int(match[1]) for widget in WIDGETS(tree)[:40] if (match := COUNT.search("".join(widget.itertext())))]
    linked = further(tree, url)
    numbers += [page for page in linked if page != WHOLE]
    if not numbers:
        return None
    most = max(*numbers, urls.address(url).page)
    return most if 2 <= most <= MOST else None


def _mark(own: Address) -> str:
    """The part of the path that every link to the article must hold; saves reading 500 addresses."""
    segments = [segment for segment in own.key.split("?")[0].split("/")[1:] if segment]
    return segments[-1] if segments else "?"


def _address(url: str) -> Address | None:
    try:
        return urls.address(url) if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
