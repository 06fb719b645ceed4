"""A rise or a fall of a number against an earlier one, in percent, compared without dividing.

The rise from ``over`` to ``of`` is at least or at most so many percent where (``of`` - ``over``) ×
100 is at least or at most the bound × ``over``. What a roster states as ``over`` goes before what
the report states.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from plancheck.errors import Values
from plancheck.reading.models import Strict
from plancheck.reading.values import ReadBy
from plancheck.requirements.base.bounds import Bound, ReadBound, ReadDecimal
from plancheck.requirements.base.requirement import Printed, Sample
from plancheck.requirements.base.standing import Context, Duty, Stand, Standing
from plancheck.requirements.share import Percent, PercentRequirement, SharedEntry

RISE = ("增长", "增加")
FALL = ("下降", "减少", "降低", "压减")
AGAINST = ("同比", "上年", "去年")
"""The words with which official texts compare a number with an earlier one."""
READ_RISE = ReadDecimal("rise", "growth.percent", most=10_000, places=2, least=-100)
RiseBound = Annotated[Bound, ReadBy(ReadBound(READ_RISE))]


class Growth(Strict):
    """A percentage by which one number has to be more than another; a fall is below 0."""

    at_least: RiseBound | None = None
    at_most: RiseBound | None = None
    of: str
    over: str


class GrowthRequirement(PercentRequirement):
    """What an obligation asks that a rise or a fall decides.

    The form in Excel leaves it to the engine: it does not know what a roster states.
    """

    Asks = Growth
    SAMPLES = (
        Sample(
            "growth",
            ("网上办理增长", "more cases online"),
            ("{at_least: 10, of: online, over: online_last_year}",) * 2,
            {
                "online": ("网上办理件数", "cases online"),
                "online_last_year": ("上年网上办理件数", "cases online last year"),
            },
        ),
    )
    of_roster = ("over",)

    def aspects(self) -> dict[str, object]:
        """Return which number is compared with which."""
        of, over = self.named_metrics.values()
        return {"grown": of, "grown_from": over}

    def printed(self) -> Iterator[Printed]:
        """Yield each percentage with a word for a rise or a fall; for none, words of its own."""
        for printed in super().printed():
            assert isinstance(printed.number, int | Decimal)
            if printed.number < 0:
                yield printed._replace(number=-printed.number, words=FALL, opposite=RISE)
            elif printed.number > 0:
                yield printed._replace(words=(*RISE, *AGAINST), opposite=FALL)
            else:
                yield printed._replace(number=None, words=AGAINST)

    def judge(self, entry: SharedEntry | None, duty: Duty, context: Context) -> Standing:
        """Return how the rise from the one number to the other stands to what is asked for."""
        if entry is None or entry.of is None:
            if entry is None or entry.over is None:
                return self.judge_neither(entry, duty, context)
            return self.judge_half(entry, self.asks.of, duty, context)
        of, base = entry.of.value, context.stated.get(self.asks.over, entry.over)
        values: Values = {"of": of, "metric": self.asks.over}
        if base is None:
            reason = "finding.growth-no-base"
        elif base.value <= 0:
            reason = "finding.growth-from-nothing"
        elif len({base.unit, entry.of.unit} - {""}) > 1:  # a report that states both is refused
            reason = "finding.growth-other-unit"
            values = {"written": entry.of.written, "other": base.written}
        else:
            values = {"of": of, "over": base.value}
            percent = Percent(of - base.value, base.value, values)
            return self.judge_percent(percent, entry, duty, context)
        owed, loc = self.measure(duty), (*context.loc, "of")
        return Standing(Stand.OPEN, reason, owed, loc, entry, context.loc, values)

    def listed(self) -> tuple[str, Values]:
        """Return that it is a rise against an earlier number."""
        return "listed.growth", {}

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield two numbers with the rise asked for."""
        bound = self.example_number(duty) or 0
        base = 100 if isinstance(bound, int) else 10_000
        numbers = {"of": base + int(bound * base / 100), "over": base}
        yield from (f"{metric}: {numbers[field]}" for field, metric in self.metrics.items())

    DESCRIPTIONS = {
        "Requires.growth": ("应达到的同比增幅", "the required rise against an earlier number"),
        "Growth": (
            "一个填报数比另一个填报数增长的百分比，下降为负",
            "the percentage by which one reported number is more than another; a fall is negative",
        ),
        "Growth.at_least": (
            "至少增长百分之几，至多两位小数",
            "a rise of at least this percentage, with at most two decimals",
        ),
        "Growth.at_most": (
            "至多增长百分之几；应下降5%的写 -5",
            "a rise of at most this percentage; -5 requires a fall of 5%",
        ),
        "Growth.of": ("本期数，报告中的键", "the number of this period; a key of a report"),
        "Growth.over": (
            "与之相比的数（如上年数），报告中的键；名册可以注明此数",
            "the number to compare with, such as last year's; a key of a report, which a roster may state",
        ),
    }
    MESSAGES = {
        "finding.growth-met": (
            "同比{actual}%：（{of}－{over}）÷{over}，要求{bound}{expected}%",
            "{actual}% against the earlier number, ({of} - {over}) ÷ {over}; {bound} {expected}% required",
        ),
        "finding.growth-short": (
            "同比{actual}%：（{of}－{over}）÷{over}，应{bound}{expected}%，差{gap}个百分点",
            "{actual}% against the earlier number, ({of} - {over}) ÷ {over}; {bound} {expected}% required ({gap:point|points} short)",
        ),
        "finding.growth-over": (
            "同比{actual}%：（{of}－{over}）÷{over}，应{bound}{expected}%，超出{gap}个百分点",
            "{actual}% against the earlier number, ({of} - {over}) ÷ {over}; {bound} {expected}% required ({gap:point|points} over)",
        ),
        "finding.growth-no-base": (
            "填报{of}，但报告和名册均未注明“{metric}”，无法计算同比，要求：{asked}",
            '{of} reported, but neither the report nor the roster states "{metric}" to compare with; {asked} required',
        ),
        "finding.growth-from-nothing": (
            "填报{of}，但“{metric}”不大于 0，无法计算同比，要求：{asked}",
            '{of} reported, but "{metric}" to compare with is not more than 0; {asked} required',
        ),
        "finding.growth-other-unit": (
            "填报“{written}”，名册的数为“{other}”，单位不同，无法计算同比，要求：{asked}",
            '"{written}" reported, "{other}" in the roster: the units differ, so they cannot be compared; {asked} required',
        ),
        "todo.finding.growth-short": (
            "达到后更新填报数；填写有误的，请更正",
            "update the number once it is reached, or correct the numbers if they are wrong",
        ),
        "todo.finding.growth-over": (
            "降至要求后更新填报数；填写有误的，请更正",
            "update the number once it has fallen enough, or correct the numbers if they are wrong",
        ),
        "todo.finding.growth-no-base": ("补填“{metric}”", 'add "{metric}"'),
        "todo.finding.growth-other-unit": (
            "按名册的单位填写",
            "write the number in the unit of the roster's",
        ),
        "todo.finding.growth-from-nothing": (
            "核对“{metric}”；确为 0 的，由执行部门确认",
            'check "{metric}"; if it really is 0, ask the department in charge',
        ),
        "judged.growth": (
            "按同比核查：（{metric_of}－{metric_over}）÷{metric_over}，不作四舍五入；名册注明“{metric_over}”的，以名册为准。",
            "By rise: {metric_of} minus {metric_over}, divided by {metric_over}, without rounding. If a roster states {metric_over}, the roster's number is used.",
        ),
        "judged.mandatory-growth": (
            "必做的：未填本期数为未填报，未达到为未达标，没有可比的数、该数不大于 0 或单位不同待核实；期限未到为未到期。",
            "If mandatory: without the number of this period the verdict is missing, a rise that is not reached fails, without a number above 0 in the same unit to compare with it needs review; before the deadline it is pending.",
        ),
        "listed.growth": ("同比{asked}", "{asked} against the earlier number"),
        "aspect.grown": ("本期数", "the number of this period"),
        "aspect.grown_from": ("与之相比的数", "the number to compare with"),
        "growth.percent": (
            "“{written}”不是增幅；请填写 -100 至 10000 的数，至多两位小数，不带 %",
            '"{written}" is not a rise; write -100 to 10000 with at most two decimals and without %',
        ),
        "growth.bounds": (
            "growth 须有 at_least 或 at_most",
            "a growth must have at_least, at_most or both",
        ),
        "growth.same-metric": (
            "“{metric}”不能与自身相比；请改用两个不同的数",
            '"{metric}" cannot be compared with itself; use two different numbers',
        ),
    }


Kind = GrowthRequirement
