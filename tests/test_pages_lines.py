"""Lines of hundreds of spellings among the paragraphs of a page that nobody knows: what goes, and what stays."""

from typing import Final

import pytest

from bench.spelled import FETCHED_AT, OUTLET, URL, ZONES, Spelled, spelled
from pipeline.pages.reading import read

LINES: Final = list(spelled())


def is_right(one: Spelled) -> bool:
    paragraphs = read(one.html, url=URL, outlet=OUTLET, fetched_at=FETCHED_AT).paragraphs
    return list(paragraphs) == one.paragraphs


@pytest.mark.parametrize("zone", ZONES)
def test_a_line_that_is_not_the_articles_goes_and_nothing_with_it(zone: str) -> None:
    assert [one.line for one in LINES if one.zone == zone and one.junk and not is_right(one)] == []


@pytest.mark.parametrize("zone", ZONES)
def test_a_line_of_the_article_stays_whatever_it_begins_with(zone: str) -> None:
    assert [one.line for one in LINES if one.zone == zone and not one.junk and not is_right(one)] == []
