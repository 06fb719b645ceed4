"""The cells of a table by their columns, also those of columns that a layout does not have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from plancheck.authoring.drafting.columns import Table
from plancheck.authoring.drafting.printed import Printed
from plancheck.authoring.drafting.shape import Line, Shape, is_total
from plancheck.authoring.drafting.stages import stages_of
from plancheck.authoring.drafting.values import Value
from plancheck.authoring.drafting.who import Reporters
from plancheck.plan.cells import asks_nothing
from plancheck.plan.columns import Column
from plancheck.plan.official_text import Piece
from plancheck.reading.text import fold_text

TOTAL = -1
"""Stands for the column of every cell in a row that sums up the others."""
_UNIT_IN_TITLE = re.compile(r"\((?P<unit>[^()]+)\)$")
_MATTERS = re.compile("[≥≤><]|必|选|自愿|鼓励|除|不|约|[前后起止]$")
"""What a cell says that does not only name an organ, a person, a group or a number."""


class Grid:
    """The cells of the one ``table`` of a text, by where they begin in the folded text."""

    def __init__(self, source: str, shape: Shape, table: Table, reporters: Reporters) -> None:
        self.shape = shape
        self.table = table
        self.reporters = reporters
        self._places: list[int] = []
        self._columns: list[int] = []
        place = 0
        for line in source.split("\n"):
            cells = [fold_text(cell) for cell in line.split("\t")]
            total = len(cells) > 1 and is_total(cells)
            for number, cell in enumerate(cells):
                self._places.append(place)
                self._columns.append(TOTAL if total else number)
                place += len(cell)

    def column_of(self, piece: Piece) -> int:
        """Return the number of the column in which ``piece`` begins, or ``TOTAL``."""
        return self._columns[bisect_right(self._places, piece.start) - 1]

    def sums_up(self, piece: Piece) -> bool:
        """Whether a piece stands in a row of totals."""
        return self.column_of(piece) == TOTAL

    def stands_beside(self, piece: Piece) -> bool:
        """Whether a piece stands in a column of the table that its layout does not have."""
        column, table = self.column_of(piece), self.table
        beside = {table.units, table.whom, table.values, *table.stages, *table.aside}
        return column == TOTAL or (piece.column is Column.MEASURES and column in beside)

    def is_unknown(self, piece: Piece) -> bool:
        """Whether a piece stands in a column that is not known."""
        column = self.column_of(piece)
        return column in self.table.unknown or column >= len(self.shape.heads)

    def note(self, task: Printed, pieces: Iterable[Piece]) -> None:
        """Note in ``task`` the unit, whom it binds, its numbers and what is owed when.

        ``pieces`` stand beside what the layout has. What else they say is context.
        """
        owed = []
        for piece in pieces:
            column = self.column_of(piece)
            if column == self.table.units:
                task.unit = piece.text
                task.context.append(piece.text)
            elif column == self.table.values:
                task.values.append(Value("", piece.text, piece.start))
            elif column == self.table.whom:
                task.whom += piece.text
            elif column in self.table.stages:
                owed.append((self.shape.heads[column], piece))
            elif re.search(r"\w", piece.text):
                task.context.append(piece.text)
        task.stages = stages_of(owed)
        in_title = _UNIT_IN_TITLE.search(task.node.title)
        task.unit = task.unit or (in_title["unit"] if in_title else self.table.unit)

    def unread(self, lines: Sequence[Line]) -> dict[str, str]:
        """Return what stands in columns that no rule reads, by the id of its task."""
        tasks = zip(self.shape.task_lines, self.shape.tasks, strict=True)
        ids = {number: node.id for number, node in tasks}
        found: dict[str, list[str]] = {}
        id_ = ""
        for line in lines:
            id_ = ids.get(line.number, id_)
            if id_ and len(line.cells) > 1:
                found.setdefault(id_, []).extend(self._unread_in(line))
        return {id_: "、".join(cells) for id_, cells in found.items() if cells}

    def _unread_in(self, line: Line) -> list[str]:
        """Return the cells of a row that no rule reads and that may matter."""
        beyond = range(len(self.shape.heads), len(line.cells))
        columns = (*self.table.unknown, *self.table.aside, *beyond)
        cells = ((line.cells[n], n) for n in columns if n < len(line.cells))
        return [cell for cell, column in cells if self._matters(cell, column)]

    def _matters(self, cell: str, column: int) -> bool:
        """Whether a cell that no rule reads may matter.

        A dash does under a merged head; a cell of a column that asks nothing, if it speaks of those
        who report, of a level, of a bound or of an exception.
        """
        if column in self.table.aside:
            return bool(_MATTERS.search(cell) or self.reporters.mentions(cell))
        merged = not "".join(self.shape.heads[column : column + 1])
        return bool(cell) and (merged or not asks_nothing(cell))
