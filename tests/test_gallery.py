"""The gallery: the bundled articles on every platform, with the hooks and false statements that each is known for."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import urljoin, urlsplit

import pytest

from newsroom import Article, Site, gallery, serve, sites
from newsroom.skins import SKINS
from tests.web import Reply, ask, elements, flat, in_xml, strings, words

SITES = {site.skin: site for site in gallery()}
PRINTED = [(site, article) for site in gallery() for article in site.articles]
Get = Callable[[str], Reply]
PAGED = [skin for skin in SITES if SKINS[skin].paged]


@pytest.fixture(scope="module")
def get() -> Iterator[Get]:
    """Ask the gallery for an address, each only once."""
    with serve(gallery()) as running:
        yield cache(lambda url: ask(running, url))


def name(value: object) -> str:
    return value.host if isinstance(value, Site) else value.id if isinstance(value, Article) else str(value)


def article_url(site: Site, article: Article, page: int = 1) -> str:
    return SKINS[site.skin].url(site, article, page)


def first(skin: str, trap: Callable[[Article], bool] = lambda article: True) -> tuple[Site, Article]:
    site = SITES[skin]
    return site, next(article for article in site.articles if trap(article))


def plain(skin: str) -> tuple[Site, Article]:
    """An article with both credits, a caption and one page, as most are."""
    return first(skin, lambda a: bool(a.reporter and a.editor and a.caption and a.tags) and len(a.pages) == 1)


# --- what is shown ------------------------------------------------------------------------------------------------


def test_every_skin_is_shown_by_the_demo_or_the_gallery() -> None:
    assert {site.skin for site in sites()} | set(SITES) == set(SKINS)
    assert {site.skin for site in sites()}.isdisjoint(SITES)
    assert len(SITES) == len(gallery()) >= 22


def test_every_bundled_article_is_shown_somewhere() -> None:
    shown = {article.slug for _, article in PRINTED}
    assert {article.slug for site in sites() for article in site.articles} == shown


TRAPS: dict[str, Callable[[Article], bool]] = {
    "a list": lambda a: any(b.kind == "li" for b in a.blocks),
    "a quote that begins with Baca": lambda a: any(re.match(r"[\"“”]Baca ", p) for p in a.paragraphs),
    "an advert for money": lambda a: any(b.kind == "advert" and "DANA" in b.text for b in a.blocks),
    "share, follow and comment lines": lambda a: {"share", "follow", "comment"} <= {b.kind for b in a.blocks},
    "a related headline glued to a paragraph": lambda a: any(b.glued and b.kind == "related" for b in a.blocks),
    "related headlines above their label": lambda a: a.boilerplate[-1:] == ("Baca Juga",),
    "a related headline without label": lambda a: any(
        b.kind == "related" and not re.match(r"\W*baca", b.text, re.I) for b in a.blocks
    ),
    "a bullet of a related headline": lambda a: any(b.kind == "related" and b.text.startswith("•") for b in a.blocks),
    "BACA JUGA without blank": lambda a: any(b.text.startswith("BACA JUGA:") for b in a.blocks),
    "a teaser of the next page": lambda a: any(b.kind == "teaser" for b in a.blocks),
    "a caption": lambda a: bool(a.caption),
    "a credit line": lambda a: any(b.kind == "credit" for b in a.blocks),
    "quotes and ampersand in the headline": lambda a: '"' in a.headline and "&" in a.headline,
}


@pytest.mark.parametrize("site", gallery(), ids=name)
def test_every_site_holds_every_trap(site: Site) -> None:
    missing = [trap for trap, holds in TRAPS.items() if not any(map(holds, site.articles))]
    assert missing == []
    assert any(len(article.pages) > 2 for article in site.articles) == SKINS[site.skin].paged
    assert len(site.articles) >= 8


@pytest.mark.parametrize(("site", "article"), PRINTED, ids=name)
def test_an_article_is_told_as_the_sites_own(site: Site, article: Article) -> None:
    text = " ".join([article.headline, article.caption or "", *(block.text for block in article.blocks)])
    assert [old.name for old in sites() if re.search(rf"\b{re.escape(old.name)}\b(?! Raya)", text, re.I)] == []
    assert [old.host for old in sites() if old.host in text.lower()] == []
    if article.dateline:
        assert article.dateline in article.paragraphs[0][:60]
        assert re.match(r"[^-–—]{2,60} [-–—]{1,2} \S", article.paragraphs[0])
    if site.skin == "mediaindonesia":
        assert not re.match(r"[A-Z .,]{4,} [-–—]", article.paragraphs[0])


# --- pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("site", "article"), PRINTED, ids=name)
def test_the_pages_add_up_to_the_article(get: Get, site: Site, article: Article) -> None:
    many = [get(article_url(site, article, n)) for n in range(1, len(article.pages) + 1)]
    assert {reply.status for reply in many} == {200}
    text = "".join(words(reply.body) for reply in many)
    at = text.find(flat(article.paragraphs[0]))
    for paragraph in article.paragraphs:
        at = text.find(flat(paragraph), at)
        assert at >= 0, paragraph
    assert [line for line in article.boilerplate if flat(line) not in text] == []
    assert flat(article.caption or "") in text
    for reply in many:
        assert flat(article.headline) in words(reply.body)
        assert [phrase for phrase in SKINS[site.skin].furniture if flat(phrase) not in words(reply.body)] == []


@pytest.mark.parametrize("skin", PAGED)
def test_a_page_holds_its_own_part_and_links_the_next(get: Get, skin: str) -> None:
    site, article = first(skin, lambda a: len(a.pages) > 2)
    for number in range(1, len(article.pages) + 1):
        reply = get(article_url(site, article, number))
        text = words(reply.body, BODY[skin])
        for other, blocks in enumerate(article.pages, start=1):
            assert {flat(b.text) in text for b in blocks if b.kind == "p"} == {other == number}
        if number < len(article.pages):
            assert article_url(site, article, number + 1) in [urljoin(site.base, link) for link in reply.links]


WHOLE = {
    **dict.fromkeys(("promedia", "prmn", "jawapos", "kompas"), "?page=all"),
    "inews": "/all", "handmade_breaks": "?halaman=all",
}  # fmt: skip


@pytest.mark.parametrize("skin", WHOLE)
def test_the_whole_text_is_a_link_away(get: Get, skin: str) -> None:
    site, article = first(skin, lambda a: len(a.pages) > 2)
    whole = article_url(site, article) + WHOLE[skin]
    assert whole in get(article_url(site, article)).links
    text = words(get(whole).body, BODY[skin])
    assert [p for p in article.paragraphs if flat(p) not in text] == []


@pytest.mark.parametrize("skin", SITES)
def test_a_skin_dresses_any_article(skin: str) -> None:
    lone = Article(
        id="7", slug="apa-saja", headline="Apa <Saja> & \"Lagi\"", published=datetime(2024, 10, 7, 1, tzinfo=UTC),
        blocks=SITES[skin].articles[0].blocks[:1],
    )  # fmt: skip
    with serve([Site(host="a.example", name="A", skin=skin, articles=(lone,))]) as running:
        reply = ask(running, running.url("7"))
        assert reply.status == 200
        assert flat(lone.headline) in words(reply.body)
        assert flat(lone.body) in words(reply.body)


SHAPES = {
    "tagdiv": r"/\d{4}/\d\d/\d\d/[a-z0-9-]+/",
    "tagdiv_cloud": r"/[a-z0-9-]+/",
    "jnews": r"/[a-z0-9-]+/",
    "jannah": r"/\d{4}/\d\d/[a-z0-9-]+/",
    "wpberita": r"/[a-z0-9-]+\.html",
    "majalahpro": r"/\d{4}/\d\d/\d\d/[a-z0-9-]+/",
    "newsfeed": r"/[a-z0-9-]+/",
    "wordpress_com": r"/\d{4}/\d\d/\d\d/[a-z0-9-]+/",
    "plain_theme": r"/[a-z0-9-]+/",
    "promedia": r"/[a-z0-9-]+/\d{10,11}/[a-z0-9-]+",
    "prmn": r"/[a-z0-9-]+/pr-\d+/[a-z0-9-]+",
    "jawapos": r"/[a-z0-9-]+/\d{9}/[a-z0-9-]+",
    "jawapos_next": r"/[a-z0-9-]+/2[0-9][01]\d[0-3]\d{5}/[a-z0-9-]+",
    "antara": r"/berita/\d{6}/[a-z0-9-]+",
    "detik": r"/selat/[a-z0-9-]+/d-\d{7}/[a-z0-9-]+",
    "kompas": r"/read/\d{4}/\d\d/\d\d/\d{9}/[a-z0-9-]+",
    "rri": r"/samudra/[a-z0-9-]+/\d+/[a-z0-9-]+",
    "jpnn": r"/news/[a-z0-9-]+",
    "inews": r"/read/\d+/[a-z0-9-]+",
    "mediaindonesia": r"/[a-z0-9-]+/\d+/[a-z0-9-]+",
    "handmade_tables": r"/detailberita\.php\?id=\d+",
    "handmade_breaks": r"/berita-\d+-[a-z0-9-]+\.html",
}


@pytest.mark.parametrize(("site", "article"), PRINTED, ids=name)
def test_addresses_have_the_platforms_shape(site: Site, article: Article) -> None:
    assert re.fullmatch(SHAPES[site.skin], article_url(site, article).removeprefix(site.base))


# --- hooks --------------------------------------------------------------------------------------------------------


def of_class(*names: str) -> str:
    return "//*[" + " and ".join(f"contains(concat(' ', @class, ' '), ' {n} ')" for n in names) + "]"


BODY = {
    "tagdiv": of_class("td-post-content"),
    "tagdiv_cloud": of_class("tdb_single_content"),
    "jnews": of_class("content-inner"),
    "jannah": of_class("entry-content", "entry"),
    "wpberita": of_class("entry-content", "entry-content-single"),
    "majalahpro": of_class("entry-content", "entry-content-single"),
    "newsfeed": of_class("isi-post"),
    "wordpress_com": of_class("entry"),
    "plain_theme": of_class("entry-content"),
    "promedia": of_class("read__content", "clearfix"),
    "prmn": "//article[contains(@class,'read__content')]",
    "jawapos": "//div[@itemprop='articleBody']",
    "jawapos_next": of_class("prose"),
    "antara": of_class("wrap__article-detail-content", "post-content"),
    "detik": of_class("detail__body-text", "itp_bodycontent"),
    "kompas": of_class("read__content") + of_class("clearfix"),
    "rri": of_class("post_details_inner"),
    "jpnn": "//div[@itemprop='articleBody']",
    "inews": of_class("bodyArticle"),
    "mediaindonesia": "//div[@class='article']",
    "handmade_tables": "//td[@class='teksnya']",
    "handmade_breaks": "//div[@id='teks']",
}
"""Where a platform puts the text of an article."""


@pytest.mark.parametrize(("site", "article"), PRINTED, ids=name)
def test_the_text_stands_in_the_platforms_container(get: Get, site: Site, article: Article) -> None:
    text = "".join(
        words(get(article_url(site, article, n)).body, BODY[site.skin]) for n in range(1, len(article.pages) + 1)
    )
    assert [p for p in article.paragraphs if flat(p) not in text] == []


DATED = "//time[contains(@class,'entry-date')][@datetime]"
HOOKS = {
    "tagdiv": [
        "//h1[@class='entry-title']", of_class("td-post-author-name") + "/a", DATED, of_class("td-a-rec"),
        of_class("td_block_related_posts"), of_class("td-post-sharing"),
    ],
    "tagdiv_cloud": [of_class("tdb-author-name"), DATED, of_class("td-a-rec")],
    "jnews": [
        "//h1[@class='jeg_post_title']", of_class("jeg_meta_author") + "/a", of_class("jeg_meta_date"),
        of_class("jeg_ad"),
    ],
    "jannah": [
        "//h1[@class='post-title entry-title']", of_class("meta-author") + "/a[contains(@class,'author-name')]",
        "//span[@class='date meta-item tie-icon']", of_class("post-bottom-tags"), "//*[@id='related-posts']",
    ],
    "wpberita": [
        "//h1[@class='entry-title']", DATED, of_class("gmr-banner-beforecontent"), of_class("gmr-banner-insidecontent"),
        of_class("gmr-banner-aftercontent"), of_class("gmr-related-post") + "/h3[@class='related-text']",
        of_class("gmr-cf-metacontent"),
    ],
    "majalahpro": [
        "//h1[@itemprop='headline']", DATED, of_class("majalahpro-core-banner-insidecontent"),
        of_class("majalahpro-core-related-post"), of_class("gmr-related-post") + "/h3[@class='related-text']",
    ],
    "newsfeed": [
        of_class("newsfeed-satu-container"), of_class("newsfeed-dua-container"), of_class("newsfeed-tiga-container"),
        "//*[@id='sidebar-header']", of_class("before-widget"),
    ],
    "wordpress_com": [
        of_class("sharedaddy"), of_class("jp-relatedposts"), "//*[starts-with(@id,'atatags-')]", of_class("postdate"),
    ],
    "plain_theme": ["//h1[@class='entry-title']", DATED],
    "promedia": [
        "//h1[@class='read__title']", of_class("read__info__author"), of_class("read__info__date"), of_class("ads"),
    ],
    "prmn": ["//h1[@class='read__title']", of_class("read__info__date"), of_class("prads")],
    "jawapos": ["//h1[@class='read__title']", "//span[@class='mt-10']"],
    "jawapos_next": ["//script[@id='__NEXT_DATA__']"],
    "antara": [
        of_class("wrap__article-detail-title"), of_class("list-inline-item"), of_class("text-muted", "mt-2", "small"),
    ],
    "detik": [
        "//h1[@class='detail__title']", of_class("detail__author"), of_class("detail__date"),
        of_class("detail__body-tag"), of_class("parallaxindetail"), "//a[contains(@class,'video20detik')]",
    ],
    "kompas": [
        "//h1[@class='read__title']", of_class("read__time"), of_class("ads-on-body"), of_class("credit-author-name"),
    ],
    "rri": [of_class("main-content")],
    "jpnn": ["//h1[@class='judul']"],
    "inews": ["//h1[@class='headerTitle']", "//div[@class='createdAt']"],
    "mediaindonesia": [of_class("author-2"), "//span[@class='datetime']", of_class("flying-carpet")],
    "handmade_tables": ["//h2", "//td/div/div"],
    "handmade_breaks": ["//h1", "//div[@id='teks']/br"],
}  # fmt: skip
RELATED = {
    "jnews": of_class("jnews_inline_related_post"),
    "wpberita": of_class("gmr-related-post-onlytitle"),
    "majalahpro": of_class("idt-textinsidepost"),
    "promedia": "//strong[@class='read__others']",
    "prmn": "//strong[@class='readmore']",
    "jawapos": "//strong[@class='readmore']",
    "jawapos_next": "//p/strong[@class='readmore']",
    "antara": of_class("baca-juga"),
    "detik": "//table[@class='linksisip']",
    "kompas": "//p/strong/a[@class='inner-link-baca-juga']",
}
"""The element in which a platform puts related headlines among the paragraphs."""


@pytest.mark.parametrize("skin", SITES)
def test_the_hooks_of_the_platform_are_there(get: Get, skin: str) -> None:
    site, article = plain(skin)
    html = get(article_url(site, article)).body
    assert [hook for hook in [BODY[skin], *HOOKS[skin]] if not elements(html, hook)] == []


@pytest.mark.parametrize("skin", RELATED)
def test_related_headlines_have_their_own_element(get: Get, skin: str) -> None:
    site = SITES[skin]
    lines = [flat(b.text) for a in site.articles for b in a.blocks if b.kind == "related"]
    found = [
        flat(element.text_content())
        for article in site.articles
        for element in elements(get(article_url(site, article)).body, RELATED[skin])
    ]
    assert found
    assert all(any(line in text or text in line for line in lines) for text in found)


@pytest.mark.parametrize("skin", ["handmade_tables", "handmade_breaks"])
def test_a_handmade_page_gives_no_reader_a_hook(get: Get, skin: str) -> None:
    site, article = plain(skin)
    html = get(article_url(site, article)).text
    known = r"ld\+json|og:|article:|datePublished|itemprop|generator|wp-|entry|read__|post-|<time|<article|<p[ >]"
    assert re.findall(known, html) == []


def test_detik_has_the_first_words_outside_any_paragraph(get: Get) -> None:
    site, article = first("detik", lambda a: bool(a.dateline) and " - " in a.paragraphs[0])
    html = get(article_url(site, article)).body
    (bold,) = elements(html, BODY["detik"] + "/strong[1][following-sibling::p]")
    assert (bold.text_content(), (bold.tail or "").strip()) == (article.dateline, "-")


def test_kompas_teases_the_next_page_with_its_first_words(get: Get) -> None:
    site, article = first("kompas", lambda a: len(a.pages) > 2)
    html = get(article_url(site, article)).body
    (teaser,) = elements(html, of_class("paging__footnote"))
    assert article.pages[1][0].text[:20] in teaser.text_content()


def test_media_indonesia_nests_its_advert_behind_the_first_paragraph(get: Get) -> None:
    site, article = plain("mediaindonesia")
    html = get(article_url(site, article)).text
    before = html[: html.index('<div class="flying-carpet">')]
    assert "</p>" not in before[before.index('<div class="article">') :]


# --- what the head says, true or false ----------------------------------------------------------------------------


def meta(html: bytes, key: str) -> str:
    return next(iter(strings(html, f"//meta[@name='{key}' or @property='{key}']/@content")), "")


def news(html: bytes) -> dict[str, object]:
    """The page's NewsArticle or Article in JSON-LD; empty where there is none."""
    for text in strings(html, "//script[@type='application/ld+json']/text()"):
        data = json.loads(text)
        for node in data.get("@graph", [data]):
            if node.get("@type") in ("NewsArticle", "Article"):
                return dict(node)
    return {}


