"""After a kill: cut a torn last record off the segments that a run left open, and seal them."""

import fcntl
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.warc import OPEN

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """A segment that a killed run had left open."""

    path: Path
    """Where it stands now, sealed; the cut-off tail, if any, stands beside it as `<name>.partial`."""
    torn_bytes: int


def recover(directory: Path) -> list[Recovered]:
    """Seal every abandoned segment below `directory`; segments that a live run holds are left alone."""
    return [found for path in sorted(directory.rglob(f"*.warc.gz{OPEN}")) for found in _recover(path)]


def _recover(path: Path) -> Iterator[Recovered]:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        sealed = path.with_name(path.name.removesuffix(OPEN))
        whole = last_whole_member(path)
        torn = path.stat().st_size - whole
        if torn:
            file.seek(whole)
            sealed.with_name(sealed.name + ".partial").write_bytes(file.read())
            file.truncate(whole)
        os.fdatasync(file.fileno())
        path.rename(sealed)
        yield Recovered(path=sealed, torn_bytes=torn)


def last_whole_member(path: Path, start: int = 0) -> int:
    """Return the offset behind the last complete gzip member of a file; `start` is where one begins."""
    whole = position = start
    engine = zlib.decompressobj(31)
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(CHUNK):
            while chunk:
                try:
                    engine.decompress(chunk)
                except zlib.error:
                    return whole
                used = len(chunk) - len(engine.unused_data)
                position += used
                if not engine.eof:
                    break
                whole, chunk, engine = position, engine.unused_data, zlib.decompressobj(31)
    return whole


def mend(warcs: Path) -> None:
    """Seal what a killed run left open, and say so."""
    if not warcs.is_dir():
        return
    for found in recover(warcs):
        tail = f"; its torn last record ({found.torn_bytes:,} bytes) was cut off" if found.torn_bytes else ""
        click.echo(f"arsip: {found.path.name} was left open by a run that died{tail}", err=True)
