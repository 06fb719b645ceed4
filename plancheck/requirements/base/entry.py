"""What every entry of a report may state, and what reading one needs to know."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from enum import StrEnum
from typing import Annotated, Any

from plancheck.errors import Location, Problem
from plancheck.reading.models import Mark, Spelled, Strict
from plancheck.reading.text import record_key
from plancheck.reading.tree import Document, Loc, Node
from plancheck.reading.values import (
    Count,
    DateField,
    ReadBy,
    Status,
    StatusField,
    field_error,
    scalar,
    several_in_one,
)
from plancheck.requirements.base.wording import Text

NUMBER = "number"
"""The model's name for the key that a file writes as the obligation's metric."""


class Control(Mark, StrEnum):
    """How a form asks for the value of a field."""

    STATUS = "status"
    COUNT = "count"
    YES_NO = "yes-no"
    DATE = "date"
    EVIDENCE = "evidence"
    TEXT = "text"
    TABLE = "table"


def read_evidence(value: object) -> str:
    """Return one evidence id; several in one text are refused."""
    text = scalar(value)
    if values := several_in_one(text):
        raise field_error("field.list-in-one", **values)
    return text


EvidenceId = Annotated[str, ReadBy(read_evidence)]
EvidenceIds = Annotated[
    list[EvidenceId] | None, Spelled("佐证", "佐证材料", "证明材料"), Control.EVIDENCE
]
NoteText = Annotated[str | None, Spelled("备注", "说明")]
ClaimedDate = Annotated[DateField | None, Spelled("日期", "完成日期", "完成时间"), Control.DATE]


class Answer:
    """A model of what a file says about one obligation, whose metric names its number."""

    @classmethod
    def admit(cls, node: Node, about: Any) -> Node | None:
        """Return ``node`` without what does not fit the obligation; None where nothing is left."""
        return node


class Statement(Answer, Strict):
    """What stands behind a value that is reported: a day, evidence and a remark.

    And what is said where the value is not enough; neither that nor a remark decides anything.
    """

    date: ClaimedDate = None
    evidence: EvidenceIds = None
    note: NoteText = None
    reason: Annotated[str | None, Spelled("未完成原因")] = None
    next_steps: Annotated[str | None, Spelled("下一步措施")] = None


class Reported(Statement):
    """What is reported on one obligation, beside the fields that its kind asks for."""

    status: Annotated[StatusField | None, Spelled("状态", "进展", "完成情况"), Control.STATUS] = (
        None
    )


class Submitted:
    """An entry that was read: its place, the names of its numbers, and how records count.

    ``obligation`` is what a message calls the obligation.
    """

    def __init__(
        self,
        document: Document,
        loc: Loc,
        obligation: str | Text,
        spelled: MappingOf[str, Sequence[str]],
        counted_by: str | None,
    ) -> None:
        self.document = document
        self.loc = loc
        self.obligation = obligation
        self.spelled = spelled
        self.counted_by = counted_by

    def locate(self, *loc: str | int) -> Location:
        """Return the place of a value of the entry."""
        return self.document.locate((*self.loc, *loc))


def same_units(named: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """Yield a problem for each unit whose name cannot be told from an earlier one's."""
    first: dict[str, Location] = {}
    for name, where in named:
        earlier = first.setdefault(record_key(name), where)
        if earlier is not where:
            yield Problem("facts.unit-twice", where, {"unit": name, "first": earlier})


def other_unit(
    number: Count, unit: Text | None, where: Callable[[], Location]
) -> Iterator[Problem]:
    """Yield a problem where ``number`` carries another unit than ``unit``."""
    if unit is not None and number.unit not in ("", unit.zh):
        values = {"written": number.written, "unit": number.unit, "wanted": unit}
        yield Problem("field.other-unit", where(), values)


def states_something(value: object) -> bool:
    """Whether any value of a claim is stated; one that is all blank is no claim.

    That there are no units is a statement; a unit whose values are all blank is none.
    """
    if isinstance(value, Statement):
        return any(states_something(part) for _, part in value)
    if isinstance(value, dict) and value:
        return any(map(states_something, value.values()))
    return value is not None


NOTHING_DONE = (Status.NOT_STARTED, Status.NOT_UNDERTAKEN)
