"""The build of an archive: a name that changes whenever what the archive says does, so that a citation can name it.

A build that is past cannot be worked out again, so its name is kept twice: in table `releases`, and beside the WARC
files in `releases.jsonl`, which an archive that is made anew reads back.
"""

import json
import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlite_utils import Database

log = logging.getLogger(__name__)

FILE: Final = "releases.jsonl"
"""Stands in the folder of WARC files: what an archive is made from is what its citations have to survive with."""

LENGTH: Final = 12
"""Hex digits of the digest that are used: enough to tell the builds of one archive apart for ever."""

CONTENT: Final = """
    select a.id, a.outlet, a.url, a.published_at, a.edition, e.body_digest, a.state, a.cluster, a.event, a.reader,
           a.coder, a.model
      from articles a left join editions e on e.article = a.id and e.n = a.edition
     order by a.id
"""
"""What a build says. Coded rows follow from the text and the coder, and so need no place of their own here."""

FIGURES: Final = """
    select (select max(fetched_at) from captures) as as_of,
           (select count(*) from articles) as articles,
           (select count(*) from clusters) as clusters,
           (select count(*) from events) as events
"""

NEWEST: Final = "select id, as_of, articles, clusters, events from releases order by rowid desc limit 1"

COLUMNS: Final[Mapping[str, type]] = {"id": str, "as_of": str, "articles": int, "clusters": int, "events": int}

TABLE: Final = (
    "create table if not exists releases"
    " (id text, as_of text, articles integer, clusters integer, events integer, primary key (id, as_of))"
)
ALL: Final = "select id, as_of, articles, clusters, events from releases order by rowid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One build: its name, the newest capture in it, and the three counts."""

    id: str
    as_of: str | None
    articles: int
    clusters: int
    events: int


def compute(connection: sqlite3.Connection) -> Release:
    """Return the build that an archive holds now; reads every article once."""
    digest = sha256()
    for row in connection.execute(CONTENT):
        digest.update(repr(tuple(row)).encode())
    as_of, articles, clusters, events = connection.execute(FIGURES).fetchone()
    return Release(
        id=digest.hexdigest()[:LENGTH], as_of=as_of, articles=articles, clusters=clusters, events=events
    )  # fmt: skip


def current(connection: sqlite3.Connection) -> Release:
    """Return the newest build that `refresh` noted; where it never did, what the archive holds."""
    try:
        row = connection.execute(NEWEST).fetchone()
    except sqlite3.OperationalError:
        row = None
    if row is None:
        return compute(connection)
    return _release(row)


def every(connection: sqlite3.Connection) -> Sequence[Release]:
    """Return the builds that `refresh` noted, oldest first."""
    try:
        return [_release(row) for row in connection.execute(ALL)]
    except sqlite3.OperationalError:
        return []


def refresh(db: Database) -> Release:
    """Note the build in table `releases`, where it is not the newest there already."""
    found = compute(db.conn)
    db.execute(TABLE)
    newest = db.execute("select id from releases order by rowid desc limit 1").fetchone()
    if found.articles and (newest is None or newest[0] != found.id):
        db.execute("insert or replace into releases values (?, ?, ?, ?, ?)", tuple(asdict(found).values()))
    db.conn.commit()
    return found


def remember(db: Database, known: Iterable[Release]) -> None:
    """Put builds that are past back into table `releases`; to be called before `refresh`, which names the newest."""
    db.execute(TABLE)
    db.conn.executemany(
        "insert into releases select :id, :as_of, :articles, :clusters, :events"
        " where not exists (select 1 from releases where id = :id and as_of is :as_of)",
        map(asdict, known),
    )
    db.conn.commit()


def noted(archive: Path) -> Sequence[Release]:
    """Return the builds that an archive knows, oldest first; none where it cannot be read, for it may be broken."""
    try:
        with closing(sqlite3.connect(archive.resolve().as_uri() + "?mode=ro", uri=True)) as connection:
            return every(connection)
    except sqlite3.DatabaseError:
        return []


def recalled(warcs: Path) -> Sequence[Release]:
    """Return the builds that are noted beside WARC files, oldest first; a torn line is left out."""
    path = warcs / FILE
    found = []
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        try:
            row = json.loads(line)
            found.append(_release([row[name] for name in COLUMNS]))
        except (ValueError, KeyError, TypeError):
            log.warning("%s: a line is no release and is left out: %.80s", path, line)
    return found


def keep(db: Database, warcs: Path) -> None:
    """Note beside the WARC files what builds an archive knows.

    Where that folder is full or for reading only, the archive alone knows them, until a later call.
    """
    known = recalled(warcs)
    new = [row for row in map(_release, db.execute(ALL).fetchall()) if row not in known]
    if not new or not warcs.is_dir():
        return
    part = warcs / f"{FILE}.part"
    try:
        part.write_text("".join(json.dumps(asdict(row)) + "\n" for row in [*known, *new]), "utf-8")
        part.replace(warcs / FILE)
    except OSError as error:
        log.warning("releases are noted in the archive alone: %s", error)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _release(row: Sequence[str | int | None]) -> Release:
    """Make a release of a row of COLUMNS. Raises TypeError for one of other types."""
    values = dict(zip(COLUMNS, row, strict=True))
    if not isinstance(values["id"], str) or not isinstance(values["articles"], int):
        raise TypeError(row)
    return Release(
        id=values["id"], as_of=None if values["as_of"] is None else str(values["as_of"]), articles=values["articles"],
        clusters=int(values["clusters"] or 0), events=int(values["events"] or 0),
    )  # fmt: skip
