"""What a finding shows beside its verdict: its place, the numbers, the facts that decide."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import ReportError
from plancheck.formats import render
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.values import Status
from plancheck.verdicts.result import Finding, Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, finding, judged

HEAD = {"plan": "cn-patent-2014", "province": "江西", "tier": "1", "designated": []}


def found(plan: Plan, obligation: str, entry: Any, **report: Any) -> Finding:
    """Return the finding on one entry; a fact given as None is not stated."""
    data = {**HEAD, **report, "tasks": {obligation: entry}}
    stated = {key: value for key, value in data.items() if value is not None}
    return finding(judged(plan, stated), obligation)


def test_what_is_reported_though_it_is_not_asked_is_shown(plan: Plan) -> None:
    """A number is shown as the number, not as the status that it has not."""
    run = Run(plan, (judged(plan, {
        **HEAD, "allotments": {"30.training": "none"},
        "tasks": {"30.training": {"participants": 5}},
    }),))  # fmt: skip
    shown = json.loads(render("json", run))["reports"][0]["findings"]
    (one,) = (one for one in shown if one["obligation"] == "30.training")
    assert (one["verdict"], one["values"]["actual"]) == ("not-applicable", 5)


# --- places -----------------------------------------------------------------------------------

REPORT = """\
plan: cn-patent-2014
as_of: 2014-12-31
province: 江西
tier: 1
designated: []
tasks:
  2.framework:
    date: 2014-10-20
    status: in-progress
  4.scheme:
    status: completed
    date: 2015-01-15
  15.training:
    note: 示例
    sessions: 5
  15.bases:
    units:
      示例甲馆: {sessions: 6}
      示例乙馆:
        note: 示例
        sessions: 5
  18.advantage:
    enterprises: 51
    records:
    - name: 示例企业
