"""Small pieces of pages (fragments.yml): boxes, players, polls, notes, signatures and captions in all dress."""

import re
from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.test_pages_strangers import ARTICLE, among

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
