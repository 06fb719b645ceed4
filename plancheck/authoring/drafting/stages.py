"""What is owed by the end of each part of the year, where the columns of a table say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.authoring.drafting.amounts import AT_LEAST, Asks
from plancheck.authoring.drafting.deadlines import Period, end_of_part
from plancheck.authoring.drafting.numerals import is_unit, numerals_in
from plancheck.authoring.drafting.obligations import Asked
from plancheck.authoring.drafting.phrases import phrases_of
from plancheck.authoring.drafting.questions import OPEN, ask_open, ask_to_confirm
from plancheck.authoring.drafting.segments import Clause, Remark
from plancheck.authoring.drafting.statements import Required, rising_by_day
from plancheck.authoring.drafting.values import number_in, parted
from plancheck.plan.cells import asks_nothing
from plancheck.plan.official_text import Piece


class Stage(NamedTuple):
    """A cell of a column that is headed by a part of the year."""

    head: str
    text: str
    start: int


def stages_of(pieces: Sequence[tuple[str, Piece]]) -> list[Stage]:
    """Return a stage for each cell: its pieces stand under the same head."""
    stages: list[Stage] = []
    for head, piece in pieces:
        if stages and stages[-1].head == head:
            stages[-1] = stages[-1]._replace(text=stages[-1].text + piece.text)
        else:
            stages.append(Stage(head, piece.text, piece.start))
    return [stage for stage in stages if not asks_nothing(stage.text)]


def note_stages(
    asked: Sequence[Asked],
    remarks: Sequence[Remark],
    stages: Sequence[Stage],
    unit: str,
    period: Period,
) -> None:
    """Add what the stages of a row say to its first obligation, with one question on them.

    Numbers of one bound that rise by days from the beginning of the year are milestones.
    """
    said = "、".join(f"{stage.head}{stage.text}" for stage in stages)
    clauses = [Clause(stage.text, stage.start, 1) for stage in stages]
    if not asked:
        for remark in remarks[-1:]:
            remark.clauses += clauses
        return
    first = asked[0]
    more = (phrase for clause in clauses for phrase in phrases_of(clause.text))
    first.levels.phrases = list(dict.fromkeys([*first.levels.phrases, *more]))
    counted = [numeral.unit for stage in stages for numeral in numerals_in(stage.text)]
    unit = unit or next(iter(counted), "")
    required = _milestones(stages, unit, period)
    if required is None and any(re.search("[0-9]", stage.text) for stage in stages):
        doubt = ask_open("draft.stages", stages[0].start, cells=said)
        required = Required(Asks.NUMBER, AT_LEAST, OPEN, parted(unit)[1], [doubt])
    if first.required is None and required is not None:
        first.required = required
    else:
        first.doubts.append(ask_to_confirm("draft.stages-apart", stages[0].start, cells=said))


def _milestones(stages: Sequence[Stage], unit: str, period: Period) -> Required | None:
    """Return the numbers by day, None where a day or a number is not certain."""
    days = [end_of_part(stage.head, period) for stage in stages]
    read = [number_in(stage.text, unit) for stage in stages]
    keys = {key for key, _ in read}
    bound = rising_by_day(days, [number for _, number in read])
    if bound is None or len(bound) < 2 or not is_unit(unit) or len(keys) > 1 or "" in keys:
        return None
    return Required(Asks.NUMBER, keys.pop(), bound, parted(unit)[1], [])
