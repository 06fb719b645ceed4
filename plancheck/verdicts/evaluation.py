"""Every obligation of a report, judged in each scenario: one finding each, in plan order."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from plancheck.errors import Location, Problem, ReportError
from plancheck.inputs.report import Report
from plancheck.plan.model import Plan, World, refuse_open
from plancheck.plan.parts import Obligation, Task
from plancheck.reading.values import Status
from plancheck.requirements import Entry
from plancheck.requirements.base.bounds import ALLOTMENT, Quantity
from plancheck.requirements.base.entry import NOTHING_DONE, states_something
from plancheck.requirements.base.standing import Duty, Level, Stand
from plancheck.verdicts.facts import SubjectFacts, Terms, resolve_facts
from plancheck.verdicts.judgement import Documents, Judge, Judgement
from plancheck.verdicts.result import (
    NOTHING_SAID,
    Fact,
    Finding,
    Head,
    Note,
    Result,
    Said,
    ScenarioVerdict,
    UnitFinding,
    Verdict,
)
from plancheck.verdicts.scenarios import common_verdict, differing_facts, settling_facts

if TYPE_CHECKING:  # most reports are judged without any
    from plancheck.inputs.roster import Roster
    from plancheck.inputs.waivers import Waivers

Judged = TypeVar("Judged", Judgement, UnitFinding)

_STANDS = {
    Verdict.PASS: Stand.MET,
    Verdict.MISSING: Stand.ABSENT,
    Verdict.REVIEW: Stand.OPEN,
    Verdict.PENDING: None,
    Verdict.NOT_APPLICABLE: Stand.NOT_ASKED,
}
"""How a part stands by its verdict."""


def evaluate(
    plan: Plan,
    report: Report,
    *,
    roster: Roster | None = None,
    waivers: Waivers | None = None,
    terms: Terms | None = None,
) -> Result:
    """Return a finding for every obligation that ``plan`` puts to those who report, in plan order.

    Raises ReportError where the inputs contradict each other, since no verdict can rest on that,
    and PlanError where the plan leaves a value open.
    """
    refuse_open(plan)
    facts = resolve_facts(plan, report, roster, terms or Terms())
    documents = Documents(report, facts.as_of)
    findings = tuple(
        _waived(_Case(plan, task, obligation, report, facts, documents).counted(), waivers, facts)
        for task, obligation in plan.obligations(national=report.national)
    )
    if not findings:
        raise ReportError([Problem("report.nothing-asked", report.locate())])
    location = report.locate("subject" if report.subject else "province")
    result = Result(
        plan=plan,
        location=location,
        subject=facts.subject,
        tier=facts.stated.tier.value,
        as_of=facts.as_of,
        findings=findings,
        notes=(*facts.notes, *map(_remark, report.document.remarks)),
        facts=facts.stated,
        failure=_failure(plan, findings, facts, location),
        files=tuple(document.file for document in documents.listed.values() if document.file),
        in_chinese=report.document.in_chinese,
        head=Head(report.prepared_by, report.reviewed_by, report.submitted, report.remarks),
        report_by=roster.report_by if roster else None,
        sha256=report.document.file_sha256,
    )
    if not result.is_late:
        return result
    values = {"submitted": report.submitted, "report_by": result.report_by}
    late = Note("note.late", values, report.locate("submitted"))
    return replace(result, notes=(*result.notes, late))


def _remark(remark: Problem) -> Note:
    """Return a remark of the document as a note."""
    return Note(remark.key, remark.values, remark.where)


# --- one obligation ------------------------------------------------------------------------------


class _Case:
    """One obligation, and every scenario it has to be judged in."""

    def __init__(
        self,
        plan: Plan,
        task: Task,
        obligation: Obligation,
        report: Report,
        facts: SubjectFacts,
        documents: Documents,
    ) -> None:
        self.plan = plan
        self.documents = documents
        self.task = task
        self.obligation = obligation
        self.report = report
        self.facts = facts
        self.requirement = obligation.requirement
        # The requirement that a number in the entry counts for may be the issuer's.
        self.counting = plan.numbers.counting(obligation) or obligation.requirement
        self.judge = Judge(plan, obligation, report, facts, documents)
        self.parts: tuple[_Case, ...] = ()
        if self.requirement.reads:
            if obligation.requires.evidence:
                facts = facts._replace(require_evidence=True)
            self.parts = tuple(
                _Case(plan, task, plan.obligation(name), report, facts, documents)
                for name in self.requirement.reads
            )

    def finding(self) -> Finding:
        """Return the verdict of all scenarios, or a review that names the facts that decide."""
        judged = [self.judged(world) for world in self.worlds()]
        if len(judged) == 1:
            _, duty, judgement = judged[0]
            return self.of_judgement(judgement, {duty.level})
        scenarios = tuple(self.scenario(*item) for item in judged)
        judgements = [judgement for _, _, judgement in judged]
        verdict = common_verdict(judgement.verdict for judgement in judgements)
        levels = {duty.level for _, duty, _ in judged}
        if verdict is not Verdict.NOT_APPLICABLE:  # where there are no units, nothing is asked
            levels = {
                duty.level if judgement.verdict is not Verdict.NOT_APPLICABLE else None
                for _, duty, judgement in judged
            }
        facts = settling_facts(scenarios) if verdict is None else ()
        if facts:
            loc, measure = min(judgements, key=_margin).loc, self.requirement.unmeasured
            undecided = Judgement(Verdict.REVIEW, "finding.undecided", measure, loc)
            return self.of_judgement(undecided, levels, scenarios=scenarios, facts=facts)
        verdict = verdict or Verdict.REVIEW  # some scenarios are, whatever the facts
        alike = [judgement for judgement in judgements if judgement.verdict is verdict]
        chosen = min(alike, key=_first_due if verdict is Verdict.PENDING else _margin)
        notes = []
        if len(alike) < len(judgements) and not verdict.is_open:
            open_facts: dict[str, Any] = {"facts": differing_facts(scenarios)}
            if "units" in open_facts["facts"]:
                open_facts["unit_name"] = self.requirement.each
            notes = [Note("note.least-favourable", open_facts)]
        return self.of_judgement(chosen, levels, notes, scenarios)

    def counted(self) -> Finding:
        """Return the finding; that on a trial has what was found beneath it and counts nowhere."""
        finding = self.finding()
        if not self.obligation.trial or finding.verdict is Verdict.NOT_APPLICABLE:
            return finding
        return finding._replace(
            verdict=Verdict.TRIAL,
            reason="finding.trial",
            values={"verdict": finding.verdict},
            level=None,
            units=tuple(unit._replace(verdict=Verdict.TRIAL) for unit in finding.units),
            facts=(),
            beneath=finding,
        )

    def judged(self, world: World) -> tuple[World, Duty, Judgement]:
        """Return what is asked in ``world`` and how it is met."""
        duty = self.plan.duty(self.task, self.obligation, world)
        if not self.parts:
            return world, duty, self.judge.judge(world, duty)
        stands = {part.obligation.id: part.stand(self, world, duty) for part in self.parts}
        return world, duty, self.judge.judge(world, duty, stands)

    # -- as one of several --

    def stand(self, whole: _Case, world: World, of_whole: Duty) -> Stand | None:
        """Return how it stands in ``world`` as a part of ``whole``; None while it may be met.

        It is judged as what binds, by its own deadline and by that of ``of_whole``. Where facts
        about it alone are unknown and decide whether it is met, it is open.
        """
        own = self.as_part(whole, world)
        stands = {self.stand_of(other, of_whole) for other in self.worlds_as(own, self.numbers())}
        if len(stands) == 1:
            return stands.pop()
        if not stands <= {Stand.SHORT, Stand.ABSENT, Stand.NOT_ASKED}:
            return Stand.OPEN
        return Stand.SHORT if Stand.SHORT in stands else Stand.ABSENT

    def as_part(self, whole: _Case, world: World) -> World:
        """Return ``world`` with the facts of this part of ``whole``, at their least favourable.

        What is unknown is as in the world. A designation there may be that of the whole: then the
        part is not designated, so that it may not be asked and does not count.
        """
        (designated, *others), stated = self.designations(world.tier), self.stated_classes()
        if others:
            is_own = self.plan.designable(whole.obligation, world.tier)
            designated = world.designated and not is_own
        classes = tuple(name for name, held in stated.items() if held or name in world.classes)
        return world._replace(designated=designated, classes=classes)

    def stand_of(self, world: World, of_whole: Duty) -> Stand | None:
        duty = self.plan.duty(self.task, self.obligation, world)
        if duty.level is None:
            return Stand.NOT_ASKED
        binding = duty._replace(level=Level.MANDATORY).no_later_than(of_whole.last_day)
        judgement = self.judge.judge(world, binding)
        if judgement.verdict is not Verdict.FAIL:
            return _STANDS[judgement.verdict]
        actual = judgement.measure.actual
        begun = actual is not Status.NOT_UNDERTAKEN and self.requirement.is_begun(actual)
        return Stand.SHORT if begun else Stand.ABSENT

    def of_judgement(
        self,
        judgement: Judgement,
        levels: set[Level | None],
        notes: Sequence[Note] = (),
        scenarios: tuple[ScenarioVerdict, ...] = (),
        facts: tuple[str, ...] = (),
    ) -> Finding:
        """Return a judgement as a finding. ``levels`` are those of the scenarios."""
        entry, requirement = self.judge.entry, self.requirement
        judgement = self.without_invented_numbers(judgement)
        reason, measure, units = judgement.reason, judgement.measure, judgement.units
        if units:
            units = tuple(self.without_invented_numbers(unit) for unit in units)
        if entry is not None:
            if measure.actual is None:
                measure = measure._replace(actual=requirement.reported(entry))
            if self.counting is not requirement:  # beside what is asked
                measure = measure._replace(number=self.counting.number_in(entry))
        return Finding(
            obligation=self.obligation.id,
            verdict=judgement.verdict,
            reason=reason,
            measure=measure,
            values=judgement.values,
            location=self.report.document.locate(judgement.loc),
            level=next(iter(levels)) if len(levels) == 1 else None,
            asked=levels != {None},
            notes=(*judgement.notes, *notes, *self.notes(judgement.verdict, reason)),
            units=units,
            scenarios=scenarios,
            facts=facts,
            said=self.said(),
        )

    def said(self) -> Said | None:
        """Return what the report says of the obligation and of its units."""
        own, units = NOTHING_SAID, {}
        for loc, claim, evidence in self.judge.claims:
            cited = self.documents.cited_as(evidence)
            said = Said(claim.date, cited, claim.note, claim.reason, claim.next_steps)
            if loc == self.judge.loc:
                own = said
            elif said != NOTHING_SAID:
                units[str(loc[-1])] = said
        whole = own._replace(units=units) if units else own
        return whole if whole != NOTHING_SAID else None

    def scenario(self, world: World, duty: Duty, judgement: Judgement) -> ScenarioVerdict:
        """Return a scenario and its verdict as a finding shows them."""
        return ScenarioVerdict(
            tier=world.tier,
            tier_name=self.plan.tiers.get(world.tier or ""),
            designated=world.designated,
            allotment=world.allotment,
            units=world.has_units,
            level=duty.level,
            verdict=judgement.verdict,
            expected=judgement.measure.expected,
            classes=world.classes if any(map(self.plan.classes_of, self.deciding)) else None,
        )

    def without_invented_numbers(self, judged: Judged) -> Judged:
        """Return ``judged`` without the numbers of an unknown allotment."""
        if not self.requirement.allotted or self.allotted is not None:
            return judged
        if self.requirement.bounds.get(judged.measure.bound or "") != ALLOTMENT:
            return judged
        reason = _WITHOUT_NUMBER.get(judged.reason, judged.reason)
        measure = judged.measure._replace(expected=None, gap=None)
        return judged._replace(reason=reason, measure=measure)

    # -- scenarios --

    def worlds(self) -> Iterator[World]:
        """Yield every way the facts may be, given what is known."""
        numbers, every_class = self.numbers(), tuple(self.classes())
        for tier in self.facts.tiers:
            for designated in self.designations(tier):
                for classes in every_class:
                    world = World(self.facts.subject, tier, designated, None, None, classes)
                    yield from self.worlds_as(world, numbers)

    def worlds_as(self, world: World, numbers: Sequence[int]) -> Iterator[World]:
        """Yield ``world`` with every number that may be allotted, with and without units."""
        if not self.requirement.allotted and self.requirement.per is None:  # as with most
            yield world
            return
        subject, tier, designated, _, _, classes = world
        for allotment in self.allotments(world, numbers):
            for has_units in self.has_units():
                yield World(subject, tier, designated, allotment, has_units, classes)

    def designations(self, tier: str | None) -> tuple[bool, ...]:
        """Return whether the subject is designated, or both where no input states it.

        What reads others has the designations of these, where it has none of its own.
        """
        if not self.plan.designable(self.obligation, tier):
            if not self.parts:  # as with most
                return (False,)
            return max((part.designations(tier) for part in self.parts), key=len)
        if self.facts.designated is None:
            return (False, True)
        return (self.obligation.id in self.facts.designated,)

    def stated_classes(self) -> dict[str, bool | None]:
        """Return of each class that is told apart whether the subject is in it, None if unknown."""
        told_apart = self.plan.classes_of(self.obligation)
        return {name: self.facts.stated.classes[name].value for name in told_apart}

    def classes(self) -> Iterator[tuple[str, ...]]:
        """Yield the classes that the subject is in, or every way that may be.

        All classes that an obligation tells apart have one level, so that it matters whether the
        subject is in any of them: it may be in none, or in one that no input states.
        What reads others has their classes beside its own: none or all of those not stated.
        """
        if not self.plan.classes:  # as in most plans
            yield ()
            return
        stated = self.stated_classes()
        held = tuple(name for name, is_in in stated.items() if is_in)
        unknown = [(name,) for name, is_in in stated.items() if is_in is None]
        of_parts = {
            name
            for part in self.parts
            for name, is_in in part.stated_classes().items()
            if is_in is None
        }
        for way in (held,) if held else ((), *unknown):
            yield way
            if beside := of_parts.difference(way or stated):
                yield *way, *sorted(beside)

    @property
    def allotted(self) -> int | None:
        """The number allotted; None where none is stated, or where it is stated that none is."""
        fact = self.facts.stated.allotments.get(self.obligation.id)
        return fact.value if fact is not None else None

    def allotments(self, world: World, numbers: Sequence[int]) -> Sequence[int | None]:
        """Return the number allotted, or all ``numbers`` where no input states it.

        None stands for a subject to which nothing is allotted. Where the number is unknown, that is
        possible only if nothing is asked then: a duty that binds all the same has some number.
        """
        fact = self.facts.stated.allotments.get(self.obligation.id)
        if not self.requirement.allotted:
            return (None,)
        if self.allotted is not None:
            return (self.allotted,)
        asked = self.plan.level(self.obligation, world) is not None
        if fact is not None and fact.origin is not None and (world.designated or not asked):
            return (None,)
        return numbers if asked else (None, *numbers)

    def numbers(self) -> tuple[int, ...]:
        """Return numbers on both sides of every count that is reported, for an unknown allotment.

        They are the same in every tier, so that scenarios differ in one fact at a time.
        """
        entry = self.judge.entry
        if not self.requirement.allotted or self.allotted is not None:
            return ()
        dues = {
            self.plan.duty(self.task, self.obligation, World(None, tier, False, None)).last_day
            for tier in self.facts.tiers
        }
        counts = [
            count
            for due in (dues if entry is not None else ())
            for count in self.requirement.counts(entry, self.judge.context(due))
        ]
        return tuple(
            sorted({1} | {int(n) + step for n in counts for step in (-1, 0, 1) if n + step > 0})
        )

    @property
    def deciding(self) -> list[Obligation]:
        """The obligations whose selectors decide on it: its own, and those of its parts."""
        return [self.obligation, *(part.obligation for part in self.parts)]

    def has_units(self) -> tuple[bool | None, ...]:
        """Return whether there are units, or both where no input states it."""
        if self.requirement.per is None:
            return (None,)
        fact = self.facts.stated.units.get(self.obligation.id)
        if fact is None or fact.origin is None:
            return (False, True)
        return (bool(fact.value),)

    # -- notes --

    def notes(self, verdict: Verdict, reason: str) -> Iterator[Note]:
        """Yield remarks that change no verdict: on facts, and on what the entry states."""
        yield from self.notes_on_facts()
        entry = self.judge.entry
        if entry is None:
            return
        unasked = verdict is Verdict.NOT_APPLICABLE and reason != "finding.has-no-units"
        if unasked and states_something(entry):
            yield Note("note.not-asked", {})
        if self.counting.metrics:
            yield from self.notes_on_numbers()
        if self.requirement.of_roster:
            yield from self.notes_on_roster(entry)
        if verdict is Verdict.PASS and entry.status in NOTHING_DONE:
            yield from self.notes_on_status(entry)
        yield from self.notes_on_evidence()

    def notes_on_numbers(self) -> Iterator[Note]:
        """Yield a remark on each number that is not in plain digits or is implausibly high."""
        for loc, claim, _ in self.judge.claims:
            for field, number in self.counting.counts_in(claim):
                implausible = self.counting.is_implausible(number.value)
                if number.plain and not implausible:
                    continue
                where = self.report.locate(*loc, field)
                if not number.plain:
                    values = {"written": number.written, "value": number.value}
                    yield Note("note.read-as", values, where)
                if implausible and not re.search("[万亿]", number.written):
                    yield Note("note.implausible", {"value": number.value}, where)

    def notes_on_roster(self, entry: Entry) -> Iterator[Note]:
        """Yield a remark on each number for which the roster's is used, and which is another."""
        stated = self.facts.stated.numbers.get(self.obligation.id, {})
        for field in self.requirement.of_roster if stated else ():
            metric, number = self.requirement.metrics[field], getattr(entry, field)
            used = stated.get(metric)
            if used is not None and number is not None and number.value != used.value:
                named = self.plan.metrics.get(metric, metric)
                values = {"metric": named, "stated": number.value, "used": used.value}
                where = self.report.locate(*self.judge.loc, field)
                yield Note("note.roster-number", values, where)

    def notes_on_status(self, entry: Entry) -> Iterator[Note]:
        """Yield a remark where a number is reported beside a status that says nothing was done."""
        claims = (claim for _, claim, _ in self.judge.claims)
        counts = (count for claim in claims for _, count in self.counting.counts_in(claim))
        if any(count.value for count in counts):
            yield Note("note.status", {"status": entry.status})

    def notes_on_evidence(self) -> Iterator[Note]:
        """Yield remarks on evidence that is not listed, names no document, or is dated later."""
        documents = self.documents
        named = dict.fromkeys(name for *_, evidence in self.judge.claims for name in evidence)
        if named.keys() <= documents.proofs:
            return
        unlisted = [name for name in named if name not in documents.listed]
        if unlisted:
            yield Note("note.evidence", {"ids": unlisted})
        written = {name: documents.listed[name].named for name in named if name in documents.silent}
        empty = [name for name, texts in written.items() if not texts]
        if empty:
            yield Note("note.evidence-empty", {"ids": empty})
        for name, texts in written.items():
            if texts:
                values = {"id": name, "written": texts[0]}
                where = self.report.locate("evidence", name)
                yield Note("note.evidence-placeholder", values, where)
        later = [name for name in named if name in documents.later]
        if later:
            yield Note("note.evidence-later", {"ids": later, "as_of": self.facts.as_of})

    def notes_on_facts(self) -> Iterator[Note]:
        """Yield a remark on each fact of this obligation that rests on the report's word alone."""
        allotment = self.facts.stated.allotments.get(self.obligation.id)
        if allotment is not None and allotment.origin is not None:
            yield from self.notes_on_allotment(allotment)
        units = self.facts.stated.units.get(self.obligation.id)
        if units is not None and units.origin is not None and units.unconfirmed:
            place = self.report.locate("tasks", self.obligation.id, "units", units.unconfirmed[0])
            yield Note("note.unit-not-in-roster", {"units": list(units.unconfirmed)}, place)

    def notes_on_allotment(self, allotment: Fact) -> Iterator[Note]:
        """Yield a remark on a number allotted that no roster confirms."""
        where = self.report.locate("allotments", self.obligation.id)
        if allotment.origin == "report":
            if allotment.value is None:
                yield Note("note.own-none", {}, where)
            else:
                yield Note("note.own-allotment", {"allotted": allotment.value}, where)
        elif allotment.unconfirmed:
            values = {"stated": allotment.unconfirmed, "allotted": allotment.value}
            yield Note("note.allotment", values, where)


