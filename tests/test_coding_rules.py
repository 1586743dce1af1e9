"""Single coders: language, relevance, citations, dates, elections, events, actors, institutions."""

from datetime import UTC, date, datetime

import pytest

from pipeline.coding import citations, dates, elections, language, lexicon
from pipeline.coding.coder import code
from pipeline.coding.document import Document, lay_out, split
from pipeline.coding.lexicon import written
from pipeline.model import Coding, Outlet

OUTLET = Outlet(slug="x", name="Kabar Contoh", platform="wordpress", home_url="https://x.example/")
MONDAY = date(2024, 10, 7)


def laid_out(*paragraphs: str, headline: str = "", published: date | None = MONDAY) -> Document:
    return lay_out(headline, paragraphs, outlet=OUTLET, published=published)


def coded(headline: str, *paragraphs: str, on: date = MONDAY) -> Coding:
    at = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    return code(headline=headline, paragraphs=paragraphs, published_at=at, outlet=OUTLET)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("id", "Bupati meminta seluruh ASN agar netral. Ia mengatakan pegawai harus melayani masyarakat."),
        ("id", "Kapolda Tinjau Gudang Logistik KPU Jelang Pemungutan Suara"),
        ("id", "Camat mengigatkan kpd selruh kades dan perangkt desa agr tdk ikut politik praktis saat rakor"),
        (
            "id",
            "Menteri dan presiden boleh berkampanye, kata pengamat. Itu dinilai berbahaya bagi netralitas.",
        ),
        (
            "ms",
            "Kerajaan memaklumkan bahawa kakitangan awam tidak boleh menyertai kempen kerana ia tugas mereka.",
        ),
        ("jv", "Bupati ngelingake supaya kabeh pegawe negeri ora melu kampanye lan tetep jejeg kanggo masarakat."),
        (
            "en",
            "The regent told civil servants to stay neutral in the election and warned of sanctions.",
        ),
        (
            None,
            "Bupati nétélakeun yén sakabéh pagawé nagri kudu nétral jeung teu meunang milu kampanye, ceuk anjeunna.",
        ),
        (None, "Iko disampaikan baliau katiko apel, pagawai nan talibaik ka diagiah sanksi sasuai jo aturan nan ado."),
        (None, "Bupati geupeugah bak mandum ureueng nyang na di kabupaten nyan bek meulibat lam politik."),
        (None, "Foto: Humas"),
        (None, ""),
    ],
)
def test_the_language_of_a_text(expected: str | None, text: str) -> None:
    assert language.detect("", text) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "Pj. Bupati Drs. H. Andi, S.H., M.Si. memimpin apel di Jl. Merdeka No. 5 pada pukul 08.00.",
        "Menurut Prof. Dr. A. Rahman, pilkada No. 1 itu penting.",
    ],
)
def test_abbreviations_end_no_sentence(paragraph: str) -> None:
    assert len(split(paragraph)) == 1


def test_sentences_glued_together_are_cut_apart() -> None:
    text = 'Ia bicara soal pilkada."Saya netral," katanya.Karena itu apel digelar. Selesai!'
    assert next(text[start:end] for start, end in split(text)) == "Ia bicara soal pilkada."
    assert len(split(text)) == 4


@pytest.mark.parametrize(
    "headline",
    [
        "Bupati Imbau ASN Netral di Pilkada",
        "Oknum Camat Diduga Kampanyekan Caleg lewat Grup WA",
        "Kuwu Berorasi di Panggung Kampanye Cabup",
        "Petahana Mutasi Pejabat Tanpa Izin Mendagri Jelang Penetapan Calon",
        "KASN Keluarkan Rekomendasi Sanksi untuk Tiga ASN Pilkada",
        "Kapolres Ingatkan Personel Tak Like Unggahan Paslon",
        "Mobil Dinas Camat Angkut Baliho Caleg",
    ],
)
def test_headlines_about_neutrality_are_relevant(headline: str) -> None:
    coding = coded(headline, "Hal itu disampaikan kepada wartawan di kantor bupati setempat.")
    assert coding.relevance is not None
    assert coding.relevance >= 0.5


