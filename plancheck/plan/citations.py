"""What a rule set cites, and where its official text prints that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancheck.errors import Problem
from plancheck.plan.columns import Column
from plancheck.plan.model import Plan, places, unassessed_above_tasks
from plancheck.plan.official_text import OfficialText, Piece
from plancheck.plan.parts import Layout, Obligation, Task
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

    def measures_of(self, task: Task, obligation: Obligation) -> list[Piece]:
        """Return the clauses of the measures that ``obligation`` cites."""
        return [
            piece
            for piece in self.pieces(task.id, Column.MEASURES)
            if obligation.id in self.by_piece[piece]
        ]
