"""What changed since a run before: new, fixed and unchanged open points, and numbers that fell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plancheck.errors import Location, Problem, UsageError
from plancheck.plan.model import Plan
from plancheck.reading.text import record_key
from plancheck.requirements.base.bounds import Quantity
from plancheck.verdicts.recorded import RecordedRun, numbers_of
from plancheck.verdicts.result import Finding, Result, Verdict, same_subject

Key = tuple[str, str]
"""A subject's canonical name and an obligation's id: what a point is recognised by."""


@dataclass(frozen=True, slots=True)
class Fell:
    """A number that was higher before, or that was stated before and is not now (None).

    ``unit`` is the unit inside the subject that owes the number, if one does.
    """

    subject: str
    obligation: str
    before: Quantity
    now: Quantity | None
    where: Location
    unit: str | None = None


@dataclass(frozen=True)
class Comparison:
    """The open points of a run beside those of the run before, which ``path`` recorded.

    ``new`` and ``unchanged`` are open now (fail, missing or review); a review that has become a
    fail is new. ``fixed`` were open before and are not now. ``gone`` are subjects that had a report
    before, be it an unusable one, and have none now; the report of those in ``absent_before`` was
    missing before already, and that of those in ``failed_before`` did not comply.
    ``other_wording`` says that the plan's file was another one then, which decides alike.
    ``earlier`` are all earlier results by their days; the last of them is the run before.
    """

    path: str
    new: tuple[Key, ...] = ()
    unchanged: tuple[Key, ...] = ()
    fixed: tuple[Key, ...] = ()
    fell: tuple[Fell, ...] = ()
    gone: tuple[str, ...] = ()
    absent_before: frozenset[str] = frozenset()
    failed_before: frozenset[str] = frozenset()
    other_wording: bool = False
    earlier: tuple[RecordedRun, ...] = ()

    def change(self, subject: str, obligation: str) -> str | None:
        """Return ``new``, ``unchanged`` or ``fixed`` for a point; None for one that is no such."""
        return self._changes.get((subject, obligation))

    @cached_property
    def _changes(self) -> dict[Key, str]:
        kinds = {"new": self.new, "unchanged": self.unchanged, "fixed": self.fixed}
        return {key: kind for kind, keys in kinds.items() for key in keys}


def compare(
    before: Sequence[RecordedRun],
    plan: Plan,
    results: Sequence[Result],
    *,
    unusable: Iterable[str] = (),
) -> Comparison:
    """Return what changed from the latest of the runs ``before`` to ``results``.

    Points are told by subject and obligation; a subject with two reports has none, see ``twice``.
    Raises UsageError where a run is of a day after that of ``results``. ``unusable`` are the
    subjects whose reports cannot be judged.
    """
    earlier = _by_day(before, results)
    recorded = earlier[-1]
    new, unchanged, fixed = list[Key](), list[Key](), list[Key]()
    fell = list[Fell]()
    times = Counter(result.subject for result in results)
    here = {*times, *unusable}
    for result in results:
        if times[result.subject] > 1:
            continue
        points = recorded.points.get(result.subject, {})
        for finding in result.findings:
            key = (result.subject, finding.obligation)
            point = points.get(finding.obligation)
            then = point.verdict if point is not None else Verdict.PASS
            if finding.verdict.is_open:
                as_bad = then.blocks if finding.verdict.blocks else then.is_open
                (unchanged if as_bad else new).append(key)
            elif then.is_open:
                fixed.append(key)
            if point is not None:
                fell += _fallen(key, finding, point.numbers)
    return Comparison(
        path=recorded.path,
        new=tuple(new),
        unchanged=tuple(unchanged),
        fixed=tuple(fixed),
        fell=tuple(fell),
        gone=tuple(subject for subject in recorded.reported if subject not in here),
        absent_before=recorded.absent,
        failed_before=recorded.failed,
        other_wording=recorded.sha256 != plan.sha256,
        earlier=earlier,
    )


def twice(results: Sequence[Result]) -> Iterator[Problem]:
    """Yield a problem for each further report of a subject, which cannot be compared."""
    return same_subject(results, "baseline.twice")


def _by_day(before: Sequence[RecordedRun], results: Sequence[Result]) -> tuple[RecordedRun, ...]:
    """Return the results by their days, of equal days in the order given."""
    if results:
        now = max(result.as_of for result in results)
        later = [
            Problem("baseline.later", Location(run.path), {"day": run.day, "now": now})
            for run in before
            if run.day > now
        ]
        if later:
            raise UsageError(later)
    return tuple(sorted(before, key=lambda run: run.day))


def _fallen(key: Key, finding: Finding, before: Mapping[str | None, Quantity]) -> Iterator[Fell]:
    for unit, number, now in moved_numbers(finding, before):
        if number is not None and number > (now or 0):
            yield Fell(*key, number, now, finding.location, unit)


def moved_numbers(
    finding: Finding, before: Mapping[str | None, Quantity]
) -> Iterator[tuple[str | None, Quantity | None, Quantity | None]]:
    """Yield each number that differs from what it was: its unit, what it was, and what it is.

    None is one that is not stated, which is no other than 0. A unit is the same in any spelling.
    """
    measure = finding.measure
    stated = [(None, measure.actual), (None, measure.number)]
    now = numbers_of([*stated, *((unit.name, unit.measure.actual) for unit in finding.units)])
    now_by_key = {unit and record_key(unit): number for unit, number in now.items()}
    before_by_key = {unit and record_key(unit): number for unit, number in before.items()}
    names = {unit and record_key(unit): unit for unit in (*before, *now)}  # spelled as now
    for key, unit in names.items():
        was, current = before_by_key.get(key), now_by_key.get(key)
        if (was or 0) != (current or 0):
            yield unit, was, current
