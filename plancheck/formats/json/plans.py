"""A plan as JSON: what it asks and why, what changed, its lint findings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from plancheck.formats.json.parts import (
    as_finding,
    as_location,
    as_plan,
    as_problem,
    as_subject,
    as_tool,
    as_value,
    in_both,
)
from plancheck.formats.shared.json_text import as_json
from plancheck.language.sentences import reason_text
from plancheck.plan.model import Plan
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Duty
from plancheck.requirements.base.wording import Unit

if TYPE_CHECKING:  # each call needs one or two of them
    from plancheck.analysis.difference import Aspect, Difference
    from plancheck.analysis.explanation import Cited, ExplainedObligation, Explanation, Reason
    from plancheck.analysis.listing import ListingRow
    from plancheck.plan.lint import Lint
    from plancheck.plan.parts import Group, Section
    from plancheck.plan.trace import Trace


def explanation_text(explanation: Explanation) -> str:
    """Return a task's obligations with their clauses, readings, reasons and verdicts."""
    listing, task = explanation.listing, explanation.task
    tier_from = explanation.tier_from
    return as_json(
        {
            "format": "plancheck.explanation/1",
            "tool": as_tool(),
            "plan": as_plan(explanation.plan),
            "province": as_subject(explanation.plan, listing.subject) if listing.subject else None,
            "tier": listing.tier,
            "tier_from": {
                "input": tier_from[0],
                "location": as_location(tier_from[1]) if tier_from[1] else None,
            }
            if tier_from
            else None,
            "report": explanation.result.path if explanation.result else None,
            "source": explanation.text.path if explanation.text else None,
            "task": {
                "id": task.id,
                "title": as_value(task.title),
                "section": _part(explanation.section),
                "group": _part(explanation.group) if explanation.group else None,
                "departments": list(task.departments),
                "status": str(task.status),
                "by": as_value(task.by),
            },
            "obligations": [_point(point, explanation) for point in explanation.points],
            "unassessed": [
                {
                    "for": clause.entry.whose,
                    "says": as_value(clause.entry.says),
                    "cites": [_cited(cited) for cited in clause.cited],
                }
                for clause in explanation.unassessed
            ],
        }
    )


def plan_text(plan: Plan) -> str:
    """Return the whole rule set, each obligation with what it asks per tier added to it."""
    from plancheck.analysis.listing import list_obligations  # noqa: PLC0415

    data = as_value(plan)
    rows = {row.obligation.id: row for row in list_obligations(plan).rows}
    units = {
        obligation.id: obligation.requirement.unit
        for task in plan.tasks
        for obligation in task.obligations
    }
    tasks = (
        task
        for section in data["sections"]
        for branch in (section, *section["groups"])
        for task in branch["tasks"]
    )
    for task in tasks:
        for obligation in task["obligations"]:
            row = rows.get(obligation["id"])
            obligation["per_tier"] = as_row(row)["tiers"] if row else None
            quota, unit = obligation["requires"]["quota"], units[obligation["id"]]
            if quota is not None and isinstance(unit, Unit) and "en" in unit.languages:
                quota["unit"]["en_one"] = unit.en.one
    head: dict[str, Any] = {"format": "plancheck.export/1", "tool": as_tool()}
    head |= {"sha256": plan.sha256, "traced": plan.traced}
    return as_json({**head, **{key: value for key, value in data.items() if key != "format"}})


def difference_text(difference: Difference) -> str:
    """Return what changed from one plan to another, and the verdicts that would."""
    turns = difference.turns
    return as_json(
        {
            "format": "plancheck.difference/1",
            "tool": as_tool(),
            "before": as_plan(difference.before),
            "now": as_plan(difference.now),
            "plan": [_aspect(aspect) for aspect in difference.aspects],
            "obligations": [
                {
                    "change": change.kind,
                    "obligation": change.obligation.id,
                    "name": as_value(change.obligation.name),
                    "national": change.obligation.subject is not None,
                    "like": change.like,
                    "aspects": [_aspect(aspect) for aspect in change.aspects],
                }
                for change in difference.changes
            ],
            "verdicts": None
            if turns is None
            else [
                {
                    "path": turn.path,
                    "province": as_subject(difference.before, turn.subject)
                    if turn.subject
                    else None,
                    "obligation": turn.obligation,
                    "before": str(turn.before) if turn.before else None,
                    "now": str(turn.now) if turn.now else None,
                }
                for turn in turns
            ],
            "problems": [
                {"plan": key, **as_problem(problem, rejected.path)}
                for key, rejected in difference.unusable
                for problem in rejected.problems
            ],
        }
    )


def trace_text(trace: Trace) -> str:
    """Return every piece of the text with what accounts for it, and what does not agree."""
    return as_json(
        {
            "format": "plancheck.trace/1",
            "tool": as_tool(),
            "plan": as_plan(trace.plan),
            "source": {
                "path": trace.text.path,
                "sha256": trace.text.sha256,
                "encoded": trace.plan.text_sha256,
            },
            "complete": trace.complete,
            "summary": {"clauses": len(trace.accounts), "accounted": trace.accounted},
            "clauses": [
                {
                    "column": str(account.piece.column),
                    "owner": account.piece.owner,
                    "paragraph": account.piece.paragraph,
                    "digest": account.piece.digest,
                    "by": list(account.by),
                    "location": as_location(account.where),
                }
                for account in trace.accounts
            ],
            "problems": [as_problem(problem, None) for problem in trace.problems],
        }
    )


