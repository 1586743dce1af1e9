"""What a listing in HTML lists: links by the shape of their address, never by a skin's classes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipeline import urls
from pipeline.pages.markup import text_of
from scrapers.spiders import days
from scrapers.spiders.days import Days
from scrapers.spiders.listings import Listed, Listing
from scrapers.spiders.words import WORDS

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LABELS: Final = frozenset({"div", "span", "p", "strong", "b", "legend"})
"""Elements that are the heading over a block when nothing but its words stands in them."""
AROUND_TAGS: Final = frozenset({"nav", "aside", "footer"})
NEVER_AROUND: Final = frozenset({"html", "body", "main", "article"})
SCRIPTED: Final = re.compile(
    r"""(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\()\s*["'](?P<url>[^"']+)["']"""
)
"""A card that is no link: `onclick="location.href='/berita/…'"`."""
HELD_LINKS: Final = ("data-href", "data-link", "data-permalink")
REFRESH: Final = re.compile(r"\s*(?P<seconds>\d+)\s*[;,]\s*url\s*=\s*[\"']?(?P<url>[^\"'>\s]+)", re.I)
AT_ONCE: Final = 10
"""Seconds; a page that leads elsewhere later than that is one that reads itself again."""
FEW_WORDS: Final = 3
"""Of a link's own text: `Selengkapnya`, `Baca`; the headline stands beside it."""
LONGEST_CARD: Final = 1500
"""Characters of the text that stands with an entry; what is longer is no entry."""
CARD_DEPTH: Final = 6
"""Levels from a link to the element that holds all of its entry: headline, picture, date."""


@dataclass(slots=True, kw_only=True)
class _Entry:
    """The links of one page that lead to one article."""

    url: str
    links: list[HtmlElement] = field(default_factory=list)
    around: bool = True


def read(
    tree: HtmlElement, *, url: str, page: int, article: Callable[[str], str | None], zone: str, now: datetime | None
) -> Listing:
    """Read one page of a listing, found at `url`.

    `article` returns the address of the article behind a link, None for what is none; `page` is the page's number,
    `zone` the outlet's, `now` when the page was made. Broken links are left out.
    """
    base = base_of(tree, url)
    entries: dict[str, _Entry] = {}
    for link, around in _links(tree):
        target = article(joined(base, _target(link)) or "")
        if target is not None:
            entry = entries.setdefault(urls.address(target).key, _Entry(url=target))
            entry.links.append(link)
            entry.around = entry.around and around
    owner = {link: key for key, entry in entries.items() for link in entry.links}
    listed = tuple(
        Listed(
            url=entry.url, headline=_headline(entry.links, owner), around=entry.around,
            days=_day(entry, owner, now=now, zone=zone), text="" if entry.around else _text(entry, owner),
        )
        for entry in entries.values()
    )  # fmt: skip
    return Listing(kind="html", entries=listed, next=_next(tree, base=base, url=url, page=page, article=article))


def joined(base: str, link: str) -> str | None:
    """Return the address that a link leads to; None for `http://[bad/` and the like."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None


def base_of(tree: HtmlElement, url: str) -> str:
    """Return what the page's links are relative to."""
    return joined(url, tree.xpath("string(//base/@href)")) or url


def _links(tree: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield links with whether they stand around the list: by tag, by name, by the heading over their block."""
    named: dict[HtmlElement, bool] = {}
    block: HtmlElement | None = None
    for element in tree.iter():
        if element.tag in HEADINGS or (element.tag in LABELS and len(element) == 0):
            text = text_of(element)
            if element.tag != "h1" and text.casefold().strip(" :#»") in WORDS.around_headings:
                block = _block(element)
            elif element.tag in HEADINGS and text and not _is_entry(element):
                block = None
        elif _target(element):
            above = list(element.iterancestors())
            yield element, block in above or any(_is_around(e, named) for e in above)


def _target(element: HtmlElement) -> str:
    """Return where an element leads as it is written there; an empty text where it leads nowhere."""
    if element.tag == "a" and element.get("href"):
        link = str(element.get("href", ""))
        if link.lstrip()[:1] not in {"#", ""} and not link.lower().startswith("javascript:"):
            return link
    if (script := element.get("onclick")) and (found := SCRIPTED.search(script)) is not None:
        return found["url"]
    return next((str(element.get(name)) for name in HELD_LINKS if element.get(name)), "")


def headlines(tree: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    """Yield where a page's links lead, each with the headline that stands in it or beside it.

    What stands beside a link is its headline only where no other link is in the same card.
    """
    base = base_of(tree, url)
    targets = [(e, joined(base, _target(e))) for e in tree.iter() if isinstance(e.tag, str) and _target(e)]
    owner = {element: target.partition("#")[0] for element, target in targets if target}
    for element, target in owner.items():
        if target.startswith("http"):
            yield target, _headline([element], owner)


def refresh(tree: HtmlElement, url: str) -> str | None:
    """Return the address that a page sends its readers to at once, by a <meta>."""
    for meta in tree.iter("meta"):
        if meta.get("http-equiv", "").lower() == "refresh":
            found = REFRESH.match(meta.get("content", ""))
            if found and int(found["seconds"]) <= AT_ONCE:
                return joined(base_of(tree, url), found["url"])
    return None


def _block(heading: HtmlElement) -> HtmlElement | None:
    """Return the smallest element that holds a heading and links below it."""
    inside = set(heading.iter("a"))
    return next((e for e in heading.iterancestors() if any(a not in inside for a in e.iter("a"))), None)


def _is_entry(heading: HtmlElement) -> bool:
    """Tell whether a heading is an entry's headline and not the heading of a block."""
    return heading.find(".//a[@href]") is not None or any(e.tag == "a" for e in heading.iterancestors())


def _is_around(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Tell whether an element is furniture; one that holds the page's h1 is not, whatever it is called."""
    if element not in known:
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        called = element.tag not in NEVER_AROUND and not WORDS.around_names.isdisjoint(re.split(r"[^a-z]+", names))
        known[element] = element.tag in AROUND_TAGS or (called and not _holds_list(element))
    return known[element]


def _holds_list(element: HtmlElement) -> bool:
    return element.find(".//h1") is not None or element.find(".//main") is not None


def _headline(links: list[HtmlElement], owner: dict[HtmlElement, str]) -> str:
    """Return the longest text of the links; where that is a word or two, the heading in their card."""
    texts = [text_of(link if (heading := _heading(link)) is None else heading) for link in links]
    texts += [link.get("title", "") for link in links] + [alt for link in links for alt in link.xpath(".//img/@alt")]
    longest = max(texts, key=len, default="")
    if len(longest.split()) >= FEW_WORDS:
        return longest
    beside = [text_of(heading) for link in links if (heading := _heading(_card(link, owner))) is not None]
    return max((longest, *beside), key=len)


def _heading(element: HtmlElement) -> HtmlElement | None:
    return next((e for e in element.iter(*HEADINGS) if e is not element), None)


def _text(entry: _Entry, owner: dict[HtmlElement, str]) -> str:
    """Return what stands with an entry, which is often its first sentences."""
    texts = [text_of(_card(link, owner)) for link in entry.links]
    return max((text for text in texts if len(text) <= LONGEST_CARD), key=len, default="")


def _day(entry: _Entry, owner: dict[HtmlElement, str], *, zone: str, now: datetime | None) -> Days | None:
    """Return when an entry was published: the day of its address, else one that stands with it, else the month."""
    found = days.of_url(entry.url)
    return found if found and found.first == found.last else _printed_day(entry, owner, now=now, zone=zone) or found


def _printed_day(entry: _Entry, owner: dict[HtmlElement, str], *, zone: str, now: datetime | None) -> Days | None:
    """Return the date that stands with an entry: in a <time>, or alone in its element."""
    for link in entry.links:
        card = _card(link, owner)
        for element in card.iter("time"):
            if (found := days.of_stamp(element.get("datetime", ""), zone)) is not None:
                return found
        for element in card.iter("time", "p", "span", "div", "small", "li", "i", "em", "b", "a", "abbr", "td"):
            # a title says in full what the text says by its distance: `1 hari yang lalu`
            for line in (element.get("title", ""), text_of(element)) if element not in owner else ():
                if (found := days.of_line(line, now=now)) is not None:
                    return found
    return None


def _card(link: HtmlElement, owner: dict[HtmlElement, str]) -> HtmlElement:
    """Return the largest element around `link` that links no other article."""
    card = link
    for above, _ in zip(link.iterancestors(), range(CARD_DEPTH), strict=False):
        if above.tag == "body" or any(owner.get(other, owner[link]) != owner[link] for other in above.iter()):
            break
        card = above
    return card


def _next(tree: HtmlElement, *, base: str, url: str, page: int, article: Callable[[str], str | None]) -> str | None:
    """Return the address of the next page, where the page links it."""
    candidates: list[tuple[int, str]] = []
    for link in tree.iter("a", "link"):
        target = joined(base, link.get("href", "")) if link.get("href") else None
        rank = _next_rank(link, page) or (4 if target and _is_page_of(link, target, url, page + 1) else 0)
        target = target if rank else None
        if target and target.startswith("http") and target.partition("#")[0] != url and article(target) is None:
            candidates.append((rank, target))
    return min(candidates, default=(0, None), key=lambda c: c[0])[1]


def _is_page_of(link: HtmlElement, target: str, url: str, number: int) -> bool:
    """Tell whether a link that says `2` leads to the address of its page with a number more or another one."""
    if link.tag != "a" or text_of(link).strip() != str(number):
        return False
    here, there = ([part for part in re.split(r"[/?&=#]+", address) if part] for address in (url, target))
    return len(set(there) - set(here)) in {1, 2} and there[: len(here) - 1] == here[: len(here) - 1]


def _next_rank(link: HtmlElement, page: int) -> int:
    """Tell how surely a link leads to page + 1: 1 is the surest, 0 not at all."""
    names = set(link.get("class", "").lower().split()) | {link.get("id", "").lower()}
    if link.get("data-ci-pagination-page") == str(page + 1) or "next" in link.get("rel", "").lower().split():
        return 1
    if link.tag != "a":
        return 0
    text = text_of(link).casefold()
    if text == str(page + 1) and _in_pager(link):
        return 2
    return 3 if names & WORDS.next_names or (text in WORDS.next_texts) else 0


def _in_pager(link: HtmlElement) -> bool:
    names = " ".join(f"{e.get('class', '')} {e.get('id', '')}" for e in (link, *list(link.iterancestors())[:3]))
    return "pag" in names.lower()
