"""The build of an archive: a name that changes whenever what the archive says does, so that a citation can name it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlite_utils import Database

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
    return Release(id=row[0], as_of=row[1], articles=row[2], clusters=row[3], events=row[4])


def refresh(db: Database) -> Release:
    """Note the build in table `releases`, where it is not the newest there already."""
    found = compute(db.conn)
    db.execute(
        "create table if not exists releases"
        " (id text, as_of text, articles integer, clusters integer, events integer, primary key (id, as_of))"
    )
    newest = db.execute("select id from releases order by rowid desc limit 1").fetchone()
    if found.articles and (newest is None or newest[0] != found.id):
        db.execute(
            "insert or replace into releases values (?, ?, ?, ?, ?)",
            [found.id, found.as_of, found.articles, found.clusters, found.events],
        )
    db.conn.commit()
    return found
