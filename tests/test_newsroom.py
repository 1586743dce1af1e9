"""The sample newsroom: it answers as the platforms do, says what is true about its articles, and fails on request."""

import gzip
import http.client
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
import yaml
from lxml import etree

from newsroom import OUTLETS, Article, Block, Fault, Kind, Newsroom, Site, serve, sites
from newsroom.faults import APPLY, DEPTH, HUGE
from newsroom.library import LibraryError, read
from newsroom.skins import SKINS
from tests.web import Reply, ask, elements, flat, in_xml, strings, words

SITES = {site.skin if site.host != "korantelagabaru.bacakoran.example" else "bacakoran": site for site in sites()}
PLATFORMS = tuple(dict.fromkeys(site.skin for site in sites()))
"""Of the demo; the others are shown by the gallery."""
ARTICLES = [(site, article) for site in sites() for article in site.articles]
RADAR = "http://radarsamudra.disway.example"
TELUK = "http://teluk.tribunnews.example"
TUBA = "http://tubaraya.example"
KAMPUNG = "http://suarakampung.example"


CONTAINER = {
    "disway": "//div[@class='post text-black-1']",
    "tribun": "//div[contains(@class,'txt-article')]",
    "wordpress": "//div[contains(@class,'entry-content-single')]",
    "blogspot": "//div[contains(@class,'post-body')]",
}
"""Where the article's text stands on a page of each platform, among other things."""


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with serve() as running:
        yield running


@pytest.fixture
def fresh() -> Iterator[Newsroom]:
    """One that a test may edit and break."""
    with serve() as running:
        yield running


# --- what is published ------------------------------------------------------------------------------------------


