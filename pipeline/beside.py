"""Reading what a crawl brings while it goes on, in processes of its own.

Inside the crawl's process a reader would hold up every outlet's timers. What is not read when the crawl ends, or when
the process died, the stages after it read: nothing is passed back but a count.
"""

import logging
import multiprocessing
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import Final, Self

from pipeline import pool, tasks

log = logging.getLogger(__name__)

PAUSE: Final = 0.25
"""Seconds between two looks at what came; half as long as the last round took, where that is more."""
NICE: Final = 5
"""The crawl comes first where there are fewer cores than work."""
BEGIN: Final = "begin"
ENDED: Final = "ended"


class Readers:
    """The processes that read beside a crawl: they load while the crawl gets ready, and wait for its word.

    With `coding` they code too. `begin` is called first in the new process: it may set up logging.
    """

    def __init__(
        self, archive: Path, warcs: Path, *, jobs: int | None = None, coding: bool = True,
        begin: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        context = multiprocessing.get_context("spawn")
        self._here, self._there = context.Pipe()
        self._child = context.Process(
            target=_read_along, args=(self._there, archive, warcs, jobs, coding, begin), name="arsip readers"
        )
        self._begun = False
        self.bugs = 0
        """What the readers met; filled in when all is read."""

    def __enter__(self) -> Self:
        self._child.start()
        self._there.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        if not self._begun:
            self._child.terminate()
        self._child.join()

    @contextmanager
    def along(self) -> Iterator[None]:
        """Read, stitch and code what comes into the WARC files, until the block ends and all of it is done."""
        self._begun = True
        with suppress(OSError):  # they died, which is told at the end
            self._here.send(BEGIN)
        yield
        self.bugs = self._ended()

    def _ended(self) -> int:
        try:
            self._here.send(ENDED)
            return int(self._here.recv())
        except (EOFError, BrokenPipeError, ConnectionResetError):
            log.warning("the readers beside the crawl died; what they left is read by the next command that reads")
            return 0


def _read_along(
    told: Connection, archive: Path, warcs: Path, jobs: int | None, coding: bool, begin: Callable[[], None] | None
) -> None:
    if begin is not None:
        begin()
    signal(SIGINT, SIG_IGN)  # it reaches the crawl too, which ends its visits; what came of them is read
    threading.Thread(target=_die_with_parent, daemon=True).start()
    os.nice(NICE)
    pool.preload(tasks.modules(coding=coding))
    try:
        _rounds(told, archive, warcs, jobs, coding)
    except (OSError, sqlite3.Error) as error:  # a full disk: the stages after the crawl meet it too, and say so
        log.warning("reading beside the crawl ended: %s", error)


def _rounds(told: Connection, archive: Path, warcs: Path, jobs: int | None, coding: bool) -> None:
    """Read what came, again and again, until the crawl has ended; then tell it how many bugs showed."""
    from pipeline import stages, store  # noqa: PLC0415 the workers, which import this module, load on their own meanwhile
    from pipeline.index import index  # noqa: PLC0415

    bugs, ended, pause = 0, False, PAUSE
    with stages.start_workers(jobs, coding=coding) as workers:
        workers.begin()
        with suppress(EOFError):  # the crawl failed before it began
            told.recv()
        with closing(store.open_archive(archive)) as db:
            while not ended:
                ended = told.poll(pause)
                began = time.monotonic()
                index(db, warcs)
                bugs += stages.read_new(db, warcs, workers)[1]
                stages.stitch_stale(db)
                if coding:
                    bugs += stages.code_new(db, workers)[1]
                pause = max(PAUSE, (time.monotonic() - began) / 2)
        with suppress(OSError):  # the crawl failed, and nobody waits
            told.send(bugs)


def _die_with_parent() -> None:
    """Leave the archive to the next run at once, when the crawl is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
