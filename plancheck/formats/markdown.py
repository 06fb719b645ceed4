"""GitHub-flavoured Markdown, for a job's summary, a comment or a wiki; data in it is no markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from plancheck.formats import Style
from plancheck.formats.pages.page import (
    Block,
    Cells,
    Form,
    Legend,
    Lines,
    Page,
    Points,
    Section,
    Span,
    Table,
    Tally,
    Verbatim,
)
from plancheck.formats.pages.run_page import run_page
from plancheck.formats.shared.cells import dotted
from plancheck.language.message import Lang
from plancheck.language.wording import SIGNS, escape_invisible, joined, say
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Written in UTF-8 whatever the encoding of standard output is."""

BLANK = "________"
"""A line to write on."""
MOST_NAMED = 10
"""How many shortfalls, and names in a cell, are shown; a page for print shows all."""


def render(run: Run, style: Style) -> str | Iterator[str]:
    """Return the outcome, what all reports come to and each report, within ``most_bytes``."""
    return paint(run_page(run, style.lang, most=MOST_NAMED, show=style.show), style)


def paint(page: Page, style: Style) -> str | Iterator[str]:
    """Return ``page`` in no more than ``most_bytes``, in pieces if there may be any number of them.

    Whole reports are left out first, compliant ones before others; then rows of all tables and
    lists alike, and at the very end everything but the outcome.
    """
    lang, most = style.lang, style.most_bytes
    opening, small_print = _opening(page), _dotted(page.small_print)
    head = [opening, *(_section(lang, section) for section in page.sections)]
    if most is None:
        reports = (_section(lang, section) for section in page.reports)
        return _pieces(chain(head, reports, [small_print]))
    details = [_section(lang, section) for section in page.reports]
    whole = _text([*head, *details, small_print])
    if _bytes(whole) <= most:
        return whole
    left = most - _bytes(_text([*head, _left_out(lang, len(details)), small_print]))
    if left >= 0:
        kept = _kept(page.reports, details, left)
        return _text([*head, *kept, _left_out(lang, len(details) - len(kept)), small_print])
    end = [_left_out(lang, len(details)), small_print]

    def shortened(rows: int) -> str:
        short = (_section(lang, _shortened(section, lang, rows)) for section in page.sections)
        return _text([opening, *short, *end])

    longest = max((len(block.rows) for block in _rowed(page.sections)), default=0)
    rows = bisect_right(range(longest), most, key=lambda rows: _bytes(shortened(rows))) - 1
    return _cut(shortened(rows) if rows >= 0 else _text([opening, *end]), most)


# --- what fits -----------------------------------------------------------------------------------


def _kept(reports: Sequence[Section], details: Sequence[str], room: int) -> list[str]:
    """Return, in their order, the details that fit into ``room``, the weightiest chosen first."""
    chosen = set()
    weights = [section.weight or 0 for section in reports]
    for number in sorted(range(len(weights)), key=weights.__getitem__):
        size = _bytes(details[number] + _BETWEEN)
        if size <= room:
            chosen.add(number)
            room -= size
    return [details[number] for number in sorted(chosen)]


def _shortened(section: Section, lang: Lang, most: int) -> Section:
    """Return ``section`` with no table or list longer than ``most`` rows, and how many are gone."""

    def blocks() -> Iterator[Block]:
        for block in section.blocks:
            if isinstance(block, Table | Lines) and len(block.rows) > most:
                yield replace(block, rows=block.rows[:most])
                more = say(lang, "page.more", {"count": len(block.rows) - most})
                yield Lines(((Span(more),),))
            else:
                yield block

    return replace(section, blocks=tuple(blocks()))


def _rowed(sections: Sequence[Section]) -> Iterator[Table | Lines]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table | Lines):
                yield block


def _left_out(lang: Lang, count: int) -> str:
    sentence = say(lang, "page.left-out", {"count": count})
    return f"*{_escaped(sentence)}*" if count else ""


def _cut(text: str, most: int) -> str:
    """Return as many whole lines of ``text`` as fit, which may be none."""
    kept = ""
    for line in text.splitlines(keepends=True):
        if _bytes(kept + line) > most:
            break
        kept += line
    return kept and f"{kept.rstrip()}\n"


_BETWEEN = "\n\n"


def _text(parts: Iterable[str]) -> str:
    return "".join(_pieces(parts))


def _pieces(parts: Iterable[str]) -> Iterator[str]:
    for number, part in enumerate(filter(None, parts)):
        yield _BETWEEN + part if number else part
    yield "\n"


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))


# --- blocks --------------------------------------------------------------------------------------


def _opening(page: Page) -> str:
    outcome = f"**{_span(page.outcome)}**" if page.outcome.text else ""
    counts = map(_escaped, page.counts)
    summary = _BETWEEN.join(filter(None, (outcome, *counts)))
    parts = (f"# {_escaped(page.title)}", summary, _dotted(page.facts))
    return _BETWEEN.join(filter(None, parts))


