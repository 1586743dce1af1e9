"""With which characters a match of a pattern can begin: most patterns of a long list need then not be tried at all."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from string import ascii_letters, digits, whitespace
from typing import Final

STRANGE: Final = "\x80"
"""Stands for all characters outside ASCII that are not named."""
ANY: Final = frozenset(map(chr, range(128))) | {STRANGE}
DIGIT: Final = frozenset(digits) | {STRANGE}
WORD: Final = frozenset(ascii_letters + digits + "_") | {STRANGE}
SPACE: Final = frozenset(whitespace + "\x1c\x1d\x1e\x1f") | {STRANGE}
CLASSES: Final = {
    "d": DIGIT, "w": WORD, "s": SPACE,
    "D": ANY - set(digits), "W": ANY - set(ascii_letters + digits + "_"), "S": ANY - set(whitespace),
}  # fmt: skip
FOLDED: Final = {"s": "\u017f", "k": "\u212a", "i": "\u0130\u0131"}
"""What else a pattern that is blind to case takes for a letter of ASCII."""
MARKS: Final = frozenset("“”‘’„«»–—…•·©：×").union(*FOLDED.values())
"""Outside ASCII, what patterns name and lines begin with."""
NOWHERE: Final = frozenset("bBAZ")
"""Escapes for a place between two characters."""
OPTIONAL: Final = re.compile(r"[?*]|\{0?,")
QUANTIFIER: Final = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
GROUP: Final = re.compile(r"\((?:\?(?:P<\w+>|[a-z]*(?:-[a-z]+)?:))?")
LOOKAROUND: Final = re.compile(r"\(\?<?[=!]")
RANGE: Final = re.compile(r"(\\.|[^\\])(?:-(\\.|[^\\\]]))?", re.DOTALL)


Beginning = tuple[frozenset[str], frozenset[str]]
"""First and second characters."""


def alternatives(pattern: str) -> list[str]:
    """Return patterns that match together what `pattern` does: `(?:a|b)c` gives `(?:a)c` and `(?:b)c`."""
    branches = _branches(pattern)
    if len(branches) > 1:
        return [one for branch in branches for one in alternatives(branch)]
    group = GROUP.match(pattern)
    if group is None or group[0] != "(?:":
        return [pattern]
    end = _end(pattern, 0)
    if QUANTIFIER.match(pattern, end):
        return [pattern]
    inside = _branches(pattern[3 : end - 1])
    if len(inside) == 1:
        return [f"(?:{one}){pattern[end:]}" for one in alternatives(inside[0])] if end < len(pattern) else inside
    return [f"(?:{one}){pattern[end:]}" for branch in inside for one in alternatives(branch)]


@cache
def beginnings(pattern: str) -> tuple[Beginning, ...]:
    """Return with which two characters, in both cases, a match of `pattern` can begin: more perhaps, never fewer."""
    pairs, empty = _beginnings(pattern)
    if empty:
        return ((ANY, ANY),)
    return tuple((_cased(first), ANY if second is None else _cased(second)) for first, second in pairs)


def known(character: str) -> str:
    """Return what stands for a character in beginnings: itself in ASCII and among the marks that patterns name."""
    return character if character.isascii() or character in MARKS else STRANGE


def may_begin(pattern: str, text: str) -> bool:
    """Tell whether `pattern` may match at the beginning of `text`: up to two characters, each `known`."""
    return not text or any(
        _in(text[:1], first) and (len(text) < 2 or _in(text[1], second)) for first, second in beginnings(pattern)
    )


def _in(character: str, found: frozenset[str]) -> bool:
    return character in found or (not character.isascii() and STRANGE in found)


def needs(pattern: str) -> frozenset[str]:
    """Return words, in lower case, one of which stands in any match of `pattern`; none where that cannot be told."""
    found: frozenset[str] = frozenset()
    for branch in _branches(pattern):
        some = max(_needs(branch), key=_worth, default=frozenset())
        if not some:
            return frozenset()
        found |= some
    return found


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(map(len, words), default=0), -len(words)


def _needs(branch: str) -> Iterator[frozenset[str]]:
    """Yield what a pattern without `|` needs: each run of letters, each group."""
    run = ""
    for piece, quantifier in _pieces(branch):
        letter = _letter(piece)
        if letter and not OPTIONAL.match(quantifier):
            run += letter
            if not quantifier:
                continue
        if run:
            yield frozenset([run])
        run = letter if quantifier and not OPTIONAL.match(quantifier) else ""
        group = GROUP.match(piece)
        if group and not LOOKAROUND.match(piece) and not OPTIONAL.match(quantifier):
            yield needs(piece[group.end() : -1])
    if run:
        yield frozenset([run])


def _letter(piece: str) -> str:
    """Return the one character that an atom stands for, if it does."""
    if len(piece) == 1:
        return "" if piece in ".^$" else piece.lower()
    return piece[1] if piece[0] == "\\" and not piece[1].isalnum() else ""


Pair = tuple[frozenset[str], frozenset[str] | None]
"""A first and a second character; None where whatever follows tells the second."""


def _cased(found: frozenset[str]) -> frozenset[str]:
    if found is ANY:
        return found
    lower, upper = {c.lower() for c in found}, {c.upper() for c in found}
    return found | lower | upper | {c for letter in lower if letter in FOLDED for c in FOLDED[letter]}


def _beginnings(pattern: str) -> tuple[set[Pair], bool]:
    """Return the pairs with which `pattern` can begin, and whether it can match nothing."""
    found: set[Pair] = set()
    empty = False
    for branch in _branches(pattern):
        some, nothing = _of_branch(list(_pieces(branch)))
        found |= some
        empty = empty or nothing
    return found, empty


def _of_branch(pieces: Sequence[tuple[str, str]]) -> tuple[set[Pair], bool]:
    found: set[Pair] = set()
    for place, (piece, quantifier) in enumerate(pieces):
        pairs, empty = _of_piece(piece)
        if any(second is None for _, second in pairs):
            after, nothing = _of_branch(pieces[place + 1 :])
            seconds = frozenset[str]().union(*(first for first, _ in after))
            if quantifier not in {"", "?"}:
                seconds |= frozenset[str]().union(*(first for first, _ in pairs))
            filled = {(first, seconds) if second is None else (first, second) for first, second in pairs}
            pairs = filled | {pair for pair in pairs if nothing and pair[1] is None}
        found |= pairs
        if not empty and not OPTIONAL.match(quantifier):
            return found, False
    return found, True


def _of_piece(piece: str) -> tuple[set[Pair], bool]:
    if piece in {"^", "$"} or LOOKAROUND.match(piece) or (piece[0] == "\\" and piece[1] in NOWHERE):
        return set(), True
    if group := GROUP.match(piece):
        return _beginnings(piece[group.end() : -1])
    if piece[0] == "[":
        return {(_of_class(piece[1:-1]), None)}, False
    return {(ANY if piece == "." else _escaped(piece), None)}, False


def _escaped(text: str) -> frozenset[str]:
    return frozenset(text) if text[0] != "\\" else CLASSES.get(text[1], frozenset(text[1]))


def _of_class(inside: str) -> frozenset[str]:
    negated = inside.startswith("^")
    found: set[str] = set()
    for first, last in RANGE.findall(inside[negated:]):
        found |= _escaped(first) if not last else {chr(code) for code in range(ord(first[-1]), ord(last[-1]) + 1)}
    return ANY - found if negated else frozenset(found)


def _pieces(branch: str) -> Iterator[tuple[str, str]]:
    """Yield each atom of a pattern without `|`, with its quantifier."""
    at = 0
    while at < len(branch):
        end = _end(branch, at)
        quantifier = QUANTIFIER.match(branch, end)
        yield branch[at:end], quantifier[0] if quantifier else ""
        at = quantifier.end() if quantifier else end


def _branches(pattern: str) -> list[str]:
    found, at, start = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            found.append(pattern[start:at])
            at = start = at + 1
        else:
            at = _end(pattern, at)
    return [*found, pattern[start:]]


def _end(pattern: str, at: int) -> int:
    """Return where the atom that begins at `at` ends: a character, an escape, a class, a group."""
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] == "[":
        at += 2 if pattern[at + 1] in "^]" else 1
        while pattern[at] != "]":
            at += 2 if pattern[at] == "\\" else 1
        return at + 1
    if pattern[at] != "(":
        return at + 1
    at += 1
    while pattern[at] != ")":
        at = _end(pattern, at)
    return at + 1
