"""The facts about a reporting subject, each with the input it comes from.

Without a roster the report's own facts are used. With one the roster is the authority: what only
the report states is unconfirmed, and counts as unknown. A fact that no input states stays unknown.
Inputs that contradict each other are refused, since no verdict can rest on that.
"""

# Annotations are no texts here: it takes long to compile one for each field at every start.
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plancheck.errors import Location, Problem, ReportError
from plancheck.inputs.names import Facts, fact_problems
from plancheck.inputs.report import Report, as_of_problem
from plancheck.plan.model import Plan
from plancheck.reading.text import record_key
from plancheck.requirements import Entry
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Fact, Note, StatedFacts

if TYPE_CHECKING:  # most reports are judged without any
    from plancheck.inputs.roster import Roster

UNLISTED = Facts.model_construct()
"""What a roster states about a subject that it does not list: nothing."""


class Terms(NamedTuple):
    """What the caller states or demands beyond the files. None means not stated.

    Without ``as_of`` a report is judged by its own day, or by the last day of the plan's period.
    """

    subject: str | None = None
    tier: str | None = None
    as_of: datetime.date | None = None
    require_evidence: bool = False


class SubjectFacts(NamedTuple):
    """The facts about one subject, and the terms it is judged on.

    ``tiers`` are the possible ones: the tier stated, or all that the designations allow; (None,)
    for the plan's issuer. ``designated`` is None where no input states the designations. ``as_of``
    is the day the report is judged by, ``own_day`` the day it speaks of itself, if it names one.
    """

    subject: str
    tiers: tuple[str | None, ...]
    designated: frozenset[str] | None
    stated: StatedFacts
    as_of: datetime.date
    own_day: datetime.date | None
    require_evidence: bool
    notes: tuple[Note, ...]


def resolve_facts(
    plan: Plan, report: Report, roster: "Roster | None", terms: Terms
) -> SubjectFacts:
    """Return the facts on which ``report`` is judged. Raises ReportError for contradictions."""
    subject = terms.subject or report.subject or report.province
    if subject is None:
        is_province = plan.subject_key == "province"
        key = "report.no-subject" if is_province else "report.no-organisation"
        raise ReportError([Problem(key, report.locate())])
    listed = (roster.entry(subject) if roster else None) or UNLISTED
    inputs = _Inputs(plan, report, None if report.national else roster, listed, terms, subject)
    stated = inputs.stated()
    tier, designated = stated.tier.value, stated.designated.value
    problems = list(_contradictions(inputs, stated))
    tiers: tuple[str | None, ...] = (tier,)
    if tier is None and not report.national:
        tiers = possible_tiers(plan, designated)
        # A designation that the roster does not confirm narrows no tiers, but has to be possible.
        if not (tiers and possible_tiers(plan, report.designated)):
            where = report.locate("designated")
            values = {"obligations": _named(plan, report, report.designated or designated or ())}
            problems.append(Problem("facts.no-tier-fits", where, values))
    if problems:
        raise ReportError(problems)
    return SubjectFacts(
        subject=subject,
        tiers=tiers,
        designated=None if designated is None else frozenset(designated),
        stated=stated,
        as_of=stated.as_of.value,
        own_day=report.as_of,
        require_evidence=terms.require_evidence,
        notes=tuple(_notes(inputs, stated)),
    )


