"""Records → archive.db: opening it, writing rows, and what the stages before the articles keep there.

Nothing else writes (store_articles.py holds the articles' part). Every write is one `BEGIN IMMEDIATE`
transaction: a reader never sees half an article, and two writers wait for each other instead of failing
(measured: of 600 deferred transactions that read before they wrote, 532 failed).
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlite_utils import Database

from pipeline import schema
from pipeline.errors import ArchiveError
from pipeline.ids import instant, parse_instant, stable_id
from pipeline.model import CaptureRow, Located, Occurrence, Outlet, PageReading, Run

Row = dict[str, Any]

READABLE: Final = ("page", "article", "listing", "challenge", "unreadable")
"""Kinds of capture that a reader looks at; all but the first are what a reader said."""


def open_archive(path: Path) -> Database:
    """Open or make an archive and bring it to the newest schema.

    Raises ArchiveError for a file that is no SQLite database, or a database of something else.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    db = _connect(path)
    try:
        if _is_half_made(db):  # the disk was full, or a kill came: nothing was ever kept in it
            db.close()
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            db = _connect(path)
        tables = set(db.table_names())
        if tables and "captures" not in tables:
            raise ArchiveError(f"{path} is a database of something else: it has no table `captures`")
        schema.migrate(db)
        db.execute("pragma foreign_keys = on")
    except sqlite3.DatabaseError as error:
        db.close()
        raise ArchiveError(f"{path}: {error}") from error
    return db


def _connect(path: Path) -> Database:
    """Without plugins: looking for them takes longer than opening, and none may change what a build gives."""
    return Database(sqlite3.connect(path, timeout=10), execute_plugins=False)


def _is_half_made(db: Database) -> bool:
    """Tell whether the first migration was begun and did not end: no table but ours, and no word that it is done."""
    names = set(db.table_names())
    ours = {name for name in names if not name.startswith(("_sqlite", "sqlite_", "texts_fts"))}
    if not names or not ours <= schema.TABLES.keys():
        return False
    applied = db.table("_sqlite_migrations")
    return not applied.exists() or not applied.count


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Write all of a block, or nothing of it; within another such block, the outer one decides."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()


def add(db: Database, table: str, rows: Iterable[Row]) -> None:
    """Insert rows; where a key stands already, that row stays as it is."""
    db.table(table).insert_all(rows, ignore=True)


def put(db: Database, table: str, rows: Iterable[Row]) -> None:
    """Insert rows, or bring those with the same key up to date."""
    db.table(table).upsert_all(rows, pk=schema.TABLES[table][1])


# Outlets and regions


def save_outlets(db: Database, outlets: Iterable[Outlet]) -> None:
    """Add outlets, or bring known ones up to date; none is ever taken away, for captures point at it."""
    with transaction(db):
        regions = {code for (code,) in db.execute("select code from regions")}
        put(db, "outlets", [_outlet_row(outlet, regions) for outlet in outlets])


def save_regions(db: Database, regions: Iterable[Row]) -> None:
    """Add or correct rows of `regions`."""
    with transaction(db):
        put(db, "regions", regions)


def outlets(db: Database) -> list[Outlet]:
    """Return every outlet of the archive, listed or made from a host."""
    rows = db.query("select * from outlets order by slug")
    return [
        msgspec.convert(
            {name: value for name, value in row.items() if value is not None}
            | {"hosts": row["hosts"].split(), "expect": msgspec.json.decode(row["expect"] or "null")},
            Outlet, strict=False,
        )
        for row in rows
    ]  # fmt: skip


def name_platform(db: Database, slug: str, platform: str) -> None:
    """Name the platform of an outlet that was made from an unknown host, once a reader recognised it."""
    with transaction(db):
        db.conn.execute("update outlets set platform = ? where slug = ? and platform = 'unknown'", [platform, slug])


# Captures


def known_warcs(db: Database) -> dict[str, int]:
    """Return how many bytes of each WARC file are indexed."""
    return {row["name"]: row["bytes"] for row in db.query("select name, bytes from warcs")}


