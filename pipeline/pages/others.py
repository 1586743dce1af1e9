"""Further whole articles on the page of one, which portals load below it as the reader scrolls."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.layout import signature
from pipeline.pages.markup import Markup, shown
from pipeline.pages.prose import bare

HEADINGS: Final = ("h1", "h2", "h3")
SHORTEST: Final = 20
"""Letters of a headline."""
PARAGRAPH: Final = 80
"""Characters of a paragraph that counts."""
LEAST: Final = 3
"""Such paragraphs that make an article."""
WHOLES: Final = frozenset({"article", "section", "div", "main", "li"})
LEVELS: Final = 14
"""Elements above a headline next to which another article may stand."""
TITLED: Final = re.compile(r"title|ttl|judul|head", re.I)
"""Classes of headlines; some set the headings of a text with the class of any paragraph."""
HELD: Final = re.compile(r"(?<![a-z])(?:post|article|artikel|h?entry|berita|news|single|story)(?![a-z])", re.I)
"""Classes of what holds an article, and not a section of one."""
MOST: Final = 200
"""Elements of one level that are looked at."""
WRAPPED: Final = 4
"""Elements of another article of which one may be the like of one around the page's own."""


def remove_others(markup: Markup) -> None:
    """Take out of the tree what follows the page's own article and is another, under a headline of its own.

    To be called before anything is looked up in `markup`, for what was found stays found.
    """
    heading = _own(markup)
    if heading is None:
        return
    for other in [other for other in _following(heading) if _is_article(other, heading)]:
        parent = other.getparent()
        if parent is not None:
            parent.remove(other)


def _own(markup: Markup) -> HtmlElement | None:
    said = [bare(text) for text in (markup.metas.get("og:title", ""), markup.title) if text]
    for heading in markup.tree.iter("h1", "h2"):
        text = bare(shown(heading))
        if len(text) >= SHORTEST and any(text in title for title in said):
            return heading
    return None


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands behind the headline, its own paragraphs among it, from the nearest on."""
    node: HtmlElement | None = heading
    for _ in range(LEVELS):
        if node is None or node.tag in {"body", "html"}:
            return
        yield from (e for e in islice(node.itersiblings(), MOST) if isinstance(e.tag, str) and e.tag in WHOLES)
        node = node.getparent()


def _is_article(element: HtmlElement, heading: HtmlElement) -> bool:
    """Tell whether an element begins with a headline like the page's own and holds paragraphs under it.

    One that is wrapped and titled as the page's own article is another, however short.
    """
    title = next(element.iter(*HEADINGS), None)
    if title is None or len(bare(shown(title))) < SHORTEST or bare(shown(title)) == bare(shown(heading)):
        return False
    if _is_twin(element, title, heading):
        return True
    return _is_like(element, title, heading) and _paragraphs(element) >= LEAST


def _is_twin(element: HtmlElement, title: HtmlElement, heading: HtmlElement) -> bool:
    """Tell whether an element shares a class with the one that holds the page's article, and its title one with its."""
    if title.tag == heading.tag == "h1" and _is_alike(title.getparent(), heading.getparent()):
        return True
    if title.tag != "h1" and not any(map(TITLED.search, _classes(title) & _classes(heading))):
        return False
    parent = element.getparent()
    own = next((outer for outer in heading.iterancestors() if outer.getparent() is parent), None)
    if own is None:
        return False
    alike = (other for other in islice(element.iter(*WHOLES), WRAPPED) if _is_alike(other, own))
    return next(alike, None) is not None and _paragraphs(own) >= LEAST


def _is_alike(other: HtmlElement | None, own: HtmlElement | None) -> bool:
    if other is None or own is None:
        return False
    return other.tag == own.tag and bool(_classes(other) & _classes(own))


def _classes(element: HtmlElement) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _paragraphs(element: HtmlElement) -> int:
    """Count paragraphs of some length, up to `LEAST`: in elements of their own, or between line breaks."""
    found = 0
    for one in element.iter("p", "div", "br"):
        if one.tag == "br":
            long = len((one.tail or "").strip()) >= PARAGRAPH
        else:
            long = len((one.text or "").strip() if one.tag == "div" and len(one) else shown(one)) >= PARAGRAPH
        found += long
        if found >= LEAST:
            break
    return found


def _is_like(element: HtmlElement, title: HtmlElement, heading: HtmlElement) -> bool:
    """Tell whether a headline heads no part of a text: it is set as the page's own, or in the like of its article."""
    same = title.tag == heading.tag and title.get("class") == heading.get("class")
    if title.tag == "h1" or (same and TITLED.search(title.get("class") or "")):
        return True
    own = {signature(outer) for outer in heading.iterancestors() if outer.tag == element.tag}
    if HELD.search(element.get("class") or "") and signature(element) in own:
        return True
    return element.tag == "article" and any(outer.tag == "article" for outer in heading.iterancestors())
