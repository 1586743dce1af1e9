"""Invented stories by the dozen: what a site publishes, and which of it is on the topic, and by what that shows."""

import random
import re
from collections.abc import Mapping
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
class Words:
    """What a site's stories are made of."""

    places: tuple[str, ...]
    topic: Mapping[Tells, tuple[str, ...]]
    other: tuple[str, ...]
    filler: tuple[str, ...]
    topical: tuple[tuple[str, str], ...]
    """First and last paragraphs of stories on the topic."""
    opening: str
    topic_tag: str
    tags: tuple[str, ...]


WORDS = {
    "": Words(
        places=PLACES, topic=TOPIC, other=OTHER, filler=FILLER, topical=(TOPICAL,), topic_tag=TOPIC_TAG, tags=TAGS,
        opening="Kabar tentang {first} ini beredar luas sejak {day}.",
    ),
    "street": Words(
        places=("Mandailing Natal", "Kolaka Timur", "Sikka", "Buru Selatan", "Tolitoli", "Pulang Pisau", "Way Kanan"),
        topic={
            "headline": (
                "Unggah Foto Salam Dua Jari, Guru PPPK {} Diperiksa Bawaslu",
                "Lurah di {} Kedapatan Bagi-bagi Stiker Paslon",
                "Pjs Bupati {} Wanti-wanti Abdi Negara: Jangan Cawe-cawe di Pilbup!",
                "Kapolres {}: Personel Foto Bareng Kandidat Bakal Disanksi",
                "“Like” Status Calon Pun Dilarang, ASN {} Diminta Bijak Bermedsos",
                "Dandim {} Pastikan Prajurit Tak Berpihak di Pilkada",
                "Empat Perangkat Desa di {} Jadi Tersangka karena Kampanyekan Paslon Petahana",
                "BKN Blokir Data Dua PNS {} yang Hadiri Deklarasi Bakal Calon",
            ),
            "tag": ("Video Berdurasi 30 Detik Bikin Heboh {}", "Sekcam di {} Akhirnya Buka Suara"),
            "lead": ("Apel Senin di {} Berlangsung Hening", "Surat Berkop Dinas Bocor, Warga {} Bertanya-tanya"),
            "body": ("Menyusuri Sungai Bersama Kandidat di {}", "Obrolan Warung Kopi di {} Menjelang November"),
        },
        other=(
            "Kafé Terapung di {} Diserbu Pengunjung", "Pemkab {} Kejar Target Netral Karbon 2060",
            "Gaji ke-13 ASN {} Cair Pekan Depan", "Tes CPNS {}: 312 Peserta Gugur",
            "Bawaslu {} Turunkan Ribuan APK Liar",
            "Logistik Pilkada {} Tiba, Dijaga Ketat Polisi", "Harga Gabah di {} Anjlok, Petani Menjerit",
            "Jembatan Bailey {} Putus Diterjang Banjir", "KM Sabuk Nusantara Kembali Singgahi {}",
            "Truk Sawit Terguling di {}, Sopir Selamat", "Kadis PUPR {} Tinjau Drainase Mampet",
            "Persik {} Tahan Imbang Tamu 2-2", "Puskesmas {} Kekurangan Dokter Gigi",
            "Paslon Nomor 2 Janji Bangun RSUD {}", "TNI Bangun Sumur Bor di {}", "Ribuan Warga {} Ikut Jalan Sehat",
        ),
        filler=(
            "Pantauan wartawan di lokasi, warga terlihat berdatangan sejak pukul 07.30 meski gerimis turun.",
            "“Kami cuma mau semuanya lancar,” ujar seorang ibu yang enggan disebut namanya.",
            "Sampai berita ini tayang, belum ada keterangan resmi. Pesan WhatsApp redaksi hanya centang dua.",
            "Acara ditutup dengan makan bersama dan foto-foto.",
            "Adapun anggarannya bersumber dari APBD Perubahan tahun berjalan (rls/red).",
        ),
        topical=(
            (
                "Netralitas ASN kembali disorot. Bawaslu setempat memanggil seorang pegawai negeri yang diduga "
                "mendukung salah satu pasangan calon di Pilkada 2024.",
                "Perbuatan itu diduga melanggar Pasal 71 Undang-Undang Nomor 10 Tahun 2016, soal netralitas ASN.",
            ),
            (
                "Seluruh ASN, anggota TNI-Polri, dan kepala desa diminta menjaga netralitas sampai hari pencoblosan "
                "Pilkada 27 November.",
                "Sanksinya diatur PP 94/2021: pelanggaran netralitas ASN bisa berujung pencopotan dari jabatan.",
            ),
        ),
        opening="Perkara {first} itu jadi buah bibir warga dalam beberapa hari terakhir.",
        topic_tag="Netralitas ASN TNI Polri dan Kepala Desa di Pilkada Serentak 2024",
        tags=(
            "Pembangunan Jalan Lintas Barat yang Tak Kunjung Selesai", "Harga Kebutuhan Pokok Jelang Akhir Tahun",
            "Bencana", "Wisata",
        ),
    ),
    "pemkab": Words(
        places=(
            "Teluk Sawang", "Kecamatan Batu Gelinggang", "Kuala Remis", "Kecamatan Ulu Meraki", "Tanjung Besiah",
            "Nanga Sepauh", "Kecamatan Wae Laku",
        ),
        topic={
            "headline": (
                "Sekda Tegaskan Aparatur {} Tetap Netral pada Pemilihan Serentak",
                "Surat Edaran Bupati: Pegawai {} Dilarang Terlibat Politik Praktis",
                "BKPSDM Sosialisasikan Netralitas kepada Pegawai Non-ASN {}",
                "Camat Ajak Perangkat Desa {} Jaga Netralitas Jelang Pencoblosan",
                "Inspektorat Ingatkan PPPK {}: Hati-hati Pose Jari di Medsos Saat Pilkada",
                "Pj. Bupati Pimpin Ikrar Netralitas Pegawai Lingkup {}",
            ),
            "tag": ("Apel Gabungan di {} Diikuti 400 Peserta", "Rapat Koordinasi Forkopimda Bahas Situasi {}"),
            "lead": ("Pj. Bupati Berkunjung ke {}, Sampaikan Lima Pesan", "Pembinaan Pegawai {} Triwulan IV"),
            "body": ("Wakil Bupati Buka Pekan Olahraga Korpri {}", "Safari Jumat Pemerintah Kabupaten di {}"),
        },
        other=(
            "Dinas Kominfo Gelar Pelatihan Jurnalistik Warga di {}", "Pemkab Salurkan Bantuan Pangan untuk Warga {}",
            "TP PKK {} Raih Juara II Lomba B2SA", "Bupati Resmikan Gedung Baru Puskesmas {}",
            "Pegawai {} Ikuti Donor Darah HUT Korpri", "Penyerahan SK PPPK Formasi Guru {}",
            "Musrenbang RPJPD: Usulan {} Didominasi Jalan dan Irigasi", "Stunting di {} Turun Jadi 14,2 Persen",
            "Disdukcapil Jemput Bola Rekam KTP-el Pemilih Pemula {}", "Pasar Murah Kendalikan Inflasi di {}",
            "Dishub Uji Kir Gratis bagi Sopir Angkutan {}", "Desa di {} Wakili Kabupaten Lomba Desa Wisata",
            "Kesbangpol Gelar Pendidikan Politik bagi Perempuan {}", "Panen Raya Jagung di {}",
        ),
        filler=(
            "Turut hadir para Asisten, Staf Ahli, Kepala OPD, Camat, serta undangan lainnya.",
            "Dalam sambutannya beliau menyampaikan apresiasi dan terima kasih kepada seluruh pihak.",
            "Kegiatan dilanjutkan dengan sesi tanya jawab dan ramah tamah.",
            "(Tim Liputan Diskominfo, foto: dok. Prokopim)",
        ),
        topical=(
            (
                "Seluruh Aparatur Sipil Negara dan tenaga non-ASN agar menjunjung netralitas serta tidak menjadi tim "
                "sukses pasangan calon mana pun, demikian ditegaskan pimpinan daerah.",
                "Sebagaimana diketahui, netralitas ASN telah diatur dalam SKB lima menteri dan kepala lembaga.",
            ),
            (
                "Pemerintah Kabupaten mengingatkan ASN, kepala desa dan perangkatnya bahwa netralitas dalam Pilkada "
                "adalah kewajiban, bukan pilihan.",
                "Pelanggaran atas azas netralitas dapat dikenai hukuman disiplin menurut PP Nomor 94 Tahun 2021.",
            ),
        ),
        opening="Kegiatan {first} dimaksud berlangsung {day}.",
        topic_tag="Netralitas Pegawai",
        tags=("Pemerintahan", "Pelayanan Publik", "Kesehatan", "Pembangunan"),
    ),
    "koran": Words(
        places=(
            "Lereng Manuru", "Tanjung Besiah", "Kuala Remis", "Wae Laku", "Nanga Sepauh", "Batu Gelinggang",
            "Ulu Meraki",
        ),
        topic={
            "headline": (
                "Oknum Guru Negeri {} Joget Bareng Cabup, Panwas Turun Tangan",
                "Beredar Rekaman Camat {} Arahkan Kades Menangkan Petahana",
                "Babinsa di {} Diwanti-wanti Tak Jadi Tim Sukses",
                "Terbukti Tak Netral, Dua Staf Kelurahan di {} Disanksi",
                "Diduga Ikut Kampanye Paslon, Sekdes {} Dipanggil Gakkumdu",
                "Adik Maju Pilwalkot, Wali Kota {} Larang ASN Ikut-ikutan",
                "Polres {} Tekankan Netralitas Anggota Jelang Pencoblosan",
                "Kadis {} Pasang Baliho Balon Bupati, KASN Diminta Bertindak",
                "Ramai-ramai ASN {} Pakai Kaus Paslon, Bawaslu Telusuri",
            ),
            "tag": ("Baliho Tengah Malam di {}, Siapa Punya?", "Grup WA Ini Bikin Gaduh {}"),
            "lead": ("Nasi Bungkus dan Mobil Dinas di {}", "Dari Pesta Nikah di {}, Berujung ke Meja Pemeriksaan"),
            "body": ("Jalan Sunyi Seorang Pengawas di {}", "Peta Kekuatan Empat Paslon di {}"),
        },
        other=(
            "Duh, Ratusan ASN {} Belum Lapor SPT", "Ketua DPRD {} Sentil Perjalanan Dinas",
            "Cuaca Buruk, Kapal Feri Tujuan {} Batal Berangkat", "Wasit Dinilai Tak Netral, Final Liga Tarkam {} Ricuh",
            "Kades {} Ditahan Jaksa, Dana Desa Rp 700 Juta Raib", "Cabup Blusukan, Warga {} Curhat Air Bersih",
            "Guru Honorer {} Demo Tuntut Gaji Enam Bulan", "Polisi {} Gagalkan Penyelundupan Miras Cap Tikus",
            "KPU {} Coret 1.112 Pemilih Ganda", "Bawaslu {} Kekurangan Pengawas TPS",
            "Babi Mati Mendadak di {}, Warga Cemas", "Listrik Byar Pet, UMKM {} Merugi",
            "Buaya Muncul Lagi di Muara {}", "Siswi {} Lolos Paskibraka Nasional",
            "Mutasi Besar-besaran di Pemkot {}, 112 Pejabat Bergeser", "Tersengat Listrik, Pekerja di {} Tewas",
        ),
        filler=(
            "Ditemui terpisah, ia memilih irit bicara. \"Nanti sa, sa masih rapat,\" katanya singkat.",
            "Sekedar diketahui, kasus ini bukan yang pertama kali terjadi.",
            "Warga berharap pemerintah tidak tutup mata.",
            "Hingga berita ini diturunkan, konfirmasi media ini belum dibalas. (tim)",
            "Menurutnya, semua sudah sesuai aturan main yang ada.",
        ),
        topical=(
            (
                "Seorang ASN eselon III diduga ikut mengatur dukungan bagi salah satu paslon. Netralitas pegawai pun "
                "dipertanyakan warga.",
                "Pasal 71 ayat (1) UU Pilkada melarang pejabat ASN membuat keputusan yang menguntungkan calon.",
            ),
            (
                "Bawaslu sudah mengantongi bukti awal dugaan pelanggaran netralitas yang menyeret abdi negara itu.",
                "Jika terbukti, sanksi disiplin menanti, sebab netralitas ASN diikat sumpah jabatan, ujar dia.",
            ),
        ),
        opening="Soal {first} ini mencuat sejak {day}.",
        topic_tag="ASN Tidak Netral",
        tags=("Pilkada Serentak", "Kriminal", "Laut dan Pesisir", "Listrik"),
    ),
    "supervisor": Words(
        places=("Kecamatan Lasolo", "Wawonii", "Bungku", "Ampana", "Nagawutung", "Lamboya", "Seram Timur"),
        topic={
            "headline": (
                "Imbau ASN dan Kepala Desa di {} Netral, Bawaslu Surati Camat",
                "Bawaslu Teruskan Dugaan Pelanggaran Netralitas ASN {} ke BKN",
                "Panwaslu {} Sosialisasi Netralitas ASN, TNI dan Polri",
                "Deklarasi Netralitas Aparatur di {}, Ini Pesan Ketua Bawaslu",
                "Klarifikasi Oknum ASN {} yang Pasang Foto Paslon di Status WhatsApp",
                "Rakor Netralitas: Perangkat Desa se-{} Diminta Tidak Ikut Kampanye",
            ),
            "tag": ("Humas: Bawaslu Terima Tiga Laporan dari {}", "Pleno Temuan {} Berlangsung Tertutup"),
            "lead": ("Turun ke {}, Pimpinan Bawaslu Sampaikan Hal Ini", "Kunjungan Kerja ke {}, Begini Hasilnya"),
            "body": ("Divisi Penanganan Pelanggaran Sambangi {}", "Penguatan Kapasitas Panwaslu {} Hari Kedua"),
        },
        other=(
            "Bawaslu Lantik Pengawas TPS {}", "Apel Siaga Pengawasan Masa Tenang di {}", "Panwaslu {} Awasi Coklit",
            "Bawaslu Tertibkan Alat Peraga Kampanye di {}", "Pengawasan Distribusi Logistik ke {} Dimulai",
            "Sosialisasi Pengawasan Partisipatif bagi Pemilih Pemula {}", "Pokja Isu Negatif: Cegah Hoaks di {}",
            "Bawaslu Buka Posko Kawal Hak Pilih di {}", "Sekretariat Panwaslu {} Pindah Kantor",
            "Bimtek Siwaslih untuk Panwaslu {}", "Saka Adhyasta Pemilu {} Gelar Perkemahan",
            "Patroli Pengawasan Politik Uang di {}", "Bawaslu Uji Petik Daftar Pemilih Tetap {}",
            "PPID Bawaslu Layani Permohonan Informasi dari {}", "Upacara Hari Sumpah Pemuda di {}",
            "Bawaslu Imbau Paslon Tidak Libatkan Anak dalam Kampanye di {}",
        ),
        filler=(
            "Kegiatan dihadiri pimpinan, kepala sekretariat, dan seluruh staf pelaksana.",
            "Humas Bawaslu melaporkan, acara berlangsung tertib sampai selesai.",
            "Ia berharap jajaran di tingkat kecamatan dan desa/kelurahan bekerja sesuai tugasnya masing-masing.",
            "Penulis dan foto: Tim Humas.",
        ),
        topical=(
            (
                "Netralitas ASN adalah harga mati, kata Ketua Bawaslu kabupaten ketika membuka pertemuan itu, Jumat.",
                "Ketentuan netralitas ASN termuat dalam Pasal 9 ayat (2) UU 20/2023 dan SKB lima lembaga.",
            ),
            (
                "Bawaslu kabupaten meminta ASN, prajurit TNI, anggota Polri, dan kepala desa menjaga netralitasnya.",
                "Pasal 70 dan 71 UU 10/2016 mengatur larangan dan pidananya, termasuk bagi ASN yang tidak netral.",
            ),
        ),
        opening="Bawaslu menyampaikan kabar {first} ini pada {day}.",
        topic_tag="Netralitas ASN",
        tags=("Pengawasan", "Pencegahan", "Humas", "Pilkada 2024"),
    ),
}  # fmt: skip


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
    host: str,
    count: int,
    *,
    newest: datetime,
    hours: float,
    buried: bool = False,
    first_id: int = 1204,
    words: Words = WORDS[""],
) -> tuple[Story, ...]:
    """Return `count` stories, newest first, one every `hours`; a sixth is on the topic.

    `buried`: those on the topic all stand in the older half.
    """
    dice = random.Random(host)
    others = [line.format(place) for line, place in product(words.other, words.places)]
    topical = [
        (tells, line.format(place))
        for tells in words.topic
        for line, place in product(words.topic[tells], words.places)
    ]
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
        stories.append(
            _story(dice, first_id + (count - n) * 7, headline, newest - timedelta(hours=n * hours), tells, words)
        )
    return tuple(stories)


def _story(dice: random.Random, id: int, headline: str, at: datetime, tells: Tells | None, words: Words) -> Story:
    filler = [dice.choice(words.filler) for _ in range(4)]
    first = headline.split(maxsplit=1)[0].lower()
    lead = words.opening.format(first=first, day=f"{at.astimezone(WIB):%d/%m/%Y}")
    topical = words.topical[id % len(words.topical)]
    if tells in {"headline", "lead"}:
        paragraphs = [topical[0], lead, *filler, topical[1]]
    elif tells is not None:
        paragraphs = [lead, *filler, *topical]
    else:
        paragraphs = [lead, *filler]
    told = (words.topic_tag,) if tells == "tag" or (tells and dice.random() < 0.5) else ()
    tags = (*told, dice.choice(words.tags))
    section = dice.choice(SECTIONS[:3]) if tells else dice.choice(SECTIONS)
    return Story(
        id=id, headline=headline, published=at, section=section, tags=tags, paragraphs=tuple(paragraphs), tells=tells
    )
