"""A row per obligation of every report, for spreadsheets and analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from plancheck.analysis.listing import Listing, list_obligations
from plancheck.errors import Location, Problem
from plancheck.formats import Style
from plancheck.formats.shared.cells import absent_text, document_text, head_texts, said_texts
from plancheck.formats.shared.csv_text import Cell, as_csv
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.language.wording import (
    SIGNS,
    department_names,
    format_value,
    joined,
    subject_name,
)
from plancheck.plan.model import Plan, World
from plancheck.plan.provinces import find_province
from plancheck.requirements.base import Duty, Quantity, Requirement
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.result import Result, Said
from plancheck.verdicts.run import Rejected, Run

FOR_MACHINES = True
"""Read by spreadsheets; UTF-8."""

RULES = ("plan", "plan_sha256")
"""By which rule set: in every row, for rows are put together with those of other years."""
COLUMNS = (
    "kind", "path", "line", "column", "subject", "code", "tier", "as_of", "as_of_from", "outcome",
    "task", "obligation", "name", "level", "verdict", "reason", "expected", "actual", "gap", "unit",
    "message", "change", "date", "evidence", "note", "unfinished_reason", "next_steps",
    "prepared_by", "reviewed_by", "submitted", "remarks", *RULES,
)  # fmt: skip
BOUNDS = ("at_least", "at_most", "exactly")
ASKED = ("status", "due", "metric", *BOUNDS, "allotment", "per", "unit")
"""What an obligation asks in one tier."""
LISTING_COLUMNS = (
    "task", "obligation", "name", "tier", "level", "when_designated", "when_allotted", *ASKED,
    "says", "subject", "code", "designated", "allotted", "named", "departments", *RULES,
)  # fmt: skip
PLAN_COLUMNS = (
    "section", "group", "task", "title", "obligation", "asked_of", "name", "tier", "level",
    "when_designated", "when_allotted", "named", *ASKED, "total", "says", "departments", "cites",
    "paragraph", "reading", *RULES,
)  # fmt: skip


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield a row per finding, and one for whatever else stands in the way of compliance.

    These have their ``kind`` for a verdict as well: ``failure`` for a report that complies in no
    possible tier, ``unusable`` for a problem of a report, named by its path, else ``problem``; and
    ``absent`` for a report that was not handed in. Words and numbers are those of the JSON format,
    names and messages are in the language of ``style``, and so are the signs between what is said
    in the report's own words.
    """
    rules = rule_set_cells(run.plan)
    named = dict(zip(RULES, rules, strict=True))
    return as_csv(COLUMNS, (_row(cells | named) for cells in _rows(run, style.lang)))


def rule_set_cells(plan: Plan | None) -> tuple[Cell, Cell]:
    """Return the id and the checksum of the rule set, which stand last in every row."""
    return (plan.id, plan.sha256) if plan is not None else (None, None)


def _row(cells: dict[str, Cell]) -> Sequence[Cell]:
    return [cells.get(column) for column in COLUMNS]


def _rows(run: Run, lang: Lang) -> Iterator[dict[str, Cell]]:
    for report in run.reports:
        if isinstance(report, Result):
            yield from _judged(run, report, lang)
        else:
            for problem in report.problems:
                yield _unusable(run, report, problem, lang)
    for problem in run.problems:
        yield _lack("problem", problem.key, problem_text(lang, problem), problem.where)
    for expected in run.absent:
        yield _absent(run, expected, lang)


def _lack(kind: str, reason: str, message: str, where: Location | None) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"kind": kind, "verdict": kind, "reason": reason, "message": message}
    if where is not None:
        line, column = where.line or None, where.column or None
        cells |= {"path": where.path, "line": line, "column": column}
    return cells


def _unusable(run: Run, report: Rejected, problem: Problem, lang: Lang) -> dict[str, Cell]:
    where, message = problem.where, problem_text(lang, problem)
    if where is not None and where.path != report.path:  # in the roster, say
        where, message = None, f"{where}: {message}"
    cells = _lack("unusable", problem.key, message, where)
    if report.subject is not None:
        cells |= {"subject": report.subject, "code": code_of(run.plan, report.subject)}
    return cells | {"path": report.path, "outcome": "unusable"}


def _absent(run: Run, expected: ExpectedSubject, lang: Lang) -> dict[str, Cell]:
    message = absent_text(lang, run.plan, expected.subject)
    change = None
    if run.comparison is not None:
        change = "unchanged" if expected.subject in run.comparison.absent_before else "new"
    return {
        **_lack("absent", "run.absent", message, expected.where),
        "subject": expected.subject,
        "code": code_of(run.plan, expected.subject),
        "outcome": "absent",
        "change": change,
    }


def _judged(run: Run, result: Result, lang: Lang) -> Iterator[dict[str, Cell]]:
    plan = result.plan
    of_report: dict[str, Cell] = {
        "path": result.path,
        "subject": result.subject,
        "code": code_of(result.plan, result.subject),
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "as_of_from": result.facts.as_of.origin,
        "outcome": str(result.outcome),
        **head_texts(lang, result.head),
    }
    if result.failure is not None:
        message = note_text(lang, result.failure)
        change = None
        if run.comparison is not None:
            change = "new" if run.is_new_failure(result) else "unchanged"
        of_failure = _lack("failure", result.failure.reason, message, result.location)
        yield {**of_report, **of_failure, "change": change}
    for finding in result.findings:
        change = None
        if run.comparison is not None:
            change = run.comparison.change(result.subject, finding.obligation)
        measure = finding.measure
        yield {
            **of_report,
            "kind": "finding",
            "line": finding.location.line,
            "column": finding.location.column,
            "task": plan.task_of(finding.obligation).id,
            "obligation": finding.obligation,
            "name": format_value(lang, plan.obligation(finding.obligation).name),
            "level": finding.level_word,
            "verdict": str(finding.verdict),
            "reason": finding.reason,
            "expected": _plain(measure.expected),
            "actual": _plain(measure.actual),
            "gap": measure.gap,
            "unit": format_value(lang, measure.unit) if measure.unit is not None else None,
            "message": finding_text(lang, plan, finding),
            "change": change,
            **_said(finding.said, lang),
        }


