"""Facts about reporting subjects from outside their reports: tier, designations, allotments.

The roster is the national office's own input. The plan names no province's tier and no designated
province, so nothing here has a default.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated

from pydantic import PlainValidator

from plancheck.errors import Location, Problem, RosterError
from plancheck.inputs.names import Facts, fact_problems, other_plan, read_names
from plancheck.plan.model import Plan
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import File, Named, Spelled, validate_as
from plancheck.reading.tree import Document
from plancheck.reading.values import DateField, Shown, one_of
from plancheck.requirements.base import same_units

FORMAT = "plancheck.roster/1"


UnitName = Annotated[str, PlainValidator(Shown("unit-name", "facts.blank-unit"))]


class RosterEntry(Facts):
    """What the roster states about one subject; ``units`` lists who owes a number each."""

    units: Annotated[
        dict[str, list[UnitName]] | None,
        Spelled("单位", "基地", "单位名单"),
        Named("obligation"),
    ] = None


class Roster(File):
    """The facts about every subject, by canonical name.

    ``report_by`` is the day by which reports are due, ``correct_by`` the day by which what is open
    about them is to be corrected.
    """

    format: Annotated[str, one_of(FORMAT), Spelled("格式")]
    plan: Annotated[str, Spelled("计划"), Named("plan")]
    source: Annotated[str | None, Spelled("依据", "来源")] = None
    report_by: Annotated[DateField | None, Spelled("报送期限")] = None
    correct_by: Annotated[DateField | None, Spelled("更正期限")] = None
    provinces: Annotated[
        dict[str, RosterEntry],
        Spelled("省份", "各省", "名单", "主体", "subjects"),
        Named("subject"),
    ]

    def entry(self, subject: str) -> RosterEntry | None:
        """Return what the roster states about ``subject``, or None if it is not listed."""
        return self.provinces.get(subject)

    def locate_fact(self, subject: str, *loc: str | int) -> Location:
        """Return the place of a fact about ``subject``."""
        return self.locate("provinces", subject, *loc)


def read_roster(document: Document, plan: Plan) -> Roster:
    """Return ``document`` as a roster, its names made canonical against ``plan``.

    Raises RosterError with every problem found.
    """
    refuse_other_kind(document, FileKind.ROSTER, RosterError)
    read_names(document, document.root, Roster, plan)
    return validate_as(document, Roster, RosterError, partial(_contradictions, plan))


def _contradictions(plan: Plan, roster: Roster) -> Iterator[Problem]:
    yield from other_plan(plan, roster.plan, roster)
    if roster.report_by and roster.correct_by and roster.correct_by < roster.report_by:
        values = {"correct_by": roster.correct_by, "report_by": roster.report_by}
        yield Problem("facts.corrected-before", roster.locate("correct_by"), values)
    for subject, entry in roster.provinces.items():
        locate = partial(roster.locate_fact, subject)
        yield from fact_problems(plan, entry, entry.tier, locate)
        for name, units in (entry.units or {}).items():
            if plan.find(name).requirement.per is None:
                yield Problem("facts.no-units", locate("units", name), {"obligation": name})
            places = (locate("units", name, place) for place in range(len(units)))
            yield from same_units(zip(units, places, strict=True))
