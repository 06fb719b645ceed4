"""What a plan writes of a required number."""

from __future__ import annotations

from typing import Annotated

from plancheck.reading.models import Cure, Strict
from plancheck.reading.values import ReadBy, one_of
from plancheck.requirements.base.bounds import Bound, Milestones, ReadBound, read_amount
from plancheck.requirements.base.wording import Unit

BoundField = Annotated[
    Bound | Milestones, ReadBy(ReadBound(read_amount, allotted=True, by_day=True))
]


class Quota(Strict):
    """A number the duty is judged by: a floor, a cap, both, or an exact one."""

    metric: Annotated[str, Cure("metric", "metric: sessions")]
    at_least: BoundField | None = None
    at_most: BoundField | None = None
    exactly: BoundField | None = None
    unit: Annotated[Unit, Cure("unit", "unit: {zh: 次, en: {one: session, other: sessions}}")]
    per: Annotated[str, one_of("unit")] | None = None
    unit_name: Unit | None = None
