"""Headlines that may accuse somebody, without the names that the coding may have missed (data/masking.yml).

A word stands only where it is known to be no name: everything else is masked, capitals or not, for headlines are
written in capitals, in small letters and in letters that only look like them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from pipeline.coding import elections, regions
from pipeline.coding.lexicon import fold, vocabulary
from pipeline.publish.stemmer import roots, stem

RULES: Final = Path(__file__).parent / "data" / "masking.yml"

WORD: Final = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*", re.UNICODE)

JOINED: Final = re.compile(r"[\s.\-–'’`\u00ad\u200b-\u200d\u2060\ufeff]*|\s*/\s*|,\s*(?:[A-Z]\.?)+")
"""What may stand between two masked words of one name."""

LONGEST: Final = 6
"""Words of the longest phrase that is looked up."""

UNKNOWN: Final = "nn"
"""A word that nothing knows, in the place of a name that was masked before."""

NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")

VOCABULARIES: Final[Mapping[str, Sequence[str]]] = {
    "people": ("say", "said_passive", "report", "heads", "shared_heads", "named_bodies", "shared_bodies", "prefixes",
               "not_names", "organisations", "anaphors", "pronouns", "stops", "openings"),
    "institutions": ("institutions",),
    "actors": ("group", "office"),
    "offices": ("acting", "titles", "kinds"),
}  # fmt: skip
"""Files of coding/data, and their entries that hold words of the press and no person's name."""


@cache
def rules() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(RULES.read_text("utf-8"))
    return loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    words: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    """Of two words or more, regions among them."""
    regions: frozenset[str]
    """Of one word."""
    names_too: frozenset[str]
    before_regions: frozenset[str]
    numbers: frozenset[str]
    beside_numbers: frozenset[str]


@cache
def known() -> _Known:
    rule = rules()
    phrases = [tuple(phrase.split()) for phrase in map(fold, _phrases())]
    places = [tuple(fold(region.name).split()) for region in regions.load()]
    places += [place[1:] for place in places if place[0] in {"kabupaten", "kota"}]
    names_too = frozenset(rule["names_too"])
    return _Known(
        words=frozenset(word for phrase in phrases for word in phrase) - names_too,
        phrases=frozenset(phrase for phrase in (*phrases, *places, *_split(rule["together"])) if len(phrase) > 1),
        regions=frozenset(place[0] for place in places if len(place) == 1),
        names_too=names_too, before_regions=frozenset(rule["before_regions"]), numbers=frozenset(rule["numbers"]),
        beside_numbers=frozenset(rule["beside_numbers"]),
    )  # fmt: skip


def _split(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in phrases]


def _phrases() -> Iterator[str]:
    for name, keys in VOCABULARIES.items():
        for key in keys:
            yield from _texts(vocabulary(name)[key])
    yield from rules()["also"]
    yield from (election.name for election in elections.calendar())


def _texts(entry: object) -> Iterator[str]:
    """Yield the phrases of an entry: what stands in its lists, and the keys that lead to them."""
    if isinstance(entry, Mapping):
        for key, inner in entry.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(entry, list):
        for inner in entry:
            yield from _texts(inner)
    elif isinstance(entry, str):
        yield WORDS_ONLY.sub(" ", entry)


WORDS_ONLY: Final = re.compile(r"[^\w\s]|_")


def masked(headline: str | None) -> str | None:
    """Return a headline with all that may be a name masked; None where too little of it is left to be read."""
    text = (headline or "").replace(rules()["sign"], UNKNOWN)
    words = list(WORD.finditer(text))
    stands = _stands([fold(word.group()) for word in words])
    pieces, at, hidden, stretches, last = [], 0, 0, 0, -1
    for number, word in enumerate(words):
        if stands[number]:
            continue
        between = text[words[last].end() : word.start()] if last == number - 1 >= 0 else None
        if between is None or not JOINED.fullmatch(between):
            pieces += [text[at : word.start()], rules()["sign"]]
            stretches += 1
        at, last, hidden = word.end(), number, hidden + 1
    if stretches > rules()["most_stretches"] or hidden > rules()["most_words"] * len(words):
        return None
    return "".join([*pieces, text[at:]]) or None


def _stands(words: Sequence[str]) -> list[bool]:
    stands = [False] * len(words)
    at = 0
    while at < len(words):
        length = _phrase(words[at:])
        if length:
            stands[at : at + length] = [True] * length
        else:
            stands[at] = _is_known(words, at)
        at += length or 1
    return stands


def _phrase(words: Sequence[str]) -> int:
    """Return how many words the longest known phrase takes that they begin with; 0 for none."""
    lengths = range(min(LONGEST, len(words)), 1, -1)
    return next((length for length in lengths if tuple(words[:length]) in known().phrases), 0)


def _is_known(words: Sequence[str], at: int) -> bool:
    word, rule = words[at], known()
    before = words[at - 1] if at else ""
    if NUMBER.fullmatch(word):
        return True
    if word in rule.beside_numbers:
        return any(NUMBER.fullmatch(near) or near in rule.numbers for near in (before, *words[at + 1 : at + 2]))
    if word in rule.regions:
        return word not in rule.names_too or before in rule.before_regions
    if word in rule.names_too:
        return False
    if word in rule.words:
        return True
    root = stem(word)
    return root in roots() and root not in rule.names_too | rule.beside_numbers


def accuses(headline: str | None) -> bool:
    """Tell whether a headline may accuse somebody, by its words alone."""
    accusing = rules()["accusing"]
    words = (fold(word.group()) for word in WORD.finditer(headline or ""))
    return any(word in accusing or stem(word) in accusing for word in words)
