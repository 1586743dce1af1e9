"""Lists that go on behind a button or a script: where the next part is, and what an answer in JSON lists."""

import json
from datetime import date

import lxml.html
import pytest

from scrapers.spiders import data, listings, more, parts
from scrapers.spiders.days import Days

HOME = "http://a.example/"


def first(body: str, *, listed: int = 10) -> str | None:
    return more.first(lxml.html.document_fromstring(f"<html><body>{body}</body></html>"), HOME, listed=listed)


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("<button data-url='/ajax/more?page=1'>Muat lebih banyak</button>", "/ajax/more?page=1"),
        ("<button class='btn-load-more' data-href='/lagi/2'>+</button>", "/lagi/2"),
        ("<a class='x' href='/berita?offset=10'>Load More</a>", "/berita?offset=10"),
        ("<div data-next-url='/api/berita?page=2'></div>", "/api/berita?page=2"),
        ("<div hx-get='/lagi?hal=2' hx-trigger='revealed'></div>", "/lagi?hal=2"),
        ("<a id='loadmore' data-url='/ajax' data-page='2' data-kategori='politik' data-toggle='x'>Lagi</a>",
         "/ajax?page=2&kategori=politik"),
        ("<script>let page = 1; fetch('/api/berita?page=' + page + '&limit=12').then(show)</script>",
         "/api/berita?page=1&limit=12"),
        ("<script>var mulai=0;fetch(`/api/list/${mulai}`)</script>", "/api/list/0"),
        ("<script>$.get('/ajax/load', {offset: offset, kanal: 'daerah'}, show)</script>",
         "/ajax/load?offset=10&kanal=daerah"),
        ("<script>$.ajax({url: '/more', type: 'GET', data: {page: page}, success: f})</script>", "/more?page=2"),
    ],
)  # fmt: skip
def test_what_a_button_or_a_script_loads_is_followed(body: str, address: str) -> None:
    assert first(body) == f"http://a.example{address}"


@pytest.mark.parametrize(
    "body",
    [
        "<script>$.ajax({url: '/more', type: 'POST', data: {page: page}})</script>",
        "<script>fetch('/hit?page=' + page, {method: 'POST'})</script>",
        "<script>fetch('/hitung?url=' + location.href)</script>",
        "<a href='/politik'>Lihat lainnya</a>",
        "<a href='/berita/88/camat-diperiksa'>Camat Diperiksa Bawaslu Kota</a>",
        "<img data-src='/gambar/2.jpg' class='load-more'>",
        '<script type=\'application/json\'>{"url": "/api?page="}</script>',
    ],
)
def test_what_is_posted_counted_or_another_page_is_not(body: str) -> None:
    assert first(body) is None


@pytest.mark.parametrize(
    ("one", "next_one"),
    [
        ("/api?page=1", "/api?page=2"),
        ("/api?limit=10&offset=20", "/api?limit=10&offset=30"),
        ("/api?last_id=88", "/api?last_id=12"),
        ("/lagi/3", "/lagi/4"),
        ("/lagi/20", "/lagi/30"),
        ("/semua", None),
        ("/berita?kategori=2", None),
    ],
)
def test_the_part_behind_one_is_told_by_its_address(one: str, next_one: str | None) -> None:
    told = more.following(f"http://a.example{one}", listed=10, last="12")
    assert told == (f"http://a.example{next_one}" if next_one else None)


def listed(answer: object, *, known: tuple[str, ...] = ()) -> listings.Listing:
    read = listings.structured(json.dumps(answer).encode(), zone="Asia/Jakarta")
    assert read is not None
    assert read.part is not None
    return parts.of_data(
        read.part, url=f"{HOME}api?page=1", known=known, article=lambda link: link, zone="Asia/Jakarta", now=None
    )


@pytest.mark.parametrize(
    "answer",
    [
        {"data": [{"judul": "Camat Diperiksa Bawaslu Kota", "url": "/baca/12", "tanggal": "2024-10-07 08:00:00"}]},
        [{"title": {"rendered": "Camat Diperiksa Bawaslu Kota"}, "permalink": "http://a.example/baca/12",
          "published_at": "2024-10-07T08:00:00+07:00"}],
        {"result": {"posts": {"items": [{"headline": "Camat Diperiksa Bawaslu Kota", "slug": "x", "href": "/baca/12",
                                         "date": 1728262800}]}}},
        {"html": "<div><h3><a href='/baca/12'>Camat Diperiksa Bawaslu Kota</a></h3><time datetime='2024-10-07'></time>"
                 "</div>"},
    ],
)  # fmt: skip
def test_articles_are_found_in_whatever_json_a_site_answers_with(answer: object) -> None:
    [entry] = listed(answer).entries
    assert (entry.url, entry.headline) == ("http://a.example/baca/12", "Camat Diperiksa Bawaslu Kota")
    assert entry.days == Days.one(date(2024, 10, 7))


@pytest.mark.parametrize(
    ("known", "address"),
    [
        (("a.example/baca/101/harga-cabai", "a.example/baca/88/jalan-rusak"), "/baca/12/camat-diperiksa"),
        (("a.example/harga-cabai-11.html", "a.example/jalan-rusak-2230.html"), "/camat-diperiksa-12.html"),
        (("a.example/detail.php?id=1", "a.example/detail.php?id=2"), "/detail.php?id=12"),
        (("a.example/2024/10/01/harga-cabai", "a.example/2024/10/02/jalan-rusak"), None),
        (("a.example/baca/1/harga-cabai",), None),
    ],
)
def test_an_address_is_made_of_id_and_slug_only_where_nothing_else_differs(
    known: tuple[str, ...], address: str | None
) -> None:
    found = listed(
        {"rows": [{"id": 12, "slug": "camat-diperiksa", "title": "Camat Diperiksa Bawaslu Kota"}]}, known=known
    )
    assert [entry.url for entry in found.entries] == ([f"http://a.example{address}"] if address else [])


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({"next_page_url": "/api?page=7"}, "/api?page=7"),
        ({"meta": {"next_page": 5}}, "/api?page=5"),
        ({"links": {"next": "http://a.example/api?page=3"}}, "/api?page=3"),
        ({"next_page_url": None}, "/api?page=2"),
        ({"has_more": False}, None),
    ],
)
def test_an_answer_names_the_next_part_or_the_end(said: dict[str, object], address: str | None) -> None:
    found = listed({"data": [{"title": "Camat Diperiksa Bawaslu Kota", "url": "/baca/12"}], **said})
    assert found.more == (f"http://a.example{address}" if address else None)


def test_menus_and_counts_in_json_are_no_articles() -> None:
    assert data.read({"menu": [{"title": "Politik", "url": "/politik"}], "total": 3}, zone="Asia/Jakarta").items == ()


@pytest.mark.parametrize(
    ("part", "listing", "about"),
    [
        ("/ajax?tag=netralitas-asn&page=2", "/tag/netralitas-asn", True),
        ("/cari?q=netralitas+asn&page=2", "/cari?q=netralitas+asn", True),
        ("/ajax/more?page=2", "/tag/netralitas-asn", False),
    ],
)
def test_a_list_of_one_tag_is_not_gone_on_with_by_the_list_of_everything(part: str, listing: str, about: bool) -> None:
    assert parts.is_about(f"http://a.example{part}", f"http://a.example{listing}") is about
