"""What changed from one plan to another, and what that does to the verdicts on stored reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plancheck.analysis.listing import NONE, list_obligations
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Obligation
from plancheck.requirements.base.standing import Duty
from plancheck.verdicts.result import Result, Verdict
from plancheck.verdicts.run import Rejected, Run

Asked = dict[str, object]
"""What an obligation asks in one tier, by aspect."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that changed: in those tiers, or in itself where ``tiers`` is empty."""

    name: str
    before: object
    now: object
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An obligation that is new, dropped or changed.

    ``kind`` is ``new``, ``dropped``, ``changed``, or ``reworded`` where nothing it asks changed.
    ``like`` is the id of one of the other plan with the same name or the same words, if any.
    """

    kind: str
    obligation: Obligation
    aspects: tuple[Aspect, ...] = ()
    like: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A verdict on a stored report that is another under the second plan.

    None is that of an obligation that one of the plans does not have.
    """

    path: str
    subject: str
    obligation: str
    before: Verdict | None
    now: Verdict | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from ``before`` to ``now``.

    ``aspects`` are those of the plans themselves. ``turns`` and ``runs`` are None where no reports
    were asked about.
    """

    before: Plan
    now: Plan
    aspects: tuple[Aspect, ...]
    changes: tuple[Change, ...]
    turns: tuple[Turn, ...] | None = None
    runs: tuple[Run, Run] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing at all is different."""
        return not (self.aspects or self.changes or self.turns)

    @property
    def unusable(self) -> list[tuple[str, Rejected]]:
        """The reports that a plan cannot judge, with ``before`` or ``now`` for which of them."""
        runs = zip(("before", "now"), self.runs or (), strict=False)
        return [(key, rejected) for key, run in runs for rejected in run.rejected]


def differ(before: Plan, now: Plan) -> Difference:
    """Return what is new, dropped or changed from ``before`` to ``now``, in plan order."""
    aspects = tuple(_aspects(_of_plan(before), _of_plan(now)))
    return Difference(before, now, aspects, tuple(_changes(before, now)))


def as_if(now: Plan, before: Plan) -> Plan:
    """Return ``now`` under the id of ``before``, to judge the reports that state that one by it."""
    stated = now.model_copy(update={"id": before.id})
    stated._document = now._document
    return stated


def turned(difference: Difference, before: Run, now: Run) -> Difference:
    """Return ``difference`` with every verdict that is another in ``now`` than in ``before``.

    Both are runs over the same reports, the second under the second plan as ``as_if`` returns it:
    a report states the plan it is for, and the question is what other rules would make of it.
    """
    return replace(difference, turns=tuple(_turns(before, now)), runs=(before, now))


# --- what is asked -------------------------------------------------------------------------------


def _of_plan(plan: Plan) -> Asked:
    return {
        "id": plan.id,
        "title": plan.title,
        "from": plan.period.from_,
        "to": plan.period.to,
        "subjects": list(plan.subject_names) if plan.names_list else plan.subjects,
        "tiers": list(plan.tiers.values()),
        "classes": list(plan.classes.values()),
        "metrics": list(plan.metrics),
        "source": (plan.text_sha256 or "")[:12],
    }


def _aspects(before: Asked, now: Asked) -> Iterator[Aspect]:
    for name in dict.fromkeys([*before, *now]):
        if before.get(name) != now.get(name):
            yield Aspect(name, before.get(name), now.get(name))


