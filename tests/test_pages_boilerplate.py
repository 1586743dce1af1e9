"""Lines that are not the article go, each into a span; lines that only look like them stay."""

import pytest

from pipeline.model import RemovedSpan, SpanKind
from pipeline.pages.furniture import Furniture
from pipeline.pages.items import Known, Trimmed
from pipeline.pages.markup import parse, text_of
from pipeline.pages.segments import segment
from pipeline.pages.trim import trim
from tests.pages import HEADLINE, LEDE

MIDDLE = "Ia menyampaikan pesan itu saat apel bersama di halaman kantor bupati, Senin (7/10/2024)."
LAST = '"Kalau ada yang melanggar, kami proses sesuai aturan," kata dia menutup sambutan.'


def trimmed(html: str, **known: object) -> Trimmed:
    region = parse(f"<div>{html}</div>").find(".//div")
    facts = {"headline": HEADLINE, "host": "kabarsenja.example", "names": frozenset({"kabar", "senja", "kabarsenja"})}
    return trim(segment(region, Furniture("test", lambda: len(text_of(region)))), Known(**(facts | known)))  # type: ignore[arg-type]


def around(line: str, place: str = "middle") -> str:
    html = line if line.startswith("<") else f"<p>{line}</p>"
    before, behind = {
        "top": ([], [LEDE, MIDDLE, LAST]),
        "middle": ([LEDE, MIDDLE], [LAST]),
        "end": ([LEDE, MIDDLE, LAST], []),
    }[place]
    paragraphs = [[f"<p>{text}</p>" for text in texts] for texts in (before, behind)]
    return "".join([*paragraphs[0], html, *paragraphs[1]])


