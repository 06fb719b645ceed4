"""A plan from its file, and what no single field of it shows to be wrong."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.errors import PlanError, Problem, UnknownNameError, near
from plancheck.plan.model import Plan, places
from plancheck.plan.parts import NATIONAL, Obligation
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import spellings, validate_as
from plancheck.reading.source import MAX_PLAN_VALUES, read, shipped
from plancheck.reading.tree import Loc
from plancheck.requirements import Entry

_ENTRY_KEYS = spellings(Entry).keys()
"""What an entry of a report may hold beside its number; a metric may not be called so."""


def load_plan(path: str | None = None, *, encoding: str = "utf-8") -> Plan:
    """Return the plan at ``path``, or the 2014 plan that comes with plancheck.

    Raises SourceError or PlanError with every problem found, each at its line and column.
    """
    if path is None:
        document = shipped("plan2014.yaml")
    else:
        document = read(path, encoding=encoding, most=MAX_PLAN_VALUES)
    refuse_other_kind(document, FileKind.PLAN, PlanError)
    return validate_as(document, Plan, PlanError, _contradictions)


def _contradictions(plan: Plan) -> Iterator[Problem]:
    """Yield what no single field shows: ids used twice, selectors and tiers that do not fit."""
    seen: dict[str, Loc] = {}
    obligations = [
        (obligation, (*task_loc, "obligations", number))
        for task_loc, task in places(plan)
        for number, obligation in enumerate(task.obligations)
    ]
    selectors = [
        problem
        for obligation, loc in obligations
        for problem in _selector_problems(plan, obligation, loc)
    ]
    yield from selectors
    # A selector that means nobody does not show which tiers it leaves to be asked.
    known = all(problem.key != "plan.selector" for problem in selectors)
    for obligation, loc in obligations:
        yield from _taken(plan, seen, obligation.id, loc)
        yield from _tier_problems(plan, obligation, loc, gaps=known)
        yield from _requirement_problems(plan, obligation, loc)
        yield from _total_problems(plan, obligation, loc)
    yield from _name_problems(plan, seen)
    tasks: dict[str, Loc] = {}
    for task_loc, task in places(plan):
        yield from _taken(plan, tasks, task.id, task_loc)
    if plan.period.from_ > plan.period.to:
        yield Problem(
            "plan.period",
            plan.locate("period", "to"),
            {"from": plan.period.from_, "to": plan.period.to},
        )


def _taken(plan: Plan, seen: dict[str, Loc], name: str, loc: Loc) -> Iterator[Problem]:
    """Note ``name`` as used at ``loc``; a second use is a problem."""
    first = seen.setdefault(name, loc)
    if first != loc:
        values = {"id": name, "first": plan.locate(*first, "id")}
        yield Problem("plan.same-id", plan.locate(*loc, "id"), values)


def _name_problems(plan: Plan, places: dict[str, Loc]) -> Iterator[Problem]:
    for task in plan.tasks:
        names: dict[str, str] = {}
        for obligation in task.obligations:
            other = names.setdefault(obligation.name.zh, obligation.id)
            if other != obligation.id:
                where = plan.locate(*places[obligation.id], "name", "zh")
                yield Problem("plan.same-name", where, {"name": obligation.name.zh, "other": other})


def _selector_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    applies = obligation.applies
    fixed = plan.fixed_selectors
    subjects: dict[str, str] = {}
    for name in applies:
        if name in fixed and (obligation.subject != NATIONAL or name == "all"):
            continue
        where = plan.locate(*loc, "applies", name, key=True)
        if name in fixed:
            yield Problem("plan.national-selector", where, {"name": name})
            continue
        try:
            # Any text can be the name of a subject where subjects are not listed: a slip in a
            # selector would bind nobody and be noticed by nobody, so there only the fixed ones go.
            if plan.subjects == "any":
                raise UnknownNameError([Problem("plan.selector")])
            subject = plan.find_subject(name)
        except UnknownNameError as exc:
            values = {"name": name, "known": sorted(fixed), **exc.problems[0].values}
            key = "plan.fixed-selector" if plan.subjects == "any" else "plan.selector"
            yield Problem(key, where, values)
            continue
        other = subjects.setdefault(subject, name)
        if other != name and applies[other] != applies[name]:
            yield Problem("plan.selectors-disagree", where, {"name": name, "other": other})
    for first, second in (("all", "others"), ("designated", "allotted")):
        if first in applies and second in applies and applies[first] != applies[second]:
            where = plan.locate(*loc, "applies", second, key=True)
            yield Problem("plan.selectors-disagree", where, {"name": second, "other": first})
    if "allotted" in applies and not obligation.requirement.allotted:
        yield Problem("plan.nothing-allotted", plan.locate(*loc, "applies", "allotted", key=True))
    if obligation.designated_within is not None and "designated" not in applies:
        yield Problem("plan.not-designable", plan.locate(*loc, "designated_within", key=True))


def _tier_problems(
    plan: Plan, obligation: Obligation, loc: Loc, *, gaps: bool
) -> Iterator[Problem]:
    """Yield tiers that do not exist and, with ``gaps``, tiers that a number or day leaves out."""
    named: list[tuple[Loc, str]] = []
    kind = obligation.requirement.key
    named += [((*loc, "says_per_tier", tier), tier) for tier in obligation.says_per_tier]
    named += [((*loc, "cites_per_tier", tier), tier) for tier in obligation.cites_per_tier]
    for tier, phrases in obligation.cites_per_tier.items():
        for nth, phrase in enumerate(phrases):
            if phrase not in obligation.cites:
                where = plan.locate(*loc, "cites_per_tier", tier, nth)
                yield Problem("plan.not-cited", where, {"phrase": phrase})
    named += [
        ((*loc, "designated_within", i), tier)
        for i, tier in enumerate(obligation.designated_within or [])
    ]
    if isinstance(obligation.due, dict):
        named += [((*loc, "due", tier), tier) for tier in obligation.due]
        if gaps:
            yield from _gaps(plan, obligation, set(obligation.due), (*loc, "due"))
    if obligation.subject == NATIONAL and isinstance(obligation.due, dict):
        yield Problem("plan.national-tiers", plan.locate(*loc, "due", key=True))
    for key, bound in obligation.requirement.bounds.items():
        if isinstance(bound, dict):
            if obligation.subject == NATIONAL:
                where = plan.locate(*loc, "requires", kind, key, key=True)
                yield Problem("plan.national-tiers", where)
            place: Loc = (*loc, "requires", kind, key)
            named += [((*place, tier), tier) for tier in bound]
            if gaps:
                yield from _gaps(plan, obligation, set(bound), place)
    for at, tier in named:
        if tier not in plan.tiers:
            where = plan.locate(*at, key=isinstance(at[-1], str))
            yield Problem("plan.tier", where, {"tier": tier, "known": list(plan.tiers)})


def _gaps(plan: Plan, obligation: Obligation, stated: set[str], place: Loc) -> Iterator[Problem]:
    absent = [tier for tier in plan.tiers if tier not in stated and plan.asked_of(obligation, tier)]
    if absent:
        yield Problem("plan.tier-left-out", plan.locate(*place, key=True), {"tiers": absent})


def _requirement_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    """Yield what in the requirement cannot be, as its kind says, and metrics named as keys."""
    requirement = obligation.requirement
    at = (*loc, "requires", requirement.key)
    for misfit in requirement.plan_misfits(list(plan.tiers)):
        where = plan.locate(*at, *misfit.loc, key=misfit.key)
        yield Problem(misfit.problem, where, misfit.values)
    keys = _ENTRY_KEYS | set(requirement.keys_beside(plan.counted_by(obligation)))
    for field, metric in requirement.metrics.items():
        shown = plan.metrics.get(metric)
        for taken in sorted({metric, shown.zh if shown else ""} & keys):
            where = plan.locate(*at, requirement.place_of(field))
            yield Problem("plan.metric", where, {"metric": taken})


def _total_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    """Yield what keeps the reports from adding up to the number of ``obligation``."""
    total = obligation.total
    if total is None:
        return
    where = plan.locate(*loc, "total", key=True)
    bounds = obligation.requirement.bounds.values()
    if obligation.subject != NATIONAL or not bounds or any(type(b) is not int for b in bounds):
        yield Problem("plan.total", where)
    of = next((other for _, other in plan.obligations() if other.id == total.of), None)
    if of is None:
        known = [other.id for _, other in plan.obligations()]
        values = {"name": total.of, "near": near(total.of, known)}
        yield Problem("name.obligation", plan.locate(*loc, "total", "of"), values)
    elif total.adds == "numbers" and plan.counting(of) is not obligation.requirement:
        yield Problem("plan.total-taken", where, {"obligation": of.id})