class _Side:
    """One of the two plans: its obligations, those of the issuer last, and what each asks."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = {row.obligation.id: row for row in list_obligations(plan).rows}
        self.obligations = {
            obligation.id: (task, obligation)
            for national in (False, True)
            for task, obligation in plan.obligations(national=national)
        }

    def per_tier(self, name: str) -> dict[str, Asked]:
        """Return what is asked by tier; of the issuer, who has none, under an empty one."""
        task, obligation = self.obligations[name]
        if obligation.subject == NATIONAL:
            duty = self.plan.duty(task, obligation, World(NATIONAL, None, False, None))
            return {"": {"level": str(duty.level), **_demand(duty, obligation)}}
        return {
            tier: {
                "level": cell.level,
                "when_designated": None if cell.when_designated == NONE else cell.when_designated,
                "when_allotted": None if cell.when_allotted == NONE else cell.when_allotted,
                "when_class": cell.when_class if cell.is_by_class else None,
                **_demand(cell.duty, obligation, tier),
            }
            for tier, cell in self.rows[name].cells.items()
        }

    def beside(self, name: str) -> Asked:
        """Return what is the same for every tier."""
        _, obligation = self.obligations[name]
        named = self.plan.named(obligation).items()
        return {
            "subject": obligation.subject,
            "named": [f"{subject} {level}" for subject, level in named],
            "classes": [self.plan.classes[name] for name in self.plan.classes_of(obligation)],
            "counted_by": self.plan.numbers.counted_by(obligation),
            "pace": self.plan.numbers.pace(obligation),
            "decimals": self.plan.numbers.decimals(obligation),
            **obligation.requirement.aspects(),
            "evidence": obligation.requires.evidence,
            "trial": obligation.trial,
            "total": f"{obligation.total.of} {obligation.total.adds}" if obligation.total else None,
            **{name: getattr(obligation, name) for name in sorted(REWORDED)},
        }

    def like(self, obligation: Obligation, other: _Side) -> str | None:
        """Return the one that ``other`` lacks and that may be ``obligation`` by another id."""
        for name, (_, own) in self.obligations.items():
            same = own.name == obligation.name or set(own.cites) == set(obligation.cites)
            if same and name not in other.obligations:
                return name
        return None


def _changes(before: Plan, now: Plan) -> Iterator[Change]:
    old, new = _Side(before), _Side(now)
    for name, (_, obligation) in new.obligations.items():
        if name not in old.obligations:
            yield Change("new", obligation, like=old.like(obligation, new))
            continue
        aspects = tuple(_between(old, new, name))
        if aspects:
            worded = all(aspect.name in REWORDED or aspect.name == "pace" for aspect in aspects)
            yield Change("reworded" if worded else "changed", obligation, aspects)
    for name, (_, obligation) in old.obligations.items():
        if name not in new.obligations:
            yield Change("dropped", obligation, like=new.like(obligation, old))


REWORDED = frozenset(
    {"name", "says", "says_per_tier", "cites", "cites_per_tier", "reading", "hint", "departments"}
)
"""What may change without anything else being asked."""


def _between(old: _Side, new: _Side, name: str) -> Iterator[Aspect]:
    """Yield what changed about one obligation: tier by tier what it asks, then the rest."""
    olds, news = old.per_tier(name), new.per_tier(name)
    alike: dict[tuple[str, str, str], tuple[Aspect, list[str]]] = {}
    for tier in dict.fromkeys([*olds, *news]):
        for aspect in _aspects(olds.get(tier, {}), news.get(tier, {})):
            key = (aspect.name, str(aspect.before), str(aspect.now))
            alike.setdefault(key, (aspect, []))[1].append(tier)
    for aspect, tiers in alike.values():
        yield replace(aspect, tiers=tuple(filter(None, tiers)))
    yield from _aspects(old.beside(name), new.beside(name))


def _demand(duty: Duty, obligation: Obligation, tier: str = "") -> Asked:
    """Return the status or the numbers that ``duty`` asks for, and by when."""
    requirement = obligation.requirement
    demand: Asked = {"status": duty.status if requirement.by_status else None, "due": duty.due}
    for key, bound in requirement.bounds.items():
        demand[key] = bound.get(tier) if isinstance(bound, dict) else bound
    if duty.milestones:
        demand |= {"at_least": None, "milestones": duty.milestones}
    return demand


# --- what the reports would get ------------------------------------------------------------------


def _turns(before: Run, now: Run) -> Iterator[Turn]:
    """Yield the verdicts that differ in the reports that both plans can judge."""
    for first, second in zip(before.reports, now.reports, strict=True):
        if isinstance(first, Result) and isinstance(second, Result):
            olds, news = _verdicts(first), _verdicts(second)
            for name in dict.fromkeys([*news, *olds]):
                if olds.get(name) is not news.get(name):
                    turned_to = olds.get(name), news.get(name)
                    yield Turn(first.path, first.subject, name, *turned_to)


def _verdicts(result: Result) -> dict[str, Verdict]:
    return {finding.obligation: finding.verdict for finding in result.findings}
