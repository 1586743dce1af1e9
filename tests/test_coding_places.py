"""Where it happened: twins, seats that are common words, outlets named after places, provinces and datelines."""

import pytest

from pipeline.coding import regions
from pipeline.coding.coder import code
from pipeline.model import Coding, Outlet


def coded(headline: str, *paragraphs: str, outlet: str = "Kabar Contoh", regency: str | None = None) -> Coding:
    return code(
        headline=headline,
        paragraphs=paragraphs,
        published_at=None,
        outlet=Outlet(slug="x", name=outlet, platform="wordpress", home_url="https://x.example/", regency=regency),
    )


def test_the_gazetteer_is_whole() -> None:
    kinds = [region.type for region in regions.load()]
    assert (kinds.count("province"), kinds.count("regency"), kinds.count("city")) == (38, 416, 98)
    codes = [region.code for region in regions.load()]
    assert len(set(codes)) == len(codes)


def test_a_parent_stands_before_its_children_and_every_point_is_in_indonesia() -> None:
    seen: set[str] = set()
    for region in regions.load():
        assert region.parent is None or region.parent in seen
        seen.add(region.code)
        assert -11.5 <= region.latitude <= 6.5, region.name
        assert 94.5 <= region.longitude <= 141.5, region.name


@pytest.mark.parametrize(
    ("old", "name"), [("91.04", "Kabupaten Nabire"), ("92.71", "Kota Sorong"), ("91.01", "Kabupaten Merauke")]
)
def test_a_papua_code_of_before_2022_still_finds_its_region(old: str, name: str) -> None:
    assert regions.by_code()[old].name == name


@pytest.mark.parametrize(
    ("regency", "headline", "lead"),
    [
        ("18.12", "Pj Bupati Tubaba Minta ASN Netral", "TUBABA - Pj Bupati Tubaba meminta ASN menjaga netralitas."),
        ("81.09", "Pjs Bupati Bursel Minta ASN Netral", "Namrole, Suara.com - Imbauan disampaikan di kantor bupati."),
        ("18.13", "ASN Pesibar Teken Pakta Integritas", "KRUI - ASN Pesisir Barat meneken pakta integritas."),
        ("35.79", "Kapolres Batu Minta Personel Netral", "Kapolres Batu meminta personel netral di Kota Batu."),
        ("51.01", "Perbekel di Jembrana Diminta Netral", "NEGARA - Perbekel di Kabupaten Jembrana diminta netral."),
        ("18.72", "Pemkot Metro Gelar Ikrar", "METRO - Pemerintah Kota Metro menggelar ikrar netralitas ASN."),
        ("35.07", "Bupati Malang Ingatkan ASN", "KEPANJEN - Bupati Malang mengingatkan ASN di Kabupaten Malang."),
        ("35.73", "Wali Kota Malang Ingatkan ASN", "MALANG - Wali Kota Malang mengingatkan ASN Pemkot Malang."),
        ("13.02", "Bupati Solok Ingatkan ASN", "AROSUKA - Pemkab Solok mengingatkan ASN agar netral."),
        ("63.03", "Bupati Banjar Ingatkan ASN", "MARTAPURA - Pemkab Banjar mengingatkan ASN agar netral."),
        ("16.02", "Bawaslu OKI Periksa ASN", "KAYUAGUNG - Bawaslu OKI memeriksa seorang ASN."),
        ("17.09", "Kadis Benteng Dipanggil Bawaslu", "BENTENG - Bawaslu Benteng memanggil kadis di Bengkulu Tengah."),
        ("53.06", "Kades di Flotim Diminta Netral", "LARANTUKA - Kades di Flores Timur diminta netral."),
        ("33.27", "Kades Diadili", "SEMARANG - Kades di Kabupaten Pemalang, Jawa Tengah, diadili karena tidak netral."),
        (
            "18.04",
            "Kades Divonis",
            "Kades di Kecamatan Sukau, Lampung Barat, divonis dua bulan penjara karena kampanye.",
        ),
    ],
)
def test_the_regency_of_the_event(regency: str, headline: str, lead: str) -> None:
    coding = coded(headline, lead, "Pesan itu disampaikan kepada seluruh pegawai di daerah tersebut pada pilkada.")
    assert (coding.regency, coding.province) == (regency, regency[:2])


