"""So many of several: what each verdict is, written from what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.template import Keys, template
from plancheck.errors import PlanError, Problem, ReportError
from plancheck.inputs.loading import load_roster
from plancheck.inputs.waivers import load_waivers
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, todo_text
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.requirements.base.open_values import OPEN
from tests.conftest import ROOT, finding, judged

FILE = ROOT / "tests/plans/parts.yaml"
ASKED = "{at_least: 2, of: [4.cert, 4.seal, 4.cross]}"
CERT = "applies: {all: optional}, requires: {answer: yes}"
END, BEFORE = "2027-12-31", "2027-06-30"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(str(FILE))


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Plan:
    text = FILE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "plan.yaml"
    file.write_text(text, "utf-8")
    return load_plan(str(file))


def on(plan: Plan, tasks: dict[str, Any], *, day: str = END, **head: Any) -> tuple[str, str]:
    """Return the verdict on the whole and its reason."""
    report = {"subject": "示例市", "tier": 1, "as_of": day, "tasks": tasks, **head}
    result = judged(plan, {key: value for key, value in report.items() if value is not None})
    one = finding(result, "4.some")
    for lang in Lang:
        assert "{" not in finding_text(lang, plan, one) + todo_text(lang, result, one)
    return str(one.verdict), one.reason.removeprefix("finding.")


DONE, CROSS = "completed", {"closed": 95, "received": 100}
SHORT, UNSURE = {"closed": 94, "received": 100}, {"closed": 0, "received": 0}
LATE = {"answer": "yes", "date": "2028-01-05"}
IN_TIME = {"status": DONE, "date": "2027-05-01"}


def test_enough_of_several(plan: Plan) -> None:
    cases: list[tuple[dict[str, Any], str, tuple[str, str]]] = [
        ({"4.cert": "yes", "4.seal": DONE}, END, ("pass", "any-of-met")),
        ({"4.cert": "yes", "4.seal": DONE}, BEFORE, ("pass", "any-of-met")),
        ({"4.cert": "yes", "4.seal": DONE, "4.cross": CROSS}, END, ("pass", "any-of-met")),
        ({"4.cert": "yes", "4.seal": DONE, "4.cross": SHORT}, END, ("pass", "any-of-met")),
        ({"4.cert": "yes", "4.cross": SHORT}, END, ("fail", "any-of-short")),
        ({"4.cert": "yes"}, END, ("fail", "any-of-short")),
        ({"4.cert": "yes"}, BEFORE, ("pending", "not-yet")),
        ({"4.seal": "in-progress"}, END, ("fail", "any-of-short")),
        ({}, END, ("missing", "any-of-none")),
        ({}, BEFORE, ("pending", "not-due")),
        ({"4.cert": "no", "4.seal": "not-started"}, END, ("missing", "any-of-none")),
        ({"4.seal": "not-undertaken"}, END, ("missing", "any-of-none")),
        ({"4.cert": "yes", "4.cross": UNSURE}, END, ("review", "any-of-open")),
        ({"4.cert": "yes", "4.cross": UNSURE}, BEFORE, ("pending", "not-yet")),
        ({"4.cert": "yes", "4.seal": DONE, "4.cross": UNSURE}, END, ("pass", "any-of-met")),
        ({"4.cross": UNSURE}, END, ("fail", "any-of-short")),
    ]
    for tasks, day, expected in cases:
        assert (tasks, day, on(plan, tasks, day=day)) == (tasks, day, expected)
    # What came too late counts for nothing, and what is not dated needs review.
    late = {"4.cert": LATE, "4.seal": IN_TIME}
    assert on(plan, late, day="2028-01-31") == ("fail", "any-of-short")
    undated = {"4.cert": "yes", "4.seal": IN_TIME}
    assert on(plan, undated, day="2028-01-31") == ("review", "any-of-open")


def test_none_of_several_is_said_without_empty_brackets(plan: Plan) -> None:
    one = finding(judged(plan, {"subject": "示例市", "tasks": {"4.seal": "in-progress"}}), "4.some")
    assert "3项中已达到0项：（无）；应" in finding_text(Lang.ZH, plan, one)


def test_the_part_that_needs_review_is_named(plan: Plan) -> None:
    tasks = {"4.cert": "yes", "4.cross": UNSURE}
    report = {"subject": "示例市", "tier": 1, "tasks": tasks}
    one = finding(judged(plan, report), "4.some")
    assert one.values["parts"] == ("4.cross",)
    assert "4.cross 通办" in finding_text(Lang.ZH, plan, one)
    assert (one.measure.expected, one.measure.actual, one.measure.gap) == (2, 1, 1)


def test_a_part_keeps_its_own_verdict(plan: Plan) -> None:
    report = {"subject": "示例市", "tier": 1, "tasks": {"4.cert": "yes", "4.cross": SHORT}}
    result = judged(plan, report)
    own = [str(finding(result, name).verdict) for name in ("4.cert", "4.seal", "4.cross")]
    assert own == ["pass", "optional", "optional"]


def test_a_part_counts_by_its_own_day_and_by_that_of_the_whole(tmp_path: Path) -> None:
    seal, day = "applies: {all: optional}}", "due: 2027-03-31"
    early = changed(tmp_path, (seal, f"{seal[:-1]}, {day}}}"), (CERT, f"{CERT}, {day}"))
    # Two of three are past their day, so that two cannot be met any more.
    assert on(early, {"4.cert": "no"}, day=BEFORE) == ("missing", "any-of-none")
    assert on(early, {"4.cross": CROSS}, day=BEFORE) == ("fail", "any-of-short")
    assert on(early, {"4.cross": CROSS}, day="2027-03-01") == ("pending", "not-yet")
    later = changed(tmp_path, (CERT, f"{CERT}, due: 2028-06-30"))
    tasks = {"4.cert": {"answer": "yes", "date": "2028-02-01"}, "4.seal": IN_TIME}
    assert on(later, tasks, day="2028-03-01") == ("fail", "any-of-short")


BY_DAY = "at_least: {2027-03-31: 1, 2027-06-30: 2, 2027-12-31: 4}"
BY_TIER = "at_least: {1: {2027-03-31: 1, 2027-11-30: 2}, 2: 4}"
WHOLE = f"applies: {{all: mandatory}}, requires: {{any_of: {ASKED}}}"


def with_milestones(folder: Path, numbers: str, whole: str, applies: str = "all") -> Plan:
    """Return the plan with such a licence as the only part of such a whole."""
    unit = "unit: {zh: 件, en: {one: case, other: cases}}"
    part = CERT.replace("answer: yes", f"quota: {{metric: online, {numbers}, {unit}}}")
    one = WHOLE.replace(ASKED, "{at_least: 1, of: [4.cert]}")
    return changed(folder, (CERT, part.replace("all", applies)), (WHOLE, f"{one}{whole}"))


def test_a_part_with_milestones_is_met_by_its_last_number(tmp_path: Path) -> None:
    plan = with_milestones(tmp_path, BY_DAY, "")
    cases = [
        # met so far is pending
        ("2027-02-01", 0, None, "pending not-due"),
        ("2027-06-30", 2, None, "pending not-due"),
        ("2027-07-15", 2, "2027-06-20", "pending not-due"),
        ("2027-12-30", 3, "2027-06-20", "pending not-due"),
        # the last number passes whenever it is reached
        ("2027-02-01", 4, None, "pass any-of-met"),
        ("2027-07-15", 4, "2027-07-10", "pass any-of-met"),
        ("2027-12-31", 4, "2027-11-20", "pass any-of-met"),
        ("2028-01-10", 4, "2027-12-20", "pass any-of-met"),
        # the day is past, and what was owed by then was not reached or was reached late
        ("2027-07-15", 1, "2027-03-20", "fail any-of-short"),
        ("2027-07-15", 2, "2027-07-01", "fail any-of-short"),
        ("2027-12-31", 2, "2027-06-20", "fail any-of-short"),
        ("2028-01-10", 3, "2027-06-20", "fail any-of-short"),
        ("2028-01-10", 4, "2028-01-05", "fail any-of-short"),
        # a day on which more was reached does not say when that owed in June was
        ("2027-07-15", 3, "2027-07-10", "pending unsettled"),
        # undated, and the last day is past
        ("2028-01-10", 4, None, "review any-of-open"),
    ]
    for day, number, date, expected in cases:
        told = on(plan, {"4.cert": {"online": number, "date": date}}, day=day)
        assert (day, number, date, " ".join(told)) == (day, number, date, expected)


@pytest.mark.parametrize(
    ("numbers", "applies", "due"),
    [
        (BY_DAY, "all", "2027-12-30"),
        (BY_DAY, "all", "2027-02-28"),
        (BY_DAY, "tier2", "{1: 2027-12-31, 2: 2027-11-30}"),
        (BY_TIER, "all", "2027-11-29"),
        (BY_TIER, "all", "{1: 2027-11-29, 2: 2027-12-31}"),
    ],
)
def test_the_whole_is_not_due_before_the_last_milestone_of_a_part(
    numbers: str, applies: str, due: str, tmp_path: Path
) -> None:
    with pytest.raises(PlanError) as caught:
        with_milestones(tmp_path, numbers, f", due: {due}", applies)
    (problem,) = caught.value.problems
    assert problem.key == "plan.part-later"
    assert written_at(tmp_path, problem).startswith("4.cert]")


@pytest.mark.parametrize(
    ("numbers", "applies", "due"),
    [
        (BY_DAY, "all", "2027-12-31"),
        (BY_DAY, "all", "2028-03-31"),
        (BY_DAY, "all", "open"),
        (BY_DAY, "tier2", "{1: 2027-11-30, 2: 2027-12-31}"),  # tier 1 is not asked for the part
        (BY_TIER, "all", "2027-11-30"),
        (BY_TIER, "all", "{1: 2027-11-30, 2: 2027-02-28}"),  # there are none in tier 2
    ],
)
def test_the_whole_is_due_on_the_last_milestone_of_a_part_or_later(
    numbers: str, applies: str, due: str, tmp_path: Path
) -> None:
    with_milestones(tmp_path, numbers, f", due: {due}", applies)


def test_parts_by_tier_and_by_designation_are_of_one_world(tmp_path: Path) -> None:
    plan = changed(tmp_path, (ASKED, "{at_least: {1: 2, 2: 1}, of: [4.cert, 4.seal, 4.cross]}"),
                   (CERT, CERT.replace("all", "designated")))  # fmt: skip
    both = {"4.cert": "yes", "4.seal": DONE}
    assert on(plan, both, designated=["4.cert"]) == ("pass", "any-of-met")
    assert on(plan, both, designated=[]) == ("fail", "any-of-short")
    assert on(plan, both) == ("review", "undecided")
    one = finding(judged(plan, {"subject": "示例市", "tier": 1, "tasks": both}), "4.some")
    assert one.facts == ("designated",)
    assert on(plan, both, tier=2) == ("pass", "any-of-met")  # the seal is enough there
    assert on(plan, both, tier=None) == ("review", "undecided")
    assert on(plan, {}, tier=None) == ("missing", "any-of-none")


def test_parts_by_class_are_of_one_world(tmp_path: Path) -> None:
    port = "classes: {port: {zh: 有口岸的市, en: port}, border: {zh: 边境市, en: border}}"
    seal = "applies: {all: optional}}"
    plan = changed(tmp_path, ("metrics:", f"{port}\nmetrics:"), (CERT, CERT.replace("all", "port")),
                   (seal, seal.replace("all", "border")))  # fmt: skip
    both = {"4.cert": "yes", "4.seal": DONE}
    assert on(plan, both, classes=["port", "border"]) == ("pass", "any-of-met")
    assert on(plan, both, classes=["port"]) == ("fail", "any-of-short")
    assert on(plan, both, classes=[]) == ("missing", "any-of-none")
    assert on(plan, both) == ("review", "undecided")
    one = finding(judged(plan, {"subject": "示例市", "tier": 1, "tasks": both}), "4.some")
    assert one.facts == ("class",)


def test_an_unknown_class_of_a_part_is_open_beside_the_class_of_the_whole(tmp_path: Path) -> None:
    port = "classes: {port: {zh: 有口岸的市, en: port}, border: {zh: 边境市, en: border}}"
    whole = "applies: {all: mandatory}, requires: {any_of"
    bound = ("metrics:", f"{port}\nmetrics:"), (whole, whole.replace("all", "port"))
    roster = tmp_path / "roster.yaml"
    head = "format: plancheck.roster/1\nplan: parts\nsubjects: {示例市: {tier: 1}}\n"
    roster.write_text(f"{head}classes: {{port: [示例市]}}\n", "utf-8")
    tasks = {"4.cert": "yes", "4.seal": {"status": DONE}}
    report = {"subject": "示例市", "tier": 1, "tasks": tasks}
    # It has a port for certain, and nobody says whether it lies at the border, where a part counts.
    plan = changed(tmp_path, *bound, (CERT, CERT.replace("all", "border")))
    one = finding(judged(plan, report, roster=load_roster(str(roster), plan)), "4.some")
    assert (str(one.verdict), one.facts) == ("review", ("class",))
    # Where the part is of the class of the whole, it counts in each world that asks for the whole.
    plan = changed(tmp_path, *bound, (CERT, CERT.replace("all", "port")))
    one = finding(judged(plan, report), "4.some")
    assert (str(one.verdict), one.facts) == ("pass", ())
    assert on(plan, tasks, classes=[]) == ("not-applicable", "not-asked")


def test_an_unknown_fact_that_leaves_a_part_unmet_is_no_question(tmp_path: Path) -> None:
    by_unit = (
        "{metric: online, at_least: 2, per: unit, unit: {zh: 件, en: {one: case, other: cases}}}"
    )
    plan = changed(tmp_path, (CERT, CERT.replace("answer: yes", f"quota: {by_unit}")))
    assert on(plan, {}) == ("missing", "any-of-none")  # with units or without, none is reported
    assert on(plan, {"4.seal": DONE}) == ("fail", "any-of-short")
    units = {"units": {"示例窗口": {"online": 1}}}
    assert on(plan, {"4.cert": units}) == ("fail", "any-of-short")
    assert on(plan, {"4.cert": {"units": {"示例窗口": {"online": 2}}}, "4.seal": DONE})[0] == "pass"
    assert on(plan, {}, day=BEFORE)[0] == "pending"


def test_the_order_of_the_parts_changes_no_rule(plan: Plan, tmp_path: Path) -> None:
    other = changed(tmp_path, (ASKED, "{at_least: 2, of: [4.cross, 4.cert, 4.seal]}"))
    assert other.rules_sha256 == plan.rules_sha256
    fewer = changed(tmp_path, (ASKED, "{at_least: 2, of: [4.cross, 4.cert]}"))
    assert fewer.rules_sha256 != plan.rules_sha256


def test_where_the_whole_is_designated_an_unknown_designation_of_a_part_does_not_count(
    tmp_path: Path,
) -> None:
    whole = "applies: {all: mandatory}, requires: {any_of"
    plan = changed(tmp_path, *((old, old.replace("all", "designated", 1)) for old in (CERT, whole)))
    assert on(plan, {"4.cert": "yes", "4.seal": DONE}) == ("review", "undecided")
    assert on(plan, {"4.cert": "yes", "4.seal": DONE}, designated=["4.some"])[0] == "fail"
    assert on(plan, {"4.cert": "yes", "4.seal": DONE}, designated=["4.some", "4.cert"])[0] == "pass"


def test_evidence_is_demanded_of_the_parts(tmp_path: Path) -> None:
    plan = changed(tmp_path, (f"any_of: {ASKED}", f"any_of: {ASKED}, evidence: true"))
    tasks: dict[str, Any] = {"4.cert": "yes", "4.seal": {"status": DONE, "evidence": ["A"]}}
    assert on(plan, tasks, evidence={"A": {"title": "示例"}}) == ("review", "any-of-open")
    tasks["4.cert"] = {"answer": "yes", "evidence": ["A"]}
    assert on(plan, tasks, evidence={"A": {"title": "示例"}}) == ("pass", "any-of-met")


def test_only_a_waiver_of_the_whole_releases(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    report = {"subject": "示例市", "tier": 1, "tasks": {"4.cert": "yes"}}
    for name, expected in (("4.seal", "fail"), ("4.some", "waived")):
        text = (
            "format: plancheck.waivers/1\nplan: parts\nwaivers:\n"
            f"- {{subject: 示例市, obligation: {name}, reason: 示例, approved_by: 示例〔2027〕1号,"
            " until: 2028-12-31}\n"
        )
        file.write_text(text, "utf-8")
        result = judged(plan, report, waivers=load_waivers(str(file), plan))
        assert finding(result, "4.some").verdict == expected


def test_it_has_no_entry_of_its_own(plan: Plan) -> None:
    for entry in ("完成", {"date": "2027-05-01"}, {"status": "completed"}, 2):
        with pytest.raises(ReportError) as caught:
            on(plan, {"4.some": entry})
        (problem,) = caught.value.problems
        assert problem.key == "report.parts-only"
        assert problem.values["parts"] == ["4.cert", "4.seal", "4.cross"]
    assert on(plan, {"4.some": None, "4.cert": "yes", "4.seal": DONE})[0] == "pass"


def test_a_blank_report_has_its_parts_below_one_comment(tmp_path: Path) -> None:
    lines = FILE.read_text("utf-8").splitlines(keepends=True)
    cert = next(n for n, line in enumerate(lines) if "{id: 4.cert" in line)
    file = tmp_path / "plan.yaml"  # a part comes after the whole there
    moved = [*lines[:cert], *lines[cert + 2 :], *lines[cert : cert + 2]]
    file.write_text("".join(moved), "utf-8")
    for path in (FILE, file):
        plan = load_plan(str(path))
        written = template(list_obligations(plan, subject="示例市", tier="1"), keys=Keys.EN)
        places = [written.index(f"  {name}:") for name in ("4.cert", "4.seal", "4.cross")]
        assert written.index("4.cert、4.seal、4.cross") < min(places)
        assert "  4.some:" not in written
        assert "3项中≥2项" in written


def test_a_draft_leaves_the_parts_open(tmp_path: Path) -> None:
    for asked, at in (("of: open", "of: open}"), ("of: [4.cert, open]", "open]}")):
        plan = changed(tmp_path, (ASKED, f"{{at_least: 2, {asked}}}"))
        (where,) = plan.open_values
        assert written_at(tmp_path, Problem("", where)).startswith(at)
        listed = list_obligations(plan, subject="示例市", tier="1")
        assert "待定项中≥2项" in template(listed, keys=Keys.EN)
        assert plan.obligation("4.some").requirement.aspects() == {"parts": OPEN}


def test_what_a_plan_cannot_ask(tmp_path: Path) -> None:
    cases = [
        ("{at_least: 2, of: [4.cert, 4.none]}", "any-of.unknown", "4.none"),
        ("{at_least: 2, of: [4.cert, 2.online]}", "any-of.unknown", "2.online"),
        ("{at_least: 2, of: [4.cert, 4.seal, 4.some]}", "any-of.nested", "4.some"),
        ("{at_least: 2, of: [4.cert, 4.seal, 4.cert]}", "any-of.twice", "4.cert]}}}"),
        ("{at_least: 3, of: [4.cert, 4.seal]}", "any-of.number", "3, of"),
        ("{at_least: 0, of: [4.cert, 4.seal]}", "any-of.number", "0, of"),
        ("{at_least: 1, of: []}", "any-of.number", "1, of"),
        ("{at_least: {1: 1, 2: 3}, of: [4.cert, 4.seal]}", "any-of.number", "3}, of"),
    ]
    for asked, key, at in cases:
        with pytest.raises(PlanError) as caught:
            changed(tmp_path, (ASKED, asked))
        (problem,) = caught.value.problems
        assert (problem.key, written_at(tmp_path, problem)[: len(at)]) == (key, at)
    with pytest.raises(PlanError) as caught:
        changed(tmp_path, (CERT, CERT.replace("optional", "mandatory")))
    assert [problem.key for problem in caught.value.problems] == ["any-of.mandatory"]


def written_at(folder: Path, problem: Problem) -> str:
    """Return the rest of the line at the place of ``problem``."""
    assert problem.where is not None
    lines = (folder / "plan.yaml").read_text("utf-8").splitlines()
    return lines[problem.where.line - 1][problem.where.column - 1 :]