def test_the_library_has_the_promised_volume_and_mix() -> None:
    assert len(ARTICLES) >= 45
    assert [site.skin for site in sites()].count("disway") == 2
    assert set(PLATFORMS) == {"disway", "tribun", "wordpress", "blogspot"}
    share = sum(article.relevant is True for _, article in ARTICLES) / len(ARTICLES)
    assert 0.5 <= share <= 0.7
    assert all(article.related for _, article in ARTICLES if article.relevant is False)
    assert all(article.event for _, article in ARTICLES if article.relevant)
    assert {"id", "en", "jv", "ms"} == {article.language for _, article in ARTICLES}
    assert {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"} == {site.zone for site in sites()}


@pytest.mark.parametrize(("site", "article"), ARTICLES, ids=[article.id for _, article in ARTICLES])
def test_an_article_reads_like_regional_news(site: Site, article: Article) -> None:
    assert 140 <= len(article.body.split()) <= 500
    assert (article.dateline or "") in article.paragraphs[0][:90]
    assert re.match(r"[^-–—]{2,60}\s*[-–—]{1,2}\s", article.paragraphs[0])
    assert article.published.utcoffset() == site.local(article.published).utcoffset()


def related(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind == "related"]


SPELLINGS = {
    "Baca Juga: Judul": r"^Baca Juga: \w",
    "Baca juga : Judul": r"^Baca juga : \w",
    "BACA JUGA:Judul": r"^BACA JUGA:\w",
    "BACA JUGA : Judul": r"^BACA JUGA : \w",
    "BacaJuga Judul": r"^BacaJuga ",
    "Baca: Judul": r"^Baca: ",
    "(Baca: Judul)": r"^\(Baca: .+\)$",
    "Baca Juga, alone": r"^Baca Juga$",
    "bullet": r"^• ",
    "Bacaan Lainnya": r"^Bacaan Lainnya",
    "another wording": r"^BACA ARTIKEL LAINNYA: ",
    "dash": r"^- \w",
    "no label": r"^(?!.?[Bb]aca|BACA|[•-] )",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_baca_juga_is_there(spelling: str) -> None:
    lines = [line for _, article in ARTICLES for line in related(article)]
    assert any(re.search(SPELLINGS[spelling], line) for line in lines)


def kinds(article: Article) -> set[str]:
    return {block.kind for block in article.blocks}


def weekdays(article: Article) -> list[tuple[str, date]]:
    pattern = r"(Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu) \((\d\d?)/(\d\d?)/(\d{4})\)"
    return [(m[1], date(int(m[4]), int(m[3]), int(m[2]))) for m in re.finditer(pattern, article.body)]


TRAPS: dict[str, Callable[[Site, Article], bool]] = {
    "paged on Disway": lambda s, a: s.skin == "disway" and len(a.pages) > 2,
    "paged on Tribun": lambda s, a: s.skin == "tribun" and len(a.pages) > 2,
    "paged on WordPress": lambda s, a: s.skin == "wordpress" and len(a.pages) > 2,
    "a paragraph of the article that begins with a quoted Baca": lambda s, a: any(
        re.match(r"[\"“”]Baca ", p) for p in a.paragraphs
    ),
    "a paragraph of the article that begins with Baca": lambda s, a: any(p.startswith("Baca ") for p in a.paragraphs),
    "a related headline glued to a paragraph": lambda s, a: any(
        b.glued and b.kind == "related" and a.blocks[i - 1].kind == "p" for i, b in enumerate(a.blocks)
    ),
    "two related headlines in one element": lambda s, a: any(
        b.glued and a.blocks[i - 1].kind == "related" for i, b in enumerate(a.blocks)
    ),
    "paragraphs of the article that begin as boilerplate does": lambda s, a: any(
        re.match(r"(Foto|Komentar|Sumber|Iklan|Saldo|Pinjaman|Simak|Bagikan|Slot|Editor|Lihat) ", p)
        for p in a.paragraphs
    ),
    "related headlines above their label": lambda s, a: related(a)[-1:] == ["Baca Juga"],
    "a label with nothing behind it": lambda s, a: "Baca Juga:" in related(a),
    "a related headline that names another election": lambda s, a: any(
        "Pemungutan Suara Ulang" in r for r in related(a)
    ),
    "the caption is the lead": lambda s, a: a.caption == a.paragraphs[0],
    "counters": lambda s, a: any(re.search(r"\d+ views|DILIHAT \d+", b) for b in a.boilerplate),
    "an advert for money as a paragraph": lambda s, a: any(
        b.kind == "advert" and re.search("DANA|Pinjaman", b.text) for b in a.blocks
    ),
    "gambling": lambda s, a: "spam" in kinds(a),
    "next-page teaser": lambda s, a: "teaser" in kinds(a) and len(a.pages) > 1,
    "pointer to the printed paper": lambda s, a: a.partial and "teaser" in kinds(a),
    "share bar among the paragraphs": lambda s, a: "share" in kinds(a),
    "comment form among the paragraphs": lambda s, a: "comment" in kinds(a),
    "follow line": lambda s, a: any(b.kind == "follow" and "☝" in b.text for b in a.blocks),
    "leaked template": lambda s, a: "leak" in kinds(a),
    "menu": lambda s, a: "menu" in kinds(a),
    "printed date among the paragraphs": lambda s, a: "timestamp" in kinds(a),
    "caption twice": lambda s, a: "caption_twice" in a.quirks and bool(a.caption),
    "date only in the caption": lambda s, a: "date_in_caption_only" in a.quirks and "20" in (a.caption or ""),
    "headline with quotes and ampersand": lambda s, a: '"' in a.headline and "&" in a.headline,
    "two datelines": lambda s, a: sum(bool(re.match(r"[A-Z ,.]{5,} -{1,2} ", p)) for p in a.paragraphs) > 1,
    "changed after publication": lambda s, a: a.modified is not None,
    "old slug": lambda s, a: bool(a.old_slugs),
    "2020": lambda s, a: "old_skin" in a.quirks and a.published.year == 2020,
    "right marks on both sides": lambda s, a: "”" in a.body and "“" not in a.body,
    "closing mark glued to its verb": lambda s, a: bool(re.search(r"[,.][\"”][a-z]", a.body)),
    "a mark never opened": lambda s, a: any(p.count('"') == 1 for p in a.paragraphs),
    "initials at the end": lambda s, a: bool(re.search(r"\(\w{3}(/\w{3})?\)$", a.paragraphs[-1])),
    "(Tim)": lambda s, a: a.paragraphs[-1].endswith("(Tim)"),
    "stars at the end": lambda s, a: a.paragraphs[-1].endswith("***"),
    "false Z": lambda s, a: "false_z" in {*s.quirks, *a.quirks},
    "pasted from a word processor": lambda s, a: "word_paste" in a.quirks,
    "paragraphs without <p>": lambda s, a: bool({"br_paragraphs", "div_paragraphs", "bare_lead"} & a.quirks),
    "escaped quotes": lambda s, a: "escaped_quotes" in a.quirks and '"' in a.body,
}


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_is_there(trap: str) -> None:
    assert any(TRAPS[trap](site, article) for site, article in ARTICLES)


def test_a_wire_story_stands_in_two_outlets_with_the_same_text() -> None:
    copies = [(site, article) for site, article in ARTICLES if article.wire == "kasn-bkn"]
    assert len({site.host for site, _ in copies}) == 2
    one, other = (set(article.paragraphs[1:]) for _, article in copies)
    assert one == other
    assert {article.source for _, article in copies} == {"Antara"}
    assert set(copies[0][1].boilerplate).isdisjoint(copies[1][1].boilerplate)


def test_printed_weekdays_are_right() -> None:
    names = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    found = [pair for _, article in ARTICLES for pair in weekdays(article)]
    assert len(found) > 20
    assert [pair for pair in found if names[pair[1].weekday()] != pair[0]] == []


def test_a_desk_is_no_person() -> None:
    article = replace(SITES["disway"].articles[0], reporter="Tim Olahraga", editor="Ani")
    assert article.credits == (("editor", "Ani"),)


def test_gold_is_derived_from_the_blocks() -> None:
    article = Article(
        id="1", slug="x", headline="X", published=datetime.fromisoformat("2024-10-07T09:00+07:00"), breaks=(3,),
        blocks=(
            Block("p", "KOTA - Satu."), Block("related", "(Baca: Lain)", glued=True), Block("li", "Butir"),
            Block("h", "Judul kecil"), Block("advert", "Iklan"), Block("quote", "Kutipan"),
        ),
    )  # fmt: skip
    assert article.body == "KOTA - Satu.\n\nButir\n\nJudul kecil\n\nKutipan"
    assert article.boilerplate == ("(Baca: Lain)", "Iklan")
    assert [len(page) for page in article.pages] == [3, 3]
    assert article.says('butir "kutipan"')
    assert not article.says("iklan")


def test_a_wrong_article_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "salah.yml"
    head = "host: a.example\nname: A\nskin: disway\narticles:\n"
    for entry, reason in [
        ("- {id: '1', slug: a, headline: A, published: '2024-01-01T00:00', blocks: [x]}", "offset"),
        ("- {id: '1', slug: a, headline: A, published: '2024-01-01T00:00Z', blocks: [{video: x}]}", "one kind"),
        ("- {id: '1', slug: a, headline: A, published: '2024-01-01T00:00Z', blocks: [x], byline: B}", "byline"),
    ]:
        path.write_text(head + entry)
        with pytest.raises(LibraryError, match=rf"salah.yml: article 1: .*{reason}"):
            read(path)


# --- pages --------------------------------------------------------------------------------------------------------


def pages_of(newsroom: Newsroom, article: Article) -> list[Reply]:
    return [ask(newsroom, newsroom.url(article.id, page=n)) for n in range(1, len(article.pages) + 1)]


@pytest.mark.parametrize(("site", "article"), ARTICLES, ids=[article.id for _, article in ARTICLES])
def test_the_pages_add_up_to_the_article(newsroom: Newsroom, site: Site, article: Article) -> None:
    many = pages_of(newsroom, article) if site.skin != "blogspot" else [ask(newsroom, newsroom.url(article.id))]
    assert {reply.status for reply in many} == {200}
    text = "".join(words(reply.body) for reply in many)
    at = 0
    for paragraph in article.paragraphs:
        at = text.find(flat(paragraph), at)
        assert at >= 0, paragraph
    for line in article.boilerplate:
        assert flat(line) in text
    for reply in many:
        assert flat(article.headline) in words(reply.body, "//h1")
        assert reply.headers["Content-Type"].lower() == "text/html; charset=utf-8"


@pytest.mark.parametrize("article", [a for s, a in ARTICLES if s.skin != "blogspot" and len(a.pages) > 1])
def test_a_page_holds_its_own_part_and_links_the_next(newsroom: Newsroom, article: Article) -> None:
    for number, reply in enumerate(pages_of(newsroom, article), start=1):
        text = words(reply.body, CONTAINER[newsroom.article(article.id)[0].skin])
        for other, blocks in enumerate(article.pages, start=1):
            for block in blocks:
                if block.kind == "p":
                    assert (flat(block.text) in text) == (other == number)
        if number < len(article.pages):
            site = newsroom.article(article.id)[0]
            tail = {"disway": f"/{number * 15}", "tribun": f"?page={number + 1}", "wordpress": f"/{number + 1}/"}
            assert any(article.slug in link and link.endswith(tail[site.skin]) for link in reply.links)


@pytest.mark.parametrize("skin", PLATFORMS)
def test_every_article_page_carries_the_furniture_of_its_platform(newsroom: Newsroom, skin: str) -> None:
    site = SITES[skin]
    for article in site.articles:
        text = words(ask(newsroom, newsroom.url(article.id)).body)
        missing = [phrase for phrase in SKINS[skin].furniture if flat(phrase) not in text]
        assert missing == [], article.id


@pytest.mark.parametrize(("site", "article"), [(s, a) for s, a in ARTICLES if s.skin == "disway"])
def test_amp_pages_hold_the_whole_article(newsroom: Newsroom, site: Site, article: Article) -> None:
    (amp,) = strings(ask(newsroom, newsroom.url(article.id)).body, "//link[@rel='amphtml']/@href")
    reply = ask(newsroom, amp)
    text = words(reply.body)
    paragraphs = article.paragraphs
    if "escaped_quotes" in article.quirks:
        assert '\\"' in reply.text.replace("&#34;", '"')
        paragraphs = tuple(p.replace('"', '\\"') for p in paragraphs)
    assert all(flat(paragraph) in text for paragraph in paragraphs)
    assert f'<link rel="canonical" href="{newsroom.url(article.id)}"' in reply.text
    below = text.find(flat("Editor :")) > text.find(flat(paragraphs[-1]))
    assert below == ("amp_credits_below" in site.quirks)


def test_tribun_gives_the_whole_text_on_one_page(newsroom: Newsroom) -> None:
    article = newsroom.article("t-0002")[1]
    text = words(ask(newsroom, newsroom.url("t-0002") + "?page=all").body, "//div[contains(@class,'txt-article')]")
    assert all(flat(paragraph) in text for paragraph in article.paragraphs)
    assert ask(newsroom, newsroom.url("t-0002") + "?page=9").status == 302


def test_a_paragraph_with_a_glued_headline_is_one_element(newsroom: Newsroom) -> None:
    paragraphs = [p.text_content() for p in elements(ask(newsroom, newsroom.url("t-0009")).body, "//p")]
    (text,) = [p for p in paragraphs if "(Baca: " in p]
    assert text.startswith('"Kalau polanya sama tiap tahun')
    assert text.endswith("Ini Syarat Penerimanya)")


def test_disway_carries_word_paste_with_open_paragraphs(newsroom: Newsroom) -> None:
    html = ask(newsroom, newsroom.url("701377")).text
    assert "LsdException" in html
    assert html.count("<p ") > html.count("</p>")
    assert re.search(r"\w</span><span[^>]*>\w", html)


def test_dates_lie_as_the_platforms_do(newsroom: Newsroom) -> None:
    disway = ask(newsroom, newsroom.url("701204")).text
    assert 'name="pubdate" content="2024-09-30 15:42:18"' in disway
    assert '"datePublished": "2024-09-30T15:42:00+0700"' in disway
    assert "Senin 30-09-2024,15:42 WIB" in disway
    assert '<meta name="author" content="radarsamudra.id">' in disway
    wordpress = ask(newsroom, newsroom.url("20481")).text
    assert 'article:published_time" content="2024-08-14T08:10:00+00:00"' in wordpress
    assert "Rabu, 14 Agustus 2024 15:10 WIB" in wordpress
    assert "2024-05-20T09:25:31+00:00" in ask(newsroom, newsroom.url("20533")).text
    blogspot = ask(newsroom, newsroom.url("4471120394857102")).text
    assert "2024-10-05T14:20:00Z" in blogspot
    assert "title='2024-10-05T14:20:00+09:00'" in blogspot
    assert "Senin, 7 Oktober 2024 11:26 WITA" in ask(newsroom, newsroom.url("t-0001")).text


@pytest.mark.parametrize("skin", PLATFORMS)
def test_a_skin_dresses_any_article(skin: str) -> None:
    plain = Article(
        id="7", slug="apa-saja", headline="Apa <Saja> & \"Lagi\"", blocks=(Block("p", "Satu & <dua>."),),
        published=datetime.fromisoformat("2024-10-07T01:00:00+00:00"),
    )  # fmt: skip
    with serve([Site(host="a.example", name="A", skin=skin, articles=(plain,))]) as running:
        reply = ask(running, running.url("7"))
        assert reply.status == 200
        assert flat("Satu & <dua>.") in words(reply.body)
        assert [flat(text) for text in strings(reply.body, "//h1//text()")] == [flat(plain.headline)]


# --- listings, feeds, search --------------------------------------------------------------------------------------

SHAPES = [
    *[f"{RADAR}{path}" for path in (
        "/", "/kategori/politik", "/kategori/12/politik", "/search/kata/?c=netralitas", "/rss/politik",
        "/search/kata/0/10/?c=netralitas&num=9", "/amp/701204/{slug}", "/politik/read/701204/{slug}",
        "/read/701204/{slug}", "/read/701204/{slug}/15", "/read/701204/{slug}/30", "/network/list-network",
        "//read/701204/{slug}",
    )],
    *[f"{TELUK}{path}" for path in (
        "/", "/index-news", "/index-news?date=2024-10-7", "/index-news?date=2024-10-7&page=1",
        "/index-news/palu?date=2024-9-23", "/tag/netralitas-asn", "/tag/netralitas-asn?url=2024/10/07/x",
        "/sitemap.xml", "/sitemap-news.xml", "/rss", "/2024/10", "/teluk-permai",
    )],
    *[f"{TUBA}{path}" for path in (
        "/", "/page/2/", "/?s=netralitas", "/page/1/?s=netralitas", "/feed/", "/feed/?s=netralitas",
        "/?s=netralitas&feed=rss2", "/tag/netralitas-asn/", "/tag/netralitas-asn/feed/", "/category/politik/",
        "/2024/10/", "/2024/10/01/", "/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml", "/wp-json/wp/v2/posts",
        "/wp-json/wp/v2/posts/20481", "/wp-json/",
    )],
    *[f"{KAMPUNG}{path}" for path in (
        "/", "/feeds/posts/default", "/feeds/posts/default?alt=json", "/feeds/posts/default?alt=rss",
        "/feeds/posts/summary?alt=json", "/feeds/posts/default/-/Maluku?alt=json", "/atom.xml",
        "/search?q=netralitas", "/search/label/Maluku", "/2024/10/pjs-bupati-kepulauan-mutiara-minta-asn.html?m=1",
        "/2024/10/", "/sitemap.xml",
    )],
    *[f"{site.base}/robots.txt" for site in sites()],
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_every_address_of_the_platforms_answers(newsroom: Newsroom, shape: str) -> None:
    url = shape.format(slug=newsroom.article("701204")[1].slug)
    reply = ask(newsroom, url)
    assert reply.status == 200
    assert len(reply.body) > 20
    kind = reply.headers["Content-Type"]
    if "json" in kind:
        json.loads(reply.body)
    elif "xml" in kind:
        etree.fromstring(reply.body.strip())  # one feed has a blank line in front, as on the web


@pytest.mark.parametrize(
    ("url", "query"),
    [
        (f"{RADAR}/search/kata/?c=netralitas+asn", "netralitas asn"),
        (f"{TUBA}/?s=netralitas", "netralitas"),
        (f"{KAMPUNG}/search?q=netralitas&max-results=50", "netralitas"),
    ],
)
def test_on_site_search_finds_what_says_the_words(newsroom: Newsroom, url: str, query: str) -> None:
    site = newsroom.sites[urlsplit(url).hostname or ""]
    titles = elements(
        ask(newsroom, url).body,
        "//h2[contains(@class,'media-heading') or contains(@class,'entry-title')]"
        " | //h3[contains(@class,'post-title')]",
    )
    found = [title.text_content().strip() for title in titles]
    assert found == [a.headline for a in site.newest() if a.says(query)][: len(found)]
    assert len(found) >= 5


def test_disway_listings_have_relative_dates_only(newsroom: Newsroom) -> None:
    reply = ask(newsroom, f"{RADAR}/kategori/politik")
    dates = strings(reply.body, "//section//p[@class='date']/text()")
    assert dates
    assert all(re.fullmatch(r"\d+ (menit|jam|hari|minggu|bulan|tahun)", text) for text in dates)


def filler(n: int) -> Article:
    start = datetime.fromisoformat("2024-10-07T09:00:00+07:00")
    return Article(
        id=str(500000 + n), slug=f"berita-{n}", headline=f"Berita {n}", section="Daerah", tags=("contoh",),
        published=start + timedelta(minutes=n), blocks=(Block("p", f"Isi contoh {n}."),),
    )  # fmt: skip


def walk(newsroom: Newsroom, url: str, next_page: str) -> list[str]:
    """Follow a listing's own "next" links and return the headlines that it linked, in order."""
    found: list[str] = []
    for _ in range(20):
        html = ask(newsroom, url).body
        titles = [link.text_content().strip() for link in elements(html, "//a")]
        found += [title for title in titles if re.fullmatch(r"Berita \d+", title)]
        following = strings(html, next_page)
        if not following:
            return list(dict.fromkeys(found))
        url = urljoin(url, following[0])
    raise AssertionError("the listing never ends")


@pytest.mark.parametrize(
    ("skin", "path", "next_page"),
    [
        ("disway", "/kategori/daerah", "//ul[@class='pagination']//a[@rel='next']/@href"),
        ("disway", "/search/kata/?c=contoh", "//li[@class='active']/following-sibling::li[1]/a/@href"),
        ("tribun", "/index-news?date=2024-10-7", "//div[@id='paginga']//a[.='Next']/@href"),
        ("wordpress", "/?s=contoh", "//a[contains(@class,'next')]/@href"),
        ("wordpress", "/category/daerah/", "//a[contains(@class,'next')]/@href"),
        ("blogspot", "/search/label/Daerah", "//a[@class='blog-pager-older-link']/@href"),
    ],
)  # fmt: skip
def test_listings_lead_to_every_article_page_by_page(skin: str, path: str, next_page: str) -> None:
    site = Site(host="a.example", name="A", skin=skin, articles=tuple(filler(n) for n in range(95)))
    with serve([site]) as running:
        found = walk(running, site.base + path, next_page)
    assert {a.headline for a in site.articles} <= set(found)


def test_tribun_index_wants_dates_without_zeros(newsroom: Newsroom) -> None:
    listed = "//ul[@class='lsi']//a/@href"
    assert strings(ask(newsroom, f"{TELUK}/index-news?date=2024-10-7").body, listed) == [newsroom.url("t-0001")]
    assert strings(ask(newsroom, f"{TELUK}/index-news?date=2024-10-07").body, listed) == []


def test_tribun_closes_search_and_its_feed_leads_nowhere(newsroom: Newsroom) -> None:
    assert ask(newsroom, f"{TELUK}/search?q=asn").status == 403
    robots = ask(newsroom, f"{TELUK}/robots.txt").text
    assert all(f"Disallow: {path}" in robots for path in ("/search", "/tag/", "/topic/"))
    feed = ask(newsroom, f"{TELUK}/rss")
    assert feed.body.startswith(b"\n<?xml")
    assert set(in_xml(feed.body.strip(), "//item/link/text()")) == {f"{TELUK}/"}


def test_tribun_sitemap_leads_to_every_article(newsroom: Newsroom) -> None:
    (index,) = in_xml(ask(newsroom, f"{TELUK}/sitemap.xml").body, "//s:loc/text()")
    found = in_xml(ask(newsroom, index).body, "//s:loc/text()")
    assert set(found) == {newsroom.url(article.id) for article in SITES["tribun"].articles}


def test_rest_counts_filters_and_pages(newsroom: Newsroom) -> None:
    site, base = SITES["wordpress"], f"{TUBA}/wp-json/wp/v2/posts"
    reply = ask(newsroom, f"{base}?per_page=5&page=2")
    assert reply.headers["X-WP-Total"] == str(len(site.articles))
    assert reply.headers["X-WP-TotalPages"] == str(-(-len(site.articles) // 5))
    posts = json.loads(reply.body)
    assert [post["link"] for post in posts] == [newsroom.url(a.id) for a in site.newest()[5:10]]
    found = json.loads(ask(newsroom, f"{base}?search=netralitas+asn&per_page=100").body)
    assert {post["id"] for post in found} == {int(a.id) for a in site.articles if a.says("netralitas asn")}
    window = json.loads(ask(newsroom, f"{base}?after=2024-09-01T00:00:00&before=2024-10-01T00:00:00&per_page=100").body)
    assert {post["date"][:7] for post in window} == {"2024-09"}
    utc = json.loads(
        ask(newsroom, f"{base}?after={quote('2024-10-30T13:54:00+00:00')}&before=2024-10-30T13:56:00Z").body
    )
    assert [post["date_gmt"] for post in utc] == ["2024-10-30T13:55:00"]
    assert ask(newsroom, f"{base}?per_page=101").status == 400
    assert ask(newsroom, f"{base}?page=99").status == 400


def test_rest_gives_the_whole_text_without_the_theme(newsroom: Newsroom) -> None:
    article = newsroom.article("20610")[1]
    (post,) = json.loads(ask(newsroom, f"{TUBA}/wp-json/wp/v2/posts?slug={article.slug}").body)
    text = words(post["content"]["rendered"], "//*")
    assert all(flat(paragraph) in text for paragraph in article.paragraphs)
    assert "Tinggalkan" not in text


def test_rest_can_be_off_while_the_rest_of_the_site_is_not() -> None:
    site = replace(SITES["wordpress"], quirks=frozenset({"rest_off"}))
    with serve([site]) as running:
        for path in ("/wp-json/", "/wp-json/wp/v2/posts?search=asn"):
            reply = ask(running, site.base + path)
            assert (reply.status, json.loads(reply.body)["code"]) == (403, "rest_forbidden")
        assert ask(running, f"{site.base}/feed/?s=asn").status == 200


def test_blogger_feed_pages_and_holds_the_text(newsroom: Newsroom) -> None:
    site = SITES["blogspot"]
    got: list[str] = []
    for start in range(1, len(site.articles) + 1, 4):
        url = f"{KAMPUNG}/feeds/posts/default?alt=json&start-index={start}&max-results=4"
        feed = json.loads(ask(newsroom, url).body)["feed"]
        assert feed["openSearch$totalResults"]["$t"] == str(len(site.articles))
        for entry in feed["entry"]:
            (link,) = [part["href"] for part in entry["link"] if part["rel"] == "alternate"]
            article = next(a for a in site.articles if newsroom.url(a.id) == link)
            got.append(article.id)
            assert all(flat(p) in words(entry["content"]["$t"], "//*") for p in article.paragraphs)
            assert datetime.fromisoformat(entry["published"]["$t"]) == article.published
            assert entry["published"]["$t"].endswith(".000+09:00")
    assert got == [article.id for article in site.newest()]
    past = json.loads(ask(newsroom, f"{KAMPUNG}/feeds/posts/default?alt=json&start-index=99").body)
    assert "entry" not in past["feed"]


def test_blogger_feed_searches_and_limits_by_date(newsroom: Newsroom) -> None:
    base = f"{KAMPUNG}/feeds/posts/default?alt=json"
    found = json.loads(ask(newsroom, f"{base}&q=mutasi").body)["feed"]["entry"]
    assert [entry["title"]["$t"] for entry in found] == [newsroom.article("4471120394857881")[1].headline]
    window = f"{base}&published-min=2024-10-01T00:00:00&published-max=2024-11-01T00:00:00"
    months = {entry["published"]["$t"][:7] for entry in json.loads(ask(newsroom, window).body)["feed"]["entry"]}
    assert months == {"2024-10"}
    assert "Disallow: /search\n" in ask(newsroom, f"{KAMPUNG}/robots.txt").text


# --- HTTP -----------------------------------------------------------------------------------------------------------


def test_proxy_form_and_host_form_give_the_same_page(newsroom: Newsroom) -> None:
    url = newsroom.url("20481")
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port)
    connection.request("GET", urlsplit(url).path, headers={"Host": "tubaraya.example:8080"})
    response = connection.getresponse()
    assert (response.status, response.read()) == (200, ask(newsroom, url).body)
    connection.close()


def test_an_unknown_host_is_a_bad_gateway(newsroom: Newsroom) -> None:
    assert ask(newsroom, "http://lain.example/").status == 502


def test_one_connection_serves_many_requests(newsroom: Newsroom) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port)
    for url in (f"{RADAR}/", f"{RADAR}/tidak-ada", f"{TELUK}/", f"{TUBA}/"):
        connection.request("GET", url)
        assert connection.getresponse().read()
    connection.close()


@pytest.mark.parametrize("site", sites(), ids=[site.host for site in sites()])
def test_a_missing_page_is_404_in_the_sites_own_dress(newsroom: Newsroom, site: Site) -> None:
    for path in ("/tidak/ada/di/sini", "/read/999999/tidak-ada", "/2024/13/01/x"):
        reply = ask(newsroom, site.base + path)
        assert reply.status == 404
        assert site.name.casefold() in reply.text.casefold()
        assert "ETag" not in reply.headers


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://www.tubaraya.example/feed/?s=asn", f"{TUBA}/feed/?s=asn"),
        (f"{TUBA}/kunjungi-tuba-raya-pj-gubernur-titip-pesan-netralitas-asn", None),
        (f"{TUBA}/?p=20481", None),
        (f"{RADAR}/read/701688/tiga-guru-disanksi-kampanye-di-grup-wa", None),
        (f"{RADAR}/read/701688", None),
        (f"{RADAR}/amp/701688/tiga-guru-disanksi-kampanye-di-grup-wa", None),
    ],
)
def test_other_spellings_redirect_to_the_one_that_counts(newsroom: Newsroom, url: str, target: str | None) -> None:
    reply = ask(newsroom, url)
    assert reply.status == 301
    place = reply.headers["Location"]
    assert place == (target or place)
    assert ask(newsroom, place).status == 200


@pytest.mark.parametrize(
    "url", [f"{RADAR}/", f"{RADAR}/rss/politik", f"{TELUK}/sitemap-news.xml", f"{TUBA}/wp-json/wp/v2/posts", "701204"]
)
def test_what_a_client_has_is_not_sent_again(newsroom: Newsroom, url: str) -> None:
    url = newsroom.url(url) if url.isdigit() else url
    first = ask(newsroom, url)
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If_None_Match": tag}, {"If_Modified_Since": changed}, {"If_None_Match": f'"x", W/{tag}'}):
        again = ask(newsroom, url, **headers)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    for headers in (
        {"If_None_Match": '"x"'},
        {"If_None_Match": '"x"', "If_Modified_Since": changed},
        {"If_Modified_Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If_Modified_Since": "kemarin"},
    ):
        assert ask(newsroom, url, **headers).status == 200


def test_gzip_only_when_asked(newsroom: Newsroom) -> None:
    url = newsroom.url("701204")
    plain, packed = ask(newsroom, url), ask(newsroom, url, Accept_Encoding="gzip, deflate")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert ask(newsroom, url, If_None_Match=packed.headers["ETag"]).status == 304


def test_head_tells_the_length_and_sends_nothing(newsroom: Newsroom) -> None:
    reply = ask(newsroom, f"{RADAR}/", method="HEAD")
    assert reply.body == b""
    assert int(reply.headers["Content-Length"]) == len(ask(newsroom, f"{RADAR}/").body)


def test_the_log_tells_who_asked_for_what(fresh: Newsroom) -> None:
    ask(fresh, f"{TUBA}/?s=asn", User_Agent="arsip/1")
    ask(fresh, f"{TUBA}/tidak/ada/ini")
    one, two = fresh.log
    assert (one.host, one.path, one.status, one.headers["user-agent"]) == (
        "tubaraya.example",
        "/?s=asn",
        200,
        "arsip/1",
    )
    assert two.status == 404
    fresh.forget()
    assert fresh.log == []


def test_many_clients_at_once_are_all_written_down(fresh: Newsroom) -> None:
    threads = [threading.Thread(target=ask, args=(fresh, f"{TUBA}/?s={n}")) for n in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(exchange.path for exchange in fresh.log) == sorted(f"/?s={n}" for n in range(24))


# --- edits and faults -----------------------------------------------------------------------------------------------


def test_an_edit_changes_page_validators_and_listings(fresh: Newsroom) -> None:
    before = ask(fresh, fresh.url("701204"))
    fresh.edit("701204", [Block("p", "KOTA BAHARI - Teks baru.")], headline="Judul Baru")
    after = ask(fresh, fresh.url("701204"), If_None_Match=before.headers["ETag"])
    assert after.status == 200
    assert flat("KOTA BAHARI - Teks baru.") in words(after.body)
    assert after.headers["Last-Modified"] != before.headers["Last-Modified"]
    assert "Judul Baru" in ask(fresh, f"{RADAR}/kategori/politik").text


def test_a_new_slug_leaves_the_old_address_behind(fresh: Newsroom) -> None:
    for article_id in ("701204", "t-0001", "20481", "4471120394857102"):
        old = fresh.url(article_id)
        fresh.edit(article_id, slug="alamat-baru")
        reply = ask(fresh, old)
        assert (reply.status, reply.headers["Location"]) == (301, fresh.url(article_id))
        assert "alamat-baru" in fresh.url(article_id)


def test_deleted_and_added_articles_go_and_come(fresh: Newsroom) -> None:
    url = fresh.url("20481")
    fresh.delete("20481")
    assert ask(fresh, url).status == 404
    assert url not in ask(fresh, f"{TUBA}/wp-sitemap-posts-post-1.xml").text
    fresh.add("tubaraya.example", filler(1))
    assert ask(fresh, fresh.url("500001")).status == 200
    with pytest.raises(KeyError):
        fresh.edit("20481", [])


def test_one_newsroom_leaves_the_bundled_articles_alone(fresh: Newsroom) -> None:
    fresh.delete("20481")
    assert "20481" in SITES["wordpress"].by_id


PAGE = "/politik/read/701204/"


def broken(newsroom: Newsroom, fault: Fault, **headers: str) -> Reply:
    newsroom.faults["radarsamudra.disway.example", PAGE] = fault
    return ask(newsroom, newsroom.url("701204"), **headers)


def test_every_fault_is_known() -> None:
    assert set(APPLY) == set(Kind)


def test_fault_status_with_headers(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.STATUS, status=429, headers=(("Retry-After", "120"),)))
    assert (reply.status, reply.headers["Retry-After"]) == (429, "120")
    assert fresh.log[-1].status == 429
    assert ask(fresh, f"{RADAR}/").status == 200


def test_fault_ends_after_its_times(fresh: Newsroom) -> None:
    fault = Fault(kind=Kind.STATUS, times=2)
    assert [broken(fresh, fault).status for _ in range(3)] == [503, 503, 200]


def test_the_longest_prefix_wins(fresh: Newsroom) -> None:
    fresh.faults["radarsamudra.disway.example", "/"] = Fault(kind=Kind.STATUS, status=500)
    assert broken(fresh, Fault(kind=Kind.STATUS, status=503)).status == 503
    assert ask(fresh, f"{RADAR}/kategori/politik").status == 500


def test_fault_truncated_gzip(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.TRUNCATED_GZIP))
    assert reply.headers["Content-Encoding"] == "gzip"
    assert int(reply.headers["Content-Length"]) == len(reply.body)
    with pytest.raises(EOFError):
        gzip.decompress(reply.body)