REMOVED: list[tuple[SpanKind, str]] = [
    ("related", "BACA JUGA: Dua Camat Dipanggil Bawaslu"),
    ("related", "BACA JUGA:Dua Camat Dipanggil Bawaslu"),
    ("related", "Baca juga : Dua camat dipanggil bawaslu terkait foto"),
    ("related", "Baca Juga Dua Camat Dipanggil Bawaslu"),
    ("related", "BacaJuga: Dua Camat Dipanggil"),
    ("related", "Baca: Dua Camat Dipanggil Bawaslu"),
    ("related", "Baca Juga"),
    ("related", "Bacaan Lainnya:"),
    ("related", "Simak juga: Dua Camat Dipanggil Bawaslu"),
    ("related", "Baca Berita Lainnya di Sini: Dua Camat Dipanggil"),
    ("related", "BACA ARTIKEL LAINNYA: Harga Cabai Naik"),
    ("related", "Artikel Terkait"),
    ("related", "Berita Terkait: Harga Cabai Naik di Pasar Senja"),
    ("related", "Baca selengkapnya: Dua Camat Dipanggil Bawaslu"),
    ("related", "• Baca juga: Dua Camat Dipanggil"),
    ("related", ">> Baca Juga : Dua Camat Dipanggil"),
    ("related", "➡️ Baca Juga: Dua Camat"),
    ("related", '<p><strong>Baca Juga: <a href="/x">Camat itu dipanggil Bawaslu.</a></strong></p>'),
    ("related", '<p><a href="https://kabarsenja.example/2024/10/x">Dua Camat Dipanggil Bawaslu Soal Foto</a></p>'),
    (
        "related",
        '<ul><li><a href="/a/b">Harga Cabai Naik di Senja</a></li><li><a href="/a/c">Jembatan Putus Lagi</a></li></ul>',
    ),
    ("related", "Read also: Two District Heads Summoned"),
    ("related", "Baca Juga: Dua Camat Dipanggil Bawaslu, Satu Mangkir; Ini Alasannya!"),
    ("related", "Rekomendasi untuk Anda"),
    ("related", "Baca Juga – Dua Camat Dipanggil"),
    ("related", "JANGAN LEWATKAN: Dua Camat Dipanggil"),
    ("related", "Tonton Video: Apel Akbar di Muara Senja"),
    ("related", "Saksikan video selengkapnya di bawah ini:"),
    ("related", '<h3>Terkini</h3><ul><li><a href="/a/b">Harga cabai naik</a></li></ul>'),
    ("related", "Eksplorasi konten lain dari Kabar Senja"),
    ("advert", "ADVERTISEMENT"),
    ("advert", "- Advertisement -"),
    ("advert", "ADVERTISEMENT SCROLL TO RESUME CONTENT"),
    ("advert", "Klik Linknya! Ambil Saldo DANA Gratis Rp 300 Ribu Malam Ini"),
    ("advert", "Cara Dapat Pinjaman Tanpa Jaminan, Langsung Cair 5 Juta"),
    ("advert", "Butuh Modal? Dana Tunai Rp 8 Juta Cair Tanpa Survei"),
    ("advert", "Baca berita tanpa iklan. Gabung Kabar.com+"),
    ("share", "facebook twitter whatsapp telegram line copy"),
    ("share", "URL berhasil dicopy"),
    ("share", "Bagikan ke FacebookBagikan ke TwitterBagikan ke WA"),
    ("share", "Share on Facebook"),
    ("share", "Bagikan ini:"),
    ("share", "1.229 Views"),
    ("share", "Dibaca: 1.024 kali"),
    ("share", "3 menit baca"),
    ("follow", "Cek Berita dan Artikel yang lain di Google News"),
    ("follow", "Ikuti berita terbaru kami di WhatsApp Channel"),
    ("follow", "Klik ☝ untuk mengikuti akun Google News Kami agar tidak ketinggalan berita"),
    ("follow", "Ikuti kami di"),
    ("follow", "Update berita menarik lainnya hanya di Kabarsenja.com"),
    ("follow", "Simak berita terbaru Kabar Senja di Google News"),
    ("follow", "Klik di sini untuk bergabung"),
    ("follow", "Subscribe to get the latest posts sent to your email."),
    ("follow", 'Dapatkan update berita pilihan setiap hari dari kami. Mari bergabung di Grup Telegram "Kabar Senja".'),
    ("follow", "Terverifikasi Administratif dan Faktual oleh Dewan Pers"),
    ("follow", "Jangan lupa ikuti Instagram dan TikTok kami"),
    ("caption", "Foto: Istimewa"),
    ("caption", "Keterangan Foto: Suasana apel pagi di halaman kantor bupati"),
    ("credit", "Penulis: Rani Safitri | Editor: Bagus"),
    ("credit", "Pewarta: Rani"),
    ("credit", "(rani/bgs)"),
    ("credit", "***"),
    ("credit", "Sumber: Antara"),
    ("credit", "Sumber:"),
    ("credit", "Laporan Wartawan Kabar Senja, Rani Safitri"),
    ("credit", "Rep/Red: Rani/Bagus"),
    ("credit", "(Kabarsenja.com/Rani Safitri)"),
    ("credit", "(rsa | bgs)"),
    ("credit", "Artikel ini telah tayang di Kabarsenja.com dengan judul Penjabat Bupati Minta Pegawai Jaga Jarak"),
    ("paging", "Halaman 1 2 3 4"),
    ("paging", "Halaman 1/4"),
    ("paging", "Page 2 of 3123Next"),
    ("paging", "Halaman selanjutnya"),
    ("paging", "1 2 3 Tampilkan Semua"),
    ("paging", "Halaman 12"),
    ("menu", "Home / News / Politik"),
    ("menu", "Beranda » Daerah » Senja"),
    ("menu", "Tag: ASN, Pilkada, Senja"),
    ("menu", "#ASN #Pilkada"),
    ("copyright", "© 2025 Kabar Senja Network"),
    ("copyright", "All Right Reserved"),
    (
        "copyright",
        "Dilarang keras mengambil konten, melakukan pengindeksan otomatis di situs web ini tanpa izin tertulis",
    ),
    ("timestamp", "Kamis, 5 September 2024 - 15:14 WIB"),
    ("timestamp", "Kabarsenja.com - 02/11/2023, 21:34 WIB"),
    ("timestamp", "Diperbarui: 5 September 2024 15:14"),
    ("timestamp", "3 jam lalu"),
    ("leak", "[Gambas:Video 20detik]"),
    ("leak", '[caption id="attachment_12" align="alignnone" width="300"]'),
    ("leak", "-->"),
    ("leak", "Auto Added by WPeMatico"),
    ("leak", 'googletag.cmd.push(function() { googletag.display("x"); });'),
    ("leak", "[embed]https://youtu.be/abc[/embed]"),
    ("other", "A A"),
    ("other", "— Kabar Senja (@kabarsenja) October 7, 2024"),
    ("other", "Sebuah kiriman dibagikan oleh Kabar Senja (@kabarsenja)"),
    ("other", '<blockquote class="twitter-tweet"><p>Apel pagi tadi</p></blockquote>'),
    ("other", "Load more"),
    ("other", "Ringkasan Berita:"),
]


