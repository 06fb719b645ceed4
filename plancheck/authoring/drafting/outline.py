"""The tasks of a text with their cells, as it prints them: what the other rules work on."""

from __future__ import annotations

import datetime
import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from plancheck.authoring.drafting.amounts import amounts_in
from plancheck.authoring.drafting.columns import (
    Labels,
    Table,
    due_in_brackets,
    due_of,
    labels_in,
    looks_like_organ,
    mark_at_end,
    names_persons,
    read_departments,
    read_persons,
    split_due,
    table_of,
    unread_department,
)
from plancheck.authoring.drafting.deadlines import Period, days_in, read_due
from plancheck.authoring.drafting.grids import Grid
from plancheck.authoring.drafting.levels import (
    read_cell,
    read_tier_cells,
    says_level,
    with_level,
)
from plancheck.authoring.drafting.printed import Printed, Row
from plancheck.authoring.drafting.questions import PHRASE, Doubt, ask_open, ask_to_confirm
from plancheck.authoring.drafting.segments import Clause, clauses_of, cut_clause
from plancheck.authoring.drafting.shape import (
    GROUP,
    LOOKED_FOR,
    SECTION,
    TASK,
    Node,
    lines_of,
    shape_of,
)
from plancheck.authoring.drafting.values import Value, are_values
from plancheck.authoring.drafting.who import (
    Reporters,
    are_ordinary,
    common_noun,
    learn_noun,
    learn_tiers,
)
from plancheck.errors import Location, PlanError, Problem
from plancheck.plan import parts
from plancheck.plan.cells import CLOSING, asks_nothing
from plancheck.plan.columns import Column
from plancheck.plan.official_text import SIGNED, OfficialText, Piece
from plancheck.plan.parts import Deadline, Layout
from plancheck.plan.subjects import ANY, PROVINCES, load_subjects, provinces
from plancheck.reading.values import Status

_IN_BRACKETS = re.compile(r"\((?P<cell>[^()]*(?:前|底|完成|坚持|持续)[^()]*)\)[。;,]?")
"""A deadline in brackets behind a title."""
_ALL_MANDATORY = re.compile(r"[^必选除]*(?:均|都|一律)(?:为|按|属|是)?必做(?:任务|事项)?[。;,]?")
"""A sentence that makes all mandatory."""
_NAMES_TASKS = re.compile("(?:第|任务|序号)[0-9]+(?:[、,和及-][0-9]+)*项?")
"""How a note names tasks by their numbers."""
_OWN_BRACKET = re.compile(r"\([^()]*(?:牵头|负责|[局厅委](?=[,;、)])|[月季年]底?前|完成)[^()]*\)")
"""A bracket within the measures that names departments or a deadline of its own."""


