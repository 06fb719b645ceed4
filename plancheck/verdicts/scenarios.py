"""Scenarios: every way the facts about a subject may be, and what follows from all of them.

A fact that no input states is not assumed. Every scenario that the inputs allow is judged, and four
rules make one verdict of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from plancheck.verdicts.result import ScenarioVerdict, Verdict

FACTS = ("tier", "designated", "class", "allotment", "units")
"""The facts that may be unknown about one obligation."""

LEAST_FAVOURABLE = (
    Verdict.FAIL,
    Verdict.MISSING,
    Verdict.REVIEW,
    Verdict.PENDING,
    Verdict.OPTIONAL,
    Verdict.PASS,
    Verdict.NOT_APPLICABLE,
)
"""The verdicts in one scenario, from the worst to the best."""


def common_verdict(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the verdict that several scenarios have in common; None where the facts decide.

    1. If all agree, their verdict. 2. If each blocks, the worse one. 3. If none blocks or is a
    review, the least favourable. 4. Otherwise there is none.
    """
    different = set(verdicts)
    if (
        len(different) == 1
        or all(verdict.blocks for verdict in different)
        or not any(verdict.is_open for verdict in different)
    ):
        return min(different, key=LEAST_FAVOURABLE.index)
    return None


def settling_facts(
    scenarios: Collection[ScenarioVerdict],
    *,
    known: Sequence[str] = (),
    among: Sequence[str] = FACTS,
) -> tuple[str, ...]:
    """Return the fewest facts ``among`` those given that settle the verdict.

    They settle it if, once they and the ``known`` ones are stated, the scenarios that remain have a
    verdict in common, whatever is stated. A scenario that is a review itself (undated, without
    evidence) is settled by no fact, so it asks for none: it counts as met.
    """
    return _fewest(scenarios, known, among, _settled)


def _settled(verdicts: Iterable[Verdict]) -> bool:
    met = (Verdict.PASS if verdict is Verdict.REVIEW else verdict for verdict in verdicts)
    return common_verdict(met) is not None


def differing_facts(scenarios: Collection[ScenarioVerdict]) -> tuple[str, ...]:
    """Return the fewest facts that lead to one and the same verdict once they are stated."""
    return _fewest(scenarios, (), FACTS, lambda verdicts: len(set(verdicts)) == 1)


def _fewest(
    scenarios: Collection[ScenarioVerdict],
    known: Sequence[str],
    among: Sequence[str],
    settled: Callable[[Collection[Verdict]], bool],
) -> tuple[str, ...]:
    open_facts = [
        fact
        for fact in among
        if fact not in known and len({fact_in(scenario, fact) for scenario in scenarios}) > 1
    ]
    return next(
        facts
        for count in range(len(open_facts) + 1)
        for facts in combinations(open_facts, count)
        if all(settled(verdicts) for verdicts in _verdicts_by(scenarios, (*known, *facts)))
    )


def _verdicts_by(
    scenarios: Iterable[ScenarioVerdict], facts: Sequence[str]
) -> Iterator[list[Verdict]]:
    """Yield, for each combination of values of ``facts``, the verdicts that are possible then."""
    groups: dict[tuple[Any, ...], list[Verdict]] = {}
    for scenario in scenarios:
        values = tuple(fact_in(scenario, fact) for fact in facts)
        groups.setdefault(values, []).append(scenario.verdict)
    yield from groups.values()


def fact_in(scenario: ScenarioVerdict, fact: str) -> Any:
    """Return the value of ``fact`` in a scenario."""
    return scenario.classes if fact == "class" else getattr(scenario, fact)
