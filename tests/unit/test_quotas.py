"""Numbers with milestones, decimals and units: what each verdict is, from what they mean."""

from __future__ import annotations

import csv
import json
import pickle
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plancheck.analysis.difference import differ
from plancheck.analysis.explanation import explain
from plancheck.analysis.listing import list_obligations
from plancheck.errors import PlanError, ReportError
from plancheck.formats import Style, render_as
from plancheck.formats.json.parts import as_value
from plancheck.formats.shared.json_text import as_json, as_line
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    duty_texts,
    finding_text,
    note_text,
    problem_text,
    reason_text,
)
from plancheck.language.wording import in_brief
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.requirements.quota import QuotaRequirement
from plancheck.verdicts.facts import Terms
from tests.conftest import ROOT, finding, judged

PLAN = ROOT / "tests/plans/quotas.yaml"
MILESTONES = "{2027-03-31: 1, 2027-06-30: 2, 2027-12-31: 4}"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(PLAN))


def refused(tmp_path: Path, was: str, now: str) -> list[tuple[str, str]]:
    """Return each problem of the plan with ``now`` for ``was``: what stands there, and its key."""
    text = PLAN.read_text("utf-8")
    assert was in text
    file = tmp_path / "plan.yaml"
    file.write_text(text.replace(was, now), "utf-8")
    with pytest.raises(PlanError) as caught:
        load_plan(str(file))
    lines = file.read_text("utf-8").splitlines()
    found = []
    for problem in caught.value.problems:
        for lang in Lang:
            assert "{" not in problem_text(lang, problem)
        assert problem.where is not None
        there = lines[problem.where.line - 1][problem.where.column - 1 :]
        found.append((re.split("[:,}]", there)[0], problem.key))
    return found


# --- decimals and units --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("1.funds", "300.5", ("pass", "300.5", "0")),
        ("1.funds", "300.49", ("fail", "300.49", "0.01")),
        ("1.funds", "300.50万元", ("pass", "300.5", "0")),
        ("1.funds", "300", ("fail", "300", "0.5")),
        ("1.funds", "1.2亿元", ("pass", "12000", "0")),
        ("1.funds", "3005000元", ("pass", "300.5", "0")),
        ("1.funds", "3004900元", ("fail", "300.49", "0.01")),
        ("1.funds", "2亿元", ("pass", "20000", "0")),
        ("1.funds", "20000.01", ("fail", "20000.01", "0.01")),
        ("1.funds", "0", ("fail", "0", "300.5")),
        ("1.funds", None, ("missing", "None", "300.5")),
        ("1.rate", "98.5", ("pass", "98.5", "0")),
        ("1.rate", "98.4%", ("fail", "98.4", "0.1")),
        ("1.rate", "98.5％", ("pass", "98.5", "0")),
        ("1.online", "100万", ("pass", "1000000", "0")),
        ("1.online", "99.9999万件", ("fail", "999999", "1")),
        ("1.online", "0.01亿件", ("pass", "1000000", "0")),
    ],
)
def test_an_exact_number(
    name: str, written: str | None, expected: tuple[str, str, str], plan: Plan
) -> None:
    metric = name.removeprefix("1.")
    report = {"subject": "示例市", "tier": 1, "tasks": {name: {metric: written}}}
    one = finding(judged(plan, report), name)
    assert (str(one.verdict), str(one.measure.actual), str(one.measure.gap)) == expected
    assert not isinstance(one.measure.actual, float)


def test_what_was_read_of_a_number_goes_to_another_process(plan: Plan) -> None:
    read = {"subject": "示例市", "tier": 1, "tasks": {"1.funds": {"funds": "1.2亿元"}}}
    result = judged(plan, read)
    assert pickle.loads(pickle.dumps(result)).findings == result.findings
    with pytest.raises(ReportError) as caught:
        judged(plan, {**read, "tasks": {"1.funds": {"funds": "300.555"}}})
    assert pickle.loads(pickle.dumps(caught.value.problems)) == caught.value.problems


