"""One function over many items in several processes, with the results in the order of the items."""

from __future__ import annotations

import io
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from typing import Any, TypeVar

from plancheck.errors import Problem, UsageError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

LARGEST_SHARE = 64
"""How many items a process gets at a time, at most."""


def in_order(
    work: Callable[[Item], Outcome], items: Sequence[Item], jobs: int, shared: Sequence[object]
) -> Iterator[Outcome]:
    """Yield ``work(item)`` for each item in order, from ``jobs`` processes.

    Every process has its own copy of the objects in ``shared``; where an outcome refers to one,
    it refers to the caller's here. Raises UsageError where the processes cannot be had.
    """
    share = max(1, min(LARGEST_SHARE, len(items) // (jobs * 4)))
    shares = [items[start : start + share] for start in range(0, len(items), share)]
    arguments = (work, shared, os.getpid())
    workers = max(1, min(jobs, len(shares)))
    others = set(active_children())
    try:
        pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=arguments)
        contents = pool.map(_do, shares)
    except (OSError, RuntimeError) as exc:  # too few file handles, processes, threads, semaphores
        # Those that did start wait for work that does not come, and Python would wait for them.
        for process in set(active_children()) - others:
            process.kill()
        why = {"why": getattr(exc, "strerror", None) or str(exc)}
        raise UsageError([Problem("run.no-processes", None, why)]) from None
    with pool:
        try:
            for content in contents:
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


def _begin(work: Callable[[Any], Any], shared: Sequence[object], parent: int) -> None:
    """Set up a process, once: what it does, and what its outcomes may refer to."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    global _work, _shared, _places  # noqa: PLW0603
    _work, _shared = work, shared  # held, so that no other object takes the place of one
    _places = {id(one): place for place, one in enumerate(shared)}


def _end_with(parent: int) -> None:
    """End this process when its parent is gone, which may have been killed."""
    while os.getppid() == parent:
        threading.Event().wait(1)
    os._exit(1)


def _do(items: Sequence[Any]) -> bytes:
    file = io.BytesIO()
    _Pickler(file, _places).dump([_work(item) for item in items])
    return file.getvalue()
