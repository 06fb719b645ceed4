"""The form in Excel: everything a report says, and what is asked of it beside.

Its verdicts are worked out while it is filled in; the check's own are the ones that count.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from plancheck.authoring.workbook.checklist import Checklist, checklist_grid
from plancheck.authoring.workbook.contents import Contents
from plancheck.authoring.workbook.cover import Cover
from plancheck.authoring.workbook.formulas import (
    FormPlaces,
    evidence_formulas,
    record_formulas,
    unit_formulas,
)
from plancheck.authoring.workbook.grid import Grid, address, on_sheet, word
from plancheck.authoring.workbook.guide import write_guide
from plancheck.authoring.workbook.look import Look
from plancheck.authoring.workbook.tables import (
    Prepared,
    evidence_grid,
    ledger_grid,
    unit_grid,
    write_table,
)
from plancheck.authoring.workbook.word_list import WordList
from plancheck.formats.shared.spreadsheet import Spreadsheet
from plancheck.inputs.form_sheets import GUIDE, IDENTITY
from plancheck.inputs.report import Report
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.result import Result

_LAST_ROW = 4999
"""Nobody types below this row of a sheet."""


def form(
    report: Report,
    result: Result | None,
    plan: Plan,
    *,
    lang: Lang,
    tier: str | None,
    subject: str | None,
    locked_facts: bool = False,
    plan_option: str = "",
) -> bytes:
    """Return the workbook that says what ``report`` says; of a blank one, a blank form.

    ``result`` gives the verdicts that are shown until a program works them out again; without
    ``tier`` all are left to the check. With ``locked_facts`` the facts cannot be changed.
    ``plan_option`` names the plan in the command of the instructions. Raises UsageError where
    XlsxWriter is not installed.
    """
    contents = Contents(report, result, plan, lang, tier, subject, locked_facts=locked_facts)
    return _Form(contents, plan_option).content()


class _Form:
    """The sheets of one form, each knowing where the others have what its formulas refer to."""

    def __init__(self, contents: Contents, plan_option: str) -> None:
        self.contents = contents
        self.plan_option = plan_option
        self.book = Spreadsheet(title=contents.title, created=contents.plan.period.to)
        self.look = Look(self.book, contents.lang)
        self.words = WordList(contents)
        self.cover = Cover(contents, self.look, self.words)
        self.checklist = checklist_grid(contents)
        self.records = ledger_grid(contents)
        self.units = unit_grid(contents)
        self.evidence = evidence_grid(contents)

    def content(self) -> bytes:
        """Return the bytes of the form."""
        book, contents, places = self.book, self.contents, self.places()
        for name, stated in zip(IDENTITY, self.words.identity(), strict=True):
            if stated:
                book.state(f"plancheck.{name}", stated)
        self.cover.write(book.sheet(self.cover.sheet))
        first = book.sheet(self.checklist.sheet)
        facts = self.cover.fact_cells()
        Checklist(first, self.checklist, contents, self.look, self.words, places, facts).write()
        for prepared in self.tables(places):
            write_table(book.sheet(prepared.grid.sheet), prepared, contents, self.look)
        sheet = book.sheet(word(contents.lang, GUIDE))
        write_guide(sheet, contents, self.look, self.sheets(), self.checklist, self.plan_option)
        self.words.write(book.sheet(self.words.sheet), self.look)
        first.activate()
        return book.content()

    def tables(self, places: FormPlaces) -> list[Prepared]:
        """Return the tables to which rows are added, in the order of their sheets."""
        contents, lang, words = self.contents, self.contents.lang, self.words
        tables = []
        if self.records is not None:
            formulas = partial(record_formulas, places=places, lang=lang)
            ledgers = words.range("ledgers")
            tables.append(Prepared(self.records, contents.records, formulas, ledgers))
        if self.units is not None:
            formulas = partial(unit_formulas, places=places, lang=lang)
            tables.append(Prepared(self.units, contents.units, formulas, words.range("unit-lists")))
        of_documents = partial(evidence_formulas, places=places)
        return [*tables, Prepared(self.evidence, contents.evidence, of_documents)]

    def sheets(self) -> list[str]:
        """Return the names of what the instructions tell about, in order."""
        grids = {"records": self.records, "units": self.units, "evidence": self.evidence}
        return ["cover", "tasks", *(name for name, grid in grids.items() if grid is not None)]

    def places(self) -> FormPlaces:
        """Return the addresses that formulas refer to."""
        grids = {"records": self.records, "units": self.units, "evidence": self.evidence}
        words = self.words
        return FormPlaces(
            day=self.cover.day,
            tier=self.cover.cell("tier"),
            made_for=words.cell("tier"),
            all_designated=self.cover.cell("all_designated"),
            designated=self.cover.designated,
            words=words.range("word"),
            ranks=words.range("rank"),
            yes_words=words.range("answer"),
            yes_values=words.range("value"),
            no_documents=words.range("no-document"),
            require_evidence=words.cell("require-evidence"),
            checklist=self.checklist.ranges(),
            records=_ranges(self.records),
            units=_ranges(self.units),
            evidence=_ranges(self.evidence),
            typed={name: _typed(grid) for name, grid in grids.items() if grid is not None},
        )


def _ranges(grid: Grid | None) -> Mapping[str, str]:
    return grid.ranges() if grid is not None else {}


def _typed(grid: Grid) -> str:
    """Return the address of the first column, from its heading to where nobody types any more.

    A row that is inserted right below the heading would push down a range that begins there.
    """
    return on_sheet(grid.sheet, f"{address(grid.heading, 0)}:{address(_LAST_ROW, 0)}")