class Outline:
    """The headings, columns and tasks of one text; ``doubts`` are on keys of the plan's head.

    Raises PlanError where no task is found, or where nothing says which year the plan covers.
    """

    def __init__(
        self, text: str, path: str, year: int | None, tiers: Sequence[str], subjects: str | None
    ) -> None:
        self.source = text
        self.path = path
        self.lines = lines_of(text)
        self.shape = shape_of(self.lines)
        if not self.shape.tasks:
            raise PlanError(
                [Problem("draft.no-task", Location(path), {"headings": list(LOOKED_FOR)})]
            )
        self.doubts: dict[str, list[Doubt]] = {}
        self.period = self._period(year)
        self.labels = Labels() if self.shape.heads else labels_in(self.lines, len(self.shape.tasks))
        self.subjects = subjects or ANY
        self.named = bool(tiers)
        self.reporters = self._reporters(tiers)
        self.table = self._table() if self.shape.heads else None
        self.grid = Grid(text, self.shape, self.table, self.reporters) if self.table else None
        self.mark = self._mark_at_end()
        self.dues: dict[str, tuple[str, int]] = {}
        self.text = self._cut()
        known = [due for due, _ in self.dues.values() if due_of(due, self.labels.due, self.period)]
        self.known_dues = tuple(dict.fromkeys(known))
        self.tasks = [self._task(node) for node in self.shape.tasks]
        self._ask()

    @property
    def departments(self) -> tuple[str, ...]:
        """What the cells of departments begin with."""
        return (self.mark,) if self.mark else self.labels.departments

    @cached_property
    def marked(self) -> bool:
        """Whether the text has a column that says what is mandatory and what optional."""
        return any(says_level(cell.text) for task in self.tasks for cell in task.cells)

    @cached_property
    def issuers(self) -> list[str]:
        """Every department named, the longest first: a sentence that one begins is the issuer's."""
        names = {name for task in self.tasks for name in task.departments}
        return sorted(names, key=lambda name: (-len(name), name))

    @property
    def as_laid_out(self) -> OfficialText:
        """The text as its written layout cuts it: without the deadlines that are not known."""
        layout = self._layout(self.known_dues)
        return OfficialText(self.source, self.path, self.shape.headings, layout)

    def line_of(self, place: int) -> int:
        """Return the line of a place in the folded text; a line itself is given as -line."""
        return -place if place < 0 else self.text.at(place, place + 1).line

    # -- the plan as a whole --

    def _doubt(self, key: str, doubt: Doubt) -> None:
        self.doubts.setdefault(key, []).append(doubt)

    def _period(self, year: int | None) -> Period:
        line, title = -self.shape.title_line, self.shape.title
        named = sorted(set(re.findall("(20[0-9]{2})(?=年|[-—~至])", title)))
        if year is None and not named:
            named = sorted(
                {y for line in self.lines for y in re.findall("(20[0-9]{2})年", line.text)}
            )
            if len(named) != 1:
                where = Location(self.path, self.shape.title_line, 1)
                raise PlanError([Problem("draft.no-year", where, {"years": named})])
            self._doubt("period", ask_to_confirm("draft.year", line, year=named[0]))
        if year is not None:
            if named and named != [str(year)]:
                values = {"year": str(year), "printed": named[0]}
                self._doubt("period", ask_to_confirm("draft.other-year", line, **values))
            named = [str(year)]
        if len(named) > 1:
            doubt = ask_to_confirm("draft.years", line, first=named[0], last=named[-1])
            self._doubt("period", doubt)
        first, last = int(named[0]), int(named[-1])
        return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))

    def _reporters(self, named: Sequence[str]) -> Reporters:
        cells = "\n".join(cell for line in self.lines for cell in line.cells)
        for label in self.labels.duties:
            cells = cells.replace(label, label + "\n")
        noun = learn_noun(cells)
        tiers = learn_tiers(cells, noun)
        if named:
            noun = common_noun(named, noun)
            tiers = {str(number): tier for number, tier in enumerate(named, 1)}
        if self.subjects == ANY and noun in ("省份", "省"):
            self.subjects = PROVINCES
        if self.subjects == ANY:
            return Reporters(noun, tiers, lambda name: name)
        listed = provinces() if self.subjects == PROVINCES else load_subjects(self.subjects)
        # A plan names its list by the bare name of a file beside it.
        self.subjects = os.path.basename(self.subjects)
        names = tuple(n for each in listed.subjects for n in (each.name, each.full_name) if n)
        noun = noun if listed is provinces() else listed.noun or noun
        return Reporters(
            noun, tiers, lambda name: listed.find(name).name, names, tuple(listed.offices)
        )

    def _ask(self) -> None:
        """Ask about the plan as a whole: once, not once for each task."""
        line, tiers = -self.shape.title_line, self.reporters.tiers
        if not self.shape.title:
            self._doubt("title", ask_to_confirm("draft.no-title", line))
        for odd in self.shape.odd:
            doubt = ask_to_confirm("draft.number-gap", -odd.number, heading=odd.text[:16])
            self._doubt("sections", doubt)
        if not tiers:
            self._doubt("tiers", ask_to_confirm("draft.no-tiers", line))
        elif list(tiers) != [str(number + 1) for number in range(len(tiers))]:
            values = {"tiers": list(tiers.values())}
            self._doubt("tiers", ask_to_confirm("draft.tier-gap", line, **values))
        elif not self.named:
            lonely = self.reporters.lonely("\n".join(each.text for each in self.lines))
            if lonely:
                self._doubt("tiers", ask_to_confirm("draft.tier-once", line, tiers=lonely))
        if not self.named and not are_ordinary(tiers.values()):
            values = {"tiers": list(tiers.values())}
            self._doubt("tiers", ask_to_confirm("draft.tiers-read", line, **values))
        if not self.marked:
            self._doubt("sections", ask_to_confirm("draft.no-column", line))
        if not any(task.due_text for task in self.tasks):
            self._doubt("sections", ask_open("draft.no-deadlines", line))
        helped = next((task for task in self.tasks if task.helping), None)
        if helped is not None:
            doubt = ask_to_confirm("draft.helping", helped.place, names=helped.helping)
            helped.department_doubts.append(doubt)

    # -- columns --

    def _table(self) -> Table:
        rows = [line.cells for line in self.lines if len(line.cells) > 1]
        return table_of(self.shape.heads, rows[1:], self.reporters, self.period)

    def _mark_at_end(self) -> str:
        if self.table or self.labels.departments:
            return ""
        return mark_at_end(self.shape.task_texts(self.lines))

    def _layout(self, due: Sequence[str]) -> Layout:
        table = parts.Table(**self.table.written()) if self.table else None
        return Layout.model_construct(
            section=self.shape.patterns.get(SECTION),
            group=self.shape.patterns.get(GROUP),
            task=self.shape.patterns[TASK],
            table=table,
            departments=self.departments,
            duties=self.labels.duties,
            due=dict.fromkeys(due, Deadline(Status.COMPLETED)),
        )

    def _cut(self) -> OfficialText:
        """Return the text cut by its headings and cells, once without and once with deadlines."""
        headings = self.shape.headings
        text = OfficialText(self.source, self.path, headings, self._layout([""]))
        last = self.shape.tasks[-1]
        for node in self.shape.tasks:
            pieces = [
                p
                for p in text.pieces
                if p.owner == node.id
                and p.column is not Column.HEADING
                and not (self.grid and self.grid.sums_up(p))
            ]
            found = self._due_of(text, pieces, is_last=node is last)
            if found and found[0]:
                self.dues[node.id] = found
        signed = OfficialText(self.source, self.path, headings, self._layout(()))
        back = min((p.start for p in signed.pieces if p.column is Column.BACK), default=None)
        if back is not None and all(place >= back for _, place in self.dues.values()):
            self.dues.clear()  # it is the issuer that signs the text
            return signed
        return OfficialText(
            self.source, self.path, headings, self._layout([due for due, _ in self.dues.values()])
        )

    def _due_of(
        self, text: OfficialText, pieces: Sequence[Piece], *, is_last: bool
    ) -> tuple[str, int] | None:
        """Return the deadline of a task as it is printed, and its place."""
        cells = [piece for piece in pieces if piece.column is Column.DUE]
        if cells:
            return "、".join(dict.fromkeys(cell.text for cell in cells)), cells[0].start
        for piece in pieces:
            for label in self.labels.due:
                place = piece.text.find(label)
                if place >= 0:
                    start = piece.start + place
                    end = self._line_end(text, start) if is_last else piece.end
                    return text.folded[start:end].rstrip(CLOSING), start
        if not pieces or self.table:
            return None
        tail = pieces[-1]
        if tail.column is Column.DEPARTMENTS:
            due = due_in_brackets(tail.text, self.period)
            if self.mark or read_due(due, self.period):
                return due, tail.start + tail.text.rfind(due)
        begin, end = tail.start, tail.end
        if tail.column is Column.MEASURES:
            begin = max(
                (n for n in range(pieces[0].start, end) if _begins_line(text, n)), default=end
            )
        breaks = [n - begin for n in range(begin, end) if _begins_line(text, n)]
        due, place = split_due(
            text.folded[begin:end],
            breaks,
            self.period,
            cell=tail.column is not Column.MEASURES,
            is_last=is_last,
        )
        return due, begin + place

    def _line_end(self, text: OfficialText, start: int) -> int:
        following = (n for n in range(start + 1, len(text.folded)) if _begins_line(text, n))
        return next(following, len(text.folded))

    # -- tasks --

    def _task(self, node: Node) -> Printed:
        every = [piece for piece in self.text.pieces if piece.owner == node.id]
        beside = [piece for piece in every if self.grid and self.grid.stands_beside(piece)]
        pieces = [piece for piece in every if piece not in beside]
        place, rows = pieces[0].start, self._rows(pieces)
        task = Printed(node, place, self._clauses(node, pieces, rows), due_place=place, rows=rows)
        if self.grid:
            self.grid.note(task, beside)
        self._cells(task, pieces)
        task.due_text, task.due_place = self.dues.get(node.id, ("", place))
        task.due = due_of(task.due_text, self.labels.due, self.period)
        self._due_in_title(task)
        task.doubts = [*self._unread(task), *self._noted(node)]
        self._ask_for_departments(task, "".join(piece.text for piece in pieces))
        return task

    def _clauses(self, node: Node, pieces: Sequence[Piece], rows: Sequence[Row]) -> list[Clause]:
        """Return the clauses of a task, with its title where no known column has a measure."""
        measures = [piece for piece in pieces if piece.column is Column.MEASURES]
        clauses = clauses_of(measures, self.reporters)
        if all(self.grid and self.grid.is_unknown(piece) for piece in measures):
            place = pieces[0].start
            start = max(self.text.folded.find(node.title, place), place)
            clauses = [*cut_clause(Clause(node.title, start, 1), self.reporters), *clauses]
        starts = [row.start for row in rows]
        for n, (clause, following) in enumerate(pairwise(clauses)):
            if bisect_right(starts, clause.start) < bisect_right(starts, following.start):
                clauses[n] = replace(clause, last=True)
        return clauses

    def _cells(self, task: Printed, pieces: Sequence[Piece]) -> None:
        """Note the departments of a task and what its cells say of whom and how strongly."""
        tiers: list[Value] = []
        above: list[str] = []
        for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
            if piece.column is Column.DEPARTMENTS:
                above += self._departments(task, piece)
            elif piece.column is Column.DUTIES:
                self._duties(task, piece, above)
                if after is not None and after.column is Column.DEPARTMENTS:
                    above = []
            elif piece.column is Column.TIERS:
                tiers.append(Value(piece.tier, piece.text, piece.start))
        if self.table and self.table.tiers:
            task.by_tier = True
            task.values = tiers if are_values(tiers, task.unit) else []
            task.cells = [] if task.values else read_tier_cells(tiers, self.reporters)
        if len({cell.departments for cell in task.cells}) == 1:
            task.cells = [replace(cell, departments=()) for cell in task.cells]

    def _ask_for_departments(self, task: Printed, said: str) -> None:
        """Ask where no department was read though the text or the table speaks of some."""
        if task.departments or task.department_doubts:
            return
        unread = unread_department(said + self._above(task.node))
        if self.table and self.table.departments:
            unread = unread or task.node.title
        if unread:
            doubt = ask_to_confirm("draft.no-department", task.place, cell=unread)
            task.department_doubts.append(doubt)

    def _rows(self, pieces: Sequence[Piece]) -> list[Row]:
        """Return the rows of a task of a table that has measures in more than one."""
        rows: list[Row] = []
        below = -1
        for piece in pieces if self.table else ():
            line = self.line_of(piece.start)
            if piece.column is Column.MEASURES and line > below:
                rows.append(Row(piece.start))
                below = line
            elif rows and piece.column is Column.DEPARTMENTS:
                rows[-1].departments += read_departments(piece.text).names
            elif rows and piece.column is Column.DUE:
                rows[-1].due_text = piece.text
                rows[-1].due = read_due(piece.text, self.period)
        return rows if len(rows) > 1 else []

    def _unread(self, task: Printed) -> Iterator[Doubt]:
        """Yield a doubt on all that a task asks for each cell or bracket that no rule reads."""
        cell = self._unread_cells.get(task.node.id)
        if cell is not None:
            yield ask_to_confirm("draft.column-unknown", task.place, cell=cell)
        said = "".join(clause.text for clause in task.clauses)
        bracket = _OWN_BRACKET.search(said)
        if bracket is not None:
            yield ask_to_confirm("draft.own-bracket", task.place, phrase=bracket[0])

    def _noted(self, node: Node) -> Iterator[Doubt]:
        """Yield a doubt for the first note under the tasks that names this task by its number."""
        for piece in self.notes:
            named = _NAMES_TASKS.search(piece.text)
            if named and node.id in re.findall("[0-9]+", named[0]):
                yield ask_to_confirm("draft.note", piece.start, phrase=piece.text[:PHRASE])
                return

    @cached_property
    def _unread_cells(self) -> dict[str, str]:
        """The cells of each task that no rule reads: those of columns that are not known."""
        return self.grid.unread(self.lines) if self.grid else {}

    @cached_property
    def level_note(self) -> Piece | None:
        """The first sentence outside the tasks that says what is mandatory or optional.

        That all is mandatory is what a text without a column of duties is drafted by anyway.
        """
        said = [piece for piece in self._outside if says_level(piece.text)]
        whole = all(_ALL_MANDATORY.fullmatch(piece.text) for piece in said)
        return next(iter(said), None) if not whole else None

    @cached_property
    def _outside(self) -> list[Piece]:
        """What is printed outside the tasks."""
        ids = {node.id for node in self.shape.tasks}
        return [piece for piece in self.text.pieces if piece.owner not in ids]

    @cached_property
    def notes(self) -> list[Piece]:
        """What is printed under the tasks and names numbers, days, levels or those who report."""
        return [
            piece
            for piece in self._outside
            if piece.column is Column.BACK
            and not SIGNED.fullmatch(piece.text)
            and (
                self.reporters.mentions(piece.text)
                or amounts_in(piece.text, piece.start)
                or any(days_in(piece.text, self.period))
                or _NAMES_TASKS.search(piece.text)
            )
        ]

    def _above(self, node: Node) -> str:
        """Return the headings above a task."""
        return "".join(
            above.title
            for section in self.shape.sections
            for above in (section, *section.below)
            if above is not node
            and (node in above.below or any(node in b.below for b in above.below))
        )

    def _due_in_title(self, task: Printed) -> None:
        """Read the deadline that stands in brackets behind the title: no cell of the text."""
        match = _IN_BRACKETS.fullmatch(task.clauses[0].text)
        if match is None or task.due_text or len(task.clauses) == 1:
            return
        first = task.clauses.pop(0)
        task.context.append(first.bare)
        task.due = read_due(match["cell"], self.period)
        values = {"cell": match["cell"], "to": self.period.last}
        task.due_doubts = [ask_to_confirm("draft.due-in-title", first.start, **values)]

    def _departments(self, task: Printed, piece: Piece) -> list[str]:
        """Note the departments that a cell names, and return them."""
        printed = _without(piece.text, self.departments)
        if task.node.id in self.dues:
            printed = printed.removesuffix(self.dues[task.node.id][0])
        for label in self.labels.departments:
            printed = printed.replace(label, ",")
        read = read_persons if names_persons(piece.text) else read_departments
        found = read(printed.rstrip(f"{CLOSING},"))
        task.departments += [name for name in found.names if name not in task.departments]
        task.helping += found.helping
        task.context += found.rest
        for name in found.unsure:
            doubt = ask_to_confirm("draft.department-cut", piece.start, name=name)
            task.department_doubts.append(doubt)
        if not found.names and not self.labels.departments[1:]:
            doubt = ask_to_confirm("draft.no-department", piece.start, cell=piece.text)
            task.department_doubts.append(doubt)
        return found.names

    def _duties(self, task: Printed, piece: Piece, above: Sequence[str]) -> None:
        printed = _without(piece.text, self.labels.duties).rstrip("。;")
        cell = read_cell(printed, piece.end - len(printed), self.reporters)
        if task.whom and asks_nothing(printed) and not read_departments(task.whom).unsure:
            task.context.append(task.whom)
            return
        if task.whom:
            cell = with_level(read_cell(task.whom, piece.start, self.reporters), printed)
        names = read_departments(printed).names
        others = self.table is not None and not all(map(looks_like_organ, names))
        if task.whom or says_level(cell.text) or cell.names_reporters or others:
            task.cells.append(replace(cell, departments=tuple(above)))
        else:
            task.departments += [name for name in names if name not in task.departments]
            task.context.append(printed)


def _without(text: str, marks: Sequence[str]) -> str:
    for mark in sorted(marks, key=len, reverse=True):
        if text.startswith(mark):
            return text[len(mark) :]
    return text


def _begins_line(text: OfficialText, place: int) -> bool:
    return place == 0 or text.at(place, place + 1).line != text.at(place - 1, place).line
