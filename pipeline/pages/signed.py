"""Who signs below a text, on a line that says nothing else: `[Rani Safitri | Ed: Budi]`, `Dinas Kominfo X`."""

from collections.abc import Sequence
from typing import Final

from pipeline.pages.credit_lines import credit_line
from pipeline.pages.credit_words import may_label
from pipeline.pages.items import Item
from pipeline.pages.names import is_office
from pipeline.pages.prose import capitals, is_ended

OFFICE_WORDS: Final = 7
"""Words of the longest name of an office."""


def take_signed(items: Sequence[Item], outlet: str) -> None:
    """Take lines below the last sentence that credit somebody; `outlet` is the outlet's name."""
    kept = [item for item in items if item.drop is None]
    last = max((i for i, item in enumerate(kept) if item.prose), default=len(kept))
    for item in kept[last + 1 :]:
        text = item.block.text.strip("()[]*–— ")
        if may_label(text) and (line := credit_line(text, outlet)) and line.credits:
            item.take("credit", "signed")
        elif is_office(text) and capitals(text) == 1 and len(text.split()) <= OFFICE_WORDS and not is_ended(text):
            item.take("credit", "signed-office")