@pytest.mark.parametrize(("kind", "line"), REMOVED, ids=[line[:50] for _, line in REMOVED])
def test_line_goes_into_a_span_of_its_kind(kind: SpanKind, line: str) -> None:
    read = trimmed(around(line))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert {span.kind for span in read.removed} == {kind}
    assert {span.position for span in read.removed} == {2}


KEPT = [
    '"Baca juga aturan itu dengan teliti," kata Bupati di hadapan peserta apel.',
    "Baca Alquran bersama digelar di Masjid Agung Senja pada malam sebelum apel.",
    "Baca ikrar dipimpin sekda.",
    "Ikuti kegiatan kampanye di media sosial termasuk pelanggaran, kata Ketua Bawaslu Senja.",
    "Klik suka pada unggahan calon juga dilarang bagi pegawai negeri.",
    "Simak saja hasil pengawasan tahun lalu, ada dua belas laporan yang terbukti.",
    "Simak juga penjelasan kepala dinas berikut, yang disampaikan lewat rapat daring.",
    '"Ikuti aturan, jangan ikut-ikutan di Facebook," pesan kapolres kepada anggotanya.',
    "Dapatkan izin cuti dulu sebelum ikut kampanye, begitu bunyi aturan itu di aplikasi kepegawaian.",
    "1. Menjaga dan menegakkan prinsip netralitas.",
    "Adapun isi ikrar sebagai berikut:",
    "Pinjaman daerah Rp15 juta itu, menurut dia, sudah langsung cair bulan lalu.",
    "Ia menyebut dana desa Rp 200 juta langsung cair tanpa potongan.",
    "Kredit macet di bank daerah naik tiga persen.",
    "Polisi juga menyita ponsel pelaku judi slot online yang bermain setiap malam.",
    "Netralitas ASN: Aturan dan Sanksi",
    "Kedua pejabat (baca: camat dan lurah) itu sudah dipanggil.",
    "Sumber dana kegiatan berasal dari APBD tahun berjalan.",
    "Laporan Bawaslu menyebut ada tujuh pegawai yang diperiksa.",
    "Komentar warganet bermunculan setelah video itu beredar luas.",
    "Tidak ada komentar dari pihak terlapor hingga berita ini ditulis.",
    "Bagikan pengumuman ini kepada seluruh pegawai, pinta sekda dalam suratnya.",
    "Foto itu diambil saat kampanye terbuka di lapangan kota.",
    "Halaman kantor bupati dipenuhi ratusan pegawai sejak pagi.",
    "Berita bohong juga menjadi perhatian dalam apel itu.",
    "Info yang beredar itu tidak benar.",
    "Jangan lewatkan batas waktu pelaporan, yaitu tujuh hari sejak diketahui.",
    "Bersambung tidaknya kasus itu menunggu hasil rapat pleno.",
    "Pasal 2: Setiap pegawai wajib menjaga netralitas.",
    "Senin (7/10/2024), rombongan tiba di Senja.",
    "Pukul 10.00 WIB: Pembacaan ikrar",
    "Tag nama yang dikenakan peserta dicek satu per satu.",
    "Nomor pengaduan: 0812-0000-0000",
    "Jabatan: Camat",
    "Ya.",
    "Terima kasih.",
]


