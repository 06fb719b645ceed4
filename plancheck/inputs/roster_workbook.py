"""A roster in Excel read as the tree that YAML gives, each value with its cell."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from plancheck.errors import Location, Problem, RosterError, UnknownNameError
from plancheck.inputs.form_sheets import (
    ALLOTTED,
    LISTED_UNITS,
    NUMBERS,
    ROSTER,
    ROSTER_LABELS,
    ROSTER_TABLES,
    Table,
    subject_term,
    words_of,
)
from plancheck.inputs.form_tables import Mark, Row, Tables, find_tables
from plancheck.inputs.names import NONE
from plancheck.inputs.roster import FORMAT, Roster
from plancheck.inputs.sheet_tree import (
    SheetReader,
    items_in,
    listed_at,
    mapping_at,
    mapping_in,
    put,
    scalar_at,
)
from plancheck.plan.model import Plan
from plancheck.reading.sheets import Sheet, read_sheets
from plancheck.reading.tree import Document, Items, Mapping, Node
from plancheck.requirements.base.wording import Text


def read_roster_workbook(content: bytes, path: str, plan: Plan) -> Document:
    """Return the roster that a workbook holds, as the tree of one in YAML.

    Raises SourceError for what is no workbook within the limits, and RosterError for a workbook
    that is no roster.
    """
    sheets = read_sheets(content, path)
    tables = find_tables(sheets, path, ROSTER_TABLES)
    if ROSTER not in tables.found:
        term = subject_term(plan)
        raise RosterError(
            [
                Problem(
                    "workbook.no-roster", Location(path), {"heading": Text(zh=term.zh, en=term.en)}
                )
            ]
        )
    if not all(found.is_whole for found in tables.found.values()):
        raise RosterError(tables.problems)
    return _Roster(tables, path, plan).document(content)


class _Roster(SheetReader):
    """A roster on the way to its tree."""

    def __init__(self, tables: Tables, path: str, plan: Plan) -> None:
        super().__init__(tables, path)
        self.plan = plan
        self.top = Mark(0, 0, self.found[ROSTER].sheet.name)
        self.provinces = mapping_at(self.found[ROSTER].at(self.found[ROSTER].row, "subject"))

    def document(self, content: bytes) -> Document:
        """Return the tree with its problems and remarks."""
        root = mapping_at(self.top)
        for key, text in (("format", FORMAT), ("plan", self.plan.id)):
            put(root, scalar_at(key, self.top), scalar_at(text, self.top))
        self.head(root, self.found[ROSTER].sheet)
        self.subjects()
        self.allotments()
        self.units()
        self.numbers()
        put(root, scalar_at("provinces", self.provinces.start), self.provinces)
        return self.tree(root, self.top, content)

    def head(self, root: Mapping, sheet: Sheet) -> None:
        """Read the labels above the table of subjects."""
        known = words_of(ROSTER_LABELS, Roster)
        for field, label, cell, mark in self.labelled(sheet, known, self.found[ROSTER].row):
            value = self.value(cell, mark, is_day=field != "source")
            if value is not None:
                self.put_once(root, scalar_at(field, label.start), value)

    def rows(self, table: Table, *needed: str) -> Iterator[Row]:
        """Yield the rows of ``table``; one that lacks a ``needed`` field is a problem."""
        found = self.found.get(table)
        for row in found.rows() if found is not None else ():
            lacking = [field for field in needed if field not in row.cells]
            if not lacking:
                yield row
            elif set(row.cells) - {"subject", "obligation", "metric"}:
                values = {"column": row.found.word(lacking[0])}
                self.problem("workbook.blank", row.mark(lacking[0]), **values)

    def subjects(self) -> None:
        """Read the tier and the designations of each subject."""
        for row in self.rows(ROSTER, "subject"):
            mark = row.mark("subject")
            facts = mapping_at(mark)
            self.put_once(self.provinces, scalar_at(row.text("subject"), mark), facts)
            for field in ("tier", "designated", "classes"):
                if field not in row.cells:
                    continue
                at = row.mark(field)
                value: Node | None = self.value(row.cells[field], at)
                if field != "tier" and value is not None:
                    value = listed_at(row.text(field), at)
                if value is not None:
                    put(facts, scalar_at(field, at), value)

    def facts_of(self, row: Row, field: str) -> Mapping:
        """Return what is under ``field`` of the subject that ``row`` is about, made if need be."""
        subject = scalar_at(self.subject(row.text("subject")), row.mark("subject"))
        facts = mapping_in(self.provinces, subject)
        return mapping_in(facts, scalar_at(field, row.mark("obligation")))

    def subject(self, name: str) -> str:
        """Return the name under which the table of subjects has the one called ``name``."""
        with contextlib.suppress(UnknownNameError):
            meant = self.plan.find_subject(name)
            for listed in self.provinces.entries:
                with contextlib.suppress(UnknownNameError):
                    if self.plan.find_subject(listed) == meant:
                        return listed
        return name

    def allotments(self) -> None:
        """Read the numbers allotted, or that there are none."""
        for row in self.rows(ALLOTTED, "subject", "obligation", "number"):
            mark = row.mark("number")
            number = self.value(row.cells["number"], mark)
            if number is None:
                continue
            value: Node = number
            if number.text not in NONE:
                value = mapping_at(mark)
                put(value, scalar_at(self.metric(row.text("obligation")), mark), number)
                source = (
                    self.value(row.cells["source"], row.mark("source"))
                    if "source" in row.cells
                    else None
                )
                if source is not None:
                    put(value, scalar_at("source", source.start), source)
            name = scalar_at(row.text("obligation"), row.mark("obligation"))
            self.put_once(self.facts_of(row, "allotments"), name, value)

    def metric(self, name: str) -> str:
        """Return the key of the number that the obligation called ``name`` counts."""
        with contextlib.suppress(UnknownNameError):
            return next(iter(self.plan.numbers.metric_names(self.plan.find(name))), "number")
        return "number"

    def units(self) -> None:
        """Read the units of each subject, or that there are none."""
        none: list[tuple[Items, Mark]] = []
        for row in self.rows(LISTED_UNITS, "subject", "obligation", "unit"):
            name = scalar_at(row.text("obligation"), row.mark("obligation"))
            listed = items_in(self.facts_of(row, "units"), name)
            unit = self.value(row.cells["unit"], row.mark("unit"))
            if unit is not None and unit.text in NONE:
                none.append((listed, row.mark("unit")))
            elif unit is not None:
                listed.nodes.append(unit)
        self.none_and_some(none)

    def numbers(self) -> None:
        """Read the numbers that reports are held against."""
        for row in self.rows(NUMBERS, "subject", "obligation", "metric", "number"):
            number = self.value(row.cells["number"], row.mark("number"))
            if number is not None:
                name = scalar_at(row.text("obligation"), row.mark("obligation"))
                stated = mapping_in(self.facts_of(row, "numbers"), name)
                self.put_once(stated, scalar_at(row.text("metric"), row.mark("metric")), number)
