"""A form in Excel is read as the report in YAML is: the same report, the same verdicts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from plancheck.authoring.conversion import as_form, as_yaml, comments
from plancheck.authoring.workbook.roster import roster_workbook
from plancheck.errors import PlancheckError, Problem
from plancheck.inputs.loading import report_document
from plancheck.inputs.report import Report, read_report
from plancheck.language.message import Lang
from plancheck.reading.source import parse
from plancheck.verdicts.evaluation import evaluate
from tests.workbook import said, the_plan

ROOT = Path(__file__).parents[2]
EXAMPLES = [*sorted((ROOT / "examples").glob("*compliant.yaml")), ROOT / "examples/shanghai.yaml"]
FULL = """
plan: cn-patent-2014
province: 江西
tier: 2
as_of: 2014-12-31
prepared_by: 备注
reviewed_by: 示例审核人
submitted: 2015-01-05
remarks: 第一行，第二行
designated: [11.ecommerce, 20.navigation]
allotments:
  9.training: {participants: 60, source: 示例函〔2014〕8号}
  30.training: none
tasks:
  2.framework: {status: interim, evidence: [Z01, Z02], note: 见附件}
  4.scheme: {status: 不承担}
  7.indicators: not-started
  9.training:
    participants: 六十
    date: 2014年6月5日
    records:
      - {name: 示例培训一, date: 2014-03-18, host: 示例局, participants: 20, evidence: [Z01]}
      - {name: 示例培训二, date: 2014-05-06, participants: 40}
  15.training: {sessions: 4, records: [{name: 示例培训, date: 2014-03-18}]}
  15.bases:
    units:
      示例图书馆基地: {sessions: 4, date: 2014-10-20, evidence: [Z02], reason: 示例原因}
      示例大学基地: {records: [{name: 示例讲座, date: 2014-04-01}]}
      示例研究所基地:
  19.standard: {enterprises: 15家, reason: 示例原因, next_steps: 示例措施}
  25.office: {institutions: 0, records: []}
evidence:
  Z01: {title: 示例文件一, number: 示例发〔2014〕1号, date: 2014-03-01, url: "https://example.org/?a=1&b=2"}
  Z02: {title: 示例文件二, file: 附件/二.pdf, note: "=1+1"}
"""


def report_of(text: str) -> Report:
    return read_report(parse(text.encode(), "report.yaml"), the_plan())


def read_back(content: bytes) -> Report:
    return read_report(report_document(content, "表.xlsx", the_plan()), the_plan())


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_form_says_what_the_report_says(file: Path, lang: Lang) -> None:
    report = report_of(file.read_text("utf-8"))
    again = read_back(as_form(report, the_plan(), lang=lang, tier=report.tier))
    assert said(again) == said(report)
    assert verdicts(again) == verdicts(report)


@pytest.mark.parametrize("lang", Lang)
def test_every_kind_of_entry_goes_there_and_back(lang: Lang) -> None:
    report = report_of(FULL)
    content = as_form(report, the_plan(), lang=lang)
    assert said(read_back(content)) == said(report)
    document = report_document(content, "表.xlsx", the_plan())
    text = as_yaml(document, the_plan(), lang=lang).decode()
    assert said(report_of(text)) == said(report)
    assert ("任务:" in text) == (lang is Lang.ZH)


def verdicts(report: Report) -> list[tuple[str, str]]:
    return [(f.obligation, str(f.verdict)) for f in evaluate(the_plan(), report).findings]


# --- what is done to a form ----------------------------------------------------------------------


def changed(change: Callable[[Workbook], None], lang: Lang = Lang.ZH, text: str = FULL) -> bytes:
    """Return the form of a report after ``change`` was made to it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(as_form(report_of(text), the_plan(), lang=lang)))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def problems(change: Callable[[Workbook], None], text: str = FULL) -> list[tuple[str, str]]:
    """Return the problems of a form after ``change``, each with its cell."""
    with pytest.raises(PlancheckError) as caught:
        read_back(changed(change, text=text))
    return [(problem.key, place(problem)) for problem in caught.value.problems]


def remarks(change: Callable[[Workbook], None]) -> list[tuple[str, str]]:
    document = report_document(changed(change), "表.xlsx", the_plan())
    assert said(read_report(document, the_plan())) == said(report_of(FULL))
    return [(remark.key, place(remark)) for remark in document.remarks]


