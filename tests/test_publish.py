"""The published site: every page, over the real application, with hostile text in every field that outlets fill."""

import asyncio
import gzip
import hashlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from base64 import b32encode
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import httpx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from sqlite_utils import Database

from pipeline import schema, warc
from pipeline.index import index
from pipeline.model import CreditRole, SpanKind
from pipeline.publish import Unpublishable, serve, site, tables
from pipeline.publish.archive import check
from pipeline.publish.articles import web_address
from pipeline.publish.find import Query
from pipeline.publish.front import timeline
from pipeline.publish.search import CLOSE, OPEN, expression, marked
from pipeline.publish.words import BESIDE, STRINGS, Words

ROOT = Path(__file__).parent.parent
METADATA = ROOT / "metadata.yml"
DESCRIBED = yaml.safe_load(METADATA.read_text("utf-8"))["databases"]["archive"]
PUBLISHED = [name for name in schema.TABLES if not DESCRIBED["tables"][name].get("hidden")]

HOSTILE = "</p></title><script>alert('x')</script><img src=x onerror=alert(1)>"
PARAGRAPHS = (
    "REDELONG - Ketua Bawaslu Kabupaten Seruni, Rahmat Pelangi, mengingatkan ASN agar menjaga netralitas.",
    "“Netralitas bukan hanya imbauan,” kata Rahmat di Aula Kecamatan.",
    "Pelanggaran dapat berujung sanksi disiplin menurut PP 94/2021.",
)
BODY = "\n\n".join(PARAGRAPHS)
PAGE = f"<html><body><h1>Netral</h1><script>alert(1)</script><p>{PARAGRAPHS[0]}</p></body></html>"
WHEN = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)

PLAIN, TWIN, BAD, BARE, OLD = 101, 102, 666, 404, 104
"""Articles: an ordinary one, its copy elsewhere, a hostile one, one without anything, one that is not relevant."""

NASTY = ['"', "AND", "*", "netralitas OR (", "((((", "NEAR(a b)", "headline:x", "^netral", '"netralitas', "a" * 5000]
NASTY += [
    "-",
    "--",
    "OR OR",
    "NOT",
    "- netralitas",
    "netral* *",
    "\x00netral\x02\x03",
    "<script>alert(1)</script>",
    "'; --",
]


