"""SARIF as code scanning takes it: one alert per failure, each with a rule, a place and a mark."""

from __future__ import annotations

import json
import os
import re
import string
from typing import Any
from urllib.parse import unquote

import pytest

from plancheck.errors import Location, Problem
from plancheck.formats import Style, render, sarif
from plancheck.formats.shared.open_points import points
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.language.sentences import problem_text
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import all_problems, judged
from tests.formats.specimens import NAMES, specimens

HAN = re.compile("[\u4e00-\u9fff]")


def told(run: Run, lang: Lang = Lang.ZH) -> dict[str, Any]:
    """Return the one run of the document."""
    (one,) = json.loads(render("sarif", run, Style(lang)))["runs"]
    assert isinstance(one, dict)
    return one


def refused(*problems: Problem) -> Rejected:
    return Rejected("a.yaml", problems)


def unknown(key: str, line: int = 1) -> Problem:
    values = {"key": key, "near": []}
    return Problem("schema.unknown-key", Location("a.yaml", line, 1, line, 3), values)


def test_the_semantic_version_is_one() -> None:
    """It is X.Y.Z, with a hyphen before what says that it is not released yet."""
    driver = told(specimens()["compliant"])["tool"]["driver"]
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?", driver["semanticVersion"])


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
class TestEveryRun:
    def test_every_point_is_told_once(self, name: str, lang: Lang) -> None:
        run = specimens()[name]
        one = told(run, lang)
        notified = one["invocations"][0]["toolExecutionNotifications"]
        assert len(one["results"]) + len(notified) == len(points(run, lang))
        texts = [item["message"]["text"] for item in one["results"] + notified]
        for problem in all_problems(run):
            assert any(text.endswith(problem_text(lang, problem)) for text in texts)

    def test_an_alert_is_about_a_failure_that_stands_in_a_file(self, name: str, lang: Lang) -> None:
        run = specimens()[name]
        found = [f for result in run.results for f in result.findings if f.verdict.blocks]
        whole = [result for result in run.results if result.failure is not None]
        placed = [problem for problem in all_problems(run) if problem.where]
        results = told(run, lang)["results"]
        assert len(results) == len(found) + len(whole) + len(placed)
        assert {result["level"] for result in results} <= {"error"}

    def test_each_result_has_its_rule_and_its_own_marks(self, name: str, lang: Lang) -> None:
        one = told(specimens()[name], lang)
        rules = one["tool"]["driver"]["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for mark in ("plancheckId/v1", "primaryLocationLineHash"):
            marks = [result["partialFingerprints"][mark] for result in one["results"]]
            assert len(set(marks)) == len(marks)
        for result in one["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]

    def test_each_place_is_one_that_can_be_marked(self, name: str, lang: Lang) -> None:
        for result in told(specimens()[name], lang)["results"]:
            (place,) = result["locations"]
            region = place["physicalLocation"]["region"]
            start = (region["startLine"], region["startColumn"])
            assert (1, 1) <= start <= (region["endLine"], region["endColumn"])
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", uri)

    def test_rules_are_within_what_github_takes(self, name: str, lang: Lang) -> None:
        for rule in told(specimens()[name], lang)["tool"]["driver"]["rules"]:
            assert 0 < len(rule["id"]) <= 255
            assert 0 < len(rule["name"]) <= 255
            for part in ("shortDescription", "fullDescription", "help"):
                assert 0 < len(rule[part]["text"]) <= 1024

    def test_the_run_tells_the_outcome_and_the_day_of_each_report(
        self, name: str, lang: Lang
    ) -> None:
        run = specimens()[name]
        told_of = told(run, lang)["properties"]["reports"]
        assert [(one["outcome"], one["asOf"], one["asOfFrom"]) for one in told_of] == [
            (str(one.outcome), one.as_of.isoformat(), one.facts.as_of.origin) for one in run.results
        ]

    def test_the_run_says_whether_plancheck_did_its_work(self, name: str, lang: Lang) -> None:
        run = specimens()[name]
        (call,) = told(run, lang)["invocations"]
        assert call["exitCode"] == run.exit_code
        assert call["executionSuccessful"] is (run.exit_code in (0, 1, 3))


def test_every_obligation_of_a_province_is_a_rule_and_others_only_when_they_report(
    plan: Plan,
) -> None:
    provincial = [obligation.id for _, obligation in plan.obligations()]
    rules = told(Run(plan))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == provincial
    assert len(provincial) == 32
    national = Run(plan, (judged(plan, {"subject": NATIONAL}),))
    ids = [rule["id"] for rule in told(national)["tool"]["driver"]["rules"]]
    assert ids == provincial + [o.id for _, o in plan.obligations(national=True)]


def test_the_language_is_said_and_kept(plan: Plan) -> None:
    run = Run(plan, (refused(unknown("x")),))
    for lang, said in ((Lang.ZH, "zh-CN"), (Lang.EN, "en")):
        one = told(run, lang)
        assert one["language"] == one["tool"]["driver"]["language"] == said
        rule = one["tool"]["driver"]["rules"][-1]
        for part in ("shortDescription", "fullDescription", "help"):
            assert bool(HAN.search(rule[part]["text"])) is (lang is Lang.ZH)


@pytest.mark.parametrize("lang", Lang)
def test_a_rule_of_a_problem_shows_nobody_the_names_of_values(plan: Plan, lang: Lang) -> None:
    families = (
        *("source", "yaml", "schema", "field", "name"),
        *("plan", "file", "facts", "report", "waivers"),
    )
    (template, *_) = points(Run(plan, (refused(unknown("x")),)), lang)
    shown = []
    for key in [key for key in MESSAGES if key.split(".")[0] in families]:
        text = sarif._problem_rule(lang, template._replace(rule=key))["fullDescription"]["text"]
        names = string.Formatter().parse(getattr(MESSAGES[key], lang))
        if "{{" in text or any(f"{{{name}}}" in text for _, name, _, _ in names):
            shown.append((key, text))
    assert shown == []


def test_a_problems_rule_says_it_for_any_value(plan: Plan) -> None:
    values = {"key": "15.training", "metric": "sessions", "written": "6次", "number": 6}
    bare = Problem("report.bare-number", Location("a.yaml", 2, 1, 2, 3), values)
    rules = told(Run(plan, (refused(bare, unknown("x")),)), Lang.EN)["tool"]["driver"]["rules"]
    by_id = {rule["id"]: rule["fullDescription"]["text"] for rule in rules}
    assert by_id["report.bare-number"] == 'say what "…" counts: …: {…: …}'
    assert by_id["schema.unknown-key"] == 'unknown key "…"'


LINK = re.compile(r"(?<!\\)(?:\\\\)*\[(?:[^\\\[\]]|\\.)*\]\(")


@pytest.mark.parametrize(
    "written",
    ["[here](https://x.invalid)", r"[here\](https://x.invalid)", r"[here\\](x)", "[a](1)[b](2)"],
)
def test_a_link_in_a_report_is_text(plan: Plan, written: str) -> None:
    (result,) = told(Run(plan, (refused(unknown(written)),)))["results"]
    text = result["message"]["text"]
    assert not LINK.search(text)
    assert written in re.sub(r"(\\*)\\\]\(", lambda m: "\\" * (len(m[1]) // 2) + "](", text)


def test_brackets_that_are_no_link_stay_as_they_are(plan: Plan) -> None:
    (result,) = told(Run(plan, (refused(unknown("[甲] (乙) a]")),)))["results"]
    assert "“[甲] (乙) a]”" in result["message"]["text"]


def test_a_failure_of_a_report_is_an_alert_with_a_rule_of_its_own() -> None:
    one = told(specimens()["no-tier"], Lang.EN)
    (alert,) = one["results"]
    assert alert["ruleId"] == "report.no-tier-complies"
    rule = one["tool"]["driver"]["rules"][alert["ruleIndex"]]
    assert rule["shortDescription"]["text"] == "report as a whole"
    place = alert["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] == 2  # where it names its subject


def test_what_is_to_be_reviewed_is_told_with_its_place_and_rule(plan: Plan) -> None:
    data = {"province": "上海", "tasks": {"15.training": {"sessions": "5"}}}
    result = judged(plan, data)
    run = Run(plan, (result,))
    one = told(run)
    rules = one["tool"]["driver"]["rules"]
    notified = {
        rules[item["associatedRule"]["index"]]["id"]: item
        for item in one["invocations"][0]["toolExecutionNotifications"]
    }
    item = notified["15.training"]
    assert item["level"] == "warning"
    assert item["associatedRule"]["id"] == "15.training"
    where = next(f.location for f in result.findings if f.obligation == "15.training")
    (place,) = item["locations"]
    assert place["physicalLocation"]["region"]["startLine"] == where.line
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "report.yaml"


def test_who_did_not_report_is_an_alert_only_where_a_file_says_who_had_to(plan: Plan) -> None:
    listed = ExpectedSubject("青海", Location("名册.yaml", 4, 3, 4, 5))
    one = told(Run(plan, (judged(plan, {"province": "上海", "tier": "1"}),), expected=(listed,)))
    (alert,) = [result for result in one["results"] if result["ruleId"] == "run.absent"]
    place = alert["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "名册.yaml"
    assert place["region"]["startLine"] == 4
    one = told(Run(plan, (), expected=(ExpectedSubject("青海"),)))
    assert one["results"] == []
    (item,) = one["invocations"][0]["toolExecutionNotifications"]
    assert "青海" in item["message"]["text"]
    assert "locations" not in item


def test_a_problem_of_a_whole_file_is_shown_by_its_first_line(plan: Plan) -> None:
    missing = Problem("source.not-found", Location("无.yaml"))
    (result,) = told(Run(plan, (Rejected("无.yaml", (missing,)),)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def test_what_is_too_much_for_a_run_is_told_beside_the_results(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    one = told(Run(plan, (refused(*(unknown(f"k{n}", n) for n in range(1, 6))),)))
    assert len(one["results"]) == 2
    notified = one["invocations"][0]["toolExecutionNotifications"]
    assert [item["locations"][0]["physicalLocation"]["region"]["startLine"] for item in notified] \
        == [3, 4, 5]  # fmt: skip


def test_a_failed_run_claims_nothing(plan: Plan) -> None:
    failed = Run(plan, problems=(Problem("internal.error", None, {"why": "x"}),), failed=True)
    one = told(failed)
    assert one["invocations"][0]["executionSuccessful"] is False
    assert one["invocations"][0]["exitCode"] == 4
    assert one["automationDetails"]["id"] == f"plancheck/{plan.id}/"
    assert told(Run(None))["automationDetails"]["id"] == "plancheck/none/"


@pytest.mark.skipif(os.sep != "/", reason="paths of another system")
@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/报告/a b.yaml", "file:///%E6%8A%A5%E5%91%8A/a%20b.yaml"),
        ("./报告/a#1.yaml", "%E6%8A%A5%E5%91%8A/a%231.yaml"),
        ("../a?.yaml", "../a%3F.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("100%.yaml", "100%25.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
    ],
)
def test_a_path_is_a_reference_that_leads_to_the_file(plan: Plan, path: str, uri: str) -> None:
    problem = Problem("source.not-found", Location(path))
    (result,) = told(Run(plan, (Rejected(path, (problem,)),)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
