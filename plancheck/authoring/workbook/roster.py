"""A blank roster in Excel: every subject of a plan, with the facts to be stated about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancheck.authoring.workbook.grid import word
from plancheck.authoring.workbook.look import Look, set_page
from plancheck.formats.shared.spreadsheet import Spreadsheet, put
from plancheck.inputs.form_sheets import (
    ALLOTTED,
    CLASSES,
    LISTED_UNITS,
    NUMBERS,
    ROSTER,
    ROSTER_LABELS,
    ROSTER_TABLES,
    Table,
    Term,
    subject_term,
)
from plancheck.language.message import Lang
from plancheck.language.wording import format_value, joined, plan_title, say
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation, Task

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {"subject": 20, "designated": 60, "obligation": 28, "source": 36, "unit": 36}
_NARROW = 16
_ONE_PAGE = 45
"""So many rows stand on one page, a little smaller."""
_MOST_HINT = 255
"""No hint beside a cell is longer."""
_LABELS = 3
"""The first row of the labels, from 0."""


def roster_workbook(plan: Plan, *, lang: Lang) -> bytes:
    """Return a workbook with a row for each subject of ``plan``, which states nothing about them.

    It can be used as it is: what is blank is not stated. Raises UsageError without XlsxWriter.
    """
    return _Roster(plan, lang).content()


class _Roster:
    """The sheets of a blank roster."""

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self.plan = plan
        self.lang = lang
        self.title = say(lang, "roster-sheet.title", {"title": plan_title(lang, plan)})
        self.book = Spreadsheet(title=self.title, created=plan.period.to)
        self.look = Look(self.book, lang)

    def content(self) -> bytes:
        """Return the file."""
        obligations = list(self.plan.obligations())
        rows = {
            ROSTER: [[subject] for subject in self.plan.subject_names],
            ALLOTTED: self.for_each([each for each in obligations if each[1].requirement.allotted]),
            LISTED_UNITS: self.for_each([each for each in obligations if each[1].requirement.per]),
            NUMBERS: self.for_each_number(obligations),
        }
        for table in ROSTER_TABLES:
            if rows[table]:
                self.write(table, rows[table])
        return self.book.content()

    def for_each(self, obligations: Sequence[tuple[Task, Obligation]]) -> list[list[str]]:
        """Return a row for each subject and each of ``obligations``."""
        names = [self.key(task, each) for task, each in obligations]
        return [[subject, name] for subject in self.plan.subject_names for name in names]

    def for_each_number(self, obligations: Sequence[tuple[Task, Obligation]]) -> list[list[str]]:
        """Return a row for each subject and each number that a roster states."""
        spoken = -1 if self.lang is Lang.ZH else 0
        named = [
            [self.key(task, each), self.plan.numbers.spelled(each)[field][spoken]]
            for task, each in obligations
            for field in each.requirement.of_roster
        ]
        return [[subject, *names] for subject in self.plan.subject_names for names in named]

    def write(self, table: Table, rows: Sequence[Sequence[str]]) -> None:
        """Write ``table`` with ``rows``, whose other columns are to be filled in."""
        sheet = self.book.sheet(word(self.lang, table.sheet))
        put(sheet, 0, 0, self.title, self.look.title)
        put(sheet, 1, 0, say(self.lang, f"roster-sheet.{table.sheet.field}"), self.look.plain)
        heading = _LABELS
        if table is ROSTER:
            heading += len(ROSTER_LABELS) + 1
            self.labels(sheet)
            self.offer_tiers(sheet, heading + 1, heading + len(rows))
            self.list_designable(sheet, heading + 1, heading + len(rows))
        headings = [*table.headings, *([CLASSES] if table is ROSTER and self.plan.classes else [])]
        for column, term in enumerate(headings):
            sheet.set_column(column, column, _WIDTHS.get(term.field, _NARROW))
            put(sheet, heading, column, self.heading(term), self.look.heading)
        for line, row in enumerate(rows, heading + 1):
            for column in range(len(headings)):
                is_given = column < len(row)
                value = row[column] if is_given else None
                put(
                    sheet, line, column, value, self.look.locked() if is_given else self.look.open()
                )
        sheet.freeze_panes(heading + 1, 1)
        last = (heading + len(rows), len(headings) - 1)
        set_page(sheet, self.lang, self.plan, last, heading=heading, fits=last[0] < _ONE_PAGE)

    def heading(self, term: Term) -> str:
        """Return the word above a column; what a subject is called depends on the plan."""
        return word(self.lang, subject_term(self.plan) if term.field == "subject" else term)

    def labels(self, sheet: Worksheet) -> None:
        """Write what is stated about the roster as a whole."""
        for line, label in enumerate(ROSTER_LABELS, _LABELS):
            put(sheet, line, 0, word(self.lang, label), self.look.label)
            kind = "text" if label.field == "source" else "date"
            put(sheet, line, 1, None, self.look.open(kind))

    def offer_tiers(self, sheet: Worksheet, first: int, last: int) -> None:
        """Let the tier be chosen from a list in the rows from ``first`` to ``last``."""
        titles = [format_value(self.lang, title) for title in self.plan.tiers.values()]
        if titles:
            rule = {"validate": "list", "source": titles, "error_type": "warning"}
            sheet.data_validation(first, 1, last, 1, rule)

    def list_designable(self, sheet: Worksheet, first: int, last: int) -> None:
        """Show beside the cells in the rows from ``first`` to ``last`` what one is designated for.

        Where that is too much for a hint there is none.
        """
        names = [
            self.key(task, obligation)
            for task, obligation in self.plan.obligations()
            if self.plan.designable(obligation, None)
        ]
        hint = say(self.lang, "roster-sheet.designable", {"names": joined(self.lang, names)})
        if names and len(hint) <= _MOST_HINT:
            column = [term.field for term in ROSTER.headings].index("designated")
            rule = {"validate": "any", "input_message": hint}
            sheet.data_validation(first, column, last, column, rule)

    def key(self, task: Task, obligation: Obligation) -> str:
        """Return what an obligation is called in the roster."""
        return task.key(obligation, in_chinese=self.lang is Lang.ZH)
