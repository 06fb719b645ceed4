"""Random inputs judged twice, by the engine and by the rules; a difference is made small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

import plancheck
from tests.independent.random_reports import random_inputs
from tests.independent.rules import (
    DUTIES,
    OMITTED,
    TIER,
    Fact,
    Inputs,
    Judged,
    judged,
    settles,
    smallest,
)

PLAN_ID = "cn-patent-2014"


@dataclass(frozen=True)
class Difference:
    """What the two say differently about one thing: a duty, the outcome, the questions."""

    about: str
    engine: str
    rules: str
    engine_why: str = ""
    rules_why: str = ""
    details: str = ""

    @property
    def kind(self) -> tuple[str, ...]:
        """What many differences have in common: the answers and the reasons, of any duty."""
        about = "verdict" if self.about in DUTIES else self.about
        return about, self.engine, self.rules, self.engine_why, self.rules_why

    def alike(self, other: Difference) -> bool:
        """Return whether ``other`` gives the same two answers about the same thing."""
        mine, theirs = ((d.about, d.engine, d.rules) for d in (self, other))
        return mine == theirs

    def __str__(self) -> str:
        engine = f"{self.engine}  {self.engine_why} {self.details}".rstrip()
        return (
            f"{self.about}\n  engine: {engine}\n  rules:  {self.rules}  {self.rules_why}".rstrip()
        )


class Engine:
    """The public interface, given its inputs as files in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = plancheck.load_plan()

    def judge(self, inputs: Inputs) -> plancheck.Result:
        """Return what the engine makes of ``inputs``; PlancheckError where it refuses them."""
        report = plancheck.load_report(self._write("report", inputs.report), self.plan)
        roster = waivers = None
        if inputs.roster is not None:
            roster = plancheck.load_roster(self._write("roster", _roster(inputs)), self.plan)
        if inputs.waivers:
            waivers = plancheck.load_waivers(self._write("waivers", _waivers(inputs)), self.plan)
        terms = plancheck.Terms(
            tier=str(inputs.tier) if inputs.tier else None,
            as_of=inputs.as_of,
            require_evidence=inputs.require_evidence,
        )
        return plancheck.evaluate(self.plan, report, roster=roster, waivers=waivers, terms=terms)

    def exit_code(self, result: plancheck.Result) -> int:
        """Return the exit code of a run over this report alone."""
        return int(plancheck.Run(self.plan, (result,)).exit_code)

    def _write(self, name: str, data: Any) -> str:
        path = self.folder / f"{name}.yaml"
        path.write_text(as_yaml(data), encoding="utf-8")
        return str(path)


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice out twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(data: Any) -> str:
    """Return ``data`` as YAML."""
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=200)


def _roster(inputs: Inputs) -> dict[str, Any]:
    listed = {"青海": {"tier": 3}}
    if inputs.roster is not OMITTED:
        listed[inputs.report["province"]] = inputs.roster
    return {"format": "plancheck.roster/1", "plan": PLAN_ID, "provinces": listed}


def _waivers(inputs: Inputs) -> dict[str, Any]:
    return {"format": "plancheck.waivers/1", "plan": PLAN_ID, "waivers": list(inputs.waivers)}


# What differs


def differences(engine: Engine, inputs: Inputs) -> list[Difference]:
    """Return what the engine and the rules say differently about ``inputs``.

    Where verdicts differ, all that follows from them is left aside.
    """
    try:
        result = engine.judge(inputs)
    except plancheck.PlancheckError as error:
        keys = ", ".join(f"{each.key} {dict(each.values)}" for each in error.problems)
        return [Difference("input", "refused", "in order", keys)]
    expected = judged(inputs)
    return [*_verdicts(result, expected)] or [
        *_whole(engine, result, expected),
        *_questions(result, expected),
    ]


def _verdicts(result: plancheck.Result, expected: Judged) -> Iterator[Difference]:
    found = {finding.obligation: finding for finding in result.findings}
    for name in sorted(found.keys() ^ expected.findings.keys()):
        yield Difference(name, *(["judged", "unknown"] if name in found else ["unknown", "judged"]))
    for name, mine in expected.findings.items():
        theirs = found.get(name)
        if theirs and _word(theirs.verdict) != mine.verdict:
            values = theirs.values.items()
            plain = {key: value for key, value in values if isinstance(value, str | int | date)}
            yield Difference(
                name, _word(theirs.verdict), mine.verdict, theirs.reason, mine.reason, f"{plain}"
            )


def _whole(engine: Engine, result: plancheck.Result, expected: Judged) -> Iterator[Difference]:
    if _word(result.outcome) != expected.outcome:
        yield Difference("outcome", _word(result.outcome), expected.outcome)
    exit_code = engine.exit_code(result)
    if exit_code != expected.exit_code:
        yield Difference("exit code", str(exit_code), str(expected.exit_code))


