"""Who said what: odd and missing marks, pronouns, descriptors, offices without names, several paragraphs."""

import pytest

from pipeline.coding.document import lay_out
from pipeline.coding.names import clean
from pipeline.coding.people import inventory
from pipeline.coding.quotes import quotes
from pipeline.coding.roles import split_role
from pipeline.model import Outlet, Quote

OUTLET = Outlet(slug="x", name="Kabar Contoh", platform="wordpress", home_url="https://x.example/")


def direct(*paragraphs: str) -> list[Quote]:
    found, _, _ = quotes(lay_out("", paragraphs, outlet=OUTLET, published=None))
    return [quote for quote in found if quote.kind == "direct"]


@pytest.mark.parametrize(
    "printed",
    [
        '"Saya minta ASN netral," ujar Bupati Alor Deni Lako.',
        "“Saya minta ASN netral,” ujar Bupati Alor Deni Lako.",
        "”Saya minta ASN netral,” ujar Bupati Alor Deni Lako.",
        "”Saya minta ASN netral,“ ujar Bupati Alor Deni Lako.",
        "’’Saya minta ASN netral,’’ ujar Bupati Alor Deni Lako.",
        "''Saya minta ASN netral,'' ujar Bupati Alor Deni Lako.",
        "““Saya minta ASN netral,”” ujar Bupati Alor Deni Lako.",
        "‘Saya minta ASN netral,’ ujar Bupati Alor Deni Lako.",
        "„Saya minta ASN netral,“ ujar Bupati Alor Deni Lako.",
        "â€œSaya minta ASN netral,â€\u009d ujar Bupati Alor Deni Lako.",
        "\ufffdSaya minta ASN netral,\ufffd ujar Bupati Alor Deni Lako.",
        "”Saya minta ASN netral.,”Ujar Bupati Alor, Deni Lako",
        "“Saya minta ASN netral,” ujaranya Bupati Alor Deni Lako.",
        'Hal itu soal pilkada."Saya minta ASN netral," tambah Bupati Alor Deni Lako.',
        'Bupati Alor Deni Lako menegaskan: "Saya minta ASN netral".',
        'Menurut Bupati Alor Deni Lako, "Saya minta ASN netral".',
        '"Saya minta ASN netral," demikian disampaikan Bupati Alor Deni Lako kemarin.',
        '"Saya minta ASN netral," kata Deni Lako selaku Bupati Alor.',
        '"Saya minta ASN netral," kata Deni Lako yang juga Bupati Alor.',
        '"Saya minta ASN netral," tegas Bupati Alor, Drs. Deni Lako, M.Si., saat apel.',
    ],
)
def test_a_quote_is_found_whatever_its_marks(printed: str) -> None:
    (quote,) = direct(printed)
    assert quote.text == "Saya minta ASN netral"
    if "ujaranya" not in printed:  # a misspelt "ujarnya" points at nobody: no speaker is better than a wrong one
        assert quote.speaker == "Deni Lako"
        assert quote.speaker_role == "Bupati Alor"


@pytest.mark.parametrize(
    ("flag", "printed", "text"),
    [
        (
            "open_missing",
            "ASN harus adil tanpa memihak calon.,”ujar Bupati Alor Deni Lako",
            "ASN harus adil tanpa memihak calon",
        ),
        (
            "open_missing",
            "ASN harus adil tanpa memihak. “ungkap Bupati Alor Deni Lako.",
            "ASN harus adil tanpa memihak",
        ),
        (
            "close_missing",
            "“ASN harus adil tanpa memihak, ujar Bupati Alor Deni Lako saat apel.",
            "ASN harus adil tanpa memihak",
        ),
    ],
)
def test_a_lost_mark_is_flagged(flag: str, printed: str, text: str) -> None:
    (quote,) = direct(printed)
    assert (quote.text, quote.speaker) == (text, "Deni Lako")
    assert flag in quote.flags


def test_terms_in_marks_are_no_quotes() -> None:
    assert direct("Mereka memakai slogan “satu komando” dalam acara itu.") == []


