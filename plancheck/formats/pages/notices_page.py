"""Letters to those who report, and a circular on all of them: what is short, where, by when."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plancheck.analysis.rollup import RollUp, SubjectRow, rolled_up
from plancheck.formats.pages.national import national_section
from plancheck.formats.pages.page import Cells, Page, Section, Span, anchor
from plancheck.formats.pages.report_page import open_section
from plancheck.formats.pages.standing import cause_text, rate_text, standing_sections
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import day_text, days_text
from plancheck.language.message import Lang
from plancheck.verdicts.result import Result, State
from plancheck.verdicts.run import Rejected, Run

OPEN = (State.NOT_COMPLIANT, State.UNDETERMINED, State.UNUSABLE, State.ABSENT)
"""The states of who gets a letter."""


def circular_page(run: Run, lang: Lang) -> Page:
    """Return the circular: who was to report and did, the rate, who is absent or has to correct."""
    return _Notices(run, lang).circular()


def letter_pages(run: Run, lang: Lang) -> Iterator[tuple[str, Page]]:
    """Yield for each subject with open points its name, and the letter to it."""
    yield from _Notices(run, lang).letters()


class _Notices(Writer):
    """The letters of one run in one language, on their way."""

    def __init__(self, run: Run, lang: Lang) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.rolled: RollUp | None = rolled_up(run, run.plan) if run.plan else None

    def circular(self) -> Page:
        run, rolled = self.run, self.rolled
        title, sections, facts = self.say("page.title"), list[Section](), list[str]()
        if rolled is not None:
            title = self.say("notice.circular", plan=self.value(rolled.plan.title))
            facts = [*self.overview(rolled), self.by()]
            parts = [*self.states(rolled)]
            parts.append(national_section(rolled, self.lang, most=None, brief=False))
            sections = [
                replace(part, title=self.numbered(number, part.title))
                for number, part in enumerate(parts, 1)
            ]
        sections += self.problem_sections(run.problems)
        outcome = self.say("page.failed") if run.failed else ""
        return self.page(title, sections, outcome=outcome, facts=facts)

    def overview(self, rolled: RollUp) -> Iterator[str]:
        """Yield the day, how many reported in time to be checked, and the rate of all."""
        count = Counter(row.state for row in rolled.rows)
        absent, unusable = count[State.ABSENT], count[State.UNUSABLE]
        yield self.say(
            "notice.reported",
            day=days_text(self.lang, self.run),
            expected=len(rolled.rows),
            reported=len(rolled.rows) - absent,
            unusable=unusable,
            absent=absent,
        )
        if rolled.rate.asked:
            yield rate_text(self, rolled.rate)

    def states(self, rolled: RollUp) -> Iterator[Section]:
        """Yield who is in which state, a section for each: first who has to do something."""
        for state in (State.ABSENT, State.UNUSABLE):
            rows = [row for row in rolled.rows if row.state is state]
            if rows:
                title = self.say("notice.state", state=self.state(state).text, count=len(rows))
                yield self.section(state, title, self.texts(map(self.named_row, rows)))
        for section in standing_sections(
            self.run, rolled, self.lang, most=None, show=None, alone=True
        ):
            if section.id == "standing" and section.blocks:
                yield replace(section, title=section.title or (Span(self.say("notice.done")),))

    def named_row(self, row: SubjectRow) -> str:
        who = self.subject(row.subject)
        return cause_text(self, who, row.cause) if row.cause else who

    def numbered(self, number: int, title: Cells) -> Cells:
        first, *rest = title
        ordinal = self.say(f"notice.part-{number}")
        return replace(first, text=f"{ordinal}{first.text}"), *rest

    def letters(self) -> Iterator[tuple[str, Page]]:
        for row in self.rolled.rows if self.rolled else ():
            if row.state in OPEN:
                yield row.subject, self.letter(row)

    def letter(self, row: SubjectRow) -> Page:
        assert self.plan is not None
        values = {"subject": self.subject(row.subject), "plan": self.value(self.plan.title)}
        title = self.say("notice.letter", **values)
        facts = [*self.standing(row), self.by()]
        return self.page(title, self.points(row), outcome=self.state(row.state), facts=facts)

    def standing(self, row: SubjectRow) -> Iterator[str]:
        """Yield how far a subject is, and by which report."""
        report = self.run.reports[row.file.number - 1] if row.file else None
        if isinstance(report, Result):
            yield day_text(self.lang, report)
            if row.rate.asked:
                yield rate_text(self, row.rate)
        elif report is None:
            yield self.say("notice.absent")
        else:
            yield self.say("notice.unusable")
        if row.late:
            yield self.say("page.late")

    def by(self) -> str:
        """Return by when open points are to be corrected, or room to write the day."""
        by: datetime.date | None = self.run.roster.correct_by if self.run.roster else None
        return self.say("notice.by", date=self.value(by) if by else self.say("notice.blank-date"))

    def points(self, row: SubjectRow) -> Iterator[Section]:
        """Yield what is open about each file of a subject, with how to correct it."""
        files = [row.file, *row.beside] if row.state is State.UNUSABLE else [row.file]
        for file in filter(None, files):
            report = self.run.reports[file.number - 1]
            if isinstance(report, Rejected):
                title = Span(file.path, code=True)
                yield self.section(anchor(file.number), (title,), self.problems(report.problems))
            else:
                yield open_section(self.lang, report, anchor(file.number))
