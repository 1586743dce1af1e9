"""The owner's five articles over a real crawl: found, complete, and without a line that was not theirs."""

from pathlib import Path

import pytest

import newsroom
from newsroom.skins import SKINS
from pipeline.ids import instant
from pipeline.urls import address
from tests.command import query, run
from tests.seeds import sites

STOCK = (
    "BACA JUGA", "Cek Berita dan Artikel", "mengikuti akun Google News", "Tinggalkan Balasan", "Alamat email Anda",
    "Ikuti kami di", "Berita Terkini", "Berita Terkait", "All Right Reserved", "Saldo DANA", "Akulaku",
)  # fmt: skip
"""Pieces of the boilerplate that a general extractor had left in the seeds."""


@pytest.fixture(scope="module")
def crawled(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("seeds")
    seeds = sites(shared)
    entries = "".join(
        f"  - {{slug: seed-{number}, name: {site.name}, platform: {site.skin}, home_url: '{site.base}/', "
        f"timezone: {site.zone}}}\n"
        for number, (site, _) in seeds.items()
    )
    (place / "outlets").mkdir()
    (place / "outlets" / "seeds.yml").write_text(f"outlets:\n{entries}")
    with newsroom.serve([site for site, _ in seeds.values()]) as served:
        done = run(place, served, place / "outlets")
    assert done.returncode == 0, done.stderr
    return place


def plain(text: str) -> str:
    """Fold white space: the seeds carry no-break spaces, which the archive keeps as spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_a_seed_survives_the_whole_way(crawled: Path, shared: Path, seed: str) -> None:
    site, article = sites(shared)[seed]
    key = address(SKINS[site.skin].url(site, article)).key
    [row] = query(crawled, "select a.*, t.body from articles a join texts t on t.article = a.id where a.key = ?", key)
    assert row["headline"] == article.headline
    assert plain(str(row["body"]).split("\n\n")[0]) == plain(article.paragraphs[0])
    assert plain(str(row["body"])) == plain(article.body)
    assert [phrase for phrase in STOCK if phrase.casefold() in str(row["body"]).casefold()] == []
    assert row["published_at"] == instant(article.published)
    assert (row["language"], row["relevant"], row["partial"]) == ("id", 1, 0)


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_what_was_taken_from_a_seed_is_kept(crawled: Path, shared: Path, seed: str) -> None:
    site, article = sites(shared)[seed]
    key = address(SKINS[site.skin].url(site, article)).key
    spans = query(
        crawled,
        "select s.text, s.rule, s.kind from removed_spans s join articles a on a.id = s.article where a.key = ?",
        key,
    )
    taken = " ".join(plain(str(row["text"])) for row in spans)
    assert [text for text in article.boilerplate if plain(text) not in taken] == []
    assert all(row["rule"] and row["kind"] for row in spans)