def test_a_pronoun_means_the_last_speaker() -> None:
    found = direct(
        "Ketua Bawaslu Alor Yanto Maro mengatakan kasus itu dikaji.",
        "“Kami kaji dulu,” katanya.",
        "“Hasilnya menyusul,” imbuh dia.",
        "“Tunggu saja,” ucap mantan guru ini.",
    )
    assert [quote.speaker for quote in found] == ["Yanto Maro"] * 3


def test_a_person_who_opens_the_sentence_before_speaks_next() -> None:
    (quote,) = direct(
        "Ketua Bawaslu Alor, Yanto Maro, hadir memantau sidang.", "“Ini pelajaran bagi kades lain,” tuturnya."
    )
    assert quote.speaker == "Yanto Maro"


def test_a_stranger_who_is_not_named_does_not_borrow_the_last_speaker() -> None:
    found = direct(
        "“Kami kaji dulu,” kata Ketua Bawaslu Alor Yanto Maro.",
        "Salah satu kades yang diduga melanggar mengaku sudah dipanggil.",
        "“Saya sudah dapat suratnya tadi pagi dari petugas,” katanya.",
    )
    assert [quote.speaker for quote in found] == ["Yanto Maro", None]


def test_an_office_without_a_name_is_resolved_where_one_person_holds_it() -> None:
    found = direct(
        "Apel dihadiri Sekretaris Daerah Rudi Tanaem dan Kapolres Alor AKBP Anton Sera.",
        "“Pegawai harus netral,” ujar Sekda.",
        "“Anggota saya juga,” tegas Kapolres.",
    )
    assert [quote.speaker for quote in found] == ["Rudi Tanaem", "Anton Sera"]


def test_an_office_that_two_hold_stays_without_a_name() -> None:
    (quote,) = direct(
        "Hadir Camat Kabola Rudi Tanaem dan Camat Pureman Yoram Maley.", "“Pegawai kecamatan harus netral,” ujar Camat."
    )
    assert quote.speaker is None
    assert quote.speaker_role == "Camat"


def test_a_surname_means_the_full_name_of_the_article() -> None:
    found = direct("“Kami kaji,” kata Ketua Bawaslu Alor Yanto Maro.", "“Hasilnya menyusul nanti,” tambah Yanto.")
    assert [quote.speaker for quote in found] == ["Yanto Maro"] * 2


def test_speech_over_several_paragraphs_has_one_speaker() -> None:
    found = direct(
        "“Saya minta ASN netral dan jangan ikut kampanye paslon mana pun.",
        "“Kalau ada yang melanggar, saya sendiri yang memberi sanksi,” kata Bupati Alor Deni Lako.",
    )
    assert [(quote.speaker, "continued" in quote.flags) for quote in found] == [
        ("Deni Lako", True),
        ("Deni Lako", False),
    ]


def test_the_only_named_speaker_gets_the_only_office_and_says_so() -> None:
    found = direct(
        "“Saya menghimbau ASN memegang teguh netralitas,” ujar Pjs Bupati dalam sambutannya.",
        "“Netralitas adalah amanah yang harus dijaga,” tambah Husen.",
    )
    assert [(quote.speaker, quote.speaker_role) for quote in found] == [("Husen", "Pjs Bupati")] * 2
    assert "speaker_inferred" in found[0].flags


