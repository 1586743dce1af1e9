"""JSON Lines written by people, read strictly: what the annotations and takedowns have in common."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import ArchiveError


class AnnotationError(ArchiveError):
    """Raised when a line of annotations is wrong: names the file, the line and the reason."""

    exit_code = 2

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


def lines(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the objects of a JSON Lines file with their line numbers; empty lines are passed over."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(path, 0, f"cannot be read: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, object_pairs_hook=_once)
        except ValueError as error:
            raise AnnotationError(path, number, f"no JSON: {error}") from error
        if not isinstance(row, dict):
            raise AnnotationError(path, number, "no JSON object")
        yield number, row


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return row
