"""Where on a page names of its makers can stand beside its masthead: above the headline, under the text, in its end."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import RemovedSpan, SpanKind
from pipeline.pages.credit_lines import LONGEST_CREDIT_LINE, credit_line
from pipeline.pages.credit_words import lone, may_label
from pipeline.pages.date_places import is_elsewhere
from pipeline.pages.items import Trimmed
from pipeline.pages.markup import shown
from pipeline.pages.masthead import CREDIT_WORDS, LONGEST, is_labelled, lines_of

LEVELS: Final = 6
"""Elements above the body in which names may still follow it."""
OUTSIDE: Final = 2
"""Elements around headline and body in which names may stand outside both."""
SIBLINGS: Final = 6
SHORT: Final = 400
"""Characters of a box outside of the article's own element."""
MOST_NAMES: Final = 4
"""Names of one role; more are of a list of articles."""
OTHERS_SPANS: Final = frozenset[SpanKind]({"related", "advert", "comment"})
"""Kinds of removed spans that belong to other articles or people, but for a line that begins with a label."""
LONGEST_SPAN: Final = 300
LAST: Final = 5
"""Paragraphs at the end of a text that may credit somebody."""
FOOT: Final = re.compile(r"footer|(?<![a-z])foot(?![a-z])", re.IGNORECASE)


def lines(
    masthead: Sequence[str],
    trimmed: Trimmed,
    heading: HtmlElement | None,
    around: tuple[HtmlElement, HtmlElement],
    outlet_name: str,
) -> list[str]:
    """Return the lines of a page that may name its makers, in page order; `around` are its first and last region."""
    first, last = trimmed.paragraphs[0], trimmed.paragraphs[-1]
    return [
        *(above(heading, around[0], outlet_name) if heading is not None else ()),
        *masthead,
        *([first] if first.lower().startswith(CREDIT_WORDS) else ()),
        *of_spans(trimmed.removed, outlet_name),
        *ending(trimmed.paragraphs, outlet_name),
        last,
        *below(around[1], heading, outlet_name),
    ]


def naming(texts: Sequence[str], outlet_name: str) -> list[str]:
    """Return the lines that credit somebody, and labels that stand alone with the lines beside them, in order."""
    return [texts[i] for i in sorted(_naming(texts, outlet_name))]


def of_spans(spans: Sequence[RemovedSpan], outlet_name: str) -> list[str]:
    """Return what was taken out of the text and may name somebody: credits and captions, and labels wherever."""
    short = [span for span in spans if len(span.text) <= LONGEST_SPAN]
    own = [span for span in short if span.kind not in OTHERS_SPANS or is_labelled(span.text)]
    named = _naming([span.text for span in own], outlet_name)
    return [span.text for i, span in enumerate(own) if i in named or span.kind in {"credit", "caption"}]


def _naming(texts: Sequence[str], outlet_name: str) -> set[int]:
    kept: set[int] = set()
    for i, line in enumerate(texts):
        if len(line) > LONGEST_CREDIT_LINE or not may_label(line):
            continue
        if label := lone(line, outlet_name, under_name=True):
            kept |= {i - 1, i, i + 1} if label.office else {i, i + 1}
        elif (read := credit_line(line, outlet_name)) and read.credits:
            kept.add(i)
    return {i for i in kept if 0 <= i < len(texts) and len(texts[i]) <= LONGEST_CREDIT_LINE}


def ending(paragraphs: Sequence[str], outlet_name: str) -> list[str]:
    """Return the lines among the last paragraphs but one that are nothing but credits."""
    return naming(paragraphs[1:][-LAST:-1], outlet_name)


def below(region: HtmlElement, heading: HtmlElement | None, outlet_name: str) -> list[str]:
    """Return lines that name somebody after the region, as far up as the element that holds the headline too.

    A step or two further only short boxes count: there other articles begin.
    """
    around = set() if heading is None else set(heading.iterancestors())
    found: list[str] = []
    outside = 0
    for level in [region, *region.iterancestors()][:LEVELS]:
        if level.tag == "body":
            break
        outside += level in around and level is not region
        if outside > OUTSIDE:
            break
        for element in islice(level.itersiblings(), SIBLINGS):
            found += _named_in(element, outlet_name, outside=bool(outside))
    return found[:8]


def above(heading: HtmlElement, region: HtmlElement, outlet_name: str) -> list[str]:
    """Return the same of what stands before the elements around the headline, up to the one that holds the body."""
    line = set(region.iterancestors())
    found: list[str] = []
    for level in islice(heading.iterancestors(), LEVELS):
        if level in line or level.tag == "body":
            break
        for element in reversed(list(islice(level.itersiblings(preceding=True), 3))):
            found += _named_in(element, outlet_name, outside=True)
    return found


def _named_in(element: HtmlElement, outlet_name: str, *, outside: bool) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    text = shown(element)
    if not text or not may_label(text[:LONGEST]) or len(text) > (SHORT if outside else LONGEST):
        return
    if is_elsewhere(element) and (outside or not _is_foot(element)):
        return
    named = naming([line.text for line in lines_of(element)], outlet_name)
    if len(named) <= MOST_NAMES * 2:
        yield from named


def _is_foot(element: HtmlElement) -> bool:
    """The foot of an article is its own; that of the page, which names the heads of the paper, stands outside."""
    return FOOT.search(f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}") is not None
