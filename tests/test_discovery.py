"""Sites in structures that no spider was written against: `python -m bench.discovery` is the whole of it."""

import gzip
from collections import Counter
from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from pathlib import Path

import lxml.html
import pytest

from bench.discovery import Score, crawl, measure, slug
from newsroom.structures import load, served
from pipeline.errors import NotAnArticle
from pipeline.pages.markup import Markup
from pipeline.pages.walls import refuse_listings
from scrapers import topics
from scrapers.outlets import Entry
from scrapers.spiders import listings, markup, ways
from scrapers.spiders.base import EMPTY_SEARCHES
from scrapers.spiders.generic import GenericSpider
from scrapers.spiders.shapes import Shapes, shape
from scrapers.spiders.task import Task
from tests.command import query

SHOWN = (
    "kabarrawa", "koranduku", "lensatawar", "suaralembah", "detaktanjung", "kilasrawa", "cahayakelam", "gemaindah",
    "corongpesisir",
)  # fmt: skip
"""Structures that differ most. The last one's search box shows the newest whatever it is asked."""


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Score]:
    shown = [s for s in load() if slug(s) in SHOWN]
    return measure(shown, tmp_path_factory.mktemp("discovery"), twice=False)


def test_what_a_polite_crawler_can_find_is_found(scores: Sequence[Score]) -> None:
    findable, hits = sum(len(s.plan.findable) for s in scores), sum(s.hits for s in scores)
    assert hits >= 0.98 * findable, {s.plan.host: s.missed for s in scores if s.missed}


def test_no_list_becomes_an_article(scores: Sequence[Score]) -> None:
    assert sum(len(s.false) for s in scores) <= 1, [s.false for s in scores]


def test_a_find_costs_few_requests(scores: Sequence[Score]) -> None:
    assert {s.plan.host: s.asked / max(s.hits, 1) for s in scores if s.asked > 4 * max(s.hits, 1)} == {}


def test_a_site_whose_search_box_a_script_fills_is_read_by_its_maps_and_no_list_is_begun_twice(
    tmp_path: Path,
) -> None:
    [portal] = [s for s in load() if slug(s) == "wartabima"]
    with served([portal]) as town:
        done = crawl(tmp_path, town)
        paths = [e.path for e in town.log if not e.path.endswith("robots.txt") and e.status == HTTPStatus.OK]
        asked = Counter(paths)
    assert done.returncode == 0, done.stderr
    assert paths.index("/politik/") > max(paths.index(f"/post-sitemap{n}.xml") for n in (1, 2, 3)), "sections wait"
    assert [path for path, n in asked.items() if n > 1] == []
    assert sum(path.startswith("/?s=") for path in asked) == EMPTY_SEARCHES
    keys = {str(row["url"]) for row in query(tmp_path, "select url from articles")}
    assert all(
        any(url.endswith(portal.path(story)) for url in keys) for story in portal.gold if story.id in portal.findable
    )


def test_the_further_pages_of_a_tag_are_no_tags() -> None:
    links = "".join(f"<a href='/cari?q=netralitas&page={n}'>{n}</a>" for n in range(1, 4))
    page = lxml.html.fromstring(
        f"<html><body><h1>netralitas</h1>{links}<a href='/cari?q=netralitas-asn'>Netralitas ASN</a></body></html>"
    )
    outlet = Entry(slug="a", name="A", platform="generic", home_url="http://a.example/")
    spider = GenericSpider(Task(outlet=outlet, topics=topics.load()))
    tags = [walk.page_url(1, 0) for walk in spider.leads(page, "http://a.example/cari?q=netralitas")]
    assert tags == ["http://a.example/cari?q=netralitas-asn"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/2024/camat-diperiksa-bawaslu-1204.php", "/2019/harga-cabai-turun-lagi-88.php"),
        ("/politik/camat-diperiksa-bawaslu", "/daerah/harga-cabai-turun-lagi"),
        ("/w/2920b948", "/w/77ab01cd"),
        ("/detail.php?id=12&judul=Camat+Diperiksa+Bawaslu", "/detail.php?id=9&judul=Harga+Cabai+Turun"),
        ("/index.php?module=detailberita&id=12", "/index.php?module=detailberita&id=9"),
    ],
)
def test_articles_of_one_site_have_one_shape(one: str, other: str) -> None:
    assert shape(f"http://a.example{one}") == shape(f"http://a.example{other}") is not None


