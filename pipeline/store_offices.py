"""Office-holders → archive.db, and the quotes whose speaker only they tell (offices.py)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlite_utils import Database

from pipeline import offices
from pipeline.offices import Holder, Sighting
from pipeline.store import Row, add, transaction

FLAG: Final = "office_table"
"""Flag of a quote whose speaker other articles told."""


def refresh_offices(db: Database) -> int:
    """Make the table of office-holders anew, and name the speakers that it tells. Return how many it names."""
    known = offices.holders(_sightings(db))
    changed = list(_speakers(db, known))
    with transaction(db):
        db.conn.execute("delete from offices")
        add(db, "offices", map(_row, known))
        db.conn.executemany("update quotes set speaker = ?, flags = ? where article = ? and n = ?", changed)
    return int(db.execute(f"select count(*) from quotes where flags like '%{FLAG}%'").fetchone()[0])


def _sightings(db: Database) -> Iterator[Sighting]:
    """Yield the people of dated articles who stand beside an office of one holder."""
    for row in db.query(
        "select p.name, p.role, p.key, a.regency, a.province, a.published_at from people p"
        " join articles a on a.id = p.article where p.role is not null and a.published_at is not null"
        " order by p.article, p.name"
    ):
        held = offices.held(row["role"], regency=row["regency"], province=row["province"])
        if held:
            yield Sighting(office=held, name=row["name"], key=row["key"], on=_day(row["published_at"]))


def _speakers(db: Database, known: list[Holder]) -> Iterator[tuple[str | None, str | None, int, int]]:
    """Yield speaker, flags, article and n of the quotes of an office without a name that are to change.

    What was told so before is looked up again: another holder may have shown since, or the article have gone.
    """
    by_office = offices.by_office(known)
    for row in db.query(
        "select q.article, q.n, q.speaker, q.speaker_role, q.flags, a.regency, a.province, a.published_at"
        " from quotes q join articles a on a.id = q.article"
        f" where q.speaker_role is not null and (q.speaker is null or q.flags like '%{FLAG}%')"
    ):
        held = offices.office(row["speaker_role"], regency=row["regency"], province=row["province"])
        on = row["published_at"]
        found = offices.holder(held, _day(on), by_office) if held and on else None
        flags = [flag for flag in (row["flags"] or "").split() if flag != FLAG]
        name = found.name if found else None
        now = (name, " ".join([*flags, FLAG] if name else flags) or None)
        if now != (row["speaker"], row["flags"]):
            yield *now, row["article"], row["n"]


def _row(holder: Holder) -> Row:
    return {
        "role": holder.office.role, "region": holder.office.region, "acting": int(holder.office.acting),
        "key": holder.key, "name": holder.name, "first_seen": holder.first.isoformat(),
        "last_seen": holder.last.isoformat(), "articles": holder.articles,
    }  # fmt: skip


def _day(instant: str) -> date:
    return date.fromisoformat(instant[:10])
