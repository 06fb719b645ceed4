"""The parts of several JSON documents: names, places, sentences, problems and findings."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from plancheck import __version__
from plancheck.errors import Location, Problem, Values, in_utf16
from plancheck.formats.shared.json_text import exact_number
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_message, note_text, problem_text
from plancheck.plan.model import Plan
from plancheck.plan.parts import Deadline
from plancheck.reading.models import Strict
from plancheck.requirements.base.bounds import Milestone
from plancheck.requirements.base.standing import Measure
from plancheck.requirements.base.wording import LANGUAGES, Text, Unit
from plancheck.verdicts.result import (
    CitedEvidence,
    Finding,
    Note,
    Said,
    ScenarioVerdict,
    UnitFinding,
    Verdict,
)

if TYPE_CHECKING:
    from plancheck.formats.json import shapes


def as_tool() -> shapes.Tool:
    """Return the program that writes the document."""
    return {"name": "plancheck", "version": __version__}


def as_plan(plan: Plan) -> shapes.PlanUsed:
    """Return the rule set, by its id and checksums, and how far its author has got."""
    used: shapes.PlanUsed = {
        "id": plan.id,
        "sha256": plan.sha256,
        "rules_sha256": plan.rules_sha256,
        "draft": plan.is_draft,
        "traced": plan.traced,
    }
    if plan.names_list and plan.listed is not None:
        used["subjects_sha256"] = plan.listed.sha256
    return used


def as_subject(plan: Plan | None, subject: str) -> shapes.Subject:
    """Return a subject by name, a listed one with its code."""
    return {"name": subject, "code": plan.code_of(subject) if plan is not None else None}


def as_value(value: Any) -> Any:
    """Return ``value`` in types that JSON has."""
    kind = type(value)
    if value is None or kind is int or kind is str:  # nearly every one, or the next three
        return value
    if kind is datetime.date:
        return value.isoformat()
    if kind is Text or kind is Unit:
        if len(value.model_fields_set) == len(LANGUAGES):  # in most plans, and there are many texts
            return {"zh": value.zh, "en": value.en}
        return {language: getattr(value, language) for language in value.languages}
    if kind is list or kind is tuple:
        if value and type(value[0]) is Milestone:
            return {day.isoformat(): as_value(number) for day, number in value}
        return [as_value(item) for item in value]
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return exact_number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Strict):
        unwritten = {*LANGUAGES}.difference(value.languages) if isinstance(value, Text) else ()
        return {
            field.alias or name: as_value(getattr(value, name))
            for name, field in type(value).model_fields.items()
            if name not in unwritten
        }
    if isinstance(value, Deadline):
        return as_value(value.status if value.by is None else value._asdict())
    if isinstance(value, dict):
        return {name: as_value(item) for name, item in value.items()}
    return value


def in_both(say: Callable[[Lang], str]) -> shapes.Both:
    """Return what ``say`` says in both languages."""
    return {"zh": say(Lang.ZH), "en": say(Lang.EN)}


def as_location(where: Location) -> shapes.Place:
    """Return where to look: the column counts code points, or the columns of a sheet."""
    return {
        "path": where.path,
        "line": where.line or None,
        "column": where.column or None,
        "sheet": where.sheet or None,
        "cell": where.cell,
    }


def as_range(where: Location) -> shapes.Range | None:
    """Return where it ends, end exclusive, and the columns in UTF-16 as editors count them.

    None of a cell, in which nobody counts.
    """
    if where.sheet:
        return None
    utf16 = where.columns(in_utf16)
    return {
        "end_line": where.end_line or None,
        "end_column": where.end_column or None,
        "column_utf16": utf16[0] or None,
        "end_column_utf16": utf16[1] or None,
    }


def as_problem(problem: Problem, report: str | None) -> shapes.Complaint:
    """Return a problem with the path of the report it makes unusable, if it is one report's."""
    return {
        "key": problem.key,
        "report": report,
        "message": in_both(lambda lang: problem_text(lang, problem)),
        "location": as_location(problem.where) if problem.where else None,
        "range": as_range(problem.where) if problem.where else None,
    }


