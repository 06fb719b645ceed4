"""The rule set's side of a trace: the text has to print everything that the rule set states."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from plancheck.errors import Location, Problem, UnknownNameError, Values
from plancheck.plan.citations import Citations
from plancheck.plan.official_text import Column, Piece, fold_text
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.reading.tree import Loc
from plancheck.requirements.base import Level


class RulesSide:
    """Finds each level, number, day and tier of an obligation that the text does not print."""

    def __init__(self, citations: Citations) -> None:
        self.plan = citations.plan
        self.text = citations.text
        self.layout = citations.layout
        self.citations = citations

    def levels(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where ``applies`` is not what the cells of duties say that are cited."""
        where = self.plan.locate(*loc, "applies")
        stated = {self.selector(name): level for name, level in obligation.applies.items()}
        if obligation.subject == NATIONAL:
            # The text marks what provinces may choose; what it gives the issuer to do is a duty.
            if stated != {"all": Level.MANDATORY}:
                yield Problem("trace.national", where, {"obligation": obligation.id})
            return
        cited = {fold_text(phrase) for phrase in obligation.cites}
        printed: dict[str, Level] = {}
        for piece in self.citations.pieces(task.id, Column.DUTIES):
            for duty in self.citations.duties_in(piece):
                if duty in cited and duty in self.citations.printed:
                    selectors, level = self.citations.printed[duty]
                    printed |= dict.fromkeys(map(self.selector, selectors), level)
                    yield from self.in_charge(task, obligation, piece, loc)
        if obligation.reading is not None:
            stated.pop("allotted", None)  # an allotment is not printed; the reading says why
        if not printed:
            yield Problem("trace.no-duty", where, {"obligation": obligation.id})
        elif printed != stated:
            duties = [duty for duty in self.citations.printed if duty in cited]
            yield Problem("trace.level", where, {"obligation": obligation.id, "printed": duties})

    def in_charge(
        self, task: Task, obligation: Obligation, duty: Piece, loc: Loc
    ) -> Iterator[Problem]:
        """Yield where the departments printed above a cell of duties are not the obligation's."""
        above: list[Piece] = []
        for piece in self.text.pieces:
            if piece is duty:
                break
            if piece.owner != task.id or piece.column not in (Column.DEPARTMENTS, Column.DUTIES):
                continue
            if piece.column is Column.DEPARTMENTS:
                after_duty = above and above[-1].column is Column.DUTIES
                above = [piece] if after_duty else [*above, piece]
            else:
                above.append(piece)
        cells = "".join(piece.text for piece in above if piece.column is Column.DEPARTMENTS)
        printed = [department for department in task.departments if department in cells]
        stated = task.in_charge(obligation)
        if set(printed) != set(stated):
            key = "departments" if obligation.departments else "applies"
            values = {"obligation": obligation.id, "printed": printed, "stated": stated}
            yield Problem("trace.in-charge", self.plan.locate(*loc, key), values)

    def selector(self, name: str) -> str:
        """Return ``name`` as one spelling of whom it selects."""
        if name in self.plan.fixed_selectors:
            return name
        try:
            return self.plan.find_subject(name)
        except UnknownNameError:
            return name

    def numbers(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield each number asked for that no clause cited prints with its tier and unit."""
        requirement = obligation.requirement
        clauses = self.citations.measures_of(task, obligation)
        at, name = (*loc, "requires", requirement.key), requirement.unit_name
        if name and not any(fold_text(name.zh) in clause.text for clause in clauses):
            values = {"name": name}
            yield Problem("trace.unit-name", self.plan.locate(*at, "unit_name"), values)
        for key, bound in requirement.bounds.items():
            if isinstance(bound, str):
                phrase = self.layout.allotment
                if phrase is None or not any(fold_text(phrase) in c.text for c in clauses):
                    where = self.plan.locate(*at, key)
                    yield Problem("trace.allotment", where, {"obligation": obligation.id})
                continue
            asked = bound if isinstance(bound, dict) else {"": bound}
            for tier, number in asked.items():
                if not any(self.prints(c, obligation, key, number, tier) for c in clauses):
                    where = self.plan.locate(*at, key, *([tier] if tier else []))
                    about = {"number": number, "bound": key, "unit": requirement.unit}
                    yield self.not_printed("trace.number", where, obligation, tier, about)

    def not_printed(
        self, key: str, where: Location, obligation: Obligation, tier: str, values: Values
    ) -> Problem:
        """Return the problem that what the rule set states, for ``tier`` if any, is not printed."""
        values = {**values, "obligation": obligation.id}
        if not tier:
            return Problem(key, where, values)
        return Problem(f"{key}-tier", where, {**values, "tier": self.plan.tiers[tier]})

    def prints(
        self,
        clause: Piece,
        obligation: Obligation,
        key: str,
        number: object,
        tier: str,
    ) -> bool:
        """Whether ``clause`` prints ``number`` with its unit, for ``tier``, as that bound."""
        if tier and tier not in self.citations.tiers_in(clause.text):
            return False
        words = {
            meant for word, meant in self.layout.bounds.items() if fold_text(word) in clause.text
        }
        requirement = obligation.requirement
        unit = fold_text(requirement.unit.zh if requirement.unit else "")
        for numbers in self.citations.numbers_in(clause.text, unit):
            if len(numbers) == 2:
                ends = {"at_least": numbers[0], "at_most": numbers[1]}
                if requirement.bounds == ends and ends.get(key) == number:
                    return True
            elif numbers == (number,):
                # A bare number is that number; to take it for a floor or a cap is a reading.
                return key in words if words else key == "exactly" or obligation.reading is not None
        return False

    def deadlines(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where a deadline is not the one printed in a phrase cited, for its tier."""
        if obligation.requires.status not in (None, task.due) and obligation.reading is None:
            where = self.plan.locate(*loc, "requires", "status")
            yield Problem("trace.status", where, {"obligation": obligation.id})
        tiers_in = self.citations.tiers_in
        phrases = [fold_text(phrase) for phrase in obligation.cites]
        stated = obligation.due or self.plan.period.to
        printed = [(phrase, day) for phrase in phrases if (day := self.citations.day_in(phrase))]
        asked = stated if isinstance(stated, dict) else {"": stated}
        for tier, day in asked.items():
            days = {
                printed_day
                for phrase, printed_day in printed
                if not tier or not tiers_in(phrase) or tier in tiers_in(phrase)
            }
            if days - {day} or (obligation.due is not None and not days):
                at = (*loc, "due", *([tier] if tier else [])) if obligation.due else loc
                where = self.plan.locate(*at)
                yield self.not_printed("trace.deadline", where, obligation, tier, {"day": day})

    def tiers(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where the plan and the clauses cited do not distinguish the same tiers."""
        tiers_in = self.citations.tiers_in
        clauses = self.citations.measures_of(task, obligation)
        named = [tiers for phrase in obligation.cites if (tiers := tiers_in(fold_text(phrase)))]
        if "designated" in obligation.applies:
            within = obligation.designated_within
            measured = [
                tiers
                for phrase in obligation.cites
                if fold_text(phrase) not in self.citations.printed
                and (tiers := tiers_in(fold_text(phrase)))
            ]
            wrong = set(within) not in measured if within is not None else bool(measured)
            if wrong:
                where = self.plan.locate(*loc, "designated_within" if within else "applies")
                yield Problem("trace.designated-within", where, {"obligation": obligation.id})
        for tier, phrases in obligation.cites_per_tier.items():
            for place, phrase in enumerate(phrases):
                printed_tiers = tiers_in(fold_text(phrase))
                if printed_tiers and tier not in printed_tiers:
                    where = self.plan.locate(*loc, "cites_per_tier", tier, place)
                    about = {"phrase": phrase, "tier": self.plan.tiers[tier]}
                    yield Problem("trace.other-tier", where, about)
        if obligation.says_per_tier and named:
            printed = {
                tier: frozenset(c.start for c in clauses if tier in tiers_in(c.text))
                for tier in obligation.says_per_tier
            }
            for (tier_a, says), (tier_b, other) in combinations(
                obligation.says_per_tier.items(), 2
            ):
                if (says.zh == other.zh) != (printed[tier_a] == printed[tier_b]):
                    where = self.plan.locate(*loc, "says_per_tier", tier_b)
                    titles = [self.plan.tiers[tier_a], self.plan.tiers[tier_b]]
                    about = {"tiers": titles, "obligation": obligation.id}
                    yield Problem("trace.tiers-apart", where, about)
