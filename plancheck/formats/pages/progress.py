"""What moved since the earlier results: counts, who did what, numbers that fell, and rates."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from plancheck.analysis.progress import MovedNumber, Progress, Step
from plancheck.formats import Show
from plancheck.formats.pages.page import Cells, Lines, Mark, Section, Span, Tone, anchor
from plancheck.formats.pages.report_page import told_reports
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import dotted
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, obligation_name, place
from plancheck.verdicts.baseline import Comparison
from plancheck.verdicts.result import Result
from plancheck.verdicts.run import Run

LISTED = ("fallen_back", "newly_due", "to_review", "still_open", "done")
"""The lists, first what needs somebody's attention."""
COUNTED = ("done", "fallen_back", "newly_due", "to_review", "still_open")
FEW = 5
"""How many subjects a short page names in a line, and how many duties of each."""


def progress_section(
    run: Run, made: Progress, lang: Lang, *, show: Show | None, alone: bool = False
) -> Section:
    """Return what moved since the latest earlier result.

    A short page about several reports has the counts and who fell back; ``show`` what is asked or
    everything adds the lists. ``alone`` says that the page has no section for a report to lead to.
    """
    assert run.comparison is not None
    told = () if alone else told_reports(run, lang, show)
    return _ProgressSection(run, lang, made, told).whole(run.comparison, show)


class _ProgressSection(Writer):
    """The section about the progress of one run in one language, on their way."""

    def __init__(self, run: Run, lang: Lang, made: Progress, told: Container[int]) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.made = made
        self.anchors: dict[str, str] = {}
        self.in_chinese: set[str] = set()
        for number, report in enumerate(run.reports, 1):
            if isinstance(report, Result):
                if number in told:
                    self.anchors[report.subject] = anchor(number)
                if report.in_chinese:
                    self.in_chinese.add(report.subject)

    def whole(self, since: Comparison, show: Show | None) -> Section:
        several = self.run.several
        brief = show is Show.OPEN or (several and show is None)
        title = "" if brief else self.say("progress.title")
        lists = [self.fallen_back()] if brief else self.lists()
        fell = () if brief else self.fell(self.made.numbers)
        lost = () if brief else map(self.subject, self.made.lost)
        return self.section(
            "progress",
            title or (),
            self.texts(self.lines(since)),
            *lists,
            Lines(tuple(self.new(since)), self.say("baseline.new")),
            Lines(tuple(fell), self.say("baseline.fell")),
            self.texts(self.listed(self.say("progress.lost"), lost)),
            self.gone(since, brief=brief),
            facts=() if brief else (Span(escape_invisible(since.path), code=True),),
        )

    def lines(self, since: Comparison) -> Iterator[str]:
        """Yield the counts, and whether the wording was another and only new points count."""
        counts = {kind: len(getattr(self.made, kind)) for kind in COUNTED}
        fell = sum(number.fell for number in self.made.numbers)
        if any(counts.values()) or fell:
            counts = {kind: count for kind, count in (counts | {"fell": fell}).items() if count}
        shown = dotted(self.say(f"progress.count-{kind}", count=n) for kind, n in counts.items())
        yield self.say("progress.counts", day=self.made.since.day, counts=shown)
        if since.other_wording:
            yield self.say("baseline.other-wording")
        if self.run.only_new:
            yield self.say("baseline.only-new")

    # --- the lists -------------------------------------------------------------------------------

    def lists(self) -> Iterator[Lines]:
        """Yield each list, a line for each subject; of a single report one line in all."""
        for kind in LISTED:
            steps: Sequence[Step] = getattr(self.made, kind)
            caption = self.say(f"progress.{kind}")
            if self.run.several:
                yield Lines(tuple(self.by_subject(steps)), caption, long=kind == "done")
            else:
                yield self.texts(self.listed(caption, map(self.short_key, steps)))
        failed = [self.subject(result.subject) for result in self.run.new_failures]
        yield self.texts(self.listed(self.say("progress.whole"), failed))

    def by_subject(self, steps: Iterable[Step]) -> Iterator[Cells]:
        for subject, of_subject in groupby(steps, attrgetter("subject")):
            yield self.who(subject), Span(self.joined(map(self.short_key, of_subject)))

    def listed(self, word: str, names: Iterable[str]) -> Iterator[str]:
        if shown := self.joined(names):
            yield self.say("progress.listed", word=word, names=shown)

    def fallen_back(self) -> Lines:
        """Return in one line who fell back, the first few."""
        shown = []
        subjects = [
            (subject, [self.short_key(step) for step in steps])
            for subject, steps in groupby(self.made.fallen_back, attrgetter("subject"))
        ]
        for subject, keys in subjects[:FEW]:
            names = self.joined(keys[:FEW])
            if len(keys) > FEW:
                names = self.say("progress.and-more", names=names, count=len(keys))
            shown.append(f"{self.subject(subject)} {names}" if self.run.several else names)
        if len(subjects) > FEW:
            shown.append(self.say("progress.and-subjects", count=len(subjects)))
        return self.texts(self.listed(self.say("progress.fallen_back"), [dotted(shown)]))

    def new(self, since: Comparison) -> Iterator[Cells]:
        """Yield the points that count for the exit code, where only new ones do."""
        if not self.run.only_new:
            return
        for result in self.run.new_failures:
            yield self.who(result.subject), Span(self.say("point.whole"))
        for subject, obligation in since.new:
            yield self.who(subject), Span(self.name(obligation))

    def fell(self, numbers: Iterable[MovedNumber]) -> Iterator[Cells]:
        for number in numbers:
            if number.fell:
                name = self.name(number.obligation)
                if number.unit is not None:
                    name = f"{name}{self.signs.colon}{escape_invisible(number.unit)}"
                fall = f"{self.value(number.before)} → {self.value(number.now)}"
                yield (
                    self.who(number.subject),
                    Span(name),
                    Span(fall, Mark("", Tone.WARN)),
                    Span(place(number.where), code=True),
                )

    def gone(self, since: Comparison, *, brief: bool) -> Lines:
        """Return who had a report before; a short page has named who is absent already."""
        absent = {expected.subject for expected in self.run.absent} if brief else set()
        caption = self.say("baseline.gone")
        names = [self.subject(name) for name in since.gone if name not in absent]
        return self.texts(self.listed(caption, names)) if brief else self.texts(names, caption)

    # --- names -----------------------------------------------------------------------------------

    def who(self, subject: str) -> Span:
        return Span(self.subject(subject), to=self.anchors.get(subject))

    def name(self, obligation: str) -> str:
        assert self.plan is not None
        return obligation_name(self.lang, self.plan, obligation)

    def short_key(self, step: Step) -> str:
        """Return the shortest key of a duty in the spelling of its report."""
        assert self.plan is not None
        short = self.plan.shortest_id(step.obligation)
        if short != step.obligation or step.subject not in self.in_chinese:
            return short
        if self.lang is not Lang.ZH:
            return short
        task, asked = self.plan.by_id[step.obligation]
        return escape_invisible(task.chinese_key(asked))
