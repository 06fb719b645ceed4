"""One JSON document, plancheck.result/1 or plancheck.obligations/1: ASCII keys, UTF-8 text."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from plancheck import __version__
from plancheck.errors import Location, Problem
from plancheck.listing import Listing, Row
from plancheck.messages import Lang
from plancheck.plan import Duty, Plan, Quota, Text
from plancheck.provinces import find_province
from plancheck.renderers import Style
from plancheck.result import Finding, Note, Outcome, Result, Verdict
from plancheck.run import Run
from plancheck.wording import finding_text, note_text, problem_text

# Characters that JSON leaves raw and a terminal or an editor obeys: escaped, the text stays equal.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


FOR_MACHINES = True
"""Written in UTF-8 whatever the encoding of standard output is."""


def render(run: Run, style: Style) -> str:
    """Return the whole run; the language of ``style`` plays no part, both are given."""
    return _written(
        {
            "format": "plancheck.result/1",
            "tool": _tool(),
            "plan": _plan(run.plan) if run.plan else None,
            "exit_code": run.exit_code,
            "summary": _summary(run),
            "reports": [_report(result) for result in run.results],
            "problems": [
                *(_problem(problem, None) for problem in run.problems),
                *(
                    _problem(p, rejected.path)
                    for rejected in run.rejected
                    for p in rejected.problems
                ),
            ],
        }
    )


def render_listing(listing: Listing, style: Style) -> str:
    """Return what the plan asks, per tier asked for."""
    return _written(
        {
            "format": "plancheck.obligations/1",
            "tool": _tool(),
            "plan": _plan(listing.plan),
            "province": _subject(listing.plan, listing.subject) if listing.subject else None,
            "obligations": [_row(row, listing.plan) for row in listing.rows],
        }
    )


def _written(document: dict[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _tool() -> dict[str, str]:
    return {"name": "plancheck", "version": __version__}


def _plan(plan: Plan) -> dict[str, str]:
    return {"id": plan.id, "sha256": plan.sha256}


def _summary(run: Run) -> dict[str, Any]:
    return {
        "reports": len(run.reports),
        "unusable": len(run.rejected),
        "compliant": run.outcomes[Outcome.COMPLIANT],
        "not_compliant": run.outcomes[Outcome.NOT_COMPLIANT],
        "undetermined": run.outcomes[Outcome.UNDETERMINED],
        "verdicts": {str(verdict): run.tally[verdict] for verdict in Verdict},
    }


def _report(result: Result) -> dict[str, Any]:
    return {
        "path": result.path,
        "province": _subject(result.plan, result.subject),
        "tier": result.tier,
        "as_of": result.as_of.isoformat(),
        "outcome": str(result.outcome),
        "verdicts": {str(verdict): result.tally[verdict] for verdict in Verdict},
        "notes": [_note(note) for note in result.notes],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _subject(plan: Plan, subject: str) -> dict[str, str | None]:
    if plan.is_province(subject):
        return {"name": subject, "code": find_province(subject).code}
    return {"name": subject, "code": None}


def _finding(finding: Finding) -> dict[str, Any]:
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
        "cites": list(finding.obligation.cites),
        "notes": [_note(note) for note in finding.notes],
        "underlying": str(finding.underlying) if finding.underlying else None,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "reason": note.reason,
        "values": {name: _value(value) for name, value in note.values.items()},
        "message": _both(partial(note_text, reason=note.reason, values=note.values)),
        "location": _location(note.where) if note.where else None,
    }


def _problem(problem: Problem, report: str | None) -> dict[str, Any]:
    """Return a problem with the path of the report it makes unusable, if it is one report's."""
    return {
        "key": problem.key,
        "report": report,
        "message": _both(lambda lang: problem_text(lang, problem)),
        "location": _location(problem.where) if problem.where else None,
    }


def _location(where: Location) -> dict[str, Any]:
    return {"path": where.path, "line": where.line or None, "column": where.column or None}


def _both(say: Callable[[Lang], str]) -> dict[str, str]:
    return {str(lang): say(lang) for lang in Lang}


def _value(value: Any) -> Any:
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _value(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_value(item) for item in value]
    return str(value) if isinstance(value, str) else value


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
