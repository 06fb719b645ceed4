"""The proof of a rule set against its official text, from both sides.

Every piece of the text has to be accounted for by something in the rule set that cites it, and
every number, tier, level, deadline and department of the rule set has to be the one that is printed
beside the phrases it cites.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from plancheck.errors import Location, Problem, UnknownNameError, Values, capped
from plancheck.plan.model import Plan, places
from plancheck.plan.official_text import Column, OfficialText, Piece, fold
from plancheck.plan.parts import NATIONAL, Layout, Level, Obligation, Quota, Task
from plancheck.reading.models import in_order
from plancheck.reading.source import Loc

MOST_UNCITED = 12
"""How many signs of a measure may stand in a row without being cited."""


@dataclass(frozen=True, slots=True)
class Account:
    """A piece of the text and what in the rule set answers for it.

    ``by`` holds ids of obligations, ``for`` words of entries that are not assessed, and for a
    heading or a cell of departments or deadlines the id of what it belongs to.
    """

    piece: Piece
    where: Location
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What came of comparing ``plan`` with a copy of its text: complete if nothing is amiss."""

    plan: Plan
    text: OfficialText
    accounts: tuple[Account, ...]
    problems: tuple[Problem, ...]

    @property
    def accounted(self) -> int:
        """How many pieces of the text something answers for."""
        return sum(1 for account in self.accounts if account.by)

    @property
    def complete(self) -> bool:
        """Whether all of the text is accounted for and nothing contradicts it."""
        return not self.problems and self.accounted == len(self.accounts)


def trace(plan: Plan, text: OfficialText) -> Trace:
    """Return what in ``plan`` answers for each piece of ``text``, and all that does not fit.

    ``text`` is what ``read_official`` returns for ``plan``.
    """
    layout = plan.source.layout
    assert layout is not None  # without one there would be no text cut by it
    return _Comparison(plan, text, layout).trace()


def source_block(text: OfficialText) -> str:
    """Return, as YAML, what a rule set says of ``text`` under ``source``."""
    lines = [f"  sha256: {text.sha256}", "  clauses: ["]
    # In quotes, as some of them would be numbers to an ordinary YAML reader.
    digests = [f"'{piece.digest}'," for piece in text.pieces]
    for first in range(0, len(digests), 9):
        lines.append("    " + " ".join(digests[first : first + 9]))
    return "\n".join([*lines, "  ]", ""])


@dataclass(frozen=True, slots=True)
class _Cited:
    """A phrase of the rule set, its place there, and where in the text it stands."""

    phrase: str
    by: str
    at: Loc
    spans: tuple[tuple[int, int], ...]