@pytest.mark.parametrize("path", ["/", "/politik", "/kategori/politik", "/tag/asn", "/indeks.php?nama=politik", "/2"])
def test_an_address_that_tells_no_page_apart_has_no_shape(path: str) -> None:
    assert shape(f"http://a.example{path}") is None


def test_galleries_are_not_learned_for_their_long_titles() -> None:
    learned = Shapes()
    learned.learn((f"http://a.example/foto/{n}/suasana-pasar-pagi-{n}", "Suasana Pasar Pagi di Kota") for n in range(4))
    assert not learned.knows("http://a.example/foto/9/suasana-pasar-malam-9")


def test_the_headline_beside_a_picture_or_in_a_scripted_card_is_its_headline() -> None:
    tree = lxml.html.fromstring(
        "<html><body><div><a href='/a/1'><img src='1.jpg'></a><h2>Camat Diperiksa Bawaslu</h2></div>"
        "<div onclick=\"window.location.href='/a/2'\"><h2>Harga Cabai Turun Lagi</h2><p>Kata</p></div></body></html>"
    )
    assert dict(markup.headlines(tree, "http://a.example/")) == {
        "http://a.example/a/1": "Camat Diperiksa Bawaslu", "http://a.example/a/2": "Harga Cabai Turun Lagi",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/indeks/2024/11/02", "/indeks/2024/10/07"),
        ("/indeks?tanggal=2024-11-02", "/indeks?tanggal=2024-10-07"),
        ("/arsip/02-11-2024/", "/arsip/07-10-2024/"),
        ("/index-news?date=2024-11-2", "/index-news?date=2024-10-7"),
    ],
)
def test_the_list_of_one_day_tells_those_of_others(link: str, address: str) -> None:
    tree = lxml.html.fromstring(f"<html><body><a href='{link}'>Hari ini</a></body></html>")
    [pattern] = ways.day_patterns(tree, "http://a.example/")
    assert pattern(date(2024, 10, 7)) == f"http://a.example{address}"


def test_a_form_for_a_day_tells_the_lists_of_days() -> None:
    asked = {
        "<form action='/indeks'><input type='date' name='tgl'></form>": "/indeks?tgl=2024-10-07",
        "<form action='/indeks'><input name='tanggal' value='02/11/2024'></form>": "/indeks?tanggal=07%2F10%2F2024",
        "<form action='/arsip'><select name='d'><option>1</select><select name='m'><option>1</select>"
        "<select name='y'><option>2024</select></form>": "/arsip?d=7&m=10&y=2024",
    }
    for form, address in asked.items():
        [pattern] = ways.day_patterns(lxml.html.fromstring(f"<html><body>{form}</body></html>"), "http://a.example/")
        assert pattern(date(2024, 10, 7)) == f"http://a.example{address}"


@pytest.mark.parametrize("link", ["/epaper/2024-11-02-edisi.pdf", "/epaper/2024-11-02"])
def test_a_days_printed_edition_is_no_list(link: str) -> None:
    tree = lxml.html.fromstring(f"<html><body><a href='{link}'>E-Paper</a></body></html>")
    assert list(ways.day_patterns(tree, "http://a.example/")) == []