"""


@pytest.mark.parametrize(
    ("obligation", "verdict", "line"),
    [
        ("2.framework", Verdict.FAIL, 9),  # the status that falls short
        ("4.scheme", Verdict.FAIL, 12),  # the date that is late
        ("15.training", Verdict.FAIL, 15),  # the number that falls short
        ("15.bases", Verdict.FAIL, 21),  # the number of the base that falls short
        ("18.advantage", Verdict.REVIEW, 24),  # the ledger by which the cap is not broken
        ("3.programme", Verdict.MISSING, 6),  # what holds the entries, since there is none
    ],
)
def test_a_finding_is_placed_at_what_decides_it(
    plan: Plan, obligation: str, verdict: Verdict, line: int
) -> None:
    one = finding(judged(plan, REPORT), obligation)
    assert one.verdict is verdict
    assert one.location.line == line


def test_of_several_bases_the_first_of_the_worst_is_the_place(plan: Plan) -> None:
    june = REPORT.replace("as_of: 2014-12-31", "as_of: 2014-06-30")
    one = finding(judged(plan, june), "15.bases")
    assert (one.verdict, one.location.line) == (Verdict.PENDING, 21)


def test_a_result_is_placed_where_the_report_names_its_subject(plan: Plan) -> None:
    assert judged(plan, REPORT).location.line == 3
    national = "plan: cn-patent-2014\nas_of: 2014-12-31\nsubject: national\n"
    assert judged(plan, national).location.line == 3


def test_the_issuer_is_judged_by_its_own_duties(plan: Plan) -> None:
    """The text asks for exactly 12 projects, and for a platform by the end of the year."""
    tasks = {"15.support": {"projects": "11"}, "8.platform": "completed", "2.guide": None}
    result = judged(plan, {"subject": "national", "tasks": tasks})
    assert finding(result, "15.support").measure.gap == 1
    assert finding(result, "8.platform").verdict is Verdict.PASS
    assert finding(result, "2.guide").verdict is Verdict.MISSING
    assert "2.framework" not in [one.obligation for one in result.findings]


# --- facts that decide ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("obligation", "entry", "unstated", "facts"),
    [
        ("15.training", {"sessions": "5"}, ["tier"], ["tier"]),
        ("25.office", None, ["tier"], ["tier"]),  # mandatory in tier 1, optional elsewhere
        ("20.navigation", None, ["designated"], ["designated"]),
        ("20.navigation", None, ["tier", "designated"], ["designated"]),
        # Not designated, it is optional or not asked: whichever it is, nothing blocks.
        ("7.indicators", None, ["tier", "designated"], ["designated"]),
        ("9.training", {"participants": "5"}, [], ["allotment"]),
        ("9.training", {"participants": "5"}, ["tier"], ["allotment"]),
    ],
)
def test_a_review_names_the_facts_that_decide_and_no_other(
    plan: Plan, obligation: str, entry: Any, unstated: list[str], facts: list[str]
) -> None:
    one = found(plan, obligation, entry, **dict.fromkeys(unstated))
    assert (one.verdict, one.reason) == (Verdict.REVIEW, "finding.undecided")
    assert list(one.facts) == facts
    assert one.measure.expected is one.measure.gap is None


def test_what_is_dated_after_the_report_is_not_below_a_number_that_nobody_stated(
    plan: Plan,
) -> None:
    entry = {"participants": "5", "date": "2014-10-20"}
    one = found(plan, "9.training", entry, as_of="2014-06-30")
    assert (one.verdict, one.reason) == (Verdict.PENDING, "finding.ahead")


def test_a_contradiction_that_may_be_is_no_question(plan: Plan) -> None:
    """Not designated and none allotted: nothing is asked. Designated: the two contradict."""
    stated = {"allotments": {"30.training": "none"}, "designated": None}
    one = found(plan, "30.training", None, **stated)
    assert (one.verdict, one.reason) == (Verdict.REVIEW, "finding.if-designated-not-allotted")
    assert not one.facts


def test_whether_there_are_units_decides(plan: Plan) -> None:
    one = found(plan, "15.bases", None)
    assert (one.verdict, one.facts) == (Verdict.REVIEW, ("units",))
    worlds = {world.units: world.verdict for world in one.scenarios}
    assert worlds == {False: Verdict.NOT_APPLICABLE, True: Verdict.MISSING}


@pytest.mark.parametrize("none", ["无", "没有", "none", {}])
def test_a_report_may_say_that_there_are_no_units(none: object, plan: Plan) -> None:
    one = found(plan, "15.bases", {"units": none})
    assert (one.verdict, one.reason) == (Verdict.NOT_APPLICABLE, "finding.has-no-units")


@pytest.mark.parametrize("bases", [["示例甲"], ["示例甲", "示例乙"]])
def test_a_status_that_says_nothing_was_done_is_noted_beside_units(
    bases: list[str], plan: Plan
) -> None:
    units = {base: {"sessions": 6} for base in bases}
    one = found(plan, "15.bases", {"status": "not-started", "units": units})
    assert one.verdict is Verdict.PASS
    assert "note.status" in [note.reason for note in one.notes]


def test_a_number_beside_a_status_is_kept_and_one_that_is_asked_stands_alone(plan: Plan) -> None:
    beside = found(
        plan, "15.projects", {"status": "interim", "projects": 2}, designated=["15.projects"]
    )
    assert (beside.measure.actual, beside.measure.number) == (Status.INTERIM, 2)
    asked = found(plan, "15.training", {"sessions": 6})
    assert (asked.measure.actual, asked.measure.number) == (6, None)


def test_an_unknown_allotment_is_tried_at_one_and_around_what_is_reported(plan: Plan) -> None:
    one = found(plan, "9.training", {"participants": 80})
    assert {world.allotment for world in one.scenarios} == {1, 79, 80, 81}


def test_of_several_deadlines_the_first_is_shown(plan: Plan) -> None:
    """4.revision is due a year later in tier 3; until then it may be due this year."""
    one = found(plan, "4.revision", None, tier=None, as_of="2014-06-30")
    assert one.verdict is Verdict.PENDING
    assert str(one.values["due"]) == "2014-12-31"


def test_every_world_is_told_with_its_verdict(plan: Plan) -> None:
    worlds = found(plan, "15.training", {"sessions": "5"}, tier=None).scenarios
    told = [(w.tier, str(w.level), w.expected, w.verdict) for w in worlds]
    assert told == [
        ("1", "mandatory", 6, Verdict.FAIL),
        ("2", "mandatory", 4, Verdict.PASS),
        ("3", "mandatory", 1, Verdict.PASS),
    ]
    assert [w.tier_name.zh for w in worlds] == ["一类省份", "二类省份", "三类省份"]
    assert all(w.allotment is None and w.designated is False for w in worlds)
    assert not found(plan, "15.training", {"sessions": "5"}).scenarios


def test_the_worlds_of_an_unknown_allotment_lie_on_both_sides_of_what_is_reported(
    plan: Plan,
) -> None:
    worlds = found(plan, "9.training", {"participants": "5"}).scenarios
    verdicts = {w.allotment: w.verdict for w in worlds}
    assert (verdicts[5], verdicts[6]) == (Verdict.PASS, Verdict.FAIL)
    assert min(verdicts) > 0  # an allotment of none is stated as none, never as 0


@pytest.mark.parametrize(
    ("obligation", "entry", "verdict", "expected", "gap"),
    [
        ("15.training", {"sessions": "7"}, Verdict.PASS, 6, 0),
        ("15.training", {"sessions": "0"}, Verdict.FAIL, 1, 1),
        ("19.standard", {"enterprises": "9"}, Verdict.FAIL, 10, 1),
        ("18.advantage", {"enterprises": "51"}, Verdict.FAIL, 50, 1),
        ("18.advantage", {"enterprises": "15"}, Verdict.PASS, 15, 0),
    ],
)
def test_of_numbers_in_several_worlds_the_closest_is_shown(
    plan: Plan, obligation: str, entry: Any, verdict: Verdict, expected: int, gap: int
) -> None:
    one = found(plan, obligation, entry, tier=None)
    assert one.verdict is verdict
    assert (one.measure.expected, one.measure.gap) == (expected, gap)


@pytest.mark.parametrize(
    ("obligation", "unstated", "level", "asked"),
    [
        ("15.training", "tier", "mandatory", True),
        ("25.office", "tier", "unknown", True),
        ("30.agencies", "designated", "unknown", True),
        ("30.agencies", "tier", "none", False),
    ],
)
def test_the_level_is_told_where_every_world_agrees(
    plan: Plan, obligation: str, unstated: str, level: str, asked: bool
) -> None:
    one = found(plan, obligation, None, **{unstated: None})
    assert (one.level_word, one.asked) == (level, asked)


@pytest.mark.parametrize(
    ("claimed", "listed", "verdict", "notes", "in_june", "notes_in_june"),
    [
        (6, 6, Verdict.PASS, [], Verdict.PASS, []),
        (6, 7, Verdict.PASS, ["note.ledger"], Verdict.PASS, ["note.ledger"]),  # enough by either
        # By one of them it fails; before the deadline by neither, and the less favourable counts.
        (6, 5, Verdict.REVIEW, [], Verdict.PENDING, ["note.ledger-less"]),
        (5, 6, Verdict.REVIEW, [], Verdict.PENDING, ["note.ledger-less"]),
        # short by either
        (5, 4, Verdict.FAIL, ["note.ledger"], Verdict.PENDING, ["note.ledger"]),
    ],
)
def test_a_ledger_that_says_another_number_than_the_claim(
    plan: Plan,
    claimed: int,
    listed: int,
    verdict: Verdict,
    notes: list[str],
    in_june: Verdict,
    notes_in_june: list[str],
) -> None:
    records = [{"name": f"示例{number}"} for number in range(listed)]
    entry = {"sessions": str(claimed), "records": records}
    one = found(plan, "15.training", entry)
    assert (one.verdict, [note.reason for note in one.notes]) == (verdict, notes)
    june = found(plan, "15.training", entry, as_of="2014-06-30")
    assert (june.verdict, [note.reason for note in june.notes]) == (in_june, notes_in_june)
    assert one.measure.actual == claimed


def test_a_ledger_is_told_by_what_counts_and_what_does_not(plan: Plan) -> None:
    dates = ["2014-03-01", "2014-03-01", "2014-03-02", "2014-03-03"]
    dates += ["2013-12-31", "2015-01-01", "2015-01-02", "2015-01-03", "2015-01-04"]
    records = [{"name": "示例", "date": date} for date in dates]
    one = found(plan, "15.training", {"sessions": "6", "records": records})
    assert (one.verdict, one.reason) == (Verdict.REVIEW, "finding.ledger")
    told = {key: one.values[key] for key in ("claimed", "listed", "counted", "outside", "repeated")}
    assert told == {"claimed": 6, "listed": 9, "counted": 3, "outside": 5, "repeated": 1}


def test_a_base_of_which_nothing_is_told_is_missing_and_not_blank(plan: Plan) -> None:
    """The entry is there; what is not there is the base's own number."""
    one = found(plan, "15.bases", {"units": {"示例甲馆": None, "示例乙馆": {"sessions": "6"}}})
    assert one.verdict is Verdict.MISSING
    reasons = {unit.name: unit.reason for unit in one.units}
    assert reasons == {"示例甲馆": "finding.missing", "示例乙馆": "finding.quota-met"}


