"""The command line: the only part that prints, reads the environment, or decides an exit code."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import traceback
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer

from plancheck import __version__
from plancheck.cli.help import localised, nothing_asked
from plancheck.cli.options import (
    EXAMPLE,
    Debug,
    Language,
    Session,
    before_dashes,
    heard,
    one_of,
    value_written,
)
from plancheck.cli.streams import abandon, complain, prepare_streams, unwritten, write
from plancheck.errors import Location, PlancheckError, Problem, UsageError, near
from plancheck.formats import Style, for_machines, formats, render
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.verdicts.run import COMPLIANT, Run

HELP = frozenset({"-h", "--help"})
INTERRUPTED = 130

COMMANDS = {
    "validate": "help.validate",
    "list-obligations": "help.list",
    "explain": "help.explain",
    "init": "help.init",
    "fmt": "help.fmt",
    "schema": "help.schema",
    "plan": "help.plan-group",
}
"""The commands and the key of what each is for; a module of its name here has it."""

MEANT = {
    "check": "validate",
    "test": "validate",
    "plan validate": "plan check",
    "lint": "plan check",
    "format": "fmt",
    "list": "list-obligations",
    "ls": "list-obligations",
    "new": "init",
}
"""What other programs call a command, and what it is called here."""

QUIET = ("-q", "--quiet", "-s", "--silent")
"""What other programs call an option to show nothing."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its code; nothing escapes as a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    session = Session()
    try:
        session.lang = _lang(arguments)
        code = _run(arguments, session)
    except PlancheckError as exc:
        code = _failed(Run(None, problems=exc.problems), arguments, session)
    except OSError as exc:
        code = complain(session.lang, _refused(exc))
        if sys.stdout is not None:
            abandon(sys.stdout)
    sys.exit(code)


def _refused(exc: OSError) -> Sequence[Problem]:
    """Return what the system refused: a file that has a name, or else standard output."""
    if exc.filename is None:
        return unwritten(exc)
    where = Location(os.fsdecode(exc.filename))
    return [Problem("source.unreadable", where, {"why": exc.strerror})]


def _run(arguments: Sequence[str], session: Session) -> int:
    try:
        _refuse_files(arguments)
        command = typer.main.get_command(application(_called(arguments)))
        if HELP.intersection(arguments):  # it needs all formats at hand, which a check does not
            command = localised(command, session.lang)
        returned = command(
            list(arguments), prog_name="plancheck", standalone_mode=False, obj=session
        )
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
        raise  # most often of the output; ``main`` says so
    except (MemoryError, RecursionError):
        run = Run(None, problems=(Problem("internal.too-complex"),))
    except Exception as exc:
        if "--debug" in arguments:
            traceback.print_exc()
        why = {"why": f"{type(exc).__name__}: {exc}"}
        run = Run(None, problems=(Problem("internal.error", None, why),), failed=True)
    return _failed(run, arguments, session)


def _refuse_files(arguments: Sequence[str]) -> None:
    """Raise UsageError for an option that is the name of a file too, as a shell's ``*`` may yield.

    A file that somebody else named must not be obeyed.
    """
    options = (one for one in before_dashes(arguments) if one.startswith("-") and one != "-")
    problems = [
        Problem("usage.option-is-file", None, {"name": one})
        for one in dict.fromkeys(options)
        if os.path.lexists(one)
    ]
    if problems:
        raise UsageError(problems)


def _failed(run: Run, arguments: Sequence[str], session: Session) -> int:
    """Say why nothing was done: on standard error, and as a document where one is asked for."""
    complain(session.lang, run.problems)
    wanted = session.format or value_written(arguments, "--format")
    wanted = wanted or os.environ.get("PLANCHECK_FORMAT", "")
    if wanted in formats() and for_machines(wanted):
        write(render(wanted, run, Style(session.lang)), wanted)
    return run.exit_code


def application(names: Collection[str] = tuple(COMMANDS)) -> typer.Typer:
    """Return the application with the commands ``names``; what the others need is not loaded.

    With no names it can only say which commands there are.
    """
    made = typer.Typer(
        help="help.app",
        callback=_top,
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": sorted(HELP, key=len)},
    )
    for name in names:
        module = _module(name)
        if hasattr(module, "group"):
            made.add_typer(module.group, name=name, help=COMMANDS[name])
        else:
            made.command(name, help=COMMANDS[name])(module.command)
    for name in () if names else COMMANDS:
        made.command(name, help=COMMANDS[name])(_named_only)
    return made


def _named_only() -> None:
    """Stand for a command in the list of all."""


