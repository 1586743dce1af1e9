"""Dates: as outlets print them, as markup carries them, and what wins where a page contradicts itself."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from pipeline.model import Stamp
from pipeline.pages.dates import parse_printed, published
from pipeline.pages.markup import Markup
from pipeline.pages.printed_dates import date_line

FETCHED = datetime(2026, 8, 1, 5, tzinfo=UTC)
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


def minute(stamp: Stamp | None) -> str | None:
    return None if stamp is None else stamp.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def page(
    body: str = "", *, head: str = "", headline: str = "Pegawai Kecamatan Sukamaju Teken Ikrar Netral"
) -> HtmlElement:
    return document_fromstring(
        f"<html><head><title>{headline}</title>{head}</head><body><h1>{headline}</h1>{body}"
        f"<p>{'Camat meminta semua pegawai menjaga sikap netral selama masa kampanye. ' * 4}</p></body></html>"
    )


def read(
    tree: HtmlElement, *lines: str, zone: str = WIB, fetched_at: datetime = FETCHED
) -> tuple[Stamp | None, Stamp | None, set[str]]:
    first, later, findings = published(Markup(tree), text_lines=lines, zone=zone, fetched_at=fetched_at)
    return first, later, {finding.kind for finding in findings}


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


# --- print ---

PRINTED = [
    ("Kamis, 15 Oktober 2020 - 18:29 WIB", "2020-10-15 11:29"),
    ("26-08-2024,16:46 WIB", "2024-08-26 09:46"),
    ("Senin 26-08-2024,16:46 WIB", "2024-08-26 09:46"),
    ("Rabu 19-06-2024,15:58 WIB", "2024-06-19 08:58"),
    ("02 Nov 2023 20:59 WIB", "2023-11-02 13:59"),
    ("Kamis, 02 Nov 2023 20:59 WIB", "2023-11-02 13:59"),
    ("Kompas.com - 02/11/2023, 21:34 WIB", "2023-11-02 14:34"),
    ("20/1/2026 18:30", "2026-01-20 11:30"),
    ("7 Desember 2025, 21:45 WIB", "2025-12-07 14:45"),
    ("Minggu, 7 Desember 2025 | 21.45 WIB", "2025-12-07 14:45"),
    ("Diterbitkan pada 7 Desember 2025 21:45", "2025-12-07 14:45"),
    ("Diterbitkan: 7 Desember 2025 - 21:45 Wib", "2025-12-07 14:45"),
    ("Dipublikasikan 7/12/2025 pukul 21.45 WIB", "2025-12-07 14:45"),
    ("Tayang: Minggu, 7 Des 2025 21:45", "2025-12-07 14:45"),
    ("Ahad, 7 Desember 2025, 21:45 WIB", "2025-12-07 14:45"),
    ("Jum'at, 5 Nopember 2021 pukul 18.29 WITA", "2021-11-05 10:29"),
    ("Jum’at 05 Nopember 2021, 18:29 WITA", "2021-11-05 10:29"),
    ("Jumat, 5 Nov. 2021 18:29 WIT", "2021-11-05 09:29"),
    ("Rabu, 10 Pebruari 2021 | 08:05 WIB", "2021-02-10 01:05"),
    ("Rabu, 10 Peb 2021 08:05 WIB", "2021-02-10 01:05"),
    ("Rabu, 10 Febuari 2021 08:05 WIB", "2021-02-10 01:05"),
    ("Senin, 7 Agt 2023 10:15 WIB", "2023-08-07 03:15"),
    ("Senin, 7 Agu 2023 10:15 WIB", "2023-08-07 03:15"),
    ("Senin, 7 Agustus 2023 10:15:42 WIB", "2023-08-07 03:15"),
    ("Kamis, 5 Sept 2024 15:14 WIB", "2024-09-05 08:14"),
    ("Kamis, 5 September 2024 - 15:14 WIB", "2024-09-05 08:14"),
    ("Kamis (5/9/2024) 15:14 WIB", "2024-09-05 08:14"),
    ("Kamis Pon, 5 September 2024 15:14 WIB", "2024-09-05 08:14"),
    ("KAMIS, 5 SEPTEMBER 2024 | 15:14 WIB", "2024-09-05 08:14"),
    ("kamis 5 september 2024 jam 15.14 wib", "2024-09-05 08:14"),
    ("5 September 2024 - Pukul: 15.14 WIB", "2024-09-05 08:14"),
    ("5 September 2024, pkl. 15.14 WIB", "2024-09-05 08:14"),
    ("5 September 2024 (15:14 WIB)", "2024-09-05 08:14"),
    ("5 September 2024 • 15:14", "2024-09-05 08:14"),
    ("5 September 2024 @ 15:14", "2024-09-05 08:14"),
    ("05.09.2024 | 15:14", "2024-09-05 08:14"),
    ("05-Sep-2024 15:14", "2024-09-05 08:14"),
    ("5/9/24 15:14 WIB", "2024-09-05 08:14"),
    ("05 / 09 / 2024 15 : 14 WIB", "2024-09-05 08:14"),
    ("15:14 WIB, 5 September 2024", "2024-09-05 08:14"),
    ("15.14 | Kamis, 5 September 2024", "2024-09-05 08:14"),
    ("2024-09-05 15:14:09", "2024-09-05 08:14"),
    ("2024/09/05 15:14", "2024-09-05 08:14"),
    ("2024-09-05T15:14:09+08:00", "2024-09-05 07:14"),
    ("September 5, 2024 3:14 pm", "2024-09-05 08:14"),
    ("September 5th, 2024 at 3:14 PM", "2024-09-05 08:14"),
    ("Thursday, September 5, 2024, 12:14 a.m.", "2024-09-04 17:14"),
    ("Thu, 5 Sep 2024 15:14 GMT+7", "2024-09-05 08:14"),
    ("5 September 2024 08:14 UTC", "2024-09-05 08:14"),
    ("5 September 2024 15:14 W.I.B", "2024-09-05 08:14"),
    ("Oktober 5, 2024 15.14", "2024-10-05 08:14"),
    ("5 Mei 2024 00:05 WIT", "2024-05-04 15:05"),
    ("1 Januari 2024 06:30 WIT", "2023-12-31 21:30"),
    ("29 Februari 2024 23:59 WIB", "2024-02-29 16:59"),
    ("10/15/2020 18:29 WIB", "2020-10-15 11:29"),
    ("Senin, 10/07/2024 16:46 WIB", "2024-10-07 09:46"),
    ("Rabu, 10/07/2024 16:46 WIB", "2024-07-10 09:46"),
    ("10/07/2024 16:46 WIB", "2024-07-10 09:46"),
    ("Oleh Redaksi | Senin, 7 Oktober 2024 | 10:15 WIB | 1.229 Views", "2024-10-07 03:15"),
    ("Penulis: Dr. Sari Wulan - Senin, 7 Oktober 2024, 10:15 WIB", "2024-10-07 03:15"),
    ("POLITIK | 7 Oktober 2024 10:15 WIB dibaca 1.204 kali", "2024-10-07 03:15"),
    ("Sukamaju, 7 Oktober 2024 10:15 WIB", "2024-10-07 03:15"),
    ("7 Oktober 2024 10:15 WIB by Redaksi", "2024-10-07 03:15"),
    ("7\u00a0Oktober\u00a02024 10.15WIB", "2024-10-07 03:15"),
    ("Senin, 7-Oktober-2024 , 10:15:00 WIB", "2024-10-07 03:15"),
    ("Senin, 07 Oktober 2024 - 10:15 | 1.23k", "2024-10-07 03:15"),
    ("SENIN, 07 OKTOBER 2024 | 10:15 WIB | OLEH: SARI WULAN", "2024-10-07 03:15"),
    ("7 Oktober 2024 10:15 WIB·waktu baca 2 menit", "2024-10-07 03:15"),
    ("Sari Wulan, Jurnalis-Senin, 07 Oktober 2024 |10:15 WIB", "2024-10-07 03:15"),
    ("Kamis 01 Februari 2018,08:15 WIB", "2018-02-01 01:15"),
]


@pytest.mark.parametrize(("line", "expected"), PRINTED)
def test_a_printed_line_is_read_to_the_minute(line: str, expected: str) -> None:
    first, later, findings = read(page(), line)

    assert minute(first) == expected
    assert later is None
    assert not findings
    assert first is not None
    assert first.text in " ".join(line.split())
    assert first.rule == "printed"


@pytest.mark.parametrize(("line", "expected"), PRINTED)
def test_a_listing_reads_the_same_line(line: str, expected: str) -> None:
    assert minute(parse_printed(line, WIB)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "50 menit lalu",
        "3 jam yang lalu",
        "kemarin",
        "6 bulan",
        "Senin, 7 Oktober",
        "Oktober 2024",
        "31/02/2024 10:00 WIB",
        "31 November 2024 10:00",
        "15/15/2024 10:00",
        "7 Oktober 2024 25:10 WIB",
        "7 Oktober 2024 10:75 WIB",
        "Selasa, 7 Oktober 2024 10:15 WIB",
        "Senin, 8 Oktober 2024 - 15:14 WIB",
        "1 Januari 1970 07:00 WIB",
        "Nomor 10 Tahun 2016",
        "PP 94/2021",
        "Rp 275.000",
        "7/10/202",
        "",
    ],
)
def test_what_is_no_sure_date_is_none(line: str) -> None:
    assert parse_printed(line, WIB) is None
    assert read(page(), line)[0] is None


@pytest.mark.parametrize(
    "line",
    [
        "Apel digelar Senin, 7 Oktober 2024 pukul 09.00 WIB di halaman kantor camat.",
        "Senin, 7 Oktober 2024 pukul 09.00 WIB, camat membacakan ikrar netralitas.",
        "Jadwal ikrar: Senin, 7 Oktober 2024, 08.00-10.00 WIB",
        "Hari/Tanggal: Senin, 7 Oktober 2024 09.00 WIB",
        "Camat (tengah) saat apel di Sukamaju, Senin (7/10/2024).",
        "Peserta apel hadir sejak 7 Oktober 2024 08.00 WIB",
        "Baca: Jadwal Debat Kandidat, Senin 7 Oktober 2024: Materi dan Tata Tertib, Pukul 09.00 WIB",
        "Sukamaju 26°C Senin 7 Oktober 2024 untuk 3 hari",
    ],
)
def test_a_sentence_with_a_date_is_not_the_date_of_the_article(line: str) -> None:
    first, _, findings = read(page(), line)

    assert first is None
    assert findings == {"no_date"}


@pytest.mark.parametrize(
    "lines",
    [
        ["Senin, 7 Oktober 2024", "10:15 WIB"],
        ["Senin, 7 Oktober 2024 |", "Pukul 10.15"],
        ["\uf017 Senin, 7 Oktober 2024 10:15 WIB \uf06e"],
        ["calendar_today 7 Oktober 2024 10:15 WIB"],
        ["Redaksi 7 Oktober 2024 10:15 WIB"],
        ["Bagikan", "Tautan", "Senin, 7 Oktober 2024 10:15 WIB", "Ukuran huruf"],
    ],
)
def test_day_and_hour_may_stand_apart_and_among_icons(lines: Sequence[str]) -> None:
    assert minute(read(page(), *lines)[0]) == "2024-10-07 03:15"


def test_the_caption_date_of_an_event_is_no_publication() -> None:
    tree = page("<figure><img><figcaption>Apel pegawai, Senin (7/10/2024). Foto: Humas</figcaption></figure>")

    assert read(tree)[0] is None


@pytest.mark.parametrize(
    ("zone", "expected"), [(WIB, "2024-10-07 03:15"), (WITA, "2024-10-07 02:15"), (WIT, "2024-10-07 01:15")]
)
def test_a_time_without_token_is_in_the_zone_of_the_outlet(zone: str, expected: str) -> None:
    assert minute(read(page(), "Senin, 7 Oktober 2024 10:15", zone=zone)[0]) == expected
    assert minute(parse_printed("7/10/2024 10:15", zone)) == expected


@pytest.mark.parametrize("zone", [WIB, WITA, WIT, "Europe/Berlin"])
def test_a_printed_token_overrules_the_zone_of_the_outlet(zone: str) -> None:
    assert minute(read(page(), "7 Oktober 2024 10:15 WITA", zone=zone)[0]) == "2024-10-07 02:15"


# --- labels ---


@pytest.mark.parametrize(
    ("lines", "first", "later"),
    [
        (
            ["Diterbitkan: 7 Okt 2024 10:00 WIB | Diperbarui: 7 Okt 2024 12:30 WIB"],
            "2024-10-07 03:00",
            "2024-10-07 05:30",
        ),
        (["7 Okt 2024 10:00 WIB", "Terakhir diperbarui 8 Okt 2024 09:00 WIB"], "2024-10-07 03:00", "2024-10-08 02:00"),
        (["Last updated: 8 Oct 2024 09:00", "7 Oct 2024 10:00"], "2024-10-07 03:00", "2024-10-08 02:00"),
        (
            ["Diterbitkan", "7 Okt 2024 10:00 WIB", "Diperbarui", "8 Okt 2024 09:00 WIB"],
            "2024-10-07 03:00",
            "2024-10-08 02:00",
        ),
        (["Update: 7 Okt 2024 10:00 WIB"], None, "2024-10-07 03:00"),
        (["7 Okt 2024 10:00 WIB", "Diperbarui: 7 Okt 2024 10:00 WIB"], "2024-10-07 03:00", None),
    ],
)
def test_labels_tell_publication_from_change(lines: Sequence[str], first: str | None, later: str | None) -> None:
    published_at, modified_at, _ = read(page(), *lines)

    assert minute(published_at) == first
    assert minute(modified_at) == later


# --- markup ---

MARKUP = [
    meta("article:published_time", "2024-10-07T03:15:09+00:00"),
    meta("article:published_time", "2024-10-07T03:15:09Z"),
    meta("article:published_time", "2024-10-07T03:15:09.000Z"),
    meta("og:article:published_time", "2024-10-07T10:15:09+07:00"),
    '<meta name="pubdate" content="2024-10-07 10:15:09" itemprop="datePublished">',
    '<meta name="publish-date" content="2024/10/07 10:15:09">',
    '<meta name="publishdate" content="2024-10-07 10:15">',
    '<meta name="content_PublishedDate" content="2024-10-07 10:15:09">',
    '<meta itemprop="datePublished" content="2024-10-07T10:15:09+0700">',
    '<meta name="DC.date.issued" content="2024-10-07T10:15:09+07:00">',
    '<meta name="DC.date" content="2024-10-07T10:15:09+07:00">',
    '<meta name="date" content="Mon, 07 Oct 2024 10:15:09 +0700">',
    '<meta name="parsely-pub-date" content="2024-10-07T03:15:09Z">',
    '<meta name="cXenseParse:recs:publishtime" content="2024-10-07T03:15:09.123Z">',
    '<meta name="jpnncom_news_pubdate" content="20241007101509">',
    '<meta name="pubdate" content="1728270909">',
    '<meta name="pubdate" content="2024-10-07T10-15-09Z">',
    json_ld('{"@type": "NewsArticle", "datePublished": "2024-10-07T10:15:09+0700"}'),
    json_ld('{"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2024-10-07T03:15:09+00:00"}]}'),
    json_ld('[{"@type": "BreadcrumbList"}, {"@type": "BlogPosting", "datePublished": "2024-10-07T10:15:09+07:00"}]'),
    json_ld('{"@type": "NewsArticle", "headline": "Ikrar "netral"", "datePublished": "2024-10-07T10:15:09+07:00"}'),
    json_ld('{"@type": "NewsArticle", "datePublished": "2024-10-07T10:15:09+07:00", }'),
    json_ld('<!-- {"@type": "Article", "description": "a\nb", "datePublished": "2024-10-07T10:15:09+07:00"} -->'),
    json_ld('//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2024-10-07T10:15:09+07:00"};\n//]]>'),
    json_ld('{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2024-10-07T10:15:09+07:00"}}'),
    "<script>dataLayer = [{'published_date': '2024-10-07 10:15:09', 'rubrik': 'DAERAH'}];</script>",
    '<script>window.__DATA__ = "{\\"published_at\\":\\"2024-10-07T10:15:09+07:00\\"}"</script>',
]  # fmt: skip


@pytest.mark.parametrize("head", MARKUP)
def test_markup_is_read_where_nothing_is_printed(head: str) -> None:
    first, later, findings = read(page(head=head))

    assert minute(first) == "2024-10-07 03:15"
    assert later is None
    assert not findings


@pytest.mark.parametrize(
    "body",
    [
        '<time class="entry-date published" datetime="2024-10-07T10:15:09+07:00">7 Oktober 2024</time>',
        '<time datetime="2024-10-07T10:15:09+07:00">kemarin</time>',
        '<span itemprop="datePublished" content="2024-10-07T10:15:09+07:00">7/10</span>',
        '<abbr class="published" itemprop="datePublished" title="2024-10-07T10:15:09+07:00">10.15</abbr>',
        '<time class="grey">Senin, 7 Oktober 2024 10:15 WIB</time>',
        "<div><span>Redaksi</span> <span>Senin, 7 Oktober 2024 | 10:15 WIB</span></div>",
        '<span class="waktu" title="Senin, 07 Okt 2024 10:15 WIB">3 jam yang lalu</span>',
        "<div>7 Okt 2024 - 10:15 Cetak Kirim ke teman</div>",
        "<div>Senin, 7 Oktober 2024 10:15 Dengarkan Simpan</div>",
        '<footer class="entry-footer"><time datetime="2024-10-07T10:15:09+07:00">x</time></footer>',
    ],
)
def test_elements_by_the_headline_are_read(body: str) -> None:
    assert minute(read(page(body))[0]) == "2024-10-07 03:15"


@pytest.mark.parametrize(
    "body",
    [
        '<aside><time datetime="2025-01-02T10:15:09+07:00">2 Januari 2025</time></aside>',
        '<div class="related-posts"><time datetime="2025-01-02T10:15:09+07:00">2 Januari 2025 10:15</time></div>',
        '<div id="comments"><time datetime="2025-01-02T10:15:09+07:00">2 Januari 2025 10:15</time></div>',
        '<div class="berita-terkait"><p>Kamis, 2 Januari 2025 10:15 WIB</p></div>',
        '<div class="widget cuaca"><span>Kamis, 2 Januari 2025 10:15 WIB</span></div>',
        '<article class="related-post"><meta itemprop="datePublished" content="2025-01-02T10:15:09+07:00"></article>',
        "<script>var terbaru = [{published_at: '2025-01-02 10:15'}, {published_at: '2025-01-03 10:15'}]</script>",
        json_ld('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2025-01-02"}]}'),
        json_ld('{"@type": "VideoObject", "uploadDate": "2025-01-02T10:15:09Z", "datePublished": "2025-01-02T10:15Z"}'),
        json_ld('{"@type": "Comment", "datePublished": "2025-01-02T10:15:09Z"}'),
    ],
)
def test_dates_of_other_things_on_the_page_are_left_alone(body: str) -> None:
    first, _, findings = read(page(body))

    assert first is None
    assert findings == {"no_date"}


def test_a_block_that_holds_the_headline_is_the_article_whatever_its_class_says() -> None:
    tree = document_fromstring(
        '<body><div class="content-sidebar widget"><h1>Ikrar netral di Sukamaju</h1>'
        '<time datetime="2024-10-07T10:15:09+07:00">x</time></div></body>'
    )

    assert minute(read(tree)[0]) == "2024-10-07 03:15"


def test_of_several_articles_in_json_ld_the_one_with_this_address_counts() -> None:
    head = '<link rel="canonical" href="https://sukamajupos.example/politik/12/ikrar/">' + json_ld(
        '[{"@type": "NewsArticle", "url": "https://sukamajupos.example/politik/11/lain",'
        ' "datePublished": "2023-01-01T08:00+07:00"},'
        ' {"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://sukamajupos.example/politik/12/ikrar"},'
        ' "datePublished": "2024-10-07T10:15:09+07:00"}]'
    )

    assert minute(read(page(head=head))[0]) == "2024-10-07 03:15"


# --- contradictions ---

LINE = "Senin, 7 Oktober 2024 10:15 WIB"


@pytest.mark.parametrize(
    ("line", "head", "zone", "expected"),
    [
        pytest.param(LINE, "2024-10-07T03:15:09+00:00", WIB, "2024-10-07 03:15", id="UTC against printed local time"),
        pytest.param(LINE, "2024-10-07T10:15:09+00:00", WIB, "2024-10-07 03:15", id="local time stamped +00:00"),
        pytest.param(LINE, "2024-10-07T10-15-09Z", WIB, "2024-10-07 03:15", id="local time stamped Z, with dashes"),
        pytest.param(LINE, "2024-10-07 10:15:09", WIB, "2024-10-07 03:15", id="naive local"),
        pytest.param(LINE, "2024-10-07 03:15:09", WIB, "2024-10-07 03:15", id="naive UTC"),
        pytest.param(LINE, "2024-10-07T10:15:09+0700", WIB, "2024-10-07 03:15", id="offset without colon"),
        pytest.param("7/10/2024 11:15", "2024-10-07T03:15:09Z", WITA, "2024-10-07 03:15", id="WITA outlet, UTC markup"),
        pytest.param("7/10/2024 11:15", "2024-10-07T11:15:09Z", WITA, "2024-10-07 03:15", id="WITA outlet, false Z"),
        pytest.param(
            "7/10/2024 11:15 WITA", "2024-10-07T10:15:09+07:00", WITA, "2024-10-07 03:15", id="WITA and +07:00"
        ),
        pytest.param(
            "7/10/2024 11:15 WITA", "2024-10-07T11:15:09+07:00", WITA, "2024-10-07 03:15", id="WITA stamped +07:00"
        ),
        pytest.param("7/10/2024 10:15", "2024-10-07T10:15:09+07:00", WITA, "2024-10-07 03:15", id="WITA outlet on WIB"),
        pytest.param(
            "7/10/2024 12:15", "2024-10-07T03:15:09Z", WIB, "2024-10-07 03:15", id="zone of the outlet is wrong"
        ),
    ],
)
def test_print_and_markup_agree_on_one_instant(line: str, head: str, zone: str, expected: str) -> None:
    first, _, findings = read(page(head=meta("article:published_time", head)), line, zone=zone)

    assert minute(first) == expected
    assert first is not None
    assert first.rule == "printed"
    assert not findings


def test_a_wordpress_theme_that_prints_the_clock_of_its_server() -> None:
    head = '<meta name="generator" content="WordPress 6.4">' + meta(
        "article:published_time", "2024-10-07T03:15:09+00:00"
    )

    assert minute(read(page(head=head), "7 Oktober 2024 03:15")[0]) == "2024-10-07 03:15"
    # the same theme with WIB printed by hand after a local time
    head = head.replace("03:15", "10:15")
    assert minute(read(page(head=head), "7 Oktober 2024 10:15 WIB")[0]) == "2024-10-07 03:15"


@pytest.mark.parametrize("line", ["", "7 Oktober 2018", "7 Oktober 2018 10:15"])
def test_an_old_wordpress_stamps_local_time_as_utc(line: str) -> None:
    head = '<meta name="generator" content="WordPress 4.9.8">'
    body = '<time class="entry-date published" datetime="2018-10-07T10:15:09+00:00">7 Oktober 2018</time>'

    assert minute(read(page(body, head=head), line)[0]) == "2018-10-07 03:15"
    assert minute(read(page(body, head=head.replace("4.9.8", "6.4")))[0]) == "2018-10-07 10:15"


def test_the_change_is_stamped_by_the_same_clock_as_the_publication() -> None:
    head = meta("article:published_time", "2024-10-07T10:15:09+00:00") + meta(
        "article:modified_time", "2024-10-07T12:00:00+00:00"
    )
    first, later, _ = read(page(head=head), LINE)

    assert minute(first) == "2024-10-07 03:15"
    assert minute(later) == "2024-10-07 05:00"


@pytest.mark.parametrize(
    ("modified", "expected", "kinds"),
    [
        ("2024-10-07T12:00:00+07:00", "2024-10-07 05:00", set()),
        ("2024-10-07T10:15:44+07:00", None, set()),
        ("2024-10-07T10:12:00+07:00", None, set()),
        ("2024-10-06T10:15:00+07:00", None, {"modified_before_published"}),
        ("2026-08-01T12:00:03+07:00", None, set()),
        ("2031-01-01T00:00:01+07:00", None, {"date_refused"}),
    ],
)
def test_only_a_real_change_is_a_change(modified: str, expected: str | None, kinds: set[str]) -> None:
    head = json_ld(
        f'{{"@type": "NewsArticle", "datePublished": "2024-10-07T10:15:09+07:00", "dateModified": "{modified}"}}'
    )
    first, later, findings = read(page(head=head), LINE)

    assert minute(first) == "2024-10-07 03:15"
    assert minute(later) == expected
    assert findings == kinds


def test_a_theme_that_prints_only_the_last_change() -> None:
    head = json_ld(
        '{"@type": "Article", "datePublished": "2024-10-07T10:15:09+07:00",'
        ' "dateModified": "2024-10-09T08:00:00+07:00"}'
    )
    first, later, _ = read(page(head=head), "9 Oktober 2024 08:00")

    assert minute(first) == "2024-10-07 03:15"
    assert minute(later) == "2024-10-09 01:00"


def test_print_wins_over_markup_and_somebody_is_told() -> None:
    first, _, findings = read(page(head=meta("article:published_time", "2024-11-30T08:00:00+07:00")), LINE)

    assert minute(first) == "2024-10-07 03:15"
    assert findings == {"date_disagrees"}


def test_head_and_theme_that_agree_outvote_a_stray_line() -> None:
    at = "2024-10-07T10:15:09+07:00"
    head = meta("article:published_time", at) + json_ld(f'{{"@type": "NewsArticle", "datePublished": "{at}"}}')
    body = f'<time class="entry-date" datetime="{at}">x</time>'

    assert minute(read(page(body, head=head), "Rabu, 9 Oktober 2024 14:00 WIB")[0]) == "2024-10-07 03:15"


def test_of_two_printed_times_the_one_that_markup_knows_is_the_articles() -> None:
    head = meta("article:published_time", "2024-10-07T03:15:09+00:00")

    assert minute(read(page(head=head), "8 Oktober 2024 08:00 WIB", LINE)[0]) == "2024-10-07 03:15"


def test_the_clock_of_the_page_is_not_its_date() -> None:
    head = meta("article:published_time", "2024-10-07T10:15:00+07:00")

    assert minute(read(page(head=head), "Sabtu, 1 Agustus 2026 | 12:00:31 WIB")[0]) == "2024-10-07 03:15"


def test_a_day_above_the_headline_is_the_page_headers() -> None:
    tree = document_fromstring(
        "<body><div>Sabtu, 1 Agustus 2026</div><h1>Ikrar netral di Sukamaju</h1><p>Camat hadir.</p></body>"
    )

    assert read(tree)[0] is None


def test_a_day_above_the_headline_that_is_long_past_is_the_articles() -> None:
    tree = document_fromstring(
        "<body><h2>Senin, Oktober 7, 2024</h2><h1>Ikrar netral di Sukamaju</h1><p>Camat hadir.</p></body>"
    )

    first, _, findings = read(tree)

    assert minute(first) == "2024-10-07 00:00"
    assert findings == {"date_only"}


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ('<a rel="bookmark">10.15</a>', "2024-10-07 03:15"),
        ('<a rel="bookmark">10.15</a> <a rel="bookmark">11.30</a>', "2024-10-07 00:00"),
        ('<a rel="bookmark">Ikrar 10.15</a>', "2024-10-07 00:00"),
    ],
)
def test_a_blog_prints_the_day_above_the_headline_and_the_hour_below_the_text(hours: str, expected: str) -> None:
    tree = document_fromstring(
        "<head><title>Ikrar netral di Sukamaju</title></head>"
        "<body><h2>Senin, Oktober 7, 2024</h2><h3>Ikrar netral di Sukamaju</h3><p>Camat hadir.</p>"
        f"<div>Diposting oleh Sukamaju di {hours}</div></body>"
    )

    assert minute(read(tree)[0]) == expected


def test_a_z_with_the_wall_clock_of_a_zoned_stamp_is_false() -> None:
    tree = page(
        '<div class="post-footer"><abbr class="published" title="2024-10-07T10:15:00+09:00">10.15</abbr></div>',
        head=json_ld('{"@type": "BlogPosting", "datePublished": "2024-10-07T10:15:00Z"}'),
    )

    assert minute(read(tree, zone=WIT)[0]) == "2024-10-07 01:15"


def test_a_few_minutes_between_print_and_markup_are_no_contradiction() -> None:
    first, _, findings = read(page(head=meta("article:published_time", "2024-10-07T10:18:00+07:00")), LINE)

    assert minute(first) == "2024-10-07 03:15"
    assert not findings


def test_the_weekday_is_a_checksum() -> None:
    wrong = "Selasa, 7 Oktober 2024 10:15 WIB"

    first, _, findings = read(page(), wrong)
    assert first is None
    assert findings == {"date_weekday_mismatch", "no_date"}

    first, _, findings = read(page(), wrong, "Selasa, 8 Oktober 2024 10:15 WIB")
    assert minute(first) == "2024-10-08 03:15"
    assert findings == {"date_weekday_mismatch"}

    first, _, findings = read(page(head=meta("article:published_time", "2024-10-07T10:15:00+07:00")), wrong)
    assert minute(first) == "2024-10-07 03:15"
    assert findings == {"date_weekday_mismatch"}


def test_the_day_in_the_address_decides_between_claims() -> None:
    head = '<link rel="canonical" href="https://sukamajupos.example/2024/10/07/ikrar/">'
    moved = head + meta("article:published_time", "2024-10-07T10:15:00+07:00")

    first, _, findings = read(page(head=moved), "Kamis, 12 Desember 2024 09:00 WIB")
    assert minute(first) == "2024-10-07 03:15"
    assert "date_disagrees" not in findings

    # a weekday that is wrong beside a day that the address confirms
    first, _, findings = read(page(head=head), "Selasa, 7 Oktober 2024 10:15 WIB")
    assert minute(first) == "2024-10-07 03:15"
    assert findings == {"date_weekday_mismatch"}


def test_the_month_in_the_address_of_a_blog_is_a_checksum_too() -> None:
    head = '<link rel="canonical" href="https://sukamajupos.example/2024/10/ikrar-netral.html">'

    first, _, _ = read(page(head=head), "Kamis, 12 Desember 2024 09:00 WIB", LINE)
    assert minute(first) == "2024-10-07 03:15"

    first, _, findings = read(page(head=head), "Kamis, 12 Desember 2024 09:00 WIB")
    assert minute(first) == "2024-12-12 02:00"
    assert findings == {"date_disagrees"}

    assert read(page(head=head))[0] is None


@pytest.mark.parametrize(
    "head",
    [
        meta("article:published_time", "2024-10-07T03:15:00+00:00"),
        '<link rel="canonical" href="https://sukamajupos.example/2024/10/ikrar-netral.html">',
    ],
)
def test_a_numeric_date_is_month_first_only_where_the_page_says_so(head: str) -> None:
    assert minute(read(page(head=head), "10/07/2024 10:15 WIB")[0]) == "2024-10-07 03:15"
    assert minute(read(page(), "10/07/2024 10:15 WIB")[0]) == "2024-07-10 03:15"


@pytest.mark.parametrize(
    "claim",
    [
        "1970-01-01T07:00:00+07:00",
        "0000-00-00 00:00:00",
        "2031-10-07T10:15:00+07:00",
        "2024-02-30 10:00:00",
        "besok",
        "",
    ],
)
def test_an_impossible_instant_is_refused_and_never_repaired(claim: str) -> None:
    first, _, findings = read(page(head=meta("article:published_time", claim)))

    assert first is None
    assert "no_date" in findings


def test_a_page_may_be_dated_a_little_after_its_fetch_and_no_more() -> None:
    fetched = datetime(2024, 10, 7, 3, 20, tzinfo=UTC)

    assert minute(read(page(), LINE, fetched_at=fetched)[0]) == "2024-10-07 03:15"
    assert minute(read(page(), "7 Oktober 2024 23:15 WIB", fetched_at=fetched)[0]) == "2024-10-07 16:15"
    assert read(page(), "9 Oktober 2024 10:15 WIB", fetched_at=fetched)[0] is None


def test_a_z_that_would_lie_in_the_future_is_local_time() -> None:
    fetched = datetime(2024, 10, 7, 3, 20, tzinfo=UTC)
    head = meta("article:published_time", "2024-10-07T10:15:00Z")

    assert minute(read(page(head=head), fetched_at=fetched)[0]) == "2024-10-07 03:15"


# --- a day and no more ---


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
@pytest.mark.parametrize(
    ("head", "line", "rule"),
    [
        ("", "Senin, 07 Oktober 2024", "printed:day"),
        (meta("article:published_time", "2024-10-07"), "", "meta:article:published_time:day"),
        (meta("article:published_time", "2024-10-07T00:00:00+07:00"), "", "meta:article:published_time:day"),
        ('<link rel="canonical" href="https://sukamajupos.example/2024/10/07/ikrar">', "", "url:day"),
    ],
)
def test_a_day_without_time_keeps_its_calendar_day_and_says_so(zone: str, head: str, line: str, rule: str) -> None:
    first, _, findings = read(page(head=head), line, zone=zone)

    assert first is not None
    assert first.rule == rule
    assert first.at == datetime(2024, 10, 7, tzinfo=UTC)
    assert first.at.astimezone(timezone(timedelta(hours=7))).day == 7
    assert findings == {"date_only"}


def test_a_printed_day_is_completed_by_markup() -> None:
    first, _, findings = read(page(head=meta("article:published_time", "2024-10-06T22:15:00+00:00")), "7 Oktober 2024")

    assert minute(first) == "2024-10-06 22:15"
    assert not findings


# --- skins that no reader knows: what stands by the headline ---

SKINS = {
    "tagdiv": """<h1 class="entry-title">{h}</h1><div class="td-post-author-name">By <a>Redaksi</a></div>
        <time class="entry-date updated td-module-date" datetime="2024-10-07T10:15:09+07:00">7 Oktober 2024</time>""",
    "jnews": """<h1 class="jeg_post_title">{h}</h1><div class="jeg_meta_author">by <a>Sari Wulan</a></div>
        <div class="jeg_meta_date"><a>7 Oktober 2024 10:15</a></div><div class="jeg_meta_comment">0</div>""",
    "jannah": """<h1 class="post-title entry-title">{h}</h1><span class="meta-author"><a>Sari</a></span>
        <span class="date meta-item tie-icon">Senin, 7 Oktober 2024 10:15</span><span>1.204</span>""",
    "promedia": """<h1 class="read__title">{h}</h1><div class="read__info__author"><a>Sari Wulan</a></div>
        <div class="read__info__date">- Senin, 7 Oktober 2024 | 10:15 WIB</div>""",
    "antara": """<h1>{h}</h1><ul class="list-inline"><li class="list-inline-item"><i class="fa fa-clock-o"></i>
        Senin, 7 Oktober 2024 10:15 WIB</li></ul>""",
    "blogger": """<h2 class="date-header"><span>Senin, 07 Oktober 2024</span></h2><h3 class="post-title">{h}</h3>
        <a class="timestamp-link"><abbr class="published" title="2024-10-07T10:15:00+07:00">10.15</abbr></a>""",
    "above": "<div><span class='waktu'>Senin, 7 Oktober 2024 | 10:15 WIB</span><h1>{h}</h1></div>",
    "apart": "<h1>{h}</h1><div class='meta'><span>Senin, 7 Oktober 2024</span><span>10:15 WIB</span></div>",
    "list below": """<h1>{h}</h1><p class="tgl">Senin, 7 Oktober 2024 - 10:15 WIB</p><ul class="berita-lain">
        <li>Rabu, 9 Oktober 2024 - 08:00 WIB</li><li>Selasa, 8 Oktober 2024 - 08:00 WIB</li></ul>""",
}
LATER = "<aside><h3>Terbaru</h3><time datetime='2025-03-01T08:00:00+07:00'>1 Maret 2025 08:00</time></aside>"


@pytest.mark.parametrize("skin", SKINS)
def test_the_date_by_the_headline_is_found_in_any_skin(skin: str) -> None:
    headline = "Pegawai Kecamatan Sukamaju Teken Ikrar Netral"
    text = f"<p>{'Camat meminta semua pegawai menjaga sikap netral selama masa kampanye. ' * 4}</p>"
    top, body = f"<nav>Beranda Politik</nav>{SKINS[skin].format(h=headline)}", f"{text}{LATER}"
    tree = document_fromstring(f"<html><head><title>{headline}</title></head><body>{top}{body}</body></html>")

    assert minute(read(tree)[0]) == "2024-10-07 03:15"


# --- real pages ---


@pytest.mark.parametrize("told", [True, False], ids=["line named", "line found"])
@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("disway_jogja_article", "Senin 26-08-2024,16:46 WIB", "2024-08-26 09:46"),
        ("tribun_www_article_page1of4", "Senin, 4 Mei 2020 04:25 WIB", "2020-05-03 21:25"),
        ("detik_article", "Kamis, 02 Nov 2023 20:59 WIB", "2023-11-02 13:59"),
        ("kompas_article_page1", "Kompas.com - 02/11/2023, 21:34 WIB", "2023-11-02 14:34"),
        ("mediaindonesia_article", "20/1/2026 18:30", "2026-01-20 11:30"),
        ("antara_article_2015", "Kamis, 5 November 2015 14:56 WIB | 1.229 Views", "2015-11-05 07:56"),
        ("wordpress_com_article", "Posted on Maret 30, 2015 by Admin", "2015-03-30 02:40"),
    ],
)
def test_real_pages(shared: Path, name: str, line: str, expected: str, told: bool) -> None:
    tree = document_fromstring((shared / "pages" / f"{name}.html").read_bytes())
    first, later, findings = read(tree, *([line] if told else []))

    assert minute(first) == expected
    assert minute(later) == ("2015-12-30 01:11" if name.startswith("wordpress") else None)
    assert not findings


# --- whatever the instant ---

DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
MONTHS = "Januari,Februari,Maret,April,Mei,Juni,Juli,Agustus,September,Oktober,November,Desember".split(",")  # noqa: SIM905
SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
ENGLISH = "January,February,March,April,May,June,July,August,September,October,November,December".split(",")  # noqa: SIM905
FORMATS = (
    "{day}, {d} {month} {y} - {H}:{M} {token}",
    "{day} {d:02}-{m:02}-{y},{H}:{M} {token}",
    "{d:02} {short} {y} {H}:{M} {token}",
    "{day}, {d:02} {short} {y} | {H}.{M} {token}",
    "Kontan.example - {d:02}/{m:02}/{y}, {H}:{M} {token}",
    "Diterbitkan pada {d} {month} {y}, pukul {H}.{M} {token}",
    "{english} {d}, {y} {H}:{M} {token}",
    "{H}:{M} {token} | {day}, {d} {month} {y}",
    "{y}-{m:02}-{d:02} {H}:{M}:00 {token}",
)
MINUTES = int((datetime(2026, 7, 30, tzinfo=UTC) - datetime(1998, 1, 2, tzinfo=UTC)).total_seconds()) // 60
instants = st.integers(0, MINUTES).map(lambda n: datetime(1998, 1, 2, tzinfo=UTC) + timedelta(minutes=n))
zones = st.sampled_from([(7, "WIB", WIB), (8, "WITA", WITA), (9, "WIT", WIT)])


def rendered(at: datetime, form: str, hours: int, token: str) -> str:
    local = at.astimezone(timezone(timedelta(hours=hours)))
    return form.format(
        day=DAYS[local.weekday()], d=local.day, m=local.month, y=local.year, month=MONTHS[local.month - 1],
        short=SHORT[local.month - 1], english=ENGLISH[local.month - 1], H=f"{local:%H}", M=f"{local:%M}", token=token,
    ).strip()  # fmt: skip


@given(at=instants, form=st.sampled_from(FORMATS), zone=zones, with_token=st.booleans())
def test_any_instant_in_any_format_comes_back(
    at: datetime, form: str, zone: tuple[int, str, str], with_token: bool
) -> None:
    hours, token, name = zone
    line = rendered(at, form, hours, token if with_token else "")
    stamp = parse_printed(line, name)

    assert stamp is not None
    assert stamp.at == at


@given(
    at=instants,
    form=st.sampled_from(FORMATS),
    zone=zones,
    stamped=st.sampled_from(["utc", "false_z", "naive", "offset"]),
)
def test_print_beside_any_stamp_in_markup_comes_back(
    at: datetime, form: str, zone: tuple[int, str, str], stamped: str
) -> None:
    hours, token, name = zone
    local = at.astimezone(timezone(timedelta(hours=hours)))
    stamp = {
        "utc": f"{at:%Y-%m-%dT%H:%M:07}+00:00",
        "false_z": f"{local:%Y-%m-%dT%H:%M:07}Z",
        "naive": f"{local:%Y-%m-%d %H:%M:07}",
        "offset": f"{local:%Y-%m-%dT%H:%M:07}+0{hours}00",
    }[stamped]
    tree = document_fromstring(
        f'<html><head><meta name="pubdate" content="{stamp}"></head><body><p>x</p></body></html>'
    )
    first, later, findings = read(tree, rendered(at, form, hours, token), zone=name)

    assert first is not None
    assert first.at == at
    assert later is None
    assert not findings


DATE_LINES = [
    "7/10/24, 07.30 WIT",
    "Okt 7, 2024 7:30 am",
    "October 7th, 2024 at 7:30 AM",
    "07.10.2024 / 07:30 WIT",
    "07.10.2024 07:30",
    "Senin (7/10/2024) pukul 07.30",
    "2024/10/07 07:30",
    "Sen, 7 Okt 24 07.30",
    "7-Okt-2024 07:30",
    "Mon, 07 Oct 2024 07:30:00 +0700",
    "07:30 WIB, 7 Oktober 2024",
    "07.30 WIB | Senin, 7 Oktober 2024",
    "7 Oktober 2024 (07.30 WIB)",
    "7 Oktober 2024 | Jam 07.30",
    "Oct 7 2024 07:30",
    "Senin Pahing 7 Oktober 2024 07.30",
    "7 Oktober 2024 pukul 7.30 pagi WIB",
    "7 Oktober 2024 pukul 07.30 Wita",
    "Senin, 07 Oktober 2024 07:30:12 WIB",
    "7 Oktober 2024 pada 07:30",
    "7 Oktober 2024 ~ 07.30",
    "7 Oktober 2024 · 07.30 WIB",
    "7 Oktober 2024 • 07.30 WIB",
    "7 Oktober 2024, 07:30 WIB (UTC+7)",
    "2024-10-07T07:30:00+07:00",
    "2024-10-07 07:30 WIB",
    "Tayang: 7 Oktober 2024 07.30 WIB",
    "Naik tayang 7 Oktober 2024 07.30 WIB",
    "Tanggal: 07-10-2024 Jam: 07:30 WIT",
    "Diunggah 07/10/2024 pukul 07.30 Wib",
    "Terbit Senin 7 Oktober 2024 pukul 07.30",
    "Disiarkan: Senin, 7 Oktober 2024 | 07.30",
    "Mengudara 7 Oktober 2024, 07.30 WITA",
    "Tanggal muat: 7 Oktober 2024 07.30",
    "Dimuat pada 7 Oktober 2024 07.30",
    "Ditulis 7 Oktober 2024 07.30",
    "Senin | 7 Oktober 2024 | 07.30 WIB",
    "Jam 07.30 WIB, 7 Oktober 2024",
    "Pukul 07.30, Senin 7 Oktober 2024",
    "Manna, 7 Oktober 2024 07.30 WIB",
    "oleh Sari Wulan pada 7 Oktober 2024 07.30",
    "Sari Wulan, 7 Oktober 2024 07.30 WIB",
    "7 Oktober 2024, jam 07:30",
    "07/10/2024 07:30:00 AM",
    "7 Oktober 2024 7:30",
    "Senin,07 Oktober 2024-07:30:55",
    "7 Oktober 2024 pkl.07.30 wib",
    "Terakhir kali tayang 7 Oktober 2024 07.30",
    "7 Okt. 2024, 07.30 WIB",
    "7 October, 2024 07:30",
    "Dirilis: 7 Oktober 2024, 07.30 WIB oleh Sari Wulan",
    "[7 Oktober 2024 07.30 WIB]",
    "Kabar ini tayang 7 Oktober 2024 07.30 WIB",
    "Edisi Senin, 7 Oktober 2024, pukul 07.30 WIB",
    "7 Oktober 2024 at 07:30 · 3 menit baca",
    "7 Oktober 2024 07:30 | 1.204 kali",
    "Tuesday, 7 October 2024, 7.30 a.m.",
    "07 Okt 2024 - 07:30 WIB",
]


@pytest.mark.parametrize("line", DATE_LINES)
def test_a_line_that_is_a_date_is_read_to_the_minute_however_it_is_written(line: str) -> None:
    ((_, printed),) = date_line(line)

    assert (str(printed.day), str(printed.clock)[:5]) == ("2024-10-07", "07:30")


@pytest.mark.parametrize(
    ("hour", "clock"),
    [
        ("7.30 pagi", "07:30"),
        ("1.30 siang", "13:30"),
        ("11.30 siang", "11:30"),
        ("3.30 sore", "15:30"),
        ("7.30 malam", "19:30"),
        ("1.30 dini hari", "01:30"),
    ],
)
def test_an_hour_with_its_part_of_the_day_is_one_of_twenty_four(hour: str, clock: str) -> None:
    ((_, printed),) = date_line(f"7 Oktober 2024 pukul {hour} WIB")

    assert str(printed.clock)[:5] == clock


CHANGED = [
    "Diperbarui",
    "Sunting terakhir:",
    "Dibenahi:",
    "Ralat",
    "Ralat terakhir:",
    "Perbaikan naskah:",
    "Pemutakhiran",
    "Revisi",
    "Disunting terakhir",
    "Terakhir disunting",
    "Suntingan terakhir pada",
    "Dimutakhirkan",
    "Dikoreksi:",
    "Koreksi",
    "Diralat pada",
    "Diperbaiki",
    "Perubahan terakhir:",
    "Pembaruan",
    "Pembaruan terakhir:",
    "Terakhir kali diubah",
    "Versi terbaru:",
    "Last edited",
    "Last update:",
    "Updated at",
    "Penyuntingan terakhir:",
    "Diedit kembali",
    "Berubah pada",
    "Dilengkapi",
    "Disegarkan",
    "Penyuntingan:",
    "Berita ini diperbarui pada",
    "Artikel ini diperbarui",
    "Naskah dibenahi",
    "Sudah diperbarui",
    "Ubah terakhir",
    "Mutakhir:",
    "Diubah terakhir",
    "Update berita:",
    "(Diperbarui:",
]


@pytest.mark.parametrize("label", CHANGED)
@pytest.mark.parametrize("before", ["", "6 Oktober 2024 07.30 WIB | "])
def test_a_word_of_change_before_a_date_makes_it_that_of_the_change(label: str, before: str) -> None:
    assert date_line(f"{before}{label} 7 Oktober 2024 07.30 WIB")[-1][0] == "modified"
