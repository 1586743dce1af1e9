"""Lines of hundreds of spellings among the paragraphs of a page that nobody knows: what goes, and what stays."""

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Final

import pytest
import yaml

from pipeline.model import Outlet
from pipeline.pages.reading import read

LINES: Final = yaml.safe_load(Path(__file__).with_name("lines.yml").read_text(encoding="utf-8"))
PLACES: Final = {"top": 0, "mid": 3, "foot": 6}
OUTLET: Final = Outlet(
    slug="kabarnusa",
    name="Kabar Nusa",
    platform="generic",
    home_url="https://kabarnusa.example/",
    timezone="Asia/Jakarta",
)
HEADLINE: Final = "Tiga ASN Sungai Jernih Dipanggil Bawaslu"
ARTICLE: Final = (
    "SUNGAI JERNIH, KABARNUSA.EXAMPLE - Bawaslu Sungai Jernih memanggil tiga aparatur sipil negara yang diduga "
    "menghadiri deklarasi pasangan calon, Senin (7/10/2024).",
    "Ketua Bawaslu, Harun Mahbub, mengatakan ketiganya akan dimintai klarifikasi pekan ini.",
    '"Kami masih mendalami bukti berupa foto dan video," kata Harun di kantornya.',
    "Menurut dia, laporan masuk dari warga sejak Jumat pekan lalu.",
    "Sekretaris daerah belum memberi tanggapan ketika dihubungi wartawan.",
    "Jika terbukti, pegawai tersebut terancam sanksi disiplin sesuai peraturan yang berlaku.",
)


MARKS: Final = re.compile(r"\[\[(.*?)\]\]")
PAGE: Final = (
    "<!DOCTYPE html><html><head><title>{headline} - Kabar Nusa</title></head><body><div><a href='/'>Depan</a></div>"
    "<div><h1>{headline}</h1><div>Senin, 7 Oktober 2024 15:20 WIB</div><div>{text}</div></div></body></html>"
)


def element(line: str) -> str:
    def link(match: re.Match[str]) -> str:
        target = match[1] if "://" in match[1] else "https://kabarnusa.example/berita/99/lain"
        return f'<a href="{target}">{match[1]}</a>'

    return f"<p>{MARKS.sub(link, escape(line, quote=False))}</p>"


def paragraphs(lines: list[str], zone: str) -> list[str]:
    """Return what is read of a page whose only markup is a headline, a date, and `lines` at `zone` of the text."""
    parts = [f"<p>{paragraph}</p>" for paragraph in ARTICLE]
    parts[PLACES[zone] : PLACES[zone]] = map(element, lines)
    page = PAGE.format(headline=HEADLINE, text="".join(parts))
    url, at = "https://kabarnusa.example/berita/12/tiga-asn", datetime(2026, 1, 1, tzinfo=UTC)
    return list(read(page, url=url, outlet=OUTLET, fetched_at=at).paragraphs)


@pytest.mark.parametrize("zone", PLACES)
def test_a_line_that_is_not_the_articles_goes_and_nothing_with_it(zone: str) -> None:
    assert [line for line in LINES["junk"][zone] if paragraphs(line.split(" ## "), zone) != list(ARTICLE)] == []


@pytest.mark.parametrize("zone", PLACES)
def test_a_line_of_the_article_stays_whatever_it_begins_with(zone: str) -> None:
    def expected(line: str) -> list[str]:
        before = PLACES[zone]
        return [*ARTICLE[:before], *(MARKS.sub(r"\1", one) for one in line.split(" ## ")), *ARTICLE[before:]]

    assert [line for line in LINES["text"][zone] if paragraphs(line.split(" ## "), zone) != expected(line)] == []
