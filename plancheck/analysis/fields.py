"""What a form asks for, field by field, so that any program can draw one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancheck.analysis.listing import ListingRow
from plancheck.inputs.form_sheets import (
    CHECKLIST,
    EVIDENCE,
    FACTS,
    LABELS,
    RECORDS,
    UNITS,
    Table,
    Term,
)
from plancheck.inputs.names import Allotment
from plancheck.inputs.report import Evidence, Report
from plancheck.plan.model import Plan
from plancheck.reading.models import Strict, part_of, spellings_of
from plancheck.requirements import Entry, control_of, words_of
from plancheck.requirements.base.entry import NUMBER, Control, Statement
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Head


class Field(NamedTuple):
    """One value that a report may state.

    ``key`` is the one under which a report with English keys writes it. ``choices`` are the words
    to choose from. A table has ``fields`` in each row; the rows of a ``keyed`` one have names. What
    is ``beside`` may be stated too, and seldom is.
    """

    key: str
    name: Text
    control: Control
    unit: Text | None = None
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    keyed: bool = False
    beside: bool = False


def head_fields() -> tuple[Field, ...]:
    """Return what a report says of itself, beside its subject, facts and day."""
    return _fields(Report, LABELS, Head._fields)


def document_fields() -> tuple[Field, ...]:
    """Return what a report says of one document that proves something, beside its id."""
    return _fields(Evidence, EVIDENCE.headings, Evidence.model_fields)


def statement_fields() -> tuple[Field, ...]:
    """Return what every entry may say beside what is asked."""
    return _fields(Entry, CHECKLIST.headings, Statement.model_fields)


def allotment_fields(plan: Plan, row: ListingRow) -> tuple[Field, ...]:
    """Return what a report says of an allotment; none where no number is set outside the plan."""
    if not row.obligation.requirement.allotted:
        return ()
    number = _Numbers(plan, row).number(NUMBER)
    named, source = _fields(Allotment, FACTS.headings, ["number", "source"])
    return number._replace(name=named.name), source


def entry_fields(plan: Plan, row: ListingRow) -> tuple[Field, ...]:
    """Return what an entry on an obligation says of what is asked, in the order of its form."""
    requirement, numbers = row.obligation.requirement, _Numbers(plan, row)
    offered = plan.offered(row.obligation)
    status = ("status",) if requirement.has_status else ()
    names = dict.fromkeys([*offered, *status, *requirement.beside])
    return tuple(numbers.entry_field(name)._replace(beside=name not in offered) for name in names)


class _Numbers:
    """Makes the fields of one obligation, whose numbers have names and units of their own."""

    def __init__(self, plan: Plan, row: ListingRow) -> None:
        self._plan = plan
        self._row = row
        self.spelled = plan.numbers.spelled(row.obligation)

    def entry_field(self, name: str) -> Field:
        """Return a field of the entry itself."""
        control = control_of(name)
        if control is Control.COUNT:
            return self.number(name)
        if control is Control.TABLE:
            return self._table(Entry, name)
        is_status = control is Control.STATUS
        words = self._row.reportable if is_status else words_of(name).values()
        choices = tuple(dict.fromkeys(map(str, words)))
        return Field(name, _name(Entry, name, CHECKLIST.headings), control, choices=choices)

    def number(self, name: str) -> Field:
        """Return the field of a number."""
        metric = self.spelled[name][0]
        counting = (
            self._plan.numbers.counting(self._row.obligation) or self._row.obligation.requirement
        )
        named = self._plan.metrics.get(metric)
        text = named.wording if named else _text(metric, metric)
        return Field(metric, text, Control.COUNT, counting.unit_of(name))

    def _table(self, model: type[Strict], name: str) -> Field:
        part, holder = part_of(model, name)
        keyed = holder is dict
        table = UNITS if keyed else RECORDS
        return Field(
            name,
            _text(table.sheet.zh, table.sheet.en),
            Control.TABLE,
            fields=tuple(self._of_row(part, table)),
            keyed=keyed,
        )

    def _of_row(self, part: type[Strict], table: Table) -> Iterator[Field]:
        """Yield the fields of a row; a record has a number only where records have amounts."""
        places = {heading.field: place for place, heading in enumerate(table.headings)}
        has_number = (
            table is UNITS or self._plan.numbers.counted_by(self._row.obligation) == "amount"
        )
        for name in sorted(part.model_fields, key=lambda name: places.get(name, len(places))):
            control = control_of(name, part)
            if control is Control.TABLE:
                yield self._table(part, name)
            elif control is not Control.COUNT:
                yield Field(name, _name(part, name, table.headings), control)
            elif has_number:
                yield self.number(name)


def _fields(model: type[Strict], terms: Sequence[Term], names: Iterable[str]) -> tuple[Field, ...]:
    return tuple(Field(name, _name(model, name, terms), control_of(name, model)) for name in names)


def _name(model: type[Strict], name: str, terms: Iterable[Term]) -> Text:
    """Return what a field is called in the form, or else its key."""
    for term in terms:
        if term.field == name:
            return _text(term.zh, term.en)
    english, chinese, *_ = spellings_of(model, name)
    return _text(chinese, english)


def _text(zh: str, en: str) -> Text:
    return Text.model_construct(zh=zh, en=en)
