"""The whole way over real HTTP: crawl, preserve, read, store, rebuild."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsroom
from newsroom import Newsroom
from pipeline import warc
from pipeline.urls import address
from tests.command import arsip, query, rows, run

CLOSED = """
import sys

def refuse(event, arguments):
    if event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(arguments[1], tuple)):
        raise RuntimeError(f"the network was asked: {event} {arguments}")

sys.addaudithook(refuse)
"""
"""A sitecustomize.py that closes the network for a process and for all that it starts."""


@pytest.fixture(scope="module")
def served() -> Iterator[Newsroom]:
    with newsroom.serve() as opened:
        yield opened


@pytest.fixture(scope="module")
def crawled(served: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("crawled")
    done = run(place, served, newsroom.OUTLETS)
    assert done.returncode == 0, done.stderr
    return place


def test_every_relevant_article_is_found_and_every_text_is_exact(crawled: Path, served: Newsroom) -> None:
    found = {
        row["key"]: row["body"]
        for row in query(crawled, "select a.key, t.body from articles a join texts t on t.article = a.id")
    }
    wrong = []
    for site in served.sites.values():
        for article in site.articles:
            key = address(served.url(article.id, host=site.host)).key
            if key in found and found[key] != article.body:
                wrong.append((site.host, article.id, "differs"))
            elif key not in found and article.relevant and article.language == "id":
                wrong.append((site.host, article.id, "missing"))
    assert wrong == []
    assert len(found) >= 40


def test_a_first_run_asks_for_each_page_of_an_article_once(crawled: Path, served: Newsroom) -> None:
    keys = {address(served.url(a.id, host=s.host)).key for s in served.sites.values() for a in s.articles}
    asked = [e for e in served.log if address(f"http://{e.host}{e.path}").key in keys]
    assert len(asked) >= 48
    assert len(asked) <= 1.02 * len({(e.host, e.path) for e in asked})


def test_nothing_is_an_article_that_the_newsroom_did_not_publish(crawled: Path, served: Newsroom) -> None:
    published = {address(served.url(a.id, host=s.host)).key for s in served.sites.values() for a in s.articles}
    assert {row["key"] for row in query(crawled, "select key from articles")} <= published


def test_what_was_taken_out_stands_beside_the_article(crawled: Path, served: Newsroom) -> None:
    removed: dict[str, str] = {}
    for row in query(crawled, "select a.key, s.text from articles a join removed_spans s on s.article = a.id"):
        removed[str(row["key"])] = removed.get(str(row["key"]), "") + "\n" + str(row["text"])
    texts = {row["key"] for row in query(crawled, "select key from articles")}
    lost = []
    for site in served.sites.values():
        for article in site.articles:
            key = address(served.url(article.id, host=site.host)).key
            lost += [
                (article.id, text)
                for text in article.boilerplate
                if key in texts and " ".join(text.split())[:40] not in " ".join(removed.get(key, "").split())
            ]
    assert lost == []


def test_a_second_run_adds_and_changes_nothing(crawled: Path, served: Newsroom) -> None:
    tables = ("articles", "texts", "editions", "removed_spans", "credits", "evidence", "outlets", "regions")
    before = rows(crawled, *tables)
    served.forget()
    done = run(crawled, served, newsroom.OUTLETS)
    assert done.returncode == 0, done.stderr
    assert rows(crawled, *tables) == before
    keys = {address(served.url(a.id, host=s.host)).key for s in served.sites.values() for a in s.articles}
    again = [e.path for e in served.log if address(f"http://{e.host}{e.path}").key in keys and e.status == 200]
    assert again == []


def test_every_exchange_is_in_the_warcs_and_independent_tools_accept_them(crawled: Path) -> None:
    files = warc.segments(crawled / "warcs")
    assert files
    for path in files:
        subprocess.run(["gunzip", "-t", path], check=True)
        subprocess.run([Path(sys.executable).with_name("fastwarc"), "check", path], check=True, capture_output=True)
    kinds = {row["kind"] for row in query(crawled, "select distinct kind from captures")}
    assert {"robots", "article", "feed", "listing"} <= kinds


def test_the_archive_is_rebuilt_from_the_warcs_with_the_network_closed(
    crawled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(crawled / "warcs", tmp_path / "warcs")
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "sitecustomize.py").write_text(CLOSED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "closed"))
    done = arsip(tmp_path, "--outlets", newsroom.OUTLETS, "rebuild")
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path) == rows(crawled)


@pytest.mark.parametrize("lost", [False, True])
def test_a_rebuild_keeps_the_outlets_that_the_catalogue_does_not_have(
    crawled: Path, tmp_path: Path, *, lost: bool
) -> None:
    shutil.copytree(crawled / "warcs", tmp_path / "warcs")
    if not lost:
        shutil.copy(crawled / "archive.db", tmp_path)
    done = arsip(tmp_path, "rebuild")
    assert done.returncode == 0, done.stderr
    assert "as before" in done.stdout
    rebuilt, before = rows(tmp_path), rows(crawled)
    assert set(before.pop("outlets")) < set(rebuilt.pop("outlets"))
    assert rebuilt == before


def test_the_network_is_closed_in_that_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLOSED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    asked = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert "the network was asked" in done.stderr


def test_a_warc_without_any_outlet_list_gives_the_same_articles(crawled: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for path in warc.segments(crawled / "warcs"):
        shutil.copy(path, tmp_path / "elsewhere")
    done = arsip(tmp_path, "--warcs", tmp_path / "elsewhere", "rebuild")
    assert done.returncode == 0, done.stderr
    texts = "select a.key, t.headline, t.body from articles a join texts t on t.article = a.id order by a.key"
    assert query(tmp_path, texts) == query(crawled, texts)
    made = query(tmp_path, "select slug, platform from outlets where slug in (select outlet from articles)")
    assert {row["platform"] for row in made} == {"disway", "tribun", "wordpress", "blogspot"}


def test_an_article_is_shown_under_any_spelling_of_its_address(crawled: Path, served: Newsroom) -> None:
    site = next(site for site in served.sites.values() if site.skin == "disway")
    article = next(a for a in site.articles if len(a.pages) > 1)
    done = arsip(crawled, "show", served.url(article.id, host=site.host, page=2) + "?utm_source=x")
    assert done.returncode == 0, done.stderr
    assert article.paragraphs[-1][:60] in " ".join(done.stdout.split())
    missing = arsip(crawled, "show", f"{site.base}/read/999999999/tidak-ada")
    assert missing.returncode == 1
    assert "no article" in missing.stderr
