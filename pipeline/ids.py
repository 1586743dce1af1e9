"""Identifiers, instants and versions that come out the same in every rebuild."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path


def stable_id(text: str | bytes) -> int:
    """Return 53 bits of SHA-256: an integer that SQLite, JSON and JavaScript all keep exactly."""
    data = text.encode() if isinstance(text, str) else text
    return int.from_bytes(hashlib.sha256(data).digest()[:8]) >> 11


def instant(at: datetime) -> str:
    """Return an aware datetime as `2024-10-07T02:12:00Z`, the only spelling in the archive."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> datetime:
    """Undo `instant`, and read WARC dates; a date without zone is UTC, as the WARC standard says."""
    at = datetime.fromisoformat(text.strip())
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def source_digest(folder: Path) -> str:
    """Return 8 hex digits of SHA-256 over the code and data files below `folder`: the version of a stage.

    Nobody has to remember to raise it; a change of a comment costs a reading anew, which nobody notices.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".yml", ".csv"}:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]
