"""Who has to report, so that a report which was not handed in is missed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plancheck.errors import Location, Problem, RosterError, UnknownNameError, UsageError
from plancheck.inputs.loading import roster_of
from plancheck.inputs.roster import Roster
from plancheck.plan.model import Plan
from plancheck.reading.decoding import is_workbook
from plancheck.reading.source import as_text, read_submitted, shown
from plancheck.reading.text import fold_name


@dataclass(frozen=True, slots=True)
class ExpectedSubject:
    """A subject that has to report; ``where`` is its place in the list, if any."""

    subject: str
    where: Location | None = None


def expected_of(plan: Plan, roster: Roster | None) -> tuple[ExpectedSubject, ...]:
    """Return who has to report: every subject that ``roster`` lists, without one that the plan has.

    Raises UsageError where there is no list of those who report, or nobody on it.
    """
    if roster is not None:
        if not roster.provinces:
            raise UsageError([Problem("run.nobody-expected", roster.locate("provinces"))])
        return tuple(ExpectedSubject(name, roster.locate_fact(name)) for name in roster.provinces)
    if not plan.subject_names:
        raise UsageError([Problem("usage.expect-all")])
    return tuple(ExpectedSubject(name) for name in plan.subject_names)


def load_expected(path: str, plan: Plan, *, encoding: str = "utf-8") -> tuple[ExpectedSubject, ...]:
    """Return who has to report by the file at ``path``: a roster, or names, one a line or listed.

    Raises SourceError, RosterError with every name that is not a subject's, or UsageError for a
    file without any.
    """
    content = read_submitted(path)  # once, for standard input cannot be read again
    lines = [] if is_workbook(content) else as_text(content, path, encoding=encoding).split("\n")
    if not lines or any(":" in line.partition("#")[0] for line in lines):
        return expected_of(plan, roster_of(content, shown(path), plan, encoding=encoding))
    subjects: dict[str, ExpectedSubject] = {}
    problems: list[Problem] = []
    for name, where in _names(path, lines):
        try:
            subject = plan.find_subject(name)
            subjects.setdefault(subject, ExpectedSubject(subject, where))
        except UnknownNameError as exc:
            problems += [Problem(problem.key, where, problem.values) for problem in exc.problems]
    if problems:
        raise RosterError(problems)
    if not subjects:
        raise UsageError([Problem("run.nobody-expected", Location(path))])
    return tuple(subjects.values())


def _names(path: str, lines: Sequence[str]) -> Iterator[tuple[str, Location]]:
    """Yield the name on each line with its place; a dash before it, as in a list, is none of it."""
    for number, line in enumerate(lines, 1):
        written = line.partition("#")[0].strip()
        name = written.removeprefix("- ").strip()
        if name:
            start = line.index(name) + 1
            yield name, Location(path, number, start, number, start + len(name), line, line)


# --- whose file it is ----------------------------------------------------------------------------


def subject_in_name(path: str, plan: Plan, listed: Iterable[str] = ()) -> str | None:
    """Return the one subject whose name stands in the name of the file at ``path``, else None.

    If one name contains another, the longest counts: 内蒙古 is not 蒙古. Where the plan has no
    list of its subjects, those ``listed`` are looked for.
    """
    subjects = {_plain(name): name for name in listed if len(name) > 1}
    if plan.listed is not None:
        subjects = {
            _plain(name): subject.name
            for subject in plan.listed.subjects
            for name in subject.names
            if len(name) > 1 and name not in (subject.code, subject.iso)
        }
    stem = _plain(os.path.basename(path))
    longest = "|".join(map(_whole_word, sorted(subjects, key=len, reverse=True)))
    named, end = set(), 0
    for match in re.finditer(f"(?=({longest}))", stem) if longest else ():
        if match.end(1) > end:  # else it lies within the one before
            named.add(subjects[match[1]])
            end = match.end(1)
    return named.pop() if len(named) == 1 else None


def _plain(text: str) -> str:
    """Return ``text`` as names are compared; where there was white space words end."""
    return fold_name(re.sub(r"[\s_]+", "_", text.strip()))


def _whole_word(name: str) -> str:
    """Return a pattern for ``name``, which is no part of a word if it is written in letters."""
    return rf"(?<![a-z]){re.escape(name)}(?![a-z])" if name[0].isascii() else re.escape(name)
