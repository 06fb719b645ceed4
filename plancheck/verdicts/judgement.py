"""One obligation judged in one scenario: from what is asked and reported to a verdict."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from plancheck.errors import NOTHING, Values
from plancheck.inputs.names import NUMBER
from plancheck.inputs.report import Claim, Entry, Record, Report, claims
from plancheck.plan.model import Duty, Plan, World
from plancheck.plan.parts import Level, Obligation, Quota
from plancheck.reading.text import record_key
from plancheck.reading.tree import Loc
from plancheck.reading.values import Status
from plancheck.verdicts.facts import SubjectFacts
from plancheck.verdicts.result import Measure, Note, UnitFinding, Verdict
from plancheck.verdicts.scenarios import LEAST_FAVOURABLE

NOTHING_DONE = (Status.NOT_STARTED, Status.NOT_UNDERTAKEN)


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


class Judge:
    """Judges one obligation by what one report states on it.

    ``claims`` are the entry and those of its units, each with its place.
    """

    def __init__(
        self, plan: Plan, obligation: Obligation, report: Report, facts: SubjectFacts
    ) -> None:
        self.plan = plan
        self.obligation = obligation
        self.report = report
        self.facts = facts
        entries = report.tasks or {}
        self.reported = obligation.id in entries
        self.entry = entries.get(obligation.id)
        self.claims = list(claims(obligation.id, self.entry))
        self.loc: Loc = ("tasks", obligation.id)

    def judge(self, world: World, duty: Duty) -> Judgement:
        """Return the verdict in ``world``, where ``duty`` is what is asked."""
        quota = self.obligation.quota
        if duty.level is None:
            return self.not_asked(world)
        if quota is None:
            return self.judge_status(duty)
        if quota.allotted and world.allotment is None:
            # A designation obliges to reach a number, and an input states that there is none.
            reason = "finding.designated-not-allotted"
            if self.facts.designated is None:
                reason = "finding.if-designated-not-allotted"
            return self.open(duty, reason, _asked(duty, quota), self.loc)
        if quota.per:
            judged = self.judge_units(duty, quota, world)
            return judged._replace(values={"unit_name": quota.each, **judged.values})
        return self.judge_number(duty, quota, self.entry, self.loc)

    def not_asked(self, world: World) -> Judgement:
        """Return why nothing is asked in ``world``."""
        reason, values = "finding.not-asked", NOTHING
        if "designated" in self.obligation.applies:
            reason = "finding.not-designated"
            if world.tier is not None and not self.plan.designable(self.obligation, world.tier):
                reason, values = "finding.not-in-tier", {"tier": self.plan.tiers[world.tier]}
            elif "allotted" in self.obligation.applies:
                reason = "finding.not-allotted"
        return Judgement(Verdict.NOT_APPLICABLE, reason, self.unmeasured, self.loc, values)

    @property
    def unmeasured(self) -> Measure:
        """What is measured where no number or status is asked for certain."""
        quota = self.obligation.quota
        return Measure(unit=quota.unit, bound=next(iter(quota.bounds))) if quota else Measure()

    # -- kinds of requirement --

    def judge_status(self, duty: Duty) -> Judgement:
        """Judge an obligation that no number decides."""
        entry = self.entry
        if entry is None or entry.status is None:
            return self.absent(duty, Measure(duty.status), entry, self.loc)
        loc = (*self.loc, "status")
        measure = Measure(duty.status, entry.status)
        if entry.status is Status.NOT_UNDERTAKEN:
            return self.short(duty, "finding.not-undertaken", measure, loc)
        if not entry.status.reaches(duty.status):
            return self.short(duty, "finding.status-short", measure, loc)
        passed = Judgement(Verdict.PASS, "finding.status-met", measure, loc)
        return self.met(duty, passed, entry, self.loc)

    def judge_units(self, duty: Duty, quota: Quota, world: World) -> Judgement:
        """Judge every unit by itself; the worst verdict is the obligation's."""
        entry = self.entry
        measure = _asked(duty, quota)
        loc = (*self.loc, "units")
        if not world.has_units:
            return Judgement(Verdict.NOT_APPLICABLE, "finding.has-no-units", measure, loc)
        stated = self.facts.stated.units.get(self.obligation.id)
        if entry is not None and entry.units is None and entry.status in NOTHING_DONE:
            return self.nothing_done(duty, measure, entry.status, self.loc)
        if stated is None or not stated.value:  # there are units, and no input names them
            return self.absent(duty, measure, None, self.loc)
        units = (entry.units if entry is not None else None) or {}
        spelled = {record_key(name): name for name in units}
        written = {name: spelled.get(record_key(name), name) for name in stated.value}
        judged = {
            name: self.judge_number(duty, quota, units.get(own), (*loc, own))
            for name, own in written.items()
        }
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
        if worst is Verdict.PASS:
            count = {"count": len(judged)}
            return Judgement(worst, "finding.units-met", measure, loc, count, findings, notes)
        due = {"due": chosen.values["due"]} if "due" in chosen.values else NOTHING
        return Judgement(worst, "finding.units", measure, chosen.loc, due, findings, notes)

    def judge_number(self, duty: Duty, quota: Quota, claim: Claim | None, loc: Loc) -> Judgement:
        """Judge a claim by its number and by its ledger.

        Where the two lead to different verdicts and by one of them the obligation fails, neither is
        to be relied on; else the less favourable counts.
        """
        if claim is None or claim.number is None:
            return self.judge_no_number(duty, quota, claim, loc)
        claimed = claim.number.value
        of_claim = self.judge_count(duty, quota, claimed, claim, loc)
        if claim.records is None:
            return of_claim
        totals = self.ledger(claim, duty.due)
        if totals["counted"] == claimed:
            return of_claim
        of_ledger = self.judge_count(duty, quota, totals["counted"], claim, loc)
        both = {"claimed": claimed, **totals}
        ledger = {"unit": quota.unit, **both}
        if of_claim.verdict is of_ledger.verdict:
            return of_claim._replace(notes=(*of_claim.notes, Note("note.ledger", ledger)))
        if Verdict.FAIL in (of_claim.verdict, of_ledger.verdict):
            measure = _asked(duty, quota, claimed)
            return Judgement(Verdict.REVIEW, "finding.ledger", measure, (*loc, "records"), both)
        worse = min((of_claim, of_ledger), key=lambda item: LEAST_FAVOURABLE.index(item.verdict))
        return worse._replace(notes=(*worse.notes, Note("note.ledger-less", ledger)))

    def judge_no_number(self, duty: Duty, quota: Quota, claim: Claim | None, loc: Loc) -> Judgement:
        """Judge what has no number: a ledger by itself can only count against the subject."""
        measure = _asked(duty, quota)
        if claim is not None and claim.records:
            ledger = self.ledger(claim, duty.due)
            counted = self.judge_count(duty, quota, ledger["counted"], claim, loc)
            if counted.reason == "finding.over-cap":
                return counted._replace(loc=(*loc, "records"))
        if isinstance(claim, Entry) and claim.status in NOTHING_DONE:
            return self.nothing_done(duty, measure, claim.status, loc)
        return self.absent(duty, measure, claim, loc)

    def nothing_done(self, duty: Duty, owed: Measure, status: Status | None, loc: Loc) -> Judgement:
        """Judge the statement that nothing was done or will be."""
        stated = owed._replace(actual=status, gap=duty.bounds.get(owed.bound or ""))
        return self.short(duty, f"finding.{status}", stated, (*loc, "status"))

    def judge_count(
        self, duty: Duty, quota: Quota, count: int, claim: Claim, loc: Loc
    ) -> Judgement:
        """Judge one number that is claimed or counted."""
        measure = _asked(duty, quota, count, 0)
        at = (*loc, NUMBER)
        if duty.at_most is not None and count > duty.at_most:
            # A cap once broken stays broken, so no deadline and no option to decline excuses it.
            bound = "exactly" if "exactly" in duty.bounds else "at_most"
            over = Measure(duty.at_most, count, count - duty.at_most, quota.unit, bound)
            return Judgement(Verdict.FAIL, "finding.over-cap", over, at)
        if duty.at_least is not None and count < duty.at_least:
            measure = _asked(duty, quota, count, duty.at_least - count)
            return self.short(duty, "finding.below-quota", measure, at)
        if not duty.bounds.keys() & {"at_least", "exactly"}:
            # A date does not matter: what came too late did not break the cap either.
            passed = Judgement(Verdict.PASS, "finding.within-cap", measure, at)
            return self.proved(duty, passed, claim) if count > 0 else passed
        return self.met(duty, Judgement(Verdict.PASS, "finding.quota-met", measure, at), claim, loc)

    # -- ledgers --

    def counts(self, claim: Claim, due: datetime.date) -> list[int]:
        """Return the number claimed, if any, and the ledger's if that is another."""
        claimed = [claim.number.value] if claim.number else []
        counted = [self.ledger(claim, due)["counted"]] if claim.records is not None else []
        return list(dict.fromkeys([*claimed, *counted]))

    def records_in_time(self, claim: Claim, due: datetime.date) -> list[Record]:
        """Return the records that may count: dated in the period and by ``due``, or undated."""
        first, last = self.plan.period.from_, min(self.facts.as_of, due)
        return [r for r in claim.records or [] if r.date is None or first <= r.date <= last]

    def ledger(
        self, claim: Claim, due: datetime.date, *, dated_only: bool = False
    ) -> dict[str, int]:
        """Return what the records count to, and how many do not: dated outside, or given twice."""
        records, within = claim.records or [], self.records_in_time(claim, due)
        if dated_only:
            within = [r for r in within if r.date is not None]
        counted_by = self.plan.counted_by(self.obligation)
        different = {record.identity(counted_by): record.amount for record in within}
        return {
            "listed": len(records),
            "counted": sum(different.values()),
            "outside": len(records) - len(within),
            "repeated": len(within) - len(different),
        }

    # -- from a standing to a verdict --

    def absent(self, duty: Duty, measure: Measure, claim: Claim | None, loc: Loc) -> Judgement:
        """Return the verdict where what decides is not stated: missing, if mandatory and due."""
        stated, values = states_something(claim), NOTHING
        if stated and claim is not None and claim.records:
            reason, values = "finding.rows-only", {"listed": len(claim.records)}
        elif stated:
            reason = "finding.no-status" if self.obligation.quota is None else "finding.no-number"
        elif self.reported and loc == self.loc:
            reason = "finding.blank"
        else:
            reason = "finding.missing"
        if measure.bound == "at_least":
            measure = measure._replace(gap=duty.at_least)
        if duty.level is Level.OPTIONAL:
            reason = reason if stated else "finding.not-taken-up"
            return Judgement(Verdict.OPTIONAL, reason, measure, loc, values)
        if self.facts.as_of < duty.due:
            if stated:
                return self.unsettled(duty, reason, measure, loc, values)
            return Judgement(Verdict.PENDING, "finding.not-due", measure, loc, {"due": duty.due})
        return Judgement(Verdict.MISSING, reason, measure, loc, values)

    def short(self, duty: Duty, reason: str, measure: Measure, loc: Loc) -> Judgement:
        """Return the verdict where what is stated is not enough: fail, if mandatory and due."""
        if duty.level is Level.OPTIONAL:
            return Judgement(Verdict.OPTIONAL, _optional_reason(measure.actual), measure, loc)
        if self.facts.as_of < duty.due:
            return Judgement(Verdict.PENDING, "finding.not-yet", measure, loc, {"due": duty.due})
        return Judgement(Verdict.FAIL, reason, measure, loc)

    def open(
        self, duty: Duty, reason: str, measure: Measure, loc: Loc, values: Values = NOTHING
    ) -> Judgement:
        """Return the verdict where something is open about what is stated: review, if mandatory.

        Before its deadline a mandatory duty is pending, and what is open is a note. An optional
        duty is not met, for the reason given.
        """
        if duty.level is Level.OPTIONAL:
            return Judgement(Verdict.OPTIONAL, reason, measure, loc, values)
        if self.facts.as_of < duty.due:
            return self.unsettled(duty, reason, measure, loc, values)
        return Judgement(Verdict.REVIEW, reason, measure, loc, values)

    def unsettled(
        self, duty: Duty, reason: str, measure: Measure, loc: Loc, values: Values
    ) -> Judgement:
        """Return pending, with what is open as a note."""
        notes = (Note(reason, values, self.report.locate(*loc), measure),)
        due = {**values, "due": duty.due}
        return Judgement(Verdict.PENDING, "finding.unsettled", measure, loc, due, notes=notes)

    def met(self, duty: Duty, passed: Judgement, claim: Claim, loc: Loc) -> Judgement:
        """Return the verdict where enough is stated: ``passed``, if it is dated in time and proved.

        ``claim`` stands at ``loc``.
        """
        date, as_of = claim.date, self.facts.as_of
        if date is None and self.entry is not None:
            date, loc = self.entry.date, self.loc  # a unit without a date of its own
        if date is None:
            own_day = self.facts.own_day
            day = max(as_of, own_day or as_of)
            if day > duty.due and not self.dated_records_reach(duty, claim):
                undated = {"due": duty.due, "as_of": day, "own_day": day == own_day}
                return self.open(duty, "finding.undated", passed.measure, passed.loc, undated)
            return self.proved(duty, passed, claim)
        dated = {"date": date, "due": duty.due, "as_of": as_of}
        at_date = (*loc, "date")
        optional = duty.level is Level.OPTIONAL
        if date > as_of and as_of < duty.due:
            verdict = Verdict.OPTIONAL if optional else Verdict.PENDING
            return Judgement(verdict, "finding.ahead", passed.measure, at_date, dated)
        if date > duty.due:
            verdict = Verdict.OPTIONAL if optional else Verdict.FAIL
            return Judgement(verdict, "finding.late", passed.measure, at_date, dated)
        if date < self.plan.period.from_:
            early = {**dated, "from": self.plan.period.from_}
            return self.open(duty, "finding.early", passed.measure, at_date, early)
        return self.proved(duty, passed, claim)

    def dated_records_reach(self, duty: Duty, claim: Claim) -> bool:
        """Whether the records that are dated in time reach the number required by themselves."""
        if claim.records is None or duty.at_least is None:
            return False
        return self.ledger(claim, duty.due, dated_only=True)["counted"] >= duty.at_least

    def proved(self, duty: Duty, passed: Judgement, claim: Claim) -> Judgement:
        """Return ``passed``, unless evidence is demanded and no proof is listed."""
        demanded = self.facts.require_evidence or self.obligation.requires.evidence
        if demanded and not self.evidence(claim, duty.due):
            return self.open(duty, "finding.no-evidence", passed.measure, passed.loc)
        return passed

    # -- evidence --

    def evidence(self, claim: Claim, due: datetime.date) -> list[str]:
        """Return the documents that prove ``claim``: listed, not blank, dated by the day judged.

        What only a record names that adds nothing to the number, as it lies outside the time or
        its amount is 0, proves nothing.
        """
        whole = self.entry.evidence if self.entry else None
        adding = [record for record in self.records_in_time(claim, due) if record.amount]
        of_records = [record.evidence for record in adding]
        named = (claim.evidence, *of_records, whole)
        return [name for names in named for name in names or [] if self.is_proof(name)]

    def is_proof(self, name: str) -> bool:
        """Whether ``name`` is a listed document that says something and existed in time."""
        listed = (self.report.evidence or {}).get(name)
        return listed is not None and listed.says_something and not self.is_later(listed.date)

    def is_later(self, date: datetime.date | None) -> bool:
        """Whether ``date`` is after the day that is judged by."""
        return date is not None and date > self.facts.as_of


