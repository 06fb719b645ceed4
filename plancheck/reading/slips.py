"""Slips of the keyboard that have one possible meaning: full-width signs, tabs, missing blanks.

A file with one of them is seldom YAML, so its lines are read loosely here. What may be the text of
a value is never a slip: text in quotes, blocks of text, lines that continue a value, free text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from plancheck.errors import Problem
from plancheck.reading.syntax import CURABLE, FULL_WIDTH, ODD_SPACES
from plancheck.reading.tree import location

# fmt: off
FREE_TEXT = frozenset((
    "title", "number", "url", "file", "note", "reason", "name", "document", "by", "from", "id",
    "kind", "source", "text", "why", "zh", "en", "one", "other", "标题", "名称", "文号", "编号",
    "网址", "链接", "文件", "附件", "备注", "说明", "原因", "来源", "approved_by", "理由",
    "批准文号", "批准文件", "依据", "host", "主办单位", "承办单位", "主办",
    "next_steps", "未完成原因", "下一步措施",
))
# fmt: on
"""Keys whose values may be free text, in which full-width signs are no slips."""

_OPEN = {"{": "{", "[": "[", "｛": "{", "［": "[", "【": "["}
_CLOSE = {"}": "{", "]": "[", "｝": "{", "］": "[", "】": "["}
_ENDS = {"{": "}", "[": "]"}
_BLANK = f" \t{ODD_SPACES}"
_BLANKS = re.compile(f"[{_BLANK}]*")
_KEY = re.compile(
    r"\"[^\"]*\"|'[^']*'|[^\s'\"#:：,，{}\[\]｛｝［］【】&*!|>%@`?-][^\s:：,，{}\[\]｛｝［］【】]*"
)
_COLON = re.compile(rf"(：)[{_BLANK}]*|:([{ODD_SPACES}][{_BLANK}]*)|[ \t]*:(?=[ \t]|$)[ \t]*|(:)")
_SECOND = re.compile(r":(\s|$)")
_DASHES = re.compile(r"(?:- +)*")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
_NEXT_KEY = re.compile(rf"，[{_BLANK}]*[^\s,，:：{{}}\[\]]+[:：]")
_NEXT_NAME = re.compile(rf"，[{_BLANK}]*[\w.\"']")
_NAME = re.compile(r"[\w.-]+")
_INDENT = 2
_DEEPEST = 64
"""More brackets in each other are not read; a file may have half as many."""


class Slip(NamedTuple):
    """A slip on a line, from ``start`` to ``end``.

    ``instead`` is what belongs there, None where that is not certain. ``key``, ``place`` and
    ``values`` are those of its problem.
    """

    key: str
    line: int
    place: int
    values: Mapping[str, str]
    start: int
    end: int
    instead: str | None

    def problem(self, path: str, lines: Sequence[str]) -> Problem:
        """Return what is said of it."""
        span = (self.line, self.place, self.line, self.place + 1)
        return Problem(self.key, location(path, lines, span), self.values)


def slips(lines: Sequence[str], most: int = sys.maxsize) -> list[Slip]:
    """Return the slips in ``lines`` in the order of their places, not many more than ``most``."""
    reader = _Reader(lines, most)
    for number in range(len(lines)):
        reader.read(number)
        if len(reader.slips) > most:
            break
    return reader.slips


def cured(lines: Sequence[str], noticed: Iterable[Slip]) -> list[str]:
    """Return ``lines`` without the slips ``noticed`` whose cure is certain."""
    out = list(lines)
    for line, on_it in groupby(noticed, key=lambda slip: slip.line):
        parts, at = [], 0
        for slip in sorted(on_it, key=lambda slip: slip.start):
            if slip.instead is not None:
                parts += [lines[line][at : slip.start], slip.instead]
                at = slip.end
        out[line] = "".join([*parts, lines[line][at:]])
    return out


def with_slip_problems(problems: Iterable[Problem], of_slips: Sequence[Problem]) -> list[Problem]:
    """Return ``problems``, those on the lines of slips replaced by the problems ``of_slips``."""
    at = {problem.where.line for problem in of_slips if problem.where}
    kept = [
        problem
        for problem in problems
        if problem.key not in CURABLE or not problem.where or problem.where.line not in at
    ]
    return [*kept, *of_slips]


class _Open(NamedTuple):
    """A bracket that is open: its kind, and the key that its parts are under."""

    kind: str
    key: str


class _Reader:
    """Reads lines loosely, and notes slips."""

    def __init__(self, lines: Sequence[str], most: int) -> None:
        self.slips: list[Slip] = []
        self._lines = lines
        self._most = most
        self._width = _tab_width(lines)
        self._quote = ""  # the quote that is open
        self._brackets: list[_Open] = []
        self._text_below: int | None = None  # lines further to the right are text
        self._in_block = False  # which they are with all their blanks

    def read(self, number: int) -> None:
        """Read one line."""
        text = self._lines[number]
        start = 0
        if self._quote:
            end = _quote_end(text, 0, self._quote)
            if end is None:
                return
            start, self._quote = end, ""
            if not self._brackets:
                return
        body = text[start:].strip(_BLANK)
        if not body or (body.startswith("#") and not start):
            return
        if self._brackets:
            self._in_brackets(number, start, "after" if start else "")
            return
        start = len(text) - len(text.lstrip(_BLANK))
        depth = sum(self._cells(sign) for sign in text[:start])
        if self._text_below is not None and depth > self._text_below:
            return
        self._text_below, self._in_block = None, False
        self._indentation(number, text[:start])
        dashes = _DASHES.match(text, start)
        assert dashes is not None  # it matches nothing, too
        at = dashes.end()
        key = _KEY.match(text, at)
        colon = _COLON.match(text, key.end()) if key else None
        if key is None or colon is None or not self._colon(number, key, colon):
            self._value(number, at, "", depth)
            return
        self._value(number, colon.end(), key[0], depth + at - start)

    def _cells(self, sign: str) -> int:
        return {"\t": self._width or _INDENT, "\u3000": 2}.get(sign, 1)

    def _indentation(self, number: int, blanks: str) -> None:
        if "\t" in blanks:
            only_tabs = not blanks.strip("\t") and self._width
            instead = " " * (self._width * len(blanks)) if only_tabs else None
            self._note("yaml.tab", number, blanks.index("\t"), 0, len(blanks), instead)
            return
        odd = next((place for place, sign in enumerate(blanks) if sign != " "), None)
        if odd is not None:
            instead = " " * sum(map(self._cells, blanks))
            self._odd_space(number, odd, 0, len(blanks), instead)

    def _colon(self, number: int, key: re.Match[str], colon: re.Match[str]) -> bool:
        """Note what is wrong with a colon on a line of its own; False if it may be none."""
        text = self._lines[number]
        rest = text[colon.end() :]
        full_width, odd, bare = colon.groups()
        if not (full_width or odd or bare):
            return True
        if not rest.startswith(("{", "[", '"', "'", *_OPEN)) and _SECOND.search(rest):
            return False
        return self._note_colon(number, key, colon)

    def _note_colon(self, number: int, key: re.Match[str], colon: re.Match[str]) -> bool:
        full_width, odd, bare = colon.groups()
        rest = self._lines[number][colon.end() :]
        instead = ": " if rest.strip() else ":"
        if full_width:
            self._full_width(number, colon.start(), colon.end(), instead)
        elif odd:
            self._odd_space(number, colon.start() + 1, colon.start(), colon.end(), instead)
        elif bare:
            if key[0][0] in "\"'":
                return bool(self._brackets)  # "key":value is right in brackets
            if rest.startswith(("/", "\\")) or (key[0].isdecimal() and rest[:1].isdecimal()):
                return False  # an address, a path or a time
            place = key.start()
            self._note("yaml.no-colon", number, place, colon.start(), colon.end(), instead)
        return True

    def _value(self, number: int, at: int, key: str, depth: int) -> None:
        text = self._lines[number]
        begin = _BLANKS.match(text, at)
        assert begin is not None
        start = begin.end()
        first = text[start : start + 1]
        if not first or first == "#":
            self._text_below = depth if key.strip("\"'") in FREE_TEXT else None
        elif first in "{[" or (first in _OPEN and self._is_closed(text[start:], key)):
            self._hidden(number, at, start)
            self._in_brackets(number, start, "", key)
        elif first in "\"'":
            self._hidden(number, at, start)
            self._quote = "" if _quote_end(text, start + 1, first) is not None else first
        else:  # text, which may go on below
            self._text_below = depth
            self._in_block = _BLOCK.match(text, start) is not None

    def _is_closed(self, value: str, key: str) -> bool:
        """Whether ``value``, which begins with a full-width bracket, is all in brackets."""
        value = value.partition(" #")[0].rstrip(_BLANK)
        return key.strip("\"'") not in FREE_TEXT and _CLOSE.get(value[-1:]) == _OPEN[value[0]]

    def _hidden(self, number: int, at: int, start: int) -> None:
        """Note other blanks before a bracket or a quote, which would make a text of it."""
        blanks = self._lines[number][at:start]
        odd = next((place for place, sign in enumerate(blanks) if sign in ODD_SPACES), None)
        if odd is not None:
            self._odd_space(number, at + odd, at, start, "" if at and blanks else " ")

    def _in_brackets(self, number: int, at: int, state: str, key: str = "") -> None:
        """Read on within brackets; ``state`` is what comes next: a part, a value, or "after"."""
        text, brackets = self._lines[number], self._brackets
        while at < len(text) and len(self.slips) <= self._most:
            begin = _BLANKS.match(text, at)
            assert begin is not None
            before, at = at, begin.end()
            sign = text[at : at + 1]
            if not sign or (sign == "#" and before < at):
                return
            kind = brackets[-1].kind if brackets else ""
            if sign in _CLOSE and _CLOSE[sign] == kind:
                if sign != _ENDS[kind]:
                    self._full_width(number, at, at + 1, _ENDS[kind])
                brackets.pop()
                at, state = at + 1, "after"
                if not brackets:
                    return
            elif sign in ",，" and state == "after":
                if sign == "，":
                    end = _BLANKS.match(text, at + 1)
                    self._full_width(number, at, end.end() if end else at + 1, ", ")
                at, state = at + 1, ""
            elif sign in "{[" or (sign in _OPEN and key not in FREE_TEXT and state != "after"):
                if sign != _OPEN[sign]:
                    self._full_width(number, at, at + 1, _OPEN[sign])
                elif brackets:
                    self._hidden(number, before, at)
                if len(brackets) >= _DEEPEST:
                    return
                brackets.append(_Open(_OPEN[sign], key))
                at, state = at + 1, ""
            elif state == "" and kind == "{":
                word = _KEY.match(text, at)
                colon = _COLON.match(text, word.end()) if word else None
                if word is None or colon is None or not self._note_colon(number, word, colon):
                    at, state = self._text_end(text, at, key), "after"
                    continue
                key, at, state = word[0].strip("\"'"), colon.end(), "value"
            elif sign in "\"'":
                end_ = _quote_end(text, at + 1, sign)
                if end_ is None:
                    self._quote = sign
                    return
                at, state = end_, "after"
            else:
                key = brackets[-1].key if kind == "[" else key
                at, state = max(self._text_end(text, at, key), at + 1), "after"

    def _text_end(self, text: str, at: int, key: str) -> int:
        """Return where a text within brackets ends."""
        kind = self._brackets[-1].kind
        within = 0
        for place in range(at, len(text)):
            sign = text[place]
            if sign in ",{}[]" or (sign == "#" and text[place - 1] in _BLANK):
                return place
            if sign in _OPEN:
                within += 1
            elif sign in _CLOSE and within:
                within -= 1
            elif _CLOSE.get(sign) == kind and (
                key not in FREE_TEXT or not text[place + 1 :].strip()
            ):
                return place
            elif sign == "，" and key not in FREE_TEXT and not within:
                if kind == "{" and _NEXT_KEY.match(text, place):
                    return place
                if (
                    kind == "["
                    and _NAME.fullmatch(text[at:place])
                    and _NEXT_NAME.match(text, place)
                ):
                    return place
        return len(text)

    def _full_width(self, number: int, start: int, end: int, instead: str) -> None:
        sign = self._lines[number][start]
        plain = FULL_WIDTH.get(sign, instead)
        self._note("yaml.full-width", number, start, start, end, instead, sign=sign, plain=plain)

    def _odd_space(self, number: int, place: int, start: int, end: int, instead: str) -> None:
        character = f"U+{ord(self._lines[number][place]):04X}"
        self._note("source.odd-space", number, place, start, end, instead, character=character)

    def _note(
        self,
        key: str,
        number: int,
        place: int,
        start: int,
        end: int,
        instead: str | None,
        **values: str,
    ) -> None:
        self.slips.append(Slip(key, number, place, values, start, end, instead))


def _tab_width(lines: Sequence[str]) -> int:
    """Return how many spaces a tab stands for, as other lines are indented; 0 if that is open."""
    indents = {len(line) - len(line.lstrip(" ")) for line in lines if line.strip()} - {0}
    step = min(indents, default=_INDENT)
    return 0 if any(indent % step for indent in indents) else step


def _quote_end(text: str, at: int, quote: str) -> int | None:
    """Return the place after the quote that closes what opened before ``at``."""
    while at < len(text):
        doubled = text[at] == quote == "'" and text[at + 1 : at + 2] == quote
        if doubled or (text[at] == "\\" and quote == '"'):
            at += 2
        elif text[at] == quote:
            return at + 1
        else:
            at += 1
    return None
