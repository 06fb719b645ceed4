"""Answers and shares: what each verdict is, written from what the kinds mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import PlanError, ReportError
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from tests.conftest import finding, judged

PLAN = """\
format: plancheck.plan/1
id: sample
title: {zh: 样例计划, en: sample plan}
issuer: {zh: 某局, en: an office}
period: {from: 2027-01-01, to: 2027-12-31}
subjects: any
tiers: {1: {zh: 一类, en: tier 1}, 2: {zh: 二类, en: tier 2}}
metrics:
  closed: {zh: 按时办结数, en: cases closed in time}
  received: {zh: 受理数, en: cases received}
source: {title: 样例}
sections:
- id: "一"
  title: {zh: 节, en: section}
  groups:
  - id: "(一)"
    title: {zh: 组, en: group}
    tasks:
    - id: 1
      title: {zh: 任务, en: task}
      due: completed
      obligations:
      - {id: 1.rate, name: {zh: 率, en: rate}, says: {zh: 率, en: rate}, cites: [率],
         applies: {all: mandatory}, requires: {share: SHARE}}
      - {id: 1.rules, name: {zh: 制度, en: rules}, says: {zh: 制度, en: rules}, cites: [制度],
         applies: {all: mandatory}, requires: {answer: yes}}
      - {id: 1.hotline, name: {zh: 热线, en: line}, says: {zh: 热线, en: line}, cites: [热线],
         applies: {all: optional}, requires: {answer: yes}}
"""
SHARE = "{at_least: {1: 95, 2: 95.5}, of: closed, over: received}"


def a_plan(tmp_path: Path, share: str = SHARE) -> Plan:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace("SHARE", share), "utf-8")
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
        ({"closed": "9件", "received": "10家"}, "share.units"),
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


@pytest.mark.parametrize("word", ["完成", "completed", "未启动"])
def test_a_status_is_no_answer(word: str, tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    for entry, key in ((word, "answer.status"), ({"status": word}, "answer.no-status")):
        with pytest.raises(ReportError) as caught:
            verdict(plan, "1.rules", entry)
        assert [problem.key for problem in caught.value.problems] == [key]
