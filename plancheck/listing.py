"""What a plan asks: of one subject, or of every tier where no subject or tier is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from plancheck.errors import Problem, RosterError
from plancheck.facts import possible_tiers, tier_conflicts
from plancheck.plan import Duty, Level, Obligation, Plan, Task, World
from plancheck.roster import Roster, RosterEntry
from plancheck.stated import fact_misfits

DESIGNATED = "designated"
NONE = "none"


class Cell(NamedTuple):
    """What one obligation asks of one tier.

    ``level`` holds for those not designated (``designated``: asked of designated ones only) and
    ``when_designated`` for those who are.
    """

    level: str
    when_designated: str
    duty: Duty


class Row(NamedTuple):
    """One obligation with what it asks per tier.

    ``designated`` is None where nobody stated it; ``allotted`` is the number allotted, if known.
    """

    task: Task
    obligation: Obligation
    cells: Mapping[str, Cell]
    named: Mapping[str, Level]
    designated: bool | None
    allotted: int | None

    def level(self, tier: str) -> str:
        """Return the level that holds as far as designation is known."""
        cell = self.cells[tier]
        if self.designated and cell.when_designated != NONE:
            return cell.when_designated
        return NONE if cell.level == DESIGNATED and self.designated is False else cell.level

    def depends_on_designation(self, tier: str) -> bool:
        """Whether a designation that nobody stated would change the level."""
        cell = self.cells[tier]
        return self.designated is None and cell.when_designated not in (NONE, cell.level)

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
    rows: tuple[Row, ...]


def list_obligations(
    plan: Plan,
    *,
    subject: str | None = None,
    tier: str | None = None,
    roster: Roster | None = None,
    tasks: Sequence[str] = (),
    level: str | None = None,
) -> Listing:
    """Return what ``plan`` asks of ``subject``, in the tier given or the roster's, else in each.

    ``tasks`` keeps only those tasks and ``level`` (``mandatory``, ``optional``, ``designated``)
    only what has that level in a tier shown. Raises UnknownNameError for a task there is not, and
    RosterError where the roster contradicts ``tier``.
    """
    entry = roster.entry(subject) if roster and subject else None
    if roster is not None and subject is not None and entry is not None:
        problems = list(_contradictions(plan, roster, subject, entry, tier))
        if problems:
            raise RosterError(problems)
    tier = tier or (entry.tier if entry else None)
    designations = entry.designated if entry else None
    tiers = (tier,) if tier else possible_tiers(plan, designations)
    wanted = {plan.find_task(name).id for name in tasks}
    rows = []
    for task, obligation in plan.obligations():
        if wanted and task.id not in wanted:
            continue
        designated = None
        if entry is not None and entry.designated is not None:
            designated = obligation.id in entry.designated
        allotted = entry.allotted.get(obligation.id) if entry is not None else None
        cells = {key: _cell(plan, task, obligation, subject, key, allotted) for key in tiers}
        row = Row(task, obligation, cells, plan.named(obligation), designated, allotted)
        if level is None or any(_has_level(row, key, level) for key in tiers):
            rows.append(row)
    return Listing(plan, subject, tiers, tier is not None, tuple(rows))


def _has_level(row: Row, tier: str, level: str) -> bool:
    """Whether ``row`` has ``level`` in ``tier``; what designation may turn into a duty has both."""
    return level == row.level(tier) or (level == DESIGNATED and row.depends_on_designation(tier))


def _contradictions(
    plan: Plan, roster: Roster, subject: str, entry: RosterEntry, tier: str | None
) -> Iterator[Problem]:
    """Yield what in the roster cannot be together with the tier asked for."""
    where = roster.locate_fact(subject, "tier")
    yield from tier_conflicts(plan, [("roster", entry.tier, where), ("option", tier, None)])
    if entry.tier is None and tier is not None:
        yield from fact_misfits(plan, entry, tier, partial(roster.locate_fact, subject))


def _cell(
    plan: Plan,
    task: Task,
    obligation: Obligation,
    subject: str | None,
    tier: str,
    allotted: int | None,
) -> Cell:
    duty = plan.duty(task, obligation, World(subject, tier, False, allotted))
    when_designated = NONE
    if plan.designable(obligation, tier):
        when_designated = str(obligation.applies["designated"])
    if duty.level is not None:
        return Cell(str(duty.level), when_designated, duty)
    return Cell(DESIGNATED if when_designated != NONE else NONE, when_designated, duty)