def _dotted(facts: Sequence[str]) -> str:
    return dotted(map(_escaped, facts))


def _section(lang: Lang, section: Section) -> str:
    title = f"## {SIGNS[lang].colon.join(map(_span, section.title))}" if section.title else ""
    facts = dotted(map(_span, section.facts))
    blocks = (_block(lang, block) for block in section.blocks)
    return _BETWEEN.join(filter(None, (title, facts, *blocks)))


def _block(lang: Lang, block: Block) -> str:
    if isinstance(block, Tally):
        return joined(lang, (f"{_span(what)} {count}" for what, count in block.counts))
    if isinstance(block, Legend):
        signs = joined(lang, map(_span, block.spans))
        return f"{_escaped(block.caption)}{SIGNS[lang].colon}{signs}"
    if isinstance(block, Table):
        return _captioned(block.caption if block.kind == "findings" else "", _table(block))
    if isinstance(block, Points):
        return _captioned(block.caption, _points(lang, block))
    if isinstance(block, Form):
        filled = (f"{_escaped(label)} {_escaped(text or BLANK)}" for label, text in block.fields)
        return dotted(filled)
    if isinstance(block, Verbatim):
        rows = [escape_invisible(row) for row in block.rows]
        fence = "`" * (2 + max(map(len, re.findall("`+", "".join(("`", *rows))))))
        return _captioned(block.caption, [fence, *rows, fence])
    return _captioned(block.caption, [f"- {' '.join(map(_span, row))}" for row in block.rows])


def _captioned(caption: str, lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"### {_escaped(caption)}{_BETWEEN}{text}" if caption else text


def _points(lang: Lang, points: Points) -> Iterator[str]:
    """Yield the name of each point, and below it what was found, what to do, by which clause."""
    todo = say(lang, "page.todo")
    for point in points.rows:
        where = f" {_code(point.place)}" if point.place is not None else ""
        yield f"- **{' '.join(map(_span, point.name))}**{where}"
        below = (*point.found, point.todo and todo + point.todo, point.clause)
        yield from (f"  - {_escaped(text)}" for text in below if text)


def _table(table: Table) -> list[str]:
    """Return the lines of ``table``, each with as many cells as there are headings."""
    columns = len(table.headings)
    empty = (Span(""),) * columns
    every = (table.headings, *table.rows, *([table.foot] if table.foot else []))
    rows = [(*row, *empty)[:columns] for row in every]
    heading, *lines = (f"| {' | '.join(map(_span, row))} |" for row in rows)
    return [heading, "|" + " --- |" * columns, *lines]


def _span(span: Span) -> str:
    text = _code(span.text) if span.code else _escaped(span.text)
    if span.address:
        text = f"[{text}]({span.address})"
    if span.mark is not None and span.mark.sign:
        sign = _escaped(span.mark.sign)
        text = sign if span.brief else f"{sign} {text}"
    return "".join((text, *map(_small, span.below)))


def _small(line: Cells) -> str:
    return f"<br><sub>{' '.join(map(_span, line))}</sub>"


# --- data is no markup ---------------------------------------------------------------------------

_ACTING = re.compile(r"[\\|<>&\[\]()*_#@~!`$^]")
_WRITTEN_OUT = "\\|<&"
"""What an escape does not help everywhere: a table is cut at every bar before escapes are read."""
_LEADING = re.compile(r"^(?:(?=[-+=])|(\d+)(?=[.)](?:\s|$))|(\s))")
"""What begins a list, a rule, or a block of code where it stands first."""
_LINKING = re.compile(r"(?<=[@#!~$:])(?=\S)|(?<=www)(?=\.)|(?<=gh-)(?=\d)", re.IGNORECASE)
"""Where a mention, an issue's number, an address or the name of an emoji is found."""


def _escaped(text: str) -> str:
    """Return ``text`` so that it is shown as it is, whatever is in it and wherever it stands.

    Readers such as GitHub look for links in the finished text, in which an escape is gone already:
    there a tag that shows nothing comes between.
    """
    pieces = (_ACTING.sub(_written, piece) for piece in _LINKING.split(escape_invisible(text)))
    return _LEADING.sub(_begun, "<wbr>".join(pieces))


def _written(match: re.Match[str]) -> str:
    return _entity(match[0]) if match[0] in _WRITTEN_OUT else f"\\{match[0]}"


def _begun(match: re.Match[str]) -> str:
    number, blank = match.groups()
    return _entity(blank) if blank else f"{number or ''}\\"


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def _code(text: str) -> str:
    """Return ``text`` as the name of a file or a place, in which no reader looks for anything."""
    if text.strip(" `|\\") != text or "|" in text or "`" in text or not text:
        return f"<code>{_escaped(text)}</code>"
    return f"`{escape_invisible(text)}`"