@pytest.mark.parametrize(
    ("related", "headline", "lead"),
    [
        (
            "organiser_neutrality",
            "Anggota PPS Diminta Jaga Netralitas",
            "KPU melantik anggota PPS dan meminta mereka menjaga netralitas.",
        ),
        (
            "pilkades",
            "Panitia Pilkades Diminta Netral",
            "Camat meminta panitia pilkades tidak memihak calon kades mana pun.",
        ),
        (
            "money_politics",
            "Bawaslu Tangkap Pembagi Amplop",
            "Warga membagikan amplop berisi uang, kata Bawaslu. Serangan fajar marak.",
        ),
        (
            "asn_other",
            "Formasi CPNS Dibuka",
            "Pemkab membuka formasi CPNS dan PPPK, seleksi dimulai bulan depan untuk guru.",
        ),
        (
            "other_sense",
            "Pemerintah Kejar Netralitas Karbon",
            "Pemerintah menyiapkan peta jalan netralitas karbon untuk industri.",
        ),
        (
            "none",
            "Harga Cabai Naik",
            "Harga cabai di pasar naik dua kali lipat sejak pekan lalu, kata pedagang di sana.",
        ),
    ],
)
def test_near_topics_are_told_apart(related: str, headline: str, lead: str) -> None:
    coding = coded(headline, lead)
    assert (coding.relevance or 0) < 0.5
    assert coding.related == related


def cited(text: str, published: date | None = MONDAY) -> list[str]:
    rows, _, _ = citations.cite(laid_out(text, published=published))
    return [citations.name_of(row) + (" ?" if row.suspect else "") for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UU No 20 Tahun 2023 Pasal 9 ayat 2 menekankan itu.", ["UU 20/2023 pasal 9 ayat 2"]),
        ("Pasal 9 ayat (2) Undang-Undang Republik Indonesia Nomor 20 Tahun 2023", ["UU 20/2023 pasal 9 ayat 2"]),
        ("UU 20/2023, PP No.94/2021 dan PP 42 /2004", ["UU 20/2023", "PP 94/2021", "PP 42/2004"]),
        ("undang undang nomor 20 tahun 2024 tentang ASN", ["UU 20/2024 ?"]),
        ("Peraturan Pemerintah 49 tahun 2028 tentang manajemen PPPK", ["PP 49/2028 ?"]),
        ("UU Nomor 7 Tahun 2017 tentang Pemilu", ["UU 7/2017"]),
        ("UU Nomor 7 Tahun 2014 tentang Desa", ["UU 7/2014 ?"]),
        (
            "Pasal 188 juncto Pasal 71 ayat (1) UU Nomor 10 Tahun 2016",
            ["UU 10/2016 pasal 188", "UU 10/2016 pasal 71 ayat 1"],
        ),
        (
            "Pasal 71 ayat (2) dan ayat (5) UU 10 tahun 2016",
            ["UU 10/2016 pasal 71 ayat 2", "UU 10/2016 pasal 71 ayat 5"],
        ),
        (
            "UU Nomor 7 Tahun 2017 Pasal 280, 282 dan 283",
            ["UU 7/2017 pasal 280", "UU 7/2017 pasal 282", "UU 7/2017 pasal 283"],
        ),
        (
            "UU Nomor 2 Tahun 2002 pasal 28 ayat 1 dan Peraturan Polri (Perpol) Nomor 7 Tahun 2022",
            ["UU 2/2002 pasal 28 ayat 1", "Perpol 7/2022"],
        ),
        ("UU Nomor 5 Tahun 2014 tentang ASN. Pada Pasal 2 huruf f disebut.", ["UU 5/2014 pasal 2 huruf f"]),
        ("Perpres 91 dan 92 Tahun 2024", ["Perpres 91/2024", "Perpres 92/2024"]),
        ("Putusan MK Nomor 136/PUU-XXII/2024", ["Putusan MK 136/PUU-XXII/2024"]),
        ("SKB Nomor 05 Tahun 2020", ["SKB 5/2020"]),
        ("SKB Menteri PANRB, Mendagri dan Kepala BKN Nomor 2 Tahun 2022", ["SKB 2/2022"]),
        ("SE Menpan RB Nomor B/71/M.SM.00.00/2017", ["SE B/71/M.SM.00.00/2017"]),
        ("Surat Edaran Sekretaris Daerah Nomor 800/3871 tanggal 27 Februari 2023", ["SE 800/3871/2023"]),
        ("Undang-undnag Nomor 6 tahun 2014 tentang Desa", ["UU 6/2014"]),
        ("ASN melanggar UU ASN, kata dia. Ada 5 SE dan 3 PP.", []),
        ("Pasal 188 jo 71 ayat (1) UU 10/2016", ["UU 10/2016 pasal 188", "UU 10/2016 pasal 71 ayat 1"]),
        (
            "Pasal 29 huruf g dan j UU 6/2014",
            ["UU 6/2014 pasal 29 huruf g", "UU 6/2014 pasal 29 huruf j"],
        ),
        (
            "Pasal 71 UU 10/2016 dilanggar. Ancamannya Pasal 188 undang-undang yang sama.",
            ["UU 10/2016 pasal 71", "UU 10/2016 pasal 188"],
        ),
        (
            "Pasal 71 ayat (2) UU 10/2016 melarangnya. Ayat (5) pasal yang sama menyebut pembatalan.",
            ["UU 10/2016 pasal 71 ayat 2", "UU 10/2016 pasal 71 ayat 5"],
        ),
        ("Pasal 71 UU Pilkada dilanggar.", ["UU tanpa nomor pasal 71"]),
        ("Pasal 29 UU Desa dilanggar. UU 6/2014 tentang Desa tegas.", ["UU 6/2014 pasal 29"]),
        ("SKB lima lembaga Tahun 2022 melarang itu.", ["SKB tanpa nomor/2022"]),
        ("Pasal 28 UUD 1945 menjaminnya, kata dia. Pasal 55 KUHP juga.", []),
        ("SE Bupati Nomor 800/2045/20-SK/2024", ["SE 800/2045/20-SK/2024"]),
        ("pada pukul 20.23 WIB nomor urut 2 tahun 2024", []),
    ],
)
def test_a_citation_is_normalised_and_doubted_but_never_corrected(text: str, expected: list[str]) -> None:
    assert cited(text) == expected


