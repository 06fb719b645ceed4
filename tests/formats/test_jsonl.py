"""Lines of JSON: each stands by itself, and together they say what the document says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.formats import render
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Run
from tests.formats.many import compared, many
from tests.formats.specimens import NAMES, specimens


def lines(run: Run) -> list[dict[str, Any]]:
    text = render("jsonl", run)
    assert text.endswith("}\n")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


@pytest.mark.parametrize("name", NAMES)
def test_a_line_for_each_report_in_input_order_and_the_run_last(name: str) -> None:
    run = specimens()[name]
    *reports, summary = lines(run)
    assert [line["path"] for line in reports] == [report.path for report in run.reports]
    assert {line["format"] for line in reports} <= {"plancheck.report/1"}
    assert summary["format"] == "plancheck.summary/1"


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_that_of_the_document(name: str) -> None:
    run = specimens()[name]
    document = json.loads(render("json", run))
    *reports, summary = lines(run)
    judged = [line for line in reports if line["outcome"] != "unusable"]
    own = {"format", "tool", "plan", "problems"}
    assert [{k: v for k, v in one.items() if k not in own} for one in judged] == document["reports"]
    problems = [problem for line in reports for problem in line["problems"]]
    assert [*summary["problems"], *problems] == document["problems"]
    assert {line["plan"]["sha256"] for line in reports} <= {(document["plan"] or {}).get("sha256")}
    alike = summary.keys() - {"format", "problems"}
    assert {key: summary[key] for key in alike} == {key: document[key] for key in alike}
    assert document.keys() - alike == {"format", "problems", "reports", "unusable", "rollup"}
    unusable = [line for line in reports if line["outcome"] == "unusable"]
    named = [{key: line[key] for key in ("path", "sha256", "province")} for line in unusable]
    assert named == document["unusable"]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_fits_the_schema(name: str, plan: Plan) -> None:
    schema = json.loads(schema_text(Kind.JSONL, list_obligations(plan)))
    validator = Draft202012Validator(schema)
    for line in lines(specimens()[name]):
        assert list(validator.iter_errors(line)) == []


def test_what_changed_is_in_the_lines_too(tmp_path: Path, plan: Plan) -> None:
    run = compared(many(tmp_path, plan, reports=5))
    schema = json.loads(schema_text(Kind.JSONL, list_obligations(plan)))
    validator = Draft202012Validator(schema)
    *reports, summary = lines(run)
    assert summary["baseline"]["new"]
    changes = {one["change"] for line in reports for one in line.get("findings", ())}
    assert "new" in changes
    for line in (*reports, summary):
        assert list(validator.iter_errors(line)) == []


def test_lines_are_compact() -> None:
    for line in render("jsonl", specimens()["several"]).splitlines():
        assert json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":")) == line
