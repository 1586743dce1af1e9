"""Sheets that people fill in: articles with a place for each field, as JSON Lines or as CSV for a spreadsheet.

In JSON, null was not decided on, `""` and `[]` say that no value fits. A CSV has a column a field: an empty cell was
not decided on, `-` says that no value fits, and several values stand with `;` between them.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pipeline import annotation_files
from pipeline.annotation_files import AnnotationError
from pipeline.annotations import FIELDS

ARTICLE: Final = ("key", "url", "outlet", "published_at", "headline", "body")
"""What a sheet tells of an article."""
NAMES: Final = frozenset({*ARTICLE, "coder", "at", "values"})
"""Names that a line of a JSON sheet may have."""
NONE: Final = "-"
BETWEEN: Final = ";"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that a spreadsheet would run."""
TEXTS: Final = frozenset({"headline", "body"})


def is_csv(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


def written(path: Path, articles: Iterable[Mapping[str, object]], *, coder: str) -> None:
    """Write an empty sheet in the form that the file's name asks for. Raises FileExistsError: it may be filled in."""
    rows = [{**article, "coder": coder} for article in articles]
    if not is_csv(path):
        blank = dict.fromkeys(FIELDS)
        lines = [json.dumps({**row, "values": blank}, ensure_ascii=False) + "\n" for row in rows]
        with path.open("x", encoding="utf-8") as file:
            file.writelines(lines)
        return
    with path.open("x", encoding="utf-8-sig", newline="") as file:  # without its mark Excel takes UTF-8 for Latin-1
        writer = csv.DictWriter(file, [*ARTICLE, "coder", *FIELDS], restval="")
        writer.writeheader()
        writer.writerows({name: _inert(name, value) for name, value in row.items()} for row in rows)


def lines(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the lines of a sheet with their numbers, as JSON has them. Raises AnnotationError."""
    return _cells(path) if is_csv(path) else annotation_files.lines(path)


def _cells(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(path, 0, f"cannot be read: {error}; save it as CSV UTF-8") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)  # spreadsheets write what their country writes
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = reader.fieldnames or ()
        if unknown := [name for name in names if name not in {*ARTICLE, "coder", "at", *FIELDS}]:
            raise AnnotationError(path, 1, f"unknown column {unknown[0]!r}")
        for row in reader:
            if None in row or None in row.values():
                raise AnnotationError(path, reader.line_num, f"not {len(names)} cells, as the head has")
            values = {name: _value(name, cell) for name, cell in row.items() if name in FIELDS}
            yield reader.line_num, {**{n: c for n, c in row.items() if n not in FIELDS and c}, "values": values}
    except csv.Error as error:
        raise AnnotationError(path, reader.line_num, f"no CSV: {error}") from error


def _value(name: str, cell: str) -> str | list[str] | None:
    cell = cell.strip()
    if not cell:
        return None
    if not FIELDS[name].many:
        return "" if cell == NONE else cell
    return [] if cell == NONE else [part.strip() for part in cell.split(BETWEEN) if part.strip()]


def _inert(name: str, value: object) -> object:
    if name in TEXTS and isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
