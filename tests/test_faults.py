"""What goes wrong at an outlet becomes an issue; the run goes on, and the bytes that came are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import newsroom
from newsroom import Article, Fault, Kind, Newsroom, Site
from pipeline.urls import address
from tests.command import arsip, query, run

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


def test_an_unknown_outlet_and_a_bad_day_are_usage_errors(tmp_path: Path) -> None:
    for words in (["crawl", "--outlet", "nobody"], ["crawl", "--since", "kemarin"], ["crawl", "--allow-network", "x"]):
        done = arsip(tmp_path, "--outlets", newsroom.OUTLETS, *words)
        assert done.returncode == 2, done.stderr
        assert words[2] in done.stderr
