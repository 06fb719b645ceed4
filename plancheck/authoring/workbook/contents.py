"""What a form says: the obligations it asks for, and what a report states about them, by rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from plancheck.analysis.listing import Listing, ListingRow, list_obligations
from plancheck.formats.shared.spreadsheet import Value
from plancheck.inputs.form_sheets import EVIDENCE, RECORDS, UNITS, Places, Table, places
from plancheck.inputs.names import NONE
from plancheck.inputs.report import Report
from plancheck.language.message import Lang
from plancheck.language.wording import format_value, plan_title, say, subject_name
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.reading.values import Count
from plancheck.requirements import Entry
from plancheck.requirements.base.entry import Statement, states_something
from plancheck.verdicts.result import Finding, Result

SEPARATOR = "、"
"""What stands between the ids of evidence in a cell."""
_EARLIEST = datetime.date(1990, 1, 1)
"""An earlier day is written as a text: as a number it would be refused."""

Cells = Mapping[str, Value]
"""What stands in a row, by the field of each column."""


class Row(NamedTuple):
    """An obligation of the form, under its name there, with what is reported about it."""

    listed: ListingRow
    key: str
    places: Places
    entry: Entry | None

    @property
    def id(self) -> str:
        """The obligation's id."""
        return self.listed.obligation.id


class Contents:
    """What stands in the form of one report.

    With ``locked_facts`` what the report states as facts is settled; without, it may change in the
    form, and what is asked is told for every way it may turn out.
    """

    def __init__(
        self,
        report: Report,
        result: Result | None,
        plan: Plan,
        lang: Lang,
        tier: str | None,
        subject: str | None,
        *,
        locked_facts: bool,
    ) -> None:
        self.report = report
        self.result = result
        self.plan = plan
        self.lang = lang
        self.tier = tier
        self.subject = subject or report.subject or report.province
        self.locked_facts = locked_facts

    @cached_property
    def listing(self) -> Listing:
        """What the plan asks, on the facts that cannot change any more."""
        return list_obligations(
            self.plan,
            subject=self.subject,
            tier=self.tier,
            report=self.report if self.locked_facts else None,
            national=self.report.national,
        )

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """What may be asked, and what is stated though it is not, in plan order."""
        entries = self.report.tasks or {}
        stated = {name for name, entry in entries.items() if states_something(entry)}
        stated |= {*(self.report.designated or ()), *(self.report.allotments or ())}
        return tuple(
            Row(
                listed,
                self.key(listed),
                places(self.plan, listed.obligation),
                entries.get(listed.obligation.id),
            )
            for listed in self.listing.rows
            if listed.asked or listed.obligation.id in stated
        )

    def key(self, listed: ListingRow) -> str:
        """Return what an obligation is called outside the checklist."""
        return listed.task.key(listed.obligation, in_chinese=self.lang is Lang.ZH)

    def name(self, row: Row) -> str:
        """Return what an obligation is called in the checklist, beside the number of its task."""
        name = format_value(self.lang, row.listed.obligation.name)
        return name if self.lang is Lang.ZH else f"{row.id} {name}"

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """The engine's own findings by obligation, if there are any."""
        findings = self.result.findings if self.result else ()
        return {finding.obligation: finding for finding in findings}

    @property
    def subject_name(self) -> str:
        """Who reports, as the cover names it; the issuer's own word is the same in any language."""
        if self.subject is None or self.subject == NATIONAL:
            return self.subject or ""
        if self.plan.subject(self.subject) is not None:
            return subject_name(self.lang, self.plan, self.subject)
        return self.subject

    @property
    def title(self) -> str:
        """What the form is of whom."""
        names = [self.subject_name]
        if self.tier is not None:
            names.append(format_value(self.lang, self.plan.tiers[self.tier]))
        whose = (" " if self.lang is Lang.ZH else ", ").join(filter(None, names))
        return say(
            self.lang, "sheet.title", {"plan": plan_title(self.lang, self.plan), "whose": whose}
        )

    # -- rows of the tables --

    def entry_cells(self, row: Row) -> Cells:
        """Return what the report states about an obligation as a whole."""
        entry = row.entry
        if entry is None:
            return {}
        columns = row.places.columns.items()
        cells = {column: self.value(getattr(entry, field)) for field, column in columns}
        return cells | {name: self.value(getattr(entry, name)) for name in Statement.model_fields}

    @cached_property
    def records(self) -> list[Cells]:
        """The rows of the ledger; that there is no record is a row of its own."""
        return [
            {"obligation": row.key, "unit": unit, **cells}
            for row in self.rows
            for unit, records in self._ledgers(row)
            for cells in [self.part(RECORDS, record) for record in records]
            or [{"name": none(self.lang)}]
        ]

    def _ledgers(self, row: Row) -> Iterator[tuple[str | None, list[Any]]]:
        """Yield every ledger of an obligation, those of its units with the unit's name."""
        if row.places.ledger and row.entry is not None:
            yield from _stated(None, getattr(row.entry, row.places.ledger))
        for unit, claim in self._units(row).items():
            if row.places.unit_ledger and claim is not None:
                yield from _stated(unit, getattr(claim, row.places.unit_ledger))

    @cached_property
    def units(self) -> list[Cells]:
        """The rows of the units that owe a number each."""
        return [
            {"obligation": row.key, "unit": unit, **(self.part(UNITS, claim) if claim else {})}
            for row in self.rows
            for unit, claim in self._units(row).items()
        ]

    def has_units(self, row: Row) -> bool | None:
        """Return whether an obligation has units; None where the report does not say."""
        if row.places.units is None or row.entry is None:
            return None
        units = getattr(row.entry, row.places.units)
        return None if units is None else bool(units)

    def _units(self, row: Row) -> Mapping[str, Any]:
        if row.places.units is None or row.entry is None:
            return {}
        return getattr(row.entry, row.places.units) or {}

    @cached_property
    def evidence(self) -> list[Cells]:
        """The rows of the documents."""
        listed = (self.report.evidence or {}).items()
        return [{"id": name, **self.part(EVIDENCE, document)} for name, document in listed]

    def part(self, table: Table, stated: Any) -> Cells:
        """Return what ``stated`` says in the columns of ``table`` that it has."""
        return {
            heading.field: self.value(getattr(stated, heading.field))
            for heading in table.headings
            if hasattr(stated, heading.field)
        }

    def value(self, stated: Any) -> Value:
        """Return what a cell holds of a value that the report states."""
        if isinstance(stated, Count):
            return stated.value if stated.plain else stated.written
        if isinstance(stated, StrEnum):
            return format_value(self.lang, stated)
        if isinstance(stated, datetime.date):
            return stated if stated >= _EARLIEST else stated.isoformat()
        if isinstance(stated, list):
            return SEPARATOR.join(stated)
        return None if stated is None else str(stated)


def none(lang: Lang) -> str:
    """Return how a cell states that there is none."""
    return NONE[lang is Lang.ZH]


def _stated(unit: str | None, records: list[Any] | None) -> Iterable[tuple[str | None, list[Any]]]:
    return () if records is None else ((unit, records),)
