"""``fmt`` on the command line: files in place, ``--check`` and ``--diff``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from tests.conftest import ROOT, Ran
from tests.unit.test_formatting import MESSY, rewritten

Cli = Callable[..., Ran]


def test_in_place_check_and_difference(plan: Plan, run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(MESSY, encoding="utf-8")
    file.chmod(0o640)
    for lang in ("zh", "en"):
        ran = run_cli("fmt", str(file), "--check", "--lang", lang)
        assert ran.code == 1
        assert str(file) in ran.out
    ran = run_cli("fmt", str(file), "--diff")
    assert ran.code == 0
    assert "+省份: 上海" in ran.out
    assert file.read_text("utf-8") == MESSY
    assert run_cli("fmt", str(file)).code == 0
    assert file.stat().st_mode & 0o777 == 0o640
    assert run_cli("fmt", str(file), "--check").code == 0
    before = file.stat().st_mtime_ns
    os.utime(file, ns=(before - 10**9, before - 10**9))
    assert run_cli("fmt", str(file)).code == 0
    assert file.stat().st_mtime_ns == before - 10**9  # it was not written again
    ran = run_cli("fmt", "-", "--keys", "en", stdin=MESSY.encode())
    assert (ran.code, ran.out) == (0, rewritten(plan, MESSY, Lang.EN))


def test_what_cannot_be_used_is_left_alone(run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    text = "province: 上海\ntasks:\n  15.training: {sessions: 约6次}\n"
    file.write_text(text, encoding="utf-8")
    for lang in ("zh", "en"):
        ran = run_cli("fmt", str(file), "--lang", lang)
        assert ran.code == 2
        assert f"{file}:3:27:" in ran.err
    assert file.read_text("utf-8") == text
    assert run_cli("fmt").code == 2
    assert run_cli("fmt", str(file), "--keys", "fr").code == 2


def test_another_encoding_is_kept(run_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_bytes("省: 上海市\n任务: {2.framework: 已完成}\n".encode("gb18030"))
    assert run_cli("fmt", str(file), "--encoding", "gbk").code == 0
    assert "省份: 上海" in file.read_bytes().decode("gb18030")


def test_a_report_for_another_plan_is_told_in_one_line(run_cli: Cli) -> None:
    own = ROOT / "tests" / "plans" / "plancheck-badge.yaml"
    ran = run_cli("validate", str(own), "--format", "json")
    assert ran.code == 2
    assert ran.out.count('"key"') == 1
    assert "file.other-plan" in ran.out
