"""Headlines of the public edition: known words stand, and whatever may be a name does not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.lexicon import fold
from pipeline.publish.masking import WORD, accuses, known, masked, rules

SIGN = "[nama]"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Camat Sagara Diduga Kampanyekan Paslon, Bawaslu Turun Tangan",
         "Camat [nama] Diduga Kampanyekan Paslon, Bawaslu Turun Tangan"),
        ("Wiratno: Saya Tidak Kampanye", "[nama]: Saya Tidak Kampanye"),
        ("Kades R.S. Ajak Warga Pilih Paslon", "Kades [nama]. Ajak Warga Pilih Paslon"),
        ("camat sagara diperiksa bawaslu soal video dukungan", "camat [nama] diperiksa bawaslu soal video dukungan"),
        ("CAMAT WIRATNO SAGARA DIPERIKSA BAWASLU SOAL VIDEO", "CAMAT [nama] DIPERIKSA BAWASLU SOAL VIDEO"),
        ("Guru Sri-Mulyawati Diperiksa soal Netralitas Pilkada", "Guru [nama] Diperiksa soal Netralitas Pilkada"),
        # words that are names too: alone they never stand
        ("Lurah Hakim Diperiksa Bawaslu soal Netralitas", "Lurah [nama] Diperiksa Bawaslu soal Netralitas"),
        ("Lurah Indah Lestari Diperiksa Bawaslu soal Netralitas", "Lurah [nama] Diperiksa Bawaslu soal Netralitas"),
        ("Lurah Juli Diperiksa Bawaslu soal Netralitas", "Lurah [nama] Diperiksa Bawaslu soal Netralitas"),
        # a region that people are called after stands only where it must be one
        ("Bupati Bima Dilaporkan ke Bawaslu", "Bupati Bima Dilaporkan ke Bawaslu"),
        ("Camat Bima Dilaporkan ke Bawaslu soal Netralitas", "Camat [nama] Dilaporkan ke Bawaslu soal Netralitas"),
        # letters that only look like others, and letters that nobody sees
        ("Camat \u0405agara Diperiksa Bawaslu soal Video", "Camat [nama] Diperiksa Bawaslu soal Video"),
        ("Guru Budi\u200bman Diperiksa soal Netralitas Pilkada", "Guru [nama] Diperiksa soal Netralitas Pilkada"),
    ],
)  # fmt: skip
def test_what_may_be_a_name_is_masked(headline: str, expected: str) -> None:
    assert masked(headline) == expected


@pytest.mark.parametrize(
    "headline",
    [
        "Tiga Guru Dijatuhi Sanksi Sedang, Terbukti Kampanyekan Calon di Grup WhatsApp Wali Murid",
        "Lima Kades Mangkir dari Panggilan Bawaslu, Terkait Video Deklarasi Dukungan",
        "Diduga Tak Netral, Kepala Dinas di Kabupaten Bener Meriah Dipanggil Bawaslu",
        "Kepala Pekon Divonis Dua Bulan Penjara, Ajak Warga Pilih Paslon pada 27 November 2024",
        "KASN Terima 163 Aduan Netralitas dari Sulawesi Tengah, Terbanyak soal Unggahan Medsos",
    ],
)
def test_a_headline_of_known_words_stays_whole(headline: str) -> None:
    assert masked(headline) == headline


@pytest.mark.parametrize(
    "headline",
    [
        "Sagara Wiratno Lazuardi",
        "Drs. H. Andi Muh. Rusli, M.Si Diperiksa",
        "Wati, Tono, Rusdi, dan Jamal Diperiksa Bawaslu",
        "Village Heads Told to Stay Out of the Campaign",
        "[nama] [nama] Sagara",
        "",
        None,
    ],
)
def test_of_what_would_be_masked_for_the_most_part_nothing_is_shown(headline: str | None) -> None:
    assert masked(headline) is None


NAMES = st.sampled_from(
    ["Sagara", "Wiratno", "Lazuardi", "Rusdiana", "Muh", "Nur'aini", "D\u2019Angelo", "Si\u00e9nna", "A"]
)
PLAIN = st.sampled_from(["Camat", "Bawaslu", "diperiksa", "soal", "netralitas", "2024", "Bener Meriah", "ASN"])


@given(st.lists(st.one_of(NAMES, PLAIN), min_size=1, max_size=14), st.sampled_from([" ", ", ", " - ", "/", "\n"]))
def test_no_unknown_word_is_ever_left(words: list[str], between: str) -> None:
    left = masked(between.join(words))
    if left is not None:
        for name in ("sagara", "wiratno", "lazuardi", "rusdiana", "muh", "aini", "angelo", "nna"):
            assert name not in left.lower()
        assert not re.search(r"\bA\b", left)


def test_words_that_are_names_too_are_known_nowhere_else() -> None:
    assert not known().words & known().names_too
    assert all(fold(word) == word and len(WORD.findall(word)) == 1 for word in rules()["names_too"])


@pytest.mark.parametrize(
    ("headline", "expected"),
    [("Camat Sagara Diperiksa", True), ("Sagara Terlapor", True), ("Oknum Guru", True), ("ASN Diminta Netral", False),
     ("Ribuan ASN Baca Ikrar", False), (None, False)],
)  # fmt: skip
def test_a_headline_can_accuse_by_its_words_alone(headline: str | None, expected: bool) -> None:
    assert accuses(headline) is expected
