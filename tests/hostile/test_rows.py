"""Every row of the list of faults has a test that stands for it."""

from __future__ import annotations

from tests.hostile import test_limits, test_outputs, test_runs, test_workbooks
from tests.hostile.cases import CASES, READ
from tests.hostile.rows import NOT_BUILT, ROWS, STANDING

NOTED = (test_limits, test_outputs, test_runs, test_workbooks)
"""The modules whose tests note the rows they stand for as they are loaded."""


def test_every_row_has_a_test() -> None:
    cases = {case.row for case in CASES} | {read.row for read in READ}
    assert {name.rpartition(".")[0] for names in STANDING.values() for name in names} == {
        module.__name__ for module in NOTED
    }
    assert cases <= set(ROWS)
    tested = cases | set(STANDING)
    assert set(ROWS) - tested == set(NOT_BUILT)
    assert not tested & set(NOT_BUILT)


def test_a_row_without_a_test_would_be_seen() -> None:
    """Each row hangs by its own cases: without those of one, that one is missed."""
    for row in ("nesting", "tag", "leading-zero", "raw-control", "fifo"):
        others = {case.row for case in CASES if case.row != row}
        others |= {read.row for read in READ if read.row != row}
        assert set(ROWS) - others - set(STANDING) - set(NOT_BUILT) == {row}
