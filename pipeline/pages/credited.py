"""Where on a page names of its makers can stand beside its masthead: above the headline, under the text, in its end."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from lxml.html import HtmlElement

from pipeline.model import RemovedSpan, SpanKind
from pipeline.pages.credit_lines import LONGEST_CREDIT_LINE, Line, credit_line
from pipeline.pages.credit_words import WRITERS, lone, may_label
from pipeline.pages.date_places import is_elsewhere
from pipeline.pages.items import Trimmed
from pipeline.pages.markup import shown
from pipeline.pages.masthead import CREDIT_WORDS, LONGEST, is_labelled, lines_of
from pipeline.pages.signatures import closing_bracket

LEVELS: Final = 6
"""Elements above the body in which names may still follow it."""
OUTSIDE: Final = 2
"""Elements around headline and body in which names may stand outside both."""
SIBLINGS: Final = 6
SHORT: Final = 400
"""Characters of a box outside of the article's own element."""
DEPTH: Final = 2
MOST_CHILDREN: Final = 12
MOST_NAMES: Final = 4
"""Names of one role; more are of a list of articles."""
OTHERS_SPANS: Final = frozenset[SpanKind]({"related", "advert", "comment"})
"""Kinds of removed spans that belong to other articles or people, but for a line that begins with a label."""
LONGEST_SPAN: Final = 300
MOST_SPANS: Final = 500
"""Removed spans at the end of a text that are asked for names; only a page made to hold its reader up has more."""
LAST: Final = 5
"""Paragraphs at the end of a text that may credit somebody."""
BREAK: Final = "—"
"""Stands between lines that were not neighbours on the page."""
BRACKETS: Final = frozenset("([")
IMPRINT: Final = re.compile(
    r"pemimpin (?:redaksi|umum|perusahaan)|penanggung ?jawab|(?:dewan|susunan|alamat) redaksi|pemred", re.IGNORECASE
)
"""Of a box that names the heads of the paper, not the makers of an article."""
DIGIT: Final = re.compile(r"\d")
FOOT: Final = re.compile(r"footer|(?<![a-z])foot(?![a-z])", re.IGNORECASE)


def lines(
    masthead: Sequence[str],
    trimmed: Trimmed,
    heading: HtmlElement | None,
    around: tuple[HtmlElement, HtmlElement],
    outlet_name: str,
) -> list[str]:
    """Return the lines of a page that may name its makers, in page order; `around` are its first and last region."""
    first = trimmed.paragraphs[0]
    return [
        *(above(heading, around[0], outlet_name) if heading is not None else ()),
        *masthead,
        *([first] if first.lower().startswith(CREDIT_WORDS) else ()),
        *of_text(trimmed, outlet_name),
        *below(around[1], heading, outlet_name),
    ]


def of_text(trimmed: Trimmed, outlet_name: str) -> list[str]:
    """Return what in the text and taken out of it may name somebody, in page order.

    Credits, captions and the last paragraph always; of other spans and of the last paragraphs what credits somebody.
    """
    paragraphs = trimmed.paragraphs
    tail = max(1, len(paragraphs) - LAST)
    parts: list[tuple[str, bool]] = []
    at = 0
    spans = trimmed.removed[-MOST_SPANS:]
    for position, span in [*((span.position, span) for span in spans), (len(paragraphs), None)]:
        for i in range(at, position):
            last = i == len(paragraphs) - 1
            parts.append((paragraphs[i] if last or i >= tail else BREAK, last))
        at = max(at, position)
        if span and len(span.text) <= LONGEST_SPAN and _may_name(span, outlet_name):
            parts.append((span.text, span.kind in {"credit", "caption"}))
    return _kept(parts, outlet_name)


def _may_name(span: RemovedSpan, outlet_name: str) -> bool:
    """Tell whether a span may credit somebody: never the headline, `Laporan Netralitas Tembus 37, Terbanyak di X`.

    One among those of other articles has to begin with a label, or to name a writer and an editor.
    """
    if span.kind not in OTHERS_SPANS:
        return span.kind != "headline"
    if is_labelled(span.text):
        return True
    read = credit_line(span.text, outlet_name)
    return read is not None and {credit.role for credit in read.credits} >= WRITERS


def _kept(parts: Sequence[tuple[str, bool]], outlet_name: str) -> list[str]:
    """Return the parts that name somebody or are marked, a break where some are left out between two."""
    named = _naming([text for text, _ in parts], outlet_name)
    chosen = [i for i, (_, always) in enumerate(parts) if always or i in named]
    found: list[str] = []
    for before, i in pairwise([-1, *chosen]):
        found += [BREAK] * (i != before + 1) + [parts[i][0]]
    return found


def _naming(texts: Sequence[str], outlet_name: str) -> set[int]:
    kept: set[int] = set()
    for i, line in enumerate(texts):
        if len(line) > LONGEST_CREDIT_LINE or not (may_label(line) or line[:1] in BRACKETS):
            continue
        if label := lone(line, outlet_name, under_name=True):
            kept |= {i - 1, i, i + 1} if label.office else {i, i + 1}
        elif (read := credit_line(line, outlet_name) or _bracket(line, outlet_name)) and read.credits:
            kept.add(i)
    return {i for i in kept if 0 <= i < len(texts) and len(texts[i]) <= LONGEST_CREDIT_LINE}


def _bracket(line: str, outlet_name: str) -> Line | None:
    """`(Sari Wulan/Rangga Putra)`, a line that is nothing but its bracket."""
    return closing_bracket(line, outlet_name) if line[0] in BRACKETS and line[-1] in ")]" else None


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
        outside += level in around
        if outside > OUTSIDE:
            break
        for element in islice(level.itersiblings(), SIBLINGS):
            found += _named_in(element, outlet_name, outside=bool(outside))
    return found[:8]


def following(region: HtmlElement, heading: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield short elements with a number after the region, up to the element that holds the headline too.

    They are the foot of the article, where its date may stand.
    """
    around = set() if heading is None else set(heading.iterancestors())
    for level in [region, *region.iterancestors()][:LEVELS]:
        if level in around or level.tag == "body":
            break
        near = (element for element in islice(level.itersiblings(), SIBLINGS) if isinstance(element.tag, str))
        yield from (element for element in near if len(text := shown(element)) <= SHORT and DIGIT.search(text))


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


def _named_in(element: HtmlElement, outlet_name: str, *, outside: bool, depth: int = DEPTH) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    text = shown(element)
    if not text or not (may_label(text) or text[0] in BRACKETS) or (element.tag == "footer" and outside):
        return
    if is_elsewhere(element) and (outside or not _is_foot(element)):
        return
    short = len(text) <= (SHORT if outside else LONGEST)
    named = _kept([(line.text, False) for line in lines_of(element)], outlet_name) if short else []
    if named and not IMPRINT.search(text):
        yield from named if len(named) <= MOST_NAMES * 2 else ()
        return
    for child in islice(element, MOST_CHILDREN if depth else 0):  # a box among others
        yield from _named_in(child, outlet_name, outside=True, depth=depth - 1)


def _is_foot(element: HtmlElement) -> bool:
    """The foot of an article is its own; that of the page, which names the heads of the paper, stands outside."""
    return FOOT.search(f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}") is not None
