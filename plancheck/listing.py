"""What a plan asks: of one subject, or of every tier where no subject or tier is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plancheck.plan import Duty, Level, Obligation, Plan, Task, World
from plancheck.roster import Roster

DESIGNATED = "designated"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one obligation asks of one tier.

    ``level`` holds for those not designated (``designated``: asked of designated ones only) and
    ``when_designated`` for those who are.
    """

    level: str
    when_designated: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation with what it asks per tier.

    ``designated`` is None where nobody stated it; ``allotted`` is the number allotted, if known.
    """

    task: Task
    obligation: Obligation
    cells: Mapping[str, Cell]
    named: Mapping[str, Level]
    designated: bool | None
    allotted: int | None

    @property
    def asked(self) -> bool:
        """Whether it may ask anything at all of any tier shown."""
        return any(cell.level != NONE for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Listing:
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
    only what has that level in a tier shown. Raises UnknownNameError for a task there is not.
    """
    entry = roster.entry(subject) if roster and subject else None
    tier = tier or (entry.tier if entry else None)
    tiers = (tier,) if tier else tuple(plan.tiers)
    wanted = {plan.find_task(name).id for name in tasks}
    rows = []
    for task, obligation in plan.obligations():
        if wanted and task.id not in wanted:
            continue
        cells = {key: _cell(plan, task, obligation, subject, key) for key in tiers}
        if level and all(level not in (cell.level, _second(cell)) for cell in cells.values()):
            continue
        designated = (
            None if not entry or entry.designated is None else obligation.id in entry.designated
        )
        allotment = (entry.allotments or {}).get(obligation.id) if entry else None
        allotted = allotment.number.value if allotment else None
        rows.append(Row(task, obligation, cells, plan.named(obligation), designated, allotted))
    return Listing(plan, subject, tiers, tier is not None, tuple(rows))


def _second(cell: Cell) -> str:
    """Return ``designated`` for what designation can turn into a duty, too."""
    return DESIGNATED if cell.when_designated != NONE else NONE


def _cell(plan: Plan, task: Task, obligation: Obligation, subject: str | None, tier: str) -> Cell:
    duty = plan.duty(task, obligation, World(subject, tier, False, None))
    when_designated = NONE
    if plan.designable(obligation, tier):
        when_designated = str(obligation.applies["designated"])
    if duty.level is not None:
        return Cell(str(duty.level), when_designated, duty)
    return Cell(DESIGNATED if when_designated != NONE else NONE, when_designated, duty)
