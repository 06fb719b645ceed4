"""One JSON document, plancheck.result/1 or plancheck.obligations/1: ASCII keys, UTF-8 text."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from plancheck import __version__
from plancheck.errors import Location, Problem, in_utf16
from plancheck.fields import Strict
from plancheck.messages import Lang
from plancheck.plan import Duty, Plan, Quota, Text
from plancheck.provinces import find_province
from plancheck.questions import Question, QuestionCount, QuestionTally, questions
from plancheck.renderers import Style
from plancheck.renderers._json_text import as_json, element, elements, members
from plancheck.result import Fact, Finding, Note, Outcome, Result, StatedFacts, Verdict
from plancheck.run import Rejected, Run
from plancheck.wording import finding_text, note_text, problem_text, reason_text, supply_text

if TYPE_CHECKING:  # a check of reports needs none of them
    from plancheck.baseline import Comparison
    from plancheck.difference import Aspect, Difference
    from plancheck.explanation import Cited, Explanation, Point, Reason
    from plancheck.lint import Lint
    from plancheck.listing import Listing, Row
    from plancheck.renderers import _shapes as shapes
    from plancheck.rollup import Gap, RollUp
    from plancheck.rollup import Row as PictureRow
    from plancheck.trace import Trace

FOR_MACHINES = True
"""Written in UTF-8 whatever the encoding of standard output is."""


def render(run: Run, style: Style) -> str:
    """Return the whole run; the language of ``style`` plays no part, both are given."""
    picture = None
    if run.several:
        from plancheck.rollup import roll_up  # noqa: PLC0415  # costs a single report its start

        picture = roll_up(run)
    tally = QuestionTally()
    for result in run.results:
        tally.add(questions(result))
    parts = Parts(
        reports=(report_text(result, run.comparison) for result in run.results),
        problems=(text for rejected in run.rejected for text in problem_texts(run.plan, rejected)),
        rows=(row_text(row) for row in picture.rows) if picture else (),
        gaps=(gap_text(gap) for gap in picture.gaps) if picture else (),
        questions=tally.counts(),
    )
    return "".join(document(run, picture, parts))


class Parts(NamedTuple):
    """The texts of which a document has one for each report, or several, in their order.

    They are made one by one, so that nobody has to hold the reports of a very large run.
    """

    reports: Iterable[str]
    problems: Iterable[str]
    rows: Iterable[str]
    gaps: Iterable[str]
    questions: Sequence[QuestionCount]


def document(run: Run, picture: RollUp | None, parts: Parts) -> Iterator[str]:
    """Yield the text of plancheck.result/1, the whole run around ``parts``."""
    of_run = (element(_fault(run.plan, problem, None), 2) for problem in run.problems)
    # The shape is that of ``_shapes.ResultDocument``.
    yield from members(
        {
            "format": "plancheck.result/1",
            "tool": _tool(),
            "plan": _plan(run.plan) if run.plan else None,
            "exit_code": run.exit_code,
            "summary": _summary(run),
            "questions": [
                {**asked._asdict(), "obligations": list(asked.obligations)}
                for asked in parts.questions
            ],
            "reports": elements(parts.reports, 2),
            "problems": elements(chain(of_run, parts.problems), 2),
            "absent": [{"province": _subject(run.plan, one.subject)} for one in run.absent],
            "skipped": [{"path": one.path, "kind": one.kind} for one in run.skipped],
            "rollup": members(_roll_up(picture, parts), 2) if picture else None,
            "baseline": _comparison(run, run.comparison) if run.comparison else None,
        },
        1,
    )
    yield "\n"


def report_text(result: Result, comparison: Comparison | None = None) -> str:
    """Return a report that was judged as an element of the document's ``reports``."""
    return element(_report(result, comparison), 2)


def problem_texts(plan: Plan | None, rejected: Rejected) -> Iterator[str]:
    """Yield what makes a report unusable as elements of the document's ``problems``."""
    return (element(_fault(plan, problem, rejected), 2) for problem in rejected.problems)