@pytest.mark.parametrize(
    ("printed", "role", "name"),
    [
        ("Ketua Bawaslu Kabupaten Kendal, Heni Oktavia", "Ketua Bawaslu Kabupaten Kendal", "Heni Oktavia"),
        (
            "Koordinator Divisi Penanganan Pelanggaran Bawaslu Tubaba Agus Salim Nur, S.H.",
            "Koordinator Divisi Penanganan Pelanggaran Bawaslu Tubaba",
            "Agus Salim Nur",
        ),
        (
            "Kordiv Hukum, Data dan Informasi Bawaslu Sulbar Dr. Fitri Patona",
            "Kordiv Hukum Data dan Informasi Bawaslu Sulbar",
            "Fitri Patona",
        ),
        ("Penjabat (Pj) Bupati Alor Ir Mohd Tanwir MM", "Pj Bupati Alor", "Mohd Tanwir"),
        ("Kapolres Ende AKBP Yohanes Wenda, S.I.K.", "Kapolres Ende", "Yohanes Wenda"),
        ("Ketua Bawaslu Jembrana I Made Suwitra", "Ketua Bawaslu Jembrana", "I Made Suwitra"),
        ("Sekkab Hamid Heriansyah Lubis", "Sekkab", "Hamid Heriansyah Lubis"),
        ("Hari Prasetyo", None, "Hari Prasetyo"),
        ("Camat Lembor", "Camat Lembor", None),
        ("Kapolres", "Kapolres", None),
    ],
)
def test_an_office_and_its_holder_are_told_apart(printed: str, role: str | None, name: str | None) -> None:
    assert split_role(printed) == (role, name)


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("Drs. H. Andi Saputra, M.Si.", "Andi Saputra"),
        ("Letkol Inf Dwi Haryono", "Dwi Haryono"),
        ("Rosdiana, S.Pd., M.M", "Rosdiana"),
    ],
)
def test_titles_and_degrees_are_no_part_of_a_name(printed: str, bare: str) -> None:
    assert clean(printed) == bare


def test_a_headline_in_capitals_makes_no_person() -> None:
    _, people, _ = quotes(
        lay_out(
            "Teken Pakta Integritas Bupati Ajak Semua Pihak",
            ("Bupati meminta ASN netral.",),
            outlet=OUTLET,
            published=None,
        )
    )
    assert people == ()


CHAIR = "“Kami nilai dulu apakah memenuhi unsur,” kata Ketua Bawaslu Kendal Heni Oktavia."


@pytest.mark.parametrize(
    ("speaker", "role", "said"),
    [
        ("YN", None, "“Saya khilaf dan minta maaf kepada semua pihak,” ujar YN."),
        ("AS", None, "“Saya khilaf dan minta maaf kepada semua pihak,” kata AS kepada wartawan."),
        ("R", None, "“Saya khilaf dan minta maaf kepada semua pihak,” kata R (45), warga Weleri."),
        ("SR", None, "“Saya khilaf dan minta maaf kepada semua pihak,” kata SR, guru SD di Weleri."),
        ("R", None, "“Saya khilaf dan minta maaf kepada semua pihak,” ujar camat berinisial R."),
        ("SR", None, "SR mengaku tidak tahu. “Saya khilaf dan minta maaf kepada semua pihak,” katanya."),
        ("ABC", None, "“Saya khilaf dan minta maaf kepada semua pihak,” ujar lurah berinisial ABC."),
        (None, "MUI", "“Saya khilaf dan minta maaf kepada semua pihak,” ujar MUI."),
        (None, "KASN", "“Saya khilaf dan minta maaf kepada semua pihak,” tulis KASN dalam suratnya."),
        ("Heni Oktavia", "Ketua Bawaslu Kendal", "“Saya minta semua pihak menahan diri,” ujar HENI."),
        ("M Firsada", None, "“Saya khilaf dan minta maaf kepada semua pihak,” kata M Firsada."),
        ("M Firsada", None, "“Saya khilaf dan minta maaf kepada semua pihak,” kata M. Firsada."),
    ],
)
def test_initials_and_bodies_speak_for_themselves_and_not_for_whoever_spoke_before(
    speaker: str | None, role: str | None, said: str
) -> None:
    last = direct(CHAIR, said)[-1]
    assert (last.speaker and last.speaker.replace(".", ""), last.speaker_role) == (speaker, role)


def people(text: str) -> dict[str, str | None]:
    _, found, _ = quotes(lay_out("", (text,), outlet=OUTLET, published=None))
    return {person.name: person.role for person in found}


@pytest.mark.parametrize(
    "text",
    [
        "Hadir pula Anggota Bawaslu Kendal Rina Sari, Budi Hartono, dan Siti Aminah.",
        "Hadir pula Anggota Bawaslu Kendal, Rina Sari, Budi Hartono dan Siti Aminah.",
        "Hadir pula Anggota Bawaslu Kendal, yakni Rina Sari, S.H., Budi Hartono, M.Pd., dan Siti Aminah, S.E.",
        "Hadir pula para Anggota Bawaslu Kendal: Rina Sari, Budi Hartono, serta Siti Aminah.",
    ],
)
def test_people_who_share_an_office_each_have_it(text: str) -> None:
    assert people(text) == dict.fromkeys(("Rina Sari", "Budi Hartono", "Siti Aminah"), "Anggota Bawaslu Kendal")


