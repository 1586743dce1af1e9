"""What a crawl preserves is whole, valid and found again, however the run ended."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import warc
from pipeline.errors import WarcError
from pipeline.model import CaptureRow, Failure, Run
from pipeline.recover import recover

AT = datetime(2024, 10, 7, 2, 12, 0, 123456, tzinfo=UTC)
URL = "https://radar.example/read/1/judul"


@contextmanager
def store(directory: Path) -> Iterator[warc.WarcStore]:
    with warc.WarcStore(
        directory, run="20241007T021200Z", command="crawl", software="arsip-netralitas/test", now=lambda: AT
    ) as opened:
        yield opened


def exchange(to: warc.WarcStore, payload: bytes, url: str = URL, status: int = 200, **more: Any) -> None:
    to.exchange(
        url=url, outlet="radar", fetched_at=AT, method="GET", request_headers=[("User-Agent", "x")], status=status,
        headers=[("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("Set-Cookie", "a=1"),
                 ("Set-Cookie", "b=2")],
        payload=payload, **more,
    )  # fmt: skip


def records(directory: Path) -> list[warc.Record]:
    return [record for path in warc.segments(directory) for record in warc.scan(path, directory)]


def rows(directory: Path) -> list[CaptureRow]:
    return [record for record in records(directory) if isinstance(record, CaptureRow)]


@given(payload=st.binary(max_size=3000), status=st.sampled_from([200, 204, 301, 403, 404, 500, 520, 999]))
def test_what_is_preserved_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes, status: int
) -> None:
    directory = tmp_path_factory.mktemp("warcs")
    with store(directory) as opened:
        exchange(opened, payload, status=status, ip="203.0.113.7")
    [row] = rows(directory)
    capture = warc.load(directory, row)
    assert capture.payload == payload
    assert (row.status, row.url, row.mime, row.outlet) == (status, URL, "text/html", "radar")
    assert row.payload_digest == warc.digest(payload)
    assert row.fetched_at == AT
    assert [value for name, value in capture.headers if name == "Set-Cookie"] == ["a=1", "b=2"]


def test_independent_tools_accept_the_files(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        for n in range(5):
            exchange(
                opened,
                gzip.compress(b"<p>isi</p>" * n),
                url=f"{URL}/{n}",
                truncated="disconnect" if n == 3 else None,
            )
        opened.failure(url=URL, outlet="radar", at=AT, kind="timeout", message="30 s")
        opened.outcome(at=AT, outlets={"radar": {"captures": 5}})
    [path] = warc.segments(tmp_path)
    subprocess.run(["gunzip", "-t", path], check=True)
    subprocess.run([Path(sys.executable).with_name("fastwarc"), "check", path], check=True, capture_output=True)


def test_the_file_tells_its_run_its_failures_and_what_is_reconstructed(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        opened.failure(url=URL, outlet="radar", at=AT, kind="timeout", message="30 s")
        opened.outcome(at=AT, outlets={"radar": {"captures": 0}})
    first, failure, last = records(tmp_path)
    assert isinstance(first, Run)
    assert (first.id, first.command, first.finished_at) == ("20241007T021200Z", "crawl", None)
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.message, failure.url) == ("timeout", "30 s", URL)
    assert isinstance(last, Run)
    assert last.finished_at == AT
    [path] = warc.segments(tmp_path)
    assert b"reconstructed: status lines" in gzip.decompress(path.read_bytes())


@pytest.mark.parametrize("cut", [1, 7, 60, 300])
def test_a_torn_last_record_is_cut_off_and_kept_aside(tmp_path: Path, cut: int) -> None:
    with store(tmp_path) as opened:
        exchange(opened, b"a" * 500, url=f"{URL}/1")
        exchange(opened, bytes(range(256)) * 4, url=f"{URL}/2")
    [path] = warc.segments(tmp_path)
    whole = path.stat().st_size
    opened_path = path.rename(path.with_name(path.name + warc.OPEN))
    with opened_path.open("r+b") as file:
        file.truncate(whole - cut)
    [found] = recover(tmp_path)
    assert found.path == path
    assert found.torn_bytes > 0
    assert path.with_name(path.name + ".partial").stat().st_size == found.torn_bytes
    subprocess.run(["gunzip", "-t", path], check=True)
    assert f"{URL}/1" in {row.url for row in rows(tmp_path)}
    assert recover(tmp_path) == []


def test_an_open_segment_of_a_live_run_is_left_alone(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        exchange(opened, b"a")
        assert recover(tmp_path) == []
        exchange(opened, b"b", url=f"{URL}/2")
    assert len(rows(tmp_path)) == 2


@pytest.mark.parametrize("cut", [380, 450, 500, 600, 740])
def test_a_torn_file_never_passes_for_a_whole_one(tmp_path: Path, cut: int) -> None:
    with store(tmp_path) as opened:
        exchange(opened, b"a" * 500, url=f"{URL}/1")
        exchange(opened, bytes(range(250)) * 2, url=f"{URL}/2")
    [path] = warc.segments(tmp_path)
    path.write_bytes(path.read_bytes()[:-cut])
    seen, told = [], False
    try:
        for record in warc.scan(path, tmp_path):
            seen.append(record)
    except WarcError as error:
        told = path.name in str(error)
    captures = [record for record in seen if isinstance(record, CaptureRow)]
    assert captures[0].url == f"{URL}/1"
    for second in captures[1:]:
        assert told or second.truncated == "torn" or warc.load(tmp_path, second).payload == bytes(range(250)) * 2
    assert warc.load(tmp_path, captures[0]).payload == b"a" * 500


def foreign(path: Path, compress: bool) -> None:
    """Write a WARC as other tools do: chunked bodies, brotli, requests, a revisit, a resource, a screenshot."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compress)

        def http(status: str, *headers: tuple[str, str]) -> StatusAndHeaders:
            return StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")

        def write(kind: str, url: str, body: bytes, head: StatusAndHeaders | None = None, **more: str) -> str:
            extra = {name.replace("_", "-"): value for name, value in more.items()}
            record = writer.create_warc_record(
                url, kind, payload=BytesIO(body), length=len(body), http_headers=head, warc_headers_dict=extra
            )
            writer.write_record(record)
            return str(record.rec_headers.get_header("WARC-Record-ID"))

        page = ("Content-Type", "text/html")
        chunks = b"5\r\n<p>ha\r\n5\r\nlo</p\r\n1\r\n>\r\n0\r\n\r\n"
        write("request", "http://a.example/", b"", StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True))
        first = write("response", "http://a.example/1", chunks, http("200 OK", page, ("Transfer-Encoding", "chunked")))
        write(
            "response",
            "http://a.example/2",
            brotli.compress(b"<p>br</p>"),
            http("200 OK", page, ("Content-Encoding", "br")),
        )
        write("revisit", "http://a.example/1", b"", http("304 Not Modified"), WARC_Refers_To=first,
              WARC_Profile="http://netpreserve.org/warc/1.1/revisit/server-not-modified")  # fmt: skip
        write("response", "ftp://a.example/x", b"x", None)
        write("resource", "urn:screenshot", b"png", None)


