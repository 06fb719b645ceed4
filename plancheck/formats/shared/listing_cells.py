"""What an obligation asks of a tier, in a cell, a line or a sentence."""

from __future__ import annotations

from plancheck.analysis.listing import CLASS, DESIGNATED, NONE, Cell, Listing, ListingRow
from plancheck.formats.shared.cells import dotted
from plancheck.language.message import Lang
from plancheck.language.sentences import clause_of, duty_texts
from plancheck.language.wording import SIGNS, either, format_value, say
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation, Task


def listing_cells(lang: Lang, listing: Listing, row: ListingRow) -> list[str]:
    """Return level, number and day where the tier is known, else all of it for each tier."""
    if listing.tier_known:
        tier = listing.tiers[0]
        cell = row.cells[tier]
        return [
            _level(lang, listing, row, tier),
            _asked(lang, listing.plan, row, cell),
            format_value(lang, cell.duty.due),
        ]
    return [tier_cell(lang, listing, row, tier) for tier in listing.tiers]


def tier_cell(lang: Lang, listing: Listing, row: ListingRow, tier: str) -> str:
    """Return what ``row`` asks of ``tier``, short enough for a cell."""
    cell = row.cells[tier]
    if row.level(tier) == NONE:
        return "—"
    level = _level(lang, listing, row, tier)
    between = SIGNS[lang].colon if row.waits_for(tier) else " "
    text = f"{level}{between}{_asked(lang, listing.plan, row, cell)}"
    if cell.duty.due != listing.plan.period.to:
        text += say(lang, "list.due-here", {"due": cell.duty.due})
    return text


def row_asked(lang: Lang, listing: Listing, row: ListingRow) -> str:
    """Return what ``row`` asks in one line, with the tiers' names where the tier is not known."""
    cells = listing_cells(lang, listing, row)
    if not listing.tier_known:
        titles = (format_value(lang, listing.plan.tiers[tier]) for tier in listing.tiers)
        cells = [f"{title} {cell}" for title, cell in zip(titles, cells, strict=True)]
    return dotted(cells)


def row_says(lang: Lang, listing: Listing, task: Task, obligation: Obligation) -> str:
    """Return what is to be done and the clause that says so, of the tier that is known."""
    says = format_value(lang, obligation.says_in(listing.tier))
    return f"{says}{SIGNS[lang].space}{clause_of(lang, task, obligation, listing.tier)}"


def _level(lang: Lang, listing: Listing, row: ListingRow, tier: str) -> str:
    """Return how strongly the row binds, or would if it were not on trial."""
    level = _bound(lang, listing, row, tier)
    return say(lang, "list.on-trial", {"level": level}) if row.obligation.trial else level


def _bound(lang: Lang, listing: Listing, row: ListingRow, tier: str) -> str:
    """Return how strongly the row binds, the facts taken into account as far as they are known."""
    cell, waits_for = row.cells[tier], row.waits_for(tier)
    level = say(lang, f"level.{row.level(tier)}")
    if row.designated and cell.when_designated != NONE:
        return say(lang, "list.is-designated", {"level": level})
    if CLASS in waits_for or (row.in_class and cell.when_class != NONE):
        return _level_by_class(lang, listing, row, tier)
    if not waits_for:
        return level
    # Where both facts would change the level, both make it the same one.
    turned = cell.when_designated if DESIGNATED in waits_for else cell.when_allotted
    when, facts = say(lang, f"level.{turned}"), "-or-".join(waits_for)
    if row.level(tier) == facts:
        return say(lang, f"list.{facts}", {"when": when})
    return say(lang, f"list.or-{facts}", {"level": level, "when": when})


def _level_by_class(lang: Lang, listing: Listing, row: ListingRow, tier: str) -> str:
    """Return how strongly the row binds where that depends on a class of subjects."""
    waits_for, classes = row.waits_for(tier), listing.plan.classes_of(row.obligation)
    titles = either(lang, (format_value(lang, listing.plan.classes[name]) for name in classes))
    when = say(lang, f"level.{row.cells[tier].when_class}")
    if waits_for in ((), (CLASS,)) and row.level(tier) in (CLASS, row.cells[tier].when_class):
        return say(lang, "list.class", {"when": when, "classes": titles})
    conditions = [say(lang, f"if.{fact}", {"classes": titles}) for fact in waits_for]
    values = {"when": when, "conditions": either(lang, conditions)}
    if row.level(tier) == "-or-".join(waits_for):
        return say(lang, "list.any-of", values)
    level = say(lang, f"level.{row.level(tier)}")
    return say(lang, "list.or-any-of", {**values, "level": level})


def _asked(lang: Lang, plan: Plan, row: ListingRow, cell: Cell) -> str:
    requirement = row.obligation.requirement
    asked = " ".join(duty_texts(lang, plan, requirement, cell.duty))
    if requirement.per is None:
        return asked
    return say(lang, "list.per-unit", {"unit_name": requirement.each, "asked": asked})
