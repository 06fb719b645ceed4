"""What moved since the latest earlier result, and the rates of all of them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plancheck.analysis.progress import MovedNumber, Progress, Step, progress
from plancheck.errors import Location, Problem
from plancheck.formats import Show, Style, render
from plancheck.formats.pages.standing import sparkline
from plancheck.inputs.roster import Roster
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.requirements.base.standing import Level
from plancheck.verdicts.baseline import compare
from plancheck.verdicts.recorded import load_recorded
from plancheck.verdicts.result import Rate, Result, Verdict
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import judged

V = Verdict


def made(result: Result, **verdicts: Verdict | str) -> Result:
    """Return ``result`` with these verdicts, and all others not applicable."""
    named = {name.replace("_", "."): verdict for name, verdict in verdicts.items()}
    findings = []
    for finding in result.findings:
        verdict = Verdict(named.get(finding.obligation, V.NOT_APPLICABLE))
        level = None if verdict is V.NOT_APPLICABLE else Level.MANDATORY
        due = {"due": result.plan.period.to} if verdict is V.PENDING else {}
        values = {**finding.values, **due}
        findings.append(finding._replace(verdict=verdict, level=level, values=values))
    assert named.keys() <= {finding.obligation for finding in findings}
    return replace(result, findings=tuple(findings), failure=None)


def of(plan: Plan, subject: str, day: str = "2014-12-31", **verdicts: Verdict | str) -> Result:
    report = {"province": subject, "tier": "1", "designated": [], "as_of": day}
    return made(judged(plan, report), **verdicts)


def stored(plan: Plan, file: Path, *results: Result) -> str:
    file.write_text(render("json", Run(plan, results)), "utf-8")
    return str(file)


def since(plan: Plan, paths: list[str], *results: Result, roster: Roster | None = None) -> Progress:
    comparison = compare([load_recorded(path, plan) for path in paths], plan, results)
    found = progress(Run(plan, results, comparison=comparison, roster=roster))
    assert found is not None
    return found


EVERY = [*Verdict, None]
LISTS = {
    "done": {(then, V.PASS) for then in EVERY if then is not V.PASS},
    "fallen_back": {(V.PASS, now) for now in (V.FAIL, V.MISSING, V.REVIEW, V.PENDING, V.OPTIONAL)},
    "newly_due": {
        (then, now)
        for then in (V.PENDING, V.OPTIONAL, V.WAIVED, V.NOT_APPLICABLE, V.TRIAL, None)
        for now in (V.FAIL, V.MISSING)
    },
    "to_review": {
        (then, V.REVIEW)
        for then in (V.PENDING, V.OPTIONAL, V.WAIVED, V.NOT_APPLICABLE, V.TRIAL, None)
    },
    "still_open": {
        (then, now)
        for then in (V.FAIL, V.MISSING, V.REVIEW)
        for now in (V.FAIL, V.MISSING, V.REVIEW)
    },
}


@pytest.mark.parametrize("then", EVERY)
@pytest.mark.parametrize("now", Verdict)
def test_every_change_of_a_verdict_is_in_its_list(
    plan: Plan, tmp_path: Path, then: Verdict | None, now: Verdict
) -> None:
    before = of(plan, "江西", "2014-06-30", **{"4_scheme": then}) if then else of(plan, "上海")
    path = stored(plan, tmp_path / "then.json", before)
    found = since(plan, [path], of(plan, "江西", **{"4_scheme": now}))
    step = Step("江西", "4.scheme", then, now)
    for name, pairs in LISTS.items():
        steps = [one for one in getattr(found, name) if one.obligation == "4.scheme"]
        assert steps == ([step] if (then, now) in pairs else []), name


def test_what_was_pending_and_passes_is_done(plan: Plan, tmp_path: Path) -> None:
    """It was open neither then nor now, so it is no point that was fixed."""
    path = stored(
        plan, tmp_path / "q2.json", of(plan, "江西", "2014-06-30", **{"4_scheme": "pending"})
    )
    result = of(plan, "江西", **{"4_scheme": "pass"})
    assert compare([load_recorded(path, plan)], plan, [result]).fixed == ()
    assert since(plan, [path], result).done == (Step("江西", "4.scheme", V.PENDING, V.PASS),)


def test_subjects_are_in_the_order_of_the_plan_and_duties_too(plan: Plan, tmp_path: Path) -> None:
    path = stored(plan, tmp_path / "q2.json", of(plan, "青海", "2014-06-30"))
    passed = {"19_standard": "pass", "2_framework": "pass"}
    found = since(plan, [path], of(plan, "上海", **passed), of(plan, "北京", **passed))
    assert [(step.subject, step.obligation) for step in found.done] == [
        ("北京", "2.framework"), ("北京", "19.standard"),
        ("上海", "2.framework"), ("上海", "19.standard"),
    ]  # fmt: skip
    assert [rates.subject for rates in found.subjects] == ["北京", "上海", "青海"]


def test_rates_leave_out_what_is_waived_or_pending(plan: Plan, tmp_path: Path) -> None:
    first = stored(
        plan,
        tmp_path / "q1.json",
        of(plan, "北京", "2014-03-31", **{"4_scheme": "pass", "2_framework": "pending"}),
    )
    second = stored(
        plan,
        tmp_path / "q2.json",
        of(plan, "北京", "2014-06-30", **{"4_scheme": "pass", "2_framework": "fail"}),
        of(plan, "上海", "2014-06-30", **{"4_scheme": "missing", "3_programme": "waived"}),
    )
    now = of(plan, "上海", **{"4_scheme": "pass", "3_programme": "review", "2_framework": "pass"})
    for paths in ([first, second], [second, first]):
        found = since(plan, paths, now)
        assert found.since.path == second
        assert [(moment.path, str(moment.day), moment.rate) for moment in found.moments] == [
            (first, "2014-03-31", Rate(1, 1)),
            (second, "2014-06-30", Rate(3, 1)),
            (None, "2014-12-31", Rate(3, 2)),
        ]
        assert found.subjects == (
            ("北京", (Rate(1, 1), Rate(2, 1), None)),
            ("上海", (None, Rate(1, 0), Rate(3, 2))),
        )


def test_numbers_that_went_up_and_down(plan: Plan, tmp_path: Path) -> None:
    def report(**tasks: Any) -> Result:
        named = {name.replace("_", "."): entry for name, entry in tasks.items()}
        data = {"province": "江西", "tier": "2", "designated": [], "tasks": named}
        return judged(plan, data)

    bases = {"units": {"A基地": {"sessions": "6"}, "乙": {"sessions": "7"}}}
    then = report(**{
        "15_training": {"sessions": "3"}, "19_standard": {"enterprises": "12"},
        "18_advantage": {"enterprises": "4"}, "15_bases": bases,
    })  # fmt: skip
    bases = {"units": {"Ａ 基地": {"sessions": "8"}, "丙": {"sessions": "2"}}}
    now = report(**{
        "15_training": {"sessions": "2"}, "19_standard": {"enterprises": "12"},
        "30_training": {"participants": "5"}, "15_bases": bases,
    })  # fmt: skip
    found = since(plan, [stored(plan, tmp_path / "then.json", then)], now)
    moved = {(one.obligation, one.unit): (one.before, one.now, one.fell) for one in found.numbers}
    assert moved == {
        ("15.training", None): (3, 2, True),
        ("15.bases", "Ａ 基地"): (6, 8, False),
        ("15.bases", "乙"): (7, None, True),
        ("15.bases", "丙"): (None, 2, False),
        ("18.advantage", None): (4, None, True),
        ("30.training", None): (None, 5, False),
    }
    assert all(isinstance(number, MovedNumber) for number in found.numbers)


def test_a_number_is_no_change_where_the_subject_had_no_verdict(plan: Plan, tmp_path: Path) -> None:
    path = stored(plan, tmp_path / "then.json", of(plan, "上海"))
    tasks = {"15.training": {"sessions": "9"}}
    now = judged(plan, {"province": "江西", "tier": "2", "designated": [], "tasks": tasks})
    assert since(plan, [path], now).numbers == ()


def test_of_two_reports_of_one_subject_neither_is_compared(plan: Plan, tmp_path: Path) -> None:
    path = stored(plan, tmp_path / "then.json", of(plan, "北京", "2014-06-30"))
    twice = of(plan, "上海", **{"4_scheme": "pass"})
    found = since(plan, [path], twice, twice, of(plan, "北京", **{"4_scheme": "pass"}))
    assert [step.subject for step in found.done] == ["北京"]
    assert [rates.subject for rates in found.subjects] == ["北京"]
    assert found.moments[-1].rate == Rate(1, 1)


def test_without_a_usable_report_the_rates_of_before_remain(plan: Plan, tmp_path: Path) -> None:
    path = stored(
        plan, tmp_path / "q2.json", of(plan, "北京", "2014-06-30", **{"4_scheme": "fail"})
    )
    found = since(plan, [path])
    assert found.moments[-1] == (None, None, Rate())
    assert found.subjects == (("北京", (Rate(1, 0), None)),)
    assert found.moments[0].day == datetime.date(2014, 6, 30)


def test_without_an_earlier_result_there_is_no_progress(plan: Plan) -> None:
    assert progress(Run(plan, (of(plan, "北京"),))) is None


def test_a_sparkline_is_full_only_where_all_is_met() -> None:
    rates = [Rate(8, 0), Rate(8, 1), Rate(8, 4), Rate(100, 99), Rate(8, 8), None, Rate()]
    assert sparkline(rates) == "▁▁▄▇█··"
    sparkline(rates).encode("gbk")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_tells_the_counts_and_with_what_is_asked_the_lists(
    plan: Plan, tmp_path: Path, lang: str
) -> None:
    first = stored(
        plan, tmp_path / "q1.json", of(plan, "北京", "2014-03-31", **{"4_scheme": "pass"})
    )
    q2 = of(plan, "北京", "2014-06-30", **{"4_scheme": "pass", "2_framework": "pending"})
    second = stored(plan, tmp_path / "q2.json", q2, of(plan, "上海", "2014-06-30"))
    results = (
        of(plan, "北京", **{"4_scheme": "fail", "2_framework": "pass", "3_programme": "missing"}),
        of(plan, "江西", **{"4_scheme": "pass"}),
    )
    run = Run(
        plan,
        results,
        comparison=compare(
            [load_recorded(first, plan), load_recorded(second, plan)], plan, results
        ),
    )
    counts = {
        "zh": "与上次（2014-06-30）相比：新完成2项 · 退步1项 · 新到期未完成1项\n",
        "en": "Since 2014-06-30: 2 newly done · 1 fallen back · 1 newly due and open\n",
    }[lang]
    gone = {"zh": "上次有、本次没有报告的单位：上海", "en": "not reported now: Shanghai"}[lang]
    fallen = {"zh": "退步：北京 4.scheme\n", "en": "Fallen back: Beijing 4.scheme\n"}[lang]
    brief = render("table", run, Style(Lang(lang), 80))
    assert counts in brief
    assert gone in brief
    assert fallen in brief
    assert "██▃" not in brief
    whole = render("table", run, Style(Lang(lang), 80, show=Show.ASKED))
    assert counts in whole
    done = {
        "zh": "新完成\n  北京 2\n  江西 4.scheme\n",
        "en": "Newly done\n  Beijing 2\n  Jiangxi 4.scheme\n",
    }
    assert done[lang] in whole
    due = {"zh": "新到期未完成\n  北京 3\n", "en": "Newly due and open\n  Beijing 3\n"}
    assert due[lang] in whole
    whole = render("table", run, Style(Lang(lang), 80, show=Show.ALL))
    header = {"zh": "03-31 06-30 完成率 走势", "en": "03-31 06-30 Rate Trend"}[lang]
    assert header in " ".join(whole.split())
    for rates in ("100% 100% 33% ██▃", "— — 100% ··█", "100% 100% 50% ██▄"):
        assert rates in " ".join(whole.split())
    page = render("html", run, Style(Lang(lang)))
    assert '<span aria-hidden="true" title="100% → 100% → 33%">██▃</span>' in page


def test_of_nothing_that_moved_every_count_is_said(plan: Plan, tmp_path: Path) -> None:
    path = stored(plan, tmp_path / "q2.json", of(plan, "北京", "2014-06-30"))
    result = of(plan, "北京")
    text = render(
        "table",
        Run(plan, (result,), comparison=compare([load_recorded(path, plan)], plan, [result])),
    )
    every = "新完成0项 · 退步0项 · 新到期未完成0项 · 新待核实0项 · 仍未解决0项\n"
    assert f"与上次（2014-06-30）相比：{every}" in text


def test_whose_report_became_unusable_is_named(plan: Plan, tmp_path: Path) -> None:
    q2 = (of(plan, name, "2014-06-30") for name in ("江西", "北京"))
    path = stored(plan, tmp_path / "q2.json", *q2)
    result = of(plan, "北京")
    broken = Rejected("江西.yaml", (Problem("source.empty", Location("江西.yaml", 1)),), "江西")
    comparison = compare([load_recorded(path, plan)], plan, [result], unusable=["江西"])
    run = Run(plan, (result, broken), comparison=comparison)
    made = progress(run)
    assert made is not None
    assert made.lost == ("江西",)
    for lang, told in (("zh", "上次可核查、本次退回改正：江西"), ("en", "unusable now: Jiangxi")):
        assert told in render("table", run, Style(Lang(lang), show=Show.ASKED))
