"""Annotations of GitHub: everything the runner reads back is what was meant."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pytest

from plancheck.errors import Location, Problem
from plancheck.formats import Style, github, render
from plancheck.formats.shared.open_points import Kind, OpenPoint, points
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import judged
from tests.formats.specimens import NAMES, specimens
from tests.formats.test_logs import obeyed_by_github

WRAPPED = re.compile(r"::group::(.*)\n::stop-commands::(.*)\n((?:- .*\n)+)::(.*)::\n::endgroup::\n")


def a_point(message: str = "m", where: Location | None = None) -> OpenPoint:
    return OpenPoint(Kind.FAIL, "1.x", "t", message, where, "0" * 32)


@pytest.mark.parametrize(
    ("where", "meant"),
    [
        (None, {}),
        (Location("a.yaml"), {"file": "a.yaml"}),
        (Location("./a.yaml", 3, 5), {"file": "a.yaml", "line": "3"}),
        (
            Location("a.yaml", 3, 5, 3, 9),
            {"file": "a.yaml", "line": "3", "endLine": "3", "col": "5", "endColumn": "9"},
        ),
        (Location("a.yaml", 3, 5, 4, 2), {"file": "a.yaml", "line": "3", "endLine": "4"}),
    ],
    ids=["none", "file", "no-end", "one-line", "two-lines"],
)
def test_only_what_the_runner_keeps_is_said_of_a_place(
    where: Location | None, meant: dict[str, str], plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It drops columns over several lines, and the line too where the end comes before it."""
    monkeypatch.setattr(github, "points", lambda run, lang: [a_point(where=where)])
    command, _ = obeyed_by_github(render("github", Run(plan)))
    assert command.properties == {"title": "t", **meant}


@pytest.mark.parametrize("length", [1, 4095, 4096, 4097, 9000])
def test_a_message_is_cut_in_sight_where_the_runner_would_cut_it(
    length: int, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "很%" * (length // 2) + "长" * (length % 2)
    monkeypatch.setattr(github, "points", lambda run, lang: [a_point(message)])
    command, _ = obeyed_by_github(render("github", Run(plan)))
    assert command.data == (message if length <= 4096 else f"{message[:4095]}…")


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_the_rest_is_wrapped_in_a_token_made_of_itself(name: str, lang: Lang) -> None:
    run = specimens()[name]
    out = render("github", run, Style(lang))
    kinds = Counter(point.kind is Kind.REVIEW for point in points(run, lang))
    left = sum(max(0, count - 10) for count in kinds.values())
    groups = WRAPPED.findall(out)
    assert len(groups) == out.count("stop-commands") == (left > 0)
    for title, token, wrapped, end in groups:
        assert str(left) in title
        assert wrapped.count("\n") == left
        assert token == end == hashlib.sha256(wrapped.encode()).hexdigest()


def test_the_notice_counts_the_reports_and_names_the_summary_where_it_has_more() -> None:
    def notice(name: str) -> str:
        (found,) = (
            command
            for command in obeyed_by_github(render("github", specimens()[name], Style(Lang.EN)))
            if command.name == "notice"
        )
        assert found.properties == {"title": "plancheck"}
        return found.data

    assert notice("no-plan") == "No verdict was reached" or "unusable" in notice("no-plan")
    assert "1 report: 1 not compliant; as of 2014-12-31; rule set" in notice("noncompliant")
    assert "1 report: 1 unusable; rule set" in notice("unusable")
    assert re.match("3 reports: .*, 1 unusable; as of 2014-12-31; rule set", notice("several"))
    assert "not shown" in notice("several")
    assert notice("several").endswith("the job summary shows each report")
    assert notice("compliant").startswith("1 report: 1 compliant; as of 2014-12-31; rule set")
    assert "summary" not in notice("compliant")


def test_a_run_that_failed_is_an_error() -> None:
    problem = Problem("source.not-found", Location("plan.yaml"))
    found = obeyed_by_github(render("github", Run(None, problems=(problem,), failed=True)))
    assert [command.name for command in found] == ["error", "notice"]
    assert found[0].properties["file"] == "plan.yaml"


@pytest.mark.parametrize("text", ["::stop-commands::x", "\n::error::x", "##[error]", "a%0A,b:c%25"])
def test_hostile_text_in_a_report_comes_back_as_it_was_meant(text: str, plan: Plan) -> None:
    where = Location(text, 1, 1, 1, 2)
    refused = (Problem("schema.unknown-key", where, {"key": text, "near": [text]}),) * 12
    result = judged(plan, {"province": "上海", "tier": "1"})
    run = Run(plan, (Rejected(text, refused), result))
    found = obeyed_by_github(render("github", run, Style(Lang.EN)))
    assert [command.name for command in found].count("error") == 10
    assert {command.name for command in found} == {
        "error",
        "group",
        "endgroup",
        "notice",
        "warning",
    }
    shown = [command for command in found if command.name in ("error", "warning")]
    told = {(point.title, point.message) for point in points(run, Lang.EN)}
    assert {(command.properties["title"], command.data) for command in shown} <= told
