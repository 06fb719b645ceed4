"""Forms of random reports, what a spreadsheet program makes of them, and what the check says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plancheck.authoring.workbook.form import form
from plancheck.authoring.workbook.formulas import live_text
from plancheck.inputs.form_sheets import CHECKLIST, RECORDS, UNITS, WORDS, Table, folded
from plancheck.inputs.form_tables import HELPER
from plancheck.inputs.report import Report, read_report
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.reading.values import STATUS_WORDS, STATUSES
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms, possible_tiers
from plancheck.verdicts.result import Result
from tests.independent.against_engine import as_yaml
from tests.independent.random_reports import random_inputs
from tests.workbook.office import saved_again
from tests.workbook.random_entries import RandomReport

RECALCULATES = """\
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
"""
"""The setting with which LibreOffice works out all formulas of a file, whoever wrote it."""


@dataclass(frozen=True)
class Form:
    """A form, the result of its report, and the duties whose values no formula can read."""

    name: str
    content: bytes
    lang: Lang
    result: Result
    unreadable: frozenset[str] = frozenset()


@dataclass
class Figures:
    """How often the form and the check say the same, and each time they do not."""

    equal: int = 0
    left_to_check: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.equal + self.left_to_check + len(self.differences)


# --- forms ---------------------------------------------------------------------------------------


def report_of(text: str, plan: Plan) -> Report:
    return read_report(parse(text.encode(), "x.yaml"), plan)


def written(
    name: str,
    text: str,
    plan: Plan,
    *,
    lang: Lang,
    require_evidence: bool = False,
    unreadable: Iterable[str] = (),
) -> Form:
    """Return the form of a report, without the check's own words: all say that it has to tell."""
    report = report_of(text, plan)
    tier = report.tier or Random(name).choice(possible_tiers(plan, report.designated))
    terms = Terms(tier=tier, require_evidence=require_evidence)
    result = evaluate(plan, report, terms=terms)
    content = form(report, None, plan, lang=lang, tier=tier, subject=result.subject)
    if require_evidence:
        book = opened(content)
        demand_evidence(book)
        content = saved(book)
    return Form(name, content, lang, result, frozenset(unreadable))


def of_2014(plan: Plan, numbers: range, *, require_evidence: bool = False) -> Iterator[Form]:
    """Yield forms of the random reports by which the engine is held against a second writing."""
    for number in numbers:
        text = as_yaml(random_inputs(20, number).report)
        name = f"2014-{'e' if require_evidence else 'n'}-{number}"
        yield written(name, text, plan, lang=language(number), require_evidence=require_evidence)


def of_plan(plan: Plan, count: int, *, slips: float = 0.0) -> Iterator[Form]:
    """Yield forms of random reports on ``plan``."""
    for number in range(count):
        drawn = RandomReport(plan, f"{plan.id} {slips} {number}", slips=slips)
        text = as_yaml(drawn.data())
        name = f"{plan.id}-{slips}-{number}"
        yield written(name, text, plan, lang=language(number), unreadable=drawn.typed)


def as_typed(plan: Plan, count: int) -> Iterator[Form]:
    """Yield forms with days and statuses as people type them; a pattern is no status."""
    for number in range(count):
        text = as_yaml(random_inputs(21, number).report)
        made = written(f"typed-{number}", text, plan, lang=Lang.ZH)
        book = opened(made.content)
        unreadable = set(retyped(book, number))
        if number % 10 == 0:
            unreadable |= set(added_to(book, plan))
        yield Form(made.name, saved(book), made.lang, made.result, frozenset(unreadable))


def language(number: int) -> Lang:
    return Lang.EN if number % 4 == 0 else Lang.ZH


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def demand_evidence(book: Workbook) -> None:
    """Turn the switch on the sheet of words."""
    sheet = next(sheet for sheet in book if sheet.title in (WORDS.zh, WORDS.en))
    switch = next(cell for cell in sheet[1] if str(cell.value).strip("_") == "require-evidence")
    sheet.cell(2, switch.column).value = 1