def dated(text: str, published: date | None = MONDAY) -> tuple[str, tuple[str, ...]] | None:
    found = dates.event_date(laid_out(text, published=published), ())
    return (found.day.isoformat(), found.flags) if found else None


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Laporan masuk Senin (7/10). Ia dihubungi Minggu (6/10).", MONDAY, ("2024-10-07", ("year_inferred",))),
        ("Dihubungi lewat telepon, Senin (7/10/2024), camat membantah.", MONDAY, None),
        ("Jawaban diminta paling lambat Senin (7/10/2024).", MONDAY, None),
        ("Dikutip dari Antara, Senin (7/10/2024), bupati melantik pada Jumat (4/10/2024).", MONDAY, ("2024-10-04", ())),
        ("Surat Edaran Nomor 8/2024 tertanggal 4 Oktober 2024 itu diteken bupati.", MONDAY, ("2024-10-04", ())),
        ("Apel digelar, Senin (7/10/2024).", MONDAY, ("2024-10-07", ())),
        ("Apel digelar, Senin 7 Oktober 2024.", MONDAY, ("2024-10-07", ())),
        ("Apel digelar Senin(07/10).", MONDAY, ("2024-10-07", ("year_inferred",))),
        ("Apel digelar, Senin (7/10/202).", MONDAY, ("2024-10-07", ("bad_year",))),
        ("Apel digelar, Senin (7/10/202).", None, ("2024-10-07", ("bad_year",))),
        ("Apel digelar, Jum'at (4/10/24).", MONDAY, ("2024-10-04", ())),
        ("Apel digelar, Ahad, 6 Okt 2024.", MONDAY, ("2024-10-06", ())),
        ("Apel digelar, Selasa (7/10/2024).", MONDAY, ("2024-10-07", ("weekday_mismatch", "weekday_fits_2025"))),
        ("Apel digelar, Kamis siang.", MONDAY, ("2024-10-03", ("weekday_only",))),
        ("Apel digelar kemarin pagi.", MONDAY, ("2024-10-06", ("relative",))),
        ("Kasus 31 Desember 2023 diungkap, Rabu (3/1).", date(2024, 1, 4), ("2024-01-03", ("year_inferred",))),
        ("Pilkada digelar 27 November 2024.", MONDAY, None),
        ("Pemungutan suara Rabu (27/11/2024) mendatang.", MONDAY, None),
        ("Larangan berlaku sejak 22 September 2024.", MONDAY, None),
        ("Sesuai surat nomor 5 tanggal 1 Oktober 2024.", MONDAY, None),
        ("Skor akhir 7/10 dan nomor 10 tahun 2016.", MONDAY, None),
        ("Pemilu 15 Februari lalu berjalan lancar.", MONDAY, None),
    ],
)
def test_the_day_of_the_event(text: str, published: date | None, expected: tuple[str, tuple[str, ...]] | None) -> None:
    assert dated(text, published) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("ASN netral pada Pilkada 2024.", MONDAY, ("pilkada2024",)),
        ("ASN netral pada pilkada.", MONDAY, ("pilkada2024",)),
        ("ASN netral pada pilkada serentak 9 Desember.", date(2015, 8, 20), ("pilkada2015",)),
        ("Kades kampanyekan caleg.", date(2023, 12, 18), ("pemilu2024",)),
        ("ASN netral pada PSU pilkada.", date(2025, 4, 9), ("psu2025",)),
        ("ASN harus netral.", MONDAY, ("pilkada2024",)),
        ("ASN harus netral.", date(2021, 6, 1), ()),
        ("Bawaslu, badan pengawas pemilu, memeriksa ASN pilkada.", MONDAY, ("pilkada2024",)),
    ],
)
def test_which_election_an_article_is_about(text: str, published: date, expected: tuple[str, ...]) -> None:
    found, _ = elections.elections(laid_out(text, published=published))
    assert found[:1] == expected


