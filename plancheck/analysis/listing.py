"""What a plan asks: of one subject, or of every tier where no subject or tier is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from plancheck.errors import NOTHING, Problem, RosterError
from plancheck.inputs.names import fact_problems
from plancheck.inputs.report import Report
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import Obligation, Task
from plancheck.reading.values import Status
from plancheck.requirements.base.standing import Duty, Level
from plancheck.verdicts.facts import possible_tiers, tier_conflicts

if TYPE_CHECKING:
    from plancheck.inputs.roster import Roster, RosterEntry

DESIGNATED = "designated"
ALLOTTED = "allotted"
CLASS = "class"
NONE = "none"
TRIAL = "trial"
NO_TIER = ""
"""The tier of a plan's issuer."""
_DECIDING = (DESIGNATED, ALLOTTED, CLASS)
_TOGETHER = ("-or-".join(facts) for n in (1, 2, 3) for facts in combinations(_DECIDING, n))
LEVELS = (*map(str, Level), *_TOGETHER)
"""How strongly an obligation may bind: whatever is stated, or only where one of these facts is."""


class Cell(NamedTuple):
    """What one obligation asks of one tier.

    ``level`` holds for those not designated and in no class, with the number allotted if one is
    known (``designated``: asked only where designated or, if the others say so, where a number is
    allotted or in a class; ``allotted``, ``class``: only there). ``when_designated``,
    ``when_allotted`` and ``when_class`` hold where that is so, and are ``none`` where it changes
    nothing.
    """

    level: str
    when_designated: str
    when_allotted: str
    duty: Duty
    when_class: str = NONE

    @property
    def is_by_class(self) -> bool:
        """Whether a class of subjects changes the level."""
        return self.when_class != NONE


class ListingRow(NamedTuple):
    """One obligation with what it asks per tier.

    ``designated`` is None where nobody stated it. ``allotted`` is the number allotted, 0 where it
    is stated that there is none, and None where nobody stated either. ``in_class`` says whether
    the subject is in one of the classes that the obligation tells apart, None where nobody does.
    """

    task: Task
    obligation: Obligation
    cells: Mapping[str, Cell]
    named: Mapping[str, Level]
    designated: bool | None
    allotted: int | None
    in_class: bool | None = False

    def level(self, tier: str) -> str:
        """Return the level that holds as far as the facts are known, one of ``LEVELS`` or none."""
        held = self._held(tier)
        return held if held != NONE else "-or-".join(self.waits_for(tier)) or NONE

    def waits_for(self, tier: str) -> tuple[str, ...]:
        """Return the facts nobody stated that would change the level: designation, allotment."""
        cell, held = self.cells[tier], self._held(tier)
        facts = (
            (DESIGNATED, self.designated, cell.when_designated),
            (ALLOTTED, self.allotted, cell.when_allotted),
            (CLASS, self.in_class, cell.when_class),
        )
        return tuple(
            fact for fact, stated, level in facts if stated is None and level not in (NONE, held)
        )

    def _held(self, tier: str) -> str:
        """Return the level that holds whatever becomes of the facts nobody stated."""
        cell = self.cells[tier]
        if self.designated and cell.when_designated != NONE:
            return cell.when_designated
        if self.in_class and cell.is_by_class:
            return cell.when_class
        return NONE if cell.level in _DECIDING else cell.level

    @property
    def reportable(self) -> tuple[Status, ...]:
        """The statuses to choose from; only what is or may be optional can be declined."""
        may_decline = Level.OPTIONAL in map(self.level, self.cells)
        return tuple(s for s in Status if may_decline or s is not Status.NOT_UNDERTAKEN)

    @property
    def contradicted(self) -> bool:
        """Whether it is asked by a designation while it is stated that no number is allotted."""
        return bool(self.designated) and self.allotted == 0

    @property
    def asked(self) -> bool:
        """Whether it may ask anything at all of any tier shown."""
        return any(self.level(tier) != NONE for tier in self.cells)


class Listing(NamedTuple):
    """The obligations of a plan for one subject (None: for all), in plan order."""

    plan: Plan
    subject: str | None
    tiers: tuple[str, ...]
    tier_known: bool
    rows: tuple[ListingRow, ...]
    classes: Mapping[str, bool | None] = NOTHING

    @property
    def tier(self) -> str | None:
        """The tier if it is known; then ``tiers`` has no other."""
        return self.tiers[0] if self.tier_known else None


