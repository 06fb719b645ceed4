"""Mistakes in a rule set that can be loaded: incomplete, contradictory, or without effect.

``load_plan`` refuses a rule set that cannot be used at all; these are warnings for its author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from plancheck.errors import Problem
from plancheck.plan.languages import texts_in
from plancheck.plan.model import Plan, World, places, tier_selector, unassessed_above_tasks
from plancheck.plan.official_text import OfficialText
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.plan.state import PlanState, state_of
from plancheck.plan.trace import Trace, trace
from plancheck.plan.vocabulary import Vocabulary
from plancheck.reading.models import in_order
from plancheck.reading.text import fold_text
from plancheck.reading.tree import Loc
from plancheck.reading.values import STATUS_WORDS, Status
from plancheck.requirements.base.open_values import OPEN
from plancheck.requirements.base.standing import Level

MOST_CITED = 20
"""How many signs a phrase of the official text may have: it identifies, it does not copy."""
_HAN = re.compile("[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Lint:
    """Mistakes in ``plan``, by line, and how many cases had exactly one answer each.

    ``state`` is how far the plan has got; ``trace`` is None where its text was not at hand.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    obligations: int
    cases: int
    state: PlanState
    trace: Trace | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing is left to its author: no mistake, no question, and it is no draft."""
        return not (self.problems or self.state.questions or self.state.draft)


def lint(plan: Plan, text: OfficialText | None = None) -> Lint:
    """Return every mistake in ``plan``, and where it differs from its ``text`` if that is given.

    A case is one obligation in one world: a subject, a tier, designated or not, allotted or not,
    in a class or in none. Load refuses two levels for a subject that is in two.
    """
    apart, state = _told_apart(plan), state_of(plan)
    worlds = [*_worlds(plan, apart)]
    words = Vocabulary(plan.layout) if plan.layout is not None else None
    cases = len(worlds) // len(apart) * len(plan.subject_names or apart)
    traced = trace(plan, text) if text is not None else None
    problems = [*_whole(plan), *_texts(plan), *_directions(plan)]
    problems += (Problem("lint.open", where) for where in state.unasked)
    count = 0
    for loc, task in places(plan):
        problems += _task(plan, task, loc)
        for number, obligation in enumerate(task.obligations):
            count += 1
            check = _Check(plan, task, obligation, (*loc, "obligations", number), worlds, words)
            problems += check.problems()
    found = (*in_order(problems), *(traced.problems if traced else ()))
    return Lint(plan, found, count, count * cases, state, traced)


def _worlds(plan: Plan, subjects: list[str]) -> Iterator[World]:
    """Yield every way that each of ``subjects`` may be; each is in no class, or in one."""
    classes = [(), *((name,) for name in plan.classes)]
    for subject, tier, designated, allotment, held in product(
        subjects, plan.tiers, (False, True), (None, 1), classes
    ):
        yield World(subject, tier, designated, allotment, None, held)


def _told_apart(plan: Plan) -> list[str]:
    """Return the subjects that any obligation names, and "" for all others if there are some."""
    every = (plan.named(obligation) for _, obligation in plan.obligations())
    named = list(dict.fromkeys(name for names in every for name in names))
    return named if named and len(named) == len(plan.subject_names) else [*named, ""]


# --- the plan as a whole -------------------------------------------------------------------------


def _whole(plan: Plan) -> Iterator[Problem]:
    if not re.fullmatch("[0-9a-f]{64}", plan.text_sha256 or "0" * 64):
        yield Problem("lint.sha256", plan.locate("source", "sha256"))
    asked = [obligation for _, obligation in plan.obligations()]
    if asked and all(obligation.trial for obligation in asked):
        yield Problem("lint.trials-only", plan.locate("sections", key=True))
    used = {
        metric
        for task in plan.tasks
        for obligation in task.obligations
        for metric in obligation.requirement.metrics.values()
    }
    for name in plan.metrics:
        if name not in used:
            yield Problem("lint.unused-metric", plan.locate("metrics", name, key=True))
    for loc, _, entries in unassessed_above_tasks(plan):
        for number, entry in enumerate(entries):
            yield from _cites(plan, entry.cites, (*loc, "unassessed", number))


def _texts(plan: Plan) -> Iterator[Problem]:
    """Yield every text that one of the plan's languages lacks."""
    for loc, text in texts_in(plan):
        for key in plan.languages:
            if not getattr(text, key).strip():
                yield Problem("lint.no-text", plan.locate(*loc, key), {"key": key})
        if "en" in plan.languages and _HAN.search(text.en) and not re.search("[A-Za-z]", text.en):
            yield Problem("lint.not-english", plan.locate(*loc, "en"))


