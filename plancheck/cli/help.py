"""The help pages of all commands, in one language and wrapped by display width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NoReturn
from unicodedata import east_asian_width

import typer

from plancheck.cli.streams import style
from plancheck.formats import formats, streams, to_files
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.language.wording import say
from plancheck.verdicts.exit_codes import NO_VERDICT

WIDTH = 80
"""The width of a page in a pipe."""
GROUPED = 20
"""A page with more rows has its options in groups."""
WIDEST_TERM = 22
"""A wider term has its explanation on the lines below."""
ARGUMENTS, OPTIONS, SETTINGS = "heading.arguments", "heading.options", "group.settings"
GROUPS = ("group.province", "group.reports", "group.failing", "group.output", SETTINGS)

_OPENING, _CLOSING = "“（《", "，。、；：？”）》"
"""A line ends after none of the first and begins with none of the second."""

Row = tuple[str, str]
"""A term and its explanation."""


class _Formats(dict[str, str]):
    """The names of formats, by the placeholders of the help texts."""

    def __missing__(self, name: str) -> str:
        of = name.removesuffix("formats").removesuffix("_")
        if of == "file":
            return ", ".join(filter(to_files, formats()))
        return ", ".join(formats(of=of) if of else streams())


def nothing_asked(context: typer.Context) -> NoReturn:
    """Show the help for a missing command, and exit with the code for no verdict.

    Nothing was checked, so a gate must not pass.
    """
    localised(context.command, context.obj.lang)
    sys.stderr.write(context.get_help() + "\n")
    raise typer.Exit(NO_VERDICT)


def localised(command: Any, lang: Lang) -> Any:
    """Return ``command`` with its help in ``lang`` in place of message keys."""
    values = _Formats()
    command.get_help = partial(_page, command, command.help, lang)
    command.help = say(lang, command.help, values)
    for parameter in command.params:
        if parameter.help in MESSAGES:
            parameter.help = say(lang, parameter.help, values)
    for child in getattr(command, "commands", {}).values():
        localised(child, lang)
    return command


# --- what a page says ----------------------------------------------------------------------------


def _page(command: Any, key: str, lang: Lang, context: typer.Context) -> str:
    """Return the help of ``command``, whose description is the message ``key``."""
    width = style(lang).width or WIDTH
    sections = [*_commands(command), *_parameters(command, context, lang)]
    terms = (_cells(term) for _, rows in sections for term, _ in rows)
    widest = min(WIDEST_TERM, width * 2 // 5)
    column = 4 + max((cells for cells in terms if cells <= widest), default=0)
    lines = [*_usage(command, context, lang, width), ""]
    lines += (line for text in command.help.split("\n") for line in _wrapped(text, width))
    lines.append("")
    for heading, rows in sections:
        lines.append(say(lang, heading))
        lines += _rows(rows, column, width)
    name = key.removeprefix("help.")
    if f"examples.{name}" in MESSAGES:
        lines.append(say(lang, "heading.examples"))
        for example in say(lang, f"examples.{name}").split("\n"):
            first, *more = _wrapped(example, width - 6, at_blanks=True)
            lines += [f"  {first}", *(f"      {line}" for line in more)]
    if f"codes.{name}" in MESSAGES:
        lines.append(say(lang, "heading.codes"))
        codes = (code.split("  ", 1) for code in say(lang, f"codes.{name}").split("\n"))
        lines += _rows([(code, text) for code, text in codes], 5, width)
    return "\n".join(lines)


def _usage(command: Any, context: typer.Context, lang: Lang, width: int) -> list[str]:
    start = say(lang, "heading.usage")
    if hasattr(command, "commands"):
        rest = [say(lang, "heading.rest-of-group")]
    else:
        arguments = (p.metavar for p in command.params if p.param_type_name == "argument")
        rest = [say(lang, "heading.rest"), *arguments]
    usage = " ".join([context.command_path, *rest])
    indent = _cells(start)
    first, *more = _wrapped(usage, width - indent, at_blanks=True)
    return [start + first, *(" " * indent + line for line in more)]


def _commands(command: Any) -> Iterator[tuple[str, list[Row]]]:
    """Yield the commands of a group, by their own groups."""
    children = getattr(command, "commands", {}).items()
    panels = {child.rich_help_panel or "heading.commands": None for _, child in children}
    for panel in panels:
        yield (
            panel,
            [
                (name, child.help.partition("\n")[0].rstrip("。."))
                for name, child in children
                if (child.rich_help_panel or "heading.commands") == panel
            ],
        )


def _parameters(
    command: Any, context: typer.Context, lang: Lang
) -> Iterator[tuple[str, list[Row]]]:
    """Yield arguments and options; many of them in groups."""
    option = command.get_help_option(context)
    rows = [(p.rich_help_panel, p, p.help) for p in command.params]
    rows.append((SETTINGS, option, say(lang, "help.help")))
    grouped = len(rows) > GROUPED
    for heading in (ARGUMENTS, *GROUPS, OPTIONS):
        section = [
            (_term(parameter), text)
            for panel, parameter, text in rows
            if _heading(parameter, panel, grouped=grouped) == heading
        ]
        if section:
            yield heading, section


def _heading(parameter: Any, panel: str | None, *, grouped: bool) -> str:
    if grouped:
        return panel or OPTIONS
    return ARGUMENTS if parameter.param_type_name == "argument" else OPTIONS


def _term(parameter: Any) -> str:
    """Return a parameter as it is written in a call."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = sorted([*parameter.opts, *parameter.secondary_opts], key=lambda name: name[:2] == "--")
    return " ".join(filter(None, (", ".join(names), parameter.metavar)))


# --- how it fits into the width ------------------------------------------------------------------


def _rows(rows: Iterable[Row], column: int, width: int) -> Iterator[str]:
    for term, text in rows:
        yield from _hanging(term, text, column, width)


def _hanging(term: str, text: str, column: int, width: int) -> Iterator[str]:
    """Yield the lines of ``text`` from ``column`` on, with ``term`` before the first."""
    start = f"  {term}"
    if _cells(start) + 2 > column:
        yield start
        start = ""
    for line in _wrapped(text, width - column):
        yield start + " " * (column - _cells(start)) + line
        start = ""


def _wrapped(text: str, width: int, *, at_blanks: bool = False) -> Sequence[str]:
    """Return ``text`` in lines of at most ``width`` cells; only a wider word is broken.

    Wide characters may be parted too, but not ``at_blanks``.
    """
    lines, used = [""], 0
    for piece in text.replace(" ", "\0 \0").split("\0") if at_blanks else _pieces(text):
        if piece == " ":
            lines[-1] += " "
            used += 1
            continue
        for part in [piece] if _cells(piece) <= width else piece:
            cells = _cells(part)
            if used and used + cells > width:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
                used = 0
            lines[-1] += part
            used += cells
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of ``text`` between which a line may end; each blank is a part."""
    piece, was_wide = "", False
    for sign in text:
        wide = east_asian_width(sign) in "WF"
        apart = (wide or was_wide) and sign not in _CLOSING and piece[-1:] not in _OPENING
        if piece and (sign == " " or piece == " " or apart):
            yield piece
            piece = ""
        piece += sign
        was_wide = wide
    yield piece


def _cells(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
