"""The table: the answer first, only what is asked, nothing wider than the window."""

from __future__ import annotations

import glob
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from plancheck.formats import Show, Style, render
from plancheck.formats.pages.page import Section, Span, Table
from plancheck.formats.pages.report_page import TOLD_BY_MARKS
from plancheck.formats.pages.run_page import run_page
from plancheck.formats.shared.terminal import Cell, Terminal, filled
from plancheck.formats.table import paint
from plancheck.language.message import Lang
from plancheck.language.sentences import note_text, phrase_text
from plancheck.plan.model import Plan
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Verdict
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, Ran, finding, judged

Cli = Callable[..., Ran]
EXAMPLES = sorted(
    path for path in glob.glob(str(ROOT / "examples" / "*.yaml")) if "roster" not in path
)


def checked(plan: Plan, *names: str) -> Run:
    """Return the run of some examples, named as from the root of the repository."""
    return judge([f"examples/{name}.yaml" for name in names], plan)


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def lines_of(run: Run, lang: Lang = Lang.ZH, width: int | None = 80, **style: Show) -> list[str]:
    return render("table", run, Style(lang, width, **style)).splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "examples/broken.yaml:4:11: “上诲”不在名单中；是不是 上海？请改正",
        'By task 4: "部分一类、二类省份", "新实施12项", "各类省份必做"',
        "示例（示例函〔2014〕71号），9差8人、15.training差1次、19差3家，did you mean 上海?",
        "江西（二类省份*） · 2014年全国专利事业发展战略推进计划 · 截至 2014-12-31",
    ],
)
def test_no_line_begins_or_ends_with_the_wrong_sign(text: str) -> None:
    for width in range(30, cell_len(text)):
        lines = filled(text, width, 2)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        for line in lines:
            assert cell_len(line) <= width
            assert line.strip()[0] not in "，、；：。！？）”》〕,;:?)"
            assert line.strip()[-1] not in "（“《〔("
            assert not re.search(r"(^|[^0-9])[0-9]+$", line) or line == lines[-1], "what it counts"


def test_in_a_pipe_each_row_is_one_line() -> None:
    terminal = Terminal(Style(Lang.ZH, None))
    grid = terminal.laid_out(["名称", "数"], [[Cell("新疆生产建设兵团" * 20), Cell("1")]])
    assert grid is not None
    terminal.table(grid)
    assert len(terminal.take().splitlines()) == 3


# --- one report ----------------------------------------------------------------------------------


def test_the_answer_comes_first(plan: Plan) -> None:
    head = lines_of(checked(plan, "tier2-noncompliant"))[:2]
    assert head[0].startswith(
        "江西（二类省份*） · 2014年全国专利事业发展战略推进计划 · 截至 2014-12-31"
    )
    assert re.search("必做16项：达标13 · 未达标2 · 未填报1$", head[1])


@pytest.mark.parametrize("lang", Lang)
def test_a_report_that_fails_and_one_with_open_facts_fit_on_a_screen(
    plan: Plan, lang: Lang
) -> None:
    failing = lines_of(checked(plan, "tier2-noncompliant"), lang)
    assert len(failing) <= 45
    assert max(map(cell_len, failing)) <= 80
    open_ = lines_of(checked(plan, "undetermined"), lang)
    assert len(open_) <= 50
    assert sum(bool(re.match(r"[0-9]+\. ", line)) for line in open_) == 4


def test_an_empty_form_lacks_each_kind_once(plan: Plan, tmp_path: Path, run_cli: Cli) -> None:
    form = tmp_path / "form.yaml"
    assert run_cli("init", "--province", "江西", "-o", str(form)).code == 0
    run = judge([str(form)], plan)
    lines = lines_of(run)
    below = lines[max(n for n, line in enumerate(lines) if "───" in line) :]
    below = below[below.index("") :]
    assert len(below) <= 40
    blank = sum(one.reason == "finding.blank" for one in run.results[0].findings)
    assert blank > 10
    told = "".join(map(str.strip, below)).replace("→未填报", "")  # what a fact would lead to
    assert told.count("未填") == told.count(f"{blank}项未填：") == 1