def test_a_draft_may_leave_a_unit_open(tmp_path: Path) -> None:
    text = (ROOT / "tests/plans/one-language.yaml").read_text("utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(text.replace("unit: 次", "unit: open"), "utf-8")
    assert [where.text.split()[-1] for where in load_plan(str(file)).open_values] == ["open}}"]


def test_amounts_of_a_ledger_add_up_exactly(plan: Plan) -> None:
    amounts = ["0.1", "0.2", "0.3亿元", "299.2", "0.01"]
    records = [
        {"name": f"第{n}笔", "date": "2027-05-01", "funds": amount}
        for n, amount in enumerate(amounts)
    ]
    entry = {"funds": "3299.51", "records": records}
    report = {"subject": "示例市", "tier": 1, "tasks": {"1.funds": entry}}
    one = finding(judged(plan, report), "1.funds")
    assert (str(one.verdict), [note.reason for note in one.notes]) == ("pass", [])


def test_a_whole_percentage_forbids_no_decimals(tmp_path: Path) -> None:
    def on(written: str, decimals: str = "") -> str:
        text = PLAN.read_text("utf-8").replace(", decimals: 1}", f"{decimals}}}")
        file = tmp_path / "plan.yaml"
        file.write_text(text.replace("{1: 98.5, 2: 95}", "{1: 90, 2: 95}"), "utf-8")
        report = {"subject": "示例市", "tier": 1, "tasks": {"1.rate": {"rate": written}}}
        try:
            return str(finding(judged(load_plan(str(file)), report), "1.rate").verdict)
        except ReportError as exc:
            return exc.problems[0].key

    cases = [("92.5%", "pass"), ("92.25", "pass"), ("89.99%", "fail"), ("90%", "pass")]
    for written, expected in (*cases, ("92.125%", "field.decimals")):
        assert on(written) == expected
    assert on("92.5%", ", decimals: 0") == "field.decimal"  # the plan says so
    assert on("92.125%", ", decimals: 3") == "pass"


@pytest.mark.parametrize("written", ["300家", "300元/月", "300万"])
def test_another_unit(written: str, plan: Plan) -> None:
    report = {"subject": "示例市", "tier": 1, "tasks": {"1.funds": {"funds": written}}}
    with pytest.raises(ReportError):
        judged(plan, report)


# --- milestones ----------------------------------------------------------------------------------

DATED = {"2月": "2027-02-20", "4月": "2027-04-10", "6月": "2027-06-20", "7月": "2027-07-10"}


@pytest.mark.parametrize(
    ("day", "sessions", "date", "expected"),
    [
        # before the first day
        ("2027-02-28", None, None, "pending missing"),
        ("2027-02-28", 0, None, "pending not-yet"),
        ("2027-02-28", 1, None, "pending not-yet 1/1 2027-06-30 2"),
        ("2027-02-28", 4, None, "pass quota-met"),
        # on it and after it
        ("2027-03-31", None, None, "missing missing"),
        ("2027-03-31", 0, None, "fail below-quota"),
        ("2027-03-31", 1, None, "pending not-yet 1/1 2027-06-30 2"),
        ("2027-04-01", 1, None, "review undated"),
        ("2027-04-01", 1, "2027-03-31", "pending not-yet 1/1 2027-06-30 2"),
        ("2027-04-10", 1, "2027-04-01", "fail late"),
        ("2027-04-10", 2, None, "review undated"),
        # on the second and after it
        ("2027-06-30", 1, "2027-03-31", "fail below-quota"),
        ("2027-06-30", 2, None, "pending not-yet 2/2 2027-12-31 4"),
        ("2027-06-30", 3, None, "pending not-yet 3/2 2027-12-31 4"),
        ("2027-07-15", 2, "2027-07-01", "fail late"),
        ("2027-07-15", 2, None, "review undated"),
        # the day of more than is owed does not say when that was reached
        ("2027-07-15", 3, "2027-07-10", "review beyond-milestone"),
        ("2027-07-15", 4, "2027-11-18", "review beyond-milestone"),
        ("2027-07-15", 3, "2027-06-10", "pending not-yet 3/2 2027-12-31 4"),
        # the last number, whenever it is reached, and after the last day
        ("2027-07-15", 4, "2027-07-10", "pass quota-met"),
        ("2027-07-15", 4, None, "pass quota-met"),
        ("2027-12-31", 3, "2027-06-01", "fail below-quota"),
        ("2027-12-31", 4, None, "pass quota-met"),
        ("2028-01-10", 4, None, "review undated"),
        ("2028-01-10", 4, "2028-01-05", "fail late"),
        ("2028-01-10", 9, "2027-12-31", "pass quota-met"),
    ],
)
def test_milestones(
    day: str, sessions: int | None, date: str | None, expected: str, plan: Plan
) -> None:
    entry = {"sessions": sessions, "date": date}
    tasks = {} if sessions is None else {"1.training": entry}
    one = told(plan, "1.training", day, tasks)
    assert one == expected.replace("pending missing", "pending not-due")


def told(plan: Plan, name: str, day: str, tasks: dict[str, Any], tier: int = 1) -> str:
    """Return the verdict, its reason, and what of a milestone a note says."""
    report = {"subject": "示例市", "tier": tier, "as_of": day, "tasks": tasks}
    one = finding(judged(plan, report), name)
    for lang in Lang:
        assert "{" not in finding_text(lang, plan, one)
    notes = [note for note in one.notes if note.reason == "note.milestone"]
    said = [note_text(Lang.EN, note) for note in notes]
    said = [text.replace(" · next milestone", "").replace("≥", "") for text in said]
    return " ".join([str(one.verdict), one.reason.removeprefix("finding."), *said])


@pytest.mark.parametrize(
    ("day", "sessions", "dates", "expected"),
    [
        # a ledger that dates the number owed needs no date of the entry
        ("2027-07-15", 2, ["2月", "6月"], "pending not-yet 2/2 2027-12-31 4"),
        ("2027-07-15", 3, ["2月", "6月", "7月"], "pending not-yet 3/2 2027-12-31 4"),
        ("2027-07-15", 4, ["2月", "4月", "6月", "7月"], "pass quota-met"),
        # one of the two came after the second day
        ("2027-07-15", 2, ["2月", "7月"], "review ledger"),
        # fewer are listed than are claimed
        ("2027-07-15", 4, ["2月", "6月"], "pending not-yet 2/2 2027-12-31 4"),
        # the last number passes whenever it is reached, so it does not matter what came in June
        ("2027-07-15", 4, ["2月", "7月", "7月", "7月"], "pass quota-met"),
        ("2027-07-15", 5, ["2月", "7月", "7月", "7月"], "pass quota-met"),
        # fewer than the last number are listed, and one of them by the second day
        ("2027-07-15", 4, ["2月", "7月", "7月"], "review ledger"),
    ],
)
def test_a_ledger_beside_milestones(
    day: str, sessions: int, dates: list[str], expected: str, plan: Plan
) -> None:
    records = [{"name": f"第{n}期", "date": DATED[date]} for n, date in enumerate(dates)]
    entry = {"sessions": sessions, "records": records}
    assert told(plan, "1.training", day, {"1.training": entry}) == expected
    if sessions > 2:  # the day of more than is owed takes nothing away
        dated = {**entry, "date": DATED[dates[-1]]}
        assert told(plan, "1.training", day, {"1.training": dated}) == expected


def test_what_is_listed_after_the_last_milestone_does_not_count(plan: Plan) -> None:
    def of(name: str, day: str, *listed: tuple[str, int]) -> str:
        metric, number = name.removeprefix("1."), sum(count for _, count in listed[:-1])
        metric = "sessions" if metric == "training" else metric
        records = [
            {"name": f"第{date}批第{n}次", "date": date}
            for date, count in listed
            for n in range(count)
        ]
        return told(plan, name, day, {name: {metric: number, "records": records}})

    assert of("1.training", "2028-01-10", ("2027-06-20", 4), ("2028-01-05", 1)) == "pass quota-met"
    # As with any cap, what came after the last day breaks none; what came by then does.
    in_time, later = ("2027-06-20", 45), ("2027-12-10", 10)
    assert of("1.visits", "2027-12-31", in_time, later) == "pass quota-met"
    assert of("1.visits", "2027-11-30", ("2027-06-20", 5), ("2027-07-01", 46), later) == (
        "fail over-cap"
    )


@pytest.mark.parametrize(
    ("proved", "expected"),
    [
        ("2月", "pending not-yet"),
        ("7月", "review no-evidence"),
        ("", "review no-evidence"),
    ],
)
def test_evidence_of_a_milestone(proved: str, expected: str, plan: Plan) -> None:
    # What is owed by June is proved by what was done by then.
    records = [
        {"name": date, "date": DATED[date], **({"evidence": ["A"]} if date == proved else {})}
        for date in ("2月", "6月", "7月")
    ]
    tasks = {"1.training": {"sessions": 3, "records": records}}
    report = {"subject": "示例市", "tier": 1, "as_of": "2027-07-15", "tasks": tasks}
    report["evidence"] = {"A": {"title": "培训通知"}}
    one = finding(judged(plan, report, require_evidence=True), "1.training")
    assert f"{one.verdict} {one.reason}" == expected.replace(" ", " finding.")
    # The last number is proved by whatever record of it.
    records.append({"name": "第4期", "date": DATED["7月"]})
    tasks["1.training"]["sessions"] = 4
    one = finding(judged(plan, report, require_evidence=True), "1.training")
    assert one.verdict == ("pass" if proved else "review")


def test_milestones_of_a_tier(plan: Plan) -> None:
    def of(number: int, day: str, tier: int) -> str:
        return told(plan, "1.visits", day, {"1.visits": {"visits": number}}, tier)

    assert of(10, "2027-06-30", 1) == "pending not-yet 10/10 2027-11-30 20"
    assert of(20, "2027-11-30", 1) == "pass quota-met"
    assert of(19, "2027-11-30", 1) == "fail below-quota"
    assert of(51, "2027-02-01", 1) == "fail over-cap"
    assert of(5, "2027-12-31", 2) == "pass quota-met"
    assert of(4, "2027-12-31", 2) == "optional begun"


@pytest.mark.parametrize(
    ("now", "there", "key"),
    [
        ("{2027-06-30: 1, 2027-03-31: 2}", "2027-03-31", "plan.milestone-day"),
        ("{2027-03-31: 11, 2027-06-30: 11}", "11", "plan.milestone-number"),
        ("{2026-12-31: 1, 2027-06-30: 2}", "2026-12-31", "plan.milestone-outside"),
        ("{2027-3-31: 1, 2027-06-30: 2}", "1", "plan.plain-day"),
        ("{2027-02-30: 1, 2027-06-30: 2}", "1", "field.impossible-date"),
        ("{2027-03-31: 1, 1: 2}", "2", "field.not-a-date"),
        ("{2027-03-31: 1, 2027-06-30: allotment}", "allotment", "field.not-a-count"),
        ("{1: {2027-03-31: 1}, 2: {}}", "2", "schema.blank"),
        ("4, at_most: {2027-03-31: 5}", "at_most", "plan.milestone-bound"),
    ],
)
def test_milestones_that_are_none(now: str, there: str, key: str, tmp_path: Path) -> None:
    assert refused(tmp_path, MILESTONES, now) == [(there, key)]


def test_no_deadline_beside_milestones(tmp_path: Path) -> None:
    was = "cites: [培训],"
    found = refused(tmp_path, was, f"{was} due: 2027-11-30,")
    assert found == [("due", "plan.milestone-due")]


# --- how they are shown --------------------------------------------------------------------------


def test_lists_show_days_and_large_numbers_in_brief(plan: Plan) -> None:
    duties = {row.obligation.id: (row, row.cells["1"].duty) for row in list_obligations(plan).rows}

    def asked(name: str, lang: Lang) -> str:
        row, duty = duties[name]
        return " ".join(duty_texts(lang, plan, row.obligation.requirement, duty))

    assert asked("1.training", Lang.ZH) == "≥1次（3月31日）· ≥2次（6月30日）· ≥4次"
    assert asked("1.visits", Lang.EN) == "≥10 firms (2027-06-30) · ≥20 firms ≤50 firms"
    assert asked("1.funds", Lang.ZH) == "≥300.5万元 ≤20000万元"
    assert asked("1.online", Lang.ZH) == "≥100万件"
    assert asked("1.online", Lang.EN) == "≥1,000,000 cases"
    shown = [in_brief(Lang.ZH, number, "人") for number in (9000, 12_000, 12_500, 120_000_000)]
    assert shown == ["9000", "1.2万", "12500", "1.2亿"]


def test_json_lists_milestones_beside_the_last_number(plan: Plan) -> None:
    rows = json.loads(render_as("listing", "json", list_obligations(plan, tier="1")))["obligations"]
    asked = {row["obligation"]: row["tiers"]["1"]["requires"] for row in rows}
    assert asked["1.training"]["kind"] == "quota"
    assert asked["1.training"]["milestones"] == [
        {"day": "2027-03-31", "at_least": 1},
        {"day": "2027-06-30", "at_least": 2},
        {"day": "2027-12-31", "at_least": 4},
    ]
    assert asked["1.funds"]["at_least"] == 300.5
    assert "milestones" not in asked["1.funds"]


def test_csv_lists_every_milestone(plan: Plan) -> None:
    listed = render_as("listing", "csv", list_obligations(plan, tier="1"), Style(Lang.EN))
    for text in (listed, render_as("plan", "csv", plan, Style(Lang.EN))):
        rows = [row for row in csv.DictReader(text.splitlines()) if row["tier"] == "1"]
        by_day = {row["obligation"]: row["milestones"] for row in rows}
        assert by_day["1.training"] == "2027-03-31 ≥1; 2027-06-30 ≥2; 2027-12-31 ≥4"
        assert by_day["1.funds"] == ""


def test_decimals_stand_in_json_in_plain_digits() -> None:
    numbers = [Decimal("999999999999.9999"), Decimal("0.0001"), Decimal("12.0"), 7]
    text = as_json([as_value(number) for number in numbers]) + as_line({"a": as_value(numbers[1])})
    assert re.findall("[0-9.]+", text) == ["999999999999.9999", "0.0001", "12", "7", "0.0001"]
    assert '"' not in text.replace('"a"', "")


def test_an_explanation_names_each_day(plan: Plan) -> None:
    (point,) = explain(plan, "1.training", terms=Terms(tier="1")).points
    said = [reason_text(Lang.EN, plan, reason) for reason in point.judged]
    assert "2027-06-30: at least 2 sessions" in said


def test_a_difference_names_days_and_decimals(tmp_path: Path, plan: Plan) -> None:
    text = PLAN.read_text("utf-8").replace("2027-06-30: 2,", "2027-06-30: 3,")
    file = tmp_path / "plan.yaml"
    file.write_text(text.replace("decimals: 2", "decimals: 3"), "utf-8")
    now = load_plan(str(file))
    changed = {change.obligation.id: change for change in differ(plan, now).changes}
    assert {name: [a.name for a in c.aspects] for name, c in changed.items()} == {
        "1.training": ["milestones"],
        "1.funds": ["decimals"],
    }
    assert now.rules_sha256 != plan.rules_sha256


def test_no_deadline_of_the_task_decides_where_milestones_do(tmp_path: Path) -> None:
    def rules(name: str, *changes: tuple[str, str]) -> str:
        text = PLAN.read_text("utf-8")
        head, task = text.split("      obligations:\n")
        ones = [one for one in task.split("      - ") if one.startswith(f"{{id: {name},")]
        text = "".join([head, "      obligations:\n", *(f"      - {one}" for one in ones)])
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / "plan.yaml"
        file.write_text(text, "utf-8")
        return load_plan(str(file)).rules_sha256

    june = ("due: completed", "due: {status: completed, by: 2027-06-30}")
    assert rules("1.training", june) == rules("1.training")
    assert rules("1.training", ("12-31: 4}", "12-30: 4}")) != rules("1.training")
    # In tier 2 a number without days is asked for, by the deadline of the task.
    assert rules("1.visits", june) != rules("1.visits")
    only_one = ("tier1: mandatory, tier2: optional", "tier1: mandatory")
    assert rules("1.visits", june, only_one) == rules("1.visits", only_one)
    assert rules("1.online", june) != rules("1.online")


def test_an_open_deadline_leaves_only_open_what_it_decides(tmp_path: Path) -> None:
    text = PLAN.read_text("utf-8").replace("due: completed", "due: {status: completed, by: open}")
    file = tmp_path / "plan.yaml"
    file.write_text(text, "utf-8")
    plan = load_plan(str(file))
    open_ones = [one.id for task, one in plan.obligations() if plan.is_open(task, one)]
    assert open_ones == ["1.visits", "1.funds", "1.rate", "1.online"]


def test_an_open_status_leaves_open_only_what_it_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A form may offer a status beside a number, and the number decides.
    monkeypatch.setattr(QuotaRequirement, "form", ("number", "status"))
    asked = "{metric: online, at_least: 1000000, unit: {zh: 件, en: {one: case, other: cases}}}"
    text = PLAN.read_text("utf-8").replace(f"requires: {{quota: {asked}}}", "requires: {}")
    text = text.replace("due: completed", "due: {status: open, by: 2027-12-31}")
    file = tmp_path / "plan.yaml"
    file.write_text(text, "utf-8")
    plan = load_plan(str(file))
    open_ones = [one.id for task, one in plan.obligations() if plan.is_open(task, one)]
    assert open_ones == ["1.online"]


def test_the_form_leaves_to_the_check_what_a_cell_cannot_say(plan: Plan) -> None:
    duties = {row.obligation.id: (row, row.cells["1"].duty) for row in list_obligations(plan).rows}
    formulas = {
        name: row.obligation.requirement.formula(duty) for name, (row, duty) in duties.items()
    }
    without = [name for name, formula in formulas.items() if formula is None]
    assert without == ["1.training", "1.visits", "1.rate"]
    funds = formulas["1.funds"]
    assert funds is not None
    assert funds.parts["least"] == "300.5"
