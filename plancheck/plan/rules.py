"""What decides verdicts, without wording, and the checksum of it: two alike judge alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from plancheck.plan.numbers import Numbers
from plancheck.plan.parts import Due, Obligation, Task
from plancheck.requirements.base.standing import Level


def checksum(rules: Mapping[str, object]) -> str:
    """Return the SHA-256 of ``rules``, whatever the order of their keys."""
    text = json.dumps(rules, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def rule(
    task: Task,
    obligation: Obligation,
    applies: Mapping[str, Level],
    due: Due | None,
    numbers: Numbers,
) -> dict[str, object]:
    """Return what of ``obligation`` decides: who is asked what, by when, and how it is counted.

    ``applies`` is the level by selector; ``due`` is None where no deadline decides.
    """
    within, total = obligation.designated_within, obligation.total
    return {
        "task": task.id,
        "subject": obligation.subject,
        "applies": applies,
        "designated_within": None if within is None else sorted(within),
        "status": None,
        "quota": None,
        **obligation.requirement.rule(task.status),
        "counted_by": numbers.counted_by(obligation),
        **({"amounts": amounts} if (amounts := numbers.amounts(obligation)) else {}),
        "evidence": obligation.requires.evidence,
        "due": due,
        "total": total and [total.of, total.adds],
        **({"trial": True} if obligation.trial else {}),
    }
