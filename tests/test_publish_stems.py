"""Words and their roots, and what a search makes of them."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import schema
from pipeline.publish import stems
from pipeline.publish.expand import Expander, synonyms
from pipeline.publish.search import parse
from pipeline.publish.stemmer import roots, stem

FAMILIES = {
    "netral": "netralitas kenetralan ketidaknetralan menetralkan dinetralkan netralnya",
    "langgar": "melanggar dilanggar pelanggaran pelanggar melanggarnya",
    "pilih": "memilih dipilih pilihan pemilih pemilihan terpilih",
    "pihak": "berpihak memihak keberpihakan ketidakberpihakan pihaknya",
    "kampanye": "berkampanye mengampanyekan mengkampanyekan dikampanyekan",
    "lapor": "laporan melaporkan dilaporkan pelapor terlapor pelaporan",
    "beri": "memberi berikan pemberian diberikan",
    "henti": "berhenti diberhentikan pemberhentian menghentikan",
    "sanksi": "disanksi penyanksian sanksinya",
    "ajak": "mengajak diajak ajakan mengajaknya",
    "nyata": "menyatakan pernyataan dinyatakan",
    "tindak": "tindakan menindak ditindak penindakan bertindak",
    "putus": "putusan keputusan memutuskan diputus",
    "salahguna": "menyalahgunakan penyalahgunaan disalahgunakan",
    "tindaklanjut": "menindaklanjuti ditindaklanjuti",
    "tandatangan": "menandatangani penandatanganan ditandatangani",
    "beritahu": "memberitahu memberitahukan pemberitahuan diberitahukan",
}


@pytest.mark.parametrize(("root", "word"), [(root, word) for root, words in FAMILIES.items() for word in words.split()])
def test_every_form_of_a_word_has_its_root(root: str, word: str) -> None:
    assert stem(word) == root


@pytest.mark.parametrize(
    ("word", "other"),
    [("penjabat", "pejabat"), ("pemilu", "pilu"), ("berikan", "ikan"), ("kepala", "pala"), ("perdana", "dana"),
     ("pengawasan", "kawasan"), ("berita", "ita"), ("setuju", "tujuan")],
)  # fmt: skip
def test_words_that_only_look_alike_stay_apart(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@pytest.mark.parametrize("word", ["bengkulu", "seluma", "kepahiang", "xyz", "di", "menggala", "zulkarnain"])
def test_a_word_without_a_known_root_stays_as_it_is(word: str) -> None:
    assert stem(word) == word


def test_every_root_is_its_own_root() -> None:
    assert {word for word in roots() if stem(word) != word} == set()


def test_a_word_of_the_archive_may_serve_as_a_root() -> None:
    assert stem("digoogling", lambda word: word == "googling") == "googling"


def test_no_phrase_stands_in_two_groups_of_synonyms() -> None:
    for phrase, group in synonyms().items():
        assert phrase in group
        assert all(synonyms()[other] == group for other in group), phrase
        assert all(word == word.casefold() for word in phrase)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kata") / "archive.db"
    with closing(Database(path)) as db:
        schema.migrate(db)
        bodies = ["netralitas ASN dijaga", "ketidaknetralan aparatur", "menetralkan suasana", "Karbon netral 2030"]
        db.table("articles").insert_all({"id": n, "url": str(n)} for n, _ in enumerate(bodies))
        db.table("texts").insert_all({"article": n, "headline": "x", "body": b} for n, b in enumerate(bodies))
        db.conn.commit()
        stems.refresh(db)
    return path


@pytest.mark.parametrize("word", ["netral", "netralitas", "KENETRALAN", "menetralkan"])
def test_one_form_finds_all_forms_that_the_archive_has(archive: Path, word: str) -> None:
    with closing(Database(archive)) as db:
        expander = Expander(archive)
        found = parse(word, expander).expression
        rows = db.execute("select rowid from texts_fts where texts_fts match ? order by 1", [found]).fetchall()
        expander.close()
    assert [row[0] for row in rows] == [0, 1, 2, 3]


def test_families_are_made_anew_and_old_words_leave(archive: Path) -> None:
    with closing(Database(archive)) as db:
        db.table("texts").insert({"article": 9, "headline": "x", "body": "penetralan"}, replace=True)
        db.conn.commit()
        before = stems.refresh(db)
        db.table("texts").delete(9)
        db.conn.commit()
        assert stems.refresh(db) == before - 1
        assert "texts_terms" not in db.table_names()


def test_an_archive_without_families_is_searched_exactly(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "a.db")) as db:
        schema.migrate(db)
    expander = Expander(tmp_path / "a.db")
    assert parse("netral", expander).expanded == ()
    assert parse("kades", expander).expanded[0][1].synonyms[0] == "kepala desa"
    expander.close()