def test_pemilu_and_pilkada_named_together_are_two_elections() -> None:
    found, _ = elections.elections(
        laid_out("Netralitas pada Pemilu dan Pemilihan Tahun 2024.", published=date(2023, 9, 18))
    )
    assert set(found) == {"pemilu2024", "pilkada2024"}


@pytest.mark.parametrize(
    ("phase", "on"),
    [
        ("before_fixed", date(2024, 9, 21)),
        ("after_fixed", date(2024, 9, 22)),
        ("after_fixed", date(2024, 11, 23)),
        ("quiet", date(2024, 11, 24)),
        ("voting", date(2024, 11, 27)),
        ("after", date(2024, 11, 28)),
    ],
)
def test_the_phase_comes_from_the_calendar(phase: str, on: date) -> None:
    assert elections.phase_of(("pilkada2024",), on) == phase


@pytest.mark.parametrize(
    ("event", "headline", "lead"),
    [
        (
            "pledge",
            "ASN Ucapkan Ikrar Netralitas Pilkada",
            "Ikrar dibacakan dalam apel gabungan di halaman kantor bupati.",
        ),
        ("assembly", "Ribuan ASN Ikuti Apel Netralitas Pilkada", "Apel dihadiri Bawaslu dan unsur Forkopimda."),
        ("appeal", "Bupati Minta ASN Netral di Pilkada", "Bupati meminta ASN tidak memihak saat apel pagi."),
        ("outreach", "Bawaslu Sosialisasi Netralitas ASN Pilkada", "Sosialisasi diikuti camat dan lurah."),
        ("regulation", "Bupati Terbitkan Surat Edaran Netralitas ASN Pilkada", "Edaran melarang ASN ikut kampanye."),
        ("statistics", "Bawaslu Catat 27 Kasus Netralitas ASN Pilkada", "Tercatat sebanyak 27 kasus sejak Januari."),
        ("alleged_violation", "Oknum Camat Diduga Dukung Paslon, Videonya Viral", "Video itu beredar di media sosial."),
        ("complaint", "Kades Dilaporkan ke Bawaslu karena Dukung Paslon", "Warga melaporkan kades itu ke Bawaslu."),
        ("process", "Bawaslu Periksa Camat yang Diduga Dukung Paslon", "Camat itu diperiksa tiga jam."),
        ("sanction", "Tak Netral di Pilkada, Camat Dicopot", "Camat itu dicopot dari jabatannya oleh bupati."),
        ("criminal_case", "Kades Divonis Dua Bulan karena Kampanyekan Paslon", "Hakim menjatuhkan vonis itu kemarin."),
        (
            "incumbent_transfer",
            "Petahana Lantik Pejabat Jelang Pilkada Tanpa Izin Mendagri",
            "Pelantikan pejabat itu disoal.",
        ),
        ("statement", "Pengamat Soroti Netralitas ASN di Pilkada", "Pengamat menilai netralitas ASN masih rendah."),
    ],
)
def test_the_event_type_is_what_is_new(event: str, headline: str, lead: str) -> None:
    assert coded(headline, lead).event_type == event


@pytest.mark.parametrize(
    ("event", "headline", "lead"),
    [
        (
            "appeal",
            "Bupati Ingatkan ASN, Tak Netral Bisa Dicopot",
            "ASN yang terbukti melanggar pada pilkada akan diberi sanksi.",
        ),
        ("appeal", "Bawaslu Larang ASN Foto Bareng Calon Bupati", "ASN diminta tidak ikut kampanye pilkada."),
        ("appeal", "Kades Diimbau tak Ikut Kampanye Pilkada", "Kades yang ikut kampanye bisa kena pidana."),
    ],
)
def test_threats_and_bans_are_no_events(event: str, headline: str, lead: str) -> None:
    assert coded(headline, lead).event_type == event


