"""A few words above links that are gone: the label of a list of other articles, whatever it says."""

from itertools import takewhile
from typing import Final

from pipeline.pages.items import Item
from pipeline.pages.layout import OWN, Layout
from pipeline.pages.prose import QUOTES, is_ended, is_speech
from pipeline.pages.segments import ITEM
from pipeline.pages.weighed import TELLING, words_weigh

LONGEST: Final = 6
"""Words of a label."""
UNLABELLED: Final = frozenset({"linked-headline", "linked-words", "stranger", "weighed"})
"""Rules that take a link for itself; what others take has its label with it."""
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
SEVERAL: Final = 2
"""Links under a label that need no word of it."""


def take_headings(layout: Layout) -> None:
    """Take lines that announce nothing but links, which are gone."""
    for i, item in enumerate(layout.items):
        if item.drop is not None or not _may_head(item):
            continue
        below = layout.items[i + 1 :]
        lost = list(takewhile(_is_lost_link, below))
        rest = next((other for other in below[len(lost) :] if other.drop is None), None)
        if not lost or (rest is not None and _is_announced(item, rest)):
            continue
        if words_weigh(item.block.text) >= TELLING or (len(lost) >= SEVERAL and not _is_set_as_heading(item)):
            item.take("related", "label-of-links")


def _may_head(item: Item) -> bool:
    text = item.block.text
    return not (
        item.prose
        or text.count(" ") >= LONGEST
        or is_ended(text)
        or item.block.tag in {"li", "td", "th", "tr", "dd", "dt"}
        or ITEM.match(text)
        or text[:1] in QUOTES
    )


def _is_lost_link(item: Item) -> bool:
    return item.drop is not None and item.drop.rule in UNLABELLED


def _is_set_as_heading(item: Item) -> bool:
    return (item.block.strong or item.block.tag in OWN) and not item.block.text.endswith(":")


def _is_announced(item: Item, rest: Item) -> bool:
    """Tell whether a colon announces what stands behind the links: items, or what somebody named before it says."""
    label, block = item.block.text, rest.block
    if not label.endswith(":") or block.tag in HEADINGS:
        return False
    if block.tag in OWN or ITEM.match(block.text):
        return True
    named = is_speech(label) or any(word[0].isupper() for word in label.split()[1:])
    return named and block.text[:1] in QUOTES
