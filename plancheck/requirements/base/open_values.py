"""What stands in a draft for a fact that its author has not settled."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

from plancheck.reading.models import Strict
from plancheck.reading.tree import Loc
from plancheck.requirements.base.wording import Text, Unit

T = TypeVar("T")


class Open(StrEnum):
    """What stands in a draft for a fact that its author has not settled."""

    OPEN = "open"


OPEN = Open.OPEN


class OrOpen:
    """Reads what ``read`` reads, or that it is ``open``."""

    def __init__(self, read: Callable[[object], Any]) -> None:
        self.read = read

    def __call__(self, value: object) -> Any:
        """Return ``value`` if it is such a value."""
        return OPEN if value == OPEN else self.read(value)


def list_or_open(value: object) -> object:
    """Return ``value``; where a draft leaves a list open, the list of that alone."""
    return [OPEN] if value == OPEN else value


def settled(value: T | Open) -> T:
    """Return ``value``; raises ValueError where it is open, by which nothing can be judged."""
    if value is OPEN:
        raise ValueError(OPEN)
    return value


def open_in(value: object, loc: Loc = ()) -> Iterator[Loc]:
    """Yield every place in ``value``, itself at ``loc``, that is open; a wording is only as a unit."""
    parts: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, str):
        if value == OPEN:
            yield loc
    elif isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    elif isinstance(value, Unit):
        yield from open_in(value.zh, loc)
    elif isinstance(value, Strict) and not isinstance(value, Text):
        parts = value
    elif isinstance(value, tuple):
        parts = ((day.isoformat(), number) for day, number in value)
    for step, part in parts:
        if part is not None:
            yield from open_in(part, (*loc, step))
