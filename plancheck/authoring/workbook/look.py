"""How the sheets of a form look, print and let themselves be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plancheck.authoring.workbook.contents import Cells
from plancheck.authoring.workbook.grid import Grid, word
from plancheck.formats.shared.spreadsheet import Spreadsheet, put, row_height
from plancheck.inputs.form_sheets import CHECKLIST, EVIDENCE, HELPER, Table
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.model import Plan

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_OPEN, _LOCKED, _HEAD, _LINE = "#FFFBE0", "#F2F2F2", "#DCE6F1", "#A6A6A6"
_FONTS = {Lang.ZH: ("宋体", "黑体"), Lang.EN: ("Arial", "Arial")}
"""What is read at length, and what is read first."""
_SIZE = 10
LINE = 13.5
"""The height of a line of text in points."""
_MARGIN = 0.4
"""The margin of a page in inches."""
_A4 = (11.69, 8.27)
"""The sides of a sheet of paper that lies, in inches."""
_SMALLEST = 0.45
"""Below this scale nothing can be read: then a table takes as many pages as it needs."""

FORMATS = {"text": "@", "number": "General", "date": "yyyy-mm-dd"}
"""What the cells of each kind of column hold."""
NO_RESULTS: Mapping[str, str] = {}
_KINDS = {"number": "number", "base": "number", "date": "date", "due": "date", "submitted": "date"}
_TITLE, _MESSAGE = 32, 255
"""The most characters that Excel shows beside a cell: in the title and below it."""


def kind(field: str, table: Table = CHECKLIST) -> str:
    """Return what the column of ``field`` holds; the number of a document is a text."""
    if table is EVIDENCE and field == "number":
        return "text"
    return _KINDS.get(field, "text")


class Look:
    """The styles of a form in one language."""

    def __init__(self, book: Spreadsheet, lang: Lang) -> None:
        self.book = book
        self.lang = lang
        body, head = _FONTS[lang]
        self._body = {"font_name": body, "font_size": _SIZE, "valign": "vcenter"}
        self._head = {**self._body, "font_name": head}
        self._cell = {**self._body, "border": 1, "border_color": _LINE, "text_wrap": True}

    def open(self, kind: str = "text") -> Format:
        """Return the style of a cell to be filled in."""
        align = "left" if kind == "text" else "center"
        form = {"num_format": FORMATS[kind], "bg_color": _OPEN, "locked": False, "align": align}
        return self.book.style(**self._cell, **form)

    def locked(self, kind: str = "text", *, bold: bool = False, can_go: bool = False) -> Format:
        """Return the style of a cell that is not to be filled in.

        With ``can_go`` it is grey but open, so that its row can be sorted and deleted.
        """
        form = {"num_format": "General" if kind == "text" else FORMATS[kind]}
        look = {**self._cell, **form, "bg_color": _LOCKED, "locked": not can_go}
        return self.book.style(**look, bold=bold, align="left" if kind == "text" else "center")

    @property
    def helper(self) -> Format:
        """The style of a hidden cell whose row can be sorted and deleted."""
        return self.book.style(locked=False)

    @property
    def heading(self) -> Format:
        """The style of a heading."""
        look = {"bg_color": _HEAD, "bold": True, "align": "center"}
        return self.book.style(**{**self._cell, "font_name": self._head["font_name"]}, **look)

    @property
    def title(self) -> Format:
        """The style of a title."""
        return self.book.style(**{**self._head, "font_size": 16, "bold": True})

    @property
    def label(self) -> Format:
        """The style of a label and of a heading between texts."""
        return self.book.style(**self._head, bold=True)

    @property
    def plain(self) -> Format:
        """The style of a text on the sheet itself."""
        return self.book.style(**self._body)

    @property
    def wrapped(self) -> Format:
        """The style of a text on the sheet itself that takes several lines."""
        return self.book.style(**self._body, text_wrap=True)

    @property
    def small(self) -> Format:
        """The style of what is there for the record."""
        return self.book.style(**{**self._body, "font_size": 8, "font_color": "#7F7F7F"})

    def verdicts(self, sheet: Worksheet, area: str) -> None:
        """Colour the verdicts in ``area`` by their words, which say it without colour too."""
        colours = {
            "#9C0006": ("verdict.fail", "verdict.missing"),
            "#9C5700": ("verdict.review", "sheet.see-check"),
            "#006100": ("verdict.pass",),
        }
        for colour, keys in colours.items():
            style = self.book.style(font_color=colour)
            for key in keys:
                rule = {"type": "text", "criteria": "begins with", "value": say(self.lang, key)}
                sheet.conditional_format(area, {**rule, "format": style})


# --- a page --------------------------------------------------------------------------------------


def set_page(
    sheet: Worksheet,
    lang: Lang,
    plan: Plan,
    last: tuple[int, int],
    *,
    heading: int | None = None,
    fits: bool = False,
) -> None:
    """Set how ``sheet`` prints: A4 lying, one page wide, down to the row and column ``last``.

    The row ``heading`` stands on every page; with ``fits`` everything is on one.
    """
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1 if fits else 0)
    sheet.print_area(0, 0, *last)
    if heading is not None:
        sheet.repeat_rows(heading)
    name = say(lang, "sheet.rules", {"plan": plan.id, "sum": plan.rules_sha256[:12]})
    pages = say(lang, "sheet.pages")
    sheet.set_footer(f"&L&8{name.replace('&', '&&')}&R&8{pages}")


def fits_one_page(widths: Sequence[float], heights: Sequence[float]) -> bool:
    """Whether columns and rows so wide and tall can still be read when they are on one page."""
    wide = sum(7 * width + 5 for width in widths) / 96
    tall = sum(heights) / 72
    room = _A4[0] - 2 * _MARGIN, _A4[1] - _MARGIN - 0.6
    return min(room[0] / wide, room[1] / tall) >= _SMALLEST


def set_columns(sheet: Worksheet, grid: Grid, widths: Mapping[str, float]) -> None:
    """Set the widths of the columns of ``grid``; its helpers are hidden."""
    for place, field in enumerate(grid.fields):
        sheet.set_column(place, place, widths[field])
    if grid.helpers:
        end = len(grid.columns) - 1
        sheet.set_column(len(grid.fields), end, 8, None, {"hidden": True})


def put_headings(sheet: Worksheet, grid: Grid, look: Look, widths: Mapping[str, float]) -> None:
    """Write the heading row of ``grid``, and the names of the helpers behind it."""
    words = {field: word(grid.lang, grid.table.heading(field)) for field in grid.fields}
    for place, name in enumerate(grid.columns):
        put(sheet, grid.heading, place, words.get(name, f"{HELPER}{name}"), look.heading)
    set_height(sheet, grid.heading, words, widths, least=2)


def set_height(
    sheet: Worksheet,
    row: int,
    cells: Cells,
    widths: Mapping[str, float],
    *,
    least: float = 1,
    style: Format | None = None,
) -> float:
    """Make ``row`` as tall as its texts need, but at least so many lines, and return its height.

    What is beside the table has the ``style``.
    """
    texts = [(str(text), widths[field]) for field, text in cells.items() if text is not None]
    height = max(row_height(texts, line=LINE), least * LINE) + 3
    sheet.set_row(row, height, style)
    return height


def put_formulas(
    sheet: Worksheet,
    grid: Grid,
    row: int,
    formulas: Mapping[str, str | int],
    styles: Mapping[str, Format],
    results: Mapping[str, str] = NO_RESULTS,
) -> None:
    """Write the formulas of ``row``, each with its result if it has one in ``results``.

    What has none is worked out on opening by every program.
    """
    for name, formula in formulas.items():
        column, style = grid.column(name), styles.get(name)
        if isinstance(formula, str) and formula.startswith("="):
            sheet.write_formula(row, column, formula, style, results.get(name, ""))
        else:
            put(sheet, row, column, formula, style)


# --- what may be typed ---------------------------------------------------------------------------


def allow(sheet: Worksheet, area: str, rule: Mapping[str, Any], lang: Lang) -> None:
    """Hold what is typed in ``area`` against ``rule``, which says what else Excel is to show."""
    shown = dict(rule)
    for name, most in (("input_title", _TITLE), ("input_message", _MESSAGE)):
        if name in shown:
            shown[name] = cut(str(shown[name]), most)
    shown.setdefault("error_title", say(lang, "sheet.error-title"))
    if sheet.data_validation(area, shown):
        raise ValueError(area)


def cut(text: str, most: int) -> str:
    """Return ``text``, or its beginning with an ellipsis where it is longer than ``most``."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def one_of(source: str, lang: Lang) -> dict[str, Any]:
    """Return the rule for a choice from the cells ``source``."""
    return {"validate": "list", "source": f"={source}", "error_message": say(lang, "sheet.choose")}


