"""The parts of a work plan as its file writes them: sections, tasks, obligations.

Nothing here knows a task number, a tier's name, a province or a ministry. All of that is in the
plan's YAML file, so another plan is another file.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field, PlainValidator

from plancheck.errors import Medium
from plancheck.reading.models import Strict
from plancheck.reading.values import (
    STATUSES,
    DateField,
    Status,
    field_error,
    one_of,
    read_date,
    scalar,
)
from plancheck.requirements import Requires
from plancheck.requirements.base import Level, Requirement, Text, read_number

NATIONAL = "national"
# --- the file's own field types ------------------------------------------------------------------


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
Due = Annotated[datetime.date | dict[str, datetime.date], PlainValidator(read_due)]


class Metric(Text):
    """What a number counts, as a report's key in Chinese and in words in English.

    Things are told apart by name alone; events, which is the default, by name, date and host.
    What is counted by amount is an event; each of its records states a number of its own.
    ``pace`` says that it makes no sense to ask how much of it is reached in how much of the period;
    it decides no verdict.
    """

    counted_by: Annotated[str, one_of("name", "amount")] | None = None
    pace: Annotated[str, one_of("none")] | None = None


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

    ``cites_per_tier`` says which of the phrases cited are about some tiers only.
    ``paragraph`` is the one of the task's measures in which the phrases cited stand, from 1.
    """

    id: str
    subject: Annotated[str, one_of(NATIONAL)] | None = None
    name: Text
    says: Text
    says_per_tier: dict[str, Text] = {}
    departments: list[str] = []
    cites: list[str] = Field(min_length=1)
    cites_per_tier: dict[str, list[str]] = {}
    paragraph: Number = 1
    applies: dict[str, LevelField] = Field(min_length=1)
    designated_within: Annotated[list[str], Field(min_length=1)] | None = None
    requires: Requires = Requires()
    total: Total | None = None
    due: Due | None = None
    hint: Text | None = None
    reading: Reading | None = None

    def cited_in(self, tier: str | None) -> list[str]:
        """Return the phrases cited without those about other tiers; all where it is not known."""
        if tier is None or not self.cites_per_tier:
            return self.cites
        own = self.cites_per_tier.get(tier, ())
        others = {phrase for phrases in self.cites_per_tier.values() for phrase in phrases}
        return [phrase for phrase in self.cites if phrase in own or phrase not in others]

    def says_in(self, tier: str | None) -> Text:
        """Return what is to be done in ``tier``; the wording for all tiers where it has no own."""
        return self.says_per_tier.get(tier or "", self.says)

    def named(self, medium: Medium) -> str | Text:
        """Return what a message calls it: its id, or its name where nobody sees ids."""
        return self.name if medium is Medium.FIELDS else self.id

    @property
    def requirement(self) -> Requirement:
        """What is asked, in its kind."""
        return self.requires.requirement


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

    def chinese_key(self, obligation: Obligation) -> str:
        """Return how a report with Chinese keys names ``obligation``: 15.信息培训."""
        return f"{self.id}.{obligation.name.zh}"

    def key(self, obligation: Obligation, *, in_chinese: bool) -> str:
        """Return how a file names ``obligation``: 15.信息培训 in Chinese, else 15.training."""
        return self.chinese_key(obligation) if in_chinese else obligation.id

    def in_charge(self, obligation: Obligation) -> list[str]:
        """Return the departments in charge of ``obligation``: its own, else those of the task."""
        return obligation.departments or self.departments


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
