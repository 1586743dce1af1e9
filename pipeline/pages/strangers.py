"""Lines that stand out: signs that say nothing alone, of place, form, words and links, added up.

A person who knows no word of the language finds the furniture of a page by where it stands, how it is set, whom it
speaks to. Each such sign is weak; a line of the article has one now and then, two rarely.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Self

from lxml import etree

from pipeline.model import SpanKind
from pipeline.pages.dated import MOMENT
from pipeline.pages.items import Item, Known
from pipeline.pages.layout import SURE, Layout
from pipeline.pages.lines import FILES, Line
from pipeline.pages.masthead import is_labelled
from pipeline.pages.prose import QUOTES, bare, capitals, is_ended, is_speech
from pipeline.pages.segments import ITEM
from pipeline.pages.signs import (
    ARROW,
    LABEL,
    POINTED,
    form_of,
    is_headline,
    is_marked,
    sorts_of,
    speaks_of_itself,
    voice_of,
)

ENOUGH: Final = 3
"""Signs that take a line."""
LINKED: Final = 0.4
CELLS: Final = frozenset({"td", "th", "tr"})
LISTED: Final = frozenset[SpanKind]({"related", "menu", "share", "follow", "advert", "comment", "other"})
"""Kinds of a box's lines that give the whole box away."""
FEW: Final = 2
"""Sentences in a box above or below the body: the first words of other articles."""
LONG: Final = 20
"""Words of a sentence that needs a sign more."""
FRAMED: Final = re.compile(r"(?:[*+=~_#•-]{2,}|[—–~])\s*\S.*\S\s*(?:[*+=~_#•-]{2,}|[—–~])")
"""Dashes or stars before and behind: `— Iklan: Bank Contoh —`."""
BRACKETS: Final = "(["
CONTROLS: Final = ("button", "input", "form", "select", "textarea")
HEAD: Final = 6
"""Words of the heading of a box."""
LONGEST: Final = 30
"""Words; longer lines are the article's."""


def take_strangers(layout: Layout, known: Known) -> None:
    """Take lines that enough signs speak against."""
    if len(layout.sentences) < 2:
        return
    for i, item in enumerate(layout.items):
        if item.drop is None and _is_stranger(layout, i, known):
            item.take(_kind(item), "stranger")
    _boxes(layout)


def _is_stranger(layout: Layout, i: int, known: Known) -> bool:
    item = layout.items[i]
    if not _may_be_one(layout, item):
        return False
    line = Line.of(item.block)
    if FRAMED.fullmatch(item.block.text):
        return True
    headline = is_headline(line)
    if headline and (ARROW.search(item.block.text) or layout.is_lone_quotation(i)):
        return POINTED.match(item.block.text) is not None or not is_announced(layout, i)
    at = _Place.of(layout, i)
    described = at.apart and at.odd and known.description and bare(item.block.text) == bare(known.description)
    if described or (headline and POINTED.match(item.block.text)) or _is_note(layout, i, line, at):
        return True
    form, is_open = form_of(line, headline=headline)
    link = item.block.linked >= LINKED
    if not item.prose and at.signs + form + link == 0:
        return False
    voice, hails = voice_of(line, known.outlet if i != layout.first else "")
    signs = at.signs + form + link + voice
    if item.prose:
        enough = _is_told_to_the_reader(layout, line, at, voice=voice, signs=signs - is_open)
    elif at.signs == 0:
        telling = voice + link > 1 or (voice > 0 and is_marked(item.block.text))
        enough = signs >= ENOUGH and telling and (is_open or link) and not ITEM.match(item.block.text)
    else:
        telling = voice + link > 1 or not at.merely_last or (link and form > 1) or _is_named(item)
        enough = (signs >= ENOUGH and telling) or (at.apart and is_open)
    announced = (item.prose or not at.apart) and is_announced(layout, i)
    return hails or (enough and not announced and not _is_spoken(item, line, at))


def _is_named(item: Item) -> bool:
    """Tell whether a line is a label of names and a name: `Editor naskah: Rani Safitri`."""
    label = LABEL.match(item.block.text)
    return label is not None and is_labelled(item.block.text) and capitals(item.block.text[label.end() :]) == 1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands, as signs."""

    apart: bool
    odd: bool
    edge: bool
    closed: bool

    @classmethod
    def of(cls, layout: Layout, i: int) -> Self:
        item = layout.items[i]
        edge = not layout.first <= i <= layout.last
        return cls(layout.is_apart(item), layout.is_odd(item), edge, i > layout.closed)

    @property
    def signs(self) -> int:
        return self.apart + self.odd + self.edge + self.closed

    @property
    def merely_last(self) -> bool:
        """Nothing but its place above the first sentence or below the last speaks against it."""
        return self.edge and self.signs == 1

    @property
    def merely_odd(self) -> bool:
        """It stands among the body's paragraphs, in a type of its own."""
        return self.odd and self.signs == 1


