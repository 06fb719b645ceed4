"""Facts about reporting subjects from outside their reports: tier, designations, allotments.

The roster is the national office's own input. The plan names no province's tier and no designated
province, so nothing here has a default.
"""

# Annotations are no texts here: it takes long to compile one for each field at every start.
from collections.abc import Iterator
from functools import partial
from typing import Annotated

from plancheck.errors import Location, Problem, RosterError
from plancheck.inputs.names import (
    Facts,
    fact_problems,
    other_plan,
    read_names,
    read_numbers,
    read_subjects,
)
from plancheck.plan.model import Plan
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import File, Named, Spelled, validate_as, value_of
from plancheck.reading.tree import Document, Mapping
from plancheck.reading.values import Count, CountField, DateField, ReadBy, Shown, one_of
from plancheck.requirements.base.entry import other_unit, same_units

FORMAT = "plancheck.roster/1"


UnitName = Annotated[str, ReadBy(Shown("unit-name", "facts.blank-unit"))]


class RosterEntry(Facts):
    """What the roster states about one subject.

    ``units`` lists who owes a number each. ``numbers`` are what a report is held against,
    such as last year's, by obligation and the key of the metric.
    """

    units: Annotated[
        dict[str, list[UnitName]] | None,
        Spelled("单位", "基地", "单位名单"),
        Named("obligation"),
    ] = None
    numbers: Annotated[
        dict[str, dict[str, CountField] | None] | None, Spelled("数量", "数值"), Named("obligation")
    ] = None

    @property
    def stated_units(self) -> dict[str, list[str]]:
        """The names of the units by obligation."""
        return self.units or {}

    @property
    def stated_numbers(self) -> dict[str, dict[str, Count]]:
        """The numbers by obligation and metric."""
        return {name: numbers for name, numbers in (self.numbers or {}).items() if numbers}


class Roster(File):
    """The facts about every subject, by canonical name.

    ``report_by`` is the day by which reports are due, ``correct_by`` the day by which what is open
    about them is to be corrected. ``classes`` lists all of each class among the subjects.
    """

    format: Annotated[str, one_of(FORMAT), Spelled("格式")]
    plan: Annotated[str, Spelled("计划"), Named("plan")]
    source: Annotated[str | None, Spelled("依据", "来源")] = None
    report_by: Annotated[DateField | None, Spelled("报送期限")] = None
    correct_by: Annotated[DateField | None, Spelled("更正期限")] = None
    classes: Annotated[
        dict[str, list[str] | None] | None, Spelled("单位属性", "属性"), Named("class")
    ] = None
    provinces: Annotated[
        dict[str, RosterEntry],
        Spelled("省份", "各省", "名单", "主体", "subjects"),
        Named("subject"),
    ]

    def entry(self, subject: str) -> RosterEntry | None:
        """Return what the roster states about ``subject``, or None if it is not listed."""
        return self.provinces.get(subject)

    def in_class(self, subject: str, name: str) -> bool | None:
        """Return whether ``subject`` is in the class ``name``, None where that is not stated."""
        entry = self.entry(subject)
        if entry is not None and entry.classes is not None:
            return name in entry.classes
        members = (self.classes or {}).get(name)
        if members is None or (entry is None and subject not in members):
            return None
        return subject in members

    def locate_fact(self, subject: str, *loc: str | int) -> Location:
        """Return the place of a fact about ``subject``."""
        return self.locate("provinces", subject, *loc)


def read_roster(document: Document, plan: Plan) -> Roster:
    """Return ``document`` as a roster, its names made canonical against ``plan``.

    Raises RosterError with every problem found.
    """
    refuse_other_kind(document, FileKind.ROSTER, RosterError)
    read_names(document, document.root, Roster, plan)
    classes = value_of(document.root, Roster, "classes")
    if isinstance(classes, Mapping):
        for name, (key, members) in classes.entries.items():
            classes.entries[name] = (key, read_subjects(document, members, plan))
    provinces = value_of(document.root, Roster, "provinces")
    for _, entry in provinces.entries.values() if isinstance(provinces, Mapping) else ():
        numbers = value_of(entry, RosterEntry, "numbers")
        if isinstance(numbers, Mapping):
            read_numbers(document, numbers, plan)
    return validate_as(document, Roster, RosterError, partial(_contradictions, plan))


def _contradictions(plan: Plan, roster: Roster) -> Iterator[Problem]:
    yield from other_plan(plan, roster.plan, roster)
    if roster.report_by and roster.correct_by and roster.correct_by < roster.report_by:
        values = {"correct_by": roster.correct_by, "report_by": roster.report_by}
        yield Problem("facts.corrected-before", roster.locate("correct_by"), values)
    if roster.classes is not None and not plan.classes:
        yield Problem("facts.no-classes", roster.locate("classes", key=True))
    yield from _class_problems(plan, roster)
    for subject, entry in roster.provinces.items():
        locate = partial(roster.locate_fact, subject)
        yield from fact_problems(plan, entry, entry.tier, locate)
        for name, units in entry.stated_units.items():
            if plan.find(name).requirement.per is None:
                yield Problem("facts.no-units", locate("units", name), {"obligation": name})
            places = (locate("units", name, place) for place in range(len(units)))
            yield from same_units(zip(units, places, strict=True))
        for name, numbers in (entry.numbers or {}).items():
            requirement = plan.find(name).requirement
            fields = {requirement.metrics[field]: field for field in requirement.of_roster}
            for metric, number in (numbers or {}).items():
                unit = requirement.unit_of(fields[metric])
                yield from other_unit(number, unit, partial(locate, "numbers", name, metric))


def _class_problems(plan: Plan, roster: Roster) -> Iterator[Problem]:
    """Yield where the roster's list of a class and its entry on a subject differ."""
    for name, members in (roster.classes or {}).items():
        for subject, entry in roster.provinces.items():
            if members is None or entry.classes is None or name not in plan.classes:
                continue
            if (name in entry.classes) != (subject in members):
                first = roster.locate("classes", name, key=True)
                values = {"name": plan.classes[name], "first": first}
                where = roster.locate_fact(subject, "classes")
                yield Problem("facts.class-twice", where, values)
