"""Copies are found whatever was done to them, and two stories on one subject are not copies."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import sites
from pipeline import store
from pipeline.syndication import bands, compare, components, sign

ARTICLES = [article for site in sites() for article in site.articles if len(article.paragraphs) >= 6]
LONG = max(ARTICLES, key=lambda article: len(article.body))


def meet(one: list[str], other: list[str]) -> bool:
    """Tell whether two texts are found to be copies: candidates first, then the comparison."""
    a, b = sign(one), sign(other)
    candidates = set(bands(a)) & set(bands(b)) or set(a.sentences) & set(b.sentences)
    return bool(candidates) and compare(a, b).copies


def shuffled(paragraphs: list[str]) -> list[str]:
    return random.Random(7).sample(paragraphs, len(paragraphs))


@pytest.mark.parametrize("article", ARTICLES[:20], ids=lambda article: article.id)
def test_a_copy_is_found(article: object) -> None:
    text = list(article.paragraphs)  # type: ignore[attr-defined]
    assert meet(text, text)
    assert meet(text, ["Redaksi menerima siaran pers berikut ini.", *text, "Ikuti berita kami."])
    assert meet(text, shuffled(text))
    assert meet(text, [paragraph.upper().replace(",", " ,") for paragraph in text])


def test_a_copy_cut_to_its_first_paragraphs_is_found() -> None:
    text = list(LONG.paragraphs)
    long = [paragraph for paragraph in text if len(paragraph.split()) >= 12]
    assert meet(text, long[: max(2, len(long) // 3)])


RELEASE = [
    "LIWA – Seluruh pejabat Pemkab Lampung Barat menandatangani pakta integritas netralitas, Senin (7/10/2024). Acara"
    " dipusatkan di lapangan kantor bupati.",
    'Penjabat bupati meminta pegawai menahan diri. "Hak pilih dipakai di bilik suara, bukan di media sosial atau di'
    ' warung kopi," katanya.',
    "Inspektur akan memeriksa setiap laporan yang masuk paling lama lima hari kerja. Hasilnya diumumkan di papan apel.",
    "Ketua Bawaslu yang hadir mengapresiasi langkah itu dan berharap ikrar tidak berhenti di atas kertas. Ia juga"
    " membagikan buku saku kepada semua camat.",
    "Penandatanganan ditutup dengan doa bersama yang dipimpin kepala kantor kementerian agama setempat.",
]
SHORTENED = [
    "Tak mau kecolongan, Pemkab Lambar mengumpulkan para pejabatnya.",
    '"Hak pilih dipakai di bilik suara, bukan di media sosial atau di warung kopi," katanya. Inspektur akan memeriksa'
    " setiap laporan yang masuk paling lama lima hari kerja.",
    "Ketua Bawaslu yang hadir mengapresiasi langkah itu dan berharap ikrar tidak berhenti di atas kertas.",
]


def test_a_release_cut_inside_its_paragraphs_under_another_lead_is_found() -> None:
    assert meet(RELEASE, SHORTENED)


def test_a_report_of_ones_own_with_one_quote_in_common_is_no_copy() -> None:
    own = [
        "Halaman kantor bupati di Liwa penuh pegawai berseragam sejak pukul tujuh pagi untuk membubuhkan tanda tangan.",
        '"Hak pilih dipakai di bilik suara, bukan di media sosial atau di warung kopi," katanya.',
        "Seorang guru yang ikut antre mengaku baru kali ini diminta menandatangani naskah semacam itu di depan umum.",
        "Warga sekitar menonton dari balik pagar dan berkelakar soal siapa yang paling lama memegang pena hari itu.",
    ]
    assert not meet(RELEASE, own)


def test_different_stories_are_no_copies() -> None:
    different = [
        (one.id, other.id)
        for n, one in enumerate(ARTICLES)
        for other in ARTICLES[n + 1 :]
        if meet(list(one.paragraphs), list(other.paragraphs)) and not (one.wire and one.wire == other.wire)
    ]
    assert different == []


def test_the_wire_story_of_two_outlets_is_one_cluster() -> None:
    one, other = [article for article in ARTICLES if article.wire][:2]
    assert meet(list(one.paragraphs), list(other.paragraphs))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=30), st.randoms())
def test_clusters_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[int, int]], chance: random.Random) -> None:
    members = range(21)
    mixed = [pair[::-1] for pair in pairs]
    chance.shuffle(mixed)
    found = components(members, pairs)
    assert found == components(members, mixed)
    assert all(found[a] == found[b] for a, b in pairs)
    assert all(root <= member and found[root] == root for member, root in found.items())


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_text_can_be_signed(paragraphs: list[str]) -> None:
    assert compare(sign(paragraphs), sign(paragraphs)).similarity == 1.0


def test_an_archive_from_before_is_signed_anew(tmp_path: Path) -> None:
    db = store.open_archive(tmp_path / "a.db")
    db.execute("pragma foreign_keys = off")
    with store.transaction(db):
        store.add(db, "signatures", [{"article": 1, "minhash": sign(["Teks."]).minhash}])
        store.add(db, "paragraph_hashes", [{"hash": 7, "article": 1}])
    db.execute("delete from _sqlite_migrations where name like 'm006%'")
    db.conn.commit()
    db.close()
    again = store.open_archive(tmp_path / "a.db")
    assert {again.table(name).count for name in ("signatures", "paragraph_hashes")} == {0}
    again.close()
