"""Many reports together: the matrix, who is missing, gaps, and the plan's national numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plancheck.analysis.rollup import NationalTotal, RollUp, roll_up
from plancheck.inputs.roster import Roster, load_roster
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import expected_of
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run
from tests.conftest import as_yaml, judged


def together(plan: Plan, *reports: dict[str, Any], roster: Roster | None = None) -> RollUp:
    results = tuple(judged(plan, report, roster=roster) for report in reports)
    picture = roll_up(Run(plan, results, expected=(), roster=roster))
    assert picture is not None
    return picture


def total(picture: RollUp, obligation: str) -> NationalTotal:
    return next(one for one in picture.totals if one.obligation.id == obligation)


def designated(
    province: str, tasks: dict[str, Any], *obligations: str, tier: str = "1"
) -> dict[str, Any]:
    return {"province": province, "tier": tier, "designated": list(obligations), "tasks": tasks}


def everyone(plan: Plan, doing: dict[str, dict[str, Any]], obligation: str) -> list[dict[str, Any]]:
    """Return a report of every province; only those in ``doing`` are designated."""
    return [
        designated(name, doing.get(name, {}), *([obligation] if name in doing else []))
        for name in plan.subject_names
    ]


def test_one_report_alone_is_no_picture(plan: Plan) -> None:
    assert roll_up(Run(plan, (judged(plan, {"province": "上海", "tier": "1"}),))) is None
    assert roll_up(Run(None)) is None


def test_a_cell_is_the_verdict_that_weighs_most_in_its_task(plan: Plan) -> None:
    picture = together(
        plan,
        designated("上海", {"15.training": {"sessions": "5"}, "29.survey": "interim"}),
        designated("江西", {"15.training": {"sessions": "6"}}),
    )
    first, second = picture.rows
    assert first.cells["15"] is Verdict.FAIL  # beside it nobody said if there is a base
    assert second.cells["15"] is Verdict.REVIEW  # 15.training passes, 15.bases is not known
    assert first.cells["29"] is Verdict.PASS  # 29.services is optional and not taken up
    assert first.cells["18"] is Verdict.OPTIONAL
    assert first.cells["21"] is Verdict.NOT_APPLICABLE


def test_tasks_that_bind_no_province_have_no_column(plan: Plan) -> None:
    picture = together(plan, {"province": "上海", "tier": "1"})
    numbers = {task.id for task in picture.tasks}
    assert numbers == {str(n) for n in range(1, 31)} - {"1", "5", "6", "17", "24", "28"}


def test_a_column_counts_every_verdict(plan: Plan) -> None:
    picture = together(
        plan,
        designated("上海", {"2.framework": "completed"}),
        designated("江西", {"2.framework": "not-started"}),
        designated("青海", {}),
    )
    assert picture.tallies["2"] == {Verdict.PASS: 1, Verdict.FAIL: 1, Verdict.MISSING: 1}


def test_gaps_are_told_with_the_largest_share_first(plan: Plan) -> None:
    picture = together(
        plan,
        designated("上海", {"19.standard": {"enterprises": "27"}}),
        designated("江西", {"15.bases": {"units": {"甲": {"sessions": "2"}}}}),
        designated("广东", {"18.advantage": {"enterprises": "60"}}),
    )
    gaps = [
        (gap.subject, gap.obligation, gap.unit, gap.actual, gap.gap)
        for gap in picture.gaps
        if gap.actual
    ]
    assert gaps == [
        ("江西", "15.bases", "甲", 2, 4),
        ("上海", "19.standard", None, 27, 3),
    ]  # what breaks a cap is not short of anything
    whole = [gap for gap in picture.gaps if gap.gap == gap.expected]
    assert {gap.obligation for gap in whole} == {
        "15.training", "19.standard", "25.office",
    }  # fmt: skip
    assert picture.gaps[: len(whole)] == tuple(whole)


def test_the_national_report_is_no_row(plan: Plan) -> None:
    picture = together(plan, {"subject": "national"}, designated("上海", {}))
    assert [row.result.subject for row in picture.rows] == ["上海"]


# --- the numbers of the plan for all provinces together -------------------------------------------


def test_which_numbers_the_reports_add_up_to(plan: Plan) -> None:
    """12 projects, 10 provinces, 10 to 15 organisations (task 15); 3 zones (task 20)."""
    picture = together(plan, designated("上海", {}))
    assert {one.obligation.id: (one.of.id, one.bounds) for one in picture.totals} == {
        "15.support": ("15.projects", {"exactly": 12}),
        "15.provinces": ("15.promotion", {"exactly": 10}),
        "15.organisations": ("15.promotion", {"at_least": 10, "at_most": 15}),
        "20.zones": ("20.navigation", {"exactly": 3}),
    }


@pytest.mark.parametrize(
    ("projects", "verdict"),
    [
        ((7, 5), Verdict.PASS),
        ((7, 4), Verdict.FAIL),
        ((7, 6), Verdict.FAIL),
        ((12, 0), Verdict.PASS),
    ],
)
def test_twelve_projects(projects: tuple[int, int], verdict: Verdict, plan: Plan) -> None:
    done = {
        name: {"15.projects": {"status": "completed", "projects": str(number)}}
        for name, number in zip(("北京", "江西"), projects, strict=True)
    }
    picture = together(plan, *everyone(plan, done, "15.projects"))
    support = total(picture, "15.support")
    assert (support.counted, support.possible, support.open) == (sum(projects), sum(projects), ())
    assert support.verdict is verdict


def test_projects_that_are_not_completed_do_not_count_and_may_yet(plan: Plan) -> None:
    done = {
        "北京": {"15.projects": {"status": "completed", "projects": "10"}},
        "江西": {"15.projects": {"status": "interim", "projects": "2"}},
    }
    support = total(together(plan, *everyone(plan, done, "15.projects")), "15.support")
    assert (support.counted, support.possible, support.open) == (10, 12, ("江西",))
    assert support.verdict is Verdict.REVIEW


def test_a_designated_province_that_states_no_number_leaves_it_open(plan: Plan) -> None:
    done = {
        "北京": {"15.projects": {"status": "completed", "projects": "12"}},
        "江西": {"15.projects": "completed"},
    }
    support = total(together(plan, *everyone(plan, done, "15.projects")), "15.support")
    assert (support.counted, support.possible, support.open) == (12, None, ("江西",))
    assert support.verdict is Verdict.REVIEW


def test_too_many_is_too_many_whatever_is_open(plan: Plan) -> None:
    report = {"20.navigation": {"status": "interim", "zones": "4"}}
    zones = total(together(plan, designated("江苏", report, "20.navigation")), "20.zones")
    assert zones.verdict is Verdict.FAIL
    assert len(zones.open) == 31


@pytest.mark.parametrize(
    ("provinces", "verdict"), [(9, Verdict.FAIL), (10, Verdict.PASS), (11, Verdict.FAIL)]
)
def test_ten_provinces(provinces: int, verdict: Verdict, plan: Plan) -> None:
    done = {name: {"15.promotion": "completed"} for name in plan.subject_names[:provinces]}
    ten = total(together(plan, *everyone(plan, done, "15.promotion")), "15.provinces")
    assert (ten.counted, ten.possible, ten.verdict) == (provinces, provinces, verdict)


@pytest.mark.parametrize(
    ("each", "verdict"),
    [
        ((5, 4), Verdict.FAIL),
        ((5, 5), Verdict.PASS),
        ((10, 5), Verdict.PASS),
        ((10, 6), Verdict.FAIL),
    ],
)
def test_ten_to_fifteen_organisations(each: tuple[int, int], verdict: Verdict, plan: Plan) -> None:
    done = {
        name: {"15.promotion": {"状态": "完成", "单位数": f"{number}家"}}
        for name, number in zip(("北京", "江西"), each, strict=True)
    }
    found = total(together(plan, *everyone(plan, done, "15.promotion")), "15.organisations")
    assert (found.counted, found.verdict) == (sum(each), verdict)


def test_whoever_has_not_reported_leaves_it_open_unless_the_roster_says_otherwise(
    plan: Plan, tmp_path: Path
) -> None:
    done = {"北京": {"15.projects": {"status": "completed", "projects": "12"}}}
    reports = [
        report
        for report in everyone(plan, done, "15.projects")
        if report["province"] not in ("青海", "西藏")
    ]
    assert total(together(plan, *reports), "15.support").open == ("西藏", "青海")
    confirmed = {
        report["province"]: {key: report[key] for key in ("tier", "designated")}
        for report in reports
    }

    def with_roster(**others: dict[str, Any]) -> NationalTotal:
        file = tmp_path / "roster.yaml"
        provinces = {**confirmed, **others}
        head = {"format": "plancheck.roster/1", "plan": plan.id}
        file.write_bytes(as_yaml({**head, "provinces": provinces}))
        roster = load_roster(str(file), plan)
        return total(together(plan, *reports, roster=roster), "15.support")

    known = with_roster(青海={"designated": []}, 西藏={"designated": []})
    assert (known.open, known.verdict) == ((), Verdict.PASS)
    # 15.projects can be asked of tiers 1 and 2 only.
    known = with_roster(青海={"tier": "3"}, 西藏={"tier": "2"})
    assert (known.open, known.verdict) == (("西藏",), Verdict.REVIEW)


@pytest.mark.parametrize(
    ("obligation", "entry", "possible"),
    [
        ("15.support", {"15.projects": {"status": "completed", "projects": "12"}}, 12),
        ("15.provinces", {"15.promotion": "completed"}, 1),
    ],
)
def test_what_may_not_be_asked_of_a_province_counts_for_nothing_certain(
    plan: Plan, obligation: str, entry: dict[str, Any], possible: int
) -> None:
    """The province has done it and passes, but nobody said that it is designated."""
    asked = next(iter(entry))
    reports = everyone(plan, {}, asked)
    reports[0]["tasks"] = entry
    del reports[0]["designated"]
    result = judged(plan, reports[0])
    met = next(one for one in result.findings if one.obligation == asked)
    assert (met.verdict, met.level_word) == (Verdict.PASS, "unknown")
    found = total(together(plan, *reports), obligation)
    assert (found.counted, found.possible) == (0, possible)
    assert found.open == (reports[0]["province"],)


def test_what_is_short_before_the_deadline_is_pending(plan: Plan) -> None:
    done = {"北京": {"15.projects": {"status": "completed", "projects": "3"}}}
    reports = [{**report, "as_of": "2014-06-30"} for report in everyone(plan, done, "15.projects")]
    assert total(together(plan, *reports), "15.support").verdict is Verdict.PENDING


def test_two_reports_of_one_province_add_up_to_nothing(plan: Plan) -> None:
    picture = together(plan, designated("上海", {}), designated("上海", {}))
    assert (picture.totals, picture.repeated) == ((), ("上海",))


def test_the_number_beside_a_status_changes_no_verdict(plan: Plan) -> None:
    for status, verdict in (("completed", Verdict.PASS), ("interim", Verdict.FAIL)):
        entry = {"15.projects": {"status": status, "projects": "99"}}
        result = judged(plan, designated("北京", entry, "15.projects"))
        found = next(f for f in result.findings if f.obligation == "15.projects")
        assert found.verdict is verdict
        assert found.measure.number == 99
        assert found.measure.actual == status


# --- who has to report ----------------------------------------------------------------------------


def write(folder: Path, name: str, data: dict[str, Any]) -> str:
    file = folder / name
    file.write_bytes(as_yaml(data))
    return str(file)


def test_all_who_have_no_report_are_absent_and_that_is_exit_1(plan: Plan, tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", {"province": "上海", "tier": "1"})
    run = judge([path], plan, expected=expected_of(plan, None))
    assert len(run.absent) == 31
    assert "上海" not in {one.subject for one in run.absent}
    assert run.exit_code == 1


def test_a_subject_whose_file_is_unusable_is_not_absent(plan: Plan, tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", {"province": "上海", "tier": "9"})
    run = judge([path], plan, expected=expected_of(plan, None))
    assert len(run.absent) == 31
    assert [one.subject for one in run.rejected] == ["上海"]
    assert run.exit_code == 2


def test_two_reports_of_one_province_are_unusable_where_each_is_expected_once(
    plan: Plan, tmp_path: Path
) -> None:
    data = {"province": "上海", "tier": "1"}
    paths = [write(tmp_path, "a.yaml", data), write(tmp_path, "b.yaml", data)]
    assert judge(paths, plan).exit_code == 1
    run = judge(paths, plan, expected=expected_of(plan, None))
    assert (run.results, run.problems, len(run.absent)) == ((), (), 31)
    assert [(one.path, one.subject) for one in run.rejected] == [(path, "上海") for path in paths]
    (told,) = run.rejected[1].problems
    assert (told.key, str(told.where)) == ("run.same-subject", f"{paths[1]}:1:11")
    assert list(map(str, told.values["other"])) == paths[:1]
    assert run.exit_code == 2


# --- what is open ---------------------------------------------------------------------------------


def test_a_number_may_still_grow_while_the_period_lasts(plan: Plan) -> None:
    done = {"北京": {"15.projects": {"status": "completed", "projects": "12"}}}
    reports = everyone(plan, done, "15.projects")
    begun = {"天津": {"15.projects": {"status": "in-progress", "projects": "0"}}}
    half = designated("天津", begun["天津"], "15.projects") | {"as_of": "2014-06-30"}
    reports = [half if report["province"] == "天津" else report for report in reports]
    support = total(together(plan, *reports), "15.support")
    assert (support.counted, support.possible, support.open) == (12, None, ("天津",))
    assert support.verdict is Verdict.REVIEW


def test_a_number_of_a_province_that_is_not_asked_does_not_count(plan: Plan) -> None:
    reports = everyone(plan, {}, "15.projects")
    reports[0]["tasks"] = {"15.projects": {"status": "completed", "projects": "12"}}
    support = total(together(plan, *reports), "15.support")
    assert (support.counted, support.possible, support.verdict) == (0, 0, Verdict.FAIL)
