"""Outlets as they were when they were captured, noted beside the WARC files that hold their pages.

A folder of WARC files can then be rebuilt with another catalogue, or without one: articles keep their outlets, and the
build its name. The catalogue wins where it names a slug or a host; what is noted fills the rest.
"""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from sqlite_utils import Database

from pipeline import store, urls
from pipeline.model import Outlet

log = logging.getLogger(__name__)

FILE: Final = "outlets.jsonl"

CAPTURED: Final = "select distinct outlet from captures"


def keep(db: Database, warcs: Path) -> None:
    """Note every outlet that has captures; one that was captured earlier and is no longer in the archive stays.

    Where the folder is full or for reading only, nothing is noted until a later call.
    """
    captured = {slug for (slug,) in db.execute(CAPTURED)}
    now = {outlet.slug: outlet for outlet in store.outlets(db) if outlet.slug in captured and not _made(outlet)}
    before = {outlet.slug: outlet for outlet in recalled(warcs)}
    known = before | now
    if known == before or not warcs.is_dir():
        return
    part = warcs / f"{FILE}.part"
    try:
        part.write_bytes(b"".join(msgspec.json.encode(known[slug]) + b"\n" for slug in sorted(known)))
        part.replace(warcs / FILE)
    except OSError as error:
        log.warning("outlets are noted in the archive alone: %s", error)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def recalled(warcs: Path) -> Sequence[Outlet]:
    """Return the outlets that are noted beside WARC files, by slug; a torn line is left out."""
    path = warcs / FILE
    found = []
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        try:
            found.append(msgspec.json.decode(line, type=Outlet))
        except msgspec.MsgspecError:
            log.warning("%s: a line is no outlet and is left out: %.80r", path, line)
    return found


def joined(listed: Iterable[Outlet], *older: Iterable[Outlet]) -> list[Outlet]:
    """Return the listed outlets, and of each older list those whose slug and hosts nobody before them has."""
    found = list(listed)
    for outlets in older:
        taken = {name for outlet in found for name in _names(outlet)}
        found += [outlet for outlet in outlets if taken.isdisjoint(_names(outlet))]
    return found


def _names(outlet: Outlet) -> list[str]:
    return [outlet.slug, *map(urls.bare, outlet.every_host)]


def _made(outlet: Outlet) -> bool:
    """Tell whether nobody listed it: it was made from a host, and is made again from the captures."""
    host = urls.bare(urls.host(outlet.home_url))
    return outlet.platform_from == "guess" and outlet.name == host and outlet.province is None
