"""One call over several reports: exit codes, who is absent, waivers that are of no use."""

from __future__ import annotations

import io
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import Problem
from plancheck.inputs.waivers import Waivers, load_waivers
from plancheck.plan.model import Plan
from plancheck.verdicts.baseline import Comparison
from plancheck.verdicts.discovery import Input
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.facts import Terms, resolve_facts
from plancheck.verdicts.judging import JudgingContext, judge
from plancheck.verdicts.result import Outcome, Result, Verdict
from plancheck.verdicts.run import Rejected, Run, Skipped
from tests.conftest import a_report, as_yaml, judged

JUNE = {"as_of": "2014-06-30", "tier": "1"}
CAP_OPEN = {"as_of": "2014-06-30", "tasks": {"18.advantage": {"enterprises": "16"}}}
"""Over the cap of tier 3, within those of tiers 1 and 2, and no tier is stated."""
REJECTED = Rejected("a.yaml", (Problem("run.nothing"),))


def on_track(plan: Plan, province: str = "上海") -> Result:
    """Return a result in which nothing is due yet."""
    stated = {"designated": [], "allotments": {"30.training": "none"}}
    return judged(plan, {**JUNE, **stated, "province": province})


def open_to_review(plan: Plan, province: str = "江西") -> Result:
    """Return a result in which nothing is due yet and a cap may be broken."""
    return judged(plan, {"province": province, **CAP_OPEN})


def short(plan: Plan, province: str = "湖北") -> Result:
    return judged(plan, {"province": province, "tier": "1"})


# --- exit codes -------------------------------------------------------------------------------


def test_the_exit_code_is_2_before_1_before_3_before_0(plan: Plan) -> None:
    good, open_, bad = on_track(plan), open_to_review(plan), short(plan)
    assert [result.outcome for result in (good, open_, bad)] == [
        Outcome.ON_TRACK,
        Outcome.UNDETERMINED,
        Outcome.NOT_COMPLIANT,
    ]
    assert Run(plan, (good,)).exit_code == 0
    assert Run(plan, (good, open_)).exit_code == 3
    assert Run(plan, (good, open_), allow_review=True).exit_code == 0
    assert Run(plan, (good, open_, bad), allow_review=True).exit_code == 1
    assert Run(plan, (good, open_, bad, REJECTED)).exit_code == 2
    assert Run(plan, (good,), (Problem("run.nothing"),)).exit_code == 2
    assert Run(plan, (good, bad), failed=True).exit_code == 4


