"""Searching: what may be typed, what is found, in which order."""

import re
import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish.query import Query
from pipeline.publish.search import CLOSE, OPEN, Forms, expression, marked, parse
from tests.publishing import BAD, NASTY, OLD, PLAIN, TWIN, Ask, parsed, words_of

pytest_plugins = ("tests.publishing",)


@pytest.mark.parametrize("query", NASTY)
@pytest.mark.parametrize(
    "path",
    ["/cari?q={}", "/archive/articles?_search={}", "/archive/texts?_search={}", "/archive/cari_dengan_cuplikan?q={}"],
)
def test_no_query_is_a_syntax_error(ask: Ask, path: str, query: str) -> None:
    page = ask(path.format(quote(query)))
    assert page.status_code == 200
    assert not re.search("fts5|syntax error|OperationalError", page.text, re.I)


def test_raw_searches_that_are_wrong_are_explained(ask: Ask) -> None:
    page = ask("/archive/articles?_search=%22&_searchmode=raw")
    assert page.status_code == 400
    assert "harus berupa ungkapan FTS5 yang sah" in words_of(page)


@settings(deadline=None)
@given(st.text(st.characters() | st.sampled_from('"()*-+^: ORANDT'), max_size=60))
def test_every_expression_is_valid_fts5(query: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("create virtual table t using fts5(headline, body, tokenize = 'unicode61 remove_diacritics 2')")
        db.execute("select * from t where t match ?", [expression(query)]).fetchall()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("netralitas", {PLAIN, TWIN, BAD}),
        ("NETRALITAS seruni", {PLAIN, TWIN}),
        ('"bukan hanya imbauan"', {PLAIN, TWIN}),
        ('"hanya bukan"', set()),
        ("cabai OR seruni", {PLAIN, TWIN, OLD}),
        ("cabai ATAU seruni", {PLAIN, TWIN, OLD}),
        ("netralitas -seruni", {BAD}),
        ("netralitas NOT seruni", {BAD}),
        ("netralitas AND seruni", {PLAIN, TWIN}),
        ("netral", {PLAIN, TWIN, BAD}),
        ("kenetralan seruni", {PLAIN, TWIN}),
        ('"netral"', set()),
        ("pns seruni", {PLAIN, TWIN}),
        ("netralitas -netral seruni", {PLAIN, TWIN}),
        ("netral*", {PLAIN, TWIN, BAD}),
        ("netralitas dan asn", set()),
        ("headline:netralitas", set()),
    ],
)
def test_the_search_box_understands_what_it_says_it_does(ask: Ask, query: str, found: set[int]) -> None:
    page = parsed(ask(f"/cari?q={quote(query)}"))
    links = page.xpath("//ol[@class='stories']//h2/a/@href")
    assert {int(link.rpartition("/")[2]) for link in links} == found


def test_a_word_can_be_expanded_to_its_other_forms() -> None:
    forms = {"netral": Forms(stems=("netralitas",)), "kepala": Forms(taken=2, synonyms=("kades", "wali nagari"))}
    found = parse('netral "netral" -netral kepala desa asn', lambda words: forms.get(words[0], Forms()))
    wanted = '("netral" OR "netralitas") AND "netral" AND (("kepala" AND "desa") OR "kades" OR "wali nagari") AND "asn"'
    assert found.expression == f'(({wanted}) NOT ("netral"))'
    assert [word for word, _ in found.expanded] == ["netral", "kepala desa"]


def test_hits_are_highlighted_and_nothing_else_is() -> None:
    assert marked(f"a {OPEN}b{CLOSE} <i>") == "a <mark>b</mark> &lt;i&gt;"
    assert marked(f"{CLOSE}{OPEN}{OPEN}x") == "<mark>x</mark>"


def test_results_show_where_the_words_stand(ask: Ask) -> None:
    page = parsed(ask("/cari?q=netralitas+seruni"))
    assert [mark.text for mark in page.xpath("//li[1]//h2//mark")] == ["Seruni", "Netralitas"]
    assert page.xpath("//li[1]/p[@class='snippet']//mark")


def test_results_narrow_by_outlet_year_and_language(ask: Ask) -> None:
    page = parsed(ask("/cari?q=netralitas"))
    links = {" ".join(a.itertext()): a.get("href") for a in page.xpath("//aside//a")}
    assert {"Radar Samudra", "Suara Teluk", "2024", "2025", "Indonesia", "relevan"} <= set(links)
    narrowed = parsed(ask(links["Suara Teluk"]))
    assert narrowed.xpath("//ol[@class='stories']//h2/a/@href") == [f"/artikel/{TWIN}"]
    back = narrowed.xpath("//ul[@class='chips']//a/@href")
    assert back == ["/cari?q=netralitas"]


def test_results_come_in_the_order_asked_for(ask: Ask) -> None:
    orders = {}
    for order in ("terbaru", "terlama"):
        page = parsed(ask(f"/cari?q=netralitas&urut={order}"))
        orders[order] = page.xpath("//ol[@class='stories']//time/@datetime")
    assert orders["terbaru"] == sorted(orders["terbaru"], reverse=True) == orders["terlama"][::-1]


def test_a_search_for_nothing_explains_itself(ask: Ask) -> None:
    assert "Tidak ada kata yang dapat dicari dalam «*»" in words_of(ask("/cari?q=*"))
    assert "Tidak ada artikel yang memuat semua kata itu" in words_of(ask("/cari?q=zzzz"))


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²"])
def test_a_page_number_that_makes_no_sense_is_left_out(ask: Ask, page: str) -> None:
    assert Query.of({"q": "a", "hal": page}).page in {1, 500}
    assert ask(f"/cari?q=netralitas&hal={quote(page)}").status_code == 200
