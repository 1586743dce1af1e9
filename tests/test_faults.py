"""What goes wrong at an outlet becomes an issue; the run goes on, and the bytes that came are kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import newsroom
from bench.generated import site
from newsroom import Article, Exchange, Fault, Kind, Newsroom, Site
from pipeline.urls import address
from scrapers.spiders.walks import LISTING_PAGES
from tests.command import arsip, catalogue, query, run

FAULTS = {
    Kind.TRUNCATED_GZIP: "bad_payload",
    Kind.SHORT_BODY: "truncated",
    Kind.EMPTY: "bad_payload",
    Kind.BINARY: "bad_payload",
    Kind.HUGE: "bad_payload",
    Kind.LOOP: "not_followed",
    Kind.RESET: "truncated",
    Kind.CHALLENGE: "challenge",
    Kind.DEEP: "empty_body",
}
"""Kind of fault → kind of issue that it must show as."""

HARMLESS = (Kind.WRONG_ENCODING, Kind.WRONG_CHARSET)
"""Faults through which the article must be read all the same."""


Bad = tuple[Path, Newsroom, dict[Kind, str]]
"""Where the crawl was kept, what was served, and the key of the article that each fault happened to."""


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bad]:
    """One crawl in which every fault happens to another article."""
    place = tmp_path_factory.mktemp("faults")
    with newsroom.serve() as served:
        victims = [
            (site, article)
            for site in served.sites.values()
            for article in site.articles
            if article.relevant and len(article.pages) == 1 and not article.wire
        ]
        of = dict(zip((*FAULTS, *HARMLESS), victims, strict=False))
        assert len(of) == len(FAULTS) + len(HARMLESS), "the newsroom has too few articles for every fault"
        for kind, (site, article) in of.items():
            path = served.url(article.id, host=site.host).removeprefix(site.base)
            served.faults[site.host, path] = Fault(kind=kind, status=200)
        done = run(place, served, newsroom.OUTLETS)
        assert done.returncode in {0, 3}, done.stderr
        assert "Traceback" not in done.stderr
        yield place, served, {kind: key_of(served, site, article) for kind, (site, article) in of.items()}


def key_of(served: Newsroom, site: Site, article: Article) -> str:
    return address(served.url(article.id, host=site.host)).key


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_an_issue(bad: Bad, kind: Kind) -> None:
    place, _, keys = bad
    assert query(place, "select 1 from issues where kind = ? and open", FAULTS[kind])
    found = query(place, "select kind, url from findings where url is not null")
    assert FAULTS[kind] in {row["kind"] for row in found if address(str(row["url"])).key == keys[kind]}


@pytest.mark.parametrize("kind", HARMLESS)
def test_an_article_is_read_through_a_harmless_fault(bad: Bad, kind: Kind) -> None:
    place, served, keys = bad
    [row] = query(place, "select body from texts t join articles a on a.id = t.article where a.key = ?", keys[kind])
    bodies = {a.body for site in served.sites.values() for a in site.articles}
    assert row["body"] in bodies


def test_the_other_articles_are_read(bad: Bad) -> None:
    place, served, keys = bad
    relevant = [(s, a) for s in served.sites.values() for a in s.articles if a.relevant and a.language == "id"]
    well = {key_of(served, s, a) for s, a in relevant} - set(keys.values())
    assert well <= {row["key"] for row in query(place, "select key from articles")}


def test_the_bytes_of_a_bad_answer_are_kept(bad: Bad) -> None:
    place, _, keys = bad
    [row] = query(place, "select status, length from captures where key = ? and kind = 'unreadable'", keys[Kind.HUGE])
    assert row["status"] == 200
    assert query(place, "select 1 from captures where key = ? and kind = 'challenge'", keys[Kind.CHALLENGE])


PATHS = {
    "blocked": Fault(kind=Kind.STATUS, status=403),
    "server_error": Fault(kind=Kind.STATUS, status=500),
    "missing": Fault(kind=Kind.STATUS, status=404),
    "gone": Fault(kind=Kind.STATUS, status=410),
    "soft_404": Fault(kind=Kind.SOFT_404),
    "bad_payload": Fault(kind=Kind.GZIP_BOMB),
    "timeout": Fault(kind=Kind.SLOW),
    "too_large": Fault(kind=Kind.STATUS, status=200, headers=(("Content-Length", str(1 << 33)),)),
}
"""Kind of issue → what happens at the address of one article."""

OUTLETS: dict[str, tuple[str, Fault]] = {
    "laju": ("/netralitas", Fault(kind=Kind.STATUS, status=429, headers=(("Retry-After", "1"),), times=1)),
    "sibuk": ("/wp-json", Fault(kind=Kind.STATUS, status=503, headers=(("Retry-After", "86400"),))),
    "tutup": ("/robots.txt", Fault(kind=Kind.STATUS, status=500)),
    "tembok": ("/netralitas", Fault(kind=Kind.CHALLENGE)),
    "jam": ("/", Fault(kind=Kind.PLAIN, headers=(("Date", "Mon, 06 Jan 2020 03:00:00 GMT"),))),
    "kalender": ("/kalender", Fault(kind=Kind.CALENDAR)),
    "sesi": ("/", Fault(kind=Kind.SESSION_IDS)),
    "tautan": ("/", Fault(kind=Kind.ODD_LINKS)),
    "baik": ("/tidak-ada", Fault(kind=Kind.EMPTY)),
}
"""Outlet → what happens below one of its paths."""


@pytest.fixture(scope="module")
def worse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Newsroom, list[Exchange]]]:
    """Two runs over outlets of which each has its trouble; the log is the second run's."""
    place = tmp_path_factory.mktemp("worse")
    sites = [replace(site(9, host=f"{name}.example", seed=n), robots="") for n, name in enumerate(OUTLETS)]
    with newsroom.serve(sites) as served:
        for name, (path, fault) in OUTLETS.items():
            served.faults[f"{name}.example", path] = fault
        for n, fault in enumerate(PATHS.values()):
            served.faults["baik.example", path_of(served, n)] = fault
        for name in ("sesi", "tautan", "kalender"):  # what stands on pages is looked at where REST is shut
            for path in ("/wp-json", "/feed", "/wp-sitemap.xml", "/sitemap"):
                served.faults[f"{name}.example", path] = Fault(kind=Kind.STATUS, status=404)
        folder = catalogue(place / "outlets", served, kalender={"listings": ["/kalender"]})
        first = run(place, served, folder, "--timeout", "4")
        assert first.returncode == 3, first.stderr
        assert "Traceback" not in first.stderr
        log = served.log
        served.forget()
        second = run(place, served, folder, "--timeout", "4")
        assert "Traceback" not in second.stderr
        yield place, served, log


