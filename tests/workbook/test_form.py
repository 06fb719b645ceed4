"""The form in Excel: what stands on its sheets, what may be typed, how it prints."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.workbook.form import form
from plancheck.authoring.workbook.losses import losses
from plancheck.inputs.form_sheets import FORMAT, IDENTITY, TABLES, WORDS, folded
from plancheck.inputs.loading import load_report, report_document
from plancheck.inputs.report import Report, read_report
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from tests import HANGS
from tests.conftest import ROOT
from tests.workbook import said

KINDS = str(ROOT / "tests" / "plans" / "kinds.yaml")
SHEETS = {
    Lang.ZH: ["封面", "自查表", "台账", "单位", "佐证材料", "填写说明", "词表"],
    Lang.EN: ["Cover", "Self-check", "Ledger", "Units", "Evidence", "Instructions", "Words"],
}
HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def report_of(text: str, plan: Plan) -> Report:
    return read_report(parse(text.encode(), "x.yaml"), plan)


def blank(plan: Plan, subject: str = "上海") -> Report:
    key = "province" if plan.subjects == "provinces" else "subject"
    return report_of(f"plan: {plan.id}\n{key}: {subject}\n", plan)


def content(
    report: Report, plan: Plan, tier: str | None, lang: Lang = Lang.ZH, **more: Any
) -> bytes:
    result = evaluate(plan, report, terms=Terms(tier=tier))
    subject = report.subject or report.province
    return form(report, result, plan, lang=lang, tier=tier, subject=subject, **more)


def book(
    report: Report, plan: Plan, tier: str | None = "1", lang: Lang = Lang.ZH, **more: Any
) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(report, plan, tier, lang, **more)))


@cache
def blank_book(lang: Lang, tier: str | None = "1") -> Workbook:
    plan = load_plan()
    return book(blank(plan), plan, tier, lang)


@cache
def shanghai() -> Workbook:
    plan = load_plan()
    return book(load_report(str(ROOT / "examples" / "shanghai.yaml"), plan), plan)


def headings(sheet: Worksheet, row: int) -> list[str]:
    """Return the headings of the columns that are shown."""
    words = [str(cell.value or "") for cell in sheet[row]]
    return [word for word in words if word and not word.startswith("_")]


def row_of(sheet: Worksheet, heading: int, key: str) -> dict[str, Any]:
    """Return the cells of the row whose first or second column is ``key``, by heading."""
    for row in sheet.iter_rows(min_row=heading + 1):
        if key in (row[0].value, f"{row[0].value}.{row[1].value}"):
            names = [str(cell.value) for cell in sheet[heading]]
            return dict(zip(names, row, strict=False))
    raise AssertionError(key)


# --- sheets --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_the_sheets_stand_in_their_order(lang: Lang) -> None:
    form = blank_book(lang)
    assert form.sheetnames == SHEETS[lang]
    assert form.active is form[SHEETS[lang][1]]
    assert [sheet.title for sheet in form if sheet.sheet_state != "visible"] == [SHEETS[lang][-1]]


def test_the_headings_are_those_that_the_reader_knows() -> None:
    form = blank_book(Lang.ZH)
    asked = "任务 任务要求 性质 要求 期限".split()
    filled_in = "状态 数量 完成日期 佐证 备注 未完成原因 下一步措施".split()
    assert headings(form["自查表"], 4) == [*asked, *filled_in, "自动核对"]
    assert headings(form["台账"], 2) == (
        "任务要求 单位 名称 日期 主办单位 数量 佐证 备注 计入".split()
    )
    assert headings(form["佐证材料"], 2) == "编号 标题 文号 日期 网址 文件 备注".split()
    assert headings(form["封面"], 13) == "任务要求 指定 计划数 依据 有无单位".split()


@pytest.mark.parametrize("lang", Lang)
def test_no_word_of_the_hidden_sheet_is_a_heading_of_a_table(lang: Lang) -> None:
    sheet = blank_book(lang)[WORDS.zh if lang is Lang.ZH else WORDS.en]
    written = {folded(str(cell.value)) for cell in sheet[1]}
    assert [word for table in TABLES for word in written & table.words.keys()] == []


@pytest.mark.parametrize("tier", ["1", "2", "3", None])
def test_a_row_is_what_may_be_asked(tier: str | None, plan: Plan) -> None:
    listing = list_obligations(plan, subject="上海", tier=tier)
    asked = [(row.task.id, row.obligation.name.zh) for row in listing.rows if row.asked]
    rows = blank_book(Lang.ZH, tier)["自查表"].iter_rows(min_row=5, max_col=2, values_only=True)
    assert [row for row in rows if row[1]] == asked


@pytest.mark.parametrize("lang", Lang)
def test_the_guide_speaks_of_the_plan_it_is_for(lang: Lang) -> None:
    """The period of that plan is 2027, and one of its numbers has two decimals."""
    plan = load_plan(str(ROOT / "examples/plans/city-services.yaml"))
    sheet = book(blank(plan, "丙市"), plan, lang=lang).worksheets[-2]
    told = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "2027-12-31" in told
    assert not re.search("2014|填整数|a whole number", told)


def test_a_kind_decides_which_columns_there_are() -> None:
    plan = load_plan(KINDS)
    form = book(blank(plan, "某单位"), plan)
    assert form.sheetnames == ["封面", "自查表", "佐证材料", "填写说明", "词表"]
    sheet = form["自查表"]
    assert "基数" in headings(sheet, 4)
    rate, rules = row_of(sheet, 4, "1.率"), row_of(sheet, 4, "1.制度")
    open_cells = [rate["数量"], rate["基数"], rules["状态"]]
    assert [cell.protection.locked for cell in open_cells] == [False] * 3
    assert rules["数量"].protection.locked


def test_the_issuer_gets_a_form_of_its_own(plan: Plan) -> None:
    report = report_of(f"plan: {plan.id}\nsubject: national\n", plan)
    form = book(report, plan, None)
    rows = [row for row in form["自查表"].iter_rows(min_row=5, max_col=2) if row[1].value]
    assert len(rows) == len(list(plan.obligations(national=True)))
    assert form["封面"]["B3"].value == "national"


# --- values --------------------------------------------------------------------------------------


def test_it_says_what_the_report_says() -> None:
    form = shanghai()
    sheet = form["自查表"]
    framework = row_of(sheet, 4, "2.专利政策框架")
    assert framework["状态"].value == "完成"
    assert framework["完成日期"].value == datetime.datetime(2014, 10, 20)
    assert framework["佐证"].value == "Z01"
    assert row_of(sheet, 4, "9.执法人员培训")["数量"].value == 160
    assert row_of(sheet, 4, "7.价值分析指标应用")["备注"].value == "选做，仍在试用"
    records = [row[0].value for row in form["台账"].iter_rows(min_row=3, max_col=1)]
    assert records.count("15.信息培训") == 8
    unit = row_of(form["单位"], 2, "15.基地信息培训")
    assert (unit["单位名称"].value, unit["数量"].value) == ("示例图书馆基地", 6)
    cover = form["封面"]
    fact = row_of(cover, 13, "9.执法人员培训")
    assert (fact["计划数"].value, fact["依据"].value) == (160, "示例函〔2014〕8号")
    assert row_of(cover, 13, "11.电子商务专利保护")["指定"].value == "是"
    assert row_of(cover, 13, "15.基地信息培训")["有无单位"].value == "有"
    assert cover["B11"].value == "是"


def test_four_statements_stay_four(plan: Plan) -> None:
    report = report_of(
        "province: 上海\ntasks:\n  15.training: {sessions: 0, records: []}\n"
        "  15.bases: {units: {}}\n  2.framework: not-started\n"
        "  19.standard: {enterprises: 三十家}\n",
        plan,
    )
    form = book(report, plan)
    sheet = form["自查表"]
    assert row_of(sheet, 4, "15.信息培训")["数量"].value == 0
    assert row_of(sheet, 4, "2.专利政策框架")["状态"].value == "未启动"
    assert row_of(sheet, 4, "3.专利纲领性文件")["状态"].value is None
    assert row_of(sheet, 4, "19.贯标达标企业")["数量"].value == "三十家"
    assert row_of(form["台账"], 2, "15.信息培训")["名称"].value == "无"
    assert row_of(form["封面"], 13, "15.基地信息培训")["有无单位"].value == "无"


def test_no_designation_is_more_than_none_stated(plan: Plan) -> None:
    none = book(report_of("province: 上海\ndesignated: []\n", plan), plan)
    assert none["封面"]["B11"].value == "是"
    assert blank_book(Lang.ZH)["封面"]["B11"].value is None


def test_what_is_reported_has_a_row_though_it_is_not_asked(plan: Plan) -> None:
    report = report_of("province: 青海\ntasks: {15.projects: completed}\n", plan)
    sheet = book(report, plan, "3")["自查表"]
    row = row_of(sheet, 4, "15.信息利用支撑项目")
    assert (row["性质"].value, row["状态"].value) == ("不适用", "完成")


def test_a_text_that_looks_like_a_formula_stays_a_text(plan: Plan) -> None:
    report = report_of('province: 上海\ntasks: {2.framework: {note: "=1+1"}}\n', plan)
    cell = row_of(book(report, plan)["自查表"], 4, "2.专利政策框架")["备注"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("lang", Lang)
def test_it_says_whose_form_it_is(lang: Lang, plan: Plan) -> None:
    made = blank_book(lang)
    sheet = made[SHEETS[lang][-1]]
    cells = {str(cell.value): cell.offset(0, 1).value for row in sheet.rows for cell in row}
    stated = {name: cells[name] for name in IDENTITY}
    assert list(stated.values()) == [FORMAT, plan.id, plan.rules_sha256, "上海", "1"]
    properties = {item.name: item.value for item in made.custom_doc_props.props}
    assert properties == {f"plancheck.{name}": text for name, text in stated.items()}


# --- both languages ------------------------------------------------------------------------------


def test_english_is_english(plan: Plan) -> None:
    form = blank_book(Lang.EN)
    texts = [
        str(cell.value)
        for sheet in form
        if sheet.title != WORDS.en  # every word that is accepted stands there
        for row in sheet.rows
        for cell in row
        if cell.value and cell.data_type != "f"
    ]
    texts += [rule.prompt or "" for sheet in form for rule in sheet.data_validations.dataValidation]
    assert {text for text in texts if HAN.search(re.sub(r"\(task .*|上海", "", text))} == set()


# --- what may be typed ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_every_sheet_is_protected_without_a_password(lang: Lang) -> None:
    form = blank_book(lang)
    assert [sheet.title for sheet in form if not sheet.protection.sheet] == []
    assert [sheet.title for sheet in form if sheet.protection.password] == []
    for sheet in list(form)[2:5]:  # False: it is allowed
        rights = sheet.protection
        allowed = (rights.insertRows, rights.deleteRows, rights.sort, rights.autoFilter)
        assert not any(allowed)
        shown = sheet.iter_rows(min_row=3, max_col=len(headings(sheet, 2)))
        assert not any(cell.protection.locked for row in shown for cell in row)


def test_grey_is_locked_and_yellow_open() -> None:
    row = row_of(blank_book(Lang.ZH)["自查表"], 4, "15.信息培训")
    states = ("状态", "数量", "完成日期", "佐证", "备注", "未完成原因", "下一步措施")
    shown = {name: cell for name, cell in row.items() if not name.startswith("_")}
    assert {name for name, cell in shown.items() if not cell.protection.locked} == set(states)
    assert len({cell.fill.fgColor.rgb for name, cell in shown.items() if name in states}) == 1


def test_settled_facts_are_locked(plan: Plan) -> None:
    report = report_of("province: 上海\ntier: 1\ndesignated: [11.ecommerce]\n", plan)
    form = book(report, plan, locked_facts=True)
    assert row_of(form["封面"], 13, "11.电子商务专利保护")["指定"].protection.locked
    keys = [row[1].value for row in form["自查表"].iter_rows(min_row=5, max_col=2)]
    assert "电子商务专利保护" in keys
    assert "知识产权评议" not in keys, "it is settled that this is not designated"


def rules(sheet: Worksheet, cell: str) -> list[Any]:
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def test_only_what_is_optional_may_be_declined() -> None:
    form = blank_book(Lang.ZH)
    sheet = form["自查表"]
    for key, last in (("2.专利政策框架", "完成"), ("18.优势企业申报", "不承担")):
        (rule,) = rules(sheet, row_of(sheet, 4, key)["状态"].coordinate)
        assert (rule.type, rule.errorStyle or "stop") == ("list", "stop")
        end = rule.formula1.split("!")[1].replace("$", "").split(":")[1]
        assert form["词表"][end].value == last


def test_other_spellings_of_numbers_and_days_can_be_typed() -> None:
    sheet = blank_book(Lang.ZH)["自查表"]
    row = row_of(sheet, 4, "15.信息培训")
    (number,), (day,) = (
        rules(sheet, row["数量"].coordinate),
        rules(sheet, row["完成日期"].coordinate),
    )
    assert (number.type, number.errorStyle) == ("whole", "warning")
    assert (day.type, day.errorStyle) == ("date", "warning")
    assert "培训次数" in number.prompt
    assert "按数量核查" in number.prompt


@pytest.mark.parametrize("lang", Lang)
def test_what_excel_shows_beside_a_cell_is_short_enough(lang: Lang) -> None:
    for sheet in blank_book(lang):
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 255


# --- print ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_sheets_print_lying_and_one_page_wide(lang: Lang) -> None:
    for sheet in list(blank_book(lang))[:-1]:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth or 1) == ("landscape", 9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area


@pytest.mark.parametrize("lang", Lang)
def test_headings_stay_and_are_repeated(lang: Lang) -> None:
    form = blank_book(lang)
    for name, row in zip(SHEETS[lang][1:5], (4, 2, 2, 2), strict=True):
        assert form[name].print_title_rows == f"${row}:${row}"
        assert form[name].freeze_panes.endswith(str(row + 1))


def test_empty_rows_are_not_printed_by_the_hundred() -> None:
    form = blank_book(Lang.ZH)
    assert [form[name].print_area.rpartition("$")[2] for name in ("台账", "单位", "佐证材料")] == [
        "42"
    ] * 3


def test_every_row_of_texts_has_a_height() -> None:
    sheet = shanghai()["自查表"]
    assert [row for row in range(4, 5 + 32) if not sheet.row_dimensions[row].height] == []


@pytest.mark.parametrize("lang", Lang)
def test_two_writes_are_equal(lang: Lang, plan: Plan) -> None:
    report = load_report(str(ROOT / "examples" / "shanghai.yaml"), plan)
    assert content(report, plan, "1", lang) == content(report, plan, "1", lang)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice makes the pages")
@pytest.mark.parametrize("lang", Lang)
def test_the_checklist_is_one_sheet_of_paper(lang: Lang, plan: Plan, tmp_path: Path) -> None:
    """Each sheet of a blank form that is shown is one page."""
    (tmp_path / "form.xlsx").write_bytes(content(blank(plan), plan, "1", lang))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "form.xlsx"], cwd=tmp_path, check=True, timeout=HANGS)
    pages = (tmp_path / "form.pdf").read_bytes().count(b"/Type/Page/")
    assert pages == len(SHEETS[lang]) - 1


# --- read back -----------------------------------------------------------------------------------

FULL = """\
province: 上海
tier: 1
as_of: 2014-12-30
prepared_by: 示例甲
remarks: |-
  第一行
  第二行
