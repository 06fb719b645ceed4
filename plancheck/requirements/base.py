"""What all kinds of requirement have in common, and the words in which each answers.

A kind is one file of this room: the model that a plan writes under its key, the fields that an
entry of a report gets from it, how the one is judged by the other, and its sentences. Everything
that it does not say itself has a default here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Protocol

from pydantic import PlainValidator

from plancheck.errors import NOTHING, Location, Problem, Values
from plancheck.reading.models import Spelled, Strict
from plancheck.reading.text import record_key
from plancheck.reading.tree import Document, Loc, Mapping, Node, Scalar
from plancheck.reading.values import (
    Count,
    DateField,
    Status,
    StatusField,
    field_error,
    read_count,
    scalar,
    several_in_one,
)

ALLOTMENT: Literal["allotment"] = "allotment"
"""What stands for a number that is set outside the plan, for each subject."""
NUMBER = "number"
"""The model's name for the key that a file writes as the obligation's metric."""


class Level(StrEnum):
    """How strongly a duty binds those it is asked of."""

    MANDATORY = "mandatory"
    OPTIONAL = "optional"


class Text(Strict):
    """One wording in Chinese and in English."""

    zh: str
    en: str

    def __reduce__(self) -> tuple[Any, ...]:
        # Thousands of findings name one unit: those of another process come to share it again.
        return _text, (type(self), *self.__dict__.items())

    def for_number(self, *, is_one: bool) -> str:
        """Return the English words that go with a number."""
        return self.en


@lru_cache(maxsize=1024)
def _text(kind: type[Text], *fields: tuple[str, Any]) -> Text:
    return kind.model_construct(**dict(fields))


class Forms(str):
    """An English word that is counted: itself the form for many, ``one`` the form for 1."""

    one: str

    def __new__(cls, other: str, one: str | None = None) -> Forms:
        """Return the word ``other``, which is that for 1 as well unless there is ``one``."""
        word = super().__new__(cls, other)
        word.one = other if one is None else one
        return word

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and getattr(other, "one", self.one) == self.one

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return super().__hash__()


def read_forms(value: object) -> Forms:
    """Return the word in both forms: ``{one: session, other: sessions}``, or one for both."""
    if not isinstance(value, dict):
        return value if isinstance(value, Forms) else Forms(scalar(value))
    if value.keys() != {"one", "other"}:
        raise field_error("plan.forms")
    return Forms(scalar(value["other"]), scalar(value["one"]))


class Unit(Text):
    """What a number counts, in English with a form for 1 and a form for all other numbers."""

    en: Annotated[Forms, PlainValidator(read_forms)]

    def for_number(self, *, is_one: bool) -> str:
        """Return the form that goes with a number."""
        return self.en.one if is_one else self.en


class Control(StrEnum):
    """How a form asks for the value of a field."""

    STATUS = "status"
    COUNT = "count"
    YES_NO = "yes-no"
    DATE = "date"
    EVIDENCE = "evidence"
    TEXT = "text"
    TABLE = "table"


# --- numbers of a plan ---------------------------------------------------------------------------


def read_number(value: object) -> int:
    """Return the whole number that ``value`` spells in plain digits."""
    count = read_count(value)
    if not count.plain:
        raise field_error("plan.plain-number", written=count.written, wanted=str(count.value))
    return count.value


Quantity = int | Decimal


@dataclass(frozen=True, slots=True)
class ReadDecimal:
    """Reads a number from 0 to ``most`` in plain digits, with at most so many decimal ``places``.

    ``name`` is what the schemas call the type; ``problem`` refuses what is no such number.
    """

    name: str
    problem: str
    most: int
    places: int

    @property
    def pattern(self) -> str:
        """The spellings, as a regular expression."""
        return rf"(0|[1-9][0-9]*)(\.[0-9]{{1,{self.places}}})?"

    def __call__(self, value: object) -> Quantity:
        """Return ``value`` if it is such a number."""
        text = scalar(value)
        if not re.fullmatch(self.pattern, text) or Decimal(text) > self.most:
            raise field_error(self.problem, written=text)
        return Decimal(text) if "." in text else int(text)


Bound = Quantity | Literal["allotment"] | dict[str, Any]
"""A number that is asked for: one, one for each tier, or one that is allotted."""


@dataclass(frozen=True, slots=True)
class ReadBound:
    """Reads what ``number`` reads, once or for each tier, or that it is ``allotted``."""

    number: Callable[[object], Quantity]
    allotted: bool = False

    def __call__(self, value: object) -> Bound:
        """Return ``value`` if it is such a bound."""
        if isinstance(value, dict):
            return {tier: self.number(number) for tier, number in value.items()}
        return ALLOTMENT if self.allotted and value == ALLOTMENT else self.number(value)


# --- what a report states ------------------------------------------------------------------------


def read_evidence(value: object) -> str:
    """Return one evidence id; several in one text are refused."""
    text = scalar(value)
    if values := several_in_one(text):
        raise field_error("field.list-in-one", **values)
    return text


EvidenceId = Annotated[str, PlainValidator(read_evidence)]
EvidenceIds = Annotated[
    list[EvidenceId] | None, Spelled("佐证", "佐证材料", "证明材料"), Control.EVIDENCE
]
NoteText = Annotated[str | None, Spelled("备注", "说明")]
ClaimedDate = Annotated[DateField | None, Spelled("日期", "完成日期", "完成时间"), Control.DATE]


class About(Protocol):
    """The obligation that a part of a report is about, and the key that names it there.

    Under ``metrics`` its numbers are written, under ``others`` those of other obligations.
    """

    key: Scalar

    @property
    def requirement(self) -> Requirement:
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

    def refuse_keys(self, node: Mapping, keys: Collection[str], problem: str) -> None:
        """Take ``keys`` out of ``node``, each with a problem."""

    def ask_for_units(self, node: Node) -> None:
        """Note that ``node`` has to report a number for each unit."""


class Answer:
    """A model of what a file says about one obligation, whose metric names its number."""

    @classmethod
    def admit(cls, node: Node, about: Any) -> Node | None:
        """Return ``node`` without what does not fit the obligation; None where nothing is left."""
        return node


class Statement(Answer, Strict):
    """What stands behind a value that is reported: a day, evidence and a remark.

    And what is said where the value is not enough; neither that nor a remark decides anything.
    """

    date: ClaimedDate = None
    evidence: EvidenceIds = None
    note: NoteText = None
    reason: Annotated[str | None, Spelled("未完成原因")] = None
    next_steps: Annotated[str | None, Spelled("下一步措施")] = None


class Reported(Statement):
    """What is reported on one obligation, beside the fields that its kind asks for."""

    status: Annotated[StatusField | None, Spelled("状态", "进展", "完成情况"), Control.STATUS] = (
        None
    )


class Submitted(NamedTuple):
    """An entry that was read: its place, the names of its numbers, and how records count.

    ``obligation`` is what a message calls the obligation.
    """

    document: Document
    loc: Loc
    obligation: str | Text
    spelled: MappingOf[str, Sequence[str]]
    counted_by: str | None

    def locate(self, *loc: str | int) -> Location:
        """Return the place of a value of the entry."""
        return self.document.locate((*self.loc, *loc))


def same_units(named: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """Yield a problem for each unit whose name cannot be told from an earlier one's."""
    first: dict[str, Location] = {}
    for name, where in named:
        earlier = first.setdefault(record_key(name), where)
        if earlier is not where:
            yield Problem("facts.unit-twice", where, {"unit": name, "first": earlier})


