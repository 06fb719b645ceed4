"""The results of a run as plancheck.result/1."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, starmap
from typing import TYPE_CHECKING, Any, cast

from plancheck.analysis.pace import Pace, pace
from plancheck.errors import Problem
from plancheck.formats.json.parts import (
    as_finding,
    as_note,
    as_plan,
    as_problem,
    as_subject,
    as_tool,
    as_value,
    in_both,
)
from plancheck.formats.shared.json_text import as_line, elements, members
from plancheck.inputs.report import place_in_report
from plancheck.language.sentences import problem_text, supply_text, todo_text
from plancheck.plan.model import Plan
from plancheck.reading.models import File
from plancheck.verdicts.questions import Question, QuestionTally, questions
from plancheck.verdicts.result import (
    Fact,
    Finding,
    Outcome,
    Rate,
    Result,
    State,
    StatedFacts,
    verdicts_of,
)
from plancheck.verdicts.run import RECORDED, Rejected, Run

if TYPE_CHECKING:  # a check of reports needs none of them
    from plancheck.analysis.rollup import Gap, NumberSum, RollUp, SubjectRow
    from plancheck.formats.json import shapes
    from plancheck.verdicts.baseline import Comparison, Fell


def run_text(run: Run) -> Iterator[str]:
    """Yield the text of plancheck.result/1 piece by piece: the whole run as one document."""
    rolled, tally = None, QuestionTally()
    reading = _asking(run.counting(), tally)
    if run.several:
        from plancheck.analysis.rollup import roll_up  # noqa: PLC0415  # costs a single report its start

        rolled = roll_up(run, reading)
    deque(reading, maxlen=0)  # a roll-up has read them all; without one they are counted here
    faults = chain(
        (_fault(run.plan, problem, None) for problem in run.problems),
        (fault for rejected in run.rejected for fault in _faults(run.plan, rejected)),
    )
    reports = (_report(result, questions(result), run.comparison) for result in run.results)
    unusable = (_unusable(run.plan, rejected) for rejected in run.rejected)
    # The shape is that of ``shapes.ResultDocument``.
    yield from members(
        {
            "format": "plancheck.result/1",
            "tool": as_tool(),
            "plan": as_plan(run.plan) if run.plan else None,
            "inputs": _inputs(run),
            "exit_code": run.exit_code,
            "summary": _summary(run),
            "questions": _counted(tally),
            "reports": elements(reports, 2),
            "unusable": elements(unusable, 2),
            "problems": elements(faults, 2),
            "absent": _absent(run),
            "skipped": _skipped(run),
            "rollup": members(roll_up_members(rolled), 2) if rolled else None,
            "baseline": _comparison(run, run.comparison, 2) if run.comparison else None,
            "progress": _progress(run, 2),
        },
        1,
    )
    yield "\n"


def run_lines(run: Run) -> Iterator[str]:
    """Yield a line for each report, also an unusable one, and one for the run."""
    tool, plan = as_tool(), as_plan(run.plan) if run.plan else None
    tally = QuestionTally()
    for report in run.counting():
        head = {"format": "plancheck.report/1", "tool": tool, "plan": plan}
        if isinstance(report, Result):
            asked = questions(report)
            tally.add(asked)
            yield as_line({**head, **_report(report, asked, run.comparison), "problems": []})
        else:
            problems = list(_faults(run.plan, report))
            yield as_line(
                {
                    **head,
                    **_unusable(run.plan, report),
                    "outcome": "unusable",
                    "problems": problems,
                }
            )
    # The shape is that of ``shapes.SummaryLine``.
    yield from members(
        {
            "format": "plancheck.summary/1",
            "tool": tool,
            "plan": plan,
            "inputs": _inputs(run),
            "exit_code": run.exit_code,
            "summary": _summary(run),
            "questions": _counted(tally),
            "problems": [_fault(run.plan, problem, None) for problem in run.problems],
            "absent": _absent(run),
            "skipped": _skipped(run),
            "baseline": _comparison(run, run.comparison, None) if run.comparison else None,
            "progress": _progress(run, None),
        },
        None,
    )
    yield "\n"


def _row(plan: Plan, row: SubjectRow) -> dict[str, Any]:
    judged = row.cells != {}
    return {
        "province": as_subject(plan, row.subject),
        "state": str(row.state),
        "path": row.file.path if row.file else None,
        "beside": [file.path for file in row.beside],
        "tier": row.tier,
        "outcome": str(row.state) if judged else None,
        "late": row.late,
        "cause": _cause(row.cause) if row.cause else None,
        "open": row.open if judged else None,
        "rank": row.rank,
        "mandatory": row.rate._asdict() if judged else None,
        "verdicts": {task: str(cell.verdict) for task, cell in row.cells.items()},
    }


def _cause(problem: Problem) -> shapes.Both:
    """Return the sentences of a problem; one that was read from a line has them already."""
    return problem.values.get(RECORDED) or in_both(lambda lang: problem_text(lang, problem))


def _sum(plan: Plan, sum_: NumberSum) -> dict[str, Any]:
    return {
        "obligation": sum_.obligation.id,
        "task": sum_.task.id,
        "unit": as_value(sum_.unit),
        "bound": sum_.bound,
        "required": as_value(sum_.required),
        "counted": as_value(sum_.counted),
        "short": [_gap(plan, gap) for gap in sum_.short],
    }


def _gap(plan: Plan, gap: Gap) -> dict[str, Any]:
    return {
        "province": as_subject(plan, gap.subject),
        "obligation": gap.obligation,
        "name": gap.unit,
        "expected": as_value(gap.expected),
        "actual": as_value(gap.actual),
        "gap": as_value(gap.gap),
        "unit": as_value(gap.counted_in),
    }


def _asking(
    reports: Iterable[Result | Rejected], tally: QuestionTally
) -> Iterator[Result | Rejected]:
    """Yield each report when its questions have been added to ``tally``."""
    for report in reports:
        if isinstance(report, Result):
            tally.add(questions(report))
        yield report


def _counted(tally: QuestionTally) -> list[dict[str, Any]]:
    return [{**asked._asdict(), "obligations": list(asked.obligations)} for asked in tally.counts()]


def _absent(run: Run) -> list[dict[str, Any]]:
    return [{"province": as_subject(run.plan, expected.subject)} for expected in run.absent]


def _skipped(run: Run) -> list[dict[str, Any]]:
    return [{"path": skipped.path, "kind": skipped.kind} for skipped in run.skipped]


def _inputs(run: Run) -> shapes.Inputs:
    """Return what the call gave to judge by, so that it can be judged by again."""
    terms = run.terms
    return {
        "roster": _input(run.roster),
        "waivers": _input(run.waivers),
        "tier": terms.tier if terms else None,
        "province": terms.subject if terms else None,
        "as_of": as_value(terms.as_of) if terms else None,
        "require_evidence": terms.require_evidence if terms else False,
        "allow_review": run.allow_review,
    }


def _input(file: File | None) -> shapes.InputFile | None:
    return {"path": file.path, "sha256": file.document.file_sha256} if file is not None else None


def _summary(run: Run) -> shapes.Summary:
    return {
        "reports": run.counts.reports,
        "unusable": run.counts.unusable,
        "compliant": run.outcomes[Outcome.COMPLIANT],
        "on_track": run.outcomes[Outcome.ON_TRACK],
        "not_compliant": run.outcomes[Outcome.NOT_COMPLIANT],
        "undetermined": run.outcomes[Outcome.UNDETERMINED],
        "verdicts": {str(verdict): run.tally[verdict] for verdict in verdicts_of(run.plan)},
    }


def _report(
    result: Result, asked: Sequence[Question], comparison: Comparison | None
) -> shapes.ReportResult:
    return {
        "path": result.path,
        "sha256": result.sha256,
        "province": as_subject(result.plan, result.subject),
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "outcome": str(result.outcome),
        "failure": as_note(result.failure) if result.failure else None,
        "facts": _facts(result.facts),
        "head": cast("shapes.ReportHead", as_value(result.head._asdict())),
        "late": result.is_late,
        "questions": [_question(result, question) for question in asked],
        "verdicts": {str(verdict): result.tally[verdict] for verdict in verdicts_of(result.plan)},
        "notes": [as_note(note) for note in result.notes],
        "findings": [
            {
                **as_finding(result.plan, finding),
                "todo": _todo(result, finding),
                "pace": _pace(pace(result.plan, result.as_of, finding)),
                "change": comparison.change(result.subject, finding.obligation)
                if comparison
                else None,
            }
            for finding in result.findings
        ],
    }


def _pace(kept: Pace | None) -> shapes.PaceKept | None:
    if kept is None:
        return None
    return {
        "actual": as_value(kept.actual),
        "expected": as_value(kept.expected),
        "days_passed": kept.days_passed,
        "days": kept.days,
        "behind": kept.behind,
    }


def _facts(facts: StatedFacts) -> shapes.FactsUsed:
    used: shapes.FactsUsed = {
        "tier": _fact(facts.tier),
        "designated": _fact(facts.designated),
        "allotments": {
            name: _fact(fact._replace(value="none") if fact.value is None and fact.origin else fact)
            for name, fact in facts.allotments.items()
        },
        "units": {name: _fact(fact) for name, fact in facts.units.items()},
        "as_of": _fact(facts.as_of),
    }
    if facts.classes:
        used["classes"] = {name: _fact(fact) for name, fact in facts.classes.items()}
    if facts.numbers:
        used["numbers"] = {
            name: {metric: as_value(count.value) for metric, count in stated.items()}
            for name, stated in facts.numbers.items()
        }
    return used


def _fact(fact: Fact) -> shapes.StatedFact:
    return {
        "value": as_value(fact.value),
        "origin": fact.origin,
        "unconfirmed": as_value(fact.unconfirmed),
    }


def _question(result: Result, asked: Question) -> shapes.Question:
    return {
        "fact": asked.fact,
        "obligation": asked.obligation,
        "obligations": list(asked.obligations),
        "message": in_both(
            partial(supply_text, result=result, fact=asked.fact, obligation=asked.obligation)
        ),
    }


def _unusable(plan: Plan | None, rejected: Rejected) -> shapes.UnusableReport:
    """Return a report that got no verdict, without what is wrong with it."""
    subject = rejected.subject
    return {
        "path": rejected.path,
        "sha256": rejected.sha256,
        "province": as_subject(plan, subject) if subject is not None else None,
    }


def _todo(result: Result, finding: Finding) -> shapes.Both | None:
    if not finding.verdict.is_open:
        return None
    text = in_both(lambda lang: todo_text(lang, result, finding))
    return text if text["zh"] else None


def _faults(plan: Plan | None, rejected: Rejected) -> Iterator[shapes.Fault]:
    return (_fault(plan, problem, rejected) for problem in rejected.problems)


def _fault(plan: Plan | None, problem: Problem, rejected: Rejected | None) -> shapes.Fault:
    """Return a problem with the report that it makes unusable, if it is one report's."""
    subject = rejected.subject if rejected else None
    obligation, field = place_in_report(plan, problem.loc) if plan else (None, None)
    return {
        **as_problem(problem, rejected.path if rejected else None),
        "subject": as_subject(plan, subject) if subject is not None else None,
        "obligation": obligation,
        "field": field,
    }