@pytest.mark.parametrize(
    ("province", "headline", "lead"),
    [
        (
            "74",
            "Bawaslu Sultra Catat 27 Kasus",
            "KENDARI - Bawaslu Sulawesi Tenggara mencatat 27 kasus netralitas ASN.",
        ),
        (
            "17",
            "Bawaslu Bengkulu Ingatkan ASN",
            "BENGKULU - Bawaslu Provinsi Bengkulu mengingatkan ASN se-Provinsi Bengkulu.",
        ),
        (
            "18",
            "Gubernur Lampung Minta ASN Netral",
            "BANDAR LAMPUNG - Gubernur Lampung meminta ASN Pemprov Lampung netral.",
        ),
        ("52", "Polda NTB Gelar Ikrar", "MATARAM - Personel Polda NTB mengucapkan ikrar netralitas."),
    ],
)
def test_a_matter_of_the_province_takes_no_regency_from_its_dateline(province: str, headline: str, lead: str) -> None:
    coding = coded(headline, lead, "Hal itu berlaku bagi seluruh aparatur di provinsi pada pilkada tahun ini.")
    assert (coding.province, coding.regency) == (province, None)
    assert any(place.kind == "dateline" for place in coding.places) or province == "17"


def test_jakarta_as_dateline_is_the_whole_country() -> None:
    coding = coded(
        "MK Perluas Pasal 188", "JAKARTA - Mahkamah Konstitusi mengabulkan uji materi pasal itu untuk pilkada."
    )
    assert (coding.province, coding.regency) == (None, None)


@pytest.mark.parametrize(
    ("outlet", "lead"),
    [
        ("Radar Bengkulu", "RADAR BENGKULU, MANNA - Bupati Bengkulu Selatan memimpin apel netralitas bagi ASN."),
        ("Tribun Gayo", "TRIBUNGAYO.COM, MANNA - Bupati Bengkulu Selatan memimpin apel netralitas bagi ASN."),
        ("Radar Cirebon", "RADAR CIREBON, MANNA - Bupati Bengkulu Selatan memimpin apel netralitas bagi ASN."),
    ],
)
def test_the_name_of_an_outlet_names_no_place(outlet: str, lead: str) -> None:
    coding = coded("Apel Netralitas ASN", lead, outlet=outlet)
    assert coding.regency == "17.01"
    assert {place.region[:2] for place in coding.places} == {"17"}


@pytest.mark.parametrize(
    "lead",
    [
        "Bawaslu Semarang dan Bawaslu Magelang menerima laporan netralitas ASN pada pilkada tahun ini.",
        "Aparatur Sipil Negara diminta menjaga netralitas pada pilkada serentak oleh pemerintah setempat.",
        "Kegiatan berlangsung di Jalan Bandung dekat Universitas Jambi, kata panitia pilkada kepada wartawan.",
    ],
)
def test_where_nothing_decides_no_regency_is_given(lead: str) -> None:
    assert coded("ASN Diminta Netral", lead).regency is None


def test_the_outlet_breaks_a_tie_between_regencies_but_names_none_alone() -> None:
    lead = "Bawaslu Kendal dan Bawaslu Batang menerima laporan netralitas ASN pada pilkada tahun ini."
    assert coded("ASN Diminta Netral", lead, regency="33.24").regency == "33.24"
    assert coded("ASN Diminta Netral", "ASN diminta netral pada pilkada oleh bupati.", regency="33.24").regency is None


@pytest.mark.parametrize(
    ("regency", "text"),
    [
        ("52.06", "BIMA - Warga mendatangi Bawaslu Kabupaten Bima. Mobil itu terekam di perbatasan Kota Bima."),
        ("18.71", "BANDAR LAMPUNG - Panwascam Sukarame bertindak. Kasus serupa muncul di Kota Metro."),
        ("16.07", "PALEMBANG - Bawaslu Banyuasin menggelar rapat di Hotel Contoh, Palembang."),
        (
            "94.01",
            "NABIRE - Panwas Distrik di Nabire memeriksa saksi. Bawaslu Nabire menunggu. Di Dogiyai kasus serupa ada.",
        ),
    ],
)
def test_a_place_of_other_cases_or_of_the_meeting_is_not_that_of_the_event(regency: str, text: str) -> None:
    assert coded("Warga Awasi Netralitas Aparatur", text).regency == regency
