"""An obligation on trial is judged and shown, and its verdict counts nowhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plancheck.analysis.difference import differ
from plancheck.analysis.listing import list_obligations
from plancheck.analysis.rollup import roll_up
from plancheck.authoring.schema import Kind, schema_text
from plancheck.errors import PlanError
from plancheck.formats import Style, formats, pieces_of_file, render
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.judging import judge
from plancheck.verdicts.questions import questions
from plancheck.verdicts.result import Outcome, Rate, Result, Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, as_yaml, finding, judged

FILE = ROOT / "tests" / "plans" / "one-language.yaml"
DONE = {"1.sessions": {"sessions": "6", "date": "2027-06-30"}}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(FILE))


def reported(plan: Plan, subject: str = "示例甲县", **stated: Any) -> Result:
    """Return a result in which all that counts is done, and the trials as ``stated``."""
    report = {"subject": subject, "tier": "1", "designated": ["1.teachers"], "tasks": DONE}
    return judged(plan, {**report, **stated})


@pytest.mark.parametrize(
    ("entry", "beneath"),
    [
        ({"1.rules": "否"}, Verdict.FAIL),
        ({}, Verdict.MISSING),
        ({"1.rules": "是"}, Verdict.REVIEW),  # undated, and the day has passed
        ({"1.rules": {"answer": "是", "date": "2027-06-30"}}, Verdict.PASS),
    ],
)
def test_whatever_is_found_it_changes_nothing(
    plan: Plan, entry: dict[str, Any], beneath: Verdict
) -> None:
    result = reported(plan, tasks={**DONE, **entry})
    trial = finding(result, "1.rules")
    assert (trial.verdict, trial.underlying, trial.level_word) == (Verdict.TRIAL, beneath, "trial")
    assert (result.outcome, result.rate) == (Outcome.COMPLIANT, Rate(1, 1))
    assert Run(plan, (result,)).exit_code == 0
    assert questions(result) == ()


def test_why_a_trial_would_fail_is_a_sentence_of_its_own(plan: Plan) -> None:
    result = reported(plan, tasks={**DONE, "1.rules": "否"})
    trial = finding(result, "1.rules")
    assert "为“未达标”。填报“否”" in finding_text(Lang.ZH, plan, trial)
    assert "its verdict would be fail (" in finding_text(Lang.EN, plan, trial)


def test_what_is_not_known_about_a_trial_is_no_question(plan: Plan) -> None:
    result = judged(plan, {"subject": "示例甲县", "tasks": DONE})
    assert finding(result, "1.teachers").underlying is Verdict.REVIEW  # designated or not
    assert (questions(result), result.failure, result.outcome) == ((), None, Outcome.COMPLIANT)


def test_a_trial_that_is_met_does_not_make_up_for_what_counts(plan: Plan) -> None:
    met = {"1.rules": {"answer": "是", "date": "2027-06-30"}}
    result = reported(plan, tasks=met)
    assert (result.outcome, result.rate) == (Outcome.NOT_COMPLIANT, Rate(1, 0))
    undue = reported(plan, tasks=met | {"1.rules": "是"}, as_of="2027-03-31")
    assert undue.outcome is Outcome.ON_TRACK


def test_a_trial_that_asks_nothing_is_not_applicable(plan: Plan) -> None:
    result = reported(plan, designated=[])
    assert finding(result, "1.teachers").verdict is Verdict.NOT_APPLICABLE


def test_a_waiver_of_a_trial_is_no_problem(plan: Plan, tmp_path: Path) -> None:
    waiver = {
        "subject": "示例甲县",
        "obligation": "1.rules",
        "reason": "示例",
        "approved_by": "示例批复",
    }
    whole = {
        "format": "plancheck.waivers/1",
        "plan": plan.id,
        "waivers": [{**waiver, "until": "2027-12-31"}],
    }
    (tmp_path / "waivers.yaml").write_bytes(as_yaml(whole))
    report = {"subject": "示例甲县", "tier": "1", "designated": [], "tasks": DONE}
    (tmp_path / "report.yaml").write_bytes(as_yaml(report))
    waivers = load_waivers(str(tmp_path / "waivers.yaml"), plan)
    run = judge([str(tmp_path / "report.yaml")], plan, waivers=waivers, terms=Terms())
    assert (run.problems, run.exit_code) == ((), 0)
    assert finding(run.results[0], "1.rules").verdict is Verdict.TRIAL


def test_rates_and_sums_leave_trials_out(plan: Plan) -> None:
    with_teachers = {**DONE, "1.teachers": {"teachers": "1", "date": "2027-06-30"}}
    results = (reported(plan, tasks=with_teachers), reported(plan, "示例乙县"))
    picture = roll_up(Run(plan, results, expected=()))
    assert picture is not None
    assert (picture.rate, picture.mandatory) == (Rate(2, 2), {Verdict.PASS: 2})
    assert [row.cells["1"].verdict for row in picture.rows] == [Verdict.PASS, Verdict.PASS]
    assert [row.open for row in picture.rows] == [0, 0]
    assert (picture.gaps, [sum_.obligation.id for sum_ in picture.sums]) == (
        (),
        ["1.sessions", "1.people"],
    )


def test_every_format_shows_it_as_what_it_is(plan: Plan) -> None:
    run = Run(plan, (reported(plan, tasks={**DONE, "1.rules": "否"}),))
    of_open_points = ("azure", "github", "gitlab", "rdjson", "sarif")
    style = Style(Lang.ZH, 80)
    for name in set(formats()) - {"notices", "rollup-csv", "brief"}:
        if name == "xlsx":
            assert list(pieces_of_file(name, run, style))
            continue
        text = render(name, run, style)
        told = "1.rules" in text or "1.培训制度" in text
        if name == "sarif":  # whose rules are all that the plan asks
            told = bool(json.loads(text)["runs"][0]["results"])
        assert told is (name not in of_open_points), name


def test_json_says_trial_and_what_the_verdict_would_be(plan: Plan) -> None:
    run = Run(plan, (reported(plan, tasks={**DONE, "1.rules": "否"}),))
    document = json.loads(render("json", run))
    listing = list_obligations(plan)
    jsonschema.validate(document, json.loads(schema_text(Kind.RESULT, listing)))
    (report,) = document["reports"]
    counting, *_, of_rules, _ = report["findings"]
    told = {key: of_rules[key] for key in ("trial", "level", "verdict", "underlying", "todo")}
    words = {"level": "trial", "verdict": "trial", "underlying": "fail"}
    assert told == {"trial": True, **words, "todo": None}
    assert "trial" not in counting
    assert report["verdicts"] == {
        **dict.fromkeys(map(str, Verdict), 0),
        "pass": 1,
        "optional": 1,
        "trial": 2,
    }


def changed(folder: Path, old: str, new: str) -> Plan:
    text = FILE.read_text("utf-8")
    assert old in text
    (folder / "plan.yaml").write_text(text.replace(old, new), "utf-8")
    return load_plan(str(folder / "plan.yaml"))


def test_the_end_of_a_trial_changes_the_rules(plan: Plan, tmp_path: Path) -> None:
    ended = changed(tmp_path, "      trial: true\n", "")
    changes = differ(plan, ended).changes
    assert [change.obligation.id for change in changes] == ["1.rules", "1.teachers"]
    for change in changes:
        assert [(a.name, a.before, a.now) for a in change.aspects] == [("trial", True, False)]
    assert plan.rules_sha256 != ended.rules_sha256


def test_a_plan_of_trials_only_is_told(tmp_path: Path) -> None:
    only = changed(tmp_path, ", unit: 次}}\n", ", unit: 次}}\n      trial: true\n")
    assert lint(only).problems == ()
    text = (
        Path(only.path)
        .read_text("utf-8")
        .replace("100, unit: 人}}\n", "100, unit: 人}}\n      trial: true\n")
    )
    Path(only.path).write_text(text, "utf-8")
    only = load_plan(only.path)
    assert [problem.key for problem in lint(only).problems] == ["lint.trials-only"]


def test_a_trial_is_not_added_up(tmp_path: Path) -> None:
    total = """\
    - id: 1.all
      subject: national
      name: 合计
      says: 合计
      cites: [合计]
      applies: {all: mandatory}
      requires: {quota: {metric: teachers, at_least: 9, unit: 人}}
      total: {of: 1.teachers, adds: subjects}
"""
    with pytest.raises(PlanError) as caught:
        changed(tmp_path, "    - id: 1.rules\n", total + "    - id: 1.rules\n")
    assert [problem.key for problem in caught.value.problems] == ["plan.total-trial"]


def test_a_trial_is_no_part_of_what_counts(tmp_path: Path) -> None:
    whole = """\
    - {id: 1.some, name: 若干项, says: 若干项, cites: [若干项], applies: {all: mandatory},
       requires: {any_of: {at_least: 1, of: [1.people, 1.teachers]}}}
"""
    with pytest.raises(PlanError) as caught:
        changed(tmp_path, "    - id: 1.rules\n", whole + "    - id: 1.rules\n")
    assert "plan.part-trial" in [problem.key for problem in caught.value.problems]
