"""Names of makers are found wherever a page puts them, whatever elements label and name stand in."""

from datetime import UTC, datetime

import pytest

from pipeline.model import Outlet
from pipeline.pages.reading import read

WRITER, EDITOR = "Cut Nyak Rahmawati", "I Ketut Utama"
FRAGMENTS = [
    "<dl><dt>Penulis</dt><dd>{r}</dd><dt>Editor</dt><dd>{e}</dd></dl>",
    "<table><tr><td>Penulis</td><td>:</td><td>{r}</td></tr><tr><td>Editor</td><td>:</td><td>{e}</td></tr></table>",
    "<table><tr><td>Penulis</td><td>{r}</td></tr><tr><td>Editor</td><td>{e}</td></tr></table>",
    "<div><span>Penulis</span><span>{r}</span><span>Editor</span><span>{e}</span></div>",
    "<div><strong>Penulis</strong><br>{r}<br><strong>Editor</strong><br>{e}</div>",
    "<p><b>Penulis:</b> {r}<br><b>Editor:</b> {e}</p>",
    '<div class="card"><img alt="{r}" src="a.jpg"><div><b>{r}</b></div><small>Jurnalis</small></div>'
    '<div class="card"><div><b>{e}</b></div><small>Editor</small></div>',
    '<ul><li>Reporter: <a href="/author/r">{r}</a></li><li>Editor: <a href="/author/e">{e}</a></li></ul>',
    "<div>{r} | Ed. {e}</div>",
    '<div>Oleh <a href="/penulis/r">{r}</a> &bull; Disunting oleh <a href="/editor/e">{e}</a></div>',
    "<p><em>({r}/{e})</em></p>",
    '<div><span class="nama-penulis">{r}</span> <span class="nama-editor">{e}</span></div>',
    "<p>Laporan: {r}<br/>Editor: {e}</p>",
    '<div class="by">By {r}</div><div class="ed">Edited by {e}</div>',
    "<p>Pewarta : {r} Editor : {e} COPYRIGHT © X 2024</p>",
    "<div>Penulis<span>{r}</span></div><div>Editor<span>{e}</span></div>",
    '<div class="names"><p>Naskah</p><p>{r}</p><p>Sunting</p><p>{e}</p></div>',
    "<p>Reporter <strong>{r}</strong>, editor <strong>{e}</strong></p>",
    '<div><span itemprop="author">{r}</span>, <span itemprop="editor">{e}</span></div>',
    '<div class="x"><div class="av"></div><div>{r}<div>Wartawan Warta Contoh</div></div></div>'
    "<div><div>{e}<div>Redaktur Pelaksana</div></div></div>",
    "<p>Teks: {r}<br>Penyelaras: {e}</p>",
    "<div>{r} (Jurnalis) &middot; {e} (Editor)</div>",
    "<p>[Penulis: {r}; Editor: {e}]</p>",
    "<p>Penulis = {r} / Editor = {e}</p>",
    "<p>Kontributor Manna : {r}</p><p>Ed. : {e}</p>",
    "<p>Ditulis {r} dan disunting {e}</p>",
]
HEADLINE = "<h1>Camat Muara Contoh Minta Pegawai Negeri Tetap Netral</h1>"
DATE = '<div class="tgl">Senin, 7 Oktober 2024 10:15 WIB</div>'
TEXT = """
<p>Pegawai negeri di Muara Contoh diminta tetap netral selama masa kampanye berlangsung di seluruh kabupaten itu.</p>
<p>Camat mengatakan bahwa semua aparatur wajib menjaga sikap dan tidak hadir dalam kegiatan calon mana pun.</p>
<p>"Kami awasi bersama warga sampai hari pemungutan suara," kata camat itu di kantornya, Senin siang.</p>
<p>Bawaslu mencatat dua laporan dan keduanya dikaji oleh tim sebelum diteruskan ke instansi yang berwenang.</p>"""
OTHERS = """<div class="lain"><h3>Berita Lainnya</h3><ul><li><a href="/a">Harga Beras di Pasar Kembali Normal</a></li>
<li><a href="/b">Pemkab Salurkan Bantuan Sumur Bor ke Tujuh Desa</a></li></ul></div>"""
BOX, BODY = '<div class="m">{}</div>', f'<div class="isi">{TEXT}</div>'
PLACES = {
    "before the headline": f'<div class="post">{BOX}{HEADLINE}{DATE}{BODY}{OTHERS}</div>',
    "in a box before it": f'<div class="post">{BOX}<div class="t">{HEADLINE}{DATE}</div>{BODY}{OTHERS}</div>',
    "after the headline": f'<div class="post">{HEADLINE}{BOX}{DATE}{BODY}{OTHERS}</div>',
    "in the end of the text": f'<div class="post">{HEADLINE}{DATE}<div class="isi">{TEXT}{{}}</div>{OTHERS}</div>',
    "before the topics": f'<div class="post">{HEADLINE}{DATE}<div>{TEXT}{{}}<p>Topik: ASN</p></div>{OTHERS}</div>',
    "after the text": f'<div class="post">{HEADLINE}{DATE}{BODY}{BOX}{OTHERS}</div>',
    "outside": f'<div><div class="post">{HEADLINE}{DATE}{BODY}</div>{BOX}</div>{OTHERS}',
    "beside bare paragraphs": f'<div class="post">{HEADLINE}{DATE}{BOX}{TEXT}{OTHERS}</div>',
}
IMPRINT = "<footer><p>Pemimpin Redaksi: Hasan Contoh</p><p>Redaktur: Umar Contoh</p></footer>"
OUTLET = Outlet(
    slug="warta", name="Warta Contoh", platform="generic", home_url="https://warta.example/", timezone="Asia/Jakarta"
)


def credited(main: str) -> set[tuple[str, str]]:
    page = f"<html><head><title>Warta Contoh</title></head><body>{main}{IMPRINT}</body></html>"
    url = "https://warta.example/2024/10/07/camat"
    reading = read(page, url=url, outlet=OUTLET, fetched_at=datetime(2024, 12, 1, tzinfo=UTC))
    return {(credit.role, credit.name) for credit in reading.credits}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_writer_and_editor_are_found_wherever_they_stand(fragment: str, place: str) -> None:
    main = PLACES[place].format(fragment.format(r=WRITER, e=EDITOR))

    assert credited(main) == {("reporter", WRITER), ("editor", EDITOR)}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "fragment",
    [
        "<p>Oleh: Redaksi</p><p>Editor: admin2</p>",
        '<div><a href="/author/operator-web" rel="author">operator-web</a></div>',
        "<p>Penulis: Tim Redaksi | Editor: Meja Malam</p>",
        "<p>Editor: jangan memihak siapa pun.</p>",
        "<p>Laporan Warga dari Muara Contoh</p>",
    ],
)
def test_desks_accounts_and_sentences_are_nobody_there(fragment: str, place: str) -> None:
    assert credited(PLACES[place].format(fragment)) == set()
