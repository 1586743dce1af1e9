"""Whole pages: the newsroom's, and invented ones of themes and outlets that nobody here has a page of."""

import json
import re
from pathlib import Path

import pytest
import yaml

from newsroom import Article, Site
from newsroom import sites as bundled
from newsroom.skins import SKINS
from pipeline.errors import NotAnArticle
from pipeline.pages.markup import Markup, parse
from pipeline.pages.reading import PAGES, read
from pipeline.stages import READER
from tests.pages import (
    BODY,
    HEAD,
    HEADLINE,
    LATER,
    RELATED,
    TEXT,
    html_of,
    letters,
    outlet_of,
    page,
    read_at,
    read_html,
    spans_of,
)  # fmt: skip

ARTICLE = {"p", "li", "h", "quote"}
PRINTED = [
    (site, article, number)
    for site in bundled()
    for article in site.articles
    for number in range(1, len(article.pages) + 1)
]


@pytest.mark.parametrize(("site", "article", "number"), PRINTED, ids=[f"{s.host}-{a.id}-{n}" for s, a, n in PRINTED])
def test_newsroom_page_is_read_whole_and_clean(site: Site, article: Article, number: int) -> None:
    reading = read_at(site, SKINS[site.skin].url(site, article, number))
    blocks = article.pages[number - 1]
    assert reading.reader == site.skin
    assert reading.headline == article.headline
    assert (reading.page, reading.pages) == (number, len(article.pages) if len(article.pages) > 1 else None)
    assert letters("".join(reading.paragraphs)) == letters("".join(b.text for b in blocks if b.kind in ARTICLE))
    spans = spans_of(reading)
    assert [b.text for b in blocks if b.kind not in ARTICLE and letters(b.text) not in spans] == []
    assert reading.partial == (article.partial and number == len(article.pages))


def whole_forms(site: Site, article: Article) -> list[str]:
    """Addresses at which a platform serves all pages of an article in one."""
    if site.skin == "disway":
        return [f"{site.base}/amp/{article.id}/{article.slug}"]
    paged = site.skin == "tribun" and len(article.pages) > 1
    return [f"{SKINS[site.skin].url(site, article)}?page=all"] if paged else []


WHOLE = [(s, article, url) for s in bundled() for article in s.articles for url in whole_forms(s, article)]


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


def test_listing_under_the_address_of_a_tag_is_no_article() -> None:
    site = bundled()[0]
    html = html_of(site, f"{site.base}/")
    with pytest.raises(NotAnArticle):
        read(html, url=f"{site.base}/tag/asn", outlet=outlet_of(site), fetched_at=LATER)


@pytest.mark.parametrize("target", ["/cari.php?kata=netralitas", "/search?q=asn", "/index.php?keyword=asn"])
def test_results_of_a_search_are_no_article(target: str) -> None:
    site = bundled()[0]
    with pytest.raises(NotAnArticle):
        read(html_of(site, f"{site.base}/"), url=f"{site.base}{target}", outlet=outlet_of(site), fetched_at=LATER)


# -- themes and outlets that nobody here has a page of

WP = '<meta name="generator" content="WordPress 6.4"><link rel="stylesheet" href="/wp-content/themes/x/style.css">'
MENU = '<nav><ul><li><a href="/">Beranda</a></li><li><a href="/daerah">Daerah</a></li></ul></nav>'
MARKUP = {
    "headline": HEADLINE,
    "body": BODY,
    "related": RELATED,
    "breaks": "<br><br>".join(TEXT),
    "divs": "".join(f"<div>{text}</div>" for text in TEXT),
    "rows": "".join(f"<div class=row><p>{text}</p></div>" for text in TEXT),
}
SHAPES = yaml.safe_load((Path(__file__).parent / "material" / "themes.yml").read_text("utf-8"))


def shaped(family: str, shape: str, head: str) -> str:
    """A page with the article in the given markup between menu and a sidebar of other headlines."""
    body = SHAPES[family][shape].format(**MARKUP)
    aside = f"<div class='sidebar'>{RELATED}</div><footer>© 2024 Kabar Senja</footer>"
    return f"<html><head>{head}</head><body class='single single-post'>{MENU}<div>{body}</div>{aside}</body></html>"


