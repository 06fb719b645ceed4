"""Many reports as one picture: who stands where, who is missing, and who is short by how much.

The numbers that a plan sets for all of them together are added up and judged here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Obligation, Quota, Task, Total
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.facts import UNLISTED
from plancheck.verdicts.result import Finding, Outcome, Result, UnitFinding, Verdict
from plancheck.verdicts.run import Run

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
    """One report in the matrix: for each task the verdict that weighs most."""

    result: Result
    cells: Mapping[str, Verdict]


class Gap(NamedTuple):
    """By how much a subject is short of a number. ``unit`` is the unit inside it, if one is."""

    result: Result
    finding: Finding
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
    def quota(self) -> Quota:
        """The number that is set."""
        assert self.obligation.quota is not None  # the plan's loader saw to it
        return self.obligation.quota


class Share(NamedTuple):
    """What one subject adds to a number: for certain, and at most (None: not known)."""

    certain: int
    most: int | None


class RollUp(NamedTuple):
    """All reports of one run. ``tasks`` are those that ask something of those who report.

    ``repeated`` are subjects with more than one report: then ``totals`` is empty, since nothing
    can be added up.
    """

    plan: Plan
    tasks: tuple[Task, ...]
    rows: tuple[MatrixRow, ...]
    absent: tuple[ExpectedSubject, ...]
    unusable: tuple[str, ...]
    tallies: Mapping[str, Counter[Verdict]]
    outcomes: Mapping[Outcome, int]
    gaps: tuple[Gap, ...]
    totals: tuple[NationalTotal, ...]
    repeated: tuple[str, ...]


def roll_up(run: Run) -> RollUp | None:
    """Return the picture of all reports of ``run``; None where there is only one to look at."""
    if run.plan is None or not run.several:
        return None
    results = [result for result in run.results if result.subject != NATIONAL]
    rows = tuple(MatrixRow(result, verdicts_by_task(result)) for result in results)
    addition = Addition(run.plan)
    for row in rows:
        addition.add(summand(row))
    gaps = (gap for result in results for gap in gaps_of(result))
    ordered = tuple(sorted(gaps, key=Gap.shortfall, reverse=True))
    return addition.picture(run, rows=rows, gaps=ordered)


class Summand(NamedTuple):
    """What one report adds to the picture: its outcome, its verdict per task, its shares.

    ``shares`` are those in the issuer's numbers, by the id of the issuer's obligation.
    """

    subject: str
    outcome: Outcome
    as_of: datetime.date
    cells: Mapping[str, Verdict]
    shares: Mapping[str, Share]


def summand(row: MatrixRow) -> Summand:
    """Return what the report of ``row`` adds to the picture."""
    result = row.result
    shares = {obligation.id: _share(result, total) for _, obligation, total in result.plan.totals}
    return Summand(result.subject, result.outcome, result.as_of, row.cells, shares)


class Addition:
    """Reports added up one by one, none of which is kept."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._tasks = tuple({task.id: task for task, _ in plan.obligations()}.values())
        self._tallies: dict[str, Counter[Verdict]] = {task.id: Counter() for task in self._tasks}
        self._outcomes: Counter[Outcome] = Counter()
        self._times: Counter[str] = Counter()
        self._shares: dict[str, Mapping[str, Share]] = {}
        self._earliest = datetime.date.max

    def add(self, one: Summand) -> None:
        """Add what one report adds."""
        for task, verdict in one.cells.items():
            self._tallies[task][verdict] += 1
        self._outcomes[one.outcome] += 1
        self._times[one.subject] += 1
        self._shares[one.subject] = one.shares
        self._earliest = min(self._earliest, one.as_of)

    def picture(
        self, run: Run, *, rows: tuple[MatrixRow, ...] = (), gaps: tuple[Gap, ...] = ()
    ) -> RollUp:
        """Return the picture of the reports that were added, with the ``rows`` and ``gaps`` given.

        ``run`` says who was to report and what is known of those who did not.
        """
        repeated = tuple(subject for subject, count in self._times.items() if count > 1)
        return RollUp(
            plan=self._plan,
            tasks=self._tasks,
            rows=rows,
            absent=run.absent,
            unusable=tuple(rejected.path for rejected in run.rejected),
            tallies=self._tallies,
            outcomes=self._outcomes,
            gaps=gaps,
            totals=()
            if repeated
            else tuple(_totals(self._plan, self._shares, self._earliest, run)),
            repeated=repeated,
        )


