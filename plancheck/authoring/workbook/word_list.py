"""The hidden sheet of words: what the formulas and drop-downs look up, and whose form it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from plancheck.authoring.workbook.contents import Contents, none
from plancheck.authoring.workbook.grid import address, on_sheet, word
from plancheck.authoring.workbook.look import Look, protect
from plancheck.formats.shared.spreadsheet import Value, put
from plancheck.inputs.form_sheets import (
    FORMAT,
    HAS,
    HAS_NOT,
    HELPER,
    IDENTITY,
    NO,
    WORDS,
    YES,
)
from plancheck.language.message import Lang
from plancheck.language.wording import format_value
from plancheck.reading.text import NO_DOCUMENT
from plancheck.reading.values import STATUSES, Status
from plancheck.requirements import Entry, control_of, words_of
from plancheck.requirements.base.entry import Control

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


class WordList:
    """The columns of the sheet of words, each filled from the top below its name."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self.lang = contents.lang
        self._columns: dict[str, list[Value]] = {}
        self._add("word", STATUSES)
        self._add("rank", (status.rank for status in STATUSES.values()))
        answers = _answers()
        self._add("answer", answers)
        self._add("value", answers.values())
        self._add("statuses", (format_value(self.lang, status) for status in Status))
        self._add("no-document", NO_DOCUMENT)
        self._add("yes", _pick(self.lang, YES))
        self._add("yes-no", _pick(self.lang, YES, NO))
        self._add("has", _pick(self.lang, HAS, HAS_NOT))
        titles = contents.plan.classes.values()
        if titles:
            words = [format_value(self.lang, title) for title in titles]
            self._add("classes", [*words, none(self.lang)])
        rows = contents.rows
        self._add("obligations", (row.key for row in rows))
        self._add("ids", (row.id for row in rows))
        plan = contents.plan
        self._add("counted-by", (plan.numbers.counted_by(row.listed.obligation) for row in rows))
        self._add("ledgers", (r.key for r in rows if r.places.ledger or r.places.unit_ledger))
        self._add("unit-lists", (row.key for row in rows if row.places.units))
        self._add("require-evidence", [0])
        self._add("last-day", [plan.period.to])
        tier = None if contents.tier is None else plan.tiers[contents.tier]
        self._add("tier", [None if tier is None else format_value(self.lang, tier)])
        self._add("identity", IDENTITY)
        self._add("is", self.identity())

    def _add(self, name: str, words: Iterable[Value]) -> None:
        self._columns[name] = list(words)

    def identity(self) -> Iterable[str | None]:
        """Return what the form says of itself, in the order of IDENTITY."""
        contents = self._contents
        plan, subject = contents.plan, contents.subject
        return (FORMAT, plan.id, plan.rules_sha256, subject, contents.tier)

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return word(self.lang, WORDS)

    def range(self, name: str, length: int | None = None) -> str:
        """Return the address of a column of words, or of the first ``length`` of them."""
        place, words = list(self._columns).index(name), self._columns[name]
        count = max(len(words) if length is None else length, 1)
        return on_sheet(self.sheet, f"{address(1, place)}:{address(count, place)}")

    def cell(self, name: str) -> str:
        """Return the address of a single word."""
        return on_sheet(self.sheet, address(1, list(self._columns).index(name)))

    def statuses(self, count: int) -> str:
        """Return the address of the first ``count`` statuses, those to choose from."""
        return self.range("statuses", count)

    def write(self, sheet: Worksheet, look: Look) -> None:
        """Write the sheet, which stays hidden."""
        for place, (name, words) in enumerate(self._columns.items()):
            put(sheet, 0, place, f"{HELPER}{name}", look.label)
            for row, text in enumerate(words, 1):
                is_day = name == "last-day"
                put(sheet, row, place, text, look.locked("date") if is_day else look.plain)
        protect(sheet)
        sheet.hide()


def _answers() -> dict[str, int]:
    """Return every word that answers a question, with 1 for yes and 0 for no."""
    fields = (name for name in Entry.model_fields if control_of(name) is Control.YES_NO)
    words = (item for field in fields for item in words_of(field).items())
    return {text: int(meant == YES[1]) for text, meant in words}


def _pick(lang: Lang, *spelled: tuple[str, ...]) -> list[str]:
    """Return of each tuple of spellings, Chinese and English first, that of ``lang``."""
    return [words[lang is Lang.EN] for words in spelled]
