"""Indonesian words → their roots, as a search needs them: affixes come off only where a known word is left.

The rules are the confix rules of any Indonesian grammar (me-, pe-, ber-, ter-, di-, ke-, se-, per- with their sound
changes; -kan, -an, -i, -itas; -nya, -ku, -mu; -lah, -kah, -pun). data/roots.txt says what a root is.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOTS: Final = Path(__file__).parent / "data" / "roots.txt"

Known = Callable[[str], bool]

SHORTEST: Final = 3

VOWELS: Final = frozenset("aeiou")

SOUNDS: Final = (
    # beginning, what it hides where a vowel follows, which letters may follow it as they are
    ("meng", "k", "ghk"), ("peng", "k", "ghk"), ("meny", "s", ""), ("peny", "s", ""),
    ("mem", "p", "bfpv"), ("pem", "p", "bfpv"), ("men", "t", "cdjtzs"), ("pen", "t", "cdjtzs"),
)  # fmt: skip

PLAIN: Final = (
    "ketidak",
    "tidak",
    "di",
    "ke",
    "se",
    "ter",
    "ber",
    "per",
    "me",
    "pe",
    "be",
    "te",
    "bel",
    "pel",
    "ku",
    "kau",
)

SECOND: Final = frozenset({"ber", "per", "ter", "pel", "bel", "ke", "pe", "pem", "pen", "peng", "peny"})
"""Prefixes that may stand behind another: mem-ber-, di-per-, ke-ber-, ketidak-ber-."""

FORBIDDEN: Final = frozenset(
    {("ber", "i"), ("be", "i"), ("di", "an"), ("ke", "i"), ("ke", "kan"), ("me", "an"), ("mem", "an"), ("men", "an"),
     ("meng", "an"), ("meny", "an"), ("ter", "an"), ("te", "an"), ("se", "i"), ("se", "kan"), ("pe", "kan"),
     ("pe", "i"), ("pem", "kan"), ("pen", "kan"), ("peng", "kan"), ("peny", "kan")}
)  # fmt: skip
"""Confixes that the language does not have."""


@cache
def roots() -> frozenset[str]:
    lines = (line for line in ROOTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def stem(word: str, known: Known = lambda word: False) -> str:
    """Return the root of a word in lower case, or the word itself where none is known.

    `known` may tell more words than roots.txt, such as those of an archive; they count only where no root fits.
    """
    listed = roots()
    if word in listed:
        return word
    found = list(_taken_apart(word))
    best = max((c for c in found if c in listed), key=len, default=None)
    if best is None:
        best = max((c for c in found if c != word and len(c) > SHORTEST + 1 and known(c)), key=len, default=None)
        return stem(best, known) if best else word
    return best


def _taken_apart(word: str) -> Iterator[str]:
    """Yield what may be left of a word; with endings taken off first, so that «berikan» is «beri» and not «ikan»."""
    for rest, ending in reversed(list(_endings(word))):
        yield rest
        for first, prefix in _beginnings(rest):
            if (prefix, ending) in FORBIDDEN:
                continue
            yield first
            yield from (second for second, inner in _beginnings(first) if inner in SECOND)


def _endings(word: str) -> Iterator[tuple[str, str]]:
    yield word, ""
    bases = [word, *(word.removesuffix(end) for end in ("lah", "kah", "tah", "pun") if word.endswith(end))]
    bases += [base.removesuffix(end) for base in bases for end in ("nya", "ku", "mu") if base.endswith(end)]
    for base in bases:
        if base != word and len(base) >= SHORTEST:
            yield base, ""
        for end in ("kan", "an", "i", "itas"):
            rest = base.removesuffix(end)
            if rest != base and len(rest) >= SHORTEST:
                yield rest, end
                if end == "an" and rest.endswith("itas") and len(rest) > 6:
                    yield rest.removesuffix("itas"), end


def _beginnings(word: str) -> Iterator[tuple[str, str]]:
    for prefix, hidden, followers in SOUNDS:
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < SHORTEST - 1:
            continue
        if rest[0] in VOWELS:
            yield hidden + rest, prefix
            if prefix in {"meng", "peng"}:
                yield rest, prefix
                if rest.startswith("e"):
                    yield rest[1:], prefix  # menge-cat: before a root of one syllable
        elif rest[0] in followers:
            yield rest, prefix
    for prefix in PLAIN:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= SHORTEST:
            yield rest, prefix