def test_a_call_allows_no_review_unless_it_is_told_to(plan: Plan, tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", {"province": "江西", **CAP_OPEN})
    assert judge([path], plan).exit_code == 3
    assert judge([path], plan, allow_review=True).exit_code == 0


def test_nothing_checked_is_no_pass(plan: Plan) -> None:
    assert Run(plan).exit_code == 2
    assert Run(None).exit_code == 2
    assert Run(plan, (), skipped=(Skipped("a.yaml", "roster"),)).exit_code == 2


def test_whoever_was_to_report_and_did_not_is_exit_1(plan: Plan) -> None:
    good = on_track(plan)
    run = Run(plan, (good,), expected=(ExpectedSubject("上海"), ExpectedSubject("江西")))
    assert run.absent == (ExpectedSubject("江西"),)
    assert run.exit_code == 1
    assert Run(plan, (good,), expected=(ExpectedSubject("上海"),)).exit_code == 0
    assert Run(plan, (good,)).absent == ()


# --- with a run before ------------------------------------------------------------------------


def test_where_only_new_points_count_what_was_open_does_not(plan: Plan) -> None:
    bad = short(plan)
    points = tuple((bad.subject, one.obligation) for one in bad.findings if one.verdict.is_open)
    before = Comparison("then.json", unchanged=points)
    assert Run(plan, (bad,), comparison=before).exit_code == 1
    assert Run(plan, (bad,), comparison=before, only_new=True).exit_code == 0
    one_new = Comparison("then.json", new=points[:1], unchanged=points[1:])
    run = Run(plan, (bad,), comparison=one_new, only_new=True)
    assert run.exit_code == 1
    new = [one.obligation for one in bad.findings if run.is_new(bad, one)]
    assert new == [points[0][1]]
    alone = Run(plan, (bad,))
    assert all(alone.is_new(bad, one) for one in bad.findings)


def test_whoever_was_absent_before_is_not_new(plan: Plan) -> None:
    good, expected = on_track(plan), (ExpectedSubject("江西"),)
    for known, code in ((frozenset({"江西"}), 0), (frozenset({"湖北"}), 1)):
        before = Comparison("then.json", absent_before=known)
        told = {"expected": expected, "comparison": before}
        assert Run(plan, (good,), **told, only_new=True).exit_code == code
        assert Run(plan, (good,), **told).exit_code == 1


# --- counts -----------------------------------------------------------------------------------


def test_findings_and_reports_are_counted(plan: Plan) -> None:
    good, bad = on_track(plan), short(plan)
    run = Run(plan, (good, REJECTED, bad))
    assert run.results == (good, bad)
    assert run.rejected == (REJECTED,)
    assert run.outcomes == {Outcome.ON_TRACK: 1, Outcome.NOT_COMPLIANT: 1}
    asked = [one.verdict for result in (good, bad) for one in result.findings]
    assert run.tally == {verdict: asked.count(verdict) for verdict in set(asked)}
    assert run.tally.total() == 64


def test_what_is_handed_out_cannot_be_changed(plan: Plan) -> None:
    report = a_report(plan, {"province": "上海"})
    known = resolve_facts(plan, report, None, Terms())
    skipped = Skipped("a.yaml", "roster")
    values = {"subject": (Terms(), known), "path": (REJECTED, skipped), "plan": (Run(plan),)}
    for name, ones in {**values, "roster": (JudgingContext(plan),)}.items():
        for one in ones:
            with pytest.raises(AttributeError):
                setattr(one, name, None)


# --- files ------------------------------------------------------------------------------------


def write(folder: Path, name: str, data: dict[str, Any]) -> str:
    file = folder / name
    file.write_bytes(as_yaml(data))
    return str(file)


def test_no_report_hides_another(plan: Plan, tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.yaml", {**JUNE, "province": "上海"}),
        write(tmp_path, "b.yaml", {**JUNE, "province": "上诲"}),
        str(tmp_path / "none.yaml"),
        write(tmp_path, "c.yaml", {**JUNE, "province": "江西"}),
    ]
    told: list[tuple[int, int]] = []
    run = judge(paths, plan, progress=lambda done, of: told.append((done, of)))
    assert [type(one) for one in run.reports] == [Result, Rejected, Rejected, Result]
    assert [one.subject for one in run.results] == ["上海", "江西"]
    assert [one.path for one in run.rejected] == paths[1:3]
    assert all(problem.where for one in run.rejected for problem in one.problems)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert (run.counts.reports, run.counts.unusable) == (4, 2)
    assert run.outcomes.total() == 2
    assert run.exit_code == 2


def test_a_problem_of_the_call_is_placed_in_the_report_it_ends(plan: Plan, tmp_path: Path) -> None:
    """A report that contradicts an option has no line to show, but a name."""
    path = write(tmp_path, "a.yaml", {"province": "上海", "as_of": "2014-12-31"})
    terms = Terms(as_of=plan.period.from_.replace(year=2013))
    (rejected,) = judge([path], plan, terms=terms).rejected
    assert [problem.key for problem in rejected.problems] == ["report.as-of-early"]
    assert str(rejected.problems[0].where) == path


SHAPES: dict[str, dict[str, Any]] = {
    "roster": {"省份": {"上海": {"tier": "1"}}},
    "plan": {"sections": []},
    "waivers": {"豁免": []},
    "result": {"reports": []},
}


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("found", [True, False])
def test_another_kind_of_file_is_passed_over_only_where_nobody_named_it(
    plan: Plan, tmp_path: Path, found: bool, kind: str
) -> None:
    path = write(tmp_path, "other.yaml", {"format": f"plancheck.{kind}/1", **SHAPES[kind]})
    run = judge([str(tmp_path)] if found else [path], plan)
    assert run.skipped == ((Skipped(path, kind),) if found else ())
    assert len(run.rejected) == (0 if found else 1)
    assert [problem.key for problem in run.problems] == ["run.nothing"] * found
    assert run.exit_code == 2


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"format": "plancheck.roster/1", "province": "上海", "tasks": {}}, "field.word"),
        ({"format": "plancheck.roster/1", "省份": "上海"}, "field.word"),
        ({"format": "plancheck.waivers/1", "任务": {}}, "field.word"),
        ({"format": "plancheck.roster/1"}, "report.other-kind"),  # a roster of nobody
        (SHAPES["roster"], "report.other-shape"),
        ({"format": "plancheck.rooster/1", **SHAPES["roster"]}, "report.other-shape"),
        ({"format": "roster", **SHAPES["roster"]}, "report.other-shape"),
        ({"format": "plancheck.roster/1", **SHAPES["waivers"]}, "report.other-shape"),
        (SHAPES["waivers"], "report.other-shape"),
        (SHAPES["plan"], "report.other-shape"),
    ],
)
def test_what_may_be_a_report_is_not_passed_over(
    plan: Plan, tmp_path: Path, content: dict[str, Any], key: str
) -> None:
    path = write(tmp_path, "a.yaml", content)
    run = judge([str(tmp_path)], plan)
    assert (run.skipped, [one.path for one in run.rejected]) == ((), [path])
    assert [p.key for p in run.rejected[0].problems] == [key]


