"""Bytes to a tree of YAML nodes that all know their line and column. The only user of ``yaml``.

A report is data from somebody else, so only the plain part of YAML is read: mappings, lists and
scalars, one document. Anchors, aliases, tags, merge keys and directives are refused, every scalar
stays the text it was written as, and the tree is built without recursion under fixed limits.
"""

from __future__ import annotations

import errno
import hashlib
import os
import pkgutil
import re
import stat
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from plancheck.errors import Location, Problem, SourceError
from plancheck.syntax import ODD_SPACES, Span, directive_above, location, syntax_problem

MAX_BYTES = 1 << 20
MAX_DEPTH = 32
_DEPTH_AHEAD = 900
"""How many levels before the one that the parser refuses need not be read to meet our limit."""
MAX_VALUES = 50_000
MAX_PLAN_VALUES = 500_000
MAX_SCALAR = 65_536

ENCODINGS = ("utf-8", "gb18030")
"""What ``--encoding`` takes. UTF-8 and UTF-16 with a byte order mark are known without it."""

STDIN = "-"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# The pure-Python parser reads the same language, ten times slower, where libyaml is not built in.
_Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_ScalarEvent = yaml.ScalarEvent
_MappingStartEvent, _MappingEndEvent = yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStartEvent, _SequenceEndEvent = yaml.SequenceStartEvent, yaml.SequenceEndEvent

# Everything no honest report needs and some program obeys or some parser trips over: C0 but tab and
# line ends, DEL, C1, the two Unicode line separators, a byte order mark inside, non-characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|\r|\n")
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_CONFLICT_SIGNS = ("<" * 7, "=" * 7, ">" * 7)
_BLOCK = ("|", ">")
_OPENING = ('"', "'", "[", "{", "- ", *_BLOCK)
_BLANKS = f" \t{ODD_SPACES}"
_HIDDEN = re.compile(rf":[{ODD_SPACES}]+[\[{{\"']")
"""A bracket or a quote after such a blank, of which YAML makes a part of the key."""
_NOT_TEXT = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "XLSX/DOCX/ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS/DOC"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
)

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
    """Keys, each with the node that spells it and the node of its value, in file order."""

    __slots__ = ("end", "entries", "start")

    def __init__(self, start: Any, end: Any) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
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
    """One file as a tree of nodes, with the problems that did not stop the reading of it."""

    def __init__(
        self, path: str, content: bytes, lines: list[str], root: Node, problems: list[Problem]
    ) -> None:
        self.path = path
        self.root = root
        self.problems = problems
        self._content = content
        self._lines = lines

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes with LF line ends, in hexadecimal."""
        # Git for Windows ends lines with CR LF, and the file says the same.
        return hashlib.sha256(self._content.replace(b"\r\n", b"\n")).hexdigest()

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

    def at(self, node: Node) -> Location:
        """Return the place of ``node``."""
        return location(self.path, self._lines, node.span)

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
                    return location(self.path, self._lines, span)
        if named is self.root:
            return location(self.path, self._lines, (0, 0, 0, 0))
        return self.at(named)


def plain(node: Node) -> Any:
    """Return ``node`` as plain ``dict``, ``list``, ``str`` and ``None``."""
    if isinstance(node, Scalar):
        return node.data
    if isinstance(node, Mapping):
        # Most are scalars, and for those a call would cost more than the work.
        return {
            key: (None if child.plain and child.text in _NULLS else child.text)
            if type(child) is Scalar
            else plain(child)
            for key, (_, child) in node.entries.items()
        }
    return [plain(child) for child in node.nodes]


def shipped(name: str) -> Document:
    """Read a data file that comes with plancheck and return its tree.

    An installed package holds it; a checkout that is used in place has it beside the package. It
    goes by the name it has in the repository, so that output is the same wherever that is.
    """
    here = Path(__file__).parent
    for folder in (here, here.parent):
        path = folder / "data" / name
        if path.exists():
            return parse(_content(str(path), str(path)), f"data/{name}")
    return parse(_packaged(f"data/{name}"), f"data/{name}")


def _packaged(name: str) -> bytes:
    """Return the bytes of a file of a package that is no folder, but a zip file or the like."""
    try:
        content = pkgutil.get_data("plancheck", name)
    except OSError as exc:
        why = {"why": exc.strerror or str(exc)}
        raise SourceError([Problem("source.unreadable", Location(name), why)]) from None
    assert content is not None, "only of a package that is not loaded at all"
    return content


def read(path: str, *, encoding: str = "utf-8", most: int = MAX_VALUES) -> Document:
    """Read ``path`` (``-``: standard input) and return its tree, of at most ``most`` values.

    Raises SourceError for anything that is not one plain YAML document within the limits.
    """
    name = shown(path)
    return parse(_content(path, name), name, encoding=encoding, most=most)


def read_text(path: str, *, limit: int = MAX_BYTES, encoding: str | None = "utf-8") -> str:
    """Return the text of a file that is not YAML, with one kind of line end.

    ``encoding`` None is for a kind of file that is always UTF-8, whatever ``--encoding`` says.
    Raises SourceError where it cannot be read, is larger than ``limit`` bytes or is not text.
    """
    text = decoded(_content(path, path, limit), path, encoding=encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_content(path: str, *, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file or of standard input; raises SourceError as ``read`` does."""
    return _content(path, shown(path), limit)


