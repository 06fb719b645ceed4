"""Every example states its command and exit code in its first line; here each is run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FIRST_LINE = re.compile(r"# plancheck (.+?)    退出码 (\d)")


def test_the_examples_of_the_contract_are_there() -> None:
    names = {file.stem for file in EXAMPLES}
    tiers = {f"tier{tier}-{kind}" for tier in (1, 2, 3) for kind in ("compliant", "noncompliant")}
    assert tiers | {"shanghai", "undetermined", "broken", "roster", "waivers"} == names


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_exit_code(
    file: Path, run_cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    stated = FIRST_LINE.match(file.read_text("utf-8"))
    assert stated, "the first line is the command and its exit code"
    ran = run_cli(*shlex.split(stated[1]))
    assert ran.code == int(stated[2])
    assert ran.err == ""


def findings(run_cli: Callable[..., Ran], *arguments: str) -> dict[str, str]:
    document = json.loads(run_cli("validate", *arguments, "--format", "json").out)
    (report,) = document["reports"]
    return {found["obligation"]: found["verdict"] for found in report["findings"]}


def not_passed(verdicts: dict[str, str], *wanted: str) -> dict[str, str]:
    return {name: verdict for name, verdict in verdicts.items() if verdict in wanted}


@pytest.mark.parametrize(
    ("file", "tier", "expected"),
    [
        (
            "tier1-noncompliant",
            "1",
            {
                "4.revision": "fail",
                "4.timetable": "missing",
                "15.training": "fail",
                "15.bases": "fail",
                "16.talent": "fail",
                "18.advantage": "fail",
                "19.standard": "fail",
            },
        ),
        (
            "tier2-noncompliant",
            "2",
            {"4.scheme": "fail", "19.standard": "fail", "29.survey": "missing"},
        ),
        (
            "tier3-noncompliant",
            "3",
            {"9.training": "fail", "15.training": "fail", "18.advantage": "fail"},
        ),
    ],
)
def test_what_is_short_in_each(
    run_cli: Callable[..., Ran], file: str, tier: str, expected: dict[str, str]
) -> None:
    """The comment at the top of each example lists its shortfalls."""
    verdicts = findings(run_cli, f"{ROOT}/examples/{file}.yaml", "--tier", tier)
    assert not_passed(verdicts, "fail", "missing", "review") == expected


def test_tier_three_has_two_years_for_its_policy(run_cli: Callable[..., Ran]) -> None:
    verdicts = findings(run_cli, f"{ROOT}/examples/tier3-compliant.yaml", "--tier", "3")
    assert not_passed(verdicts, "pending") == {"4.revision": "pending"}


def test_waivers_lift_what_they_name_and_nothing_else(run_cli: Callable[..., Ran]) -> None:
    waivers = f"{ROOT}/examples/waivers.yaml"
    report = f"{ROOT}/examples/tier2-noncompliant.yaml"
    verdicts = findings(run_cli, report, "--tier", "2", "--waivers", waivers)
    lifted = {"4.scheme": "waived", "19.standard": "waived", "29.survey": "waived"}
    assert not_passed(verdicts, "waived", "fail", "missing") == lifted


def test_undetermined_is_accepted_only_on_request(run_cli: Callable[..., Ran]) -> None:
    report = f"{ROOT}/examples/undetermined.yaml"
    assert run_cli("validate", report).code == 3
    assert run_cli("validate", report, "--allow-review").code == 0
    verdicts = findings(run_cli, report)
    assert verdicts["15.training"] == "review"  # 5: enough in tiers 2 and 3, not in tier 1
    assert verdicts["19.standard"] == "pass"  # 30: enough in every tier
    assert not_passed(verdicts, "fail", "missing") == {}


def test_roster_and_report_agree_on_shanghai(run_cli: Callable[..., Ran]) -> None:
    report, roster = f"{ROOT}/examples/shanghai.yaml", f"{ROOT}/examples/roster.yaml"
    assert run_cli("validate", report, "--roster", roster).code == 0
    assert findings(run_cli, report, "--roster", roster)["27.ftz"] == "pass"


def test_names_in_examples_are_plainly_examples() -> None:
    for file in EXAMPLES:
        text = file.read_text("utf-8")
        for name in re.findall(r"(?:host|主办单位|number|文号|source|依据): ([^,}\n]+)", text):
            assert name.startswith("示例"), (file.name, name)