def row_text(row: PictureRow) -> str:
    """Return a report's row as an element of the document's ``matrix``."""
    result = row.result
    return element(
        {
            "province": _subject(result.plan, result.subject),
            "path": result.path,
            "tier": result.tier,
            "outcome": str(result.outcome),
            "verdicts": {task: str(verdict) for task, verdict in row.cells.items()},
        },
        3,
    )


def gap_text(gap: Gap) -> str:
    """Return a number that falls short as an element of the document's ``gaps``."""
    return element(
        {
            "province": _subject(gap.result.plan, gap.result.subject),
            "obligation": gap.finding.obligation.id,
            "name": gap.unit,
            "expected": gap.expected,
            "actual": gap.actual,
            "gap": gap.gap,
            "unit": _value(gap.finding.values["unit"]),
        },
        3,
    )


def render_listing(listing: Listing, style: Style) -> str:
    """Return what the plan asks, per tier asked for."""
    return as_json(
        {
            "format": "plancheck.obligations/1",
            "tool": _tool(),
            "plan": _plan(listing.plan),
            "province": _subject(listing.plan, listing.subject) if listing.subject else None,
            "obligations": [_row(row, listing.plan) for row in listing.rows],
        }
    )


def render_explanation(explanation: Explanation, style: Style) -> str:
    """Return a task's obligations with their clauses, readings, reasons and verdicts."""
    listing, task = explanation.listing, explanation.task
    tier_from = explanation.tier_from
    return as_json(
        {
            "format": "plancheck.explanation/1",
            "tool": _tool(),
            "plan": _plan(explanation.plan),
            "province": _subject(explanation.plan, listing.subject) if listing.subject else None,
            "tier": listing.tiers[0] if listing.tier_known else None,
            "tier_from": {
                "input": tier_from[0],
                "location": _location(tier_from[1]) if tier_from[1] else None,
            }
            if tier_from
            else None,
            "report": explanation.result.path if explanation.result else None,
            "source": explanation.text.path if explanation.text else None,
            "task": {
                "id": task.id,
                "title": _value(task.title),
                "section": {
                    "id": explanation.section.id,
                    "title": _value(explanation.section.title),
                },
                "group": {"id": explanation.group.id, "title": _value(explanation.group.title)},
                "departments": list(task.departments),
                "status": str(task.due),
            },
            "obligations": [_point(point, explanation) for point in explanation.points],
            "unassessed": [
                {
                    "for": one.entry.whose,
                    "says": _value(one.entry.says),
                    "cites": [_cited(cited) for cited in one.cited],
                }
                for one in explanation.unassessed
            ],
        }
    )


def render_plan(plan: Plan, style: Style) -> str:
    """Return the whole rule set, each obligation with what it asks per tier added to it."""
    from plancheck.listing import list_obligations  # noqa: PLC0415

    data = _value(plan.model_dump(by_alias=True))
    rows = {row.obligation.id: row for row in list_obligations(plan).rows}
    for section in data["sections"]:
        for group in section["groups"]:
            for task in group["tasks"]:
                for one in task["obligations"]:
                    row = rows.get(one["id"])
                    one["per_tier"] = _row(row, plan)["tiers"] if row else None
    head = {"format": "plancheck.export/1", "tool": _tool(), "sha256": plan.sha256}
    return as_json({**head, **{key: value for key, value in data.items() if key != "format"}})


def render_difference(difference: Difference, style: Style) -> str:
    """Return what changed from one plan to another, and the verdicts that would."""
    turns = difference.turns
    return as_json(
        {
            "format": "plancheck.difference/1",
            "tool": _tool(),
            "before": _plan(difference.before),
            "now": _plan(difference.now),
            "plan": [_aspect(aspect) for aspect in difference.aspects],
            "obligations": [
                {
                    "change": change.kind,
                    "obligation": change.obligation.id,
                    "name": _value(change.obligation.name),
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
                    "province": _subject(difference.before, turn.subject) if turn.subject else None,
                    "obligation": turn.obligation,
                    "before": str(turn.before) if turn.before else None,
                    "now": str(turn.now) if turn.now else None,
                }
                for turn in turns
            ],
            "problems": [
                {"plan": key, **_problem(problem, rejected.path)}
                for key, rejected in difference.unusable
                for problem in rejected.problems
            ],
        }
    )


