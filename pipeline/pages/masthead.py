"""The lines that an element beside the article prints, and those right under the body: where names are printed."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import SpanKind
from pipeline.pages.blocks import Block, segment
from pipeline.pages.furniture import Furniture
from pipeline.pages.literals import Literals
from pipeline.pages.markup import shown

LONGEST: Final = 1500
"""Characters; a larger element above the text is a menu."""
CREDIT_WORDS: Final = (
    "penulis",
    "editor",
    "reporter",
    "pewarta",
    "sumber",
    "redaktur",
    "kontributor",
    "laporan",
    "fotografer",
    "penyunting",
    "jurnalis",
    "wartawan",
    "peliput",
)
CREDITING: Final = Literals(CREDIT_WORDS)
LEVELS: Final = 6
"""Elements above the body in which names may still follow it."""
PLAIN: Final = Furniture("masthead", lambda: 10**9)
FURNITURE_WITH_NAMES: Final = frozenset[SpanKind]({"credit", "caption", "other"})


def below(region: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """Return lines with a label for names after the region, as far up as the element that holds the headline too."""
    around = set() if heading is None else set(heading.iterancestors())
    lines: list[str] = []
    for level in [region, *region.iterancestors()][:LEVELS]:
        if level in around or level.tag == "body":
            break
        for element in islice(level.itersiblings(), 6):
            if CREDITING.stand_in(shown(element)[:LONGEST].lower()):
                lines += _labelled([line.text for line in lines_of(element)])
    return lines[:8]


def _labelled(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that begin with a label, and the one after a label that stands alone."""
    for before, line in pairwise(["", *lines]):
        if is_labelled(line) or before.lower().strip(" :") in CREDIT_WORDS:
            yield line


def is_labelled(line: str) -> bool:
    """Tell whether a line begins with a label for names."""
    return len(line) < 120 and line.lower().lstrip("( ").startswith(CREDIT_WORDS)


def lines_of(element: HtmlElement) -> list[Block]:
    """Return the lines that `element` prints, with those in captions and credits.

    Neighbours without a blank between (`<a>Rani</a><span>Senin, …</span>`) are set apart by a bar.
    """
    if not isinstance(element.tag, str) or len(shown(element)) > LONGEST:
        return []
    return segmented(element)


def segmented(element: HtmlElement) -> list[Block]:
    """Return the same of an element of any length."""
    return segment(element, PLAIN, apart=True, kinds=FURNITURE_WITH_NAMES)
