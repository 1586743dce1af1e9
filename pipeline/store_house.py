"""The lines that outlets print again and again → archive.db (`house_lines`, `house`); see pipeline/house.py."""

from typing import Final

import msgspec
from sqlite_utils import Database

from pipeline.house import HouseLine, Noted, furniture
from pipeline.store import add, put, transaction

NO_TEXT: Final = frozenset({"headline", "removed"})
"""Lines that are not in the text of their own article."""
TAKES_BYTES = msgspec.msgpack.Decoder(type=tuple[HouseLine, ...])


def note(db: Database, article: int, outlet: str, noted: Noted | None) -> None:
    """Put what is noted of an article in the place of what was; where that differs, its outlet is to be settled again.

    `noted` is None for an article that is no more.
    """
    was = db.execute("select outlet, news, lines from house_lines where article = ?", [article]).fetchone()
    now = None if noted is None else (outlet, noted.news, msgspec.msgpack.encode(noted.lines))
    if was == now:
        return
    with transaction(db):
        if now is None:
            db.conn.execute("delete from house_lines where article = ?", [article])
        else:
            put(db, "house_lines", [{"article": article, "outlet": outlet, "news": now[1], "lines": now[2]}])
        add(db, "unsettled", [{"outlet": row[0]} for row in (was, now) if row])


def settle(db: Database) -> None:
    """Tell anew what is furniture of the outlets whose lines changed: articles to which that matters become stale."""
    for (outlet,) in list(db.execute("select outlet from unsettled order by outlet")):
        with transaction(db):
            articles = {
                article: Noted(news=news, lines=TAKES_BYTES.decode(lines))
                for article, news, lines in db.execute(
                    "select article, news, lines from house_lines where outlet = ?", [outlet]
                )
            }
            was = dict(db.execute("select line, rule from house where outlet = ?", [outlet]).fetchall())
            now = furniture(articles.values())
            changed = {line for line, _ in was.items() ^ now.items()}
            touched = [
                article
                for article, noted in articles.items()
                if any(one.line in changed and one.place not in NO_TEXT for one in noted.lines)
            ]
            db.conn.executemany(
                "insert or ignore into stale select key from articles where id = ?", [(article,) for article in touched]
            )
            db.conn.execute("delete from house where outlet = ?", [outlet])
            add(db, "house", [{"outlet": outlet, "line": line, "rule": rule} for line, rule in now.items()])
            db.conn.execute("delete from unsettled where outlet = ?", [outlet])


def furniture_of(db: Database, outlet: str, noted: Noted) -> dict[int, str]:
    """Return those of the lines of an article that are furniture of its outlet, with the rule for each."""
    lines = {one.line for one in noted.lines if one.place not in NO_TEXT}
    marks = ", ".join("?" * len(lines))
    rows = db.execute(f"select line, rule from house where outlet = ? and line in ({marks})", [outlet, *lines])
    return dict(rows.fetchall())
