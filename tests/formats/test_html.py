"""HTML: one page that needs nothing else, loads nothing, and shows data as text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.analysis.rollup import roll_up
from plancheck.formats import Show, Style, render, render_as
from plancheck.formats.shared.cells import state_word
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    clause_text,
    finding_text,
    note_text,
    problem_text,
    todo_text,
)
from plancheck.language.wording import escape_invisible, format_value, obligation_name, subject_name
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.requirements.base.wording import Text
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import State
from plancheck.verdicts.run import Run
from tests.formats.many import compared, many
from tests.formats.read_back import from_html
from tests.formats.specimens import NAMES, specimens
from tests.formats.test_markdown import ADDRESS, HOSTILE, about

TAGS = set(
    "html head meta title style body header nav main section h1 h2 h3 p ul ol li a span strong "
    "code div table caption thead tbody tfoot tr th td footer pre dl dt dd details summary".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name id class href title scope colspan role tabindex "
    "aria-label aria-hidden aria-level data-label rel".split()
)
HOSTILE_HTML = (
    *HOSTILE,
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus x="',
    "</title><style>*{color:red}</style>",
    "</style><script>",
    "</td></tr></table><h1>",
    "<img src=x onerror=alert(1)>",
    "<iframe srcdoc='<b>'>",
    "javascript:alert(1)",
    "&lt;b&gt;&amp;&#60;",
    "--><!--",
    "<![CDATA[",
    "<?xml?>",
    "{{7*7}}",
)


class Page(HTMLParser):
    """A page as its elements; refuses what does not nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs)
        assert set(given) <= ATTRIBUTES, given
        self.tags.append((tag, given))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(f"{tag} closes itself")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("an instruction")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration")

    def named(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.tags if name == tag]


def check(text: str, lang: Lang) -> Page:
    """Return the page, having asserted what holds for each."""
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n<html lang=")
    assert page.named("html") == [{"lang": "zh-CN" if lang is Lang.ZH else "en"}]
    first, second, *_ = page.named("meta")
    assert first == {"charset": "utf-8"}
    assert second == {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    }
    assert text.index("charset") < 1024
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    for link in page.named("a"):
        if not link["href"].startswith(ADDRESS):
            assert link["href"].removeprefix("#") in ids
            assert link["href"].startswith("#")
    for given in page.named("th"):
        assert given["scope"] in ("col", "row")
    assert len(page.named("caption")) == len(page.named("table"))
    for heading in ("h1", "h2", "h3", "caption", "th"):
        assert len(page.named(heading)) <= len(re.findall(rf"<{heading}\b[^>]*>(?!</)", text))
    return page


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_there_in_full(name: str, lang: Lang) -> None:
    run = specimens()[name]
    output = render("html", run, Style(lang, show=Show.ALL))
    check(output, lang)
    text = from_html(output)
    for result in run.results:
        assert subject_name(lang, result.plan, result.subject) in text
        assert escape_invisible(result.path) in text
        assert result.as_of.isoformat() in text
        for note in result.notes:
            assert note_text(lang, note) in text
        for found in result.findings:
            assert obligation_name(lang, result.plan, found.obligation) in text
            assert f"{found.location.line}:{found.location.column}" in text
            for note in found.notes:
                assert note_text(lang, note) in text
            if found.verdict.is_open:
                assert finding_text(lang, result.plan, found) in text
                assert todo_text(lang, result, found) in text
                assert clause_text(lang, result.plan, found, result.tier) in text
    for rejected in run.rejected:
        for problem in rejected.problems:
            assert problem_text(lang, problem) in text


@cache
def harmless_page(lang: Lang) -> Page:
    return check(render("html", about(load_plan(), "甲"), Style(lang)), lang)


@pytest.mark.parametrize("text", HOSTILE_HTML)
def test_data_makes_no_element_and_no_attribute(plan: Plan, text: str) -> None:
    run = about(plan, text)
    for lang in Lang:
        output = render("html", run, Style(lang))
        page = check(output, lang)
        harmless = harmless_page(lang)
        assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
        for (_, given), (_, same) in zip(page.tags, harmless.tags, strict=True):
            assert set(given) == set(same)
        assert problem_text(lang, run.problems[0]) in from_html(output)
        assert escape_invisible(f"{text}:100:5") in from_html(output)