def _aspect(aspect: Aspect) -> dict[str, Any]:
    return {
        "aspect": aspect.name,
        "tiers": list(aspect.tiers),
        "before": _value(aspect.before),
        "now": _value(aspect.now),
    }


def _point(point: Point, explanation: Explanation) -> dict[str, Any]:
    from plancheck.listing import Row  # noqa: PLC0415

    plan = explanation.plan
    in_chinese = explanation.result is not None and explanation.result.in_chinese
    row = point.row or Row(explanation.task, point.obligation, {}, {}, None, None)
    finding = point.finding

    def told(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
        return [
            {
                "reason": reason.key,
                "tiers": list(reason.tiers),
                "message": _both(
                    partial(reason_text, plan=plan, reason=reason, in_chinese=in_chinese)
                ),
            }
            for reason in reasons
        ]

    return {
        **_row(row, plan),
        "national": point.row is None,
        "due": {"status": str(point.duty.status), "day": point.duty.due.isoformat()},
        "location": _location(point.where),
        "cites": [_cited(cited) for cited in point.cited],
        "hint": _value(point.obligation.hint) if point.obligation.hint else None,
        "why": told(point.why),
        "judged": told(point.judged),
        "entry": list(point.entry),
        "thresholds": [
            {"tier": tier or None, "location": _location(where)}
            for tier, where in point.thresholds.items()
        ],
        "finding": _finding(finding) if finding else None,
    }


def _cited(cited: Cited) -> dict[str, Any]:
    return {
        "phrase": cited.phrase,
        "column": str(cited.column),
        "paragraph": cited.paragraph,
        "printed": [
            {"location": _location(printed.where), "sentence": printed.sentence}
            for printed in cited.printed
        ],
    }


def render_trace(trace: Trace, style: Style) -> str:
    """Return every piece of the text with what accounts for it, and what does not agree."""
    return as_json(
        {
            "format": "plancheck.trace/1",
            "tool": _tool(),
            "plan": _plan(trace.plan),
            "source": {
                "path": trace.text.path,
                "sha256": trace.text.sha256,
                "encoded": trace.plan.source.sha256,
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
                    "location": _location(account.where),
                }
                for account in trace.accounts
            ],
            "problems": [_problem(problem, None) for problem in trace.problems],
        }
    )


def render_lint(lint: Lint, style: Style) -> str:
    """Return what is amiss in a rule set."""
    return as_json(
        {
            "format": "plancheck.lint/1",
            "tool": _tool(),
            "plan": _plan(lint.plan),
            "summary": {
                "obligations": lint.obligations,
                "cases": lint.cases,
                "problems": len(lint.problems),
            },
            "problems": [_problem(problem, None) for problem in lint.problems],
        }
    )


def _tool() -> shapes.Tool:
    return {"name": "plancheck", "version": __version__}


def _plan(plan: Plan) -> shapes.PlanUsed:
    return {"id": plan.id, "sha256": plan.sha256, "rules_sha256": plan.rules_sha256}


def _summary(run: Run) -> shapes.Summary:
    return {
        "reports": run.counts.reports,
        "unusable": run.counts.unusable,
        "compliant": run.outcomes[Outcome.COMPLIANT],
        "on_track": run.outcomes[Outcome.ON_TRACK],
        "not_compliant": run.outcomes[Outcome.NOT_COMPLIANT],
        "undetermined": run.outcomes[Outcome.UNDETERMINED],
        "verdicts": {str(verdict): run.tally[verdict] for verdict in Verdict},
    }


