"""The checks of the sample reports as a JSON Schema, so that other checkers do the same work.

It says what a report of each tier has to hold: the entries that are mandatory, their statuses,
numbers and last days. It gives no reasons, places or worlds; those are plancheck's own.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from bench.reports import asked
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation
from plancheck.reading.values import Status
from plancheck.requirements.base.open_values import settled
from plancheck.requirements.base.standing import Duty

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def peer_schema(plan: Plan) -> dict[str, Any]:
    """Return a JSON Schema 2020-12 that the compliant sample reports meet and no others."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "required": ["province", "tier", "tasks"],
        "properties": {
            "format": {"const": "plancheck.report/1"},
            "plan": {"const": plan.id},
            "province": {"enum": list(plan.subject_names)},
            "tier": {"enum": [_tier(tier) for tier in plan.tiers]},
            "designated": _TEXTS,
            "allotments": {"type": "object"},
            "tasks": {"type": "object"},
            "evidence": {"type": "object", "additionalProperties": _document()},
        },
        "allOf": [
            {
                "if": {"properties": {"tier": {"const": _tier(tier)}}},
                "then": {"properties": {"tasks": _tasks(plan, tier)}},
            }
            for tier in plan.tiers
        ],
    }


def _tier(tier: str) -> int | str:
    return int(tier) if tier.isdecimal() else tier


def _document() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(("title", "number", "date", "url", "file", "note"), _TEXT),
    }


def _tasks(plan: Plan, tier: str) -> dict[str, Any]:
    properties, required = {}, []
    for task, obligation in plan.obligations():
        duty = asked(plan, task, obligation, tier)
        if duty.level is None:
            continue
        if duty.level == "mandatory":
            required.append(obligation.id)
        properties[obligation.id] = _entry(obligation, duty)
    return {"properties": properties, "required": required, "additionalProperties": False}


def _entry(obligation: Obligation, duty: Duty) -> dict[str, Any]:
    quota = obligation.requirement
    if not quota.metrics:
        reached = [str(status) for status in Status if status.reaches(settled(duty.status))]
        own: dict[str, Any] = {"status": {"enum": reached if duty.level == "mandatory" else _ALL}}
        entry = _claim({**own, "date": _date(duty.last_day)})
        return {**entry, "required": ["status"]} if duty.level == "mandatory" else entry
    number: dict[str, Any] = {"type": "integer", "minimum": 0}
    if duty.at_least is not None and duty.level == "mandatory":
        number["minimum"] = duty.at_least
    if duty.at_most is not None:
        number["maximum"] = duty.at_most
    metric = quota.metric or ""
    claim = {**_claim({metric: number}), "required": [metric]}
    if quota.per is None:
        return claim
    return _claim({"units": {"type": "object", "additionalProperties": claim}})


_ALL = [str(status) for status in Status]


def _claim(own: dict[str, Any]) -> dict[str, Any]:
    day = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    record = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"name": _TEXT, "date": day, "host": _TEXT, "evidence": _TEXTS},
    }
    shared = {"records": {"type": "array", "items": record}, "evidence": _TEXTS, "note": _TEXT}
    properties = {**shared, **own}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _date(due: date) -> dict[str, Any]:
    """Return a schema of the days up to ``due``, which has to be the last day of a month."""
    if due.day != monthrange(due.year, due.month)[1]:
        raise ValueError(f"a schema of days up to {due} would need a longer pattern")
    years = "|".join(re.escape(str(year)) for year in range(due.year - 1, due.year))
    months = "|".join(f"{month:02}" for month in range(1, due.month + 1))
    return {"type": "string", "pattern": f"^(({years})-..|{due.year}-({months}))-[0-9]{{2}}$"}
