"""Builds: a name that was cited stays known, whatever becomes of the archive."""

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline import build, schema
from pipeline.publish import derived, edition, release, site
from pipeline.publish.release import Release
from tests.publishing import METADATA, asking, preserve, words_of

OLD = Release(id="c0ffee000001", as_of="2025-01-02T03:04:05Z", articles=12, clusters=11, events=3)


@pytest.fixture
def warcs(tmp_path: Path) -> Path:
    preserve(tmp_path / "warcs")
    return tmp_path / "warcs"


def known(archive: Path) -> list[str]:
    return [one.id for one in release.noted(archive)]


def rebuilt(archive: Path, warcs: Path) -> Path:
    build.rebuild(archive, warcs, [], jobs=1)
    return archive


def test_a_build_survives_the_archive_that_it_was_a_build_of(warcs: Path) -> None:
    archive = rebuilt(warcs.parent / "archive.db", warcs)
    with closing(Database(archive)) as db:
        release.remember(db, [OLD])
        release.keep(db, warcs)
    before = known(archive)
    assert OLD.id in before
    archive.unlink()
    assert sorted(known(rebuilt(archive, warcs))) == sorted(before)


def test_a_rebuild_takes_over_what_only_the_old_archive_knows(warcs: Path) -> None:
    archive = rebuilt(warcs.parent / "archive.db", warcs)
    with closing(Database(archive)) as db:
        release.remember(db, [OLD])
    (warcs / release.FILE).unlink(missing_ok=True)
    assert OLD.id in known(rebuilt(archive, warcs))
    assert OLD in release.recalled(warcs)


def test_a_trial_is_noted_nowhere(warcs: Path) -> None:
    build.build_beside(warcs.parent / "coba.db", warcs, [], jobs=1)
    assert release.recalled(warcs) == []


def test_a_torn_line_costs_only_itself(warcs: Path, caplog: pytest.LogCaptureFixture) -> None:
    (warcs / release.FILE).write_text(
        '{"id": "a", "as_of": null, "articles": 1, "clusters": 1, "events": 0}\n{"id": 7}\n[1]\n{"id": "b', "utf-8"
    )
    assert [one.id for one in release.recalled(warcs)] == ["a"]
    assert caplog.text.count("is no release") == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_for_reading_only_is_left_alone(warcs: Path, caplog: pytest.LogCaptureFixture) -> None:
    warcs.chmod(0o555)
    try:
        assert known(rebuilt(warcs.parent / "archive.db", warcs))
    finally:
        warcs.chmod(0o755)
    assert "noted in the archive alone" in caplog.text


def test_a_cited_build_tells_what_it_held_in_both_editions(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "a.db")) as db:
        schema.migrate(db)
        db.table("articles").insert({"id": 1, "headline": "x", "url": "1", "relevant": 0})
        db.conn.commit()
        release.remember(db, [OLD])
        now = derived.refresh(db).id
    edition.publish(tmp_path / "a.db", tmp_path / "umum.db", "public")
    for path in (tmp_path / "a.db", tmp_path / "umum.db"):
        published = site.build(path, metadata=METADATA)
        try:
            ask = asking(published)
            cited = words_of(ask(f"/artikel?_terbitan={OLD.id}"))
            assert "Terbitan yang dikutip memuat 12 artikel, 11 klaster, dan 3 peristiwa terkode" in cited
            page = words_of(ask(f"/terbitan/{OLD.id}"))
            assert "2 Januari 2025" in page
            assert f"Arsip sekarang adalah terbitan {now}" in page
            assert "sekarang ditampilkan" in words_of(ask(f"/terbitan/{now}"))
        finally:
            site.close(published)
