"""The verdicts, case by case. The cases are data: tests/cases/README.md says how to write one."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.errors import PlancheckError
from plancheck.inputs.loading import load_roster
from plancheck.inputs.waivers import load_waivers
from plancheck.language.messages import MESSAGES
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation
from plancheck.reading.values import Status
from plancheck.requirements import KINDS
from plancheck.verdicts.result import Finding, Result, Verdict, verdicts_of
from tests.conftest import READER, ROOT, as_yaml, finding, judged

FOLDER = ROOT / "tests" / "cases"
PROVINCE = "江西"
UNKNOWN = "unknown"
ABSENT = "absent"
OMITS = "omits"
MANY = {"tiers": "tier", "entries": "entry"}
REPORTED = {
    *("tier", "tiers", "entry", "entries", "absent", "province", "designated", "allotments"),
    *("evidence", "also", "as_of", "judged_on", "require_evidence", "roster", "waiver"),
}
VALUES = ("expected", "actual", "gap")
OUTCOME = {"verdict", "problem", "reason", "level", "underlying", "notes", *VALUES}
OUTCOME |= {"facts", "rule", "of_report"}
RULES = {
    "2.framework": {1},
    "4.revision": {1, 4},
    "8.finance": {1, 3, 4},
    "20.navigation": {1, 3, 4},
    "15.projects": {1, 3, 4},
    "7.indicators": {1, 3, 4},
    "15.training": {1, 3, 4},
    "25.office": {1, 3, 4},
    "18.advantage": {1, 4},
    "15.bases": {3, 4},
    "9.training": {1, 3, 4},
    "30.training": {1, 3, 4},
}
"""The rules for unknown facts that can decide, for one obligation of each kind.

Rule 2 needs one scenario that fails and one in which nothing counts as reported. No obligation of
the 2014 plan can get both at once; tests/unit/test_facts.py shows it on another plan.
"""
ELSEWHERE = {
    "finding.not-asked": "test_a_duty_of_another_tier_is_not_asked",
    "finding.over-unknown-cap": "test_a_ledger_may_exceed_a_cap_that_is_allotted",
    "finding.over-exact": "test_an_exact_number_may_be_exceeded",
}
"""Reasons that no report on the 2014 plan can get, each with the test that shows it."""
OTHER_KINDS = ("answer", "share", "growth", "any_of")
OF_OTHER_KINDS = {
    *(key for name in OTHER_KINDS for key in KINDS[name].MESSAGES),
    "finding.trial",
    "finding.beyond-milestone",
    "note.milestone",
}
"""Reasons of what the 2014 plan does not ask; test_kinds.py, test_growth.py, test_any_of.py,
test_trial.py and test_quotas.py in tests/unit show them."""
OF_REPORTS = {"note.as-of", "note.late", "note.roster-number"}
"""Notes that no case can show; test_facts.py, test_rollup.py, test_growth.py in tests/unit do."""


@dataclass(frozen=True)
class Case:
    """One report with one obligation's verdict: a case of a file, for one tier, entry and date."""

    obligation: str
    line: int
    written: dict[str, Any]
    tier: int | str
    nth: int
    entry: Any
    absent: bool
    as_of: str | None
    judged_on: str | None

    def __str__(self) -> str:
        said = ABSENT if self.absent else json.dumps(self.entry, ensure_ascii=False)
        said = said.replace('"', "") if said.isascii() and len(said) <= 40 else f"entry{self.nth}"
        outcome = self.written.get("verdict") or self.written["problem"]
        days = (self.as_of, self.judged_on)
        parts = (f"{self.obligation}:{self.line}", f"tier{self.tier}", said, *days, outcome)
        return "-".join(part for part in parts if part)

    @property
    def number(self) -> int | None:
        """The number the entry, or its first unit, states in plain digits."""
        claims = [self.entry]
        if isinstance(self.entry, dict):
            claims += (self.entry.get("units") or {}).values()
        stated = (
            value
            for claim in claims
            if isinstance(claim, dict)
            for value in claim.values()
            if isinstance(value, int)
        )
        return next(stated, None)

    def allotment(self) -> int | None:
        """The number allotted by the roster, else by the report."""
        for facts in (self.written.get("roster") or {}, self.written):
            allotted = (facts.get("allotments") or {}).get(self.obligation)
            if isinstance(allotted, dict) and isinstance(allotted["participants"], int):
                return allotted["participants"]
        return None

    def inputs(self, plan: Plan) -> dict[str, Any]:
        """Return what is submitted, as plain data: the report, and a roster and waivers, if any."""
        province = self.written.get("province", PROVINCE)
        report = {"plan": plan.id, "province": province}
        if self.tier != UNKNOWN:
            report["tier"] = self.tier
        if self.as_of:
            report["as_of"] = self.as_of
        for key in ("designated", "allotments", "evidence"):
            if key in self.written:
                report[key] = self.written[key]
        entry = {} if self.absent else {self.obligation: self.entry}
        report["tasks"] = entry | self.written.get("also", {})

        submitted = {"report": report}
        if "roster" in self.written:
            listed = self.written["roster"]
            provinces = {} if listed == OMITS else {province: listed}
            roster = {"format": "plancheck.roster/1", "plan": plan.id, "provinces": provinces}
            submitted["roster"] = roster
        if "waiver" in self.written:
            waiver = {"subject": province, "obligation": self.obligation, **self.written["waiver"]}
            waivers = {"format": "plancheck.waivers/1", "plan": plan.id, "waivers": [waiver]}
            submitted["waivers"] = waivers
        return submitted

    def judge(self, plan: Plan, folder: Path) -> tuple[Result, Finding]:
        submitted = self.inputs(plan)
        report = submitted.pop("report")
        for name, data in submitted.items():
            (folder / f"{name}.yaml").write_bytes(as_yaml(data))
        roster = waivers = None
        if "roster" in submitted:
            roster = load_roster(str(folder / "roster.yaml"), plan)
        if "waivers" in submitted:
            waivers = load_waivers(str(folder / "waivers.yaml"), plan)
        terms: dict[str, Any] = {"require_evidence": self.written.get("require_evidence", False)}
        if self.judged_on:
            terms["as_of"] = datetime.date.fromisoformat(self.judged_on)
        result = judged(plan, report, roster=roster, waivers=waivers, **terms)
        return result, finding(result, self.obligation)


