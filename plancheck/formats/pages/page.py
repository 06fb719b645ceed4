"""What a page for people is made of: sections, tables, lines and points, in no markup yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from plancheck.formats.shared.cells import ABSENT, SIGN, UNATTRIBUTED, UNUSABLE
from plancheck.language.message import Lang
from plancheck.language.wording import format_value
from plancheck.plan.parts import Task
from plancheck.verdicts.result import Outcome, Verdict


class Tone(StrEnum):
    """How a page lights something up; the sign and the word beside it say the same."""

    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    WAIT = "wait"
    SPARED = "spared"
    QUIET = "quiet"


class Mark(NamedTuple):
    """The sign that stands for what was found, and its tone. Every sign is in GBK."""

    sign: str
    tone: Tone


MARKS: dict[str, Mark] = {
    Verdict.PASS: Mark(SIGN[Verdict.PASS], Tone.GOOD),
    Verdict.FAIL: Mark(SIGN[Verdict.FAIL], Tone.BAD),
    Verdict.MISSING: Mark(SIGN[Verdict.MISSING], Tone.BAD),
    Verdict.REVIEW: Mark(SIGN[Verdict.REVIEW], Tone.WARN),
    Verdict.PENDING: Mark(SIGN[Verdict.PENDING], Tone.WAIT),
    Verdict.WAIVED: Mark(SIGN[Verdict.WAIVED], Tone.SPARED),
    Verdict.OPTIONAL: Mark(SIGN[Verdict.OPTIONAL], Tone.QUIET),
    Verdict.NOT_APPLICABLE: Mark(SIGN[Verdict.NOT_APPLICABLE], Tone.QUIET),
    Outcome.NOT_COMPLIANT: Mark("×", Tone.BAD),
    Outcome.UNDETERMINED: Mark("?", Tone.WARN),
    Outcome.ON_TRACK: Mark("…", Tone.WAIT),
    Outcome.COMPLIANT: Mark("√", Tone.GOOD),
    UNUSABLE: Mark("!", Tone.BAD),
    UNATTRIBUTED: Mark("!", Tone.BAD),
    ABSENT: Mark(SIGN[Verdict.MISSING], Tone.BAD),
}
"""The mark of every verdict, of every outcome, and of what else becomes of a report."""
NONE = Mark("", Tone.QUIET)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text: what it is marked with, the section it leads to, whether it is a place.

    With ``brief`` the sign stands alone, and the text is for those who do not see it.
    """

    text: str
    mark: Mark | None = None
    to: str | None = None
    code: bool = False
    brief: bool = False


Cells = tuple[Span, ...]
"""The cells of a table, or the pieces of a line. In a table the last cell fills what is left."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``kind`` says what of, ``ids`` are what leads to its rows, if anything does."""

    kind: str
    caption: str
    headings: Cells
    rows: tuple[Cells, ...]
    ids: tuple[str, ...] = ()
    naming: int = 0
    """Which column says what its row is about."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that belong together."""

    rows: tuple[Cells, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs of a table mean."""

    caption: str
    spans: Cells


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of what."""

    counts: tuple[tuple[Span, int], ...]


class PageItem(NamedTuple):
    """One finding in full, or what makes a report fail as a whole."""

    verdict: Span
    name: str
    found: str
    todo: str
    clause: str
    place: str


@dataclass(frozen=True, slots=True)
class Points:
    """Findings in full, under the name of what they have in common."""

    id: str
    caption: str
    rows: tuple[PageItem, ...]


Block = Table | Lines | Legend | Tally | Points


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page. ``weight`` is None unless it is one report, the least weighing most."""

    id: str
    title: Cells
    blocks: tuple[Block, ...]
    facts: Cells = ()
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: ``facts`` say what it rests on, ``outcome`` how it came out, if it did.

    ``tally`` is the outcome in numbers, empty where there are not several reports to count.
    """

    title: str
    facts: tuple[str, ...]
    outcome: str
    tally: Tally
    sections: tuple[Section, ...]


def task_cell(lang: Lang, task: Task, before: Task | None) -> Span:
    """Return the task's id and title, nothing where the row before is about the same task."""
    return Span("" if task is before else f"{task.id} {format_value(lang, task.title)}")


def number_cell(number: int, mark: Mark) -> Span:
    """Return a number in the tone of ``mark``, a quiet one where there is none."""
    return Span(str(number), Mark("", mark.tone) if number else NONE)