def test_only_what_is_asked_is_a_row(plan: Plan) -> None:
    run = checked(plan, "tier2-noncompliant")
    (result,) = run.results
    text = "\n".join(lines_of(run, width=None))
    every = "\n".join(lines_of(run, width=None, show=Show.ALL))
    for one in result.findings:
        row = re.compile(rf"(?m)^{re.escape(one.obligation)} ")
        left_out = one.verdict in (Verdict.NOT_APPLICABLE, Verdict.OPTIONAL)
        assert bool(row.search(text)) is not left_out
        line = rf"(?m){re.escape(one.obligation)} .* {one.location.line}:{one.location.column}$"
        assert re.search(line, every)
    (spared,) = [line for line in text.splitlines() if "--show all" in line]
    assert spared.startswith("不要求本单位10项：11、15.projects、15.promotion、15.bases、20、21")
    (optional,) = [line for line in text.splitlines() if line.startswith("选做未开展6项")]
    assert optional.endswith("7、14.projects、18、25、27、29.services")


def test_open_is_only_what_has_to_be_done(plan: Plan) -> None:
    run = checked(plan, "tier2-noncompliant")
    text = "\n".join(lines_of(run, show=Show.OPEN))
    assert "19.standard" in text
    assert "2.framework" not in text
    assert "───" not in text


def test_keys_are_those_of_the_report(plan: Plan) -> None:
    data = {"省份": "江西", "类别": 2, "指定任务": [], "任务": {"15.信息培训": {"培训次数": 3}}}
    run = Run(plan, (judged(plan, data),))
    text = "\n".join(lines_of(run))
    assert re.search(r": 未达标 15\.信息培训$", text, re.MULTILINE)
    assert "15.training" not in text
    assert "× 差1次" in text


def test_one_phrase_and_that_of_the_level(plan: Plan) -> None:
    tier2 = judge(["examples/tier2-noncompliant.yaml"], plan).results[0]
    told = {one.obligation: phrase_text(Lang.ZH, plan, one, "2") for one in tier2.findings}
    # "二类省份不少于4次" has the number of tier 2, "二类省份至少培育20家" too
    assert told["15.training"] == "依据：任务15“二类省份不少于4次”，“各类省份必做”"
    assert told["19.standard"] == "依据：任务19“二类省份至少培育20家”，“各类省份必做”"
    tier1 = judge(["examples/tier1-noncompliant.yaml"], plan).results[0]
    training = finding(tier1, "15.training")
    assert "不少于6次" in phrase_text(Lang.EN, plan, training, "1")


# --- several reports -----------------------------------------------------------------------------


def test_of_several_the_overview_comes_first(plan: Plan) -> None:
    names = ("tier1-noncompliant", "broken", "tier2-noncompliant", "tier1-compliant")
    run = checked(plan, *names)
    lines = lines_of(run)
    text = "\n".join(lines)
    assert re.search(r"第4行：填报单位名单中没有“上诲”", text)
    assert text.index("广东") < text.index("江西")  # six open points before three
    assert re.search(r"江西 +13/16 +81% +█{8}▁{2} +4\.scheme、19差2家、29\.survey", text)
    assert "examples/tier2-noncompliant.yaml" not in text
    shown = "\n".join(lines_of(run, show=Show.ASKED))
    assert "examples/tier2-noncompliant.yaml:27:30: " in shown
    assert "2.framework 专利" not in shown
    assert "2.framework 专利" in "\n".join(lines_of(run, show=Show.ALL))


def test_names_are_in_the_order_of_the_plan(plan: Plan) -> None:
    run = checked(plan, "tier3-compliant", "tier2-compliant", "tier1-compliant")
    (done,) = [line for line in lines_of(run) if line.startswith("符合要求3")]
    assert done.endswith("北京、安徽、青海")


