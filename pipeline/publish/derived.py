"""Tables that publishing makes from the archive for itself, anew after each update."""

from collections.abc import Mapping
from typing import Any, Final

from sqlite_utils import Database

from pipeline.publish import release, stems

TABLES: Final[Mapping[str, tuple[Mapping[str, Any], str | tuple[str, ...]]]] = {
    "releases": (release.COLUMNS, ("id", "as_of")),
    "term_stems": ({"stem": str, "term": str, "docs": int}, ("stem", "term")),
}
"""As in schema.TABLES; an archive without them is published all the same, with exact search only."""


INDEXES: Final[Mapping[str, str]] = {
    "idx_publish_people_key": "people (key, article, speaks)",
    "idx_publish_articles_dates": "articles (relevant, published_at)",
}
"""Indexes that only the pages of figures need."""


def refresh(db: Database) -> release.Release:
    """Make both anew, and the indexes of the pages; to be called at the end of each update of an archive."""
    for name, columns in INDEXES.items():
        db.execute(f"create index if not exists {name} on {columns}")
    db.conn.commit()
    stems.refresh(db)
    return release.refresh(db)
