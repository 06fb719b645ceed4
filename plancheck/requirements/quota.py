"""A number that has to be reached or not to be exceeded, by the subject or by each of its units.

What a report claims stands beside a ledger, if it has one, and neither is taken on trust where the
two lead to different verdicts. The number may be set outside the plan, by an allotment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any

from pydantic import PlainValidator

from plancheck.errors import Problem, Values
from plancheck.reading import tree
from plancheck.reading.models import Named, Spelled, Strict, own_spelling, spellings
from plancheck.reading.text import record_key
from plancheck.reading.tree import Loc, Node
from plancheck.reading.values import (
    CountField,
    DateField,
    Shown,
    Status,
    one_of,
)
from plancheck.requirements.base import (
    ALLOTMENT,
    LATE,
    NOTHING_DONE,
    NUMBER,
    About,
    Answer,
    Bound,
    Context,
    Control,
    Detail,
    Duty,
    EvidenceIds,
    Formula,
    Measure,
    Misfit,
    NoteText,
    ReadBound,
    Reported,
    Requirement,
    Stand,
    Standing,
    Statement,
    Submitted,
    Text,
    Unit,
    other_unit,
    read_number,
    same_units,
)

# --- what a plan writes --------------------------------------------------------------------------


BoundField = Annotated[Bound, PlainValidator(ReadBound(read_number, allotted=True))]


class Quota(Strict):
    """A number the duty is judged by: a floor, a cap, both, or an exact one."""

    metric: str
    at_least: BoundField | None = None
    at_most: BoundField | None = None
    exactly: BoundField | None = None
    unit: Unit
    per: Annotated[str, one_of("unit")] | None = None
    unit_name: Text | None = None


# --- what a report states ------------------------------------------------------------------------


RecordName = Annotated[str, PlainValidator(Shown("record-name", "report.record-blank-name"))]


class Record(Answer, Strict):
    """A line of the ledger behind a number.

    ``number`` is its own amount, where the metric is counted so. A file writes it as the metric.
    """

    name: Annotated[RecordName | None, Spelled("名称", "培训名称", "企业名称")] = None
    date: Annotated[DateField | None, Spelled("日期", "时间"), Control.DATE] = None
    host: Annotated[str | None, Spelled("主办单位", "主办", "承办单位")] = None
    number: Annotated[CountField | None, Named("metric"), Control.COUNT] = None
    evidence: EvidenceIds = None
    note: NoteText = None

    @classmethod
    def admit(cls, node: Node, about: About) -> Node | None:
        """Return ``node`` without an amount where the metric counts records otherwise."""
        if isinstance(node, tree.Mapping) and about.counted_by != "amount":
            about.refuse_keys(node, about.metrics, "report.record-amount")
        return node

    @property
    def amount(self) -> int:
        """What it adds to the total of its ledger: its own amount, else one."""
        return self.number.value if self.number else 1

    def identity(self, counted_by: str | None) -> tuple[object, ...]:
        """Return what tells it from other records: of a thing its name, of an event more."""
        name = record_key(self.name or "")
        return (name,) if counted_by == "name" else (name, self.date, record_key(self.host or ""))


class Claim(Statement):
    """A number with what stands behind it. A file writes ``number`` as the obligation's metric."""

    number: Annotated[CountField | None, Named("metric"), Control.COUNT] = None
    records: Annotated[list[Record] | None, Spelled("台账", "明细", "记录"), Control.TABLE] = None

    @classmethod
    def admit(cls, node: Node, about: About) -> Node | None:
        """Return ``node``; None for a text, which does not say what it reports of a unit."""
        if isinstance(node, tree.Scalar) and node.data is not None:
            about.ask_for_units(node)
            return None
        return node


class CountedEntry(Claim, Reported):
    """What is reported on a number, whole or by units."""

    units: Annotated[
        dict[str, Claim | None] | None,
        Spelled("单位", "基地", "各单位", "各基地"),
        Control.TABLE,
    ] = None


# --- the kind ------------------------------------------------------------------------------------


