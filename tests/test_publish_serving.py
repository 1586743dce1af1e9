"""Serving an archive: what is refused, and many readers at once."""

import asyncio
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from sqlite_utils import Database

from pipeline import build, schema
from pipeline.publish import Unpublishable, derived, serve, site
from pipeline.publish.archive import check
from tests.publishing import (
    METADATA,
    PLAIN,
    ROOT,
    asking,
)

pytest_plugins = ("tests.publishing",)


def test_an_archive_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unpublishable, match=r"there is no archive at .*arsip demo"):
        serve(tmp_path / "archive.db", metadata=METADATA)


def test_files_that_are_no_archive_are_told_apart(tmp_path: Path) -> None:
    text = tmp_path / "teks.db"
    text.write_text("bukan basis data " * 100)
    with pytest.raises(Unpublishable, match="cannot be read as an archive"):
        check(text)
    with closing(Database(tmp_path / "lain.db")) as other:
        other.table("resep").insert({"id": 1})
        other.conn.commit()
    with pytest.raises(Unpublishable, match="something else"):
        check(tmp_path / "lain.db")


def test_an_older_archive_asks_for_a_rebuild(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "lama.db")) as db:
        schema.migrate(db)
        db.execute("alter table articles drop column dateline")
        db.execute("drop table removed_spans")
        db.conn.commit()
    with pytest.raises(Unpublishable, match=r"lacks .*articles\.dateline.*arsip rebuild"):
        check(tmp_path / "lama.db")


@pytest.mark.parametrize("text", ["databases: [", "title: x", "- 1"])
def test_descriptions_that_are_wrong_are_named(archive: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "metadata.yml").write_text(text)
    with pytest.raises(Unpublishable, match=r"metadata\.yml"):
        site.build(archive, metadata=tmp_path / "metadata.yml")


def test_a_port_in_use_is_a_sentence(archive: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unpublishable, match=f"cannot serve on 127.0.0.1:{port}.*--port"):
            serve(archive, metadata=METADATA, port=port)


def test_what_a_rebuild_left_out_is_not_shown_by_a_server_that_was_running(archive: Path, tmp_path: Path) -> None:
    served = tmp_path / "archive.db"
    shutil.copy(archive, served)
    published = site.build(served, metadata=METADATA)
    try:
        ask = asking(published)
        before = ask("/artikel.json?q=netralitas").json()
        assert PLAIN in {row["id"] for row in before["rows"]}
        assert (ask(f"/artikel/{PLAIN}").status_code, ask("/").status_code) == (200, 200)
        assert ask(f"/archive/articles/{PLAIN}").status_code == 200
        fresh = tmp_path / "fresh.db"
        shutil.copy(archive, fresh)
        with closing(Database(fresh)) as db:
            for table in ("texts", "articles"):
                db.execute(f"delete from {table} where {'id' if table == 'articles' else 'article'} = ?", [PLAIN])
            derived.refresh(db)
            db.conn.commit()
            db.execute("pragma wal_checkpoint(truncate)")
        build.remove(served)
        fresh.rename(served)
        assert ask(f"/artikel/{PLAIN}").status_code == 404
        assert ask(f"/archive/articles/{PLAIN}").status_code == 404
        after = ask("/artikel.json?q=netralitas").json()
        assert {row["id"] for row in after["rows"]} == {row["id"] for row in before["rows"]} - {PLAIN}
        assert after["release"] != before["release"]
        assert f"/artikel/{PLAIN}" not in ask("/").text
        assert f"/artikel/{PLAIN}" not in ask("/artikel").text
    finally:
        site.close(published)


def test_the_served_site_answers_readers_while_a_crawl_writes(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "arsip # 1?.db"
    copy.write_bytes(archive.read_bytes())
    code = (
        "import sys; from pathlib import Path; from pipeline.publish import serve;"
        "sys.exit(serve(Path(sys.argv[1]), port=0, metadata=Path(sys.argv[2])))"
    )
    command = [sys.executable, "-c", code, str(copy), str(METADATA)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert found is not None
            with urlopen(found[0], timeout=20) as page:
                assert "Arsip Netralitas" in page.read().decode()
            with closing(sqlite3.connect(copy, timeout=10)) as db:
                db.execute("insert into clusters (id, lead, size) values (9, 1, 1)")
                db.commit()
                with urlopen(f"{found[0]}archive/clusters.json?_shape=array", timeout=20) as page:
                    assert b'"id": 9' in page.read()
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=20) == 0


def test_many_readers_at_once_all_get_their_pages(published: Any) -> None:
    paths = [f"/artikel/{PLAIN}", "/cari?q=netralitas", "/archive/articles", "/"] * 6

    async def all_at_once() -> list[int]:
        await published.invoke_startup()  # as the server does before it takes its first reader
        return [r.status_code for r in await asyncio.gather(*(published.client.get(path) for path in paths))]

    before = threading.active_count()
    assert set(asyncio.run(all_at_once())) == {200}
    assert threading.active_count() <= before + 3
