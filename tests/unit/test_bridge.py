"""What the page is answered: the bridge, run natively in a folder of its own."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from page.bridge import Bridge
from plancheck import load_plan, load_report
from tests.conftest import ROOT

Ask = Callable[..., Any]
OTHERS = ("broken", "roster", "waivers")
EXAMPLES = [path for path in sorted((ROOT / "examples").glob("*.yaml")) if path.stem not in OTHERS]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return what asks a bridge as the page does, in JSON."""
    monkeypatch.chdir(tmp_path)
    bridge = Bridge()
    return lambda operation, **arguments: json.loads(
        bridge.answer(operation, json.dumps(arguments))
    )


def report(ask: Ask, name: str) -> Any:
    """Return the tree of an example."""
    shutil.copy(ROOT / "examples" / name, name)
    return ask("read", name=name)["report"]


def test_start_tells_what_a_form_needs(ask: Ask) -> None:
    started = ask("start")
    plan = load_plan()
    assert started["rules"] == plan.sha256
    document = started["obligations"]
    assert document["format"] == "plancheck.obligations/1"
    assert list(document["tiers"]) == ["1", "2", "3"]
    assert len(document["subjects"]) == 32
    assert len(document["obligations"]) == 32
    assert document["words"]["verdicts"]["pass"] == {"sign": "√", "zh": "达标", "en": "pass"}


def fields(ask: Ask, **arguments: str) -> dict[str, Any]:
    rows = ask("obligations", **arguments)["obligations"]
    return {row["obligation"]: row for row in rows}


def test_fields_are_described_by_control(ask: Ask) -> None:
    rows = fields(ask, subject="江西", tier="2")

    def controls(obligation: str) -> dict[str, str]:
        return {field["key"]: field["control"] for field in rows[obligation]["fields"]}

    assert controls("2.framework") == {"status": "status"}
    assert controls("15.training") == {"sessions": "count", "status": "status", "records": "table"}
    assert next(iter(controls("15.bases"))) == "units"
    bases = rows["15.bases"]["fields"][0]
    assert (bases["keyed"], bases["fields"][0]["key"]) == (True, "sessions")
    assert rows["15.training"]["fields"][0]["unit"]["zh"] == "次"


def test_only_what_is_optional_can_be_declined(ask: Ask) -> None:
    rows = fields(ask, subject="江西", tier="2")

    def choices(obligation: str) -> set[str]:
        (status,) = (f for f in rows[obligation]["fields"] if f["key"] == "status")
        return {choice["value"] for choice in status["choices"]}

    assert "not-undertaken" not in choices("2.framework")  # 各类省份必做
    assert "not-undertaken" in choices("27.ftz")  # 上海必做, others optional
    assert "not-undertaken" not in {
        choice["value"]
        for field in fields(ask, subject="上海", tier="2")["27.ftz"]["fields"]
        for choice in field["choices"]
    }


def test_facts_that_the_plan_leaves_open_are_named(ask: Ask) -> None:
    rows = fields(ask, subject="江西", tier="2")
    assert [row for row in rows if rows[row]["facts"]["allotment"]] == ["9.training", "30.training"]
    assert [row for row in rows if rows[row]["facts"]["may_lack_allotment"]] == ["30.training"]
    assert [row for row in rows if rows[row]["facts"]["units"]] == ["15.bases"]
    assert rows["7.indicators"]["facts"]["designated"]
    assert not rows["21.industries"]["facts"]["designated"]  # tier 1 only


