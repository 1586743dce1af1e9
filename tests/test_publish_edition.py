"""Editions: what the public one holds, and above all what it does not."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import schema
from pipeline.publish import Unpublishable, edition, site
from tests.publishing import METADATA, ROOT, asking, words_of

TAIL = "Kalimat terakhir yang hanya ada di dalam isi."
BODY = "Bawaslu memeriksa seorang camat. " + "Kata pengisi berderet panjang. " * 20 + TAIL

ACCUSED, DECIDED, STOPPED, WARNING, OTHER, MISSED = 1, 2, 3, 4, 5, 6
"""Articles: an accusation, a decision, a case that was stopped, a warning, one that is not relevant, and one that the
coding took for a warning though its headline accuses somebody whom it did not see."""

CASES = {
    ACCUSED: ("alleged_violation", 1, "alleged", None),
    DECIDED: ("sanction", 1, "asserted", "moral_open"),
    STOPPED: ("sanction", 1, "asserted", "stopped"),
    WARNING: ("appeal", 1, "hypothetical", None),
    OTHER: (None, 0, None, None),
    MISSED: ("appeal", 1, None, None),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edisi") / "archive.db"
    with closing(Database(path)) as db:
        schema.migrate(db)
        db.table("outlets").insert({"slug": "teluk", "name": "Suara Teluk"})
        for n, (event, relevant, certainty, outcome) in CASES.items():
            name = f"Wiratno Sagara{n}"
            headline = f"Camat Sagara{n} dan netralitas" if n != MISSED else "Camat Bulanwati Diperiksa soal Netralitas"
            db.table("articles").insert(
                {"id": n, "outlet": "teluk", "headline": headline, "event_type": event,
                 "relevant": relevant, "url": f"https://suarateluk.example/camat-sagara{n}-netral", "cluster": n,
                 "key": f"suarateluk.example/camat-sagara{n}-netral", "edition": 1}
            )  # fmt: skip
            db.table("urls").insert({"url": f"https://suarateluk.example/camat-sagara{n}", "outlet": "teluk"})
            db.table("takedowns").insert({"key": f"sagara{n}", "url": name, "reason": name})
            text = {"article": n, "headline": headline, "body": f"{name} diam. {BODY}"}
            db.table("texts").insert(text)
            db.table("editions").insert({**text, "n": 1, "capture": n, "body_digest": str(n)})
            db.table("removed_spans").insert({"article": n, "n": 0, "text": f"Baca juga: {name}", "position": 0})
            if n == MISSED:
                continue
            db.table("people").insert({"article": n, "name": name, "role": "Camat", "key": name.lower(), "speaks": 1})
            db.table("people").insert(
                {
                    "article": n,
                    "name": "Dewi Lantera",
                    "role": "Ketua Bawaslu Seruni",
                    "key": "dewi lantera",
                    "speaks": 1,
                }
            )
            db.table("quotes").insert({"article": n, "n": 1, "speaker": name, "text": f"Saya {name}"})
            db.table("claims").insert(
                {"article": n, "n": 1, "number": 3, "unit": "ASN", "claimant": name, "text": TAIL}
            )
            db.table("evidence").insert({"article": n, "n": 1, "field": "actor", "value": "ASN", "start": 1, "end": 4})
            if certainty:
                db.table("violations").insert({"article": n, "code": "V05", "certainty": certainty})
            if outcome:
                db.table("outcomes").insert({"article": n, "outcome": outcome})
        db.table("issues").insert({"id": 1, "outlet": "teluk", "kind": "x", "message": "camat-sagara1", "open": 1})
        db.conn.commit()
    return path


@pytest.fixture(scope="module")
def public(archive: Path) -> Path:
    out = archive.parent / "umum.db"
    assert edition.publish(archive, out, "public") == 6
    return out


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def test_no_byte_of_a_body_is_in_the_public_file(public: Path) -> None:
    data = public.read_bytes()
    assert TAIL.encode() not in data
    assert b"Baca juga" not in data
    assert b"Saya Wiratno" not in data


@pytest.mark.parametrize("case", [ACCUSED, STOPPED, OTHER])
def test_a_name_without_a_decision_is_nowhere_in_the_public_file(public: Path, case: int) -> None:
    assert f"Sagara{case}".casefold().encode() not in public.read_bytes().lower()
    headline, url = rows(public, f"select headline, url from articles where id = {case}")[0]
    assert headline == "Camat [nama] dan netralitas"
    assert url is None  # it spells the name


@pytest.mark.parametrize("case", [DECIDED, WARNING])
def test_where_a_decision_stands_or_nobody_is_accused_names_stay(public: Path, case: int) -> None:
    names = rows(public, f"select name from people where article = {case} order by name")
    assert names == [("Dewi Lantera",), (f"Wiratno Sagara{case}",)]
    assert rows(public, f"select url from articles where id = {case}")[0][0]
    assert str(rows(public, f"select body from texts where article = {case}")[0][0]).endswith("…")


def test_who_speaks_for_an_overseer_is_named_in_any_case(public: Path) -> None:
    assert rows(public, f"select name from people where article = {ACCUSED}") == [("Dewi Lantera",)]


def test_codes_are_all_there(public: Path, archive: Path) -> None:
    for table in ("violations", "outcomes", "actors", "institutions", "clusters"):
        assert rows(public, f"select * from {table}") == rows(archive, f"select * from {table}")
    assert rows(public, "select distinct start, end from evidence") == [(None, None)]


def test_the_research_edition_holds_all_of_it(archive: Path, tmp_path: Path) -> None:
    edition.publish(archive, tmp_path / "riset.db", "research")
    for table in schema.TABLES:
        assert rows(tmp_path / "riset.db", f"select * from {table}") == rows(archive, f"select * from {table}"), table


def test_the_public_edition_is_served_and_searched(public: Path) -> None:
    published = site.build(public, metadata=METADATA)
    try:
        ask = asking(published)
        assert "Suara Teluk" in words_of(ask("/artikel"))
        assert "memeriksa" in words_of(ask("/cari?q=memeriksa"))
        for path in ("/", f"/artikel/{ACCUSED}", f"/artikel/{DECIDED}", "/orang", "/status", "/artikel.csv"):
            assert ask(path).status_code == 200, path
        assert "sagara1" not in ask("/artikel.csv").text.casefold()
        page = words_of(ask(f"/artikel/{ACCUSED}"))
        assert "Edisi umum: isi, kutipan, dan tangkapan tidak diterbitkan" in page
        assert "Tidak ada isi yang terbaca" not in page
        assert "Tidak ada yang dihapus" not in page
    finally:
        site.close(published)


def test_every_table_is_published_or_left_out_on_purpose() -> None:
    rule = edition.rules()["public"]
    assert sorted([*rule["empty"], *rule["kept"]]) == sorted(schema.TABLES)


def test_rules_name_tables_and_columns_that_exist() -> None:
    for rule in edition.rules().values():
        for table, columns in rule.get("blank", {}).items():
            assert set(columns) <= set(schema.TABLES[table][0])
    assert set(edition.names()) == {"research", "public"}


def test_an_edition_is_never_written_over_a_file(archive: Path, public: Path) -> None:
    with pytest.raises(Unpublishable, match="exists already"):
        edition.publish(archive, public, "public")
    with pytest.raises(Unpublishable, match="there is no edition 'x'"):
        edition.publish(archive, archive.parent / "x.db", "x")
    assert not list(archive.parent.glob("*.part*"))


@pytest.mark.parametrize(("text", "expected"), [("satu dua tiga", "satu…"), ("satu", "satu"), ("", None), (None, None)])
def test_a_snippet_ends_with_a_whole_word(text: str | None, expected: str | None) -> None:
    assert edition.cut(text, 6) == expected


def test_the_command_writes_an_edition(archive: Path, tmp_path: Path) -> None:
    arsip = Path(sys.executable).with_name("arsip")
    command = map(str, [arsip, "--archive", archive, "publish", "--edition", "public", tmp_path / "umum.db"])
    done = subprocess.run([*command], capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "6 articles, public edition" in done.stdout


def test_a_name_that_the_coding_missed_is_masked_all_the_same(public: Path) -> None:
    assert b"bulanwati" not in public.read_bytes().lower()
    assert rows(public, f"select headline from texts where article = {MISSED}") == [
        ("Camat [nama] Diperiksa soal Netralitas",)
    ]
    assert rows(public, f"select url from articles where id = {MISSED}")[0][0]  # the link stays