@pytest.mark.parametrize("place", ["top", "middle", "end"])
@pytest.mark.parametrize("line", KEPT)
def test_line_of_the_article_stays_whole(line: str, place: str) -> None:
    assert line in trimmed(around(line, place)).paragraphs


@pytest.mark.parametrize("heading", ["Dampak Bagi Pegawai", "Terkait Sanksi"])
def test_words_without_an_end_are_a_heading_only_between_paragraphs(heading: str) -> None:
    assert heading in trimmed(around(heading, "middle")).paragraphs
    assert heading not in trimmed(around(heading, "end")).paragraphs


@pytest.mark.parametrize("heading", ["Rekomendasi", "Informasi", "Berita", "Terkait"])
def test_heading_of_one_plain_word_stays_where_text_follows(heading: str) -> None:
    assert heading in trimmed(around(f"<h3>{heading}</h3>")).paragraphs
    assert heading not in trimmed(around(f"<h3>{heading}</h3>", "end")).paragraphs


def spans(read: Trimmed) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in read.removed]


def test_titles_after_a_label_alone_go_with_it() -> None:
    titles = "<p>Baca Juga</p><p>Dua Camat Dipanggil Bawaslu</p><p>Harga Cabai Naik di Pasar Senja</p>"
    read = trimmed(around(titles))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert spans(read) == [
        ("related", "Baca Juga"),
        ("related", "Dua Camat Dipanggil Bawaslu"),
        ("related", "Harga Cabai Naik di Pasar Senja"),
    ]


def test_linked_titles_before_a_label_go_with_it() -> None:
    read = trimmed(around('<p><a href="/d/1">Dua camat dipanggil bawaslu</a></p><p>Baca Juga:</p>'))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]


@pytest.mark.parametrize(
    "ending",
    [
        "(Baca: Dua Camat Dipanggil Bawaslu)",
        "(Baca juga: Dua camat dipanggil Bawaslu soal foto)",
        "Baca juga: Dua Camat Dipanggil Bawaslu",
        '<b>Baca Juga: </b><a href="/d/1">Dua camat dipanggil</a>',
        "[Baca: Dua Camat Dipanggil Bawaslu]",
    ],
)
def test_pointer_at_the_end_of_a_paragraph_is_cut_and_the_paragraph_stays(ending: str) -> None:
    read = trimmed(f"<p>{LEDE}</p><p>{MIDDLE} {ending}</p><p>{LAST}</p>")
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert [(span.kind, span.position) for span in read.removed] == [("related", 2)]


def test_pointer_in_front_of_running_text_is_cut_at_the_end_of_its_link() -> None:
    read = trimmed(
        f'<p>{LEDE}</p><p><b>BACA JUGA: <a href="/d/1">Dua Camat Dipanggil</a></b> {MIDDLE}</p><p>{LAST}</p>'
    )
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert spans(read) == [("related", "BACA JUGA: Dua Camat Dipanggil")]


def test_several_pointers_in_one_line_go_together() -> None:
    line = '<p>Baca Juga: <a href="/d/1">Dua Camat Dipanggil</a> Baca Juga: <a href="/d/2">Harga Cabai Naik</a></p>'
    assert list(trimmed(around(line)).paragraphs) == [LEDE, MIDDLE, LAST]


def test_pointer_between_line_breaks_leaves_its_neighbours() -> None:
    read = trimmed(f"<p>{LEDE}<br>BACA JUGA: Dua Camat Dipanggil<br>{MIDDLE}<br><br>{LAST}</p>")
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]


def test_comment_form_takes_the_readers_comments_along() -> None:
    comments = (
        "<h3>Tinggalkan Balasan</h3><p>Saya setuju dengan imbauan bapak bupati tersebut.</p><p>Mana videonya?</p>"
    )
    read = trimmed(around(comments, "end"))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert {span.kind for span in read.removed} == {"comment"}


