"""What the coding stage promises of every article: evidence for each value, nothing for other languages, no crash."""

from datetime import UTC, datetime

import pytest

from pipeline.coding.coder import code
from pipeline.model import Coding, Outlet

OUTLET = Outlet(slug="radar-samudra", name="Radar Samudra", platform="disway", home_url="https://samudra.example/")
PUBLISHED = datetime(2024, 10, 8, 2, 0, tzinfo=UTC)
HEADLINE = "Dua ASN Way Kanan Dilaporkan ke Bawaslu karena Hadiri Kampanye"
BODY = (
    "BLAMBANGAN UMPU, RADARSAMUDRA.ID - Dua ASN di Kabupaten Way Kanan dilaporkan ke Bawaslu, Senin (7/10/2024). "
    "Keduanya diduga menghadiri kampanye salah satu paslon bupati.",
    "”Laporannya sudah kami terima, ada 2 laporan,” ujar Ketua Bawaslu Way Kanan, Rahmad Subakti, S.H.",
    "Ia menyebut larangan itu diatur Pasal 9 ayat (2) UU Nomor 20 Tahun 2024 tentang ASN.",
)


def coded(
    *paragraphs: str, headline: str = HEADLINE, at: datetime | None = PUBLISHED, outlet: Outlet = OUTLET
) -> Coding:
    return code(headline=headline, paragraphs=paragraphs, published_at=at, outlet=outlet)


def test_an_article_is_coded_whole() -> None:
    coding = coded(*BODY)
    assert coding.language == "id"
    assert coding.relevance is not None
    assert coding.relevance >= 0.5
    assert (coding.event_type, coding.province, coding.regency) == ("complaint", "18", "18.08")
    assert coding.actors == ("ASN",)
    assert [one.institution for one in coding.institutions] == ["Bawaslu"]
    assert coding.elections == ("pilkada2024",)
    assert coding.phase == "after_fixed"
    assert coding.event_date is not None
    assert coding.event_date.isoformat() == "2024-10-07"
    assert [(one.code, one.certainty) for one in coding.violations] == [("V03", "alleged")]
    assert [(one.text, one.speaker, one.speaker_role) for one in coding.quotes if one.kind == "direct"] == [
        ("Laporannya sudah kami terima, ada 2 laporan", "Rahmad Subakti", "Ketua Bawaslu Way Kanan")
    ]
    citation = coding.citations[0]
    assert (citation.law_type, citation.number, citation.year, citation.article_no) == ("UU", "20", 2024, "9")
    assert citation.suspect is not None
    assert "UU 20/2023" in citation.suspect


@pytest.mark.parametrize(
    "field",
    [
        "relevance",
        "event_type",
        "province",
        "regency",
        "actor",
        "institution",
        "election",
        "event_date",
        "violation",
        "citation",
        "quote",
        "place",
        "claim",
        "person",
        "language",
        "phase",
    ],
)
def test_every_coded_value_has_its_evidence(field: str) -> None:
    coding = coded(*BODY)
    assert [row for row in coding.evidence if row.field == field]


def test_evidence_points_at_the_words_that_carry_the_value() -> None:
    body = "\n\n".join(BODY)
    coding = coded(*BODY)
    words = {
        row.field: body[row.start : row.end] for row in coding.evidence if row.start is not None and row.end is not None
    }
    assert words["event_date"] == "Senin (7/10/2024)"
    assert words["citation"] == "Pasal 9 ayat (2) UU Nomor 20 Tahun 2024"
    assert words["quote"].startswith("Ia menyebut")
    assert all(0 <= (row.start or 0) <= (row.end or 0) <= len(body) for row in coding.evidence)


def test_quotes_and_their_offsets_are_as_printed() -> None:
    paragraphs = ("“Pj. Bupati sudah berpesan,” kata Drs. Andi Saputra, Camat Lembor.",)
    coding = coded("Bupati meminta ASN netral pada pilkada.", *paragraphs)
    body = "\n\n".join(("Bupati meminta ASN netral pada pilkada.", *paragraphs))
    for quote in coding.quotes:
        assert body[quote.start : quote.end] == quote.text
    assert "Pj. Bupati sudah berpesan" in [quote.text for quote in coding.quotes]


def test_a_headline_carries_evidence_without_offsets() -> None:
    coding = coded(
        "Warga membaca koran di kantor kelurahan setempat.", headline="Bawaslu Minta ASN Netral di Pilkada 2024"
    )
    rows = [row for row in coding.evidence if row.field == "election"]
    assert rows
    assert all(row.start is None and row.end is None for row in rows)


def test_the_same_article_is_coded_the_same_way_again() -> None:
    assert coded(*BODY) == coded(*BODY)


def test_an_article_in_another_language_gets_its_language_only() -> None:
    coding = coded(
        "The regent told civil servants to stay neutral in the election and warned of sanctions.",
        headline="Civil servants told to stay neutral",
    )
    assert coding == Coding(language="en", evidence=coding.evidence)
    assert [(row.field, row.value) for row in coding.evidence] == [("language", "en")]


def doubts(coding: Coding) -> set[str]:
    return {found.kind for found in coding.findings}


def test_a_whole_article_leaves_only_its_misquoted_law_to_doubt() -> None:
    assert doubts(coded(*BODY)) == {"citation_suspect"}


