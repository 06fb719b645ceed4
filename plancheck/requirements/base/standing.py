"""What is asked in one world, and how what is reported stands to it."""

import datetime
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from plancheck.errors import NOTHING, Values
from plancheck.reading.tree import Loc
from plancheck.reading.values import (
    Count,
    Status,
)
from plancheck.requirements.base.bounds import Milestones, Quantity
from plancheck.requirements.base.entry import Statement
from plancheck.requirements.base.open_values import OPEN, Open, settled
from plancheck.requirements.base.wording import Text


class Level(StrEnum):
    """How strongly a duty binds those it is asked of."""

    MANDATORY = "mandatory"
    OPTIONAL = "optional"
    OPEN = OPEN


class Duty(NamedTuple):
    """What an obligation asks in one world. ``level`` is None where it asks nothing.

    ``bounds`` are the numbers under the plan's keys; None for one that is allotted and not known.
    Where there are ``milestones``, that is the last number, and ``due`` is its day; once a kind has
    settled what is owed, they are the later ones. What a draft leaves open is ``open``; such a duty
    is shown and never judged.
    """

    level: Level | None
    status: Status | Open
    due: datetime.date | Open
    bounds: MappingOf[str, Quantity | Open | None] = {}
    milestones: Milestones = ()

    @property
    def last_day(self) -> datetime.date:
        """The deadline of a duty that is judged."""
        return settled(self.due)

    @property
    def at_least(self) -> Quantity | None:
        """The number that is the least, if there is one and it is known."""
        return settled(self.bounds.get("at_least", self.bounds.get("exactly")))

    @property
    def at_most(self) -> Quantity | None:
        """The number that is the most, if there is one and it is known."""
        return settled(self.bounds.get("at_most", self.bounds.get("exactly")))

    def no_later_than(self, day: datetime.date) -> "Duty":
        """Return what is asked of it by ``day`` at the latest."""
        return self._replace(due=min(self.last_day, day))


class Measure(NamedTuple):
    """What is asked, what is reported, and what the one lacks or exceeds of the other.

    Either a word, such as a status, or a number of ``unit`` with its kind of ``bound``. ``number``
    is one that is stated beside a word. None stands for what is not known, not stated or not asked.
    Where ``actual`` is cut to few decimal places, the true gap is less than ``gap`` and at least
    ``least``.
    """

    expected: Quantity | StrEnum | None = None
    actual: Quantity | StrEnum | None = None
    gap: Quantity | None = None
    unit: Text | None = None
    bound: str | None = None
    number: Quantity | None = None
    least: Quantity | None = None


class Stand(StrEnum):
    """How what is reported stands to what is asked, whatever the day."""

    MET = "met"
    SHORT = "short"
    OVER = "over"
    ABSENT = "absent"
    OPEN = "open"
    NOT_ASKED = "not-asked"


class Standing(NamedTuple):
    """How what is reported stands to what is asked, and the place in the report that decides it.

    ``values`` are what its sentence says beside the measure; ``claim`` at ``at`` is what a date and
    evidence are looked for in, and ``evidence`` names what proves it. An empty ``reason`` leaves to
    the engine how what is absent is told. ``parts`` are the units that are judged each by itself;
    ``second`` is how the same claim stands by its ledger, and ``differs`` says by what.
    """

    stand: Stand
    reason: str
    measure: Measure
    loc: Loc
    claim: Statement | None = None
    at: Loc = ()
    values: Values = NOTHING
    evidence: Sequence[str] = ()
    dated: bool = False
    """Whether what is dated in time is enough by itself."""
    beyond: str = ""
    """Why a day after the deadline does not make it late: more than is asked was done by then."""
    timeless: bool = False
    """Whether it does not matter when it was done: what came too late broke no cap either."""
    final: bool = False
    """Whether nothing can change it any more, so that no deadline is waited for."""
    parts: MappingOf[str, "Standing"] = {}
    second: "Standing | None" = None
    differs: Values = NOTHING
    later: "tuple[Duty, Standing] | None" = None
    """What is asked after that by the plan's next day, and how the same stands to it."""


class Context(NamedTuple):
    """What a kind has to know beside the entry, which stands at ``loc``.

    What counts is dated from ``first`` to ``last``, the deadline or ``day``, the one judged by.
    ``units`` are the names of those inside the subject that are judged, None where no input names any;
    ``has_units`` says whether there are any, None where the obligation is not asked of units.
    """

    loc: Loc
    first: datetime.date
    last: datetime.date
    day: datetime.date
    counted_by: str | None = None
    has_units: bool | None = None
    units: Sequence[str] | None = None
    stated: MappingOf[str, Count] = {}
    """The numbers that a roster states for the obligation, by the keys of their metrics."""
    parts: MappingOf[str, Stand | None] = {}
    """How each obligation that is read stands; None for one that may still be met in time."""
