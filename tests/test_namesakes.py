"""Spellings of one name are one person, among people of one place and day; people of one surname are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.namesakes import classes, compatible


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("m asdar", "muhammad asdar"),
        ("moh asdar", "muhammad asdar"),
        ("andi baso p", "andi baso paranrengi"),
        ("a baso paranrengi", "andi baso paranrengi"),
        ("wahyudi", "wahyudi tenri"),
        ("wahyudi tenri", "wahyudi tenri ajeng"),
        ("nurkhamid", "nur khamid"),
        ("l m mustamin", "la ode mustamin"),
        ("manurung", "rikardo manurung"),
        ("budi s", "budi santoso"),
        ("soewarno hadi", "suwarno hadi"),
    ],
)
def test_one_person_under_two_spellings(one: str, other: str) -> None:
    assert compatible(one, other)
    assert compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("andi saputra", "andi wijaya"),
        ("ahmad", "ahmad fikri"),
        ("made", "made suarta"),
        ("hotman manurung", "rikardo manurung"),
        ("siti aminah", "siti rohana"),
        ("budi hartono", "budi santoso"),
        ("muhammad ali", "muhammad yusuf"),
        ("m yusuf", "ahmad yusuf"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not compatible(one, other)


def test_who_may_be_two_people_is_neither() -> None:
    people = ["manurung", "rikardo manurung", "r manurung", "hotman manurung"]
    assert classes(people) == {
        "manurung": "manurung", "rikardo manurung": "rikardo manurung", "r manurung": "rikardo manurung",
        "hotman manurung": "hotman manurung",
    }  # fmt: skip


NAMES = st.lists(st.lists(st.sampled_from(["a", "ali", "m", "muhammad", "hadi", "h", "sari"]), min_size=1, max_size=3))


@given(NAMES, st.randoms())
def test_the_person_of_a_name_does_not_depend_on_the_order(names: list[list[str]], chance: random.Random) -> None:
    keys = [" ".join(name) for name in names]
    mixed = list(keys)
    chance.shuffle(mixed)
    found = classes(keys)
    assert classes(mixed) == found
    assert all(found[found[key]] == found[key] for key in keys)
