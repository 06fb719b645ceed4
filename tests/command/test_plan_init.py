"""``plan init``: what it writes, says and refuses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.errors import Problem
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.language.wording import say
from plancheck.plan.loading import load_plan
from tests.conftest import ROOT, Ran

PLANS = ROOT / "examples" / "plans"
TEXT = PLANS / "saving-water.txt"


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
    assert "plancheck plan init -o plan.yaml --title 标题" in ran.err
    file.write_text("示例计划\n1.示例工作。各县开展示例检查。\n", "utf-8")
    ran = run_cli("plan", "init", "--source", str(file))
    assert ran.code == 2
    assert ran.err.startswith(f"{file}:1:1: ")
    assert "--year 2027" in ran.err
    ran = run_cli("plan", "init", "--source", str(file), "--year", "2027")
    assert ran.code == 0
    assert "from: 2027-01-01" in ran.out


@pytest.mark.parametrize(
    "written", ["abc", "", "14", "0999", "2014.0", "20145", "9" * 5000, "a\nb"]
)
def test_what_is_no_year_is_refused(written: str, run_cli: Callable[..., Ran]) -> None:
    call = ("plan", "init", "--title", "示例计划", "--year", written)
    values = {"written": written}
    for lang in Lang:
        ran = run_cli(*call, "--lang", lang)
        told = problem_text(lang, Problem("usage.year", None, values))
        assert (ran.code, ran.out, ran.err) == (2, "", f"{told}\n")


def test_a_year_may_be_in_full_width(run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("plan", "init", "--title", "示例计划", "--year", "２０１４")
    assert ran.code == 0
    assert "2014-01-01" in ran.out


@pytest.mark.parametrize("lang", list(Lang))
def test_a_draft_like_an_earlier_rule_set_says_how_much_it_took(
    lang: Lang, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    """Eight of the nine obligations stand: the ninth is the second half of one of them."""
    file, call = (
        tmp_path / "new.yaml",
        ("plan", "init", "--source", str(PLANS / "city-services.txt")),
    )
    like = ("--like", str(PLANS / "city-services.yaml"), "--lang", lang)
    ran = run_cli(*call, *like, "-o", str(file))
    assert (ran.code, ran.err) == (0, "")
    said = {
        Lang.ZH: "本市任务要求9项，其中沿用8项",
        Lang.EN: "9 obligations per organisation (8 as before)",
    }
    assert said[lang] in ran.out
    assert run_cli(*call, *like).out == file.read_text("utf-8")
    plan = load_plan(str(file))
    assert plan.obligation("3.b").name.zh == "窗口人员培训"
    checked = run_cli("plan", "check", str(file), "--lang", lang)
    assert checked.code == 1
    assert {Lang.ZH: "撰写 11/12", Lang.EN: "worded 11/12"}[lang] in checked.out


def test_the_list_of_subjects_is_taken_only_where_the_draft_lies_beside_it(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    for file in PLANS.glob("city-services*"):
        shutil.copy(file, tmp_path)
    (tmp_path / "next").mkdir()
    call = ("plan", "init", "--source", str(PLANS / "city-services.txt"))
    for name, subjects in (("new.yaml", "city-services-cities.yaml"), ("next/new.yaml", "any")):
        file = tmp_path / name
        ran = run_cli(*call, "--like", str(tmp_path / "city-services.yaml"), "-o", str(file))
        assert ran.code == 0
        assert load_plan(str(file)).subjects == subjects


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("languages: [zh]", "languages: [zh]\ndraft: true", "plan-init.like-draft"),
        ("at_least: 300.5", "at_least: open", "plan-init.like-draft"),
        ("languages: [zh]", "languages: [en]", "plan-init.like-language"),
        ("  sha256: ", "  # sha256: ", "plan-init.like-untraced"),
        ("  clauses: [", "  unknown: [", None),
        ("format: plancheck.plan/1", "format: plancheck.roster/1", None),
        ("id: 2.a", "id: 1.a", None),
    ],
)
def test_an_earlier_rule_set_that_lends_nothing_is_refused(
    old: str, new: str, problem: str | None, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    written = (PLANS / "city-services.yaml").read_text("utf-8")
    assert written.count(old) == 1
    if "[en]" in new:
        written = written.replace("zh: ", "en: ")
    file, out = tmp_path / "old.yaml", tmp_path / "new.yaml"
    shutil.copy(PLANS / "city-services-cities.yaml", tmp_path)
    file.write_text(written.replace(old, new), "utf-8")
    call = ("plan", "init", "--source", str(PLANS / "city-services.txt"), "-o", str(out))
    ran = run_cli(*call, "--like", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert str(file) in ran.err
    assert not out.exists()
    if problem is not None:
        assert say(Lang.ZH, problem, {"file": ""}).partition("；")[0] in ran.err


def test_what_cannot_be_an_earlier_rule_set_is_refused(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    old = str(PLANS / "city-services.yaml")
    source = ("plan", "init", "--source", str(PLANS / "city-services.txt"))
    for arguments in (
        (*source, "--like", str(tmp_path / "absent.yaml")),
        (*source, "--like", str(tmp_path)),
        (*source, "--like", str(TEXT)),
        (*source, "--like", old, "-o", old),
        ("plan", "init", "--title", "2027年示例计划", "--like", old),
        ("plan", "init", "--like", old),
    ):
        ran = run_cli(*arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert ran.err, arguments
    assert "--source" in ran.err
