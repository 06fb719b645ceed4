"""A task as a text prints it."""

from __future__ import annotations

from dataclasses import dataclass, field

from plancheck.authoring.drafting.deadlines import Due
from plancheck.authoring.drafting.levels import Cell
from plancheck.authoring.drafting.questions import Doubt
from plancheck.authoring.drafting.segments import Clause
from plancheck.authoring.drafting.shape import Node
from plancheck.authoring.drafting.stages import Stage
from plancheck.authoring.drafting.values import Value


@dataclass(slots=True)
class Row:
    """One of several rows of a task, which has departments and a deadline of its own."""

    start: int
    departments: list[str] = field(default_factory=list)
    due_text: str = ""
    due: Due | None = None


@dataclass(slots=True)
class Printed:
    """A task as it is printed: its clauses and its cells, each with what is asked about it."""

    node: Node
    place: int
    clauses: list[Clause]
    departments: list[str] = field(default_factory=list)
    helping: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    department_doubts: list[Doubt] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    by_tier: bool = False
    values: list[Value] = field(default_factory=list)
    unit: str = ""
    whom: str = ""
    rows: list[Row] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    due: Due | None = None
    due_doubts: list[Doubt] = field(default_factory=list)
    due_text: str = ""
    due_place: int = 0