def said(path: str) -> object:
    """Return what a report says; of a number its value, since the form writes 二百人 as 200."""

    def value(part: Any) -> object:
        if isinstance(part, tuple):  # a count: its value, what was written, its unit
            return part[0]
        if isinstance(part, dict):
            return {name: value(held) for name, held in part.items()}
        return list(map(value, part)) if isinstance(part, list) else part

    return value(load_report(path).model_dump())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_opened_and_saved_says_the_same(ask: Ask, path: Path) -> None:
    shutil.copy(path, "before.yaml")
    tree = ask("read", name="before.yaml")["report"]
    for lang in ("zh", "en"):
        Path("after.yaml").write_text(ask("format", report=tree, lang=lang)["text"], "utf-8")
        assert said("after.yaml") == said("before.yaml")
        assert ask("read", name="after.yaml")["report"] == tree


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_form_is_judged_as_its_file_is(ask: Ask, path: Path) -> None:
    shutil.copy(path, "report.yaml")
    answer = ask("judge", report=ask("read", name="report.yaml")["report"])
    command = [sys.executable, "-m", "plancheck", "validate", "report.yaml", "--format", "json"]
    native = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    assert answer["marks"] == []
    for told, expected in zip(
        answer["result"]["reports"][0]["findings"], native["reports"][0]["findings"], strict=True
    ):
        assert (told["obligation"], told["verdict"], told["message"]) == (
            expected["obligation"], expected["verdict"], expected["message"],
        )  # fmt: skip
    assert answer["result"]["exit_code"] == native["exit_code"]


def test_a_blank_form_opened_says_nothing(ask: Ask) -> None:
    command = [sys.executable, "-m", "plancheck", "init", "--province", "江西", "--tier", "2"]
    blank = subprocess.run(command, capture_output=True, check=True).stdout
    assert b"\n    units:" in blank
    Path("blank.yaml").write_bytes(blank)
    head = {"plan": "cn-patent-2014", "province": "江西", "tier": "2"}
    assert ask("read", name="blank.yaml")["report"] == head


def test_a_unit_of_which_nothing_is_reported_stays(ask: Ask) -> None:
    units = "{甲: , 乙: {sessions: , note: 无}}"
    Path("units.yaml").write_text(
        f"plan: cn-patent-2014\nprovince: 江西\ntasks: {{15.bases: {{units: {units}}}}}\n", "utf-8"
    )
    read = ask("read", name="units.yaml")["report"]
    assert read["tasks"]["15.bases"]["units"] == {"甲": {}, "乙": {"note": "无"}}


@pytest.mark.parametrize("breaking", ["\u2028", "\u2029", "\x85", "\x00"])
def test_a_character_that_no_file_may_hold_marks_its_own_row(ask: Ask, breaking: str) -> None:
    tree = report(ask, "tier2-compliant.yaml")
    tree["tasks"]["15.training"]["note"] = f"一{breaking}二"
    answer = ask("judge", report=tree)
    assert [mark["path"] for mark in answer["marks"]] == [["tasks", "15.training", "note"]]
    assert answer["result"]["reports"][0]["outcome"] == "compliant"


@pytest.mark.parametrize("note", ["\ud800", "长" * 70_000])
def test_what_makes_all_unreadable_is_a_problem_of_the_report(ask: Ask, note: str) -> None:
    tree = report(ask, "tier2-compliant.yaml")
    tree["tasks"]["15.training"]["note"] = note
    answer = ask("judge", report=tree)
    assert answer["result"]["reports"] == []
    assert len(answer["result"]["problems"]) == 1


def test_a_value_that_is_not_where_its_mark_is_ends_the_search(ask: Ask) -> None:
    tree = report(ask, "tier2-compliant.yaml")
    tree["tasks"]["15.bases"] = {"units": {" 示例基地 ": {"sessions": "约6"}}}
    answer = ask("judge", report=tree)
    assert answer["result"]["reports"] == []
    assert answer["result"]["problems"]


def test_units_that_cannot_be_read_are_not_taken_for_none(ask: Ask) -> None:
    tree = report(ask, "tier2-compliant.yaml")
    tree["tasks"]["15.bases"] = {"units": {"<<": {"sessions": "6"}}}
    answer = ask("judge", report=tree)
    assert [mark["path"][-1] for mark in answer["marks"]] == ["<<"]
    findings = answer["result"]["reports"][0]["findings"]
    (verdict,) = (each["verdict"] for each in findings if each["obligation"] == "15.bases")
    assert verdict == "review"


