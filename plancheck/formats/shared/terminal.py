"""Lines and tables for a terminal or a pipe, measured in display cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
MOST_LINES = 7
"""Into how many lines less one a cell is thought to be wrapped where widths are shared out."""
_CODES = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35",
    "cyan": "36",
}  # fmt: skip


class Cell(NamedTuple):
    """The text in a cell, and the style that it has in a terminal, such as ``bold red``."""

    text: str
    style: str = ""


class Grid(NamedTuple):
    """A table laid out: its cells, how wide each column is, and the cells between two columns."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    between: int


class Terminal:
    """Lines and tables on their way to becoming text."""

    def __init__(self, style: Style) -> None:
        self.width = style.width or PIPE_WIDTH
        self.narrow = self.width < NARROW
        self._wraps = style.width is not None
        self._color = style.color
        self._lines: list[str] = []
        self._last = ""

    def line(self, text: str, style: str = "", *, hang: int = 0) -> None:
        """Add ``text`` in lines no wider than the window; a pipe keeps it whole.

        All lines but the first are indented by ``hang`` cells.
        """
        text = escape_invisible(text.rstrip())
        lines = filled(text, self.width, hang) if self._wraps else [text]
        self._lines.extend(self._styled(line, style) for line in lines)

    def gap(self) -> None:
        """Add a blank line, unless there is one or nothing before it."""
        if self._lines[-1] if self._lines else self._last:
            self._lines.append("")

    def laid_out(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        between: int = 2,
        wrap: bool = True,
    ) -> Grid | None:
        """Return a table with ``between`` cells between columns; None where there is no room.

        Without ``wrap`` there is none where a cell would take several lines.
        """
        columns = list(zip(headings, *([cell.text for cell in row] for row in rows), strict=True))
        if not self._wraps:  # of a pipe each row is a line
            return Grid(headings, rows, [max(map(cell_len, column)) for column in columns], between)
        widths = _column_widths(columns, self.width - between * (len(columns) - 1))
        if widths is None:
            return None
        if not wrap and any(
            cell_len(cell) > width
            for column, width in zip(columns, widths, strict=True)
            for cell in column
        ):
            return None
        return Grid(headings, rows, widths, between)

    def table(self, grid: Grid, *, bare: bool = False) -> None:
        """Add a table, its rows alone if it is ``bare``."""
        headings, rows, widths, between = grid
        if not bare:
            self._row([Cell(heading, "bold") for heading in headings], widths, between)
            self.line("─" * (sum(widths) + between * (len(widths) - 1)), "dim")
        for row in rows:
            self._row(row, widths, between)

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
        room = max(min(EXCERPT, self.width) - len(margin), 1)
        # A long line is shown from a little before the place, and only there is it measured.
        is_long = len(line) > room or cell_len(line) > room
        left = max(0, len(start) - room // 2) if is_long else 0
        right = left + room
        shown = set_cell_size(line[left:right], room).rstrip()
        gap = cell_len(start[left:])
        on_one_line = where.line == where.end_line and len(end) > len(start)
        marked = cell_len(end[left : right + 1]) - gap if on_one_line else 1
        mark = "^" * max(1, min(marked, room - gap))
        for text, style in ((margin + shown, "dim"), (" " * (len(margin) + gap) + mark, "red")):
            self._lines.append(self._styled(text, style))

    def take(self) -> str:
        """Return the text that was added since the last call."""
        text = "".join(f"{line}\n" for line in self._lines)
        if self._lines:
            self._last = self._lines[-1]
            self._lines.clear()
        return text

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
            lines += filled(word, width)
    return lines[1:] or [""]


_PIECE = re.compile(
    r"""
    [ ]+
    |
    (?: [（“《〔【(\[] | (?<![^\s（(])" )*            # signs that no line ends with
    (?:
        [0-9]+\.[^\s，、；：。（）“”]+               # the key of an obligation
        | (?: [≥≤]?[^\W_!-~]?[0-9]+(?![!-~])[^\W_!-~]? )+  # a number with what it counts
        | [!-~]+                                      # a word of Latin letters
        | [^ ]
    )
    # and signs that no line begins with
    (?: [，、；：。！？）”》〕】…,.;:?)\]] | "(?=[\s，、；：。,.;:)）]|$) )*
    """,
    re.VERBOSE,
)
"""What stays on one line."""
_JOINT = re.compile(r"(?: ·| {2}) ")
"""Where a line is broken first: between parts of a headline."""


def filled(text: str, width: int, hang: int = 0) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, all but the first after ``hang`` blanks.

    Chinese is broken between characters; a word is broken only if it is wider than a line.
    """
    if cell_len(text) <= width:
        return [text]
    hang = min(hang, width // 2)
    lines, line, used, blanks = list[str](), "", 0, ""
    for token in _PIECE.findall(text):
        if token.isspace():
            blanks = token
            continue
        piece = token
        room = width if not lines else width - hang
        if line.strip() and used + len(blanks) + cell_len(piece) > room:
            joints = [joint.end() for joint in _JOINT.finditer(line)]
            end = joints[-1] if joints and joints[-1] > len(line) * 2 // 3 else len(line)
            lines.append(line[:end].rstrip())
            line, room = line[end:], width - hang
            used, blanks = cell_len(line), blanks if line else ""
        line, used = line + blanks, used + len(blanks)
        blanks = ""
        if used + cell_len(piece) > room and room - used > 1:
            part = chop_cells(piece, room - used)[0]
            lines.append(line + part)
            rest, room = piece[len(part) :], width - hang
            *parts, piece = chop_cells(rest, room) if room > 1 else [rest]
            lines += parts
            line, used = "", 0
        line, used = line + piece, used + cell_len(piece)
    lines.append(line)
    return [lines[0], *(" " * hang + line for line in lines[1:])]


def _column_widths(columns: Sequence[Sequence[str]], available: int) -> list[int] | None:
    """Share out ``available`` cells: no word is broken, and the cells take as few lines as may be.

    Returns None where that cannot be.
    """
    lengths = [Counter(map(cell_len, column)) for column in columns]
    for whole in UNBROKEN:
        widths = [max(_least_width(cell, whole) for cell in column) for column in columns]
        left = available - sum(widths)
        if left >= 0:
            break
    else:
        return None
    while gains := [gain for gain in _gains(lengths, widths, left) if gain[0] > 0]:
        _, number, width = max(gains)
        left -= width - widths[number]
        widths[number] = width
    short = [max(counts) - width for counts, width in zip(lengths, widths, strict=True)]
    widths[short.index(max(short))] += min(left, max(short))
    return widths


def _gains(
    lengths: Sequence[Counter[int]], widths: Sequence[int], left: int
) -> Iterator[tuple[float, int, int]]:
    """Yield how many lines less a wider column needs for each cell of width, and how wide it is."""
    for number, (counts, now) in enumerate(zip(lengths, widths, strict=True)):
        wider = {-(-length // lines) for length in counts for lines in range(1, MOST_LINES)}
        for width in wider:
            if 0 < width - now <= left:
                spared = sum(
                    cells * (-(-length // max(now, 1)) + -length // width)
                    for length, cells in counts.items()
                )
                yield spared / (width - now), number, width


def _least_width(cell: str, whole: int) -> int:
    """Return how narrow ``cell`` may become: a cell up to ``whole`` and a Latin word stay whole."""
    if cell_len(cell) <= whole:
        return cell_len(cell)
    words = cell.split(" ")
    return max(min(len(word), LONGEST_WORD) if word.isascii() else whole for word in words)