def head_of(get: Get, skin: str) -> tuple[Article, bytes, datetime]:
    site, article = plain(skin)
    return article, get(article_url(site, article)).body, site.local(article.published)


YOAST = [skin for skin in SITES if getattr(SKINS[skin], "seo", "") in {"yoast", "jetpack"}]


@pytest.mark.parametrize("skin", YOAST)
def test_yoast_and_jetpack_stamp_utc(get: Get, skin: str) -> None:
    _, html, at = head_of(get, skin)
    assert meta(html, "article:published_time") == at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


@pytest.mark.parametrize("skin", ["tagdiv_cloud", "jnews", "newsfeed"])
def test_rankmath_stamps_the_sites_time_and_names_the_poster(get: Get, skin: str) -> None:
    article, html, at = head_of(get, skin)
    assert meta(html, "article:published_time") == at.isoformat(timespec="seconds")
    assert news(html)["datePublished"] == at.isoformat(timespec="seconds")
    assert meta(html, "author") == ("Redaksi" if skin == "tagdiv_cloud" else article.reporter)


def test_jannah_says_the_whole_text_related_lines_and_all(get: Get) -> None:
    site, article = first("jannah", lambda a: len(a.pages) > 2)
    said = str(news(get(article_url(site, article)).body)["articleBody"])
    assert all(block.text in said for block in article.blocks)