class _Inputs(NamedTuple):
    """The inputs about one subject. ``roster`` is None where there is none to be the authority."""

    plan: Plan
    report: Report
    roster: "Roster | None"
    listed: Facts
    terms: Terms
    subject: str

    def stated(self) -> StatedFacts:
        """Return every fact with its origin."""
        return StatedFacts(
            self._tier(),
            self._designated(),
            self._allotments(),
            self._units(),
            self._as_of(),
            self._classes(),
            self.listed.stated_numbers if self.roster else {},
        )

    def _tier(self) -> Fact:
        of_report = self.report.tier
        if self.listed.tier is not None:
            return Fact(self.listed.tier, "roster")
        if self.roster is None and of_report is not None:
            return Fact(of_report, "report")
        if self.terms.tier is not None:
            return Fact(self.terms.tier, "option")
        return Fact(None, None, of_report)

    def _designated(self) -> Fact:
        of_report = self.report.designated
        if self.listed.designated is not None:
            return Fact(self.listed.designated, "roster")
        if self.roster is None and of_report is not None:
            return Fact(of_report, "report")
        return Fact(None, None, of_report)

    def _allotments(self) -> dict[str, Fact]:
        """Return the number allotted for each obligation that either input names."""
        of_roster, of_report = self.listed.allotted, self.report.allotted
        facts = {name: Fact(number, "roster") for name, number in of_roster.items()}
        for name, number in of_report.items():
            if name in facts:
                if facts[name].value != number:
                    facts[name] = facts[name]._replace(unconfirmed=_stated(number))
            elif self.roster is None:
                facts[name] = Fact(number, "report")
            else:
                facts[name] = Fact(None, None, _stated(number))
        return facts

    def _units(self) -> dict[str, Fact]:
        """Return the units of each obligation for which either input names them.

        Every unit that the roster lists or the report names is judged. That there are none is
        confirmed only by the roster, if there is one.
        """
        facts = {
            name: Fact(tuple(units), "roster") for name, units in self.listed.stated_units.items()
        }
        for name, entry in (self.report.tasks or {}).items():
            named = self._named(name, entry) if entry is not None else None
            if named is None:
                continue
            of_roster = facts[name].value if name in facts else ()
            known = {record_key(unit) for unit in of_roster}
            extra = tuple(unit for unit in named if record_key(unit) not in known)
            if self.roster is None:
                facts[name] = Fact(extra, "report")
            elif name in facts:
                if extra:
                    facts[name] = Fact((*of_roster, *extra), "roster", extra)
            else:
                facts[name] = Fact(extra, "report", extra) if extra else Fact(None, None, ())
        return facts

    def _named(self, name: str, entry: Entry) -> Sequence[str] | None:
        obligation = self.plan.find(name, national=self.report.national)
        return obligation.requirement.units_in(entry)

    def _classes(self) -> dict[str, Fact]:
        """Return of each class of the plan whether the subject is in it."""
        of_report, facts = self.report.classes, {}
        for name in self.plan.classes:
            own = None if of_report is None else name in of_report
            listed = self.roster.in_class(self.subject, name) if self.roster else None
            if listed is not None:
                facts[name] = Fact(listed, "roster")
            elif self.roster is None and own is not None:
                facts[name] = Fact(own, "report")
            else:
                facts[name] = Fact(None, None, own)
        return facts

    def _as_of(self) -> Fact:
        if self.terms.as_of is not None:
            return Fact(self.terms.as_of, "option")
        if self.report.as_of is not None:
            return Fact(self.report.as_of, "report")
        return Fact(self.plan.period.to, "plan")


def _stated(number: int | None) -> int | str:
    """Return a number allotted, or the word by which an input states that there is none."""
    return "none" if number is None else number


def possible_tiers(plan: Plan, designated: Sequence[str] | None) -> tuple[str, ...]:
    """Return the tiers that a subject with these designations can be of."""
    obligations = [plan.find(name) for name in designated or ()]
    return tuple(
        tier for tier in plan.tiers if all(plan.designable(item, tier) for item in obligations)
    )


def _named(plan: Plan, report: Report, obligations: Iterable[str]) -> list[str | Text]:
    """Return what a message about ``report`` calls each of ``obligations``."""
    return [plan.find(item).named(report.document.medium) for item in obligations]


