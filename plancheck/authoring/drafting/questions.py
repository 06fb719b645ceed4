"""What a draft leaves to its author: each doubt with the place in the text that raises it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from plancheck.requirements.base.open_values import Open

OPEN = str(Open.OPEN)
"""What is written for a value that the text does not settle."""
PHRASE = 24
"""To how many signs a clause is cut that a question quotes."""


class Kind(StrEnum):
    """Whether the value below a question is open, or printed but contradicted elsewhere."""

    OPEN = OPEN
    CONFIRM = "confirm"


class Doubt(NamedTuple):
    """A question before it has its number: the key of its sentence and what that names.

    ``place`` is where in the folded text stands what raises it. ``before`` is what the earlier rule
    set writes for it, if the draft has one.
    """

    kind: Kind
    key: str
    place: int
    values: dict[str, Any]
    before: str = ""


class Question(NamedTuple):
    """A question as the draft asks it, with the line of the text that raises it."""

    number: int
    kind: Kind
    source_line: int
    text: str


def ask_open(key: str, place: int, **values: Any) -> Doubt:
    """Return the doubt about a value that is written ``open``."""
    return Doubt(Kind.OPEN, key, place, values)


def ask_to_confirm(key: str, place: int, **values: Any) -> Doubt:
    """Return the doubt about a value that is printed, but reads differently elsewhere."""
    return Doubt(Kind.CONFIRM, key, place, values)
