"""``plancheck convert``: a report from YAML into a form in Excel, and back."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Annotated

import typer

from plancheck.authoring.conversion import as_form, as_yaml, comments
from plancheck.authoring.workbook.losses import losses
from plancheck.cli.options import Call, takes
from plancheck.cli.output_files import check_targets
from plancheck.cli.streams import complain, save, write
from plancheck.errors import Location, Problem, UsageError
from plancheck.inputs.loading import load_document
from plancheck.inputs.report import read_report
from plancheck.language.wording import say
from plancheck.verdicts.discovery import SHEETS, SUFFIXES
from plancheck.verdicts.exit_codes import COMPLIANT


@takes("tier", "roster", "plan")
def command(
    call: Call,
    source: Annotated[
        str | None, typer.Argument(metavar="IN", help="help.convert-in", show_default=False)
    ] = None,
    target: Annotated[
        str | None, typer.Argument(metavar="OUT", help="help.convert-out", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="help.convert-force")] = False,
) -> int:
    if source is None or target is None:
        values = {"name": "IN OUT", "example": "plancheck convert report.yaml report.xlsx"}
        raise UsageError([Problem("usage.missing", None, values)])
    ends = tuple(PurePath(path).suffix.lower() for path in (source, target))
    into_form = ends[0] in SUFFIXES and ends[1] == SHEETS[0]
    if not into_form and not (ends[0] in SHEETS and ends[1] in SUFFIXES):
        raise UsageError([Problem("usage.convert-ends", Location(target))])
    inputs = [path for path in (source, *call.plan_files, call["roster"]) if path is not None]
    check_targets([target], inputs)
    if os.path.lexists(target) and not force:
        raise UsageError([Problem("output.exists-force", Location(target))])
    content, left = _from_yaml(call, source) if into_form else _from_form(call, source)
    save({target: content})
    lang = call.session.lang
    write(say(lang, "init.written", {"file": target}) + "\n")
    complain(lang, left)
    return COMPLIANT


def _from_yaml(call: Call, source: str) -> tuple[bytes, list[Problem]]:
    """Return the form of the report at ``source``, and what the form does not carry.

    A roster gives the tier of a report that states none.
    """
    plan = call.plan
    document = load_document(source, call.plan, encoding=call["encoding"])
    left = comments(document)
    report = read_report(document, plan)
    terms, roster = call.terms(plan), call.roster(plan)
    listed = roster.entry(report.subject or report.province or "") if roster is not None else None
    tier = terms.tier or (listed.tier if listed is not None else None)
    lang, option = call.session.lang, call.plan_option
    content = as_form(report, plan, lang=lang, tier=tier, plan_option=option)
    told = [Problem("convert.lost", where) for where in losses(report, plan)]
    if left:
        told.append(Problem("convert.comments", Location(source), {"count": left}))
    if report.tier is None and tier is None:
        told.append(Problem("convert.no-tier", Location(source)))
    return content, told


def _from_form(call: Call, source: str) -> tuple[bytes, list[Problem]]:
    """Return the report in the form at ``source`` as YAML, and what is remarkable in the form."""
    document = load_document(source, call.plan, encoding=call["encoding"])
    return as_yaml(document, call.plan, lang=call.session.lang), document.remarks
