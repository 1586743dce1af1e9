"""Views of many articles: filters, figures, feeds, exports and how to cite them."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from sqlite_utils import Database

from pipeline import schema
from pipeline.publish import derived, find, release, site
from pipeline.publish.query import Query
from tests.publishing import BAD, HOSTILE, METADATA, OLD, PLAIN, TWIN, Ask, asking, parsed, words_of

pytest_plugins = ("tests.publishing",)

ATOM = "{http://www.w3.org/2005/Atom}"


def listed(ask: Ask, path: str) -> list[int]:
    links = parsed(ask(path)).xpath("//ol[@class='stories']//h2/a/@href")
    return [int(link.rpartition("/")[2]) for link in links]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("relevan=1&provinsi=11", {PLAIN}),
        ("pemilu=pilkada2024", {PLAIN, TWIN}),
        ("aktor=ASN", {PLAIN}),
        ("lembaga=Bawaslu&peristiwa=appeal", {PLAIN}),
        ("pelanggaran=V04", {PLAIN}),
        ("akhir=moral_open", {TWIN}),
        ("tahun=2024", {PLAIN, BAD}),
        ("tahun=2024&bulan=2024-10", {PLAIN}),
        ("bahasa=ms", {OLD}),
        (f"aktor={quote(HOSTILE)}", {BAD}),
        ("provinsi=99", set()),
    ],
)
def test_articles_are_narrowed_by_every_kind_of_code(ask: Ask, filters: str, found: set[int]) -> None:
    assert set(listed(ask, f"/artikel?{filters}")) == found


def test_articles_come_newest_first_with_counts_and_named_facets(ask: Ask) -> None:
    assert listed(ask, "/artikel")[:3] == [TWIN, BAD, PLAIN]
    text = words_of(ask("/artikel"))
    assert "artikel 5" not in text.split("Urutan")[0] or "5 artikel" not in text
    act = "V04 menyukai, mengomentari, membagikan, mengikuti"
    for name in ("Pilkada Serentak 2024", act, "Suara Teluk", "sanksi moral terbuka", "Aceh", "imbauan"):
        assert name in text, name


def test_the_three_counts_stand_on_every_view_of_many(ask: Ask) -> None:
    paths = ("/", "/artikel", "/cari?q=netralitas", "/outlet/radar-samudra", "/wilayah/11", "/pemilu/pilkada2024",
             "/hukum/PP+94~2F2021", "/orang/rahmat+pelangi")  # fmt: skip
    for path in paths:
        assert len(parsed(ask(path)).xpath("//dl[@class='counts']/div")) == 3, path


def test_a_wide_search_is_counted_exactly_and_ordered_by_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "WIDE", 200)
    with closing(Database(tmp_path / "a.db")) as db:
        schema.migrate(db)
        ids = [n * (2**53 // 1000) + n for n in range(1000)]
        rows = (
            {"id": n, "outlet": f"o{n % 4}", "cluster": n, "published_at": f"2024-01-{n % 28 + 1:02}T00:00:00Z"}
            for n in ids
        )
        db.table("articles").insert_all(rows)
        db.table("texts").insert_all({"article": n, "headline": "netral", "body": "x"} for n in ids)
        db.conn.commit()
    published = site.build(tmp_path / "a.db", metadata=METADATA)
    try:
        ask = asking(published)
        page = ask("/cari?q=netral")
        assert "artikel 1.000" in words_of(page)
        assert "terlalu banyak untuk diurutkan" in words_of(page)
        times = parsed(page).xpath("//ol[@class='stories']//time/@datetime")
        assert times == sorted(times, reverse=True)
        assert "o1 250" in words_of(page)
        assert "artikel 250" in words_of(ask("/artikel?outlet=o1"))
        narrowed = ask("/cari?q=netral&outlet=o1&hal=13")
        assert "artikel 250" in words_of(narrowed)
        assert len(parsed(narrowed).xpath("//ol[@class='stories']/li")) == 10  # the last of thirteen pages
    finally:
        site.close(published)


def test_a_feed_holds_the_view_and_nothing_hostile_breaks_it(ask: Ask) -> None:
    answer = ask("/artikel.atom?relevan=1")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.text)
    titles = [title.text for title in root.iterfind(f"{ATOM}entry/{ATOM}title")]
    assert titles[:3] == ["Bawaslu Ingatkan Netralitas", HOSTILE, "Bawaslu Seruni Ingatkan Netralitas ASN"]
    for name in ("id", "title", "updated"):
        assert root.find(f"{ATOM}{name}") is not None
    assert {link.get("rel") for link in root.iterfind(f"{ATOM}link")} == {"self", "alternate"}
    narrowed = ET.fromstring(ask("/artikel.atom?provinsi=11").text)
    assert len(narrowed.findall(f"{ATOM}entry")) == 1
    assert narrowed.findtext(f"{ATOM}title") == "Arsip Netralitas: Provinsi: Aceh"


def test_exports_hold_every_row_of_the_view(ask: Ask) -> None:
    whole = list(csv.DictReader(io.StringIO(ask("/artikel.csv").text)))
    assert len(whole) == 5
    searched = ask("/artikel.json?q=netralitas").json()
    assert (searched["count"], len(searched["rows"])) == (3, 3)
    assert searched["release"]
    row = next(row for row in searched["rows"] if row["id"] == PLAIN)
    assert (row["province_name"], row["actors"], row["violations"]) == ("Aceh", "ASN", "V04 hypothetical")
    assert ask("/artikel.json?q=zzzz").json()["count"] == 0
    assert ask("/artikel.csv?q=*").status_code == 200


def test_a_long_export_is_not_cut(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "a.db")) as db:
        schema.migrate(db)
        db.table("articles").insert_all({"id": n, "headline": "=1+1", "url": str(n)} for n in range(2500))
        db.table("texts").insert_all({"article": n, "headline": "netral", "body": "x"} for n in range(2500))
        db.conn.commit()
    published = site.build(tmp_path / "a.db", metadata=METADATA)
    try:
        ask = asking(published)
        rows = list(csv.DictReader(io.StringIO(ask("/artikel.csv").text)))
        assert [int(row["id"]) for row in rows] == list(range(2500))
        assert {row["headline"] for row in rows} == {"'=1+1"}  # a spreadsheet must not run it
        assert json.loads(ask("/artikel.json?q=netral").text)["count"] == 2500
    finally:
        site.close(published)


def test_a_build_is_named_by_what_the_archive_says(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "salinan.db"
    copy.write_bytes(archive.read_bytes())
    with closing(Database(copy)) as db:
        first = derived.refresh(db)
        assert derived.refresh(db) == first
        db.execute("update editions set body_digest = 'lain' where article = ? and n = 2", [PLAIN])
        db.conn.commit()
        assert derived.refresh(db).id != first.id
        assert len(list(db.table("releases").rows)) == 2
    with closing(sqlite3.connect(archive)) as db_:
        assert release.current(db_) == first


def test_a_cited_view_says_when_the_archive_has_changed_since(ask: Ask) -> None:
    page = parsed(ask("/artikel?provinsi=11"))
    cited = page.xpath("//details[@class='cite']//a[@rel='nofollow']/@href")[0]
    assert cited.startswith("/artikel?provinsi=11&_terbitan=")
    assert "mengutip terbitan" not in words_of(ask(cited))
    assert "terbitan lama, yang tidak dikenal" in words_of(ask("/archive/articles?_terbitan=lama"))
    assert ask(cited).status_code == 200


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        ("/outlet", ["Radar Samudra", "Kabar Sunyi", "belum pernah"]),
        ("/outlet/teluk", ["1 dari 2 outlet-hari menghasilkan artikel", "Kalender"]),
        ("/wilayah", ["Aceh", "Lampung"]),
        ("/wilayah/11", ["Kabupaten Bener Meriah", "imbauan"]),
        ("/orang", ["Rahmat Pelangi", "tidak berarti dituduh"]),
        ("/orang/rahmat+pelangi", ["Ketua Bawaslu", "«Netralitas bukan hanya imbauan»"]),
        ("/hukum", ["PP 94/2021", "Disiplin Pegawai Negeri Sipil"]),
        ("/hukum/PP+94~2F2021", ["Pasal 5 huruf n", "imbauan"]),
        ("/pemilu", ["Pilkada Serentak 2024", "27 November 2024"]),
        ("/pemilu/pilkada2024", ["Penetapan calon", "Lampung"]),
        ("/status", ["silent", "terbitan", "arsip crawl"]),
        ("/peristiwa", ["imbauan", "sanksi", "7 Oktober 2024", "Bawaslu Seruni Ingatkan Netralitas ASN", "2024"]),
        ("/peristiwa?jenis=appeal&provinsi=11&tahun=2024", ["hapus saringan", "imbauan", "Aceh"]),
        ("/peristiwa?tahun=1999", ["Tidak ada peristiwa terkode di bawah saringan ini"]),
        (
            f"/peristiwa/{PLAIN}",
            [
                "Imbauan · Kabupaten Bener Meriah, Aceh · 7 Oktober 2024",
                "V04",
                "pengandaian",
                "Kronologi",
                "PP 94/2021",
                "Rahmat Pelangi",
                "Badan Pengawas Pemilihan Umum",
            ],
        ),
        ("/jabatan", ["bupati", "Kabupaten Bener Meriah"]),
        ("/jabatan/11.17", ["Wati Lazuardi", "definitif", "3 Maret 2024"]),
        ("/anotasi", ["peristiwa", "sari: sanksi", "tidak", "100%"]),
        ("/terbitan", ["(sekarang)"]),
        ("/kode", ["V04", "sanksi moral terbuka", "Badan Pengawas Pemilihan Umum"]),
        ("/tentang", ["Keberatan dan penarikan", "CC BY 4.0"]),
    ],
)
def test_pages_of_figures_answer_what_they_are_for(ask: Ask, path: str, sentences: list[str]) -> None:
    text = words_of(ask(path))
    for sentence in sentences:
        assert sentence.casefold() in text.casefold(), sentence


@pytest.mark.parametrize(
    "path",
    [
        "/outlet/x",
        "/wilayah/99",
        "/orang/x",
        "/hukum/x",
        "/pemilu/x",
        "/hukum/UU+1",
        "/peristiwa/9",
        "/peristiwa/x",
        "/jabatan/99",
        "/terbitan/x",
    ],
)
def test_what_nobody_has_is_not_found(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 404


def test_addresses_and_queries_say_the_same() -> None:
    query = Query.of({"q": "netral", "provinsi": "11", "urut": "terbaru", "hal": "3", "apa": "x"})
    assert query.address() == "/cari?q=netral&provinsi=11&urut=terbaru&hal=3"
    assert Query.of({"provinsi": "11"}).address() == "/artikel?provinsi=11"
    assert Query.of({"urut": "relevansi"}).order == "terbaru"  # nothing to match without words
    assert query.widened("provinsi") == "/cari?q=netral&urut=terbaru"


def test_what_people_decided_stands_beside_the_machine(ask: Ask) -> None:
    table = parsed(ask(f"/artikel/{PLAIN}")).xpath("//section[@aria-labelledby='manusia']//tbody/tr")
    rows = [[" ".join(cell.itertext()).split() for cell in row] for row in table]
    assert rows == [
        [["peristiwa"], ["sanksi", "(sari)"], ["imbauan", "·", "berbeda"]],
        [["kelompok"], ["ASN", "(sari)"], ["ASN"]],
    ]
    assert not parsed(ask(f"/artikel/{TWIN}")).xpath("//section[@aria-labelledby='manusia']")


def test_an_article_leads_to_its_event_and_a_region_to_its_holders(ask: Ask) -> None:
    assert f"/peristiwa/{PLAIN}" in parsed(ask(f"/artikel/{PLAIN}")).xpath("//@href")
    assert "Wati Lazuardi" in words_of(ask("/wilayah/11.17"))
    assert f"/peristiwa/{PLAIN}" in parsed(ask("/")).xpath("//@href")


@pytest.mark.parametrize(
    "path", ["/peristiwa?hal=0", "/peristiwa?hal=x", "/peristiwa?hal=99999", "/peristiwa?jenis=%00'--"]
)
def test_a_list_of_events_takes_whatever_stands_in_its_address(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 200


def test_a_long_list_of_events_has_pages(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "a.db")) as db:
        schema.migrate(db)
        db.table("articles").insert({"id": 1, "headline": "x", "url": "1"})
        db.table("events").insert_all({"id": n, "event_type": "pledge", "articles": 1} for n in range(120))
        db.conn.commit()
    published = site.build(tmp_path / "a.db", metadata=METADATA)
    try:
        ask = asking(published)
        last = parsed(ask("/peristiwa?jenis=pledge&hal=3"))
        assert len(last.xpath("//section[h2/@id='t-daftar']//tbody/tr")) == 20
        assert last.xpath("//nav[@class='pages']/a/@href") == ["/peristiwa?jenis=pledge&hal=2"]
        first = parsed(ask("/peristiwa"))
        assert first.xpath("//nav[@class='pages']/a/@href") == ["/peristiwa?hal=2"]
    finally:
        site.close(published)
