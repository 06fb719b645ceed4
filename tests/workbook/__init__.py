"""The form in Excel: its sheets, its formulas, how it is read, and the roster."""

from __future__ import annotations

from functools import cache

from plancheck.inputs.report import Report
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.models import Strict
from plancheck.reading.values import Count


@cache
def the_plan() -> Plan:
    """Return the plan that comes with plancheck."""
    return load_plan()


def said(value: object) -> object:
    """Return what a report says: counts by value, designations as a set, without what is blank.

    An empty list of records or units says that there are none; other empty lists say nothing.
    """
    if isinstance(value, Count):
        return value.value
    if isinstance(value, Report):
        whole = {name: said(part) for name, part in value if name not in ("format", "plan")}
        whole |= {name: whole[name] or None for name in ("allotments", "evidence")}
        whole["designated"] = None if value.designated is None else set(value.designated)
        whole["tasks"] = {name: entry for name, entry in (whole["tasks"] or {}).items() if entry}
        return whole
    if isinstance(value, Strict):
        stated = ((name, said(part)) for name, part in value if part is not None)
        return {name: part for name, part in stated if part or name != "evidence"}
    if isinstance(value, dict):
        return {name: said(part) for name, part in value.items()}
    return [said(part) for part in value] if isinstance(value, list) else value
