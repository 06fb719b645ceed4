"""``plancheck explain``: the reasons for an obligation and for a verdict."""

from __future__ import annotations

from typing import Annotated

import typer

from plancheck.analysis.explanation import explain
from plancheck.cli.options import Call, takes
from plancheck.cli.streams import style, write
from plancheck.errors import Problem, UsageError
from plancheck.formats import render_as
from plancheck.inputs.loading import load_report
from plancheck.verdicts.exit_codes import COMPLIANT


@takes("province", "tier", "roster", "waivers", "plan", "as-of")
def command(
    call: Call,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="help.explain-name", show_default=False)
    ] = None,
    report: Annotated[
        str | None, typer.Option("--report", metavar="FILE", help="help.report")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="help.explain-source")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="help.explain-format")
    ] = "table",
) -> int:
    call.show_as(format_, "explanation")
    if name is None:
        values = {"name": "NAME", "example": "plancheck explain 15.training"}
        raise UsageError([Problem("usage.missing", None, values)])
    plan, encoding = call.plan, call["encoding"]
    text = None
    if source is not None:
        from plancheck.plan.official_text import read_official  # noqa: PLC0415

        text = read_official(source, plan, encoding=encoding)
    explanation = explain(
        plan,
        name,
        terms=call.terms(plan, call.day(plan)),
        roster=call.roster(plan),
        report=load_report(report, plan, encoding=encoding) if report else None,
        waivers=call.waivers(plan),
        text=text,
    )
    write(render_as("explanation", format_, explanation, style(call.session.lang)), format_)
    return COMPLIANT
