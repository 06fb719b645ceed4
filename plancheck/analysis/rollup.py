"""Many reports rolled up: who stands where, who is missing, and who is short by how much.

The numbers that a plan sets for all of them together are added up and judged here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.errors import Location
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Obligation, Task, Total
from plancheck.requirements.base import Text
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.facts import UNLISTED
from plancheck.verdicts.result import Outcome, Result, UnitFinding, Verdict
from plancheck.verdicts.run import InTurn, Run

WEIGHT = (
    Verdict.FAIL,
    Verdict.MISSING,
    Verdict.REVIEW,
    Verdict.PENDING,
    Verdict.WAIVED,
    Verdict.PASS,
    Verdict.OPTIONAL,
    Verdict.NOT_APPLICABLE,
)
"""Which verdict stands for several: what is open first, then what was done."""


class MatrixRow(NamedTuple):
    """One report in the matrix: for each task the verdict that weighs most.

    ``number`` is the report's place in its run, from 1.
    """

    number: int
    result: Result
    cells: Mapping[str, Verdict]


class Gap(NamedTuple):
    """By how much a subject is short of a number. ``unit`` is the unit inside it, if one is.

    ``number`` is that of its report, ``where`` the place in it; ``counted_in`` is a word for what
    is counted.
    """

    number: int
    subject: str
    obligation: str
    where: Location
    counted_in: Text
    expected: int
    actual: int
    gap: int
    unit: str | None = None

    def shortfall(self) -> tuple[float, int]:
        """Return how short it is, to put the shortest last: as a share, then as a number."""
        return self.gap / self.expected, self.gap


class NationalTotal(NamedTuple):
    """A number of the issuer's, and what the reports add up to.

    ``counted`` is certain; ``possible`` is what it may still become, None where nothing limits it.
    ``open`` are the subjects on which that depends. The verdict is pass or fail only where nothing
    that is open can change it, and pending where what is short is not due yet.
    """

    task: Task
    obligation: Obligation
    of: Obligation
    counted: int
    possible: int | None
    open: tuple[str, ...]
    verdict: Verdict

    @property
    def bounds(self) -> dict[str, int]:
        """The number that is set: one bound, or a floor and a cap."""
        return _fixed(self.obligation)


class Share(NamedTuple):
    """What one subject adds to a number: for certain, and at most (None: not known)."""

    certain: int
    most: int | None


class RollUp(NamedTuple):
    """All reports of one run. ``tasks`` ask something of the reporting subjects.

    ``repeated`` are subjects with more than one report: then ``totals`` is empty, since nothing
    can be added up.
    """

    plan: Plan
    tasks: tuple[Task, ...]
    rows: Sequence[MatrixRow]
    absent: tuple[ExpectedSubject, ...]
    tallies: Mapping[str, Counter[Verdict]]
    outcomes: Mapping[Outcome, int]
    gaps: tuple[Gap, ...]
    totals: tuple[NationalTotal, ...]
    repeated: tuple[str, ...]


def roll_up(run: Run) -> RollUp | None:
    """Return all reports of ``run`` rolled up; None where there is only one to look at."""
    if run.plan is None or not run.several:
        return None
    plan, rows = run.plan, InTurn(lambda: _rows(run))
    tasks = tuple({task.id: task for task, _ in plan.obligations()}.values())
    tallies: dict[str, Counter[Verdict]] = {task.id: Counter() for task in tasks}
    outcomes: Counter[Outcome] = Counter()
    times: Counter[str] = Counter()
    sums = [_Sum(plan, *total) for total in plan.totals]
    gaps: list[Gap] = []
    earliest = datetime.date.max
    for row in rows:
        result = row.result
        for task, verdict in row.cells.items():
            tallies[task][verdict] += 1
        outcomes[result.outcome] += 1
        times[result.subject] += 1
        for sum_ in sums:
            sum_.add(result.subject, sum_.share(result))
        gaps += _gaps(row)
        earliest = min(earliest, result.as_of)
    repeated = tuple(subject for subject, count in times.items() if count > 1)
    return RollUp(
        plan=plan,
        tasks=tasks,
        rows=rows,
        absent=run.absent,
        tallies=tallies,
        outcomes=outcomes,
        gaps=tuple(sorted(gaps, key=Gap.shortfall, reverse=True)),
        totals=() if repeated else tuple(sum_.total(run, times, earliest) for sum_ in sums),
        repeated=repeated,
    )


def _rows(run: Run) -> Iterator[MatrixRow]:
    for number, report in enumerate(run.reports, 1):
        if isinstance(report, Result) and report.subject != NATIONAL:
            yield MatrixRow(number, report, verdicts_by_task(report))


def verdicts_by_task(result: Result) -> dict[str, Verdict]:
    """Return for each task of a report the verdict that weighs most."""
    cells: dict[str, Verdict] = {}
    for finding in result.findings:
        task, verdict = result.plan.by_id[finding.obligation][0].id, finding.verdict
        other = cells.get(task)
        if other is None or WEIGHT.index(verdict) < WEIGHT.index(other):
            cells[task] = verdict
    return cells


def _gaps(row: MatrixRow) -> Iterator[Gap]:
    """Yield every number that falls short of a floor and counts against its subject."""
    result = row.result
    for finding in result.findings:
        if not finding.verdict.blocks:
            continue
        for part in finding.units or [finding]:
            expected, actual, _, unit, bound, _ = part.measure
            if type(expected) is not int or unit is None or bound == "at_most":
                continue
            if not part.verdict.blocks:
                continue
            done = actual if type(actual) is int else 0
            if done < expected:
                name = part.name if isinstance(part, UnitFinding) else None
                about = (row.number, result.subject, finding.obligation, finding.location)
                yield Gap(*about, unit, expected, done, expected - done, name)


# --- numbers over all reports --------------------------------------------------------------------


class _Sum:
    """What the reports add to one of the issuer's numbers."""

    def __init__(self, plan: Plan, task: Task, obligation: Obligation, total: Total) -> None:
        self._plan, self._task, self._obligation, self._total = plan, task, obligation, total
        self._counted = 0
        self._possible: int | None = 0
        self._open: list[str] = []

    def add(self, subject: str, share: Share) -> None:
        """Add what one subject adds."""
        self._counted += share.certain
        if self._possible is not None:
            self._possible = None if share.most is None else self._possible + share.most
        if share.most != share.certain:
            self._open.append(subject)

    def share(self, result: Result) -> Share:
        """Return what a report adds."""
        total = self._total
        finding = next(finding for finding in result.findings if finding.obligation == total.of)
        if not finding.asked:
            return Share(0, 0)
        # What is met without being known to be asked for may yet turn out not to count.
        met = finding.verdict is Verdict.PASS and finding.level is not None
        if total.adds == "subjects":
            return Share(int(met), 1)
        stated = finding.measure.number
        certain = stated if met and stated is not None else 0
        # Before the period is over a number may still grow.
        return Share(certain, None if result.as_of < self._plan.period.to else stated)

    def total(self, run: Run, reported: Container[str], earliest: datetime.date) -> NationalTotal:
        """Return the sum, with what those may add of whom no report was judged."""
        plan, task, obligation = self._plan, self._task, self._obligation
        of = plan.obligation(self._total.of)
        for subject in _without_report(plan, reported, run, of):
            self.add(subject, Share(0, 1 if self._total.adds == "subjects" else None))
        if not plan.subject_names and run.expected is None:
            self._possible = None  # nobody knows who else there is
        due = plan.duty(task, obligation, World(NATIONAL, None, False, None)).due
        verdict = _verdict(_fixed(obligation), self._counted, self._possible, early=earliest < due)
        names = tuple(self._open)
        return NationalTotal(task, obligation, of, self._counted, self._possible, names, verdict)