def roll_up_members(rolled: RollUp) -> dict[str, Any]:
    """Return the overview of all reports, in the shape of ``shapes.Picture``."""
    return {
        "tasks": [task.id for task in rolled.tasks],
        "states": {str(state): count for state, count in _states(rolled).items()},
        "mandatory": rolled.rate._asdict(),
        "rates": {task: rate._asdict() for task, rate in rolled.rates.items()},
        "matrix": elements((_row(rolled.plan, row) for row in rolled.rows), 3),
        "unattributed": [
            {"path": file.path, "cause": _cause(cause)} for file, cause in rolled.unattributed
        ],
        "tallies": {
            task: {str(verdict): tally[verdict] for verdict in verdicts_of(rolled.plan)}
            for task, tally in rolled.tallies.items()
        },
        "gaps": elements((_gap(rolled.plan, gap) for gap in rolled.gaps), 3),
        "sums": elements((_sum(rolled.plan, sum_) for sum_ in rolled.sums), 3),
        "repeated": [as_subject(rolled.plan, subject) for subject in rolled.repeated],
        "totals": [
            {
                "obligation": total.obligation.id,
                "task": total.task.id,
                "of": total.of.id,
                **cast("shapes.SetNumber", as_value(total.bounds)),
                "unit": as_value(total.obligation.requirement.unit),
                "counted": as_value(total.counted),
                "possible": as_value(total.possible),
                "open": [as_subject(rolled.plan, subject) for subject in total.open],
                "verdict": str(total.verdict),
            }
            for total in rolled.totals
        ],
    }


