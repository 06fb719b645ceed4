"""Files and folders written whole or not at all: an old file remains until the new one is safe."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest

from plancheck.errors import Location, Problem, UsageError
from plancheck.reading.source import STDIN

Content = str | bytes | Iterable[str | bytes]
"""What a file holds, perhaps in pieces."""


def check_new(target: str, inputs: Iterable[str]) -> None:
    """Raise UsageError unless ``target`` can be written and is not there yet.

    What is there may have been filled in or worked on.
    """
    check_targets([target], inputs)
    if os.path.lexists(target):
        raise UsageError([Problem("output.exists", Location(target))])


def check_targets(
    targets: Sequence[str], inputs: Iterable[str | Problem], folders: Collection[str] = ()
) -> None:
    """Raise UsageError, before any work, for an output that cannot or must not be written.

    ``inputs`` are the files to read, ``-`` for standard input. An output must replace neither an
    input nor the file that standard output goes to. A Problem represents a folder that cannot be
    read: an output must not replace a file in it. The targets that ``folders`` names become folders
    with files in them: nothing may be there, or a folder that is empty.
    """
    outputs = set(map(os.path.realpath, targets))
    whole = {os.path.realpath(target): os.path.realpath(target) + os.sep for target in folders}
    taken: set[str] = set()
    streams = [1]
    for item in inputs:
        if item == STDIN:
            streams.append(0)
        elif isinstance(item, Problem):
            folder = os.path.join(os.path.realpath(item.where.path), "") if item.where else ""
            taken |= {path for path in outputs if folder and path.startswith(folder)}
        else:
            real = os.path.realpath(item)
            taken |= {real} & outputs
            taken |= {folder for folder, start in whole.items() if real.startswith(start)}
    problems = []
    for target in targets:
        path = os.path.realpath(target)
        key = (_folder_obstacle if target in folders else _obstacle)(target, taken)
        if key is None and any(path.startswith(start) for start in whole.values()):
            key = "output.taken"
        if key is None and any(_is_open(target, stream) for stream in streams):
            key = "output.taken"
        taken.add(path)
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
    # Writing would replace a device or a pipe by a file.
    if os.path.lexists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        return "output.not-a-file"
    return _closed(folder)


def folder_name(target: str) -> str:
    """Return ``target`` without the separators at its end, so that a link is seen as one."""
    return target.rstrip(os.sep + (os.altsep or "")) or target


def _folder_obstacle(target: str, taken: set[str]) -> str | None:
    """Return the key of the problem that prevents making the folder ``target``, or None."""
    if target in ("", "-"):
        return "output.not-a-folder"
    if os.path.islink(folder_name(target)):
        return "output.link"
    path = os.path.realpath(target)
    if path in taken:
        return "output.taken"
    if os.path.isdir(path):
        try:
            if os.listdir(path):
                return "output.not-empty"
        except OSError:
            return "output.read-only"
    elif os.path.lexists(path):
        return "output.not-a-folder"
    return _closed(os.path.dirname(path))


def _closed(folder: str) -> str | None:
    """Return the key of the problem that prevents writing into ``folder``, or None."""
    if not os.path.isdir(folder):
        return "output.no-folder"
    if not os.access(folder, os.W_OK | os.X_OK):
        return "output.read-only"
    return None


_PREFIX = ".plancheck-"
_unfinished: dict[str, int] = {}
"""Temporary files and folders to remove at the end, each with the process that made it.

