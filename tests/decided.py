"""A small newsroom for what hangs on several articles: one pledge in two outlets, its twin, and an unnamed speaker."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import newsroom
from newsroom import Article, Block, Site
from tests.command import run

WEST = ZoneInfo("Asia/Jakarta")


def story(number: int, day: int, headline: str, dateline: str, *paragraphs: str) -> Article:
    """Return an article of October 2024."""
    return Article(
        id=str(7000 + number), slug="-".join(headline.lower().split()), headline=headline, dateline=dateline,
        published=datetime(2024, 10, day, 13, number, tzinfo=WEST),
        blocks=tuple(Block("p", text) for text in paragraphs), reporter="Rusdi Hartono",
    )  # fmt: skip


PLEDGE = story(
    1, 7, "Ratusan ASN Pesisir Barat Ikrarkan Netralitas Pilkada", "KRUI",
    "KRUI - Ratusan ASN di lingkungan Pemkab Pesisir Barat mengucapkan ikrar netralitas pilkada 2024 di halaman kantor "
    "bupati, Senin (7/10/2024).",
    "Ikrar dipimpin Pjs Bupati Pesisir Barat Hendra Wirawan dan disaksikan Ketua Bawaslu Pesisir Barat, Rosdiana.",
    "”ASN harus netral, jangan ikut kampanye salah satu paslon,” tegas Hendra kepada seluruh peserta apel pagi itu.",
    "Sesudah pembacaan ikrar, para kepala dinas menandatangani pakta integritas satu demi satu di atas spanduk putih.",
)  # fmt: skip
AGAIN = story(
    2, 8, "Teken Pakta Integritas, ASN Pesibar Diminta Tak Berpihak", "KRUI",
    "KRUI - Pemerintah Kabupaten Pesisir Barat mengumpulkan pegawainya untuk ikrar netralitas ASN menghadapi pilkada, "
    "Senin (7/10/2024) pagi.",
    "Pjs Bupati Pesisir Barat, Hendra Wirawan, mengatakan ikrar itu mengikat semua pegawai sampai pemungutan suara.",
    "Bila kedapatan melanggar, pegawai akan diproses sesuai aturan disiplin yang berlaku bagi aparatur sipil negara.",
)  # fmt: skip
TWIN = story(
    3, 7, "ASN Lampung Selatan Ikrar Netralitas Jelang Pilkada 2024", "KALIANDA",
    "KALIANDA - ASN Pemkab Lampung Selatan membacakan ikrar netralitas pilkada di lapangan Korpri, Senin (7/10/2024).",
    "Ikrar dipimpin Pjs Bupati Lampung Selatan, Danu Saputra, di hadapan camat dan kepala desa se-kabupaten.",
    "“Kita jaga netralitas bersama,” ujar Danu Saputra seusai apel yang diikuti dua ribu pegawai itu.",
)  # fmt: skip
NAMELESS = story(
    4, 10, "Pjs Bupati Ingatkan ASN Pesisir Barat Soal Media Sosial", "KRUI",
    "KRUI - ASN di Kabupaten Pesisir Barat diingatkan menjaga netralitas dalam pilkada 2024, Kamis (10/10/2024).",
    "“Jangan menyukai atau membagikan unggahan paslon mana pun selama kampanye,” ujar Pjs Bupati Pesisir Barat.",
    "Imbauan itu disampaikan dalam rapat koordinasi dengan seluruh perangkat daerah di ruang rapat sekretariat.",
)  # fmt: skip
SITES = (
    Site(host="radarpesisir.disway.example", name="Radar Contoh", skin="disway", articles=(PLEDGE, NAMELESS)),
    Site(host="kabarcontoh.example", name="Kabar Contoh", skin="wordpress", articles=(AGAIN, TWIN)),
)


def crawl(place: Path) -> None:
    """Make `place`/archive.db and `place`/warcs from the small newsroom."""
    entries = "".join(
        f"  - {{slug: {site.skin}-contoh, name: {site.name}, platform: {site.skin}, home_url: '{site.base}/', "
        f"timezone: {site.zone}}}\n"
        for site in SITES
    )
    (place / "outlets").mkdir()
    (place / "outlets" / "contoh.yml").write_text(f"outlets:\n{entries}")
    with newsroom.serve(SITES) as served:
        done = run(place, served, place / "outlets")
    assert done.returncode == 0, done.stderr
