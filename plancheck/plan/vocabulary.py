"""What the printed words of an official text mean, as the layout of a rule set says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from plancheck.plan.cells import CLOSING, Mark, asks_nothing, mark_at
from plancheck.plan.official_text import Piece
from plancheck.plan.parts import Deadline, Layout
from plancheck.reading.text import fold_text
from plancheck.reading.values import MOST_DECIMALS, SCALES, Amount, exact, read_count, scale_of
from plancheck.requirements.base.bounds import Quantity
from plancheck.requirements.base.standing import Level

DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)?"
HAN = "零〇一二两三四五六七八九十百千"
_PERCENT = "%"


class PrintedNumber(NamedTuple):
    """A number, or the two ends of a range, and where it stands with its unit."""

    values: tuple[Quantity, ...]
    start: int
    end: int


class Vocabulary:
    """What the words of ``layout`` mean where a text prints them."""

    def __init__(self, layout: Layout) -> None:
        self._marks = [Mark.read(fold_text(mark)) for mark in (*layout.departments, *layout.duties)]
        self._due = {fold_text(word).rstrip(CLOSING): meant for word, meant in layout.due.items()}
        self._tiers = {fold_text(word): tier for word, tier in layout.tiers.items()}
        self._deadlines = {fold_text(word): day for word, day in layout.deadlines.items()}
        self._odd: dict[str, Quantity] = {fold_text(w): n for w, n in layout.numbers.items()}
        self._ignored = [fold_text(word) for word in layout.ignore]
        self._who = {fold_text(who): selectors for who, selectors in layout.who.items()}
        self._levels = {fold_text(word): level for word, level in layout.levels.items()}
        self._unmarked = layout.unmarked
        self._bounds: dict[str, str] = {}
        self._stated: dict[str, dict[str, int]] = {}
        for word, meant in layout.bounds.items():
            if isinstance(meant, str):
                self._bounds[fold_text(word)] = meant
            else:
                self._stated[fold_text(word)] = meant
        self._numbers: dict[str, re.Pattern[str]] = {}
        self.levelled = {
            f"{who}{level}": (selectors, meant)
            for who, selectors in self._who.items()
            for level, meant in self._levels.items()
        }
        """What each duty that is printed with its level means: whom it binds, and how strongly."""
        self.duties = self.levelled
        """The same of every duty that can be printed."""
        if layout.unmarked is not None:
            alone = {who: (selectors, layout.unmarked) for who, selectors in self._who.items()}
            self.duties = alone | self.levelled

    def names_in(self, piece: Piece) -> tuple[int, int, int]:
        """Return where in a cell the names begin and end, and the words that its mark has after."""
        whole = len(piece.text)
        mark = mark_at(piece.text, 0, whole, self._marks)
        span = mark.names(piece.text, 0, whole) if mark else None
        start, end = span or (0, whole)
        return start, end, end + len(mark.after if mark else "")

    def duties_in(self, piece: Piece) -> list[str]:
        """Return the duties printed in a cell."""
        start, end, _ = self.names_in(piece)
        levels = "|".join(map(re.escape, self._levels))
        cell = piece.text[start:end].rstrip(CLOSING)
        parted = re.sub(f"({levels})、", r"\1,", cell) if levels else cell
        return [duty for duty in re.split("[,;。]", parted) if duty]

    def whom_in(self, text: str) -> list[str]:
        """Return the selectors of those whom ``text`` names."""
        named = longest([who for who in self._who if who in text])
        return [selector for who in named for selector in self._who[who]]

    def level_of(self, *texts: str) -> Level:
        """Return the level that the first of ``texts`` to say one says, else that of the layout."""
        said = (level for text in texts for word, level in self._levels.items() if word in text)
        return next(said, self._unmarked or Level.MANDATORY)

    def level_alone(self, cell: str) -> Level | None:
        """Return the level of a cell that says nothing but how strongly it binds."""
        return self._levels.get(cell.rstrip(CLOSING))

    def level_in(self, cell: str) -> dict[str | None, Level]:
        """Return the level that a tier's own cell states, by selector, None for all of the tier.

        A cell that states no level asks for what it prints; a dash asks nothing.
        """
        text = cell.rstrip(CLOSING)
        if text in self.duties:
            selectors, level = self.duties[text]
            return dict.fromkeys(selectors, level)
        alone = self.level_alone(text)
        if alone is not None:
            return {None: alone}
        if self._unmarked is None or asks_nothing(text):
            return {}
        return {None: self._unmarked}

    def deadline_in(self, piece: Piece) -> Deadline | None:
        """Return what a cell of deadlines means, None where its words are not known."""
        return self._due.get(piece.text.rstrip(CLOSING))

    def tiers_in(self, text: str) -> set[str]:
        """Return the tiers that ``text`` names, one by one or in a list: 一、二类县."""
        listed = {whom.removeprefix("tier") for whom in self.whom_in(text)}
        return {tier for word, tier in self._tiers.items() if word in text or tier in listed}

    def days_in(self, text: str) -> list[datetime.date]:
        """Return the days that the deadlines named in ``text`` mean."""
        return [self._deadlines[w] for w in longest([w for w in self._deadlines if w in text])]

    def day_in(self, text: str) -> datetime.date | None:
        """Return the day that the longest deadline named in ``text`` means, if there is one."""
        named = [word for word in self._deadlines if word in text]
        return self._deadlines[max(named, key=len)] if named else None

    def is_bound(self, word: str) -> bool:
        """Whether the whole of ``word`` says a bound."""
        return word in self._bounds or word in self._stated

    def bounds_in(self, text: str) -> set[str]:
        """Return the bounds that words anywhere in ``text`` say."""
        return {meant for word, meant in self._bounds.items() if word in text}

    def bounds_of(self, text: str, number: PrintedNumber) -> set[str]:
        """Return the bounds that the words beside ``number`` say, else those anywhere."""
        before, after = text[: number.start], text[number.end :]
        beside = {
            meant
            for word, meant in self._bounds.items()
            if before.endswith(word) or after.startswith(word)
        }
        return beside or self.bounds_in(text)

    def stated_in(self, text: str) -> list[dict[str, int]]:
        """Return each bound with its number that one word in ``text`` says."""
        return [meant for word, meant in self._stated.items() if word in text]

    def numbers_in(self, text: str, unit: str) -> Iterator[PrintedNumber]:
        """Yield the numbers and ranges that ``text`` prints before ``unit``, of any if empty.

        In a list, 6、4、1次, the unit of the last is that of each. Words that the layout says to
        ignore hold none.
        """
        for match in self._pattern(unit).finditer(text):
            if self.ignores(text, *match.span()):
                continue
            parts = [part for part in match.groups() if part is not None]
            if parts[-1][-1] in SCALES and parts[0][-1] not in SCALES:
                parts[0] += parts[-1][-1]  # 10—15万 is from 100000
            values = [self._value(part, unit) for part in parts]
            known = tuple(value for value in values if value is not None)
            if len(known) == len(values):
                yield PrintedNumber(known, *match.span())

    def ignores(self, text: str, start: int, end: int) -> bool:
        """Whether a number in ``text`` stands in words that the layout says to ignore."""
        return any(
            match.start() < end and start < match.end()
            for word in self._ignored
            for match in re.finditer(re.escape(word), text)
        )

    def is_article(self, text: str, number: PrintedNumber) -> bool:
        """Whether a number is 一 without a bound before it, which only says what there is: 一个."""
        printed, before = text[number.start : number.end], text[: number.start]
        return (
            printed.startswith("一")
            and number.values == (1,)
            and not before.endswith(tuple(self._bounds))
        )

    def _pattern(self, unit: str) -> re.Pattern[str]:
        if unit not in self._numbers:
            odd = [re.escape(word) for word in sorted(self._odd, key=len, reverse=True)]
            number = "|".join([*odd, rf"(?:{DIGITS})[万亿]?", rf"[{HAN}]+[万亿]?"])
            after = "(?!百分点)" if unit == "个" else ""
            printed = re.escape(scale_of(unit)[1]) + after
            listed = rf"(?=(?:[、和与及](?:{number}))+{printed})" if unit else "(?!)"
            pattern = (
                rf"(?<![0-9.{HAN}第])({number})"
                rf"(?:(?:(?:[—–~-]|至|到)({number}))?{printed}|{listed})"
            )
            if unit == _PERCENT:
                pattern = rf"{pattern}|百分之({number})"
            self._numbers[unit] = re.compile(pattern)
        return self._numbers[unit]

    def _value(self, word: str, unit: str) -> Quantity | None:
        """Return the number that a report with ``word`` would state, in ``unit``."""
        if word in self._odd:
            return self._odd[word]
        scale, base = scale_of(unit)
        try:
            if word[0] in HAN:
                return exact(Decimal(read_count(word).value).scaleb(-SCALES[scale]))
            return read_count(Amount(word + base, MOST_DECIMALS, unit)).value
        except PydanticCustomError:
            return None


def longest(words: list[str]) -> list[str]:
    """Return ``words`` without each word that is only a part of another."""
    return [word for word in words if not any(word != other and word in other for other in words)]
