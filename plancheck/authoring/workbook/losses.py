"""What a report says that its form does not carry: reading the form back, it would be lost."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from plancheck.errors import Location, in_utf16
from plancheck.formats.shared.spreadsheet import MOST_TEXT
from plancheck.inputs.form_sheets import SEPARATORS, Places, places
from plancheck.inputs.names import NONE
from plancheck.inputs.report import Report
from plancheck.plan.model import Plan
from plancheck.reading.models import Strict
from plancheck.reading.tree import Loc
from plancheck.requirements import Entry
from plancheck.requirements.base.entry import Statement


def losses(report: Report, plan: Plan) -> Iterator[Location]:
    """Yield the place of each value of ``report`` that its form does not hold as it is.

    Such are texts with characters that no cell holds, or too long for one; fields without a
    column; records that say only what the form says for none; and ids that look like two.
    """
    for loc, text in _texts(report, ()):
        if not _fits(text):
            yield report.locate(*loc)
    for name in report.evidence or {}:
        if SEPARATORS.search(name):  # in a cell with others it would be two
            yield report.locate("evidence", name)
    for name, entry in (report.tasks or {}).items():
        if entry is None:
            continue
        held = places(plan, plan.find(name, national=report.national))
        has = {*Statement.model_fields, *held.columns, held.ledger, held.units}
        for field, value in entry:
            if value is not None and field not in has:
                yield report.locate("tasks", name, field)
        for loc, records in _ledgers(held, entry):
            for number, record in enumerate(records):
                if _names_none(record):
                    yield report.locate("tasks", name, *loc, number)


def _ledgers(held: Places, entry: Entry) -> Iterator[tuple[Loc, list[Strict]]]:
    """Yield every ledger of ``entry`` that is stated, with its place in it."""
    if held.ledger:
        yield (held.ledger,), getattr(entry, held.ledger) or []
    units = getattr(entry, held.units) or {} if held.units else {}
    for unit, claim in units.items():
        if claim is not None and held.units and held.unit_ledger:
            yield (held.units, unit, held.unit_ledger), getattr(claim, held.unit_ledger) or []


def _fits(text: str) -> bool:
    """Whether a cell holds ``text`` to the last sign; a line end it does hold."""
    seen = text.replace("\n", "")
    return in_utf16(text) <= MOST_TEXT and not any(sign < " " or sign == "\x7f" for sign in seen)


def _names_none(record: Strict) -> bool:
    stated = {name: value for name, value in record if value is not None}
    return stated.keys() == {"name"} and stated["name"] in NONE


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield every text in ``value``, also those by which parts are named, with its place."""
    if isinstance(value, Strict):
        for name, part in value:
            yield from _texts(part, (*loc, name))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield (*loc, name), name
            yield from _texts(part, (*loc, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _texts(part, (*loc, place))
    elif isinstance(value, str) and not isinstance(value, StrEnum):
        yield loc, value
