"""Lists that stand only in the JSON that a page holds for its scripts."""

import html
import json

import lxml.html
import pytest

from scrapers.spiders import data, examples, parts, state
from scrapers.spiders.data import Item
from scrapers.spiders.listings import Listed, Listing

ZONE = "Asia/Jakarta"
PAGE = "http://a.example/politik"
POSTS = [
    {"judul": f"Camat Kedua Ikut Kampanye Hari Ke-{n}", "path": f"/politik/camat-ikut-kampanye-{n}", "id": n}
    for n in (4101, 4102, 4103)
]
FLAT = [
    {"data": 1}, {"posts": 2, "next": 9}, [3], {"title": 4, "slug": 5, "date": 6}, "Camat Kedua Ikut Kampanye Hari Ini",
    "camat-ikut", ["Date", "2024-10-07T02:00:00Z"], "x" * 60, 0, "/politik?hal=2",
]  # fmt: skip


def escaped(value: object) -> str:
    return "".join(f"\\u{ord(c):04x}" if c in "\"'<>&" else c for c in json.dumps(value))


def pushed(value: object) -> str:
    return f"self.__next_f.push([1,{json.dumps('1a:' + json.dumps(['$', 'div', None, value]) + chr(10))}])"


@pytest.mark.parametrize(
    "body",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"x": POSTS}})}</script>',
        f'<div id="app" data-page="{html.escape(json.dumps({"props": {"berita": {"data": POSTS}}}))}"></div>',
        f"<daftar-berita :berita='{json.dumps(POSTS)}'></daftar-berita>",
        f"<script>var lain = 1; window.__STATE__ = {json.dumps({'home': {'posts': POSTS}})};</script>",
        f"<script>window.data = JSON.parse('{escaped(POSTS)}')</script>",
        f"<script>window.data = JSON.parse({json.dumps(json.dumps(POSTS))})</script>",
        f"<script>{pushed({'posts': POSTS})}</script>",
    ],
)
def test_a_list_is_found_wherever_a_page_holds_it(body: str) -> None:
    held = state.read(lxml.html.fromstring(f"<html><body>{body}</body></html>"), zone=ZONE)
    assert [item.url for item in held.main.items] == [post["path"] for post in POSTS]


def test_values_that_name_each_other_by_place_are_put_together() -> None:
    script = f"<script type='application/json' id='__NUXT_DATA__'>{json.dumps(FLAT)}</script>"
    held = state.read(lxml.html.fromstring(f"<html><body>{script}</body></html>"), zone=ZONE)
    [item] = held.main.items
    assert (item.slug, item.headline) == ("camat-ikut", "Camat Kedua Ikut Kampanye Hari Ini")
    assert held.main.next == "/politik?hal=2"


def test_values_in_a_circle_end() -> None:
    circle = json.dumps([{"a": 1}, {"a": 0, "b": 1, "c": 2}, [0, 1, 2], "x" * 60])
    script = f"<script type='application/json'>{circle}</script>"
    assert state.read(lxml.html.fromstring(f"<html><body>{script}</body></html>"), zone=ZONE) == state.NOTHING


def test_what_is_named_popular_stands_around_the_list() -> None:
    value = {"props": {"posts": POSTS[:2], "postsPopular": POSTS[2:]}}
    script = f"<script type='application/json'>{json.dumps(value)}</script>"
    held = state.read(lxml.html.fromstring(f"<html><body>{script}</body></html>"), zone=ZONE)
    listing = parts.of_state(Listing(kind="html"), held, lambda item: f"http://a.example{item.url}", PAGE)
    assert {entry.url[-4:]: entry.around for entry in listing.entries} == {"4101": False, "4102": False, "4103": True}


def test_what_a_ticker_shows_as_well_is_of_the_list() -> None:
    ticker = Listed(url="http://a.example/politik/camat-ikut-kampanye-4101", around=True)
    held = state.Held(main=data.read(POSTS, zone=ZONE))
    page = Listing(kind="html", entries=(ticker,))
    listing = parts.of_state(page, held, lambda item: f"http://a.example{item.url}", PAGE)
    assert [entry.around for entry in listing.entries] == [False, False, False]


def test_a_part_of_a_tag_is_about_the_tag_whether_or_not_its_address_ends_in_a_slash() -> None:
    part = "http://a.example/wp-admin/admin-ajax.php?action=lagi&tag=netralitas-asn&paged=2"
    assert parts.is_about(part, "http://a.example/tag/netralitas-asn/")


@pytest.mark.parametrize(
    ("beside", "to"),
    [
        ({"next_page_url": "http://a.example/politik?hal=2"}, "http://a.example/politik?hal=2"),
        ({"currentPage": 1, "totalPages": 9}, "http://a.example/politik?page=2"),
        ({"current_page": 9, "last_page": 9}, None),
    ],
)
def test_the_next_page_is_told_by_address_or_by_number(beside: dict[str, object], to: str | None) -> None:
    script = f"<script type='application/json'>{json.dumps({'posts': POSTS, **beside})}</script>"
    held = state.read(lxml.html.fromstring(f"<html><body>{script}</body></html>"), zone=ZONE)
    listing = parts.of_state(Listing(kind="html"), held, lambda item: f"http://a.example{item.url}", PAGE)
    assert listing.next == to


def test_an_address_is_made_of_slug_and_section_as_others_are() -> None:
    items = [
        Item(url="", headline="", id="4101", slug="camat-ikut-kampanye", section="politik"),
        Item(url="", headline="", id="4102", slug="harga-cabai-turun", section="ekonomi"),
    ]
    fill = examples.fill(items, ["http://a.example/politik/4101/camat-ikut-kampanye.html"])
    assert fill is not None
    assert fill(items[1]) == "/ekonomi/4102/harga-cabai-turun.html"
