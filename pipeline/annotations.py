"""What people decide about articles: `annotations/coded-NAME.jsonl`, one decision a line, read strictly.

A line is {"key", "field", "value", "coder", "at"}: key of the article, field and value of docs/codebook.md, a coder's
short name, and when. Fields that take several values hold a list; an empty list or string says "none of them".
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pipeline.annotation_files import AnnotationError, lines
from pipeline.coding import elections, events, institutions, regions, violations
from pipeline.coding.actors import ORDER
from pipeline.coding.laws import registry, short
from pipeline.coding.lexicon import phrases
from pipeline.ids import instant, parse_instant

PATTERN: Final = "coded-*.jsonl"
CODER: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
CERTAINTIES: Final = ("asserted", "alleged", "denied", "not_proven", "hypothetical")
FORMS: Final = ("news", "press_release", "opinion", "explainer")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One decision of one coder."""

    key: str
    """Of the article (articles.key)."""
    field: str
    value: Value
    """A tuple for fields that take several values; empty for none."""
    coder: str
    at: datetime

    @property
    def identity(self) -> tuple[str, str, str]:
        return self.key, self.field, self.coder


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A variable that people code, and what it may say."""

    allowed: Callable[[str], bool]
    hint: str
    """What is allowed, for whoever gets it wrong."""
    many: bool = False


def _one_of(names: Callable[[], Iterable[str]], *, many: bool = False) -> Field:
    known = cache(lambda: frozenset(names()))
    return Field(allowed=lambda value: value in known(), hint="a code of docs/codebook.md", many=many)


def _region(kind: Literal["province", "regency"]) -> Field:
    size = 2 if kind == "province" else 5
    return Field(
        allowed=lambda code: len(code) == size and code in regions.by_code(), hint=f"the Kemendagri code of a {kind}"
    )


FIELDS: Final[Mapping[str, Field]] = {
    "relevant": Field(allowed=lambda value: value in {"0", "1"}, hint="0 or 1"),
    "language": Field(allowed=lambda value: LANGUAGE.fullmatch(value) is not None, hint="an ISO 639 code such as id"),
    "related": _one_of(lambda: phrases("related", "topics")),
    "article_form": _one_of(lambda: FORMS),
    "event_type": _one_of(lambda: events.mapping("codes").values()),
    "event_detail": _one_of(lambda: events.mapping("codes")),
    "election": _one_of(lambda: (one.id for one in elections.calendar()), many=True),
    "province": _region("province"),
    "regency": _region("regency"),
    "event_date": Field(allowed=lambda value: _day(value) is not None, hint="a day such as 2024-11-27"),
    "actor": _one_of(lambda: ORDER, many=True),
    "institution": _one_of(institutions.table, many=True),
    "violation": _one_of(violations.categories, many=True),
    "certainty": _one_of(lambda: CERTAINTIES),
    "outcome": _one_of(lambda: phrases("violations", "outcomes"), many=True),
    "law": Field(
        allowed=lambda value: value in {short(name) for name in registry()},
        hint="a rule of docs/codebook.md such as UU 20/2023",
        many=True,
    ),
}
"""What people code, in the order of the codebook."""


def file_of(coder: str) -> str:
    return PATTERN.replace("*", coder)


def files(folder: Path) -> list[Path]:
    """Return the files that hold decisions, in order; none where the folder is not there."""
    return sorted(folder.glob(PATTERN))


def load(folder: Path) -> list[Annotation]:
    """Return every decision of a folder, in order. Raises AnnotationError."""
    return sorted(
        (one for path in files(folder) for one in read(path)), key=lambda one: (one.key, one.field, one.coder)
    )


def read(path: Path) -> list[Annotation]:
    """Return the decisions of one coder's file. Raises AnnotationError, also for two decisions on one thing."""
    found: dict[tuple[str, str, str], int] = {}
    decisions = []
    for number, row in lines(path):
        one = parse(path, number, row)
        if path.name != file_of(one.coder):
            raise AnnotationError(path, number, f"coder: what {one.coder} decides belongs in {file_of(one.coder)}")
        if one.identity in found:
            raise AnnotationError(path, number, f"{one.field} of this article stands on line {found[one.identity]} too")
        found[one.identity] = number
        decisions.append(one)
    return decisions