def test_the_names_of_a_plan_make_no_attribute(plan: Plan) -> None:
    """They are the only data that stand in attributes, as the labels of cells."""
    tiers = {key: Text(zh='\u202e" onclick="x', en="' onclick='x") for key in plan.tiers}
    renamed = plan.model_copy(update={"tiers": tiers})
    for lang in Lang:
        page = check(render_as("listing", "html", list_obligations(renamed), Style(lang)), lang)
        labels = {given.get("data-label") for given in page.named("td")}
        assert {escape_invisible(format_value(lang, title)) for title in tiers.values()} <= labels


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_it_is_fetched_or_run(name: str) -> None:
    text = render("html", specimens()[name])
    assert text.count("http") == text.count("http-equiv=") == 1
    for acting in (
        "<script",
        "<link",
        "<img",
        "<base",
        "<form",
        "url(",
        "@import",
        "xmlns",
        "javascript:",
    ):
        assert acting not in text
    assert not re.search(r"<[^>]*\son\w+=", text)


def test_the_style_sheet_is_whole() -> None:
    (sheet,) = Page(render("html", specimens()["nothing"])).texts["style"]
    assert sheet.count("{") == sheet.count("}") > 50
    assert "<" not in sheet
    for needed in ("@page", "@media print", "prefers-color-scheme: dark", "prefers-contrast",
                   "table-header-group", "break-inside: avoid"):  # fmt: skip
        assert needed in sheet


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_colour_can_be_read_on_its_ground() -> None:
    (sheet,) = Page(render("html", specimens()["nothing"])).texts["style"]
    blocks = re.findall(r":root \{([^}]*--ink[^}]*--paper[^}]*)\}", sheet)
    themes = [dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in blocks]
    assert len(themes) == 3, "light, dark and print"
    for theme in themes:
        for name in ("good", "bad", "warn", "wait", "spared", "quiet"):
            assert contrast(theme[name], theme[f"{name}-wash"]) >= 4.5, (name, theme)
            assert contrast(theme[name], theme["paper"]) >= 4.5, (name, theme)
        for name in ("ink", "soft", "accent"):
            assert contrast(theme[name], theme["paper"]) >= 4.5, (name, theme)
            assert contrast(theme[name], theme["wash"]) >= 4.5, (name, theme)


# --- many reports --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_the_picture_of_all_reports(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    run = compared(many(tmp_path, plan, reports=20))
    output = render("html", run, Style(lang))
    check(output, lang)
    text = from_html(output)
    rolled = roll_up(run)
    assert rolled
    matrix = re.search(r'<table class="matrix">.*?</table>', output, re.DOTALL)
    assert matrix
    rows = matrix[0].split("<tfoot>")[0].split("<tr>")[2:]
    assert len(rows) == len(rolled.rows) == 32
    absent = {expected.subject for expected in run.absent}
    for subject, row, shown in zip(plan.subject_names, rolled.rows, rows, strict=True):
        tasks = rolled.tasks if subject not in absent else ()
        words = [format_value(lang, row.cells[task.id].verdict) for task in tasks]
        told = re.findall(r'class="unseen">([^<]+)<', shown)
        assert told[len(told) - len(words) :] == words  # the tasks are the last columns
        assert re.search(rf">{re.escape(subject_name(lang, plan, subject))}<", shown)
        assert (state_word(lang, State.ABSENT) in shown) is (subject in absent)
    gaps = re.search(r'<table class="gaps">.*?</table>', output, re.DOTALL)
    assert gaps
    assert gaps[0].count("<tr>") - 1 == len(rolled.gaps) > 10
    for total in rolled.totals:
        assert f"{total.obligation.id} {format_value(lang, total.obligation.name)}" in text
    for told in ("示例-before.json", "6 → 5", "示例大学基地"):
        assert told in text


