"""Pages for people at a terminal: lines, and tables no wider than the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from rich.cells import cell_len

from plancheck.formats import Style
from plancheck.formats.pages.page import (
    Block,
    Cells,
    Form,
    Legend,
    Lines,
    Mark,
    Page,
    Points,
    Section,
    Span,
    Table,
    Tally,
    Tone,
    Verbatim,
)
from plancheck.formats.shared.cells import dotted
from plancheck.formats.shared.terminal import Cell, Grid, Terminal
from plancheck.language.wording import SIGNS, escape_invisible, say
from plancheck.verdicts.run import Run

FOR_MACHINES = False
WITH_ASIDE = 150
"""From this width on a table shows the column that others leave out."""
WIDEST_NAME = 16
"""How wide the names beside a matrix may be."""
MOST_NAMED = 10
"""How many shortfalls, and names in a cell, are shown."""
INDENT = "  "
APART = "   "
"""Between an outcome and the numbers that it is made of."""
_STYLES = {
    Tone.GOOD: "green",
    Tone.BAD: "bold red",
    Tone.WARN: "yellow",
    Tone.WAIT: "cyan",
    Tone.SPARED: "magenta",
    Tone.QUIET: "dim",
}


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield the outcome, then the report, or of several what is said of them together."""
    from plancheck.formats.pages.run_page import run_page  # noqa: PLC0415  # nothing to a listing

    return paint(run_page(run, style.lang, most=MOST_NAMED, show=style.show), style)


def paint(page: Page, style: Style) -> Iterator[str]:
    """Yield ``page`` in lines, without what is folded, section by section."""
    return _Painter(style).page(page)


