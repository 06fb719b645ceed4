"""The verdicts. A pure function: the same plan, report, roster and waivers give the same findings.

A fact that nobody stated (the tier, a designation, an allotment) is not assumed. Every world the
inputs still allow is judged, and a verdict stands only if all of them agree on it.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from plancheck.errors import Problem, ReportError, Values
from plancheck.facts import Known, Terms, settle
from plancheck.fields import Status
from plancheck.plan import ALLOTMENT, Duty, Level, Obligation, Plan, Quota, Task, World
from plancheck.report import Claim, Entry, Report, claims
from plancheck.result import Finding, Note, Result, Verdict
from plancheck.roster import Roster
from plancheck.source import Loc
from plancheck.stated import NUMBER

if TYPE_CHECKING:  # most reports are judged without any
    from plancheck.waivers import Waivers

PLAUSIBLE = 10_000
"""A count above this is no error but worth a second look."""


def evaluate(
    plan: Plan,
    report: Report,
    *,
    roster: Roster | None = None,
    waivers: Waivers | None = None,
    terms: Terms | None = None,
) -> Result:
    """Return a finding for every obligation that ``plan`` puts to those who report, in plan order.

    Raises ReportError where the inputs contradict each other, since no verdict can rest on that.
    """
    known = settle(plan, report, roster, terms or Terms())
    found = (
        _Case(plan, task, obligation, report, known).finding()
        for task, obligation in plan.obligations(national=report.national)
    )
    findings = tuple(_waived(finding, waivers, known) for finding in found)
    if not findings:
        raise ReportError([Problem("report.nothing-asked", report.locate())])
    where = report.locate("subject" if report.subject else "province")
    return Result(plan, where, known.subject, known.tier, known.as_of, findings, known.notes)


# --- one obligation ------------------------------------------------------------------------------


class _Judgement(NamedTuple):
    """The verdict in one world, with the place in the report that decides it."""

    verdict: Verdict
    reason: str
    values: Values
    loc: Loc
    note: Note | None = None


_Judged = list[tuple[World, Duty, _Judgement]]


class _Case:
    """One obligation, what was reported on it, and every world it may have to be judged in.

    ``claims`` are the entry and those of its units, each with its place.
    """

    def __init__(
        self, plan: Plan, task: Task, obligation: Obligation, report: Report, known: Known
    ) -> None:
        self.plan = plan
        self.task = task
        self.obligation = obligation
        self.report = report
        self.known = known
        entries = report.tasks or {}
        self.reported = obligation.id in entries
        self.entry = entries.get(obligation.id)
        self.claims = list(claims(obligation.id, self.entry))
        self.loc: Loc = ("tasks", obligation.id)

    def finding(self) -> Finding:
        """Return the verdict all worlds agree on, or a review that names the deciding facts."""
        judged: _Judged = []
        for world in self.worlds():
            duty = self.plan.duty(self.task, self.obligation, world)
            judged.append((world, duty, self.judge(world, duty)))
        _, duty, chosen = judged[0]
        levels, agreed = {duty.level}, True
        if len(judged) > 1:
            levels = {duty.level for _, duty, _ in judged}
            agreed = len({judgement.verdict for _, _, judgement in judged}) == 1
            chosen = min((judgement for _, _, judgement in judged), key=_margin)
        verdict, reason, note = chosen.verdict, chosen.reason, chosen.note
        values: dict[str, Any] = {"expected": None, "actual": self.actual, "gap": None}
        quota = self.obligation.quota
        if quota is not None:
            values |= {"unit": quota.unit, "bound": next(iter(quota.bounds))}
        elif self.entry is not None and self.entry.number is not None:
            values["number"] = self.entry.number.value
        if agreed:
            values |= chosen.values
            if quota is not None:
                reason = self.without_invented_numbers(quota, reason, values)
                for unit in values.get("units", ()):
                    unit["reason"] = self.without_invented_numbers(quota, unit["reason"], unit)
        else:
            verdict, reason, note = Verdict.REVIEW, "finding.undecided", None
            stated = {"allotment"} if self.obligation.id in self.known.allotments else set()
            values["facts"] = [fact for fact in _deciding(judged) if fact not in stated]
        if len(judged) > 1:
            values["worlds"] = [self.shown(*item) for item in judged]
        return Finding(
            task=self.task,
            obligation=self.obligation,
            verdict=verdict,
            reason=reason,
            values=values,
            location=self.report.document.locate(chosen.loc),
            level=next(iter(levels)) if len(levels) == 1 else None,
            asked=levels != {None},
            notes=(*([note] if note else []), *self.notes(verdict, reason)),
        )

    def shown(self, world: World, duty: Duty, judgement: _Judgement) -> dict[str, Any]:
        """Return a world and its verdict as values of a finding."""
        return {
            "tier": world.tier,
            "tier_name": self.plan.tiers.get(world.tier or ""),
            "designated": world.designated,
            "allotment": world.allotment,
            "level": duty.level,
            "verdict": judgement.verdict,
            "expected": judgement.values.get("expected"),
        }

    @property
    def actual(self) -> int | Status | None:
        """What is reported, in whatever world."""
        if self.entry is None:
            return None
        judged_by_number = self.obligation.quota and self.entry.number
        return judged_by_number.value if judged_by_number else self.entry.status

    def without_invented_numbers(self, quota: Quota, reason: str, values: dict[str, Any]) -> str:
        """Take out of ``values`` the numbers of an allotment nobody stated; return the reason."""
        if self.allotted is not None:
            return reason
        if quota.bounds.get(values.get("bound", "")) != ALLOTMENT:
            return reason
        values |= {"expected": None, "gap": None}
        return "finding.below-any" if reason == "finding.below-quota" else reason

    # -- worlds --

    def worlds(self) -> Iterator[World]:
        """Yield every way the facts may be, given what is known."""
        for tier in self.known.tiers:
            for designated in self.designations(tier):
                world = World(self.known.subject, tier, designated, None)
                for allotment in self.allotments(world):
                    yield world if allotment is None else world._replace(allotment=allotment)

    def designations(self, tier: str | None) -> tuple[bool, ...]:
        """Return whether the subject is designated, or both where nobody stated it."""
        if not self.plan.designable(self.obligation, tier):
            return (False,)
        if self.known.designated is None:
            return (False, True)
        return (self.obligation.id in self.known.designated,)

    @property
    def allotted(self) -> int | None:
        """The number allotted; None where none is stated, or where it is stated that none is."""
        return self.known.allotments.get(self.obligation.id)

    def allotments(self, world: World) -> list[int | None]:
        """Return the number allotted, or numbers on both sides of every count that is reported.

        That nothing is allotted is possible only where nothing is asked then. Where the duty binds
        all the same, as a designated one does, its number is merely unknown.
        """
        quota = self.obligation.quota
        if quota is None or not quota.allotted:
            return [None]
        if self.allotted is not None:
            return [self.allotted]
        none = self.plan.level(self.obligation, world) is None
        if none and self.obligation.id in self.known.allotments:
            return [None]
        due = self.plan.duty(self.task, self.obligation, world).due
        counts = [n for _, claim in self.claims for n in self.counts(claim, due)]
        numbers = {1} | {n + step for n in counts for step in (-1, 0, 1) if n + step > 0}
        return [*([None] if none else []), *sorted(numbers)]

    # -- one world --

    def judge(self, world: World, duty: Duty) -> _Judgement:
        """Return the verdict in ``world``, where ``duty`` is what is asked."""
        quota = self.obligation.quota
        if duty.level is None:
            return self.not_asked(world)
        if quota is None:
            return self.judge_status(duty)
        if quota.per:
            return self.judge_units(duty, quota)
        return self.judge_number(duty, quota, self.entry, self.loc)

    def not_asked(self, world: World) -> _Judgement:
        """Say why nothing is asked in ``world``."""
        reason, values = "finding.not-asked", {}
        if "designated" in self.obligation.applies:
            reason = "finding.not-designated"
            if world.tier is not None and not self.plan.designable(self.obligation, world.tier):
                reason, values = "finding.not-in-tier", {"tier": self.plan.tiers[world.tier]}
        return _Judgement(Verdict.NOT_APPLICABLE, reason, values, self.loc)

    def judge_status(self, duty: Duty) -> _Judgement:
        """Judge an obligation that no number decides."""
        entry, values = self.entry, dict[str, Any](expected=duty.status)
        if entry is None or entry.status is None:
            return self.absent(duty, values, entry, self.loc)
        loc = (*self.loc, "status")
        values["actual"] = entry.status
        if entry.status is Status.NOT_UNDERTAKEN:
            return self.short(duty, "finding.not-undertaken", values, loc)
        if not entry.status.reaches(duty.status):
            return self.short(duty, "finding.status-short", values, loc)
        return self.met(duty, "finding.status-met", values, entry, self.loc, loc)

    def judge_units(self, duty: Duty, quota: Quota) -> _Judgement:
        """Judge every unit by itself; the worst verdict is the obligation's."""
        entry = self.entry
        values = {**_bound(duty, quota), "unit_name": quota.unit_name or quota.unit}
        reported = entry.units if entry is not None else None
        listed = self.known.units.get(self.obligation.id)
        if reported is None and entry is not None and entry.status in _NOTHING_DONE:
            return self.nothing_done(duty, values, entry.status, self.loc)
        if reported is None and listed is None:
            absent = self.absent(duty, values, entry, self.loc)
            missing = absent.verdict is Verdict.MISSING
            return absent._replace(reason="finding.no-units") if missing else absent
        loc = (*self.loc, "units")
        judged = {
            name: self.judge_number(duty, quota, (reported or {}).get(name), (*loc, name))
            for name in dict.fromkeys([*(reported or ()), *(listed or ())])
        }
        if not judged:
            return _Judgement(Verdict.NOT_APPLICABLE, "finding.has-no-units", values, loc)
        worst = min((item.verdict for item in judged.values()), key=_WORST.index)
        chosen = next(item for item in judged.values() if item.verdict is worst)
        values["units"] = [
            {"name": name, "verdict": item.verdict, "reason": item.reason, **item.values}
            for name, item in judged.items()
        ]
        if worst is Verdict.PASS:
            return _Judgement(worst, "finding.units-met", {**values, "count": len(judged)}, loc)
        return _Judgement(worst, "finding.units", values, chosen.loc, chosen.note)

    def judge_number(self, duty: Duty, quota: Quota, claim: Claim | None, loc: Loc) -> _Judgement:
        """Judge a claim by its number, and by its ledger where that says another."""
        values = _bound(duty, quota)
        if claim is None or claim.number is None:
            return self.judge_no_number(duty, quota, claim, loc)
        counts = self.counts(claim, duty.due)
        judged = [self.judge_count(duty, quota, count, claim, loc) for count in counts]
        if len(judged) == 1:
            return judged[0]
        ledger = {"claimed": counts[0], **self.ledger(claim, duty.due)}
        if judged[0].verdict is judged[1].verdict and judged[0].verdict is not Verdict.PASS:
            return judged[0]._replace(note=Note("note.ledger", ledger))
        values |= {"actual": counts[0], **ledger}
        return _Judgement(Verdict.REVIEW, "finding.ledger", values, (*loc, "records"))

    def judge_no_number(
        self, duty: Duty, quota: Quota, claim: Claim | None, loc: Loc
    ) -> _Judgement:
        """Judge what has no number: a ledger by itself can only count against the subject."""
        values = _bound(duty, quota)
        if claim is not None and claim.records:
            ledger = self.ledger(claim, duty.due)
            counted = self.judge_count(duty, quota, ledger["counted"], claim, loc)
            if counted.reason == "finding.over-cap":
                return counted._replace(loc=(*loc, "records"))
            if duty.level is Level.OPTIONAL:
                values |= {"claimed": None, **ledger}
                return _Judgement(Verdict.REVIEW, "finding.ledger", values, (*loc, "records"))
        if isinstance(claim, Entry) and claim.status in _NOTHING_DONE:
            return self.nothing_done(duty, values, claim.status, loc)
        return self.absent(duty, values, claim, loc)

    def nothing_done(
        self, duty: Duty, values: Values, status: Status | None, loc: Loc
    ) -> _Judgement:
        """Judge the statement that nothing was done or will be."""
        stated = {**values, "actual": status, "gap": values.get("expected")}
        return self.short(duty, f"finding.{status}", stated, (*loc, "status"))

    def judge_count(
        self, duty: Duty, quota: Quota, count: int, claim: Claim, loc: Loc
    ) -> _Judgement:
        """Judge one number that is claimed or counted."""
        values = {**_bound(duty, quota), "actual": count, "gap": 0}
        at = (*loc, NUMBER)
        if duty.at_most is not None and count > duty.at_most:
            # A cap once broken stays broken, so no deadline and no option to decline excuses it.
            bound = "exactly" if "exactly" in duty.bounds else "at_most"
            over = {"expected": duty.at_most, "bound": bound, "gap": count - duty.at_most}
            return _Judgement(Verdict.FAIL, "finding.over-cap", {**values, **over}, at)
        if duty.at_least is not None and count < duty.at_least:
            values["gap"] = duty.at_least - count
            return self.short(duty, "finding.below-quota", values, at)
        if not duty.bounds.keys() & {"at_least", "exactly"}:
            # A date does not matter: what came too late did not break the cap either.
            return self.proved("finding.within-cap", values, claim, at, needed=count > 0)
        return self.met(duty, "finding.quota-met", values, claim, loc, at)

    # -- ledgers --

    def counts(self, claim: Claim, due: datetime.date) -> list[int]:
        """Return the number claimed, if any, and the ledger's if that is another."""
        claimed = [claim.number.value] if claim.number else []
        counted = [self.ledger(claim, due)["counted"]] if claim.records is not None else []
        return list(dict.fromkeys([*claimed, *counted]))

    def ledger(self, claim: Claim, due: datetime.date) -> dict[str, int]:
        """Return what the records count to, and how many do not: dated outside, or given twice."""
        records = claim.records or []
        first, last = self.plan.period.from_, min(self.known.as_of, due)
        within = [r for r in records if r.date is None or first <= r.date <= last]
        counted_by = self.plan.counted_by(self.obligation)
        different = {record.identity(counted_by): record.amount for record in within}
        return {
            "listed": len(records),
            "counted": sum(different.values()),
            "outside": len(records) - len(within),
            "repeated": len(within) - len(different),
        }

    # -- from a standing to a verdict --

    def absent(self, duty: Duty, values: Values, claim: Claim | None, loc: Loc) -> _Judgement:
        """Return the verdict where what decides is not stated: missing, if mandatory and due."""
        stated = claim is not None and any(value is not None for _, value in claim)
        if stated:
            reason = "finding.no-status" if self.obligation.quota is None else "finding.no-number"
        elif self.reported and loc == self.loc:
            reason = "finding.blank"
        else:
            reason = "finding.missing"
        if values.get("bound") == "at_least":
            values = {**values, "gap": values["expected"]}
        if duty.level is Level.OPTIONAL:
            reason = reason if stated else "finding.not-taken-up"
            return _Judgement(Verdict.OPTIONAL, reason, values, loc)
        if self.known.as_of < duty.due:
            return _Judgement(Verdict.PENDING, "finding.not-due", {**values, "due": duty.due}, loc)
        return _Judgement(Verdict.MISSING, reason, values, loc)

    def short(self, duty: Duty, reason: str, values: Values, loc: Loc) -> _Judgement:
        """Return the verdict where what is stated is not enough: fail, if mandatory and due."""
        if duty.level is Level.OPTIONAL:
            return _Judgement(Verdict.OPTIONAL, _optional_reason(values["actual"]), values, loc)
        if self.known.as_of < duty.due:
            return _Judgement(Verdict.PENDING, "finding.not-yet", {**values, "due": duty.due}, loc)
        return _Judgement(Verdict.FAIL, reason, values, loc)

    def met(
        self,
        duty: Duty,
        reason: str,
        values: Values,
        claim: Claim,
        loc: Loc,
        at: Loc,
    ) -> _Judgement:
        """Return the verdict where enough is stated: pass, if it is dated in time and proved."""
        date = claim.date
        if date is None and self.entry is not None:
            date, loc = self.entry.date, self.loc  # a unit without a date of its own
        if date is not None:
            optional = duty.level is Level.OPTIONAL
            dated = {**values, "date": date, "due": duty.due, "as_of": self.known.as_of}
            at_date = (*loc, "date")
            if date > duty.due:
                verdict = Verdict.OPTIONAL if optional else Verdict.FAIL
                return _Judgement(verdict, "finding.late", dated, at_date)
            if date > self.known.as_of:
                verdict = Verdict.OPTIONAL if optional else Verdict.PENDING
                return _Judgement(verdict, "finding.ahead", dated, at_date)
            if date < self.plan.period.from_:
                early = {**dated, "from": self.plan.period.from_}
                return _Judgement(Verdict.REVIEW, "finding.early", early, at_date)
        return self.proved(reason, values, claim, at)

    def proved(
        self, reason: str, values: Values, claim: Claim, at: Loc, *, needed: bool = True
    ) -> _Judgement:
        """Pass, unless evidence is asked for and none that the report lists is given."""
        demanded = self.known.require_evidence or self.obligation.requires.evidence
        if needed and demanded and not self.evidence(claim):
            return _Judgement(Verdict.REVIEW, "finding.no-evidence", values, at)
        return _Judgement(Verdict.PASS, reason, values, at)

    # -- evidence and notes --

    def evidence(self, claim: Claim) -> list[str]:
        """Return the documents that stand behind ``claim``: listed, and more than an empty line."""
        listed = self.report.evidence or {}
        whole = self.entry.evidence if self.entry else None
        named = [*_evidence(claim), *(whole or [])]
        return [name for name in named if name in listed and listed[name].says_something]

    def notes(self, verdict: Verdict, reason: str) -> Iterator[Note]:
        """Yield remarks that change nothing: what was read into a value, what looks odd."""
        entry = self.entry
        if self.obligation.id in self.known.overruled:
            stated = self.known.overruled[self.obligation.id]
            allotted = self.known.allotments[self.obligation.id]
            yield Note("note.allotment", {"stated": stated, "allotted": allotted})
        if entry is None:
            return
        if verdict is Verdict.NOT_APPLICABLE and reason != "finding.has-no-units":
            yield Note("note.not-asked", {})
        for loc, claim in self.claims:
            number = claim.number
            if number is None or (number.plain and number.value <= PLAUSIBLE):
                continue
            where = self.report.locate(*loc, NUMBER)
            if not number.plain:
                values = {"written": number.written, "value": number.value}
                yield Note("note.read-as", values, where)
            if number.value > PLAUSIBLE:
                yield Note("note.implausible", {"value": number.value}, where)
        done = entry.units or (entry.number is not None and entry.number.value > 0)
        if verdict is Verdict.PASS and done and entry.status in _NOTHING_DONE:
            yield Note("note.status", {"status": entry.status})
        listed = self.report.evidence or {}
        named = dict.fromkeys([name for _, claim in self.claims for name in _evidence(claim)])
        unlisted = [name for name in named if name not in listed]
        if unlisted:
            yield Note("note.evidence", {"ids": unlisted})
        empty = [name for name in named if name in listed and not listed[name].says_something]
        if empty:
            yield Note("note.evidence-empty", {"ids": empty})
        later = [name for name in named if name in listed and self.is_later(listed[name].date)]
        if later:
            yield Note("note.evidence-later", {"ids": later, "as_of": self.known.as_of})

    def is_later(self, date: datetime.date | None) -> bool:
        """Whether ``date`` is after the day that is judged by."""
        return date is not None and date > self.known.as_of