def other_unit(number: Count, unit: Text | None, where: Location) -> Iterator[Problem]:
    """Yield a problem where ``number`` carries another unit than ``unit``."""
    if unit is not None and number.unit not in ("", unit.zh):
        values = {"written": number.written, "unit": number.unit, "wanted": unit}
        yield Problem("field.other-unit", where, values)


def states_something(value: object) -> bool:
    """Whether any value of a claim is stated; one that is all blank is no claim.

    That there are no units is a statement; a unit whose values are all blank is none.
    """
    if isinstance(value, Statement):
        return any(states_something(part) for _, part in value)
    if isinstance(value, dict) and value:
        return any(map(states_something, value.values()))
    return value is not None


NOTHING_DONE = (Status.NOT_STARTED, Status.NOT_UNDERTAKEN)


# --- what is asked, and how what is reported stands to it ----------------------------------------


class Duty(NamedTuple):
    """What an obligation asks in one world. ``level`` is None where it asks nothing.

    ``bounds`` are the numbers under the plan's keys; None for one that is allotted and not known.
    """

    level: Level | None
    status: Status
    due: datetime.date
    bounds: MappingOf[str, Quantity | None] = {}

    @property
    def at_least(self) -> Quantity | None:
        """The number that is the least, if there is one and it is known."""
        return self.bounds.get("at_least", self.bounds.get("exactly"))

    @property
    def at_most(self) -> Quantity | None:
        """The number that is the most, if there is one and it is known."""
        return self.bounds.get("at_most", self.bounds.get("exactly"))


