"""The engine and a second writing of the rules say the same of random reports.

More of them: ``PLANCHECK_REPORTS=5000 pytest tests/independent``, or
``python -m tests.independent --reports 20000 --seed N``.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.independent.against_engine import compare

REPORTS = int(os.environ.get("PLANCHECK_REPORTS", "300"))
SEED = int(os.environ.get("PLANCHECK_SEED", "2014"))


def test_engine_and_rules_agree(tmp_path: Path) -> None:
    found = compare(tmp_path, REPORTS, SEED)
    assert not found.times, f"\n{found}"
