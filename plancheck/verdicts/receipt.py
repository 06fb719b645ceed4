"""A stored result as ``verify`` holds it against the files: what was judged, and what was found.

Nothing in it is a sentence, a path inside a value or the name of a program: these may change while
the finding stays the same.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from plancheck.errors import Location, Problem, UnknownNameError, UsageError
from plancheck.plan.model import Plan
from plancheck.requirements.base.wording import LANGUAGES
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.recorded import FAILED, member, read_document
from plancheck.verdicts.result import Outcome, Verdict

UNUSABLE = "unusable"
"""The word in place of an outcome for a report that got no verdict."""
SAME_SUBJECT = "run.same-subject"
"""The problem of each of two usable reports of one subject, where a list says who has to report."""


class FileDigest(NamedTuple):
    """A file by its name, and by the SHA-256 of its bytes; None where they were not read."""

    path: str
    sha256: str | None


class PlanDigests(NamedTuple):
    """A rule set: its id, the checksum of its file, and that of what in it decides verdicts."""

    id: str
    sha256: str
    rules_sha256: str


class FindingReceipt(NamedTuple):
    """What was found about one obligation. ``values`` are a text that is equal for equal values."""

    verdict: Verdict
    level: str
    reason: str
    values: str
    notes: tuple[str, ...]


class ReportReceipt(NamedTuple):
    """What was found about one report, by obligation.

    ``outcome`` is UNUSABLE for one that got no verdict. ``whole`` is what was found about the
    report itself, by aspect: its subject, the tier, the day, why it complies in no tier, notes, and
    what makes it unusable.
    """

    file: FileDigest
    subject: str | None
    outcome: str
    whole: Mapping[str, object]
    findings: Mapping[str, FindingReceipt]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A whole result: by what it was judged, and what was found about each report.

    ``stated`` are the terms of the call as the result writes them.
    """

    path: str
    plan: PlanDigests
    roster: FileDigest | None
    waivers: FileDigest | None
    stated: Terms
    allow_review: bool
    reports: tuple[ReportReceipt, ...]

    @property
    def one_report_each(self) -> bool:
        """Whether a second report of a subject made both unusable."""
        return any(
            problem[0] == SAME_SUBJECT
            for report in self.reports
            for problem in report.whole.get("problems", ())  # type: ignore[attr-defined]
        )

    def terms(self, plan: Plan) -> Terms:
        """Return the terms of the call, on ``plan``; raises UsageError for names it cannot have."""
        stated = self.stated
        try:
            if stated.subject is not None:
                stated = stated._replace(subject=plan.find_subject(stated.subject))
            if stated.tier is not None:
                stated = stated._replace(tier=plan.find_tier(stated.tier))
        except UnknownNameError:
            raise _refused("baseline.shape", self.path) from None
        return stated


def load_receipt(path: str, encoding: str) -> Receipt:
    """Return the result at ``path``, JSON or JSON lines.

    Raises SourceError or UsageError where it is no result, or one without the digests of its files.
    """
    return receipt_of(path, read_document(path, encoding))


def receipt_of(path: str, document: Mapping[str, Any]) -> Receipt:
    """Return the result ``document``, which stands at ``path``; raises UsageError like that."""
    try:
        reports, problems = member(document, "reports", list), member(document, "problems", list)
        if document.get("exit_code") == FAILED or not isinstance(document.get("plan"), dict):
            raise _refused("verify.nothing", path)
        if "inputs" not in document or "unusable" not in document:
            raise _refused("verify.no-digests", path)
        unusable, inputs = member(document, "unusable", list), member(document, "inputs", dict)
        if not reports and not unusable:
            raise _refused("verify.nothing", path)
        plan = document["plan"]
        return Receipt(
            path,
            PlanDigests(member(plan, "id", str), _digest(plan), _digest(plan, "rules_sha256")),
            _input(inputs["roster"]),
            _input(inputs["waivers"]),
            _stated(inputs),
            member(inputs, "allow_review", bool),
            (*map(_judged, reports), *_unusable(unusable, problems)),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise _refused("baseline.shape", path) from None


def _refused(key: str, path: str) -> UsageError:
    return UsageError([Problem(key, Location(path))])


def _text_or_none(node: Any, name: str) -> str | None:
    return None if node[name] is None else member(node, name, str)


def _digest(node: Any, name: str = "sha256") -> str:
    digest = member(node, name, str)
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError(name)
    return digest


def _input(node: Any) -> FileDigest | None:
    return None if node is None else FileDigest(member(node, "path", str), _digest(node))


def _stated(inputs: Any) -> Terms:
    day = _text_or_none(inputs, "as_of")
    return Terms(
        subject=_text_or_none(inputs, "province"),
        tier=_text_or_none(inputs, "tier"),
        as_of=None if day is None else datetime.date.fromisoformat(day),
        require_evidence=member(inputs, "require_evidence", bool),
    )


def _judged(report: Any) -> ReportReceipt:
    failure = report["failure"]
    findings = {}
    for finding in member(report, "findings", list):
        findings[member(finding, "obligation", str)] = _finding(finding)
    subject = member(member(report, "province", dict), "name", str)
    whole = {
        "subject": subject,
        "tier": _text_or_none(report, "tier"),
        "as_of": member(report, "as_of", str),
        "failure": None if failure is None else member(failure, "reason", str),
        "notes": _notes(report),
    }
    file = FileDigest(member(report, "path", str), _digest(report))
    return ReportReceipt(file, subject, Outcome(member(report, "outcome", str)), whole, findings)


def _finding(finding: Any) -> FindingReceipt:
    return FindingReceipt(
        Verdict(member(finding, "verdict", str)),
        member(finding, "level", str),
        member(finding, "reason", str),
        json.dumps(_without_words(member(finding, "values", dict)), sort_keys=True),
        _notes(finding),
    )


def _notes(node: Any) -> tuple[str, ...]:
    return tuple(member(note, "reason", str) for note in member(node, "notes", list))


def _without_words(node: Any) -> Any:
    """Return ``node`` without texts in the plan's languages, which are the rule set's wording."""
    if isinstance(node, dict):
        if node and node.keys() <= {*LANGUAGES}:
            return None
        return {key: _without_words(value) for key, value in node.items()}
    return list(map(_without_words, node)) if isinstance(node, list) else node


def _unusable(unusable: Any, problems: Any) -> list[ReportReceipt]:
    """Return the reports that got no verdict, each with the problems that name it."""
    of_reports: dict[str | None, list[tuple[object, ...]]] = {}
    for problem in problems:
        where = problem["location"] or {"line": None, "column": None}
        place, sheet = (where["line"], where["column"]), where.get("sheet")  # older ones have none
        if not all(number is None or type(number) is int for number in place):
            raise TypeError("location")
        if sheet is not None and type(sheet) is not str:
            raise TypeError("sheet")
        said = (member(problem, "key", str), *place, sheet)
        of_reports.setdefault(_text_or_none(problem, "report"), []).append(said)
    receipts = []
    for report in unusable:
        path, subject = member(report, "path", str), report["province"]
        file = FileDigest(path, None if report["sha256"] is None else _digest(report))
        name = None if subject is None else member(subject, "name", str)
        whole = {"problems": tuple(of_reports.get(path, ()))}
        receipts.append(ReportReceipt(file, name, UNUSABLE, whole, {}))
    return receipts
