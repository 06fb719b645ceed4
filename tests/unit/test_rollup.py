"""Many reports together: who is in which state, rates, gaps, and national numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plancheck.analysis.rollup import NationalTotal, NumberSum, RollUp, SubjectRow, roll_up
from plancheck.inputs.loading import load_roster
from plancheck.inputs.roster import Roster
from plancheck.inputs.waivers import load_waivers
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import expected_of
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Rate, State, Verdict
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
    # Beside it nobody said if there is a base.
    assert first.cells["15"][:2] == (Verdict.FAIL, "15.training")
    # 15.training passes, and 15.bases is not known.
    assert second.cells["15"][:2] == (Verdict.REVIEW, "15.bases")
    # 29.services is optional and not taken up.
    assert first.cells["29"][:2] == (Verdict.PASS, "29.survey")
    assert first.cells["18"].verdict is Verdict.OPTIONAL
    assert first.cells["21"].verdict is Verdict.NOT_APPLICABLE


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
    assert [row.subject for row in picture.rows] == ["上海"]


# --- how many mandatory duties are met ------------------------------------------------------------


def test_a_rate_leaves_out_what_is_waived_or_not_due_yet(plan: Plan, tmp_path: Path) -> None:
    """Half a year in nothing is due: what passes is asked for and met, what is left is neither."""
    waiver = {"province": "江苏", "obligation": "4.scheme", "reason": "示例"}
    waiver |= {"approved_by": "示例〔2014〕1号", "until": "2014-12-31"}
    head = {"format": "plancheck.waivers/1", "plan": plan.id}
    waivers = load_waivers(write(tmp_path, "waivers.yaml", {**head, "waivers": [waiver]}), plan)
    done = designated("上海", {"2.framework": "completed"}) | {"as_of": "2014-06-30"}
    short = designated("江苏", {"2.framework": "not-started", "29.survey": "completed"})
    results = tuple(judged(plan, report, waivers=waivers) for report in (done, short))
    picture = roll_up(Run(plan, results, expected=()))
    assert picture is not None
    assert (picture.rates["2"], picture.rates["29"]) == (Rate(2, 1), Rate(1, 1))
    assert picture.rates["4"] == Rate(2, 0)  # 4.revision and 4.timetable of 江苏
    half, whole = (row.rate for row in picture.rows)
    assert half == Rate(1, 1)
    mandatory = [one for one in results[1].findings if one.level_word == "mandatory"]
    assert whole == Rate(len(mandatory) - 1, 1)
    assert picture.rate == half.plus(whole)
    assert picture.mandatory[Verdict.WAIVED] == 1
    assert picture.mandatory[Verdict.PASS] == 2
    assert picture.mandatory[Verdict.PENDING] > 0


def test_what_is_not_known_to_be_mandatory_is_in_no_rate(plan: Plan) -> None:
    """Nobody said whether 上海 is designated: 15.promotion passes, and its level is unknown."""
    known = designated("上海", {"15.promotion": "completed"}, "15.promotion")
    unknown = {key: value for key, value in known.items() if key != "designated"}
    (row,) = together(plan, unknown).rows
    (other,) = together(plan, known).rows
    assert other.rate.met == row.rate.met + 1 == 1


def test_the_best_has_left_least_open_and_equals_share_a_rank(plan: Plan) -> None:
    """江苏 has as much open as 安徽 and 福建, and a duty more is asked of it and met."""
    picture = together(
        plan,
        designated("安徽", {}),
        designated("北京", {"2.framework": "completed"}),
        designated("福建", {}),
        designated("江苏", {"15.promotion": "completed"}, "15.promotion"),
        designated("河南", {"18.advantage": {"enterprises": "60"}}),
    )
    ranks = {row.subject: row.rank for row in picture.rows}
    assert ranks == {"北京": 1, "江苏": 2, "安徽": 3, "福建": 3, "河南": 5}
    left = {row.subject: row.open for row in picture.rows}
    assert left["江苏"] == left["安徽"] == left["北京"] + 1 == left["河南"] - 1


# --- what all subjects count together -------------------------------------------------------------


def summed(picture: RollUp, obligation: str) -> NumberSum:
    return next(one for one in picture.sums if one.obligation.id == obligation)


def test_a_sum_asks_only_of_those_for_whom_it_is_mandatory(plan: Plan) -> None:
    """Tier 1 has an institution at least, for others task 25 is optional: what they do counts."""
    picture = together(
        plan,
        designated("上海", {"25.office": {"institutions": "2"}}),
        designated("北京", {"25.office": {"institutions": "0"}}),
        designated("江西", {"25.office": {"institutions": "3"}}, tier="2"),
    )
    office = summed(picture, "25.office")
    assert (office.bound, office.required, office.counted) == ("at_least", 2, 5)
    assert [(gap.subject, gap.gap) for gap in office.short] == [("北京", 1)]


def test_a_sum_adds_up_what_each_tier_has_to_reach(plan: Plan) -> None:
    """30, 20 and 10 enterprises by tier; who reports nothing counts nothing and is short of all."""
    reports = [
        designated("上海", {"19.standard": {"enterprises": "41"}}),
        designated("江西", {"19.standard": {"enterprises": "18"}}, tier="2"),
        designated("青海", {}, tier="3"),
    ]
    standard = summed(together(plan, *reports), "19.standard")
    assert (standard.required, standard.counted) == (60, 59)
    assert [(gap.subject, gap.gap) for gap in standard.short] == [("青海", 10), ("江西", 2)]
    early = [report | {"as_of": "2014-06-30"} for report in reports]
    standard = summed(together(plan, *early), "19.standard")
    assert (standard.required, standard.counted, standard.short) == (60, 59, ())


def test_a_sum_asks_nothing_where_it_is_waived(plan: Plan, tmp_path: Path) -> None:
    waiver = {"province": "上海", "obligation": "19.standard", "reason": "示例"}
    waiver |= {"approved_by": "示例〔2014〕1号", "until": "2014-12-31"}
    head = {"format": "plancheck.waivers/1", "plan": plan.id}
    waivers = load_waivers(write(tmp_path, "waivers.yaml", {**head, "waivers": [waiver]}), plan)
    entry = {"19.standard": {"enterprises": "7"}}
    reports = designated("上海", entry), designated("江西", entry, tier="2")
    results = tuple(judged(plan, report, waivers=waivers) for report in reports)
    picture = roll_up(Run(plan, results))
    assert picture is not None
    standard = summed(picture, "19.standard")
    assert (standard.required, standard.counted) == (20, 14)
    assert [gap.subject for gap in standard.short] == ["江西"]


def test_the_sum_of_a_cap_is_what_may_be_counted_at_most(plan: Plan) -> None:
    """50, 25 and 15 enterprises at most, and nobody has to have any: nobody falls short."""
    picture = together(
        plan,
        designated("上海", {"18.advantage": {"enterprises": "60"}}),
        designated("江西", {"18.advantage": {"enterprises": "5"}}, tier="2"),
        designated("青海", {}, tier="3"),
    )
    advantage = summed(picture, "18.advantage")
    assert (advantage.bound, advantage.required, advantage.counted) == ("at_most", 90, 65)
    assert advantage.short == ()


def test_a_sum_of_units_asks_the_number_of_each_unit(plan: Plan) -> None:
    """Six sessions in each base (task 15): more in one makes up for nothing in another."""
    bases = {"units": {"甲": {"sessions": "8"}, "乙": {"sessions": "2"}}}
    picture = together(
        plan,
        designated("上海", {"15.bases": bases}),
        designated("江西", {"15.bases": {"units": {"甲": {"sessions": "6"}}}}, tier="2"),
    )
    found = summed(picture, "15.bases")
    assert (found.required, found.counted) == (18, 16)
    assert [(gap.subject, gap.unit, gap.gap) for gap in found.short] == [("上海", "乙", 4)]


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
    reports = {"province": "新疆"}, designated("江苏", report, "20.navigation")
    zones = total(together(plan, *reports), "20.zones")
    assert zones.verdict is Verdict.FAIL
    # Nobody said if 新疆 is designated; it stands in its place among those without a report.
    assert list(zones.open) == [name for name in plan.subject_names if name != "江苏"]


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
    assert (picture.totals, picture.sums, picture.repeated) == ((), (), ("上海",))


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


# --- a row for each subject -----------------------------------------------------------------------


def of_run(run: Run) -> RollUp:
    picture = roll_up(run)
    assert picture is not None
    return picture


def row_of(picture: RollUp, subject: str) -> SubjectRow:
    """Return the row of a subject, which has no other."""
    (row,) = [row for row in picture.rows if row.subject == subject]
    return row


def test_every_expected_subject_has_one_row_in_the_order_of_the_plan(
    plan: Plan, tmp_path: Path
) -> None:
    names = {"1.yaml": "青海", "2.yaml": "上海", "3.yaml": "江西"}
    paths = [
        write(tmp_path, file, {"province": subject, "tier": "1"}) for file, subject in names.items()
    ]
    paths.append(write(tmp_path, "0.yaml", {"province": "安徽", "tier": "9"}))
    picture = of_run(judge(paths, plan, expected=expected_of(plan, None)))
    assert [row.subject for row in picture.rows] == list(plan.subject_names)
    states = {row.subject: row.state for row in picture.rows}
    told = {subject: state for subject, state in states.items() if state is not State.ABSENT}
    bad = State.NOT_COMPLIANT
    assert told == {"上海": bad, "安徽": State.UNUSABLE, "江西": bad, "青海": bad}
    assert not any(row.file or row.cells or row.rank or row.cause for row in picture.rows[:1])
    assert list(picture.numbers(4)) == [2, 4, 3, 1]


def test_a_usable_report_counts_and_an_unusable_one_stands_beside_it(
    plan: Plan, tmp_path: Path
) -> None:
    bad = write(tmp_path, "1.yaml", {"province": "上海", "tier": "9"})
    good = write(tmp_path, "2.yaml", {"province": "上海", "tier": "1"})
    run = judge([bad, good], plan, expected=expected_of(plan, None))
    row = row_of(of_run(run), "上海")
    assert (row.state, row.file, row.beside) == (State.NOT_COMPLIANT, (2, good), ((1, bad),))
    assert (row.tier, row.rank, row.cause) == ("1", 1, None)
    assert run.states == {State.NOT_COMPLIANT: 1, State.ABSENT: 31}
    assert run.exit_code == 2


def test_two_usable_reports_make_their_subject_unusable_once(plan: Plan, tmp_path: Path) -> None:
    data = {"province": "上海", "tier": "1"}
    first, second = (write(tmp_path, name, data) for name in ("1.yaml", "2.yaml"))
    run = judge([first, second], plan, expected=expected_of(plan, None))
    picture = of_run(run)
    row = row_of(picture, "上海")
    assert (row.state, row.file, row.beside) == (State.UNUSABLE, (1, first), ((2, second),))
    assert row.cause is not None
    assert (row.cause.key, list(map(str, row.cause.values["other"]))) == (
        "run.same-subject",
        [second],
    )
    assert (row.cells, row.rank, row.rate) == ({}, None, Rate())
    assert (picture.rate, picture.gaps, sum(picture.mandatory.values())) == (Rate(), (), 0)
    assert run.states == {State.UNUSABLE: 1, State.ABSENT: 31}


def test_two_usable_reports_are_two_rows_where_nobody_is_expected(
    plan: Plan, tmp_path: Path
) -> None:
    data = {"province": "上海", "tier": "1"}
    paths = [write(tmp_path, name, data) for name in ("1.yaml", "2.yaml")]
    picture = of_run(judge(paths, plan))
    assert [(row.subject, row.file) for row in picture.rows] == [
        ("上海", (1, paths[0])),
        ("上海", (2, paths[1])),
    ]


def test_an_unusable_file_of_nobody_is_counted_apart(plan: Plan, tmp_path: Path) -> None:
    broken = tmp_path / "1.yaml"
    broken.write_text("province: [", "utf-8")
    good = write(tmp_path, "2.yaml", {"province": "上海", "tier": "1"})
    run = judge([str(broken), good], plan, expected=expected_of(plan, None))
    picture = of_run(run)
    (apart,) = picture.unattributed
    assert apart.file == (1, str(broken))
    assert apart.cause == run.rejected[0].problems[0]
    assert len(picture.rows) == 32
    assert run.states == {State.NOT_COMPLIANT: 1, State.ABSENT: 31}
    assert (run.counts.unusable, run.counts.unattributed) == (1, 1)
    assert list(picture.numbers(2)) == [2, 1]


def test_a_report_submitted_after_the_day_of_the_roster_is_late(plan: Plan, tmp_path: Path) -> None:
    head = {"format": "plancheck.roster/1", "plan": plan.id, "report_by": "2015-01-15"}
    entries = {name: {"tier": "1", "designated": []} for name in ("上海", "江苏", "北京")}
    roster = load_roster(write(tmp_path, "roster.yaml", {**head, "provinces": entries}), plan)
    reports = [
        {"province": "上海", "submitted": "2015-01-16"},
        {"province": "江苏", "submitted": "2015-01-15"},
        {"province": "北京"},
    ]
    picture = together(plan, *reports, roster=roster)
    assert {row.subject: row.late for row in picture.rows} == {
        "北京": False,
        "上海": True,
        "江苏": False,
    }
    assert not any(row.late for row in together(plan, *reports).rows)
    notes = judged(plan, reports[0], roster=roster).notes
    assert [note.reason for note in notes].count("note.late") == 1


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
