"""A form in Excel read as a report: the same tree that YAML gives, each value with its cell.

Only the shape is read here. What a name, a number or a date may be is decided where a report in
YAML is read, so the same words are accepted, refused and answered alike.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.errors import Location, Problem, ReportError, UnknownNameError
from plancheck.inputs.form_sheets import (
    CHECKLIST,
    EVIDENCE,
    FACTS,
    FORMAT,
    GUIDE,
    HAS,
    HAS_NOT,
    IDENTITY,
    LABELS,
    NO,
    RECORDS,
    ROSTER,
    ROSTER_TABLES,
    SEPARATORS,
    UNITS,
    YES,
    Table,
    labels,
    places,
)
from plancheck.inputs.form_tables import (
    HEADINGS_WITHIN,
    FoundTable,
    Mark,
    Row,
    Tables,
    cell_location,
    find_tables,
    lacking_headings,
)
from plancheck.inputs.names import NONE
from plancheck.inputs.sheet_tree import (
    SheetReader,
    items_at,
    items_in,
    listed_at,
    mapping_at,
    mapping_in,
    or_blank,
    put,
    scalar_at,
)
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.reading import tree
from plancheck.reading.kinds import FileKind, other_kind
from plancheck.reading.models import spellings_of
from plancheck.reading.sheets import Cell, Sheet, read_sheets
from plancheck.reading.tree import Document, Items, Node, Scalar
from plancheck.requirements import Entry

_VERSION = re.compile(r"plancheck\.workbook/(\d+)")


def read_workbook(content: bytes, path: str, plan: Plan) -> Document:
    """Return the report that the form in ``content`` holds, as ``read_report`` takes it.

    Raises SourceError for what is no workbook within the limits, and ReportError for a workbook
    that is no form or one of a newer kind. All other problems are those of the document.
    """
    sheets = read_sheets(content, path)
    tables = find_tables(sheets, path)
    if CHECKLIST not in tables.found:
        raise ReportError([_no_form(sheets, path)])
    if not all(found.is_whole for found in tables.found.values()):
        raise ReportError(tables.problems)
    return _Form(sheets, tables, path, plan).document(content)


def _no_form(sheets: Sequence[Sheet], path: str) -> Problem:
    """Return the problem of a workbook that is a roster, or somebody's other work."""
    found = find_tables(sheets, path, ROSTER_TABLES).found
    if ROSTER not in found:
        return Problem("workbook.no-form", Location(path))
    where = cell_location(path, found[ROSTER].at(found[ROSTER].row, "subject"))
    return other_kind(FileKind.ROSTER, FileKind.REPORT, where)


class _Identity(NamedTuple):
    """What a form says of itself: its subject and tier, its plan and the edition."""

    format: str = ""
    plan: str = ""
    rules_sha256: str = ""
    subject: str = ""
    tier: str = ""


