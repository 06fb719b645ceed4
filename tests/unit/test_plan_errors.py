"""A plan that contradicts itself: each slip in an otherwise good plan is told, at its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from plancheck.errors import PlanError, UnknownNameError
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan import loading
from plancheck.plan.compiled import Shipped
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from tests.conftest import ROOT

GOOD = """\
format: plancheck.plan/1
id: sample
title: {zh: 样例计划, en: sample plan}
issuer: {zh: 某局, en: an office}
period: {from: 2014-01-01, to: 2014-12-31}
tiers: {1: {zh: 一类, en: tier 1}, 2: {zh: 二类, en: tier 2}}
source: {title: 样例, sha256: "0"}
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
      - id: 1.a
        name: {zh: 甲, en: a}
        says: {zh: 做, en: do}
        cites: [做]
        applies: {all: optional, tier1: mandatory, designated: mandatory, 上海: mandatory}
        designated_within: [1]
        due: {1: 2014-12-31, 2: 2015-12-31}
        requires:
          quota: {metric: sessions, at_least: {1: 6, 2: 4}, at_most: 9, unit: {zh: 次, en: x}}
      - id: 1.b
        name: {zh: 乙, en: b}
        says: {zh: 做, en: do}
        cites: [做]
        applies: {designated: mandatory, allotted: mandatory}
        requires: {quota: {metric: people, at_least: allotment, unit: {zh: 人, en: y}}}
      - id: 1.c
        subject: national
        name: {zh: 丙, en: c}
        says: {zh: 做, en: do}
        cites: [做]
        applies: {all: mandatory}
