"""Code Quality of GitLab: no entry that it cannot read, for it loses all that come after."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plancheck.errors import Location
from plancheck.formats import Style, gitlab, render
from plancheck.formats.shared.open_points import Kind, OpenPoint, points
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Run
from tests.formats.specimens import NAMES, specimens


def the_entry(point: OpenPoint, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(gitlab, "points", lambda run, lang: [point])
    (entry,) = json.loads(render("gitlab", Run(plan)))
    assert isinstance(entry, dict)
    return entry


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        (Kind.PROBLEM, "blocker"),
        (Kind.REPORT, "critical"),
        (Kind.FAIL, "critical"),
        (Kind.MISSING, "critical"),
        (Kind.ABSENT, "critical"),
        (Kind.REVIEW, "minor"),
    ],
)
def test_how_grave_each_kind_is(
    kind: Kind, severity: str, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = OpenPoint(kind, "1.x", "t", "m", None, "0" * 32)
    assert the_entry(point, plan, monkeypatch)["severity"] == severity


@pytest.mark.parametrize(
    ("where", "path", "line"),
    [
        (None, ".", 1),
        (Location("a.yaml"), "a.yaml", 1),
        (Location("./b/a.yaml", 7, 2, 7, 3), "b/a.yaml", 7),
    ],
    ids=["none", "file", "line"],
)
def test_a_place_has_always_a_path_and_a_line(
    where: Location | None, path: str, line: int, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = OpenPoint(Kind.FAIL, "1.x", "t", "m", where, "0" * 32)
    place = the_entry(point, plan, monkeypatch)["location"]
    assert place == {"path": path, "lines": {"begin": line}}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_every_point_is_an_entry_that_names_its_rule_and_has_its_mark(
    name: str, lang: Lang
) -> None:
    run = specimens()[name]
    entries = json.loads(render("gitlab", run, Style(lang)))
    open_ = points(run, lang)
    assert [entry["check_name"] for entry in entries] == [point.rule for point in open_]
    assert [entry["fingerprint"] for entry in entries] == [point.fingerprint for point in open_]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry, point in zip(entries, open_, strict=True):
        assert entry["description"].startswith(f"{point.rule}: ")
        told = f"{point.message}{'；' if lang is Lang.ZH else '; '}{point.day}"
        assert entry["description"].endswith(told if point.day else point.message)


def test_nothing_open_is_an_empty_list(plan: Plan) -> None:
    assert render("gitlab", Run(plan)) == "[]\n"