A folder stands before the files in it.
"""
_folders: set[str] = set()
"""Those of them that are folders."""


class LeftError(OSError):
    """Temporary files could not be removed; ``names`` lists them."""

    def __init__(self, names: Sequence[str], cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.names = tuple(names)


def remove_unfinished() -> None:
    """Remove the temporary files and folders of an unfinished or interrupted write.

    Raises LeftError for what cannot be removed.
    """
    left, cause = [], OSError()
    names = [name for name, process in _unfinished.items() if process == os.getpid()]
    for name in reversed(names):
        try:
            if name in _folders:
                os.rmdir(name)
            else:
                os.unlink(name)
        except FileNotFoundError:  # it was renamed already, or not made yet
            pass
        except OSError as exc:
            left.append(name)
            cause = exc
        _unfinished.pop(name, None)
        _folders.discard(name)
    if left:
        raise LeftError(left, cause)


def write_whole(texts: Mapping[str, Content | Mapping[str, Content]]) -> None:
    """Write each text to the file that is its key, in UTF-8: all files whole, or none.

    A text may come in pieces. A mapping is a folder: its texts go to files of these names in it,
    and where its key names a folder already, that must be empty. Temporary files are written first,
    so that a full disk is noticed before any target changes. A link to a file is followed, and what
    exists keeps its permissions. Raises OSError.
    """
    prepared: list[tuple[str, str]] = []
    folders: set[str] = set()
    try:
        for target, text in texts.items():
            if isinstance(text, Mapping):
                folder, name = os.path.split(folder_name(target))
                path = os.path.join(os.path.realpath(folder), name)
                prepared.append((_prepare_folder(path, text), path))
                folders.add(path)
            else:
                path = os.path.realpath(target)
                prepared.append((_prepare(path, _pieces(text)), path))
        _place(prepared)
    finally:
        remove_unfinished()
    for folder in folders | {os.path.dirname(path) for _, path in prepared}:
        _keep_names(folder)


def _place(prepared: Sequence[tuple[str, str]]) -> None:
    """Rename each new file or folder to its target; undo all renames if one fails."""
    # Nothing can fail after the last rename, so the last target needs no second name.
    former = [None if new in _folders else _kept(path) for new, path in prepared[:-1]]
    undo = contextlib.ExitStack()
    try:
        for (temporary, path), kept in zip_longest(prepared, former):
            if temporary in _folders:
                _place_folder(temporary, path, undo)
                continue
            os.replace(temporary, path)
            if kept is None:
                undo.callback(os.unlink, path)
            else:
                undo.callback(os.replace, kept, path)
    except OSError:
        undo.close()
        raise


def _place_folder(temporary: str, path: str, undo: contextlib.ExitStack) -> None:
    """Rename a new folder to ``path``, where an empty one may be; tell ``undo`` how to go back."""
    if os.path.lexists(path):
        mode = _mode(path)
        os.rmdir(path)  # Windows renames a folder to a free name only
        undo.callback(_make_folder, path, mode)
    os.rename(temporary, path)
    undo.callback(os.rename, path, temporary)


def _make_folder(path: str, mode: int) -> None:
    """Make the folder ``path`` with exactly these permissions."""
    os.mkdir(path)
    os.chmod(path, mode)


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
    return _recorded(os.path.join(folder, f"{_PREFIX}{os.urandom(8).hex()}"))


def _recorded(name: str) -> str:
    """Return ``name``, which is now among those to remove."""
    _unfinished[name] = os.getpid()
    return name


def _pieces(text: Content) -> Iterable[str | bytes]:
    return [text] if isinstance(text, str | bytes) else text


def _prepare(path: str, pieces: Iterable[str | bytes]) -> str:
    """Write ``pieces`` to a new file beside ``path``, sync it, and return its name."""
    temporary = _new_name(os.path.dirname(path))
    _fill(temporary, pieces, _mode(path))
    return temporary


def _prepare_folder(path: str, texts: Mapping[str, Content]) -> str:
    """Write ``texts`` to files in a new folder beside ``path``, sync all, and return its name."""
    temporary = _new_name(os.path.dirname(path))
    _folders.add(temporary)
    os.mkdir(temporary, 0o700)
    for name, text in texts.items():
        if os.path.basename(name) != name:
            raise ValueError(name)  # it would lie elsewhere
        file = _recorded(os.path.join(temporary, name))
        _fill(file, _pieces(text), _mode(file))
    os.chmod(temporary, _mode(path, 0o777))
    return temporary


def _fill(file: str, pieces: Iterable[str | bytes], mode: int) -> None:
    """Write ``pieces`` to the new ``file`` with the permissions ``mode``, and sync it."""
    # "x" creates the file or fails; it never follows an existing link.
    with open(file, "xb", opener=_private) as new:
        for piece in pieces:
            if isinstance(piece, str):
                new.write(piece.encode("utf-8", "backslashreplace"))
            else:
                new.write(piece)
        new.flush()
        os.fsync(new.fileno())
    os.chmod(file, mode)


def _private(path: str, flags: int) -> int:
    """Open a file for its owner alone, until it gets the permissions of its target."""
    return os.open(path, flags, 0o600)


def _mode(path: str, new: int = 0o666) -> int:
    """Return the permissions of ``path``, or ``new`` as the system restricts them."""
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return new & ~mask


def _keep_names(folder: str) -> None:
    """Sync ``folder``, where the system can, so that new names survive a power loss."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