def path_of(served: Newsroom, number: int) -> str:
    return served.url(str(100_000 + number), host="baik.example").partition("baik.example")[2]


@pytest.mark.parametrize("kind", PATHS)
def test_what_happens_at_one_address_is_told_in_its_own_words(
    worse: tuple[Path, Newsroom, list[Exchange]], kind: str
) -> None:
    place, served, _ = worse
    url = "http://baik.example" + path_of(served, list(PATHS).index(kind))
    assert kind in {row["kind"] for row in query(place, "select kind from findings where url = ?", url)}
    assert query(place, "select count(*) as n from articles where url = ?", url) == [{"n": 0}]
    assert query(place, "select 1 as n from articles where outlet = 'baik'") == [{"n": 1}]


def texts_of(place: Path, slug: str) -> set[object]:
    sql = "select body from texts t join articles a on a.id = t.article where outlet = ?"
    return {row["body"] for row in query(place, sql, slug)}


@pytest.mark.parametrize("slug", ["laju", "jam", "kalender", "sesi", "tautan"])
def test_all_articles_are_read_through_what_only_annoys(
    worse: tuple[Path, Newsroom, list[Exchange]], slug: str
) -> None:
    place, served, _ = worse
    assert texts_of(place, slug) == {a.body for a in served.sites[f"{slug}.example"].articles}
    assert query(place, "select 1 from issues where kind = 'spider_error'") == []


