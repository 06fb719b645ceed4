"""Whether a stored result is still what the files give, and what changed."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.analysis.verification import (
    ChangedFinding,
    CheckedInput,
    CheckedReport,
    Match,
    Verification,
)
from plancheck.formats.pages.page import (
    MARKS,
    Cells,
    Mark,
    Page,
    PageItem,
    Points,
    Section,
    Span,
    Table,
    Tone,
)
from plancheck.formats.pages.writer import SHORT_SUM, Writer
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible
from plancheck.verdicts.receipt import UNUSABLE, FindingReceipt, ReportReceipt

TONES = {Match.SAME: Tone.GOOD, Match.UNJUDGED: Tone.WARN}


def verification_page(verification: Verification, lang: Lang) -> Page:
    """Return what a page says about ``verification``."""
    return _VerificationPage(verification, lang).whole()


class _VerificationPage(Writer):
    """The page of one verification in one language."""

    def __init__(self, verification: Verification, lang: Lang) -> None:
        super().__init__(lang, verification.plan)
        self.verification = verification

    def whole(self) -> Page:
        verification = self.verification
        sections = (self.inputs(), self.reports(), self.differences())
        return self.page(
            self.say("verify.title", path=verification.path),
            (part for section in sections for part in section),
            outcome=self.say("verify.same" if verification.same else "verify.differs"),
            tone=Tone.GOOD if verification.same else Tone.BAD,
            counts=self.counts(),
        )

    def counts(self) -> Iterator[str]:
        states = [report.state for report in self.verification.reports]
        for state in Match:
            if state in states:
                word, count = self.word(state), states.count(state)
                yield self.say("page.of-verdict", verdict=word, count=count)

    def word(self, state: Match) -> str:
        return self.say(f"verify.state-{state}")

    # --- rule set, roster, waivers ---------------------------------------------------------------

    def inputs(self) -> Iterator[Section]:
        """Yield what the reports are judged by, if any of it is missing or another one."""
        changed = [item for item in self.verification.inputs if item.state is not Match.SAME]
        if changed:
            lines = self.texts(map(self.input, changed))
            yield self.section("inputs", self.say("verify.inputs"), lines)

    def input(self, item: CheckedInput) -> str:
        before, now = item.before, item.now
        return self.say(
            f"verify.{item.kind}-{item.state}",
            before=before.path,
            before_sha256=(before.sha256 or "")[:SHORT_SUM],
            now=now.path if now else "",
            now_sha256=((now and now.sha256) or "")[:SHORT_SUM],
        )

    # --- reports ---------------------------------------------------------------------------------

    def reports(self) -> Iterator[Section]:
        headings = self.heads(
            "verify.report", "rollup.subject", "verify.then", "verify.now", "verify.state",
        )  # fmt: skip
        title = self.say("verify.reports")
        rows = tuple(map(self.row, self.verification.reports))
        yield self.section("reports", title, Table("verified", title, headings, rows))

    def row(self, checked: CheckedReport) -> Cells:
        report = checked.report
        judged = checked.state is not Match.UNJUDGED
        return (
            Span(escape_invisible(report.file.path), code=True),
            Span(self.subject(report.subject) if report.subject else "—"),
            self.outcome_of(checked.before),
            self.outcome_of(checked.now if judged else None),
            Span(self.word(checked.state), Mark("", TONES.get(checked.state, Tone.BAD))),
        )

    def outcome_of(self, report: ReportReceipt | None) -> Span:
        if report is None or not report.outcome:
            return Span("—")
        if report.outcome == UNUSABLE:
            return self.unusable()
        return Span(self.say(f"outcome.{report.outcome}"), MARKS[report.outcome])

    # --- what differs ----------------------------------------------------------------------------

    def differences(self) -> Iterator[Section]:
        """Yield, for each report with other findings, which they are."""
        items = tuple(
            self.item(checked)
            for checked in self.verification.reports
            if checked.aspects or checked.findings
        )
        if items:
            points = Points("each", "", items)
            yield self.section("differences", self.say("verify.differences"), points)

    def item(self, checked: CheckedReport) -> PageItem:
        report = checked.report
        name = escape_invisible(report.file.path)
        if report.subject:
            name += f" {self.subject(report.subject)}"
        lines = [*self.whole_report(checked), *map(self.finding, checked.findings)]
        return PageItem((Span(name, Mark("", Tone.BAD)),), tuple(lines))

    def whole_report(self, checked: CheckedReport) -> Iterator[str]:
        aspects = [name for name in checked.aspects if name != "outcome"]  # the table has both
        if aspects:
            named = self.joined(self.say(f"verify.of-{name}") for name in aspects)
            yield self.say("verify.whole", aspects=named)

    def finding(self, changed: ChangedFinding) -> str:
        before, now = changed.before, changed.now
        plan, name = self.verification.plan, changed.obligation
        if name in plan.by_id:
            name = self.named(plan.obligation(name))
        if before is not None and now is not None and before.verdict is now.verdict:
            aspects = self.joined(self.say(f"verify.of-{name}") for name in changed.aspects)
            values = {"verdict": now.verdict, "aspects": aspects}
            return self.say("verify.finding-alike", obligation=name, **values)
        words = {"before": self.found(before), "now": self.found(now)}
        return self.say("verify.finding", obligation=name, **words)

    def found(self, finding: FindingReceipt | None) -> str:
        return self.say("diff.not-there") if finding is None else self.value(finding.verdict)