def states_something(claim: Claim | None) -> bool:
    """Whether any value of a claim is stated; one that is all blank is no claim.

    That there are no units is a statement, a unit of which every value is blank is none.
    """
    if claim is None:
        return False
    if isinstance(claim, Entry) and claim.units:
        own = claim.model_copy(update={"units": None})
        return states_something(own) or any(map(states_something, claim.units.values()))
    return any(value is not None for _, value in claim)


def evidence_of(claim: Claim) -> list[str]:
    """Return the evidence named for a claim or for a record of its ledger."""
    named = claim.evidence or []
    if not claim.records:
        return named
    return [*named, *(name for record in claim.records for name in record.evidence or [])]


def _optional_reason(actual: object) -> str:
    """Return why an optional duty is not met: declined, not taken up, or begun and short."""
    if actual is Status.NOT_UNDERTAKEN:
        return "finding.declined"
    if actual is Status.NOT_STARTED or actual == 0:
        return "finding.not-taken-up"
    return "finding.begun"


def _asked(duty: Duty, quota: Quota, actual: int | None = None, gap: int | None = None) -> Measure:
    """Return the number that is asked for, the kind of bound it is, and its unit."""
    bound = next(key for key in ("exactly", "at_least", "at_most") if key in duty.bounds)
    return Measure(duty.bounds[bound], actual, gap, quota.unit, bound)