def _directions(plan: Plan) -> Iterator[Problem]:
    """Yield the numbers per tier that rise and fall, or run against those of most other quotas."""
    steady: list[tuple[Loc, list[int], int]] = []
    for loc, task in places(plan):
        for number, obligation in enumerate(task.obligations):
            requirement = obligation.requirement
            for key, bound in requirement.bounds.items():
                if isinstance(bound, dict):
                    stated = (bound[tier] for tier in plan.tiers if tier in bound)
                    numbers = [number for number in stated if number is not OPEN]
                    steps = {(b > a) - (b < a) for a, b in pairwise(numbers)} - {0}
                    at: Loc = (*loc, "obligations", number, "requires", requirement.key, key)
                    if len(steps) > 1:
                        where = plan.locate(*at, key=True)
                        yield Problem("lint.up-and-down", where, {"numbers": numbers})
                    elif steps:
                        steady.append((at, numbers, steps.pop()))
    usual = Counter(step for _, _, step in steady).most_common()
    if len(usual) == 2 and usual[0][1] > usual[1][1]:
        for at, numbers, step in steady:
            if step != usual[0][0]:
                where = plan.locate(*at, key=True)
                yield Problem("lint.wrong-way", where, {"numbers": numbers})


def _task(plan: Plan, task: Task, loc: Loc) -> Iterator[Problem]:
    if not task.obligations and not task.unassessed:
        yield Problem("lint.empty-task", plan.locate(*loc, "id"), {"task": task.id})
    period = plan.period
    if task.by not in (None, OPEN) and not period.from_ <= task.by <= period.to:
        values = {"day": task.by, "from": period.from_, "to": period.to}
        yield Problem("lint.task-due", plan.locate(*loc, "due", "by"), values)
    for number, entry in enumerate(task.unassessed):
        yield from _cites(plan, entry.cites, (*loc, "unassessed", number))


def _cites(plan: Plan, cites: list[str], loc: Loc) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, phrase in enumerate(cites):
        where = plan.locate(*loc, "cites", number)
        if len(phrase) > MOST_CITED:
            values = {"length": len(phrase), "limit": MOST_CITED}
            yield Problem("lint.long-phrase", where, values)
        if not fold_text(phrase):
            yield Problem("lint.blank-phrase", where)
        elif phrase in seen:
            yield Problem("lint.same-phrase", where, {"phrase": phrase})
        seen.add(phrase)


# --- one obligation ------------------------------------------------------------------------------


