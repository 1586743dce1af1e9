"""A few words without an end above the first sentence of a text and below its last: names, sections, buttons."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from pipeline.pages.blocks import Block
from pipeline.pages.items import Item
from pipeline.pages.places import is_known_place
from pipeline.pages.prose import is_prose
from pipeline.pages.segments import ITEM

MOST_WORDS: Final = 4
MOST_LINES: Final = 5
"""More such lines are a table or a list of the article's."""
TAGS: Final = frozenset({"p", "div", "span", "article", "section", "td", "body", "center"})
"""A heading or a list item is the text's."""
SIGNED: Final = re.compile(r"\s*\([^()]{1,40}\)\s*$")
"""Initials, or a source, after the last full stop."""
DATED: Final = re.compile(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+){0,3}, \d{1,2} [^\W\d_]{3,9} \d{4}")
"""Place and day over the name of who signs."""
MARKS: Final = re.compile(r"[.:!?…,;\"”’)\]*]")


def cut_edges(items: Sequence[Item]) -> None:
    """Take such lines out of `items`; of pages without a sentence nothing."""
    kept = [item for item in items if item.drop is None]
    sentences = [i for i, item in enumerate(kept) if item.prose or is_prose(SIGNED.sub("", item.block.text))]
    if not sentences:
        return
    for item in kept[: sentences[0]]:
        if _is_loose(item.block) and not is_known_place(item.block.text):
            item.take("other", "words-above")
    if kept[sentences[-1]].block.text.rstrip().endswith((":", ",", ";")):
        return  # a list is announced
    below = list(takewhile(lambda item: _is_loose(item.block), kept[sentences[-1] + 1 :]))
    for item in below if len(below) <= MOST_LINES else ():
        item.take("other", "words-below")


def _is_loose(block: Block) -> bool:
    return (DATED.fullmatch(block.text) is not None and block.tag in TAGS) or (
        len(block.text.split()) <= MOST_WORDS
        and block.tag in TAGS
        and not MARKS.search(block.text)
        and not ITEM.match(block.text)
    )
