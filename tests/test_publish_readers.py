"""What readers stumbled over: where to object, what is not known, how to follow, cite and share."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from pipeline import schema
from pipeline.publish import METADATA as OURS
from pipeline.publish import derived, site
from tests.publishing import METADATA, PLAIN, Ask, asking, parsed, words_of

pytest_plugins = ("tests.publishing",)


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("mailto:redaksi@arsip.example", "mailto:redaksi@arsip.example"),
        ("redaksi@arsip.example", "mailto:redaksi@arsip.example"),
        ("https://arsip.example/kontak", "https://arsip.example/kontak"),
        ("javascript:alert(1)", None),
    ],
)
def test_who_objects_finds_the_operator(archive: Path, contact: str, href: str | None) -> None:
    published = site.build(archive, metadata=METADATA, contact=contact)
    try:
        page = asking(published)("/tentang")
        assert contact.removeprefix("mailto:") in words_of(page)
        assert href is None or href in parsed(page).xpath("//main//a/@href")
        assert not parsed(page).xpath("//a[starts-with(@href, 'javascript')]")
    finally:
        site.close(published)


def test_a_site_without_an_operator_says_so(ask: Ask) -> None:
    assert "belum menyebutkan alamat pengelolanya" in words_of(ask("/tentang"))


def test_a_ledger_without_a_yardstick_shows_a_dash_and_never_nought(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "archive.db")) as db:
        schema.migrate(db)
        db.table("outlets").insert(
            {"slug": "baru", "name": "Baru", "platform": "generic", "home_url": "https://b.example/"}
        )
        day: dict[str, Any] = {
            "outlet": "baru",
            "expected": None,
            "listed": 2,
            "fetched": 2,
            "read": 2,
            "failed": 0,
            "blocked": 0,
        }
        db.table("coverage").insert_all([{**day, "day": "2024-10-01"}, {**day, "day": "2024-11-01", "expected": 3.5}])
        derived.refresh(db)
        db.conn.commit()
    published = site.build(tmp_path / "archive.db", metadata=METADATA)
    try:
        rows = [
            [cell.text_content().strip() for cell in row]
            for row in parsed(asking(published)("/status")).xpath("//section[h2/@id='t-liputan']//tbody/tr")
        ]
    finally:
        site.close(published)
    assert [(row[0], row[3]) for row in rows] == [("November 2024", "3,50"), ("Oktober 2024", "–")]


def test_an_issue_leads_to_the_article_that_is_its_example(tmp_path: Path) -> None:
    url = "https://b.example/satu"
    with closing(Database(tmp_path / "archive.db")) as db:
        schema.migrate(db)
        db.table("outlets").insert(
            {"slug": "baru", "name": "Baru", "platform": "generic", "home_url": "https://b.example/"}
        )
        db.table("articles").insert({"id": 7, "outlet": "baru", "url": url, "headline": "Satu"})
        at = "2024-10-01T00:00:00Z"
        issue = {"id": 1, "outlet": "baru", "kind": "event_unsure", "message": f"no act is told: {url}", "url": url}
        issue |= {"first_at": at, "last_at": at, "count": 1, "open": 1}
        db.table("issues").insert(issue)
        derived.refresh(db)
        db.conn.commit()
    published = site.build(tmp_path / "archive.db", metadata=METADATA)
    try:
        for path in ("/status", "/outlet/baru"):
            links = parsed(asking(published)(path)).xpath("//section[h2/@id='t-masalah']//a[@href='/artikel/7']")
            assert [link.text_content() for link in links] == ["no act is told"], path
            assert links[0].xpath("span/@lang") == ["en"], path  # the page is Indonesian
    finally:
        site.close(published)


def test_an_article_of_no_known_place_is_not_put_where_its_outlet_stands(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "archive.db")) as db:
        schema.migrate(db)
        db.table("regions").insert({"code": "18", "name": "Lampung", "type": "province"})
        db.table("outlets").insert(
            {"slug": "baru", "name": "Baru", "platform": "generic", "home_url": "https://b.example/", "province": "18"}
        )
        db.table("articles").insert({"id": 7, "outlet": "baru", "url": "u", "headline": "Satu", "relevant": 1})
        derived.refresh(db)
        db.conn.commit()
    published = site.build(tmp_path / "archive.db", metadata=METADATA)
    try:
        stories = parsed(asking(published)("/")).xpath("//ol[contains(@class, 'stories')]")
        assert "Lampung" not in stories[0].text_content()
    finally:
        site.close(published)


def test_a_feed_is_called_after_its_view_and_speaks_its_language(ask: Ask) -> None:
    text = ask("/artikel.atom?q=netralitas&relevan=1").text
    assert "<title>Arsip Netralitas: «netralitas»; Relevansi: relevan</title>" in text
    assert "· imbauan</summary>" in text


def test_a_citation_can_be_followed_from_anywhere(ask: Ask) -> None:
    text = words_of(ask(f"/artikel/{PLAIN}"))
    assert "Kutip sebagai" in text
    assert f"http://localhost/artikel/{PLAIN}?edisi=" in text


def test_a_shared_link_tells_what_it_leads_to(ask: Ask) -> None:
    head = parsed(ask(f"/artikel/{PLAIN}")).find("head")
    told = {meta.get("property"): meta.get("content") for meta in head.iterfind("meta")}
    assert told["og:title"].startswith(parsed(ask(f"/artikel/{PLAIN}")).findtext(".//h1"))
    assert told["og:description"]
    assert all(one in told for one in ("og:title", "og:site_name"))


def test_filters_can_be_reached_from_the_top_of_a_phone(ask: Ask) -> None:
    page = parsed(ask("/artikel?relevan=1"))
    assert page.xpath("//a[@href='#saring']")
    assert page.xpath("//aside[@id='saring']")
    assert "Cari di antara hasil saringan ini" in page.xpath("string(//form[@role='search'])")


def test_a_question_that_is_not_taken_says_how_it_would_be(ask: Ask) -> None:
    assert "arsip serve --sql" in ask("/archive.json?sql=select+1").json()["error"]
    assert "arsip serve --sql" in words_of(ask("/archive?sql=select+1"))


def test_the_descriptions_are_found_from_any_folder() -> None:
    assert OURS.is_absolute()
    assert OURS.is_file()
