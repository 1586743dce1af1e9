"""The owner's five articles, read from pages of their own platforms: complete, and free of what was not theirs."""

from pathlib import Path

import pytest

from newsroom import Article, Site
from newsroom.skins import SKINS
from tests.pages import letters, read_at, spans_of
from tests.seeds import sites


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, tuple[Site, Article]]:
    return sites(shared)


def assert_whole(site: Site, article: Article, url: str, page: int) -> None:
    reading = read_at(site, url)
    blocks = article.blocks if page == 0 else article.pages[page - 1]
    body = [block.text for block in blocks if block.kind in {"p", "li", "h", "quote"}]
    assert reading.headline == article.headline
    assert [letters(text) for text in reading.paragraphs] == [letters(text) for text in body]
    spans = spans_of(reading)
    for block in blocks:
        if block.kind not in {"p", "li", "h", "quote"}:
            assert letters(block.text) in spans, block.text
    for phrase in SKINS[site.skin].furniture:
        assert not any(letters(phrase) == letters(text) for text in reading.paragraphs), phrase
    assert reading.key.startswith(site.host)


@pytest.mark.parametrize("seed", ["001", "002", "003", "004"])
def test_seed_is_read_whole_from_its_own_platform(seeds: dict[str, tuple[Site, Article]], seed: str) -> None:
    site, article = seeds[seed]
    assert_whole(site, article, SKINS[site.skin].url(site, article), 1)


def test_seed_000_is_page_two_of_its_article(seeds: dict[str, tuple[Site, Article]]) -> None:
    site, article = seeds["000"]
    url = SKINS[site.skin].url(site, article, 2)
    assert_whole(site, article, url, 2)
    reading = read_at(site, url)
    assert (reading.page, reading.pages) == (2, 2)
    assert {span.kind for span in reading.removed} >= {"headline", "caption", "related", "follow", "credit"}


@pytest.mark.parametrize("seed", ["000", "004"])
def test_amp_page_holds_the_seed_whole(seeds: dict[str, tuple[Site, Article]], seed: str) -> None:
    site, article = seeds[seed]
    assert_whole(site, article, f"{site.base}/amp/{article.id}/{article.slug}", 0)
    reading = read_at(site, f"{site.base}/amp/{article.id}/{article.slug}")
    assert (reading.amp, reading.page) == (True, 0)
    assert reading.key == read_at(site, SKINS[site.skin].url(site, article)).key


def test_seed_003_keeps_its_pledge_and_names_its_people(seeds: dict[str, tuple[Site, Article]]) -> None:
    site, article = seeds["003"]
    reading = read_at(site, SKINS[site.skin].url(site, article))
    pledge = [block.text for block in article.blocks if block.kind == "li"]
    assert len(pledge) == 4
    assert set(pledge) <= set(reading.paragraphs)
    assert {(credit.role, credit.name) for credit in reading.credits} >= {
        ("reporter", article.reporter),
        ("editor", article.editor),
    }
    assert reading.dateline == "REDELONG"
    assert reading.section == article.section
