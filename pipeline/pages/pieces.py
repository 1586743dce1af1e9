"""A body in several pieces: sections, a `read more` that hides the rest, columns with an advert between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
    homes = {holder: home_of(holder, shared) for holder, _ in prose}
    holders = [holder for holder, _ in prose]
    within = standing_in(best, holders)
    alike = {signature(homes[holder]) for holder in within}
    chosen = best
    for around in list(best.iterancestors())[:LEVELS]:
        if around.tag in {"body", "html"}:
            break
        reached = standing_in(around, holders)
        own = sum(len(b.text) for h, b in prose if h in within)
        others = [(h, b) for h, b in prose if h in reached and h not in within]
        if not others:
            continue
        ended = _behind_a_label(around, found, best)
        sizes = Counter[etree._Element | None]()
        for holder, block in others:
            sizes[homes[holder]] += len(block.text)
        tops = _Tops(around)
        pieces = [
            (h, b)
            for h, b in others
            if h not in ended
            and tops.holds_piece(h, b)
            and (signature(homes[h]) in alike or sizes[homes[h]] >= LEAST_HOME)
        ]
        gained, total = sum(len(b.text) for _, b in pieces), sum(len(b.text) for _, b in others)
        sisters = sum(len(b.text) for h, b in pieces if signature(homes[h]) in alike)
        strange = STRANGE_SISTERS if 2 * sisters >= gained else STRANGE
        if len(pieces) >= LEAST_PIECES and gained >= GAIN * own and total - gained <= strange * gained:
            chosen, within = around, reached
    return chosen


def standing_in(around: etree._Element, elements: Iterable[etree._Element]) -> set[etree._Element]:
    """Return those of `elements` that are `around` or stand in it. No element is climbed twice: pages nest deep."""
    known = {around: True}
    found: set[etree._Element] = set()
    for element in elements:
        line: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and node not in known:
            line.append(node)
            node = node.getparent()
        stands = node is not None and known[node]
        known.update(dict.fromkeys(line, stands))
        if stands:
            found.add(element)
    return found


class _Tops:
    """The elements right below one, each looked at once, however many blocks stand in it."""

    def __init__(self, around: etree._Element) -> None:
        self._around = around
        self._looks: dict[etree._Element, tuple[bool, int, int]] = {}

    def holds_piece(self, holder: etree._Element, block: Block) -> bool:
        line = list(_up_to(holder, self._around))
        top = line[-1] if line else holder
        if block.linked > LINKED or any(element.tag in BETWEEN for element in line):
            return False
        if top not in self._looks:
            self._looks[top] = _is_card(top), sum(len(shown(link)) for link in top.iter("a")), max(1, len(shown(top)))
        card, linked, size = self._looks[top]
        return not card and linked <= LINKED * size and (holder.tag not in CARDS or len(block.text) > 2 * linked)


def _is_card(top: etree._Element) -> bool:
    """A linked headline above the first words of another article."""
    return any(heading.find(".//a") is not None for heading in top.iter(*HEADINGS))


def _up_to(element: etree._Element, around: etree._Element) -> Iterator[etree._Element]:
    node: etree._Element | None = element
    while node is not None and node is not around:
        yield node
        node = node.getparent()


def _behind_a_label(around: etree._Element, found: Sequence[Located], best: etree._Element) -> set[etree._Element]:
    """Return the holders that stand in `around` after the label of a list or of the comments."""
    begun = ended = False
    behind: set[etree._Element] = set()
    inside = standing_in(around, (holder for holder, _ in found))
    within = standing_in(best, inside)
    for holder, block in found:
        if holder not in inside:
            continue
        begun = begun or holder in within
        if begun and holder not in within and not ended and not block.furniture:
            label = GRAMMAR.label(Line.of(block))
            ended = label is not None and label.alone and label.rule.kind in ENDS
        if ended:
            behind.add(holder)
    return behind
