"""The body marked with its codes, editions compared, and the pictures that the site draws itself."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.compare import compare, words
from pipeline.publish.evidence import GROUPS, groups, runs
from pipeline.publish.maps import around, country
from pipeline.publish.picture import calendar, timeline
from pipeline.publish.styles import STATIC
from tests.publishing import BAD, BODY, PLAIN, TWIN, Ask, parsed, words_of

pytest_plugins = ("tests.publishing",)

SEATS = [
    {"code": "11", "name": "Aceh", "type": "province", "latitude": 5.5, "longitude": 95.3},
    {"code": "11.17", "name": "Bener Meriah", "type": "regency", "latitude": 4.7, "longitude": 96.8},
    {"code": "91.71", "name": "Jayapura", "type": "city", "latitude": -2.5, "longitude": 140.7},
]


def evidence(*spans: tuple[int | None, int | None]) -> list[dict[str, Any]]:
    return [{"field": "actor", "value": f"A{n}", "rule": "r", "start": a, "end": b} for n, (a, b) in enumerate(spans)]


@given(st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=6))
def test_marking_never_changes_a_letter_of_the_body(spans: list[tuple[int, int]]) -> None:
    body = "satu dua tiga\n\nempat lima enam tujuh\n\ndelapan"
    rows = evidence(*spans)
    marked = runs(body, groups(rows), rows)
    assert "\n\n".join("".join(run.text for run in paragraph) for paragraph in marked) == body


def test_overlapping_codes_are_both_marked_where_they_overlap() -> None:
    rows = evidence((0, 8), (5, 13))
    (paragraph,) = runs("satu dua tiga", groups(rows), rows)
    assert [(run.text, run.groups) for run in paragraph] == [("satu ", (0,)), ("dua", (0, 1)), (" tiga", (1,))]
    assert [run.first for run in paragraph] == [(0,), (1,), ()]


def test_the_stylesheet_has_a_rule_for_each_code() -> None:
    css = (STATIC / "evidence.css").read_text("utf-8")
    assert set(re.findall(r"\.e(\d+) \{", css)) == {str(n) for n in range(GROUPS)}


def test_an_article_shows_why_each_code_was_given(ask: Ask) -> None:
    page = parsed(ask(f"/artikel/{PLAIN}"))
    marked = {span.text_content(): span.get("class") for span in page.xpath("//section[@class='body']//span[@title]")}
    assert "ASN" in "".join(marked)
    codes = [" ".join(li.text_content().split()) for li in page.xpath("//ul[@class='codes']/li")]
    assert codes[0].startswith("ASN kelompok")
    assert any("Kabupaten Bener Meriah (tempat peristiwa) (dari judul)" in code for code in codes)
    for link in page.xpath("//ul[@class='codes']//a/@href"):
        assert page.xpath(f"//*[@id='{link[1:]}']"), link
    body = "".join(page.xpath("//section[@class='body']/p[1]")[0].itertext())
    assert body == BODY.split("\n\n")[0]


def test_an_article_names_its_codes_in_words(ask: Ask) -> None:
    text = words_of(ask(f"/artikel/{PLAIN}"))
    assert "V04 menyukai, mengomentari, membagikan, mengikuti" in text
    assert "(pengandaian)" in text
    assert "PP 94/2021 Pasal 5 huruf n «PP 94/2021»" in text
    assert "Pilkada Serentak 2024" in text
    assert "1.163 laporan, Aceh, hingga September menurut Bawaslu" in text
    assert "98% sama, 3 paragraf bersama, 100% dari yang lebih pendek" in text
    assert "sanksi moral terbuka" in words_of(ask(f"/artikel/{TWIN}"))


def test_hostile_evidence_marks_nothing_outside_the_body(ask: Ask) -> None:
    page = parsed(ask(f"/artikel/{BAD}"))
    assert page.xpath("string(//section[@class='body']//span[@title][1])") == "netralita"


def test_words_tell_what_was_added_and_taken() -> None:
    found = words("Tiga guru dilaporkan ke Bawaslu", "Tiga guru diperiksa Bawaslu")
    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "Tiga guru"), ("taken", "dilaporkan ke"), ("added", "diperiksa"), ("same", "Bawaslu"),
    ]  # fmt: skip


def test_a_comparison_counts_what_did_not_change() -> None:
    changed, unchanged = compare("a\n\nb\n\nc d\n\ne", "a\n\nb\n\nc x\n\ne\n\nf")
    assert [(c.unchanged, [(p.kind, p.text) for p in c.pieces]) for c in changed] == [
        (2, [("same", "c"), ("taken", "d"), ("added", "x")]), (1, [("added", "f")]),
    ]  # fmt: skip
    assert unchanged == 0


def test_a_change_is_dated_between_two_visits(ask: Ask) -> None:
    text = words_of(ask(f"/artikel/{PLAIN}/beda/2"))
    assert "berubah antara 20 November 2026, 12.00 WIB dan 21 November 2026, 08.02 WIB" in text
    for path in (f"/artikel/{PLAIN}/beda/1", f"/artikel/{PLAIN}/beda/9", "/artikel/9999/beda/2"):
        assert ask(path).status_code == 404


def test_the_map_sizes_circles_by_area_and_leaves_out_what_has_no_place() -> None:
    found = country(SEATS, {"11.17": 100, "91.71": 25, "77.77": 5})
    assert found is not None
    assert [(spot.name, spot.count) for spot in found.spots] == [("Bener Meriah", 100), ("Jayapura", 25)]
    assert found.spots[0].radius == 2 * found.spots[1].radius
    assert country(SEATS, {}) is None


def test_a_small_map_shows_its_places_within_its_frame() -> None:
    found = around(SEATS, ["11.17", "91.71", "unknown"])
    assert found is not None
    left, top, width, height = map(float, found.box.split())
    assert all(left < spot.x < left + width and top < spot.y < top + height for spot in found.spots)
    assert around(SEATS, ["unknown"]) is None


@pytest.mark.parametrize("days", [{}, {"bukan tanggal": 3}])
def test_a_calendar_without_days_is_not_drawn(days: dict[str, int]) -> None:
    assert calendar(days) is None


def test_a_calendar_ends_with_its_last_day_and_is_darkest_on_its_busiest() -> None:
    found = calendar({"2024-10-07": 8, "2024-10-08": 1})
    assert found is not None
    assert (found.days[-1].day, found.with_any) == ("2024-10-08", 2)
    assert {day.day: day.shade for day in found.days if day.count} == {"2024-10-07": 4, "2024-10-08": 1}
    assert timeline([("2024-10", 1)]) is not None
