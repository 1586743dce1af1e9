"""Two archives of the same captures, field by field: what a new reader or coder would change."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from pipeline import schema

VERSIONS: Final = frozenset({"reader", "coder", "id", "key", "cluster"})
"""Columns of `articles` that differ by nature."""

INTERNAL: Final = frozenset({"signatures", "bands", "paragraph_hashes"})
EXAMPLES: Final = 3
LENGTH: Final = 160
"""Characters of a value that an example shows around the place where it changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one field of the articles differs."""

    field: str
    articles: int
    """How many articles stand in both archives and differ here; for `(article)`, how many stand in one only."""
    examples: tuple[tuple[str, str, str], ...]
    """(URL, before, after) of the first few."""


def compare(before: Path, after: Path) -> list[Difference]:
    """Return the fields that differ, the most changed first."""
    with closing(Database(before)) as old, closing(Database(after)) as new:
        ours, theirs = dict(_articles(old)), dict(_articles(new))
    found: dict[str, list[tuple[str, str, str]]] = {}
    for url in sorted(ours.keys() | theirs.keys()):
        if url not in ours or url not in theirs:
            found.setdefault("(article)", []).append(
                (url, "stands" if url in ours else "-", "stands" if url in theirs else "-")
            )
            continue
        for field in ours[url].keys() | theirs[url].keys():
            was, now = ours[url].get(field, ""), theirs[url].get(field, "")
            if was != now:
                found.setdefault(field, []).append((url, *_around(was, now)))
    changes = [
        Difference(field=field, articles=len(all_), examples=tuple(all_[:EXAMPLES])) for field, all_ in found.items()
    ]
    return sorted(changes, key=lambda change: (-change.articles, change.field))


def _articles(db: Database) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each article's URL with its fields as text; rows of a child table are one field."""
    children: dict[int, dict[str, str]] = {}
    for table in schema.OF_AN_ARTICLE:
        if table in INTERNAL:
            continue
        for row in db.query(f'select * from "{table}" order by rowid'):
            lines = " · ".join(str(value) for name, value in row.items() if name not in {"article", "n", "capture"})
            fields = children.setdefault(row["article"], {})
            fields[table] = fields.get(table, "") + lines + "\n"
    for row in db.query("select * from articles order by id"):
        fields = {name: "" if row[name] is None else str(row[name]) for name in row if name not in VERSIONS}
        yield row["url"], fields | children.get(row["id"], {})


def _around(was: str, now: str) -> tuple[str, str]:
    """Cut two texts to what differs: the lines of one that the other lacks, or the place where they part."""
    if "\n" in was + now:
        ours, theirs = was.splitlines(), now.splitlines()
        was = "\n".join(line for line in ours if line not in theirs)
        now = "\n".join(line for line in theirs if line not in ours)
    same = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, same - LENGTH // 4)
    return was[start : start + LENGTH], now[start : start + LENGTH]
