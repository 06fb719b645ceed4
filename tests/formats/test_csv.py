"""CSV as a spreadsheet and a data tool read it: whole, typed, and without a formula of a file's."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.analysis.rollup import roll_up
from plancheck.errors import Location, Problem
from plancheck.formats import Style, for_machines, formats, is_folder, render, render_as
from plancheck.formats.shared.csv_text import Cell, as_csv
from plancheck.inputs.loading import load_roster
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, problem_text
from plancheck.language.wording import escape_invisible
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.verdicts.baseline import Comparison
from plancheck.verdicts.expected import ExpectedSubject
from plancheck.verdicts.judging import judge
from plancheck.verdicts.result import Result, Verdict, verdicts_of
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import ROOT, Ran, finding, judged
from tests.formats.specimens import NAMES, specimens

FORMATS = ("csv", "rollup-csv")

HEADINGS = (
    "kind path line column sheet cell subject code tier as_of as_of_from outcome outcome_text task "
    "obligation name unit_name level level_text verdict verdict_text reason expected "
    "expected_number actual actual_number gap unit message change date evidence note "
    "unfinished_reason next_steps prepared_by reviewed_by submitted remarks plan plan_sha256"
).split()
ROLL_UP_HEADINGS = (
    "subject code path tier outcome outcome_text late rank asked met open message as_of as_of_from "
    "beside pass fail missing review pending waived optional not-applicable"
).split()


def read(text: str) -> list[dict[str, str]]:
    """Return the rows as a strict reader has them; each has as many cells as there are headings."""
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(line) for line in lines} == {len(lines[0])}
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def rows(format_: str, run: Run, lang: Lang = Lang.ZH) -> list[dict[str, str]]:
    return read(render(format_, run, Style(lang)))


def of_kind(kind: str, found: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in found if row["kind"] == kind]


# --- text that a spreadsheet would obey -----------------------------------------------------------

ACTING = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "  =1",
    "\u00a0=1",
    "\u3000＝1",
    '=HYPERLINK("http://x.example","a")',
    "=cmd|'/C calc'!A0",
    "-",
    "::error::x",
    " ::stop-commands::x",
)


def written_as(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    return "".join(as_csv(headings, rows))


@pytest.mark.parametrize("text", ACTING)
def test_a_text_is_never_a_formula(text: str) -> None:
    (row,) = read(written_as(["a"], [[text]]))
    assert row["a"] == f"'{text}"


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1", "\u200b=1", "\x00=1", "\ufeff=1"])
def test_what_does_not_show_cannot_stand_before_a_formula(text: str) -> None:
    written = written_as(["a"], [[text]])
    (row,) = read(written)
    assert row["a"] == escape_invisible(text)
    assert row["a"][0] in "\\⏎→"
    assert not {unicodedata.category(c) for c in written.replace("\n", "")} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    "text",
    ["a=1", "'=1", "—", "1-2", 'a"b,c;d', "甲，乙", "\udcff", "a\r\nb", "##[group]x", "\u202e=1"],
)
def test_other_text_is_read_back_as_it_is_shown(text: str) -> None:
    (row,) = read(written_as(["a", "b"], [[text, None]]))
    assert row == {"a": escape_invisible(text), "b": ""}


def test_numbers_stay_numbers() -> None:
    assert written_as(["a", "=b", "c"], [[6, -1, None]]) == "a,'=b,c\n6,-1,\n"


def hostile(plan: Plan) -> Run:
    """Return a run in which a unit, a path, a problem and a subject begin with a formula."""
    tasks = {"15.bases": {"units": {"=1+1": {"sessions": "1"}}}}
    result = judged(plan, {"province": "江西", "tier": "2", "tasks": tasks})
    where = result.location._replace(path='=HYPERLINK("x")\n::error::y.yaml')
    refused = Problem("schema.unknown-key", Location("@a\r\nb", 3, 5), {"key": "=1", "near": []})
    return Run(
        plan,
        (replace(result, location=where), Rejected("@a\r\nb", (refused,))),
        (Problem("run.no-match", Location("-x")),),
        expected=(ExpectedSubject("＝乙"),),
    )


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_of_a_file_is_a_formula(format_: str, lang: Lang, plan: Plan) -> None:
    # A subject that is no province is what a plan of another kind has.
    own = replace(hostile(plan), plan=plan.model_copy(update={"subjects": "any", "listed": None}))
    found = rows(format_, own, lang)
    for row in found:
        for name, cell in row.items():
            assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠"), (name, cell)
    assert {row["path"] for row in found} == {
        "'=HYPERLINK(\"x\")⏎::error::y.yaml", "'@a\\u{d}⏎b", "'-x", "",
    }  # fmt: skip
    assert "'＝乙" in {row["subject"] for row in found}


def test_no_line_can_be_a_command_of_a_build_log(plan: Plan) -> None:
    own = replace(hostile(plan), plan=plan.model_copy(update={"subjects": "any", "listed": None}))
    run = replace(own, expected=(ExpectedSubject("::error::x"), ExpectedSubject("##[error]x")))
    for format_ in FORMATS:
        text = render(format_, run)
        assert "##[" not in text
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]


# --- a row per finding ----------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_they_are_for_machines_and_have_no_byte_order_mark(format_: str) -> None:
    assert for_machines(format_)
    assert render(format_, specimens()["nothing"]).startswith(("kind,path,", "subject,code,"))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_every_finding_has_its_row_in_order(name: str, lang: Lang) -> None:
    run = specimens()[name]
    text = render("csv", run, Style(lang))
    assert text.splitlines()[0].split(",") == HEADINGS
    found = of_kind("finding", read(text))
    expected = [(result, one) for result in run.results for one in result.findings]
    assert len(found) == len(expected)
    for row, (result, one) in zip(found, expected, strict=True):
        assert row["path"] == escape_invisible(result.path)
        assert row["as_of"] == result.as_of.isoformat()
        assert row["as_of_from"] == result.facts.as_of.origin
        assert row["tier"] == (result.tier or "")
        assert row["outcome"] == str(result.outcome)
        task = result.plan.task_of(one.obligation)
        assert (row["task"], row["obligation"]) == (task.id, one.obligation)
        assert (row["level"], row["verdict"]) == (one.level_word, str(one.verdict))
        assert row["reason"] == one.reason
        assert row["message"] == finding_text(lang, result.plan, one)
        assert (int(row["line"]), int(row["column"])) == (one.location.line, one.location.column)
        assert row["sheet"] == row["cell"] == row["change"] == ""


def test_a_failure_of_a_report_has_a_row_at_the_place_of_its_subject() -> None:
    (row,) = of_kind("failure", rows("csv", specimens()["no-tier"]))
    named = ("verdict", "outcome", "reason", "path", "line", "column", "subject", "obligation")
    assert [row[name] for name in named] == [
        "failure", "not-compliant", "report.no-tier-complies", "report.yaml", "2", "11", "北京", "",
    ]  # fmt: skip


LABELS = ("outcome_text", "level_text", "verdict_text")
SAID = ("date", "evidence", "note", "unfinished_reason", "next_steps")


def with_chinese_signs(text: str) -> str:
    for english, chinese in ((" (", "（"), (")", "）"), (": ", "："), ("; ", "；"), (", ", "、")):
        text = text.replace(english, chinese)
    return text


def row_of(found: list[dict[str, str]], obligation: str) -> dict[str, str]:
    return next(row for row in found if row["obligation"] == obligation)


def test_what_is_asked_and_reported_are_numbers_or_words() -> None:
    english = rows("csv", specimens()["noncompliant"], Lang.EN)
    training = row_of(english, "15.training")
    asked = [training[name] for name in ("expected", "actual", "gap", "unit", "verdict")]
    assert asked == ["6", "5", "1", "sessions", "fail"]
    assert training["message"] == "5 sessions reported, at least 6 required (1 short)"
    assert training["name"] == "information training"
    chinese = rows("csv", specimens()["noncompliant"])
    assert row_of(chinese, "15.training")["unit"] == "次"
    framework = row_of(chinese, "2.framework")
    assert [framework[name] for name in ("expected", "gap", "unit")] == ["interim", "", ""]
    for name in set(HEADINGS) - {"name", "unit", "message", *LABELS, *SAID}:
        assert [row[name] for row in english] == [row[name] for row in chinese], name
    for name in SAID:  # the report's own words, between the signs of the language
        told = [with_chinese_signs(row[name]) for row in english]
        assert told == [row[name] for row in chinese], name


UNIT = ("unit_name", "verdict", "expected_number", "actual_number", "gap", "message", "evidence")


def test_what_each_unit_owes_has_a_row_for_each() -> None:
    bases = [
        row for row in rows("csv", specimens()["noncompliant"]) if row["obligation"] == "15.bases"
    ]
    assert [row["kind"] for row in bases] == ["finding", "unit", "unit"]
    whole, *units = [[row[name] for name in UNIT] for row in bases]
    assert whole == ["", "fail", "6", "", "", "示例大学基地：填报4次，应不少于6次，差2次", ""]
    seen = "培训通知与签到表"
    assert units == [
        ["示例图书馆基地", "pass", "6", "6", "0", "填报6次，要求不少于6次", seen],
        ["示例大学基地", "fail", "6", "4", "2", "填报4次，应不少于6次，差2次", seen],
    ]
    for row in bases:
        assert (row["subject"], row["name"], row["unit"]) == ("广东", "基地信息培训", "次")
        assert [row[name] for name in ("level", *LABELS)] == [
            "mandatory", "不符合要求", "必做", {"pass": "达标", "fail": "未达标"}[row["verdict"]],
        ]  # fmt: skip


def test_a_unit_that_is_not_judged_by_itself_keeps_what_it_says(plan: Plan) -> None:
    unit = {"sessions": 6, "note": "示例说明"}
    data = {"province": "江西", "tasks": {"15.bases": {"units": {"甲": unit}}}}
    result = judged(plan, data)
    bare = finding(result, "15.bases")._replace(units=())
    (row,) = of_kind("unit", rows("csv", Run(plan, (replace(result, findings=(bare,)),))))
    assert [row[name] for name in ("unit_name", "note", "verdict")] == ["甲", "示例说明", ""]
    assert row_of(rows("csv", Run(plan, (result,))), "15.bases")["note"] == ""


# The glossary's words, in Chinese and in English.
IN_WORDS = {
    "compliant": ("符合要求", "compliant"),
    "on-track": ("暂无逾期", "on track"),
    "undetermined": ("待核实", "undetermined"),
    "not-compliant": ("不符合要求", "not compliant"),
    "unusable": ("退回改正", "unusable"),
    "absent": ("应报未报", "not reported"),
    "problem": ("文件问题", "problem"),
    "failure": ("报告不符合要求", "report not compliant"),
    "mandatory": ("必做", "mandatory"),
    "designated": ("指定", "designated"),
    "allotted": ("下达计划数", "allotted"),
    "designated-or-allotted": ("指定或下达计划数", "designated or allotted"),
    "unknown": ("待定", "unknown"),
    "none": ("—", "—"),
    "pass": ("达标", "pass"),
    "fail": ("未达标", "fail"),
    "missing": ("未填报", "missing"),
    "review": ("待核实", "review"),
    "pending": ("未到期", "pending"),
    "waived": ("已豁免", "waived"),
    "not-applicable": ("不适用", "not applicable"),
    "": ("", ""),
}
OPTIONAL = {
    "level": ("选做", "optional"),
    "verdict": ("选做未完成", "optional"),
}


@pytest.mark.parametrize("lang", Lang)
def test_keys_stand_beside_their_words(lang: Lang, plan: Plan) -> None:
    column, seen = list(Lang).index(lang), set()
    absent = Run(plan, expected=(ExpectedSubject("上海"),))
    for run in (*specimens().values(), absent):
        for format_ in FORMATS:
            for row in rows(format_, run, lang):
                for name in ("outcome", "level", "verdict"):
                    if name not in row:
                        continue
                    key = row[name]
                    words = OPTIONAL[name] if key == "optional" else IN_WORDS[key]
                    assert row[f"{name}_text"] == words[column]
                    seen.add(key)
    assert seen >= set(IN_WORDS) - {"designated", "allotted", "designated-or-allotted"}
    for row in asked(plan, lang=lang).values():
        words = OPTIONAL["level"] if row["level"] == "optional" else IN_WORDS[row["level"]]
        assert row["level_text"] == words[column]
    for row in read(render_as("plan", "csv", plan, Style(lang))):
        words = OPTIONAL["level"] if row["level"] == "optional" else IN_WORDS[row["level"]]
        assert row["level_text"] == words[column]


@pytest.mark.parametrize("lang", Lang)
def test_a_report_that_has_nothing_to_do_says_so_beside_its_outcome(lang: Lang) -> None:
    plan = load_plan(str(ROOT / "tests/plans/kinds.yaml"))
    hotline = judged(plan, {"subject": "甲", "tier": "1", "tasks": {}})
    findings = tuple(one for one in hotline.findings if one.obligation == "1.hotline")
    run = Run(plan, (replace(hotline, findings=findings),))
    word, why = {Lang.ZH: ("符合要求", "必做"), Lang.EN: ("compliant", "mandatory")}[lang]
    for format_ in FORMATS:
        (row,) = rows(format_, run, lang)
        assert row["outcome_text"].startswith(word)
        assert why in row["outcome_text"]


def test_numbers_have_columns_of_their_own() -> None:
    for run in specimens().values():
        for row in rows("csv", run):
            for name in ("expected", "actual"):
                number = row[f"{name}_number"]
                assert number in ("", row[name])
                assert bool(number) is row[name].isdecimal()
            assert row["gap"] == "" or row["gap"].isdecimal()


def test_a_share_is_exact() -> None:
    plan = load_plan(str(ROOT / "tests/plans/kinds.yaml"))
    tasks = {"1.rate": {"closed": 18, "received": 19}, "1.rules": {"answer": "yes"}}
    result = judged(plan, {"subject": "甲", "tier": "2", "tasks": tasks})
    rate, rules, _ = rows("csv", Run(plan, (result,)))
    numbers = ("expected_number", "actual_number", "gap", "unit")
    assert [rate[name] for name in numbers] == ["95.5", "94.73", "0.77", "%"]
    assert [rules[name] for name in numbers] == ["", "", "", ""]
    assert rules["expected"] == "yes"
    (report,) = json.loads(render("json", Run(plan, (result,))))["reports"]
    assert report["findings"][0]["values"]["gap"] == 0.77


@pytest.mark.parametrize("format_", FORMATS)
def test_the_rule_set_is_named_in_every_row_and_its_checksum_in_the_first(format_: str) -> None:
    run = specimens()["several"]
    found = rows(format_, run)
    assert run.plan is not None
    assert len(found) > 2
    assert {row["plan"] for row in found} == {run.plan.id}
    assert [row["plan_sha256"] for row in found] == [run.plan.sha256] + [""] * (len(found) - 1)


# --- files ----------------------------------------------------------------------------------------


def as_excel(content: bytes) -> str:
    """Return what Excel reads on a Chinese Windows: UTF-8 with its mark, else GBK."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8")
    return content.decode("gbk", "replace")


