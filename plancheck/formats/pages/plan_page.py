"""The page of a whole plan: every task, what it asks of whom, by which words, and what not."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck import __version__
from plancheck.analysis.listing import Listing, ListingRow, list_obligations
from plancheck.formats.pages.page import Block, Lines, Page, Section, Span, Table, Tally
from plancheck.formats.shared.cells import plan_line, tier_cell
from plancheck.language.message import Lang
from plancheck.language.sentences import duty_texts
from plancheck.language.wording import SIGNS, format_value, joined, say, subject_name
from plancheck.plan.model import Plan, World
from plancheck.plan.parts import NATIONAL, Group, Obligation, Task
from plancheck.plan.parts import Section as Part


def plan_page(plan: Plan, lang: Lang) -> Page:
    """Return what a page says about ``plan``: a section per task, in the order of the text."""
    writer = _Writer(plan, lang)
    tasks = tuple(
        writer.task(part, group, task)
        for part in plan.sections
        for group in part.groups
        for task in group.tasks
    )
    facts = (plan_line(lang, plan), say(lang, "page.version", {"version": __version__}))
    return Page(format_value(lang, plan.title), facts, "", Tally(()), (writer.overview(), *tasks))


class _Writer:
    """Writes the sections of one plan in one language."""

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self.plan = plan
        self.lang = lang
        self.listing: Listing = list_obligations(plan)
        self.rows = {row.obligation.id: row for row in self.listing.rows}

    def say(self, key: str, **values: object) -> str:
        return say(self.lang, key, values)

    def overview(self) -> Section:
        """Return what every obligation asks of every tier, in one table."""
        rows = tuple(self.cells(row) for row in self.listing.rows)
        told = (self.say("page.plan-facts"), *self.allotments())
        blocks: list[Block] = [Lines(tuple((Span(line),) for line in told))]
        blocks.append(self.table(self.say("page.obligations"), rows))
        return Section("all", (Span(self.say("page.obligations")),), tuple(blocks))

    def allotments(self) -> Iterator[str]:
        """Yield which numbers another plan sets."""
        ids = [
            row.obligation.id for row in self.listing.rows if row.obligation.requirement.allotted
        ]
        if ids:
            yield self.say("list.allotment-open", ids=ids)

    def table(self, caption: str, rows: tuple[tuple[Span, ...], ...]) -> Table:
        tiers = [format_value(self.lang, title) for title in self.plan.tiers.values()]
        headings = tuple(map(Span, [self.say("table.obligation"), *tiers]))
        return Table("listing", caption, headings, rows, naming=0)

    def cells(self, row: ListingRow) -> tuple[Span, ...]:
        name = f"{row.obligation.id} {format_value(self.lang, row.obligation.name)}"
        asked = [tier_cell(self.lang, self.listing, row, tier) for tier in self.listing.tiers]
        return tuple(map(Span, [name, *asked]))

    def task(self, part: Part, group: Group, task: Task) -> Section:
        """Return everything about ``task``."""
        values = {"id": task.id, "title": task.title, "section": part.title}
        values |= {"group": group.title, "group_id": group.id, "status": task.due}
        values |= {"departments": task.departments, "issuer": self.plan.issuer}
        about = [self.say("explain.group", **values)]
        about.append(
            self.say("explain.departments" if task.departments else "explain.due", **values)
        )
        blocks: list[Block] = [Lines(tuple((Span(line),) for line in about))]
        asked = [o for o in task.obligations if o.subject != NATIONAL]
        if asked:
            rows = tuple(self.cells(self.rows[obligation.id]) for obligation in asked)
            blocks.append(self.table(self.say("page.asked"), rows))
            blocks += [self.obligation(obligation) for obligation in asked]
        else:
            blocks.append(Lines(((Span(self.say("page.nobody")),),)))
        own = [o for o in task.obligations if o.subject == NATIONAL]
        if own:
            duties = tuple((Span(self.duty(task, obligation)),) for obligation in own)
            caption = self.say("explain.national", issuer=self.plan.issuer)
            blocks.append(Lines(duties, caption))
        left = tuple(
            (
                Span(
                    self.say(
                        "explain.not-assessed", phrases=self.quoted(entry.cites), says=entry.says
                    )
                ),
            )
            for entry in task.unassessed
        )
        if left:
            blocks.append(Lines(left, self.say("explain.unassessed")))
        title = self.say("explain.task", **values)
        return Section(f"task-{task.id}", (Span(title),), tuple(blocks))

    def obligation(self, obligation: Obligation) -> Lines:
        """Return the wording, the phrases cited and the reading of ``obligation``."""
        lang = self.lang
        lines = [format_value(lang, obligation.says)]
        for tier, says in obligation.says_per_tier.items():
            title = format_value(lang, self.plan.tiers[tier])
            lines.append(f"{title}{SIGNS[lang].colon}{format_value(lang, says)}")
        for subject, level in self.plan.named(obligation).items():
            values = {"obligation": obligation.id, "level": level}
            values["subject"] = subject_name(lang, self.plan, subject)
            lines.append(self.say("list.named", **values))
        lines.append(self.say("page.cites", phrases=self.quoted(obligation.cites)))
        if obligation.reading is not None:
            reading = obligation.reading
            parts = (("taken", reading.taken), ("other", reading.other), ("because", reading.why))
            told = (self.say(f"explain.{part}", text=text) for part, text in parts)
            lines.append(self.say("page.reading", reading=SIGNS[lang].space.join(told)))
        if obligation.hint is not None:
            lines.append(format_value(lang, obligation.hint))
        caption = self.say("explain.obligation", id=obligation.id, name=obligation.name)
        return Lines(tuple((Span(line),) for line in lines), caption)

    def duty(self, task: Task, obligation: Obligation) -> str:
        """Return a duty of the issuer in a line, with its number if it has one."""
        said = self.say("explain.duty", id=obligation.id, says=obligation.says)
        if not obligation.requirement.bounds:
            return said
        duty = self.plan.duty(task, obligation, World(NATIONAL, None, False, None))
        asked = duty_texts(self.lang, obligation.requirement, duty)
        return f"{said}{SIGNS[self.lang].space}({joined(self.lang, asked)})"

    def quoted(self, phrases: list[str]) -> str:
        quotes = "“{}”" if self.lang is Lang.ZH else '"{}"'
        return joined(
            self.lang, (quotes.format(format_value(self.lang, phrase)) for phrase in phrases)
        )
