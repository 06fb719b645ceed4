"""A percentage of two numbers that a report states, compared without dividing.

``of`` of ``over`` is at least or at most so many percent where ``of`` × 100 is at least or at most
the bound × ``over``, so nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import TYPE_CHECKING, Annotated, Any

from plancheck.errors import Problem, Values
from plancheck.reading.models import Named, Strict
from plancheck.reading.values import Count, ReadBy, field_error, read_count, scalar
from plancheck.requirements.base.bounds import Bound, Quantity, ReadBound, ReadDecimal
from plancheck.requirements.base.entry import NOTHING_DONE, Control, Reported, Submitted
from plancheck.requirements.base.open_values import OPEN, settled
from plancheck.requirements.base.requirement import Misfit, Requirement, Sample
from plancheck.requirements.base.standing import Context, Duty, Measure, Stand, Standing
from plancheck.requirements.base.wording import Text

if TYPE_CHECKING:
    from plancheck.requirements.base.form import Formula

PERCENT = Text.model_construct(zh="%", en="%")


def read_part(value: object) -> Count:
    """Return the count that ``value`` spells; a percentage is not one of the two numbers."""
    if scalar(value).rstrip().endswith(("%", "％")):
        raise field_error("share.typed-percent", written=scalar(value))
    return read_count(value)


READ_PERCENT = ReadDecimal("percent", "share.percent", most=100, places=2)
PercentBound = Annotated[Bound, ReadBy(ReadBound(READ_PERCENT))]
Part = Annotated[Annotated[Count, ReadBy(read_part)] | None, Named("metric"), Control.COUNT]


class Share(Strict):
    """A percentage that one number has to be of another."""

    at_least: PercentBound | None = None
    at_most: PercentBound | None = None
    of: str
    over: str


class SharedEntry(Reported):
    """What is reported on a percentage: its two numbers. A file writes them as the metrics."""

    of: Part = None
    over: Part = None


class PercentRequirement(Requirement):
    """What an obligation asks that a percentage of two reported numbers decides.

    A kind of it has sentences of its own that end in ``-met``, ``-short``, ``-over`` and ``-half``.
    """

    Fields = SharedEntry
    lacking = "finding.no-number"

    @cached_property
    def bounds(self) -> Mapping[str, Bound]:
        """The percentages that are asked for."""
        bounds = {"at_least": self.asks.at_least, "at_most": self.asks.at_most}
        return {key: bound for key, bound in bounds.items() if bound is not None}

    @cached_property
    def metrics(self) -> Mapping[str, str]:
        """The two numbers, as far as a draft has settled them."""
        metrics = {"of": self.asks.of, "over": self.asks.over}
        return {field: metric for field, metric in metrics.items() if metric != OPEN}

    @property
    def unit(self) -> Text:
        """Percent."""
        return PERCENT

    @property
    def has_floor(self) -> bool:
        """Return True: a percentage is reached or kept by a day."""
        return True

    def is_implausible(self, number: Quantity) -> bool:
        """Return False: the two numbers may be of any size."""
        return False

    def unit_of(self, field: str) -> None:
        """Return no unit: the metrics have none."""

    @property
    def form(self) -> tuple[str, ...]:
        """The two numbers."""
        return tuple(self.metrics)

    def rule(self, due: object) -> dict[str, object]:
        """Return the percentages and the two numbers."""
        return {self.key: {"of": self.asks.of, "over": self.asks.over, **self.bounds}}

    def as_data(self, duty: Duty) -> dict[str, Any]:
        """Return the two numbers and the percentages."""
        return {"of": self.asks.of, "over": self.asks.over, **duty.bounds}

    def plan_misfits(self, tiers: Sequence[str]) -> Iterator[Misfit]:
        """Yield what asks for no percentage, or for none there can be."""
        yield from self.range_misfits(tiers)
        if not self.bounds:
            yield Misfit(f"{self.key}.bounds", key=True)
        if self.asks.of == self.asks.over != OPEN:
            yield Misfit(f"{self.key}.same-metric", ("over",), {"metric": self.asks.over})

    def entry_problems(self, entry: SharedEntry, about: Submitted) -> Iterator[Problem]:
        """Yield two numbers of different units: a plan gives their metrics none."""
        of, over = entry.of, entry.over
        if of is not None and over is not None and of.unit != over.unit:
            values = {"written": of.written, "other": over.written}
            yield Problem("share.unit", about.locate("of"), values)

    def reported(self, entry: SharedEntry) -> Any:
        """Return the status that is reported; a percentage is part of what is judged."""
        return entry.status

    def judge_percent(
        self, percent: Percent, entry: SharedEntry, duty: Duty, context: Context
    ) -> Standing:
        """Return how a percentage stands to the bounds."""
        low, high = settled(duty.bounds.get("at_least")), settled(duty.bounds.get("at_most"))
        places = 1 + max(_places(bound) for bound in duty.bounds.values())
        if high is not None and percent.part * 100 > high * percent.whole:
            actual = percent.shown(places, up=True)
            least = percent.least_gap(high, actual, places)
            measure = Measure(high, actual, actual - high, PERCENT, "at_most", least=least)
            stand, reason = Stand.SHORT, "over"
        else:
            is_met = low is None or percent.part * 100 >= low * percent.whole
            actual = percent.shown(places, up=low is None)
            gap = 0 if low is None or is_met else low - actual
            measure = self.measure(duty, actual, gap)
            if low is not None and gap:
                measure = measure._replace(least=percent.least_gap(low, actual, places))
            stand, reason = (Stand.MET, "met") if is_met else (Stand.SHORT, "short")
        loc, values = (*context.loc, "of"), percent.values
        reason = f"finding.{self.key}-{reason}"
        return Standing(stand, reason, measure, loc, entry, context.loc, values)

    def judge_neither(self, entry: SharedEntry | None, duty: Duty, context: Context) -> Standing:
        """Judge what states neither number: it may be stated that nothing was done."""
        if entry is not None and entry.status in NOTHING_DONE:
            return self.nothing_done(entry, duty, context)
        return Standing(Stand.ABSENT, "", self.measure(duty), context.loc, entry)

    def judge_half(
        self, entry: SharedEntry, lacking: str, duty: Duty, context: Context
    ) -> Standing:
        """Judge what states one of the two numbers and not the one of the metric ``lacking``."""
        owed, values = self.measure(duty), {"metric": lacking}
        return Standing(Stand.ABSENT, "finding.share-half", owed, context.loc, entry, values=values)

    def mandatory_key(self) -> str:
        """Return the message key of what becomes of a percentage that is not reached."""
        return f"judged.mandatory-{self.key}"

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield how the percentage is worked out."""
        yield f"judged.{self.key}", self.named_metrics

    @property
    def named_metrics(self) -> dict[str, str]:
        """The two metrics, as a sentence names them."""
        metrics = {"metric_of": self.asks.of, "metric_over": self.asks.over}
        return {name: OPEN if metric == OPEN else metric for name, metric in metrics.items()}


