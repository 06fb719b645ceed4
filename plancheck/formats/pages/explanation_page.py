"""An obligation explained: what the pages of ``explain`` say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from plancheck.analysis.explanation import Cited, ExplainedObligation, Explanation
from plancheck.errors import Location
from plancheck.formats.pages.page import Block, Page, Section, Verbatim
from plancheck.formats.pages.writer import Writer
from plancheck.formats.shared.listing_cells import tier_cell
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    asked_text,
    chinese_words,
    duty_texts,
    finding_text,
    note_text,
    reason_text,
    reported_text,
    todo_text,
)
from plancheck.language.wording import place
from plancheck.plan.columns import Column
from plancheck.verdicts.result import Finding, Result


def explanation_page(explanation: Explanation, lang: Lang) -> Page:
    """Return what a page says about ``explanation``: a section per obligation."""
    return _ExplanationPage(explanation, lang).whole()


class _ExplanationPage(Writer):
    """The page of one explanation in one language."""

    def __init__(self, explanation: Explanation, lang: Lang) -> None:
        super().__init__(lang, explanation.plan)
        self.explanation = explanation

    def whole(self) -> Page:
        explanation, plan = self.explanation, self.explanation.plan
        head = self.task_head(plan, explanation.section, explanation.group, explanation.task)
        brief = [p for p in explanation.points if p.row is None and not explanation.alone(p)]
        points = (point for point in explanation.points if point not in brief)
        sections = [self.point(number, point) for number, point in enumerate(points, 1)]
        if brief:
            duties = (
                self.say(
                    "explain.duty", id=point.obligation.id, says=point.obligation.says_in(None)
                )
                for point in brief
            )
            title = self.say("explain.national", issuer=plan.issuer)
            sections.append(self.section("national", title, self.texts(duties)))
        if explanation.unassessed:
            left = (
                self.unassessed_clause((cited.phrase for cited in clause.cited), clause.entry.says)
                for clause in explanation.unassessed
            )
            title = self.say("explain.unassessed")
            sections.append(self.section("unassessed", title, self.texts(left)))
        title, *facts = head
        return self.page(title, sections, facts=[*facts, *self.untraced(plan)])

    def point(self, number: int, point: ExplainedObligation) -> Section:
        """Return everything about one obligation."""
        lang, plan, obligation = self.lang, self.explanation.plan, point.obligation
        result = self.explanation.result
        in_chinese = result is not None and result.in_chinese
        why = (reason_text(lang, plan, reason, in_chinese=in_chinese) for reason in point.why)
        judged = (reason_text(lang, plan, reason, in_chinese=in_chinese) for reason in point.judged)
        reading = () if obligation.reading is None else self.parts(obligation.reading)
        hint = () if obligation.hint is None else (self.value(obligation.hint),)
        blocks: list[Block] = [
            self.texts(self.asked(point), self.say("explain.asked")),
            self.texts(why, self.say("explain.why")),
            self.texts(self.cites(point), self.say("explain.cites")),
            self.texts(reading, self.say("explain.reading")),
            self.texts(hint, self.say("explain.hint")),
            self.texts(judged, self.say("explain.judged")),
        ]
        if point.entry:
            blocks.append(Verbatim(tuple(self.entry(point)), self.say("explain.entry")))
        if point.finding is not None and result is not None:
            lines = self.verdict_lines(result, point, point.finding)
            blocks.insert(0, self.texts(lines, self.say("explain.verdict")))
        return self.section(f"o{number}", self.named(obligation), *blocks)

    def entry(self, point: ExplainedObligation) -> Iterator[str]:
        """Yield the lines of an entry that passes, its keys in the language of the report's."""
        result = self.explanation.result
        in_chinese = self.lang is Lang.ZH if result is None else result.in_chinese
        if not in_chinese:
            yield from point.entry
            return
        yield f"{self.explanation.task.chinese_key(point.obligation)}:"
        for line in point.entry[1:]:
            yield re.sub(r"[\w-]+", lambda word: self.words.get(word[0], word[0]), line)

    @cached_property
    def words(self) -> dict[str, str]:
        """The Chinese words in a report."""
        return chinese_words(self.explanation.plan)

    def asked(self, point: ExplainedObligation) -> Iterator[str]:
        """Yield the wording and, tier by tier, level, number and day."""
        obligation, listing = point.obligation, self.explanation.listing
        yield self.value(obligation.says_in(None))
        row = point.row
        if row is None:
            asked = duty_texts(self.lang, self.explanation.plan, obligation.requirement, point.duty)
            level = self.say(f"level.{point.duty.level}")
            values = {"level": level, "asked": self.joined(asked), "due": point.duty.due}
            yield self.say("explain.required", **values)
            return
        for tier in listing.tiers:
            parts = [tier_cell(self.lang, listing, row, tier)]
            if says := obligation.says_per_tier.get(tier):
                parts.append(self.value(says))
            title = self.value(listing.plan.tiers[tier])
            yield f"{title}{self.signs.colon}{self.signs.semicolon.join(parts)}"

    def cites(self, point: ExplainedObligation) -> Iterator[str]:
        """Yield the phrases cited by column and paragraph, with their sentences where at hand."""
        by_place: dict[tuple[Column, int | None], list[Cited]] = {}
        for cited in point.cited:
            by_place.setdefault((cited.column, cited.paragraph), []).append(cited)
        for (column, paragraph), cites in by_place.items():
            yield self.say(
                "explain.cite" if paragraph is None else "explain.cite-in",
                task=self.explanation.task.id,
                column=self.say(f"column.{column}"),
                paragraph=paragraph,
                phrases=self.quoted(cited.phrase for cited in cites),
            )
        sentences: dict[str, Location] = {}
        for cited in point.cited:
            for printed in cited.printed:
                sentences.setdefault(printed.sentence, printed.where)
        for sentence, where in sentences.items():
            yield f"{place(where)}: {self.value(sentence)}"

    def verdict_lines(
        self, result: Result, point: ExplainedObligation, finding: Finding
    ) -> Iterator[str]:
        """Yield value and place, threshold and place, the verdict, remarks and what to do."""
        lang, explanation = self.lang, self.explanation
        tiers = explanation.plan.tiers
        reported = reported_text(lang, finding.measure, finding.units)
        yield self.say("explain.reported", value=reported, place=place(finding.location))
        for tier, where in point.thresholds().items() if finding.asked else ():
            in_tier = (
                scenario.expected
                for scenario in finding.scenarios
                if tier and scenario.tier == tier
            )
            measured = finding.measure.expected
            expected = next(in_tier, point.asked_in(tier) if measured is None else measured)
            asked = asked_text(lang, finding.measure._replace(expected=expected))
            if tier and not explanation.listing.tier_known:
                asked = f"{self.value(tiers[tier])} {asked}"
            yield self.say("explain.threshold", asked=asked, place=place(where))
        if explanation.tier_from is not None:
            origin, stated = explanation.tier_from
            tier_values = {"tier": tiers[explanation.listing.tiers[0]], "from": origin}
            tier_values["place"] = place(stated) if stated else "--tier"
            yield self.say("explain.tier-from", **tier_values)
        sentence = finding_text(lang, explanation.plan, finding)
        yield f"{self.value(finding.verdict)}{self.signs.colon}{sentence}"
        for note in finding.notes:
            yield note_text(lang, note)
        if todo := todo_text(lang, result, finding):
            yield f"→ {todo}"
