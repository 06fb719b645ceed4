"""The options that several commands take, and their effective values in a call."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
import typer.core
from typer.models import ArgumentInfo

from plancheck.cli.config import LAST_DAY, OWN_DAY, Setting, find, load, settle
from plancheck.errors import Location, PlancheckError, Problem, UsageError
from plancheck.formats import formats, shows
from plancheck.language.message import Lang
from plancheck.reading.decoding import ENCODINGS
from plancheck.reading.source import STDIN

if TYPE_CHECKING:
    from plancheck.inputs.roster import Roster
    from plancheck.inputs.waivers import Waivers
    from plancheck.plan.model import Plan
    from plancheck.verdicts.facts import Terms

EXAMPLE = "plancheck validate report.yaml --tier 1"

Reports = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REPORT]...",
        help="help.reports",
        show_default=False,
        rich_help_panel="group.reports",
    ),
]
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", help="help.lang", rich_help_panel="group.settings"),
]
NoConfig = Annotated[
    bool, typer.Option("--no-config", help="help.no-config", rich_help_panel="group.settings")
]
Debug = Annotated[
    bool, typer.Option("--debug", help="help.debug", rich_help_panel="group.settings")
]


def _option(group: str, metavar: str, *names: str, kind: Any = str) -> Any:
    """Return the annotation of an option; its help is the message of its first name."""
    option = typer.Option(
        *names, metavar=metavar, help=f"help.{names[0][2:]}", rich_help_panel=group
    )
    return Annotated[kind | None, option]


def _flag(group: str, name: str) -> Any:
    option = typer.Option(f"--{name}/--no-{name}", help=f"help.{name}", rich_help_panel=group)
    return Annotated[bool | None, option]


# Every help text and group is a message key; ``localised`` says it when help is shown.
OPTIONS: dict[str, Any] = {
    "reports": Reports,
    "exclude": _option("group.reports", "PATTERN", "--exclude", kind=list[str]),
    "tier": _option("group.province", "TIER", "--tier"),
    "province": _option("group.province", "NAME", "--province", "--subject"),
    "roster": _option("group.province", "FILE", "--roster"),
    "waivers": _option("group.province", "FILE", "--waivers"),
    "plan": _option("group.settings", "FILE", "--plan"),
    "as-of": _option("group.failing", "DATE|end|report", "--as-of"),
    "expect": _option("group.failing", "all|FILE", "--expect"),
    "baseline": _option("group.failing", "FILE", "--baseline", kind=list[str]),
    "fail-on": _option("group.failing", "any|new", "--fail-on"),
    "format": _option("group.output", "NAME", "--format"),
    "show": _option("group.output", "open|asked|all", "--show"),
    "output": _option("group.output", "NAME=FILE", "--output", kind=list[str]),
    "encoding": _option("group.settings", "utf-8|gb18030", "--encoding"),
    "allow-review": _flag("group.failing", "allow-review"),
    "require-evidence": _flag("group.failing", "require-evidence"),
    "jobs": _option("group.settings", "NUMBER", "--jobs"),
    "lang": Language,
}
"""The options that a configuration file or the environment may also set."""

ENCODING_ALIASES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf8": "utf-8"}
"""Other names of the encodings; GB18030 contains all of GBK and GB2312."""


class Session:
    """The language and the format of a call, as far as they are known."""

    def __init__(self) -> None:
        self.lang = Lang.ZH
        self.format: str | None = None


class Call:
    """One call of a command: its session, and the effective value of every option."""

    def __init__(
        self, session: Session, settings: Mapping[str, Setting], file: str | None = None
    ) -> None:
        self.session = session
        self.settings = settings
        self.file = file
        """The configuration file in use."""

    def __getitem__(self, option: str) -> Any:
        return self.settings[option].value

    def with_flag(self, option: str, value: Any) -> Call:
        """Return this call with ``option`` set to ``value``, as by a flag."""
        settings = {**self.settings, option: Setting(value, "flag")}
        return Call(self.session, settings, self.file)

    def show_as(self, name: str, of: str) -> None:
        """Set the format to ``name``; raises UsageError if it cannot show ``of``."""
        self.session.format = name
        if not shows(of, name):
            require_one_of("--format", name, formats(of))

    @property
    def plan(self) -> Plan:
        """The named plan, else plancheck's own."""
        if isinstance(self._plan, PlancheckError):
            raise self._plan
        return self._plan

    @cached_property
    def _plan(self) -> Plan | PlancheckError:
        """The plan, read once, or what is wrong with it."""
        from plancheck.plan.loading import load_plan  # noqa: PLC0415  # help needs none

        try:
            return load_plan(self["plan"], encoding=self["encoding"])
        except PlancheckError as exc:
            return exc

    @property
    def plan_files(self) -> list[str]:
        """The files that the plan is read from: its own, and the list of subjects that it names."""
        file = self["plan"]
        if file in (None, STDIN):
            return [file] if file else []
        if isinstance(self._plan, PlancheckError):  # which is told where the plan is used
            return [file, *(problem.where.path for problem in self._plan.problems if problem.where)]
        listed = self._plan.listed if self._plan.names_list else None
        return [file, listed.path] if listed else [file]

    @property
    def plan_option(self) -> str:
        """The option that has to name the plan in any later command; empty where none has to."""
        named = self.settings["plan"]
        return f" --plan {in_shell(named.value)}" if named.origin == "flag" else ""

    def roster(self, plan: Plan) -> Roster | None:
        """Return the named roster, if any."""
        if self["roster"] is None:
            return None
        from plancheck.inputs.loading import load_roster  # noqa: PLC0415  # most calls need none

        return load_roster(self["roster"], plan, encoding=self["encoding"])

    def waivers(self, plan: Plan) -> Waivers | None:
        """Return the named waivers, if any."""
        if self["waivers"] is None:
            return None
        from plancheck.inputs.waivers import (  # noqa: PLC0415  # most calls need none
            load_waivers,
        )

        return load_waivers(self["waivers"], plan, encoding=self["encoding"])

    def terms(self, plan: Plan, as_of: datetime.date | None = None) -> Terms:
        """Return the terms that the options state; raises UnknownNameError."""
        from plancheck.verdicts.facts import Terms  # noqa: PLC0415  # help needs none

        province, tier = self["province"], self["tier"]
        return Terms(
            subject=plan.find_subject(province) if province is not None else None,
            tier=plan.find_tier(tier) if tier is not None else None,
            as_of=as_of,
            require_evidence=self["require-evidence"],
        )

    def day(self, plan: Plan) -> datetime.date | None:
        """Return the day to judge by, None for each report's own; raises UsageError."""
        written = self["as-of"]
        if written == OWN_DAY:
            return None
        if written == LAST_DAY:
            return plan.period.to
        from pydantic_core import PydanticCustomError  # noqa: PLC0415  # most calls name no day

        from plancheck.reading.values import read_date  # noqa: PLC0415

        try:
            return read_date(written)
        except PydanticCustomError:
            option, where = _origin("as-of", self.settings["as-of"])
            values = {"option": option, "written": written}
            raise UsageError([Problem("usage.as-of", where, values)]) from None


