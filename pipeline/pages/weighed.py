"""A second opinion on lines that no rule takes and that are no sentence: what their words and their form weigh.

The weights are learned from the lines of all pages of the newsroom, gallery and kiosk, of tests/lines.yml and of the
coders' articles: `python -m bench.lines`, which also tells how they do on families of pages that they were not learned
from. They only ever judge doubtful lines; a sentence, a heading, an item, somebody's words stay whatever they weigh.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline.pages.blocks import Block, is_quotation
from pipeline.pages.dated import MOMENT
from pipeline.pages.edges import SIGNED
from pipeline.pages.layout import OWN, Layout
from pipeline.pages.lines import FILES
from pipeline.pages.prose import QUOTES, capitals, is_ended, is_prose, is_speech
from pipeline.pages.segments import ITEM
from pipeline.pages.signs import CONTACTS, LABEL, is_marked
from pipeline.pages.strangers import is_announced

ENOUGH: Final = 1.5
"""Log-odds from which on a line goes."""
TELLING: Final = 0.25
"""What its words alone must weigh: the form of a line is also that of a heading that nobody marked as one."""
LONGEST: Final = 24
"""Words; a longer line is the article's."""
SENTENCE: Final = 5
"""Words from which on a line that a full stop ends is a sentence, however it is written."""
MOST: Final = 2
"""Doubtful lines in a row; more are a list or a verse of the article's."""
HEADING: Final = 6
"""Words of the longest heading in the middle of a text."""
LETTERS: Final = 6
"""Letters of a word's root that count."""
PLAIN: Final = 4
"""Letters of a word that is its own root."""
WORDS: Final = ("word ", "first ")
"""Signals of words begin so."""
WORD: Final = re.compile(r"[^\W\d_]+")
BEFORE: Final = re.compile(r"^(?:memper|diper|me(?:ng|ny|m|n)?|pe(?:ng|ny|m|n|r)?|ber|di|ter|se)(?=\w{3})")
BEHIND: Final = re.compile(r"(?<=\w{3})(?:kannya|annya|nya|kan|an|lah|mu|i)$")
FEW: Final = (1, 2, 4, 7, 11, 16, 24, 40)
TITLED: Final = (0.15, 0.4, 0.65, 0.99)
SHARED: Final = (0.0, 0.2, 0.49)
"""Share of a line's longer words that the article uses; of one with half of them nothing is taken."""
LINKED: Final = (0.0, 0.3, 0.6, 0.85)
WEIGHTS: Final[Mapping[str, float]] = {
    row["signal"]: float(row["weight"])
    for row in csv.DictReader(Path(__file__).with_name("line_weights.csv").read_text("utf-8").splitlines())
}


def take_weighed(layout: Layout, headline: str) -> None:
    """Take doubtful lines of the text under `headline` that weigh enough; of several in a row all or none."""
    runs = [run for run in _runs(layout) if len(run) <= MOST and not (len(run) == 1 and _is_heading(layout, run[0]))]
    told = told_in(layout, headline) if runs else frozenset()
    for run in runs:
        if all(is_enough(WEIGHTS, signals(layout, i, told)) for i in run):
            for i in run:
                layout.items[i].take("other", "weighed")


def is_enough(weights: Mapping[str, float], said: frozenset[str]) -> bool:
    """Tell whether what is said of a line weighs enough against it: all of it, and its words alone."""
    words = sum([weights.get(signal, 0.0) for signal in said if signal.startswith(WORDS)])
    form = sum([weights.get(signal, 0.0) for signal in said if not signal.startswith(WORDS)])
    return "told more" not in said and words >= TELLING and weights["bias"] + words + form >= ENOUGH


def words_weigh(text: str) -> float:
    """Return what the words of a text weigh, without its form."""
    return sum([WEIGHTS.get(signal, 0.0) for signal in set(_words(text))])


def signals(layout: Layout, i: int, told: frozenset[str]) -> frozenset[str]:
    """Return what can be said of a line: roots of its words, its form, where it stands; `told` is of `told_in`."""
    block = layout.items[i].block
    return frozenset([*_words(block.text), *_form(block), *_place(layout, i, told)])


