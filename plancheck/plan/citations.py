"""What a rule set cites, and where its official text prints that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancheck.errors import Problem
from plancheck.plan.cells import asks_nothing
from plancheck.plan.columns import Column
from plancheck.plan.model import Plan, places, unassessed_above_tasks
from plancheck.plan.official_text import OfficialText, Piece
from plancheck.plan.parts import Day, Layout, Obligation, Task
from plancheck.plan.vocabulary import Vocabulary
from plancheck.reading.tree import Loc


@dataclass(frozen=True, slots=True)
class Cited:
    """A phrase of the rule set, its place there, and where in the text it stands."""

    phrase: str
    by: str
    at: Loc
    spans: tuple[tuple[int, int], ...]


class Citations:
    """The phrases that ``plan`` cites in ``text``, whose words mean what ``layout`` says."""

    def __init__(self, plan: Plan, text: OfficialText, layout: Layout) -> None:
        self.plan = plan
        self.text = text
        self.layout = layout
        self.vocabulary = Vocabulary(layout)
        self.by_owner: dict[str, list[Cited]] = {}
        self.by_piece: dict[Piece, dict[str, None]] = {piece: {} for piece in text.pieces}
        self.covered = bytearray(len(text.folded))

    def cite(self) -> Iterator[Problem]:
        """Find every cited phrase in the text of its owner; yield the phrases not found."""
        for at, owner, entries in unassessed_above_tasks(self.plan):
            for number, entry in enumerate(entries):
                yield from self.find(owner, entry.whose, entry.cites, (*at, "unassessed", number))
        for loc, task in places(self.plan):
            for number, obligation in enumerate(task.obligations):
                where = (*loc, "obligations", number)
                yield from self.find(task.id, obligation.id, obligation.cites, where)
            for number, entry in enumerate(task.unassessed):
                where = (*loc, "unassessed", number)
                yield from self.find(task.id, entry.whose, entry.cites, where)
        for piece, answering in self.by_piece.items():
            if piece.column in (Column.HEADING, Column.DUE):
                answering[piece.owner] = None

    def find(self, owner: str, by: str, phrases: Sequence[str], loc: Loc) -> Iterator[Problem]:
        """Note where ``phrases`` stand in the text of ``owner``; yield the phrases not found."""
        for number, phrase in enumerate(phrases):
            at = (*loc, "cites", number)
            spans = tuple(self.text.find(phrase, owner))
            self.by_owner.setdefault(owner, []).append(Cited(phrase, by, at, spans))
            for start, end in spans:
                self.covered[start:end] = b"\1" * (end - start)
                for piece in self.text.over(start, end):
                    if piece.column is not Column.DEPARTMENTS:
                        self.by_piece[piece][by] = None
            if not spans:
                lines = [self.text.at(*region).line for region in self.text.regions.get(owner, [])]
                values = {"phrase": phrase, "owner": owner, "line": lines[0] if lines else "—"}
                yield Problem("trace.no-phrase", self.plan.locate(*at), values)

    def pieces(self, owner: str, column: Column) -> list[Piece]:
        """Return the pieces of ``owner`` in ``column``, in the order of the text."""
        return [p for p in self.text.pieces if p.owner == owner and p.column is column]

    def sentence_before(self, clause: Piece) -> Iterator[Piece]:
        """Yield a clause of the measures and those before it in its sentence, backwards."""
        clauses = self.pieces(clause.owner, Column.MEASURES)
        yield clause
        for before in reversed(clauses[: clauses.index(clause)]):
            if before.text.endswith("。"):
                return
            yield before

    def tiers_in(self, clause: Piece) -> set[str]:
        """Return the tiers that a clause names; the others are those not named before them."""
        named = self.vocabulary.tiers_in(clause.text)
        if "others" not in self.vocabulary.whom_in(clause.text):
            return named
        before = (self.vocabulary.tiers_in(each.text) for each in self.sentence_before(clause))
        return named | (self.plan.tiers.keys() - set().union(*before))

    def day_in(self, cell: Piece) -> Day | None:
        """Return the day that a cell of deadlines means, None where its words are not known."""
        meant = self.vocabulary.deadline_in(cell)
        if meant is None:
            return None
        return meant.by or self.vocabulary.day_in(cell.text) or self.plan.period.to

    def days_by_row(self, task: Task) -> dict[int, Day | None]:
        """Return the day that each row of ``task`` prints, by its line of the copy.

        A row with an empty cell or a dash is left out; it has the day of the row above it.
        """
        if self.layout.table is None:
            return {}
        cells = self.pieces(task.id, Column.DUE)
        return {self.line_of(c): self.day_in(c) for c in cells if not asks_nothing(c.text)}

    def line_of(self, piece: Piece) -> int:
        """Return the line of the copy in which ``piece`` begins."""
        return self.text.at(piece.start, piece.start + 1).line

    def measures_of(self, task: Task, obligation: Obligation) -> list[Piece]:
        """Return the clauses of the measures that ``obligation`` cites."""
        return [
            piece
            for piece in self.pieces(task.id, Column.MEASURES)
            if obligation.id in self.by_piece[piece]
        ]
