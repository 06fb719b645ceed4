"""The instructions in a form: what each column means, and what the live column cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancheck.authoring.workbook.contents import Contents, none
from plancheck.authoring.workbook.grid import word
from plancheck.authoring.workbook.look import Look, protect, set_height, set_page
from plancheck.formats.shared.spreadsheet import put
from plancheck.inputs.form_sheets import CHECKLIST, GUIDE
from plancheck.language.wording import say

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from plancheck.authoring.workbook.grid import Grid

_NO_COLUMN_TEXT = ("task", "obligation", "live")
"""The columns that explain themselves, and the one that has a part of its own."""
_WIDTHS = {"term": 16, "text": 118}


def write_guide(
    sheet: Worksheet,
    contents: Contents,
    look: Look,
    sheets: list[str],
    grid: Grid,
    plan_option: str,
) -> None:
    """Write how to fill in the ``sheets`` of the form and the columns of the checklist.

    ``plan_option`` names the plan in the command that checks the form.
    """
    lang = contents.lang
    sheet.set_column(0, 0, _WIDTHS["term"])
    sheet.set_column(1, 1, _WIDTHS["text"])
    names = {"sheet": word(lang, GUIDE), "form": contents.title}
    put(sheet, 0, 0, say(lang, "sheet.head", names), look.title)
    sheet.set_row(0, 26)
    row = 1
    for row, (term, text) in enumerate(_lines(contents, sheets, grid, plan_option), 1):
        put(sheet, row, 0, term, look.label)
        put(sheet, row, 1, text, look.wrapped)
        set_height(sheet, row, {"term": term, "text": text}, _WIDTHS, least=1.4)
    protect(sheet)
    set_page(sheet, lang, contents.plan, (row, 1))


def _lines(
    contents: Contents, sheets: list[str], grid: Grid, plan_option: str
) -> Iterator[tuple[str, str]]:
    """Yield terms with what is to be known about them; a heading has no text."""
    lang, plan = contents.lang, contents.plan
    values = {"to": plan.period.to, "none": none(lang)}
    yield say(lang, "sheet.guide-sheets"), say(lang, "sheet.guide-colours")
    for name in sheets:
        yield say(lang, f"sheet.name-{name}"), say(lang, f"sheet.guide-{name}", values)
    yield "", say(lang, "sheet.guide-blank")
    yield say(lang, "sheet.guide-columns"), ""
    for field in grid.fields:
        if field not in _NO_COLUMN_TEXT:
            term = word(lang, CHECKLIST.heading(field))
            yield term, say(lang, f"sheet.column-{field.replace('_', '-')}", values)
    yield say(lang, "sheet.guide-live"), say(lang, "sheet.guide-courtesy")
    for name in ("blind", "unread"):
        yield "", say(lang, f"sheet.guide-{name}")
    subject = contents.subject or ""
    tier = f" --tier {contents.tier}" if contents.tier and not contents.report.tier else ""
    command = {"command": f"plancheck validate {subject}.xlsx{tier}{plan_option}"}
    yield say(lang, "sheet.guide-check"), say(lang, "sheet.guide-command", command)
