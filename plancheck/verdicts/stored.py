"""The reports of a run, one after the other: of very many only a few are in memory at a time."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Generic, TypeVar

from plancheck.errors import Location, Problem, UsageError

T = TypeVar("T")

BLOCK = 100
"""So many reports are in memory at most; as many wait to be written at once."""


class Stored(Generic[T]):
    """Reports in their order, each to be had by its place, from 0.

    Full blocks wait in a temporary file, which has no name. ``restore`` gives back to a report what
    was not stored with it. Raises UsageError where there is no room.
    """

    def __init__(self, restore: Callable[[T], T]) -> None:
        self._restore = restore
        self._last: list[T] = []
        self._starts: list[int] = []
        self._file: IO[bytes] | None = None

    def append(self, report: T) -> None:
        """Add one report at the end."""
        if len(self._last) == BLOCK:
            try:
                self._put_away()
            except OSError as exc:
                raise UsageError([_no_room(exc)]) from None
        self._last.append(report)

    def _put_away(self) -> None:
        import pickle  # noqa: PLC0415  # few reports need neither
        from tempfile import TemporaryFile  # noqa: PLC0415

        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  # closed with the last that refers to it
        self._file.seek(0, os.SEEK_END)
        for report in self._last:
            self._starts.append(self._file.tell())
            pickle.dump(report, self._file, pickle.HIGHEST_PROTOCOL)
        self._file.flush()
        self._last = []

    def __len__(self) -> int:
        return len(self._starts) + len(self._last)

    def __getitem__(self, place: int) -> T:
        if place >= len(self._starts):
            return self._restore(self._last[place - len(self._starts)])
        from pickle import load  # noqa: PLC0415

        assert self._file is not None
        self._file.seek(self._starts[place])
        report: T = load(self._file)
        return self._restore(report)

    def __del__(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # there was no room for the rest, which has been said
                self._file.close()


def _no_room(exc: OSError) -> Problem:
    """Return the problem that the folder for temporary files took no more."""
    from tempfile import gettempdir  # noqa: PLC0415

    try:
        where = Location(gettempdir())
    except OSError:  # there is none, and ``exc`` says which were tried
        where = None
    return Problem("run.no-room", where, {"why": exc.strerror or str(exc)})
