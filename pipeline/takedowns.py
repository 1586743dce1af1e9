"""Articles that must not be in the archive: `annotations/takedowns.jsonl`, one a line, read strictly.

A line is {"url", "at", "reason"}: any address of the article, when it was decided, and why, which is published.
"""

from pathlib import Path

from pipeline import urls
from pipeline.annotation_files import AnnotationError, lines
from pipeline.ids import parse_instant
from pipeline.model import Takedown

FILE = "takedowns.jsonl"
KEYS = frozenset({"url", "at", "reason"})


def load(folder: Path) -> list[Takedown]:
    """Return the takedowns of a folder, in order; without a file, none.

    Raises AnnotationError: a list that we misread would publish what must not be published.
    """
    path = folder / FILE
    return [_takedown(path, n, row) for n, row in lines(path)] if path.exists() else []


def _takedown(path: Path, number: int, row: object) -> Takedown:
    if not isinstance(row, dict) or set(row) != KEYS or not all(isinstance(value, str) for value in row.values()):
        raise AnnotationError(path, number, f"not the texts {', '.join(sorted(KEYS))} and nothing else")
    try:
        urls.address(row["url"])
        return Takedown(url=row["url"], at=parse_instant(row["at"]), reason=row["reason"])
    except ValueError as error:
        raise AnnotationError(path, number, str(error)) from error