def test_what_a_coder_leaves_empty_is_an_issue_and_never_silent() -> None:
    coding = coded(
        "Bawaslu menerima laporan dugaan pelanggaran netralitas ASN di Kabupaten Demak dan Kabupaten Kudus.",
        "“Semua laporan itu akan kami periksa satu per satu pekan ini juga,” ujarnya.",
        headline="Bawaslu Terima Laporan ASN Tak Netral",
    )
    assert (coding.regency, coding.event_date) == (None, None)
    assert doubts(coding) == {"place_unsure", "event_date_unsure", "speaker_unsure"}
    (places,) = [found.message for found in coding.findings if found.kind == "place_unsure"]
    assert "33.21" in places
    assert "33.19" in places


def test_a_language_that_no_tool_tells_is_an_issue() -> None:
    coding = coded("Urang Sunda kudu netral dina pilihan bupati, kitu ceuk pamarentah ka sakabeh pagawe.", headline="X")
    assert (coding.language, doubts(coding)) == (None, {"language_unsure"})


def test_a_text_without_a_day_has_no_phase() -> None:
    assert "phase_unsure" in doubts(coded(*BODY, at=None))


def test_a_near_topic_and_a_form_have_the_words_that_say_so() -> None:
    near = coded(
        "KENDAL - Sebanyak 12 ASN di lingkungan pemkab dipotong tambahan penghasilan karena bolos apel pagi.",
        headline="Bolos Apel, TPP 12 ASN Kendal Dipotong",
    )
    assert [row.value for row in near.evidence if row.field == "related"] == ["asn_other"]
    release = coded(*BODY, "(Humas Polres Way Kanan)")
    assert [row.value for row in release.evidence if row.field == "article_form"] == ["press_release"]


def test_an_article_beside_the_topic_gets_its_near_topic_and_no_event() -> None:
    coding = coded(
        "KENDAL - Sebanyak 12 ASN di lingkungan pemkab dipotong tambahan penghasilan karena bolos apel pagi.",
        headline="Bolos Apel, TPP 12 ASN Kendal Dipotong",
    )
    assert coding.related == "asn_other"
    assert (coding.event_type, coding.actors, coding.violations, coding.elections) == (None, (), (), ())
    assert coding.regency == "33.24"


def test_a_warning_that_lists_forbidden_acts_is_no_incident() -> None:
    coding = coded(
        "Bupati mengimbau ASN tidak menyukai unggahan, tidak memasang baliho, dan tidak foto bersama paslon pilkada.",
        headline="Bupati Imbau ASN Jaga Netralitas pada Pilkada",
    )
    assert coding.event_type == "appeal"
    assert {one.certainty for one in coding.violations} == {"hypothetical"}
    assert {"V01", "V04", "V05"} <= {one.code for one in coding.violations}


@pytest.mark.parametrize(
    ("certainty", "lead"),
    [
        ("alleged", "Lurah itu diduga memasang baliho calon bupati, kata warga, dan dilaporkan ke Bawaslu."),
        ("asserted", "Lurah itu terbukti memasang baliho calon bupati, kasusnya diteruskan ke BKN."),
        ("denied", "Lurah itu membantah memasang baliho calon bupati, tudingan itu beredar di media sosial."),
        ("not_proven", "Lurah itu tidak terbukti memasang baliho calon bupati dan laporan dihentikan Bawaslu."),
    ],
)
def test_how_sure_a_report_is_of_a_breach(certainty: str, lead: str) -> None:
    coding = coded(lead, "Netralitas ASN dalam pilkada diawasi Bawaslu.", headline="Kasus Netralitas Lurah di Pilkada")
    assert [(one.code, one.certainty) for one in coding.violations] == [("V01", certainty)]


def test_counts_stand_as_claims_with_who_makes_them() -> None:
    coding = coded(
        "Bawaslu mencatat 27 kasus netralitas ASN sepanjang Januari hingga Juli.",
        "“Dari 27 kasus itu, 19 kasus diteruskan ke KASN,” kata Anggota Bawaslu Sultra, Iwan Mahmud.",
        headline="27 Kasus Netralitas ASN Jelang Pilkada",
    )
    claims = {(one.number, one.unit): one for one in coding.claims}
    assert claims[19, "kasus"].claimant == "Iwan Mahmud"
    assert claims[27, "kasus"].as_of is not None


@pytest.mark.parametrize(
    "paragraphs",
    [
        (),
        ("",),
        ("   ", ""),
        ("\x00\x01",),
        ("☝️" * 50,),
        ("“" * 2000,),
        ("İ ASN netral pada pilkada kata Bupati Alor.",),
        ("UU Nomor " * 500,),
        ("Ketua Bupati Anggota " * 400,),
        ("31/2/2024 (99/99/9999) Senin (7/10/202)",),
        (" " * 5000,),
    ],
)
@pytest.mark.parametrize("headline", ["", HEADLINE])
def test_no_text_breaks_the_coder(headline: str, paragraphs: tuple[str, ...]) -> None:
    assert isinstance(coded(*paragraphs, headline=headline, at=None), Coding)


def test_a_page_of_half_a_million_characters_is_coded_to_its_limit() -> None:
    coding = coded(*BODY, *(["Netralitas ASN dalam pilkada harus dijaga oleh semua pihak. " * 20] * 400))
    assert coding.event_type is not None
    assert max(row.end or 0 for row in coding.evidence) <= 60_000
