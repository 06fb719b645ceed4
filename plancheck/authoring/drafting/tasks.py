"""What one task asks of those who report, and what its issuer does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from plancheck.authoring.drafting.amounts import BEFORE, amounts_in
from plancheck.authoring.drafting.deadlines import days_in
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
from plancheck.authoring.drafting.obligations import Asked, asked_by
from plancheck.authoring.drafting.outline import Outline
from plancheck.authoring.drafting.printed import Printed
from plancheck.authoring.drafting.questions import OPEN, PHRASE, Doubt, ask_open, ask_to_confirm
from plancheck.authoring.drafting.segments import Clause, Remark, Segment, segments_of
from plancheck.authoring.drafting.stages import note_stages
from plancheck.authoring.drafting.statements import Required
from plancheck.authoring.drafting.values import asked_by_values, levels_of_tiers


class Content(NamedTuple):
    """The obligations of those who report, and the sentences about the issuer."""

    asked: list[Asked]
    remarks: list[Remark]

    @property
    def items(self) -> list[Asked | Remark]:
        """Both in the order of the text."""
        return sorted([*self.asked, *self.remarks], key=lambda item: item.start)


def content_of(task: Printed, outline: Outline) -> Content:
    """Return what ``task`` asks of whom."""
    reporters = outline.reporters
    apart = outline.table is not None and outline.table.whom is not None
    implied = bool(task.cells) and (task.by_tier or apart or not outline.marked)
    found = segments_of(task.clauses, reporters, outline.issuers, implied=implied)
    segments = [item for item in found if isinstance(item, Segment)]
    remarks = [item for item in found if isinstance(item, Remark)]
    asked: list[Asked] = []
    if task.values:
        by_tier = task.by_tier
        levels = levels_of_tiers(task.values) if by_tier else _of_values(segments, task, outline)
        row = asked_by_values(task.clauses, task.values, task.unit, outline.period, levels)
        return Content([row], [])
    cells = pair(segments, task.cells, reporters)
    for segment, cell in zip(segments, cells, strict=True):
        levels = _levels(segment, cell, task, outline)
        asked += asked_by(segment, levels, task.due, outline.period, reporters)
    if not segments and task.cells:
        asked = [_of_cell(cell, task, remarks, outline) for cell in task.cells]
        remarks = remarks if len(remarks) > 1 else []
    if task.rows:
        for each in asked:
            _note_row(each, task)
    if task.stages:
        note_stages(asked, remarks, task.stages, task.unit, outline.period)
    return Content(asked, remarks)


def _note_row(asked: Asked, task: Printed) -> None:
    """Set the departments and the deadline of the row that an obligation stands in, or ask.

    What only one row says is of them all.
    """
    starts = [row.start for row in task.rows]
    places = {max(bisect_right(starts, clause.start) - 1, 0) for clause in asked.clauses}
    row = task.rows[max(places)]
    named = sum(bool(each.departments) for each in task.rows) > 1
    timed = sum(bool(each.due_text) for each in task.rows) > 1
    apart = (named and not row.departments) or (timed and row.due is None)
    if apart or (len(places) > 1 and (named or timed)):
        phrase = asked.clauses[0].bare[:PHRASE]
        asked.doubts.append(ask_to_confirm("draft.rows", asked.start, phrase=phrase))
        return
    if named:
        asked.levels = replace(asked.levels, departments=tuple(row.departments))
    if timed and row.due and asked.due is None and not (asked.required and asked.required.by_day):
        asked.due = str(row.due.by)


def _of_values(segments: Sequence[Segment], task: Printed, outline: Outline) -> Levels:
    """Return whom a row with one number binds, open where its title does not name them."""
    if len(segments) == 1 and len(task.cells) <= 1:
        return _levels(segments[0], task.cells[0] if task.cells else None, task, outline)
    values = {"phrase": task.clauses[0].bare[:PHRASE], "choices": "applies: {all: mandatory}"}
    phrases = [phrase for cell in task.cells for phrase in cell.phrases]
    doubt = ask_open("draft.who-unknown", task.place, **values)
    return Levels({"all": OPEN}, phrases=phrases, doubts=[doubt])


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
    asked = Asked(clauses, levels, _number_of(remarks), place=cell.start)
    asked.due_doubts = [*_other_days(clauses[1:], task, outline)]
    asked.due = OPEN if asked.due_doubts else None
    return asked


def _other_days(clauses: Sequence[Clause], task: Printed, outline: Outline) -> Iterator[Doubt]:
    """Yield a doubt on each day that measures name beside the one of the task's cell."""
    cell = task.due.by if task.due else None
    for clause in clauses:
        for day in days_in(clause.text, outline.period):
            if day.day is None or day.day != cell:
                place, phrase = clause.start + day.start, clause.bare[:PHRASE]
                yield ask_open("draft.day-unknown", place, printed=day.printed, phrase=phrase)


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
    reporters = outline.reporters
    mentioned = [remark.about] if remark.about else reporters.mentions(remark.text)
    mentioned += reporters.bare_in(remark.text)
    issued = remark.text.startswith(tuple(outline.issuers))
    # A bound is asked of somebody; in a text without a column a number may be as well.
    bounded = any(word in remark.text for word in BEFORE if word.isalpha())
    counted = bounded or (not outline.marked and amounts_in(remark.text, remark.start))
    if counted and not mentioned and not issued:
        phrase = remark.clauses[0].bare[:PHRASE]
        return [ask_to_confirm("draft.remark-number", remark.start, phrase=phrase)]
    if not mentioned:
        return []
    values = {"who": mentioned[0], "phrase": remark.clauses[0].bare[:PHRASE]}
    return [ask_to_confirm("draft.national-mention", remark.start, **values)]
