"""Standard output and standard error: what they can carry, and that nothing is lost on the way."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from plancheck.cli.output_files import LeftError, write_whole
from plancheck.errors import Location, PlancheckError, Problem
from plancheck.formats import Style, for_machines
from plancheck.language.message import Lang
from plancheck.language.wording import problem_text, visible
from plancheck.verdicts.run import NO_VERDICT


def prepare_streams() -> None:
    """Make output unable to fail on a character: keep an encoding that has Chinese, else UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None or not hasattr(stream, "reconfigure"):
            continue
        try:
            "专利√".encode(stream.encoding)
            stream.reconfigure(errors="backslashreplace")
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def style(lang: Lang) -> Style:
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


def write(text: str | Iterable[str], format_: str | None = None) -> None:
    """Write ``text`` to standard output; a machine's format in UTF-8 whatever the stream's is.

    The text may come in pieces; without a format it is for people.
    """
    if sys.stdout is None:
        raise OSError("stdout")
    pieces = [text] if isinstance(text, str) else text
    try:
        if format_ is None or not for_machines(format_):
            sys.stdout.write(inert_in_log("".join(pieces)))
        elif hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            for piece in pieces:
                sys.stdout.buffer.write(piece.encode("utf-8"))
        else:
            sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; the verdict stands
        abandon(sys.stdout)


def write_bytes(content: bytes) -> None:
    """Write ``content`` to standard output as it is."""
    if sys.stdout is None:
        raise OSError("stdout")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)


def complain(lang: Lang, problems: Sequence[Problem]) -> int:
    """Say on standard error what is wrong, and return the code for no verdict."""
    lines = [
        f"{visible(str(problem.where))}: {problem_text(lang, problem)}\n"
        if problem.where
        else f"{problem_text(lang, problem)}\n"
        for problem in problems
    ]
    try:
        if sys.stderr is not None and lines:
            sys.stderr.write(inert_in_log("".join(lines)))
            sys.stderr.flush()
    except OSError:  # there is nowhere left to say it
        abandon(sys.stderr)
    return NO_VERDICT


def save(texts: Mapping[str, str | bytes]) -> None:
    """Write files whole; raises PlancheckError that names those that could not be written."""
    try:
        write_whole(texts)
    except OSError as exc:
        raise PlancheckError(unwritten(exc, *texts)) from None


def unwritten(exc: OSError, *targets: str) -> list[Problem]:
    """Return the problems that ``targets`` could not be written, or standard output where none is.

    A temporary file that could not be removed is told of by its name.
    """
    if isinstance(exc, LeftError):
        why = {"why": exc.strerror}
        left = [Problem("output.left", Location(name), why) for name in exc.names]
        cause = exc.__context__
        return [*(unwritten(cause, *targets) if isinstance(cause, OSError) else []), *left]
    why = {"why": exc.strerror or str(exc)}
    if targets:
        return [Problem("output.unwritten", Location(target), why) for target in targets]
    return [Problem("output.failed", None, why)]


def inert_in_log(text: str) -> str:
    """Return ``text`` so that a line of it is no command to the log of GitHub Actions."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    # Nobody can write into a file the checksum of a text that holds what the file says.
    token = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"::stop-commands::{token}\n{text}::{token}::\n"


def abandon(stream: TextIO) -> None:
    """Point ``stream`` nowhere, so that nothing complains again while Python shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
