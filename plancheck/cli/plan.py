"""``plancheck plan …``: commands for the authors of a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from plancheck.analysis.difference import as_if, differ, turned
from plancheck.cli.help import nothing_asked
from plancheck.cli.options import Call, takes
from plancheck.cli.plan_init import command as init
from plancheck.cli.streams import complain, save_over, style, write
from plancheck.errors import Location, PlanError, Problem, UsageError
from plancheck.formats import render_as
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.official_text import OfficialText, read_official
from plancheck.plan.sealing import sealed
from plancheck.plan.trace import trace
from plancheck.reading.source import STDIN, read_content
from plancheck.verdicts.exit_codes import COMPLIANT, NO_VERDICT, NOT_COMPLIANT
from plancheck.verdicts.judging import judge

PlanArgument = Annotated[
    str | None, typer.Argument(metavar="[PLAN]", help="help.plan-file", show_default=False)
]
TraceFormat = Annotated[str, typer.Option("--format", metavar="NAME", help="help.trace-format")]

group = typer.Typer()


@group.callback(invoke_without_command=True)
def top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        nothing_asked(context)


group.command("init", help="help.plan-init")(init)


@group.command("check", help="help.plan-check")
@takes()
def check(
    call: Call,
    plan: PlanArgument = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="help.check-source")
    ] = None,
    format_: TraceFormat = "table",
) -> int:
    call.show_as(format_, "lint")
    encoded, encoding = _encoded(call, plan), call["encoding"]
    text = None if source is None else read_official(source, encoded, encoding=encoding)
    linted = lint(encoded, text)
    write(render_as("lint", format_, linted, style(call.session.lang)), format_)
    return COMPLIANT if linted.finished else NOT_COMPLIANT


@group.command("trace", help="help.plan-trace")
@takes()
def trace_(
    call: Call,
    plan: PlanArgument = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="help.source")
    ] = None,
    seal: Annotated[bool, typer.Option("--seal", help="help.seal")] = False,
    format_: TraceFormat = "table",
) -> int:
    call.show_as(format_, "trace")
    if source is None:
        values = {"name": "--source", "example": "plancheck plan trace --source text.txt"}
        raise UsageError([Problem("usage.missing", None, values)])
    if seal and plan in (None, STDIN):
        example = "plancheck plan trace plan.yaml --source text.txt --seal"
        values = {"name": "PLAN", "example": example}
        raise UsageError([Problem("usage.missing", None, values)])
    encoded = _encoded(call, plan)
    text = read_official(source, encoded, encoding=call["encoding"])
    if seal:
        encoded = _sealed(call, encoded, text)
    traced = trace(encoded, text, by_checksum=not seal)
    write(render_as("trace", format_, traced, style(call.session.lang)), format_)
    return COMPLIANT if traced.complete else NOT_COMPLIANT


def _sealed(call: Call, plan: Plan, text: OfficialText) -> Plan:
    """Return ``plan`` with the checksums of ``text`` in its file, if ``text`` proves it.

    Raises PlancheckError where the file cannot be written, or is no longer the one that was read.
    """
    if not trace(plan, text, by_checksum=False).complete:
        return plan
    encoding = call["encoding"]
    content = sealed(plan, text, encoding=encoding)
    if content != plan.document.content:
        if read_content(plan.path) != plan.document.content:
            raise PlanError([Problem("trace.plan-changed", plan.document.top)])
        save_over(plan.path, content)
    complain(call.session.lang, [Problem("trace.sealed", Location(plan.path))])
    return load_plan(plan.path, encoding=encoding)


@group.command("diff", help="help.plan-diff")
@takes("roster")
def diff(
    call: Call,
    before: Annotated[
        str | None, typer.Argument(metavar="A", help="help.plan-before", show_default=False)
    ] = None,
    now: Annotated[
        str | None, typer.Argument(metavar="B", help="help.plan-now", show_default=False)
    ] = None,
    reports: Annotated[
        str | None, typer.Option("--reports", metavar="PATH", help="help.diff-reports")
    ] = None,
    format_: TraceFormat = "table",
) -> int:
    call.show_as(format_, "difference")
    if before is None or now is None:
        example = "plancheck plan diff plan2014.yaml plan2015.yaml"
        values = {"name": "A" if before is None else "B", "example": example}
        raise UsageError([Problem("usage.missing", None, values)])
    first, second = (_encoded(call, path) for path in (before, now))
    difference = differ(first, second)
    if reports is not None:
        runs = [
            judge([reports], plan, roster=call.roster(plan), encoding=call["encoding"])
            for plan in (first, as_if(second, first))
        ]
        if not any(run.results for run in runs):  # then there is nothing to compare
            of_reports = [problem for report in runs[0].rejected for problem in report.problems]
            raise UsageError([*runs[0].problems, *of_reports])
        difference = turned(difference, *runs)
    write(render_as("difference", format_, difference, style(call.session.lang)), format_)
    if difference.unusable:
        return NO_VERDICT
    return COMPLIANT if difference.empty else NOT_COMPLIANT


@group.command("export", help="help.plan-export")
@takes()
def export(
    call: Call,
    plan: PlanArgument = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="help.export-format")
    ] = "json",
) -> int:
    call.show_as(format_, "plan")
    exported = _encoded(call, plan)
    write(render_as("plan", format_, exported, style(call.session.lang)), format_)
    return COMPLIANT


def _encoded(call: Call, path: str | None) -> Plan:
    """Return the named plan, else the configured one, else plancheck's own."""
    return call.plan if path is None else load_plan(path, encoding=call["encoding"])
