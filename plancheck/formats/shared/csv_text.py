"""Rows for spreadsheets: text that a spreadsheet would take for a formula stays text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from plancheck.language.wording import escape_invisible

Cell = str | int | Decimal | None
# By these a spreadsheet tells a formula from text, and a build log a command from output.
_OBEYED = re.compile(r"\s*(?:[=+\-@＝＋－＠]|::)")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a table in UTF-8 without a byte order mark; None is an empty cell.

    A text that would be obeyed somewhere begins with ``'``. Numbers stay numbers.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in chain([headings], rows):
        writer.writerow([_inert(cell) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _inert(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = escape_invisible(cell)
    return f"'{text}" if _OBEYED.match(text) else text