# --- remarks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "notes"),
    [
        ("10000", []),
        ("10000家", ["note.read-as"]),
        ("10001", ["note.implausible"]),
        ("10001家", ["note.read-as", "note.implausible"]),
        ("1.2万家", ["note.read-as"]),
    ],
)
def test_a_number_above_ten_thousand_is_worth_a_second_look(
    plan: Plan, number: str, notes: list[str]
) -> None:
    one = found(plan, "19.standard", {"note": "示例", "enterprises": number})
    assert one.verdict is Verdict.PASS
    assert [note.reason for note in one.notes] == notes


@pytest.mark.parametrize(
    ("asked", "number", "is_far"),
    [
        ("300.5", "30050", False),
        ("300.5", "42000", True),
        ("20000", "42000", False),  # twice what is asked is nothing odd
        ("20000", "2000001", True),
        ("{1: 1, 2: 20000}", "42000", False),
    ],
)
def test_a_number_is_only_large_against_what_is_asked(
    asked: str, number: str, is_far: bool, tmp_path: Path
) -> None:
    plan = services(tmp_path, "at_least: 300.5", f"at_least: {asked}")
    result = judged(plan, {"主体": "丁市", "任务": {"4.配套资金": {"配套资金": number}}})
    notes = [note.reason for note in finding(result, "4.a").notes]
    assert ("note.implausible" in notes) is is_far