def test_a_list_of_people_ends_where_bodies_begin() -> None:
    found = people("Anggota Bawaslu Kendal Rina Sari, Budi Hartono, Polres Kendal dan Kodim Kendal ikut mengawasi.")
    assert found == dict.fromkeys(("Rina Sari", "Budi Hartono"), "Anggota Bawaslu Kendal")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Budi Hartono", "Hadir Anggota Komunitas Peduli Kali, Budi Hartono, dan warga lain."),
        ("Rina Sari", "Hadir Anggota Bawaslu Kendal Rina Sari, Semarang, dan Demak."),
        ("Heru Cahyo", "Hadir Kepala Desa Sukodono, Heru Cahyo, bersama perangkatnya."),
    ],
)
def test_one_person_before_other_words_is_no_list(name: str, text: str) -> None:
    assert list(people(text)) == [name]


@pytest.mark.parametrize(
    ("speaker", "paragraphs"),
    [
        ("Warsiman", ['"Baru kali ini tengkulak datang duluan sebelum panen," kata petani, Warsiman, Jumat (1/9).']),
        ("Haryono Wibisana", ['"Suratnya resmi, judulnya pengajian akbar," kata sang direktur, Haryono Wibisana.']),
        ("Yohana", ['Yohana, bidan di Dusun Tengah, tidak keberatan. "Malah tenang sekarang ini," katanya tertawa.']),
        ("Tini", ["Pemilik warung, Bu Tini, sedang salat saat kejadian.", '"Untung saya belum buka warung," ucapnya.']),
        ("Hasriani", ["Warga bernama Hasriani ada di lokasi.", '"Tidak ada yang memaksa dia di sana," ujarnya.']),
        (
            "AS",
            ["Salah satu dari mereka, AS, ketika ditemui diam.", '"Sudah saya terima dengan ikhlas hati," ujarnya.'],
        ),
        (
            "Asep Rukmana",
            [
                "Kabid di salah satu dinas, Asep Rukmana, mendaftar.",
                'Asep tak mengelak. "Benar, saya daftar," kata dia.',
            ],
        ),
        (
            "Retno Widyaningsih",
            [
                "Guru besar hubungan internasional Prof. Retno Widyaningsih hadir.",
                '"Kita abstain di satu meja itu," ungkapnya.',
            ],
        ),
        (None, ['"Norma sekunder harus merujuk norma primernya," kata seorang hakim konstitusi.']),
        (
            None,
            [
                "Ketua KPU Alor Deni Lako hadir.",
                "Kapolres Alor menyiagakan personel.",
                '"Kalau cuaca buruk kami jemput lebih dulu," katanya.',
            ],
        ),
    ],
)
def test_people_are_told_by_a_description_too(speaker: str | None, paragraphs: list[str]) -> None:
    assert [quote.speaker for quote in direct(*paragraphs)] == [speaker]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Hadir Ketua Bawaslu Kendal Rina Sari, Budi Hartono, dan Siti Aminah.", {"Rina Sari": "Ketua Bawaslu Kendal"}),
        (
            "Kepala Dinas Kesehatan Ani Budi, Kepala Dinas Pendidikan Cici Dudu.",
            {"Ani Budi": "Kepala Dinas Kesehatan", "Cici Dudu": "Kepala Dinas Pendidikan"},
        ),
        (
            "Sekda Alor Deni Lako, Asisten I Mira Toh dan Kepala BKPSDM Salim Kadi",
            {"Deni Lako": "Sekda Alor", "Mira Toh": "Asisten I", "Salim Kadi": "Kepala BKPSDM"},
        ),
        ("Kapolres Alor dan Dandim Alor, AKBP Deni Lako dan Letkol Anu Bani", {}),
    ],
)
def test_a_list_under_a_singular_title_gives_the_office_to_nobody_else(text: str, people: dict[str, str]) -> None:
    assert inventory(text) == people


