"""How the text prints what the draft states: its layout, as ``plan trace`` reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancheck.authoring.drafting.amounts import AFTER, ALLOTTED, BEFORE, NONE
from plancheck.authoring.drafting.deadlines import Due, Period, days_in, end_of_part
from plancheck.authoring.drafting.levels import LEVEL_WORDS, OPTIONAL_WORDS
from plancheck.authoring.drafting.numerals import not_counted
from plancheck.authoring.drafting.outline import Outline
from plancheck.authoring.drafting.shape import GROUP, SECTION, TASK
from plancheck.authoring.drafting.who import Whom
from plancheck.requirements.base.standing import Level


def layout_of(outline: Outline) -> dict[str, Any]:
    """Return the layout of the text by key, without what the text does not print."""
    values = any(task.values for task in outline.tasks)
    words = {
        **{kind: outline.shape.patterns.get(kind) for kind in (SECTION, GROUP, TASK)},
        "table": outline.table.written() if outline.table else None,
        "departments": _marks(outline.departments),
        "duties": _marks(outline.labels.duties),
        "unmarked": "mandatory" if values or not outline.marked else None,
        "who": _who(outline),
        "levels": _levels(outline),
        "due": _dues(outline),
        "tiers": _tiers(outline),
        "bounds": _bounds(outline),
        "ignore": not_counted(_measures(outline)),
        "deadlines": _deadlines(outline),
        "allotment": _allotment(outline),
    }
    return {key: value for key, value in words.items() if value}


def written_due(due: Due, period: Period) -> Any:
    """Return a deadline as a plan's file writes it; the end of the period needs no day."""
    if due.by == period.last:
        return str(due.status)
    return {"status": str(due.status), "by": str(due.by)}


def _marks(marks: tuple[str, ...]) -> Any:
    return marks[0] if len(marks) == 1 else list(marks)


def _who(outline: Outline) -> dict[str, list[str]]:
    """Return whom each printed duty names, and the measures where no column or tier word says."""
    tiers = list(outline.reporters.tiers)
    named = {}
    for task in outline.tasks:
        for cell in task.cells:
            for duty in cell.duties:
                selectors = duty.who.selectors(tiers) if duty.who else []
                word = next((word for word in LEVEL_WORDS if duty.phrase.endswith(word)), "")
                printed = duty.phrase.removesuffix(word)
                if selectors and printed:
                    named[printed] = selectors
    in_measures = _who_in_measures(outline)
    if named and not outline.table:
        in_measures = {word: who for word, who in in_measures.items() if _is_list(who)}
    return in_measures | named


def _is_list(selectors: Sequence[str]) -> bool:
    """Whether the words for ``selectors`` name tiers without printing each: 一、二类县, 其他县."""
    return len(selectors) > 1 or selectors == [str(Whom.OTHERS)]


def _who_in_measures(outline: Outline) -> dict[str, list[str]]:
    """Return whom the measures name."""
    tiers = list(outline.reporters.tiers)
    named = {}
    for task in outline.tasks:
        for clause in task.clauses:
            who = outline.reporters.read(clause.text)
            if who and not who.chosen and (selectors := who.selectors(tiers)):
                named[who.printed] = selectors
    return named


def _levels(outline: Outline) -> dict[str, str]:
    if not outline.marked:
        said = _measures(outline)
        return {word: str(Level.OPTIONAL) for word in OPTIONAL_WORDS if word in said}
    printed = [each for task in outline.tasks for each in task.cells]
    cells = "".join(f"{cell.text};{';'.join(cell.beside)};" for cell in printed)
    return {word: str(level) for word, level in LEVEL_WORDS.items() if word in cells}


def _dues(outline: Outline) -> dict[str, Any]:
    dues = [(task.due_text, task.due) for task in outline.tasks]
    dues += [(row.due_text, row.due) for task in outline.tasks for row in task.rows]
    return {printed: written_due(due, outline.period) for printed, due in dues if due}


def _tiers(outline: Outline) -> dict[str, str]:
    return outline.reporters.tier_words


def _measures(outline: Outline) -> str:
    return "".join(clause.text for task in outline.tasks for clause in task.clauses)


def _bounds(outline: Outline) -> dict[str, Any]:
    measures = _measures(outline)
    for task in outline.tasks:
        measures += "".join(value.text for value in task.values)
        measures += "".join(stage.text for stage in task.stages)
    words: dict[str, Any] = {
        word: key for word, key in {**BEFORE, **AFTER}.items() if word in measures
    }
    return words | {word: {"at_most": "0"} for word in NONE.findall(measures)}


def _deadlines(outline: Outline) -> dict[str, str]:
    heads = dict.fromkeys(stage.head for task in outline.tasks for stage in task.stages)
    parts = {head: end_of_part(head, outline.period) for head in heads}
    return {head: str(part.day) for head, part in parts.items() if part and part.day} | {
        day.printed: str(day.day)
        for task in outline.tasks
        for clause in task.clauses
        for day in days_in(clause.text, outline.period)
        if day.day
    }


def _allotment(outline: Outline) -> str | None:
    match = ALLOTTED.search(_measures(outline))
    return match[0] if match else None
