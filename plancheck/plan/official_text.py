"""The official text of a plan, in the reader's own copy: headings, clauses and table cells.

White space and NFKC variants are folded, so a copy may break its lines and widen its signs as it
likes. Where one thing ends and the next begins is told by the headings that the rule set encodes
and by the marks of its layout.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from plancheck.errors import Location, PlanError, Problem
from plancheck.plan.model import Plan
from plancheck.plan.parts import Layout
from plancheck.reading.source import read_text

DIGEST_LENGTH = 8
"""How many hexadecimal digits of its SHA-256 stand for a piece of the text in a rule set."""
_CUT = re.compile("《[^》]*》|[。；;，,！!？?]+")


class Column(StrEnum):
    """Where in the text a piece stands."""

    FRONT = "front"
    HEADING = "heading"
    GOAL = "goal"
    MEASURES = "measures"
    DEPARTMENTS = "departments"
    DUTIES = "duties"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a clause or a table cell of the text.

    ``owner`` is the id of the section, group or task it belongs to, empty for what stands before
    the first heading. ``start`` is its place in the folded text, and ``paragraph`` counts the lines
    of the copy within its column, from 1.
    """

    column: Column
    owner: str
    text: str
    start: int
    paragraph: int

    @property
    def end(self) -> int:
        """The place after it in the folded text."""
        return self.start + len(self.text)

    @property
    def digest(self) -> str:
        """The first digits of its SHA-256: what a rule set says of it without copying it."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading the rule set encodes: of what, and how the layout prints it."""

    kind: str
    owner: str
    title: str
    printed: str


class OfficialText:
    """A copy of the official text, cut up by the headings and the layout of ``plan``."""

    def __init__(self, text: str, path: str, plan: Plan, layout: Layout) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._lines = text.split("\n")
        self._places: list[tuple[int, int]] = []
        folded = []
        self._printed: list[int] = []  # for each sign, how many lines above its own say something
        above = 0
        for number, line in enumerate(self._lines):
            for column, character in enumerate(line):
                for sign in fold_text(character):
                    folded.append(sign)
                    self._places.append((number, column))
                    self._printed.append(above)
            above += bool(self._places) and self._places[-1][0] == number
        self.folded = "".join(folded)
        self.sha256 = hashlib.sha256(fold_text(text).encode()).hexdigest()
        self._layout = layout
        self.pieces = tuple(self._pieces(list(_headings(plan, layout))))

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

    def _pieces(self, headings: list[_Heading]) -> Iterator[Piece]:
        located = self._located(headings)
        first = located[0][1] if located else len(self.folded)
        yield from self._clauses(Column.FRONT, "", 0, first)
        for number, (heading, start, end) in enumerate(located):
            following = located[number + 1][1] if number + 1 < len(located) else len(self.folded)
            yield self._piece(Column.HEADING, heading.owner, start, end, start)
            if heading.kind == "task":
                yield from self._task(heading.owner, end, following)
            else:
                yield from self._clauses(Column.GOAL, heading.owner, end, following)

    def _located(self, headings: list[_Heading]) -> list[tuple[_Heading, int, int]]:
        """Return each heading that is there with its place; the others become problems."""
        exact: list[int] = []
        place = 0
        for heading in headings:
            start = self.folded.find(heading.printed, place)
            exact.append(start)
            place = start + len(heading.printed) if start >= 0 else place
        located = []
        place = 0
        for number, heading in enumerate(headings):
            start, end = exact[number], exact[number] + len(heading.printed)
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
            located.append((heading, start, end))
            place = end
        return located

    def _altered(self, heading: _Heading, low: int, high: int) -> tuple[int, int]:
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

    def _task(self, owner: str, start: int, end: int) -> Iterator[Piece]:
        """Yield the clauses of a task's measures, then the cells of its other columns."""
        marks = {
            mark: column
            for column, mark in (
                (Column.DEPARTMENTS, fold_text(self._layout.departments)),
                (Column.DUTIES, fold_text(self._layout.duties)),
            )
            if mark
        }
        places = sorted(
            (match.start(), marks[match[0]], len(match[0]))
            for match in re.finditer("|".join(map(re.escape, marks)), self.folded[start:end])
        )
        cells = [(start + place, column, length) for place, column, length in places]
        until = cells[0][0] if cells else end
        last = end
        for printed in sorted(map(fold_text, self._layout.due), key=len, reverse=True):
            if self.folded.endswith(printed, start, end):
                last = end - len(printed)
                break
        else:
            values = {"task": owner, "known": list(self._layout.due)}
            where = self.at(cells[-1][0] if cells else start, end)
            self.problems.append(Problem("trace.no-due", where, values))
        yield from self._clauses(Column.MEASURES, owner, start, min(until, last))
        for number, (place, column, _) in enumerate(cells):
            following = cells[number + 1][0] if number + 1 < len(cells) else last
            yield self._piece(column, owner, place, following, place)
        if last < end:
            yield self._piece(Column.DUE, owner, last, end, last)

    def _clauses(self, column: Column, owner: str, start: int, end: int) -> Iterator[Piece]:
        """Yield the clauses of a stretch; what stands in a title's brackets is not cut."""
        begin = start
        for match in _CUT.finditer(self.folded, start, end):
            if not match[0].startswith("《"):
                yield self._piece(column, owner, begin, match.end(), start)
                begin = match.end()
        if begin < end:
            yield self._piece(column, owner, begin, end, start)

    def _piece(self, column: Column, owner: str, start: int, end: int, first: int) -> Piece:
        paragraph = self._printed[start] - self._printed[first] + 1
        return Piece(column, owner, self.folded[start:end], start, paragraph)


def fold_text(text: str) -> str:
    """Return ``text`` without white space and with NFKC variants made one."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_official(path: str, plan: Plan, *, encoding: str = "utf-8") -> OfficialText:
    """Return the copy of the plan's official text at ``path``.

    Raises SourceError where it cannot be read, PlanError where ``plan`` has no layout to cut it by.
    """
    layout = plan.source.layout
    if layout is None:
        raise PlanError([Problem("trace.no-layout", plan.locate("source"))])
    return OfficialText(read_text(path, encoding=encoding), path, plan, layout)


def _headings(plan: Plan, layout: Layout) -> Iterator[_Heading]:
    for section in plan.sections:
        yield _heading("section", section.id, section.title.zh, layout.section)
        for group in section.groups:
            yield _heading("group", group.id, group.title.zh, layout.group)
            for task in group.tasks:
                yield _heading("task", task.id, task.title.zh, layout.task)


def _heading(kind: str, owner: str, title: str, pattern: str) -> _Heading:
    printed = pattern.replace("{id}", owner).replace("{title}", title)
    return _Heading(kind, owner, fold_text(title), fold_text(printed))
