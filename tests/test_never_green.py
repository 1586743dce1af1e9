"""An outlet that yields nothing is never green, whichever way that comes about: an alarm tells it after the visit."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import newsroom
from bench.generated import article, site
from newsroom import Fault, Kind, Newsroom, Site
from pipeline import health
from tests.command import arsip, catalogue, query, run

ARTICLES = "/netralitas"
BEFORE, NEW = 4, 4
"""Articles that were read while all was well, and those that were published since."""


def answers(status: int) -> Fault:
    return Fault(kind=Kind.STATUS, status=status)


WAYS: dict[str, dict[str, Fault]] = {
    "tak-ada": {"/": answers(404)},
    "larang": {"/": answers(403)},
    "gagal": {"/": answers(500)},
    "penuh": {"/": Fault(kind=Kind.STATUS, status=429, headers=(("Retry-After", "86400"),))},
    "tembok": {"/": Fault(kind=Kind.CHALLENGE)},
    "kosong": {"/": Fault(kind=Kind.EMPTY)},
    "gambar": {"/": Fault(kind=Kind.BINARY)},
    "putus": {"/": Fault(kind=Kind.RESET)},
    "putar": {"/": Fault(kind=Kind.LOOP)},
    "pindah": {"/": Fault(kind=Kind.REDIRECT, url="http://lain.example/")},
    "dalam": {"/": Fault(kind=Kind.REDIRECT, url="http://127.0.0.1:9/")},
    "robots": {"/robots.txt": answers(503)},
    "artikel-larang": {ARTICLES: answers(403)},
    "artikel-gagal": {ARTICLES: answers(500)},
    "artikel-tak-ada": {ARTICLES: answers(404)},
    "artikel-beranda": {ARTICLES: Fault(kind=Kind.SOFT_404)},
    "artikel-tembok": {ARTICLES: Fault(kind=Kind.CHALLENGE)},
    "artikel-kosong": {ARTICLES: Fault(kind=Kind.EMPTY)},
}
"""Outlet → what happens below its paths, while its server runs and its name resolves (tests/test_faults_line.py)."""


def served_sites(count: int) -> list[Site]:
    return [replace(site(count, host=f"{name}.example", seed=n), robots="") for n, name in enumerate(WAYS)]


def break_all(served: Newsroom) -> None:
    for name, faults in WAYS.items():
        for path, fault in faults.items():
            served.faults[f"{name}.example", path] = fault


def alarms(place: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in WAYS}
    for row in query(place, "select outlet, kind from issues where open"):
        if health.is_alarm(str(row["kind"])):
            found[str(row["outlet"])].add(str(row["kind"]))
    return found


@pytest.fixture(scope="module")
def never(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outlets that were broken when they were first visited."""
    place = tmp_path_factory.mktemp("never")
    with newsroom.serve(served_sites(BEFORE)) as served:
        break_all(served)
        done = run(place, served, catalogue(place / "outlets", served))
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    return place


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outlets that were well on their first visit and broken on the second, where new articles waited."""
    place = tmp_path_factory.mktemp("broken")
    with newsroom.serve(served_sites(BEFORE)) as served:
        folder = catalogue(place / "outlets", served)
        done = run(place, served, folder)
        assert done.returncode == 0, done.stderr
        assert set(map(frozenset, alarms(place).values())) == {frozenset()}
        for n, name in enumerate(WAYS):
            for number in range(BEFORE, BEFORE + NEW):
                served.add(f"{name}.example", article(number, seed=n))
        break_all(served)
        done = run(place, served, folder)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    return place


@pytest.mark.parametrize("name", WAYS)
def test_an_outlet_that_never_gave_an_article_is_an_alarm(never: Path, name: str) -> None:
    assert query(never, "select 1 from articles where outlet = ?", name) == []
    assert alarms(never)[name]


@pytest.mark.parametrize("name", WAYS)
def test_an_outlet_that_gives_none_any_more_is_an_alarm_after_one_visit(broken: Path, name: str) -> None:
    assert query(broken, "select count(*) as n from articles where outlet = ?", name) == [{"n": BEFORE}]
    assert alarms(broken)[name]


@pytest.mark.parametrize(("name", "status"), [("larang", 403), ("gagal", 500)])
def test_the_alarm_says_how_the_outlet_answered(never: Path, broken: Path, name: str, status: int) -> None:
    for place in (never, broken):
        told = query(place, "select message from issues where open and kind = 'nothing_listed' and outlet = ?", name)
        assert [f"times HTTP {status}" in str(row["message"]) for row in told] == [True]


def test_status_names_every_one_of_them(broken: Path) -> None:
    done = arsip(broken, "status")
    assert done.returncode == 3
    assert [name for name in WAYS if name not in done.stdout] == []


def test_a_visit_says_how_many_articles_it_saw_and_got(broken: Path) -> None:
    outcomes = [json.loads(str(row["outcome"])) for row in query(broken, "select outcome from runs order by id")]
    first, second = (outcome["artikel-gagal"] for outcome in outcomes)
    assert (first["new_articles"], first["articles"]) == (BEFORE, BEFORE)
    assert (second["new_articles"], second["articles"]) == (NEW, 0)
    assert second["recognised"] > 0
