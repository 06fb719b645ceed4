"""A number that grows from day to day: which part of it is owed, and which comes next."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import pairwise

from plancheck.reading.tree import Loc
from plancheck.requirements.base.bounds import Bound, Milestone, Milestones, Quantity
from plancheck.requirements.base.open_values import Open
from plancheck.requirements.base.requirement import Misfit
from plancheck.requirements.base.standing import Duty


def by_tier(bound: Bound | Milestones | None) -> Mapping[str, Milestones]:
    """Return the milestones of ``bound`` by their tiers; in every tier under an empty key."""
    tiers = bound if isinstance(bound, dict) else {"": bound}
    return {tier: numbers for tier, numbers in tiers.items() if isinstance(numbers, tuple)}


def last_number(bound: Bound | Milestones) -> Bound:
    """Return ``bound`` with the last number of its milestones in their place."""
    if isinstance(bound, dict):
        return {tier: last_number(number) for tier, number in bound.items()}
    return bound[-1].number if isinstance(bound, tuple) else bound


def by_milestone(duty: Duty, milestone: Milestone) -> Duty:
    """Return what ``duty`` asks by the day of ``milestone``."""
    return duty._replace(due=milestone.day, bounds={**duty.bounds, "at_least": milestone.number})


def owed_on(duty: Duty, day: datetime.date) -> Duty:
    """Return what ``duty`` asks by its last milestone on or before ``day``, else by its first.

    The later ones stay.
    """
    reached = sum(milestone.day <= day for milestone in duty.milestones)
    owed, *later = duty.milestones[max(reached - 1, 0) :]
    return by_milestone(duty, owed)._replace(milestones=tuple(later))


def next_after(duty: Duty, count: Quantity) -> Duty | None:
    """Return what is asked by the first later milestone whose number ``count`` does not reach.

    Where it reaches all of them, by the last one; None where none is later.
    """
    later = duty.milestones
    ahead = [item for item in later if isinstance(item.number, Open) or item.number > count]
    return by_milestone(duty, (ahead or later[-1:])[0]) if later else None


def misfits(key: str, bound: Bound | Milestones | None) -> Iterator[Misfit]:
    """Yield the milestones of ``bound``, which is written under ``key``, that do not rise."""
    for tier, milestones in by_tier(bound).items():
        at: Loc = (key, tier) if tier else (key,)
        for before, after in pairwise(milestones):
            loc, first, then = (*at, str(after.day)), before.number, after.number
            if after.day <= before.day:
                days = {"day": after.day, "before": before.day}
                yield Misfit("plan.milestone-day", loc, days, key=True)
            elif not isinstance(first, Open) and not isinstance(then, Open) and then <= first:
                yield Misfit("plan.milestone-number", loc, {"stated": then, "before": first})