class _Painter:
    """Paints one page on a terminal."""

    def __init__(self, style: Style) -> None:
        self.terminal = Terminal(style)
        self.line = self.terminal.line
        self.lang = style.lang
        self.with_aside = self.terminal.width >= WITH_ASIDE

    def page(self, page: Page) -> Iterator[str]:
        self.line(page.title, "bold", hang=2)
        if page.outcome.text:
            parts = (_signed(page.outcome), *page.counts)
            self.line(APART.join(parts), _bold(page.outcome.mark), hang=2)
        facts = dotted(page.facts)
        fits = cell_len(facts) <= self.terminal.width
        for text in filter(None, [facts] if fits else page.facts):
            self.line(text, hang=2)
        for section in chain(page.sections, page.reports):
            self.section(section)
            yield self.terminal.take()
        self.terminal.gap()
        for text in page.small_print:
            self.line(text, "dim", hang=2)
        yield self.terminal.take()

    def section(self, section: Section) -> None:
        blocks = [block for block in section.blocks if _is_shown(block)]
        if section.folded or (section.blocks and not blocks):
            return
        self.terminal.gap()
        if section.title:
            title, *rest = section.title
            heading = SIGNS[self.lang].colon.join([title.text, *map(_signed, rest)])
            self.line(heading, _bold(rest[-1].mark) if rest else "bold", hang=2)
        if section.facts:
            self.line(dotted(span.text for span in section.facts), hang=2)
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        if isinstance(block, Tally):
            counts = (f"{_signed(span)} {count}" for span, count in block.counts)
            self.line(dotted(counts), hang=2)
        elif isinstance(block, Legend):
            self.line(dotted(map(_signed, block.spans)), hang=2)
        elif isinstance(block, Table):
            self.table(block)
        elif not isinstance(block, Form):  # which is for paper
            if block.caption:
                self.terminal.gap()
                self.line(block.caption, "bold", hang=2)
            if isinstance(block, Points):
                self.points(block)
            elif isinstance(block, Verbatim):
                for row in block.rows:
                    self.line(INDENT + escape_invisible(row), hang=4)
            else:
                self.lines(block)

    def lines(self, lines: Lines) -> None:
        """Add lines: a place stands at the left, where editors look for it."""
        excerpts = iter(lines.excerpts)
        for first, *rest in lines.rows:
            parts = filter(None, (first.text, " ".join(_texts(rest))))
            text = (": " if first.code else " ").join(parts)
            indented = bool(lines.caption) and not first.code
            self.line(INDENT + text if indented else text, hang=4 if indented else 2)
            where = next(excerpts, None)
            if where is not None and where.text.strip():
                self.terminal.excerpt(where)

    def points(self, points: Points) -> None:
        todo = say(self.lang, "page.todo")
        for point in points.rows:
            where = f"{point.place}: " if point.place is not None else ""
            style = _style(point.mark).removeprefix("bold ")
            self.line(where + " ".join(_texts(point.name)), style, hang=3)
            clause = point.phrase or point.clause
            below = (*point.found, point.todo and todo + point.todo, clause)
            for text in filter(None, below):
                self.line(INDENT + text, hang=4)

    # --- tables ----------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """Add a table, its headings in short, or blocks, by what there is room for."""
        left_out = None if self.with_aside else table.aside
        columns = [n for n in range(len(table.headings)) if n != left_out]
        rows = [(*row, *(Span(""),) * len(columns))[: len(table.headings)] for row in table.rows]
        rows += [table.foot] if table.foot else []
        grids = self.grids(table, rows, columns)
        if not grids:
            self.blocks(table, rows, columns)
        for grid in grids:
            if not table.bare:
                self.terminal.gap()
            self.terminal.table(grid, bare=table.bare)

    def grids(self, table: Table, rows: Sequence[Cells], columns: Sequence[int]) -> Sequence[Grid]:
        """Return ``table`` laid out, a matrix in parts; nothing where one of them has no room."""
        if table.kind == "matrix":
            parts = [
                self.grid(table, rows, part, between=1, in_short=True)
                for part in self.parts(table, rows)
            ]
            fitting = [part for part in parts if part]
            return fitting if len(fitting) == len(parts) else ()
        if self.terminal.narrow:
            return ()
        whole = self.grid(table, rows, columns, wrap=False)
        whole = whole or self.grid(table, rows, columns, between=1, in_short=True)
        return (whole,) if whole else ()

    def grid(
        self,
        table: Table,
        rows: Sequence[Cells],
        columns: Sequence[int],
        *,
        between: int = 2,
        in_short: bool = False,
        wrap: bool = True,
    ) -> Grid | None:
        """Return some ``columns`` laid out; None where there is no room for them."""
        head = _sign if in_short else _signed
        heads = ["" if table.bare else head(table.headings[n]) for n in columns]
        cells = [[_cell(row[n], in_short=in_short) for n in columns] for row in rows]
        return self.terminal.laid_out(heads, cells, between=between, wrap=wrap)

    def blocks(self, table: Table, rows: Sequence[Cells], columns: Sequence[int]) -> None:
        self.terminal.gap()
        for row in rows:
            self.line(_signed(row[table.naming]), "bold", hang=2)
            for n in columns:
                if n != table.naming and row[n].text:
                    cell = _cell(row[n])
                    self.line(f"{INDENT}{table.headings[n].text} {cell.text}", cell.style, hang=4)

    def parts(self, table: Table, rows: Sequence[Cells]) -> Iterator[list[int]]:
        """Yield columns of a matrix in parts that fit beside the names."""
        width, every = self.terminal.width, (table.headings, *rows)
        room = width - min(max(cell_len(row[0].text) for row in every), WIDEST_NAME, width // 2)
        part, taken = [0], 0
        for n in range(1, len(table.headings)):
            needed = 1 + max(cell_len(_cell(row[n], in_short=True).text) for row in every)
            if len(part) > 1 and taken + needed > room:
                yield part
                part, taken = [0], 0
            part.append(n)
            taken += needed
        yield part


def _is_shown(block: Block) -> bool:
    return not (isinstance(block, Points) and block.folded)


def _texts(spans: Sequence[Span]) -> Iterator[str]:
    return (span.text for span in spans)


def _signed(span: Span) -> str:
    sign = span.mark.sign if span.mark else ""
    return f"{sign} {span.text}" if sign else span.text


def _sign(span: Span) -> str:
    """Return the sign alone, which a legend explains, or the text where there is none."""
    return span.mark.sign if span.mark and span.mark.sign else span.text


def _cell(span: Span, *, in_short: bool = False) -> Cell:
    text = span.short if in_short and span.short else _signed(span)
    return _known_cell(_sign(span) if span.brief else text, _style(span.mark))


_known_cell = lru_cache(maxsize=1_000)(Cell)
"""Cells that were made before: a matrix of very many subjects has few that differ."""


def _style(mark: Mark | None) -> str:
    return _STYLES[mark.tone] if mark else ""


def _bold(mark: Mark | None) -> str:
    """Return ``mark``'s style for a title, which is bold whatever its tone."""
    style = _style(mark)
    return "bold" if style in ("", "dim") else f"bold {style.removeprefix('bold ')}"
