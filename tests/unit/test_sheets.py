"""Workbooks to cells: what every kind of cell becomes, and where it stands."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from pydantic_core import PydanticCustomError

from plancheck.errors import Problem, SourceError
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.reading.cell_values import number_format
from plancheck.reading.sheets import (
    Cell,
    CellKind,
    read_sheets,
)
from plancheck.reading.values import read_count, read_date
from tests.raw_workbook import (
    NAME,
    SHEET,
    STRICT,
    STRICT_OFFICE,
    listing,
    packed,
    parts_of,
    raw,
    relations,
    row_of,
    text_cell,
    worksheet,
)

TEXT, NUMBER, DATE = CellKind.TEXT, CellKind.NUMBER, CellKind.DATE
FLAG, ERROR, UNCALCULATED = CellKind.FLAG, CellKind.ERROR, CellKind.UNCALCULATED


def cells_of(content: bytes) -> dict[tuple[int, int], Cell]:
    """Return the cells of the only sheet."""
    (sheet,) = read_sheets(content, "f.xlsx")
    return dict(sheet.cells)


def only_cell(content: bytes) -> Cell | None:
    """Return what stands in A1, and nothing else does."""
    cells = cells_of(content)
    assert set(cells) <= {(0, 0)}
    return cells.get((0, 0))


def refused(content: bytes) -> Problem:
    """Return the only problem of a workbook that is refused."""
    with pytest.raises(SourceError) as caught:
        read_sheets(content, "f.xlsx")
    (problem,) = caught.value.problems
    assert all(problem_text(lang, problem) for lang in Lang)
    return problem


def styled(code: str, value: str, *, id_: int = 200, before: str = "") -> bytes:
    """Return a workbook with the number ``value`` in A1, in a format of this code."""
    quoted = code.replace("&", "&amp;").replace('"', "&quot;")
    formats = f'<numFmts><numFmt numFmtId="{id_}" formatCode="{quoted}"/></numFmts>' if code else ""
    styles = f'{formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="{id_}"/></cellXfs>'
    return raw(row_of(f'<c r="A1" s="1"><v>{value}</v></c>'), styles=styles, before=before)


# --- what a cell becomes -------------------------------------------------------------------------

A_DAY = datetime.datetime(2014, 10, 20)


def written(write: Callable[[Any, Any], object]) -> bytes:
    """Return what XlsxWriter makes of ``write``, which is given the workbook and its sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        write(book, book.add_worksheet(NAME))
    return file.getvalue()