class ShareRequirement(PercentRequirement):
    """What an obligation asks that a share decides."""

    Asks = Share
    SAMPLES = (
        Sample(
            "rate",
            ("按时办结率", "closed in time"),
            ("{at_least: 95, of: closed, over: received}",) * 2,
            {"closed": ("按时办结数", "closed cases"), "received": ("受理数", "received cases")},
        ),
    )
    parts = ("least", "most", "enough")

    def aspects(self) -> dict[str, object]:
        """Return which two numbers they are."""
        of, over = self.named_metrics.values()
        return {"of": of, "over": over}

    def entry_problems(self, entry: SharedEntry, about: Submitted) -> Iterator[Problem]:
        """Yield numbers of different units, and a part over the whole."""
        yield from super().entry_problems(entry, about)
        of, over = entry.of, entry.over
        if of is not None and over is not None and of.value > over.value:
            yield Problem("share.more", about.locate("of"), {"of": of.value, "over": over.value})

    def reported(self, entry: SharedEntry) -> Any:
        """Return the share that is reported, else the status."""
        if entry.of is None or entry.over is None or not entry.over.value:
            return entry.status
        return Percent.of_parts(entry.of.value, entry.over.value).shown(1)

    def judge(self, entry: SharedEntry | None, duty: Duty, context: Context) -> Standing:
        """Return how the two numbers stand to the percentage that is asked for."""
        if entry is None or (entry.of is None and entry.over is None):
            return self.judge_neither(entry, duty, context)
        if entry.of is None or entry.over is None:
            lacking = self.asks.of if entry.of is None else self.asks.over
            return self.judge_half(entry, lacking, duty, context)
        percent = Percent.of_parts(entry.of.value, entry.over.value)
        if percent.whole:
            return self.judge_percent(percent, entry, duty, context)
        owed, loc = self.measure(duty), (*context.loc, "of")
        reason = "finding.share-of-nothing"
        return Standing(Stand.OPEN, reason, owed, loc, entry, context.loc, percent.values)

    def listed(self) -> tuple[str, Values]:
        """Return what is divided by what."""
        return "listed.share", self.named_metrics

    def formula(self, duty: Duty) -> Formula | None:
        """Return how the two numbers are compared, with the bounds in hundredths of a percent."""
        from plancheck.requirements.base.form import (  # noqa: PLC0415  # only Excel needs it
            LATE,
            MET_OR_NOT,
            Detail,
            Formula,
        )

        if OPEN in duty.bounds.values():
            return None
        low, high = settled(duty.bounds.get("at_least")), settled(duty.bounds.get("at_most"))
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

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield two numbers with the percentage asked for."""
        asked = self.example_number(duty)
        bound = 50 if asked is None else asked
        whole = 100 if isinstance(bound, int) else 10_000
        numbers = {"of": int(bound * whole / 100), "over": whole}
        yield from (f"{metric}: {numbers[field]}" for field, metric in self.metrics.items())

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
            "“{written}”与“{other}”的单位不同；两个数请用同一单位，或均不带单位",
            '"{written}" and "{other}" have different units; give both numbers in the same unit, or both without',
        ),
        "listed.share": (
            "{asked}（{metric_of}÷{metric_over}）",
            "{asked} ({metric_of} ÷ {metric_over})",
        ),
    }


class Percent:
    """``part`` in percent of ``whole``, which may be 0; ``values`` are the numbers it is made of."""

    def __init__(self, part: Quantity, whole: Quantity, values: Values) -> None:
        self.part = part
        self.whole = whole
        self.values = values

    @classmethod
    def of_parts(cls, of: Quantity, over: Quantity) -> Percent:
        """Return ``of`` in percent of ``over``."""
        return cls(of, over, {"of": of, "over": over})

    def shown(self, places: int, *, up: bool = False) -> Quantity:
        """Return it cut to so many decimal ``places``, so that it never seems to be enough.

        What falls short is cut downwards and what exceeds a cap ``up``.
        """
        steps = self.exact * 10**places
        return _decimal(ceil(steps) if up else floor(steps), places)

    @property
    def exact(self) -> Fraction:
        """The percentage itself."""
        return Fraction(self.part) * 100 / Fraction(self.whole)

    def least_gap(self, bound: Quantity, shown: Quantity, places: int) -> Decimal | None:
        """Return the gap to ``bound``, cut to the ``places`` that show any of it.

        None where what is ``shown`` is exact.
        """
        if self.exact == shown:
            return None
        gap = abs(self.exact - Fraction(bound))
        while not floor(gap * 10**places):
            places += 1
        return _decimal(floor(gap * 10**places), places)


def _decimal(steps: int, places: int) -> Decimal:
    """Return so many ``steps`` of the last of ``places``."""
    return Decimal(steps).scaleb(-places).normalize() + 0


def _places(bound: object) -> int:
    """Return how many decimal places ``bound`` has."""
    return len(str(bound).partition(".")[2])


Kind = ShareRequirement
