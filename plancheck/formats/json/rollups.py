"""The roll-up of reports that were judged in many calls, on many machines: made of their lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from plancheck.analysis.rollup import rolled_up
from plancheck.formats.json.results import roll_up_members
from plancheck.formats.shared.json_text import members
from plancheck.inputs.roster import Roster
from plancheck.plan.model import Plan
from plancheck.verdicts.judging import run_of
from plancheck.verdicts.lines import read_lines

if TYPE_CHECKING:
    from plancheck.verdicts.expected import ExpectedSubject


def roll_up(
    lines: Iterable[str],
    plan: Plan,
    *,
    roster: Roster | None = None,
    expected: Sequence[ExpectedSubject] | None = None,
) -> dict[str, Any]:
    """Return the overview of the reports in ``lines``: the same as ``rollup`` in JSON.

    ``lines`` are those of any number of files that ``jsonl`` wrote, one file after the other, each
    with its summary. ``roster`` and ``expected`` are those of ``judge``. Few lines are in memory at
    a time. Raises UsageError where a line is damaged, is missing or is about other rules.
    """
    run = run_of(read_lines(lines, plan), plan, roster=roster, expected=expected)
    text = "".join(members(roll_up_members(rolled_up(run, plan)), 1))
    overview: dict[str, Any] = json.loads(text)
    return overview
