"""A task that hangs or kills its process costs itself and nothing else."""

import os
import time

import pytest

from pipeline.errors import TooSlow
from pipeline.pool import Workers


def work(task: int) -> int:
    while task == 3:
        pass
    if task == 4:
        time.sleep(60)
    if task == 5:
        os._exit(9)
    if task == 7:
        raise KeyError(task)
    return task * task


def test_results_come_in_order_whatever_happened_to_a_task() -> None:
    with Workers(jobs=2) as workers:
        found = list(workers.spread(work, [1, 2, 3, 4, 5, 6], limit=0.5))
    assert [task for task, _ in found] == [1, 2, 3, 4, 5, 6]
    assert [result for _, result in found if not isinstance(result, TooSlow)] == [1, 4, 36]
    slow, stuck, dead = (str(result) for _, result in found if isinstance(result, TooSlow))
    assert "more than 0.5 seconds of processor time" in slow
    assert "more than 7.5 seconds and" in stuck
    assert "died" in dead


def test_a_bug_is_raised() -> None:
    with Workers(jobs=1) as workers, pytest.raises(KeyError):
        list(workers.spread(work, [1, 7]))


def test_nothing_to_do_is_no_fault() -> None:
    with Workers() as workers:
        assert list(workers.spread(work, [])) == []