class QuotaRequirement(Requirement):
    """What an obligation asks that a number decides."""

    Asks = Quota
    Fields = CountedEntry
    lacking = "finding.no-number"
    parts = ("least", "most", "timeless", "by_claim", "by_ledger", "deciding")
    DESCRIPTIONS = {
        "Requires.quota": ("应达到的数量", "the required number"),
        "Quota": (
            "数量要求：下限、上限或定数",
            "a required number: a minimum, a maximum, both, or an exact number",
        ),
        "Quota.metric": ("数的是什么，报告中以此为键", "what is counted; reports use this key"),
        "Quota.at_least": ("至少", "at least"),
        "Quota.at_most": ("至多", "at most"),
        "Quota.exactly": ("恰好", "exactly"),
        "Quota.unit": ("量词，例如 次", "the unit, such as sessions"),
        "Quota.per": (
            "unit 表示每个所属单位均须达到",
            "unit: each unit of the province or organisation must reach it",
        ),
        "Quota.unit_name": ("此类单位的名称", "what such a unit is called"),
    }

    def __init__(self, asks: Quota) -> None:
        super().__init__(asks)
        self.per = asks.per

    @cached_property
    def bounds(self) -> Mapping[str, Bound]:
        """The bounds that are given, by their keys."""
        asks = self.asks
        bounds = {"at_least": asks.at_least, "at_most": asks.at_most, "exactly": asks.exactly}
        return {key: bound for key, bound in bounds.items() if bound is not None}

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
    def unit_name(self) -> Text | None:
        """What a unit inside the subject is called."""
        name: Text | None = self.asks.unit_name
        return name

    @property
    def each(self) -> Text:
        """What one of the units is called that owe the number."""
        return self.unit_name or self.unit

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

    def rule(self, due: Status) -> dict[str, object]:
        """Return the number that is asked for, of what and of whom."""
        return {self.key: {"metric": self.asks.metric, "per": self.per, **self.bounds}}

    def as_data(self, duty: Duty) -> dict[str, Any]:
        """Return the number that is asked for, of what and of whom."""
        return {
            "metric": self.asks.metric,
            **duty.bounds,
            "allotment": self.allotted,
            "per": self.per,
            "unit": self.unit,
        }

    def aspects(self) -> dict[str, object]:
        """Return what is counted, its unit, and whether each unit of the subject owes it."""
        unit = Text(zh=self.unit.zh, en=str(self.unit.en))
        return {"metric": self.asks.metric, "unit": unit, "per": self.per}

    def plan_misfits(self, tiers: Sequence[str]) -> Iterator[Misfit]:
        """Yield bounds that contradict each other."""
        bounds = self.bounds
        if not bounds or ("exactly" in bounds and len(bounds) > 1):
            yield Misfit("plan.bounds", key=True)
        for tier in tiers if "at_least" in bounds and "at_most" in bounds else ():
            asked = self.bounds_of(tier, None)
            low, high = asked["at_least"], asked["at_most"]
            if low is not None and high is not None and low > high:
                yield Misfit("plan.range", (), {"low": low, "high": high}, key=True)
                break

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

    def number_in(self, entry: CountedEntry) -> int | None:
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

    def counts(self, entry: CountedEntry, context: Context) -> list[int]:
        """Return each number that is claimed, and each ledger's if that is another."""
        numbers: list[int] = []
        for _, claim in self.claims(entry):
            assert isinstance(claim, Claim)
            numbers += [claim.number.value] if claim.number else []
            numbers += [_Ledger(claim, context).total] if claim.records is not None else []
        return numbers

    def entry_problems(self, entry: CountedEntry, about: Submitted) -> Iterator[Problem]:
        """Yield units without a name or with the same, other units of numbers, odd records."""
        named = [(unit, about.locate("units", unit)) for unit in entry.units or ()]
        yield from (Problem("report.blank-unit", at) for unit, at in named if not record_key(unit))
        yield from same_units((unit, at) for unit, at in named if record_key(unit))
        for loc, claim in self.claims(entry):
            for field, number in self.counts_in(claim):
                yield from other_unit(number, self.unit, about.locate(*loc, field))
            assert isinstance(claim, Claim)
            yield from self.record_problems(claim.records or (), about, loc)

    def record_problems(
        self, records: Iterable[Record], about: Submitted, loc: Loc
    ) -> Iterator[Problem]:
        """Yield the records that name nothing, or lack or contradict an amount."""
        first: dict[tuple[object, ...], tuple[int, int]] = {}
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
                where = about.locate(*at, NUMBER)
                yield from other_unit(record.number, self.unit, where)
                identity = record.identity(about.counted_by)
                earlier, amount = first.setdefault(identity, (place, record.amount))
                if amount != record.amount:
                    at_first = about.locate(*loc, "records", earlier)
                    values = {"amount": record.amount, "other": amount, "first": at_first}
                    yield Problem("report.record-other-amount", where, values)

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
        ledger = _Ledger(claim, context)
        if ledger.total == claimed:
            return of_claim
        of_ledger = self.judge_count(ledger.total, claim, duty, context)
        differs = {"claimed": claimed, **ledger.as_values()}
        return of_claim._replace(second=of_ledger, differs=differs)

    def judge_no_number(self, claim: Claim | None, duty: Duty, context: Context) -> Standing:
        """Judge what has no number: a ledger by itself can only count against the subject."""
        if claim is not None and claim.records:
            counted = self.judge_count(_Ledger(claim, context).total, claim, duty, context)
            if counted.stand is Stand.OVER:
                return counted._replace(loc=(*context.loc, "records"))
        if isinstance(claim, CountedEntry) and claim.status in NOTHING_DONE:
            return self.nothing_done(claim, duty, context)
        owed, reason, values = self.measure(duty), "", {}
        if claim is not None and claim.records:
            reason, values = "finding.rows-only", {"listed": len(claim.records)}
        return Standing(Stand.ABSENT, reason, owed, context.loc, claim, values=values)

    def judge_count(self, count: int, claim: Claim, duty: Duty, context: Context) -> Standing:
        """Return how one number that is claimed or counted stands to the bounds."""
        measure, at = self.measure(duty, count, 0), (*context.loc, NUMBER)
        if duty.at_most is not None and count > duty.at_most:
            # A cap once broken stays broken, so no deadline and no option to decline excuses it.
            bound = "exactly" if "exactly" in duty.bounds else "at_most"
            over = Measure(duty.at_most, count, count - duty.at_most, self.unit, bound)
            reason = "finding.over-exact" if bound == "exactly" else "finding.over-cap"
            return Standing(Stand.OVER, reason, over, at, claim, context.loc)
        if duty.at_least is not None and count < duty.at_least:
            short = measure._replace(gap=duty.at_least - count)
            return Standing(Stand.SHORT, "finding.below-quota", short, at, claim, context.loc)
        reason = "finding.quota-met" if self.has_floor else "finding.within-cap"
        met = Standing(Stand.MET, reason, measure, at, claim, context.loc)
        if not self.has_floor:
            met = met._replace(timeless=True)
        if claim.records is None:
            return met
        ledger = _Ledger(claim, context)
        dated = duty.at_least is not None and ledger.dated >= duty.at_least
        return met._replace(evidence=ledger.evidence, dated=dated)

    # -- how the form works it out --

    def formula(self, duty: Duty) -> Formula:
        """Return how the claim and the ledger stand to the bounds, or what the worst unit says."""
        bounds = {
            "least": self.cell_of_bound(duty.at_least, ("at_least", "exactly"), _NO_LEAST),
            "most": self.cell_of_bound(duty.at_most, ("at_most", "exactly"), _NO_MOST),
            "timeless": int(not self.has_floor),
        }
        number = _of_units() if self.per else self.unit_formula()
        if self.allotted and not self.per:
            number = self.with_allotment(number)
        return number._replace(parts={**number.parts, **bounds})

    def cell_of_bound(self, bound: Any, keys: Collection[str], none: int) -> str | int:
        """Return what stands in the cell of a bound; ``none`` where there is none."""
        if any(self.bounds.get(key) == ALLOTMENT for key in keys):
            return f"IF({{allotted}}>0,{{allotted}},{none})"
        return none if bound is None else int(bound)

    def with_allotment(self, known: Formula) -> Formula:
        """Return what is said where the number allotted is ``known``, and where it is not."""
        if self.bounds.get("at_least") == ALLOTMENT and self.bounds.get("at_most") != ALLOTMENT:
            return _with_least(known)
        return _with_most(known, '"x"' if self.has_floor else "")

    @classmethod
    def unit_formula(cls) -> Formula:
        """Return how a claim and its ledger stand to the bounds."""
        over = 'AND({ledger}<>"",{ledger}>{most})'
        none = f"IF({over},1,{_NO_NUMBER})"
        worse = "IF({by_claim}={by_ledger},{by_claim},IF(MIN({by_claim},{by_ledger})=1,3,MIN({by_claim},{by_ledger})))"
        if_over = 'IF(OR({ledger}="",{ledger}>{most}),1,3)'
        met = "IF(MIN({by_claim},{by_ledger})=6,6,5)"
        claimed = f"IF({{count}}>{{most}},{if_over},IF({over},3,{met}))"
        return Formula(
            mandatory=f'IF({{count}}="",{none},{worse})',
            optional=f'IF({{count}}="",IF({over},1,5),{claimed})',
            parts={
                "by_claim": _JUDGED_COUNT.replace("NUMBER", "{count}").replace("BLANK", "0"),
                "by_ledger": _JUDGED_COUNT.replace("NUMBER", "{ledger}").replace(
                    "BLANK", "{by_claim}"
                ),
                "deciding": f'IF({{count}}="",IF({over},{{ledger}},""),{{count}})',
            },
            detail=(
                Detail('{deciding}=""'),
                Detail("{deciding}>{most}", "live.over", {"gap": "{deciding}-{most}"}),
                Detail("{deciding}<{least}", "live.below", {"gap": "{least}-{deciding}"}),
                Detail("AND({deciding}>0,{done}>{deadline})", LATE),
            ),
            dated='AND({ledger}<>"",{least}>=0,{ledger_dated}>={least})',
        )

    # -- how it is told --

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield what the number has to be, who owes it, and how a ledger counts."""
        values = {"unit": self.unit, "unit_name": self.each}
        if self.per:
            yield "judged.units", values
        yield "judged.number" if self.has_floor else "judged.cap", values
        if self.allotted:
            yield "judged.allotted", values
        yield "judged.ledger", {}
        if counted_by == "amount":
            yield "judged.ledger-amounts", values

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield the number, or a unit with it."""
        numbers = [duty.at_least, duty.at_most]
        for bound in self.bounds.values():  # where the tier is open, the first one's
            numbers += list(bound.values()) if isinstance(bound, dict) else []
        number = next((n for n in numbers if n is not None), 1)
        if self.per:
            yield "units:"
            yield f"  示例{self.each.zh}: {{{self.asks.metric}: {number}}}"
        else:
            yield f"{self.asks.metric}: {number}"

    MESSAGES = {
        "finding.quota-met": (
            "填报{actual:unit}，要求{bound}{required}",
            "{actual:unit} reported, {bound} {required} required",
        ),
        "finding.within-cap": (
            "填报{actual:unit}，未超过上限{required}",
            "{actual:unit} reported, within the maximum of {required}",
        ),
        "finding.units-met": (
            "{count}个{unit_name}均{asked}",
            "each {unit_name} reports {asked} ({count} in all)",
        ),
        "finding.below-quota": (
            "填报{actual:unit}，应{bound}{required}，差{gap:unit}",
            "{actual:unit} reported, {bound} {required} required ({gap} short)",
        ),
        "finding.below-any": (
            "填报{actual:unit}；计划数未注明，但无论多少均未达到",
            "{actual:unit} reported; the allotted number is not stated, but any allotment would be higher",
        ),
        "finding.over-cap": (
            "填报{actual:unit}，上限{required}，超出{gap:unit}",
            "{actual:unit} reported, the maximum is {required} ({gap} over)",
        ),
        "finding.over-exact": (
            "填报{actual:unit}，应{bound}{required}，超出{gap:unit}",
            "{actual:unit} reported, {bound} {required} required ({gap} over)",
        ),
        "finding.over-unknown-cap": (
            "填报{actual:unit}，计划数未注明，可能已超出",
            "{actual:unit} reported; the allotted number is not stated and may be exceeded",
        ),
        "finding.rows-only": (
            "台账列有{listed}条，但未填写数量，要求：{asked}",
            "the ledger lists {listed:record|records}, but no number is stated; {asked} required",
        ),
        "finding.units": (
            "{units}",
            "{units}",
        ),
        "finding.ledger": (
            "填报{claimed:unit}，台账可计入{counted:unit}，数量不符{ledger}",
            "{claimed:unit} claimed, but {counted:counts|count} in the ledger{ledger}",
        ),
        "finding.has-no-units": ("无{unit_name}", "there is no {unit_name} here"),
        "note.ledger": (
            "台账可计入{counted}，与填报的{claimed}不符，请核对{ledger}",
            "the ledger counts to {counted}, but {claimed} is claimed; check which is right{ledger}",
        ),
        "note.ledger-less": (
            "台账可计入{counted}，与填报的{claimed}不符，按较不利的数核查{ledger}",
            "the ledger counts to {counted}, but {claimed} is claimed; the less favourable number is used{ledger}",
        ),
        "todo.finding.below-quota": (
            "补足{gap:unit}后更新数量；实际已达到的，更正填报数",
            "make up {gap:unit}, or correct the number if more were done",
        ),
        "todo.finding.below-any": (
            "开展后更新数量，并注明计划数",
            "start the work, update the number and state the allotted number",
        ),
        "todo.finding.over-cap": (
            "核减{gap:unit}，或更正填报数",
            "withdraw {gap:unit}, or correct the number",
        ),
        "todo.finding.over-exact": (
            "核减{gap:unit}，或更正填报数",
            "withdraw {gap:unit}, or correct the number",
        ),
        "todo.finding.over-unknown-cap": (
            "注明计划数，并核对填报数",
            "state the allotted number and check the number reported",
        ),
        "todo.unit-missing": (
            "{unit_place}填报{name}",
            "report {name} {unit_place}",
        ),
        "todo.finding.ledger": (
            "核对台账与填报数，更正有误的一处",
            "check the ledger and the number, and correct the one that is wrong",
        ),
        "todo.finding.rows-only": ("补填{number_place}", "fill in {number_place}"),
        "live.below": ("差{gap}{unit}", "{gap} short"),
        "live.over": ("超{gap}{unit}", "{gap} over"),
        "judged.number": (
            "按数量核查：{unit}数达到要求为达标；同时填写的状态仅供参考。",
            "By number: it passes when the number of {unit} is reached; a status given as well is recorded but not judged.",
        ),
        "judged.cap": (
            "按数量核查：不超过上限为达标，不填或填 0 也可；超过上限即为未达标，不论是否到期。",
            "By number: anything up to the maximum passes; 0 or no entry is accepted as well. Above the maximum it fails, even before the deadline.",
        ),
        "judged.units": (
            "按每个{unit_name}分别核查，不并入本单位自身的数；没有的写 {units}: {{}}。",
            "Each {unit_name} is checked by itself, apart from the organisation's own number; if there is none, write {units}: {{}}.",
        ),
        "judged.allotted": (
            "数量由另行下达的计划确定：先看名册，再看报告的{allotments_key}；均未注明的，有{unit}数也待核实。",
            "The number is set by another plan: the roster's counts, otherwise the report's ({allotments_key}); if neither states it, a number needs review.",
        ),
        "judged.ledger": (
            "列有台账的，按数量和按台账各核查一次：结论不同且其一为未达标的，待核实；其余以较不利的为准。",
            "A ledger, if given, is checked as well as the number. If the verdicts differ and one of them fails, the verdict is review; otherwise the less favourable one counts.",
        ),
        "judged.ledger-amounts": (
            "台账各条写明各自的{unit}数，可计入的合计为台账的数。",
            "Each record of a ledger states its own number of {unit}; the ledger counts the sum of the records dated in time.",
        ),
    }


