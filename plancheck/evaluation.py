"""The verdicts. A pure function: the same plan, report, roster and waivers give the same findings.

A fact that nobody stated (the tier, a designation, an allotment) is not assumed. Every world the
inputs still allow is judged, and a verdict stands only if all of them agree on it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from plancheck.errors import Problem, ReportError
from plancheck.fields import Status
from plancheck.plan import NATIONAL, Duty, Level, Obligation, Plan, Task, Text, World
from plancheck.report import Claim, Entry, Report, as_of_misfit
from plancheck.result import Finding, Note, Result, Verdict
from plancheck.roster import NUMBER, Roster, fact_misfits
from plancheck.source import Loc
from plancheck.waivers import Waivers

PLAUSIBLE = 10_000
"""A count above this is no error but worth a second look."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the one who asks states or demands beyond the files. None means not stated."""

    subject: str | None = None
    tier: str | None = None
    as_of: datetime.date | None = None
    require_evidence: bool = False


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
    known = _settle(plan, report, roster, terms or Terms())
    findings = []
    for task, obligation in plan.obligations(national=report.national):
        finding = _Case(plan, task, obligation, report, known).finding()
        findings.append(_waive(finding, waivers, known))
    return Result(plan, report.path, known.subject, known.tier, known.as_of, tuple(findings))


# --- the facts -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts about one subject after all inputs have been heard."""

    subject: str
    national: bool
    tier: str | None
    tiers: tuple[str | None, ...]  # those that are still possible; the one known, or (None,)
    designated: frozenset[str] | None
    allotments: Mapping[str, int]
    units: Mapping[str, list[str]]
    as_of: datetime.date
    require_evidence: bool
    overruled: Mapping[str, int]  # allotments that the report states and the roster contradicts


def _settle(plan: Plan, report: Report, roster: Roster | None, terms: Terms) -> _Known:
    problems: list[Problem] = []
    stated = report.subject or report.province
    subject = terms.subject or stated
    if subject is None:
        raise ReportError([Problem("report.no-subject", report.locate())])
    if terms.subject and stated and terms.subject != stated:
        where = report.locate("province" if report.province else "subject")
        problems.append(
            Problem("facts.subject-conflict", where, {"stated": stated, "asked": terms.subject})
        )
    national = subject == NATIONAL
    entry = roster.entry(subject) if roster else None
    tier = _tier(plan, report, roster, terms, subject, problems)
    listed = entry.designated if entry else None
    if (
        listed is not None
        and report.designated is not None
        and set(listed) != set(report.designated)
    ):
        values = {"stated": report.designated, "listed": listed}
        problems.append(Problem("facts.designation-conflict", report.locate("designated"), values))
    designated = listed if listed is not None else report.designated
    if not national and tier is not None and report.tier is None:
        problems += fact_misfits(plan, report, tier, lambda loc: report.locate(*loc))
    if not national and tier is None and not _possible_tiers(plan, designated):
        where = report.locate("designated")
        problems.append(Problem("facts.no-tier-fits", where, {"obligations": designated}))
    if terms.as_of is not None:
        problems += as_of_misfit(plan, terms.as_of, None)
    if problems:
        raise ReportError(problems)
    allotted = {
        name: item.number.value for name, item in ((entry and entry.allotments) or {}).items()
    }
    claimed = {name: item.number.value for name, item in (report.allotments or {}).items()}
    return _Known(
        subject=subject,
        national=national,
        tier=tier,
        tiers=(tier,) if tier is not None or national else _possible_tiers(plan, designated),
        designated=None if designated is None else frozenset(designated),
        allotments={**claimed, **allotted},
        units=(entry and entry.units) or {},
        as_of=terms.as_of or report.as_of or plan.period.to,
        require_evidence=terms.require_evidence,
        overruled={name: n for name, n in claimed.items() if allotted.get(name, n) != n},
    )


def _possible_tiers(plan: Plan, designated: Sequence[str] | None) -> tuple[str | None, ...]:
    """Return the tiers a subject with these designations can be of."""
    obligations = [plan.find(name) for name in designated or ()]
    return tuple(
        tier for tier in plan.tiers if all(plan.designable(item, tier) for item in obligations)
    )