def as_note(note: Note) -> shapes.Remark:
    """Return a note with its sentence."""
    return {
        "reason": note.reason,
        "values": _measured(note.measure, note.values) if note.measure else _as_values(note.values),
        "message": in_both(partial(note_text, note=note)),
        "location": as_location(note.where) if note.where else None,
    }


def as_finding(plan: Plan, finding: Finding) -> shapes.Judged:
    """Return a finding with its sentence, its place and its notes."""
    task, obligation = plan.by_id[finding.obligation]
    message = finding_message(plan, finding)
    trial: shapes.Tried = {"trial": True} if finding.verdict is Verdict.TRIAL else {}
    return {
        **trial,
        "obligation": obligation.id,
        "task": task.id,
        "name": as_value(obligation.name),
        "level": finding.level_word,
        "verdict": str(finding.verdict),
        "reason": finding.reason,
        "values": _values_of(finding),
        "message": {"zh": message.zh, "en": message.en},
        "location": as_location(finding.location),
        "range": as_range(finding.location),
        "cites": list(obligation.cites),
        "notes": [as_note(note) for note in finding.notes],
        "underlying": str(finding.beneath.verdict) if finding.beneath else None,
        "reported": _reported(finding.said) if finding.said else None,
    }


def _reported(said: Said) -> shapes.StatedOfAll:
    return {**_said(said), "units": {name: _said(unit) for name, unit in said.units.items()}}


def _said(said: Said) -> shapes.Stated:
    return {
        "date": as_value(said.date),
        "evidence": [_cited(cited) for cited in said.evidence],
        "note": said.note,
        "reason": said.reason,
        "next_steps": said.next_steps,
    }


@lru_cache(maxsize=64)  # most entries of a report cite the same few
def _cited(cited: CitedEvidence) -> shapes.CitedEvidence:
    return {
        "id": cited.id,
        "title": cited.title,
        "number": cited.number,
        "date": as_value(cited.date),
        "url": cited.url,
        "file": cited.file,
        "note": cited.note,
    }


def _values_of(finding: Finding) -> dict[str, Any]:
    """Return what is asked and reported, and what the sentence says besides."""
    measure, own = finding.measure, _as_values(finding.values)
    if finding.beneath is not None:
        beneath = _values_of(finding.beneath)
        of_beneath = {"reason": finding.beneath.reason, "values": beneath}
        return {**beneath, **own, "beneath": of_beneath}
    values: dict[str, Any] = {
        "expected": as_value(measure.expected),
        "actual": as_value(measure.actual),
        "gap": as_value(measure.gap),
    }
    if measure.unit is not None:
        values |= {"unit": as_value(measure.unit), "bound": measure.bound}
    if measure.number is not None:
        values["number"] = as_value(measure.number)
    if finding.units:
        units = [_values_of_unit(unit) for unit in finding.units]
        values |= {"unit_name": own["unit_name"], "units": units}
    values |= own
    if finding.facts:
        values["facts"] = list(finding.facts)
    if finding.scenarios:
        values["worlds"] = [_as_values(_stated(scenario)) for scenario in finding.scenarios]
    return values


def _stated(scenario: ScenarioVerdict) -> dict[str, Any]:
    """Return a scenario by its keys; classes only where the obligation tells some apart."""
    stated = scenario._asdict()
    if scenario.classes is None:
        del stated["classes"]
    return stated


def _values_of_unit(unit: UnitFinding) -> dict[str, Any]:
    head = {"name": unit.name, "verdict": str(unit.verdict), "reason": unit.reason}
    values = {**head, **_measured(unit.measure, unit.values)}
    return values if unit.measure.expected is not None else {**values, "gap": None}


def _measured(measure: Measure, values: Values) -> dict[str, Any]:
    """Return what is asked, what of the measure is stated, and what the sentence says besides."""
    own, stated = _as_values(values), {"expected": as_value(measure.expected)}
    if measure.unit is not None:
        stated |= {"bound": measure.bound, "unit": as_value(measure.unit)}
    if measure.actual is not None:
        stated["actual"] = as_value(measure.actual)
    elif "listed" in own:  # records that are listed stand for the number
        stated["listed"] = own["listed"]
    if measure.gap is not None:
        stated["gap"] = as_value(measure.gap)
    return stated | own


def _as_values(values: Values) -> dict[str, Any]:
    return {name: as_value(value) for name, value in values.items()}
