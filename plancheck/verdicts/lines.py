"""The lines of ``jsonl`` read back, as far as the roll-up of all reports asks about them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from plancheck.errors import Location, Problem, UsageError, Values
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.requirements.base.standing import Level, Measure
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.recorded import (
    DAMAGED,
    FAILED,
    LAST_LINE,
    member,
    no_constant,
    refuse_other_rules,
    subject_of,
    unique,
)
from plancheck.verdicts.result import (
    Fact,
    Finding,
    Head,
    Note,
    Outcome,
    Result,
    StatedFacts,
    UnitFinding,
    Verdict,
)
from plancheck.verdicts.run import RECORDED, Rejected

REPORT_LINE = "plancheck.report/1"


@dataclass(frozen=True)
class RecordedResult(Result):
    """A result read from its line, which says itself what it came to and whether it was late."""

    recorded: Outcome = Outcome.NOT_COMPLIANT
    late: bool = False

    @property
    def outcome(self) -> Outcome:
        """What the line says."""
        return self.recorded

    @property
    def is_late(self) -> bool:
        """What the line says."""
        return self.late


def read_lines(lines: Iterable[str], plan: Plan) -> Iterator[Result | Rejected]:
    """Yield the report of each line; a summary ends the lines of one call.

    Raises UsageError for a line that is damaged or about other rules, and where reports that a
    summary counts are not there, or the last summary itself is not.
    """
    count = 0
    number = 0
    for number, text in enumerate(lines, 1):
        try:
            line = json.loads(
                text, object_pairs_hook=unique, parse_constant=no_constant, parse_float=Decimal
            )
            refuse_other_rules(line, plan, Location("jsonl", number, 1))
            if member(line, "format", str) == LAST_LINE:
                if member(member(line, "summary", dict), "reports", int) != count:
                    raise ValueError("reports")
                if member(line, "exit_code", int) == FAILED:
                    raise ValueError("failed")
                count = 0
                continue
            if line["format"] != REPORT_LINE:
                raise ValueError("format")
            report = _report(line, plan)
        except (*DAMAGED, RecursionError):
            _refuse(number)
        count += 1
        yield report
    if count:
        _refuse(number)


def _refuse(number: int) -> NoReturn:
    where = Location("jsonl", number, 1)
    raise UsageError([Problem("baseline.shape", where)]) from None


def _report(line: Any, plan: Plan) -> Result | Rejected:
    path = member(line, "path", str)
    if member(line, "outcome", str) == "unusable":
        stated = line["province"]
        problems = tuple(map(_problem, member(line, "problems", list)))
        if not problems:
            raise ValueError("problems")
        return Rejected(path, problems, None if stated is None else member(stated, "name", str))
    findings = tuple(map(_finding, member(line, "findings", list)))
    subject = subject_of(line, plan)
    asked = plan.obligations(national=subject == NATIONAL)
    if [finding.obligation for finding in findings] != [obligation.id for _, obligation in asked]:
        raise ValueError("findings")
    nothing = Fact(None, None)
    return RecordedResult(
        plan,
        Location(path),
        subject,
        line["tier"] and member(line, "tier", str),
        datetime.date.fromisoformat(member(line, "as_of", str)),
        findings,
        StatedFacts(nothing, nothing, {}, {}, nothing),
        failure=None if line["failure"] is None else Note(line["failure"]["reason"], {}),
        head=Head(),
        recorded=Outcome(line["outcome"]),
        late=member(line, "late", bool),
    )


def _problem(node: Any) -> Problem:
    where = _place(node["location"]) if node["location"] else None
    return Problem(member(node, "key", str), where, {RECORDED: member(node, "message", dict)})


def _finding(node: Any) -> Finding:
    values = member(node, "values", dict)
    level = member(node, "level", str)
    return Finding(
        member(node, "obligation", str),
        Verdict(member(node, "verdict", str)),
        member(node, "reason", str),
        _measure(values),
        _days(values),
        _place(node["location"]),
        None if level in _NO_LEVEL else Level(level),
        asked=level != "none",
        units=tuple(map(_unit, values.get("units", ()))),
    )


_NO_LEVEL = ("none", "unknown", "trial")


def _days(values: Any) -> Values:
    """Return the deadline, the only one of ``values`` that the roll-up asks about."""
    due = values.get("due")
    return {} if due is None else {"due": datetime.date.fromisoformat(due)}


def _unit(values: Any) -> UnitFinding:
    verdict = Verdict(member(values, "verdict", str))
    return UnitFinding(member(values, "name", str), verdict, values["reason"], _measure(values), {})


def _measure(values: Any) -> Measure:
    unit = values.get("unit")
    if unit is not None:
        texts = {"zh": unit.get("zh", unit.get("en")), "en": unit.get("en", unit.get("zh"))}
        unit = Text.model_construct({*unit}, **texts)
    return Measure(
        values.get("expected"),
        values.get("actual"),
        values.get("gap"),
        unit,
        values.get("bound"),
        values.get("number"),
    )


def _place(node: Any) -> Location:
    place = node["line"] or 0, node["column"] or 0
    return Location(member(node, "path", str), *place, sheet=node["sheet"] or "")