def _tier(
    plan: Plan,
    report: Report,
    roster: Roster | None,
    terms: Terms,
    subject: str,
    problems: list[Problem],
) -> str | None:
    """Return the one tier that all inputs agree on; a disagreement becomes a problem."""
    entry = roster.entry(subject) if roster else None
    stated = [
        ("report", report.tier, report.locate("tier")),
        (
            "roster",
            entry.tier if entry else None,
            roster.locate(subject, "tier") if roster and entry else None,
        ),
        ("option", terms.tier, None),
    ]
    given = [(origin, tier, where) for origin, tier, where in stated if tier is not None]
    if given and subject == NATIONAL:
        problems.append(Problem("report.national-tier", given[0][2]))
        return None
    for origin, tier, _ in given[1:]:
        first, first_tier, where = given[0]
        if tier != first_tier:
            values = {
                "tier": plan.tiers[first_tier],
                "from": first,
                "other": plan.tiers[tier],
                "other_from": origin,
            }
            problems.append(Problem("facts.tier-conflict", where, values))
    return given[0][1] if given else None


# --- one obligation ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Judgement:
    """The verdict in one world, with the place in the report that decides it."""

    verdict: Verdict
    reason: str
    values: Mapping[str, Any]
    loc: Loc
    note: Note | None = None