@pytest.mark.parametrize("skin", ["plain_theme", "handmade_tables", "handmade_breaks"])
def test_some_pages_say_nothing_in_their_heads(get: Get, skin: str) -> None:
    _, html, _ = head_of(get, skin)
    assert news(html) == {}
    assert meta(html, "article:published_time") == ""


@pytest.mark.parametrize("skin", ["promedia", "prmn", "jawapos", "kompas"])
def test_promedia_and_kompas_say_local_time_and_both_names(get: Get, skin: str) -> None:
    article, html, at = head_of(get, skin)
    assert meta(html, "content_PublishedDate") == at.strftime("%Y-%m-%d %H:%M:%S")
    assert (meta(html, "content_author"), meta(html, "content_editor")) == (article.reporter, article.editor)


def test_kompas_signs_the_editor_and_stamps_utc(get: Get) -> None:
    article, html, at = head_of(get, "kompas")
    stamp = at.astimezone(UTC).isoformat(timespec="seconds")
    assert stamp.endswith("+00:00")
    assert meta(html, "article:published_time") == news(html)["datePublished"] == stamp
    assert news(html)["author"] == {"@type": "Person", "name": article.editor}
    assert meta(html, "author").endswith("Cyber Media")
    assert at.strftime("%d/%m/%Y, %H:%M WIB") in elements(html, of_class("read__time"))[0].text_content()


