"""One function over many items in several processes, with the results in the order of the items."""

from __future__ import annotations

import gc
import io
import os
import pickle
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
    work: Callable[[Item], Outcome], items: Iterable[Item], jobs: int, shared: Sequence[object]
) -> Iterator[Outcome]:
    """Yield ``work(item)`` for each item in order, from ``jobs`` processes.

    Every process has its own copy of the objects in ``shared``; where an outcome refers to one,
    it refers to the caller's here. Of very many items only a few are taken ahead of their turn.
    It makes no difference whether Python forks, spawns or serves the processes.
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
    arguments = (work, shared, gc.get_threshold())
    workers = min(jobs, -(-len(first) // share))
    others = set(active_children())
    try:
        pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=arguments)
        under_way = deque(pool.submit(_do, one) for one in islice(shares, jobs * SHARES))
    except BrokenProcessPool:
        raise UsageError([Problem("run.process-lost")]) from None
    except (OSError, RuntimeError) as exc:  # too few file handles, processes, threads, semaphores
        # Those that did start wait for work that does not come, and Python would wait for them.
        for process in set(active_children()) - others:
            process.kill()
        why = {"why": getattr(exc, "strerror", None) or str(exc)}
        raise UsageError([Problem("run.no-processes", None, why)]) from None
    with pool:
        try:
            while under_way:
                content = under_way.popleft().result()
                under_way.extend(pool.submit(_do, one) for one in islice(shares, 1))
                yield from _Unpickler(io.BytesIO(content), shared).load()
        except BrokenProcessPool:
            raise UsageError([Problem("run.process-lost")]) from None


class _Pickler(pickle.Pickler):
    """Writes the place of a shared object instead of the object."""

    def __init__(self, file: io.BytesIO, places: dict[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = places

    def persistent_id(self, obj: Any) -> int | None:
        return self._places.get(id(obj))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, pid: int) -> object:
        return self._shared[pid]


_work: Callable[[Any], Any]
_shared: Sequence[object]
_places: dict[int, int]


def _begin(
    work: Callable[[Any], Any], shared: Sequence[object], threshold: tuple[int, int, int]
) -> None:
    """Set up a process, once: what it does, and what its outcomes may refer to.

    Nothing is taken from the process before it: only one that is forked inherits anything.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(*threshold)
    # Who interrupts the call interrupts all its processes: the first one answers for them.
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    global _work, _shared, _places  # noqa: PLW0603
    _work, _shared = work, shared  # held, so that no other object takes the place of one
    _places = {id(one): place for place, one in enumerate(shared)}


def _end_with_parent() -> None:
    """End this process when the one that asked for it is gone, which may have been killed."""
    parent = parent_process()
    assert parent is not None  # it is one of a pool
    parent.join()
    os._exit(1)


def _do(items: Sequence[Any]) -> bytes:
    file = io.BytesIO()
    _Pickler(file, _places).dump([_work(item) for item in items])
    return file.getvalue()
