"""The outcome of a report as a whole: which of its findings decide, and in which order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plancheck.formats import Style, render, streams
from plancheck.inputs.waivers import Waivers, load_waivers
from plancheck.language.message import Lang
from plancheck.language.sentences import supply_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.questions import questions
from plancheck.verdicts.result import Outcome, Result, Verdict
from plancheck.verdicts.run import Run
from tests.conftest import as_yaml, finding, judged

DONE: dict[str, Any] = {
    "2.framework": "interim",
    "3.programme": "interim",
    "4.scheme": "completed",
    "4.revision": "completed",
    "4.timetable": "completed",
    "8.finance": "interim",
    "9.training": {"participants": "5"},
    "10.mechanism": "interim",
    "12.functions": "completed",
    "13.titles": "completed",
    "14.centres": "interim",
    "15.training": {"sessions": "6"},
    "15.bases": {"units": {}},
    "16.talent": "interim",
    "19.standard": {"enterprises": "30"},
    "25.office": {"institutions": "1"},
    "29.survey": "interim",
}
"""All that is mandatory in any tier for who is not designated, done as far as any tier asks."""
STATED = {
    "province": "江西",
    "designated": [],
    "allotments": {"9.training": {"participants": "5"}, "30.training": "none"},
}
DESIGNATED = {
    "11.ecommerce": "interim",
    "15.projects": "completed",
    "15.promotion": "completed",
    "20.navigation": "interim",
    "21.industries": "interim",
    "22.review": "interim",
    "23.clusters": "interim",
    "26.regions": "completed",
    "30.agencies": "completed",
}
"""The nine duties that only designation makes one of, done."""


def report(*, tier: str | None = "1", without: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """Return a report in which all is done but ``without``; what else it says is in ``more``."""
    tasks = {name: entry for name, entry in DONE.items() if name not in without}
    data = {**STATED, **({"tier": tier} if tier else {}), **more}
    data["tasks"] = {**tasks, **more.get("tasks", {})}
    return data


def verdicts(result: Result) -> set[Verdict]:
    return set(result.tally)


# --- compliant, on track --------------------------------------------------------------------------


@pytest.mark.parametrize("tier", ["1", "2", "3", None])
@pytest.mark.parametrize("as_of", ["2014-06-30", "2014-12-31"])
def test_who_has_done_everything_complies_on_any_day(
    plan: Plan, tier: str | None, as_of: str
) -> None:
    assert judged(plan, report(tier=tier, as_of=as_of)).outcome is Outcome.COMPLIANT


@pytest.mark.parametrize("name", [name for name in DONE if name != "15.bases"])
def test_what_is_still_to_do_keeps_a_report_on_track_and_then_from_complying(
    plan: Plan, name: str
) -> None:
    june = judged(plan, report(without=(name,), as_of="2014-06-30"))
    assert (finding(june, name).verdict, june.outcome) == (Verdict.PENDING, Outcome.ON_TRACK)
    assert Run(plan, (june,)).exit_code == 0
    late = judged(plan, report(without=(name,)))
    assert (finding(late, name).verdict, late.outcome) == (Verdict.MISSING, Outcome.NOT_COMPLIANT)
    assert Run(plan, (late,)).exit_code == 1


def test_what_may_be_mandatory_and_is_pending_keeps_a_report_on_track(plan: Plan) -> None:
    """All is done but what designation would ask for, and nobody said if it is designated."""
    data = report(as_of="2014-06-30")
    assert judged(plan, data).outcome is Outcome.COMPLIANT
    del data["designated"]
    data["allotments"] = {"9.training": {"participants": "5"}, "30.training": {"participants": "5"}}
    data["tasks"]["30.training"] = {"participants": "5"}
    result = judged(plan, data)
    assert finding(result, "11.ecommerce").verdict is Verdict.PENDING
    assert finding(result, "11.ecommerce").level_word == "unknown"
    assert result.outcome is Outcome.ON_TRACK


def test_a_blank_form_in_june_is_on_track_and_nothing_in_it_is_a_review(plan: Plan) -> None:
    blank = {one.id: None for _, one in plan.obligations()}
    result = judged(plan, {"province": "江西", "as_of": "2014-06-30", "tasks": blank})
    assert Verdict.REVIEW not in verdicts(result)
    assert result.outcome is Outcome.ON_TRACK
    assert (result.failure, questions(result)) == (None, ())


def test_nine_designated_duties_done_are_no_review(plan: Plan) -> None:
    """Designated or not, nothing blocks, so that the designations need not be known."""
    done = {**DESIGNATED, "7.indicators": "interim", "30.training": {"participants": "5"}}
    data = report(tasks=done)
    del data["designated"]
    data["allotments"] = {"9.training": {"participants": "5"}, "30.training": {"participants": "5"}}
    result = judged(plan, data)
    found = [finding(result, name) for name in DESIGNATED]
    assert {(one.verdict, one.level_word) for one in found} == {(Verdict.PASS, "unknown")}
    assert Verdict.REVIEW not in verdicts(result)
    assert result.outcome is Outcome.COMPLIANT


# --- a deadline after the period ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tier", "verdict", "outcome"),
    [
        ("1", Verdict.MISSING, Outcome.NOT_COMPLIANT),
        ("3", Verdict.PENDING, Outcome.COMPLIANT),  # due at the end of 2015
        (None, Verdict.REVIEW, Outcome.UNDETERMINED),
    ],
)
def test_what_is_due_after_the_period_keeps_no_report_from_complying(
    plan: Plan, tier: str | None, verdict: Verdict, outcome: Outcome
) -> None:
    result = judged(plan, report(tier=tier, without=("4.revision",)))
    assert (finding(result, "4.revision").verdict, result.outcome) == (verdict, outcome)


def test_what_may_be_due_within_the_period_is_not_due_after_it(plan: Plan) -> None:
    """In June nobody said whether it is due this year or next."""
    known = judged(plan, report(tier="3", without=("4.revision",), as_of="2014-06-30"))
    assert known.outcome is Outcome.COMPLIANT
    unknown = judged(plan, report(tier=None, without=("4.revision",), as_of="2014-06-30"))
    assert unknown.outcome is Outcome.ON_TRACK


SMALL = """
format: plancheck.plan/1
id: small
title: {zh: 示例计划, en: example plan}
issuer: {zh: 示例局, en: example office}
period: {from: 2014-01-01, to: 2014-12-31}
tiers: {1: {zh: 一类, en: tier 1}, 2: {zh: 二类, en: tier 2}}
source: {title: 示例计划, sha256: none}
sections:
- id: A
  title: {zh: 示例, en: example}
  groups:
  - id: B
    title: {zh: 示例, en: example}
    tasks:
    - id: 1
      title: {zh: 示例, en: example}
      due: completed
      obligations:
      - {id: 1.one, name: {zh: 甲, en: one}, says: {zh: 甲, en: one}, cites: [甲], applies: ONE}
      - {id: 1.two, name: {zh: 乙, en: two}, says: {zh: 乙, en: two}, cites: [乙], applies: TWO}
