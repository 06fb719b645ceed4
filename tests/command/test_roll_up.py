"""Lines of many calls rolled up: the same overview as that of one call, and nothing guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from plancheck import PlancheckError, load_roster, roll_up
from plancheck.formats import render
from plancheck.inputs.waivers import load_waivers
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts import stored
from plancheck.verdicts.expected import ExpectedSubject, expected_of
from plancheck.verdicts.judging import judge
from tests.conftest import ROOT
from tests.formats.specimens import specimens

EXAMPLES = ROOT / "examples"
REPORTS = ("tier1-compliant", "tier1-noncompliant", "tier2-noncompliant", "undetermined", "broken")


@pytest.fixture
def files(tmp_path: Path, plan: Plan) -> list[str]:
    """Return reports of every outcome; two unusable ones name no subject."""
    paths = []
    for number, subject in enumerate(plan.subject_names[:-3]):
        text = (EXAMPLES / f"{REPORTS[number % len(REPORTS)]}.yaml").read_text("utf-8")
        text = re.sub("(?m)^province: .*$", f"province: {subject}", text)
        paths.append(tmp_path / f"{number:02}.yaml")
        paths[-1].write_text(text, "utf-8")
    national = f"plan: {plan.id}\nsubject: national\ntasks: {{}}\n"
    for name, text in (("n.yaml", national), ("x.yaml", "province: ["), ("y.yaml", "")):
        paths.append(tmp_path / name)
        paths[-1].write_text(text, "utf-8")
    return list(map(str, paths))


def _lines(files: Sequence[str], plan: Plan, **options: Any) -> list[str]:
    return render("jsonl", judge(files, plan, **options)).splitlines(keepends=True)


def _overview(files: Sequence[str], plan: Plan, **options: Any) -> Any:
    return json.loads(render("json", judge(files, plan, **options)))["rollup"]


@pytest.mark.parametrize(
    ("with_roster", "expects", "twice"),
    [(False, False, False), (True, False, True), (False, True, True), (True, True, False)],
)
def test_parts_roll_up_as_one_call(
    files: list[str],
    plan: Plan,
    with_roster: bool,
    expects: bool,
    twice: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stored, "BLOCK", 3)
    if twice:  # one call sees that a subject reports twice, the parts by themselves do not
        copy = Path(files[0]).with_name("z.yaml")
        copy.write_bytes(Path(files[0]).read_bytes())
        files.append(str(copy))
    roster = load_roster(str(EXAMPLES / "roster.yaml"), plan) if with_roster else None
    waivers = load_waivers(str(EXAMPLES / "waivers.yaml"), plan)
    inputs: dict[str, Any] = {"roster": roster, "waivers": waivers}
    expected = expected_of(plan, None) if expects else None
    whole = _overview(files, plan, expected=expected, **inputs)
    parts = [files[at : at + 7] for at in range(0, len(files), 7)]
    lines = [line for part in parts for line in _lines(part, plan, **inputs)]
    assert roll_up(lines, plan, roster=roster, expected=expected) == whole
    assert {row["state"] for row in whole["matrix"]} >= {"not-compliant", "unusable"}
    assert ("absent" in {row["state"] for row in whole["matrix"]}) is expects
    assert bool(whole["repeated"]) is (twice and not expects)


def test_every_specimen_rolls_up_from_its_lines() -> None:
    rolled = set()
    for name, run in specimens().items():
        overview = json.loads(render("json", run))["rollup"]
        if overview is not None and run.plan is not None:
            lines = render("jsonl", run).splitlines()
            inputs: dict[str, Any] = {"roster": run.roster, "expected": run.expected}
            assert roll_up(lines, run.plan, **inputs) == overview, name
            rolled.add(name)
    assert rolled == {"awkward", "every-verdict", "several"}


def test_other_names_than_those_of_the_plan(tmp_path: Path) -> None:
    from bench.reports import write_many_subjects

    expected = write_many_subjects(tmp_path, 12)
    plan = load_plan(str(tmp_path / "plan.yaml"))
    files = sorted(map(str, (tmp_path / "reports").rglob("*.yaml")))
    who = [ExpectedSubject(name) for name in [*expected.read_text("utf-8").split(), "示例单位丙"]]
    lines = [*_lines(files[:5], plan), *_lines(files[5:], plan)]
    assert roll_up(lines, plan, expected=who) == _overview(files, plan, expected=who)


def _key(lines: Sequence[str], plan: Plan) -> tuple[str, int]:
    with pytest.raises(PlancheckError) as caught:
        roll_up(lines, plan)
    (problem,) = caught.value.problems
    assert problem.where is not None
    return problem.key, problem.where.line


def test_nothing_is_rolled_up_that_is_not_whole(files: list[str], plan: Plan) -> None:
    lines = _lines(files, plan)
    last = len(lines)
    assert _key(lines[:-1], plan) == ("baseline.shape", last - 1)  # cut off before its end
    assert _key(lines[1:], plan) == ("baseline.shape", last - 1)  # a report is not there
    assert _key([lines[0], *lines], plan) == ("baseline.shape", last + 1)  # one is there twice
    assert _key([lines[0][:-9], *lines[1:]], plan) == ("baseline.shape", 1)
    assert _key(["[]"], plan) == ("baseline.shape", 1)
    assert _key(["[" * 200_000], plan) == ("baseline.shape", 1)
    assert _key(["NaN"], plan) == ("baseline.shape", 1)


def test_lines_about_other_rules_are_refused(files: list[str], plan: Plan) -> None:
    (first, *_) = _lines(files, plan)
    other = first.replace(plan.rules_sha256, "0" * 64)
    assert _key([other], plan) == ("baseline.other-rules", 1)
    assert _key([first.replace(f'"id":"{plan.id}"', '"id":"other"', 1)], plan) == (
        "baseline.other-plan",
        1,
    )


def test_no_lines_are_no_reports(plan: Plan) -> None:
    overview = roll_up([], plan)
    assert (overview["matrix"], overview["gaps"]) == ([], [])
