"""Workbooks as sheets of cells, each cell as the text that a person would have typed for it.

Only what cells say is read. Macros, links, images and whatever else a workbook may hold are never
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple, NoReturn

from plancheck.errors import SHOWN, Location, Problem, SourceError
from plancheck.reading.book import TEXTS, TRUE, Book, Entry, plain_text, to_number
from plancheck.reading.cell_values import is_number, iso_text
from plancheck.reading.decoding import CONTROL
from plancheck.reading.package import Package, Tag

MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CELLS = 200_000
MAX_CELL_TEXT = 32_767
MAX_SHEETS_TEXT = 4 << 20
"""So many characters in all cells together, each counted in every cell that shares it."""

_MOST_CONTROLS = 20
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_FLAGS = {"1": "是", "true": "是", "0": "否", "false": "否"}

Place = tuple[int, int]
"""The row and the column of a cell, from 0."""


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


class Cell(NamedTuple):
    """What a cell says, and whether a formula says it.

    The text of an error is its sign, such as ``#N/A``; that of a formula without a result is empty.
    """

    kind: CellKind
    text: str
    formula: bool = False


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet that are not blank, row by row, and its merges.

    A merge is its first row and column and its last row and column. All count from 0.
    """

    name: str
    cells: Mapping[Place, Cell]
    merges: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int]
    is_hidden: bool


def read_sheets(content: bytes, path: str) -> list[Sheet]:
    """Return the sheets of a workbook (.xlsx or .xlsm) in their order, without those of charts.

    Raises SourceError for any other file, a damaged one, and one that goes beyond a limit.
    """
    book = Book(Package(content, path))
    amount = _Amount()
    sheets = [_Grid(book, entry, amount).sheet() for entry in book.sheets]
    if amount.controls:
        raise SourceError(amount.controls)
    return sheets


