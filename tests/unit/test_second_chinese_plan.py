"""A second plan in Chinese, of another structure, from its draft to the verdicts on two reports."""

from __future__ import annotations

import difflib
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import openpyxl
import pytest

from plancheck.analysis.difference import differ
from plancheck.authoring.drafting import draft_plan
from plancheck.language.message import Lang
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.official_text import read_official
from tests.conftest import ROOT, Ran

FOLDER = ROOT / "examples" / "plans"
FILE, TEXT, ROSTER = (
    str(FOLDER / name)
    for name in ("city-services.yaml", "city-services.txt", "city-services-roster.yaml")
)
TERMS = ("--plan", FILE, "--roster", ROSTER)
MOST_EDITED = 55
"""How many lines of the draft its author may have edited or added."""

# What the text asks of a city of the first kind with a port, and of one of the second without.
MET = {
    "1.a": "pass",  # 121000 after 110000 is a tenth more
    "2.a": "pass",  # 9804 of 10000 is over 98 %
    "3.b": "pass",
    "4.a": "pass",
    "5.a": "pass",  # two of the three
    "5.b": "pass",
    "5.c": "optional",
    "5.d": "pass",
    "6.a": "pass",
    "7.a": "pass",
    "8.a": "trial",  # 44 of 50 would fail
}
SHORT = {
    "1.a": "fail",  # 42000 after the roster's 40000, whatever the report says
    "2.a": "fail",  # 9549 of 10000 is under 95.5 %
    "3.b": "fail",  # three of four
    "4.a": "fail",  # a hundredth short
    "5.a": "fail",  # one of two
    "5.b": "pass",
    "5.c": "optional",
    "5.d": "optional",
    "6.a": "optional",  # it has no port
    "7.a": "fail",
    "8.a": "not-applicable",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(FILE)


@pytest.fixture(scope="module")
def draft(plan: Plan) -> str:
    text, cities = Path(TEXT).read_text("utf-8"), str(plan.subjects)
    with chdir(FOLDER):
        return draft_plan(text, path=TEXT, lang=Lang.ZH, subjects=cities).yaml


def verdicts(ran: Ran) -> dict[str, str]:
    (report,) = json.loads(ran.out)["reports"]
    return {finding["obligation"]: finding["verdict"] for finding in report["findings"]}


def test_nothing_is_left_to_its_author(plan: Plan) -> None:
    found = lint(plan, read_official(TEXT, plan))
    assert found.finished
    assert found.trace is not None
    assert all(account.by for account in found.trace.accounts)


def test_the_lines_edited_are_counted(draft: str) -> None:
    plan = Path(FILE).read_text("utf-8")
    compared = difflib.ndiff(draft.splitlines(), plan.splitlines())
    edited = [line for line in compared if line.startswith("+ ")]
    assert len(edited) <= MOST_EDITED


def test_a_draft_is_shown_and_compared(
    draft: str, plan: Plan, tmp_path: Path, run_cli: Callable[..., Ran]
) -> None:
    cities = FOLDER / str(plan.subjects)
    (tmp_path / cities.name).write_bytes(cities.read_bytes())
    file = tmp_path / "draft.yaml"
    file.write_text(draft, "utf-8")
    before = load_plan(str(file))
    assert before.open_values
    assert differ(before, plan).changes
    for command in ("list-obligations", "init --province 甲市"):
        assert run_cli(*command.split(), "--plan", str(file)).code == 0
    assert "待定项中≥2项" in run_cli("explain", "5", "--plan", str(file)).out


def test_verdicts(run_cli: Callable[..., Ran]) -> None:
    for report, code, expected in (("report", 0, MET), ("short-report", 1, SHORT)):
        file = str(FOLDER / f"city-services-{report}.yaml")
        ran = run_cli("validate", file, *TERMS, "--format", "json")
        assert (ran.code, verdicts(ran)) == (code, expected)


def test_a_form_has_the_verdicts_of_the_report(tmp_path: Path, run_cli: Callable[..., Ran]) -> None:
    form = tmp_path / "form.xlsx"
    assert run_cli("init", "--province", "甲市", *TERMS, "-o", str(form)).code == 0
    book = openpyxl.load_workbook(form)
    sheet = book["自查表"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    rows = {sheet.cell(row, heads["_id"]).value: row for row in range(5, sheet.max_row + 1)}
    typed = {
        "1.a": {"数量": "12.1万件", "基数": "11万件", "完成日期": "2027-12-20"},
        "2.a": {"数量": 9804, "基数": 10000, "完成日期": "2027-09-28"},
        "3.b": {"数量": 4, "完成日期": "2027-11-18"},
        "4.a": {"数量": "1200.5万元", "完成日期": "2027-06-15"},
        "5.b": {"状态": "完成", "完成日期": "2027-10-11"},
        "5.c": {"状态": "进行中", "完成日期": "2027-12-01"},
        "5.d": {"状态": "完成", "完成日期": "2027-12-03"},
        "6.a": {"状态": "阶段性成果", "完成日期": "2027-11-30"},
        "7.a": {"状态": "是", "完成日期": "2027-05-20"},
        "8.a": {"数量": 44, "完成日期": "2027-12-26"},
    }
    for id_, cells in typed.items():
        for head, value in cells.items():
            sheet.cell(rows[id_], heads[head]).value = value
    book.save(form)
    ran = run_cli("validate", str(form), *TERMS, "--format", "json")
    assert (ran.code, verdicts(ran)) == (0, MET)


OF_PROVINCES = re.compile(r"省份|本省|各省|全国|\bprovinces?\b|\bnation(?:al)?\b", re.I)


def test_no_word_is_about_provinces(run_cli: Callable[..., Ran], tmp_path: Path) -> None:
    """A list has its own word for those on it; where anyone may report they are organisations."""
    water = ("--plan", str(FOLDER / "saving-water.yaml"))
    reports = [str(FOLDER / f"city-services-{name}.yaml") for name in ("report", "short-report")]
    nobody = tmp_path / "nobody.yaml"
    nobody.write_text("任务:\n", "utf-8")
    names = ("markdown", "xlsx", "notices")
    outputs = {name: str(tmp_path / f"out.{name}") for name in names}
    written = [part for named in outputs.items() for part in ("--output", "=".join(named))]
    for lang, heads in (
        ("zh", "计划未列各市所属类别"),
        ("en", "which organisation is in which tier"),
    ):
        assert heads in run_cli("list-obligations", *TERMS[:2], "--lang", lang).out
        said = ""
        for terms in (TERMS[:2], water):
            calls = (
                ("list-obligations",), ("plan", "export", terms[1], "--format", "table"),
                ("explain", "1"),
                ("init",), ("init", "--subject", "乙市"), ("validate", str(nobody)),
            )  # fmt: skip
            for call in calls:
                named = () if "export" in call else terms
                ran = run_cli(*call, *named, "--lang", lang)
                said += ran.out + ran.err
        shutil.rmtree(outputs["notices"], ignore_errors=True)
        ran = run_cli("validate", *reports, *TERMS, "--expect", "all", *written, "--lang", lang)
        said += ran.out + ran.err
        with zipfile.ZipFile(outputs["xlsx"]) as book:
            parts = [book.read(name).decode() for name in book.namelist() if "/work" in name]
        said += "\n".join(parts).replace("><", ">\n<")
        for file in tmp_path.rglob("*"):
            if file.is_file() and file.suffix not in (".xlsx", ".yaml"):
                text = file.read_text("utf-8").partition("</style>")
                said += re.sub("<[^>]*>", " ", text[2] or text[0])
        assert [line for line in said.splitlines() if OF_PROVINCES.search(line)] == []
