"""Letters to those who report, and a circular on all of them: what is short, where, by when."""

from __future__ import annotations

import datetime
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from plancheck.analysis.rollup import ReportFile, RollUp, SubjectRow, rolled_up
from plancheck.errors import MOST_PROBLEMS, Problem
from plancheck.formats.pages.national import national_section
from plancheck.formats.pages.page import Cells, Page, Section, Span, anchor
from plancheck.formats.pages.report_page import open_section
from plancheck.formats.pages.standing import cause_text, national_rate_text, rate_text, states_alone
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import day_text, days_text
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.language.wording import escape_invisible, line_text, plan_title
from plancheck.verdicts.result import Result, State
from plancheck.verdicts.run import Rejected, Run

OPEN = (State.NOT_COMPLIANT, State.UNDETERMINED, State.UNUSABLE, State.ABSENT)
"""The states of who gets a letter."""


class Notices(Writer):
    """The circular and the letters of one run in one language, each made when it is asked for."""

    def __init__(self, run: Run, lang: Lang) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.rolled: RollUp | None = rolled_up(run, run.plan) if run.plan else None
        self._rows: dict[str, list[SubjectRow]] = {}
        for row in self.rolled.rows if self.rolled else ():
            if row.state in OPEN:
                self._rows.setdefault(row.subject, []).append(row)

    @property
    def subjects(self) -> Collection[str]:
        """The subjects with open points, in the order of the plan: each gets one letter."""
        return self._rows.keys()

    def circular(self) -> Page:
        """Return who was to report and did, the rate, who is absent or has to correct."""
        run, rolled = self.run, self.rolled
        title, sections, facts = self.say("page.title"), list[Section](), list[str]()
        if rolled is not None:
            title = self.say("notice.circular", plan=plan_title(self.lang, rolled.plan))
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
        states = {row.subject: row.state for row in rolled.rows}
        yield self.begun(days_text(self.lang, self.run))
        expected = self.run.expected_names
        names = states.keys() & expected if expected else states.keys()
        count = Counter(states[name] for name in names)
        values = {
            "reported": len(names) - count[State.ABSENT],
            "unusable": count[State.UNUSABLE],
        }
        if expected:
            values |= {"expected": len(expected), "absent": count[State.ABSENT]}
        yield self.say("notice.reported" if expected else "notice.received", **values)
        if others := len(states) - len(names):
            yield self.say("page.not-expected", count=others)
        if rolled.rate.asked:
            yield national_rate_text(self, rolled)

    def states(self, rolled: RollUp) -> Iterator[Section]:
        """Yield who is in which state, a section for each: first who has to do something."""
        for name, word, lines in self.listed(rolled):
            if lines:
                title = self.say("notice.state", state=self.begun(word), count=len(lines))
                yield self.section(name, title, self.texts(lines))
        section = states_alone(self.run, rolled, self.lang, most=None)
        if section.blocks:
            first, *_ = section.title or (Span(self.say("notice.done")),)
            yield replace(section, title=(replace(first, text=self.begun(first.text)),))

    def listed(self, rolled: RollUp) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Yield each list with its id and its word: absent, unusable, unattributed, late."""
        rows = rolled.rows
        for state in (State.ABSENT, State.UNUSABLE):
            in_state = [self.named_row(row) for row in rows if row.state is state]
            yield state, self.state(state).text, in_state
        unattributed = [
            cause_text(self, escape_invisible(os.path.basename(file.path)), cause)
            for file, cause in rolled.unattributed
        ]
        yield "unattributed", self.say("page.unattributed"), unattributed
        yield "late", self.say("page.late"), [self.subject(row.subject) for row in rows if row.late]

    def named_row(self, row: SubjectRow) -> str:
        """Return who it is, and of an unusable file the first problem."""
        who = self.subject(row.subject)
        return cause_text(self, who, row.cause) if row.cause else who

    def numbered(self, number: int, title: Cells) -> Cells:
        """Return ``title`` as that of the part ``number``."""
        first, *rest = title
        ordinal = self.say(f"notice.part-{number}")
        return replace(first, text=f"{ordinal}{first.text}"), *rest

    def letter(self, subject: str) -> Page:
        """Return the letter to ``subject``, one of ``subjects``: what is open in its reports."""
        assert self.plan is not None
        rows = sorted(self._rows[subject], key=lambda row: OPEN.index(row.state))
        values = {"subject": self.subject(subject), "plan": plan_title(self.lang, self.plan)}
        title = self.say("notice.letter", **values)
        state = self.state(rows[0].state)
        outcome = replace(state, text=self.begun(state.text))
        facts = list(dict.fromkeys(fact for row in rows for fact in self.standing(row)))
        key = {State.ABSENT: "notice.absent", State.UNUSABLE: "notice.unusable"}
        facts.append(self.by(key.get(rows[0].state, "notice.open")))
        return self.page(title, self.points(rows), outcome=outcome, facts=facts)

    def standing(self, row: SubjectRow) -> Iterator[str]:
        """Yield how far a subject is, and whether it was late."""
        report = self.run.reports[row.file.number - 1] if row.file else None
        if isinstance(report, Result):
            yield self.begun(day_text(self.lang, report))
            if row.rate.asked:
                yield rate_text(self, row.rate)
        if row.late:
            yield self.say("notice.late")

    def by(self, key: str) -> str:
        """Return the sentence ``key``: by when to do what, or room to write the day."""
        by: datetime.date | None = self.run.roster.correct_by if self.run.roster else None
        return self.say(key, date=self.value(by) if by else self.say("notice.blank-date"))

    def points(self, rows: Sequence[SubjectRow]) -> Iterator[Section]:
        """Yield what is open about each file of a subject, with how to correct it."""
        every = (file for row in rows for file in (row.file, *row.beside) if file is not None)
        names = _names([file.path for file in every])
        for file in (file for row in rows for file in _files(row)):
            report = self.run.reports[file.number - 1]
            title = (Span(escape_invisible(names[file.path]), code=True),)
            if isinstance(report, Rejected):
                problems = [_with_names(problem, names) for problem in report.problems]
                lines = self.texts(map(self.told, problems[:MOST_PROBLEMS]))
                yield self.section(anchor(file.number), title, lines)
            else:
                named = _named(report, names[file.path])
                section = open_section(self.lang, named, anchor(file.number))
                yield replace(section, title=title)

    def told(self, problem: Problem) -> str:
        """Return a problem and its line, without advice for who runs the program."""
        clauses = re.split("(?<=[;；,，])", problem_text(self.lang, problem))
        text = "".join(clause for clause in clauses if "--" not in clause).rstrip("；;，, ")
        if problem.where is None or not problem.where.line:
            return text
        return f"{line_text(self.lang, problem.where)}{self.signs.colon}{text}"


def _files(row: SubjectRow) -> Sequence[ReportFile]:
    """Return the report that counts, or all files of a subject where none does."""
    if row.file is None:
        return ()
    return (row.file, *row.beside) if row.state is State.UNUSABLE else (row.file,)


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
