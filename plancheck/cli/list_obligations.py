"""``plancheck list-obligations``: the obligations of a plan, by tier or subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.analysis.listing import ALLOTTED, CLASS, DESIGNATED, Listing, list_obligations
from plancheck.cli.options import Call, require_one_of, takes
from plancheck.cli.streams import style, write
from plancheck.formats import render_as
from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.requirements.base.standing import Level
from plancheck.verdicts.exit_codes import COMPLIANT

if TYPE_CHECKING:
    from plancheck.inputs.roster import Roster


@takes("province", "tier", "roster", "plan")
def command(
    call: Call,
    task: Annotated[
        list[str] | None, typer.Option("--task", metavar="TASK", help="help.task")
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="LEVEL", help="help.level")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="help.list-format")
    ] = "table",
) -> int:
    call.show_as(format_, "listing")
    listing, _ = listed(call, tasks=task or (), level=_level(level))
    write(render_as("listing", format_, listing, style(call.session.lang)), format_)
    return COMPLIANT


def listed(
    call: Call, *, tasks: Sequence[str] = (), level: str | None = None
) -> tuple[Listing, Roster | None]:
    """Return the listing that the options ask for, and its roster."""
    plan = call.plan
    roster, terms = call.roster(plan), call.terms(plan)
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
        for name in (*map(str, Level), DESIGNATED, ALLOTTED, CLASS)
        for word in (name, say(Lang.ZH, f"level.{name}"))
    }
    require_one_of("--level", level, list(words))
    return words[level]
