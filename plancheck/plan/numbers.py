"""The numbers that a plan asks for: how a file names each, writes it, and counts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from plancheck.plan.parts import Metric, Obligation, Total
from plancheck.reading.values import scale_of
from plancheck.requirements.base.requirement import Requirement

PERCENT_DECIMALS = 2
"""How many decimals a percentage may have, where the plan says nothing else."""


class Numbers:
    """The numbers of every obligation; ``asked`` are those put to the ones who report.

    ``totals`` are the issuer's own that reports add up to.
    """

    def __init__(
        self,
        metrics: Mapping[str, Metric],
        every: Sequence[Obligation],
        asked: Sequence[Obligation],
        totals: Sequence[tuple[Obligation, Total]],
    ) -> None:
        self.metrics = metrics
        self.every = every
        self.asked = asked
        self.totals = totals

    def counted_by(self, obligation: Obligation) -> str | None:
        """Return how the records of a ledger on ``obligation`` count, as its metric says."""
        metric = self.metrics.get(obligation.requirement.metric or "")
        return metric.counted_by if metric else None

    def pace(self, obligation: Obligation) -> str | None:
        """Return what the metric of ``obligation`` says of its pace, if it has one metric."""
        metric = self.metrics.get(obligation.requirement.metric or "")
        return metric.pace if metric else None

    def decimals(self, obligation: Obligation) -> int:
        """Return how many decimals the number of ``obligation`` may have, if it has one metric."""
        requirement = obligation.requirement
        fields = requirement.metrics if requirement.metric else ()
        return next((self._decimals(requirement, field) for field in fields), 0)

    def _decimals(self, requirement: Requirement, field: str) -> int:
        """Return how many decimals ``field`` may have: of a percentage two, if nothing is said.

        An allotment is a whole number.
        """
        metric, unit = self.metrics.get(requirement.metrics[field]), requirement.unit_of(field)
        if metric is not None and metric.decimals is not None:
            return metric.decimals
        is_percent = unit is not None and unit.zh == "%"
        return PERCENT_DECIMALS if is_percent and not requirement.allotted else 0

    def counting(self, obligation: Obligation) -> Requirement | None:
        """Return the requirement that a number reported on ``obligation`` counts for.

        That is its own, else the issuer's for which such numbers are added up.
        """
        return self._counting.get(obligation.id)

    @cached_property
    def _counting(self) -> dict[str, Requirement]:
        added_up = {
            total.of: obligation.requirement
            for obligation, total in self.totals
            if total.adds == "numbers"
        }
        own = {
            obligation.id: obligation.requirement
            for obligation in self.every
            if obligation.requirement.metrics
        }
        return added_up | own

    def spelled(self, obligation: Obligation) -> Mapping[str, tuple[str, ...]]:
        """Return the keys under which a file may write the numbers of ``obligation``, if any.

        They are by the model's field, the plan's own key first.
        """
        return self._spelled[obligation.id]

    @cached_property
    def _spelled(self) -> dict[str, dict[str, tuple[str, ...]]]:
        spelled: dict[str, dict[str, tuple[str, ...]]] = {}
        for obligation in self.every:
            counting = self.counting(obligation)
            spelled[obligation.id] = {
                field: (metric, self.metrics[metric].zh) if metric in self.metrics else (metric,)
                for field, metric in (counting.metrics if counting else {}).items()
            }
        return spelled

    def amounts(self, obligation: Obligation) -> Mapping[str, tuple[int, str]]:
        """Return the numbers of ``obligation`` that may have decimals, or a unit with 万, 亿 or %.

        By the model's field, each with its decimals and its unit.
        """
        return self._amounts.get(obligation.id, {})

    @cached_property
    def _amounts(self) -> dict[str, dict[str, tuple[int, str]]]:
        amounts: dict[str, dict[str, tuple[int, str]]] = {}
        for name, requirement in self._counting.items():
            for field in requirement.metrics:
                decimals = self._decimals(requirement, field)
                unit = requirement.unit_of(field)
                words = unit.zh if unit else ""
                if decimals or words == "%" or scale_of(words)[0]:
                    amounts.setdefault(name, {})[field] = (decimals, words)
        return amounts

    def metric_names(self, obligation: Obligation) -> tuple[str, ...]:
        """Return every key under which a file may write a number of ``obligation``."""
        return self._metric_names[obligation.id]

    @cached_property
    def _metric_names(self) -> dict[str, tuple[str, ...]]:
        return {
            name: tuple(key for keys in fields.values() for key in keys)
            for name, fields in self._spelled.items()
        }

    def other_metric_names(self, obligation: Obligation) -> frozenset[str]:
        """Return the keys of the numbers that those who report may owe, but not here."""
        return self._other_metric_names[obligation.id]

    @cached_property
    def _other_metric_names(self) -> dict[str, frozenset[str]]:
        owed = {name for other in self.asked for name in self.metric_names(other)}
        return {name: frozenset(owed.difference(own)) for name, own in self._metric_names.items()}
