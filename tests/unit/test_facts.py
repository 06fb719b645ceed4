"""Facts from several inputs: which one holds, what contradicts, and what stays unknown."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.errors import ReportError, RosterError, UnknownNameError
from plancheck.formats import Style, render, render_as
from plancheck.inputs.loading import load_roster
from plancheck.inputs.roster import Roster
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.evaluation import WAIVABLE
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run
from tests.conftest import by_the_rules, finding, judged

HEAD = "plan: cn-patent-2014\n"


@pytest.fixture
def roster(plan: Plan, tmp_path: Any) -> Any:
    """Return a function that makes a roster of the text of its provinces."""

    def make(text: str) -> Roster:
        file = tmp_path / "roster.yaml"
        file.write_text(f"format: plancheck.roster/1\n{HEAD}provinces:\n{text}", "utf-8")
        return load_roster(str(file), plan)

    return make


def problems(error: pytest.ExceptionInfo[Any]) -> list[str]:
    return [problem.key for problem in error.value.problems]


# --- the tier and the designations ----------------------------------------------------------------


@pytest.mark.parametrize("stated", ["report", "option"])
def test_a_designation_in_the_roster_meets_the_tier_from_elsewhere(
    plan: Plan, roster: Any, stated: str
) -> None:
    """21 names tier 1 only, so a designated province of tier 2 is an error wherever it stands."""
    listed = roster("  江西: {designated: [21.industries]}\n")
    data = {"province": "江西", **({"tier": "2"} if stated == "report" else {})}
    terms = {"tier": "2"} if stated == "option" else {}
    with pytest.raises(ReportError) as error:
        judged(plan, data, roster=listed, **terms)
    assert problems(error) == ["facts.not-in-tier"]
    assert error.value.problems[0].where.path.endswith("roster.yaml")


@pytest.mark.parametrize(
    ("listed", "stated", "conflict"),
    [
        ("[20.navigation]", [], True),
        ("[]", ["20.navigation"], True),
        ("[20.navigation]", ["26.regions"], True),
        ("[20.navigation, 26.regions]", ["26.regions", "20.navigation"], False),
        ("[]", [], False),
        ("[20.navigation]", None, False),  # what is not stated contradicts nothing
    ],
)
def test_roster_and_report_name_the_same_designations(
    plan: Plan, roster: Any, listed: str, stated: list[str] | None, conflict: bool
) -> None:
    data: dict[str, Any] = {"province": "江西", "tier": "1"}
    if stated is not None:
        data["designated"] = stated
    inputs = {"roster": roster(f"  江西: {{designated: {listed}}}\n")}
    if conflict:
        with pytest.raises(ReportError) as error:
            judged(plan, data, **inputs)
        assert problems(error) == ["facts.designation-conflict"]
    else:
        verdict = finding(judged(plan, data, **inputs), "20.navigation").verdict
        wanted = Verdict.NOT_APPLICABLE if listed == "[]" else Verdict.MISSING
        assert verdict is wanted


def test_designations_narrow_the_tiers_that_are_possible(plan: Plan) -> None:
    data = {
        "province": "江西",
        "designated": ["15.projects"],
        "tasks": {"15.training": {"sessions": "3"}},
    }
    found = finding(judged(plan, data), "15.training")
    assert found.verdict is Verdict.FAIL  # tiers 1 and 2 are left, which ask for 6 and 4
    assert found.measure.gap == 1


def test_designations_that_no_tier_can_have(plan: Plan) -> None:
    with pytest.raises(ReportError) as error:
        judged(
            plan, {"province": "江西", "tier": "2", "designated": ["15.projects", "21.industries"]}
        )
    assert problems(error) == ["facts.not-in-tier"]


def test_of_a_province_that_the_roster_omits_everything_is_unknown(plan: Plan, roster: Any) -> None:
    data = {
        "province": "江西",
        "tier": "3",
        "designated": ["20.navigation"],
        "allotments": {"9.training": {"participants": "5"}},
        "tasks": {"15.bases": {"units": {}}},
    }
    result = judged(plan, data, roster=roster("  北京: {}\n"))
    assert [note.reason for note in result.notes] == ["note.not-in-roster", "note.unconfirmed"]
    assert result.notes[1].values == {"facts": ["tier", "designated", "allotment", "units"]}
    facts = result.facts
    assert facts.tier == (None, None, "3")
    assert facts.designated == (None, None, ["20.navigation"])
    assert facts.allotments == {"9.training": (None, None, 5)}
    assert facts.units == {"15.bases": (None, None, ())}
    assert result.tier is None
    # An omission says nothing of the plan's own issuer, whose duties hang on no such fact.
    national = judged(plan, {"subject": "national"}, roster=roster("  北京: {}\n"))
    assert national.notes == ()


def test_without_a_roster_the_report_is_taken_at_its_word(plan: Plan) -> None:
    data = {
        "province": "江西",
        "tier": "3",
        "designated": [],
        "allotments": {"9.training": {"participants": "5"}},
        "tasks": {"15.bases": {"units": {"示例馆": {"sessions": "6"}}}},
    }
    result = judged(plan, data)
    facts = result.facts
    assert facts.tier == ("3", "report", None)
    assert facts.designated == ([], "report", None)
    assert facts.allotments == {"9.training": (5, "report", None)}
    assert facts.units == {"15.bases": (("示例馆",), "report", None)}
    assert result.notes == ()


@pytest.mark.parametrize("tier", ["1", "3"])
def test_the_tier_of_the_caller_holds_where_the_roster_has_none(
    plan: Plan, roster: Any, tier: str
) -> None:
    listed = roster("  江西: {}\n")
    result = judged(plan, {"province": "江西", "tier": tier}, roster=listed, tier=tier)
    assert result.facts.tier == (tier, "option", None)
    with pytest.raises(ReportError) as error:
        judged(plan, {"province": "江西", "tier": "2"}, roster=listed, tier=tier)
    assert problems(error) == ["facts.tier-conflict"]


def test_an_unconfirmed_designation_narrows_no_tiers_but_has_to_be_possible(
    plan: Plan, roster: Any
) -> None:
    """Only tier 1 can be designated for 21; nobody but the report says that this one is."""
    listed = roster("  江西: {}\n")
    data = {
        "province": "江西",
        "designated": ["21.industries"],
        "tasks": {"15.training": {"sessions": "4"}},
    }
    assert finding(judged(plan, data), "15.training").verdict is Verdict.FAIL
    assert finding(judged(plan, data, roster=listed), "15.training").verdict is Verdict.REVIEW
    with pytest.raises(ReportError) as error:
        judged(plan, {**data, "tier": "2"}, roster=listed)
    assert problems(error) == ["facts.not-in-tier"]
    with pytest.raises(ReportError) as error:
        judged(plan, data, roster=roster("  江西: {tier: 3}\n"))
    assert problems(error) == ["facts.not-in-tier"]


def test_a_day_that_the_report_chose_itself_is_noted(plan: Plan) -> None:
    early = {"province": "江西", "tier": "3", "as_of": "2014-06-30"}
    assert [note.reason for note in judged(plan, early).notes] == ["note.as-of"]
    for late in ("2014-12-31", "2015-03-31"):  # nothing is left out of what is due
        assert judged(plan, {**early, "as_of": late}).notes == ()


# --- allotments -----------------------------------------------------------------------------------


def test_an_unknown_number_is_not_shown_as_one(plan: Plan) -> None:
    data = {"province": "江西", "tier": "1", "tasks": {"9.training": {"participants": "0"}}}
    found = finding(judged(plan, data), "9.training")
    assert (found.verdict, found.reason) == (Verdict.FAIL, "finding.below-any")
    assert found.measure.expected is found.measure.gap is None


def test_none_allotted_settles_a_duty_that_hangs_on_it(plan: Plan, roster: Any) -> None:
    data = {"province": "江西", "tier": "1", "designated": []}
    assert finding(judged(plan, data), "30.training").verdict is Verdict.REVIEW
    for word in ("none", "无"):
        listed = roster(f"  江西: {{designated: [], allotments: {{30.training: {word}}}}}\n")
        found = finding(judged(plan, data, roster=listed), "30.training")
        assert found.verdict is Verdict.NOT_APPLICABLE
    with pytest.raises(RosterError) as error:
        roster("  江西: {allotments: {9.training: none}}\n")
    assert problems(error) == ["facts.must-be-allotted"]


@pytest.mark.parametrize(("listed", "notes"), [("500", []), ("501", ["note.allotment"])])
def test_the_number_of_the_roster_holds_and_another_one_is_noted(
    plan: Plan, roster: Any, listed: str, notes: list[str]
) -> None:
    of_roster = roster(f"  江西: {{allotments: {{9.training: {{participants: {listed}}}}}}}\n")
    data = {
        "province": "江西",
        "tier": "1",
        "allotments": {"9.training": {"participants": "500"}},
        "tasks": {"9.training": {"participants": "500"}},
    }
    found = finding(judged(plan, data, roster=of_roster), "9.training")
    assert found.verdict is (Verdict.FAIL if notes else Verdict.PASS)
    assert [note.reason for note in found.notes] == notes


def test_the_first_day_of_the_plan_is_a_day_to_judge_by(plan: Plan) -> None:
    data = {"province": "江西", "tier": "1", "as_of": "2014-01-01"}
    assert finding(judged(plan, data), "2.framework").verdict is Verdict.PENDING
    with pytest.raises(ReportError) as error:
        judged(plan, {**data, "as_of": "2013-12-31"})
    assert problems(error) == ["report.as-of-early"]


def test_every_allotment_is_checked_after_one_that_is_none(plan: Plan) -> None:
    given = {"30.training": "none", "9.training": {"participants": "0"}}
    with pytest.raises(ReportError) as error:
        judged(plan, {"province": "江西", "allotments": given})
    assert problems(error) == ["facts.zero"]


def test_a_designated_province_owes_training_even_if_none_is_allotted(
    plan: Plan, roster: Any
) -> None:
    listed = roster(
        "  江西: {designated: [30.training], allotments: {30.training: {participants: 9}}}\n"
    )
    data = {"province": "江西", "tier": "1", "tasks": {"30.training": {"participants": "8"}}}
    assert finding(judged(plan, data, roster=listed), "30.training").verdict is Verdict.FAIL


def test_the_list_takes_the_roster_into_account(plan: Plan, roster: Any) -> None:
    listed = roster(
        "  江西: {tier: 1, designated: [], allotments: {30.training: {participants: 5}}}\n"
    )
    listing = list_obligations(plan, subject="江西", roster=listed, level="mandatory")
    row = next(row for row in listing.rows if row.obligation.id == "30.training")
    assert row.level("1") == "mandatory"
    assert "20.navigation" not in [row.obligation.id for row in listing.rows]
    with pytest.raises(RosterError) as error:
        list_obligations(plan, subject="江西", tier="2", roster=listed)
    assert problems(error) == ["facts.tier-conflict"]


# --- ledgers and evidence -------------------------------------------------------------------------


def reported(plan: Plan, obligation: str, entry: Any, **terms: Any) -> Verdict:
    data = {"province": "江西", "tier": "1", "tasks": {obligation: entry}}
    return finding(judged(plan, data, **terms), obligation).verdict


def test_one_enterprise_is_one_however_often_it_is_listed(plan: Plan) -> None:
    records = [{"name": "示例企业", "date": f"2014-03-{day:02d}"} for day in range(1, 31)]
    assert (
        reported(plan, "19.standard", {"enterprises": "30", "records": records}) is Verdict.REVIEW
    )
    several = [{"name": f"示例企业{n}"} for n in range(30)]
    assert reported(plan, "19.standard", {"enterprises": "30", "records": several}) is Verdict.PASS
    spelled = [{"name": name} for name in ("示例A", "示例Ａ", "示例 a")]
    padded = [*several[:27], *spelled]
    assert reported(plan, "19.standard", {"enterprises": "30", "records": padded}) is Verdict.REVIEW


def test_a_record_names_something(plan: Plan) -> None:
    with pytest.raises(ReportError) as error:
        reported(plan, "15.training", {"sessions": "6", "records": [{"note": "示例"}] * 6})
    assert problems(error) == ["report.empty-record"] * 6
    same_day = [{"date": "2014-03-01"}] * 6
    assert reported(plan, "15.training", {"sessions": "6", "records": same_day}) is Verdict.REVIEW


def test_a_ledger_without_a_number_can_only_count_against(plan: Plan) -> None:
    sixty = [{"name": f"示例企业{n}"} for n in range(60)]
    assert reported(plan, "18.advantage", {"records": sixty}) is Verdict.FAIL
    assert reported(plan, "18.advantage", {"records": sixty[:50]}) is Verdict.OPTIONAL
    assert reported(plan, "19.standard", {"records": sixty}) is Verdict.MISSING


# --- units ----------------------------------------------------------------------------------------


def test_a_listed_base_that_is_not_reported_is_missing(plan: Plan, roster: Any) -> None:
    listed = roster("  江西: {tier: 1, units: {15.bases: [甲馆, 乙馆]}}\n")
    data = {"province": "江西", "tasks": {"15.bases": {"units": {"甲馆": {"sessions": "6"}}}}}
    found = finding(judged(plan, data, roster=listed), "15.bases")
    assert found.verdict is Verdict.MISSING
    assert [unit.verdict for unit in found.units] == ["pass", "missing"]
    none = roster("  江西: {tier: 1, units: {15.bases: []}}\n")
    found = finding(judged(plan, {"province": "江西"}, roster=none), "15.bases")
    assert found.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    "written", ["示例\u3164图书馆基地", "示例图书馆（基地）", " 示例图书馆 基地 ", "示例圖書館基地"]
)
def test_a_unit_is_one_unit_however_its_name_is_spaced(
    plan: Plan, roster: Any, written: str
) -> None:
    listed = roster("  江西: {tier: 1, units: {15.bases: [示例图书馆基地]}}\n")
    entry = {"units": {written: {"sessions": 5}}}
    result = judged(plan, {"province": "江西", "tasks": {"15.bases": entry}}, roster=listed)
    found = finding(result, "15.bases")
    same = "圖" not in written  # another character is another name
    units = [(unit.name, unit.verdict) for unit in found.units]
    assert units[0] == ("示例图书馆基地", Verdict.FAIL if same else Verdict.MISSING)
    assert (len(units) == 1) is same
    assert (result.facts.units["15.bases"].unconfirmed is None) is same
    assert ("note.unit-not-in-roster" not in [note.reason for note in found.notes]) is same
    if same:  # the place is that of the number, however the report spells the unit
        assert found.location.column == len("        sessions: ") + 1


# --- waivers --------------------------------------------------------------------------------------

WAIVER = (
    "- {province: 江西, obligation: %s, reason: 示例, approved_by: 示例〔2014〕1号, until: %s}\n"
)


def waivers(plan: Plan, folder: Any, text: str) -> Any:
    file = folder / "waivers.yaml"
    file.write_text(f"format: plancheck.waivers/1\n{HEAD}waivers:\n{text}", "utf-8")
    return load_waivers(str(file), plan)


@pytest.mark.parametrize(
    ("until", "verdict"),
    [("2015-06-30", "waived"), ("2014-12-31", "waived"), ("2014-12-30", "missing")],
)
def test_a_waiver_holds_through_its_last_day(
    plan: Plan, tmp_path: Any, until: str, verdict: str
) -> None:
    given = waivers(plan, tmp_path, WAIVER % ("2.framework", until))
    result = judged(plan, {"province": "江西", "tier": "1"}, waivers=given)
    found = finding(result, "2.framework")
    assert found.verdict == verdict
    if verdict == "waived":
        assert found.underlying is Verdict.MISSING
    else:
        assert [note.reason for note in found.notes] == ["note.waiver-expired"]
    assert finding(result, "3.programme").verdict is Verdict.MISSING


def test_a_waiver_is_for_one_subject(plan: Plan, tmp_path: Any) -> None:
    given = waivers(plan, tmp_path, WAIVER % ("2.framework", "2014-12-31"))
    result = judged(plan, {"province": "湖北", "tier": "1"}, waivers=given)
    assert finding(result, "2.framework").verdict is Verdict.MISSING


@pytest.mark.parametrize("name", ["江西省", "CN-JX", "360000", "Jiangxi"])
def test_a_waiver_names_its_subject_in_any_spelling(plan: Plan, tmp_path: Any, name: str) -> None:
    text = (WAIVER % ("2.framework", "2014-12-31")).replace("江西", name)
    result = judged(plan, {"province": "江西", "tier": "1"}, waivers=waivers(plan, tmp_path, text))
    assert finding(result, "2.framework").verdict is Verdict.WAIVED


def test_the_issuer_can_have_a_waiver_too(plan: Plan, tmp_path: Any) -> None:
    (_, first), *_ = plan.obligations(national=True)
    text = (WAIVER % (first.id, "2014-12-31")).replace("province: 江西", "subject: national")
    result = judged(plan, {"subject": "national"}, waivers=waivers(plan, tmp_path, text))
    assert finding(result, first.id).verdict is Verdict.WAIVED


def test_what_a_waiver_can_lift() -> None:
    assert {Verdict.FAIL, Verdict.MISSING, Verdict.REVIEW, Verdict.PENDING} == WAIVABLE


# --- every world ----------------------------------------------------------------------------------

ENTRIES: dict[str, list[Any]] = {
    "7.indicators": [None, "completed", "in-progress", "not-undertaken"],
    "15.projects": [None, "completed", "interim"],
    "15.training": [{"sessions": str(n)} for n in (0, 1, 3, 4, 5, 6, 7)],
    "18.advantage": [{"enterprises": str(n)} for n in (0, 15, 16, 25, 26, 50, 51)],
    "19.standard": [{"enterprises": str(n)} for n in (0, 9, 10, 20, 29, 30)],
    "20.navigation": [None, "interim", "not-started"],
    "21.industries": [None, "interim"],
    "25.office": [{"institutions": "0"}, {"institutions": "1"}, "not-undertaken"],
    "30.agencies": [None, "completed"],
}
UNKNOWN = object()


@pytest.mark.parametrize("name", ENTRIES)
def test_not_knowing_leads_to_what_the_four_rules_say(plan: Plan, name: str) -> None:
    for entry, as_of in product(ENTRIES[name], ("2014-06-30", "2014-12-31", "2015-03-31")):
        base = {"province": "江西", "as_of": as_of, "tasks": {name: entry}}
        worlds = set()
        for tier, designated in product(("1", "2", "3"), (True, False)):
            stated = {**base, "tier": tier, "designated": [name] if designated else []}
            try:
                worlds.add(finding(judged(plan, stated), name).verdict)
            except ReportError:
                assert designated  # this tier cannot be designated for this duty
        unknown = finding(judged(plan, base), name).verdict
        assert unknown is by_the_rules(worlds), (entry, worlds)


def test_names(plan: Plan) -> None:
    assert plan.find("18") is plan.find("18.advantage") is plan.find("18.优势企业申报")
    for wrong in ("15", "17", "31", "18.x", "national"):
        with pytest.raises(UnknownNameError):
            plan.find(wrong)
    with pytest.raises(UnknownNameError):
        plan.find_subject("national")


# --- what a second hunt for wrong passes found ----------------------------------------------------


@pytest.mark.parametrize("participants", ["0", "5"])
def test_designated_with_nothing_allotted_is_a_contradiction_for_a_person_to_settle(
    plan: Plan, participants: str
) -> None:
    """Neither statement goes before the other, whatever number is reported."""
    data = {
        "province": "江西",
        "tier": "1",
        "designated": ["30.training"],
        "allotments": {"30.training": "none"},
        "tasks": {"30.training": {"participants": participants}},
    }
    found = finding(judged(plan, data), "30.training")
    assert (found.verdict, found.reason) == (Verdict.REVIEW, "finding.designated-not-allotted")
    june = finding(judged(plan, {**data, "as_of": "2014-06-30"}), "30.training")
    assert june.verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, Verdict.REVIEW),
        ({"tier": "1"}, Verdict.REVIEW),
        ({"tier": "1", "designated": []}, Verdict.REVIEW),
        (
            {"tier": "1", "designated": [], "allotments": {"30.training": "none"}},
            Verdict.NOT_APPLICABLE,
        ),
        ({"allotments": {"30.training": {"participants": "5"}}}, Verdict.PASS),
        ({"allotments": {"30.training": {"participants": "6"}}}, Verdict.FAIL),
    ],
)
def test_a_number_reported_where_it_may_not_be_asked(
    plan: Plan, facts: dict[str, Any], verdict: Verdict
) -> None:
    data = {"province": "江西", **facts, "tasks": {"30.training": {"participants": "5"}}}
    result = judged(plan, data)
    assert finding(result, "30.training").verdict is verdict
    for format_ in ("table", "json", "markdown", "html", "csv"):
        for lang in Lang:
            assert "30.training" in render(format_, Run(plan, (result,)), Style(lang))


def test_characters_that_do_not_show_tell_nothing_apart(plan: Plan) -> None:
    hidden = [{"name": "甲公司" + "\u200b" * n} for n in range(10)]
    entry = {"enterprises": "10", "records": hidden}
    data = {"province": "江西", "tier": "3", "tasks": {"19.standard": entry}}
    found = finding(judged(plan, data), "19.standard")
    assert (found.verdict, found.values["repeated"]) == (Verdict.REVIEW, 9)
    data = {
        "province": "江西",
        "tier": "3",
        "tasks": {"2": {"status": "completed", "evidence": ["Z"]}},
        "evidence": {"Z": {"title": "\u200b"}},
    }
    found = finding(judged(plan, data, require_evidence=True), "2.framework")
    assert found.reason == "finding.no-evidence"


def test_declining_hides_no_broken_cap(plan: Plan) -> None:
    sixty = [{"name": f"示例企业{n}"} for n in range(60)]
    declined = {"status": "not-undertaken", "records": sixty}
    assert reported(plan, "18.advantage", declined) is Verdict.FAIL


ALLOTTED_CAP = """
format: plancheck.plan/1
id: caps
title: {zh: 另一个计划, en: another plan}
issuer: {zh: 某局, en: an office}
period: {from: 2014-01-01, to: 2014-12-31}
tiers: {1: {zh: 一类省份, en: tier 1 province}}
source: {title: 另一个计划, sha256: none}
sections:
- id: "一"
  title: {zh: 节, en: section}
  groups:
  - id: "(一)"
    title: {zh: 组, en: group}
    tasks:
    - id: 1
      title: {zh: 任务, en: task}
      due: completed
      obligations:
      - id: 1.cap
        name: {zh: 上限, en: cap}
        says: {zh: 不超过分配数。, en: No more than allotted.}
        cites: [不超过]
        applies: {all: mandatory}
        requires: {quota: {metric: events, at_most: allotment, unit: {zh: 次, en: events}}}
      - id: 1.each
        name: {zh: 每个, en: each}
        says: {zh: 每个不少于分配数。, en: Each at least as allotted.}
        cites: [不少于]
        applies: {all: mandatory}
        requires:
          quota: {metric: events, at_least: allotment, per: unit, unit: {zh: 次, en: events}}
      - id: 1.exact
        name: {zh: 正好, en: exact}
        says: {zh: 正好三次。, en: Exactly three.}
        cites: [正好]
        applies: {all: mandatory}
        requires: {quota: {metric: events, exactly: 3, unit: {zh: 次, en: events}}}
