"""Workbooks that are refused: in which words, where, and by which limit."""

from __future__ import annotations

import pytest

from plancheck.errors import Location, Problem, SourceError
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.reading.decoding import is_workbook
from plancheck.reading.sheets import MAX_CELL_TEXT, Cell, CellKind, read_sheets
from tests.bad_workbooks import BOMBS, Bad, bad_workbooks, good, with_parts
from tests.raw_workbook import NAME, packed, raw, relations, row_of, text_cell

BAD = [
    pytest.param(bad, id=bad.id, marks=[pytest.mark.slow] if bad.row == BOMBS else [])
    for bad in bad_workbooks()
]


def problems_of(content: bytes) -> tuple[Problem, ...]:
    with pytest.raises(SourceError) as caught:
        read_sheets(content, "f.xlsx")
    return caught.value.problems


def cell(row: int, column: int) -> Location:
    return Location("f.xlsx", row, column, row, column + 1, sheet=NAME)


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_workbook_is_refused_with_its_place_and_what_to_do(bad: Bad) -> None:
    content = bad.make()
    where = cell(*bad.cell) if bad.cell else Location("f.xlsx")
    (problem,) = problems_of(content)
    assert problem == Problem(bad.key, where, bad.values)
    for lang, sign in ((Lang.ZH, "；"), (Lang.EN, "; ")):
        assert sign in problem_text(lang, problem)
    assert is_workbook(content)


@pytest.mark.parametrize(
    ("content", "key", "values"),
    [
        (b"", "source.empty", {}),
        (b"<html><table><tr><td>6</td></tr></table></html>", "workbook.other-file", {}),
        ("任务,数量\n15,6\n".encode("gbk"), "workbook.other-file", {}),
        (b"PK\x03\x04", "workbook.cut-off", {}),
    ],
)
def test_another_file_is_refused_whatever_its_name_says(
    content: bytes, key: str, values: dict[str, object]
) -> None:
    assert problems_of(content) == (Problem(key, Location("f.xlsx"), values),)
    assert not is_workbook(content)


def test_a_zip_file_of_something_else_is_none() -> None:
    content = packed({"照片.jpg": b"\xff\xd8"})
    assert problems_of(content) == (
        Problem("workbook.other-kind", Location("f.xlsx"), {"kind": "ZIP"}),
    )
    assert not is_workbook(content)


def test_a_file_that_is_too_large_is_not_opened() -> None:
    (problem,) = problems_of(good() + bytes(10 << 20))
    assert problem == Problem("source.too-large", Location("f.xlsx"), {"limit": 10 << 20})


def test_what_to_do_is_said_in_words() -> None:
    for key, said in (("old-office", "另存为 .xlsx"), ("encrypted", "取消密码")):
        assert said in problem_text(Lang.ZH, Problem(f"workbook.{key}", Location("f.xls")))


def test_what_is_allowed_at_most_is_read() -> None:
    text = f'<c r="CV5000" t="inlineStr"><is><t>{"示" * MAX_CELL_TEXT}</t></is></c>'
    (sheet,) = read_sheets(raw(f'<row r="5000">{text}</row>'), "f.xlsx")
    assert sheet.cells == {(4_999, 99): Cell(CellKind.TEXT, "示" * MAX_CELL_TEXT)}
    (sheet,) = read_sheets(with_parts(500), "f.xlsx")
    assert sheet.cells == {(0, 0): Cell(CellKind.NUMBER, "6")}


def test_blank_cells_far_out_do_no_harm() -> None:
    rows = '<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'
    (sheet,) = read_sheets(raw(rows), "f.xlsx")
    assert sheet.cells == {}


def test_control_characters_are_told_by_cell_up_to_twenty() -> None:
    one = text_cell("_x0001_甲_x0002_")
    (problem,) = problems_of(raw(row_of(one)))
    assert problem == Problem("source.control", cell(1, 1), {"character": "U+0001"})
    places = [problem.where for problem in problems_of(raw(f"<row>{one * 30}</row>"))]
    assert places == [cell(1, column) for column in range(1, 21)]


def test_a_relation_out_of_the_file_is_not_followed() -> None:
    outside = relations(("officeDocument", "file:///etc/passwd"), mode="External")
    (problem,) = problems_of(packed({"[Content_Types].xml": "", "_rels/.rels": outside}))
    assert problem == Problem("workbook.other-kind", Location("f.xlsx"), {"kind": "ZIP"})
