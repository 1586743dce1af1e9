"""Whole pages: real ones, the newsroom's, invented ones of themes nobody has here, and hostile ones."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom import Article, Site
from newsroom import sites as bundled
from newsroom.skins import SKINS
from pipeline.decode import decode_text
from pipeline.errors import ArticleError, BadPayload, ChallengePage, EmptyBody, NotAnArticle
from pipeline.model import Outlet, PageReading
from pipeline.pages import PAGES, VERSION, paging, read
from pipeline.pages.markup import parse
from tests.pages import LATER, html_of, letters, outlet_of, read_at, read_html, spans_of

ADDRESSES = {
    "disway_jogja_article": ("https://jogja.disway.id/gaya-hidup/read/681745/5-rekomendasi", "disway", "Disway Jogja"),
    "tribun_www_article_page1of4": (
        "https://www.tribunnews.com/pendidikan/2020/05/04/jawaban-soal",
        "tribun",
        "Tribunnews",
    ),
    "wordpress_com_article": (
        "https://kabarislamia.com/2015/03/30/jangan-membenci-satu-kaum-secara-berlebihan/",
        "wordpress",
        "Kabar Islamia",
    ),
    "detik_article": ("https://health.detik.com/true-story/d-7016153/curhat-wanita", "detik", "detikHealth"),
    "kompas_article_page1": (
        "https://money.kompas.com/read/2023/11/02/213419026/menhub-bocorkan",
        "kompas",
        "Kompas.com",
    ),
    "mediaindonesia_article": ("https://mediaindonesia.com/ekonomi/851796/dari-petani", "generic", "Media Indonesia"),
    "antara_article_2015": ("https://www.antaranews.com/berita/527615/29-penerbangan", "antara", "ANTARA News"),
    "challenge_cloudflare": ("https://www.jawapos.com/politik/016123456/judul", "jawapos", "Jawa Pos"),
    "detik_index": ("https://news.detik.com/indeks", "detik", "detikNews"),
}
BOILERPLATE = re.compile(
    r"baca juga|^baca\s*:|google news|^sumber\s*:|advertisement|scroll to|^penulis|^editor|gambas|halaman \d|share this|"
    r"^terkait|whatsapp channel|copyright|^tags?\b|^iklan$|^komentar|ikuti kami",
    re.I,
)


@pytest.fixture(scope="session")
def real(shared: Path) -> "Real":
    return Real(shared / "pages")


class Real:
    """The real saved pages, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, PageReading] = {}

    def html(self, name: str) -> str:
        return decode_text((self.folder / f"{name}.html").read_bytes())

    def read(self, name: str) -> PageReading:
        if name not in self._read:
            url, platform, outlet = ADDRESSES[name]
            whose = Outlet(slug=name, name=outlet, platform=platform, home_url=re.sub(r"(//[^/]+/).*", r"\1", url))
            self._read[name] = read(self.html(name), url=url, outlet=whose, fetched_at=LATER)
        return self._read[name]