def verdicts_by_task(result: Result) -> dict[str, Verdict]:
    """Return for each task of a report the verdict that weighs most."""
    cells: dict[str, Verdict] = {}
    for finding in result.findings:
        task = result.plan.by_id[finding.obligation][0].id
        other = cells.setdefault(task, finding.verdict)
        cells[task] = min(other, finding.verdict, key=WEIGHT.index)
    return cells


def gaps_of(result: Result) -> Iterator[Gap]:
    """Yield every number that falls short of a floor and counts against its subject."""
    for finding in result.findings:
        if not finding.verdict.blocks:
            continue
        for one in finding.units or [finding]:
            expected, actual, bound = one.measure.expected, one.measure.actual, one.measure.bound
            if type(expected) is not int or bound == "at_most" or not one.verdict.blocks:
                continue
            done = actual if type(actual) is int else 0
            if done < expected:
                name = one.name if isinstance(one, UnitFinding) else None
                yield Gap(result, finding, expected, done, expected - done, name)


# --- numbers over all reports --------------------------------------------------------------------


def _totals(
    plan: Plan,
    reported: Mapping[str, Mapping[str, Share]],
    earliest: datetime.date,
    run: Run,
) -> Iterator[NationalTotal]:
    for task, obligation, total in plan.totals:
        quota, of = obligation.quota, plan.find(total.of)
        assert quota is not None  # the plan's loader saw to it
        shares = {subject: of_subject[obligation.id] for subject, of_subject in reported.items()}
        for one in _without_report(plan, reported, run, of):
            shares[one] = Share(0, 1 if total.adds == "subjects" else None)
        counted = sum(share.certain for share in shares.values())
        possible: int | None = 0
        for share in shares.values():
            possible = None if possible is None or share.most is None else possible + share.most
        if not plan.subject_names and run.expected is None:
            possible = None  # nobody knows who else there is
        due = plan.duty(task, obligation, World(NATIONAL, None, False, None)).due
        verdict = _verdict(quota, counted, possible, early=earliest < due)
        open_ = tuple(name for name, share in shares.items() if share.most != share.certain)
        yield NationalTotal(task, obligation, of, counted, possible, open_, verdict)


def _without_report(
    plan: Plan, reported: Mapping[str, object], run: Run, of: Obligation
) -> Iterator[str]:
    """Yield the subjects of whom no report was judged and who may add to the number."""
    for subject in plan.subject_names or [one.subject for one in run.expected or ()]:
        entry = (run.roster.entry(subject) if run.roster else None) or UNLISTED
        stated = entry.designated is None or of.id in entry.designated
        may_be = stated and plan.designable(of, entry.tier)
        if subject not in reported and (may_be or set(of.applies) != {"designated"}):
            yield subject


def _share(result: Result, total: Total) -> Share:
    finding = next(found for found in result.findings if found.obligation == total.of)
    if not finding.asked:
        return Share(0, 0)
    # What is met without being known to be asked for may yet turn out not to count.
    met = finding.verdict is Verdict.PASS and finding.level is not None
    if total.adds == "subjects":
        return Share(int(met), 1)
    stated = finding.measure.number
    certain = stated if met and stated is not None else 0
    # Before the period is over a number may still grow.
    return Share(certain, None if result.as_of < result.plan.period.to else stated)


def _verdict(quota: Quota, counted: int, possible: int | None, *, early: bool) -> Verdict:
    bounds = quota.bounds
    least = bounds.get("at_least", bounds.get("exactly", 0))
    most = bounds.get("at_most", bounds.get("exactly"))
    assert isinstance(least, int)  # the plan's loader saw to it
    assert most is None or isinstance(most, int)
    if most is not None and counted > most:
        return Verdict.FAIL
    if early and counted < least:
        return Verdict.PENDING
    if possible is not None and possible < least:
        return Verdict.FAIL
    certain = counted >= least and (most is None or (possible is not None and possible <= most))
    return Verdict.PASS if certain else Verdict.REVIEW
