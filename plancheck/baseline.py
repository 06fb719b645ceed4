"""What changed since a run before: new, fixed and unchanged open points, and numbers that fell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    now: int
    where: Location


@dataclass(frozen=True, slots=True)
class Comparison:
    """The open points of a run beside those of the run before, which ``path`` recorded.

    ``new`` and ``unchanged`` are open now (fail, missing or review), ``fixed`` were open before and
    are not now. ``gone`` are subjects that had a report before and have none now. ``absent_before``
    are those that were missing before too. ``other_rules`` says that the plan's file was another
    one then, so that a difference may come from the rules.
    """

    path: str
    new: frozenset[Key] = frozenset()
    unchanged: frozenset[Key] = frozenset()
    fixed: tuple[Key, ...] = ()
    fell: tuple[Fell, ...] = ()
    gone: tuple[str, ...] = ()
    absent_before: frozenset[str] = frozenset()
    other_rules: bool = False


def compare(path: str, plan_id: str, plan_sha256: str, results: Sequence[Result]) -> Comparison:
    """Return what changed since the result at ``path``."""
    raise NotImplementedError
