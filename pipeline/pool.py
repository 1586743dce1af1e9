"""Work spread over processes, each task with a limit of its own.

A page can hold a reader for 90 seconds (measured: one tag with 100,000 attributes), and a thread cannot be
ended. So each task runs in a process that is killed at the limit and replaced; the other tasks go on.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TooLate
from typing import Final, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.errors import TooSlow

Task = TypeVar("Task")
Result = TypeVar("Result")

LIMIT: Final = 20.0
"""Seconds a task may take; the slowest real page that we hold takes under one."""

RECYCLE: Final = 5_000
"""Tasks after which a worker is replaced: what libxml2 and the caches keep then goes with it."""

AHEAD: Final = 16
"""Tasks a worker that wait at once: enough to keep it busy, few enough to keep memory flat."""


def spread(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    warm_up: Callable[[], object],
    jobs: int | None = None,
    limit: float = LIMIT,
) -> Iterator[tuple[Task, Result | TooSlow]]:
    """Yield each task with its result, in the tasks' order.

    `warm_up` runs once in each process before its first task: what `work` loads must not count against a task.
    A task over its limit, or one whose process died, gives TooSlow. What `work` raises is raised here: a bug.
    """
    workers = jobs or os.cpu_count() or 1
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(max_workers=workers, max_tasks=RECYCLE, initializer=warm_up, context=context) as pool:
        waiting: deque[tuple[Task, ProcessFuture[Result]]] = deque()
        source = iter(tasks)
        done = False
        while waiting or not done:
            while not done and len(waiting) < workers * AHEAD:
                try:
                    task = next(source)
                except StopIteration:
                    done = True
                else:
                    waiting.append((task, pool.schedule(work, args=(task,), timeout=limit)))
            if waiting:
                task, future = waiting.popleft()
                result: Result | TooSlow = _result(future, limit)
                yield task, result


def _result(future: ProcessFuture[Result], limit: float) -> Result | TooSlow:
    try:
        result: Result = future.result()
        return result
    except TooLate:
        return TooSlow(f"reading took more than {limit:g} seconds and was ended")
    except ProcessExpired as error:
        return TooSlow(f"the process that read it died: {error}")
