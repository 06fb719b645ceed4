"""Options from the environment, from ``plancheck.toml``, or from a table of pyproject.toml.

A flag wins over the environment, the environment over the file, and the file over the default. Each
value keeps its origin.
"""

from __future__ import annotations

import datetime
import errno
import glob
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from plancheck.errors import ConfigError, Location, Problem, UsageError, near
from plancheck.reading.source import STDIN, read_text
from plancheck.reading.tree import MAX_DEPTH

FILE, PROJECT_FILE, TABLE = "plancheck.toml", "pyproject.toml", ("tool", "plancheck")
ALL = "all"
OWN_DAY, LAST_DAY = "report", "end"
"""Words for a day: the report's own if it names one, and the last day of the plan."""
MOST_JOBS = 64
"""The most processes; more would take longer to start than to do the work."""


class Setting(NamedTuple):
    """The value of an option and its origin: a flag, a variable, a place, the default."""

    value: Any
    origin: str | Location


class Config:
    """The settings of a file, each with its place; paths are relative to the current folder."""

    def __init__(self, settings: Mapping[str, Setting]) -> None:
        self.settings = settings


# --- values of options ---------------------------------------------------------------------------


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != "" and "\0" not in value  # no path can contain NUL


def _text(value: object) -> str:
    if not _is_text(value):
        raise ValueError
    return str(value)


def _tier(value: object) -> str:
    return str(value) if type(value) is int else _text(value)


def _date(value: object) -> str:
    plain_date = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    return value.isoformat() if plain_date else _text(value)  # type: ignore[attr-defined]


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def _flag_of(written: str) -> bool | str:
    word = written.lower()
    return word in _YES if word in (*_YES, *_NO) else written


def _count(value: object) -> int:
    if type(value) is not int or not 1 <= value <= MOST_JOBS:
        raise ValueError
    return value


def _count_of(written: str) -> int | str:
    return int(written) if re.fullmatch("[0-9]{1,2}", written) else written


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not all(map(_is_text, value)):
        raise ValueError
    return value


def _one_or_more(value: object) -> list[str]:
    return _texts([value] if isinstance(value, str) else value)


def _texts_of(written: str) -> list[str]:
    return [part for part in written.split(os.pathsep) if part]


class _Type:
    """How the value of an option is read.

    ``read`` returns the option's value for a TOML value, and raises ValueError for an unsuitable
    one; ``problem`` is the message key about it. ``of_text`` returns the TOML value that a text
    means, or the text.
    """

    def __init__(
        self,
        read: Callable[[object], Any],
        problem: str,
        of_text: Callable[[str], object] = str,
    ) -> None:
        self.read = read
        self.problem = problem
        self.of_text = of_text


_TEXT = _Type(_text, "config.wants-text")
_TIER = _Type(_tier, "config.wants-text")
_DATE = _Type(_date, "config.wants-text")
_FLAG = _Type(_flag, "config.wants-flag", _flag_of)
_COUNT = _Type(_count, "config.wants-count", _count_of)
_TEXTS = _Type(_texts, "config.wants-texts", _texts_of)
_ONE_OR_MORE = _Type(_one_or_more, "config.wants-texts", _texts_of)


class _Option:
    """The type of an option, its default, and how its paths move.

    ``moved`` joins a relative path to the folder of the file. ``judges`` marks an option that
    affects verdicts; the output shows such an option when a file or a variable sets it.
    """

    def __init__(
        self,
        type: _Type,
        default: Any = None,
        moved: Callable[[str, str], str] | None = None,
        *,
        judges: bool = False,
    ) -> None:
        self.type = type
        self.default = default
        self.moved = moved
        self.judges = judges


def _whole(folder: str, path: str) -> str:
    return path if path == STDIN else os.path.join(folder, path)


def _pattern(folder: str, path: str) -> str:
    return _whole(glob.escape(folder) if glob.has_magic(path) else folder, path)


def _unless_name(folder: str, pattern: str) -> str:
    """Join a pattern of paths to the folder; a mere name matches in every folder."""
    is_path = {"/", os.sep}.intersection(pattern.rstrip("/" + os.sep))
    return os.path.join(glob.escape(folder), pattern) if is_path else pattern


def _after_sign(folder: str, written: str) -> str:
    name, _, path = written.partition("=")
    return f"{name}={os.path.join(folder, path)}" if path else written


def _unless_all(folder: str, written: str) -> str:
    return written if written == ALL else _whole(folder, written)


