"""The lines that outlets print again and again → archive.db (table `house_lines`); see pipeline/house.py."""

from collections.abc import Iterable
from typing import Literal

from sqlite_utils import Database

from pipeline.house import NEEDED, HouseLine, Place
from pipeline.store import add, transaction

Row = tuple[str, int, str, int, int, int]
"""Outlet, line, place, news, before, after."""


def note(db: Database, key: str, outlet: str, news: int, lines: Iterable[HouseLine]) -> None:
    """Put the lines of an article in the place of those noted before.

    Other articles, in which a line has become furniture by that or ceased to be, are stale from here on.
    """
    with transaction(db):
        was = _noted(db, key)
        now: set[Row] = {(outlet, one.line, str(one.place), news, one.before, one.after) for one in lines}
        if was == now:
            return
        touched = {row[:2] for row in was ^ now}
        before = {line: _furniture(db, *line) for line in touched}
        db.conn.execute("delete from house_lines where key = ?", [key])
        columns = ("outlet", "line", "place", "news", "before", "after")
        add(db, "house_lines", [{"key": key, **dict(zip(columns, row, strict=True))} for row in now])
        retitled = {row[:2] for row in was ^ now if row[2] == "headline"}
        for line in touched:
            if line in retitled or before[line] != _furniture(db, *line):
                _tell(db, *line, key)


def rules(db: Database, key: str, outlet: str, lines: Iterable[HouseLine]) -> dict[int, str]:
    """Return those of the lines of an article that are furniture of its outlet, with the rule for each."""
    found = {}
    for line in {one.line for one in lines if one.place != "headline"}:
        if _is_headline(db, outlet, line, key):
            found[line] = "house.headline"
        elif rule := _furniture(db, outlet, line):
            found[line] = rule
    return found


def _furniture(db: Database, outlet: str, line: int) -> str | None:
    if _stands(db, outlet, line, "edge", "news"):
        return "house.edge"
    if _stands(db, outlet, line, "sentence", "news"):
        return "house.sentence"
    if _stands(db, outlet, line, "inside", "before") and _stands(db, outlet, line, "inside", "after"):
        return "house.inside"
    return None


def _noted(db: Database, key: str) -> set[Row]:
    rows = db.execute("select outlet, line, place, news, before, after from house_lines where key = ?", [key])
    return {tuple(row) for row in rows}


def _stands(db: Database, outlet: str, line: int, place: Place, column: Literal["news", "before", "after"]) -> bool:
    sql = (
        f'select count(*) from (select distinct "{column}" from house_lines'
        " where outlet = ? and line = ? and place = ? limit ?)"
    )
    return int(db.execute(sql, [outlet, line, place, NEEDED[place]]).fetchone()[0]) >= NEEDED[place]


def _is_headline(db: Database, outlet: str, line: int, key: str) -> bool:
    sql = "select 1 from house_lines where outlet = ? and line = ? and place = 'headline' and key <> ? limit 1"
    return db.execute(sql, [outlet, line, key]).fetchone() is not None


def _tell(db: Database, outlet: str, line: int, key: str) -> None:
    db.conn.execute(
        "insert or ignore into stale select key from house_lines"
        " where outlet = ? and line = ? and place <> 'headline' and key <> ?",
        [outlet, line, key],
    )
