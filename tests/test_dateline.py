"""Datelines: the place before the first dash, and sentences that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.dateline import split

TEXT = "Camat meminta semua pegawai menjaga netralitas selama masa kampanye."

DATELINES = [
    # outlet and place, in either order
    ("TRIBUNSUKAMAJU.COM, REDELONG - ", "REDELONG"),
    ("KOTA MANNA,KORANSUKAMAJU.ID - ", "KOTA MANNA"),
    ("radarsukamaju.bacakoran.co, KOTA MANNA - ", "KOTA MANNA"),
    ("RADAR SUKAMAJU, MANNA - ", "MANNA"),
    ("Radar Sukamaju, Manna – ", "Manna"),
    ("JAKARTA, SUKAMAJU.com — ", "JAKARTA"),
    ("BENGKULU, sukamaju.id –", "BENGKULU"),
    ("SUKAMAJU.CO, Jakarta - ", "Jakarta"),
    ("Sukamajupos.com, Bandar Lampung – ", "Bandar Lampung"),
    ("Sukamaju Pos, Desa Mekar Jaya – ", "Desa Mekar Jaya"),
    ("LAMPUNG (Sukamaju.co): ", "LAMPUNG"),
    ("TUBABA, (Sukamajupos.com) -- ", "TUBABA"),
    ("Mataram (ANTARA) - ", "Mataram"),
    ("Mataram, NTB (ANTARA News) - ", "Mataram, NTB"),
    ("KBRN, Ambon: ", "Ambon"),
    ("KUPANG | POS-SUKAMAJU.COM - ", "KUPANG"),
    ("SUKAMAJUNEWS.COM - BANDA ACEH - ", "BANDA ACEH"),
    ("Tribun-Sukamaju.com, MEDAN - ", "MEDAN"),
    ("Namrole, Sukamajupos.com ", "Namrole"),
    ("RB, MANNA - ", "MANNA"),
    ("Bandar Lampung (LP) – ", "Bandar Lampung"),
    ("LEBONG. SP – ", "LEBONG"),
    ("Muara Sukajaya - ", "Muara Sukajaya"),
    ("Nusa Rindang, SP - ", "Nusa Rindang"),
    # the day stands there too
    ("MANNA, SP.id (7/10) - ", "MANNA"),
    ("MANNA, SUKAMAJU.ID, Senin (7/10/2024) - ", "MANNA"),
    ("Bengkulu, Senin (7/10/2024) - ", "Bengkulu"),
    ("Bengkulu, 7 Oktober 2024 – ", "Bengkulu"),
    # place alone
    ("JAKARTA - ", "JAKARTA"),
    ("Jakarta - ", "Jakarta"),
    ("Tubaba – ", "Tubaba"),
    ("Tanggamus | ", "Tanggamus"),
    ("Tulang Bawang Barat - ", "Tulang Bawang Barat"),
    ("Bandar Lampung — ", "Bandar Lampung"),
    ("BANDAR LAMPUNG -- ", "BANDAR LAMPUNG"),
    ("Kupang, NTT - ", "Kupang, NTT"),
    ("Manokwari, Papua Barat - ", "Manokwari, Papua Barat"),
    ("Kabupaten Sukamakmur Raya - ", "Kabupaten Sukamakmur Raya"),
    ("Kab. Sukamakmur - ", "Kab. Sukamakmur"),
    ("Kotabumi- ", "Kotabumi"),
    ("KOTABUMI–", "KOTABUMI"),
    ("MANNA-", "MANNA"),
    ("TUBEI SP - ", "TUBEI"),
    # outlet alone
    ("RADARSUKAMAJU.CO.ID - ", None),
    ("RADARSUKAMAJU.CO.ID-", None),
    ("sukamajupos.com – ", None),
    ("SUKAMAJU POS - ", None),
]


@pytest.mark.parametrize(("head", "place"), DATELINES)
def test_a_dateline_gives_its_place_as_printed_and_goes(head: str, place: str | None) -> None:
    assert split(head + TEXT, outlet_name="Sukamaju Pos") == (place, TEXT)


@pytest.mark.parametrize(
    "opener", ["Ratusan pegawai", "Seorang guru", "Menjelang pemilihan, pegawai", "Di desa itu warga"]
)
def test_two_words_that_no_list_knows_are_a_place_before_a_sentence_that_needs_no_name(opener: str) -> None:
    assert split(f"Nusa Rindang - {opener} hadir.", outlet_name="Sukamaju Pos")[0] == "Nusa Rindang"


def test_a_dateline_alone_on_its_line() -> None:
    assert split("Namrole, Sukamajupos.com", outlet_name="Sukamaju Pos") == ("Namrole", "")


@pytest.mark.parametrize(
    ("head", "outlet", "place"),
    [
        ("BENGKULU - ", "Bengkulu Ekspres", "BENGKULU"),
        ("Sukamaju – ", "Sukamaju Pos", "Sukamaju"),
        ("Metro Pusat - ", "Metro Sukamaju", "Metro Pusat"),
        ("RADAR SUKAMAJU - ", "Radar Sukamaju Online", None),
        ("RADARSUKAMAJU.DISWAY.ID - ", "Radar Sukamaju", None),
    ],
)
def test_a_place_is_no_outlet_because_the_outlet_is_named_after_it(head: str, outlet: str, place: str | None) -> None:
    assert split(head + TEXT, outlet_name=outlet) == (place, TEXT)


SENTENCES = [
    TEXT,
    "Sebab itu - katanya - pegawai harus netral.",
    "Bupati - yang juga ketua panitia - hadir.",
    "Namun - Camat tidak hadir.",
    "Pegawai - ASN dan PPPK - wajib netral.",
    "KPU - Komisi Pemilihan Umum menggelar sosialisasi.",
    "KPU-RI menggelar sosialisasi.",
    "Polda Lampung - Kapolda menghadiri apel.",
    "ASN Kota Manna - Netralitas harga mati.",
    "Arinda Djunaidi – Sutomo resmi mendaftar.",
    "Arinda Djunaidi - Ketua panitia, mengundurkan diri.",
    "Arinda Djunaidi – Ratusan Sutomo – resmi mendaftar.",
    "Penjabat (Pj) - Bupati hadir.",
    "Senin - Jumat pegawai bekerja.",
    "Senin, 7 Oktober 2024 - Pegawai apel.",
    "Pilkada 2024 - Semua harus netral.",
    "Bandar Lampung-Metro macet total.",
    "Jalur Liwa-Krui longsor.",
    "Tubaba: Penjabat bupati hadir.",
    "Tema: Netralitas - Harga Mati.",
    "Breaking News - Camat Sukamaju mundur.",
    "Suara Rakyat - Suara Tuhan, katanya.",
    "Opini - Netralitas itu penting.",
    "- Camat Sukamaju",
    "–",
    "",
    "“Netral – itu harga mati,” katanya.",
    "1. Menjaga netralitas - Pegawai tidak memihak.",
    "Covid-19 - Camat mengimbau warga.",
    "Camat Sukamaju, Rangga Putra - Semua hadir.",
]


@pytest.mark.parametrize("paragraph", SENTENCES)
def test_a_sentence_with_a_dash_keeps_its_beginning(paragraph: str) -> None:
    assert split(paragraph, outlet_name="Sukamaju Pos") == (None, paragraph)


def test_the_initials_of_the_outlet_count_only_in_their_own_paper() -> None:
    assert split(f"TUBEI SP - {TEXT}", outlet_name="Radar Sukamaju")[0] == "TUBEI SP"


@given(st.text(max_size=120))
def test_no_text_breaks_it_and_the_rest_is_the_end_of_the_paragraph(paragraph: str) -> None:
    _, rest = split(paragraph, outlet_name="Sukamaju Pos")

    assert paragraph.strip().endswith(rest)


PLACES = st.sampled_from(
    ["Manna", "MANNA", "Bandar Lampung", "Tulang Bawang Barat", "Kota Sukamaju", "Namrole", "Tubaba"]
)
PAPERS = st.sampled_from(["SUKAMAJUPOS.COM", "sukamajupos.co.id", "Sukamaju Pos", "SUKAMAJU POS", "RADARX.ID"])
DASHES = st.sampled_from([" - ", " – ", " — ", " -- ", "- ", " –"])


@given(place=PLACES, paper=PAPERS, dash=DASHES, comma=st.sampled_from([", ", ","]), place_first=st.booleans())
def test_any_place_beside_any_paper_is_found(place: str, paper: str, dash: str, comma: str, place_first: bool) -> None:
    head = f"{place}{comma}{paper}" if place_first else f"{paper}{comma}{place}"

    assert split(f"{head}{dash}{TEXT}", outlet_name="Sukamaju Pos") == (place, TEXT)
