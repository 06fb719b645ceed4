"""The share of a number that is reached beside the share of the period that has passed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from plancheck.analysis.pace import Pace, pace
from plancheck.language.message import Lang
from plancheck.language.sentences import pace_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from tests.conftest import ROOT, finding, judged

JUNE_30 = "2014-06-30"
"""The 181st of 365 days."""


def kept(plan: Plan, obligation: str, day: str, tier: str = "1", **entry: Any) -> Pace | None:
    report = {
        "province": "江西", "tier": tier, "designated": [], "as_of": day,
        "allotments": {"9.training": {"participants": "200"}},
        "tasks": {obligation: entry} if entry else {},
    }  # fmt: skip
    result = judged(plan, report)
    return pace(plan, datetime.date.fromisoformat(day), finding(result, obligation))


def test_the_share_reached_stands_beside_that_of_the_period(plan: Plan) -> None:
    found = kept(plan, "19.standard", JUNE_30, enterprises="9")
    assert found == Pace(9, 30, 181, 365)
    assert found.behind  # 9 × 365 = 3,285 and 30 × 181 = 5,430
    assert (found.reached, found.passed) == (30, 50)
    assert pace_text(Lang.ZH, "9/30家", found) == "9/30家（30%，序时50%，落后序时）"
    english = pace_text(Lang.EN, "9/30", found)
    assert english == "9/30 (30%, 50% of the period, behind pace)"


@pytest.mark.parametrize(
    ("enterprises", "day", "behind"),
    [
        ("15", JUNE_30, False),  # 15 × 365 = 5,475 against 30 × 181 = 5,430
        ("14", JUNE_30, True),  # 5,110
        ("15", "2014-07-02", True),  # 5,475 against 30 × 183 = 5,490
        ("0", "2014-01-01", True),
        ("1", "2014-01-12", False),  # 365 against 30 × 12 = 360
        ("1", "2014-01-13", True),  # 390
    ],
)
def test_behind_is_exact(plan: Plan, enterprises: str, day: str, behind: bool) -> None:
    found = kept(plan, "19.standard", day, enterprises=enterprises)
    assert found is not None
    assert found.behind is behind


def test_what_keeps_pace_is_not_marked() -> None:
    ahead = Pace(15, 30, 181, 365)
    assert pace_text(Lang.ZH, "15/30家", ahead) == "15/30家（50%，序时50%）"
    assert pace_text(Lang.EN, "15/30", ahead) == "15/30 (50%, 50% of the period)"


def test_only_all_is_all_and_only_none_is_none() -> None:
    assert Pace(999, 1000, 364, 365).reached == 99
    assert Pace(1, 1000, 1, 365).reached == 1
    assert Pace(40, 30, 365, 365).reached == 100
    assert (Pace(0, 30, 0, 365).reached, Pace(0, 30, 0, 365).passed) == (0, 0)


def test_a_number_that_is_not_stated_is_none_and_behind(plan: Plan) -> None:
    found = kept(plan, "15.training", JUNE_30)
    assert found == Pace(None, 6, 181, 365)
    assert found.behind
    assert pace_text(Lang.ZH, "—", found) == "—（序时50%，落后序时）"
    assert pace_text(Lang.EN, "—", found) == "— (50% of the period, behind pace)"


def test_an_allotted_number_has_a_pace_where_it_is_known(plan: Plan) -> None:
    assert kept(plan, "9.training", JUNE_30, participants="60") == Pace(60, 200, 181, 365)
    nobody_knows = {"province": "江西", "tier": "1", "designated": [], "as_of": JUNE_30}
    of = finding(judged(plan, nobody_knows), "9.training")
    assert pace(plan, datetime.date(2014, 6, 30), of) is None


def test_each_unit_counts_up_to_its_own_number(plan: Plan) -> None:
    units = {"甲": {"sessions": "9"}, "乙": {"sessions": "1"}}
    assert kept(plan, "15.bases", JUNE_30, units=units) == Pace(7, 12, 181, 365)
    assert kept(plan, "15.bases", JUNE_30) is None  # nobody says whether there are any


def test_where_it_makes_no_sense_there_is_none(plan: Plan) -> None:
    assert kept(plan, "25.office", JUNE_30) is None  # one institution: pace: none in the plan
    assert kept(plan, "2.framework", JUNE_30) is None  # a status
    assert kept(plan, "18.advantage", JUNE_30, enterprises="3") is None  # a cap
    assert kept(plan, "19.standard", "2014-12-31", enterprises="3") is None  # due
    no_tier = {"province": "江西", "designated": [], "as_of": JUNE_30}
    of = finding(judged(plan, no_tier), "19.standard")
    assert of.verdict == "pending"
    assert pace(plan, datetime.date(2014, 6, 30), of) is None


def test_after_the_period_every_day_of_it_has_passed(plan: Plan) -> None:
    report = {"province": "江西", "tier": "1", "designated": [], "as_of": JUNE_30}
    of = finding(judged(plan, report), "19.standard")
    for day, passed in (("2013-12-30", 0), ("2014-01-01", 1), ("2015-03-01", 365)):
        found = pace(plan, datetime.date.fromisoformat(day), of)
        assert found == Pace(None, 30, passed, 365)
        assert found.behind is (passed > 0)


def test_pace_is_in_the_plan_and_decides_nothing(plan: Plan, tmp_path: Any) -> None:
    """Without it the rules are the same, and the file is another."""
    text = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    file = tmp_path / "plan.yaml"
    assert ", pace: none" in text
    file.write_text(text.replace(", pace: none", ""), "utf-8")
    other = load_plan(str(file))
    assert other.rules_sha256 == plan.rules_sha256
    assert other.sha256 != plan.sha256
    assert kept(other, "25.office", JUNE_30) == Pace(None, 1, 181, 365)
