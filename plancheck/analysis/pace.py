"""How much of a number is reached beside how much of the time for it has passed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from plancheck.plan.model import Plan
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.standing import Level
from plancheck.verdicts.result import Finding, Verdict, rounded_share

_FLOORS = ("at_least", "exactly")


class Pace(NamedTuple):
    """What is reached of what is expected, and the days passed of all days up to the deadline.

    ``actual`` is None where no number is stated. Each of several units counts up to its own number.
    """

    actual: Quantity | None
    expected: Quantity
    days_passed: int
    days: int

    @property
    def behind(self) -> bool:
        """Whether a smaller share is reached than has passed of the days."""
        return (self.actual or 0) * self.days < self.expected * self.days_passed

    @property
    def reached(self) -> int | None:
        """The share reached in percent, rounded; None where no number is stated."""
        return None if self.actual is None else rounded_share(self.actual, self.expected)

    @property
    def passed(self) -> int:
        """The share of the days that has passed in percent, rounded."""
        return rounded_share(self.days_passed, self.days)


def pace(plan: Plan, as_of: datetime.date, finding: Finding) -> Pace | None:
    """Return the pace of a duty that is pending and asks for a least number.

    None for all others, for what has milestones, where it depends on facts that are not known
    whether or how much is asked, and where the plan says of the metric that no pace is kept.
    """
    if finding.verdict is not Verdict.PENDING or finding.level is not Level.MANDATORY:
        return None
    obligation = plan.obligation(finding.obligation)
    requirement = obligation.requirement
    no_pace = requirement.metric is None or plan.numbers.pace(obligation) == "none"
    if no_pace or requirement.milestones:  # these say themselves what is to be reached by when
        return None
    if finding.measure.bound not in _FLOORS or (requirement.per and not finding.units):
        return None
    expected = {scenario.expected for scenario in finding.scenarios} | {finding.measure.expected}
    measures = [unit.measure for unit in finding.units] or [finding.measure]
    numbers = [_number(measure.expected) for measure in measures]
    if len(expected) > 1 or not all(numbers):
        return None
    asked = [number for number in numbers if number]
    stated = [_number(measure.actual) for measure in measures]
    actual = None if all(number is None for number in stated) else _sum(stated, asked, finding)
    start, end = plan.period.from_, finding.values["due"]
    days = max((end - start).days + 1, 1)
    passed = min(max((as_of - start).days + 1, 0), days)
    return Pace(actual, sum(asked), passed, days)


def _number(value: object) -> Quantity | None:
    return value if isinstance(value, int | Decimal) else None


def _sum(stated: list[Quantity | None], asked: list[Quantity], finding: Finding) -> Quantity:
    if not finding.units:
        return stated[0] or 0
    pairs = zip(stated, asked, strict=True)
    return sum(min(number or 0, most) for number, most in pairs)
