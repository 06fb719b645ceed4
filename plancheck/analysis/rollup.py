"""Many reports rolled up: who stands where, who is missing, and who is short by how much.

The numbers that a plan sets for all of them together are added up and judged here.
"""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeGuard

from plancheck.analysis.pace import pace
from plancheck.errors import Location, Problem
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Obligation, Task, Total
from plancheck.reading.values import exact
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.standing import Duty, Level
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.facts import UNLISTED
from plancheck.verdicts.result import Finding, Rate, Result, State, UnitFinding, Verdict
from plancheck.verdicts.run import Rejected, Run

WEIGHT = (
    Verdict.FAIL,
    Verdict.MISSING,
    Verdict.REVIEW,
    Verdict.PENDING,
    Verdict.WAIVED,
    Verdict.PASS,
    Verdict.OPTIONAL,
    Verdict.TRIAL,
    Verdict.NOT_APPLICABLE,
)
"""Which verdict stands for several: what is open first, then what was done."""


class TaskCell(NamedTuple):
    """What became of a task: the verdict that weighs most, and the obligation that has it.

    ``behind`` says that a number which is not due yet is behind the pace of the period.
    """

    verdict: Verdict
    obligation: str
    behind: bool = False


class ReportFile(NamedTuple):
    """A file that was handed in: its number in the run, from 1, and its name."""

    number: int
    path: str


class SubjectRow(NamedTuple):
    """One subject among all: its state, and for each task what became of it.

    ``file`` is the report that counts or the first unusable one, None where there is none;
    ``cause`` is the first problem of an unusable one. ``beside`` are further files of the subject,
    which do not count. ``open`` is how many findings somebody has to do something about; ``rank``
    the place by these and by the rate, the best first, None without a verdict.
    """

    subject: str
    state: State
    file: ReportFile | None = None
    tier: str | None = None
    late: bool = False
    rate: Rate = Rate()
    open: int = 0
    rank: int | None = None
    cells: Mapping[str, TaskCell] = {}
    cause: Problem | None = None
    beside: tuple[ReportFile, ...] = ()


class Unattributed(NamedTuple):
    """An unusable file that belongs to nobody known, and its first problem."""

    file: ReportFile
    cause: Problem


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
    expected: Quantity
    actual: Quantity
    gap: Quantity
    unit: str | None = None

    def shortfall(self) -> tuple[Quantity | float, Quantity]:
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
    counted: Quantity
    possible: Quantity | None
    open: tuple[str, ...]
    verdict: Verdict

    @property
    def bounds(self) -> dict[str, Quantity]:
        """The number that is set: one bound, or a floor and a cap."""
        return _fixed(self.obligation)


class Share(NamedTuple):
    """What one subject adds to a number: for certain, and at most (None: not known)."""

    certain: Quantity
    most: Quantity | None


class NumberSum(NamedTuple):
    """What all subjects together count of one obligation, and what is asked of them together.

    ``required`` is asked of those for whom it is mandatory, or may not be exceeded where ``bound``
    is a cap; None where no number is set. ``short`` are the subjects that count against them.
    """

    task: Task
    obligation: Obligation
    unit: Text
    bound: str | None
    required: Quantity | None
    counted: Quantity
    short: tuple[Gap, ...]


class RollUp(NamedTuple):
    """All reports of one run, a row for each subject in the order of the plan.

    ``issuer`` is the row of the issuer's own report. ``tasks`` ask something of the subjects, and
    ``rates`` say of each how many mandatory duties are asked and met; ``rate`` is that of all, and
    ``mandatory`` counts their verdicts. ``tallies`` count the verdicts that weigh most.
    ``repeated`` are subjects with more than one report: then ``totals`` and ``sums`` are empty,
    since nothing can be added up.
    """

    plan: Plan
    tasks: tuple[Task, ...]
    rows: tuple[SubjectRow, ...]
    issuer: SubjectRow | None
    unattributed: tuple[Unattributed, ...]
    tallies: Mapping[str, Counter[Verdict]]
    rates: Mapping[str, Rate]
    rate: Rate
    mandatory: Mapping[Verdict, int]
    gaps: tuple[Gap, ...]
    sums: tuple[NumberSum, ...]
    totals: tuple[NationalTotal, ...]
    repeated: tuple[str, ...]

    def numbers(self, reports: int) -> Iterator[int]:
        """Yield the numbers of that many reports in the order of the rows, the others last."""
        files = (file for row in self.rows for file in (row.file, *row.beside) if file is not None)
        placed = [file.number for file in files]
        yield from placed
        yield from sorted({*range(1, reports + 1)}.difference(placed))


