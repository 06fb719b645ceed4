"""Letters to those who report, and a circular on all of them: what is short, where, by when."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plancheck.analysis.rollup import RollUp, SubjectRow, rolled_up
from plancheck.errors import Problem
from plancheck.formats.pages.national import national_section
from plancheck.formats.pages.page import Cells, Page, Section, Span, anchor
from plancheck.formats.pages.report_page import open_section
from plancheck.formats.pages.standing import cause_text, rate_text, standing_sections
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import day_text, days_text
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible
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
            open_ = any(row.state in OPEN for row in rolled.rows)
            facts = [*self.overview(rolled), *([self.by("notice.by")] if open_ else [])]
            parts = [*self.states(rolled)]
            parts.append(national_section(rolled, self.lang, most=None, brief=False, alone=True))
            sections = [
                replace(part, title=self.numbered(number, part.title))
                for number, part in enumerate(parts, 1)
            ]
        sections += self.problem_sections(run.problems)
        outcome = self.say("page.failed") if run.failed else ""
        return self.page(title, sections, outcome=outcome, facts=facts)

    def overview(self, rolled: RollUp) -> Iterator[str]:
        """Yield the day, how many reported and can be checked, and the rate of all."""
        count = Counter(row.state for row in rolled.rows)
        absent, unusable = count[State.ABSENT], count[State.UNUSABLE]
        yield self.begun(days_text(self.lang, self.run))
        yield self.say(
            "notice.reported",
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
                state_ = self.begun(self.state(state).text)
                title = self.say("notice.state", state=state_, count=len(rows))
                yield self.section(state, title, self.texts(map(self.named_row, rows)))
        for section in standing_sections(
            self.run, rolled, self.lang, most=None, show=None, alone=True
        ):
            if section.id == "standing" and section.blocks:
                first, *_ = section.title or (Span(self.say("notice.done")),)
                yield replace(section, title=(replace(first, text=self.begun(first.text)),))

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
        state = self.state(row.state)
        outcome = replace(state, text=self.begun(state.text))
        facts = filter(None, self.standing(row))
        return self.page(title, self.points(row), outcome=outcome, facts=facts)

    def standing(self, row: SubjectRow) -> Iterator[str]:
        """Yield how far a subject is, and what is asked of it by when."""
        report = self.run.reports[row.file.number - 1] if row.file else None
        if isinstance(report, Result):
            yield self.begun(day_text(self.lang, report))
            if row.rate.asked:
                yield rate_text(self, row.rate)
        if row.late:
            yield self.say("notice.late")
        key = {State.ABSENT: "notice.absent", State.UNUSABLE: "notice.unusable"}
        yield self.by(key.get(row.state, "notice.open"))

    def by(self, key: str) -> str:
        """Return the sentence ``key``: by when to do what, or room to write the day."""
        by: datetime.date | None = self.run.roster.correct_by if self.run.roster else None
        return self.say(key, date=self.value(by) if by else self.say("notice.blank-date"))

    def points(self, row: SubjectRow) -> Iterator[Section]:
        """Yield what is open about each file of a subject, with how to correct it."""
        handed_in = [*filter(None, [row.file, *row.beside])]
        names = _names([file.path for file in handed_in])
        for file in handed_in if row.state is State.UNUSABLE else handed_in[:1]:
            report = self.run.reports[file.number - 1]
            if isinstance(report, Rejected):
                title = Span(escape_invisible(names[file.path]), code=True)
                problems = [_with_names(problem, names) for problem in report.problems]
                yield self.section(anchor(file.number), (title,), self.problems(problems))
            else:
                named = _named(report, names[file.path])
                yield open_section(self.lang, named, anchor(file.number))


def _names(paths: Sequence[str]) -> dict[str, str]:
    """Return the names of the files ``paths``, or the paths where two have one name.

    In which folder the office keeps a report is of no use to who sent it.
    """
    names = [os.path.basename(path) or path for path in paths]
    return dict(zip(paths, names if len(set(names)) == len(names) else paths, strict=True))


def _named(result: Result, name: str) -> Result:
    """Return ``result`` as if its file were called ``name``."""
    findings = (
        finding._replace(location=finding.location._replace(path=name))
        for finding in result.findings
    )
    where = result.location._replace(path=name)
    return replace(result, location=where, findings=tuple(findings))


def _with_names(problem: Problem, names: Mapping[str, str]) -> Problem:
    """Return ``problem`` with the files that it is about called by their ``names``."""
    where = problem.where and problem.where._replace(
        path=names.get(problem.where.path, problem.where.path)
    )
    values = dict(problem.values)
    if problem.key == "run.same-subject":
        values["other"] = [names.get(other.path, other.path) for other in values["other"]]
    return problem._replace(where=where, values=values)
