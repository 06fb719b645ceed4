"""What changed from one plan to another, and which stored verdicts would."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.analysis.difference import as_if, differ, turned
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.judging import judge
from tests.conftest import ROOT, Ran, as_yaml

FILE = ROOT / "data" / "plan2014.yaml"
RULES = FILE.read_text("utf-8")
Cli = Callable[..., Ran]


def changed(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Return a file with the plan in which, after the first text, the second is the third."""
    text = RULES
    for after, old, new in changes:
        place = text.index(old, text.index(after))
        text = text[:place] + new + text[place + len(old) :]
    file = folder / "other.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert differ(plan, plan).empty


CASES = [
    ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{1: 5, 2: 4, 3: 1}", "changed",
     [("at_least", "6", "5", ("1",))]),
    ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{1: 5, 2: 5, 3: 1}", "changed",
     [("at_least", "6", "5", ("1",)), ("at_least", "4", "5", ("2",))]),
    ("id: 8.finance\n", "tier3: optional", "tier3: mandatory", "changed",
     [("level", "optional", "mandatory", ("3",))]),
    ("id: 4.revision\n", "3: 2015-12-31", "3: 2014-12-31", "changed",
     [("due", "2015-12-31", "2014-12-31", ("3",))]),
    ("id: 15.projects\n", "designated_within: [1, 2]", "designated_within: [1]", "changed",
     [("level", "designated", "none", ("2",)), ("when_designated", "mandatory", "None", ("2",))]),
    ("id: 18.advantage\n", "at_most", "at_least", "changed", None),
    ("id: 27.ftz\n", "上海: mandatory", "上海: optional", "changed",
     [("named", "['上海 mandatory']", "['上海 optional']", ())]),
    ("id: 8.finance\n", "en: IP finance", "en: finance", "reworded", None),
    ("id: 14.regional\n", "exactly: 5", "exactly: 6", "changed", [("exactly", "5", "6", ())]),
]  # fmt: skip


@pytest.mark.parametrize(("after", "old", "new", "kind", "aspects"), CASES)
def test_what_changed_is_told_per_tier(
    after: str,
    old: str,
    new: str,
    kind: str,
    aspects: list[tuple[str, str, str, tuple[str, ...]]] | None,
    plan: Plan,
    tmp_path: Path,
) -> None:
    (change,) = differ(plan, load_plan(str(changed(tmp_path, (after, old, new))))).changes
    assert change.obligation.id == after.rsplit(maxsplit=1)[-1]
    assert change.kind == kind
    told = [(a.name, str(a.before), str(a.now), a.tiers) for a in change.aspects]
    assert aspects is None or told == aspects


@pytest.mark.parametrize(("after", "old", "new", "kind", "_"), CASES)
def test_the_checksum_of_the_rules_is_another_where_something_else_is_asked(
    after: str, old: str, new: str, kind: str, _: object, plan: Plan, tmp_path: Path
) -> None:
    other = load_plan(str(changed(tmp_path, (after, old, new))))
    assert other.sha256 != plan.sha256
    assert (other.rules_sha256 == plan.rules_sha256) is (kind == "reworded")


@pytest.mark.parametrize(
    "change",
    [
        ("tasks", "id: 29.survey\n", "id: 29.census\n"),
        ("participants:", ", counted_by: amount", ""),
        ("period:", "to: 2014-12-31", "to: 2014-11-30"),
        ("period:", "from: 2014-01-01", "from: 2014-02-01"),
    ],
)
def test_ids_days_and_the_way_to_count_are_rules(
    change: tuple[str, str, str], plan: Plan, tmp_path: Path
) -> None:
    assert load_plan(str(changed(tmp_path, change))).rules_sha256 != plan.rules_sha256


