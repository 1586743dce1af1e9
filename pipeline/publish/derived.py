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


def refresh(db: Database) -> release.Release:
    """Make both anew; to be called at the end of each update of an archive."""
    stems.refresh(db)
    return release.refresh(db)