@pytest.mark.parametrize("lang", Lang)
def test_excel_reads_a_file_that_is_written(
    lang: Lang, run_cli: Callable[..., Ran], tmp_path: Path
) -> None:
    report = str(ROOT / "examples" / "tier1-noncompliant.yaml")
    files = {format_: tmp_path / f"{format_}.csv" for format_ in FORMATS}
    outputs = [f"--output={format_}={file}" for format_, file in files.items()]
    for format_, file in files.items():
        ran = run_cli("validate", report, "--lang", lang, "--format", format_, *outputs)
        assert ran.code == 1
        content = file.read_bytes()
        assert read(as_excel(content)) == read(ran.out)  # which has no mark
        assert {row["subject"] for row in read(as_excel(content))} == {"广东"}
        assert "广东" not in as_excel(ran.out.encode())


def test_no_other_format_has_a_mark(run_cli: Callable[..., Ran], tmp_path: Path) -> None:
    others = [name for name in formats() if name not in FORMATS and not is_folder(name)]
    outputs = [f"--output={format_}={tmp_path}/{format_}" for format_ in others]
    run_cli("validate", str(ROOT / "examples" / "tier1-noncompliant.yaml"), *outputs)
    for format_ in others:
        assert not (tmp_path / format_).read_bytes().startswith(b"\xef\xbb\xbf"), format_


