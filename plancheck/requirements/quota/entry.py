"""What a report states of a number: the claim, and the ledger behind it."""

# Annotations are no texts here: it takes long to compile one for each field at every start.
from typing import Annotated

from plancheck.reading import tree
from plancheck.reading.models import Named, Spelled, Strict
from plancheck.reading.text import record_key
from plancheck.reading.tree import Node
from plancheck.reading.values import CountField, DateField, ReadBy, Shown
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.entry import (
    Answer,
    Control,
    EvidenceIds,
    NoteText,
    Reported,
    Statement,
)
from plancheck.requirements.base.requirement import About

RecordName = Annotated[str, ReadBy(Shown("record-name", "report.record-blank-name"))]


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
    def amount(self) -> Quantity:
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
