"""What the spiders make of addresses and listings, without a crawl."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.errors import OutletError
from pipeline.pages.markup import parse
from scrapers import topics
from scrapers.outlets import Entry
from scrapers.spiders import SPIDERS, days, listings, markup, ways
from scrapers.spiders.base import OutletSpider
from scrapers.spiders.days import Days
from scrapers.spiders.listings import Listing, NotAListing
from scrapers.spiders.task import Task

ZONE = "Asia/Jakarta"
NOW = datetime(2024, 10, 8, 9, 0, tzinfo=ZoneInfo(ZONE))


def spider(platform: str, home: str = "https://radar.example/", **more: object) -> OutletSpider:
    entry = Entry(slug="radar", name="Radar", platform=platform, home_url=home, hosts=("radar-lama.example",))
    return SPIDERS[platform](Task(outlet=entry, topics=topics.load(), **more))  # type: ignore[arg-type]


def read(body: str, *, platform: str = "disway", page: int = 1, url: str = "https://radar.example/list") -> Listing:
    article = spider(platform).article_url
    return markup.read(parse(body), url=url, page=page, article=article, zone=ZONE, now=NOW)


# Addresses

ARTICLES = {
    "disway": """
        /read/684371/camat-diperiksa /pilkada/read/684371/camat-diperiksa /read/045661983/slug%0a /read/684371
        /daerah/kota/read/12/x /read/12587/bacakoranradar.com""",
    "tribun": """
        /2024/10/07/camat-diperiksa /regional/2020/05/04/camat-diperiksa /2024/10/07/10-asn-dilaporkan
        /lokal/1234567/camat-diperiksa /sumsel/palembang/7712345/camat-diperiksa/""",
    "wordpress": """
        /2024/10/07/netralitas/ /2024/10/netralitas-asn /camat-dan-lurah-diperiksa/ /jaga-netralitas-asn
        /lampung/tulang-bawang-barat/penjabat-sekda-tubaba-dilantik /daerah/camat-dan-lurah-diperiksa/
        /camat-diperiksa.html /berita/camat-dan-lurah-diperiksa.html /?p=4512 /archives/4512 /berita/45
        /read/55061/bawaslu-gelar-rapat /55061/camat /index.php/2024/10/07/camat/""",
    "blogspot": "/2024/10/pjs-bupati-himbau-asn.html /2024/01/a.html",
    "promedia": """
        /daerah/1013456789/camat-diperiksa-bawaslu /politik/pr-018765432/camat-diperiksa
        /berita/daerah/66123456/camat""",
    "jawapos": """
        /berita-kota/2412345678/camat-diperiksa /surabaya-raya/2501010263/1488-kecelakaan-terjadi
        /politika/2023/10/07/camat-diperiksa /2022/01/31/camat-diperiksa""",
    "antara": "/berita/684371/camat-diperiksa /berita/684371 /berita/4005/10-asn-dilaporkan",
    "detik": """
        /jatim/berita/d-7012345/camat-diperiksa /sulsel/hukum-dan-kriminal/d-7012345/camat /jatim/d-7012345/camat""",
    "kompas": """
        /read/2024/10/07/091212378/camat-diperiksa /regional/read/2024/10/07/091212378/camat-diperiksa""",
    "rri": """
        /lampung/pilkada/1034567/camat-diperiksa /daerah/1034567/camat /bandar-lampung/pilkada-2024/12345/x""",
    "jpnn": "/news/camat-diperiksa-bawaslu /jatim-terkini/30123/camat-diperiksa /politik/12/camat-diperiksa",
    "inews": "/read/501234/camat-diperiksa /read/501234",
    "idntimes": """
        /news/jatim/camat-diperiksa-bawaslu-00-w15v1-tr21kf /news/jatim/ardian-fajar/camat-diperiksa-bawaslu""",
    "generic": """
        /politik/88123/camat-diperiksa /berita/camat-diperiksa-bawaslu-88123 /berita-88123-camat-diperiksa.html
        /detailberita.php?id=88 /2024/10/07/camat-diperiksa /jatim/d-7012345/camat-diperiksa /camat-dan-lurah-diperiksa
        /berita/daerah/2024/88123/camat-diperiksa.html /read/88123/camat /baca.php?idberita=7&judul=camat""",
}
NO_ARTICLES = {
    "disway": """
        / /kategori/politik /kategori/12/politik/30 /listtag/123/netralitas-asn /search/kata/?c=asn
        /readstatik/tentang-kami /rss/politik /read/abc/slug /upload/read.jpg /read/2024/10/07/1234/slug
        /network/list-network""",
    "tribun": """
        / /index-news?date=2024-10-7 /2024/10 /2024/10/07 /tag/netralitas-asn /topic/asn /rss /lokal /search?q=asn
        /images/2024/10/07/foto.jpg /foto/2024/10/07/galeri-foto /regional/12/slug""",
    "wordpress": """
        / /2024/10/07/ /2024/10/ /category/politik/ /tag/netralitas-asn/ /author/budi-santoso-sh/ /page/2/ /?s=asn
        /2024/10/page/2/ /politik/ /tentang-kami/ /pedoman-media-siber/ /feed/ /wp-json/wp/v2/posts /index-berita/
        /wp-content/uploads/2024/10/foto-asn-netral.jpg /topik/asn-netral/x /wp-login.php /2024/10/07/foto.jpg
        /kode-etik-jurnalistik/ /?page_id=2 /politik/2 /politik-dan-hukum/ /nasional/hukum-dan-kriminal/""",
    "blogspot": """
        / /2024/10/ /2024/ /search/label/Politik /search?q=asn /p/tentang-kami.html /sitemap.xml /2024/13/slug.html
        /feeds/posts/default""",
    "promedia": """
        / /daerah /indeks-berita?page=2 /tag/netralitas-asn /search?q=asn /author/1013456789/budi /foto/1013456789/apel
        /daerah/1013456789 /daerah/12/camat""",
    "jawapos": "/ /indeks /indeks-berita /tag/netralitas-asn /radar/2023/10/07 /tag/2412345678/camat",
    "antara": """
        / /terkini /terkini/2 /search?q=asn /search/asn/2 /tag/netralitas /rss/terkini.xml /foto/684371/apel
        /berita/x""",
    "detik": "/ /jatim /jatim/indeks?page=2 /search/searchall?query=asn /tag/netralitas-asn /d-7012345 /jatim/berita",
    "kompas": "/ /?site=regional&date=2024-10-07 /search?q=asn /tag/netralitas /read/2024/10/07 /image/2024/10/07/09/x",
    "rri": "/ /lampung /search?q=asn /lampung/pilkada /tag/1034567/asn /video/lampung/1034567/apel",
    "jpnn": "/ /indeks?d=07&m=10&y=2024&tab=all /tag/netralitas-asn /news /news/terkini /foto/123/apel",
    "inews": "/ /indeks/karawang/all /indeks/karawang/all/12 /tag/netralitas-asn /read/camat-diperiksa",
    "idntimes": "/ /news/jatim /tag/asn /search?keyword=asn /author/ardian-fajar/berita-baru-dia/daftar-lengkap-nya",
    "generic": """
        / /politik /indeks /indeks?tanggal=2024-10-07 /cari?q=asn /kategori.php?id=3 /tag/asn-netral-2024 /foto.jpg
        /kategori/88123/politik /politik-dan-hukum /template/layanan/koran-cetak-dan-online.html /tentang-kami
        /berita.php /detailberita.php?judul=camat /redaksi.html""",
}


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(platform, path) for platform, paths in table.items() for path in paths.split()]


@pytest.mark.parametrize(("platform", "path"), cases(ARTICLES))
def test_an_articles_address_is_known_by_its_shape(platform: str, path: str) -> None:
    assert spider(platform).article_url(f"https://radar.example{path}") == f"https://radar.example{path}"


@pytest.mark.parametrize(("platform", "path"), cases(NO_ARTICLES))
def test_a_listing_or_static_page_is_no_article(platform: str, path: str) -> None:
    assert spider(platform).article_url(f"https://radar.example{path}") is None


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("https://www.radar.example:8080/read/1/x/15?utm_source=wa#a", "http://radar.example:8080/read/1/x"),
        ("http://m.radar.example:8080/amp/1/x", "http://radar.example:8080/read/1/x"),
        ("http://radar.example/read/1/x", None),  # another port is another site
        ("https://radar-lama.example/read/1/x", "https://radar-lama.example/read/1/x"),
        ("https://elsewhere.example/read/1/x", None),
        ("https://radar.example.evil.example/read/1/x", None),
        ("javascript:buka(1)", None),
        ("mailto:redaksi@radar.example", None),
        ("http://[bad/read/1/x", None),
        ("", None),
    ],
)
def test_an_article_is_asked_for_once_under_the_outlets_own_host(link: str, asked: str | None) -> None:
    assert spider("disway", "http://radar.example:8080/").article_url(link) == asked


def test_a_feed_vouches_for_addresses_of_any_shape_on_the_outlets_hosts() -> None:
    wordpress = spider("wordpress")
    assert wordpress.article_url("https://radar.example/netral/", post=True) == "https://radar.example/netral/"
    assert wordpress.article_url("https://radar.example/netral/") is None
    assert wordpress.article_url("https://radar.example/", post=True) is None
    assert wordpress.article_url("https://elsewhere.example/netral/", post=True) is None


# HTML listings

SKINLESS = """
<html><body><nav><a href="/read/90/menu-asn">ASN di menu</a></nav>
<div class="x1"><h1>Hasil pencarian</h1>
  <div class="x2"><a href="/read/1/satu"><img alt="foto"></a>
    <h2><a href="https://www.radar.example/politik/read/1/satu?utm_source=x">Bupati pimpin apel</a></h2>
    <p>3 jam</p></div>
  <div class="x2"><h2><a href="read/2/dua/15">Kedua</a></h2><i>Senin 07-10-2024,16:46 WIB</i>
    <p>Digelar menjelang pemungutan suara 27 November 2024.</p></div>
  <div class="x2"><a href="javascript:x()">a</a><a href="http://[bad/read/5/x">b</a><a href="mailto:a@b.example">c</a>
  </div>
  <div class="x2"><h2><a href="/read/3/tiga">Ketiga</a></h2>
    <time datetime="2024-09-30T23:30:00+07:00">kemarin</time></div>
