"""What an outlet prints in one article after the other is no article, whatever its words; what is reported again is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import stages, store
from pipeline.house import digest, lines, taken
from pipeline.ids import instant, stable_id
from pipeline.model import Outlet, RemovedSpan
from pipeline.schema import migrate
from tests.test_stitch import read

OUTLET = Outlet(slug="radar", name="Radar", platform="disway", home_url="https://radar.example/")
INVITED = "Pantau terus kabar kampung di kanal kami"
ASKED = "Kami hidup dari pembaca. Sumbangan sekecil apa pun membuat redaksi ini tetap terbit setiap pagi."
LONG = (
    "Kabupaten {n} menggelar apel pagi yang diikuti ratusan pegawai dari semua dinas, dan bupati meminta mereka tidak"
    " memihak calon mana pun sampai pemungutan suara selesai bulan depan nanti."
)
MORE = (
    "Ketua Bawaslu {n} menyatakan bahwa pengawas akan turun ke setiap kecamatan untuk memastikan tidak ada pegawai yang"
    " terlihat di panggung, di posko, ataupun di grup percakapan tim pemenangan."
)
PLACES = ("Samudra", "Rimba", "Lembah", "Kepulauan", "Dataran", "Muara", "Selat", "Teluk")
ACTS = ("memasang spanduk calon", "mengunggah foto bersama calon", "menghadiri deklarasi calon")


@pytest.fixture
def db() -> Iterator[Database]:
    opened = Database(memory=True)

    migrate(opened)
    opened.execute("pragma foreign_keys = off")
    store.save_outlets(opened, [OUTLET])
    yield opened
    opened.close()


def add(
    db: Database, n: int, *paragraphs: str, headline: str | None = None, removed: tuple[RemovedSpan, ...] = ()
) -> str:
    """Store the reading of one captured article, as the reading stage does, and return its key."""
    key = f"radar.example/read/{n}"
    one = read(
        1, *(text.format(n=PLACES[n]) for text in paragraphs), headline=headline or f"Berita dari Kabupaten {PLACES[n]}"
    )
    reading = replace(one.reading, key=key, url=f"https://{key}", removed=removed)
    db.table("captures").insert(
        {"id": n, "url": f"https://{key}", "outlet": "radar", "fetched_at": instant(one.fetched_at), "run": "r1",
         "status": 200, "kind": "page", "key": key},
        replace=True,
    )  # fmt: skip
    store.save_readings(db, read=[(n, "radar", reading)], failed=[], version="1", occurrences=[])
    return key


def bodies(db: Database) -> list[list[str]]:
    stages.stitch_stale(db)
    assert not list(db["stale"].rows)
    return [
        row["body"].split("\n\n")
        for row in db.query("select body from texts t join articles a on a.id = t.article order by a.key")
    ]


def removed(db: Database) -> set[tuple[str, str]]:
    return {(row["rule"], row["text"]) for row in db["removed_spans"].rows}


def test_an_article_that_is_made_again_for_its_outlets_lines_counts_once(db: Database) -> None:
    for n in range(1, 5):
        add(db, n, LONG, MORE, INVITED)
    assert stages.stitch_stale(db) == 4
    assert removed(db) == {("house.edge", INVITED)}


def test_a_line_that_returns_goes_out_of_earlier_articles_too(db: Database) -> None:
    add(db, 1, LONG, MORE, INVITED)
    add(db, 2, LONG, MORE, INVITED)
    assert [len(body) for body in bodies(db)] == [3, 3]
    add(db, 3, LONG, MORE, INVITED)
    assert [len(body) for body in bodies(db)] == [2, 2, 2]
    assert removed(db) == {("house.edge", INVITED)}


def test_a_line_that_the_rules_know_on_most_pages_goes_where_they_missed_it(db: Database) -> None:
    span = RemovedSpan(kind="follow", rule="f1", text=INVITED, position=2)
    for n in (1, 2, 3):
        add(db, n, LONG, MORE, removed=(span,))
    add(db, 4, LONG, INVITED, MORE)
    assert [len(body) for body in bodies(db)] == [2, 2, 2, 2]
    assert ("house.removed", INVITED) in removed(db)


def test_the_order_in_which_articles_come_makes_no_difference(db: Database) -> None:
    for n in (3, 1, 2):
        add(db, n, LONG, INVITED, MORE, ASKED)
        bodies(db)
    late = bodies(db)
    other = Database(memory=True)

    migrate(other)
    other.execute("pragma foreign_keys = off")
    for n in (1, 2, 3):
        add(other, n, LONG, INVITED, MORE, ASKED)
    assert bodies(other) == late


def test_a_line_between_paragraphs_needs_other_news_around_it(db: Database) -> None:
    for n in range(1, 5):
        add(db, n, LONG, INVITED, MORE)
    assert [len(body) for body in bodies(db)] == [2, 2, 2, 2]


def test_the_same_news_printed_again_is_no_witness(db: Database) -> None:
    for n in range(1, 5):
        add(db, n, LONG.replace("{n}", "Samudra"), MORE.replace("{n}", "Samudra"), INVITED, headline="Berita yang sama")
    assert [len(body) for body in bodies(db)] == [3, 3, 3, 3]


def test_what_a_colon_announces_stays_however_often_it_returns(db: Database) -> None:
    for n in range(1, 5):
        add(db, n, LONG, "Pegawai {n} dilarang:", *ACTS)
    assert all(body[-3:] == list(ACTS) for body in bodies(db))


def test_of_sentences_only_those_go_that_speak_to_the_reader(db: Database) -> None:
    for n in range(1, 8):
        add(db, n, LONG, MORE, "Pemungutan suara digelar 27 November 2024.", ASKED)
    assert all(body[2:] == ["Pemungutan suara digelar 27 November 2024."] for body in bodies(db))


def test_the_headline_of_another_article_is_a_link_to_it(db: Database) -> None:
    add(db, 1, LONG, headline="Camat Dipanggil Bawaslu Soal Foto Jari")
    add(
        db,
        2,
        LONG,
        "Simak juga ya: Camat Dipanggil Bawaslu Soal Foto Jari",
        MORE,
        "Camat Dipanggil Bawaslu Soal Foto Jari",
    )
    assert [len(body) for body in bodies(db)] == [1, 2]
    assert {rule for rule, _ in removed(db)} == {"house.headline"}


def test_a_label_before_ever_other_titles_is_that_of_links(db: Database) -> None:
    titles = (
        "Harga Beras Naik Lagi",
        "Jembatan Gantung Desa Putus",
        "Tim Voli Putri Menang",
        "Panen Raya Dimulai Hari Ini",
    )
    for n, title in enumerate(titles, start=1):
        add(db, n, LONG, f"Sekilas saja, {title}", MORE)
    assert [len(body) for body in bodies(db)] == [2, 2, 2, 2]
    assert {rule for rule, _ in removed(db)} == {"house.label"}


def test_labels_within_an_enumeration_stay(db: Database) -> None:
    names = ("Rina Lubis", "Anton Sirait", "Dewi Anjani", "Petrus Wenda", "Yusuf Datau")
    for n, name in enumerate(names, start=1):
        add(
            db, n, LONG, "Susunan pengawas {n}:", f"Ketua: {name}", f"Anggota: {name} Muda", f"Nomor urut 1: {name} Tua"
        )
    assert all(len(body) == 5 for body in bodies(db))


def test_when_a_page_is_read_anew_without_the_line_the_others_get_theirs_back(db: Database) -> None:
    for n in (1, 2, 3):
        add(db, n, LONG, MORE, INVITED)
    assert [len(body) for body in bodies(db)] == [2, 2, 2]
    add(db, 3, LONG, MORE)
    assert [len(body) for body in bodies(db)] == [3, 3, 2]


def test_an_article_that_returns_whole_is_never_emptied() -> None:
    text = ("Apel pagi", "Bupati hadir", "Pegawai pulang")
    assert taken(text, {digest(line): "house.edge" for line in text}) == {}


def test_marks_case_and_numbers_make_no_other_line() -> None:
    assert digest("Dilihat: 1.204 kali") == digest("DILIHAT 7 kali!")
    assert digest("Dilihat kali") != digest("Disukai kali")


def test_quotes_and_enumerations_are_never_noted() -> None:
    quoted = ("“Kita harus netral.”", "1. Netral", "- Tidak memihak")
    noted = {one.line for one in lines("Judul", (LONG, *quoted))}
    assert noted.isdisjoint({digest(text) for text in quoted})


def test_an_archive_from_before_is_put_together_once_more(tmp_path: Path) -> None:
    db = store.open_archive(tmp_path / "a.db")
    db.execute("pragma foreign_keys = off")
    store.save_outlets(db, [OUTLET])
    add(db, 1, LONG, INVITED)
    stages.stitch_stale(db)
    for table in ("house_lines", "house", "unsettled"):
        db[table].drop()
    db.execute("delete from _sqlite_migrations where name like 'm005%'")
    db.conn.commit()
    db.close()
    again = store.open_archive(tmp_path / "a.db")
    assert [row["key"] for row in again["stale"].rows] == ["radar.example/read/1"]
    stages.stitch_stale(again)
    assert again["house_lines"].count == 1
    assert again.table("articles").get(stable_id("radar.example/read/1"))["state"] == "live"
    again.close()
