"""A task that hangs or kills its process costs itself and nothing else."""

import os
import time

import pytest

from pipeline.errors import TooSlow
from pipeline.pool import spread


def work(task: int) -> int:
    if task == 3:
        time.sleep(60)
    if task == 5:
        os._exit(9)
    if task == 7:
        raise KeyError(task)
    return task * task


def nothing() -> None:
    """Warm nothing up."""


def test_results_come_in_order_whatever_happened_to_a_task() -> None:
    found = list(spread(work, [1, 2, 3, 4, 5, 6], warm_up=nothing, jobs=2, limit=3))
    assert [task for task, _ in found] == [1, 2, 3, 4, 5, 6]
    assert [result for _, result in found if not isinstance(result, TooSlow)] == [1, 4, 16, 36]
    slow, dead = (str(result) for _, result in found if isinstance(result, TooSlow))
    assert "more than 3 seconds" in slow
    assert "died" in dead


def test_a_bug_is_raised() -> None:
    with pytest.raises(KeyError):
        list(spread(work, [1, 7], warm_up=nothing, jobs=1))


def test_nothing_to_do_is_no_fault() -> None:
    assert list(spread(work, [], warm_up=nothing)) == []
