"""TAP 14: a test point per obligation, a waiver as an expected failure.

So is a review where reviews are allowed: it does not stop a harness and is no ordinary pass.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from plancheck.errors import Location
from plancheck.formats import Style
from plancheck.formats.shared.cases import (
    NOTHING,
    Absent,
    Case,
    Failed,
    Judged,
    Unusable,
    cases,
)
from plancheck.formats.shared.cells import absent_text, day_text, digest_of, rule_set, with_reason
from plancheck.formats.shared.open_points import after_cell, finding_paragraph
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.language.wording import (
    SIGNS,
    escape_invisible,
    format_value,
    obligation_name,
    say,
)
from plancheck.reading.models import File
from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.run import Rejected, Run

FOR_MACHINES = True
"""Read by harnesses from a pipe."""


@dataclass(frozen=True, slots=True)
class _Test:
    """One test point, with a directive and details where it has them."""

    ok: bool
    description: str
    directive: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)

    def lines(self, number: int) -> Iterator[str]:
        directive = f" # {_escaped(self.directive)}" if self.directive else ""
        outcome = "ok" if self.ok else "not ok"
        yield f"{outcome} {number} - {_undirected(self.description)}{directive}\n"
        if self.details:
            yield "  ---\n"
            for key, value in self.details.items():  # JSON's texts and numbers are YAML's too
                yield f"  {key}: {json.dumps(value, ensure_ascii=False)}\n"
            yield "  ...\n"


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield one document with one plan over all reports; what got no verdict is ``not ok``.

    Comments name the rule set, roster and waivers, the outcome, the day and the digest of each
    report, and how many files were not looked at. Without a rule set it ends with ``Bail out!`` and
    the first reason.
    """
    yield f"TAP version 14\n1..{sum(1 for _ in cases(run))}\n"
    if run.plan is not None:
        # The test point of a file that was not read says all there is to say.
        told = (report for report in run.reports if digest_of(report))
        of_reports = (_about(style.lang, report) for report in told)
        beside = (_sum(style.lang, name, file) for name, file in run.files_beside.items())
        for comment in chain([rule_set(style.lang, run.plan)], beside, of_reports):
            yield f"# {_escaped(comment)}\n"
        if run.skipped:
            yield f"# {_escaped(say(style.lang, 'log.skipped', {'count': len(run.skipped)}))}\n"
    for number, case in enumerate(cases(run), 1):
        yield from _test(run, style.lang, case).lines(number)
    if run.plan is None:
        first = _test(run, style.lang, next(cases(run)))
        yield f"Bail out! {_escaped(first.description)}\n"


def _about(lang: Lang, report: Result | Rejected) -> str:
    """Return the outcome and the day of a report that was judged, and the digest of its file."""
    signs, about = SIGNS[lang], []
    if isinstance(report, Result):
        outcome = with_reason(lang, report, format_value(lang, report.outcome))
        about = [outcome, day_text(lang, report)]
    about.append(f"sha256 {digest_of(report)}")
    return f"{signs.semicolon.join(about)}{signs.colon}{escape_invisible(report.path)}"


def _sum(lang: Lang, name: str, file: File) -> str:
    digest = say(lang, f"log.{name}-sum", {"sha256": file.document.file_sha256})
    return f"{digest}{SIGNS[lang].colon}{escape_invisible(file.path)}"


def _test(run: Run, lang: Lang, case: Case) -> _Test:
    details: dict[str, str | int]
    match case:
        case Judged(result, finding):
            return _of_finding(run, result, finding, lang)
        case Failed(result, note):
            name = f"{escape_invisible(result.path)} {say(lang, 'point.whole')}"
            about = _about_place(lang, result.location, note_text(lang, note))
            return _Test(False, name, details={"verdict": str(result.outcome), **about})
        case Unusable(_, problem):
            where = f"{escape_invisible(str(problem.where))}: " if problem.where else ""
            message = problem_text(lang, problem)
            said = after_cell(lang, problem.where, message)
            details = {"problem": problem.key, "message": said}
            return _Test(False, where + message, details={} if problem is NOTHING else details)
        case Absent(expected):
            message = absent_text(lang, run.plan, expected.subject)
            details = {"verdict": "absent", **_about_place(lang, expected.where, message)}
            return _Test(False, message, details=details)


def _of_finding(run: Run, result: Result, finding: Finding, lang: Lang) -> _Test:
    obligation = obligation_name(lang, result.plan, finding.obligation)
    name = f"{escape_invisible(result.path)} {obligation}"
    if finding.verdict is Verdict.PASS:
        return _Test(True, name)
    verdict = format_value(lang, finding.verdict)
    reason = f"{verdict}{SIGNS[lang].colon}{finding_text(lang, result.plan, finding)}"
    if finding.verdict is Verdict.WAIVED:
        return _Test(False, name, f"TODO {reason}")
    if not finding.verdict.is_open:
        return _Test(True, name, f"SKIP {reason}")
    details: dict[str, str | int] = {
        "verdict": str(finding.verdict),
        **_about_place(lang, finding.location, finding_paragraph(lang, result, finding)),
    }
    allowed = finding.verdict is Verdict.REVIEW and run.allow_review
    return _Test(False, name, f"TODO {reason}" if allowed else "", details)


def _about_place(lang: Lang, where: Location | None, message: str) -> dict[str, str | int]:
    """Return ``message`` with where it is about: a file with its line, a cell in the message."""
    if where is None:
        return {"message": message}
    place = {"line": where.line, "column": where.column} if where.is_line else {}
    said = after_cell(lang, where, message)
    return {"message": said, "file": escape_invisible(where.path), **place}


def _undirected(text: str) -> str:
    """Return a description in which no reader finds a directive."""
    # Some look for one behind any #, escaped or not.
    return _escaped(text.replace("#", r"\u{23}"))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("#", "\\#")
