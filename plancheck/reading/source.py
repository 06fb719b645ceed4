"""Files, standard input and the data of the package, read as documents."""

from __future__ import annotations

import errno
import os
import pkgutil
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from plancheck.errors import MOST_PROBLEMS, Location, Problem, SourceError
from plancheck.reading.decoding import ZIP, decoded, refuse_what_is_not_yaml
from plancheck.reading.tree import Document, Scalar

MAX_BYTES = 1 << 20
MAX_WORKBOOK_BYTES = 10 << 20
MAX_VALUES = 50_000
MAX_PLAN_VALUES = 500_000

STDIN = "-"


def shipped_content(name: str) -> bytes:
    """Return the bytes of a data file that comes with plancheck.

    An installed package holds it; a checkout that is used in place has it beside the package.
    """
    here = Path(__file__).parent.parent
    for folder in (here, here.parent):
        path = folder / "data" / name
        if path.exists():
            return _content(str(path), str(path))
    return _packaged(f"data/{name}")


def _packaged(name: str) -> bytes:
    """Return the bytes of a file of a package that is no folder, but a zip file or the like."""
    try:
        content = pkgutil.get_data("plancheck", name)
    except OSError as exc:
        why = {"why": exc.strerror or str(exc)}
        raise SourceError([Problem("source.unreadable", Location(name), why)]) from None
    assert content is not None, "only of a package that is not loaded at all"
    return content


def read(path: str, *, encoding: str = "utf-8", most: int = MAX_VALUES) -> Document:
    """Read ``path`` (``-``: standard input) and return its tree, of at most ``most`` values.

    Raises SourceError for anything that is not one plain YAML document within the limits.
    """
    name = shown(path)
    return parse(_content(path, name), name, encoding=encoding, most=most)


def read_text(path: str, *, limit: int = MAX_BYTES, encoding: str | None = "utf-8") -> str:
    """Return the text of a file that is not YAML, with one kind of line end.

    ``encoding`` None is for a kind of file that is always UTF-8, whatever ``--encoding`` says.
    Raises SourceError where it cannot be read, is larger than ``limit`` bytes or is not text.
    """
    return as_text(_content(path, path, limit), path, encoding=encoding)


def as_text(content: bytes, path: str, *, encoding: str | None = "utf-8") -> str:
    """Return ``content`` as ``read_text`` returns that of a file; raises SourceError."""
    text = decoded(content, path, encoding=encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_content(path: str, *, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file or of standard input; raises SourceError as ``read`` does."""
    return _content(path, shown(path), limit)


def read_submitted(path: str) -> bytes:
    """Return the bytes of what may be a workbook, which may be larger; raises SourceError."""
    return _content(path, shown(path), MAX_BYTES, MAX_WORKBOOK_BYTES)


def shown(path: str) -> str:
    """Return the name under which ``path`` is shown."""
    return "<stdin>" if path == STDIN else path


def leads_out(path: str, real_top: str) -> bool:
    """Whether what ``path`` leads to does not lie in the folder ``real_top``, or is hidden there.

    A hidden folder may hold secrets, as that of Git does; who names it himself may look into it.
    """
    real, named = os.path.realpath(path), os.path.abspath(path).split(os.sep)
    if not lies_in(real, real_top):
        return True
    below = real[len(real_top) :].split(os.sep)
    return any(part.startswith(".") and part not in named for part in below)


def lies_in(path: str, folder: str) -> bool:
    """Whether ``path`` is ``folder`` or lies in it; both are absolute."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def parse(
    content: bytes, path: str, *, encoding: str = "utf-8", most: int = MAX_VALUES
) -> Document:
    """Return the tree of ``content``; ``path`` is the name shown for it. Raises SourceError."""
    from plancheck.reading.parser import Builder  # noqa: PLC0415  # some commands read no YAML

    text = decoded(content, path, encoding=encoding)
    refuse_what_is_not_yaml(text, path)
    builder = Builder(path, text, most)
    try:
        root = builder.build()
    except SourceError as exc:
        if exc.problems[-1].key == "source.too-many":
            raise  # a slip does not make a file too long, and looking for all of them takes time
        raise SourceError(_with_slips(exc.problems, path, builder.lines, most)) from None
    if root is None or (isinstance(root, Scalar) and root.data is None):
        raise SourceError([*builder.problems, Problem("source.empty", Location(path, 1, 1, 1, 1))])
    return Document(path, content, builder.lines, root, builder.problems)


def _with_slips(
    problems: Sequence[Problem], path: str, lines: Sequence[str], most: int
) -> Sequence[Problem]:
    """Return ``problems``, of a file that is not YAML, with every slip of the keyboard in it.

    What is wrong after their cure is told too, at its place in the file as it is.
    """
    from plancheck.reading.parser import Builder  # noqa: PLC0415  # some commands read no YAML
    from plancheck.reading.slips import cured, slips  # noqa: PLC0415  # most files have none

    noticed = slips(lines, MOST_PROBLEMS)
    if not noticed:
        return problems
    all_problems = [slip.problem(path, lines) for slip in noticed[: MOST_PROBLEMS + 1]]
    if len(noticed) <= MOST_PROBLEMS:
        again = Builder(path, "\n".join(cured(lines, noticed)), most)
        try:
            again.build()
        except SourceError as exc:
            again.problems = list(exc.problems)
        at = {slip.line + 1 for slip in noticed}  # what else is said there is a consequence
        all_problems += (
            problem for problem in again.problems if problem.where and problem.where.line not in at
        )
    return sorted(all_problems, key=lambda problem: problem.where or Location(path))


def _content(path: str, shown: str, limit: int = MAX_BYTES, of_zip: int = 0) -> bytes:
    """Return the bytes of a regular file or of standard input.

    They are at most ``limit``, and of a ZIP file at most ``of_zip`` if that is more.
    """
    try:
        if path == STDIN:
            content, limit = _limited(sys.stdin.buffer, limit, of_zip)
        else:
            content, limit = _file_content(path, shown, limit, of_zip)
    except FileNotFoundError:
        raise SourceError([Problem("source.not-found", Location(shown))]) from None
    except (OSError, ValueError, AttributeError) as exc:  # AttributeError: no stdin at all
        if getattr(exc, "errno", None) == errno.ELOOP:
            raise SourceError([Problem("source.link-loop", Location(shown))]) from None
        reason = getattr(exc, "strerror", None) or str(exc)
        if isinstance(exc, AttributeError):
            reason = os.strerror(errno.EBADF)
        raise SourceError(
            [Problem("source.unreadable", Location(shown), {"why": reason})]
        ) from None
    if len(content) > limit:
        raise SourceError([Problem("source.too-large", Location(shown), {"limit": limit})])
    return content


def _file_content(path: str, shown: str, limit: int, of_zip: int) -> tuple[bytes, int]:
    # O_NONBLOCK: opening a named pipe must not wait for a writer that never comes.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SourceError([Problem("source.not-a-file", Location(shown))])
        if status.st_size > max(limit, of_zip):
            raise SourceError([Problem("source.too-large", Location(shown), {"limit": limit})])
        with open(descriptor, "rb", closefd=False) as file:
            return _limited(file, limit, of_zip)
    finally:
        os.close(descriptor)


def _limited(file: BinaryIO, limit: int, of_zip: int) -> tuple[bytes, int]:
    """Return the content of ``file``, up to one byte past the limit that holds, and that limit."""
    content = file.read(limit + 1)
    if content.startswith(ZIP) and of_zip > limit:
        return content + file.read(of_zip - limit), of_zip
    return content, limit