def roll_up(run: Run, reading: Iterable[Result | Rejected] | None = None) -> RollUp | None:
    """Return all reports of ``run`` rolled up; None where there is only one to look at.

    ``reading`` is ``run.counting()`` where somebody else looks at each report on its way; of one
    report it is left unread.
    """
    return rolled_up(run, run.plan, reading) if run.plan is not None and run.several else None


def rolled_up(run: Run, plan: Plan, reading: Iterable[Result | Rejected] | None = None) -> RollUp:
    """Return the reports of ``run`` rolled up, even if there is only one; see ``roll_up``."""
    tasks = tuple({task.id: task for task, _ in plan.obligations()}.values())
    tallies: dict[str, Counter[Verdict]] = {task.id: Counter() for task in tasks}
    rates = {task.id: Rate() for task in tasks}
    totals = [_Total(plan, *total) for total in plan.totals]
    sums = [_Sum(task, obligation) for task, obligation in plan.obligations()]
    mandatory: Counter[Verdict] = Counter()
    gaps: list[Gap] = []
    earliest = datetime.date.max
    rows, issuer = Rows(run), None
    for number, report in enumerate(run.counting() if reading is None else reading, 1):
        if isinstance(report, Rejected):
            rows.add_unusable(number, report)
            continue
        if report.subject == NATIONAL:
            issuer = subject_row(number, report)
            continue
        row = rows.add(number, report)
        for task_id, cell in row.cells.items():
            tallies[task_id][cell.verdict] += 1
        for task_id, rate in _rates(report).items():
            rates[task_id] = rates[task_id].plus(rate)
        for total in totals:
            total.add(report.subject, total.share(report))
        for sum_, finding in zip(sums, report.findings, strict=True):
            sum_.add(finding)
            if finding.level is Level.MANDATORY:
                mandatory[finding.verdict] += 1
        gaps += _gaps(number, report)
        earliest = min(earliest, report.as_of)
    gaps.sort(key=lambda gap: (*(-number for number in gap.shortfall()), rows.place(gap.subject)))
    repeated = rows.repeated
    return RollUp(
        plan=plan,
        tasks=tasks,
        rows=rows.in_order(run.absent),
        issuer=issuer,
        unattributed=tuple(rows.unattributed),
        tallies=tallies,
        rates=rates,
        rate=functools.reduce(Rate.plus, rates.values(), Rate()),
        mandatory=mandatory,
        gaps=tuple(gaps),
        sums=() if repeated else tuple(sum_.of(gaps) for sum_ in sums if sum_.counts),
        totals=() if repeated else tuple(t.total(run, rows, earliest) for t in totals),
        repeated=repeated,
    )


# --- a row for each subject ----------------------------------------------------------------------


def subject_rows(run: Run) -> Rows:
    """Return the rows of all subjects of ``run``, and the files that belong to nobody known."""
    rows = Rows(run)
    for number, report in enumerate(run.reports, 1):
        if isinstance(report, Rejected):
            rows.add_unusable(number, report)
        elif report.subject != NATIONAL:
            rows.add(number, report)
    return rows


def subject_row(number: int, result: Result) -> SubjectRow:
    """Return the row of a report that was judged, without its rank."""
    return SubjectRow(
        subject=result.subject,
        state=State(result.outcome),
        file=ReportFile(number, result.path),
        tier=result.tier,
        late=result.is_late,
        rate=result.rate,
        open=sum(finding.verdict.is_open for finding in result.findings)
        + (result.failure is not None),
        cells=cells_by_task(result),
    )


