"""A work plan as data: what it asks of whom, and what holds in one given world.

Nothing here knows a task number, a tier's name, a province or a ministry. All of that is in the
plan's YAML file, so another plan is another file.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, PlainValidator

from plancheck.errors import Near, PlanError, Problem, UnknownNameError, near
from plancheck.fields import (
    STATUSES,
    DateField,
    File,
    FlagField,
    Status,
    StatusField,
    Strict,
    fit,
    one_of,
    read_count,
    read_date,
    refuse,
    scalar,
    wrong,
)
from plancheck.kinds import FileKind, refuse_other_kind
from plancheck.provinces import find_province, fold, provinces
from plancheck.source import MAX_PLAN_VALUES, Loc, read, shipped

FORMAT = "plancheck.plan/1"
NATIONAL = "national"
ALLOTMENT: Literal["allotment"] = "allotment"
# fmt: off
ENTRY_KEYS = frozenset({
    "status", "date", "evidence", "note", "records", "units", "number",
    "状态", "进展", "完成情况", "日期", "完成日期", "完成时间", "佐证", "佐证材料", "证明材料",
    "备注", "说明", "台账", "明细", "记录", "单位", "基地", "各单位", "各基地",
})
"""What an entry of a report may hold beside its number; a metric may not be called so."""
RECORD_KEYS = frozenset({
    "name", "date", "host", "number", "evidence", "note",
    "名称", "培训名称", "企业名称", "日期", "时间", "主办单位", "主办", "承办单位",
    "佐证", "佐证材料", "证明材料", "备注", "说明",
})
# fmt: on
"""What a record of a ledger may hold; a metric that is counted by amount may not be called so."""


class Level(StrEnum):
    """How strongly a duty binds those it is asked of."""

    MANDATORY = "mandatory"
    OPTIONAL = "optional"


class Text(Strict):
    """One wording in Chinese and in English."""

    zh: str
    en: str


# --- the file's own field types ------------------------------------------------------------------


def read_number(value: object) -> int:
    """Return the whole number that ``value`` spells in plain digits."""
    count = read_count(value)
    if not count.plain:
        raise wrong("plan.plain-number", written=count.written, wanted=str(count.value))
    return count.value


def read_bound(value: object) -> int | Literal["allotment"] | dict[str, int]:
    """Return a number, a number for each tier, or that it is allotted."""
    if isinstance(value, dict):
        return {tier: read_number(number) for tier, number in value.items()}
    return ALLOTMENT if value == ALLOTMENT else read_number(value)


def read_due(value: object) -> datetime.date | dict[str, datetime.date]:
    """Return a day, or a day for each tier."""
    if isinstance(value, dict):
        return {tier: read_date(day) for tier, day in value.items()}
    return read_date(value)


def read_due_status(value: object) -> Status:
    """Return the status ``value`` names, where it can be what is asked for."""
    written, known = scalar(value), [word for word in Status if word.reaches(Status.IN_PROGRESS)]
    status = STATUSES.get(written)
    if status not in known:
        raise wrong("field.word", written=written, known=list(map(str, known)))
    return status


def read_level(value: object) -> Level:
    """Return the level ``value`` names."""
    text = scalar(value)
    if text not in list(Level):
        raise wrong("field.word", written=text, known=[str(level) for level in Level])
    return Level(text)


LevelField = Annotated[Level, PlainValidator(read_level)]
Number = Annotated[int, PlainValidator(read_number)]
DueStatus = Annotated[Status, PlainValidator(read_due_status)]
Bound = Annotated[int | Literal["allotment"] | dict[str, int], PlainValidator(read_bound)]
Due = Annotated[datetime.date | dict[str, datetime.date], PlainValidator(read_due)]


class Metric(Text):
    """What a number counts, as a report's key in Chinese and in words in English.

    Things are told apart by name alone; events, which is the default, by name, date and host.
    What is counted by amount is an event of which each record states its own number.
    """

    counted_by: Annotated[str, one_of("name", "amount")] | None = None


class Quota(Strict):
    """A number the duty is judged by: a floor, a cap, both, or an exact one."""

    metric: str
    at_least: Bound | None = None
    at_most: Bound | None = None
    exactly: Bound | None = None
    unit: Text
    per: Annotated[str, one_of("unit")] | None = None
    unit_name: Text | None = None

    @cached_property
    def bounds(self) -> dict[str, int | Literal["allotment"] | dict[str, int]]:
        """The bounds that are given, by their keys."""
        given = {"at_least": self.at_least, "at_most": self.at_most, "exactly": self.exactly}
        return {key: bound for key, bound in given.items() if bound is not None}

    @cached_property
    def allotted(self) -> bool:
        """Whether the number is set outside the plan, by an allotment."""
        return ALLOTMENT in self.bounds.values()

    @property
    def each(self) -> Text:
        """What one of the units is called that owe the number."""
        return self.unit_name or self.unit


class Requires(Strict):
    """What meets an obligation: a number, else a status (the task's own unless given)."""

    status: StatusField | None = None
    quota: Quota | None = None
    evidence: FlagField = False


class Reading(Strict):
    """Where the text can be taken two ways: the one taken, the other, and the reason."""

    taken: Text
    other: Text
    why: Text


class Total(Strict):
    """How the reports of those under the issuer add up to a number of the issuer's own.

    ``of`` is an obligation of theirs. Either the ``subjects`` that meet it are counted, or the
    ``numbers`` that they state beside it, under the metric of the issuer's quota, are summed.
    """

    of: str
    adds: Annotated[str, one_of("subjects", "numbers")]


class Obligation(Strict):
    """The smallest thing that can be found done or not done.

    ``paragraph`` is the one of the task's measures in which the phrases cited stand, from 1.
    """

    id: str
    subject: Annotated[str, one_of(NATIONAL)] | None = None
    name: Text
    says: Text
    says_per_tier: dict[str, Text] = {}
    departments: list[str] = []
    cites: list[str] = Field(min_length=1)
    paragraph: Number = 1
    applies: dict[str, LevelField] = Field(min_length=1)
    designated_within: Annotated[list[str], Field(min_length=1)] | None = None
    requires: Requires = Requires()
    total: Total | None = None
    due: Due | None = None
    hint: Text | None = None
    reading: Reading | None = None

    @property
    def quota(self) -> Quota | None:
        """The number the obligation is judged by, if it is judged by one."""
        return self.requires.quota


class Unassessed(Strict):
    """A clause that asks nothing a report could be checked for: whose it is, and why."""

    cites: list[str] = Field(min_length=1)
    whose: str = Field(alias="for")
    says: Text


class Task(Strict):
    """A numbered task of the plan with everything it asks."""

    id: str
    title: Text
    departments: list[str] = []
    due: DueStatus
    obligations: list[Obligation] = []
    unassessed: list[Unassessed] = []


class Group(Strict):
    """A group of tasks under one goal."""

    id: str
    title: Text
    unassessed: list[Unassessed] = []
    tasks: list[Task]


class Section(Strict):
    """A main part of the plan."""

    id: str
    title: Text
    groups: list[Group]


class Period(Strict):
    """The days the plan covers, both included."""

    from_: DateField = Field(alias="from")
    to: DateField


class Layout(Strict):
    """How the official text prints what the rule set encodes, so that the two can be compared.

    ``section``, ``group`` and ``task`` are headings with ``{id}`` and ``{title}``; ``departments``
    and ``duties`` are what a cell of those columns begins with. The others say what a printed word
    means: whom it names, which tier, level, status, bound, number or day.
    """

    section: str
    group: str
    task: str
    departments: str
    duties: str
    who: dict[str, list[str]]
    levels: dict[str, LevelField]
    due: dict[str, DueStatus]
    tiers: dict[str, str] = {}
    bounds: dict[str, Annotated[str, one_of("at_least", "at_most", "exactly")]] = {}
    numbers: dict[str, Number] = {}
    deadlines: dict[str, DateField] = {}
    allotment: str | None = None


class SourceText(Strict):
    """The official text: its title and the SHA-256 of it, NFKC-folded and without white space.

    ``clauses`` are the first digits of the SHA-256 of each piece that the text is cut into. A text
    that is not one file to be had has no checksum, and the plan cannot be traced.
    """

    title: str
    sha256: str | None = None
    layout: Layout | None = None
    clauses: list[str] = []


class World(NamedTuple):
    """One way the facts about a reporting subject may be, as far as one obligation asks.

    ``has_units`` is None for an obligation that is not asked of units.
    """

    subject: str | None
    tier: str | None
    designated: bool
    allotment: int | None
    has_units: bool | None = None


class Duty(NamedTuple):
    """What an obligation asks in one world. ``level`` is None where it asks nothing.

    ``bounds`` are the numbers under the plan's keys; None for one that is allotted and not known.
    """

    level: Level | None
    status: Status
    due: datetime.date
    bounds: Mapping[str, int | None] = {}

    @property
    def at_least(self) -> int | None:
        """The number that is the least, if there is one and it is known."""
        return self.bounds.get("at_least", self.bounds.get("exactly"))

    @property
    def at_most(self) -> int | None:
        """The number that is the most, if there is one and it is known."""
        return self.bounds.get("at_most", self.bounds.get("exactly"))


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
        quota, within = obligation.quota, obligation.designated_within
        return {
            "task": task.id,
            "subject": obligation.subject,
            "applies": named | {k: v for k, v in obligation.applies.items() if k in fixed},
            "designated_within": None if within is None else sorted(within),
            "status": None if quota else obligation.requires.status or task.due,
            "quota": quota and {"metric": quota.metric, "per": quota.per, **quota.bounds},
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
            national: tuple(one for one in every if (one[1].subject == NATIONAL) is national)
            for national in (False, True)
        }

    def find(self, name: str, *, national: bool = False) -> Obligation:
        """Return the obligation that ``name`` means: its id, or its task's where that has only one.

        Raises UnknownNameError with near names, or with the task's ids where it has several.
        """
        known, by_task = self._names[national]
        if name in known:
            return known[name]
        of_task = by_task.get(name)
        if of_task is None:
            values: dict[str, object] = {"name": name, "near": Near(name, known)}
            raise UnknownNameError([Problem("name.obligation", None, values)])
        if len(of_task) != 1:
            values = {"task": name, "ids": [obligation.id for obligation in of_task]}
            key = "name.task-has-several" if of_task else "name.task-has-none"
            raise UnknownNameError([Problem(key, None, values)])
        return of_task[0]

    @cached_property
    def _names(self) -> dict[bool, tuple[dict[str, Obligation], dict[str, list[Obligation]]]]:
        tables = {}
        for national in (False, True):
            known: dict[str, Obligation] = {}
            by_task: dict[str, list[Obligation]] = {task.id: [] for task in self.tasks}
            for task, obligation in self.obligations(national=national):
                known[obligation.id] = known[f"{task.id}.{obligation.name.zh}"] = obligation
                by_task[task.id].append(obligation)
            tables[national] = (known, by_task)
        return tables

    def find_id(self, name: str) -> str:
        """Return the plan's id where ``name`` is its title, else ``name`` as it is."""
        return (
            self.id
            if fold(name).strip("《》") in map(fold, (self.title.zh, self.title.en))
            else name
        )

    def find_task(self, name: str) -> Task:
        """Return the task with the id ``name``; raises UnknownNameError with near ids."""
        for task in self.tasks:
            if task.id == name:
                return task
        values = {"name": name, "near": near(name, [task.id for task in self.tasks])}
        raise UnknownNameError([Problem("name.task", None, values)])

    def find_tier(self, name: str) -> str:
        """Return the key of the tier that ``name`` means: ``1``, tier1, 一类 or 一类省份.

        Raises UnknownNameError with the tiers there are.
        """
        wanted = fold(name)
        for key, title in self.tiers.items():
            if wanted in (fold(key), fold(f"tier{key}"), fold(title.zh), fold(title.en)):
                return key
        begun = [
            key
            for key, title in self.tiers.items()
            if len(wanted) > 1 and fold(title.zh).startswith(wanted)
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

    def is_province(self, subject: str) -> bool:
        """Whether ``subject`` is one of the provinces rather than the issuer or another body."""
        return self.subjects == "provinces" and subject != NATIONAL

    def counted_by(self, obligation: Obligation) -> str | None:
        """Return how the records of a ledger on ``obligation`` count, as its metric says."""
        metric = self.metrics.get(obligation.quota.metric) if obligation.quota else None
        return metric.counted_by if metric else None

    def designable(self, obligation: Obligation, tier: str | None) -> bool:
        """Whether a subject of ``tier`` can be designated for ``obligation`` at all."""
        if "designated" not in obligation.applies:
            return False
        return (
            obligation.designated_within is None
            or tier is None
            or tier in obligation.designated_within
        )

    def asked_of(self, obligation: Obligation, tier: str) -> bool:
        """Whether ``obligation`` asks anything of any subject of ``tier``, designated or not."""
        worlds = (
            World(None, tier, designated, allotment)
            for designated in (False, True)
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
        due = obligation.due or self.period.to
        if isinstance(due, dict):
            due = due.get(world.tier or "", self.period.to)
        status = obligation.requires.status or task.due
        return Duty(level, status, due, self._bounds(obligation, world))

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
            if obligation.total is not None and obligation.quota is not None
        )

    def counting(self, obligation: Obligation) -> Quota | None:
        """Return the quota that a number reported on ``obligation`` counts for.

        That is its own, else the issuer's for which such numbers are added up.
        """
        return obligation.quota or self._added_up.get(obligation.id)

    @cached_property
    def _added_up(self) -> dict[str, Quota]:
        return {
            total.of: obligation.quota
            for _, obligation, total in self.totals
            if total.adds == "numbers" and obligation.quota
        }

    def metric_names(self, obligation: Obligation) -> tuple[str, ...]:
        """Return the keys under which a file may write the number of ``obligation``, if any."""
        return self._metric_names[obligation.id]

    @cached_property
    def _metric_names(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        for task in self.tasks:
            for obligation in task.obligations:
                quota = self.counting(obligation)
                metric = quota.metric if quota else None
                shown = self.metrics.get(metric) if metric else None
                names[obligation.id] = tuple(filter(None, (metric, shown.zh if shown else None)))
        return names

    def other_metric_names(self, obligation: Obligation) -> frozenset[str]:
        """Return the keys of the numbers that those who report may owe, but not here."""
        return self._other_metric_names[obligation.id]

    @cached_property
    def _other_metric_names(self) -> dict[str, frozenset[str]]:
        owed = {name for _, other in self.obligations() for name in self.metric_names(other)}
        return {name: frozenset(owed.difference(own)) for name, own in self._metric_names.items()}

    def _bounds(self, obligation: Obligation, world: World) -> dict[str, int | None]:
        if obligation.quota is None:
            return {}
        given: dict[str, int | None] = {}
        for key, bound in obligation.quota.bounds.items():
            if isinstance(bound, dict):
                given[key] = bound.get(world.tier or "")
            elif isinstance(bound, str):
                given[key] = world.allotment
            else:
                given[key] = bound
        return given


def tier_selector(tier: str | None) -> str:
    """Return the selector of a tier: ``tier1`` for a numbered one, else the tier's own word."""
    if tier is None:
        return ""
    return f"tier{tier}" if tier.isdecimal() else tier


# --- loading -------------------------------------------------------------------------------------


def load_plan(path: str | None = None, *, encoding: str = "utf-8") -> Plan:
    """Return the plan at ``path``, or the 2014 plan that comes with plancheck.

    Raises SourceError or PlanError with every problem found, each at its line and column.
    """
    document = shipped("plan2014.yaml")
    if path is not None:
        document = read(path, encoding=encoding, most=MAX_PLAN_VALUES)
    refuse_other_kind(document, FileKind.PLAN, PlanError)
    plan = fit(document, Plan, PlanError)
    refuse(_contradictions(plan), PlanError)
    return plan


def _contradictions(plan: Plan) -> Iterator[Problem]:
    """Yield what no single field shows: ids used twice, selectors and tiers that do not fit."""
    seen: dict[str, Loc] = {}
    obligations = [
        (obligation, (*task_loc, "obligations", number))
        for task_loc, task in places(plan)
        for number, obligation in enumerate(task.obligations)
    ]
    selectors = [p for one, loc in obligations for p in _selector_problems(plan, one, loc)]
    yield from selectors
    # Of a selector that means nobody it cannot be said which tiers it leaves to be asked.
    known = all(problem.key != "plan.selector" for problem in selectors)
    for obligation, loc in obligations:
        yield from _taken(plan, seen, obligation.id, loc)
        yield from _tier_problems(plan, obligation, loc, gaps=known)
        yield from _quota_problems(plan, obligation, loc)
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
        values = {"id": name, "first": plan.locate(*first, "id").line}
        yield Problem("plan.same-id", plan.locate(*loc, "id"), values)


def places(plan: Plan) -> Iterator[tuple[Loc, Task]]:
    """Yield every task with its place in the plan's file, in plan order."""
    for s, section in enumerate(plan.sections):
        for g, group in enumerate(section.groups):
            for t, task in enumerate(group.tasks):
                yield ("sections", s, "groups", g, "tasks", t), task


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
    for one, two in (("all", "others"), ("designated", "allotted")):
        if one in applies and two in applies and applies[one] != applies[two]:
            where = plan.locate(*loc, "applies", two, key=True)
            yield Problem("plan.selectors-disagree", where, {"name": two, "other": one})
    if "allotted" in applies and not (obligation.quota and obligation.quota.allotted):
        yield Problem("plan.nothing-allotted", plan.locate(*loc, "applies", "allotted", key=True))
    if obligation.designated_within is not None and "designated" not in applies:
        yield Problem("plan.not-designable", plan.locate(*loc, "designated_within", key=True))


def _tier_problems(
    plan: Plan, obligation: Obligation, loc: Loc, *, gaps: bool
) -> Iterator[Problem]:
    """Yield tiers that do not exist and, with ``gaps``, those that a number or day leaves out."""
    named: list[tuple[Loc, str]] = []
    named += [((*loc, "says_per_tier", tier), tier) for tier in obligation.says_per_tier]
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
    for key, bound in (obligation.quota.bounds if obligation.quota else {}).items():
        if isinstance(bound, dict):
            if obligation.subject == NATIONAL:
                where = plan.locate(*loc, "requires", "quota", key, key=True)
                yield Problem("plan.national-tiers", where)
            place: Loc = (*loc, "requires", "quota", key)
            named += [((*place, tier), tier) for tier in bound]
            if gaps:
                yield from _gaps(plan, obligation, set(bound), place)
    for at, tier in named:
        if tier not in plan.tiers:
            where = plan.locate(*at, key=isinstance(at[-1], str))
            yield Problem("plan.tier", where, {"tier": tier, "known": list(plan.tiers)})


def _gaps(plan: Plan, obligation: Obligation, given: set[str], place: Loc) -> Iterator[Problem]:
    absent = [tier for tier in plan.tiers if tier not in given and plan.asked_of(obligation, tier)]
    if absent:
        yield Problem("plan.tier-left-out", plan.locate(*place, key=True), {"tiers": absent})


def _quota_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    quota = obligation.quota
    if quota is None:
        return
    where = plan.locate(*loc, "requires", "quota", key=True)
    if not quota.bounds or ("exactly" in quota.bounds and len(quota.bounds) > 1):
        yield Problem("plan.bounds", where)
    shown = plan.metrics.get(quota.metric)
    keys = ENTRY_KEYS | RECORD_KEYS if plan.counted_by(obligation) == "amount" else ENTRY_KEYS
    for taken in sorted({quota.metric, shown.zh if shown else ""} & keys):
        at = plan.locate(*loc, "requires", "quota", "metric")
        yield Problem("plan.metric", at, {"metric": taken})
    if "at_least" in quota.bounds and "at_most" in quota.bounds:
        for tier in plan.tiers:
            bounds = plan._bounds(obligation, World(None, tier, False, None))
            low, high = bounds["at_least"], bounds["at_most"]
            if low is not None and high is not None and low > high:
                yield Problem("plan.range", where, {"low": low, "high": high})
                break


def _total_problems(plan: Plan, obligation: Obligation, loc: Loc) -> Iterator[Problem]:
    """Yield what keeps the reports from adding up to the number of ``obligation``."""
    total = obligation.total
    if total is None:
        return
    where = plan.locate(*loc, "total", key=True)
    bounds = obligation.quota.bounds.values() if obligation.quota else ()
    if obligation.subject != NATIONAL or not bounds or any(type(b) is not int for b in bounds):
        yield Problem("plan.total", where)
    of = next((other for _, other in plan.obligations() if other.id == total.of), None)
    if of is None:
        known = [other.id for _, other in plan.obligations()]
        values = {"name": total.of, "near": near(total.of, known)}
        yield Problem("name.obligation", plan.locate(*loc, "total", "of"), values)
    elif total.adds == "numbers" and plan.counting(of) is not obligation.quota:
        yield Problem("plan.total-taken", where, {"obligation": of.id})
