"""What all kinds of requirement answer, each with a default."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Protocol

from plancheck.errors import NOTHING, Problem, Values
from plancheck.reading.models import Strict
from plancheck.reading.tree import Loc, Mapping, Node, Scalar
from plancheck.reading.values import (
    Count,
    Status,
)
from plancheck.requirements.base.bounds import ALLOTMENT, Bound, Milestones, Quantity
from plancheck.requirements.base.entry import Reported, Statement, Submitted
from plancheck.requirements.base.open_values import OPEN, Open, settled
from plancheck.requirements.base.standing import Context, Duty, Level, Measure, Stand, Standing
from plancheck.requirements.base.wording import Text

if TYPE_CHECKING:
    from plancheck.requirements.base.form import Formula


class Printed(NamedTuple):
    """What an official text has to print of what a requirement asks, in one of the clauses cited.

    ``number`` stands with its ``unit`` and, where they are given, with the tier, the day and one of
    the ``words`` that it is about, and with none that say the ``opposite``. An allotment is what
    the text says in words of its own; without a number only one of the words has to be there. An
    empty ``bound`` is that of a number that is no bound. ``loc`` is its place below the kind's key.
    """

    loc: Loc
    bound: str
    number: Quantity | Literal["allotment"] | None
    unit: Text | None = None
    tier: str = ""
    day: datetime.date | None = None
    words: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()


class About(Protocol):
    """The obligation that a part of a report is about, and the key that names it there.

    Under ``metrics`` its numbers are written, under ``others`` those of other obligations.
    """

    key: Scalar

    @property
    def requirement(self) -> "Requirement":
        """What the obligation asks."""

    @property
    def counted_by(self) -> str | None:
        """How the records of a ledger count."""

    @property
    def metrics(self) -> Sequence[str]:
        """The keys under which its numbers are written."""

    @property
    def others(self) -> Collection[str]:
        """The keys under which the numbers of others are."""

    @property
    def reportable(self) -> Sequence[Status]:
        """The statuses to offer: what nobody may leave undone is not declined."""

    def note(self, problem: str, node: Node, **values: Any) -> None:
        """Add ``problem`` at ``node`` to those of the document."""

    def is_bare_number(self, problem: str, node: Node) -> bool:
        """Whether ``node`` is a number that does not say what it counts, which is ``problem``."""

    def is_bare_amount(self, node: Node) -> bool:
        """Whether ``node`` is a percentage or an amount without what it counts, with the problem."""

    def refuse_keys(self, node: Mapping, keys: Collection[str], problem: str) -> None:
        """Take ``keys`` out of ``node``, each with a problem."""

    def ask_for_units(self, node: Node) -> None:
        """Note that ``node`` has to report a number for each unit."""

    def ask_for_parts(self) -> None:
        """Note that what the obligation reads is to be reported, and not the obligation itself."""


LARGE, FAR = 10_000, 100
"""A number above the one, and so many times what is asked, is worth a second look."""


class Sample:
    """An obligation made up, for those who write a plan. Names and ``asks`` are Chinese, English.

    ``ending`` is what its id has after that of the task. ``asks`` is what a plan writes under the
    key of the kind, with ``{task}`` for the task's id; None where it writes nothing there.
    ``metrics`` are what it counts, by the plan's keys.
    """

    def __init__(
        self,
        ending: str,
        name: tuple[str, str],
        asks: tuple[str, str] | None,
        metrics: MappingOf[str, tuple[str, str]] = NOTHING,
        level: Level = Level.MANDATORY,
    ) -> None:
        self.ending = ending
        self.name = name
        self.asks = asks
        self.metrics = metrics
        self.level = level


class Requirement:
    """What one obligation asks, read from ``asks``, which the plan writes under ``key``."""

    key: ClassVar[str]
    """The name of the kind's module, set where the kinds are found."""
    Asks: ClassVar[Any]
    """The type of what a plan writes under ``key``."""
    Fields: ClassVar[type[Reported]] = Reported
    """A model whose own fields an entry of a report gets from the kind."""
    MESSAGES: ClassVar[MappingOf[str, tuple[str, str]]] = {}
    """The kind's own sentences, in Chinese and English."""
    DESCRIPTIONS: ClassVar[MappingOf[str, tuple[str, str]]] = {}
    """The kind's own descriptions of types and keys in the schemas."""

    SAMPLES: ClassVar[Sequence[Sample]] = ()
    """How a plan asks it, for a plan that is begun: one obligation, and what others it needs."""

    has_status: ClassVar[bool] = True
    """Whether an entry may state a status."""
    by_status: ClassVar[bool] = False
    """Whether the status that is reported decides, by the task's unless the plan has another."""
    bare: ClassVar[str] = "status"
    """The field that a bare word means in the place of an entry."""
    lacking: ClassVar[str] = "finding.no-status"
    """The reason where an entry states something, but not what decides."""
    of_roster: ClassVar[tuple[str, ...]] = ()
    """The fields whose numbers a roster may state, which goes before the report."""
    misplaced: ClassVar[MappingOf[str, str]] = {}
    """The problems of fields that make no sense here, where they have one of their own."""
    per: str | None = None
    """``unit`` where each unit inside the subject owes it."""
    parts: ClassVar[tuple[str, ...]] = ()
    """The cells of a row of the form that are the kind's own."""
    reads: tuple[str, ...] = ()
    """The obligations of the same task by whose verdicts it is judged, so it has no entry."""

    def __init__(self, asks: Any = None) -> None:
        self.asks = asks

    # -- what is asked --

    @cached_property
    def bounds(self) -> MappingOf[str, Bound]:
        """The numbers that are asked for, by the plan's keys."""
        return {}

    @cached_property
    def metrics(self) -> MappingOf[str, str]:
        """The metric that names a field in a file, by the model's name of the field."""
        return {}

    @property
    def metric(self) -> str | None:
        """What is counted, where it is one thing."""
        return next(iter(self.metrics.values()), None) if len(self.metrics) == 1 else None

    @property
    def unit(self) -> Text | None:
        """The unit of the numbers asked for."""
        return None

    @property
    def adds_up(self) -> bool:
        """Whether the numbers of several subjects make a sum: percentages do not."""
        return self.unit is not None and self.unit.zh != "%"

    def unit_of(self, field: str) -> Text | None:
        """Return the unit in which a report may write the number of ``field``."""
        return self.unit

    @property
    def each(self) -> Text | None:
        """What one of those is called that owe the number."""
        return self.unit

    @property
    def unit_name(self) -> Text | None:
        """What a unit inside the subject is called, where the plan has a name for it."""
        return None

    def place_of(self, field: str) -> str:
        """Return the key under which ``asks`` names the metric of ``field``."""
        return field

    @cached_property
    def milestones(self) -> MappingOf[str, Milestones]:
        """The numbers that are asked for by several days, by tier; in every tier if empty."""
        return {}

    def milestones_in(self, tier: str | None) -> Milestones:
        """Return the numbers that are asked for by several days in ``tier``, in their order."""
        return self.milestones.get("") or self.milestones.get(tier or "", ())

    def owed(self, duty: Duty, day: datetime.date) -> Duty:
        """Return what of ``duty`` is owed on ``day``: all of it, unless it has milestones."""
        return duty

    @property
    def form(self) -> tuple[str, ...]:
        """The fields that a form offers, in their order."""
        return (self.bare,)

    @property
    def beside(self) -> tuple[str, ...]:
        """The fields that an entry may have and that a form need not offer."""
        return ()

    @cached_property
    def takes(self) -> frozenset[str]:
        """The fields that an entry may have beside a date, evidence and a remark."""
        status = ("status",) if self.has_status else ()
        return frozenset({*status, *self.form, *self.beside})

    @cached_property
    def allotted(self) -> bool:
        """Whether the number is set outside the plan, by an allotment."""
        return ALLOTMENT in self.bounds.values()

    @cached_property
    def has_floor(self) -> bool:
        """Whether it asks for something to be done, rather than only that a cap is kept."""
        return not self.bounds or bool(self.bounds.keys() & {"at_least", "exactly"})

    def bounds_of(
        self, tier: str | None, allotment: int | None
    ) -> dict[str, Quantity | Open | None]:
        """Return the numbers asked for in ``tier``, by their keys."""
        numbers: dict[str, Quantity | Open | None] = {}
        for key, bound in self.bounds.items():
            if isinstance(bound, dict):
                numbers[key] = bound.get(tier or "")
            else:
                numbers[key] = allotment if bound == ALLOTMENT else bound
        return numbers

    def printed(self) -> Iterator[Printed]:
        """Yield each number that the official text has to print; what is open is none."""
        for key, bound in self.bounds.items():
            for tier, number in (bound if isinstance(bound, dict) else {"": bound}).items():
                at = (key, tier) if tier else (key,)
                by_day = self.milestones.get(tier, ()) if key == "at_least" else ()
                for day, reached in by_day or ((None, number),):
                    loc = at if day is None else (*at, day.isoformat())
                    if reached is not OPEN:
                        yield Printed(loc, key, reached, self.unit, tier, day)

    def rule(self, due: Status | Open) -> dict[str, object]:
        """Return what decides verdicts, by the plan's keys; ``due`` is the task's status."""
        asks = self.asks.model_dump() if isinstance(self.asks, Strict) else self.asks
        return {self.key: asks}

    def as_data(self, duty: Duty) -> dict[str, Any]:
        """Return what ``duty`` asks, by names that JSON uses."""
        return {**self.metrics, **duty.bounds} or {self.key: self.asks}

    def aspects(self) -> dict[str, object]:
        """Return what may change from one plan to another and is the same in every tier."""
        return {} if isinstance(self.asks, Strict) else {self.key: self.asks}

    def plan_misfits(self, tiers: Sequence[str]) -> Iterator["Misfit"]:
        """Yield what in ``asks`` cannot be, by its place there; ``tiers`` are the plan's."""
        return iter(())

    def range_misfits(self, tiers: Sequence[str]) -> Iterator["Misfit"]:
        """Yield a least that is more than the most, in the first of ``tiers`` where it is."""
        for tier in tiers:
            asked = self.bounds_of(tier, None)
            low, high = asked.get("at_least"), asked.get("at_most")
            if low in (None, OPEN) or high in (None, OPEN):
                continue
            if low > high:
                yield Misfit("plan.range", (), {"low": low, "high": high}, key=True)
                return

    def part_misfits(self, task: MappingOf[str, "Sibling"]) -> Iterator["Misfit"]:
        """Yield what in ``asks`` does not fit the obligations of its ``task``, by their ids."""
        return iter(())

    # -- what is reported --

    def claims(self, entry: Any) -> Iterator[tuple[Loc, Statement]]:
        """Yield every claim of ``entry``, with its place in it."""
        yield (), entry

    def judge(self, entry: Any, duty: Duty, context: Context) -> Standing:
        """Return how ``entry``, None where there is none, stands to what ``duty`` asks."""
        raise NotImplementedError

    def measure(
        self, duty: Duty, actual: Quantity | None = None, gap: Quantity | None = None
    ) -> Measure:
        """Return what is asked for: a number, the kind of bound it is, and its unit, or a word."""
        if not duty.bounds:
            return Measure(self.asks)
        bound = next(key for key in ("exactly", "at_least", "at_most") if key in duty.bounds)
        return Measure(duty.bounds[bound], actual, gap, self.unit, bound)

    @property
    def unmeasured(self) -> Measure:
        """What is measured where nothing is asked for certain."""
        return Measure(unit=self.unit, bound=next(iter(self.bounds), None))

    def reported(self, entry: Any) -> Quantity | StrEnum | None:
        """Return what ``entry`` states of what is asked."""
        status: Status | None = entry.status
        return status

    def units_in(self, entry: Any) -> Sequence[str] | None:
        """Return the names of the units that ``entry`` reports, None where it says nothing."""
        return None

    def is_begun(self, actual: object) -> bool:
        """Whether what is reported, though not enough, says that something was done."""
        return actual is not Status.NOT_STARTED and actual != 0

    def number_in(self, entry: Any) -> Quantity | None:
        """Return the number that ``entry`` states, where there is one."""
        return None

    def counts_in(self, claim: Any) -> Iterator[tuple[str, Count]]:
        """Yield the numbers that ``claim`` states, by their fields."""
        for field in self.metrics:
            count = getattr(claim, field)
            if count is not None:
                yield field, count

    def is_implausible(self, number: Quantity) -> bool:
        """Whether ``number`` is large, and so far above what is asked that it may be a slip."""
        return number > LARGE and number > FAR * self.most_printed

    @cached_property
    def most_printed(self) -> Quantity:
        """The largest number that the official text has to print; 0 where it prints none."""
        asked = (printed.number for printed in self.printed())
        return max((one for one in asked if isinstance(one, int | Decimal)), default=0)

    def evidence(self, claim: Any) -> list[str]:
        """Return the evidence that ``claim`` names, wherever in it."""
        return [*(claim.evidence or ())]

    def needed_in(self, field: str, counted_by: str | None) -> Sequence[Sequence[str]]:
        """Return groups of fields; each row of the table ``field`` states one of each group."""
        return ()

    def keys_beside(self, counted_by: str | None) -> Collection[str]:
        """Return the keys in the rows of its tables that stand beside one named as a metric."""
        return ()

    def counts(self, entry: Any, context: Context) -> list[Quantity]:
        """Return the numbers on which it hinges whether an unknown allotment is reached."""
        return []

    def entry_problems(self, entry: Any, about: Submitted) -> Iterator[Problem]:
        """Yield what in ``entry`` is well-formed but cannot be."""
        return iter(())

    def nothing_done(self, entry: Reported, duty: Duty, context: Context) -> Standing:
        """Return the standing where it is stated that nothing was done or will be."""
        owed = self.measure(duty)
        stated = owed._replace(actual=entry.status, gap=settled(duty.bounds.get(owed.bound or "")))
        loc = (*context.loc, "status")
        return Standing(Stand.SHORT, f"finding.{entry.status}", stated, loc, entry, context.loc)

    # -- how the form works it out --

    def formula(self, duty: Duty) -> "Formula | None":
        """Return how a row of the form works out its verdict; None leaves it to the engine."""
        return None

    @classmethod
    def unit_formula(cls) -> "Formula | None":
        """Return the same of a unit's row; parts that are left out are those of the obligation."""
        return None

    # -- how it is told --

    def listed(self) -> tuple[str, Values] | None:
        """Return the message of what is ``asked`` in a list, if the numbers alone do not say it."""
        return None

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield, as message keys and values, how it is judged."""
        yield f"judged.{self.key}", {"asked": self.asks}

    def mandatory_key(self) -> str:
        """Return the message key of what becomes of it where it is mandatory and not met."""
        return "judged.mandatory-number" if self.metrics else "judged.mandatory"

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield the lines of an entry that would meet ``duty``."""
        yield f"{self.bare}: {self.asks}"

    def example_number(self, duty: Duty) -> Quantity | None:
        """Return a number that would meet ``duty``; where the tier is open, that of every tier."""
        for key, strictest in _STRICTEST.items():
            bound: Bound | None = duty.bounds.get(key)
            if bound is None:
                bound = self.bounds.get(key)
            numbers = bound.values() if isinstance(bound, dict) else [bound]
            known = [number for number in numbers if isinstance(number, int | Decimal)]
            if known:
                return strictest(known)
        return None


_STRICTEST: MappingOf[str, Callable[[Sequence[Quantity]], Quantity]] = {
    "exactly": max,
    "at_least": max,
    "at_most": min,
}
"""Which number of several a bound takes so that it keeps them all, if one can."""


class Sibling(Protocol):
    """An obligation beside another one of the same task."""

    @property
    def applies(self) -> MappingOf[str, Level]:
        """How strongly it binds, by selector."""

    @property
    def requirement(self) -> Requirement:
        """What it asks."""


class Misfit:
    """What in a requirement cannot be, and its place below the requirement's key.

    With ``key`` the place is that of the key rather than of the value.
    """

    def __init__(
        self, problem: str, loc: Loc = (), values: Values = NOTHING, *, key: bool = False
    ) -> None:
        self.problem = problem
        self.loc = loc
        self.values = values
        self.key = key
