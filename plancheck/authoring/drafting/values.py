"""Tables of indicators: a row is one number, bare in a cell, with its unit in another column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from plancheck.authoring.drafting.accounts import account_of
from plancheck.authoring.drafting.amounts import AFTER, AT_LEAST, BEFORE, NO_UNIT, Asks
from plancheck.authoring.drafting.deadlines import Period
from plancheck.authoring.drafting.levels import Levels, says_level
from plancheck.authoring.drafting.numerals import TIMES, UNIT, UNITS, is_unit
from plancheck.authoring.drafting.obligations import Asked
from plancheck.authoring.drafting.questions import OPEN, PHRASE, ask_open, ask_to_confirm
from plancheck.authoring.drafting.segments import Clause
from plancheck.authoring.drafting.statements import Required
from plancheck.authoring.drafting.words import any_of
from plancheck.plan.cells import asks_nothing
from plancheck.plan.vocabulary import DIGITS
from plancheck.reading.values import plain_digits, scale_of
from plancheck.requirements.base.standing import Level

_VALUE = re.compile(
    f"(?P<before>{any_of(BEFORE)})?(?P<number>{DIGITS})(?P<unit>[万亿]?(?:{UNIT}))?"
    f"(?P<after>{any_of(AFTER)})?"
)
"""The whole of a cell that is a number; any other cell is asked about."""


class Value(NamedTuple):
    """A cell of a column of numbers: whose it is, what it says and where."""

    tier: str
    text: str
    start: int


def are_values(values: Sequence[Value], unit: str) -> bool:
    """Whether cells state numbers, not levels; beside a unit they do unless they name levels."""
    said = [value.text for value in values if not asks_nothing(value.text)]
    return not any(map(says_level, said)) and (
        bool(unit) or any(re.search("[0-9]", text) for text in said)
    )


def levels_of_tiers(values: Sequence[Value]) -> Levels:
    """Return whom a row binds: the tiers under which its cells stand."""
    bound = [value for value in values if not asks_nothing(value.text)]
    applies = {f"tier{value.tier}": _level(value) for value in bound}
    if len(applies) == len(values) and set(applies.values()) == {str(Level.MANDATORY)}:
        applies = {"all": str(Level.MANDATORY)}
    levels = Levels(applies)
    vague = next((value for value in bound if _level(value) == OPEN), None)
    if vague is not None:
        levels.doubts = [ask_open("draft.value-vague", vague.start, cell=vague.text)]
    return levels


def asked_by_values(
    clauses: Sequence[Clause], values: Sequence[Value], unit: str, period: Period, levels: Levels
) -> Asked:
    """Return the obligation of a row that states a number in cells of their own."""
    bound = [value for value in _joined(values) if not asks_nothing(value.text)]
    levels.phrases = list(dict.fromkeys([*levels.phrases, *(value.text for value in bound)]))
    asked = Asked(list(clauses), levels, _required(bound, unit, clauses[0].bare) if bound else None)
    for clause in clauses:
        account = account_of(clause.text, clause.start, period)
        if account.amounts or account.days or account.left:
            doubt = ask_to_confirm("draft.value-beside", clause.start, phrase=clause.bare[:PHRASE])
            asked.doubts = [doubt]
            break
    return asked


def _joined(values: Sequence[Value]) -> list[Value]:
    """Return one value for each tier: several rows of a task are no one number."""
    joined: dict[str, Value] = {}
    for value in values:
        before = joined.get(value.tier)
        text = f"{before.text}、{value.text}" if before else value.text
        joined[value.tier] = value._replace(text=text)
    return list(joined.values())


def _level(value: Value) -> str:
    """Return the level of a cell: 视情况, 不限 and 按上级要求 may require nothing."""
    return str(Level.MANDATORY) if re.search("[0-9]", value.text) else OPEN


def _required(values: Sequence[Value], unit: str, title: str) -> Required:
    read = {value.tier: number_in(value.text, unit) for value in values}
    keys = {key for key, _ in read.values() if key}
    known = len(keys) == 1 and is_unit(unit)
    bound = {
        tier: plain_digits(number) if known and key and number is not None else OPEN
        for tier, (key, number) in sorted(read.items())
    }
    doubts = []
    if OPEN in bound.values():
        cells = "、".join(dict.fromkeys(value.text for value in values))
        doubts = [ask_open("draft.values", values[0].start, cells=cells)]
    if parted(unit)[0] > 1:
        doubts.append(ask_to_confirm("draft.value-times", values[0].start, unit=unit))
    key = next(iter(keys)) if len(keys) == 1 else AT_LEAST
    number = bound.get("", bound)
    return Required(Asks.NUMBER, key, number, parted(unit)[1], doubts, title)


def number_in(text: str, unit: str) -> tuple[str, Decimal | None]:
    """Return the bound and the number of a cell, both empty where it is not one number."""
    match = _VALUE.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        return "", None
    if match["unit"] not in (None, unit):
        return "", None
    key = BEFORE.get(match["before"] or "") or AFTER.get(match["after"] or "", "")
    return key, Decimal(match["number"].replace(",", "")) * parted(unit)[0]


def parted(unit: str) -> tuple[int, str]:
    """Return by how much 万 or 亿 before a unit multiplies, and the unit; 万元 is one."""
    if unit in UNITS or not is_unit(unit):
        return 1, unit if unit in UNITS else NO_UNIT
    scale, own = scale_of(unit)
    return TIMES[scale], own