def test_what_nobody_sees_is_not_made(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    from plancheck.formats.pages import report_page, rollup_page

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("made for nobody")

    monkeypatch.setattr(report_page._ReportSection, "rows", refused)
    monkeypatch.setattr(rollup_page._RollUpSections, "of_subject", refused)
    run = checked(plan, "tier1-noncompliant")
    many = replace(run, reports=tuple(run.reports) * 30)
    assert lines_of(many)


# --- width ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_window(plan: Plan, width: int, lang: Lang) -> None:
    runs = [judge([path], plan) for path in EXAMPLES] + [judge(EXAMPLES, plan)]
    for run in runs:
        for show in (None, *Show):
            for line in render("table", run, Style(lang, width, show=show)).splitlines():
                assert cell_len(line) <= width


@pytest.mark.parametrize("lang", Lang)
def test_no_row_is_shown_twice_at_any_width(plan: Plan, lang: Lang) -> None:
    page = run_page(judge(EXAMPLES, plan), lang, show=Show.ALL)
    empty = replace(page, title="", outcome=Span(""), facts=(), small_print=(), reports=())
    blocks = [block for section in (*page.sections, *page.reports) for block in section.blocks]
    tables = {table.kind: table for table in blocks if isinstance(table, Table)}
    for kind in ("matrix", "findings"):
        table = replace(tables[kind], rows=tuple(tables[kind].rows))
        marks = (cell.mark for row in table.rows for cell in row)
        signs = Counter(mark.sign for mark in marks if mark and mark.sign in "√×□")
        assert signs, kind
        alone = replace(empty, sections=(Section("alone", (), (table,)),))
        for width in range(8, 101):
            shown = Counter("".join(paint(alone, Style(lang, width))))
            assert {sign: shown[sign] for sign in signs} == signs, (kind, width)


def test_a_pipe_keeps_lines_whole_and_a_terminal_hangs_them(plan: Plan) -> None:
    run = checked(plan, "undetermined")
    piped = lines_of(run, width=None)
    told = [n for n, line in enumerate(piped) if line.startswith("1. ")]
    (number,) = told
    assert piped[number].endswith("30.agencies")
    wrapped = lines_of(run, width=80)
    (first,) = [n for n, line in enumerate(wrapped) if line.startswith("1. ")]
    assert wrapped[first + 1].startswith("   ")
    assert "".join(wrapped[first : first + 2]).replace(" ", "") == piped[number].replace(" ", "")


@pytest.mark.parametrize("width", [16, 30, 33, 60])
@pytest.mark.parametrize(
    "text",
    ["7、14.特色产业信息服务项目、18，（见下）。", "set it to “completed”, 15.training, by June"],
)
def test_no_word_is_broken_that_fits_and_no_sign_begins_a_line(text: str, width: int) -> None:
    lines = filled(text, width, 2)
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines[1:]:
        assert line.strip()[0] not in "，、。）” "
    for word in re.findall(r"[0-9]+\.[^\s，、。]+|[a-z]{3,}", text):
        if cell_len(word) + 3 <= width - 2:
            assert any(word in line for line in lines)


def test_exit_codes_do_not_depend_on_what_is_shown(run_cli: Cli) -> None:
    for show in Show:
        assert run_cli("validate", "examples/tier2-noncompliant.yaml", "--show", show).code == 1
        assert run_cli("validate", "examples/undetermined.yaml", "--show", show).code == 3
        assert run_cli("validate", "examples/tier1-compliant.yaml", "--show", show).code == 0


def test_a_word_that_show_does_not_know(run_cli: Cli) -> None:
    ran = run_cli("validate", "examples/undetermined.yaml", "--show", "more")
    assert ran.code == 2
    assert ran.err.endswith("open、asked、all\n")


@pytest.mark.parametrize("lang", Lang)
def test_typing_mistakes_come_with_the_command_that_corrects_them(
    lang: Lang, plan: Plan, tmp_path: Path
) -> None:
    wrong, other = tmp_path / "全角 符号.yaml", tmp_path / "other.yaml"
    wrong.write_text("省份：上海\n任务： {}\n", encoding="utf-8")
    other.write_text("省份: 上海\n任务: {15.信息培训: 约6次}\n", encoding="utf-8")
    command = f"plancheck fmt --fix '{wrong}'"
    for paths, times in (([wrong], 1), ([other], 0), ([wrong, other], 1)):
        run = judge(list(map(str, paths)), plan)
        text = render("table", run, Style(lang, None, show=Show.ASKED))
        assert text.count(command) == times


def test_remarks_on_a_report_are_shown_among_several(plan: Plan) -> None:
    run = checked(plan, "tier1-noncompliant", "shanghai")
    findings = [one for result in run.results for one in result.findings]
    notes = [note for one in findings for note in one.notes if note.reason not in TOLD_BY_MARKS]
    assert {note.reason for note in notes} == {"note.read-as", "note.least-favourable"}
    asked = "".join(lines_of(run, width=None, show=Show.ASKED))
    open_ = "".join(lines_of(run, width=None, show=Show.OPEN))
    for note in notes:
        assert note_text(Lang.ZH, note) in asked
        assert note_text(Lang.ZH, note) not in open_
