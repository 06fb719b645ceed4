"""The options that several commands take, and what holds once all their sources are heard."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
from pydantic_core import PydanticCustomError
from typer.models import ArgumentInfo

from plancheck.cli.config import LAST_DAY, OWN_DAY, Setting, find, load, settle
from plancheck.errors import Location, Problem, UsageError
from plancheck.formats import formats, shows
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.decoding import ENCODINGS
from plancheck.reading.values import read_date
from plancheck.verdicts.facts import Terms

if TYPE_CHECKING:
    from plancheck.inputs.roster import Roster
    from plancheck.inputs.waivers import Waivers

EXAMPLE = "plancheck validate report.yaml --tier 1"

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT]...", help="help.reports", show_default=False)
]
Language = Annotated[str | None, typer.Option("--lang", help="help.lang")]
NoConfig = Annotated[bool, typer.Option("--no-config", help="help.no-config")]
Debug = Annotated[bool, typer.Option("--debug", help="help.debug")]


def _option(*names: str, kind: Any = str, **more: Any) -> Any:
    """Return the annotation of an option; its help is the message of its first name."""
    return Annotated[kind | None, typer.Option(*names, help=f"help.{names[0][2:]}", **more)]


def _flag(name: str) -> Any:
    help_ = f"help.{name}"
    return Annotated[bool | None, typer.Option(f"--{name}/--no-{name}", help=help_)]


# The help of every option is a message key; the sentence of the language is put there when asked.
OPTIONS: dict[str, Any] = {
    "reports": Reports,
    "exclude": _option("--exclude", kind=list[str], metavar="PATTERN"),
    "tier": _option("--tier"),
    "province": _option("--province", "--subject"),
    "roster": _option("--roster"),
    "waivers": _option("--waivers"),
    "plan": _option("--plan"),
    "as-of": _option("--as-of"),
    "expect": _option("--expect"),
    "baseline": _option("--baseline", kind=list[str]),
    "fail-on": _option("--fail-on"),
    "format": _option("--format"),
    "output": _option("--output", kind=list[str], metavar="NAME=FILE"),
    "encoding": _option("--encoding"),
    "allow-review": _flag("allow-review"),
    "require-evidence": _flag("require-evidence"),
    "jobs": _option("--jobs"),
    "lang": Language,
}
"""The options that a configuration file or the environment may set as well."""

GB18030_NAMES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf8": "utf-8"}
"""What else people call the encodings; GB18030 holds all of GBK and GB2312."""


@dataclass
class Session:
    """What holds for the whole call, as far as it is known yet."""

    lang: Lang = Lang.ZH
    format: str | None = None


class Call:
    """One call of a command: what holds for it, and every option as it is settled."""

    def __init__(
        self, session: Session, settings: Mapping[str, Setting], file: str | None = None
    ) -> None:
        self.session = session
        self.settings = settings
        self.file = file
        """The configuration file that was used."""

    def __getitem__(self, option: str) -> Any:
        return self.settings[option].value

    def with_flag(self, option: str, value: Any) -> Call:
        """Return this call as if ``option`` had been given with this value."""
        settings = {**self.settings, option: Setting(value, "flag")}
        return Call(self.session, settings, self.file)

    def show_as(self, name: str, of: str) -> None:
        """Settle the format; raises UsageError where ``name`` is none that can show ``of``."""
        self.session.format = name
        if not shows(name, of):
            one_of("--format", name, formats(of))

    @cached_property
    def plan(self) -> Plan:
        """The plan that is named, else the one of plancheck."""
        return load_plan(self["plan"], encoding=self["encoding"])

    def roster(self, plan: Plan) -> Roster | None:
        """Return the roster that is named, if any."""
        if self["roster"] is None:
            return None
        from plancheck.inputs.roster import load_roster  # noqa: PLC0415  # of no use to most calls

        return load_roster(self["roster"], plan, encoding=self["encoding"])

    def waivers(self, plan: Plan) -> Waivers | None:
        """Return the waivers that are named, if any."""
        if self["waivers"] is None:
            return None
        from plancheck.inputs.waivers import (  # noqa: PLC0415  # of no use to most calls
            load_waivers,
        )

        return load_waivers(self["waivers"], plan, encoding=self["encoding"])

    def terms(self, plan: Plan, as_of: datetime.date | None = None) -> Terms:
        """Return the terms that the options state; raises UnknownNameError."""
        province, tier = self["province"], self["tier"]
        return Terms(
            subject=plan.find_subject(province) if province is not None else None,
            tier=plan.find_tier(tier) if tier is not None else None,
            as_of=as_of,
            require_evidence=self["require-evidence"],
        )

    def day(self, plan: Plan) -> datetime.date | None:
        """Return the day to judge by, None for that of each report; raises UsageError."""
        written = self["as-of"]
        if written == OWN_DAY:
            return None
        if written == LAST_DAY:
            return plan.period.to
        try:
            return read_date(written)
        except PydanticCustomError:
            option, where = _origin("as-of", self.settings["as-of"])
            values = {"option": option, "written": written}
            raise UsageError([Problem("usage.as-of", where, values)]) from None


def takes(*names: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return a decorator that gives a command the options ``names`` and those of all commands.

    The command is called with the Call in which they are settled, then with its own parameters.
    """

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        def called(
            context: typer.Context, config: str | None, no_config: bool, **given: Any
        ) -> int:
            flags = {name: given.pop(_parameter(name)) for name in (*names, "encoding", "lang")}
            flags = {name: None if value == [] else value for name, value in flags.items()}
            del given["debug"]  # the entry point has looked for it
            settings, file = settled(flags, config, no_config=no_config)
            return command(Call(context.obj, settings, file), **given)

        own = list(signature(command, eval_str=True).parameters.values())[1:]
        is_argument = [isinstance(get_args(one.annotation)[1], ArgumentInfo) for one in own]
        parameters = [
            Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context),
            *(one for one, first in zip(own, is_argument, strict=True) if first),
            *(_keyword(name, OPTIONS[name]) for name in names),
            *(one for one, first in zip(own, is_argument, strict=True) if not first),
            _keyword("encoding", OPTIONS["encoding"]),
            _keyword("config", _option("--config")),
            _keyword("no-config", NoConfig, False),
            _keyword("lang", Language),
            _keyword("debug", Debug, False),
        ]
        parameters = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in parameters]
        called.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        called.__annotations__ = {one.name: one.annotation for one in parameters}
        return called

    return decorated


def _keyword(name: str, annotation: Any, default: Any = None) -> Parameter:
    return Parameter(
        _parameter(name), Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _parameter(option: str) -> str:
    """Return the name that the parameter of ``option`` has in Python."""
    return option.replace("-", "_")


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
