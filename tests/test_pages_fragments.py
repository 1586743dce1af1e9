"""Small pieces of pages (fragments.yml): boxes, players, polls, notes, signatures and captions in all dress."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
import yaml

from bench.spelled import HEADLINE, OUTLET
from pipeline.pages.reading import read
from tests.test_pages_strangers import ARTICLE, URL, among

DATA: Final = yaml.safe_load(Path(__file__).with_name("fragments.yml").read_text("utf-8"))
GONE: Final = [(family, at, html) for family, pieces in DATA["gone"].items() for at, html in pieces]


@pytest.mark.parametrize(("family", "at", "html"), GONE)
def test_what_is_no_text_of_the_article_goes_and_nothing_with_it(family: str, at: int, html: str) -> None:
    assert among(html, at) == list(ARTICLE), family


@pytest.mark.parametrize("html", DATA["kept"])
@pytest.mark.parametrize("at", [1, 3])
def test_what_the_article_says_of_such_things_stays(html: str, at: int) -> None:
    lines = [text for piece in re.split(r"</(?:p|li|h3)>", html) if (text := re.sub(r"<[^>]*>", "", piece))]
    assert [paragraph for paragraph in among(html, at) if paragraph not in ARTICLE] == lines


def dated(*, head: str = "", above: str = "", top: str = "", foot: str = "") -> tuple[datetime | None, datetime | None]:
    """Return when the article of a page with such pieces was published and modified."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
    page = (
        f"<html><head><title>{HEADLINE}</title>{head}</head><body><main><article class='isi'>{above}"
        f"<h1>{HEADLINE}</h1>{top}<div class='teks'>{body}</div>{foot}</article></main></body></html>"
    )
    reading = read(page, url=URL, outlet=OUTLET, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
    first, last = reading.published, reading.modified
    return first.at if first else None, last.at if last else None


@pytest.mark.parametrize(
    "top",
    [
        "<div class='m'>17-OKT-24 jam 18.48</div>",
        "<p>17/X/2024 pkl. 18.48</p>",
        "<p>Kamis, Oktober 17, 2024 - 06.48 PM</p>",
        "<div class='tgl'><div>17</div><div>Oktober</div><div>2024</div></div><div class='jam'>18:48 WIB</div>",
        "<p>Kamis 17 Okt'24 | 18:48</p>",
        "<p>18:48, 17 Oktober 2024</p>",
    ],
)
def test_a_date_in_an_odd_form_is_read_to_the_minute(top: str) -> None:
    assert dated(top=top)[0] == datetime(2024, 10, 17, 11, 48, tzinfo=UTC)


def test_the_hour_beside_the_headline_belongs_to_the_day_above_it() -> None:
    tile = "<div class='tile'><span>17</span><span>OKT</span><span>2024</span></div>"
    info = "<ul class='info'><li>oleh: admin</li><li>18.48 WIB</li></ul>"
    assert dated(above=tile, top=info)[0] == datetime(2024, 10, 17, 11, 48, tzinfo=UTC)


@pytest.mark.parametrize("day", ["Kamis, 17 Oktober 2024", "Kamis, 17 Oktober 2024 M / 14 Rabiul Akhir 1446 H"])
def test_the_day_in_print_is_older_than_the_move_to_another_system(day: str) -> None:
    moved = '<meta property="article:published_time" content="2025-06-01T03:00:00+07:00">'
    assert dated(head=moved, top=f"<p>{day}</p>")[0] == datetime(2024, 10, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "foot",
    [
        "<p>Terakhir disunting: 18 Okt 2024, 07:10 WIB</p>",
        "<footer><p>Last modified: 18 October 2024 07:10</p></footer>",
        "<footer><meta itemprop='dateModified' content='2024-10-18T07:10:00+07:00'></footer>",
    ],
)
def test_the_foot_of_an_article_tells_its_last_change(foot: str) -> None:
    changed = dated(top="<p>Kamis, 17 Oktober 2024 18:48 WIB</p>", foot=foot)[1]
    assert changed == datetime(2024, 10, 18, 0, 10, tzinfo=UTC)
