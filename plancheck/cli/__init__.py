"""The command line: the only part that prints and reads the environment."""

# Annotations are no texts here: typer would read those of ``_top`` several times in every call.
import contextlib
import os
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.completion import (
    get_completion_inspect_parameters,
    install_callback,
    show_callback,
)

from plancheck.cli.options import (
    EXAMPLE,
    Debug,
    Language,
    Session,
    before_dashes,
    read_settings,
    require_one_of,
    value_written,
)
from plancheck.cli.streams import abandon, complain, prepare_streams, unwritten, write
from plancheck.errors import Location, PlancheckError, Problem, UsageError, near
from plancheck.formats import Style, for_machines, formats, render, to_files
from plancheck.language.message import Lang
from plancheck.plan.identity import version_text
from plancheck.verdicts.exit_codes import COMPLIANT, NO_VERDICT

HELP = frozenset({"-h", "--help"})
INTERRUPTED = 130
COMPLETION = "_PLANCHECK_COMPLETE"
"""The variable by which a shell asks for completion."""

COMMANDS = {
    "init": ("group.reporting", "help.init"),
    "validate": ("group.reporting", "help.validate"),
    "verify": ("group.reporting", "help.verify"),
    "list-obligations": ("group.reporting", "help.list"),
    "explain": ("group.reporting", "help.explain"),
    "convert": ("group.reporting", "help.convert"),
    "fmt": ("group.reporting", "help.fmt"),
    "plan": ("group.authoring", "help.plan-group"),
    "schema": ("group.authoring", "help.schema"),
}
"""The commands with the keys of their group and help; a module of the same name has each."""

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
"""Other programs' names of commands, and plancheck's names."""

QUIET = ("-q", "--quiet", "-s", "--silent")
"""Other programs' options for no output."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its code; no exception escapes as a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    session = Session()
    try:
        session.lang = _lang(arguments)
        code = _run(arguments, session)
    except PlancheckError as exc:
        code = _failed(exc.problems, arguments, session)
    except OSError as exc:
        code = complain(session.lang, _refused(exc))
        if sys.stdout is not None:
            abandon(sys.stdout)
    sys.exit(code)


def _refused(exc: OSError) -> Sequence[Problem]:
    """Return the problem of the file that the error names, or else of standard output."""
    if exc.filename is None:
        return unwritten(exc)
    where = Location(os.fsdecode(exc.filename))
    return [Problem("source.unreadable", where, {"why": exc.strerror})]


def _run(arguments: Sequence[str], session: Session) -> int:
    failed = False
    problems: Sequence[Problem]
    try:
        _refuse_files(arguments)
        completes = COMPLETION in os.environ
        if completes:
            get_completion_inspect_parameters()  # it makes the shells known
        names = tuple(COMMANDS) if completes else _called(arguments)
        command = typer.main.get_command(application(names))
        if completes or HELP.intersection(arguments):  # it loads all formats, a check does not
            from plancheck.cli.help import localised  # noqa: PLC0415

            command = localised(command, session.lang)
        returned = command(
            list(arguments), prog_name="plancheck", standalone_mode=False, obj=session
        )
        return returned if isinstance(returned, int) else COMPLIANT
    except (typer.Exit, SystemExit) as exc:  # completion ends in either
        code = exc.exit_code if isinstance(exc, typer.Exit) else exc.code
        if code in (COMPLIANT, NO_VERDICT):
            return int(code)
        return complain(session.lang, [Problem("usage.shell")])  # typer has said which
    except typer.TyperException as exc:
        problems = [_usage_problem(exc)]
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except PlancheckError as exc:
        problems = exc.problems
    except OSError:
        raise  # most often the output failed; ``main`` reports it
    except (MemoryError, RecursionError):
        problems = [Problem("internal.too-complex")]
    except Exception as exc:
        if "--debug" in arguments:
            import traceback  # noqa: PLC0415  # only for who works on plancheck

            traceback.print_exc()
        why = {"why": f"{type(exc).__name__}: {exc}"}
        problems, failed = [Problem("internal.error", None, why)], True
    # Out here nothing holds what filled the memory any more.
    return _failed(problems, arguments, session, failed=failed)


def _refuse_files(arguments: Sequence[str]) -> None:
    """Raise UsageError for an option that is also the name of a file.

    A shell's ``*`` may yield it, and a file that somebody else named must not act as an option.
    """
    options = (arg for arg in before_dashes(arguments) if arg.startswith("-") and arg != "-")
    problems = [
        Problem("usage.option-is-file", None, {"name": option})
        for option in dict.fromkeys(options)
        if os.path.lexists(option)
    ]
    if problems:
        raise UsageError(problems)


def _failed(
    problems: Sequence[Problem],
    arguments: Sequence[str],
    session: Session,
    *,
    failed: bool = False,
) -> int:
    """Report the problems on standard error, and as a document if one is requested.

    ``failed`` says that plancheck itself did.
    """
    from plancheck.verdicts.run import Run  # noqa: PLC0415  # of no use to a call that succeeds

    run = Run(None, problems=tuple(problems), failed=failed)
    complain(session.lang, problems)
    name = session.format or value_written(arguments, "--format")
    name = name or os.environ.get("PLANCHECK_FORMAT", "")
    if name in formats() and for_machines(name) and not to_files(name):
        write(render(name, run, Style(session.lang)), name)
    return run.exit_code


def application(names: Collection[str] = tuple(COMMANDS)) -> typer.Typer:
    """Return the application with the commands ``names``; the others are not loaded.

    Without names it can only list the commands.
    """
    app = typer.Typer(
        help="help.app",
        callback=_top,
        invoke_without_command=True,
        add_completion=False,  # typer's own options would cost every call
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": sorted(HELP, key=len)},
    )
    for name in names or COMMANDS:
        panel, help_ = COMMANDS[name]
        module: Any = _module(name) if names else None
        if hasattr(module, "group"):
            app.add_typer(module.group, name=name, help=help_, rich_help_panel=panel)
        else:
            command = module.command if names else _named_only
            parser = getattr(module, "PARSER", None)
            app.command(name, cls=parser, help=help_, rich_help_panel=panel)(command)
    return app


def _named_only() -> None:
    """Represent a command in the list of all commands."""


def command_names() -> Iterator[str]:
    """Yield every command, a group's name before its commands: ``plan check``."""
    for name in COMMANDS:
        group = getattr(_module(name), "group", None)
        inner = group.registered_commands if group else ()
        yield from (f"{name} {command.name}" for command in inner) if group else (name,)


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{name.replace('-', '_')}")


