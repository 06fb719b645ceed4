"""Judge many reports. Each is independent: an unusable file never stops the others."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload

from plancheck.errors import Location, PlancheckError, Problem
from plancheck.inputs.loading import NO_FORM, report_document
from plancheck.inputs.report import read_report, stated_files, stated_subject
from plancheck.plan.model import Plan, refuse_open
from plancheck.reading.kinds import certain_kind
from plancheck.reading.source import STDIN, read_submitted, shown
from plancheck.reading.tree import sha256_of
from plancheck.verdicts.discovery import FORMS, OTHER, SHEETS, TEXT, WORKBOOK, Input, expand
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.facts import Terms
from plancheck.verdicts.result import Result, Verdict
from plancheck.verdicts.run import EVIDENCE, InTurn, Rejected, Run, Skipped
from plancheck.verdicts.stored import Stored

if TYPE_CHECKING:  # a run by itself needs none
    from plancheck.inputs.roster import Roster
    from plancheck.inputs.waivers import Waivers
    from plancheck.verdicts.expected import ExpectedSubject

T = TypeVar("T")


class JudgingContext(NamedTuple):
    """What every report of a call is judged with."""

    plan: Plan
    roster: Roster | None = None
    waivers: Waivers | None = None
    terms: Terms | None = None
    encoding: str = "utf-8"
    listed: tuple[str, ...] = ()
    """Subjects that are known by name beside those of the plan and the roster."""

    def judge(self, file: Input | Problem) -> Result | Rejected | Skipped:
        """Return what became of ``file``. Never raises for what it contains."""
        if isinstance(file, Problem):
            path = str(file.where)
            of_file = file.key == "run.link-outside"  # others are of folders and patterns
            return Rejected(path, (file,), self._named_by(path) if of_file else None)
        if file.kind in FORMS:
            return in_wrong_form(file)._replace(subject=self._named_by(file.path))
        if file.kind:
            return Skipped(file.path, file.kind)
        name = shown(file.path)
        content = document = None
        try:
            content = read_submitted(file.path)
            document = report_document(content, name, self.plan, encoding=self.encoding)
            report = read_report(document, self.plan)
            return evaluate(
                self.plan, report, roster=self.roster, waivers=self.waivers, terms=self.terms
            )
        except PlancheckError as exc:
            kind = certain_kind(exc.problems)
            if file.found and kind is not None:
                return Skipped(name, kind)
            # A workbook that lies in the folder and is no form may be somebody's evidence.
            unread = file.found and document is None and name.lower().endswith(SHEETS)
            if unread and exc.problems[0].key in (NO_FORM, "source.not-text"):
                form = in_wrong_form(file._replace(kind=WORKBOOK))
                return form._replace(subject=self._named_by(name))
            where = Location(name)
            problems = (p if p.where else p._replace(where=where) for p in exc.problems)
            # A link that leads nowhere was handed in by somebody all the same.
            if exc.problems[0].key == "source.not-found" and not os.path.lexists(file.path):
                return Rejected(name, tuple(problems))
            stated = stated_subject(document, self.plan) if document else None
            files = stated_files(document) if document else ()
            if content is not None and document is not None:
                # What was read is no longer what is written: names are the plan's own.
                written = report_document(content, name, self.plan, encoding=self.encoding)
                problems = (p._replace(loc=written.path_to(p.where or where)) for p in problems)
            sha256 = None if content is None else sha256_of(content)
            subject = stated or self._named_by(name)
            return Rejected(name, tuple(problems), subject, files, unread=unread, sha256=sha256)

    def _named_by(self, path: str) -> str | None:
        """Return the subject whose name stands in the name of an unusable file."""
        from plancheck.verdicts.expected import subject_in_name  # noqa: PLC0415  # most calls have none

        rostered = self.roster.provinces if self.roster else ()
        return subject_in_name(path, self.plan, (*self.listed, *rostered))


def judge(
    paths: Sequence[str | Input],
    plan: Plan,
    *,
    roster: Roster | None = None,
    waivers: Waivers | None = None,
    terms: Terms | None = None,
    encoding: str = "utf-8",
    allow_review: bool = False,
    expected: Sequence[ExpectedSubject] | None = None,
    exclude: Sequence[str] = (),
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Return the run over ``paths``: files, folders, patterns, or ``-`` for standard input.

    An Input instead of a text is that file, whatever its name looks like.

    ``expected`` subjects must have exactly one report each. What the
    patterns ``exclude`` match is left aside. ``jobs`` processes share the work; the run is the same
    for any number of them. ``progress`` is told how many files of how many are done. Never raises
    for what a single file contains; raises UsageError for paths that make no sense, and PlanError
    for a plan that leaves a value open.
    """
    inputs = list(expand(paths, exclude))
    return judge_files(
        inputs,
        JudgingContext(plan, roster, waivers, terms, encoding),
        allow_review=allow_review,
        expected=expected,
        jobs=jobs,
        progress=(lambda done: progress(done, len(inputs))) if progress else None,
    )


