"""A form that a clerk filled in with LibreOffice is read as the report that was meant.

What is meant is written out beside each test, in YAML; ``pytest -s`` shows the figures.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.conversion import as_form, blank_form
from plancheck.authoring.workbook.roster import roster_workbook
from plancheck.errors import ReportError
from plancheck.inputs.loading import load_roster, report_document
from plancheck.inputs.report import Report, read_report
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.sheets import Place, read_sheets
from plancheck.verdicts.evaluation import evaluate
from tests.conftest import ROOT, Ran
from tests.independent.against_engine import as_yaml
from tests.independent.random_reports import random_inputs
from tests.workbook import agreement, said, the_plan
from tests.workbook.office import Saved, Step, filled_in, saved_again
from tests.workbook.random_entries import RandomReport

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is what fills them in"),
]
HEAD = "plan: cn-patent-2014\nprovince: 江西\ntier: 2\n"
ASKED = 31
"""So many obligations may be asked of this province."""


def blank(lang: Lang = Lang.ZH) -> bytes:
    listing = list_obligations(the_plan(), subject="江西", tier="2")
    return blank_form(listing, lang=lang)


def report_of(text: str) -> Report:
    return agreement.report_of(HEAD + text, the_plan())


def read_back(content: bytes, plan: Plan | None = None) -> Report:
    plan = plan or the_plan()
    return read_report(report_document(content, "表.xlsx", plan), plan)


def remarks(content: bytes) -> list[tuple[str, str]]:
    """Return the remarks on a form that is not wrong, each with its cell."""
    found = report_document(content, "表.xlsx", the_plan()).remarks
    return [(remark.key, remark.where.in_workbook) for remark in found if remark.where]


def places(report: Report) -> dict[str, str]:
    """Return the cell that each finding is about."""
    findings = evaluate(the_plan(), report).findings
    return {finding.obligation: finding.location.in_workbook for finding in findings}


def live(content: bytes, *, left: Iterable[str] = (), lang: Lang = Lang.ZH) -> None:
    """Hold what the form shows in each row against the check; ``left`` are left to the check."""
    result = evaluate(the_plan(), read_back(content))
    form = agreement.Form("表", content, lang, result)
    rows = list(agreement.said(openpyxl.load_workbook(io.BytesIO(content), data_only=True), form))
    shown = {row.unit or row.duty: row.shown for row in rows}
    expected = {row.unit or row.duty: row.expected for row in rows}
    assert shown == expected | dict.fromkeys(left, say(lang, "sheet.see-check"))
    assert len(rows) >= ASKED


# --- what is typed -------------------------------------------------------------------------------

TYPED: tuple[Step, ...] = (
    ("type", "封面", "B5", "2014年12月31日"),
    ("type", "封面", "B6", "示例填报人"),
    ("type", "封面", "B8", "2015/1/5"),
    ("type", "封面", "B9", "第一行，第二行"),
    ("fill", "封面", "11.电子商务专利保护", "指定", "是"),
    ("fill", "封面", "9.执法人员培训", "计划数", "６０", "依据", "示例函〔2014〕8号"),
    ("fill", "封面", "30.代理人实务培训", "计划数", "无"),
    ("fill", "封面", "15.基地信息培训", "有无单位", "有"),
    ("fill", "自查表", "2.专利政策框架", "状态", "完成", "完成日期", "2014-10-20"),
    ("fill", "自查表", "2.专利政策框架", "佐证", "Z01、Z02"),
    ("fill", "自查表", "3.专利纲领性文件", "状态", "阶段性成果", "完成日期", "2014.6.5"),
    ("fill", "自查表", "4.申请质量实施方案", "状态", "已完成", "完成日期", "2014年6月5日"),
    ("fill", "自查表", "4.申请质量实施方案", "备注", "=1+1"),
    ("fill", "自查表", "8.知识产权金融", "未完成原因", "示例原因", "下一步措施", "示例措施"),
    ("fill", "自查表", "9.执法人员培训", "数量", "60", "完成日期", "2014/9/1"),
    ("fill", "自查表", "9.执法人员培训", "佐证", "示例文件一"),
    ("fill", "自查表", "14.特色产业信息服务项目", "状态", "不承担"),
    ("fill", "自查表", "15.信息培训", "数量", "六次"),
    ("fill", "自查表", "18.优势企业申报", "数量", "２０"),
    ("fill", "自查表", "19.贯标达标企业", "数量", "15家"),
    ("fill", "自查表", "25.技术转移机构", "数量", "0"),
    ("add", "台账", "任务要求", "9.执法人员培训", "名称", "示例培训一", "日期", "2014-3-18"),
    ("fill", "台账", "9.执法人员培训", "主办单位", "示例局", "数量", "20"),
    ("add", "台账", "任务要求", "9.执法人员培训", "名称", "示例培训二", "日期", "2014.5.6"),
    ("type", "台账", "F4", "４０"),
    ("add", "台账", "任务要求", "25.技术转移机构", "名称", "无"),
    ("add", "单位", "任务要求", "15.基地信息培训", "单位名称", "示例图书馆基地", "数量", "6次"),
    ("add", "单位", "任务要求", "15.基地信息培训", "单位名称", "示例大学基地", "数量", "４"),
    ("type", "单位", "D4", "2014-10-20"),
    ("add", "佐证材料", "编号", "Z01", "标题", "示例文件一", "文号", "2014", "日期", "2014-3-1"),
    ("add", "佐证材料", "编号", "Z02", "标题", "示例文件二", "网址", "https://example.org/?a=1"),
)  # fmt: skip
MEANT = """\
as_of: 2014-12-31
prepared_by: 示例填报人
submitted: 2015-01-05
remarks: 第一行，第二行
designated: [11.ecommerce]
allotments:
  9.training: {participants: 60, source: 示例函〔2014〕8号}
  30.training: none
