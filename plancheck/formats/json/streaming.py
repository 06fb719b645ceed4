"""A run over any number of reports as one JSON document: each becomes text as soon as it is judged.

The document is to the byte that of ``formats.json``. What stands at its head is known only at its
end, so the texts wait in temporary files without a name; in memory is what is counted.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile, gettempdir
from typing import NamedTuple, Self

from plancheck.analysis.rollup import (
    Addition,
    MatrixRow,
    Summand,
    gaps_of,
    summand,
    verdicts_by_task,
)
from plancheck.errors import Location, Problem, UsageError
from plancheck.formats.json.results import (
    Parts,
    document,
    gap_text,
    problem_texts,
    report_text,
    row_text,
)
from plancheck.plan.parts import NATIONAL
from plancheck.verdicts.discovery import Input
from plancheck.verdicts.judging import (
    Covered,
    JudgingContext,
    Used,
    as_evidence,
    covered,
    evidence_of,
    map_inputs,
    without_reports,
)
from plancheck.verdicts.questions import Question, QuestionTally, questions
from plancheck.verdicts.result import Outcome, Result, Verdict
from plancheck.verdicts.run import Counts, Rejected, Run, Skipped

IN_MEMORY = 1 << 20
"""So many bytes of each kind of text are held before they go to the disk."""


class Judged(NamedTuple):
    """What is kept of a report that was judged. Its row is None where the issuer reports."""

    report: str
    outcome: Outcome
    tally: Mapping[Verdict, int]
    row: tuple[str, Summand] | None
    gaps: Sequence[tuple[tuple[float, int], str]]
    questions: Sequence[Question]
    covered: Sequence[Covered]
    evidence: Sequence[str]


class Unusable(NamedTuple):
    """What is kept of a report that was not: its problems. An ``unread`` one may be evidence."""

    problems: Sequence[str]
    evidence: Sequence[str]
    unread: Rejected | None


@dataclass(frozen=True, slots=True)
class _Work:
    """From a file to what is kept of it; a report that is not judged is kept as its problems."""

    context: JudgingContext

    def __call__(self, file: Input | Problem) -> Judged | Unusable | Skipped:
        result = self.context.judge(file)
        if isinstance(result, Skipped):
            return result
        if isinstance(result, Rejected):
            texts = list(problem_texts(self.context.plan, result))
            return Unusable(texts, list(evidence_of(result)), result if result.unread else None)
        waivers = self.context.waivers
        return Judged(
            report_text(result),
            result.outcome,
            dict(result.tally),
            *_in_picture(result),
            questions(result),
            list(covered(waivers, result)) if waivers else (),
            list(evidence_of(result)),
        )


def _in_picture(
    result: Result,
) -> tuple[tuple[str, Summand] | None, list[tuple[tuple[float, int], str]]]:
    """Return the row and the gaps of a result in the picture of all reports."""
    if result.subject == NATIONAL:
        return None, []
    row = MatrixRow(result, verdicts_by_task(result))
    gaps = [(gap.shortfall(), gap_text(gap)) for gap in gaps_of(result)]
    return (row_text(row), summand(row)), gaps


class _Texts:
    """Texts in their order, on the disk as soon as they are many."""

    def __init__(self) -> None:
        self.file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # ``Stream`` closes it
        self._ends = array("Q", [0])

    def append(self, text: str) -> None:
        content = text.encode()
        try:
            self.file.write(content)
        except OSError as exc:
            raise UsageError([_no_room(exc)]) from None
        self._ends.append(self._ends[-1] + len(content))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        self.file.seek(0)
        for number in range(len(self)):
            yield self._read(number)

    def __getitem__(self, number: int) -> str:
        self.file.seek(self._ends[number])
        return self._read(number)

    def _read(self, number: int) -> str:
        return self.file.read(self._ends[number + 1] - self._ends[number]).decode()


def _no_room(exc: OSError) -> Problem:
    """Return the problem that the folder for what is held on the disk took no more."""
    try:
        where = Location(gettempdir())
    except OSError:  # there is none, and ``exc`` says which were tried
        where = None
    return Problem("run.no-room", where, {"why": exc.strerror or str(exc)})


class Stream:
    """The reports in files that ``expand`` has found, judged and written down one after the other.

    ``run`` is the run over them without the reports themselves; ``progress`` is told how many are
    done. Raises UsageError where the processes cannot be had, or where there is no room for the
    texts.
    """

    def __init__(
        self,
        inputs: Iterable[Input | Problem],
        context: JudgingContext,
        *,
        allow_review: bool = False,
        jobs: int = 1,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._reports, self._problems, self._rows, self._gaps = (_Texts() for _ in range(4))
        self._shortfalls: list[tuple[float, int]] = []
        self._addition = Addition(context.plan)
        self._counts = Counts()
        self._questions = QuestionTally()
        self._used = Used(context.waivers) if context.waivers else None
        self._evidence: set[str] = set()
        self._aside: list[tuple[Skipped | Rejected, int]] = []
        self._evident: frozenset[int] = frozenset()
        kept = map_inputs(_Work(context), inputs, jobs)
        for done, one in enumerate(kept, 1):
            if isinstance(one, Skipped):
                self._aside.append((one, 0))
            else:
                self._evidence.update(one.evidence)
                self._keep(one)
            if progress is not None:
                progress(done)
        skipped = list(self._skipped())
        problems = list(self._used.problems()) if self._used else []
        self.run: Run = without_reports(
            context, self._counts, problems, skipped, allow_review=allow_review
        )

    def _skipped(self) -> Iterator[Skipped]:
        """Yield what is no report, and take the problems of evidence out of those of reports."""
        evident = []
        for one, problem in self._aside:
            now = as_evidence(one, self._evidence)
            if isinstance(now, Skipped):
                yield now
            if isinstance(one, Rejected) and now is one:
                self._counts.rejected()
            elif isinstance(one, Rejected):
                evident.append(problem)
        self._evident = frozenset(evident)

    def _keep(self, one: Judged | Unusable) -> None:
        if isinstance(one, Unusable):
            if one.unread:
                self._aside.append((one.unread, len(self._problems)))
            else:
                self._counts.rejected()
            for text in one.problems:
                self._problems.append(text)
            return
        self._reports.append(one.report)
        self._counts.judged(one.outcome, one.tally)
        if one.row is not None:
            text, adds = one.row
            self._rows.append(text)
            self._addition.add(adds)
        for shortfall, text in one.gaps:
            self._shortfalls.append(shortfall)
            self._gaps.append(text)
        self._questions.add(one.questions)
        if self._used is not None:
            self._used.add(one.covered)

    def text(self, run: Run) -> Iterator[str]:
        """Yield the document piece by piece. ``run`` is the one here, maybe with more problems."""
        picture = self._addition.picture(run) if run.several else None
        largest_first = sorted(
            range(len(self._gaps)), key=self._shortfalls.__getitem__, reverse=True
        )
        parts = Parts(
            self._reports,
            (text for n, text in enumerate(self._problems) if n not in self._evident),
            self._rows,
            map(self._gaps.__getitem__, largest_first),
            self._questions.counts(),
        )
        return document(run, picture, parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with ExitStack() as stack:
            for texts in (self._reports, self._problems, self._rows, self._gaps):
                stack.callback(texts.file.close)
