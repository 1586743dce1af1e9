"""Articles of one event share it, twins stay apart, and what is unsure belongs to no event."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.events import link
from pipeline.told import Told

DAY = date(2024, 10, 7)
PLEDGE = Told(
    article=1, cluster=1, type="pledge", province="18", regency="18.13", day=DAY, published=DAY,
    actors=frozenset({"ASN"}), people=frozenset({"hendra wirawan", "rosdiana"}),
)  # fmt: skip


def other(article: int, **fields: Any) -> Told:
    """Return another outlet's own report of the pledge."""
    return replace(PLEDGE, article=article, **({"cluster": article} | fields))


def test_an_article_alone_is_an_event_of_its_own() -> None:
    assert link([PLEDGE]) == {1: 1}


@pytest.mark.parametrize(
    "second",
    [
        other(2),
        other(2, people=frozenset({"hendra wirawan"}), actors=frozenset({"ASN", "PPPK"})),
        other(2, people=frozenset()),
        other(2, actors=frozenset()),
        other(2, cluster=1, people=frozenset()),
        other(2, published=date(2024, 10, 12)),
        other(2, day=None, published=date(2024, 10, 8)),
        other(2, regency=None),
        other(2, people=frozenset({"h wirawan"})),
        other(2, type="assembly"),
        other(2, type="appeal", people=frozenset({"rosdiana"})),
        other(2, province=None, regency=None),
        other(2, day=date(2024, 10, 8), inferred=True, published=date(2024, 10, 9)),
        other(2, cluster=1, type="appeal", published=date(2024, 10, 8)),
        other(2, cluster=1, type=None, province=None, regency=None, day=None),
    ],
    ids=[
        "own words", "more actors", "nobody named", "no actor", "copy", "late report", "follow-up without a date",
        "only the province", "a name in initials", "a neighbouring act", "a neighbouring act, fewer people",
        "no place but two people in common", "a day that may be another", "copy under a headline of another type",
        "copy of which nothing is known",
    ],
)  # fmt: skip
def test_reports_of_one_event_share_it(second: Told) -> None:
    assert link([PLEDGE, second]) == {1: 1, 2: 1}


@pytest.mark.parametrize(
    "second",
    [
        other(2, regency="18.04"),
        other(2, regency="18.04", people=frozenset()),
        other(2, province="17", regency="17.01"),
        other(2, day=date(2024, 10, 8)),
        other(2, type="incumbent_transfer"),
        other(2, type="appeal", people=frozenset({"hendra wirawan", "asep tandang"})),
        other(2, actors=frozenset({"Polri"})),
        other(2, people=frozenset({"asep tandang"})),
    ],
    ids=[
        "regency",
        "regency, nobody named",
        "province",
        "day",
        "act",
        "act, one person in common",
        "actor",
        "other people",
    ],
)
def test_twins_stay_apart(second: Told) -> None:
    assert link([PLEDGE, second]) == {1: 1, 2: 2}


@pytest.mark.parametrize(
    "unsure",
    [
        other(2, day=None, published=date(2024, 10, 20)),
        other(2, day=None, people=frozenset()),
        other(2, day=None, published=date(2024, 10, 1)),
        other(2, province=None, regency=None, people=frozenset({"rosdiana"})),
        other(2, type="statement"),
        other(2, type="statistics"),
        other(2, type=None),
    ],
    ids=["too late", "no date and nobody named", "before it", "no place", "statement", "statistics", "no act"],
)
def test_what_is_unsure_belongs_to_no_event(unsure: Told) -> None:
    assert link([PLEDGE, unsure]) == {1: 1}


CASE = replace(
    PLEDGE, type="complaint", people=frozenset({"sutan wijaya", "rosdiana"}), voices=frozenset({"rosdiana"}),
    violations=frozenset({"V03"}),
)  # fmt: skip


def report(article: int, **fields: Any) -> Told:
    """Return another outlet's own report of the case."""
    return replace(CASE, article=article, **({"cluster": article} | fields))


def test_two_breaches_of_one_day_on_which_one_supervisor_speaks_are_two_events() -> None:
    second = report(2, violations=frozenset({"V01"}), people=frozenset({"rosdiana"}))
    assert link([CASE, second]) == {1: 1, 2: 2}


def test_an_act_coded_otherwise_does_not_part_reports_that_name_the_same_people() -> None:
    assert link([CASE, report(2, violations=frozenset({"V01"}))]) == {1: 1, 2: 1}