def _is_note(layout: Layout, i: int, line: Line, at: _Place) -> bool:
    """Tell whether a line below the text says how the text came about, or is set apart by marks: `-- Selesai --`."""
    text = line.block.text
    if i > layout.last and is_marked(text):
        return LABEL.match(text) is not None or (line.length <= HEAD and text[0] not in BRACKETS)
    trailing = at.odd and layout.is_trailing(i)
    if not trailing and i < layout.last:
        return False
    said = set(sorts_of(line.lower))
    if not trailing:
        return "itself" in said and "notice" in said
    return "itself" in said or (line.block.small and "notice" in said and len(said) > 1)


def _may_be_one(layout: Layout, item: Item) -> bool:
    block = item.block
    if block.text.count(" ") >= LONGEST or any(FILES.search(link.href) for link in block.links):
        return False  # what the article gives its readers to download stays
    return block.tag not in CELLS or layout.is_lone_cell(item)


def _is_spoken(item: Item, line: Line, at: _Place) -> bool:
    return line.speech and (item.prose or at.signs == 0 or line.text[:1] in QUOTES)


def _is_told_to_the_reader(layout: Layout, line: Line, at: _Place, *, voice: int, signs: int) -> bool:
    """Tell whether a sentence is no news; a short one in a box of its own among the others is what stands out twice."""
    if at.apart and at.odd and not at.edge and line.length <= LONG:
        return True
    slanted = at.merely_odd and not speaks_of_itself(line.lower)
    enough = ENOUGH + (line.length > LONG) + at.merely_last + slanted
    if signs < enough or ITEM.match(line.block.text):
        return False
    return voice > 0 if at.signs else voice >= ENOUGH and not layout.speaks_to_readers


def is_announced(layout: Layout, i: int) -> bool:
    """Tell whether the kept line above ends in a colon, or is itself an item, set alike, of what a colon announced.

    A link between a colon and a line without one is not what is announced, nor is a line between a colon and a list.
    """
    item = layout.items[i]
    below = (other for other in islice(layout.items, i + 1, None) if other.drop is None)
    behind = next(below, None)
    if behind is not None:
        if item.block.linked >= LINKED and behind.block.linked == 0:
            return False
        if _is_item(behind) and not _is_item(item):
            return False
    for before in (layout.items[j] for j in range(i - 1, -1, -1) if layout.items[j].drop is None):
        if before.block.text.rstrip().endswith((":", ";", ",")):
            return True
        closed = before.prose or is_ended(before.block.text) or before.block.tag in CELLS
        if closed or not layout.are_alike(before, item):
            return False
    return False


def _is_item(item: Item) -> bool:
    return item.block.tag == "li" or ITEM.match(item.block.text) is not None


def _kind(item: Item) -> SpanKind:
    if MOMENT.search(item.block.text.lower()) and not item.prose:
        return "timestamp"
    if is_labelled(item.block.text):
        return "credit"
    return "related" if item.block.linked >= LINKED else "other"


def _boxes(layout: Layout) -> None:
    """Take what is left of a box beside the body that has lost a line already and holds no sentence of its own."""
    boxes: defaultdict[etree._Element, list[Item]] = defaultdict(list)
    for item in layout.items:
        if (box := layout.island(item)) is not None:
            boxes[box].append(item)
    for island, lines in boxes.items():
        kept = [item for item in lines if item.drop is None]
        lost = any(item.drop is not None and item.drop.kind in LISTED for item in lines)
        told = sum(item.prose and len(item.block.text) >= SURE for item in kept)
        outside = layout.is_outside(lines)
        few = told <= (FEW if outside or _is_form(island, kept) else 0)
        listed = outside and _is_headed_list(lines)
        items = listed and all(item.block.tag == "li" for item in lines[1:])
        below = (
            outside and layout.is_below(lines) and any(i.drop is not None and i.drop.kind != "caption" for i in lines)
        )
        if kept and (((lost or listed or below) and few) or items or (outside and layout.sums_up(lines))):
            for item in kept:
                item.take("other", "stranger-box")


def _is_form(box: etree._Element, kept: Sequence[Item]) -> bool:
    """Tell whether a box asks the reader to do something: it has a button or a field, and quotes nobody."""
    if next(box.iter(*CONTROLS), None) is None:
        return False
    return not any(is_speech(i.block.text) or any(FILES.search(link.href) for link in i.block.links) for i in kept)


def _is_headed_list(lines: Sequence[Item]) -> bool:
    """Tell whether a box is a few words and a list under them: a summary, a quiz, files to download."""
    first = lines[0]
    if first.prose or first.block.text.endswith(":") or len(first.block.text.split()) > HEAD:
        return False
    return any(i.block.tag == "li" for i in lines[1:])
