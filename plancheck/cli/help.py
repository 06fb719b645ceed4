"""The help of every command, in the language asked for."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import typer

from plancheck.formats import formats
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.language.wording import say
from plancheck.verdicts.run import NO_VERDICT


class _Formats(dict[str, str]):
    """The names of formats, by the placeholders of the help texts."""

    def __missing__(self, name: str) -> str:
        of = name.removesuffix("formats").removesuffix("_")
        return ", ".join(formats(of=of or None))


def nothing_asked(context: typer.Context) -> NoReturn:
    """Show the help for a missing command, and exit with the code for no verdict.

    Nothing was checked, so a gate must not pass.
    """
    localised(context.command, context.obj.lang)
    sys.stderr.write(context.get_help() + "\n")
    raise typer.Exit(NO_VERDICT)


def localised(command: Any, lang: Lang) -> Any:
    """Return ``command`` with the message keys in its help replaced by sentences of ``lang``."""
    values = _Formats()
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
        localised(child, lang)
    return command
