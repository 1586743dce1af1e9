"""Run `arsip` as a user does: in a process of its own, for Twisted's reactor starts only once in each."""

import json
import subprocess
import sys
from pathlib import Path

from sqlite_utils import Database

from newsroom import Newsroom
from pipeline import schema

ARSIP = Path(sys.executable).with_name("arsip")


def arsip(place: Path, *words: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command over `place`/archive.db and `place`/warcs."""
    where: list[str | Path] = ["--archive", place / "archive.db", "--warcs", place / "warcs"]
    return subprocess.run([ARSIP, *where, *words], capture_output=True, text=True, check=False, env=env, timeout=900)


def run(place: Path, served: Newsroom, outlets: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Crawl what the newsroom serves, and read it."""
    where: list[str | Path] = [
        "--archive", place / "archive.db", "--warcs", place / "warcs", "--outlets", outlets,
    ]  # fmt: skip
    return subprocess.run(
        [ARSIP, *where, "run", "--proxy", served.proxy, "--delay", "0", "--jobs", "1", *words],
        capture_output=True, text=True, check=False, timeout=900,
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


def catalogue(folder: Path, served: Newsroom, **more: dict[str, object]) -> Path:
    """List every site of a newsroom as an outlet, called as its host begins; `more` are keys of single outlets."""
    folder.mkdir(exist_ok=True)
    entries = [
        {"slug": name, "name": site.name, "platform": site.skin, "home_url": f"http://{site.host}/", "province": "18",
         **more.get(name, {})}
        for site in served.sites.values()
        for name in [site.host.partition(".")[0]]
    ]  # fmt: skip
    (folder / "sites.yml").write_text(json.dumps({"outlets": entries}))
    return folder
