"""A plan in one language: its texts are plain, and nothing asks for the other language."""

from __future__ import annotations

import csv
import datetime
import json
import pickle
from pathlib import Path

import jsonschema
import pytest
import yaml

from plancheck.analysis.difference import differ
from plancheck.analysis.explanation import explain
from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.errors import PlanError
from plancheck.formats import Style, render_as
from plancheck.formats.json.parts import as_value
from plancheck.formats.json.plans import plan_text
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan, places
from tests.conftest import ROOT

FILE = ROOT / "tests" / "plans" / "one-language.yaml"


def with_changes(folder: Path, *changes: tuple[str, str]) -> str:
    text = FILE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "plan.yaml").write_text(text, "utf-8")
    return str(folder / "plan.yaml")


def problems(folder: Path, *changes: tuple[str, str]) -> list[str]:
    with pytest.raises(PlanError) as caught:
        load_plan(with_changes(folder, *changes))
    return [
        f"{problem.where and problem.where.line} {problem_text(Lang.EN, problem)}"
        for problem in caught.value.problems
    ]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(FILE))


def test_nothing_asks_for_the_other_language(plan: Plan) -> None:
    assert lint(plan).problems == ()


def test_english_output_has_the_chinese_of_the_plan(plan: Plan) -> None:
    listed = render_as("listing", "table", list_obligations(plan), Style(Lang.EN, 80))
    assert "mandatory ≥6 次" in listed
    assert "示例市2027年工作要点" in listed


def test_json_has_the_languages_of_the_plan_only(plan: Plan) -> None:
    people = plan.obligation("1.people")
    assert as_value(people.name) == {"zh": "受训人员"}
    assert as_value(pickle.loads(pickle.dumps(people.requirement.unit))) == {"zh": "人"}
    exported = json.loads(plan_text(plan))
    assert exported["metrics"]["people"]["zh"] == "培训人数"
    assert exported["metrics"]["people"]["counted_by"] == "amount"
    assert '"en"' not in json.dumps(exported)


def test_the_schema_takes_it(plan: Plan) -> None:
    schema = json.loads(schema_text(Kind.PLAN, list_obligations(plan)))
    written = yaml.load(FILE.read_text("utf-8"), yaml.BaseLoader)
    jsonschema.validate(written, schema)


def test_english_alone_has_units_in_both_forms(tmp_path: Path) -> None:
    branches = "per: unit, unit_name: {one: branch, other: branches}"
    plan = load_plan(
        with_changes(
            tmp_path,
            ("[zh]", "[en]"),
            ("{zh: 培训人数", "{en: people"),
            ("unit: 人", f"unit: {{one: person, other: persons}}, {branches}"),
        )
    )
    requirement = plan.obligation("1.people").requirement
    assert requirement.each.en == "branch"
    unit = requirement.unit
    assert unit is not None
    assert [unit.for_number(is_one=is_one) for is_one in (True, False)] == ["person", "persons"]
    assert as_value(unit) == {"en": "persons"}


def test_the_other_language_is_refused_at_its_place(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        ("title: 素质提升", "title: {zh: 素质提升, en: x}"),
        ("{zh: 培训人数,", "{zh: 培训人数, en: x,"),
        ("name: 培训班", "name:"),
        ("at_least: 100, unit: 人", "at_least: 100, unit: {one: person, other: persons}"),
    ) == [
        "13 the plan is in one language (languages: [zh]); delete en",
        '17 the plan is in one language (languages: [zh]); write "title" as plain text',
        '29 "name" is blank; fill it in',
        '39 the plan is in one language (languages: [zh]); write "unit" as plain text',
    ]
    assert problems(tmp_path, ("{zh: 培训人数, ", "{")) == ['13 the key "zh" is missing; add it']


def test_languages_are_stated_in_words_that_are_known(tmp_path: Path) -> None:
    for written in ("zh", "[]", "[zh, zh]", "[fr]", "[{zh: x}]"):
        assert problems(tmp_path, ("[zh]", written)) == [
            "4 write languages as [zh], [en] or [zh, en]"
        ]


