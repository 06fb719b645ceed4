"""The text's side of a trace: the rule set has to account for every piece of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from plancheck.errors import Problem
from plancheck.plan.citations import Citations
from plancheck.plan.official_text import Column, Piece, fold_text
from plancheck.plan.parts import Task
from plancheck.reading.tree import Loc

MOST_UNCITED = 12
"""How many signs of a measure may stand in a row without being cited."""


class TextSide:
    """Finds each piece of the text that nothing in the rule set accounts for."""

    def __init__(self, citations: Citations) -> None:
        self.plan = citations.plan
        self.text = citations.text
        self.layout = citations.layout
        self.citations = citations
        self.units = {
            fold_text(unit.zh)
            for task in self.plan.tasks
            for obligation in task.obligations
            if (unit := obligation.requirement.unit)
        }

    def problem(self, key: str, piece: Piece, **values: object) -> Problem:
        """Return a problem at ``piece``; nothing answers for it then."""
        self.citations.by_piece[piece].clear()
        return Problem(key, self.text.at(piece.start, piece.end), values)

    def front(self) -> Iterator[Problem]:
        """Yield where the plan's title or years are not those printed before the first heading."""
        printed = "".join(piece.text for piece in self.citations.pieces("", Column.FRONT))
        if fold_text(self.plan.title.zh) not in printed:
            values = {"title": self.plan.title.zh}
            yield Problem("trace.title", self.plan.locate("title", "zh"), values)
        for key, day in (("from", self.plan.period.from_), ("to", self.plan.period.to)):
            if str(day.year) not in printed:
                yield Problem("trace.year", self.plan.locate("period", key), {"year": day.year})

    def department_cells(self, loc: Loc, task: Task) -> Iterator[Problem]:
        """Yield where the departments printed are not the task's, one by one and in order."""
        expected = list(task.departments)
        for piece in self.citations.pieces(task.id, Column.DEPARTMENTS):
            mark = fold_text(self.layout.departments)
            place = piece.start + len(mark)
            named = piece.text[len(mark) :]
            if not expected or not named.startswith(expected[0]):
                following = next(iter(expected), None)
                yield self.problem("trace.department", piece, cell=piece.text, wanted=following)
                continue
            while expected and named.startswith(expected[0]):
                department = expected.pop(0)
                place += len(department)
                named = named[len(department) :].removeprefix("、")
            rest = range(place, piece.end)
            if any(
                not self.citations.covered[n] and self.text.folded[n] not in ",、;。" for n in rest
            ):
                yield self.problem("trace.unaccounted", piece, clause=piece.text)
            else:
                self.citations.by_piece[piece][task.id] = None
        if expected:
            values = {"departments": expected, "task": task.id}
            where = self.plan.locate(*loc, "departments")
            yield Problem("trace.no-department", where, values)

    def duty_cells(self, task: Task) -> Iterator[Problem]:
        """Yield what is printed in a cell of duties and not understood, or not cited."""
        phrases = {fold_text(cited.phrase) for cited in self.citations.by_owner.get(task.id, ())}
        for piece in self.citations.pieces(task.id, Column.DUTIES):
            for duty in self.citations.duties_in(piece):
                if duty not in self.citations.printed:
                    yield self.problem("trace.unknown-duty", piece, duty=duty)
                elif duty not in phrases:
                    yield self.problem("trace.unaccounted", piece, clause=duty)

    def due_cell(self, loc: Loc, task: Task) -> Iterator[Problem]:
        """Yield where the deadline printed is not the task's, or not the end of the period."""
        for piece in self.citations.pieces(task.id, Column.DUE):
            printed = next(
                meant for word, meant in self.layout.due.items() if fold_text(word) == piece.text
            )
            if printed is not task.due:
                yield self.problem(
                    "trace.due", piece, printed=piece.text, task=task.id, stated=task.due
                )
            day = self.citations.day_in(piece.text)
            if day not in (None, self.plan.period.to):
                values = {"printed": piece.text, "day": day, "to": self.plan.period.to}
                yield Problem("trace.period", self.plan.locate("period", "to"), values)

    def clauses(self) -> Iterator[Problem]:
        """Yield every clause that nothing cites, or that has a long stretch nothing cites."""
        for piece, by in self.citations.by_piece.items():
            if piece.column in (Column.FRONT, Column.GOAL, Column.MEASURES) and not by:
                yield self.problem("trace.unaccounted", piece, clause=piece.text)
                continue
            if piece.column is Column.MEASURES:
                covered = bytes(self.citations.covered[piece.start : piece.end])
                for gap in re.finditer(b"\0{%d,}" % (MOST_UNCITED + 1), covered):
                    part = piece.text[gap.start() : gap.end()]
                    where = self.text.at(piece.start + gap.start(), piece.start + gap.end())
                    yield Problem("trace.uncited", where, {"part": part, "limit": MOST_UNCITED})

    def loose_numbers(self) -> Iterator[Problem]:
        """Yield every number of the measures that is not cited, or that no obligation asks for."""
        for task in self.plan.tasks:
            for piece in self.citations.pieces(task.id, Column.MEASURES):
                for match in re.finditer("[0-9]+", piece.text):
                    place = range(piece.start + match.start(), piece.start + match.end())
                    if not all(self.citations.covered[n] for n in place):
                        where = self.text.at(place.start, place.stop)
                        yield Problem("trace.number-uncited", where, {"number": match[0]})
                asked = {
                    number
                    for obligation in task.obligations
                    if obligation.id in self.citations.by_piece[piece]
                    for bound in obligation.requirement.bounds.values()
                    for number in (bound.values() if isinstance(bound, dict) else [bound])
                }
                for unit in self.units:
                    for numbers in self.citations.numbers_in(piece.text, unit):
                        for number in set(numbers) - asked:
                            values = {"number": number, "unit": unit, "clause": piece.text}
                            where = self.text.at(piece.start, piece.end)
                            yield Problem("trace.no-quota", where, values)

    def digests(self) -> Iterator[Problem]:
        """Yield which pieces of the text differ from the encoded ones."""
        encoded = self.plan.source.clauses
        present = [piece.digest for piece in self.text.pieces]
        if encoded:
            matcher = SequenceMatcher(None, encoded, present, autojunk=False)
            for kind, i, j, k, m in matcher.get_opcodes():
                if kind == "equal":
                    continue
                for piece in self.text.pieces[k:m]:
                    key = "trace.added" if kind == "insert" else "trace.changed"
                    yield self.problem(key, piece, clause=piece.text)
                gone = (j - i) - (m - k)
                if gone > 0:
                    place = self.text.pieces[m - 1].end - 1 if m else 0
                    where = self.text.at(place, place + 1)
                    yield Problem("trace.removed", where, {"count": gone})
        if self.text.sha256 != self.plan.source.sha256:
            where = self.plan.locate("source", "sha256")
            yield Problem("trace.sha256", where, {"sha256": self.text.sha256})