class _Comparison:
    """One comparison: what is cited where, and what is amiss."""

    def __init__(self, plan: Plan, text: OfficialText, layout: Layout) -> None:
        self.plan = plan
        self.text = text
        self.layout = layout
        self.cited: dict[str, list[_Cited]] = {}  # by owner
        self.by_piece: dict[Piece, dict[str, None]] = {piece: {} for piece in text.pieces}
        self.covered = bytearray(len(text.folded))
        self.units = {
            fold(quota.unit.zh)
            for task in plan.tasks
            for obligation in task.obligations
            if (quota := obligation.quota)
        }
        self.printed = {
            fold(f"{who}{level}"): (selectors, meant)
            for who, selectors in layout.who.items()
            for level, meant in layout.levels.items()
        }

    def trace(self) -> Trace:
        """Return the accounts and every problem: of the text by line, then of the rule set."""
        missing = [*self.cite()]
        amiss = [*self.text.problems, *self.front(), *missing]
        for loc, task in places(self.plan):
            amiss += self.department_cells(loc, task)
            amiss += self.duty_cells(task)
            amiss += self.due_cell(loc, task)
            for number, obligation in enumerate(task.obligations):
                at = (*loc, "obligations", number)
                amiss += self.levels(task, obligation, at)
                amiss += self.numbers(task, obligation, at)
                amiss += self.deadlines(task, obligation, at)
                amiss += self.tiers(task, obligation, at)
        amiss += self.clauses()
        amiss += self.loose_numbers()
        amiss += self.digests()
        of_text, of_plan = list[Problem](), list[Problem]()
        for problem in amiss:
            in_text = problem.where is not None and problem.where.path == self.text.path
            (of_text if in_text else of_plan).append(problem)
        accounts = tuple(
            Account(piece, self.text.at(piece.start, piece.end), tuple(by))
            for piece, by in self.by_piece.items()
        )
        problems = (*capped(in_order(of_text)), *in_order(of_plan))
        return Trace(self.plan, self.text, accounts, problems)

    # -- what is cited --

    def cite(self) -> Iterator[Problem]:
        """Find every cited phrase in the text of its owner; yield those that are not there."""
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
        """Note where ``phrases`` stand in the text of ``owner``; yield those that do not."""
        for number, phrase in enumerate(phrases):
            at = (*loc, "cites", number)
            spans = tuple(self.text.find(phrase, owner))
            self.cited.setdefault(owner, []).append(_Cited(phrase, by, at, spans))
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

    def problem(self, key: str, piece: Piece, **values: object) -> Problem:
        """Return a problem at ``piece``; nothing answers for it then."""
        self.by_piece[piece].clear()
        return Problem(key, self.text.at(piece.start, piece.end), values)

    # -- the text: every piece has to be accounted for --

    def front(self) -> Iterator[Problem]:
        """Yield where the plan's title or years are not those printed before the first heading."""
        printed = "".join(piece.text for piece in self.pieces("", Column.FRONT))
        if fold(self.plan.title.zh) not in printed:
            values = {"title": self.plan.title.zh}
            yield Problem("trace.title", self.plan.locate("title", "zh"), values)
        for key, day in (("from", self.plan.period.from_), ("to", self.plan.period.to)):
            if str(day.year) not in printed:
                yield Problem("trace.year", self.plan.locate("period", key), {"year": day.year})

    def clauses(self) -> Iterator[Problem]:
        """Yield every clause that nothing cites, or of which a long stretch is not cited."""
        for piece, by in self.by_piece.items():
            if piece.column in (Column.FRONT, Column.GOAL, Column.MEASURES) and not by:
                yield self.problem("trace.unaccounted", piece, clause=piece.text)
                continue
            if piece.column is Column.MEASURES:
                covered = bytes(self.covered[piece.start : piece.end])
                for gap in re.finditer(b"\0{%d,}" % (MOST_UNCITED + 1), covered):
                    part = piece.text[gap.start() : gap.end()]
                    where = self.text.at(piece.start + gap.start(), piece.start + gap.end())
                    yield Problem("trace.uncited", where, {"part": part, "limit": MOST_UNCITED})

    def department_cells(self, loc: Loc, task: Task) -> Iterator[Problem]:
        """Yield where the departments printed are not the task's, one by one and in order."""
        expected = list(task.departments)
        for piece in self.pieces(task.id, Column.DEPARTMENTS):
            mark = fold(self.layout.departments)
            place = piece.start + len(mark)
            named = piece.text[len(mark) :]
            if not expected or not named.startswith(expected[0]):
                wanted = expected[0] if expected else None
                yield self.problem("trace.department", piece, cell=piece.text, wanted=wanted)
                continue
            while expected and named.startswith(expected[0]):
                department = expected.pop(0)
                place += len(department)
                named = named[len(department) :].removeprefix("、")
            rest = range(place, piece.end)
            if any(not self.covered[n] and self.text.folded[n] not in ",、;。" for n in rest):
                yield self.problem("trace.unaccounted", piece, clause=piece.text)
            else:
                self.by_piece[piece][task.id] = None
        if expected:
            values = {"departments": expected, "task": task.id}
            where = self.plan.locate(*loc, "departments")
            yield Problem("trace.no-department", where, values)

    def duty_cells(self, task: Task) -> Iterator[Problem]:
        """Yield what is printed in a cell of duties and not understood, or not cited."""
        phrases = {fold(cited.phrase) for cited in self.cited.get(task.id, ())}
        for piece in self.pieces(task.id, Column.DUTIES):
            for duty in self.duties_in(piece):
                if duty not in self.printed:
                    yield self.problem("trace.unknown-duty", piece, duty=duty)
                elif duty not in phrases:
                    yield self.problem("trace.unaccounted", piece, clause=duty)

    def duties_in(self, piece: Piece) -> list[str]:
        """Return the duties printed in a cell."""
        cell = piece.text.removeprefix(fold(self.layout.duties))
        return [duty for duty in re.split("[,;。]", cell) if duty]

    def due_cell(self, loc: Loc, task: Task) -> Iterator[Problem]:
        """Yield where the deadline printed is not the task's, or not the end of the period."""
        for piece in self.pieces(task.id, Column.DUE):
            printed = next(
                meant for word, meant in self.layout.due.items() if fold(word) == piece.text
            )
            if printed is not task.due:
                yield self.problem(
                    "trace.due", piece, printed=piece.text, task=task.id, stated=task.due
                )
            day = self.day_in(piece.text)
            if day not in (None, self.plan.period.to):
                values = {"printed": piece.text, "day": day, "to": self.plan.period.to}
                yield Problem("trace.period", self.plan.locate("period", "to"), values)

    def digests(self) -> Iterator[Problem]:
        """Yield which pieces of the text are not those that were encoded."""
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

    # -- the rule set: everything in it has to be printed --

    def levels(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where ``applies`` is not what the cells of duties say that are cited."""
        where = self.plan.locate(*loc, "applies")
        stated = {self.selector(name): level for name, level in obligation.applies.items()}
        if obligation.subject == NATIONAL:
            # The text marks what provinces may choose; what it gives the issuer to do is a duty.
            if stated != {"all": Level.MANDATORY}:
                yield Problem("trace.national", where, {"obligation": obligation.id})
            return
        wanted = {fold(phrase) for phrase in obligation.cites}
        printed: dict[str, Level] = {}
        for piece in self.pieces(task.id, Column.DUTIES):
            for duty in self.duties_in(piece):
                if duty in wanted and duty in self.printed:
                    selectors, level = self.printed[duty]
                    printed |= dict.fromkeys(map(self.selector, selectors), level)
                    yield from self.in_charge(task, obligation, piece, loc)
        if obligation.reading is not None:
            stated.pop("allotted", None)  # an allotment is not printed; the reading says why
        if not printed:
            yield Problem("trace.no-duty", where, {"obligation": obligation.id})
        elif printed != stated:
            duties = [duty for duty in self.printed if duty in wanted]
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
        stated = obligation.departments or task.departments
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
        """Yield each number of the quota that no clause cited prints with its tier and unit."""
        quota = obligation.quota
        if quota is None:
            return
        clauses = self.measures_of(task, obligation)
        at = (*loc, "requires", "quota")
        if quota.unit_name and not any(fold(quota.unit_name.zh) in c.text for c in clauses):
            values = {"name": quota.unit_name}
            yield Problem("trace.unit-name", self.plan.locate(*at, "unit_name"), values)
        for key, bound in quota.bounds.items():
            if isinstance(bound, str):
                phrase = self.layout.allotment
                if phrase is None or not any(fold(phrase) in c.text for c in clauses):
                    where = self.plan.locate(*at, key)
                    yield Problem("trace.allotment", where, {"obligation": obligation.id})
                continue
            asked = bound if isinstance(bound, dict) else {"": bound}
            for tier, number in asked.items():
                if not any(self.prints(c, obligation, quota, key, number, tier) for c in clauses):
                    where = self.plan.locate(*at, key, *([tier] if tier else []))
                    about = {"number": number, "bound": key, "unit": quota.unit}
                    yield self.not_printed("trace.number", where, obligation, tier, about)

    def not_printed(
        self,
        key: str,
        where: Location,
        obligation: Obligation,
        tier: str,
        values: Values,
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
        quota: Quota,
        key: str,
        number: object,
        tier: str,
    ) -> bool:
        """Whether ``clause`` prints ``number`` with its unit, for ``tier``, as that bound."""
        if tier and tier not in self.tiers_in(clause.text):
            return False
        words = {meant for word, meant in self.layout.bounds.items() if fold(word) in clause.text}
        for numbers in self.numbers_in(clause.text, fold(quota.unit.zh)):
            if len(numbers) == 2:
                ends = {"at_least": numbers[0], "at_most": numbers[1]}
                if quota.bounds == ends and ends.get(key) == number:
                    return True
            elif numbers == (number,):
                # A bare number is that number; to take it for a floor or a cap is a reading.
                return key in words if words else key == "exactly" or obligation.reading is not None
        return False

    def numbers_in(self, text: str, unit: str) -> Iterator[tuple[int, ...]]:
        """Yield the numbers, or the two ends of a range, that ``text`` prints before ``unit``."""
        spelled = self.layout.numbers
        one = "|".join(["[0-9]+", *map(re.escape, map(fold, spelled))])
        values = {fold(word): value for word, value in spelled.items()}
        for match in re.finditer(rf"(?<![0-9])({one})(?:[—–~-]({one}))?{re.escape(unit)}", text):
            found = [part for part in match.groups() if part is not None]
            yield tuple(values[part] if part in values else int(part) for part in found)

    def tiers_in(self, text: str) -> set[str]:
        """Return the tiers that ``text`` names."""
        return {tier for word, tier in self.layout.tiers.items() if fold(word) in text}

    def deadlines(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where a deadline is not the one printed in a phrase cited, for its tier."""
        if obligation.requires.status not in (None, task.due) and obligation.reading is None:
            where = self.plan.locate(*loc, "requires", "status")
            yield Problem("trace.status", where, {"obligation": obligation.id})
        phrases = [fold(phrase) for phrase in obligation.cites]
        stated = obligation.due or self.plan.period.to
        printed = [(phrase, day) for phrase in phrases if (day := self.day_in(phrase))]
        asked = stated if isinstance(stated, dict) else {"": stated}
        for tier, day in asked.items():
            days = {
                found
                for phrase, found in printed
                if not tier or not self.tiers_in(phrase) or tier in self.tiers_in(phrase)
            }
            if days - {day} or (obligation.due is not None and not days):
                at = (*loc, "due", *([tier] if tier else [])) if obligation.due else loc
                where = self.plan.locate(*at)
                yield self.not_printed("trace.deadline", where, obligation, tier, {"day": day})

    def day_in(self, text: str) -> datetime.date | None:
        """Return the day that the longest deadline named in ``text`` means, if there is one."""
        found = [word for word in self.layout.deadlines if fold(word) in text]
        return self.layout.deadlines[max(found, key=len)] if found else None

    def tiers(self, task: Task, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
        """Yield where the tiers told apart are not those that the clauses cited tell apart."""
        clauses = self.measures_of(task, obligation)
        named = [tiers for phrase in obligation.cites if (tiers := self.tiers_in(fold(phrase)))]
        if "designated" in obligation.applies:
            within = obligation.designated_within
            measured = [
                tiers
                for phrase in obligation.cites
                if fold(phrase) not in self.printed and (tiers := self.tiers_in(fold(phrase)))
            ]
            wrong = set(within) not in measured if within is not None else bool(measured)
            if wrong:
                where = self.plan.locate(*loc, "designated_within" if within else "applies")
                yield Problem("trace.designated-within", where, {"obligation": obligation.id})
        if obligation.says_per_tier and named:
            printed = {
                tier: frozenset(c.start for c in clauses if tier in self.tiers_in(c.text))
                for tier in obligation.says_per_tier
            }
            for (one, says), (two, other) in combinations(obligation.says_per_tier.items(), 2):
                if (says.zh == other.zh) != (printed[one] == printed[two]):
                    where = self.plan.locate(*loc, "says_per_tier", two)
                    titles = [self.plan.tiers[one], self.plan.tiers[two]]
                    about = {"tiers": titles, "obligation": obligation.id}
                    yield Problem("trace.tiers-apart", where, about)

    def loose_numbers(self) -> Iterator[Problem]:
        """Yield every number of the measures that is not cited, or that no quota asks for."""
        for task in self.plan.tasks:
            for piece in self.pieces(task.id, Column.MEASURES):
                for match in re.finditer("[0-9]+", piece.text):
                    place = range(piece.start + match.start(), piece.start + match.end())
                    if not all(self.covered[n] for n in place):
                        where = self.text.at(place.start, place.stop)
                        yield Problem("trace.number-uncited", where, {"number": match[0]})
                asked = {
                    number
                    for obligation in task.obligations
                    if obligation.id in self.by_piece[piece] and obligation.quota
                    for bound in obligation.quota.bounds.values()
                    for number in (bound.values() if isinstance(bound, dict) else [bound])
                }
                for unit in self.units:
                    for numbers in self.numbers_in(piece.text, unit):
                        for number in set(numbers) - asked:
                            values = {"number": number, "unit": unit, "clause": piece.text}
                            where = self.text.at(piece.start, piece.end)
                            yield Problem("trace.no-quota", where, values)
