"""A run as one page for people: what it says and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap

from plancheck.formats.pages.page import MARKS, Page, Section, Span, Tally, anchor
from plancheck.formats.pages.report_page import report_section
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import (
    MOST_SKIPPED,
    configured_texts,
    days_text,
    outcome_counts,
    totals_text,
)
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible
from plancheck.verdicts.result import Result
from plancheck.verdicts.run import InTurn, Rejected, Run

MOST_TABLES = 50
"""More reports than all who report to a plan are rarely looked at one by one."""


def run_page(run: Run, lang: Lang, *, most: int | None = None) -> Page:
    """Return what a page says about ``run``: at most ``most`` shortfalls, or names in a cell."""
    return _RunPage(run, lang).whole(most)


class _RunPage(Writer):
    """The page of one run in one language, on its way."""

    def __init__(self, run: Run, lang: Lang) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.folded = len(run.reports) > MOST_TABLES

    def whole(self, most: int | None) -> Page:
        run = self.run
        return self.page(
            self.say("page.title"),
            self.sections(most),
            outcome=self.say("page.failed") if run.failed else totals_text(self.lang, run),
            tally=self.tally(),
            facts=[days_text(self.lang, run)] if run.results else (),
            small_print=configured_texts(self.lang, run),
            short=self.say("table.many", limit=MOST_TABLES) if self.folded else "",
            reports=InTurn(lambda: starmap(self.report, enumerate(run.reports, 1))),
        )

    def sections(self, most: int | None) -> Iterator[Section]:
        yield from self.together(most)
        yield from self.skipped()
        yield from self.problem_sections(self.run.problems)

    def tally(self) -> Tally:
        """Return the outcome in numbers, if there are several reports or should be."""
        counts = outcome_counts(self.lang, self.run) if self.run.several else ()
        return Tally(tuple((Span(word, MARKS[key]), count) for key, word, count in counts))

    def together(self, most: int | None) -> Iterator[Section]:
        """Yield what is said of all reports at once, if anything is."""
        run = self.run
        if run.several or run.comparison is not None:
            from plancheck.formats.pages.rollup_page import rollup_sections  # noqa: PLC0415  # nothing to a single report

            folded = self.folded
            yield from rollup_sections(run, self.lang, most=most, folded=folded)

    def skipped(self) -> Iterator[Section]:
        skipped = self.run.skipped
        if not skipped:
            return
        told = [
            self.say("table.skipped", path=one.path, kind=self.say(f"skipped.{one.kind}"))
            for one in skipped[:MOST_SKIPPED]
        ]
        if len(skipped) > MOST_SKIPPED:
            told.append(self.say("table.more", count=len(skipped) - MOST_SKIPPED))
        title = self.say("page.skipped", count=len(skipped))
        yield self.section("skipped", title, self.texts(told))

    def report(self, number: int, report: Result | Rejected) -> Section:
        if isinstance(report, Result):
            alone = not self.run.several
            return report_section(
                self.lang, report, anchor(number), folded=self.folded, alone=alone
            )
        title = (Span(escape_invisible(report.path), code=True), self.unusable())
        return self.section(anchor(number), title, self.problems(report.problems), weight=0)
