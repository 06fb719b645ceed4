"""What is explained is what the plan says and what ``validate`` finds, never something else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.analysis.explanation import Explanation, explain
from plancheck.errors import PlancheckError, UnknownNameError
from plancheck.formats import Style, render_as
from plancheck.inputs.loading import load_report, load_roster
from plancheck.language.message import Lang
from plancheck.language.sentences import reason_text
from plancheck.plan.columns import Column
from plancheck.plan.model import Plan
from plancheck.plan.official_text import read_official
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.result import Verdict
from tests.conftest import ROOT, SOURCE_TEXT, a_report, as_yaml, finding, judged
from tests.unit.test_lint import small

RULES = (ROOT / "data" / "plan2014.yaml").read_text("utf-8").split("\n")
EXAMPLES = sorted(f for f in (ROOT / "examples").glob("*.yaml") if "tasks:" in f.read_text("utf-8"))
needs_text = pytest.mark.skipif(not SOURCE_TEXT.exists(), reason="the official text is not here")


def whys(explanation: Explanation) -> list[tuple[str, tuple[str, ...]]]:
    (point,) = explanation.points
    return [(reason.key, reason.tiers) for reason in point.why]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["15.training", "15.信息培训", "信息培训", "15.TRAINING", "information training"]
)
def test_an_obligation_goes_by_id_and_by_name(name: str, plan: Plan) -> None:
    assert [point.obligation.id for point in explain(plan, name).points] == ["15.training"]


def test_a_task_goes_by_number_and_title_and_has_all_its_obligations(plan: Plan) -> None:
    for name in ("15", "加强专利信息传播与利用"):
        found = [point.obligation.id for point in explain(plan, name).points]
        assert {"15.projects", "15.promotion", "15.training", "15.bases", "15.guide"} <= set(found)


@pytest.mark.parametrize(
    ("name", "near"),
    [("15.trainig", "15.training"), ("信息培驯", "信息培训"), ("15.trai", "15.training")],
)
def test_a_slip_is_answered_with_what_may_be_meant(name: str, near: str, plan: Plan) -> None:
    with pytest.raises(UnknownNameError) as caught:
        explain(plan, name)
    assert near in caught.value.problems[0].values["near"]


# --- why it is asked, or is not -------------------------------------------------------------------

WHY = [
    # 各类省份必做
    ("15.training", {}, [("why.all", ())]),
    # 一类、二类省份必做，三类省份选做
    ("8.finance", {}, [("why.tier", ("1", "2")), ("why.tier", ("3",))]),
    # 一类、二类省份选做，指定省份必做: tier 3 is not named, and nobody said who is designated
    ("7.indicators", {"tier": "3"},
     [("why.designation-open", ("3",)), ("why.tier-not-named", ("3",))]),
    # 指定省份必做
    ("11.ecommerce", {}, [("why.designation-open", ())]),
    # 选择部分一类省份
    ("21.industries", {"tier": "2"}, [("why.not-designable", ("2",))]),
    ("21.industries", {"tier": "1"}, [("why.designation-open", ("1",))]),
    ("15.projects", {"tier": "3"}, [("why.not-designable", ("3",))]),
    # 上海市必做，其他省份选做
    ("27.ftz", {"subject": "上海"}, [("why.named", ())]),
    ("27.ftz", {"subject": "江西"}, [("why.others", ())]),
    ("27.ftz", {"subject": "江西", "tier": "2"}, [("why.others", ("2",))]),
    # 局内 only
    ("14.guide", {}, [("why.national", ())]),
    ("30.training", {}, [("why.designation-open", ()), ("why.allotment-open", ())]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "terms", "expected"), WHY)
def test_why_it_is_asked_or_not(
    name: str, terms: dict[str, str], expected: list[Any], plan: Plan
) -> None:
    assert whys(explain(plan, name, terms=Terms(**terms))) == expected


def test_a_roster_settles_why(plan: Plan) -> None:
    roster = load_roster(str(ROOT / "examples" / "roster.yaml"), plan)

    def of(name: str, subject: str) -> list[str]:
        found = explain(plan, name, terms=Terms(subject=subject), roster=roster)
        return [key for key, _ in whys(found)]

    assert of("11.ecommerce", "上海") == ["why.designated"]
    assert of("22.review", "上海") == ["why.not-designated"]
    assert of("30.training", "上海") == ["why.allotted", "why.not-designated"]
    assert of("7.indicators", "安徽") == ["why.tier", "why.not-designated"]
    assert of("7.indicators", "青海") == ["why.not-designated", "why.tier-not-named"]


@pytest.mark.parametrize(
    ("facts", "lack"),
    [
        ({}, "not-in-roster"),
        ({"designated": ["30.training"]}, "unconfirmed"),
        ({"designated": []}, "unconfirmed"),
    ],
)
def test_what_the_roster_does_not_confirm_is_to_be_stated_there(
    facts: dict[str, Any], lack: str, plan: Plan, tmp_path: Path
) -> None:
    """The report's own word is not asked for again, nor a roster that is given."""
    file = tmp_path / "roster.yaml"
    provinces = {"安徽": {"tier": 2}}
    content = {"format": "plancheck.roster/1", "plan": plan.id, "provinces": provinces}
    file.write_bytes(as_yaml(content))
    roster = load_roster(str(file), plan)
    stated = {"allotments": {"30.training": "none"}} if facts else {}
    report = a_report(plan, {"province": "安徽", **facts, **stated, "tasks": {}})
    found = explain(plan, "30.training", report=report, roster=roster)
    assert whys(found) == [(f"why.designation-{lack}", ("2",)), (f"why.allotment-{lack}", ("2",))]
    for lang, word in ((Lang.ZH, "报告里写"), (Lang.EN, "in the report")):
        told = [reason_text(lang, plan, reason) for reason in found.points[0].why]
        assert not any(word in text or "--roster" in text for text in told)
        assert all(("报告填写" in text or "report states" in text) is bool(facts) for text in told)


