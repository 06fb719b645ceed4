"""``plan init``: what it writes, says and refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.plan.loading import load_plan
from tests.conftest import ROOT, Ran

TEXT = ROOT / "examples" / "plans" / "saving-water.txt"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_draft_is_written_once_and_can_be_loaded(
    lang: str, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "plan.yaml"
    call = ("plan", "init", "--source", str(TEXT), "--tiers", "大型单位,小型单位", "--lang", lang)
    ran = run_cli(*call, "-o", str(file))
    assert (ran.code, ran.err) == (0, "")
    asked = sum(" (line " in line for line in file.read_text("utf-8").splitlines())
    said = {
        "zh": f"已写出 {file}（草案）：任务3项，本单位任务要求4项，待定和请核{asked}处。",
        "en": f"Written: {file} (draft): 3 tasks, 4 obligations per organisation, "
        f"{asked} questions to settle.",
    }
    assert ran.out.splitlines()[0] == said[lang]
    assert ran.out.splitlines()[1].endswith(f"plancheck plan check {file}")
    plan = load_plan(str(file))
    assert [task.id for task in plan.tasks] == ["1", "2", "3"]
    assert next(iter(plan.tiers.values())).zh == "大型单位"
    assert run_cli(*call).out == file.read_text("utf-8")
    again = run_cli(*call, "-o", str(file))
    assert again.code == 2
    assert run_cli(*call, "-o", str(TEXT)).code == 2


def test_a_text_without_a_task_or_a_year_is_refused(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("2027年示例计划\n示例工作。\n", "utf-8")
    ran = run_cli("plan", "init", "--source", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert "一、…、（一）…、1.…" in ran.err
    file.write_text("示例计划\n1.示例工作。各县开展示例检查。\n", "utf-8")
    ran = run_cli("plan", "init", "--source", str(file))
    assert ran.code == 2
    assert "--year 2027" in ran.err
    ran = run_cli("plan", "init", "--source", str(file), "--year", "2027")
    assert ran.code == 0
    assert "from: 2027-01-01" in ran.out