FACTS = {
    # name: headline begins, first paragraph begins, last ends, number of paragraphs, published (UTC), credits
    "disway_jogja_article": ("5 Rekomendasi Merek Mesin Cuci", "diswayjogja.com - Mencari merek", "Semoga bermanfaat.", 35,
                             datetime(2024, 8, 26, 9, 46, tzinfo=UTC), {("reporter", "Zulfa Atiqoh"), ("editor", "Syamsul Falaq")}),
    "tribun_www_article_page1of4": ("Jawaban Soal Apa Dampak Negatif", "TRIBUNNEWS.COM - Berikut ini jawaban", "adalah depresi.", 10,
                                    datetime(2020, 5, 3, 21, 25, tzinfo=UTC), {("reporter", "Muhammad Renald Shiftanto"), ("editor", "Sri Juliati")}),
    "detik_article": ("Curhat Wanita Kena Stroke", "Jakarta - Seorang wanita muda", "dengan dirinya.", 10,
                      datetime(2023, 11, 2, 13, 59, tzinfo=UTC), {("reporter", "Vidya Pinandhita")}),
    "kompas_article_page1": ("Menhub Bocorkan Penyebab", "JAKARTA, KOMPAS.com - Menteri Perhubungan", "sosial politik global.", 10,
                             datetime(2023, 11, 2, 14, 34, tzinfo=UTC), {("reporter", "Isna Rifka Sri Rahayu"), ("editor", "Yoga Sukmana")}),
    "mediaindonesia_article": ("Dari Petani hingga Pendidik Bangsa", "INTERNATIONAL Golden Institute", "(E-2)", 11,
                               datetime(2026, 1, 20, 11, 30, tzinfo=UTC), {("reporter", "Naufal Zuhdi"), ("editor", "Heryadi")}),
    "antara_article_2015": ("29 penerbangan Bandara", "Mataram, NTB (ANTARA News) - Sebanyak 29", 'di BIL," katanya.', 5,
                            datetime(2015, 11, 5, 7, 56, tzinfo=UTC), {("reporter", "Nur Imansyah"), ("editor", "Ade Marboen")}),
    "wordpress_com_article": ("Jangan Membenci Satu Kaum", "Mudah2an kita bisa", "Ukhuwah hal. 41]", 12,
                              datetime(2015, 3, 30, 2, 40, 29, tzinfo=UTC), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_real_page_is_read_right(real: Real, name: str) -> None:
    headline, first, last, count, published, credits = FACTS[name]
    reading = real.read(name)
    assert reading.headline is not None
    assert reading.headline.startswith(headline)
    assert reading.paragraphs[0].startswith(first)
    assert reading.paragraphs[-1].endswith(last)
    assert len(reading.paragraphs) == count
    assert [text for text in reading.paragraphs if BOILERPLATE.search(text)] == []
    assert reading.published is not None
    assert abs((reading.published.at - published).total_seconds()) < 240
    assert {(credit.role, credit.name) for credit in reading.credits} >= credits


@pytest.mark.parametrize("name", ["mediaindonesia_article", "wordpress_com_article"])
def test_real_page_equals_its_gold_text(real: Real, name: str) -> None:
    gold = json.loads((real.folder / f"{name}.gold.json").read_text("utf-8"))
    if "V1" in gold:
        text = " ".join(gold["V1"]["body"]["sections"][0]["paragraphs"])
    else:
        text = gold["articleBody"]
    ours, theirs = (shingles(t) for t in (" ".join(real.read(name).paragraphs), text))
    assert 2 * len(ours & theirs) / (len(ours) + len(theirs)) > 0.99


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def test_page_count_comes_from_the_pager(real: Real) -> None:
    assert (real.read("tribun_www_article_page1of4").page, real.read("tribun_www_article_page1of4").pages) == (1, 4)


def test_further_pages_are_found_by_their_numbers(real: Real) -> None:
    reading = real.read("tribun_www_article_page1of4")
    linked = paging.further(parse(real.html("tribun_www_article_page1of4")), reading.url)
    assert sorted(linked) == [2, 3, 4]
    assert linked[2] == f"{reading.url}?page=2"
    kompas = real.read("kompas_article_page1")
    assert 0 in paging.further(parse(real.html("kompas_article_page1")), kompas.url)


@pytest.mark.parametrize(("name", "error"), [("challenge_cloudflare", ChallengePage), ("detik_index", NotAnArticle)])
def test_real_page_that_is_no_article_is_refused(real: Real, name: str, error: type[ArticleError]) -> None:
    with pytest.raises(error):
        real.read(name)


# -- the newsroom: every bundled article, every page and form of it

ARTICLE = {"p", "li", "h", "quote"}
PRINTED = [
    (site, article, page)
    for site in bundled()
    for article in site.articles
    for page in range(1, len(article.pages) + 1)
]


@pytest.mark.parametrize(("site", "article", "page"), PRINTED, ids=[f"{s.host}-{a.id}-{n}" for s, a, n in PRINTED])
def test_newsroom_page_is_read_whole_and_clean(site: Site, article: Article, page: int) -> None:
    reading = read_at(site, SKINS[site.skin].url(site, article, page))
    blocks = article.pages[page - 1]
    assert reading.reader == site.skin
    assert reading.headline == article.headline
    assert (reading.page, reading.pages) == (page, len(article.pages) if len(article.pages) > 1 else None)
    assert letters("".join(reading.paragraphs)) == letters("".join(b.text for b in blocks if b.kind in ARTICLE))
    spans = spans_of(reading)
    assert [b.text for b in blocks if b.kind not in ARTICLE and letters(b.text) not in spans] == []
    assert reading.partial == (article.partial and page == len(article.pages))


WHOLE = [
    (site, article, url)
    for site in bundled()
    for article in site.articles
    for url in (
        [f"{site.base}/amp/{article.id}/{article.slug}"] if site.skin == "disway"
        else [f"{SKINS[site.skin].url(site, article)}?page=all"] if site.skin == "tribun" and len(article.pages) > 1 else []
    )
]  # fmt: skip


@pytest.mark.parametrize(("site", "article", "url"), WHOLE, ids=[url.split("/", 3)[3][:40] for _, _, url in WHOLE])
def test_whole_article_in_one_page_has_the_same_identity(site: Site, article: Article, url: str) -> None:
    reading = read_at(site, url)
    assert reading.page == 0
    assert reading.key == read_at(site, SKINS[site.skin].url(site, article)).key
    assert reading.headline == article.headline
    assert letters("".join(reading.paragraphs)) == letters("".join(article.paragraphs))


@pytest.mark.parametrize("site", bundled(), ids=lambda site: site.host)
def test_front_page_of_a_site_is_no_article(site: Site) -> None:
    with pytest.raises(NotAnArticle):
        read_at(site, f"{site.base}/")


def test_tag_page_that_holds_a_whole_article_is_no_article() -> None:
    site = bundled()[0]
    html = html_of(site, f"{site.base}/")
    with pytest.raises(NotAnArticle):
        read(html, url=f"{site.base}/tag/asn", outlet=outlet_of(site), fetched_at=LATER)


# -- themes and outlets that nobody here has a page of

LEDE = "MUARA SENJA - Penjabat Bupati Muara Senja meminta seluruh pegawai menjaga jarak dari pasangan calon selama masa kampanye."
TEXT = (
    LEDE,
    "Ia menyampaikan pesan itu saat apel bersama di halaman kantor bupati, Senin (7/10/2024).",
    '"Kalau ada yang melanggar, kami proses sesuai aturan," kata dia di hadapan ratusan pegawai.',
    "Apel ditutup dengan pembacaan ikrar yang ditandatangani semua kepala dinas dan camat.",
)
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
HEADLINE = "Penjabat Bupati Minta Pegawai Jaga Jarak"
WP = '<meta name="generator" content="WordPress 6.4"><link rel="stylesheet" href="/wp-content/themes/x/style.css">'
HEAD = f"<title>{HEADLINE} - Kabar Senja</title><meta property='og:title' content='{HEADLINE} | Kabar Senja'><meta property='og:type' content='article'>"
RELATED = "".join(
    f'<div class="item"><h3><a href="/2024/10/{n}/judul">Judul Berita Lain Nomor {n} dari Senja</a></h3><p>Kutipan pendek berita lain itu berbunyi begini saja.</p></div>'
    for n in range(6)
)
MENU = '<nav><ul><li><a href="/">Beranda</a></li><li><a href="/daerah">Daerah</a></li></ul></nav>'

THEMES = {
    "tagdiv": f"<article><header class='td-post-title'><ul class='td-category'><li><a class='td-post-category' rel='category'>Politik</a></li></ul><h1 class='entry-title'>{HEADLINE}</h1><div class='td-module-meta-info'><div class='td-post-author-name'>Oleh <a>Rani Safitri</a> -</div><time class='entry-date updated td-module-date' datetime='2024-10-07T14:00:00+07:00'>7 Oktober 2024</time></div></header><div class='td-post-sharing-top'>Facebook Twitter</div><div class='td-post-content tagdiv-type'><div class='td-post-featured-image'><figure><img src='x'><figcaption class='wp-caption-text'>Apel pagi</figcaption></figure></div><div class='td-a-rec td-a-rec-id-content_inline'>Iklan</div>{BODY}</div></article>",
    "tagdiv new": f"<div class='tdb_title'><h1 class='tdb-title-text'>{HEADLINE}</h1></div><div class='tdb-author-name'>Rani Safitri</div><div class='td_block_wrap tdb_single_content'><div class='tdb-block-inner td-fix-index'>{BODY}</div></div>",
    "jnews": f"<div class='entry-header'><h1 class='jeg_post_title'>{HEADLINE}</h1><div class='jeg_meta_container'><div class='jeg_meta_author'>oleh <a>Rani Safitri</a></div><div class='jeg_meta_date'><a>7 Oktober 2024 14:00</a></div></div></div><div class='entry-content no-share'><div class='jeg_share_button'>Share on Facebook</div><div class='content-inner'>{BODY}<div class='jnews_inline_related_post'>Related Posts {RELATED}</div><p>ADVERTISEMENT</p></div></div><div class='jeg_authorbox'>Rani</div>",
    "jannah": f"<header class='entry-header-outer'><h1 class='post-title entry-title'>{HEADLINE}</h1><div class='single-post-meta post-meta'><span class='author-meta meta-item'><span class='meta-author'><a class='author-name'>Rani Safitri</a></span></span><span class='date meta-item'>7 Oktober 2024</span></div></header><div class='entry-content entry clearfix'><div class='stream-item'>Iklan</div>{BODY}<div class='post-bottom-tags'>Tags <a>ASN</a></div></div><div id='related-posts'>{RELATED}</div>",
    "unknown theme": f"<div class='zz-head'><h1>{HEADLINE}</h1><p class='zz-date'>Senin, 7 Oktober 2024 | 14:00 WIB</p></div><div class='zz-isi'>{BODY}</div>",
    "elementor": f"<h1 class='elementor-heading-title'>{HEADLINE}</h1><div class='elementor-widget-theme-post-content'><div class='elementor-widget-container'>{BODY}</div></div>",
    "block theme": f"<h1 class='wp-block-post-title'>{HEADLINE}</h1><div class='entry-content wp-block-post-content'>{BODY}<div class='wp-block-query'>{RELATED}</div></div>",
    "netizen": f"<h1 class='entry-title'>{HEADLINE}</h1><div class='entry-content'><p>facebook twitter whatsapp telegram line copy</p><p>URL berhasil dicopy</p><p>Apel pagi di kantor bupati (foto: ist)</p><p>Apel pagi di kantor bupati (foto: ist)</p>{BODY}<p>(rani)</p></div>",
}


@pytest.mark.parametrize("theme", THEMES)
def test_wordpress_theme_is_read_like_any_other(theme: str) -> None:
    html = f"<html><head>{WP}{HEAD}</head><body class='post-template-default single single-post'>{MENU}{THEMES[theme]}<aside>{RELATED}</aside></body></html>"
    reading = read_html(html, "https://kabarsenja.example/2024/10/07/penjabat-bupati-minta/", "wordpress")
    assert reading.reader == "wordpress"
    assert reading.headline == HEADLINE
    assert list(reading.paragraphs) == list(TEXT)
    assert reading.findings == () or {finding.kind for finding in reading.findings} <= {"no_date", "date_only"}


UNKNOWN = {
    "article": f"<main><article><h1>{HEADLINE}</h1><div class='meta'>Senin, 7 Oktober 2024 14:00 WIB</div><div class='konten'>{BODY}</div></article></main>",
    "microdata": f"<h1 itemprop='headline'>{HEADLINE}</h1><div itemprop='articleBody'>{BODY}</div>",
    "bare breaks": f"<h1>{HEADLINE}</h1><div id='isi'>{'<br><br>'.join(TEXT)}</div>",
    "divs": f"<h1>{HEADLINE}</h1><div id='isi'>{''.join(f'<div>{t}</div>' for t in TEXT)}</div>",
    "rows": f"<h1>{HEADLINE}</h1><section>{''.join(f'<div class=row><p>{t}</p></div>' for t in TEXT)}</section>",
    "old table": f"<table><tr><td><h1>{HEADLINE}</h1></td></tr><tr><td><p>{TEXT[0]}</p>{''.join(f'<p>{t}</p>' for t in TEXT[1:])}</td><td width=160>{RELATED}</td></tr></table>",
    "h2 headline": f"<h1>Kabar Senja</h1><div class=news><h2>{HEADLINE}</h2>{BODY}</div>",
}


@pytest.mark.parametrize("shape", UNKNOWN)
def test_page_of_an_unknown_platform_is_read_by_its_text(shape: str) -> None:
    html = f"<html><head>{HEAD}</head><body>{MENU}<div id=wrap>{UNKNOWN[shape]}</div><div class='sidebar'>{RELATED}</div><footer>© 2024 Kabar Senja</footer></body></html>"
    reading = read_html(html)
    assert reading.reader == "generic"
    assert reading.headline == HEADLINE
    assert list(reading.paragraphs) == list(TEXT)
    assert reading.dateline == "MUARA SENJA"


def test_article_stays_apart_from_readers_comments_and_longer_neighbours() -> None:
    comments = "".join(
        f"<p>Saya kira imbauan nomor {n} itu sudah tepat dan semoga dipatuhi oleh semua pegawai di daerah kita.</p>"
        for n in range(9)
    )
    html = f"<html><head>{HEAD}</head><body><article><h1>{HEADLINE}</h1><div>{BODY}</div></article><div id='comments'>{comments}</div></body></html>"
    assert list(read_html(html).paragraphs) == list(TEXT)


def page(body: str, head: str = HEAD) -> str:
    return f"<html><head>{head}</head><body><article><h1>{HEADLINE}</h1><div>{body}</div></article></body></html>"


# -- identity


@pytest.mark.parametrize(
    ("canonical", "url", "key"),
    [
        (
            "https://kabarsenja.example/2024/10/judul/",
            "https://kabarsenja.example/2024/10/judul/?utm_source=x",
            "kabarsenja.example/2024/10/judul",
        ),
        (
            "https://kabarsenja.example/2024/10/judul/",
            "https://www.kabarsenja.example/?p=123",
            "kabarsenja.example/2024/10/judul",
        ),
        (
            "https://kabarsenja.example/",
            "https://kabarsenja.example/2024/10/judul/",
            "kabarsenja.example/2024/10/judul",
        ),
        (
            "https://lain.example/2024/10/judul/",
            "https://kabarsenja.example/2024/10/judul/",
            "kabarsenja.example/2024/10/judul",
        ),
        (
            "https://kabarsenja.example/berita",
            "https://kabarsenja.example/2024/10/judul/",
            "kabarsenja.example/2024/10/judul",
        ),
        ("/2024/10/judul/", "https://kabarsenja.example/2024/10/judul/amp/", "kabarsenja.example/2024/10/judul"),
        (
            "https://kabarsenja.example/daerah/read/77/a",
            "https://kabarsenja.example/amp/77/b",
            "kabarsenja.example/read/77",
        ),
        ("http://[bad", "https://kabarsenja.example/2024/10/judul/", "kabarsenja.example/2024/10/judul"),
    ],
)
def test_canonical_link_decides_only_where_it_is_credible(canonical: str, url: str, key: str) -> None:
    reading = read_html(page(BODY, f"{HEAD}<link rel='canonical' href='{canonical}'>"), url)
    assert reading.key == key


def test_page_number_comes_from_the_fetched_address() -> None:
    head = f"{HEAD}<link rel='canonical' href='https://kabarsenja.example/2024/10/judul.html'>"
    reading = read_html(page(BODY, head), "https://kabarsenja.example/2024/10/judul.html?page=3")
    assert (reading.page, reading.url) == (3, "https://kabarsenja.example/2024/10/judul.html")


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Pegawai Diminta Netral - Kabar Senja", "Pegawai Diminta Netral"),
        ("Pegawai Diminta Netral | Kabar Senja", "Pegawai Diminta Netral"),
        ("Pegawai Diminta Netral - Halaman 2 - Kabar Senja", "Pegawai Diminta Netral"),
        ("Pegawai Diminta Netral - Halaman all", "Pegawai Diminta Netral"),
        ("Netral atau Tidak - Begini Aturannya", "Netral atau Tidak - Begini Aturannya"),
        ("Senja–Kelabu: Batas Daerah Disepakati", "Senja–Kelabu: Batas Daerah Disepakati"),
    ],
)
def test_headline_of_a_page_without_heading_loses_only_the_outlet(title: str, headline: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><div>{BODY}</div></body></html>"
    assert read_html(html).headline == headline


def test_other_platform_than_the_outlets_is_a_finding() -> None:
    html = f"<html><head>{WP}{HEAD}</head><body class='single'><h1 class='entry-title'>{HEADLINE}</h1><div class='entry-content'>{BODY}</div></body></html>"
    findings = read_html(html, platform="blogspot").findings
    assert "platform_changed" in {finding.kind for finding in findings}
    assert "platform_changed" not in {finding.kind for finding in read_html(html, platform="wordpress").findings}


def test_body_much_shorter_than_the_pages_own_data_is_a_finding() -> None:
    said = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "articleBody": " ".join(TEXT) * 5})
    reading = read_html(page(BODY, f"{HEAD}<script type='application/ld+json'>{said}</script>"))
    assert "short_body" in {finding.kind for finding in reading.findings}