@pytest.mark.parametrize("format_", FORMATS)
def test_a_subject_has_one_name_and_its_code(format_: str) -> None:
    for lang in Lang:
        for row in rows(format_, specimens()["noncompliant"], lang):
            assert (row["subject"], row["code"]) == ("广东", "440000")


def test_what_has_no_verdict_has_rows_too(plan: Plan) -> None:
    broken = judge([str(ROOT / "examples" / "broken.yaml")], plan)
    run = replace(
        broken,
        problems=(Problem("run.nothing"),),
        expected=(ExpectedSubject("上海", Location("roster.yaml", 7, 3)),),
    )
    found = rows("csv", run)
    (rejected,) = run.rejected
    assert [row["kind"] for row in found] == ["unusable"] * len(rejected.problems) + [
        "problem", "absent",
    ]  # fmt: skip
    assert all(row["verdict"] == row["kind"] for row in found)
    for row, problem in zip(found, rejected.problems, strict=False):
        assert problem.where is not None
        assert (row["path"], row["reason"]) == (rejected.path, problem.key)
        assert (row["line"], row["column"]) == (str(problem.where.line), str(problem.where.column))
        assert row["message"] == problem_text(Lang.ZH, problem)
    problem_row, absent = found[-2:]
    assert [absent[name] for name in ("subject", "code", "outcome", "path", "line", "column")] == [
        "上海", "310000", "absent", "roster.yaml", "7", "3",
    ]  # fmt: skip
    assert absent["message"] == "上海应报而未报自查报告"
    assert [problem_row[name] for name in ("path", "line", "reason")] == ["", "", "run.nothing"]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_problem_in_another_file_says_in_which(format_: str, plan: Plan) -> None:
    refused = Problem("run.nothing", Location("roster.yaml", 4, 7))
    run = Run(plan, (Rejected("a.yaml", (refused, Problem("run.nothing", Location("a.yaml")))),))
    first, *rest = rows(format_, run)
    assert first["path"] == "a.yaml"
    assert first["message"].startswith("roster.yaml:4:7: ")
    assert (first.get("line", ""), first.get("column", "")) == ("", "")
    assert [row["message"] for row in rest] == ([] if format_ != "csv" else [
        problem_text(Lang.ZH, Problem("run.nothing")),
    ])  # fmt: skip


