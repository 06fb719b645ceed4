"""One call over any number of reports: each is read and judged by itself, none hides another."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from plancheck.errors import Location, PlancheckError, Problem
from plancheck.inputs.report import read_report, stated_files, stated_subject
from plancheck.inputs.roster import Roster
from plancheck.plan.model import Plan
from plancheck.reading.source import STDIN, read, shown
from plancheck.verdicts.discovery import FORMS, OTHER, TEXT, Input, expand
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.result import Finding, Outcome, Result, Verdict

if TYPE_CHECKING:  # a run by itself needs none
    from plancheck.inputs.waivers import Waivers
    from plancheck.verdicts.baseline import Comparison
    from plancheck.verdicts.expected import Absent

T = TypeVar("T")
EVIDENCE = "evidence"

COMPLIANT = 0
NOT_COMPLIANT = 1
NO_VERDICT = 2
UNDETERMINED = 3
INTERNAL_ERROR = 4


class Rejected(NamedTuple):
    """A report that got no verdict, and why.

    ``subject`` is whose it is, as far as it or its name says so; ``files`` are the evidence that it
    names. One that is ``unread`` is in the wrong form by its name, and may turn out to be evidence.
    """

    path: str
    problems: tuple[Problem, ...]
    subject: str | None = None
    files: tuple[str, ...] = ()
    unread: bool = False


class Skipped(NamedTuple):
    """A file or folder that is no report, or is left aside.

    ``kind`` is that of a file beside reports (roster, waivers, plan, evidence), or why it is not
    read (excluded, hidden, lock, other).
    """

    path: str
    kind: str


class Configured(NamedTuple):
    """An option that has a part in the judgement and was not given with the call itself.

    ``origin`` is its place in a configuration file, or the name of an environment variable.
    """

    name: str
    value: str
    origin: Location | str


@dataclass
class Counts:
    """How many reports there are, and how they came out.

    ``outcomes`` are of the reports that were judged, ``tally`` is of all their findings.
    """

    reports: int = 0
    unusable: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    tally: Counter[Verdict] = field(default_factory=Counter)

    def judged(self, outcome: Outcome, tally: Mapping[Verdict, int]) -> None:
        """Count one report that was judged."""
        self.reports += 1
        self.outcomes[outcome] += 1
        self.tally.update(tally)

    def rejected(self) -> None:
        """Count one report that was not."""
        self.reports += 1
        self.unusable += 1


@dataclass(frozen=True)
class Run:
    """All that one call found out, in the order of its input.

    ``problems`` are those of no single report; ``plan`` is None where the plan itself is unusable;
    ``failed`` says that plancheck itself did, so that nothing else here can be relied on.
    ``expected`` are the subjects that were to report, None where nobody said so. ``comparison``
    is with a run before; with ``only_new`` what was open then already does not count.
    ``configured`` are the options that a file or the environment set and that decide here.
    Where the reports are too many to be held, ``counted`` says how they came out instead.
    """

    plan: Plan | None
    reports: tuple[Result | Rejected, ...] = ()
    problems: tuple[Problem, ...] = ()
    allow_review: bool = False
    failed: bool = False
    skipped: tuple[Skipped, ...] = ()
    expected: tuple[Absent, ...] | None = None
    roster: Roster | None = None
    comparison: Comparison | None = None
    only_new: bool = False
    counted: Counts | None = None
    configured: tuple[Configured, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        """The reports that were judged."""
        return tuple(report for report in self.reports if isinstance(report, Result))

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The reports that were not."""
        return tuple(report for report in self.reports if isinstance(report, Rejected))

    @cached_property
    def absent(self) -> tuple[Absent, ...]:
        """The subjects that were to report and of which there is no report, not even unusable.

        Where only what is new counts, who had a report before was to have one now.
        """
        here = {one.subject for one in self.reports}
        absent = [one for one in self.expected or () if one.subject not in here]
        if self.comparison is not None and self.only_new:
            from plancheck.verdicts.expected import Absent  # noqa: PLC0415  # of no use to most calls

            named = {one.subject for one in absent}
            absent += [Absent(name) for name in self.comparison.gone if name not in named]
        return tuple(absent)

    @cached_property
    def counts(self) -> Counts:
        """How many reports there are, and how they came out."""
        if self.counted is not None:
            return self.counted
        counts = Counts()
        for report in self.reports:
            if isinstance(report, Result):
                counts.judged(report.outcome, report.tally)
            else:
                counts.rejected()
        return counts

    @property
    def several(self) -> bool:
        """Whether there is more than one report to look at, or was to be."""
        return self.counts.reports > 1 or self.expected is not None or bool(self.absent)

    @property
    def tally(self) -> Counter[Verdict]:
        """How many findings of all reports have each verdict."""
        return self.counts.tally

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How many reports have each outcome."""
        return self.counts.outcomes

    def is_new(self, result: Result, finding: Finding) -> bool:
        """Whether an open finding was not open in the run before; True without such a run."""
        if self.comparison is None:
            return True
        return self.comparison.change(result.subject, finding.obligation.id) == "new"

    def is_new_failure(self, result: Result) -> bool:
        """Whether a report that fails as a whole did not in the run before; True without one."""
        return self.comparison is None or result.subject not in self.comparison.failed_before

    @cached_property
    def new_failures(self) -> tuple[Result, ...]:
        """The reports that fail as a whole and did not in the run before."""
        return tuple(one for one in self.results if one.failure and self.is_new_failure(one))

    @property
    def exit_code(self) -> int:
        """2 before 1 before 3 before 0; nothing checked is 2, for a gate must not pass on that."""
        if self.failed:
            return INTERNAL_ERROR
        if self.problems or self.counts.unusable or not self.counts.reports:
            return NO_VERDICT
        if any(verdict.blocks for verdict in self._counting) or self._failure_counts:
            return NOT_COMPLIANT
        if self._absent_counts:
            return NOT_COMPLIANT
        if Verdict.REVIEW in self._counting and not self.allow_review:
            return UNDETERMINED
        return COMPLIANT

    @property
    def _counting(self) -> set[Verdict]:
        """The verdicts that settle the exit code."""
        if not self.only_new:
            return set(self.tally)
        return {
            finding.verdict
            for result in self.results
            for finding in result.findings
            if finding.verdict.is_open and self.is_new(result, finding)
        }

    @property
    def _failure_counts(self) -> bool:
        """Whether a report fails as a whole, and did not fail in the run before if that counts."""
        if not self.only_new:
            return bool(self.outcomes[Outcome.NOT_COMPLIANT])
        return bool(self.new_failures)

    @property
    def _absent_counts(self) -> bool:
        before = self.comparison.absent_before if self.comparison and self.only_new else ()
        return any(one.subject not in before for one in self.absent)


class Request(NamedTuple):
    """What every report of a call is judged with."""

    plan: Plan
    roster: Roster | None = None
    waivers: Waivers | None = None
    terms: Terms | None = None
    encoding: str = "utf-8"
    listed: tuple[str, ...] = ()
    """Subjects that are known by name beside those of the plan and the roster."""

    def judge(self, file: Input | Problem) -> Result | Rejected | Skipped:
        """Return what became of ``file``. Never raises for what it contains."""
        if isinstance(file, Problem):
            path = str(file.where)
            of_file = file.key == "run.link-outside"  # others are of folders and patterns
            return Rejected(path, (file,), self._named_by(path) if of_file else None)
        if file.kind in FORMS:
            return in_wrong_form(file)._replace(subject=self._named_by(file.path))
        if file.kind:
            return Skipped(file.path, file.kind)
        name = shown(file.path)
        document = None
        try:
            document = read(file.path, encoding=self.encoding)
            report = read_report(document, self.plan)
            return evaluate(
                self.plan, report, roster=self.roster, waivers=self.waivers, terms=self.terms
            )
        except PlancheckError as exc:
            kinds = [p.values for p in exc.problems if p.key == "report.other-kind"]
            if file.found and kinds and kinds[0]["certain"]:
                return Skipped(name, kinds[0]["given"])
            where = Location(name)
            problems = (p if p.where else Problem(p.key, where, p.values) for p in exc.problems)
            # A link that leads nowhere was handed in by somebody all the same.
            if exc.problems[0].key == "source.not-found" and not os.path.lexists(file.path):
                return Rejected(name, tuple(problems))
            stated = stated_subject(document, self.plan) if document else None
            files = stated_files(document) if document else ()
            return Rejected(name, tuple(problems), stated or self._named_by(name), files)

    def _named_by(self, path: str) -> str | None:
        """Return the subject whose name stands in the name of an unusable file."""
        from plancheck.verdicts.expected import subject_in_name  # noqa: PLC0415  # most calls have none

        rostered = self.roster.provinces if self.roster else ()
        return subject_in_name(path, self.plan, (*self.listed, *rostered))


def judge(
    paths: Sequence[str | Input],
    plan: Plan,
    *,
    roster: Roster | None = None,
    waivers: Waivers | None = None,
    terms: Terms | None = None,
    encoding: str = "utf-8",
    allow_review: bool = False,
    expected: Sequence[Absent] | None = None,
    exclude: Sequence[str] = (),
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Return the run over ``paths``: files, folders, patterns, or ``-`` for standard input.

    An Input instead of a text is that file, whatever its name looks like.

    ``expected`` are the subjects of which there has to be a report, exactly one of each. What the
    patterns ``exclude`` match is left aside. ``jobs`` processes share the work; the run is the same
    for any number of them. ``progress`` is told how many files of how many are done. Never raises
    for what a single file contains; raises UsageError for paths that make no sense.
    """
    return judge_files(
        list(expand(paths, exclude)),
        Request(plan, roster, waivers, terms, encoding),
        allow_review=allow_review,
        expected=expected,
        jobs=jobs,
        progress=progress,
    )


