"""Who stands where: who did not report or is unusable, who has how much left, who is done."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plancheck.analysis.rollup import ReportFile, RollUp, SubjectRow
from plancheck.errors import Problem
from plancheck.formats import Show
from plancheck.formats.pages.page import MARKS, Cells, Mark, Section, Span, Table, anchor
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import dotted
from plancheck.language.message import Lang
from plancheck.language.sentences import fact_text, problem_text
from plancheck.language.wording import escape_invisible, line_text
from plancheck.verdicts.questions import questions, waits_for_facts
from plancheck.verdicts.result import Finding, Rate, Result, State, Verdict, rounded_share
from plancheck.verdicts.run import Rejected, Run

ONE_BY_ONE = (State.NOT_COMPLIANT, State.UNDETERMINED)
"""The states in which each subject has a row: something is left to do."""
_SEE_ALSO = re.compile(r"\s*[(（](?:另见|see also).*")
"""Where else to look, which has no room where a cause is told in short."""
STEPS = "▁▂▃▄▅▆▇█"
"""The signs of a sparkline from the lowest rate to all; every sign is in GBK."""
NO_RATE = "·"
NAMES = 40
"""How many names a line has where the rows are limited."""
LEFT = 3
"""How many duties a row names where the rows are limited too."""
BAR = 10
"""How many signs a bar has; both signs are in GBK."""


def standing_sections(
    run: Run, rolled: RollUp, lang: Lang, *, most: int | None, show: Show | None
) -> Iterator[Section]:
    """Yield who is absent or unusable, then the subjects by state, in the order of the plan.

    With ``show`` what is open only, what each report leaves open stands with the report itself. At
    most ``most`` causes are given.
    """
    standing = _Standing(run, rolled, lang, most)
    yield standing.missing()
    if show is not Show.OPEN:
        yield standing.by_state()


def missing_alone(run: Run, rolled: RollUp, lang: Lang, *, most: int | None) -> Section:
    """Return who is absent, unusable or late, for a page that has no section for each report.

    At most ``most`` causes are given.
    """
    return _StandingAlone(run, rolled, lang, most).missing()


def states_alone(run: Run, rolled: RollUp, lang: Lang, *, most: int | None) -> Section:
    """Return the subjects by state for such a page, which says itself what is left, in names.

    At most ``most`` rows are given; where they are limited, so are the names in a cell or a line.
    """
    return _StandingAlone(run, rolled, lang, most).by_state()


def mandatory_text(rolled: RollUp, lang: Lang) -> str:
    """Return how many mandatory duties of all reports came out how, with the share that is met.

    What is not asked yet or no more is told apart, for it is no part of the rate. Nothing where
    there is no mandatory duty.
    """
    writer, tally, rate = Writer(lang, rolled.plan), rolled.mandatory, rolled.rate
    rated = [verdict for verdict in Verdict if verdict.is_open or verdict is Verdict.PASS]
    apart = [verdict for verdict in (Verdict.PENDING, Verdict.WAIVED) if tally.get(verdict)]
    counts = []
    for verdict in rated:
        if tally.get(verdict):
            text = writer.say("page.of-verdict", verdict=verdict, count=tally[verdict])
            if verdict is Verdict.PASS:
                share = percentage(rate.met, rate.asked, places=1)
                text = writer.say("page.rate-of", told=text, rate=share)
            counts.append(text)
    level = writer.say("level.mandatory")
    texts = []
    if counts:
        values = {"level": level, "count": rate.asked, "counts": dotted(counts)}
        texts.append(writer.say("page.of-level", **values))
    if apart:
        counts = [writer.say("page.of-verdict", verdict=v, count=tally[v]) for v in apart]
        key = "page.besides" if texts else "page.of-level"
        total = sum(tally[verdict] for verdict in apart)
        texts.append(writer.say(key, level=level, count=total, counts=dotted(counts)))
    return writer.signs.semicolon.join(texts)


def share_text(rate: Rate | None) -> str:
    """Return ``rate`` in percent; a dash where nothing is asked, or there is no verdict."""
    return percentage(rate.met, rate.asked) if rate is not None and rate.asked else "—"


def sparkline(rates: Iterable[Rate | None]) -> str:
    """Return a sign for each rate: the highest only where all is met, a dot where there is none."""
    return "".join(_step(rate) for rate in rates)


def _step(rate: Rate | None) -> str:
    if rate is None or not rate.asked:
        return NO_RATE
    return STEPS[rate.met * (len(STEPS) - 1) // rate.asked]


def national_rate_text(writer: Writer, rolled: RollUp) -> str:
    """Return in a sentence how many mandatory duties of all reports are asked and met."""
    (asked, met), reports = rolled.rate, sum(row.cells != {} for row in rolled.rows)
    values = {"asked": asked, "met": met, "rate": percentage(met, asked, places=1)}
    return writer.say("page.rate-of-all", reports=reports, **values)


def rate_text(writer: Writer, rate: Rate) -> str:
    """Return in a sentence how many mandatory duties are asked of one subject and met."""
    share = percentage(rate.met, rate.asked, places=1)
    return writer.say("page.rate-told", asked=rate.asked, met=rate.met, rate=share)


def cause_text(writer: Writer, who: str, first: Problem) -> str:
    """Return whose file is unusable, and its ``first`` problem in short."""
    sentence = re.split("[;；]", problem_text(writer.lang, first))[0]
    cause = _SEE_ALSO.sub("", sentence).strip()
    if first.where is not None and first.where.line:
        where = line_text(writer.lang, first.where)
        return writer.say("page.first-cause", who=who, place=where, cause=cause)
    return writer.say("page.cause", who=who, cause=cause)


def percentage(part: int, whole: int, *, places: int = 0) -> str:
    """Return ``part`` of ``whole`` in percent, rounded: 100% only of all, 0% only of none."""
    if part == whole:
        return "100%"
    unit = 10**places
    return f"{rounded_share(part, whole, 100 * unit) / unit:.{places}f}%"


class _Standing(Writer):
    """The sections on the states of all subjects of one run in one language, on their way."""

    def __init__(self, run: Run, rolled: RollUp, lang: Lang, most: int | None) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.rolled = rolled
        self.every = rolled.rows if rolled.issuer is None else (*rolled.rows, rolled.issuer)
        self.most = most

    def missing(self) -> Section:
        """Return who is absent, unusable or late, and which files do not count."""
        late = [self.subject(row.subject) for row in self.rolled.rows if row.late]
        not_in_time = [
            self.alike(State.ABSENT),
            self.line(self.say("page.late"), late, self.joined(late)),
        ]
        missing = [dotted(filter(None, not_in_time)), self.unusable_files()]
        if self.run.expected is not None:
            missing += [self.files_beside(), self.unattributed_files()]
        return self.section("missing", (), self.texts(filter(None, missing)))

    def by_state(self) -> Section:
        """Return a row for each who has something left to do, then who has nothing."""
        done = map(self.alike, (State.ON_TRACK, State.COMPLIANT))
        texts = self.texts(filter(None, done))
        rows = self.worst()
        if not rows:
            return self.section("standing", (), texts)
        states = [state for state in ONE_BY_ONE if any(row.state is state for row in rows)]
        words = self.joined(self.state(state).text for state in states)
        title = self.say("page.standing", outcome=words)
        heading = (Span(title, Mark("", MARKS[states[0]].tone)),)
        shown = self.first(rows)
        more = self.say("brief.more", count=len(rows) - len(shown))
        rest = self.texts([more] if len(shown) < len(rows) else [])
        return self.section("standing", heading, self.table(title, shown), rest, texts)

    def worst(self) -> list[SubjectRow]:
        """Return the rows of those who have something left to do, those with most first."""
        rows = [row for row in self.every if row.state in ONE_BY_ONE]
        return sorted(rows, key=lambda row: (ONE_BY_ONE.index(row.state), -(row.rank or 0)))

    def first(self, rows: Sequence[SubjectRow]) -> Sequence[SubjectRow]:
        """Return the rows for which there is room."""
        return rows

    def alike(self, state: State) -> str:
        """Return in one line which subjects are in ``state``; nothing where none is."""
        names = [self.subject(row.subject) for row in self.every if row.state is state]
        return self.line(self.state(state).text, names, self.names(names))

    def names(self, names: Sequence[str]) -> str:
        """Return the names of those in one state."""
        return self.joined(names)

    def line(self, word: str, items: Sequence[str], names: str) -> str:
        values = {"word": word, "count": len(items), "names": names}
        return self.say("page.standing-alike", **values) if items else ""

    def unusable_files(self) -> str:
        """Return in one line whose file is unusable, each with its first problem.

        Where nobody said who has to report, it counts files whoever handed them in.
        """
        word = self.state(State.UNUSABLE).text
        if self.run.expected is None:
            return self.causes(word, [self.of_file(file) for file in self.run.rejected])
        causes = []
        for row in self.rolled.rows:
            if row.cause is not None and row.file is not None:
                who = self.subject(row.subject)
                names = [os.path.basename(file.path) for file in (row.file, *row.beside)]
                if row.beside:  # none of its files counts
                    causes.append(self.say("page.several-files", who=who, files=names))
                else:
                    causes.append(cause_text(self, who, row.cause))
        return self.causes(word, causes)

    def of_file(self, file: Rejected) -> str:
        return cause_text(self, escape_invisible(file.path), file.problems[0])

    def files_beside(self) -> str:
        """Return in one line which files beside a report that counts do not, and why."""
        causes = []
        for row in self.rolled.rows:
            for file in row.beside if row.cause is None else ():
                report = self.run.reports[file.number - 1]
                assert isinstance(report, Rejected)
                causes.append(cause_text(self, self.path(file), report.problems[0]))
        return self.causes(self.say("page.beside"), causes)

    def unattributed_files(self) -> str:
        """Return in one line which files are unusable that nobody can attribute."""
        causes = [
            cause_text(self, self.path(file), cause) for file, cause in self.rolled.unattributed
        ]
        return self.causes(self.say("page.unattributed"), causes)

    def path(self, file: ReportFile) -> str:
        """Return how the page calls ``file``: by where it lies."""
        return escape_invisible(file.path)

    def causes(self, word: str, causes: Sequence[str]) -> str:
        shown = list(causes[: self.most])
        if len(causes) > len(shown):
            shown.append(self.say("page.and-others", count=len(causes)))
        return self.line(word, causes, dotted(shown))

    def table(self, title: str, rows: Sequence[SubjectRow]) -> Table:
        """Return a row for each of ``rows``."""
        headings = self.heads(
            "page.state", "rollup.subject", "page.tier", "page.met", "page.rate", "page.bar",
            "page.left-to-do",
        )  # fmt: skip
        cells = tuple(map(self.row, rows))
        return Table("standing", title, headings, cells, naming=1, aside=2, bare=True)

    def row(self, row: SubjectRow) -> Cells:
        assert row.file is not None
        result = self.run.reports[row.file.number - 1]
        assert isinstance(result, Result)
        asked, met = row.rate
        tenths = BAR * met // asked if asked else 0
        tier = result.facts.tier.value
        return (
            self.state_cell(row),
            Span(self.subject(row.subject), to=self.to(row.file)),
            Span(self.value(result.plan.tiers[tier]) if tier else "—"),
            Span(f"{met}/{asked}"),
            Span(share_text(row.rate)),
            Span("█" * tenths + "▁" * (BAR - tenths)),
            Span(self.among([*self.left(result)])),
        )

    def state_cell(self, row: SubjectRow) -> Span:
        """Return the sign of the state, which the heading of the rows names."""
        return replace(self.state(row.state), brief=True)

    def to(self, file: ReportFile) -> str | None:
        """Return what leads to the section of a report."""
        return anchor(file.number)

    def among(self, left: Sequence[str]) -> str:
        """Return what is ``left`` to do."""
        return self.joined(left)

    def left(self, result: Result) -> Iterator[str]:
        """Yield what is left to do: the obligations, then the facts to state."""
        for finding in result.findings:
            if finding.verdict.is_open and not waits_for_facts(finding):
                yield self.duty(result, finding.obligation) + self.gap_after(finding)
        if result.failure is not None:
            yield self.say("point.whole")
        for question in questions(result):
            requirement = result.plan.obligation(question.obligations[0]).requirement
            fact = fact_text(self.lang, question.fact, requirement.each)
            if question.obligation is not None:
                fact = f"{self.duty(result, question.obligation)} {fact}"
            count = len(question.obligations)
            yield self.say("page.facts-open", facts=fact, count=count)

    def duty(self, result: Result, obligation: str) -> str:
        """Return how the page calls an obligation: in few signs."""
        return self.key(result, obligation)

    def gap_after(self, finding: Finding) -> str:
        gap = self.gap(finding)
        return f" ({gap})" if gap and self.signs.space else gap


class _StandingAlone(_Standing):
    """The same on a page that is all there is: in names, without links or the office's folders."""

    def first(self, rows: Sequence[SubjectRow]) -> Sequence[SubjectRow]:
        return rows[: self.most]

    def names(self, names: Sequence[str]) -> str:
        if self.most is None or len(names) <= NAMES:
            return self.joined(names)
        return self.say("page.among", subjects=names[:NAMES], count=len(names))

    def line(self, word: str, items: Sequence[str], names: str) -> str:
        return super().line(self.begun(word), items, names)

    def path(self, file: ReportFile) -> str:
        return escape_invisible(os.path.basename(file.path))

    def state_cell(self, row: SubjectRow) -> Span:
        return self.state(row.state)

    def to(self, file: ReportFile) -> str | None:
        return None

    def among(self, left: Sequence[str]) -> str:
        if self.most is None or len(left) <= LEFT:
            return self.joined(left)
        return self.say("brief.among", items=left[:LEFT], count=len(left))

    def duty(self, result: Result, obligation: str) -> str:
        return self.named_in_full(*result.plan.by_id[obligation])