def test_what_changed_is_told(plan: Plan) -> None:
    result = judged(plan, {"province": "江西", "tier": "2", "tasks": {"29.survey": "interim"}})
    comparison = Comparison(
        "then.json",
        new=(("江西", "2.framework"),),
        unchanged=(("江西", "3.programme"),),
        fixed=(("江西", "29.survey"),),
        absent_before=frozenset({"上海"}),
    )
    run = Run(
        plan,
        (result,),
        expected=(ExpectedSubject("上海"), ExpectedSubject("北京")),
        comparison=comparison,
    )
    found = rows("csv", run)
    changes = {row["obligation"]: row["change"] for row in of_kind("finding", found)}
    assert {name: change for name, change in changes.items() if change} == {
        "2.framework": "new", "3.programme": "unchanged", "29.survey": "fixed",
    }  # fmt: skip
    assert [row["change"] for row in of_kind("absent", found)] == ["unchanged", "new"]


# --- the matrix -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_matrix_is_that_of_the_roll_up(name: str) -> None:
    run = specimens()[name]
    text = render("rollup-csv", run)
    tasks = [task.id for task in run.plan.tasks] if run.plan else []
    assert text.splitlines()[0].split(",") == [*ROLL_UP_HEADINGS, *tasks, "plan", "plan_sha256"]
    picture = roll_up(replace(run, expected=()))
    found = [row for row in read(text) if row["pass"]]
    matrix = [row for row in picture.rows if row.cells] if picture else []
    assert len(found) == len(matrix) == len(run.results)
    for row, other in zip(found, matrix, strict=True):
        assert other.file is not None
        result = run.reports[other.file.number - 1]
        assert isinstance(result, Result)
        assert row["path"] == escape_invisible(result.path)
        assert row["outcome"] == str(result.outcome)
        assert bool(row["message"]) is (result.failure is not None)
        assert (row["as_of"], row["as_of_from"]) == (
            result.as_of.isoformat(), result.facts.as_of.origin,
        )  # fmt: skip
        cells = {task: row[task] for task in tasks if row[task]}
        assert cells == {task: str(cell.verdict) for task, cell in other.cells.items()}
        counts = [int(row[str(verdict)]) for verdict in verdicts_of(run.plan)]
        assert counts == [result.tally[verdict] for verdict in verdicts_of(run.plan)]
        numbers = [int(row[name]) for name in ("asked", "met", "open", "rank")]
        assert numbers == [*result.rate, other.open, other.rank]