def test_an_infinite_calendar_ends(worse: tuple[Path, Newsroom, list[Exchange]]) -> None:
    pages = [e for e in worse[2] if e.path.startswith("/kalender")]
    assert 2 <= len(pages) <= LISTING_PAGES


def test_ids_of_a_session_make_no_new_addresses(worse: tuple[Path, Newsroom, list[Exchange]]) -> None:
    _, served, first = worse
    for log in (first, served.log):
        asked = [e.path for e in log if e.host == "sesi.example" and e.path.startswith("/netralitas")]
        assert len(asked) == (9 if log is first else 0)
        assert not any("PHPSESSID" in path for path in asked)


def test_retry_after_is_honoured(worse: tuple[Path, Newsroom, list[Exchange]]) -> None:
    place, _, log = worse
    busy = [e for e in log if e.host == "sibuk.example"]
    assert [int(e.status) for e in busy if e.path.startswith("/wp-json")] == [503]
    [row] = query(place, "select outcome from runs order by started_at limit 1")
    assert json.loads(str(row["outcome"]))["sibuk"]["ended"] == "asked_to_wait"
    assert [int(e.status) for e in log if e.host == "laju.example"].count(429) == 1


def test_a_robots_txt_that_cannot_be_had_closes_the_outlet_and_says_so(
    worse: tuple[Path, Newsroom, list[Exchange]],
) -> None:
    place, _, log = worse
    assert {e.path for e in log if e.host == "tutup.example"} == {"/robots.txt"}
    assert "nothing_yet" in {row["kind"] for row in query(place, "select kind from issues where outlet = 'tutup'")}


def test_a_wall_is_an_alarm_and_a_clock_a_notice(worse: tuple[Path, Newsroom, list[Exchange]]) -> None:
    place, _, _ = worse
    shown = {(row["outlet"], row["kind"]): str(row["message"]) for row in query(place, "select * from issues")}
    assert "refused 9 of 9 article pages" in shown["tembok", "shut_out"]
    assert "minutes behind ours" in shown["jam", "clock_skew"]
    done = arsip(place, "status")
    assert done.returncode == 3
    assert "tembok" in done.stdout
    assert "refuses most of what we ask for" in " ".join(done.stdout.split())
    assert arsip(place, "status", "--all").returncode == 3


def test_no_network_is_told_plainly_and_loses_nothing(tmp_path: Path) -> None:
    with newsroom.serve() as served:
        proxy = served.proxy
    done = arsip(tmp_path, "--outlets", newsroom.OUTLETS, "run", "--proxy", proxy, "--delay", "0")
    assert done.returncode == 3
    assert "is there a network?" in done.stderr
    assert "Traceback" not in done.stderr
    kinds = {row["kind"] for row in query(tmp_path, "select kind from issues where open")}
    assert {"silent_outlet", "connection_refused"} <= kinds
    assert query(tmp_path, "select count(*) as n from articles") == [{"n": 0}]


def test_a_bad_outlets_file_ends_with_2_and_names_itself(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "lokal.yml").write_text("outlets:\n  - {slug: a, name: A, platfrom: disway}\n")
    for command in (["outlets", "check"], ["crawl"], ["rebuild"]):
        (tmp_path / "warcs").mkdir(exist_ok=True)
        done = arsip(tmp_path, "--outlets", tmp_path / "mine", *command)
        assert done.returncode == 2, done.stderr
        assert "lokal.yml" in done.stderr
        assert "platfrom" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["crawl", "run"])
def test_what_cannot_be_done_is_told_before_anything_is_written(tmp_path: Path, command: str) -> None:
    for words in (
        ["--outlet", "nobody"], ["--since", "kemarin"], ["--allow-network", "x"],
        ["--since", "2024-11-02", "--until", "2024-11-01"],
    ):  # fmt: skip
        done = arsip(tmp_path, "--outlets", newsroom.OUTLETS, command, *words)
        assert done.returncode == 2, done.stderr
        assert words[1] in done.stderr or "--until" in done.stderr
        assert list(tmp_path.iterdir()) == []
