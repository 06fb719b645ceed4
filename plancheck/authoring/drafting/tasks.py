"""What one task asks of those who report, and what its issuer does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plancheck.authoring.drafting.amounts import amounts_in
from plancheck.authoring.drafting.levels import (
    Cell,
    Levels,
    levels_of,
    named_levels,
    pair,
    tier_levels,
    unmarked_levels,
    unpaired,
)
from plancheck.authoring.drafting.obligations import PHRASE, Asked, asked_by
from plancheck.authoring.drafting.outline import Outline, Printed
from plancheck.authoring.drafting.questions import OPEN, Doubt, ask_open, ask_to_confirm
from plancheck.authoring.drafting.segments import Clause, Remark, Segment, segments_of
from plancheck.authoring.drafting.statements import Required


class Content(NamedTuple):
    """The obligations of those who report, and the sentences about the issuer."""

    asked: list[Asked]
    remarks: list[Remark]


def content_of(task: Printed, outline: Outline) -> Content:
    """Return what ``task`` asks of whom."""
    reporters = outline.reporters
    implied = bool(task.cells) and (task.by_tier or not outline.marked)
    found = segments_of(task.clauses, reporters, outline.issuers, implied=implied)
    segments = [item for item in found if isinstance(item, Segment)]
    remarks = [item for item in found if isinstance(item, Remark)]
    asked: list[Asked] = []
    cells = pair(segments, task.cells, reporters)
    for segment, cell in zip(segments, cells, strict=True):
        levels = _levels(segment, cell, task, outline)
        asked += asked_by(segment, levels, task.due, outline.period, reporters)
    if not segments and task.cells:
        asked = [_of_cell(cell, task, remarks, outline) for cell in task.cells]
        remarks = remarks if len(remarks) > 1 else []
    return Content(asked, remarks)


def _levels(segment: Segment, cell: Cell | None, task: Printed, outline: Outline) -> Levels:
    """Return the levels of a segment: by its cell, its tiers' cells, or by its own words."""
    reporters = outline.reporters
    if task.by_tier and cell is not None:
        return tier_levels(segment, cell, reporters)
    if not outline.marked:
        levels = (
            named_levels(segment, cell, reporters) if cell else unmarked_levels(segment, reporters)
        )
        note = outline.level_note
        if note is not None and levels.settled:
            levels.doubts.append(
                ask_to_confirm("draft.level-note", note.start, phrase=note.text[:PHRASE])
            )
        return levels
    if cell is None and task.cells:
        return unpaired(segment, task.cells)
    return levels_of(segment, cell, reporters)


def _of_cell(cell: Cell, task: Printed, remarks: Sequence[Remark], outline: Outline) -> Asked:
    """Return the obligation, which is asked about, of a cell without a measure."""
    applies = cell.applies(list(outline.reporters.tiers))
    if cell.known and len(task.cells) == 1:
        doubt = ask_to_confirm("draft.cell-alone", cell.start, cell=cell.text)
    else:
        doubt = ask_open("draft.cells-alone", cell.start, cell=cell.text)
        applies = {"all": OPEN}
    clauses = [Clause(task.node.title, task.place, 1), *(c for r in remarks for c in r.clauses)]
    levels = Levels(applies, phrases=cell.phrases, doubts=[doubt], departments=cell.departments)
    return Asked(clauses, levels, _number_of(remarks), place=cell.start)


def _number_of(remarks: Sequence[Remark]) -> Required | None:
    """Return an open number where the measures state a bound, which may be one of the cell."""
    for remark in remarks:
        for amount in amounts_in(remark.text, remark.start):
            if amount.value is not None:
                place, phrase = remark.start + amount.start, remark.text[amount.start : amount.end]
                doubt = ask_open("draft.several", place, phrase=phrase)
                return Required(amount.kind, amount.key, OPEN, amount.unit, [doubt])
    return None


def remark_doubts(remark: Remark, outline: Outline) -> list[Doubt]:
    """Return the doubts on a sentence of the issuer: it may speak of those who report."""
    mentioned = [remark.about] if remark.about else outline.reporters.mentions(remark.text)
    if not mentioned and not outline.marked and amounts_in(remark.text, remark.start):
        phrase = remark.clauses[0].bare[:PHRASE]
        return [ask_to_confirm("draft.remark-number", remark.start, phrase=phrase)]
    if not mentioned:
        return []
    values = {"who": mentioned[0], "phrase": remark.clauses[0].bare[:PHRASE]}
    return [ask_to_confirm("draft.national-mention", remark.start, **values)]
