"""A workbook for Excel with all reports rolled up: to filter, to add up and to print.

It holds values only, no formulas. Texts are texts whatever they look like, numbers are numbers and
days are days.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.analysis.rollup import rolled_up
from plancheck.formats import Style
from plancheck.formats.shared.spreadsheet import check_installed as check_installed
from plancheck.formats.xlsx.book import Book
from plancheck.formats.xlsx.findings import fill, findings_grid, open_grid
from plancheck.formats.xlsx.lists import (
    add_about,
    add_absent,
    add_changes,
    add_national,
    add_unusable,
)
from plancheck.formats.xlsx.overview import add_overview
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by spreadsheets."""
TO_FILES = True
BYTES = True


def render(run: Run, style: Style) -> Iterator[bytes]:
    """Yield the workbook; without a plan it has only what is wrong.

    Raises UsageError where XlsxWriter is not installed, or a sheet would have too many rows.
    """
    book = Book(run.plan, style)
    if run.plan is None:
        add_unusable(book, run)
    else:
        rolled = rolled_up(run, run.plan)
        add_overview(book, run, rolled)
        left = open_grid(book)
        add_national(book, rolled)
        add_unusable(book, run)
        add_absent(book, run)
        every = findings_grid(book)
        fill(book, run, rolled, left, every)
        add_changes(book, run)
    add_about(book, run)
    yield book.content()
