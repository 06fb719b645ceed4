"""Test suites from verdicts, in the dialect of JUnit that the two JUnit formats share.

A duty that was met is a passed case. One that fails, is missing or cannot be decided is a failure:
a review must not look like a pass, whatever the exit code. So is a report that complies in no
possible tier, beside its duties. What is not asked, waived, not due or
left to choice is skipped, with the reason. A file that got no verdict is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from plancheck.errors import Location, Problem
from plancheck.formats.shared.cells import report_facts
from plancheck.formats.shared.open_points import finding_paragraph, shown_path
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.language.wording import (
    SIGNS,
    escape_invisible,
    format_value,
    obligation_name,
    say,
    subject_name,
)
from plancheck.plan.model import Plan
from plancheck.verdicts.result import Finding, Note, Result, Verdict
from plancheck.verdicts.run import Rejected, Run


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case: ``kind`` is failure, error, skipped, or empty for one that passed."""

    name: str
    where: Location | None
    kind: str = ""
    type: str = ""
    message: str = ""
    text: str = ""


def suites(run: Run, lang: Lang, *, with_places: bool) -> Iterator[str]:
    """Yield the suites of ``run`` as XML, each case with ``file`` and ``line`` if asked for.

    One suite for each report, named by its path, and one named plancheck for the rest; each says
    by which rule set it was judged, and that of a report its outcome and the day.
    """
    total: Counter[str] = Counter()
    for _, cases in _suites(run, lang):
        total.update(_counts(cases))
    counts = "".join(f' {kind}="{total[kind]}"' for kind in ("tests", "failures", "errors"))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plancheck"{counts}>\n'
    times: Counter[tuple[str, str]] = Counter()
    for report, cases in _suites(run, lang):
        name = escape_invisible(report.path) if report else "plancheck"
        for place, case in enumerate(cases):
            times[name, case.name] += 1  # of two cases with one name readers drop one
            again = times[name, case.name]
            cases[place] = replace(case, name=f"{case.name} #{again}") if again > 1 else case
        told = _properties(lang, run.plan, report)
        suite = _suite(name, cases, told, with_places=with_places)
        ET.indent(suite, level=1)
        yield f"  {ET.tostring(suite, encoding='unicode')}\n"
    yield "</testsuites>\n"


def _suites(run: Run, lang: Lang) -> Iterator[tuple[Result | Rejected | None, list[_Case]]]:
    for report in run.reports:
        if isinstance(report, Result):
            failed = [_of_failure(lang, report, report.failure)] if report.failure else []
            findings = (_of_finding(lang, report, finding) for finding in report.findings)
            yield report, [*failed, *findings]
        else:
            yield report, [_of_problem(lang, problem) for problem in report.problems]
    rest = [_of_problem(lang, problem) for problem in run.problems]
    for one in run.absent:
        subject = subject_name(lang, run.plan, one.subject)
        told = say(lang, "run.absent", {"subject": subject})
        rest.append(_Case(subject, one.where, "failure", "absent", told, told))
    if not rest and not run.reports:  # a file without a case would look like a success
        rest.append(_of_problem(lang, Problem("run.nothing")))
    if rest:
        yield None, rest


def _properties(lang: Lang, plan: Plan | None, report: Result | Rejected | None) -> dict[str, str]:
    rule_set = {"plan": plan.id, "plan_sha256": plan.sha256} if plan is not None else {}
    return rule_set | (report_facts(lang, report) if isinstance(report, Result) else {})


def _of_failure(lang: Lang, result: Result, failure: Note) -> _Case:
    name, told = say(lang, "point.whole"), note_text(lang, failure)
    return _Case(name, result.location, "failure", str(result.outcome), told, told)


def _of_finding(lang: Lang, result: Result, finding: Finding) -> _Case:
    name = obligation_name(lang, result.plan, finding.obligation)
    where = finding.location
    if finding.verdict is Verdict.PASS:
        return _Case(name, where)
    told = finding_text(lang, result.plan, finding)
    if finding.verdict.is_open:
        text = finding_paragraph(lang, result, finding)
        return _Case(name, where, "failure", str(finding.verdict), told, text)
    reason = f"{format_value(lang, finding.verdict)}{SIGNS[lang].colon}{told}"
    return _Case(name, where, "skipped", "", reason, reason)


def _of_problem(lang: Lang, problem: Problem) -> _Case:
    where = problem.where
    place = f"{where.line}:{where.column} " if where and where.line else ""
    told = problem_text(lang, problem)
    text = f"{escape_invisible(str(where))}: {told}" if where else told
    return _Case(f"{place}{problem.key}", where, "error", problem.key, told, text)


def _counts(cases: Sequence[_Case]) -> dict[str, int]:
    """Return how many cases there are, of each kind."""
    kinds = Counter(case.kind for case in cases)
    of_kind = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    return {"tests": len(cases), **{name: kinds[kind] for name, kind in of_kind.items()}}


def _suite(
    name: str, cases: Sequence[_Case], told: Mapping[str, str], *, with_places: bool
) -> ET.Element:
    """Return a suite with the properties ``told``."""
    suite = ET.Element("testsuite", name=name)
    for kind, count in _counts(cases).items():
        suite.set(kind, str(count))
    suite.set("time", "0")
    if told:
        properties = ET.SubElement(suite, "properties")
        for key, value in told.items():
            ET.SubElement(properties, "property", name=key, value=escape_invisible(value))
    for case in cases:
        element = ET.SubElement(suite, "testcase", name=case.name, classname=name, time="0")
        if with_places and case.where is not None:
            element.set("file", shown_path(case.where))
            element.set("line", str(max(1, case.where.line)))
        if case.kind:
            outcome = ET.SubElement(element, case.kind, message=case.message)
            if case.type:
                outcome.set("type", case.type)
            outcome.text = case.text
    return suite
