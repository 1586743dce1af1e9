"""Read and write captures as WARC/1.1 records; the only module that knows the WARC library.

Payloads stand as received, still compressed (`Content-Encoding` as sent). What no record can hold exactly
is told in each file's `warcinfo`: see RECONSTRUCTED.
"""

import base64
import fcntl
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.errors import WarcError
from pipeline.ids import instant, parse_instant, stable_id
from pipeline.model import Capture, CaptureRow, Discovered, Failure, Run

OPEN: Final = ".open"
"""Suffix of a segment that a run still writes, or that a killed run left."""

SEGMENT_BYTES: Final = 1_000_000_000
FAILURE: Final = "application/vnd.arsip.failure+json"
OUTCOME: Final = "application/vnd.arsip.outcome+json"
DISCOVERY: Final = "application/vnd.arsip.discovery+json"
IDENTICAL: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
RECONSTRUCTED: Final = (
    "status lines (HTTP/1.1 and the standard phrase), letter case of header names, request records (as asked of the "
    "HTTP client); bodies are de-chunked; Cookie and Authorization are left out; header bytes outside ASCII are "
    "percent-encoded"
)

Record = CaptureRow | Failure | Discovered | Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The capture whose payload a revisit does not repeat."""

    record_id: str
    url: str
    fetched_at: datetime
    digest: str


class WarcStore:
    """The WARC files of one run: one segment open at a time, each exchange appended with one write.

    Every method raises OSError when the disk does: the caller must then stop, for what has no capture
    has no record.
    """

    def __init__(self, directory: Path, *, run: str, command: str, software: str, now: Callable[[], datetime]) -> None:
        self.directory, self.run, self.command, self.software, self.now = (
            directory,
            run,
            command,
            software,
            now,
        )
        self._segments = 0
        self._path: Path | None = None
        self._fd = -1
        directory.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seal()

    def exchange(
        self, *, url: str, outlet: str, fetched_at: datetime, method: str,
        request_headers: Sequence[tuple[str, str]], status: int, headers: Sequence[tuple[str, str]],
        payload: bytes, ip: str | None = None, truncated: str | None = None, found_by: str | None = None,
        original: Original | None = None,
    ) -> None:  # fmt: skip
        """Append a response and the request that it answers; with an `original`, a revisit in the payload's place."""
        extra = {
            "WARC-Date": _precise(fetched_at),
            "WARC-Outlet": outlet,
            "WARC-Payload-Digest": original.digest if original else digest(payload),
        }
        if original:
            extra |= {
                "WARC-Profile": NOT_MODIFIED if status == HTTPStatus.NOT_MODIFIED else IDENTICAL,
                "WARC-Refers-To": original.record_id, "WARC-Refers-To-Target-URI": original.url,
                "WARC-Refers-To-Date": _precise(original.fetched_at),
            }  # fmt: skip
            payload = b""
        if found_by:
            extra["WARC-Found-By"] = found_by
        if ip:
            extra["WARC-IP-Address"] = ip
        if truncated:
            extra["WARC-Truncated"] = truncated
        buffer, writer = _writer()
        response = writer.create_warc_record(
            url, "revisit" if original else "response", payload=BytesIO(payload), length=len(payload),
            warc_headers_dict=extra,
            http_headers=StatusAndHeaders(f"{status} {_phrase(status)}".strip(), list(headers), protocol="HTTP/1.1"),
        )  # fmt: skip
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        asked = [("Host", parts.netloc.rpartition("@")[2]), *request_headers]
        request = writer.create_warc_record(
            url, "request", payload=BytesIO(b""), length=0, warc_headers_dict={"WARC-Date": _precise(fetched_at)},
            http_headers=StatusAndHeaders(f"{method} {target} HTTP/1.1", asked, is_http_request=True),
        )  # fmt: skip
        writer.write_request_response_pair(request, response)
        self._append(buffer.getvalue())

    def failure(self, *, url: str, outlet: str, at: datetime, kind: str, message: str) -> None:
        """Append what went wrong with a request that brought no response."""
        self._metadata(url, FAILURE, at, {"outlet": outlet, "kind": kind, "message": message})

    def discovery(
        self, *, listing: str, outlet: str, at: datetime, found_by: str, urls: Mapping[str, date | None]
    ) -> None:
        """Append which articles a listing named that were not known before, with their days where it tells them."""
        found = [{"url": url, "day": day.isoformat() if day else None} for url, day in urls.items()]
        self._metadata(listing, DISCOVERY, at, {"outlet": outlet, "found_by": found_by, "articles": found})

    def outcome(self, *, at: datetime, outlets: Mapping[str, Mapping[str, Any]]) -> None:
        """Append what the run did at each outlet; its last record."""
        self._metadata(f"urn:arsip:run:{self.run}", OUTCOME, at, {"outlets": outlets})

    def seal(self) -> None:
        """Flush the open segment to disk and give it its final name; without one, do nothing."""
        if self._path is None:
            return
        os.fdatasync(self._fd)
        os.close(self._fd)
        self._path.rename(self._path.with_name(self._path.name.removesuffix(OPEN)))
        self._path, self._fd = None, -1

    def _metadata(self, url: str, mime: str, at: datetime, content: Mapping[str, Any]) -> None:
        buffer, writer = _writer()
        body = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
        writer.write_record(
            writer.create_warc_record(
                url, "metadata", payload=BytesIO(body), length=len(body), warc_content_type=mime,
                warc_headers_dict={"WARC-Date": _precise(at)},
            )
        )  # fmt: skip
        self._append(buffer.getvalue())

    def _append(self, members: bytes) -> None:
        if self._path is not None and os.fstat(self._fd).st_size + len(members) > SEGMENT_BYTES:
            self.seal()
        if self._path is None:
            members = self._open_segment() + members
        start = os.fstat(self._fd).st_size
        try:
            written = os.write(self._fd, members)
            if written < len(members):
                raise OSError(f"only {written} of {len(members)} bytes could be written")
        except OSError:
            os.ftruncate(self._fd, start)  # a full disk leaves whole records behind, never half a one
            raise

    def _open_segment(self) -> bytes:
        name = f"arsip-{self.run}-{self._segments:05}.warc.gz"
        self._path = self.directory / (name + OPEN)
        self._fd = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o644)
        fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._segments += 1
        buffer, writer = _writer()
        info = {
            "software": self.software, "format": "WARC File Format 1.1", "isPartOf": self.run,
            "description": self.command, "robots": "obey", "reconstructed": RECONSTRUCTED,
        }  # fmt: skip
        record = writer.create_warcinfo_record(name, info)
        record.rec_headers.replace_header("WARC-Date", _precise(self.now()))
        writer.write_record(record)
        return buffer.getvalue()


