"""One writer an archive: the kernel frees the lock when its holder dies, however it dies."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pipeline.errors import LockHeld
from pipeline.ids import instant


class Held:
    """A lock that is held; what is written beside it tells others that its holder lives."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def beat(self, text: str) -> None:
        """Leave a sign of life: the process, the time and what it is at."""
        sign = {"pid": os.getpid(), "at": instant(datetime.now(UTC)), "doing": text}
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(sign, ensure_ascii=False) + "\n")
        self._file.flush()


@contextmanager
def held(archive: Path) -> Iterator[Held]:
    """Hold the archive for a block; raises LockHeld where another process holds it."""
    path = _path(archive)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockHeld(f"another run works on {archive}; this one did nothing") from error
        holder = Held(file)
        holder.beat("begins")
        yield holder
        file.truncate(0)


def holder(archive: Path) -> Mapping[str, object] | None:
    """Return the last sign of life of the run that holds an archive; None where none does.

    The lock itself is not tried: a run that begins in that instant would be kept out.
    """
    try:
        sign = json.loads(_path(archive).read_text("utf-8"))
        os.kill(sign["pid"], 0)
    except (OSError, ValueError, KeyError, TypeError):  # no run yet, one that ended, or one that was killed
        return None
    return dict(sign)


def _path(archive: Path) -> Path:
    return archive.with_name(archive.name + ".lock")
