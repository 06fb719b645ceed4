"""One report as a section of a page: its outcome, every finding, and what has to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from plancheck.analysis.pace import pace
from plancheck.errors import Location
from plancheck.formats import Show
from plancheck.formats.pages.page import (
    MARKS,
    Block,
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
    finding_anchor,
)
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.cells import (
    day_text,
    document_text,
    dotted,
    has_nothing_to_do,
    head_texts,
    own_mark,
    own_words,
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
    pace_text,
    phrase_text,
    reported_text,
    scenarios_text,
    supply_text,
    todo_text,
)
from plancheck.language.wording import (
    amount,
    cell_name,
    escape_invisible,
    line_text,
    obligation_name,
    place,
    place_within,
    plan_title,
    say_in,
)
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.questions import Question, questions
from plancheck.verdicts.result import Finding, Note, Outcome, Result, Said, Verdict
from plancheck.verdicts.run import InTurn, Run

_SIGNED = ("prepared_by", "reviewed_by")
COLUMNS = (
    *("table.task", "table.obligation", "table.level", "table.asked", "table.reported"),
    "table.verdict",
)
FEW_ALIKE = 3
"""More entries left blank or out than these are told in one line: each would say the same."""
NOT_TAKEN_UP = ("finding.not-taken-up", "finding.declined")
"""Why an optional duty is not done, where nobody began it."""
LACKING = {"finding.blank": "table.blank", "finding.missing": "page.missing"}
"""Why nothing is reported on a duty, and the line that lists all such duties."""
TOLD_BY_MARKS = ("note.own-allotment", "note.own-none")
"""Notes that say the same as the mark of a number that the report states itself."""


class PageHead(NamedTuple):
    """What a page says of a report before anything else."""

    title: str
    outcome: Span
    counts: tuple[str, ...]


def report_head(lang: Lang, result: Result) -> PageHead:
    """Return whose report ``result`` is, how it came out, and how many findings say so."""
    section = _ReportSection(lang, result, "", Show.OPEN)
    title = (section.subject_and_tier(), plan_title(lang, result.plan), day_text(lang, result))
    return PageHead(dotted(title), section.outcome(result.outcome), tuple(section.counts()))


def report_section(
    lang: Lang, result: Result, anchor: str, *, show: Show, alone: bool = False
) -> Section:
    """Return what a page says about ``result``; ``alone`` says that the page is about it only."""
    section = _ReportSection(lang, result, anchor, show, among=not alone)
    return section.by_itself() if alone else section.among_others()


def told_reports(run: Run, lang: Lang, show: Show | None) -> Container[int]:
    """Return the numbers of the reports that have a section on a page of all of them."""
    numbers = range(1, run.counts.reports + 1)
    if show is not Show.ASKED:
        return numbers
    return {
        number
        for number, report in zip(numbers, run.reports, strict=True)
        if not isinstance(report, Result) or report_section(lang, report, "", show=show).blocks
    }


def open_section(lang: Lang, result: Result, anchor: str) -> Section:
    """Return what has to be done about ``result``, and nothing else, for a letter."""
    section = _LetterSection(lang, result, anchor, Show.OPEN)
    return section.section(anchor, (), *section.open(), weight=0)


class _ReportSection(Writer):
    """The section of one report in one language, on its way."""

    def __init__(
        self, lang: Lang, result: Result, anchor: str, show: Show, *, among: bool = False
    ) -> None:
        super().__init__(lang, result.plan)
        self.among = among
        self.result = result
        self.anchor = anchor
        self.show = show
        self.path = escape_invisible(result.path)
        self.questions = questions(result)
        self.waiting = {name for question in self.questions for name in question.obligations}

    def by_itself(self) -> Section:
        """Return the section of a page that has the report's outcome at its head."""
        if self.show is Show.OPEN:
            blocks: list[Block] = [*self.open(), self.texts(self.head())]
        else:
            lines = self.texts((*self.head(), *self.left_out()))
            blocks = [self.findings(), lines, *self.open(), self.due(), self.notes()]
        filled_in = head_texts(self.lang, self.result.head)
        to_sign = {name: filled_in.pop(name) for name in _SIGNED}
        blocks = [
            self.form(filled_in),
            *blocks,
            self.form({**to_sign, "approved_by": ""}, empty=True),
        ]
        weight = 1 + list(Outcome).index(self.result.outcome)
        return self.section(self.anchor, (), *blocks, weight=weight)

    def among_others(self) -> Section:
        """Return a section that begins with the report's outcome, for a page about several."""
        result, blocks = self.result, list[Block]()
        if self.show is Show.ALL:
            filled_in = self.form(head_texts(self.lang, result.head))
            blocks = [filled_in, self.tally(), self.texts(self.head()), self.findings()]
        blocks += self.open()
        if self.show is Show.ALL:
            blocks.append(self.due())
        if self.show is not Show.OPEN:
            blocks.append(self.notes())
        facts: Cells = (
            Span(tier_text(self.lang, result)),
            Span(day_text(self.lang, result)),
            Span(self.path, code=True),
        )
        if self.show is Show.ALL:
            facts = (*facts, Span(self.digest("report", result.sha256)))
        title = (Span(self.subject(result.subject)), self.outcome(result.outcome))
        weight = 1 + list(Outcome).index(result.outcome)
        return self.section(self.anchor, title, *blocks, facts=facts, weight=weight)

    # --- the head --------------------------------------------------------------------------------

    def subject_and_tier(self) -> str:
        """Return the subject with its tier, and whether that is the report's own word."""
        fact, name = self.result.facts.tier, self.subject(self.result.subject)
        tier = tier_text(self.lang, self.result)
        if fact.value is not None and own_mark(fact):
            tier = self.value(self.result.plan.tiers[fact.value]) + own_mark(fact)
        return self.say("page.subject", subject=name, tier=tier)

    def counts(self) -> Iterator[str]:
        """Yield how the mandatory findings came out, and what is open among the others."""
        alike: dict[str, Counter[Verdict]] = {"mandatory": Counter()}
        for finding in self.result.findings:
            if finding.verdict is not Verdict.NOT_APPLICABLE:
                alike.setdefault(finding.level_word, Counter())[finding.verdict] += 1
        for level, tally in alike.items():
            if level == "mandatory" or any(verdict.is_open for verdict in tally):
                counts = (
                    self.say("page.of-verdict", verdict=verdict, count=tally[verdict])
                    for verdict in Verdict
                    if tally[verdict]
                )
                named, text = self.say(f"level.{level}"), dotted(counts) or "—"
                yield self.say("page.of-level", level=named, count=tally.total(), counts=text)

    def of(self, *verdicts: Verdict) -> list[Finding]:
        return [finding for finding in self.result.findings if finding.verdict in verdicts]

    def form(self, fields: Mapping[str, str], *, empty: bool = False) -> Form:
        """Return the labels of ``fields``, each with what is filled in; ``empty`` ones if asked."""
        shown = {name: text for name, text in fields.items() if text or empty}
        return Form(tuple((self.say(f"form.{name}"), text) for name, text in shown.items()))

    def head(self) -> Iterator[str]:
        """Yield why a report with no mandatory duty complies, and what is its own word alone."""
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

    # --- the table -------------------------------------------------------------------------------

    def findings(self) -> Table:
        """Return a row for each finding, or for each about something asked."""
        every = self.show is Show.ALL
        shown = [
            finding
            for finding in self.result.findings
            if every or self.left_out_as(finding) is None
        ]
        in_lines = self.result.location.is_line and not every
        headings = self.heads(*COLUMNS, "table.line" if in_lines else "table.place")
        caption = self.say("page.findings" if every else "page.obligations")
        rows = InTurn(lambda: self.rows(shown))
        ids: tuple[str, ...] = ()
        if self.among:  # a page about several leads to each
            ids = tuple(finding_anchor(self.anchor, finding.obligation) for finding in shown)
        return Table("findings", caption, headings, rows, ids, naming=1, aside=0)

    def rows(self, findings: Iterable[Finding]) -> Iterator[Cells]:
        facts = self.result.facts
        before = None
        for finding in findings:
            name, measure = finding.obligation, finding.measure
            task = self.result.plan.task_of(name)
            asked = asked_text(self.lang, measure, finding.scenarios) if finding.asked else "—"
            level = finding.level_word
            yield (
                self.task_cell(task, before),
                Span(self.name(name)),
                Span(self.say(f"level.{level}"), short=self.say(f"table.short.{level}")),
                self.number(asked, measure.unit, own_mark(facts.allotments.get(name))),
                replace(
                    self.reported(finding, own_mark(facts.units.get(name))),
                    below=tuple(self.said(finding.said)) if finding.said else (),
                ),
                self.verdict_cell(finding),
                self.where(finding),
            )
            before = task

    def said(self, said: Said) -> Iterator[Cells]:
        """Yield the lines of what the report says in its own words, of units after their names."""
        proof = [Span(self.value(said.date))] if said.date else []
        for cited in said.evidence:
            proof.append(Span(document_text(self.lang, cited), address=web_address(cited.url)))
        if proof:
            yield tuple(span for part in proof for span in (Span("·"), part))[1:]
        for field, text in said_texts(said):
            yield (Span(self.say(f"said.{field}", text=text)),)
        for unit, of_unit in said.units.items():
            name = Span(self.say("said.unit", unit=unit))
            first, *rest = self.said(of_unit)
            yield (name, *first)
            yield from rest

    def number(self, text: str, unit: Text | None, mark: str) -> Span:
        """Return what is asked or reported, where there is little room without a long unit."""
        if unit is None or not self.signs.space:
            return Span(text + mark)
        forms = (f" {unit.for_number(is_one=is_one)}" for is_one in (False, True))
        short = next((text.removesuffix(form) for form in forms if text.endswith(form)), text)
        return Span(text + mark, short=short + mark)

    def reported(self, finding: Finding, mark: str) -> Span:
        """Return what is reported; of a number that is not due yet with its pace."""
        measure = finding.measure
        reported = reported_text(self.lang, measure, finding.units)
        kept = pace(self.result.plan, self.result.as_of, finding)
        if kept is None:
            return self.number(reported, measure.unit, mark)
        if kept.actual is not None and not finding.units:
            reported = f"{kept.actual}/{kept.expected}"
            if measure.unit is not None:
                reported = amount(self.lang, reported, measure.unit)
        tone = Mark("", Tone.WARN) if kept.behind else None
        number = self.number(reported, measure.unit, "")
        text = pace_text(self.lang, number.text, kept) + mark
        short = number.short and pace_text(self.lang, number.short, kept, in_short=True) + mark
        return Span(text, tone, short=short)

    def where(self, finding: Finding) -> Span:
        """Return the place of a finding in its report, or the line alone."""
        where = finding.location
        if self.show is Show.ALL:
            return Span(place_within(where), code=True)
        return Span(cell_name(where) or str(where.line))

    def verdict_cell(self, finding: Finding) -> Span:
        """Return the verdict, or by how much a number falls short or exceeds."""
        verdict = self.verdict(finding.verdict)
        return replace(verdict, text=self.gap(finding) or verdict.text)

    def left_out_as(self, finding: Finding) -> str | None:
        """Return the line that a finding is told in instead of a row, if it is."""
        if finding.obligation in self.waiting:
            return "table.questions"
        if finding.verdict is Verdict.NOT_APPLICABLE:
            return "page.not-asked"
        if finding.verdict is Verdict.OPTIONAL and finding.reason in NOT_TAKEN_UP:
            return "page.not-taken-up"
        return None

    def left_out(self) -> Iterator[str]:
        """Yield what has no row in the table, in one line for each reason."""
        if self.show is Show.ALL:
            return
        alike: dict[str, list[str]] = {"page.not-taken-up": [], "page.not-asked": []}
        for finding in self.result.findings:
            key = self.left_out_as(finding)
            if key in alike:
                alike[key].append(self.key(self.result, finding.obligation))
        for key, ids in alike.items():
            if ids:
                yield say_in(self.result.medium, self.lang, key, {"count": len(ids), "ids": ids})

    def name(self, obligation: str) -> str:
        """Return the id and the name of an obligation in the spelling of the report."""
        key = self.spelled(self.result, obligation)
        if key == obligation or self.show is Show.ALL:  # a Chinese key is the name too
            return obligation_name(self.lang, self.result.plan, obligation)
        return key

    # --- what has to be done ---------------------------------------------------------------------

    def points(self, id_: str, key: str, findings: Sequence[Finding]) -> Points:
        """Return ``findings`` in full."""
        caption = self.say(key, count=len(findings))
        rows = InTurn(lambda: map(self.point, findings))
        return Points(f"{self.anchor}-{id_}", caption, rows)

    def due(self) -> Points:
        """Return what is not due yet, with what is open about it."""
        return self.points("due", "page.pending", self.of(Verdict.PENDING))

    def open(self) -> Iterator[Points]:
        """Yield the facts to state and the open findings, once where several say the same."""
        every = self.of(*(verdict for verdict in Verdict if verdict.is_open))
        waiting = [finding for finding in every if finding.obligation in self.waiting]
        rest = [finding for finding in every if finding.obligation not in self.waiting]
        lacking = {
            key: [finding for finding in rest if finding.reason == reason]
            for reason, key in LACKING.items()
        }
        lacking = {key: alike for key, alike in lacking.items() if len(alike) > FEW_ALIKE}
        summed = [finding for alike in lacking.values() for finding in alike]
        asked = (self.question(*numbered) for numbered in enumerate(self.questions, 1))
        counts = {"reviews": len(waiting), "facts": len(self.questions)}
        yield Points(f"{self.anchor}-asked", self.say("table.questions", **counts), tuple(asked))
        first = [] if self.result.failure is None else [self.failure(self.result.failure)]
        caption = self.say("page.open", count=len(first) + len(rest))
        first += [self.lacking(key, alike) for key, alike in lacking.items()]
        single = [finding for finding in rest if finding not in summed]
        points = self.points("open", "page.open", single)
        yield replace(points, caption=caption, rows=(*first, *points.rows))
        each = self.points("each", "page.in-full", [*waiting, *summed])
        yield replace(each, folded=self.show is not Show.ALL)

    def point(self, finding: Finding) -> PageItem:
        plan, tier = self.result.plan, self.result.tier
        brief = self.show is not Show.ALL
        return PageItem(
            (self.verdict(finding.verdict), Span(self.name(finding.obligation))),
            (finding_text(self.lang, plan, finding),),
            todo_text(self.lang, self.result, finding),
            clause_text(self.lang, plan, finding, tier).strip(),
            self.place_of(finding.location),
            phrase_text(self.lang, plan, finding, tier) if brief else "",
        )

    def failure(self, failure: Note) -> PageItem:
        """Return that the report complies in no possible tier, which no clause by itself says."""
        name = (self.outcome(self.result.outcome), Span(self.say("point.whole")))
        sentence = note_text(self.lang, failure)
        return PageItem(name, (sentence,), place=self.place_of(self.result.location))

    def place_of(self, where: Location) -> str:
        """Return where in the report something stands, as editors read it."""
        return place(where)

    def lacking(self, key: str, findings: Sequence[Finding]) -> PageItem:
        """Return on which duties nothing is reported."""
        ids = [self.key(self.result, finding.obligation) for finding in findings]
        sentence = self.say(key, count=len(ids), obligations=ids, ids=ids)
        tone = MARKS[Verdict.MISSING].tone
        return PageItem((Span(sentence, Mark("", tone)),), (), place=self.path)

    def question(self, number: int, question: Question) -> PageItem:
        """Return a fact that is missing, with every obligation that waits for it."""
        findings = {finding.obligation: finding for finding in self.result.findings}
        requirement = self.result.plan.obligation(question.obligations[0]).requirement
        name = self.say(
            "table.question" if question.obligation is None else "table.question-of",
            number=number,
            fact=fact_text(self.lang, question.fact, requirement.each),
            obligation=question.obligation and self.name(question.obligation),
            count=len(question.obligations),
        )
        alike: dict[str, list[str]] = {}  # by what follows from the fact
        for obligation in question.obligations:
            sentence = scenarios_text(self.lang, self.result.plan, findings[obligation])
            alike.setdefault(sentence, []).append(self.key(self.result, obligation))
        if question.obligation is None:
            every = self.joined(
                self.key(self.result, obligation) for obligation in question.obligations
            )
            name = f"{name}{self.signs.colon}{every}"
        most = max(alike, key=lambda sentence: len(alike[sentence]))
        common = [most] if len(alike[most]) > 1 or question.obligation is not None else []
        return PageItem(
            (Span(name, Mark("", Tone.WARN)),),
            (
                *common,
                *(
                    f"{self.joined(ids)}{self.signs.colon}{sentence}"
                    for sentence, ids in alike.items()
                    if sentence not in common
                ),
            ),
            supply_text(self.lang, self.result, question.fact, question.obligation),
        )

    def notes(self) -> Lines:
        without = () if self.show is Show.ALL else TOLD_BY_MARKS
        rows = tuple(
            (Span(where, code=True), Span(remark))
            for where, remark in remarks(self.lang, self.result, without=without)
        )
        return Lines(rows, self.say("page.notes"))


class _LetterSection(_ReportSection):
    """The same for a letter, which names lines as people do."""

    def place_of(self, where: Location) -> str:
        return line_text(self.lang, where)
