"""Which report files a call is about: files, folders, patterns, and lists of any of these."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.errors import Location, Problem, UsageError
from plancheck.reading.source import STDIN, leads_out, lies_in

SUFFIXES = (".yaml", ".yml")
SHEETS = (".xlsx", ".xlsm")
"""The ends of the names of workbooks, which are read: a form in one is a report."""
TEXT, WORKBOOK = "text", "workbook"
FORMS = {
    WORKBOOK: (
        *(*SHEETS, ".xlsb", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett"),
        *(".ods", ".ots", ".fods", ".numbers"),
    ),
    "word": (
        *(".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt"),
        *(".odt", ".ott", ".fodt", ".rtf", ".pages"),
    ),
    "archive": (
        *(".zip", ".zipx", ".rar", ".7z", ".tar", ".cab", ".iso", ".lzh", ".arj", ".z"),
        *(".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz", ".lzma", ".tlz", ".zst", ".tzst"),
    ),
    TEXT: SUFFIXES,
}
"""What offices hand in instead of a report, each with the ends of its names.

The name of a text may go on after that ending.
"""
_COPY = r"(?:[\s~]+|\(\d*\)|\.(?:bak|old|orig|tmp|\d{1,3}))+\Z"
"""What copies, and parts of an archive, have behind the end of a name."""
EXCLUDED, HIDDEN, LOCK, OTHER = "excluded", "hidden", "lock", "other"
"""Why a file that lies in a folder is not read."""


class Input(NamedTuple):
    """A file. One that was ``found`` in a folder was not named, and may be no report.

    ``kind`` says why it is not read: one of FORMS, which is a report in the wrong form, or
    EXCLUDED, HIDDEN, LOCK, OTHER. It is empty for a file to read.
    """

    path: str
    found: bool = False
    kind: str = ""


def expand(paths: Sequence[str | Input], exclude: Sequence[str] = ()) -> Iterator[Input | Problem]:
    """Yield the files that ``paths`` stand for, in their order; a problem where there are none.

    A folder stands for all files below it, a pattern (``*``, ``?``, ``[…]``, ``**``) for what it
    matches; both in the order of names. Folders whose names begin with a dot are not looked into.
    A file is yielded once, under the first of its names; a link that leads out of the folder, or
    out of the folder that a pattern begins with, is a problem. So is one that leads out of the
    working folder, if it is a folder or comes as an Input: of a list the caller knows no name.
    A path that is absolute or goes up is where its writer pointed. What ``exclude`` matches is
    EXCLUDED: a pattern without a separator is a name at any depth, another one is a path.
    Raises UsageError where standard input is asked for twice, or for an empty pattern.
    """
    if not all(pattern.strip("/" + os.sep) for pattern in exclude):
        raise UsageError([Problem("usage.exclude-empty")])
    if sum(path in (STDIN, Input(STDIN)) for path in paths) > 1:
        raise UsageError([Problem("usage.stdin-twice")])
    search = _Search(paths, exclude)
    for path in paths:
        if isinstance(path, Input):
            yield from search.files(path.path, listed=True)
        elif path == STDIN or os.path.lexists(path) or not glob.has_magic(path):
            yield from search.files(path)
        else:
            yield from search.matched(path)


class _Search:
    """One search for files: what it has met so far is not met again."""

    def __init__(self, paths: Sequence[str | Input], exclude: Sequence[str]) -> None:
        said = [path for path in paths if isinstance(path, str)]
        listed = [path.path for path in paths if isinstance(path, Input)]
        self._said = set(map(_identity, said)) - {None}
        self._named = self._said.union(map(_identity, listed)) - {None}
        self._seen: set[int | str] = set()
        plain = [pattern.rstrip("/" + os.sep) for pattern in exclude]
        is_path = {pattern: bool({"/", os.sep}.intersection(pattern)) for pattern in plain}
        self._excluded_names = [pattern for pattern in plain if not is_path[pattern]]
        self._excluded_paths = [_absolute(pattern) for pattern in plain if is_path[pattern]]
        self._base = os.getcwd()

    def matched(self, pattern: str) -> Iterator[Input | Problem]:
        """Yield what ``pattern`` matches; a folder that cannot be looked into is a problem."""
        drive, rest = os.path.splitdrive(pattern)
        parts = rest.split(os.sep) if os.sep == "/" else re.split(r"[\\/]", rest)
        start = drive + os.sep if parts[0] == "" and len(parts) > 1 else drive
        parts = [part for part in parts if part]
        fixed = next(n for n, part in enumerate(parts) if glob.has_magic(part))
        start, parts = os.path.join(start, *parts[:fixed]), parts[fixed:]
        if self._leads_astray(start or os.curdir):
            yield Problem("run.folder-outside", Location(start))
            return
        top = os.path.realpath(start or os.curdir)
        matches = list(_matches(start, parts, set(), top)) if os.path.isdir(top) else []
        if not matches:
            yield Problem("run.no-match", Location(pattern))
        for match in matches:
            if isinstance(match, Problem):
                yield match
            elif leads_out(match, top):
                if self._is_new(match, OTHER):
                    yield _outside(match)
            else:
                yield from self.files(match)

    def files(self, path: str, *, listed: bool = False) -> Iterator[Input | Problem]:
        """Yield ``path`` itself, or the files below it if it is a folder.

        Whoever can write what is ``listed`` could put a link there.
        """
        is_folder = path != STDIN and os.path.isdir(path)
        if path != STDIN and self._excludes(path, path):
            if self._is_new(path, EXCLUDED):
                yield Input(path, kind=EXCLUDED)
        elif (listed or is_folder) and self._leads_astray(path, listed=listed):
            if self._is_new(path, OTHER):
                key = "run.folder-outside" if is_folder else "run.link-outside"
                yield Problem(key, Location(path))
        elif not is_folder:
            if self._is_new(path):
                yield Input(path)
        else:
            yield from self._below(path)

    def _below(self, top: str) -> Iterator[Input | Problem]:
        """Yield what is below ``top`` in the order of the paths, one folder in memory at a time.

        Where nothing there has to do with reports, that is a problem.
        """
        nothing = True
        real_top = os.path.realpath(top)
        start = os.path.join(top, "")
        entered: set[str] = set()
        waiting: list[Iterator[_Name]] = [iter([_Name(start, is_link=False)])]
        while waiting:
            entry = next(waiting[-1], None)
            if entry is None:
                waiting.pop()
                continue
            path = entry.path
            identity = _identity(path)
            is_named, is_said = identity in self._named, identity in self._said
            kind = "" if path == start else self._kind(path, top, is_named=is_named)
            is_file = not path.endswith(os.sep)
            nothing = nothing and _is_nothing(path, kind, is_file=is_file)
            if kind:
                if self._is_new(path, kind):
                    yield Input(path, True, kind)
            elif entry.is_link and not is_said and leads_out(path, real_top):
                nothing = False
                if self._is_new(path, OTHER):
                    yield _outside(path)
            elif is_file:
                if self._is_new(path):
                    yield Input(path, not is_named)
            # A link that leads back up would never end, and a folder reached twice is read once.
            elif (real := os.path.realpath(path)) not in entered:
                entered.add(real)
                try:
                    waiting.append(iter(sorted(_names(path))))
                except OSError as error:
                    nothing = False
                    yield _unreadable(error, path)
        if nothing:
            yield Problem("run.empty-folder", Location(top))

    def _kind(self, path: str, top: str, *, is_named: bool) -> str:
        """Return why what was found at ``path`` is not read, nothing for a file or folder that is.

        A folder ends in a separator. What was named as well is read, whatever its name looks like.
        """
        if self._excludes(path, top):
            return EXCLUDED
        is_folder = path.endswith(os.sep)
        name = os.path.basename(path.rstrip(os.sep))
        if is_named:
            return ""
        if name.startswith(("~$", ".~")) and not is_folder:
            return LOCK
        if name.startswith("."):
            return HIDDEN
        return "" if is_folder else _kind_of(name)

    def _excludes(self, path: str, top: str) -> bool:
        """Whether ``path``, or a folder that it lies in, is taken out.

        Names above the working folder, or above ``top`` elsewhere, are nobody's choice.
        """
        if not (self._excluded_names or self._excluded_paths):
            return False
        absolute = os.path.abspath(path)
        if any(_fits(absolute.split(os.sep), pattern) for pattern in self._excluded_paths):
            return True
        base = self._base
        if not lies_in(absolute, base):
            base = os.path.dirname(os.path.abspath(top))
        below = absolute[len(base.rstrip(os.sep)) :].split(os.sep)
        return any(_is_like(part, name) for part in below for name in self._excluded_names)

    def _leads_astray(self, path: str, *, listed: bool = False) -> bool:
        """Whether a link in ``path`` leads out of the working folder, in which it seems to lie.

        What was ``listed`` and lies elsewhere may not lead out of its own folder. Standard input
        leads nowhere.
        """
        absolute = os.path.abspath(path)
        if path == STDIN or not (listed or not os.path.isabs(path)):
            return False
        if lies_in(absolute, self._base):
            return leads_out(path, os.path.realpath(self._base))
        return listed and leads_out(path, os.path.realpath(os.path.dirname(absolute)))

    def _is_new(self, path: str, kind: str = "") -> bool:
        """Whether a file was not met before, by any of its names; what is not read, by this one.

        Else a link in another form would stand for the report that it leads to, which nobody reads.
        """
        identity = None if kind else _identity(path)
        key = os.path.abspath(path) if identity is None else identity
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


class _Name(NamedTuple):
    """What lies in a folder; the path of a folder ends in a separator.

    With it they sort as the paths of what is in them do.
    """

    path: str
    is_link: bool


def _names(folder: str) -> Iterator[_Name]:
    """Yield what lies in ``folder``."""
    with os.scandir(folder) as entries:
        for entry in entries:
            is_folder = _is_folder(entry)
            path = os.path.join(folder, entry.name)
            # Only a link leads elsewhere; on Windows a folder may be joined without being one.
            joined = is_folder and os.name == "nt"
            yield _Name(path + os.sep * is_folder, entry.is_symlink() or joined)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _kind_of(name: str) -> str:
    """Return why a file of this name is not read, nothing for a YAML file or a workbook."""
    if name.lower().endswith((*SUFFIXES, *SHEETS)):
        return ""
    plain = unicodedata.normalize("NFKC", name).replace("。", ".").lower()
    whole = re.sub(_COPY, "", plain)
    for form, ends in FORMS.items():
        if form != TEXT and whole.endswith(ends):
            return form
    return TEXT if any(end in plain for end in SUFFIXES) else OTHER


def _is_nothing(path: str, kind: str, *, is_file: bool) -> bool:
    """Whether what was found at ``path`` has nothing to do with reports, by its name."""
    if kind == HIDDEN:
        return not (is_file and path.lower().endswith(SUFFIXES))
    return kind in (LOCK, OTHER) if kind else not is_file


def _identity(path: str) -> int | None:
    """Return what is the same for all names of one file, None for what is no file."""
    if path == STDIN:
        return None
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    if not status.st_ino or stat.S_ISDIR(status.st_mode):  # some file systems have no numbers
        return None
    return status.st_dev << 64 | status.st_ino


def _outside(path: str) -> Problem:
    return Problem("run.link-outside", Location(path))


def _unreadable(error: OSError, path: str) -> Problem:
    where = Location(str(error.filename or path))
    return Problem("source.unreadable", where, {"why": error.strerror})


# --- patterns ------------------------------------------------------------------------------------


def _matches(
    folder: str, parts: Sequence[str], seen: set[str], top: str
) -> Iterator[str | Problem]:
    part, rest = parts[0], parts[1:]
    if os.path.islink(folder) and os.path.isdir(folder) and leads_out(folder, top):
        yield _outside(folder)
        return
    if not glob.has_magic(part):
        path = os.path.join(folder, part)
        if os.path.lexists(path):
            yield from _matches(path, rest, seen, top) if rest else [path]
        return
    if part == "**":
        if os.path.realpath(folder) in seen:  # a link that leads back up would never end
            return
        seen.add(os.path.realpath(folder))
        if not rest:
            yield folder or os.curdir
            return
        yield from _matches(folder, rest, seen, top)
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
                yield from _matches(path, parts, seen, top)
        elif fnmatch.fnmatchcase(name, part):
            yield from _matches(path, rest, seen, top) if rest else [path]


def _absolute(pattern: str) -> list[str]:
    """Return the parts of ``pattern`` for whole paths."""
    return os.path.normpath(os.path.join(glob.escape(os.getcwd()), pattern)).split(os.sep)


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether ``pattern`` matches a path of these ``parts``, or a folder above it."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_fits(parts[n:], pattern[1:]) for n in range(len(parts)))
    return bool(parts) and _is_like(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def _is_like(name: str, pattern: str) -> bool:
    """Whether ``pattern`` matches ``name``, or is that name: brackets may be part of one."""
    return name == pattern or fnmatch.fnmatchcase(name, pattern)
