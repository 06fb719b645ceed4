"""Code Quality of GitLab: one entry per open point, on the line it is about.

GitLab needs paths as the repository has them: run from its root and name the files from there.
"""

from __future__ import annotations

from typing import Any

from plancheck.formats import Style
from plancheck.formats.shared.cells import digests_beside
from plancheck.formats.shared.json_text import as_json
from plancheck.formats.shared.open_points import (
    Kind,
    OpenPoint,
    after_cell,
    described,
    points,
    shown_path,
)
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by GitLab from an artifact."""

_SEVERITY = {
    Kind.PROBLEM: "blocker",
    Kind.REPORT: "critical",
    Kind.FAIL: "critical",
    Kind.MISSING: "critical",
    Kind.ABSENT: "critical",
    Kind.REVIEW: "minor",
}


def render(run: Run, style: Style) -> str:
    """Return a list of entries, an empty list where nothing is open.

    There is no place beside the entries, so each of them names the rule set, the files and the day.
    """
    plan = run.plan
    rule_set = {"plan": escape_invisible(plan.id), "plan_sha256": plan.sha256} if plan else {}
    draft = {"plan_draft": True} if plan and plan.is_draft else {}
    beside = {f"{name}_sha256": digest for name, digest in digests_beside(run).items()}
    entries = (_entry(style.lang, point) for point in points(run, style.lang))
    return as_json([{**entry, **rule_set, **draft, **beside} for entry in entries])


def _entry(lang: Lang, point: OpenPoint) -> dict[str, Any]:
    where = point.where
    report = {"report_sha256": point.sha256} if point.sha256 else {}
    return {
        "check_name": point.rule,
        # The check's name is not shown, and of a workbook no line: the description names both.
        "description": after_cell(lang, where, f"{point.rule}: {described(lang, point)}"),
        "fingerprint": point.fingerprint,
        "severity": _SEVERITY[point.kind],
        "location": {
            "path": shown_path(where) if where else ".",
            "lines": {"begin": max(1, where.line if where else 1)},
        },
        **report,
    }
