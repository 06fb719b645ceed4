"""Common Test Report Format (CTRF): a test per obligation, what cannot be decided as ``other``."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from sys import intern
from typing import Any

from plancheck import __version__
from plancheck.errors import Location
from plancheck.formats import Style
from plancheck.formats.shared.cases import Absent, Case, Failed, Judged, Unusable, cases
from plancheck.formats.shared.cells import absent_text, digest_of, digests_beside
from plancheck.formats.shared.json_text import elements, members
from plancheck.formats.shared.open_points import (
    after_cell,
    finding_paragraph,
    judged_reports,
    shown_path,
)
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.language.wording import escape_invisible, obligation_name, say, subject_name
from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by reporters from a file."""

_STATUS = {
    Verdict.PASS: "passed",
    Verdict.FAIL: "failed",
    Verdict.MISSING: "failed",
    Verdict.REVIEW: "other",
    Verdict.PENDING: "pending",
    Verdict.WAIVED: "skipped",
    Verdict.OPTIONAL: "skipped",
    Verdict.NOT_APPLICABLE: "skipped",
    Verdict.TRIAL: "skipped",
}


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield the tests of all reports; the day judged by stands for the time, so no clock runs."""
    counts = Counter(map(_status, cases(run)))
    statuses = ("passed", "failed", "skipped", "pending", "other")
    when = max((_milliseconds(result.as_of) for result in run.results), default=0)
    summary = {"tests": counts.total(), **{status: counts[status] for status in statuses}}
    plan = run.plan
    results = {
        "tool": {"name": "plancheck", "version": __version__},
        "summary": {**summary, "start": when, "stop": when},
        "tests": elements(_numbered(_test(run, style.lang, case) for case in cases(run)), 3),
        "extra": {
            "exitCode": run.exit_code,
            "plan": plan.id if plan else None,
            "planSha256": plan.sha256 if plan else None,
            **({"planDraft": True} if plan and plan.is_draft else {}),
            **{f"{name}Sha256": digest for name, digest in digests_beside(run).items()},
            "reports": judged_reports(run, style.lang),
        },
    }
    head = {"reportFormat": "CTRF", "specVersion": "1.0.0"}
    yield from members({**head, "results": members(results, 2)}, 1)
    yield "\n"


def _milliseconds(day: datetime.date) -> int:
    return (day - datetime.date(1970, 1, 1)).days * 86_400_000


def _numbered(tests: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the tests, of several that a reader would take for one the further ones numbered."""
    times: Counter[tuple[str, ...]] = Counter()
    for test in tests:
        known_by = (test["name"], test.get("filePath", ""), *test.get("suite", ()))
        known_by = tuple(map(intern, known_by))  # most names come again in every report
        times[known_by] += 1
        again = times[known_by]
        yield {**test, "name": f"{test['name']} #{again}"} if again > 1 else test


def _status(case: Case) -> str:
    return _STATUS[case.finding.verdict] if isinstance(case, Judged) else "failed"


def _test(run: Run, lang: Lang, case: Case) -> dict[str, Any]:
    match case:
        case Judged(result, finding):
            return _of_finding(lang, result, finding)
        case Failed(result, note):
            name, message = say(lang, "point.whole"), note_text(lang, note)
            test = _failed(lang, name, message, str(result.outcome), result.location)
            return {**test, "suite": [subject_name(lang, result.plan, result.subject)]}
        case Unusable(report, problem):
            name = f"{escape_invisible(report.path) if report else 'plancheck'} {problem.key}"
            test = _failed(lang, name, problem_text(lang, problem), "unusable", problem.where)
            digest = digest_of(report) if report else ""
            return {**test, "extra": {"reportSha256": digest}} if digest else test
        case Absent(expected):
            name = subject_name(lang, run.plan, expected.subject)
            message = absent_text(lang, run.plan, expected.subject)
            return _failed(lang, name, message, "absent", expected.where)


def _of_finding(lang: Lang, result: Result, finding: Finding) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": obligation_name(lang, result.plan, finding.obligation),
        "status": _STATUS[finding.verdict],
        "duration": 0,
        "suite": [subject_name(lang, result.plan, result.subject)],
        **_place(finding.location),
        "rawStatus": str(finding.verdict),
        "extra": {"obligation": finding.obligation, "reason": finding.reason},
    }
    if finding.verdict.is_open:
        message = finding_paragraph(lang, result, finding)
    elif finding.verdict is not Verdict.PASS:
        message = finding_text(lang, result.plan, finding)
    else:
        return test
    return test | {"message": after_cell(lang, finding.location, message)}


def _failed(
    lang: Lang, name: str, message: str, raw: str, where: Location | None
) -> dict[str, Any]:
    return {
        "name": name,
        "status": "failed",
        "duration": 0,
        "message": after_cell(lang, where, message),
        "rawStatus": raw,
        **_place(where),
    }


def _place(where: Location | None) -> dict[str, Any]:
    """Return the file and its line; a whole file has its first, a cell none."""
    if where is None:
        return {}
    line = {} if where.sheet else {"line": max(1, where.line)}
    return {"filePath": shown_path(where), **line}
