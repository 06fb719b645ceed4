"""Lists of paths, as git writes them."""

from __future__ import annotations

import errno
import os
import re

from plancheck.errors import Location, Problem, SourceError, UsageError
from plancheck.reading.decoding import codec, decoded
from plancheck.reading.source import read_content, shown

MAX_LIST_BYTES = 16 << 20
"""A list of paths has some 100,000 of them in so many bytes."""
_ESCAPES = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, '"': 34, "\\": 92}


def read_list(path: str, *, nul: bool = False, encoding: str = "utf-8") -> list[str]:
    """Return the paths listed in the file ``path`` (``-``: standard input).

    One a line, as ``git diff --name-only`` writes them: a name in double quotes has git's escapes.
    With ``nul`` they end in NUL and nothing is escaped, as with ``git diff -z``. Raises UsageError
    for a list that cannot be read or is written in the other way, SourceError for one in another
    encoding than ``encoding``.
    """
    try:
        content = read_content(path, limit=MAX_LIST_BYTES)
    except SourceError as exc:  # its sentences are about reports
        raise UsageError([_of_list(path, problem) for problem in exc.problems]) from None
    has_mark, is_wide = codec(content, encoding) == "utf-16", _is_wide(content)
    if nul and (has_mark or is_wide):
        raise UsageError([Problem("run.list-utf16", Location(path))])
    if not nul and b"\0" in content and not (has_mark or is_wide):
        raise UsageError([Problem("run.list-nul", Location(path))])
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


def _is_wide(content: bytes) -> bool:
    """Whether it looks like UTF-16: a NUL beside each sign of ASCII, such as those of .yaml."""
    pieces = content.split(b"\0")
    return len(pieces) > 4 and sum(len(piece) < 2 for piece in pieces) * 2 > len(pieces)


def _of_list(path: str, problem: Problem) -> Problem:
    """Return what kept a list from being read, as a problem of a list."""
    keys = {"source.not-a-file": "run.list-not-a-file", "source.too-large": "run.list-too-large"}
    if problem.key in keys:
        return Problem(keys[problem.key], Location(path), problem.values)
    absent = errno.ELOOP if problem.key == "source.link-loop" else errno.ENOENT
    why = problem.values.get("why") or os.strerror(absent)
    return Problem("run.list-unreadable", Location(path), {"why": why})


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
