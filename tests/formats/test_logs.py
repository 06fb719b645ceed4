"""Annotations as the build services parse them: what is shown, what is not, and nothing obeyed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from plancheck.errors import Location, Problem
from plancheck.formats import Style, render
from plancheck.formats.shared.open_points import Kind, points
from plancheck.language.message import Lang
from plancheck.language.wording import SIGNS
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import judged
from tests.formats.specimens import NAMES, specimens


class Command(NamedTuple):
    """A command as a service understands it."""

    name: str
    properties: dict[str, str]
    data: str


def obeyed_by_github(output: str) -> list[Command]:
    """Return the commands that the runner of GitHub finds in a log, in its own way."""
    found: list[Command] = []
    stopped = None
    for raw in output.split("\n"):
        line = raw.lstrip()
        if stopped is not None:
            if line.rstrip() == f"::{stopped}::":
                stopped = None
            continue
        if line.startswith("::") and "::" in line[2:]:
            head, data = line[2:].split("::", 1)
            name, _, listed = head.partition(" ")
            if name == "stop-commands":
                stopped = data
                continue
            pairs = (part.partition("=") for part in listed.split(",") if part)
            properties = {key: plain_github(value, ":,") for key, _, value in pairs}
            found.append(Command(name, properties, plain_github(data)))
        elif re.search(r"##\[", raw):
            found.append(Command("##", {}, raw))
    return found


def plain_github(text: str, further: str = "") -> str:
    """Return ``text`` without the escapes that the runner knows; any other stays as it is."""
    for character in f"\r\n{further}%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def obeyed_by_azure(output: str) -> list[Command]:
    found = []
    for line in output.split("\n"):
        vso = re.search(r"##vso\[([^\]]*)\](.*)", line)
        if vso:
            name, _, listed = vso[1].partition(" ")
            pairs = (part.partition("=") for part in listed.split(";") if part)
            properties = {key: plain_azure(value) for key, _, value in pairs}
            found.append(Command(name, properties, plain_azure(vso[2])))
        elif "##[" in line:
            found.append(Command("##", {}, line))
    return found


def plain_azure(text: str) -> str:
    codes = {"%3B": ";", "%5D": "]", "%0D": "\r", "%0A": "\n", "%AZP25": "%"}
    return re.sub("|".join(codes), lambda match: codes[match[0]], text)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_github_shows_the_weightiest_ten_of_each_type_and_obeys_nothing_else(
    name: str, lang: Lang
) -> None:
    run = specimens()[name]
    found = obeyed_by_github(render("github", run, Style(lang)))
    open_ = points(run, lang)
    errors = [point for point in open_ if point.kind is not Kind.REVIEW][:10]
    warnings = [point for point in open_ if point.kind is Kind.REVIEW][:10]
    shown = [command for command in found if command.name in ("error", "warning")]
    assert [command.data for command in shown] == [p.message for p in (*errors, *warnings)]
    assert [command.properties["title"] for command in shown] == [
        point.title for point in (*errors, *warnings)
    ]
    assert {command.name for command in found} <= {
        "error",
        "warning",
        "notice",
        "group",
        "endgroup",
    }
    assert [command.name for command in found].count("notice") == 1
    for command, point in zip(shown, (*errors, *warnings), strict=True):
        if point.where is not None and point.where.line:
            assert int(command.properties["line"]) == point.where.line


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_azure_shows_the_weightiest_ten_of_each_type_and_obeys_nothing_else(
    name: str, lang: Lang
) -> None:
    run = specimens()[name]
    found = obeyed_by_azure(render("azure", run, Style(lang)))
    open_ = points(run, lang)
    errors = [point for point in open_ if point.kind is not Kind.REVIEW][:10]
    warnings = [point for point in open_ if point.kind is Kind.REVIEW][:10]
    assert [command.name for command in found] == ["task.logissue"] * len(errors + warnings)
    assert [command.data for command in found] == [
        f"{point.title}{SIGNS[lang].colon}{point.message}" for point in (*errors, *warnings)
    ]
    assert [command.properties["code"] for command in found] == [
        point.rule for point in (*errors, *warnings)
    ]
    assert {command.properties["type"] for command in found} <= {"error", "warning"}


@pytest.mark.parametrize("format_", ["github", "azure"])
def test_what_is_not_shown_stands_in_the_log_and_is_counted(format_: str, plan: Plan) -> None:
    run = Run(plan, (judged(plan, {"province": "上海", "tier": "1", "designated": []}),))
    out = render(format_, run, Style(Lang.EN))
    missing = run.tally["missing"]
    assert missing > 10
    assert f"{missing - 10} more not shown as annotations (missing {missing - 10})" in out
    for point in points(run, Lang.EN):
        assert point.message in unquote(out)


def test_the_first_problem_of_each_file_comes_before_the_second_of_any(plan: Plan) -> None:
    def rejected(name: str) -> Rejected:
        where = Location(name, 1, 1, 1, 2)
        return Rejected(name, (Problem("source.empty", where), Problem("source.lfs", where)))

    found = points(Run(plan, (rejected("a.yaml"), rejected("b.yaml"))), Lang.ZH)
    assert [(point.where and point.where.path, point.rule) for point in found] == [
        ("a.yaml", "source.empty"), ("b.yaml", "source.empty"),
        ("a.yaml", "source.lfs"), ("b.yaml", "source.lfs"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "a\n::error::x.yaml",
        "::warning::x",
        "a%0A::error::b",
        "##[error]x",
        "a,line=9:b",
        "]##vso[x]",
    ],
)
@pytest.mark.parametrize("lang", Lang)
def test_a_hostile_file_name_is_only_a_name(path: str, lang: Lang, plan: Plan) -> None:
    problems = tuple(Problem("source.lfs", Location(path, n, 1, n, 2)) for n in range(1, 13))
    run = Run(plan, (Rejected(path, problems),))
    github = obeyed_by_github(render("github", run, Style(lang)))
    assert [command.name for command in github] == [
        *["error"] * 10, "group", "endgroup", "notice",
    ]  # fmt: skip
    assert len({command.properties["file"] for command in github[:10]}) == 1
    azure = obeyed_by_azure(render("azure", run, Style(lang)))
    assert [command.name for command in azure] == ["task.logissue"] * 10


def test_a_report_that_was_not_handed_in_is_an_error_without_a_file(plan: Plan) -> None:
    result = judged(plan, {"province": "上海", "tier": "1"})
    run = Run(plan, (result,), expected=(ExpectedSubject("青海"), ExpectedSubject("上海")))
    found = [p for p in points(run, Lang.ZH) if p.kind is Kind.ABSENT]
    assert [(point.rule, point.where, point.title) for point in found] == [
        ("run.absent", None, "青海")
    ]
    entries = json.loads(render("gitlab", run))
    absent = next(entry for entry in entries if entry["check_name"] == "run.absent")
    assert absent["location"] == {"path": ".", "lines": {"begin": 1}}
    assert absent["severity"] == "critical"


def test_a_mark_outlives_a_move_within_the_file(plan: Plan) -> None:
    data = {"province": "上海", "tier": "1"}
    one = judged(plan, data)
    two = judged(plan, {"designated": [], **data})
    marks = [
        {p.rule: p.fingerprint for p in points(Run(plan, (result,)), lang)}
        for result, lang in ((one, Lang.ZH), (two, Lang.EN))
    ]
    shared = marks[0].keys() & marks[1].keys()
    assert len(shared) > 10
    assert all(marks[0][rule] == marks[1][rule] for rule in shared)


def test_no_two_points_of_a_run_have_one_mark(plan: Plan) -> None:
    result = judged(plan, {"province": "上海", "tier": "1"})
    same = replace(result, location=result.location._replace(path="report.yaml"))
    found = points(Run(plan, (result, same)), Lang.ZH)
    assert len({point.fingerprint for point in found}) == len(found)


def test_a_path_is_the_repositorys(plan: Plan) -> None:
    result = judged(plan, {"province": "上海", "tier": "1"})
    moved = result.findings[0].location._replace(path="./reports/上海.yaml")
    missing = result.findings[0]._replace(location=moved)
    run = Run(plan, (replace(result, findings=(missing,)),))
    assert json.loads(render("gitlab", run))[0]["location"]["path"] == "reports/上海.yaml"
    sarif = json.loads(render("sarif", run))["runs"][0]["results"][0]["locations"][0]
    uri = sarif["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "reports/%E4%B8%8A%E6%B5%B7.yaml"


def test_code_scanning_is_told_of_failures_and_the_run_of_the_rest(plan: Plan) -> None:
    """An alert is opened for every result, and a review is no failure yet."""
    result = judged(plan, {"province": "上海", "tasks": {"15.training": {"sessions": "5"}}})
    run = Run(plan, (result,), expected=(ExpectedSubject("青海"),))
    (told,) = json.loads(render("sarif", run))["runs"]
    assert len(told["results"]) == result.tally["fail"] + result.tally["missing"]
    notified = told["invocations"][0]["toolExecutionNotifications"]
    levels = [one["level"] for one in notified]
    assert levels.count("warning") == result.tally["review"] > 0
    assert levels.count("error") == 1