_WITHOUT_NUMBER = {
    "finding.below-quota": "finding.below-any",
    "finding.over-cap": "finding.over-unknown-cap",
    "finding.over-exact": "finding.over-unknown-cap",
}
"""The reasons that stand for these where the number they compare with is unknown."""


def _margin(judgement: Judgement) -> Quantity:
    """Return how far the judgement is from turning over: of several the closest is shown."""
    if judgement.verdict is Verdict.NOT_APPLICABLE:
        return sys.maxsize
    expected, actual = judgement.measure.expected, judgement.measure.actual or 0
    if isinstance(expected, int | Decimal) and isinstance(actual, int | Decimal):
        return expected - actual if actual < expected else actual - expected
    return 0


def _first_due(judgement: Judgement) -> tuple[Any, Quantity]:
    """Return the deadline of a pending judgement, then how far it is from turning over."""
    return judgement.values["due"], _margin(judgement)


# --- the report as a whole -----------------------------------------------------------------------


def _failure(
    plan: Plan, findings: Sequence[Finding], facts: SubjectFacts, location: Location
) -> Note | None:
    """Return why a report complies in no possible tier although no single finding blocks."""
    if len(facts.tiers) < 2 or any(finding.verdict.blocks for finding in findings):
        return None
    blocking = {tier: [*_blocking(findings, tier)] for tier in facts.tiers}
    if not all(blocking.values()):
        return None
    tiers = [
        {"tier": tier, "tier_name": plan.tiers[tier or ""], "obligations": names}
        for tier, names in blocking.items()
    ]
    return Note("report.no-tier-complies", {"tiers": tiers}, location)