def test_comment_count_above_the_article_takes_nothing_along() -> None:
    assert list(trimmed(around("<p>12 Komentar</p>", "top")).paragraphs) == [LEDE, MIDDLE, LAST]


def test_summary_goes_with_its_items() -> None:
    summary = "<p>Ringkasan Berita:</p><ul><li>Bupati minta pegawai jaga jarak.</li><li>Pelanggar diproses.</li></ul>"
    assert list(trimmed(around(summary, "top")).paragraphs) == [LEDE, MIDDLE, LAST]


def test_standfirst_that_the_lede_repeats_goes() -> None:
    standfirst = LEDE.removeprefix("MUARA SENJA - ")[:70].rsplit(" ", 1)[0]
    read = trimmed(around(f"<p><em>{standfirst}...</em></p>", "top"))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]


def test_headline_repeated_above_the_text_goes() -> None:
    read = trimmed(around(f"<p><b>{HEADLINE.upper()}</b></p>", "top"))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert [span.kind for span in read.removed] == ["headline"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Rani Safitri | Senin, 7 Oktober 2024 14:00 WIB", "timestamp"),
        ("Kabar Senja - 7 Oktober 2024", "timestamp"),
        ("Oleh Rani Safitri", "credit"),
        ("Laporan Rani Safitri I Muara Senja", "credit"),
        ("Rani Safitri", "credit"),
    ],
)
def test_names_and_dates_above_the_text_go(line: str, kind: SpanKind) -> None:
    read = trimmed(around(line, "top"), people=("Rani Safitri",))
    assert [span.kind for span in read.removed] == [kind]
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]


def test_section_above_the_text_goes() -> None:
    read = trimmed(around("<p>Muara Senja</p>", "top"), sections=("Muara Senja",))
    assert spans(read) == [("menu", "Muara Senja")]


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img src='a.jpg'><figcaption>Apel di halaman kantor bupati.</figcaption></figure>",
        "<p>Bupati saat memimpin apel. FOTO RANI SAFITRI/KABARSENJA.COM --</p>",
        "<p>APEL: Bupati memimpin apel di halaman kantor -Rani Safitri-kabarsenja.com</p>",
        "<p>Bupati ajak pegawai jaga jarak--</p>",
        "<p><img src='a.jpg'></p><p style='text-align: center'><em>Suasana apel di halaman kantor bupati</em></p>",
        "<p>Suasana apel di halaman kantor bupati (Foto: Rani/Kabar Senja)</p>",
        "<p>Suasana apel di halaman kantor (ist)</p>",
        "<div><img src='a.jpg'><p>Suasana apel di halaman kantor bupati</p></div>",
    ],
)
def test_caption_above_the_text_goes(caption: str) -> None:
    read = trimmed(around(caption, "top"))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert {span.kind for span in read.removed} == {"caption"}


def test_heading_under_an_image_stays() -> None:
    assert "Sanksi Menanti" in trimmed(around("<p><img src='a.jpg'></p><h3>Sanksi Menanti</h3>")).paragraphs


def test_caption_printed_again_as_a_paragraph_goes_too() -> None:
    caption = "Bupati memimpin apel di halaman kantor."
    read = trimmed(around(f"<figure><figcaption>{caption}</figcaption></figure><p>{caption}</p>", "top"))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]


def test_lede_that_is_also_the_caption_stays() -> None:
    read = trimmed(around(f"<figure><figcaption>{LEDE}</figcaption></figure>", "top"))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert [span.kind for span in read.removed] == ["caption"]


def test_text_that_runs_twice_is_kept_once() -> None:
    once = f"<p>{LEDE}</p><p>{MIDDLE}</p><p>{LAST}</p>"
    read = trimmed(once + once)
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert [span.text for span in read.removed] == [LEDE, MIDDLE, LAST]


