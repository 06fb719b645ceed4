"""A work plan as data: what it asks of whom, and what holds in one given world."""

# Annotations are no texts here: it takes long to compile one for each field at every start.
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, PrivateAttr

from plancheck.errors import Location, Near, PlanError, Problem, UnknownNameError
from plancheck.plan.names import find_class, find_tier
from plancheck.plan.numbers import Numbers
from plancheck.plan.parts import (
    NATIONAL,
    TITLE,
    Day,
    Draft,
    Due,
    Group,
    Languages,
    Layout,
    Metric,
    Obligation,
    Period,
    Section,
    SourceText,
    Task,
    Total,
    Unassessed,
    read_draft,
)
from plancheck.plan.subjects import (
    ANY,
    PROVINCES,
    Subject,
    SubjectList,
    SubjectName,
    SubjectsField,
    provinces,
)
from plancheck.reading.models import Cure, File
from plancheck.reading.text import fold_name
from plancheck.reading.tree import Loc
from plancheck.reading.values import one_of
from plancheck.requirements.base.open_values import OPEN
from plancheck.requirements.base.standing import Duty, Level
from plancheck.requirements.base.wording import LANGUAGES, Text

FORMAT = "plancheck.plan/1"
SELECTORS = ("all", "others", "designated", "allotted")
"""The words for those asked that are the same in every plan."""


class World(NamedTuple):
    """One way the facts about a reporting subject may be, as far as one obligation asks.

    ``has_units`` is None for an obligation that is not asked of units. ``classes`` are those of the
    obligation's that the subject is in.
    """

    subject: str | None
    tier: str | None
    designated: bool
    allotment: int | None
    has_units: bool | None = None
    classes: tuple[str, ...] = ()


