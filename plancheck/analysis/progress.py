"""How far everybody is beside earlier results: what was done, what fell back, and the rates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.errors import Location
from plancheck.requirements.base.bounds import Quantity
from plancheck.verdicts.baseline import moved_numbers
from plancheck.verdicts.recorded import Point, RecordedRun
from plancheck.verdicts.result import Finding, Rate, Result, Verdict
from plancheck.verdicts.run import Run

_NOT_DUE = (
    *(Verdict.PENDING, Verdict.OPTIONAL, Verdict.WAIVED, Verdict.NOT_APPLICABLE, Verdict.TRIAL),
    None,
)
"""What a duty was before that is newly due; None where its subject had no verdict."""
_STILL_KEPT = (Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.WAIVED, Verdict.TRIAL)
"""What a duty that was done may be now without having fallen back."""


class Step(NamedTuple):
    """A duty of a subject, and its verdicts before and now; None where there was none."""

    subject: str
    obligation: str
    before: Verdict | None
    now: Verdict


class MovedNumber(NamedTuple):
    """A number that is higher or lower than before; None where it is not stated.

    ``unit`` is the unit inside the subject that owes it, if one does.
    """

    subject: str
    obligation: str
    unit: str | None
    before: Quantity | None
    now: Quantity | None
    where: Location

    @property
    def fell(self) -> bool:
        """Whether it is lower now."""
        return (self.before or 0) > (self.now or 0)


class Moment(NamedTuple):
    """A result with its day and the rate of all subjects together.

    ``path`` is None for the run itself, ``day`` where no report of the run has a verdict.
    """

    path: str | None
    day: datetime.date | None
    rate: Rate


class SubjectRates(NamedTuple):
    """The rates of one subject at every moment; None where it had no verdict."""

    subject: str
    rates: tuple[Rate | None, ...]


class Progress(NamedTuple):
    """What changed since the latest earlier result, and the rates at every moment.

    ``done`` pass now and did not before; ``fallen_back`` passed before; ``newly_due`` are short now
    and were not asked for before, and ``to_review`` need review now; ``still_open`` were open
    before. ``lost`` are the subjects whose reports were judged before and are unusable now.
    Subjects are in the order of the plan or the roster, their duties in that of the plan.
    ``moments`` end with the run itself.
    """

    since: RecordedRun
    done: tuple[Step, ...]
    fallen_back: tuple[Step, ...]
    newly_due: tuple[Step, ...]
    to_review: tuple[Step, ...]
    still_open: tuple[Step, ...]
    lost: tuple[str, ...]
    numbers: tuple[MovedNumber, ...]
    moments: tuple[Moment, ...]
    subjects: tuple[SubjectRates, ...]


class _Moves(NamedTuple):
    """What is kept of one report: its lists, its numbers and its rate."""

    steps: Mapping[str, Sequence[Step]]
    numbers: Sequence[MovedNumber]
    rate: Rate


def progress(run: Run) -> Progress | None:
    """Return how ``run`` stands beside all earlier results; None where there are none.

    A subject with two reports in the run is left out, since neither can be compared.
    """
    if run.comparison is None or not run.comparison.earlier:
        return None
    earlier = run.comparison.earlier
    moves: dict[str, _Moves | None] = {}
    day = None
    for result in run.results:
        day = max(day or result.as_of, result.as_of)
        twice = result.subject in moves
        moves[result.subject] = None if twice else _moves(result, earlier[-1])
    unusable = {file.subject for file in run.rejected if file.subject} - moves.keys()
    before = [_recorded_rates(result) for result in earlier]
    now = {subject: moved.rate for subject, moved in moves.items() if moved is not None}
    every = [*before, now]
    subjects = _in_order(run, (subject for rates in (now, *before) for subject in rates))
    kept = [moved for subject in subjects if (moved := moves.get(subject)) is not None]
    return Progress(
        since=earlier[-1],
        done=_every(kept, "done"),
        fallen_back=_every(kept, "fallen_back"),
        newly_due=_every(kept, "newly_due"),
        to_review=_every(kept, "to_review"),
        still_open=_every(kept, "still_open"),
        lost=tuple(_in_order(run, unusable & earlier[-1].points.keys())),
        numbers=tuple(number for moved in kept for number in moved.numbers),
        moments=(
            *(
                Moment(result.path, result.day, _together(rates.values()))
                for result, rates in zip(earlier, before, strict=True)
            ),
            Moment(None, day, _together(now.values())),
        ),
        subjects=tuple(
            SubjectRates(subject, tuple(rates.get(subject) for rates in every))
            for subject in subjects
        ),
    )


def _every(moves: Iterable[_Moves], kind: str) -> tuple[Step, ...]:
    return tuple(step for moved in moves for step in moved.steps.get(kind, ()))


def _in_order(run: Run, subjects: Iterable[str]) -> list[str]:
    """Return ``subjects``, each once, in the order of ``Run.places``."""
    places = run.places
    return sorted(dict.fromkeys(subjects), key=lambda subject: places.get(subject, len(places)))


def _moves(result: Result, before: RecordedRun) -> _Moves:
    points = before.points.get(result.subject, {})
    steps: dict[str, list[Step]] = {}
    numbers: list[MovedNumber] = []
    for finding in result.findings:
        point = points.get(finding.obligation)
        then = point.verdict if point is not None else None
        kind = _kind(then, finding.verdict)
        if kind is not None:
            step = Step(result.subject, finding.obligation, then, finding.verdict)
            steps.setdefault(kind, []).append(step)
        if point is not None:
            numbers += _numbers(result.subject, finding, point)
    return _Moves(steps, numbers, result.rate)


def _kind(before: Verdict | None, now: Verdict) -> str | None:
    """Return the list that a duty belongs to, if it belongs to one."""
    if now is Verdict.PASS:
        return None if before is Verdict.PASS else "done"
    if before is Verdict.PASS:
        return None if now in _STILL_KEPT else "fallen_back"
    if before in _NOT_DUE and now is Verdict.REVIEW:
        return "to_review"
    if before in _NOT_DUE:
        return "newly_due" if now.blocks else None
    return "still_open" if now.is_open else None


def _numbers(subject: str, finding: Finding, point: Point) -> Iterator[MovedNumber]:
    for unit, before, now in moved_numbers(finding, point.numbers):
        yield MovedNumber(subject, finding.obligation, unit, before, now, finding.location)


def _recorded_rates(run: RecordedRun) -> dict[str, Rate]:
    """Return the rate of every subject that had a verdict."""
    return {
        subject: Rate(
            sum(point.is_rated for point in points.values()),
            sum(point.is_rated and point.verdict is Verdict.PASS for point in points.values()),
        )
        for subject, points in run.points.items()
    }


def _together(rates: Iterable[Rate]) -> Rate:
    total = Rate()
    for rate in rates:
        total = total.plus(rate)
    return total
