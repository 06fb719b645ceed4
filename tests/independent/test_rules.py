"""The second writing of the rules says what the design says: facts written by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.independent.rules import (
    DESIGNATED,
    DUTIES,
    NOTHING,
    OMITTED,
    TIER,
    Fact,
    Inputs,
    Judged,
    judged,
)

NINE, THIRTY = ("allotment", "9.training"), ("allotment", "30.training")
BASES = ("units", "15.bases")
DONE = {"status": "completed", "date": date(2014, 10, 20)}
JUNE = date(2014, 6, 30)
DAY_BEFORE = date(2014, 12, 30)
JANUARY = date(2015, 1, 15)
NEXT_JUNE = date(2015, 6, 30)
EARLY, LATE = date(2013, 12, 31), date(2015, 1, 1)


def of(
    tasks: dict[str, Any] | None = None,
    *,
    province: str = "河北",
    roster: Any = None,
    waived: dict[str, date] | None = None,
    terms: dict[str, Any] | None = None,
    **head: Any,
) -> Judged:
    """Return what a report with ``tasks`` and ``head`` comes to."""
    waivers = tuple(
        {"province": province, "obligation": name, "until": until}
        for name, until in (waived or {}).items()
    )
    report = {"province": province, "tasks": tasks or {}, **head}
    return judged(Inputs(report, roster, waivers=waivers, **(terms or {})))


def verdict(name: str, entry: Any, **more: Any) -> str:
    """Return the verdict on ``name`` when ``entry`` is all that is reported."""
    return of({name: entry}, **more).findings[name].verdict


def ledger(*days: date | None, amount: int = 0) -> list[dict[str, Any]]:
    """Return records of these days, each with ``amount`` participants if it states any."""
    stated = {"participants": amount} if amount else {}
    return [{"name": f"示例第{n}期", "date": day} | stated for n, day in enumerate(days, 1)]


IN_TIME = tuple(date(2014, month, 10) for month in range(3, 9))


def test_all_duties_of_the_plan_are_here() -> None:
    ids = """2.framework 3.programme 4.scheme 4.revision 4.timetable 7.indicators 8.finance
    9.training 10.mechanism 11.ecommerce 12.functions 13.titles 14.projects 14.centres 15.projects
    15.promotion 15.training 15.bases 16.talent 18.advantage 19.standard 20.navigation
    21.industries 22.review 23.clusters 25.office 26.regions 27.ftz 29.services 29.survey
    30.agencies 30.training"""
    assert list(DUTIES) == ids.split()


LEVELS = {
    # mandatory, optional and not asked in tiers 1, 2, 3; with a designation after the stroke
    "2.framework": "MMM",
    "7.indicators": "OO-/MMM",
    "8.finance": "MMO",
    "11.ecommerce": "---/MMM",
    "14.projects": "OOO",
    "14.centres": "MMM",
    "15.projects": "---/MM",
    "15.promotion": "---/MMM",
    "18.advantage": "OOO",
    "21.industries": "---/M",
    "25.office": "MOO",
    "27.ftz": "OOO",
    "29.services": "OOO",
    "29.survey": "MMM",
}
NOTHING_DUE = {"M": "missing", "O": "optional", "-": "not-applicable"}


@pytest.mark.parametrize("name", LEVELS)
def test_level_in_each_tier(name: str) -> None:
    without, _, chosen = LEVELS[name].partition("/")
    for designated, levels in (([], without), ([name], chosen)):
        for tier, letter in enumerate(levels, 1):
            found = of(tier=tier, designated=designated).findings[name].verdict
            assert found == NOTHING_DUE[letter], (tier, designated)


def test_shanghai_is_named() -> None:
    assert of(province="上海").findings["27.ftz"].verdict == "missing"


# id, what is reported, tier, verdict at the end of the period
BOUNDS = [
    ("2.framework", {"status": "interim"}, 1, "pass"),
    ("2.framework", {"status": "in-progress"}, 1, "fail"),
    ("2.framework", "not-started", 1, "fail"),
    ("2.framework", "not-undertaken", 1, "fail"),
    ("2.framework", None, 1, "missing"),
    ("4.scheme", {"status": "interim"}, 1, "fail"),
    ("4.scheme", "completed", 1, "pass"),
    ("4.revision", "in-progress", 2, "fail"),
    ("4.revision", "in-progress", 3, "pending"),
    ("12.functions", {"status": "interim"}, 1, "fail"),
    ("26.regions", {"status": "completed"}, 1, "not-applicable"),
    ("15.training", {"sessions": 6}, 1, "pass"),
    ("15.training", {"sessions": 5}, 1, "fail"),
    ("15.training", {"sessions": 4}, 2, "pass"),
    ("15.training", {"sessions": 3}, 2, "fail"),
    ("15.training", {"sessions": 1}, 3, "pass"),
    ("15.training", {"sessions": 0}, 3, "fail"),
    ("15.training", {"records": ledger(*IN_TIME)}, 1, "missing"),
    ("15.training", {"sessions": 6, "records": []}, 1, "review"),
    ("15.training", {"sessions": 6, "records": ledger(*IN_TIME)}, 1, "pass"),
    ("15.training", {"sessions": 5, "records": ledger(*IN_TIME)}, 1, "review"),
    ("15.training", {"sessions": 6, "records": ledger(*IN_TIME[:5], LATE)}, 1, "review"),
    ("15.training", {"sessions": 5, "records": ledger(*IN_TIME[:5])}, 1, "fail"),
    ("18.advantage", None, 1, "optional"),
    ("18.advantage", {"enterprises": 0}, 1, "pass"),
    ("18.advantage", {"enterprises": 50}, 1, "pass"),
    ("18.advantage", {"enterprises": 51}, 1, "fail"),
    ("18.advantage", {"enterprises": 26}, 2, "fail"),
    ("18.advantage", {"enterprises": 15}, 3, "pass"),
    ("18.advantage", {"enterprises": 16}, 3, "fail"),
    ("18.advantage", {"records": ledger(*[None] * 16)}, 3, "fail"),
    ("18.advantage", {"records": ledger(*[None] * 15)}, 3, "optional"),
    ("18.advantage", {"enterprises": 15, "records": ledger(*[None] * 16)}, 3, "review"),
    ("19.standard", {"enterprises": 30}, 1, "pass"),
    ("19.standard", {"enterprises": 29}, 1, "fail"),
    ("19.standard", {"enterprises": 20}, 2, "pass"),
    ("19.standard", {"enterprises": 9}, 3, "fail"),
    ("25.office", {"institutions": 0}, 1, "fail"),
    ("25.office", {"institutions": 1}, 1, "pass"),
    ("25.office", {"institutions": 0}, 2, "optional"),
    ("25.office", {"institutions": 1, "records": []}, 2, "optional"),
    ("15.bases", {"units": {"甲": {"sessions": 6}}}, 3, "pass"),
    ("15.bases", {"units": {"甲": {"sessions": 6}, "乙": {"sessions": 5}}}, 3, "fail"),
    ("15.bases", {"units": {}}, 1, "not-applicable"),
    # dates
    ("12.functions", {"status": "completed", "date": LATE}, 1, "fail"),
    ("12.functions", {"status": "completed", "date": EARLY}, 1, "review"),
    ("14.projects", {"status": "interim", "date": LATE}, 1, "optional"),
    ("14.projects", {"status": "interim", "date": EARLY}, 1, "optional"),
    ("4.revision", {"status": "completed", "date": LATE}, 2, "fail"),
]


@pytest.mark.parametrize(("name", "entry", "tier", "expected"), BOUNDS)
def test_at_the_end_of_the_period(name: str, entry: Any, tier: int, expected: str) -> None:
    assert verdict(name, entry, tier=tier, designated=[]) == expected


# id, what is reported, verdict on the day before the deadline, in tier 1
BEFORE = [
    ("12.functions", None, "pending"),
    ("12.functions", "not-started", "pending"),
    ("12.functions", DONE, "pass"),
    ("12.functions", "completed", "pass"),
    ("12.functions", {"status": "completed", "date": EARLY}, "pending"),
    ("12.functions", {"status": "completed", "date": LATE}, "pending"),
    ("15.training", {"sessions": 6, "records": []}, "pending"),
    ("18.advantage", {"enterprises": 51}, "fail"),
    ("18.advantage", {"enterprises": 50, "records": ledger(*[None] * 51)}, "review"),
    ("14.projects", "in-progress", "optional"),
]


@pytest.mark.parametrize(("name", "entry", "expected"), BEFORE)
def test_before_the_deadline(name: str, entry: Any, expected: str) -> None:
    assert verdict(name, entry, tier=1, as_of=DAY_BEFORE) == expected


# no tier: id, what is reported, the day, verdict, the facts that settle it
UNKNOWN: list[tuple[str, Any, date | None, str, list[Fact]]] = [
    ("15.training", {"sessions": 6}, None, "pass", []),
    ("15.training", {"sessions": 0}, None, "fail", []),
    ("15.training", {"sessions": 5}, None, "review", [TIER]),
    ("15.training", {"sessions": 5}, JUNE, "pending", []),
    ("15.training", None, None, "missing", []),
    ("19.standard", {"enterprises": 30}, None, "pass", []),
    ("11.ecommerce", DONE, None, "pass", []),
    ("11.ecommerce", None, None, "review", [DESIGNATED]),
    ("11.ecommerce", None, JUNE, "pending", []),
    ("7.indicators", None, None, "review", [DESIGNATED]),
    ("21.industries", "not-started", None, "review", [DESIGNATED]),
    ("15.bases", None, None, "review", [BASES]),
    ("15.bases", None, DAY_BEFORE, "pending", []),
    ("25.office", None, None, "review", [TIER]),
    ("25.office", {"institutions": 1}, None, "pass", []),
    ("18.advantage", {"enterprises": 15}, None, "pass", []),
    ("18.advantage", {"enterprises": 16}, None, "review", [TIER]),
    ("18.advantage", {"enterprises": 16}, JUNE, "review", [TIER]),
    ("18.advantage", {"enterprises": 51}, None, "fail", []),
    ("4.revision", None, None, "review", [TIER]),
    ("9.training", {"participants": 80}, None, "review", [NINE]),
    ("9.training", {"participants": 0}, None, "fail", []),
    ("9.training", None, None, "missing", []),
    ("9.training", None, JUNE, "pending", []),
    ("30.training", None, JUNE, "pending", []),
]


@pytest.mark.parametrize(("name", "entry", "day", "expected", "facts"), UNKNOWN)
def test_without_any_fact(
    name: str, entry: Any, day: date | None, expected: str, facts: list[Fact]
) -> None:
    found = of({name: entry}, as_of=day).findings[name]
    assert found.verdict == expected
    assert found.settled_by == ((frozenset(facts),) if facts else ())


def test_undated_work_after_the_deadline() -> None:
    assert verdict("12.functions", "completed", as_of=NEXT_JUNE) == "review"
    assert verdict("12.functions", DONE, as_of=NEXT_JUNE) == "pass"
    assert verdict("14.projects", "completed", as_of=NEXT_JUNE) == "optional"
    assert verdict("4.revision", "completed", tier=3, as_of=NEXT_JUNE) == "pass"
    in_2015 = {"status": "completed", "date": LATE}
    assert verdict("4.revision", in_2015, tier=3, as_of=NEXT_JUNE) == "pass"
    # The day judged by is the end, but the report speaks of a later one.
    judged_by = {"terms": {"as_of": date(2014, 12, 31)}}
    assert verdict("12.functions", "completed", as_of=NEXT_JUNE, **judged_by) == "review"


def test_dated_records_date_a_number() -> None:
    dated = {"sessions": 6, "records": ledger(*IN_TIME)}
    one_short = {"sessions": 6, "records": ledger(*IN_TIME[:5], None)}
    assert verdict("15.training", dated, tier=1, as_of=JANUARY) == "pass"
    assert verdict("15.training", one_short, tier=1, as_of=JANUARY) == "review"
    assert verdict("15.training", one_short, tier=2, as_of=JANUARY) == "pass"
    assert verdict("15.training", {"sessions": 6}, tier=1, as_of=JANUARY) == "review"


def test_the_same_record_counts_once() -> None:
    again = {"name": "示例第 6 期。", "date": IN_TIME[5]}
    five_twice = [*ledger(*IN_TIME)[:5], {"name": "示例第5期！", "date": IN_TIME[4]}]
    six = [*ledger(*IN_TIME), again]
    assert verdict("15.training", {"sessions": 6, "records": six}, tier=1) == "pass"
    assert verdict("15.training", {"sessions": 6, "records": five_twice}, tier=1) == "review"


def test_participants_are_summed() -> None:
    forty = {"9.training": {"participants": 40}}
    full = {"participants": 40, "records": ledger(*IN_TIME[:2], amount=20)}
    short = {"participants": 40, "records": ledger(*IN_TIME[:2], amount=19)}
    assert verdict("9.training", full, allotments=forty) == "pass"
    assert verdict("9.training", full, allotments=forty, as_of=JANUARY) == "pass"
    assert verdict("9.training", short, allotments=forty) == "review"


def test_demanded_evidence() -> None:
    demanded = {"terms": {"require_evidence": True}}
    documents = {
        "Z1": {"title": "示例"},
        "Z2": {"title": "示例", "date": LATE},
        "Z3": {"title": "无"},
        "Z4": {"note": "示例"},
    }
    for named, expected in (
        (["Z1"], "pass"),
        (["Z2"], "review"),
        (["Z3"], "review"),
        (["Z4"], "review"),
        (["Z9"], "review"),
        ([], "review"),
        (["Z2", "Z1"], "pass"),
    ):
        entry = DONE | {"evidence": named}
        assert verdict("12.functions", entry, evidence=documents, **demanded) == expected, named
    assert verdict("14.projects", DONE, **demanded) == "optional"
    assert verdict("12.functions", DONE, as_of=DAY_BEFORE, **demanded) == "pending"
    # Dated after the end, but not after the day judged by.
    late = DONE | {"evidence": ["Z2"]}
    assert verdict("12.functions", late, evidence=documents, as_of=JANUARY, **demanded) == "pass"


def test_training_of_agents() -> None:
    allotted = {"allotments": {"30.training": {"participants": 10}}}
    nothing = {"allotments": {"30.training": NOTHING}}
    ten, nine = {"participants": 10}, {"participants": 9}
    assert verdict("30.training", ten, designated=[], **allotted) == "pass"
    assert verdict("30.training", nine, designated=[], **allotted) == "fail"
    assert verdict("30.training", None, designated=[], **allotted) == "missing"
    assert verdict("30.training", None, designated=[], **nothing) == "not-applicable"
    contradiction: dict[str, Any] = {"designated": ["30.training"], **nothing}
    assert verdict("30.training", ten, **contradiction) == "review"
    assert of({}, **contradiction).findings["30.training"].settled_by == ()
    nobody_said = of({}, designated=[]).findings["30.training"]
    assert (nobody_said.verdict, nobody_said.settled_by) == ("review", (frozenset([THIRTY]),))


def test_roster_is_the_authority() -> None:
    five = {"sessions": 5}
    assert verdict("15.training", five, tier=2) == "pass"
    assert verdict("15.training", five, tier=2, roster={}) == "review"
    assert verdict("15.training", five, tier=2, roster=OMITTED) == "review"
    assert verdict("15.training", five, roster={"tier": 2}) == "pass"
    assert verdict("15.training", five, roster={}, terms={"tier": 2}) == "pass"
    assert verdict("11.ecommerce", None, designated=[], roster={}) == "review"
    numbers = {"9.training": {"participants": 40}}
    other = {"allotments": {"9.training": {"participants": 50}}}
    forty = {"participants": 40}
    assert verdict("9.training", forty, allotments=numbers, roster=other) == "fail"
    assert verdict("9.training", forty, allotments=numbers, roster={}) == "review"


def test_units_of_a_roster() -> None:
    two = {"units": {"15.bases": ["甲", "乙"]}}
    none: dict[str, Any] = {"units": {"15.bases": []}}
    one_done = {"units": {"甲": {"sessions": 6}}}
    assert verdict("15.bases", one_done, roster=two) == "missing"
    assert verdict("15.bases", {"units": {}}, roster=none) == "not-applicable"
    assert verdict("15.bases", None, roster=none) == "not-applicable"
    assert verdict("15.bases", {"units": {}}, roster={}) == "review"
    third = {"units": {"甲": {"sessions": 6}, "乙": {"sessions": 6}, "丙": {"sessions": 1}}}
    assert verdict("15.bases", third, roster=two) == "fail"


def test_designations_narrow_the_tiers() -> None:
    five = {"sessions": 5}
    assert verdict("15.training", five, designated=["21.industries"]) == "fail"
    assert verdict("25.office", None, designated=["15.projects"]) == "review"
    assert verdict("15.training", {"sessions": 3}, designated=["15.projects"]) == "fail"
    # Unconfirmed they narrow nothing.
    assert verdict("15.training", five, designated=["21.industries"], roster={}) == "review"


def test_waivers() -> None:
    on_the_day = {"12.functions": date(2014, 12, 31)}
    before = {"12.functions": DAY_BEFORE}
    assert verdict("12.functions", None, waived=on_the_day) == "waived"
    assert verdict("12.functions", None, waived=before) == "missing"
    assert verdict("12.functions", "not-started", waived=on_the_day) == "waived"
    assert verdict("12.functions", None, waived=on_the_day, as_of=JUNE) == "waived"
    assert verdict("12.functions", DONE, waived=on_the_day) == "pass"
    assert verdict("11.ecommerce", None, waived={"11.ecommerce": JANUARY}) == "waived"
    assert verdict("11.ecommerce", None, waived={"11.ecommerce": JANUARY}, designated=[]) == (
        "not-applicable"
    )


ALL_DONE: dict[str, Any] = {name: DONE for name, duty in DUTIES.items() if not duty.metric} | {
    "9.training": {"participants": 40},
    "15.training": {"sessions": 6},
    "15.bases": {"units": {}},
    "19.standard": {"enterprises": 30},
    "25.office": {"institutions": 1},
    "30.training": {"participants": 10},
}
STATED: dict[str, Any] = {
    "designated": [],
    "allotments": {"9.training": {"participants": 40}, "30.training": {"participants": 10}},
}


def test_outcomes() -> None:
    done = of(ALL_DONE, tier=1, **STATED)
    assert (done.outcome, done.exit_code) == ("compliant", 0)
    # In tier 3 the revision is due after the period.
    later = of(ALL_DONE | {"4.revision": "in-progress"}, tier=3, **STATED)
    assert (later.outcome, later.exit_code) == ("compliant", 0)
    june = of({}, tier=1, as_of=JUNE, **STATED)
    assert (june.outcome, june.exit_code) == ("on-track", 0)
    short = of(ALL_DONE | {"13.titles": "interim"}, tier=1, **STATED)
    assert (short.outcome, short.exit_code) == ("not-compliant", 1)
    waived = {"13.titles": JANUARY}
    excused = of(ALL_DONE | {"13.titles": "interim"}, tier=1, waived=waived, **STATED)
    assert (excused.outcome, excused.exit_code) == ("compliant", 0)
    no_tier = of(ALL_DONE | {"15.training": {"sessions": 5}}, **STATED)
    assert (no_tier.outcome, no_tier.exit_code) == ("undetermined", 3)
    assert no_tier.questions == {frozenset([TIER])}


NO_TIER_FITS = ALL_DONE | {
    "15.training": {"sessions": 5},
    "18.advantage": {"enterprises": 40},
    "19.standard": {"enterprises": 21},
    "25.office": {"institutions": 1},
}


def test_compliant_in_no_tier() -> None:
    found = of(NO_TIER_FITS, **STATED)
    assert {name for name, each in found.findings.items() if each.verdict == "review"} == {
        "15.training",
        "18.advantage",
        "19.standard",
    }
    assert (found.outcome, found.exit_code, found.in_no_tier) == ("not-compliant", 1, True)
    assert found.questions == {frozenset()}
    # Without the ceiling tiers 2 and 3 are open again.
    waived = {"18.advantage": JANUARY}
    excused = of(NO_TIER_FITS, waived=waived, **STATED)
    assert (excused.outcome, excused.questions) == ("undetermined", {frozenset([TIER])})


def test_fewest_questions() -> None:
    without = ALL_DONE | {"15.bases": None, "15.training": {"sessions": 5}}
    del without["11.ecommerce"]
    allotments = STATED["allotments"]
    found = of(without, allotments=allotments)
    assert found.questions == {frozenset([TIER, DESIGNATED, BASES])}
    assert set(found.open) == {"15.training", "15.bases", "11.ecommerce"}
    assert of(ALL_DONE, tier=1, designated=[]).questions == {frozenset([NINE, THIRTY])}
