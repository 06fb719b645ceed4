"""A listing as one page for people: what a plan asks, and what is to be done."""

from __future__ import annotations

from plancheck import __version__
from plancheck.analysis.listing import Listing
from plancheck.formats.pages.page import Lines, Page, Section, Span, Table, Tally, task_cell
from plancheck.formats.shared.cells import (
    listing_cells,
    listing_headings,
    listing_remarks,
    listing_title,
    plan_line,
    what_to_do,
)
from plancheck.language.message import Lang
from plancheck.language.wording import format_value, say


def listing_page(listing: Listing, lang: Lang) -> Page:
    """Return what a page says about ``listing``."""
    facts = (plan_line(lang, listing.plan), say(lang, "page.version", {"version": __version__}))
    rows = [row for row in listing.rows if row.asked]
    if not listing.rows:
        nothing = Section("list", (Span(say(lang, "list.nothing")),), ())
        return Page(listing_title(lang, listing), facts, "", Tally(()), (nothing,))
    headings = tuple(map(Span, listing_headings(lang, listing)))
    cells = []
    for before, row in zip([None, *rows], rows, strict=False):
        task = task_cell(lang, row.task, before.task if before else None)
        name = Span(f"{row.obligation.id} {format_value(lang, row.obligation.name)}")
        cells.append((task, name, *map(Span, listing_cells(lang, listing, row))))
    title = listing_title(lang, listing)
    asked = Table("listing", title, headings, tuple(cells), naming=1)
    what = tuple((Span(what_to_do(lang, listing, row)),) for row in rows)
    told = tuple((Span(remark),) for remark in listing_remarks(lang, listing, rows))
    sections = (
        Section("list", (Span(say(lang, "page.obligations")),), (asked, Lines(told))),
        Section("what", (Span(say(lang, "page.what")),), (Lines(what),)),
    )
    return Page(title, facts, "", Tally(()), sections)