def test_a_comment_or_the_order_of_keys_is_no_rule(plan: Plan, tmp_path: Path) -> None:
    other = changed(tmp_path, ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{3: 1, 2: 4, 1: 6}"))
    other.write_text(other.read_text("utf-8") + "\n# a comment\n", encoding="utf-8")
    assert load_plan(str(other)).rules_sha256 == plan.rules_sha256


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "两份规则集要求相同"), ("en", "Both rule sets require the same")]
)
def test_it_is_said_that_only_the_wording_differs(
    lang: str, said: str, run_cli: Cli, tmp_path: Path
) -> None:
    worded = changed(tmp_path, ("id: 8.finance\n", "en: IP finance", "en: finance"))
    assert said in run_cli("plan", "diff", str(FILE), str(worded), "--lang", lang).out
    other = changed(tmp_path, ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{1: 5, 2: 4, 3: 1}"))
    assert said not in run_cli("plan", "diff", str(FILE), str(other), "--lang", lang).out
    found = json.loads(run_cli("plan", "diff", str(FILE), str(other), "--format", "json").out)
    assert found["before"]["rules_sha256"] != found["now"]["rules_sha256"]


def test_another_way_to_count_a_ledger_changes_every_duty_that_is_counted_so(
    plan: Plan, tmp_path: Path
) -> None:
    other = load_plan(str(changed(tmp_path, ("participants:", ", counted_by: amount", ""))))
    told = {
        change.obligation.id: [(a.name, a.before, a.now) for a in change.aspects]
        for change in differ(plan, other).changes
    }
    by_amount = [("counted_by", "amount", None)]
    assert told == {"9.training": by_amount, "30.training": by_amount}


def test_a_renamed_obligation_is_new_and_dropped_and_said_to_be_alike(
    plan: Plan, tmp_path: Path
) -> None:
    other = load_plan(str(changed(tmp_path, ("tasks", "id: 29.survey\n", "id: 29.census\n"))))
    told = {(c.kind, c.obligation.id, c.like) for c in differ(plan, other).changes}
    assert told == {("new", "29.census", "29.survey"), ("dropped", "29.survey", "29.census")}


def test_the_plan_itself(plan: Plan, tmp_path: Path) -> None:
    other = load_plan(str(changed(tmp_path, ("period:", "to: 2014-12-31", "to: 2014-11-30"))))
    found = differ(plan, other)
    assert [(a.name, str(a.now)) for a in found.aspects] == [("to", "2014-11-30")]
    assert any(c.obligation.id == "15.training" for c in found.changes)  # it is due earlier


def test_the_verdicts_that_would_turn(plan: Plan, tmp_path: Path) -> None:
    other = load_plan(
        str(changed(tmp_path, ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{1: 7, 2: 4, 3: 1}")))
    )
    report = tmp_path / "report.yaml"
    report.write_bytes(
        as_yaml(
            {
                "plan": plan.id,
                "province": "北京",
                "tier": 1,
                "tasks": {"15.training": {"sessions": 6}},
            }
        )
    )
    runs = judge([str(report)], plan), judge([str(report)], as_if(other, plan))
    (turn,) = turned(differ(plan, other), *runs).turns or ()
    assert (turn.subject, turn.obligation) == ("北京", "15.training")
    assert (turn.before, turn.now) == ("pass", "fail")


def test_a_report_is_judged_by_a_plan_of_another_name_too(run_cli: Cli, tmp_path: Path) -> None:
    """Else every report would be unusable under next year's plan, which is not what is asked."""
    other = changed(
        tmp_path,
        ("id:", "id: cn-patent-2014", "id: cn-patent-2015"),
        ("id: 19.standard\n", "{1: 30, 2: 20, 3: 10}", "{1: 30, 2: 18, 3: 10}"),
    )
    reports = str(ROOT / "examples" / "tier2-noncompliant.yaml")
    ran = run_cli("plan", "diff", str(FILE), str(other), "--reports", reports, "--format", "json")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert document["format"] == "plancheck.difference/1"
    assert document["problems"] == []
    (turn,) = document["verdicts"]
    assert (turn["obligation"], turn["before"], turn["now"]) == ("19.standard", "fail", "pass")


def test_a_report_that_becomes_unusable_is_named(run_cli: Cli, tmp_path: Path) -> None:
    other = changed(tmp_path, ("tasks", "id: 29.survey\n", "id: 29.census\n"))
    report = str(ROOT / "examples" / "tier1-compliant.yaml")
    for lang in ("zh", "en"):
        ran = run_cli("plan", "diff", str(FILE), str(other), "--reports", report, "--lang", lang)
        assert ran.code == 2
        assert f"{report}:" in ran.out
        assert "29.survey" in ran.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command(lang: str, run_cli: Cli, tmp_path: Path) -> None:
    assert run_cli("plan", "diff", str(FILE), str(FILE), "--lang", lang).code == 0
    other = changed(tmp_path, ("id: 15.training\n", "{1: 6, 2: 4, 3: 1}", "{1: 5, 2: 4, 3: 1}"))
    ran = run_cli("plan", "diff", str(FILE), str(other), "--lang", lang)
    assert ran.code == 1
    assert "6 → 5" in ran.out
    ran = run_cli("plan", "diff", str(FILE), str(tmp_path / "none.yaml"), "--lang", lang)
    assert ran.code == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = run_cli("plan", "diff", str(FILE), str(other), "--reports", str(empty), "--lang", lang)
    assert ran.code == 2
    ran = run_cli("plan", "diff", str(FILE))
    assert ran.code == 2
