"""``plancheck verify``: whether a stored result is still what these files give."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

import typer

from plancheck.analysis.verification import Verification, verify
from plancheck.cli.options import Call, takes
from plancheck.cli.streams import style, write
from plancheck.errors import Location, PlancheckError, Problem, ReportError, UsageError
from plancheck.formats import render, render_as
from plancheck.inputs.loading import load_roster, report_document
from plancheck.inputs.waivers import load_waivers
from plancheck.plan.model import Plan
from plancheck.reading.kinds import FileKind, certain_kind, refuse_other_kind
from plancheck.reading.source import STDIN, read_submitted
from plancheck.reading.tree import sha256_of
from plancheck.verdicts.discovery import FORMS, Input, expand
from plancheck.verdicts.exit_codes import COMPLIANT, NOT_COMPLIANT
from plancheck.verdicts.judging import JudgingContext, judge_files
from plancheck.verdicts.receipt import (
    FileDigest,
    Receipt,
    ReportReceipt,
    load_receipt,
    receipt_of,
)
from plancheck.verdicts.run import Run

BESIDE = (FileKind.ROSTER, FileKind.WAIVERS)
"""What reports are judged by, beside the rule set."""
NO_FILE = ("run.no-match", "run.folder-outside", "run.empty-folder")
"""The problems of a name that stands for no file at all."""


@takes("exclude", "plan")
def command(
    call: Call,
    result: Annotated[
        str | None, typer.Argument(metavar="RESULT", help="help.verify-result", show_default=False)
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILES...", help="help.verify-files", show_default=False),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="help.verify-format")
    ] = "table",
) -> int:
    call.show_as(format_, "verification")
    if result is None or not files:
        name = "RESULT" if result is None else "FILES..."
        values = {"name": name, "example": "plancheck verify result.json reports roster.yaml"}
        raise UsageError([Problem("usage.missing", None, values)])
    if result in files and result == STDIN:
        raise UsageError([Problem("usage.stdin-twice")])
    receipt = load_receipt(result, call["encoding"])
    verification = _verified(call, receipt, _given(call, result, files))
    write(render_as("verification", format_, verification, style(call.session.lang)), format_)
    return COMPLIANT if verification.same else NOT_COMPLIANT


class _File(NamedTuple):
    """A file that is given, read once: what it is by its digest or its kind."""

    input: Input | Problem
    digest: FileDigest
    kind: FileKind | None = None


def _given(call: Call, result: str, files: Sequence[str]) -> list[Input | Problem]:
    """Return the files that ``files`` stand for, without the result and the rule set."""
    aside = {os.path.realpath(path) for path in (result, call["plan"]) if path}
    return [
        item
        for item in expand(files, call["exclude"])
        if isinstance(item, Problem) or os.path.realpath(item.path) not in aside
    ]


def _verified(call: Call, receipt: Receipt, given: Sequence[Input | Problem]) -> Verification:
    """Return what differs between ``receipt`` and what the files give now.

    Nothing is judged where the roster or the waivers are missing, or the plan is another one.
    """
    plan = call.plan
    _refuse_names_of_nothing(receipt, given)
    read = [_read(item, plan, call["encoding"]) for item in given]
    of_receipt = {FileKind.ROSTER: receipt.roster, FileKind.WAIVERS: receipt.waivers}
    beside = {kind: _beside(kind, of_receipt[kind], read) for kind in BESIDE}
    taken = [file for file in beside.values() if file is not None]
    reports = [file for file in read if file not in taken]
    missing = any(of_receipt[kind] is not None and beside[kind] is None for kind in BESIDE)
    judged = not missing and receipt.plan.id == plan.id
    used = {str(kind): file.digest if file else None for kind, file in beside.items()}
    if judged:
        now = _receipts(_judged_again(call, receipt, [file.input for file in reports], used))
    else:
        now = [ReportReceipt(file.digest, None, "", {}, {}) for file in reports if _counts(file)]
    return verify(receipt, plan, used, now, judged=judged)


def _judged_again(
    call: Call,
    receipt: Receipt,
    reports: Sequence[Input | Problem],
    used: Mapping[str, FileDigest | None],
) -> Run:
    """Return the run over ``reports`` with the options of ``receipt``, roster and waivers of now.

    Raises PlancheckError where one of these is unusable.
    """
    plan, encoding = call.plan, call["encoding"]
    roster, waivers = used[FileKind.ROSTER], used[FileKind.WAIVERS]
    context = JudgingContext(
        plan,
        load_roster(roster.path, plan, encoding=encoding) if roster else None,
        load_waivers(waivers.path, plan, encoding=encoding) if waivers else None,
        receipt.terms(plan),
        encoding,
    )
    return judge_files(
        reports,
        context,
        allow_review=receipt.allow_review,
        expected=() if receipt.one_report_each else None,
        jobs=1,
        progress=None,
    )


def _receipts(run: Run) -> Sequence[ReportReceipt]:
    if not run.reports:
        return ()
    # What a stored result is compared with is what would be stored now.
    return receipt_of("", json.loads(render("json", run))).reports


def _refuse_names_of_nothing(receipt: Receipt, given: Sequence[Input | Problem]) -> None:
    """Raise UsageError for a name that stands for no file, and was none when it was recorded."""
    unread = {report.file.path for report in receipt.reports if report.file.sha256 is None}
    problems = []
    for item in given:
        if isinstance(item, Problem):
            if item.key in NO_FILE and str(item.where) not in unread:
                problems.append(item)
        elif item.path not in (STDIN, *unread) and not os.path.lexists(item.path):
            problems.append(Problem("source.not-found", Location(item.path)))
    if problems:
        raise UsageError(problems)


def _read(item: Input | Problem, plan: Plan, encoding: str) -> _File:
    """Return the digest of a file, and its kind where it is certain that it is no report."""
    if isinstance(item, Problem):
        return _File(item, FileDigest(str(item.where), None))
    if item.kind or item.path == STDIN:
        return _File(item, FileDigest(item.path, None))
    digest, kind = None, None
    try:
        content = read_submitted(item.path)
        digest = sha256_of(content)
        document = report_document(content, item.path, plan, encoding=encoding)
        refuse_other_kind(document, FileKind.REPORT, ReportError)
    except PlancheckError as exc:  # whatever is wrong is told when it is judged
        kind = certain_kind(exc.problems)
    return _File(item, FileDigest(item.path, digest), kind)


def _beside(kind: FileKind, named: FileDigest | None, files: Sequence[_File]) -> _File | None:
    """Return the file that ``named`` names by its digest, else the first of its kind."""
    if named is None:
        return None
    same = (file for file in files if file.digest.sha256 == named.sha256)
    other = (file for file in files if file.kind is kind)
    return next(same, None) or next(other, None)


def _counts(file: _File) -> bool:
    """Whether a file counts as a report though it is not judged."""
    if isinstance(file.input, Problem):
        return True
    if file.input.kind:
        return file.input.kind in FORMS
    return not (file.input.found and file.kind is not None)