def test_what_is_said_to_be_asked_is_what_is_judged(plan: Plan) -> None:
    """In every tier and designation the reasons agree with whether a verdict is applicable."""
    asked = {"why.all", "why.tier", "why.named", "why.others", "why.designated", "why.allotted"}
    for tier in plan.tiers:
        for _, obligation in plan.obligations():
            for designated in ([], [obligation.id]):
                if designated and not plan.designable(obligation, tier):
                    continue
                data = {"province": "江西", "tier": tier}
                report = a_report(plan, {**data, "designated": designated, "tasks": {}})
                found = explain(plan, obligation.id, report=report)
                (point,) = found.points
                assert point.finding is not None
                says = bool({reason.key for reason in point.why} & asked)
                unsure = "why.allotment-open" in {reason.key for reason in point.why}
                assert point.finding.asked is says or unsure, (tier, obligation.id, point.why)


# --- the verdict ----------------------------------------------------------------------------------


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_explain_and_validate_agree(file: Path, plan: Plan) -> None:
    try:
        report = load_report(str(file), plan)
    except PlancheckError:
        assert file.stem == "broken"
        return
    for one in evaluate(plan, report).findings:
        found = explain(plan, one.obligation, report=report)
        explained = found.points[0].finding
        assert explained is not None
        assert (explained.verdict, explained.location) == (one.verdict, one.location)
        for lang in Lang:
            text = render_as("explanation", "table", found, Style(lang))
            assert f"{one.location.path}:{one.location.line}:" in text or not one.asked


def test_every_example_entry_meets_its_obligation(plan: Plan) -> None:
    for tier in plan.tiers:
        for _, obligation in plan.obligations():
            (point,) = explain(plan, obligation.id, terms=Terms(tier=tier)).points
            if not plan.asked_of(obligation, tier):
                continue
            entry = yaml.safe_load("\n".join(point.entry))
            facts: dict[str, Any] = {"designated": []}
            if plan.designable(obligation, tier):
                facts["designated"] = [obligation.id]
            if obligation.requirement.allotted:
                number = {obligation.requirement.metric: 1}
                facts["allotments"] = {obligation.id: number}
            result = judged(plan, {"province": "江西", "tier": tier, **facts, "tasks": entry})
            assert finding(result, obligation.id).verdict is Verdict.PASS, (tier, point.entry)


def test_an_example_keeps_the_cap_of_every_tier(plan: Plan) -> None:
    """The plan allows 50, 25 and 15 enterprises."""
    (point,) = explain(plan, "18.advantage").points
    assert point.entry == ("18.advantage:", "  enterprises: 15")


def test_the_threshold_is_where_the_plan_sets_it(plan: Plan) -> None:
    numbers = {"1": "6", "2": "4", "3": "1"}
    (point,) = explain(plan, "15.training").points
    assert point.thresholds().keys() == numbers.keys()
    for tier, where in point.thresholds().items():
        assert where.path == "data/plan2014.yaml"
        assert RULES[where.line - 1][where.column - 1 :].startswith(numbers[tier])
    (point,) = explain(plan, "19.standard", terms=Terms(tier="2")).points
    ((tier, where),) = point.thresholds().items()
    assert (tier, RULES[where.line - 1][where.column - 1 : where.column + 1]) == ("2", "20")
    (point,) = explain(plan, "2.framework").points
    assert RULES[point.thresholds()[""].line - 1].strip() == "due: interim"


def test_an_allotted_number_is_placed_where_it_was_allotted(plan: Plan) -> None:
    report = a_report(
        plan,
        "province: 江西\ntier: 2\nallotments:\n  9.training:\n    participants: 60\ntasks: {}\n",
    )
    (point,) = explain(plan, "9.training", report=report).points
    assert str(point.thresholds()[""]) == "report.yaml:5:19"


def test_a_review_shows_every_world(plan: Plan) -> None:
    report = a_report(plan, {"province": "河北", "tasks": {"15.training": {"sessions": 5}}})
    found = explain(plan, "15.training", report=report)
    text = render_as("explanation", "table", found, Style(Lang.EN))
    assert "tier 1 → fail" in text
    assert "tier 2 or tier 3 → pass" in text


# --- the clause -----------------------------------------------------------------------------------


@needs_text
def test_columns_and_paragraphs_are_those_of_the_text(plan: Plan) -> None:
    text = read_official(str(SOURCE_TEXT), plan)
    for task in plan.tasks:
        bare, full = explain(plan, task.id), explain(plan, task.id, text=text)
        for one, other in zip(bare.points, full.points, strict=True):
            for cited, printed in zip(one.cited, other.cited, strict=True):
                if Column.HEADING in (cited.column, printed.column):
                    continue  # a phrase of the title may stand in the measures too
                assert cited.column is printed.column, cited
                if cited.column is Column.MEASURES:
                    spans = text.find(cited.phrase, task.id)
                    paragraphs = {piece.paragraph for span in spans for piece in text.over(*span)}
                    assert cited.paragraph in paragraphs, (one.obligation.id, cited)


# --- another plan ---------------------------------------------------------------------------------


def test_a_plan_of_another_kind_is_explained(tmp_path: Path) -> None:
    other = small(tmp_path, "{low: mandatory, high: optional}")
    found = explain(other, "t-1.do")
    assert whys(found) == [("why.tier", ("low",)), ("why.tier", ("high",))]
    for lang in Lang:
        assert "t-1.do" in render_as("explanation", "table", found, Style(lang, 40))