def test_one_report_is_a_matrix_of_one_row() -> None:
    (row,) = rows("rollup-csv", specimens()["noncompliant"])
    assert [row[name] for name in ("subject", "tier", "outcome")] == ["广东", "1", "not-compliant"]
    assert row["15"] == "fail"
    assert row["1"] == ""  # nothing of it can be asked of a province


def test_the_issuers_own_report_has_a_row(plan: Plan) -> None:
    result = judged(plan, {"subject": NATIONAL, "tasks": {}})
    (row,) = rows("rollup-csv", Run(plan, (result,)))
    own = {result.plan.task_of(one.obligation).id for one in result.findings}
    assert own
    assert {task.id for task in plan.tasks if row[task.id]} == own
    assert [row[name] for name in ("subject", "code", "outcome")] == [
        NATIONAL, "", "not-compliant",
    ]  # fmt: skip
    (first, *_) = rows("csv", Run(plan, (result,)))
    assert (first["subject"], first["code"]) == (NATIONAL, "")


def test_rows_without_a_verdict_close_the_matrix(plan: Plan) -> None:
    result = judged(plan, {"province": "江西", "tier": "2"})
    refused = (
        Problem("schema.unknown-key", Location("b.yaml", 3, 5), {"key": "x", "near": []}),
        Problem("source.empty", Location("b.yaml", 1, 1)),
    )
    run = Run(
        plan,
        (Rejected("b.yaml", refused), result),
        (Problem("run.no-match", Location("*.yml")),),
        expected=(ExpectedSubject("北京"), ExpectedSubject("江西"), ExpectedSubject("上海")),
    )
    found = rows("rollup-csv", run)
    assert [(row["subject"], row["path"], row["outcome"]) for row in found] == [
        ("北京", "", "absent"),
        ("上海", "", "absent"),
        ("江西", "report.yaml", "not-compliant"),
        ("", "b.yaml", "unusable"),
        ("", "*.yml", "problem"),
    ]
    assert found[3]["message"] == "；".join(
        f"{problem.where.line}:{problem.where.column}: {problem_text(Lang.ZH, problem)}"
        for problem in refused
        if problem.where
    )
    assert found[4]["message"] == problem_text(Lang.ZH, run.problems[0])
    for row in (*found[:2], *found[3:]):
        assert not any(
            row[name] for name in (*map(str, verdicts_of(plan)), *(t.id for t in plan.tasks))
        )


