"""Where the text of an unknown page stands: the element with the densest running text."""

from collections.abc import Iterable
from typing import Final

from lxml.html import HtmlElement

from pipeline.pages.furniture import Furniture
from pipeline.pages.markup import TEXTS, elements, strings, text_of
from pipeline.pages.prose import bare, is_prose

SHORT: Final = 50
"""Characters; shorter texts are labels, menus and dates."""
HOLDERS: Final = elements(
    "//p | //*[self::div or self::td or self::article or self::section or self::span or self::center or self::font"
    " or self::blockquote or self::li or self::body][text()[string-length(normalize-space(.)) > 50]]"
)
INNER: Final = elements(
    "descendant::p | descendant-or-self::*[not(self::p)][text()[string-length(normalize-space(.)) > 50]]"
)
ANCHORS: Final = strings(".//a//text()")
ASIDES: Final = frozenset(
    {"nav", "aside", "footer", "header", "form", "script", "style", "noscript", "figure", "figcaption"}
)
HALF: Final = 0.5
"""Share of a paragraph's score that its grandparent gets: bodies wrap paragraphs in rows and sections."""
COMMENTS: Final = Furniture("", lambda: 10**9)


def densest(tree: HtmlElement) -> HtmlElement | None:
    """Return the element that holds most running text close together, or None where a page has none."""
    scores: dict[HtmlElement, float] = {}
    for holder in HOLDERS(tree):
        text = " ".join(TEXTS(holder)) if holder.tag == "p" else " ".join(_own(holder))
        size = len(text.strip())
        if size < SHORT or not is_prose(" ".join(text.split())) or _stands_aside(holder):
            continue
        size -= sum(map(len, ANCHORS(holder)))
        parent = holder.getparent() if holder.tag in {"p", "span", "font", "center", "li", "blockquote"} else holder
        share = 1.0
        for element in _up(parent, 3):
            scores[element] = scores.get(element, 0.0) + size * share
            share *= HALF
    if not scores:
        return None
    best = max(scores, key=lambda element: scores[element])
    return _widened(best, scores)


def prose_size(element: HtmlElement) -> int:
    """Return how many characters of running text stand in `element`, outside links; stops counting at 2,000."""
    size = 0
    for holder in INNER(element):
        text = " ".join((" ".join(TEXTS(holder)) if holder.tag == "p" else " ".join(_own(holder))).split())
        if is_prose(text):
            size += len(text) - sum(map(len, ANCHORS(holder)))
        if size > 2000:
            break
    return size


def holding(tree: HtmlElement, passages: Iterable[str]) -> HtmlElement | None:
    """Return the smallest element that holds the long ones of `passages`."""
    wanted = {bare(text)[:80] for text in passages if len(text) >= SHORT}
    found = [h for h in HOLDERS(tree) if bare(text_of(h))[:80] in wanted]
    if not found:
        return None
    common = [found[0], *found[0].iterancestors()]
    for other in found[1:]:
        line = {other, *other.iterancestors()}
        common = [element for element in common if element in line]
    return common[0] if common else None


def _own(element: HtmlElement) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _up(element: HtmlElement | None, steps: int) -> Iterable[HtmlElement]:
    while element is not None and steps and element.tag != "html":
        yield element
        element, steps = element.getparent(), steps - 1


def _stands_aside(element: HtmlElement) -> bool:
    """In a menu, a comment, a list of other articles."""
    for steps, ancestor in enumerate([element, *element.iterancestors()]):
        if steps > 12 or ancestor.tag in {"body", "article", "main"}:
            return False
        if ancestor.tag in ASIDES:
            return True
        drop = COMMENTS.of(ancestor)
        if drop is not None and drop.kind in {"comment", "related", "menu", "caption", "other"}:
            return True
    return False


def _widened(best: HtmlElement, scores: dict[HtmlElement, float]) -> HtmlElement:
    """Take the parent where it holds clearly more: a body in two halves with an advert between."""
    parent = best.getparent()
    while parent is not None and scores.get(parent, 0.0) > scores[best] * 0.9 and parent.tag not in {"body", "html"}:
        best, parent = parent, parent.getparent()
    return best
