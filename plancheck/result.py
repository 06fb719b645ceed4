"""What a judgement is made of: verdicts, findings, and the result of one report."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from plancheck.errors import Location, Problem, Values
from plancheck.plan import Level, Obligation, Plan, Task


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

    @property
    def blocks(self) -> bool:
        """Whether a report with this verdict does not comply."""
        return self in (Verdict.FAIL, Verdict.MISSING)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it now."""
        return self.blocks or self is Verdict.REVIEW


class Outcome(StrEnum):
    """What was found about one report as a whole."""

    COMPLIANT = "compliant"
    NOT_COMPLIANT = "not-compliant"
    UNDETERMINED = "undetermined"


class Note(NamedTuple):
    """A remark that changes no verdict: a message key, its values, and the place it is about."""

    reason: str
    values: Values
    where: Location | None = None


class Finding(NamedTuple):
    """The verdict on one obligation with both sides of its proof.

    ``level`` is None where the facts that would settle it are not known, and ``asked`` is False
    where nothing is asked. ``underlying`` is the verdict beneath a waiver.
    """

    task: Task
    obligation: Obligation
    verdict: Verdict
    reason: str
    values: Values
    location: Location
    level: Level | None = None
    asked: bool = True
    notes: tuple[Note, ...] = ()
    underlying: Verdict | None = None

    @property
    def level_word(self) -> str:
        """The level as one word: ``mandatory``, ``optional``, ``none`` or ``unknown``."""
        if self.level is not None:
            return str(self.level)
        return "unknown" if self.asked else "none"


@dataclass(frozen=True)
class Result:
    """Every finding of one report, in plan order. ``location`` is where it names its subject."""

    plan: Plan
    location: Location
    subject: str
    tier: str | None
    as_of: datetime.date
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...] = ()

    @property
    def path(self) -> str:
        """The name of the report's file."""
        return self.location.path

    @cached_property
    def tally(self) -> Counter[Verdict]:
        """How many findings have each verdict."""
        return Counter(finding.verdict for finding in self.findings)

    @property
    def outcome(self) -> Outcome:
        """The report as a whole: one fail or missing is enough, then one review."""
        if any(verdict.blocks for verdict in self.tally):
            return Outcome.NOT_COMPLIANT
        return Outcome.UNDETERMINED if self.tally[Verdict.REVIEW] else Outcome.COMPLIANT


def same_subject(results: Sequence[Result]) -> Iterator[Problem]:
    """Yield a problem for each further result of a subject that has one already."""
    first: dict[str, Result] = {}
    for result in results:
        earlier = first.setdefault(result.subject, result)
        if earlier is not result:
            values = {"subject": result.subject, "other": Location(earlier.path)}
            yield Problem("run.same-subject", result.location, values)
