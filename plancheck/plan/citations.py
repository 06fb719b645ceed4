"""What a rule set cites, where its official text prints that, and what the printed words mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancheck.errors import Problem
from plancheck.plan.model import Plan, places
from plancheck.plan.official_text import Column, OfficialText, Piece, fold_text
from plancheck.plan.parts import Layout, Obligation, Task
from plancheck.reading.tree import Loc


@dataclass(frozen=True, slots=True)
class Cited:
    """A phrase of the rule set, its place there, and where in the text it stands."""

    phrase: str
    by: str
    at: Loc
    spans: tuple[tuple[int, int], ...]


class Citations:
    """The phrases that ``plan`` cites in ``text``, and what ``text`` prints in words."""

    def __init__(self, plan: Plan, text: OfficialText, layout: Layout) -> None:
        self.plan = plan
        self.text = text
        self.layout = layout
        self.by_owner: dict[str, list[Cited]] = {}
        self.by_piece: dict[Piece, dict[str, None]] = {piece: {} for piece in text.pieces}
        self.covered = bytearray(len(text.folded))
        self.printed = {
            fold_text(f"{who}{level}"): (selectors, meant)
            for who, selectors in layout.who.items()
            for level, meant in layout.levels.items()
        }

    def cite(self) -> Iterator[Problem]:
        """Find every cited phrase in the text of its owner; yield the phrases not found."""
        for number, entry in enumerate(self.plan.unassessed):
            yield from self.find("", entry.whose, entry.cites, ("unassessed", number))
        for s, section in enumerate(self.plan.sections):
            for g, group in enumerate(section.groups):
                at: Loc = ("sections", s, "groups", g)
                for number, entry in enumerate(group.unassessed):
                    where = (*at, "unassessed", number)
                    yield from self.find(group.id, entry.whose, entry.cites, where)
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

    def measures_of(self, task: Task, obligation: Obligation) -> list[Piece]:
        """Return the clauses of the measures that ``obligation`` cites."""
        return [
            piece
            for piece in self.pieces(task.id, Column.MEASURES)
            if obligation.id in self.by_piece[piece]
        ]

    # -- what the printed words mean --

    def duties_in(self, piece: Piece) -> list[str]:
        """Return the duties printed in a cell."""
        cell = piece.text.removeprefix(fold_text(self.layout.duties))
        return [duty for duty in re.split("[,;。]", cell) if duty]

    def numbers_in(self, text: str, unit: str) -> Iterator[tuple[int, ...]]:
        """Yield the numbers, or the two ends of a range, that ``text`` prints before ``unit``."""
        spelled = self.layout.numbers
        number = "|".join(["[0-9]+", *map(re.escape, map(fold_text, spelled))])
        values = {fold_text(word): value for word, value in spelled.items()}
        for match in re.finditer(
            rf"(?<![0-9])({number})(?:[—–~-]({number}))?{re.escape(unit)}", text
        ):
            printed = [part for part in match.groups() if part is not None]
            yield tuple(values[part] if part in values else int(part) for part in printed)

    def tiers_in(self, text: str) -> set[str]:
        """Return the tiers that ``text`` names."""
        return {tier for word, tier in self.layout.tiers.items() if fold_text(word) in text}

    def day_in(self, text: str) -> datetime.date | None:
        """Return the day that the longest deadline named in ``text`` means, if there is one."""
        deadlines = [word for word in self.layout.deadlines if fold_text(word) in text]
        return self.layout.deadlines[max(deadlines, key=len)] if deadlines else None