def _blocking(findings: Sequence[Finding], tier: str | None) -> Iterator[str]:
    """Yield the obligations that block in every scenario of ``tier``, waived and trials apart."""
    for finding in findings:
        if finding.verdict in (Verdict.WAIVED, Verdict.TRIAL):
            continue
        verdicts = [scenario.verdict for scenario in finding.scenarios if scenario.tier == tier]
        if verdicts and all(verdict.blocks for verdict in verdicts):
            yield finding.obligation


# --- waivers -------------------------------------------------------------------------------------

WAIVABLE = frozenset({Verdict.FAIL, Verdict.MISSING, Verdict.REVIEW, Verdict.PENDING})
"""The verdicts a waiver can lift. One that lifts none of these is of no use and said to be so."""


def _waived(finding: Finding, waivers: Waivers | None, facts: SubjectFacts) -> Finding:
    """Return ``finding`` waived where a waiver in force covers it and it needs one."""
    waiver = waivers.find(facts.subject, finding.obligation) if waivers else None
    if waiver is None or finding.verdict not in WAIVABLE:
        return finding
    values = {"why": waiver.reason, "approved_by": waiver.approved_by, "until": waiver.until}
    if not waiver.in_force(facts.as_of):
        return finding._replace(notes=(*finding.notes, Note("note.waiver-expired", values)))
    return finding._replace(
        verdict=Verdict.WAIVED, reason="finding.waived", values=values, beneath=finding
    )
