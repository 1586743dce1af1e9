"""Outlets that are not where they were, and listings that were only guessed: what is told, and remembered."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import newsroom
from bench.generated import site
from newsroom import Fault, Kind, Newsroom
from pipeline import frame, store
from pipeline.index import index
from pipeline.model import Outlet
from pipeline.warc import WarcStore
from scrapers.frontier import Frontier
from tests.command import arsip, catalogue, query, run
from tests.conftest import ROOT


def later(place: Path, served: Newsroom, days: float) -> None:
    asked = {"place": str(place), "outlets": str(place / "outlets"), "proxy": served.proxy, "days": days, "read": True}
    done = subprocess.run(
        [sys.executable, "-m", "tests.later", json.dumps(asked)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=900,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr[-3000:]


@pytest.mark.parametrize(("path", "status"), [("/", 301), ("/wp-json", 302)])
def test_an_outlet_that_moved_is_an_alarm_that_names_the_new_address(tmp_path: Path, path: str, status: int) -> None:
    with newsroom.serve([site(2, host="lama.example"), site(2, host="baru.example", seed=2)]) as served:
        moved = Fault(kind=Kind.REDIRECT, status=status, url="http://baru.example/")
        served.faults["lama.example", path] = moved
        outlets = catalogue(tmp_path / "outlets", served)
        done = run(tmp_path, served, outlets, "--outlet", "lama")
        assert [e for e in served.log if e.host == "baru.example"] == []
    assert done.returncode == 3
    [row] = query(tmp_path, "select outlet, message from issues where kind = 'moved' and open")
    assert row["outlet"] == "lama"
    assert "http://baru.example/" in str(row["message"])
    told = arsip(tmp_path, "status")
    assert "has it moved?" in told.stdout
    assert "1 outlets of the catalogue were never visited: baru" in told.stdout


def test_www_in_front_is_the_same_outlet_and_gives_each_article_once(tmp_path: Path) -> None:
    with newsroom.serve([site(3)]) as served:
        outlets = catalogue(tmp_path / "outlets", served, bangkitan={"home_url": "http://www.bangkitan.example/"})
        assert run(tmp_path, served, outlets).returncode == 0
    assert query(tmp_path, "select count(*) as n, max(edition) as edition from articles") == [{"n": 3, "edition": 1}]
    assert query(tmp_path, "select kind from issues where open and kind in ('moved', 'forbidden_address')") == []


def test_a_listing_that_was_only_guessed_is_no_news_when_it_is_not_there_and_not_asked_for_each_time(
    tmp_path: Path,
) -> None:
    def tags(served: Newsroom) -> int:
        return sum(e.path.startswith("/tag/") for e in served.log)

    with newsroom.serve([site(2)]) as served:
        for path in ("/wp-json", "/feed", "/tag"):
            served.faults["bangkitan.example", path] = Fault(kind=Kind.STATUS, status=404)
        done = run(tmp_path, served, catalogue(tmp_path / "outlets", served))
        assert done.returncode == 0, done.stderr
        guessed = tags(served)
        assert guessed
        assert query(tmp_path, "select kind from issues where kind in ('missing', 'gone')") == []
        assert query(tmp_path, "select kind from issues where open and kind = 'lost_listing'")
        served.forget()
        later(tmp_path, served, 0.5)
        assert tags(served) == 0
        served.forget()
        later(tmp_path, served, 2)
        assert tags(served) == guessed


def test_a_guess_that_shows_the_home_page_is_made_again_after_a_month(tmp_path: Path) -> None:
    def guesses(served: Newsroom) -> list[str]:
        return sorted({e.path for e in served.log if e.path.startswith(("/tag/", "/wp-sitemap"))})

    with newsroom.serve([site(2)]) as served:
        for path in ("/wp-json", "/feed"):
            served.faults["bangkitan.example", path] = Fault(kind=Kind.STATUS, status=404)
        served.faults["bangkitan.example", "/tag"] = Fault(kind=Kind.SOFT_404)
        done = run(tmp_path, served, catalogue(tmp_path / "outlets", served))
        assert done.returncode == 0, done.stderr
        guessed = guesses(served)
        assert any(path.startswith("/tag/") for path in guessed)
        assert query(tmp_path, "select kind from issues where kind = 'soft_404'") == []
        for days, expected in ((5, []), (40, guessed)):
            served.forget()
            later(tmp_path, served, days)
            assert [path for path in guesses(served) if path.startswith("/tag/")] == [
                path for path in expected if path.startswith("/tag/")
            ]


def test_a_page_with_the_bytes_of_the_home_page_is_not_there(tmp_path: Path) -> None:
    at = datetime(2025, 3, 1, tzinfo=UTC)
    with WarcStore(tmp_path / "warcs", run="r", command="run", software="x", now=lambda: at) as kept:
        for path, payload in (("/", b"home"), ("/cari?q=asn", b"home"), ("/search?q=asn", b"hasil")):
            kept.exchange(
                url=f"http://a.example{path}", outlet="a", fetched_at=at, method="GET", request_headers=[], status=200,
                headers=[("Content-Type", "text/html")], payload=payload, ip=None, truncated=None, original=None,
                found_by=None,
            )  # fmt: skip
    with closing(store.open_archive(tmp_path / "archive.db")) as db:
        frame.prepare(
            db, tmp_path / "warcs", [Outlet(slug="a", name="A", platform="generic", home_url="http://a.example/")], {}
        )
        index(db, tmp_path / "warcs")
        absent = {
            (path, days): Frontier(db, tmp_path / "warcs", now=at + timedelta(days=days)).is_absent(
                f"http://a.example{path}", home="http://a.example/"
            )
            for path in ("/cari?q=asn", "/search?q=asn", "/sitemap.xml") for days in (1, 29, 31)
        }  # fmt: skip
    assert {key for key, value in absent.items() if value} == {("/cari?q=asn", 1), ("/cari?q=asn", 29)}
