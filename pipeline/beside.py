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
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import Final

from pipeline import store
from pipeline.index import index

log = logging.getLogger(__name__)

PAUSE: Final = 1.0
"""Seconds between two looks at what came; as long as the last round took, where that is more."""
NICE: Final = 5
"""The crawl comes first where there are fewer cores than work."""


@dataclass(slots=True, kw_only=True)
class Done:
    """What the readers did; filled in when the block ends."""

    bugs: int = 0


@contextmanager
def reading(
    archive: Path, warcs: Path, *, jobs: int | None = None, coding: bool = True,
    begin: Callable[[], None] | None = None,
) -> Iterator[Done]:  # fmt: skip
    """Read, stitch and, with `coding`, code what comes into `warcs`, until the block ends and all of it is done.

    `begin` is called first in the new process: it may set up logging.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=_read_along, args=(there, archive, warcs, jobs, coding, begin), name="arsip readers")
    child.start()
    there.close()
    done = Done()
    try:
        yield done
        done.bugs = _ended(here)
    finally:
        here.close()
        child.join()


def _ended(here: Connection) -> int:
    try:
        here.send("ended")
        return int(here.recv())
    except (EOFError, BrokenPipeError, ConnectionResetError):
        log.warning("the readers beside the crawl died; what they left is read by the next command that reads")
        return 0


def _read_along(
    end: Connection, archive: Path, warcs: Path, jobs: int | None, coding: bool, begin: Callable[[], None] | None
) -> None:
    if begin is not None:
        begin()
    signal(SIGINT, SIG_IGN)  # it reaches the crawl too, which ends its visits; what came of them is read
    threading.Thread(target=_die_with_parent, daemon=True).start()
    os.nice(NICE)
    try:
        bugs = _rounds(end, archive, warcs, jobs, coding)
    except (OSError, sqlite3.Error) as error:  # a full disk: the stages after the crawl meet it too, and say so
        log.warning("reading beside the crawl ended: %s", error)
        return
    with suppress(OSError):  # the crawl failed, and nobody waits
        end.send(bugs)


def _rounds(end: Connection, archive: Path, warcs: Path, jobs: int | None, coding: bool) -> int:
    """Read what came, again and again, until the crawl has ended; return how many bugs showed."""
    from pipeline import stages  # noqa: PLC0415 a second to load, which the crawl must not wait for

    bugs, ended, pause = 0, False, PAUSE
    with closing(store.open_archive(archive)) as db, stages.start_workers(jobs) as workers:
        while not ended:
            ended = end.poll(pause)
            began = time.monotonic()
            index(db, warcs)
            bugs += stages.read_new(db, warcs, workers)[1]
            stages.stitch_stale(db)
            if coding:
                bugs += stages.code_new(db, workers)[1]
            pause = max(PAUSE, time.monotonic() - began)
    return bugs


def _die_with_parent() -> None:
    """Leave the archive to the next run at once, when the crawl is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
