"""A YAML parser's events become a tree of nodes. It alone reads with ``yaml``.

A report is data from somebody else, so only the plain part of YAML is read: mappings, lists and
scalars, one document. Anchors, aliases, tags, merge keys and directives are refused, every scalar
stays the text it was written as, and the tree is built without recursion under fixed limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from plancheck.errors import Location, Problem, SourceError
from plancheck.reading.decoding import CONTROL, LINE_END
from plancheck.reading.events import parsers
from plancheck.reading.syntax import ODD_SPACES, directive_above, syntax_problem
from plancheck.reading.tree import MAX_DEPTH, Items, Mapping, Node, Scalar, Span, location

_DEPTH_AHEAD = 900
"""How many levels before the one that the parser refuses need not be read to meet our limit."""
MAX_SCALAR = 65_536

_ScalarEvent = yaml.ScalarEvent
_MappingStartEvent, _MappingEndEvent = yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStartEvent, _SequenceEndEvent = yaml.SequenceStartEvent, yaml.SequenceEndEvent

_BLOCK = ("|", ">")
_OPENING = ('"', "'", "[", "{", "- ", *_BLOCK)
_BLANKS = f" \t{ODD_SPACES}"
_HIDDEN = re.compile(rf":[{ODD_SPACES}]+[\[{{\"']")
"""A bracket or a quote after such a blank; YAML takes it for a part of the key."""
_TAB_IN_FRONT = re.compile(r" *\t[ \t]*[^\s#]")
"""A tab in the indentation of a line that says something."""


class _NotYaml(SourceError):
    """What the parser refuses by itself."""


class Builder:
    """Builds the tree from a parser's events, refusing at the first event past a limit."""

    def __init__(self, path: str, text: str, most: int) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._text = text
        self._most = most
        self.lines = LINE_END.split(text) if "\r" in text else text.split("\n")

    def build(self) -> Node | None:
        """Return the root, or None for a file without a document. Raises SourceError."""
        *before, last = parsers(self._text)
        for parser in before:
            try:
                return self._built(parser)
            except _NotYaml:
                self.problems = []  # the next one tells them too
        return self._built(last)

    def _built(self, make_parser: Any) -> Node | None:
        parser = None
        try:
            # Inside the try: the pure-Python reader checks its first characters when it is made.
            parser = make_parser(self._text.replace("\t", " "))
            root = self._tree(parser.get_event)
        except yaml.YAMLError as exc:  # a ReaderError knows no line
            problem = Problem(
                "yaml.other", Location(self._path, 1, 1, 1, 1), {"why": str(exc).splitlines()[0]}
            )
            raise _NotYaml([*self.problems, problem]) from None
        finally:
            if parser is not None:
                parser.dispose()
        if _HIDDEN.search(self._text):
            self._refuse_hidden(root)
        if "\t" in self._text:
            self._refuse_tabs(root)
        # What is indented by other blanks stands where nobody meant it: nothing more is said of it.
        if any(problem.key in ("source.odd-space", "yaml.tab") for problem in self.problems):
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
                    ordinary = is_plain or style == "'"
                    if not ordinary or len(text) > MAX_SCALAR or text != text.strip():
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
            raise _NotYaml([*self.problems, refused]) from None
        return root

    def _odd(self, event: Any, holder: Mapping | Items | None) -> tuple[str, bool]:
        """Return the text of a scalar that may hold what others cannot, and whether it is plain.

        Blanks of any kind around it are taken off. ``holder`` is what it is a key of or stands in
        as an item; None of a value.
        """
        text, is_plain = event.value, not event.style
        if len(text) > MAX_SCALAR:
            self._stop("source.too-long", event, limit=MAX_SCALAR)
        control = None if text.isprintable() else re.search(CONTROL, text)
        if control:  # only an escape in double quotes gets this far
            self._refuse("source.control", event, character=f"U+{ord(control[0]):04X}")
        if event.style in _BLOCK and not text.strip():
            self._refuse("source.empty-block", event, sign=event.style)
            is_plain = True  # so that it counts as left blank, and nothing more is said of it
        stripped = text.strip(_BLANKS)
        if is_plain and text[:1].isspace():
            # Before a quote or a bracket it makes a text of what was to be more.
            hides = stripped.startswith(_OPENING)
            if hides or self._indents(event.start_mark, holder):
                self._refuse("source.odd-space", event, character=f"U+{ord(text[0]):04X}")
        return stripped, is_plain

    def _refuse_hidden(self, root: Node | None) -> None:
        for node in _nodes(root):
            if isinstance(node, Mapping):
                for key, _ in node.entries.values():
                    hidden = _HIDDEN.search(key.text) if key.plain else None
                    if hidden:
                        line, column = key.span[0], key.span[1] + hidden.start() + 1
                        character = f"U+{ord(hidden[0][1]):04X}"
                        span = (line, column, line, column + 1)
                        self._note("source.odd-space", span, character=character)

    def _refuse_tabs(self, root: Node | None) -> None:
        """Refuse tabs in the indentation of lines that are neither text nor within brackets."""
        deep = {n for n, line in enumerate(self.lines) if _TAB_IN_FRONT.match(line)}
        for node in _nodes(root):
            line, column, end_line, end = node.span
            if isinstance(node, Scalar) or self.lines[line].startswith(("{", "["), column):
                # A block of text ends where the line below it begins.
                deep.difference_update(range(line + 1, end_line + (end > 0)))
        for line in sorted(deep):
            column = self.lines[line].index("\t")
            self._note("yaml.tab", (line, column, line, column + 1))

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
            first = location(self._path, self.lines, entries[key.text][0].span)
            self._note("source.duplicate-key", key.span, key=key.text, first=first)
        elif key.plain:
            self._note("source.merge-key", key.span)
        else:
            entries[key.text] = (key, node)

    def _look_ahead_less(self, mark: Any) -> None:
        """Read again what stands before the levels that the parser met all at once.

        From PyYAML 6.0.4 on it has a limit of its own, and may meet it on one line before it has
        reported the first level. Reading ends at our limit, which is far below.
        """
        line, column = mark.line, mark.column - _DEPTH_AHEAD
        before = [*self.lines[:line], self.lines[line][: max(column, 0)]]
        shorter = Builder(self._path, "\n".join(before), self._most)
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


def _nodes(root: Node | None) -> Iterator[Node]:
    """Yield ``root`` and all below it, but keys."""
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Items):
            waiting += node.nodes
        elif isinstance(node, Mapping):
            waiting += (value for _, value in node.entries.values())