def test_a_plan_in_two_languages_has_both_texts(tmp_path: Path) -> None:
    first, *_ = problems(tmp_path, ("languages: [zh]", "languages: [zh, en]"))
    wanted = 'write "title" as {zh: …, en: …}, or languages: [zh] at the top of a plan that is in'
    assert first == f"5 {wanted} Chinese only"


def test_the_deadline_of_a_task_is_that_of_what_it_asks(plan: Plan, tmp_path: Path) -> None:
    june, august = datetime.date(2027, 6, 30), datetime.date(2027, 8, 31)
    assert plan.due(plan.obligation("1.sessions"), "1") == june
    own = load_plan(with_changes(tmp_path, ("unit: 次}}", "unit: 次}}\n      due: 2027-08-31")))
    assert own.due(own.obligation("1.sessions"), None) == august
    assert own.due(own.obligation("1.people"), None) == june
    (change,) = differ(plan, own).changes
    assert [(aspect.name, aspect.before, aspect.now) for aspect in change.aspects] == [
        ("due", june, august)
    ]
    assert plan.rules_sha256 != own.rules_sha256
    short = load_plan(with_changes(tmp_path, ("{status: completed, by: 2027-06-30}", "completed")))
    assert short.due(short.obligation("1.people"), None) == datetime.date(2027, 12, 31)
    due = [json.loads(plan_text(each))["sections"][0]["tasks"][0]["due"] for each in (plan, short)]
    assert due == [{"status": "completed", "by": "2027-06-30"}, "completed"]


def test_the_deadline_of_a_task_is_shown(plan: Plan) -> None:
    listed = render_as("listing", "table", list_obligations(plan), Style(Lang.ZH, 80))
    assert "必做 ≥6次（2027-06-30）" in listed
    explained = render_as("explanation", "table", explain(plan, "1"), Style(Lang.ZH, 80))
    assert "执行部门：市人事局；完成时间一栏：完成（2027-06-30）" in explained


def test_a_deadline_of_a_task_has_a_status_and_a_day_of_the_period(tmp_path: Path) -> None:
    (outside,) = lint(
        load_plan(with_changes(tmp_path, ("by: 2027-06-30", "by: 2028-06-30")))
    ).problems
    assert outside.key == "lint.task-due"
    wanted = "write the deadline as {status: completed, by: 2027-06-30}, or only the status where"
    assert problems(tmp_path, ("{status: completed, by", "{by")) == [
        f"26 {wanted} it is the end of the period"
    ]


def test_tasks_stand_in_a_section_without_groups(plan: Plan) -> None:
    (task,) = plan.tasks
    assert plan.group_of(task) is None
    assert plan.section_of(task) is plan.sections[0]
    assert [plan.locate(*loc).line for loc, _ in places(plan)] == [23]
    (section,) = json.loads(plan_text(plan))["sections"]
    assert (section["groups"], section["tasks"][0]["id"]) == ([], "1")
    explained = render_as("explanation", "table", explain(plan, "1"), Style(Lang.ZH, 80))
    assert "\n素质提升\n执行部门：市人事局" in explained
    assert "培训班" in render_as("plan", "markdown", plan, Style(Lang.ZH))
    (row, *_) = csv.DictReader(render_as("plan", "csv", plan, Style(Lang.ZH)).splitlines())
    assert (row["section"], row["group"], row["task"]) == ("一", "", "1")
    catalog = json.loads(render_as("plan", "oscal", plan, Style(Lang.ZH)))["catalog"]
    (part,) = catalog["groups"]
    assert [group["class"] for group in part["groups"]] == ["task"]
    assert part["parts"][0]["prose"] == "部分的目标，由任务1落实。"


def test_a_section_has_groups_or_tasks(tmp_path: Path) -> None:
    wanted = "16 a section must have groups or tasks, one of the two"
    assert problems(tmp_path, ("  tasks:", "  groups: []\n  tasks:")) == [wanted]
    assert wanted in problems(tmp_path, ("  tasks:", "  task:"))