def test_detik_stamps_local_time_with_a_false_z_and_dashes(get: Get) -> None:
    article, html, at = head_of(get, "detik")
    assert meta(html, "pubdate") == at.strftime("%Y-%m-%dT%H-%M-%SZ")
    assert news(html)["datePublished"] == at.isoformat(timespec="seconds")
    assert meta(html, "author") == article.reporter


def test_jawapos_keeps_the_article_as_data_without_zone(get: Get) -> None:
    article, html, at = head_of(get, "jawapos_next")
    (data,) = strings(html, "//script[@id='__NEXT_DATA__']/text()")
    node = json.loads(data)["props"]["pageProps"]["article"]
    assert node["published_at"] == at.strftime("%Y-%m-%d %H:%M:%S")
    assert node["title"] == article.headline
    assert all(flat(p) in words(node["content"], "//*") for p in article.paragraphs)
    assert news(html) == {}


def test_antara_ends_in_its_credits(get: Get) -> None:
    article, html, at = head_of(get, "antara")
    closing = words(html, of_class("text-muted", "mt-2", "small"))
    assert closing == flat(f"Pewarta : {article.reporter} Editor: {article.editor} COPYRIGHT © ANTARA {at.year}")
    assert at.strftime("%H:%M WITA") in elements(html, of_class("list-inline-item"))[0].text_content()


