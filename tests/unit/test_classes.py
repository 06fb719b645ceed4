"""Classes of subjects by a fact, and the numbers that a roster states."""

from __future__ import annotations

import csv
import itertools
import os
from pathlib import Path
from typing import Any

import pytest

from page.bridge import Bridge
from plancheck.analysis.difference import differ
from plancheck.analysis.explanation import explain
from plancheck.analysis.listing import list_obligations
from plancheck.authoring.conversion import as_form, as_yaml
from plancheck.authoring.template import Keys, template
from plancheck.authoring.workbook.roster import roster_workbook
from plancheck.errors import RosterError
from plancheck.formats import render_as
from plancheck.formats.shared.listing_cells import row_asked
from plancheck.inputs.loading import load_document, load_report, load_roster
from plancheck.inputs.roster import Roster
from plancheck.language.message import Lang
from plancheck.language.sentences import supply_text
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.questions import questions
from plancheck.verdicts.result import Result
from tests.conftest import ROOT, a_report, finding
from tests.conftest import as_yaml as yaml_of

PORTS = ROOT / "tests/plans/ports"
DONE = {"answer": "yes", "date": "2027-05-01"}


@pytest.fixture(scope="module")
def ports() -> Plan:
    return load_plan(str(PORTS / "plan.yaml"))


def a_roster(folder: Path, plan: Plan, **data: Any) -> Roster:
    whole = {"format": "plancheck.roster/1", "plan": plan.id, "subjects": {"甲市": {}}, **data}
    (folder / "roster.yaml").write_bytes(yaml_of(whole))
    return load_roster(str(folder / "roster.yaml"), plan)


def judged(plan: Plan, tasks: dict[str, Any], roster: Roster | None = None, **head: Any) -> Result:
    data = {"plan": plan.id, "subject": "甲市", "tier": "1", "tasks": tasks, **head}
    return evaluate(plan, a_report(plan, data), roster=roster)


# 1.window: mandatory with a port, else optional. 1.patrol: mandatory with a port, at the coast or
# if designated, else not asked. None: the report does not state its classes.
@pytest.mark.parametrize(
    ("classes", "designated", "done", "window", "patrol"),
    [
        (["port"], [], False, "missing", "missing"),
        (["coast"], [], False, "optional", "missing"),
        ([], [], False, "optional", "not-applicable"),
        ([], ["1.patrol"], False, "optional", "missing"),
        (None, [], False, "review", "review"),
        (None, ["1.patrol"], False, "review", "missing"),  # whatever its classes
        (["port"], None, False, "missing", "missing"),  # whatever is designated
        (["port"], [], True, "pass", "pass"),
        (None, [], True, "pass", "pass"),  # in no scenario is it worse
        ([], [], True, "pass", "not-applicable"),
    ],
)
def test_a_class_decides_how_strongly_a_duty_binds(
    classes: list[str] | None,
    designated: list[str] | None,
    done: bool,
    window: str,
    patrol: str,
    ports: Plan,
) -> None:
    stated = {"classes": classes, "designated": designated}
    tasks = {"1.window": DONE, "1.patrol": DONE} if done else {}
    result = judged(ports, tasks, **{k: v for k, v in stated.items() if v is not None})
    assert finding(result, "1.window").verdict == window
    assert finding(result, "1.patrol").verdict == patrol


def test_one_question_settles_all_that_wait_for_classes(ports: Plan) -> None:
    result = judged(ports, {}, designated=[])
    (asked,) = questions(result)
    assert asked == ("class", None, ("1.window", "1.patrol"))
    assert finding(result, "1.patrol").facts == ("class",)
    assert "classes: [有口岸的市, 沿海的市]" in supply_text(Lang.ZH, result, "class", None)
    both = questions(judged(ports, {}))
    assert [question.fact for question in both] == ["class", "designated"]


def test_any_set_of_classes_is_judged_as_one_of_the_scenarios(ports: Plan) -> None:
    """All classes of a duty have one level, so that each at a time stands for all sets of them."""
    for done in ({}, {"1.window": DONE, "1.patrol": {"answer": "no"}}):
        unknown = judged(ports, done, designated=[])
        for size in range(3):
            for held in itertools.combinations(ports.classes, size):
                stated = judged(ports, done, designated=[], classes=list(held))
                for name in ("1.window", "1.patrol"):
                    possible = {one.verdict for one in finding(unknown, name).scenarios}
                    assert finding(stated, name).verdict in possible, (name, held)