def test_of_a_long_list_only_what_cannot_be_read_is_left_out(ask: Ask) -> None:
    tree = report(ask, "tier2-compliant.yaml")
    known = ["7.indicators", "11.ecommerce", "15.projects", "15.promotion", "20.navigation"]
    known += ["22.review", "23.clusters", "26.regions", "30.agencies", "30.training"]
    tree["designated"] = [*known[:2], "无此项", *known[2:], "也无此项"]
    answer = ask("judge", report=tree)
    assert [mark["path"] for mark in answer["marks"]] == [["designated", 2], ["designated", 11]]
    assert answer["result"]["reports"][0]["facts"]["designated"]["value"] == known


def test_a_value_that_cannot_be_read_marks_its_own_row(ask: Ask) -> None:
    tree = report(ask, "tier2-compliant.yaml")
    before = ask("judge", report=tree)["result"]["reports"][0]["findings"]
    tree["tasks"]["15.training"]["sessions"] = "约5"
    answer = ask("judge", report=tree)
    (mark,) = answer["marks"]
    assert mark["path"] == ["tasks", "15.training", "sessions"]
    assert mark["obligation"] == "15.training"
    after = answer["result"]["reports"][0]["findings"]
    changed = [
        told["obligation"]
        for told, earlier in zip(after, before, strict=True)
        if told["message"] != earlier["message"]
    ]
    assert changed == ["15.training"]


def test_every_unreadable_value_is_marked(ask: Ask) -> None:
    tree = report(ask, "shanghai.yaml")
    tree["tasks"]["15.training"]["records"][0]["date"] = "明天"
    tree["tasks"]["15.training"]["records"][3]["date"] = "后天"
    tree["tasks"]["2.framework"]["status"] = "差不多"
    tree["as_of"] = "年底"
    paths = [mark["path"] for mark in ask("judge", report=tree)["marks"]]
    records = ["tasks", "15.training", "records"]
    expected = [["as_of"], ["tasks", "2.framework", "status"]]
    expected += [[*records, 0, "date"], [*records, 3, "date"]]
    assert sorted(paths, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("tree", [{}, {"tier": "2"}, {"province": "火星"}, {"province": ""}])
def test_without_a_subject_the_form_is_not_judged(ask: Ask, tree: Any) -> None:
    result = ask("judge", report=tree)["result"]
    assert result["reports"] == []
    assert result["problems"]


def test_text_with_marks_is_saved_as_it_is(ask: Ask) -> None:
    text = ask("format", report={"province": "江西", "tasks": {"2": {"status": "?"}}}, lang="zh")
    assert text["text"].startswith("province: 江西")


def test_files_are_judged_as_the_command_does(ask: Ask) -> None:
    for name in ("shanghai.yaml", "tier2-noncompliant.yaml", "broken.yaml"):
        shutil.copy(ROOT / "examples" / name, name)
    told = ask("files", format="json", lang="zh", as_of="2014-12-31")
    command = [sys.executable, "-m", "plancheck", "validate", ".", "--format", "json"]
    native = subprocess.run([*command, "--as-of", "end"], capture_output=True, check=False)
    assert (told["exit_code"], told["text"]) == (native.returncode, native.stdout.decode())


def test_files_that_are_no_reports_are_told(ask: Ask) -> None:
    for name in ("shanghai.yaml", "roster.yaml"):
        shutil.copy(ROOT / "examples" / name, name)
    told = ask("files", format="json", lang="zh")
    assert told["skipped"] == [{"name": "roster.yaml", "kind": "roster"}]


def test_a_day_is_read_as_in_a_report(ask: Ask) -> None:
    shutil.copy(ROOT / "examples" / "shanghai.yaml", "shanghai.yaml")
    told = ask("files", format="json", lang="zh", as_of="2014年9月30日")
    assert json.loads(told["text"])["inputs"]["as_of"] == "2014-09-30"
    for written in ("2014-13-01", "20140930", "2014", "9-30", "年底"):
        (problem,) = ask("files", format="json", lang="zh", as_of=written)["problems"]
        assert problem["location"] is None
        assert "{" not in problem["message"]["zh"] + problem["message"]["en"]


def test_a_roster_is_the_authority(ask: Ask) -> None:
    shutil.copy(ROOT / "examples" / "roster.yaml", "roster.yaml")
    listed = ask("obligations", subject="江西", roster="roster.yaml")
    assert listed["format"] == "plancheck.obligations/1"
    answer = ask("judge", report={"province": "江西", "designated": []})
    origins = {
        fact["origin"]
        for fact in answer["result"]["reports"][0]["facts"].values()
        if "origin" in fact
    }
    assert "roster" in origins
    ask("obligations", roster="")
    answer = ask("judge", report={"province": "江西", "designated": []})
    assert answer["result"]["reports"][0]["facts"]["designated"]["origin"] == "report"


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("read", {"name": "none.yaml"}),
        ("obligations", {"roster": "none.yaml"}),
        ("obligations", {"subject": "江西", "roster": "report.yaml"}),
        ("start", {"plan": "report.yaml"}),
        ("files", {"format": "json", "lang": "zh", "roster": "none.yaml"}),
        ("files", {"format": "json", "lang": "zh", "baseline": "report.yaml"}),
    ],
)
def test_what_is_wrong_with_an_input_is_an_answer(
    ask: Ask, operation: str, arguments: dict[str, str]
) -> None:
    shutil.copy(ROOT / "examples" / "shanghai.yaml", "report.yaml")
    (problem,) = ask(operation, **arguments)["problems"]
    assert problem["message"]["zh"]
    assert problem["message"]["en"]