def _without_report(
    plan: Plan, reported: Container[str], run: Run, of: Obligation
) -> Iterator[str]:
    """Yield the subjects of whom no report was judged and who may add to the number."""
    for subject in plan.subject_names or [expected.subject for expected in run.expected or ()]:
        entry = (run.roster.entry(subject) if run.roster else None) or UNLISTED
        stated = entry.designated is None or of.id in entry.designated
        may_be = stated and plan.designable(of, entry.tier)
        if subject not in reported and (may_be or set(of.applies) != {"designated"}):
            yield subject


def _fixed(obligation: Obligation) -> dict[str, int]:
    """Return the bounds of the issuer's own number, which are plain numbers."""
    bounds = obligation.requirement.bounds.items()
    return {key: bound for key, bound in bounds if isinstance(bound, int)}


def _verdict(
    bounds: Mapping[str, int], counted: int, possible: int | None, *, early: bool
) -> Verdict:
    least = bounds.get("at_least", bounds.get("exactly", 0))
    most = bounds.get("at_most", bounds.get("exactly"))
    if most is not None and counted > most:
        return Verdict.FAIL
    if early and counted < least:
        return Verdict.PENDING
    if possible is not None and possible < least:
        return Verdict.FAIL
    certain = counted >= least and (most is None or (possible is not None and possible <= most))
    return Verdict.PASS if certain else Verdict.REVIEW
