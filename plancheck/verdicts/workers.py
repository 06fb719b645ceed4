"""One function over many items in several processes, with the results in the order of the items."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import active_children, parent_process
from typing import Any, TypeVar

from plancheck.errors import Problem, UsageError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

LARGEST_SHARE = 16
"""How many items a process gets at a time, at most."""
SHARES = 4
"""So many shares for each process are under way or wait to be fetched."""


def in_order(
    work: Callable[[Item], Outcome], items: Iterable[Item], jobs: int
) -> Iterator[Outcome]:
    """Yield ``work(item)`` for each item in order, from ``jobs`` processes.

    Only a few items are taken ahead of their turn. It makes no difference whether
    Python forks, spawns or serves the processes.
    Raises UsageError where the processes cannot be had, or one of them is lost.
    """
    coming = iter(items)
    first = list(islice(coming, LARGEST_SHARE * jobs * SHARES))
    if len(first) < 2:
        yield from map(work, first)
        return
    share = max(1, min(LARGEST_SHARE, len(first) // (jobs * SHARES)))
    coming = chain(first, coming)
    shares = iter(lambda: list(islice(coming, share)), [])
    arguments = (work, gc.get_threshold())
    workers = min(jobs, -(-len(first) // share))
    others = set(active_children())
    try:
        pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=arguments)
        under_way = deque(pool.submit(_do, batch) for batch in islice(shares, jobs * SHARES))
    except BrokenProcessPool:
        raise UsageError([Problem("run.process-lost")]) from None
    except (OSError, RuntimeError) as exc:  # too few file handles, processes, threads, semaphores
        # Started processes wait for work that never comes, and Python waits for them.
        for process in set(active_children()) - others:
            process.kill()
        why = {"why": getattr(exc, "strerror", None) or str(exc)}
        raise UsageError([Problem("run.no-processes", None, why)]) from None
    with pool:
        try:
            while under_way:
                outcomes = under_way.popleft().result()
                under_way.extend(pool.submit(_do, batch) for batch in islice(shares, 1))
                yield from outcomes
        except BrokenProcessPool:
            raise UsageError([Problem("run.process-lost")]) from None


_work: Callable[[Any], Any]


def _begin(work: Callable[[Any], Any], threshold: tuple[int, int, int]) -> None:
    """Set up a process, once: what it does.

    Nothing is taken from the process before it: only one that is forked inherits anything.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(*threshold)
    # Who interrupts the call interrupts all its processes: the first one answers for them.
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    global _work  # noqa: PLW0603
    _work = work


def _end_with_parent() -> None:
    """End this process when the one that asked for it is gone, which may have been killed."""
    parent = parent_process()
    assert parent is not None  # it is one of a pool
    parent.join()
    os._exit(1)


def _do(items: Sequence[Any]) -> list[Any]:
    return [_work(item) for item in items]
