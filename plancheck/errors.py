"""What can be wrong with a file and where: the vocabulary of every other module."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

Values = Mapping[str, Any]
"""The facts a message is made of. Never a finished sentence: language/messages holds those."""


SHOWN = 60
"""How many characters of a text that is refused a message shows."""


class Medium(StrEnum):
    """In what its writer sees a file, and so how a sentence names the places in it.

    These are the keys of YAML, the cells of a workbook and the fields of a form that a program
    draws, where nobody sees the keys.
    """

    KEYS = "keys"
    CELLS = "cells"
    FIELDS = "fields"


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1, columns in code points, ends exclusive.

    ``line`` is 0 where the whole file is meant (it could not be opened, say). ``text`` is the line
    it begins on and ``end_text`` the line it ends on, for those who count columns otherwise. In a
    workbook ``sheet`` is the name of a sheet, ``line`` is a row and ``column`` a column of it.
    Lines that are ``in_form`` stand behind a form, whose writer sees fields.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    text: str = ""
    end_text: str = ""
    sheet: str = ""
    in_form: bool = False

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.path}:{self.in_workbook}"
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    @classmethod
    def of_cell(cls, path: str, sheet: str, row: int, column: int) -> Location:
        """Return the place of a cell of a workbook; ``row`` and ``column`` count from 0."""
        return cls(path, row + 1, column + 1, row + 1, column + 2, sheet=sheet)

    @property
    def medium(self) -> Medium:
        """What the writer of the file sees."""
        if self.sheet:
            return Medium.CELLS
        return Medium.FIELDS if self.in_form else Medium.KEYS

    @property
    def is_line(self) -> bool:
        """Whether it is in a line of a text: no whole file, and no cell."""
        return self.line > 0 and not self.sheet

    @property
    def cell(self) -> str | None:
        """The name of the cell, such as ``E12``; None where the file is no workbook."""
        return f"{column_letters(self.column)}{self.line}" if self.sheet else None

    @property
    def in_workbook(self) -> str:
        """The cell with its sheet as formulas name it: ``自查表!E12``, ``'1 月'!A1``."""
        quoted = self.sheet.replace("'", "''")
        sheet = self.sheet if re.fullmatch(_PLAIN_SHEET, self.sheet) else f"'{quoted}'"
        return f"{sheet}!{self.cell}"

    def columns(self, measure: Callable[[str], int]) -> tuple[int, int]:
        """Return the start and end column, from 1, in the unit in which ``measure`` counts text."""
        if not self.text:
            return self.column, self.end_column
        return (
            _width(self.text, self.column - 1, measure) + 1,
            _width(self.end_text, self.end_column - 1, measure) + 1,
        )


_PLAIN_SHEET = r"[^\W\d]\w*"
"""The names of sheets that formulas need not quote."""


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 1: ``A``, ``Z``, ``AA``."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


LONG_LINE = 1_000
"""A longer line is measured once for all places on it, not once for each."""


def _width(line: str, end: int, measure: Callable[[str], int]) -> int:
    """Return how long ``line`` is up to ``end``, as ``measure`` counts."""
    if len(line) <= LONG_LINE:
        return measure(line[:end])
    return _widths(line, measure)[min(end, len(line))]


@lru_cache(maxsize=2)
def _widths(line: str, measure: Callable[[str], int]) -> array[int]:
    return array("L", accumulate(map(measure, line), initial=0))


def in_utf16(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units, as editors and browsers count."""
    if text.isascii():  # as nearly all that stands before a value
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_bytes(text: str) -> int:
    """Return the length of ``text`` in bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


NOTHING: Values = {}


class Problem(NamedTuple):
    """One thing that makes a file unusable: a message key, the place, and the values it names.

    ``loc`` is the way from the root of a report to what is wrong in it, in the keys of its file.
    """

    key: str
    where: Location | None = None
    values: Values = NOTHING
    loc: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.where or '-'}: {self.key}({facts})"


MOST_PROBLEMS = 1_000
"""How many problems of a file are told one by one; of the rest only how many they are."""
MORE = "problems.more"


def capped(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return ``problems``; of too many the first and the last, at which reading may have ended.

    Between them one says how many more there are.
    """
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    rest = problems[MOST_PROBLEMS - 1 : -1]
    more = Problem(MORE, rest[0].where, {"count": counted(rest)})
    return (*problems[: MOST_PROBLEMS - 1], more, problems[-1])


def counted(problems: Iterable[Problem]) -> int:
    """Return how many problems there are, also the ones that are only counted."""
    return sum(problem.values["count"] if problem.key == MORE else 1 for problem in problems)


class PlancheckError(Exception):
    """Base of everything plancheck raises on purpose; holds the problems found, at least one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = capped(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class SourceError(PlancheckError):
    """The file cannot be read as plain YAML: missing, wrong encoding, malformed, too large."""


class UsageError(PlancheckError):
    """The request itself cannot be carried out: an option's value, or nothing to check."""


class UnknownNameError(PlancheckError):
    """A province, tier or obligation that does not exist; the problem names near ones."""


class PlanError(PlancheckError):
    """The rule set is unusable: a key, an id, a selector or a quota that cannot be."""


class RosterError(PlancheckError):
    """The roster is unusable or does not fit the plan."""


class ReportError(PlancheckError):
    """The report is unusable: no verdict is given for it."""


class ConfigError(PlancheckError):
    """The configuration file is unusable: its syntax, a key, or a value."""


class WaiversError(PlancheckError):
    """The list of waivers is unusable or does not fit the plan."""


MOST_SLIPS = 50
"""In one file, no more wrong names than this are compared with the right ones."""


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return the one of ``known`` that ``name`` may be a slip for, or two that are as likely.

    Only for names of things. Words with a meaning are listed instead: one slip in such a word can
    make it the opposite.
    """
    from difflib import SequenceMatcher, get_close_matches  # only needed on the way to an error

    if len(name) > SHOWN:
        return []
    names = [other for other in dict.fromkeys(known) if not _reverses(name, other)]
    longer = [other for other in names if len(name) > 2 and other.startswith(name)]
    if longer or name.isdigit():  # of a code one slip makes another that is as good
        return longer[:2]
    close = get_close_matches(name, names, n=2, cutoff=0.5 if len(name) <= 3 else 0.6)
    if len(name) == 2:  # 南昌 is no slip for 湖南, though they have a sign in common
        close = [other for other in close if name[0] == other[0] or name[1:] == other[1:]]
    likeness = [SequenceMatcher(None, other, name).ratio() for other in close]
    return close if len(set(likeness)) < len(close) else close[:1]


_NOT = r"[不未没沒无無非免勿]|(?<![^\W_])(?:not?|non|without)(?![^\W_])"
_UN = ("un", "in", "non", "dis")


def _reverses(one: str, other: str) -> bool:
    """Whether one of two names denies the other: 未指定 and 指定, undesignated and designated."""
    one, other = one.casefold(), other.casefold()
    prefixed = any(prefix + two in (one, other) for prefix in _UN for two in (one, other) if two)
    return prefixed or len(re.findall(_NOT, one)) != len(re.findall(_NOT, other))


class Near:
    """The names that a wrong one may be a slip for, looked for only when they are shown."""

    __slots__ = ("known", "name")

    def __init__(self, name: str, known: Collection[str]) -> None:
        self.name = name
        self.known = known

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Near) and (self.name, self.known) == (other.name, other.known)

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[str]:
        return iter(near(self.name, self.known))

    def __str__(self) -> str:
        return "/".join(self)
