"""What a clerk does to a workbook in LibreOffice, step by step, without a screen.

The Python that has LibreOffice's module ``uno`` runs this file; ``office.py`` writes the steps.
LibreOffice takes a text as if it was typed, and refuses what the protection of a sheet forbids.
Nothing here may open a dialog, which ends a LibreOffice without windows.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.uno import RuntimeException

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}
WITHIN = 200
"""All that is looked for stands in so many rows."""
COLUMNS = 15


def properties(**values: Any) -> tuple[Any, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def desktop(pipe: str) -> Any:
    """Return the desktop of the LibreOffice behind ``pipe`` as soon as it is there."""
    context = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = context.ServiceManager.createInstanceWithContext(name, context)
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
            continue
        service = "com.sun.star.frame.Desktop"
        return there.ServiceManager.createInstanceWithContext(service, there)


class Clerk:
    """A workbook that is open. Each method is a step; ``refused`` are the steps not allowed."""

    def __init__(self, desktop: Any, file: Path) -> None:
        self.desktop = desktop
        self.book = self.opened(file.as_uri())
        self.refused: list[str] = []

    def opened(self, address: str) -> Any:
        return self.desktop.loadComponentFromURL(address, "_blank", 0, properties(Hidden=True))

    def sheet(self, name: str) -> Any:
        return self.book.Sheets.getByName(name)

    # -- values --

    def type(self, sheet: str, cell: str, text: str) -> None:
        """Type ``text`` into a cell."""
        self.put(self.sheet(sheet).getCellRangeByName(cell), text, f"{sheet}!{cell}")

    def fill(self, sheet: str, key: str, *texts: str) -> None:
        """Type into the row that ``key`` begins, in a cell or two: heading, text, heading …"""
        heading = self.heading(sheet, texts[::2])
        cells = self.sheet(sheet)
        for row in range(heading + 1, heading + WITHIN):
            first, second = (cells.getCellByPosition(column, row).String for column in (0, 1))
            if key in (first, f"{first}.{second}"):
                self.fill_row(sheet, heading, row, texts)
                return
        raise LookupError(key)

    def add(self, sheet: str, *texts: str) -> None:
        """Type into the first row that is free: heading, text, heading …"""
        heading = self.heading(sheet, texts[::2])
        row = heading + 1
        while self.sheet(sheet).getCellByPosition(0, row).String:
            row += 1
        self.fill_row(sheet, heading, row, texts)

    def fill_row(self, sheet: str, heading: int, row: int, texts: Sequence[str]) -> None:
        words = self.words(sheet, heading)
        for word, text in zip(texts[::2], texts[1::2], strict=True):
            cell = self.sheet(sheet).getCellByPosition(words.index(word), row)
            self.put(cell, text, f"{sheet}!{word}{row + 1}")

    def heading(self, sheet: str, words: Sequence[str]) -> int:
        """Return the first row in which all ``words`` stand."""
        return next(row for row in range(WITHIN) if set(words) <= set(self.words(sheet, row)))

    def words(self, sheet: str, row: int) -> list[str]:
        cells = self.sheet(sheet)
        return [cells.getCellByPosition(column, row).String for column in range(COLUMNS)]

    def put(self, cell: Any, text: str, place: str) -> None:
        before = cell.Formula
        cell.FormulaLocal = text
        if cell.Formula == before != text:
            self.refused.append(place)

    def paste(self, sheet: str, cell: str, *rows: list[str]) -> None:
        """Type ``rows`` into a workbook of one's own, copy them, and paste them at a cell."""
        other = self.opened("private:factory/scalc")
        own = other.Sheets.getByIndex(0)
        for line, row in enumerate(rows):
            for column, text in enumerate(row):
                own.getCellByPosition(column, line).FormulaLocal = text
        end = own.getCellByPosition(len(rows[0]) - 1, len(rows) - 1).AbsoluteName.split(".")[-1]
        other.CurrentController.select(own.getCellRangeByName(f"A1:{end.replace('$', '')}"))
        copied = other.CurrentController.getTransferable()
        view = self.book.CurrentController
        view.setActiveSheet(self.sheet(sheet))
        view.select(self.sheet(sheet).getCellRangeByName(cell))
        view.insertTransferable(copied)
        other.close(True)

    def cut(self, sheet: str, area: str, cell: str) -> None:
        """Cut an area and paste it with its upper left corner at a cell."""
        cells = self.sheet(sheet)
        corner = cells.getCellRangeByName(cell).CellAddress
        cells.moveRange(corner, cells.getCellRangeByName(area).RangeAddress)

    # -- rows and sheets --

    def insert(self, sheet: str, row: int, count: int) -> None:
        """Insert rows above ``row``."""
        self.allowed(sheet, "insert", self.sheet(sheet).Rows.insertByIndex, row - 1, count)

    def delete(self, sheet: str, row: int, count: int) -> None:
        """Delete rows from ``row`` on."""
        self.allowed(sheet, "delete", self.sheet(sheet).Rows.removeByIndex, row - 1, count)

    def insert_column(self, sheet: str, column: int) -> None:
        """Insert a column before the one at ``column``."""
        insert = self.sheet(sheet).Columns.insertByIndex
        self.allowed(sheet, "insert_column", insert, column - 1, 1)

    def allowed(self, sheet: str, step: str, do: Any, *arguments: int) -> None:
        try:
            do(*arguments)
        except RuntimeException:
            self.refused.append(f"{sheet} {step}")

    def sort(self, sheet: str, area: str, column: int, order: str) -> None:
        """Sort the rows of ``area`` by its ``column``: up or down."""
        rows = self.sheet(sheet).getCellRangeByName(area)
        before = rows.getDataArray()
        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = column - 1, order == "up"
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        rows.sort(properties(SortFields=fields, ContainsHeader=False))
        if rows.getDataArray() == before:
            self.refused.append(f"{sheet} sort")

    def hide(self, sheet: str, row: int) -> None:
        """Hide a row."""
        self.sheet(sheet).Rows.getByIndex(row - 1).IsVisible = False

    def unprotect(self, sheet: str) -> None:
        """Take the protection off, which has no password."""
        self.sheet(sheet).unprotect("")

    def rename(self, sheet: str, name: str) -> None:
        """Give a sheet another name."""
        self.sheet(sheet).Name = name

    def move(self, sheet: str, place: int) -> None:
        """Move a sheet before the one at ``place``."""
        self.book.Sheets.moveByName(sheet, place)

    def save(self, file: str) -> None:
        """Save the workbook as ``file``."""
        path = Path(file)
        self.book.storeToURL(path.as_uri(), properties(FilterName=FILTERS[path.suffix]))


def main(pipe: str, file: str) -> None:
    """Do the steps that standard input names, and print which of them were refused."""
    office = desktop(pipe)
    clerk = Clerk(office, Path(file))
    for step, *arguments in json.load(sys.stdin):
        getattr(clerk, step)(*arguments)
    print(json.dumps(clerk.refused))
    clerk.book.close(True)
    office.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
