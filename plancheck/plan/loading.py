"""A plan from its file, and what no single field of it shows to be wrong."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import get_args

from plancheck.errors import PlanError, Problem, SourceError, UnknownNameError, near
from plancheck.plan.compiled import Shipped
from plancheck.plan.identity import SHIPPED_NAME
from plancheck.plan.model import SELECTORS, Plan, places, tier_selector
from plancheck.plan.parts import NATIONAL, SAYS, Deadline, Obligation
from plancheck.plan.subjects import SHIPPED_LIST, load_subjects, spelled_names
from plancheck.reading.kinds import FileKind, refuse_other_kind
from plancheck.reading.models import is_misspelt, missing_key, spellings, validate_as
from plancheck.reading.source import MAX_PLAN_VALUES, STDIN, leads_out, read
from plancheck.reading.text import fold_name
from plancheck.reading.tree import Document, Loc, Mapping
from plancheck.reading.values import Status, places_of
from plancheck.requirements import Entry, Requires
from plancheck.requirements.base.bounds import Milestone
from plancheck.requirements.base.open_values import OPEN, Open
from plancheck.requirements.base.standing import Level
from plancheck.requirements.base.wording import Forms

_ENTRY_KEYS = spellings(Entry).keys()
"""What an entry of a report may hold beside its number; a metric may not be called so."""


UNKNOWN_SELECTOR = ("plan.fixed-selector", "plan.selector")
"""The problems of a selector that may be a class, which a slip in ``classes`` hides."""


def load_plan(path: str | None = None, *, encoding: str = "utf-8") -> Plan:
    """Return the plan at ``path``, or the 2014 plan that comes with plancheck.

    Raises SourceError or PlanError with every problem found, each at its line and column.
    """
    if path is None:
        return SHIPPED_PLAN.load()
    return _checked(read(path, encoding=encoding, most=MAX_PLAN_VALUES), path, encoding)


def _checked(document: Document, path: str | None = None, encoding: str = "utf-8") -> Plan:
    """Return ``document`` as a plan; raises PlanError with every problem found."""
    refuse_other_kind(document, FileKind.PLAN, PlanError)
    checked = partial(_problems, path=path, encoding=encoding)
    if not isinstance(document.root, Mapping) or "languages" not in document.root.entries:
        return validate_as(document, Plan, PlanError, checked)
    from plancheck.plan.languages import mark_texts, write_in_both  # noqa: PLC0415

    write_in_both(document)
    plan = validate_as(document, Plan, PlanError, checked)
    mark_texts(plan)
    return plan


_ASKED = [kind for field in Requires.model_fields.values() for kind in get_args(field.annotation)]
_TYPES = [getattr(kind, "__origin__", kind) for kind in _ASKED]  # without what annotates them
_WORDS = [kind for kind in _TYPES if isinstance(kind, type) and issubclass(kind, StrEnum)]
"""The words that some kinds of requirement ask for, such as yes or no."""
SHIPPED_PLAN = Shipped(
    SHIPPED_NAME,
    Plan,
    _checked,
    types=(Deadline, Forms, Level, Milestone, Open, Status, *_WORDS),
    derived=("rules_sha256",),
)
SHIPPED = (SHIPPED_PLAN, SHIPPED_LIST)
"""The data files that come with plancheck, each with the form that is made of it."""


def _problems(plan: Plan, *, path: str | None, encoding: str) -> Iterator[Problem]:
    """Yield what is wrong with the list of subjects that ``plan`` names, else with the plan."""
    of_list = list(_list_problems(plan, path, encoding)) if plan.names_list else []
    yield from of_list or _contradictions(plan)


def _list_problems(plan: Plan, path: str | None, encoding: str) -> Iterator[Problem]:
    """Read the list that ``plan`` names, which lies beside it, and yield what is wrong with it.

    A file that may be somebody's secret is named at the line of the plan, and nothing of it shown.
    """
    where, name = plan.locate("subjects"), {"name": plan.subjects}
    if path in (None, STDIN):
        yield Problem("plan.list-nowhere", where, name)
        return
    folder = os.path.dirname(path or "")
    file = os.path.join(folder, plan.subjects)
    if leads_out(file, os.path.realpath(folder or os.curdir)):
        yield Problem("plan.list-outside", where, name)
        return
    try:
        listed = load_subjects(file, encoding=encoding)
    except SourceError as exc:
        for problem in exc.problems:
            yield Problem("plan.list-unread", where, {**name, "problem": problem})
    except PlanError as exc:
        yield from exc.problems
    else:
        plan.take_list(listed)
        for _, loc, spelled in spelled_names(listed):
            if spelled in {NATIONAL, *plan.fixed_selectors}:
                yield Problem("plan.subject-selector", listed.locate(*loc), {"name": spelled})


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
    # A selector that means nobody does not show which tiers it leaves to be asked.
    known = all(problem.key != "plan.selector" for problem in selectors)
    if is_misspelt(plan.document, ("classes",)):
        selectors = [problem for problem in selectors if problem.key not in UNKNOWN_SELECTOR]
    yield from _class_problems(plan)
    yield from selectors
    for obligation, loc in obligations:
        yield from _taken(plan, seen, obligation.id, loc)
        is_worded = obligation.says is not None or is_misspelt(plan.document, (*loc, "says"))
        if not is_worded and not plan.is_draft and obligation.subject != NATIONAL:
            values = {**missing_key(plan.document, ["says"]), "cure": SAYS}
            yield Problem("schema.missing", plan.locate(*loc), values)
        yield from _tier_problems(plan, obligation, loc, gaps=known)
        yield from _requirement_problems(plan, obligation, loc)
        yield from _milestone_problems(plan, obligation, loc)
        yield from _part_problems(plan, obligation, loc, known=known)
        yield from _total_problems(plan, obligation, loc)
    yield from _name_problems(plan, seen)
    tasks: dict[str, Loc] = {}
    for task_loc, task in places(plan):
        yield from _taken(plan, tasks, task.id, task_loc)
    for number, section in enumerate(plan.sections):
        if len(section.model_fields_set.intersection(section.alternatives())) != 1:
            yield Problem("plan.section", plan.locate("sections", number, "id"))
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


def _class_problems(plan: Plan) -> Iterator[Problem]:
    """Yield the classes whose key or title means something else already."""
    taken = {NATIONAL, *SELECTORS, *plan.tiers, *map(tier_selector, plan.tiers)}
    owners: dict[str, str] = {}
    for key, title in plan.classes.items():
        where = plan.locate("classes", key, key=True)
        if key in taken or (plan.listed is not None and plan.listed.means(key)):
            yield Problem("plan.class-key", where, {"name": key})
        for name in (key, title.zh, title.en):
            if (other := owners.setdefault(fold_name(name), key)) != key:
                yield Problem("plan.same-class", where, {"name": name, "other": other})
                break


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
            if plan.listed is None:
                raise UnknownNameError([Problem("plan.selector")])
            subject = plan.find_subject(name)
        except UnknownNameError as exc:
            values = {"name": name, "known": sorted(fixed), **exc.problems[0].values}
            key = "plan.fixed-selector" if plan.listed is None else "plan.selector"
            yield Problem(key, where, values)
            continue
        other = subjects.setdefault(subject, name)
        if other != name and _disagree(applies[other], applies[name]):
            yield Problem("plan.selectors-disagree", where, {"name": name, "other": other})
    for rank in (("all", "others"), ("designated", "allotted", *plan.classes)):
        held = [name for name in rank if name in applies]
        for place, second in enumerate(held):
            others = (n for n in held[:place] if _disagree(applies[n], applies[second]))
            if (first := next(others, None)) is not None:
                where = plan.locate(*loc, "applies", second, key=True)
                yield Problem("plan.selectors-disagree", where, {"name": second, "other": first})
    if "allotted" in applies and not obligation.requirement.allotted:
        yield Problem("plan.nothing-allotted", plan.locate(*loc, "applies", "allotted", key=True))
    if obligation.designated_within is not None and "designated" not in applies:
        yield Problem("plan.not-designable", plan.locate(*loc, "designated_within", key=True))


def _disagree(one: Level, other: Level) -> bool:
    """Whether two levels contradict each other; one that is open contradicts none."""
    return one != other and Level.OPEN not in (one, other)


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
    if absent and Level.OPEN not in obligation.applies.values():
        yield Problem("plan.tier-left-out", plan.locate(*place, key=True), {"tiers": absent})


def _requirement_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    """Yield what in the requirement cannot be, as its kind says, and metrics named as keys."""
    requirement = obligation.requirement
    at = (*loc, "requires", requirement.key)
    if obligation.requires.status is not None and not requirement.by_status:
        where = plan.locate(*loc, "requires", "status", key=True)
        yield Problem("plan.status-beside", where, {"other": requirement.key})
    for key in obligation.requires.kinds[1:]:
        values = {"name": key, "other": requirement.key}
        yield Problem("plan.second-kind", plan.locate(*loc, "requires", key, key=True), values)
    for misfit in requirement.plan_misfits(list(plan.tiers)):
        where = plan.locate(*at, *misfit.loc, key=misfit.key)
        yield Problem(misfit.problem, where, misfit.values)
    yield from _decimal_problems(plan, obligation, at)
    keys = _ENTRY_KEYS | set(requirement.keys_beside(plan.numbers.counted_by(obligation)))
    for field, metric in requirement.metrics.items():
        shown = plan.metrics.get(metric)
        for taken in sorted({metric, shown.zh if shown else ""} & keys):
            where = plan.locate(*at, requirement.place_of(field))
            yield Problem("plan.metric", where, {"metric": taken})


def _decimal_problems(plan: Plan, obligation: Obligation, at: Loc) -> Iterator[Problem]:
    """Yield numbers with more decimals than their metric has, and an allotment with any."""
    requirement = obligation.requirement
    decimals = plan.numbers.decimals(obligation)
    if requirement.metric is None:
        return
    if decimals and requirement.allotted:
        yield Problem("plan.allotted-decimals", plan.locate(*at), {"metric": requirement.metric})
    for key, bound in requirement.bounds.items():
        for tier, number in (bound if isinstance(bound, dict) else {"": bound}).items():
            milestones = requirement.milestones_in(tier) if key == "at_least" else ()
            numbers: dict[str, object] = {str(day): number for day, number in milestones} or {
                "": number
            }
            for day, one in numbers.items():
                if isinstance(one, Decimal) and places_of(one) > decimals:
                    where = plan.locate(*at, key, *filter(None, (tier, day)))
                    values = {"written": one, "limit": decimals, "metric": requirement.metric}
                    yield Problem("plan.decimals", where, values)


def _milestone_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    """Yield days outside the period, and a deadline beside the days of a number."""
    requirement, period = obligation.requirement, plan.period
    if requirement.milestones and obligation.due is not None:
        yield Problem("plan.milestone-due", plan.locate(*loc, "due", key=True))
    for tier, milestones in requirement.milestones.items():
        at: Loc = (*loc, "requires", requirement.key, "at_least", *([tier] if tier else []))
        for day, _ in milestones:
            if not period.from_ <= day <= period.to:
                where = plan.locate(*at, str(day), key=True)
                values = {"day": day, "from": period.from_, "to": period.to}
                yield Problem("plan.milestone-outside", where, values)


def _part_problems(
    plan: Plan, obligation: Obligation, loc: Loc, *, known: bool
) -> Iterator[Problem]:
    """Yield what does not fit the other obligations of the task that the same ones owe.

    Days are compared if it is ``known`` whom the selectors mean.
    """
    if not obligation.requirement.reads:
        return
    of_task = plan.task_of(obligation.id).obligations
    beside = {other.id: other for other in of_task if other.subject == obligation.subject}
    at = (*loc, "requires", obligation.requirement.key)
    for misfit in obligation.requirement.part_misfits(beside):
        yield Problem(misfit.problem, plan.locate(*at, *misfit.loc), misfit.values)
    for place, name in enumerate(obligation.requirement.reads):
        if not obligation.trial and name in beside and beside[name].trial:
            where = plan.locate(*at, "of", place)
            yield Problem("plan.part-trial", where, {"obligation": name})
        later = _later_days(plan, obligation, beside[name]) if known and name in beside else []
        if later:
            day, due = max(later)
            values = {"obligation": name, "day": day, "due": due}
            yield Problem("plan.part-later", plan.locate(*at, "of", place), values)


def _later_days(
    plan: Plan, whole: Obligation, part: Obligation
) -> list[tuple[datetime.date, datetime.date]]:
    """Return each last milestone of ``part`` that is after the deadline of ``whole``, and that.

    Both are those of a tier in which both are asked.
    """
    days: list[tuple[datetime.date, datetime.date]] = []
    for tier in plan.tiers or (None,):
        due, milestones = plan.due(whole, tier), part.requirement.milestones_in(tier)
        asked = tier is None or (plan.asked_of(whole, tier) and plan.asked_of(part, tier))
        if asked and milestones and isinstance(due, datetime.date) and due < milestones[-1].day:
            days.append((milestones[-1].day, due))
    return days


def _total_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    """Yield what keeps the reports from adding up to the number of ``obligation``."""
    total = obligation.total
    if total is None:
        return
    where = plan.locate(*loc, "total", key=True)
    bounds = obligation.requirement.bounds.values()
    if (
        obligation.subject != NATIONAL
        or not bounds
        or not all(b is OPEN or isinstance(b, int | Decimal) for b in bounds)
    ):
        yield Problem("plan.total", where)
    of = next((other for _, other in plan.obligations() if other.id == total.of), None)
    if of is None:
        known = [other.id for _, other in plan.obligations()]
        values = {"name": total.of, "near": near(total.of, known)}
        yield Problem("name.obligation", plan.locate(*loc, "total", "of"), values)
    elif of.trial:
        values = {"obligation": of.id}
        yield Problem("plan.total-trial", plan.locate(*loc, "total", "of"), values)
    elif total.adds == "numbers" and plan.numbers.counting(of) is not obligation.requirement:
        yield Problem("plan.total-taken", where, {"obligation": of.id})