def shown(path: str) -> str:
    """Return the name under which ``path`` is shown."""
    return "<stdin>" if path == STDIN else path


def parse(
    content: bytes, path: str, *, encoding: str = "utf-8", most: int = MAX_VALUES
) -> Document:
    """Return the tree of ``content``; ``path`` is the name shown for it. Raises SourceError."""
    text = decoded(content, path, encoding=encoding)
    _refuse_what_is_not_yaml(text, path)
    builder = _Builder(path, text, most)
    root = builder.build()
    if root is None or (isinstance(root, Scalar) and root.data is None):
        raise SourceError([*builder.problems, Problem("source.empty", Location(path, 1, 1, 1, 1))])
    return Document(path, content, builder.lines, root, builder.problems)


# --- bytes ---------------------------------------------------------------------------------------


def _content(path: str, shown: str, limit: int = MAX_BYTES) -> bytes:
    """Return at most ``limit`` bytes of a regular file or of standard input."""
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read(limit + 1)
        else:
            content = _file_content(path, shown, limit)
    except FileNotFoundError:
        raise SourceError([Problem("source.not-found", Location(shown))]) from None
    except (OSError, ValueError, AttributeError) as exc:  # AttributeError: no stdin at all
        if getattr(exc, "errno", None) == errno.ELOOP:
            raise SourceError([Problem("source.link-loop", Location(shown))]) from None
        reason = getattr(exc, "strerror", None) or str(exc)
        raise SourceError(
            [Problem("source.unreadable", Location(shown), {"why": reason})]
        ) from None
    if len(content) > limit:
        raise SourceError([Problem("source.too-large", Location(shown), {"limit": limit})])
    return content


def _file_content(path: str, shown: str, limit: int) -> bytes:
    # O_NONBLOCK: opening a named pipe must not wait for a writer that never comes.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SourceError([Problem("source.not-a-file", Location(shown))])
        if status.st_size > limit:
            raise SourceError([Problem("source.too-large", Location(shown), {"limit": limit})])
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(limit + 1)
    finally:
        os.close(descriptor)


