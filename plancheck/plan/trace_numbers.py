"""The numbers of a rule set in a trace: the text has to print each one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from plancheck.errors import Problem
from plancheck.plan.cells import CLOSING
from plancheck.plan.citations import Citations
from plancheck.plan.columns import Column
from plancheck.plan.official_text import Piece
from plancheck.plan.parts import Obligation, Task
from plancheck.reading.text import fold_text
from plancheck.reading.tree import Loc
from plancheck.reading.values import SCALES
from plancheck.requirements.base.bounds import ALLOTMENT
from plancheck.requirements.base.requirement import Printed, Requirement


class NumbersSide:
    """Finds each number of an obligation that no clause it cites prints."""

    def __init__(self, citations: Citations) -> None:
        self.plan = citations.plan
        self.layout = citations.layout
        self.words = citations.vocabulary
        self.citations = citations

    def numbers(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield what no clause cited, and no cell of a tier, prints with all that goes with it."""
        requirement = obligation.requirement
        clauses = self.citations.measures_of(task, obligation)
        at, name = (*loc, "requires", requirement.key), requirement.unit_name
        if name and not any(fold_text(name.zh) in clause.text for clause in clauses):
            values = {"name": name}
            yield Problem("trace.unit-name", self.plan.locate(*at, "unit_name"), values)
        for printed in requirement.printed():
            in_cells = self.in_cells(task, obligation, printed, clauses)
            in_clauses = any(
                self.prints(text, obligation, printed)
                for clause in clauses
                if self.is_about(clause, printed)
                for part in self.with_day(clause, printed)
                for text in self.with_unit(task, part, printed)
            )
            if not in_cells and not in_clauses:
                yield self.not_printed((*at, *printed.loc), obligation, printed)

    def with_day(self, clause: Piece, printed: Printed) -> list[str]:
        """Return a clause, after the head of its column or in parts, where these print the day."""
        if not printed.day:
            return [clause.text]
        head, parts = self.citations.text.head_of(clause), clause.text.split("、")
        if self.words.day_in(head):
            return [f"{head}{clause.text}"]
        return parts if all(map(self.words.day_in, parts)) else [clause.text]

    def with_unit(self, task: Task, text: str, printed: Printed) -> Iterator[str]:
        """Yield a clause as it is and, in a table, with the unit that another cell may print.

        The clause ends with a number then, or with its bound: 95, 95以上.
        """
        yield text
        number = re.search(r"[0-9](?P<rest>[^0-9]*)$", text.rstrip(CLOSING))
        bare = number is not None and (not number["rest"] or self.words.is_bound(number["rest"]))
        if number is not None and bare and self.layout.table and printed.unit:
            place = number.start("rest")
            unit = self.unit_of_row(task, fold_text(printed.unit.zh))
            yield f"{text[:place]}{unit}{text[place:]}"

    def unit_of_row(self, task: Task, unit: str) -> str:
        """Return ``unit`` as a cell of its own prints it: 万人次 for 人次."""
        cells = {piece.text for piece in self.citations.pieces(task.id, Column.MEASURES)}
        return next((scale + unit for scale in SCALES if scale and scale + unit in cells), unit)

    def not_printed(self, loc: Loc, obligation: Obligation, printed: Printed) -> Problem:
        """Return the problem that no clause prints what it has to."""
        values = {
            "obligation": obligation.id,
            "number": printed.number,
            "bound": printed.bound or "exactly",
            "unit": printed.unit,
            "words": list(printed.words),
            "day": printed.day,
            "tier": self.plan.tiers.get(printed.tier),
        }
        if printed.number == ALLOTMENT:
            key = "trace.allotment"
        elif printed.number is None:
            key = "trace.words"
        else:
            key = "trace.number-day" if printed.day else "trace.number"
            key = f"{key}-tier" if printed.tier else key
        return Problem(key, self.plan.locate(*loc), values)

    def is_about(self, clause: Piece, printed: Printed) -> bool:
        """Whether a clause names the tier of a number; an allotment names none."""
        no_tier = not printed.tier or printed.number == ALLOTMENT
        return no_tier or printed.tier in self.citations.tiers_in(clause)

    def prints(self, text: str, obligation: Obligation, printed: Printed) -> bool:
        """Whether a clause prints the number with its unit, tier, day and words, as that bound."""
        if printed.number == ALLOTMENT:
            phrase = self.layout.allotment
            return phrase is not None and fold_text(phrase) in text
        return self.states(text, obligation, printed)

    def in_cells(
        self, task: Task, obligation: Obligation, printed: Printed, clauses: Sequence[Piece]
    ) -> bool:
        """Whether a cell of the tier prints it; the clauses may hold its unit and its bound."""
        said = {bound for clause in clauses for bound in self.words.bounds_in(clause.text)}
        found = False
        for cell in self.citations.pieces(task.id, Column.TIERS) if printed.tier else ():
            text = cell.text.rstrip(CLOSING)
            if cell.tier == printed.tier and any(
                self.states(each, obligation, printed, said)
                for each in self.with_unit(task, text, printed)
            ):
                self.citations.by_piece[cell][obligation.id] = None
                found = True
        return found

    def states(
        self, text: str, obligation: Obligation, printed: Printed, said: Collection[str] = ()
    ) -> bool:
        """Whether ``text`` states the number, or only the words; ``said`` are bounds beside it."""
        if printed.day is not None and self.words.day_in(text) != printed.day:
            return False
        if printed.words and not any(word in text for word in printed.words):
            return False
        if any(word in text for word in printed.opposite):
            return False
        at_once = {printed.bound: printed.number}
        if printed.number is None or at_once in self.words.stated_in(text):
            return True
        for number in self.words.numbers_in(
            text, fold_text(printed.unit.zh if printed.unit else "")
        ):
            if len(number.values) == 2:
                ends = dict(zip(("at_least", "at_most"), number.values, strict=True))
                if _ends(obligation.requirement, printed) == ends:
                    return True
            elif number.values == (printed.number,):
                # A bare number is that number; to take it for a floor or a cap is a reading.
                bounds = self.words.bounds_of(text, number) or said
                is_bare = printed.bound == "exactly" or obligation.reading is not None
                if printed.bound in bounds or not printed.bound or printed.words:
                    return True
                if not bounds and is_bare:
                    return True
        return False


def _ends(requirement: Requirement, printed: Printed) -> dict[str, object]:
    """Return the numbers by their bounds that are asked for the same tier and day."""
    return {
        other.bound: other.number
        for other in requirement.printed()
        if (other.tier, other.day) == (printed.tier, printed.day)
    }
