"""Entries of the catalogue as text: written for a person to paste, and changed in place with everything else kept."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.errors import OutletError
from scrapers.outlets import ZONES, Entry, load

OWN: Final = "own.yml"
"""File of the outlets that somebody added to the catalogue for an archive of their own; git passes it over."""
HEAD: Final = """\
# yaml-language-server: $schema=schema.json
# Outlets of our own, added by `arsip outlets add`. Not in git: keep a copy of this file.

outlets:
"""
PLAIN: Final = re.compile(r"[A-Za-z][\w .()/&'+-]*")
"""Text that YAML reads as text without quotes, if it is none of WORDS."""
ADDRESS: Final = re.compile(r"(?:https?:/)?/[\w./-]*")
HOST: Final = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+")
WORDS: Final = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
ORDER: Final = (
    "slug", "name", "home_url", "platform", "network", "province", "regency", "timezone", "hosts", "listings",
    "confidence", "platform_from", "province_from", "language", "crawl_delay", "budget", "active", "verified",
    "verified_on",
)  # fmt: skip


def written(entry: Entry, *, defaults: Mapping[str, object] | None = None) -> str:
    """Return the lines of an entry as they stand below `outlets:`, without what is as everywhere else."""
    usual = {**_usual(entry), **(defaults or {})}
    lines = [f"{key}: {_value(value)}" for key in ORDER if (value := getattr(entry, key)) != usual.get(key, ...)]
    return "".join(f"  {'- ' if n == 0 else '  '}{line}\n" for n, line in enumerate(lines))


def appended(text: str, entries: Iterable[Entry]) -> str:
    """Return the text of a file with entries behind its last one; of an empty text, a new file."""
    if not text:
        text = HEAD
    return text + ("" if text.endswith("\n") else "\n") + "".join(map(written, entries))


def add(folder: Path, entries: Sequence[Entry]) -> None:
    """Write entries into the folder's OWN file; the catalogue is as before where it would be wrong with them.

    Raises OutletError.
    """
    path = folder / OWN
    before = path.read_text("utf-8") if path.exists() else ""
    try:
        path.write_text(appended(before, entries), "utf-8")
    except OSError as error:
        raise OutletError(f"{path}: cannot be written: {error.strerror}; --outlets names another folder") from error
    try:
        load(folder)
    except OutletError:
        if before:
            path.write_text(before, "utf-8")
        else:
            path.unlink()
        raise


def changed(text: str, slug: str, values: Mapping[str, object]) -> str:
    """Return the text of a file with some keys of one entry set; every other line stays as it is.

    Raises OutletError where the text has no such entry.
    """
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if re.fullmatch(rf"  - slug: {re.escape(slug)}\s*", line)), None)
    if start is None:
        raise OutletError(f"{slug}: no line `  - slug: {slug}` in this file")
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith("    ")), len(lines))
    kept = [line for line in lines[start:end] if line.split(":")[0].strip() not in values]
    if not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    return "".join([*lines[:start], *kept, *(f"    {k}: {_value(v)}\n" for k, v in values.items()), *lines[end:]])


def _usual(entry: Entry) -> dict[str, object]:
    """What a key is where it is not written."""
    usual = {
        key: default
        for key, field in entry.__dataclass_fields__.items()
        if key not in {"slug", "name", "home_url", "platform"} and not callable(default := field.default)
    }
    zone = ZONES.get(entry.province or "")
    return {**usual, **({"timezone": zone} if zone else {})}


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float() | date():
            return str(value)
        case tuple() | list():
            return f"[{', '.join(map(_value, value))}]"
        case str() if ADDRESS.fullmatch(value) or HOST.fullmatch(value):
            return value
        case str() if PLAIN.fullmatch(value) and value.lower() not in WORDS and value == value.strip():
            return value
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
