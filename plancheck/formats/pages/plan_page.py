"""The page of a whole plan: every task, what it asks of whom, by which words, and what not."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.analysis.listing import ListingRow, list_obligations
from plancheck.formats.pages.page import Block, Cells, Lines, Page, Section, Span, Table
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.listing_cells import tier_cell
from plancheck.language.message import Lang
from plancheck.language.sentences import duty_texts
from plancheck.language.wording import plan_title, subject_noun
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Group, Obligation, Task
from plancheck.plan.parts import Section as Part


def plan_page(plan: Plan, lang: Lang) -> Page:
    """Return what a page says about ``plan``: a section per task, in the order of the text."""
    return _PlanPage(plan, lang).whole()


class _PlanPage(Writer):
    """The page of one plan in one language."""

    def __init__(self, plan: Plan, lang: Lang) -> None:
        super().__init__(lang, plan)
        self.encoded = plan
        self.listing = list_obligations(plan)
        self.rows = {row.obligation.id: row for row in self.listing.rows}

    def whole(self) -> Page:
        tasks = (
            self.task(part, group, task)
            for part in self.encoded.sections
            for _, group, tasks in part.branches()
            for task in tasks
        )
        return self.page(plan_title(self.lang, self.encoded), (self.overview(), *tasks))

    def overview(self) -> Section:
        """Return what every obligation asks of every tier, in one table."""
        title = self.say("page.obligations")
        noun = subject_noun(self.lang, self.encoded)
        facts = self.texts((self.say("page.plan-facts", noun=noun), *self.allotments()))
        return self.section("all", title, facts, self.table(title, self.listing.rows))

    def allotments(self) -> Iterator[str]:
        """Yield which numbers another plan sets."""
        ids = [
            row.obligation.id for row in self.listing.rows if row.obligation.requirement.allotted
        ]
        if ids:
            yield self.say("list.allotment-open", ids=ids)

    def table(self, caption: str, rows: tuple[ListingRow, ...]) -> Table:
        tiers = (Span(self.value(title)) for title in self.encoded.tiers.values())
        headings = (*self.heads("table.obligation"), *tiers)
        return Table("listing", caption, headings, tuple(map(self.cells, rows)))

    def cells(self, row: ListingRow) -> Cells:
        asked = (tier_cell(self.lang, self.listing, row, tier) for tier in self.listing.tiers)
        return tuple(map(Span, (self.named(row.obligation), *asked)))

    def task(self, part: Part, group: Group | None, task: Task) -> Section:
        """Return everything about ``task``."""
        title, *facts = self.task_head(self.encoded, part, group, task)
        blocks: list[Block] = [self.texts(facts)]
        asked = [o for o in task.obligations if o.subject != NATIONAL]
        if asked:
            rows = tuple(self.rows[obligation.id] for obligation in asked)
            blocks.append(self.table(self.say("page.asked"), rows))
            blocks += map(self.obligation, asked)
        else:
            blocks.append(self.texts([self.say("page.nobody")]))
        duties = (
            self.duty(task, obligation)
            for obligation in task.obligations
            if obligation.subject == NATIONAL
        )
        blocks.append(self.texts(duties, self.say("explain.national", issuer=self.encoded.issuer)))
        left = (self.unassessed_clause(entry.cites, entry.says) for entry in task.unassessed)
        blocks.append(self.texts(left, self.say("explain.unassessed")))
        return self.section(f"task-{task.id}", title, *blocks)

    def obligation(self, obligation: Obligation) -> Lines:
        """Return the wording, the phrases cited and the reading of ``obligation``."""
        lines = [self.value(obligation.says_in(None))]
        for tier, says in obligation.says_per_tier.items():
            title = self.value(self.encoded.tiers[tier])
            lines.append(f"{title}{self.signs.colon}{self.value(says)}")
        for subject, level in self.encoded.named(obligation).items():
            about = {"obligation": obligation.id, "level": level}
            lines.append(self.say("list.named", subject=self.subject(subject), **about))
        lines.append(self.say("page.cites", phrases=self.quoted(obligation.cites)))
        if obligation.reading is not None:
            reading = self.signs.space.join(self.parts(obligation.reading))
            lines.append(self.say("page.reading", reading=reading))
        if obligation.hint is not None:
            lines.append(self.value(obligation.hint))
        return self.texts(lines, self.named(obligation))

    def duty(self, task: Task, obligation: Obligation) -> str:
        """Return a duty of the issuer in a line, with its number if it has one."""
        said = self.say("explain.duty", id=obligation.id, says=obligation.says_in(None))
        if not obligation.requirement.bounds:
            return said
        duty = self.encoded.duty(task, obligation, World(NATIONAL, None, False, None))
        asked = duty_texts(self.lang, self.encoded, obligation.requirement, duty)
        return f"{said}{self.signs.space}({self.joined(asked)})"
