"""An article laid out for the coders: one text with offsets, cut into sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from pipeline.coding.lexicon import fold, vocabulary
from pipeline.model import Evidence, Outlet

STOP: Final = re.compile(r"[.!?…]+[\"”“’')\]]*(?=\s|$)|(?<=[a-z)])\.(?=[\"“”][A-Z])|(?<=[a-z]{3})\.(?=[A-Z][a-z])")
OPENING: Final = re.compile(r"\s*[\"“”‘'(\[*•-]*\s*[A-Z0-9]")
LAST_WORD: Final = re.compile(r"[\w'’-]+(?:\.[\w]+)*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; offsets into Document.text."""

    index: int
    """0 is the headline."""
    paragraph: int
    """-1 for the headline."""
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """Headline and body in one text. Evidence counts from the body, so `shift` is taken off.

    A document equals itself alone, so that what is worked out of one can be kept by it without a look at its text.
    """

    headline: str
    text: str
    """headline, a blank line, and the paragraphs with blank lines between them."""
    folded: str
    shift: int
    """Where the body begins in `text`."""
    paragraphs: tuple[tuple[int, int], ...]
    """Start and end of each paragraph of the body."""
    sentences: tuple[Sentence, ...]
    outlet: Outlet
    published: date | None
    """Day of publication where the outlet stands."""

    def evidence(self, field: str, value: str, rule: str, start: int, end: int) -> Evidence:
        """Return the row for a span of `text`; a span of the headline has no offsets in the body."""
        if start < self.shift:
            return Evidence(field=field, value=value, rule=rule)
        return Evidence(field=field, value=value, rule=rule, start=start - self.shift, end=end - self.shift)

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds `offset`, or the one before it where it falls between two."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle].start <= offset:
                low = middle
            else:
                high = middle - 1
        return self.sentences[low]


def lay_out(headline: str, paragraphs: Sequence[str], *, outlet: Outlet, published: date | None) -> Document:
    """Return the Document; empty paragraphs keep their place, so that offsets stay those of the body."""
    head = headline.strip()
    text = head + "\n\n" + "\n\n".join(paragraphs)
    shift = len(head) + 2
    sentences = [Sentence(index=0, paragraph=-1, start=0, end=len(head), text=head)]
    places = []
    start = shift
    for number, paragraph in enumerate(paragraphs):
        places.append((start, start + len(paragraph)))
        for first, last in split(paragraph):
            sentences.append(
                Sentence(
                    index=len(sentences), paragraph=number, start=start + first, end=start + last,
                    text=paragraph[first:last],
                )
            )  # fmt: skip
        start += len(paragraph) + 2
    return Document(
        headline=head,
        text=text,
        folded=fold(text),
        shift=shift,
        paragraphs=tuple(places),
        sentences=tuple(sentences),
        outlet=outlet,
        published=published,
    )


@cache
def abbreviations() -> frozenset[str]:
    words = vocabulary("abbreviations")["never_end"]
    if not isinstance(words, list):
        raise TypeError("never_end of data/abbreviations.yml is not a list")
    return frozenset(str(word).lower() for word in words)


def split(paragraph: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of one paragraph; `Pj.`, `S.H.` and `No. 5` do not end one."""
    spans = []
    start = 0
    for stop in STOP.finditer(paragraph):
        if stop.end() < len(paragraph) and not ends_sentence(paragraph, stop):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(paragraph)))
    trimmed = []
    for first, last in spans:
        body = paragraph[first:last]
        lead = len(body) - len(body.lstrip())
        if body.strip():
            trimmed.append((first + lead, first + lead + len(body.strip())))
    return trimmed


def ends_sentence(paragraph: str, stop: re.Match[str]) -> bool:
    if not OPENING.match(paragraph, stop.end()):
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    word = LAST_WORD.search(paragraph, max(0, stop.start() - 30), stop.start())
    if word is None:
        return True
    token = word.group()
    # A single capital is an initial or the end of a degree (S.H.), whose sentence we rather leave joined than torn.
    return not (token.lower() in abbreviations() or (len(token.rsplit(".", 1)[-1]) == 1 and token[-1].isupper()))
