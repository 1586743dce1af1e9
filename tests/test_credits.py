"""Credits: who wrote, edited, photographed and supplied an article, and who never did."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from pipeline.model import CreditRole
from pipeline.pages.credits import credits
from pipeline.pages.markup import Markup
from pipeline.pages.said_names import said_names

OUTLET = "Sukamaju Pos"


def read(*lines: str, outlet: str = OUTLET, markup: Sequence[tuple[CreditRole, str]] = ()) -> tuple[str | None, str]:
    """The byline, and the credits as `role name; role name`."""
    byline, found = credits(lines, outlet_name=outlet, markup=markup)
    return byline, "; ".join(f"{credit.role} {credit.name}" for credit in found)


BYLINES = [
    # one label
    ("Penulis: Sari Wulan", "reporter Sari Wulan"),
    ("Penulis : Sari Wulan", "reporter Sari Wulan"),
    ("PENULIS: SARI WULAN", "reporter Sari Wulan"),
    ("Reporter: Sari Wulan", "reporter Sari Wulan"),
    ("Reporter : sari", "reporter sari"),
    ("Pewarta: Sari Wulan", "reporter Sari Wulan"),
    ("Wartawan: Sari Wulan", "reporter Sari Wulan"),
    ("Jurnalis : Sari Wulan", "reporter Sari Wulan"),
    ("Kontributor: Sari Wulan", "reporter Sari Wulan"),
    ("Kontributor Tulang Bawang: Sari Wulan", "reporter Sari Wulan"),
    ("Rep: Sari", "reporter Sari"),
    ("Oleh: Sari Wulan", "reporter Sari Wulan"),
    ("Oleh : H. Sari Wulan, S.Pd., M.M.", "reporter H. Sari Wulan, S.Pd., M.M."),
    ("Oleh Sari Wulan", "reporter Sari Wulan"),
    ("By Sari Wulan", "reporter Sari Wulan"),
    ("by Sari Wulan in Daerah", "reporter Sari Wulan"),
    ("Penulis Sari Wulan", "reporter Sari Wulan"),
    ("Ditulis oleh: Sari Wulan", "reporter Sari Wulan"),
    ("Editor: Rangga Putra", "editor Rangga Putra"),
    ("Editor : R. Putra", "editor R. Putra"),
    ("Redaktur: Rangga Putra", "editor Rangga Putra"),
    ("Red: Rangga", "editor Rangga"),
    ("Penyunting : Rangga Putra", "editor Rangga Putra"),
    ("Editor: Rangga Putra COPYRIGHT © SUKAMAJU 2024", "editor Rangga Putra"),
    ("Sari WulanPenulis", "reporter Sari Wulan"),
    ("Rangga PutraEditor", "editor Rangga Putra"),
    # several on one line
    ("Penulis: Sari Wulan | Editor: Rangga Putra", "reporter Sari Wulan; editor Rangga Putra"),
    ("Penulis: Sari Wulan / Editor: Rangga Putra", "reporter Sari Wulan; editor Rangga Putra"),
    ("Penulis: Sari Wulan Editor: Rangga Putra", "reporter Sari Wulan; editor Rangga Putra"),
    ("Pewarta: Sari WulanEditor: Rangga Putra", "reporter Sari Wulan; editor Rangga Putra"),
    ("Reporter: Sari Wulan| Editor: Rangga Putra", "reporter Sari Wulan; editor Rangga Putra"),
    ("Reporter : Sari Wulan - Editor : Rangga Putra", "reporter Sari Wulan; editor Rangga Putra"),
    ("Penulis Sari Wulan | Editor Rangga Putra", "reporter Sari Wulan; editor Rangga Putra"),
    ("Penulis: Sari Wulan dan Mawar Lestari", "reporter Sari Wulan; reporter Mawar Lestari"),
    ("Penulis: Sari Wulan, Mawar Lestari", "reporter Sari Wulan; reporter Mawar Lestari"),
    ("Penulis: Sari Wulan, S.H., dan Mawar", "reporter Sari Wulan, S.H.; reporter Mawar"),
    ("Reporter: Sari Wulan/Mawar Lestari", "reporter Sari Wulan; reporter Mawar Lestari"),
    ("Rep/Red: Sari/Rangga", "reporter Sari; editor Rangga"),
    ("Penulis/Editor: Sari Wulan", "reporter Sari Wulan; editor Sari Wulan"),
    ("Penulis & Editor : Sari Wulan", "reporter Sari Wulan; editor Sari Wulan"),
    ("Reporter: Sari Wulan, Manna", "reporter Sari Wulan"),
    ("Penulis: Sari Wulan (Sukamaju Pos)", "reporter Sari Wulan"),
    # reports
    ("Laporan Sari I Bener Meriah", "reporter Sari"),
    ("Laporan Sari Wulan | Bener Meriah", "reporter Sari Wulan"),
    ("Laporan: Sari Wulan", "reporter Sari Wulan"),
    ("Laporan Wartawan Sukamaju Pos, Sari Wulan", "reporter Sari Wulan"),
    ("Laporan Wartawan Tribun Sukamaju, Sari Wulan", "reporter Sari Wulan"),
    ("Laporan Wartawan TribunSukamaju.com, Sari Wulan", "reporter Sari Wulan"),
    ("(Laporan Kontributor Sukamaju Pos, Sari Wulan)", "reporter Sari Wulan"),
    ("Laporan Wartawan Sukamaju Pos Sari Wulan", "reporter Sari Wulan"),
    ("Laporan reporter Sari Wulan dari Manna", "reporter Sari Wulan"),
    ("Laporan: Sari Wulan/Sukamaju", "reporter Sari Wulan"),
    ("Laporan wartawan Sari Wulan dan Mawar Lestari", "reporter Sari Wulan; reporter Mawar Lestari"),
    ("Pewarta : Sari Wulan Uploader : Bima", "reporter Sari Wulan"),
    ("Ditulis oleh Sari Wulan pada", "reporter Sari Wulan"),
    # the paper's own name beside a name
    ("Sari Wulan - detikSukamaju", "reporter Sari Wulan"),
    ("Sari Wulan - Sukamaju Pos", "reporter Sari Wulan"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), BYLINES)
def test_a_credit_line_names_people_with_their_role(line: str, expected: str) -> None:
    byline, found = read(line)

    assert found == expected
    assert byline is not None
    assert byline in line


SPELLINGS = [
    (
        ("Naskah: Sari Wulan · Foto: Bima Ayu · Sunting: Rangga Putra",),
        "photographer Bima Ayu; editor Rangga Putra; reporter Sari Wulan",
    ),
    (("Kontributor Wonosari Jati: Agung Kuncoro",), "reporter Agung Kuncoro"),
    (("Saut Parulian Nainggolan", "Jurnalis tetap Sukamaju Pos"), "reporter Saut Parulian Nainggolan"),
    (("Editor Wening Prabasari",), "editor Wening Prabasari"),
    (("Disunting oleh Hj. Iis Rohaeti",), "editor Hj. Iis Rohaeti"),
    (("Wartawan: Sekar Ayu (Redaktur: Bimo Adikara)",), "reporter Sekar Ayu; editor Bimo Adikara"),
    (("(Andi Besse Tenriola/Muh. Aswad)",), "reporter Andi Besse Tenriola; editor Muh. Aswad"),
    (("Semua hadir. (Andi Besse/Muh. Aswad)",), "reporter Andi Besse; editor Muh. Aswad"),
    (("Sari Wulan | Ed. Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Sari Wulan | Editor: Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Sari Wulan / Ed: Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Politik | Editor: Rangga Putra",), "editor Rangga Putra"),
    (
        ("Teks: Sari Wulan. Foto: Bima Ayu. Editor: Rangga Putra.",),
        "reporter Sari Wulan; photographer Bima Ayu; editor Rangga Putra",
    ),
    (("Ditulis oleh Sari Wulan, disunting Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Ditulis oleh Sari Wulan dan disunting oleh Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Reporter Sari Wulan, Editor Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Reporter Sari Wulan Editor Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Reporter Sari Wulan; Editor Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Penulis: Sari Wulan, Editor Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Sari Wulan (Penulis), Rangga Putra (Editor)",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Rangga Putra (Editor)",), "editor Rangga Putra"),
    (("Rangga Putra, Editor",), "editor Rangga Putra"),
    (("Penulis", "|", "x"), ""),
    (("Penulis | Sari Wulan", "Penyunting | Rangga Putra"), "reporter Sari Wulan; editor Rangga Putra"),
    (("Penulis | Sari Wulan | Editor | Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Sari Wulan | Jurnalis | Rangga Putra | Editor",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Penulis - Sari Wulan",), "reporter Sari Wulan"),
    (("Penulis – Sari Wulan / Penyunting – Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Penulis >> Sari Wulan",), "reporter Sari Wulan"),
    (("Pewarta", "Sari Wulan", "Penyelaras", "Rangga Putra"), "reporter Sari Wulan; editor Rangga Putra"),
    (("Penyelaras bahasa: Rangga Putra",), "editor Rangga Putra"),
    (("Penulis berita: Sari Wulan",), "reporter Sari Wulan"),
    (("Laporan Sari Wulan dari Manna",), "reporter Sari Wulan"),
    (("Laporan: Sari Wulan (Manna)",), "reporter Sari Wulan"),
    (("Laporan wartawan Sukamaju Pos, Sari Wulan — 7/10/24, 07.30 WIT",), "reporter Sari Wulan"),
    (("Laporan wartawan Sukamaju Pos di Muara Rindang, Sari Wulan",), "reporter Sari Wulan"),
    (("Sari Wulan melaporkan dari Muara Rindang",), "reporter Sari Wulan"),
    (("Sari Wulan, melaporkan",), "reporter Sari Wulan"),
    (("Diwartakan Sari Wulan",), "reporter Sari Wulan"),
    (("Oleh Sari Wulan · Sunting Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Oleh Sari Wulan & Bima Ayu",), "reporter Sari Wulan; reporter Bima Ayu"),
    (
        ("Pewarta: Sari Wulan & Bima Ayu; Redaktur: Rangga Putra",),
        "reporter Sari Wulan; reporter Bima Ayu; editor Rangga Putra",
    ),
    (("Reporter: Sari Wulan | Redpel: Rangga Putra | Uploader: Bima",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Rep: Sari Wulan/Ed: Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("(Rep: Sari Wulan/Ed: Rangga Putra)",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Semua hadir. (Sari Wulan/Ed: Rangga Putra)",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Semua hadir. [Sari Wulan]",), "reporter Sari Wulan"),
    (("Semua hadir. (Sari Wulan, Bima Ayu)",), "reporter Sari Wulan; reporter Bima Ayu"),
    (("Penulis: I Gusti Ngurah Agung Utama",), "reporter I Gusti Ngurah Agung Utama"),
    (("Penulis: Teuku Muda",), "reporter Teuku Muda"),
    (("Penulis: Maria da Costa",), "reporter Maria da Costa"),
    (("Penulis: Ni Luh Pratiwi",), "reporter Ni Luh Pratiwi"),
    (("Penulis: Syamsir Dg. Naba",), "reporter Syamsir Dg. Naba"),
    (("Penulis: Meja Malam",), ""),
    (("Penulis: Redaksi 3",), ""),
    (("Penulis: Dapur Warta",), ""),
    (("By superadmin",), ""),
    (("By operator-web",), ""),
    (("Penulis Sari Wulan berkata bahwa semua harus netral.",), ""),
    (("Editor: jangan memihak siapa pun.",), ""),
    (("Caption di sini. Fotografer: Fadli Rahman",), "photographer Fadli Rahman"),
    (("Pegawai apel pagi • foto: Yoga Saputra",), "photographer Yoga Saputra"),
    (("Pegawai apel pagi | Jepretan: M. Ichsan",), "photographer M. Ichsan"),
    (("Pegawai apel pagi (Foto: RK/Yoga Saputra)",), "photographer Yoga Saputra"),
    (
        ("Penulis: Sari Wulan", "Senin, 7 Oktober 2024 10:15 WIB", "Penyunting: Rangga Putra"),
        "reporter Sari Wulan; editor Rangga Putra",
    ),
    (("Jurnalis Sari Wulan | Redaktur Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("✍ Sari Wulan | 📝 Editor: Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Tim Peliput: Sari Wulan, Bima Ayu",), "reporter Sari Wulan; reporter Bima Ayu"),
    (("Penulis: Sari Wulan (Kontributor Manna)",), "reporter Sari Wulan"),
    (("Kontributor Muara Rindang, Sari Wulan",), "reporter Sari Wulan"),
    (("Kontributor: Sari Wulan (Muara Rindang)",), "reporter Sari Wulan"),
    (("Sari Wulan, Kontributor Muara Rindang",), "reporter Sari Wulan"),
    (("Sari Wulan — Wartawan Sukamaju Pos",), "reporter Sari Wulan"),
    (("Sari Wulan", "Wartawan"), "reporter Sari Wulan"),
    (("Sari Wulan", "Wartawan Sukamaju Pos di Manna"), "reporter Sari Wulan"),
    (("SARI WULAN", "EDITOR: RANGGA PUTRA"), "editor Rangga Putra"),
    (("Dilaporkan oleh: Sari Wulan; Disunting oleh: Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Sumber: RRI | Editor: Rangga Putra",), "source RRI; editor Rangga Putra"),
    (("Tulisan: Sari Wulan, Suntingan: Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Reporter/Editor: Sari Wulan/Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Pewarta/Penyunting : Sari Wulan",), "reporter Sari Wulan; editor Sari Wulan"),
    (("Sari Wulan/Rangga Putra",), ""),
    (("Wartawan Dipukul Oknum Polisi",), ""),
    (("Penulis Naskah Pidato Bupati Diperiksa",), ""),
    (("Foto: itulah bukti satu-satunya. Tidak ada saksi yang mau bicara.",), ""),
    (("Naskah bersumber dari lapangan. Keberatan atas isi?",), ""),
    (("Penulis. Sari Wulan",), "reporter Sari Wulan"),
    (("Editor\xa0:\xa0Rangga Putra",), "editor Rangga Putra"),
    (
        ("Penulis : Sari Wulan, S.Sos | Editor : Drs. Rangga Putra, M.Si",),
        "reporter Sari Wulan, S.Sos; editor Drs. Rangga Putra, M.Si",
    ),
    (("Ditulis Sari Wulan, 7 Oktober 2024",), "reporter Sari Wulan"),
    (("Dari lapangan: Sari Wulan. Di meja sunting: Rangga Putra.",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Liputan oleh Sari Wulan; penyuntingan oleh Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
    (("Pewarta : Sari Wulan Copyright © SUKAMAJU 2024",), "reporter Sari Wulan"),
    (("Dibuat oleh Sari Wulan",), "reporter Sari Wulan"),
    (("Peliputan: Sari Wulan; Penyuntingan: Rangga Putra",), "reporter Sari Wulan; editor Rangga Putra"),
]


@pytest.mark.parametrize(("lines", "expected"), SPELLINGS)
def test_labels_are_read_however_they_are_joined_to_their_names(lines: tuple[str, ...], expected: str) -> None:
    assert set(read(*lines)[1].split("; ")) == set(expected.split("; "))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Oleh: Sari Wulan - Senin, 7 Oktober 2024 10:15 WIB", "Oleh: Sari Wulan"),
        ("Senin 26-08-2024,16:46 WIB Reporter: Sari Wulan| Editor: Rangga", "Reporter: Sari Wulan| Editor: Rangga"),
        ("Penulis: Sari Wulan | Senin, 7 Oktober 2024 | 10:15 WIB", "Penulis: Sari Wulan"),
        ("Sari Wulan - Senin, 7 Oktober 2024 | 10:15 WIB", "Sari Wulan"),
        ("Sari Wulan, Jurnalis-Senin, 07 Oktober 2024 |10:15 WIB", "Sari Wulan, Jurnalis"),
    ],
)
def test_the_date_beside_a_credit_is_no_part_of_the_byline(line: str, expected: str) -> None:
    assert read(line)[0] == expected


PHOTOS = [
    ("Apel pegawai di halaman kantor. FOTO SARI WULAN/SUKAMAJUPOS.CO.ID --", "photographer SARI WULAN"),
    ("Apel pegawai di halaman kantor. Foto: Sari Wulan", "photographer Sari Wulan"),
    ("Apel pegawai. (Foto: Sari Wulan/Sukamaju Pos)", "photographer Sari Wulan"),
    ("Apel pegawai. (Foto oleh: Sari Wulan)", "photographer Sari Wulan"),
    ("HADIRI: Camat hadir dalam apel -Sari Wulan-sukamaju.bacakoran.co", "photographer Sari Wulan"),
    ("Camat hadir dalam apel-Sari Wulan-sukamajupos", "photographer Sari Wulan"),
    ("Ujian pegawai tahun lalu-Dok. BKPSDM-sukamajupos", "source BKPSDM"),
    ("TRIBUN SUKAMAJU/SARI WULAN", "photographer SARI WULAN"),
    ("ANTARA FOTO/Sari Wulan/foc.", "photographer Sari Wulan"),
    ("Apel pegawai. (ANTARA/Sari Wulan)", "photographer Sari Wulan"),
    ("Fotografer: Sari Wulan", "photographer Sari Wulan"),
    ("Foto: Sari Wulan/Radar Sukamaju", "photographer Sari Wulan"),
    ("Apel pegawai. (ANTARA/HO-Humas Pemkab Sukamaju)", "source Humas Pemkab Sukamaju"),
    ("Apel pegawai. Dok. Diskominfo", "source Diskominfo"),
    ("Foto: Dok. Humas Pemkab Sukamaju", "source Humas Pemkab Sukamaju"),
    ("Diskominfo", "source Diskominfo"),
    ("Apel pegawai. (Sukamaju Pos/Sari)", "photographer Sari"),
    ("(Foto oleh Sari Wulan) Apel pegawai di halaman kantor", "photographer Sari Wulan"),
    ("Apel pegawai di halaman kantor / jepretan M. Sari", "photographer M. Sari"),
    ("Apel pegawai di halaman kantor (kamera: Sari Wulan)", "photographer Sari Wulan"),
    ("ilustrasi bilik suara (unsplash.com/sari)", ""),
]


@pytest.mark.parametrize(("line", "expected"), PHOTOS)
def test_a_caption_credits_its_photographer_and_makes_no_byline(line: str, expected: str) -> None:
    assert read(line) == (None, expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sumber: Antara", "source Antara"),
        ("Sumber : Humas Polres Sukamaju", "source Humas Polres Sukamaju"),
        ("Sumber Berita: Diskominfo Sukamaju", "source Diskominfo Sukamaju"),
        ("Sumber: Tribun Sukajaya", "source Tribun Sukajaya"),
        ("Sumber: sukajaya.example", "source sukajaya.example"),
        ("Sumber: Sukamaju Pos", ""),
        ("Sumber: SukamajuPos.com", ""),
        ("Sumber: berbagai sumber", ""),
        ("Sumber: Istimewa", ""),
        ("Sumber:", ""),
        ("Sumber: https://sukajaya.example/berita/1", ""),
    ],
)
def test_a_source_is_a_wire_an_office_or_another_paper(line: str, expected: str) -> None:
    assert read(line) == (None, expected)


@pytest.mark.parametrize(
    "before", ["Redaksi", "Politik", "Hukum Kriminal", "Lampung Selatan", "Muara Sukajaya", OUTLET, "Sari"]
)
def test_not_everything_beside_a_date_is_a_writer(before: str) -> None:
    assert read(f"{before} - Senin, 7 Oktober 2024 | 10:15 WIB") == (None, "")


def test_a_label_of_the_date_is_nobody() -> None:
    assert read("Posted on Maret 30, 2015 by Admin") == (None, "")
    assert read("Terakhir Diperbarui 7 Oktober 2024 10:15 WIB") == (None, "")


def test_an_office_that_writes_is_a_source_whatever_the_label_says() -> None:
    assert read("Penulis: Diskominfo Sukamaju") == ("Penulis: Diskominfo Sukamaju", "source Diskominfo Sukamaju")


CLOSINGS = [
    ('"Semua harus netral," tegasnya. (abc/def)', "(abc/def)", "reporter abc"),
    ("Demikian imbauan camat. (sar)", "(sar)", "reporter sar"),
    ("Demikian imbauan camat. (SW)", "(SW)", "reporter SW"),
    ("Demikian imbauan camat.(sar/rls)", "(sar/rls)", "reporter sar"),
    ("Demikian imbauan camat. (sari/tribunsukamaju)", "(sari/tribunsukamaju)", "reporter sari"),
    ("Demikian imbauan camat.*** (sar)", "(sar)", "reporter sar"),
    ("Demikian imbauan camat. (Sari Wulan)", "(Sari Wulan)", "reporter Sari Wulan"),
    ("Demikian imbauan camat. (Adv/Diskominfo)", "(Adv/Diskominfo)", "source Diskominfo"),
    ("Demikian imbauan camat. (Humas Polres Sukamaju)", "(Humas Polres Sukamaju)", "source Humas Polres Sukamaju"),
    ("Demikian imbauan camat. (ant)", "(ant)", "source ant"),
    ("Demikian imbauan camat. (Antara/sar)", "(Antara/sar)", "source Antara; reporter sar"),
    ("Demikian imbauan camat. (Tim)", "(Tim)", ""),
    ("Demikian imbauan camat (red)", "(red)", ""),
    ("Demikian imbauan camat. (Tim Redaksi)", "(Tim Redaksi)", ""),
    ("(vyp/kna)", "(vyp/kna)", "reporter vyp"),
    ("Demikian imbauan camat. (Penulis: Sari Wulan)", "Penulis: Sari Wulan", "reporter Sari Wulan"),
    ("Demikian imbauan camat. (Sumber: Antara)", None, "source Antara"),
]


@pytest.mark.parametrize(("line", "byline", "expected"), CLOSINGS)
def test_brackets_close_a_text_with_the_hand_that_wrote_it(line: str, byline: str | None, expected: str) -> None:
    assert read(line) == (byline, expected)


NOBODY = [
    # labels that are words of a sentence
    "Penanda tulisan: Honorer, Media Sosial",
    "Sumber: liputan lapangan, diolah dari catatan wartawan.",
    "Oleh karena itu, pegawai harus netral.",
    "Oleh sebab itu camat meminta laporan.",
    "Editor senior itu mengajar di Sukamaju.",
    "Penulis adalah dosen di Sukamaju.",
    "Penulis Lepas",
    "Editor Lampung Selatan",
    "Wartawan Senior",
    "Laporan Keuangan Daerah",
    "Laporan warga diterima panitia pengawas.",
    "Sumber Daya Manusia: Kunci Netralitas",
    "Kata penulis: jangan memihak",
    "By the way, semua hadir.",
    # brackets that explain a word
    "Hal itu diatur undang-undang (UU ASN).",
    "Menurut Partai Contoh Nusantara (PCN)",
    "Ia menyebut Komisi Pemilihan Umum. (KPU)",
    "Camat Sukamaju (tengah)",
    "Diatur Pasal 9 ayat 2. (1)",
    "Apel digelar Senin (7/10/2024).",
    "Semua hadir. (Bersambung)",
    "Demikian keterangan camat. (E-2)",
    "Pilih satu dari dua (dan/atau)",
    "Semua pegawai hadir. (***)",
    # captions and menus without a name
    "Pjs Bupati ajak pegawai netral--",
    "TRIBUN SUKAMAJU/HO",
    "FOTO BERSAMA: Camat dan pegawai",
    "FOTO: Camat menyerahkan piagam",
    "Foto: Istimewa",
    "Dok. Pribadi",
    "(Foto: Getty Images/iStockphoto)",
    "Semua hadir. (Sari Wulan/AFP/Getty Images)",
    "Tangkapan layar Kanal YouTube Sukamaju",
    "Mesin cuci merek contoh-Contoh Elektronik Indonesia-",
    "Home / Sukamaju Pos / Politik",
    "Beranda/Daerah",
    "Bandar Lampung - Sukamaju Pos",
    "NUSA RINDANG, Sukamaju Pos",
    "NUSA RINDANG, Sukamaju Pos -- Seorang pegawai hadir.",
    "Nusa Rindang, Sukamaju Pos - Seorang pegawai hadir.",
    "Muara Rindang, Sukamaju Pos",
    "https://sukamajupos.example/penulis/sari",
    "Humas Pemkab Sukamaju Gelar Apel Netralitas",
    "Bagikan",
    "",
]


@pytest.mark.parametrize("line", NOBODY)
def test_what_only_looks_like_a_credit_credits_nobody(line: str) -> None:
    assert read(line) == (None, "")


@pytest.mark.parametrize(
    "name",
    [
        "admin", "Admin", "Administrator", "Redaksi", "redaksi", "Tim Redaksi", "Redaksi Sukamaju Pos", "root",
        "Editor",
        "Sukamaju Pos", "SukamajuPos", "SUKAMAJUPOS.COM", "sukamajupos.co.id", "Radar Sukajaya", "TribunSukajaya",
        "sari@sukamaju.example", "https://sukamaju.example", "www.sukamaju.example", "user123", "-", "Super Admin",
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["Penulis: {}", "Editor : {}", "Oleh: {}"])
def test_outlets_and_users_of_the_cms_are_nobodys_name(label: str, name: str) -> None:
    assert read(label.format(name))[1] == ""


@pytest.mark.parametrize(
    "name", ["admin", "Redaksi", "Sukamaju Pos", "sari@sukamaju.example", "Penulis", "Oleh", "Oleh Redaksi"]
)
def test_the_same_holds_for_names_that_the_platform_marks(name: str) -> None:
    assert read(markup=[("reporter", name)]) == (None, "")


def test_the_byline_keeps_what_is_printed_even_where_it_names_nobody() -> None:
    assert read("Penulis: Redaksi") == ("Penulis: Redaksi", "")


def test_the_lines_of_an_article_make_one_byline() -> None:
    byline, found = read(
        "Penulis: Sari | Editor: Rangga",
        "Diskominfo",
        "Laporan Sari I Bener Meriah",
        "Camat meminta pegawai menjaga netralitas selama masa kampanye berlangsung di seluruh wilayah.",
        "Sumber: Sukamaju Pos",
    )

    assert byline == "Penulis: Sari | Editor: Rangga"
    assert found == "reporter Sari; editor Rangga; source Diskominfo"


@pytest.mark.parametrize(
    "lines",
    [
        ("Reporter : Sari Wulan", "Editor : Rangga Putra"),
        ("Reporter :", "Sari Wulan", "Editor :", "Rangga Putra"),
        ("Sari Wulan", "Reporter", "Rangga Putra", "Editor", "Lihat Foto"),
        ("Reporter", "Sari Wulan", "Editor", "Rangga Putra"),
        ("Reporter : Sari Wulan\nEditor : Rangga Putra",),
    ],
)
def test_labels_and_names_may_stand_on_lines_of_their_own(lines: tuple[str, ...]) -> None:
    byline, found = read(*lines)

    assert found == "reporter Sari Wulan; editor Rangga Putra"
    assert byline is not None
    assert "Sari Wulan" in byline
    assert "Lihat Foto" not in byline


DATE = "Senin, 7 Oktober 2024 10:15 WIB"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Sari Wulan", DATE), "reporter Sari Wulan"),
        ((DATE, "Sari Wulan"), "reporter Sari Wulan"),
        (("Sari Wulan", DATE, "Semua hadir. (swn/kna)"), "reporter Sari Wulan"),
        (("Sari", DATE, "Semua hadir. (sri)"), "reporter Sari"),
        ((f"Sari | {DATE}", "Semua hadir. (sri)"), "reporter Sari"),
        (("Sari - detikSukamaju", DATE, "Semua hadir. (sri)"), "reporter Sari"),
        (("Mawar Lestari", DATE, "Penulis: Sari Wulan"), "reporter Sari Wulan"),
        # sections, places, controls, and what nothing proves
        (("Sari", DATE), ""),
        (("Sari", DATE, "Semua hadir. (bgs)"), "reporter bgs"),
        (("Bandar Lampung", DATE), ""),
        (("Muara Rindang", DATE), ""),
        (("Hukum Kriminal", DATE), ""),
        (("Sepak Bola", DATE), ""),
        (("HUKUM RAYA", DATE), ""),
        (("Cetak Kirim", DATE), ""),
        (("Sukamaju Pos", DATE), ""),
        (("Sari Wulan", "Politik", DATE), ""),
        (("Sari Wulan", "Apel digelar Senin, 7 Oktober 2024 di Sukamaju."), ""),
    ],
)
def test_a_name_beside_the_date_is_its_writers_unless_it_may_be_anything_else(
    lines: tuple[str, ...], expected: str
) -> None:
    assert read(*lines)[1] == expected


@pytest.mark.parametrize("line", ["Sari", f"Sari {DATE}", f"Sari | {DATE}"])
def test_what_the_page_says_of_its_author_confirms_a_single_name(line: str) -> None:
    _, found = credits([line, DATE], outlet_name=OUTLET, hints=["Sari"])

    assert [(credit.role, credit.name) for credit in found] == [("reporter", "Sari")]
    assert credits([DATE], outlet_name=OUTLET, hints=["Sari"])[1] == ()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), "reporter Sari Wulan; editor Rangga Putra"),
        (("Penulis: Mawar",), "reporter Mawar; editor Rangga Putra"),
        (("Editor: Sari Wulan",), "editor Sari Wulan"),
        (("Semua hadir. (mwr)",), "reporter Sari Wulan; editor Rangga Putra"),
    ],
)
def test_names_of_the_head_count_where_no_other_is_printed(lines: tuple[str, ...], expected: str) -> None:
    said: list[tuple[CreditRole, str]] = [("reporter", "Sari Wulan"), ("editor", "Rangga Putra")]
    _, found = credits(lines, outlet_name=OUTLET, said=said)

    assert "; ".join(f"{credit.role} {credit.name}" for credit in found) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ([("reporter", "Oleh")], ""),
        ([("reporter", "Oleh Sari Wulan -"), ("reporter", "Oleh"), ("reporter", "-")], "reporter Sari Wulan"),
        ([("reporter", "Sari WulanPenulis"), ("reporter", "Rangga PutraEditor")],
         "reporter Sari Wulan; editor Rangga Putra"),
        ([("reporter", "Rangga PutraEditor"), ("reporter", "Rangga Putra")], "editor Rangga Putra"),
        ([("reporter", "RedaksiEditor")], ""),
    ],
)  # fmt: skip
def test_a_label_inside_the_platforms_hook_says_the_role(
    markup: Sequence[tuple[CreditRole, str]], expected: str
) -> None:
    assert read(markup=markup)[1] == expected


def test_initials_below_a_text_are_those_of_the_name_above_it() -> None:
    byline, found = read("Sari Wulan - detikSukamaju", "Semua hadir. (swn/kna)")

    assert byline == "Sari Wulan - detikSukamaju"
    assert found == "reporter Sari Wulan"


def test_a_name_is_credited_once_for_each_role() -> None:
    _, found = read(
        "Penulis: Sari Wulan", "PENULIS: SARI WULAN", markup=[("reporter", "sari wulan"), ("editor", "Sari Wulan")]
    )

    assert found == "reporter Sari Wulan; editor Sari Wulan"


def test_names_of_the_platforms_hooks_complete_the_lines() -> None:
    assert read("Editor : Rangga", markup=[("reporter", "Sari Wulan")]) == (
        "Sari Wulan | Editor : Rangga",
        "editor Rangga; reporter Sari Wulan",
    )
    assert read(markup=[("reporter", "Penulis: Sari Wulan")]) == ("Sari Wulan", "reporter Sari Wulan")


NAMES = st.lists(
    st.sampled_from(["Sari", "Wulan", "Rangga", "Putra", "Mawar", "Lestari", "Bima", "Ayu"]),
    min_size=1,
    max_size=3,
    unique=True,
)


@given(writer=NAMES.map(" ".join), editor=NAMES.map(" ".join), joint=st.sampled_from([" | ", " / ", " ", "| ", " - "]),
       colon=st.sampled_from([":", " :", " : "]))  # fmt: skip
def test_any_two_names_on_one_line_are_told_apart(writer: str, editor: str, joint: str, colon: str) -> None:
    line = f"Penulis{colon} {writer}{joint}Editor{colon} {editor}"

    assert read(line)[1] == f"reporter {writer}; editor {editor}"


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(line: str) -> None:
    byline, found = credits([line], outlet_name=OUTLET)

    assert all(credit.name for credit in found)
    assert byline != ""


@pytest.mark.parametrize(
    ("seed", "outlet", "lines", "expected"),
    [
        ("000", "Radar Lampung", slice(1, 2), "photographer EDI HERLIANSYAH"),
        ("002", "Orasi Rakyat", slice(-2, -1), ""),
        ("003", "Tribun Gayo", slice(None), "reporter Bustami; editor Rizwan; source Diskominfo"),
        ("004", "Radar Bengkulu", slice(None), ""),
    ],
)
def test_seeds(shared: Path, seed: str, outlet: str, lines: slice, expected: str) -> None:
    text = next((shared / "seeds").glob(f"{seed}_*.txt")).read_text("utf-8")

    assert read(*text.splitlines()[lines], outlet=outlet)[1] == expected


HEADS = [
    ('<meta name="content_author" content="Sari Wulan"><meta name="content_editor" content="Rangga Putra">',
     (("editor", "Rangga Putra"), ("reporter", "Sari Wulan"))),
    ('<meta name="xyz_news_author" content="Sari Wulan">', (("reporter", "Sari Wulan"),)),
    ('<meta name="content_author" content="admin2">', ()),
    ('<meta name="content_author" content="Sukamaju Pos">', ()),
    ('<meta name="twitter:label1" content="Ditulis oleh"><meta name="twitter:data1" content="Sari Wulan">',
     (("reporter", "Sari Wulan"),)),
    ('<meta name="twitter:label1" content="Harga"><meta name="twitter:data1" content="Sari Wulan">', ()),
    ('<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Sari Wulan"}}'
     "</script>", (("reporter", "Sari Wulan"),)),
    ('<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Wulan"}}'
     "</script>", ()),
    # the owner of the site, as likely as not
    ('<meta name="author" content="Sari Wulan">', ()),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_the_head_names_people_only_in_fields_of_the_story(
    head: str, expected: tuple[tuple[CreditRole, str], ...]
) -> None:
    markup = Markup(document_fromstring(f"<html><head>{head}</head><body><p>Camat hadir.</p></body></html>"))

    said = said_names(markup, own_names=frozenset({"sukamaju", "pos"}), author_is_writer=True)

    assert tuple(sorted(said.names)) == expected


@pytest.mark.parametrize(
    "page",
    [
        '<meta name="author" content="Sari">',
        '<p><a href="/author/sari/">Sari</a></p>',
        '<script type="application/json">{"article": {"author": {"name": "Sari"}}}</script>',
    ],
)
def test_what_may_be_anybodys_is_a_hint(page: str) -> None:
    said = said_names(Markup(document_fromstring(page)), own_names=frozenset(), author_is_writer=True)

    assert tuple(said.hints) == ("Sari",)
    assert said.names == ()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("dataLayer.push({'penulis':'Sari Wulan','editor':'Rangga Putra'})", {"Sari Wulan", "Rangga Putra"}),
        ('{"author":{"id":3,"name":"Sari Wulan"},"editor":[{"nama":"Rangga Putra"}]}', {"Sari Wulan", "Rangga Putra"}),
        (r'{\"author\":{\"name\":\"Sari Wulan\"}}', {"Sari Wulan"}),
        ('[["ShallowReactive",1],{"penulis":2,"penyunting":4},{"nama":3},"Sari Wulan",{"nama":5},"Rangga Putra"]',
         {"Sari Wulan", "Rangga Putra"}),
        ("dataLayer.push({'penulis':'','editor':'admin','id':'3'})", set()),
        ('[{"author":"Sari Wulan"},{"author":"Rangga Putra"}]', set()),
        ('{"coauthor":"Sari Wulan","authority":"Badan Contoh"}', set()),
    ],
)  # fmt: skip
def test_scripts_name_people_where_neither_print_nor_head_does(script: str, expected: set[str]) -> None:
    markup = Markup(document_fromstring(f"<html><body><script>{script}</script><p>Teks</p></body></html>"))
    said = said_names(markup, own_names=frozenset(), author_is_writer=True)

    assert {name for _, name in said.state} == expected


def test_the_author_of_the_head_may_stand_in_a_node_of_its_own() -> None:
    data = """{"@graph":[{"@type":"Article","author":{"@id":"#a"},"editor":{"@type":"Person","name":"Rangga Putra"}},
        {"@type":"Person","@id":"#a","name":"Sari Wulan"}]}"""
    markup = Markup(document_fromstring(f'<html><script type="application/ld+json">{data}</script></html>'))

    said = said_names(markup, own_names=frozenset(), author_is_writer=True)

    assert dict(said.names) == {"reporter": "Sari Wulan", "editor": "Rangga Putra"}
