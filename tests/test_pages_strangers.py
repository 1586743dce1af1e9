"""Lines told by where they stand and how they are set; bodies in scripts; further articles on a page."""

import json
from datetime import UTC, datetime
from typing import Final

import pytest

from bench.spelled import HEADLINE, OUTLET
from pipeline.model import PageReading
from pipeline.pages.reading import read

URL: Final = "https://kabarnusa.example/berita/12/tiga-asn"
ARTICLE: Final = (
    "SUNGAI JERNIH - Bawaslu Sungai Jernih memanggil tiga aparatur sipil negara yang hadir di deklarasi, Senin (7/10).",
    "Ketua Bawaslu, Harun Mahbub, mengatakan ketiganya akan dimintai klarifikasi pekan ini di kantornya.",
    "Menurut dia, laporan masuk dari warga sejak Jumat pekan lalu, lengkap dengan foto dan rekaman suara.",
    "Sekretaris daerah belum memberi tanggapan ketika dihubungi wartawan sampai Senin malam.",
    "Jika terbukti, pegawai tersebut terancam sanksi disiplin sesuai peraturan yang berlaku.",
)
NEXT: Final = (
    "Harga beras di pasar induk turun dua hari terakhir setelah pasokan dari tiga kabupaten datang bersamaan.",
    "Pedagang menyebut harga akan bertahan sampai akhir bulan bila jalan lintas tidak terputus lagi oleh banjir.",
    "Dinas perdagangan akan memantau setiap pagi dan mengumumkan harga di papan depan pasar.",
)


def told(body: str, *, after: str = "") -> PageReading:
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body><main><article class='isi'>"
        f"<h1 class='judul'>{HEADLINE}</h1><div class='teks'>{body}</div></article>{after}</main></body></html>"
    )
    return read(page, url=URL, outlet=OUTLET, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))


def among(html: str, at: int) -> list[str]:
    """Return the paragraphs of a page that has `html` before its paragraph `at`."""
    parts = [f"<p>{paragraph}</p>" for paragraph in ARTICLE]
    parts.insert(at, html)
    return list(told("".join(parts)).paragraphs)


@pytest.mark.parametrize(
    "html",
    [
        "<div class='kotak'><div>Siapa yang paling rawan?</div><div>Camat dan lurah</div><div>Pilih satu</div></div>",
        "<p align='center'><font size='1'>masih ada di bawah, gulir pelan-pelan</font></p>",
        "<p style='background: #eee'><b>Tanya cepat:</b> Menurut Anda, netralkah mereka? <a href='#'>Sudah</a></p>",
        "<p><em>Sobat, penasaran kabar kampungmu? Cari namanya di aplikasi kami.</em></p>",
        "<p>Pendengar dapat berkirim kabar ke studio lewat nomor 0812-0000-0239.</p>",
        "<blockquote><p><strong>Harga Beras Kembali Normal Jelang Akhir Tahun</strong></p></blockquote>",
        "<p><b>WARTA LAIN, Harga Beras Kembali Normal Jelang Akhir Tahun &gt;&gt;&gt;</b></p>",
        "<p>Setelah ini : <a href='/a/b'>Harga Beras Kembali Normal</a> dan <a href='/a/e'>Tim Voli ke Final</a></p>",
        "<p>* * *</p>",
    ],
)
@pytest.mark.parametrize("at", [2, 4])
def test_a_line_that_stands_out_by_several_signs_goes(html: str, at: int) -> None:
    assert among(html, at) == list(ARTICLE)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Pesannya berbunyi:</p><blockquote><p>Gabung di saluran WhatsApp kami, lalu klik Ikuti.</p></blockquote>",
         ["Pesannya berbunyi:", "Gabung di saluran WhatsApp kami, lalu klik Ikuti."]),
        ("<p><b>COBLOS NOMOR SATU</b></p>", ["COBLOS NOMOR SATU"]),
        ("<h3>Pukul 09.30</h3>", ["Pukul 09.30"]),
        ("<h3>Halaman selanjutnya</h3>", ["Halaman selanjutnya"]),
        ("<p>Rabu (30/10/2024).</p>", ["Rabu (30/10/2024)."]),
        ("<p>Foto: itulah satu-satunya bukti mereka.</p>", ["Foto: itulah satu-satunya bukti mereka."]),
        ("<p>Klik, kirim, selesai. Warga menyukai cara itu.</p>", ["Klik, kirim, selesai. Warga menyukai cara itu."]),
        ("<div class='kutip'><p>Panggilan kedua dikirim Rabu.</p></div>", ["Panggilan kedua dikirim Rabu."]),
    ],
)  # fmt: skip
def test_a_line_of_the_article_that_stands_out_by_one_stays(html: str, text: list[str]) -> None:
    assert among(html, 3) == [*ARTICLE[:3], *text, *ARTICLE[3:]]


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_another_whole_article_below_is_left_out(tag: str) -> None:
    other = "".join(f"<p>{paragraph}</p>" for paragraph in NEXT)
    title = f"<{tag} class='judul'>Harga Beras di Pasar Induk Turun</{tag}>"
    below = f"<article class='isi'>{title}<div class='teks'>{other}</div></article>"
    assert told("".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE), after=below).paragraphs == ARTICLE


def test_the_modules_of_a_page_builder_are_one_text() -> None:
    modules = [
        f"<div class='row'><div class='module'>{''.join(f'<p>{p}</p>' for p in some)}</div></div>"
        for some in (ARTICLE[:2], ARTICLE[2:])
    ]
    assert told("<div class='row'><p>Sewa spanduk? Kontak 0811-0000-4321</p></div>".join(modules)).paragraphs == ARTICLE


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NUXT_DATA__" type="application/json">[{{"judul":1,"isi":2}},"x",{body}]</script>',
        "<script>window.__STATE__ = {{post: {{isi: {body}}}}};</script>",
        "<script>self.__next_f.push([1, {nested}])</script>",
    ],
)
def test_a_body_in_a_script_is_read_wherever_it_stands(script: str) -> None:
    body = json.dumps("".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)).replace("<", "\\u003c")
    page = script.format(body=body, nested=json.dumps('{"content":' + body + "}"))
    assert told("", after=page).paragraphs == ARTICLE
