"""One writer an archive: the kernel frees the lock when its holder dies, however it dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import LockHeld


@contextmanager
def held(archive: Path) -> Iterator[None]:
    """Hold the archive for a block; raises LockHeld where another process holds it."""
    path = archive.with_name(archive.name + ".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockHeld(f"another run works on {archive}; this one did nothing") from error
        yield