_NOTHING_DONE = (Status.NOT_STARTED, Status.NOT_UNDERTAKEN)
_WORST = (
    Verdict.FAIL,
    Verdict.MISSING,
    Verdict.REVIEW,
    Verdict.PENDING,
    Verdict.OPTIONAL,
    Verdict.PASS,
)


def _optional_reason(actual: object) -> str:
    """Return why an optional duty is not met: declined, not taken up, or begun and short."""
    if actual is Status.NOT_UNDERTAKEN:
        return "finding.declined"
    if actual is Status.NOT_STARTED or actual == 0:
        return "finding.not-taken-up"
    return "finding.begun"


def _evidence(claim: Claim) -> list[str]:
    """Return the evidence named for a claim or for a record of its ledger."""
    named = claim.evidence or []
    if not claim.records:
        return named
    return [*named, *(name for record in claim.records for name in record.evidence or [])]


def _bound(duty: Duty, quota: Quota) -> dict[str, Any]:
    """Return the number that is asked for, the kind of bound it is, and its unit."""
    bound = next(key for key in ("exactly", "at_least", "at_most") if key in duty.bounds)
    return {"expected": duty.bounds[bound], "bound": bound, "unit": quota.unit}


def _margin(judgement: _Judgement) -> int:
    """Return how far the judgement is from turning over: of several the closest is shown."""
    if judgement.verdict is Verdict.NOT_APPLICABLE:
        return sys.maxsize
    expected, actual = judgement.values.get("expected"), judgement.values.get("actual", 0)
    if isinstance(expected, int) and isinstance(actual, int):
        return abs(actual - expected)
    return 0


