"""Where the cells of a task begin in a text that prints its columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

OPENING = "([【〔"
"""The signs that open a bracket, as they are folded."""
CLOSING = ")]】〕。;"
"""What may still be printed after the last word of a task."""
STOPS = f"、,/\\|{CLOSING}"
"""The signs that part the names in a cell, and the signs that end it."""
BODIES = "局厅委部司院办"
"""What a department's name ends with where 和 after it begins another: 文化和旅游局 is one."""
_MOST_NAMES = 200
"""How many signs the names in a cell may have, so that no text is searched for ever."""
_NOTHING = re.compile(r"[-—–─~/\\]*|不[作做]?要求|不考核|不适用")


def asks_nothing(cell: str) -> bool:
    """Whether a cell of a table is empty or a dash, or says that nothing is asked."""
    return bool(_NOTHING.fullmatch(cell.rstrip(CLOSING)))


def parting(text: str, place: int, name: str) -> int:
    """Return how many signs at ``place``, after the department ``name``, part it from the next."""
    if not name:
        return 0
    if text.startswith(("会同", "联合"), place):
        return 2
    sign = text[place]
    return int(sign in STOPS or sign in "及与" or (sign == "和" and name[-1] in BODIES))


class Mark(NamedTuple):
    """What is printed before the names in a cell and, if anything is, right after them."""

    before: str
    after: str = ""

    @classmethod
    def read(cls, printed: str) -> Mark:
        """Return the mark of a layout, which has ``{}`` in the place of the names."""
        before, _, after = printed.partition("{}")
        return cls(before, after)

    def find(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield every place between ``start`` and ``end`` where a cell begins so."""
        return (match.start() for match in self._pattern.finditer(text, start, end))

    def names(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where the names stand in a cell from ``start`` to ``end``; None in another's."""
        match = self._pattern.match(text, start, end)
        if match is None:
            return None
        return match.span("names") if self.after else (match.end(), end)

    @property
    def _pattern(self) -> re.Pattern[str]:
        names = rf"(?P<names>[^。;()]{{0,{_MOST_NAMES}}}?){re.escape(self.after)}"
        return re.compile(re.escape(self.before) + (names if self.after else ""))


def mark_at(text: str, start: int, end: int, marks: Sequence[Mark]) -> Mark | None:
    """Return the mark that a cell begins with: the longest, then that with the fewest names."""
    begun = [(mark, span) for mark in marks if (span := mark.names(text, start, end))]
    if not begun:
        return None
    return min(begun, key=lambda each: (-len(each[0].before), each[1][1]))[0]


def cells_in(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[int, Mark]]:
    """Yield where in a stretch of ``text`` a cell begins, and by which mark, in order.

    A label is one wherever it stands. A bracket is one only as the last of the stretch: others
    belong to the measures. Any other single sign is one after the first cell has begun.
    """
    labels = [mark for mark in marks if len(mark.before) > 1]
    brackets = [mark for mark in marks if mark.before and mark.before in OPENING]
    places = {place for mark in labels for place in mark.find(text, start, end)}
    opened = [place for mark in brackets for place in mark.find(text, start, end)]
    places |= {max(opened)} if opened else set()
    if places:
        first = min(places)
        inside = [mark for mark in marks if mark not in labels and mark not in brackets]
        places.update(place for mark in inside for place in mark.find(text, first, end))
    for place in sorted(places):
        mark = mark_at(text, place, end, marks)
        assert mark is not None  # it was found there
        yield place, mark