@pytest.mark.parametrize("lang", Lang)
def test_a_report_among_several_is_folded_and_a_cell_leads_into_it(
    tmp_path: Path, plan: Plan, lang: Lang
) -> None:
    """A browser opens what is folded for a link that leads to something in it."""
    run = many(tmp_path, plan, reports=5)
    output = render("html", run, Style(lang))
    parts = re.findall(r"<details>(.*?)</details>", output, re.DOTALL)
    assert len(parts) == len(run.reports) == 6
    folded = [(part, set(re.findall(r'id="([^"]+)"', part))) for part in parts]
    rows = output.split('<table class="matrix">')[1].split("<tfoot>")[0].split("<tr>")[2:]
    for result, (part, ids), row in zip(run.results, folded, rows, strict=False):
        assert subject_name(lang, plan, result.subject) in part.split("</summary>")[0]
        verdicts = {one.obligation: one.verdict for one in result.findings}
        cells = re.findall(r'<a href="#(r\d+-([^"]+))">.*?class="unseen">([^<]+)<', row)
        assert len(cells) == 24
        for target, obligation, word in cells:
            assert target in ids
            assert word == format_value(lang, verdicts[obligation])
            line = re.search(rf'<tr id="{re.escape(target)}">.*?</tr>', part, re.DOTALL)
            assert line
            assert obligation_name(lang, plan, obligation) in from_html(line[0])


def test_reports_are_in_the_order_of_the_plan(tmp_path: Path, plan: Plan) -> None:
    """The names of the files are in another."""
    for name, subject in {"1": "青海", "2": "上海", "3": "北京"}.items():
        (tmp_path / f"{name}.yaml").write_text(f"province: {subject}\ntier: 1\n", "utf-8")
    run = judge([str(tmp_path)], plan)
    output = render("html", run)
    summaries = re.findall(r"<summary>.*?</summary>", output, re.DOTALL)
    names = [next(name for name in ("北京", "上海", "青海") if name in one) for one in summaries]
    assert names == ["北京", "上海", "青海"]


def test_one_report_is_shown_without_a_picture() -> None:
    text = render("html", specimens()["noncompliant"])
    assert '<table class="matrix">' not in text
    assert "不符合要求 必做" in from_html(text)


def test_a_tile_leads_to_what_is_open() -> None:
    run = specimens()["noncompliant"]
    text = render("html", replace(run, reports=tuple(run.reports) * 2))
    assert re.search(r'<li class="bad"><a href="#r1-open"><strong>6</strong>', text)
    assert '<h3 id="r1-open">' in text


def test_fifty_problems_and_the_number_of_the_rest(plan: Plan) -> None:
    (_, rejected) = specimens()["awkward"].reports
    problems = tuple(
        rejected.problems[0]._replace(values={"key": f"k{number}", "near": []})
        for number in range(60)
    )
    text = from_html(render("html", Run(plan, (rejected._replace(problems=problems),))))
    assert "“k49”" in text
    assert "“k50”" not in text
    assert "另有10条" in text


def test_a_run_that_failed_says_so(plan: Plan) -> None:
    for format_ in ("html", "markdown"):
        run = replace(specimens()["compliant"], failed=True)
        assert "不能作准" in render(format_, run)
        assert "不能作准" in render(format_, Run(None, failed=True))


# --- listings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("asked", [{}, {"subject": "上海"}, {"subject": "上海", "tier": "3"}])
def test_a_listing_has_every_obligation(plan: Plan, lang: Lang, asked: dict[str, str]) -> None:
    listing = list_obligations(plan, **asked)
    output = render_as("listing", "html", listing, Style(lang))
    page = check(output, lang)
    text = from_html(output)
    for row in listing.rows:
        name = f"{row.obligation.id} {format_value(lang, row.obligation.name)}"
        assert (name in text) is row.asked
    assert Counter(tag for tag, _ in page.tags)["tr"] == sum(row.asked for row in listing.rows) + 1
    check(render_as("listing", "html", listing._replace(rows=()), Style(lang)), lang)
