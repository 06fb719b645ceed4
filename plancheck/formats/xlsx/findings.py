"""The sheets of findings: what is open, and all that is asked of each, a row for each of them."""

from __future__ import annotations

import datetime

from plancheck.analysis.rollup import RollUp
from plancheck.formats.csv import number_cells, said_cells
from plancheck.formats.pages.page import MARKS
from plancheck.formats.shared.parts import Part, parts
from plancheck.formats.shared.spreadsheet import Value
from plancheck.formats.xlsx.book import A3, Book, Column, Grid, Kind
from plancheck.language.sentences import asked_text, note_text, reported_text
from plancheck.plan.parts import Obligation, Task
from plancheck.requirements.base.open_values import settled
from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.run import Run

Row = dict[str, Value]

_WHO = Column("subject", "rollup.subject", 12)
_TIER = Column("tier", "page.tier", 9, Kind.WORD)
_TASK = Column("task", "table.task", 23)
_OBLIGATION = Column("obligation", "table.obligation", 22)
_UNIT = Column("unit", "xlsx.unit", 12)
_LEVEL = Column("level", "table.level", 7, Kind.WORD)
_VERDICT = Column("verdict", "table.verdict", 9, Kind.WORD, lit=True)
_MEASURE = (
    Column("asked", "table.asked", 11),
    Column("reported", "table.reported", 11),
    Column("expected_number", "xlsx.asked-number", 9, Kind.NUMBER),
    Column("actual_number", "xlsx.reported-number", 9, Kind.NUMBER),
    Column("gap", "page.gap", 7, Kind.NUMBER),
)
_DUE = Column("due", "table.due", 11, Kind.DAY)
_OVERDUE = Column("overdue", "xlsx.overdue-days", 9, Kind.NUMBER)
_MESSAGE = Column("message", "xlsx.message", 36)
_PLACE = (
    Column("path", "xlsx.file", 26, aside=True),
    Column("place", "table.place", 12, aside=True),
)
_SAID = (
    Column("date", "xlsx.date", 11, Kind.DAY),
    Column("evidence", "xlsx.evidence", 24),
    Column("note", "xlsx.note", 20),
    Column("unfinished_reason", "xlsx.reason", 20),
    Column("next_steps", "xlsx.next-steps", 20),
)
OPEN = (
    _WHO, _TASK, _OBLIGATION, _LEVEL, _VERDICT, *_MEASURE, _UNIT, _DUE, _OVERDUE, _MESSAGE, *_PLACE,
)  # fmt: skip
ALL = (
    _WHO, _TIER, _TASK, _OBLIGATION, _UNIT, _LEVEL, _VERDICT, *_MEASURE, _DUE, *_SAID, _MESSAGE,
    *_PLACE,
)  # fmt: skip


def open_grid(book: Book) -> Grid:
    """Return the sheet of what is open, without its rows."""
    return Grid(book, "xlsx.open", OPEN, frozen=3)


def findings_grid(book: Book) -> Grid:
    """Return the sheet of all findings, without its rows."""
    return Grid(book, "xlsx.findings", ALL, frozen=4, paper=A3)


def fill(book: Book, run: Run, rolled: RollUp, left: Grid, every: Grid) -> None:
    """Add to ``left`` what is open and to ``every`` what is asked, in the order of the plan.

    What each of several units owes is open by itself, and stands below the finding among all.
    """
    for number in rolled.numbers(run.counts.reports):
        result = run.reports[number - 1]
        if not isinstance(result, Result):
            continue
        of_result = _about(book, result)
        for finding in result.findings:
            if finding.asked:
                _add(book, result, finding, of_result, left, every)
        if result.failure is not None:
            left.add(of_result | _failure(book, result), MARKS[result.outcome].tone)
    left.close()
    every.close()


def _add(
    book: Book, result: Result, finding: Finding, of_result: Row, left: Grid, every: Grid
) -> None:
    of_finding = of_result | _asked(book, result, finding)
    for part in parts(book.lang, result.plan, finding):
        row = of_finding | _part(book, result, finding, part)
        tone = MARKS[part.verdict].tone if part.verdict is not None else None
        every.add(row, tone)
        if part.verdict is not None and part.verdict.is_open and _stands_alone(finding, part):
            left.add(row, tone)


def _stands_alone(finding: Finding, part: Part) -> bool:
    """Whether an open ``part`` is a point by itself: the whole is none where its units are."""
    return part.unit is not None or not any(unit.verdict.is_open for unit in finding.units)


def _about(book: Book, result: Result) -> Row:
    return {
        "subject": book.subject(result.subject),
        "tier": tier_name(book, result),
        "path": result.path,
    }


def tier_name(book: Book, result: Result) -> str | None:
    """Return the tier that ``result`` was judged in; None where it was judged in none."""
    return book.value(result.plan.tiers[result.tier]) if result.tier is not None else None


def _failure(book: Book, result: Result) -> Row:
    """Return what is said of a report that complies in no possible tier."""
    assert result.failure is not None
    return {
        "obligation": book.say("point.whole"),
        "verdict": book.value(result.outcome),
        "message": note_text(book.lang, result.failure),
        "place": book.place(result.location),
    }


def _asked(book: Book, result: Result, finding: Finding) -> Row:
    """Return what is the same of a finding and of its units."""
    task, obligation = result.plan.by_id[finding.obligation]
    return {
        "task": f"{task.id} {book.value(task.title)}",
        "obligation": duty_name(book, task, obligation),
        "level": book.say(f"level.{finding.level_word}"),
        "due": _due(result, finding),
        "place": book.place(finding.location),
    }


def duty_name(book: Book, task: Task, obligation: Obligation) -> str:
    """Return the key of ``obligation`` in Chinese, in English its id and its name."""
    return task.chinese_key(obligation) if book.in_chinese else book.named(obligation)


def _part(book: Book, result: Result, finding: Finding, part: Part) -> Row:
    row: Row = {"unit": part.unit, "message": part.message}
    row |= said_cells(part.said, book.lang)
    row["date"] = part.said.date if part.said is not None else None
    if part.verdict is None:
        return row
    units, scenarios = (finding.units, finding.scenarios) if part.unit is None else ((), ())
    return {
        **row,
        **number_cells(part.measure),
        "verdict": book.value(part.verdict),
        "asked": asked_text(book.lang, part.measure, scenarios),
        "reported": reported_text(book.lang, part.measure, units),
        "overdue": _days_overdue(result, finding, part),
    }


def _days_overdue(result: Result, finding: Finding, part: Part) -> int | None:
    """Return for how many days something was due that was not met; None where it is not due."""
    if part.verdict is None or not _is_overdue(result, finding, part.verdict):
        return None
    due = _due(result, finding)
    done = part.values["date"] if part.reason == "finding.late" else result.as_of
    return (done - due).days if due is not None else None


def _is_overdue(result: Result, finding: Finding, verdict: Verdict) -> bool:
    due = _due(result, finding)
    return verdict.blocks and due is not None and due <= result.as_of


def _due(result: Result, finding: Finding) -> datetime.date | None:
    obligation = result.plan.obligation(finding.obligation)
    due: datetime.date | None = settled(result.plan.due(obligation, result.tier))
    return due


def overdue(result: Result) -> int:
    """Return how many duties are due and not met."""
    return sum(_is_overdue(result, finding, finding.verdict) for finding in result.findings)