class Rows:
    """The rows of a run, on their way: small, so that very many results need not be held."""

    def __init__(self, run: Run) -> None:
        self._places = run.places
        self._rows: list[SubjectRow] = []
        self._unusable: dict[str, list[SubjectRow]] = {}
        self.judged: Counter[str] = Counter()
        self.unattributed: list[Unattributed] = []

    def place(self, subject: str) -> int:
        """Return the place of ``subject`` by ``Run.places``, the last if it has none."""
        return self._places.get(subject, len(self._places))

    def add(self, number: int, result: Result) -> SubjectRow:
        """Add the row of a report that was judged, and return it."""
        self.judged[result.subject] += 1
        row = subject_row(number, result)
        self._rows.append(row)
        return row

    def add_unusable(self, number: int, report: Rejected) -> None:
        """Note an unusable file; a row comes of it where its subject has no other."""
        file, cause = ReportFile(number, report.path), report.problems[0]
        if report.subject is None:
            self.unattributed.append(Unattributed(file, cause))
            return
        row = SubjectRow(report.subject, State.UNUSABLE, file, cause=cause)
        self._unusable.setdefault(report.subject, []).append(row)

    @property
    def repeated(self) -> tuple[str, ...]:
        """The subjects with more than one report that was judged."""
        return tuple(subject for subject, count in self.judged.items() if count > 1)

    def in_order(self, absent: Sequence[ExpectedSubject]) -> tuple[SubjectRow, ...]:
        """Return all rows in the order of the plan, with those of who is absent."""
        rows, beside = [], dict(self._unusable)
        for row in self._rows:  # of a subject with several the first has the files beside
            rows.append(row._replace(beside=_files(beside.pop(row.subject, ()))))
        for subject, (first, *others) in self._unusable.items():
            if subject not in self.judged:
                rows.append(first._replace(beside=_files(others)))
        rows += (SubjectRow(expected.subject, State.ABSENT) for expected in absent)
        ranks = _ranks(rows)
        rows = [row._replace(rank=ranks.get(_merit(row))) if row.cells else row for row in rows]
        return tuple(sorted(rows, key=lambda row: self.place(row.subject)))


def _files(rows: Iterable[SubjectRow]) -> tuple[ReportFile, ...]:
    return tuple(row.file for row in rows if row.file is not None)


def _ranks(rows: Sequence[SubjectRow]) -> dict[tuple[int, Fraction], int]:
    """Return the rank of each merit among the rows that have a verdict; equals share one."""
    merits = sorted(_merit(row) for row in rows if row.cells)
    return {merit: rank for rank, merit in reversed(list(enumerate(merits, 1)))}


def _merit(row: SubjectRow) -> tuple[int, Fraction]:
    """Return what is left open, then what is not met of what is asked: the less, the better."""
    asked, met = row.rate
    return row.open, Fraction(asked - met, asked) if asked else Fraction(0)


def cells_by_task(result: Result) -> dict[str, TaskCell]:
    """Return for each task of a report the verdict that weighs most."""
    plan = result.plan
    cells: dict[str, TaskCell] = {}
    for finding in result.findings:
        task, verdict = plan.task_of(finding.obligation).id, finding.verdict
        kept = pace(plan, result.as_of, finding) if verdict is Verdict.PENDING else None
        cell = TaskCell(verdict, finding.obligation, kept is not None and kept.behind)
        other = cells.setdefault(task, cell)
        if WEIGHT.index(verdict) < WEIGHT.index(other.verdict) or (
            cell.behind and verdict is other.verdict
        ):
            cells[task] = cell
    return cells


def _rates(result: Result) -> dict[str, Rate]:
    """Return how many mandatory duties of each task are asked of a subject and met."""
    rates: dict[str, Rate] = {}
    for finding in result.findings:
        if finding.is_rated:
            task = result.plan.task_of(finding.obligation).id
            met = Rate(1, int(finding.verdict is Verdict.PASS))
            rates[task] = rates.get(task, Rate()).plus(met)
    return rates


def _gaps(number: int, result: Result) -> Iterator[Gap]:
    """Yield every number that falls short of a floor and counts against its subject."""
    for finding in result.findings:
        if not finding.verdict.blocks:
            continue
        for part in finding.units or [finding]:
            expected, actual, _, unit, bound, *_ = part.measure
            if not _is_number(expected) or unit is None or bound == "at_most":
                continue
            if not part.verdict.blocks:
                continue
            done = actual if _is_number(actual) else 0
            if done < expected:
                name = part.name if isinstance(part, UnitFinding) else None
                about = (number, result.subject, finding.obligation, finding.location)
                yield Gap(*about, unit, expected, done, exact(expected - done), name)


def _is_number(value: object) -> TypeGuard[Quantity]:
    """Whether ``value`` is a number, and no word or nothing."""
    return isinstance(value, int | Decimal)


# --- numbers over all reports --------------------------------------------------------------------