def any_number(lang: Lang, decimals: int = 0) -> dict[str, Any]:
    """Return the rule for a number, which asks before it takes another spelling."""
    message = say(lang, "sheet.not-a-decimal" if decimals else "sheet.not-a-number")
    held = "decimal" if decimals else "integer"
    limits = {"validate": held, "criteria": ">=", "value": 0, "error_type": "warning"}
    return {**limits, "error_message": message}


def any_day(lang: Lang) -> dict[str, Any]:
    """Return the rule for a day, which asks before it takes another spelling."""
    message = say(lang, "sheet.not-a-date")
    limits = {"validate": "date", "criteria": ">=", "value": _FIRST, "error_type": "warning"}
    return {**limits, "error_message": message}


_FIRST = 32874
"""The first of January 1990: an earlier day is a slip."""


def calculated(lang: Lang) -> dict[str, Any]:
    """Return the rule for a cell that has a formula and has to stay open."""
    return {
        "validate": "custom",
        "value": "=FALSE",
        "error_message": say(lang, "sheet.calculated"),
    }


def protect(sheet: Worksheet, *, rows_can_move: bool = False) -> None:
    """Lock what is not to be filled in, without a password."""
    options = {"format_columns": True, "format_rows": True}
    if rows_can_move:
        more = ("insert_rows", "delete_rows", "sort", "autofilter")
        options |= dict.fromkeys(more, True)
    sheet.protect("", options)


def ignore_warnings(sheet: Worksheet, area: str, *warnings: str) -> None:
    """Keep Excel from marking what is meant so in ``area``."""
    sheet.ignore_errors(dict.fromkeys(warnings, area.replace("$", "")))
