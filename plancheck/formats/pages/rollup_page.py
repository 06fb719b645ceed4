"""All reports at once: who stands where, who is short by how much, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plancheck.analysis.rollup import Gap, RollUp, SubjectRow
from plancheck.formats import Show
from plancheck.formats.pages.national import national_section
from plancheck.formats.pages.page import (
    MARKS,
    Block,
    Cells,
    Legend,
    Mark,
    Section,
    Span,
    Table,
    Tone,
    anchor,
    finding_anchor,
)
from plancheck.formats.pages.standing import percentage, standing_sections
from plancheck.formats.pages.writer import Writer, number_cell
from plancheck.formats.shared.cells import place
from plancheck.language.message import Lang
from plancheck.language.wording import amount, escape_invisible
from plancheck.plan.parts import Task
from plancheck.requirements.base import Text
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import InTurn, Run


def rollup_sections(
    run: Run, rolled: RollUp | None, lang: Lang, *, most: int | None, show: Show | None
) -> Iterator[Section]:
    """Yield who stands where, national numbers, what changed, then the matrix, and who is short.

    At most ``most`` shortfalls are shown, and names in a cell. What needs a wide page is folded
    unless ``show`` is everything.
    """
    writer = _RollUpSections(run, lang, most, links=show is not None)
    if rolled is not None:
        yield from standing_sections(run, rolled, lang, most=most, show=show)
        if show is not Show.OPEN:
            yield national_section(rolled, lang, most=most, brief=show is None)
    if run.comparison is not None:
        from plancheck.formats.pages.progress import progress_sections  # noqa: PLC0415  # seldom needed

        yield from progress_sections(run, lang, show=show)
    if rolled is not None and show is not Show.OPEN:
        for section in writer.of_each(rolled, each=show is Show.ALL):
            yield replace(section, folded=show is not Show.ALL)


class _RollUpSections(Writer):
    """The sections about all reports of one run in one language, on their way."""

    def __init__(self, run: Run, lang: Lang, most: int | None, *, links: bool) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.most = most
        self.links = links
        plan = run.plan
        every = [*plan.obligations(), *plan.obligations(national=True)] if plan else []
        self.names = {obligation.id: self.named(obligation) for _, obligation in every}

    def of_each(self, rolled: RollUp, *, each: bool) -> Iterator[Section]:
        """Yield all subjects and tasks side by side; ``each`` finding has a place of its own."""
        legend = Legend(self.say("page.legend"), tuple(map(self.verdict, Verdict)))
        title = self.say("rollup.title")
        yield self.section("matrix", title, self.matrix(rolled, each=each), legend)
        yield self.section("tasks", self.say("page.tasks"), self.tasks(rolled))
        if rolled.gaps:
            yield self.section("gaps", self.say("page.gaps"), *self.gaps(rolled.gaps))

    def matrix(self, rolled: RollUp, *, each: bool) -> Table:
        """Return a row for each subject and a column for each task, and how many fail each."""
        tasks = (
            Span(escape_invisible(task.id), to=f"t{n}") for n, task in enumerate(rolled.tasks, 1)
        )
        rows = InTurn(lambda: (self.of_subject(row, rolled.tasks, each) for row in rolled.rows))
        tallies = (rolled.tallies[task.id] for task in rolled.tasks)
        blocking = (
            sum(count for verdict, count in tally.items() if verdict.blocks) for tally in tallies
        )
        bad = Mark("", Tone.BAD)
        counts = (Span(str(count), bad) if count else Span("") for count in blocking)
        rate = Span(percentage(rolled.rate.met, rolled.rate.asked))
        return Table(
            "matrix",
            self.say("rollup.title"),
            (*self.heads("rollup.subject", "page.state", "page.rank", "page.rate"), *tasks),
            rows,
            foot=(*self.heads("rollup.blocking"), Span(""), Span(""), rate, *counts),
        )

    def of_subject(self, row: SubjectRow, tasks: Sequence[Task], each: bool) -> Cells:
        number = row.file.number if row.file is not None else None
        state = self.state(row.state)
        if row.late:
            text = self.say("page.state-late", state=state.text, late=self.say("page.late"))
            state = replace(state, text=text)
        about = Span(self.subject(row.subject), to=anchor(number) if number else None), state
        if not row.cells:
            return about
        cells = []
        for task in tasks:
            verdict, obligation = row.cells[task.id]
            to = finding_anchor(anchor(number or 0), obligation) if each else None
            cells.append(replace(self.verdict(verdict, brief=True), to=to))
        rate = percentage(row.rate.met, row.rate.asked) if row.rate.asked else "—"
        return (*about, Span(str(row.rank)), Span(rate), *cells)

    def tasks(self, rolled: RollUp) -> Table:
        """Return the rate of each task, and how many reports came out how: by what weighs most."""
        rows = []
        for task in rolled.tasks:
            tally, (asked, met) = rolled.tallies[task.id], rolled.rates[task.id]
            rate = percentage(met, asked) if asked else "—"
            counts = (number_cell(tally[verdict], MARKS[verdict]) for verdict in Verdict)
            rows.append((self.task_cell(task, None), Span(f"{met}/{asked}"), Span(rate), *counts))
        ids = tuple(f"t{number}" for number, _ in enumerate(rolled.tasks, 1))
        headings = (
            *self.heads("table.task", "page.met", "page.rate"),
            *map(self.verdict, Verdict),
        )
        caption = self.say("page.tasks")
        return Table("tasks", caption, headings, tuple(rows), ids)

    def gaps(self, gaps: Sequence[Gap]) -> Iterator[Block]:
        shown = gaps[: self.most]
        headings = self.heads(
            "rollup.subject", "table.obligation", "table.asked", "table.reported", "page.gap",
            "table.place",
        )  # fmt: skip
        rows = InTurn(lambda: map(self.shortfall, shown))
        yield Table("gaps", self.say("page.gaps"), headings, rows, aside=5)
        if len(gaps) > len(shown):
            yield self.texts([self.say("page.more", count=len(gaps) - len(shown))])

    def shortfall(self, gap: Gap) -> Cells:
        unit = gap.counted_in
        return (
            Span(self.subject(gap.subject), to=anchor(gap.number)),
            Span(self.of_unit(self.names[gap.obligation], gap.unit)),
            Span(self.quantity(gap.expected, unit)),
            Span(self.quantity(gap.actual, unit)),
            Span(self.quantity(gap.gap, unit), Mark("", Tone.BAD)),
            Span(place(gap.where), code=True),
        )

    def of_unit(self, name: str, unit: str | None) -> str:
        return name if unit is None else f"{name}{self.signs.colon}{escape_invisible(unit)}"

    def quantity(self, number: int, unit: Text) -> str:
        return amount(self.lang, number, unit)
