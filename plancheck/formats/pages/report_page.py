"""One report as a section of a page: its outcome, every finding, and what has to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plancheck.formats.pages.page import (
    MARKS,
    Cells,
    Form,
    Lines,
    Mark,
    PageItem,
    Points,
    Section,
    Span,
    Table,
    Tally,
    Tone,
)
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import (
    day_text,
    document_text,
    has_nothing_to_do,
    head_texts,
    own_words,
    place,
    remarks,
    said_texts,
    tier_text,
    web_address,
)
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    asked_text,
    clause_text,
    fact_text,
    finding_text,
    note_text,
    reported_text,
    scenarios_text,
    supply_text,
    todo_text,
)
from plancheck.language.wording import escape_invisible, obligation_name
from plancheck.verdicts.questions import Question, questions
from plancheck.verdicts.result import Finding, Note, Outcome, Result, Said, Verdict

COLUMNS = ("task", "obligation", "level", "asked", "reported", "verdict", "place")
_SIGNED = ("prepared_by", "reviewed_by")
FEW_BLANK = 3
"""More entries left blank than these are told in one line: each would say the same."""


def report_section(
    lang: Lang, result: Result, anchor: str, *, folded: bool, alone: bool
) -> Section:
    """Return what a page says about ``result``; ``folded`` is its table of all findings.

    A report that is ``alone`` on its page ends with a line to sign.
    """
    return _ReportSection(lang, result, anchor).whole(folded=folded, alone=alone)


class _ReportSection(Writer):
    """The section of one report in one language, on its way."""

    def __init__(self, lang: Lang, result: Result, anchor: str) -> None:
        super().__init__(lang, result.plan)
        self.result = result
        self.anchor = anchor
        self.path = escape_invisible(result.path)
        self.questions = questions(result)
        self.waiting = {name for question in self.questions for name in question.obligations}

    def whole(self, *, folded: bool, alone: bool) -> Section:
        result = self.result
        head = head_texts(self.lang, result.head)
        to_sign = {name: head.pop(name) for name in _SIGNED} if alone else {}
        if alone:
            to_sign["approved_by"] = ""
        facts = (
            Span(tier_text(self.lang, result)),
            Span(day_text(self.lang, result)),
            Span(self.path, code=True),
        )
        return self.section(
            self.anchor,
            (Span(self.subject(result.subject)), self.outcome(result.outcome)),
            self.form({name: text for name, text in head.items() if text}),
            self.tally(),
            self.texts(self.head()),
            replace(self.findings(), folded=folded),
            *self.open(),
            self.points("due", "page.pending", self.of(Verdict.PENDING)),
            self.notes(),
            self.form(to_sign),
            facts=facts,
            weight=1 + list(Outcome).index(result.outcome),
        )

    def of(self, *verdicts: Verdict) -> list[Finding]:
        return [finding for finding in self.result.findings if finding.verdict in verdicts]

    def form(self, fields: Mapping[str, str]) -> Form:
        """Return the labels of ``fields``, each with what is filled in."""
        return Form(tuple((self.say(f"form.{name}"), text) for name, text in fields.items()))

    def head(self) -> Iterator[str]:
        """Yield why a report complies if nothing is asked, and what only it states."""
        if has_nothing_to_do(self.result):
            yield self.say("page.asks-nothing")
        yield from own_words(self.lang, self.result)

    def tally(self) -> Tally:
        """Return how many findings have each verdict, those to be seen to leading there."""
        leads = {verdict: "open" for verdict in Verdict if verdict.is_open}
        leads[Verdict.PENDING] = "due"
        if self.questions:
            leads[Verdict.REVIEW] = "asked"
        counts = []
        for verdict in Verdict:
            if count := self.result.tally[verdict]:
                to = f"{self.anchor}-{leads[verdict]}" if verdict in leads else None
                counts.append((replace(self.verdict(verdict), to=to), count))
        return Tally(tuple(counts))

    def findings(self) -> Table:
        """Return a row for each finding."""
        plan, rows, task = self.result.plan, list[Cells](), None
        for finding in self.result.findings:
            own, measure = plan.task_of(finding.obligation), finding.measure
            asked = asked_text(self.lang, measure, finding.scenarios) if finding.asked else "—"
            below = tuple(self.said(finding.said)) if finding.said else ()
            rows.append(
                (
                    self.task_cell(own, task),
                    Span(obligation_name(self.lang, plan, finding.obligation)),
                    Span(self.say(f"level.{finding.level_word}")),
                    Span(asked),
                    Span(reported_text(self.lang, measure, finding.units), below=below),
                    self.verdict(finding.verdict),
                    Span(f"{finding.location.line}:{finding.location.column}", code=True),
                )
            )
            task = own
        headings = self.heads(*(f"table.{name}" for name in COLUMNS))
        caption = self.say("page.findings")
        return Table("findings", caption, headings, tuple(rows), naming=1, aside=0)

    def said(self, said: Said) -> Iterator[Cells]:
        """Yield the lines of what the report says in its own words, of units after their names."""
        proof = [Span(self.value(said.date))] if said.date else []
        for one in said.evidence:
            proof.append(Span(document_text(self.lang, one), address=web_address(one.url)))
        if proof:
            yield tuple(span for one in proof for span in (Span("·"), one))[1:]
        for field, text in said_texts(said):
            yield (Span(self.say(f"said.{field}", text=text)),)
        for unit, of_unit in said.units.items():
            name = Span(self.say("said.unit", unit=unit))
            first, *rest = self.said(of_unit)
            yield (name, *first)
            yield from rest

    # --- what has to be done ---------------------------------------------------------------------

    def points(self, id_: str, key: str, findings: Sequence[Finding]) -> Points:
        """Return ``findings`` in full."""
        caption = self.say(key, count=len(findings))
        return Points(f"{self.anchor}-{id_}", caption, tuple(map(self.point, findings)))

    def open(self) -> Iterator[Points]:
        """Yield the facts to state and the open findings, points that would say the same as one."""
        every = self.of(*(verdict for verdict in Verdict if verdict.is_open))
        waiting = [one for one in every if one.obligation in self.waiting]
        rest = [one for one in every if one.obligation not in self.waiting]
        blank = [one for one in rest if one.reason == "finding.blank"]
        if len(blank) <= FEW_BLANK:
            blank = []
        asked = (self.question(*numbered) for numbered in enumerate(self.questions, 1))
        counts = {"reviews": len(waiting), "facts": len(self.questions)}
        yield Points(f"{self.anchor}-asked", self.say("table.questions", **counts), tuple(asked))
        first = [] if self.result.failure is None else [self.failure(self.result.failure)]
        caption = self.say("page.open", count=len(first) + len(rest))
        first += [self.left_blank(blank)] if blank else []
        points = self.points("open", "page.open", [one for one in rest if one not in blank])
        yield replace(points, caption=caption, rows=(*first, *points.rows))
        yield replace(self.points("each", "page.in-full", [*waiting, *blank]), folded=True)

    def point(self, finding: Finding) -> PageItem:
        return PageItem(
            (
                self.verdict(finding.verdict),
                Span(obligation_name(self.lang, self.result.plan, finding.obligation)),
            ),
            (finding_text(self.lang, self.result.plan, finding),),
            todo_text(self.lang, self.result, finding),
            clause_text(self.lang, self.result.plan, finding, self.result.tier).strip(),
            place(finding.location),
        )

    def failure(self, failure: Note) -> PageItem:
        """Return that the report complies in no possible tier, which no clause by itself says."""
        name = (self.outcome(self.result.outcome), Span(self.say("point.whole")))
        told = (note_text(self.lang, failure),)
        return PageItem(name, told, place=place(self.result.location))

    def left_blank(self, blank: Sequence[Finding]) -> PageItem:
        """Return which entries were left blank."""
        ids = [finding.obligation for finding in blank]
        told = self.say("table.blank", count=len(ids), obligations=ids)
        tone = MARKS[Verdict.MISSING].tone
        return PageItem((Span(told, Mark("", tone)),), (), place=self.path)

    def question(self, number: int, question: Question) -> PageItem:
        """Return a fact that is missing, with every obligation that waits for it."""
        findings = {finding.obligation: finding for finding in self.result.findings}
        requirement = self.result.plan.obligation(question.obligations[0]).requirement
        name = self.say(
            "table.question" if question.obligation is None else "table.question-of",
            number=number,
            fact=fact_text(self.lang, question.fact, requirement.each),
            obligation=question.obligation,
            count=len(question.obligations),
        )
        alike: dict[str, list[str]] = {}  # by what follows from the fact
        for one in question.obligations:
            alike.setdefault(scenarios_text(self.lang, self.result.plan, findings[one]), []).append(
                one
            )
        return PageItem(
            (Span(name, Mark("", Tone.WARN)),),
            tuple(f"{self.joined(ids)}{self.signs.colon}{told}" for told, ids in alike.items()),
            supply_text(self.lang, self.result, question.fact),
            place=self.path,
        )

    def notes(self) -> Lines:
        told = remarks(self.lang, self.result)
        rows = tuple((Span(where, code=True), Span(remark)) for where, remark in told)
        return Lines(rows, self.say("page.notes"))
