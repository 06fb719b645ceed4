"""``plancheck list-obligations``: what a plan asks of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from plancheck.analysis.listing import ALLOTTED, DESIGNATED, Listing, list_obligations
from plancheck.cli.options import (
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
    check_format,
    one_of,
    plan_of,
    roster_of,
    settled,
    terms_of,
)
from plancheck.cli.streams import style, write
from plancheck.formats import render_as
from plancheck.inputs.roster import Roster
from plancheck.language.messages import Lang
from plancheck.language.wording import say
from plancheck.plan.parts import Level
from plancheck.verdicts.run import COMPLIANT


def command(
    context: typer.Context,
    province: Province = None,
    tier: Tier = None,
    roster: RosterFile = None,
    plan: PlanFile = None,
    task: Annotated[list[str] | None, typer.Option("--task", help="help.task")] = None,
    level: Annotated[str | None, typer.Option("--level", help="help.level")] = None,
    format_: Annotated[str, typer.Option("--format", help="help.list-format")] = "table",
    encoding: Encoding = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    session: Session = context.obj
    session.format = format_
    check_format(format_, "listing")
    flags = {"province": province, "tier": tier, "roster": roster, "plan": plan}
    flags |= {"encoding": encoding, "lang": language}
    settings, _ = settled(flags, config, no_config=no_config)
    asked = {name: setting.value for name, setting in settings.items()}
    listing, _ = listed(asked, tasks=task or (), level=_level(level))
    write(render_as("listing", format_, listing, style(session.lang)), format_)
    return COMPLIANT


def listed(
    asked: Mapping[str, Any], *, tasks: Sequence[str] = (), level: str | None = None
) -> tuple[Listing, Roster | None]:
    """Return what is asked of whom, and the roster it is settled with."""
    plan = plan_of(asked)
    roster = roster_of(asked, plan)
    terms = terms_of(plan, asked)
    listing = list_obligations(
        plan, subject=terms.subject, tier=terms.tier, roster=roster, tasks=tasks, level=level
    )
    return listing, roster


def _level(level: str | None) -> str | None:
    """Return the level that ``level`` names in English or Chinese."""
    if level is None:
        return None
    words = {
        word: name
        for name in (*map(str, Level), DESIGNATED, ALLOTTED)
        for word in (name, say(Lang.ZH, f"level.{name}"))
    }
    one_of("--level", level, list(words))
    return words[level]
