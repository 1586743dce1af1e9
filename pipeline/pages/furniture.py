"""Which elements inside an article are a widget and not the article, told by tag, class and id."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from lxml import etree

from pipeline import yaml_file
from pipeline.model import SpanKind
from pipeline.pages.markup import shown
from pipeline.pages.prose import is_prose

HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}|font-size\s*:\s*0(?![.\d]*[1-9])",
    re.I,
)
BULK: Final = 0.4
"""An element with more of its region's text than this is no widget because a word of its class says so."""
MOST_READ: Final = 8_000_000
"""Characters of widgets that are measured in one region; only a page made to nest them by the hundred has more."""
REST: Final = 200
"""Characters; a known widget goes, however long, where as much as this stays."""
SURE: Final = frozenset({"caption", "comment", "menu", "paging"})
"""Kinds whose elements are dropped even where they hold whole sentences, as captions and comments do."""
INLINE: Final = frozenset({"a", "span", "strong", "b", "em", "i", "u", "font", "small"})
HOLDERS: Final = frozenset({"figure", "form", "label"})
"""Elements that sometimes hold article text: a table in a figure, a page that is one big form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Why an element or a text is not the article."""

    kind: SpanKind
    rule: str


@dataclass(frozen=True, slots=True)
class _Name:
    kind: SpanKind
    name: str
    sure: bool
    word: bool = False
    """Found by one word of a class, not by a whole one."""


_Readers = dict[str, dict[str, _Name]]


def _load() -> tuple[dict[str, _Name], dict[str, _Name], list[tuple[str, _Name]], dict[str, _Name], _Readers]:
    data = yaml_file.load((Path(__file__).parent / "furniture.yml").read_text("utf-8"))
    elements = {tag: _Name(kind, tag, True) for kind, tags in data["elements"].items() for tag in tags}
    hooks = [(hook, kind) for kind, names in data["hooks"].items() for hook in names]
    whole = {hook: _Name(kind, hook, True) for hook, kind in hooks if "*" not in hook}
    begins = [(hook.split("*")[0], _Name(kind, hook.rstrip("*"), True)) for hook, kind in hooks if "*" in hook]
    words = {word: _Name(kind, word, kind in SURE, True) for kind, names in data["words"].items() for word in names}
    readers = {
        reader: {name: _Name(kind, name, True) for kind, names in kinds.items() for name in names}
        for reader, kinds in data["readers"].items()
    }
    return elements, whole, begins, words, readers


ELEMENTS, WHOLE, BEGINS, WORDS, READERS = _load()
BEGINNING: Final = re.compile("|".join(re.escape(begin) for begin, _ in sorted(BEGINS, key=lambda b: -len(b[0]))))
BEGUN: Final = dict(BEGINS)
PIECES: Final = re.compile(r"[\s_-]+")


@lru_cache(maxsize=8192)  # a page has few different spellings: Word alone repeats one style a thousand times
def _named(
    reader: str, tag: str, classes: str | None, identity: str | None, style: str | None, hidden: str | None
) -> _Name | None:
    """Return what class and id say to one reader, then what tag, class, id and style say to all, the surest first."""
    tokens = f"{classes or ''} {identity or ''}".lower().split()
    own = READERS.get(reader, {})
    if found := next((own[token] for token in tokens if token in own), ELEMENTS.get(tag)):
        return found
    words = (WORDS.get(word) for token in tokens for word in PIECES.split(token))
    if found := next(filter(None, chain(map(_hook, tokens), words)), None):
        return found
    if hidden is not None or (style and HIDDEN.search(style)):
        return _Name("other", "hidden", False)  # some hide the second half behind a button
    return None


def _hook(token: str) -> _Name | None:
    begun = BEGINNING.match(token)
    return WHOLE.get(token) or (BEGUN[begun[0]] if begun else None)


class Furniture:
    """The widgets of one region, as one reader knows them."""

    def __init__(self, reader: str, size: Callable[[], int]) -> None:
        self.reader = reader
        self._size = size
        self._region: int | None = None
        self._read = 0

    def of(self, element: etree._Element, tag: str, looks: Mapping[str, str]) -> Drop | None:
        """Return why `element` is dropped with all that is in it, or None where it may hold the article.

        `tag` and `looks` are its tag and its attributes.
        """
        get = looks.get
        found = (
            _named(self.reader, tag, get("class"), get("id"), get("style"), get("hidden"))
            if looks
            else ELEMENTS.get(tag)
        )
        if found is None or (found.word and tag in INLINE):
            return None  # `<a class="inner-link-baca-juga">`: the label before it says more
        if self._is_bulk(element, found):
            return None
        if not found.sure and _holds_prose(element):
            return None
        if tag in HOLDERS and found.name == tag and _holds_text(element):
            return None
        return Drop(kind=found.kind, rule=f"{self.reader}.{found.name}")

    def _is_bulk(self, element: etree._Element, found: _Name) -> bool:
        """The article itself, in an element with a widget's name."""
        if len(element) == 0:
            return False
        if self._read > MOST_READ:
            return True
        if self._region is None:
            self._region = self._size()
        size = len(shown(element))
        self._read += size
        return size > REST and (size > BULK * self._region if found.word else self._region - size < REST)


def _holds_prose(element: etree._Element) -> bool:
    """A paragraph in an unclosed advert, or in a class list that only happens to have the word."""
    return any(
        len(text := shown(p)) > 120 and is_prose(text) and not p.find(".//a") is not None
        for p in ([element] if element.tag == "p" else element.iter("p"))
    )


def _holds_text(element: etree._Element) -> bool:
    if element.tag == "figure":
        return element.find(".//table") is not None or element.find(".//blockquote") is not None
    return any(is_prose(shown(p)) for p in element.iter("p", "li", "div"))
