"""Test suites from verdicts, in the dialect of JUnit that the two JUnit formats share.

A duty that was met is a passed case. One that fails, is missing or cannot be decided is a failure:
a review must not look like a pass, whatever the exit code. So is a report that complies in no
possible tier, beside its duties. What is not asked, waived, not due or
left to choice is skipped, with the reason. A file that got no verdict is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from plancheck.errors import Location
from plancheck.formats.shared.cases import (
    Absent,
    Case,
    Failed,
    Judged,
    Unusable,
    cases,
    cases_by_report,
)
from plancheck.formats.shared.cells import absent_text, digest_of, digests_beside, report_facts
from plancheck.formats.shared.open_points import after_cell, finding_paragraph, shown_path
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.language.wording import (
    SIGNS,
    escape_invisible,
    format_value,
    obligation_name,
    place_within,
    say,
    subject_name,
)
from plancheck.verdicts.result import Finding, Result, Verdict
from plancheck.verdicts.run import Rejected, Run


@dataclass(frozen=True, slots=True)
class _TestCase:
    """One test case: ``kind`` is failure, error, skipped, or empty for one that passed."""

    name: str
    where: Location | None
    kind: str
    type: str = ""
    message: str = ""
    text: str = ""


def suites(run: Run, lang: Lang, *, with_places: bool) -> Iterator[str]:
    """Yield the suites of ``run`` as XML, each case with ``file`` and ``line`` if asked for.

    One suite for each report, named by its path, and one named plancheck for the rest; each says
    by which rule set and other files it was judged, that of a report its digest, outcome and day.
    """
    counts = _counts(map(_kind, cases(run)))
    of_run = "".join(f' {name}="{counts[name]}"' for name in ("tests", "failures", "errors"))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plancheck"{of_run}>\n'
    times: Counter[tuple[str, str]] = Counter()
    for report, of_report in cases_by_report(run):
        name = escape_invisible(report.path) if report else "plancheck"
        tests = [_test_case(run, lang, case) for case in of_report]
        for place, test in enumerate(tests):
            times[name, test.name] += 1  # of two cases with one name readers drop one
            again = times[name, test.name]
            tests[place] = replace(test, name=f"{test.name} #{again}") if again > 1 else test
        properties = _properties(lang, run, report)
        suite = _suite(name, tests, properties, with_places=with_places)
        ET.indent(suite, level=1)
        yield f"  {ET.tostring(suite, encoding='unicode')}\n"
    yield "</testsuites>\n"


def _properties(lang: Lang, run: Run, report: Result | Rejected | None) -> dict[str, str]:
    plan = run.plan
    properties = {"plan": plan.id, "plan_sha256": plan.sha256} if plan is not None else {}
    if plan is not None and plan.is_draft:
        properties["plan_draft"] = "true"
    for name, digest in digests_beside(run).items():
        properties[f"{name}_sha256"] = digest
    if report is not None and (digest := digest_of(report)):
        properties["report_sha256"] = digest
    return properties | (report_facts(lang, report) if isinstance(report, Result) else {})


def _kind(case: Case) -> str:
    if not isinstance(case, Judged):
        return "error" if isinstance(case, Unusable) else "failure"
    verdict = case.finding.verdict
    if verdict is Verdict.PASS:
        return ""
    return "failure" if verdict.is_open else "skipped"


def _test_case(run: Run, lang: Lang, case: Case) -> _TestCase:
    kind = _kind(case)
    match case:
        case Judged(result, finding):
            return _of_finding(lang, result, finding, kind)
        case Failed(result, note):
            name, outcome = say(lang, "point.whole"), str(result.outcome)
            message = after_cell(lang, result.location, note_text(lang, note))
            return _TestCase(name, result.location, kind, outcome, message, message)
        case Unusable(_, problem):
            where, message = problem.where, problem_text(lang, problem)
            place = place_within(where) if where else ""
            name = f"{place} {problem.key}" if place else problem.key
            text = f"{escape_invisible(str(where))}: {message}" if where else message
            said = after_cell(lang, where, message)
            return _TestCase(name, where, kind, problem.key, said, text)
        case Absent(expected):
            name = subject_name(lang, run.plan, expected.subject)
            text = absent_text(lang, run.plan, expected.subject)
            message = after_cell(lang, expected.where, text)
            return _TestCase(name, expected.where, kind, "absent", message, message)


def _of_finding(lang: Lang, result: Result, finding: Finding, kind: str) -> _TestCase:
    name = obligation_name(lang, result.plan, finding.obligation)
    where = finding.location
    if not kind:
        return _TestCase(name, where, kind)
    sentence = finding_text(lang, result.plan, finding)
    if finding.verdict.is_open:
        message = after_cell(lang, where, sentence)
        text = after_cell(lang, where, finding_paragraph(lang, result, finding))
        return _TestCase(name, where, kind, str(finding.verdict), message, text)
    reason = f"{format_value(lang, finding.verdict)}{SIGNS[lang].colon}{sentence}"
    reason = after_cell(lang, where, reason)
    return _TestCase(name, where, kind, "", reason, reason)


def _counts(kinds: Iterable[str]) -> dict[str, int]:
    """Return how many cases there are, and how many of each kind."""
    counts = Counter(kinds)
    of_kind = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    return {"tests": counts.total(), **{name: counts[kind] for name, kind in of_kind.items()}}


def _suite(
    name: str,
    tests: Sequence[_TestCase],
    properties: Mapping[str, str],
    *,
    with_places: bool,
) -> ET.Element:
    suite = ET.Element("testsuite", name=name)
    for kind, count in _counts(test.kind for test in tests).items():
        suite.set(kind, str(count))
    suite.set("time", "0")
    if properties:
        element = ET.SubElement(suite, "properties")
        for key, value in properties.items():
            ET.SubElement(element, "property", name=key, value=escape_invisible(value))
    for test in tests:
        element = ET.SubElement(suite, "testcase", name=test.name, classname=name, time="0")
        if with_places and test.where is not None:
            element.set("file", shown_path(test.where))
            if not test.where.sheet:  # a whole file has its first line, a cell none
                element.set("line", str(max(1, test.where.line)))
        if test.kind:
            outcome = ET.SubElement(element, test.kind, message=test.message)
            if test.type:
                outcome.set("type", test.type)
            outcome.text = test.text
    return suite
