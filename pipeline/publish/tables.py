"""Make docs/tables.md from pipeline/schema.py (names, types, keys) and metadata.yml (meanings): see HEAD."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from pipeline import schema
from pipeline.publish import derived
from pipeline.publish.archive import NAME
from pipeline.publish.words import Words

METADATA: Final = Path(__file__).parents[2] / "metadata.yml"

TABLES: Final = {**schema.TABLES, **derived.TABLES}

TYPES: Final[Mapping[type, str]] = {int: "integer", float: "real", str: "text", bytes: "blob"}

HEAD: Final = """# Tables

<!-- Made by `python -m pipeline.publish.tables > docs/tables.md`: edit metadata.yml and pipeline/schema.py instead. -->

What stands in `archive.db`, for those who query it. Names are a contract: columns and tables may be added, none is
renamed. Text is UTF-8 in NFC; instants are ISO 8601 in UTC and end in `Z`; regions are Kemendagri codes (`18`, or
`18.12`). An empty value means that nothing could be read with certainty, not that there is nothing.
`arsip serve` shows all of it at <http://127.0.0.1:8001/archive>, with CSV and JSON of every table and query.
"""


def document(metadata: Mapping[str, Any]) -> str:
    """Return the whole of docs/tables.md."""
    described = metadata["databases"][NAME]
    published = [name for name in described["tables"] if name in TABLES]
    shown = [name for name in published if not described["tables"][name].get("hidden")]
    internal = [name for name in published if name not in shown]
    parts = [HEAD, _contents(shown, described["tables"])]
    parts += [_table(name, described["tables"][name]) for name in shown]
    parts += ["## Questions ready to ask\n\nEach is a page, and CSV and JSON, at `/archive/NAME`.\n"]
    parts += ["\n".join(_queries(described["queries"])) + "\n"]
    parts += ["## Internal tables\n\nWhat the stages keep for themselves. They may change without notice.\n"]
    parts += [_table(name, described["tables"][name], level=3) for name in internal]
    return "\n".join(parts)


def _contents(names: list[str], described: Mapping[str, Any]) -> str:
    words = Words(language="en")
    rows = [f"| [`{n}`](#{n}) | {words.pick(described[n]['description'])} |" for n in names]
    return "\n".join(["| table | what it holds |", "|---|---|", *rows, ""])


def _table(name: str, described: Mapping[str, Any], level: int = 2) -> str:
    columns, key = TABLES[name]
    keys = (key,) if isinstance(key, str) else key
    lines = [f"{'#' * level} {name}", "", *_both(described["description"]), ""]
    lines += ["| column | type | arti | meaning |", "|---|---|---|---|"]
    for column, kind in columns.items():
        indonesian, english = _both(described["columns"][column])
        refers = f" → `{target}`" if (target := _target(name, column)) else ""
        mark = " (key)" if column in keys else ""
        lines.append(f"| `{column}`{mark} | {TYPES[kind]}{refers} | {indonesian} | {english} |")
    return "\n".join([*lines, ""])


def _target(table: str, column: str) -> str | None:
    if column == "article" and table in schema.OF_AN_ARTICLE:
        return "articles"
    return next((other for name, other, _ in schema.FOREIGN_KEYS.get(table, ()) if name == column), None)


def _queries(queries: Mapping[str, Any]) -> Iterator[str]:
    words = Words(language="en")
    yield from ("| name | question | what to know |", "|---|---|---|")
    for name, query in queries.items():
        yield f"| `{name}` | {words.title(query['title'])} | {words.pick(query['description'])} |"


def _both(text: str) -> tuple[str, str]:
    return Words(language="id").pick(text), Words(language="en").pick(text)


if __name__ == "__main__":
    sys.stdout.write(document(yaml.safe_load(METADATA.read_text("utf-8"))))
