"""A report without the values that cannot be read, so that the rest of it can be judged."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

Path = list[str | int]
"""The way to a value in the report's tree."""


class Readable:
    """A report out of which values are taken; those that stay keep the ways that they had."""

    def __init__(self, report: dict[str, Any]) -> None:
        self.report = copy.deepcopy(report)
        self._taken: dict[tuple[str | int, ...], list[int]] = {}

    def original(self, path: Iterable[str | int]) -> Path:
        """Return the way to a value before anything was taken out."""
        way: Path = []
        for step in path:
            way.append(self._before(way, step) if isinstance(step, int) else step)
        return way

    def _before(self, way: Path, place: int) -> int:
        """Return the place that an item of the list at ``way`` had."""
        for taken in sorted(self._taken.get(tuple(way), ())):
            place += taken <= place
        return place

    def take(self, paths: Iterable[Path]) -> bool:
        """Take out the values at ``paths`` and return whether any was there."""
        # The last of a list first: the places of those before it stay what they are.
        last_first = sorted(paths, key=_in_order, reverse=True)
        taken = [self._take(self.report, [], path) for path in last_first]
        return any(taken)

    def _take(self, node: Any, way: Path, path: Path) -> bool:
        """Take out a value and what is empty without it: no units would say that there are none."""
        key, *rest = path
        here = key
        if isinstance(key, int):
            gone = self._taken.get(tuple(way), [])
            if key in gone:
                return False
            here = key - sum(place < key for place in gone)
        try:
            below = node[here]
        except (KeyError, IndexError):
            return False
        if rest:
            if not self._take(below, [*way, key], rest):
                return False
            if below or isinstance(node, list):
                return True
        del node[here]
        if isinstance(key, int):
            self._taken.setdefault(tuple(way), []).append(key)
        return True


def _in_order(path: Path) -> list[str]:
    return [f"{step:09}" if isinstance(step, int) else step for step in path]
