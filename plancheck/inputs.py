"""Which report files a call is about: files, folders, patterns, and lists of any of these."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancheck.errors import Location, Problem, UsageError
from plancheck.source import STDIN

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. One that was ``found`` in a folder was not named, and may be no report."""

    path: str
    found: bool = False


def expand(paths: Sequence[str]) -> Iterator[Input | Problem]:
    """Yield the files that ``paths`` stand for, in their order; a problem where there are none.

    A folder stands for every ``.yaml`` and ``.yml`` below it, a pattern (``*``, ``?``, ``[…]``,
    ``**``) for what it matches; both in the order of names. Raises UsageError where standard input
    is asked for twice.
    """
    if paths.count(STDIN) > 1:
        raise UsageError([Problem("usage.stdin-twice")])
    for path in paths:
        if path == STDIN or os.path.lexists(path) or not glob.has_magic(path):
            yield from _files(path)
            continue
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield Problem("run.no-match", Location(path))
        for match in matches:
            yield from _files(match)


def _files(path: str) -> Iterator[Input | Problem]:
    """Yield ``path`` itself, or the files below it if it is a folder."""
    if path == STDIN or not os.path.isdir(path):
        yield Input(path)
        return
    unreadable: list[OSError] = []
    found: list[str] = []
    seen: set[str] = set()
    for folder, folders, names in os.walk(path, onerror=unreadable.append, followlinks=True):
        # A link that leads back up would never end, and a folder reached twice is read once.
        if os.path.realpath(folder) in seen:
            folders.clear()
            continue
        seen.add(os.path.realpath(folder))
        folders[:] = [name for name in folders if not name.startswith(".")]
        reports = (name for name in names if name.lower().endswith(SUFFIXES))
        found += [os.path.join(folder, name) for name in reports if not name.startswith(".")]
    for error in unreadable:
        where = Location(str(error.filename or path))
        yield Problem("source.unreadable", where, {"why": error.strerror})
    if not found and not unreadable:
        yield Problem("run.empty-folder", Location(path))
    yield from (Input(name, found=True) for name in sorted(found))


# --- lists of paths ------------------------------------------------------------------------------

_ESCAPES = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, '"': 34, "\\": 92}


def read_list(path: str, *, nul: bool = False) -> list[str]:
    """Return the paths listed in the file ``path`` (``-``: standard input).

    One a line, as ``git diff --name-only`` writes them: a name in double quotes has git's escapes.
    With ``nul`` they end in NUL and nothing is escaped, as with ``git diff -z``. Raises UsageError
    for a list that cannot be read.
    """
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                content = file.read()
    except OSError as exc:
        values = {"why": exc.strerror}
        raise UsageError([Problem("run.list-unreadable", Location(path), values)]) from None
    if nul:
        return [os.fsdecode(name) for name in content.split(b"\0") if name]
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    return [_unquoted(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]


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
