"""One call over any number of reports: each is read and judged by itself, none hides another."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plancheck.errors import Location, PlancheckError, Problem, UsageError
from plancheck.evaluation import evaluate
from plancheck.facts import Terms
from plancheck.plan import Plan
from plancheck.report import load_report
from plancheck.result import Outcome, Result, Verdict
from plancheck.roster import Roster
from plancheck.source import STDIN, shown
from plancheck.waivers import Waivers

SUFFIXES = (".yaml", ".yml")

COMPLIANT = 0
NOT_COMPLIANT = 1
NO_VERDICT = 2
UNDETERMINED = 3
INTERNAL_ERROR = 4


@dataclass(frozen=True, slots=True)
class Rejected:
    """A report that got no verdict, and why."""

    path: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Run:
    """All that one call found out, in the order of its input.

    ``problems`` are those of no single report; ``plan`` is None where the plan itself is unusable;
    ``failed`` says that plancheck itself did, so that nothing else here can be relied on.
    """

    plan: Plan | None
    reports: tuple[Result | Rejected, ...] = ()
    problems: tuple[Problem, ...] = ()
    allow_review: bool = False
    failed: bool = False

    @property
    def results(self) -> tuple[Result, ...]:
        """The reports that were judged."""
        return tuple(report for report in self.reports if isinstance(report, Result))

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The reports that were not."""
        return tuple(report for report in self.reports if isinstance(report, Rejected))

    @cached_property
    def tally(self) -> Counter[Verdict]:
        """How many findings of all reports have each verdict."""
        return sum((result.tally for result in self.results), Counter())

    @cached_property
    def outcomes(self) -> Counter[Outcome]:
        """How many reports have each outcome."""
        return Counter(result.outcome for result in self.results)

    @property
    def exit_code(self) -> int:
        """2 before 1 before 3 before 0; nothing checked is 2, for a gate must not pass on that."""
        if self.failed:
            return INTERNAL_ERROR
        if self.problems or self.rejected or not self.reports:
            return NO_VERDICT
        if self.outcomes[Outcome.NOT_COMPLIANT]:
            return NOT_COMPLIANT
        if self.outcomes[Outcome.UNDETERMINED] and not self.allow_review:
            return UNDETERMINED
        return COMPLIANT


def judge(
    paths: Sequence[str],
    plan: Plan,
    *,
    roster: Roster | None = None,
    waivers: Waivers | None = None,
    terms: Terms | None = None,
    encoding: str = "utf-8",
    allow_review: bool = False,
) -> Run:
    """Return the run over ``paths``: files, folders of reports, or ``-`` for standard input.

    Never raises for what a single file contains; raises UsageError for paths that make no sense.
    """
    if paths.count(STDIN) > 1:
        raise UsageError([Problem("usage.stdin-twice")])
    reports: list[Result | Rejected] = []
    for path in paths:
        for file in _files(path):
            if isinstance(file, Rejected):
                reports.append(file)
                continue
            try:
                report = load_report(file, plan, encoding=encoding)
                reports.append(evaluate(plan, report, roster=roster, waivers=waivers, terms=terms))
            except PlancheckError as exc:
                name = shown(file)
                where = Location(name)
                problems = (p if p.where else Problem(p.key, where, p.values) for p in exc.problems)
                reports.append(Rejected(name, tuple(problems)))
    unused = tuple(_unused(waivers, reports)) if waivers else ()
    return Run(plan, tuple(reports), unused, allow_review)


def _files(path: str) -> Iterator[str | Rejected]:
    """Yield the report files that ``path`` stands for; a folder's in the order of their names."""
    if path == STDIN or not os.path.isdir(path):
        yield path
        return
    unreadable: list[OSError] = []
    found: list[str] = []
    seen: set[str] = set()
    for folder, folders, names in os.walk(path, onerror=unreadable.append, followlinks=True):
        # A link that leads back up would never end, and a folder reached twice is read once.
        if os.path.realpath(folder) in seen:
            folders.clear()
            continue
        seen.add(os.path.realpath(folder))
        folders[:] = [name for name in folders if not name.startswith(".")]
        reports = (name for name in names if name.lower().endswith(SUFFIXES))
        found += [os.path.join(folder, name) for name in reports if not name.startswith(".")]
    for error in unreadable:
        where = Location(str(error.filename or path))
        yield Rejected(where.path, (Problem("source.unreadable", where, {"why": error.strerror}),))
    if not found and not unreadable:
        yield Rejected(path, (Problem("run.empty-folder", Location(path)),))
    yield from sorted(found)


def _unused(waivers: Waivers, reports: Sequence[Result | Rejected]) -> Iterator[Problem]:
    """Yield a problem for each waiver in force that lifts nothing in any report of its subject."""
    results = [report for report in reports if isinstance(report, Result)]
    for number, waiver in enumerate(waivers.waivers):
        verdicts = [
            finding.verdict
            for result in results
            if result.subject == waiver.subject and waiver.in_force(result.as_of)
            for finding in result.findings
            if finding.obligation.id == waiver.obligation
        ]
        if verdicts and Verdict.WAIVED not in verdicts:
            values = {"subject": waiver.subject, "obligation": waiver.obligation}
            values["verdict"] = verdicts[0]
            yield Problem("waivers.unused", waivers.place_of(number), values)
