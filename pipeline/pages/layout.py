"""Where the lines of a region stand: in the body's own element or apart from it, set like the others or not."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from lxml import etree

from pipeline.pages.blocks import is_quotation, quotation
from pipeline.pages.items import Item
from pipeline.pages.prose import QUOTES, is_ended
from pipeline.pages.signs import SAID

Element = etree._Element
CONTAINERS: Final = frozenset({
    "div", "section", "article", "main", "aside", "header", "footer", "body", "form", "fieldset", "details", "html",
})  # fmt: skip
WRAPPERS: Final = frozenset({"div", "p", "ul", "ol", "form", "section"})
SENTENCE: Final = 45
"""Characters of the shortest line that helps to tell how the body is set."""
SURE: Final = 80
"""Characters from which on a sentence is a box's own text."""
OWN: Final = frozenset({"li", "td", "th", "tr", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
"""What an article sets in its own way; its lines are not odd."""
LINKED: Final = 0.3
"""Share of a sentence that may be links."""
MOST: Final = 0.6
"""Share of the sentences' characters that makes one way of setting them the body's."""
HEAD: Final = 4
"""Words of the heading of a summary."""
SUMMED: Final = 0.7
"""Share of a summary's longer words that the text has too."""
LONG_WORD: Final = 4
WORD: Final = re.compile(r"[^\W\d_]+")
ASKING: Final = 3
"""Questions, or sentences in the first person outside quotes, that make an interview or a column."""
LEAST: Final = 2
"""Sentences below which nothing is the body's way."""
CLOSING: Final = 0.7
"""Share of the text that stands above the line of names that closes it."""


FOOT: Final = frozenset({"credit", "timestamp", "menu", "copyright"})
"""Kinds of lines below the last sentence behind which no more text comes."""


class Layout:
    """The lines of one region as they stand now."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = [item for item in items if item.block.holder is not None]
        holders = (item.block.holder for item in self.items if not item.block.furniture)
        self._shared = Counter(holder for holder in holders if holder is not None)
        self._homes: dict[Element, Element | None] = {}
        self.sentences = [i for i, item in enumerate(self.items) if _is_sentence(item)]
        holders = (self.items[i].block.holder for i in self.sentences)
        self._told = Counter(holder for holder in holders if holder is not None)
        self.bodies = self._bodies()
        self._alike = {signature(body) for body in self.bodies}
        inside = [i for i in self.sentences if self.home(self.items[i]) in self.bodies] or self.sentences
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, len(self.items))

    def home(self, item: Item) -> Element | None:
        """Return the element that holds a line's paragraph and its neighbours."""
        holder = item.block.holder
        if holder is None:
            return None
        if holder not in self._homes:
            self._homes[holder] = home_of(holder, self._shared, self._told)
        return self._homes[holder]

    def _bodies(self) -> set[Element | None]:
        """Return the elements with the body's sentences: the one with most of them, and those that look like it."""
        sizes: defaultdict[Element | None, int] = defaultdict(int)
        counts: Counter[Element | None] = Counter()
        begun = False
        for i in self.sentences:
            home = self.home(self.items[i])
            sizes[home] += len(self.items[i].block.text)
            begun = begun or self.items[i].block.tag != "li"
            counts[home] += begun  # a list above all other sentences may be a summary
        if not sizes:
            return set()
        alike: Counter[tuple[str, ...]] = Counter()
        for home, size in sizes.items():
            alike[signature(home)] += size
        total = sum(sizes.values())
        best = max(sizes, key=lambda home: sizes[home])
        common = max(alike, key=lambda signature: alike[signature])
        chosen = signature(best) if sizes[best] >= total / 2 else common
        return {home for home in sizes if home is best or signature(home) == chosen or counts[home] > 1}

    @cached_property
    def around(self) -> set[Element | None]:
        """The elements of the body and all around them."""
        found: set[Element | None] = set()
        for body in self.bodies:
            if body is not None:
                found |= {body, *body.iterancestors()}
        return found

    def is_apart(self, item: Item) -> bool:
        """Tell whether a line stands in another element than the body's."""
        return len(self.sentences) >= LEAST and signature(self.home(item)) not in self._alike

    def island(self, item: Item) -> Element | None:
        """Return the largest element around a line that holds nothing of the body."""
        home = self.home(item)
        if home is None or home in self.around:
            return None
        parent = home.getparent()
        while parent is not None and parent not in self.around:
            home, parent = parent, parent.getparent()
        return home

    def is_outside(self, items: Sequence[Item]) -> bool:
        """Tell whether lines stand above the first sentence of the body or below its last."""
        return all(not self.first <= self._places[id(item)] <= self.last for item in items)

    def is_below(self, items: Sequence[Item]) -> bool:
        """Tell whether lines stand below the last sentence of the body."""
        return all(item.block.holder is not None and self._places[id(item)] > self.last for item in items)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(item): i for i, item in enumerate(self.items)}

    def sums_up(self, lines: Sequence[Item]) -> bool:
        """Tell whether a box is a heading and sentences made of the words of the body: a summary of it."""
        head, sentences = lines[0], [item for item in lines[1:] if item.prose]
        if head.prose or len(head.block.text.split()) > HEAD or not sentences:
            return False
        inside = Counter(word for item in lines for word in _words(item.block.text))
        said = [word for item in sentences for word in _words(item.block.text)]
        shared = sum(self._spoken[word] > inside[word] for word in said)
        return len(said) >= HEAD and shared >= SUMMED * len(said)

    @cached_property
    def _spoken(self) -> Counter[str]:
        return Counter(word for item in self.items for word in _words(item.block.text))

    def is_trailing(self, i: int) -> bool:
        """Tell whether a line is set in its own way, as are all lines behind it."""
        return i > self._evenly

    @cached_property
    def _evenly(self) -> int:
        """Where the last line stands that is set as most are."""
        return max((i for i, item in enumerate(self.items) if item.drop is None and not self.is_odd(item)), default=-1)

    def is_lone_cell(self, item: Item) -> bool:
        """Tell whether a line stands in a table of one cell, which is a frame and no table."""
        table = next(item.block.holder.iterancestors("table"), None) if item.block.holder is not None else None
        return table is not None and len(list(islice(table.iter("td", "th"), 2))) == 1

    @cached_property
    def _usual(self) -> tuple[str, ...] | None:
        looks: Counter[tuple[str, ...]] = Counter()
        for i in self.sentences:
            looks[_look(self.items[i])] += len(self.items[i].block.text)
        look, size = looks.most_common(1)[0] if looks else (None, 0)
        return look if len(self.sentences) >= LEAST and size >= MOST * looks.total() else None

    def is_odd(self, item: Item) -> bool:
        """Tell whether a line is set in another way than most sentences: class, alignment, slant."""
        if self.is_lone_cell(item):
            return True
        if self._usual is None or item.block.tag in OWN or is_quotation(item.block):
            return False
        return _look(item) != self._usual

    def is_lone_quotation(self, i: int) -> bool:
        """Tell whether a line is all that a quotation's element holds; letters and verses have more."""
        around = quotation(self.items[i].block)
        beside = (self.items[j] for j in (i - 1, i + 1) if 0 <= j < len(self.items))
        return around is not None and all(quotation(item.block) is not around for item in beside)

    def are_alike(self, one: Item, other: Item) -> bool:
        """Tell whether two lines are set in one way, in elements that look alike."""
        return _look(one) == _look(other) and signature(self.home(one)) == signature(self.home(other))

    @cached_property
    def speaks_to_readers(self) -> bool:
        """Tell whether the article itself says `you`, as advice does, or asks or says `we`, as interviews do."""
        texts = [self.items[i].block.text.lower() for i in self.sentences]
        if sum(SAID["addressed"].search(text) is not None for text in texts) > 1:
            return True
        if sum(item.drop is None and item.block.text.rstrip().endswith("?") for item in self.items) >= ASKING:
            return True
        told = (text for text in texts if not any(map(text.__contains__, QUOTES)))
        return sum(SAID["us"].search(text) is not None for text in told) >= ASKING

    @cached_property
    def closed(self) -> int:
        """Where the line of names that closes the text stands; behind all lines if there is none."""
        total = sum(len(self.items[i].block.text) for i in self.sentences)
        above = 0
        for i, item in enumerate(self.items):
            if item.drop is None and _is_sentence(item):
                above += len(item.block.text)
            if item.drop is None:
                continue
            if (item.drop.kind == "credit" and above >= CLOSING * total) or (i > self.last and item.drop.kind in FOOT):
                return i
        return len(self.items)


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(text.casefold()) if len(word) >= LONG_WORD]


