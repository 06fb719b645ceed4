"""A run as one page for people: what it says and in which order."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator

from plancheck.errors import Medium
from plancheck.formats import Show
from plancheck.formats.pages.page import MARKS, Page, Section, Span, Tally, anchor
from plancheck.formats.pages.report_page import report_head, report_section
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import (
    MOST_SKIPPED,
    configured_texts,
    days_text,
    dotted,
    outcome_counts,
    sums,
    totals_text,
)
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, plan_title
from plancheck.reading.source import STDIN, shown
from plancheck.reading.syntax import CURABLE
from plancheck.verdicts.result import Result
from plancheck.verdicts.run import InTurn, Rejected, Run


def run_page(run: Run, lang: Lang, *, most: int | None = None, show: Show | None = None) -> Page:
    """Return what a page says about ``run``: at most ``most`` shortfalls, or names in a cell.

    ``show`` is how much; where it is None, what is asked in a single report, and of several no more
    than what is said of them together.
    """
    return _RunPage(run, lang, show).whole(most)


class _RunPage(Writer):
    """The page of one run in one language, on its way."""

    def __init__(self, run: Run, lang: Lang, show: Show | None) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.show = show
        self.rolled = None
        if run.several:
            from plancheck.analysis.rollup import roll_up  # noqa: PLC0415  # nothing to a single report

            self.rolled = roll_up(run)

    def whole(self, most: int | None) -> Page:
        run = self.run
        if not run.several and run.counts.reports == 1 and not run.failed:
            return self.single(run.reports[0], most)
        reports = InTurn(self.reports) if self.show is not None else ()
        title, facts = [self.say("page.title")], [days_text(self.lang, run)]
        if self.rolled is not None:
            from plancheck.formats.pages.standing import mandatory_text  # noqa: PLC0415  # nothing to a single report

            title = [plan_title(self.lang, self.rolled.plan), self.say("page.all")]
            title, facts = [*title, *facts], [mandatory_text(self.rolled, self.lang)]
        more = [self.say("page.show-more")] if run.several and self.show is None else []
        return self.page(
            dotted(filter(None, title)),
            self.sections(most),
            outcome=self.say("page.failed") if run.failed else totals_text(self.lang, run),
            tally=self.tally(),
            facts=filter(None, facts),
            small_print=[*self.skipped(), *more, *configured_texts(self.lang, run)],
            reports=reports,
            sums=sums(run),
        )

    def single(self, report: Result | Rejected, most: int | None) -> Page:
        """Return the page of a run that is about one report."""
        run, show = self.run, self.show or Show.ASKED
        if isinstance(report, Result):
            title, outcome, counts = report_head(self.lang, report)
            section = report_section(self.lang, report, anchor(1), show=show, alone=True)
            # A form that a program draws has no file to name on a command line.
            small_print = [] if report.medium is Medium.FIELDS else [self.explain(report)]
        else:
            title, outcome = escape_invisible(report.path), self.unusable()
            counts = (self.say("page.file-problems", count=len(report.problems)),)
            section = self.section(anchor(1), (), self.problems(report.problems), weight=0)
            small_print = list(self.correction(report))
        return self.page(
            title,
            self.sections(most),
            outcome=outcome,
            counts=counts,
            small_print=[*self.skipped(), *small_print, *configured_texts(self.lang, run)],
            reports=[section],
            sums=sums(run),
        )

    def explain(self, result: Result) -> str:
        """Return the command that says how the verdicts of ``result`` came about."""
        open_ = [finding for finding in result.findings if finding.verdict.is_open]
        telling = open_ or result.findings
        task = result.plan.task_of(telling[0].obligation).id if telling else ""
        path = escape_invisible(shlex.quote(result.path))
        return self.say("page.explain", task=task, path=path, plan=self.run.plan_option)

    def sections(self, most: int | None) -> Iterator[Section]:
        yield from self.problem_sections(self.run.problems)
        yield from self.together(most)

    def tally(self) -> Tally:
        """Return the outcome in numbers, if there are several reports or should be."""
        counts = outcome_counts(self.lang, self.run) if self.run.several else ()
        return Tally(tuple((Span(word, MARKS[key]), count) for key, word, count in counts if count))

    def together(self, most: int | None) -> Iterator[Section]:
        """Yield what is said of all reports at once, if anything is."""
        run = self.run
        if run.several or run.comparison is not None:
            from plancheck.formats.pages.rollup_page import rollup_sections  # noqa: PLC0415  # nothing to a single report

            yield from rollup_sections(run, self.rolled, self.lang, most=most, show=self.show)

    def skipped(self) -> Iterator[str]:
        """Yield in one line which files were not checked, the first few by name."""
        skipped = self.run.skipped
        if not skipped:
            return
        files = []
        for file in skipped[:MOST_SKIPPED]:
            kind = self.say(f"skipped.{file.kind}")
            files.append(self.say("table.skipped", path=os.path.basename(file.path), kind=kind))
        if len(skipped) > MOST_SKIPPED:
            files.append(self.say("table.more", count=len(skipped) - MOST_SKIPPED))
        yield self.say("page.skipped", count=len(skipped), files=files)

    def reports(self) -> Iterator[Section]:
        """Yield a section for each report, without one that leaves nothing to say.

        They are in the order of the plan, unless there is nothing to roll up.
        """
        count = self.run.counts.reports
        numbers = self.rolled.numbers(count) if self.rolled else range(1, count + 1)
        for number in numbers:
            section = self.report(number, self.run.reports[number - 1])
            if section.blocks:
                yield section

    def report(self, number: int, report: Result | Rejected) -> Section:
        show = self.show or Show.OPEN
        if isinstance(report, Result):
            return report_section(self.lang, report, anchor(number), show=show)
        title = (Span(escape_invisible(report.path), code=True), self.unusable())
        correction = self.texts(self.correction(report))
        problems = self.problems(report.problems)
        return self.section(anchor(number), title, problems, correction, weight=0)

    def correction(self, report: Rejected) -> Iterator[str]:
        """Yield the command that corrects the typing mistakes in ``report``, if it has any."""
        curable = any(problem.key in CURABLE for problem in report.problems)
        if curable and report.path != shown(STDIN):
            path = escape_invisible(shlex.quote(report.path))
            yield self.say("page.correct", path=path, plan=self.run.plan_option)
