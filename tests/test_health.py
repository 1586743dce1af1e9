"""An outlet that stops yielding is told, with the cause; one that yields nothing is never green."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline import health
from pipeline.errors import ArticleError
from pipeline.health import Day, Page, Reading
from pipeline.index import SAYS
from pipeline.model import Expect
from scrapers.preserve import KINDS
from tests.conftest import ROOT

NOW = datetime(2025, 3, 1, 3, 0, tzinfo=UTC)
TODAY = NOW.date()
THEME = frozenset(range(60))


def page(day: date, state: str = "captured", read: bool = True) -> Page:
    return Page(url=f"https://a.example/{day}/{state}", outlet="a", day=day, state=state, read=read, at=NOW)


def daily(first: int, last: int, a_day: int = 1) -> list[Page]:
    """Return pages of the days from `first` to `last` days ago."""
    return [page(TODAY - timedelta(days=n)) for n in range(last, first + 1) for _ in range(a_day)]


def ledger(pages: Sequence[Page], expect: Expect | None = None, began: int = 100) -> list[Day]:
    return health.ledger(pages, outlet="a", today=TODAY, expect=expect, began=TODAY - timedelta(days=began))


def kinds(
    days: Sequence[Day] = (), readings: Sequence[Reading] = (), expect: Expect | None = None,
    robots: Sequence[tuple[datetime, str]] = (), answered: Mapping[str, int] | None = None,
) -> dict[str, str]:  # fmt: skip
    found = health.alarms(
        outlet="a", now=NOW, days=days, readings=readings, expect=expect, robots=robots, visits=[{"captures": 3}],
        answered=answered or {},
    )  # fmt: skip
    return {alarm.kind: alarm.message for alarm in found}


def test_a_day_is_counted_by_what_became_of_its_articles() -> None:
    day = TODAY - timedelta(days=1)
    pages = [page(day), page(day, "failed", False), page(day, "blocked", False), page(day, "missing", False)]
    [found] = [d for d in ledger(pages) if d.day == day]
    assert (found.listed, found.fetched, found.read, found.failed, found.blocked) == (4, 1, 1, 1, 1)


def test_what_is_expected_is_learned_from_the_weeks_before_or_said_by_the_catalogue() -> None:
    days = {d.day: d for d in ledger(daily(100, 1, a_day=2))}
    assert days[TODAY].expected == pytest.approx(2.0)
    assert days[TODAY - timedelta(days=95)].expected is None
    said = {d.day: d for d in ledger([], Expect(articles_per_week=14))}
    assert said[TODAY].expected == 2.0


def test_days_before_the_first_run_teach_nothing_and_are_kept_where_they_brought_something() -> None:
    old = page(date(2020, 11, 2))
    days = ledger([old, *daily(10, 0)], began=10)
    assert days[0].day == old.day
    assert {d.expected for d in days} == {None}
    assert len(days) == 1 + 11 or days[1].day == TODAY - timedelta(days=health.LEDGER)


def test_an_outlet_that_falls_silent_is_told_after_as_many_days_as_its_rhythm_needs() -> None:
    busy, quiet = daily(100, 5), [page(TODAY - timedelta(days=7 * n)) for n in range(1, 15)]
    assert "since 2025-02-24" in kinds(ledger(busy))["silent_outlet"]
    assert "silent_outlet" not in kinds(ledger(daily(100, 2)))
    assert "silent_outlet" not in kinds(ledger(quiet))
    assert "ever" in kinds(ledger([], Expect(articles_per_week=7)))["silent_outlet"]


def test_an_outlet_that_never_yielded_is_not_green() -> None:
    assert list(kinds(ledger([]))) == ["nothing_yet"]
    assert kinds(ledger(daily(100, 0))) == {}


def readings(*shares: tuple[int, bool], theme: frozenset[int] = THEME) -> list[Reading]:
    return [
        Reading(at=NOW, filled={"published_at": filled, "body": True, "byline": n % 2 == 0}, signature=theme)
        for count, filled in shares
        for n in range(count)
    ]


def test_a_field_that_goes_empty_is_named_and_one_that_always_was_is_not() -> None:
    days = ledger(daily(100, 0))
    lost = kinds(days, readings((20, True), (5, False)))
    assert lost["selector_empty"] == "published_at is empty in the newest 5 articles, and was filled in 100% before"
    assert "newest 30 articles" in kinds(days, readings((10, True), (30, False)))["selector_empty"]
    assert "selector_empty" not in kinds(days, readings((25, False)))
    assert "selector_empty" not in kinds(days, readings((20, True), (2, False), (3, True)))
    said = kinds(days, readings((10, True)), Expect(fill={"byline": 0.9}))
    assert "the catalogue has 90%" in said["selector_empty"]


def test_another_template_is_told_and_a_few_other_classes_are_not() -> None:
    days = ledger(daily(100, 0))
    other, near = frozenset(range(1000, 1060)), frozenset([*range(4, 60), 2000, 2001])
    assert "template_changed" in kinds(days, [*readings((10, True)), *readings((5, True), theme=other)])
    assert "newest 30" in kinds(days, [*readings((10, True)), *readings((30, True), theme=other)])["template_changed"]
    assert "template_changed" not in kinds(days, [*readings((10, True)), *readings((5, True), theme=near)])
    assert "template_changed" not in kinds(days, [*readings((10, True)), *readings((4, True), theme=other)])


def test_being_refused_is_told_apart_from_a_page_that_is_refused() -> None:
    days = ledger(daily(100, 0))
    assert "refused 6 of 8 article pages" in kinds(days, answered={"blocked": 6, "captured": 2})["shut_out"]
    assert "shut_out" not in kinds(days, answered={"blocked": 1, "captured": 9})
    assert "shut_out" not in kinds(days, answered={"missing": 9, "gone": 2})


def test_a_change_of_robots_txt_is_told_for_a_week() -> None:
    days = ledger(daily(100, 0))
    old, new = (NOW - timedelta(days=40), "a"), (NOW - timedelta(days=2), "b")
    assert "robots_changed" in kinds(days, robots=[old, new])
    assert "robots_changed" not in kinds(days, robots=[(NOW - timedelta(days=60), "b"), (old[0], "a")])
    assert "robots_changed" not in kinds(days, robots=[old, (new[0], "a")])


def test_gaps_are_spans_that_chance_does_not_explain_and_that_nobody_looked_through() -> None:
    pages = [*daily(100, 40), *daily(29, 0)]
    [gap] = health.gaps(ledger(pages))
    assert (gap.first, gap.last) == (TODAY - timedelta(days=39), TODAY - timedelta(days=30))
    assert gap.expected > health.MISSED
    assert list(health.gaps(ledger(pages), looked_through=[(gap.first, gap.last)])) == []
    assert list(health.gaps(ledger([*daily(100, 40), *daily(38, 0)]))) == []


def test_every_kind_that_the_code_names_has_a_meaning() -> None:
    calls = {"Finding", "Fault", "Occurrence", "notice"}
    named: set[str] = {kind for _, kind in KINDS} | set(SAYS) | {error.kind for error in errors(ArticleError)}
    for path in (*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "scrapers").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in calls:
                said = [word.value for word in node.keywords if word.arg == "kind"]
                named |= {str(word.value) for word in said if isinstance(word, ast.Constant)}
    assert named - health.meanings().keys() <= {"not_an_article"}


def errors(kind: type[ArticleError]) -> Iterator[type[ArticleError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from errors(below)


def test_every_alarm_has_a_meaning_and_no_two_kinds_share_one() -> None:
    said = [meaning.says for meaning in health.meanings().values()]
    assert len(set(said)) == len(said)
    assert health.is_alarm("silent_outlet")
    assert not health.is_alarm("missing")
    assert {"gone", "missing", "blocked", "server_error"} <= health.meanings().keys()
