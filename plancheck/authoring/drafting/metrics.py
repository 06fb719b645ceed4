"""What the numbers of a draft count: metrics of the earlier rule set, else such of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.authoring.drafting.amounts import Asks
from plancheck.authoring.drafting.inherited import Counting, Inherited
from plancheck.authoring.drafting.obligations import Asked
from plancheck.authoring.drafting.precedent import Place
from plancheck.authoring.drafting.questions import OPEN
from plancheck.authoring.drafting.statements import Required
from plancheck.authoring.drafting.tasks import Content
from plancheck.plan.numbers import PERCENT_DECIMALS
from plancheck.plan.parts import Metric

OPERANDS = {Asks.NUMBER: (), Asks.GROWTH: ("of", "over"), Asks.PARTS: ("of",)}
"""What else a kind of requirement names: no text prints the keys of it."""
_MEASURED = tuple("率数量额值度比积")
"""What the name of a thing ends with that is a quantity itself."""


class Metrics:
    """What each number counts, by the task and the number of its obligation."""

    def __init__(
        self,
        contents: Mapping[str, Content],
        inherited: Mapping[Place, Inherited],
        earlier: Mapping[str, Metric],
    ) -> None:
        self._earlier = earlier
        self._before: dict[Place, Counting] = {}
        self._decimals: dict[str, int] = {}
        own = []
        for place, required in _required(contents):
            before = inherited[place].counting(required) if place in inherited else None
            if before is not None:
                self._before[place] = before
                self._note_decimals(before, required)
            elif required.kind is Asks.NUMBER:
                own.append(_counted(required))
        keys = (key for key in map("n{}".format, range(1, 10_000)) if key not in self._earlier)
        self._own = dict(zip(dict.fromkeys(own), keys, strict=False))

    def counting(self, place: Place, required: Required) -> Counting:
        """Return what ``required`` counts, an obligation's number at ``place``."""
        if place in self._before:
            return self._before[place]
        names = dict.fromkeys(OPERANDS[required.kind], OPEN)
        if required.kind is Asks.NUMBER:
            names = {"metric": self._own[_counted(required)]}
        return Counting(required.kind, names, required.doubts)

    @property
    def written(self) -> dict[str, Any]:
        """Every metric that is counted, as the plan's file writes it."""
        earlier = {
            key: _metric_before(metric, self._decimals[key])
            for key, metric in self._earlier.items()
            if key in self._decimals
        }
        return earlier | {key: _metric(*kind) for kind, key in self._own.items()}

    def _note_decimals(self, counting: Counting, required: Required) -> None:
        """Note the metrics that a requirement names, with the decimals that its number needs."""
        for name, key in counting.names.items():
            if required.kind is not Asks.PARTS:
                needed = _counted(required)[2] if name == "metric" else 0
                self._decimals[key] = max(self._decimals.get(key, 0), needed)


def _required(contents: Mapping[str, Content]) -> Iterator[tuple[Place, Required]]:
    for task, content in contents.items():
        for number, item in enumerate(content.items):
            if isinstance(item, Asked) and item.required is not None:
                yield (task, number), item.required


def _counted(required: Required) -> tuple[str, str, int]:
    """Return what a number counts, its unit, and how many decimals to write for its bound."""
    bound = required.bound
    numbers = bound.values() if isinstance(bound, dict) else [bound]
    found = (re.fullmatch(r"[0-9]+\.([0-9]+)", str(number)) for number in numbers)
    decimals = max((len(match[1]) for match in found if match), default=0)
    own = PERCENT_DECIMALS if required.unit == "%" else 0
    return required.counted, required.unit, decimals if decimals > own else 0


def _metric(counted: str, unit: str, decimals: int) -> Any:
    """Return a metric with a name made of what it counts, or of its unit."""
    name = counted or {"%": "比率"}.get(unit, unit)
    name = name if name.endswith(_MEASURED) else f"{name}数"
    return {"zh": name, "decimals": str(decimals)} if decimals else name


def _metric_before(metric: Metric, needed: int) -> Any:
    """Return a metric of the earlier rule set in Chinese, with as many decimals as it needs now."""
    said = {
        "decimals": str(max(metric.decimals or 0, needed))
        if needed or metric.decimals is not None
        else None,
        "counted_by": metric.counted_by,
        "pace": metric.pace,
    }
    more = {key: value for key, value in said.items() if value}
    return {"zh": metric.zh, **more} if more else metric.zh
