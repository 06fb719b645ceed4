"""A row per obligation of every report and per unit of it, for spreadsheets and analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import chain, repeat

from plancheck.analysis.listing import NONE, Listing, list_obligations
from plancheck.errors import Location, Problem
from plancheck.formats import Style
from plancheck.formats.shared.cells import (
    absent_text,
    document_text,
    head_texts,
    said_texts,
    with_reason,
)
from plancheck.formats.shared.csv_text import Cell, as_csv
from plancheck.formats.shared.parts import Part, parts
from plancheck.language.message import Lang
from plancheck.language.sentences import note_text, problem_text
from plancheck.language.wording import (
    department_names,
    format_value,
    joined,
    place,
    say,
    subject_name,
)
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import Obligation
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Duty, Measure
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.result import Finding, Result, Said
from plancheck.verdicts.run import Rejected, Run

FOR_MACHINES = True
"""Read by spreadsheets; UTF-8."""
BYTE_ORDER_MARK = True
"""Excel takes a file without the mark for one of the system's own encoding, in China GBK."""

RULES = ("plan", "plan_sha256")
"""By which rule set: the id in every row, for rows are put together with those of other years; the
checksum once, in the first."""
COLUMNS = (
    "kind", "path", "line", "column", "sheet", "cell", "subject", "code", "tier", "as_of",
    "as_of_from", "outcome", "outcome_text", "task", "obligation", "name", "unit_name", "level",
    "level_text", "verdict", "verdict_text", "reason", "expected", "expected_number", "actual",
    "actual_number", "gap", "unit", "message", "change", "date", "evidence", "note",
    "unfinished_reason", "next_steps", "prepared_by", "reviewed_by", "submitted", "remarks",
    *RULES,
)  # fmt: skip
BOUNDS = ("at_least", "at_most", "exactly")
ASKED = ("status", "due", "metric", *BOUNDS, "allotment", "per", "unit")
"""What an obligation asks in one tier."""
ADDED = ("milestones", "classes", "when_class", "trial")
"""Columns that came later and stand last, so that the others keep their places."""
LISTING_COLUMNS = (
    "task", "obligation", "name", "tier", "level", "level_text", "when_designated",
    "when_allotted", *ASKED, "says", "subject", "code", "designated", "allotted", "named",
    "departments", *ADDED, *RULES,
)  # fmt: skip
PLAN_COLUMNS = (
    "section", "group", "task", "title", "obligation", "asked_of", "name", "tier", "level",
    "level_text", "when_designated", "when_allotted", "named", *ASKED, "total", "says",
    "departments", "cites", "paragraph", "reading", *ADDED, *RULES,
)  # fmt: skip


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield a row per finding, and one for whatever else stands in the way of compliance.

    These have their ``kind`` for a verdict as well: ``failure`` for a report that complies in no
    possible tier, ``unusable`` for a problem of a report, named by its path, else ``problem``; and
    ``absent`` for a report that was not handed in. What is owed by each of several units has a row
    of the kind ``unit`` for each, after that of the finding: rows of one kind count nothing twice.
    Words and numbers are those of the JSON format; names, messages and the columns ``…_text`` are
    in the language of ``style``.
    """
    rows = zip(_rows(run, style.lang), rule_set_cells(run.plan), strict=False)
    columns = with_draft(COLUMNS, run.plan)
    return as_csv(columns, (_row(cells, rules) for cells, rules in rows))


def with_draft(columns: Sequence[str], plan: Plan | None) -> Sequence[str]:
    """Return ``columns``, and a last one that says so where the rule set is a draft."""
    return (*columns, "plan_draft") if plan is not None and plan.is_draft else columns


def rule_set_cells(plan: Plan | None) -> Iterator[tuple[Cell, ...]]:
    """Yield for row after row what stands last in it: the rule set, its checksum only once."""
    if plan is None:
        return repeat((None, None))
    draft = ("yes",) if plan.is_draft else ()
    return chain([(plan.id, plan.sha256, *draft)], repeat((plan.id, None, *draft)))


_OF_NO_RESULT = {
    "unusable": "table.row-unusable",
    "absent": "kind.absent",
    "problem": "kind.problem",
    "failure": "kind.report",
}
"""What stands for an outcome or a verdict where there is none, and the message that names it."""


def outcome_text(lang: Lang, outcome: str) -> str:
    """Return the label of an outcome, or of what stands for one."""
    return say(lang, _OF_NO_RESULT.get(outcome, f"outcome.{outcome}"))


def _level_text(lang: Lang, level: str) -> str:
    return say(lang, f"level.{level}")


def _row(cells: dict[str, Cell], rules: Sequence[Cell]) -> Sequence[Cell]:
    return [*(cells.get(column) for column in COLUMNS[: -len(RULES)]), *rules]


def _rows(run: Run, lang: Lang) -> Iterator[dict[str, Cell]]:
    for report in run.reports:
        if isinstance(report, Result):
            yield from _judged(run, report, lang)
        else:
            for problem in report.problems:
                yield _unusable(run, report, problem, lang)
    for problem in run.problems:
        yield _lack("problem", problem.key, problem_text(lang, problem), problem.where, lang)
    for expected in run.absent:
        yield _absent(run, expected, lang)


def _lack(
    kind: str, reason: str, message: str, where: Location | None, lang: Lang
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "kind": kind,
        "verdict": kind,
        "verdict_text": outcome_text(lang, kind),
        "reason": reason,
        "message": message,
    }
    if where is not None:
        cells |= {"path": where.path, **_place(where)}
    return cells


def _place(where: Location) -> dict[str, Cell]:
    """Return where in its file something stands; a cell by its row and column too."""
    return {
        "line": where.line or None,
        "column": where.column or None,
        "sheet": where.sheet or None,
        "cell": where.cell,
    }


def _unusable(run: Run, report: Rejected, problem: Problem, lang: Lang) -> dict[str, Cell]:
    where, message = problem.where, problem_text(lang, problem)
    if where is not None and where.path != report.path:  # in the roster, say
        message, where = f"{place(where)}: {message}", None
    cells = _lack("unusable", problem.key, message, where, lang)
    if report.subject is not None:
        cells |= {"subject": report.subject, "code": code_of(run.plan, report.subject)}
    outcome = {"outcome": "unusable", "outcome_text": outcome_text(lang, "unusable")}
    return cells | {"path": report.path} | outcome


def _absent(run: Run, expected: ExpectedSubject, lang: Lang) -> dict[str, Cell]:
    message = absent_text(lang, run.plan, expected.subject)
    change = None
    if run.comparison is not None:
        change = "unchanged" if expected.subject in run.comparison.absent_before else "new"
    return {
        **_lack("absent", "run.absent", message, expected.where, lang),
        "subject": expected.subject,
        "code": code_of(run.plan, expected.subject),
        "outcome": "absent",
        "outcome_text": outcome_text(lang, "absent"),
        "change": change,
    }


def _judged(run: Run, result: Result, lang: Lang) -> Iterator[dict[str, Cell]]:
    of_report: dict[str, Cell] = {
        "path": result.path,
        "subject": result.subject,
        "code": code_of(result.plan, result.subject),
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "as_of_from": result.facts.as_of.origin,
        "outcome": str(result.outcome),
        "outcome_text": with_reason(lang, result, outcome_text(lang, result.outcome)),
        **head_texts(lang, result.head),
    }
    if result.failure is not None:
        message = note_text(lang, result.failure)
        change = None
        if run.comparison is not None:
            change = "new" if run.is_new_failure(result) else "unchanged"
        of_failure = _lack("failure", result.failure.reason, message, result.location, lang)
        yield {**of_report, **of_failure, "change": change}
    for finding in result.findings:
        change = None
        if run.comparison is not None:
            change = run.comparison.change(result.subject, finding.obligation)
        of_finding = of_report | _about(result, finding, lang)
        whole, *units = parts(lang, result.plan, finding)
        yield of_finding | {
            "kind": "finding",
            **_place(finding.location),
            "change": change,
            **_part(whole, lang),
        }
        for unit in units:
            yield of_finding | {"kind": "unit", "unit_name": unit.unit, **_part(unit, lang)}


def _about(result: Result, finding: Finding, lang: Lang) -> dict[str, Cell]:
    """Return what a finding is about, the same in the rows of its units."""
    obligation = result.plan.obligation(finding.obligation)
    return {
        "task": result.plan.task_of(finding.obligation).id,
        "obligation": finding.obligation,
        "name": format_value(lang, obligation.name),
        "level": finding.level_word,
        "level_text": _level_text(lang, finding.level_word),
    }


def _part(part: Part, lang: Lang) -> dict[str, Cell]:
    """Return what is said of a finding or a unit, only what is reported where it has no verdict."""
    return {**_judgement(part, lang), **said_cells(part.said, lang)}


def _judgement(part: Part, lang: Lang) -> dict[str, Cell]:
    if part.verdict is None:
        return {}
    return {
        "verdict": str(part.verdict),
        "verdict_text": format_value(lang, part.verdict),
        "reason": part.reason,
        **_measured(part.measure, lang),
        "message": part.message,
    }


def _measured(measure: Measure, lang: Lang) -> dict[str, Cell]:
    """Return what is asked and what is reported, as words or numbers and as numbers alone."""
    return {
        "expected": _plain(measure.expected),
        "actual": _plain(measure.actual),
        **number_cells(measure),
        "unit": format_value(lang, measure.unit) if measure.unit is not None else None,
    }


def number_cells(measure: Measure) -> dict[str, Cell]:
    """Return what is asked, what is reported and the difference, where they are numbers."""
    return {
        "expected_number": _number(measure.expected),
        "actual_number": _number(measure.actual),
        "gap": measure.gap,
    }


def said_cells(said: Said | None, lang: Lang) -> dict[str, Cell]:
    """Return what is said in the report's own words, without what is said of units."""
    if said is None:
        return {}
    texts = dict(said_texts(said))
    return {
        "date": format_value(lang, said.date) if said.date else None,
        "evidence": joined(lang, (document_text(lang, cited) for cited in said.evidence)),
        "note": texts.get("note"),
        "unfinished_reason": texts.get("reason"),
        "next_steps": texts.get("next_steps"),
    }


