"""A status that has to be reached: the task's own, unless the obligation has another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from plancheck.errors import Values
from plancheck.reading.values import ReadBy, Status, read_status
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.entry import Reported
from plancheck.requirements.base.open_values import Open, OrOpen, settled
from plancheck.requirements.base.requirement import Requirement, Sample
from plancheck.requirements.base.standing import Context, Duty, Measure, Stand, Standing

if TYPE_CHECKING:
    from plancheck.requirements.base.form import Formula

AskedStatus = Annotated[Status | Open, ReadBy(OrOpen(read_status))]


class StatusRequirement(Requirement):
    """What an obligation asks that no number decides."""

    Asks = AskedStatus
    by_status = True
    parts = ("need",)
    SAMPLES = (Sample("pilot", ("试点工作", "pilot"), ("interim", "interim")),)
    DESCRIPTIONS = {
        "Requires.status": (
            "应达到的状态；不填为任务的完成时间一栏",
            "the required status; if left out, that of the task",
        )
    }

    def rule(self, due: Status | Open) -> dict[str, object]:
        """Return the status that is asked for."""
        return {self.key: self.asks or due}

    def as_data(self, duty: Duty) -> dict[str, Any]:
        """Return the status that is asked for."""
        return {self.key: str(duty.status)}

    def judge(self, entry: Reported | None, duty: Duty, context: Context) -> Standing:
        """Return how the status that is reported stands to the one asked for."""
        if entry is None or entry.status is None:
            return Standing(Stand.ABSENT, "", Measure(duty.status), context.loc, entry)
        measure = Measure(duty.status, entry.status)
        stand, reason = Stand.SHORT, "finding.status-short"
        if entry.status is Status.NOT_UNDERTAKEN:
            reason = "finding.not-undertaken"
        elif entry.status.reaches(settled(duty.status)):
            stand, reason = Stand.MET, "finding.status-met"
        return Standing(stand, reason, measure, (*context.loc, "status"), entry, context.loc)

    def formula(self, duty: Duty) -> Formula:
        """Return how the rank of the status is compared with the one needed."""
        from plancheck.requirements.base.form import (  # noqa: PLC0415  # only Excel needs it
            LATE,
            MET_OR_NOT,
            Detail,
            Formula,
        )

        return Formula(
            mandatory="IF({word}=-1,{absent},IF(OR({word}=9,{word}<{need}),{short},{met}))",
            optional=MET_OR_NOT,
            parts={"need": settled(duty.status).rank},
            detail=(Detail("AND({word}<9,{word}>={need})", LATE),),
        )

    def aspects(self) -> dict[str, object]:
        """Return nothing: the status is told tier by tier."""
        return {}

    def measure(
        self, duty: Duty, actual: Quantity | None = None, gap: Quantity | None = None
    ) -> Measure:
        """Return the status that is asked for."""
        return Measure(duty.status)

    def how_judged(self, duty: Duty, counted_by: str | None) -> Iterator[tuple[str, Values]]:
        """Yield the statuses that meet it."""
        asked = settled(duty.status)
        met = [status for status in Status if status.reaches(asked)]
        yield "judged.status", {"statuses": met}

    def example(self, duty: Duty) -> Iterator[str]:
        """Yield the status."""
        yield f"status: {duty.status}"


Kind = StatusRequirement