tasks:
  2.framework: {status: completed, date: 2014-10-20, evidence: [Z01, Z02]}
  3.programme: {status: interim, date: 2014-06-05}
  4.scheme: {status: completed, date: 2014-06-05, note: "=1+1"}
  8.finance: {reason: 示例原因, next_steps: 示例措施}
  9.training:
    participants: 60
    date: 2014-09-01
    evidence: [Z01]
    records:
    - {name: 示例培训一, date: 2014-03-18, host: 示例局, participants: 20}
    - {name: 示例培训二, date: 2014-05-06, participants: 40}
  14.projects: {status: not-undertaken}
  15.training: {sessions: 6}
  18.advantage: {enterprises: 20}
  19.standard: {enterprises: 15}
  25.office: {institutions: 0, records: []}
  15.bases:
    units:
      示例图书馆基地: {sessions: 6}
      示例大学基地: {sessions: 4, date: 2014-10-20}
evidence:
  Z01: {title: 示例文件一, number: "2014", date: 2014-03-01}
  Z02: {title: 示例文件二, url: "https://example.org/?a=1"}
"""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return filled_in(blank(), tmp_path_factory.mktemp("typed"), *TYPED)


def test_what_is_typed_is_read(typed: Saved) -> None:
    assert typed.refused == []
    assert said(read_back(typed.content)) == said(report_of(MEANT))
    assert remarks(typed.content) == []


def test_every_finding_names_the_cell_that_was_typed(typed: Saved) -> None:
    found = places(read_back(typed.content))
    named = {
        "2.framework": "自查表!F5",
        "9.training": "自查表!G12",
        "10.mechanism": "自查表!B13",
        "15.bases": "单位!C4",
        "15.training": "自查表!G21",
    }
    assert {duty: found[duty] for duty in named} == named


def test_the_form_says_of_what_is_typed_what_the_check_says(typed: Saved) -> None:
    live(typed.content, left=("15.training", "15.bases", "19.standard", "示例图书馆基地"))


def test_a_workbook_with_macros_is_read_alike(tmp_path: Path) -> None:
    saved = filled_in(blank(), tmp_path, *TYPED, suffix=".xlsm")
    assert said(read_back(saved.content)) == said(report_of(MEANT))


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_the_command_judges_the_file_that_was_saved(
    suffix: str, tmp_path: Path, run_cli: Callable[..., Ran]
) -> None:
    form, sent, yaml = tmp_path / "江西.xlsx", tmp_path / f"已填{suffix}", tmp_path / "江西.yaml"
    assert run_cli("init", "--province", "江西", "--tier", "2", "-o", str(form)).code == 0
    sent.write_bytes(filled_in(form.read_bytes(), tmp_path, *TYPED, suffix=suffix).content)
    yaml.write_text(HEAD + MEANT, "utf-8")
    of_form, of_yaml = (run_cli("validate", str(file), "--format", "csv") for file in (sent, yaml))
    assert of_form.code == of_yaml.code == 1
    assert verdicts(of_form) == verdicts(of_yaml)


def verdicts(ran: Ran) -> list[tuple[str, str]]:
    return [(row["obligation"], row["verdict"]) for row in csv.DictReader(io.StringIO(ran.out))]


ENGLISH: tuple[Step, ...] = (
    ("type", "Cover", "B5", "2014-12-31"),
    ("fill", "Cover", "11.ecommerce", "Designated", "yes"),
    ("fill", "Cover", "30.training", "Allotted number", "none"),
    ("type", "Self-check", "F5", "completed"),
    ("type", "Self-check", "H5", "2014-10-20"),
    ("type", "Self-check", "F6", "阶段性成果"),
    ("type", "Self-check", "G12", "６０人"),
    ("add", "Ledger", "Obligation", "15.training", "Name", "示例培训", "Date", "2014-3-18"),
    ("add", "Units", "Obligation", "15.bases", "Unit name", "示例图书馆基地", "Number", "6"),
)
IN_ENGLISH = """\
as_of: 2014-12-31
designated: [11.ecommerce]
allotments: {30.training: none}
tasks:
  2.framework: {status: completed, date: 2014-10-20}
  3.programme: interim
  9.training: {participants: 60}
  15.training: {records: [{name: 示例培训, date: 2014-03-18}]}
  15.bases: {units: {示例图书馆基地: {sessions: 6}}}
