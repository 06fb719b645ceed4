"""All reports at once: who stands where, who is short by how much, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plancheck.analysis.rollup import Gap, NationalTotal, RollUp, roll_up
from plancheck.formats import Show
from plancheck.formats.pages.page import (
    MARKS,
    Block,
    Cells,
    Legend,
    Lines,
    Mark,
    Section,
    Span,
    Table,
    Tally,
    Tone,
    anchor,
)
from plancheck.formats.pages.standing import standing_sections
from plancheck.formats.pages.writer import Writer, number_cell
from plancheck.formats.shared.cells import ABSENT, place, tier_text
from plancheck.language.message import Lang
from plancheck.language.sentences import bounds_text
from plancheck.language.wording import amount, escape_invisible
from plancheck.requirements.base import Text
from plancheck.verdicts.baseline import Comparison, Key
from plancheck.verdicts.result import Result, Verdict
from plancheck.verdicts.run import InTurn, Rejected, Run


def rollup_sections(
    run: Run, lang: Lang, *, most: int | None, show: Show | None
) -> Iterator[Section]:
    """Yield who stands where, the matrix, what is short, national totals, changes.

    At most ``most`` shortfalls are shown, and names in a cell. What each report says too is folded
    unless ``show`` is everything.
    """
    writer = _RollUpSections(run, lang, most)
    rolled = roll_up(run)
    if rolled is not None:
        yield from standing_sections(run, lang, most=most, show=show)
        if show is not Show.OPEN:
            yield from writer.rolled(rolled, folded=show is not Show.ALL)
    if run.comparison is not None:
        yield writer.comparison(run.comparison)


class _RollUpSections(Writer):
    """The sections about all reports of one run in one language, on their way."""

    def __init__(self, run: Run, lang: Lang, most: int | None) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.most = most
        plan = run.plan
        every = [*plan.obligations(), *plan.obligations(national=True)] if plan else []
        self.names = {obligation.id: self.named(obligation) for _, obligation in every}
        self.subjects = {
            report.subject: anchor(number)
            for number, report in enumerate(run.reports, 1)
            if isinstance(report, Result)
        }

    def rolled(self, rolled: RollUp, *, folded: bool) -> Iterator[Section]:
        for section in self.of_each(rolled):
            yield replace(section, folded=folded)
        if rolled.repeated:
            repeated = [self.subject(name) for name in rolled.repeated]
            lines = self.texts([self.say("rollup.repeated", subjects=repeated)])
            yield self.section("totals", self.say("page.totals"), lines)
        elif rolled.totals:
            yield self.section("totals", self.say("page.totals"), self.totals(rolled.totals))

    def of_each(self, rolled: RollUp) -> Iterator[Section]:
        """Yield what is said of each report beside the others."""
        yield self.section("reports", self.say("page.reports"), self.overview())
        if rolled.rows:
            legend = Legend(self.say("page.legend"), tuple(map(self.verdict, Verdict)))
            yield self.section("matrix", self.say("rollup.title"), self.matrix(rolled), legend)
            yield self.section("tasks", self.say("page.tasks"), self.tasks(rolled))
        if rolled.gaps:
            yield self.section("gaps", self.say("page.gaps"), *self.gaps(rolled.gaps))

    def overview(self) -> Table:
        """Return a row for each report, and one for each that is not there."""
        words = [self.verdict(verdict) for verdict in Verdict]
        headings = (*self.heads("rollup.subject", "page.outcome-heading", "page.tier"), *words)
        rows = InTurn(self.overview_rows)
        return Table("reports", self.say("page.reports"), headings, rows)

    def overview_rows(self) -> Iterator[Cells]:
        for number, report in enumerate(self.run.reports, 1):
            to = anchor(number)
            if isinstance(report, Rejected):
                path = Span(escape_invisible(report.path), code=True, to=to)
                yield path, self.unusable()
                continue
            counts = (number_cell(report.tally[verdict], MARKS[verdict]) for verdict in Verdict)
            about = Span(self.subject(report.subject), to=to), self.outcome(report.outcome)
            yield *about, Span(tier_text(self.lang, report)), *counts
        for absent in self.run.absent:
            not_there = Span(self.say("page.absent"), MARKS[ABSENT])
            yield Span(self.subject(absent.subject)), not_there

    def matrix(self, rolled: RollUp) -> Table:
        """Return a row for each subject and a column for each task, and how many fail each."""
        tasks = (
            Span(escape_invisible(task.id), to=f"t{n}") for n, task in enumerate(rolled.tasks, 1)
        )

        def rows() -> Iterator[Cells]:
            for row in rolled.rows:
                subject = Span(self.subject(row.result.subject), to=anchor(row.number))
                cells = (self.verdict(row.cells[task.id], brief=True) for task in rolled.tasks)
                yield subject, *cells

        tallies = (rolled.tallies[task.id] for task in rolled.tasks)
        blocking = (
            sum(count for verdict, count in tally.items() if verdict.blocks) for tally in tallies
        )
        bad = Mark("", Tone.BAD)
        counts = (Span(str(count), bad) if count else Span("") for count in blocking)
        return Table(
            "matrix",
            self.say("rollup.title"),
            (*self.heads("rollup.subject"), *tasks),
            InTurn(rows),
            foot=(*self.heads("rollup.blocking"), *counts),
        )

    def tasks(self, rolled: RollUp) -> Table:
        """Return how many reports came out how, per task: the reports' weightiest verdicts."""
        rows = []
        for task in rolled.tasks:
            tally = rolled.tallies[task.id]
            counts = (number_cell(tally[verdict], MARKS[verdict]) for verdict in Verdict)
            rows.append((self.task_cell(task, None), *counts))
        ids = tuple(f"t{number}" for number, _ in enumerate(rolled.tasks, 1))
        headings = (*self.heads("table.task"), *map(self.verdict, Verdict))
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

    def totals(self, totals: Sequence[NationalTotal]) -> Table:
        """Return what is asked of all together, what is certain, and on whom the rest depends."""
        headings = self.heads(
            "table.obligation", "table.asked", "page.counted", "page.possible", "table.verdict",
            "page.depends",
        )  # fmt: skip
        rows = []
        for total in totals:
            possible = self.say("page.not-known") if total.possible is None else str(total.possible)
            unit = total.obligation.requirement.unit
            bounds = bounds_text(self.lang, total.bounds, unit)
            names = [self.subject(name) for name in total.open]
            shown = names[: self.most]
            depends = self.joined(shown) or "—"
            if len(names) > len(shown):
                depends = self.say("page.among", subjects=shown, count=len(names))
            rows.append(
                (
                    Span(self.named(total.obligation)),
                    Span(self.joined(bounds)),
                    Span(str(total.counted)),
                    Span(possible),
                    self.verdict(total.verdict),
                    Span(depends),
                )
            )
        return Table("totals", self.say("page.totals"), headings, tuple(rows))

    # --- what changed ----------------------------------------------------------------------------

    def comparison(self, since: Comparison) -> Section:
        """Return what is new, fixed and unchanged since the run before, and what fell."""
        failed = sum(result.failure is not None for result in self.run.results)
        new = tuple(map(self.failed, self.run.new_failures))
        unchanged = len(since.unchanged) + failed - len(new)
        counts = (
            (Span(self.say("baseline.new"), Mark("", Tone.BAD)), len(since.new) + len(new)),
            (Span(self.say("baseline.fixed"), Mark("", Tone.GOOD)), len(since.fixed)),
            (Span(self.say("page.unchanged"), Mark("", Tone.WARN)), unchanged),
        )
        said = {
            "baseline.other-wording": since.other_wording,
            "baseline.only-new": self.run.only_new,
        }
        return self.section(
            "comparison",
            self.say("baseline.counts", path=since.path),
            Tally(counts),
            self.texts(self.say(key) for key, holds in said.items() if holds),
            Lines((*new, *self.points(since.new)), self.say("baseline.new")),
            Lines(self.points(since.fixed), self.say("baseline.fixed")),
            Lines(self.fell(since), self.say("baseline.fell")),
            self.texts(map(self.subject, since.gone), self.say("baseline.gone")),
        )

    def points(self, keys: Sequence[Key]) -> tuple[Cells, ...]:
        return tuple((self.point(*key),) for key in keys)

    def failed(self, result: Result) -> Cells:
        name = f"{self.subject(result.subject)} {self.say('point.whole')}"
        return (Span(name, to=self.subjects[result.subject]),)

    def point(self, subject: str, obligation: str, unit: str | None = None) -> Span:
        name = self.of_unit(self.names.get(obligation, escape_invisible(obligation)), unit)
        return Span(f"{self.subject(subject)} {name}", to=self.subjects.get(subject))

    def fell(self, since: Comparison) -> tuple[Cells, ...]:
        return tuple(
            (
                self.point(fell.subject, fell.obligation, fell.unit),
                Span(f"{fell.before} → {self.value(fell.now)}", Mark("", Tone.WARN)),
                Span(place(fell.where), code=True),
            )
            for fell in since.fell
        )
