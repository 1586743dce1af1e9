"""Outlets noted beside the WARC files: a rebuild gives the same archive without the old one and with any catalogue."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import build, remembered
from pipeline.model import Outlet
from tests.publishing import preserve

RADAR = Outlet(slug="radar", name="Radar", platform="wordpress", home_url="https://radar.example/", province="18")


@pytest.fixture
def warcs(tmp_path: Path) -> Path:
    preserve(tmp_path / "warcs")
    return tmp_path / "warcs"


def rebuilt(archive: Path, warcs: Path, *outlets: Outlet) -> list[tuple[int, str]]:
    """Return the captures of a new archive with their outlets."""
    build.rebuild(archive, warcs, outlets, jobs=1)
    with closing(Database(archive)) as db:
        return [(row["id"], row["outlet"]) for row in db.query("select id, outlet from captures order by id")]


def listed(warcs: Path) -> list[Outlet]:
    """Return an outlet for each host of the captures, named as no host would be."""
    build.rebuild(warcs.parent / "hosts.db", warcs, [], jobs=1)
    with closing(Database(warcs.parent / "hosts.db")) as db:
        homes = [row["home_url"] for row in db.query("select home_url from outlets order by slug")]
    return [
        Outlet(slug=f"outlet-{n}", name=f"Outlet {n}", platform="generic", home_url=home, province="18")
        for n, home in enumerate(homes)
    ]


def test_without_archive_and_catalogue_a_rebuild_names_the_outlets_as_before(warcs: Path, tmp_path: Path) -> None:
    outlets = listed(warcs)
    assert not (warcs / remembered.FILE).exists(), "what was made from a host is made again"
    named = rebuilt(tmp_path / "first.db", warcs, *outlets)
    assert rebuilt(tmp_path / "second.db", warcs) == named
    assert list(remembered.recalled(warcs)) == outlets


def test_an_outlet_without_captures_is_not_noted(warcs: Path, tmp_path: Path) -> None:
    rebuilt(tmp_path / "archive.db", warcs, *listed(warcs), RADAR)
    assert RADAR.slug not in {outlet.slug for outlet in remembered.recalled(warcs)}


def test_the_catalogue_wins_where_it_names_a_slug_or_a_host() -> None:
    moved = Outlet(slug="radar-baru", name="Radar Baru", platform="disway", home_url="https://www.radar.example/")
    renamed = Outlet(slug="radar", name="Radar", platform="disway", home_url="https://baru.example/")
    other = Outlet(slug="lain", name="Lain", platform="disway", home_url="https://lain.example/")
    assert remembered.joined([moved], [RADAR, other]) == [moved, other]
    assert remembered.joined([renamed], [RADAR]) == [renamed]
    assert remembered.joined([RADAR], [other], [other]) == [RADAR, other]


def test_a_torn_line_costs_only_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = b'{"slug":"a","name":"A","platform":"generic","home_url":"https://a.example/"}\n'
    (tmp_path / remembered.FILE).write_bytes(whole + b'{"slug":"b","na')
    assert [outlet.slug for outlet in remembered.recalled(tmp_path)] == ["a"]
    assert "is no outlet" in caplog.text
