"""The table of more reports than anybody reads one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plancheck.formats import Style, render
from plancheck.formats.shared.cells import place
from plancheck.formats.table import MOST_TABLES
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.judging import judge
from plancheck.verdicts.run import Run
from tests.conftest import ROOT


def repeated(plan: Plan, times: int) -> Run:
    run = judge([str(ROOT / "examples" / "tier1-noncompliant.yaml")], plan)
    return replace(run, reports=run.reports * times)


@pytest.mark.parametrize("lang", list(Lang))
def test_only_what_is_open_is_told_of_each(plan: Plan, lang: Lang) -> None:
    run = repeated(plan, MOST_TABLES + 1)
    text = render("table", run, Style(lang))
    assert f"{MOST_TABLES}" in text.splitlines()[1]
    assert "--format json" in text.splitlines()[1]
    told = [finding for finding in run.results[0].findings if finding.verdict.is_open]
    assert told
    for finding in told:
        assert text.count(f"{place(finding.location)}: [") == MOST_TABLES + 1
    assert "│" not in text


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
