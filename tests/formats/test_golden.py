"""The exact text of every format; ``python -m tests.make_golden`` renews it after a change."""

from __future__ import annotations

import pytest

from tests.make_golden import GOLDEN, golden

STORED = sorted(file.relative_to(GOLDEN).as_posix() for file in GOLDEN.glob("*/*"))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return golden()


def test_no_golden_file_is_missing_or_left_over(texts: dict[str, str]) -> None:
    assert sorted(texts) == STORED


@pytest.mark.parametrize("name", STORED)
def test_golden(name: str, texts: dict[str, str]) -> None:
    assert texts[name] == (GOLDEN / name).read_text("utf-8")
