"""The parser that is built on libyaml and the one in pure Python, asked to read the same bytes."""

from __future__ import annotations

from typing import Any

import yaml

from plancheck.errors import Problem, SourceError
from plancheck.reading import parser
from plancheck.reading.source import parse
from plancheck.reading.tree import Document, Items, Node, Scalar

BOTH = {"libyaml": yaml.CSafeLoader, "pure Python": yaml.SafeLoader}


def read_by(loader: Any, content: bytes) -> Document | tuple[Problem, ...]:
    """Return what ``content`` is read as, or why it is refused, notes on a tree included."""
    usual = parser._Parser
    parser._Parser = loader
    try:
        document = parse(content, "f")
    except SourceError as exc:
        return exc.problems
    finally:
        parser._Parser = usual
    return tuple(document.problems) or document


def disagreement(content: bytes) -> str | None:
    """Return in which way the two read ``content`` otherwise, None where they agree.

    Where both refuse it they may name another reason: they stop at another place.
    """
    one, two = (read_by(loader, content) for loader in BOTH.values())
    if isinstance(one, Document) and isinstance(two, Document):
        return None if _tree(one.root) == _tree(two.root) else "another tree"
    if isinstance(one, Document) or isinstance(two, Document):
        refused, by = (two, "pure Python") if isinstance(one, Document) else (one, "libyaml")
        assert not isinstance(refused, Document)
        return f"refused by {by} only: {refused[-1].key}"
    return None


def _tree(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text, node.plain
    if isinstance(node, Items):
        return [_tree(child) for child in node.nodes]
    return {key: _tree(value) for key, (_, value) in node.entries.items()}
