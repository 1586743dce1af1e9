"""What an element prints, in one line: for names, captions and what is dropped whole."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.pages.prose import fold
from pipeline.pages.shapes import BLOCKS, is_shown_as_block

SILENT: Final = frozenset({"script", "style", "noscript", "template", "textarea", "select"})
BREAKING: Final = BLOCKS | {"br"}


def printed(element: etree._Element, most: int | None = None) -> str:
    """Return what `element` prints, its lines joined by blanks; the first `most` characters, where that is given."""
    if len(element) == 0:
        return " ".join(fold(element.text or "").split())[:most]
    pieces: list[str] = []
    size = 0
    for raw in _raw(element):
        piece = fold(raw)
        pieces.append(piece)
        size += len(piece.strip())
        if most is not None and size >= most:
            break
    return " ".join("".join(pieces).split())[:most]


def _raw(region: etree._Element) -> Iterator[str]:
    """Yield the texts of an element, a blank wherever a line ends."""
    walk = etree.iterwalk(region, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if element is not region and (not isinstance(tag, str) or tag in SILENT):
                walk.skip_subtree()
                continue
            if tag in BREAKING or is_shown_as_block(element.get("style")):
                yield " "
            if element.text:
                yield element.text
        else:
            if tag in BLOCKS or is_shown_as_block(element.get("style")):
                yield " "
            if element.tail and element is not region:
                yield element.tail
