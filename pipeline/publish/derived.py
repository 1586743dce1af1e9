"""Tables that publishing makes from the archive for itself, anew after each update."""

from collections.abc import Mapping
from typing import Any, Final

from sqlite_utils import Database

from pipeline.publish import persons, release, stems

TABLES: Final[Mapping[str, tuple[Mapping[str, Any], str | tuple[str, ...]]]] = {
    "releases": (release.COLUMNS, ("id", "as_of")),
    "persons": (persons.COLUMNS, "key"),
    "term_stems": ({"stem": str, "term": str, "docs": int}, ("stem", "term")),
    "article_columns": ({"name": str, "type": str, "names": str, "data": bytes}, "name"),
}
"""As in schema.TABLES; an archive without them is published all the same, with exact search only."""


INDEXES: Final[Mapping[str, str]] = {
    "idx_publish_people_key": "people (key, article, speaks)",
    "idx_publish_articles_dates": "articles (relevant, published_at)",
    "idx_publish_articles_outlets": "articles (outlet, published_at)",
    "idx_publish_events_types": "events (event_type, event_date)",
    "idx_publish_events_provinces": "events (province, event_date)",
    "idx_publish_captures_outlets": "captures (outlet, fetched_at)",
}
"""Indexes that only the pages of figures need."""


def refresh(db: Database) -> release.Release:
    """Make them anew, and the indexes of the pages; to be called at the end of each update of an archive."""
    prepare(db)
    return release.refresh(db)


def prepare(db: Database) -> None:
    """Make what the pages lean on, and name no build."""
    from pipeline.publish import columns, columns_kept  # noqa: PLC0415 numpy takes a tenth of a second, and most commands need none

    for name, of in INDEXES.items():
        db.execute(f"create index if not exists {name} on {of}")
    db.conn.commit()
    stems.refresh(db)
    persons.refresh(db)
    columns_kept.save(db.conn, columns.load(db.conn))
