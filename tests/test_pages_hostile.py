"""Pages made to break a reader, pages that are none, and walls: refused by name, never by accident."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ArticleError, BadPayload, ChallengePage, EmptyBody, NotAnArticle
from tests.pages import BODY, HEAD, LEDE, RELATED, TEXT, page, read_html

WALLS = [
    "<html><head><title>Just a moment...</title></head><body><div id='challenge-form'></div></body></html>",
    "<html><head><title>X</title></head><body><script>_cf_chl_opt={}</script><p>Verifying you are human.</p></body>",
    "<html><head><title>Attention Required! | Cloudflare</title></head><body><p>Please complete the captcha</p>"
    "<div class='g-recaptcha'></div></body></html>",
    "<html><body><p>Please enable JavaScript and cookies to continue</p></body></html>",
]


@pytest.mark.parametrize("html", WALLS)
def test_wall_is_a_challenge_page(html: str) -> None:
    with pytest.raises(ChallengePage):
        read_html(html)


def test_article_with_the_scripts_of_a_wall_is_still_an_article() -> None:
    script = "<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"
    assert list(read_html(page(BODY + script)).paragraphs) == list(TEXT)


@pytest.mark.parametrize(
    "path", ["/", "/tag/asn", "/search?q=asn", "/kategori/politik/30", "/indeks?page=2", "/page/3/", "/?s=netralitas"]
)
def test_listing_address_is_no_article(path: str) -> None:
    with pytest.raises(NotAnArticle):
        read_html(f"<html><body>{RELATED * 3}{BODY}</body></html>", f"https://kabarsenja.example{path}")


def test_page_with_several_whole_articles_is_no_article() -> None:
    post = f"<div class='hentry'><h2 class='entry-title'>Judul</h2><div class='entry-content'>{BODY * 2}</div></div>"
    head = f"{HEAD}<link href='/wp-content/x.css'>"
    with pytest.raises(NotAnArticle):
        read_html(
            f"<html><head>{head}</head><body>{post * 4}</body></html>", "https://kabarsenja.example/daerah/senja/"
        )


@pytest.mark.parametrize(
    "html", ["", "   ", "\x00\x00", "<html></html>", "<!-- -->", "<html><body><p>Hai</p></body></html>", "x", "\ud800"]
)
def test_page_without_text_is_empty(html: str) -> None:
    with pytest.raises(EmptyBody):
        read_html(html)


BOMBS = {
    "attributes": page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>x</p>{BODY}"),
    "nesting": page("<div>" * 10_000 + BODY + "</div>" * 10_000),
    "spans": page(f"<p>{'<span>a</span>' * 150_000}</p>{BODY}"),
    "unclosed": page("<b><font><p>" * 3000 + BODY),
    "tables": page("<table><tr><td>" * 2000 + BODY),
    "long class": page(f"<p class='{'iklan ' * 200_000}'>x</p>{BODY}"),
    "long word": page(f"<p>{'a' * 2_000_000}</p>{BODY}"),
    "brackets": page(f"<p>{'(Baca: ' * 20_000}</p>{BODY}"),
    "labels": page("<p>Baca juga: </p>" * 20_000 + BODY),
    "blanks": page(f"<p>{' ' * 1_000_000}.</p>{BODY}"),
    "links": page(f"<p>{'<a href=x>Judul Lain</a> ' * 20_000}</p>{BODY}"),
    "json": page(BODY, f"{HEAD}<script type='application/ld+json'>{'[' * 100_000}</script>"),
    "dashes": page(f"<p>{'-a' * 50_000}</p><p>{'Senin ' * 50_000}</p>{BODY}"),
    "widgets in widgets": page("<label class='share'>" * 500 + BODY * 150),
    "pieces": page("<div>" * 600 + "".join(f"<li>{LEDE} {n}</li><p>{LEDE} {n}.</p>" for n in range(800)) + BODY),
    "headings": page("<h1>Judul</h1>" * 5_000 + BODY),
    "dates": page("<p>Senin, 7 Oktober 2024 10:00 WIB</p>" * 8_000 + BODY),
    "names": page("<div class='author'>Sari Wulan</div>" * 8_000 + BODY),
    "backslashes": page(f"<p>{chr(92) * 300_000}</p>{BODY}"),
    "cells": page(f"<table>{'<tr><td>Kata</td><td>Lain 12</td></tr>' * 6_000}</table>{BODY}"),
    "rows of sections": page("".join(f"<div class=a{n}><p>{LEDE} {n}.</p></div>" for n in range(2_000)) + BODY),
    "ids": page("".join(f"<p id=i{n} itemprop=x>" for n in range(14_000)) + BODY),
    "lines": page("kata<br>" * 40_000 + BODY),
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
    assert json.loads(json.dumps(reading.paragraphs)) == list(reading.paragraphs)


PIECES = st.sampled_from([
    "<p>", "</p>", "<div class='ads'>", "</div>", "<br>", "<a href='/x'>", "</a>", "<ol><li>", "</li>", "<table><tr>",
    "<td>", "</table>", "Baca juga:", "<script>", "</script>", "<!--", "-->", "<h1>", "Komentar", "<figure>",
    "(Foto: x)", "&amp;lt;", "&#0;", "<![CDATA[", "<xml>", "\x00", "--", "[x y=z]", LEDE,
    "slot gacor maxwin", "<html amp>", "<a href='http://[x'>", "<base href='javascript:'>",
    "<link rel=canonical href='//[::'>",
    "<meta name=generator content=WordPress>",
    "<time datetime='9999-99-99'>",
])  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join), st.sampled_from(["", BODY]))
def test_nothing_but_an_article_error_escapes(soup: str, body: str) -> None:
    try:
        reading = read_html(soup + body + soup, "https://kabarsenja.example/2024/10/judul?page=2")
    except ArticleError:
        return
    assert all(text == text.strip() and text for text in reading.paragraphs)
    assert all(0 <= span.position <= len(reading.paragraphs) for span in reading.removed)
