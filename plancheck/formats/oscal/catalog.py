"""A plan as an OSCAL catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancheck import __version__
from plancheck.analysis.listing import NONE, Cell, list_obligations
from plancheck.formats.oscal.elements import (
    NAMESPACE,
    OSCAL_VERSION,
    Json,
    control_id,
    markup,
    moment,
    party_of,
    prop,
    statement_id,
    token,
    uuid_of,
)
from plancheck.language.message import Lang
from plancheck.language.sentences import asked_text
from plancheck.language.wording import format_value, plan_title, say
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Group, Obligation, Section, Task, Unassessed
from plancheck.requirements.base.open_values import OPEN
from plancheck.requirements.base.standing import Measure


def catalog(plan: Plan, lang: Lang) -> Json:
    """Return ``plan`` as a catalog in one language."""
    return _Catalog(plan, lang).catalog()


class _Catalog:
    """The catalog of one plan in one language."""

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self.plan = plan
        self.lang = lang
        self.rows = {row.obligation.id: row for row in list_obligations(plan).rows}
        self.source = uuid_of("source", plan.id, plan.text_sha256)

    def show(self, value: object) -> str:
        return markup(format_value(self.lang, value))

    def catalog(self) -> Json:
        plan = self.plan
        issuer = party_of(format_value(self.lang, plan.issuer))
        return {
            "uuid": uuid_of("catalog", plan.id, plan.sha256, self.lang),
            "metadata": {
                "title": markup(plan_title(self.lang, plan)),
                "last-modified": moment(plan.period.from_),
                "version": plan.sha256,
                "oscal-version": OSCAL_VERSION,
                "props": [
                    prop("plan", plan.id),
                    prop("tool", f"plancheck {__version__}"),
                    prop("language", self.lang),
                    prop("period-from", plan.period.from_),
                    prop("period-to", plan.period.to),
                    *(
                        prop("tier", format_value(self.lang, title), f"tier-{token(tier)}")
                        for tier, title in plan.tiers.items()
                    ),
                ],
                "roles": [{"id": "issuer", "title": "Issuer"}],
                "parties": [issuer],
                "responsible-parties": [{"role-id": "issuer", "party-uuids": [issuer["uuid"]]}],
            },
            "groups": [self.section(n, part) for n, part in enumerate(plan.sections, 1)],
            "back-matter": {
                "resources": [
                    {
                        "uuid": self.source,
                        "title": markup(plan.source.title)
                        if plan.source
                        else self.show(plan.title),
                        "props": [prop("sha256", plan.text_sha256 or "none")],
                    }
                ]
            },
        }

    def section(self, number: int, section: Section) -> Json:
        name = f"section-{number}"
        parts = self.overviews(name, section.unassessed)
        groups = [
            *map(self.task, section.tasks),
            *(self.group(f"{number}.{n}", group) for n, group in enumerate(section.groups, 1)),
        ]
        return {
            "id": name,
            "class": "section",
            "title": self.show(section.title),
            "props": [prop("label", section.id)],
            **({"parts": parts} if parts else {}),
            **({"groups": groups} if groups else {}),
        }

    def group(self, number: str, group: Group) -> Json:
        name = f"group-{number}"
        parts = self.overviews(name, group.unassessed)
        return {
            "id": name,
            "class": "group",
            "title": self.show(group.title),
            "props": [prop("label", group.id)],
            **({"parts": parts} if parts else {}),
            **({"groups": [self.task(task) for task in group.tasks]} if group.tasks else {}),
        }

    def task(self, task: Task) -> Json:
        name = f"task-{token(task.id)}"
        parts = self.overviews(name, task.unassessed)
        controls = [self.control(task, obligation) for obligation in task.obligations]
        return {
            "id": name,
            "class": "task",
            "title": self.show(task.title),
            "props": [
                prop("label", task.id),
                prop("status", task.status),
                *([prop("due", task.by)] if task.by else []),
                *(prop("department", department) for department in task.departments),
            ],
            **({"parts": parts} if parts else {}),
            **({"controls": controls} if controls else {}),
        }

    def overviews(self, name: str, unassessed: Sequence[Unassessed]) -> list[Json]:
        """Return the clauses of ``name`` that are not assessed, each as a part."""
        return [
            self.part(
                f"{name}_ovw-{n}", "overview", format_value(self.lang, clause.says or clause.cites)
            )
            for n, clause in enumerate(unassessed, 1)
        ]

    def part(self, name: str, kind: str, prose: str, title: str | None = None) -> Json:
        own = {} if kind in ("statement", "guidance", "overview") else {"ns": NAMESPACE}
        titled = {"title": markup(title)} if title else {}
        return {"id": name, "name": kind, **own, **titled, "prose": markup(prose)}

    def control(self, task: Task, obligation: Obligation) -> Json:
        name = control_id(obligation.id)
        params = list(self.params(obligation))
        return {
            "id": name,
            "class": "issuer" if obligation.subject == NATIONAL else "obligation",
            "title": self.show(obligation.name),
            **({"params": params} if params else {}),
            "props": [prop("label", obligation.id), *self.props(task, obligation)],
            "links": [{"href": f"#{self.source}", "rel": "reference"}],
            "parts": list(self.parts(obligation)),
        }

    def duties(self, task: Task, obligation: Obligation) -> Iterator[tuple[str, Cell]]:
        """Yield each tier and what is asked of it; one without a name for the issuer."""
        row = self.rows.get(obligation.id)
        if row is None:
            duty = self.plan.duty(task, obligation, World(NATIONAL, None, False, None))
            yield "", Cell(str(duty.level), NONE, NONE, duty)
            return
        yield from row.cells.items()

    def props(self, task: Task, obligation: Obligation) -> Iterator[Json]:
        for tier, cell in self.duties(task, obligation):
            class_ = f"tier-{token(tier)}" if tier else None
            yield prop("level", cell.level, class_)
            if cell.when_designated != NONE:
                yield prop("level-when-designated", cell.when_designated, class_)
            if cell.when_allotted != NONE:
                yield prop("level-when-allotted", cell.when_allotted, class_)
            if cell.is_by_class:
                yield prop("level-when-in-class", cell.when_class, class_)
            yield prop("due", cell.duty.due, class_)
            if obligation.requirement.by_status:
                yield prop("status", cell.duty.status, class_)
        if obligation.trial:
            yield prop("trial", "yes")
        for subject, level_ in self.plan.named(obligation).items():
            yield prop("level-named", f"{subject} {level_}")
        for department in task.in_charge(obligation):
            yield prop("department", department)
        for phrase in obligation.cites:
            yield prop("cites", phrase)

    def params(self, obligation: Obligation) -> Iterator[Json]:
        """Yield a parameter for every number, of every tier where they differ by it."""
        requirement = obligation.requirement
        metrics = [prop("metric", metric) for metric in requirement.metrics.values()]
        for bound, numbers in requirement.bounds.items():
            name = f"{control_id(obligation.id)}_prm-{bound.replace('_', '-')}"
            per_tier = numbers if isinstance(numbers, dict) else {"": numbers}
            for tier, number in per_tier.items():
                known = None if isinstance(number, str) else number
                shown = OPEN if number is OPEN else known
                measure = Measure(shown, unit=requirement.unit, bound=bound)
                tiers = [prop("tier", tier)] if tier else []
                yield {
                    "id": f"{name}-{token(tier)}" if tier else name,
                    "props": [*metrics, prop("bound", bound), *tiers],
                    "label": self.show(requirement.unit),
                    "constraints": [{"description": markup(asked_text(self.lang, measure))}],
                    **({"values": [str(known)]} if known is not None else {}),
                }

    def parts(self, obligation: Obligation) -> Iterator[Json]:
        name = control_id(obligation.id)
        yield self.part(
            statement_id(obligation.id),
            "statement",
            format_value(self.lang, obligation.says_in(None)),
        )
        for tier, says in obligation.says_per_tier.items():
            title = format_value(self.lang, self.plan.tiers[tier])
            prose = format_value(self.lang, says)
            yield self.part(f"{name}_tier-{token(tier)}", "statement-of-tier", prose, title)
        if obligation.reading is not None:
            reading = obligation.reading
            for kind, text in (("taken", reading.taken), ("other", reading.other)):
                title = say(self.lang, f"explain.{kind}", {"text": ""}).strip("： :")
                prose = format_value(self.lang, text)
                yield self.part(f"{name}_gdn-{kind}", "guidance", prose, title)
            why = format_value(self.lang, reading.why)
            yield self.part(f"{name}_gdn-why", "guidance", why)
        if obligation.hint is not None:
            yield self.part(
                f"{name}_gdn-hint", "guidance", format_value(self.lang, obligation.hint)
            )