@pytest.mark.parametrize(
    ("actors", "lead"),
    [
        (("ASN", "PPPK"), "Bupati meminta ASN dan tenaga honorer netral pada pilkada."),
        (("ASN", "TNI", "Polri", "kepala desa"), "ASN, TNI, Polri dan kades wajib netral pada pilkada."),
        (("ASN",), "ASN meneken ikrar netralitas pilkada, dihadiri Kapolres, Dandim serta unsur TNI dan Polri."),
        (("Polri",), "Kapolres menekankan personelnya agar netral pada pilkada."),
        (("ASN", "kepala desa"), "Seorang lurah diduga tidak netral pada pilkada."),
        (("kepala desa",), "Wali nagari dilarang ikut kampanye pilkada."),
        (("BUMN",), "Pegawai BUMD dilarang ikut kampanye pilkada."),
    ],
)
def test_actors_are_those_whose_neutrality_is_at_stake(actors: tuple[str, ...], lead: str) -> None:
    assert coded("Netralitas Aparat di Pilkada", lead).actors == actors


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Bawaslu", "KASN"], "Bawaslu meneruskan kasus itu ke Komisi ASN."),
        (["Polri", "TNI"], "Hadir Kapolres dan Dandim pada pilkada."),
        (["PPK"], "Panitia Pemilihan Kecamatan (PPK) dilantik."),
        ([], "Pejabat pembina kepegawaian (PPK) menjatuhkan sanksi."),
        ([], "Surat Edaran Nomor 800/1432/BKPSDM/2024 terbit."),
        ([], "Satuan Polisi Pamong Praja menurunkan baliho."),
        (["Gakkumdu"], "Sentra Gakumdu membahas kasus itu."),
        (["Bawaslu"], "Panwaslih mengimbau keuchik netral."),
    ],
)
def test_institutions_are_named_by_themselves_or_by_their_offices(expected: list[str], text: str) -> None:
    coding = coded("Netralitas ASN di Pilkada", text, "Hal itu disampaikan kepada para wartawan yang hadir di sana.")
    assert [one.institution for one in coding.institutions] == expected


@pytest.mark.parametrize(
    ("event", "headline", "lead"),
    [
        ("process", "Diduga Tak Netral, Camat Diperiksa Bawaslu", "Bawaslu memeriksa camat yang diduga berkampanye."),
        ("process", "Viral Video Kades Kampanye, Bawaslu Panggil Saksi", "Bawaslu memanggil tiga saksi."),
        ("process", "ASN Diduga Kampanye Diminta Klarifikasi Bawaslu", "Bawaslu meminta keterangan seorang ASN."),
        ("complaint", "Diduga Tak Netral, Camat Dilaporkan ke Bawaslu", "Tim hukum paslon melaporkan camat."),
        ("alleged_violation", "Video ASN Dukung Paslon Viral, Bawaslu Diminta Usut", "Video seorang ASN beredar."),
        ("alleged_violation", "Warga Desak Bawaslu Periksa Camat yang Diduga Berkampanye", "Camat diduga berkampanye."),
        ("alleged_violation", "Video Camat Dukung Paslon Beredar, Bawaslu: Akan Kami Dalami", "Video itu beredar."),
        ("alleged_violation", "Diduga Hadiri Kampanye, ASN Terancam Diperiksa", "ASN itu diduga menghadiri kampanye."),
    ],
)
def test_an_inquiry_counts_once_it_has_begun(event: str, headline: str, lead: str) -> None:
    assert coded(headline, lead, "Netralitas ASN dalam pilkada diawasi Bawaslu.").event_type == event


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Bawaslu Hentikan Laporan terhadap Kepala Puskesmas", "Ia dilaporkan karena berpose bersama calon bupati."),
        ("Camat Kepergok Pimpin Rapat Pemenangan", "Warga lalu mendatangi kantor Bawaslu, Senin (7/10/2024)."),
        ("Baru Dilantik, 12 Pejabat Dikembalikan", "Pelantikan tanpa persetujuan tertulis Mendagri jelang pilkada."),
        (
            "Tentara Diminta Jauhi Posko",
            "Prajurit dilarang memakai mobil dinas untuk kampanye salah satu paslon pilkada.",
        ),
    ],
)
def test_partisanship_is_relevant_without_the_word_neutral(headline: str, lead: str) -> None:
    assert (coded(headline, lead).relevance or 0) >= 0.5


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        (
            "Polres Kirim 215 Personel ke TPS",
            "Personel mengamankan pemungutan suara pilkada di 300 TPS, Senin (7/10/2024).",
        ),
        (
            "Bolos 40 Hari, Dua PNS Diberhentikan",
            "Surat keputusan diserahkan Pj Bupati kepada BKPSDM, Senin (7/10/2024).",
        ),
        (
            "DKPP Periksa Anggota KPU",
            "Anggota KPU dan anggota PPS diduga tidak netral saat rekrutmen KPPS pilkada, Senin.",
        ),
    ],
)
def test_what_is_not_about_the_apparatus_has_a_day_and_no_event(headline: str, lead: str) -> None:
    coding = coded(headline, lead)
    assert (coding.relevance or 0) < 0.5
    assert (coding.event_type, coding.event_date) == (None, date(2024, 10, 7))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2024-10-07", "Bimtek digelar Senin-Selasa (7-8/10/2024) di aula."),
        ("2024-10-07", "Kegiatan berlangsung 7-8 Oktober 2024 di aula."),
        ("2024-10-01", "Apel digelar Selasa pekan lalu di halaman kantor."),
        ("2024-10-10", "Rapat dibuka Kamis malam di pendopo."),
        ("2024-10-11", "Ikrar dibacakan sore tadi."),
    ],
)
def test_ranges_and_words_for_the_day_of_an_event(day: str, text: str) -> None:
    found = dates.event_date(laid_out(text, published=date(2024, 10, 11)), ())
    assert found is not None
    assert found.day.isoformat() == day