def test_jpnn_says_naive_time_and_the_site_as_author(get: Get) -> None:
    article, html, at = head_of(get, "jpnn")
    assert meta(html, "jpnncom_news_pubdate") == at.strftime("%Y-%m-%d %H:%M:%S")
    assert meta(html, "jpnncom_news_author") == article.reporter
    assert meta(html, "author") == "JPNN Selat"


def test_media_indonesia_signs_editor_and_developer(get: Get) -> None:
    article, html, at = head_of(get, "mediaindonesia")
    assert news(html)["author"] == {"@type": "Person", "name": article.editor}
    assert meta(html, "author") == "mediaselat.example developer"
    (printed,) = strings(html, "//span[@class='datetime']/text()")
    assert printed == f"{at.day}/{at.month}/{at.year} {at:%H:%M}"
    assert meta(html, "og:type") == "website"


@pytest.mark.parametrize(("site", "article"), PRINTED, ids=name)
def test_a_page_prints_the_credits_that_it_promises(get: Get, site: Site, article: Article) -> None:
    last = words(get(article_url(site, article, len(article.pages))).body)
    promised = [person for role, person in article.credits if role in SKINS[site.skin].prints]
    assert [person for person in promised if flat(person) not in last] == []


# --- lists --------------------------------------------------------------------------------------------------------

