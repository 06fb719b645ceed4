"""Random inputs around every bound of the rules, all of them such that the loader takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.independent.rules import DUTIES, END, NOTHING, OMITTED, START, TIERS, Duty, Inputs

SUBJECTS = ("河北", "上海", "北京", "安徽")
DAYS = (
    date(2014, 6, 30),
    date(2014, 12, 30),
    date(2014, 12, 31),
    date(2015, 1, 15),
    date(2015, 6, 30),
    date(2015, 12, 31),
)
IN_TIME = (START, date(2014, 3, 10), date(2014, 6, 30), date(2014, 12, 30), END)
EARLY = (date(2013, 12, 31), date(2012, 5, 1))
LATE = (date(2015, 1, 1), date(2015, 1, 15), date(2015, 6, 30), date(2016, 1, 1))
UNITS = ("示例图书馆基地", "示例大学基地", "示例研究所基地")
STATUSES = ("not-started", "in-progress", "interim", "completed", "not-undertaken")
EVIDENCE: dict[str, dict[str, Any]] = {
    "Z01": {"title": "示例年度总结"},
    "Z02": {"number": "示例发〔2014〕12号", "date": date(2014, 5, 1)},
    "Z03": {"file": "evidence/z03.pdf", "date": END},
    "Z04": {"title": "示例后补材料", "date": date(2015, 3, 1)},
    "Z05": {"title": "示例晚到材料", "date": date(2016, 2, 1)},
    "Z06": {"title": "无"},
    "Z07": {"note": "示例备注"},
}
GOOD_EVIDENCE = ("Z01", "Z02")
UNLISTED = "Z99"


@dataclass(frozen=True)
class Truth:
    """What is so of a subject, whether or not anybody states it: no input contradicts another."""

    subject: str
    tier: int
    designated: list[str]
    allotments: dict[str, Any]
    units: list[str]


def random_inputs(seed: int, number: int) -> Inputs:
    """Return the inputs that ``seed`` and ``number`` stand for."""
    return _Draw(Random(f"{seed} {number}")).inputs()


class _Draw:
    """One set of inputs, drawn step by step from ``rng``."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.care = rng.choice((0.3, 0.7, 0.9, 1.0))
        """How often an entry is as it should be."""
        self.candour = rng.choice((0.2, 0.6, 0.9, 1.0))
        """How often a source states what it could."""
        self.between = rng.random() < 0.08
        """Whether nobody states the tier, and the numbers fit one tier here, another there."""
        if self.between:
            self.care, self.candour = 1.0, 1.0
        self.later = rng.choice((date(2014, 6, 30), END, END))
        """The last day that careful work is dated."""
        self.truth = self._truth()

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def inputs(self) -> Inputs:
        roster = self._roster()
        report = self._report(with_roster=roster is not None)
        return Inputs(
            report,
            roster,
            tier=self.truth.tier if not self.between and self.chance(0.2) else None,
            as_of=self.rng.choice(DAYS) if self.chance(0.5) else None,
            require_evidence=self.chance(0.25),
            waivers=tuple(self._waivers()),
        )

    def _truth(self) -> Truth:
        tier = self.rng.choice(TIERS)
        share = self.rng.choice((0.0, 0.1, 0.4))
        designated = [
            name
            for name, duty in DUTIES.items()
            if "designated" in duty.levels and tier in duty.designable_in and self.chance(share)
        ]
        allotted: dict[str, Any] = {"9.training": self._allotted(), "30.training": self._allotted()}
        if self.chance(0.35):
            allotted["30.training"] = NOTHING
        units = list(UNITS[: self.rng.choice((0, 1, 2))])
        return Truth(self.rng.choice(SUBJECTS), tier, designated, allotted, units)

    def _allotted(self) -> dict[str, int]:
        return {"participants": self.rng.choice((1, 2, 12, 40))}

    def _roster(self) -> Any:
        if self.chance(0.5):
            return None
        if self.chance(0.15):
            return OMITTED
        return self._stated(units={"15.bases": list(self.truth.units)})

    def _stated(self, **more: Any) -> dict[str, Any]:
        """Return the facts that one source states, each as it is."""
        facts: dict[str, Any] = {
            "tier": self.truth.tier,
            "designated": list(self.truth.designated),
            **more,
        }
        allotments = {
            name: number
            for name, number in self.truth.allotments.items()
            if self.chance(self.candour)
        }
        if allotments or self.chance(0.2):
            facts["allotments"] = allotments
        if self.between:
            del facts["tier"]
        return {key: value for key, value in facts.items() if self.chance(self.candour)}

    def _report(self, *, with_roster: bool) -> dict[str, Any]:
        report: dict[str, Any] = {"plan": "cn-patent-2014", "province": self.truth.subject}
        if self.chance(0.5):
            report["as_of"] = self.rng.choice(DAYS)
        report |= self._stated()
        stated = report.get("allotments") or {}
        for name, number in stated.items():
            # The roster's number counts, with a note.
            if with_roster and number != NOTHING and self.chance(0.2):
                stated[name] = self._allotted()
        entries = {name: self._entry(name, duty) for name, duty in DUTIES.items()}
        report["tasks"] = {name: entry for name, entry in entries.items() if entry != {}}
        if self.chance(0.9):
            report["evidence"] = EVIDENCE
        return report

    def _waivers(self) -> list[dict[str, Any]]:
        names = [name for name in DUTIES if self.chance(self.rng.choice((0.0, 0.0, 0.1)))]
        return [
            {
                "province": self.rng.choice((self.truth.subject, self.truth.subject, "青海")),
                "obligation": name,
                "reason": "示例原因",
                "approved_by": "示例函〔2014〕71号",
                "until": self.rng.choice(DAYS),
            }
            for name in names
        ]

    # What is reported on one duty: {} stands for no entry

    def _entry(self, name: str, duty: Duty) -> Any:
        careful = self.chance(self.care)
        if not careful and self.chance(0.3):
            return self.rng.choice(({}, {}, None))
        if duty.per_unit:
            return self._units(careful)
        if not duty.metric:
            status = duty.status if careful else self.rng.choice(STATUSES)
            if not careful and self.chance(0.2):
                return status
            entry = {} if not careful and self.chance(0.03) else {"status": status}
            return entry | self._particulars(careful)
        if careful and duty.at_most and not self.between and self.chance(0.5):
            return {}
        return self._number(name, duty, careful)

    def _units(self, careful: bool) -> Any:
        if not self.truth.units:
            return self.rng.choice(({"units": {}}, {}))
        names = list(self.truth.units)
        if not careful:
            # More than the roster lists, or fewer; at least one, for {} would deny the others.
            names = [name for name in UNITS if self.chance(0.6)] or names[:1]
        duty = DUTIES["15.bases"]
        units: dict[str, Any] = {name: self._number("15.bases", duty, careful) for name in names}
        if len(units) > 1 and not careful and self.chance(0.1):
            units[names[0]] = None
        return {"units": units}

    def _number(self, name: str, duty: Duty, careful: bool) -> dict[str, Any]:
        if not careful and not duty.per_unit and self.chance(0.06):
            return {"status": self.rng.choice(STATUSES)}
        number = self._count(name, duty, careful)
        claim: dict[str, Any] = {duty.metric: number} | self._particulars(careful)
        if self.chance(0.3 if number < 13 else 0.1):
            claim["records"] = self._ledger(duty, number, careful)
            if careful and self.chance(0.5):
                claim.pop("date", None)
            if not careful and self.chance(0.15):
                del claim[duty.metric]
        return claim

    def _count(self, name: str, duty: Duty, careful: bool) -> int:
        bounds = duty.at_least or duty.at_most
        bound = bounds.get(self.truth.tier, 1)
        if self.between and bounds:
            bound = self.rng.choice(sorted(bounds.values()))
        if duty.allotted:
            allotted = self.truth.allotments[name]
            bound = 12 if allotted == NOTHING else allotted["participants"]
        if careful:
            return bound
        around = {*duty.at_least.values(), *duty.at_most.values(), bound}
        return max(self.rng.choice(sorted(around)) + self.rng.choice((-1, 0, 1)), 0)

    def _particulars(self, careful: bool) -> dict[str, Any]:
        """Return a date and evidence, or what is wrong with them."""
        if careful:
            days = [day for day in IN_TIME if day <= self.later]
            return {"date": self.rng.choice(days), "evidence": [self.rng.choice(GOOD_EVIDENCE)]}
        found: dict[str, Any] = {}
        if self.chance(0.6):
            found["date"] = self.rng.choice((*IN_TIME, *IN_TIME, *EARLY, *LATE))
        if self.chance(0.6):
            names = [*EVIDENCE, UNLISTED]
            found["evidence"] = self.rng.sample(names, self.rng.choice((0, 1, 1, 2)))
        return found

    def _ledger(self, duty: Duty, number: int, careful: bool) -> list[dict[str, Any]]:
        """Return records that come to about ``number``, some of them undated, twice or outside."""
        rows = number
        if duty.amounts:
            rows = min(number, self.rng.choice((1, 2, 3)))
        if not careful:
            rows = max(rows + self.rng.choice((-1, 0, 0, 1)), 0)
        undated = 0.0 if careful else self.rng.choice((0.0, 0.2, 1.0))
        outside = 0.0 if careful else self.rng.choice((0.0, 0.0, 0.2))
        records = [self._record(place, undated, outside) for place in range(rows)]
        if duty.amounts and rows:
            share, rest = divmod(number, rows)
            for record in records:
                record[duty.metric] = max(share, 1)
            records[0][duty.metric] += rest if share else 0
        if records and not careful and self.chance(0.2):
            again = self.rng.choice(records)
            records.append(again | {"name": self.rng.choice((again["name"], f"{again['name']}。"))})
        return records

    def _record(self, place: int, undated: float, outside: float) -> dict[str, Any]:
        record: dict[str, Any] = {"name": f"示例第{place + 1}期"}
        if self.chance(outside):
            record["date"] = self.rng.choice((*EARLY, *LATE))
        elif not self.chance(undated):
            record["date"] = min(START + timedelta(days=7 * place), self.later)
        return record
