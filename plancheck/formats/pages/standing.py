"""Who stands where: who did not report or is unusable, who has how much left, who is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from plancheck.formats import Show
from plancheck.formats.pages.page import MARKS, Cells, Section, Span, Table, anchor
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import dotted
from plancheck.language.message import Lang
from plancheck.language.sentences import fact_text, problem_text
from plancheck.language.wording import escape_invisible
from plancheck.requirements.base import Level
from plancheck.verdicts.questions import questions, waits_for_facts
from plancheck.verdicts.result import Finding, Outcome, Result, Verdict
from plancheck.verdicts.run import Rejected, Run

ONE_BY_ONE = (Outcome.NOT_COMPLIANT, Outcome.UNDETERMINED)
"""The outcomes whose reports have a row each: something is left to do."""
BAR = 10
"""How many signs a bar has; both signs are in GBK."""


def standing_sections(
    run: Run, lang: Lang, *, most: int | None, show: Show | None
) -> Iterator[Section]:
    """Yield who is absent or unusable, then the reports by outcome, in the order of the plan.

    With ``show`` what is open only, what each report leaves open stands with the report itself.
    """
    yield from _Standing(run, lang, most).sections(only_missing=show is Show.OPEN)


def mandatory_text(run: Run, lang: Lang) -> str:
    """Return how many mandatory findings of all reports came out how, with the share that passed.

    Nothing where there are none.
    """
    writer, tally = Writer(lang, run.plan), Counter[Verdict]()
    for result in run.results:
        tally.update(finding.verdict for finding in _mandatory(result))
    counts = []
    for verdict in Verdict:
        if tally[verdict]:
            text = writer.say("page.of-verdict", verdict=verdict, count=tally[verdict])
            if verdict is Verdict.PASS:
                rate = percentage(tally[verdict], tally.total(), places=1)
                text = writer.say("page.rate-of", told=text, rate=rate)
            counts.append(text)
    if not counts:
        return ""
    level = writer.say("level.mandatory")
    return writer.say("page.of-level", level=level, count=tally.total(), counts=dotted(counts))


def percentage(part: int, whole: int, *, places: int = 0) -> str:
    """Return ``part`` of ``whole`` in percent, rounded: 100% only of all, 0% only of none."""
    if part == whole:
        return "100%"
    unit = 10**places
    rounded = (200 * unit * part + whole) // (2 * whole)
    return f"{min(max(rounded, part > 0), 100 * unit - 1) / unit:.{places}f}%"


def _mandatory(result: Result) -> Iterator[Finding]:
    for finding in result.findings:
        if finding.level is Level.MANDATORY and finding.verdict is not Verdict.NOT_APPLICABLE:
            yield finding


class _Standing(Writer):
    """The sections on the outcomes of one run in one language, on their way."""

    def __init__(self, run: Run, lang: Lang, most: int | None) -> None:
        super().__init__(lang, run.plan)
        self.run = run
        self.most = most
        names = run.plan.subject_names if run.plan else ()
        if not names and run.roster is not None:
            names = tuple(run.roster.provinces)
        self.order = {name: number for number, name in enumerate(names)}

    def sections(self, *, only_missing: bool) -> Iterator[Section]:
        rows: dict[Outcome, list[tuple[int, int, Cells]]] = {outcome: [] for outcome in ONE_BY_ONE}
        names: dict[Outcome, list[tuple[int, str]]] = {}
        for number, result in enumerate(self.run.reports, 1):
            if isinstance(result, Rejected):
                continue
            place, outcome = self.order.get(result.subject, len(self.order)), result.outcome
            if outcome in rows and not only_missing:
                left = sum(finding.verdict.is_open for finding in result.findings)
                rows[outcome].append((-left, place, self.row(number, result)))
            elif outcome not in rows:
                names.setdefault(outcome, []).append((place, self.subject(result.subject)))
        missing = [self.absent(), self.unusable_files()]
        yield self.section("missing", (), self.texts(filter(None, missing)))
        if only_missing:
            return
        for outcome, alike in rows.items():
            if alike:
                yield self.table(outcome, alike)
        done = []
        for outcome in Outcome:
            if alike_names := names.get(outcome):
                ordered = [name for _, name in sorted(alike_names, key=lambda placed: placed[0])]
                done.append(self.alike(self.outcome(outcome).text, ordered))
        yield self.section("done", (), self.texts(done))

    def alike(self, word: str, names: Sequence[str]) -> str:
        values = {"word": word, "count": len(names), "names": self.joined(names)}
        return self.say("page.standing-alike", **values)

    def absent(self) -> str:
        """Return in one line who was to report and did not."""
        absent = sorted(self.run.absent, key=lambda expected: self.order.get(expected.subject, 0))
        names = [self.subject(expected.subject) for expected in absent]
        return self.alike(self.say("page.absent"), names) if names else ""

    def unusable_files(self) -> str:
        """Return in one line which files are unusable, each with the first of its problems."""
        rejected = list(self.run.rejected)
        causes = [self.cause(file) for file in rejected[: self.most]]
        if len(rejected) > len(causes):
            causes.append(self.say("page.and-others", count=len(rejected)))
        word, count = self.unusable().text, len(rejected)
        if not causes:
            return ""
        return self.say("page.standing-alike", word=word, count=count, names=dotted(causes))

    def cause(self, file: Rejected) -> str:
        who = self.subject(file.subject) if file.subject else escape_invisible(file.path)
        first = file.problems[0]
        cause = problem_text(self.lang, first).partition(self.signs.semicolon)[0]
        if first.where is not None and first.where.line:
            return self.say("page.first-cause", who=who, line=first.where.line, cause=cause)
        return self.say("page.cause", who=who, cause=cause)

    def table(self, outcome: Outcome, alike: list[tuple[int, int, Cells]]) -> Section:
        """Return a row for each report with this outcome, those with most left to do first."""
        headings = self.heads(
            "rollup.subject", "page.tier", "page.met", "page.rate", "page.bar", "page.left-to-do"
        )
        title = self.say("page.standing", outcome=self.outcome(outcome).text)
        rows = tuple(cells for *_, cells in sorted(alike, key=lambda row: row[:2]))
        table = Table("standing", title, headings, rows)
        return self.section(f"standing-{outcome}", (Span(title, MARKS[outcome]),), table)

    def row(self, number: int, result: Result) -> Cells:
        every = list(_mandatory(result))
        met = sum(finding.verdict is Verdict.PASS for finding in every)
        tenths = BAR * met // len(every) if every else BAR
        tier = result.facts.tier.value
        return (
            Span(self.subject(result.subject), to=anchor(number)),
            Span(self.value(result.plan.tiers[tier]) if tier else "—"),
            Span(f"{met}/{len(every)}"),
            Span(percentage(met, len(every))),
            Span("█" * tenths + "▁" * (BAR - tenths)),
            Span(self.joined(self.left(result))),
        )

    def left(self, result: Result) -> Iterator[str]:
        """Yield what is left to do: the obligations, then the facts to state."""
        for finding in result.findings:
            if finding.verdict.is_open and not waits_for_facts(finding):
                yield self.key(result, finding.obligation) + self.gap_after(finding)
        if result.failure is not None:
            yield self.say("point.whole")
        for question in questions(result):
            requirement = result.plan.obligation(question.obligations[0]).requirement
            fact = fact_text(self.lang, question.fact, requirement.each)
            if question.obligation is not None:
                fact = f"{self.key(result, question.obligation)} {fact}"
            count = len(question.obligations)
            yield self.say("page.facts-open", facts=fact, count=count)

    def gap_after(self, finding: Finding) -> str:
        gap = self.gap(finding)
        return f" ({gap})" if gap and self.signs.space else gap