WRITTEN: dict[str, tuple[Callable[[Any, Any], object], Cell | None]] = {
    "whole number": (lambda _, s: s.write_number(0, 0, 6.0), Cell(NUMBER, "6")),
    "decimal": (lambda _, s: s.write_number(0, 0, 6.5), Cell(NUMBER, "6.5")),
    "text": (lambda _, s: s.write_string(0, 0, " 六次 "), Cell(TEXT, "六次")),
    "text with full-width blanks": (lambda _, s: s.write(0, 0, "　甲　乙　"), Cell(TEXT, "甲　乙")),
    "full-width digits": (lambda _, s: s.write_string(0, 0, "２０"), Cell(TEXT, "２０")),
    "formula typed as text": (lambda _, s: s.write_string(0, 0, "=1+1"), Cell(TEXT, "=1+1")),
    "number typed as text": (lambda _, s: s.write_string(0, 0, "0010"), Cell(TEXT, "0010")),
    "blanks": (lambda _, s: s.write_string(0, 0, " 　"), None),
    "nothing but a format": (lambda b, s: s.write_blank(0, 0, "", b.add_format({"bold": 1})), None),
    "several lines": (lambda _, s: s.write_string(0, 0, "甲\r\n乙\n丙"), Cell(TEXT, "甲\n乙\n丙")),
    "what looks like an escape": (
        lambda _, s: s.write_string(0, 0, "a_x0041_"),
        Cell(TEXT, "a_x0041_"),
    ),
    "rich text": (
        lambda b, s: s.write_rich_string(0, 0, "示", b.add_format({"bold": 1}), "例 ", "基地"),
        Cell(TEXT, "示例 基地"),
    ),
    "TRUE": (lambda _, s: s.write_boolean(0, 0, True), Cell(FLAG, "是")),
    "FALSE": (lambda _, s: s.write_boolean(0, 0, False), Cell(FLAG, "否")),
    "percent": (
        lambda b, s: s.write_number(0, 0, 0.95, b.add_format({"num_format": "0%"})),
        Cell(NUMBER, "95%"),
    ),
    "share without a percent format": (
        lambda _, s: s.write_number(0, 0, 0.95),
        Cell(NUMBER, "0.95"),
    ),
    "date": (
        lambda b, s: s.write_datetime(0, 0, A_DAY, b.add_format({"num_format": "yyyy-mm-dd"})),
        Cell(DATE, "2014-10-20"),
    ),
    "formula": (lambda _, s: s.write_formula(0, 0, "=1+1", value=2), Cell(NUMBER, "2", True)),
    "formula of a text": (
        lambda _, s: s.write_formula(0, 0, "=B1", value="甲"),
        Cell(TEXT, "甲", True),
    ),
    "formula to be calculated on opening": (
        lambda _, s: s.write_formula(0, 0, "=1+1", None, ""),
        Cell(UNCALCULATED, "", True),
    ),
    "formula of an error": (
        lambda _, s: s.write_formula(0, 0, "=NA()", value="#N/A"),
        Cell(ERROR, "#N/A", True),
    ),
    "formula of a truth value": (
        lambda _, s: s.write_formula(0, 0, "=1=1", value=True),
        Cell(FLAG, "是", True),
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_cell_becomes_what_a_person_would_have_typed(name: str) -> None:
    write, cell = WRITTEN[name]
    assert only_cell(written(write)) == cell


RAW = {
    "17 digits of a computed number": ("<c><v>0.30000000000000004</v></c>", Cell(NUMBER, "0.3")),
    "a computed whole number": ("<c><v>6.0000000000000009</v></c>", Cell(NUMBER, "6")),
    "an exponent": ("<c><v>1.5E+3</v></c>", Cell(NUMBER, "1500")),
    "a small number": ("<c><v>1E-7</v></c>", Cell(NUMBER, "0.0000001")),
    "minus nothing": ("<c><v>-0</v></c>", Cell(NUMBER, "0")),
    "a large number": ("<c><v>999999999999999</v></c>", Cell(NUMBER, "999999999999999")),
    "a number beyond exactness": (
        "<c><v>12345678901234567</v></c>",
        Cell(NUMBER, "12345678901234567"),
    ),
    "a number beyond all": ("<c><v>1E+999</v></c>", Cell(NUMBER, "1E+999")),
    "an error without a formula": ('<c t="e"><v>#DIV/0!</v></c>', Cell(ERROR, "#DIV/0!")),
    "a formula without a result": ("<c><f>1+1</f></c>", Cell(UNCALCULATED, "", True)),
    "a formula with an empty result": ("<c><f>1+1</f><v></v></c>", Cell(UNCALCULATED, "", True)),
    "a text formula without a result": ('<c t="str"><f>A2</f></c>', Cell(UNCALCULATED, "", True)),
    "a text formula with nothing": ('<c t="str"><f>A2</f><v></v></c>', None),
    "a shared formula": ('<c><f t="shared" si="0"/><v>7</v></c>', Cell(NUMBER, "7", True)),
    "rich text of its own": (
        '<c t="inlineStr"><is><r><t>示</t></r><r><rPr><b/></rPr><t>例</t></r></is></c>',
        Cell(TEXT, "示例"),
    ),
    "an escaped letter": (text_cell("a_x0042_c"), Cell(TEXT, "aBc")),
    "an escaped line end": (text_cell("甲_x000D_\n乙_x000d_丙"), Cell(TEXT, "甲\n乙\n丙")),
    "an escaped escape": (text_cell("a_x005F_x0001_"), Cell(TEXT, "a_x0001_")),
    "a day of ISO 8601": ('<c t="d"><v>2014-10-20</v></c>', Cell(DATE, "2014-10-20")),
    "midnight of ISO 8601": (
        '<c t="d"><v>2014-10-20T00:00:00.000</v></c>',
        Cell(DATE, "2014-10-20"),
    ),
    "noon of ISO 8601": ('<c t="d"><v>2014-10-20T12:00:00</v></c>', Cell(DATE, "2014-10-20 12:00")),
    "a style that is not there": ('<c s="99"><v>6</v></c>', Cell(NUMBER, "6")),
    "a truth value in words": ('<c t="b"><v>true</v></c>', Cell(FLAG, "是")),
}


@pytest.mark.parametrize("name", RAW)
def test_what_programs_write_seldom_is_read_too(name: str) -> None:
    xml, cell = RAW[name]
    assert only_cell(raw(row_of(xml))) == cell


def test_how_a_text_is_pronounced_is_no_part_of_it() -> None:
    strings = (
        '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>'
    )
    assert only_cell(raw(row_of('<c t="s"><v>0</v></c>'), strings=strings)) == Cell(TEXT, "東京")


DAY = "41932"  # 2014-10-20
FORMATS: dict[str, tuple[Cell, ...]] = {
    # what the cell holds: 41932, 41932.5
    "yyyy-mm-dd": (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    "yyyy/m/d;@": (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    'yyyy"年"m"月"d"日"': (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    "yyyy年m月d日": (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    '[$-804]yyyy"年"m"月"d"日";@': (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    '[DBNum1][$-804]yyyy"年"m"月"d"日"': (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    "[$-404]e/m/d": (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    "dddd, mmmm dd, yyyy": (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    "YYYY-MM-DD hh:mm": (Cell(DATE, "2014-10-20"), Cell(DATE, "2014-10-20 12:00")),
    'yyyy"年"m"月"': (Cell(DATE, "2014-10"), Cell(DATE, "2014-10")),
    "mmm-yy": (Cell(DATE, "2014-10"), Cell(DATE, "2014-10")),
    "yyyy": (Cell(DATE, "2014-10"), Cell(DATE, "2014-10")),
    'm"月"d"日"': (Cell(DATE, "10-20"), Cell(DATE, "10-20")),
    "d-mmm": (Cell(DATE, "10-20"), Cell(DATE, "10-20")),
    "mmmm": (Cell(DATE, "10-20"), Cell(DATE, "10-20")),
    "dddd": (Cell(DATE, "10-20"), Cell(DATE, "10-20")),
    "h:mm": (Cell(DATE, "00:00"), Cell(DATE, "12:00")),
    "[h]:mm:ss": (Cell(DATE, "00:00"), Cell(DATE, "12:00")),
    "[mm]:ss": (Cell(DATE, "00:00"), Cell(DATE, "12:00")),
    "General": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "@": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "0": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "#,##0.00_);[Red]\\(#,##0.00\\)": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "0.00E+00": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    '0"天 days"': (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "0\\d": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "0_d": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "[Yellow]0": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "0家": (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    '0"%"': (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
    "0.0%": (Cell(NUMBER, "4193200%"), Cell(NUMBER, "4193250%")),
    '"unclosed yd': (Cell(NUMBER, "41932"), Cell(NUMBER, "41932.5")),
}


@pytest.mark.parametrize("code", FORMATS)
def test_the_format_decides_what_a_number_says(code: str) -> None:
    assert tuple(only_cell(styled(code, f"{DAY}{half}")) for half in ("", ".5")) == FORMATS[code]


BUILT_IN = {
    **dict.fromkeys((0, 1, 2, 3, 4, 11, 37, 38, 39, 40, 48, 49, 163), Cell(NUMBER, "41932")),
    **dict.fromkeys((14, 15, 22, 30, 31), Cell(DATE, "2014-10-20")),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), Cell(DATE, "2014-10")),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), Cell(DATE, "10-20")),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), Cell(DATE, "00:00")),
    **dict.fromkeys((9, 10), Cell(NUMBER, "4193200%")),
}


@pytest.mark.parametrize("id_", BUILT_IN)
def test_a_format_by_number_alone_is_known(id_: int) -> None:
    """Chinese Excel writes some without a code, which other readers take for numbers."""
    assert only_cell(styled("", DAY, id_=id_)) == BUILT_IN[id_]


def test_a_code_goes_before_what_its_number_usually_means() -> None:
    assert only_cell(styled("yyyy-mm-dd", DAY, id_=27)) == Cell(DATE, "2014-10-20")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "1900-01-00"), ("0.5", "1900-01-00 12:00"), ("1", "1900-01-01"),
        ("59", "1900-02-28"), ("60", "1900-02-29"), ("61", "1900-03-01"),
        ("41932.999999999", "2014-10-21"), ("41932.00001", "2014-10-20 00:00:01"),
        ("2958465", "9999-12-31"), ("2958466", "2958466"), ("20141020", "20141020"), ("-1", "-1"),
    ],
)  # fmt: skip
def test_days_are_counted_as_excel_counts_them(value: str, text: str) -> None:
    assert only_cell(styled("yyyy-mm-dd", value)) == Cell(DATE, text)


@pytest.mark.parametrize(("value", "text"), [("0", "1904-01-01"), ("40470", "2014-10-20")])
def test_a_workbook_may_count_from_1904(value: str, text: str) -> None:
    before = '<workbookPr date1904="1"/>'
    assert only_cell(styled("yyyy-mm-dd", value, before=before)) == Cell(DATE, text)


@pytest.mark.parametrize(
    ("code", "value", "key"),
    [
        ("yyyy-mm-dd", "41932.5", "field.not-a-date"),
        ('yyyy"年"m"月"', DAY, "field.incomplete-date"),
        ('m"月"d"日"', DAY, "field.no-year"),
        ("h:mm", DAY, "field.not-a-date"),
        ("yyyy-mm-dd", "0", "field.impossible-date"),
        ("yyyy-mm-dd", "60", "field.impossible-date"),
        ("yyyy-mm-dd", "20141020", "field.date-digits"),
    ],
)
def test_less_or_more_than_a_day_is_refused_as_a_date(code: str, value: str, key: str) -> None:
    cell = only_cell(styled(code, value))
    assert cell
    for read in (read_date, read_count):
        with pytest.raises(PydanticCustomError) as caught:
            read(cell.text)
        assert read is read_count or caught.value.type == key


def test_a_day_is_read_as_a_date_and_refused_as_a_number() -> None:
    cell = only_cell(styled('yyyy"年"m"月"d"日"', DAY))
    assert cell
    assert read_date(cell.text) == A_DAY.date()
    with pytest.raises(PydanticCustomError):
        read_count(cell.text)


def test_a_long_format_is_looked_at_once() -> None:
    assert not number_format('"a' * 100_000).is_date


# --- places --------------------------------------------------------------------------------------


def test_cells_stand_where_they_say_or_after_the_one_before() -> None:
    rows = (
        '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="AA2"><v>3</v></c></row>'
        "<row/><row><c><v>4</v></c></row>"
    )
    found = {place: cell.text for place, cell in cells_of(raw(rows)).items()}
    assert found == {(1, 1): "1", (1, 2): "2", (1, 26): "3", (3, 0): "4"}


def test_cells_come_row_by_row_whatever_the_order_in_the_file() -> None:
    first = '<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'
    found = cells_of(raw(f'<row r="3"><c r="A3"><v>3</v></c></row>{first}'))
    assert [cell.text for cell in found.values()] == ["1", "2", "3"]


def test_merges_hidden_rows_and_hidden_sheets_are_told() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.merge_range("B2:C3", "甲")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.write(4, 0, "乙")
        book.add_worksheet("藏").hide()
        book.add_worksheet("深藏").very_hidden()

    sheets = read_sheets(written(write), "f.xlsx")
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        (NAME, False), ("藏", True), ("深藏", True),
    ]  # fmt: skip
    first = sheets[0]
    assert (first.merges, first.hidden_rows) == (((1, 1, 2, 2),), frozenset({4}))
    assert first.cells == {(1, 1): Cell(TEXT, "甲"), (4, 0): Cell(TEXT, "乙")}


def test_sheets_of_charts_are_left_out() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, 6)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": f"={NAME}!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)

    assert [sheet.name for sheet in read_sheets(written(write), "f.xlsx")] == [NAME]


def test_a_strict_workbook_is_read() -> None:
    parts = parts_of()
    parts["_rels/.rels"] = relations(("officeDocument", "/xl/workbook.xml"), office=STRICT_OFFICE)
    parts["xl/workbook.xml"] = listing(
        f'name="{NAME}" r:id="rId1"', namespace=STRICT, office=STRICT_OFFICE
    )
    parts["xl/_rels/workbook.xml.rels"] = relations(
        ("worksheet", "worksheets/sheet1.xml"), office=STRICT_OFFICE
    )
    parts[SHEET] = worksheet(row_of("<c><v>6</v></c>"), namespace=STRICT)
    assert only_cell(packed(parts)) == Cell(NUMBER, "6")


def test_a_prefix_and_utf_16_are_as_good() -> None:
    xml = '<?xml version="1.0" encoding="utf-16"?>' + worksheet(row_of(text_cell("示例")))
    xml = xml.replace("<w", "<x:w").replace("</w", "</x:w").replace("xmlns=", "xmlns:x=")
    for tag in ("sheetData", "row", "c", "is", "t"):
        xml = xml.replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        xml = xml.replace(f"<{tag} ", f"<x:{tag} ")
    assert only_cell(packed({**parts_of(), SHEET: xml.encode("utf-16")})) == Cell(TEXT, "示例")


def test_what_stands_in_another_namespace_is_not_read() -> None:
    more = '<ext xmlns:x="urn:example"><x:mergeCell ref="A1:B2"/><x:c><v>6</v></x:c></ext>'
    (sheet,) = read_sheets(raw("", more), "f.xlsx")
    assert (sheet.cells, sheet.merges) == ({}, ())


def test_names_of_parts_may_differ_in_capitals() -> None:
    parts = parts_of(worksheet(row_of('<c t="s"><v>0</v></c>')), strings="<si><t>甲</t></si>")
    parts["xl/SharedStrings.xml"] = parts.pop("xl/sharedStrings.xml")
    assert only_cell(packed(parts)) == Cell(TEXT, "甲")


# --- beside another reader -----------------------------------------------------------------------


def test_ordinary_files_are_read_as_openpyxl_reads_them() -> None:
    def write(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(60):
            sheet.write(row, 0, f"任务{row}")
            sheet.write(row, 1, row * 1.25)
            sheet.write_datetime(row, 2, A_DAY + datetime.timedelta(row), day)
            sheet.write_boolean(row, 3, row % 2 == 0)
        book.add_worksheet("台账").write("C3", "示例培训班")

    compare(written(write))


def test_what_openpyxl_writes_is_read_as_it_reads_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in range(1, 40):
        sheet.append([f"示例{row}", row, row / 8, A_DAY.date(), None, row % 2 == 0])
    file = io.BytesIO()
    book.save(file)
    compare(file.getvalue())


def compare(content: bytes) -> None:
    other = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    sheets = read_sheets(content, "f.xlsx")
    assert [sheet.name for sheet in sheets] == other.sheetnames
    for sheet in sheets:
        values = {
            (cell.row - 1, cell.column - 1): cell.value
            for row in other[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert {place: cell.text for place, cell in sheet.cells.items()} == {
            place: as_text(value) for place, value in values.items()
        }


def as_text(value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case datetime.datetime():
            return value.date().isoformat()
        case float():
            return f"{value:g}"
    return str(value)