"""


def test_the_english_form_is_filled_in_too(tmp_path: Path) -> None:
    saved = filled_in(blank(Lang.EN), tmp_path, *ENGLISH)
    assert said(read_back(saved.content)) == said(report_of(IN_ENGLISH))
    live(saved.content, left=("9.training",), lang=Lang.EN)


# --- what is pasted ------------------------------------------------------------------------------

PASTED = """\
tasks:
  15.training:
    sessions: 4
    records:
    - {name: 示例培训一, date: 2014-03-18, host: 示例局, evidence: [Z1]}
    - {name: 示例培训二, date: 2014-05-06, host: 示例局, evidence: [Z1, Z2]}
    - {name: 示例培训三, date: 2014-06-18, note: "3"}
    - {name: 示例培训四, date: 2014-09-01}
  9.training:
    records: [{name: 示例执法班, date: 2014-04-02, participants: 20}]
evidence:
  Z1: {title: 示例文件一, number: "12", date: 2014-03-01}
  Z2: {title: 示例文件二, date: 2014-12-01, file: 附件/二.pdf}
"""


def test_blocks_are_pasted_with_the_formats_of_another_workbook(tmp_path: Path) -> None:
    """Days are in four formats there, numbers are numbers, and nothing is locked or checked."""
    saved = filled_in(
        blank(),
        tmp_path,
        ("fill", "自查表", "15.信息培训", "数量", "4"),
        (
            *("paste", "台账", "A3"),
            ["15.信息培训", "", "示例培训一", "2014-3-18", "示例局", "", "Z1"],
            ["15.信息培训", "", "示例培训二", "2014年5月6日", "示例局", "", "Z1；Z2"],
            ["9.执法人员培训", "", "示例执法班", "2014/4/2", "", "２０", ""],
        ),
        (
            *("paste", "台账", "A8"),
            ["15.信息培训", "", "示例培训三", "14/6/18", "", "", "", "3"],
            ["15.信息培训", "", "示例培训四", "2014.9.1", "", "", "", ""],
        ),
        (
            *("paste", "佐证材料", "A3"),
            ["Z1", "示例文件一", "12", "2014年3月1日", "", ""],
            ["Z2", "示例文件二", "", "2014-12-1", "", "附件/二.pdf"],
        ),
    )
    assert saved.refused == []
    assert said(read_back(saved.content)) == said(report_of(PASTED))
    live(saved.content)


# --- rows and sheets -----------------------------------------------------------------------------


def test_what_the_protection_allows(tmp_path: Path) -> None:
    tables, others = ("台账", "单位", "佐证材料"), ("封面", "自查表", "填写说明")
    steps: list[Step] = []
    for sheet in (*tables, *others):
        steps += [("insert", sheet, 4, 1), ("delete", sheet, 4, 1), ("insert_column", sheet, 2)]
    steps += [
        ("type", "自查表", "C5", "选做"),
        ("type", "台账", "A2", "示例"),
        ("type", "封面", "B3", "上海"),
    ]
    # A row right below the headings is locked as they are.
    steps += [("insert", "台账", 3, 1), ("type", "台账", "A3", "15.信息培训")]
    saved = filled_in(blank(), tmp_path, *steps)
    refused = [f"{sheet} insert_column" for sheet in tables]
    for sheet in others:
        refused += [f"{sheet} insert", f"{sheet} delete", f"{sheet} insert_column"]
    refused += ["自查表!C5", "台账!A2", "封面!B3", "台账!A3"]
    assert sorted(saved.refused) == sorted(refused)
    live(saved.content)


def rows(place: str, *names: str, day: str = "2014-3-18") -> Iterator[Step]:
    """Yield the steps that type records of trainings."""
    for name in names:
        yield ("add", "台账", "任务要求", place, "名称", name, "日期", day, "主办单位", "示例局")


LEDGER: tuple[Step, ...] = (
    *rows("15.信息培训", "示例一", "示例二", "示例三", "示例四", "示例五"),
    *rows("15.信息培训", "示例六", day="2015-3-18"),
    *rows("15.信息培训", "示例一"),
    *rows("25.技术转移机构", "示例大学", "示例学院"),
)
OF_LEDGER = """\
tasks:
  15.training:
    records:
{training}
  25.office:
    records:
    - {{name: 示例大学, date: 2014-03-18, host: 示例局}}
    - {{name: 示例学院, date: 2014-03-18, host: 示例局}}
