"""A new kind of requirement is one file: put beside the others, every command knows it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.program_copy import copy_program, run_copy

TOY = '''\
"""A mark from A to C that has to be reached."""

from typing import Annotated

from plancheck.reading.models import Spelled
from plancheck.reading.values import one_of
from plancheck.requirements.base.entry import Control, Reported
from plancheck.requirements.base.requirement import Requirement
from plancheck.requirements.base.standing import Stand, Standing

Mark = Annotated[str, one_of("A", "B", "C")]


class Marked(Reported):
    mark: Annotated[Mark | None, Spelled("评级"), Control.STATUS] = None


class Kind(Requirement):
    Asks = Mark
    Fields = Marked
    bare = "mark"
    has_status = False

    def reported(self, entry):
        return entry.mark

    def judge(self, entry, duty, context):
        owed = self.measure(duty)
        if entry is None or entry.mark is None:
            return Standing(Stand.ABSENT, "", owed, context.loc, entry)
        stand = Stand.MET if entry.mark <= self.asks else Stand.SHORT
        loc = (*context.loc, "mark")
        measure = owed._replace(actual=entry.mark)
        return Standing(stand, f"finding.mark-{stand}", measure, loc, entry, context.loc)

    MESSAGES = {
        "finding.mark-met": ("评级{actual}", "mark {actual}"),
        "finding.mark-short": ("评级{actual}，要求{expected}", "mark {actual}, not {expected}"),
        "judged.mark": ("评级至少为{asked}", "the mark has to be {asked} or better"),
        "template.mark": ("填 A、B 或 C", "A, B or C"),
        "aspect.mark": ("评级", "the mark"),
    }
    DESCRIPTIONS = {
        "Requires.mark": ("要达到的评级", "the mark"),
        "Entry.mark": ("评级", "the mark"),
    }
'''
PLAN = """\
format: plancheck.plan/1
id: sample
title: {zh: 样例计划, en: sample plan}
issuer: {zh: 某局, en: an office}
period: {from: 2027-01-01, to: 2027-12-31}
subjects: any
tiers: {1: {zh: 一类, en: tier 1}}
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
      - id: 1.mark
        name: {zh: 评级, en: mark}
        says: {zh: 评级达到, en: reach a mark}
        cites: [评级]
        applies: {all: mandatory}
        requires: {mark: B}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with one file more, and a plan that needs it."""
    folder = copy_program(tmp_path_factory.mktemp("toy"), {"requirements/mark.py": TOY})
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


def ran(folder: Path, code: int, *arguments: str) -> str:
    return run_copy(folder, *arguments, "--plan", "plan.yaml", code=code)


@pytest.mark.parametrize(
    ("mark", "code", "told"), [("A", 0, "评级A"), ("B", 0, "评级B"), ("C", 1, "评级C，要求B")]
)
def test_a_report_is_judged_by_it(mark: str, code: int, told: str, folder: Path) -> None:
    report = folder / f"{mark}.yaml"
    report.write_text(f"subject: 示例市\ntier: 1\ntasks: {{1.mark: {mark}}}\n", "utf-8")
    out = json.loads(ran(folder, code, "validate", report.name, "--format", "json"))
    (finding,) = out["reports"][0]["findings"]
    assert (finding["values"]["actual"], finding["values"]["expected"]) == (mark, "B")
    assert finding["message"]["zh"] == told
    assert mark in ran(folder, code, "validate", report.name)


def test_what_cannot_be_is_refused(folder: Path) -> None:
    (folder / "D.yaml").write_text("subject: 示例市\ntier: 1\ntasks: {1.mark: D}\n", "utf-8")
    assert "D.yaml:3:17" in ran(folder, 2, "validate", "D.yaml")
    key = "subject: 示例市\ntier: 1\ntasks: {1.mark: {status: completed}}\n"
    (folder / "key.yaml").write_text(key, "utf-8")
    assert "key.yaml:3:18" in ran(folder, 2, "validate", "key.yaml")


def test_every_other_command_knows_it(folder: Path) -> None:
    assert "必做 B" in ran(folder, 0, "list-obligations")
    listed = json.loads(ran(folder, 0, "list-obligations", "--format", "json"))
    asked = listed["obligations"][0]["tiers"]["1"]
    assert asked["requires"] == {"kind": "mark", "mark": "B"}
    assert asked["quota"] is None
    explained = ran(folder, 0, "explain", "1.mark")
    assert "评级至少为B" in explained
    assert "评级: B" in explained
    ran(folder, 0, "init", "--province", "示例市", "-o", "form.yaml")
    assert "mark:    # 填 A、B 或 C" in (folder / "form.yaml").read_text("utf-8")
    ran(folder, 1, "validate", "form.yaml")
    schema = json.loads(ran(folder, 0, "schema", "report"))
    assert {"mark", "评级"} <= schema["$defs"]["entry.mark"]["anyOf"][1]["properties"].keys()


def test_a_form_in_excel_leaves_it_to_the_check(folder: Path) -> None:
    ran(folder, 0, "init", "--province", "示例市", "--tier", "1", "-o", "form.xlsx")
    row = openpyxl.load_workbook(folder / "form.xlsx")["自查表"][5]
    texts = [str(cell.value) for cell in row if cell.value is not None]
    assert {"评级", "1.mark", "见核查"} <= set(texts)
    assert not [text for text in texts if text.startswith("=")]
