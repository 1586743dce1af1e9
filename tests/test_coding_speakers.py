"""Whose a quote is, across the ways in which the press says so."""

import pytest

from pipeline.coding.document import lay_out
from pipeline.coding.quotes import quotes
from pipeline.model import Outlet

OUTLET = Outlet(slug="x", name="Kabar Contoh", platform="wordpress", home_url="https://x.example/")
OPENING = "Sosialisasi netralitas digelar di Kendal."


def speakers(*paragraphs: str) -> list[str | None]:
    found, _, _ = quotes(lay_out("", [OPENING, *paragraphs], outlet=OUTLET, published=None))
    return [quote.speaker for quote in found if quote.kind == "direct"]


@pytest.mark.parametrize(
    ("speaker", "printed"),
    [
        ("Deni Lako", "“Saya tidak ikut kampanye,” — Deni Lako, Camat Weleri."),
        ("Deni Lako", "“Jangan main dua kaki.” Kalimat itu meluncur dari mulut Deni Lako begitu apel usai."),
        ("Rina Sari", "Ketua Bawaslu Kendal Rina Sari: “Kami tidak main-main dengan laporan ini.”"),
        ("Bagas Putra", "Pakar tata kota Bagas Putra menagih pohon. “Trotoarnya gundul,” katanya."),
        ("Rina Sari", "“Ini memalukan!” seru anggota Komisi I DPRD Kendal dari Fraksi PKS Rina Sari."),
        (
            "Deni Lako",
            "Seluruh nama, jelas Kepala BKPSDM Kendal Deni Lako, sudah disetujui. “Tidak ada titipan,” ucapnya.",
        ),
        ("Deni Lako Dt Tan Batuah", "“Sedih,” ucap Wakil Bupati Deni Lako Dt. Tan Batuah."),
        ("Rosdiana br Ritonga", "“Hanya minum teh,” kata pemilik lopo, Rosdiana br. Ritonga."),
        ("Anak Agung Gde Oka", "“Tenang saja,” ujar Ketua KPU Badung Anak Agung Gde Oka."),
        ("Eka Susanti", "“Saya matikan,” kata Kepala Desa Talang Ratu Eka Susanti. Eka Susanti dilantik 2019."),
        ("Rina Sari", "Ririn, sapaan akrab Rina Sari, menolak. “Saya pulang,” kata Ririn."),
        ("Rina Sari", "“Saya cuma lewat,” kata Rina enteng. Nama Rina Sari disebut dalam laporan."),
        ("Deni Lako", "Bupati Kendal Deni Lako menulis di akun X miliknya: “ASN kok jadi jurkam.”"),
        ("Deni Lako", "Lain halnya dengan Deni Lako, guru SD Weleri. “Bagus,” ujarnya."),
        ("Rina Sari", "“Terbanyak dari sini,” kata Asisten Komisioner KASN Bidang Pengaduan Rina Sari."),
        ("Tiurma Br Lako", "Anggota Bawaslu Kendal Tiurma Br. Lako bilang belum ada. “Kami telusuri,” ucapnya."),
        ("Yosepina Lako", "“Sa dengar sendiri,” ungkap Mama Yosepina Lako."),
        (
            "Norhasanah",
            "Salah satu penerima, Norhasanah (52), menangis. Guru SD di Weleri itu lega. “Buat dia,” tuturnya.",
        ),
        ("Warsita", "Adapun Warsita datang sendiri. Petani bawang itu tak rela. “Sing penting netral,” katanya."),
        ("Yansen Tuah", "“Silakan periksa saya,” tantang Kepala Desa Tumbang Habangoi Yansen Tuah."),
        ("Deni Lako", "Rapat dibuka Camat Weleri, Deni Lako. Ia hanya sebentar. “Kita melayani,” ucapnya."),
        (
            "Faatulo Lako",
            "Ketua Panwas Weleri, Faatulo Lako, mengaku. “Kami kecolongan,” ucap Ama Gita, sapaan akrabnya.",
        ),
        (None, "Camat Deni Lako membisu. Istrinya yang menjawab dari balik pagar: “Bapak ke kota. Pulang malam.”"),
        (None, "Ketua Bawaslu Rina Sari hadir. Dalam Pasal 280 tertulis, “Kampanye tidak boleh melibatkan ASN.”"),
        (None, "Sekda yang ditemui di sela rapat enggan berpanjang kata. “Saya tamu, disuruh bicara,” ucapnya."),
        (None, "Dalam rekaman itu, suara yang diduga milik raja terdengar berkata, “Satu suara, jangan bale muka.”"),
        (None, "Poin kedua ikrar berbunyi: “Menghindari konflik kepentingan dalam pemilihan.”"),
        (None, "Seorang peserta nyeletuk, “Kalau difoto bagaimana, Pak?” Hadirin tertawa."),
    ],
)
def test_a_speaker_is_told_in_many_ways(speaker: str | None, printed: str) -> None:
    assert speakers(printed) == [speaker]


@pytest.mark.parametrize(
    ("told", "paragraphs"),
    [
        (
            ["Deni Lako", "Deni Lako"],
            ["Camat Weleri Deni Lako hadir.", "“Gambar sebesar itu,” sentilnya, “tidak kelihatan?”"],
        ),
        (
            ["Deni Lako", None],
            ["“Aku malu,” kata Camat Weleri Deni Lako.", "“Saya yang ngetik,” istrinya menyahut dari dapur."],
        ),
        (
            ["Rina Sari", "Rina Sari"],
            [
                "“Saya tidak hadir,” kata dia. “Saya di Semarang,” lanjutnya.",
                "Hal itu dikatakan Lurah Weleri, Rina Sari.",
            ],
        ),
        (
            ["Rina Sari"],
            [
                "“Jangan bermain api dengan urusan ini, Saudara-saudara sekalian.”",
                "Ketua Bawaslu Kendal Rina Sari membuka apel.",
            ],
        ),
        (
            ["Anu Bani", "Deni Lako"],
            [
                "Danramil Weleri Kapten Inf Deni Lako membubarkan warga.",
                "“Hanya minum teh,” kata pedagang, Anu Bani.",
                "Perwira itu menepis. “Saya ditelepon Panwas,” tepisnya.",
            ],
        ),
    ],
)
def test_the_next_words_tell_who_goes_on(told: list[str | None], paragraphs: list[str]) -> None:
    assert speakers(*paragraphs) == told


def test_a_quote_in_a_quote_does_not_end_it() -> None:
    found, _, _ = quotes(
        lay_out("", ["“Ada yang bilang, 'kami netral, jadi golput'. Lah, salah itu!” kata Bupati Alor Deni Lako."],
                outlet=OUTLET, published=None)
    )  # fmt: skip
    assert [quote.text for quote in found] == ["Ada yang bilang, 'kami netral, jadi golput'. Lah, salah itu!"]


@pytest.mark.parametrize(
    "printed",
    [
        "Spanduk itu bertuliskan “Kades Bersatu, Menang Satu Putaran”.",
        "Kegiatan bertema “Netralitas ASN dalam Pilkada” itu dihadiri Bupati Alor Deni Lako.",
        "Ia memberi tanda suka serta komentar “gaskeun pak” di akun itu.",
    ],
)
def test_titles_and_labels_are_no_speech(printed: str) -> None:
    assert speakers(printed) == []