class Measure(NamedTuple):
    """What is asked, what is reported, and what the one lacks or exceeds of the other.

    Either a word, such as a status, or a number of ``unit`` with its kind of ``bound``. ``number``
    is one that is stated beside a word. None stands for what is not known, not stated or not asked.
    """

    expected: Quantity | StrEnum | None = None
    actual: Quantity | StrEnum | None = None
    gap: Quantity | None = None
    unit: Text | None = None
    bound: str | None = None
    number: int | None = None


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
    timeless: bool = False
    """Whether it does not matter when it was done: what came too late broke no cap either."""
    parts: MappingOf[str, Standing] = {}
    second: Standing | None = None
    differs: Values = NOTHING


class Context(NamedTuple):
    """What a kind has to know beside the entry, which stands at ``loc``.

    What counts is dated from ``first`` to ``last``, the deadline or the day judged by. ``units``
    are the names of those inside the subject that are judged, None where no input names any;
    ``has_units`` says whether there are any, None where the obligation is not asked of units.
    """

    loc: Loc
    first: datetime.date
    last: datetime.date
    counted_by: str | None = None
    has_units: bool | None = None
    units: Sequence[str] | None = None


# --- how the form in Excel works it out ----------------------------------------------------------


class Detail(NamedTuple):
    """What the form adds to a failure where ``condition`` holds: a message and its values.

    Without a message nothing is added, and no later detail is looked at.
    """

    condition: str
    message: str = ""
    values: MappingOf[str, str] = {}


class Formula(NamedTuple):
    """How a row of the form works out a verdict; ``{met}`` stands for the row's cell of that name.

    Verdicts are numbers, so that the least is the least favourable: 1 fail, 2 missing, 3 review,
    4 pending, 5 optional, 6 pass, 7 not applicable; "x" is what only the engine can tell.
    ``mandatory`` and ``optional`` are the verdicts by the level that holds, ``parts`` what stands
    in the cells that are the kind's own. ``dated`` holds where dated records are enough.
    """

    mandatory: str
    optional: str
    parts: MappingOf[str, str | int] = {}
    detail: Sequence[Detail] = ()
    dated: str = "FALSE"


