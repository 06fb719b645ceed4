"""Markdown: what a reader of GitHub's dialect makes of it, and how much of it there is."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.errors import Location, Problem
from plancheck.formats import Show, Style, render, render_as
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    asked_text,
    clause_text,
    finding_text,
    note_text,
    problem_text,
    reported_text,
    todo_text,
)
from plancheck.language.wording import escape_invisible, format_value, obligation_name, subject_name
from plancheck.plan.model import Plan
from plancheck.verdicts.baseline import Comparison
from plancheck.verdicts.recorded import RecordedRun
from plancheck.verdicts.result import CitedEvidence, Head, Said
from plancheck.verdicts.run import Rejected, Run
from tests.formats.many import compared, many
from tests.formats.read_back import from_markdown, markdown_tokens
from tests.formats.specimens import AWKWARD, NAMES, specimens

BLOCKS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
    "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
    "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
}  # fmt: skip
INLINE = {
    "text", "text_special", "code_inline", "strong_open", "strong_close", "em_open", "em_close",
    "html_inline", "link_open", "link_close",
}  # fmt: skip
HOSTILE = (
    "@all", "team@example", "a@b.example", "#12", "owner/name#3", "GH-7", "!8", "~9", "$x$",
    ":smile:", "report.yaml:100:5", "https://e.example/x", "http://e.example", "www.e.example",
    "[text](target)", "[text][ref]", "[ref]: target", "![image](target)", "<https://e.example>",
    "<script>alert(1)</script>", "<b>", "&lt;b&gt;", "&#64;all", "<!-- c -->",
    "# heading", "heading\n===", "heading\n---", "> quote", "- item", "+ item", "* item",
    "1. item", "12) item", "1.", "-", "    code", "\tcode", "```\ncode\n```", "~~~", "***", "---",
    "===", "a|b", "a\\|b", "\\", "\\\\", "a\\", "`a`", "``a`b``", "` `", "**a**", "__a__", "_a_",
    "~~a~~", "a\nb", "a  \nb", " a ", "\u3000a", "", "[^1]", "[x] a", "| --- |", "\u202ea", AWKWARD,
)  # fmt: skip
ADDRESS = "https://e.example/"
"""The only address that is one of the web and may be led to."""
LINKS = re.compile(r"://|www\.|@\w|#\d|!\d|~\d|\$\S|:\w+:|gh-\d", re.IGNORECASE | re.ASCII)


def texts(output: str) -> list[str]:
    """Return the pieces of text in which a reader looks for links: not code, not across tags."""
    pieces = [""]
    in_code = False
    for token in markdown_tokens(output):
        if token.type == "html_inline":
            in_code = token.content == "<code>" or (in_code and token.content != "</code>")
        if token.type in ("text", "text_special") and not in_code:
            pieces[-1] += token.content
        else:
            pieces.append("")
    return [piece for piece in pieces if piece]


def about(plan: Plan, text: str) -> Run:
    """Return a run in which ``text`` stands wherever a file can bring it in."""
    (result, rejected) = specimens()["awkward"].reports
    assert isinstance(rejected, Rejected)
    location = result.location._replace(path=text)
    values = {"key": text, "near": [text]}
    problem = Problem("schema.unknown-key", Location(text, 100, 5), values)
    first, *rest = result.findings
    findings = (first._replace(said=said(text)), *rest)
    head = Head(f"{text}甲", f"{text}乙", result.as_of, f"{text}丙")
    result = replace(result, location=location, findings=findings, head=head)
    return Run(plan, (result, Rejected(text, (problem,))), (problem,))


def said(text: str) -> Said:
    """Return what a report says in its own words, with ``text`` in every place."""
    of_file = {"title": text, "number": text, "url": f"{ADDRESS}{text}", "file": text}
    listed = CitedEvidence(text, **of_file, note=text)
    own = Said(None, (listed, CitedEvidence(text)), f"{text}甲", f"{text}乙", f"{text}丙")
    return own._replace(units={text: own})


def well_formed(output: str) -> None:
    """Assert that there are only the blocks that are meant, and no cell too many or too few."""
    columns: list[int] = []
    cells = 0
    for token in markdown_tokens(output):
        assert token.type in BLOCKS | INLINE, token
        if token.type == "html_inline":
            assert token.content in ("<wbr>", "<code>", "</code>", "<br>", "<sub>", "</sub>")
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(ADDRESS)
        if token.type == "heading_open":
            assert token.tag in ("h1", "h2", "h3")
        if token.type in ("th_open", "td_open"):
            cells += 1
        if token.type == "tr_open":
            cells = 0
        if token.type == "tr_close":
            columns.append(cells)
        if token.type == "table_close":
            assert len(set(columns)) == 1
            columns = []
    for lines in re.findall(r"(?m)(?:^\|.*\n)+", output):
        bars = {len(re.findall(r"\|", line)) for line in lines.splitlines()}
        assert len(bars) == 1, lines  # a reader drops what is too much without a word


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_there_in_full(name: str, lang: Lang) -> None:
    run = specimens()[name]
    output = render("markdown", run, Style(lang, show=Show.ALL))
    well_formed(output)
    text = from_markdown(output)
    for result in run.results:
        assert subject_name(lang, result.plan, result.subject) in text
        assert result.as_of.isoformat() in text
        for note in result.notes:
            assert note_text(lang, note) in text
        for found in result.findings:
            assert obligation_name(lang, result.plan, found.obligation) in text
            assert f"{found.location.line}:{found.location.column}" in text
            assert asked_text(lang, found.measure, found.scenarios) in text or not found.asked
            assert reported_text(lang, found.measure, found.units) in text
            assert format_value(lang, found.verdict) in text
            for note in found.notes:
                assert note_text(lang, note) in text
            if found.verdict.is_open:
                assert finding_text(lang, result.plan, found) in text
                assert todo_text(lang, result, found) in text
                assert clause_text(lang, result.plan, found, result.tier) in text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_a_report_is_markup_or_a_link(plan: Plan, text: str) -> None:
    run = about(plan, text)
    for lang in Lang:
        output = render("markdown", run, Style(lang))
        well_formed(output)
        assert problem_text(lang, run.problems[0]) in from_markdown(output)
        assert escape_invisible(f"{text}:100:5") in from_markdown(output)
        for piece in texts(output):
            assert not LINKS.search(piece), piece


def test_hostile_text_changes_nothing_but_the_text(plan: Plan) -> None:
    """The blocks are the same as with a harmless word."""

    def blocks(text: str) -> list[str]:
        tokens = markdown_tokens(render("markdown", about(plan, text)))
        return [token.type for token in tokens if token.block]

    harmless = blocks("甲")
    for text in HOSTILE:
        assert blocks(text) == harmless, text


def test_a_name_that_stands_first_in_a_line_begins_nothing(plan: Plan) -> None:
    day = datetime.date(2014, 9, 30)
    free = plan.model_copy(update={"subjects": "any"})

    def output(name: str) -> str:
        before = RecordedRun("before.json", day, "0" * 64, {}, frozenset(), frozenset(), (name,))
        comparison = Comparison("before.json", gone=(name,), earlier=(before,))
        return render("markdown", Run(free, comparison=comparison))

    def blocks(name: str) -> list[str]:
        return [token.type for token in markdown_tokens(output(name)) if token.block]

    for text in filter(None, HOSTILE):
        assert blocks(text) == blocks("甲"), text
        assert f"\n{escape_invisible(text).rstrip()}\n" in from_markdown(output(text))


@pytest.mark.parametrize("lang", Lang)
def test_the_picture_of_all_reports_comes_first(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    run = many(tmp_path, plan, reports=8)
    output = render("markdown", run, Style(lang, show=Show.ALL))
    well_formed(output)
    text = from_markdown(output)
    assert len(run.absent) == 24
    for one in run.absent:
        assert subject_name(lang, plan, one.subject) in text
    for task in {task.id: task for task, _ in plan.obligations()}.values():
        assert f"{task.id} {format_value(lang, task.title)}" in text
    heading = next(
        line for line in output.splitlines() if line.startswith("| ") and " 30 |" in line
    )
    matrix = output[output.index(heading) :].split("\n\n")[0].splitlines()[2:]
    failing = ("未达标和未填报", "fail or missing")
    assert matrix.pop().split(" | ")[0].removeprefix("| ") in failing
    names = [row.split(" | ")[0].removeprefix("| ") for row in matrix]
    assert names == [subject_name(lang, plan, subject) for subject in plan.subject_names]
    assert [row for row in matrix if not row.endswith(" |  |")] == matrix[:8]
    second = run.results[1]
    cells = matrix[1].split(" | ")
    assert cells[0].removeprefix("| ") == subject_name(lang, plan, second.subject)
    training = heading.split(" | ").index("15")
    assert cells[training] == "×"
    assert output.index("15.support") < output.index(f"## {subject_name(lang, plan, '北京')}")


def test_gaps_are_the_ten_largest_and_the_rest_a_number(tmp_path: Path, plan: Plan) -> None:
    run = many(tmp_path, plan, reports=32, unusable=False)
    output = render("markdown", run)
    gaps = re.findall(r"(?m)^\| .*`[^`]+\.yaml:\d+:\d+` \|$", output)
    assert len(gaps) == 10
    rest = re.search(r"(?m)^- 另有(\d+)条$", output)
    assert rest
    from plancheck.analysis.rollup import roll_up

    rolled = roll_up(run)
    assert rolled
    assert int(rest[1]) == len(rolled.gaps) - 10


@pytest.mark.parametrize("lang", Lang)
def test_what_changed_since_the_run_before(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    run = compared(many(tmp_path, plan, reports=4))
    output = render("markdown", run, Style(lang, show=Show.ASKED))
    well_formed(output)
    text = from_markdown(output)
    assert "示例-before.json" in text
    for expected in ("6 → 5", "6 → 4", "示例大学基地"):
        assert expected in text
    assert f"\n{subject_name(lang, plan, '天津')} 15.training\n" in text
    assert f"\n{subject_name(lang, plan, '西藏')}\n" in text
    assert ("文字与本次不同，要求相同" if lang is Lang.ZH else "worded differently then") in text
    # The third report has 20 duties that pass, the fourth 12, and 3 that do not.
    counts = {
        Lang.ZH: "新完成34项 · 退步1项 · 新到期未完成3项 · 仍未解决6项 · 数量减少2处",
        Lang.EN: "34 newly done · 1 fallen back · 3 newly due and open · 6 still open",
    }
    assert counts[lang] in text


# --- how much there is ---------------------------------------------------------------------------


def test_no_limit_changes_nothing(tmp_path: Path, plan: Plan) -> None:
    run = many(tmp_path, plan, reports=3)
    whole = render("markdown", run)
    size = len(whole.encode())
    assert render("markdown", run, Style(most_bytes=size)) == whole
    assert render("markdown", run, Style(most_bytes=size - 1)) != whole


@pytest.mark.parametrize("lang", Lang)
def test_it_is_never_longer_than_it_may_be(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    run = compared(many(tmp_path, plan, reports=31))
    whole = render("markdown", run, Style(lang))
    sizes = [1 << power for power in range(21)]
    sizes += range(0, len(whole.encode()), 29989)
    for most in sizes:
        output = render("markdown", run, Style(lang, most_bytes=most))
        assert len(output.encode()) <= most
        assert output.endswith("\n") or most < 200
        assert not output.endswith("\n\n")


def test_whole_reports_are_left_out_the_compliant_first(tmp_path: Path, plan: Plan) -> None:
    run = many(tmp_path, plan, reports=31)
    whole = render("markdown", run, Style(show=Show.ALL))
    assert "未列出明细" not in whole
    most = len(whole.encode()) * 2 // 3
    output = render("markdown", run, Style(most_bytes=most, show=Show.ALL))
    left_out = re.search(r"有(\d+)份报告未列出明细", output)
    assert left_out
    sections = set(re.findall(r"(?m)^## .+：. .*$", output))
    all_sections = set(re.findall(r"(?m)^## .+：. .*$", whole))
    assert int(left_out[1]) == len(all_sections) - len(sections) > 0
    assert sections < all_sections
    assert all("√ 符合要求" in title for title in all_sections - sections)
    for title in sections:
        part = whole[whole.index(title) :].split("\n## ")[0].rstrip()
        assert part in output, "a report is there in full or not at all"
    head = whole[: whole.index("## 北京")]
    assert output.startswith(head.rstrip()), "the picture of all reports stays whole"


def test_rows_are_cut_where_even_the_picture_does_not_fit(tmp_path: Path, plan: Plan) -> None:
    run = many(tmp_path, plan, reports=31)
    output = render("markdown", run, Style(most_bytes=4000, show=Show.ALL))
    well_formed(output)
    assert "有32份报告未列出明细" in output
    assert re.search("另有[0-9]+条", output)
    told = "**应报32 · 不符合要求16 · 符合要求15 · 应报未报1 · 单位不明1**"
    assert output.splitlines()[2] == told
    bare = render("markdown", run, Style(most_bytes=400, show=Show.ALL))
    assert told in bare
    assert "##" not in bare[2:]


# --- listings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    "asked", [{}, {"subject": "上海"}, {"tier": "3"}, {"subject": "上海", "tier": "1"}]
)
def test_a_listing_has_every_obligation(plan: Plan, lang: Lang, asked: dict[str, str]) -> None:
    listing = list_obligations(plan, **asked)
    output = render_as("listing", "markdown", listing, Style(lang))
    well_formed(output)
    text = from_markdown(output)
    for row in listing.rows:
        name = f"{row.obligation.id} {format_value(lang, row.obligation.name)}"
        assert (name in text) is row.asked
        assert row.obligation.id in text


def test_an_empty_listing_says_so(plan: Plan) -> None:
    listing = list_obligations(plan, tasks=["15"], level="designated", tier="3")
    rows = [row for row in listing.rows if row.asked]
    empty = listing._replace(rows=())
    assert "没有符合条件的任务要求。" in from_markdown(render_as("listing", "markdown", empty))
    assert all(row.obligation.id in render_as("listing", "markdown", listing) for row in rows)
