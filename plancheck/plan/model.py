"""A work plan as data: what it asks of whom, and what holds in one given world."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from plancheck.errors import Near, Problem, UnknownNameError
from plancheck.plan.parts import (
    NATIONAL,
    Group,
    Metric,
    Obligation,
    Period,
    Section,
    SourceText,
    Task,
    Total,
    Unassessed,
)
from plancheck.plan.provinces import find_province, provinces
from plancheck.reading.models import File
from plancheck.reading.text import fold_name
from plancheck.reading.tree import Loc
from plancheck.reading.values import one_of
from plancheck.requirements.base import Duty, Level, Requirement, Text

FORMAT = "plancheck.plan/1"


class World(NamedTuple):
    """One way the facts about a reporting subject may be, as far as one obligation asks.

    ``has_units`` is None for an obligation that is not asked of units.
    """

    subject: str | None
    tier: str | None
    designated: bool
    allotment: int | None
    has_units: bool | None = None


class Plan(File):
    """A work plan: tiers, tasks and obligations in the order of its text."""

    format: Annotated[str, one_of(FORMAT)]
    id: str
    title: Text
    issuer: Text
    period: Period
    subjects: Annotated[str, one_of("provinces", "any")] = "provinces"
    tiers: dict[str, Text] = Field(min_length=1)
    metrics: dict[str, Metric] = {}
    departments: dict[str, str] = {}
    source: SourceText
    unassessed: list[Unassessed] = []
    sections: list[Section]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the plan's file with LF line ends."""
        return self.document.sha256

    @cached_property
    def rules_sha256(self) -> str:
        """The SHA-256 of what decides verdicts, without wording: two alike judge alike."""
        text = json.dumps(self._rules(), sort_keys=True, separators=(",", ":"), default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def _rules(self) -> dict[str, object]:
        """Return what decides verdicts: who is asked what, by when, and how it is counted."""
        return {
            "subjects": self.subjects,
            "tiers": sorted(self.tiers),
            "period": [self.period.from_, self.period.to],
            "obligations": {
                obligation.id: self._rule(task, obligation)
                for task in self.tasks
                for obligation in task.obligations
            },
        }

    def _rule(self, task: Task, obligation: Obligation) -> dict[str, object]:
        named, fixed = self.named(obligation), self.fixed_selectors
        within = obligation.designated_within
        return {
            "task": task.id,
            "subject": obligation.subject,
            "applies": named | {k: v for k, v in obligation.applies.items() if k in fixed},
            "designated_within": None if within is None else sorted(within),
            "status": None,
            "quota": None,
            **obligation.requirement.rule(task.due),
            "counted_by": self.counted_by(obligation),
            "evidence": obligation.requires.evidence,
            "due": obligation.due or self.period.to,
            "total": obligation.total and [obligation.total.of, obligation.total.adds],
        }

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks in the order of the text."""
        return tuple(
            task for section in self.sections for group in section.groups for task in group.tasks
        )

    def group_of(self, task: Task) -> Group:
        """Return the group that ``task`` belongs to."""
        return self._groups[task.id]

    def section_of(self, task: Task) -> Section:
        """Return the section that ``task`` belongs to."""
        return next(
            section
            for section in self.sections
            for group in section.groups
            if any(other is task for other in group.tasks)
        )

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {
            task.id: group
            for section in self.sections
            for group in section.groups
            for task in group.tasks
        }

    def obligations(self, *, national: bool = False) -> Iterator[tuple[Task, Obligation]]:
        """Yield, in plan order, what the plan asks of those who report to it.

        With ``national`` what it asks of its own issuer instead.
        """
        return iter(self._obligations[national])

    @cached_property
    def _obligations(self) -> dict[bool, tuple[tuple[Task, Obligation], ...]]:
        every = [(task, obligation) for task in self.tasks for obligation in task.obligations]
        return {
            national: tuple(pair for pair in every if (pair[1].subject == NATIONAL) is national)
            for national in (False, True)
        }

    def obligation(self, id_: str) -> Obligation:
        """Return the obligation with the id ``id_``, which the plan must have."""
        return self.by_id[id_][1]

    def task_of(self, obligation: str) -> Task:
        """Return the task that the obligation with this id belongs to."""
        return self.by_id[obligation][0]

    @cached_property
    def by_id(self) -> dict[str, tuple[Task, Obligation]]:
        """Every obligation with its task, also those put to the issuer."""
        return {pair[1].id: pair for pairs in self._obligations.values() for pair in pairs}

    def find(self, name: str, *, national: bool = False) -> Obligation:
        """Return the obligation that ``name`` means: its id, or its task's where that has only one.

        Raises UnknownNameError with near names, or with the task's ids where it has several.
        """
        known, by_task = self._names[national]
        if name in known:
            return known[name]
        of_task = by_task.get(name)
        if of_task is None:
            if name.isdecimal():
                self.find_task(name)  # which says how many there are
            values: dict[str, object] = {"name": name, "near": Near(name, known)}
            raise UnknownNameError([Problem("name.obligation", None, values)])
        if len(of_task) != 1:
            values = {"task": name, "obligations": of_task}
            key = "name.task-has-several" if of_task else "name.task-has-none"
            raise UnknownNameError([Problem(key, None, values)])
        return of_task[0]

    def shortest_id(self, obligation: str) -> str:
        """Return the id of an obligation, or its task's where that asks nothing else."""
        task, asked = self.by_id[obligation]
        alike = [other for other in task.obligations if other.subject == asked.subject]
        return task.id if len(alike) == 1 else obligation

    @cached_property
    def _names(self) -> dict[bool, tuple[dict[str, Obligation], dict[str, list[Obligation]]]]:
        tables = {}
        for national in (False, True):
            known: dict[str, Obligation] = {}
            by_task: dict[str, list[Obligation]] = {task.id: [] for task in self.tasks}
            for task, obligation in self.obligations(national=national):
                known[obligation.id] = known[task.chinese_key(obligation)] = obligation
                by_task[task.id].append(obligation)
            tables[national] = (known, by_task)
        return tables

    def find_id(self, name: str) -> str:
        """Return the plan's id where ``name`` is its title, else ``name`` as it is."""
        return (
            self.id
            if fold_name(name).strip("《》") in map(fold_name, (self.title.zh, self.title.en))
            else name
        )

    def find_task(self, name: str) -> Task:
        """Return the task with the id ``name``; raises UnknownNameError with the range of ids."""
        for task in self.tasks:
            if task.id == name:
                return task
        values = {"name": name, "first": self.tasks[0].id, "last": self.tasks[-1].id}
        raise UnknownNameError([Problem("name.task", None, values)])

    def find_tier(self, name: str) -> str:
        """Return the key of the tier that ``name`` means: ``1``, tier1, 一类 or 一类省份.

        Raises UnknownNameError with the tiers there are.
        """
        folded = fold_name(name)
        for key, title in self.tiers.items():
            if folded in (
                fold_name(key),
                fold_name(f"tier{key}"),
                fold_name(title.zh),
                fold_name(title.en),
            ):
                return key
        begun = [
            key
            for key, title in self.tiers.items()
            if len(folded) > 1 and fold_name(title.zh).startswith(folded)
        ]
        if len(begun) == 1:
            return begun[0]
        values = {"name": name, "tiers": list(self.tiers.values()), "keys": list(self.tiers)}
        raise UnknownNameError([Problem("name.tier", None, values)])

    def find_subject(self, name: str) -> str:
        """Return the canonical name of a reporting subject; raises UnknownNameError."""
        if name == NATIONAL:
            raise UnknownNameError([Problem("name.national")])
        return find_province(name).name if self.subjects == "provinces" else name

    @property
    def subject_names(self) -> tuple[str, ...]:
        """The names of all who report, where the plan has a closed list of them; else empty."""
        listed = provinces() if self.subjects == "provinces" else ()
        return tuple(province.name for province in listed)

    @property
    def subject_key(self) -> str:
        """The key under which a report says whose it is."""
        return "province" if self.subjects == "provinces" else "subject"

    @cached_property
    def level_phrases(self) -> frozenset[str]:
        """The phrases of the official text that say whom a task binds, and how strongly."""
        layout = self.source.layout
        if layout is None:
            return frozenset()
        return frozenset(f"{who}{level}" for who in layout.who for level in layout.levels)

    def is_province(self, subject: str) -> bool:
        """Whether ``subject`` is one of the provinces rather than the issuer or another body."""
        return self.subjects == "provinces" and subject != NATIONAL

    def counted_by(self, obligation: Obligation) -> str | None:
        """Return how the records of a ledger on ``obligation`` count, as its metric says."""
        return self._counted_by.get(obligation.id)

    def pace(self, obligation: Obligation) -> str | None:
        """Return what the metric of ``obligation`` says of its pace, if it has one metric."""
        metric = self.metrics.get(obligation.requirement.metric or "")
        return metric.pace if metric else None

    @cached_property
    def _counted_by(self) -> dict[str, str | None]:
        return {
            obligation.id: self.metrics[metric].counted_by
            for task in self.tasks
            for obligation in task.obligations
            if (metric := obligation.requirement.metric) in self.metrics
        }

    def designable(self, obligation: Obligation, tier: str | None) -> bool:
        """Whether a subject of ``tier`` can be designated for ``obligation`` at all."""
        if "designated" not in obligation.applies:
            return False
        return (
            obligation.designated_within is None
            or tier is None
            or tier in obligation.designated_within
        )

    def asked_of(
        self, obligation: Obligation, tier: str, *, designated: bool | None = None
    ) -> bool:
        """Whether ``obligation`` asks anything of any subject of ``tier``.

        Without ``designated``, of one that is designated or of one that is not.
        """
        worlds = (
            World(None, tier, is_so, allotment)
            for is_so in ((False, True) if designated is None else (designated,))
            for allotment in (None, 1)
        )
        named = obligation.applies.keys() - self.fixed_selectors
        return bool(named) or any(self.level(obligation, world) for world in worlds)

    def duty(self, task: Task, obligation: Obligation, world: World) -> Duty:
        """Return what ``obligation`` asks in ``world``.

        The most specific selector decides: the subject's name, then designation or allotment,
        then the tier, then all or others.
        """
        if world.allotment is not None:  # any number may be
            return self._duty(task, obligation, world)
        named = world.subject if world.subject in self.named(obligation) else None
        alike = (obligation.id, named, world.tier, world.designated)
        duty = self._duties.get(alike)
        if duty is None:
            duty = self._duties[alike] = self._duty(task, obligation, world)
        return duty

    @cached_property
    def _duties(self) -> dict[tuple[str, str | None, str | None, bool], Duty]:
        """What was asked so far, of those alike to whom nothing is allotted."""
        return {}

    def _duty(self, task: Task, obligation: Obligation, world: World) -> Duty:
        level = self.level(obligation, world)
        due = self._due_in(obligation, world.tier)
        status = obligation.requires.status or task.due
        bounds = obligation.requirement.bounds_of(world.tier, world.allotment)
        return Duty(level, status, due, bounds)

    def due(self, obligation: Obligation, tier: str | None) -> datetime.date | None:
        """Return the last day for ``obligation``, None where an unknown tier decides on it."""
        tiers = (tier,) if tier else tuple(self.tiers) or (None,)
        days = {self._due_in(obligation, name) for name in tiers}
        return days.pop() if len(days) == 1 else None

    def _due_in(self, obligation: Obligation, tier: str | None) -> datetime.date:
        due = obligation.due or self.period.to
        return due.get(tier or "", self.period.to) if isinstance(due, dict) else due

    def level(self, obligation: Obligation, world: World) -> Level | None:
        """Return how strongly ``obligation`` binds in ``world``, None where it asks nothing."""
        return next((level for _, _, level in self.selected(obligation, world)), None)

    def selected(self, obligation: Obligation, world: World) -> Iterator[tuple[int, str, Level]]:
        """Yield every selector that holds in ``world``, its rank before it and its level after.

        The first of them decides. Where several have its rank, they agree.
        """
        applies = obligation.applies
        named = self.named(obligation).get(world.subject or "")
        if named is not None:
            yield 0, world.subject or "", named
        holds = {
            "designated": world.designated and self.designable(obligation, world.tier),
            "allotted": world.allotment is not None,
        }
        for selector, does in holds.items():
            if does and selector in applies:
                yield 1, selector, applies[selector]
        for rank, selector in ((2, tier_selector(world.tier)), (3, "all"), (3, "others")):
            if selector in applies:
                yield rank, selector, applies[selector]

    def named(self, obligation: Obligation) -> dict[str, Level]:
        """Return the level for every subject that ``obligation`` names."""
        return self._named[obligation.id]

    @cached_property
    def _named(self) -> dict[str, dict[str, Level]]:
        return {
            obligation.id: {
                self.find_subject(name): level
                for name, level in obligation.applies.items()
                if name not in self.fixed_selectors
            }
            for task in self.tasks
            for obligation in task.obligations
        }

    @cached_property
    def fixed_selectors(self) -> frozenset[str]:
        """The selectors that are no subject's name."""
        tiers = map(tier_selector, self.tiers)
        return frozenset({"all", "others", "designated", "allotted", *tiers})

    @cached_property
    def totals(self) -> tuple[tuple[Task, Obligation, Total], ...]:
        """The issuer's numbers to which the reports of the others add up."""
        return tuple(
            (task, obligation, obligation.total)
            for task, obligation in self.obligations(national=True)
            if obligation.total is not None
        )

    def counting(self, obligation: Obligation) -> Requirement | None:
        """Return the requirement that a number reported on ``obligation`` counts for.

        That is its own, else the issuer's for which such numbers are added up.
        """
        return self._counting.get(obligation.id)

    @cached_property
    def _counting(self) -> dict[str, Requirement]:
        added_up = {
            total.of: obligation.requirement
            for _, obligation, total in self.totals
            if total.adds == "numbers"
        }
        own = {
            obligation.id: obligation.requirement
            for task in self.tasks
            for obligation in task.obligations
            if obligation.requirement.metrics
        }
        return added_up | own

    def spelled(self, obligation: Obligation) -> Mapping[str, tuple[str, ...]]:
        """Return the keys under which a file may write the numbers of ``obligation``, if any.

        They are by the model's field, the plan's own key first.
        """
        return self._spelled[obligation.id]

    @cached_property
    def _spelled(self) -> dict[str, dict[str, tuple[str, ...]]]:
        spelled: dict[str, dict[str, tuple[str, ...]]] = {}
        for task in self.tasks:
            for obligation in task.obligations:
                counting = self.counting(obligation)
                spelled[obligation.id] = {
                    field: (metric, self.metrics[metric].zh)
                    if metric in self.metrics
                    else (metric,)
                    for field, metric in (counting.metrics if counting else {}).items()
                }
        return spelled

    def offered(self, obligation: Obligation) -> tuple[str, ...]:
        """Return the fields that a form offers on ``obligation``: its kind's, and its numbers."""
        requirement = obligation.requirement
        numbers = () if requirement.per else self.spelled(obligation)
        return tuple(dict.fromkeys([*requirement.form, *numbers]))

    def metric_names(self, obligation: Obligation) -> tuple[str, ...]:
        """Return every key under which a file may write a number of ``obligation``."""
        return self._metric_names[obligation.id]

    @cached_property
    def _metric_names(self) -> dict[str, tuple[str, ...]]:
        return {
            name: tuple(key for keys in fields.values() for key in keys)
            for name, fields in self._spelled.items()
        }

    def other_metric_names(self, obligation: Obligation) -> frozenset[str]:
        """Return the keys of the numbers that those who report may owe, but not here."""
        return self._other_metric_names[obligation.id]

    @cached_property
    def _other_metric_names(self) -> dict[str, frozenset[str]]:
        owed = {name for _, other in self.obligations() for name in self.metric_names(other)}
        return {name: frozenset(owed.difference(own)) for name, own in self._metric_names.items()}


def tier_selector(tier: str | None) -> str:
    """Return the selector of a tier: ``tier1`` for a numbered one, else the tier's own word."""
    if tier is None:
        return ""
    return f"tier{tier}" if tier.isdecimal() else tier


def places(plan: Plan) -> Iterator[tuple[Loc, Task]]:
    """Yield every task with its place in the plan's file, in plan order."""
    for s, section in enumerate(plan.sections):
        for g, group in enumerate(section.groups):
            for t, task in enumerate(group.tasks):
                yield ("sections", s, "groups", g, "tasks", t), task
