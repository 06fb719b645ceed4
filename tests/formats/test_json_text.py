"""JSON that acts nowhere it is shown, and is read as it was."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest

from plancheck.formats.shared.json_text import as_json


@pytest.mark.parametrize("text", ["##[error]", "a ###[x", "##vso[task.complete]", "##VSO[x]"])
def test_no_command_of_a_build_log_stands_in_it(text: str) -> None:
    written = as_json({text: [text]})
    assert "##[" not in written
    assert "##vso[" not in written.lower()
    assert json.loads(written) == {text: [text]}


def test_what_acts_is_escaped_and_all_else_is_readable() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    written = as_json(every)
    assert json.loads(written) == every
    raw = {character for character in written if character != "\n"}
    assert not [c for c in raw if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert set("#[%专利，“”—𠮷😀") <= raw