def _states(rolled: RollUp) -> dict[State, int]:
    """Return how many subjects are in each state."""
    return {state: sum(row.state is state for row in rolled.rows) for state in State}


def _comparison(run: Run, comparison: Comparison, depth: int | None) -> Iterator[str]:
    """Yield the text of what changed: of very many reports there are very many points.

    The shape is that of ``shapes.SinceBefore``.
    """

    def point(subject: str, obligation: str) -> shapes.OpenPoint:
        return {"province": as_subject(run.plan, subject), "obligation": obligation}

    def fallen(fell: Fell) -> shapes.FellNumber:
        return {
            **point(fell.subject, fell.obligation),
            "name": fell.unit,
            "before": as_value(fell.before),
            "now": as_value(fell.now),
        }

    inner = _inner(depth)
    return members(
        {
            "path": comparison.path,
            "only_new": run.only_new,
            "other_rules": comparison.other_wording,
            "new": elements(starmap(point, comparison.new), inner),
            "unchanged": elements(starmap(point, comparison.unchanged), inner),
            "fixed": elements(starmap(point, comparison.fixed), inner),
            "fell": elements(map(fallen, comparison.fell), inner),
            "gone": elements(map(partial(as_subject, run.plan), comparison.gone), inner),
        },
        depth,
    )


