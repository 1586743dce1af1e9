"""Newsrooms of any size for the benches and tests of the crawl: invented articles on the archive's subject.

Every text is made of the same few sentences with its own names and numbers, so no two are alike enough to be copies.
"""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from newsroom import Article, Block, Site

ZONE = ZoneInfo("Asia/Jakarta")
FIRST = datetime(2024, 9, 1, 8, 0, tzinfo=ZONE)
APART = timedelta(minutes=47)

SUBJECTS = (
    "Kepala Bagian {name} mengingatkan pegawai di {place} agar menjaga netralitas ASN menjelang Pilkada 2024",
    "Panitia pengawas {place} menerima {number} laporan dan memeriksa {other} di antaranya pada hari yang sama",
    "{name} mengatakan bahwa sosialisasi itu diikuti {number} pegawai dari {other} kecamatan",
    "Menurut dia, pegawai yang ragu dapat bertanya kepada inspektorat sebelum menghadiri acara warga di {place}",
    "Rapat ditutup pukul {other} siang setelah peserta menandatangani ikrar bersama di halaman kantor {place}",
    "Warga {place} berharap pelayanan di loket nomor {other} tidak terganggu selama {number} hari masa kampanye",
)
SYLLABLES = ("ba", "ce", "di", "ga", "ha", "ja", "ka", "la", "ma", "ne", "pu", "ra", "sa", "ta", "wi", "yo", "lu", "mo")


def site(
    count: int, *, host: str = "bangkitan.example", skin: str = "wordpress", pages: int = 1, paragraphs: int = 10,
    seed: int = 0,
) -> Site:  # fmt: skip
    """Return an outlet with `count` articles of `pages` pages each, all of them on the subject."""
    return Site(
        host=host, name="Kabar Bangkitan", skin=skin, zone=str(ZONE),
        articles=tuple(article(n, pages=pages, paragraphs=paragraphs, seed=seed) for n in range(count)),
    )  # fmt: skip


def article(number: int, *, pages: int = 1, paragraphs: int = 10, seed: int = 0) -> Article:
    """Return the article of a number, always the same."""
    random = Random(seed * 1_000_003 + number)
    place, name = _word(random), f"{_word(random)} {_word(random)}"
    headline = f"Netralitas ASN di {place} Diingatkan {name} {number}"
    texts = [_paragraph(random, place, name) for _ in range(paragraphs * pages)]
    return Article(
        id=str(100_000 + number), slug=headline.lower().replace(" ", "-"), headline=headline,
        published=FIRST + number * APART, section="Politik", tags=("netralitas asn",), reporter=_word(random),
        blocks=tuple(Block("p", text) for text in texts), breaks=tuple(paragraphs * n for n in range(1, pages)),
        relevant=True,
    )  # fmt: skip


def _paragraph(random: Random, place: str, name: str) -> str:
    sentences = random.sample(SUBJECTS, 3)
    return " ".join(
        f"{sentence.format(name=name, place=place, number=random.randint(20, 900), other=_word(random).lower())}."
        for sentence in sentences
    )


def _word(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4))).capitalize()