class Plan(File):
    """A work plan: tiers, tasks and obligations in the order of its text."""

    format: Annotated[str, one_of(FORMAT)]
    id: Annotated[str, Cure("id", "id: plan-2027")]
    languages: Languages = [*LANGUAGES]
    title: Annotated[Text, TITLE]
    issuer: Annotated[Text, Cure("issuer", "issuer: {zh: …, en: …}")]
    period: Annotated[Period, Cure("period", "period: {from: 2027-01-01, to: 2027-12-31}")]
    subjects: SubjectsField = PROVINCES
    tiers: Annotated[dict[str, Text], Cure("tiers", "tiers: {1: {zh: …, en: …}}")] = Field(
        min_length=1
    )
    classes: dict[str, Text] = {}
    metrics: dict[str, Metric] = {}
    departments: dict[str, str] = {}
    draft: Annotated[Draft | None, BeforeValidator(read_draft)] = None
    source: SourceText | None = None
    unassessed: list[Unassessed] = []
    sections: Annotated[list[Section], Cure("sections", "sections: [{id: 一, title: …, …}]")]

    _list: SubjectList | None = PrivateAttr(default=None)
    """The list of subjects that the plan names by its file."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the plan's file with LF line ends."""
        return self.document.sha256

    @cached_property
    def rules_sha256(self) -> str:
        """The SHA-256 of what decides verdicts, without wording: two alike judge alike."""
        from plancheck.plan.rules import checksum, rule  # noqa: PLC0415  # many calls need none

        rules = {
            "subjects": self.subject_names if self.names_list else self.subjects,
            "tiers": sorted(self.tiers),
            **({"classes": sorted(self.classes)} if self.classes else {}),
            "period": [self.period.from_, self.period.to],
            "obligations": {
                one.id: rule(
                    task, one, self._applies(one), self._deciding_due(task, one), self.numbers
                )
                for task in self.tasks
                for one in task.obligations
            },
        }
        return checksum(rules)

    def _applies(self, obligation: Obligation) -> dict[str, Level]:
        """Return the level by selector, with the canonical names of subjects."""
        fixed, applies = self.fixed_selectors, obligation.applies
        return self.named(obligation) | {k: level for k, level in applies.items() if k in fixed}

    def _deciding_due(self, task: Task, obligation: Obligation) -> Due | None:
        """Return the deadlines; None where milestones say by when, whatever they are."""
        return None if self.is_by_day(obligation) else obligation.due or self.last_day(task)

    @property
    def layout(self) -> Layout | None:
        """How the official text prints what the plan encodes, where the plan says so."""
        return self.source.layout if self.source else None

    @property
    def text_sha256(self) -> str | None:
        """The checksum of the official text, where the plan says so."""
        return self.source.sha256 if self.source else None

    @property
    def traced(self) -> bool:
        """Whether the plan can be proved against its text: it has a layout and a checksum."""
        return self.layout is not None and self.text_sha256 is not None

    @cached_property
    def open_values(self) -> tuple[Location, ...]:
        """Where each value stands that a draft leaves open, in the order of the file."""
        return tuple(sorted(self.locate(*loc) for loc in self.open_at()))

    @property
    def is_draft(self) -> bool:
        """Whether the file says so, or leaves a value open."""
        return self.draft is not None or bool(self.open_values)

    def is_open(self, task: Task, obligation: Obligation) -> bool:
        """Whether a draft leaves open what decides on ``obligation``, so that no verdict can be."""
        by_status = obligation.requirement.by_status
        of_task = (
            by_status and obligation.requires.status is None and task.status is OPEN,
            obligation.due is None and task.by is OPEN and not self.is_by_day(obligation),
        )
        return any(of_task) or any(obligation.open_at)

    def open_at(self) -> Iterator[Loc]:
        """Yield the place of every open value."""
        for task_loc, task in places(self):
            if task.status is OPEN and task.by is OPEN:
                yield *task_loc, "due"
            else:
                for key, value in task.due._asdict().items():
                    if value is OPEN:
                        yield *task_loc, "due", key
            for number, obligation in enumerate(task.obligations):
                for loc in obligation.open_at:
                    yield *task_loc, "obligations", number, *loc

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks in the order of the text."""
        return tuple(task for _, task in places(self))

    def group_of(self, task: Task) -> Group | None:
        """Return the group that ``task`` belongs to, None where it stands in a section itself."""
        return self._groups.get(task.id)

    def section_of(self, task: Task) -> Section:
        """Return the section that ``task`` belongs to."""
        return next(
            section
            for section in self.sections
            for _, _, tasks in section.branches()
            if any(other is task for other in tasks)
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
    def has_trials(self) -> bool:
        """Whether it has obligations whose verdicts do not count yet."""
        return any(obligation.trial for _, obligation in self.by_id.values())

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
        return find_tier(name, self.tiers)

    def find_class(self, name: str) -> str:
        """Return the key of the class that ``name`` means by its key or its title.

        Raises UnknownNameError with near names. Where the plan has no classes, any name stays.
        """
        return find_class(name, self.classes)

    def classes_of(self, obligation: Obligation) -> tuple[str, ...]:
        """Return the classes of subjects that ``obligation`` tells apart."""
        if not self.classes:  # as in most plans
            return ()
        return tuple(key for key in self.classes if key in obligation.applies)

    def find_subject(self, name: str) -> str:
        """Return the canonical name of a reporting subject; raises UnknownNameError."""
        if name == NATIONAL:
            raise UnknownNameError([Problem("name.national")])
        return self.listed.find(name).name if self.listed is not None else name

    @cached_property
    def listed(self) -> SubjectList | None:
        """The closed list of those who report; None where anyone may."""
        return provinces() if self.subjects == PROVINCES else self._list

    @property
    def names_list(self) -> bool:
        """Whether the plan names a file that lists its subjects."""
        return self.subjects not in (PROVINCES, ANY)

    def take_list(self, listed: SubjectList) -> None:
        """Take ``listed`` for the list that the plan names, once it has been read."""
        self._list = listed

    def subject(self, name: str) -> Subject | None:
        """Return the subject that ``name`` means; None for the issuer, and where anyone may report.

        Raises UnknownNameError where there is a list and nobody on it is called so.
        """
        return self.listed.find(name) if self.listed is not None and name != NATIONAL else None

    def code_of(self, subject: str) -> str | None:
        """Return the code of a listed subject; None for the issuer, and where there is no list."""
        listed = self.subject(subject)
        return listed.code if listed is not None else None

    def subject_name(self, subject: str) -> SubjectName:
        """Return the canonical name ``subject`` as a message takes it, in both languages."""
        return SubjectName(subject, self.listed.english(subject) if self.listed else None)

    @property
    def subject_names(self) -> tuple[str, ...]:
        """The names of all who report, where the plan has a closed list of them; else empty."""
        return self.listed.names if self.listed is not None else ()

    @property
    def subject_key(self) -> str:
        """The key under which a report says whose it is."""
        return "province" if self.subjects == PROVINCES else "subject"

    @cached_property
    def level_phrases(self) -> frozenset[str]:
        """The phrases of the official text that say whom a task binds, and how strongly."""
        layout = self.layout
        if layout is None:
            return frozenset()
        return frozenset(f"{who}{level}" for who in layout.who for level in layout.levels)

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
        some = named or self.classes_of(obligation)
        return bool(some) or any(self.level(obligation, world) for world in worlds)

    def duty(self, task: Task, obligation: Obligation, world: World) -> Duty:
        """Return what ``obligation`` asks in ``world``.

        The most specific selector decides: the subject's name, then designation, allotment or a
        class, then the tier, then all or others.
        """
        if world.allotment is not None:  # any number may be
            return self._duty(task, obligation, world)
        named = world.subject if world.subject in self.named(obligation) else None
        alike = (obligation.id, named, world.tier, world.designated, world.classes)
        duty = self._duties.get(alike)
        if duty is None:
            duty = self._duties[alike] = self._duty(task, obligation, world)
        return duty

    @cached_property
    def _duties(self) -> dict[tuple[str, str | None, str | None, bool, tuple[str, ...]], Duty]:
        """What was asked so far, of those alike to whom nothing is allotted."""
        return {}

    def _duty(self, task: Task, obligation: Obligation, world: World) -> Duty:
        level = self.level(obligation, world)
        due = self._due_in(task, obligation, world.tier)
        status = obligation.requires.status or task.status
        requirement = obligation.requirement
        bounds = requirement.bounds_of(world.tier, world.allotment)
        return Duty(level, status, due, bounds, requirement.milestones_in(world.tier))

    def due(self, obligation: Obligation, tier: str | None) -> Day | None:
        """Return the last day for ``obligation``, None where an unknown tier decides on it."""
        tiers = (tier,) if tier else tuple(self.tiers) or (None,)
        task = self.task_of(obligation.id)
        days = {self._due_in(task, obligation, name) for name in tiers}
        return days.pop() if len(days) == 1 else None

    def _due_in(self, task: Task, obligation: Obligation, tier: str | None) -> Day:
        if milestones := obligation.requirement.milestones_in(tier):
            return milestones[-1].day
        due = obligation.due or self.last_day(task)
        return due.get(tier or "", self.last_day(task)) if isinstance(due, dict) else due

    def is_by_day(self, obligation: Obligation) -> bool:
        """Whether milestones say by when, wherever ``obligation`` is asked: no deadline decides."""
        requirement = obligation.requirement
        return bool(requirement.milestones) and all(
            requirement.milestones_in(tier)
            for tier in self.tiers
            if self.asked_of(obligation, tier)
        )

    def last_day(self, task: Task) -> Day:
        """Return the last day for what ``task`` asks where it has no deadline of its own."""
        return task.by or self.period.to

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
        for selector in world.classes:
            if selector in applies:
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
        return frozenset({*SELECTORS, *tiers, *self.classes})

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers that reports state, and how each is written and counted."""
        every = [obligation for task in self.tasks for obligation in task.obligations]
        asked = [obligation for _, obligation in self.obligations()]
        totals = [(obligation, total) for _, obligation, total in self.totals]
        return Numbers(self.metrics, every, asked, totals)

    @cached_property
    def totals(self) -> tuple[tuple[Task, Obligation, Total], ...]:
        """The issuer's numbers to which the reports of the others add up."""
        return tuple(
            (task, obligation, obligation.total)
            for task, obligation in self.obligations(national=True)
            if obligation.total is not None
        )

    def offered(self, obligation: Obligation) -> tuple[str, ...]:
        """Return the fields that a form offers on ``obligation``: its kind's, and its numbers."""
        requirement = obligation.requirement
        numbers = () if requirement.per else self.numbers.spelled(obligation)
        return tuple(dict.fromkeys([*requirement.form, *numbers]))


