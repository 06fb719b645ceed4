"""A run as one page for people: what it says and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plancheck import __version__
from plancheck.analysis.rollup import Gap, NationalTotal, RollUp, roll_up
from plancheck.errors import Problem, counted
from plancheck.formats.pages.page import (
    MARKS,
    Block,
    Cells,
    Legend,
    Lines,
    Mark,
    Page,
    PageItem,
    Points,
    Section,
    Span,
    Table,
    Tally,
    Tone,
    number_cell,
    task_cell,
)
from plancheck.formats.shared.cells import (
    ABSENT,
    MOST_PROBLEMS,
    MOST_SKIPPED,
    UNUSABLE,
    configured_texts,
    day_text,
    days_text,
    finding_cells,
    has_nothing_to_do,
    outcome_counts,
    outcome_word,
    own_words,
    place,
    plan_line,
    remarks,
    tier_text,
    total_asked,
    totals_text,
)
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    clause_text,
    finding_text,
    note_text,
    problem_text,
    todo_text,
)
from plancheck.language.wording import (
    SIGNS,
    escape_invisible,
    format_value,
    joined,
    say,
    subject_name,
)
from plancheck.plan.parts import Obligation, Text
from plancheck.verdicts.baseline import Comparison, Key
from plancheck.verdicts.result import Finding, Note, Outcome, Result, Verdict
from plancheck.verdicts.run import Rejected, Run

OPEN = tuple(verdict for verdict in Verdict if verdict.is_open)
DUE = (Verdict.PENDING,)
FINDING = ("task", "obligation", "level", "asked", "reported", "verdict", "place")


def run_page(run: Run, lang: Lang, *, most: int | None = None) -> Page:
    """Return what a page says about ``run``: at most ``most`` shortfalls, or names in a cell."""
    return _RunPage(run, lang, most).page()


class _RunPage:
    """The page of one run in one language, on its way."""

    def __init__(self, run: Run, lang: Lang, most: int | None) -> None:
        self.run = run
        self.lang = lang
        self.most = most
        self.anchors = {report.path: f"r{number}" for number, report in enumerate(run.reports, 1)}
        plan = run.plan
        every = [*plan.obligations(), *plan.obligations(national=True)] if plan else []
        self.names = {one.id: self.obligation(one) for _, one in every}
        self.subjects = {result.subject: self.anchors[result.path] for result in run.results}

    def page(self) -> Page:
        run = self.run
        facts = [self.say("page.version", version=__version__)]
        if run.plan is not None:
            facts.insert(0, plan_line(self.lang, run.plan))
        if run.results:
            facts.insert(0, days_text(self.lang, run))
        facts += configured_texts(self.lang, run)
        sections = [*self.roll_up(), *self.comparison(), *self.skipped(), *self.problems()]
        sections += [
            self.result(report) if isinstance(report, Result) else self.rejected(report)
            for report in run.reports
        ]
        return Page(
            self.say("page.title"), tuple(facts), self.sentence(), self.tally(), tuple(sections)
        )

    def say(self, key: str, **values: object) -> str:
        return say(self.lang, key, values)

    def heads(self, *keys: str) -> Cells:
        return tuple(Span(self.say(key)) for key in keys)

    def subject(self, name: str) -> str:
        return subject_name(self.lang, self.run.plan, name)

    def obligation(self, obligation: Obligation) -> str:
        return f"{obligation.id} {format_value(self.lang, obligation.name)}"

    def of_unit(self, name: str, unit: str | None) -> str:
        return name if unit is None else f"{name}{SIGNS[self.lang].colon}{escape_invisible(unit)}"

    def verdict(self, verdict: Verdict, *, brief: bool = False) -> Span:
        return Span(format_value(self.lang, verdict), MARKS[verdict], brief=brief)

    def outcome(self, outcome: Outcome) -> Span:
        return Span(outcome_word(self.lang, outcome), MARKS[outcome])

    def unusable(self) -> Span:
        return Span(self.say("table.row-unusable"), MARKS[UNUSABLE])

    def quantity(self, number: int, unit: Text) -> str:
        return f"{number}{SIGNS[self.lang].space}{format_value(self.lang, unit)}"

    def counts(self) -> list[tuple[Span, int]]:
        """Return how many reports came out how."""
        counted = outcome_counts(self.lang, self.run)
        return [(Span(word, MARKS[key]), count) for key, word, count in counted]

    def sentence(self) -> str:
        """Return the outcome of the whole in one line."""
        if self.run.failed:
            return self.say("page.failed")
        return totals_text(self.lang, self.run)

    def tally(self) -> Tally:
        """Return the outcome in numbers, if there are several reports or should be."""
        return Tally(tuple(self.counts()) if self.run.several else ())

    # --- all reports at once ---------------------------------------------------------------------

    def roll_up(self) -> Iterator[Section]:
        rolled = roll_up(self.run)
        if rolled is None:
            return
        yield Section("reports", (Span(self.say("page.reports")),), (self.overview(),))
        if rolled.rows:
            blocks = self.matrix(rolled), self.legend()
            yield Section("matrix", (Span(self.say("rollup.title")),), blocks)
            yield Section("tasks", (Span(self.say("page.tasks")),), (self.tasks(rolled),))
        if rolled.gaps:
            yield Section("gaps", (Span(self.say("page.gaps")),), tuple(self.gaps(rolled.gaps)))
        if rolled.repeated:
            repeated = [self.subject(name) for name in rolled.repeated]
            told = Lines(((Span(self.say("rollup.repeated", subjects=repeated)),),))
            yield Section("totals", (Span(self.say("page.totals")),), (told,))
        elif rolled.totals:
            yield Section("totals", (Span(self.say("page.totals")),), (self.totals(rolled.totals),))

    def overview(self) -> Table:
        """Return a row for each report, and one for each that is not there."""
        words = [self.verdict(verdict) for verdict in Verdict]
        headings = (*self.heads("rollup.subject", "page.outcome-heading", "page.tier"), *words)
        rows: list[Cells] = []
        for report in self.run.reports:
            if isinstance(report, Rejected):
                path = Span(escape_invisible(report.path), code=True, to=self.anchors[report.path])
                rows.append((path, self.unusable()))
                continue
            counts = (number_cell(report.tally[verdict], MARKS[verdict]) for verdict in Verdict)
            subject = Span(self.subject(report.subject), to=self.anchors[report.path])
            tier = Span(tier_text(self.lang, report))
            rows.append((subject, self.outcome(report.outcome), tier, *counts))
        for absent in self.run.absent:
            not_there = Span(self.say("page.absent"), MARKS[ABSENT])
            rows.append((Span(self.subject(absent.subject)), not_there))
        return Table("reports", self.say("page.reports"), headings, tuple(rows))

    def matrix(self, rolled: RollUp) -> Table:
        """Return a row for each subject and a column for each task."""
        tasks = (
            Span(escape_invisible(task.id), to=f"t{n}") for n, task in enumerate(rolled.tasks, 1)
        )
        headings = (Span(self.say("rollup.subject")), *tasks)
        rows: list[Cells] = []
        for row in rolled.rows:
            subject = Span(self.subject(row.result.subject), to=self.anchors[row.result.path])
            cells = (self.verdict(row.cells[task.id], brief=True) for task in rolled.tasks)
            rows.append((subject, *cells))
        return Table("matrix", self.say("rollup.title"), headings, tuple(rows))

    def legend(self) -> Legend:
        return Legend(self.say("page.legend"), tuple(map(self.verdict, Verdict)))

    def tasks(self, rolled: RollUp) -> Table:
        """Return how many reports came out how, per task: the reports' weightiest verdicts."""
        words = (self.verdict(verdict) for verdict in Verdict)
        rows = (
            (
                Span(f"{task.id} {format_value(self.lang, task.title)}"),
                *(
                    number_cell(rolled.tallies[task.id][verdict], MARKS[verdict])
                    for verdict in Verdict
                ),
            )
            for task in rolled.tasks
        )
        ids = tuple(f"t{number}" for number, _ in enumerate(rolled.tasks, 1))
        headings = (Span(self.say("table.task")), *words)
        return Table("tasks", self.say("page.tasks"), headings, tuple(rows), ids)

    def gaps(self, gaps: Sequence[Gap]) -> Iterator[Block]:
        shown = gaps[: self.most]
        headings = self.heads(
            "rollup.subject", "table.obligation", "table.asked", "table.reported", "page.gap",
            "table.place",
        )  # fmt: skip
        rows = tuple(self.gap(gap) for gap in shown)
        yield Table("gaps", self.say("page.gaps"), headings, rows)
        if len(gaps) > len(shown):
            yield Lines(((Span(self.say("page.more", count=len(gaps) - len(shown))),),))

    def gap(self, gap: Gap) -> Cells:
        name, unit = self.of_unit(self.names[gap.obligation], gap.unit), gap.counted_in
        return (
            Span(self.subject(gap.subject), to=self.anchors[gap.path]),
            Span(name),
            Span(self.quantity(gap.expected, unit)),
            Span(self.quantity(gap.actual, unit)),
            Span(self.quantity(gap.gap, unit), Mark("", Tone.BAD)),
            Span(place(gap.where), code=True),
        )

    def totals(self, totals: Sequence[NationalTotal]) -> Table:
        """Return what is asked of all together, what is certain, and on whom the rest depends."""
        headings = self.heads(
            "table.obligation", "table.asked", "page.counted", "page.possible", "table.verdict",
            "page.depends",
        )  # fmt: skip
        rows = []
        for total in totals:
            possible = self.say("page.not-known") if total.possible is None else str(total.possible)
            names = [self.subject(name) for name in total.open]
            depends = joined(self.lang, names[: self.most]) or "—"
            if len(names) > len(names[: self.most]):
                depends = self.say("page.among", subjects=names[: self.most], count=len(names))
            rows.append(
                (
                    Span(self.obligation(total.obligation)),
                    Span(total_asked(self.lang, total)),
                    Span(str(total.counted)),
                    Span(possible),
                    self.verdict(total.verdict),
                    Span(depends),
                )
            )
        return Table("totals", self.say("page.totals"), headings, tuple(rows))

    # --- beside the reports ----------------------------------------------------------------------

    def comparison(self) -> Iterator[Section]:
        since = self.run.comparison
        if since is None:
            return
        failed = sum(result.failure is not None for result in self.run.results)
        new = tuple(map(self.failed, self.run.new_failures))
        counts = (
            (Span(self.say("page.new"), Mark("", Tone.BAD)), len(since.new) + len(new)),
            (Span(self.say("page.fixed"), Mark("", Tone.GOOD)), len(since.fixed)),
            (
                Span(self.say("page.unchanged"), Mark("", Tone.WARN)),
                len(since.unchanged) + failed - len(new),
            ),
        )
        lists = {
            "page.new": (*new, *self.named(since.new)),
            "page.fixed": self.named(since.fixed),
            "page.fell": self.fell(since),
            "page.gone": tuple((Span(self.subject(name)),) for name in since.gone),
        }
        said = {"baseline.other-wording": since.other_wording, "page.only-new": self.run.only_new}
        told = [Lines(tuple((Span(self.say(key)),) for key, holds in said.items() if holds))]
        told += [Lines(rows, self.say(key)) for key, rows in lists.items()]
        yield Section(
            "comparison",
            (Span(self.say("page.comparison")),),
            (Tally(counts), *(lines for lines in told if lines.rows)),
            facts=(Span(escape_invisible(since.path), code=True),),
        )

    def named(self, keys: Sequence[Key]) -> tuple[Cells, ...]:
        return tuple((self.point_name(*key),) for key in keys)

    def failed(self, result: Result) -> Cells:
        name = f"{self.subject(result.subject)} {self.say('point.whole')}"
        return (Span(name, to=self.anchors[result.path]),)

    def point_name(self, subject: str, obligation: str, unit: str | None = None) -> Span:
        name = self.of_unit(self.names.get(obligation, escape_invisible(obligation)), unit)
        return Span(f"{self.subject(subject)} {name}", to=self.subjects.get(subject))

    def fell(self, since: Comparison) -> tuple[Cells, ...]:
        return tuple(
            (
                self.point_name(one.subject, one.obligation, one.unit),
                Span(f"{one.before} → {format_value(self.lang, one.now)}", Mark("", Tone.WARN)),
                Span(place(one.where), code=True),
            )
            for one in since.fell
        )

    def skipped(self) -> Iterator[Section]:
        if self.run.skipped:
            rows: list[tuple[Span, ...]] = [
                (Span(escape_invisible(one.path), code=True), Span(self.say(f"skipped.{one.kind}")))
                for one in self.run.skipped[:MOST_SKIPPED]
            ]
            count = len(self.run.skipped)
            if count > MOST_SKIPPED:
                rows.append((Span(self.say("page.more", count=count - MOST_SKIPPED)),))
            heading = (Span(self.say("page.skipped", count=count)),)
            yield Section("skipped", heading, (Lines(tuple(rows)),))

    def problems(self) -> Iterator[Section]:
        if self.run.problems:
            told = self.problem_lines(self.run.problems)
            yield Section("problems", (Span(self.say("page.problems")),), (told,))

    def problem_lines(self, problems: Sequence[Problem]) -> Lines:
        rows: list[Cells] = []
        for problem in problems[:MOST_PROBLEMS]:
            sentence = Span(problem_text(self.lang, problem))
            where = (Span(place(problem.where), code=True),) if problem.where else ()
            rows.append((*where, sentence))
        if len(problems) > MOST_PROBLEMS:
            rows.append((Span(self.say("page.more", count=counted(problems) - MOST_PROBLEMS)),))
        return Lines(tuple(rows))

    # --- one report ------------------------------------------------------------------------------

    def rejected(self, rejected: Rejected) -> Section:
        title = (Span(escape_invisible(rejected.path), code=True), self.unusable())
        told = self.problem_lines(rejected.problems)
        return Section(self.anchors[rejected.path], title, (told,), weight=0)

    def result(self, result: Result) -> Section:
        anchor = self.anchors[result.path]
        facts = (
            Span(tier_text(self.lang, result)),
            Span(day_text(self.lang, result)),
            Span(escape_invisible(result.path), code=True),
        )
        told = remarks(self.lang, result)
        notes = tuple((Span(where, code=True), Span(remark)) for where, remark in told)
        blocks: list[Block] = [
            Lines(tuple(self.head(result))),
            self.verdicts(result, anchor),
            self.points(result, f"{anchor}-open", "page.open", OPEN),
            self.points(result, f"{anchor}-due", "page.pending", DUE),
            Lines(notes, self.say("page.notes")),
            self.findings(result),
        ]
        return Section(
            anchor,
            (Span(self.subject(result.subject)), self.outcome(result.outcome)),
            tuple(block for block in blocks if not isinstance(block, Points | Lines) or block.rows),
            facts,
            1 + list(Outcome).index(result.outcome),
        )

    def head(self, result: Result) -> Iterator[Cells]:
        """Yield why a report of which nothing is asked complies, and what is its own word alone."""
        if has_nothing_to_do(result):
            yield (Span(self.say("page.asks-nothing")),)
        for line in own_words(self.lang, result):
            yield (Span(line),)

    def verdicts(self, result: Result, anchor: str) -> Tally:
        """Return how many findings have each verdict, those to be seen to leading there."""
        leads = dict.fromkeys(OPEN, f"{anchor}-open") | dict.fromkeys(DUE, f"{anchor}-due")
        return Tally(
            tuple(
                (replace(self.verdict(verdict), to=leads.get(verdict)), result.tally[verdict])
                for verdict in Verdict
                if result.tally[verdict]
            )
        )

    def points(
        self, result: Result, anchor: str, caption: str, verdicts: Sequence[Verdict]
    ) -> Points:
        rows = [
            self.point(result, finding)
            for finding in result.findings
            if finding.verdict in verdicts
        ]
        if result.failure is not None and verdicts is OPEN:
            rows.insert(0, self.failure(result, result.failure))
        return Points(anchor, self.say(caption, count=len(rows)), tuple(rows))

    def failure(self, result: Result, failure: Note) -> PageItem:
        """Return that the report complies in no possible tier, which no clause by itself says."""
        return PageItem(
            verdict=self.outcome(result.outcome),
            name=self.say("point.whole"),
            found=note_text(self.lang, failure),
            todo="",
            clause="",
            place=place(result.location),
        )

    def point(self, result: Result, finding: Finding) -> PageItem:
        return PageItem(
            self.verdict(finding.verdict),
            self.names[finding.obligation],
            finding_text(self.lang, result.plan, finding),
            todo_text(self.lang, result, finding),
            clause_text(self.lang, result.plan, finding, result.tier).strip(),
            place(finding.location),
        )

    def findings(self, result: Result) -> Table:
        headings = self.heads(*(f"table.{name}" for name in FINDING))
        rows: list[Cells] = []
        task = None
        for finding in result.findings:
            own = result.plan.task_of(finding.obligation)
            name, level, asked, reported, _, where = finding_cells(self.lang, result.plan, finding)
            rows.append(
                (
                    task_cell(self.lang, own, task),
                    *map(Span, (name, level, asked, reported)),
                    self.verdict(finding.verdict),
                    Span(where, code=True),
                )
            )
            task = own
        return Table("findings", self.say("page.findings"), headings, tuple(rows), naming=1)
