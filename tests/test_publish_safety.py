"""Nothing that an outlet wrote may act, and nobody is shut out."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from pipeline.publish import site
from tests.publishing import BAD, HOSTILE, METADATA, PAGES, ROOT, Ask, asking, parsed, words_of

pytest_plugins = ("tests.publishing",)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_or_loads_anything(ask: Ask, path: str) -> None:
    page = ask(path)
    tree = parsed(page)
    assert not tree.xpath("//script | //iframe | //object | //embed | //base | //style | //img")
    assert not tree.xpath("//@style | //@srcset | //@*[starts-with(name(), 'on')]")
    loaded = tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //@src")
    assert all(link.startswith("/static/") for link in loaded)
    assert set(tree.xpath("//link/@rel")) <= {"stylesheet", "icon", "alternate"}
    assert all(link.startswith("/artikel.atom") for link in tree.xpath("//link[@rel='alternate']/@href"))
    assert all(action.startswith("/") for action in tree.xpath("//form/@action"))
    for link in tree.xpath("//a"):
        href = link.get("href")
        scheme = urlsplit(href).scheme
        assert scheme in {"", "http", "https"}, href
        if scheme and urlsplit(href).netloc != "localhost":
            assert "noreferrer" in link.get("rel", ""), href


@pytest.mark.parametrize(
    "path", [p for p in PAGES if str(BAD) in p or "netralitas" in p] + ["/", "/archive/removed_spans"]
)
def test_hostile_text_is_shown_as_text(ask: Ask, path: str) -> None:
    page = ask(path)
    assert "<script" not in page.text.lower()
    assert "onerror=alert" not in page.text or "&gt;&lt;img src=x onerror=alert" in page.text


def test_the_hostile_article_reads_as_what_was_written(ask: Ask) -> None:
    page = parsed(ask(f"/artikel/{BAD}"))
    assert page.xpath("string(//h1)") == HOSTILE
    assert page.xpath("string(//aside[@class='removed']//blockquote)") == f"</blockquote>{HOSTILE}"
    assert "javascript:alert(1)//netralitas" in page.xpath("string(//ul[@class='actions'])")


@pytest.mark.parametrize(
    "path", [*PAGES, "/static/arsip.css", "/archive/articles.json", "/archive/articles.csv", "/robots.txt"]
)
def test_every_answer_carries_the_security_headers(ask: Ask, path: str) -> None:
    headers = ask(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_archive_can_only_be_read(ask: Ask, published: Any, method: str) -> None:
    assert ask("/archive/articles", method=method).status_code == 405
    with pytest.raises(PermissionError):
        published.get_database("archive").connect(write=True)


@pytest.mark.parametrize(
    "path", ["databases", "threads", "permissions", "allow-debug", "messages", "patterns", "actor"]
)
def test_pages_about_the_machine_are_closed(ask: Ask, path: str) -> None:
    assert ask(f"/-/{path}").status_code == 404
    assert ask(f"/-/{path}.json").status_code == 404


@pytest.mark.parametrize(
    "path", ["/-/metadata.json", "/-/plugins.json", "/-/settings.json", "/-/versions.json", "/archive.json"]
)
def test_no_page_tells_a_path_of_the_machine(ask: Ask, archive: Path, path: str) -> None:
    assert str(archive.parent) not in ask(path).text


@pytest.mark.parametrize(
    "path", ["/archive?sql=select+1", "/archive/articles?_where=1%3D1", "/archive.db", "/archive.json?sql=select+1"]
)
def test_strangers_ask_no_questions_of_their_own_and_take_no_file(ask: Ask, path: str) -> None:
    page = ask(path)
    assert page.status_code == 403
    assert "Traceback" not in page.text


def test_own_questions_are_a_choice_and_stay_within_limits(archive: Path) -> None:
    opened = site.build(archive, metadata=METADATA, sql=True)
    try:
        ask = asking(opened)
        assert ask("/archive.json?sql=select+count(*)+as+n+from+articles&_shape=array").json() == [{"n": 5}]
        assert "sql-editor" in ask("/archive?sql=select+1").text
        bomb = ask("/archive?sql=select+length(replace(hex(zeroblob(60000000)),'0','aaaaaaaa'))")
        assert bomb.status_code == 400
        assert "too big" in unescape(bomb.text)
        assert ask("/archive?sql=delete+from+articles").status_code == 400
    finally:
        site.close(opened)


@pytest.mark.parametrize(
    "address", ["articles?_sort=tidak_ada", "articles?_size=x", "articles?_col=x", "articles?_size=9999"]
)
def test_an_address_that_makes_no_sense_is_the_askers_fault(ask: Ask, address: str) -> None:
    page = ask(f"/archive/{address}")
    assert page.status_code == 400
    assert "Permintaan tidak dapat dijalankan" in words_of(page)


def test_a_question_that_takes_too_long_is_stopped(archive: Path) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    opened = site.build(archive, metadata=METADATA, sql=True)
    try:
        page = asking(opened)(f"/archive?sql={quote(endless)}&_timelimit=50")
        assert page.status_code == 503
        assert "terlalu lama dan dihentikan" in words_of(page)
    finally:
        site.close(opened)


def test_crawlers_are_kept_out_of_endless_filters(ask: Ask) -> None:
    assert "Disallow: /*?" in ask("/robots.txt").text
    assert parsed(ask("/archive/articles?outlet=teluk")).xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_landmarks_one_heading_and_named_fields(ask: Ask, path: str) -> None:
    tree = parsed(ask(path))
    assert len(tree.xpath("//h1")) == 1
    assert [len(tree.xpath(f"//{name}")) for name in ("main", "footer")] == [1, 1]
    assert tree.xpath("//a[@class='skip']/@href") == [f"#{tree.xpath('//main/@id')[0]}"]
    assert tree.xpath("string(//title)").strip(" ·")
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert field.get("aria-label") or field.get("id") in labelled, html.tostring(field)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(link.text_content().strip() or link.get("aria-label") for link in tree.xpath("//a"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast_in_both_schemes(scheme: str) -> None:
    css = (ROOT / "pipeline" / "publish" / "static" / "arsip.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.S)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#\w+)", dark))
    pairs = [
        (ink, paper)
        for ink in ("ink", "soft", "link", "link-strong", "removed-ink")
        for paper in ("paper", "panel", "removed")
    ]
    pairs += [("masthead-ink", "masthead"), ("ink", "mark"), ("paper", "link"), ("paper", "link-strong")]
    for ink, paper in pairs:
        assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, 1..21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
