"""Random reports on any plan, around every bound it has, such that the loader takes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation
from plancheck.reading.values import Status

ALLOTTED = (1, 2, 3, 12)
SUBJECTS = ("上海", "河北")
UNITS = ("示例甲", "示例 乙", "示例（丙）")
PUNCTUATION = ("", "。", " ", "、")
"""What tells no two names apart."""
GOOD, ODD = ("Z01", "Z02"), ("Z03", "Z04", "Z05", "Z99")
NUMERALS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")


class RandomReport:
    """One report, drawn step by step; ``typed`` are the duties with a number that no formula reads.

    ``care`` is how often an entry is as it should be, ``slips`` how often a number is so written.
    """

    def __init__(self, plan: Plan, seed: str, *, slips: float = 0.0) -> None:
        self.plan = plan
        self.rng = Random(seed)
        self.slips = slips
        self.care = self.rng.choice((0.2, 0.6, 0.9))
        self.tier = self.rng.choice(list(plan.tiers))
        self.typed: set[str] = set()
        self.first, self.last = plan.period.from_, plan.period.to
        later = self.last + timedelta(days=120)
        self.as_of = self.rng.choice((None, date(self.last.year, 6, 30), self.last, later))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def data(self) -> dict[str, Any]:
        """Return the report as a file holds it."""
        plan = self.plan
        who = {"subject": "示例市"} if plan.subjects == "any" else {}
        report: dict[str, Any] = who or {"province": self.rng.choice(SUBJECTS)}
        report |= {"plan": plan.id, "tier": self.tier, **self.facts()}
        if self.as_of:
            report["as_of"] = self.as_of
        entries = {item.id: self.entry(item) for _, item in plan.obligations()}
        report["tasks"] = {name: entry for name, entry in entries.items() if entry != {}}
        report["evidence"] = {
            "Z01": {"title": "示例总结"},
            "Z02": {"number": "示例发〔2027〕12号", "date": self.first},
            "Z03": {"title": "（无）", "url": "N/A", "file": "——"},
            "Z04": {"file": "附件/晚.pdf", "date": self.last + timedelta(days=400)},
            "Z05": {"note": "示例备注"},
        }
        return report

    def facts(self) -> dict[str, Any]:
        obligations = [item for _, item in self.plan.obligations()]
        facts: dict[str, Any] = {}
        if self.chance(0.6):
            facts["designated"] = [
                item.id
                for item in obligations
                if self.plan.designable(item, self.tier) and self.chance(0.4)
            ]
        stated = (item for item in obligations if item.requirement.allotted and self.chance(0.6))
        facts["allotments"] = {item.id: self.allotted(item) for item in stated}
        return facts

    def allotted(self, item: Obligation) -> Any:
        if "allotted" in item.applies and self.chance(0.3):
            return "none"
        return {item.requirement.metric: self.rng.choice(ALLOTTED)}

    def entry(self, item: Obligation) -> Any:
        """Return what is reported on a duty: {} stands for no entry."""
        if self.chance(0.12):
            return self.rng.choice(({}, None))
        requirement = item.requirement
        if requirement.reads:
            return {}
        if requirement.per:
            return self.units(item)
        if requirement.bare == "answer":
            return {"answer": self.rng.choice(("yes", "no"))} | self.particulars()
        if requirement.metrics:
            if self.chance(0.08):
                return {"status": str(self.rng.choice(list(Status)))} | self.particulars()
            return self.numbers(item)
        careful = self.chance(self.care)
        status = Status.COMPLETED if careful else self.rng.choice(list(Status))
        return {"status": str(status)} | self.particulars()

    def units(self, item: Obligation) -> Any:
        if self.chance(0.25):
            return self.rng.choice(({"units": {}}, {"status": "not-started"}, self.particulars()))
        names = self.rng.sample(UNITS, self.rng.choice((1, 2, 3)))
        units = {name: self.numbers(item) if self.chance(0.9) else None for name in names}
        return {"units": units} | (self.particulars() if self.chance(0.5) else {})

    def numbers(self, item: Obligation) -> dict[str, Any]:
        """Return the numbers that a duty takes, with what stands behind them."""
        metrics = item.requirement.metrics
        if len(metrics) == 2:
            whole = self.rng.choice((0, 20, 100, 1000))
            around = sorted({0, whole, *self.around_share(item, whole)})
            claim = dict(zip(metrics.values(), (self.rng.choice(around), whole), strict=True))
            if self.chance(0.1):
                del claim[self.rng.choice(list(claim))]
            return claim | self.particulars()
        (metric,) = metrics.values()
        number = self.rng.choice(sorted(self.around(item)))
        ledger = {"records": self.ledger(item, number)} if self.chance(0.4) else {}
        stated = {} if ledger and self.chance(0.15) else {metric: self.written(item, number)}
        return stated | self.particulars() | ledger

    def written(self, item: Obligation, number: int) -> Any:
        if not self.chance(self.slips):
            return number
        self.typed.add(item.id)
        full_width = chr(0xFF10 + number % 10)
        unit = item.requirement.unit
        assert unit is not None
        return self.rng.choice((f"{number}{unit.zh}", NUMERALS[number % 10], full_width))

    def bounds(self, item: Obligation) -> Iterator[int]:
        for bound in item.requirement.bounds_of(self.tier, None).values():
            yield from ALLOTTED if bound is None else (int(bound),)

    def around(self, item: Obligation) -> set[int]:
        bounds = list(self.bounds(item))
        if self.chance(self.care):
            return set(bounds)
        return {max(bound + step, 0) for bound in bounds for step in (-2, -1, 0, 1)}

    def around_share(self, item: Obligation, whole: int) -> Iterator[int]:
        for bound in item.requirement.bounds_of(self.tier, None).values():
            part = int((bound or 0) * whole / 100)
            yield from (max(min(part + step, whole), 0) for step in (-1, 0, 1))

    def particulars(self) -> dict[str, Any]:
        """Return a date and evidence, or what is wrong with them."""
        found: dict[str, Any] = {}
        days = (self.first, date(self.last.year, 6, 30), self.last)
        odd = (-400, -1, 380, 90, 400, 560)
        if self.chance(0.7):
            other = self.first + timedelta(days=self.rng.choice(odd))
            found["date"] = self.rng.choice(days) if self.chance(self.care) else other
        if self.chance(0.7):
            names = GOOD if self.chance(self.care) else ODD
            found["evidence"] = self.rng.sample(names, self.rng.choice((1, 2)))
        return found

    def ledger(self, item: Obligation, number: int) -> list[dict[str, Any]]:
        """Return records that come to about ``number``, some undated, twice, outside or nothing."""
        rows = max(number + self.rng.choice((-1, 0, 0, 0, 1)), 0)
        records = [self.record(item, place) for place in range(min(rows, 6))]
        if records and self.chance(0.3):
            again = dict(self.rng.choice(records))
            again["name"] += self.rng.choice(PUNCTUATION)
            records.append(again)
        return records

    def record(self, item: Obligation, place: int) -> dict[str, Any]:
        record: dict[str, Any] = {"name": f"示例第{place + 1}期"}
        if self.chance(0.7):
            step = 7 * place if self.chance(0.85) else self.rng.choice((-9, 500))
            record["date"] = self.first + timedelta(days=step)
        if self.chance(0.3):
            record["host"] = self.rng.choice(("示例局", "示例  局", "示例院"))
        if self.plan.numbers.counted_by(item) == "amount":
            record[item.requirement.metric] = 0 if self.chance(0.1) else 1
        if self.chance(0.3):
            record["evidence"] = [self.rng.choice((*GOOD, *ODD))]
        return record