def codec(content: bytes, encoding: str) -> str:
    """Return the codec that a byte order mark in ``content`` names, else ``encoding``.

    The files of a call come from several hands: where another encoding is asked for, Chinese that
    is in UTF-8 stays what it is.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    return "utf-8" if encoding != "utf-8" and _is_chinese(content, "utf-8") else encoding


def decoded(content: bytes, path: str, *, encoding: str | None = "utf-8") -> str:
    """Return ``content`` as text; raises SourceError at the place where it is not text."""
    for magic, kind in _NOT_TEXT:
        if content.startswith(magic):
            raise SourceError([Problem("source.not-text", Location(path), {"kind": kind})])
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise SourceError([Problem("source.utf32", Location(path, 1, 1, 1, 1))])
    offered, encoding = encoding is not None, codec(content, encoding or "utf-8")
    if encoding != "utf-16" and b"\x00" in content[:4]:
        raise SourceError([Problem("source.utf16", Location(path, 1, 1, 1, 1))])
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as exc:
        # Of ``exc.object``: there the byte order mark may already be gone, and with it 3 bytes.
        before = exc.object[: exc.start].decode(encoding, errors="replace")
        # A mark, or Chinese that reads well up to here, shows UTF-8 that was cut or damaged.
        foreign = offered and encoding == "utf-8" and not _HAN.search(before)
        gb18030 = foreign and _is_chinese(content, "gb18030")
        key = "source.gb18030" if gb18030 else "source.undecodable"
        values = {"encoding": encoding.removesuffix("-sig").upper()}
        raise SourceError([Problem(key, _place(before, path), values)]) from None


def _is_chinese(content: bytes, encoding: str) -> bool:
    try:
        return bool(_HAN.search(content.decode(encoding)))
    except UnicodeDecodeError:
        return False


def _place(before: str, path: str) -> Location:
    """Return the place of the character that follows ``before``."""
    lines = _LINE_END.split(before)
    line, column = len(lines), len(lines[-1]) + 1
    return Location(path, line, column, line, column + 1, lines[-1], f"{lines[-1]}\ufffd")


def _refuse_what_is_not_yaml(text: str, path: str) -> None:
    start = text.lstrip()[:64].lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise SourceError(
            [Problem("source.not-text", Location(path, 1, 1, 1, 1), {"kind": "HTML/XML"})]
        )
    if start.startswith("version https://git-lfs"):
        raise SourceError([Problem("source.lfs", Location(path, 1, 1, 1, 1))])
    problems = []
    if not text.replace("\n", "").isprintable():  # an ideographic space is not, and is no matter
        problems = [
            Problem(
                "source.control",
                _place(text[: match.start()], path),
                {"character": f"U+{ord(match[0]):04X}"},
            )
            for match, _ in zip(_CONTROL.finditer(text), range(20), strict=False)
        ]
    if any(sign in text for sign in _CONFLICT_SIGNS):
        conflict = re.search(r"^(<{7} |>{7} |={7}$)", text, re.MULTILINE)
        if conflict:
            problems.append(Problem("source.conflict", _place(text[: conflict.start()], path)))
    if problems:
        raise SourceError(problems)


# --- events to nodes -----------------------------------------------------------------------------


class _Builder:
    """Builds the tree from libyaml's events, refusing at the first event past a limit."""

    def __init__(self, path: str, text: str, most: int) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._text = text
        self._most = most
        self.lines = _LINE_END.split(text) if "\r" in text else text.split("\n")

    def build(self) -> Node | None:
        """Return the root, or None for a file without a document. Raises SourceError."""
        parser = None
        try:
            # Inside the try: the pure-Python reader checks its first characters when it is made.
            parser = _Parser(self._text)
            root = self._tree(parser.get_event)
        except yaml.YAMLError as exc:  # a ReaderError knows no line
            problem = Problem(
                "yaml.other", Location(self._path, 1, 1, 1, 1), {"why": str(exc).splitlines()[0]}
            )
            raise SourceError([*self.problems, problem]) from None
        finally:
            if parser is not None:
                parser.dispose()
        if _HIDDEN.search(self._text):
            self._refuse_hidden(root)
        # What is indented by other blanks stands where nobody meant it: nothing more is said of it.
        if any(problem.key == "source.odd-space" for problem in self.problems):
            raise SourceError(self.problems)
        return root

    def _tree(self, next_event: Callable[[], Any]) -> Node | None:  # noqa: PLR0915  # one loop
        root: Node | None = None
        parent: Mapping | Items | None = None  # the innermost collection that is open, and then
        entries: dict[str, tuple[Scalar, Node]] | None = None  # what it holds, as a mapping
        nodes: list[Node] | None = None  # or as a list
        key: Scalar | None = None  # the key in it that awaits its value
        around: list[tuple[Any, ...]] = []  # the four, of those around it
        values, most = 0, self._most
        try:
            # One loop without a call for what is ordinary: it runs for every value of every file.
            while (event := next_event()) is not None:
                kind = type(event)
                if kind is _ScalarEvent:
                    values += 1
                    if values > most or event.anchor is not None or event.tag is not None:
                        self._suspect(event, values)
                    text, style = event.value, event.style
                    is_plain = not style  # libyaml says "", the pure-Python parser None
                    if is_plain or style == "'":
                        if len(text) > MAX_SCALAR or text != text.strip():
                            text, is_plain = self._odd(event, None if key else parent)
                    else:
                        text, is_plain = self._odd(event, None if key else parent)
                    node: Node = Scalar(text, is_plain, event.start_mark, event.end_mark)
                elif kind is _MappingEndEvent or kind is _SequenceEndEvent:
                    assert parent is not None  # what ends has begun
                    parent.end = event.end_mark
                    parent, entries, nodes, key = around.pop()
                    continue
                elif kind is _MappingStartEvent or kind is _SequenceStartEvent:
                    values += 1
                    if values > most or event.anchor is not None or event.tag is not None:
                        self._suspect(event, values)
                    if len(around) >= MAX_DEPTH:
                        self._stop("source.too-deep", event, limit=MAX_DEPTH)
                    if entries is not None and key is None:
                        self._stop("source.complex-key", event)
                    begun = Mapping if kind is _MappingStartEvent else Items
                    node = begun(event.start_mark, event.end_mark)
                elif kind is yaml.AliasEvent:
                    values += 1
                    self._alias(event, values)
                    node = Scalar("", True, event.start_mark, event.end_mark)
                else:
                    if kind is yaml.DocumentStartEvent:
                        self._document(event, first=root is None)
                    continue

                if entries is not None:
                    if key is None:
                        assert type(node) is Scalar  # any other key is refused above
                        key = node
                        continue
                    name = key.text
                    if name in entries or name == "<<":
                        self._key(entries, key, node)
                    else:
                        entries[name] = (key, node)
                    key = None
                elif nodes is not None:
                    nodes.append(node)
                else:
                    root = node
                if kind is not _ScalarEvent and not isinstance(node, Scalar):
                    around.append((parent, entries, nodes, None))
                    parent = node
                    entries = node.entries if isinstance(node, Mapping) else None
                    nodes = node.nodes if isinstance(node, Items) else None
        except yaml.MarkedYAMLError as exc:
            if "maximum nesting depth" in (exc.problem or ""):
                self._look_ahead_less(exc.problem_mark)
            opened = parent.span[:2] if parent is not None else None
            refused = syntax_problem(self._path, self.lines, exc, opened)
            raise SourceError([*self.problems, refused]) from None
        return root

    def _odd(self, event: Any, holder: Mapping | Items | None) -> tuple[str, bool]:
        """Return the text of a scalar that may hold what others cannot, and whether it is plain.

        Blanks of any kind around it are taken off. ``holder`` is what it is a key of or stands in
        as an item; None of a value.
        """
        text, is_plain = event.value, not event.style
        if len(text) > MAX_SCALAR:
            self._stop("source.too-long", event, limit=MAX_SCALAR)
        control = None if text.isprintable() else _CONTROL.search(text)
        if control and "\ud800" <= control[0] <= "\udfff":
            self._stop("yaml.escape", event)  # as libyaml does by itself
        if control:  # only an escape in double quotes gets this far
            self._refuse("source.control", event, character=f"U+{ord(control[0]):04X}")
        if event.style in _BLOCK and not text.strip():
            self._refuse("source.empty-block", event, sign=event.style)
            is_plain = True  # so that it counts as left blank, and nothing more is said of it
        told = text.strip(_BLANKS)
        if is_plain and text[:1].isspace():
            # Before a quote or a bracket it makes a text of what was to be more.
            hides = told.startswith(_OPENING)
            if hides or self._indents(event.start_mark, holder):
                self._refuse("source.odd-space", event, character=f"U+{ord(text[0]):04X}")
        return told, is_plain

    def _refuse_hidden(self, root: Node | None) -> None:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Items):
                waiting += node.nodes
            elif isinstance(node, Mapping):
                for key, value in node.entries.values():
                    waiting.append(value)
                    hidden = _HIDDEN.search(key.text) if key.plain else None
                    if hidden:
                        line, column = key.span[0], key.span[1] + hidden.start() + 1
                        character = f"U+{ord(hidden[0][1]):04X}"
                        span = (line, column, line, column + 1)
                        self._note("source.odd-space", span, character=character)

    def _indents(self, mark: Any, holder: Mapping | Items | None) -> bool:
        """Whether the blanks at ``mark`` would set how deep a line is, which only spaces do."""
        if not isinstance(holder, Mapping) or self.lines[mark.line][: mark.column].strip():
            return False
        start = holder.start
        return not self.lines[start.line].startswith("{", start.column)

    def _alias(self, event: Any, values: int) -> None:
        if values > self._most:
            self._stop("source.too-many", event, limit=self._most)
        self._refuse("source.alias", event, name="*" + event.anchor)

    def _key(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, node: Node) -> None:
        """Refuse a key that is there already, or that would merge; ``<<`` in quotes is a key."""
        if key.text in entries:
            first = entries[key.text][0]
            self._note("source.duplicate-key", key.span, key=key.text, first=first.span[0] + 1)
        elif key.plain:
            self._note("source.merge-key", key.span)
        else:
            entries[key.text] = (key, node)

    def _look_ahead_less(self, mark: Any) -> None:
        """Read again what stands before the levels that the parser met all at once.

        From PyYAML 6.0.4 on it has a limit of its own, and may meet it on one line before it has
        told of the first level. The reading ends at our limit, which is far below.
        """
        line, column = mark.line, mark.column - _DEPTH_AHEAD
        before = [*self.lines[:line], self.lines[line][: max(column, 0)]]
        shorter = _Builder(self._path, "\n".join(before), self._most)
        shorter.lines = self.lines
        shorter.build()

    def _document(self, event: Any, *, first: bool) -> None:
        if not first:
            self._stop("source.second-document", event)
        directive = directive_above(self._path, self.lines, event.end_mark.line)
        if directive is not None:
            raise SourceError([*self.problems, directive])

    def _suspect(self, event: Any, values: int) -> None:
        """Refuse an anchor or a tag, and one value too many."""
        if values > self._most:
            self._stop("source.too-many", event, limit=self._most)
        if event.anchor is not None:
            self._refuse("source.anchor", event, name="&" + event.anchor)
        if event.tag is not None:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse("source.tag", event, name=name)

    def _note(self, message: str, span: Span, **values: Any) -> None:
        where = location(self._path, self.lines, span)
        self.problems.append(Problem(message, where, values))

    def _refuse(self, message: str, event: Any, **values: Any) -> None:
        start, end = event.start_mark, event.end_mark
        span = (start.line, start.column, end.line, end.column)
        self._note(message, span, **values)

    def _stop(self, message: str, event: Any, **values: Any) -> None:
        self._refuse(message, event, **values)
        raise SourceError(self.problems)


def _span(placed: Any) -> Span:
    start, end = placed.start, placed.end
    return start.line, start.column, end.line, end.column