def segments(directory: Path) -> list[Path]:
    """Return every WARC file below `directory`, open segments too, in a stable order."""
    found = (
        p for p in directory.rglob("*") if p.is_file() and p.name.removesuffix(OPEN).endswith((".warc", ".warc.gz"))
    )
    return sorted(found, key=lambda p: p.relative_to(directory).as_posix())


def name_of(path: Path, directory: Path) -> str:
    """Return the name under which captures remember a file: relative, and without the mark of an open one."""
    return path.relative_to(directory).as_posix().removesuffix(OPEN)


class _Until:
    """A file that ends at an offset: what stands behind it may be half a record that somebody is just writing."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file, self._end = file, end

    def read(self, size: int = -1) -> bytes:
        room = max(0, self._end - self._file.tell())
        return self._file.read(room if size < 0 else min(size, room))

    def tell(self) -> int:
        return self._file.tell()


def scan(path: Path, directory: Path, start: int = 0, end: int | None = None) -> Iterator[Record]:
    """Yield the captures, failures and runs of a file from byte `start` on, up to `end`, in its order.

    Requests and what is not about HTTP pages are passed over. A run is yielded again when its outcome is met.
    Raises WarcError where the file cannot be read further; what came before was yielded.
    """
    name = name_of(path, directory)
    run = Run(id=name, command="foreign WARC", started_at=parse_instant("1970-01-01T00:00:00Z"))
    if start:
        run = next((r for r in scan(path, directory) if isinstance(r, Run)), run)
    with path.open("rb") as file:
        file.seek(start)
        try:
            records = ArchiveIterator(file if end is None else _Until(file, end))
            for record in records:
                for found in _interpret(record, run):
                    if isinstance(found, Run):
                        run = found
                        yield run
                        continue
                    if run.started_at.year == 1970:
                        run = Run(id=run.id, command=run.command, started_at=_date(record))
                        yield run
                    if isinstance(found, Failure | Discovered):
                        yield found
                        continue
                    yield _capture_row(record, records, run, name)
        except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
            raise WarcError(f"{name}: {' '.join(str(error).split())[:300]}") from error


def load(directory: Path, row: CaptureRow) -> Capture:
    """Return the capture that stands at `row`; raises WarcError when it is not there."""
    with _located(directory, row) as record:
        headers = record.http_headers.headers if record.http_headers else [("Content-Type", row.mime)]
        return Capture(row=row, headers=tuple(headers), payload=_payload(record))


def original(directory: Path, row: CaptureRow) -> Original:
    """Return what a revisit must say of the capture at `row`; raises WarcError when it is not there."""
    with _located(directory, row) as record:
        name = record.rec_headers.get_header("WARC-Record-ID")
        return Original(record_id=name, url=row.url, fetched_at=_date(record), digest=row.payload_digest)


@contextmanager
def _located(directory: Path, row: CaptureRow) -> Iterator[ArcWarcRecord]:
    path = directory / row.warc
    if not path.exists():
        path = path.with_name(path.name + OPEN)
    try:
        with path.open("rb") as file:
            file.seek(row.offset)
            yield next(iter(ArchiveIterator(file)))
    except (ArchiveLoadFailed, EOFError, OSError, StopIteration, ValueError) as error:
        raise WarcError(f"{row.warc} at byte {row.offset}: {type(error).__name__} {error}") from error


def member(directory: Path, name: str, offset: int) -> bytes:
    """Return the gzip member that begins at `offset` of a file, byte for byte; raises WarcError without one."""
    engine, parts = zlib.decompressobj(31), []
    with (directory / name).open("rb") as file:
        file.seek(offset)
        while not engine.eof:
            if not (chunk := file.read(1 << 16)):
                raise WarcError(f"{name}: no whole gzip member at byte {offset}")
            try:
                engine.decompress(chunk)
            except zlib.error as error:
                raise WarcError(f"{name} at byte {offset}: {error}") from error
            parts.append(chunk[: len(chunk) - len(engine.unused_data)])
    return b"".join(parts)


def digest(payload: bytes) -> str:
    """Return the payload digest as WARC tools write it: sha1, base32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def _interpret(record: ArcWarcRecord, run: Run) -> Iterator[Run | Failure | Discovered | None]:
    """Yield what a record is: a Run, Failure or Discovered, None for a capture; nothing when it is of no use here."""
    kind, mime = record.rec_type, (record.rec_headers.get_header("Content-Type") or "").split(";")[0]
    if kind == "warcinfo":
        yield _run(record, run)
    elif kind == "metadata" and mime == FAILURE:
        content = json.loads(record.raw_stream.read())
        yield Failure(
            id=stable_id(record.rec_headers.get_header("WARC-Record-ID")), run=run.id, at=_date(record),
            url=_target(record), outlet=content["outlet"], kind=content["kind"], message=content["message"],
        )  # fmt: skip
    elif kind == "metadata" and mime == DISCOVERY:
        yield from _discovered(record)
    elif kind == "metadata" and mime == OUTCOME:
        content = json.loads(record.raw_stream.read())
        yield Run(
            id=run.id, command=run.command, started_at=run.started_at, finished_at=_date(record),
            outcome=json.dumps(content["outlets"], ensure_ascii=False, sort_keys=True),
        )  # fmt: skip
    elif _holds_answer(record, mime) and _target(record).lower().startswith(("http://", "https://")):
        yield None


