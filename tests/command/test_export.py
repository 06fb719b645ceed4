"""The whole rule set as data: nothing of it is lost, and it says what the plan says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import yaml

from plancheck.formats import Style, formats, render_as
from plancheck.language.message import Lang
from plancheck.language.wording import format_value
from plancheck.plan.model import Plan
from tests.conftest import READER, ROOT, Ran


@cache
def rules() -> Any:
    """Return the rule set as PyYAML reads it."""
    return yaml.load((ROOT / "data" / "plan2014.yaml").read_text("utf-8"), READER)


@pytest.fixture(scope="module")
def exported(plan: Plan) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render_as("plan", "json", plan))
    return document


def leaves(node: Any) -> list[str]:
    """Return every value of ``node`` as text."""
    if isinstance(node, dict):
        return [text for part in node.values() for text in leaves(part)]
    if isinstance(node, list):
        return [text for part in node for text in leaves(part)]
    return [] if node is None else [str(node).lower()]


def test_the_formats_of_a_plan() -> None:
    assert set(formats(of="plan")) >= {"json", "csv", "markdown", "html"}


def test_no_value_of_the_rule_set_is_lost(exported: dict[str, Any]) -> None:
    kept = leaves(exported)
    known = set(kept)
    for value in leaves(rules()):
        if value not in ("plancheck.plan/1", "false"):
            assert value in known, value
    phrases = [
        phrase
        for section in rules()["sections"]
        for group in section["groups"]
        for task in group["tasks"]
        for entry in [*task["obligations"], *task.get("unassessed", [])]
        for phrase in entry["cites"]
    ]
    assert all(kept.count(phrase.lower()) >= phrases.count(phrase) for phrase in phrases)


def obligations(exported: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        one["id"]: one
        for section in exported["sections"]
        for group in section["groups"]
        for task in group["tasks"]
        for one in task["obligations"]
    }


def test_what_is_asked_per_tier_stands_beside_it(exported: dict[str, Any]) -> None:
    found = obligations(exported)
    assert len(found) == 164
    training = found["15.training"]["per_tier"]
    assert [training[tier]["quota"]["at_least"] for tier in "123"] == [6, 4, 1]
    advantage = found["18.advantage"]["per_tier"]
    assert [advantage[tier]["quota"]["at_most"] for tier in "123"] == [50, 25, 15]
    assert [found["8.finance"]["per_tier"][tier]["level"] for tier in "123"] == [
        "mandatory", "mandatory", "optional",
    ]  # fmt: skip
    assert found["4.revision"]["per_tier"]["3"]["due"] == "2015-12-31"
    assert found["30.training"]["per_tier"]["2"]["when_allotted"] == "mandatory"
    assert found["30.agencies"]["per_tier"]["2"]["when_allotted"] == "none"
    assert found["14.guide"]["per_tier"] is None


def test_csv_has_a_row_per_obligation_and_tier(plan: Plan) -> None:
    rows = list(csv.DictReader(io.StringIO(render_as("plan", "csv", plan))))
    assert len(rows) == 32 * 3 + 132
    found = {(row["obligation"], row["tier"]): row for row in rows}
    assert found["19.standard", "2"]["at_least"] == "20"
    assert found["15.bases", "3"]["per"] == "unit"
    assert found["21.industries", "1"]["when_designated"] == "mandatory"
    assert found["21.industries", "2"]["when_designated"] == "none"
    assert [found["30.training", tier]["when_allotted"] for tier in "123"] == ["mandatory"] * 3
    assert found["9.training", "1"]["when_allotted"] == "none"  # its number sets no level
    assert found["27.ftz", "1"]["named"] == "上海 mandatory"
    assert found["15.support", ""]["exactly"] == "12"
    assert found["15.support", ""]["asked_of"] == "issuer"


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_names_everything(plan: Plan, lang: Lang) -> None:
    page = render_as("plan", "markdown", plan, Style(lang))
    for task in plan.tasks:
        assert format_value(lang, task.title) in page
        for obligation in task.obligations:
            assert obligation.id in page


@pytest.mark.parametrize("format_", ["json", "csv", "markdown", "html"])
def test_the_command_writes_it(format_: str, run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("plan", "export", "--format", format_)
    assert ran.code == 0
    assert "15.training" in ran.out
    assert ran.out == run_cli("plan", "export", "--format", format_).out
    assert run_cli("plan", "export", "--format", "nonsense").code == 2


def test_oscal_states_the_level_of_those_allotted_a_number(run_cli: Callable[..., Ran]) -> None:
    ran = run_cli("plan", "export", "--format", "oscal")
    assert ran.code == 0
    stated = [line for line in ran.out.splitlines() if '"level-when-allotted"' in line]
    assert len(stated) == 3  # one duty, three tiers
