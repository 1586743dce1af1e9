"""The lines between headline and body, and those right under the body: where dates and names are printed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import CreditRole, SpanKind
from pipeline.pages.blocks import Block, printed, segment
from pipeline.pages.furniture import Furniture
from pipeline.pages.markup import shown

MOST_LINES: Final = 40
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
)
SIGNED: Final = re.compile(
    r"(?<![a-z])(?:author|penulis|reporter|wartawan|pewarta|byline)"
    r"(?![\w-]*(?:box|bio|info|img|image|avatar|list|social|link|position|url|role|desc|photo|archive))"
    r"(?<!photo__author)(?<!photo-author)",
    re.I,
)
BY: Final = re.compile(r"^(?:posted by|ditulis oleh|written by|oleh|by)(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))[\s:]*", re.I)
LEVELS: Final = 6
"""Elements above the body in which names may still follow it."""
PLAIN: Final = Furniture("masthead", lambda: 10**9)
FURNITURE_WITH_NAMES: Final = frozenset[SpanKind]({"credit", "caption", "other"})
CAPTION: Final = frozenset[SpanKind]({"caption"})


def above(heading: HtmlElement, region: HtmlElement) -> list[Block]:
    """Return the lines before the region: those beside and after the headline, in page order."""
    lines: list[Block] = []
    for sibling in reversed(list(heading.itersiblings(preceding=True))[:4]):
        if region not in sibling.iter(region.tag):
            lines += lines_of(sibling)
    for element in _following(heading, region):
        lines += lines_of(element)
        if len(lines) >= MOST_LINES:
            break
    return lines[:MOST_LINES]


def below(region: HtmlElement, heading: HtmlElement | None) -> list[str]:
    """Return lines with a label for names after the region, as far up as the element that holds the headline too."""
    around = set() if heading is None else set(heading.iterancestors())
    lines: list[str] = []
    for level in [region, *region.iterancestors()][:LEVELS]:
        if level in around or level.tag == "body":
            break
        for element in list(level.itersiblings())[:6]:
            if any(word in shown(element)[:LONGEST].lower() for word in CREDIT_WORDS):
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


def captions(heading: HtmlElement, region: HtmlElement) -> tuple[str, ...]:
    """Return what stands in captions between headline and text."""
    return tuple(
        block.text
        for element in _following(heading, region)
        for block in segment(element, PLAIN, kinds=CAPTION)
        if block.furniture
    )


def signed(heading: HtmlElement, region: HtmlElement) -> list[tuple[CreditRole, str]]:
    """Return the one name between headline and text whose element is called `author`, `penulis` and the like.

    None where there are several, or where a label stands beside it: the label says who is who.
    """
    names = {
        name
        for outer in _following(heading, region)
        for element in outer.iter()
        if _is_signed(element) and not any(_is_signed(inner) for inner in element.iterdescendants())
        if (name := _name(element))
    }
    return [("reporter", name) for name in names] if len(names) == 1 else []


def _is_signed(element: HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
    return named != "  " and SIGNED.search(named) is not None


def _name(element: HtmlElement) -> str | None:
    text = BY.sub("", printed(element)).strip(" -–—|·•,")
    beside = printed(element.getparent()).lower() if element.getparent() is not None else ""
    labelled = ":" in text or any(f"{word} :" in beside or f"{word}:" in beside for word in CREDIT_WORDS)
    return None if labelled or not text or len(text.split()) > 6 else text


def _following(start: HtmlElement, region: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the subtrees after `start` in page order, up to the region; nothing where the region stands before it."""
    line = {region, *region.iterancestors()}
    if start in line or region in set(start.iterancestors()):
        return
    element: HtmlElement | None = start
    while element is not None:
        following = element.getnext()
        while following is not None:
            if following in line:
                yield from _down(following, line, region)
                return
            yield following
            following = following.getnext()
        element = element.getparent()


def _down(element: HtmlElement, line: set[HtmlElement], region: HtmlElement) -> Iterator[HtmlElement]:
    while element is not region:
        child = next((c for c in element if c in line), None)
        if child is None:
            return
        for before in element:
            if before is child:
                break
            yield before
        element = child


def lines_of(element: HtmlElement) -> list[Block]:
    """Return the lines that `element` prints, with those in captions and credits.

    Neighbours without a blank between (`<a>Rani</a><span>Senin, …</span>`) are set apart by a bar.
    """
    if not isinstance(element.tag, str) or len(shown(element)) > LONGEST:
        return []
    return segment(element, PLAIN, apart=True, kinds=FURNITURE_WITH_NAMES)
