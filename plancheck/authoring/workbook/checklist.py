"""The sheet that is filled in first: a row for each obligation, with what the check will say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from plancheck.authoring.workbook.contents import Cells, Contents, Row
from plancheck.authoring.workbook.formulas import (
    CHECKLIST_HELPERS,
    FactCells,
    FormPlaces,
    checklist_formulas,
    live_text,
)
from plancheck.authoring.workbook.grid import Grid
from plancheck.authoring.workbook.look import (
    LINE,
    Look,
    allow,
    any_day,
    any_number,
    fits_one_page,
    ignore_warnings,
    kind,
    one_of,
    protect,
    put_formulas,
    put_headings,
    set_columns,
    set_height,
    set_page,
)
from plancheck.authoring.workbook.word_list import WordList
from plancheck.formats.shared.listing_cells import listing_cells, row_asked, tier_cell
from plancheck.formats.shared.spreadsheet import Value, put
from plancheck.inputs.form_sheets import CHECKLIST
from plancheck.language.message import Lang
from plancheck.language.sentences import clause_of
from plancheck.language.wording import SIGNS, fields, format_value, say, template
from plancheck.requirements import control_of
from plancheck.requirements.base.entry import Control, Statement
from plancheck.requirements.base.open_values import OPEN
from plancheck.verdicts.result import Verdict

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEADING = 3
_COUNTS = ("number", "base")
_SHORT: Mapping[str, float] = {
    **{"task": 5, "due": 11, "status": 12, "number": 8, "base": 8, "date": 11, "evidence": 11},
    **{"live": 17},
}
_WIDTHS: Mapping[Lang, Mapping[str, float]] = {
    Lang.ZH: {
        **{**_SHORT, "obligation": 23, "level": 13, "asked": 56},
        **{"note": 16, "reason": 16, "next_steps": 16},
    },
    Lang.EN: {
        **{**_SHORT, "obligation": 32, "level": 20, "asked": 88, "status": 14},
        **{"note": 15, "reason": 15, "next_steps": 15},
    },
}
_CODES = {
    **{Verdict.PASS: "6", Verdict.FAIL: "1", Verdict.MISSING: "2", Verdict.REVIEW: "3"},
    **{Verdict.PENDING: "4", Verdict.OPTIONAL: "5", Verdict.NOT_APPLICABLE: "7"},
}
"""What stands in the helper ``code`` for each verdict that is counted above the table."""
_LEFT = "x"
"""What stands there for what only the check can say."""
_UNKNOWN = f'"{_LEFT}"'
_DAY = "…"


def checklist_grid(contents: Contents) -> Grid:
    """Return where everything stands on the sheet; without numbers there is no column for any."""
    used = {column for row in contents.rows for column in row.places.columns.values()}
    fields = (heading.field for heading in CHECKLIST.headings)
    shown = tuple(field for field in fields if field not in _COUNTS or field in used)
    rows = len(contents.rows)
    return Grid(CHECKLIST, contents.lang, shown, _HEADING, rows, CHECKLIST_HELPERS)


class Checklist:
    """Writes the sheet. ``facts`` are the cells of the obligations' facts on the cover."""

    def __init__(
        self,
        sheet: Worksheet,
        grid: Grid,
        contents: Contents,
        look: Look,
        words: WordList,
        places: FormPlaces,
        facts: Mapping[str, FactCells],
    ) -> None:
        self.sheet = sheet
        self.grid = grid
        self.contents = contents
        self.lang = contents.lang
        self.widths = _WIDTHS[contents.lang]
        self.look = look
        self.words = words
        self.places = places
        self.facts = facts
        self.left_to_check: set[str] = set()
        """The obligations without a formula."""

    def write(self) -> None:
        """Write title, sum, a row for each obligation, and the line to sign on."""
        sheet, grid, look = self.sheet, self.grid, self.look
        set_columns(sheet, grid, self.widths)
        put(sheet, 0, 0, self.contents.title, look.title)
        sheet.set_row(0, 26)
        put_headings(sheet, grid, look, self.widths)
        heights = [26.0, LINE, LINE, 2 * LINE]
        heights += [self.write_row(n, row) for n, row in enumerate(self.contents.rows, grid.first)]
        sheet.write_formula(1, 0, self.sum_formula(), look.label, self.sum_text())
        allow(sheet, grid.range("date"), any_day(self.lang), self.lang)
        message = {"input_message": say(self.lang, "sheet.evidence-input")}
        allow(sheet, grid.range("evidence"), {"validate": "any", **message}, self.lang)
        sign = grid.last + 3
        put(sheet, sign, 0, say(self.lang, "sheet.sign"), look.plain)
        sheet.set_row(sign, 2 * LINE)
        heights += [LINE, LINE, 2 * LINE]
        sheet.freeze_panes(grid.first, grid.column("level"))
        look.verdicts(sheet, grid.range("live"))
        ignore_warnings(sheet, grid.range("task"), "number_stored_as_text")
        protect(sheet)
        widths = [self.widths[field] for field in grid.fields]
        set_page(
            sheet,
            self.lang,
            self.contents.plan,
            (sign, len(grid.fields) - 1),
            heading=grid.heading,
            fits=fits_one_page(widths, heights),
        )

    # -- a row --

    def write_row(self, number: int, row: Row) -> float:
        """Write the row of one obligation and return its height."""
        sheet, grid, look = self.sheet, self.grid, self.look
        cells = {**self.asked(row), **self.contents.entry_cells(row)}
        open_columns = {*row.places.columns.values(), *Statement.model_fields}
        if row.listed.obligation.requirement.reads:  # which have rows of their own
            open_columns = set()
        for field in grid.fields:
            style = (look.open if field in open_columns else look.locked)(kind(field))
            put(sheet, number, grid.column(field), cells.get(field), style)
        self.allow(number, row)
        live = self.live(row)
        formulas = checklist_formulas(
            self.contents.plan,
            row.listed.task,
            row.listed.obligation,
            self.contents.tier,
            self.contents.subject,
            grid.cells(number),
            self.facts.get(row.id),
            self.places,
            self.lang,
        )
        if formulas.get("code") == _LEFT:
            self.left_to_check.add(row.id)
        style = look.locked(bold=True)
        put(sheet, number, grid.column("live"), live, style)
        put_formulas(sheet, grid, number, formulas, {"live": style}, {"live": live})
        return set_height(sheet, number, {**cells, "live": live}, self.widths, least=1.4)

    def asked(self, row: Row) -> Cells:
        """Return what the plan asks, in the words of every other form."""
        listing, listed = self.contents.listing, row.listed
        cells: dict[str, Value] = {"task": listed.task.id, "obligation": self.contents.name(row)}
        says = format_value(self.lang, listed.obligation.says_in(listing.tier))
        if not listed.asked:
            return cells | {"level": say(self.lang, "verdict.not-applicable"), "asked": says}
        dues = {cell.duty.due for cell in listed.cells.values()}
        alike = {tuple(self.of_tier(row, tier)) for tier in listing.tiers}
        if len(alike) == 1:
            level, asked, _ = alike.pop()
        else:
            level, semicolon = say(self.lang, "sheet.by-tier"), SIGNS[self.lang].semicolon
            asked = semicolon.join(self.by_tier(row))
        cells |= {"level": level, "asked": f"{asked}{SIGNS[self.lang].colon}{says}"}
        due = dues.pop() if len(dues) == 1 else None
        return cells | {"due": format_value(self.lang, due) if due is OPEN else due}

    def of_tier(self, row: Row, tier: str) -> list[str]:
        """Return level, what is asked and the day, of one tier."""
        listing = self.contents.listing._replace(tiers=(tier,), tier_known=True)
        return listing_cells(self.lang, listing, row.listed)

    def by_tier(self, row: Row) -> Iterator[str]:
        """Yield what is asked of each tier, with its name."""
        plan, listed = self.contents.plan, row.listed
        for tier in listed.cells:
            asked = tier_cell(self.lang, self.contents.listing, listed, tier)
            yield f"{format_value(self.lang, plan.tiers[tier])}{SIGNS[self.lang].space}{asked}"

    def live(self, row: Row) -> str:
        """Return what the check itself says, until a program works the formula out."""
        finding = self.contents.findings.get(row.id)
        if finding is None or (self.contents.tier is None and not self.contents.report.national):
            return say(self.lang, "sheet.see-check")
        return live_text(finding, self.lang)

    # -- what may be typed --

    def allow(self, number: int, row: Row) -> None:
        """Offer what may stand in the open cells of a row, and say there what counts."""
        title, listing = row.key, self.contents.listing
        judged = self.judged(row)
        for field, column in row.places.columns.items():
            cell = self.grid.cells(number)[column]
            if control_of(field) is Control.COUNT:
                message = f"{self.counted(row, field)}\n{judged}"
                rule = any_number(self.lang, self.decimals(row, field))
            else:
                message = f"{row_asked(self.lang, listing, row.listed)}\n{judged}"
                rule = one_of(self.choices(row, field), self.lang)
            shown = {"input_title": title, "input_message": message}
            allow(self.sheet, cell, {**rule, **shown}, self.lang)

    def choices(self, row: Row, field: str) -> str:
        """Return where the words for ``field`` are; only what is optional may be declined."""
        if control_of(field) is Control.YES_NO:
            return self.words.range("yes-no")
        return self.words.statuses(len(row.listed.reportable))

    def counted(self, row: Row, field: str) -> str:
        """Return what the number of ``field`` counts."""
        plan, obligation = self.contents.plan, row.listed.obligation
        counting = plan.numbers.counting(obligation) or obligation.requirement
        metric = counting.metrics[field]
        unit = counting.unit_of(field)
        decimals = self.decimals(row, field)
        values = {"metric": plan.metrics.get(metric, metric), "unit": unit, "decimals": decimals}
        if unit is None:
            return say(self.lang, "sheet.decimal" if decimals else "sheet.number", values)
        return say(self.lang, "sheet.decimal-of" if decimals else "sheet.number-of", values)

    def decimals(self, row: Row, field: str) -> int:
        """Return how many decimals the number of ``field`` may have."""
        decimals, _ = self.contents.plan.numbers.amounts(row.listed.obligation).get(field, (0, ""))
        return decimals

    def judged(self, row: Row) -> str:
        """Return how the check judges what is reported, and the clause that asks for it."""
        task, obligation = row.listed.task, row.listed.obligation
        duty = next(iter(row.listed.cells.values())).duty
        counted_by = self.contents.plan.numbers.counted_by(obligation)
        told = list(obligation.requirement.how_judged(duty, counted_by))
        if obligation.requires.evidence:
            told.append(("judged.evidence", {}))
        sentences = [
            say(self.lang, key, values)
            for key, values in told
            if set(fields(template(self.lang, key))) <= values.keys()  # it names no key of YAML
        ]
        clause = clause_of(self.lang, task, obligation, self.contents.listing.tier)
        return SIGNS[self.lang].space.join([*sentences, clause])

    # -- the sum --

    def sum_formula(self) -> str:
        """Return the formula that counts the verdicts as they stand."""
        codes = self.grid.range("code")
        start, end = say(self.lang, "sheet.as-of", {"as_of": _DAY}).split(_DAY)
        day = f'IF(ISNUMBER({self.places.day}),TEXT({self.places.day},"yyyy-mm-dd"),"?")'
        parts = [f'"{start}"&{day}&"{end}"']
        for number, (name, code) in enumerate(self.counts()):
            sign = SIGNS[self.lang].comma if number else ""
            parts.append(f'"{sign}{name} "&COUNTIF({codes},{code})')
        return "=" + "&".join(parts)

    def counts(self) -> Iterator[tuple[str, str]]:
        """Yield each verdict that is counted, in words and as its code."""
        for verdict, code in _CODES.items():
            yield format_value(self.lang, verdict), code
        yield say(self.lang, "sheet.see-check"), _UNKNOWN

    def sum_text(self) -> str:
        """Return the sum of what the check itself says."""
        result = self.contents.result
        if result is None or self.contents.tier is None:
            return ""
        asked = {row.id for row in self.contents.rows} - self.left_to_check
        tally = Counter(item.verdict for item in result.findings if item.obligation in asked)
        parts = [f"{format_value(self.lang, verdict)} {tally[verdict]}" for verdict in _CODES]
        parts.append(f"{say(self.lang, 'sheet.see-check')} {len(self.left_to_check)}")
        start = say(self.lang, "sheet.as-of", {"as_of": result.as_of})
        return start + SIGNS[self.lang].comma.join(parts)