def test_a_hidden_file_is_told_of_and_not_read(plan: Plan, tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", {**JUNE, "province": "上海"})
    hidden = write(tmp_path, ".b.yaml", {"province": "?"})
    run = judge([str(tmp_path), Input(path)], plan)
    assert run.skipped == (Skipped(hidden, "hidden"),)
    assert len(run.results) == 1
    assert [one.path for one in judge([str(tmp_path), hidden], plan).rejected] == [hidden]


@pytest.mark.parametrize("key", ["province", "省份", "subject", "单位", "填报单位", "主体"])
def test_the_subject_is_named_under_any_of_its_keys(plan: Plan, tmp_path: Path, key: str) -> None:
    run = judge([write(tmp_path, "a.yaml", {**JUNE, key: "江西省知识产权局"})], plan)
    (result,) = run.results
    assert result.subject == "江西"
    assert result.location.line


@pytest.mark.parametrize("key", ["subject", "单位", "填报单位", "主体"])
def test_the_issuer_is_named_under_any_key_of_a_subject(
    plan: Plan, tmp_path: Path, key: str
) -> None:
    run = judge([write(tmp_path, "a.yaml", {key: "national"})], plan)
    assert [result.subject for result in run.results] == ["national"]


def test_what_is_wrong_with_a_report_in_a_folder_is_told(plan: Plan, tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", {"province": "上海", "as_of": "2013-06-30"})
    write(tmp_path, "b.yaml", {"province": "上海", "subject": "national"})
    run = judge([str(tmp_path)], plan)
    keys = [[problem.key for problem in one.problems] for one in run.rejected]
    assert keys == [["report.as-of-early"], ["report.two-subjects"]]
    assert run.skipped == ()


@pytest.mark.parametrize(
    ("files", "told", "shared"),
    [
        (1, {"jobs": 1}, False),
        (1, {"jobs": 2}, False),
        (2, {"jobs": 1}, False),
        (2, {"jobs": 2}, True),
        (2, {}, False),  # one process, unless told otherwise
    ],
)
def test_only_several_files_are_worth_several_processes(
    plan: Plan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: int,
    told: dict[str, int],
    shared: bool,
) -> None:
    asked: list[int] = []

    class Pool(ProcessPoolExecutor):
        def __init__(self, workers: int, **options: Any) -> None:
            asked.append(workers)
            super().__init__(workers, **options)

    monkeypatch.setattr("plancheck.verdicts.workers.ProcessPoolExecutor", Pool)
    data = {**JUNE, "province": "上海"}
    paths = [write(tmp_path, f"{number}.yaml", data) for number in range(files)]
    assert len(judge(paths, plan, **told).results) == files
    assert asked == [2] * shared


def test_any_number_of_processes_finds_the_same_in_the_same_order(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [
        write(tmp_path, "a.yaml", {**JUNE, "province": "上海"}),
        "-",
        write(tmp_path, "b.yaml", {**JUNE, "province": "上诲"}),
        write(tmp_path, "c.yaml", {**JUNE, "province": "江西"}),
        str(tmp_path / "none.yaml"),
        str(tmp_path / "none*.yaml"),
        write(tmp_path, "d.yaml", {"subject": "national"}),
    ]
    runs = []
    for jobs in (1, 2):
        stdin = io.BytesIO(as_yaml({**JUNE, "province": "湖北"}))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stdin, "utf-8"))
        runs.append(judge(paths, plan, jobs=jobs))
    one, several = runs
    assert [result.subject for result in one.results] == ["上海", "湖北", "江西", "national"]
    assert several.reports == one.reports
    for result in several.results:  # a copy of the plan in each would cost more than the work
        assert result.plan is plan


# --- waivers ----------------------------------------------------------------------------------


def waivers(plan: Plan, folder: Path, *given: tuple[str, str, str]) -> Waivers:
    """Return waivers of an obligation for a subject until a day."""
    rows = [
        {
            "province": subject,
            "obligation": obligation,
            "reason": "示例",
            "approved_by": "示例〔2014〕1号",
            "until": until,
        }
        for subject, obligation, until in given
    ]
    data = {"format": "plancheck.waivers/1", "plan": plan.id, "waivers": rows}
    return load_waivers(write(folder, "waivers.yml", data), plan)


def test_a_waiver_that_lifts_nothing_is_a_problem(plan: Plan, tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.yaml", {"province": "上海", "tier": "1", "tasks": {"2.framework": "completed"}}
    )
    given = waivers(
        plan,
        tmp_path,
        ("上海", "3.programme", "2014-12-31"),  # lifts what is missing
        ("上海", "2.framework", "2014-12-31"),  # what is met needs none
        ("上海", "18.advantage", "2014-12-30"),  # over, so it lifts nothing now
        ("江西", "2.framework", "2014-12-31"),  # of that subject there is no report
    )
    run = judge([path], plan, waivers=given)
    assert run.results[0].tally[Verdict.WAIVED] == 1
    (unused,) = run.problems
    assert unused.key == "waivers.unused"
    assert unused.values == {
        "subject": "上海",
        "obligation": "2.framework",
        "verdict": Verdict.PASS,
    }
    assert unused.where == given.place_of(1)
    assert run.exit_code == 2


def test_of_several_reports_the_first_says_why_a_waiver_is_of_no_use(
    plan: Plan, tmp_path: Path
) -> None:
    data = {"province": "上海", "tier": "1"}
    asked = {"designated": ["20.navigation"], "tasks": {"20.navigation": "completed"}}
    paths = [
        write(tmp_path, "a.yaml", {**data, "designated": []}),
        write(tmp_path, "b.yaml", {**data, **asked}),
    ]
    given = waivers(plan, tmp_path, ("上海", "20.navigation", "2014-12-31"))
    for order, verdict in ((paths, Verdict.NOT_APPLICABLE), (paths[::-1], Verdict.PASS)):
        (unused,) = judge(order, plan, waivers=given).problems
        assert unused.values["verdict"] is verdict


def test_a_waiver_is_of_use_if_it_lifts_something_in_any_report(plan: Plan, tmp_path: Path) -> None:
    data = {"province": "上海", "tier": "1"}
    paths = [
        write(tmp_path, "met.yaml", {**data, "tasks": {"2.framework": "completed"}}),
        write(tmp_path, "missing.yaml", data),
    ]
    given = waivers(plan, tmp_path, ("上海", "2.framework", "2014-12-31"))
    for order in (paths, paths[::-1], [paths[0], *paths], [*paths, paths[0]]):
        assert judge(order, plan, waivers=given).problems == ()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("waived", "other"), [("上海", "湖北"), ("湖北", "上海")])
def test_a_waiver_is_of_no_use_only_to_its_own_subject(
    plan: Plan, tmp_path: Path, waived: str, other: str, jobs: int
) -> None:
    tasks = {"2.framework": "completed"}
    paths = [
        write(tmp_path, f"{name}.yaml", {"province": name, "tier": "1", "tasks": tasks})
        for name in (other, "北京", waived)
    ]
    given = waivers(plan, tmp_path, (waived, "2.framework", "2014-12-31"))
    assert judge(paths[:2], plan, waivers=given, jobs=jobs).problems == ()
    (unused,) = judge(paths, plan, waivers=given, jobs=jobs).problems
    assert unused.values["subject"] == waived
