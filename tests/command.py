"""Run `arsip` as a user does: in a process of its own, for Twisted's reactor starts only once in each."""

import subprocess
import sys
from pathlib import Path

from sqlite_utils import Database

from newsroom import Newsroom
from pipeline import schema

ARSIP = Path(sys.executable).with_name("arsip")


def arsip(place: Path, *words: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command over `place`/archive.db and `place`/warcs."""
    where = ["--archive", place / "archive.db", "--warcs", place / "warcs"]
    return subprocess.run([ARSIP, *where, *words], capture_output=True, text=True, check=False, env=env, timeout=300)


def run(place: Path, served: Newsroom, outlets: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Crawl what the newsroom serves, and read it."""
    where = ["--archive", place / "archive.db", "--warcs", place / "warcs", "--outlets", outlets]
    return subprocess.run(
        [ARSIP, *where, "run", "--proxy", served.proxy, "--delay", "0", *words],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def rows(place: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of an archive's tables, all of them where none is named, in an order of their own."""
    db = Database(place / "archive.db")
    try:
        return {
            name: sorted(map(tuple, db.execute(f'select * from "{name}"').fetchall()), key=repr)
            for name in tables or schema.TABLES
        }
    finally:
        db.close()


def query(place: Path, sql: str, *values: object) -> list[dict[str, object]]:
    """Return the rows of a query."""
    db = Database(place / "archive.db")
    try:
        return list(db.query(sql, list(values)))
    finally:
        db.close()
