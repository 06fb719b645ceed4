"""Mistakes in a rule set that can be loaded, each named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.authoring.drafting import draft_plan
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from tests.conftest import ROOT

RULES = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")


def changed(tmp_path: Path, after: str, old: str, new: str) -> tuple[Plan, int]:
    """Return the plan with ``old`` made ``new`` after ``after``, and the line it stands on."""
    place = RULES.index(old, RULES.index(after))
    file = tmp_path / "plan.yaml"
    file.write_text(RULES[:place] + new + RULES[place + len(old) :], encoding="utf-8")
    return load_plan(str(file)), RULES.count("\n", 0, place) + 1


def test_the_plan_of_2014_has_nothing_amiss(plan: Plan) -> None:
    found = lint(plan)
    assert found.problems == ()
    assert found.obligations == 164
    # 32 subjects, 3 tiers, designated or not, allotted or not
    assert found.cases == 164 * 32 * 3 * 2 * 2


def test_days_by_which_a_number_rises_need_no_reading(tmp_path: Path) -> None:
    file = ROOT / "examples" / "plans" / "reading.txt"
    drafted = draft_plan(file.read_text("utf-8"), path=str(file), lang=Lang.ZH).yaml
    rising = "{2030-06-30: 2, 2030-12-31: 5}"
    assert drafted.count(rising) == 1
    found = []
    for number in (rising, "5"):
        plan = tmp_path / "plan.yaml"
        plan.write_text(drafted.replace(rising, number), "utf-8")
        found.append({problem.key for problem in lint(load_plan(str(plan))).problems})
    assert found[1] - found[0] == {"lint.reading-when"}


CHANGES = [
    ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{1: 6, 2: 8, 3: 1}", "lint.up-and-down", 0),
    ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{1: 1, 2: 4, 3: 6}", "lint.wrong-way", 0),
    ("id: 4.revision\n", "3: 2015-12-31", "3: 2013-12-31", "lint.due", 0),
    ("id: 8.finance\n", "[加强知识产权质押融资", "[加强知识产权质押融资加强知识产权质押融资一",
     "lint.long-phrase", 0),
    ("id: 8.finance\n", "[加强知识产权质押融资", "[' '", "lint.blank-phrase", 0),
    ("id: 9.training\n", "专利执法人员培训工作", "各类省份必做", "lint.same-phrase", 0),
    ("id: 8.finance\n", "en: IP finance", "en: ''", "lint.no-text", 0),
    ("id: 8.finance\n", "en: IP finance", "en: 金融", "lint.not-english", 0),
    ("id: 14.centres\n", "[自动化部]", "[自动化司]", "lint.department", 0),
    ("id: 25.office\n", "metric: institutions", "metric: offices", "lint.no-metric", 0),
    ("metrics:", "fields: {", "ideas: {zh: 点子, en: ideas}\n  fields: {", "lint.unused-metric", 0),
    ("id: 8.finance\n", "{tier1: mandatory, tier2: mandatory, tier3: optional}",
     "{all: mandatory, tier1: mandatory, tier2: mandatory, tier3: optional}", "lint.no-effect", 0),
    ("id: 7\n", "id: 7.indicators", "id: indicators7", "lint.id", 0),
    ("source:", "sha256: 7b", "sha256: xx", "lint.sha256", 0),
]  # fmt: skip


@pytest.mark.parametrize(("after", "old", "new", "key", "offset"), CHANGES)
def test_each_fault_is_named_at_its_line(
    after: str, old: str, new: str, key: str, offset: int, tmp_path: Path
) -> None:
    changed_plan, line = changed(tmp_path, after, old, new)
    found = lint(changed_plan)
    assert (key, line + offset) in {(p.key, p.where.line if p.where else 0) for p in found.problems}
    for problem in found.problems:
        for lang in Lang:
            assert "{" not in problem_text(lang, problem).replace("{1: ", "")


READINGS = [
    # 指定省份 in the column, 各类省份 in the measure
    ("id: 30.training\n", "lint.reading-whom"),
    # 指定省份 in the column, 部分一类省份 in the measure
    ("id: 21.industries\n", "lint.reading-whom"),
    # 年内 in the column, 两年内 in the measure
    ("id: 4.revision\n", "lint.reading-when"),
    # 阶段性成果 in the column, 完成 in the measure
    ("id: 2.framework\n", "lint.reading-how-far"),
]


@pytest.mark.parametrize(("after", "key"), READINGS)
def test_where_column_and_text_differ_a_reading_is_wanted(
    after: str, key: str, tmp_path: Path
) -> None:
    begin = RULES.index("        reading:\n", RULES.index(after))
    lines = RULES[begin:].split("\n")
    end = next(n for n, text in enumerate(lines[1:], 1) if not text.startswith("          "))
    file = tmp_path / "plan.yaml"
    file.write_text(RULES[:begin] + "\n".join(lines[end:]), encoding="utf-8")
    line = RULES[: RULES.index(after)].count("\n") + 1
    problems = lint(load_plan(str(file))).problems
    assert (key, line) in {(p.key, p.where.line if p.where else 0) for p in problems}


SMALL = """
format: plancheck.plan/1
id: small
title: {{zh: 计划, en: plan}}
issuer: {{zh: 局, en: office}}
period: {{from: 2024-01-01, to: 2024-12-31}}
subjects: any
tiers: {{low: {{zh: 低, en: low}}, high: {{zh: 高, en: high}}}}
source: {{title: 文, sha256: {sha256}}}
sections:
- id: A
  title: {{zh: 部分, en: part}}
  groups:
  - id: a
    title: {{zh: 组, en: group}}
    tasks:
    - id: t-1
      title: {{zh: 任务, en: task}}
      due: completed
      obligations:
      - id: t-1.do
        name: {{zh: 做, en: do}}
        says: {{zh: 做。, en: Do it.}}
        cites: [做]
        applies: {applies}
        {more}
    - {{id: t-2, title: {{zh: 空, en: empty}}, due: completed}}