def cases_of(path: Path) -> Iterator[Case]:
    """Yield every case of a file, once for each tier, entry and date it is written for."""
    text = path.read_text(encoding="utf-8")
    reader = READER(text)
    whole = reader.get_single_node()
    nodes = {key.value: value for key, value in whole.value}["cases"].value
    content = reader.construct_document(whole)
    for node, written in zip(nodes, content["cases"], strict=True):
        line = node.start_mark.line + 1
        odd = written.keys() - REPORTED - OUTCOME - {"why"}
        assert not odd, f"{path.name}:{line}: unknown key {odd}"
        assert ("verdict" in written) != ("problem" in written), f"{path.name}:{line}"
        tiers = written.get("tiers", [written.get("tier", UNKNOWN)])
        entries = [(entry, False) for entry in written.get("entries", [])]
        entries += [(written["entry"], False)] if "entry" in written else []
        entries += [(None, True)] if written.get("absent") else []
        assert entries, f"{path.name}:{line}: says nothing about the entry"
        own_days, days = (several(written.get(key)) for key in ("as_of", "judged_on"))
        of_file = (content["obligation"], line, written)
        for tier, (nth, entry), as_of, day in product(tiers, enumerate(entries, 1), own_days, days):
            yield Case(*of_file, tier, nth, *entry, as_of, day)


def several(value: Any) -> list[Any]:
    """Return what a key says that may have one value or a list of them."""
    return value if isinstance(value, list) else [value]


CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in cases_of(path)]
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def shipped() -> Plan:
    """Return the plan that the cases are written for, never a changed one as ``plan`` may be."""
    return load_plan()


@cache
def obligations() -> dict[str, Obligation]:
    """Return the obligations of the provinces by their ids."""
    return {obligation.id: obligation for _, obligation in shipped().obligations()}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, plan: Plan, tmp_path: Path) -> None:
    if "problem" in case.written:
        with pytest.raises(PlancheckError) as refused:
            case.judge(plan, tmp_path)
        assert case.written["problem"] in [problem.key for problem in refused.value.problems]
        return
    result, found = case.judge(plan, tmp_path)
    outcome = {
        "verdict": found.verdict,
        "reason": found.reason,
        "level": found.level_word,
        "underlying": found.underlying,
        "notes": [note.reason for note in found.notes],
        "of_report": [note.reason for note in result.notes if note.reason != "note.as-of"],
        "facts": facts_named(found),
        "rule": rule_of(found),
        **{key: getattr(found.measure, key) for key in VALUES},
    }
    wanted = {key: value for key, value in case.written.items() if key in OUTCOME}
    assert {key: outcome[key] for key in wanted} == wanted, case.written.get("why", "")


