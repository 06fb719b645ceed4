"""One obligation judged in one scenario: from what is asked and reported to a verdict."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plancheck.errors import NOTHING, Values
from plancheck.inputs.report import Report
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import Obligation
from plancheck.reading.tree import Loc
from plancheck.reading.values import Status
from plancheck.requirements.base.entry import states_something
from plancheck.requirements.base.standing import Context, Duty, Level, Measure, Stand, Standing
from plancheck.verdicts.facts import SubjectFacts
from plancheck.verdicts.result import CitedEvidence, Note, UnitFinding, Verdict
from plancheck.verdicts.scenarios import LEAST_FAVOURABLE


class Judgement(NamedTuple):
    """The verdict in one scenario, with the place in the report that decides it.

    ``values`` are what its sentence says beside the measure.
    """

    verdict: Verdict
    reason: str
    measure: Measure
    loc: Loc
    values: Values = NOTHING
    units: tuple[UnitFinding, ...] = ()
    notes: tuple[Note, ...] = ()


class Documents:
    """The documents that a report lists, looked at once for all entries that cite them.

    ``silent`` name no document, ``later`` are dated after the day judged by, ``proofs`` are all
    others: each of them can prove something.
    """

    def __init__(self, report: Report, as_of: datetime.date) -> None:
        self.listed = report.evidence or {}
        self.cited = {
            name: CitedEvidence(name, of.title, of.number, of.date, of.url, of.file, of.note)
            for name, of in self.listed.items()
        }
        self.silent = {name for name, of in self.listed.items() if not of.says_something}
        dates = {name: of.date for name, of in self.listed.items()}
        self.later = {name for name, date in dates.items() if date is not None and date > as_of}
        self.proofs = self.listed.keys() - self.silent - self.later

    def cited_as(self, names: Iterable[str]) -> tuple[CitedEvidence, ...]:
        """Return the documents of these names, each once; one that is not listed has only that."""
        return tuple(self.cited.get(name) or CitedEvidence(name) for name in dict.fromkeys(names))


class Judge:
    """Judges one obligation by what one report states on it.

    ``claims`` are the entry and those of its units, each with its place and the evidence it names.
    """

    def __init__(
        self,
        plan: Plan,
        obligation: Obligation,
        report: Report,
        facts: SubjectFacts,
        documents: Documents,
    ) -> None:
        self.plan = plan
        self.obligation = obligation
        self.requirement = obligation.requirement
        self.report = report
        self.facts = facts
        self.documents = documents
        entries = report.tasks or {}
        self.reported = obligation.id in entries
        self.entry = entries.get(obligation.id)
        self.loc: Loc = ("tasks", obligation.id)
        of_entry = self.requirement.claims(self.entry) if self.entry is not None else ()
        self.claims = [
            ((*self.loc, *loc), claim, self.requirement.evidence(claim)) for loc, claim in of_entry
        ]

    def judge(
        self, world: World, duty: Duty, parts: Mapping[str, Stand | None] = NOTHING
    ) -> Judgement:
        """Return the verdict in ``world``, where ``duty`` is what is asked.

        ``parts`` say how the obligations stand there that it reads.
        """
        if duty.level is None:
            return self.not_asked(world)
        if self.requirement.allotted and world.allotment is None:
            # A designation obliges to reach a number, and an input states that there is none.
            reason = "finding.designated-not-allotted"
            if self.facts.designated is None:
                reason = "finding.if-designated-not-allotted"
            return self.open(duty, reason, self.requirement.measure(duty), self.loc)
        owed = self.requirement.owed(duty, self.facts.as_of)
        context = self.context(owed.last_day, has_units=world.has_units, parts=parts)
        return self.judgement(owed, self.requirement.judge(self.entry, owed, context))

    def context(
        self,
        due: datetime.date,
        *,
        has_units: bool | None = None,
        parts: Mapping[str, Stand | None] = NOTHING,
    ) -> Context:
        """Return what the kind of requirement has to know beside the entry."""
        units = self.facts.stated.units.get(self.obligation.id)
        return Context(
            loc=self.loc,
            first=self.plan.period.from_,
            last=min(self.facts.as_of, due),
            day=self.facts.as_of,
            counted_by=self.plan.numbers.counted_by(self.obligation),
            has_units=has_units,
            units=units.value if units is not None else None,
            stated=self.facts.stated.numbers.get(self.obligation.id, NOTHING),
            parts=parts,
        )

    def not_asked(self, world: World) -> Judgement:
        """Return why nothing is asked in ``world``."""
        reason, values = "finding.not-asked", NOTHING
        if "designated" in self.obligation.applies:
            reason = "finding.not-designated"
            if world.tier is not None and not self.plan.designable(self.obligation, world.tier):
                reason, values = "finding.not-in-tier", {"tier": self.plan.tiers[world.tier]}
            elif "allotted" in self.obligation.applies:
                reason = "finding.not-allotted"
        measure = self.requirement.unmeasured
        return Judgement(Verdict.NOT_APPLICABLE, reason, measure, self.loc, values)

    # -- from a standing to a verdict --

    def judgement(self, duty: Duty, standing: Standing) -> Judgement:
        """Return the verdict on what stands so to what ``duty`` asks."""
        if standing.parts:
            judged = self.worst_of(duty, standing)
        elif standing.second is not None:
            judged = self.by_ledger(duty, standing, standing.second)
        else:
            judged = self.so_far(duty, standing)
        if not standing.values:
            return judged
        return judged._replace(values={**standing.values, **judged.values})

    def so_far(self, duty: Duty, standing: Standing) -> Judgement:
        """Return the verdict on what is owed by now and on what is asked by a later day.

        What passes by the later day passes; else what is owed has to be met first.
        """
        judged = self.of_one(duty, standing)
        if standing.later is None:
            return judged
        next_duty, next_standing = standing.later
        later = self.of_one(next_duty, next_standing)
        if later.verdict is Verdict.PASS:
            return later
        if judged.verdict is not Verdict.PASS:
            return judged
        values = {"next": later.measure.expected, "next_day": next_duty.due}
        note = Note("note.milestone", values, measure=judged.measure)
        return later._replace(notes=(*later.notes, note))

    def of_one(self, duty: Duty, standing: Standing) -> Judgement:
        """Return the verdict on a standing that is made of no others."""
        reason, measure, loc = standing.reason, standing.measure, standing.loc
        if standing.stand is Stand.NOT_ASKED:
            return Judgement(Verdict.NOT_APPLICABLE, reason, measure, loc)
        if standing.stand is Stand.OVER:
            return Judgement(Verdict.FAIL, reason, measure, loc)
        if standing.stand is Stand.ABSENT:
            return self.absent(duty, standing)
        if standing.stand is Stand.SHORT:
            return self.short(duty, standing)
        if standing.stand is Stand.OPEN:
            return self.open(duty, reason, measure, loc, standing.values)
        return self.met(duty, standing)

    def worst_of(self, duty: Duty, standing: Standing) -> Judgement:
        """Judge every unit by itself; the worst verdict is the obligation's."""
        judged = {name: self.judgement(duty, part) for name, part in standing.parts.items()}
        worst = min((item.verdict for item in judged.values()), key=LEAST_FAVOURABLE.index)
        chosen = next(item for item in judged.values() if item.verdict is worst)
        findings = tuple(
            UnitFinding(name, item.verdict, item.reason, item.measure, item.values)
            for name, item in judged.items()
        )
        notes = tuple(
            note._replace(where=note.where or self.report.locate(*item.loc))
            for item in judged.values()
            for note in item.notes
        )
        measure, loc = standing.measure, standing.loc
        if worst is Verdict.PASS:
            count = {"count": len(judged)}
            return Judgement(worst, standing.reason, measure, loc, count, findings, notes)
        due = {"due": chosen.values["due"]} if "due" in chosen.values else NOTHING
        return Judgement(worst, "finding.units", measure, chosen.loc, due, findings, notes)

    def by_ledger(self, duty: Duty, claimed: Standing, counted: Standing) -> Judgement:
        """Judge a number by what is claimed and by what its ledger counts to.

        Where the two lead to different verdicts and by one of them the obligation fails, neither is
        to be relied on; else the less favourable counts.
        """
        of_claim, of_ledger = self.so_far(duty, claimed), self.so_far(duty, counted)
        differs = {"unit": self.requirement.unit, **claimed.differs}
        if of_claim.verdict is of_ledger.verdict:
            return of_claim._replace(notes=(*of_claim.notes, Note("note.ledger", differs)))
        if Verdict.FAIL in (of_claim.verdict, of_ledger.verdict):
            measure = self.requirement.measure(duty, claimed.differs["claimed"])
            loc = (*claimed.at, "records")
            return Judgement(Verdict.REVIEW, "finding.ledger", measure, loc, claimed.differs)
        worse = min((of_claim, of_ledger), key=lambda item: LEAST_FAVOURABLE.index(item.verdict))
        return worse._replace(notes=(*worse.notes, Note("note.ledger-less", differs)))

    def absent(self, duty: Duty, standing: Standing) -> Judgement:
        """Return the verdict where what decides is not stated: missing, if mandatory and due."""
        measure, loc, values = standing.measure, standing.loc, standing.values
        stated = states_something(standing.claim)
        if standing.reason:
            reason = standing.reason
        elif stated:
            reason = self.requirement.lacking
        elif self.reported and loc == self.loc:
            reason = "finding.blank"
        else:
            reason = "finding.missing"
        if measure.bound == "at_least":
            measure = measure._replace(gap=duty.at_least)
        if duty.level is Level.OPTIONAL:
            reason = reason if stated else "finding.not-taken-up"
            return Judgement(Verdict.OPTIONAL, reason, measure, loc)
        if self.facts.as_of < duty.last_day and not standing.final:
            if stated:
                return self.unsettled(duty, reason, measure, loc, values)
            return Judgement(
                Verdict.PENDING, "finding.not-due", measure, loc, {"due": duty.last_day}
            )
        return Judgement(Verdict.MISSING, reason, measure, loc)

    def short(self, duty: Duty, standing: Standing) -> Judgement:
        """Return the verdict where what is stated is not enough: fail, if mandatory and due."""
        reason, measure, loc = standing.reason, standing.measure, standing.loc
        if duty.level is Level.OPTIONAL:
            return Judgement(Verdict.OPTIONAL, self.optional_reason(measure.actual), measure, loc)
        if self.facts.as_of < duty.last_day and not standing.final:
            return Judgement(
                Verdict.PENDING, "finding.not-yet", measure, loc, {"due": duty.last_day}
            )
        return Judgement(Verdict.FAIL, reason, measure, loc)

    def optional_reason(self, actual: object) -> str:
        """Return why an optional duty is not met: declined, not taken up, or begun and short."""
        if actual is Status.NOT_UNDERTAKEN:
            return "finding.declined"
        return "finding.begun" if self.requirement.is_begun(actual) else "finding.not-taken-up"

    def open(
        self, duty: Duty, reason: str, measure: Measure, loc: Loc, values: Values = NOTHING
    ) -> Judgement:
        """Return the verdict where something is open about what is stated: review, if mandatory.

        Before its deadline a mandatory duty is pending, and what is open is a note. An optional
        duty is not met, for the reason given.
        """
        if duty.level is Level.OPTIONAL:
            return Judgement(Verdict.OPTIONAL, reason, measure, loc, values)
        if self.facts.as_of < duty.last_day:
            return self.unsettled(duty, reason, measure, loc, values)
        return Judgement(Verdict.REVIEW, reason, measure, loc, values)

    def unsettled(
        self, duty: Duty, reason: str, measure: Measure, loc: Loc, values: Values
    ) -> Judgement:
        """Return pending, with what is open as a note."""
        notes = (Note(reason, values, self.report.locate(*loc), measure),)
        due = {**values, "due": duty.last_day}
        return Judgement(Verdict.PENDING, "finding.unsettled", measure, loc, due, notes=notes)

    def met(self, duty: Duty, standing: Standing) -> Judgement:
        """Return the verdict where enough is stated: pass, if it is dated in time and proved."""
        claim, loc = standing.claim, standing.at
        as_of, last_day = self.facts.as_of, duty.last_day
        passed = Judgement(Verdict.PASS, standing.reason, standing.measure, standing.loc)
        if standing.timeless:
            return self.proved(duty, passed, standing) if standing.measure.actual else passed
        date = claim.date if claim is not None else None
        if date is None and self.entry is not None:
            date, loc = self.entry.date, self.loc  # a unit without a date of its own
        if date is None:
            own_day = self.facts.own_day
            day = max(as_of, own_day or as_of)
            if day > last_day and not standing.dated:
                undated = {"due": last_day, "as_of": day, "own_day": day == own_day}
                return self.open(duty, "finding.undated", passed.measure, passed.loc, undated)
            return self.proved(duty, passed, standing)
        dated = {"date": date, "due": last_day, "as_of": as_of}
        at_date = (*loc, "date")
        optional = duty.level is Level.OPTIONAL
        if date > as_of and as_of < last_day:
            verdict = Verdict.OPTIONAL if optional else Verdict.PENDING
            return Judgement(verdict, "finding.ahead", passed.measure, at_date, dated)
        if date > last_day and standing.beyond:
            if standing.dated:
                return self.proved(duty, passed, standing)
            return self.open(duty, standing.beyond, passed.measure, at_date, dated)
        if date > last_day:
            verdict = Verdict.OPTIONAL if optional else Verdict.FAIL
            return Judgement(verdict, "finding.late", passed.measure, at_date, dated)
        if date < self.plan.period.from_:
            early = {**dated, "from": self.plan.period.from_}
            return self.open(duty, "finding.early", passed.measure, at_date, early)
        return self.proved(duty, passed, standing)

    def proved(self, duty: Duty, passed: Judgement, standing: Standing) -> Judgement:
        """Return ``passed``, unless evidence is demanded and no proof is listed.

        What reads others is proved where they are.
        """
        if self.requirement.reads:
            return passed
        demanded = self.facts.require_evidence or self.obligation.requires.evidence
        if demanded and not self.is_proved(standing):
            return self.open(duty, "finding.no-evidence", passed.measure, passed.loc)
        return passed

    # -- evidence --

    def is_proved(self, standing: Standing) -> bool:
        """Whether a document proves it: listed, not blank, dated by the day judged."""
        claims = [claim for claim in (standing.claim, self.entry) if claim is not None]
        of_claims = (name for claim in claims for name in claim.evidence or ())
        return not self.documents.proofs.isdisjoint([*of_claims, *standing.evidence])
