"""Lines and tables for a terminal or a pipe, on which the table format writes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from plancheck.errors import Location
from plancheck.formats import Style
from plancheck.language.wording import escape_invisible, say

PIPE_WIDTH = 120
NARROW = 60
"""Below this many cells each finding becomes a block of lines instead of a row."""
EXCERPT = 100
"""How many cells of a line of a file are shown at most."""
SEPARATOR = 2
UNBROKEN = (10, 6)
"""Cells up to this width are not broken; the second is for pages where the first does not fit."""


class Terminal:
    """Lines and tables on their way to becoming text."""

    def __init__(self, style: Style) -> None:
        self.lang = style.lang
        self.width = style.width or PIPE_WIDTH
        self.narrow = self.width < NARROW
        self._plain = not style.color
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            # Both are given: with one alone rich lets TERM=dumb and a pipe decide.
            width=self.width,
            height=100,
            force_terminal=style.color,
            color_system="standard" if style.color else None,
            no_color=not style.color,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},
        )

    def say(self, key: str, **values: object) -> str:
        """Return the sentence ``key`` in the page's language."""
        return say(self.lang, key, values)

    def line(self, text: str, style: str = "") -> None:
        """Add one line that is never broken: the terminal wraps it, a pipe keeps it whole."""
        if self._plain:  # as rich writes it, which takes a hundred times as long
            self._out.write(f"{text}\n")
        else:
            self._console.print(Text(text, style=style), soft_wrap=True)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[Text] | None]) -> bool:
        """Add a table, a None among ``rows`` drawing a rule; False where it would not be readable.

        The widths are settled here, since rich crops the last columns when space is short.
        """
        cells = [[Text(heading) for heading in headings], *(row for row in rows if row)]
        widths = _column_widths(list(zip(*cells, strict=True)), self.width)
        if self.narrow or widths is None:
            return False
        table = Table(
            box=box.SQUARE_DOUBLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False
        )
        for heading, width in zip(headings, widths, strict=True):
            table.add_column(Text(heading), overflow="fold", width=width)
        for row in rows:
            if row is None:
                table.add_section()
            else:
                table.add_row(*row)
        self._console.print(table)
        return True

    def grid(self, headings: Sequence[str], rows: Sequence[Sequence[Text]], widest: int) -> None:
        """Add narrow columns beside a first one, which is broken where wider than ``widest``."""
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
        names = [headings[0], *(row[0].plain for row in rows)]
        table.add_column(Text(headings[0]), overflow="fold", width=self.name_width(names, widest))
        for number, heading in enumerate(headings[1:], 1):
            width = max(cell_len(heading), *(row[number].cell_len for row in rows))
            table.add_column(Text(heading), width=width)
        for row in rows:
            table.add_row(*row)
        self._console.print(table)

    def name_width(self, names: Sequence[str], widest: int) -> int:
        """Return the width of a column with ``names``: at most ``widest`` or half the page."""
        return min(max(map(cell_len, names)), widest, self.width // 2)

    def excerpt(self, where: Location) -> None:
        """Add the line that ``where`` is on, and below it a mark under the place itself."""
        start, end = (
            escape_invisible(where.text[: n - 1]) for n in (where.column, where.end_column)
        )
        line = escape_invisible(where.text)
        margin = f"{where.line} | "
        room = max(EXCERPT - len(margin), 20)
        # A long line is shown from a little before the place, and only there is it measured.
        is_long = len(line) > room or cell_len(line) > room
        left = max(0, len(start) - room // 2) if is_long else 0
        right = left + room
        shown = set_cell_size(line[left:right], room).rstrip()
        gap = cell_len(start[left:])
        on_one_line = where.line == where.end_line and len(end) > len(start)
        marked = cell_len(end[left : right + 1]) - gap if on_one_line else 1
        mark = "^" * max(1, min(marked, room - gap))
        self.line(margin + shown, "dim")
        self.line(" " * (len(margin) + gap) + mark, "red")

    def text(self) -> str:
        """Return all that was added, without blanks at the ends of lines."""
        return "".join(f"{line.rstrip()}\n" for line in self._out.getvalue().splitlines())


def _column_widths(columns: Sequence[Sequence[Text]], available: int) -> list[int] | None:
    """Share out ``available`` cells: no word is broken, and the columns most in want come first.

    Returns None where that cannot be.
    """
    wanted = [max(cell.cell_len for cell in column) for column in columns]
    for whole in UNBROKEN:
        widths = [max(_least_width(cell, whole) for cell in column) for column in columns]
        left = available - sum(widths) - SEPARATOR * (len(columns) - 1)
        if left >= 0:
            break
    else:
        return None
    for _ in range(min(left, sum(wanted) - sum(widths))):
        short = [want - width for want, width in zip(wanted, widths, strict=True)]
        widths[short.index(max(short))] += 1
    return widths


def _least_width(cell: Text, whole: int) -> int:
    """Return how narrow ``cell`` may become: a cell up to ``whole`` and a Latin word stay whole."""
    if cell.cell_len <= whole:
        return cell.cell_len
    parts = cell.split(" ")
    return max(part.cell_len if part.plain.isascii() else whole for part in parts)