@pytest.mark.parametrize("theme", SHAPES["wordpress"])
def test_wordpress_theme_is_read_like_any_other(theme: str) -> None:
    url = "https://kabarsenja.example/2024/10/07/penjabat-bupati-minta/"
    reading = read_html(shaped("wordpress", theme, WP + HEAD), url, "wordpress")
    assert reading.reader == "wordpress"
    assert reading.headline == HEADLINE
    assert list(reading.paragraphs) == list(TEXT)
    assert {finding.kind for finding in reading.findings} <= {"no_date", "date_only"}


@pytest.mark.parametrize("shape", SHAPES["generic"])
def test_page_of_an_unknown_platform_is_read_by_its_text(shape: str) -> None:
    reading = read_html(shaped("generic", shape, HEAD))
    assert reading.reader == "generic"
    assert reading.headline == HEADLINE
    assert list(reading.paragraphs) == list(TEXT)
    assert reading.dateline == "MUARA SENJA"


@pytest.mark.parametrize("platform", SHAPES["platforms"])
def test_platform_of_a_group_is_recognised_by_its_markup(platform: str) -> None:
    reading = read_html(shaped("platforms", platform, HEAD), platform=platform)
    assert reading.reader == platform
    assert reading.headline == HEADLINE
    assert list(reading.paragraphs) == list(TEXT)


def test_page_that_a_script_draws_is_read_from_its_data() -> None:
    data = {
        "props": {"pageProps": {"article": {"title": HEADLINE, "content": BODY, "published_at": "2024-10-07 14:00:00"}}}
    }
    script = f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(data)}</script>"
    reading = read_html(f"<html><head>{HEAD}</head><body><div id='__next'></div>{script}</body></html>")
    assert (reading.reader, reading.headline) == ("nextjs", HEADLINE)
    assert list(reading.paragraphs) == list(TEXT)
    assert reading.published is not None


def test_article_stays_apart_from_its_readers_comments() -> None:
    comment = "<p>Saya kira imbauan nomor {} itu sudah tepat dan semoga dipatuhi semua pegawai di daerah kita.</p>"
    comments = "".join(comment.format(n) for n in range(9))
    html = page(BODY).replace("</article>", f"</article><div id='comments'>{comments}</div>")
    assert list(read_html(html).paragraphs) == list(TEXT)


# -- identity

HERE = "https://kabarsenja.example/2024/10/judul/"
CANONICAL = [
    (HERE, f"{HERE}?utm_source=x", "kabarsenja.example/2024/10/judul"),
    (HERE, "https://www.kabarsenja.example/?p=123", "kabarsenja.example/2024/10/judul"),
    ("https://kabarsenja.example/", HERE, "kabarsenja.example/2024/10/judul"),
    ("https://lain.example/2024/10/judul/", HERE, "kabarsenja.example/2024/10/judul"),
    ("https://kabarsenja.example/berita", HERE, "kabarsenja.example/2024/10/judul"),
    ("/2024/10/judul/", f"{HERE}amp/", "kabarsenja.example/2024/10/judul"),
    (
        "https://kabarsenja.example/daerah/read/77/a",
        "https://kabarsenja.example/amp/77/b",
        "kabarsenja.example/read/77",
    ),
    ("http://[bad", HERE, "kabarsenja.example/2024/10/judul"),
]


@pytest.mark.parametrize(("canonical", "url", "key"), CANONICAL)
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
    html = shaped("wordpress", "block theme", WP + HEAD)
    assert "platform_changed" in {finding.kind for finding in read_html(html, platform="blogspot").findings}
    assert "platform_changed" not in {finding.kind for finding in read_html(html, platform="wordpress").findings}


def test_body_much_shorter_than_the_pages_own_data_is_a_finding() -> None:
    said = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "articleBody": " ".join(TEXT) * 5})
    reading = read_html(page(BODY, f"{HEAD}<script type='application/ld+json'>{said}</script>"))
    assert "short_body" in {finding.kind for finding in reading.findings}


def test_a_page_of_several_is_not_measured_by_the_whole_articles_data() -> None:
    said = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, "articleBody": " ".join(TEXT) * 5})
    further = '<div class="pagination"><span>1</span> <a href="?page=2">2</a></div>'
    reading = read_html(page(BODY + further, f"{HEAD}<script type='application/ld+json'>{said}</script>"))
    assert reading.pages == 2
    assert "short_body" not in {finding.kind for finding in reading.findings}


def test_version_is_eight_hex_digits_of_the_package() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", READER)


def test_readers_have_names_of_their_own_and_the_last_reads_everything() -> None:
    assert len({shape.name for shape in PAGES}) == len(PAGES)
    assert PAGES[-1].recognises(Markup(parse("<p>x</p>")))