def home_of(holder: Element, shared: Counter[Element], told: Counter[Element] | None = None) -> Element | None:
    """Return the element around a paragraph and its neighbours.

    `shared` counts the lines that stand in each element, `told` the sentences: where these are bare text in one
    element, an element among them is no paragraph of theirs.
    """
    parent = holder.getparent()
    beside = told is not None and parent is not None and told[parent] > 1
    around = any(child.tag in WRAPPERS for child in holder) if holder.tag in CONTAINERS else False
    apart = holder.tag in CONTAINERS and (shared[holder] > 1 or beside or around)
    node = holder if apart else parent
    while node is not None and node.tag not in CONTAINERS:
        node = node.getparent()
    return node


def _is_sentence(item: Item) -> bool:
    block = item.block
    return (
        item.drop is None and item.prose and block.linked < 0.3 and len(block.text) > SENTENCE and is_ended(block.text)
    )


def signature(element: Element | None) -> tuple[str, ...]:
    """Return what two elements have in common that hold pieces of one text: tag and class."""
    return () if element is None else (str(element.tag), element.get("class") or str(id(element)))


def _look(item: Item) -> tuple[str, ...]:
    holder = item.block.holder
    if holder is None:
        return ()
    style = (holder.get("style") or "").lower()
    boxed = "background" in style or "border" in style
    aligned = (holder.get("align") or "").lower() + ("right" if "right" in style and "align" in style else "")
    return (
        str(holder.tag),
        holder.get("class") or "",
        "small" if item.block.small else "",
        "boxed" if boxed else "",
        "right" if "right" in aligned else "",
    )
