"""Answers and shares: what each verdict is, written from what the kinds mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.analysis.explanation import explain
from plancheck.errors import PlanError, ReportError
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text
from plancheck.language.wording import format_value
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from tests.conftest import ROOT, finding, judged

PLAN = (ROOT / "tests/plans/kinds.yaml").read_text("utf-8")
SHARE = "{at_least: {1: 95, 2: 95.5}, of: closed, over: received}"


def a_plan(tmp_path: Path, share: str = SHARE) -> Plan:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace(SHARE, share), "utf-8")
    return load_plan(str(file))


def verdict(plan: Plan, name: str, entry: Any, **terms: Any) -> tuple[str, str]:
    """Return the verdict on one entry of a subject of tier 1, and its reason."""
    report = {"subject": "示例市", "tier": 1, "tasks": {name: entry}, **terms}
    one = finding(judged(plan, report), name)
    for lang in Lang:
        assert "{" not in finding_text(lang, plan, one)
    return str(one.verdict), one.reason.removeprefix("finding.")


@pytest.mark.parametrize(
    ("of", "over", "expected"),
    [
        (95, 100, ("pass", "share-met")),
        (19, 20, ("pass", "share-met")),
        (949, 1000, ("fail", "share-short")),  # 94.9: nothing is rounded up
        (9499999, 10000000, ("fail", "share-short")),
        (0, 7, ("fail", "share-short")),
        (0, 0, ("review", "share-of-nothing")),
        (1, None, ("missing", "share-half")),
        (None, 1, ("missing", "share-half")),
        (None, None, ("missing", "blank")),
    ],
)
def test_a_share(
    of: int | None, over: int | None, expected: tuple[str, str], tmp_path: Path
) -> None:
    entry = {"closed": of, "received": over}
    assert verdict(a_plan(tmp_path), "1.rate", entry) == expected


def test_of_several_tiers_the_nearest_percentage_is_shown(tmp_path: Path) -> None:
    falling = "{at_least: {1: 98, 2: 95.5}, of: closed, over: received}"
    tasks = {"1.rate": {"closed": 9549, "received": 10000}}
    plan = a_plan(tmp_path, falling)
    result = judged(plan, {"subject": "示例市", "tasks": tasks})
    short = finding(result, "1.rate")
    assert str(short.measure.gap) == "0.01"  # not the 2.51 of tier 1
    assert finding_text(Lang.ZH, plan, short).endswith("差至少0.01个百分点")


def test_a_share_in_decimals_is_exact(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    for of, tier, is_met in ((955, 2, True), (954, 2, False), (954, 1, True)):
        report = {"subject": "示例市", "tier": tier,
                  "tasks": {"1.rate": {"closed": of, "received": 1000}}}  # fmt: skip
        assert (finding(judged(plan, report), "1.rate").verdict == "pass") is is_met
    # 95.4999… % is short of 95.5 %, and is not shown as 95.5 %.
    report = {"subject": "示例市", "tier": 2,
              "tasks": {"1.rate": {"closed": 9549999, "received": 10000000}}}  # fmt: skip
    short = finding(judged(plan, report), "1.rate")
    assert (str(short.measure.actual), str(short.measure.gap)) == ("95.49", "0.01")


@pytest.mark.parametrize(
    ("share", "of", "over", "actual", "gap"),
    [
        ("at_least: 95", 95, 100, "95", "0"),
        ("at_least: 95", 963, 1000, "96.3", "0"),
        ("at_least: 95", 949, 1000, "94.9", "0.1"),
        ("at_least: 95", 94996, 100000, "94.9", "0.1"),  # never shown as enough
        ("at_least: 95.25", 0, 7, "0", "95.25"),
        ("at_least: 95.5", 9549, 10000, "95.49", "0.01"),  # one place more than the bound
        ("at_least: 95.25", 95249, 100000, "95.249", "0.001"),
        ("at_least: 100", 2, 3, "66.6", "33.4"),
        ("at_most: 5", 6, 100, "6", "1"),
        ("at_most: 5", 50001, 1000000, "5.1", "0.1"),  # nor as kept
        ("at_most: 5", 12, 100, "12", "7"),
        ("at_most: 5", 5, 100, "5", "0"),
        ("at_most: 5", 4, 100, "4", "0"),
    ],
)
def test_what_is_shown_of_a_share(
    share: str, of: int, over: int, actual: str, gap: str, tmp_path: Path
) -> None:
    plan = a_plan(tmp_path, f"{{{share}, of: closed, over: received}}")
    report = {"subject": "示例市", "tier": 1, "tasks": {"1.rate": {"closed": of, "received": over}}}
    measure = finding(judged(plan, report), "1.rate").measure
    assert (str(measure.actual), str(measure.gap)) == (actual, gap)
    assert format_value(Lang.ZH, measure.unit) == "%"


@pytest.mark.parametrize(
    ("share", "of", "over", "zh", "en"),
    [
        ("at_least: 95", 949, 1000, "差0.1个百分点", "(0.1 points short)"),
        ("at_least: 95", 94996, 100000, "差不到0.1个百分点", "(less than 0.1 points short)"),
        ("at_least: 100", 2, 3, "差不到33.4个百分点", "(less than 33.4 points short)"),
        ("at_most: 5", 51, 1000, "超出0.1个百分点", "(0.1 points over)"),
        ("at_most: 5", 50001, 1000000, "超出不到0.1个百分点", "(less than 0.1 points over)"),
    ],
)
def test_no_gap_of_a_share_is_overstated(
    share: str, of: int, over: int, zh: str, en: str, tmp_path: Path
) -> None:
    plan = a_plan(tmp_path, f"{{{share}, of: closed, over: received}}")
    report = {"subject": "示例市", "tier": 1, "tasks": {"1.rate": {"closed": of, "received": over}}}
    short = finding(judged(plan, report), "1.rate")
    assert finding_text(Lang.ZH, plan, short).endswith(zh)
    assert finding_text(Lang.EN, plan, short).endswith(en)


def test_of_several_tiers_the_gap_is_at_least_the_true_one(tmp_path: Path) -> None:
    falling = "{at_least: {1: 98, 2: 95}, of: closed, over: received}"
    tasks = {"1.rate": {"closed": 94996, "received": 100000}}
    plan = a_plan(tmp_path, falling)
    result = judged(plan, {"subject": "示例市", "tasks": tasks})
    assert finding_text(Lang.ZH, plan, finding(result, "1.rate")).endswith("差至少0.004个百分点")


@pytest.mark.parametrize("bound", ["at_least: 98", "at_least: 95.25", "at_most: 5", "at_most: 0.5"])
def test_the_example_of_a_share_meets_it(bound: str, tmp_path: Path) -> None:
    plan = a_plan(tmp_path, f"{{{bound}, of: closed, over: received}}")
    (point,) = explain(plan, "1.rate").points
    entry = yaml.safe_load("\n".join(point.entry))["1.rate"]
    assert verdict(plan, "1.rate", entry)[0] == "pass"
    percent = float(bound.split()[1])
    assert entry["closed"] * 100 == percent * entry["received"]
    assert "judged.date" in [reason.key for reason in point.judged]


def test_both_numbers_may_have_the_same_unit(tmp_path: Path) -> None:
    entry = {"closed": "95件", "received": "100件"}
    assert verdict(a_plan(tmp_path), "1.rate", entry) == ("pass", "share-met")


def test_either_metric_may_be_the_part(tmp_path: Path) -> None:
    plan = a_plan(tmp_path, "{at_least: 50, of: received, over: closed}")
    assert verdict(plan, "1.rate", {"closed": 2, "received": 1})[0] == "pass"


def test_the_number_that_is_missing_is_named(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    for stated, missing in (("closed", "受理数"), ("received", "按时办结数")):
        report = {"subject": "示例市", "tier": 1, "tasks": {"1.rate": {stated: 1}}}
        assert missing in finding_text(Lang.ZH, plan, finding(judged(plan, report), "1.rate"))


def test_a_share_may_have_a_cap(tmp_path: Path) -> None:
    plan = a_plan(tmp_path, "{at_most: 5, of: closed, over: received}")
    assert verdict(plan, "1.rate", {"closed": 5, "received": 100})[0] == "pass"
    assert verdict(plan, "1.rate", {"closed": 50001, "received": 1000000}) == ("fail", "share-over")
    early = {"closed": 6, "received": 100}
    assert verdict(plan, "1.rate", early, as_of="2027-06-30")[0] == "pending"


@pytest.mark.parametrize("number", ["98%", "98％"])
def test_a_typed_percentage_is_refused(number: str, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        verdict(a_plan(tmp_path), "1.rate", {"closed": number, "received": 100})
    assert [problem.key for problem in caught.value.problems] == ["share.typed-percent"]


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"closed": 101, "received": 100}, "share.more"),
        ({"closed": "9件", "received": 10}, "share.unit"),
        ({"closed": "9件", "received": "10人"}, "share.unit"),
        ({"closed": "约9", "received": 10}, "field.vague"),
        ({"closed": 9, "received": 10, "units": {}}, "report.key-not-here"),
        ({"closed": 9, "of": 10}, "schema.unknown-key"),
        (9, "report.bare-number"),
    ],
)
def test_what_is_no_share(entry: Any, key: str, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        verdict(a_plan(tmp_path), "1.rate", entry)
    assert [problem.key for problem in caught.value.problems] == [key]


@pytest.mark.parametrize(
    ("share", "key"),
    [
        ("{of: closed, over: received}", "share.bounds"),
        ("{at_least: 95, of: closed, over: closed}", "share.same-metric"),
        ("{at_least: 101, of: closed, over: received}", "share.percent"),
        ("{at_least: 95%, of: closed, over: received}", "share.percent"),
        ("{at_least: 95.123, of: closed, over: received}", "share.percent"),
        ("{at_least: {1: 95}, of: closed, over: received}", "plan.tier-left-out"),
        ("{at_least: 95, of: date, over: received}", "plan.metric"),
    ],
)
def test_what_a_plan_cannot_ask(share: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        a_plan(tmp_path, share)
    assert key in [problem.key for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("是", ("pass", "answer-met")),
        ("有", ("pass", "answer-met")),
        ("已建立", ("pass", "answer-met")),
        ({"answer": "yes", "date": "2027-05-01"}, ("pass", "answer-met")),
        ({"回答": "是", "日期": "2028-01-01"}, ("pending", "ahead")),
        ("否", ("fail", "answer-other")),
        ("没有", ("fail", "answer-other")),
        ({"answer": "no"}, ("fail", "answer-other")),
        ({"answer": None}, ("missing", "blank")),
        ({"date": "2027-05-01"}, ("missing", "no-answer")),
    ],
)
def test_an_answer(entry: Any, expected: tuple[str, str], tmp_path: Path) -> None:
    as_of = "2027-12-30" if expected[0] == "pending" else "2027-12-31"
    assert verdict(a_plan(tmp_path), "1.rules", entry, as_of=as_of) == expected


def test_another_answer_is_pending_before_the_deadline(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    assert verdict(plan, "1.rules", "否", as_of="2027-06-30") == ("pending", "not-yet")
    assert verdict(plan, "1.hotline", "否") == ("optional", "not-taken-up")


def test_a_plan_may_ask_for_no(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace("answer: yes", "answer: no"), "utf-8")
    plan = load_plan(str(file))
    assert verdict(plan, "1.rules", "否") == ("pass", "answer-met")
    assert verdict(plan, "1.rules", "是") == ("fail", "answer-other")


@pytest.mark.parametrize("word", ["完成", "completed", "未启动"])
def test_a_status_is_no_answer(word: str, tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    for entry, key in ((word, "answer.status"), ({"status": word}, "answer.no-status")):
        with pytest.raises(ReportError) as caught:
            verdict(plan, "1.rules", entry)
        assert [problem.key for problem in caught.value.problems] == [key]