OPTIONS: Mapping[str, _Option] = {
    "reports": _Option(_TEXTS, [], _pattern, judges=True),
    "exclude": _Option(_TEXTS, [], _unless_name, judges=True),
    "plan": _Option(_TEXT, None, _whole, judges=True),
    "roster": _Option(_TEXT, None, _whole, judges=True),
    "waivers": _Option(_TEXT, None, _whole, judges=True),
    "province": _Option(_TEXT, judges=True),
    "tier": _Option(_TIER, judges=True),
    "as-of": _Option(_DATE, OWN_DAY, judges=True),
    "expect": _Option(_TEXT, None, _unless_all, judges=True),
    "baseline": _Option(_ONE_OR_MORE, [], _whole, judges=True),
    "fail-on": _Option(_TEXT, "any", judges=True),
    "format": _Option(_TEXT, "table"),
    "show": _Option(_TEXT),
    "output": _Option(_TEXTS, [], _after_sign),
    "encoding": _Option(_TEXT, "utf-8"),
    "allow-review": _Option(_FLAG, False, judges=True),
    "require-evidence": _Option(_FLAG, False, judges=True),
    "jobs": _Option(_COUNT, 1),
    "lang": _Option(_TEXT, "zh"),
}
"""Every option that a file may set, in the order of display."""


# --- the file ------------------------------------------------------------------------------------


def find(start: str) -> str | None:
    """Return the nearest configuration file in ``start`` or a folder above it, or None.

    The search ends at the root of a git repository. A pyproject.toml counts only if it has
    plancheck's table. Raises ConfigError for one that names plancheck and is not TOML.
    """
    folder, shown = os.path.abspath(start), "" if start == os.curdir else start
    while True:
        path = os.path.join(shown, FILE)
        if _mode(os.path.join(folder, FILE), path) is not None:  # ``load`` reports all but files
            return path
        project = os.path.join(shown, PROJECT_FILE)
        mode = _mode(os.path.join(folder, PROJECT_FILE), project, follow=True)
        if mode is not None and stat.S_ISREG(mode) and _is_ours(project):
            return project
        parent = os.path.dirname(folder)
        mark = os.path.join(folder, ".git")
        if parent == folder or _mode(mark, mark, follow=True) is not None:
            return None
        folder, shown = parent, os.path.join(shown, os.pardir)


_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.ELOOP, errno.ENAMETOOLONG}


def _mode(path: str, shown: str, *, follow: bool = False) -> int | None:
    """Return the mode of the file or folder at ``path``, or None without one.

    Raises ConfigError where the system cannot tell: a configuration must not be ignored silently.
    """
    try:
        return os.stat(path, follow_symlinks=follow).st_mode
    except OSError as exc:
        if exc.errno in _ABSENT:
            return None
        why = {"why": exc.strerror}
        raise ConfigError([Problem("source.unreadable", Location(shown), why)]) from None


def _is_ours(path: str) -> bool:
    text = read_text(path, encoding=None)
    return "plancheck" in text and _table(path, _parsed(path, text), TABLE) is not None


def load(path: str) -> Config:
    """Return the settings of the file at ``path``; its paths are relative to its folder.

    Raises ConfigError or SourceError with all problems.
    """
    text = read_text(path, encoding=None)
    in_project = os.path.basename(path) == PROJECT_FILE
    document = _parsed(path, text)
    table = _table(path, document, TABLE) if in_project else document
    if table is None:
        raise ConfigError([Problem("config.no-table", Location(path))])
    folder = os.path.dirname(path)
    places: dict[str, Location] = {}
    for name, where in _places(path, text, TABLE if in_project else ()):
        places.setdefault(name, where)
    problems: list[Problem] = []
    settings: dict[str, Setting] = {}
    for name, value in table.items():
        where = places.get(name, Location(path, 1, 1, 1, 1))
        option = OPTIONS.get(name)
        if option is None:
            values: dict[str, Any] = {"name": name, "near": near(name, OPTIONS)}
            problems.append(Problem("config.unknown", where, values))
            continue
        try:
            read = option.type.read(value)
        except ValueError:
            problems.append(Problem(option.type.problem, where, {"name": name}))
            continue
        moved = _moved(option, folder, read)
        if name == "output" and any(_leads_out(folder, written) for written in moved):
            problems.append(Problem("config.outside", where))
        settings[name] = Setting(moved, where)
    if problems:
        raise ConfigError(problems)
    return Config(settings)


def _leads_out(folder: str, written: str) -> bool:
    """Whether a configuration file, perhaps a stranger's, puts an output outside its folder."""
    inside = os.path.realpath(folder or os.curdir)
    path = os.path.realpath(written.partition("=")[2])
    return not path.startswith(inside.rstrip(os.sep) + os.sep)


def _moved(option: _Option, folder: str, value: Any) -> Any:
    if option.moved is None:
        return value
    if isinstance(value, list):
        return [option.moved(folder, item) for item in value]
    return option.moved(folder, value)


