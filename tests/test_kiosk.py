"""The kiosk: each page holds what its gold says, and no reader of ours falls behind on it (see test_floors)."""

import pytest

from bench.cases import bare
from newsroom import kiosk
from newsroom.kiosk import Shown

PAGES = [*kiosk.shown("dev"), *kiosk.shown("held")]


def name(shown: Shown) -> str:
    return f"{shown.stand.template}-{shown.piece.id}-{shown.part}"


@pytest.mark.parametrize("shown", PAGES, ids=name)
def test_a_page_prints_its_gold(shown: Shown) -> None:
    page = bare(shown.html)
    wanted = [*shown.paragraphs, shown.piece.headline, *shown.boilerplate, *(who for _, who in shown.credits)]
    assert [text for text in wanted if bare(text) not in page] == []


def test_a_template_stands_once_and_both_halves_have_their_share() -> None:
    templates = [stand.template for stand in kiosk.stands()]
    assert len(set(templates)) == len(templates) >= 35
    assert {path.stem for path in (kiosk.HERE / "templates").glob("*.html")} == set(templates)
    held = sum(stand.half == "held" for stand in kiosk.stands())
    assert abs(2 * held - len(templates)) <= 2