"""


@pytest.fixture
def caps(tmp_path: Any) -> Plan:
    file = tmp_path / "plan.yaml"
    file.write_text(ALLOTTED_CAP, "utf-8")
    return load_plan(str(file))


@pytest.mark.parametrize(
    ("entry", "verdict"),
    [
        ({"events": "2"}, Verdict.REVIEW),
        ({"events": "0"}, Verdict.PASS),
        # Over a cap of 1, and with any other there is no number: it blocks whatever was allotted.
        ({"records": [{"name": "甲"}, {"name": "乙"}]}, Verdict.FAIL),
    ],
)
def test_a_cap_that_is_allotted_and_unknown(caps: Plan, entry: Any, verdict: Verdict) -> None:
    data = {"province": "江西", "tier": "1", "tasks": {"1.cap": entry}}
    assert finding(judged(caps, data), "1.cap").verdict is verdict


def test_units_with_an_unknown_number_are_not_told_an_invented_one(caps: Plan) -> None:
    units = {"甲馆": {"events": "0"}, "乙馆": {"events": "3"}}
    data = {"province": "江西", "tier": "1", "tasks": {"1.each": {"units": units}}}
    found = finding(judged(caps, data), "1.each")
    assert found.verdict is Verdict.FAIL  # 甲馆 has none, whatever was allotted
    assert [unit.measure.expected for unit in found.units] == [None, None]
    assert found.values["unit_name"].zh == "次"  # the plan has no name for a unit of this kind
    assert "1" not in finding_text(Lang.ZH, caps, found)
    three = {
        "province": "江西",
        "tier": "1",
        "tasks": {"1.each": {"units": {"乙馆": {"events": "3"}}}},
    }
    assert finding(judged(caps, three), "1.each").verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("events", "verdict", "gap"), [("2", "fail", 1), ("3", "pass", 0), ("4", "fail", 1)]
)
def test_an_exact_number(caps: Plan, events: str, verdict: str, gap: int) -> None:
    data = {"province": "江西", "tier": "1", "tasks": {"1.exact": {"events": events}}}
    found = finding(judged(caps, data), "1.exact")
    assert (found.verdict, found.measure.gap) == (verdict, gap)
    assert "正好3次" in finding_text(Lang.ZH, caps, found)
    listing = render_as("listing", "table", list_obligations(caps, tier="1"), Style(Lang.ZH, 100))
    assert "=3次" in listing


def test_an_allotment_without_its_number_names_the_key_as_the_plan_does(
    caps: Plan, plan: Plan
) -> None:
    """The metric of a plan need not have a Chinese name; that of training has one."""
    for of, name, metric in ((caps, "1.cap", "events"), (plan, "9.training", "participants")):
        with pytest.raises(ReportError) as error:
            judged(of, {"province": "江西", "allotments": {name: {"source": "示例"}}})
        (problem,) = error.value.problems
        assert problem.key.startswith("facts.allotment")
        assert (problem.values["key"], problem.values["metric"]) == (name, metric)


def test_the_tier_decides_beside_a_large_number_that_nobody_stated(tmp_path: Any) -> None:
    """Short of what may have been allotted is a fail where it is mandatory, and else is not."""
    tier = "1: {zh: 一类省份, en: tier 1 province}"
    text = (
        ALLOTTED_CAP.replace(tier, f"{tier}, 2: {{zh: 二类省份, en: tier 2 province}}")
        .replace("applies: {all: mandatory}", "applies: {tier1: mandatory, others: optional}", 1)
        .replace("at_most: allotment", "at_least: allotment")
    )
    file = tmp_path / "plan.yaml"
    file.write_text(text, "utf-8")
    data = {"province": "江西", "tasks": {"1.cap": {"events": "500"}}}
    found = finding(judged(load_plan(str(file)), data), "1.cap")
    assert found.verdict is Verdict.REVIEW
    assert found.facts == ("tier", "allotment")


def test_what_blocks_in_every_scenario_has_no_note_that_nothing_does(caps: Plan) -> None:
    entry = {"records": [{"name": "甲"}, {"name": "乙"}]}
    data = {"province": "江西", "tier": "1", "tasks": {"1.cap": entry}}
    found = finding(judged(caps, data), "1.cap")
    assert found.verdict is Verdict.FAIL
    assert "note.least-favourable" not in [note.reason for note in found.notes]


def test_the_level_is_unknown_where_there_may_be_no_units(plan: Plan) -> None:
    found = finding(judged(plan, {"province": "江西", "tier": "1", "tasks": {}}), "15.bases")
    assert (found.verdict, found.level_word) == (Verdict.REVIEW, "unknown")
    none = {"15.bases": {"units": {}}}
    for tier in ({}, {"tier": "1"}):
        found = finding(judged(plan, {"province": "江西", **tier, "tasks": none}), "15.bases")
        assert (found.verdict, found.level_word) == (Verdict.NOT_APPLICABLE, "mandatory")


def test_units_that_no_roster_lists_are_noted_at_the_first_of_them(plan: Plan, roster: Any) -> None:
    listed = roster("  江西: {tier: 1, units: {15.bases: [甲基地]}}\n")
    text = (
        "province: 江西\ntasks:\n  15.bases:\n    units:\n"
        "      甲基地: {sessions: 6}\n      乙基地: {sessions: 6}\n      丙基地: {sessions: 6}\n"
    )
    result = judged(plan, text, roster=listed)
    notes = finding(result, "15.bases").notes
    (note,) = (note for note in notes if note.reason == "note.unit-not-in-roster")
    assert note.values["units"] == ["乙基地", "丙基地"]
    assert note.where is not None
    assert note.where.line == 6
