"""The official text of a plan, in the reader's own copy: headings, clauses and table cells.

White space and NFKC variants are folded, so a copy may break its lines and widen its signs as it
likes; only the rows of a table have a line each. Where one thing ends and the next begins is told
by the headings that the rule set encodes and by the marks of its layout.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from plancheck.errors import Location, PlanError, Problem
from plancheck.plan.cells import CLOSING, Mark, cells_in
from plancheck.plan.columns import WHOLE, Column
from plancheck.plan.model import Plan
from plancheck.plan.parts import Layout, Table
from plancheck.plan.rows import Rows
from plancheck.reading.source import read_text
from plancheck.reading.text import fold_text, part_points

DIGEST_LENGTH = 8
"""How many hexadecimal digits of its SHA-256 stand for a piece of the text in a rule set."""
_CUT = re.compile("《[^》]*》|(?:[。;!?]|,(?!(?<=[0-9],)[0-9]{3}(?![0-9])))+")
"""A title, which is not cut, or where a clause ends: not at the comma of 1,200."""
_HAN = "〇零一二三四五六七八九十"
_DAY = rf"(?:[0-9]{{4}}|[{_HAN}]{{4}})年[0-9{_HAN}]{{1,2}}月[0-9{_HAN}]{{1,3}}日"
_ORGAN = r"[^\W\d_]{3,30}[府室厅局委会部院处司组校团心]"
_SIGNATURE = re.compile(rf"(?:\n附件[^\n]*)*(?:\n{_ORGAN})+\n?{_DAY}$")
"""The lines that end a text: its attachments, the organs that sign it, and the day."""
SIGNED = re.compile(f"(?:{_ORGAN})?{_DAY}")
"""Who signs a text, in one piece with the day."""
_MOST_SIGNED = 12
"""How many lines a signature may have."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a clause or a table cell of the text.

    ``owner`` is the id of the section, group or task it belongs to, empty for what stands before
    the first heading and after the last task. ``start`` is its place in the folded text, and
    ``paragraph`` counts the lines of the copy within its column, from 1. ``tier`` is the one that
    a column of a table is about.
    """

    column: Column
    owner: str
    text: str
    start: int
    paragraph: int
    tier: str = ""

    @property
    def end(self) -> int:
        """The place after it in the folded text."""
        return self.start + len(self.text)

    @property
    def digest(self) -> str:
        """The first digits of its SHA-256: what a rule set says of it without copying it."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: ``section``, ``group`` or ``task``, whose, and how it is printed."""

    kind: str
    owner: str
    title: str
    printed: str


class _Cell(NamedTuple):
    """A stretch of the folded text that belongs to one column."""

    column: Column
    owner: str
    start: int
    end: int
    tier: str = ""