def _plain(value: Quantity | StrEnum | None) -> Cell:
    return str(value) if isinstance(value, StrEnum) else value


def _number(value: Quantity | StrEnum | None) -> Cell:
    return value if isinstance(value, int | Decimal) else None


def code_of(plan: Plan | None, subject: str) -> str | None:
    """Return the code of a listed subject; None for the issuer, and where there is no list."""
    listed = plan.subject(subject) if plan is not None else None
    return listed.code if listed is not None else None


def render_listing(listing: Listing, style: Style) -> Iterator[str]:
    """Yield a row per obligation and tier."""
    return as_csv(with_draft(LISTING_COLUMNS, listing.plan), _listing_rows(listing, style.lang))


def _listing_rows(listing: Listing, lang: Lang) -> Iterator[Sequence[Cell]]:
    plan, subject = listing.plan, listing.subject
    rules = rule_set_cells(plan)
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
        )
        for tier, cell in row.cells.items():
            yield [
                row.task.id,
                obligation.id,
                format_value(lang, obligation.name),
                tier,
                cell.level,
                _level_text(lang, cell.level),
                cell.when_designated,
                cell.when_allotted,
                *_asked(lang, obligation.requirement, cell.duty),
                format_value(lang, obligation.says_in(tier)),
                *of_row,
                *_added(lang, plan, obligation, cell.duty, cell.when_class),
                *next(rules),
            ]