def judge_files(
    inputs: Iterable[Input | Problem],
    context: JudgingContext,
    *,
    allow_review: bool,
    expected: Sequence[ExpectedSubject] | None,
    jobs: int,
    progress: Callable[[int], None] | None,
) -> Run:
    """Return the run over files that ``expand`` has found, as ``judge`` does over paths."""
    plan, waivers = context.plan, context.waivers
    refuse_open(plan)
    if expected is not None:
        context = context._replace(listed=tuple(item.subject for item in expected))
    stored = _stored(plan)
    aside: list[Rejected | Skipped] = []  # what is no report, or may turn out to be none
    evidence: set[str] = set()
    unread: dict[int, Rejected] = {}  # those in the wrong form, by their places
    named: dict[str, list[str]] = {}  # the reports of each subject
    for done, report in enumerate(map_inputs(context.judge, inputs, jobs), 1):
        if isinstance(report, Skipped):
            aside.append(report)
        else:
            if isinstance(report, Rejected) and report.unread:
                aside.append(report)
                unread[len(stored)] = report
            stored.append(report)
            evidence.update(evidence_of(report))
        if isinstance(report, Result) and expected is not None:
            named.setdefault(report.subject, []).append(report.path)
        if progress is not None:
            progress(done)

    proof = {at for at, file in unread.items() if isinstance(as_evidence(file, evidence), Skipped)}
    reports = _Settled(stored, [at for at in range(len(stored)) if at not in proof], named)
    problems = [] if reports else [Problem("run.nothing")]
    if waivers is not None:
        used = Used(plan, waivers)
        for report in reports:
            if isinstance(report, Result):
                used.add(report)
        problems = [*used.problems(), *problems]
    now = (as_evidence(report, evidence) for report in aside)
    return Run(
        plan,
        reports,
        tuple(problems),
        allow_review,
        skipped=tuple(file for file in now if isinstance(file, Skipped)),
        expected=None if expected is None else tuple(expected),
        roster=context.roster,
        waivers=waivers,
        terms=context.terms,
    )


def run_of(
    reports: Iterable[Result | Rejected],
    plan: Plan,
    *,
    roster: Roster | None = None,
    expected: Sequence[ExpectedSubject] | None = None,
) -> Run:
    """Return the run over reports that were judged before; ``expected`` as for ``judge``."""
    stored = _stored(plan)
    named: dict[str, list[str]] = {}
    for report in reports:
        stored.append(report)
        if isinstance(report, Result) and expected is not None:
            named.setdefault(report.subject, []).append(report.path)
    settled = _Settled(stored, range(len(stored)), named)
    who = None if expected is None else tuple(expected)
    return Run(plan, settled, roster=roster, expected=who)


def _stored(plan: Plan) -> Stored[Result | Rejected]:
    return Stored(lambda report: report.with_plan(plan) if isinstance(report, Result) else report)


class _Settled(InTurn[Result | Rejected]):
    """The reports as they are known to be after the last of them; few are in memory at a time.

    ``places`` are those of the reports among what is stored, ``named`` the files of each subject.
    """

    def __init__(
        self,
        stored: Stored[Result | Rejected],
        places: Sequence[int],
        named: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(lambda: map(self.__getitem__, range(len(places))))
        self._stored, self._places = stored, places
        # Few subjects are repeated, and only the files of those are named.
        self._repeated = {subject: paths for subject, paths in named.items() if len(paths) > 1}

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, number: int) -> Result | Rejected: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Result | Rejected]: ...
    def __getitem__(self, number: int | slice) -> Result | Rejected | Sequence[Result | Rejected]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        return _one_of_its_subject(self._stored[self._places[number]], self._repeated)