def place(problem: Problem) -> str:
    assert problem.where is not None
    return problem.where.in_workbook if problem.where.sheet else str(problem.where)


def row_of(sheet: Any, text: str, column: int = 2) -> int:
    """Return the first row of ``sheet`` with ``text`` in ``column``."""
    return next(r for r in range(1, 200) if sheet.cell(r, column).value == text)


def test_the_form_itself_has_no_remark() -> None:
    assert remarks(lambda book: None) == []


def test_sheets_may_be_renamed_and_moved() -> None:
    def change(book: Workbook) -> None:
        book["台账"].title = "培训台账（新）"
        book["自查表"].title = "2014"
        book.move_sheet("2014", -1)
        book.move_sheet("佐证材料", 2)

    assert remarks(change) == []


def test_rows_and_columns_may_be_inserted() -> None:
    def change(book: Workbook) -> None:
        book["自查表"].insert_rows(1, 2)
        book["自查表"].insert_cols(1)
        book["台账"].insert_rows(3, 3)
        book["佐证材料"].insert_rows(1)

    assert remarks(change) == []


def test_rows_may_be_sorted() -> None:
    def change(book: Workbook) -> None:
        sheet = book["自查表"]
        rows = [[sheet.cell(r, c).value for c in range(1, 13)] for r in range(5, 35)]
        for row, values in enumerate(reversed(rows), 5):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column).value = value

    assert remarks(change) == []


def test_a_column_that_is_not_the_forms_is_told() -> None:
    def change(book: Workbook) -> None:
        book["佐证材料"].cell(2, 9).value = "存放处"
        book["佐证材料"].cell(3, 9).value = "示例档案室"
        book["自查表"]["BZ9"].value = "示例"

    assert remarks(change) == [
        ("note.workbook-column", "自查表!BZ4"),
        ("note.workbook-column", "佐证材料!I2"),
    ]


def test_a_label_that_is_not_the_forms_is_told() -> None:
    def change(book: Workbook) -> None:
        book["封面"]["A10"].value, book["封面"]["B10"].value = "统计时点", "2014年6月"

    assert remarks(change) == [("note.workbook-label", "封面!A10")]


def test_hidden_rows_are_read_and_told() -> None:
    def change(book: Workbook) -> None:
        book["自查表"].row_dimensions[6].hidden = True

    assert remarks(change) == [("note.workbook-hidden", "自查表!A6")]


def test_a_deleted_row_is_no_entry_and_told() -> None:
    def change(book: Workbook) -> None:
        sheet = book["自查表"]
        sheet.delete_rows(row_of(sheet, "服务业统计调查"))

    document = report_document(changed(change), "表.xlsx", the_plan())
    [remark] = document.remarks
    assert (remark.key, remark.values) == (
        "note.workbook-no-row",
        {"obligations": ["29.服务业统计调查"]},
    )
    report = read_report(document, the_plan())
    finding = next(f for f in evaluate(the_plan(), report).findings if f.obligation == "29.survey")
    assert finding.location.in_workbook == "自查表!B4"


def test_a_missing_heading_is_told_with_what_it_may_be() -> None:
    def change(book: Workbook) -> None:
        book["台账"]["C2"].value = "名称及内容"
        book["自查表"]["F4"].value = "状况"

    assert sorted(problems(change)) == [
        ("workbook.no-column", "台账!A2"),
        ("workbook.no-column", "自查表!A4"),
    ]


def test_a_missing_heading_that_another_sheet_need_not_have() -> None:
    def change(book: Workbook) -> None:
        book["单位"]["B2"].value = "名字"

    assert problems(change) == [("workbook.no-column", "单位!A2")]


def test_a_sheet_with_some_headings_of_another_is_told() -> None:
    def change(book: Workbook) -> None:
        sheet = book.copy_worksheet(book["台账"])
        sheet.title = "台账续"
        sheet["C2"].value = None

    assert remarks(change) == [("note.workbook-sheet", "台账续!A2")]


