"""Work spread over processes, each task with a limit of its own.

A page can hold a reader for 90 seconds (measured: one tag with 100,000 attributes), and a thread cannot be
ended. So each task runs in a process that is killed at the limit and replaced; the other tasks go on. The limit is
in processor time: on a machine that is busy with something else, no page is given up for that.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooLate
from multiprocessing import forkserver
from typing import Final, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.errors import TooSlow

Task = TypeVar("Task")
Result = TypeVar("Result")

LIMIT: Final = 20.0
"""Processor seconds a task may take; the slowest real page that we hold takes under one."""

PATIENCE: Final = 15
"""Times the limit that a task may take by the clock: it waits for something that will not come."""

RECYCLE: Final = 5_000
"""Tasks after which a worker is replaced: what libxml2 and the caches keep then goes with it."""

AHEAD: Final = 16
"""Tasks a worker that wait at once: enough to keep it busy, few enough to keep memory flat."""

CONTEXT: Final = multiprocessing.get_context("forkserver")


def preload(modules: Sequence[str]) -> None:
    """Have the process that workers are copies of load its modules now, beside what this one does."""
    CONTEXT.set_forkserver_preload(list(modules))
    forkserver.ensure_running()


class Workers:
    """The processes: begun with the first task, or before, and kept until the block is left.

    `load` names the modules that tasks need: they are imported once, and every process begins as a copy of that.
    """

    def __init__(self, *, jobs: int | None = None, load: Sequence[str] = ()) -> None:
        self._count = jobs or os.cpu_count() or 1
        CONTEXT.set_forkserver_preload(list(load))
        self._pool = ProcessPool(max_workers=self._count, max_tasks=RECYCLE, context=CONTEXT)

    def begin(self) -> None:
        """Have the processes made now, so that the first task finds them ready."""
        self._pool.schedule(os.getpid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def spread(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], *, limit: float = LIMIT
    ) -> Iterator[tuple[Task, Result | TooSlow]]:
        """Yield each task with its result, in the tasks' order.

        A task over its limit, or one whose process died, gives TooSlow. What `work` raises is raised here: a bug.
        """
        waiting: deque[tuple[Task, ProcessFuture[Result]]] = deque()
        source = iter(tasks)
        done = False
        while waiting or not done:
            while not done and len(waiting) < self._count * AHEAD:
                try:
                    task = next(source)
                except StopIteration:
                    done = True
                else:
                    waiting.append(
                        (task, self._pool.schedule(_limited, args=(work, task, limit), timeout=limit * PATIENCE))
                    )
            if waiting:
                task, future = waiting.popleft()
                result: Result | TooSlow = _result(future, limit)
                yield task, result


def _limited(work: Callable[[Task], Result], task: Task, limit: float) -> Result:
    """Do a task in a worker process, which the kernel ends when the limit is reached: no Python code need run."""
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        return work(task)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _result(future: ProcessFuture[Result], limit: float) -> Result | TooSlow:
    try:
        result: Result = future.result()
        return result
    except TooLate:
        return TooSlow(f"it took more than {limit * PATIENCE:g} seconds and was ended")
    except ProcessExpired as error:
        if error.exitcode == -signal.SIGPROF:
            return TooSlow(f"it took more than {limit:g} seconds of processor time and was ended")
        return TooSlow(f"the process that read it died: {error}")
