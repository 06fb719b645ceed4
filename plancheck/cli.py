"""The command line: the only module that prints, reads the environment, or decides an exit code."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any, NoReturn, TextIO

import typer
from pydantic_core import PydanticCustomError

from plancheck import __version__
from plancheck.errors import PlancheckError, Problem, UsageError, near
from plancheck.facts import Terms
from plancheck.fields import read_date
from plancheck.listing import DESIGNATED, list_obligations
from plancheck.messages import MESSAGES, Lang
from plancheck.plan import Level, Plan, load_plan
from plancheck.renderers import (
    Style,
    for_machines,
    formats,
    listing_formats,
    render,
    render_listing,
)
from plancheck.roster import load_roster
from plancheck.run import COMPLIANT, NO_VERDICT, Run, judge
from plancheck.source import ENCODINGS
from plancheck.waivers import load_waivers
from plancheck.wording import problem_text, say, visible

INTERRUPTED = 130
GB18030_NAMES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf8": "utf-8"}
"""What else people call the encodings; GB18030 holds all of GBK and GB2312."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its code; nothing escapes as a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _prepare_streams()
    lang = Lang.ZH
    try:
        lang = _lang(arguments)
        code = _run(arguments, lang)
    except PlancheckError as exc:
        code = _complain(lang, exc.problems)
    except OSError as exc:
        code = _complain(lang, [Problem("output.failed", None, {"why": exc.strerror or str(exc)})])
        if sys.stdout is not None:
            _abandon(sys.stdout)
    sys.exit(code)


def _run(arguments: Sequence[str], lang: Lang) -> int:
    try:
        command = _localised(typer.main.get_command(commands), lang)
        returned = command(list(arguments), prog_name="plancheck", standalone_mode=False, obj=lang)
        return returned if isinstance(returned, int) else COMPLIANT
    except typer.Exit as exc:
        return exc.exit_code
    except typer.TyperException as exc:
        run = Run(None, problems=(_usage_problem(exc),))
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except PlancheckError as exc:
        run = Run(None, problems=exc.problems)
    except OSError:
        raise  # the output failed; ``main`` says so
    except (MemoryError, RecursionError):
        run = Run(None, problems=(Problem("internal.too-complex"),))
    except Exception as exc:
        if "--debug" in arguments:
            traceback.print_exc()
        why = {"why": f"{type(exc).__name__}: {exc}"}
        run = Run(None, problems=(Problem("internal.error", None, why),), failed=True)
    return _failed(run, arguments, lang)


def _failed(run: Run, arguments: Sequence[str], lang: Lang) -> int:
    """Say why nothing was done: on standard error, and as a document where one is asked for."""
    _complain(lang, run.problems)
    wanted = [name for name in formats() if f"--format={name}" in arguments]
    wanted += [after for option, after in pairwise(arguments) if option == "--format"]
    if wanted and wanted[-1] in formats() and for_machines(wanted[-1]):
        _write(render(wanted[-1], run, Style(lang)), utf8=True)
    return run.exit_code


# The help of every option is a message key; ``_localised`` puts the sentence of the language there.
Tier = Annotated[str | None, typer.Option("--tier", help="help.tier")]
Province = Annotated[str | None, typer.Option("--province", help="help.province")]
RosterFile = Annotated[str | None, typer.Option("--roster", help="help.roster")]
WaiversFile = Annotated[str | None, typer.Option("--waivers", help="help.waivers")]
PlanFile = Annotated[str | None, typer.Option("--plan", help="help.plan")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="help.as-of")]
Format = Annotated[str, typer.Option("--format", help="help.format", show_default=False)]
Encoding = Annotated[str, typer.Option("--encoding", help="help.encoding", show_default=False)]
AllowReview = Annotated[bool, typer.Option("--allow-review", help="help.allow-review")]
RequireEvidence = Annotated[bool, typer.Option("--require-evidence", help="help.require-evidence")]
Language = Annotated[str | None, typer.Option("--lang", help="help.lang")]
Debug = Annotated[bool, typer.Option("--debug", help="help.debug")]
Reports = Annotated[
    list[str], typer.Argument(metavar="REPORT...", help="help.reports", show_default=False)
]