@pytest.mark.parametrize(
    ("sheet", "cell", "place"),
    [
        ("自查表", "H4", "A4"),
        ("自查表", "G4", "A4"),
        ("单位", "D2", "A2"),
        ("佐证材料", "D2", "A2"),
    ],
)
def test_no_day_and_no_number_is_lost_with_its_heading(sheet: str, cell: str, place: str) -> None:
    """A late day that is not read would pass, and a cap that is broken would hold."""

    def change(book: Workbook) -> None:
        book[sheet][cell].value = "办结情况"

    assert problems(change) == [("workbook.no-column", f"{sheet}!{place}")]


def test_two_sheets_with_one_table() -> None:
    def change(book: Workbook) -> None:
        book.copy_worksheet(book["台账"])

    assert ("workbook.two-tables", "'台账 Copy'!A2") in problems(change)


def test_rows_without_a_key_or_with_one_twice() -> None:
    def change(book: Workbook) -> None:
        sheet = book["自查表"]
        sheet["A6"].value = sheet["B6"].value = None
        sheet["F6"].value = "完成"
        sheet["A7"].value, sheet["B7"].value = sheet["A8"].value, sheet["B8"].value
        book["台账"]["C20"].value = "示例培训"
        book["单位"]["C9"].value = 3
        book["佐证材料"]["B9"].value = "示例文件"

    assert problems(change) == [
        ("workbook.no-id", "佐证材料!A9"),
        ("workbook.no-key", "单位!A9"),
        ("workbook.no-key", "台账!A20"),
        ("workbook.no-key", "自查表!B6"),
        ("workbook.same-row", "自查表!B8"),
    ]


def test_none_beside_some_and_facts_twice() -> None:
    def change(book: Workbook) -> None:
        book["台账"].append(["15.信息培训", None, "无"])
        sheet = book["封面"]
        sheet["A15"].value = sheet["A14"].value
        sheet["B14"].value, sheet["B15"].value = "是", "否"

    assert ("workbook.same-row", "封面!A15") in problems(change)
    assert "workbook.none-and-some" in [key for key, _ in problems(change)]


def test_an_unknown_obligation() -> None:
    def change(book: Workbook) -> None:
        book["自查表"]["B5"].value = "专利政策框加"
        book["自查表"]["F5"].value = "完成"
        book["台账"]["A3"].value = "15.信息陪训"

    assert problems(change) == [
        ("name.obligation", "台账!A3"),
        ("name.obligation", "自查表!B5"),
    ]


def test_merged_cells_hide_values() -> None:
    def change(book: Workbook) -> None:
        book["自查表"].merge_cells("F5:F6")

    assert problems(change) == [("workbook.merged", "自查表!F5")]


def test_the_form_of_another_province() -> None:
    def change(book: Workbook) -> None:
        book["封面"]["B3"].value = "青海"

    assert problems(change) == [("workbook.other-subject", "封面!B3")]


@pytest.mark.parametrize(
    ("label", "value", "key"),
    [
        ("format", "plancheck.workbook/2", "workbook.newer"),
        ("plan", "cn-patent-2015", "file.other-plan"),
    ],
)
def test_forms_of_other_editions_are_refused(label: str, value: str, key: str) -> None:
    def change(book: Workbook) -> None:
        set_identity(book, label, value)

    assert [found for found, _ in problems(change)] == [key]


def set_identity(book: Workbook, label: str, value: str | None) -> None:
    sheet = book["词表"]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == label)
    sheet.cell(cell.row, cell.column + 1).value = value


def test_a_form_of_another_edition_is_told() -> None:
    assert remarks(lambda book: set_identity(book, "rules_sha256", "0" * 64)) == [
        ("note.workbook-edition", "自查表!B4")
    ]


def test_a_form_without_its_words_is_told() -> None:
    def change(book: Workbook) -> None:
        del book["词表"]

    content = changed(change)
    document = report_document(content, "表.xlsx", the_plan())
    assert [remark.key for remark in document.remarks] == ["note.workbook-foreign"]


def test_cells_that_say_nothing_readable() -> None:
    def change(book: Workbook) -> None:
        sheet = book["自查表"]
        sheet["H6"].value = 6
        sheet["G21"].value = "=1/0"
        sheet["H5"].number_format, sheet["H5"].value = "General", 41932
        book["封面"]["B11"].value = "大概"
        book["台账"]["D3"].value = "6月"
        book["台账"]["B6"].value = "=1/0"

    assert problems(change) == [
        ("field.not-a-date", "台账!D3"),
        ("workbook.uncalculated", "台账!B6"),
        ("workbook.yes-no", "封面!B11"),
        ("workbook.day-number", "自查表!H5"),
        ("workbook.early-day", "自查表!H6"),
        ("workbook.uncalculated", "自查表!G21"),
    ]


