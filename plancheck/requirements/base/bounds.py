"""The numbers that a plan asks for: whole, by tier, by day, allotted or open."""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from plancheck.reading.values import (
    MOST_DECIMALS,
    Amount,
    Count,
    exact,
    field_error,
    read_count,
    read_date,
    read_each,
    scalar,
)
from plancheck.requirements.base.open_values import OPEN, Open

ALLOTMENT: Literal["allotment"] = "allotment"
"""What stands for a number that is set outside the plan, for each subject."""
Quantity = int | Decimal
"""An exact number, ``Decimal`` only where it has decimals."""


def read_number(value: object) -> int:
    """Return the whole number that ``value`` spells in plain digits."""
    return int(_in_plain_digits(read_count(value)))


def read_amount(value: object) -> Quantity:
    """Return the number that ``value`` spells in plain digits, with decimals if it has any."""
    text = scalar(value)
    return _in_plain_digits(read_count(Amount(text, MOST_DECIMALS, "") if "." in text else text))


def _in_plain_digits(count: Count) -> Quantity:
    if not count.plain:
        raise field_error("plan.plain-number", written=count.written, wanted=str(count.value))
    return count.value


class ReadDecimal:
    """Reads a number of ``least`` to ``most`` in plain digits, with at most so many ``places``.

    ``name`` is what the schemas call the type; ``problem`` refuses what is no such number.
    """

    def __init__(self, name: str, problem: str, most: int, places: int, least: int = 0) -> None:
        self.name = name
        self.problem = problem
        self.most = most
        self.places = places
        self.least = least

    @property
    def pattern(self) -> str:
        """The spellings, as a regular expression."""
        sign = "-?" if self.least < 0 else ""
        return rf"{sign}(0|[1-9][0-9]*)(\.[0-9]{{1,{self.places}}})?"

    def __call__(self, value: object) -> Quantity:
        """Return ``value`` if it is such a number."""
        text = scalar(value)
        fits = re.fullmatch(self.pattern, text) and self.least <= Decimal(text) <= self.most
        if not fits:
            raise field_error(self.problem, written=text)
        return exact(Decimal(text))


class Milestone(NamedTuple):
    """A number that has to be reached by a day."""

    day: datetime.date
    number: Quantity | Open


Milestones = tuple[Milestone, ...]
Bound = Quantity | Literal["allotment"] | Open | dict[str, Any]
"""A number that is asked for: one, one for each tier, one that is allotted, or one that is open."""


class ReadBound:
    """Reads what ``number`` reads or ``open``, once or for each tier, or that it is ``allotted``.

    With ``by_day`` there may be a number for each of several days in the place of one number.
    """

    def __init__(
        self, number: Callable[[object], Quantity], allotted: bool = False, by_day: bool = False
    ) -> None:
        self.number = number
        self.allotted = allotted
        self.by_day = by_day

    def __call__(self, value: object) -> Bound | Milestones:
        """Return ``value`` if it is such a bound."""
        if not isinstance(value, dict):
            return ALLOTMENT if self.allotted and value == ALLOTMENT else self.one(value)
        if self.by_day and any(map(_is_day, value)):
            return self.milestones(value)
        return read_each(value, self.in_tier)

    def in_tier(self, value: object) -> Quantity | Open | Milestones:
        """Return what is asked in one tier."""
        if self.by_day and isinstance(value, dict):
            return self.milestones(value)
        return self.one(value)

    def milestones(self, value: dict[str, object]) -> Milestones:
        """Return the numbers by their days, in the order in which they are written."""
        if not value:
            raise field_error("schema.blank")
        days = read_each({day: day for day in value}, _read_plain_day)
        numbers = read_each(value, self.one)
        return tuple(Milestone(day, numbers[written]) for written, day in days.items())

    def one(self, value: object) -> Quantity | Open:
        """Return one number, or that it is open."""
        return OPEN if value == OPEN else self.number(value)


def _read_plain_day(value: object) -> datetime.date:
    """Return the day ``value`` if it is written as ``2027-06-30``."""
    day = read_date(value)
    if value != day.isoformat():
        raise field_error("plan.plain-day", written=value, wanted=day.isoformat())
    return day


def _is_day(key: object) -> bool:
    """Whether ``key`` is meant for a day rather than for a tier."""
    year, sign = str(key)[:4], str(key)[4:5]
    return year.isdecimal() and sign in ("-", "/", ".", "年")