def lint_text(lint: Lint) -> str:
    """Return what is wrong with a rule set, what it still asks, and how far it has got."""
    from plancheck.formats.shared.plan_state import next_step_text  # noqa: PLC0415

    state = lint.state
    return as_json(
        {
            "format": "plancheck.lint/1",
            "tool": as_tool(),
            "plan": as_plan(lint.plan),
            "summary": {
                "obligations": lint.obligations,
                "cases": lint.cases,
                "problems": len(lint.problems),
            },
            "problems": [as_problem(problem, None) for problem in lint.problems],
            "questions": [
                {
                    "number": question.number,
                    "kind": question.kind,
                    "source_line": question.source_line,
                    "line": question.where.line,
                    "obligation": question.obligation,
                    "field": question.field,
                    "text": question.text,
                }
                for question in state.questions
            ],
            "state": {
                "settled": state.settled,
                "asked": state.asked,
                "written": state.written,
                "needed": state.needed,
                "accounted": lint.trace.accounted if lint.trace else None,
                "clauses": len(lint.trace.accounts) if lint.trace else state.clauses,
                "next": in_both(lambda lang: next_step_text(lang, lint)),
            },
        }
    )


def _aspect(aspect: Aspect) -> dict[str, Any]:
    return {
        "aspect": aspect.name,
        "tiers": list(aspect.tiers),
        "before": as_value(aspect.before),
        "now": as_value(aspect.now),
    }


def _point(point: ExplainedObligation, explanation: Explanation) -> dict[str, Any]:
    from plancheck.analysis.listing import ListingRow  # noqa: PLC0415

    plan = explanation.plan
    in_chinese = explanation.result is not None and explanation.result.in_chinese
    row = point.row or ListingRow(explanation.task, point.obligation, {}, {}, None, None)
    finding = point.finding

    def as_reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
        return [
            {
                "reason": reason.key,
                "tiers": list(reason.tiers),
                "message": in_both(
                    partial(reason_text, plan=plan, reason=reason, in_chinese=in_chinese)
                ),
            }
            for reason in reasons
        ]

    return {
        **as_row(row),
        "national": point.row is None,
        "due": {"status": str(point.duty.status), "day": as_value(point.duty.due)},
        "location": as_location(point.where()),
        "cites": [_cited(cited) for cited in point.cited],
        "hint": as_value(point.obligation.hint) if point.obligation.hint else None,
        "why": as_reasons(point.why),
        "judged": as_reasons(point.judged),
        "entry": list(point.entry),
        "thresholds": [
            {"tier": tier or None, "location": as_location(where)}
            for tier, where in point.thresholds().items()
        ],
        "finding": as_finding(plan, finding) if finding else None,
    }


def _part(part: Section | Group) -> dict[str, Any]:
    return {"id": part.id, "title": as_value(part.title)}


def _cited(cited: Cited) -> dict[str, Any]:
    return {
        "phrase": cited.phrase,
        "column": str(cited.column),
        "paragraph": cited.paragraph,
        "printed": [
            {"location": as_location(printed.where), "sentence": printed.sentence}
            for printed in cited.printed
        ],
    }


def as_row(row: ListingRow) -> dict[str, Any]:
    """Return what an obligation asks, per tier."""
    obligation = row.obligation
    reading = obligation.reading
    return {
        "obligation": obligation.id,
        "task": row.task.id,
        "name": as_value(obligation.name),
        "says": as_value(obligation.says_in(None)),
        "departments": row.task.in_charge(obligation),
        "cites": list(obligation.cites),
        "reading": {part: as_value(getattr(reading, part)) for part in ("taken", "other", "why")}
        if reading
        else None,
        "trial": obligation.trial,
        "designated": row.designated,
        "allotted": row.allotted,
        "named": {subject: str(level) for subject, level in row.named.items()},
        "tiers": {
            tier: {
                "level": cell.level,
                "when_designated": cell.when_designated,
                "when_allotted": cell.when_allotted,
                **({"when_class": cell.when_class} if cell.is_by_class else {}),
                "status": str(cell.duty.status),
                "due": as_value(cell.duty.due),
                **_asked(obligation.requirement, cell.duty),
                "says": as_value(obligation.says_in(tier)),
            }
            for tier, cell in row.cells.items()
        },
    }


def _asked(requirement: Requirement, duty: Duty) -> dict[str, Any]:
    """Return what is asked, in its kind, and a number by itself, too."""
    data = {name: as_value(value) for name, value in requirement.as_data(duty).items()}
    of_number = data if "number" in requirement.metrics else None
    return {"quota": of_number, "requires": {"kind": requirement.key, **data}}
