"""Mistakes in a rule set that can be loaded: incomplete, contradictory, or without effect.

``load_plan`` refuses a rule set that cannot be used at all; these are warnings for its author.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from pydantic import BaseModel

from plancheck.errors import Problem
from plancheck.plan.model import Plan, World, places, tier_selector
from plancheck.plan.official_text import fold_text
from plancheck.plan.parts import NATIONAL, Obligation, Task
from plancheck.reading.models import in_order
from plancheck.reading.tree import Loc
from plancheck.reading.values import STATUS_WORDS, Status
from plancheck.requirements.base import Text

MOST_CITED = 20
"""How many signs a phrase of the official text may have: it identifies, it does not copy."""
_HAN = re.compile("[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Lint:
    """Mistakes in ``plan``, by line, and how many cases had exactly one answer each."""

    plan: Plan
    problems: tuple[Problem, ...]
    obligations: int
    cases: int


def lint(plan: Plan) -> Lint:
    """Return every mistake in ``plan``.

    A case is one obligation in one world: a subject, a tier, designated or not, allotted or not.
    """
    worlds = [*_worlds(plan)]
    problems = [*_whole(plan), *_texts(plan, plan, ()), *_directions(plan)]
    count = 0
    for loc, task in places(plan):
        problems += _task(plan, task, loc)
        for number, obligation in enumerate(task.obligations):
            count += 1
            check = _Check(plan, task, obligation, (*loc, "obligations", number), worlds)
            problems += check.problems()
    return Lint(plan, tuple(in_order(problems)), count, count * len(worlds))


def _worlds(plan: Plan) -> Iterator[World]:
    """Yield every way that who reports may be; the one who stands for all has no name."""
    for subject, tier, designated, allotment in product(
        plan.subject_names or ("",), plan.tiers, (False, True), (None, 1)
    ):
        yield World(subject, tier, designated, allotment)


# --- the plan as a whole -------------------------------------------------------------------------


def _whole(plan: Plan) -> Iterator[Problem]:
    if not re.fullmatch("[0-9a-f]{64}", plan.source.sha256 or "0" * 64):
        yield Problem("lint.sha256", plan.locate("source", "sha256"))
    used = {
        metric
        for task in plan.tasks
        for obligation in task.obligations
        for metric in obligation.requirement.metrics.values()
    }
    for name in plan.metrics:
        if name not in used:
            yield Problem("lint.unused-metric", plan.locate("metrics", name, key=True))
    of_plan: list[tuple[Loc, list[Any]]] = [(("unassessed",), plan.unassessed)]
    for s, section in enumerate(plan.sections):
        for g, group in enumerate(section.groups):
            of_plan.append((("sections", s, "groups", g, "unassessed"), group.unassessed))
    for loc, entries in of_plan:
        for number, entry in enumerate(entries):
            yield from _cites(plan, entry.cites, (*loc, number))


def _texts(plan: Plan, model: BaseModel, loc: Loc) -> Iterator[Problem]:
    """Yield every text below ``model`` that one of the languages lacks."""
    if isinstance(model, Text):
        for key, text in (("zh", model.zh), ("en", model.en)):
            if not text.strip():
                yield Problem("lint.no-text", plan.locate(*loc, key), {"key": key})
        if model.en.strip() and _HAN.search(model.en) and not re.search("[A-Za-z]", model.en):
            yield Problem("lint.not-english", plan.locate(*loc, "en"))
        return
    for name, field in type(model).model_fields.items():
        value, at = getattr(model, name), (*loc, field.alias or name)
        if isinstance(value, BaseModel):
            yield from _texts(plan, value, at)
        elif isinstance(value, list | dict):
            parts: Iterable[tuple[str | int, Any]] = (
                value.items() if isinstance(value, dict) else enumerate(value)
            )
            for place, part in parts:
                if isinstance(part, BaseModel):
                    yield from _texts(plan, part, (*at, place))


def _directions(plan: Plan) -> Iterator[Problem]:
    """Yield the numbers per tier that rise and fall, or run against those of most other quotas."""
    steady: list[tuple[Loc, list[int], int]] = []
    for loc, task in places(plan):
        for number, obligation in enumerate(task.obligations):
            requirement = obligation.requirement
            for key, bound in requirement.bounds.items():
                if isinstance(bound, dict):
                    numbers = [bound[tier] for tier in plan.tiers if tier in bound]
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
    """One obligation, with its place in the plan's file."""

    def __init__(
        self, plan: Plan, task: Task, obligation: Obligation, loc: Loc, worlds: list[World]
    ) -> None:
        self.plan = plan
        self.task = task
        self.obligation = obligation
        self.loc = loc
        self.worlds = worlds

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
            if len({level for _, _, level in first}) > 1:
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
            outside = day < period.from_ or (day > period.to and self.obligation.reading is None)
            if outside:
                where = self.plan.locate(*self.loc, "due", *([tier] if tier else []))
                values = {"day": day, "from": period.from_, "to": period.to}
                yield Problem("lint.due", where, values)

    def needs_reading(self) -> Iterator[str]:
        """Yield why the phrases cited allow more than one encoding, as message keys."""
        layout = self.plan.source.layout
        if layout is None:
            return
        phrases = [fold_text(phrase) for phrase in self.obligation.cites]
        duties = {
            fold_text(who + level): selectors
            for who, selectors in layout.who.items()
            for level in layout.levels
        }
        column = {s for phrase in phrases if phrase in duties for s in duties[phrase]}
        measures = [phrase for phrase in phrases if phrase not in duties]
        named = {
            selector
            for phrase in measures
            for who in _longest([w for w in layout.who if fold_text(w) in phrase])
            for selector in layout.who[who]
        }
        if column and named and self.whom(column) != self.whom(named):
            yield "lint.reading-whom"
        stated: list[datetime.date] = [
            day
            for phrase in measures
            for word in _longest([w for w in layout.deadlines if fold_text(w) in phrase])
            for day in [layout.deadlines[word]]
        ]
        if any(day != self.plan.period.to for day in stated):
            yield "lint.reading-when"
        done = STATUS_WORDS[Status.COMPLETED]
        says_done = any(phrase.startswith(done) for phrase in measures)
        of_status = "status" in self.obligation.requirement.form
        if says_done and of_status and not self.task.due.reaches(Status.COMPLETED):
            yield "lint.reading-how-far"

    def whom(self, selectors: set[str]) -> set[str]:
        """Return ``selectors`` with ``all`` and ``others`` written as the tiers they stand for."""
        wide = {*map(tier_selector, self.plan.tiers)} if selectors & {"all", "others"} else set()
        return (selectors - {"all", "others"}) | wide


def _longest(words: list[str]) -> list[str]:
    """Return ``words`` without each word that is only a part of another."""
    return [word for word in words if not any(word != other and word in other for other in words)]
