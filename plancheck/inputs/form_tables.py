"""The tables of a form, found on the sheets of a workbook by the words of their heading rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plancheck.errors import Location, Near, Problem, column_letters
from plancheck.inputs.form_sheets import HELPER, LIVE, TABLES, Table, folded
from plancheck.reading.sheets import Cell, CellKind, Sheet

HEADINGS_WITHIN = 30
"""A heading row is one of the first so many rows."""
_FEWEST = 3
"""A row with fewer headings than this has to have all that are needed."""
_SHOWN_ONLY = {"level", "asked", "due", "counted", LIVE.field}
"""The columns that say what others state: they are written and never read."""


class Mark(NamedTuple):
    """A corner of a cell; rows and columns count from 0, as lines and columns of a text do."""

    line: int
    column: int
    sheet: str


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a sheet: the row of its headings, and the column of each field."""

    table: Table
    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    def word(self, field: str) -> str:
        """Return the heading of ``field`` as it is written."""
        return self.sheet.cells[self.row, self.columns[field]].text

    @property
    def is_whole(self) -> bool:
        """Whether all headings are there that a table of the kind needs."""
        return all(field in self.columns for field in self.table.needed)

    @property
    def in_chinese(self) -> bool:
        """Whether most headings are in Chinese."""
        words = [self.word(field) for field in self.columns]
        return sum(word.isascii() for word in words) * 2 < len(words)

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headings in which a column that is read holds something."""
        columns = {
            column: field for field, column in self.columns.items() if field not in _SHOWN_ONLY
        }
        rows: dict[int, dict[str, Cell]] = {}
        for (line, column), cell in self.sheet.cells.items():
            if line > self.row and column in columns:
                rows.setdefault(line, {})[columns[column]] = cell
        for line in sorted(rows):
            yield Row(self, line, rows[line])

    def at(self, line: int, field: str) -> Mark:
        """Return the corner of the cell of ``field`` in the row ``line``."""
        return Mark(line, self.columns[field], self.sheet.name)


class Row(NamedTuple):
    """A row of a table, and what its cells hold, by field; a blank cell is not there."""

    found: FoundTable
    line: int
    cells: Mapping[str, Cell]

    def text(self, field: str) -> str:
        """Return the text of ``field``, nothing where it is blank."""
        return self.cells[field].text if field in self.cells else ""

    def mark(self, field: str) -> Mark:
        """Return the corner of the cell of ``field``."""
        return self.found.at(self.line, field)


def cell_location(path: str, mark: Mark) -> Location:
    """Return the place of the cell at ``mark``."""
    return Location.of_cell(path, mark.sheet, mark.line, mark.column)


class Tables(NamedTuple):
    """The tables of a workbook by the names of their sheets, and what is wrong with them.

    ``remarks`` are what is worth telling though nothing is wrong.
    """

    found: Mapping[Table, FoundTable]
    problems: Sequence[Problem]
    remarks: Sequence[Problem]


def find_tables(sheets: Sequence[Sheet], path: str, tables: Sequence[Table] = TABLES) -> Tables:
    """Return ``tables`` as they are found on ``sheets``, at most one on each sheet.

    A second one of the same kind is a problem, and so is a column that lacks.
    """
    found: dict[Table, FoundTable] = {}
    problems: list[Problem] = []
    remarks: list[Problem] = []
    fitting = [fit for sheet in sheets if (fit := _find(sheet, tables)) is not None]
    for one in fitting:
        if not one.is_whole:
            continue
        if one.table in found:
            values = {"sheet": one.sheet.name, "other": found[one.table].sheet.name}
            problems.append(Problem("workbook.two-tables", _top(one, path), values))
        else:
            found[one.table] = one
    # A sheet with some of the words is a table that no sheet has whole, or somebody's notes.
    for one in fitting:
        if one.is_whole or one.sheet.is_hidden:
            continue
        lacking = _find(one.sheet, [table for table in tables if table not in found])
        if lacking is None:
            values = {"sheet": one.sheet.name}
            remarks.append(Problem("note.workbook-sheet", _top(one, path), values))
        else:
            found[lacking.table] = lacking
            problems += lacking_headings(lacking, lacking.table.needed, path)
    remarks += (remark for one in found.values() for remark in _unread(one, path))
    return Tables(found, problems, remarks)


def _top(found: FoundTable, path: str) -> Location:
    """Return the first heading of ``found``."""
    return cell_location(path, found.at(found.row, next(iter(found.columns))))


def _find(sheet: Sheet, tables: Sequence[Table]) -> FoundTable | None:
    """Return the table that the headings of ``sheet`` fit best, None where they fit none."""
    best: FoundTable | None = None
    headings: dict[int, dict[int, str]] = {}
    for (line, column), cell in sheet.cells.items():
        is_helper = cell.text.startswith(HELPER)
        if line < HEADINGS_WITHIN and cell.kind is CellKind.TEXT and not is_helper:
            headings.setdefault(line, {})[column] = folded(cell.text)
    for line, words in sorted(headings.items()):
        for table in tables:
            columns: dict[str, int] = {}
            for column, word in words.items():
                if word in table.words:
                    columns.setdefault(table.words[word], column)
            fitting = FoundTable(table, sheet, line, columns)
            if fitting.is_whole or len(columns) >= _FEWEST:
                best = fitting if best is None else max(best, fitting, key=_fit)
    return best


def _fit(found: FoundTable) -> tuple[bool, int]:
    """Return how well the headings fit: whether all that is needed is there, and how many."""
    return found.is_whole, len(found.columns)


def lacking_headings(found: FoundTable, fields: Iterable[str], path: str) -> Iterator[Problem]:
    """Yield a problem for each of ``fields`` that has no heading."""
    own = set(found.columns.values())
    unknown = [
        cell.text
        for (line, column), cell in found.sheet.cells.items()
        if line == found.row and column not in own and not cell.text.startswith(HELPER)
    ]
    for field in fields:
        if field not in found.columns:
            term = found.table.heading(field)
            name = term.zh if found.in_chinese else term.en
            values = {"column": name, "near": Near(name, unknown)}
            yield Problem("workbook.no-column", _top(found, path), values)


def _unread(found: FoundTable, path: str) -> Iterator[Problem]:
    """Yield a remark on each column that holds something under a heading not known, or none."""
    filled = {column for line, column in found.sheet.cells if line > found.row}
    for column in sorted(filled - set(found.columns.values())):
        cell = found.sheet.cells.get((found.row, column))
        heading = column_letters(column + 1) if cell is None else cell.text
        if not heading.startswith(HELPER):
            where = cell_location(path, Mark(found.row, column, found.sheet.name))
            yield Problem("note.workbook-column", where, {"heading": heading})