def list_obligations(
    plan: Plan,
    *,
    subject: str | None = None,
    tier: str | None = None,
    roster: Roster | None = None,
    report: Report | None = None,
    tasks: Sequence[str] = (),
    level: str | None = None,
    national: bool = False,
) -> Listing:
    """Return what ``plan`` asks of ``subject``, in the tier given or the roster's, else in each.

    With ``national`` what it asks of its own issuer, who is in no tier. The facts are those of the
    roster, or those of ``report`` where there is no roster. ``tasks`` keeps only those tasks and
    ``level`` (``mandatory``, ``optional``, ``designated``, ``allotted``) only what has that level
    in a tier shown. Raises UnknownNameError for a task there is not, and RosterError where the
    roster contradicts ``tier``.
    """
    entry = roster.entry(subject) if roster and subject else None
    if roster is not None and subject is not None and entry is not None:
        problems = list(_contradictions(plan, roster, subject, entry, tier))
        if problems:
            raise RosterError(problems)
    tier = tier or (entry.tier if entry else None)
    facts = entry if roster is not None else report
    designations = facts.designated if facts is not None else None
    allotted_to = facts.allotted if facts is not None else {}
    tiers = (tier,) if tier else possible_tiers(plan, designations)
    if national:
        tiers = (NO_TIER,)
    held = _classes(plan, subject, roster, report)
    task_ids = {plan.find_task(name).id for name in tasks}
    rows = []
    for task, obligation in plan.obligations(national=national):
        if task_ids and task.id not in task_ids:
            continue
        designated = None if designations is None else obligation.id in designations
        allotted = (allotted_to[obligation.id] or 0) if obligation.id in allotted_to else None
        cells = {key: _cell(plan, task, obligation, subject, key, allotted) for key in tiers}
        in_class = _in_any(held[name] for name in plan.classes_of(obligation))
        of_facts = (designated, allotted, in_class)
        row = ListingRow(task, obligation, cells, plan.named(obligation), *of_facts)
        if level is None or any(_has_level(row, key, level) for key in tiers):
            rows.append(row)
    return Listing(plan, subject, tiers, national or tier is not None, tuple(rows), held)


def _classes(
    plan: Plan, subject: str | None, roster: Roster | None, report: Report | None
) -> dict[str, bool | None]:
    """Return of each class of the plan whether ``subject`` is in it, None where nobody says."""
    if roster is not None:
        return {name: roster.in_class(subject or "", name) for name in plan.classes}
    own = report.classes if report is not None else None
    return {name: None if own is None else name in own for name in plan.classes}


def _in_any(held: Iterable[bool | None]) -> bool | None:
    """Return whether any of the facts holds, None where that is not known."""
    every = list(held)
    return True if True in every else None if None in every else False


def _has_level(row: ListingRow, tier: str, level: str) -> bool:
    """Whether ``row`` has ``level`` in ``tier``; what a fact may turn into a duty has both."""
    return level == row.level(tier) or level in row.waits_for(tier)


def _contradictions(
    plan: Plan, roster: Roster, subject: str, entry: RosterEntry, tier: str | None
) -> Iterator[Problem]:
    """Yield what in the roster cannot be together with the tier asked for."""
    where = partial(roster.locate_fact, subject, "tier")
    yield from tier_conflicts(plan, [("roster", entry.tier, where), ("option", tier, None)])
    if entry.tier is None and tier is not None:
        yield from fact_problems(plan, entry, tier, partial(roster.locate_fact, subject))


def _cell(
    plan: Plan,
    task: Task,
    obligation: Obligation,
    subject: str | None,
    tier: str,
    allotted: int | None,
) -> Cell:
    duty = plan.duty(task, obligation, World(subject, tier, False, allotted or None))
    when_designated = when_allotted = NONE
    if plan.designable(obligation, tier):
        when_designated = str(plan.level(obligation, World(subject, tier, True, None)))
    if ALLOTTED in obligation.applies:
        when_allotted = str(plan.level(obligation, World(subject, tier, False, 1)))
    when_class = NONE
    if told_apart := plan.classes_of(obligation):
        in_one = World(subject, tier, False, None, None, told_apart[:1])
        when_class = str(plan.level(obligation, in_one))
    level = NONE
    if duty.level is not None:
        level = str(duty.level)
    elif when_designated != NONE:
        level = DESIGNATED
    elif when_allotted != NONE:
        level = ALLOTTED
    elif when_class != NONE:
        level = CLASS
    return Cell(level, when_designated, when_allotted, duty, when_class)
