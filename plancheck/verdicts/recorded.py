"""The JSON result of an earlier run, read as far as later runs ask about it."""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from plancheck.errors import Location, Problem, SourceError, UnknownNameError, UsageError
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.reading.decoding import decoded_lines
from plancheck.reading.parser import MAX_SCALAR
from plancheck.reading.source import as_text, read_content
from plancheck.reading.values import MOST_DIGITS
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.standing import Level
from plancheck.verdicts.result import Outcome, Verdict

FORMAT = "plancheck.result/1"
LAST_LINE = "plancheck.summary/1"
FAILED = 4
"""The exit code of a run in which plancheck itself failed: nothing in it can be relied on."""
MAX_BYTES = 16 << 20
"""A result is larger than the reports it is about; of a hundred it has some ten MiB."""
MAX_VALUES = 1_000_000
"""More commas and brackets than this are no result of so many bytes, and take much memory."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was found about one obligation. ``level`` is its level in a word."""

    verdict: Verdict
    level: str
    numbers: Mapping[str | None, Quantity]

    @property
    def is_rated(self) -> bool:
        """Whether it counts in a rate, as a finding does."""
        passed = self.verdict is Verdict.PASS
        return self.level == Level.MANDATORY and (passed or self.verdict.is_open)


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """What the run before found, by subject and obligation. Its day is the last of a report's.

    ``reported`` are the subjects that had a report, those with none but an unusable one last.
    """

    path: str
    day: datetime.date
    sha256: str
    points: Mapping[str, Mapping[str, Point]]
    absent: frozenset[str]
    failed: frozenset[str]
    reported: Sequence[str]


def load_recorded(path: str, plan: Plan, encoding: str = "utf-8") -> RecordedRun:
    """Return what the result at ``path``, JSON or JSON lines, found about ``plan``.

    Raises SourceError or UsageError where it is no result, or one for other rules.
    """
    document = read_document(path, encoding, _READ)
    try:
        # Before the plan: a call that came to nothing may have known none.
        reports = member(document, "reports", list)
        if not reports or document.get("exit_code") == FAILED:
            _refuse("baseline.nothing", path)
        refuse_other_rules(document, plan, Location(path))
        points: dict[str, dict[str, Point]] = {}
        failed = set()
        for report in reports:
            subject = subject_of(report, plan)
            if member(report, "outcome", str) == Outcome.NOT_COMPLIANT:
                failed.add(subject)
            if subject in points:
                _refuse("baseline.same-subject", path, subject=subject)
            points[subject] = _points(report)
        absent = frozenset(subject_of(entry, plan) for entry in document.get("absent", ()))
        unusable = [
            subject_of({"province": problem["subject"]}, plan)
            for problem in document.get("problems", ())
            if problem.get("subject") is not None
        ]
        reported = tuple(dict.fromkeys((*points, *unusable)))
        day = max(_day(report) for report in reports)
        sha256 = member(document["plan"], "sha256", str)
        return RecordedRun(path, day, sha256, points, absent, frozenset(failed), reported)
    except DAMAGED:
        _refuse("baseline.shape", path)


DAMAGED = (AttributeError, KeyError, TypeError, UnknownNameError, ValueError)
"""What comes of a result that was not written by us, or not to its end."""
_READ = {
    "format",
    "exit_code",
    "plan",
    "id",
    "sha256",
    "rules_sha256",
    "absent",
    "problems",
    "subject",
    "unusable",
    "reports",
    "province",
    "name",
    "outcome",
    "as_of",
    "findings",
    "obligation",
    "verdict",
    "level",
    "values",
    "actual",
    "number",
    "units",
}
"""All keys that a later run asks for; most of a result is sentences."""