SAID = "“Saya kira itu acara arisan biasa,”"
MARO = "“Kami kaji dulu laporannya,” kata Ketua Bawaslu Alor, Yanto Maro."


@pytest.mark.parametrize(
    ("speaker", "paragraphs"),
    [
        ("Deni Lako", [SAID + " Kepala BKPSDM Alor Deni Lako menandaskan."]),
        ("Deni Lako", [SAID + " cerocos Kepala BKPSDM Alor Deni Lako."]),
        ("Deni Lako", [SAID + " ujar Kepala Dinas Pendidikan yang juga Plt Asisten I, Deni Lako."]),
        ("Deni Lako", ["Berbicara pada apel, Senin (5/10), Deni Lako meminta ASN netral.", SAID + " kata dia."]),
        ("Deni Lako", ["Terpisah, Kepala BKPSDM Alor Deni Lako mengaku kaget. " + SAID + " cetusnya."]),
        ("Deni Lako", ["Isu itu ditepis Pjs Bupati Alor, Deni Lako.", SAID + " katanya."]),
        (
            "Deni Lako",
            ["“Jangan sekali-kali bermain api dengan urusan ini.”", "Begitulah pesan Bupati Alor, Deni Lako."],
        ),
        ("Rina Sari", ["Nada serupa datang dari Rina Sari, guru SD Kabola. " + SAID + " ujarnya."]),
        ("Fendi Tarung", [SAID + " kata pemateri.", "Fendi, si pemateri, menjelaskan.", "Dr. Fendi Tarung hadir."]),
        ("SR", ["Hubungi terpisah, SR menjawab lewat pesan. “Saya salah dan saya terima.”"]),
        ("AR", ["Lurah yang bersangkutan, AR, berkelit. " + SAID + " kilahnya."]),
        ("Yanto Maro", ["Ditanya soal sanksi, ia enggan menjawab. “Tunggu pleno.”"]),
        ("Yanto Maro", ["“Ya, masih kami dalami.”"]),
        (None, [SAID + " teriak peserta."]),
        (None, [SAID + " tulis akun @alorbersuara."]),
        (None, [SAID + " demikian bunyi surat edaran itu."]),
        (None, ["Narasumber media ini mengaku resah. " + SAID + " katanya."]),
        (None, ["Stafnya menyebut sang camat dinas luar. " + SAID + " katanya."]),
    ],
)
def test_whoever_is_told_just_before_or_after_speaks_and_not_the_last_speaker(
    speaker: str | None, paragraphs: list[str]
) -> None:
    alone = paragraphs if "Begitulah" in paragraphs[-1] else [MARO, *paragraphs]
    assert direct(*alone)[-1].speaker == speaker


@pytest.mark.parametrize(
    "printed",
    [
        "Panitia memasang spanduk “Pilkada Damai Alor Tanpa Politik Uang” di gerbang.",
        "Ia menulis buku “Netral Itu Gampang” tahun lalu.",
        "Lomba “Desa Bersih,” milik Pemkab Alor, digelar.",
    ],
)
def test_a_title_in_marks_is_no_quote_after_somebody_spoke(printed: str) -> None:
    assert len(direct(MARO, printed)) == 1


def test_a_word_that_is_a_surname_too_ends_a_name() -> None:
    assert split_role("Ketua Bawaslu Alor Lukman Hakim") == ("Ketua Bawaslu Alor", "Lukman Hakim")


@pytest.mark.parametrize(
    "before",
    [
        "Seorang kades di sana, kata dia, memasang stiker.",
        "Salah satu kades dilaporkan warga karena hadir.",
        "Salah satu laporan menyebut camat hadir.",
        "Camat Kabola, Deni Lako, diduga hadir di lokasi.",
        "Alasannya, bukti belum lengkap.",
    ],
)
def test_somebody_who_is_only_spoken_of_does_not_speak(before: str) -> None:
    assert direct(MARO, f"{before} “Itu yang kami proses,” ujarnya.")[-1].speaker == "Yanto Maro"