def _runs(layout: Layout) -> Iterator[list[int]]:
    run: list[int] = []
    for i, item in enumerate(layout.items):
        if item.drop is not None:
            continue
        if is_doubtful(item.block) and not is_announced(layout, run[0] if run else i):
            run.append(i)
        elif run:
            yield run
            run = []
    if run:
        yield run


def is_doubtful(block: Block) -> bool:
    """Tell whether a line may be judged by its weight: it is no sentence, heading, item, cell or quotation."""
    text = block.text
    ended = is_ended(SIGNED.sub("", text)) or is_ended(text)
    return not (
        block.tag in OWN
        or block.strong
        or is_prose(text)
        or text.count(" ") >= LONGEST
        or text.endswith((":", ";", ","))
        or (ended and text.count(" ") >= SENTENCE - 1)
        or ITEM.match(text)
        or any(FILES.search(link.href) for link in block.links)
        or is_speech(text)
        or is_quotation(block)
    )


def _is_heading(layout: Layout, i: int) -> bool:
    """Tell whether a line stands as headings do that nobody marked: a few capitals right between two sentences."""
    item, beside = layout.items[i], layout.items[i - 1 : i] + layout.items[i + 1 : i + 2]
    return (
        layout.first < i < layout.last
        and 1 < len(item.block.text.split()) <= HEADING
        and capitals(item.block.text) >= TITLED[2]
        and item.block.linked == 0
        and not item.block.text.isupper()
        and not (layout.is_apart(item) or layout.is_odd(item) or any(map(str.isdigit, item.block.text)))
        and all(other.drop is None and other.prose and other.block.linked == 0 for other in beside)
    )


def _words(text: str) -> Iterator[str]:
    roots = [_root(word.lower()) for word in WORD.findall(text)]
    yield from (f"word {root}" for root in roots)
    yield from (f"first {root}" for root in roots[:1])


def _root(word: str) -> str:
    return word if len(word) <= PLAIN else BEHIND.sub("", BEFORE.sub("", word))[:LETTERS]


def _form(block: Block) -> Iterator[str]:
    text = block.text
    last = text[-1:]
    yield f"words {_at_most(len(text.split()), FEW)}"
    yield f"end {'full' if is_ended(text) else last if last in ':;,-–—' else 'open'}"
    yield f"capitals {_at_most(capitals(text), TITLED)}"
    yield f"linked {_at_most(block.linked, LINKED)}"
    yield f"tag {block.tag}"
    told = {
        "lower": text[:1].islower(),
        "mark first": not text[:1].isalnum() and text[:1] not in QUOTES,
        "shouts": "!" in text,
        "asks": "?" in text,
        "quotes": any(map(text.__contains__, QUOTES)),
        "speech": is_speech(text),
        "upper": text.isupper(),
        "digit": any(map(str.isdigit, text)),
        "moment": MOMENT.search(text.lower()) is not None,
        "contact": any(mark in text and pattern.search(text) for mark, pattern in CONTACTS.items()),
        "label": LABEL.match(text) is not None,
        "marked": is_marked(text),
        "prose": is_prose(text),
        "strong": block.strong,
        "small": block.small,
        "under image": block.after_image,
    }
    yield from (name for name, holds in told.items() if holds)


def told_in(layout: Layout, headline: str) -> frozenset[str]:
    """Return the longer words of a text's sentences and of its headline."""
    sentences = (layout.items[i].block.text for i in layout.sentences)
    return frozenset(word for text in (headline, *sentences) for word in _long(text))


def _long(text: str) -> Iterator[str]:
    return (word.lower() for word in WORD.findall(text) if len(word) > PLAIN)


def _place(layout: Layout, i: int, told: frozenset[str]) -> Iterator[str]:
    item = layout.items[i]
    own = set(_long(item.block.text))
    yield f"told {_at_most(len(own & told) / len(own), SHARED)}" if own else "told none"
    yield "top" if i < layout.first else "foot" if i > layout.last else "middle"
    stands = {
        "apart": layout.is_apart(item),
        "odd": layout.is_odd(item),
        "behind names": i > layout.closed,
        "below junk": i > 0 and layout.items[i - 1].drop is not None,
        "above junk": i + 1 < len(layout.items) and layout.items[i + 1].drop is not None,
    }
    yield from (name for name, holds in stands.items() if holds)


def _at_most(number: float, limits: Sequence[float]) -> str:
    return next((f"{limit:g}" for limit in limits if number <= limit), "more")