def test_a_number_where_none_is_taken() -> None:
    def change(book: Workbook) -> None:
        sheet = book["自查表"]
        sheet.cell(row_of(sheet, "专利政策框架"), 7).value = 3

    assert [key for key, _ in problems(change)] == ["workbook.no-number"]


@pytest.mark.parametrize(
    ("flags", "whole", "designated"),
    [
        ({}, None, None),
        ({}, "是", set()),
        ({}, "否", None),
        ({"11.电子商务专利保护": "是"}, None, {"11.ecommerce"}),
        ({"11.电子商务专利保护": "是", "20.专利导航试点": "否"}, "是", {"11.ecommerce"}),
    ],
)
def test_designations(
    flags: dict[str, str], whole: str | None, designated: set[str] | None
) -> None:
    def change(book: Workbook) -> None:
        sheet = book["封面"]
        sheet["B11"].value = whole
        for name, flag in flags.items():
            sheet.cell(row_of(sheet, name, 1), 2).value = flag

    text = "plan: cn-patent-2014\nprovince: 江西\ntier: 2\ntasks: {}\n"
    report = read_back(changed(change, text=text))
    stated = None if report.designated is None else set(report.designated)
    assert stated == designated


def test_designations_that_contradict_each_other() -> None:
    def change(book: Workbook) -> None:
        book["封面"]["B11"].value = "否"

    assert problems(change) == [("workbook.not-all-designated", "封面!B11")]


@pytest.mark.parametrize(
    ("written", "tasks"),
    [
        (None, {}),
        ("有", {}),
        ("无", {"15.bases": {"units": {}}}),
    ],
)
def test_that_there_are_no_units(written: str | None, tasks: object) -> None:
    def change(book: Workbook) -> None:
        sheet = book["封面"]
        sheet.cell(row_of(sheet, "15.基地信息培训", 1), 5).value = written

    text = "plan: cn-patent-2014\nprovince: 江西\ntier: 2\ntasks: {}\n"
    assert said(read_back(changed(change, text=text)))["tasks"] == tasks


def test_other_workbooks_and_rosters() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "示例"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(PlancheckError) as caught:
        read_back(file.getvalue())
    assert [problem.key for problem in caught.value.problems] == ["workbook.no-form"]
    with pytest.raises(PlancheckError) as caught:
        read_back(roster_workbook(the_plan(), lang=Lang.ZH))
    assert [problem.key for problem in caught.value.problems] == ["report.other-kind"]


def told(change: Callable[[Workbook], None]) -> list[tuple[str, str]]:
    document = report_document(changed(change), "表.xlsx", the_plan())
    return [(remark.key, place(remark)) for remark in document.remarks]


def test_what_is_not_of_the_form_is_told() -> None:
    def change(book: Workbook) -> None:
        book["自查表"]["BJ6"].value = "没有标题"
        book.create_sheet("补充")["B2"].value = "另有材料"
        del book["台账"]

    assert told(change) == [
        ("note.workbook-column", "自查表!BJ4"),
        ("note.workbook-other-sheet", "补充!B2"),
        ("note.workbook-no-sheet", "自查表!B4"),
    ]


def test_two_units_in_one_cell_are_told() -> None:
    def change(book: Workbook) -> None:
        for column, value in enumerate(("15.基地信息培训", "甲基地、乙基地", 6), 1):
            book["单位"].cell(3, column).value = value

    assert told(change) == [("note.workbook-one-unit", "单位!B3")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a: 1\n", 0),
        ("# a\nb: 1 # b\n", 2),
        ("a: 'it # is' # c\n", 1),
        ('a: x#y\nb: "x # y"\n', 0),
        ("a: |\n  # not\nb:  # yes\n", 1),
    ],
)
def test_comments_are_told_from_texts(text: str, count: int) -> None:
    assert comments(parse(text.encode(), "report.yaml")) == count
