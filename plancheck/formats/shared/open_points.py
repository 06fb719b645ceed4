"""What a tool that comments on files has to show: the open points of a run, weightiest first."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from plancheck.errors import Location, Problem
from plancheck.formats.shared.cells import absent_text, day_text, digest_of
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    clause_text,
    finding_text,
    note_text,
    problem_text,
    todo_text,
)
from plancheck.language.wording import SIGNS, escape_invisible, say, subject_name
from plancheck.verdicts.result import Finding, Note, Result
from plancheck.verdicts.run import Run


class Kind(StrEnum):
    """What a point is about, weightiest first.

    That is no verdict at all, a report as a whole, a duty, or a fact to be settled.
    """

    PROBLEM = "problem"
    REPORT = "report"
    FAIL = "fail"
    MISSING = "missing"
    ABSENT = "absent"
    REVIEW = "review"


class OpenPoint(NamedTuple):
    """One thing somebody has to do something about.

    ``rule`` is an obligation's id, a problem's key, the key of what makes a report fail as a whole,
    or ``run.absent`` for a report that was not handed in; ``title`` names it in a few words and
    ``message`` is one paragraph that stands by itself. ``where`` is None where it is about no file.
    ``fingerprint`` stays the same from run to run, wherever in the file the point stands, and is
    unique within a run. ``new`` is False for what was open in the run that this one is compared
    with, and ``further`` True for all but the first problem of a file. ``day`` is the day that its
    report is judged by, empty where there is no verdict, and ``sha256`` the digest of its report's
    file, empty where there is none.
    """

    kind: Kind
    rule: str
    title: str
    message: str
    where: Location | None
    fingerprint: str
    new: bool = True
    further: bool = False
    day: str = ""
    sha256: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it is an error rather than a warning."""
        return self.kind is not Kind.REVIEW

    @property
    def weight(self) -> int:
        """What comes first among points: a file's first problem says that it got no verdict."""
        return list(Kind).index(Kind.REVIEW if self.further else self.kind)


def shown_path(where: Location) -> str:
    """Return a path as services need it: made inert, with ``/``, without a leading ``./``."""
    return escape_invisible(where.path.replace(os.sep, "/")).removeprefix("./")


def points(run: Run, lang: Lang) -> list[OpenPoint]:
    """Return every open point of ``run``: new ones first, then by weight, then as they came."""
    every = [*_problems(run, lang), *_absent(run, lang), *_open(run, lang)]
    every.sort(key=lambda point: (not point.new, point.weight))
    times: Counter[str] = Counter()
    unique = []
    for point in every:
        times[point.fingerprint] += 1
        again = f"{point.fingerprint}:{times[point.fingerprint]}"
        first = times[point.fingerprint] == 1
        unique.append(point if first else point._replace(fingerprint=_hash(again)))
    return unique


def _problems(run: Run, lang: Lang) -> Iterator[OpenPoint]:
    for problem in run.problems:
        yield _problem(lang, problem)
    for rejected in run.rejected:
        for number, problem in enumerate(rejected.problems):
            point = _problem(lang, problem, further=number > 0)
            yield point._replace(sha256=digest_of(rejected))


def _problem(lang: Lang, problem: Problem, *, further: bool = False) -> OpenPoint:
    path = problem.where.path if problem.where else ""
    return OpenPoint(
        kind=Kind.PROBLEM,
        rule=problem.key,
        title=say(lang, "point.problem"),
        message=problem_text(lang, problem),
        where=problem.where,
        fingerprint=_hash(path, problem.key, problem_text(Lang.EN, problem)),
        further=further,
    )


def _absent(run: Run, lang: Lang) -> Iterator[OpenPoint]:
    before = run.comparison.absent_before if run.comparison else ()
    for expected in run.absent:
        name = subject_name(lang, run.plan, expected.subject)
        message = absent_text(lang, run.plan, expected.subject)
        mark = _hash("run.absent", expected.subject)
        new = expected.subject not in before
        yield OpenPoint(Kind.ABSENT, "run.absent", name, message, expected.where, mark, new)


def _open(run: Run, lang: Lang) -> Iterator[OpenPoint]:
    for result in run.results:
        if result.failure is not None:
            yield _failure(run, result, result.failure, lang)
        for finding in result.findings:
            if finding.verdict.is_open:
                yield _finding(run, result, finding, lang)


def _failure(run: Run, result: Result, failure: Note, lang: Lang) -> OpenPoint:
    values = {
        "subject": subject_name(lang, result.plan, result.subject),
        "name": say(lang, "point.whole"),
        "outcome": result.outcome,
    }
    return OpenPoint(
        kind=Kind.REPORT,
        rule=failure.reason,
        title=say(lang, "point.report", values),
        message=note_text(lang, failure),
        where=result.location,
        fingerprint=_hash(result.path, result.subject, failure.reason),
        new=run.is_new_failure(result),
        day=day_text(lang, result),
        sha256=result.sha256,
    )


def _finding(run: Run, result: Result, finding: Finding, lang: Lang) -> OpenPoint:
    subject = subject_name(lang, result.plan, result.subject)
    obligation = result.plan.obligation(finding.obligation)
    values = {
        "subject": subject,
        "obligation": obligation.id,
        "name": obligation.name,
        "verdict": finding.verdict,
    }
    return OpenPoint(
        kind=Kind(str(finding.verdict)),
        rule=obligation.id,
        title=say(lang, "point.title", values),
        message=finding_paragraph(lang, result, finding),
        where=finding.location,
        fingerprint=_hash(result.path, result.subject, obligation.id),
        new=run.is_new(result, finding),
        day=day_text(lang, result),
        sha256=result.sha256,
    )


def in_a_line(lang: Lang, point: OpenPoint) -> str:
    """Return title and message."""
    return f"{point.title}{SIGNS[lang].colon}{point.message}"


def after_cell(lang: Lang, where: Location | None, text: str) -> str:
    """Return ``text`` after the cell that it is about, for a format that knows lines only."""
    if where is None or not where.sheet:
        return text
    return f"{escape_invisible(where.in_workbook)}{SIGNS[lang].colon}{text}"


def described(lang: Lang, point: OpenPoint) -> str:
    """Return title, message and day, for a format in which each point stands by itself."""
    day = f"{SIGNS[lang].semicolon}{point.day}" if point.day else ""
    return f"{in_a_line(lang, point)}{day}"


def judged_reports(run: Run, lang: Lang) -> list[dict[str, str]]:
    """Return each report that was judged, with its outcome and its day, in the words of JSON."""
    return [
        {
            "path": shown_path(result.location),
            "outcome": str(result.outcome),
            "asOf": result.as_of.isoformat(),
            "asOfFrom": str(result.facts.as_of.origin),
            "asOfText": day_text(lang, result),
            "sha256": result.sha256,
        }
        for result in run.results
    ]


def finding_paragraph(lang: Lang, result: Result, finding: Finding) -> str:
    """Return what was found, what to do about it, and by which clause."""
    todo = todo_text(lang, result, finding)
    arrow = say(lang, "point.todo", {"todo": todo}) if todo else ""
    clause = clause_text(lang, result.plan, finding, result.tier)
    return f"{finding_text(lang, result.plan, finding)}{arrow}{SIGNS[lang].space}{clause}"


def _hash(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]
