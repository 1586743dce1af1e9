"""What an element does to the text in it: a line of its own, bold, small, a link."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
SHOWN_AS_BLOCK: Final = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item)", re.I)
CELLS: Final = frozenset({"td", "th"})
STRONG: Final = frozenset({"strong", "b", "h1", "h2", "h3", "h4", "h5", "h6"})
SMALL: Final = frozenset({"em", "i", "small", "center"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What an open element does to the text in it."""

    block: bool = False
    breaks: bool = False
    """A new line begins before and after it."""
    strong: bool = False
    small: bool = False
    link: bool = False


@lru_cache(maxsize=512)  # bounded: a page can make up tags without end
def _made(tag: str, *, block: bool, breaks: bool, centred: bool) -> Shape:
    return Shape(
        block=block,
        breaks=breaks,
        strong=tag in STRONG,
        small=tag in SMALL or centred,
        link=tag == "a" and not block,
    )


SHAPES: Final = {
    tag: _made(tag, block=tag in BLOCKS, breaks=tag in BLOCKS and tag not in CELLS, centred=False)
    for tag in (*BLOCKS, *STRONG, *SMALL, "a", "span", "br", "img")
}


INLINE: Final = Shape()


def is_shown_as_block(style: str | None) -> bool:
    """Tell whether a style makes an inline element a block."""
    return style is not None and SHOWN_AS_BLOCK.search(style) is not None


def shape_of(element: etree._Element, tag: str, looks: Mapping[str, str]) -> Shape:
    """Return what an element does: mostly what its tag says, else what its style, alignment or content say.

    `looks` are its attributes.
    """
    plain = SHAPES.get(tag, INLINE)
    if not plain.block:
        return _made(tag, block=True, breaks=True, centred=False) if is_shown_as_block(looks.get("style")) else plain
    centred = bool(looks) and ("center" in looks.get("style", "") or looks.get("align") == "center")
    if tag in CELLS:
        return _made(tag, block=True, breaks=any(child.tag in BLOCKS for child in element), centred=centred)
    return _made(tag, block=True, breaks=True, centred=True) if centred else plain
