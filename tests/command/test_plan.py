"""``plan check`` and ``plan trace`` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SOURCE_TEXT, Ran
from tests.unit.test_lint import RULES
from tests.unit.test_trace import TEXT, needs_text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_names_each_fault_at_its_line(
    lang: str, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    assert run_cli("plan", "check", "--lang", lang).code == 0
    file = tmp_path / "plan.yaml"
    file.write_text(RULES.replace("{1: 6, 2: 4, 3: 1}", "{1: 1, 2: 4, 3: 6}"), encoding="utf-8")
    ran = run_cli("plan", "check", str(file), "--lang", lang)
    assert ran.code == 1
    line = RULES[: RULES.index("{1: 6, 2: 4, 3: 1}")].count("\n") + 1
    assert f"{file}:{line}:" in ran.out
    ran = run_cli("plan", "check", str(file), "--format", "json")
    document = json.loads(ran.out)
    assert document["format"] == "plancheck.lint/1"
    assert document["summary"]["problems"] == 1
    assert document["problems"][0]["location"]["line"] == line
    file.write_text(RULES.replace("all: mandatory", "all: maybe", 1), encoding="utf-8")
    ran = run_cli("plan", "check", str(file), "--lang", lang)
    assert ran.code == 2
    assert "plan.yaml:" in ran.err


def test_nothing_asked_is_no_success(run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("plan")
    assert ran.code == 2
    assert "trace" in ran.err


@needs_text
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_trace_says_complete_only_when_it_is(
    lang: str, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = run_cli("plan", "trace", "--source", str(SOURCE_TEXT), "--lang", lang)
    assert ran.code == 0
    assert "357" in ran.out
    assert {"zh": "共357条，已对应357条，100%", "en": "357 of 357 clauses, 100%"}[lang] in ran.out
    file = tmp_path / "text.txt"
    file.write_text(TEXT.replace("不少于6次", "不少于5次"), encoding="utf-8")
    ran = run_cli("plan", "trace", "--source", str(file), "--lang", lang)
    assert ran.code == 1
    assert "100%" not in ran.out
    line = TEXT[: TEXT.index("不少于6次")].count("\n") + 1
    assert f"{file}:{line}:" in ran.out
    assert "不少于5次" in ran.out


@needs_text
def test_json_names_what_accounts_for_every_piece(run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("plan", "trace", "--source", str(SOURCE_TEXT), "--format", "json")
    document: dict[str, Any] = json.loads(ran.out)
    assert document["format"] == "plancheck.trace/1"
    assert document["complete"] is True
    assert document["summary"] == {"clauses": 357, "accounted": 357}
    by_digest = {clause["digest"]: clause for clause in document["clauses"]}
    training = next(
        clause
        for clause in document["clauses"]
        if clause["owner"] == "15"
        and {"15.training", "15.bases"} <= set(clause["by"])
        and clause["column"] == "measures"
    )
    assert training["paragraph"] == 3
    assert TEXT.split("\n")[training["location"]["line"] - 1].lstrip().startswith("各类省份要深入")
    assert len(by_digest) > 200


def test_what_is_needed_is_asked_for(run_cli: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run_cli("plan", "trace")
    assert ran.code == 2
    assert "--source" in ran.err
    ran = run_cli("plan", "trace", "--source", str(tmp_path / "none.txt"))
    assert ran.code == 2
    assert "none.txt" in ran.err


def test_a_rule_set_is_sealed_once_its_text_proves_it(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    written = (ROOT / "examples" / "plans" / "saving-water.yaml").read_bytes()
    bare = written[: written.index(b"  sha256: ")]
    file, text = tmp_path / "plan.yaml", tmp_path / "text.txt"
    text.write_bytes((ROOT / "examples" / "plans" / "saving-water.txt").read_bytes())
    call = ("plan", "trace", str(file), "--source", str(text), "--seal")
    file.write_bytes(bare.replace(b"{1: 4, 2: 1}", b"{1: 5, 2: 1}"))
    amiss = file.read_bytes()
    assert run_cli(*call).code == 1
    assert file.read_bytes() == amiss
    file.write_bytes(bare)
    file.chmod(0o444)
    ran = run_cli(*call)
    assert (ran.code, file.read_bytes()) == (2, bare)
    assert str(file) in ran.err
    file.chmod(0o644)
    for lang, said in (("zh", "校验值已写入"), ("en", "are written under source")):
        ran = run_cli(*call, "--lang", lang)
        assert (ran.code, file.read_bytes()) == (0, written)
        assert said in ran.err
        assert "100%" in ran.out
    ran = run_cli("plan", "trace", "--source", str(text), "--seal")
    assert ran.code == 2
    assert "PLAN" in ran.err
