"""Files written whole or not at all: an old file remains until the new one is safe."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Mapping, Sequence

from plancheck.errors import Location, Problem, UsageError
from plancheck.reading.source import STDIN


def check_targets(targets: Sequence[str], inputs: Iterable[str | Problem]) -> None:
    """Raise UsageError, before any work, for an output that cannot or must not be written.

    ``inputs`` are the files to read, ``-`` for standard input. An output must replace neither an
    input nor the file that standard output goes to. A Problem represents a folder that cannot be
    read: an output must not replace a file in it.
    """
    outputs = set(map(os.path.realpath, targets))
    taken: set[str] = set()
    streams = [1]
    for item in inputs:
        if item == STDIN:
            streams.append(0)
        elif isinstance(item, Problem):
            folder = os.path.join(os.path.realpath(item.where.path), "") if item.where else ""
            taken |= {path for path in outputs if folder and path.startswith(folder)}
        elif (real := os.path.realpath(item)) in outputs:
            taken.add(real)
    problems = []
    for target in targets:
        key = _obstacle(target, taken)
        if key is None and any(_is_open(target, stream) for stream in streams):
            key = "output.taken"
        taken.add(os.path.realpath(target))
        if key is not None:
            problems.append(Problem(key, Location(target)))
    if problems:
        raise UsageError(problems)


def _is_open(target: str, descriptor: int) -> bool:
    """Whether standard input or output is redirected to the file ``target``."""
    try:
        return os.path.samestat(os.stat(target), os.fstat(descriptor))
    except OSError:  # there is no such file, or no such stream
        return False


def _obstacle(target: str, taken: set[str]) -> str | None:
    """Return the key of the problem that prevents writing ``target``, or None."""
    path = os.path.realpath(target)
    folder = os.path.dirname(path)
    if target in ("", "-") or target.endswith(("/", os.sep)) or os.path.isdir(path):
        return "output.not-a-file"
    if path in taken:
        return "output.taken"
    if not os.path.isdir(folder):
        return "output.no-folder"
    # Writing would replace a device or a pipe by a file.
    if os.path.lexists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        return "output.not-a-file"
    if not os.access(folder, os.W_OK | os.X_OK):
        return "output.read-only"
    return None


_PREFIX = ".plancheck-"
_unfinished: dict[str, int] = {}
"""Temporary files to remove at the end, each with the process that made it."""


class LeftError(OSError):
    """Temporary files could not be removed; ``names`` lists them."""

    def __init__(self, names: Sequence[str], cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.names = tuple(names)


def remove_unfinished() -> None:
    """Remove the temporary files of an unfinished or interrupted write.

    Raises LeftError for files that cannot be removed.
    """
    left, cause = [], OSError()
    for name in [name for name, process in _unfinished.items() if process == os.getpid()]:
        try:
            os.unlink(name)
        except FileNotFoundError:  # it was renamed already, or not made yet
            pass
        except OSError as exc:
            left.append(name)
            cause = exc
        _unfinished.pop(name, None)
    if left:
        raise LeftError(left, cause)


def write_whole(texts: Mapping[str, str | bytes | Iterable[str]]) -> None:
    """Write each text to the file that is its key, in UTF-8: all files whole, or none.

    A text may come in pieces. Temporary files are written first, so that a full disk is noticed
    before any target changes. A link is followed, and an existing file keeps its permissions.
    Raises OSError.
    """
    prepared: list[tuple[str, str]] = []
    try:
        for target, text in texts.items():
            path = os.path.realpath(target)
            pieces = [text] if isinstance(text, str | bytes) else text
            prepared.append((_prepare(path, pieces), path))
        _place(prepared)
    finally:
        remove_unfinished()
    for folder in {os.path.dirname(path) for _, path in prepared}:
        _keep_names(folder)


def _place(prepared: Sequence[tuple[str, str]]) -> None:
    """Rename each new file to its target; undo all renames if one fails."""
    # Nothing can fail after the last rename, so the last target needs no second name.
    former = [_kept(path) for _, path in prepared[:-1]]
    placed = 0
    try:
        for temporary, path in prepared:
            os.replace(temporary, path)
            placed += 1
    except OSError:
        for (_, path), kept in zip(prepared[:placed], former, strict=False):
            if kept is None:
                os.unlink(path)
            else:
                os.replace(kept, path)
        raise


def _kept(path: str) -> str | None:
    """Return the name of a link to ``path`` or of a copy; None if there is no such file."""
    name = _new_name(os.path.dirname(path))
    try:
        os.link(path, name)
    except FileNotFoundError:
        return None
    except OSError:  # a file system without links
        with contextlib.suppress(FileNotFoundError), open(path, "rb") as file:
            return _prepare(path, [file.read()])
        return None
    return name


def _new_name(folder: str) -> str:
    """Return an unused name in ``folder``, recorded before the file exists."""
    name = os.path.join(folder, f"{_PREFIX}{os.urandom(8).hex()}")
    _unfinished[name] = os.getpid()
    return name


def _prepare(path: str, pieces: Iterable[str | bytes]) -> str:
    """Write ``pieces`` to a new file beside ``path``, sync it, and return its name."""
    temporary = _new_name(os.path.dirname(path))
    # "x" creates the file or fails; it never follows an existing link.
    with open(temporary, "xb", opener=_private) as file:
        for piece in pieces:
            if isinstance(piece, str):
                file.write(piece.encode("utf-8", "backslashreplace"))
            else:
                file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(temporary, _mode(path))
    return temporary


def _private(path: str, flags: int) -> int:
    """Open a file for its owner alone, until it gets the permissions of its target."""
    return os.open(path, flags, 0o600)


def _mode(path: str) -> int:
    """Return the permissions of ``path``, or those of a new file."""
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _keep_names(folder: str) -> None:
    """Sync ``folder``, where the system can, so that new names survive a power loss."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
