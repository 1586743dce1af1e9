"""What changed between two editions of an article, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Kind = Literal["same", "added", "taken"]

LONGEST: Final = 4000
"""Words of a changed stretch that are compared one by one; a longer one is shown as taken and added whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words, and what became of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A paragraph that changed; `unchanged` counts the paragraphs before it that did not."""

    pieces: tuple[Piece, ...]
    unchanged: int = 0


def compare(before: str, after: str) -> tuple[tuple[Changed, ...], int]:
    """Return the changed paragraphs of two bodies in order, and how many unchanged ones follow the last."""
    old, new = _paragraphs(before), _paragraphs(after)
    changed: list[Changed] = []
    unchanged = 0
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            unchanged += j - i
            continue
        for pieces in _rewritten(old[i:j], new[k:m]):
            changed.append(Changed(pieces=pieces, unchanged=unchanged))
            unchanged = 0
    return tuple(changed), unchanged


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Return two texts woven into one: same, taken and added words."""
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > LONGEST:
        return (*_piece("taken", old), *_piece("added", new))
    found: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += _piece("same", old[i:j])
        else:
            found += [*_piece("taken", old[i:j]), *_piece("added", new[k:m])]
    return tuple(found)


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Pair paragraphs of a changed stretch in order; what has no partner was added or taken whole."""
    paired = min(len(old), len(new))
    for before, after in zip(old[:paired], new[:paired], strict=True):
        yield words(before, after)
    yield from ((Piece(kind="taken", text=text),) for text in old[paired:])
    yield from ((Piece(kind="added", text=text),) for text in new[paired:])


def _piece(kind: Kind, of: Sequence[str]) -> list[Piece]:
    return [Piece(kind=kind, text=" ".join(of))] if of else []


def _paragraphs(body: str) -> list[str]:
    return [text for text in body.split("\n\n") if text.strip()]