def takes(*names: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return a decorator that adds the options ``names`` and the common ones to a command.

    The command gets the Call with their effective values, then its own parameters.
    """

    def decorator(command: Callable[..., int]) -> Callable[..., int]:
        def wrapper(
            context: typer.Context, config: str | None, no_config: bool, **arguments: Any
        ) -> int:
            flags = {name: arguments.pop(_parameter(name)) for name in (*names, "encoding", "lang")}
            flags = {name: None if value == [] else value for name, value in flags.items()}
            del arguments["debug"]  # only the entry point reads it
            settings, file = command_settings(flags, config, no_config=no_config)
            return command(Call(context.obj, settings, file), **arguments)

        own = list(signature(command, eval_str=True).parameters.values())[1:]
        arguments = [p for p in own if isinstance(get_args(p.annotation)[1], ArgumentInfo)]
        parameters = [
            Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context),
            *arguments,
            *(_keyword(name, OPTIONS[name]) for name in names),
            *(p for p in own if p not in arguments),
            _keyword("encoding", OPTIONS["encoding"]),
            _keyword("config", _option("group.settings", "FILE", "--config")),
            _keyword("no-config", NoConfig, False),
            _keyword("lang", Language),
            _keyword("debug", Debug, False),
        ]
        parameters = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in parameters]
        wrapper.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        wrapper.__annotations__ = {}  # typer would evaluate them beside the signature
        return wrapper

    return decorator


def _keyword(name: str, annotation: Any, default: Any = None) -> Parameter:
    return Parameter(
        _parameter(name), Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _parameter(option: str) -> str:
    """Return the Python name of the parameter of ``option``."""
    return option.replace("-", "_")


def read_settings(
    flags: Mapping[str, Any], file: str | None, *, no_config: bool
) -> tuple[dict[str, Setting], str | None]:
    """Return every option from flag, environment, file or default, and the file's path."""
    if no_config and file is not None:
        raise UsageError([Problem("usage.config-both")])
    if file is None and not no_config:
        file = find(os.curdir)
    return settle(flags, os.environ, load(file) if file is not None else None), file


def command_settings(
    flags: Mapping[str, Any], file: str | None, *, no_config: bool
) -> tuple[dict[str, Setting], str | None]:
    """Return ``read_settings``, with Python's name of the encoding.

    Every file of the call is read in this encoding. Raises UsageError for an unsupported one.
    """
    settings, file = read_settings(flags, file, no_config=no_config)
    setting = settings["encoding"]
    written = str(setting.value).lower()
    encoding = ENCODING_ALIASES.get(written, written)
    if encoding not in ENCODINGS:
        check_word("encoding", setting, ENCODINGS)
    settings["encoding"] = setting._replace(value=encoding)
    return settings, file


def check_word(name: str, setting: Setting, known: Sequence[str]) -> None:
    """Raise UsageError for a value outside ``known``, naming its origin."""
    option, where = _origin(name, setting)
    require_one_of(option, setting.value, known, where)


def _origin(name: str, setting: Setting) -> tuple[str, Location | None]:
    """Return the origin of the option ``name`` as users write it, and its place in a file."""
    origin = setting.origin
    if isinstance(origin, Location):
        return name, origin
    return (f"--{name}" if origin == "flag" else origin), None


def require_one_of(
    option: str, written: str, known: Sequence[str], where: Location | None = None
) -> None:
    """Raise UsageError, with the list ``known``, if ``written`` is not in it."""
    if written not in known:
        alike = [word for word in known if word == written.lower()]
        words = list(map(str, known))
        values = {"option": option, "written": written, "known": words, "near": alike}
        raise UsageError([Problem("usage.word", where, values)])


def in_shell(path: str) -> str:
    """Return ``path`` as it is written in a command."""
    return f'"{path}"' if " " in path else path


NO_VALUE = "\0"
"""The value of an option without one; no argument of a command can be this."""


class RosterOrNone(typer.core.TyperCommand):
    """A command whose ``--roster`` needs no value: it has NO_VALUE then."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for parameter in self.params:
            if "--roster" in parameter.opts:
                parameter.metavar = "[FILE]"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse ``args``; an option or nothing after ``--roster`` is no value of it."""
        return super().parse_args(ctx, list(_with_value(args, "--roster")))


def _with_value(arguments: Sequence[str], option: str) -> Iterator[str]:
    """Yield ``arguments``, with NO_VALUE after ``option`` where it has no value."""
    options = len(before_dashes(arguments))
    for place, argument in enumerate(arguments):
        yield argument
        following = arguments[place + 1 : place + 2]
        alone = not following or (following[0].startswith("-") and following[0] != "-")
        is_value = arguments[max(place - 1, 0)] == "-o"  # a slip that is told as such
        if argument == option and place < options and alone and not is_value:
            yield NO_VALUE


def value_written(arguments: Sequence[str], option: str) -> str | None:
    """Return the last value of ``option`` among unparsed arguments."""
    value = None
    arguments = before_dashes(arguments)
    for place, argument in enumerate(arguments):
        if argument == option and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value


def before_dashes(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments before ``--``, which may be options."""
    return arguments[: list(arguments).index("--")] if "--" in arguments else arguments