"""

Load = Callable[[str], Plan]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def load_text(text: str) -> Plan:
        file = tmp_path / "plan.yaml"
        file.write_text(text, encoding="utf-8")
        return load_plan(str(file))

    return load_text


def test_the_good_plan_is_good(load: Load) -> None:
    assert [obligation.id for _, obligation in load(GOOD).obligations()] == ["1.a", "1.b"]


def test_the_shipped_plan_is_not_read_for_another_one(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(shipped: object) -> NoReturn:
        raise AssertionError(shipped)

    monkeypatch.setattr(Shipped, "load", refused)
    with pytest.raises(AssertionError):
        loading.load_plan()
    assert load(GOOD).id == "sample"


@pytest.mark.parametrize(
    ("old", "new", "key", "line", "column"),
    [
        ("to: 2014-12-31}", "to: 2013-01-01}", "plan.period", 5, 32),
        ("id: 1.b", "id: 1.a", "plan.same-id", 28, 13),
        ("zh: 乙", "zh: 甲", "plan.same-name", 29, 20),
        ("subject: national", "subject: office", "field.word", 35, 18),
        ("{all: mandatory}", "{others: mandatory}", "plan.national-selector", 39, 19),
        ("上海: mandatory}", "上诲: mandatory}", "plan.selector", 23, 75),
        ("tier1: mandatory", "tier4: mandatory", "plan.selector", 23, 34),
        ("上海: mandatory}", "上海: mandatory, 沪: optional}", "plan.selectors-disagree", 23, 90),
        ("all: optional,", "all: optional, others: mandatory,", "plan.selectors-disagree", 23, 34),
        ("allotted: mandatory", "allotted: optional", "plan.selectors-disagree", 32, 42),
        ("at_least: allotment", "at_least: 6", "plan.nothing-allotted", 32, 42),
        ("designated: mandatory, 上海", "上海", "plan.not-designable", 24, 9),
        ("designated_within: [1]", "designated_within: [3]", "plan.tier", 24, 29),
        ("{1: 2014-12-31, 2:", "{1: 2014-12-31, 2: 2015-12-31, 3:", "plan.tier", 25, 45),
        (", 2: 2015-12-31}", "}", "plan.tier-left-out", 25, 9),
        ("{1: 6, 2: 4}", "{2: 4}", "plan.tier-left-out", 27, 37),
        ("at_least: {1: 6, 2: 4}, at_most: 9", "per: unit", "plan.bounds", 27, 11),
        ("at_most: 9", "exactly: 9", "plan.bounds", 27, 11),
        ("metric: sessions", "metric: records", "plan.metric", 27, 27),
        ("at_most: 9", "at_most: 5", "plan.range", 27, 11),
        ("{1: 6, 2: 4}", "{1: 约6, 2: 4}", "field.vague", 27, 51),
        ("{1: 6, 2: 4}", "{1: 06, 2: 4}", "field.leading-zero", 27, 51),
        ("at_most: 9", "at_most: 九家", "plan.plain-number", 27, 70),
        ("at_most: 9", "at_most: [9]", "schema.text", 27, 61),
        ("2: 2015-12-31", "2: 2015-12-32", "field.impossible-date", 25, 9),
        ("all: optional", "all: perhaps", "field.word", 23, 24),
        ("cites: [做]\n        applies: {all: o", "cites: []\n        applies: {all: o",
         "schema.empty", 22, 9),
        ("id: sample", "id: [sample]", "schema.text", 2, 1),
        ("issuer:", "isuer:", "schema.unknown-key", 4, 1),
        ("designated_within: [1]",
         "designated_within: [1]\n        cites_per_tier: {1: [乙]}", "plan.not-cited", 25, 30),
        ("designated_within: [1]",
         "designated_within: [1]\n        cites_per_tier: {9: [做]}", "plan.tier", 25, 26),
        ("issuer:", "unassessed: 甲\nissuer:", "schema.records", 4, 13),
        ("issuer:", "unassessed: [甲]\nissuer:", "schema.record", 4, 14),
        ("format: plancheck.plan/1", "format: plancheck.plan/2", "field.word", 1, 9),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_place(
    old: str, new: str, key: str, line: int, column: int, load: Load
) -> None:
    assert old in GOOD
    with pytest.raises(PlanError) as caught:
        load(GOOD.replace(old, new, 1))
    places = [(p.key, p.where.line, p.where.column) for p in caught.value.problems if p.where]
    assert (key, line, column) in places


@pytest.mark.parametrize("name", ["host", "主办单位", "name", "时间"])
def test_what_is_counted_by_amount_is_not_called_as_another_key_of_a_record(
    name: str, load: Load
) -> None:
    english, chinese = (name, "人数") if name.isascii() else ("people", name)
    rules = GOOD.replace("metric: people", f"metric: {english}")
    metrics = f"metrics: {{{english}: {{zh: {chinese}, en: people, counted_by: %s}}}}\nsource:"
    with pytest.raises(PlanError) as caught:
        load(rules.replace("source:", metrics % "amount", 1))
    (problem,) = caught.value.problems
    assert (problem.key, problem.values["metric"]) == ("plan.metric", name)
    assert load(rules.replace("source:", metrics % "name", 1))


@pytest.mark.parametrize("counted_by", ["name", "amount"])
@pytest.mark.parametrize("name", ["date", "日期", "evidence", "备注"])
def test_a_metric_called_as_a_key_of_an_entry_is_one_problem(
    name: str, counted_by: str, load: Load
) -> None:
    english, chinese = (name, "人数") if name.isascii() else ("people", name)
    metrics = f"metrics: {{{english}: {{zh: {chinese}, en: people, counted_by: {counted_by}}}}}"
    rules = GOOD.replace("metric: people", f"metric: {english}")
    with pytest.raises(PlanError) as caught:
        load(rules.replace("source:", f"{metrics}\nsource:", 1))
    (problem,) = caught.value.problems
    assert (problem.key, problem.values["metric"]) == ("plan.metric", name)


def test_every_slip_is_told_at_once(load: Load) -> None:
    text = GOOD.replace("at_most: 9", "at_most: 5").replace("zh: 乙", "zh: 甲")
    with pytest.raises(PlanError) as caught:
        load(text.replace("to: 2014-12-31}", "to: 2013-12-31}"))
    assert [problem.key for problem in caught.value.problems] == [
        "plan.period", "plan.range", "plan.same-name",
    ]  # fmt: skip


def test_a_selector_that_means_nobody_is_told_beside_a_tier_left_out_elsewhere(load: Load) -> None:
    """Which tiers an obligation asks depends on its selectors; the place of the slip does not."""
    text = GOOD.replace("2: 2015-12-31}", "3: 2015-12-31}").replace(
        "{all: mandatory}", "{al: mandatory}"
    )
    with pytest.raises(PlanError) as caught:
        load(text)
    found = {problem.key: problem for problem in caught.value.problems}
    assert all(problem.where and problem.where.line for problem in caught.value.problems)
    assert found.keys() == {"plan.selector", "plan.tier"}
    assert found["plan.selector"].where.line == 39


@pytest.mark.parametrize("key", ["id", "title", "issuer", "period", "tiers", "sections"])
def test_a_key_that_is_missing_is_named(key: str, load: Load) -> None:
    lines = GOOD.splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
    rest = [] if key == "sections" else lines[start + 1 :]
    with pytest.raises(PlanError) as caught:
        load("".join([*lines[:start], *rest]))
    (problem,) = caught.value.problems
    assert (problem.key, problem.values["key"]) == ("schema.missing", key)
    assert f"→ 如 {key}: " in problem_text(Lang.ZH, problem)


def test_no_line_of_the_shipped_plan_can_be_lost_unnoticed_in_its_head(load: Load) -> None:
    lines = (ROOT / "data" / "plan2014.yaml").read_text("utf-8").splitlines(keepends=True)
    for number in (n for n, line in enumerate(lines) if line.startswith("  1: {zh: 一类")):
        with pytest.raises(PlanError):
            load("".join(lines[:number] + lines[number + 1 :]))


@pytest.mark.parametrize(
    "slip", [("name: {zh: 甲", "naem: {zh: 甲"), ("says:", "sasy:"), ("issuer:", "isuer:")]
)
def test_a_key_with_a_slip_is_not_called_missing_as_well(slip: tuple[str, str], load: Load) -> None:
    right, wrong = slip
    assert GOOD.count(right) >= 1
    with pytest.raises(PlanError) as caught:
        load(GOOD.replace(right, wrong, 1))
    assert [problem.key for problem in caught.value.problems] == ["schema.unknown-key"]


@pytest.mark.parametrize("wrong", ["classes：{port: 有港口的}", "clases: {port: 有港口的}"])
def test_a_slip_in_classes_makes_no_selector_wrong(wrong: str, tmp_path: Path) -> None:
    folder = ROOT / "examples/plans"
    shutil.copy(folder / "city-services-cities.yaml", tmp_path)
    file = tmp_path / "plan.yaml"
    text = (folder / "city-services.yaml").read_text("utf-8")
    file.write_text(text.replace("classes: {port: 有口岸的市}", wrong), "utf-8")
    with pytest.raises(PlanError) as caught:
        load_plan(str(file))
    (problem,) = caught.value.problems
    assert problem.key == ("yaml.full-width" if "：" in wrong else "schema.unknown-key")
    assert problem.where is not None
    assert problem.where.line == 1 + text[: text.index("classes:")].count("\n")


@pytest.mark.parametrize("name", ["31", "0", "", "15.training", "十五", "1.", " 15"])
def test_an_unknown_task(name: str, plan: Plan) -> None:
    with pytest.raises(UnknownNameError) as caught:
        plan.find_task(name)
    (problem,) = caught.value.problems
    assert (problem.key, problem.values["name"]) == ("name.task", name)


@pytest.mark.parametrize("name", ["4", "0", "", "四类", "类", "tier", "tier4", "1类", "省份", "一"])
def test_an_unknown_tier(name: str, plan: Plan) -> None:
    with pytest.raises(UnknownNameError) as caught:
        plan.find_tier(name)
    (problem,) = caught.value.problems
    assert problem.key == "name.tier"
    assert problem.values["keys"] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("15", "name.task-has-several"), ("1", "name.task-has-none"), ("31", "name.task"),
     ("15.trainig", "name.obligation"), ("", "name.obligation"), ("1.basiclaw", "name.obligation")],
)  # fmt: skip
def test_an_unknown_obligation(name: str, key: str, plan: Plan) -> None:
    with pytest.raises(UnknownNameError) as caught:
        plan.find(name)
    assert [problem.key for problem in caught.value.problems] == [key]
