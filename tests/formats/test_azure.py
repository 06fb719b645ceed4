"""Issues of Azure Pipelines: everything the agent reads back is what was meant."""

from __future__ import annotations

from typing import Any

import pytest

from plancheck.errors import Location, Problem
from plancheck.formats import Style, azure, render
from plancheck.formats.shared.open_points import Kind, OpenPoint, points
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Rejected, Run
from tests.formats.specimens import NAMES, specimens
from tests.formats.test_logs import obeyed_by_azure


@pytest.mark.parametrize(
    ("where", "meant"),
    [
        (None, {}),
        (Location("a.yaml"), {"sourcepath": "a.yaml"}),
        (
            Location("./a;b].yaml", 3, 5, 4, 2),
            {"sourcepath": "a;b].yaml", "linenumber": "3", "columnnumber": "5"},
        ),
    ],
    ids=["none", "file", "line"],
)
@pytest.mark.parametrize("kind", Kind)
def test_a_point_is_an_issue_with_its_place_and_its_rule(
    kind: Kind,
    where: Location | None,
    meant: dict[str, str],
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = OpenPoint(kind, "1.x;y", "t;]", "100%; a]b%3B", where, "0" * 32)
    monkeypatch.setattr(azure, "points", lambda run, lang: [point])
    for lang, said in ((Lang.ZH, "t;]：100%; a]b%3B"), (Lang.EN, "t;]: 100%; a]b%3B")):
        (command,) = obeyed_by_azure(render("azure", Run(plan), Style(lang)))
        type_ = "warning" if kind is Kind.REVIEW else "error"
        assert command.properties == {"type": type_, "code": "1.x;y", **meant}
        assert command.data == said


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_issue_is_plain_and_the_counts_come_last(name: str, lang: Lang) -> None:
    run = specimens()[name]
    lines = render("azure", run, Style(lang)).splitlines()
    issues = [line for line in lines if line.startswith("##vso[task.logissue ")]
    *rest, last = lines[len(issues) :]
    assert len(issues) + len(rest) == len(points(run, lang))
    assert all(line.startswith("- ") for line in rest)
    assert not any("##[" in line or "##vso[" in line.lower() for line in (*rest, last))
    assert str(len(run.reports)) in last or not run.reports
    more = f"另有{len(rest)}项" if lang is Lang.ZH else f"; {len(rest)} more not shown"
    assert (more in last) is bool(rest)


def test_no_summary_is_spoken_of_that_this_format_does_not_write() -> None:
    for run in specimens().values():
        assert "summary" not in render("azure", run, Style(Lang.EN)).splitlines()[-1]


@pytest.mark.parametrize("text", ["##vso[task.complete]", "##[error]", "\n##vso[x]y", "a%0A%AZP25"])
def test_hostile_text_in_a_report_comes_back_as_it_was_meant(text: str, plan: Plan) -> None:
    values: dict[str, Any] = {"key": text, "near": [text]}
    refused = (Problem("schema.unknown-key", Location(text, 1, 1, 1, 2), values),) * 12
    run = Run(plan, (Rejected(text, refused),))
    found = obeyed_by_azure(render("azure", run, Style(Lang.EN)))
    assert [command.name for command in found] == ["task.logissue"] * 10
    (point, *_) = points(run, Lang.EN)
    assert {command.data for command in found} == {f"{point.title}: {point.message}"}
