"""Where on a page its own date can stand: by the headline, never in a block of other stories, and in the address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Final

from lxml import etree

from pipeline.pages.markup import Markup
from pipeline.pages.printed_dates import VOCABULARY, is_clock

ELSEWHERE: Final = frozenset(VOCABULARY.elsewhere)
LONGEST_LINE: Final = 160
"""Characters of an element that may be a line of date and names."""

LONG_PARAGRAPH: Final = 200
"""Characters of a paragraph that is the story's: past it, dates are the event's."""

URL_DATE: Final = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(?:(\d{1,2})(?=[/?#]|$)|(?=[^/]*[A-Za-z]))")
ONE_DAY: Final = timedelta(days=1)
MICRODATA: Final = frozenset({"headline", "datePublished", "dateModified"})
BESIDE: Final = frozenset({"script", "style", "noscript", "meta", "link"})
"""Elements that print nothing."""

CALLED_DATE: Final = re.compile(r"(?<![a-z])(?:date|tanggal|tgl|waktu|published?|posted)(?![a-z])", re.I)
CLOCKED: Final = re.compile(
    r"(?<![a-z])(?:date|time|clock|jam|tanggal|tgl|waktu|meta|posted?|published?|info)(?![a-z])", re.I
)
"""Classes of elements in which a time of day is the article's."""
PLAYED: Final = re.compile(r"(?<![a-z])(?:audio|video|player|durasi|duration|tts|speech|podcast|listen|dengar)", re.I)
ZONE: Final = re.compile(r"\bWI(?:B|TA|T)\b", re.I)
DIGIT: Final = re.compile(r"\d")
LONGEST_CLOCK: Final = 24
OWN_FOOT: Final = re.compile(r"(?:^|\s)(?:post|entry|article|story|single)[\w-]*footer\b")
"""Classes of the foot of the article itself, where Blogger and WordPress date it."""

WORDPRESS: Final = ("/wp-content/", "/wp-includes/", "/wp-json/")
UPDATES_ITSELF: Final = 2021
"""From when a WordPress that hides its version is taken for a recent one."""

RECENT: Final = (6, 0)
MOST_HEADINGS: Final = 60
CARD_LEVELS: Final = 3
HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
MOST_FOLLOWING: Final = 60
MOST_PRECEDING: Final = 6


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

    def __init__(self, markup: Markup, heading: etree._Element | None = None) -> None:
        self.markup = markup
        self.tree = markup.tree
        self.metas = markup.tagged("meta")
        self.scripts = markup.scripts
        self.microdata = [e for e in markup.microdata if e.get("itemprop") in MICRODATA and e.tag != "meta"]
        self.headline = self._headline(heading)
        around = () if self.headline is None else self.headline.iterancestors()
        self._own = frozenset(around)
        """The elements around the headline."""
        self._verdicts: dict[etree._Element, bool] = dict.fromkeys(self._own, False)
        """Of elements that were asked about, and of those around them: whether each stands elsewhere."""

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """What the page says its own address is."""
        links = [link.get("href") for link in self.markup.tagged("link") if link.get("rel") == "canonical"]
        metas = [meta.get("content") for meta in self.metas if meta.get("property") == "og:url"]
        return tuple(url for url in (*links, *metas) if url)

    def elsewhere(self, element: etree._Element) -> bool:
        """Tell whether an element stands in a block of something else: related stories, comments, a sidebar.

        A block that holds the headline too is the article's, whatever its class says.
        """
        line: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and node not in self._verdicts:
            line.append(node)
            node = node.getparent()
        verdict = node is not None and self._verdicts[node]
        for one in reversed(line):
            verdict = verdict or (is_elsewhere(one) and not _is_own_foot(one))
            self._verdicts[one] = verdict
        return verdict

    def of_card(self, element: etree._Element) -> bool:
        """Tell whether a date stands beside the linked headline of another article, in an element around both."""
        for around in islice(element.iterancestors(), CARD_LEVELS):
            if around in self._own:
                return False
            if any(_is_linked(heading) for heading in around.iter(*HEADINGS)):
                return True
        return False

    def lines(self) -> Iterator[str]:
        """Yield the short texts below the headline, up to the first long paragraph, and what stands just above it.

        Of an element with a `title` its title is one too: `<span title="Senin, 7 Okt 2024 10:15 WIB">3 jam lalu`.
        """
        for element, text in self._near:
            said = [line for line in (text if text and len(text) <= LONGEST_LINE else "", element.get("title")) if line]
            if said and not self.elsewhere(element):
                yield from said

    @cached_property
    def _near(self) -> list[tuple[etree._Element, str | None]]:
        """The elements below the headline with their texts, None for long ones, up to the first long paragraph."""
        near: list[tuple[etree._Element, str | None]] = []
        for element in islice(_following(self.headline), MOST_FOLLOWING) if self.headline is not None else ():
            text = _short_text(element, LONG_PARAGRAPH)
            if text is None and element.tag == "p":
                break
            near.append((element, text))
        return near

    def lines_above(self) -> Iterator[str]:
        """Yield the short texts just above the headline, where some skins date a story and others show today's day."""
        if self.headline is None:
            return
        for element in islice(_preceding(self.headline), MOST_PRECEDING):
            text = _short_text(element, LONGEST_LINE)
            if text and not self.elsewhere(element):
                yield text

    def called_dates(self) -> Iterator[str]:
        """Yield the short texts of elements whose class says that they are a date, and of no other block's."""
        for name, found in self.markup.named.items():
            if name.startswith(".") and CALLED_DATE.search(name):
                yield from (text for e in found if (text := _short_text(e, LONGEST_LINE)) and not self.elsewhere(e))

    def hour(self) -> str | None:
        """Return the hour that the link of the article to itself prints, as Blogger does; None where several do."""
        links = (link for link in self.markup.tagged("a") if "bookmark" in (link.get("rel") or ""))
        found = {text for link in links if (text := _short_text(link, LONGEST_LINE)) and is_clock(text)}
        return found.pop() if len(found) == 1 else None

    def clock(self) -> str | None:
        """Return the only time of day alone beside the headline, in what is called a date or with its zone."""
        found: set[str] = set()
        for element, text in self._near:
            if text and DIGIT.search(text) and not self.elsewhere(element):
                found.update(_clocks(element))
        return found.pop() if len(found) == 1 else None

    def addressed(self) -> Addressed | None:
        """Return the day or month that stands in the article's address, as WordPress, Tribun and Blogger write it."""
        for url in self.addresses:
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
        generators = self.markup.generators
        for generator in generators:
            if version := re.match(r"WordPress (\d+)\.(\d+)", generator):
                return int(version[1]), int(version[2])
        if fetched_at.year < UPDATES_ITSELF:
            return None
        made = any(generator.startswith("WordPress") for generator in generators)
        made = made or self.markup.loads(WORDPRESS)
        return RECENT if made else None

    def _headline(self, otherwise: etree._Element | None) -> etree._Element | None:
        """Return the heading that says most of the page's title; the first of first rank without a title."""
        titles = [meta.get("content") or "" for meta in self.metas if meta.get("property") == "og:title"]
        titles.append(self.tree.findtext("head/title") or "")
        wanted = [words for title in titles if (words := _words(title))]
        named = (e for e in self.microdata if e.get("itemprop") == "headline")
        best, share = None, 0.0
        for heading in islice(chain(self.tree.iter("h1", "h2", "h3"), named), MOST_HEADINGS) if wanted else ():
            words = _words(_short_text(heading, 400) or "")
            common = max([len(same) / len(words | title) if (same := words & title) else 0.0 for title in wanted])
            if common > share:
                best, share = heading, common
            if share == 1:
                break
        if share >= 0.4:
            return best
        first = self.tree.find(".//h1")
        if first is None:
            first = otherwise
        return first if first is not None else best