MET_OR_NOT = 'IF({mandatory}="x","x",IF({mandatory}=6,6,5))'
"""The verdict if optional, where only what is met makes a difference."""
LATE = "live.late"
"""The message that what was done was done too late."""


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

    has_status: ClassVar[bool] = True
    """Whether an entry may state a status."""
    bare: ClassVar[str] = "status"
    """The field that a bare word means in the place of an entry."""
    lacking: ClassVar[str] = "finding.no-status"
    """The reason where an entry states something, but not what decides."""
    misplaced: ClassVar[MappingOf[str, str]] = {}
    """The problems of fields that make no sense here, where they have one of their own."""
    per: str | None = None
    """``unit`` where each unit inside the subject owes it."""
    parts: ClassVar[tuple[str, ...]] = ()
    """The cells of a row of the form that are the kind's own."""

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

    def bounds_of(self, tier: str | None, allotment: int | None) -> dict[str, Quantity | None]:
        """Return the numbers asked for in ``tier``, by their keys."""
        numbers: dict[str, Quantity | None] = {}
        for key, bound in self.bounds.items():
            if isinstance(bound, dict):
                numbers[key] = bound.get(tier or "")
            else:
                numbers[key] = allotment if isinstance(bound, str) else bound
        return numbers

    def rule(self, due: Status) -> dict[str, object]:
        """Return what decides verdicts, by the plan's keys; ``due`` is the task's status."""
        asks = self.asks.model_dump() if isinstance(self.asks, Strict) else self.asks
        return {self.key: asks}

    def as_data(self, duty: Duty) -> dict[str, Any]:
        """Return what ``duty`` asks, by names that JSON uses."""
        return {**self.metrics, **duty.bounds} or {self.key: self.asks}

    def aspects(self) -> dict[str, object]:
        """Return what may change from one plan to another and is the same in every tier."""
        return {} if isinstance(self.asks, Strict) else {self.key: self.asks}

    def plan_misfits(self, tiers: Sequence[str]) -> Iterator[Misfit]:
        """Yield what in ``asks`` cannot be, by its place there; ``tiers`` are the plan's."""
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

    def number_in(self, entry: Any) -> int | None:
        """Return the number that ``entry`` states, where there is one."""
        return None

    def counts_in(self, claim: Any) -> Iterator[tuple[str, Count]]:
        """Yield the numbers that ``claim`` states, by their fields."""
        for field in self.metrics:
            count = getattr(claim, field)
            if count is not None:
                yield field, count

    def evidence(self, claim: Any) -> list[str]:
        """Return the evidence that ``claim`` names, wherever in it."""
        return [*(claim.evidence or ())]

    def needed_in(self, field: str, counted_by: str | None) -> Sequence[Sequence[str]]:
        """Return groups of fields; each row of the table ``field`` states one of each group."""
        return ()

    def keys_beside(self, counted_by: str | None) -> Collection[str]:
        """Return the keys in the rows of its tables that stand beside one named as a metric."""
        return ()

    def counts(self, entry: Any, context: Context) -> list[int]:
        """Return the numbers on which it hinges whether an unknown allotment is reached."""
        return []

    def entry_problems(self, entry: Any, about: Submitted) -> Iterator[Problem]:
        """Yield what in ``entry`` is well-formed but cannot be."""
        return iter(())

    def nothing_done(self, entry: Reported, duty: Duty, context: Context) -> Standing:
        """Return the standing where it is stated that nothing was done or will be."""
        owed = self.measure(duty)
        stated = owed._replace(actual=entry.status, gap=duty.bounds.get(owed.bound or ""))
        loc = (*context.loc, "status")
        return Standing(Stand.SHORT, f"finding.{entry.status}", stated, loc, entry, context.loc)

    # -- how the form works it out --

    def formula(self, duty: Duty) -> Formula | None:
        """Return how a row of the form works out its verdict; None leaves it to the engine."""
        return None

    @classmethod
    def unit_formula(cls) -> Formula | None:
        """Return the same of a unit's row; parts that are left out are those of the obligation."""
        return None

    # -- how it is told --

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield, as message keys and values, how it is judged."""
        yield f"judged.{self.key}", {"asked": self.asks}

    def mandatory_key(self) -> str:
        """Return the message key of what becomes of it where it is mandatory and not met."""
        return "judged.mandatory-number" if self.metrics else "judged.mandatory"

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield the lines of an entry that would meet ``duty``."""
        yield f"{self.bare}: {self.asks}"


class Misfit(NamedTuple):
    """What in a requirement cannot be, and its place below the requirement's key."""

    problem: str
    loc: Loc = ()
    values: Values = NOTHING
    key: bool = False
    """Whether the place is that of the key rather than of the value."""
