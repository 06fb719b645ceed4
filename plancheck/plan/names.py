"""Which tier or class of a plan a name means."""

from __future__ import annotations

from collections.abc import Mapping

from plancheck.errors import Near, Problem, UnknownNameError
from plancheck.reading.text import fold_name
from plancheck.requirements.base.wording import Text


def find_tier(name: str, tiers: Mapping[str, Text]) -> str:
    """Return the key of the one of ``tiers`` that ``name`` means.

    Raises UnknownNameError with the tiers there are.
    """
    folded = fold_name(name)
    for key, title in tiers.items():
        if folded in map(fold_name, (key, f"tier{key}", title.zh, title.en)):
            return key
    begun = [
        key
        for key, title in tiers.items()
        if len(folded) > 1 and fold_name(title.zh).startswith(folded)
    ]
    if len(begun) == 1:
        return begun[0]
    values = {"name": name, "tiers": list(tiers.values()), "keys": list(tiers)}
    raise UnknownNameError([Problem("name.tier", None, values)])


def find_class(name: str, classes: Mapping[str, Text]) -> str:
    """Return the key of the one of ``classes`` that ``name`` means.

    Raises UnknownNameError with near names. Where there are no classes, any name stays.
    """
    folded = fold_name(name)
    for key, title in classes.items():
        if folded in map(fold_name, (key, title.zh, title.en)):
            return key
    if not classes:
        return name
    titles = [title for named in classes.values() for title in (named.zh, named.en)]
    near = Near(name, list(dict.fromkeys([*titles, *classes])))
    values = {"name": name, "classes": list(classes.values()), "near": near}
    raise UnknownNameError([Problem("name.class", None, values)])
