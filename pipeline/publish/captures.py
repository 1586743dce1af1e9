"""A preserved capture as inert text: what the outlet sent, never as a page that a browser would run."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pipeline import warc
from pipeline.decode import decode_body, decode_text
from pipeline.errors import BadPayload, WarcError
from pipeline.ids import parse_instant
from pipeline.model import Capture, CaptureRow
from pipeline.publish.archive import Archive

ROW: Final = "select * from captures where id = ?"

HOLDER: Final = """
    select * from captures where id = :refers_to and revisit = 0
    union all
    select * from captures where payload_digest = :payload_digest and payload_digest <> '' and revisit = 0
    limit 1
"""
"""Where the payload of a revisit stands: the record that it names, else any with the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preserved:
    """A capture that was found, or the key of the sentence that says why it cannot be shown."""

    row: Mapping[str, Any]
    capture: Capture | None = None
    text: str | None = None
    problem: str | None = None
    reason: str = ""


async def preserved(archive: Archive, capture: int) -> Preserved | None:
    """Return what stands in the WARC for a row of `captures`; None where there is no such row."""
    rows = (await archive.execute(ROW, [capture])).rows
    if not rows:
        return None
    row = dict(rows[0])
    if row["revisit"]:
        keys = {"refers_to": row["refers_to"], "payload_digest": row["payload_digest"]}
        holders = (await archive.execute(HOLDER, keys)).rows
        holder = dict(holders[0]) if holders else row
    else:
        holder = row
    return await asyncio.to_thread(_read, archive.warcs, row, holder)


def headers(found: Preserved) -> dict[str, str]:
    """Return the headers of a preserved page: its instant (RFC 7089), its address and its digest, and a sandbox."""
    at = parse_instant(found.row["fetched_at"])
    original = quote(found.row["url"], safe="/:?&=#%+,;@!$'()*~[]")
    return {
        "Memento-Datetime": format_datetime(at, usegmt=True),
        "Link": f'<{original}>; rel="original"',
        "WARC-Payload-Digest": quote(found.row["payload_digest"], safe=":"),
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "X-Robots-Tag": "noindex",
    }


def _read(directory: Path | None, row: Mapping[str, Any], holder: Mapping[str, Any]) -> Preserved:
    if directory is None:
        return Preserved(row=row, problem="capture.no_warcs")
    if not _inside(directory, holder["warc"]):
        return Preserved(row=row, problem="capture.no_file")
    try:
        capture = warc.load(directory, _capture_row(holder))
    except WarcError as error:
        return Preserved(row=row, problem="capture.unreadable", reason=str(error))
    fields = {name.lower(): value for name, value in capture.headers}
    if _changed(holder, capture, fields):
        return Preserved(row=row, problem="capture.changed")
    try:
        text = decode_text(decode_body(fields, capture.payload), fields.get("content-type", ""))
    except BadPayload as error:
        return Preserved(row=row, capture=capture, problem="capture.no_text", reason=str(error))
    return Preserved(row=row, capture=capture, text=text)


def _changed(holder: Mapping[str, Any], capture: Capture, fields: Mapping[str, str]) -> bool:
    if holder["truncated"] or "chunked" in fields.get("transfer-encoding", "").lower():
        return False  # the digest was taken over what is not given back: a cut record, or chunks
    return holder["payload_digest"] not in {"", warc.digest(capture.payload)}


def _inside(directory: Path, name: str) -> bool:
    """Tell whether a WARC file is there, and nowhere but below the directory of WARCs."""
    path = directory / name
    there = path.is_file() or path.with_name(path.name + warc.OPEN).is_file()
    return there and path.resolve().is_relative_to(directory.resolve())


def _capture_row(row: Mapping[str, Any]) -> CaptureRow:
    fields = {name: row[name] for name in CaptureRow.__slots__}
    return CaptureRow(**{**fields, "fetched_at": parse_instant(row["fetched_at"]), "revisit": bool(row["revisit"])})