class _Form(SheetReader):
    """A form on the way to its tree."""

    def __init__(self, sheets: Sequence[Sheet], tables: Tables, path: str, plan: Plan) -> None:
        super().__init__(tables, path)
        self.sheets = sheets
        self.plan = plan
        self.national = False
        self.entries: dict[str, tuple[Scalar, tree.Mapping]] = {}
        self.designated: set[str] | None = None
        self.documents = dict(self.document_names())

    def document(self, content: bytes) -> Document:
        """Return the tree with its problems and remarks."""
        identity = self.identity()
        cover = self.cover()
        top = Mark(0, 0, cover.name)
        root = mapping_at(top)
        if identity.plan:
            put(root, scalar_at("plan", top), scalar_at(identity.plan, top))
        self.head(root, cover, identity)
        self.checklist()
        self.units()
        self.records()
        self.facts(root)
        self.tasks(root)
        self.evidence(root)
        self.look_at_rows(identity)
        self.look_at_sheets(identity, cover)
        return self.tree(root, top, content)

    # -- cells --

    def field(self, node: tree.Mapping, row: Row, field: str, key: str | None = None) -> None:
        """Put the cell of ``field`` into ``node``, under ``key`` or the words of its heading."""
        if field not in row.cells:
            return
        mark = row.mark(field)
        value: Node | None
        if field == "evidence":
            value = self.cited(row.cells[field], mark)
        else:
            value = self.value(row.cells[field], mark, is_day=field == "date")
        if value is not None:
            heading = scalar_at(key or _key(row.found, field), mark)
            put(node, heading, value)

    def flag(self, row: Row, field: str, yes: Sequence[str], no: Sequence[str]) -> bool | None:
        """Return what a cell says that takes yes or no, None where it says neither."""
        if field not in row.cells:
            return None
        return self.yes_or_no(row.cells[field], row.mark(field), yes, no)

    def yes_or_no(
        self, cell: Cell, mark: Mark, yes: Sequence[str] = YES, no: Sequence[str] = NO
    ) -> bool | None:
        value = self.value(cell, mark)
        if value is None:
            return None
        word = value.text.casefold()
        if word not in (*yes, *no):
            self.problem("workbook.yes-no", mark, written=value.text, yes=yes[0], no=no[0])
            return None
        return word in yes

    # -- names --

    def obligation(self, name: str) -> Obligation | None:
        """Return the obligation called ``name``, None where there is none."""
        with contextlib.suppress(UnknownNameError):
            return self.plan.find(name, national=self.national)
        return None

    def id_of(self, name: str) -> str:
        """Return the id of the obligation called ``name``, the name itself where there is none."""
        obligation = self.obligation(name)
        return name if obligation is None else obligation.id

    def obligation_of(self, row: Row) -> Obligation | None:
        """Return the obligation that ``row`` is about, None where the plan has none such."""
        return self.obligation(self.name_of(row))

    def name_of(self, row: Row) -> str:
        """Return the name of the obligation that ``row`` is about, as the plan knows it if it does.

        That is the cell itself, its first word (an id stands before a name), or, in the self-check,
        the task's number with it.
        """
        whole, task = row.text("obligation"), row.text("task")
        in_full = f"{task}.{whole}" if task and whole else whole or task
        names = (in_full, whole, *whole.split()[:1])
        return next((name for name in names if self.obligation(name) is not None), in_full)

    def entry_of(self, row: Row) -> tree.Mapping | None:
        """Return the entry that ``row`` is about, made if need be; None with a problem for none."""
        name = self.name_of(row)
        if not name:
            self.problem("workbook.no-key", row.mark("obligation"))
            return None
        id_, mark = self.id_of(name), row.mark("obligation")
        if id_ not in self.entries:
            self.entries[id_] = (scalar_at(name, mark), mapping_at(mark))
        return self.entries[id_][1]

    # -- the cover --

    def cover(self) -> Sheet:
        """Return the sheet with the labels: that of the table of facts, else one with no table."""
        facts = self.found.get(FACTS)
        if facts is not None:
            return facts.sheet
        taken = [found.sheet for found in self.found.values()]
        return next((sheet for sheet in self.sheets if sheet not in taken), self.sheets[0])

    def identity(self) -> _Identity:
        """Return what the form says of itself; raises ReportError for one of a newer kind."""
        for sheet in self.sheets:
            for (line, column), cell in sheet.cells.items():
                beside = sheet.cells.get((line, column - 1))
                if beside is None or beside.text != IDENTITY[0]:
                    continue
                version = _VERSION.fullmatch(cell.text)
                if version is None:
                    continue
                if cell.text != FORMAT:
                    raise ReportError([Problem("workbook.newer", Location(self.path))])
                stated = {
                    label.text: sheet.cells[row, column].text
                    for (row, place), label in sheet.cells.items()
                    if place == column - 1 and (row, column) in sheet.cells
                }
                return _Identity(*(stated.get(name, "") for name in IDENTITY))
        return _Identity()

    def head(self, root: tree.Mapping, cover: Sheet, identity: _Identity) -> None:
        """Read what the cover says above its table."""
        words = {label.field: label for label in LABELS}
        end = self.found[FACTS].row if FACTS in self.found else HEADINGS_WITHIN
        self.all_designated: tuple[bool, Mark] | None = None
        for field, label, cell, mark in self.labelled(cover, labels(), end):
            if field == "all_designated":
                stated = self.yes_or_no(cell, mark)
                self.all_designated = None if stated is None else (stated, mark)
                continue
            value = self.value(cell, mark, is_day=field in ("as_of", "submitted"))
            if value is None:
                continue
            if field in ("province", "subject"):
                self.national = self.national or value.text == NATIONAL
                self.same_subject(value, identity)
            key = field if label.text.isascii() else words[field].zh
            node: Node = listed_at(value.text, mark) if field == "classes" else value
            self.put_once(root, scalar_at(key, label.start), node)

    def same_subject(self, value: Scalar, identity: _Identity) -> None:
        """Note where the form was made for another subject than it says now."""
        subject = value.text
        with contextlib.suppress(UnknownNameError):
            subject = self.plan.find_subject(value.text)
        if identity.subject and subject != identity.subject:
            values = {"written": value.text, "subject": self.plan.subject_name(identity.subject)}
            self.problem("workbook.other-subject", value.start, **values)

    def facts(self, root: tree.Mapping) -> None:
        """Read the designations, the numbers allotted, and whether there are units."""
        found = self.found.get(FACTS)
        rows = list(found.rows()) if found is not None else []
        chosen: list[Row] = []
        allotted: list[tuple[Scalar, Node]] = []
        read = mapping_at(Mark(0, 0, ""))
        for row in rows:
            if set(row.cells) == {"obligation"}:
                continue
            name, mark = self.name_of(row), row.mark("obligation")
            if not name:
                self.problem("workbook.no-key", mark)
                continue
            self.put_once(read, scalar_at(self.id_of(name), mark), mapping_at(mark))
            if self.flag(row, "designated", YES, NO):
                chosen.append(row)
            if "number" in row.cells or "source" in row.cells:
                allotted.append((scalar_at(name, mark), self.allotment(row)))
            self.has_units(row)
        self.designations(root, chosen)
        if found is not None and allotted:
            heading = found.at(found.row, "number" if "number" in found.columns else "obligation")
            table = mapping_at(heading)
            for key_node, value in allotted:
                put(table, key_node, value)
            put(root, scalar_at("计划数" if found.in_chinese else "allotments", heading), table)

    def designations(self, root: tree.Mapping, chosen: Sequence[Row]) -> None:
        """Put the list of designations into ``root``, if it is stated whole."""
        whole, mark = self.all_designated or (None, None)
        if mark is not None and whole is False and chosen:
            self.problem("workbook.not-all-designated", mark)
        if chosen:
            found = chosen[0].found
            heading = found.at(found.row, "designated")
            items = items_at(heading)
            items.nodes = [scalar_at(self.name_of(row), row.mark("designated")) for row in chosen]
            self.designated = {self.id_of(self.name_of(row)) for row in chosen}
        elif whole and mark is not None:
            heading, items = mark, items_at(mark)
            self.designated = set()
        else:
            return
        in_chinese = FACTS in self.found and self.found[FACTS].in_chinese
        put(root, scalar_at("指定任务" if in_chinese else "designated", heading), items)

    def allotment(self, row: Row) -> Node:
        """Return the number allotted with the document that sets it, or that there is none."""
        cell = row.cells.get("number")
        if cell is not None and cell.text in NONE:
            return scalar_at(cell.text, row.mark("number"))
        node = mapping_at(row.mark("number" if cell is not None else "source"))
        obligation = self.obligation_of(row)
        metrics = self.plan.numbers.metric_names(obligation) if obligation is not None else ()
        self.field(node, row, "number", _own(metrics, row.found) if metrics else "number")
        self.field(node, row, "source")
        return node

    def has_units(self, row: Row) -> None:
        """Read whether the subject has units: that it has none is a statement of its own."""
        if self.flag(row, "has_units", HAS, HAS_NOT) is not False:
            return
        entry = self.entry_of(row)
        if entry is None:
            return
        mark, key = row.mark("has_units"), self.table_key(UNITS, row.found)
        if key in entry.entries:
            self.problem("workbook.units-and-none", mark, obligation=self.name_of(row))
        else:
            put(entry, scalar_at(key, mark), mapping_at(mark))

    # -- the self-check --

    def checklist(self) -> None:
        """Read a row for each obligation."""
        first: dict[int, Mark] = {}
        found, decisive = self.found[CHECKLIST], dict[str, None]()
        for row in found.rows():
            states = set(row.cells) - {"task", "obligation"}
            obligation = self.obligation_of(row)
            if obligation is None and not states:
                continue  # a heading between rows, or the line for signatures
            entry = self.entry_of(row)
            if entry is None:
                continue
            earlier = first.setdefault(id(entry), row.mark("obligation"))
            if earlier != row.mark("obligation"):
                values = {"name": self.name_of(row), "first": self.cell_of(earlier)}
                self.problem("workbook.same-row", row.mark("obligation"), **values)
                continue
            if obligation is not None:
                columns = places(self.plan, obligation).columns
                decisive |= dict.fromkeys(columns.values())
                self.read_entry(entry, row, columns, self.plan.numbers.spelled(obligation))
        # What stands under a heading that nobody knows would be lost, and a number with it.
        self.problems += lacking_headings(found, decisive, self.path)

    def read_entry(
        self,
        entry: tree.Mapping,
        row: Row,
        columns: Mapping[str, str],
        numbers: Mapping[str, Sequence[str]],
    ) -> None:
        """Read the cells of ``row``: ``columns`` are by field, ``numbers`` their keys by field."""
        for field, column in columns.items():
            names = numbers.get(field) or spellings_of(Entry, field)[:2]
            self.field(entry, row, column, _own(names, row.found))
        for column in {"status", "number", "base"} & row.cells.keys() - set(columns.values()):
            key = "workbook.no-number" if column != "status" else "workbook.no-status"
            self.problem(key, row.mark(column), obligation=self.name_of(row))
        for field in ("date", "evidence", "note", "reason", "next_steps"):
            self.field(entry, row, field)

    # -- the other sheets --

    def units(self) -> None:
        """Read a row for each unit."""
        for row in self.rows(UNITS):
            name = self.value(row.cells["unit"], row.mark("unit")) if "unit" in row.cells else None
            entry = self.entry_of(row)
            if entry is None or name is None:
                if entry is not None and "unit" not in row.cells:
                    self.problem("workbook.no-unit", row.mark("unit"))
                continue
            if SEPARATORS.search(name.text):
                self.remark("note.workbook-one-unit", row.mark("unit"), name=name.text)
            unit = mapping_at(row.mark("unit"))
            self.put_once(self.units_in(entry, row), name, unit)
            self.number(unit, row)
            for field in ("date", "evidence", "note", "reason", "next_steps"):
                self.field(unit, row, field)

    def records(self) -> None:
        """Read a row for each record; one that says 无 alone states that there are none."""
        none: list[tuple[Items, Mark]] = []
        for row in self.rows(RECORDS):
            entry = self.entry_of(row)
            if entry is None:
                continue
            holder = entry
            if "unit" in row.cells:
                name = self.value(row.cells["unit"], row.mark("unit"))
                if name is None:
                    continue
                holder = mapping_in(self.units_in(entry, row), name)
            key = self.table_key(RECORDS, row.found)
            items = items_in(holder, scalar_at(key, row.mark("obligation")))
            if set(row.cells) <= {*_KEYS, "name"} and row.text("name") in NONE:
                none.append((items, row.mark("name")))
                continue
            record = mapping_at(row.mark("name"))
            self.number(record, row)
            for field in ("name", "date", "host", "evidence", "note"):
                self.field(record, row, field)
            items.nodes.append(record)
        self.none_and_some(none)

    def rows(self, table: Table) -> Iterator[Row]:
        """Yield the rows of ``table`` that state something beside what they are about."""
        found = self.found.get(table)
        for row in found.rows() if found is not None else ():
            if set(row.cells) - {"obligation"}:
                yield row

    def number(self, node: tree.Mapping, row: Row) -> None:
        """Read the number of a unit or a record, under the metric of its obligation."""
        obligation = self.obligation_of(row)
        if obligation is None or "number" not in row.cells:
            return
        metrics = self.plan.numbers.metric_names(obligation)
        if metrics:
            self.field(node, row, "number", _own(metrics, row.found))
        else:
            self.problem("workbook.no-number", row.mark("number"), obligation=self.name_of(row))

    def units_in(self, entry: tree.Mapping, row: Row) -> tree.Mapping:
        """Return the units of ``entry``, begun at ``row`` if it has none yet."""
        key = self.table_key(UNITS, row.found)
        return mapping_in(entry, scalar_at(key, row.mark("unit")))

    def evidence(self, root: tree.Mapping) -> None:
        """Read a row for each document."""
        found = self.found.get(EVIDENCE)
        if found is None:
            return
        heading = found.at(found.row, "id")
        documents = mapping_at(heading)
        for row in found.rows():
            if "id" not in row.cells:
                self.problem("workbook.no-id", row.mark("id"))
                continue
            id_ = self.value(row.cells["id"], row.mark("id"))
            if id_ is None:
                continue
            document = mapping_at(row.mark("id"))
            for field in ("title", "number", "date", "url", "file", "note"):
                self.field(document, row, field)
            self.put_once(documents, id_, document)
        if documents.entries:
            key = EVIDENCE.sheet.zh if found.in_chinese else EVIDENCE.sheet.field
            put(root, scalar_at(key, heading), documents)

    def document_names(self) -> Iterator[tuple[str, str]]:
        """Yield the ids of the documents by their titles and by themselves."""
        found = self.found.get(EVIDENCE)
        rows = list(found.rows()) if found is not None else []
        titles = Counter(row.text("title") for row in rows)
        for row in rows:
            if titles[row.text("title")] == 1:  # of two alike neither is meant
                yield row.text("title"), row.text("id")
        for row in rows:
            yield row.text("id"), row.text("id")

    def cited(self, cell: Cell, mark: Mark) -> Node | None:
        """Return the documents that ``cell`` names by ids or titles."""
        value = self.value(cell, mark)
        if value is None:
            return None
        whole = value.text in self.documents
        names = [value.text] if whole else map(str.strip, SEPARATORS.split(value.text))
        items = items_at(mark)
        items.nodes = [scalar_at(self.documents.get(name, name), mark) for name in names if name]
        return items

    # -- the whole --

    def tasks(self, root: tree.Mapping) -> None:
        """Put the entries into ``root``; what states nothing is left blank."""
        found = self.found[CHECKLIST]
        heading = found.at(found.row, "obligation")
        tasks = mapping_at(heading)
        for name, entry in self.entries.values():
            for _, part in entry.entries.values():
                if isinstance(part, tree.Mapping):
                    part.entries = {
                        unit: (key, or_blank(claim)) for unit, (key, claim) in part.entries.items()
                    }
            put(tasks, name, or_blank(entry))
        key = CHECKLIST.sheet.field if not found.in_chinese else "任务"
        put(root, scalar_at(key, heading), tasks)

    def table_key(self, table: Table, found: FoundTable) -> str:
        """Return the key under which an entry holds the rows of ``table``."""
        return table.sheet.zh if found.in_chinese else table.sheet.field

    def look_at_rows(self, identity: _Identity) -> None:
        """Note merged cells, hidden rows, rows that lack, and a form of another edition."""
        for found in self.found.values():
            lines = {row.line: row for row in found.rows()}
            for merge in found.sheet.merges:
                if self.hides_values(merge, found, lines):
                    self.problem("workbook.merged", Mark(merge[0], merge[1], found.sheet.name))
            hidden = sorted(found.sheet.hidden_rows & lines.keys())
            if hidden:
                mark = Mark(hidden[0], 0, found.sheet.name)
                self.remark("note.workbook-hidden", mark, rows=[line + 1 for line in hidden])
        found = self.found[CHECKLIST]
        heading = found.at(found.row, "obligation")
        if not identity.format:
            self.remark("note.workbook-foreign", heading)
        elif identity.rules_sha256 != self.plan.rules_sha256:
            self.remark("note.workbook-edition", heading)
        lacking = [
            task.key(obligation, in_chinese=found.in_chinese)
            for task, obligation in self.asked(identity)
            if obligation.id not in self.entries
        ]
        if identity.format and lacking:
            self.remark("note.workbook-no-row", heading, obligations=lacking)

    def look_at_sheets(self, identity: _Identity, cover: Sheet) -> None:
        """Note sheets that are no part of the form, and those of the form that are not there."""
        _, *known = GUIDE
        known += [cover.name, *(found.sheet.name for found in self.found.values())]
        known += [remark.where.sheet for remark in self.remarks if remark.where is not None]
        for sheet in self.sheets:
            is_words = any(cell.text == IDENTITY[0] for cell in sheet.cells.values())
            if sheet.cells and not is_words and sheet.name not in known:
                at = min(sheet.cells)
                self.remark("note.workbook-other-sheet", Mark(*at, sheet.name), sheet=sheet.name)
        if not identity.format:
            return
        found = self.found[CHECKLIST]
        needed = [EVIDENCE]
        asked = [places(self.plan, obligation) for _, obligation in self.asked(identity)]
        needed += [RECORDS] if any(at.ledger or at.unit_ledger for at in asked) else []
        needed += [UNITS] if any(at.units for at in asked) else []
        for table in needed:
            if table not in self.found:
                name = table.sheet.zh if found.in_chinese else table.sheet.en
                mark = found.at(found.row, "obligation")
                self.remark("note.workbook-no-sheet", mark, sheet=name)

    def hides_values(
        self, merge: tuple[int, int, int, int], found: FoundTable, lines: Mapping[int, Row]
    ) -> bool:
        """Whether ``merge`` lies over cells of a row that are read one by one."""
        top, left, bottom, right = merge
        columns = [column for column in found.columns.values() if left <= column <= right]
        within = [line for line in lines if top <= line <= bottom]
        return bool(within and columns) and (bottom > top or len(columns) > 1)

    def asked(self, identity: _Identity) -> Iterator[tuple[Task, Obligation]]:
        """Yield what may be asked of the subject the form was made for, as far as it states that.

        A form made from a roster has no row for what only others are designated for.
        """
        tiers = [identity.tier] if identity.tier in self.plan.tiers else list(self.plan.tiers)
        for task, obligation in self.plan.obligations(national=self.national):
            stated = None if self.designated is None else obligation.id in self.designated
            if not tiers or any(
                self.plan.asked_of(obligation, tier, designated=stated) for tier in tiers
            ):
                yield task, obligation


_KEYS = ("obligation", "unit")
"""The columns that say what a row of a ledger is about."""


def _key(found: FoundTable, field: str) -> str:
    """Return the key of ``field`` in the language of the headings."""
    return found.table.heading(field).zh if found.in_chinese else field


def _own(keys: Sequence[str], found: FoundTable) -> str:
    """Return that of a number's keys, English and Chinese, which is in the headings' language."""
    return keys[-1] if found.in_chinese else keys[0]