def _inner(depth: int | None) -> int | None:
    """Return the depth of what a member at ``depth`` holds."""
    return None if depth is None else depth + 1


def _progress(run: Run, depth: int | None) -> Iterator[str] | None:
    """Return the text of what moved, in pieces; the shape is that of ``shapes.ProgressMade``."""
    if run.comparison is None:
        return None
    from plancheck.analysis.progress import MovedNumber, Step, SubjectRates, progress  # noqa: PLC0415  # seldom needed

    made = progress(run)
    if made is None:
        return None
    inner = _inner(depth)

    def point(step: Step) -> shapes.MovedPoint:
        return {
            "province": as_subject(run.plan, step.subject),
            "obligation": step.obligation,
            "before": str(step.before) if step.before else None,
            "now": str(step.now),
        }

    def moved(number: MovedNumber) -> shapes.MovedNumber:
        return {
            "province": as_subject(run.plan, number.subject),
            "obligation": number.obligation,
            "name": number.unit,
            "before": as_value(number.before),
            "now": as_value(number.now),
        }

    def rated(row: SubjectRates) -> shapes.SubjectRates:
        return {
            "province": as_subject(run.plan, row.subject),
            "rates": [None if rate is None else _rate(rate) for rate in row.rates],
        }

    return members(
        {
            "since": {"path": made.since.path, "as_of": made.since.day.isoformat()},
            "done": elements(map(point, made.done), inner),
            "fallen_back": elements(map(point, made.fallen_back), inner),
            "newly_due": elements(map(point, made.newly_due), inner),
            "to_review": elements(map(point, made.to_review), inner),
            "still_open": elements(map(point, made.still_open), inner),
            "lost": elements(map(partial(as_subject, run.plan), made.lost), inner),
            "numbers": elements(map(moved, made.numbers), inner),
            "rates": [
                {
                    "path": moment.path,
                    "as_of": as_value(moment.day),
                    "mandatory": _rate(moment.rate),
                }
                for moment in made.moments
            ],
            "subjects": elements(map(rated, made.subjects), inner),
        },
        depth,
    )


def _rate(rate: Rate) -> shapes.RateCount:
    return {"asked": rate.asked, "met": rate.met}
