"""Invented stories by the dozen: what a site publishes, and which of it is on the topic, and by what that shows."""

import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import product
from typing import Literal
from zoneinfo import ZoneInfo

Tells = Literal["headline", "tag", "lead", "body"]
"""Where the topic first shows: in the headline; only in a tag, the first paragraph or deep in the text."""

PLACES = ("Teluk Sawang", "Rawa Indah", "Tanjung Lada", "Muara Kelam", "Gunung Tawar", "Pulau Sirih", "Lembah Duku")
TOPIC: dict[Tells, tuple[str, ...]] = {
    "headline": (
        "Bawaslu {} Ingatkan ASN Jaga Netralitas", "Bupati {}: Pegawai Harus Netral di Pilkada",
        "Ratusan ASN {} Teken Pakta Integritas", "Kades di {} Dilaporkan karena Ikut Kampanye",
        "Panwascam {} Telusuri Dugaan PNS Dukung Calon", "Camat se-{} Diminta Tidak Memihak",
        "Sekda {} Pimpin Apel Netralitas Pegawai",
    ),
    "tag": ("Foto Makan Malam di {} Berbuntut Panjang", "Dua Orang Dipanggil Usai Unggahan dari {} Beredar"),
    "lead": ("Pesan Tegas dari Halaman Kantor di {}", "Warga {} Laporkan Acara di Rumah Tua"),
    "body": ("Sehari Bersama Rombongan di {}", "Catatan dari Pasar Pagi {}"),
}  # fmt: skip
OTHER = (
    "Harga Cabai di {} Turun Jelang Panen", "Jembatan Gantung {} Selesai Diperbaiki", "Tim Voli {} Melaju ke Final",
    "Banjir Rendam Puluhan Rumah di {}", "Nelayan {} Keluhkan Solar Langka", "Festival Durian {} Dibanjiri Pengunjung",
    "Siswa {} Raih Medali Olimpiade Sains", "Pencuri Kabel Lampu Jalan {} Ditangkap",
    "PLN Padamkan Listrik {} Enam Jam",
    "KPU {} Mulai Sortir Surat Suara", "Debat Calon Bupati {} Digelar Pekan Depan", "Pasar Malam {} Pindah Lokasi",
    "Jalan Lintas {} Kembali Amblas", "Petani {} Terima Bantuan Pupuk", "Kebakaran Hanguskan Kios di {}",
)  # fmt: skip
FILLER = (
    "Kegiatan itu berlangsung sejak pagi dan dihadiri warga dari beberapa kecamatan di sekitarnya.",
    "Hingga berita ini ditulis, pihak terkait masih mengumpulkan keterangan dari berbagai pihak.",
    "Cuaca cerah membuat acara berjalan lancar meskipun jalan menuju lokasi belum sepenuhnya diperbaiki.",
    "Menurut warga setempat, keadaan serupa pernah terjadi beberapa tahun yang lalu.",
)
TOPICAL = (
    "Bawaslu mengingatkan seluruh aparatur sipil negara agar menjaga netralitas selama pemilihan kepala daerah.",
    "Larangan itu diatur dalam Undang-Undang Nomor 20 Tahun 2023, kata ketua badan pengawas itu.",
)
SECTIONS = ("Daerah", "Politik", "Hukum", "Ekonomi", "Olahraga", "Pendidikan")
TAGS = ("Infrastruktur", "Pertanian", "Bencana", "Budaya")
TOPIC_TAG = "Netralitas ASN"
WIB = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of a site; gold is `tells`."""

    id: int
    headline: str
    published: datetime
    section: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]
    tells: Tells | None
    """None where the story is about anything else."""

    @property
    def slug(self) -> str:
        return slugify(self.headline)

    @property
    def code(self) -> str:
        return sha256(str(self.id).encode()).hexdigest()[:8]

    def says(self, words: str, *, whole: bool) -> bool:
        """Whether a search box that reads headlines, or the whole text, finds it."""
        text = " ".join((self.headline, *(self.paragraphs if whole else ()), *(self.tags if whole else ())))
        return all(word in text.casefold() for word in words.casefold().replace('"', " ").split())


def slugify(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def publish(
    host: str, count: int, *, newest: datetime, hours: float, buried: bool = False, first_id: int = 1204
) -> tuple[Story, ...]:
    """Return `count` stories, newest first, one every `hours`; a sixth is on the topic.

    `buried`: those on the topic all stand in the older half.
    """
    dice = random.Random(host)
    others = [line.format(place) for line, place in product(OTHER, PLACES)]
    topical = [(tells, line.format(place)) for tells in TOPIC for line, place in product(TOPIC[tells], PLACES)]
    dice.shuffle(others)
    wanted = max(12, min(36, count // 6))
    shares: tuple[tuple[Tells, float], ...] = (("headline", 0.6), ("tag", 0.15), ("lead", 0.15), ("body", 0.1))
    chosen = [
        pair
        for tells, share in shares
        for pair in dice.sample([p for p in topical if p[0] == tells], max(1, round(wanted * share)))
    ]
    where = sorted(dice.sample(range(count // 2 if buried else 0, count), len(chosen)))
    dice.shuffle(chosen)
    on_topic = dict(zip(where, chosen, strict=True))
    stories = []
    for n in range(count):
        tells, headline = on_topic.get(n, (None, ""))
        if tells is None:
            again, line = divmod(n, len(others))
            headline = others[line] + (f", Bagian {again + 1}" if again else "")
        stories.append(_story(dice, first_id + (count - n) * 7, headline, newest - timedelta(hours=n * hours), tells))
    return tuple(stories)


def _story(dice: random.Random, id: int, headline: str, at: datetime, tells: Tells | None) -> Story:
    filler = [dice.choice(FILLER) for _ in range(4)]
    lead = (
        f"Kabar tentang {headline.split(maxsplit=1)[0].lower()} ini beredar luas sejak {at.astimezone(WIB):%d/%m/%Y}."
    )
    if tells in {"headline", "lead"}:
        paragraphs = [TOPICAL[0], lead, *filler, TOPICAL[1]]
    elif tells is not None:
        paragraphs = [lead, *filler, *TOPICAL]
    else:
        paragraphs = [lead, *filler]
    tags = (TOPIC_TAG, dice.choice(TAGS)) if tells == "tag" or (tells and dice.random() < 0.5) else (dice.choice(TAGS),)
    section = dice.choice(SECTIONS[:3]) if tells else dice.choice(SECTIONS)
    return Story(
        id=id, headline=headline, published=at, section=section, tags=tags, paragraphs=tuple(paragraphs), tells=tells
    )
