"""A percentage of two numbers that a report states, compared without dividing.

``of`` of ``over`` is at least or at most so many percent where ``of`` × 100 is at least or at most
the bound × ``over``, so nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import PlainValidator

from plancheck.errors import Problem, Values
from plancheck.reading.models import Named, Strict
from plancheck.reading.values import Count, field_error, read_count, scalar
from plancheck.requirements.base import (
    LATE,
    MET_OR_NOT,
    NOTHING_DONE,
    Bound,
    Context,
    Control,
    Detail,
    Duty,
    Formula,
    Measure,
    Misfit,
    ReadBound,
    ReadDecimal,
    Reported,
    Requirement,
    Stand,
    Standing,
    Submitted,
    Text,
)

PERCENT = Text(zh="%", en="%")


def read_part(value: object) -> Count:
    """Return the count that ``value`` spells; a percentage is not one of the two numbers."""
    if scalar(value).rstrip().endswith(("%", "％")):
        raise field_error("share.typed-percent", written=scalar(value))
    return read_count(value)


READ_PERCENT = ReadDecimal("percent", "share.percent", most=100, places=2)
PercentBound = Annotated[Bound, PlainValidator(ReadBound(READ_PERCENT))]
Part = Annotated[Annotated[Count, PlainValidator(read_part)] | None, Named("metric"), Control.COUNT]


class Share(Strict):
    """A percentage that one number has to be of another."""

    at_least: PercentBound | None = None
    at_most: PercentBound | None = None
    of: str
    over: str


class SharedEntry(Reported):
    """What is reported on a share: its two numbers. A file writes them as the metrics."""

    of: Part = None
    over: Part = None


class ShareRequirement(Requirement):
    """What an obligation asks that a percentage decides."""

    Asks = Share
    Fields = SharedEntry
    lacking = "finding.no-number"
    parts = ("least", "most", "enough")

    @cached_property
    def bounds(self) -> Mapping[str, Bound]:
        """The percentages that are asked for."""
        bounds = {"at_least": self.asks.at_least, "at_most": self.asks.at_most}
        return {key: bound for key, bound in bounds.items() if bound is not None}

    @cached_property
    def metrics(self) -> Mapping[str, str]:
        """The two numbers."""
        return {"of": self.asks.of, "over": self.asks.over}

    @property
    def unit(self) -> Text:
        """Percent."""
        return PERCENT

    @property
    def has_floor(self) -> bool:
        """Return True: a percentage is reached or kept by a day."""
        return True

    def unit_of(self, field: str) -> None:
        """Return no unit: the metrics have none."""

    @property
    def form(self) -> tuple[str, ...]:
        """The two numbers."""
        return ("of", "over")

    def rule(self, due: object) -> dict[str, object]:
        """Return the percentages and the two numbers."""
        return {self.key: {**self.metrics, **self.bounds}}

    def aspects(self) -> dict[str, object]:
        """Return which two numbers they are."""
        return dict(self.metrics)

    def plan_misfits(self, tiers: object) -> Iterator[Misfit]:
        """Yield a share without a bound, or of a number over itself."""
        if not self.bounds:
            yield Misfit("share.bounds", key=True)
        if self.asks.of == self.asks.over:
            yield Misfit("share.same-metric", ("over",), {"metric": self.asks.over})

    def entry_problems(self, entry: SharedEntry, about: Submitted) -> Iterator[Problem]:
        """Yield numbers with a unit, since their metrics have none, and a part over the whole."""
        for field, number in self.counts_in(entry):
            if number.unit:
                values = {"written": number.written, "value": number.value}
                yield Problem("share.unit", about.locate(field), values)
        of, over = entry.of, entry.over
        if of is None or over is None:
            return
        if of.value > over.value:
            yield Problem("share.more", about.locate("of"), {"of": of.value, "over": over.value})

    def reported(self, entry: SharedEntry) -> Any:
        """Return the share that is reported, else the status."""
        if entry.of is None or entry.over is None or not entry.over.value:
            return entry.status
        return _percent(entry.of.value, entry.over.value)

    def judge(self, entry: SharedEntry | None, duty: Duty, context: Context) -> Standing:
        """Return how the two numbers stand to the percentage that is asked for."""
        owed = self.measure(duty)
        if entry is None or entry.of is None or entry.over is None:
            return self.judge_parts(entry, owed, duty, context)
        of, over = entry.of.value, entry.over.value
        low, high = duty.bounds.get("at_least"), duty.bounds.get("at_most")
        if not over:
            stand, reason, measure = Stand.OPEN, "finding.share-of-nothing", owed
        elif high is not None and of * 100 > high * over:
            actual = _percent(of, over, up=True)
            measure = Measure(high, actual, actual - high, PERCENT, "at_most")
            stand, reason = Stand.SHORT, "finding.share-over"
        else:
            actual, is_met = _percent(of, over), low is None or of * 100 >= low * over
            gap = 0 if low is None or is_met else low - actual
            measure = owed._replace(actual=actual, gap=gap)
            stand = Stand.MET if is_met else Stand.SHORT
            reason = "finding.share-met" if is_met else "finding.share-short"
        loc, values = (*context.loc, "of"), {"of": of, "over": over}
        return Standing(stand, reason, measure, loc, entry, context.loc, values)

    def judge_parts(
        self, entry: SharedEntry | None, owed: Measure, duty: Duty, context: Context
    ) -> Standing:
        """Judge what lacks one of the two numbers, or both."""
        if entry is None or (entry.of is None and entry.over is None):
            if entry is not None and entry.status in NOTHING_DONE:
                return self.nothing_done(entry, duty, context)
            return Standing(Stand.ABSENT, "", owed, context.loc, entry)
        lacking = self.asks.of if entry.of is None else self.asks.over
        values = {"metric": lacking}
        reason = "finding.share-half"
        return Standing(Stand.ABSENT, reason, owed, context.loc, entry, values=values)

    def formula(self, duty: Duty) -> Formula:
        """Return how the two numbers are compared, with the bounds in hundredths of a percent."""
        low, high = duty.bounds.get("at_least"), duty.bounds.get("at_most")
        lacking = 'AND({count}="",{rest}="",OR({word}=0,{word}=9))'
        judged = 'IF({count}>{rest},"x",IF({rest}=0,{open},IF({enough}=1,{met},{short})))'
        return Formula(
            mandatory=f'IF(OR({{count}}="",{{rest}}=""),IF({lacking},{{short}},{{absent}}),{judged})',
            optional=MET_OR_NOT,
            parts={
                "least": 0 if low is None else int(low * 100),
                "most": 100 * 100 if high is None else int(high * 100),
                "enough": "IF(COUNT({count},{rest})<2,0,IF(AND({count}*10000>={least}*{rest},"
                "{count}*10000<={most}*{rest}),1,0))",
            },
            detail=(Detail("{enough}=1", LATE),),
        )

    def mandatory_key(self) -> str:
        """Return the message key of what becomes of a share that is not reached."""
        return "judged.mandatory-share"

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield how the percentage is worked out."""
        yield "judged.share", {f"metric_{name}": metric for name, metric in self.metrics.items()}

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield two numbers with the percentage asked for."""
        bound = next((b for b in (duty.at_least, duty.at_most) if b is not None), 50)
        whole = 100 if isinstance(bound, int) else 10_000
        yield f"{self.asks.of}: {int(bound * whole / 100)}"
        yield f"{self.asks.over}: {whole}"

    DESCRIPTIONS = {
        "Requires.share": ("应达到的百分比", "the required percentage"),
        "Share": ("两个填报数相除的百分比", "the percentage of two reported numbers"),
        "Share.at_least": (
            "至少百分之几，至多两位小数",
            "at least this percentage, with at most two decimals",
        ),
        "Share.at_most": (
            "至多百分之几，至多两位小数",
            "at most this percentage, with at most two decimals",
        ),
        "Share.of": ("分子，报告中的键", "the part; a key of a report"),
        "Share.over": ("分母，报告中的键", "the whole; a key of a report"),
        "Entry.of": ("分子", "the part"),
        "Entry.over": ("分母", "the whole"),
    }
    MESSAGES = {
        "finding.share-met": (
            "填报{actual}%（{of}÷{over}），要求{bound}{expected}%",
            "{actual}% reported ({of} of {over}), {bound} {expected}% required",
        ),
        "finding.share-short": (
            "填报{actual}%（{of}÷{over}），应{bound}{expected}%，差{gap}个百分点",
            "{actual}% reported ({of} of {over}), {bound} {expected}% required ({gap:point|points} short)",
        ),
        "finding.share-over": (
            "填报{actual}%（{of}÷{over}），上限{expected}%，超出{gap}个百分点",
            "{actual}% reported ({of} of {over}), the maximum is {expected}% ({gap:point|points} over)",
        ),
        "finding.share-half": (
            "两个数只填写了一个，缺“{metric}”，要求：{asked}",
            'only one of the two numbers is stated ("{metric}" is missing); {asked} required',
        ),
        "finding.share-of-nothing": (
            "分母为 0，无法计算百分比，要求：{asked}",
            "the number to divide by is 0, so there is no percentage; {asked} required",
        ),
        "todo.finding.share-short": (
            "达到后更新两个数；填写有误的，请更正",
            "update both numbers once it is reached, or correct them if they are wrong",
        ),
        "todo.finding.share-over": (
            "核对两个数；确已超出的，申请豁免",
            "check both numbers; if it really is over, request a waiver",
        ),
        "todo.finding.share-half": ("补填“{metric}”", 'add "{metric}"'),
        "todo.finding.share-of-nothing": (
            "核对分母；确为 0 的，由执行部门确认",
            "check the number to divide by; if it really is 0, ask the department in charge",
        ),
        "judged.share": (
            "按百分比核查：{metric_of}÷{metric_over}，按填报的两个数计算，不作四舍五入。",
            "By percentage: {metric_of} divided by {metric_over}, calculated from the two numbers reported, without rounding.",
        ),
        "judged.mandatory-share": (
            "必做的：缺一个数为未填报，未达到为未达标，分母为 0 待核实；期限未到为未到期。",
            "If mandatory: without both numbers the verdict is missing, a share that is not reached fails, dividing by 0 needs review; before the deadline it is pending.",
        ),
        "aspect.of": ("分子", "the part"),
        "aspect.over": ("分母", "the whole"),
        "share.percent": (
            "“{written}”不是百分比；请填写 0 至 100 的数，至多两位小数，不带 %",
            '"{written}" is not a percentage; write 0 to 100 with at most two decimals and without %',
        ),
        "share.typed-percent": (
            "“{written}”是百分比；请填写两个数，百分比自动计算",
            '"{written}" is a percentage; give the two numbers, and the percentage is calculated',
        ),
        "share.bounds": (
            "share 须有 at_least 或 at_most",
            "a share must have at_least, at_most or both",
        ),
        "share.same-metric": (
            "“{metric}”既是分子又是分母；请改用两个不同的数",
            '"{metric}" is both the part and the whole; use two different numbers',
        ),
        "share.more": (
            "分子 {of} 大于分母 {over}；请核对",
            "the part ({of}) is more than the whole ({over}); check both",
        ),
        "share.unit": (
            "“{written}”带有单位；请只填数，例如 {value}",
            '"{written}" has a unit; give the number only, such as {value}',
        ),
    }


def _percent(of: int, over: int, *, up: bool = False) -> Decimal:
    """Return ``of`` in percent of ``over`` with two decimals, rounded so that it never hides much.

    What falls short is rounded down and what exceeds a cap ``up``, so neither seems to be enough.
    """
    hundredths = -(-of * 10_000 // over) if up else of * 10_000 // over
    return Decimal(hundredths) / 100


Kind = ShareRequirement
