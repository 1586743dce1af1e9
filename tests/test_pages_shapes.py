"""Shapes that belong to no platform: bodies in several pieces, headlines in any element, names above a text."""

import pytest

from tests.pages import HEADLINE, TEXT, read_html

OTHERS = (
    "Petani di hulu sungai kembali menanam padi setelah tiga bulan kekeringan melanda tujuh desa di kecamatan itu.",
    "Jembatan gantung yang putus akhir pekan lalu mulai diperbaiki warga dengan dana swadaya yang terkumpul.",
)
MORE = (
    "Sekretaris daerah menambahkan bahwa surat edaran sudah dikirim kepada seluruh kepala dinas sejak pekan lalu.",
    "Menurut dia, pegawai yang ragu dapat bertanya kepada bagian kepegawaian di instansi masing-masing setiap hari.",
)


def ps(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, title: str = f"{HEADLINE} - Kabar Senja", heading: str = f"<h1>{HEADLINE}</h1>") -> str:
    return f"<html><head><title>{title}</title></head><body><div>{heading}{body}</div></body></html>"


@pytest.mark.parametrize(
    "body",
    [
        f"<div><div>{ps(TEXT)}</div><div>{ps(MORE)}</div></div>",
        f"<div>{ps(MORE)}<div><div>{ps(TEXT)}</div></div></div>",
        f"<div><section><div>{ps(TEXT)}</div></section><section><div>{ps(MORE)}</div></section></div>",
    ],
    ids=["halves", "read more", "sections"],
)
def test_a_body_in_several_pieces_is_read_whole(body: str) -> None:
    assert set(read_html(page(f"<div>{body}</div>")).paragraphs) == {*TEXT, *MORE}


@pytest.mark.parametrize(
    "other",
    [
        "".join(f'<div><h3><a href="/x">Judul Lain dari Hulu Sungai</a></h3><p>{text}</p></div>' for text in OTHERS),
        f"<ul>{''.join(f'<li><a href=x>{text}</a></li>' for text in OTHERS)}</ul>",
        f"<div>Berita Lainnya</div><div>{ps(OTHERS)}</div>",
        f"<div>Komentar</div><div>{ps(OTHERS)}</div>",
    ],
    ids=["cards", "links", "after a label", "comments"],
)
def test_what_stands_beside_the_body_is_no_piece_of_it(other: str) -> None:
    body = f"<div><div>{ps((*TEXT, *MORE))}</div><div>{other}</div></div>"
    assert read_html(page(body)).paragraphs == (*TEXT, *MORE)


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        (f"{HEADLINE} - Kabar Senja", f"<div class='x'>{HEADLINE}</div>"),
        (f"{HEADLINE} - Kabar Senja", f"<h4>{HEADLINE}</h4>"),
        ("Kabar Senja", f"<h3>{HEADLINE}</h3>"),
        ("Kabar Senja Online", f"<font size='5'><b>{HEADLINE}</b></font>"),
        ("Kabar Senja", f"<span style='font-size: 24px'>{HEADLINE}</span>"),
    ],
    ids=["a div", "h4", "the head says the paper only", "a font", "a style"],
)
def test_a_headline_is_found_in_any_element(title: str, heading: str) -> None:
    body = f"<div>Rabu, 9 Oktober 2024 | 10:15 WIB</div><div>{ps((*TEXT, *MORE))}</div>"
    reading = read_html(page(body, title, f"<div>{heading}</div>"), url="https://kabarsenja.example/baca.php?id=3")
    assert reading.headline == HEADLINE
    assert reading.published is not None
    assert reading.published.at.isoformat() == "2024-10-09T03:15:00+00:00"


def test_a_table_at_the_end_stays() -> None:
    names = ("Harun Mahbub", "Sari Wulan", "Dimas Prayogi", "Ratna Dewi", "Yoga Saputra", "Indah Permata")
    rows = "".join(f"<tr><td><p>{name}</p></td></tr>" for name in names)
    reading = read_html(page(f"<div>{ps((*TEXT, *MORE))}<table>{rows}</table></div>"))
    assert reading.paragraphs == (*TEXT, *MORE, *names)


def test_a_title_of_one_word_is_no_beginning_of_a_heading() -> None:
    other = "<h4>Berita Terbaru Lainnya Hari Ini</h4><div><h5><a href='/x'>Judul Lain</a></h5></div>"
    body = f"<h4>{HEADLINE}</h4><div>{ps((*TEXT, *MORE))}</div>"
    reading = read_html(page(f"<div>{body}</div><div>{other}</div>", "Berita | Kabar Senja", "<h2>Berita</h2>"))
    assert reading.headline == HEADLINE


@pytest.mark.parametrize(
    "url",
    [
        "https://kabarsenja.example/index.php?option=com_content&view=article&id=31",
        "https://kabarsenja.example/?id=31",
    ],
)
def test_an_address_with_an_id_is_no_front_page(url: str) -> None:
    assert read_html(page(f"<div>{ps((*TEXT, *MORE))}</div>"), url=url).paragraphs == (*TEXT, *MORE)


def test_the_papers_name_is_no_headline() -> None:
    reading = read_html(page(f"<div>{ps((*TEXT, *MORE))}</div>", "Kabar Senja", ""))
    assert reading.headline is None
    assert "no_headline" in {finding.kind for finding in reading.findings}


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("<div>Sari Wulan, Jurnalis</div>", ("reporter", "Sari Wulan")),
        ("<div>LAPORAN: SARI WULAN</div>", ("reporter", "Sari Wulan")),
        ("<div><span>By</span><a>Sari Wulan</a> <span>Published 09/10/2024</span></div>", ("reporter", "Sari Wulan")),
        ("<div>Oleh <span>adminweb</span> pada Rabu, 09/10/2024 - 10:15</div>", None),
    ],
    ids=["office behind", "capitals", "glued", "an account"],
)
def test_a_name_above_the_text_is_credited_as_people_write_it(line: str, credit: tuple[str, str] | None) -> None:
    reading = read_html(page(f"{line}<div>{ps((*TEXT, *MORE))}</div>"))
    assert [(one.role, one.name) for one in reading.credits] == ([credit] if credit else [])
