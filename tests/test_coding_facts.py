"""Numbers, outcomes, forms, institutions, rules and marks: the facts of an article one by one."""

from datetime import UTC, datetime

import pytest

from pipeline.coding.coder import code
from pipeline.model import Coding, Outlet

OUTLET = Outlet(slug="x", name="X", platform="generic", home_url="https://x.example/")
LEAD = "KENDAL – Bawaslu Kendal menangani dugaan pelanggaran netralitas ASN pada Pilkada 2024, Senin (7/10/2024)."


def coded(*paragraphs: str, headline: str = "Bawaslu Kendal Tangani Netralitas ASN") -> Coding:
    published = datetime(2024, 10, 8, 3, tzinfo=UTC)
    return code(headline=headline, paragraphs=paragraphs, published_at=published, outlet=OUTLET)


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Dari 45 laporan, 12 sudah diteruskan ke BKN.", {(45, "laporan"), (12, "laporan")}),
        ("Jumlah kasus netralitas di kabupaten itu lebih dari 80.", {(80, "kasus")}),
        ("Baru 14 rekomendasi yang tercatat dalam sistem.", {(14, "rekomendasi")}),
        ("Dari 45 laporan, 12 Oktober dipilih sebagai hari pleno.", {(45, "laporan")}),
    ],
)
def test_a_number_keeps_the_unit_that_stands_apart_from_it(sentence: str, claims: set[tuple[int, str]]) -> None:
    assert {(one.number, one.unit) for one in coded(LEAD, sentence).claims} == claims


@pytest.mark.parametrize(
    ("last", "form"),
    [
        ("Kegiatan ditutup dengan doa. (Humas Setda/prokompim)", "press_release"),
        ("Kegiatan ditutup dengan doa. (Diskominfo Kendal)", "press_release"),
        ("Kabag Humas Pemkab Kendal, Rudi Anwar, meminta warga tenang.", "news"),
        ("Kegiatan ditutup dengan doa. (ang/red)", "news"),
    ],
)
def test_a_press_office_signs_its_release_in_brackets_and_is_no_release_when_quoted(last: str, form: str) -> None:
    assert coded(LEAD, "Ketua Bawaslu Kendal hadir dalam kegiatan itu.", last).article_form == form


def test_a_headline_that_counts_what_it_lists_is_an_explainer() -> None:
    assert coded(LEAD, headline="Ini 9 Larangan bagi ASN Selama Pilkada").article_form == "explainer"
    assert coded(LEAD, headline="9 ASN Kendal Dilaporkan ke Bawaslu").article_form == "news"


def test_an_open_moral_sanction_is_one_outcome() -> None:
    sanction = coded(
        "KENDAL – Camat Boja, Rudi Anwar, dijatuhi sanksi moral secara terbuka karena tidak netral pada Pilkada 2024,"
        " Senin (7/10/2024).",
        headline="Tak Netral, Camat Boja Dijatuhi Sanksi Moral Terbuka",
    )
    assert sanction.outcomes == ("moral_open",)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Ia mantan ketua KPU dan pernah bertugas di Inspektorat, kata Bawaslu.", {"Bawaslu"}),
        ("Panwascam memeriksa lurah di warung persis di samping Mapolres.", {"Panwascam"}),
        ("Pada Pemilu 2014, Panwaslu mencatat dua kasus. Kini Bawaslu menangani lima.", {"Bawaslu"}),
        ("Bawaslu menyebut mobil itu milik TNI, bukan milik dinas.", {"Bawaslu"}),
        ("Camat dipanggil Panwas, ujar anggota Bawaslu.", {"Bawaslu"}),
    ],
)
def test_an_institution_named_in_an_aside_has_no_part_in_the_event(sentence: str, named: set[str]) -> None:
    coding = coded(sentence, headline="Camat Diperiksa")
    assert {one.institution for one in coding.institutions} == named


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Aturannya UU 20/23 dan PP 94/21.", {("UU", "20", 2023, None), ("PP", "94", 2021, None)}),
        (
            "Pasal 71 ayat (1) UU 10/2016 sebagaimana diubah dengan UU 6/2020. Juga Pasal 188 undang-undang itu.",
            {("UU", "10", 2016, "71"), ("UU", "6", 2020, None), ("UU", "10", 2016, "188")},
        ),
        ("Isinya mengutip Qanun Aceh serta UU No. 10/2016.", {("UU", "10", 2016, None)}),
        (
            "Surat edaran Menpan itu jelas. Surat dimaksud bernomor B/71/M.SM.00.00/2017.",
            {("SE", "B/71/M.SM.00.00/2017", 2017, None)},
        ),
        ("SKB lima lembaga: Menpan RB Nomor 05 Tahun 2020, BKN Nomor 167/KEP/2020.", {("SKB", "5", 2020, None)}),
        ("Ia melanggar Pasal 51 huruf g dan j UU 6/2014.", {("UU", "6", 2014, "51")}),
    ],
)
def test_shapes_in_which_the_press_cites_a_rule(sentence: str, cited: set[tuple[object, ...]]) -> None:
    rows = coded(sentence, headline="Camat Diperiksa").citations
    assert {(row.law_type, row.number, row.year, row.article_no) for row in rows} == cited


def test_a_rule_of_an_authority_that_we_do_not_know_is_not_suspect_for_its_number() -> None:
    rows = coded(
        "Dasarnya Perbawaslu Nomor 7 Tahun 2018 dan UU 20 Tahun 2024.", headline="Bawaslu Ingatkan Camat"
    ).citations
    assert {row.law_type: row.suspect is not None for row in rows} == {"Perbawaslu": False, "UU": True}


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        (
            "“Kami belum putuskan. Nanti kami pleno, kata perwira tiga balok itu.",
            "Kami belum putuskan. Nanti kami pleno",
        ),
        ("Ketua Bawaslu Andi Rauf bilang mereka 'numpang lewat' di sana. “Itu saja,” ujar Andi.", "Itu saja"),
    ],
)
def test_a_quote_ends_where_the_telling_begins(paragraph: str, said: str) -> None:
    coding = coded(paragraph, headline="Camat Diperiksa")
    assert [one.text for one in coding.quotes if one.kind == "direct"] == [said]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("Camat didakwa mengarahkan kepala dusun memilih calon petahana.", ("ASN",)),
        ("Kades diduga berjoget dengan caleg; kasusnya dibahas bersama polisi dan jaksa.", ("kepala desa",)),
        ("Ratusan ASN berikrar netral, polisi dan TNI mengawal.", ("ASN",)),
        ("Apel ASN yang dihadiri para kades dan camat itu memuat ikrar netral.", ("ASN", "kepala desa")),
    ],
)
def test_who_is_supported_steered_or_there_to_help_is_no_target(sentence: str, targets: tuple[str, ...]) -> None:
    assert coded(sentence, headline="Bawaslu Kendal Buka Suara").actors == targets
