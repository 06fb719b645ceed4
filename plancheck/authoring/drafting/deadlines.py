"""Days as an official text prints them: a cell of deadlines, and days within a measure."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.authoring.drafting.blanks import QUOTED
from plancheck.reading.values import Status

_QUARTERS = {
    sign: number for number, signs in enumerate(("一1", "二2", "三3", "四4"), 1) for sign in signs
}
_YEAR = "(?:(?P<year>20[0-9]{2})年)?"
_MONTH = "(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
_MONTHS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
_MONTHS |= {"十一": 11, "十二": 12}
_WHEN = (
    rf"(?:{_YEAR}(?:"
    rf"(?P<end>(?:本)?年度?内|(?<![半学财])年[底末]|(?<=[0-9]年)底|全年|本年度)"
    rf"|(?P<half>[上下])半年"
    rf"|(?P<first>前)?(?:第)?(?P<quarter>[一二三四1-4])(?:个)?季度"
    rf"|{_MONTH}(?:(?P<day>[0-9]{{1,2}})[日号]|(?P<monthend>底|末|份)?)"
    rf"))"
)
_DONE = "(?:全部|全面)?(?:完成|办结|完工|建成)"
_INTERIM = "(?:有|取得|形成)阶段性成果"
_CELL = re.compile(
    rf"{_WHEN}(?:末|底)?(?P<before>之?前|以前|内)?(?:(?P<done>{_DONE})|(?P<interim>{_INTERIM}))?"
)
_DAY = re.compile(
    rf"{_WHEN}(?:末|底)?(?P<before>之?前|以前|内)?(?:(?<=[半全]年)累计|(?<=季度)累计)?"
)
OWED = re.compile("(?:目标值?|任务数?|指标值?|要求|进度|计划|安排|完成情况|节点)*")
"""What the head of a column says after a tier, or after the part of the year it is for."""
_PART = re.compile(f"(?:(?P<whole>20[0-9]{{2}})年度?|(?P<when>{_WHEN}末?)){OWED.pattern}")
_VAGUE_DAY = re.compile(
    "20[0-9]{2}年度?内?(?![0-9度内]|年?底|末|上|下|第?[一二三四1-4]季|[0-9]{1,2}月)"
    "|(?:首|第[一二三四五])年(?!级)|[一二两三四五六七八九十0-9]+(?:年|个月|个?季度|个?工作日|日|天|周|个?星期)(?:之)?内|次年|明年|下一?年度?|翌年"
    "|可在[^,;。]{1,10}前|(?:上|中|下)旬|(?:[一二三四五六七八九十]|[0-9]{1,2})月前|提前|推迟|延后|延至|近期|尽快|适时|长期坚持|持续推进"
)
_YEAR_ALONE = re.compile("(?P<year>20[0-9]{2})年度?(?P<within>内)?")
_ONLY_A_DAY = re.compile(rf"(?:到|至|截[至止]|在|于)?(?:{_DAY.pattern}|20[0-9]{{2}}年度?),?")
_ACTS = re.compile("完成|建成|办结|实现|开展|启动|实施|举办")
"""What follows a year in which something is to be done."""
_PARTIAL = re.compile("(?:第)?[二三四2-4]季度|下半年")


@dataclass(frozen=True, slots=True)
class Period:
    """The days the plan covers, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def year(self) -> int | None:
        """The year of a day that names none; None where the period has several."""
        return self.first.year if self.first.year == self.last.year else None


@dataclass(frozen=True, slots=True)
class Due:
    """What a cell of deadlines asks."""

    status: Status
    by: datetime.date


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in a measure.

    ``day`` is None where it cannot be known. ``partial`` marks a part of the year that does not
    begin with it, so that a number may be its own or a running total.
    """

    day: datetime.date | None
    printed: str
    start: int
    end: int
    partial: bool = False


def read_due(cell: str, period: Period) -> Due | None:
    """Return what ``cell`` asks if the whole of it is one known form, else None."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return None
    day = _day(match, period)
    if day is None:
        return None
    return Due(Status.INTERIM if match["interim"] else Status.COMPLETED, day)


