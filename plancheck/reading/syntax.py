"""What YAML's parser refuses, said in the reader's terms and at the place of the cause.

The parser tells where it could not go on, which is seldom where the slip is. Each function of
``_CAUSES`` knows one slip; the first that recognises its own says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from plancheck.errors import Location, Problem
from plancheck.reading.tree import location

Mark = tuple[int, int]
"""Line and column, counted from 0."""

FULL_WIDTH = {"：": ":", "，": ","}
"""The full-width signs that are typed where YAML needs an ASCII one."""
CURABLE = frozenset({"yaml.full-width", "yaml.no-colon", "yaml.tab", "source.odd-space"})
"""The problems that a slip may be told as."""
ODD_SPACES = "".join(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
ODD_COLON = rf"\s*(?:- *)?[^\s'\"#:：]+:([{ODD_SPACES}])"
"""A key whose colon is followed by a blank that YAML does not take for one."""


def directive_above(path: str, lines: Sequence[str], end: int) -> Problem | None:
    """Return the problem of the first directive above ``end``, where the content begins."""
    for number, line in enumerate(lines[:end]):
        if line.startswith("%"):
            return Problem("source.directive", location(path, lines, (number, 0, number, 1)))
    return None


def syntax_problem(path: str, lines: Sequence[str], error: Any, opened: Mark | None) -> Problem:
    """Return the cause of the parser's ``error``, a yaml.MarkedYAMLError.

    ``opened`` is where the innermost mapping or list begins that is still open.
    """
    refused = _Refused(path, lines, error, opened)
    problems = (cause(refused) for cause in _CAUSES)
    return next(problem for problem in problems if problem is not None)


class _Refused:
    """Where the parser stopped, and what it says of it."""

    def __init__(self, path: str, lines: Sequence[str], error: Any, parent: Mark | None) -> None:
        self.path = path
        self.lines = lines
        self.error = error
        self.parent = parent

    @cached_property
    def why(self) -> str:
        return self.error.problem or ""

    @cached_property
    def context(self) -> str:
        return self.error.context or ""

    @cached_property
    def mark(self) -> Mark:
        """The line and column at which the parser stopped."""
        return self._mark(self.error.problem_mark or self.error.context_mark)

    @cached_property
    def opened(self) -> Mark:
        """The line and column at which that begins which could not be read to its end."""
        return self._mark(self.error.context_mark) if self.error.context_mark else self.mark

    @property
    def text(self) -> str:
        return self.lines[self.mark[0]]

    @property
    def before(self) -> str:
        """What stands before the place on its line."""
        return self.text[: self.mark[1]]

    @property
    def sign(self) -> str:
        """The character at the place, empty at the end of a line."""
        return self.text[self.mark[1] : self.mark[1] + 1]

    @property
    def in_brackets(self) -> bool:
        return "flow" in self.context

    def _mark(self, mark: Any) -> Mark:
        return (min(mark.line, len(self.lines) - 1), mark.column) if mark else (0, 0)

    def at(self, line: int, column: int) -> Location:
        return location(self.path, self.lines, (line, column, line, column + 1))

    def problem(self, message: str, /, column: int | None = None, **values: Any) -> Problem:
        """Return the problem ``message`` on the line where the parser stopped."""
        line, here = self.mark
        return Problem(message, self.at(line, here if column is None else column), values)

    def full_width(self, line: int, column: int) -> Problem:
        sign = self.lines[line][column]
        values = {"sign": sign, "plain": FULL_WIDTH[sign]}
        return Problem("yaml.full-width", self.at(line, column), values)

    def read_up_to(self) -> dict[str, int]:
        line = self.mark[0]
        while line and not self.lines[line].strip():
            line -= 1
        return {"line": line + 1}

    def above(self) -> int | None:
        """Return the nearest line above that says something."""
        numbers = range(self.mark[0] - 1, -1, -1)
        return next((n for n in numbers if _says_something(self.lines[n])), None)


# --- what is not plain YAML, signs and quotes ----------------------------------------------------


def _directive(refused: _Refused) -> Problem | None:
    if "<document start>" in refused.why:
        problem = directive_above(refused.path, refused.lines, refused.mark[0])
        if problem is not None:
            return problem
    said = refused.context + refused.why
    if "directive" in said or "incompatible YAML document" in refused.why:
        return Problem("source.directive", refused.at(refused.opened[0], 0))
    return None


def _quotes(refused: _Refused) -> Problem | None:
    if "quoted scalar" not in refused.context:
        return None
    if "end of stream" in refused.why or "document" in refused.why:
        where = refused.at(*refused.opened)
        return Problem("yaml.unclosed-quote", where, refused.read_up_to())
    backslash = refused.text.rfind("\\", 0, refused.mark[1] + 1)
    return refused.problem("yaml.escape", max(backslash, 0))


def _tag(refused: _Refused) -> Problem | None:
    if "tag handle" not in refused.why:
        return None
    name = refused.text[refused.mark[1] :].partition(" ")[0]
    return refused.problem("source.tag", name=name)


def _tab(refused: _Refused) -> Problem | None:
    text = refused.text
    if "\t" in text[: _indent(text)] and not refused.in_brackets:
        return refused.problem("yaml.tab", text.index("\t"))
    return None


# --- in braces and brackets ----------------------------------------------------------------------


def _full_width_comma(refused: _Refused) -> Problem | None:
    if not refused.in_brackets:
        return None
    line, column = refused.mark
    slip = re.search(r"(，)\s*[^\s，,:：{}\[\]]+: ", refused.text[: column + 2])
    return refused.full_width(line, slip.start(1)) if slip else None


def _bracket_in_value(refused: _Refused) -> Problem | None:
    """Recognise a bracket within a text, as in a document number typed on a plain keyboard."""
    within = refused.before.strip() and refused.before.rstrip()[-1] not in ",:[{"
    if not (refused.in_brackets and refused.sign in ("[", "{") and within):
        return None
    year = re.match(r"\[(\d{4})\]", refused.text[refused.mark[1] :], re.ASCII)
    if year:
        return refused.problem("yaml.year-in-brackets", written=year[0], instead=f"〔{year[1]}〕")
    return refused.problem("yaml.bracket-in-value", sign=refused.sign)


def _text_after_bracket(refused: _Refused) -> Problem | None:
    """Recognise a text that begins with a bracket or a quote, and goes on after the other half."""
    ends = refused.before.rstrip()[-1:]
    if not refused.in_brackets or ends not in ("]", "}", '"', "'") or refused.sign in ",:]}#":
        return None
    key = re.match(r"([^\s,{}\[\]]+): ", refused.text[refused.mark[1] :])
    if key:
        return refused.problem("yaml.no-comma", key=key[1])
    return refused.problem("yaml.after-value")


def _second_colon_in_brackets(refused: _Refused) -> Problem | None:
    """Recognise a second ``: `` within a value: {备注: 见附件: 方案}."""
    if not (refused.in_brackets and refused.sign == ":"):
        return None
    before, rest = re.split("[,{[]", refused.before)[-1], refused.text[refused.mark[1] :]
    key, colon, value = before.partition(": ")
    if not colon or not value.strip():
        return None
    value, last = value.strip(), value.split()[-1]
    whole = value + re.split("[,}\\]]", rest)[0].rstrip()
    if value != last:  # it may be a comma that is missing
        return refused.problem("yaml.colon-or-comma", key=last)
    if '"' in whole or "'" in whole:
        return refused.problem("yaml.second-colon")
    return refused.problem("yaml.colon-in-value", quoted=f'{key.strip()}: "{whole}"')


def _second_colon(refused: _Refused) -> Problem | None:
    """Recognise a second ``: `` on a line: within a value, or after a key that belongs below."""
    if refused.in_brackets or "mapping values are not allowed" not in refused.why:
        return None
    key, colon, value = refused.before.partition(": ")
    value = value.strip()
    if not colon or not value or '"' in value or "'" in value:
        return None
    *first, last = value.split()
    if first:
        return refused.problem("yaml.two-on-a-line", key=last)
    whole = refused.text[len(key) + len(colon) :].strip()
    return refused.problem("yaml.colon-in-value", quoted=f'{key.strip()}: "{whole}"')


def _unclosed(refused: _Refused) -> Problem | None:
    if not refused.in_brackets:
        return None
    opened = refused.opened
    if "flow node" in refused.context and refused.parent:  # it is named by where it is missed
        opened = refused.parent
    return Problem("yaml.unclosed-bracket", refused.at(*opened), refused.read_up_to())


# --- lines ---------------------------------------------------------------------------------------


def _odd_space(refused: _Refused) -> Problem | None:
    match = re.match(ODD_COLON, refused.text)
    if match is None or match.start(1) > refused.mark[1]:
        return None
    return refused.problem("source.odd-space", match.start(1), character=f"U+{ord(match[1]):04X}")


def _sign_at_start(refused: _Refused) -> Problem | None:
    if any(said in refused.context for said in ("anchor", "alias", "tag", "block scalar")):
        return Problem("yaml.start", refused.at(*refused.opened))
    return None


def _colon(refused: _Refused) -> Problem | None:
    if "could not find expected ':'" in refused.why:
        return _no_colon(refused, refused.opened[0])
    return None


def _colon_above(refused: _Refused) -> Problem | None:
    """Recognise a line that runs into the one below because it has no colon."""
    above = refused.above() if "mapping values are not allowed" in refused.why else None
    if above is None or re.search(r":(\s|$)", refused.lines[above], re.ASCII):
        return None
    lines = [text for text in refused.lines[:above] if _says_something(text)]
    within = _indent(refused.lines[above])
    outer = next((text for text in reversed(lines) if _indent(text) < within), ":")
    # Below a key that has a value already, the line continues that value and needs no colon.
    return _no_colon(refused, above) if outer.rstrip().endswith(":") else None


def _no_colon(refused: _Refused, line: int) -> Problem:
    """Say what is in the place of the colon and the space that ``line`` lacks."""
    text = refused.lines[line]
    match = re.match(r"\s*(?:- *)?[^\s'\"#:：]+(：)", text)
    if match:
        return refused.full_width(line, match.start(1))
    if match := re.match(ODD_COLON, text):
        where = refused.at(line, match.start(1))
        return Problem("source.odd-space", where, {"character": f"U+{ord(match[1]):04X}"})
    return Problem("yaml.no-colon", refused.at(line, _indent(text)))


def _over_indented(refused: _Refused) -> Problem | None:
    """Recognise a line that begins to the right of one above that has its value already."""
    above = refused.above() if any(said in refused.why for said in _MISALIGNED) else None
    if above is None or not re.match(_WITH_VALUE, refused.lines[above]):
        return None
    column, beside = _indent(refused.text), _indent(refused.lines[above])
    if not refused.text.lstrip().startswith("- "):  # a key stands below a key, not below its dash
        beside += len(refused.lines[above].lstrip()) - len(refused.lines[above].lstrip("- "))
    if column <= beside:
        return None
    line = refused.mark[0]
    values = {"line": line + 1, "above": above + 1, "by": column - beside}
    return Problem("yaml.over-indented", refused.at(line, column), values)


def _after_value(refused: _Refused) -> Problem | None:
    said = ("expected key", "expected '-' indicator", "<block end>")
    if refused.before.strip() and any(words in refused.why for words in said):
        return refused.problem("yaml.after-value")
    return None


def _by_its_words(refused: _Refused) -> Problem:
    """Return what the parser's own words mean, where no slip is recognised."""
    key = next((key for said, key in _WORDS if said in refused.why), "yaml.other")
    return refused.problem(key, why=refused.why)


_WITH_VALUE = r"\s*(- +){0,32}[^\s#].*?:\s+[^\s#]"
_MISALIGNED = (
    "mapping values are not allowed",
    "did not find expected key",
    "did not find expected '-' indicator",
    "expected <block end>",
    "<document start>",
)
_WORDS = (
    (_MISALIGNED[0], "yaml.second-colon"),
    *((said, "yaml.indentation") for said in _MISALIGNED[1:]),
    ("sequence entries are not allowed", "yaml.start"),
    ("mapping keys are not allowed", "yaml.start"),
    ("node content", "yaml.start"),
    ("cannot start any token", "yaml.start"),
    ("found unexpected ':'", "yaml.no-colon"),
)

_CAUSES: tuple[Callable[[_Refused], Problem | None], ...] = (
    _directive,
    _quotes,
    _tag,
    _tab,
    _odd_space,
    _full_width_comma,
    _bracket_in_value,
    _second_colon_in_brackets,
    _second_colon,
    _text_after_bracket,
    _unclosed,
    _sign_at_start,
    _colon,
    _colon_above,
    _over_indented,
    _after_value,
    _by_its_words,
)
"""Every slip that is recognised, the plainest first."""


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
