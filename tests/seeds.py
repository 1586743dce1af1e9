"""The owner's five articles, put back into pages of their own platforms; their texts are read from ../shared."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from newsroom import Article, Block, Site

LABELS: tuple[tuple[str, str], ...] = (
    (r"baca juga\s*:", "related"),
    (r"cek berita dan artikel|klik ☝", "follow"),
    (r"sumber\s*:|laporan \w+ I ", "credit"),
)
"""How the seeds' own boilerplate begins, and its kind in the newsroom."""
FURNITURE = re.compile(
    r"tinggalkan balasan|alamat email|berita terkait|[•\s]*ikuti kami|aa$|komentar$|berita terkini|© "
    r"|all right reserved|sumber: tribun",
    re.I,
)
"""Lines that the skin of the platform prints itself."""
WEST = ZoneInfo("Asia/Jakarta")


def sites(shared: Path) -> dict[str, tuple[Site, Article]]:
    """Return each seed's number with a site of its own and the article on it."""
    made = {
        "000": _radar_lampung(_lines(shared, "000")),
        "001": _tubaba(_lines(shared, "001")),
        "002": _orasi_rakyat(_lines(shared, "002")),
        "003": _tribun_gayo(_lines(shared, "003")),
        "004": _radar_bengkulu(_lines(shared, "004")),
    }
    return {seed: (site, site.articles[0]) for seed, site in made.items()}


def _lines(shared: Path, number: str) -> list[str]:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def _blocks(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        if FURNITURE.match(line):
            continue
        kind = next((kind for pattern, kind in LABELS if re.match(pattern, line, re.I)), None)
        if kind is None and re.match(r"\d\.\s", line):
            yield Block("li", re.sub(r"^\d\.\s*", "", line))
        else:
            yield Block(kind or "p", line)  # type: ignore[arg-type]


def _radar_lampung(lines: list[str]) -> Site:
    headline, caption, *rest = lines
    first = [
        Block(
            "p", "RADARLAMPUNG.CO.ID - Ratusan pegawai berkumpul di lapangan sejak pagi untuk membacakan ikrar bersama."
        ),
        Block(
            "p",
            "Ikrar itu memuat empat janji, dari menjaga prinsip netralitas sampai memakai media sosial dengan bijak.",
        ),
    ]
    article = Article(
        id="690011", slug="pertama-di-lampung", headline=headline, section="Lampung",
        caption=caption.removesuffix("--").strip(),
        published=datetime(2023, 10, 9, 10, 15, tzinfo=WEST), blocks=(*first, *_blocks(rest)), breaks=(len(first),),
        reporter="Rusdi Hartono", editor="Wening Astuti",
    )  # fmt: skip
    return Site(host="radarlampung.disway.example", name="Radar Lampung", skin="disway", articles=(article,))


def _tubaba(lines: list[str]) -> Site:
    section, headline, *rest = lines
    article = Article(
        id="4410", slug="kunker-pj-gubernur-lampung-ke-tubaba", headline=headline, section=section, dateline="Tubaba",
        published=datetime(2024, 8, 7, 15, 40, tzinfo=WEST), blocks=tuple(_blocks(rest)),
    )  # fmt: skip
    return Site(host="portaltubaba.example", name="Portal Tubaba", skin="wordpress", articles=(article,))


def _orasi_rakyat(lines: list[str]) -> Site:
    dateline, *rest = lines
    lede = f"{dateline} – Seluruh pegawai diminta memegang teguh sikap tidak memihak selama masa kampanye berlangsung."
    article = Article(
        id="7719", slug="pjs-bupati-himbau-asn-dan-pppk", headline="Pjs Bupati Himbau ASN dan PPPK Jaga Netralitas",
        published=datetime(2024, 10, 5, 9, 30, tzinfo=ZoneInfo("Asia/Jayapura")), blocks=tuple(_blocks([lede, *rest])),
    )  # fmt: skip
    return Site(
        host="orasirakyat.example", name="Orasi Rakyat", skin="blogspot", zone="Asia/Jayapura", articles=(article,)
    )


def _tribun_gayo(lines: list[str]) -> Site:
    section, headline, summary, _, credits, photographer, caption, *rest = lines
    reporter, editor = (part.split(":")[1].strip() for part in credits.split("|"))
    article = Article(
        id="1007", slug="tak-boleh-terlibat-dalam-politik", headline=headline, section=section,
        summary=summary, caption=caption,
        photographer=photographer, reporter=reporter, editor=editor, source="TribunGayo", dateline="REDELONG",
        published=datetime(2024, 10, 7, 14, 2, tzinfo=WEST), blocks=tuple(_blocks(rest)),
    )  # fmt: skip
    return Site(host="gayo.tribunnews.example", name="TribunGayo", skin="tribun", articles=(article,))


def _radar_bengkulu(lines: list[str]) -> Site:
    article = Article(
        id="9716", slug="pesan-pjs-bupati-saat-apel", headline="Pesan Pjs Bupati Saat Apel: Netralitas Harga Mati",
        section="Bengkulu Selatan", published=datetime(2024, 11, 4, 16, 5, tzinfo=WEST), blocks=tuple(_blocks(lines)),
        reporter="Fahmi Idris", editor="Lestari Wibowo",
    )  # fmt: skip
    host = "radarbengkulu.bacakoran.example"
    return Site(host=host, name="Radar Bengkulu", skin="disway", articles=(article,))
