"""One sheet of paper for the leadership: who needs attention, national numbers, what moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plancheck.analysis.progress import progress
from plancheck.analysis.rollup import RollUp, rolled_up
from plancheck.formats.pages.national import national_section
from plancheck.formats.pages.page import MARKS, Mark, Page, Section, Span, Table, Tally, Tone
from plancheck.formats.pages.progress import progress_section
from plancheck.formats.pages.standing import (
    missing_alone,
    national_rate_text,
    sparkline,
    states_alone,
)
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import days_text, dotted
from plancheck.language.message import Lang
from plancheck.language.wording import plan_title
from plancheck.verdicts.result import State
from plancheck.verdicts.run import Run

MOST = 8
"""How many subjects have a row or a cause: one sheet has room for so many."""
FEW = 3
"""How many names a cell has."""
TILES = (
    (State.COMPLIANT, State.ON_TRACK),
    (State.NOT_COMPLIANT, State.UNDETERMINED),
    (State.UNUSABLE,),
    (State.ABSENT,),
)
"""The states that a tile counts, after the one that counts all."""


def brief_page(run: Run, lang: Lang) -> Page:
    """Return what the leadership reads about ``run``, short enough for one sheet A4.

    Nothing in it leads to a report: the sheet is all there is.
    """
    return _BriefPage(lang, run.plan).whole(run)


class _BriefPage(Writer):
    """The sheet in one language, on its way."""

    def whole(self, run: Run) -> Page:
        title, tally, facts, sections = self.say("page.title"), Tally(()), [], list[Section]()
        if run.plan is not None:
            rolled = rolled_up(run, run.plan)
            title = dotted([plan_title(self.lang, run.plan), self.say("page.all")])
            tally = Tally(tuple(self.tiles(run, rolled)))
            facts = [national_rate_text(self, rolled)] if rolled.rate.asked else []
            if run.expected is not None:
                others = {row.subject for row in rolled.rows} - run.expected_names
                facts += [self.say("page.not-expected", count=len(others))] if others else []
            sections = [*self.sections(run, rolled)]
        if run.problems:
            problems = self.problems(run.problems, MOST)
            sections.append(self.section("problems", self.say("page.problems"), problems))
        outcome = self.say("page.failed") if run.failed else ""
        facts.append(self.begun(days_text(self.lang, run)))
        return self.page(title, sections, outcome=outcome, tally=tally, facts=filter(None, facts))

    def tiles(self, run: Run, rolled: RollUp) -> Iterator[tuple[Span, int]]:
        """Yield how many are expected, else how many there are, then in each state or two alike."""
        key, count = "brief.expected", len(run.expected_names)
        if run.expected is None:
            key, count = "brief.reported", len(rolled.rows)
        yield Span(self.say(key), Mark("", Tone.QUIET)), count
        for states in TILES:
            words = self.begun(self.joined(self.state(state).text for state in states))
            count = sum(row.state in states for row in rolled.rows)
            yield Span(words, MARKS[states[0]]), count

    def sections(self, run: Run, rolled: RollUp) -> Iterator[Section]:
        missing = missing_alone(run, rolled, self.lang, most=MOST)
        states = states_alone(run, rolled, self.lang, most=MOST)
        few = any(isinstance(block, Table) for block in states.blocks)
        titles = {"brief.missing": missing, "brief.attention" if few else "notice.done": states}
        for key, section in titles.items():
            if section.blocks:
                yield replace(section, title=(Span(self.say(key)),))
        yield national_section(rolled, self.lang, most=FEW, brief=True, alone=True)
        made = progress(run)
        if made is not None:
            section = progress_section(run, made, self.lang, show=None, alone=True)
            shares = " → ".join(f"{m.rate.met}/{m.rate.asked}" for m in made.moments)
            signs = sparkline(moment.rate for moment in made.moments)
            trend = self.say("brief.trend", rates=shares, signs=signs)
            yield replace(
                section,
                title=(Span(self.say("progress.title")),),
                blocks=(self.texts([trend]), *section.blocks),
            )
