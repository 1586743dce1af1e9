"""`captures` says exactly what stands in the WARCs, however often they are indexed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import schema, store, warc
from pipeline.errors import ArchiveError, LockHeld
from pipeline.index import index
from pipeline.lock import held
from pipeline.model import Outlet
from tests.test_warc import foreign

AT = datetime(2024, 10, 7, 2, 12, tzinfo=UTC)
RADAR = Outlet(
    slug="radar", name="Radar", platform="disway", home_url="https://radar.example/", hosts=("lama.example",)
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = store.open_archive(tmp_path / "archive.db")
    store.save_outlets(opened, [RADAR])
    yield opened
    assert list(opened.execute("pragma foreign_key_check")) == []
    opened.close()


@pytest.fixture
def warcs(tmp_path: Path) -> Path:
    return tmp_path / "warcs"


def write(
    directory: Path, *answers: tuple[str, int, str], run: str = "r1", found_by: str | None = "rest", **outcome: int
) -> None:
    """Preserve (url, status, mime) answers of a run, one minute apart."""
    with warc.WarcStore(directory, run=run, command="crawl", software="arsip-netralitas/0", now=lambda: AT) as opened:
        for n, (url, status, mime) in enumerate(answers):
            opened.exchange(
                url=url, outlet="radar", fetched_at=AT + timedelta(minutes=n), method="GET", request_headers=[],
                status=status, headers=[("Content-Type", mime)], payload=b"<p>" + str(n).encode(), found_by=found_by,
            )  # fmt: skip
        opened.outcome(at=AT + timedelta(hours=1), outlets={"radar": outcome or {"captures": len(answers)}})


def dump(db: Database) -> dict[str, list[tuple[object, ...]]]:
    return {name: sorted(map(tuple, db.execute(f"select * from {name}").fetchall())) for name in schema.TABLES}


@pytest.mark.parametrize(
    ("url", "status", "mime", "kind", "issue"),
    [
        ("https://radar.example/robots.txt", 404, "text/html", "robots", None),
        ("https://radar.example/read/1/a", 200, "text/html; charset=utf-8", "page", None),
        ("https://radar.example/read/1/a", 200, "", "page", None),
        ("https://radar.example/rss/politik", 200, "application/rss+xml", "feed", None),
        ("https://radar.example/wp-json/wp/v2/posts", 200, "application/json", "feed", None),
        ("https://radar.example/foto.jpg", 200, "image/jpeg", "other", None),
        ("https://radar.example/read/1/a", 301, "text/html", "redirect", None),
        ("https://radar.example/read/1/a", 404, "text/html", "error", "missing"),
        ("https://radar.example/read/1/a", 410, "text/html", "error", "gone"),
        ("https://radar.example/read/1/a", 403, "text/html", "error", "blocked"),
        ("https://radar.example/read/1/a", 429, "text/html", "error", "blocked"),
        ("https://radar.example/read/1/a", 503, "text/html", "error", "server_error"),
        ("https://radar.example/read/1/a", 418, "text/html", "error", "http_error"),
    ],
)
def test_an_answer_is_told_by_its_envelope(
    db: Database, warcs: Path, url: str, status: int, mime: str, kind: str, issue: str | None
) -> None:
    write(warcs, (url, status, mime))
    index(db, warcs)
    store.refresh_issues(db)
    assert [row["kind"] for row in db.query("select kind from captures")] == [kind]
    assert [row["kind"] for row in db.query("select kind from issues where open")] == ([issue] if issue else [])


def test_indexing_again_adds_and_changes_nothing(db: Database, warcs: Path) -> None:
    write(warcs, ("https://radar.example/read/1/a", 200, "text/html"), ("https://radar.example/b", 500, "text/html"))
    first = index(db, warcs)
    before = dump(db)
    assert (first.captures, first.warcs) == (2, 1)
    assert index(db, warcs).captures == 0
    db.execute("update warcs set bytes = 0")
    db.conn.commit()
    index(db, warcs)
    assert dump(db) == before


def test_a_listing_that_is_not_there_is_no_article_that_was_taken_away(db: Database, warcs: Path) -> None:
    write(warcs, ("https://radar.example/tag/netralitas/", 410, "text/html"), found_by=None)
    index(db, warcs)
    store.refresh_issues(db)
    assert [row["state"] for row in db.query("select state from urls")] == ["gone"]
    assert list(db.query("select kind from issues where open and kind in ('gone', 'missing')")) == []


def test_of_a_segment_that_is_being_written_the_whole_records_are_taken_and_no_more(db: Database, warcs: Path) -> None:
    def written(opened: warc.WarcStore, n: int) -> None:
        opened.exchange(
            url=f"https://radar.example/read/{n}/a", outlet="radar", fetched_at=AT, method="GET", request_headers=[],
            status=200, headers=[("Content-Type", "text/html")], payload=b"<p>" + str(n).encode(),
        )  # fmt: skip

    with warc.WarcStore(warcs, run="r1", command="crawl", software="arsip-netralitas/0", now=lambda: AT) as opened:
        written(opened, 1)
        assert index(db, warcs).captures == 1
        [path] = warc.segments(warcs)
        size = path.stat().st_size
        written(opened, 2)
        whole = path.read_bytes()
        path.write_bytes(whole[: size + 40])  # as another process may see it, in the middle of a write
        assert index(db, warcs).captures == 0
        path.write_bytes(whole)
        assert index(db, warcs).captures == 1
    assert index(db, warcs).captures == 0
    assert list(db.query("select kind from findings")) == []
    loaded = [warc.load(warcs, store.capture(row)).payload for row in db.query("select * from captures order by url")]
    assert loaded == [b"<p>1", b"<p>2"]


def test_a_run_and_what_it_did_are_rows(db: Database, warcs: Path) -> None:
    write(
        warcs,
        ("https://radar.example/read/1/a", 200, "text/html"),
        captures=1,
        empty_listings=3,
        searches=2,
        empty_searches=2,
    )
    write(warcs, run="r2", captures=0)
    index(db, warcs)
    store.refresh_issues(db)
    assert [(r["id"], r["command"], r["finished_at"]) for r in db.query("select * from runs order by id")] == [
        ("r1", "crawl", "2024-10-07T03:12:00Z"),
        ("r2", "crawl", "2024-10-07T03:12:00Z"),
    ]
    assert {row["kind"] for row in db.query("select kind from issues")} == {
        "empty_listing", "empty_search", "silent_outlet",
    }  # fmt: skip


def test_an_issue_closes_when_the_next_run_does_not_meet_it(db: Database, warcs: Path) -> None:
    write(warcs, ("https://radar.example/read/1/a", 503, "text/html"))
    index(db, warcs)
    assert store.refresh_issues(db) == 1
    later = AT + timedelta(days=1)
    with warc.WarcStore(warcs, run="r2", command="crawl", software="arsip-netralitas/0", now=lambda: later) as opened:
        opened.exchange(
            url="https://radar.example/read/1/a", outlet="radar", fetched_at=later, method="GET", request_headers=[],
            status=200, headers=[], payload=b"<p>",
        )  # fmt: skip
    index(db, warcs)
    assert store.refresh_issues(db) == 0
    assert [row["count"] for row in db.query("select count from issues where kind = 'server_error'")] == [1]


def test_hosts_decide_the_outlet_and_an_unknown_one_becomes_an_outlet(db: Database, warcs: Path) -> None:
    warcs.mkdir()
    foreign(warcs / "other.warc.gz", compress=True)
    with warc.WarcStore(warcs, run="r", command="crawl", software="wget", now=lambda: AT) as opened:
        for url in ("https://www.lama.example/1", "https://m.radar.example/2", "https://koran.example:8080/3"):
            opened.exchange(
                url=url, outlet="nobody", fetched_at=AT, method="GET", request_headers=[], status=200, headers=[],
                payload=b"<p>",
            )  # fmt: skip
    index(db, warcs)
    found = {row["url"]: row["outlet"] for row in db.query("select url, outlet from captures")}
    assert found == {
        "https://www.lama.example/1": "radar", "https://m.radar.example/2": "radar",
        "https://koran.example:8080/3": "koran-example-8080",
        "http://a.example/1": "a-example", "http://a.example/2": "a-example",
    }  # fmt: skip
    assert [row["platform"] for row in db.query("select platform from outlets where slug = 'a-example'")] == ["unknown"]


def test_a_torn_foreign_file_gives_an_issue_and_what_it_holds(db: Database, warcs: Path) -> None:
    write(warcs, *((f"https://radar.example/read/{n}/a", 200, "text/html") for n in range(4)))
    [path] = warc.segments(warcs)
    path.write_bytes(path.read_bytes()[:-900])
    found = index(db, warcs)
    store.refresh_issues(db)
    assert found.captures >= 1
    assert found.torn == 1
    [issue] = db.query("select * from issues where kind = 'torn_warc'")
    assert path.name in issue["message"]


def test_search_follows_every_change_of_the_texts(db: Database) -> None:
    db.execute("pragma foreign_keys = off")
    db.table("texts").insert({"article": 1, "headline": "Netralitas ASN", "body": "Bupati mengingatkan"})
    assert [row["article"] for row in db.table("texts").search("netralitas")] == [1]
    db.table("texts").upsert({"article": 1, "headline": "Jalan rusak", "body": "Warga mengeluh"}, pk="article")
    assert list(db.table("texts").search("netralitas")) == []
    assert [row["article"] for row in db.table("texts").search("mengeluh")] == [1]
    db.table("texts").delete(1)
    assert list(db.table("texts").search("mengeluh")) == []


def test_the_archive_is_made_as_measured_best(db: Database) -> None:
    pragmas = {name: db.execute(f"pragma {name}").fetchone()[0] for name in ("page_size", "journal_mode")}
    assert pragmas == {"page_size": schema.PAGE_SIZE, "journal_mode": "wal"}
    for table, keys in schema.FOREIGN_KEYS.items():
        assert {(k.column, k.other_table) for k in db.table(table).foreign_keys} >= {(k[0], k[1]) for k in keys}


@pytest.mark.parametrize("content", [b"not a database, surely not" * 100, None])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.db"
    if content is None:
        other = Database(path)
        other.table("recipes").insert({"name": "rendang"})
        other.close()
    else:
        path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"other\.db"):
        store.open_archive(path)


def test_a_second_run_is_kept_out(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with held(archive), pytest.raises(LockHeld, match="another run"), held(archive):
        raise AssertionError("both hold it")
    with held(archive):
        assert archive.with_name("archive.db.lock").exists()
