"""The arrays that articles are counted by: they say what SQL says, and are kept from one start to the next."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline import schema
from pipeline.publish import columns, columns_kept, derived
from pipeline.publish.columns import Columns

VALUES = st.sampled_from([None, "a", "b", "c"])
DATES = st.sampled_from([None, "2024-10-07T02:12:00Z", "2024-11-01T00:00:00Z", "2019-01-01T00:00:00Z"])
ARTICLES = st.lists(
    st.fixed_dictionaries(
        {
            "outlet": VALUES, "province": VALUES, "event_type": VALUES, "relevant": st.sampled_from([None, 0, 1]),
            "cluster": st.one_of(st.none(), st.integers(1, 4)), "event": st.one_of(st.none(), st.integers(0, 4)),
            "published_at": DATES,
            "actors": st.sets(st.sampled_from(["ASN", "TNI", "Polri"])),
        }
    ),
    max_size=12,
)  # fmt: skip


def archive_of(articles: list[dict[str, object]]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    names = ["id", *columns.SINGLE.keys() - {"month"}, "published_at", *columns.GROUPS]
    db.execute(f"create table articles ({', '.join(names)})")
    for table, column in columns.MANY.items():
        db.execute(f"create table {table} (article, {column})")
    for n, row in enumerate(articles):
        db.execute(
            f"insert into articles ({', '.join(names)}) values ({', '.join('?' * len(names))})",
            [n * 7 if name == "id" else row.get(name) for name in names],
        )
        actors = row["actors"]
        assert isinstance(actors, set)
        db.executemany("insert into actors values (?, ?)", [(n * 7, actor) for actor in actors])
    db.execute("insert into actors values (5, 'TNI')")  # of an article that is being written
    db.commit()
    return db


@given(ARTICLES)
def test_arrays_count_as_sql_does(articles: list[dict[str, object]]) -> None:
    db = archive_of(articles)
    made = columns.load(db)
    columns_kept.save(db, made)
    for found in (made, columns_kept.kept(db)):
        relevant = found.having("relevant", 1)
        assert_same(db, found)
        for column in ("outlet", "event_type"):
            sql = (
                f"select {column}, count(*), count(distinct cluster), count(distinct event) from articles"
                f" where relevant = 1 and {column} is not null group by 1"
            )
            tallies = {
                name: (tally.articles, tally.clusters, tally.events)
                for name, tally in found.tallies(column, relevant).items()
            }
            assert tallies == {name: tuple(rest) for name, *rest in db.execute(sql)}


def assert_same(db: sqlite3.Connection, found: Columns) -> None:
    every = found.all()
    counts = dict(db.execute("select province, count(*) from articles where province is not null group by 1"))
    assert found.counts("province", every) == counts
    actors = dict(db.execute("select actor, count(*) from actors join articles on id = article group by 1"))
    assert found.counts("actors", every) == actors
    whole = db.execute("select count(*), count(distinct cluster), count(distinct event) from articles").fetchone()
    tally = found.tally(every)
    assert (tally.articles, tally.clusters, tally.events) == whole
    newest = [number for (number,) in db.execute("select id from articles order by published_at desc, id desc")]
    assert list(found.ids[found.ordered(every)]) == newest
    oldest = "select id from articles order by published_at is null, published_at, iif(published_at is null, -id, id)"
    assert list(found.ids[found.ordered(every, oldest=True)]) == [number for (number,) in db.execute(oldest)]
    october = [number for (number,) in db.execute("select id from articles where published_at like '2024-10%'")]
    assert list(found.ids[found.during("2024-10")]) == october
    assert list(found.ids[found.having("actors", "TNI")]) == [
        number
        for (number,) in db.execute(
            "select id from articles join actors on article = id where actor = 'TNI' order by 1"
        )
    ]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "a.db")) as db:
        schema.migrate(db)
        db.table("articles").insert({"id": 1, "headline": "x", "url": "1"})
        derived.refresh(db)
        first = columns_kept.mark(db.conn)
        before = db.conn.total_changes
        columns_kept.save(db.conn, columns.load(db.conn))
        assert (columns_kept.mark(db.conn), db.conn.total_changes) == (first, before)


@pytest.mark.parametrize("value", ["x", None, 7])
def test_a_value_that_nobody_has_is_no_error(value: object) -> None:
    found = columns.load(archive_of([]))
    assert not found.having("outlet", value).any()
    assert not found.having("actors", value).any()
