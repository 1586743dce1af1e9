"""People by how often they are named and quoted: a row a person, made anew with each build."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from sqlite_utils import Database

COLUMNS: Final[Mapping[str, type]] = {"key": str, "name": str, "role": str, "articles": int, "quoted": int}

FILL: Final = """
    insert into persons
    select key, min(name), max(role), count(*), sum(coalesce(speaks, 0) > 0) from people where key > '' group by key
"""
"""A person stands in an article under one name, so its rows are its articles."""


def refresh(db: Database) -> None:
    """Fill table `persons` from `people`."""
    db.execute("begin immediate")
    try:
        db.execute("drop table if exists persons")
        db.execute(
            "create table persons (key text primary key, name text, role text, articles integer, quoted integer)"
        )
        db.execute(FILL)
        db.execute("create index idx_persons_articles on persons (articles desc, quoted desc, key)")
    except sqlite3.Error:
        db.conn.rollback()
        raise
    db.conn.commit()
