"""OSCAL: every reference leads somewhere, nothing is lost, and no state is claimed that is not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from plancheck.formats import Style, render, render_as
from plancheck.formats.oscal.elements import control_id
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.result import Result, Verdict
from tests.formats.specimens import NAMES, specimens

TOKEN = re.compile(r"[^\W\d][\w.-]*")
UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
STRING = re.compile(r"\S(.*\S)?")


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of ``node``."""
    if isinstance(node, dict):
        yield node
        for part in node.values():
            yield from nodes(part)
    elif isinstance(node, list):
        for part in node:
            yield from nodes(part)


def values(node: Any, key: str) -> list[Any]:
    return [one[key] for one in nodes(node) if key in one]


@pytest.fixture(scope="module", params=list(Lang))
def catalog(request: pytest.FixtureRequest, plan: Plan) -> Any:
    return json.loads(render_as("plan", "oscal", plan, Style(request.param)))["catalog"]


def controls(catalog: Any) -> dict[str, Any]:
    return {one["id"]: one for found in values(catalog, "controls") for one in found}


def check_form(document: Any) -> None:
    """Every id is a token used once, every uuid one of version 5 used once, every link leads on."""
    ids = values(document, "id")
    assert len(ids) == len(set(ids))
    assert all(TOKEN.fullmatch(one) for one in ids)
    uuids = values(document, "uuid")
    assert len(uuids) == len(set(uuids))
    assert all(UUID.fullmatch(one) for one in uuids)
    for href in values(document, "href"):
        assert not href.startswith("#") or href[1:] in uuids
    for key, known in (
        ("observation-uuid", uuids),
        ("subject-uuid", uuids),
    ):
        assert set(values(document, key)) <= set(known)
    for parties in values(document, "party-uuids"):
        assert set(parties) <= set(uuids)
    for prop in nodes(document):
        if "ns" in prop and "value" in prop:
            assert STRING.fullmatch(prop["value"]), prop
            assert TOKEN.fullmatch(prop["name"])
    for node in nodes(document):  # OSCAL: no list is empty, it is left out
        assert [] not in node.values()


def test_the_catalog_is_well_formed(catalog: Any) -> None:
    check_form(catalog)


def test_every_obligation_is_a_control_in_the_place_the_plan_gives_it(
    catalog: Any, plan: Plan
) -> None:
    groups = catalog["groups"]
    assert [len(section["groups"]) for section in groups] == [1, 6, 6]
    tasks = [task for section in groups for group in section["groups"] for task in group["groups"]]
    assert [task["id"] for task in tasks] == [f"task-{number}" for number in range(1, 31)]
    for task, shown in zip(plan.tasks, tasks, strict=True):
        listed = [control["id"] for control in shown.get("controls", [])]
        assert listed == [control_id(obligation.id) for obligation in task.obligations]
        for control, obligation in zip(listed, task.obligations, strict=True):
            assert control.removeprefix("obligation-") == obligation.id


def test_numbers_are_parameters_per_tier(catalog: Any) -> None:
    def numbers(name: str) -> dict[str, Any]:
        return {one["id"]: one.get("values") for one in controls(catalog)[name]["params"]}

    training = "obligation-15.training"
    assert numbers(training) == {
        f"{training}_prm-at-least-1": ["6"],
        f"{training}_prm-at-least-2": ["4"],
        f"{training}_prm-at-least-3": ["1"],
    }
    assert list(numbers("obligation-18.advantage").values()) == [["50"], ["25"], ["15"]]
    assert list(numbers("obligation-9.training").values()) == [None]  # another plan sets it


def test_levels_are_properties_per_tier(catalog: Any) -> None:
    props = controls(catalog)["obligation-8.finance"]["props"]
    levels = {prop["class"]: prop["value"] for prop in props if prop["name"] == "level"}
    assert levels == {"tier-1": "mandatory", "tier-2": "mandatory", "tier-3": "optional"}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("name", NAMES)
def test_results_are_well_formed_and_lead_to_the_catalog(name: str, lang: Lang) -> None:
    run = specimens()[name]
    text = render("oscal", run, Style(lang))
    assert text == render("oscal", run, Style(lang))
    document = json.loads(text)["assessment-results"]
    check_form(document)
    if run.plan is None:
        return
    catalog = json.loads(render_as("plan", "oscal", run.plan, Style(lang)))["catalog"]
    known = set(values(catalog, "id"))
    assert set(values(document, "control-id")) <= known
    assert set(values(document, "target-id")) <= known


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_and_problem_is_an_observation(name: str) -> None:
    run = specimens()[name]
    document = json.loads(render("oscal", run, Style(Lang.ZH)))["assessment-results"]
    of_run, *of_reports = document["results"]
    told = len(run.problems) + len(run.absent) + len(run.skipped)
    assert len(of_run.get("observations", [])) == told
    assert len(of_reports) == len(run.reports)
    for shown, report in zip(of_reports, run.reports, strict=True):
        observations = shown.get("observations", [])
        if not isinstance(report, Result):
            assert len(observations) == len(report.problems)
            assert "findings" not in shown
            continue
        if report.failure is not None:
            whole = observations.pop(0)
            props = {prop["name"]: prop["value"] for prop in whole["props"]}
            assert props["reason"] == "report.no-tier-complies"
            assert props["location"] == str(report.location)
        told = {prop["name"]: prop["value"] for prop in shown["props"]}
        assert told["outcome"] == report.outcome
        assert (told["as-of"], told["as-of-from"]) == (
            report.as_of.isoformat(), report.facts.as_of.origin,
        )  # fmt: skip
        said = [
            next(p["value"] for p in one["props"] if p["name"] == "verdict") for one in observations
        ]
        assert said == [str(finding.verdict) for finding in report.findings]


@pytest.mark.parametrize("name", NAMES)
def test_satisfied_is_said_of_a_pass_only(name: str) -> None:
    run = specimens()[name]
    document = json.loads(render("oscal", run, Style(Lang.ZH)))["assessment-results"]
    for result in document["results"]:
        for finding in result.get("findings", []):
            (verdict,) = [prop["value"] for prop in finding["props"]]
            state = finding["target"]["status"]["state"]
            assert (state == "satisfied") is (verdict == Verdict.PASS)
            open_ones = {"fail", "missing", "review", "waived"}
            assert state == "satisfied" or verdict in open_ones