@pytest.mark.parametrize(
    "spam",
    [
        '<a href="https://situs-lain.example/">slot gacor</a>',
        "situs slot gacor maxwin terpercaya",
        '<a href="https://situs-lain.example/">toto togel</a>',
    ],
)
def test_gambling_words_planted_in_a_sentence_are_cut_out(spam: str) -> None:
    before, behind = "Ia menyampaikan pesan itu saat apel", "di halaman kantor bupati, Senin (7/10/2024)."
    read = trimmed(f"<p>{LEDE}</p><p>{before} {spam} {behind}</p><p>{LAST}</p>")
    assert list(read.paragraphs) == [LEDE, f"{before} {behind}", LAST]
    assert [span.kind for span in read.removed] == ["spam"]


def test_an_article_about_gambling_keeps_its_words() -> None:
    line = "Polisi menutup situs slot gacor dan togel online yang dikelola dari sebuah ruko."
    read = trimmed(around(f"<p>{line}</p>"), headline="Polisi Bongkar Judi Online, Empat Orang Diperiksa")
    assert line in read.paragraphs


def test_an_article_about_lending_keeps_its_paragraphs() -> None:
    line = "Cara Ajukan Pinjaman Tanpa Jaminan di Koperasi Pegawai"
    read = trimmed(around(f"<p>{line}</p>"), headline="Koperasi Pegawai Buka Pinjaman Lunak, Ini Syaratnya")
    assert line in read.paragraphs


@pytest.mark.parametrize(
    "teaser",
    [
        "Bersambung...",
        "(bersambung)",
        "Bersambung...... (Baca selengkapnya di Koran Kabar Senja)",
        "BACA SELENGKAPNYA DI KORAN DIGITAL KABAR SENJA",
    ],
)
def test_text_that_goes_on_in_print_is_partial(teaser: str) -> None:
    read = trimmed(around(teaser, "end"))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert read.partial
    assert [span.kind for span in read.removed] == ["teaser"]


def test_list_of_pledges_stays_in_order() -> None:
    pledges = [
        "Menjaga dan menegakkan prinsip netralitas pegawai.",
        "Menghindari konflik kepentingan.",
        "Bijak bermedia sosial.",
        "Menolak politik uang",
    ]
    items = "".join(f"<li>{pledge}</li>" for pledge in pledges)
    assert list(trimmed(around(f"<ol>{items}</ol>")).paragraphs) == [LEDE, MIDDLE, *pledges, LAST]


@pytest.mark.parametrize(
    "html",
    [
        f"{LEDE}<br><br>{MIDDLE}<br><br>{LAST}",
        f"<div>{LEDE}</div><div><br></div><div>{MIDDLE}</div><div>{LAST}</div>",
        f"<p><span>{LEDE}<p><span>{MIDDLE}<p>{LAST}",
        f"<b>MUARA SENJA</b> - <p>{LEDE.removeprefix('MUARA SENJA - ')}</p><p>{MIDDLE}</p><p>{LAST}</p>",
        f"<p>{LEDE[:40]}<i></i>{LEDE[40:]}</p><p>\u00a0</p><p>{MIDDLE.replace(' ', chr(160))}</p><div>{LAST}</div>",
        f"<p>{LEDE}</p><!--[if gte mso 9]><xml><w:A>N</w:A></xml><![endif]--><p>{MIDDLE}<o:p/></p><p>{LAST}</p>",
        f"<p>{LEDE}</p><xml><w:View>Normal</w:View></xml><p>{MIDDLE}</p><style>p {{color: red}}</style><p>{LAST}</p>",
        f"<p>{LEDE[:40]}<ins class='adsbygoogle'></ins>{LEDE[40:]}</p><p>{MIDDLE}</p><p>{LAST}</p>",
        f"<table><tr><td><p>{LEDE}</p><p>{MIDDLE}</p><p>{LAST}</p></td></tr></table>",
        f"<p>{LEDE}</p><div class='ads-x'>Iklan</div><p>{MIDDLE}</p><div class='share-box'>Bagikan</div><p>{LAST}</p>",
        f"<p>{LEDE}</p><p>{MIDDLE}</p><p>{LAST.replace(chr(34), chr(92) + chr(34))}</p>",
        f"<p>{LEDE}</p><p>{MIDDLE}</p><p>{LAST.replace(chr(34), '&amp;quot;')}</p>",
    ],
    ids=[
        "br",
        "div",
        "unclosed",
        "bare dateline",
        "odd blanks",
        "word comments",
        "word island",
        "inline advert",
        "table",
        "widgets",
        "escaped",
        "escaped twice",
    ],
)
def test_paragraphs_are_the_same_however_they_are_marked_up(html: str) -> None:
    assert list(trimmed(html).paragraphs) == [LEDE, MIDDLE, LAST]


