"""The lines between headline and body, and those right under the body: where dates and names are printed."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import CreditRole
from pipeline.pages.blocks import segment
from pipeline.pages.furniture import Furniture
from pipeline.pages.markup import text_of

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
    r"(?<![a-z])(?:author|penulis|reporter|wartawan|pewarta|byline|editor)(?![a-z]*(?:box|bio|info|img|image|avatar|list|social|link|position|url))",
    re.I,
)
MOST_NAMES: Final = 4
PLAIN: Final = Furniture("masthead", lambda: 10**9)
FURNITURE_WITH_NAMES: Final = frozenset({"credit", "caption", "other"})


def above(heading: HtmlElement, region: HtmlElement) -> list[str]:
    """Return the lines before the region: those beside and after the headline, in page order."""
    lines: list[str] = []
    for sibling in reversed(list(heading.itersiblings(preceding=True))[:4]):
        if region not in sibling.iter(region.tag):
            lines += lines_of(sibling)
    for element in _following(heading, region):
        lines += lines_of(element)
        if len(lines) >= MOST_LINES:
            break
    return lines[:MOST_LINES]


def below(region: HtmlElement) -> list[str]:
    """Return lines with a label for names right after the region."""
    lines = []
    for element in list(region.itersiblings())[:6]:
        if not any(word in text_of(element)[:LONGEST].lower() for word in CREDIT_WORDS):
            continue
        lines += [
            line for line in lines_of(element) if len(line) < 120 and line.lower().lstrip("( ").startswith(CREDIT_WORDS)
        ]
    return lines[:8]


def captions(heading: HtmlElement, region: HtmlElement) -> tuple[str, ...]:
    """Return what stands in captions between headline and text."""
    return tuple(
        block.text
        for element in _following(heading, region)
        for block in segment(element, PLAIN)
        if block.furniture and block.furniture.kind == "caption"
    )


def signed(heading: HtmlElement, region: HtmlElement) -> list[tuple[CreditRole, str]]:
    """Return the names between headline and text whose element is called `author`, `penulis`, `editor` and the like."""
    found: list[tuple[CreditRole, str]] = []
    for outer in _following(heading, region):
        for element in [outer] if len(outer) == 0 else outer.iter():
            named = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
            if named == "  " or not (match := SIGNED.search(named)) or not (text := text_of(element)):
                continue
            if len(text.split()) <= 6 and ":" not in text:
                found.append(("editor" if match[0].lower() == "editor" else "reporter", text))
        if len(found) >= MOST_NAMES:
            break
    return list(dict.fromkeys(found))[:MOST_NAMES]


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


def lines_of(element: HtmlElement) -> list[str]:
    """Return the lines that `element` prints, with those in captions and credits."""
    if not isinstance(element.tag, str) or len(text_of(element)) > LONGEST:
        return []
    return [
        block.text
        for block in segment(element, PLAIN)
        if not block.furniture or block.furniture.kind in FURNITURE_WITH_NAMES
    ]