def judge_files(
    inputs: Sequence[Input | Problem],
    request: Request,
    *,
    allow_review: bool,
    expected: Sequence[Absent] | None,
    jobs: int,
    progress: Callable[[int, int], None] | None,
) -> Run:
    """Return the run over files that ``expand`` has found, as ``judge`` does over paths."""
    plan, waivers = request.plan, request.waivers
    if expected is not None:
        request = request._replace(listed=tuple(one.subject for one in expected))
    judged: list[Result | Rejected | Skipped] = []
    for done, outcome in enumerate(each(request.judge, plan, inputs, jobs), 1):
        judged.append(outcome)
        if progress is not None:
            progress(done, len(inputs))
    evidence = {path for one in judged for path in evidence_of(one)}
    judged = [as_evidence(one, evidence) for one in judged]
    if expected is not None:
        judged = [*_one_of_each(judged)]
    reports = [one for one in judged if not isinstance(one, Skipped)]
    results = [report for report in reports if isinstance(report, Result)]
    problems = [] if reports else [Problem("run.nothing")]
    if waivers is not None:
        used = Used(waivers)
        for result in results:
            used.add(covered(waivers, result))
        problems = [*used.problems(), *problems]
    return Run(
        plan,
        tuple(reports),
        tuple(problems),
        allow_review,
        skipped=tuple(one for one in judged if isinstance(one, Skipped)),
        expected=None if expected is None else tuple(expected),
        roster=request.roster,
    )