_NO_LEAST, _NO_MOST = -1, 10**14
"""What stands in the cells of bounds that there are not."""
_JUDGED_COUNT = (
    'IF(NUMBER="",BLANK,IF(NUMBER>{most},1,IF(NUMBER<{least},{short},'
    "IF({timeless}=1,IF(NUMBER>0,{proved},6),{met}))))"
)


_NO_NUMBER = "IF(OR({word}=0,{word}=9),{short},{absent})"
"""The verdict where no number is stated: it may be stated that nothing was done."""


def _of_units() -> Formula:
    """Return how the worst unit decides; where no unit is named, there may be none."""
    if_none = f"IF({{no_units}}=1,7,IF({_NO_NUMBER}>=4,{_NO_NUMBER},3))"
    return Formula(
        mandatory=f"IF({{unit_rows}}=0,{if_none},{{worst}})",
        optional="IF({unit_rows}=0,IF({no_units}=1,7,5),{worst_optional})",
        detail=(Detail("TRUE"),),
    )


_LOWER, _HIGHER = "MIN({count},{ledger})", "MAX({count},{ledger})"
"""The lower and the higher of the claim and of what its ledger counts to, if it has one."""


def _with_least(known: Formula) -> Formula:
    """Return what to say besides where the least is allotted and not known.

    Any number may be allotted then: one that is reached, unless 0 is claimed, and one that is not.
    """
    sure = f"OR({_LOWER}>{{most}},AND({{short}}=1,OR({_LOWER}=0,{{met}}=1)))"
    alike = f"OR({_HIGHER}=0,{{met}}={{short}},{{short}}<>1)"
    mandatory = f"IF({_HIGHER}>{{most}},IF({sure},1,3),IF({alike},{{short}},3))"
    optional = f"IF({_HIGHER}>{{most}},IF({_LOWER}>{{most}},1,3),5)"
    unknown = 'AND({count}<>"",{allotted}<=0)'
    return known._replace(
        mandatory=f"IF({unknown},{mandatory},{known.mandatory})",
        optional=f"IF({unknown},{optional},{known.optional})",
    )


