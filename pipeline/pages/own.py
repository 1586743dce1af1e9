"""Lines that a rule would take and that are the article's by where they stand."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.model import SpanKind
from pipeline.pages.blocks import is_quotation
from pipeline.pages.items import Item
from pipeline.pages.lines import Rule
from pipeline.pages.prose import is_ended

CALLING: Final = frozenset[SpanKind]({"follow", "advert", "share", "comment"})
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
HOUR: Final = re.compile(r"(?:(?:pukul|jam)\s+)?\d{1,2}[.:]\d{2}(?:\s+wi(?:b|ta|t))?\W*", re.I)
DAY: Final = re.compile(r"(?:[^\W\d_]+,\s+)?\d{1,2}\s+[^\W\d_]{3,9}(?:\s+\d{4})?\W*")
ABOVE: Final = 2
"""Sentences of the text above its first day; below a standfirst stands the page's date."""
SENTENCE: Final = re.compile(r"\w\.[\s\"”’)]*$")
"""The full stop that no button has."""
LINKED: Final = 0.6
"""Share of links above which a line between a colon and what it announces is none of the article's."""


def is_own(items: Sequence[Item], i: int, rule: Rule, *, last: bool) -> bool:
    """Tell whether a line among the sentences is the article's by where it stands, whatever its words.

    What somebody wrote, quoted under a colon; an hour or a day as a heading; a day, a topic or a button's word that
    ends in a full stop.
    """
    block = items[i].block
    if (rule.where == "tokens" or rule.kind == "menu" or " " not in block.text) and SENTENCE.search(block.text):
        return block.linked == 0
    if rule.kind in {"timestamp", "paging"}:
        ended = rule.kind == "timestamp" and not last and is_ended(block.text)
        heading = block.tag in HEADINGS or (rule.kind == "timestamp" and not last and _heads(items, i))
        return block.linked == 0 and (heading or ended)
    return not last and rule.kind in CALLING and _is_quoted(items, i)


def _heads(items: Sequence[Item], i: int) -> bool:
    """Tell whether an hour without its day, or a day without its hour, stands among sentences as a heading does.

    The page's own date has both, or stands above the text; a card's stands under a link.
    """
    block, around = items[i].block, (items[i - 1], items[i + 1]) if 0 < i < len(items) - 1 else ()
    if not around or not all(map(_is_told, around)):
        return False
    if HOUR.fullmatch(block.text):
        return True
    above = sum(item.prose and item.drop is None for item in items[:i])
    return DAY.fullmatch(block.text) is not None and above >= ABOVE and around[1].block.tag == block.tag


def _is_told(item: Item) -> bool:
    return item.drop is None and item.block.linked == 0 and (item.prose or is_ended(item.block.text))


def _is_quoted(items: Sequence[Item], i: int) -> bool:
    if not is_quotation(items[i].block):
        return False
    for before in (items[j] for j in range(i - 1, -1, -1)):
        if before.drop is None and before.block.linked < LINKED:
            return before.block.text.endswith(":") or is_quotation(before.block)
    return False