def article(**fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(schema.TABLES["articles"][0])
    row |= {
        "outlet": "radar-samudra",
        "relevant": 1,
        "relevance": 0.92,
        "language": "id",
        "edition": 1,
        "state": "live",
    }
    row |= {"first_seen_at": "2026-11-20T01:02:03Z", "last_seen_at": "2026-11-20T01:02:03Z", "partial": 0}
    return row | {"url": f"https://radarsamudra.disway.example/read/{fields['id']}/berita"} | fields


def preserve(directory: Path) -> None:
    """Write the pages of a crawl: two plain ones, a compressed one, a picture, a page that is not there any more."""
    html_type, gzipped = ("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")
    pages: list[tuple[str, list[tuple[str, str]], bytes, int]] = [
        ("read/101/berita", [html_type], PAGE.encode(), 200),
        ("read/101/berita/15", [html_type, gzipped], gzip.compress(b"<p>Halaman dua, netralitas.</p>"), 200),
        ("gambar", [("Content-Type", "image/png")], b"\x89PNG" + bytes(64), 200),
        ("hilang", [html_type], b"<h1>404</h1>", 404),
    ]
    minutes = iter(range(100))
    with warc.WarcStore(
        directory, run="r1", command="arsip crawl", software="arsip-netralitas/0",
        now=lambda: WHEN + timedelta(minutes=next(minutes)),
    ) as store:  # fmt: skip
        for path, headers, payload, status in pages:
            store.exchange(
                url=f"https://radarsamudra.disway.example/{path}", outlet="radar-samudra", fetched_at=store.now(),
                method="GET", request_headers=[], status=status, headers=headers, payload=payload,
            )  # fmt: skip


def fill(db: Database) -> None:
    """Add articles to an indexed crawl: what the stages behind it would have written."""
    capture = {row["url"].rpartition("example/")[2]: row["id"] for row in db.query("select id, url from captures")}
    db.table("captures").insert(
        {**db.table("captures").get(capture["read/101/berita"]), "id": 77, "revisit": 1, "kind": "revisit",
         "refers_to": capture["read/101/berita"], "fetched_at": "2026-11-21T01:00:00Z"}
    )  # fmt: skip
    db.table("captures").insert(
        {**db.table("captures").get(capture["gambar"]), "id": 78, "warc": "../../etc/passwd", "payload_digest": "",
         "url": "https://radarsamudra.disway.example/\r\nX: <y>"}
    )  # fmt: skip
    db.table("captures").insert({**db.table("captures").get(capture["gambar"]), "id": 79, "warc": "hilang.warc.gz"})
    changed = {**db.table("captures").get(capture["hilang"]), "id": 80, "payload_digest": "sha1:" + "A" * 32}
    db.table("captures").insert(changed)
    db.table("clusters").insert({"id": 5, "lead": PLAIN, "size": 2})
    db.table("articles").insert_all(
        [
            article(
                id=PLAIN, headline="Bawaslu Seruni Ingatkan Netralitas ASN", byline="Reporter: Budi Santoso",
                published_at="2024-10-07T02:12:00Z", published_text="Senin 07-10-2024,09:12 WIB", dateline="REDELONG",
                event_type="appeal", province="11", regency="11.17", cluster=5, edition=2, state="changed",
            ),
            article(
                id=TWIN, outlet="teluk", headline="Bawaslu Ingatkan Netralitas", published_at="2025-01-02T17:30:00Z",
                cluster=5, province="18",
            ),
            article(id=BAD, headline=HOSTILE, byline=HOSTILE, published_text=HOSTILE, dateline=HOSTILE, section=HOSTILE,
                    url="javascript:alert(1)//netralitas", published_at="2024-12-31T23:59:59Z", election=HOSTILE),
            article(id=BARE, outlet="teluk", url="", relevance=None, language=None, state=None),
            article(id=OLD, headline="Harga cabai di pasar turun", relevant=0, relevance=0.03, language="ms",
                    published_at="2019-03-01T00:00:00Z"),
        ]
    )  # fmt: skip
    bodies = {PLAIN: BODY, TWIN: BODY, BAD: f"netralitas {HOSTILE}\n\n{OPEN}{HOSTILE}", OLD: "Cabai merah turun harga."}
    for row in db.query("select id, headline from articles"):
        text = {"article": row["id"], "headline": row["headline"], "body": bodies.get(row["id"])}
        db.table("texts").insert(text)
    first = {"article": PLAIN, "n": 1, "capture": capture["read/101/berita"], "observed_at": "2026-11-20T01:02:03Z",
             "headline": "Judul lama", "body": "Isi lama tanpa tambahan.", "body_digest": "a"}  # fmt: skip
    newest = {
        **first,
        "n": 2,
        "observed_at": "2026-11-21T01:02:03Z",
        "headline": None,
        "body": BODY,
        "body_digest": "b",
    }
    db.table("editions").insert_all([first, newest])
    db.table("article_captures").insert_all(
        {"article": PLAIN, "capture": capture[url], "page": page}
        for page, url in enumerate(["read/101/berita", "read/101/berita/15"], 1)
    )
    spans = [
        ("related", "baca_juga", "BACA JUGA: Sekda Ingatkan Jempol ASN", 1),
        ("advert", "pinjaman", "Butuh dana?", 3),
    ]
    db.table("removed_spans").insert_all(
        {"article": PLAIN, "n": n, "kind": kind, "rule": rule, "text": text, "position": position}
        for n, (kind, rule, text, position) in enumerate(spans)
    )
    hostile_span = {"article": BAD, "n": 0, "kind": HOSTILE, "rule": HOSTILE, "text": f"</blockquote>{HOSTILE}"}
    db.table("removed_spans").insert({**hostile_span, "position": 99})
    db.table("credits").insert_all(
        [
            {"article": PLAIN, "role": "reporter", "name": "Budi Santoso"},
            {"article": BAD, "role": "editor", "name": HOSTILE},
        ]
    )
    db.table("quotes").insert({"article": BAD, "n": 0, "speaker": HOSTILE, "text": HOSTILE, "flags": HOSTILE})
    db.table("people").insert({"article": BAD, "name": HOSTILE, "role": HOSTILE})
    db.table("actors").insert({"article": BAD, "actor": HOSTILE})
    db.table("citations").insert({"article": BAD, "n": 0, "law_type": "UU", "text": HOSTILE, "suspect": HOSTILE})
    db.table("places").insert({"article": PLAIN, "region": "11.17", "kind": "event", "text": "Redelong"})
    issue = {
        "id": 1,
        "outlet": "sunyi",
        "kind": "silent",
        "message": HOSTILE,
        "count": 4,
        "open": 1,
        "url": "javascript:x",
    }
    db.table("issues").insert(issue)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terbit")
    preserve(folder / "warcs")
    with closing(Database(folder / "archive.db")) as db:
        schema.migrate(db)
        db.table("regions").insert_all(
            {"code": code, "name": name, "type": "regency" if "." in code else "province"}
            for code, name in [("11", "Aceh"), ("11.17", "Kabupaten Bener Meriah"), ("18", "Lampung")]
        )
        db.table("outlets").insert_all(
            {"slug": slug, "name": name, "platform": "disway", "home_url": f"https://{host}/", "hosts": "",
             "province": province, "timezone": zone}
            for slug, name, host, province, zone in [
                ("radar-samudra", "Radar Samudra", "radarsamudra.disway.example", "18", "Asia/Jakarta"),
                ("teluk", "Suara Teluk", "suarateluk.example", "11", "Asia/Makassar"),
                ("sunyi", f"Kabar Sunyi {HOSTILE}", "sunyi.example", None, "Mars/Olympus"),
            ]
        )  # fmt: skip
        index(db, folder / "warcs")
        fill(db)
        db.conn.commit()
    return folder / "archive.db"


@pytest.fixture(scope="session")
def published(archive: Path) -> Iterator[Any]:
    found = site.build(archive, metadata=METADATA, warcs=archive.parent / "warcs")
    yield found
    site.close(found)


Ask = Callable[..., httpx.Response]


def asking(published: Any) -> Ask:
    def ask(path: str, method: str = "get", **options: Any) -> httpx.Response:
        response: httpx.Response = asyncio.run(getattr(published.client, method)(path, **options))
        return response

    return ask


@pytest.fixture(scope="session")
def ask(published: Any) -> Ask:
    return asking(published)


@pytest.fixture(scope="session")
def captures(archive: Path) -> dict[str, int]:
    with closing(sqlite3.connect(archive)) as db:
        rows = db.execute("select url, id from captures where id not between 77 and 80").fetchall()
    return {url.rpartition("example/")[2]: number for url, number in rows}


def parsed(response: httpx.Response) -> Any:
    return html.fromstring(response.content)


def words_of(response: httpx.Response) -> str:
    """Return what a person sees of a page, on one line."""
    return " ".join(" ".join(parsed(response).find("body").itertext()).split())


PAGES = [
    "/", "/cari", "/cari?q=netralitas", "/cari?q=netralitas&tahun=2024&urut=terbaru", "/cari?q=*", "/cari?q=zzzz",
    f"/artikel/{PLAIN}", f"/artikel/{PLAIN}?edisi=1", f"/artikel/{TWIN}", f"/artikel/{BAD}", f"/artikel/{BARE}",
    "/archive", "/archive?_show_hidden=1", "/archive/articles?_search=netralitas&_semua=1", f"/archive/articles/{BAD}",
    "/archive/articles?outlet=teluk&_facet=regency&_sort=headline", "/archive/captures/78", "/archive/regions/11~2E17",
    "/archive/editions?_sort_desc=observed_at", "/tangkapan/78", "/tangkapan/79", "/tidak-ada", "/archive/tidak_ada",
    "/archive/articles/9999", "/-/metadata",
    *(f"/archive/{name}" for name in PUBLISHED),
    *(f"/archive/{name}?q=netralitas&_show_sql=1" for name in DESCRIBED["queries"]),
]  # fmt: skip


# The front page


def test_front_page_shows_the_three_counts_side_by_side(ask: Ask) -> None:
    text = words_of(ask("/"))
    assert re.search(r"artikel 5 4 di antaranya dinilai relevan klaster salinan 1 .* peristiwa terkode 1 ", text)
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
        assert "klaster salinan 0 belum dikelompokkan peristiwa terkode 0 belum dikodekan" in text
        assert "Belum ada artikel relevan" in text
        for path in PAGES:
            expected = {200, 404} if re.match(r"/(artikel|tangkapan|tidak|archive/\w+/|archive/tidak)", path) else {200}
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


# Languages


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
    beginnings = (*re.findall(r"[\"'](\w+\.\w*)[\"'] ~", code), "month.", "value.", "op.")
    for key, both in strings.items():
        assert set(both) == {"id", "en"}, key
        assert all(isinstance(text, str) and text.strip() for text in both.values()), key
        assert key in whole or key.startswith(beginnings), f"{key} is not used"
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


# Search


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
        ("netral", set()),
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
    forms = {"netral": ["netral", "netralitas"]}
    expanded = expression('netral "netral" asn', lambda word: forms.get(word, [word]))
    assert expanded == '(("netral" OR "netralitas") AND "netral" AND "asn")'


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


# The article page


def test_an_article_page_tells_who_when_and_where(ask: Ask) -> None:
    text = words_of(ask(f"/artikel/{PLAIN}"))
    assert "Radar Samudra · 7 Oktober 2024, 09.12 WIB · REDELONG" in text
    assert "7 Oktober 2024, 02.12 UTC tercetak: «Senin 07-10-2024,09:12 WIB»" in text
    assert "Budi Santoso (wartawan)" in text
    assert "imbauan" in text
    assert "Kabupaten Bener Meriah, Aceh" in text


def test_what_was_removed_stands_in_its_place_with_kind_and_rule(ask: Ask) -> None:
    page = parsed(ask(f"/artikel/{PLAIN}"))
    body = page.xpath("//section[@class='body']")[0]
    order = [" ".join(" ".join(part.itertext()).split()) for part in body.xpath("./p | .//aside")]
    assert [text.split()[0] for text in order] == ["REDELONG", "Dihapus", "“Netralitas", "Pelanggaran", "Dihapus"]
    assert order[1] == "Dihapus di sini tautan terkait aturan baca_juga BACA JUGA: Sekda Ingatkan Jempol ASN"


def test_editions_and_captures_can_be_followed(ask: Ask, captures: dict[str, int]) -> None:
    page = ask(f"/artikel/{PLAIN}")
    links = parsed(page).xpath("//@href")
    assert f"/artikel/{PLAIN}?edisi=1" in links
    assert f"/tangkapan/{captures['read/101/berita/15']}" in links
    assert "halaman 2" in words_of(page)
    assert warc.digest(PAGE.encode()) in page.text
    old = ask(f"/artikel/{PLAIN}?edisi=1")
    assert "Isi lama tanpa tambahan." in old.text
    assert "Ini edisi 1 dari 2" in words_of(old)
    assert "Dihapus di sini" not in words_of(old)  # spans are known for the newest edition only


def test_copies_in_other_outlets_are_named(ask: Ask) -> None:
    assert "Bawaslu Ingatkan Netralitas Suara Teluk, 3 Januari 2025" not in words_of(ask(f"/artikel/{PLAIN}"))
    assert "Salinan di outlet lain Bawaslu Ingatkan Netralitas Suara Teluk" in words_of(ask(f"/artikel/{PLAIN}"))


def test_a_live_link_goes_to_the_outlet_and_tells_it_nothing(ask: Ask) -> None:
    link = parsed(ask(f"/artikel/{PLAIN}")).xpath("//ul[@class='actions']//a")[0]
    assert link.get("href") == "https://radarsamudra.disway.example/read/101/berita"
    assert {"noopener", "noreferrer"} <= set(link.get("rel").split())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//x", "https://", "http://[", ""]
)
def test_only_web_addresses_are_links(url: str) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    "path", ["/artikel/9999", f"/artikel/{PLAIN}?edisi=9", f"/artikel/{PLAIN}?edisi=x", "/artikel/9999999999999999999"]
)
def test_what_is_not_there_is_a_page_that_says_so(ask: Ask, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = ask(path)
    assert page.status_code == 404
    assert "Tidak ditemukan" in words_of(page)
    assert capsys.readouterr() == ("", "")  # Datasette's own handler prints a traceback for each 404


# Preserved captures


def test_a_capture_is_inert_text_with_its_instant_and_digest(ask: Ask, captures: dict[str, int]) -> None:
    page = ask(f"/tangkapan/{captures['read/101/berita']}")
    assert page.text == PAGE
    assert page.headers["content-type"] == "text/plain; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["content-security-policy"].startswith("sandbox;")
    assert page.headers["memento-datetime"] == "Fri, 20 Nov 2026 01:02:03 GMT"
    assert page.headers["warc-payload-digest"] == warc.digest(PAGE.encode())
    assert page.headers["link"] == '<https://radarsamudra.disway.example/read/101/berita>; rel="original"'


def test_a_compressed_capture_is_shown_decoded(ask: Ask, captures: dict[str, int]) -> None:
    assert ask(f"/tangkapan/{captures['read/101/berita/15']}").text == "<p>Halaman dua, netralitas.</p>"


def test_the_bytes_as_received_match_the_digest(ask: Ask, captures: dict[str, int]) -> None:
    kept = ask(f"/tangkapan/{captures['read/101/berita/15']}/byte")
    found = "sha1:" + b32encode(hashlib.sha1(kept.content, usedforsecurity=False).digest()).decode()
    assert found == kept.headers["warc-payload-digest"]
    assert kept.headers["content-disposition"].startswith("attachment;")


def test_a_revisit_shows_the_bytes_that_it_refers_to(ask: Ask) -> None:
    page = ask("/tangkapan/77")
    assert page.text == PAGE
    assert page.headers["memento-datetime"] == "Sat, 21 Nov 2026 01:00:00 GMT"


@pytest.mark.parametrize(
    ("capture", "status", "sentence"),
    [
        (78, 404, "tidak ada di sini"),  # its name leads out of the directory of WARCs
        (79, 404, "Berkas WARC hilang.warc.gz tidak ada di sini"),
        (80, 404, "tidak cocok dengan digest"),
    ],
)
def test_a_capture_that_cannot_be_shown_says_why(ask: Ask, capture: int, status: int, sentence: str) -> None:
    for path in (f"/tangkapan/{capture}", f"/tangkapan/{capture}/byte"):
        page = ask(path)
        assert (page.status_code, sentence in words_of(page)) == (status, True)


def test_a_picture_is_not_shown_as_text_but_can_be_had(ask: Ask, captures: dict[str, int]) -> None:
    page = ask(f"/tangkapan/{captures['gambar']}")
    assert page.status_code == 422
    assert "tidak dapat ditampilkan sebagai teks" in words_of(page)
    assert ask(f"/tangkapan/{captures['gambar']}/byte").content.startswith(b"\x89PNG")


def test_without_warcs_captures_say_that_they_are_elsewhere(archive: Path, captures: dict[str, int]) -> None:
    bare = site.build(archive, metadata=METADATA)
    try:
        page = asking(bare)(f"/tangkapan/{captures['gambar']}")
        assert (page.status_code, "tanpa berkas WARC" in words_of(page)) == (404, True)
    finally:
        site.close(bare)


# Tables and queries


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_table_is_a_page_and_csv_and_json(ask: Ask, name: str) -> None:
    page = ask(f"/archive/{name}")
    assert page.status_code == 200
    assert Words().title(DESCRIBED["tables"][name]["title"]) in words_of(page)
    assert "tidak selesai tepat waktu" not in words_of(page)
    rows = ask(f"/archive/{name}.json?_shape=array")
    assert rows.status_code == 200
    header = ask(f"/archive/{name}.csv").text.splitlines()[0]
    assert header.split(",") == list(schema.TABLES[name][0])
    if rows.json():
        link = parsed(page).xpath("//table[@class='rows']//tbody/tr[1]//a/@href")
        assert ask(link[-1]).status_code == 200


@pytest.mark.parametrize("name", DESCRIBED["queries"])
def test_every_question_is_answered(ask: Ask, name: str) -> None:
    page = ask(f"/archive/{name}?q=netralitas")
    assert page.status_code == 200
    assert ask(f"/archive/{name}.json?q=netralitas").json()["ok"]
    text = words_of(page)
    assert Words().title(DESCRIBED["queries"][name]["title"]) in text
    assert "Tidak ada baris." not in text


def test_questions_answer_what_they_ask(ask: Ask) -> None:
    def rows(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ask(f"/archive/{name}.json?_shape=objects&q=netralitas").json()["rows"]
        return found

    assert {row["slug"] for row in rows("outlet_tanpa_hasil")} == {"sunyi"}
    assert {row["rule"]: row["penggalan"] for row in rows("yang_paling_sering_dihapus")}["baca_juga"] == 1
    missing = {row["article"]: row for row in rows("yang_hilang")}
    assert (missing[BARE]["tanpa_tanggal"], missing[BARE]["tanpa_judul"], missing[TWIN]["tanpa_tanggal"]) == (
        "ya",
        "ya",
        "",
    )
    assert PLAIN not in missing
    months = {(row["outlet"], row["bulan"]): row["artikel"] for row in rows("artikel_per_outlet_dan_bulan")}
    assert months[("Radar Samudra", "2024-10")] == 1
    assert ("Radar Samudra", "2019-03") not in months


def test_the_articles_table_starts_with_few_columns_and_linked_headlines(ask: Ask) -> None:
    page = parsed(ask("/archive/articles"))
    names = [" ".join(th.itertext()).split()[0] for th in page.xpath("//table[@class='rows']//th")]
    assert names[:3] == ["headline", "outlet", "published_at"]
    assert len(names) < 10
    first = page.xpath("//table[@class='rows']//tbody/tr[1]/td[1]/a/@href")[0]
    assert re.fullmatch(r"/artikel/\d+", first)
    whole = parsed(ask("/archive/articles?_semua=1"))
    assert len(whole.xpath("//table[@class='rows']//th")) == len(schema.TABLES["articles"][0])


def test_articles_are_searched_through_their_texts(ask: Ask) -> None:
    rows = ask("/archive/articles.json?_search=cabai&_shape=array").json()
    assert [row["id"] for row in rows] == [OLD]


def test_region_codes_show_names_everywhere(ask: Ask) -> None:
    for path in ("/archive/articles", f"/archive/articles/{PLAIN}", "/archive/places", "/archive/outlets"):
        page = parsed(ask(path))
        assert page.xpath("//a[text()='Kabupaten Bener Meriah' or text()='Aceh']"), path


def test_facets_show_names_and_lead_to_their_rows(ask: Ask) -> None:
    page = parsed(ask("/archive/articles"))
    links = {" ".join(a.itertext()): a.get("href") for a in page.xpath("//aside//li/a")}
    assert {"Suara Teluk", "relevan", "imbauan", "Lampung", "Indonesia"} <= set(links)
    narrowed = ask(urlsplit(links["imbauan"])._replace(scheme="", netloc="").geturl())
    assert "1 baris" in words_of(narrowed)


# metadata.yml, docs/tables.md


def test_schema_and_descriptions_agree_both_ways() -> None:
    described = {name: set(table.get("columns", ())) for name, table in DESCRIBED["tables"].items()}
    described.pop("_sqlite_migrations")
    assert described == {name: set(columns) for name, (columns, _) in schema.TABLES.items()}


def test_every_description_stands_in_both_languages() -> None:
    tables_, queries = DESCRIBED["tables"], DESCRIBED["queries"]
    texts = [query[key] for query in queries.values() for key in ("title", "description")]
    for name in schema.TABLES:
        texts += [tables_[name]["title"], tables_[name]["description"], *tables_[name]["columns"].values()]
    for text in texts:
        indonesian, english = Words().pick(text), Words(language="en").pick(text)
        assert text.count(BESIDE) == 1, text
        assert min(len(indonesian), len(english)) > 2, text


def test_columns_named_in_the_descriptions_exist() -> None:
    for name, (columns, _) in schema.TABLES.items():
        table = DESCRIBED["tables"][name]
        single = {table[key] for key in ("sort", "sort_desc", "label_column") if key in table}
        assert {*table.get("show", ()), *table.get("facets", ()), *table.get("units", ()), *single} <= set(columns), (
            name
        )


def test_facets_of_large_tables_are_answered_from_an_index() -> None:
    for name in set(PUBLISHED) - {"outlets", "regions", "issues"}:
        key = schema.TABLES[name][1]
        indexed = {column for columns in schema.INDEXES.get(name, ()) for column in columns}
        indexed |= {key} if isinstance(key, str) else set(key)
        assert set(DESCRIBED["tables"][name].get("facets", ())) <= indexed, name


def test_docs_are_what_the_schema_and_the_descriptions_say() -> None:
    metadata = yaml.safe_load(METADATA.read_text("utf-8"))
    current = (ROOT / "docs" / "tables.md").read_text("utf-8")
    assert current == tables.document(metadata), "run: python -m pipeline.publish.tables > docs/tables.md"


# Safety: nothing that an outlet wrote may act


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_or_loads_anything(ask: Ask, path: str) -> None:
    page = ask(path)
    tree = parsed(page)
    assert not tree.xpath("//script | //iframe | //object | //embed | //base | //style | //img")
    assert not tree.xpath("//@style | //@srcset | //@*[starts-with(name(), 'on')]")
    assert set(tree.xpath("//link/@href")) <= {*tree.xpath("//link[@rel='stylesheet']/@href"), "/static/arsip.svg"}
    assert all(link.startswith("/static/") for link in tree.xpath("//link/@href | //@src"))
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


# Accessibility


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


# Serving


def test_an_archive_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unpublishable, match=r"there is no archive at .*arsip demo"):
        serve(tmp_path / "archive.db", metadata=METADATA)


def test_files_that_are_no_archive_are_told_apart(tmp_path: Path) -> None:
    text = tmp_path / "teks.db"
    text.write_text("bukan basis data " * 100)
    with pytest.raises(Unpublishable, match="cannot be read as an archive"):
        check(text)
    with closing(Database(tmp_path / "lain.db")) as other:
        other.table("resep").insert({"id": 1})
        other.conn.commit()
    with pytest.raises(Unpublishable, match="something else"):
        check(tmp_path / "lain.db")


def test_an_older_archive_asks_for_a_rebuild(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "lama.db")) as db:
        schema.migrate(db)
        db.execute("alter table articles drop column dateline")
        db.execute("drop table removed_spans")
        db.conn.commit()
    with pytest.raises(Unpublishable, match=r"lacks .*articles\.dateline.*arsip rebuild"):
        check(tmp_path / "lama.db")


