"""What a judgement is made of: verdicts, findings, and the result of one report."""

# Annotations are no texts here: it takes long to compile one for each field at every start.
import copyreg
import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from plancheck.errors import NOTHING, Location, Medium, Problem, Values
from plancheck.plan.model import Plan
from plancheck.reading.values import Count
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.standing import Level, Measure
from plancheck.requirements.base.wording import Text


class Verdict(StrEnum):
    """What was found about one obligation."""

    PASS = "pass"
    FAIL = "fail"
    MISSING = "missing"
    REVIEW = "review"
    PENDING = "pending"
    WAIVED = "waived"
    OPTIONAL = "optional"
    NOT_APPLICABLE = "not-applicable"
    TRIAL = "trial"

    @property
    def blocks(self) -> bool:
        """Whether a report with this verdict does not comply."""
        return self in _BLOCKING

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it now."""
        return self in _OPEN


# Made once, since every finding is asked: Python makes a tuple of members each time.
_BLOCKING = frozenset({Verdict.FAIL, Verdict.MISSING})
_OPEN = _BLOCKING | {Verdict.REVIEW}


def verdicts_of(plan: Plan | None) -> tuple[Verdict, ...]:
    """Return the verdicts that there may be under ``plan``: trial only where it has any."""
    has_trials = plan is not None and plan.has_trials
    return tuple(each for each in Verdict if has_trials or each is not Verdict.TRIAL)


class Rate(NamedTuple):
    """How many mandatory duties are asked, and how many of them are met."""

    asked: int = 0
    met: int = 0

    def plus(self, other: "Rate") -> "Rate":
        """Return both together."""
        return Rate(self.asked + other.asked, self.met + other.met)


def rounded_share(part: Quantity, whole: Quantity, of: int = 100) -> int:
    """Return ``part`` of ``whole`` in parts of ``of``, rounded: all only of all, 0 only of none."""
    if part >= whole:
        return of
    return min(max(int((2 * of * part + whole) // (2 * whole)), part > 0), of - 1)


class Outcome(StrEnum):
    """What was found about one report as a whole, the weightiest first."""

    NOT_COMPLIANT = "not-compliant"
    UNDETERMINED = "undetermined"
    ON_TRACK = "on-track"
    COMPLIANT = "compliant"


class State(StrEnum):
    """What became of a subject: the outcome of its report, or why there is none."""

    NOT_COMPLIANT = Outcome.NOT_COMPLIANT
    UNDETERMINED = Outcome.UNDETERMINED
    ON_TRACK = Outcome.ON_TRACK
    COMPLIANT = Outcome.COMPLIANT
    UNUSABLE = "unusable"
    ABSENT = "absent"


class Fact(NamedTuple):
    """A fact about a subject, and the input it comes from.

    ``origin`` is ``report``, ``roster``, ``option`` or ``plan``; None where the fact is unknown.
    ``unconfirmed`` is what only the report states although there is a roster, or what the report
    states otherwise than the roster.
    """

    value: Any
    origin: str | None
    unconfirmed: Any = None


class StatedFacts(NamedTuple):
    """The facts a report is judged on. ``allotments`` and ``units`` are by obligation.

    The value of an allotment is None where it is stated that none is; units are names. ``classes``
    say of each class of the plan whether the subject is in it. ``numbers`` are what a roster states
    of each obligation, by the keys of its metrics.
    """

    tier: Fact
    designated: Fact
    allotments: Mapping[str, Fact]
    units: Mapping[str, Fact]
    as_of: Fact
    classes: Mapping[str, Fact] = NOTHING
    numbers: Mapping[str, Mapping[str, Count]] = NOTHING

    def has_early_day(self, end: datetime.date) -> bool:
        """Whether the report itself names the day it is judged by, before the period's ``end``."""
        return self.as_of.origin == "report" and bool(self.as_of.value < end)


class Head(NamedTuple):
    """What a report says of itself; it decides nothing."""

    prepared_by: str | None = None
    reviewed_by: str | None = None
    submitted: datetime.date | None = None
    remarks: str | None = None