def _questions(result: plancheck.Result, expected: Judged) -> Iterator[Difference]:
    from plancheck.verdicts.questions import questions

    waiting: dict[Fact, set[str]] = {}
    for question in questions(result):
        fact = (question.fact, question.obligation) if question.obligation else (question.fact,)
        waiting[fact] = set(question.obligations)
    sets = [set_ for set_ in expected.smallest_sets if _asked(set_, expected) == waiting.keys()]
    if not sets:
        mine = " or ".join(_names(set_) for set_ in sorted(expected.questions, key=_names))
        yield Difference("questions", _names(waiting), mine)
    elif not any(_waits_fit(waiting, set_, expected) for set_ in sets):
        mine = "; ".join(
            f"{name} for {' or '.join(map(_names, each.settled_by))}"
            for name, each in expected.open.items()
        )
        theirs = "; ".join(f"{_names([fact])}: {sorted(ids)}" for fact, ids in waiting.items())
        yield Difference("who waits for which fact", theirs, mine)


def _asked(set_: frozenset[Fact], expected: Judged) -> frozenset[Fact]:
    return set_ - {TIER} if expected.in_no_tier else set_


def _waits_fit(waiting: dict[Fact, set[str]], set_: frozenset[Fact], expected: Judged) -> bool:
    """Return whether each review stands under the facts of a smallest set that settles it."""
    for name, each in expected.open.items():
        sets = smallest(set_, partial(settles, each.scenarios))
        under = {fact for fact, ids in waiting.items() if name in ids}
        if under not in [_asked(facts, expected) for facts in sets]:
            return False
    return all(ids <= expected.open.keys() for ids in waiting.values())


def _names(facts: Any) -> str:
    return "{" + ", ".join(sorted(" ".join(fact) for fact in facts)) + "}"


def _word(value: Any) -> str:
    return str(getattr(value, "value", value))


# A difference made small


def smaller(inputs: Inputs, about: str) -> Iterator[Inputs]:
    """Yield ``inputs`` with less, the most left out first: only ``about``, then all but one."""
    tasks = inputs.report.get("tasks") or {}
    if tasks.keys() - {about}:
        only = {name: entry for name, entry in tasks.items() if name == about}
        yield replace(inputs, report={**inputs.report, "tasks": only})
    without: list[dict[str, Any]] = [{"roster": None}, {"tier": None}, {"as_of": None}]
    for less in without:
        if any(getattr(inputs, name) is not None for name in less):
            yield replace(inputs, **less)
    if inputs.require_evidence:
        yield replace(inputs, require_evidence=False)
    for place in range(len(inputs.waivers)):
        yield replace(inputs, waivers=inputs.waivers[:place] + inputs.waivers[place + 1 :])
    for report in _without_one(inputs.report):
        if report.keys() >= {"plan", "province"}:
            yield replace(inputs, report=report)
    if isinstance(inputs.roster, dict):
        for roster in _without_one(inputs.roster):
            yield replace(inputs, roster=roster)


def _without_one(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield {other: kept for other, kept in data.items() if other != key}
            yield from (data | {key: less} for less in _without_one(value))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            before, after = data[:place], data[place + 1 :]
            yield [*before, *after]
            yield from ([*before, less, *after] for less in _without_one(value))


def made_small(engine: Engine, inputs: Inputs, difference: Difference) -> str:
    """Return as little of ``inputs`` as still shows ``difference``, as text."""

    def shown(less: Inputs) -> Difference | None:
        return next(filter(difference.alike, differences(engine, less)), None)

    while less := next(filter(shown, smaller(inputs, difference.about)), None):
        inputs = less
    return told(inputs, shown(inputs) or difference)


def told(inputs: Inputs, difference: Difference) -> str:
    """Return ``difference`` with the inputs that show it, as files to try."""
    parts = [str(difference)]
    terms = {
        "tier": inputs.tier,
        "as_of": inputs.as_of,
        "require_evidence": inputs.require_evidence or None,
    }
    stated = {key: value for key, value in terms.items() if value is not None}
    parts.append(f"terms: {', '.join(f'{key} {value}' for key, value in stated.items()) or '-'}")
    parts.append(f"# report.yaml\n{as_yaml(inputs.report)}")
    if inputs.roster is not None:
        parts.append(f"# roster.yaml\n{as_yaml(_roster(inputs))}")
    if inputs.waivers:
        parts.append(f"# waivers.yaml\n{as_yaml(_waivers(inputs))}")
    return "\n".join(parts)


@dataclass(frozen=True)
class Report:
    """What a number of random inputs showed: by kind of difference, how often and one case."""

    times: dict[tuple[str, ...], int]
    cases: dict[tuple[str, ...], str]

    def __str__(self) -> str:
        shown = [f"===== {self.times[kind]} times: {case}" for kind, case in self.cases.items()]
        kinds = sorted(self.times.items(), key=lambda each: -each[1])
        return "\n".join([*shown, *(f"{times:6} {' | '.join(kind)}" for kind, times in kinds)])


def compare(folder: Path, reports: int, seed: int, first: int = 0, shown: int = 5) -> Report:
    """Return how ``reports`` random inputs differ, with a small case of the ``shown`` first."""
    engine = Engine(folder)
    found = Report({}, {})
    for number in range(first, first + reports):
        inputs = random_inputs(seed, number)
        for difference in differences(engine, inputs):
            kind = difference.kind
            found.times[kind] = found.times.get(kind, 0) + 1
            if kind not in found.cases and len(found.cases) < shown:
                case = made_small(engine, inputs, difference)
                found.cases[kind] = f"{case}(seed {seed}, report {number})"
    return found