@pytest.mark.parametrize("text", ["databases: [", "title: x", "- 1"])
def test_descriptions_that_are_wrong_are_named(archive: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "metadata.yml").write_text(text)
    with pytest.raises(Unpublishable, match=r"metadata\.yml"):
        site.build(archive, metadata=tmp_path / "metadata.yml")


def test_a_port_in_use_is_a_sentence(archive: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unpublishable, match=f"cannot serve on 127.0.0.1:{port}.*--port"):
            serve(archive, metadata=METADATA, port=port)


def test_the_served_site_answers_readers_while_a_crawl_writes(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "arsip # 1?.db"
    copy.write_bytes(archive.read_bytes())
    code = (
        "import sys; from pathlib import Path; from pipeline.publish import serve;"
        "sys.exit(serve(Path(sys.argv[1]), port=0, metadata=Path(sys.argv[2])))"
    )
    command = [sys.executable, "-c", code, str(copy), str(METADATA)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert found is not None
            with urlopen(found[0], timeout=20) as page:
                assert "Arsip Netralitas" in page.read().decode()
            with closing(sqlite3.connect(copy, timeout=10)) as db:
                db.execute("insert into clusters (id, lead, size) values (9, 1, 1)")
                db.commit()
                with urlopen(f"{found[0]}archive/clusters.json?_shape=array", timeout=20) as page:
                    assert b'"id": 9' in page.read()
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=20) == 0


def test_many_readers_at_once_all_get_their_pages(published: Any) -> None:
    paths = [f"/artikel/{PLAIN}", "/cari?q=netralitas", "/archive/articles", "/"] * 6

    async def all_at_once() -> list[int]:
        return [r.status_code for r in await asyncio.gather(*(published.client.get(path) for path in paths))]

    before = threading.active_count()
    assert set(asyncio.run(all_at_once())) == {200}
    assert threading.active_count() <= before + 3
