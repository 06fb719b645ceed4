"""What a page for people is made of: sections, tables, lines and points, in no markup yet.

Composers in this folder fill it in, one for each thing that can be shown; the table, Markdown and
HTML paint it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from plancheck.errors import Location
from plancheck.formats.shared.cells import SIGN, UNATTRIBUTED
from plancheck.verdicts.result import Outcome, State, Verdict


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
    Verdict.TRIAL: Mark(SIGN[Verdict.TRIAL], Tone.QUIET),
    Verdict.NOT_APPLICABLE: Mark(SIGN[Verdict.NOT_APPLICABLE], Tone.QUIET),
    Outcome.NOT_COMPLIANT: Mark("×", Tone.BAD),
    Outcome.UNDETERMINED: Mark("?", Tone.WARN),
    Outcome.ON_TRACK: Mark("…", Tone.WAIT),
    Outcome.COMPLIANT: Mark("√", Tone.GOOD),
    State.UNUSABLE: Mark("!", Tone.BAD),
    UNATTRIBUTED: Mark("!", Tone.BAD),
    State.ABSENT: Mark(SIGN[Verdict.MISSING], Tone.BAD),
}
"""The mark of every verdict, of every outcome, and of what else becomes of a report."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text: its mark, the section that it leads to, and whether it is a place.

    With ``brief`` the sign stands alone, and the text is for those who do not see it. ``address``
    is where it leads to on the web. ``below`` are lines in small print, which no terminal shows.
    ``short`` is the text where there is little room.
    """

    text: str
    mark: Mark | None = None
    to: str | None = None
    code: bool = False
    brief: bool = False
    address: str | None = None
    below: tuple[Cells, ...] = ()
    short: str = ""


Cells = tuple[Span, ...]
"""The cells of a table, or the pieces of a line. In a table the last cell fills what is left."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``kind`` says what of, ``ids`` are what leads to its rows, if anything does.

    ``naming`` is the column that says what its row is about. ``aside`` is a column that a narrow
    page leaves out, because ``naming`` says the same in short. ``foot`` is a row of sums. A
    terminal shows the rows alone where it is ``bare``: each cell says what it is.
    ``rows`` may be made in turn, so that a table that nobody looks at costs nothing.
    """

    kind: str
    caption: str
    headings: Cells
    rows: Sequence[Cells]
    ids: tuple[str, ...] = ()
    naming: int = 0
    aside: int | None = None
    foot: Cells = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that belong together. ``excerpts`` are places in files to show below their lines.

    A page that can be unfolded shows the caption alone where they are ``long``.
    """

    rows: Sequence[Cells]
    caption: str = ""
    excerpts: tuple[Location | None, ...] = ()
    long: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What stands on a sheet of paper beside its table: labels, each with what is filled in.

    What is empty is to be filled in by hand. No terminal shows it.
    """

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines of a file, in which every blank counts."""

    rows: tuple[str, ...]
    caption: str


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
    """One point in full: its name, what was found, what to do, by which clause, and where.

    ``phrase`` is the clause with one phrase of the plan, where a short page need not show them all.
    """

    name: Cells
    found: tuple[str, ...]
    todo: str = ""
    clause: str = ""
    place: str | None = None
    phrase: str = ""

    @property
    def mark(self) -> Mark | None:
        """The mark of the first part of its name."""
        return self.name[0].mark


@dataclass(frozen=True, slots=True)
class Points:
    """Points in full, under the name of what they have in common.

    A short page leaves out ``folded`` points: another block sums them up.
    """

    id: str
    caption: str
    rows: Sequence[PageItem]
    folded: bool = False


Block = Table | Lines | Form | Verbatim | Legend | Tally | Points


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page. ``weight`` is None unless it is one report, the least weighing most.

    It has no ``title`` where the page itself is about the same. A short page leaves out one that is
    ``folded``.
    """

    id: str
    title: Cells
    blocks: tuple[Block, ...]
    facts: Cells = ()
    weight: int | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page, in the order in which it is read.

    ``outcome`` says how it came out, if it did, ``counts`` of how many; ``tally`` is the same in
    numbers, empty where there are not several reports to count. ``facts`` say what it is about,
    ``small_print`` what it rests on. ``reports`` come after all other sections; of very many nobody
    holds them all.
    """

    title: str
    outcome: Span
    tally: Tally
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    small_print: tuple[str, ...]
    counts: tuple[str, ...] = ()
    reports: Sequence[Section] = ()


def finding_anchor(of_report: str, obligation: str) -> str:
    """Return the id of the row of a finding, by the anchor of its report."""
    return f"{of_report}-{obligation}"


def anchor(number: int) -> str:
    """Return the id of the section of a report, by its place in the run."""
    return f"r{number}"
