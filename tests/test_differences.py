"""`rebuild --diff` tells what another reader would change, and changes nothing."""

from pathlib import Path

from pipeline import store
from pipeline.differences import compare
from pipeline.model import Outlet, Read
from pipeline.stitch import stitch
from pipeline.store_articles import save_article
from tests.test_stitch import read


def archive(path: Path, *articles: tuple[str, ...]) -> Path:
    """Make an archive with one article a tuple of paragraphs; captures are not needed for it."""
    db = store.open_archive(path)
    db.execute("pragma foreign_keys = off")
    store.save_outlets(db, [Outlet(slug="radar", name="Radar", platform="disway", home_url="https://radar.example/")])
    for paragraphs in articles:
        one: Read = read(1, *paragraphs)
        save_article(db, one.reading.key, stitch([one]).article)
    db.close()
    return path


def test_the_same_archive_has_no_differences(tmp_path: Path) -> None:
    one = archive(tmp_path / "a.db", ("satu", "dua"))
    assert compare(one, one) == []


def test_a_field_that_differs_is_named_with_an_example(tmp_path: Path) -> None:
    one, other = archive(tmp_path / "a.db", ("satu", "dua")), archive(tmp_path / "b.db", ("satu", "tiga"))
    changes = {change.field: change for change in compare(one, other)}
    assert {"texts", "editions"} <= set(changes)
    assert changes["texts"].articles == 1
    [(url, before, after)] = changes["texts"].examples
    assert (url, before, after) == ("https://radar.example/read/1/judul", "dua", "tiga")


def test_an_article_that_stands_in_one_only_is_told(tmp_path: Path) -> None:
    one, other = archive(tmp_path / "a.db", ("satu",)), archive(tmp_path / "b.db")
    [change] = compare(one, other)
    assert (change.field, change.articles) == ("(article)", 1)
