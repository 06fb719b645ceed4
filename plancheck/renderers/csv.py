"""A row per obligation of every report, for spreadsheets and analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plancheck.errors import Problem
from plancheck.listing import Listing
from plancheck.messages import Lang
from plancheck.plan import Plan
from plancheck.provinces import find_province
from plancheck.renderers import Style
from plancheck.renderers._csv import Cell, as_csv
from plancheck.result import Result
from plancheck.run import Run
from plancheck.wording import finding_text, problem_text, say, show, subject_name

FOR_MACHINES = True
"""Read by spreadsheets; UTF-8."""

COLUMNS = (
    "kind", "path", "line", "column", "subject", "code", "tier", "as_of", "outcome", "task",
    "obligation", "name", "level", "verdict", "reason", "expected", "actual", "gap", "unit",
    "message", "change",
)  # fmt: skip
LISTING_COLUMNS = (
    "task", "obligation", "name", "tier", "level", "when_designated", "status", "due", "metric",
    "at_least", "at_most", "exactly", "allotment", "per", "unit", "says",
)  # fmt: skip


def render(run: Run, style: Style) -> str:
    """Return a row per finding; ``kind`` tells it from the problems and the reports not handed in.

    Words are the codes of the JSON format, names and messages are in the language of ``style``.
    """
    return as_csv(COLUMNS, (_row(cells) for cells in _rows(run, style.lang)))


def _row(cells: dict[str, Cell]) -> Sequence[Cell]:
    return [cells.get(column) for column in COLUMNS]


def _rows(run: Run, lang: Lang) -> Iterator[dict[str, Cell]]:
    for report in run.reports:
        if isinstance(report, Result):
            yield from _findings(run, report, lang)
        else:
            for problem in report.problems:
                yield {"path": report.path, **_problem(lang, problem)}
    for problem in run.problems:
        yield _problem(lang, problem)
    for one in run.absent:
        subject = subject_name(lang, run.plan, one.subject) if run.plan else one.subject
        told = say(lang, "run.absent", {"subject": subject})
        code = code_of(run.plan, one.subject)
        yield {"kind": "absent", "subject": one.subject, "code": code, "message": told}


def _problem(lang: Lang, problem: Problem) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"kind": "problem", "reason": problem.key}
    cells["message"] = problem_text(lang, problem)
    if problem.where is not None:
        line, column = problem.where.line, problem.where.column
        cells |= {"path": problem.where.path, "line": line or None, "column": column or None}
    return cells


def _findings(run: Run, result: Result, lang: Lang) -> Iterator[dict[str, Cell]]:
    of_report: dict[str, Cell] = {
        "kind": "finding",
        "path": result.path,
        "subject": result.subject,
        "code": code_of(result.plan, result.subject),
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "outcome": str(result.outcome),
    }
    for finding in result.findings:
        change = None
        if run.comparison is not None:
            change = run.comparison.change(result.subject, finding.obligation.id)
        unit = finding.values.get("unit")
        numbers = {name: _plain(finding.values.get(name)) for name in ("expected", "actual", "gap")}
        yield {
            **of_report,
            "line": finding.location.line,
            "column": finding.location.column,
            "task": finding.task.id,
            "obligation": finding.obligation.id,
            "name": show(lang, finding.obligation.name),
            "level": finding.level_word,
            "verdict": str(finding.verdict),
            "reason": finding.reason,
            **numbers,
            "unit": show(lang, unit) if unit is not None else None,
            "message": finding_text(lang, finding),
            "change": change,
        }


def _plain(value: Any) -> Cell:
    return value if value is None or type(value) is int else str(value)


def code_of(plan: Plan | None, subject: str) -> str | None:
    """Return the code of a province, None for a subject of another kind."""
    return find_province(subject).code if plan is not None and plan.is_province(subject) else None


def render_listing(listing: Listing, style: Style) -> str:
    """Return a row per obligation and tier."""
    return as_csv(LISTING_COLUMNS, _listing_rows(listing, style.lang))


def _listing_rows(listing: Listing, lang: Lang) -> Iterator[Sequence[Cell]]:
    for row in listing.rows:
        obligation, quota = row.obligation, row.obligation.quota
        for tier, cell in row.cells.items():
            bounds = cell.duty.bounds
            yield [
                row.task.id,
                obligation.id,
                show(lang, obligation.name),
                tier,
                cell.level,
                cell.when_designated,
                str(cell.duty.status),
                cell.duty.due.isoformat(),
                quota.metric if quota else None,
                *(bounds.get(bound) for bound in ("at_least", "at_most", "exactly")),
                ("yes" if quota.allotted else "no") if quota else None,
                quota.per if quota else None,
                show(lang, quota.unit) if quota else None,
                show(lang, obligation.says_per_tier.get(tier, obligation.says)),
            ]
