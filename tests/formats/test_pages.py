"""One page model in three formats: what a page says is in each of them, once, and inert."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from plancheck.analysis.difference import differ
from plancheck.analysis.explanation import explain
from plancheck.analysis.listing import list_obligations
from plancheck.formats import Show, Style, formats, render, render_as
from plancheck.formats.html import paint as paint_html
from plancheck.formats.markdown import paint as paint_markdown
from plancheck.formats.pages.listing_page import listing_page
from plancheck.formats.pages.page import (
    MARKS,
    Legend,
    Lines,
    Page,
    PageItem,
    Points,
    Section,
    Span,
    Table,
    Tally,
    Verbatim,
)
from plancheck.formats.pages.report_page import report_section
from plancheck.formats.pages.run_page import run_page
from plancheck.formats.pages.standing import percentage
from plancheck.formats.shared.terminal import wrapped
from plancheck.formats.table import paint as paint_table
from plancheck.inputs.loading import load_report
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    clause_text,
    finding_text,
    phrase_text,
    scenarios_text,
    supply_text,
)
from plancheck.language.wording import escape_invisible, format_value, say
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.official_text import read_official
from plancheck.plan.trace import trace
from plancheck.verdicts.questions import questions
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, judged
from tests.formats.read_back import READ_BACK, from_html, markdown_tokens
from tests.formats.specimens import example, specimens
from tests.formats.test_html import check
from tests.formats.test_markdown import HOSTILE

PAINTERS = ("table", "markdown", "html")
SMALL = ROOT / "examples" / "plans" / "saving-water.yaml"


def plain(text: str) -> str:
    """Return ``text`` without blanks, since painters put in their own."""
    return re.sub(r"\s", "", text)


def shown(of: str, format_: str, thing: object, lang: Lang) -> str:
    text = render_as(of, format_, thing, Style(lang))
    if format_ == "html":
        check(text, lang)
    return plain(READ_BACK.get(format_, str)(text))


@pytest.mark.parametrize(
    "of", ["listing", "explanation", "plan", "difference", "trace", "lint", "run"]
)
def test_what_has_a_page_is_painted_by_all_three(of: str) -> None:
    assert set(PAINTERS) <= set(formats(of=of))
    assert not set(PAINTERS) & set(formats(of="nothing"))


# --- the same facts ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", PAINTERS)
def test_an_explanation_says_what_is_asked_by_which_words_and_what_came_of_it(
    format_: str, lang: Lang, plan: Plan
) -> None:
    report = load_report(example("undetermined"), plan)
    for name in ("15", "19.standard", "1"):
        explained = explain(plan, name, report=report)
        text = shown("explanation", format_, explained, lang)
        assert plain(format_value(lang, explained.task.title)) in text
        for point in explained.points:
            assert plain(format_value(lang, point.obligation.says)) in text
            for cited in point.cited if point.row else ():
                assert plain(cited.phrase) in text
            assert plain("".join(point.entry if point.row else ())) in text
            if point.finding is not None:
                assert plain(finding_text(lang, plan, point.finding)) in text
                assert plain(escape_invisible(str(point.finding.location))) in text
        for one in explained.unassessed:
            assert plain(format_value(lang, one.entry.says)) in text


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", PAINTERS)
def test_a_difference_names_every_change_with_what_it_was_and_is(
    format_: str, lang: Lang, plan: Plan, tmp_path: Path
) -> None:
    changed = tmp_path / "plan.yaml"
    rules = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    assert rules.count("at_least: {1: 6, 2: 4, 3: 1}") == 1
    changed.write_text(rules.replace("at_least: {1: 6,", "at_least: {1: 7,"), "utf-8")
    text = shown("difference", format_, differ(plan, load_plan(str(changed))), lang)
    tier = {Lang.ZH: "一类省份", Lang.EN: "tier 1"}[lang]
    assert "15.training" in text
    assert "6→7" in text
    assert plain(tier) in text
    whole = differ(plan, load_plan(str(SMALL)))
    text = shown("difference", format_, whole, lang)
    for change in whole.changes:
        assert plain(change.obligation.id + format_value(lang, change.obligation.name)) in text
    assert plain(say(lang, "diff.none")) not in text
    assert plain(say(lang, "diff.none")) in shown("difference", format_, differ(plan, plan), lang)


@pytest.mark.parametrize("format_", PAINTERS)
def test_a_trace_and_a_check_say_how_they_came_out(
    format_: str, plan: Plan, tmp_path: Path
) -> None:
    small = load_plan(str(SMALL))
    complete = trace(small, read_official(str(SMALL.with_suffix(".txt")), small))
    assert "100%" in shown("trace", format_, complete, Lang.ZH)
    foreign = tmp_path / "text.txt"
    foreign.write_text("无关的文字。", "utf-8")
    incomplete = trace(small, read_official(str(foreign), small))
    text = shown("trace", format_, incomplete, Lang.ZH)
    assert "100%" not in text
    assert f"问题{len(incomplete.problems)}处" in text
    assert "未发现问题。" in shown("lint", format_, lint(plan), Lang.ZH)


# --- what would say the same is told once --------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", PAINTERS)
def test_a_fact_that_is_missing_is_asked_for_once(format_: str, lang: Lang) -> None:
    run = specimens()["undetermined"]
    (result,) = run.results
    text = plain(READ_BACK.get(format_, str)(render(format_, run, Style(lang))))
    asked = questions(result)
    assert len(asked) == 4
    waiting = {name for question in asked for name in question.obligations}
    assert len(waiting) == 15
    for question in asked:
        assert plain(supply_text(lang, result, question.fact, question.obligation)) in text
    for finding in result.findings:
        if finding.obligation in waiting:  # in full where there is room, and never lost
            clause = plain(clause_text(lang, result.plan, finding, result.tier))
            assert (clause in text) is (format_ != "table")
            assert plain(scenarios_text(lang, result.plan, finding)) in text


@pytest.mark.parametrize(("blank", "summed"), [(3, False), (4, True)])
@pytest.mark.parametrize("format_", PAINTERS)
def test_many_entries_left_blank_are_summed_up(
    format_: str, blank: int, summed: bool, plan: Plan
) -> None:
    names = ["2.framework", "3.programme", "4.scheme", "4.revision"][:blank]
    data = {"province": "江西", "tier": "2", "tasks": dict.fromkeys(names)}
    result = judged(plan, data)
    left = [one for one in result.findings if one.reason == "finding.blank"]
    assert [one.obligation for one in left] == names
    text = plain(READ_BACK.get(format_, str)(render(format_, Run(plan, (result,)))))
    keys = ["2", "3", "4.scheme", "4.revision"][:blank]  # a task that asks one thing is enough
    assert (f"{blank}项未填：{'、'.join(keys)}" in text) is summed
    in_full = not summed or format_ != "table"
    for finding in left:
        by = phrase_text if format_ == "table" else clause_text  # one phrase, or all of them
        assert (plain(by(Lang.ZH, plan, finding, "2")) in text) is in_full
    waiting = {name for question in questions(result) for name in question.obligations}
    open_ = [one for one in result.findings if one.verdict.is_open]
    assert f"需处理事项（{len([one for one in open_ if one.obligation not in waiting])}项）" in text


@pytest.mark.parametrize("format_", PAINTERS)
def test_the_answer_comes_before_the_table_and_that_before_what_is_to_be_done(format_: str) -> None:
    run = specimens()["noncompliant"]
    (result,) = run.results
    text = plain(READ_BACK.get(format_, str)(render(format_, run)))
    training = next(one for one in result.findings if one.obligation == "15.training")
    told = plain(finding_text(Lang.ZH, result.plan, training))
    digest = result.plan.sha256[:12]
    places = [text.index(one) for one in ("不符合要求", "2.framework", told, digest)]
    assert places == sorted(places)


# --- width ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120])
@pytest.mark.parametrize("lang", Lang)
def test_no_table_is_wider_than_the_window(lang: Lang, width: int, plan: Plan) -> None:
    pages = [run_page(run, lang, most=10) for run in specimens().values()]
    pages.append(listing_page(list_obligations(plan), lang))
    sections = [section for page in pages for section in page.sections]
    results = [result for run in specimens().values() for result in run.results]
    sections += [report_section(lang, result, "r1", show=Show.ALL) for result in results]
    tables = [one for part in sections for one in part.blocks if isinstance(one, Table)]
    assert {one.kind for one in tables} > {"findings", "listing", "matrix", "national"}
    for table in tables:
        page = Page("", Span(""), Tally(()), (), (Section("s", (Span(""),), (table,)),), ())
        lines = "".join(paint_table(page, Style(lang, width))).splitlines()
        if table.bare or any(set(line) == {"─"} for line in lines):
            assert max(map(cell_len, lines)) <= width
        else:
            assert width < 80


@pytest.mark.parametrize("width", [20, 59])
def test_a_narrow_window_has_blocks_with_every_cell(width: int) -> None:
    run = specimens()["noncompliant"]
    text = render("table", run, Style(Lang.ZH, width))
    assert "───" not in text
    assert re.search(r"(?m)^15\.training 信息培训\n  性质 必做\n  要求 ≥6次\n  填报 5次\n", text)


def test_the_tasks_titles_are_there_where_they_fit() -> None:
    run = specimens()["noncompliant"]
    title = format_value(Lang.ZH, run.results[0].plan.task_of("15.training").title)
    assert title not in render("table", run, Style(Lang.ZH, 120))
    assert title in render("table", run, Style(Lang.ZH, 200))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "a b",
        "信息培训",
        "15.training 信息培训与人员",
        "a" * 40,
        "很长" * 20,
        "很a" * 9,
    ],
)
@pytest.mark.parametrize("width", [2, 3, 7, 16, 80])
def test_wrapping_loses_nothing_and_breaks_no_word_that_fits(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert lines
    assert max(map(cell_len, lines)) <= width
    assert plain("".join(lines)) == plain(text)
    for word in text.split():
        if cell_len(word) <= width:
            assert any(word in line for line in lines)


# --- data is no markup, whatever block it stands in ----------------------------------------------


def every_block(text: str) -> Page:
    """Return a page with ``text`` wherever there can be any."""
    span, place = Span(text, MARKS[Verdict.FAIL]), Span(text, code=True)
    item = PageItem((span, Span(text)), (text, text), text, text, text)
    blocks: tuple[Any, ...] = (
        Tally(((span, 1),)),
        Lines(((place, span), (Span(text),)), text),
        Verbatim((text, text), text),
        Legend(text, (span,)),
        Points("p", text, (item,)),
        Table("findings", text, (Span(text), span), ((span, place),), foot=(span, span)),
    )
    section = Section("s", (Span(text), span), blocks, (place,))
    return Page(text, span, Tally(((span, 1),)), (text,), (section,), (text,), (text,))


@pytest.mark.parametrize(
    "text", [*filter(None, HOSTILE), "`" * 7, "</pre><b>", "\x1b[31m", "a\rb", "##[error]"]
)
def test_nothing_acts_in_any_block(text: str) -> None:
    for lang in Lang:
        style = Style(lang, 80)
        painted = "".join(paint_table(every_block(text), style))
        assert "##[" not in painted
        for character in painted:
            assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")

        html, harmless = ("".join(paint_html(every_block(one), style)) for one in (text, "甲"))
        tags = [tag for tag, _ in check(html, lang).tags]
        assert tags == [tag for tag, _ in check(harmless, lang).tags]
        assert escape_invisible(text) in from_html(html)

        blocks = [
            [token.type for token in markdown_tokens("".join(page)) if token.block]
            for page in (paint_markdown(every_block(one), style) for one in (text, "甲"))
        ]
        assert blocks[0] == blocks[1]


@pytest.mark.parametrize(
    ("part", "whole", "places", "shown"),
    [
        (421, 440, 1, "95.7%"),
        (13, 15, 0, "87%"),
        (12, 16, 0, "75%"),
        (999, 1000, 0, "99%"),
        (9999, 10000, 1, "99.9%"),
        (1, 1000, 0, "1%"),
        (0, 9, 0, "0%"),
        (9, 9, 0, "100%"),
        (0, 0, 0, "100%"),
    ],
)
def test_only_all_is_a_hundred_percent(part: int, whole: int, places: int, shown: str) -> None:
    assert percentage(part, whole, places=places) == shown