def read_document(path: str, encoding: str, keys: Container[str] | None = None) -> dict[str, Any]:
    """Return the result at ``path`` as one document, also one in JSON lines.

    It has only the ``keys``, or all without them. Raises SourceError or UsageError where it is no
    result of a run.
    """
    parsed = _parsed(path, encoding, keys)
    if not all(isinstance(line, dict) and "format" in line for line in parsed):
        _refuse("baseline.other-file", path)
    try:
        document = _together(parsed)
    except DAMAGED:
        _refuse("baseline.shape", path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        _refuse("baseline.other-file", path)
    return document


_OTHER_FILES = ("source.not-a-file", "source.not-text")
_BEGINS = re.compile(r'\s*+(?:\{\s*(?:["}]|$)|$)')


def _together(parsed: Sequence[Any]) -> Any:
    """Return a document; lines of ``jsonl``, the last on the run as a whole, are put together."""
    *lines, last = parsed
    if not lines and last["format"] != LAST_LINE:
        return last
    if last["format"] != LAST_LINE or any(line["plan"] != last["plan"] for line in lines):
        raise ValueError("lines")
    reports = [line for line in lines if line["outcome"] != "unusable"]
    unusable = [line for line in lines if line["outcome"] == "unusable"]
    problems = [problem for line in (last, *lines) for problem in line["problems"]]
    together = {"reports": reports, "unusable": unusable, "problems": problems}
    return {**last, "format": FORMAT, **together}


def _parsed(path: str, encoding: str, keys: Container[str] | None) -> list[Any]:
    """Return the document in the file, or one for each line where the first is one by itself."""

    def node(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = unique(pairs)
        return whole if keys is None else {key: whole[key] for key in whole if key in keys}

    parsed: list[Any] = []
    values = 0
    for number, text in _documents(path, encoding):
        if number == 1 and not _BEGINS.match(text):
            _refuse("baseline.other-file", path)
        # What Python makes of a text may be thirty times as large, so it is looked at before.
        values += sum(map(text.count, ",[{"))
        if values > MAX_VALUES:
            _refuse("baseline.too-many", path, limit=MAX_VALUES)
        try:
            parsed.append(json.loads(text, object_pairs_hook=node, parse_constant=no_constant))
        except json.JSONDecodeError as exc:
            line = text.split("\n")[exc.lineno - 1]
            line = line if len(line) <= MAX_SCALAR else ""  # nobody looks at a longer one
            at = number + exc.lineno - 1
            where = Location(path, at, exc.colno, at, exc.colno + 1, line, line)
            raise UsageError([Problem("baseline.syntax", where, {"why": exc.msg})]) from None
        # Nested beyond sense, a number of 5,000 digits, a key twice, NaN: never written by us.
        except (RecursionError, ValueError):
            _refuse("baseline.other-file", path)
    return parsed


def _documents(path: str, encoding: str) -> Iterator[tuple[int, str]]:
    """Yield the text of the file, or of each line where the first is a document by itself.

    Before it stands the number of its first line. Lines are decoded one by one: a result as one
    text takes several times its bytes.
    """
    try:
        content = read_content(path, limit=MAX_BYTES)
        lines = decoded_lines(content, path, encoding=encoding)
        first = next(lines, "")
        if first.rstrip().endswith("}"):
            yield 1, first.rstrip()
            for number, line in enumerate(lines, 2):
                if not line.isspace():
                    yield number, line.removesuffix("\n")  # else its end is a place below it
        else:
            yield 1, as_text(content, path, encoding=encoding)
    except SourceError as exc:  # the sentences are about reports
        if exc.problems[0].key == "source.too-large":
            _refuse("baseline.too-large", path, limit=MAX_BYTES)
        if exc.problems[0].key in _OTHER_FILES:
            _refuse("baseline.other-file", path)
        raise


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members of a node; raises ValueError for a key given twice."""
    node = dict(pairs)
    if len(node) != len(pairs):
        raise ValueError("key")
    return node


def no_constant(name: str) -> NoReturn:
    """Refuse NaN and its like, which JSON does not have."""
    raise ValueError(name)


def refuse_other_rules(node: Any, plan: Plan, where: Location) -> None:
    """Raise UsageError at ``where`` if other rules than those of ``plan`` found ``node``."""
    stated = member(node, "plan", dict)
    if member(stated, "id", str) != plan.id:
        values = {"stated": stated["id"], "plan": plan.id}
        raise UsageError([Problem("baseline.other-plan", where, values)])
    if member(stated, "rules_sha256", str) != plan.rules_sha256:
        raise UsageError([Problem("baseline.other-rules", where)])


def _refuse(key: str, path: str, **values: Any) -> NoReturn:
    raise UsageError([Problem(key, Location(path), values)])


T = TypeVar("T")


def member(node: Any, name: str, kind: type[T]) -> T:
    """Return ``node[name]``; raises TypeError where it is not of ``kind``."""
    value = node[name]
    if not isinstance(value, kind):
        raise TypeError(name)
    return value


def subject_of(node: Any, plan: Plan) -> str:
    """Return the subject of a report; raises UnknownNameError for one that the plan cannot have."""
    name = member(member(node, "province", dict), "name", str)
    return name if name == NATIONAL else plan.find_subject(name)


def _day(report: Any) -> datetime.date:
    return datetime.date.fromisoformat(member(report, "as_of", str))


def _points(report: Any) -> dict[str, Point]:
    points: dict[str, Point] = {}
    for finding in member(report, "findings", list):
        obligation = member(finding, "obligation", str)
        if obligation in points:
            raise ValueError(obligation)
        points[obligation] = _point(finding)
    return points


def _point(finding: Any) -> Point:
    values = member(finding, "values", dict)
    units = values.get("units") or ()
    stated = [(None, values.get("actual")), (None, values.get("number"))]
    numbers = numbers_of([*stated, *((member(u, "name", str), u.get("actual")) for u in units)])
    if any(number >= 10**MOST_DIGITS for number in numbers.values()):
        raise ValueError("digits")
    level = sys.intern(member(finding, "level", str))
    return Point(Verdict(member(finding, "verdict", str)), level, numbers)


def numbers_of(stated: Iterable[tuple[str | None, Any]]) -> dict[str | None, Quantity]:
    """Return what is ``stated`` in numbers, by the unit that owes each."""
    kinds = (int, Decimal, float)
    return {
        name: Decimal(str(number)) if type(number) is float else number
        for name, number in stated
        if type(number) in kinds
    }
