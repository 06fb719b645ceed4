"""A blank plan is valid as it is, and so is each sample in it once its # is deleted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.authoring.blank_plan import blank_plan
from plancheck.language.message import Lang
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.requirements import KINDS
from tests.conftest import Ran

Cli = Callable[..., Ran]
TITLE = "示例市2027年工作要点"


def loaded(folder: Path, text: str) -> Plan:
    (folder / "plan.yaml").write_text(text, "utf-8")
    return load_plan(str(folder / "plan.yaml"))


def blank(lang: Lang, title: str = TITLE, *tiers: str) -> str:
    return blank_plan(title=title, year=2027, tiers=tiers, subjects=None, lang=lang)


@pytest.mark.parametrize("lang", Lang)
def test_it_is_valid_at_once(tmp_path: Path, lang: Lang) -> None:
    plan = loaded(tmp_path, blank(lang))
    assert (plan.languages, plan.draft is not None, len(plan.by_id)) == ([str(lang)], True, 1)
    assert [str(day) for day in (plan.period.from_, plan.period.to)] == ["2027-01-01", "2027-12-31"]
    assert [problem.key for problem in lint(plan).problems if lang is Lang.ZH] == []


@pytest.mark.parametrize("lang", Lang)
def test_a_sample_of_every_kind_is_valid_without_its_mark(tmp_path: Path, lang: Lang) -> None:
    text = re.sub(r"^( *)# (- |  |metrics:)", r"\1\2", blank(lang), flags=re.MULTILINE)
    plan = loaded(tmp_path, text)
    shown = {obligation.requirement.key for _, obligation in plan.by_id.values()}
    assert shown == set(KINDS)
    keys = {problem.key for problem in lint(plan).problems} - {"lint.not-english"}
    assert keys == set()


@pytest.mark.parametrize("title", ["a: b", "# 2027", "“2027”\nsections: []", "- x\u2028y"])
def test_a_title_is_a_text_whatever_is_in_it(tmp_path: Path, title: str) -> None:
    plan = loaded(tmp_path, blank(Lang.ZH, title, "一类: 市", "#二"))
    assert plan.title.zh == " ".join(title.split())
    assert [tier.zh for tier in plan.tiers.values()] == ["一类: 市", "#二"]


def test_its_list_is_read_and_lies_beside_it(tmp_path: Path, run_cli: Cli) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    listed = folder / "cities.yaml"
    listed.write_text(
        "format: plancheck.subjects/1\nnoun: 市\nsubjects:\n- {name: 甲市}\n", "utf-8"
    )
    init = ("plan", "init", "--title", TITLE, "--subjects")
    assert "\nsubjects: cities.yaml\n" in run_cli(*init, str(listed)).out
    missing = run_cli(*init, str(folder / "towns.yaml"))
    assert (missing.code, missing.out) == (2, "")
    assert missing.err.startswith(f"{folder / 'towns.yaml'}: 找不到文件")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--title", " "), "缺少 --title"),
        (("--title", TITLE, "--tiers", "一类,一类"), "--tiers 中的“一类”写了两次；请删去一个"),
        (("--title", TITLE, "--year", "二七"), "--year 应为四位年份，现为 二七"),
        (("--title", TITLE, "more"), "多余的参数“more”；用法见 plancheck plan init --help"),
    ],
)
def test_what_it_cannot_be_made_of(options: tuple[str, ...], said: str, run_cli: Cli) -> None:
    ran = run_cli("plan", "init", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_it_goes_through_the_commands(tmp_path: Path, run_cli: Cli) -> None:
    plan, report = str(tmp_path / "plan.yaml"), str(tmp_path / "report.yaml")
    init = ["plan", "init", "--title", TITLE, "--tiers", "一类市,二类市", "-o", plan]
    said = run_cli(*init)
    assert (said.code, said.out.splitlines()[-1]) == (0, f"下一步：plancheck plan check {plan}")
    assert run_cli(*init).code == 2  # it is there already
    assert run_cli("plan", "init", "--title", "无年份").code == 2
    assert run_cli("plan", "init", "--title", TITLE, "--source", plan).code == 2
    assert run_cli("plan", "check", plan).code == 1
    assert "一类市" in run_cli("list-obligations", "--plan", plan).out
    assert run_cli("explain", "1", "--plan", plan).code == 0
    subject = ["--plan", plan, "--subject", "示例市", "--tier", "1"]
    assert run_cli("init", *subject, "-o", report).code == 0
    assert run_cli("validate", report, "--plan", plan).code == 1
    done = Path(report).read_text("utf-8").replace("status:", "status: 完成", 1)
    done = done.replace("date:", "date: 2027-06-30", 1)
    Path(report).write_text(done, "utf-8")
    assert run_cli("validate", report, "--plan", plan).code == 3  # a draft never passes
