"""Both installations of PyYAML, with libyaml and without, asked to read the same bytes."""

from __future__ import annotations

from typing import Any

from plancheck.errors import Problem, SourceError
from plancheck.reading import events
from plancheck.reading.source import parse
from plancheck.reading.tree import Items, Node, Scalar


def disagreement(content: bytes, encoding: str = "utf-8") -> str | None:
    """Return in which way the two read ``content`` otherwise, None where they agree.

    What is longer than what is read twice is left out, as nothing is promised of it.
    """
    if len(content) > events.LONGEST_READ_TWICE:
        return None
    (one, one_problems), (two, two_problems) = (
        _read(content, encoding, parser) for parser in (events.LIBYAML, None)
    )
    if (one is None) != (two is None):
        return "one refuses it"
    if one != two:
        return "another tree"
    return None if one_problems == two_problems else "other problems"


def tree(node: Node) -> Any:
    """Return all that ``node`` holds, with its place, to be compared."""
    if isinstance(node, Scalar):
        return ("scalar", node.text, node.plain, node.span)
    if isinstance(node, Items):
        return ("items", [tree(child) for child in node.nodes], node.span)
    entries = [(key, tree(name), tree(value)) for key, (name, value) in node.entries.items()]
    return ("mapping", entries, node.span)


def _read(content: bytes, encoding: str, parser: Any) -> tuple[Any, list[Problem]]:
    """Return the tree, None of what is refused, and the problems where ``parser`` is built in."""
    built_in, events.LIBYAML = events.LIBYAML, parser
    try:
        document = parse(content, "f", encoding=encoding)
    except SourceError as exc:
        return None, list(exc.problems)
    finally:
        events.LIBYAML = built_in
    return tree(document.root), document.problems