def _clocks(element: etree._Element) -> Iterator[str]:
    """Yield the texts of an element, and between its icons, that are a time of day; never how long a player plays."""
    around = (element, *islice(element.iterancestors(), 2))
    hooks = " ".join([f"{e.get('class') or ''} {e.get('id') or ''}" for e in (*around, *element)])
    if PLAYED.search(hooks):
        return
    for text in (element.text, *(child.tail for child in element)):
        clock = " ".join((text or "").split())
        if len(clock) <= LONGEST_CLOCK and is_clock(clock) and (CLOCKED.search(hooks) or ZONE.search(clock)):
            yield clock


def _is_linked(heading: etree._Element) -> bool:
    return heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None


def is_elsewhere(element: etree._Element) -> bool:
    """Tell whether an element is itself a block of something else than the article."""
    return _is_elsewhere(element.tag, element.get("class"), element.get("id"))


@lru_cache(maxsize=4096)  # a page has few spellings, and asks for those around an element again for each
def _is_elsewhere(tag: str, classes: str | None, identity: str | None) -> bool:
    hook = f"{classes or ''} {identity or ''}".lower()
    if OWN_FOOT.search(hook):
        return False
    if tag in {"aside", "nav", "footer"}:
        return True
    return tag not in {"html", "body"} and not ELSEWHERE.isdisjoint(re.split(r"[^a-z]+", hook))


def _is_own_foot(element: etree._Element) -> bool:
    """Tell whether an element is the foot of an article, and not that of the page."""
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "article"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _following(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements after `element` in page order, without its own and those around it."""
    node: etree._Element | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from (e for e in sibling.iter() if isinstance(e.tag, str) and e.tag not in BESIDE)
        node = node.getparent()


def _preceding(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements before `element`, the nearest first, without those around it."""
    node: etree._Element | None = element
    while node is not None:
        for sibling in node.itersiblings(preceding=True):
            yield from (e for e in reversed(list(sibling.iter())) if isinstance(e.tag, str) and e.tag not in BESIDE)
        node = node.getparent()


def _short_text(element: etree._Element, most: int) -> str | None:
    """Return the text of an element in one line, None once it is longer than `most`."""
    if len(element) == 0:
        text = " ".join((element.text or "").split())
        return text if len(text) <= most else None
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece.strip())
        if length > most:
            return None
    return " ".join(" ".join(pieces).split())