"""


def of_ledger(*names: str, more: str = "") -> Report:
    """Return the report with these records of trainings, the sixth of them a year late."""
    records = (
        f"    - {{name: {name}, date: {2015 if name == '示例六' else 2014}-03-18, host: 示例局}}"
        for name in names
    )
    return report_of(OF_LEDGER.format(training="\n".join(records)) + more)


ALL = ("示例一", "示例二", "示例三", "示例四", "示例五", "示例六", "示例一")


def test_a_ledger_as_it_is_typed(tmp_path: Path) -> None:
    saved = filled_in(blank(), tmp_path, *LEDGER)
    assert said(read_back(saved.content)) == said(of_ledger(*ALL))
    live(saved.content)


def test_rows_of_a_ledger_are_deleted(tmp_path: Path) -> None:
    """The first record goes, two in the middle, and the last one of all."""
    deleted = [("delete", "台账", row, count) for row, count in ((11, 1), (5, 2), (3, 1))]
    saved = filled_in(blank(), tmp_path, *LEDGER, *deleted, ("delete", "台账", 60, 3))
    left = ("示例二", "示例五", "示例六", "示例一")
    expected = of_ledger(*left)
    expected.tasks["25.office"].records.pop()
    assert saved.refused == []
    assert said(read_back(saved.content)) == said(expected)
    live(saved.content)


def test_rows_are_inserted_into_a_ledger(tmp_path: Path) -> None:
    """A row that is inserted has no formulas: the form leaves what has a ledger to the check."""
    inserted: tuple[Step, ...] = (
        ("insert", "台账", 4, 2),
        ("insert", "台账", 9, 1),
        ("type", "台账", "A5", "15.信息培训"),
        ("type", "台账", "C5", "示例零"),
        ("type", "台账", "D5", "2014-3-18"),
        ("type", "台账", "E5", "示例局"),
    )
    saved = filled_in(blank(), tmp_path, *LEDGER, *inserted)
    assert saved.refused == []
    assert said(read_back(saved.content)) == said(of_ledger("示例一", "示例零", *ALL[1:]))
    live(saved.content, left=LEDGERS)


LEDGERS = ("9.training", "15.training", "18.advantage", "19.standard", "25.office", "30.training")
"""What may have a ledger, of all that is asked."""


def test_cells_are_cut_and_pasted(tmp_path: Path) -> None:
    """They are read where they are then."""
    steps: tuple[Step, ...] = (
        ("fill", "自查表", "2.专利政策框架", "状态", "完成"),
        ("cut", "自查表", "F5", "F10"),
        ("cut", "台账", "A3:H4", "A20"),
    )
    saved = filled_in(blank(), tmp_path, *LEDGER, *steps)
    expected = of_ledger(*ALL[2:], *ALL[:2], more="  7.indicators: completed\n")
    assert said(read_back(saved.content)) == said(expected)


def test_what_was_cut_is_left_to_the_check(tmp_path: Path) -> None:
    """Formulas go with a cell that is cut, so their rows can no longer tell."""
    steps: tuple[Step, ...] = (
        ("fill", "自查表", "2.专利政策框架", "状态", "完成"),
        ("cut", "自查表", "F5", "F10"),
        ("fill", "自查表", "2.专利政策框架", "状态", "未启动"),
    )
    saved = filled_in(blank(), tmp_path, *steps)
    meant = "tasks:\n  2.framework: not-started\n  7.indicators: completed\n"
    assert said(read_back(saved.content)) == said(report_of(meant))
    live(saved.content, left=("2.framework",))


@pytest.mark.parametrize("order", ["up", "down"])
def test_a_ledger_is_sorted(order: str, tmp_path: Path) -> None:
    saved = filled_in(blank(), tmp_path, *LEDGER, ("sort", "台账", "A3:Z102", 3, order))
    expected = of_ledger(*sorted(ALL, key=ORDER.index, reverse=order == "down"))
    offices = expected.tasks["25.office"].records
    offices.sort(key=lambda record: ORDER.index(record.name), reverse=order == "down")
    assert saved.refused == []
    assert said(read_back(saved.content)) == said(expected)
    live(saved.content)


ORDER = ("示例大学", "示例二", "示例六", "示例三", "示例四", "示例五", "示例学院", "示例一")
"""The names as a Chinese office sorts them: by their sounds."""


@pytest.mark.parametrize("order", ["up", "down"])
def test_the_checklist_is_sorted_without_its_protection(order: str, tmp_path: Path) -> None:
    area, unprotected = ("sort", "自查表", "A5:CZ35", 2, order), ("unprotect", "自查表")
    saved = filled_in(blank(), tmp_path, area, *TYPED, unprotected, area)
    assert saved.refused == ["自查表 sort"]
    report = read_back(saved.content)
    assert said(report) == said(report_of(MEANT))
    assert places(report)["2.framework"] != "自查表!F5"
    live(saved.content, left=("15.training", "15.bases", "19.standard", "示例图书馆基地"))


def test_sheets_and_rows_are_moved_about(tmp_path: Path) -> None:
    """Two sheets are renamed, one moved; rows are hidden and columns inserted."""
    steps: tuple[Step, ...] = (
        *TYPED,
        ("rename", "台账", "培训台账（新）"),
        ("rename", "佐证材料", "附件 清单"),
        ("move", "封面", 4),
        ("hide", "自查表", 6),
        ("hide", "培训台账（新）", 3),
        ("unprotect", "附件 清单"),
        ("insert_column", "附件 清单", 2),
        ("unprotect", "自查表"),
        ("insert_column", "自查表", 1),
        ("insert", "自查表", 1, 2),
    )
    saved = filled_in(blank(), tmp_path, *steps)
    assert saved.refused == []
    report = read_back(saved.content)
    assert said(report) == said(report_of(MEANT))
    assert places(report)["2.framework"] == "自查表!G7"
    assert remarks(saved.content) == [
        ("note.workbook-hidden", "自查表!A8"),
        ("note.workbook-hidden", "'培训台账（新）'!A3"),
    ]
    live(saved.content, left=("15.training", "15.bases", "19.standard", "示例图书馆基地"))


# --- what cannot be read -------------------------------------------------------------------------


def test_what_is_typed_wrong_is_told_at_its_cell(tmp_path: Path) -> None:
    saved = filled_in(
        blank(),
        tmp_path,
        ("fill", "自查表", "2.专利政策框架", "状态", "完*", "完成日期", "6月"),
        ("fill", "自查表", "3.专利纲领性文件", "状态", "完成", "完成日期", "2014-3-18 9:30"),
        ("fill", "自查表", "15.信息培训", "数量", "=1/0"),
        ("fill", "自查表", "18.优势企业申报", "数量", "6.5"),
        ("fill", "自查表", "19.贯标达标企业", "数量", "二十多家"),
        ("paste", "台账", "A3", ["15.信息陪训", "", "示例一", ""]),
        ("paste", "台账", "A4", ["15.信息培训", "", "示例二", "95%"]),
        ("fill", "封面", "9.执法人员培训", "计划数", "约60"),
        ("type", "封面", "B11", "大概"),
    )
    with pytest.raises(ReportError) as caught:
        read_back(saved.content)
    found = [(p.key, p.where.in_workbook) for p in caught.value.problems if p.where]
    assert found == [
        ("name.obligation", "台账!A3"),
        ("field.not-a-date", "台账!D4"),
        ("workbook.yes-no", "封面!B11"),
        ("field.vague", "封面!C15"),
        ("field.not-a-status", "自查表!F5"),
        ("field.not-a-date", "自查表!H5"),
        ("field.not-a-date", "自查表!H6"),
        ("workbook.error", "自查表!G21"),
        ("field.decimal", "自查表!G24"),
        ("field.vague", "自查表!G25"),
    ]


DAYS = {
    "14.10.20": "2014-10-20",
    "2014年10月20号": "2014-10-20",
    "2014-10-20 ": "2014-10-20",
    "41932": "2014-10-20",
}
"""What is typed where a day belongs, and the day that it is."""
NO_DAYS = {
    "20141020": ("field.date-digits", "20141020"),
    "2014.10": ("workbook.early-day", "1905-07-06 02:24"),
    "2014年": ("field.incomplete-date", "2014年"),
    "2014-13-1": ("field.impossible-date", "2014-13-1"),
    "十月二十日": ("field.not-a-date", "十月二十日"),
    "44/3": ("field.no-year", "44/3"),
}
"""What is typed there too, what is said of it, and what the cell holds then."""


def with_days(texts: Iterable[str], folder: Path) -> bytes:
    steps: list[Step] = [("type", "自查表", f"H{row}", text) for row, text in enumerate(texts, 5)]
    return filled_in(blank(), folder, *steps).content


def test_days_as_people_type_them(tmp_path: Path) -> None:
    entries = (read_back(with_days(DAYS, tmp_path)).tasks or {}).values()
    assert [str(entry.date) for entry in entries if entry and entry.date] == list(DAYS.values())


def test_what_is_no_day_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        read_back(with_days(NO_DAYS, tmp_path))
    found = [(problem.key, problem.values["written"]) for problem in caught.value.problems]
    assert found == list(NO_DAYS.values())


# --- a roster, the roll-up, and many forms -------------------------------------------------------


def test_a_roster_is_filled_in(tmp_path: Path) -> None:
    steps: tuple[Step, ...] = (
        ("type", "名册", "B4", "示例函〔2014〕1号"),
        ("type", "名册", "B5", "2015年1月15日"),
        (
            "fill",
            "名册",
            "江西",
            "类别",
            "二类省份",
            "指定任务",
            "11.电子商务专利保护、20.专利导航试点",
        ),
        ("fill", "名册", "青海", "指定任务", "无"),
        ("fill", "计划数", "江西.9.执法人员培训", "计划数", "６０", "依据", "示例函〔2014〕8号"),
        ("fill", "计划数", "江西.30.代理人实务培训", "计划数", "无"),
        ("fill", "单位", "江西.15.基地信息培训", "单位名称", "示例图书馆基地"),
        ("add", "单位", "省份", "江西", "任务要求", "15.基地信息培训", "单位名称", "示例大学基地"),
        ("fill", "单位", "青海.15.基地信息培训", "单位名称", "无"),
    )
    saved = filled_in(roster_workbook(the_plan(), lang=Lang.ZH), tmp_path, *steps)
    file = tmp_path / "名册.xlsx"
    file.write_bytes(saved.content)
    roster = load_roster(str(file), the_plan())
    jiangxi, qinghai = roster.provinces["江西"], roster.provinces["青海"]
    assert saved.refused == []
    assert (roster.source, str(roster.report_by)) == ("示例函〔2014〕1号", "2015-01-15")
    assert (jiangxi.tier, jiangxi.designated) == ("2", ["11.ecommerce", "20.navigation"])
    assert jiangxi.allotted == {"9.training": 60, "30.training": None}
    assert jiangxi.units == {"15.bases": ["示例图书馆基地", "示例大学基地"]}
    assert (qinghai.designated, qinghai.units) == ([], {"15.bases": []})
    assert list(roster.provinces) == list(the_plan().subject_names)


def test_the_roll_up_is_the_same_after_it_was_saved_again(
    tmp_path: Path, run_cli: Callable[..., Ran]
) -> None:
    reports = [str(file) for file in sorted((ROOT / "examples").glob("tier*.yaml"))]
    file = tmp_path / "汇总.xlsx"
    run_cli("validate", *reports, "--output", f"xlsx={file}")
    saved = filled_in(file.read_bytes(), tmp_path)
    before, after = cells(file.read_bytes()), cells(saved.content)
    assert list(after) == list(before)
    assert [differing(before[name], after[name]) for name in before] == [[]] * len(before)


def cells(content: bytes) -> dict[str, dict[Place, str]]:
    """Return what stands in each cell of each sheet; LibreOffice writes fewer decimals."""
    return {
        sheet.name: {
            at: re.sub(r"(\.\d{9})\d+", r"\1", cell.text) for at, cell in sheet.cells.items()
        }
        for sheet in read_sheets(content, "汇总.xlsx")
    }


def differing(one: dict[Place, str], other: dict[Place, str]) -> list[tuple[Place, str, str]]:
    both = {at: (one.get(at, ""), other.get(at, "")) for at in one | other}
    return [(at, *texts) for at, texts in both.items() if texts[0] != texts[1]]


@cache
def drawn() -> tuple[tuple[Report, Plan, Lang], ...]:
    """Return 200 random reports: of the plan of 2014, and of plans with every kind and bound."""
    plans = [load_plan(str(ROOT / "tests" / "plans" / f"{name}.yaml")) for name in PLANS]
    texts = [(as_yaml(random_inputs(22, number).report), the_plan()) for number in range(100)]
    for plan, share in ((the_plan(), 40), *((plan, 30) for plan in plans)):
        for number in range(share):
            seed = f"round trip {plan.id} {number}"
            texts.append((as_yaml(RandomReport(plan, seed, slips=0.3).data()), plan))
    return tuple(
        (agreement.report_of(text, plan), plan, agreement.language(number))
        for number, (text, plan) in enumerate(texts)
    )


PLANS = ("bounds", "kinds")


def stated(report: Report, plan: Plan) -> object:
    """Return what ``report`` says; that none is designated says nothing where none can be."""
    if not any(plan.designable(item, None) for _, item in plan.obligations()):
        report = report.model_copy(update={"designated": None})
    return said(report)


def test_round_trip(tmp_path: Path) -> None:
    """What was reported is read back from the forms, before and after LibreOffice saves them."""
    start = time.monotonic()
    reports = drawn()
    forms = {
        f"{number:03}": as_form(report, plan, lang=lang)
        for number, (report, plan, lang) in enumerate(reports)
    }
    again = saved_again(forms, tmp_path)
    changed = [
        name
        for name, (report, plan, _) in zip(forms, reports, strict=True)
        for content in (forms[name], again[name].read_bytes())
        if stated(read_back(content, plan), plan) != stated(report, plan)
    ]
    print(f"\n{len(reports)} round trips, {len(changed)} changed, {time.monotonic() - start:.0f} s")
    assert len(reports) == 200
    assert changed == []
