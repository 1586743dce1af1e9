"""Where the text of an unknown page stands: the element with the densest running text."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from pipeline.pages.blocks import Block
from pipeline.pages.boilerplate import is_call
from pipeline.pages.furniture import Drop, Furniture
from pipeline.pages.markup import shown
from pipeline.pages.pieces import completed
from pipeline.pages.prose import bare, is_prose
from pipeline.pages.segments import located

SHORT: Final = 50
"""Characters; shorter texts are labels, menus and dates."""
SHARES: Final = (1.0, 0.5, 0.25)
"""How much of a paragraph's length counts for its container and the two above: bodies wrap paragraphs in rows."""
LEAF_SHARES: Final = (1.0, 0.8, 0.4)
"""The same for a <div> or a cell with text of its own: it is a paragraph, or the container of lines between <br>."""
PARAGRAPHS: Final = frozenset({"p", "li", "blockquote", "span", "font", "center", "pre", "h2", "h3", "h4"})
UNKNOWN: Final = 10**9
"""Characters of a page that nobody has measured: nothing is the bulk of it."""
LEAVES: Final = frozenset({"li", "p", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
FEW: Final = 20
"""Elements in one that is asked for its length; the text of nested ones would be read again at each level."""
OUTSIDE: Final = frozenset({"header", "footer"})


class _Surroundings(Furniture):
    """On a whole page comments are often longer than the article: only what holds the headline is spared."""

    def of(self, element: etree._Element, tag: str, looks: Mapping[str, str]) -> Drop | None:
        if tag in LEAVES and _is_short(element):
            return Drop(kind="other", rule="short")  # nothing in it can count
        drop = super().of(element, tag, looks)
        return None if drop is not None and element.find(".//h1") is not None else drop


def _is_short(element: etree._Element) -> bool:
    few = len(list(islice(element.iter(), FEW))) < FEW
    return few and len(shown(element)) < SHORT


class Density:
    """The running text of one page, looked for once, whoever asks how often."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree

    @cached_property
    def _found(self) -> list[tuple[etree._Element, Block]]:
        body = self._tree.find("body")
        return located(self._tree if body is None else body, _Surroundings("", lambda: UNKNOWN))

    @cached_property
    def _running(self) -> list[tuple[etree._Element, Block]]:
        return _prose(self._found)

    @cached_property
    def densest(self) -> HtmlElement | None:
        """The element that holds most running text close together; None where a page has none."""
        scores: dict[etree._Element, float] = {}
        for holder, block in self._running:
            size = len(block.text) * (1 - block.linked)
            leaf = holder.tag not in PARAGRAPHS
            chain = _up(holder if leaf else holder.getparent())
            for element, share in zip(chain, LEAF_SHARES if leaf else SHARES, strict=False):
                scores[element] = scores.get(element, 0.0) + size * share
        if not scores:
            return None
        best = max(scores, key=lambda element: scores[element])
        return completed(_widened(best, scores), self._found, self._running)

    def lines_in(self, element: HtmlElement) -> list[str]:
        """Return the running text that stands in an element itself, in no paragraph's."""
        return [block.text for holder, block in self._running if holder is element]

    def holding(self, passages: Iterable[str]) -> HtmlElement | None:
        """Return the smallest element that holds the long ones of `passages`."""
        wanted = {bare(text)[:80] for text in passages if len(text) >= SHORT}
        found = [holder for holder, block in self._running if bare(block.text)[:80] in wanted]
        if not found:
            return None
        line = [found[0], *found[0].iterancestors()]
        places = {element: place for place, element in enumerate(line)}
        highest = 0
        for other in found[1:]:
            node: etree._Element | None = other
            while node is not None and node not in places:
                node = node.getparent()
            if node is None:
                return None
            highest = max(highest, places[node])
        return line[highest]


def _prose(found: Iterable[tuple[etree._Element, Block]]) -> list[tuple[etree._Element, Block]]:
    return [
        (holder, block)
        for holder, block in found
        if not block.furniture
        and len(block.text) >= SHORT
        and is_prose(block.text)
        and not _is_outside(holder)
        and not block.text.endswith(("...", "…"))  # the beginning of another article
        and not is_call(block)
    ]


def _is_outside(holder: etree._Element) -> bool:
    return next(holder.iterancestors(*OUTSIDE), None) is not None


def prose_size(blocks: Sequence[Block]) -> int:
    """Return how many characters of running text stand in `blocks`, outside links and dropped elements."""
    kept = [block for block in blocks if not block.furniture and is_prose(block.text)]
    return int(sum(len(block.text) * (1 - block.linked) for block in kept))


def _up(element: etree._Element | None) -> Iterable[etree._Element]:
    while element is not None and element.tag != "html":
        yield element
        element = element.getparent()


def _widened(best: etree._Element, scores: dict[etree._Element, float]) -> etree._Element:
    """Take the parent where it holds clearly more: a body in two halves with an advert between."""
    parent = best.getparent()
    while parent is not None and scores.get(parent, 0.0) > scores[best] * 0.9 and parent.tag not in {"body", "html"}:
        best, parent = parent, parent.getparent()
    return best
