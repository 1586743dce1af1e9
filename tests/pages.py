"""Asking the newsroom for a page and reading it, for the tests of pipeline.pages."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from newsroom import Request, Site
from newsroom.skins import SKINS
from pipeline.model import Outlet, PageReading
from pipeline.pages.reading import read

LATER = datetime(2026, 8, 1, tzinfo=UTC)
"""When pages of these tests were fetched."""


def outlet_of(site: Site) -> Outlet:
    return Outlet(
        slug=site.host.split(".")[0], name=site.name, platform=site.skin, home_url=f"{site.base}/", timezone=site.zone
    )


def html_of(site: Site, url: str) -> str:
    """Return the page that the newsroom serves at `url`."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    response = SKINS[site.skin].respond(site, Request(host=site.host, target=target))
    assert response.status == 200, url
    return response.body.decode()


def read_at(site: Site, url: str) -> PageReading:
    return read(html_of(site, url), url=url, outlet=outlet_of(site), fetched_at=LATER)


def read_html(
    html: str, url: str = "https://kabarsenja.example/2024/10/07/apel-bersama.html", platform: str = "generic"
) -> PageReading:
    outlet = Outlet(slug="kabarsenja", name="Kabar Senja", platform=platform, home_url="https://kabarsenja.example/")
    return read(html, url=url, outlet=outlet, fetched_at=LATER)


def letters(text: str) -> str:
    """Return what counts when two texts are compared: letters and digits."""
    return re.sub(r"\W+", "", text.casefold())


def spans_of(reading: PageReading) -> str:
    return letters(" ".join(span.text for span in reading.removed))


# One invented article, for pages of every shape.

HEADLINE = "Penjabat Bupati Minta Pegawai Jaga Jarak"
LEDE = (
    "MUARA SENJA - Penjabat Bupati Muara Senja meminta seluruh pegawai menjaga jarak dari pasangan calon selama masa"
    " kampanye."
)
TEXT = (
    LEDE,
    "Ia menyampaikan pesan itu saat apel bersama di halaman kantor bupati, Senin (7/10/2024).",
    '"Kalau ada yang melanggar, kami proses sesuai aturan," kata dia di hadapan ratusan pegawai.',
    "Apel ditutup dengan pembacaan ikrar yang ditandatangani semua kepala dinas dan camat.",
)
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
HEAD = (
    f"<title>{HEADLINE} - Kabar Senja</title><meta property='og:type' content='article'>"
    f"<meta property='og:title' content='{HEADLINE} | Kabar Senja'>"
)
RELATED = "".join(
    f'<div class="item"><h3><a href="/2024/10/{n}/judul">Judul Berita Lain Nomor {n} dari Senja</a></h3>'
    "<p>Kutipan pendek berita lain itu berbunyi begini saja.</p></div>"
    for n in range(6)
)


def page(body: str, head: str = HEAD) -> str:
    return f"<html><head>{head}</head><body><article><h1>{HEADLINE}</h1><div>{body}</div></article></body></html>"
