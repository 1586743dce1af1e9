"""Imported by the process that readers are copies of: it reads a page, so that all of them find the rules compiled.

Patterns are compiled when a page first needs them, 0.2 s of processor time that every worker would spend. The collector
then leaves alone what will stay for good, which is a tenth of the time that a page takes.
"""

import gc
from datetime import UTC, datetime

from pipeline import extract
from pipeline.model import Outlet
from pipeline.pages import reading

PAGE = """<!doctype html><html lang="id"><head><title>Bupati minta ASN netral - Kabar</title>
<meta property="article:published_time" content="2024-11-20T08:00:00+07:00">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bupati minta ASN netral"}</script></head>
<body class="single-post"><nav><a href="/">Beranda</a></nav><article>
<h1 class="entry-title">Bupati minta ASN netral</h1>
<div class="entry-meta">Oleh Redaksi - Rabu, 20 November 2024 08:00 WIB</div><div class="entry-content">
<p>KOTA – Bupati meminta aparatur sipil negara menjaga netralitas menjelang pemilihan kepala daerah serentak.</p>
<p>Baca juga: <a href="/lain/">Bawaslu awasi netralitas aparatur</a></p>
<p>“Kami minta semua pegawai tidak memihak kepada salah satu pasangan calon,” kata Bupati kepada wartawan, Rabu
(20/11/2024), seusai memimpin apel pagi di halaman kantor pemerintah kabupaten bersama jajaran sekretariat daerah.</p>
<p>Laporan warga akan diteruskan kepada badan pengawas.</p><p>(red)</p></div></article></body></html>"""

reading.read(
    PAGE, url="http://kabar.example/2024/11/20/bupati-minta-asn-netral/", fetched_at=datetime(2024, 11, 21, tzinfo=UTC),
    outlet=Outlet(slug="none", name="None", platform="wordpress", home_url="http://kabar.example/"),
)  # fmt: skip
extract.signature(PAGE)
gc.collect()
gc.freeze()