class _Amount:
    """How much the cells read so far hold, and the control characters in them."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0
        self.controls: list[Problem] = []


class _Grid:
    """The cells of one sheet as they come."""

    def __init__(self, book: Book, entry: Entry, amount: _Amount) -> None:
        self._book = book
        self._entry = entry
        self._amount = amount
        self._cells: dict[Place, Cell] = {}
        self._merges: list[tuple[int, int, int, int]] = []
        self._hidden: set[int] = set()
        self._row: Tag | None = None
        self._line = self._column = -1

    def sheet(self) -> Sheet:
        """Return the sheet; raises SourceError at the first cell that cannot be read."""
        content: dict[str, list[str]] = {}
        for above, tag, text in self._book.package.elements(self._entry.part, "worksheet"):
            name, attributes = tag
            if name in ("v", "f") or (name == "t" and above[0] in TEXTS):
                content.setdefault(name, []).append(text)
            elif name == "c":
                if above is not self._row:
                    self._enter(above)
                self._read(attributes, content)
                content = {}
            elif name == "row" and tag is not self._row:  # it has no cells
                self._enter(tag)
            elif name == "mergeCell":
                first, _, last = attributes.get("ref", "").partition(":")
                self._merges.append((*self._place(first), *self._place(last or first)))
        called, _, is_hidden = self._entry
        cells = dict(sorted(self._cells.items()))
        return Sheet(called, cells, tuple(self._merges), frozenset(self._hidden), is_hidden)

    # -- where --

    def _enter(self, row: Tag) -> None:
        """Go to ``row``: where its number says, or where it says none to the next one."""
        _, attributes = self._row = row
        number = to_number(attributes.get("r", ""))
        self._line = number - 1 if number > 0 else self._line + 1
        self._column = -1
        if attributes.get("hidden") in TRUE:
            self._hidden.add(self._line)

    def _place(self, reference: str) -> Place:
        """Return the place that formulas call ``reference``, such as E12."""
        matched = _REFERENCE.fullmatch(reference)
        if matched is None:
            self._refuse_reference(reference)
        return int(matched[2]) - 1, _column(matched[1])

    def _here(self) -> Location:
        path, sheet = self._book.package.path, self._entry.name
        return Location.of_cell(path, sheet, self._line, self._column)

    # -- what --

    def _read(self, attributes: Mapping[str, str], content: Mapping[str, list[str]]) -> None:
        """Read the next cell, and keep it unless it is blank."""
        self._column += 1
        if reference := attributes.get("r"):
            line, self._column = self._place(reference)
            if line != self._line:
                self._refuse_reference(reference)
        cell = self._cell(attributes, content)
        if cell is not None:
            self._keep(cell)

    def _cell(self, attributes: Mapping[str, str], content: Mapping[str, list[str]]) -> Cell | None:
        """Return what a cell holds, None where it is blank."""
        type_ = attributes.get("t", "n")
        is_formula = "f" in content
        value = "".join(content.get("t" if type_ == "inlineStr" else "v", ())).strip()
        # A formula may well have an empty text as its result.
        if is_formula and not value and (type_ != "str" or "v" not in content):
            return Cell(CellKind.UNCALCULATED, "", is_formula)
        if not value:
            return None
        kind, text = self._value(type_, value, attributes.get("s", "0"))
        return Cell(kind, text, is_formula) if text else None

    def _value(self, type_: str, value: str, style: str) -> tuple[CellKind, str]:
        """Return what a value of this type says, in a cell of this style."""
        match type_:
            case "s" if (text := self._book.shared_text(value)) is not None:
                return CellKind.TEXT, text
            case "str" | "inlineStr":
                return CellKind.TEXT, plain_text([value])
            case "b" if value in _FLAGS:
                return CellKind.FLAG, _FLAGS[value]
            case "e":
                return CellKind.ERROR, value
            case "d":
                return CellKind.DATE, iso_text(value)
            case "n" if is_number(value):
                shown = self._book.format(style)
                kind = CellKind.DATE if shown.is_date else CellKind.NUMBER
                return kind, shown.text(value, from_1904=self._book.from_1904)
        self._refuse("workbook.bad-cell", written=value[:SHOWN])

    def _keep(self, cell: Cell) -> None:
        """Add a cell that is not blank; raises SourceError where that is too much."""
        amount, place = self._amount, (self._line, self._column)
        amount.cells += 1
        amount.characters += len(cell.text)
        if place in self._cells:
            self._refuse("workbook.same-cell")
        if self._line >= MAX_ROWS or self._column >= MAX_COLUMNS:
            self._refuse("workbook.far-cell", rows=MAX_ROWS, columns=MAX_COLUMNS)
        if amount.cells > MAX_CELLS:
            self._refuse("workbook.too-many-cells", limit=MAX_CELLS)
        if len(cell.text) > MAX_CELL_TEXT:
            self._refuse("workbook.long-cell", limit=MAX_CELL_TEXT)
        if amount.characters > MAX_SHEETS_TEXT:
            self._refuse("workbook.too-much-text", limit=MAX_SHEETS_TEXT)
        if not cell.text.isprintable() and (control := re.search(CONTROL, cell.text)):
            self._control(control[0])
        self._cells[place] = cell

    def _control(self, character: str) -> None:
        """Note a control character; raises SourceError after some."""
        values = {"character": f"U+{ord(character):04X}"}
        self._amount.controls.append(Problem("source.control", self._here(), values))
        if len(self._amount.controls) == _MOST_CONTROLS:
            raise SourceError(self._amount.controls)

    def _refuse(self, key: str, **values: object) -> NoReturn:
        """Refuse the cell that is being read."""
        self._book.package.refuse(key, self._here(), **values)

    def _refuse_reference(self, reference: str) -> NoReturn:
        """Refuse a reference that names no cell, or not one of the row it stands in."""
        written, sheet = reference[:SHOWN], self._entry.name
        self._book.package.refuse("workbook.bad-reference", written=written, sheet=sheet)


@cache
def _column(letters: str) -> int:
    """Return the column called by at most three letters, from 0."""
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1
