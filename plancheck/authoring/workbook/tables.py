"""The sheets on which a row is added for each thing: ledger, units, evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from plancheck.authoring.workbook.contents import Cells, Contents
from plancheck.authoring.workbook.formulas import (
    EVIDENCE_HELPERS,
    RECORD_HELPERS,
    UNIT_HELPERS,
    Formulas,
)
from plancheck.authoring.workbook.grid import Grid, word
from plancheck.authoring.workbook.look import (
    Look,
    allow,
    any_day,
    any_number,
    calculated,
    ignore_warnings,
    kind,
    one_of,
    protect,
    put_formulas,
    put_headings,
    set_columns,
    set_height,
    set_page,
)
from plancheck.formats.shared.spreadsheet import put
from plancheck.inputs.form_sheets import EVIDENCE, RECORDS, UNITS, Table
from plancheck.language.wording import say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEADING = 1
_SPARE = 20
"""How many rows are free below what is filled in."""
_PRINTED = 40
"""How many rows are printed at least."""
_CALCULATED = ("live", "counted")
_WIDTHS: Mapping[Table, Mapping[str, float]] = {
    RECORDS: {
        **{"obligation": 24, "unit": 20, "name": 36, "date": 12, "host": 22, "number": 9},
        **{"evidence": 14, "note": 22, "counted": 13},
    },
    UNITS: {
        **{"obligation": 24, "unit": 28, "number": 9, "date": 12, "evidence": 14, "note": 22},
        **{"reason": 22, "next_steps": 22, "live": 17},
    },
    EVIDENCE: {
        **{"id": 12, "title": 44, "number": 24, "date": 12, "url": 30, "file": 30, "note": 26},
    },
}


class Prepared(NamedTuple):
    """A table with the rows that are filled in already, and what its formulas are."""

    grid: Grid
    filled: Sequence[Cells]
    formulas: Callable[[Mapping[str, str]], Formulas]
    choices: str | None = None
    """Where the names of the obligations are to choose from."""


def ledger_grid(contents: Contents) -> Grid | None:
    """Return where everything stands on the sheet of records; None where nothing has a ledger."""
    rows = [row for row in contents.rows if row.places.ledger or row.places.unit_ledger]
    absent = set[str]()
    if not any(row.places.unit_ledger for row in rows):
        absent.add("unit")
    if not any(contents.plan.numbers.counted_by(row.listed.obligation) == "amount" for row in rows):
        absent.add("number")
    return _grid(contents, RECORDS, 100, contents.records, RECORD_HELPERS, absent) if rows else None


def unit_grid(contents: Contents) -> Grid | None:
    """Return where everything stands on the sheet of units; None where none owes anything."""
    has_units = any(row.places.units for row in contents.rows)
    return _grid(contents, UNITS, 40, contents.units, UNIT_HELPERS) if has_units else None


def evidence_grid(contents: Contents) -> Grid:
    """Return where everything stands on the sheet of documents."""
    return _grid(contents, EVIDENCE, 60, contents.evidence, EVIDENCE_HELPERS)


def _grid(
    contents: Contents,
    table: Table,
    least: int,
    filled: Sequence[Cells],
    helpers: tuple[str, ...],
    absent: Collection[str] = (),
) -> Grid:
    fields = (heading.field for heading in table.headings)
    shown = tuple(field for field in fields if field not in absent)
    rows = max(least, len(filled) + _SPARE)
    return Grid(table, contents.lang, shown, _HEADING, rows, helpers)


def write_table(sheet: Worksheet, prepared: Prepared, contents: Contents, look: Look) -> None:
    """Write a sheet whose rows may be added, sorted and deleted."""
    grid, lang, filled = prepared.grid, contents.lang, prepared.filled
    widths = _WIDTHS[grid.table]
    set_columns(sheet, grid, widths)
    names = {"sheet": word(lang, grid.table.sheet), "form": contents.title}
    put(sheet, 0, 0, say(lang, "sheet.head", names), look.title)
    sheet.set_row(0, 26)
    put_headings(sheet, grid, look, widths)
    styles = {field: _style(look, grid.table, field) for field in grid.fields}
    helpers = dict.fromkeys(grid.helpers, look.helper)
    for number in range(grid.first, grid.last + 1):
        place = number - grid.first
        cells = filled[place] if place < len(filled) else {}
        for column, field in enumerate(grid.fields):
            put(sheet, number, column, cells.get(field), styles[field])
        formulas = prepared.formulas(grid.cells(number))
        put_formulas(sheet, grid, number, formulas, {**styles, **helpers})
        # Excel deletes a row only if every cell of it is open, also those beside the table.
        set_height(sheet, number, cells, widths, least=1.2, style=look.helper)
    for field in grid.fields:
        rule = _rule(field, prepared, contents)
        if rule is not None:
            allow(sheet, grid.range(field), rule, lang)
    if "live" in grid.fields:
        look.verdicts(sheet, grid.range("live"))
    sheet.freeze_panes(grid.first, 1)
    ignore_warnings(sheet, grid.range(grid.fields[0], grid.columns[-1]), "formula_unlocked")
    protect(sheet, rows_can_move=True)
    printed = grid.heading + max(_PRINTED, len(filled))
    last = min(printed, grid.last), len(grid.fields) - 1
    set_page(sheet, lang, contents.plan, last, heading=grid.heading)


def _style(look: Look, table: Table, field: str) -> Format:
    if field in _CALCULATED:
        return look.locked(bold=True, can_go=True)
    return look.open(kind(field, table))


def _rule(field: str, prepared: Prepared, contents: Contents) -> dict[str, Any] | None:
    """Return what may be typed in the column of ``field``."""
    lang = contents.lang
    if field in _CALCULATED:
        return calculated(lang)
    if field == "obligation" and prepared.choices is not None:
        return one_of(prepared.choices, lang)
    held = kind(field, prepared.grid.table)
    if held == "date":
        return any_day(lang)
    if held == "number":
        obligations = (row.listed.obligation for row in contents.rows)
        return any_number(lang, max(map(contents.plan.numbers.decimals, obligations), default=0))
    return None
