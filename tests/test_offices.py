"""Who holds an office is told by other articles, where exactly one holder fits."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.offices import Office, Sighting, by_office, held, holder, holders, office

PESIBAR = Office(role="bupati", region="18.13", acting=True)
DAY = date(2024, 10, 7)


def seen(name: str, day: date = DAY, of: Office = PESIBAR) -> Sighting:
    return Sighting(office=of, name=name, key=name.lower(), on=day)


def told(*sightings: Sighting, wanted: Office = PESIBAR, on: date = DAY) -> str | None:
    found = holder(wanted, on, by_office(holders(sightings)))
    return found.name if found else None


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Pjs Bupati Pesisir Barat", ("bupati", "18.13", True)),
        ("Penjabat Sementara (Pjs) Bupati", ("bupati", "18.13", True)),
        ("Pj. Gubernur", ("gubernur", "18", True)),
        ("Bupati Pesibar", ("bupati", "18.13", False)),
        ("Ketua Bawaslu Provinsi Lampung", ("ketua bawaslu", "18", False)),
        ("Sekretaris Daerah (Sekda) Pesisir Barat", ("sekda", "18.13", False)),
        ("Sekdaprov Lampung", ("sekda", "18", False)),
        ("Ketua Panwaslih Kota Banda Aceh", ("ketua bawaslu", "11.71", False)),
        ("Wakil Bupati Lima Puluh Kota", ("wakil bupati", "13.07", False)),
        ("Bupati Kotabaru", ("bupati", "63.02", False)),
        ("Ketua Bawaslu Kabupaten Bogor", ("ketua bawaslu", "32.01", False)),
    ],
)
def test_an_office_is_told_with_its_region(role: str, expected: tuple[str, str, bool]) -> None:
    found = office(role, regency="18.13", province="18")
    assert found is not None
    assert (found.role, found.region, found.acting) == expected


@pytest.mark.parametrize(
    "role",
    [
        "mantan Bupati Pesisir Barat", "calon Bupati Pesisir Barat", "Bupati terpilih", "istri Bupati",
        "Ketua Bawaslu RI", "Ketua Bawaslu Bogor", "Wali Kota", "Anggota Bawaslu Pesisir Barat", "Kepala Dinas",
        "Ketua Tim Pemenangan", "Bupati Negeri Dongeng", "Ketua Bawaslu Divisi Hukum", "warga", "",
    ],
)  # fmt: skip
def test_what_several_hold_or_nobody_or_nobody_knows_where_is_none(role: str) -> None:
    assert office(role, regency="18.13", province="18") is None


def test_a_chair_without_a_region_is_not_learned_from() -> None:
    assert held("Ketua Bawaslu", regency="18.13", province="18") is None
    assert held("Bupati", regency="18.13", province="18") is not None


def test_the_one_holder_is_told() -> None:
    assert told(seen("Hendra Wirawan"), seen("Hendra", DAY + timedelta(days=3))) == "Hendra Wirawan"


@pytest.mark.parametrize("days", [-45, 45])
def test_nobody_is_told_long_before_or_after_the_holder_was_seen(days: int) -> None:
    assert told(seen("Hendra Wirawan"), on=DAY + timedelta(days=days)) is None


@pytest.mark.parametrize("days", [-20, 20])
def test_the_weeks_around_count(days: int) -> None:
    assert told(seen("Hendra Wirawan"), on=DAY + timedelta(days=days)) == "Hendra Wirawan"


def test_two_holders_of_one_time_leave_it_open() -> None:
    assert told(seen("Hendra Wirawan"), seen("Danu Saputra", DAY + timedelta(days=20))) is None


def test_a_holder_of_another_region_is_none_of_this_one() -> None:
    assert told(seen("Danu Saputra", of=Office(role="bupati", region="18.01", acting=True))) is None


def test_an_acting_holder_is_not_the_elected_one() -> None:
    elected = Office(role="bupati", region="18.13")
    both = (seen("Hendra Wirawan"), seen("Agus Setia", of=elected))
    assert told(*both) == "Hendra Wirawan"
    assert told(*both, wanted=elected) is None
    assert told(both[1], wanted=elected) == "Agus Setia"
    assert told(both[0], wanted=elected) is None


def test_a_surname_that_two_holders_share_belongs_to_neither() -> None:
    names = [one.key for one in holders([seen("Budi Santoso"), seen("Hari Santoso"), seen("Santoso")])]
    assert sorted(names) == ["budi santoso", "hari santoso", "santoso"]


def test_a_row_counts_its_articles_and_its_days() -> None:
    [row] = holders([seen("Hendra Wirawan", DAY + timedelta(days=n)) for n in (5, 0, 9)])
    assert (row.articles, row.first, row.last) == (3, DAY, DAY + timedelta(days=9))


@given(st.lists(st.builds(seen, st.sampled_from(["Budi Santoso", "Hari Santoso", "Santoso", "Budi"]),
                          st.dates(DAY, DAY + timedelta(days=60))), max_size=12), st.randoms())  # fmt: skip
def test_holders_do_not_depend_on_the_order_of_articles(sightings: list[Sighting], chance: random.Random) -> None:
    mixed = list(sightings)
    chance.shuffle(mixed)
    assert holders(mixed) == holders(sightings)