commands = typer.Typer(
    help="help.app",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@commands.callback(invoke_without_command=True)
def top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="help.version")] = False,
    language: Language = None,
    debug: Debug = False,
) -> None:
    if version:
        plan = load_plan()
        _write(f"plancheck {__version__}\n{plan.id} sha256 {plan.sha256}\n")
        raise typer.Exit(COMPLIANT)
    if context.invoked_subcommand is None:
        # Nothing was asked for, so nothing was checked, and a gate must not pass on that.
        sys.stderr.write(context.get_help() + "\n")
        raise typer.Exit(NO_VERDICT)


@commands.command("validate", help="help.validate")
def validate(
    context: typer.Context,
    reports: Reports,
    tier: Tier = None,
    province: Province = None,
    roster: RosterFile = None,
    waivers: WaiversFile = None,
    plan: PlanFile = None,
    as_of: AsOf = None,
    format_: Format = "table",
    encoding: Encoding = "utf-8",
    allow_review: AllowReview = False,
    require_evidence: RequireEvidence = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    _one_of("--format", format_, formats())
    encoding = GB18030_NAMES.get(encoding.lower(), encoding.lower())
    _one_of("--encoding", encoding, ENCODINGS)
    loaded: Plan | None = None
    try:
        loaded = load_plan(plan)
        run = judge(
            reports,
            loaded,
            roster=load_roster(roster, loaded) if roster is not None else None,
            waivers=load_waivers(waivers, loaded) if waivers is not None else None,
            terms=_terms(loaded, province, tier, as_of, require_evidence),
            encoding=encoding,
            allow_review=allow_review,
        )
    except PlancheckError as exc:
        run = Run(loaded, problems=exc.problems)
    _write(render(format_, run, _style(context.obj)), utf8=for_machines(format_))
    return run.exit_code


@commands.command("list-obligations", help="help.list")
def list_(
    context: typer.Context,
    province: Province = None,
    tier: Tier = None,
    roster: RosterFile = None,
    plan: PlanFile = None,
    task: Annotated[list[str] | None, typer.Option("--task", help="help.task")] = None,
    level: Annotated[str | None, typer.Option("--level", help="help.level")] = None,
    format_: Format = "table",
    language: Language = None,
    debug: Debug = False,
) -> int:
    _one_of("--format", format_, listing_formats())
    loaded = load_plan(plan)
    listing = list_obligations(
        loaded,
        subject=loaded.find_subject(province) if province is not None else None,
        tier=loaded.find_tier(tier) if tier is not None else None,
        roster=load_roster(roster, loaded) if roster is not None else None,
        tasks=task or (),
        level=_level(level),
    )
    _write(render_listing(format_, listing, _style(context.obj)), utf8=for_machines(format_))
    return COMPLIANT


COMMANDS = tuple(str(command.name) for command in commands.registered_commands)


def _localised(command: Any, lang: Lang) -> Any:
    """Return ``command`` with the message keys in its help replaced by sentences of ``lang``."""
    values = {"formats": ", ".join(formats())}
    command.help = say(lang, command.help, values)
    for parameter in command.params:
        if parameter.help in MESSAGES:
            parameter.help = say(lang, parameter.help, values)
    help_option = command.get_help_option

    def localised_help_option(context: typer.Context) -> Any:
        option = help_option(context)
        option.help = say(lang, "help.help")
        return option

    command.get_help_option = localised_help_option
    for child in getattr(command, "commands", {}).values():
        _localised(child, lang)
    return command


# --- the request ---------------------------------------------------------------------------------


def _lang(arguments: Sequence[str]) -> Lang:
    """Return the language asked for; read before anything else, as help and errors need it."""
    origin, wanted = "PLANCHECK_LANG", os.environ.get("PLANCHECK_LANG", "")
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            origin, wanted = "--lang", arguments[place + 1]
        elif argument.startswith("--lang="):
            origin, wanted = "--lang", argument.removeprefix("--lang=")
    if wanted:
        _one_of(origin, wanted, list(Lang))
    return Lang(wanted or Lang.ZH)


def _one_of(option: str, written: str, known: Sequence[str]) -> None:
    if written not in known:
        values = {
            "option": option,
            "written": written,
            "known": list(known),
            "near": near(written, known),
        }
        raise UsageError([Problem("usage.word", None, values)])


def _level(level: str | None) -> str | None:
    """Return the level that ``level`` names in English or Chinese."""
    if level is None:
        return None
    words = {
        word: name
        for name in (*map(str, Level), DESIGNATED)
        for word in (name, say(Lang.ZH, f"level.{name}"))
    }
    _one_of("--level", level, list(words))
    return words[level]


def _terms(
    plan: Plan, province: str | None, tier: str | None, as_of: str | None, require_evidence: bool
) -> Terms:
    day = None
    if as_of is not None:
        try:
            day = read_date(as_of)
        except PydanticCustomError:
            raise UsageError([Problem("usage.as-of", None, {"written": as_of})]) from None
    return Terms(
        subject=plan.find_subject(province) if province is not None else None,
        tier=plan.find_tier(tier) if tier is not None else None,
        as_of=day,
        require_evidence=require_evidence,
    )


def _usage_problem(exc: typer.TyperException) -> Problem:
    """Return what typer says about the arguments in plancheck's own words.

    The kinds of error are not part of typer's public names, so they are told by those.
    """
    kind = type(exc).__name__
    name = getattr(exc, "option_name", "")
    if kind == "NoSuchOption":
        return Problem(
            "usage.no-such-option",
            None,
            {"name": name, "near": getattr(exc, "possibilities", None) or []},
        )
    if kind == "MissingParameter":
        param = getattr(exc, "param", None)
        return Problem(
            "usage.missing",
            None,
            {"name": getattr(param, "metavar", None) or getattr(param, "name", "")},
        )
    if kind == "BadOptionUsage" and "does not take" in exc.message:
        return Problem("usage.takes-none", None, {"name": name})
    if kind == "BadOptionUsage":
        return Problem("usage.needs-value", None, {"name": name})
    if exc.message.startswith("No such command"):
        name = exc.message.split("'")[1]
        return Problem("usage.no-such-command", None, {"name": name, "near": near(name, COMMANDS)})
    extra = re.match(r"Got unexpected extra argument\S* \((.*)\)", exc.message)
    if extra:
        return Problem("usage.extra", None, {"name": extra[1]})
    return Problem("usage.other", None, {"why": exc.format_message()})


# --- streams -------------------------------------------------------------------------------------


def _style(lang: Lang) -> Style:
    """Return how to write to standard output: for a terminal, or plainly for a pipe."""
    stream = sys.stdout
    terminal = stream is not None and stream.isatty()
    color = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        color = True
    if os.environ.get("NO_COLOR"):
        color = False
    return Style(lang, _width() if terminal or os.environ.get("COLUMNS") else None, color)


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _prepare_streams() -> None:
    """Make output unable to fail on a character: keep an encoding that has Chinese, else UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None or not hasattr(stream, "reconfigure"):
            continue
        try:
            "专利√".encode(stream.encoding)
            stream.reconfigure(errors="backslashreplace")
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _write(text: str, *, utf8: bool = False) -> None:
    """Write ``text`` to standard output; a machine's format in UTF-8 whatever the stream's is."""
    if sys.stdout is None:
        raise OSError("stdout")
    try:
        if utf8 and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; the verdict stands
        _abandon(sys.stdout)


def _complain(lang: Lang, problems: Sequence[Problem]) -> int:
    """Say on standard error what is wrong, and return the code for no verdict."""
    lines = [
        f"{visible(str(problem.where))}: {problem_text(lang, problem)}\n"
        if problem.where
        else f"{problem_text(lang, problem)}\n"
        for problem in problems
    ]
    try:
        if sys.stderr is not None:
            sys.stderr.writelines(lines)
            sys.stderr.flush()
    except OSError:  # there is nowhere left to say it
        _abandon(sys.stderr)
    return NO_VERDICT


def _abandon(stream: TextIO) -> None:
    """Point ``stream`` nowhere, so that nothing complains again while Python shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
