"""What changed since a run before: new, fixed and unchanged open points, and numbers that fell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from plancheck.errors import Location
from plancheck.result import Result

Key = tuple[str, str]
"""A subject's canonical name and an obligation's id: what a point is recognised by."""


@dataclass(frozen=True, slots=True)
class Fell:
    """A number that was higher before."""

    subject: str
    obligation: str
    before: int
    now: int | None
    where: Location
    unit: str | None = None


@dataclass(frozen=True)
class Comparison:
    """The open points of a run beside those of the run before, which ``path`` recorded.

    ``new`` and ``unchanged`` are open now (fail, missing or review), ``fixed`` were open before and
    are not now. ``gone`` are subjects that had a report before and have none now. ``absent_before``
    are those that were missing before too. ``other_rules`` says that the plan's file was another
    one then, so that a difference may come from the rules.
    """

    path: str
    new: tuple[Key, ...] = ()
    unchanged: tuple[Key, ...] = ()
    fixed: tuple[Key, ...] = ()
    fell: tuple[Fell, ...] = ()
    gone: tuple[str, ...] = ()
    absent_before: frozenset[str] = frozenset()
    other_rules: bool = False

    def change(self, subject: str, obligation: str) -> str | None:
        """Return ``new``, ``unchanged`` or ``fixed`` for a point; None for one that is no such."""
        return self._changes.get((subject, obligation))

    @cached_property
    def _changes(self) -> dict[Key, str]:
        kinds = {"new": self.new, "unchanged": self.unchanged, "fixed": self.fixed}
        return {key: kind for kind, keys in kinds.items() for key in keys}


def compare(path: str, plan_id: str, plan_sha256: str, results: Sequence[Result]) -> Comparison:
    """Return what changed since the result at ``path``."""
    raise NotImplementedError
