"""Numbers, outcomes and forms: what is claimed, how a case ended, and what kind of text an article is."""

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
