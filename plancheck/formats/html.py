"""One page of HTML to read, print and hand on: complete in itself, without scripts or addresses."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pkgutil import get_data

from plancheck.formats import Show, Style
from plancheck.formats.pages.page import (
    Block,
    Cells,
    Form,
    Legend,
    Lines,
    Mark,
    Page,
    PageItem,
    Points,
    Section,
    Span,
    Table,
    Tally,
    Verbatim,
)
from plancheck.formats.pages.run_page import run_page
from plancheck.language.message import Lang
from plancheck.language.wording import escape_invisible, say
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Written in UTF-8 whatever the encoding of standard output is: the page says that it is."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A browser loads and runs nothing, whatever should have come to stand in the page."""

LANGUAGES = {Lang.ZH: "zh-CN", Lang.EN: "en"}
WIDE = ("matrix", "tasks")
"""Tables that scroll in a box of their own where the window is too narrow for them."""


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield the outcome, what all reports come to and each report in full.

    A page to hand on has every report unless told otherwise.
    """
    show = style.show or (Show.ALL if run.several else None)
    return paint(run_page(run, style.lang, show=show), style)


def paint(page: Page, style: Style) -> Iterator[str]:
    """Yield ``page`` in full."""
    sections = (_section(section, style.lang) for section in chain(page.sections, page.reports))
    return _filled(_page(page, style.lang), chain.from_iterable(sections))


# --- markup --------------------------------------------------------------------------------------


class Markup(str):
    """Text that is markup already. Nothing but ``_tag`` and ``_joined`` makes any."""

    __slots__ = ()


_PARTS = Markup("\0")
"""Where the parts of something long come; a text that is escaped has no such character."""
_VOID = ("meta",)
_INLINE = ("a", "code", "span", "strong")


def _tag(name: str, /, *children: str, **attributes: str | None) -> Markup:
    """Return an element; what is no markup is escaped. ``class_`` is written ``class``."""
    written = (
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    opening = f"<{name}{''.join(written)}>"
    end = "" if name in _INLINE else "\n"
    if name in _VOID:
        return Markup(opening + end)
    return Markup(f"{opening}{_joined(children)}</{name}>{end}")


def _joined(children: Iterable[str]) -> Markup:
    return Markup(
        "".join(child if isinstance(child, Markup) else _escaped(child) for child in children)
    )


def _filled(frame: str, parts: Iterable[str]) -> Iterator[str]:
    """Yield ``frame`` with ``parts`` at its place for them."""
    before, after = frame.split(_PARTS)
    yield before
    yield from parts
    yield after


def _escaped(text: str) -> str:
    return html.escape(escape_invisible(text), quote=True)


@cache
def _style_sheet() -> Markup:
    sheet = get_data(__package__, "_html.css")
    assert sheet is not None, "only of a package that is not loaded at all"
    return Markup(sheet.decode())


# --- the page ------------------------------------------------------------------------------------


def _page(page: Page, lang: Lang) -> str:
    head = _tag(
        "head",
        _tag("meta", charset="utf-8"),
        _tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        _tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _tag("meta", name="color-scheme", content="light dark"),
        _tag("title", page.title),
        _tag("style", _style_sheet()),
    )
    return "<!DOCTYPE html>\n" + _tag("html", head, _body(page, lang), lang=LANGUAGES[lang])


def _body(page: Page, lang: Lang) -> Markup:
    facts = (_tag("p", fact, class_="fact") for fact in page.facts)
    small_print = (_tag("p", line) for line in page.small_print)
    outcome = ""
    if page.outcome.text:
        parts = (*_signed(page.outcome), *(f" {count}" for count in page.counts))
        outcome = _tag("p", *parts, class_=f"outcome {_tone(page.outcome.mark)}")
    many = bool(page.tally.counts)
    tally = _tally(page.tally) if many else ""
    return _tag(
        "body",
        _tag("header", _tag("h1", page.title), *facts, outcome, tally, id="top"),
        _contents(page.sections, lang) if len(page.sections) > 1 else "",
        _tag("main", _PARTS),
        _tag("footer", *small_print),
        class_="many" if many else None,
    )


def _contents(sections: Iterable[Section], lang: Lang) -> Markup:
    links = (
        _tag("li", _tag("a", *(span.text for span in section.title), href=f"#{section.id}"))
        for section in sections
        if section.title
    )
    return _tag("nav", _tag("ul", *links), aria_label=say(lang, "page.contents"))


def _section(section: Section, lang: Lang) -> Iterator[str]:
    """Yield ``section``; a report among several is folded, and opens where a link leads into it."""
    head, facts = Markup(), Markup()
    if section.title:
        title, *rest = section.title
        badges = (_joined((" ", _badge(span))) for span in rest)
        head = _tag("h2", _span(title), *badges)
    if section.facts:
        facts = _tag("ul", *(_tag("li", _span(span)) for span in section.facts), class_="facts")
    level = None if section.title else "2"  # the page's own title stands right above
    blocks = chain.from_iterable(_block(block, lang, level) for block in section.blocks)
    back = _tag("p", _tag("a", say(lang, "page.top"), href="#top"), class_="back")
    if section.weight is None:
        frame = _tag("section", head, facts, _PARTS, back, id=section.id, class_="part")
    elif head:
        inner = _tag("div", facts, _PARTS, back, id=section.id)
        frame = _tag("section", _tag("details", _tag("summary", head), inner), class_="report")
    else:
        frame = _tag("section", facts, _PARTS, back, id=section.id, class_="report")
    return _filled(frame, blocks)


def _block(block: Block, lang: Lang, level: str | None) -> Iterable[str]:
    """Return ``block``; ``level`` is that of its heading where it is not the usual one."""
    return _table(block) if isinstance(block, Table) else (_small_block(block, lang, level),)


def _small_block(
    block: Tally | Legend | Points | Lines | Form | Verbatim, lang: Lang, level: str | None
) -> Markup:
    if isinstance(block, Tally):
        return _tally(block)
    if isinstance(block, Legend):
        signs = (_tag("li", _badge(span)) for span in block.spans)
        return _joined(
            (_tag("p", block.caption, class_="legend"), _tag("ul", *signs, class_="legend"))
        )
    if isinstance(block, Form):
        fields = (_field(label, text) for label, text in block.fields)
        return _tag("dl", *fields, class_="form")
    if isinstance(block, Points):
        points = _tag("ol", *(_point(point, lang) for point in block.rows), class_="points")
        if block.folded:  # on paper it stays closed
            heading = _tag("h3", block.caption, aria_level=level)
            return _tag("details", _tag("summary", heading), points, id=block.id)
        heading = (
            _tag("h3", block.caption, id=block.id, aria_level=level) if block.caption else Markup()
        )
        return _joined((heading, points))
    heading = _tag("h3", block.caption, aria_level=level) if block.caption else Markup()
    if isinstance(block, Verbatim):
        return _joined((heading, _verbatim(block.rows)))
    rows = _tag("ul", *(_tag("li", *_spaced(row)) for row in block.rows), class_="lines")
    if block.long:
        return _tag("details", _tag("summary", heading), rows)
    return _joined((heading, rows))


def _field(label: str, text: str) -> Markup:
    """Return a label and what is filled in, or room to write."""
    return _tag("div", _tag("dt", label), _tag("dd", text, class_=None if text else "blank"))


def _verbatim(rows: Iterable[str]) -> Markup:
    lines = (part for row in rows for part in (Markup(_escaped(row)), Markup("\n")))
    return _tag("pre", _tag("code", *lines))


def _tally(tally: Tally) -> Markup:
    """Return a tile for each number; a tile that leads somewhere is a link."""

    def tiles() -> Iterator[Markup]:
        for what, count in tally.counts:
            tone = _tone(what.mark) if count else "quiet"
            number = _tag("strong", str(count))
            tile = _joined((number, " ", _tag("span", *_signed(what), class_="word")))
            link = _tag("a", tile, href=f"#{what.to}") if what.to else tile
            yield _tag("li", link, class_=tone)

    return _tag("ul", *tiles(), class_="tally")


def _point(point: PageItem, lang: Lang) -> Markup:
    name: list[str] = []
    for span in point.name:
        signed = span.mark is not None and span.mark.sign
        name += (_badge(span) if signed else _tag("strong", span.text), " ")
    if point.place is not None:
        name.append(_tag("code", point.place))
    todo = _tag("p", _tag("strong", say(lang, "page.todo")), point.todo) if point.todo else ""
    return _tag(
        "li",
        _tag("p", *name, class_="name"),
        *(_tag("p", text) for text in point.found),
        todo,
        _tag("p", point.clause, class_="clause") if point.clause else "",
        class_=_tone(point.mark),
    )


def _table(table: Table) -> Iterator[str]:
    headings = [
        _tag("th", *_cell(span), scope="col", class_=_class(span)) for span in table.headings
    ]
    ids = table.ids or (None,) * len(table.rows)
    rows = (_row(table, row, id_) for row, id_ in zip(table.rows, ids, strict=True))
    whole = _tag(
        "table",
        _tag("caption", table.caption),
        _tag("thead", _tag("tr", *headings)),
        _tag("tbody", _PARTS),
        _tag("tfoot", _row(table, table.foot, None)) if table.foot else "",
        class_=table.kind,
    )
    if table.kind in WIDE:
        box = {"class_": "box", "tabindex": "0", "role": "region", "aria_label": table.caption}
        whole = _tag("div", whole, **box)
    return _filled(whole, rows)


def _row(table: Table, row: Cells, id_: str | None) -> Markup:
    """Return a row; where it is short its last cell fills what is left of the table."""
    missing = len(table.headings) - len(row)
    cells = []
    for number, (span, heading) in enumerate(zip(row, table.headings, strict=False)):
        naming = number == table.naming
        last = number == len(row) - 1
        cells.append(
            _tag(
                "th" if naming else "td",
                *_cell(span),
                scope="row" if naming else None,
                class_=_class(span),
                colspan=str(missing + 1) if missing and last else None,
                data_label=heading.text if table.kind not in WIDE else None,
            )
        )
    return _tag("tr", *cells, id=id_)


def _cell(span: Span) -> tuple[str, ...]:
    badge = span.mark and span.mark.sign and not span.brief
    small = (_tag("p", *_spaced(line), class_="said") for line in span.below)
    return (_badge(span) if badge else _span(span), *small)


def _class(span: Span) -> str | None:
    kinds = []
    if span.text.isdigit():
        kinds.append("number")
    if span.brief:
        kinds.append("brief")
    if span.mark is not None and (span.brief or not span.mark.sign):
        kinds.append(_tone(span.mark))
    return " ".join(kinds) or None


def _spaced(spans: Cells) -> Iterator[str]:
    for number, span in enumerate(spans):
        yield " " if number else ""
        yield _span(span)


def _span(span: Span) -> Markup:
    text: str = _tag("code", span.text) if span.code else span.text
    if span.brief and span.mark:
        sign = _tag("span", span.mark.sign, aria_hidden="true", title=span.text)
        text = _joined((sign, _tag("span", span.text, class_="unseen")))
    if span.to:
        return _tag("a", text, href=f"#{span.to}")
    if span.address:
        return _tag("a", text, href=span.address, rel="noreferrer")
    return _joined((text,))


def _badge(span: Span) -> Markup:
    """Return the sign and the word in the tone of both."""
    return _tag("span", *_signed(span), class_=f"badge {_tone(span.mark)}")


def _signed(span: Span) -> Iterator[str]:
    if span.mark is not None and span.mark.sign:
        yield _tag("span", span.mark.sign, class_="sign", aria_hidden="true")
        yield " "
    yield span.text


def _tone(mark: Mark | None) -> str:
    return str(mark.tone) if mark else "quiet"
