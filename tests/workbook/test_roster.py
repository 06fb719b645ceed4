"""A roster in Excel is read as the roster in YAML is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.conversion import blank_form
from plancheck.authoring.workbook.roster import roster_workbook
from plancheck.errors import PlancheckError
from plancheck.inputs.loading import load_roster, report_document
from plancheck.inputs.report import read_report
from plancheck.inputs.roster import Roster
from plancheck.language.message import Lang
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.expected import load_expected
from plancheck.verdicts.result import Verdict
from tests.workbook import the_plan


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Roster]:
    def fill(change: Callable[[Workbook], None], lang: Lang = Lang.ZH) -> Roster:
        book = openpyxl.load_workbook(io.BytesIO(roster_workbook(the_plan(), lang=lang)))
        change(book)
        book.save(tmp_path / "名册.xlsx")
        return load_roster(str(tmp_path / "名册.xlsx"), the_plan())

    return fill


@pytest.mark.parametrize("lang", Lang)
def test_a_blank_roster_lists_all_and_states_nothing(
    filled: Callable[..., Roster], lang: Lang
) -> None:
    roster = filled(lambda book: None, lang)
    assert list(roster.provinces) == list(the_plan().subject_names)
    for entry in roster.provinces.values():
        assert not any(value for _, value in entry)


def test_what_is_filled_in_is_read(filled: Callable[..., Roster]) -> None:
    def change(book: Workbook) -> None:
        sheet = book["名册"]
        for row in range(8, 45):
            if sheet.cell(row, 1).value == "江西":
                sheet.cell(row, 2).value = "二类省份"
                sheet.cell(row, 3).value = "11.电子商务专利保护、20.专利导航试点"
            if sheet.cell(row, 1).value == "青海":
                sheet.cell(row, 3).value = "无"
        sheet["B4"].value, sheet["B5"].value = "示例函〔2014〕1号", "2015-01-15"
        numbers = book["计划数"]
        for row in range(5, 80):
            if numbers.cell(row, 1).value == "江西":
                first = numbers.cell(row, 2).value == "9.执法人员培训"
                numbers.cell(row, 3).value = 60 if first else "无"
                numbers.cell(row, 4).value = "示例函〔2014〕8号" if first else None
        units = book["单位"]
        units.append(["江西", "15.基地信息培训", "示例图书馆基地"])
        units.append(["江西", "15.基地信息培训", "示例大学基地"])
        units.append(["青海", "15.基地信息培训", "无"])

    roster = filled(change)
    jiangxi, qinghai = roster.provinces["江西"], roster.provinces["青海"]
    assert (jiangxi.tier, jiangxi.designated) == ("2", ["11.ecommerce", "20.navigation"])
    assert jiangxi.allotted == {"9.training": 60, "30.training": None}
    assert jiangxi.units == {"15.bases": ["示例图书馆基地", "示例大学基地"]}
    assert (qinghai.tier, qinghai.designated, qinghai.units) == (None, [], {"15.bases": []})
    assert str(roster.report_by) == "2015-01-15"
    assert roster.source == "示例函〔2014〕1号"
    assert roster.locate_fact("江西", "tier").in_workbook.startswith("名册!B")


def test_what_is_wrong_is_told_at_its_cell(filled: Callable[..., Roster]) -> None:
    def change(book: Workbook) -> None:
        book["名册"]["B9"].value = "四类"
        book["计划数"].append(["上诲", "9.执法人员培训", 5, None])
        book["计划数"].append(["上海", "9.执法人员培训", "约5", None])
        book["单位"].append(["上海", None, "示例基地"])

    with pytest.raises(PlancheckError) as caught:
        filled(change)
    places = [(problem.key, str(problem.where).split(":")[-1]) for problem in caught.value.problems]
    last = 4 + 2 * len(the_plan().subject_names)
    assert sorted(places) == [
        ("field.vague", f"计划数!C{last + 2}"),
        ("name.province", f"计划数!A{last + 1}"),
        ("name.tier", "名册!B9"),
        ("workbook.blank", f"单位!B{5 + len(the_plan().subject_names)}"),
    ]


def test_it_says_who_is_to_report(filled: Callable[..., Roster], tmp_path: Path) -> None:
    filled(lambda book: book["名册"].delete_rows(10, 31))
    expected = load_expected(str(tmp_path / "名册.xlsx"), the_plan())
    assert [item.subject for item in expected] == list(the_plan().subject_names)[:1]


def test_what_there_is_none_of_stands_in_the_form(filled: Callable[..., Roster]) -> None:
    def change(book: Workbook) -> None:
        book["名册"]["B9"].value, book["名册"]["C9"].value = "一类省份", "无"
        book["计划数"]["C6"].value = book["单位"]["C5"].value = "无"

    plan, roster = the_plan(), filled(change)
    listing = list_obligations(plan, subject="北京", roster=roster)
    form = blank_form(listing, lang=Lang.ZH, entry=roster.entry("北京"))
    document = report_document(form, "北京.xlsx", plan)
    report = read_report(document, plan)
    assert document.remarks == []
    assert report.allotments == {"30.training": None}
    verdicts = {finding.obligation: finding.verdict for finding in evaluate(plan, report).findings}
    assert verdicts["30.training"] == verdicts["15.bases"] == Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("lang", Lang)
def test_it_shows_what_one_may_be_designated_for(lang: Lang) -> None:
    book = openpyxl.load_workbook(io.BytesIO(roster_workbook(the_plan(), lang=lang)))
    hints = [each.prompt for each in book.worksheets[0].data_validations.dataValidation]
    assert any("15." in (hint or "") and len(hint) <= 255 for hint in hints)
