"""The parts of a work plan as its file writes them: sections, tasks, obligations.

Nothing here knows a task number, a tier's name, a province or a ministry. All of that is in the
plan's YAML file, so another plan is another file.
"""

# Annotations are no texts here: it takes long to compile one for each field at every start.
import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from plancheck.errors import Medium
from plancheck.reading.models import Cure, Strict
from plancheck.reading.tree import Loc
from plancheck.reading.values import (
    MOST_DECIMALS,
    STATUSES,
    DateField,
    FlagField,
    OneOf,
    ReadBy,
    Status,
    field_error,
    one_of,
    read_date,
    scalar,
)
from plancheck.requirements import Requires
from plancheck.requirements.base.bounds import read_number
from plancheck.requirements.base.open_values import OPEN, Open, OrOpen, open_in
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Level
from plancheck.requirements.base.wording import LANGUAGES, Text

NATIONAL = "national"
# --- the file's own field types ------------------------------------------------------------------


Day = datetime.date | Open


def read_due(value: object) -> Day | dict[str, Day]:
    """Return a day, or a day for each tier; each may be open."""
    read_day = OrOpen(read_date)
    if isinstance(value, dict):
        return {tier: read_day(day) for tier, day in value.items()}
    return read_day(value)  # type: ignore[no-any-return]


def read_due_status(value: object) -> Status:
    """Return the status ``value`` names, where it can be what is asked for."""
    written, known = scalar(value), [word for word in Status if word.reaches(Status.IN_PROGRESS)]
    status = STATUSES.get(written)
    if status not in known:
        raise field_error("field.word", written=written, known=list(map(str, known)))
    return status


class Deadline(NamedTuple):
    """The status that has to be reached, and by when: None is the end of the period."""

    status: Status | Open
    by: Day | None = None


def read_deadline(value: object) -> Deadline:
    """Return the deadline that ``value`` names: a status, ``{status: …, by: …}``, or ``open``."""
    if value == OPEN:
        return Deadline(OPEN, OPEN)
    if not isinstance(value, dict):
        return Deadline(read_due_status(value))
    if value.keys() != {"status", "by"}:
        raise field_error("plan.deadline")
    return Deadline(OrOpen(read_due_status)(value["status"]), OrOpen(read_date)(value["by"]))


BOUND_KEYS = ("at_least", "at_most", "exactly")
READ_BOUND_KEY = OneOf(BOUND_KEYS)


def read_bound_word(value: object) -> str | dict[str, int]:
    """Return what a word of the text means: a kind of bound, or a bound with its number."""
    if not isinstance(value, dict):
        return READ_BOUND_KEY(value)
    if len(value) != 1:
        raise field_error("plan.bound-word")
    return {READ_BOUND_KEY(key): read_number(number) for key, number in value.items()}


def read_marks(value: object) -> tuple[str, ...]:
    """Return the texts that ``value`` lists, or the one that it is."""
    return tuple(map(scalar, value if isinstance(value, list) else [value]))


def read_level(value: object) -> Level:
    """Return the level ``value`` names."""
    text = scalar(value)
    if text not in list(Level):
        raise field_error("field.word", written=text, known=[str(level) for level in Level])
    return Level(text)


def read_draft(value: object) -> object:
    """Return what ``true`` stands for: a draft that does not say how many questions it asked."""
    return {} if value == "true" else value


def read_languages(value: object) -> list[str]:
    """Return the languages that ``value`` lists: both, or one."""
    languages = [name for name in LANGUAGES if isinstance(value, list) and name in value]
    if not languages or not isinstance(value, list) or len(languages) != len(value):
        raise field_error("plan.languages")
    return languages


def read_decimals(value: object) -> int:
    """Return how many decimals a number may have."""
    text, known = scalar(value), list(map(str, range(MOST_DECIMALS + 1)))
    if text not in known:
        raise field_error("field.word", written=text, known=known)
    return int(text)


LevelField = Annotated[Level, ReadBy(read_level)]
Languages = Annotated[list[str], ReadBy(read_languages)]
Number = Annotated[int, ReadBy(read_number)]
DeadlineField = Annotated[Deadline, ReadBy(read_deadline)]
BoundWord = Annotated[str | dict[str, int], ReadBy(read_bound_word)]
Marks = Annotated[tuple[str, ...], ReadBy(read_marks)]
Due = Annotated[Day | dict[str, Day], ReadBy(read_due)]


TITLE = Cure("title", "title: {zh: …, en: …}")
CITES = Cure("cites", "cites: [组织培训]")
SAYS = Cure("says", "says: {zh: …, en: …}")


