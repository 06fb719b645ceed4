"""A verification as JSON: what became of each file that a result names, and what differs."""

from __future__ import annotations

from typing import Any

from plancheck.analysis.verification import CheckedReport, Verification
from plancheck.formats.json.parts import as_plan, as_subject, as_tool
from plancheck.formats.shared.json_text import as_json
from plancheck.verdicts.receipt import FileDigest, FindingReceipt, ReportReceipt


def verification_text(verification: Verification) -> str:
    """Return what became of the inputs and of every report, each with its digests."""
    return as_json(
        {
            "format": "plancheck.verification/1",
            "tool": as_tool(),
            "plan": as_plan(verification.plan),
            "result": verification.path,
            "same": verification.same,
            "inputs": [
                {
                    "kind": item.kind,
                    "state": str(item.state),
                    "before": _file(item.before),
                    "now": _file(item.now),
                }
                for item in verification.inputs
            ],
            "reports": [_report(verification, checked) for checked in verification.reports],
        }
    )


def _file(file: FileDigest | None) -> dict[str, Any] | None:
    return None if file is None else file._asdict()


def _report(verification: Verification, checked: CheckedReport) -> dict[str, Any]:
    subject = checked.report.subject
    return {
        "state": str(checked.state),
        "province": None if subject is None else as_subject(verification.plan, subject),
        "before": _side(checked.before),
        "now": _side(checked.now),
        "changed": list(checked.aspects),
        "findings": [
            {
                "obligation": changed.obligation,
                "before": _verdict(changed.before),
                "now": _verdict(changed.now),
                "changed": list(changed.aspects),
            }
            for changed in checked.findings
        ],
    }


def _side(report: ReportReceipt | None) -> dict[str, Any] | None:
    if report is None:
        return None
    return {**report.file._asdict(), "outcome": report.outcome or None}


def _verdict(finding: FindingReceipt | None) -> str | None:
    return None if finding is None else str(finding.verdict)