def end_of_part(head: str, period: Period) -> Day | None:
    """Return the last day of the part of the period that the whole of ``head`` names.

    The head may also say that something is owed then: 上半年目标, 2027年任务数.
    """
    match = _PART.fullmatch(head)
    if match is None:
        return None
    if match["whole"]:
        year = int(match["whole"])
        whole = period.year is None and period.first.year <= year <= period.last.year
        return Day(datetime.date(year, 12, 31), match[0], 0, len(head)) if whole else None
    return next(days_in(match["when"], period), None)


def due_at_end(text: str, period: Period) -> str:
    """Return the known form of a deadline that ends ``text``, empty where it has none."""
    low = max(0, len(text) - 24)
    for start in range(low, len(text)):
        match = _CELL.fullmatch(text, start)
        if match and (match["done"] or match["interim"] or match["before"] or match["end"]):
            return text[start:]
    return ""


def days_in(text: str, period: Period) -> Iterator[Day]:
    """Yield each day that a measure names, also the ones that cannot be known."""
    taken = [match.span() for match in QUOTED.finditer(text)]
    for match in _VAGUE_DAY.finditer(text):
        if _within(match.span(), taken) or _is_past(match, period):
            continue
        taken.append(match.span())
        yield _year_alone(match, period) or Day(None, match[0], *match.span())
    for match in _DAY.finditer(text):
        if _within(match.span(), taken):
            continue
        # By the end of the second quarter is a day, in the second quarter a part of the year.
        until = match["first"] or match["before"] or re.search("[末底]$", match[0])
        partial = bool(_PARTIAL.search(match[0])) and not until
        yield Day(_day(match, period), match[0], *match.span(), partial)


def is_a_day(text: str) -> bool:
    """Whether ``text``, a clause, only says until when: what it is about follows."""
    return bool(_ONLY_A_DAY.fullmatch(text))


def _is_past(match: re.Match[str], period: Period) -> bool:
    """Whether a match is a year before the end of the period, which sets no day."""
    year = _YEAR_ALONE.fullmatch(match[0])
    if year is None or _year_alone(match, period):
        return False
    named, acts = int(year["year"]), _ACTS.match(match.string, match.end())
    return named <= period.last.year and not (acts and named < period.first.year)


def _year_alone(match: re.Match[str], period: Period) -> Day | None:
    """Return the end of a year that a day is: 2027年内, or 2027年 where the plan covers several."""
    year = _YEAR_ALONE.fullmatch(match[0])
    if year is None or not period.first.year <= int(year["year"]) <= period.last.year:
        return None
    if period.year and not year["within"]:
        return None
    until = match.string[match.start() - 1 : match.start()] in ("到", "至")
    partial = period.year is None and not until
    return Day(datetime.date(int(year["year"]), 12, 31), match[0], *match.span(), partial)


def _within(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _day(match: re.Match[str], period: Period) -> datetime.date | None:
    """Return the day a match names, None for one that does not exist or has no year."""
    year = int(match["year"]) if match["year"] else period.year
    if year is None:
        return None
    if match["end"]:
        return datetime.date(year, 12, 31)
    if match["half"]:
        return datetime.date(year, 6, 30) if match["half"] == "上" else datetime.date(year, 12, 31)
    if match["quarter"]:
        # Before the second quarter is before it begins to some, and by its end to others.
        if match["before"] in ("前", "之前", "以前") and not re.search("[末底]", match[0]):
            return None
        return _last_of(year, 3 * _QUARTERS[match["quarter"]])
    month = _MONTHS.get(match["month"]) or int(match["month"])
    if match["day"]:
        try:
            return datetime.date(year, month, int(match["day"]))
        except ValueError:
            return None
    # 6月前 is before June to some and by its end to others.
    return None if not match["monthend"] else _last_of(year, month)


def _last_of(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
