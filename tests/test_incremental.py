"""Nothing is fetched twice that did not change, nothing is missed that did, and each URL's story is a row."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

import newsroom
from bench.generated import article, site
from newsroom import Block, Fault, Kind, Newsroom
from pipeline import warc
from pipeline.urls import address
from tests.command import arsip, catalogue, query, rows, run

ROOT = Path(__file__).parent.parent
HOST = "bangkitan.example"
DAY = 1.0


def later(place: Path, served: Newsroom, days: float, *, read: bool = True) -> subprocess.CompletedProcess[str]:
    """Run once more, so many days from now; without `read` only as far as the index."""
    asked = {"place": str(place), "outlets": str(place / "outlets"), "proxy": served.proxy, "days": days, "read": read}
    done = subprocess.run(
        [sys.executable, "-m", "tests.later", json.dumps(asked)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=900,
    )  # fmt: skip
    assert done.returncode in {0, 3}, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    return done


def articles_asked(served: Newsroom, slug: str = "") -> Counter[int]:
    """Return the statuses of what was answered at addresses of articles, of one outlet or of all."""
    keys = {address(served.url(a.id, host=s.host)).key for s in served.sites.values() for a in s.articles}
    return Counter(
        int(e.status) for e in served.log
        if e.host.startswith(slug) and address(f"http://{e.host}{e.path}").key in keys
    )  # fmt: skip


@contextmanager
def opened() -> Iterator[Newsroom]:
    with newsroom.serve([site(30), site(4, host="dua.example", skin="disway", pages=2, seed=2)]) as served:
        yield served


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[int]]:
    """Run once, and return also what was answered at addresses of articles."""
    folder = tmp_path_factory.mktemp("first")
    with opened() as served:
        done = run(folder, served, catalogue(folder / "outlets", served))
        assert done.returncode == 0, done.stderr
        return folder, articles_asked(served)


@pytest.fixture
def served() -> Iterator[Newsroom]:
    with opened() as served:
        yield served


@pytest.fixture
def place(tmp_path: Path, first: tuple[Path, Counter[int]]) -> Path:
    """A copy of what the first run made."""
    return Path(shutil.copytree(first[0], tmp_path, dirs_exist_ok=True))


def test_a_first_run_asks_for_each_page_once_and_a_second_for_none(
    first: tuple[Path, Counter[int]], place: Path, served: Newsroom
) -> None:
    pages = sum(len(a.pages) for s in served.sites.values() for a in s.articles)
    assert query(place, "select count(*) as n from articles") == [{"n": 34}]
    assert first[1][200] == first[1].total() <= 1.02 * pages
    later(place, served, 0)
    assert articles_asked(served) == Counter()
    answers = Counter(int(e.status) for e in served.log)
    assert answers[304] == answers.total()


def test_each_article_and_each_url_records_how_it_was_found(place: Path) -> None:
    rungs = {(row["outlet"], row["found_by"]) for row in query(place, "select outlet, found_by from articles")}
    assert rungs == {("bangkitan", "rest"), ("dua", "search")}
    known = query(place, "select * from urls where found_in is not null and outlet = 'bangkitan'")
    assert len(known) == 30
    for row in known:
        assert "/wp-json/wp/v2/posts?search=" in str(row["found_in"])
        assert (row["state"], row["fetches"], row["failures"]) == ("captured", 1, 0)
        assert str(row["found_at"]) <= str(row["first_fetched_at"]) < str(row["next_due"])
        assert str(row["day"]).startswith("2024-09")


def test_articles_are_visited_again_at_growing_intervals_with_conditional_requests(
    place: Path, served: Newsroom
) -> None:
    asked: dict[str, list[Counter[int]]] = {"dua": [], "bangkitan": []}
    for days in (DAY, 1.1 * DAY, 100 * DAY, 101 * DAY, 130 * DAY):
        served.forget()
        later(place, served, days, read=False)
        for slug, found in asked.items():
            found.append(articles_asked(served, slug))
    assert arsip(place, "--outlets", place / "outlets", "extract").returncode == 0
    assert all(set(found) <= {304} for answers in asked.values() for found in answers)
    # Disway's listings tell no dates; of the others it is known that they were two years old when they were found.
    assert [bool(found) for found in asked["dua"]] == [True, False, True, False, True]
    assert [bool(found) for found in asked["bangkitan"]] == [False, False, True, False, False]
    states = query(place, "select a.edition, a.state, a.last_seen_at > a.first_seen_at as again from articles a")
    assert {tuple(row.values()) for row in states} == {(1, "live", 1)}


def test_an_edit_makes_an_edition_and_the_old_one_stays(place: Path, served: Newsroom) -> None:
    old = served.article("100007")[1]
    correction = Block("p", "Ralat: jumlah pegawai yang menandatangani ikrar netralitas dikoreksi oleh panitia.")
    changed = served.edit("100007", [*old.blocks[:-1], correction])
    deleted, removed = served.url("100008"), served.url("100009")
    served.delete("100008")
    served.faults[HOST, removed.partition(HOST)[2]] = Fault(kind=Kind.STATUS, status=410)
    later(place, served, 100 * DAY)
    found = {str(row["url"]): row for row in query(place, "select * from articles")}
    [url] = [url for url in found if "100007" not in url and served.url("100007") == url]
    assert (found[url]["edition"], found[url]["state"]) == (2, "changed")
    texts = query(place, "select n, body from editions where article = ? order by n", found[url]["id"])
    assert texts[1]["body"] == changed.body
    assert texts[0]["body"] != changed.body
    assert (found[deleted]["state"], found[removed]["state"]) == ("missing", "gone")
    issues = {row["kind"]: row["message"] for row in query(place, "select kind, message from issues")}
    assert "404" in str(issues["missing"])
    assert "410" in str(issues["gone"])


def test_the_same_bytes_and_304_are_revisit_records_that_others_can_resolve(place: Path, served: Newsroom) -> None:
    for path in ("/", "/robots.txt"):  # a server without validators
        served.faults[HOST, path] = Fault(kind=Kind.PLAIN)
    later(place, served, 100 * DAY, read=False)
    later(place, served, 200 * DAY)
    records = query(place, "select * from captures where revisit = 1 and kind = 'revisit'")
    assert {row["status"] for row in records} == {200, 304}
    for row in records:
        [original] = query(place, "select * from captures where id = ?", row["refers_to"])
        assert (original["url"], original["payload_digest"]) == (row["url"], row["payload_digest"])
        assert original["revisit"] == 0
    for file in warc.segments(place / "warcs"):
        subprocess.run([Path(sys.executable).with_name("fastwarc"), "check", file], check=True, capture_output=True)
    assert query(place, "select count(*) as n from articles where edition > 1") == [{"n": 0}]


def test_what_was_listed_and_never_came_is_asked_for_by_the_next_run(place: Path, served: Newsroom) -> None:
    new = article(900)
    served.add(HOST, new)
    path = served.url(new.id).partition(HOST)[2]
    served.faults[HOST, path] = Fault(kind=Kind.STATUS, status=500)
    later(place, served, 0, read=False)
    [row] = query(place, "select state, failures from urls where url = ?", served.url(new.id))
    assert (row["state"], row["failures"]) == ("failed", 3)
    del served.faults[HOST, path]
    served.faults[HOST, "/wp-json"] = Fault(kind=Kind.STATUS, status=404)
    served.faults[HOST, "/feed"] = Fault(kind=Kind.STATUS, status=404)
    later(place, served, DAY)
    assert query(place, "select 1 as n from articles where url = ?", served.url(new.id)) == [{"n": 1}]


def test_a_late_article_that_is_dated_back_is_found(place: Path, served: Newsroom) -> None:
    back = article(901)
    newest = max(a.published for a in served.sites[HOST].articles)
    served.add(HOST, newsroom.Article(**{f: getattr(back, f) for f in back.__dataclass_fields__} | {
        "published": newest - timedelta(days=1)}))  # fmt: skip
    later(place, served, 0)
    assert query(place, "select 1 as n from articles where url = ?", served.url("100901")) == [{"n": 1}]


def test_a_missing_page_is_asked_for_again_less_and_less_often(tmp_path: Path) -> None:
    with newsroom.serve([site(1, pages=2)]) as served:
        path = served.url("100000", page=2).partition(HOST)[2]
        served.faults[HOST, path] = Fault(kind=Kind.STATUS, status=404)
        assert run(tmp_path, served, catalogue(tmp_path / "outlets", served)).returncode == 0
        asked = []
        for days in (0, 0, 0.02, 0.03):
            served.forget()
            later(tmp_path, served, days)
            asked.append(bool(articles_asked(served)))
        assert not all(asked)
        assert query(tmp_path, "select kind from issues where open and kind = 'page_missing'")
        del served.faults[HOST, path]
        later(tmp_path, served, 10)
        [row] = query(tmp_path, "select body, edition from texts t join articles a on a.id = t.article")
        assert row["edition"] == 1
        assert row["body"] == served.article("100000")[1].body


def test_a_takedown_is_honoured_by_the_next_run_and_by_a_rebuild_and_can_be_lifted(
    place: Path, served: Newsroom
) -> None:
    url = served.url("100011")
    (place / "annotations").mkdir()
    listed = place / "annotations" / "takedowns.jsonl"
    listed.write_text(json.dumps({"url": url + "?utm_source=x", "at": "2026-01-05", "reason": "permintaan"}) + "\n")
    where: list[str | Path] = ["--outlets", place / "outlets", "--annotations", place / "annotations"]
    later(place, served, 100 * DAY, read=False)
    assert url.partition(HOST)[2] not in {e.path for e in served.log}
    key = address(url).key
    for command in (["extract"], ["rebuild"]):
        assert arsip(place, *where, *command).returncode == 0
        for table in ("articles", "readings"):
            assert query(place, f"select 1 from {table} where key = ?", key) == []
        assert query(place, "select count(*) as n from articles") == [{"n": 33}]
        assert [row["reason"] for row in query(place, "select * from takedowns")] == ["permintaan"]
        assert "was taken down on 2026-01-05: permintaan" in arsip(place, "show", url).stderr
    listed.write_text('{"url": "radar", "reason": "x"}\n')
    done = arsip(place, *where, "rebuild")
    assert done.returncode == 2
    assert "takedowns.jsonl:1: " in done.stderr
    listed.unlink()
    assert arsip(place, *where, "extract").returncode == 0
    assert query(place, "select count(*) as n from articles") == [{"n": 34}]


def test_a_rebuild_derives_the_frontier_too(place: Path, served: Newsroom, tmp_path: Path) -> None:
    served.delete("100013")
    served.faults[HOST, served.url("100004").partition(HOST)[2]] = Fault(kind=Kind.RESET)
    later(place, served, 100 * DAY)
    before = rows(place)
    assert arsip(place, "--outlets", place / "outlets", "rebuild").returncode == 0
    assert rows(place) == before
