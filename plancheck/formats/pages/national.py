"""What all reports count together, and the plan's own numbers for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plancheck.analysis.rollup import NationalTotal, NumberSum, RollUp
from plancheck.formats.pages.page import MARKS, Cells, Mark, Section, Span, Table, Tone
from plancheck.formats.pages.writer import Writer
from plancheck.language.message import Lang
from plancheck.language.sentences import bounds_text
from plancheck.language.wording import amount
from plancheck.plan.parts import Obligation, Task
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.result import Verdict

ROWS = 12
"""How many rows a page has that has room for few."""
NOTHING = "—"
"""What stands where nothing is asked or nobody falls short."""


def national_section(
    rolled: RollUp, lang: Lang, *, most: int | None, brief: bool, alone: bool = False
) -> Section:
    """Return what is counted in all reports together, beside what is asked and who falls short.

    At most ``most`` names stand in a cell. With ``brief`` what is reached has no row. ``alone``
    says that the page has no reports in full, so that ids lead nowhere; with ``most`` it has room
    for few rows too.
    """
    return _National(rolled, lang, most, brief=brief, alone=alone).whole()


def _in_short(span: Span) -> Span:
    return replace(span, text=span.short or span.text)


class _National(Writer):
    """The section on national numbers in one language, on its way."""

    def __init__(
        self, rolled: RollUp, lang: Lang, most: int | None, *, brief: bool, alone: bool
    ) -> None:
        super().__init__(lang, rolled.plan)
        self.alone = alone
        self.brief = brief
        self.rolled = rolled
        self.most = most

    def whole(self) -> Section:
        judged = sum(row.cells != {} for row in self.rolled.rows)
        who = self.rolled.plan.subject_key
        national = self.say(f"national.{who}")
        title = self.say("page.national", reports=judged, national=national)
        if self.rolled.repeated:
            repeated = [self.subject(name) for name in self.rolled.repeated]
            lines = self.texts([self.say("rollup.repeated", subjects=repeated)])
            return self.section("national", title, lines)
        rows, reached, texts = [], 0, list[str]()
        every = [*map(self.sum, self.rolled.sums), *map(self.total, self.rolled.totals)]
        for row in every:
            if self.brief and row[-1].text == NOTHING:
                reached += 1
            else:
                rows.append(row)
        if self.alone and self.most is not None:
            more = [self.say("page.more", count=len(rows) - ROWS)] if len(rows) > ROWS else []
            rows, texts = [tuple(map(_in_short, row)) for row in rows[:ROWS]], more
        headings = self.heads("table.obligation", "table.asked", "table.reported", "page.short")
        table = Table("national", title, headings, tuple(rows), bare=self.brief)
        if self.brief and not self.alone:
            key = "page.national-rest" if reached else "page.national-brief"
            title = self.say(key, reports=judged, count=reached, nation=self.say(f"nation.{who}"))
        elif reached:
            texts.append(self.say("page.reached", count=reached))
        return self.section("national", title, table, self.texts(texts))

    def sum(self, sum_: NumberSum) -> Cells:
        """Return what is asked of all subjects together, what they count, and who falls short."""
        asked = Span(NOTHING)
        if sum_.required is not None and sum_.bound is not None:
            asked = self.bounds({sum_.bound: sum_.required}, sum_.unit)
        short = [
            self.say(
                "page.short-of",
                subject=self.subject(gap.subject),
                gap=self.counted(gap.gap, gap.counted_in).short,
            )
            for gap in sum_.short
        ]
        mark = Mark("", Tone.BAD) if short else None
        counted = self.counted(sum_.counted, sum_.unit)
        name = self.name(sum_.task, sum_.obligation)
        return name, asked, counted, Span(self.among(short) or NOTHING, mark)

    def total(self, total: NationalTotal) -> Cells:
        """Return a number of the issuer's, what is certain of it, and on whom the rest depends."""
        unit = total.obligation.requirement.unit
        assert unit is not None
        counted = self.counted(total.counted, unit)
        left = Span(NOTHING)
        if total.verdict is not Verdict.PASS:
            left = self.verdict(total.verdict)
            depends = [self.subject(name) for name in total.open]
            if depends:
                text = self.say("page.depends", verdict=left.text, names=self.among(depends))
                left = Span(text, MARKS[total.verdict])
        if total.possible not in (None, total.counted):
            text = self.say("page.at-most", counted=counted.text, possible=total.possible)
            short = self.say("page.at-most", counted=counted.short, possible=total.possible)
            counted = Span(text, short=short)
        name = self.name(total.task, total.obligation)
        return name, self.bounds(total.bounds, unit), counted, left

    def name(self, task: Task, obligation: Obligation) -> Span:
        """Return the name of ``obligation``, where there is little room its key alone."""
        key = task.chinese_key(obligation)
        if self.lang is Lang.ZH:
            return Span(key if self.brief or self.alone else self.named(obligation), short=key)
        name = self.value(obligation.name) if self.alone else self.named(obligation)
        return Span(name, short="" if self.alone else obligation.id)

    def bounds(self, bounds: Mapping[str, Quantity], unit: Text) -> Span:
        whole = self.joined(bounds_text(self.lang, bounds, unit))
        return Span(whole, short=self.joined(bounds_text(self.lang, bounds, None)))

    def counted(self, number: Quantity, unit: Text) -> Span:
        text = amount(self.lang, number, unit)
        return Span(text, short=text if self.lang is Lang.ZH else str(number))

    def among(self, names: Sequence[str]) -> str:
        """Return ``names``, of many the first and how many there are."""
        shown = names[: self.most]
        if len(shown) == len(names):
            return self.joined(names)
        return self.say("page.among", subjects=shown, count=len(names))