def test_a_feed_is_read_behind_a_warning_and_a_list_of_addresses_is_a_map() -> None:
    feed = (
        b"<br />\n<b>Warning</b>: Undefined variable in <b>/home/x.php</b><br />\n<?xml version='1.0'?>"
        b"<rss><channel><item><title>Camat Diperiksa</title><link>/a/1</link></item></channel></rss>"
    )
    lines = b"http://a.example/a/1\nhttp://a.example/a/2\n"
    for body, kind in ((feed, "feed"), (lines, "sitemap"), (gzip.compress(feed), "feed")):
        listing = listings.structured(body, zone="Asia/Jakarta")
        assert listing is not None
        assert listing.kind == kind
        assert listing.entries


def test_a_search_box_that_a_script_reads_is_asked_in_its_path() -> None:
    tree = lxml.html.fromstring(
        "<html><body><form onsubmit=\"location.href='/search/'+encodeURIComponent(this.q.value);return false\">"
        "<input name='q'></form></body></html>"
    )
    box = ways.search_box(tree, "http://a.example/")
    assert box is not None
    assert box.url("ASN netral") == "http://a.example/search/ASN%20netral"


SECTION = "<html><body><h1>Politik</h1>{}</body></html>".format(
    "".join(f"<h2><a href='/a/{n}'>Camat Diperiksa Bawaslu Kota {n}</a></h2><p>Kata.</p>" for n in range(4))
)


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/rubrik/politik", True),
        ("/politik/3", True),
        ("/cari?kata_kunci=netralitas", True),
        ("/index.php", True),
        ("/id/berita-harian/2024/10/05", True),
        ("/arsip-berita/05-10-2024", True),
        ("/isi.jsp;jsessionid=5FECEB66FFC86F38", True),
        ("/2024/10/05/camat-diperiksa-bawaslu", False),
        ("/index.php?module=detailberita&id=88", False),
        ("/?p=88", False),
        ("/detail.php?id=88&judul=camat", False),
        ("/index.php/88-camat-diperiksa-bawaslu", False),
        ("/politik/camat-diperiksa-bawaslu", False),
    ],
)
def test_a_section_is_told_from_an_article_by_its_address_and_its_headlines(path: str, refused: bool) -> None:
    markup_of_page = Markup(lxml.html.fromstring(SECTION))
    if refused:
        with pytest.raises(NotAnArticle):
            refuse_listings(markup_of_page, f"http://a.example{path}")
    else:
        refuse_listings(markup_of_page, f"http://a.example{path}")


@pytest.mark.parametrize(("h1", "refused"), [("Politik", True), ("Bawaslu Panggil Camat Rawa", False)])
def test_the_last_page_of_a_section_is_told_by_its_own_heading(h1: str, refused: bool) -> None:
    links = "".join(f"<li><a href='/b/{n}'>Camat Diperiksa Bawaslu Kota {n}</a></li>" for n in range(4))
    page = Markup(lxml.html.fromstring(f"<html><body><h1>{h1}</h1><ul>{links}</ul></body></html>"))
    if refused:
        with pytest.raises(NotAnArticle):
            refuse_listings(page, "http://a.example/channel/politik/hal/2")
    else:
        refuse_listings(page, "http://a.example/channel/politik/hal/2")


@pytest.mark.parametrize(
    "block",
    [
        "<p>Tag: <a href='/netralitas-asn-dan-kades'>Netralitas ASN dan Kades</a></p>",
        "<div><h3>Topik Hangat</h3><h4><a href='/netralitas-asn-dan-kades'>Netralitas ASN dan Kades</a></h4></div>",
        "<div><a rel='tag' href='/netralitas-asn-dan-kades'>Netralitas ASN dan Kades</a></div>",
    ],
)
def test_a_tag_is_told_by_what_stands_around_it_wherever_its_page_is(block: str) -> None:
    tree = lxml.html.fromstring(f"<html><body>{block}<p><a href='/b'>Camat Diperiksa Bawaslu</a></p></body></html>")
    [(link, names)] = ways.tag_links(tree, "http://a.example/")
    assert link == "http://a.example/netralitas-asn-dan-kades"
    assert "netralitas-asn-dan-kades" in names
