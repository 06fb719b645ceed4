"""The cover of a form: who reports, as of when, and the facts that are set outside the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from plancheck.authoring.workbook.contents import Cells, Contents, Row, none
from plancheck.authoring.workbook.formulas import FactCells
from plancheck.authoring.workbook.grid import Grid, address, on_sheet, word
from plancheck.authoring.workbook.look import (
    Look,
    allow,
    any_day,
    any_number,
    kind,
    one_of,
    protect,
    put_headings,
    set_columns,
    set_height,
    set_page,
)
from plancheck.authoring.workbook.word_list import WordList
from plancheck.formats.shared.spreadsheet import Value, put
from plancheck.inputs.form_sheets import COVER, FACTS, FORMAT, HAS, HAS_NOT, LABELS, NO, YES
from plancheck.language.message import Lang
from plancheck.language.wording import format_value, joined, say
from plancheck.plan.parts import NATIONAL
from plancheck.verdicts.result import Head

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEADING = 12
_FIRST, _CLASSES, _FACTS = 2, 9, 10
"""The rows of the first label, of the classes and of the label that belongs to the facts."""
_LOCKED = ("province", "subject", "tier")
_WIDTHS = {"obligation": 30, "designated": 34, "number": 14, "source": 44, "has_units": 14}


class _Fact(NamedTuple):
    """Which facts about an obligation are set outside the plan, and what the report states."""

    row: Row
    cells: Mapping[str, Value]


class Cover:
    """The cover: where everything stands on it, and the sheet itself."""

    def __init__(self, contents: Contents, look: Look, words: WordList) -> None:
        self.contents = contents
        self.lang: Lang = contents.lang
        self.look = look
        self.words = words
        self.facts = [fact for fact in map(self._fact, contents.rows) if fact.cells]
        fields = tuple(heading.field for heading in FACTS.headings)
        self.grid = Grid(FACTS, self.lang, fields, _HEADING, len(self.facts))
        who = "subject" if contents.subject == NATIONAL else contents.plan.subject_key
        other = {"province": "subject", "subject": "province"}[who]
        apart = {other, "classes", "all_designated"}
        shown = [label.field for label in LABELS if label.field not in apart]
        self._rows = {field: place for place, field in enumerate(shown, _FIRST)}
        self._rows["all_designated"] = _FACTS
        if contents.plan.classes:
            self._rows["classes"] = _CLASSES

    def _fact(self, row: Row) -> _Fact:
        """Return the facts of an obligation, None for each that nobody stated."""
        report, obligation = self.contents.report, row.listed.obligation
        cells: dict[str, Value] = {}
        if self.contents.plan.designable(obligation, self.contents.tier):
            is_so = row.id in (report.designated or ())
            cells["designated"] = self._word(YES, NO) if is_so else None
        if obligation.requirement.allotted:
            stated = (report.allotments or {}).get(row.id)
            lacks = row.id in (report.allotments or {}) and stated is None
            number = self.contents.value(stated.number) if stated else None
            cells["number"] = none(self.lang) if lacks else number
            cells["source"] = stated.source if stated else None
        if row.places.units:
            has = self.contents.has_units(row)
            cells["has_units"] = None if has is None else self._word(HAS, HAS_NOT, is_so=has)
        return _Fact(row, cells)

    def _word(self, yes: tuple[str, ...], no: tuple[str, ...], *, is_so: bool = True) -> str:
        return (yes if is_so else no)[self.lang is Lang.EN]

    # -- where everything stands --

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return word(self.lang, COVER)

    def cell(self, field: str) -> str:
        """Return the address of the value of a label."""
        return on_sheet(self.sheet, address(self._rows[field], 1))

    @property
    def day(self) -> str:
        """The address of the day that verdicts are about."""
        return on_sheet(self.sheet, address(self._rows["as_of"], 2))

    @property
    def designated(self) -> str:
        """The address of all designations, or of a blank cell where there is none to state."""
        if not self.facts:
            return on_sheet(self.sheet, address(_HEADING + 1, 1))
        return self.grid.ranges()["designated"]

    def fact_cells(self) -> Mapping[str, FactCells]:
        """Return the addresses of the facts of each obligation that has some."""
        return {
            fact.row.id: FactCells(
                *(
                    self.grid.cell(number, field) if field in fact.cells else None
                    for field in FactCells._fields
                )
            )
            for number, fact in enumerate(self.facts, self.grid.first)
        }

    # -- the sheet --

    def write(self, sheet: Worksheet) -> None:
        """Write the labels with their values, the table of facts, and whose edition it is."""
        contents, look, lang = self.contents, self.look, self.lang
        set_columns(sheet, self.grid, _WIDTHS)
        put(sheet, 0, 0, contents.title, look.title)
        sheet.set_row(0, 28)
        put(sheet, 1, 0, say(lang, "sheet.how"), look.plain)
        sheet.set_row(1, 22)
        stated = self._stated()
        for label in LABELS:
            if label.field in self._rows and (self.facts or label.field != "all_designated"):
                self._label(sheet, word(lang, label), label.field, stated.get(label.field))
        self._put_day(sheet)
        if self.facts:
            put(sheet, _FACTS + 1, 0, say(lang, "sheet.facts"), look.plain)
            self._put_facts(sheet)
        foot = self.grid.last + 2 if self.facts else _FACTS + 2
        plan = contents.plan
        rules = say(lang, "sheet.rules", {"plan": plan.id, "sum": plan.rules_sha256[:12]})
        put(sheet, foot, 0, f"{FORMAT} · {rules}", look.small)
        protect(sheet)
        set_page(sheet, lang, plan, (foot, len(self.grid.fields) - 1), fits=len(self.facts) < 40)

    def _stated(self) -> Cells:
        """Return the values of the labels."""
        contents, report = self.contents, self.contents.report
        named = ("as_of", *Head._fields)
        stated = {name: contents.value(getattr(report, name)) for name in named}
        tier = contents.plan.tiers.get(report.tier or "")
        stated |= {"province": contents.subject_name, "subject": contents.subject_name}
        stated["tier"] = format_value(self.lang, tier) if tier else report.tier
        if report.classes is not None:
            held = [format_value(self.lang, contents.plan.classes[name]) for name in report.classes]
            stated["classes"] = joined(self.lang, held) or none(self.lang)
        if report.designated is not None:
            stated["all_designated"] = self._word(YES, NO)
        return stated

    def _label(self, sheet: Worksheet, label: str, field: str, value: Value) -> None:
        row = self._rows[field]
        is_fact = field in ("all_designated", "classes")
        locked = field in _LOCKED or (is_fact and self.contents.locked_facts)
        style = self.look.locked if locked else self.look.open
        put(sheet, row, 0, label, self.look.label)
        put(sheet, row, 1, value, style("date" if field in ("as_of", "submitted") else "text"))
        texts = {"obligation": label, "designated": value}
        set_height(sheet, row, texts, _WIDTHS, least=1.4)
        rule: dict[str, Any] = {}
        if field in ("as_of", "submitted"):
            rule = any_day(self.lang)
        elif field == "all_designated":
            rule = one_of(self.words.range("yes-no"), self.lang)
            rule["input_message"] = say(self.lang, "sheet.all-designated")
        elif field == "classes":
            rule = self._class_rule()
        if rule and not locked:
            allow(sheet, address(row, 1), rule, self.lang)

    def _class_rule(self) -> dict[str, Any]:
        """Return what may be written for the classes: several words, chosen where there is one."""
        titles = [format_value(self.lang, title) for title in self.contents.plan.classes.values()]
        is_one = len(titles) == 1
        rule = one_of(self.words.range("classes"), self.lang) if is_one else {"validate": "any"}
        values = {"classes": titles, "none": none(self.lang)}
        return {**rule, "input_message": say(self.lang, "sheet.classes", values)}

    def _put_day(self, sheet: Worksheet) -> None:
        """Write the day that is used: the one stated, else the last of the plan's period."""
        row, period = self._rows["as_of"], self.contents.plan.period
        stated, last = address(row, 1), self.words.cell("last-day")
        day = f'IF({stated}="",{last},IF(ISNUMBER({stated}),INT({stated}),"?"))'
        formula = f'=IF(ROW({stated})<>ROW(),"?",{day})'  # a cell that is cut takes formulas along
        sheet.write_formula(row, 2, formula, self.look.locked("date"), "")
        note = say(self.lang, "sheet.period", {"from": period.from_, "to": period.to})
        put(sheet, row, 3, note, self.look.locked())
        set_height(sheet, row, {"source": note}, _WIDTHS, least=1.4)

    def _put_facts(self, sheet: Worksheet) -> None:
        grid, look, lang = self.grid, self.look, self.lang
        put_headings(sheet, grid, look, _WIDTHS)
        for number, fact in enumerate(self.facts, grid.first):
            put(sheet, number, 0, fact.row.key, look.locked())
            for field in grid.fields[1:]:
                is_open = field in fact.cells and not self.contents.locked_facts
                style = (look.open if is_open else look.locked)(kind(field))
                put(sheet, number, grid.column(field), fact.cells.get(field), style)
                if is_open and field != "source":
                    rule = self._rule(field)
                    allow(sheet, grid.cells(number)[field], rule, lang)
            set_height(sheet, number, {"obligation": fact.row.key, **fact.cells}, _WIDTHS)

    def _rule(self, field: str) -> dict[str, Any]:
        """Return what may be typed for a fact."""
        rules = {
            "designated": one_of(self.words.range("yes"), self.lang),
            "number": any_number(self.lang),
            "has_units": one_of(self.words.range("has"), self.lang),
        }
        messages = {
            "designated": "sheet.fact-designated",
            "number": "sheet.fact-number",
            "has_units": "sheet.fact-units",
        }
        values = {"none": none(self.lang)}
        return {**rules[field], "input_message": say(self.lang, messages[field], values)}