def _parsed(path: str, text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  # only a file needs it

    _refuse_deep_keys(path, text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        at = re.search(r"\(at line ([0-9]+), column ([0-9]+)\)", str(exc))
        lines = text.split("\n")
        line, column = (int(at[1]), int(at[2])) if at else (len(lines), len(lines[-1]) + 1)
        why = str(exc).partition(" (at ")[0]
        where = Location(path, line, column, line, column + 1, lines[line - 1], lines[line - 1])
        raise ConfigError([Problem("config.syntax", where, {"why": why})]) from None
    except (RecursionError, ValueError):  # nested beyond sense, or a number of 5,000 digits
        raise ConfigError([Problem("internal.too-complex", Location(path))]) from None


# Texts and comments: their dots separate no keys. An unclosed one ends with its line or with the
# file, so that the pattern looks at each place once.
_OPAQUE = (
    r'"""(?:[^\\]|\\[\s\S]?)*?(?:"{3,5}|\Z)'
    r"|'''[\s\S]*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*"
)
_BETWEEN_KEYS = r"[=,{}\[\]]"


def _refuse_deep_keys(path: str, text: str) -> None:
    """Raise ConfigError for a long dotted key: ``tomllib`` needs quadratic time for it."""
    bare = re.sub(_OPAQUE, lambda match: "x" + "\n" * match[0].count("\n"), text)
    lines = text.split("\n")
    for number, code in enumerate(bare.split("\n"), 1):
        if code.count(".") >= MAX_DEPTH and any(
            part.count(".") >= MAX_DEPTH for part in re.split(_BETWEEN_KEYS, code)
        ):
            line = lines[number - 1]
            where = Location(path, number, 1, number, len(line) + 1, line, line)
            raise ConfigError([Problem("config.too-deep", where, {"limit": MAX_DEPTH})])


def _table(path: str, document: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the table ``names``, or None without one; raises ConfigError for another value."""
    table: Any = document
    for name in names:
        if not isinstance(table, dict):
            raise ConfigError([Problem("config.no-table", Location(path))])
        if name not in table:
            return None
        table = table[name]
    if not isinstance(table, dict):
        raise ConfigError([Problem("config.no-table", Location(path))])
    return table


_WORD = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+)"""
_NAME = rf"{_WORD}(?:[ \t]*\.[ \t]*{_WORD})*"
_HEADING = rf"\s*\[\[?[ \t]*({_NAME})[ \t]*\]\]?\s*(?:#.*)?"
_KEY = rf"\s*({_NAME})[ \t]*="
_LONG_TEXT = r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\''


def _places(path: str, text: str, table: tuple[str, ...]) -> Iterator[tuple[str, Location]]:
    """Yield the top keys of ``table`` with their places, which ``tomllib`` does not keep."""
    current: tuple[str, ...] = ()
    lines = text.split("\n")
    # A line of a text of several lines may look like a key.
    bare = re.sub(_LONG_TEXT, lambda match: "\n" * match[0].count("\n"), text).split("\n")
    for number, (line, code) in enumerate(zip(lines, bare, strict=True), 1):
        heading = re.fullmatch(_HEADING, code)
        if heading:
            current = _names(heading[1])
            if current[:-1] == table:
                yield current[-1], _place(path, number, line, heading.start(1), heading[1])
            continue
        key = re.match(_KEY, code)
        if key:
            names = (*current, *_names(key[1]))
            if names[: len(table)] == table and len(names) > len(table):
                yield names[len(table)], _place(path, number, line, key.start(1), key[1])


def _names(written: str) -> tuple[str, ...]:
    """Return the names in a dotted key, or none if it only looks like a key."""
    import tomllib  # noqa: PLC0415

    names = []
    try:
        node: Any = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    while isinstance(node, dict):
        ((name, node),) = node.items()
        names.append(name)
    return tuple(names)


def _place(path: str, number: int, line: str, start: int, written: str) -> Location:
    end = start + len(written)
    return Location(path, number, start + 1, number, end + 1, line, line)


# --- effective values ----------------------------------------------------------------------------


def settle(
    flags: Mapping[str, Any], environ: Mapping[str, str], config: Config | None
) -> dict[str, Setting]:
    """Return every option with its effective value; a flag of None is absent.

    Raises UsageError for a variable whose value the option does not accept.
    """
    return {
        name: _held(name, option, flags.get(name), environ, config)
        for name, option in OPTIONS.items()
    }


def _held(
    name: str, option: _Option, flag: Any, environ: Mapping[str, str], config: Config | None
) -> Setting:
    if flag is not None:
        return Setting(flag, "flag")
    variable = f"PLANCHECK_{name.upper().replace('-', '_')}"
    if environ.get(variable):
        return Setting(read_written(name, environ[variable], variable), variable)
    if config is not None and name in config.settings:
        return config.settings[name]
    return Setting(option.default, "default")


def read_written(name: str, written: str, origin: str) -> Any:
    """Return the value that a text means for the option ``name``.

    Raises UsageError, naming ``origin``, for a text that the option does not accept.
    """
    type_ = OPTIONS[name].type
    try:
        return type_.read(type_.of_text(written))
    except ValueError:
        raise UsageError([Problem(type_.problem, None, {"name": origin})]) from None
