"""Standard output and standard error: their encodings, and reports of failed writes."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from plancheck.cli.output_files import LeftError, write_whole
from plancheck.errors import Location, PlancheckError, Problem
from plancheck.formats import Style, for_machines
from plancheck.language.message import Lang
from plancheck.verdicts.exit_codes import NO_VERDICT

AT_ONCE = 1 << 20
"""A text of no more characters is made as a whole before any of it is written."""


def prepare_streams() -> None:
    """Make every character writable: keep an encoding with Chinese, else use UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None or not hasattr(stream, "reconfigure"):
            continue
        try:
            "专利√".encode(stream.encoding)
            stream.reconfigure(errors="backslashreplace")
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def style(lang: Lang) -> Style:
    """Return the style of standard output: a terminal's, or a plain one for a pipe."""
    stream = sys.stdout
    terminal = stream is not None and stream.isatty()
    color = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        color = True
    if os.environ.get("NO_COLOR"):
        color = False
    return Style(lang, _width(stream), color)


def _width(stream: TextIO | None) -> int | None:
    """Return the width of the terminal that ``stream`` writes to, None for another stream."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if stream is None or not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def write(text: str | Iterable[str], format_: str | None = None) -> None:
    """Write ``text`` to standard output; a machine's format is always in UTF-8.

    The text may come in pieces; without a format it is for people.
    """
    if sys.stdout is None:
        raise OSError("stdout")
    pieces = [text] if isinstance(text, str) else text
    try:
        if format_ is None or not for_machines(format_):
            for part in _parts(pieces):  # each ends where a line does
                sys.stdout.write(inert_in_log(part))
        elif hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            for part in _parts(pieces):
                sys.stdout.buffer.write(part.encode("utf-8"))
        else:
            sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; the exit code remains
        abandon(sys.stdout)


def _parts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the text of ``pieces`` in larger ones; a short text is made before any is written."""
    waiting, length = list[str](), 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length > AT_ONCE:
            yield "".join(waiting)
            waiting, length = [], 0
    if waiting:
        yield "".join(waiting)


def write_bytes(content: bytes) -> None:
    """Write ``content`` to standard output unchanged."""
    if sys.stdout is None:
        raise OSError("stdout")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)


def complain(lang: Lang, problems: Sequence[Problem]) -> int:
    """Write the problems to standard error, and return the code for no verdict.

    On a terminal long sentences are wrapped.
    """
    if not problems:
        return NO_VERDICT
    from plancheck.language.sentences import problem_text  # noqa: PLC0415  # most calls have none
    from plancheck.language.wording import place  # noqa: PLC0415

    lines = []
    for problem in problems:
        where = f"{place(problem.where)}: " if problem.where else ""
        lines.append(where + problem_text(lang, problem))
    try:
        if sys.stderr is not None:
            if sys.stderr.isatty() and (width := _width(sys.stderr)):
                lines = _wrapped(lines, width)
            sys.stderr.write(inert_in_log("".join(f"{line}\n" for line in lines)))
            sys.stderr.flush()
    except OSError:  # stderr is gone; nothing more can be done
        abandon(sys.stderr)
    return NO_VERDICT


def _wrapped(sentences: Iterable[str], width: int) -> list[str]:
    """Return ``sentences`` in lines of at most ``width`` cells."""
    from plancheck.formats.shared.terminal import filled  # noqa: PLC0415  # most runs need it not

    return [line for sentence in sentences for line in filled(sentence, width, 2)]


def save(texts: Mapping[str, str | bytes | Mapping[str, str | bytes]]) -> None:
    """Write files and folders whole; raises PlancheckError with what could not be written."""
    try:
        write_whole(texts)
    except OSError as exc:
        raise PlancheckError(unwritten(exc, *texts)) from None


def save_over(path: str, content: bytes) -> None:
    """Replace a file; raises PlancheckError, also where it is protected from being written.

    A new file takes its place, so the system itself would not mind.
    """
    try:
        if not os.stat(path).st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        write_whole({path: content})
    except OSError as exc:
        raise PlancheckError(unwritten(exc, path)) from None


def unwritten(exc: OSError, *targets: str) -> list[Problem]:
    """Return the problems of unwritten ``targets``, or of standard output without any.

    A temporary file that could not be removed is a problem too.
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
    """Return ``text`` in a form in which GitHub Actions runs no line as a command."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    # The text quotes its input files, so no input file can contain the checksum of the text.
    token = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"::stop-commands::{token}\n{text}::{token}::\n"


def abandon(stream: TextIO) -> None:
    """Point ``stream`` at the null device, so that Python's shutdown raises no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