"""
LATER = "{all: mandatory}, due: {1: 2015-12-31, 2: 2015-12-31}"
OPTIONAL = "{all: optional}"
DESIGNABLE = "{designated: mandatory}"
IN_TIER_1 = "{tier1: mandatory, tier2: optional}"


@pytest.mark.parametrize(
    ("one", "two", "tasks", "outcome", "nothing"),
    [
        # The only mandatory duty is due after the period: nothing has passed that was asked for.
        (LATER, OPTIONAL, {}, Outcome.ON_TRACK, False),
        (LATER, OPTIONAL, {"1.two": "completed"}, Outcome.ON_TRACK, False),
        (LATER, OPTIONAL, {"1.one": "completed"}, Outcome.COMPLIANT, False),
        (LATER, "{all: mandatory}", {"1.two": "completed"}, Outcome.COMPLIANT, False),
        # Nothing is mandatory.
        (OPTIONAL, OPTIONAL, {}, Outcome.COMPLIANT, True),
        (OPTIONAL, OPTIONAL, {"1.one": "completed"}, Outcome.COMPLIANT, True),
        # Mandatory or not, it is done: whichever it is, the report complies.
        (DESIGNABLE, OPTIONAL, {"1.one": "completed"}, Outcome.COMPLIANT, False),
        (IN_TIER_1, OPTIONAL, {"1.one": "completed"}, Outcome.COMPLIANT, False),
        # If it is not designated, all that it has to do is due after the period.
        (DESIGNABLE, LATER, {"1.one": "completed"}, Outcome.ON_TRACK, False),
        (DESIGNABLE, OPTIONAL, {}, Outcome.UNDETERMINED, False),
    ],
)
def test_a_plan_of_two_duties(
    tmp_path: Path, one: str, two: str, tasks: dict[str, str], outcome: Outcome, nothing: bool
) -> None:
    small = a_plan(tmp_path, one, two)
    result = judged(small, {"province": "江西", "tasks": tasks})
    assert (result.outcome, result.asks_nothing) == (outcome, nothing)


@pytest.mark.parametrize(
    ("lang", "reason"), [(Lang.ZH, "没有必做"), (Lang.EN, "othing is mandatory")]
)
@pytest.mark.parametrize("name", ["table", "markdown", "html", "tap", "oscal", "github", "azure"])
def test_where_nothing_is_mandatory_the_outcome_says_so(
    tmp_path: Path, name: str, lang: Lang, reason: str
) -> None:
    small = a_plan(tmp_path, OPTIONAL, OPTIONAL)
    nothing = judged(small, {"province": "江西", "tasks": {}})
    assert nothing.outcome is Outcome.COMPLIANT
    done = judged(a_plan(tmp_path, IN_TIER_1, OPTIONAL), {
        "province": "江西", "tier": "1", "tasks": {"1.one": "completed"}
    })  # fmt: skip
    assert done.outcome is Outcome.COMPLIANT
    assert reason in _rendered(nothing, lang, name)
    assert reason not in _rendered(done, lang, name)
    several = render(name, Run(small, (nothing, done)), Style(lang=lang))
    assert reason in several


def a_plan(folder: Path, one: str, two: str) -> Plan:
    file = folder / "plan.yaml"
    file.write_text(SMALL.replace("ONE", one).replace("TWO", two), encoding="utf-8")
    return load_plan(str(file))


def test_what_is_waived_complies_as_what_passes_does(tmp_path: Path) -> None:
    small = a_plan(tmp_path, "{all: mandatory}", LATER)
    data = {"province": "江西", "tier": "1"}
    assert judged(small, data).outcome is Outcome.NOT_COMPLIANT
    given = waivers(small, tmp_path, "1.one")
    assert judged(small, data, waivers=given).outcome is Outcome.COMPLIANT


# --- what blocks goes before what is open, and that before what is pending ------------------------


def test_the_worst_decides(plan: Plan) -> None:
    early = {"status": "interim", "date": "2013-12-20"}
    open_ = report(tasks={"2.framework": early})
    assert judged(plan, open_).outcome is Outcome.UNDETERMINED
    short = report(tasks={"2.framework": early, "3.programme": "in-progress"})
    assert judged(plan, short).outcome is Outcome.NOT_COMPLIANT
    # A cap may be broken and cannot be mended, and much is not due yet.
    june = {"as_of": "2014-06-30", "tasks": {"18.advantage": {"enterprises": "16"}}}
    result = judged(plan, {"province": "江西", **june})
    assert {Verdict.REVIEW, Verdict.PENDING} <= verdicts(result)
    assert result.outcome is Outcome.UNDETERMINED
    over = {**june, "tasks": {"18.advantage": {"enterprises": "51"}}}
    assert judged(plan, {"province": "江西", **over}).outcome is Outcome.NOT_COMPLIANT


# --- in no tier compliant -------------------------------------------------------------------------

IN_NO_TIER = {
    "15.training": {"sessions": "5"},  # short in tier 1
    "18.advantage": {"enterprises": "40"},  # over in tiers 2 and 3
    "19.standard": {"enterprises": "21"},  # short in tier 1
    "25.office": {"institutions": "1"},  # enough everywhere
}


def waivers(plan: Plan, folder: Path, *obligations: str) -> Waivers:
    given = {"province": "江西", "reason": "示例", "approved_by": "示例〔2014〕1号"}
    rows = [{**given, "obligation": name, "until": "2014-12-31"} for name in obligations]
    file = folder / "waivers.yaml"
    data = {"format": "plancheck.waivers/1", "plan": plan.id, "waivers": rows}
    file.write_bytes(as_yaml(data))
    return load_waivers(str(file), plan)


def test_who_complies_in_no_tier_does_not_comply_though_no_finding_blocks(plan: Plan) -> None:
    result = judged(plan, report(tier=None, tasks=IN_NO_TIER))
    assert not any(one.verdict.blocks for one in result.findings)
    assert result.outcome is Outcome.NOT_COMPLIANT
    assert result.failure is not None
    assert result.failure.reason == "report.no-tier-complies"
    blocking = {one["tier"]: one["obligations"] for one in result.failure.values["tiers"]}
    assert blocking == {
        "1": ["15.training", "19.standard"],
        "2": ["18.advantage"],
        "3": ["18.advantage"],
    }
    assert [one["tier_name"].zh for one in result.failure.values["tiers"]] == [
        "一类省份", "二类省份", "三类省份",
    ]  # fmt: skip
    assert Run(plan, (result,)).exit_code == 1
    assert Run(plan, (result,), allow_review=True).exit_code == 1
    assert questions(result) == ()  # which tier it is of changes nothing


def test_a_report_with_a_finding_that_blocks_has_no_failure_of_its_own(plan: Plan) -> None:
    """No session is too few in every tier: the finding says so."""
    none = {**IN_NO_TIER, "15.training": {"sessions": "0"}}
    result = judged(plan, report(tier=None, tasks=none))
    assert finding(result, "15.training").verdict is Verdict.FAIL
    assert (result.outcome, result.failure) == (Outcome.NOT_COMPLIANT, None)


def test_what_is_waived_blocks_in_no_tier(plan: Plan, tmp_path: Path) -> None:
    given = waivers(plan, tmp_path, "15.training")
    result = judged(plan, report(tier=None, tasks=IN_NO_TIER), waivers=given)
    assert result.failure is not None
    assert {one["tier"]: one["obligations"] for one in result.failure.values["tiers"]} == {
        "1": ["19.standard"],
        "2": ["18.advantage"],
        "3": ["18.advantage"],
    }


@pytest.mark.parametrize("name", streams())
@pytest.mark.parametrize("lang", Lang)
def test_who_complies_in_no_tier_is_not_asked_for_the_tier(
    plan: Plan, lang: Lang, name: str
) -> None:
    unknown = judged(plan, report(tier=None, tasks={"15.training": {"sessions": "5"}}))
    asks = supply_text(lang, unknown, "tier", None)
    shown = _rendered(unknown, lang, name)
    in_no_tier = judged(plan, report(tier=None, tasks=IN_NO_TIER))
    assert asks not in _rendered(in_no_tier, lang, name)
    if name in ("table", "markdown", "html", "github", "junit", "tap", "sarif"):
        assert asks in shown, "where the tier decides it is asked for"


def _rendered(result: Result, lang: Lang, name: str) -> str:
    return render(name, Run(result.plan, (result,)), Style(lang=lang))


def test_the_failure_of_a_report_is_placed_where_the_report_names_its_subject(plan: Plan) -> None:
    result = judged(plan, report(tier=None, tasks=IN_NO_TIER))
    shown = json.loads(_rendered(result, Lang.ZH, "json"))["reports"][0]
    place = {"path": "report.yaml", "line": 1, "column": 11, "sheet": None, "cell": None}
    assert shown["failure"]["location"] == place


@pytest.mark.parametrize("tier", ["1", "2", "3"])
def test_in_each_tier_it_does_not_comply(plan: Plan, tier: str) -> None:
    result = judged(plan, report(tier=tier, tasks=IN_NO_TIER))
    assert result.outcome is Outcome.NOT_COMPLIANT
    assert result.failure is None  # a finding of its own says so


@pytest.mark.parametrize(
    ("waived", "outcome"),
    [
        (["19.standard"], Outcome.NOT_COMPLIANT),  # 15.training is short in tier 1 all the same
        (["15.training", "19.standard"], Outcome.UNDETERMINED),  # it may be of tier 1
        (["18.advantage"], Outcome.UNDETERMINED),  # it may be of tier 2 or 3
        (["15.training", "18.advantage", "19.standard"], Outcome.COMPLIANT),
    ],
)
def test_a_waiver_opens_a_tier_again(
    plan: Plan, tmp_path: Path, waived: list[str], outcome: Outcome
) -> None:
    given = waivers(plan, tmp_path, *waived)
    result = judged(plan, report(tier=None, tasks=IN_NO_TIER), waivers=given)
    assert result.outcome is outcome
    assert (result.failure is not None) is (outcome is Outcome.NOT_COMPLIANT)
    asked = [question.fact for question in questions(result)]
    assert asked == (["tier"] if outcome is Outcome.UNDETERMINED else [])


def test_only_the_tiers_that_are_possible_count(plan: Plan) -> None:
    """Who is designated for 15.projects is not of tier 3, whatever holds there."""
    tasks: dict[str, Any] = {
        "18.advantage": {"enterprises": "40"},
        "19.standard": {"enterprises": "21"},
    }
    tasks["15.projects"] = "completed"
    narrowed = judged(plan, report(tier=None, designated=["15.projects"], tasks=tasks))
    assert narrowed.failure is not None
    blocking = {one["tier"]: one["obligations"] for one in narrowed.failure.values["tiers"]}
    assert blocking == {"1": ["19.standard"], "2": ["18.advantage"]}


def test_what_blocks_in_some_scenarios_of_a_tier_does_not_rule_it_out(plan: Plan) -> None:
    """Short in tier 1; in tiers 2 and 3 it blocks only if designated, and nobody said so."""
    data = report(tier=None, tasks={"15.training": {"sessions": "5"}})
    del data["designated"]
    result = judged(plan, data)
    assert finding(result, "20.navigation").verdict is Verdict.REVIEW
    assert (result.outcome, result.failure) == (Outcome.UNDETERMINED, None)
