"""Lines that no rule takes are weighed by what was learned; what an article may hold is never weighed."""

import pytest

from bench.spelled import ARTICLE, FETCHED_AT, HEADLINE, OUTLET, PAGE, URL
from pipeline.model import PageReading
from pipeline.pages.reading import read

ADVERT = "Tengok juga: Pemkab Salurkan Sumur Bor ke Tujuh Desa"


def reading(middle: str) -> PageReading:
    parts = [f"<p>{paragraph}</p>" for paragraph in ARTICLE]
    parts.insert(3, middle)
    return read(PAGE.format(headline=HEADLINE, text="".join(parts)), url=URL, outlet=OUTLET, fetched_at=FETCHED_AT)


def test_a_line_that_weighs_enough_goes_and_says_why() -> None:
    found = reading(f"<p>{ADVERT}</p>")
    assert list(found.paragraphs) == list(ARTICLE)
    assert [(span.rule, span.text) for span in found.removed] == [("weighed", ADVERT)]


@pytest.mark.parametrize(
    "middle",
    [
        f"<h3>{ADVERT}</h3>",
        f"<ul><li>{ADVERT}</li></ul>",
        f"<p>Isi selebaran itu:</p><p>{ADVERT}</p>",
        f"<p>“{ADVERT}”</p>",
        f"<p>{ADVERT} dinilai menyesatkan warga.</p>",
    ],
    ids=["heading", "item", "announced", "quoted", "sentence"],
)
def test_what_an_article_may_hold_is_not_weighed(middle: str) -> None:
    assert any(ADVERT in paragraph for paragraph in reading(middle).paragraphs)


def test_three_such_lines_in_a_row_among_the_sentences_are_a_list_of_the_articles() -> None:
    lines = [f"Tempat {n}: Aula Kantor Camat Pulau Rindang" for n in "ABC"]
    assert set(lines) < set(reading("".join(f"<p>{line}</p>" for line in lines)).paragraphs)