@pytest.mark.parametrize("compress", [True, False])
def test_a_warc_of_another_tool_is_read(tmp_path: Path, compress: bool) -> None:
    foreign(tmp_path / ("b.warc.gz" if compress else "b.warc"), compress)
    found = rows(tmp_path)
    assert [row.url for row in found] == ["http://a.example/1", "http://a.example/2", "http://a.example/1"]
    assert warc.load(tmp_path, found[0]).payload == b"<p>halo</p>"
    assert warc.load(tmp_path, found[1]).payload == brotli.compress(b"<p>br</p>")
    assert (found[2].revisit, found[2].refers_to, found[2].status) == (True, found[0].id, 304)


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        exchange(opened, b"a")
    [row] = rows(tmp_path)
    warc.segments(tmp_path)[0].unlink()
    with pytest.raises(WarcError, match=row.warc):
        warc.load(tmp_path, row)


def test_segments_are_sealed_at_their_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "SEGMENT_BYTES", 4000)
    with store(tmp_path) as opened:
        for n in range(6):
            exchange(opened, Random(n).randbytes(1500), url=f"{URL}/{n}")
        names = [path.name for path in warc.segments(tmp_path)]
        assert sum(name.endswith(warc.OPEN) for name in names) == 1
    assert len(names) > 2
    assert [row.url for row in rows(tmp_path)] == [f"{URL}/{n}" for n in range(6)]
