"""What a plan asks as plancheck.obligations/1, with all that a form of a report asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plancheck.analysis.fields import (
    Field,
    allotment_fields,
    document_fields,
    entry_fields,
    head_fields,
    statement_fields,
)
from plancheck.analysis.listing import ALLOTTED, NONE, Listing, ListingRow
from plancheck.formats.json.parts import as_plan, as_subject, as_tool, as_value, in_both
from plancheck.formats.json.plans import as_row
from plancheck.formats.pages.page import MARKS
from plancheck.formats.shared.json_text import as_json
from plancheck.formats.shared.listing_cells import row_asked
from plancheck.language.message import Lang
from plancheck.language.wording import plan_title, say, subject_name
from plancheck.reading.values import Status
from plancheck.requirements.base.standing import Level
from plancheck.verdicts.result import Outcome, Verdict

if TYPE_CHECKING:
    from plancheck.formats.json import shapes


def listing_text(listing: Listing) -> str:
    """Return what the plan asks, per tier asked for, and what a form needs to ask for it."""
    plan, tasks = listing.plan, {row.task.id: row.task for row in listing.rows}
    document = {
        "format": "plancheck.obligations/1",
        "tool": as_tool(),
        "plan": as_plan(plan),
        "province": as_subject(plan, listing.subject) if listing.subject else None,
        "title": in_both(lambda lang: plan_title(lang, plan)),
        "period": {"from": as_value(plan.period.from_), "to": as_value(plan.period.to)},
        "tiers": {tier: as_value(title) for tier, title in plan.tiers.items()},
        "subject_key": plan.subject_key,
        "subjects": [
            {**as_subject(plan, name), "en": subject_name(Lang.EN, plan, name)}
            for name in plan.subject_names
        ],
        "tasks": [{"id": task.id, "title": as_value(task.title)} for task in tasks.values()],
        "obligations": [_row(listing, row) for row in listing.rows],
        "entry": _fields(statement_fields()),
        "documents": _fields(document_fields()),
        "head": _fields(head_fields()),
        "words": _words(),
    }
    if plan.classes:
        document["classes"] = {name: as_value(title) for name, title in plan.classes.items()}
    return as_json(document)


def _row(listing: Listing, row: ListingRow) -> dict[str, Any]:
    """Return an obligation with what a form asks for about it."""
    requirement = row.obligation.requirement
    return {
        **as_row(row),
        "asked": in_both(lambda lang: row_asked(lang, listing, row)),
        "fields": _fields(entry_fields(listing.plan, row)),
        "facts": {
            "designated": any(cell.when_designated != NONE for cell in row.cells.values()),
            "allotment": _fields(allotment_fields(listing.plan, row)),
            "may_lack_allotment": ALLOTTED in row.obligation.applies,
            "units": as_value(requirement.each) if requirement.per else None,
        },
    }


def _fields(fields: Sequence[Field]) -> list[dict[str, Any]]:
    return [
        {
            "key": field.key,
            "name": as_value(field.name),
            "control": str(field.control),
            "unit": as_value(field.unit),
            "choices": [{"value": word, **_word(field.control, word)} for word in field.choices],
            "fields": _fields(field.fields),
            "keyed": field.keyed,
            "beside": field.beside,
        }
        for field in fields
    ]


def _word(kind: str, key: str) -> shapes.Both:
    """Return a word of a closed list in both languages."""
    return in_both(lambda lang: say(lang, f"{kind.replace('-', '')}.{key}"))


def _words() -> dict[str, Any]:
    """Return the closed lists of words, verdicts and outcomes with their signs."""
    marked = {"verdict": Verdict, "outcome": Outcome}
    return {
        f"{kind}s": {str(key): {"sign": MARKS[key].sign, **_word(kind, key)} for key in keys}
        for kind, keys in marked.items()
    } | {
        "levels": {str(level): _word("level", level) for level in Level},
        "statuses": {str(status): _word("status", status) for status in Status},
    }