def in_wrong_form(file: Input) -> Rejected:
    """Return what is said of a file whose kind is one of FORMS."""
    form = Problem(f"run.form-{file.kind}", Location(file.path))
    # A YAML file by a wrong name is a report, and a report is nobody's evidence.
    return Rejected(file.path, (form,), unread=file.kind != TEXT)


def evidence_of(one: Result | Rejected | Skipped) -> Iterator[str]:
    """Yield the paths of the files that a report names as evidence, as ``as_evidence`` asks."""
    if not isinstance(one, Skipped):
        for file in one.files:
            yield _whole(os.path.join(os.path.dirname(one.path), file.replace("\\", "/")))


def as_evidence(
    one: Result | Rejected | Skipped, evidence: Container[str]
) -> Result | Rejected | Skipped:
    """Return ``one``, or what it is instead if it was not read and a report named it."""
    unread = one.kind == OTHER if isinstance(one, Skipped) else getattr(one, "unread", False)
    return Skipped(one.path, EVIDENCE) if unread and _whole(one.path) in evidence else one


def _whole(path: str) -> str:
    """Return the same text for a path however it is written; nothing is looked up."""
    return unicodedata.normalize("NFC", os.path.abspath(path))


def _one_of_each(
    judged: Sequence[Result | Rejected | Skipped],
) -> Iterator[Result | Rejected | Skipped]:
    """Yield what was ``judged``; where a subject has several results, none of them counts."""
    of_subject: dict[str, list[Result]] = {}
    for one in judged:
        if isinstance(one, Result):
            of_subject.setdefault(one.subject, []).append(one)
    for one in judged:
        if isinstance(one, Result) and len(of_subject[one.subject]) > 1:
            others = [Location(other.path) for other in of_subject[one.subject] if other is not one]
            values = {"subject": one.subject, "other": others}
            twice = Problem("run.same-subject", one.location, values)
            yield Rejected(one.path, (twice,), one.subject, one.files)
        else:
            yield one