def command_names() -> Iterator[str]:
    """Yield every command, those of a group after its name: ``plan check``."""
    for name in COMMANDS:
        group = getattr(_module(name), "group", None)
        inner = group.registered_commands if group else ()
        yield from (f"{name} {command.name}" for command in inner) if group else (name,)


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{name.replace('-', '_')}")


def _called(arguments: Sequence[str]) -> Collection[str]:
    """Return every command that ``arguments`` may call: one of those whose names they hold.

    None where none is named, or help is asked for before one is.
    """
    help_at = next((n for n, one in enumerate(arguments) if one in HELP), len(arguments))
    return [name for name in COMMANDS if name in arguments[:help_at]]


def _top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="help.version")] = False,
    language: Language = None,
    debug: Debug = False,
) -> None:
    if version:
        ours = load_plan()
        write(f"plancheck {__version__}\n{ours.id} sha256 {ours.sha256}\n")
        raise typer.Exit(COMPLIANT)
    if context.invoked_subcommand is None:
        nothing_asked(context)


def _lang(arguments: Sequence[str]) -> Lang:
    """Return the language asked for; read before anything else, as help and errors need it."""
    origin, wanted = "--lang", value_written(arguments, "--lang")
    if wanted is None:
        origin, wanted = "PLANCHECK_LANG", os.environ.get("PLANCHECK_LANG") or Lang.ZH
        # What is wrong with the file is said when a command comes to need it.
        with contextlib.suppress(PlancheckError):
            file = value_written(arguments, "--config")
            no_config = "--no-config" in before_dashes(arguments)
            setting = heard({}, file, no_config=no_config)[0]["lang"]
            origin, wanted = str(setting.origin), setting.value
    one_of(origin, wanted, list(Lang))
    return Lang(wanted)


def _no_such_command(group: str, name: str) -> Problem:
    """Return the problem that the commands of ``group`` have no ``name``, with whole commands."""
    typed = f"{group} {name}".strip()
    words: dict[str, list[str]] = {word: [command] for word, command in MEANT.items()}
    for command in command_names():
        words.setdefault(command.split()[-1], []).append(command)
    hits = next(([word] for word in (typed, name) if word in words), None)
    if hits is None and (os.path.exists(name) or name.lower().endswith((".yaml", ".yml"))):
        key = "usage.file-as-plan-command" if group == "plan" else "usage.file-as-command"
        return Problem(key, None, {"name": name})
    alike = hits or _slips(name, words)
    commands = [command for word in alike for command in words[word]]
    of_group = [command for command in commands if command.startswith(f"{group} ")]
    values = {"name": typed, "near": list(dict.fromkeys(of_group or commands))[:2]}
    return Problem("usage.no-such-command", None, values)


def _slips(name: str, known: Collection[str]) -> Sequence[str]:
    """Return the ``known`` that ``name`` may be a slip for; few slips are of the first letter."""
    return near(name, [other for other in known if other[:1] == name[:1]])


def _usage_problem(exc: typer.TyperException) -> Problem:
    """Return what typer says about the arguments in plancheck's own words.

    The kinds of error are not part of typer's public names, so they are told by those.
    """
    kind = type(exc).__name__
    name = getattr(exc, "option_name", "")
    if kind == "NoSuchOption" and name in QUIET:
        return Problem("usage.quiet", None, {"name": name})
    if kind == "NoSuchOption":
        options = [one.lstrip("-") for one in getattr(exc, "possibilities", None) or []]
        alike = _slips(name.lstrip("-"), options)
        values = {"name": name, "near": [f"{'-' * min(len(one), 2)}{one}" for one in alike]}
        return Problem("usage.no-such-option", None, values)
    if kind == "MissingParameter":
        param = getattr(exc, "param", None)
        return Problem(
            "usage.missing",
            None,
            {
                "name": getattr(param, "metavar", None) or getattr(param, "name", ""),
                "example": EXAMPLE,
            },
        )
    if kind == "BadOptionUsage" and "does not take" in exc.message:
        return Problem("usage.takes-none", None, {"name": name})
    if kind == "BadOptionUsage":
        return Problem("usage.needs-value", None, {"name": name})
    if exc.message.startswith("No such command"):
        context = getattr(exc, "ctx", None)
        group = context.command_path.partition(" ")[2] if context else ""
        return _no_such_command(group, exc.message.split("'")[1])
    extra = re.match(r"Got unexpected extra argument\S* \((.*)\)", exc.message)
    if extra:
        return Problem("usage.extra", None, {"name": extra[1]})
    return Problem("usage.other", None, {"why": exc.format_message()})
