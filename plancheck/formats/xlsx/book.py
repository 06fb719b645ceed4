"""The workbook on its way: its looks, and sheets that are a table from the first row to the last.

Colours repeat what a word or a sign says. Every row has a height, for programs disagree about one
that has none.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plancheck.errors import Location, Problem
from plancheck.formats import Style
from plancheck.formats.pages.page import Tone
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.spreadsheet import (
    MOST_TEXT,
    Spreadsheet,
    Value,
    pictured,
    put,
    row_height,
    set_height,
)
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, line_text, plan_title
from plancheck.plan.model import Plan

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A3, A4 = 8, 9
"""The numbers by which Excel knows the sizes of paper."""
SIZE = 10
"""The size of the letters, in points."""
LINE = 15.0
"""The height of a line of them."""
PADDING = 3.0
"""The height of what is above and below the lines of a row."""
BROADER = 11 / SIZE
"""How many more letters a column holds than its width says, which counts larger ones."""
FONTS = {Lang.ZH: "宋体", Lang.EN: "Calibri"}
HEAD_FONTS = {Lang.ZH: "黑体", Lang.EN: "Calibri"}
RULE = "#BFBFBF"
"""The colour of the lines between cells."""
HEAD: Mapping[str, object] = {
    **{"bold": True, "bg_color": "#DDE3EA", "align": "center", "valign": "vcenter"},
    "text_wrap": True,
}
TONES: Mapping[Tone, tuple[str, str]] = {
    Tone.GOOD: ("#E2F0D9", "#2F5B1E"),
    Tone.BAD: ("#F8CBC6", "#9C0006"),
    Tone.WARN: ("#FFEB9C", "#7A5200"),
    Tone.WAIT: ("#DCE9F5", "#1F4E79"),
    Tone.SPARED: ("#E4DFEC", "#4B3B6B"),
    Tone.QUIET: ("#FFFFFF", "#7F7F7F"),
}
"""The colour of the cell and of the letters in it."""
MOST_NAMED = 10
"""How many cells a note names."""
_UNDATED = datetime.date(2014, 1, 1)
"""What a workbook says of its making where no plan has a period."""


class Kind(Enum):
    """What the cells of a column hold, and the properties of their look."""

    TEXT = {"text_wrap": True, "num_format": "@"}
    WORD = {"align": "center", "shrink": True, "num_format": "@"}
    NUMBER = {"num_format": "General", "align": "right", "indent": 1}
    SHARE = {"num_format": "0.0%"}
    DAY = {"num_format": "yyyy-mm-dd", "align": "center"}


class Column(NamedTuple):
    """A column: the key of its value in a row, and the message that is its heading.

    A cell that is ``lit`` has the tone of its row. What is ``aside`` is not printed.
    """

    key: str
    heading: str
    width: float
    kind: Kind = Kind.TEXT
    lit: bool = False
    aside: bool = False


class Book(Writer):
    """A workbook about one plan in one language; there may be no plan."""

    def __init__(self, plan: Plan | None, style: Style) -> None:
        super().__init__(style.lang, plan)
        self._tell = style.tell
        title = self.say("page.title") if plan is None else plan_title(self.lang, plan)
        created = plan.period.to if plan is not None else _UNDATED
        self._spreadsheet = Spreadsheet(title=title, created=created, rows_only=True)
        self._cut: list[str] = []

    def title_of(self, name: str) -> str:
        """Return the name of the sheet ``name``, which may go by who reports."""
        who = self.plan.subject_key if self.plan is not None else "subject"
        return self.say(name, each=self.say(f"each.{who}"), national=self.say(f"national.{who}"))

    def sheet(self, name: str, *, paper: int = A4) -> Worksheet:
        """Return a new sheet that prints across, as wide as the paper."""
        sheet = self._spreadsheet.sheet(self.title_of(name))
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        rules = self.rule_set(self.plan) if self.plan is not None else ""
        sheet.set_footer(f"&L&8{rules}&C&8&A&R&8&P / &N")
        # An id such as 15 is a text, and Excel would mark each of them as a mistake.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def look(self, tone: Tone | None = None, **properties: object) -> Format:
        """Return the look of cells, in the colours of ``tone`` if there is one."""
        look: dict[str, object] = {"font_name": FONTS[self.lang], "font_size": SIZE}
        look |= {"valign": "vcenter", "border": 1, "border_color": RULE}
        if tone is not None:
            look["bg_color"], look["font_color"] = TONES[tone]
        return self._spreadsheet.style(**{**look, **properties})

    def heading(self, **properties: object) -> Format:
        """Return the look of a heading."""
        return self.look(None, **{"font_name": HEAD_FONTS[self.lang], **HEAD, **properties})

    def bare(self, **properties: object) -> Format:
        """Return the look of a line that belongs to no table."""
        return self.look(None, **{"border": 0, **properties})

    @property
    def in_chinese(self) -> bool:
        """Whether it is in Chinese."""
        return self.lang is Lang.ZH

    def put(
        self, sheet: Worksheet, row: int, column: int, value: Value, look: Format | None = None
    ) -> None:
        """Write a value; a text is made inert, and noted where it had to be cut."""
        if isinstance(value, str):
            value = escape_invisible(pictured(value))
        if not put(sheet, row, column, value, look):
            self._cut.append(Location("", row + 1, column + 1, sheet=sheet.name or "").in_workbook)

    def place(self, where: Location | None) -> str | None:
        """Return the cell of a workbook or the line of a text that ``where`` is in."""
        if where is None or not where.line:
            return None
        return line_text(self.lang, where)

    def content(self) -> bytes:
        """Return the file, after telling which texts had to be cut."""
        if self._cut and self._tell is not None:
            shown = self._cut[:MOST_NAMED]
            values = {"count": len(self._cut), "most": MOST_TEXT, "cells": shown}
            self._tell(Problem("output.cut", None, values))
        return self._spreadsheet.content()


class Grid:
    """A sheet that is a table: headings in the first row, which stay, and a filter below them."""

    def __init__(
        self,
        book: Book,
        name: str,
        columns: Sequence[Column],
        *,
        frozen: int = 1,
        paper: int = A4,
    ) -> None:
        self._book, self._columns = book, columns
        self._sheet = book.sheet(name, paper=paper)
        self._row = 1
        self._wrapped = [c.width if c.kind is Kind.TEXT else None for c in columns]
        self._looks_of: dict[Tone | None, Sequence[Format]] = {}
        heads = [book.say(column.heading) for column in columns]
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
        self._sheet.set_row(0, height_of(heads, [column.width for column in columns]))
        for number, head in enumerate(heads):
            book.put(self._sheet, 0, number, head, book.heading())
        self._sheet.freeze_panes(1, frozen)
        self._sheet.repeat_rows(0)

    def add(self, values: Mapping[str, Value], tone: Tone | None = None) -> None:
        """Add a row: a value for each column that has one."""
        book, sheet, row = self._book, self._sheet, self._row
        cells = [values.get(column.key) for column in self._columns]
        set_height(sheet, row, height_of(cells, self._wrapped))
        for number, (value, look) in enumerate(zip(cells, self._looks(tone), strict=True)):
            book.put(sheet, row, number, value, look)
        self._row += 1

    def say(self, text: str) -> None:
        """Add a line that runs across the columns."""
        self._book.put(self._sheet, self._row, 0, text, self._book.bare())
        self._row += 1

    def close(self) -> None:
        """Finish the sheet; where nothing was added it says so."""
        if self._row == 1:
            self.say(self._book.say("word.none"))
        else:
            self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)
            printed = [number for number, column in enumerate(self._columns) if not column.aside]
            self._sheet.print_area(0, 0, self._row - 1, printed[-1])

    def _looks(self, tone: Tone | None) -> Sequence[Format]:
        """Return the look of each cell of a row that has this tone."""
        if tone not in self._looks_of:
            tones = (tone if column.lit else None for column in self._columns)
            self._looks_of[tone] = [
                self._book.look(of_cell, **column.kind.value)
                for of_cell, column in zip(tones, self._columns, strict=True)
            ]
        return self._looks_of[tone]


def height_of(cells: Sequence[Value], widths: Sequence[float | None]) -> float:
    """Return the height of a row by its texts, which are wrapped where there is a width."""
    wrapped = (
        (value, width * BROADER)
        for value, width in zip(cells, widths, strict=True)
        if isinstance(value, str) and width is not None
    )
    return row_height(wrapped, line=LINE) + PADDING