def test_fault_short_body(fresh: Newsroom) -> None:
    with pytest.raises(http.client.IncompleteRead):
        broken(fresh, Fault(kind=Kind.SHORT_BODY))


def test_fault_wrong_content_encoding(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.WRONG_ENCODING))
    assert reply.headers["Content-Encoding"] == "gzip"
    assert reply.body.startswith(b"<!DOCTYPE html>")


def test_fault_wrong_charset(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.WRONG_CHARSET))
    assert reply.headers["Content-Type"].endswith("ISO-8859-1")
    assert "”" in reply.body.decode("utf-8")


def test_fault_empty(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.EMPTY))
    assert (reply.status, reply.body) == (200, b"")


def test_fault_binary(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.BINARY))
    assert reply.headers["Content-Type"].startswith("text/html")
    assert reply.body.startswith(b"\x89PNG")


def test_fault_huge(fresh: Newsroom) -> None:
    assert len(broken(fresh, Fault(kind=Kind.HUGE)).body) == HUGE >= 30_000_000


def test_fault_deep(fresh: Newsroom) -> None:
    html = broken(fresh, Fault(kind=Kind.DEEP)).text
    assert html.index("<div>" * DEPTH) < html.rindex("Sedikitnya 3.412") < html.index("</div>" * DEPTH)