def without_reports(
    request: Request,
    counts: Counts,
    problems: Sequence[Problem],
    skipped: Sequence[Skipped],
    *,
    allow_review: bool,
) -> Run:
    """Return a run whose reports are not held, only counted; ``problems`` are those of none."""
    nothing = () if counts.reports else (Problem("run.nothing"),)
    return Run(
        request.plan,
        (),
        (*problems, *nothing),
        allow_review,
        skipped=tuple(skipped),
        roster=request.roster,
        counted=counts,
    )


def each(
    work: Callable[[Input | Problem], T], plan: Plan, inputs: Iterable[Input | Problem], jobs: int
) -> Iterator[T]:
    """Yield ``work`` of each input, in order, from ``jobs`` processes.

    What it returns may refer to the ``plan`` and to its tasks and obligations.
    """
    if jobs == 1:
        yield from map(work, inputs)
        return
    from plancheck.verdicts.workers import in_order  # noqa: PLC0415  # costs a single report its start

    duties = [*plan.obligations(), *plan.obligations(national=True)]
    shared = (plan, *plan.tasks, *(obligation for _, obligation in duties))
    for from_stdin, some in groupby(inputs, key=_is_stdin):
        # Standard input is the caller's and cannot be handed to another process.
        if from_stdin:
            yield from map(work, some)
        else:
            yield from in_order(work, some, jobs, shared)


def _is_stdin(one: Input | Problem) -> bool:
    return isinstance(one, Input) and one.path == STDIN


Covered = tuple[int, Verdict]
"""The number of a waiver in force, and the verdict on what it covers in one report."""


def covered(waivers: Waivers, result: Result) -> Iterator[Covered]:
    """Yield every waiver in force that covers something in ``result``, with the verdict on it."""
    verdicts = {finding.obligation.id: finding.verdict for finding in result.findings}
    for number, waiver in waivers.of(result.subject).items():
        if waiver.obligation in verdicts and waiver.in_force(result.as_of):
            yield number, verdicts[waiver.obligation]


class Used:
    """Which waivers lift something in any report, and which lift nothing in all of their subject's.

    Of each the first verdict is kept, or that one thing was waived.
    """

    def __init__(self, waivers: Waivers) -> None:
        self._waivers = waivers
        self._verdicts: dict[int, Verdict] = {}

    def add(self, of_report: Iterable[Covered]) -> None:
        """Note the waivers that cover something in one report."""
        for number, verdict in of_report:
            if verdict is Verdict.WAIVED or number not in self._verdicts:
                self._verdicts[number] = verdict

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each waiver in force that lifts nothing."""
        for number, verdict in sorted(self._verdicts.items()):
            if verdict is not Verdict.WAIVED:
                waiver = self._waivers.waivers[number]
                values = {"subject": waiver.subject, "obligation": waiver.obligation}
                values["verdict"] = verdict
                yield Problem("waivers.unused", self._waivers.place_of(number), values)