@pytest.mark.parametrize("kind", ["alleged_violation", "process", "sanction", "criminal_case"])
def test_stages_of_a_case_told_of_one_day_by_the_same_people_are_one_event(kind: str) -> None:
    assert link([CASE, report(2, type=kind)]) == {1: 1, 2: 1}
    assert link([CASE, report(2, type=kind, people=frozenset({"rosdiana", "lukman"}))]) == {1: 1, 2: 2}
    assert link([CASE, report(2, type=kind, day=date(2024, 10, 9))]) == {1: 1, 2: 2}


def test_initials_mean_the_one_person_who_has_them() -> None:
    unnamed = report(2, people=frozenset({"edy hartono"}), initials=frozenset({"sw"}))
    assert link([CASE, unnamed]) == {1: 1, 2: 1}
    assert link([CASE, replace(unnamed, initials=frozenset({"xy"}))]) == {1: 1, 2: 2}
    namesake = report(3, people=frozenset({"siti wulandari"}), violations=frozenset({"V01"}))
    assert link([CASE, unnamed, namesake])[2] == 2


def test_an_office_tells_of_whom_a_report_speaks() -> None:
    named = replace(CASE, offices=frozenset({"camat porsea"}))
    same = report(2, people=frozenset({"edy hartono"}), offices=frozenset({"camat porsea"}))
    assert link([named, same]) == {1: 1, 2: 1}
    another = report(2, people=frozenset({"rosdiana"}), offices=frozenset({"camat laguboti"}))
    assert link([named, another]) == {1: 1, 2: 2}


def test_an_unspecified_breach_contradicts_none() -> None:
    first = replace(PLEDGE, type="complaint", violations=frozenset({"V03"}))
    second = other(2, type="complaint", violations=frozenset({"V99"}))
    assert link([first, second]) == {1: 1, 2: 1}


def test_an_article_that_fits_two_events_is_in_neither() -> None:
    police = other(2, actors=frozenset({"Polri"}), people=frozenset({"andi saputra"}))
    both = other(3, actors=frozenset({"ASN", "Polri"}), people=frozenset())
    bridge = other(4, actors=frozenset({"ASN", "Polri"}), people=PLEDGE.people | police.people)
    assert link([PLEDGE, police, both]) == {1: 1, 2: 2}
    assert link([PLEDGE, police, bridge]) == {1: 1, 2: 2}


def test_the_stages_of_a_case_are_events_of_their_own() -> None:
    complaint = replace(PLEDGE, type="complaint")
    process = other(2, type="process", day=date(2024, 10, 9))
    sanction = other(3, type="sanction", day=date(2024, 11, 2))
    assert link([complaint, process, sanction]) == {1: 1, 2: 2, 3: 3}


def test_an_event_keeps_its_name_when_a_report_is_added() -> None:
    assert link([PLEDGE, other(2)])[1] == link([PLEDGE, other(2), other(3)])[3]


TOLD = st.builds(
    Told,
    article=st.integers(1, 10_000),
    cluster=st.integers(1, 6),
    type=st.sampled_from(["pledge", "complaint", "statement", None]),
    province=st.sampled_from(["18", None]),
    regency=st.sampled_from(["18.13", "18.04", None]),
    day=st.sampled_from([DAY, None]),
    published=st.sampled_from([DAY, date(2024, 10, 8), None]),
    actors=st.frozensets(st.sampled_from(["ASN", "Polri", "TNI"])),
    people=st.frozensets(st.sampled_from(["a b", "c d", "e f"]), max_size=2),
    violations=st.frozensets(st.sampled_from(["V01", "V03", "V99"]), max_size=2),
)


@given(st.lists(TOLD, max_size=14, unique_by=lambda one: one.article), st.randoms())
def test_events_do_not_depend_on_the_order_of_articles(told: list[Told], chance: random.Random) -> None:
    found = link(told)
    mixed = list(told)
    chance.shuffle(mixed)
    assert link(mixed) == found
    for article, event in found.items():
        assert event <= article
        assert found[event] == event


@given(st.lists(TOLD, max_size=10, unique_by=lambda one: one.article))
def test_no_event_holds_two_regencies_or_two_days(told: list[Told]) -> None:
    found = link(told)
    for event in set(found.values()):
        members = [one for one in told if found.get(one.article) == event]
        assert len({one.regency for one in members if one.regency}) <= 1
        assert len({one.day for one in members if one.day}) <= 1
