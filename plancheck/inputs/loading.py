"""Reports and rosters from files in YAML or Excel, told apart by their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.inputs.report import Report, read_report
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.decoding import is_workbook
from plancheck.reading.source import parse, read_submitted, shown
from plancheck.reading.tree import Document

if TYPE_CHECKING:  # most calls have none
    from plancheck.inputs.roster import Roster

NO_FORM = "workbook.no-form"
"""The problem of a workbook that is somebody's other work."""


def load_report(path: str, plan: Plan | None = None, *, encoding: str = "utf-8") -> Report:
    """Return the report at ``path`` (``-``: standard input), typed and checked against ``plan``.

    Without ``plan``: the one that comes with plancheck. Raises SourceError or ReportError with
    every problem found, each at its line and column or its cell.
    """
    plan = plan or load_plan()
    return read_report(load_document(path, plan, encoding=encoding), plan)


def load_document(path: str, plan: Plan, *, encoding: str = "utf-8") -> Document:
    """Return the file at ``path`` as ``report_document`` does its content."""
    return report_document(read_submitted(path), shown(path), plan, encoding=encoding)


def report_document(content: bytes, path: str, plan: Plan, *, encoding: str = "utf-8") -> Document:
    """Return a report in YAML or a form in Excel as the tree that ``read_report`` takes.

    Raises SourceError for what is neither, and ReportError for a workbook that is no form.
    """
    if is_workbook(content):
        from plancheck.inputs.workbook import read_workbook  # noqa: PLC0415  # most are YAML

        return read_workbook(content, path, plan)
    return parse(content, path, encoding=encoding)


def load_roster(path: str, plan: Plan, *, encoding: str = "utf-8") -> Roster:
    """Return the roster at ``path``, its names made canonical against ``plan``.

    Raises SourceError or RosterError with every problem found.
    """
    return roster_of(read_submitted(path), shown(path), plan, encoding=encoding)


def roster_of(content: bytes, path: str, plan: Plan, *, encoding: str = "utf-8") -> Roster:
    """Return ``content`` as ``load_roster`` does that of a file."""
    from plancheck.inputs.roster import read_roster  # noqa: PLC0415  # most calls have none

    if is_workbook(content):
        from plancheck.inputs.roster_workbook import (  # noqa: PLC0415  # most are YAML
            read_roster_workbook,
        )

        return read_roster(read_roster_workbook(content, path, plan), plan)
    return read_roster(parse(content, path, encoding=encoding), plan)
