"""The lines of tests/lines.yml, each on a page that has no markup but a headline, a date and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Final

from pipeline import yaml_file
from pipeline.model import Outlet

FILE: Final = Path(__file__).parents[1] / "tests" / "lines.yml"
ZONES: Final = {"top": 0, "mid": 3, "foot": 6}
"""Before which paragraph of the article a line stands."""
OUTLET: Final = Outlet(
    slug="kabarnusa",
    name="Kabar Nusa",
    platform="generic",
    home_url="https://kabarnusa.example/",
    timezone="Asia/Jakarta",
)
URL: Final = "https://kabarnusa.example/berita/12/tiga-asn"
FETCHED_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)
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
SET: Final = re.compile(r"<(\w+)>")
"""In which element a line is set."""
PAGE: Final = (
    "<!DOCTYPE html><html><head><title>{headline} - Kabar Nusa</title></head><body><div><a href='/'>Depan</a></div>"
    "<div><h1>{headline}</h1><div>Senin, 7 Oktober 2024 15:20 WIB</div><div>{text}</div></div></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """One entry of the file: lines that follow one another, at a place of the article."""

    zone: str
    junk: bool
    line: str

    @property
    def lines(self) -> list[str]:
        return self.line.split(" ## ")

    @property
    def texts(self) -> list[str]:
        """The lines as a reader sees them, without marks of links and elements."""
        return [MARKS.sub(r"\1", SET.sub("", line)) for line in self.lines]

    @property
    def paragraphs(self) -> list[str]:
        """What ought to be read of the page."""
        at = ZONES[self.zone]
        return [*ARTICLE[:at], *(() if self.junk else self.texts), *ARTICLE[at:]]

    @property
    def html(self) -> str:
        parts = [f"<p>{paragraph}</p>" for paragraph in ARTICLE]
        at = ZONES[self.zone]
        parts[at:at] = map(_element, self.lines)
        return PAGE.format(headline=HEADLINE, text="".join(parts))


def spelled() -> Iterator[Spelled]:
    """Yield the entries of the file."""
    for kind, zones in yaml_file.load(FILE.read_text("utf-8")).items():
        for zone, lines in zones.items():
            yield from (Spelled(zone=zone, junk=kind == "junk", line=line) for line in lines)


def page_of(headline: str, paragraphs: Sequence[str]) -> str:
    """Return such a page of other paragraphs."""
    text = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    return PAGE.format(headline=escape(headline), text=text)


def _element(line: str) -> str:
    def link(match: re.Match[str]) -> str:
        target = match[1] if "://" in match[1] else "https://kabarnusa.example/berita/99/lain"
        return f'<a href="{target}">{match[1]}</a>'

    inside = MARKS.sub(link, escape(SET.sub("", line), quote=False))
    match SET.match(line):
        case None:
            return f"<p>{inside}</p>"
        case found if found[1] == "blockquote":
            return f"<blockquote><p>{inside}</p></blockquote>"
        case found:
            return f"<p><{found[1]}>{inside}</{found[1]}></p>"
