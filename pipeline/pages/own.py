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
HOUR: Final = re.compile(r"(?:pukul|jam)\s+\d{1,2}[.:]\d{2}(?:\s+wi(?:b|ta|t))?\W*", re.I)
"""Without its day, it heads what happened then."""
SENTENCE: Final = re.compile(r"\w\.[\s\"”’)]*$")
"""The full stop that no button has."""
LINKED: Final = 0.6
"""Share of links above which a line between a colon and what it announces is none of the article's."""


def is_own(items: Sequence[Item], i: int, rule: Rule, *, last: bool) -> bool:
    """Tell whether a line among the sentences is the article's by where it stands, whatever its words.

    What somebody wrote, quoted under a colon; an hour as a heading; a day, or a button, that ends in a full stop.
    """
    block = items[i].block
    if rule.where == "tokens":
        return block.linked == 0 and SENTENCE.search(block.text) is not None
    if rule.kind in {"timestamp", "paging"}:
        ended = rule.kind == "timestamp" and not last and is_ended(block.text)
        heading = block.tag in HEADINGS or (rule.kind == "timestamp" and not last and HOUR.fullmatch(block.text))
        return block.linked == 0 and bool(heading or ended)
    return not last and rule.kind in CALLING and _is_quoted(items, i)


def _is_quoted(items: Sequence[Item], i: int) -> bool:
    if not is_quotation(items[i].block):
        return False
    for before in (items[j] for j in range(i - 1, -1, -1)):
        if before.drop is None and before.block.linked < LINKED:
            return before.block.text.endswith(":") or is_quotation(before.block)
    return False