def _said(said: Said | None, lang: Lang) -> dict[str, Cell]:
    """Return what is said in the report's own words; of units after their names."""
    if said is None:
        return {}
    columns: dict[str, list[str]] = {}
    for unit, of_unit in (("", said), *said.units.items()):
        cells = {
            "date": format_value(lang, of_unit.date) if of_unit.date else "",
            "evidence": joined(lang, (document_text(lang, cited) for cited in of_unit.evidence)),
            **dict(said_texts(of_unit)),
        }
        for column, text in cells.items():
            if text:
                named = f"{unit}{SIGNS[lang].colon}{text}" if unit else text
                columns.setdefault(_OTHERWISE.get(column, column), []).append(named)
    return {column: SIGNS[lang].semicolon.join(texts) for column, texts in columns.items()}


_OTHERWISE = {"reason": "unfinished_reason"}
"""The column of a field whose name says another thing here."""


def _plain(value: Quantity | StrEnum | None) -> Cell:
    return str(value) if isinstance(value, StrEnum) else value


def code_of(plan: Plan | None, subject: str) -> str | None:
    """Return the code of a province, None for a subject of another kind."""
    return find_province(subject).code if plan is not None and plan.is_province(subject) else None


def render_listing(listing: Listing, style: Style) -> Iterator[str]:
    """Yield a row per obligation and tier."""
    return as_csv(LISTING_COLUMNS, _listing_rows(listing, style.lang))


def _listing_rows(listing: Listing, lang: Lang) -> Iterator[Sequence[Cell]]:
    plan, subject = listing.plan, listing.subject
    for row in listing.rows:
        obligation = row.obligation
        departments = department_names(lang, plan, row.task.in_charge(obligation))
        named = (f"{subject_name(lang, plan, name)} {level}" for name, level in row.named.items())
        of_row: Sequence[Cell] = (
            subject,
            code_of(plan, subject) if subject is not None else None,
            _yes_or_no(row.designated),
            row.allotted,
            joined(lang, named),
            joined(lang, departments),
            *rule_set_cells(plan),
        )
        for tier, cell in row.cells.items():
            yield [
                row.task.id,
                obligation.id,
                format_value(lang, obligation.name),
                tier,
                cell.level,
                cell.when_designated,
                cell.when_allotted,
                *_asked(lang, obligation.requirement, cell.duty),
                format_value(lang, obligation.says_in(tier)),
                *of_row,
            ]


def render_plan(plan: Plan, style: Style) -> Iterator[str]:
    """Yield a row per obligation and tier, those of the issuer last and without a tier."""
    return as_csv(PLAN_COLUMNS, _plan_rows(plan, style.lang))


def _plan_rows(plan: Plan, lang: Lang) -> Iterator[Sequence[Cell]]:
    rows = {row.obligation.id: row for row in list_obligations(plan).rows}
    for national in (False, True):
        for task, obligation in plan.obligations(national=national):
            duty = plan.duty(task, obligation, World(None, None, False, None))
            cells = rows[obligation.id].cells if not national else {}
            levels = plan.named(obligation).items()
            departments = department_names(lang, plan, task.in_charge(obligation))
            named = joined(
                lang, (f"{subject_name(lang, plan, subject)} {word}" for subject, word in levels)
            )
            asked: Sequence[tuple[str | None, str, str | None, str | None, Duty]] = [
                (tier, *cell) for tier, cell in cells.items()
            ] or [(None, str(duty.level), None, None, duty)]
            for tier, level, when_designated, when_allotted, in_tier in asked:
                total = obligation.total
                yield [
                    plan.section_of(task).id,
                    plan.group_of(task).id,
                    task.id,
                    format_value(lang, task.title),
                    obligation.id,
                    "issuer" if national else "all",
                    format_value(lang, obligation.name),
                    tier,
                    level,
                    when_designated,
                    when_allotted,
                    named,
                    *_asked(lang, obligation.requirement, in_tier),
                    f"{total.of} {total.adds}" if total else None,
                    format_value(lang, obligation.says_in(tier)),
                    joined(lang, departments),
                    joined(lang, obligation.cites),
                    obligation.paragraph,
                    format_value(lang, obligation.reading.taken) if obligation.reading else None,
                    *rule_set_cells(plan),
                ]


def _asked(lang: Lang, requirement: Requirement, duty: Duty) -> Sequence[Cell]:
    """Return what is asked in one tier, under the columns ``ASKED``."""
    return (
        str(duty.status),
        duty.due.isoformat(),
        joined(lang, requirement.metrics.values()) or None,
        *(duty.bounds.get(bound) for bound in BOUNDS),
        _yes_or_no(requirement.allotted if requirement.metrics else None),
        requirement.per,
        format_value(lang, requirement.unit) if requirement.unit else None,
    )


def _yes_or_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
