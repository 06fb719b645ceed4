"""A draft goes through every command: what it leaves open is shown, and nothing is judged by it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest

from plancheck.errors import PlanError
from plancheck.formats import (
    Style,
    formats,
    is_folder,
    is_text,
    pieces_of_file,
    render,
    render_files,
)
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.exit_codes import NOT_COMPLIANT, UNDETERMINED
from plancheck.verdicts.judging import judge
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, Ran, judged

Cli = Callable[..., Ran]
DRAFT = ROOT / "tests" / "plans" / "draft.yaml"
REPORT = {"plan": "sample", "subject": "甲", "tier": 1, "tasks": {"1.training": {"sessions": 4}}}
SETTLED = {"due: open": "due: completed", "tier2: open": "tier2: optional", "2: open": "2: 2"}
"""What the author makes of the open values, for a trial."""


@pytest.fixture
def trial(tmp_path: Path) -> Plan:
    """Return the draft with its open values settled."""
    text = DRAFT.read_text("utf-8")
    for value, settled in SETTLED.items():
        text = text.replace(value, settled)
    file = tmp_path / "plan.yaml"
    file.write_text(text, "utf-8")
    return load_plan(str(file))


def test_nothing_is_judged_by_an_open_value(tmp_path: Path, run_cli: Cli) -> None:
    plan = load_plan(str(DRAFT))
    report = tmp_path / "report.json"
    report.write_text(json.dumps(REPORT), "utf-8")
    assert [where.line for where in plan.open_values] == [22, 31, 36]
    with pytest.raises(PlanError):
        judged(plan, REPORT)
    with pytest.raises(PlanError):
        judge([str(report)], plan)
    for lang, said in (
        ("zh", f"规则集还是草案，有3处待定（{DRAFT}:22、31、36）→ plancheck plan check {DRAFT}"),
        ("en", f"the rule set is a draft with 3 open values ({DRAFT}:22, 31, 36) → plancheck"),
    ):
        ran = run_cli("validate", str(report), "--plan", str(DRAFT), "--lang", lang)
        assert (ran.code, said in ran.out) == (2, True)


def test_an_open_value_makes_a_draft(tmp_path: Path, run_cli: Cli) -> None:
    """The key may be gone too early; the first value that is open is where to look."""
    file, report = tmp_path / "plan.yaml", tmp_path / "report.json"
    lines = DRAFT.read_text("utf-8").splitlines()
    without = [line for line in lines if not line.startswith("draft:")]
    assert len(without) == len(lines) - 1
    file.write_text("\n".join(without), "utf-8")
    report.write_text(json.dumps(REPORT), "utf-8")
    assert "（规则集草案）" in run_cli("list-obligations", "--plan", str(file)).out
    assert "· 草案" in run_cli("plan", "check", str(file)).out
    ran = run_cli("validate", str(report), "--plan", str(file))
    assert f"\n{file}:21:" in ran.out


def test_a_trial_is_marked_in_every_format_and_never_passes(
    trial: Plan,
) -> None:
    on_track = Run(trial, [judged(trial, REPORT, as_of=trial.period.from_)], allow_review=True)
    short = Run(trial, [judged(trial, REPORT)], allow_review=True)
    assert (on_track.results[0].outcome, on_track.exit_code) == ("on-track", UNDETERMINED)
    assert short.exit_code == NOT_COMPLIANT
    for lang, word in ((Lang.ZH, "草案"), (Lang.EN, "draft rule set")):
        style = Style(lang, 100)
        marks = (word, '"draft": true', '"draft":true', "plan_draft", "planDraft")
        for name in formats():
            if is_folder(name):
                written = "".join(render_files(name, short, style).values())
            elif is_text(name):
                written = render(name, short, style)
            else:
                content = b"".join(cast("list[bytes]", [*pieces_of_file(name, short, style)]))
                with zipfile.ZipFile(BytesIO(content)) as book:
                    written = "".join(book.read(part).decode() for part in book.namelist())
            assert any(mark in written for mark in marks), name


def test_what_is_open_is_shown_and_named_a_draft(
    tmp_path: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    of_draft = ("--plan", str(DRAFT))
    (tmp_path / "changed.yaml").write_text(
        DRAFT.read_text("utf-8").replace("tier2: open", "tier2: optional"), "utf-8"
    )
    diff = ("plan", "diff", str(DRAFT), "changed.yaml")
    commands = {
        ("list-obligations", *of_draft): ("待定 ≥待定", "open ≥open"),
        ("explain", "1", *of_draft): ("完成时间一栏：待定 ·", "column: open ·"),
        ("init", "--province", "甲", "--tier", "2", *of_draft): ("待定 · ≥待定", "open · ≥open"),
        ("plan", "export", str(DRAFT), "--format", "table"): ("待定 ≥待定", "open ≥open"),
        diff: ("待定", "open"),
    }
    for command, shown in commands.items():
        for lang, word, said in zip(Lang, ("草案", "draft rule set"), shown, strict=True):
            ran = run_cli(*command, "--lang", lang)
            assert ran.code == (command == diff), ran.err
            assert word in ran.out, command
            assert said in ran.out, command
            untraced = "未与原文核对" if lang is Lang.ZH else "not traced against the text"
            assert (untraced in ran.out) == (command[0] in ("list-obligations", "explain"))
    document = json.loads(run_cli("list-obligations", "--format", "json", *of_draft).out)
    assert (document["plan"]["draft"], document["plan"]["traced"]) == (True, False)
    training, rules = document["obligations"]
    assert training["tiers"]["2"]["level"] == training["tiers"]["2"]["quota"]["at_least"] == "open"
    assert rules["says"] == rules["name"]
    ran = run_cli("init", "--province", "甲", "--tier", "2", "-o", "form.xlsx", *of_draft)
    assert ran.code == 0, ran.err
    with zipfile.ZipFile("form.xlsx") as book:
        sheets = "".join(book.read(part).decode() for part in book.namelist())
    assert "规则集草案" in sheets
    assert "待定" in sheets


def test_check_says_what_is_left_and_what_comes_next(
    tmp_path: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = DRAFT.read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    answered = "\n".join(lines)
    for value, settled in SETTLED.items():
        answered = answered.replace(value, settled)
    name = "name: {zh: 制度, en: rules}"
    worded = answered.replace(name, f"{name}\n        says: {{zh: 建立制度, en: rules}}")
    finished = worded.replace("draft: {questions: 5}\n", "")
    steps = {
        text: (1, "定疑 1/5 · 撰写 1/2 · 未与原文核对 · 草案", "处理待定 1"),
        answered: (1, "定疑 5/5 · 撰写 1/2 · 未与原文核对 · 草案", "补写 says"),
        worded: (1, "定疑 5/5 · 撰写 2/2 · 未与原文核对 · 草案", "plan diff plan.yaml"),
        finished: (0, "撰写 2/2 · 未与原文核对\n", ""),
        answered.replace("cites: [制度]", "cites: [制度, 制度]"): (1, "定疑 5/5", "改正上列问题"),
        answered.replace("draft: {questions: 5}\n", ""): (2, "", ""),  # says is missing now
    }
    for plan, (code, state, following) in steps.items():
        Path("plan.yaml").write_text(plan, "utf-8")
        ran = run_cli("plan", "check", "plan.yaml")
        assert (ran.code, state in ran.out, following in ran.out) == (code, True, True), ran.out
    Path("plan.yaml").write_text(text, "utf-8")
    document = json.loads(run_cli("plan", "check", "plan.yaml", "--format", "json").out)
    assert document["questions"][1] == {
        "number": 2,
        "kind": "open",
        "source_line": 14,
        "line": 30,
        "obligation": "1.training",
        "field": "applies.tier2",
        "text": "“有条件的二类”是必做还是选做 → tier2: mandatory；tier2: optional",
    }
