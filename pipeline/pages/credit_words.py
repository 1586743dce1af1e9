"""The labels of credit lines, as patterns: `Penulis:`, `Kontributor Manna:`, `Ed.`, `Jurnalis tetap` under a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.model import CreditRole
from pipeline.pages.literals import Literals
from pipeline.pages.names import VOCABULARY, alternatives, is_outlet
from pipeline.pages.places import is_known_place, sounds_like_a_place

ROLES: Final = {label: role for role, labels in VOCABULARY.labels.items() for label in labels}
WRITERS: Final[frozenset[CreditRole]] = frozenset({"reporter", "editor"})
QUALIFIED: Final = [label for label, role in ROLES.items() if role in WRITERS]

QUALIFIER: Final = alternatives(VOCABULARY.qualifiers)
ONE_LABEL: Final = (
    rf"(?:(?:tim\s+)?(?:{alternatives(QUALIFIED)})(?:\s+(?:{QUALIFIER})(?!\w)){{1,2}}"
    rf"|(?:tim\s+)?(?:{alternatives(ROLES)})(?!\w))"
)
REPORTING: Final = alternatives(VOCABULARY.reporting)
STRONG: Final = re.compile(
    rf"""(?:(?<![\w.])|(?-i:(?<=[a-z])(?=[A-Z])))(?P<labels>  # `Pewarta: Sari WulanEditor: X` was a line break
        (?:{REPORTING})(?:\s(?:di|daerah|wilayah|untuk))?(?:\s(?-i:[A-Z])[\w.'-]+){{1,4}}(?=\s?[:：])
      | {ONE_LABEL}(?:\s*(?:[/&+,]|\bdan\b|\band\b)\s*{ONE_LABEL})*
    )\.?\s*[:：]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A label with its colon."""

WITHOUT: Final = [*QUALIFIED, *VOCABULARY.bare]
WEAK: Final = re.compile(
    rf"""(?:(?<![\w.])|(?-i:(?<=[a-z])(?=[A-Z])))(?P<labels>(?:tim\s+)?(?:{alternatives(WITHOUT)})(?:\s+(?:{QUALIFIER})(?!\w))*)
    (?:\.\s*|\s+[–—>»|=-]+\s+|\s+|(?-i:(?<=[a-z])(?=[A-Z])))""",
    re.IGNORECASE | re.VERBOSE,
)
"""A label without: only names may follow it."""
SHORT: Final = frozenset(VOCABULARY.short)
OFFICES: Final = frozenset(VOCABULARY.trailing)
BARE: Final = frozenset(VOCABULARY.bare)
PLACES: Final = re.compile(r"\s+di\s+|\s*[,/–—-]\s*")
LABEL: Final = re.compile(rf"(?<!\w){ONE_LABEL}(?!\w)", re.IGNORECASE)
ALONE: Final = re.compile(rf"^\W*(?P<label>{ONE_LABEL})\s*(?P<colon>[:：])?\s*(?P<rest>.*?)\W*$", re.IGNORECASE)
OF_PAPER: Final = re.compile(r"^(?:di|pada|untuk|dari|at|of)\s+", re.IGNORECASE)
TRAILING: Final = alternatives(VOCABULARY.trailing)
REPORTS: Final = {"laporan", "melaporkan", "mewartakan"}
WORDS: Final = Literals({label for label in ROLES if label not in SHORT} | REPORTS)
"""Whether a line in lower case, of words with one blank between, holds a label or a report's word at all."""

SHORTENED: Final = re.compile(rf"(?<![\w.])(?:{alternatives(VOCABULARY.short)})\s*[.:：]", re.IGNORECASE)
BEGINNINGS: Final = Literals([*ROLES, *VOCABULARY.reporting, *WITHOUT, "tim"])
"""With what a label begins in such a line, short ones too, which stand in many other words."""

MARKS: Final = "|/•·>(–—-*[;,"
"""What stands before a label within a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label within a line, from `start` to `end`."""

    start: int
    end: int
    roles: tuple[CreditRole, ...]
    strong: bool
    placed: bool = False
    """It may name a place before the person: `Kontributor Manna, Sari Wulan`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lone:
    """A label that stands alone on its line."""

    label: str
    """Without what follows it: `Jurnalis tetap`."""
    colon: bool
    office: bool
    """It is what somebody is, and may stand under the name: `Editor`, never `Naskah`."""


def may_label(text: str) -> bool:
    """Tell whether a text can hold a label at all: asked before anything that costs more."""
    return WORDS.stand_in(text.lower()) or SHORTENED.search(text) is not None


def role_of(label: str) -> CreditRole:
    """Return the role of a label as printed, qualifiers or not."""
    return ROLES[_plain(label)]


def _plain(label: str) -> str:
    """Return a label without its qualifiers: `Tim penulis`, `Penulis berita` -> `penulis`."""
    words = " ".join(label.lower().split()).rstrip(".").removeprefix("tim ").split()
    return next(name for n in range(len(words), 0, -1) if (name := " ".join(words[:n])) in ROLES)


def marks(line: str) -> list[Mark]:
    """Return the labels of a line in order: those with a colon, and between them those that a mark sets apart."""
    starts = BEGINNINGS.starts(line.lower())
    if not starts:
        return []
    strong = [
        Mark(start=m.start(), end=m.end(), roles=_roles(m["labels"]), strong=True)
        for m in (_matches(STRONG, line, starts) if has_colon(line) else ())
    ]
    taken = [range(mark.start, mark.end) for mark in strong]
    weak = [
        Mark(
            start=m.start(),
            end=m.end(),
            roles=(role_of(m["labels"]),),
            strong=False,
            placed=_plain(m["labels"]) in {"kontributor", "koresponden"},
        )
        for m in _matches(WEAK, line, starts)
        if _is_set_apart(line, m) and not any(m.start() in span or m.end() - 1 in span for span in taken)
    ]
    return sorted([*strong, *weak], key=lambda mark: mark.start)


@lru_cache(maxsize=512)
def lone(line: str, outlet_name: str, *, under_name: bool = False) -> Lone | None:
    """Read a line that is a label and nothing else: `Editor :`, `Jurnalis tetap Sukamaju Pos`; None for others.

    `under_name` says that a name stands before it: `Kontributor Muara Rindang` is then no name.
    """
    match = ALONE.match(line) if len(line) <= 60 and WORDS.stand_in(line.lower()) else None
    if match is None:
        return None
    rest = OF_PAPER.sub("", match["rest"].strip(" ,–—-|/()"))
    if rest and (
        match["colon"]
        or has_colon(rest)
        or not all(_is_workplace(part, outlet_name, under_name=under_name) for part in PLACES.split(rest))
    ):
        return None
    label = _plain(match["label"])
    return Lone(label=match["label"], colon=bool(match["colon"]), office=label in OFFICES and not match["colon"])


def _matches(pattern: re.Pattern[str], line: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield what `finditer` does, tried only where a label can begin: a tenth of the time."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(line, start)):
            yield match
            end = match.end()


def has_colon(line: str) -> bool:
    """Tell whether a colon stands in a line: every label of `STRONG` ends in one."""
    return ":" in line or "：" in line


def _roles(labels: str) -> tuple[CreditRole, ...]:
    return tuple(dict.fromkeys(role_of(label[0]) for label in LABEL.finditer(labels)))


def _is_workplace(text: str, outlet_name: str, *, under_name: bool) -> bool:
    """Tell whether a label's rest is where somebody works: `Jurnalis Sukamaju Pos`, `Kontributor Manna`."""
    return is_outlet(text, outlet_name) or is_known_place(text) or (under_name and sounds_like_a_place(text))


def _is_set_apart(line: str, match: re.Match[str]) -> bool:
    """A word such as `editor` is a label at the start of a line, after a mark, or with its capital after a name."""
    before = line[: match.start()].rstrip()
    label = _plain(match["labels"])
    if before.endswith((":", "：")):
        return False  # `Editor: Redaktur Pelaksana`
    if any(map(str.isalnum, before)) and (before[-1] in MARKS or before.endswith((" dan", " serta", "."))):
        return True
    if label in SHORT:
        return "." in match[0] and not any(map(str.isalnum, before))
    bare = label in BARE or match["labels"].lower().endswith(" oleh")
    if (
        not any(map(str.isalnum, before))
        and match["labels"].islower()
        and line[match.end() : match.end() + 1].isupper()
    ):
        return True  # `teks Sari Wulan · suntingan Rangga Putra`: no sentence begins so
    named = bare and (not any(map(str.isalnum, before)) or label not in {"by", "oleh"})
    return named and (match["labels"][0].isupper() or not any(map(str.isalnum, before)))
