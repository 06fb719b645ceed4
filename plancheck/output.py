"""Files written whole or not at all: what was there stays until its successor is safe."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Mapping, Sequence

from plancheck.errors import Location, Problem, UsageError


def check_targets(targets: Sequence[str], inputs: Sequence[str]) -> None:
    """Raise UsageError, before any work is done, for a file that cannot be written or may not be.

    ``inputs`` are the files that are read: none of them is ever written over.
    """
    taken = {os.path.realpath(path) for path in inputs}
    problems = []
    for target in targets:
        key = _obstacle(target, taken)
        taken.add(os.path.realpath(target))
        if key is not None:
            problems.append(Problem(key, Location(target)))
    if problems:
        raise UsageError(problems)


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


def write_whole(texts: Mapping[str, str | bytes | Iterable[str]]) -> None:
    """Write each text to the file it is keyed by, in UTF-8; each arrives whole or not at all.

    A text may come in pieces.

    All are written beside their targets first, so that a full disk is noticed before any is put in
    place. A link is followed, and the permissions of a file that exists are kept. Raises OSError.
    """
    prepared: list[tuple[str, str]] = []
    try:
        for target, text in texts.items():
            path = os.path.realpath(target)
            prepared.append((_prepare(path, text), path))
        for temporary, path in prepared:
            os.replace(temporary, path)
    finally:
        for temporary, _ in prepared:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
    for folder in {os.path.dirname(path) for _, path in prepared}:
        _keep_names(folder)


def _prepare(path: str, text: str | bytes | Iterable[str]) -> str:
    """Return the name of a new file beside ``path`` that holds ``text`` and is safe on the disk."""
    import tempfile  # noqa: PLC0415  # of no use where nothing is written

    pieces: Iterable[str | bytes] = [text] if isinstance(text, str | bytes) else text
    descriptor, temporary = tempfile.mkstemp(prefix=".plancheck-", dir=os.path.dirname(path))
    try:
        with open(descriptor, "wb") as file:
            for piece in pieces:
                if isinstance(piece, str):
                    file.write(piece.encode("utf-8", "backslashreplace"))
                else:
                    file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(path))
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


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
