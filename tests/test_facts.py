"""Facts from several inputs: which one holds, what contradicts, and what stays unknown."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from plancheck.errors import ReportError, RosterError, UnknownNameError
from plancheck.evaluation import WAIVABLE
from plancheck.fields import spellings
from plancheck.listing import list_obligations
from plancheck.plan import ENTRY_KEYS, Plan
from plancheck.report import Entry
from plancheck.result import Outcome, Verdict
from plancheck.roster import Roster, load_roster
from plancheck.waivers import load_waivers
from tests.conftest import finding, judged

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


def test_designations_narrow_the_tiers_that_are_possible(plan: Plan) -> None:
    data = {
        "province": "江西",
        "designated": ["15.projects"],
        "tasks": {"15.training": {"sessions": "3"}},
    }
    found = finding(judged(plan, data), "15.training")
    assert found.verdict is Verdict.FAIL  # tiers 1 and 2 are left, which ask for 6 and 4
    assert found.values["gap"] == 1


def test_designations_that_no_tier_can_have(plan: Plan) -> None:
    with pytest.raises(ReportError) as error:
        judged(
            plan, {"province": "江西", "tier": "2", "designated": ["15.projects", "21.industries"]}
        )
    assert problems(error) == ["facts.not-in-tier"]


def test_a_roster_that_does_not_list_the_province_says_so(plan: Plan, roster: Any) -> None:
    result = judged(plan, {"province": "江西", "tier": "3"}, roster=roster("  北京: {tier: 1}\n"))
    assert [note.reason for note in result.notes] == ["note.not-in-roster"]
    assert result.tier == "3"


def test_a_day_that_the_report_chose_itself_is_noted(plan: Plan) -> None:
    early = {"province": "江西", "tier": "3", "as_of": "2014-06-30"}
    assert [note.reason for note in judged(plan, early).notes] == ["note.as-of"]
    assert judged(plan, {**early, "as_of": "2014-12-31"}).notes == ()


# --- allotments -----------------------------------------------------------------------------------


def test_an_unknown_number_is_not_shown_as_one(plan: Plan) -> None:
    data = {"province": "江西", "tier": "1", "tasks": {"9.training": {"participants": "0"}}}
    found = finding(judged(plan, data), "9.training")
    assert (found.verdict, found.reason) == (Verdict.FAIL, "finding.below-any")
    assert found.values["expected"] is found.values["gap"] is None


def test_none_allotted_settles_a_duty_that_hangs_on_it(plan: Plan, roster: Any) -> None:
    data = {"province": "江西", "tier": "1", "designated": []}
    assert finding(judged(plan, data), "30.training").verdict is Verdict.REVIEW
    for word in ("none", "无"):
        listed = roster(f"  江西: {{allotments: {{30.training: {word}}}}}\n")
        found = finding(judged(plan, data, roster=listed), "30.training")
        assert found.verdict is Verdict.NOT_APPLICABLE
    with pytest.raises(RosterError) as error:
        roster("  江西: {allotments: {9.training: none}}\n")
    assert problems(error) == ["facts.must-be-allotted"]


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
    assert reported(plan, "18.advantage", {"records": sixty[:50]}) is Verdict.REVIEW
    assert reported(plan, "19.standard", {"records": sixty}) is Verdict.MISSING


# --- units ----------------------------------------------------------------------------------------


def test_a_listed_base_that_is_not_reported_is_missing(plan: Plan, roster: Any) -> None:
    listed = roster("  江西: {tier: 1, units: {15.bases: [甲馆, 乙馆]}}\n")
    data = {"province": "江西", "tasks": {"15.bases": {"units": {"甲馆": {"sessions": "6"}}}}}
    found = finding(judged(plan, data, roster=listed), "15.bases")
    assert found.verdict is Verdict.MISSING
    assert [unit["verdict"] for unit in found.values["units"]] == ["pass", "missing"]
    none = roster("  江西: {tier: 1, units: {15.bases: []}}\n")
    found = finding(judged(plan, {"province": "江西"}, roster=none), "15.bases")
    assert found.verdict is Verdict.NOT_APPLICABLE


# --- waivers --------------------------------------------------------------------------------------

WAIVER = (
    "- {province: 江西, obligation: %s, reason: 示例, approved_by: 示例〔2014〕1号, until: %s}\n"
)


def waivers(plan: Plan, folder: Any, text: str) -> Any:
    file = folder / "waivers.yaml"
    file.write_text(f"format: plancheck.waivers/1\n{HEAD}waivers:\n{text}", "utf-8")
    return load_waivers(str(file), plan)


@pytest.mark.parametrize(
    ("until", "verdict"), [("2014-12-31", "waived"), ("2014-12-30", "missing")]
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
def test_not_knowing_is_the_common_verdict_or_a_review(plan: Plan, name: str) -> None:
    """Learning a fact turns a review into something else, and no other verdict."""
    for entry, as_of in product(ENTRIES[name], ("2014-06-30", "2014-12-31")):
        base = {"province": "江西", "as_of": as_of, "tasks": {name: entry}}
        worlds = set()
        for tier, designated in product(("1", "2", "3"), (True, False)):
            stated = {**base, "tier": tier, "designated": [name] if designated else []}
            try:
                worlds.add(finding(judged(plan, stated), name).verdict)
            except ReportError:
                assert designated  # this tier cannot be designated for this duty
        unknown = finding(judged(plan, base), name).verdict
        assert unknown is (next(iter(worlds)) if len(worlds) == 1 else Verdict.REVIEW), (
            entry,
            worlds,
        )


def test_outcomes(plan: Plan) -> None:
    assert judged(plan, {"province": "江西"}).outcome is Outcome.NOT_COMPLIANT
    june = {"province": "江西", "tier": "1", "designated": [], "as_of": "2014-06-30"}
    assert judged(plan, june).outcome is Outcome.UNDETERMINED  # 30.training: nobody said
    settled = {**june, "allotments": {"30.training": "none"}}
    assert judged(plan, settled).outcome is Outcome.COMPLIANT


def test_names(plan: Plan) -> None:
    assert plan.find("18") is plan.find("18.advantage") is plan.find("18.优势企业申报")
    for wrong in ("15", "17", "31", "18.x", "national"):
        with pytest.raises(UnknownNameError):
            plan.find(wrong)
    with pytest.raises(UnknownNameError):
        plan.find_subject("national")


def test_no_metric_can_take_the_place_of_a_key() -> None:
    assert set(spellings(Entry)) == ENTRY_KEYS