designated: []
allotments:
  9.training: {participants: 160, source: 示例函〔2014〕8号}
  30.training: none
tasks:
  2.framework: {status: completed, date: 2014-10-20, evidence: [Z01, Z9], note: "=1+1"}
  3.programme: {status: not-started, reason: 示例原因, next_steps: 示例措施}
  9.training:
    participants: 160人
    records:
    - {name: 示例班, date: 2014-03-10, host: 示例局, participants: 160, evidence: [Z01]}
  15.projects: {status: completed, projects: 3}
  15.training: {sessions: 六次, records: []}
  15.bases:
    status: in-progress
    units:
      示例甲馆: {sessions: 6, date: 1980-01-02, evidence: [Z01], reason: 因, next_steps: 办}
      示例乙馆:
      示例丙馆:
        sessions: 0
        records: []
      示例丁馆:
        records: [{name: 示例班, date: 2014-05-06}]
  18.advantage: {status: not-undertaken}
  19.standard: {enterprises: 0}
evidence:
  Z01: {title: 示例标题, number: "2014", date: 2014-12-16, url: "https://example.org/"}
  空: {}
"""
ANSWERS = (
    "subject: 某单位\ntasks: {1.rate: {closed: 19, received: 20}, 1.rules: yes, 1.hotline: no}"
)
ISSUER = "subject: national\ntasks: {14.regional: {centres: 3}}"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    ("text", "path"),
    [(FULL, None), (ANSWERS, KINDS), (ISSUER, None)],
    ids=["full", "kinds", "issuer"],
)
def test_what_is_read_back_is_the_same_report(text: str, path: str | None, lang: Lang) -> None:
    plan = load_plan(path) if path else load_plan()
    report = report_of(f"plan: {plan.id}\n{text}", plan)
    assert list(losses(report, plan)) == []
    subject = report.subject or report.province
    made = form(report, None, plan, lang=lang, tier=report.tier, subject=subject)
    again = read_report(report_document(made, "x.xlsx", plan), plan)
    assert said(again) == said(report)


# --- what is not carried -------------------------------------------------------------------------


def test_nothing_is_lost_of_the_examples(plan: Plan) -> None:
    for file in (ROOT / "examples").glob("*compliant.yaml"):
        assert list(losses(load_report(str(file), plan), plan)) == []


def test_what_no_cell_holds_is_told(plan: Plan) -> None:
    report = report_of(
        "province: 上海\ntasks:\n"
        '  3.programme: {status: completed, note: "a\\tb"}\n'
        "  19.standard: {enterprises: 1, records: [{name: 无}]}\n",
        plan,
    )
    assert [place.line for place in losses(report, plan)] == [3, 4]
