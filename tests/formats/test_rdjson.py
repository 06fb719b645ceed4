"""Diagnostics for reviewdog: only places that it can read, in bytes of UTF-8."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plancheck.errors import Location
from plancheck.formats import Style, rdjson, render
from plancheck.formats.shared.open_points import Kind, OpenPoint, points
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Run
from tests.formats.specimens import NAMES, specimens


def span(line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "column": column},
        "end": {"line": end_line, "column": end_column},
    }


@pytest.mark.parametrize(
    ("where", "meant"),
    [
        (None, {"path": "."}),
        (Location("./a.yaml"), {"path": "a.yaml"}),
        (
            Location("a.yaml", 3, 5),
            {"path": "a.yaml", "range": {"start": {"line": 3, "column": 5}}},
        ),
        (
            Location("a.yaml", 1, 3, 1, 5, "é𠮷ab", "é𠮷ab"),
            {"path": "a.yaml", "range": span(1, 7, 1, 9)},
        ),
        (
            Location("a.yaml", 1, 2, 2, 3, "é: 六", "六次"),
            {"path": "a.yaml", "range": span(1, 3, 2, 7)},
        ),
    ],
    ids=["none", "file", "no-end", "one-line", "two-lines"],
)
def test_columns_count_the_bytes_of_the_line_they_are_in(
    where: Location | None,
    meant: dict[str, Any],
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = OpenPoint(Kind.FAIL, "1.x", "t", "m", where, "0" * 32)
    monkeypatch.setattr(rdjson, "points", lambda run, lang: [point])
    (diagnostic,) = json.loads(render("rdjson", Run(plan)))["diagnostics"]
    assert diagnostic["location"] == meant


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_every_point_is_a_diagnostic_with_its_rule(name: str, lang: Lang) -> None:
    run = specimens()[name]
    document = json.loads(render("rdjson", run, Style(lang)))
    open_ = points(run, lang)
    assert document["source"] == {"name": "plancheck"}
    told = document["diagnostics"]
    assert [one["code"] for one in told] == [{"value": point.rule} for point in open_]
    colon, semicolon = ("：", "；") if lang is Lang.ZH else (": ", "; ")
    assert [one["message"] for one in told] == [
        f"{p.title}{colon}{p.message}{semicolon if p.day else ''}{p.day}" for p in open_
    ]
    assert [one["severity"] for one in told] == [
        "WARNING" if point.kind is Kind.REVIEW else "ERROR" for point in open_
    ]
