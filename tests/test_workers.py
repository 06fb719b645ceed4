"""Work shared by several processes: what becomes of it where they cannot be had, or are lost."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys

import pytest

from plancheck.errors import UsageError
from plancheck.workers import in_order

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_outcomes_come_in_the_order_of_the_items() -> None:
    assert list(in_order(str, range(50), 3, ())) == [str(n) for n in range(50)]


def test_a_process_that_is_lost_is_no_verdict() -> None:
    with pytest.raises(UsageError) as caught:
        list(in_order(os._exit, range(8), 2, ()))
    assert [problem.key for problem in caught.value.problems] == ["run.process-lost"]


@pytest.mark.parametrize("at", [1, 2])
def test_processes_that_cannot_be_had_are_no_verdict(
    at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("processes are not forked")
    real, calls = os.fork, 0

    def failing() -> int:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return real()

    monkeypatch.setattr(os, "fork", failing)
    with pytest.raises(UsageError) as caught:
        list(in_order(str, range(8), 2, ()))
    assert [problem.key for problem in caught.value.problems] == ["run.no-processes"]
    assert calls == at
    # Those that had started are not left to wait for work that does not come.
    started = multiprocessing.active_children()
    for process in started:
        process.join(5)
    left = [process for process in started if process.is_alive()]
    for process in left:  # else the tests would wait for them, too
        process.kill()
    assert not left
