"""The table of more reports than anybody reads one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plancheck.formats import Style, render
from plancheck.formats.pages.run_page import MOST_TABLES
from plancheck.formats.shared.cells import place
from plancheck.language.message import Lang
from plancheck.language.wording import format_value
from plancheck.plan.model import Plan
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT


def repeated(plan: Plan, times: int) -> Run:
    run = judge([str(ROOT / "examples" / "tier1-noncompliant.yaml")], plan)
    return replace(run, reports=tuple(run.reports) * times)


@pytest.mark.parametrize("lang", list(Lang))
def test_only_what_is_open_is_told_of_each(plan: Plan, lang: Lang) -> None:
    run = repeated(plan, MOST_TABLES + 1)
    text = render("table", run, Style(lang))
    (limited,) = [line for line in text.splitlines() if "--format json" in line]
    assert f"{MOST_TABLES}" in limited
    open_ = [finding for finding in run.results[0].findings if finding.verdict.is_open]
    assert open_
    for finding in open_:
        told = f"{place(finding.location)}: {format_value(lang, finding.verdict)} "
        assert text.count(told + finding.obligation) == MOST_TABLES + 1
    passed = next(one for one in run.results[0].findings if one.verdict is Verdict.PASS)
    assert passed.obligation not in text


def test_up_to_that_many_each_has_its_table(plan: Plan) -> None:
    text = render("table", repeated(plan, MOST_TABLES))
    assert text.count("15.bases") > MOST_TABLES
    assert "--format json、csv" not in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_how_many_stand_in_the_way_is_said_per_task(plan: Plan, width: int) -> None:
    run = repeated(plan, MOST_TABLES * 2 + 3)
    blocking = [found for found in run.results[0].findings if found.verdict.blocks]
    tasks = {plan.task_of(found.obligation).id for found in blocking}
    lines = render("table", run, Style(Lang.EN, width=width)).splitlines()
    counts = [line.split()[3:] for line in lines if line.startswith("fail or missing")]
    assert counts
    assert [count for line in counts for count in line] == ["103"] * len(tasks)