class _Sum:
    """What the reports count of one obligation, on its way."""

    def __init__(self, task: Task, obligation: Obligation) -> None:
        self._task, self._obligation = task, obligation
        self._unit: Text | None = None
        self._bound: str | None = None
        self._required: Quantity | None = None
        self._counted: Quantity = 0

    @property
    def counts(self) -> bool:
        """Whether anybody counts anything of it."""
        return self._unit is not None

    def add(self, finding: Finding) -> None:
        """Add what one report counts, unless nothing is asked of its subject or it is on trial.

        A subject without the units that each owe a number is asked for none.
        """
        if not finding.asked or finding.verdict in (Verdict.NOT_APPLICABLE, Verdict.TRIAL):
            return
        for part in finding.units or [finding]:
            expected, actual, _, unit, bound, number, _ = part.measure
            if unit is None:  # a word, beside which a number may be stated
                unit = self._obligation.requirement.unit
                expected, actual, bound = None, number, None
            if unit is None or not self._obligation.requirement.adds_up:
                continue
            self._unit, self._bound = unit, bound or self._bound
            is_cap = bound == "at_most"
            asked = finding.level is Level.MANDATORY and finding.verdict is not Verdict.WAIVED
            if _is_number(expected) and (asked or is_cap):
                self._required = exact((self._required or 0) + expected)
            self._counted = exact(self._counted + (actual if _is_number(actual) else 0))

    def of(self, gaps: Iterable[Gap]) -> NumberSum:
        """Return the sum; ``gaps`` are those of all obligations."""
        assert self._unit is not None
        task, obligation = self._task, self._obligation
        short = tuple(gap for gap in gaps if gap.obligation == obligation.id)
        sums = self._bound, self._required, self._counted
        return NumberSum(task, obligation, self._unit, *sums, short)


class _Total:
    """What the reports add to one of the issuer's numbers."""

    def __init__(self, plan: Plan, task: Task, obligation: Obligation, total: Total) -> None:
        self._plan, self._task, self._obligation, self._total = plan, task, obligation, total
        self._counted: Quantity = 0
        self._possible: Quantity | None = 0
        self._open: list[str] = []

    def add(self, subject: str, share: Share) -> None:
        """Add what one subject adds."""
        self._counted = exact(self._counted + share.certain)
        if self._possible is not None:
            self._possible = None if share.most is None else exact(self._possible + share.most)
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

    def total(self, run: Run, rows: Rows, earliest: datetime.date) -> NationalTotal:
        """Return the sum, with what those may add of whom no report was judged."""
        plan, task, obligation = self._plan, self._task, self._obligation
        of = plan.obligation(self._total.of)
        for subject in _without_report(plan, rows.judged, run, of):
            self.add(subject, Share(0, 1 if self._total.adds == "subjects" else None))
        if not plan.subject_names and run.expected is None:
            self._possible = None  # nobody knows who else there is
        duty = plan.duty(task, obligation, World(NATIONAL, None, False, None))
        verdict = self._verdict(duty, earliest)
        owed = obligation.requirement.owed(duty, earliest)
        if verdict is Verdict.PENDING and owed != duty:  # more is to come, but some is due
            by_now = self._verdict(owed, earliest)
            verdict = verdict if by_now is Verdict.PASS else by_now
        verdict = Verdict.TRIAL if obligation.trial else verdict
        names = tuple(sorted(self._open, key=rows.place))
        return NationalTotal(task, obligation, of, self._counted, self._possible, names, verdict)

    def _verdict(self, duty: Duty, earliest: datetime.date) -> Verdict:
        """Return whether the sum is what ``duty`` asks, by the earliest day of a report."""
        is_early = earliest < duty.last_day
        return _verdict(duty, self._counted, self._possible, early=is_early)


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


def _fixed(obligation: Obligation) -> dict[str, Quantity]:
    """Return the bounds of the issuer's own number, which are plain numbers."""
    bounds = obligation.requirement.bounds.items()
    return {key: bound for key, bound in bounds if _is_number(bound)}


def _verdict(duty: Duty, counted: Quantity, possible: Quantity | None, *, early: bool) -> Verdict:
    least, most = duty.at_least or 0, duty.at_most
    if most is not None and counted > most:
        return Verdict.FAIL
    if early and counted < least:
        return Verdict.PENDING
    if possible is not None and possible < least:
        return Verdict.FAIL
    certain = counted >= least and (most is None or (possible is not None and possible <= most))
    return Verdict.PASS if certain else Verdict.REVIEW
