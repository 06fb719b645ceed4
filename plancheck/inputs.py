"""Which report files a call is about: files, folders, patterns, and lists of any of these."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from plancheck.errors import Location, Problem, UsageError
from plancheck.source import STDIN, codec, decoded, shown

SUFFIXES = (".yaml", ".yml")


class Input(NamedTuple):
    """A file to read. One that was ``found`` in a folder was not named, and may be no report.

    A ``hidden`` one is not read, but told of.
    """

    path: str
    found: bool = False
    hidden: bool = False


def expand(paths: Sequence[str | Input]) -> Iterator[Input | Problem]:
    """Yield the files that ``paths`` stand for, in their order; a problem where there are none.

    A folder stands for every ``.yaml`` and ``.yml`` below it, a pattern (``*``, ``?``, ``[…]``,
    ``**``) for what it matches; both in the order of names. Folders whose names begin with a dot
    are not looked into. Raises UsageError where standard input is asked for twice.
    """
    if sum(path in (STDIN, Input(STDIN)) for path in paths) > 1:
        raise UsageError([Problem("usage.stdin-twice")])
    for path in paths:
        if isinstance(path, Input):
            yield from _files(path.path)
        elif path == STDIN or os.path.lexists(path) or not glob.has_magic(path):
            yield from _files(path)
        else:
            yield from _matched(path)


def _matched(pattern: str) -> Iterator[Input | Problem]:
    """Yield what ``pattern`` matches; a folder that cannot be looked into is a problem."""
    drive, rest = os.path.splitdrive(pattern)
    parts = rest.split(os.sep) if os.sep == "/" else re.split(r"[\\/]", rest)
    start = drive + os.sep if parts[0] == "" and len(parts) > 1 else drive
    found = list(_matches(start, [part for part in parts if part], set()))
    if not found:
        yield Problem("run.no-match", Location(pattern))
    for one in found:
        yield from [one] if isinstance(one, Problem) else _files(one)


def _matches(folder: str, parts: Sequence[str], seen: set[str]) -> Iterator[str | Problem]:
    part, rest = parts[0], parts[1:]
    if not glob.has_magic(part):
        path = os.path.join(folder, part)
        if os.path.lexists(path):
            yield from _matches(path, rest, seen) if rest else [path]
        return
    if part == "**":
        if os.path.realpath(folder) in seen:  # a link that leads back up would never end
            return
        seen.add(os.path.realpath(folder))
        if not rest:
            yield folder or os.curdir
            return
        yield from _matches(folder, rest, seen)
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except OSError as error:
        if os.path.isdir(folder or os.curdir):
            yield _unreadable(error, folder)
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith(".") and not part.startswith("."):
            continue
        if part == "**":
            if os.path.isdir(path):
                yield from _matches(path, parts, seen)
        elif fnmatch.fnmatchcase(name, part):
            yield from _matches(path, rest, seen) if rest else [path]


def _files(path: str) -> Iterator[Input | Problem]:
    """Yield ``path`` itself, or the files below it if it is a folder."""
    if path == STDIN or not os.path.isdir(path):
        yield Input(path)
        return
    empty = True
    for one in _below(path):
        empty = False
        yield one
    if empty:
        yield Problem("run.empty-folder", Location(path))


def _below(top: str) -> Iterator[Input | Problem]:
    """Yield the files below ``top`` in the order of their paths, one folder in memory at a time."""
    seen: set[str] = set()
    waiting: list[Iterator[str]] = [iter([os.path.join(top, "")])]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
        elif not path.endswith(os.sep):
            yield Input(path, found=True, hidden=os.path.basename(path).startswith("."))
        # A link that leads back up would never end, and a folder reached twice is read once.
        elif (real := os.path.realpath(path)) not in seen:
            seen.add(real)
            try:
                names = sorted(_names(path))
            except OSError as error:
                yield _unreadable(error, path)
                continue
            waiting.append(map(partial(os.path.join, path), names))


def _names(folder: str) -> Iterator[str]:
    """Yield what may be a report in ``folder``, and the folders to look into, which end in a ``/``.

    With it they sort as the paths of what is in them do.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if _is_folder(entry):
                if not entry.name.startswith("."):
                    yield entry.name + os.sep
            elif entry.name.lower().endswith(SUFFIXES):
                yield entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _unreadable(error: OSError, path: str) -> Problem:
    where = Location(str(error.filename or path))
    return Problem("source.unreadable", where, {"why": error.strerror})


# --- lists of paths ------------------------------------------------------------------------------

_ESCAPES = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, '"': 34, "\\": 92}


def read_list(path: str, *, nul: bool = False, encoding: str = "utf-8") -> list[str]:
    """Return the paths listed in the file ``path`` (``-``: standard input).

    One a line, as ``git diff --name-only`` writes them: a name in double quotes has git's escapes.
    With ``nul`` they end in NUL and nothing is escaped, as with ``git diff -z``. Raises UsageError
    for a list that cannot be read, SourceError for one in another encoding than ``encoding``.
    """
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                content = file.read()
    except (OSError, ValueError, AttributeError) as exc:  # AttributeError: there is no stdin
        values = {"why": getattr(exc, "strerror", None) or STDIN}
        raise UsageError([Problem("run.list-unreadable", Location(path), values)]) from None
    if nul:
        return [os.fsdecode(name) for name in content.split(b"\0") if name]
    if codec(content, encoding) != "utf-8":
        content = decoded(content, shown(path), encoding=encoding).encode()
    lines = content.splitlines()
    names = [_unquoted(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    # The name of a file need not be text. What is neither is a list in another encoding.
    if not all(map(os.path.lexists, names)):
        decoded(content, shown(path))
    return names


def _unquoted(path: str, number: int, line: bytes) -> str:
    """Return the name that ``line`` spells, git's quotes and escapes undone."""
    if not line.startswith(b'"'):
        return os.fsdecode(line)
    quoted = re.fullmatch(rb'"((?:[^"\\]|\\[abtnvfr"\\]|\\[0-3][0-7]{2})*)"', line)
    if quoted is None:
        raise UsageError([Problem("run.list-quotes", Location(path, number, 1, number, 2))])

    def undone(match: re.Match[bytes]) -> bytes:
        code = match[1].decode()
        return bytes([_ESCAPES[code] if code in _ESCAPES else int(code, 8)])

    return os.fsdecode(re.sub(rb"\\([0-7]{3}|.)", undone, quoted[1]))
