"""The kiosk: each page holds what its gold says, and no reader of ours falls behind on it (see test_floors)."""

import re

import pytest

from bench.cases import bare
from newsroom import kiosk
from newsroom.kiosk import Shown

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\([^u])")
PAGES = [*kiosk.shown("dev"), *kiosk.shown("held")]


def name(shown: Shown) -> str:
    return f"{shown.stand.template}-{shown.piece.id}-{shown.part}"


def scripted(html: str) -> str:
    """Return a page with the strings in its scripts written out: where a script draws the text, they hold it."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2].replace("n", " "), html)


@pytest.mark.parametrize("shown", PAGES, ids=name)
def test_a_page_prints_its_gold(shown: Shown) -> None:
    page = bare(shown.html) + bare(scripted(shown.html))
    wanted = [*shown.paragraphs, shown.piece.headline, *shown.boilerplate, *(who for _, who in shown.credits)]
    assert [text for text in wanted if bare(text) not in page] == []


def test_a_template_stands_once_and_both_halves_have_their_share() -> None:
    templates = [stand.template for stand in kiosk.stands()]
    assert len(set(templates)) == len(templates) >= 35
    assert {path.stem for path in (kiosk.HERE / "templates").glob("*.html")} == set(templates)
    held = sum(stand.half == "held" for stand in kiosk.stands())
    assert abs(2 * held - len(templates)) <= 2
