"""Frozen captures: the pages of an article as they came, beside what a reader must make of them."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils import Database

from pipeline import extract, urls, warc
from pipeline.errors import ArchiveError
from pipeline.model import CaptureRow, Outlet, Read
from pipeline.stitch import stitch
from pipeline.store import outlets


def freeze(db: Database, warcs: Path, url: str, folder: Path) -> tuple[Path, Path]:
    """Copy the captures of the article at `url` into a WARC of their own, and write the expected JSON beside it.

    Returns both paths. Raises ArchiveError where the archive has no article there.
    """
    key = urls.address(url).key
    found = list(
        db.query(
            "select a.outlet, c.warc, c.offset from articles a join article_captures p on p.article = a.id"
            " join captures c on c.id = p.capture where a.key = ? or a.id in"
            " (select article from article_captures join captures on captures.id = capture where captures.key = ?)"
            " order by c.warc, c.offset",
            [key, key],
        )
    )
    if not found:
        raise ArchiveError(f"the archive has no article at {url}; crawl it first")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:100] + ".warc.gz")
    path.write_bytes(b"".join(warc.member(warcs, row["warc"], row["offset"]) for row in found))
    outlet = next(outlet for outlet in outlets(db) if outlet.slug == found[0]["outlet"])
    return path, write_expected(path, outlet)


def write_expected(path: Path, outlet: Outlet) -> Path:
    """Write what today's readers make of a frozen WARC, for a person to review."""
    expected = expected_path(path)
    content = {"outlet": msgspec.to_builtins(outlet), "article": read_frozen(path, outlet)}
    expected.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    return expected


def expected_path(path: Path) -> Path:
    """Return where the expected JSON of a frozen WARC stands."""
    return path.with_name(path.name.removesuffix(".warc.gz") + ".json")


def read_frozen(path: Path, outlet: Outlet) -> Mapping[str, Any]:
    """Read and stitch the captures of a frozen WARC; the result is plain JSON, without ids of this machine's runs."""
    rows: Sequence[CaptureRow] = [r for r in warc.scan(path, path.parent) if isinstance(r, CaptureRow)]
    reads = [
        Read(
            capture=n, url=row.url, fetched_at=row.fetched_at, run=row.run, outlet=outlet.slug,
            reading=extract.read(warc.load(path.parent, row), outlet),
        )
        for n, row in enumerate(rows, start=1)
    ]  # fmt: skip
    stitched = stitch(reads)
    findings = sorted({f"{f.kind}: {f.message}" for r in reads for f in (*r.reading.findings, *stitched.findings)})
    plain: Mapping[str, Any] = json.loads(msgspec.json.encode(stitched.article))
    return {**plain, "findings": findings}
