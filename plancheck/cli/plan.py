"""``plancheck plan …``: for those who encode a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from plancheck.cli.help import nothing_asked
from plancheck.cli.options import (
    ConfigFile,
    Debug,
    Language,
    NoConfig,
    Session,
    one_of,
    settled,
)
from plancheck.cli.streams import style, write
from plancheck.errors import Problem, UsageError
from plancheck.lint import lint
from plancheck.official import read_official
from plancheck.plan import Plan, load_plan
from plancheck.renderers import formats, render_as
from plancheck.run import COMPLIANT, NOT_COMPLIANT
from plancheck.trace import source_block, trace

PlanArgument = Annotated[
    str | None, typer.Argument(metavar="[PLAN]", help="help.plan-file", show_default=False)
]
TraceFormat = Annotated[str, typer.Option("--format", help="help.trace-format")]

group = typer.Typer()


@group.callback(invoke_without_command=True)
def top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        nothing_asked(context)


@group.command("check", help="help.plan-check")
def check(
    context: typer.Context,
    plan: PlanArgument = None,
    format_: TraceFormat = "table",
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    session: Session = context.obj
    session.format = format_
    one_of("--format", format_, formats(of="lint"))
    found = lint(_plan(plan, language, config, no_config=no_config))
    write(render_as("lint", format_, found, style(session.lang)), format_)
    return NOT_COMPLIANT if found.problems else COMPLIANT


@group.command("trace", help="help.plan-trace")
def trace_(
    context: typer.Context,
    plan: PlanArgument = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="help.source")
    ] = None,
    digests: Annotated[bool, typer.Option("--digests", help="help.digests")] = False,
    format_: TraceFormat = "table",
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    session: Session = context.obj
    session.format = format_
    one_of("--format", format_, formats(of="trace"))
    if source is None:
        values = {"name": "--source", "example": "plancheck plan trace --source text.txt"}
        raise UsageError([Problem("usage.missing", None, values)])
    encoded = _plan(plan, language, config, no_config=no_config)
    text = read_official(source, encoded)
    if digests:
        write(source_block(text), "json")
        return COMPLIANT
    found = trace(encoded, text)
    write(render_as("trace", format_, found, style(session.lang)), format_)
    return COMPLIANT if found.complete else NOT_COMPLIANT


def _plan(path: str | None, language: str | None, config: str | None, *, no_config: bool) -> Plan:
    """Return the plan that is named, else the configured one, else the one of plancheck."""
    settings, _ = settled({"plan": path, "lang": language}, config, no_config=no_config)
    return load_plan(settings["plan"].value)
