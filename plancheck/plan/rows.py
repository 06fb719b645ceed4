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

    def row_of(self, title: str, number: str, heads: tuple[str, str], place: int) -> int:
        """Return where the first row from ``place`` on begins that has these cells, -1 for none.

        ``heads`` are those of the columns of the title and the number; the last may be empty.
        """
        for line in self._lines:
            if line[0][0] >= place and len(line) > 1:
                texts = (self._folded[start:end] for start, end in line)
                cells = dict(zip(self._heads, texts, strict=False))
                numbered = not heads[1] or cells.get(heads[1], "").rstrip(".、") == number
                if numbered and cells.get(heads[0], "").startswith(title):
                    return line[0][0]
        return -1

    def head_at(self, place: int) -> str:
        """Return the head of the column that a place of the folded text lies in, empty for none."""
        for line in self._lines:
            if len(line) > 1 and line[0][0] <= place < line[-1][1]:
                number = next(n for n, (_, end) in enumerate(line) if place < end)
                return self._heads[number] if number < len(self._heads) else ""
        return ""

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