def tier_conflicts(
    plan: Plan, stated: Sequence[tuple[str, str | None, Callable[[], Location] | None]]
) -> Iterator[Problem]:
    """Yield a problem for each of the tiers ``stated`` that is not the first one's."""
    tiers = [(origin, tier, where) for origin, tier, where in stated if tier is not None]
    for origin, tier, _ in tiers[1:]:
        first, first_tier, where = tiers[0]
        if tier != first_tier:
            values = {
                "tier": plan.tiers[first_tier],
                "from": first,
                "other": plan.tiers[tier],
                "other_from": origin,
            }
            yield Problem("facts.tier-conflict", where() if where else None, values)


def _contradictions(inputs: _Inputs, stated: StatedFacts) -> Iterator[Problem]:
    plan, report, roster, listed, terms, subject = inputs
    named = report.subject or report.province
    if named is not None and named != subject:
        where = report.locate("province" if report.province else "subject")
        names = {"subject": plan.subject_name(named), "asked_subject": plan.subject_name(subject)}
        yield Problem("facts.subject-conflict", where, names)
    if terms.as_of is not None:
        yield from as_of_problem(plan, terms.as_of, None)
    if report.national:
        if terms.tier is not None:
            yield Problem("report.national-tier", report.locate("subject"))
        return
    in_roster = partial(roster.locate_fact, subject) if roster else report.locate
    yield from tier_conflicts(
        plan,
        [
            ("report", report.tier, partial(report.locate, "tier")),
            ("roster", listed.tier, partial(in_roster, "tier")),
            ("option", terms.tier, None),
        ],
    )
    both = None not in (listed.designated, report.designated)
    if both and set(listed.designated or ()) != set(report.designated or ()):
        lists = {"stated": report.designated, "listed": listed.designated}
        values = {of: _named(plan, report, names or ()) for of, names in lists.items()}
        yield Problem("facts.designation-conflict", report.locate("designated"), values)
    yield from _class_conflict(inputs, stated)
    # Each file was checked against the tier it states itself; now against one from elsewhere.
    tier = stated.tier.value
    if tier is not None and report.tier is None:
        yield from fact_problems(plan, report, tier, report.locate)
    tier = tier or report.tier
    if tier is not None and listed.tier is None:
        yield from fact_problems(plan, listed, tier, in_roster)


def _class_conflict(inputs: _Inputs, stated: StatedFacts) -> Iterator[Problem]:
    """Yield a problem where the report lists other classes than the roster says."""
    plan, own = inputs.plan, inputs.report.classes or []
    listed = {name: fact.value for name, fact in stated.classes.items() if fact.origin == "roster"}
    differ = [name for name, held in listed.items() if held is not (name in own)]
    if inputs.report.classes is not None and differ:
        values = {
            "stated": [plan.classes[name] for name in own],
            "listed": [plan.classes[name] for name, held in listed.items() if held],
        }
        yield Problem("facts.class-conflict", inputs.report.locate("classes"), values)


def _notes(inputs: _Inputs, stated: StatedFacts) -> Iterator[Note]:
    report, to, subject = inputs.report, inputs.plan.period.to, inputs.subject
    if inputs.roster is not None and inputs.roster.entry(subject) is None:
        yield Note("note.not-in-roster", {"subject": inputs.plan.subject_name(subject)})
    unconfirmed = list(_unconfirmed(stated))
    if unconfirmed:
        yield Note("note.unconfirmed", {"facts": unconfirmed})
    if stated.has_early_day(to):
        values = {"as_of": report.as_of, "to": to}
        yield Note("note.as-of", values, report.locate("as_of"))


def _unconfirmed(stated: StatedFacts) -> Iterator[str]:
    """Yield the kinds of facts that only the report states although there is a roster."""
    facts = {
        "tier": [stated.tier],
        "designated": [stated.designated],
        "allotment": stated.allotments.values(),
        "units": stated.units.values(),
        "class": stated.classes.values(),
    }
    for kind, of_kind in facts.items():
        if any(fact.origin is None and fact.unconfirmed is not None for fact in of_kind):
            yield kind
