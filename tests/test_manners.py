"""How an outlet is asked: as its robots.txt says, no more often than it wants, by somebody who says who it is."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest

import newsroom
from bench.generated import site
from newsroom import Exchange, Fault, Kind
from pipeline import warc
from pipeline.model import CaptureRow
from scrapers.polite import ASKED_TO_WAIT
from scrapers.settings import EASE_AFTER, REFUSED_IN_A_ROW
from tests.command import arsip, catalogue, query

COUNT = 3
DELAY = 0.1
ASKED = 0.3
"""Crawl-delay of one outlet; seconds, as DELAY."""
ROBOTS = {
    "pelan": f"User-agent: *\nCrawl-delay: {ASKED}\n", "putus": "# aturan\n" * 20 + "User-agent: *\nDisallow: /\n",
}  # fmt: skip
ALLOWED = (401, 403, 404, 410)
REFUSED = (429, 500, 503)
CONTACT = "mailto:redaksi@arsip.example"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Exchange]]]:
    place = tmp_path_factory.mktemp("manners")
    names = [f"r{status}" for status in (*ALLOWED, *REFUSED)] + ["putus", "pelan", "laju"]
    sites = [
        replace(site(COUNT, host=f"{name}.example", seed=n), robots=ROBOTS.get(name, ""))
        for n, name in enumerate(names)
    ]  # fmt: skip
    with newsroom.serve(sites) as served:
        for status in (*ALLOWED, *REFUSED):
            served.faults[f"r{status}.example", "/robots.txt"] = Fault(kind=Kind.STATUS, status=status)
        served.faults["putus.example", "/robots.txt"] = Fault(kind=Kind.SHORT_BODY)
        served.faults["laju.example", "/wp-json"] = Fault(kind=Kind.STATUS, status=429, times=1)
        done = arsip(
            place, "--outlets", catalogue(place / "outlets", served), "crawl", "--proxy", served.proxy, "--delay",
            str(DELAY), env={**os.environ, "ARSIP_CONTACT": CONTACT},
        )  # fmt: skip
        assert done.returncode == 3, done.stderr
        assert "Traceback" not in done.stderr
        yield place, served.log


def asked_of(log: list[Exchange], name: str) -> list[str]:
    return [e.path for e in log if e.host == f"{name}.example"]


@pytest.mark.parametrize("status", ALLOWED)
def test_a_robots_txt_that_is_not_there_allows_everything(crawled: tuple[Path, list[Exchange]], status: int) -> None:
    found = [path for path in asked_of(crawled[1], f"r{status}") if path.startswith("/netralitas")]
    assert len(found) == COUNT


@pytest.mark.parametrize("status", REFUSED)
def test_a_robots_txt_that_the_server_cannot_give_allows_nothing_and_says_why(
    crawled: tuple[Path, list[Exchange]], status: int
) -> None:
    place, log = crawled
    assert set(asked_of(log, f"r{status}")) == {"/robots.txt"}
    [row] = query(place, "select message from issues where kind = 'disallowed' and outlet = ?", f"r{status}")
    assert row["message"] == f"robots.txt answers HTTP {status}, so nothing is allowed (RFC 9309)"


def test_half_a_robots_txt_allows_nothing(crawled: tuple[Path, list[Exchange]]) -> None:
    place, log = crawled
    assert set(asked_of(log, "putus")) == {"/robots.txt"}
    [row] = query(place, "select message from issues where kind = 'disallowed' and outlet = 'putus'")
    assert "cut short" in str(row["message"])


def times(place: Path) -> dict[str, list[float]]:
    """Return when each outlet answered, in seconds."""
    rows = [
        row for path in warc.segments(place / "warcs") for row in warc.scan(path, place / "warcs")
        if isinstance(row, CaptureRow)
    ]  # fmt: skip
    rows.sort(key=lambda row: (row.outlet or "", row.fetched_at))
    return {slug or "": [r.fetched_at.timestamp() for r in of] for slug, of in groupby(rows, lambda row: row.outlet)}


def test_no_outlet_is_asked_more_often_than_it_wants_until_the_visit_ends(
    crawled: tuple[Path, list[Exchange]],
) -> None:
    answered = times(crawled[0])
    wanted = {"r404": DELAY, "pelan": ASKED, "laju": 2 * DELAY}
    """After a 429 half as often as before, and ten times the delay before the next."""
    for name, seconds in wanted.items():
        waits = len(answered[name]) - 1
        assert waits > COUNT
        took = timedelta(seconds=answered[name][-1] - answered[name][0])
        # the first answer may have come late, so a third of the time is given away
        assert took > timedelta(seconds=seconds * waits) * 2 / 3, name
    [row] = query(crawled[0], "select outcome from runs")
    assert json.loads(str(row["outcome"]))["pelan"]["ended"] == "finished"


def test_every_request_names_who_asks_and_where_he_is_found(crawled: tuple[Path, list[Exchange]]) -> None:
    agents = {e.headers["user-agent"] for e in crawled[1]}
    [agent] = agents
    assert agent.startswith("Mozilla/5.0 (compatible; ArsipNetralitas/")
    assert agent.endswith(f"; +{CONTACT})")


def test_who_refuses_everything_is_left_until_the_next_run_and_who_refused_once_is_asked_faster_again(
    tmp_path: Path,
) -> None:
    many, few = EASE_AFTER + 10, REFUSED_IN_A_ROW + 5
    sites = [site(few, host="tolak.example"), site(many, host="lega.example", seed=1)]
    with newsroom.serve(sites) as served:
        served.faults["tolak.example", "/netralitas"] = Fault(kind=Kind.STATUS, status=429)
        served.faults["lega.example", "/wp-json"] = Fault(kind=Kind.STATUS, status=429, times=1)
        words = ["crawl", "--verbose", "--proxy", served.proxy, "--delay", "0.01"]
        outlets = catalogue(tmp_path / "outlets", served)
        done = arsip(tmp_path, "--outlets", outlets, *words)
        [row] = query(tmp_path, "select outcome from runs")
        ended = {name: visit["ended"] for name, visit in json.loads(str(row["outcome"])).items()}
        assert ended == {"tolak": ASKED_TO_WAIT, "lega": "finished"}, done.stderr
        refused = [path for path in asked_of(served.log, "tolak") if path.startswith("/netralitas")]
        assert len(refused) in {REFUSED_IN_A_ROW, REFUSED_IN_A_ROW + 1}, "one may be under way"
        assert len(set(asked_of(served.log, "lega"))) > many
        assert "lega.example answers well again: one request in 0.01 seconds" in done.stderr
        served.faults.clear()
        arsip(tmp_path, "--outlets", outlets, *words)
    sql = "select outlet, count(distinct key) as n from captures where status = 200 and url like ? group by 1"
    found = query(tmp_path, sql, "%/netralitas-%")
    assert {str(row["outlet"]): row["n"] for row in found} == {"tolak": few, "lega": many}
