"""All reports at once: who stands where, who is short by how much, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plancheck.analysis.progress import Progress
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
from plancheck.formats.pages.report_page import told_reports
from plancheck.formats.pages.standing import share_text, sparkline, standing_sections
from plancheck.formats.pages.writer import Writer, number_cell
from plancheck.language.message import Lang
from plancheck.language.wording import amount, escape_invisible, place
from plancheck.plan.parts import Task
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Rate, Verdict, verdicts_of
from plancheck.verdicts.run import InTurn, Run


def rollup_sections(
    run: Run, rolled: RollUp | None, lang: Lang, *, most: int | None, show: Show | None
) -> Iterator[Section]:
    """Yield who stands where, national numbers, what changed, then the matrix, and who is short.

    At most ``most`` shortfalls are shown, and names in a cell. What needs a wide page is folded
    unless ``show`` is everything.
    """
    writer = _RollUpSections(run, lang, most, show)
    if rolled is not None:
        yield from standing_sections(run, rolled, lang, most=most, show=show)
        if show is not Show.OPEN:
            yield national_section(rolled, lang, most=most, brief=show is None)
    made = None
    if run.comparison is not None:
        from plancheck.analysis.progress import progress  # noqa: PLC0415  # seldom needed
        from plancheck.formats.pages.progress import progress_section  # noqa: PLC0415

        made = progress(run)
        if made is not None:
            yield progress_section(run, made, lang, show=show)
    if rolled is not None and show is not Show.OPEN:
        for section in writer.of_each(rolled, made, each=show is Show.ALL):
            yield replace(section, folded=show is not Show.ALL)


class _RollUpSections(Writer):
    """The sections about all reports of one run in one language, on their way."""

    def __init__(self, run: Run, lang: Lang, most: int | None, show: Show | None) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.most = most
        self.told = told_reports(run, lang, show)
        plan = run.plan
        every = [*plan.obligations(), *plan.obligations(national=True)] if plan else []
        self.names = {obligation.id: self.named(obligation) for _, obligation in every}

    def to(self, number: int | None) -> str | None:
        """Return what leads to the report ``number``, None where the page has no section for it."""
        return anchor(number) if number is not None and number in self.told else None

    def of_each(self, rolled: RollUp, made: Progress | None, *, each: bool) -> Iterator[Section]:
        """Yield all subjects and tasks side by side; ``each`` finding has a place of its own."""
        signs = [*map(self.verdict, verdicts_of(rolled.plan))]
        if any(cell.behind for row in rolled.rows for cell in row.cells.values()):
            signs.append(self.behind())
        legend = Legend(self.say("page.legend"), tuple(signs))
        title = self.say("rollup.title")
        yield self.section("matrix", title, self.matrix(rolled, made, each=each), legend)
        yield self.section("tasks", self.say("page.tasks"), self.tasks(rolled))
        if rolled.gaps:
            yield self.section("gaps", self.say("page.gaps"), *self.gaps(rolled.gaps))

    def behind(self) -> Span:
        """Return what is said of a number that is not due yet and behind the pace."""
        return Span(self.say("pace.behind"), Mark("↓", Tone.WARN))

    def matrix(self, rolled: RollUp, made: Progress | None, *, each: bool) -> Table:
        """Return a row for each subject and a column for each task, and how many fail each.

        Where there are earlier results, their rates stand before the rate of now.
        """
        tasks = (
            Span(escape_invisible(task.id), to=f"t{n}") for n, task in enumerate(rolled.tasks, 1)
        )
        before: dict[str, Sequence[Rate | None]] = {}
        headings = self.heads("rollup.subject", "page.state", "page.rank")
        together = [rolled.rate]
        if made is not None:
            before = {name: rates[:-1] for name, rates in made.subjects}
            together = [moment.rate for moment in made.moments]
            days = [moment.day for moment in made.moments[:-1]]
            headings += tuple(Span(f"{day:%m-%d}" if day else "—") for day in days)
        headings += self.heads("page.rate", *(["progress.trend"] if made else []))
        nobody = (None,) * (len(together) - 1)
        rows = InTurn(
            lambda: (
                self.of_subject(row, before.get(row.subject, nobody), rolled.tasks, each=each)
                for row in rolled.rows
            )
        )
        tallies = (rolled.tallies[task.id] for task in rolled.tasks)
        blocking = (
            sum(count for verdict, count in tally.items() if verdict.blocks) for tally in tallies
        )
        bad = Mark("", Tone.BAD)
        counts = (Span(str(count), bad) if count else Span("") for count in blocking)
        return Table(
            "matrix",
            self.say("rollup.title"),
            (*headings, *tasks),
            rows,
            foot=(*self.heads("rollup.blocking"), *(Span(""),) * 2, *self.rates(together), *counts),
        )

    def of_subject(
        self, row: SubjectRow, before: Sequence[Rate | None], tasks: Sequence[Task], *, each: bool
    ) -> Cells:
        number = row.file.number if row.file is not None else None
        state = self.state(row.state)
        if row.late:
            text = self.say("page.state-late", state=state.text, late=self.say("page.late"))
            state = replace(state, text=text)
        state = replace(state, short=MARKS[row.state].sign)
        rank = Span(str(row.rank) if row.rank else "")
        rate = row.rate if row.cells else None
        about = Span(self.subject(row.subject), to=self.to(number)), state
        if rate is None and not any(before):
            return about
        if not row.cells:
            return (*about, rank, *self.rates([*before, rate]), *(Span("") for _ in tasks))
        cells = []
        for task in tasks:
            verdict, obligation, behind = row.cells[task.id]
            to = finding_anchor(anchor(number), obligation) if each and number else None
            shown = self.verdict(verdict)
            if behind and verdict is Verdict.PENDING:
                shown = self.behind()
            cells.append(replace(shown, brief=True, to=to))
        return (*about, rank, *self.rates([*before, rate]), *cells)

    def rates(self, rates: Sequence[Rate | None]) -> Iterator[Span]:
        """Yield each rate, and where there are earlier ones all of them as a line of signs."""
        shares = list(map(share_text, rates))
        yield from map(Span, shares)
        if len(rates) > 1:
            signs = sparkline(rates)
            yield Span(" → ".join(shares), Mark(signs, Tone.QUIET), brief=True, short=signs)

    def tasks(self, rolled: RollUp) -> Table:
        """Return the rate of each task, and how many reports came out how: by what weighs most."""
        rows, verdicts = [], verdicts_of(rolled.plan)
        for task in rolled.tasks:
            tally, (asked, met) = rolled.tallies[task.id], rolled.rates[task.id]
            counts = (number_cell(tally[verdict], MARKS[verdict]) for verdict in verdicts)
            rate = Span(share_text(rolled.rates[task.id]))
            rows.append((self.task_cell(task, None), Span(f"{met}/{asked}"), rate, *counts))
        ids = tuple(f"t{number}" for number, _ in enumerate(rolled.tasks, 1))
        headings = (
            *self.heads("table.task", "page.met", "page.rate"),
            *map(self.verdict, verdicts),
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
            Span(self.subject(gap.subject), to=self.to(gap.number)),
            Span(self.of_unit(self.names[gap.obligation], gap.unit)),
            Span(self.quantity(gap.expected, unit)),
            Span(self.quantity(gap.actual, unit)),
            Span(self.quantity(gap.gap, unit), Mark("", Tone.BAD)),
            Span(place(gap.where), code=True),
        )

    def of_unit(self, name: str, unit: str | None) -> str:
        return name if unit is None else f"{name}{self.signs.colon}{escape_invisible(unit)}"

    def quantity(self, number: Quantity, unit: Text) -> str:
        return amount(self.lang, number, unit)
