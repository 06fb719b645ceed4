"""What one call found, counted, and its exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import eq
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload

from plancheck.errors import Location, Problem
from plancheck.plan.model import Plan
from plancheck.verdicts.exit_codes import (
    COMPLIANT,
    INTERNAL_ERROR,
    NO_VERDICT,
    NOT_COMPLIANT,
    UNDETERMINED,
)
from plancheck.verdicts.result import Finding, Outcome, Result, State, Verdict

if TYPE_CHECKING:  # a run by itself needs none
    from plancheck.inputs.roster import Roster
    from plancheck.inputs.waivers import Waivers
    from plancheck.reading.models import File
    from plancheck.verdicts.baseline import Comparison
    from plancheck.verdicts.expected import ExpectedSubject
    from plancheck.verdicts.facts import Terms

T_co = TypeVar("T_co", covariant=True)

EVIDENCE = "evidence"
RECORDED = "recorded"
"""The value of a problem that holds its sentences, where they were read from an earlier result."""


class Rejected(NamedTuple):
    """A report that got no verdict, and why.

    ``subject`` is whose it is, as far as it or its name says so; ``files`` are the evidence that it
    names. One that is ``unread`` is in the wrong form by its name, and may turn out to be evidence.
    ``sha256`` is that of the bytes of its file, None where they were not read.
    """

    path: str
    problems: tuple[Problem, ...]
    subject: str | None = None
    files: tuple[str, ...] = ()
    unread: bool = False
    sha256: str | None = None


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


class InTurn(Sequence[T_co]):
    """What ``make`` yields, made again for each iteration, so nothing is held."""

    def __init__(self, make: Callable[[], Iterable[T_co]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._make())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T_co]: ...
    def __getitem__(self, place: int | slice) -> T_co | Sequence[T_co]:
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]


class Counts:
    """How many reports there are, and how they came out.

    ``outcomes`` are of the reports that were judged, ``tally`` is of all their findings.
    ``subjects`` are all who reported, each with what became of it: a report that can be judged
    counts before an unusable one. ``unattributed`` files are unusable, and nobody knows whose.
    ``rejected`` are the places of all unusable ones.
    """

    def __init__(self) -> None:
        self.reports = 0
        self.unusable = 0
        self.unattributed = 0
        self.rejected: list[int] = []
        self.outcomes = Counter[Outcome]()
        self.tally = Counter[Verdict]()
        self.subjects: dict[str, State] = {}

    def add(self, report: Result | Rejected) -> None:
        """Count one report."""
        place, self.reports = self.reports, self.reports + 1
        if isinstance(report, Result):
            self.outcomes[report.outcome] += 1
            self.tally.update(report.tally)
            self.subjects[report.subject] = State(report.outcome)
            return
        self.unusable += 1
        self.rejected.append(place)
        if report.subject is None:
            self.unattributed += 1
        else:
            self.subjects.setdefault(report.subject, State.UNUSABLE)


@dataclass(frozen=True, eq=False, repr=False)
class Run:
    """All that one call found out, in the order of its input.

    ``problems`` are those of no single report; ``plan`` is None where the plan itself is unusable;
    ``failed`` says that plancheck itself did, so that nothing else here can be relied on.
    ``expected`` are the subjects that were to report, None where nobody said so. ``comparison``
    is with a run before; with ``only_new`` what was open then already does not count.
    ``roster``, ``waivers`` and ``terms`` are what the call gave to judge by beside the reports.
    ``configured`` are the options that a file or the environment set and that decide here.
    ``plan_option`` is what names the plan in a command; empty where none has to.
    Few ``reports`` are in memory at a time: iterate over them and keep none.
    """

    plan: Plan | None
    reports: Sequence[Result | Rejected] = ()
    problems: tuple[Problem, ...] = ()
    allow_review: bool = False
    failed: bool = False
    skipped: tuple[Skipped, ...] = ()
    expected: tuple[ExpectedSubject, ...] | None = None
    roster: Roster | None = None
    waivers: Waivers | None = None
    terms: Terms | None = None
    comparison: Comparison | None = None
    only_new: bool = False
    configured: tuple[Configured, ...] = ()
    plan_option: str = ""

    @property
    def files_beside(self) -> dict[str, File]:
        """The files that reports were judged by, as ``roster`` and ``waivers``, if there were."""
        files = {"roster": self.roster, "waivers": self.waivers}
        return {name: file for name, file in files.items() if file is not None}

    @property
    def results(self) -> Sequence[Result]:
        """The reports that were judged."""
        return InTurn(lambda: (report for report in self.reports if isinstance(report, Result)))

    @property
    def rejected(self) -> Sequence[Rejected]:
        """The reports that were not."""
        # By their places, since of very many reports few are unusable and each waits in a file.
        return InTurn(lambda: map(self._rejected_at, self.counts.rejected))

    def _rejected_at(self, place: int) -> Rejected:
        report = self.reports[place]
        assert isinstance(report, Rejected), "so it was counted"
        return report

    @property
    def expected_names(self) -> frozenset[str]:
        """The names of the subjects that were to report; none where nobody said so."""
        return frozenset(expected.subject for expected in self.expected or ())

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each subject in the plan, else the roster, else among who is expected."""
        names = self.plan.subject_names if self.plan else ()
        names = names or tuple(self.roster.provinces if self.roster else ())
        names = names or tuple(expected.subject for expected in self.expected or ())
        return {name: place for place, name in enumerate(names)}

    @cached_property
    def absent(self) -> tuple[ExpectedSubject, ...]:
        """The expected subjects without any report, not even an unusable one.

        Where only what is new counts, who had a report before was to have one now.
        """
        absent = [item for item in self.expected or () if item.subject not in self.counts.subjects]
        if self.comparison is not None and self.only_new:
            from plancheck.verdicts.expected import ExpectedSubject  # noqa: PLC0415  # of no use to most calls

            named = {item.subject for item in absent}
            absent += [ExpectedSubject(name) for name in self.comparison.gone if name not in named]
        return tuple(absent)

    @cached_property
    def counts(self) -> Counts:
        """How many reports there are, and how they came out."""
        counts = Counts()
        for report in self.reports:
            counts.add(report)
        return counts

    def counting(self) -> Iterator[Result | Rejected]:
        """Yield each report and count it, so that ``counts`` need not read them all again."""
        counts = Counts()
        for report in self.reports:
            counts.add(report)
            yield report
        self.__dict__["counts"] = counts  # as the cached property does

    @cached_property
    def states(self) -> Counter[State]:
        """How many subjects are in each state; one that nobody expected counts as well."""
        return Counter((*self.counts.subjects.values(), *(State.ABSENT for _ in self.absent)))

    @property
    def several(self) -> bool:
        """Whether there is more than one report to look at, or was to be."""
        return len(self.reports) > 1 or self.expected is not None or bool(self.absent)

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
        return self.comparison.change(result.subject, finding.obligation) == "new"

    def is_new_failure(self, result: Result) -> bool:
        """Whether a report that fails as a whole did not in the run before; True without one."""
        return self.comparison is None or result.subject not in self.comparison.failed_before

    @cached_property
    def new_failures(self) -> tuple[Result, ...]:
        """The reports that fail as a whole and did not in the run before."""
        return tuple(
            result for result in self.results if result.failure and self.is_new_failure(result)
        )

    @property
    def exit_code(self) -> int:
        """4 before 2 before 1 before 3 before 0; 2 where nothing was checked: no gate may pass.

        By a draft it is never 0.
        """
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
        if self.plan is not None and self.plan.is_draft:
            return UNDETERMINED  # a trial is no gate, whatever is allowed
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
        return any(item.subject not in before for item in self.absent)
