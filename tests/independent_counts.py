"""What results say in numbers, counted by a few lines that know only their JSON.

Nothing of plancheck is imported, so that a count here and a count there are two counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

Document = dict[str, Any]
Duty = tuple[str, str]
"""A subject and an obligation."""
Number = tuple[str, str, str | None]
"""A subject, an obligation and the name of a unit inside the subject, if one is."""

OPEN = ("fail", "missing", "review")


class Rate(NamedTuple):
    """How many mandatory duties are due or done, and how many of them are done."""

    asked: int
    met: int


class Sum(NamedTuple):
    """What all subjects are to reach and have reached together, and who is short."""

    required: int
    reported: int
    short: frozenset[str]


class Moves(NamedTuple):
    """What changed from one result to a later one."""

    newly_done: set[Duty]
    fallen_back: set[Duty]
    newly_due: set[Duty]
    still_open: set[Duty]
    up: dict[Number, tuple[int, int]]
    down: dict[Number, tuple[int, int]]


def findings(document: Document) -> Iterator[tuple[str, Document]]:
    """Yield every finding with the name of its subject."""
    for report in document["reports"]:
        for finding in report["findings"]:
            yield report["province"]["name"], finding


def states(document: Document) -> dict[str, str]:
    """Return the state of every subject: one of absent, unusable and the four outcomes."""
    found = {one["province"]["name"]: "absent" for one in document["absent"]}
    for problem in document["problems"]:
        if problem["subject"]:
            found[problem["subject"]["name"]] = "unusable"
    for report in document["reports"]:
        found[report["province"]["name"]] = report["outcome"]
    return found


def unattributed(document: Document) -> set[str]:
    """Return the unusable files that are of no known subject."""
    return {one["report"] for one in document["problems"] if one["report"] and not one["subject"]}


def late(document: Document) -> set[str]:
    """Return the subjects whose report says a later day than the roster allows."""
    return {one["province"]["name"] for one in document["reports"] if one["late"]}


def rates(document: Document) -> dict[str, Rate]:
    """Return the rate of each subject with a usable report."""
    found = {report["province"]["name"]: Rate(0, 0) for report in document["reports"]}
    for subject, finding in findings(document):
        found[subject] = _with(found[subject], finding)
    return found


def rates_of_tasks(document: Document) -> dict[str, Rate]:
    """Return the rate of each task over all subjects."""
    found: dict[str, Rate] = {}
    for _, finding in findings(document):
        found[finding["task"]] = _with(found.get(finding["task"], Rate(0, 0)), finding)
    return found


def _with(rate: Rate, finding: Document) -> Rate:
    if finding["level"] != "mandatory" or finding["verdict"] not in ("pass", *OPEN):
        return rate
    return Rate(rate.asked + 1, rate.met + (finding["verdict"] == "pass"))


def national_rate(document: Document) -> Rate:
    """Return the rate of all subjects together."""
    each = rates(document).values()
    return Rate(sum(rate.asked for rate in each), sum(rate.met for rate in each))


def counted(document: Document) -> Iterator[tuple[Number, Document, Document]]:
    """Yield every number asked or reported: whose it is, its finding, and its values."""
    for subject, finding in findings(document):
        values = finding["values"]
        for unit in values.get("units") or []:
            yield (subject, finding["obligation"], unit["name"]), finding, unit
        if not values.get("units") and values.get("bound"):
            yield (subject, finding["obligation"], None), finding, values


def numbers(document: Document) -> dict[Number, int]:
    """Return every number that is reported."""
    return {
        number: values["actual"]
        for number, _, values in counted(document)
        if type(values["actual"]) is int
    }


def sums(document: Document) -> dict[str, Sum]:
    """Return for each obligation with a floor what mandatory duties add up to."""
    found: dict[str, Sum] = {}
    for (subject, obligation, _), finding, values in counted(document):
        if finding["level"] != "mandatory" or finding["verdict"] == "not-applicable":
            continue
        if values["bound"] != "at_least":
            continue
        required, reported, short = found.get(obligation, Sum(0, 0, frozenset()))
        actual = values["actual"] or 0
        if actual < values["expected"]:
            short |= {subject}
        found[obligation] = Sum(required + values["expected"], reported + actual, short)
    return found


def moves(before: Document, now: Document) -> Moves:
    """Return what changed from one result to a later one."""
    then = {(subject, one["obligation"]): one["verdict"] for subject, one in findings(before)}
    today = {(subject, one["obligation"]): one["verdict"] for subject, one in findings(now)}
    old, new = numbers(before), numbers(now)
    both = {number: (old[number], new[number]) for number in new if number in old}
    return Moves(
        newly_done={duty for duty in today if today[duty] == "pass" != then.get(duty)},
        fallen_back={
            duty
            for duty in today
            if then.get(duty) == "pass" and today[duty] not in ("pass", "not-applicable", "waived")
        },
        newly_due={
            duty
            for duty in today
            if then.get(duty) in ("pending", "optional", None)
            and today[duty] in ("fail", "missing")
        },
        still_open={duty for duty in today if then.get(duty) in OPEN and today[duty] in OPEN},
        up={number: pair for number, pair in both.items() if pair[1] > pair[0]},
        down={number: pair for number, pair in both.items() if pair[1] < pair[0]},
    )
