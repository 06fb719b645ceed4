"""A stored result held against the files: whether it is still what they give, and what changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from plancheck.plan.model import Plan
from plancheck.verdicts.receipt import (
    FileDigest,
    FindingReceipt,
    PlanDigests,
    Receipt,
    ReportReceipt,
)


class Match(StrEnum):
    """What became of something that a result names.

    ``differs`` is the same file with other findings, ``unjudged`` one that was not judged again;
    ``reworded`` is a rule set that decides alike, ``unknown`` a file that the result does not name.
    """

    SAME = "same"
    DIFFERS = "differs"
    UNJUDGED = "unjudged"
    CHANGED = "changed"
    MISSING = "missing"
    UNKNOWN = "unknown"
    REWORDED = "reworded"


class CheckedInput(NamedTuple):
    """A roster, waivers or rule set: ``kind`` says which. ``now`` is None where it is missing."""

    kind: str
    state: Match
    before: FileDigest
    now: FileDigest | None


class ChangedFinding(NamedTuple):
    """A finding that is another one now; None where one of the two has none on the obligation.

    ``aspects`` are the names of the fields that differ.
    """

    obligation: str
    before: FindingReceipt | None
    now: FindingReceipt | None
    aspects: tuple[str, ...]


class CheckedReport(NamedTuple):
    """A report: what was found about it then and now, each None where there is none.

    ``aspects`` are what differs about the report as a whole: ``outcome`` and what a
    ``ReportReceipt`` has in ``whole``.
    """

    state: Match
    before: ReportReceipt | None
    now: ReportReceipt | None
    aspects: tuple[str, ...] = ()
    findings: tuple[ChangedFinding, ...] = ()

    @property
    def report(self) -> ReportReceipt:
        """The report as the result names it, or the file that the result does not name."""
        report = self.before or self.now
        assert report is not None
        return report


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of all that the result at ``path`` names, and of the files given beside.

    ``plan`` is the rule set of now. The reports stand in the order of the result.
    """

    path: str
    plan: Plan
    inputs: tuple[CheckedInput, ...]
    reports: tuple[CheckedReport, ...]

    @property
    def same(self) -> bool:
        """Whether the result is what the files give."""
        states = {item.state for item in self.inputs} | {item.state for item in self.reports}
        return states <= {Match.SAME, Match.REWORDED}


def verify(
    then: Receipt,
    plan: Plan,
    used: Mapping[str, FileDigest | None],
    now: Sequence[ReportReceipt],
    *,
    judged: bool,
) -> Verification:
    """Return what differs between the result ``then`` and ``now``, what the same files give.

    ``used`` are the ``roster`` and the ``waivers`` of now. Reports are matched by digest; one that
    has no match is the one given under its name, which has changed, or missing. Those whose bytes
    were not read are matched by name and by what is wrong. Without ``judged`` only the digests in
    ``now`` count.
    """
    inputs = [_rules(then.plan, plan)]
    for kind, before in (("roster", then.roster), ("waivers", then.waivers)):
        if before is not None:
            inputs.append(_input(kind, before, used[kind]))
    return Verification(then.path, plan, tuple(inputs), tuple(_reports(then, now, judged=judged)))


def _rules(before: PlanDigests, plan: Plan) -> CheckedInput:
    state = Match.SAME
    if (before.id, before.rules_sha256) != (plan.id, plan.rules_sha256):
        state = Match.CHANGED
    elif before.sha256 != plan.sha256:
        state = Match.REWORDED
    digests = FileDigest(before.id, before.sha256), FileDigest(plan.id, plan.sha256)
    return CheckedInput("rules", state, *digests)


def _input(kind: str, before: FileDigest, now: FileDigest | None) -> CheckedInput:
    if now is None:
        return CheckedInput(kind, Match.MISSING, before, None)
    state = Match.SAME if now.sha256 == before.sha256 else Match.CHANGED
    return CheckedInput(kind, state, before, now)


def _reports(
    then: Receipt, now: Sequence[ReportReceipt], *, judged: bool
) -> Iterator[CheckedReport]:
    known = {before.file.sha256 for before in then.reports} - {None}
    by_digest = {report.file.sha256: report for report in now if report.file.sha256 in known}
    rest = [report for report in now if report.file.sha256 not in known]
    for before in then.reports:
        match = by_digest.get(before.file.sha256) or _unread_alike(before, rest, judged=judged)
        if match is not None:
            if match in rest:
                rest.remove(match)
            yield (
                _matched(before, match) if judged else CheckedReport(Match.UNJUDGED, before, match)
            )
        elif (named := _of_its_name(before, rest)) is not None:
            rest.remove(named)
            aspects, findings = _differences(before, named) if judged else ((), ())
            yield CheckedReport(Match.CHANGED, before, named, aspects, findings)
        else:
            yield CheckedReport(Match.MISSING, before, None)
    for report in rest:
        yield CheckedReport(Match.UNKNOWN, None, report)


def _matched(before: ReportReceipt, now: ReportReceipt) -> CheckedReport:
    aspects, findings = _differences(before, now)
    state = Match.DIFFERS if aspects or findings else Match.SAME
    return CheckedReport(state, before, now, aspects, findings)


def _unread_alike(
    before: ReportReceipt, rest: Sequence[ReportReceipt], *, judged: bool
) -> ReportReceipt | None:
    """Return the report whose bytes were not read either, with the same name and problems.

    What nobody ``judged`` again has no problems to compare.
    """
    if before.file.sha256 is not None:
        return None
    alike = (
        report
        for report in rest
        if report.file.sha256 is None
        and _name(report) == _name(before)
        and (not judged or report.whole == before.whole)
    )
    return next(alike, None)


def _of_its_name(before: ReportReceipt, rest: Sequence[ReportReceipt]) -> ReportReceipt | None:
    """Return the report with the path of ``before``, else the first with the name of its file."""
    alike = [report for report in rest if _name(report) == _name(before)]
    same_path = (report for report in alike if report.file.path == before.file.path)
    return next(same_path, alike[0] if alike else None)


def _name(report: ReportReceipt) -> str:
    name = report.file.path.replace("\\", "/").rsplit("/", 1)[-1]
    return unicodedata.normalize("NFC", name)


def _differences(
    before: ReportReceipt, now: ReportReceipt
) -> tuple[tuple[str, ...], tuple[ChangedFinding, ...]]:
    aspects = ["outcome"] if before.outcome != now.outcome else []
    names = dict.fromkeys((*before.whole, *now.whole))
    if {*before.whole} == {*now.whole}:  # else one of them is unusable, which the outcome says
        aspects += (name for name in names if before.whole[name] != now.whole[name])
    obligations = dict.fromkeys((*before.findings, *now.findings))
    if not before.findings or not now.findings:
        obligations = {}
    changed = []
    for obligation in obligations:
        one, other = before.findings.get(obligation), now.findings.get(obligation)
        fields = [
            name
            for name in FindingReceipt._fields
            if getattr(one, name, None) != getattr(other, name, None)
        ]
        if fields:
            changed.append(ChangedFinding(obligation, one, other, tuple(fields)))
    return tuple(aspects), tuple(changed)
