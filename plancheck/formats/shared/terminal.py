"""Lines and tables for a terminal or a pipe, measured in display cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from plancheck.errors import Location
from plancheck.formats import Style
from plancheck.language.wording import escape_invisible

PIPE_WIDTH = 120
NARROW = 60
"""Below this many cells each row of a table becomes a block of lines."""
LONGEST_WORD = 20
"""A longer one, such as the path of a file, may be broken in a table."""
EXCERPT = 100
"""How many cells of a line of a file are shown at most."""
UNBROKEN = (10, 6)
"""Cells up to this width are not broken; the second is for pages where the first does not fit."""
_CODES = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35",
    "cyan": "36",
}  # fmt: skip


class Cell(NamedTuple):
    """The text in a cell, and the style that it has in a terminal, such as ``bold red``."""

    text: str
    style: str = ""


class Terminal:
    """Lines and tables on their way to becoming text."""

    def __init__(self, style: Style) -> None:
        self.width = style.width or PIPE_WIDTH
        self.narrow = self.width < NARROW
        self._color = style.color
        self._lines: list[str] = []

    def line(self, text: str, style: str = "") -> None:
        """Add one line that is never broken: the terminal wraps it, a pipe keeps it whole."""
        self._lines.append(self._styled(text.rstrip(), style))

    def gap(self) -> None:
        """Add a blank line, unless there is one or nothing before it."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, between: int = 2
    ) -> bool:
        """Add a table with ``between`` cells between columns; False where there is no room."""
        columns = list(zip(headings, *([cell.text for cell in row] for row in rows), strict=True))
        widths = _column_widths(columns, self.width - between * (len(columns) - 1))
        if widths is None:
            return False
        self._row([Cell(heading, "bold") for heading in headings], widths, between)
        self.line("─" * (sum(widths) + between * (len(widths) - 1)), "dim")
        for row in rows:
            self._row(row, widths, between)
        return True

    def _row(self, cells: Sequence[Cell], widths: Sequence[int], between: int) -> None:
        """Add a row, in as many lines as its longest cell needs."""
        columns = [wrapped(cell.text, width) for cell, width in zip(cells, widths, strict=True)]
        for number in range(max(map(len, columns))):
            line, pad = "", 0
            for cell, lines, width in zip(cells, columns, widths, strict=True):
                text = lines[number] if number < len(lines) else ""
                if text:
                    line += " " * pad + self._styled(text, cell.style)
                    pad = 0
                pad += width - cell_len(text) + between
            self._lines.append(line)

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
        """Return all that was added."""
        return "".join(f"{line}\n" for line in self._lines)

    def _styled(self, text: str, style: str) -> str:
        text = escape_invisible(text)
        if not (self._color and style and text):
            return text
        codes = ";".join(_CODES[word] for word in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells; a word is broken if wider than that."""
    lines = [""]
    for word in text.split(" "):
        if cell_len(lines[-1]) + 1 + cell_len(word) <= width and lines[-1]:
            lines[-1] += f" {word}"
        else:
            lines += chop_cells(word, width)
    return lines[1:] or [""]


def _column_widths(columns: Sequence[Sequence[str]], available: int) -> list[int] | None:
    """Share out ``available`` cells: no word is broken, and the narrowest columns grow first.

    Returns None where that cannot be.
    """
    wanted = [max(map(cell_len, column)) for column in columns]
    for whole in UNBROKEN:
        widths = [max(_least_width(cell, whole) for cell in column) for column in columns]
        left = available - sum(widths)
        if left >= 0:
            break
    else:
        return None
    for _ in range(min(left, sum(wanted) - sum(widths))):
        short = [want - width for want, width in zip(wanted, widths, strict=True)]
        widths[short.index(max(short))] += 1
    return widths


def _least_width(cell: str, whole: int) -> int:
    """Return how narrow ``cell`` may become: a cell up to ``whole`` and a Latin word stay whole."""
    if cell_len(cell) <= whole:
        return cell_len(cell)
    words = cell.split(" ")
    return max(min(len(word), LONGEST_WORD) if word.isascii() else whole for word in words)
