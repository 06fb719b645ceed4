"""The first sheet: a row for each who reports, a narrow column for each duty, on one sheet A4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from plancheck.analysis.rollup import RollUp, SubjectRow
from plancheck.formats.pages.page import MARKS
from plancheck.formats.shared.cells import SIGN, days_text, dotted, totals_text
from plancheck.formats.shared.spreadsheet import Value, text_width
from plancheck.formats.xlsx.book import HEAD_FONTS, Book, Column, Kind, height_of
from plancheck.formats.xlsx.findings import duty_name, overdue, tier_name
from plancheck.language.wording import plan_title
from plancheck.plan.parts import Obligation, Task
from plancheck.verdicts.result import Result, Verdict, verdicts_of
from plancheck.verdicts.run import Run

ABOUT = (
    Column("subject", "rollup.subject", 24),
    Column("tier", "page.tier", 9, Kind.WORD),
    Column("state", "page.state", 11, Kind.WORD, lit=True),
    Column("met", "xlsx.met", 9, Kind.WORD),
    Column("rate", "xlsx.rate", 10, Kind.SHARE),
    Column("overdue", "xlsx.overdue", 9, Kind.NUMBER),
)
HEAD_ROW = 2
FROZEN = 5
"""How many columns stay, and have a filter."""
NARROW = 2.7
"""The width of a column that holds a sign."""
ROW = 16.5
TURNED = 8
"""The size of the letters of a heading that stands upright."""
ONE_SHEET = 45
"""Up to so many rows are printed on one sheet of paper."""


def add_overview(book: Book, run: Run, rolled: RollUp) -> None:
    """Add the sheet: who stands where with each duty, and how many do not meet it."""
    _Overview(book, run, rolled).write()


class _Overview:
    """The sheet on its way."""

    def __init__(self, book: Book, run: Run, rolled: RollUp) -> None:
        self.book, self.run, self.rolled = book, run, rolled
        self.duties = [*rolled.plan.obligations()]
        self.rows = [*rolled.rows, *([rolled.issuer] if rolled.issuer else [])]
        self.blocking: Counter[str] = Counter()
        self.sheet = book.sheet("xlsx.overview")
        self.looks = {
            verdict: book.look(MARKS[verdict].tone, align="center")
            for verdict in verdicts_of(rolled.plan)
        }
        none = book.say("xlsx.none-overdue")
        # The number stays one: only what is shown of 0 is a word.
        shown = {"align": "center", "indent": 0, "num_format": f'[=0]"{none}";0'}
        self.special: Mapping[str, Mapping[str, object]] = {"overdue": shown}
        names = (text_width(book.subject(row.subject)) for row in self.rows)
        self.room = min(max(names, default=0) + 2, ABOUT[0].width)

    def write(self) -> None:
        for number, column in enumerate(ABOUT):
            self.sheet.set_column(number, number, column.width if number else self.room)
        self.sheet.set_column(len(ABOUT), len(ABOUT) + len(self.duties) - 1, NARROW)
        self.title()
        self.headings()
        for number, row in enumerate(self.rows, HEAD_ROW + 1):
            self.subject(number, row)
        last = HEAD_ROW + len(self.rows)
        self.foot(last + 1)
        self.legend(last + 3)
        self.sheet.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), FROZEN - 1)
        self.sheet.freeze_panes(HEAD_ROW + 1, FROZEN)
        self.sheet.repeat_rows(HEAD_ROW)
        self.sheet.center_horizontally()
        self.bars(last)
        if len(self.rows) <= ONE_SHEET:
            self.sheet.fit_to_pages(1, 1)

    def title(self) -> None:
        book = self.book
        head = book.bare(font_name=HEAD_FONTS[book.lang], font_size=14, bold=True)
        title = dotted([plan_title(book.lang, self.rolled.plan), book.say("page.all")])
        counts = dotted(
            filter(None, [totals_text(book.lang, self.run), days_text(book.lang, self.run)])
        )
        for number, (text, look, height) in enumerate(
            [(title, head, 24.0), (counts, book.bare(), 18.0)]
        ):
            self.sheet.set_row(number, height)
            book.put(self.sheet, number, 0, text, look)

    def headings(self) -> None:
        """Write what stands upright above the signs, and the row that is high enough for it."""
        book = self.book
        names = [self.name(task, obligation) for task, obligation in self.duties]
        longest = max(map(text_width, names), default=0)
        self.sheet.set_row(HEAD_ROW, max(longest * TURNED * 0.55 + 10, 40))
        for number, column in enumerate(ABOUT):
            book.put(self.sheet, HEAD_ROW, number, book.say(column.heading), book.heading())
        upright = book.heading(rotation=90, font_size=TURNED, valign="bottom", text_wrap=False)
        for number, name in enumerate(names, len(ABOUT)):
            book.put(self.sheet, HEAD_ROW, number, name, upright)

    def name(self, task: Task, obligation: Obligation) -> str:
        """Return what an obligation is called where there is little room."""
        return duty_name(self.book, task, obligation) if self.book.in_chinese else obligation.id

    def subject(self, number: int, row: SubjectRow) -> None:
        height = height_of([self.book.subject(row.subject)], [self.room])
        self.sheet.set_row(number, max(height, ROW))
        report = self.run.reports[row.file.number - 1] if row.file is not None else None
        result = report if isinstance(report, Result) else None
        values = self.about(row, result)
        for place, column in enumerate(ABOUT):
            tone = MARKS[row.state].tone if column.lit else None
            look = self.book.look(tone, **column.kind.value | self.special.get(column.key, {}))
            self.book.put(self.sheet, number, place, values.get(column.key), look)
        found = (
            {finding.obligation: finding.verdict for finding in result.findings} if result else {}
        )
        self.signs(number, found)

    def about(self, row: SubjectRow, result: Result | None) -> Mapping[str, Value]:
        state = self.book.state(row.state)
        of_row = {"subject": self.book.subject(row.subject), "state": state.text}
        if result is None:
            return of_row | {"tier": self.tier_in_roster(row.subject)}
        asked, met = row.rate
        rates: dict[str, Value] = {"met": f"{met}/{asked}", "rate": met / asked} if asked else {}
        return {**of_row, "tier": tier_name(self.book, result), "overdue": overdue(result), **rates}

    def tier_in_roster(self, subject: str) -> str | None:
        """Return the tier of someone without a verdict, if the roster says it."""
        entry = self.run.roster.entry(subject) if self.run.roster is not None else None
        if entry is None or entry.tier is None:
            return None
        return self.book.value(self.rolled.plan.tiers[entry.tier])

    def signs(self, number: int, found: Mapping[str, Verdict]) -> None:
        """Write the sign of each verdict; without any the cells stay empty."""
        empty = self.book.look()
        for place, (_, obligation) in enumerate(self.duties, len(ABOUT)):
            verdict = found.get(obligation.id)
            if verdict is None:
                self.book.put(self.sheet, number, place, None, empty)
                continue
            self.blocking[obligation.id] += verdict.blocks
            self.book.put(self.sheet, number, place, SIGN[verdict], self.looks[verdict])

    def foot(self, number: int) -> None:
        """Write how many do not meet each duty."""
        self.sheet.set_row(number, ROW)
        label = self.book.heading(align="left", text_wrap=False)
        self.book.put(self.sheet, number, 0, self.book.say("rollup.blocking"), label)
        for place in range(1, len(ABOUT)):
            self.book.put(self.sheet, number, place, None, label)
        look = self.book.heading(font_size=TURNED)
        for place, (_, obligation) in enumerate(self.duties, len(ABOUT)):
            count = self.blocking[obligation.id]
            self.book.put(self.sheet, number, place, count or None, look)

    def legend(self, number: int) -> None:
        """Write what the signs mean, and whose report was late."""
        for line, text in enumerate(self.lines()):
            self.sheet.set_row(number + line, ROW)
            self.book.put(self.sheet, number + line, 0, text, self.book.bare())

    def lines(self) -> Sequence[str]:
        book = self.book
        signs = "  ".join(f"{SIGN[verdict]} {book.value(verdict)}" for verdict in self.looks)
        lines = [f"{book.say('page.legend')}{book.signs.colon}{signs}"]
        late = [book.subject(row.subject) for row in self.rows if row.late]
        if late:
            lines.append(
                f"{book.begun(book.say('page.late'))}{book.signs.colon}{book.joined(late)}"
            )
        return lines

    def bars(self, last: int) -> None:
        """Show each rate as a bar too, from nothing to all."""
        place = next(number for number, column in enumerate(ABOUT) if column.key == "rate")
        bar = {"type": "data_bar", "bar_color": "#A9C8E8", "bar_solid": True}
        bar |= {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
        self.sheet.conditional_format(HEAD_ROW + 1, place, max(last, HEAD_ROW + 1), place, bar)
