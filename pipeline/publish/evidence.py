"""The body of an article cut into runs, so that each stretch that carries a code can be marked with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

Row = Mapping[str, Any]

GROUPS: Final = 80
"""Codes of one article that are told apart in the body; the stylesheet has a rule for each (`styles.py`)."""

UNMARKED: Final = frozenset({"quote"})
"""Fields whose evidence is shown elsewhere: quotes mark their own span."""

OF_WHOLE: Final = frozenset({"language", "phase"})
"""Fields that no single word carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A code, and every stretch of the body that carries it. `number` binds the two on the page."""

    number: int
    field: str
    value: str
    rules: tuple[str, ...]
    in_body: bool
    """False where only the headline carries it, or no word."""
    of_whole: bool = False
    """The text as a whole, or the calendar, carries it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a paragraph, with the numbers of the codes it carries."""

    text: str
    groups: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    """Those of its codes that are met here first: a link to a code leads here."""


@dataclass(slots=True)
class _Spans:
    cuts: set[int] = field(default_factory=set)
    spans: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, start: object, end: object, number: int, size: int) -> bool:
        """Take a stretch that lies inside the body; anything else is left out, never an error."""
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= size):
            return False
        self.cuts |= {start, end}
        self.spans.append((start, end, number))
        return True


def groups(rows: Sequence[Row]) -> tuple[Group, ...]:
    """Return the codes of an article in the order of their first evidence, at most GROUPS."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["field"] not in UNMARKED:
            found.setdefault((str(row["field"]), str(row["value"])), []).append(row)
    return tuple(
        Group(
            number=number, field=name, value=value, rules=tuple(dict.fromkeys(str(row["rule"]) for row in of)),
            in_body=any(row["start"] is not None for row in of), of_whole=name in OF_WHOLE,
        )
        for number, ((name, value), of) in enumerate(list(found.items())[:GROUPS])
    )  # fmt: skip


def runs(
    body: str, codes: Sequence[Group], rows: Sequence[Row], quotes: Sequence[Row] = ()
) -> tuple[tuple[Run, ...], ...]:
    """Return the paragraphs of `body` (parted by a blank line) as runs.

    `rows` are of `evidence`, `quotes` of `quotes`: quote number `i` gets the number len(codes) + i.
    """
    spans = _Spans()
    numbers = {(group.field, group.value): group.number for group in codes}
    for row in rows:
        number = numbers.get((str(row["field"]), str(row["value"])))
        if number is not None:
            spans.add(row["start"], row["end"], number, len(body))
    for number, quote in enumerate(quotes, start=len(codes)):
        if number < GROUPS:
            spans.add(quote["start"], quote["end"], number, len(body))
    paragraphs, offset, seen = [], 0, set[int]()
    for text in body.split("\n\n"):
        if text.strip():
            paragraphs.append(tuple(_cut(text, offset, spans, seen)))
        offset += len(text) + 2
    return tuple(paragraphs)


def _cut(text: str, offset: int, spans: _Spans, seen: set[int]) -> list[Run]:
    end = offset + len(text)
    near = [span for span in spans.spans if span[0] < end and span[1] > offset]
    cuts = sorted({offset, end, *(cut for span in near for cut in span[:2] if offset < cut < end)})
    found = []
    for start, stop in pairwise(cuts):
        carried = tuple(sorted({n for a, b, n in near if a <= start and b >= stop}))
        found.append(
            Run(
                text=text[start - offset : stop - offset], groups=carried,
                first=tuple(n for n in carried if n not in seen),
            )
        )  # fmt: skip
        seen |= set(carried)
    return found or [Run(text=text)]
