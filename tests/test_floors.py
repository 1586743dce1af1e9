"""Our readers never get worse than tests/floors.json says; `python -m bench.floors --write` raises it."""

from pathlib import Path

import pytest

from bench import floors
from bench.cases import FETCHED_AT, Case
from bench.masked import flatten, mask
from bench.real import real_cases
from bench.score import Answer, score, summarise
from pipeline.model import Outlet

INVENTED = sorted(key for key in floors.load() if ".real." not in key)
REAL = sorted(key for key in floors.load() if ".real." in key)


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return floors.measure(floors.invented())


@pytest.fixture(scope="module")
def real_figures(shared: Path) -> dict[str, float]:
    return floors.measure(real_cases(shared))


@pytest.mark.parametrize("key", INVENTED)
def test_invented_pages_are_read_as_well_as_ever(key: str, figures: dict[str, float]) -> None:
    assert not floors.worse(key, figures[key], floors.load()[key])


@pytest.mark.parametrize("key", REAL)
def test_real_pages_are_read_as_well_as_ever(key: str, real_figures: dict[str, float]) -> None:
    assert not floors.worse(key, real_figures[key], floors.load()[key])


def test_every_figure_of_invented_pages_has_a_floor(figures: dict[str, float]) -> None:
    assert set(figures) == set(INVENTED)


# -- the floors themselves


@pytest.mark.parametrize(
    ("key", "floor", "value", "sinks"),
    [
        ("extract.newsroom.exact", 0.9, 0.95, False),
        ("extract.newsroom.exact", 0.9, 0.9, False),
        ("extract.newsroom.exact", 0.9, 0.85, True),
        ("extract.newsroom.leak", 0.1, 0.05, False),
        ("extract.newsroom.leak", 0.1, 0.15, True),
    ],
)
def test_a_floor_sinks_only_when_that_is_said(key: str, floor: float, value: float, sinks: bool) -> None:
    assert floors.raised({key: floor}, {key: value}, lower=True) == {key: value}
    if sinks:
        with pytest.raises(ValueError, match=key):
            floors.raised({key: floor}, {key: value})
    else:
        assert floors.raised({key: floor}, {key: value}) == {key: value}


# -- the yardstick

GOLD = (
    "Penjabat bupati meminta seluruh pegawai menjaga jarak dari pasangan calon.",
    "Ia menyampaikan pesan itu saat apel bersama di halaman kantor.",
    "Apel ditutup dengan doa.",
)
RELATED = "Baca Juga: Harga Cabai Turun Lagi"
CASE = Case(
    id="x", group="newsroom", skin="x", url="https://x.example/a", html="", paragraphs=GOLD, boilerplate=(RELATED,),
    outlet=Outlet(slug="x", name="X", platform="generic", home_url="https://x.example/"), headline="Pegawai Netral",
    published=FETCHED_AT, credits=frozenset({("reporter", "Rani Safitri"), ("editor", "Bram Setiono")}),
)  # fmt: skip


def test_a_perfect_answer_scores_full_marks() -> None:
    answer = Answer(
        text="\n".join(GOLD), paragraphs=GOLD, title="Pegawai netral", date="2026-08-01T07:00:00",
        authors=("Rani Safitri",), credits=CASE.credits,
    )  # fmt: skip
    summary = summarise([score(CASE, answer)])
    assert (summary.body_f1, summary.exact, summary.leak, summary.over_cut) == (1, 1, 0, 0)
    assert (summary.headline, summary.date, summary.day, summary.author, summary.credits) == (1, 1, 1, 1, 1)


def test_a_related_line_in_the_text_is_a_leak_and_no_cut() -> None:
    said = score(CASE, Answer(text="\n".join((GOLD[0], f"{GOLD[1]} {RELATED.upper()}", GOLD[2]))))
    assert (said.leaked, said.cut, said.exact) == ((RELATED,), (), False)
    assert 0.7 < said.f1 < 1


def test_a_paragraph_that_is_gone_or_half_gone_is_a_cut() -> None:
    assert score(CASE, Answer(text="\n".join(GOLD[:2]))).cut == GOLD[2:]
    assert score(CASE, Answer(text="\n".join((GOLD[0][:40], *GOLD[1:])))).cut == GOLD[:1]


def test_a_line_that_the_article_says_itself_is_no_leak() -> None:
    assert score(CASE, Answer(text="\n".join(GOLD))).leaked == ()
    said = Case(**{**{n: getattr(CASE, n) for n in CASE.__dataclass_fields__}, "boilerplate": ("apel bersama",)})
    assert score(said, Answer(text="\n".join(GOLD))).leaked == ()


@pytest.mark.parametrize(
    ("date", "minute", "day"),
    [
        ("2026-08-01T00:00:45+00:00", True, True),
        ("2026-08-01T07:00:00", True, True),
        ("2026-08-01T00:00:00", False, True),
        ("2026-08-01", False, True),
        ("2026-07-31", False, False),
        ("kemarin", False, False),
        (None, False, False),
    ],
)
def test_dates_count_to_the_minute_and_by_the_outlets_day(date: str | None, minute: bool, day: bool) -> None:
    said = score(CASE, Answer(date=date))
    assert (said.date, said.day) == (minute, day)


def test_what_an_extractor_does_not_give_is_not_held_against_it() -> None:
    said = score(CASE, Answer(text="\n".join(GOLD), gives=frozenset()))
    assert (said.headline, said.date, said.author, said.credits) == (None, None, None, None)


def test_nobody_is_named_where_the_page_names_nobody() -> None:
    quiet = Case(**{**{n: getattr(CASE, n) for n in CASE.__dataclass_fields__}, "credits": frozenset()})
    assert score(quiet, Answer(authors=())).author is True
    assert score(quiet, Answer(authors=("Redaksi X",))).author is False


def test_a_masked_page_shows_the_same_and_tells_nothing() -> None:
    page = (
        "<html><head><meta name=generator content='WordPress 6'><script type='application/ld+json'>{}</script></head>"
        "<body><!-- theme --><div class='entry-content post' id=main itemprop=articleBody>"
        "<p>Isi berita.</p></div></body></html>"
    )
    masked = mask(page)
    assert "<p>Isi berita.</p>" in masked
    assert not any(word in masked for word in ("WordPress", "ld+json", "entry-content", "articleBody", "main", "theme"))
    assert mask(page) == masked
    assert "<div>Isi berita.</div>" in flatten(page)
