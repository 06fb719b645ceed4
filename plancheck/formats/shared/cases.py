"""The test cases of a run: what TAP, CTRF and JUnit count and write, each in its own form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.errors import Problem
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.result import Finding, Note, Result
from plancheck.verdicts.run import Rejected, Run


class Failed(NamedTuple):
    """That a report complies in no possible tier."""

    result: Result
    note: Note


class Judged(NamedTuple):
    """A verdict on one obligation."""

    result: Result
    finding: Finding


class Unusable(NamedTuple):
    """A problem of one report, or of the call itself."""

    report: Rejected | None
    problem: Problem


class Absent(NamedTuple):
    """A report that was not handed in."""

    expected: ExpectedSubject


NOTHING = Problem("run.nothing")
"""The problem of a run about nothing: no case at all would look like a success."""
Case = Failed | Judged | Unusable | Absent


def cases_by_report(run: Run) -> Iterator[tuple[Result | Rejected | None, list[Case]]]:
    """Yield each report with its cases, then None with those of no report, if there are any.

    A run about nothing has one case, the problem ``NOTHING``.
    """
    for report in run.reports:
        if isinstance(report, Result):
            failed = [Failed(report, report.failure)] if report.failure else []
            yield report, [*failed, *(Judged(report, finding) for finding in report.findings)]
        else:
            yield report, [Unusable(report, problem) for problem in report.problems]
    rest: list[Case] = [Unusable(None, problem) for problem in run.problems]
    rest += map(Absent, run.absent)
    if not rest and not run.reports:
        rest = [Unusable(None, NOTHING)]
    if rest:
        yield None, rest


def cases(run: Run) -> Iterator[Case]:
    """Yield the cases of all reports, then those of no report."""
    for _, of_report in cases_by_report(run):
        yield from of_report
