"""The exact text of every format; ``python -m tests.make_golden`` renews it after a change."""

from __future__ import annotations

import pytest

from tests.make_golden import GOLDEN, golden

TEXTS = golden()


def test_no_golden_file_is_left_over() -> None:
    stored = {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.glob("*/*")}
    assert stored == set(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_golden(name: str) -> None:
    assert TEXTS[name] == (GOLDEN / name).read_text("utf-8")
