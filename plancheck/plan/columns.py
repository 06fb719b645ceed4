"""The columns of an official text, in which the parts of a task stand."""

from __future__ import annotations

from enum import StrEnum


class Column(StrEnum):
    """Where in the text a piece stands."""

    FRONT = "front"
    HEADING = "heading"
    GOAL = "goal"
    MEASURES = "measures"
    DEPARTMENTS = "departments"
    DUTIES = "duties"
    DUE = "due"
    TIERS = "tiers"
    BACK = "back"


WHOLE = frozenset({Column.DEPARTMENTS, Column.DUTIES, Column.DUE})
"""The columns whose cells are not cut into clauses."""