LISTS = [
    ("tagdiv", "/?s=netralitas", "//h3[@class='entry-title td-module-title']/a"),
    ("tagdiv_cloud", "/page/1/?s=netralitas", "//h3[@class='entry-title td-module-title']/a"),
    ("jnews", "/", "//h3[@class='jeg_post_title']/a"),
    ("jannah", "/", "//li[contains(@class,'post-item')]//h2[@class='post-title']/a"),
    ("wpberita", "/", "//h2[@class='entry-title']/a"),
    ("majalahpro", "/", "//h2[@class='entry-title']/a"),
    ("newsfeed", "/", "//h2[@class='entry-title']/a"),
    ("wordpress_com", "/", "//h2/a[@rel='bookmark']"),
    ("plain_theme", "/", "//h2[@class='entry-title']/a"),
    ("promedia", "/indeks-berita", "//div[@class='latest__item']//a[@class='latest__link']"),
    ("promedia", "/search?q=netralitas", "//div[@class='latest__item']//a[@class='latest__link']"),
    ("promedia", "/tag/netralitas-asn", "//div[@class='latest__item']//a[@class='latest__link']"),
    ("prmn", "/indeks-berita?page=1", "//div[@class='latest__item']//a[@class='latest__link']"),
    ("jawapos", "/indeks-berita", "//div[@class='latest__item']//a[@class='latest__link']"),
    ("jawapos_next", "/indeks", "//h2/a"),
    ("antara", "/terkini", "//div[contains(@class,'card__post')]//h2/a[contains(@href,'/berita/')]"),
    ("antara", "/terkini/1", "//div[contains(@class,'card__post')]//h2/a[contains(@href,'/berita/')]"),
    ("antara", "/search?q=netralitas", "//div[contains(@class,'card__post')]//h2/a"),
    ("antara", "/search/netralitas/1", "//div[contains(@class,'card__post')]//h2/a"),
    ("detik", "/selat/indeks?page=1", "//article[contains(@class,'list-content__item')]//h3/a"),
    ("rri", "/search?q=netralitas&page=1", "//h2/a"),
    ("jpnn", "/tag/netralitas-asn?page=1", "//h2/a"),
    ("inews", "/indeks/selat/all", "//h2/a"),
    ("mediaindonesia", "/indeks", "//h2/a"),
    ("handmade_tables", "/arsip.php", "//div[@class='satu']/a"),
    ("handmade_tables", "/cari.php?kata=netralitas", "//div[@class='satu']/a"),
    ("handmade_breaks", "/indeks", "//div[@class='brs']/a"),
]  # fmt: skip


