"""A draft as data, in which every key knows whether a question stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from tests.conftest import READER

QUESTION = re.compile(r"\s*# (待定|请核|open|confirm) (\d+) \(line (\d+)\): \S")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Marked:
    """A YAML text: ``data`` with every scalar as it is written, and the lines of its keys."""

    text: str

    @cached_property
    def _node(self) -> yaml.Node:
        node = yaml.compose(self.text, READER)
        assert isinstance(node, yaml.MappingNode), "a draft is a mapping"
        return node

    @cached_property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = _plain(self._node)
        return data

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def questions(self) -> list[tuple[str, int, int]]:
        """The kind, the number and the line of the text of every question, in order."""
        found = filter(None, map(QUESTION.match, self.lines))
        return [(match[1], int(match[2]), int(match[3])) for match in found]

    @cached_property
    def _places(self) -> dict[Path, int]:
        places: dict[Path, int] = {}
        _note(self._node, (), places)
        return places

    def is_asked(self, *path: str | int) -> bool:
        """Whether a question stands on the lines directly above the key or item at ``path``."""
        if path not in self._places:
            return False
        line = self._places[path] - 1
        while line >= 0 and self.lines[line].lstrip().startswith("#"):
            if QUESTION.match(self.lines[line]):
                return True
            line -= 1
        return False

    def is_asked_within(self, *path: str | int) -> bool:
        """Whether a question stands above the key or item at ``path`` or anything in it."""
        return any(self.is_asked(*own) for own in self._places if own[: len(path)] == path)

    @cached_property
    def tasks(self) -> list[tuple[Path, dict[str, Any]]]:
        """Every task with its path, in order."""
        return list(_tasks(self.data))

    def task_at(self, line: int) -> str:
        """Return the id of the task in which ``line``, counted from 1, stands; "" before them."""
        begun = [task["id"] for path, task in self.tasks if self._places[path] < line]
        return str(begun[-1]) if begun else ""


def _tasks(plan: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for s, section in enumerate(plan.get("sections", [])):
        for t, task in enumerate(section.get("tasks", [])):
            yield ("sections", s, "tasks", t), task
        for g, group in enumerate(section.get("groups", [])):
            for t, task in enumerate(group.get("tasks", [])):
                yield ("sections", s, "groups", g, "tasks", t), task


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value


def _note(node: yaml.Node, path: Path, places: dict[Path, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            places[(*path, key.value)] = key.start_mark.line
            _note(value, (*path, key.value), places)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            places[(*path, number)] = item.start_mark.line
            _note(item, (*path, number), places)
