"""A body in several pieces: sections, a `read more` that hides the rest, columns with an advert between them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from pipeline.pages.blocks import Block
from pipeline.pages.boilerplate import GRAMMAR
from pipeline.pages.layout import home_of, signature
from pipeline.pages.lines import Line
from pipeline.pages.markup import shown

Located = tuple[etree._Element, Block]

LEVELS: Final = 9
"""Elements above the densest one in which its other pieces may stand."""
LEAST_PIECES: Final = 2
GAIN: Final = 0.08
"""Share of the densest element's text that the other pieces have together; less is not worth what else comes along."""
STRANGE: Final = 0.15
"""Share of running text in the wider element that may belong to something else."""
STRANGE_SISTERS: Final = 0.5
"""The same where the pieces stand in elements of one class, as the modules of a page builder do."""
LEAST_HOME: Final = 150
"""Characters of running text in another element of its own that make it a piece."""
LINKED: Final = 0.3
BETWEEN: Final = frozenset({"a", "aside", "form", "table", "footer", "header", "nav", "blockquote", "figure"})
"""Around a sentence: it is no piece of the body."""
CARDS: Final = frozenset({"li", "ul", "ol"})
HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
ENDS: Final = frozenset({"comment", "related", "menu"})
"""Kinds of labels behind which no piece of the body stands."""


def completed(best: etree._Element, found: Sequence[Located], prose: Sequence[Located]) -> etree._Element:
    """Return `best`, or the element around it that holds more of the same text and little else.

    `found` are all blocks of the page in order, `prose` those of running text.
    """
    shared = Counter(holder for holder, _ in found)
    homes = {id(holder): home_of(holder, shared) for holder, _ in prose}
    lines = {id(holder): {holder, *holder.iterancestors()} for holder, _ in prose}
    alike = {signature(homes[id(h)]) for h, _ in prose if best in lines[id(h)]}
    chosen = best
    for around in list(best.iterancestors())[:LEVELS]:
        if around.tag in {"body", "html"}:
            break
        inside = [(h, b) for h, b in prose if around in lines[id(h)]]
        own = sum(len(b.text) for h, b in inside if chosen in lines[id(h)])
        others = [(h, b) for h, b in inside if chosen not in lines[id(h)]]
        if not others:
            continue
        ended = _behind_a_label(around, found, best)
        sizes = Counter(
            {
                home: sum(len(b.text) for h, b in others if homes[id(h)] is home)
                for home in {homes[id(h)] for h, _ in others}
            }
        )
        pieces = [
            (h, b)
            for h, b in others
            if id(h) not in ended
            and _is_piece(h, b, around)
            and (signature(homes[id(h)]) in alike or sizes[homes[id(h)]] >= LEAST_HOME)
        ]
        gained, total = sum(len(b.text) for _, b in pieces), sum(len(b.text) for _, b in others)
        sisters = sum(len(b.text) for h, b in pieces if signature(homes[id(h)]) in alike)
        strange = STRANGE_SISTERS if 2 * sisters >= gained else STRANGE
        if len(pieces) >= LEAST_PIECES and gained >= GAIN * own and total - gained <= strange * gained:
            chosen = around
    return chosen


def _is_piece(holder: etree._Element, block: Block, around: etree._Element) -> bool:
    line = list(_up_to(holder, around))
    top = line[-1] if line else holder
    if block.linked > LINKED or any(element.tag in BETWEEN for element in line):
        return False
    if any(heading.find(".//a") is not None for heading in top.iter(*HEADINGS)):
        return False  # a card: a linked headline above the first words of another article
    linked = sum(len(shown(link)) for link in top.iter("a"))
    size = max(1, len(shown(top)))
    return linked <= LINKED * size and (holder.tag not in CARDS or len(block.text) > 2 * linked)


def _up_to(element: etree._Element, around: etree._Element) -> Iterator[etree._Element]:
    node: etree._Element | None = element
    while node is not None and node is not around:
        yield node
        node = node.getparent()


def _behind_a_label(around: etree._Element, found: Sequence[Located], best: etree._Element) -> set[int]:
    """Return the holders, by identity, that stand in `around` after the label of a list or of the comments."""
    begun = ended = False
    behind: set[int] = set()
    for holder, block in found:
        line = set(holder.iterancestors()) | {holder}
        if around not in line:
            continue
        begun = begun or best in line
        if begun and best not in line and not ended and not block.furniture:
            label = GRAMMAR.label(Line.of(block))
            ended = label is not None and label.alone and label.rule.kind in ENDS
        if ended:
            behind.add(id(holder))
    return behind