def test_the_second_of_two_like_rows_is_marked(ask: Ask) -> None:
    # The form puts this sign after a name that an earlier row has.
    units = {"示例基地": {"sessions": "6"}, "示例基地·": {"sessions": "0"}, "": {"sessions": "6"}}
    tree = {"province": "江西", "tier": "2", "tasks": {"15.bases": {"units": units}}}
    path = ["tasks", "15.bases", "units"]
    marks = ask("judge", report=tree)["marks"]
    assert sorted(mark["path"] for mark in marks) == [[*path, ""], [*path, "示例基地·"]]


def test_the_printed_page_is_of_the_saved_file(ask: Ask) -> None:
    tree = report(ask, "tier2-noncompliant.yaml")
    Path("江西.yaml").write_text(ask("format", report=tree, lang="zh")["text"], "utf-8")
    page = ask("page", report=tree, lang="zh", name="江西.yaml")["text"]
    assert hashlib.sha256(Path("江西.yaml").read_bytes()).hexdigest()[:12] in page
    assert "江西.yaml:" in page
    for of_files in ("plancheck explain", "--show", "（tasks）"):
        assert of_files not in page
    tree["tasks"]["15.training"]["sessions"] = "约5"
    assert ask("page", report=tree, lang="zh", name="江西.yaml")["problems"]


def test_a_later_mark_is_of_the_row_as_it_stands(ask: Ask) -> None:
    record = {"name": "示例培训班", "date": "2014-03-10"}
    # The first is taken out as blank once its only value was; only then are the two others alike.
    records = [{"date": "明天"}, record, {**record, "name": "示例培训班二"}, record | {"date": "?"}]
    entry = {"sessions": "4", "records": records}
    tree = {"province": "江西", "tier": "2", "tasks": {"15.training": entry}}
    tree["designated"] = ["不存在", "7.indicators", "2.framework"]
    paths = [mark["path"] for mark in ask("judge", report=tree)["marks"]]
    way = ["tasks", "15.training", "records"]
    assert [*way, 0, "date"] in paths
    assert [*way, 3, "date"] in paths
    assert ["designated", 0] in paths
    assert ["designated", 2] in paths or ["designated"] in paths
