"""A rise or a fall in percent: what each verdict is, written from what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.analysis.explanation import explain
from plancheck.errors import PlanError, Problem, ReportError
from plancheck.inputs.loading import load_roster
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.values import Count, Status
from plancheck.requirements import Entry
from plancheck.requirements.base.standing import Context, Duty, Level, Stand
from plancheck.verdicts import evaluation
from plancheck.verdicts.facts import SubjectFacts, resolve_facts
from tests.conftest import ROOT, finding, judged

FILE = ROOT / "tests/plans/parts.yaml"
ASKED = "{at_least: {1: 10, 2: 7.5}, of: online, over: online_last_year}"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(FILE))


def changed(tmp_path: Path, asked: str) -> Plan:
    file = tmp_path / "plan.yaml"
    file.write_text(FILE.read_text("utf-8").replace(ASKED, asked), "utf-8")
    return load_plan(str(file))


def on(plan: Plan, entry: Any, *, day: str = "2027-12-31", tier: int = 1) -> tuple[str, str]:
    """Return the verdict on the rise of a subject and its reason."""
    tasks = {} if entry == {} else {"2.online": entry}
    report = {"subject": "示例市", "tier": tier, "as_of": day, "tasks": tasks}
    one = finding(judged(plan, report), "2.online")
    for lang in Lang:
        assert "{" not in finding_text(lang, plan, one)
    return str(one.verdict), one.reason.removeprefix("finding.")


BEFORE, AFTER = "2027-06-30", "2028-01-31"


def test_a_rise(plan: Plan) -> None:
    cases: list[tuple[Any, str, tuple[str, str]]] = [
        ((110, 100), "2027-12-31", ("pass", "growth-met")),
        ((110, 100), BEFORE, ("pass", "growth-met")),
        ((110, 100), AFTER, ("review", "undated")),
        ((109999, 100000), "2027-12-31", ("fail", "growth-short")),
        ((109999, 100000), BEFORE, ("pending", "not-yet")),
        ((109999, 100000), AFTER, ("fail", "growth-short")),
        ((90, 100), "2027-12-31", ("fail", "growth-short")),
        ((110, None), "2027-12-31", ("review", "growth-no-base")),
        ((110, None), BEFORE, ("pending", "unsettled")),
        ((110, 0), "2027-12-31", ("review", "growth-from-nothing")),
        ((None, 100), "2027-12-31", ("missing", "share-half")),
        ((None, 100), BEFORE, ("pending", "unsettled")),
        ((None, None), "2027-12-31", ("missing", "blank")),
        ({}, "2027-12-31", ("missing", "missing")),
        ({}, BEFORE, ("pending", "not-due")),
        ({"status": "not-started"}, "2027-12-31", ("fail", "not-started")),
    ]
    for stated, day, expected in cases:
        entry = stated
        if isinstance(stated, tuple):
            entry = dict(zip(("online", "online_last_year"), stated, strict=True))
        assert (entry, day, on(plan, entry, day=day)) == (entry, day, expected)


def test_a_rise_in_decimals_is_exact(plan: Plan) -> None:
    entry = {"online": 1075, "online_last_year": 1000}
    assert on(plan, entry, tier=2) == ("pass", "growth-met")
    entry = {"online": 10749999, "online_last_year": 10000000}
    assert on(plan, entry, tier=2) == ("fail", "growth-short")


def test_what_is_shown_never_seems_to_be_enough(tmp_path: Path) -> None:
    cases = [
        ("at_least: 10", 10999, 10000, "fail", "9.9", "0.1"),
        ("at_least: 10", 110, 100, "pass", "10", "0"),
        ("at_least: 0", 99999, 100000, "fail", "-0.1", "0.1"),
        ("at_least: 0", 5, 5, "pass", "0", "0"),
        ("at_least: -2.25", 9775, 10000, "pass", "-2.25", "0"),
        ("at_least: 100", 200, 100, "pass", "100", "0"),
        ("at_most: -5", 95, 100, "pass", "-5", "0"),
        ("at_most: -5", 95001, 100000, "fail", "-4.9", "0.1"),
        ("at_most: -5", 93456, 100000, "pass", "-6.5", "0"),
        ("at_most: -5.25", 0, 3, "pass", "-100", "0"),
    ]
    for asked, of, over, expected, actual, gap in cases:
        plan = changed(tmp_path, f"{{{asked}, of: online, over: online_last_year}}")
        entry = {"online": of, "online_last_year": over}
        report = {"subject": "示例市", "tier": 1, "tasks": {"2.online": entry}}
        one = finding(judged(plan, report), "2.online")
        shown = (str(one.measure.actual), str(one.measure.gap))
        assert (asked, of, str(one.verdict), *shown) == (asked, of, expected, actual, gap)


def test_the_number_of_a_roster_goes_before_the_report(plan: Plan) -> None:
    kind = plan.obligation("2.online").requirement
    duty = Duty(Level.MANDATORY, Status.COMPLETED, plan.period.to, kind.bounds_of("1", None))
    entry = Entry.model_validate({"of": "110", "over": "100"})
    end = plan.period.to
    context = Context(("tasks", "2.online"), plan.period.from_, end, end)
    assert kind.judge(entry, duty, context).stand is Stand.MET
    cases = [(110_000, Stand.SHORT), (0, Stand.OPEN), (-1, Stand.OPEN), (50, Stand.MET)]
    for number, stand in cases:
        stated = context._replace(stated={"online_last_year": Count(number, str(number), "")})
        assert kind.judge(entry, duty, stated).stand is stand
    alone = Entry.model_validate({"of": "110"})
    stated = context._replace(stated={"online_last_year": Count(100, "100", "")})
    assert kind.judge(alone, duty, stated).stand is Stand.MET
    assert kind.judge(alone, duty, stated).values == {"of": 110, "over": 100}


def test_numbers_of_different_units_are_not_compared(plan: Plan, tmp_path: Path) -> None:
    cases = [
        ("121吨", "110吨", "pass"),
        ("121000件", "110吨", "review"),
        ("121", "110吨", "pass"),
        ("12.1万件", "110000", "pass"),
        ("12.1万件", "110000件", "pass"),
        ("110吨", "0件", "review"),
    ]
    for of, over, verdict in cases:
        entry = {"numbers": {"2.online": {"online_last_year": over}}, "tier": 1}
        document = {"format": "plancheck.roster/1", "plan": "parts", "subjects": {"示例市": entry}}
        file = tmp_path / "roster.yaml"
        file.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
        report = {"subject": "示例市", "tasks": {"2.online": {"online": of}}}
        one = finding(judged(plan, report, roster=load_roster(str(file), plan)), "2.online")
        assert (of, over, str(one.verdict)) == (of, over, verdict)
        for lang in Lang:
            assert "{" not in finding_text(lang, plan, one)


def test_a_number_that_differs_from_the_roster_is_told(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def facts(*inputs: Any) -> SubjectFacts:
        known = resolve_facts(*inputs)
        numbers = {"2.online": {"online_last_year": Count(105, "105", "")}}
        return known._replace(stated=known.stated._replace(numbers=numbers))

    monkeypatch.setattr(evaluation, "resolve_facts", facts)
    entry = {"online": 110, "online_last_year": 100}
    report = {"subject": "示例市", "tier": 1, "tasks": {"2.online": entry}}
    one = finding(judged(plan, report), "2.online")
    assert (str(one.verdict), str(one.measure.actual)) == ("fail", "4.7")
    (note,) = one.notes
    assert note_text(Lang.ZH, note) == "报告填写的“上年网上办理件数”为 100，按名册的 105 核查"


def test_the_example_meets_it(tmp_path: Path) -> None:
    for asked in ("at_least: 10", "at_least: 2.25", "at_most: -5", "at_least: 0"):
        plan = changed(tmp_path, f"{{{asked}, of: online, over: online_last_year}}")
        (point,) = explain(plan, "2.online").points
        entry = yaml.safe_load("\n".join(point.entry))["2.online"]
        assert on(plan, entry)[0] == "pass"


def test_what_a_report_cannot_say(plan: Plan) -> None:
    cases = [
        ({"online": "10%", "online_last_year": 100}, "share.typed-percent"),
        ({"online": "110件", "online_last_year": "100人"}, "share.unit"),
        ({"online": 110, "online_last_year": 100, "records": []}, "report.key-not-here"),
        (110, "report.bare-number"),
    ]
    for entry, key in cases:
        with pytest.raises(ReportError) as caught:
            on(plan, entry)
        (problem,) = caught.value.problems
        assert (problem.key, problem.where is not None) == (key, True)
    assert on(plan, {"online": "110件", "online_last_year": "100件"})[0] == "pass"


def test_what_a_plan_cannot_ask(tmp_path: Path) -> None:
    cases = [
        ("{of: online, over: online_last_year}", "growth.bounds", "growth: {"),
        ("{at_least: 5, of: online, over: online}", "growth.same-metric", "online}}}"),
        ("{at_least: 5%, of: online, over: online_last_year}", "growth.percent", "5%, "),
        ("{at_least: -101, of: online, over: online_last_year}", "growth.percent", "-101, "),
        ("{at_least: 1.234, of: online, over: online_last_year}", "growth.percent", "1.234, "),
        (
            "{at_least: {1: 5}, of: online, over: online_last_year}",
            "plan.tier-left-out",
            "at_least",
        ),
        ("{at_least: 5, of: date, over: online_last_year}", "plan.metric", "date, "),
    ]
    for asked, key, at in cases:
        with pytest.raises(PlanError) as caught:
            changed(tmp_path, asked)
        (problem,) = caught.value.problems
        assert (problem.key, written_at(tmp_path, problem)[: len(at)]) == (key, at)


def test_a_draft_may_leave_open_what_is_compared(tmp_path: Path) -> None:
    text = FILE.read_text("utf-8").replace("source:", "draft: true\nsource:")
    file = tmp_path / "plan.yaml"
    text = text.replace(ASKED, "{at_least: open, of: online, over: open}")
    file.write_text(text.replace("of: closed", "of: open"), "utf-8")
    plan = load_plan(str(file))
    assert len(plan.open_values) == 3
    assert plan.offered(plan.obligation("2.online")) == ("of",)
    assert plan.offered(plan.obligation("4.cross")) == ("over",)


def written_at(folder: Path, problem: Problem) -> str:
    """Return the rest of the line at the place of ``problem``."""
    assert problem.where is not None
    lines = (folder / "plan.yaml").read_text("utf-8").splitlines()
    return lines[problem.where.line - 1][problem.where.column - 1 :]