def save_warc(db: Database, *, name: str, size: int) -> None:
    """Remember that a file is indexed up to `size` bytes."""
    with transaction(db):
        put(db, "warcs", [{"name": name, "bytes": size}])


def save_captures(
    db: Database, *, runs: Sequence[Run], outlets: Sequence[Outlet], captures: Sequence[Located],
    occurrences: Sequence[Occurrence],
) -> None:  # fmt: skip
    """Add one batch of an index; what stands already stays as it is."""
    with transaction(db):
        add(db, "outlets", [_outlet_row(outlet, set()) for outlet in outlets])
        put(db, "runs", [_run_row(run) for run in runs])
        add(db, "captures", [_capture_row(located) for located in captures])
        add(db, "stale", [{"key": c.key} for c in captures if c.key and c.kind in {"error", "revisit"}])
        add_occurrences(db, occurrences, "crawl")


def save_occurrences(db: Database, occurrences: Sequence[Occurrence], stage: str = "crawl") -> None:
    """Add findings; one that stands already stays as it is."""
    with transaction(db):
        add_occurrences(db, occurrences, stage)


def unread(db: Database, version: str) -> list[tuple[CaptureRow, str]]:
    """Return the captures that no reader of this version has looked at, with their outlet, in WARC order."""
    marks = ", ".join("?" * len(READABLE))
    rows = db.query(
        f"select * from captures where kind in ({marks}) and (reader is null or reader not like ?)"
        " order by warc, offset",
        [*READABLE, f"%@{version}"],
    )
    return [(capture(row), row["outlet"]) for row in rows]


def unresolved_revisits(db: Database) -> list[tuple[int, int]]:
    """Return (revisit, capture with its payload) for revisits without a reading, where the other has one.

    The record may name it; else it is the newest earlier capture of the same bytes, or of the same URL.
    """
    rows = db.execute(
        """
        select r.id, coalesce(
            (select capture from readings where capture = r.refers_to),
            (select c.id from captures c join readings on capture = c.id
              where c.payload_digest = r.payload_digest and c.url = r.url and c.fetched_at <= r.fetched_at
              order by c.fetched_at desc limit 1),
            (select c.id from captures c join readings on capture = c.id
              where c.url = r.url and c.fetched_at <= r.fetched_at order by c.fetched_at desc limit 1))
        from captures r where r.kind = 'revisit' and r.id not in (select capture from readings)
        """
    )
    return [(revisit, source) for revisit, source in rows if source is not None]


# Readings


def save_readings(
    db: Database, *, read: Sequence[tuple[int, str, PageReading]], failed: Sequence[tuple[int, str]], version: str,
    occurrences: Sequence[Occurrence],
) -> None:  # fmt: skip
    """Replace what is known of some captures by what a reader made of them.

    `read` holds (capture, outlet, reading), `failed` holds (capture, kind). The articles that this touches
    become stale, in the same transaction, so that a kill in between loses none of them.
    """
    with transaction(db):
        for capture in [row[0] for row in read] + [row[0] for row in failed]:
            db.conn.execute("insert or ignore into stale select key from readings where capture = ?", [capture])
            db.conn.execute("delete from readings where capture = ?", [capture])
            db.conn.execute("delete from findings where capture = ? and stage = 'extract'", [capture])
        readings = [
            {"capture": capture, "key": reading.key, "outlet": outlet, "reading": pack(reading)}
            for capture, outlet, reading in read
        ]
        add(db, "readings", readings)
        add(db, "stale", [{"key": row["key"]} for row in readings])
        marks = [("article", f"{reading.reader}@{version}", capture) for capture, _, reading in read]
        marks += [(kind, f"none@{version}", capture) for capture, kind in failed]
        db.conn.executemany("update captures set kind = ?, reader = ? where id = ?", marks)
        add_occurrences(db, occurrences, "extract")


