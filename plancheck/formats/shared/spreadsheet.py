"""Workbooks for Excel: a thin layer over XlsxWriter through which every value goes.

The same input gives the same bytes: nothing here asks for the time. A text is written as a text
whatever it looks like, and nothing that a cell cannot hold is lost without a word.
"""

from __future__ import annotations

import datetime
import io
import math
import shutil
import tempfile
import unicodedata
import weakref
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from plancheck.errors import Problem, UsageError, in_utf16

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | Decimal | datetime.date | None
"""What a cell holds: a text, a number, a day, or nothing."""

MOST_ROWS = 1_048_576
"""A sheet has no more rows."""
MOST_TEXT = 32_767
"""A cell holds no longer text, counted in UTF-16."""
CUT = "[…]"
"""What stands at the end of a text that was cut."""
_MOST_NUMBER = 10**15
"""From here on Excel knows no number to its last digit."""
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Programs disagree about the number of an earlier day."""
_LINE = 15.0
"""The height of a line of 11 points, in points."""
_TALLEST = 409.0
"""No row is taller."""

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) != "\n"}
_PICTURES |= {0x7F: 0x2421, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
"""What is shown instead of a character that no cell can hold: its picture, or the sign for none."""


def check_installed() -> None:
    """Raise UsageError, with what to install, where XlsxWriter is not there."""
    try:
        import_module("xlsxwriter")
    except ImportError:  # also of one that is there and does not load
        values = {"extra": "xlsx", "what": ".xlsx"}
        raise UsageError([Problem("usage.needs-extra", None, values)]) from None


class Spreadsheet:
    """A workbook on its way to becoming bytes.

    With ``rows_only`` each sheet is kept on the disk, in a folder that is removed in any case, and
    written row after row from the top. Raises UsageError where XlsxWriter is not installed.
    """

    def __init__(self, *, title: str, created: datetime.date, rows_only: bool = False) -> None:
        check_installed()
        from xlsxwriter import Workbook  # noqa: PLC0415  # an extra

        self._file = io.BytesIO()
        folder = tempfile.mkdtemp(prefix="plancheck-") if rows_only else ""
        self._book = Workbook(
            self._file,
            {
                "constant_memory": rows_only,
                "in_memory": not rows_only,
                "tmpdir": folder or None,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._discard = weakref.finalize(self, _discard, self._book, folder)
        day = datetime.datetime(created.year, created.month, created.day)
        self._book.set_properties({"title": title, "created": day})
        self._styles: dict[tuple[tuple[str, object], ...], Format] = {}

    def state(self, name: str, value: str) -> None:
        """Write a property of the file, which programs read without opening a sheet."""
        self._book.set_custom_property(name, value)

    def sheet(self, name: str) -> Worksheet:
        """Return a new sheet, the last so far."""
        from plancheck.formats.shared.worksheet import PlainWorksheet  # noqa: PLC0415  # an extra

        return self._book.add_worksheet(name, PlainWorksheet)

    def style(self, **properties: object) -> Format:
        """Return the look of cells with these properties of XlsxWriter, the same for the same."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format(dict(properties))
        return self._styles[key]

    def content(self) -> bytes:
        """Return the file; nothing can be written after that."""
        self._book.close()
        self._discard()
        return self._file.getvalue()


def _discard(book: Workbook, folder: str) -> None:
    """Remove what XlsxWriter keeps on the disk, also of a workbook that was never finished."""
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            sheet.row_data_fh.close()
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def put(sheet: Worksheet, row: int, column: int, value: Value, style: Format | None = None) -> bool:
    """Write ``value`` into a cell, counted from 0, and return whether it stands there whole.

    A longer text than a cell can hold is cut and ends with ``CUT``. The style of a day says how a
    day is shown. Raises UsageError below the last row that a sheet can have.
    """
    whole = True
    if value is None or value == "":
        failed = sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        shown = _plain(value)
        text = _fitting(shown)
        whole = text == shown
        failed = sheet.write_string(row, column, text, style)
    elif not _is_exact(value):
        failed = sheet.write_string(row, column, str(value), style)
    elif isinstance(value, datetime.date):
        day = datetime.datetime(value.year, value.month, value.day)
        failed = sheet.write_datetime(row, column, day, style)
    else:
        failed = sheet.write_number(row, column, float(value), style)
    if failed and row >= MOST_ROWS:
        values = {"sheet": sheet.name, "most": MOST_ROWS}
        raise UsageError([Problem("output.too-many-rows", None, values)])
    if failed:
        raise ValueError(sheet.name, row, column)
    return whole


def _is_exact(value: int | float | Decimal | datetime.date) -> bool:
    """Whether every program reads ``value`` as the number or the day that it is."""
    if isinstance(value, datetime.date):
        return value >= _FIRST_DAY
    return -_MOST_NUMBER < value < _MOST_NUMBER


def pictured(text: str) -> str:
    """Return ``text`` with a picture for each character that no cell can hold."""
    return text if text.isprintable() else text.translate(_PICTURES)


def _plain(text: str) -> str:
    """Return ``text`` with signs that can be seen, as no markup: XlsxWriter has one of its own."""
    text = pictured(text)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _fitting(text: str) -> str:
    """Return ``text``, or its beginning with a mark where a cell cannot hold it."""
    if len(text) <= MOST_TEXT // 2 or in_utf16(text) <= MOST_TEXT:
        return text
    room = MOST_TEXT - len(CUT)
    start = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return f"{start}{CUT}"


def set_height(sheet: Worksheet, row: int, height: float) -> None:
    """Set the height of a row that is written next, where rows are written from the top.

    XlsxWriter keeps that of each row that is written already, which of many rows is much.
    """
    sheet.set_row(row, height)
    for kept in ("row_info", "row_sizes"):
        getattr(sheet, kept, {}).pop(row - 2, None)


def row_height(cells: Iterable[tuple[str, float]], *, line: float = _LINE) -> float:
    """Return how tall a row must be for its wrapped texts, each with the width of its column.

    Programs disagree about the height that a row without one has, and cut what is wrapped.
    """
    lines = (_lines(text, column) for text, column in cells)
    return min(line * max(lines, default=1), _TALLEST)


def _lines(text: str, column: float) -> int:
    """Return how many lines ``text`` takes in a column that is as wide as so many digits."""
    room = max(column - 1, 1)
    return sum(max(1, math.ceil(text_width(part) / room)) for part in text.split("\n"))


@lru_cache(maxsize=4096)
def text_width(text: str) -> int:
    """Return the width of ``text`` in digits: a Chinese character is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