class _Case:
    """One obligation, what was reported on it, and every world it may have to be judged in."""

    def __init__(
        self, plan: Plan, task: Task, obligation: Obligation, report: Report, known: _Known
    ) -> None:
        self.plan = plan
        self.task = task
        self.obligation = obligation
        self.report = report
        self.known = known
        self.reported = obligation.id in (report.tasks or {})
        self.entry = (report.tasks or {}).get(obligation.id)
        self.loc: Loc = ("tasks", obligation.id)

    def finding(self) -> Finding:
        """Return the verdict all worlds agree on, or a review that names the deciding facts."""
        judged = [(world, self.duty(world), self.judge(world)) for world in self.worlds()]
        verdicts = {judgement.verdict for _, _, judgement in judged}
        levels = {duty.level for _, duty, _ in judged}
        chosen = min((judgement for _, _, judgement in judged), key=_margin)
        verdict, reason = chosen.verdict, chosen.reason
        values: dict[str, Any] = dict(chosen.values)
        if len(verdicts) > 1:
            verdict, reason = Verdict.REVIEW, "finding.undecided"
            kept: dict[str, Any] = {
                key: values[key] for key in ("actual", "bound", "unit") if key in values
            }
            values = {"facts": _deciding(judged)} | kept
        if self.number_unknown and "expected" in values:
            values |= {"expected": None, "gap": None}
            reason = "finding.below-any" if reason == "finding.below-quota" else reason
        if len(judged) > 1:
            values["worlds"] = [
                _shown(world, self.plan.tiers.get(world.tier or ""), duty, judgement)
                for world, duty, judgement in judged
            ]
        return Finding(
            task=self.task,
            obligation=self.obligation,
            verdict=verdict,
            reason=reason,
            values=values,
            location=self.report.locate(*chosen.loc),
            level=next(iter(levels)) if len(levels) == 1 else None,
            asked=levels != {None},
            notes=tuple(self.notes(chosen)),
        )

    # -- worlds --

    def worlds(self) -> Iterator[World]:
        """Yield every way the facts may be, given what is known."""
        for tier in self.known.tiers:
            for designated in self.designations(tier):
                for allotment in self.allotments(designated):
                    yield World(self.known.subject, tier, designated, allotment)

    def designations(self, tier: str | None) -> tuple[bool, ...]:
        """Return whether the subject is designated, or both where nobody stated it."""
        if not self.plan.designable(self.obligation, tier):
            return (False,)
        if self.known.designated is None:
            return (False, True)
        return (self.obligation.id in self.known.designated,)

    @property
    def number_unknown(self) -> bool:
        """Whether the number asked for is allotted and nobody stated it."""
        quota = self.obligation.quota
        return quota is not None and quota.allotted and self.allotted is None

    @property
    def allotted(self) -> int | None:
        return self.known.allotments.get(self.obligation.id)

    def allotments(self, designated: bool) -> list[int | None]:
        """Return the number allotted, or numbers on both sides of every count that is reported.

        Where only an allotment makes the duty bind, that there is none is a possibility too.
        """
        if not self.number_unknown:
            return [self.allotted]
        counts = self.counts(self.entry, self.plan.period.to) if self.entry else []
        numbers = {1, *(max(count, 1) for count in counts), *(count + 1 for count in counts)}
        none = [None] if "allotted" in self.obligation.applies and not designated else []
        return [*none, *sorted(numbers)]

    def duty(self, world: World) -> Duty:
        return self.plan.duty(self.task, self.obligation, world)

    # -- one world --

    def judge(self, world: World) -> _Judgement:
        """Return the verdict in ``world``."""
        duty = self.duty(world)
        if duty.level is None:
            return self.not_asked(world)
        if self.obligation.quota is None:
            return self.judge_status(duty)
        if self.obligation.quota.per:
            return self.judge_units(duty)
        return self.judge_number(duty, self.entry, self.loc)

    def not_asked(self, world: World) -> _Judgement:
        reason, values = "finding.not-asked", {}
        if "designated" in self.obligation.applies:
            reason = "finding.not-designated"
            if world.tier is not None and not self.plan.designable(self.obligation, world.tier):
                reason, values = "finding.not-in-tier", {"tier": self.plan.tiers[world.tier]}
        return _Judgement(Verdict.NOT_APPLICABLE, reason, values, self.loc)

    def judge_status(self, duty: Duty) -> _Judgement:
        entry, values = self.entry, dict[str, Any](expected=duty.status)
        if entry is None or entry.status is None:
            return self.absent(duty, values, entry, self.loc)
        loc = (*self.loc, "status")
        values = {**values, "actual": entry.status}
        if entry.status is Status.NOT_UNDERTAKEN:
            return self.short(duty, "finding.not-undertaken", values, loc)
        if not entry.status.reaches(duty.status):
            return self.short(duty, "finding.status-short", values, loc)
        return self.met(duty, "finding.status-met", values, entry, self.loc, loc)

    def judge_units(self, duty: Duty) -> _Judgement:
        """Judge every unit by itself; the worst verdict is the obligation's."""
        entry, quota = self.entry, self.obligation.quota
        assert quota is not None
        values: dict[str, Any] = {
            **_bound(duty),
            "unit": quota.unit,
            "unit_name": quota.unit_name or quota.unit,
        }
        reported = entry.units if entry is not None else None
        listed = self.known.units.get(self.obligation.id)
        if reported is None:
            if entry is not None and entry.status in (Status.NOT_STARTED, Status.NOT_UNDERTAKEN):
                values["actual"] = entry.status
                reason = f"finding.{entry.status}"
                return self.short(duty, reason, values, (*self.loc, "status"))
            if listed is None:
                absent = self.absent(duty, values, entry, self.loc)
                missing = absent.verdict is Verdict.MISSING
                return replace(absent, reason="finding.no-units") if missing else absent
        loc = (*self.loc, "units")
        judged = {
            name: self.judge_number(duty, (reported or {}).get(name), (*loc, name))
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

    def judge_number(self, duty: Duty, claim: Claim | None, loc: Loc) -> _Judgement:
        quota = self.obligation.quota
        assert quota is not None
        values: dict[str, Any] = {**_bound(duty), "unit": quota.unit}
        if claim is None or claim.number is None:
            status = claim.status if isinstance(claim, Entry) else None
            if status is Status.NOT_STARTED:
                return self.short(
                    duty, "finding.not-started", {**values, "actual": status}, (*loc, "status")
                )
            if status is Status.NOT_UNDERTAKEN:
                return self.short(
                    duty, "finding.not-undertaken", {**values, "actual": status}, (*loc, "status")
                )
            return self.absent(duty, values, claim, loc)
        counts = self.counts(claim, duty.due)
        judged = [self.judge_count(duty, count, claim, loc) for count in counts]
        if len(counts) == 1:
            return judged[0]
        ledger = {"claimed": counts[0], "counted": counts[1], **self.ledger(claim, duty.due)}
        if judged[0].verdict is judged[1].verdict and judged[0].verdict is not Verdict.PASS:
            return replace(judged[0], note=Note("note.ledger", ledger))
        merged = {**values, "actual": counts[0], **ledger}
        return _Judgement(Verdict.REVIEW, "finding.ledger", merged, (*loc, "records"))

    def judge_count(self, duty: Duty, count: int, claim: Claim, loc: Loc) -> _Judgement:
        quota = self.obligation.quota
        assert quota is not None
        values = {**_bound(duty), "actual": count, "gap": 0, "unit": quota.unit}
        at = (*loc, NUMBER)
        if duty.at_most is not None and count > duty.at_most:
            # A cap once broken stays broken, so no deadline and no option to decline excuses it.
            over = {
                **values,
                "expected": duty.at_most,
                "bound": "at_most",
                "gap": count - duty.at_most,
            }
            return _Judgement(Verdict.FAIL, "finding.over-cap", over, at)
        if duty.at_least is not None and count < duty.at_least:
            return self.short(
                duty, "finding.below-quota", {**values, "gap": duty.at_least - count}, at
            )
        if duty.at_least is None:
            return self.proved("finding.within-cap", values, claim, at, needed=count > 0)
        return self.met(duty, "finding.quota-met", values, claim, loc, at)

    def counts(self, claim: Claim, due: datetime.date) -> list[int]:
        """Return the number claimed and, if the ledger says another, that one too."""
        if claim.number is None:
            return []
        if claim.records is None:
            return [claim.number.value]
        ledger = self.ledger(claim, due)
        counted = len(claim.records) - ledger["outside"] - ledger["repeated"]
        return [claim.number.value] + ([counted] if counted != claim.number.value else [])

    def ledger(self, claim: Claim, due: datetime.date) -> dict[str, int]:
        """Return how many records do not count: dated outside the time judged, or given twice."""
        records = claim.records or []
        first, last = self.plan.period.from_, min(self.known.as_of, due)
        within = [r for r in records if r.date is None or first <= r.date <= last]
        # A record with neither name nor date cannot be told from another one.
        told = [(r.name, r.date, r.host) for r in within if r.name or r.date]
        return {
            "listed": len(records),
            "outside": len(records) - len(within),
            "repeated": len(told) - len(set(told)),
        }

    # -- from a standing to a verdict --

    def absent(
        self, duty: Duty, values: Mapping[str, Any], claim: Claim | None, loc: Loc
    ) -> _Judgement:
        """Nothing is stated of what decides: missing, unless there is still time or no duty."""
        if duty.level is Level.OPTIONAL:
            return _Judgement(Verdict.OPTIONAL, "finding.not-taken-up", values, loc)
        if claim is not None and claim.model_dump(exclude_none=True):
            reason = "finding.no-status" if self.obligation.quota is None else "finding.no-number"
        elif self.reported and loc == self.loc:
            reason = "finding.blank"
        else:
            reason = "finding.missing"
        if self.known.as_of < duty.due:
            return _Judgement(Verdict.PENDING, "finding.not-due", {**values, "due": duty.due}, loc)
        return _Judgement(Verdict.MISSING, reason, values, loc)

    def short(self, duty: Duty, reason: str, values: Mapping[str, Any], loc: Loc) -> _Judgement:
        """Something is stated and it is not enough."""
        if duty.level is Level.OPTIONAL:
            return _Judgement(Verdict.OPTIONAL, _optional_reason(values["actual"]), values, loc)
        if self.known.as_of < duty.due:
            return _Judgement(Verdict.PENDING, "finding.not-yet", {**values, "due": duty.due}, loc)
        return _Judgement(Verdict.FAIL, reason, values, loc)

    def met(
        self, duty: Duty, reason: str, values: Mapping[str, Any], claim: Claim, loc: Loc, at: Loc
    ) -> _Judgement:
        """Enough is stated; what remains is when, and the proof of it."""
        date = claim.date
        if date is None and self.entry is not None:
            date, loc = self.entry.date, self.loc  # a unit without a date of its own
        if date is not None:
            dated = {**values, "date": date, "due": duty.due, "as_of": self.known.as_of}
            at_date = (*loc, "date")
            if date > duty.due:
                verdict = Verdict.OPTIONAL if duty.level is Level.OPTIONAL else Verdict.FAIL
                return _Judgement(verdict, "finding.late", dated, at_date)
            if date > self.known.as_of:
                verdict = Verdict.OPTIONAL if duty.level is Level.OPTIONAL else Verdict.PENDING
                return _Judgement(verdict, "finding.ahead", dated, at_date)
            if date < self.plan.period.from_:
                early = {**dated, "from": self.plan.period.from_}
                return _Judgement(Verdict.REVIEW, "finding.early", early, at_date)
        return self.proved(reason, values, claim, at)

    def proved(
        self, reason: str, values: Mapping[str, Any], claim: Claim, at: Loc, *, needed: bool = True
    ) -> _Judgement:
        """Pass, unless evidence is asked for and none that the report lists is given."""
        required = needed and (self.known.require_evidence or self.obligation.requires.evidence)
        if required and not self.listed_evidence(claim):
            return _Judgement(Verdict.REVIEW, "finding.no-evidence", values, at)
        return _Judgement(Verdict.PASS, reason, values, at)

    # -- evidence and notes --

    def listed_evidence(self, claim: Claim) -> bool:
        known = self.report.evidence or {}
        whole = self.entry.evidence if self.entry else None
        return any(name in known for name in [*_evidence(claim), *(whole or [])])

    def notes(self, chosen: _Judgement) -> Iterator[Note]:
        """Yield remarks that change nothing: what was read into a value, what looks odd."""
        if chosen.note is not None:
            yield chosen.note
        if (
            chosen.verdict is Verdict.NOT_APPLICABLE
            and self.entry is not None
            and chosen.reason != "finding.has-no-units"
        ):
            yield Note("note.not-asked", {})
        overruled = self.known.overruled.get(self.obligation.id)
        if overruled is not None:
            allotted = self.known.allotments[self.obligation.id]
            yield Note("note.allotment", {"stated": overruled, "allotted": allotted})
        if self.entry is None:
            return
        claims = [self.entry, *(claim for claim in (self.entry.units or {}).values() if claim)]
        for claim in claims:
            number = claim.number
            if number is not None and not number.plain:
                yield Note("note.read-as", {"written": number.written, "value": number.value})
            if number is not None and number.value > PLAUSIBLE:
                yield Note("note.implausible", {"value": number.value})
        entry = self.entry
        if (
            chosen.verdict is Verdict.PASS
            and entry.number is not None
            and entry.number.value > 0
            and entry.status in (Status.NOT_STARTED, Status.NOT_UNDERTAKEN)
        ):
            yield Note("note.status", {"status": entry.status})
        listed = self.report.evidence or {}
        unlisted = [name for claim in claims for name in _evidence(claim) if name not in listed]
        if unlisted:
            yield Note("note.evidence", {"ids": list(dict.fromkeys(unlisted))})


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
    of_records = (name for record in claim.records or [] for name in record.evidence or [])
    return [*(claim.evidence or []), *of_records]


def _bound(duty: Duty) -> dict[str, Any]:
    """Return the number that is asked for and the kind of bound it is."""
    if duty.at_least is not None and duty.at_least == duty.at_most:
        return {"expected": duty.at_least, "bound": "exactly"}
    if duty.at_least is not None:
        return {"expected": duty.at_least, "bound": "at_least"}
    return {"expected": duty.at_most, "bound": "at_most"}


def _margin(judgement: _Judgement) -> int:
    """Return how far the judgement is from turning over: of equal verdicts the closest is shown."""
    values = judgement.values
    expected, actual = values.get("expected"), values.get("actual", 0)
    if isinstance(expected, int) and isinstance(actual, int):
        return abs(actual - expected)
    return 0


_Judged = list[tuple[World, Duty, _Judgement]]


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


def _shown(
    world: World, tier_name: Text | None, duty: Duty, judgement: _Judgement
) -> dict[str, Any]:
    shown = {
        "tier": world.tier,
        "tier_name": tier_name,
        "designated": world.designated,
        "allotment": world.allotment,
    }
    return {
        **shown,
        "level": duty.level,
        "verdict": judgement.verdict,
        "expected": judgement.values.get("expected"),
    }


# --- waivers -------------------------------------------------------------------------------------


def _waive(finding: Finding, waivers: Waivers | None, known: _Known) -> Finding:
    """Return ``finding`` waived where a waiver in force covers it and it needs one."""
    waiver = waivers.find(known.subject, finding.obligation.id) if waivers else None
    if waiver is None or finding.verdict not in WAIVABLE:
        return finding
    values = {"why": waiver.reason, "approved_by": waiver.approved_by, "until": waiver.until}
    if not waiver.in_force(known.as_of):
        return replace(finding, notes=(*finding.notes, Note("note.waiver-expired", values)))
    beneath = {"beneath": {"reason": finding.reason, "values": finding.values}}
    return replace(
        finding,
        verdict=Verdict.WAIVED,
        reason="finding.waived",
        values={**finding.values, **values, **beneath},
        underlying=finding.verdict,
    )


WAIVABLE = frozenset({Verdict.FAIL, Verdict.MISSING, Verdict.REVIEW, Verdict.PENDING})
"""The verdicts a waiver can lift. One that lifts none of these is of no use and said to be so."""
