"""A listing as one page for people: what a plan asks, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancheck.analysis.listing import (
    ALLOTTED,
    CLASS,
    DESIGNATED,
    LEVELS,
    NONE,
    TRIAL,
    Listing,
    ListingRow,
)
from plancheck.formats.pages.page import Page, Span, Table
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import dotted
from plancheck.formats.shared.listing_cells import listing_cells
from plancheck.language.message import Lang
from plancheck.language.wording import department_names, in_a_list, subject_noun


def listing_page(listing: Listing, lang: Lang) -> Page:
    """Return what a page says about ``listing``."""
    return _ListingPage(listing, lang).whole()


class _ListingPage(Writer):
    """The page of one listing in one language."""

    def __init__(self, listing: Listing, lang: Lang) -> None:
        super().__init__(lang, listing.plan)
        self.listing = listing
        self.rows = [row for row in listing.rows if row.asked]

    def whole(self) -> Page:
        subject = self.listing.subject
        whom = (
            self.subject(subject)
            if subject
            else self.say(f"everyone.{self.listing.plan.subject_key}")
        )
        title = self.say("list.title", subject=whom)
        if not self.listing.rows:
            return self.page(title, [self.section("list", self.say("list.nothing"))])
        table, remarks = self.table(title), self.texts(self.remarks())
        sections = (
            self.section("list", self.say("page.obligations"), table, remarks),
            self.section("what", self.say("page.what"), self.texts(map(self.what, self.rows))),
        )
        due = self.say("list.due", due=self.listing.plan.period.to)
        return self.page(title, sections, facts=[due, *self.untraced(self.listing.plan)])

    def table(self, caption: str) -> Table:
        """Return a row per obligation, with one column per tier where the tier is not known.

        A day is told where it is not that of the plan.
        """
        headings = [*self.heads("table.task", "table.obligation")]
        usual = self.listing.plan.period.to.isoformat()
        if self.listing.tier_known:
            headings += self.heads("table.level", "table.asked", "table.due")
        else:
            headings += (Span(self.tier(tier)) for tier in self.listing.tiers)
        cells = []
        task = None
        for row in self.rows:
            name = Span(self.named(row.obligation))
            texts = listing_cells(self.lang, self.listing, row)
            asked = (Span("" if text == usual else text) for text in texts)
            cells.append((self.task_cell(row.task, task), name, *asked))
            task = row.task
        if self.listing.tier_known and not any(row[-1].text for row in cells):
            headings, cells = headings[:-1], [row[:-1] for row in cells]
        return Table("listing", caption, tuple(headings), tuple(cells), naming=1, aside=0)

    def tier(self, tier: str) -> str:
        return self.value(self.listing.plan.tiers[tier])

    def what(self, row: ListingRow) -> str:
        """Return in a sentence what is to be done, and which department is in charge."""
        obligation, listing = row.obligation, self.listing
        in_charge = row.task.in_charge(obligation)
        departments = self.joined(department_names(self.lang, listing.plan, in_charge))
        return self.say(
            "list.does" if departments else "list.says",
            obligation=obligation.id,
            says=obligation.says_in(listing.tier),
            departments=departments,
        )

    def remarks(self) -> Iterator[str]:
        """Yield how many there are, what the table leaves open and why, in one line each."""
        listing, rows = self.listing, self.rows
        yield self.say("list.counts", total=len(rows), counts=dotted(self.counts()))
        for row in rows:
            for subject, level in row.named.items():
                if listing.subject in (None, subject):
                    about = {"obligation": row.obligation.id, "level": level}
                    yield self.say("list.named", subject=self.subject(subject), **about)
        hints: dict[str, list[str]] = {}
        for row in rows:
            if row.obligation.hint is not None:
                hints.setdefault(self.value(row.obligation.hint), []).append(row.obligation.id)
        for hint, ids in hints.items():
            yield self.say("list.hint", obligation=ids, hint=hint)
        left_open = {
            "list.designation-open": (row for row in rows if self.waits_for(row, DESIGNATED)),
            "list.allotted-open": (row for row in rows if self.waits_for(row, ALLOTTED)),
            "list.class-open": (row for row in rows if self.waits_for(row, CLASS)),
            "list.contradicted": (row for row in rows if row.contradicted),
            "list.allotment-open": filter(_lacks_number, rows),
            "list.not-asked": (row for row in listing.rows if not row.asked),
        }
        unknown = [name for name, held in listing.classes.items() if held is None]
        classes = in_a_list(self.lang, (listing.plan.classes[name] for name in unknown))
        for key, about_rows in left_open.items():
            if ids := [row.obligation.id for row in about_rows]:
                yield self.say(key, ids=ids, listed=classes)
        if not listing.tier_known:
            yield self.say("list.tier-open", noun=subject_noun(self.lang, listing.plan))

    def waits_for(self, row: ListingRow, fact: str) -> bool:
        return any(fact in row.waits_for(tier) for tier in self.listing.tiers)

    def counts(self) -> Iterator[str]:
        """Yield how many there are of each level, tier by tier where the tier is not known."""
        per_tier = {
            tier: list(self.per_level([self.level(row, tier) for row in self.rows]))
            for tier in self.listing.tiers
        }
        if self.listing.tier_known:
            yield from per_tier[self.listing.tiers[0]]
        else:
            for tier, counts in per_tier.items():
                yield f"{self.tier(tier)} {self.joined(counts)}"

    def level(self, row: ListingRow, tier: str) -> str:
        """Return the level by which ``row`` is counted; what is on trial is asked of nobody yet."""
        level = row.level(tier)
        return TRIAL if row.obligation.trial and level != NONE else level

    def per_level(self, levels: Sequence[str]) -> Iterator[str]:
        for level in (*LEVELS, TRIAL):
            if level in levels:
                yield f"{self.say(f'level.{level}')} {levels.count(level)}"


def _lacks_number(row: ListingRow) -> bool:
    return row.obligation.requirement.allotted and row.allotted is None
