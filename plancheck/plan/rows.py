"""The rows of a table in a copy of a text: a row in a line, its cells between tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Span = tuple[int, int]
"""Where something begins and ends in the folded text."""


class Cell(NamedTuple):
    """The part of a cell that lies in a stretch of the folded text, under the head of its column.

    The head is None in a line that is no row, and ``is_head`` says that the row is that of heads.
    """

    head: str | None
    start: int
    end: int
    is_head: bool = False


class Rows:
    """The rows of a table with ``heads``; ``lines`` are those of the copy, cut at their tabs."""

    def __init__(self, folded: str, lines: Sequence[Sequence[Span]], heads: set[str]) -> None:
        self._folded = folded
        self._lines = [line for line in lines if line[0][0] < line[-1][1]]
        texts = ([folded[start:end] for start, end in line] for line in self._lines)
        self._heads = next((cells for cells in texts if heads <= {*cells}), [])

    def cells(self, start: int, end: int) -> Iterator[Cell]:
        """Yield what lies between two places of the folded text, cell by cell."""
        for line in self._lines:
            if line[-1][1] <= start or line[0][0] >= end:
                continue
            is_head = [self._folded[low:high] for low, high in line] == self._heads
            for number, (low, high) in enumerate(line):
                in_table = len(line) > 1 and number < len(self._heads)
                head = self._heads[number] if in_table else None
                if max(low, start) < min(high, end):
                    yield Cell(head, max(low, start), min(high, end), is_head)
