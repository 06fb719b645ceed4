"""The engine and a second writing of the rules say the same of random reports.

More of them: ``PLANCHECK_REPORTS=5000 pytest tests/independent``, or
``python -m tests.independent --reports 20000 --seed N``.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.independent.against_engine import compare
from tests.independent.random_reports import random_inputs
from tests.independent.rules import BY_FAVOUR, Fact, judged

REPORTS = int(os.environ.get("PLANCHECK_REPORTS", "300"))
SEED = int(os.environ.get("PLANCHECK_SEED", "2014"))


def test_engine_and_rules_agree(tmp_path: Path) -> None:
    found = compare(tmp_path, REPORTS, SEED)
    assert not found.times, f"\n{found}"


def test_random_reports_reach_everything() -> None:
    found = [judged(random_inputs(SEED, number)) for number in range(300)]
    verdicts = {each.verdict for one in found for each in one.findings.values()}
    assert verdicts == {*BY_FAVOUR, "waived"}
    assert {one.outcome for one in found} == {
        "compliant",
        "on-track",
        "undetermined",
        "not-compliant",
    }
    assert any(one.in_no_tier for one in found)
    asked: set[Fact] = {fact for one in found for set_ in one.questions for fact in set_}
    assert asked == {
        ("tier",),
        ("designated",),
        ("units", "15.bases"),
        ("allotment", "9.training"),
        ("allotment", "30.training"),
    }
