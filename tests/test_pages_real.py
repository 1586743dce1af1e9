"""Real saved pages, read where ../shared stands beside the checkout."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.decode import decode_text
from pipeline.errors import ArticleError, ChallengePage, NotAnArticle
from pipeline.model import Outlet, PageReading
from pipeline.pages import paging
from pipeline.pages.markup import parse
from pipeline.pages.reading import read
from tests.pages import LATER

FACTS: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "material" / "real_pages.yml").read_text("utf-8")
)
BOILERPLATE = re.compile(
    r"baca juga|^baca\s*:|google news|^sumber\s*:|advertisement|scroll to|^penulis|^editor|gambas|halaman \d|^tags?\b"
    r"|share this|^terkait|whatsapp channel|copyright|^iklan$|^komentar|ikuti kami",
    re.I,
)


class Real:
    """The real saved pages, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, PageReading] = {}

    def html(self, name: str) -> str:
        return decode_text((self.folder / f"{name}.html").read_bytes())

    def read(self, name: str) -> PageReading:
        if name not in self._read:
            url, outlet = FACTS[name]["url"], FACTS[name]["outlet"]
            home = re.sub(r"(//[^/]+/).*", r"\1", url)
            whose = Outlet(slug=name, name=outlet, platform=FACTS[name]["reader"], home_url=home)
            self._read[name] = read(self.html(name), url=url, outlet=whose, fetched_at=LATER)
        return self._read[name]


@pytest.fixture(scope="session")
def real(shared: Path) -> Real:
    return Real(shared / "pages")


@pytest.mark.parametrize("name", FACTS)
def test_real_page_is_read_right(real: Real, name: str) -> None:
    facts, reading = FACTS[name], real.read(name)
    assert reading.reader == facts["reader"]
    assert reading.headline is not None
    assert reading.headline.startswith(facts["headline"])
    assert reading.paragraphs[0].startswith(facts["first"])
    assert reading.paragraphs[-1].endswith(facts["last"])
    assert len(reading.paragraphs) == facts["paragraphs"]
    assert [text for text in reading.paragraphs if BOILERPLATE.search(text)] == []
    assert {(credit.role, credit.name) for credit in reading.credits} >= {tuple(pair) for pair in facts["credits"]}


@pytest.mark.parametrize("name", FACTS)
def test_real_page_is_dated_right(real: Real, name: str) -> None:
    published, said = real.read(name).published, FACTS[name]["published"]
    assert published is not None
    assert isinstance(said, datetime)
    assert abs((published.at - said).total_seconds()) < 240  # the page prints one time, its markup another


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


@pytest.mark.parametrize("name", ["mediaindonesia_article", "wordpress_com_article"])
def test_real_page_equals_its_gold_text(real: Real, name: str) -> None:
    gold = json.loads((real.folder / f"{name}.gold.json").read_text("utf-8"))
    text = " ".join(gold["V1"]["body"]["sections"][0]["paragraphs"]) if "V1" in gold else gold["articleBody"]
    ours, theirs = (shingles(t) for t in (" ".join(real.read(name).paragraphs), text))
    assert 2 * len(ours & theirs) / (len(ours) + len(theirs)) > 0.99


def test_page_count_comes_from_the_pager(real: Real) -> None:
    reading = real.read("tribun_www_article_page1of4")
    assert (reading.page, reading.pages) == (1, 4)


def test_further_pages_are_found_by_their_numbers(real: Real) -> None:
    reading = real.read("tribun_www_article_page1of4")
    linked = paging.further(parse(real.html("tribun_www_article_page1of4")), reading.url)
    assert sorted(linked) == [2, 3, 4]
    assert linked[2] == f"{reading.url}?page=2"


def test_address_of_the_whole_article_is_found(real: Real) -> None:
    url = real.read("kompas_article_page1").url
    assert paging.further(parse(real.html("kompas_article_page1")), url)[0] == f"{url}?page=all"


@pytest.mark.parametrize(
    ("name", "url", "error"),
    [
        ("challenge_cloudflare", "https://www.jawapos.com/politik/016123456/judul", ChallengePage),
        ("detik_index", "https://news.detik.com/indeks", NotAnArticle),
    ],
)
def test_real_page_that_is_no_article_is_refused(real: Real, name: str, url: str, error: type[ArticleError]) -> None:
    outlet = Outlet(slug="x", name="X", platform="generic", home_url=url)
    with pytest.raises(error):
        read(real.html(name), url=url, outlet=outlet, fetched_at=LATER)