def _deciding(judged: _Judged) -> list[str]:
    """Return the unknown facts that decide: those that turn the verdict while the others stay."""
    names = ("tier", "designated", "allotment")
    found = []
    for name in names:
        others = [other for other in names if other != name]
        for (one, _, first), (two, _, second) in product(judged, judged):
            same = all(getattr(one, other) == getattr(two, other) for other in others)
            if same and first.verdict is not second.verdict:
                found.append(name)
                break
    if found:
        return found
    return [name for name in names if len({getattr(world, name) for world, _, _ in judged}) > 1]


# --- waivers -------------------------------------------------------------------------------------

WAIVABLE = frozenset({Verdict.FAIL, Verdict.MISSING, Verdict.REVIEW, Verdict.PENDING})
"""The verdicts a waiver can lift. One that lifts none of these is of no use and said to be so."""


def _waived(finding: Finding, waivers: Waivers | None, known: Known) -> Finding:
    """Return ``finding`` waived where a waiver in force covers it and it needs one."""
    waiver = waivers.find(known.subject, finding.obligation.id) if waivers else None
    if waiver is None or finding.verdict not in WAIVABLE:
        return finding
    values = {"why": waiver.reason, "approved_by": waiver.approved_by, "until": waiver.until}
    if not waiver.in_force(known.as_of):
        return finding._replace(notes=(*finding.notes, Note("note.waiver-expired", values)))
    beneath = {"beneath": {"reason": finding.reason, "values": finding.values}}
    return finding._replace(
        verdict=Verdict.WAIVED,
        reason="finding.waived",
        values={**finding.values, **values, **beneath},
        underlying=finding.verdict,
    )
