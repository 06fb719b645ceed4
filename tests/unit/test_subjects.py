"""Closed lists of subjects from a file: what a list may be, and what a plan makes of it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from plancheck.authoring.blank_roster import blank_roster
from plancheck.authoring.template import Keys
from plancheck.authoring.workbook.roster import roster_workbook
from plancheck.errors import PlanError, Problem, UnknownNameError
from plancheck.formats.json.parts import as_plan, as_subject
from plancheck.inputs.loading import load_roster
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.language.wording import subject_name
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.source import MAX_BYTES
from plancheck.verdicts.discovery import expand
from plancheck.verdicts.expected import expected_of, subject_in_name
from plancheck.verdicts.judging import judge
from tests.conftest import ROOT

PLAN = (ROOT / "tests/plans/kinds.yaml").read_text("utf-8")
HEAD = "format: plancheck.subjects/1\nnoun: 市\n"
CITIES = HEAD + (
    "offices: [数据局]\nsubjects:\n"
    '- {name: 甲市, aliases: [甲城], code: "330100", en: Jia, region: 北}\n'
    "- {name: 乙市, en: Yi}\n- {name: 丙市}\n"
)


def a_plan(folder: Path, listed: str | bytes = CITIES, name: str = "cities.yaml") -> Plan:
    """Return a plan for the subjects that ``listed`` lists, one of whom it names."""
    rules = PLAN.replace("subjects: any", f"subjects: {name}")
    rules = rules.replace(
        "applies: {all: optional}", "applies: {甲城: mandatory, others: optional}"
    )
    (folder / "plan.yaml").write_text(rules, "utf-8")
    if listed:
        content = listed if isinstance(listed, bytes) else listed.encode()
        (folder / "cities.yaml").write_bytes(content)
    return load_plan(str(folder / "plan.yaml"))


def refused(load: Callable[[], object]) -> list[tuple[str, str, int]]:
    """Return the key, the file and the line of each problem; none shows a secret."""
    with pytest.raises(PlanError) as caught:
        load()
    problems = caught.value.problems
    assert "hunter2" not in "".join(map(_shown, problems))
    return [(p.key, os.path.basename(p.where.path), p.where.line) for p in problems if p.where]


def _shown(problem: Problem) -> str:
    return str(problem.where and problem.where.text) + problem_text(Lang.ZH, problem)


def test_names_mean_what_the_list_says(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    assert plan.subject_names == ("甲市", "乙市", "丙市")
    for name in ("甲市", "甲城", "330100", "JIA", "甲市数据局", "jia 数据局", "甲　市"):
        assert plan.find_subject(name) == "甲市"
    for name in ("丁市", "甲市局", "数据局", "甲市数据局数据局", "上海", "national", ""):
        with pytest.raises(UnknownNameError):
            plan.find_subject(name)
    hotline = plan.obligation("1.hotline")
    assert {name: str(level) for name, level in plan.named(hotline).items()} == {
        "甲市": "mandatory"
    }
    assert plan.subject_key == "subject"
    assert [subject_name(Lang.EN, plan, name) for name in plan.subject_names] == [
        "Jia",
        "Yi",
        "丙市",
    ]
    assert [as_subject(plan, name)["code"] for name in plan.subject_names] == ["330100", None, None]
    assert lint(plan).problems == ()
    assert lint(plan).cases == 3 * 3 * 2 * 2 * 2  # obligations, subjects, tiers, facts


def test_the_list_is_named_by_its_checksum_and_its_names_decide(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    assert plan.listed is not None
    assert as_plan(plan)["subjects_sha256"] == plan.listed.sha256
    assert "subjects_sha256" not in as_plan(load_plan())
    reworded = a_plan(tmp_path, CITIES.replace("region: 北", "region: 南"))
    assert reworded.rules_sha256 == plan.rules_sha256
    assert a_plan(tmp_path, CITIES.replace("丙市", "丁市")).rules_sha256 != plan.rules_sha256


def test_whoever_is_listed_is_expected_in_the_order_of_the_list(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    assert [one.subject for one in expected_of(plan, None)] == ["甲市", "乙市", "丙市"]
    assert subject_in_name("2027/甲城报告.yaml", plan) == "甲市"
    report = "plan: sample\nsubject: 丙市数据局\ntier: 1\ntasks:\n  1.rules: {answer: yes}\n"
    (tmp_path / "c.yaml").write_text(report, "utf-8")
    run = judge([str(tmp_path)], plan)
    assert [result.subject for result in run.results] == ["丙市"]
    assert {os.path.basename(file.path): file.kind for file in run.skipped} == {
        "cities.yaml": "subjects",
        "plan.yaml": "plan",
    }
    (tmp_path / "c.yaml").write_text(report.replace("subject", "province"), "utf-8")
    (rejected,) = judge([str(tmp_path / "c.yaml")], plan).rejected
    assert [problem.key for problem in rejected.problems] == ["report.no-provinces"]


def test_a_blank_roster_lists_them_in_both_forms(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    for keys, key in ((Keys.EN, "subjects:"), (Keys.ZH, "名单:")):
        (tmp_path / "roster.yaml").write_text(text := blank_roster(plan, keys=keys), "utf-8")
        assert f"\n{key}\n" in text
        roster = load_roster(str(tmp_path / "roster.yaml"), plan)
        assert tuple(roster.provinces) == plan.subject_names
    (tmp_path / "roster.xlsx").write_bytes(roster_workbook(plan, lang=Lang.ZH))
    assert tuple(load_roster(str(tmp_path / "roster.xlsx"), plan).provinces) == plan.subject_names


def test_a_name_that_is_no_bare_file_name_is_refused(tmp_path: Path) -> None:
    for name in ("/etc/passwd", "../cities.yaml", "a/cities.yaml", "a\\cities.yaml", "c:x.yaml",
                 ".yaml", ".cities.yaml", "..", "cities", "province",
                 "'cities.yaml\\n'"):  # fmt: skip
        assert refused(lambda name=name: a_plan(tmp_path, name=name)) == [  # type: ignore[misc]
            ("plan.subjects", "plan.yaml", 7)
        ], name


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("", [("plan.list-unread", "plan.yaml", 7)]),
        ("password: hunter2\n", [("plan.list-unread", "plan.yaml", 7)]),
        ('password: "hunter2\n', [("plan.list-unread", "plan.yaml", 7)]),
        (b"\xff\xfehunter2\xff", [("plan.list-unread", "plan.yaml", 7)]),
        ("#" * (MAX_BYTES + 1), [("plan.list-unread", "plan.yaml", 7)]),
        (HEAD + "subjects: []\n", [("schema.empty", "cities.yaml", 3)]),
        (HEAD + "subjects: [\n", [("yaml.unclosed-bracket", "cities.yaml", 3)]),
        (HEAD.replace("/1", "/2") + "subjects: [{name: 甲市}]\n",
         [("field.word", "cities.yaml", 1)]),
        (HEAD + "subjects:\n- {name: 甲市}\n- {name: 甲 市}\n",
         [("plan.same-subject", "cities.yaml", 5)]),
        (HEAD + "subjects:\n- {name: 甲市, aliases: [乙市]}\n- {name: 乙市}\n",
         [("plan.same-subject", "cities.yaml", 5)]),
        (HEAD + 'subjects:\n- {name: 甲市, aliases: ["\u2060"]}\n',
         [("plan.subject-blank", "cities.yaml", 4)]),
        (HEAD + "subjects:\n- {name: 甲城}\n- {name: tier1}\n- {name: 乙, en: national}\n",
         [("plan.subject-selector", "cities.yaml", line) for line in (5, 6)]),
    ],
    ids=["absent", "another file", "no YAML", "no text", "huge", "empty", "unclosed", "newer",
         "two alike", "alias of another", "nothing shows", "selectors"],
)  # fmt: skip
def test_what_is_wrong_with_a_list_is_told(
    listed: str | bytes, expected: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    assert refused(lambda: a_plan(tmp_path, listed)) == expected


def test_a_list_that_is_no_file_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "cities.yaml").mkdir()
    assert refused(lambda: a_plan(folder, "")) == [("plan.list-unread", "plan.yaml", 7)]
    (folder / "cities.yaml").rmdir()
    (tmp_path / "cities.yaml").write_text(CITIES + "# hunter2", "utf-8")
    (folder / "cities.yaml").symlink_to(tmp_path / "cities.yaml")
    assert refused(lambda: a_plan(folder, "")) == [("plan.list-outside", "plan.yaml", 7)]
    (folder / "cities.yaml").unlink()
    (folder / "2027.yaml").write_text(CITIES, "utf-8")
    (folder / "cities.yaml").symlink_to("2027.yaml")
    assert len(a_plan(folder, "").subject_names) == 3
    assert [item for item in expand([str(folder)]) if isinstance(item, Problem)] == []


def test_a_plan_from_standard_input_has_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_plan(tmp_path)
    rules = io.BytesIO((tmp_path / "plan.yaml").read_bytes())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=rules))
    assert refused(lambda: load_plan("-")) == [("plan.list-nowhere", "<stdin>", 7)]


def test_a_list_is_read_with_a_byte_order_mark_and_any_line_ends(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    for content in (b"\xef\xbb\xbf" + CITIES.encode(), CITIES.replace("\n", "\r\n").encode(),
                    CITIES.encode("utf-16")):  # fmt: skip
        assert a_plan(tmp_path, content).subject_names == plan.subject_names


def test_very_many_names_and_offices_take_no_time(tmp_path: Path) -> None:
    offices = ", ".join(f"局{number}" for number in range(2000))
    names = "\n".join(f"- name: 市{number}" for number in range(2000))
    plan = a_plan(tmp_path, f"{HEAD}offices: [{offices}]\nsubjects:\n- name: 甲城\n{names}\n")
    assert plan.find_subject("市1999局1999") == "市1999"
