"""Every bad workbook through the real command, beside a report with which nothing is wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from plancheck.errors import column_letters
from tests.bad_workbooks import ROWS, Bad, bad_workbooks
from tests.hostile.calls import Driver, checked
from tests.hostile.case import GOOD, GOOD_VERDICTS, PLAN
from tests.hostile.rows import stands_for
from tests.raw_workbook import NAME

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")

MEGABYTES = 150


@stands_for(*ROWS)
@pytest.mark.parametrize("bad", list(bad_workbooks()), ids=lambda bad: bad.id)
def test_a_bad_workbook_is_refused_and_nothing_else_is_lost(
    bad: Bad, driver: Driver, tmp_path: Path
) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.xlsx").write_bytes(bad.make())
    arguments = ("bad.xlsx", "good.yaml", "--plan", "plan.yaml", "--show", "asked")
    ended = driver.run("validate", *arguments, "--output", "json=o.json", cwd=tmp_path)
    checked(ended)
    assert (ended.code, ended.err) == (2, "")
    assert ended.megabytes < MEGABYTES
    found = json.loads((tmp_path / "o.json").read_text("utf-8"))
    (problem,) = found["problems"]
    assert (problem["key"], problem["location"]["path"]) == (bad.key, "bad.xlsx")
    place = "bad.xlsx"
    if bad.cell:
        row, column = bad.cell
        cell = f"{column_letters(column)}{row}"
        where = problem["location"]
        assert (where["sheet"], where["cell"]) == (NAME, cell)
        place += f":{cell}"  # the sheet goes without saying
    assert f"{place}: {problem['message']['zh']}" in ended.out.splitlines()
    (report,) = found["reports"]
    assert {name: count for name, count in report["verdicts"].items() if count} == GOOD_VERDICTS
