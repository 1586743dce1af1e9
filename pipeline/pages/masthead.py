"""The lines that an element beside the article prints: where dates and names are."""

from collections.abc import Container
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import SpanKind
from pipeline.pages.blocks import Block
from pipeline.pages.furniture import Furniture
from pipeline.pages.markup import shown
from pipeline.pages.segments import segment

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
BESIDE: Final = frozenset({"aside", "nav"})
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
UNKNOWN: Final = 10**9
"""Characters of what nobody has measured: nothing is the bulk of it."""
FURNITURE_WITH_NAMES: Final = frozenset[SpanKind]({"credit", "caption", "other"})


def is_labelled(line: str) -> bool:
    """Tell whether a line begins with a label for names."""
    return len(line) < 120 and line.lower().lstrip("( ").startswith(CREDIT_WORDS)


def is_of_another(element: HtmlElement, around: Container[HtmlElement]) -> bool:
    """Tell whether a date or name stands under the headline of another article: in a card, in a list at the side.

    `around` are headline, body and all elements around them.
    """
    node: HtmlElement | None = element
    while node is not None and node not in around:
        if node.tag in BESIDE or next(node.iter(*HEADINGS), None) is not None:
            return True
        node = node.getparent()
    return False


def lines_of(element: HtmlElement) -> list[Block]:
    """Return the lines that `element` prints, with those in captions and credits.

    Neighbours without a blank between (`<a>Rani</a><span>Senin, …</span>`) are set apart by a bar.
    """
    if not isinstance(element.tag, str) or len(shown(element)) > LONGEST:
        return []
    return segmented(element)


def segmented(element: HtmlElement) -> list[Block]:
    """Return the same of an element of any length."""
    return segment(element, Furniture("masthead", lambda: UNKNOWN), apart=True, kinds=FURNITURE_WITH_NAMES)
