"""A number that has to be reached or not to be exceeded, by the subject or by each of its units.

What a report claims stands beside a ledger, if it has one, and neither is taken on trust where the
two lead to different verdicts. The number may be set outside the plan, by an allotment.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from plancheck.errors import Problem, Values
from plancheck.reading.models import own_spelling, spellings
from plancheck.reading.text import record_key
from plancheck.reading.tree import Loc
from plancheck.reading.values import Status, exact
from plancheck.requirements.base.bounds import Bound, Milestones, Quantity
from plancheck.requirements.base.entry import (
    NOTHING_DONE,
    NUMBER,
    Statement,
    Submitted,
    other_unit,
    same_units,
)
from plancheck.requirements.base.open_values import Open
from plancheck.requirements.base.requirement import Misfit, Requirement, Sample
from plancheck.requirements.base.standing import Context, Duty, Measure, Stand, Standing
from plancheck.requirements.base.wording import Text, Unit
from plancheck.requirements.quota.asks import Quota
from plancheck.requirements.quota.entry import Claim, CountedEntry, Record
from plancheck.requirements.quota.ledger import Ledger
from plancheck.requirements.quota.milestones import (
    by_milestone,
    by_tier,
    last_number,
    misfits,
    next_after,
    owed_on,
)
from plancheck.requirements.quota.sentences import DESCRIPTIONS, MESSAGES

if TYPE_CHECKING:
    from plancheck.requirements.base.form import Formula


class QuotaRequirement(Requirement):
    """What an obligation asks that a number decides."""

    Asks = Quota
    Fields = CountedEntry
    SAMPLES = (
        Sample(
            "training",
            ("培训班", "training"),
            (
                "{metric: sessions, at_least: 4, unit: 次}",
                "{metric: sessions, at_least: 4, unit: {one: session, other: sessions}}",
            ),
            {"sessions": ("培训次数", "training sessions")},
        ),
    )
    MESSAGES = MESSAGES
    DESCRIPTIONS = DESCRIPTIONS
    lacking = "finding.no-number"
    parts = ("least", "most", "timeless", "by_claim", "by_ledger", "deciding")

    def __init__(self, asks: Quota) -> None:
        super().__init__(asks)
        self.per = asks.per

    @cached_property
    def written(self) -> Mapping[str, Bound | Milestones]:
        """The bounds that are given, by their keys."""
        asks = self.asks
        bounds = {"at_least": asks.at_least, "at_most": asks.at_most, "exactly": asks.exactly}
        return {key: bound for key, bound in bounds.items() if bound is not None}

    @cached_property
    def bounds(self) -> Mapping[str, Bound]:
        """The bounds that are given, by their keys; of milestones the last number."""
        return {key: last_number(bound) for key, bound in self.written.items()}

    @cached_property
    def milestones(self) -> Mapping[str, Milestones]:
        """The numbers that have to be reached by several days, by tier."""
        return by_tier(self.asks.at_least)

    def owed(self, duty: Duty, day: datetime.date) -> Duty:
        """Return ``duty`` by the milestone owed on ``day``."""
        return owed_on(duty, day) if duty.milestones else duty

    @cached_property
    def metrics(self) -> Mapping[str, str]:
        """The one thing that is counted."""
        return {NUMBER: self.asks.metric}

    @property
    def unit(self) -> Unit:
        """The unit that the number counts."""
        unit: Unit = self.asks.unit
        return unit

    @property
    def unit_name(self) -> Unit | None:
        """What a unit inside the subject is called."""
        name: Unit | None = self.asks.unit_name
        return name

    @cached_property
    def each(self) -> Text:
        """What one of the units is called that owe the number."""
        name = self.unit_name or self.unit
        return Text.model_construct({*name.languages}, zh=name.zh, en=name.en.one)

    def place_of(self, field: str) -> str:
        """Return the key of the metric."""
        return "metric"

    @property
    def form(self) -> tuple[str, ...]:
        """The number, or the units that owe one each."""
        return ("units",) if self.per else (NUMBER,)

    @property
    def beside(self) -> tuple[str, ...]:
        """A ledger, where the number is not by units."""
        return () if self.per else ("records",)

    def rule(self, due: Status | Open) -> dict[str, object]:
        """Return the number that is asked for, of what and of whom."""
        return {self.key: {"metric": self.asks.metric, "per": self.per, **self.written}}

    def as_data(self, duty: Duty) -> dict[str, Any]:
        """Return the number that is asked for, of what and of whom."""
        return {
            "metric": self.asks.metric,
            **duty.bounds,
            **({"milestones": _as_data(duty.milestones)} if duty.milestones else {}),
            "allotment": self.allotted,
            "per": self.per,
            "unit": self.unit,
        }

    def aspects(self) -> dict[str, object]:
        """Return what is counted, its unit, and whether each unit of the subject owes it."""
        return {"metric": self.asks.metric, "unit": self.unit.wording, "per": self.per}

    def plan_misfits(self, tiers: Sequence[str]) -> Iterator[Misfit]:
        """Yield bounds that contradict each other, and milestones that are none."""
        yield from misfits("at_least", self.written.get("at_least"))
        for key in self.written.keys() - {"at_least"}:
            for tier in by_tier(self.written[key]):
                yield Misfit("plan.milestone-bound", (key, tier) if tier else (key,), key=True)
        bounds = self.bounds
        if not bounds or ("exactly" in bounds and len(bounds) > 1):
            yield Misfit("plan.bounds", key=True)
        yield from self.range_misfits(tiers)

    # -- what is reported --

    def claims(self, entry: CountedEntry) -> Iterator[tuple[Loc, Statement]]:
        """Yield the claim of ``entry`` and those of its units."""
        yield (), entry
        for name, claim in (entry.units or {}).items():
            if claim is not None:
                yield ("units", name), claim

    def reported(self, entry: CountedEntry) -> Any:
        """Return the number that is stated, else the status."""
        number = self.number_in(entry)
        return entry.status if number is None else number

    def units_in(self, entry: CountedEntry) -> Sequence[str] | None:
        """Return the names of the units that are reported."""
        return None if entry.units is None else list(entry.units)

    def number_in(self, entry: CountedEntry) -> Quantity | None:
        """Return the number that is stated."""
        return entry.number.value if entry.number else None

    def evidence(self, claim: Claim) -> list[str]:
        """Return the evidence named for the number or for a record of its ledger."""
        of_records = (name for record in claim.records or () for name in record.evidence or ())
        return [*super().evidence(claim), *of_records]

    def needed_in(self, field: str, counted_by: str | None) -> Sequence[Sequence[str]]:
        """Return what tells a record from others and, where it counts, its amount."""
        named = ("name",) if counted_by == "name" else ("name", "date")
        return (named, (NUMBER,)) if counted_by == "amount" else (named,)

    def keys_beside(self, counted_by: str | None) -> Collection[str]:
        """Return the keys of a record, where it holds an amount of its own."""
        return spellings(Record).keys() if counted_by == "amount" else ()

    def counts(self, entry: CountedEntry, context: Context) -> list[Quantity]:
        """Return each number that is claimed, and each ledger's if that is another."""
        numbers: list[Quantity] = []
        for _, claim in self.claims(entry):
            assert isinstance(claim, Claim)
            numbers += [claim.number.value] if claim.number else []
            numbers += [Ledger(claim, context).total] if claim.records is not None else []
        return numbers

    def entry_problems(self, entry: CountedEntry, about: Submitted) -> Iterator[Problem]:
        """Yield units without a name or with the same, other units of numbers, odd records."""
        named = [(unit, about.locate("units", unit)) for unit in entry.units or ()]
        yield from (Problem("report.blank-unit", at) for unit, at in named if not record_key(unit))
        yield from same_units((unit, at) for unit, at in named if record_key(unit))
        for loc, claim in self.claims(entry):
            for field, number in self.counts_in(claim):
                yield from other_unit(number, self.unit, partial(about.locate, *loc, field))
            assert isinstance(claim, Claim)
            yield from self.record_problems(claim.records or (), about, loc)

    def record_problems(
        self, records: Iterable[Record], about: Submitted, loc: Loc
    ) -> Iterator[Problem]:
        """Yield the records that name nothing, or lack or contradict an amount."""
        first: dict[tuple[object, ...], tuple[int, Quantity]] = {}
        for place, record in enumerate(records):
            at = (*loc, "records", place)
            nameless = record.name is None
            if nameless and (record.date is None or about.counted_by == "name"):
                by_name = about.counted_by == "name"
                key = "report.record-no-name" if by_name else "report.empty-record"
                yield Problem(key, about.locate(*at), {"obligation": about.obligation})
            elif about.counted_by == "amount" and record.number is None:
                metric = own_spelling(about.document, about.spelled[NUMBER])
                yield Problem("report.record-no-amount", about.locate(*at), {"wanted": metric})
            elif record.number is not None:
                where = partial(about.locate, *at, NUMBER)
                yield from other_unit(record.number, self.unit, where)
                identity = record.identity(about.counted_by)
                earlier, amount = first.setdefault(identity, (place, record.amount))
                if amount != record.amount:
                    at_first = about.locate(*loc, "records", earlier)
                    values = {"amount": record.amount, "other": amount, "first": at_first}
                    yield Problem("report.record-other-amount", where(), values)

    # -- how the one stands to the other --

    def judge(self, entry: CountedEntry | None, duty: Duty, context: Context) -> Standing:
        """Return how the number stands to what is asked, or that of every unit."""
        if not self.per:
            return self.judge_number(entry, duty, context)
        standing = self.judge_units(entry, duty, context)
        return standing._replace(values={"unit_name": self.each, **standing.values})

    def judge_units(self, entry: CountedEntry | None, duty: Duty, context: Context) -> Standing:
        """Return how each unit stands by itself."""
        owed = self.measure(duty)
        loc = (*context.loc, "units")
        if not context.has_units:
            return Standing(Stand.NOT_ASKED, "finding.has-no-units", owed, loc)
        if entry is not None and entry.units is None and entry.status in NOTHING_DONE:
            return self.nothing_done(entry, duty, context)
        if not context.units:  # there are units, and no input names them
            return Standing(Stand.ABSENT, "", owed, context.loc)
        units = (entry.units if entry is not None else None) or {}
        spelled = {record_key(name): name for name in units}
        written = {name: spelled.get(record_key(name), name) for name in context.units}
        parts = {
            name: self.judge_number(units.get(own), duty, context._replace(loc=(*loc, own)))
            for name, own in written.items()
        }
        return Standing(Stand.MET, "finding.units-met", owed, loc, parts=parts)

    def judge_number(self, claim: Claim | None, duty: Duty, context: Context) -> Standing:
        """Return how a claim stands by its number, and by its ledger where that differs."""
        if claim is None or claim.number is None:
            return self.judge_no_number(claim, duty, context)
        claimed = claim.number.value
        of_claim = self.judge_count(claimed, claim, duty, context)
        if claim.records is None:
            return of_claim
        ledger = self.ledger(claim, duty, context)
        if ledger.total == claimed:
            return of_claim
        of_ledger = self.judge_count(ledger.total, claim, duty, context)
        differs = {"claimed": claimed, **ledger.as_values()}
        return of_claim._replace(second=of_ledger, differs=differs)

    def judge_no_number(self, claim: Claim | None, duty: Duty, context: Context) -> Standing:
        """Judge what has no number: a ledger by itself can only count against the subject."""
        if claim is not None and claim.records:
            total = self.ledger(claim, duty, context).total
            counted = self.judge_count(total, claim, duty, context)
            if counted.stand is Stand.OVER:
                return counted._replace(loc=(*context.loc, "records"))
        if isinstance(claim, CountedEntry) and claim.status in NOTHING_DONE:
            return self.nothing_done(claim, duty, context)
        owed, reason, values = self.measure(duty), "", {}
        if claim is not None and claim.records:
            reason, values = "finding.rows-only", {"listed": len(claim.records)}
        return Standing(Stand.ABSENT, reason, owed, context.loc, claim, values=values)

    def ledger(self, claim: Claim, duty: Duty, context: Context) -> Ledger:
        """Return the ledger by the deadline; by now, if what is owed or the last number was reached."""
        ledger = Ledger(claim, context)
        if not duty.milestones:
            return ledger
        whole = by_milestone(duty, duty.milestones[-1])
        by_now = Ledger(claim, context._replace(last=context.day))
        is_owed = ledger.total >= (duty.at_least or 0)
        return by_now if is_owed or by_now.total >= (whole.at_least or 0) else ledger

    def judge_count(self, count: Quantity, claim: Claim, duty: Duty, context: Context) -> Standing:
        """Return how one number that is claimed or counted stands to what is owed.

        With milestones that is the one owed by now, and beside it the first that is not reached
        yet, or the last of all.
        """
        standing = self.judge_bounds(count, claim, duty, context)
        later = next_after(duty, count)
        if later is None:
            return standing
        further = self.judge_bounds(count, claim, later, context._replace(last=context.day))
        exceeds = claim.number is not None and claim.number.value > (duty.at_least or 0)
        beyond = "finding.beyond-milestone" if exceeds else ""
        return standing._replace(later=(later, further), beyond=beyond)

    def judge_bounds(self, count: Quantity, claim: Claim, duty: Duty, context: Context) -> Standing:
        """Return how one number stands to the bounds of ``duty``."""
        measure, at = self.measure(duty, count, 0), (*context.loc, NUMBER)
        if duty.at_most is not None and count > duty.at_most:
            # A cap once broken stays broken, so no deadline and no option to decline excuses it.
            bound = "exactly" if "exactly" in duty.bounds else "at_most"
            over = Measure(duty.at_most, count, exact(count - duty.at_most), self.unit, bound)
            reason = "finding.over-exact" if bound == "exactly" else "finding.over-cap"
            return Standing(Stand.OVER, reason, over, at, claim, context.loc)
        if duty.at_least is not None and count < duty.at_least:
            short = measure._replace(gap=exact(duty.at_least - count))
            return Standing(Stand.SHORT, "finding.below-quota", short, at, claim, context.loc)
        reason = "finding.quota-met" if self.has_floor else "finding.within-cap"
        met = Standing(Stand.MET, reason, measure, at, claim, context.loc)
        if not self.has_floor:
            met = met._replace(timeless=True)
        if claim.records is None:
            return met
        ledger = Ledger(claim, context)
        dated = duty.at_least is not None and ledger.dated >= duty.at_least
        return met._replace(evidence=ledger.evidence, dated=dated)

    # -- how the form works it out --

    def formula(self, duty: Duty) -> Formula | None:
        """Return how the claim and the ledger stand to the bounds, or what the worst unit says.

        Only the engine knows what is owed of milestones, and that 0.98 in a cell is 98%.
        """
        if duty.milestones or self.unit.zh == "%":
            return None
        from plancheck.requirements.quota.formula import formula  # noqa: PLC0415

        return formula(self, duty)

    @classmethod
    def unit_formula(cls) -> Formula:
        """Return how a claim and its ledger stand to the bounds."""
        from plancheck.requirements.quota.formula import unit_formula  # noqa: PLC0415

        return unit_formula()

    # -- how it is told --

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield what the number has to be, who owes it, and how a ledger counts."""
        values = {"unit": self.unit, "unit_name": self.each}
        if self.per:
            yield "judged.units", values
        yield "judged.number" if self.has_floor else "judged.cap", values
        if self.milestones:
            yield "judged.milestones", {}
        for day, number in duty.milestones:
            yield "judged.milestone", {"day": day, "number": number, "unit": self.unit}
        if self.allotted:
            yield "judged.allotted", values
        yield "judged.ledger", {}
        if counted_by == "amount":
            yield "judged.ledger-amounts", values

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield the number, or a unit with it."""
        asked = self.example_number(duty)
        number = 1 if asked is None else asked
        if self.per:
            yield "units:"
            yield f"  示例{self.each.zh}: {{{self.asks.metric}: {number}}}"
        else:
            yield f"{self.asks.metric}: {number}"


def _as_data(milestones: Milestones) -> list[dict[str, object]]:
    return [{"day": day, "at_least": number} for day, number in milestones]


Kind = QuotaRequirement
