"""Workbooks changed at random: each is read or refused at a place in words, and nothing else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from plancheck.errors import SourceError
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.reading.sheets import CellKind, read_sheets
from tests.raw_workbook import packed, parts_of, row_of, text_cell, worksheet

SEEDS = 1_000


@cache
def good() -> tuple[bytes, dict[str, bytes]]:
    """Return a workbook with a little of everything, and its parts."""
    texts = '<c t="s"><v>0</v></c><c t="str"><f>A1</f><v>甲</v></c><c t="b"><v>1</v></c>'
    numbers = '<c s="1"><v>41932</v></c><c t="e"><v>#N/A</v></c><c><f>1+1</f></c>'
    merges = '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
    content = packed(
        parts_of(
            worksheet(row_of(texts + numbers + text_cell("_x0041_")) + "<row/>" * 5, merges),
            before='<workbookPr date1904="0"/>',
            strings="<si><r><t>示</t></r><r><t>例</t></r></si>",
            styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs>',
        )
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return content, {name: archive.read(name) for name in archive.namelist()}


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Return ``content`` with up to eight bits turned."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def of_the_file(chance: random.Random) -> bytes:
    return flipped(good()[0], chance)


def of_a_part(chance: random.Random) -> bytes:
    """Return a sound ZIP file in which one part is changed, or a piece of it is cut or repeated."""
    parts = dict(good()[1])
    name = chance.choice(sorted(parts))
    part = parts[name]
    start, end = sorted(chance.choices(range(len(part) + 1), k=2))
    change = chance.choice(["flip", "cut", "repeat"])
    if change == "flip":
        parts[name] = flipped(part, chance)
    else:
        parts[name] = part[:start] + part[start:end] * (change == "repeat") * 2 + part[end:]
    return packed(parts)


@pytest.mark.parametrize("change", [of_the_file, of_a_part])
@pytest.mark.parametrize("start", range(0, SEEDS, 100))
def test_a_changed_workbook_is_read_or_refused(
    change: Callable[[random.Random], bytes], start: int
) -> None:
    for seed in range(start, start + 100):
        content = change(random.Random(seed))
        try:
            sheets = read_sheets(content, "f.xlsx")
        except SourceError as refused:
            for problem in refused.problems:
                assert problem.where, seed
                assert problem.where.path == "f.xlsx", seed
                assert all(problem_text(lang, problem) for lang in Lang), seed
        else:
            cells = [cell for sheet in sheets for cell in sheet.cells.values()]
            assert all(cell.text or cell.kind is CellKind.UNCALCULATED for cell in cells), seed


def test_the_workbook_that_is_changed_is_good() -> None:
    (sheet,) = read_sheets(good()[0], "f.xlsx")
    assert [cell.text for cell in sheet.cells.values()] == [
        "示例", "甲", "是", "2014-10-20", "#N/A", "", "A",
    ]  # fmt: skip