def test_the_verdict_that_weighs_most_stands_for_a_task(plan: Plan) -> None:
    tasks = {"15.training": {"sessions": "9"}, "15.bases": {"units": {"甲": {"sessions": "1"}}}}
    result = judged(plan, {"province": "江西", "tier": "2", "designated": [], "tasks": tasks})
    assert finding(result, "15.training").verdict is Verdict.PASS
    (row,) = rows("rollup-csv", Run(plan, (result,)))
    assert row["15"] == "fail"


# --- what a plan asks -----------------------------------------------------------------------------

LISTING_HEADINGS = (
    "task obligation name tier level level_text when_designated when_allotted status due metric "
    "at_least at_most exactly allotment per unit says subject code designated allotted named "
    "departments milestones classes when_class trial plan plan_sha256"
).split()


def asked(plan: Plan, **of: Any) -> dict[tuple[str, str], dict[str, str]]:
    lang = of.pop("lang", Lang.ZH)
    text = render_as("listing", "csv", list_obligations(plan, **of), Style(lang))
    assert text.splitlines()[0].split(",") == LISTING_HEADINGS
    return {(row["obligation"], row["tier"]): row for row in read(text)}


def test_a_listing_has_a_row_for_each_obligation_and_tier(plan: Plan) -> None:
    found = asked(plan)
    obligations = [obligation.id for _, obligation in plan.obligations()]
    assert list(found) == [(one, tier) for one in obligations for tier in plan.tiers]
    training = [found["15.training", tier]["at_least"] for tier in ("1", "2", "3")]
    assert training == ["6", "4", "1"]
    assert found["18.advantage", "2"]["at_most"] == "25"
    assert (found["15.bases", "1"]["metric"], found["15.bases", "1"]["per"]) == ("sessions", "unit")
    assert found["27.ftz", "2"]["named"] == "上海 mandatory"
    assert found["7.indicators", "1"]["when_designated"] == "mandatory"
    assert found["7.indicators", "1"]["when_allotted"] == "none"
    assert found["30.training", "1"]["when_allotted"] == "mandatory"
    assert found["4.revision", "3"]["due"] == "2015-12-31"
    assert found["9.training", "1"]["allotment"] == "yes"
    assert found["2.framework", "1"]["allotment"] == ""
    says = {found["2.framework", tier]["says"] for tier in ("1", "2")}
    assert len(says) == 2
    assert "rollup-csv" not in formats(of="listing")