def wanted(site: Site, path: str) -> list[str]:
    """What a list must link: all, or what says the words, or what has the tag."""
    found = site.newest()
    if match := re.search(r"(?:s|q|kata)=(\w+)|/search/(\w+)", path):
        found = [article for article in found if article.says(match[1] or match[2])]
    if "/tag/" in path:
        found = [article for article in found if "netralitas asn" in (tag.lower() for tag in article.tags)]
    return [article_url(site, article) for article in found]


@pytest.mark.parametrize(("skin", "path", "links"), LISTS)
def test_a_list_links_its_articles_newest_first(get: Get, skin: str, path: str, links: str) -> None:
    site = SITES[skin]
    found = strings(get(site.base + path).body, links + "/@href")
    assert found
    assert [urljoin(site.base, link) for link in found] == wanted(site, path)


def many(skin: str) -> Site:
    """A site with more articles than a list shows."""
    start = datetime(2024, 10, 7, 2, tzinfo=UTC)
    articles = tuple(
        Article(
            id=f"24100700{n:02}", slug=f"berita-{n}", headline=f"Berita {n}", blocks=SITES[skin].articles[0].blocks[:1],
            published=start + timedelta(minutes=n), tags=("contoh",),
        )
        for n in range(34)
    )  # fmt: skip
    return Site(host="a.example", name="A", skin=skin, articles=articles)


@pytest.mark.parametrize(
    ("skin", "path", "next_page"),
    [
        ("jnews", "/?s=sedikitnya", "//a[contains(@class,'next')]/@href"),
        ("promedia", "/indeks-berita", "//a[@rel='next']/@href"),
        ("promedia", "/search?q=sedikitnya", "//a[@rel='next']/@href"),
        ("antara", "/terkini", "//a[@rel='next']/@href"),
        ("antara", "/tag/contoh", "//a[@rel='next']/@href"),
        ("detik", "/indeks?date=10/07/2024", "//a[@rel='next']/@href"),
        ("inews", "/indeks/selat/all", "//a[@rel='next']/@href"),
        ("handmade_breaks", "/indeks", "//a[@rel='next']/@href"),
    ],
)
def test_lists_lead_to_every_article_page_by_page(skin: str, path: str, next_page: str) -> None:
    site = many(skin)
    found: set[str] = set()
    with serve([site]) as running:
        url = site.base + path
        for _ in range(4):
            html = ask(running, url).body
            found.update(link.text_content() for link in elements(html, "//a"))
            following = strings(html, next_page)
            if not following:
                break
            url = urljoin(url, following[0])
    assert {article.headline for article in site.articles} <= found