class _Check:
    """One obligation, with its place in the plan's file.

    ``words`` are those of the official text, None where the plan does not say how it is printed.
    """

    def __init__(
        self,
        plan: Plan,
        task: Task,
        obligation: Obligation,
        loc: Loc,
        worlds: list[World],
        words: Vocabulary | None,
    ) -> None:
        self.plan = plan
        self.task = task
        self.obligation = obligation
        self.loc = loc
        self.worlds = worlds
        self.words = words

    def problems(self) -> Iterator[Problem]:
        """Yield every mistake in the obligation."""
        obligation, plan = self.obligation, self.plan
        values: dict[str, Any] = {"obligation": obligation.id}
        if not obligation.id.startswith(f"{self.task.id}."):
            where = plan.locate(*self.loc, "id")
            yield Problem("lint.id", where, {**values, "task": self.task.id})
        yield from _cites(plan, obligation.cites, self.loc)
        for number, department in enumerate(obligation.departments):
            if department not in self.task.departments:
                where = plan.locate(*self.loc, "departments", number)
                yield Problem("lint.department", where, {"department": department})
        requirement = obligation.requirement
        for field, metric in requirement.metrics.items():
            if metric not in plan.metrics:
                at = (*self.loc, "requires", requirement.key, requirement.place_of(field))
                yield Problem("lint.no-metric", plan.locate(*at), {"metric": metric})
        if obligation.subject != NATIONAL:
            yield from self.levels()
            yield from self.tiers()
        yield from self.due()
        if obligation.reading is None:
            for key in self.needs_reading():
                yield Problem(key, plan.locate(*self.loc, "id"), values)

    def levels(self) -> Iterator[Problem]:
        """Yield where a world has two levels, nobody has any, or a selector never decides."""
        deciding: set[str] = set()
        for world in self.worlds:
            selected = [*self.plan.selected(self.obligation, world)]
            first = [item for item in selected if item[0] == selected[0][0]]
            if len({level for _, _, level in first} - {Level.OPEN}) > 1:
                values = {"selectors": [selector for _, selector, _ in first]}
                where = self.plan.locate(*self.loc, "applies", key=True)
                yield Problem("lint.two-levels", where, values)
                return
            deciding |= {selector for _, selector, _ in first}
        if not deciding:
            where = self.plan.locate(*self.loc, "applies", key=True)
            yield Problem("lint.nobody", where, {"obligation": self.obligation.id})
        for name in self.obligation.applies:
            canonical = name
            if name not in self.plan.fixed_selectors:
                canonical = self.plan.find_subject(name)
            if deciding and canonical not in deciding:
                where = self.plan.locate(*self.loc, "applies", name, key=True)
                yield Problem("lint.no-effect", where, {"selector": name})

    def tiers(self) -> Iterator[Problem]:
        """Yield the tiers that are asked and have no wording where others have one of their own."""
        says = self.obligation.says_per_tier
        if says:
            for tier, title in self.plan.tiers.items():
                if tier not in says and self.plan.asked_of(self.obligation, tier):
                    where = self.plan.locate(*self.loc, "says_per_tier", key=True)
                    yield Problem("lint.no-says", where, {"tier": title})

    def due(self) -> Iterator[Problem]:
        """Yield the deadlines outside the period that no reading explains."""
        stated = self.obligation.due
        days = stated if isinstance(stated, dict) else {"": stated} if stated else {}
        period = self.plan.period
        for tier, day in days.items():
            if day is OPEN:
                continue
            outside = day < period.from_ or (day > period.to and self.obligation.reading is None)
            if outside:
                where = self.plan.locate(*self.loc, "due", *([tier] if tier else []))
                values = {"day": day, "from": period.from_, "to": period.to}
                yield Problem("lint.due", where, values)

    def needs_reading(self) -> Iterator[str]:
        """Yield why the phrases cited allow more than one encoding, as message keys."""
        words = self.words
        if words is None:
            return
        phrases = [fold_text(phrase) for phrase in self.obligation.cites]
        duties = words.levelled
        column = {s for phrase in phrases if phrase in duties for s in duties[phrase][0]}
        measures = [phrase for phrase in phrases if phrase not in duties]
        named = {selector for phrase in measures for selector in words.whom_in(phrase)}
        if column and named and self.whom(column) != self.whom(named):
            yield "lint.reading-whom"
        stated = {day for phrase in measures for day in words.days_in(phrase)}
        milestones = self.obligation.requirement.milestones.values()
        settled = {day for by_day in milestones for day, _ in by_day}
        if stated - settled - {self.plan.last_day(self.task)}:
            yield "lint.reading-when"
        done = STATUS_WORDS[Status.COMPLETED]
        says_done = any(phrase.startswith(done) for phrase in measures)
        by_status, status = self.obligation.requirement.by_status, self.task.status
        if says_done and by_status and status is not OPEN and not status.reaches(Status.COMPLETED):
            yield "lint.reading-how-far"

    def whom(self, selectors: set[str]) -> set[str]:
        """Return ``selectors`` with ``all`` and ``others`` written as the tiers they stand for."""
        wide = {*map(tier_selector, self.plan.tiers)} if selectors & {"all", "others"} else set()
        return (selectors - {"all", "others"}) | wide