# -- refusals and hostile pages


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>Just a moment...</title></head><body><div id='challenge-form'></div></body></html>",
        "<html><head><title>Kabar Senja</title></head><body><script>window._cf_chl_opt={}</script><p>Verifying you are human.</p></body></html>",
        "<html><head><title>Attention Required! | Cloudflare</title></head><body>Please complete the captcha<div class='g-recaptcha'></div></body></html>",
        "<html><body><p>Please enable JavaScript and cookies to continue</p></body></html>",
    ],
)
def test_wall_is_a_challenge_page(html: str) -> None:
    with pytest.raises(ChallengePage):
        read_html(html)


def test_article_with_the_scripts_of_a_wall_is_still_an_article() -> None:
    script = "<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"
    assert list(read_html(page(BODY + script)).paragraphs) == list(TEXT)


@pytest.mark.parametrize(
    "url", ["/", "/tag/asn", "/search?q=asn", "/kategori/politik/30", "/indeks?page=2", "/page/3/", "/?s=netralitas"]
)
def test_listing_address_is_no_article(url: str) -> None:
    with pytest.raises(NotAnArticle):
        read_html(f"<html><body>{RELATED * 3}{BODY}</body></html>", f"https://kabarsenja.example{url}")


@pytest.mark.parametrize(
    "html",
    ["", "   ", "\x00\x00", "<html></html>", "<!-- -->", "<html><body><p>Hai</p></body></html>", "plain", "\ud800"],
)
def test_page_without_text_is_empty(html: str) -> None:
    with pytest.raises(EmptyBody):
        read_html(html)


