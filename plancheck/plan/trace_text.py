"""The text's side of a trace: the rule set has to account for every piece of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from plancheck.errors import Problem
from plancheck.plan.cells import STOPS, asks_nothing, parting
from plancheck.plan.citations import Citations
from plancheck.plan.columns import Column
from plancheck.plan.official_text import Piece
from plancheck.plan.parts import NATIONAL, Task
from plancheck.plan.vocabulary import PrintedNumber
from plancheck.reading.text import fold_text
from plancheck.reading.tree import Loc
from plancheck.reading.values import SCALES, exact, scale_of
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.open_values import OPEN

_CITED = frozenset({Column.FRONT, Column.GOAL, Column.MEASURES, Column.BACK})
"""The columns whose clauses have to be cited."""
_DIGITS = re.compile(r"(?<![0-9(])[0-9]+(?:\.[0-9]+)?|(?<=\()[0-9]+(?![0-9)])")
"""A number in digits; one alone in brackets numbers the items of a list."""
MOST_UNCITED = 12
"""How many signs of a measure may stand in a row without being cited."""


class TextSide:
    """Finds each piece of the text that nothing in the rule set accounts for."""

    def __init__(self, citations: Citations) -> None:
        self.plan = citations.plan
        self.text = citations.text
        self.layout = citations.layout
        self.citations = citations
        self.words = citations.vocabulary
        self.units = {
            fold_text(printed.unit.zh)
            for task in self.plan.tasks
            for obligation in task.obligations
            for printed in obligation.requirement.printed()
            if printed.unit
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
            wanted = list(expected)
            if self.names_only(piece, expected):
                self.citations.by_piece[piece][task.id] = None
            elif expected == wanted:
                first = next(iter(wanted), None)
                yield self.problem("trace.department", piece, cell=piece.text, wanted=first)
            else:
                yield self.problem("trace.unaccounted", piece, clause=piece.text)
        if expected:
            values = {"departments": expected, "task": task.id}
            where = self.plan.locate(*loc, "departments")
            yield Problem("trace.no-department", where, values)

    def names_only(self, piece: Piece, expected: list[str]) -> bool:
        """Whether a cell holds departments, in the order ``expected``, and what is cited.

        The departments that it names are taken out of ``expected``.
        """
        place, end, tail = self.words.names_in(piece)
        named = ""
        while place < len(piece.text):
            following = expected[0] if expected else None
            after = place + parting(piece.text, place, named)
            if following and place < end and piece.text.startswith(following, after):
                named = expected.pop(0)
                place = after + len(named)
            elif piece.text[place] in STOPS or self.citations.covered[piece.start + place]:
                place += 1
            elif place == end < tail:
                place = tail
            else:
                return False
        return True

    def duty_cells(self, task: Task) -> Iterator[Problem]:
        """Yield what is printed in a cell of duties and not understood, or not cited."""
        phrases = {fold_text(cited.phrase) for cited in self.citations.by_owner.get(task.id, ())}
        for piece in self.citations.pieces(task.id, Column.DUTIES):
            for duty in self.words.duties_in(piece):
                if duty in phrases:
                    continue
                if self.layout.table is not None and asks_nothing(duty):
                    self.citations.by_piece[piece][task.id] = None  # a dash
                elif duty in self.words.duties:
                    yield self.problem("trace.unaccounted", piece, clause=duty)
                else:
                    yield self.problem("trace.unknown-duty", piece, duty=duty)

    def due_cell(self, task: Task) -> Iterator[Problem]:
        """Yield where the deadline printed is not the task's: the status, or the day.

        Where the rows of a table differ in their days, each obligation has to have those it cites.
        """
        apart = len({*self.citations.days_by_row(task).values()}) > 1
        for piece in self.citations.pieces(task.id, Column.DUE):
            printed = self.words.deadline_in(piece)
            if printed is None:
                continue  # that it is not known is told by the text
            if task.status not in (printed.status, OPEN):
                values = {"printed": piece.text, "task": task.id, "stated": task.status}
                yield self.problem("trace.due", piece, **values)
            stated, end = self.plan.last_day(task), self.plan.period.to
            day = self.citations.day_in(piece)
            if apart or stated in (OPEN, day):
                continue
            if task.by is None and printed.by is None:
                period = {"printed": piece.text, "day": day, "to": end}
                yield Problem("trace.period", self.plan.locate("period", "to"), period)
            else:
                own = {"printed": piece.text, "task": task.id, "stated": stated, "day": day}
                yield self.problem("trace.due-day", piece, **own)

    def tier_cells(self, task: Task) -> Iterator[Problem]:
        """Yield each cell of a tier that no obligation of the task agrees with."""
        for piece in self.citations.pieces(task.id, Column.TIERS):
            if asks_nothing(piece.text):
                self.citations.by_piece[piece][task.id] = None  # a dash
            elif not self.citations.by_piece[piece]:
                yield self.problem("trace.unaccounted", piece, clause=piece.text)

    def clauses(self) -> Iterator[Problem]:
        """Yield every clause that nothing cites, or that has a long stretch nothing cites."""
        for piece, by in self.citations.by_piece.items():
            if self.layout.table is not None and not re.search(r"\w", piece.text):
                if piece.column in _CITED:
                    by[piece.owner] = None  # a cell of signs alone: a dash or a percent sign
                continue
            if piece.column in _CITED and not by:
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
                yield from self.uncited_numbers(piece)
                yield from self.unasked_numbers(task, piece)

    def uncited_numbers(self, piece: Piece) -> Iterator[Problem]:
        """Yield every number of a clause, in digits or before a unit, that is not cited."""
        spans = {match.span() for match in _DIGITS.finditer(piece.text)}
        spans -= {span for span in spans if self.words.ignores(piece.text, *span)}
        spans |= {(n.start, n.end) for unit in self.units for n in self.counted(piece, unit)}
        told = 0
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            at = (piece.start + start, piece.start + end)
            if start >= told and not all(self.citations.covered[slice(*at)]):
                told = end
                number = {"number": piece.text[start:end]}
                yield Problem("trace.number-uncited", self.text.at(*at), number)

    def unasked_numbers(self, task: Task, piece: Piece) -> Iterator[Problem]:
        """Yield every number of a clause with its unit that no obligation citing it asks for."""
        citing = [o for o in task.obligations if o.id in self.citations.by_piece[piece]]
        if any(place[0] == "requires" for each in citing for place in each.open_at):
            return  # its author has still to say what is asked
        if self.plan.draft and all(each.subject == NATIONAL for each in citing):
            return  # a draft leaves the issuer's own numbers to its author
        printed = [each for obligation in citing for each in obligation.requirement.printed()]
        where = self.text.at(piece.start, piece.end)
        asked = {
            _in_base(each.number, fold_text(each.unit.zh) if each.unit else "")
            for each in printed
            if isinstance(each.number, Quantity)
        }
        for unit in sorted(self.units):
            for numbers in self.counted(piece, unit):
                for number in numbers.values:
                    if _in_base(number, unit) in asked:
                        continue
                    values = {"number": number, "unit": unit, "clause": piece.text}
                    yield Problem("trace.no-quota", where, values)
        bounds = [{each.bound: each.number} for each in printed]
        for stated in self.words.stated_in(piece.text):
            if stated not in bounds:
                ((bound, number),) = stated.items()
                values = {"number": number, "bound": bound, "clause": piece.text}
                yield Problem("trace.no-bound", where, values)

    def counted(self, piece: Piece, unit: str) -> Iterator[PrintedNumber]:
        """Yield the numbers of a clause before ``unit``, without 一 where it is an article."""
        for number in self.words.numbers_in(piece.text, unit):
            if not self.words.is_article(piece.text, number):
                yield number

    def digests(self) -> Iterator[Problem]:
        """Yield which pieces of the text differ from the encoded ones."""
        encoded = self.plan.source.clauses if self.plan.source else []
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
        if self.text.sha256 != self.plan.text_sha256:
            where = self.plan.locate("source", "sha256")
            yield Problem("trace.sha256", where, {"sha256": self.text.sha256})


def _in_base(number: Quantity, unit: str) -> Quantity:
    """Return a number of ``unit`` without the 万 or 亿 that it begins with."""
    return exact(Decimal(number).scaleb(SCALES[scale_of(unit)[0]]))