def _with_most(known: Formula, floor: str) -> Formula:
    """Return what to say besides where the most is allotted and not known.

    From 2 on any number may be too many and may be allowed. With a ``floor`` too only the engine
    can tell.
    """
    within = f"IF({_HIGHER}>0,{{proved}},6)"
    stated = f'IF({{count}}="",IF({_NO_NUMBER}<=2,1,3),3)'
    chosen = f'IF({{count}}="",5,IF({within}=6,6,5))'
    mandatory = f'IF({_HIGHER}>1,{stated},IF({{count}}="",{_NO_NUMBER},{within}))'
    optional = f"IF({_HIGHER}>1,3,{chosen})"
    unknown = 'AND(OR({count}<>"",{ledger}<>""),{allotted}<=0)'
    return known._replace(
        mandatory=f"IF({unknown},{floor or mandatory},{known.mandatory})",
        optional=f"IF({unknown},{floor or optional},{known.optional})",
    )


class _Ledger:
    """The records behind a number, and those of them that count."""

    def __init__(self, claim: Claim, context: Context) -> None:
        self.records = claim.records or []
        self.counted_by = context.counted_by
        first, last = context.first, context.last
        self.within = [r for r in self.records if r.date is None or first <= r.date <= last]

    def count(self, records: Iterable[Record]) -> dict[tuple[object, ...], int]:
        """Return the amount of each record that is another."""
        return {record.identity(self.counted_by): record.amount for record in records}

    @property
    def total(self) -> int:
        """What the records count to: dated in time or undated, and given once."""
        return sum(self.count(self.within).values())

    @property
    def dated(self) -> int:
        """What the records that are dated in time count to by themselves."""
        return sum(self.count(r for r in self.within if r.date is not None).values())

    @property
    def evidence(self) -> list[str]:
        """The evidence of the records that add to the number."""
        adding = [record for record in self.within if record.amount]
        return [name for record in adding for name in record.evidence or ()]

    def as_values(self) -> dict[str, int]:
        """Return what the records count to, and how many do not: dated outside, or repeated."""
        return {
            "listed": len(self.records),
            "counted": self.total,
            "outside": len(self.records) - len(self.within),
            "repeated": len(self.within) - len(self.count(self.within)),
        }


Kind = QuotaRequirement
