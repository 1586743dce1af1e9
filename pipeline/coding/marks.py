"""Quotation marks: where speech begins and ends in a paragraph, told by the neighbours of a mark, not by its shape.

Regional pages print ”…”, ’’…’’, â€œ…â€, marks glued to the sentence before, and lose one of the two.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.coding.speech import said_after

MARK: Final = re.compile(
    r"[\"“”„‟«»″＂]+|\ufffd+|â€œ|â€\u009d|â€(?![a-zA-Z])|[‘’'`´]{2,}|(?<![\w])[‘'](?=\w)|(?<=[,.!?])[’'](?=\s|$)|(?<=\w)[’'](?=,\s[a-z])"
)

SINGLE_END: Final = re.compile(r"(?<=\w)[’'](?=[\s.,;:)]|$)")
"""What closes words in single marks that no comma ends: `hanya 'numpang lewat' di sana`."""
TELLS: Final = re.compile(r"\s+(?:[A-Z]|[^,.]{3,60}\s(?:ini|itu|tersebut)[\s.]*$)")
"""After a verb of saying: a name, or who spoke in other words at the end of the paragraph."""


@dataclass(frozen=True, slots=True)
class Span:
    """A quote inside one paragraph: offsets of the text between the marks, and of the marks."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    flags: tuple[str, ...]


def find(paragraph: str) -> Iterator[Span]:
    """Yield the quote spans of a paragraph, tolerant to wrong-way and missing marks."""
    opened: re.Match[str] | None = None
    last = 0
    doubles = [mark.start() for mark in MARK.finditer(paragraph) if is_double(mark)]
    for mark in MARK.finditer(paragraph):
        if opened is not None and is_double(opened) and not is_double(mark) and doubles[-1] > mark.start():
            continue  # a quote in a quote
        before = paragraph[mark.start() - 1] if mark.start() else " "
        after = paragraph[mark.end()] if mark.end() < len(paragraph) else " "
        can_open = (before.isspace() or before in "([,:;.-–—*") and not after.isspace()
        can_close = not before.isspace() and before not in "(["
        if opened is None:
            speech = said_after().match(paragraph, mark.end())
            closes = can_close and speech is not None and mark.start() > last
            if can_open and mark.start() and speech and only_closing(paragraph, mark, speech):
                start = begin(paragraph, last, mark.start())
                yield Span(start, start, mark.start(), mark.end(), ("open_missing",))
                last = mark.end()
            elif (can_open and not (closes and not before.isspace())) or mark.start() == 0:
                opened = mark
            elif closes:
                start = begin(paragraph, last, mark.start())
                yield Span(start, start, mark.start(), mark.end(), ("open_missing",))
                last = mark.end()
            elif (
                can_open
                or (before.isspace() and after.isspace())
                or (can_close and after.isalnum() and mark.group()[0] != "»")
            ):
                opened = mark  # glued to the sentence before: media sosial."Saya
        elif can_close or not can_open:
            yield Span(opened.start(), opened.end(), mark.start(), mark.end(), ())
            opened, last = None, mark.end()
        else:
            yield Span(opened.start(), opened.end(), mark.start(), mark.start(), ("close_missing",))
            opened, last = mark, mark.end()
    if opened is not None and len(paragraph) > opened.end():
        yield cut_short(paragraph, opened)


def is_double(mark: re.Match[str]) -> bool:
    """Say whether a mark is a double one, or a single one printed twice."""
    return len(mark.group()) > 1 or mark.group() not in "‘’'`´"


def only_closing(paragraph: str, mark: re.Match[str], speech: re.Match[str]) -> bool:
    """Say whether an opening mark stands where the closing one belongs: `… lebih baik. “ungkap Bupati X.`"""
    spoken = speech["nya"] or (speech["verb"] and re.match(r"\s+(?:Pj|[A-Z])", speech["rest"]))
    return (
        bool(spoken)
        and MARK.search(paragraph, mark.end()) is None
        and paragraph[: mark.start()].rstrip().endswith((".", ",", "!", "?"))
    )


def begin(paragraph: str, last: int, end: int) -> int:
    """Return where a quote without opening mark begins: the paragraph, or the sentence after the one before."""
    if not last:
        return 0
    match = re.search(r"[.!?]\s+", paragraph[last:end])
    return last + match.end() if match else last


def cut_short(paragraph: str, opened: re.Match[str]) -> Span:
    """Return the quote whose closing mark is lost: it ends before a verb of saying, or with the paragraph."""
    start = opened.end()
    if not is_double(opened) and (term := SINGLE_END.search(paragraph, start)):
        return Span(opened.start(), start, term.start(), term.end(), ())
    for comma in re.finditer(r"[,.]\s*,?\s*", paragraph[start:]):
        at = start + comma.end()
        speech = said_after().match(paragraph, at)
        if speech and (speech["nya"] or TELLS.match(speech["rest"])):
            return Span(opened.start(), start, start + comma.start(), at, ("close_missing",))
    return Span(opened.start(), start, len(paragraph), len(paragraph), ("close_missing",))