def test_fault_redirect_loop_never_ends(fresh: Newsroom) -> None:
    url, seen = fresh.url("701204"), []
    fresh.faults["radarsamudra.disway.example", PAGE] = Fault(kind=Kind.LOOP)
    for _ in range(4):
        seen.append(url)
        url = ask(fresh, url).headers["Location"]
    assert url == seen[0] == seen[2] != seen[1] == seen[3]


def test_fault_redirect_elsewhere(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.REDIRECT, url="http://169.254.169.254/latest/", status=307))
    assert (reply.status, reply.headers["Location"]) == (307, "http://169.254.169.254/latest/")


def test_fault_reset(fresh: Newsroom) -> None:
    with pytest.raises((ConnectionResetError, http.client.IncompleteRead)):
        broken(fresh, Fault(kind=Kind.RESET))
    assert ask(fresh, f"{RADAR}/").status == 200


@pytest.mark.parametrize("status", [None, 403, 503])
def test_fault_challenge(fresh: Newsroom, status: int | None) -> None:
    reply = broken(fresh, Fault(kind=Kind.CHALLENGE, status=status))
    assert reply.status == (status or 200)
    assert "Just a moment" in reply.text


def test_fault_soft_404(fresh: Newsroom) -> None:
    reply = broken(fresh, Fault(kind=Kind.SOFT_404))
    assert (reply.status, reply.headers["Location"]) == (302, f"{RADAR}/")


# --- the whole --------------------------------------------------------------------------------------------------------


def test_the_outlets_of_a_crawl_are_the_bundled_sites() -> None:
    found = {}
    for path in sorted(OUTLETS.glob("*.yml")):
        document = yaml.safe_load(path.read_text())
        for outlet in document["outlets"]:
            found[urlsplit(outlet["home_url"]).hostname] = {**document["defaults"], **outlet}
    assert set(found) == {site.host for site in sites()}
    for site in sites():
        entry = found[site.host]
        assert (entry["platform"], entry["name"]) == (site.skin, site.name)
        assert entry.get("timezone", "Asia/Jakarta") == site.zone


def test_the_newsroom_imports_neither_scrapers_nor_pipeline() -> None:
    code = (
        "import newsroom, sys; print([m for m in sys.modules if m.split('.')[0] in ('scrapers', 'pipeline', 'scrapy')])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_the_command_says_where_it_serves() -> None:
    process = subprocess.Popen([sys.executable, "-m", "newsroom", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        port = int(first.rsplit(":", 1)[1])
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"{TUBA}/robots.txt")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        process.terminate()
        process.communicate()
