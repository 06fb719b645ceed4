"""What moved since the earlier results: counts, who did what, numbers that fell, and rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from plancheck.analysis.progress import MovedNumber, Progress, Step, progress
from plancheck.formats import Show
from plancheck.formats.pages.page import Cells, Lines, Mark, Section, Span, Table, Tone, anchor
from plancheck.formats.pages.standing import percentage
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import dotted, place
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, obligation_name
from plancheck.verdicts.baseline import Comparison
from plancheck.verdicts.result import Rate, Result
from plancheck.verdicts.run import Run

LISTED = ("fallen_back", "newly_due", "still_open", "done")
"""The lists, first what needs somebody's attention."""
COUNTED = ("done", "fallen_back", "newly_due", "still_open")
FEW = 5
"""How many subjects a short page names in a line, and how many duties of each."""
STEPS = "▁▂▃▄▅▆▇█"
"""The rates of a sparkline from the lowest to all; every sign is in GBK."""
NO_RATE = "·"


def progress_sections(run: Run, lang: Lang, *, show: Show | None) -> Iterator[Section]:
    """Yield what moved since the latest earlier result, then the rates at every moment.

    A short page about several reports has the counts and who fell back; ``show`` what is asked or
    everything adds the lists and rates.
    """
    comparison, made = run.comparison, progress(run)
    if comparison is not None and made is not None:
        yield from _ProgressSections(run, lang, made).sections(comparison, show)


class _ProgressSections(Writer):
    """The sections about the progress of one run in one language, on their way."""

    def __init__(self, run: Run, lang: Lang, made: Progress) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.made = made
        self.anchors: dict[str, str] = {}
        self.in_chinese: set[str] = set()
        for number, report in enumerate(run.reports, 1):
            if isinstance(report, Result):
                self.anchors[report.subject] = anchor(number)
                if report.in_chinese:
                    self.in_chinese.add(report.subject)

    def sections(self, since: Comparison, show: Show | None) -> Iterator[Section]:
        several = self.run.several
        brief = show is Show.OPEN or (several and show is None)
        title = "" if brief else self.say("progress.title")
        lists = [self.fallen_back()] if brief else self.lists()
        fell = () if brief else self.fell(self.made.numbers)
        yield self.section(
            "progress",
            title or (),
            self.texts(self.lines(since)),
            *lists,
            Lines(tuple(self.new(since)), self.say("baseline.new")),
            Lines(tuple(fell), self.say("baseline.fell")),
            self.gone(since, brief=brief),
            facts=() if brief else (Span(escape_invisible(since.path), code=True),),
        )
        if several and not brief:
            yield self.section("rates", self.say("progress.rates"), self.rates())

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
                yield Lines(tuple(self.by_subject(steps)), caption)
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
        caption, names = self.say("baseline.gone"), map(self.subject, since.gone)
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

    # --- the rates -------------------------------------------------------------------------------

    def rates(self) -> Table:
        """Return a row for each subject, a column for each moment, and the rates in one line."""
        days = (Span(self.value(moment.day)) for moment in self.made.moments[:-1])
        headings = (
            *self.heads("rollup.subject"),
            *days,
            *self.heads("progress.now", "progress.trend"),
        )
        rows = tuple(self.rate_row(self.who(name), rates) for name, rates in self.made.subjects)
        together = [moment.rate for moment in self.made.moments]
        foot = self.rate_row(Span(self.say("progress.all")), together)
        return Table("rates", self.say("progress.rates"), headings, rows, foot=foot)

    def rate_row(self, who: Span, rates: Sequence[Rate | None]) -> Cells:
        percent = [
            percentage(rate.met, rate.asked) if rate and rate.asked else "" for rate in rates
        ]
        cells = (
            Span(
                self.say("progress.rate", met=rate.met, asked=rate.asked, rate=share)
                if rate and share
                else "—",
                short=share,
            )
            for rate, share in zip(rates, percent, strict=True)
        )
        trend = " → ".join(share or "—" for share in percent)
        return who, *cells, Span(trend, Mark(sparkline(rates), Tone.QUIET), brief=True)


def sparkline(rates: Iterable[Rate | None]) -> str:
    """Return a sign for each rate: the highest only where all is met, a dot where there is none."""
    return "".join(_step(rate) for rate in rates)


def _step(rate: Rate | None) -> str:
    if rate is None or not rate.asked:
        return NO_RATE
    return STEPS[rate.met * (len(STEPS) - 1) // rate.asked]