MOST_OPEN_SHOWN = 3
"""How many open values a refusal to judge names."""


def refuse_open(plan: Plan) -> None:
    """Raise PlanError where ``plan`` leaves a value open: there is no verdict by what is open."""
    if plan.open_values:
        import shlex  # noqa: PLC0415  # only needed on the way to an error

        lines = [str(where.line) for where in plan.open_values]
        places = [f"{plan.path}:{lines[0]}", *lines[1:MOST_OPEN_SHOWN]]
        values = {
            "count": len(lines),
            "places": places if len(lines) == len(places) else [*places[:-1], f"{places[-1]} …"],
            "path": shlex.quote(plan.path),
        }
        raise PlanError([Problem("draft.open", plan.open_values[0], values)])


def tier_selector(tier: str | None) -> str:
    """Return the selector of a tier: ``tier1`` for a numbered one, else the tier's own word."""
    if tier is None:
        return ""
    return f"tier{tier}" if tier.isdecimal() else tier


def places(plan: Plan) -> Iterator[tuple[Loc, Task]]:
    """Yield every task with its place in the plan's file, in plan order."""
    for s, section in enumerate(plan.sections):
        for loc, _, tasks in section.branches():
            for t, task in enumerate(tasks):
                yield ("sections", s, *loc, "tasks", t), task


def unassessed_above_tasks(plan: Plan) -> Iterator[tuple[Loc, str, list[Unassessed]]]:
    """Yield the clauses not assessed of the plan, its sections and groups: place, whose, which."""
    yield (), "", plan.unassessed
    for s, section in enumerate(plan.sections):
        yield ("sections", s), section.id, section.unassessed
        for g, group in enumerate(section.groups):
            yield ("sections", s, "groups", g), group.id, group.unassessed
