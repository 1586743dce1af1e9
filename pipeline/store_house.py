"""The lines that outlets print again and again → archive.db (`house_lines`, `house`); see pipeline/house.py."""

from collections.abc import Iterable
from typing import Final

from sqlite_utils import Database

from pipeline.house import FEW, NEEDED, NEEDED_INSIDE, NEEDED_OF_A_SENTENCE, USUAL, HouseLine
from pipeline.store import add, transaction

FURNITURE: Final = """
with articles as (select count(distinct news) as count from house_lines where outlet = :outlet and place = 'headline')
select line, case
    when sum(place = 'headline') > 0 then 'house.headline'
    when count(distinct iif(place = 'edge', news, null)) >= :edge then 'house.edge'
    when count(distinct iif(place = 'sentence', news, null)) >= :sentence then 'house.sentence'
    when min(count(distinct iif(place = 'inside', before, null)), count(distinct iif(place = 'inside', after, null)))
         >= :inside then 'house.inside'
    when count(distinct iif(place in ('edge', 'sentence', 'inside', 'beside'), news, null))
         >= max(:few, :usual * articles.count) then 'house.usual'
    when count(distinct iif(place = 'label', news, null)) >= :inside then 'house.label' end as rule
from house_lines, articles where outlet = :outlet and place <> 'labelled' group by line having rule is not null
"""
"""Furniture of an outlet. A headline is that of every article but its own."""


def note(db: Database, key: str, outlet: str, news: int, lines: Iterable[HouseLine]) -> None:
    """Put the lines of an article in the place of those noted before; its outlet is to be settled again."""
    with transaction(db):
        was = set(db.execute("select outlet, line, place, news, before, after from house_lines where key = ?", [key]))
        now = {(outlet, one.line, one.place, news, one.before, one.after) for one in lines}
        if was == now:
            return
        db.conn.execute("delete from house_lines where key = ?", [key])
        columns = ("outlet", "line", "place", "news", "before", "after")
        add(db, "house_lines", [{"key": key, **dict(zip(columns, row, strict=True))} for row in now])
        add(db, "unsettled", [{"outlet": of} for of in {row[0] for row in was ^ now}])


def settle(db: Database) -> None:
    """Tell anew what is furniture of the outlets whose lines changed: articles to which that matters become stale."""
    for (outlet,) in list(db.execute("select outlet from unsettled order by outlet")):
        with transaction(db):
            was = dict(db.execute("select line, rule from house where outlet = ?", [outlet]).fetchall())
            now = dict(db.execute(FURNITURE, _figures(outlet)).fetchall())
            for line in (line for line in was.keys() | now.keys() if was.get(line) != now.get(line)):
                db.conn.execute(
                    "insert or ignore into stale select key from house_lines"
                    " where outlet = ? and line = ? and place <> 'headline'",
                    [outlet, line],
                )
            db.conn.execute("delete from house where outlet = ?", [outlet])
            add(db, "house", [{"outlet": outlet, "line": line, "rule": rule} for line, rule in now.items()])
            db.conn.execute("delete from unsettled where outlet = ?", [outlet])


def furniture(db: Database, key: str) -> dict[int, str]:
    """Return those of the noted lines of an article that are furniture of its outlet, with the rule for each."""
    rows = db.execute(
        "select distinct h.line, h.rule from house_lines l join house h on h.outlet = l.outlet and h.line = l.line"
        " where l.key = ? and l.place <> 'headline'",
        [key],
    )
    return dict(rows.fetchall())


def _figures(outlet: str) -> dict[str, str | int | float]:
    return {
        "outlet": outlet,
        "edge": NEEDED,
        "sentence": NEEDED_OF_A_SENTENCE,
        "inside": NEEDED_INSIDE,
        "usual": USUAL,
        "few": FEW,
    }