def facts_named(found: Finding) -> list[str]:
    """Return the facts that a review waits for, or that a note says are open."""
    if found.facts:
        return list(found.facts)
    named = [note for note in found.notes if note.reason == "note.least-favourable"]
    return [fact for note in named for fact in note.values["facts"]]


def rule_of(found: Finding) -> int:
    """Return which of the rules for unknown facts the verdicts of the scenarios fall under."""
    verdicts = {scenario.verdict for scenario in found.scenarios}
    if len(verdicts) <= 1:
        return 1
    if verdicts <= {Verdict.FAIL, Verdict.MISSING}:
        return 2
    return 4 if verdicts & {Verdict.FAIL, Verdict.MISSING, Verdict.REVIEW} else 3


# --- nothing is left out ---------------------------------------------------------------------


def test_every_obligation_of_the_provinces_has_its_file() -> None:
    files = {path.stem: path for path in FOLDER.glob("*.yaml")}
    assert files.keys() == obligations().keys()
    assert all(case.obligation in files for case in CASES)
    for name, path in files.items():
        assert yaml.load(path.read_text("utf-8"), READER)["obligation"] == name


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_tried_in_every_tier(name: str) -> None:
    wanted = {ABSENT, "null", *map(str, Status)}
    tried = defaultdict(set)
    for case in CASES:
        if case.obligation == name:
            word = ABSENT if case.absent else "null" if case.entry is None else case.entry
            tried[case.tier].add(word if isinstance(word, str) else "more")
    for tier in (1, 2, 3):
        assert wanted <= tried[tier]
    assert tried[UNKNOWN]


@pytest.mark.parametrize("name", NAMES)
def test_days_before_and_after_the_deadline_are_tried_in_every_tier(name: str) -> None:
    obligation, plan = obligations()[name], shipped()
    due = obligation.due
    for tier in (1, 2, 3):
        last = str(due[str(tier)] if isinstance(due, dict) else due or plan.period.to)
        days = {
            case.as_of or str(plan.period.to)
            for case in CASES
            if case.obligation == name and case.tier == tier
        }
        assert min(days) < last
        # Where nothing can be asked of the tier, no day after the deadline is of interest.
        if not obligation.designated_within or plan.designable(obligation, str(tier)):
            assert last in days
            assert max(days) > last


def bounds_of(obligation: Obligation, tier: int) -> Iterator[tuple[int | None, int]]:
    """Yield each bound that holds in ``tier``, None for an allotment, and the step beyond it."""
    assert obligation.requirement.metrics
    for kind, bound in obligation.requirement.bounds.items():
        number = bound[str(tier)] if isinstance(bound, dict) else bound
        yield (None if isinstance(number, str) else number), (1 if kind == "at_most" else -1)


def test_every_quota_is_tried_at_its_number_and_beyond_it() -> None:
    quotas = [obligation for obligation in obligations().values() if obligation.requirement.metrics]
    asked = [
        (obligation, tier)
        for obligation, tier in product(quotas, (1, 2, 3))
        if shipped().asked_of(obligation, str(tier))
    ]
    untried = [
        (obligation.id, tier, missing)
        for obligation, tier in asked
        for missing in untried_numbers(obligation, tier)
    ]
    assert asked
    assert untried == []


def untried_numbers(obligation: Obligation, tier: int) -> Iterator[tuple[int, str]]:
    """Yield what no case tries: how far from a bound, and the verdict there."""
    for bound, beyond in bounds_of(obligation, tier):
        tried = set()
        for case in CASES:
            if (case.obligation, case.tier) == (obligation.id, tier):
                number = case.allotment() if bound is None else bound
                if number is not None and case.number is not None:
                    tried.add((case.number - number, case.written.get("verdict")))
        level = obligation.applies.get(f"tier{tier}", obligation.applies.get("all", "mandatory"))
        short = "optional" if level == "optional" and beyond < 0 else "fail"
        yield from {(0, "pass"), (-beyond, "pass"), (beyond, short)} - tried