def copy_reading(db: Database, *, revisit: int, source: int) -> None:
    """Give a revisit the reading of the capture that holds its payload."""
    with transaction(db):
        db.conn.execute(
            "insert or ignore into readings (capture, key, outlet, reading)"
            " select ?, key, outlet, reading from readings where capture = ?",
            [revisit, source],
        )
        db.conn.execute("insert or ignore into stale select key from readings where capture = ?", [revisit])


def pack(reading: PageReading) -> bytes:
    """Encode a reading for the `readings` table: MessagePack, deflated to about a third."""
    return zlib.compress(msgspec.msgpack.encode(reading), 6)


def unpack(data: bytes) -> PageReading:
    """Undo `pack`."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=PageReading)


# Issues


def refresh_issues(db: Database) -> int:
    """Make `issues` from `findings`: one row an outlet and kind. Return how many are open.

    What the newest finished run of an outlet did not meet again is closed; what readers say stands until they
    say otherwise.
    """
    rows = db.query(
        """
        select outlet, kind, min(at) as first_at, max(at) as last_at, count(*) as count,
               max(stage = 'crawl') as of_crawl,
               (select message from findings n where n.outlet is f.outlet and n.kind = f.kind
                 order by at desc, id limit 1) as message,
               (select url from findings n where n.outlet is f.outlet and n.kind = f.kind
                 order by at desc, id limit 1) as url,
               (select max(r.started_at) from captures c join runs r on r.id = c.run where c.outlet is f.outlet)
                 as last_run
        from findings f group by outlet, kind
        """
    )
    issues = []
    for row in rows:
        met_again = row["last_run"] is None or row["last_at"] >= row["last_run"]
        issues.append(
            {"id": stable_id(f"{row['outlet']} {row['kind']}"), "outlet": row["outlet"], "kind": row["kind"],
             "message": row["message"], "first_at": row["first_at"], "last_at": row["last_at"],
             "count": row["count"], "open": int(met_again or not row["of_crawl"]), "url": row["url"]}
        )  # fmt: skip
    with transaction(db):
        db.conn.execute("delete from issues")
        add(db, "issues", issues)
    return sum(int(issue["open"]) for issue in issues)


def add_occurrences(db: Database, occurrences: Iterable[Occurrence], stage: str) -> None:
    """Add findings within a transaction of the caller."""
    add(
        db,
        "findings",
        [{**msgspec.to_builtins(found), "at": instant(found.at), "stage": stage} for found in occurrences],
    )


def _outlet_row(outlet: Outlet, regions: set[str]) -> Row:
    province, regency = (code if code in regions else None for code in (outlet.province, outlet.regency))
    return {name: getattr(outlet, name) for name in schema.TABLES["outlets"][0]} | {
        "hosts": " ".join(outlet.hosts), "province": province, "regency": regency, "active": int(outlet.active),
        "expect": msgspec.json.encode(outlet.expect).decode() if outlet.expect else None,
        "verified_on": outlet.verified_on.isoformat() if outlet.verified_on else None,
    }  # fmt: skip


def _run_row(run: Run) -> Row:
    finished = instant(run.finished_at) if run.finished_at else None
    row = {"id": run.id, "command": run.command, "started_at": instant(run.started_at)}
    return {**row, "finished_at": finished, "outcome": run.outcome}


def _capture_row(located: Located) -> Row:
    row = {name: getattr(located.row, name) for name in CaptureRow.__slots__}
    return {
        **row, "fetched_at": instant(located.row.fetched_at), "revisit": int(located.row.revisit),
        "outlet": located.outlet, "kind": located.kind, "key": located.key,
    }  # fmt: skip


def capture(row: Row) -> CaptureRow:
    """Return a row of `captures` as a record."""
    fields = {name: row[name] for name in CaptureRow.__slots__}
    return CaptureRow(**{**fields, "fetched_at": parse_instant(row["fetched_at"]), "revisit": bool(row["revisit"])})