class CitedEvidence(NamedTuple):
    """A document that an entry cites by ``id``; one that is not listed has only that."""

    id: str
    title: str | None = None
    number: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    file: str | None = None
    note: str | None = None


class Said(NamedTuple):
    """What a report says about an obligation in its own words, beside what is judged.

    ``units`` holds what it says about a unit, by name, if it says anything.
    """

    date: datetime.date | None = None
    evidence: tuple[CitedEvidence, ...] = ()
    note: str | None = None
    reason: str | None = None
    next_steps: str | None = None
    units: Mapping[str, "Said"] = {}


NOTHING_SAID = Said()


class UnitFinding(NamedTuple):
    """The verdict on one of several units. ``values`` are what its sentence says besides."""

    name: str
    verdict: Verdict
    reason: str
    measure: Measure
    values: Values


class ScenarioVerdict(NamedTuple):
    """One way the unknown facts may be, what is asked then, and the verdict that follows.

    ``units`` says whether there are any; ``allotment`` is None where nothing is allotted.
    ``classes`` is None where the obligation tells no classes apart.
    """

    tier: str | None
    tier_name: Text | None
    designated: bool
    allotment: int | None
    units: bool | None
    level: Level | None
    verdict: Verdict
    expected: Quantity | StrEnum | None
    classes: tuple[str, ...] | None = None


class Note(NamedTuple):
    """A remark that changes no verdict: a message key, its values, and the place it is about.

    ``measure`` is there where the remark says what is open about something measured.
    """

    reason: str
    values: Values
    where: Location | None = None
    measure: Measure | None = None


_PLAIN_CHOICES = ("finding.not-taken-up", "finding.declined", "finding.begun")
"""Why an optional duty is not done, where what is asked and what is reported say it already."""


class Finding(NamedTuple):
    """The verdict on one obligation with both sides of its proof.

    ``obligation`` is an id: the plan knows its task, name and quota. ``values`` are what its
    sentence says beside the measure. ``level`` is None where the facts that would settle it are not
    known, and ``asked`` is False where nothing is asked. ``scenarios`` are there where facts are
    unknown, ``facts`` decide the verdict. ``beneath`` is the finding that a waiver lifts, or that a
    trial keeps from counting: it has no level then, as it binds nobody.
    ``said`` is what the report says of it in its own words, None where it says nothing.
    """

    obligation: str
    verdict: Verdict
    reason: str
    measure: Measure
    values: Values
    location: Location
    level: Level | None = None
    asked: bool = True
    notes: tuple[Note, ...] = ()
    units: tuple[UnitFinding, ...] = ()
    scenarios: tuple[ScenarioVerdict, ...] = ()
    facts: tuple[str, ...] = ()
    beneath: "Finding | None" = None
    said: Said | None = None

    @property
    def underlying(self) -> Verdict | None:
        """The verdict beneath a waiver or a trial."""
        return self.beneath.verdict if self.beneath is not None else None

    @property
    def binds(self) -> bool:
        """Whether it is or may be mandatory, and something is asked of the subject."""
        if self.verdict in (Verdict.NOT_APPLICABLE, Verdict.TRIAL):
            return False
        levels = (scenario.level for scenario in self.scenarios)
        return Level.MANDATORY in (self.level, *levels)

    @property
    def is_rated(self) -> bool:
        """Whether it counts in a rate: mandatory for certain, and due or passed.

        What is pending or waived is on neither side of a rate.
        """
        return self.level is Level.MANDATORY and (
            self.verdict is Verdict.PASS or self.verdict.is_open
        )

    @property
    def is_held_back(self) -> bool:
        """Whether something is open about what is reported on an optional duty: a date, say."""
        return self.verdict is Verdict.OPTIONAL and self.reason not in _PLAIN_CHOICES

    @property
    def level_word(self) -> str:
        """The level as a word: ``mandatory``, ``optional``, ``none``, ``unknown`` or ``trial``."""
        if self.verdict is Verdict.TRIAL:
            return "trial"
        if self.level is not None:
            return str(self.level)
        return "unknown" if self.asked else "none"