def _called(arguments: Sequence[str]) -> Collection[str]:
    """Return the commands that ``arguments`` may call: those named before any help option."""
    help_at = next((n for n, arg in enumerate(arguments) if arg in HELP), len(arguments))
    return [name for name in COMMANDS if name in arguments[:help_at]]


def _show_version(asked: bool) -> None:
    if asked:
        write(version_text())
        raise typer.Exit(COMPLIANT)


# Eager: typer stops here then, and reads no other option, which would load pydantic.
Version = Annotated[
    bool, typer.Option("--version", help="help.version", callback=_show_version, is_eager=True)
]


def _top(
    context: typer.Context,
    language: Language = None,
    version: Version = False,
    debug: Debug = False,
    install: Annotated[
        bool, typer.Option("--install-completion", help="help.install-completion")
    ] = False,
    show: Annotated[bool, typer.Option("--show-completion", help="help.show-completion")] = False,
) -> None:
    if install or show:
        parameter = context.command.params[0]  # of no matter to typer
        (install_callback if install else show_callback)(context, parameter, True)
    if context.invoked_subcommand is None:
        from plancheck.cli.help import nothing_asked  # noqa: PLC0415

        nothing_asked(context)


def _lang(arguments: Sequence[str]) -> Lang:
    """Return the requested language; help and errors need it before anything else."""
    origin, lang = "--lang", value_written(arguments, "--lang")
    if lang is None:
        origin, lang = "PLANCHECK_LANG", os.environ.get("PLANCHECK_LANG") or Lang.ZH
        # The command that needs the file reports its problems.
        with contextlib.suppress(PlancheckError):
            file = value_written(arguments, "--config")
            no_config = "--no-config" in before_dashes(arguments)
            setting = read_settings({}, file, no_config=no_config)[0]["lang"]
            origin, lang = str(setting.origin), setting.value
    try:
        require_one_of(origin, lang, list(Lang))
    except UsageError as exc:
        complain(Lang.EN, exc.problems)  # the other language follows: which one is read is unknown
        raise
    return Lang(lang)


def _no_such_command(group: str, name: str) -> Problem:
    """Return the problem of an unknown command, with suggestions of whole commands."""
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
    if not commands:
        return Problem("usage.no-such-command", None, {"name": typed})
    values = {"name": typed, "near": list(dict.fromkeys(of_group or commands))[:2]}
    return Problem("usage.command-slip", None, values)


def _slips(name: str, known: Collection[str]) -> Sequence[str]:
    """Return likely corrections of ``name``; few slips change the first letter."""
    return near(name, [other for other in known if other[:1] == name[:1]])


def _usage_problem(exc: typer.TyperException) -> Problem:
    """Return typer's error about the arguments as a problem of plancheck.

    Typer does not export the classes of these errors, so their names decide.
    """
    kind = type(exc).__name__
    name = getattr(exc, "option_name", "")
    context = getattr(exc, "ctx", None)
    if kind == "NoSuchOption" and name in QUIET:
        return Problem("usage.quiet", None, {"name": name})
    if kind == "NoSuchOption":
        options = [option.lstrip("-") for option in getattr(exc, "possibilities", None) or []]
        alike = _slips(name.lstrip("-"), options)
        dashed = [f"{'-' * min(len(option), 2)}{option}" for option in alike]
        if not dashed:
            values = {"name": name, "command": context.command_path if context else "plancheck"}
            return Problem("usage.no-such-option", None, values)
        return Problem("usage.option-slip", None, {"name": name, "near": dashed})
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
        group = context.command_path.partition(" ")[2] if context else ""
        return _no_such_command(group, exc.message.split("'")[1])
    extra = re.match(r"Got unexpected extra argument\S* \((.*)\)", exc.message)
    if extra:
        params = {param.name for param in context.command.params} if context else set()
        if "province" in params or context is None:
            return Problem("usage.extra", None, {"name": extra[1]})
        values = {"name": extra[1], "command": context.command_path}
        return Problem("usage.extra-here", None, values)
    return Problem("usage.other", None, {"why": exc.format_message()})