def test_an_election_of_the_past_is_not_the_one_an_article_is_about() -> None:
    text = "Pada Pilkada 2020 lima ASN disanksi. Kini bakal calon bupati mulai mendekati pegawai."
    assert elections.elections(laid_out(text, published=date(2024, 4, 2)))[0][0] == "pilkada2024"


def test_a_ruling_of_the_constitutional_court_needs_no_name_of_the_court() -> None:
    rows, _, _ = citations.cite(
        laid_out("Putusan Nomor 136/PUU-XXII/2024 diucapkan Kamis. Putusan Nomor 12/Pid.S/2024 tidak.")
    )
    assert [(row.law_type, row.number) for row in rows] == [("Putusan MK", "136/PUU-XXII/2024")]


def test_articles_of_laws_in_a_row_keep_each_its_own_law() -> None:
    text = "Edaran merujuk Pasal 9 ayat (2) UU 20/2023, Pasal 5 huruf n PP 94/2021, serta Pasal 29 UU 6/2014."
    rows, _, _ = citations.cite(laid_out(text))
    assert {(row.number, row.article_no) for row in rows} == {("20", "9"), ("94", "5"), ("6", "29")}


def test_groups_called_up_together_are_all_targets() -> None:
    coding = coded(
        "Pegawai Ucapkan Ikrar Netralitas",
        "PNS, PPPK maupun tenaga kontrak membaca ikrar netralitas pilkada, Senin (7/10).",
    )
    assert coding.actors == ("ASN", "PPPK")


def test_the_police_of_a_city_named_after_it_stand_for_the_city() -> None:
    coding = coded(
        "Kapolres Bima Kota Ingatkan Anggota Netral di Pilkada", "Kapolres Bima Kota meminta personelnya netral."
    )
    assert coding.regency == "52.72"


def test_a_vocabulary_may_write_a_verb_and_a_family_of_phrases() -> None:
    assert lexicon.written(["~sebar"]) == ["sebar", "menyebar", "menyebarnya", "disebar"]
    assert [lexicon.actively(root) for root in ("pilih", "tegur", "kawal", "antar", "cek", "promosikan", "lepas")] == [
        "memilih", "menegur", "mengawal", "mengantar", "mengecek", "mempromosikan", "melepas",
    ]  # fmt: skip
    assert lexicon.written([[["antar", "temani"], ["calon", ""]], "main mata"]) == [
        "antar calon", "antar", "temani calon", "temani", "main mata",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Didepak dari Jabatan, Kabid di Tapin Terbukti Antar Paslon", "sanction"),
        ("Bupati Membebaskannya dari Jabatan, Camat Itu Terbukti Dampingi Caleg", "sanction"),
        ("Panwaslih Korek Keterangan Sekdes soal Foto Profil Bergambar Calon", "process"),
        ("Pj Wali Kota Sentil Lurah: Jangan Temani Kandidat", "appeal"),
    ],
)
def test_a_family_is_read_in_its_other_words_too(headline: str, expected: str) -> None:
    coding = coded(headline, "Kamis (3/10/2024), warga menyaksikan peristiwa itu menjelang pilkada.")
    assert coding.event_type == expected


def test_a_lurah_is_servant_and_village_head_but_not_in_yogyakarta() -> None:
    body = "Lurah itu diperiksa Bawaslu, Kamis (3/10/2024), karena ikut kampanye paslon."
    assert coded("Lurah Diperiksa Bawaslu", body).actors == ("ASN", "kepala desa")
    assert coded("Lurah Diperiksa Bawaslu", body + " Pamong kalurahan lain menunggu.").actors == ("kepala desa",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KOTA - Camat hadir di kampanye, Minggu (6/10/2024). Bawaslu memeriksanya, Selasa (8/10/2024).", 8),
        ("KOTA - Camat diperiksa Bawaslu dua hari lalu karena ikut kampanye.", 8),
        ("KOTA - Bawaslu memeriksa camat yang ikut kampanye, Senin 07.10.2024.", 7),
        ('KOTA - "Camat itu kami periksa kemarin," kata Ketua Bawaslu Joko Contoh, Rabu (9/10/2024).', 8),
        ('KOTA - Camat diperiksa Bawaslu, Senin.\n\n"Ia ikut kampanye," kata Joko Contoh, Rabu (9/10/2024).', 7),
    ],
)
def test_the_day_is_that_of_the_news_and_not_of_the_deed_or_the_saying(text: str, expected: int) -> None:
    coding = coded("Camat Diperiksa Bawaslu karena Ikut Kampanye", *text.split("\n\n"), on=date(2024, 10, 10))
    assert coding.event_date == date(2024, 10, expected)