"""


def small(tmp_path: Path, applies: str, more: str = "") -> Plan:
    file = tmp_path / "plan.yaml"
    text = SMALL.format(applies=applies, more=more, sha256="0" * 64)
    file.write_text(text, encoding="utf-8")
    return load_plan(str(file))


@pytest.mark.parametrize(
    ("applies", "more", "keys"),
    [
        ("{all: mandatory}", "", {"lint.empty-task"}),
        ("{low: mandatory, high: optional}", "", {"lint.empty-task"}),
        ("{low: mandatory, high: optional, others: optional}", "",
         {"lint.empty-task", "lint.no-effect"}),
        ("{all: mandatory}", "says_per_tier: {low: {zh: 低, en: low}}",
         {"lint.empty-task", "lint.no-says"}),
        ("{all: mandatory}", "due: 2023-05-01", {"lint.empty-task", "lint.due"}),
        ("{all: mandatory}", "due: 2024-05-01", {"lint.empty-task"}),
    ],
)  # fmt: skip
def test_a_plan_of_another_kind(applies: str, more: str, keys: set[str], tmp_path: Path) -> None:
    found = lint(small(tmp_path, applies, more))
    assert {problem.key for problem in found.problems} == keys
    assert found.cases == 1 * 2 * 2 * 2


def test_one_world_with_two_levels_is_found(tmp_path: Path) -> None:
    """No plan that loads has one, so that the search for it is tried with one that did not."""
    odd = small(tmp_path, "{all: mandatory}")
    obligation = odd.tasks[0].obligations[0]
    obligation.applies["others"] = "optional"  # type: ignore[assignment]
    assert "lint.two-levels" in {problem.key for problem in lint(odd).problems}
    obligation.applies.clear()
    assert "lint.nobody" in {problem.key for problem in lint(odd).problems}