class OfficialText:
    """A copy of the official text, cut up by its headings, in their order, and its layout."""

    def __init__(self, text: str, path: str, headings: Sequence[Heading], layout: Layout) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._lines = text.split("\n")
        self._places: list[tuple[int, int]] = []
        folded: list[str] = []
        self._printed: list[int] = []  # for each sign, how many lines above its own say something
        above = 0
        lines = []
        for number, line in enumerate(self._lines):
            stops = [len(folded)]
            for column, character in enumerate(part_points(line)):
                if character == "\t":
                    stops.append(len(folded))
                for sign in fold_text(character):
                    folded.append(sign)
                    self._places.append((number, column))
                    self._printed.append(above)
            lines.append([*pairwise([*stops, len(folded)])])
            above += bool(self._places) and self._places[-1][0] == number
        self.folded = "".join(folded)
        self.sha256 = hashlib.sha256(fold_text(text).encode()).hexdigest()
        self._layout = layout
        self._marks = {
            Mark.read(fold_text(mark)): column
            for column, marks in (
                (Column.DEPARTMENTS, layout.departments),
                (Column.DUTIES, layout.duties),
            )
            for mark in marks
        }
        self.due_words = {fold_text(word).rstrip(CLOSING): due for word, due in layout.due.items()}
        self._line_spans = [(line[0][0], line[-1][1]) for line in lines]
        self._heads = _heads(layout.table)
        self._rows = Rows(self.folded, lines, {*self._heads}) if self._heads else None
        self.pieces = tuple(self._pieces(headings))

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def at(self, start: int, end: int) -> Location:
        """Return the place in the reader's copy of a stretch of the folded text."""
        if not self._places:
            return Location(self.path)
        line, column = self._places[min(start, len(self._places) - 1)]
        end_line, end_column = self._places[min(max(end - 1, start), len(self._places) - 1)]
        return Location(
            self.path,
            line + 1,
            column + 1,
            end_line + 1,
            end_column + 2,
            self._lines[line],
            self._lines[end_line],
        )

    def find(self, phrase: str, owner: str) -> Iterator[tuple[int, int]]:
        """Yield every place in the folded text, within what ``owner`` has, where ``phrase`` is."""
        folded = fold_text(phrase)
        for start, end in self.regions.get(owner, ()):
            place = self.folded.find(folded, start, end) if folded else -1
            while place >= 0:
                yield place, place + len(folded)
                place = self.folded.find(folded, place + 1, end)

    def head_of(self, piece: Piece) -> str:
        """Return the head of the column of a table that ``piece`` stands in, empty for none."""
        return self._rows.head_at(piece.start) if self._rows is not None else ""

    @cached_property
    def regions(self) -> dict[str, list[tuple[int, int]]]:
        """The stretches of the folded text that belong to each owner."""
        regions: dict[str, list[tuple[int, int]]] = {}
        for piece in self.pieces:
            own = regions.setdefault(piece.owner, [])
            if own and own[-1][1] == piece.start:
                own[-1] = (own[-1][0], piece.end)
            else:
                own.append((piece.start, piece.end))
        return regions

    def over(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces that share a sign with the stretch from ``start`` to ``end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for piece in self.pieces[first:]:
            if piece.start >= end:
                return
            if piece.end > start:
                yield piece

    def sentence(self, start: int, end: int) -> str:
        """Return the full sentence around a stretch, as the reader's copy has it, in one line."""
        piece = next(self.over(start, end), None)
        if piece is None:
            return ""
        if piece.column not in (Column.GOAL, Column.MEASURES):
            return piece.text
        low, high = next((s, e) for s, e in self.regions[piece.owner] if s <= start < e)
        clauses = [
            p for p in self.over(low, high) if p.column is piece.column and p.owner == piece.owner
        ]
        first = next(n for n, p in enumerate(clauses) if p is piece)
        while first > 0 and not clauses[first - 1].text.endswith("。"):
            first -= 1
        last = first
        while last + 1 < len(clauses) and (
            clauses[last].end < end or not clauses[last].text.endswith("。")
        ):
            last += 1
        return "".join(clause.text for clause in clauses[first : last + 1])

    # -- cutting --

    def _pieces(self, headings: Sequence[Heading]) -> Iterator[Piece]:
        located = self._located(headings)
        first = located[0][1] if located else len(self.folded)
        yield from self._clauses(_Cell(Column.FRONT, "", 0, first), 0)
        for number, (heading, start, end) in enumerate(located):
            is_last = number + 1 == len(located)
            following = len(self.folded) if is_last else located[number + 1][1]
            if heading.kind == "task":
                yield from self._task(heading, start, end, following, is_last=is_last)
            else:
                yield self._piece(_Cell(Column.HEADING, heading.owner, start, end), start)
                for cell in self._goal(heading.owner, end, following):
                    yield from self._clauses(cell, cell.start)

    def _goal(self, owner: str, start: int, end: int) -> Iterator[_Cell]:
        """Yield what follows the heading of a section or group, without the head of a table."""
        if self._rows is None:
            yield _Cell(Column.GOAL, owner, start, end)
            return
        for cell in self._rows.cells(start, end):
            column, whose = (Column.FRONT, "") if cell.is_head else (Column.GOAL, owner)
            yield _Cell(column, whose, cell.start, cell.end)

    def _located(self, headings: Sequence[Heading]) -> list[tuple[Heading, int, int]]:
        """Return each heading that is there with its place; the others become problems."""
        exact: list[int] = []
        place = 0
        for heading in headings:
            start = self._row_of(heading, place)
            if start < 0:
                start = self.folded.find(heading.printed, place)
            exact.append(start)
            place = start + len(heading.printed) if start >= 0 else place
        located = []
        place = 0
        for number, heading in enumerate(headings):
            start, end = exact[number], exact[number] + len(heading.printed)
            if start >= 0 and not self.folded.startswith(heading.printed, start):
                end = start  # other cells of the row stand before its title
            if start < 0:
                following = next((p for p in exact[number + 1 :] if p >= 0), len(self.folded))
                start, end = self._altered(heading, place, following)
                if start < 0:
                    where = self.at(place, place + 1)
                    values = {"heading": heading.printed}
                    self.problems.append(Problem("trace.no-heading", where, values))
                    continue
                values = {"heading": heading.printed, "printed": self.folded[start:end]}
                self.problems.append(Problem("trace.heading", self.at(start, end), values))
            if self.folded.startswith("。", end) and not heading.printed.endswith("。"):
                end += 1
            located.append((heading, start, end))
            place = end
        return located

    def _row_of(self, heading: Heading, place: int) -> int:
        """Return where the row of a table that ``heading`` stands in begins, -1 for none."""
        table = self._layout.table
        if self._rows is None or table is None or heading.kind != "task":
            return -1
        heads = fold_text(table.task), fold_text(table.id or "")
        title = heading.title if table.id else heading.printed
        return self._rows.row_of(title, heading.owner, heads, place)

    def _altered(self, heading: Heading, low: int, high: int) -> tuple[int, int]:
        """Return the place of a heading whose title or number is right, but not both."""
        before, _, after = heading.printed.partition(heading.title)
        start = self.folded.find(heading.title, low, high)
        if start >= 0:
            return start, start + len(heading.title + after)
        for match in re.finditer(rf"(?<!\d){re.escape(before)}", self.folded[low:high]):
            start = low + match.start()
            end = self.folded.find(after, start + len(before), high) if after else -1
            return start, end + len(after) if end >= 0 else start + len(heading.printed)
        return -1, -1

    def _task(
        self, heading: Heading, start: int, end: int, following: int, *, is_last: bool
    ) -> Iterator[Piece]:
        """Yield the heading of a task, the clauses of its measures and its other cells.

        Where nothing is printed as its measures, its title is.
        """
        owner = heading.owner
        if self._rows is None:
            cells = [*self._list_cells(owner, end, following, is_last=is_last)]
        else:
            parted = {} if start < end else self._parts_of(heading)
            cells = [*self._row_cells(owner, end, following, parted, is_last=is_last)]
        measured = self._rows is None and any(cell.column is Column.MEASURES for cell in cells)
        measured = measured or self._has_measures(end, following)
        if start == end and not measured:
            whole = [self.folded.startswith(heading.title, cell.start) for cell in cells]
            title = whole.index(True)
            cells[title] = cells[title]._replace(column=Column.MEASURES)
        elif not measured:
            number = heading.printed.partition(heading.title)[0]
            begin = start + len(number) * self.folded.startswith(number, start, end)
            cells.insert(0, _Cell(Column.MEASURES, owner, begin, end))
            end = begin
        if start < end:
            yield self._piece(_Cell(Column.HEADING, owner, start, end), start)
        first: dict[Column, int] = {}
        for cell in cells:
            if cell.column in WHOLE:
                yield self._piece(cell, cell.start)
            else:
                yield from self._clauses(cell, first.setdefault(cell.column, cell.start))

    def _list_cells(self, owner: str, start: int, end: int, *, is_last: bool) -> Iterator[_Cell]:
        """Yield the measures of a task of a list and its cells, which marks and deadlines begin."""
        found = [
            (place, self._marks[mark])
            for place, mark in cells_in(self.folded, start, end, [*self._marks])
        ]
        due = self._due_at(start, [*(place for place, _ in found), end], is_last=is_last)
        until = end
        if due is not None:
            found = sorted([*found, (due[0], Column.DUE)])
            until = due[1] if is_last and due[0] == found[-1][0] else end
        elif is_last and not self._layout.due:
            until = self._signed_at(found[-1][0] if found else start, end)
        elif self.due_words and "" not in self.due_words:
            self._no_due(owner, found[-1][0] if found else start, end)
        begin, column = start, Column.MEASURES
        for place, following in [*found, (until, Column.BACK)]:
            if begin < place:
                yield _Cell(column, owner, begin, place)
            begin, column = place, following
        if until < end:
            yield _Cell(Column.BACK, "", until, end)

    def _signed_at(self, start: int, end: int) -> int:
        """Return where a text is signed below what begins at ``start``; ``end`` if it is not."""
        spans = [(low, high) for low, high in self._line_spans if start < low < high]
        lines = "".join(f"\n{self.folded[low:high]}" for low, high in spans[-_MOST_SIGNED:])
        signature = _SIGNATURE.search(lines)
        return spans[-signature[0].count("\n")][0] if signature else end

    def _due_at(self, start: int, stops: list[int], *, is_last: bool) -> tuple[int, int] | None:
        """Return the place of a task's deadline, which ends at one of ``stops``, the last first.

        Before the first cell it is one only with a label or as a sentence of its own. After the
        last deadline of the text more may be printed.
        """
        words = sorted(filter(None, self.due_words), key=len, reverse=True)
        for number, stop in reversed([*enumerate(stops)]):
            until = stop
            while until > start and self.folded[until - 1] in CLOSING:
                until -= 1
            for word in words:
                place = until - len(word)
                apart = place == start or self.folded[place - 1] in CLOSING or ":" in word
                in_cells = number > 0 or len(stops) == 1
                if self.folded.endswith(word, start, until) and (in_cells or apart):
                    return place, stop
        if not is_last:
            return None
        low = stops[-2] if len(stops) > 1 else start
        found = [(self.folded.rfind(word, low, stops[-1]), len(word)) for word in words]
        place, length = max(found, default=(-1, 0))
        return (place, place + length) if place >= 0 else None

    def _has_measures(self, start: int, end: int) -> bool:
        """Whether the row between two places has a cell in the column of measures."""
        table = self._layout.table
        if self._rows is None or table is None:
            return False
        head = fold_text(table.measures or "")
        return any(cell.head == head for cell in self._rows.cells(start, end))

    def _parts_of(self, heading: Heading) -> dict[str, int]:
        """Return how many signs of the heading of a task its row prints under which heads."""
        table = self._layout.table
        assert table is not None
        number, title = fold_text(table.id or ""), fold_text(table.task)
        if not number:
            return {title: len(heading.printed)}
        return {number: len(heading.printed), title: len(heading.title)}

    def _row_cells(
        self, owner: str, start: int, end: int, parted: dict[str, int], *, is_last: bool
    ) -> Iterator[_Cell]:
        """Yield the cells of a task of a table; what stands in no column belongs to the measures.

        Lines under the last row are the end of the text. ``parted`` are the signs of the heading
        by head, where other cells stand between them.
        """
        assert self._rows is not None
        due_seen = not self.due_words or "" in self.due_words
        for cell in self._rows.cells(start, end):
            column, tier = self._heads.get(cell.head or "", (Column.MEASURES, ""))
            whose, begin = owner, cell.start
            if cell.is_head:
                column, whose, tier = Column.FRONT, "", ""
            elif cell.head is None and is_last:
                column, whose = Column.BACK, ""
            elif cell.head in parted:
                begin = min(cell.end, cell.start + parted.pop(cell.head))
                yield _Cell(Column.HEADING, owner, cell.start, begin)
            elif column is Column.DUE:
                due_seen |= self.folded[cell.start : cell.end].rstrip(CLOSING) in self.due_words
            if begin < cell.end:
                yield _Cell(column, whose, begin, cell.end, tier)
        if not due_seen:
            self._no_due(owner, start, end)

    def _no_due(self, task: str, start: int, end: int) -> None:
        values = {"task": task, "known": [word for word in self._layout.due if word]}
        self.problems.append(Problem("trace.no-due", self.at(start, end), values))

    def _clauses(self, cell: _Cell, first: int) -> Iterator[Piece]:
        """Yield the clauses of a cell; what stands in a title's brackets is not cut."""
        begin = cell.start
        for match in _CUT.finditer(self.folded, cell.start, cell.end):
            if not match[0].startswith("《"):
                yield self._piece(cell._replace(start=begin, end=match.end()), first)
                begin = match.end()
        if begin < cell.end:
            yield self._piece(cell._replace(start=begin), first)

    def _piece(self, cell: _Cell, first: int) -> Piece:
        column, owner, start, end, tier = cell
        paragraph = self._printed[start] - self._printed[first] + 1
        return Piece(column, owner, self.folded[start:end], start, paragraph, tier)


def _heads(table: Table | None) -> dict[str, tuple[Column, str]]:
    """Return what the columns of a table are by their heads: a column, and which tier it is for."""
    if table is None:
        return {}
    columns = {
        table.id: Column.MEASURES,
        table.task: Column.MEASURES,
        table.measures: Column.MEASURES,
        table.departments: Column.DEPARTMENTS,
        table.duties: Column.DUTIES,
        table.due: Column.DUE,
    }
    whole = {fold_text(head): (column, "") for head, column in columns.items() if head}
    return whole | {fold_text(head): (Column.TIERS, tier) for tier, head in table.tiers.items()}


def read_official(path: str, plan: Plan, *, encoding: str = "utf-8") -> OfficialText:
    """Return the copy of the plan's official text at ``path``.

    Raises SourceError where it cannot be read, PlanError where ``plan`` has no layout to cut it by.
    """
    layout = plan.layout
    if layout is None:
        raise PlanError([Problem("trace.no-layout", plan.locate("source"))])
    return OfficialText(read_text(path, encoding=encoding), path, headings_of(plan), layout)


def headings_of(plan: Plan) -> list[Heading]:
    """Return the headings that ``plan`` encodes, in the order of its text.

    Headings that its layout has no pattern for are not printed.
    """
    layout = plan.layout
    assert layout is not None  # without one nothing says how they are printed
    found = []
    for section in plan.sections:
        found.append(heading("section", section.id, section.title.zh, layout.section))
        for _, group, tasks in section.branches():
            if group is not None:
                found.append(heading("group", group.id, group.title.zh, layout.group))
            for task in tasks:
                found.append(heading("task", task.id, task.title.zh, layout.task))
    return [each for each in found if each.printed]


def heading(kind: str, owner: str, title: str, pattern: str | None) -> Heading:
    """Return the heading that ``pattern`` prints with ``{id}`` and ``{title}``."""
    printed = (pattern or "").replace("{id}", owner).replace("{title}", title)
    return Heading(kind, owner, fold_text(title), fold_text(printed))