def test_a_listing_tells_what_the_roster_states(plan: Plan) -> None:
    roster = load_roster(str(ROOT / "examples" / "roster.yaml"), plan)
    found = asked(plan, subject="上海", roster=roster)
    assert {row["tier"] for row in found.values()} == {"1"}
    assert found["23.clusters", "1"]["designated"] == "yes"
    assert found["15.projects", "1"]["designated"] == "no"
    training = found["9.training", "1"]
    assert (training["allotted"], training["at_least"]) == ("160", "160")
    assert {row["designated"] for row in asked(plan).values()} == {""}


def test_a_listing_for_one_subject_names_it(plan: Plan) -> None:
    found = asked(plan, subject="上海", tier="1", lang=Lang.EN)
    assert len(found) == 32
    assert {(row["subject"], row["code"], row["tier"]) for row in found.values()} == {
        ("上海", "310000", "1")
    }
    assert found["27.ftz", "1"]["level"] == "mandatory"
    assert found["27.ftz", "1"]["named"] == "Shanghai mandatory"


@pytest.mark.parametrize("lang", Lang)
def test_headings_and_words_are_the_same_in_every_language(lang: Lang, plan: Plan) -> None:
    text = {"name", "level_text", "unit", "named", "departments", "says"}
    for key, row in asked(plan, lang=lang).items():
        for name in set(LISTING_HEADINGS) - text:
            assert row[name].isascii(), (key, name)
