"""The options that several commands take, and what holds once all their sources are heard."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic_core import PydanticCustomError

from plancheck.cli.config import LAST_DAY, OWN_DAY, Setting, find, load, settle
from plancheck.errors import Location, Problem, UsageError
from plancheck.formats import formats, shows
from plancheck.language.messages import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.models import read_date
from plancheck.reading.source import ENCODINGS
from plancheck.verdicts.facts import Terms

if TYPE_CHECKING:
    from plancheck.inputs.roster import Roster
    from plancheck.inputs.waivers import Waivers

EXAMPLE = "plancheck validate report.yaml --tier 1"

# The help of every option is a message key; the sentence of the language is put there when asked.
Tier = Annotated[str | None, typer.Option("--tier", help="help.tier")]
Province = Annotated[str | None, typer.Option("--province", "--subject", help="help.province")]
RosterFile = Annotated[str | None, typer.Option("--roster", help="help.roster")]
WaiversFile = Annotated[str | None, typer.Option("--waivers", help="help.waivers")]
PlanFile = Annotated[str | None, typer.Option("--plan", help="help.plan")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="help.as-of")]
Format = Annotated[str | None, typer.Option("--format", help="help.format")]
Encoding = Annotated[str | None, typer.Option("--encoding", help="help.encoding")]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="PATTERN", help="help.exclude")
]
ConfigFile = Annotated[str | None, typer.Option("--config", help="help.config")]
NoConfig = Annotated[bool, typer.Option("--no-config", help="help.no-config")]
Language = Annotated[str | None, typer.Option("--lang", help="help.lang")]
Debug = Annotated[bool, typer.Option("--debug", help="help.debug")]

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT]...", help="help.reports", show_default=False)
]

GB18030_NAMES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf8": "utf-8"}
"""What else people call the encodings; GB18030 holds all of GBK and GB2312."""


@dataclass
class Session:
    """What holds for the whole call, as far as it is known yet."""

    lang: Lang = Lang.ZH
    format: str | None = None


def heard(
    flags: Mapping[str, Any], file: str | None, *, no_config: bool
) -> tuple[dict[str, Setting], str | None]:
    """Return every option as flag, environment, file or default have it, and the file's path."""
    if no_config and file is not None:
        raise UsageError([Problem("usage.config-both")])
    if file is None and not no_config:
        file = find(os.curdir)
    return settle(flags, os.environ, load(file) if file is not None else None), file


def settled(
    flags: Mapping[str, Any], file: str | None, *, no_config: bool
) -> tuple[dict[str, Setting], str | None]:
    """Return what ``heard`` does, the encoding by the name that Python has for it.

    Every file of the call is read in it. Raises UsageError for one that is not supported.
    """
    settings, file = heard(flags, file, no_config=no_config)
    setting = settings["encoding"]
    written = str(setting.value).lower()
    if GB18030_NAMES.get(written, written) not in ENCODINGS:
        check_word("encoding", setting, ENCODINGS)
    settings["encoding"] = setting._replace(value=GB18030_NAMES.get(written, written))
    return settings, file


def plan_of(asked: Mapping[str, Any]) -> Plan:
    """Return the plan that ``asked`` names, else the one of plancheck."""
    return load_plan(asked["plan"], encoding=asked["encoding"])


def roster_of(asked: Mapping[str, Any], plan: Plan) -> Roster | None:
    """Return the roster that ``asked`` names, if any."""
    if asked["roster"] is None:
        return None
    from plancheck.inputs.roster import load_roster  # noqa: PLC0415  # of no use to most calls

    return load_roster(asked["roster"], plan, encoding=asked["encoding"])


def waivers_of(asked: Mapping[str, Any], plan: Plan) -> Waivers | None:
    """Return the waivers that ``asked`` names, if any."""
    if asked["waivers"] is None:
        return None
    from plancheck.inputs.waivers import load_waivers  # noqa: PLC0415  # of no use to most calls

    return load_waivers(asked["waivers"], plan, encoding=asked["encoding"])


def terms_of(plan: Plan, asked: Mapping[str, Any], as_of: datetime.date | None = None) -> Terms:
    """Return the terms that ``asked`` states; raises UnknownNameError."""
    province, tier = asked["province"], asked["tier"]
    return Terms(
        subject=plan.find_subject(province) if province is not None else None,
        tier=plan.find_tier(tier) if tier is not None else None,
        as_of=as_of,
        require_evidence=asked["require-evidence"],
    )


def day_of(plan: Plan, setting: Setting) -> datetime.date | None:
    """Return the day that is set, None for that of each report. Raises UsageError for no day."""
    written = setting.value
    if written == OWN_DAY:
        return None
    if written == LAST_DAY:
        return plan.period.to
    try:
        return read_date(written)
    except PydanticCustomError:
        option, where = _origin("as-of", setting)
        values = {"option": option, "written": written}
        raise UsageError([Problem("usage.as-of", where, values)]) from None


def check_word(name: str, setting: Setting, known: Sequence[str]) -> None:
    """Raise UsageError for a word that is not one of ``known``, naming where it comes from."""
    option, where = _origin(name, setting)
    one_of(option, setting.value, known, where)


def _origin(name: str, setting: Setting) -> tuple[str, Location | None]:
    """Return what set the option ``name``, as its reader writes it, and the place in a file."""
    origin = setting.origin
    if isinstance(origin, Location):
        return name, origin
    return (f"--{name}" if origin == "flag" else origin), None


def check_format(name: str, of: str) -> None:
    """Raise UsageError where ``name`` is no format that can show ``of``, with those that can."""
    if not shows(name, of):
        one_of("--format", name, formats(of))


def one_of(option: str, written: str, known: Sequence[str], where: Location | None = None) -> None:
    """Raise UsageError where ``written`` is not one of ``known``, which it lists."""
    if written not in known:
        values = {"option": option, "written": written, "known": list(known)}
        raise UsageError([Problem("usage.word", where, values)])


def value_written(arguments: Sequence[str], option: str) -> str | None:
    """Return the last value of ``option`` among arguments that are not parsed yet."""
    value = None
    arguments = before_dashes(arguments)
    for place, argument in enumerate(arguments):
        if argument == option and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value


def before_dashes(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments that may be options: those before ``--``."""
    return arguments[: list(arguments).index("--")] if "--" in arguments else arguments