def test_every_designation_is_tried_stated_denied_and_unstated() -> None:
    for obligation in obligations().values():
        for tier in (1, 2, 3):
            if not shipped().designable(obligation, str(tier)):
                continue
            tried = {
                (
                    obligation.id in case.written["designated"]
                    if "designated" in case.written
                    else None,
                    case.absent,
                )
                for case in CASES
                if (case.obligation, case.tier) == (obligation.id, tier)
            }
            wanted = {
                (stated, absent) for stated in (True, False, None) for absent in (True, False)
            }
            assert wanted <= tried, (obligation.id, tier)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_for_unknown_facts_is_tried(name: str) -> None:
    tried = {case.written.get("rule") for case in CASES if case.obligation == name}
    assert tried - {None} == RULES[name]


def test_every_verdict_occurs() -> None:
    assert {case.written.get("verdict") for case in CASES} - {None} == {*verdicts_of(None)}


OF_FORMS = "note.workbook-"
"""So begin the notes on reports in Excel, which tests/workbook/test_reading.py shows."""


@pytest.mark.parametrize("kind", ["finding.", "note."])
def test_every_reason_and_every_note_occurs(kind: str) -> None:
    known = {key for key in MESSAGES if key.startswith(kind)} - OF_OTHER_KINDS
    known -= {key for key in known if key.startswith(OF_FORMS)}
    tried = {case.written["reason"] for case in CASES if "reason" in case.written}
    written = (case.written.get(key, []) for case in CASES for key in ("notes", "of_report"))
    tried |= {note for notes in written for note in notes}
    assert all(test in globals() for test in ELSEWHERE.values())
    assert not tried & ELSEWHERE.keys(), "a case shows it: it need not be shown elsewhere"
    shown = tried | ELSEWHERE.keys()
    assert {key for key in shown if key.startswith(kind)} == known - OF_REPORTS


ANOTHER_PLAN = """
format: plancheck.plan/1
id: another
title: {zh: 另一个计划, en: another plan}
issuer: {zh: 某局, en: an office}
period: {from: 2014-01-01, to: 2014-12-31}
tiers: {1: {zh: 一类, en: tier 1}, 2: {zh: 二类, en: tier 2}}
source: {title: 另一个计划, sha256: none}
sections:
- id: A
  title: {zh: 甲, en: A}
  groups:
  - id: B
    title: {zh: 甲, en: A}
    tasks:
    - id: 1
      title: {zh: 甲, en: A}
      due: completed
      obligations:
      - id: 1.first
        name: {zh: 甲, en: A}
        says: {zh: 甲, en: A}
        cites: [甲]
        applies: {tier1: mandatory}
"""


def test_a_duty_of_another_tier_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(ANOTHER_PLAN, encoding="utf-8")
    another = load_plan(str(tmp_path / "plan.yaml"))
    report = {"province": PROVINCE, "tier": 2, "tasks": {"1.first": "completed"}}
    found = finding(judged(another, report), "1.first")
    assert (found.verdict, found.reason) == (Verdict.NOT_APPLICABLE, "finding.not-asked")
    assert found.level_word == "none"


def test_a_ledger_may_exceed_a_cap_that_is_allotted(tmp_path: Path) -> None:
    """Whatever the number is, the duty is not met: exceeded by the ledger, or not stated."""
    text = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    text = text.replace(
        "metric: participants, at_least: allotment", "metric: participants, at_most: allotment"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    plan = load_plan(str(tmp_path / "plan.yaml"))
    records = [{"name": "甲", "participants": 1}, {"name": "乙", "participants": 1}]
    report = {"province": PROVINCE, "tier": 2, "tasks": {"9.training": {"records": records}}}
    found = finding(judged(plan, report), "9.training")
    assert (found.verdict, found.reason) == (Verdict.FAIL, "finding.over-unknown-cap")
    assert found.measure.expected is None


@pytest.mark.parametrize(
    ("allotted", "verdict", "reason"),
    [
        ({"participants": 3}, Verdict.FAIL, "finding.over-exact"),
        ({"participants": 4}, Verdict.PASS, "finding.quota-met"),
        ({"participants": 5}, Verdict.FAIL, "finding.below-quota"),
    ],
)
def test_an_exact_number_may_be_exceeded(
    allotted: dict[str, int], verdict: Verdict, reason: str, tmp_path: Path
) -> None:
    text = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    text = text.replace(
        "metric: participants, at_least: allotment", "metric: participants, exactly: allotment"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    plan = load_plan(str(tmp_path / "plan.yaml"))
    report = {
        "province": PROVINCE,
        "tier": 2,
        "allotments": {"9.training": {**allotted, "source": "示例"}},
        "tasks": {"9.training": {"participants": 4}},
    }
    found = finding(judged(plan, report), "9.training")
    assert (found.verdict, found.reason) == (verdict, reason)
