"""``plancheck explain``: why something is asked or not, and how a verdict came about."""

from __future__ import annotations

from typing import Annotated

import typer

from plancheck.analysis.explanation import explain
from plancheck.cli.options import (
    AsOf,
    ConfigFile,
    Debug,
    Encoding,
    Language,
    NoConfig,
    PlanFile,
    Province,
    RosterFile,
    Session,
    Tier,
    WaiversFile,
    check_format,
    day_of,
    plan_of,
    roster_of,
    settled,
    terms_of,
    waivers_of,
)
from plancheck.cli.streams import style, write
from plancheck.errors import Problem, UsageError
from plancheck.formats import render_as
from plancheck.inputs.report import load_report
from plancheck.plan.official_text import read_official
from plancheck.verdicts.run import COMPLIANT


def command(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="help.explain-name", show_default=False)
    ] = None,
    province: Province = None,
    tier: Tier = None,
    roster: RosterFile = None,
    waivers: WaiversFile = None,
    plan: PlanFile = None,
    as_of: AsOf = None,
    report: Annotated[
        str | None, typer.Option("--report", metavar="FILE", help="help.report")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="help.explain-source")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="help.explain-format")] = "table",
    encoding: Encoding = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    session: Session = context.obj
    session.format = format_
    check_format(format_, "explanation")
    if name is None:
        values = {"name": "NAME", "example": "plancheck explain 15.training"}
        raise UsageError([Problem("usage.missing", None, values)])
    flags = {
        "province": province,
        "tier": tier,
        "roster": roster,
        "waivers": waivers,
        "plan": plan,
        "as-of": as_of,
        "encoding": encoding,
        "lang": language,
    }
    settings, _ = settled(flags, config, no_config=no_config)
    asked = {option: setting.value for option, setting in settings.items()}
    used = plan_of(asked)
    explanation = explain(
        used,
        name,
        terms=terms_of(used, asked, day_of(used, settings["as-of"])),
        roster=roster_of(asked, used),
        report=load_report(report, used, encoding=asked["encoding"]) if report else None,
        waivers=waivers_of(asked, used),
        text=None if source is None else read_official(source, used, encoding=asked["encoding"]),
    )
    write(render_as("explanation", format_, explanation, style(session.lang)), format_)
    return COMPLIANT