def _report(result: Result, comparison: Comparison | None) -> shapes.ReportResult:
    return {
        "path": result.path,
        "province": _subject(result.plan, result.subject),
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "outcome": str(result.outcome),
        "failure": _note(result.failure) if result.failure else None,
        "facts": _facts(result.facts),
        "questions": [_question(result, asked) for asked in questions(result)],
        "verdicts": {str(verdict): result.tally[verdict] for verdict in Verdict},
        "notes": [_note(note) for note in result.notes],
        "findings": [
            {
                **_finding(finding),
                "change": comparison.change(result.subject, finding.obligation.id)
                if comparison
                else None,
            }
            for finding in result.findings
        ],
    }


def _subject(plan: Plan | None, subject: str) -> shapes.Subject:
    if plan is not None and plan.is_province(subject):
        return {"name": subject, "code": find_province(subject).code}
    return {"name": subject, "code": None}


def _facts(facts: StatedFacts) -> shapes.FactsUsed:
    return {
        "tier": _fact(facts.tier),
        "designated": _fact(facts.designated),
        "allotments": {
            name: _fact(fact._replace(value="none") if fact.value is None and fact.origin else fact)
            for name, fact in facts.allotments.items()
        },
        "units": {name: _fact(fact) for name, fact in facts.units.items()},
        "as_of": _fact(facts.as_of),
    }


def _fact(fact: Fact) -> shapes.StatedFact:
    return {
        "value": _value(fact.value),
        "origin": fact.origin,
        "unconfirmed": _value(fact.unconfirmed),
    }


def _question(result: Result, asked: Question) -> shapes.Question:
    return {
        "fact": asked.fact,
        "obligation": asked.obligation,
        "obligations": list(asked.obligations),
        "message": _both(partial(supply_text, result=result, fact=asked.fact)),
    }


def _finding(finding: Finding) -> shapes.Judged:
    return {
        "obligation": finding.obligation.id,
        "task": finding.task.id,
        "name": _value(finding.obligation.name),
        "level": finding.level_word,
        "verdict": str(finding.verdict),
        "reason": finding.reason,
        "values": {name: _value(value) for name, value in finding.values.items()},
        "message": _both(lambda lang: finding_text(lang, finding)),
        "location": _location(finding.location),
        "range": _range(finding.location),
        "cites": list(finding.obligation.cites),
        "notes": [_note(note) for note in finding.notes],
        "underlying": str(finding.underlying) if finding.underlying else None,
    }


def _note(note: Note) -> shapes.Remark:
    return {
        "reason": note.reason,
        "values": {name: _value(value) for name, value in note.values.items()},
        "message": _both(partial(note_text, reason=note.reason, values=note.values)),
        "location": _location(note.where) if note.where else None,
    }


def _fault(plan: Plan | None, problem: Problem, rejected: Rejected | None) -> shapes.Fault:
    """Return a problem with the report that it makes unusable, if it is one report's."""
    subject = rejected.subject if rejected else None
    return {
        **_problem(problem, rejected.path if rejected else None),
        "subject": _subject(plan, subject) if subject is not None else None,
    }


def _problem(problem: Problem, report: str | None) -> shapes.Complaint:
    """Return a problem with the path of the report it makes unusable, if it is one report's."""
    return {
        "key": problem.key,
        "report": report,
        "message": _both(lambda lang: problem_text(lang, problem)),
        "location": _location(problem.where) if problem.where else None,
        "range": _range(problem.where) if problem.where else None,
    }


def _location(where: Location) -> shapes.Place:
    """Return where to look: the column counts code points."""
    return {"path": where.path, "line": where.line or None, "column": where.column or None}


def _range(where: Location) -> shapes.Range:
    """Return where it ends, end exclusive, and the columns in UTF-16 as editors count them."""
    utf16 = where.columns(in_utf16)
    return {
        "end_line": where.end_line or None,
        "end_column": where.end_column or None,
        "column_utf16": utf16[0] or None,
        "end_column_utf16": utf16[1] or None,
    }


