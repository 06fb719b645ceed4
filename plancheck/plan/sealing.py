"""The checksums of an official text, written into the file of the rule set that it proves."""

from __future__ import annotations

from typing import Any

from plancheck.errors import PlanError, Problem, SourceError
from plancheck.plan.model import Plan
from plancheck.plan.official_text import OfficialText
from plancheck.plan.trace import digest_list
from plancheck.reading.decoding import LINE_END, decoded, encoded
from plancheck.reading.source import MAX_PLAN_VALUES, parse
from plancheck.reading.tree import Items, Mapping, Node, Scalar


def sealed(plan: Plan, text: OfficialText, *, encoding: str = "utf-8") -> bytes:
    """Return the file of ``plan`` with the checksums of ``text``, and all else as it is.

    Raises PlanError where ``source`` is written so that they cannot be put there.
    """
    content, path = plan.document.content, plan.path
    written = decoded(content, path, encoding=encoding)
    document = parse(content, path, encoding=encoding, most=MAX_PLAN_VALUES)
    wanted = document.data
    wanted["source"] |= {"sha256": text.sha256, "clauses": [p.digest for p in text.pieces]}
    assert isinstance(document.root, Mapping)
    source = document.root.entries["source"][1]
    assert isinstance(source, Mapping)
    after = encoded(_Written(written, source).with_checksums(text), content, encoding)
    try:
        same = parse(after, path, encoding=encoding, most=MAX_PLAN_VALUES).data == wanted
    except SourceError:
        same = False
    if not same:
        raise PlanError([Problem("trace.not-sealed", plan.locate("source"))])
    return after


class _Written:
    """The text of a plan's file, in which ``source`` stands."""

    def __init__(self, text: str, source: Mapping) -> None:
        self._text = text
        self._source = source
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        self._line_end = "\r\n" if "\r\n" in text else "\n"

    def with_checksums(self, text: OfficialText) -> str:
        """Return the file with the checksums of ``text`` in the place of those it may have."""
        indent = next(iter(self._source.entries.values()))[0].start.column
        in_one_line = self._is_flow(self._source)
        digests = digest_list(text, None if in_one_line else " " * indent)
        values = {"sha256": text.sha256, "clauses": digests.replace("\n", self._line_end)}
        new = {key: f"{key}: {value}" for key, value in values.items()}
        edits = []
        for key in values.keys() & self._source.entries.keys():
            edits.append((*self._entry(key), new.pop(key)))
        if new and in_one_line:
            place = self._end(self._source) - 1
            edits.append((place, place, "".join(f", {entry}" for entry in new.values())))
        elif new:
            lines = [" " * indent + entry for entry in new.values()]
            edits.append(self._appended(lines))
        after = self._text
        for start, end, entry in sorted(edits, reverse=True):
            after = after[:start] + entry + after[end:]
        return after

    def _entry(self, key: str) -> tuple[int, int]:
        """Return where the entry ``key`` begins and where its value ends."""
        name, value = self._source.entries[key]
        is_empty = isinstance(value, Scalar) and value.plain and not value.text
        colon = self._text.index(":", self._place(name.end))
        return self._place(name.start), colon + 1 if is_empty else self._end(value)

    def _appended(self, lines: list[str]) -> tuple[int, int, str]:
        """Return where ``lines`` go after the last line of the block, and their text."""
        last = self._end(self._source)
        if last in self._starts:
            return last, last, "".join(line + self._line_end for line in lines)
        following = LINE_END.search(self._text, last)
        if following is None:
            return len(self._text), len(self._text), "".join(self._line_end + x for x in lines)
        place = following.end()
        return place, place, "".join(line + self._line_end for line in lines)

    def _end(self, node: Node) -> int:
        """Return where the last sign of ``node`` is; a block ends where its last value does."""
        if isinstance(node, Scalar) or self._is_flow(node):
            return self._place(node.end)
        parts = node.nodes if isinstance(node, Items) else [v for _, v in node.entries.values()]
        return max(map(self._end, parts), default=self._place(node.start))

    def _is_flow(self, node: Mapping | Items) -> bool:
        return self._text.startswith(("{", "["), self._place(node.start))

    def _place(self, mark: Any) -> int:
        place: int = self._starts[mark.line] + mark.column
        return place
