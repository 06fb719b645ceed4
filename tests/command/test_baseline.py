"""What changed since the result of a run before, and whether only that is to count."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import PlancheckError, UsageError
from plancheck.formats import render, streams
from plancheck.plan.model import Plan
from plancheck.verdicts.baseline import Comparison, compare
from plancheck.verdicts.recorded import MAX_BYTES, load_recorded
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, Ran, as_yaml, judged

SHORT = str(ROOT / "examples" / "tier1-noncompliant.yaml")


def report(province: str = "上海", **tasks: Any) -> dict[str, Any]:
    named = {name.replace("_", "."): entry for name, entry in tasks.items()}
    return {"province": province, "tier": "3", "designated": [], "tasks": named}


def recorded(plan: Plan, path: Path, *reports: dict[str, Any]) -> str:
    run = Run(plan, tuple(judged(plan, one) for one in reports))
    path.write_text(render("json", run), encoding="utf-8")
    return str(path)


def since(plan: Plan, tmp_path: Path, then: dict[str, Any], now: dict[str, Any]) -> Comparison:
    path = recorded(plan, tmp_path / "then.json", then)
    return compare([load_recorded(path, plan)], plan, [judged(plan, now)])


def test_nothing_changed(plan: Plan, tmp_path: Path) -> None:
    found = since(plan, tmp_path, report(), report())
    assert (found.new, found.fixed, found.fell, found.gone) == ((), (), (), ())
    assert ("上海", "15.training") in found.unchanged
    assert not found.other_wording


def test_new_and_fixed(plan: Plan, tmp_path: Path) -> None:
    then = report(**{"15.training": {"sessions": "1"}})
    now = report(**{"29.survey": "interim"})
    found = since(plan, tmp_path, then, now)
    assert found.new == (("上海", "15.training"),)
    assert found.fixed == (("上海", "29.survey"),)
    assert found.change("上海", "15.training") == "new"
    assert found.change("上海", "29.survey") == "fixed"
    assert found.change("上海", "2.framework") == "unchanged"
    assert found.change("上海", "18.advantage") is None


def test_missing_that_becomes_a_fail_is_the_same_point(plan: Plan, tmp_path: Path) -> None:
    found = since(plan, tmp_path, report(), report(**{"15.training": {"sessions": "0"}}))
    assert found.new == ()


def test_a_review_that_becomes_a_fail_is_new(plan: Plan, tmp_path: Path) -> None:
    then = report(**{"15.training": {"sessions": "3"}}) | {"tier": None}
    now = report(**{"15.training": {"sessions": "3"}}) | {"tier": "1"}
    found = since(plan, tmp_path, then, now)
    assert ("上海", "15.training") in found.new
    back = since(plan, tmp_path, now, then)
    assert ("上海", "15.training") in back.unchanged


def test_numbers_that_fell_are_told_whatever_the_verdict(plan: Plan, tmp_path: Path) -> None:
    then = report(
        **{
            "15.training": {"sessions": "9"},
            "19.standard": {"enterprises": "12"},
            "15.bases": {"units": {"甲": {"sessions": "8"}, "乙": {"sessions": "7"}}},
        }
    )
    now = report(
        **{
            "15.training": {"sessions": "8"},
            "19.standard": {"enterprises": "12"},
            "15.bases": {"units": {"甲": {"sessions": "6"}}},
        }
    )
    found = since(plan, tmp_path, then, now)
    assert [(f.obligation, f.unit, f.before, f.now) for f in found.fell] == [
        ("15.training", None, 9, 8), ("15.bases", "甲", 8, 6), ("15.bases", "乙", 7, None),
    ]  # fmt: skip


def test_a_unit_is_the_same_in_every_width(plan: Plan, tmp_path: Path) -> None:
    """Its number did not fall because somebody typed the name in other signs."""
    then, now = (
        report(**{"15.bases": {"units": {name: {"sessions": "6"}}}})
        for name in ("A基地", "Ａ 基地")
    )
    assert since(plan, tmp_path, then, now).fell == ()


def test_who_has_an_unusable_report_is_not_gone(plan: Plan, tmp_path: Path) -> None:
    path = recorded(plan, tmp_path / "then.json", report("上海"), report("江西"))
    assert compare([load_recorded(path, plan)], plan, [], unusable=["江西"]).gone == ("上海",)


def test_subjects_that_came_and_went(plan: Plan, tmp_path: Path) -> None:
    path = recorded(plan, tmp_path / "then.json", report("上海"), report("江西"))
    found = compare(
        [load_recorded(path, plan)],
        plan,
        [judged(plan, report("江西")), judged(plan, report("青海"))],
    )
    assert found.gone == ("上海",)
    assert {subject for subject, _ in found.new} == {"青海"}
    assert {subject for subject, _ in found.unchanged} == {"江西"}


def test_another_wording_of_the_rules_is_noted(plan: Plan, tmp_path: Path) -> None:
    path = Path(recorded(plan, tmp_path / "then.json", report()))
    path.write_text(path.read_text("utf-8").replace(plan.sha256, "0" * 64), encoding="utf-8")
    assert compare([load_recorded(str(path), plan)], plan, [judged(plan, report())]).other_wording


RULES = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")


def other_plan(folder: Path, old: str, new: str) -> Path:
    """Return a file with the rule set in which the first ``old`` is ``new``."""
    assert old in RULES
    file = folder / "other.yaml"
    file.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_other_rules_are_refused_and_another_wording_is_not(
    lang: str, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    then = tmp_path / "then.json"
    run_cli("validate", SHORT, "--output", f"json={then}")
    call = ("validate", SHORT, "--baseline", str(then), "--fail-on", "new", "--lang", lang)
    easier = other_plan(tmp_path, "{1: 30, 2: 20, 3: 10}", "{1: 30, 2: 20, 3: 9}")
    refused = run_cli(*call, "--plan", str(easier))
    assert refused.code == 2
    assert f"{then}: " in refused.out
    assert {"zh": "要求不同", "en": "made with different requirements"}[lang] in refused.out
    worded = other_plan(tmp_path, "IP finance", "finance of IP")
    accepted = run_cli(*call, "--plan", str(worded))
    assert accepted.code == 0, accepted.out
    assert {"zh": "要求相同", "en": "its requirements are the same"}[lang] in accepted.out
    shown = json.loads(run_cli(*call, "--plan", str(worded), "--format", "json").out)
    assert shown["baseline"]["other_rules"] is True
    before = json.loads(then.read_text("utf-8"))["plan"]
    assert shown["plan"]["sha256"] != before["sha256"]
    assert shown["plan"]["rules_sha256"] == before["rules_sha256"]


def document(plan: Plan) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render("json", Run(plan, (judged(plan, report()),))))
    return loaded


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "baseline.syntax"),
        ("{", "baseline.syntax"),
        ("[]", "baseline.other-file"),
        ("7", "baseline.other-file"),
        ('{"format": "plancheck.obligations/1"}', "baseline.other-file"),
        ('{"format": "plancheck.result/1"}', "baseline.shape"),
        ("[" * 100_000, "baseline.other-file"),
        ("9" * 5_000, "baseline.other-file"),
        ('{"format": "plancheck.result/1", "reports": []}', "baseline.nothing"),
        ('{"format": "plancheck.result/1", "format": "plancheck.result/1"}', "baseline.other-file"),
        ('{"format": "plancheck.result/1", "later": NaN}', "baseline.other-file"),
        ("%PDF-1.4", "baseline.other-file"),
        ('{\r\n"a": 1,\r\n}', "baseline.syntax"),
    ],
)
def test_what_is_no_result_is_refused(content: str, key: str, plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "then.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_recorded(str(file), plan)
    assert [problem.key for problem in caught.value.problems] == [key]
    assert caught.value.problems[0].where is not None


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (["plan"], None, "baseline.shape"),
        (["plan", "id"], "other", "baseline.other-plan"),
        (["plan", "rules_sha256"], None, "baseline.shape"),
        (["plan", "rules_sha256"], "0" * 64, "baseline.other-rules"),
        (["reports", 0, "as_of"], None, "baseline.shape"),
        (["reports", 0, "as_of"], "2014-13-01", "baseline.shape"),
        (["reports"], [], "baseline.nothing"),
        (["reports"], {}, "baseline.shape"),
        (["reports", 0], 7, "baseline.shape"),
        (["reports", 0, "province"], "上海", "baseline.shape"),
        (["reports", 0, "province", "name"], "上诲", "baseline.shape"),
        (["absent"], [{"province": {"name": "x"}}], "baseline.shape"),
        (["reports", 0, "findings", 0, "verdict"], "fine", "baseline.shape"),
        (["reports", 0, "findings", 0, "values"], None, "baseline.shape"),
        (["reports", 0, "findings", 0, "values", "units"], 5, "baseline.shape"),
        (["reports", 0, "findings", 0, "values", "units"], [{"name": 7}], "baseline.shape"),
        (["reports", 0, "findings", 0, "values", "units"], [{"actual": 7}], "baseline.shape"),
        (["reports", 0, "findings", 0, "values", "actual"], 10**12, "baseline.shape"),
        (["reports", 0, "findings", 0, "obligation"], "3.programme", "baseline.shape"),
        (["exit_code"], 4, "baseline.nothing"),
        (["absent"], None, "baseline.shape"),
        (["absent"], [5], "baseline.shape"),
        (["problems"], None, "baseline.shape"),
        (["problems"], [5], "baseline.shape"),
        (["problems"], [{"subject": {"name": "x"}}], "baseline.shape"),
    ],
)
def test_a_damaged_result_is_refused(
    path: list[Any], value: Any, key: str, plan: Plan, tmp_path: Path
) -> None:
    damaged = document(plan)
    node: Any = damaged
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    file = tmp_path / "then.json"
    file.write_text(json.dumps(damaged), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_recorded(str(file), plan)
    assert [problem.key for problem in caught.value.problems] == [key]


def test_two_reports_of_one_subject_cannot_be_compared(plan: Plan, tmp_path: Path) -> None:
    twice = document(plan)
    twice["reports"] *= 2
    file = tmp_path / "then.json"
    file.write_text(json.dumps(twice), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_recorded(str(file), plan)
    assert caught.value.problems[0].key == "baseline.same-subject"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_two_reports_of_one_subject_it_is_told_and_the_others_are_compared(
    lang: str, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    first, second, other, then = (tmp_path / name for name in ("1.yaml", "2.yaml", "3.yaml", "t"))
    for file in (first, second):
        file.write_bytes(as_yaml(report("上海")))
    other.write_bytes(as_yaml(report("江西", **{"29.survey": "interim"})))
    run_cli("validate", str(first), str(other), "--output", f"json={then}")
    other.write_bytes(as_yaml(report("江西")))
    files = (str(first), str(second), str(other))
    call = ("validate", *files, "--baseline", str(then), "--fail-on", "new", "--lang", lang)
    ran = run_cli(*call)
    assert ran.code == 2
    assert {"zh": "无法与上次结果比较", "en": "cannot be compared"}[lang] in ran.out
    shown = json.loads(run_cli(*call, "--format", "json").out)
    assert [problem["location"]["path"] for problem in shown["problems"]] == [str(second)]
    assert [point["province"]["name"] for point in shown["baseline"]["fixed"]] == []
    assert {point["province"]["name"] for point in shown["baseline"]["unchanged"]} == {"江西"}
    assert shown["baseline"]["gone"] == []
    expected = json.loads(run_cli(*call, "--expect", "all", "--format", "json").out)
    assert [problem["key"] for problem in expected["problems"]] == ["run.same-subject"] * 2


def test_what_later_versions_add_is_passed_over(plan: Plan, tmp_path: Path) -> None:
    later = document(plan)
    later["later"] = {"share": 0.5}
    later["reports"][0]["findings"][0] |= {"later": [1.5, None]}
    del later["absent"]
    file = tmp_path / "then.json"
    file.write_text(json.dumps(later), encoding="utf-8")
    assert compare([load_recorded(str(file), plan)], plan, [judged(plan, report())]).new == ()


def test_what_cannot_be_a_result_is_not_read(plan: Plan, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with open(tmp_path / "large", "wb") as file:
        file.truncate(MAX_BYTES + 1)
    other = "baseline.other-file"
    for path, key in (
        (tmp_path, other),
        (tmp_path / "pipe", other),
        (tmp_path / "large", "baseline.too-large"),
    ):
        with pytest.raises(UsageError) as caught:
            load_recorded(str(path), plan)
        (problem,) = caught.value.problems
        assert (problem.key, str(problem.where)) == (key, str(path))


def test_a_name_in_the_result_acts_in_no_format(plan: Plan, tmp_path: Path) -> None:
    then = document(plan)
    bases = next(f for f in then["reports"][0]["findings"] if f["obligation"] == "15.bases")
    bases["values"]["units"] = [{"name": "\ud800\x1b[31m\n::error::", "actual": 5}]
    file = tmp_path / "then.json"
    file.write_text(json.dumps(then), encoding="utf-8")
    result = judged(plan, report())
    comparison = compare([load_recorded(str(file), plan)], plan, [result])
    assert [(fell.obligation, fell.now) for fell in comparison.fell] == [("15.bases", None)]
    for name in streams():
        text = render(name, Run(plan, (result,), comparison=comparison))
        text.encode("utf-8")
        assert "\x1b" not in text
        assert "\n::error::" not in text


def test_a_file_that_is_not_there(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(PlancheckError):
        load_recorded(str(tmp_path / "none.json"), plan)


# --- on the command line --------------------------------------------------------------------------


def test_only_new_points_count(run_cli: Callable[..., Ran], tmp_path: Path) -> None:
    now, then = tmp_path / "now.yaml", tmp_path / "then.json"
    now.write_bytes(as_yaml(report(**{"15.training": {"sessions": "1"}})))
    assert run_cli("validate", str(now), "--output", f"json={then}").code == 1
    only_new = ("--baseline", str(then), "--fail-on", "new")
    unchanged = run_cli("validate", str(now), *only_new)
    assert unchanged.code == 0
    assert "仅新增问题计入退出码（--fail-on new）" in unchanged.out
    assert run_cli("validate", str(now), "--baseline", str(then)).code == 1
    now.write_bytes(as_yaml(report()))
    worse = run_cli("validate", str(now), *only_new)
    assert worse.code == 1
    assert "新增问题\n  上海 15.training" in worse.out
    assert re.search("较上次减少的数量\n  上海 15.training .* 1 → — ", worse.out)
    shown = json.loads(run_cli("validate", str(now), *only_new, "--format", "json").out)
    assert shown["exit_code"] == 1
    assert [point["obligation"] for point in shown["baseline"]["new"]] == ["15.training"]
    changes = {f["obligation"]: f["change"] for f in shown["reports"][0]["findings"]}
    assert (changes["15.training"], changes["2.framework"]) == ("new", "unchanged")
    assert changes["18.advantage"] is None


def test_a_report_that_was_missing_then_is_not_new(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    then = tmp_path / "then.json"
    assert run_cli("validate", SHORT, "--expect", "all", "--output", f"json={then}").code == 1
    again = run_cli(
        "validate", SHORT, "--expect", "all", "--baseline", str(then), "--fail-on", "new"
    )
    assert again.code == 0
    run_cli("validate", SHORT, "--format", "json", "--output", f"json={tmp_path / 'two.json'}")
    stricter = run_cli(
        "validate", SHORT, "--expect", "all", "--baseline", str(tmp_path / "two.json"),
        "--fail-on", "new",
    )  # fmt: skip
    assert stricter.code == 1


@pytest.mark.parametrize("format_", streams())
def test_a_subject_that_is_gone_counts(
    format_: str, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    here, then = tmp_path / "here.yaml", tmp_path / "then.json"
    here.write_bytes(as_yaml(report("江西")))
    run_cli("validate", str(here), SHORT, "--output", f"json={then}")
    call = ("validate", str(here), "--baseline", str(then), "--format", format_)
    gone = run_cli(*call, "--fail-on", "new")
    assert gone.code == 1
    assert "广东" in gone.out
    run_cli("validate", str(here), "--output", f"json={then}")
    assert run_cli(*call, "--fail-on", "new").code == 0


@pytest.mark.parametrize("expect", [[], ["--expect", "all"]])
@pytest.mark.parametrize("kind", ["yaml", "xlsx", "twice"])
def test_who_had_only_an_unusable_report_and_has_none_now_is_gone(
    run_cli: Callable[..., Ran], tmp_path: Path, kind: str, expect: list[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "江西.yaml").write_bytes(as_yaml(report("江西")))
    names = {"yaml": ["广东.yaml"], "xlsx": ["广东.xlsx"], "twice": ["a.yaml", "b.yaml"]}[kind]
    content = as_yaml(report("广东")) if kind == "twice" else "省份: 广东\n任务: [".encode()
    for name in names:
        (folder / name).write_bytes(content)
    before = tmp_path / "before.json"
    call = ["validate", str(folder), "--format", "json"]
    if kind == "twice":  # only then are two reports of one subject unusable
        expect = ["--expect", "all"]
    before.write_text(run_cli(*call, *expect).out, "utf-8")
    since = [*call, *expect, "--baseline", str(before), "--fail-on", "new"]
    if kind != "twice":
        assert json.loads(run_cli(*since).out)["baseline"]["gone"] == []
    for name in names:
        (folder / name).unlink()
    ran = run_cli(*since)
    assert [one["name"] for one in json.loads(ran.out)["baseline"]["gone"]] == ["广东"]
    assert ran.code == 1


def test_who_is_gone_is_expected_only_where_new_points_count(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    here, then = tmp_path / "here.yaml", tmp_path / "then.json"
    here.write_bytes(as_yaml(report("江西")))
    run_cli("validate", str(here), SHORT, "--output", f"json={then}")
    call = ("validate", str(here), "--baseline", str(then), "--format", "json")
    absent = json.loads(run_cli(*call, "--fail-on", "new").out)["absent"]
    assert [one["province"]["name"] for one in absent] == ["广东"]
    assert json.loads(run_cli(*call).out)["absent"] == []
    again = json.loads(run_cli(*call, "--fail-on", "new", "--expect", "all").out)["absent"]
    assert [one["province"]["name"] for one in again].count("广东") == 1


# --- several results, each of its day -------------------------------------------------------------


def quarters(run_cli: Callable[..., Ran], folder: Path, **days: str) -> tuple[str, Path]:
    """Write a result for each of ``days`` by its name, each with one session more than before."""
    file = folder / "report.yaml"
    for done, (name, day) in enumerate(days.items(), 1):
        file.write_bytes(as_yaml(report(**{"15.training": {"sessions": str(done)}})))
        run_cli("validate", str(file), "--as-of", day, "--output", f"json={folder / name}")
    return str(file), folder


def fell(ran: Ran) -> list[int]:
    return [one["before"] for one in json.loads(ran.out)["baseline"]["fell"]]


def test_of_several_results_the_latest_counts_of_equal_days_the_last_given(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    file, folder = quarters(
        run_cli, tmp_path, first="2014-06-30", second="2014-03-31", third="2014-06-30"
    )
    Path(file).write_bytes(as_yaml(report(**{"15.training": {"sessions": "0"}})))

    def since(*names: str) -> list[int]:
        given = [f"--baseline={folder / name}" for name in names]
        return fell(run_cli("validate", file, "--format", "json", "--as-of=end", *given))

    assert since("first", "second") == since("second", "first") == [1]
    assert since("third", "second", "first") == [1]
    assert since("first", "second", "third") == since("first", "third", "second") == [3]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_result_of_a_later_day_is_refused_and_of_the_same_day_is_not(
    lang: str, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    file, folder = quarters(run_cli, tmp_path, then="2014-06-30")
    call = ("validate", file, "--baseline", str(folder / "then"), "--lang", lang, "--as-of")
    assert run_cli(*call, "2014-06-30", "--fail-on", "new").code == 0
    for more in ((), ("--fail-on", "new")):
        later = run_cli(*call, "2014-06-29", *more)
        assert later.code == 2
        (line,) = (line for line in later.out.splitlines() if str(folder / "then") in line)
        assert "2014-06-30" in line
        assert "2014-06-29" in line


def test_the_day_of_a_result_is_the_latest_of_its_reports(plan: Plan, tmp_path: Path) -> None:
    days = {"上海": "2014-05-01", "江西": "2014-07-01", "青海": "2014-06-01"}
    dated = [report(name) | {"as_of": day} for name, day in days.items()]
    path = recorded(plan, tmp_path / "then.json", *dated)
    compare([load_recorded(path, plan)], plan, [judged(plan, report() | {"as_of": "2014-07-01"})])
    with pytest.raises(UsageError) as caught:
        compare(
            [load_recorded(path, plan)], plan, [judged(plan, report() | {"as_of": "2014-06-30"})]
        )
    (problem,) = caught.value.problems
    assert problem.key == "baseline.later"
    assert str(problem.values["day"]) == "2014-07-01"


def test_a_configuration_may_name_one_result_or_several(
    run_cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, folder = quarters(run_cli, tmp_path, one="2014-06-30", two="2014-03-31")
    Path(file).write_bytes(as_yaml(report(**{"15.training": {"sessions": "0"}})))
    monkeypatch.chdir(folder)
    for written in ('"one"', '["one", "two"]'):
        Path("plancheck.toml").write_text(f"baseline = {written}\n", encoding="utf-8")
        assert fell(run_cli("validate", file, "--format", "json")) == [1]
    named = {"PLANCHECK_BASELINE": os.pathsep.join(["two", "one"])}
    assert fell(run_cli("validate", file, "--format", "json", "--no-config", env=named)) == [1]


def test_only_new_needs_something_to_compare_with(run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("validate", SHORT, "--fail-on", "new")
    assert ran.code == 2
    assert "--baseline" in ran.err


def test_an_unusable_baseline_gives_no_verdict(run_cli: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "then.json"
    file.write_text("{", encoding="utf-8")
    ran = run_cli("validate", SHORT, "--baseline", str(file))
    assert ran.code == 2
    assert f"{file}:1:2: 这不是 plancheck 的结果（" in ran.out


def test_lines_are_read_as_the_document_is(run_cli: Callable[..., Ran], tmp_path: Path) -> None:
    now, then = tmp_path / "now.yaml", tmp_path / "then"
    now.write_bytes(as_yaml(report(**{"15.training": {"sessions": "1"}})))
    bad = tmp_path / "湖北.yaml"
    bad.write_text("province: [", "utf-8")
    outputs = ("--output", f"json={then}.json", "--output", f"jsonl={then}.jsonl")
    assert run_cli("validate", str(now), str(bad), *outputs).code == 2
    now.write_bytes(as_yaml(report()))
    found = []
    for kind in ("json", "jsonl"):
        arguments = ("--baseline", f"{then}.{kind}", "--format", "json")
        shown = json.loads(run_cli("validate", str(now), *arguments).out)
        found.append({**shown["baseline"], "path": ""})
    assert found[0] == found[1]
    assert [one["name"] for one in found[1]["gone"]] == ["湖北"]
    assert found[1]["fell"]


def cut(line: str) -> str:
    """Return ``line`` up to a key, where the next one was to come."""
    return line[: line.index('"facts"')]


def test_a_blank_line_between_lines_is_passed_over(
    run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    now, then = tmp_path / "now.yaml", tmp_path / "then.jsonl"
    now.write_bytes(as_yaml(report()))
    first, last = run_cli("validate", str(now), "--format", "jsonl").out.splitlines()
    then.write_text(f"{first}\n\n{last}\n \n", "utf-8")
    assert run_cli("validate", str(now), "--baseline", str(then)).err == ""


@pytest.mark.parametrize(
    ("edit", "key"),
    [
        (lambda lines: [lines[0], lines[0]], "baseline.shape"),  # the call was stopped
        (lambda lines: lines[:1] + lines, "baseline.same-subject"),
        (lambda lines: [lines[0].replace('"sha256":"', '"sha256":"0'), lines[1]], "baseline.shape"),
        (lambda lines: [lines[0], lines[1][:-2]], "baseline.syntax"),
        (lambda lines: [lines[0], cut(lines[0]), lines[1]], "baseline.syntax"),
    ],
)
def test_lines_that_are_not_those_of_one_run(
    edit: Callable[[list[str]], list[str]],
    key: str,
    run_cli: Callable[..., Ran],
    tmp_path: Path,
) -> None:
    now, then = tmp_path / "now.yaml", tmp_path / "then.jsonl"
    now.write_bytes(as_yaml(report()))
    lines = run_cli("validate", str(now), "--format", "jsonl").out.splitlines()
    then.write_text("".join(f"{line}\n" for line in edit(lines)), "utf-8")
    ran = run_cli("validate", str(now), "--baseline", str(then), "--format", "json")
    (problem,) = json.loads(ran.out)["problems"]
    assert (ran.code, problem["key"]) == (2, key)
    if key == "baseline.syntax":
        place = problem["location"]
        assert place["line"] == 2
        assert place["column"] <= len(edit(lines)[1]) + 1
