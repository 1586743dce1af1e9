"""A line of a page as the rules of boilerplate see it, and what they say of it."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.model import SpanKind
from pipeline.pages.blocks import Block
from pipeline.pages.prose import is_prose, is_speech

LEAD: Final = re.compile(r"[^\w\"“”„‘’'(\[#©@<{/|!*-]*(?:[-*•]+\s+)?")
"""Bullets, arrows, emoji before a line; quotes and brackets belong to it."""
TAIL: Final = " \t\n|•»›>:："
WORDS: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
FILES: Final = re.compile(r"(?:\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:[?#]|$))|^(?:mailto|tel):", re.I)
"""A link to what a text gives its readers to download."""
NOTHING: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to tell a line that is not the article; see the head of boilerplate.yml."""

    id: str
    kind: SpanKind
    where: str
    pattern: re.Pattern[str] = NOTHING
    rest: str = "any"
    zone: str = "any"
    after: str = ""
    most: int = 400
    strong: bool = False
    quoted: bool = False
    partial: bool = False
    named: bool = False
    needs: tuple[re.Pattern[str], ...] = ()
    words: frozenset[str] = frozenset()
    key: frozenset[str] = frozenset()
    has: tuple[str, ...] = ()
    loose: re.Pattern[str] | None = None
    """For strong labels: the label with no separator after it."""
    inside: re.Pattern[str] | None = None
    """For strong labels: the label after a sentence in the same line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a rule may know of the page beside the line itself."""

    top: bool = False
    """No paragraph of the article stands before."""
    foot: bool = False
    """No sentence of the article stands after."""
    about: str = ""
    """Headline and first paragraph, in lower case: what the article is about."""
    names: frozenset[str] = frozenset()
    """Words of the outlet's name and host, in lower case."""
    host: str = ""

    def allows(self, zone: str) -> bool:
        """Tell whether a rule for `top`, `foot`, `edge` (either) or `any` may be asked here."""
        return zone == "any" or (zone != "foot" and self.top) or (zone != "top" and self.foot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Characters start..end of a line that are not the article."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at the beginning of a line."""

    rule: Rule
    end: int
    """How much of the block's text belongs to it and its titles: all, unless running text stands behind a link."""
    alone: bool
    """No title on the same line."""
    sure: bool
    """Says `also` or the like, with a separator after it: nothing else is asked."""


class Line(NamedTuple):
    """A block as the rules see it."""

    block: Block
    text: str
    """Without bullets before it and separators behind."""
    lower: str
    """The same in lower case."""
    shift: int
    """Characters taken off at the beginning."""
    length: int
    """In words."""
    prose: bool

    @classmethod
    def of(cls, block: Block) -> "Line":
        whole = block.text
        lead = None if whole[:1].isalnum() else LEAD.match(whole)
        shift = lead.end() if lead else 0
        text = whole[shift:].rstrip(TAIL) or whole.strip()
        return cls(block, text, text.lower(), shift, len(text.split()), is_prose(whole))

    @property
    def speech(self) -> bool:
        """Somebody is quoted; asked last, for it costs more than all else."""
        return is_speech(self.text)

    def linked_from(self, start: int) -> float:
        """Share of the characters from `start` (of `text`) on that stand in links."""
        begin = self.shift + start
        size = sum(max(0, link.end - max(link.start, begin)) for link in self.block.links)
        return size / max(1, len(self.block.text) - begin)