def retyped(book: Workbook, number: int) -> Iterator[str]:
    """Type days and statuses otherwise; yield the duties that no formula can read then."""
    rng = Random(number)
    sheet, columns = table(book, CHECKLIST)
    for row, duty in rows_of(sheet, columns):
        status, day = (sheet.cell(row, columns[field]) for field in ("status", "date"))
        if status.value in STATUSES and rng.random() < 0.3:
            words = STATUS_WORDS[STATUSES[str(status.value)]]
            status.value = rng.choice((*words, f"{words[0][:-1]}*"))
            if status.value.endswith("*"):
                yield duty
        if day.value is not None and rng.random() < 0.1:
            day.value = f"{day.value:%Y}年{day.value:%m}月{day.value:%d}日"
            yield duty


def added_to(book: Workbook, plan: Plan) -> Iterator[str]:
    """Type a record below the rows that have formulas; yield the duties that may have a ledger."""
    sheet, columns = table(book, RECORDS)
    sheet.cell(sheet.max_row + 5, columns["obligation"]).value = "15.信息培训"
    checklist, columns = table(book, CHECKLIST)
    for _, duty in rows_of(checklist, columns):
        requirement = plan.obligation(duty).requirement
        if requirement.per or "records" in requirement.beside:
            yield duty


# --- what a program makes of them ----------------------------------------------------------------


def recalculated(forms: Iterable[Form], folder: Path) -> Mapping[str, Path]:
    """Return the files that LibreOffice makes of ``forms``, by their names."""
    return saved_again({made.name: made.content for made in forms}, folder, RECALCULATES)


class Row(NamedTuple):
    """What the form says of a duty, or of one of its ``unit``s, and what the check says of it."""

    duty: str
    unit: str
    shown: object
    expected: str


def compare(made: Form, file: Path, figures: Figures) -> None:
    """Add to ``figures`` what the form ``file`` says in each row, and the check of the same."""
    see_check = say(made.lang, "sheet.see-check")
    for row in said(openpyxl.load_workbook(file, data_only=True), made):
        left = row.duty in made.unreadable
        if left and row.shown == see_check:
            figures.left_to_check += 1
        elif row.shown == row.expected and not (left and not row.unit):
            figures.equal += 1
        else:
            figures.differences.append(f"{made.name} {row}")


def said(book: Workbook, made: Form) -> Iterator[Row]:
    """Yield what the form and the check say of each duty, then of each unit."""
    findings = {finding.obligation: finding for finding in made.result.findings}
    sheet, columns = table(book, CHECKLIST)
    for row, duty in rows_of(sheet, columns):
        shown, expected = sheet.cell(row, columns["live"]).value, findings[duty]
        yield Row(duty, "", shown, live_text(expected, made.lang))
    if not any(finding.units for finding in findings.values()):
        return
    sheet, columns = table(book, UNITS)
    for row, duty in rows_of(sheet, columns):
        name = str(sheet.cell(row, columns["unit"]).value)
        shown = sheet.cell(row, columns["live"]).value
        for unit in findings[duty].units:
            if unit.name == name:
                yield Row(duty, name, shown, live_text(unit, made.lang))


def table(book: Workbook, of: Table) -> tuple[Worksheet, Mapping[str, int]]:
    """Return the sheet of a table, and its columns by their fields and helpers."""
    sheet = next(sheet for sheet in book if sheet.title in (of.sheet.zh, of.sheet.en))
    for row in sheet.iter_rows(max_row=10):
        words = {str(cell.value): cell.column for cell in row if cell.value}
        columns = {
            word[1:] if word.startswith(HELPER) else of.words.get(folded(word), word): at
            for word, at in words.items()
        }
        if set(of.needed) <= columns.keys():
            return sheet, columns
    raise LookupError(of.sheet)


def rows_of(sheet: Worksheet, columns: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Yield the rows that are about a duty, and its id."""
    for row in range(1, sheet.max_row + 1):
        duty = str(sheet.cell(row, columns["id"]).value)
        if re.fullmatch(r"\w+\.\w+", duty):
            yield row, duty
