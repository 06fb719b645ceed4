"""The rule set's side of a trace: the text has to print everything that the rule set states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from plancheck.errors import Location, Problem, UnknownNameError, Values
from plancheck.plan.citations import Citations
from plancheck.plan.columns import Column
from plancheck.plan.model import tier_selector
from plancheck.plan.official_text import Piece
from plancheck.plan.parts import NATIONAL, Day, Obligation, Task
from plancheck.reading.text import fold_text
from plancheck.reading.tree import Loc
from plancheck.requirements.base.open_values import OPEN
from plancheck.requirements.base.standing import Level


class RulesSide:
    """Finds each level, day and tier of an obligation that the text does not print."""

    def __init__(self, citations: Citations) -> None:
        self.plan = citations.plan
        self.text = citations.text
        self.layout = citations.layout
        self.citations = citations
        self.words = citations.vocabulary

    def levels(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where ``applies`` is not what the text says of whom it binds, and how strongly."""
        where = self.plan.locate(*loc, "applies")
        stated = {self.selector(name): level for name, level in obligation.applies.items()}
        if obligation.subject == NATIONAL:
            # The text marks what provinces may choose; what it gives the issuer to do is a duty.
            if stated not in ({"all": Level.MANDATORY}, {"all": Level.OPEN}):
                yield Problem("trace.national", where, {"obligation": obligation.id})
            return
        cited = {fold_text(phrase) for phrase in obligation.cites}
        duties: dict[str, Level] = {}
        cells = self.citations.pieces(task.id, Column.DUTIES)
        for piece in cells:
            for duty in self.words.duties_in(piece):
                if duty in cited and duty in self.words.duties:
                    selectors, level = self.words.duties[duty]
                    duties |= dict.fromkeys(map(self.selector, selectors), level)
                    if self.layout.table is None:  # where a row has one cell for them all
                        yield from self.in_charge(task, obligation, piece, loc)
        bare = self.bare_level(cells)
        if bare is not None:
            duties = dict.fromkeys(self.in_measures(task, obligation), bare)
        if obligation.reading is not None:
            stated.pop("allotted", None)  # an allotment is not printed; the reading says why
        printed = duties or self.in_tier_cells(task, obligation, stated)
        if not printed and not cells and self.layout.unmarked is not None:
            printed = self.in_measures(task, obligation)
        if Level.OPEN in stated.values():
            return
        parts = {part for other in task.obligations for part in other.requirement.reads}
        if obligation.id in parts and not duties:
            return  # that it may be left out follows from how many the whole asks for
        if not printed:
            yield Problem("trace.no-duty", where, {"obligation": obligation.id})
        elif (
            printed != stated and stated != self.narrowed(task, obligation, printed)
            if duties
            else self.by_tier(printed) != self.by_tier(stated)
        ):
            words = [duty for duty in self.words.duties if duty in cited]
            key = "trace.level" if words else "trace.level-unmarked"
            yield Problem(key, where, {"obligation": obligation.id, "printed": words})

    def narrowed(
        self, task: Task, obligation: Obligation, duties: Mapping[str, Level]
    ) -> dict[str, Level]:
        """Return what ``duties`` of a column say of the tiers that the clauses cited name."""
        clauses = self.citations.measures_of(task, obligation)
        named = {
            tier_selector(tier) for clause in clauses for tier in self.citations.tiers_in(clause)
        }
        return {whom: level for whom, level in self.by_tier(duties).items() if whom in named}

    def bare_level(self, cells: Sequence[Piece]) -> Level | None:
        """Return the level of the one cell of a row that does not say whom it binds."""
        one = len(cells) == 1 and self.layout.table is not None
        return self.words.level_alone(cells[0].text) if one else None

    def in_tier_cells(
        self, task: Task, obligation: Obligation, stated: Mapping[str, Level]
    ) -> dict[str, Level]:
        """Return whom the columns of the tiers bind, and how strongly.

        A cell is accounted for where it is about someone whom ``obligation`` binds.
        """
        printed: dict[str, Level] = {}
        bound = self.by_tier(stated)
        for piece in self.citations.pieces(task.id, Column.TIERS):
            for selector, level in self.words.level_in(piece.text).items():
                whom = tier_selector(piece.tier) if selector is None else self.selector(selector)
                if printed.setdefault(whom, level) is level and whom in bound:
                    self.citations.by_piece[piece][obligation.id] = None
        return printed

    def tiers_designated(self, task: Task) -> set[str]:
        """Return the tiers whose columns say that only those designated are bound."""
        return {
            piece.tier
            for piece in self.citations.pieces(task.id, Column.TIERS)
            if "designated" in self.words.level_in(piece.text)
        }

    def in_measures(self, task: Task, obligation: Obligation) -> dict[str, Level]:
        """Return whom the clauses cited name, and how strongly that binds where no column says.

        A clause that names nobody is about those named last before it in its sentence. What is said
        of all before it holds for a tier, too. What two clauses say of the same differs: open.
        """
        printed: dict[str, Level] = {}
        for cited in self.citations.measures_of(task, obligation):
            before = [*self.citations.sentence_before(cited)]
            naming = next((c for c in before if self.words.whom_in(c.text)), None)
            if naming is None:
                continue
            of_all = [c.text for c in before if "all" in self.words.whom_in(c.text)]
            level = self.words.level_of(cited.text, naming.text, *of_all)
            for whom in map(self.selector, self.words.whom_in(naming.text)):
                printed[whom] = level if printed.get(whom, level) is level else Level.OPEN
        return printed

    def by_tier(self, levels: Mapping[str, Level]) -> dict[str, Level]:
        """Return ``levels`` with the tiers themselves for ``all`` and ``others``."""
        wide = [levels[name] for name in ("all", "others") if name in levels]
        of_all = {tier_selector(tier): wide[0] for tier in self.plan.tiers} if wide else {}
        return of_all | {n: level for n, level in levels.items() if n not in ("all", "others")}

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

    def not_printed(
        self, key: str, where: Location, obligation: Obligation, tier: str, values: Values
    ) -> Problem:
        """Return the problem that what the rule set states, for ``tier`` if any, is not printed."""
        values = {**values, "obligation": obligation.id}
        if not tier:
            return Problem(key, where, values)
        return Problem(f"{key}-tier", where, {**values, "tier": self.plan.tiers[tier]})

    def deadlines(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where a deadline is not the one printed in a phrase cited, for its tier."""
        stated_status = obligation.requires.status
        claimed = OPEN not in (stated_status, task.status)
        if claimed and stated_status not in (None, task.status) and obligation.reading is None:
            where = self.plan.locate(*loc, "requires", "status")
            yield Problem("trace.status", where, {"obligation": obligation.id})
        tiers_in = self.words.tiers_in
        phrases = [fold_text(phrase) for phrase in obligation.cites]
        stated: Day | dict[str, Day] = obligation.due or self.plan.last_day(task)
        printed = [(phrase, on) for phrase in phrases if (on := self.words.day_in(phrase))]
        asked = stated if isinstance(stated, dict) else {"": stated}
        in_cells = self.days_in_cells(task, obligation)
        by_row = {*self.citations.days_by_row(task).values()}
        has_own = obligation.due is not None
        by_day = obligation.requirement.milestones.values()
        own = {milestone.day for milestones in by_day for milestone in milestones}
        for tier, day in asked.items():
            if day is OPEN:
                continue
            days: set[Day | None] = {
                printed_day
                for phrase, printed_day in printed
                if not tier or not tiers_in(phrase) or tier in tiers_in(phrase)
            }
            if not days and (has_own or len(by_row) > 1):
                days = in_cells if by_row else in_cells & {day} or in_cells
            if days - own - {day} or (has_own and not days):
                at = (*loc, "due", *([tier] if tier else [])) if has_own else loc
                where = self.plan.locate(*at)
                yield self.not_printed("trace.deadline", where, obligation, tier, {"day": day})

    def days_in_cells(self, task: Task, obligation: Obligation) -> set[Day | None]:
        """Return the days of the cells of deadlines; in a table, of the rows that are cited.

        Those of all rows where none is cited, or one has no cell. None stands for unknown words.
        """
        by_row = self.citations.days_by_row(task)
        if not by_row:
            cells = self.citations.pieces(task.id, Column.DUE)
            return {day for cell in cells if (day := self.citations.day_in(cell))}
        cited = map(self.citations.line_of, self.citations.measures_of(task, obligation))
        above = {max((line for line in by_row if line <= row), default=0) for row in cited}
        return {by_row[line] for line in (by_row if not above or 0 in above else above)}

    def tiers(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where the plan and the clauses cited do not distinguish the same tiers."""
        tiers_in = self.words.tiers_in
        clauses = self.citations.measures_of(task, obligation)
        named = [tiers for phrase in obligation.cites if (tiers := tiers_in(fold_text(phrase)))]
        if "designated" in obligation.applies:
            within = obligation.designated_within
            measured = [
                tiers
                for phrase in obligation.cites
                if fold_text(phrase) not in self.words.duties
                and (tiers := tiers_in(fold_text(phrase)))
            ]
            if cells := self.tiers_designated(task):
                measured = [cells]
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
