"""Files written whole or not at all: what was there stays until its successor is safe."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Mapping, Sequence

from plancheck.errors import Location, Problem, UsageError
from plancheck.reading.source import STDIN


def check_targets(targets: Sequence[str], inputs: Iterable[str | Problem]) -> None:
    """Raise UsageError, before any work is done, for a file that cannot be written or may not be.

    ``inputs`` are the files that are read, ``-`` for standard input: none of them is ever written
    over, and neither is the file that standard output goes to. A Problem stands for a folder that
    cannot be looked into: nothing in it is written over either.
    """
    wanted = set(map(os.path.realpath, targets))
    taken: set[str] = set()
    streams = [1]
    for one in inputs:
        if one == STDIN:
            streams.append(0)
        elif isinstance(one, Problem):
            folder = os.path.join(os.path.realpath(one.where.path), "") if one.where else ""
            taken |= {path for path in wanted if folder and path.startswith(folder)}
        elif (real := os.path.realpath(one)) in wanted:
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
    """Whether the file ``target`` is what standard input or output is redirected to."""
    try:
        return os.path.samestat(os.stat(target), os.fstat(descriptor))
    except OSError:  # there is no such file, or no such stream
        return False


def _obstacle(target: str, taken: set[str]) -> str | None:
    """Return the key of what keeps ``target`` from being written, None if nothing does."""
    path = os.path.realpath(target)
    folder = os.path.dirname(path)
    if target in ("", "-") or target.endswith(("/", os.sep)) or os.path.isdir(path):
        return "output.not-a-file"
    if path in taken:
        return "output.taken"
    if not os.path.isdir(folder):
        return "output.no-folder"
    # A device or a pipe would be replaced by a file.
    if os.path.lexists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        return "output.not-a-file"
    if not os.access(folder, os.W_OK | os.X_OK):
        return "output.read-only"
    return None


_PREFIX = ".plancheck-"
_unfinished: dict[str, int] = {}
"""Files beside outputs that have to be gone at the end, each with the process that made it."""


class LeftError(OSError):
    """Temporary files could not be removed; ``names`` are theirs."""

    def __init__(self, names: Sequence[str], cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.names = tuple(names)


def remove_unfinished() -> None:
    """Remove what a writing that did not come to its end has left, one interrupted too.

    Raises LeftError for what cannot be removed.
    """
    left, cause = [], OSError()
    for name in [name for name, process in _unfinished.items() if process == os.getpid()]:
        try:
            os.unlink(name)
        except FileNotFoundError:  # it is in its place, or was not made yet
            pass
        except OSError as exc:
            left.append(name)
            cause = exc
        _unfinished.pop(name, None)
    if left:
        raise LeftError(left, cause)


def write_whole(texts: Mapping[str, str | bytes | Iterable[str]]) -> None:
    """Write each text to the file it is keyed by, in UTF-8; all arrive whole, or none does.

    A text may come in pieces.

    All are written beside their targets first, so that a full disk is noticed before any is put in
    place. A link is followed, and the permissions of a file that exists are kept. Raises OSError.
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
    """Give each new file the name of its target; where one cannot have it, none has."""
    # After the last one there is nothing left that can fail, so that it needs no way back.
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
    """Return a second name for the file at ``path``, or of a copy of it; None if there is none."""
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
    """Return a name in ``folder`` that no file has; it is known before there is a file to lose."""
    name = os.path.join(folder, f"{_PREFIX}{os.urandom(8).hex()}")
    _unfinished[name] = os.getpid()
    return name


def _prepare(path: str, pieces: Iterable[str | bytes]) -> str:
    """Return the name of a new file beside ``path`` that holds ``pieces``, safe on the disk."""
    temporary = _new_name(os.path.dirname(path))
    # "x": it is made, or there is an error; it never follows a link to what is there.
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
    """Open a file that nobody else may read before it has the permissions of its target."""
    return os.open(path, flags, 0o600)


def _mode(path: str) -> int:
    """Return the permissions of ``path``, or those that a new file gets."""
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _keep_names(folder: str) -> None:
    """Make the new names in ``folder`` outlast a loss of power, where the system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