def parse(path: Path, number: int, row: Mapping[str, object]) -> Annotation:
    """Return the decision that a line holds."""
    if unknown := sorted(row.keys() - {"key", "field", "value", "coder", "at"}):
        raise AnnotationError(path, number, f"unknown name {unknown[0]!r}")
    return decision(path, number, row, field=row.get("field"), value=row.get("value"))


def decision(
    path: Path, number: int, row: Mapping[str, object], *, field: object, value: object, at: datetime | None = None
) -> Annotation:
    """Return one checked decision; who and when stand in `row`, or when is `at`."""
    key, coder, when = row.get("key"), row.get("coder"), row.get("at")
    if not isinstance(key, str) or not key.strip():
        raise AnnotationError(path, number, "key: the article's key is missing")
    if not isinstance(coder, str) or not CODER.fullmatch(coder):
        raise AnnotationError(path, number, f"coder: {coder!r} is no short name of a-z, 0-9, - and _")
    if not isinstance(field, str) or field not in FIELDS:
        raise AnnotationError(path, number, f"field: {field!r} is none of {', '.join(FIELDS)}")
    if when is not None or at is None:
        at = _instant(when)
        if at is None:
            raise AnnotationError(path, number, f"at: {when!r} is no instant like 2026-11-24T07:30:00Z")
    try:
        return Annotation(key=key, field=field, value=checked(field, value), coder=coder, at=at)
    except ValueError as error:
        raise AnnotationError(path, number, str(error)) from error


def checked(field: str, value: object) -> Value:
    """Return a value as it is kept: true is `1`, lists are sorted. Raises ValueError."""
    rule = FIELDS[field]
    if rule.many:
        if not isinstance(value, list):
            raise ValueError(f"{field}: {value!r} is no list")
        values = [_text(one) for one in value]
        wrong = [given for given, one in zip(value, values, strict=True) if one is None or not rule.allowed(one)]
        if wrong:
            raise ValueError(f"{field}: {wrong[0]!r} is not {rule.hint}")
        return tuple(sorted({one for one in values if one}))
    text = _text(value)
    if text is None or (text and not rule.allowed(text)) or (field == "relevant" and not text):
        raise ValueError(f"{field}: {value!r} is not {rule.hint}")
    return text


def merge(old: Iterable[Annotation], new: Iterable[Annotation]) -> list[Annotation]:
    """Return both; a decision that is made again with the same value keeps its time, another value wins if later."""
    kept = {one.identity: one for one in old}
    for one in new:
        before = kept.get(one.identity)
        if before is None or (before.value != one.value and before.at <= one.at):
            kept[one.identity] = one
    return [kept[identity] for identity in sorted(kept)]


def write(path: Path, decisions: Iterable[Annotation]) -> None:
    """Write one file, sorted, in the place of what stood there; a killed write leaves the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    ordered = sorted(decisions, key=lambda one: one.identity)
    part.write_text("".join(_line(one) + "\n" for one in ordered), encoding="utf-8")
    part.replace(path)


def add(folder: Path, new: Sequence[Annotation]) -> int:
    """Merge decisions into the folder, one file a coder; return how many are new or changed. Raises AnnotationError."""
    changed = 0
    for coder in sorted({one.coder for one in new}):
        path = folder / file_of(coder)
        old = read(path) if path.exists() else []
        merged = merge(old, [one for one in new if one.coder == coder])
        changed += len(set(merged) - set(old))
        if merged != sorted(old, key=lambda one: one.identity):
            write(path, merged)
    return changed


def values(one: Annotation) -> tuple[str, ...]:
    """Return the values of a decision, `("",)` for none of them."""
    return (one.value,) if isinstance(one.value, str) else one.value or ("",)


def _line(one: Annotation) -> str:
    value = one.value if isinstance(one.value, str) else list(one.value)
    row = {"key": one.key, "field": one.field, "value": value, "coder": one.coder, "at": instant(one.at)}
    return json.dumps(row, ensure_ascii=False)


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return str(value)
    return value.strip() if isinstance(value, str) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _instant(value: object) -> datetime | None:
    try:
        return parse_instant(str(value)).astimezone(UTC).replace(microsecond=0) if isinstance(value, str) else None
    except ValueError:
        return None