def test_kompas_lists_and_searches_on_hosts_of_their_own(get: Get) -> None:
    site, article = plain("kompas")
    day = site.local(article.published).date()
    index = get(f"http://indeks.kompas.example/?site=all&date={day}&page=1")
    search = get("http://search.kompas.example/search?q=netralitas&start_date=&end_date=&page=1")
    links = "//a[@class='article__link']/@href"
    assert strings(index.body, links) == [
        article_url(site, a) for a in site.newest() if site.local(a.published).date() == day
    ]
    assert strings(search.body, links) == wanted(site, "/search?q=netralitas")
    assert get("http://lain.kompas.example/").status == 502


def test_prmn_leaves_search_to_a_foreign_engine(get: Get) -> None:
    reply = get(f"{SITES['prmn'].base}/search?q=netralitas")
    assert "cse.google.com" in reply.text
    assert elements(reply.body, "//div[@class='latest__item']") == []


def test_antara_puts_a_blank_line_before_its_feed(get: Get) -> None:
    site = SITES["antara"]
    reply = get(f"{site.base}/rss/terkini.xml")
    assert reply.body.startswith(b"\n<?xml")
    links = in_xml(reply.body.strip(), "//item/link/text()")
    assert links == [article_url(site, a) for a in site.newest()]


THEMES = [skin for skin in SITES if SKINS[skin].platform == "wordpress"]


@pytest.mark.parametrize("skin", THEMES)
def test_a_theme_changes_the_page_and_nothing_else_of_wordpress(get: Get, skin: str) -> None:
    site, base = SITES[skin], SITES[skin].base
    urls = {article_url(site, a) for a in site.articles}
    feed = in_xml(get(f"{base}/feed/?s=netralitas").body, "//item/link/text()")
    assert set(feed) == set(wanted(site, "?s=netralitas"))
    (sitemap,) = re.findall(r"<loc>(.+?)</loc>", get(f"{base}/sitemap_index.xml").text)
    assert set(re.findall(r"<loc>(.+?)</loc>", get(sitemap).text)) == urls
    assert f"Sitemap: {base}/sitemap_index.xml" in get(f"{base}/robots.txt").text
    rest = get(f"{base}/wp-json/wp/v2/posts?per_page=100&search=netralitas")
    if skin == "wordpress_com":
        assert rest.status == 404
        return
    posts = json.loads(rest.body)
    assert {post["link"] for post in posts} == set(feed)
    article = next(a for a in site.articles if article_url(site, a) == posts[0]["link"])
    assert all(flat(p) in words(posts[0]["content"]["rendered"], "//*") for p in article.paragraphs)


@pytest.mark.parametrize("skin", SITES)
def test_robots_and_missing_pages_answer(get: Get, skin: str) -> None:
    site = SITES[skin]
    assert get(f"{site.base}/robots.txt").text.startswith("User-agent: *")
    reply: Reply = get(f"{site.base}/tidak/ada/di/sini/sama-sekali")
    assert reply.status == 404
    assert site.name.casefold() in reply.text.casefold()


@pytest.mark.parametrize("skin", [s for s in SITES if s not in THEMES and s not in {"jpnn", "handmade_tables"}])
def test_an_old_slug_leads_to_the_new_address(get: Get, skin: str) -> None:
    site, article = plain(skin)
    reply = get(article_url(site, article).replace(article.slug, "alamat-lama"))
    assert (reply.status, reply.headers["Location"]) == (301, article_url(site, article))


def test_paths_of_the_gallery_do_not_meet(get: Get) -> None:
    hosts = [host for site in gallery() for host in (site.host, *site.hosts)]
    assert len(hosts) == len(set(hosts))
    assert all(host.endswith(".example") for host in hosts)
    assert all(urlsplit(article_url(site, article)).hostname == site.host for site, article in PRINTED)
