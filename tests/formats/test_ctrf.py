"""CTRF: a test per obligation, counted right, and no open point among the passed tests."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from plancheck.errors import Location, Problem
from plancheck.formats import Style, render
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import all_problems, judged
from tests.formats.specimens import NAMES, specimens

STATUSES = ("passed", "failed", "skipped", "pending", "other")


def results(run: Run, lang: Lang = Lang.ZH) -> dict[str, Any]:
    document = json.loads(render("ctrf", run, Style(lang)))
    assert (document["reportFormat"], document["specVersion"]) == ("CTRF", "1.0.0")
    found = document["results"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
class TestEveryRun:
    def test_the_summary_counts_the_tests(self, name: str, lang: Lang) -> None:
        told = results(specimens()[name], lang)
        counted = Counter(test["status"] for test in told["tests"])
        summary = told["summary"]
        assert summary["tests"] == len(told["tests"]) > 0
        assert {status: summary[status] for status in STATUSES} == {
            status: counted[status] for status in STATUSES
        }

    def test_each_verdict_has_its_status(self, name: str, lang: Lang) -> None:
        run = specimens()[name]
        tests = [
            test for test in results(run, lang)["tests"] if "obligation" in test.get("extra", {})
        ]
        findings = [(result.plan, one) for result in run.results for one in result.findings]
        for test, (plan, finding) in zip(tests, findings, strict=True):
            assert test["rawStatus"] == finding.verdict
            assert (test["status"] == "passed") is (finding.verdict is Verdict.PASS)
            assert (test["status"] == "failed") is finding.verdict.blocks
            assert (test["status"] == "other") is (finding.verdict is Verdict.REVIEW)
            if finding.verdict is not Verdict.PASS:
                assert finding_text(lang, plan, finding) in test["message"]

    def test_a_report_that_fails_as_a_whole_has_a_test_of_its_own(
        self, name: str, lang: Lang
    ) -> None:
        run = specimens()[name]
        tests = [t for t in results(run, lang)["tests"] if t["rawStatus"] == "not-compliant"]
        failures = [result.failure for result in run.results if result.failure is not None]
        assert [test["message"] for test in tests] == [note_text(lang, one) for one in failures]
        assert {test["status"] for test in tests} <= {"failed"}

    def test_the_outcome_and_the_day_of_each_report_are_told(self, name: str, lang: Lang) -> None:
        run = specimens()[name]
        told = results(run, lang)["extra"]["reports"]
        assert [(one["outcome"], one["asOf"], one["asOfFrom"]) for one in told] == [
            (str(one.outcome), one.as_of.isoformat(), one.facts.as_of.origin) for one in run.results
        ]

    def test_what_got_no_verdict_failed(self, name: str, lang: Lang) -> None:
        run = specimens()[name]
        failed = [test for test in results(run, lang)["tests"] if test["status"] == "failed"]
        messages = [test["message"] for test in failed if test["rawStatus"] == "unusable"]
        for problem in all_problems(run):
            assert problem_text(lang, problem) in messages

    def test_no_two_tests_are_taken_for_one(self, name: str, lang: Lang) -> None:
        tests = results(specimens()[name], lang)["tests"]
        known_by = [(t["name"], t.get("filePath"), *t.get("suite", ())) for t in tests]
        assert len(set(known_by)) == len(known_by)


def test_equal_problems_of_one_file_are_numbered(plan: Plan) -> None:
    problems = tuple(
        Problem("schema.unknown-key", Location("a.yaml", n, 1), {"key": f"k{n}", "near": []})
        for n in (1, 2, 3)
    )
    tests = results(Run(plan, (Rejected("a.yaml", problems),)))["tests"]
    name = "a.yaml schema.unknown-key"
    assert [test["name"] for test in tests] == [name, f"{name} #2", f"{name} #3"]
    assert [test["line"] for test in tests] == [1, 2, 3]


def test_a_report_that_is_given_twice_has_all_its_tests_twice(plan: Plan) -> None:
    result = judged(plan, {"province": "上海", "tier": "1"})
    tests = results(Run(plan, (result, result)))["tests"]
    names = [test["name"] for test in tests]
    assert len(names) == 64
    assert [f"{name} #2" for name in names[:32]] == names[32:]


def test_a_run_over_nothing_is_no_success(plan: Plan) -> None:
    for run in (Run(plan), Run(None)):
        told = results(run, Lang.EN)
        assert told["summary"]["failed"] == told["summary"]["tests"] == 1
        assert told["tests"][0]["message"] == "no report to check"


def test_who_did_not_report_failed_where_the_list_says_so(plan: Plan) -> None:
    expected = (ExpectedSubject("青海", Location("名册.yaml", 4, 3)), ExpectedSubject("西藏"))
    tests = results(Run(plan, expected=expected))["tests"]
    assert [test["status"] for test in tests] == ["failed", "failed"]
    assert [test["rawStatus"] for test in tests] == ["absent", "absent"]
    assert (tests[0]["filePath"], tests[0]["line"]) == ("名册.yaml", 4)
    assert "filePath" not in tests[1]


def test_the_time_is_the_day_judged_by(plan: Plan) -> None:
    run = Run(plan, tuple(
        judged(plan, {"province": name, "as_of": day})
        for name, day in (("上海", "2014-06-30"), ("江西", "2014-09-30"))
    ))  # fmt: skip
    summary = results(run)["summary"]
    midnight = datetime.datetime(2014, 9, 30, tzinfo=datetime.UTC)
    assert summary["start"] == summary["stop"] == midnight.timestamp() * 1000


def test_a_problem_of_a_whole_file_stands_in_its_first_line(plan: Plan) -> None:
    missing = Problem("source.not-found", Location("无.yaml"))
    (test,) = results(Run(plan, (Rejected("无.yaml", (missing,)),)))["tests"]
    assert (test["filePath"], test["line"]) == ("无.yaml", 1)


def test_tests_of_two_files_are_told_apart_by_the_file(plan: Plan) -> None:
    result = judged(plan, {"province": "上海", "tier": "1"})
    moved = tuple(
        finding._replace(location=finding.location._replace(path="other.yaml"))
        for finding in result.findings
    )
    tests = results(Run(plan, (result, replace(result, findings=moved))))["tests"]
    assert not [test["name"] for test in tests if test["name"].endswith(" #2")]