@dataclass(frozen=True)
class Result:
    """Every finding of one report, in plan order. ``location`` is where it names its subject.

    ``failure`` says why the report complies in no possible tier although no single finding blocks;
    It names ``files`` as evidence. ``in_chinese`` says whether its keys are.
    ``head`` is what it says of itself. ``report_by`` is the day by which the roster asks for it.
    ``sha256`` is that of the bytes of its file.
    """

    plan: Plan
    location: Location
    subject: str
    tier: str | None
    as_of: datetime.date
    findings: tuple[Finding, ...]
    facts: StatedFacts
    notes: tuple[Note, ...] = ()
    failure: Note | None = None
    files: tuple[str, ...] = ()
    in_chinese: bool = False
    head: Head = Head()  # noqa: RUF009  # it cannot be changed
    report_by: datetime.date | None = None
    sha256: str = ""

    def __getstate__(self) -> dict[str, Any]:
        """Return what goes to another process, which knows the plan: see ``with_plan``."""
        return {**self.__dict__, "plan": None}

    def with_plan(self, plan: Plan) -> "Result":
        """Return a result that came without its plan with it."""
        return self if self.plan is plan else replace(self, plan=plan)

    @property
    def path(self) -> str:
        """The name of the report's file."""
        return self.location.path

    @property
    def medium(self) -> Medium:
        """What the writer of the report sees."""
        return self.location.medium

    @cached_property
    def tally(self) -> Counter[Verdict]:
        """How many findings have each verdict."""
        return Counter(finding.verdict for finding in self.findings)

    @property
    def rate(self) -> Rate:
        """How many mandatory duties are asked, and how many of them are met."""
        rated = [finding for finding in self.findings if finding.is_rated]
        return Rate(len(rated), sum(finding.verdict is Verdict.PASS for finding in rated))

    @property
    def is_late(self) -> bool:
        """Whether it was submitted after the day by which the roster asks for reports."""
        submitted, report_by = self.head.submitted, self.report_by
        return submitted is not None and report_by is not None and submitted > report_by

    @cached_property
    def outcome(self) -> Outcome:
        """The report as a whole: what blocks decides first, then what is open, then what is due."""
        if self.failure is not None or any(verdict.blocks for verdict in self.tally):
            return Outcome.NOT_COMPLIANT
        if self.tally[Verdict.REVIEW]:
            return Outcome.UNDETERMINED
        binding = [finding for finding in self.findings if finding.binds]
        pending = [finding for finding in binding if finding.verdict is Verdict.PENDING]
        if any(finding.values["due"] <= self.plan.period.to for finding in pending):
            return Outcome.ON_TRACK
        done = any(
            finding.verdict in (Verdict.PASS, Verdict.WAIVED) and finding.level is Level.MANDATORY
            for finding in binding
        )
        # Where only what is due later is left to do, nothing that was asked for may be done yet.
        return Outcome.COMPLIANT if done or not pending else Outcome.ON_TRACK

    @property
    def moot(self) -> tuple[str, ...]:
        """The facts that are no question: the tier, where the report complies in none."""
        return ("tier",) if self.failure is not None else ()

    @property
    def has_early_day(self) -> bool:
        """Whether the report itself names the day it is judged by, before the period's end."""
        return self.facts.has_early_day(self.plan.period.to)

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing is mandatory for the subject, so that there is nothing to fail."""
        return not any(finding.binds for finding in self.findings)


def _by_fields(value: tuple[Any, ...]) -> tuple[type, tuple[Any, ...]]:
    """Return a type and its fields: what a named tuple is stored as, in a third less time."""
    return type(value), tuple(value)


for _kind in (Finding, Measure, Location, Said, CitedEvidence, Note):  # each report has many
    copyreg.pickle(_kind, _by_fields)


def same_subject(results: Iterable[Result], key: str) -> Iterator[Problem]:
    """Yield a problem for each further result of a subject that has one already."""
    first: dict[str, str] = {}
    for result in results:
        if result.subject in first:
            named = result.plan.subject_name(result.subject)
            values = {"subject": named, "other": Location(first[result.subject])}
            yield Problem(key, result.location, values)
        first.setdefault(result.subject, result.path)