class Metric(Text):
    """What a number counts, as a report's key in Chinese and in words in English.

    Things are told apart by name alone; events, which is the default, by name, date and host.
    What is counted by amount is an event; each of its records states a number of its own.
    ``pace`` says that it makes no sense to ask how much of it is reached in how much of the period;
    it decides no verdict. A number may have so many ``decimals``; without a word it is whole, or a
    percentage.
    """

    counted_by: Annotated[str, one_of("name", "amount")] | None = None
    pace: Annotated[str, one_of("none")] | None = None
    decimals: Annotated[int, ReadBy(read_decimals)] | None = None


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
    What is on ``trial`` is judged, and its verdict counts nowhere.
    """

    id: Annotated[str, Cure("id", "id: 1.training")]
    subject: Annotated[str, one_of(NATIONAL)] | None = None
    name: Annotated[Text, Cure("name", "name: {zh: 培训, en: training}")]
    says: Annotated[Text | None, SAYS] = None
    says_per_tier: dict[str, Text] = {}
    departments: list[str] = []
    cites: Annotated[list[str], CITES] = Field(min_length=1)
    cites_per_tier: dict[str, list[str]] = {}
    paragraph: Number = 1
    applies: Annotated[dict[str, LevelField], Cure("applies", "applies: {all: mandatory}")] = Field(
        min_length=1
    )
    designated_within: Annotated[list[str], Field(min_length=1)] | None = None
    requires: Requires = Requires.model_construct()
    total: Total | None = None
    due: Due | None = None
    hint: Text | None = None
    reading: Reading | None = None
    trial: FlagField = False

    def cited_in(self, tier: str | None) -> list[str]:
        """Return the phrases cited without those about other tiers; all where it is not known."""
        if tier is None or not self.cites_per_tier:
            return self.cites
        own = self.cites_per_tier.get(tier, ())
        others = {phrase for phrases in self.cites_per_tier.values() for phrase in phrases}
        return [phrase for phrase in self.cites if phrase in own or phrase not in others]

    def says_in(self, tier: str | None) -> Text:
        """Return what is to be done in ``tier``; the wording for all tiers where it has no own.

        Where nobody has worded it, that is its name.
        """
        return self.says_per_tier.get(tier or "", self.says or self.name)

    def named(self, medium: Medium) -> str | Text:
        """Return what a message calls it: its id, or its name where nobody sees ids."""
        return self.name if medium is Medium.FIELDS else self.id

    @cached_property
    def requirement(self) -> Requirement:
        """What is asked, in its kind."""
        # A copy with another ``requires`` would keep it; none is made.
        return self.requires.requirement

    @property
    def open_at(self) -> Iterator[Loc]:
        """Yield the place of every value that a draft leaves open."""
        requirement = self.requirement
        if Level.OPEN in self.applies.values():
            yield from (("applies", *loc) for loc in open_in(self.applies))
        if self.due is not None:
            yield from (("due", *loc) for loc in open_in(self.due))
        if requirement.asks is not None:
            yield from (("requires", requirement.key, *loc) for loc in open_in(requirement.asks))


class Unassessed(Strict):
    """A clause that asks nothing a report could be checked for: whose it is, and why."""

    cites: Annotated[list[str], CITES] = Field(min_length=1)
    whose: Annotated[str, Cure("for", "for: 某局")] = Field(alias="for")
    says: Text | None = None


class Task(Strict):
    """A numbered task of the plan with everything it asks."""

    id: Annotated[str, Cure("id", "id: 1")]
    title: Annotated[Text, TITLE]
    departments: list[str] = []
    due: Annotated[DeadlineField, Cure("due", "due: completed")]
    obligations: list[Obligation] = []
    unassessed: list[Unassessed] = []

    @property
    def status(self) -> Status | Open:
        """The status that has to be reached."""
        return self.due.status

    @property
    def by(self) -> Day | None:
        """The last day, where it is not the end of the period."""
        return self.due.by

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

    id: Annotated[str, Cure("id", "id: （一）")]
    title: Annotated[Text, TITLE]
    unassessed: list[Unassessed] = []
    tasks: list[Task]


class Section(Strict):
    """A main part of the plan, with groups of tasks or with tasks of its own."""

    id: Annotated[str, Cure("id", "id: 一")]
    title: Annotated[Text, TITLE]
    unassessed: list[Unassessed] = []
    groups: list[Group] = []
    tasks: list[Task] = []

    @classmethod
    def alternatives(cls) -> tuple[str, ...]:
        """Return the two keys under which it may have its tasks."""
        return ("groups", "tasks")

    def branches(self) -> Iterator[tuple[Loc, Group | None, list[Task]]]:
        """Yield every list of its tasks with its place, and the group that it belongs to if any."""
        yield (), None, self.tasks
        for number, group in enumerate(self.groups):
            yield ("groups", number), group, group.tasks


class Period(Strict):
    """The days the plan covers, both included."""

    from_: DateField = Field(alias="from")
    to: DateField


class Table(Strict):
    """The heads of the columns of a table whose cells stand between tabs, one row in a line.

    ``tiers`` are the heads of columns that say what is asked of one tier each.
    """

    id: str | None = None
    task: str
    measures: str | None = None
    departments: str | None = None
    duties: str | None = None
    due: str | None = None
    tiers: dict[str, str] = {}


class Layout(Strict):
    """How the official text prints what the rule set encodes, so that the two can be compared.

    ``section``, ``group`` and ``task`` are headings with ``{id}`` and ``{title}``; a text need not
    print sections or groups. ``departments`` and ``duties`` are what a cell of those columns begins
    with, with ``{}`` for the names where more is printed after them; ``table`` names the columns of
    a table. ``unmarked`` is the level of what a text without a column of duties requires.
    ``ignore`` are words with numbers that require nothing. The others say what a printed word
    means: whom it names, which tier, level, deadline, bound, number or day.
    """

    section: str | None = None
    group: str | None = None
    task: str
    table: Table | None = None
    departments: Marks = ()
    duties: Marks = ()
    unmarked: LevelField | None = None
    who: dict[str, list[str]] = {}
    levels: dict[str, LevelField] = {}
    due: dict[str, DeadlineField] = {}
    tiers: dict[str, str] = {}
    bounds: dict[str, BoundWord] = {}
    ignore: list[str] = []
    numbers: dict[str, Number] = {}
    deadlines: dict[str, DateField] = {}
    allotment: str | None = None


class Draft(Strict):
    """What is not finished yet, and how many questions its author was asked, if that is known."""

    questions: Number | None = None


class SourceText(Strict):
    """The official text: its title and the SHA-256 of it, NFKC-folded and without white space.

    ``clauses`` are the first digits of the SHA-256 of each piece that the text is cut into. A text
    that is not one file to be had has no checksum, and the plan cannot be traced.
    """

    title: str
    sha256: str | None = None
    layout: Layout | None = None
    clauses: list[str] = []
