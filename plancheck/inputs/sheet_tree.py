"""What cells say as nodes of a tree, each at its cell, with the problems of single cells."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf

from plancheck.errors import Location, Medium, Problem
from plancheck.inputs.form_sheets import SEPARATORS, folded
from plancheck.inputs.form_tables import Mark, Tables, cell_location
from plancheck.inputs.names import NONE
from plancheck.reading.sheets import Cell, CellKind, Sheet
from plancheck.reading.tree import Document, Extent, Items, Mapping, Node, Scalar, extent

_FIRST_DAY = datetime.date(1899, 12, 30)
"""The day from which Excel counts days; those before 1990 are of no plan."""
_DAYS = (datetime.date(1990, 1, 1), datetime.date(2100, 1, 1))


class SheetDocument(Document):
    """A workbook as a tree of nodes that know their cells."""

    medium = Medium.CELLS

    def __init__(self, path: str, content: bytes, root: Node, top: Mark) -> None:
        super().__init__(path, content, [""], root, [])
        self._top = cell_location(path, top)

    @property
    def top(self) -> Location:
        """The cell that stands for the whole file."""
        return self._top

    def at(self, node: Node) -> Location:
        """Return the cell of ``node``."""
        return cell_location(self.path, node.start)

    def _extent(self, node: Node) -> Extent:
        return extent(self.at(node))


class SheetReader:
    """Reads the cells of a workbook whose tables were found, and keeps what is wrong with them."""

    def __init__(self, tables: Tables, path: str) -> None:
        self.found = tables.found
        self.path = path
        self.problems = list(tables.problems)
        self.remarks = list(tables.remarks)

    # -- problems --

    def problem(self, key: str, mark: Mark, **values: object) -> None:
        """Note what makes the form unusable."""
        self.problems.append(Problem(key, cell_location(self.path, mark), values))

    def remark(self, key: str, mark: Mark, **values: object) -> None:
        """Note what changes nothing."""
        self.remarks.append(Problem(key, cell_location(self.path, mark), values))

    # -- cells --

    def value(self, cell: Cell, mark: Mark, *, is_day: bool = False) -> Scalar | None:
        """Return what ``cell`` says as a value; None where it says nothing that can be read."""
        if cell.kind is CellKind.ERROR:
            self.problem("workbook.error", mark, written=cell.text)
            return None
        if cell.kind is CellKind.UNCALCULATED:
            self.problem("workbook.uncalculated", mark)
            return None
        if is_day and cell.kind is CellKind.NUMBER and (day := _day_of(cell.text)) is not None:
            self.problem("workbook.day-number", mark, written=cell.text, day=day)
            return None
        if is_day and cell.kind is CellKind.DATE and cell.text < str(_DAYS[0].year):
            # A small number that was formatted as a day.
            self.problem("workbook.early-day", mark, written=cell.text)
            return None
        if cell.formula:
            self.remark("note.workbook-formula", mark, written=cell.text)
        return scalar_at(cell.text, mark)

    def labelled(
        self, sheet: Sheet, known: MappingOf[str, str], end: int
    ) -> Iterator[tuple[str, Scalar, Cell, Mark]]:
        """Yield the field and the label of each value above the row ``end``, and where it stands.

        A value beside a label that is not ``known`` is told. A label beside a label is its value
        only where it has none itself.
        """
        cells = {at: cell for at, cell in sheet.cells.items() if at[0] < end}
        fields = {
            (line, column): known.get(folded(cell.text))
            for (line, column), cell in cells.items()
            if (line, column + 1) in cells
        }
        columns = {column for (_, column), field in fields.items() if field is not None}
        for (line, column), field in fields.items():
            beside = (line, column + 1)
            if column not in columns or fields.get(beside) is not None:
                continue
            label = scalar_at(cells[line, column].text, Mark(line, column, sheet.name))
            if field is None:
                self.remark("note.workbook-label", label.start, label=label.text)
            else:
                yield field, label, cells[beside], Mark(*beside, sheet.name)

    def tree(self, root: Mapping, top: Mark, content: bytes) -> SheetDocument:
        """Return what was read as a document, with its problems and remarks."""
        document = SheetDocument(self.path, content, root, top)
        document.problems += self.problems
        document.remarks += self.remarks
        return document

    def put_once(self, node: Mapping, key: Scalar, value: Node) -> None:
        """Put ``value`` under ``key``, which a row above may have already."""
        if key.text in node.entries:
            earlier = node.entries[key.text][0].start
            values = {"name": key.text, "first": self.cell_of(earlier)}
            self.problem("workbook.same-row", key.start, **values)
        else:
            put(node, key, value)

    def none_and_some(self, none: Iterable[tuple[Items, Mark]]) -> None:
        """Note each cell that says 无 of a list in which something stands."""
        for items, mark in none:
            if items.nodes:
                self.problem("workbook.none-and-some", mark)

    def cell_of(self, mark: Mark) -> str:
        """Return the name of the cell at ``mark``."""
        return str(cell_location(self.path, mark).cell)


def _day_of(number: str) -> datetime.date | None:
    """Return the day that Excel shows for ``number`` where a cell is formatted as a day."""
    days = int(number) if number.isdecimal() and len(number) <= 6 else 0
    day = _FIRST_DAY + datetime.timedelta(days=days)
    return day if _DAYS[0] <= day <= _DAYS[1] else None


# --- nodes ---------------------------------------------------------------------------------------


def _end(mark: Mark) -> Mark:
    return mark._replace(column=mark.column + 1)


def scalar_at(text: str, mark: Mark) -> Scalar:
    """Return ``text`` as the value of the cell at ``mark``."""
    return Scalar(text, False, mark, _end(mark))


def mapping_at(mark: Mark) -> Mapping:
    """Return an empty mapping that is shown by the cell at ``mark``."""
    return Mapping(mark, _end(mark))


def items_at(mark: Mark) -> Items:
    """Return an empty list that is shown by the cell at ``mark``."""
    return Items(mark, _end(mark))


def mapping_in(node: Mapping, key: Scalar) -> Mapping:
    """Return the mapping that ``node`` has under ``key``, an empty one if it has none yet."""
    put(node, key, Mapping(key.start, key.end))
    held = node.entries[key.text][1]
    assert isinstance(held, Mapping), "only what is put here is read"
    return held


def listed_at(text: str, mark: Mark) -> Items:
    """Return the names that one cell lists; 无 is an empty list."""
    items = items_at(mark)
    names = [name.strip() for name in SEPARATORS.split(text)]
    items.nodes = [scalar_at(name, mark) for name in names if name and text not in NONE]
    return items


def items_in(node: Mapping, key: Scalar) -> Items:
    """Return the list that ``node`` has under ``key``, an empty one if it has none yet."""
    put(node, key, Items(key.start, key.end))
    held = node.entries[key.text][1]
    assert isinstance(held, Items), "only what is put here is read"
    return held


def or_blank(node: Node) -> Node:
    """Return ``node``; a mapping that holds nothing is a value left blank."""
    if isinstance(node, Mapping) and not node.entries:
        return Scalar("", True, node.start, node.end)
    return node


def put(node: Mapping, key: Scalar, value: Node) -> None:
    """Put ``value`` under ``key``, unless something stands there."""
    node.entries.setdefault(key.text, (key, value))
