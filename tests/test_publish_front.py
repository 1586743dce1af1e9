"""What the front page and the words of all pages say."""

import re
from contextlib import closing
from pathlib import Path
from typing import get_args
from urllib.parse import quote

import pytest
import yaml
from sqlite_utils import Database

from pipeline import schema
from pipeline.model import ArticleState, CreditRole, SpanKind
from pipeline.publish import site
from pipeline.publish.picture import timeline
from pipeline.publish.words import BESIDE, STRINGS, Words
from tests.publishing import METADATA, PAGES, PUBLISHED, ROOT, Ask, asking, parsed, words_of

pytest_plugins = ("tests.publishing",)


def test_front_page_shows_the_three_counts_side_by_side(ask: Ask) -> None:
    text = words_of(ask("/"))
    assert re.search(r"artikel 5 4 di antaranya dinilai relevan klaster salinan 1 .* peristiwa terkode 2 ", text)
    assert "Bawaslu Seruni Ingatkan Netralitas ASN" in text
    assert "Harga cabai" not in text  # not relevant
    assert re.search(r"Provinsi Outlet Artikel Relevan .*Lampung 1 3 2", text)


def test_an_empty_archive_says_so_on_every_page(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "kosong.db")) as db:
        schema.migrate(db)
    empty = site.build(tmp_path / "kosong.db", metadata=METADATA)
    try:
        ask = asking(empty)
        text = words_of(ask("/"))
        assert "klaster salinan 0 tulisan yang sama" in text
        assert "belum dikelompokkan" not in text
        assert "Belum ada artikel relevan" in text
        for path in PAGES:
            named = re.match(r"/(\w+/|tidak)", path) and path.removeprefix("/archive/") not in PUBLISHED
            expected = {200, 404} if named else {200}
            assert ask(path).status_code in expected, path
    finally:
        site.close(empty)


def test_the_timeline_draws_every_month_between_the_first_and_the_last() -> None:
    line = timeline([("2023-11", 2), ("2024-02", 8)])
    assert line is not None
    assert [bar.month for bar in line.bars] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert [bar.height for bar in line.bars] == [25, 0, 0, 100]
    assert timeline([]) is None


def test_the_timeline_says_how_much_it_leaves_out() -> None:
    line = timeline([("2010-01", 7), ("2024-02", 8)])
    assert line is not None
    assert (len(line.bars), line.earlier) == (60, 7)


def test_indonesian_comes_first_and_english_is_one_click_away(ask: Ask) -> None:
    first = ask("/cari")
    assert parsed(first).get("lang") == "id"
    link = parsed(first).xpath("//a[@class='language']/@href")[0]
    chosen = ask(link)
    assert (chosen.status_code, chosen.headers["location"]) == (302, "/cari")
    cookies = {"bahasa": chosen.cookies["bahasa"]}
    english = ask("/cari", cookies=cookies)
    assert parsed(english).get("lang") == "en"
    assert "How to search" in words_of(english)
    assert "no-store" in english.headers["cache-control"]  # a proxy must not give it to the next reader


@pytest.mark.parametrize(
    "back", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "javascript:alert(1)"]
)
def test_choosing_a_language_never_leads_off_the_site(ask: Ask, back: str) -> None:
    assert ask(f"/bahasa/en?kembali={quote(back)}").headers["location"] == "/"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_english_too(ask: Ask, path: str) -> None:
    page = ask(path, cookies={"bahasa": "en"})
    assert parsed(page).get("lang") == "en"
    assert BESIDE not in words_of(page) or path == "/-/metadata"


def test_every_string_is_used_and_says_something_in_both_languages() -> None:
    strings = yaml.safe_load(STRINGS.read_text("utf-8"))
    code = "".join(p.read_text("utf-8") for p in STRINGS.parent.rglob("*") if p.suffix in {".html", ".py"})
    whole = set(re.findall(r"[\"'](\w+\.[\w.]+)[\"']", code))
    beginnings = (
        *re.findall(r"[\"'](\w+\.\w*)[\"'] ~", code),
        *re.findall(r"f\"(\w+\.\w*)\{", code),
        "month.",
        "value.",
        "op.",
        "search.filter_",
    )
    for key, both in strings.items():
        assert set(both) == {"id", "en"}, key
        assert all(isinstance(text, str) and text.strip() for text in both.values()), key
        assert key in whole or key.startswith(beginnings), f"{key} is not used"
    issues = yaml.safe_load((ROOT / "pipeline" / "issues.yml").read_text("utf-8"))
    assert {f"value.issue.{kind}" for kind in issues} <= strings.keys()
    assert {f"value.state.{state}" for state in get_args(ArticleState)} <= strings.keys()
    kinds = {*get_args(SpanKind), *get_args(CreditRole)}
    assert kinds <= {key.rpartition(".")[2] for key in strings}


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2024-10-07T02:12:00Z", "Asia/Jakarta", "7 Oktober 2024, 09.12 WIB"),
        ("2024-12-31T16:30:00Z", "Asia/Makassar", "1 Januari 2025, 00.30 WITA"),
        ("2024-10-07T02:12:00Z", "Asia/Jayapura", "7 Oktober 2024, 11.12 WIT"),
        ("2024-10-07T02:12:00Z", None, "7 Oktober 2024, 02.12 UTC"),
        ("2024-10-07T02:12:00Z", "Mars/Olympus", "7 Oktober 2024, 02.12 UTC"),
        ("bukan waktu", None, "bukan waktu"),
        (None, None, ""),
    ],
)
def test_instants_read_as_people_write_them(text: str | None, zone: str | None, expected: str) -> None:
    assert Words().instant(text, zone) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024-10-07", "7 Oktober 2024"), ("2024-10", "Oktober 2024"), ("2024", "2024"), ("2024-13-01", "2024-13-01")],
)
def test_a_date_is_as_precise_as_what_is_known(text: str, expected: str) -> None:
    assert Words().day(text) == expected


def test_numbers_follow_the_language() -> None:
    assert (Words().number(12345), Words(language="en").number(12345)) == ("12.345", "12,345")
    assert Words().number(0.92) == "0,92"