@pytest.mark.parametrize("bare", ["300万", "三百万", "三百万元"])
def test_a_bare_amount_is_asked_what_it_counts(bare: str, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        judged(services(tmp_path), {"主体": "丁市", "任务": {"4.配套资金": bare}})
    (problem,) = caught.value.problems
    assert problem.key in ("report.bare-amount", "report.bare-number")
    for lang in Lang:
        assert "4.配套资金: {配套资金: " in problem_text(lang, problem)


def test_the_two_numbers_of_a_percentage_may_be_large(tmp_path: Path) -> None:
    tasks = {
        "1.网上办理增长": {"网上办理件数": 121000, "上年网上办理件数": 110000},
        "2.按时办结率": {"按时办结件数": 99000, "应办结件数": 100000},
    }
    result = judged(services(tmp_path), {"主体": "丁市", "任务": tasks})
    for name in ("1.a", "2.a"):
        assert finding(result, name).measure.gap == 0
        assert "note.implausible" not in [note.reason for note in finding(result, name).notes]


def services(tmp_path: Path, old: str = "", new: str = "") -> Plan:
    """Return the plan of the city services with ``new`` for ``old``."""
    folder = ROOT / "examples/plans"
    shutil.copy(folder / "city-services-cities.yaml", tmp_path)
    file = tmp_path / "plan.yaml"
    file.write_text((folder / "city-services.yaml").read_text("utf-8").replace(old, new), "utf-8")
    return load_plan(str(file))


@pytest.mark.parametrize(
    ("date", "later"), [("2014-06-29", False), ("2014-06-30", False), ("2014-07-01", True)]
)
def test_evidence_dated_after_the_day_that_is_judged_by_is_noted(
    plan: Plan, date: str, later: bool
) -> None:
    one = found(
        plan,
        "2.framework",
        {"status": "completed", "evidence": ["Z01"]},
        as_of="2014-06-30",
        evidence={"Z01": {"title": "示例", "date": date}},
    )
    assert one.verdict is Verdict.PASS
    assert ("note.evidence-later" in [note.reason for note in one.notes]) is later


# --- keys in the wrong place ------------------------------------------------------------------


def test_a_number_without_a_chinese_word_is_asked_for_by_its_key(tmp_path: Path) -> None:
    rules = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    bare, blocks = re.subn(r"(?m)^metrics:.*\n(?: .*\n)+", "", rules)
    assert blocks == 1
    (tmp_path / "plan.yaml").write_text(bare, encoding="utf-8")
    plan = load_plan(str(tmp_path / "plan.yaml"))
    with pytest.raises(ReportError) as error:
        found(plan, "15.training", {"enterprises": 6})
    (problem,) = error.value.problems
    assert problem.key == "report.other-metric"
    assert problem.values["wanted"] == "sessions"