def _roll_up(picture: RollUp, parts: Parts) -> dict[str, Any]:
    """Return what is told of all reports together, in the shape of ``_shapes.Picture``."""
    return {
        "tasks": [task.id for task in picture.tasks],
        "matrix": elements(parts.rows, 3),
        "tallies": {
            task: {str(verdict): tally[verdict] for verdict in Verdict}
            for task, tally in picture.tallies.items()
        },
        "gaps": elements(parts.gaps, 3),
        "repeated": [_subject(picture.plan, subject) for subject in picture.repeated],
        "totals": [
            {
                "obligation": total.obligation.id,
                "task": total.task.id,
                "of": total.of.id,
                **_set_number(total.quota),
                "unit": _value(total.quota.unit),
                "counted": total.counted,
                "possible": total.possible,
                "open": [_subject(picture.plan, subject) for subject in total.open],
                "verdict": str(total.verdict),
            }
            for total in picture.totals
        ],
    }


def _set_number(quota: Quota) -> shapes.SetNumber:
    """Return the bounds of the issuer's own quota, which are plain numbers."""
    bounds = {key: bound for key, bound in quota.bounds.items() if isinstance(bound, int)}
    return cast("shapes.SetNumber", bounds)


def _comparison(run: Run, comparison: Comparison) -> shapes.SinceBefore:
    def point(subject: str, obligation: str) -> shapes.OpenPoint:
        return {"province": _subject(run.plan, subject), "obligation": obligation}

    return {
        "path": comparison.path,
        "only_new": run.only_new,
        "other_rules": comparison.other_wording,
        "new": [point(*key) for key in comparison.new],
        "unchanged": [point(*key) for key in comparison.unchanged],
        "fixed": [point(*key) for key in comparison.fixed],
        "fell": [
            {
                **point(fell.subject, fell.obligation),
                "name": fell.unit,
                "before": fell.before,
                "now": fell.now,
            }
            for fell in comparison.fell
        ],
        "gone": [_subject(run.plan, subject) for subject in comparison.gone],
    }


def _both(say: Callable[[Lang], str]) -> shapes.Both:
    return {"zh": say(Lang.ZH), "en": say(Lang.EN)}


def _value(value: Any) -> Any:
    kind = type(value)
    if value is None or kind is int or kind is str:  # nearly every one, or the next three
        return value
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Strict):
        return _value(value.model_dump(by_alias=True))
    if isinstance(value, dict):
        return {name: _value(item) for name, item in value.items()}
    if kind in (list, tuple):
        return [_value(item) for item in value]
    return value


def _row(row: Row, plan: Plan) -> dict[str, Any]:
    obligation = row.obligation
    reading = obligation.reading
    return {
        "obligation": obligation.id,
        "task": row.task.id,
        "name": _value(obligation.name),
        "says": _value(obligation.says),
        "departments": obligation.departments or row.task.departments,
        "cites": list(obligation.cites),
        "reading": {part: _value(getattr(reading, part)) for part in ("taken", "other", "why")}
        if reading
        else None,
        "designated": row.designated,
        "allotted": row.allotted,
        "named": {subject: str(level) for subject, level in row.named.items()},
        "tiers": {
            tier: {
                "level": cell.level,
                "when_designated": cell.when_designated,
                "when_allotted": cell.when_allotted,
                "status": str(cell.duty.status),
                "due": cell.duty.due.isoformat(),
                "quota": _quota(obligation.quota, cell.duty),
                "says": _value(obligation.says_per_tier.get(tier, obligation.says)),
            }
            for tier, cell in row.cells.items()
        },
    }


def _quota(quota: Quota | None, duty: Duty) -> dict[str, Any] | None:
    if quota is None:
        return None
    return {
        "metric": quota.metric,
        **duty.bounds,
        "allotment": quota.allotted,
        "per": quota.per,
        "unit": _value(quota.unit),
    }
