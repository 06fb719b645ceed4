"""Rows for spreadsheets: text that a spreadsheet would take for a formula stays text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from plancheck.wording import visible

Cell = str | int | None
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table in UTF-8 without a byte order mark, made inert; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue()


def _inert(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
