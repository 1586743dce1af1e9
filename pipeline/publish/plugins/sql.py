"""What every connection gets: a ceiling on the size of a value, and search words that cannot be a syntax error."""

import sqlite3
from typing import Final

from pluggy import HookimplMarker

from pipeline.publish.search import expression

hookimpl = HookimplMarker("datasette")

LARGEST: Final = 8_000_000
"""Bytes of a value or row. Without it one query of 100 characters takes 2 GB, within its time limit (measured)."""


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Replace Datasette's `escape_fts`: `trylast`, for Datasette's own plugin registers the name as well."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    conn.create_function("escape_fts", 1, expression, deterministic=True)