def _discovered(record: ArcWarcRecord) -> Iterator[Discovered]:
    content = json.loads(record.raw_stream.read())
    for article in content["articles"]:
        yield Discovered(
            url=article["url"], found_by=content["found_by"], found_in=_target(record), at=_date(record),
            outlet=content["outlet"], day=date.fromisoformat(article["day"]) if article["day"] else None,
        )  # fmt: skip


def _holds_answer(record: ArcWarcRecord, mime: str) -> bool:
    if record.rec_type == "response":
        return record.http_headers is not None
    return record.rec_type == "revisit" or (
        record.rec_type == "resource" and mime in {"text/html", "application/xhtml+xml"}
    )


def _run(record: ArcWarcRecord, run: Run) -> Run:
    text = record.raw_stream.read().decode("utf-8", "replace")
    info = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    ours = info.get("software", "").startswith("arsip-netralitas")
    return Run(
        id=info.get("isPartOf", run.id) if ours else run.id,
        command=info.get("description", "crawl") if ours else info.get("software", run.command),
        started_at=_date(record),
    )


def _capture_row(record: ArcWarcRecord, records: ArchiveIterator, run: Run, name: str) -> CaptureRow:
    headers, http = record.rec_headers, record.http_headers
    computed = digest(record.raw_stream.read())
    offset, torn = records.get_record_offset(), getattr(record.raw_stream, "limit", 0) > 0
    length = records.get_record_length()
    revisit, refers = record.rec_type == "revisit", headers.get_header("WARC-Refers-To")
    given = headers.get_header("WARC-Payload-Digest")
    return CaptureRow(
        id=stable_id(headers.get_header("WARC-Record-ID") or f"{name}:{offset}"),
        url=_target(record),
        fetched_at=_date(record),
        status=int(http.get_statuscode() or 0) if http else (304 if revisit else 200),
        mime=_mime(record),
        payload_digest=(given or "") if revisit else computed,
        warc=name,
        offset=offset,
        length=length,
        run=run.id,
        outlet=headers.get_header("WARC-Outlet"),
        truncated="torn" if torn else headers.get_header("WARC-Truncated"),
        revisit=revisit,
        refers_to=stable_id(refers) if refers else None,
        found_by=headers.get_header("WARC-Found-By"),
        etag=http.get_header("ETag") if http else None,
        last_modified=http.get_header("Last-Modified") if http else None,
    )


def _payload(record: ArcWarcRecord) -> bytes:
    http = record.http_headers
    chunked = http is not None and "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(record.raw_stream, decomp_type=None) if chunked else record.raw_stream
    return bytes(stream.read())


def _mime(record: ArcWarcRecord) -> str:
    value = record.http_headers.get_header("Content-Type") if record.http_headers else None
    if value is None and record.rec_type == "resource":
        value = record.rec_headers.get_header("Content-Type")
    return (value or "").split(";")[0].strip().lower()


def _target(record: ArcWarcRecord) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _date(record: ArcWarcRecord) -> datetime:
    return parse_instant(record.rec_headers.get_header("WARC-Date"))


def _writer() -> tuple[BytesIO, WARCWriter]:
    buffer = BytesIO()
    return buffer, WARCWriter(buffer, gzip=True, warc_version="1.1")


def _precise(at: datetime) -> str:
    return instant(at)[:-1] + f".{at.microsecond:06}Z"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""  # 520 and its kin, as proxies invent them
