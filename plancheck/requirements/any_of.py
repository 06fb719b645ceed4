"""So many of several obligations of one task, each reported and judged by itself.

A part counts where it would pass if it were mandatory, by its own deadline and by that of the
whole. A waiver of a part releases from nothing here: it does not count as met, and no fewer are
asked for. Only a waiver of the whole does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator

from plancheck.errors import Values
from plancheck.reading.models import Strict
from plancheck.reading.values import ReadBy
from plancheck.requirements.base.bounds import Bound, ReadBound, read_number
from plancheck.requirements.base.entry import Reported
from plancheck.requirements.base.open_values import OPEN, Open, list_or_open
from plancheck.requirements.base.requirement import Misfit, Printed, Requirement, Sample, Sibling
from plancheck.requirements.base.standing import Context, Duty, Level, Measure, Stand, Standing
from plancheck.requirements.base.wording import Forms, Unit

PARTS = Unit.model_construct(zh="项", en=Forms("items", "item"))
CountBound = Annotated[Bound, ReadBy(ReadBound(read_number))]


class AnyOf(Strict):
    """How many of several obligations have to be met."""

    at_least: CountBound
    of: Annotated[list[str], BeforeValidator(list_or_open)]


class AnyOfRequirement(Requirement):
    """What an obligation asks that other obligations decide."""

    Asks = AnyOf
    SAMPLES = (
        Sample(
            "channels",
            ("两种渠道至少一种", "one of two channels"),
            ("{at_least: 1, of: [{task}.window, {task}.hotline]}",) * 2,
        ),
        Sample("window", ("服务窗口", "counter"), None, level=Level.OPTIONAL),
        Sample("hotline", ("服务热线", "hotline"), None, level=Level.OPTIONAL),
    )
    has_status = False

    def __init__(self, asks: AnyOf) -> None:
        super().__init__(asks)
        self.reads = tuple(name for name in asks.of if name != OPEN)

    @cached_property
    def bounds(self) -> Mapping[str, Bound]:
        """How many there have to be."""
        return {"at_least": self.asks.at_least}

    @property
    def named_parts(self) -> list[str] | Open:
        """The ids of the parts; open where a draft has not settled all of them."""
        return OPEN if OPEN in self.asks.of else self.asks.of

    @property
    def count(self) -> int | Open:
        """How many parts there are."""
        return OPEN if self.named_parts is OPEN else len(self.named_parts)

    @property
    def unit(self) -> Unit:
        """What the parts are counted in."""
        return PARTS

    def printed(self) -> Iterator[Printed]:
        """Yield how many there have to be, and of how many."""
        yield from super().printed()
        if self.count is not OPEN:
            yield Printed(("of",), "", self.count, self.unit)

    @property
    def form(self) -> tuple[str, ...]:
        """Nothing: the parts are reported."""
        return ()

    def rule(self, due: object) -> dict[str, object]:
        """Return how many there have to be and the parts, whose order does not matter."""
        return {self.key: {"at_least": self.asks.at_least, "of": sorted(self.asks.of)}}

    def as_data(self, duty: Duty) -> dict[str, Any]:
        """Return how many there have to be, and the parts."""
        return {**duty.bounds, "of": self.named_parts}

    def aspects(self) -> dict[str, object]:
        """Return which obligations are the parts."""
        return {"parts": self.named_parts}

    def plan_misfits(self, tiers: object) -> Iterator[Misfit]:
        """Yield a part that is named twice, and a number of parts that there cannot be."""
        for place, name in enumerate(self.reads):
            if name in self.reads[:place]:
                yield Misfit("any-of.twice", ("of", place), {"name": name})
        if self.count is OPEN:
            return
        asked, most = self.asks.at_least, len(set(self.reads))
        for tier, least in asked.items() if isinstance(asked, dict) else (("", asked),):
            if least != OPEN and not 1 <= least <= most:
                at = ("at_least", tier) if tier else ("at_least",)
                yield Misfit("any-of.number", at, {"number": least, "most": most})

    def part_misfits(self, task: Mapping[str, Sibling]) -> Iterator[Misfit]:
        """Yield the parts that are no obligations of the task, that bind, or that have parts."""
        known = [name for name, part in task.items() if not part.requirement.reads]
        for place, name in enumerate(self.reads):
            part, key = task.get(name), ""
            if part is None:
                key = "any-of.unknown"
            elif part.requirement.reads:
                key = "any-of.nested"
            elif Level.MANDATORY in part.applies.values():
                key = "any-of.mandatory"
            if key:
                yield Misfit(key, ("of", place), {"name": name, "known": known})

    def reported(self, entry: Reported) -> None:
        """Return nothing: it has no entry."""

    def judge(self, entry: Reported | None, duty: Duty, context: Context) -> Standing:
        """Return how many of the parts are met, and whether that is or may yet be enough."""
        having: dict[Stand | None, tuple[str, ...]] = {}
        for name in self.reads:
            stand = context.parts[name]
            having[stand] = (*having.get(stand, ()), name)
        met, unsure = having.get(Stand.MET, ()), having.get(Stand.OPEN, ())
        to_come, needed = having.get(None, ()), duty.at_least or 0
        measure = self.measure(duty, len(met), max(needed - len(met), 0))
        values: Values = {"count": len(self.reads), "parts": met}
        loc = context.loc
        if len(met) >= needed:
            reason = "finding.any-of-met"
            return Standing(Stand.MET, reason, measure, loc, values=values, timeless=True)
        if len(met) + len(unsure) >= needed:
            values = {**values, "parts": unsure}
            return Standing(Stand.OPEN, "finding.any-of-open", measure, loc, values=values)
        final = len(met) + len(unsure) + len(to_come) < needed
        begun = met or unsure or Stand.SHORT in having
        stand, reason = (Stand.SHORT, "short") if begun else (Stand.ABSENT, "none")
        reason = f"finding.any-of-{reason}"
        return Standing(stand, reason, measure, loc, values=values, final=final)

    @property
    def unmeasured(self) -> Measure:
        """What is measured where nothing is asked for certain."""
        return Measure(unit=self.unit, bound="at_least")

    def mandatory_key(self) -> str:
        """Return the message key of what becomes of too few."""
        return "judged.mandatory-any-of"

    def listed(self) -> tuple[str, Values]:
        """Return of how many so many are asked for."""
        return "listed.any-of", {"count": self.count}

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield that the parts decide, and which they are."""
        yield "judged.any-of", {"parts": self.named_parts}

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield nothing: the parts are reported."""
        return iter(())

    DESCRIPTIONS = {
        "Requires.any_of": (
            "同一任务的几项中应达到几项",
            "how many of several obligations must be met",
        ),
        "AnyOf": (
            "同一任务的几项中应达到几项",
            "how many of several obligations of the task must be met",
        ),
        "AnyOf.at_least": ("至少几项", "at least so many"),
        "AnyOf.of": (
            "各项的编号，须为同一任务的选做项",
            "the ids of the parts: optional obligations of the same task",
        ),
    }
    MESSAGES = {
        "finding.any-of-met": (
            "{count}项中已达到{actual}项（{parts}），要求{bound}{expected}项",
            "{actual} of {count} met ({parts}), {bound} {expected} required",
        ),
        "finding.any-of-short": (
            "{count}项中已达到{actual}项：{parts}；应{bound}{expected}项，差{gap}项",
            "{actual} of {count} met: {parts}; {bound} {expected} required ({gap} short)",
        ),
        "finding.any-of-none": (
            "{count}项均未填报或未开展，应{bound}{expected}项",
            "none of {count} reported or started, {bound} {expected} required",
        ),
        "finding.any-of-open": (
            "{count}项中已达到{actual}项，应{bound}{expected}项，取决于待核实的：{parts}",
            "{actual} of {count} met, {bound} {expected} required; it depends on those that need review: {parts}",
        ),
        "todo.finding.any-of-short": ("再完成{gap}项，并填报", "complete {gap} more and report it"),
        "todo.finding.any-of-none": ("填报所含各项", "report its parts"),
        "todo.finding.any-of-open": ("先核实：{parts}", "settle these first: {parts}"),
        "judged.any-of": (
            "按所含各项核查：{parts}；各项分别填报，此项不单独填报。",
            "By its parts, which are reported by themselves: {parts}. It has no entry of its own.",
        ),
        "judged.mandatory-any-of": (
            "必做的：达到的项数不足为未达标，各项均未开展为未填报，取决于待核实项的待核实；尚可补足的为未到期。豁免所含的一项不减少应达到的项数。",
            "If mandatory: too few fail, none started is missing, and it needs review where a part under review decides; while enough can still be met it is pending. Waiving a part does not lower the number required.",
        ),
        "listed.any-of": ("{count}项中{asked}", "{asked} out of {count}"),
        "aspect.parts": ("所含各项", "the parts"),
        "any-of.unknown": (
            "“{name}”不是本任务的任务要求；可选：{known}",
            '"{name}" is not an obligation of this task; known: {known}',
        ),
        "any-of.nested": (
            "“{name}”本身是 any_of，不能再作为其中一项；可选：{known}",
            '"{name}" is an any_of itself and cannot be a part; known: {known}',
        ),
        "any-of.mandatory": (
            "“{name}”是必做的，不能作为几选几的一项；请将其改为 optional",
            '"{name}" is mandatory, so it cannot be one of several to choose from; make it optional',
        ),
        "any-of.twice": ("“{name}”重复；请删去", '"{name}" is named twice; remove it'),
        "any-of.number": (
            "at_least 为 {number}，应为 1 至 {most}（所列项数）",
            "at_least is {number}; it must be 1 to {most}, the number of parts",
        ),
    }


Kind = AnyOfRequirement
