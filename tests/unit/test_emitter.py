"""Plain data as YAML: the short way writes what the parser reads back, and quotes the rest."""

from __future__ import annotations

import random

import pytest
import yaml

from plancheck.reading.emitter import as_yaml_text

SIGNS = "一省、。（）()《》“”ab Nul019.-%/:#'\"?[]{},&*!|>@`~=<_—\u3000\u00b2"


@pytest.mark.parametrize("seed", range(3))
def test_a_key_of_any_texts_is_read_back(seed: int) -> None:
    chance = random.Random(seed)

    def text() -> str:
        return "".join(chance.choices(SIGNS, k=chance.randint(1, 6)))

    for _ in range(60):
        for value in (text(), [text(), text()], {text(): text(), "键": "null"}):
            written = as_yaml_text({"键": value}, braces=not isinstance(value, str))
            assert yaml.load(written, yaml.BaseLoader) == {"键": value}


def test_plain_texts_stand_in_one_line_without_quotes() -> None:
    assert as_yaml_text({"名称": "县（市、区）"}, braces=False) == "名称: 县（市、区）\n"
    assert as_yaml_text({"cites": ["3个以上", "各县必做"]}) == "cites: [3个以上, 各县必做]\n"
    assert as_yaml_text({"at_least": {"1": "8", "2": "5"}}) == "at_least: {1: 8, 2: 5}\n"
