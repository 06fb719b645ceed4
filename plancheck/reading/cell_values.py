"""Numbers in cells as texts: what a number says depends on the format of its cell.

The text is what a person would have typed who sees the cell, for the rule of the field to take or
refuse: ``6``, ``95%``, ``2014-10-20``; where the format shows less than a day, less than a day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plancheck.reading.values import plain_digits

_YEAR_MONTH = 'yyyy"年"m"月"'
_MONTH_DAY = 'm"月"d"日"'
BUILT_IN: Mapping[int, str] = {
    **dict.fromkeys((9, 10), "0%"),
    14: "yyyy-m-d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy-m-d h:mm",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm:ss"),
    # Chinese Excel and WPS write the following without a code.
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 33, 34, 35, 55, 56), 'h"时"mm"分"'),
}  # fmt: skip
"""The formats that a workbook uses by number alone, as far as they make a difference."""

_INERT = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]?|general|e[+-]', re.IGNORECASE
)
"""What in the code of a format stands for itself, or says how and not what is shown."""
_DAY = re.compile(r"(?<!d)dd?(?!d)")
"""The day of the month; three letters or four are the day of the week."""
_LEAP_DAY = 60
"""Excel counts a 29th of February in 1900, which never was."""
_FROM_1904 = 1462
"""How many days a workbook that counts from 1904 is behind."""
_LAST_DAY = 2_958_465
_EXACT = 10**15
"""From here on a floating-point number may be another one than was written."""
_LONGEST_NUMBER = 400
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?Z?)?", re.ASCII)


class NumberFormat(NamedTuple):
    """What the format of a cell shows of a number."""

    year: bool
    day: bool
    date: bool
    time: bool
    percent: bool

    @property
    def is_date(self) -> bool:
        """Whether it shows a date, a part of one, or a time."""
        return self.date or self.time

    def text(self, written: str, *, from_1904: bool = False) -> str:
        """Return the number ``written`` in the file as a cell of this format says it."""
        number = float(written)
        if abs(number) >= _EXACT:
            return written
        if self.is_date:
            return self._date(number + _FROM_1904 if from_1904 else number, written)
        if self.percent:
            return f"{_digits(number, 2)}%"
        return str(int(number)) if number.is_integer() else _digits(number)

    def _date(self, serial: float, written: str) -> str:
        """Return the day with the number ``serial``, with the time if it is not midnight."""
        days, seconds = divmod(round(serial * 86_400), 86_400)
        if not 0 <= days <= _LAST_DAY:
            return written
        time = _time(seconds)
        if not self.date:
            return time
        year, month, day = _calendar(days)
        if not self.year:
            return f"{month}-{day}"
        if not self.day:
            return f"{year}-{month:02}"
        return f"{year}-{month:02}-{day:02}" + (f" {time}" if seconds else "")


@lru_cache(maxsize=1024)  # a workbook has few, and every cell has one
def number_format(code: str) -> NumberFormat:
    """Return what a format with this code shows."""
    letters = _INERT.sub("", code).lower()
    year, day = bool(re.search("[ye]", letters)), bool(_DAY.search(letters))
    time = bool(re.search("[hs]", letters))
    # Beside hours or seconds, m is minutes.
    date = year or "d" in letters or ("m" in letters and not time)
    return NumberFormat(year, day, date, time, "%" in letters)


def is_number(written: str) -> bool:
    """Whether ``written`` is a number as workbooks write them."""
    return len(written) <= _LONGEST_NUMBER and _NUMBER.fullmatch(written) is not None


def iso_text(written: str) -> str:
    """Return a date of ISO 8601 as a text, without its time if that is midnight."""
    parts = _ISO_TIME.fullmatch(written)
    if parts is None or parts[2] is None:
        return written
    seconds = "" if parts[3] in (None, ":00") else parts[3]
    return parts[1] if f"{parts[2]}{seconds}" == "00:00" else f"{parts[1]} {parts[2]}{seconds}"


def _digits(number: float, shift: int = 0) -> str:
    """Return ``number``, times ten as often as ``shift`` says, in the 15 digits Excel keeps."""
    return plain_digits(Decimal(f"{number + 0.0:.15g}").scaleb(shift))


def _calendar(days: int) -> tuple[int, int, int]:
    """Return year, month and day, also of the two that Excel shows and no calendar has."""
    if days in (0, _LEAP_DAY):
        return (1900, 1, 0) if days == 0 else (1900, 2, 29)
    before = datetime.date(1899, 12, 31 if days < _LEAP_DAY else 30)
    date = before + datetime.timedelta(days)
    return date.year, date.month, date.day


def _time(seconds: int) -> str:
    """Return the time of day, with seconds if there are any."""
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text