@pytest.mark.parametrize(
    ("data", "own", "value", "origin"),
    [
        ({"classes": {"port": ["甲城"]}}, None, True, "roster"),
        ({"classes": {"port": []}}, None, False, "roster"),  # of all that are listed
        ({"classes": {"port": []}, "subjects": {"乙市": {}}}, None, None, None),  # not listed
        ({"classes": {"port": "无", "coast": ["甲市"]}}, ["coast"], False, "roster"),
        ({"subjects": {"甲市": {"classes": ["有口岸的市"]}}}, ["port"], True, "roster"),
        ({"subjects": {"甲市": {"classes": "无"}}}, [], False, "roster"),
        ({}, ["port"], None, None),  # only the report says so
        (None, ["port"], True, "report"),
        (None, [], False, "report"),
        (None, None, None, None),
    ],
)
def test_whose_word_counts(
    data: dict[str, Any] | None,
    own: list[str] | None,
    value: bool | None,
    origin: str | None,
    ports: Plan,
    tmp_path: Path,
) -> None:
    roster = None if data is None else a_roster(tmp_path, ports, **data)
    result = judged(ports, {}, roster, **({} if own is None else {"classes": own}))
    fact = result.facts.classes["port"]
    assert (fact.value, fact.origin) == (value, origin)
    told = [kind for note in result.notes for kind in note.values.get("facts", ())]
    assert ("class" in told) is (data == {})


def test_a_roster_says_one_thing_of_a_class(ports: Plan, tmp_path: Path) -> None:
    for listed, own in ((["甲市"], ["coast"]), ([], ["port"])):
        with pytest.raises(RosterError) as caught:
            a_roster(tmp_path, ports, classes={"port": listed}, subjects={"甲市": {"classes": own}})
        assert [problem.key for problem in caught.value.problems] == ["facts.class-twice"]


def test_a_class_is_shown_wherever_a_level_is(ports: Plan, tmp_path: Path) -> None:
    shown = {
        None: ("选做，为有口岸的市则必做", "指定或为有口岸的市或沿海的市则必做"),
        ("port",): ("必做（有口岸的市）", "必做（有口岸的市或沿海的市）"),
        (): ("选做", "指定必做"),
    }
    for classes, (window, patrol) in shown.items():
        data = {} if classes is None else {"classes": list(classes)}
        roster = a_roster(tmp_path, ports, subjects={"甲市": {"tier": 1, **data}})
        listing = list_obligations(ports, subject="甲市", roster=roster)
        rows = {row.obligation.id: row for row in listing.rows}
        assert row_asked(Lang.ZH, listing, rows["1.window"]).startswith(window)
        assert row_asked(Lang.ZH, listing, rows["1.patrol"]).startswith(patrol)
        text = template(listing, keys=Keys.ZH, entry=roster.entry("甲市"))
        stated = "\n单位属性:    #" if classes is None else "\n单位属性: ["
        assert stated in text
    why = explain(ports, "1.window").points[0].why
    assert "why.class-open" in [reason.key for reason in why]


def test_a_form_in_excel_keeps_classes(ports: Plan, tmp_path: Path) -> None:
    for classes in (["port", "coast"], [], None):
        data = {"plan": ports.id, "subject": "甲市", "tier": "1", "tasks": {"1.window": DONE}}
        report = a_report(ports, {**data, **({} if classes is None else {"classes": classes})})
        (tmp_path / "a.xlsx").write_bytes(as_form(report, ports, lang=Lang.ZH))
        assert load_report(str(tmp_path / "a.xlsx"), ports).classes == classes
        back = as_yaml(load_document(str(tmp_path / "a.xlsx"), ports), ports, lang=Lang.ZH)
        assert ("单位属性" in back.decode()) is (classes is not None)