@pytest.mark.parametrize(
    "headline",
    [
        "Camat Minta Warga Datang ke TPS",
        "Pj Bupati Tinjau Gudang KPU, Surat Suara Aman",
        "Guru Besar Bahas Peta Koalisi Pilkada",
        "Calon Bupati Janji Naikkan Honor Perangkat Desa",
    ],
)
def test_voters_logistics_and_promises_are_no_partisanship_of_the_apparatus(headline: str) -> None:
    assert (coded(headline, headline + ", Senin (7/10/2024). Cuaca cerah menjelang pilkada.").relevance or 0) < 0.5


def test_a_sanction_is_the_news_where_the_proof_is_its_reason() -> None:
    assert (
        coded(
            "Lurah Diganti Setelah Terbukti Kampanyekan Paslon",
            "Wali kota mengganti lurah itu, Senin (7/10/2024). Kini ia staf biasa di kecamatan.",
        ).event_type
        == "sanction"
    )


@pytest.mark.parametrize(
    ("act", "headline", "lead"),
    [
        ("V02", "Sekcam Dilaporkan ke Bawaslu", "Ia dituding mempromosikan seorang cabup lewat akun Instagram kantor."),
        ("V03", "Camat Dilaporkan ke Bawaslu", "Ia terlihat duduk di barisan depan kampanye cabup."),
        ("V04", "Dosen ASN Dilaporkan ke Bawaslu", "Ia memberi emotikon jempol pada unggahan calon bupati."),
        ("V05", "Lurah Dilaporkan ke Bawaslu", "Ia difoto saat mengangkat dua jari di samping baliho kampanye."),
        ("V09", "Guru PPPK Dilaporkan ke Bawaslu", "Namanya tercantum dalam susunan tim pemenangan paslon pilkada."),
        ("V12", "Kadus Dilaporkan ke Bawaslu", "Ia mengumpulkan fotokopi KTP warga untuk calon independen pilkada."),
        ("V13", "Kades Dilaporkan ke Bawaslu", "Balai desa dipakai rapat relawan cabup pada Pilkada."),
        ("V14", "Kepala Dinas Dilaporkan ke Bawaslu", "Ia memerintahkan para kepala puskesmas mendukung cabup."),
        ("V17", "Kepala Kampung Dilaporkan ke Bawaslu", "Ia kedapatan menyebar uang tunai dari caleg."),
    ],
)
def test_two_cues_close_together_tell_an_act(act: str, headline: str, lead: str) -> None:
    coding = coded(headline, lead, "Bawaslu mengkaji laporan dugaan pelanggaran netralitas itu.")
    assert [(one.code, one.certainty) for one in coding.violations] == [(act, "alleged")]


def test_what_others_posted_or_what_a_rule_forbids_is_no_act() -> None:
    coding = coded(
        "Camat Dilaporkan ke Bawaslu",
        "Ia terekam berorasi untuk cabup. Video itu diunggah akun Facebook warga.",
        "Camat dilarang berfoto bersama calon, kata pelapor pada pilkada ini.",
    )
    assert [one.code for one in coding.violations] == ["V06"]


