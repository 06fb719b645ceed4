"""Where everything stands in a form: the columns and rows of its tables, and their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from plancheck.errors import Location, column_letters
from plancheck.inputs.form_sheets import Table, Term
from plancheck.language.message import Lang


def word(lang: Lang, term: Term) -> str:
    """Return what ``term`` is called in ``lang``."""
    return term.zh if lang is Lang.ZH else term.en


def address(row: int, column: int) -> str:
    """Return ``$C$5`` for a row and column that count from 0."""
    return f"${column_letters(column + 1)}${row + 1}"


def on_sheet(name: str, cells: str) -> str:
    """Return ``cells`` with the sheet they are on, as formulas name it."""
    quoted = Location("", 1, 1, sheet=name).in_workbook.rpartition("!")[0]
    return f"{quoted}!{cells}"


class Grid(NamedTuple):
    """A table of the form: the row of its heading, from 0, its columns, and rows for its data.

    ``helpers`` are the hidden columns behind the fields.
    """

    table: Table
    lang: Lang
    fields: tuple[str, ...]
    heading: int
    rows: int
    helpers: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return word(self.lang, self.table.sheet)

    @property
    def first(self) -> int:
        """The first row of data."""
        return self.heading + 1

    @property
    def last(self) -> int:
        """The last row of data."""
        return self.heading + self.rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields and helpers in the order of their columns."""
        return (*self.fields, *self.helpers)

    def column(self, name: str) -> int:
        """Return the column of a field or helper, from 0."""
        return self.columns.index(name)

    def cells(self, row: int) -> Mapping[str, str]:
        """Return the address of each cell of ``row``, its column fixed: ``$F12``."""
        return {
            name: f"${column_letters(place)}{row + 1}" for place, name in enumerate(self.columns, 1)
        }

    def cell(self, row: int, name: str) -> str:
        """Return the address of a cell with its sheet: ``封面!$B$14``."""
        return on_sheet(self.sheet, address(row, self.column(name)))

    def ranges(self) -> Mapping[str, str]:
        """Return the address of each column of data with its sheet: ``台账!$J$3:$J$102``."""
        return {name: on_sheet(self.sheet, self.range(name)) for name in self.columns}

    def range(self, first: str, last: str | None = None) -> str:
        """Return the address of the data from the column ``first`` to ``last``."""
        begin = address(self.first, self.column(first))
        return f"{begin}:{address(self.last, self.column(last or first))}"