def test_a_plan_differs_by_its_classes(ports: Plan, tmp_path: Path) -> None:
    (tmp_path / "cities.yaml").write_bytes((PORTS / "cities.yaml").read_bytes())
    rules = (PORTS / "plan.yaml").read_text("utf-8")
    (tmp_path / "plan.yaml").write_text(
        rules.replace("{port: mandatory, others", "{others"), "utf-8"
    )
    other = load_plan(str(tmp_path / "plan.yaml"))
    (change,) = differ(ports, other).changes
    assert {aspect.name for aspect in change.aspects} == {"when_class", "classes"}
    assert other.rules_sha256 != ports.rules_sha256
    assert lint(ports).problems == ()
    assert lint(ports).cases == 4 * 3 * 2 * 2 * 2 * 3  # the last: no class, or one of two


def test_the_page_opens_a_plan_with_its_list(ports: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PORTS)
    for names in (("plan.yaml", "cities.yaml"), ("cities.yaml", "plan.yaml")):
        begun = Bridge().start(names[0], beside=names[1:])["obligations"]
        assert begun["classes"]["port"] == {"zh": "有口岸的市", "en": "cities with a port"}
        assert [subject["name"] for subject in begun["subjects"]] == list(ports.subject_names)
    assert "classes" not in Bridge().start()["obligations"]


# --- the numbers of a roster ---------------------------------------------------------------------


def test_a_roster_states_numbers_that_a_report_is_held_against(ports: Plan, tmp_path: Path) -> None:
    for key, metric in (("1.online", "online_last_year"), ("1.网办", "上年网上办理件数")):
        numbers = {key: {metric: "1,000.5"}}
        roster = a_roster(tmp_path, ports, subjects={"甲城": {"numbers": numbers}})
        result = judged(ports, {"1.online": {"online": 1100, "date": "2027-05-01"}}, roster)
        (of_online,) = result.facts.numbers.values()
        assert {key: str(count.value) for key, count in of_online.items()} == {
            "online_last_year": "1000.5"
        }
        assert finding(result, "1.online").verdict == "fail"
    assert judged(ports, {}).facts.numbers == {}


@pytest.mark.parametrize(
    ("numbers", "key"),
    [
        ({"1.onlin": {"online_last_year": 1}}, "name.obligation"),
        ({"1.online": {"online_last": 1}}, "schema.unknown-key"),
        ({"1.online": {"online": 1}}, "schema.unknown-key"),  # the report states that one
        ({"1.online": {"online_last_year": "约100"}}, "field.vague"),
        ({"1.online": {"online_last_year": "1.25"}}, "field.decimals"),
        ({"1.online": 100}, "schema.mapping"),
        ({"1.list": {"online_last_year": 1}}, "facts.no-numbers"),
    ],
)
def test_other_numbers_are_refused(
    numbers: dict[str, Any], key: str, ports: Plan, tmp_path: Path
) -> None:
    with pytest.raises(RosterError) as caught:
        a_roster(tmp_path, ports, subjects={"甲市": {"numbers": numbers}})
    (problem,) = caught.value.problems
    assert (problem.key, problem.where is not None) == (key, True)


def test_a_roster_in_excel_takes_classes_and_numbers(ports: Plan, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = os.fspath(tmp_path / "roster.xlsx")
    Path(path).write_bytes(roster_workbook(ports, lang=Lang.ZH))
    assert load_roster(path, ports).provinces["甲市"].stated_numbers == {}
    book = openpyxl.load_workbook(path)
    listed, numbers = book["名册"], book["对比数"]
    row = next(row for row in listed.iter_rows() if row[0].value == "甲市")
    row[3].value = "有口岸的市、coastal cities"
    next(row for row in numbers.iter_rows() if row[0].value == "甲市")[3].value = 1000.5
    book.save(path)
    entry = load_roster(path, ports).provinces["甲市"]
    assert entry.classes == ["port", "coast"]
    (of_online,) = entry.stated_numbers.values()
    assert [str(count.value) for count in of_online.values()] == ["1000.5"]


def test_csv_says_what_a_class_makes_of_it(ports: Plan) -> None:
    for text in (
        render_as("listing", "csv", list_obligations(ports)),
        render_as("plan", "csv", ports),
    ):
        rows = [row for row in csv.DictReader(text.splitlines()) if row["tier"] == "1"]
        assert {row["obligation"]: row["when_class"] for row in rows} == {
            "1.window": "mandatory",
            "1.patrol": "mandatory",
            "1.list": "",
            "1.online": "",
        }