@pytest.mark.parametrize(
    ("certainty", "headline", "lead"),
    [
        ("asserted", "Camat Dicopot karena Ikut Kampanye", "Bupati mencopot camat yang ikut kampanye cabup itu."),
        (
            "denied",
            "Camat Dilaporkan karena Ikut Kampanye",
            "Warga melapor ke Bawaslu. Camat membantah ikut kampanye.",
        ),
        ("not_proven", "Bawaslu Hentikan Kasus Camat Ikut Kampanye", "Laporan tidak memenuhi unsur, kata Bawaslu."),
        (
            "alleged",
            "Jaksa Tuntut Camat yang Ikut Kampanye",
            "Jaksa menuntut camat itu denda di PN. Ia didakwa ikut kampanye.",
        ),
    ],
)
def test_the_kind_of_event_bounds_the_certainty(certainty: str, headline: str, lead: str) -> None:
    coding = coded(headline, lead, "Kasus netralitas ASN pada pilkada itu menjadi perhatian.")
    assert {one.certainty for one in coding.violations} == {certainty}


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Polisi Tangkap Pencuri Baliho Cabup", "Polres menangkap pencuri baliho calon bupati di tepi jalan."),
        ("KPU Kirim Logistik ke Distrik", "Kepala distrik menyiapkan gudang untuk kotak suara pilkada."),
        ("Paslon Nomor Satu Temui Petani", "Calon gubernur berjanji memperbaiki irigasi bila terpilih pada pilkada."),
        ("Kadis Ditahan karena Korupsi Jembatan", "Kejari menahan kepala dinas itu bersama kontraktornya."),
    ],
)
def test_ordinary_news_of_elections_and_of_officials_is_not_relevant(headline: str, lead: str) -> None:
    assert (coded(headline, lead).relevance or 0) < 0.5


@pytest.mark.parametrize(
    ("kind", "headline"),
    [
        ("pledge", "Dilarang Ikut Kampanye, Pegawai Kecamatan Teken Pakta Integritas"),
        ("regulation", "Gubernur Teken Surat Edaran, Pegawai Dilarang Unggah Foto Calon"),
        ("complaint", "Lurah Diseret ke Bawaslu gara-gara Foto dengan Cabup"),
        ("appeal", "Kapolres ke Anggota: Jangan Coba-coba Dukung Caleg"),
        ("statistics", "41 Kasus Netralitas ASN Selama Kampanye, Terbanyak di Medsos"),
    ],
)
def test_the_event_type_of_a_headline(kind: str, headline: str) -> None:
    assert coded(headline, "Netralitas ASN menjadi perhatian pada pilkada.").event_type == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Edaran bernomor 112/KPG.11/BKD diteken Rabu (10/7/2024).", ["SE 112/KPG.11/BKD/2024"]),
        ("Pasal 71 ayat (2) UU 10/2016. Ia dibatalkan sebagaimana bunyi ayat (5).", ["71 2", "71 5"]),
        ("Putusan MK Nomor 136/PUU-XXII/2024 mengubah Pasal 188 UU 1/2015.", ["188", "136/PUU-XXII/2024"]),
        ("Pasal yang disangkakan pelapor ialah 187A UU 10/2016.", ["187A"]),
        ("Pasal 29 UU Desa jelas. Sanksinya pasal 30.", ["6/2014 pasal 29", "6/2014 pasal 30"]),
    ],
)
def test_rules_are_cited_by_more_than_kind_number_and_year(text: str, expected: list[str]) -> None:
    rows, evidence, _ = citations.cite(laid_out(text, published=date(2024, 12, 2)))
    assert len(rows) == len(expected)
    for row, part in zip(evidence, expected, strict=True):
        assert all(word in f"{row.value} " for word in part.split()), row.value


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (4, "Pelantikan oleh Bupati, Jumat pekan lalu, disorot. Surat dilayangkan Senin (7/10/2024)."),
        (7, "“Saya ditelepon,” ujarnya, Selasa (8/10). Berkasnya dibawa ke Panwaslu pada Senin 7 Oktober 2024."),
        (4, "Sampai berita ini diturunkan, Rabu (9/10/2024), sekda diam. Mutasi digelar Jumat (4/10/2024)."),
        (8, "Putusan dibacakan pada sidang 8 Oktober 2024."),
    ],
)
def test_a_day_of_the_press_or_of_a_limit_is_not_that_of_the_event(day: int, text: str) -> None:
    found = dates.event_date(laid_out(text, published=date(2024, 10, 10)), ())
    assert found is not None
    assert found.day == date(2024, 10, day)


def test_a_vocabulary_writes_numbers_as_a_span() -> None:
    assert written([[["2..4"], ["kades"]]]) == ["2 kades", "3 kades", "4 kades"]


def test_an_event_of_which_several_types_are_as_likely_has_none_and_an_issue() -> None:
    coding = coded("Camat dan Bawaslu Soal Netralitas Pilkada", "Hal itu terjadi jelang pilkada.")
    assert (coding.event_type, coding.event_detail) == (None, None)
    assert "event_unsure" in [one.kind for one in coding.findings]
    assert "event_type" not in [row.field for row in coding.evidence]


def test_a_type_that_no_cue_tells_of_rests_on_the_word_that_speaks_most_for_it() -> None:
    coding = coded("Netralitas ASN", "Netralitas ASN dalam pilkada.")
    told = next(row for row in coding.evidence if row.field == "event_type")
    assert told.rule.startswith("event: the word ")
    assert told.start is not None
