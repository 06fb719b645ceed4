"""What the ledger behind a number counts to."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.reading.values import exact
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.standing import Context
from plancheck.requirements.quota.entry import Claim, Record


class Ledger:
    """The records behind a number, and those of them that count."""

    def __init__(self, claim: Claim, context: Context) -> None:
        self.records = claim.records or []
        self.counted_by = context.counted_by
        first, last = context.first, context.last
        self.within = [r for r in self.records if r.date is None or first <= r.date <= last]

    def count(self, records: Iterable[Record]) -> dict[tuple[object, ...], Quantity]:
        """Return the amount of each record that is another."""
        return {record.identity(self.counted_by): record.amount for record in records}

    @property
    def total(self) -> Quantity:
        """What the records count to: dated in time or undated, and given once."""
        return exact(sum(self.count(self.within).values()))

    @property
    def dated(self) -> Quantity:
        """What the records that are dated in time count to by themselves."""
        return exact(sum(self.count(r for r in self.within if r.date is not None).values()))

    @property
    def evidence(self) -> list[str]:
        """The evidence of the records that add to the number."""
        adding = [record for record in self.within if record.amount]
        return [name for record in adding for name in record.evidence or ()]

    def as_values(self) -> dict[str, Quantity]:
        """Return what the records count to, and how many do not: dated outside, or repeated."""
        return {
            "listed": len(self.records),
            "counted": self.total,
            "outside": len(self.records) - len(self.within),
            "repeated": len(self.within) - len(self.count(self.within)),
        }