</div>
<div class="kanan"><h4>Terpopuler</h4><ul><li><a href="/read/91/resep">Resep</a></li></ul></div>
<div class="td-sidebar-wrap"><a href="/read/92/zodiak">Zodiak</a></div>
<a href="https://elsewhere.example/read/93/lain">Lain</a></body></html>
"""


def test_a_listing_of_an_unknown_skin_is_read_by_the_shape_of_its_links() -> None:
    listing = read(SKINLESS)
    found = {entry.url.rpartition("/")[2]: entry for entry in listing.entries}
    assert [name for name, entry in found.items() if not entry.around] == ["satu", "dua", "tiga"]
    assert {name for name, entry in found.items() if entry.around} == {"menu-asn", "resep", "zodiak"}
    assert found["satu"].headline == "Bupati pimpin apel"
    assert found["dua"].url == "https://radar.example/read/2/dua"


def test_a_listed_date_is_the_entrys_own_and_never_one_from_its_excerpt() -> None:
    found = {entry.url.rpartition("/")[2]: entry.days for entry in read(SKINLESS).entries}
    assert found["satu"] == Days.until(date(2024, 10, 8))
    assert found["dua"] == Days.one(date(2024, 10, 7))
    assert found["tiga"] == Days.one(date(2024, 9, 30))
    assert found["zodiak"] is None


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="site-content right-sidebar"><h1>Arsip</h1>{}</div>',
        '<main id="menu-utama">{}</main>',
        "<div>{}</div>",
    ],
)
def test_a_name_does_not_make_furniture_of_the_whole_page(wrapper: str) -> None:
    listing = read(wrapper.format('<h2><a href="/read/1/satu">Satu</a></h2>'))
    assert [entry.around for entry in listing.entries] == [False]


@pytest.mark.parametrize(
    ("pager", "page", "following"),
    [
        ('<a rel="next" href="/kategori/politik/30">2</a>', 1, "/kategori/politik/30"),
        ('<link rel="next" href="/kategori/politik/page/2/">', 1, "/kategori/politik/page/2/"),
        (
            '<li><a href="/search/kata/30/30/?c=asn" data-ci-pagination-page="2">2</a></li>',
            1,
            "/search/kata/30/30/?c=asn",
        ),
        (
            '<div id="paginga"><a href="?page=1">1</a> <a href="?page=2">2</a><a href="?page=3">3</a></div>',
            2,
            "?page=3",
        ),
        ('<a class="blog-pager-older-link" href="/search?updated-max=x">Posting Lama</a>', 1, "/search?updated-max=x"),
        ('<a href="/?s=asn&amp;paged=2">Selanjutnya »</a>', 1, None),
        ('<a href="/page/2/?s=asn">Halaman selanjutnya</a>', 1, "/page/2/?s=asn"),
        ('<a href="#">»</a><a href="javascript:next()">Next</a>', 1, None),
        ('<a href="/read/2/dua">2</a><a href="/read/9/lain" rel="next">Berikutnya</a>', 1, None),
        ("", 1, None),
    ],
)
def test_the_next_page_is_the_one_that_the_pager_leads_to(pager: str, page: int, following: str | None) -> None:
    url = "https://radar.example/list"
    listing = read(f'<html><head></head><body><a href="/read/1/satu">Satu</a>{pager}</body></html>', page=page, url=url)
    assert listing.next == (following and markup.joined(url, following))


def test_links_are_relative_to_what_the_page_says() -> None:
    listing = read(
        '<html><head><base href="https://radar.example/politik/"></head><a href="read/1/satu">Satu</a></html>'
    )
    assert [entry.url for entry in listing.entries] == ["https://radar.example/politik/read/1/satu"]


REAL = {
    "detik_index.html": ("detik", "https://news.detik.com/", 16),
    "kompas_article_page1.html": ("kompas", "https://money.kompas.com/", 20),
    "tribun_www_article_page1of4.html": ("tribun", "https://www.tribunnews.com/", 4),
    "wordpress_com_article.html": ("wordpress", "https://kabarislamia.com/", 3),
    "disway_jogja_article.html": ("disway", "https://jogja.disway.id/", 2),
}
"""Saved pages: platform, home, and how many articles they list besides those in their furniture, at least."""


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("known", [True, False], ids=["its platform", "generic"])
def test_real_pages_list_what_a_reader_sees_in_them(shared: Path, name: str, known: bool) -> None:
    of, home, least = REAL[name]
    tree = parse((shared / "pages" / name).read_bytes().decode("utf-8", "replace"))
    article = spider(of if known else "generic", home).article_url
    found = markup.read(tree, url=home, page=1, article=article, zone=ZONE, now=NOW).entries
    assert sum(not entry.around for entry in found) >= least
    assert all(entry.headline for entry in found if not entry.around)


def test_a_real_index_leads_to_its_next_page(shared: Path) -> None:
    tree = parse((shared / "pages" / "detik_index.html").read_bytes().decode())
    home = "https://news.detik.com/"
    listing = markup.read(
        tree, url=f"{home}indeks", page=1, article=spider("detik", home).article_url, zone=ZONE, now=NOW
    )
    assert listing.next == f"{home}indeks/2"
    assert all(entry.days for entry in listing.entries)


# Data

RSS = b"""
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Radar</title>
<link>https://radar.example/</link>
<item><title><![CDATA[ASN & kades]]></title><link>https://radar.example/satu/</link>
<pubDate>Mon, 07 Oct 2024 18:30:00 +0000</pubDate>
<content:encoded><![CDATA[<p>Netralitas &amp; disiplin</p>]]></content:encoded></item>
<item><title>Satu & dua</title><guid>https://radar.example/?p=7</guid><pubDate>kemarin</pubDate></item>
</channel></rss>"""
ATOM = b"""<?xml version='1.0'?><?xml-stylesheet href="a.css"?><feed xmlns='http://www.w3.org/2005/Atom'><entry>
<published>2024-10-07T23:30:00+09:00</published><updated>2025-01-01T00:00:00Z</updated><title>Apel</title>
<link rel='replies' href='https://radar.example/c'/><link rel='alternate' href='https://radar.example/2024/10/a.html'/>
</entry></feed>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://google.example/news">
<url><loc>https://radar.example/satu-dua-tiga/</loc><lastmod>2024-10-07</lastmod></url>
<url><loc>https://radar.example/empat-lima-enam/</loc>
<n:news><n:publication_date>2024-10-05T08:00+07:00</n:publication_date><n:title>Empat</n:title></n:news></url></urlset>"""
REST = b"""[{"link": "https://radar.example/satu/", "date": "2024-10-07T23:59:00",
"title": {"rendered": "ASN &#8220;netral&#8221;"}},
{"link": 7}, "x", null]"""
BLOGGER = b"""{"feed": {"openSearch$totalResults": {"$t": "310"}, "entry": [{"title": {"$t": "Apel"},
"published": {"$t": "2024-10-07T09:12:00.000+09:00"}, "content": {"$t": "<b>Netralitas</b> ASN"},
"link": [{"rel": "self", "href": "x"}, {"rel": "alternate", "href": "https://radar.example/2024/10/a.html"}]},
{"link": 3}]}}"""


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (RSS, "feed", [
            ("https://radar.example/satu/", "ASN & kades", Days(first=date(2024, 10, 7), last=date(2024, 10, 8))),
            ("https://radar.example/?p=7", "Satu dua", None),
        ]),
        (ATOM, "feed", [("https://radar.example/2024/10/a.html", "Apel", Days.one(date(2024, 10, 7)))]),
        (SITEMAP, "sitemap", [
            ("https://radar.example/satu-dua-tiga/", "", Days.until(date(2024, 10, 7))),
            ("https://radar.example/empat-lima-enam/", "Empat", Days.one(date(2024, 10, 5))),
        ]),
        (REST, "rest", [("https://radar.example/satu/", "ASN “netral”", Days.one(date(2024, 10, 7)))]),
        (b"[]", "rest", []),
        (BLOGGER, "blogger", [("https://radar.example/2024/10/a.html", "Apel", Days.one(date(2024, 10, 7)))]),
        (b'{"feed": {"title": {"$t": "x"}}}', "blogger", []),
    ],
)  # fmt: skip
def test_data_is_read_as_it_is_served(body: bytes, kind: str, expected: list[tuple[str, str, Days | None]]) -> None:
    listing = listings.structured(body, zone=ZONE)
    assert listing is not None
    assert listing.kind == kind
    assert [(e.url, e.headline, e.days) for e in listing.entries] == expected


def test_feeds_bring_text_and_blogger_counts() -> None:
    feed, blogger = listings.structured(RSS, zone=ZONE), listings.structured(BLOGGER, zone=ZONE)
    assert feed is not None
    assert blogger is not None
    assert feed.entries[0].text == "Netralitas & disiplin"
    assert (blogger.total, blogger.entries[0].text) == (310, "Netralitas ASN")


@pytest.mark.parametrize(
    "body",
    [b'{"code": "rest_forbidden"}', b"[1, 2", b'{"feed": 3}', b"{}", b"<rss", b"<urlset><\x00></urlset>"],
)
def test_broken_data_is_no_listing_and_no_crash(body: bytes) -> None:
    try:
        listing = listings.structured(body, zone=ZONE)
    except NotAListing:
        return
    assert listing is None or listing.entries == ()


@pytest.mark.parametrize(
    "body", [b"", b"<!DOCTYPE html><html><body><rss></rss></body></html>", b"\x89PNG\r\n\x1a\n", b"halo"]
)
def test_pages_are_no_data(body: bytes) -> None:
    assert listings.structured(body, zone=ZONE) is None


def test_an_xml_bomb_stays_small() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "' + b"x" * 100 + b'"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    )
    listing = listings.structured(
        bomb + b"<rss><item><link>https://radar.example/a/</link><title>&b;</title></item></rss>", zone=ZONE
    )
    assert listing is not None
    assert len(listing.entries[0].headline) < 100


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("wp-sitemap-posts-post-1.xml", True),
        ("post-sitemap2.xml", True),
        ("sitemap.xml?page=3", True),
        ("sitemap-news.xml", True),
        ("wp-sitemap-posts-page-1.xml", False),
        ("wp-sitemap-taxonomies-category-1.xml", False),
        ("wp-sitemap-users-1.xml", False),
        ("page-sitemap.xml", False),
        ("post_tag-sitemap.xml", False),
        ("author-sitemap.xml", False),
    ],
)
def test_a_sitemaps_name_says_whether_articles_stand_in_it(name: str, holds: bool) -> None:
    assert listings.holds_articles(f"https://radar.example/{name}") is holds


# Days


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("50 menit", Days.until(date(2024, 10, 8))),
        ("3 jam yang lalu", Days.until(date(2024, 10, 8))),
        ("sehari lalu", Days.until(date(2024, 10, 7))),
        ("2 hari lalu", Days.until(date(2024, 10, 6))),
        ("6 bulan", Days.until(date(2024, 4, 11))),
        ("2 weeks ago", Days.until(date(2024, 9, 24))),
        ("Senin, 7 Oktober 2024 09:12 WIB", Days.one(date(2024, 10, 7))),
        ("07/10/2024", Days.one(date(2024, 10, 7))),
        ("31 Februari 2024", None),
        ("Baru 3 hari menjabat, camat ini dilaporkan", None),
        ("999 tahun", Days.until(date(1026, 6, 8))),
        ("", None),
    ],
)
def test_a_printed_date_gives_the_days_that_it_leaves_open(line: str, expected: Days | None) -> None:
    assert days.of_line(line, now=NOW) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2024/10/07/slug", Days.one(date(2024, 10, 7))),
        ("/regional/2024/2/9/slug", Days.one(date(2024, 2, 9))),
        ("/2024/12/slug.html", Days(first=date(2024, 12, 1), last=date(2024, 12, 31))),
        ("/2024/02/30/slug", None),
        ("/read/684371/slug", None),
    ],
)
def test_an_address_tells_its_day_or_month(path: str, expected: Days | None) -> None:
    assert days.of_url(f"https://radar.example{path}") == expected


@pytest.mark.parametrize(
    "text", ["", "kemarin", "0000-00-00", "9999-12-31T23:30:00+00:00", "2024-10-07T25:00", "Mon, 99 Oct 2024"]
)
def test_a_broken_stamp_is_no_date(text: str) -> None:
    assert days.of_stamp(text, ZONE) is None


@pytest.mark.parametrize("header", [None, b"", b"kemarin", b"\xff"])
def test_a_broken_date_header_is_none(header: bytes | None) -> None:
    assert days.said_at(header, ZONE) is None


def test_the_days_asked_for_end_today_and_begin_a_month_before_where_nobody_says() -> None:
    today = date(2024, 10, 8)
    assert spider("tribun", since=date(2024, 10, 6), until=date(2025, 1, 1), today=today).days_asked_for() == [
        date(2024, 10, 8), date(2024, 10, 7), date(2024, 10, 6),
    ]  # fmt: skip
    assert len(spider("tribun", until=date(2024, 9, 30), today=today).days_asked_for()) == 32
    assert spider("tribun", since=date(2025, 1, 1), today=today).days_asked_for() == []


# Topic words


@pytest.mark.parametrize(
    "headline",
    [
        "Netralitas ASN Dijaga", "Ketidaknetralan Lurah", "PNS Ikut Deklarasi", "Dua PPPK Dipanggil", "Non-ASN Diawasi",
        "Panwaslih Aceh Tengah", "Panwascam Periksa Saksi", "Kepala  Desa Diminta Mundur", "Keuchik Dilarang Berpihak",
        "Wali Nagari Dilaporkan", "Camat Foto Satu Jari", "Mutasi Jelang Penetapan", "BKN Jatuhkan Sanksi",
        "Diduga Kampanyekan Istri", "TNI-Polri Siap", "Petahana Rombak Pejabat", "camat-diperiksa-bawaslu",
    ],
)  # fmt: skip
def test_a_headline_with_a_cue_word_is_wanted(headline: str) -> None:
    assert topics.load().wanted(headline)


@pytest.mark.parametrize(
    "headline",
    ["Asnawi Cetak Gol", "Harga Cabai Naik", "Penyanyi Ini Pamitan", "Resep Lurahan Enak", "Macamat", "", "Pjok SD"],
)
def test_cue_words_are_whole_words(headline: str) -> None:
    assert not topics.load().wanted(headline)


def test_a_text_answers_a_query_when_it_has_all_of_its_words() -> None:
    loaded = topics.load()
    assert loaded.answers("Bupati meminta NETRALITAS dijaga.")
    assert loaded.answers("Bawaslu memanggil tiga orang ASN")
    assert not loaded.answers("Bawaslu memanggil tiga orang")


def test_a_search_box_gets_words_as_its_platform_takes_them() -> None:
    loaded = topics.load()
    assert loaded.queries_for("wordpress") == loaded.queries
    assert all(" " not in query for query in loaded.queries_for("detik"))
    assert set(loaded.queries_for("disway")) == {*loaded.queries, *loaded.phrases}  # nobody has said
    assert loaded.queries_for("wordpress", "en") == loaded.languages["en"]
    assert set(loaded.search) <= set(SPIDERS)


SEARCH_BOX = '<form {form}><input type="hidden" name="site" value="radar"><input {field}></form>'


@pytest.mark.parametrize(
    ("form", "field", "address"),
    [
        ('action="/search"', 'name="q"', "https://radar.example/search?site=radar&q=camat+netral"),
        ('action="cari.php?x=1" method="GET"', 'type="text" name="kata"', "https://radar.example/cari.php?site=radar&kata=camat+netral"),
        ('role="search"', 'type="search" name="zzz"', "https://radar.example/?site=radar&zzz=camat+netral"),
        ('action="/search" method="post"', 'name="q"', None),
        ('action="/langganan"', 'type="email" name="q"', None),
        ('action="/langganan"', 'type="text" name="nama"', None),
        ('action="http://[bad/"', 'name="q"', None),
    ],
)  # fmt: skip
def test_a_search_box_is_read_off_the_page(form: str, field: str, address: str | None) -> None:
    box = ways.search_box(parse(SEARCH_BOX.format(form=form, field=field)), "https://radar.example/")
    assert (box.url("camat netral") if box else None) == address


def test_announced_feeds_are_those_of_articles() -> None:
    page = """<link rel="alternate" type="application/rss+xml" href="/feed/">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
    <link rel="alternate" hreflang="en" href="/en">"""
    assert list(ways.feeds(parse(page), "https://radar.example/")) == ["https://radar.example/feed/"]


@pytest.mark.parametrize(
    ("platform", "home", "path"),
    [
        ("detik", "https://radar.example/", "/jatim/indeks?date=10%2F07%2F2024"),
        ("kompas", "https://regional.example/", "//indeks.example/?site=regional&date=2024-10-07"),
        ("jpnn", "https://radar.example/", "/indeks?id=&d=07&m=10&y=2024&tab=all"),
        ("inews", "https://kota.example/", "/indeks/kota/07-10-2024"),
        ("tribun", "https://radar.example/", "/index-news?date=2024-10-7"),
    ],
)
def test_an_index_of_a_day_is_spelt_as_its_platform_spells_it(platform: str, home: str, path: str) -> None:
    entry = Entry(
        slug="radar", name="Radar", platform=platform, home_url=home, hosts=("indeks.example",),
        listings=("/jatim/indeks",) if platform == "detik" else (),
    )  # fmt: skip
    day = date(2024, 10, 7)
    found = SPIDERS[platform](Task(outlet=entry, topics=topics.load(), since=day, until=day, today=day))
    walks = [*found.named_listings(), *(walk for ladder in found.ladders() for rung in ladder for walk in rung)]
    assert any((walk.page_url(1, 0) or "").endswith(path) for walk in walks)


def test_sections_are_chosen_by_words_of_their_slug() -> None:
    loaded = topics.load()
    chosen = ["politik", "pilkada-2024", "politik-hukum", "pemerintahan"]
    assert list(filter(loaded.section, [*chosen, "kuliner", "asnawi"])) == chosen


@pytest.mark.parametrize("text", ["queries: netralitas\n", "kata: [x]\n", "- x\n", "queries: [x\n"])
def test_broken_topic_words_are_said_in_one_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("topics") / "topics.yml"
    path.write_text(text)
    with pytest.raises(OutletError, match=r"^topics\.yml: [^\n]+$"):
        topics.load(path)
