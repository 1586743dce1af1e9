"""The page of one article, and the captures behind it."""

import hashlib
from base64 import b32encode
from pathlib import Path

import pytest

from pipeline import warc
from pipeline.publish import site
from pipeline.publish.articles import web_address
from tests.publishing import METADATA, PAGE, PLAIN, Ask, asking, parsed, words_of

pytest_plugins = ("tests.publishing",)


def test_an_article_page_tells_who_when_and_where(ask: Ask) -> None:
    text = words_of(ask(f"/artikel/{PLAIN}"))
    assert "Radar Samudra · 7 Oktober 2024, 09.12 WIB · REDELONG" in text
    assert "7 Oktober 2024, 02.12 UTC tercetak: «Senin 07-10-2024,09:12 WIB»" in text
    assert "Budi Santoso (wartawan)" in text
    assert "imbauan" in text
    assert "Kabupaten Bener Meriah , Aceh" in text


def test_what_was_removed_stands_in_its_place_with_kind_and_rule(ask: Ask) -> None:
    page = parsed(ask(f"/artikel/{PLAIN}"))
    body = page.xpath("//section[@class='body']")[0]
    order = [" ".join(" ".join(part.itertext()).split()) for part in body.xpath("./p | .//aside")]
    assert [text.split()[0] for text in order] == ["REDELONG", "Dihapus", "“Netralitas", "Pelanggaran", "Dihapus"]
    assert order[1] == "Dihapus di sini tautan terkait aturan baca_juga BACA JUGA: Sekda Ingatkan Jempol ASN"


def test_editions_and_captures_can_be_followed(ask: Ask, captures: dict[str, int]) -> None:
    page = ask(f"/artikel/{PLAIN}")
    links = parsed(page).xpath("//@href")
    assert f"/artikel/{PLAIN}?edisi=1" in links
    assert f"/tangkapan/{captures['read/101/berita/15']}" in links
    assert "halaman 2" in words_of(page)
    assert warc.digest(PAGE.encode()) in page.text
    old = ask(f"/artikel/{PLAIN}?edisi=1")
    assert "Isi lama tanpa tambahan." in old.text
    assert "Ini edisi 1 dari 2" in words_of(old)
    assert "Dihapus di sini" not in words_of(old)  # spans are known for the newest edition only


def test_copies_in_other_outlets_are_named(ask: Ask) -> None:
    assert "Bawaslu Ingatkan Netralitas Suara Teluk, 3 Januari 2025" not in words_of(ask(f"/artikel/{PLAIN}"))
    assert "Salinan di outlet lain Bawaslu Ingatkan Netralitas Suara Teluk" in words_of(ask(f"/artikel/{PLAIN}"))


def test_a_live_link_goes_to_the_outlet_and_tells_it_nothing(ask: Ask) -> None:
    link = parsed(ask(f"/artikel/{PLAIN}")).xpath("//ul[@class='actions']//a")[0]
    assert link.get("href") == "https://radarsamudra.disway.example/read/101/berita"
    assert {"noopener", "noreferrer"} <= set(link.get("rel").split())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//x", "https://", "http://[", ""]
)
def test_only_web_addresses_are_links(url: str) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    "path", ["/artikel/9999", f"/artikel/{PLAIN}?edisi=9", f"/artikel/{PLAIN}?edisi=x", "/artikel/9999999999999999999"]
)
def test_what_is_not_there_is_a_page_that_says_so(ask: Ask, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = ask(path)
    assert page.status_code == 404
    assert "Tidak ditemukan" in words_of(page)
    assert capsys.readouterr() == ("", "")  # Datasette's own handler prints a traceback for each 404


def test_a_capture_is_inert_text_with_its_instant_and_digest(ask: Ask, captures: dict[str, int]) -> None:
    page = ask(f"/tangkapan/{captures['read/101/berita']}")
    assert page.text == PAGE
    assert page.headers["content-type"] == "text/plain; charset=utf-8"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["content-security-policy"].startswith("sandbox;")
    assert page.headers["memento-datetime"] == "Fri, 20 Nov 2026 01:02:03 GMT"
    assert page.headers["warc-payload-digest"] == warc.digest(PAGE.encode())
    assert page.headers["link"] == '<https://radarsamudra.disway.example/read/101/berita>; rel="original"'


def test_a_compressed_capture_is_shown_decoded(ask: Ask, captures: dict[str, int]) -> None:
    assert ask(f"/tangkapan/{captures['read/101/berita/15']}").text == "<p>Halaman dua, netralitas.</p>"


def test_the_bytes_as_received_match_the_digest(ask: Ask, captures: dict[str, int]) -> None:
    kept = ask(f"/tangkapan/{captures['read/101/berita/15']}/byte")
    found = "sha1:" + b32encode(hashlib.sha1(kept.content, usedforsecurity=False).digest()).decode()
    assert found == kept.headers["warc-payload-digest"]
    assert kept.headers["content-disposition"].startswith("attachment;")


def test_a_revisit_shows_the_bytes_that_it_refers_to(ask: Ask) -> None:
    page = ask("/tangkapan/77")
    assert page.text == PAGE
    assert page.headers["memento-datetime"] == "Sat, 21 Nov 2026 01:00:00 GMT"


@pytest.mark.parametrize(
    ("capture", "status", "sentence"),
    [
        (78, 404, "tidak ada di sini"),  # its name leads out of the directory of WARCs
        (79, 404, "Berkas WARC hilang.warc.gz tidak ada di sini"),
        (80, 404, "tidak cocok dengan digest"),
    ],
)
def test_a_capture_that_cannot_be_shown_says_why(ask: Ask, capture: int, status: int, sentence: str) -> None:
    for path in (f"/tangkapan/{capture}", f"/tangkapan/{capture}/byte"):
        page = ask(path)
        assert (page.status_code, sentence in words_of(page)) == (status, True)


def test_a_picture_is_not_shown_as_text_but_can_be_had(ask: Ask, captures: dict[str, int]) -> None:
    page = ask(f"/tangkapan/{captures['gambar']}")
    assert page.status_code == 422
    assert "tidak dapat ditampilkan sebagai teks" in words_of(page)
    assert ask(f"/tangkapan/{captures['gambar']}/byte").content.startswith(b"\x89PNG")


def test_without_warcs_captures_say_that_they_are_elsewhere(archive: Path, captures: dict[str, int]) -> None:
    bare = site.build(archive, metadata=METADATA)
    try:
        page = asking(bare)(f"/tangkapan/{captures['gambar']}")
        assert (page.status_code, "tanpa berkas WARC" in words_of(page)) == (404, True)
    finally:
        site.close(bare)
