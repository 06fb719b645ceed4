"""The parts of a work plan as its file writes them: sections, tasks, obligations, quotas.

Nothing here knows a task number, a tier's name, a province or a ministry. All of that is in the
plan's YAML file, so another plan is another file.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from plancheck.reading.models import Strict
from plancheck.reading.values import (
    STATUSES,
    DateField,
    FlagField,
    Status,
    StatusField,
    field_error,
    one_of,
    read_count,
    read_date,
    scalar,
)

NATIONAL = "national"
ALLOTMENT: Literal["allotment"] = "allotment"


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


@lru_cache(maxsize=1024)
def _text(kind: type[Text], *fields: tuple[str, Any]) -> Text:
    return kind.model_construct(**dict(fields))


# --- the file's own field types ------------------------------------------------------------------


def read_number(value: object) -> int:
    """Return the whole number that ``value`` spells in plain digits."""
    count = read_count(value)
    if not count.plain:
        raise field_error("plan.plain-number", written=count.written, wanted=str(count.value))
    return count.value


def read_bound(value: object) -> int | Literal["allotment"] | dict[str, int]:
    """Return a number, a number for each tier, or that it is allotted."""
    if isinstance(value, dict):
        return {tier: read_number(number) for tier, number in value.items()}
    return ALLOTMENT if value == ALLOTMENT else read_number(value)


def read_due(value: object) -> datetime.date | dict[str, datetime.date]:
    """Return a day, or a day for each tier."""
    if isinstance(value, dict):
        return {tier: read_date(day) for tier, day in value.items()}
    return read_date(value)


def read_due_status(value: object) -> Status:
    """Return the status ``value`` names, where it can be what is asked for."""
    written, known = scalar(value), [word for word in Status if word.reaches(Status.IN_PROGRESS)]
    status = STATUSES.get(written)
    if status not in known:
        raise field_error("field.word", written=written, known=list(map(str, known)))
    return status


def read_level(value: object) -> Level:
    """Return the level ``value`` names."""
    text = scalar(value)
    if text not in list(Level):
        raise field_error("field.word", written=text, known=[str(level) for level in Level])
    return Level(text)


LevelField = Annotated[Level, PlainValidator(read_level)]
Number = Annotated[int, PlainValidator(read_number)]
DueStatus = Annotated[Status, PlainValidator(read_due_status)]
Bound = Annotated[int | Literal["allotment"] | dict[str, int], PlainValidator(read_bound)]
Due = Annotated[datetime.date | dict[str, datetime.date], PlainValidator(read_due)]


class Metric(Text):
    """What a number counts, as a report's key in Chinese and in words in English.

    Things are told apart by name alone; events, which is the default, by name, date and host.
    What is counted by amount is an event of which each record states its own number.
    """

    counted_by: Annotated[str, one_of("name", "amount")] | None = None


class Quota(Strict):
    """A number the duty is judged by: a floor, a cap, both, or an exact one."""

    metric: str
    at_least: Bound | None = None
    at_most: Bound | None = None
    exactly: Bound | None = None
    unit: Text
    per: Annotated[str, one_of("unit")] | None = None
    unit_name: Text | None = None

    @cached_property
    def bounds(self) -> dict[str, int | Literal["allotment"] | dict[str, int]]:
        """The bounds that are given, by their keys."""
        given = {"at_least": self.at_least, "at_most": self.at_most, "exactly": self.exactly}
        return {key: bound for key, bound in given.items() if bound is not None}

    @property
    def each(self) -> Text:
        """What one of the units is called that owe the number."""
        return self.unit_name or self.unit

    @cached_property
    def allotted(self) -> bool:
        """Whether the number is set outside the plan, by an allotment."""
        return ALLOTMENT in self.bounds.values()


class Requires(Strict):
    """What meets an obligation: a number, else a status (the task's own unless given)."""

    status: StatusField | None = None
    quota: Quota | None = None
    evidence: FlagField = False


class Reading(Strict):
    """Where the text can be taken two ways: the one taken, the other, and the reason."""

    taken: Text
    other: Text
    why: Text


class Total(Strict):
    """How the reports of those under the issuer add up to a number of the issuer's own.

    ``of`` is an obligation of theirs. Either the ``subjects`` that meet it are counted, or the
    ``numbers`` that they state beside it, under the metric of the issuer's quota, are summed.
    """

    of: str
    adds: Annotated[str, one_of("subjects", "numbers")]


class Obligation(Strict):
    """The smallest thing that can be found done or not done.

    ``paragraph`` is the one of the task's measures in which the phrases cited stand, from 1.
    """

    id: str
    subject: Annotated[str, one_of(NATIONAL)] | None = None
    name: Text
    says: Text
    says_per_tier: dict[str, Text] = {}
    departments: list[str] = []
    cites: list[str] = Field(min_length=1)
    paragraph: Number = 1
    applies: dict[str, LevelField] = Field(min_length=1)
    designated_within: Annotated[list[str], Field(min_length=1)] | None = None
    requires: Requires = Requires()
    total: Total | None = None
    due: Due | None = None
    hint: Text | None = None
    reading: Reading | None = None

    @property
    def quota(self) -> Quota | None:
        """The number the obligation is judged by, if it is judged by one."""
        return self.requires.quota


class Unassessed(Strict):
    """A clause that asks nothing a report could be checked for: whose it is, and why."""

    cites: list[str] = Field(min_length=1)
    whose: str = Field(alias="for")
    says: Text


class Task(Strict):
    """A numbered task of the plan with everything it asks."""

    id: str
    title: Text
    departments: list[str] = []
    due: DueStatus
    obligations: list[Obligation] = []
    unassessed: list[Unassessed] = []


class Group(Strict):
    """A group of tasks under one goal."""

    id: str
    title: Text
    unassessed: list[Unassessed] = []
    tasks: list[Task]


class Section(Strict):
    """A main part of the plan."""

    id: str
    title: Text
    groups: list[Group]


class Period(Strict):
    """The days the plan covers, both included."""

    from_: DateField = Field(alias="from")
    to: DateField


class Layout(Strict):
    """How the official text prints what the rule set encodes, so that the two can be compared.

    ``section``, ``group`` and ``task`` are headings with ``{id}`` and ``{title}``; ``departments``
    and ``duties`` are what a cell of those columns begins with. The others say what a printed word
    means: whom it names, which tier, level, status, bound, number or day.
    """

    section: str
    group: str
    task: str
    departments: str
    duties: str
    who: dict[str, list[str]]
    levels: dict[str, LevelField]
    due: dict[str, DueStatus]
    tiers: dict[str, str] = {}
    bounds: dict[str, Annotated[str, one_of("at_least", "at_most", "exactly")]] = {}
    numbers: dict[str, Number] = {}
    deadlines: dict[str, DateField] = {}
    allotment: str | None = None


class SourceText(Strict):
    """The official text: its title and the SHA-256 of it, NFKC-folded and without white space.

    ``clauses`` are the first digits of the SHA-256 of each piece that the text is cut into. A text
    that is not one file to be had has no checksum, and the plan cannot be traced.
    """

    title: str
    sha256: str | None = None
    layout: Layout | None = None
    clauses: list[str] = []
