"""What every connection gets: a ceiling on the size of a value, and search words that cannot be a syntax error."""

import sqlite3
from functools import partial
from typing import Any, Final

from pluggy import HookimplMarker

from pipeline.publish.archive import Archive
from pipeline.publish.search import alone, expression

hookimpl = HookimplMarker("datasette")

LARGEST: Final = 8_000_000
"""Bytes of a value or row. Without it one query of 100 characters takes 2 GB, within its time limit (measured)."""


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Replace Datasette's `escape_fts`: `trylast`, for Datasette's own plugin registers the name as well."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    archive = datasette.databases.get(database)
    expand = archive.expander if isinstance(archive, Archive) else alone
    conn.create_function("escape_fts", 1, partial(expression, expand=expand), deterministic=True)