BOMBS = {
    "attributes": page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>x</p>{BODY}"),
    "nesting": page("<div>" * 10_000 + BODY + "</div>" * 10_000),
    "spans": page(f"<p>{'<span>a</span>' * 200_000}</p>{BODY}"),
    "unclosed": page("<b><font><p>" * 3000 + BODY),
    "tables": page("<table><tr><td>" * 2000 + BODY),
    "long class": page(f"<p class='{'iklan ' * 200_000}'>x</p>{BODY}"),
    "long word": page(f"<p>{'a' * 2_000_000}</p>{BODY}"),
    "brackets": page(f"<p>{'(Baca: ' * 20_000}</p>{BODY}"),
    "labels": page("<p>Baca juga: </p>" * 20_000 + BODY),
    "blanks": page(f"<p>{' ' * 1_000_000}.</p>{BODY}"),
    "links": page(f"<p>{'<a href=x>Judul Lain</a> ' * 20_000}</p>{BODY}"),
    "json": page(BODY, HEAD + "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"),
    "dashes": page(f"<p>{'-a' * 50_000}</p><p>{'Senin ' * 50_000}</p>{BODY}"),
    "headings": page("<h1>Judul</h1>" * 5_000 + BODY),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_hostile_page_is_read_or_refused(bomb: str) -> None:
    try:
        reading = read_html(BOMBS[bomb])
    except ArticleError:
        return
    assert LEDE in "\n".join(reading.paragraphs)


def test_page_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(BadPayload):
        read_html("<i>" * 500_000)


def test_control_characters_and_surrogates_leave_no_trace() -> None:
    reading = read_html(page(f"<p>Satu\x00 kata\x0b dari \ud83d bupati\u200b itu didengar semua pegawai.</p>{BODY}"))
    assert reading.paragraphs[0] == "Satu kata dari bupati itu didengar semua pegawai."
    json.dumps([*reading.paragraphs], ensure_ascii=False).encode()


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class='ads'>", "</div>", "<br>", "<a href='/x'>", "</a>", "<ol><li>", "</li>", "<table><tr><td>", "</table>", "Baca juga:",
     "<script>", "</script>", "<!--", "-->", "<h1>", "Komentar", "<figure>", "(Foto: x)", "&amp;lt;", "&#0;", "<![CDATA[", "<xml>", "\x00", "--", "[x y=z]", LEDE, "slot gacor maxwin",
     "<html amp>", "<base href='javascript:'>", "<link rel=canonical href='//[::'>", "<meta name=generator content=WordPress>", "<a href='http://[x'>", "<time datetime='9999-99-99'>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join), st.sampled_from(["", BODY]))
def test_nothing_but_an_article_error_escapes(soup: str, body: str) -> None:
    try:
        reading = read_html(soup + body + soup, "https://kabarsenja.example/2024/10/judul?page=2")
    except ArticleError:
        return
    assert all(text == text.strip() and text for text in reading.paragraphs)
    assert all(0 <= span.position <= len(reading.paragraphs) for span in reading.removed)


def test_version_is_eight_hex_digits_of_the_package() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", VERSION)


def test_readers_have_names_of_their_own_and_the_last_reads_everything() -> None:
    assert len({shape.name for shape in PAGES}) == len(PAGES)
    assert PAGES[-1].recognises(parse("<p>x</p>"))