def render_plan(plan: Plan, style: Style) -> Iterator[str]:
    """Yield a row per obligation and tier, those of the issuer last and without a tier."""
    return as_csv(with_draft(PLAN_COLUMNS, plan), _plan_rows(plan, style.lang))


def _plan_rows(plan: Plan, lang: Lang) -> Iterator[Sequence[Cell]]:
    rows = {row.obligation.id: row for row in list_obligations(plan).rows}
    rules = rule_set_cells(plan)
    for national in (False, True):
        for task, obligation in plan.obligations(national=national):
            duty = plan.duty(task, obligation, World(None, None, False, None))
            cells = rows[obligation.id].cells if not national else {}
            levels = plan.named(obligation).items()
            departments = department_names(lang, plan, task.in_charge(obligation))
            group = plan.group_of(task)
            named = joined(
                lang, (f"{subject_name(lang, plan, subject)} {word}" for subject, word in levels)
            )
            asked: Sequence[tuple[str | None, str, str | None, str | None, Duty, str]] = [
                (tier, *cell) for tier, cell in cells.items()
            ] or [(None, str(duty.level), None, None, duty, NONE)]
            for tier, level, when_designated, when_allotted, in_tier, when_class in asked:
                total = obligation.total
                yield [
                    plan.section_of(task).id,
                    group.id if group else None,
                    task.id,
                    format_value(lang, task.title),
                    obligation.id,
                    "issuer" if national else "all",
                    format_value(lang, obligation.name),
                    tier,
                    level,
                    _level_text(lang, level),
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
                    *_added(lang, plan, obligation, in_tier, when_class),
                    *next(rules),
                ]


def _asked(lang: Lang, requirement: Requirement, duty: Duty) -> Sequence[Cell]:
    """Return what is asked in one tier, under the columns ``ASKED``."""
    return (
        str(duty.status),
        str(duty.due),
        joined(lang, requirement.metrics.values()) or None,
        *(duty.bounds.get(bound) for bound in BOUNDS),
        _yes_or_no(requirement.allotted if requirement.metrics else None),
        requirement.per,
        format_value(lang, requirement.unit) if requirement.unit else None,
    )


def _added(
    lang: Lang, plan: Plan, obligation: Obligation, duty: Duty, when_class: str
) -> Sequence[Cell]:
    """Return what is asked by day, the classes that decide, what they make of it, any trial."""
    titles = (format_value(lang, plan.classes[name]) for name in plan.classes_of(obligation))
    return (
        _milestones(duty),
        joined(lang, titles) or None,
        when_class if when_class != NONE else None,
        _yes_or_no(obligation.trial or None),
    )


def _milestones(duty: Duty) -> str | None:
    """Return the numbers that rise by day; the last is the bound."""
    return "; ".join(f"{day} ≥{number}" for day, number in duty.milestones) or None


def _yes_or_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