def in_wrong_form(file: Input) -> Rejected:
    """Return what is said of a file whose kind is one of FORMS."""
    form = Problem(f"run.form-{file.kind}", Location(file.path))
    # A YAML file by a wrong name is a report, and a report is nobody's evidence.
    return Rejected(file.path, (form,), unread=file.kind != TEXT)


def evidence_of(report: Result | Rejected | Skipped) -> Iterator[str]:
    """Yield the paths of the files that a report names as evidence, as ``as_evidence`` asks."""
    if not isinstance(report, Skipped):
        for file in report.files:
            yield _whole(os.path.join(os.path.dirname(report.path), file.replace("\\", "/")))


def as_evidence(
    report: Result | Rejected | Skipped, evidence: Container[str]
) -> Result | Rejected | Skipped:
    """Return ``report``, or what it is instead if it was not read and a report named it."""
    if isinstance(report, Skipped):
        unread = report.kind == OTHER
    else:
        unread = getattr(report, "unread", False)
    return Skipped(report.path, EVIDENCE) if unread and _whole(report.path) in evidence else report


def _whole(path: str) -> str:
    """Return the same text for a path however it is written; nothing is looked up."""
    return unicodedata.normalize("NFC", os.path.abspath(path))


def _one_of_its_subject(
    report: Result | Rejected, repeated: Mapping[str, Sequence[str]]
) -> Result | Rejected:
    """Return ``report``, or what is said of it instead: no result of a repeated subject counts.

    ``repeated`` are such subjects, each with its files.
    """
    if isinstance(report, Rejected) or report.subject not in repeated:
        return report
    others = [Location(path) for path in repeated[report.subject] if path != report.path]
    values = {"subject": report.plan.subject_name(report.subject), "other": others}
    twice = Problem("run.same-subject", report.location, values)
    return Rejected(report.path, (twice,), report.subject, report.files, sha256=report.sha256)


def map_inputs(
    work: Callable[[Input | Problem], T], inputs: Iterable[Input | Problem], jobs: int
) -> Iterator[T]:
    """Yield ``work`` of each input, in order, from ``jobs`` processes."""
    if jobs == 1:
        yield from map(work, inputs)
        return
    from plancheck.verdicts.workers import in_order  # noqa: PLC0415  # costs a single report its start

    for from_stdin, some in groupby(inputs, key=_is_stdin):
        # Standard input is the caller's and cannot be handed to another process.
        if from_stdin:
            yield from map(work, some)
        else:
            yield from in_order(work, some, jobs)


def _is_stdin(item: Input | Problem) -> bool:
    return isinstance(item, Input) and item.path == STDIN


class Used:
    """Which waivers lift something in any report, and which lift nothing in all of their subject's.

    Keeps the first verdict of each waiver, or that it waived something.
    """

    def __init__(self, plan: Plan, waivers: Waivers) -> None:
        self._plan = plan
        self._waivers = waivers
        self._verdicts: dict[int, Verdict] = {}

    def add(self, result: Result) -> None:
        """Note the waivers in force that cover something in ``result``."""
        verdicts = {finding.obligation: finding.verdict for finding in result.findings}
        for number, waiver in self._waivers.of(result.subject).items():
            if waiver.obligation in verdicts and waiver.in_force(result.as_of):
                verdict = verdicts[waiver.obligation]
                if verdict is Verdict.WAIVED or number not in self._verdicts:
                    self._verdicts[number] = verdict

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each waiver in force that lifts nothing."""
        for number, verdict in sorted(self._verdicts.items()):
            if verdict not in (Verdict.WAIVED, Verdict.TRIAL):
                waiver = self._waivers.waivers[number]
                named = self._plan.subject_name(waiver.subject)
                values = {"subject": named, "obligation": waiver.obligation, "verdict": verdict}
                yield Problem("waivers.unused", self._waivers.place_of(number), values)
