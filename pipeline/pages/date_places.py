"""Where on a page its own date can stand: by the headline, never in a block of other stories, and in the address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from pipeline.pages.printed_dates import VOCABULARY

ELSEWHERE: Final = frozenset(VOCABULARY.elsewhere)
LONGEST_LINE: Final = 160
"""Characters of an element that may be a line of date and names."""

LONG_PARAGRAPH: Final = 200
"""Characters of a paragraph that is the story's: past it, dates are the event's."""

URL_DATE: Final = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(?:(\d{1,2})(?=[/?#]|$)|(?=[^/]*[A-Za-z]))")
ONE_DAY: Final = timedelta(days=1)
HEADINGS = etree.XPath("//h1 | //*[@itemprop='headline'][not(self::meta)] | //h2 | //h3")
TITLES = etree.XPath("//meta[@property='og:title']/@content | //head/title/text()", smart_strings=False)
ADDRESSES = etree.XPath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content", smart_strings=False)
WORDPRESS = etree.XPath(
    "boolean(//*[@src[contains(., '/wp-content/') or contains(., '/wp-includes/')]]"
    " | //link[@href[contains(., '/wp-content/') or contains(., '/wp-json/')]])"
)
GENERATOR = etree.XPath("//meta[@name='generator']/@content", smart_strings=False)
UPDATES_ITSELF: Final = 2021
"""From when a WordPress that hides its version is taken for a recent one."""

RECENT: Final = (6, 0)
FOLLOWING = etree.XPath("following::*[not(self::script or self::style or self::noscript)][position() <= 60]")
PRECEDING = etree.XPath("preceding::*[not(self::script or self::style or self::noscript)][position() <= 6]")


def elements(xpath: etree.XPath, node: etree._Element) -> list[etree._Element]:
    """Return what an XPath for elements finds."""
    return cast(list[etree._Element], xpath(node))


def texts(xpath: etree.XPath, node: etree._Element) -> list[str]:
    """Return what an XPath for attributes or texts finds."""
    return cast(list[str], xpath(node))


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """The days that an article's address names: one, or a month of them."""

    url: str
    first: date
    last: date

    def agrees(self, day: date) -> bool:
        """Tell whether `day` is one of them, or next to one: the server's clock may stand on UTC."""
        return self.first - ONE_DAY <= day <= self.last + ONE_DAY


class Places:
    """The geometry of one page, worked out once."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.headline = _headline(tree)
        self._around = set() if self.headline is None else set(self.headline.iterancestors())

    def elsewhere(self, element: etree._Element) -> bool:
        """Tell whether an element stands in a block of something else: related stories, comments, a sidebar.

        A block that holds the headline too is the article's, whatever its class says.
        """
        for node in (element, *element.iterancestors()):
            if node in self._around:
                return False
            if node.tag in {"aside", "nav", "footer"}:
                return True
            hook = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
            if node.tag not in {"html", "body"} and not ELSEWHERE.isdisjoint(re.split(r"[^a-z]+", hook)):
                return True
        return False

    def lines(self) -> Iterator[str]:
        """Yield the short texts below the headline, up to the first long paragraph, and what stands just above it.

        Of an element with a `title` its title is one too: `<span title="Senin, 7 Okt 2024 10:15 WIB">3 jam lalu`.
        """
        if self.headline is None:
            return
        for element in elements(FOLLOWING, self.headline):
            text = _short_text(element, LONG_PARAGRAPH)
            if text is None and element.tag == "p":
                break
            if not self.elsewhere(element):
                yield from filter(None, [text if text and len(text) <= LONGEST_LINE else "", element.get("title")])

    def lines_above(self) -> Iterator[str]:
        """Yield the short texts just above the headline, where some skins date a story and others show today's day."""
        if self.headline is None:
            return
        for element in reversed(elements(PRECEDING, self.headline)):
            text = _short_text(element, LONGEST_LINE)
            if text and not self.elsewhere(element):
                yield text

    def addressed(self) -> Addressed | None:
        """Return the day or month that stands in the article's address, as WordPress, Tribun and Blogger write it."""
        for url in texts(ADDRESSES, self.tree):
            if match := URL_DATE.search(url):
                year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
                try:
                    first = date(year, month, day or 1)
                except ValueError:
                    continue
                last = first if day else date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
                return Addressed(url=url, first=first, last=last)
        return None

    def wordpress(self, fetched_at: datetime) -> tuple[int, int] | None:
        """Return the version of the WordPress that made the page; None for another system, or one not known."""
        generators = texts(GENERATOR, self.tree)
        for generator in generators:
            if version := re.match(r"WordPress (\d+)\.(\d+)", generator):
                return int(version[1]), int(version[2])
        made = any(generator.startswith("WordPress") for generator in generators) or bool(WORDPRESS(self.tree))
        return RECENT if made and fetched_at.year >= UPDATES_ITSELF else None


def _headline(tree: HtmlElement) -> etree._Element | None:
    """Return the heading that says most of the page's title; the first heading of first rank without a title."""
    titles = [set(re.findall(r"\w+", text.lower())) for text in texts(TITLES, tree)]
    best, share = None, 0.0
    for heading in elements(HEADINGS, tree)[:60]:
        words = set(re.findall(r"\w+", (_short_text(heading, 400) or "").lower()))
        common = max((len(words & title) / len(words | title) for title in titles if words), default=0.0)
        if common > share:
            best, share = heading, common
    if share >= 0.4:
        return best
    first = tree.find(".//h1")
    return first if first is not None else best


def _short_text(element: etree._Element, most: int) -> str | None:
    """Return the text of an element in one line, None once it is longer than `most`."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece.strip())
        if length > most:
            return None
    return " ".join(" ".join(pieces).split())