def test_every_word_of_the_region_is_in_a_paragraph_or_in_a_span() -> None:
    html = around(
        "<p>BACA JUGA: Dua Camat Dipanggil</p><div class='sharedaddy'>Share this: Facebook</div><p>(rani)</p>"
    )
    read = trimmed(html)
    words = sorted(" ".join([*read.paragraphs, *(span.text for span in read.removed)]).split())
    assert words == sorted(text_of(parse(html.replace("</", " </"))).split())


def test_span_stands_before_the_paragraph_it_preceded() -> None:
    read = trimmed(f"<p>{LEDE}</p><p>Iklan</p><p>{MIDDLE}</p><p>Baca juga: Harga Cabai Naik</p><p>{LAST}</p>")
    assert [(span.kind, span.position) for span in read.removed] == [("advert", 1), ("related", 2)]
    assert all(isinstance(span, RemovedSpan) for span in read.removed)


def test_trafilatura_is_heard_on_lines_of_links_and_not_on_sentences() -> None:
    links = '<p><a href="https://mitra.example/1">Mobil Senja Murah</a></p>'
    sentence = (
        '<p><a href="https://kpu.example/">Jadwal kampanye itu diumumkan lembaga penyelenggara pekan lalu.</a></p>'
    )
    read = trimmed(around(links + sentence))
    assert "Jadwal kampanye itu diumumkan lembaga penyelenggara pekan lalu." in read.paragraphs
    assert [(span.rule, span.text) for span in read.removed] == [("trafilatura", "Mobil Senja Murah")]


@pytest.mark.parametrize(
    ("widget", "rule"),
    [
        ("<div class='sharedaddy'>Share this: Facebook</div>", "test.sharedaddy"),
        ("<div id='div-gpt-ad-1234'>Iklan</div>", "test.div-gpt-ad"),
        ("<figure><figcaption>Apel pagi</figcaption></figure>", "test.figure"),
        ("<div class='box-iklan'>Promo</div>", "test.iklan"),
        ("<p style='display: none'>kata kunci</p>", "test.hidden"),
    ],
)
def test_dropped_element_names_its_hook(widget: str, rule: str) -> None:
    read = trimmed(around(widget))
    assert list(read.paragraphs) == [LEDE, MIDDLE, LAST]
    assert [span.rule for span in read.removed] == [rule]


@pytest.mark.parametrize("name", ["ads-wrapper", "share-content", "related-box", "no-comments", "tags-page"])
def test_element_with_the_article_in_it_is_no_widget_whatever_its_name(name: str) -> None:
    read = trimmed(
        f"<div class='{name}'><p>{LEDE}</p><p>{MIDDLE}</p><p>{LAST}</p></div><p>Ditulis dari balai kota.</p>"
    )
    assert list(read.paragraphs)[:3] == [LEDE, MIDDLE, LAST]


def test_second_half_behind_a_button_is_read() -> None:
    longer = f"Sekretaris daerah menambahkan bahwa {LEDE[14:].lower()}"
    read = trimmed(f"<p>{LEDE}</p><div class='more' style='display:none'><p>{MIDDLE}</p><p>{longer}</p></div>")
    assert list(read.paragraphs) == [LEDE, MIDDLE, longer]
