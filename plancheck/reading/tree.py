"""A file as a tree of nodes that all know their line and column."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from plancheck.errors import Location, Medium, Problem

MAX_DEPTH = 32
"""How many levels a file may have."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Span = tuple[int, int, int, int]
"""Start line and column, end line and column, all counted from 0, the end exclusive."""
Loc = Sequence[str | int]
"""The way to a value from the root: keys of mappings and places in lists."""


class Scalar:
    """A single value, kept as the text it was written as."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: Any, end: Any) -> None:
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where it stands."""
        start, end = self.start, self.end
        return start.line, start.column, end.line, end.column

    @property
    def data(self) -> str | None:
        """The text, or None for an empty, ``~`` or ``null`` value that is not quoted."""
        return None if self.plain and self.text in _NULLS else self.text


class Mapping:
    """Keys, each with the node that spells it and the node of its value, in file order.

    ``misspelt`` are the keys of the model that unknown keys are slips for.
    """

    __slots__ = ("end", "entries", "misspelt", "start")

    def __init__(self, start: Any, end: Any) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.misspelt: tuple[str, ...] = ()
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where it stands."""
        return _span(self)


class Items:
    """The values of a list in file order."""

    __slots__ = ("end", "nodes", "start")

    def __init__(self, start: Any, end: Any) -> None:
        self.nodes: list[Node] = []
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where it stands."""
        return _span(self)


Node = Scalar | Mapping | Items


class Document:
    """One file as a tree of nodes, with the problems that did not stop the reading of it.

    ``medium`` is what its writer sees. ``written`` is what stood in a node whose text has become
    the plan's own name. ``remarks`` are what is worth telling though nothing is wrong.
    """

    medium = Medium.KEYS

    def __init__(
        self, path: str, content: bytes, lines: list[str], root: Node, problems: list[Problem]
    ) -> None:
        self.path = path
        self.root = root
        self.problems = problems
        self.remarks: list[Problem] = []
        self.written: dict[Scalar, str] = {}
        self._content = content
        self._lines = lines

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes with LF line ends, in hexadecimal."""
        # Git for Windows ends lines with CR LF, and the file says the same.
        return sha256_of_lines(self._content) if b"\r\n" in self._content else self.file_sha256

    @cached_property
    def file_sha256(self) -> str:
        """The SHA-256 of the file's bytes as they are, in hexadecimal."""
        return sha256_of(self._content)

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self._content

    @property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends and without a byte order mark."""
        return list(self._lines)

    @property
    def data(self) -> Any:
        """The tree as plain ``dict``, ``list``, ``str`` and ``None``."""
        return plain(self.root)

    @cached_property
    def in_chinese(self) -> bool:
        """Whether its keys are in Chinese, most of those at the top: hints name keys so too."""
        entries = self.root.entries.values() if isinstance(self.root, Mapping) else ()
        chinese = sum(not key.text.isascii() for key, _ in entries)
        return chinese * 2 > len(entries)

    @property
    def top(self) -> Location:
        """The place that stands for the whole file."""
        return self._place((0, 0, 0, 0))

    def at(self, node: Node) -> Location:
        """Return the place of ``node``."""
        return self._place(node.span)

    def _place(self, span: Span) -> Location:
        where = location(self.path, self._lines, span)
        return where._replace(in_form=True) if self.medium is Medium.FIELDS else where

    def path_to(self, where: Location) -> tuple[str | int, ...]:
        """Return the way to the innermost value that stands at ``where``, or whose key does."""
        return self._paths.get(extent(where), ())

    def _extent(self, node: Node) -> Extent:
        """Return the extent of the place of ``node``, which need not be made for it."""
        line, column, end_line, end_column = node.span
        return "", line + 1, column + 1, end_line + 1, end_column + 1

    @cached_property
    def _paths(self) -> dict[Extent, tuple[str | int, ...]]:
        paths: dict[Extent, tuple[str | int, ...]] = {}
        waiting: list[tuple[tuple[str | int, ...], Node]] = [((), self.root)]
        while waiting:
            loc, node = waiting.pop()
            paths[self._extent(node)] = loc
            if isinstance(node, Items):
                waiting += (((*loc, place), item) for place, item in enumerate(node.nodes))
            elif isinstance(node, Mapping):
                for name, (key, value) in node.entries.items():
                    paths[self._extent(key)] = (*loc, name)
                    waiting.append(((*loc, name), value))
        return paths

    def locate(self, loc: Loc, *, key: bool = False) -> Location:
        """Return the place of the value at ``loc``, or of the nearest thing above it that exists.

        With ``key`` the place of the key that names the value. A mapping or list is shown by its
        key, because that is the line a reader looks for.
        """
        node: Node = self.root
        named: Node = self.root
        for step in loc:
            if isinstance(node, Mapping) and (pair := node.entries.get(str(step))) is not None:
                named, node = pair
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
                named = node = node.nodes[step]
            else:
                break
        else:
            if isinstance(node, Scalar) and not key:
                span = node.span
                if span[:2] != span[2:]:
                    return self.at(node)
        return self.top if named is self.root else self.at(named)


def sha256_of_lines(content: bytes) -> str:
    """Return the SHA-256 of the text ``content`` with LF line ends."""
    return sha256_of(content.replace(b"\r\n", b"\n"))


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def plain(node: Node) -> Any:
    """Return ``node`` as plain ``dict``, ``list``, ``str`` and ``None``."""
    # Most are scalars, and for those a call would cost more than the work.
    if isinstance(node, Mapping):
        return {
            key: (None if child.plain and child.text in _NULLS else child.text)
            if type(child) is Scalar
            else plain(child)
            for key, (_, child) in node.entries.items()
        }
    if isinstance(node, Items):
        return [
            (None if child.plain and child.text in _NULLS else child.text)
            if type(child) is Scalar
            else plain(child)
            for child in node.nodes
        ]
    return node.data


def location(path: str, lines: Sequence[str], span: Span) -> Location:
    """Return ``span`` of the file ``path`` as a place."""
    line, column, end_line, end_column = span
    # What is left empty at the very end the parser places on a line that may not exist.
    text = lines[line] if line < len(lines) else lines[-1]
    end_text = text
    if end_line != line:
        end_text = lines[end_line] if end_line < len(lines) else lines[-1]
    return Location(path, line + 1, column + 1, end_line + 1, end_column + 1, text, end_text)


Extent = tuple[str, int, int, int, int]
"""The sheet of a place, if it is in one, and the line and column of its begin and of its end."""


def extent(where: Location) -> Extent:
    """Return where a place begins and ends in its file."""
    return where.sheet, where.line, where.column, where.end_line, where.end_column


def _span(placed: Any) -> Span:
    start, end = placed.start, placed.end
    return start.line, start.column, end.line, end.column
