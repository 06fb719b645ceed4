"""Places of a workbook in every output: the cell, and no line where there is none."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from plancheck.analysis.explanation import explain
from plancheck.cli.streams import complain
from plancheck.errors import Location, Problem, ReportError
from plancheck.formats import Show, Style, render, render_as, render_files, streams
from plancheck.inputs.report import read_report
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from plancheck.language.wording import place, place_within
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.reading.tree import Document, Node
from plancheck.verdicts.result import Finding
from plancheck.verdicts.run import Rejected, Run
from tests.conftest import ROOT, judged

BOOK, UNUSABLE = "上海.xlsx", "江苏.xlsx"
LEDGER = ("19.standard", Location(BOOK, 7, 3, sheet="台账"))
WRONG = Location(UNUSABLE, 4, 2, sheet="自查表")
COLON = {Lang.ZH: "：", Lang.EN: ": "}


def in_checklist(path: str = BOOK) -> Location:
    return Location(path, 12, 5, sheet="自查表")


@pytest.fixture(scope="module")
def run(plan: Plan) -> Run:
    """Return a run over two workbooks: one is short in 自查表!E12 and 台账!C7, one is unusable."""
    tasks = {"15.training": {"sessions": 0}, "19.standard": {"enterprises": 1}}
    result = judged(plan, {"province": "上海", "tier": "1", "designated": [], "tasks": tasks})

    def moved(finding: Finding) -> Finding:
        obligation, in_ledger = LEDGER
        where = in_ledger if finding.obligation == obligation else in_checklist()
        notes = tuple(note._replace(where=note.where and where) for note in finding.notes)
        return finding._replace(location=where, notes=notes)

    moved_all = tuple(map(moved, result.findings))
    cover = Location(BOOK, 3, 2, sheet="封面")
    result = replace(result, location=cover, findings=moved_all)
    problem = Problem("schema.unknown-key", WRONG, {"key": "状况", "near": ["状态"]})
    return Run(plan, (result, Rejected(UNUSABLE, (problem,))))


def style(lang: Lang) -> Style:
    return Style(lang)


# --- the name of a place -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (Location("a.yaml"), "a.yaml"),
        (Location("a.yaml", 14, 3), "a.yaml:14:3"),
        (Location(BOOK, 12, 5, sheet="自查表"), "上海.xlsx:E12"),
        (Location(BOOK, 12, 5, sheet="Self-check"), "上海.xlsx:E12"),
        (Location(BOOK, 7, 3, sheet="台账"), "上海.xlsx:台账!C7"),
        (Location(BOOK, 7, 28, sheet="1 月"), "上海.xlsx:'1 月'!AB7"),
        (Location(BOOK, 7, 3, sheet="a\u202eb"), "上海.xlsx:'a\\u{202e}b'!C7"),
    ],
)
def test_people_are_told_the_sheet_unless_it_is_the_checklist(where: Location, name: str) -> None:
    assert place(where) == name
    assert place_within(where) == name.partition(":")[2]


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("facts.unit-twice", "与 E12 的单位同名", "the same name as the one in E12;"),
        ("waivers.twice", "在 E12 已有豁免", "waiver for x in E12;"),
        ("report.record-other-amount", "台账条目与 E12 的名称", "as the one in E12, but"),
        ("schema.same-key", "与 E12 的“x”是同一项", 'the same as "x" in E12;'),
    ],
)
def test_a_message_that_names_a_second_place_names_the_cell(key: str, zh: str, en: str) -> None:
    names = ("unit", "subject", "obligation", "amount", "other", "key")
    values: dict[str, Any] = dict.fromkeys(names, "x")
    in_cell = Problem(key, in_checklist(), {**values, "first": in_checklist()})
    assert zh in problem_text(Lang.ZH, in_cell)
    assert en in problem_text(Lang.EN, in_cell)
    on_line = Problem(key, in_checklist(), {**values, "first": Location("a.yaml", 14, 3)})
    assert zh.replace(" E12 ", "第14行") in problem_text(Lang.ZH, on_line)
    assert en.replace("in E12", "on line 14") in problem_text(Lang.EN, on_line)


class Sheets(Document):
    """A document all of whose nodes stand in cells of the ledger."""

    def at(self, node: Node) -> Location:
        row, column, *_ = node.span
        return Location(self.path, row + 1, column + 1, sheet="台账")


def in_cells(text: str) -> Document:
    read = parse(text.encode(), BOOK)
    return Sheets(read.path, read.content, read.lines, read.root, read.problems)


def test_what_contradicts_an_earlier_cell_names_it(plan: Plan) -> None:
    text = (
        "省份: 上海\n任务:\n  2.framework:\n    status: 完成\n    状态: 完成\n"
        "  9.training:\n    records:\n"
        "    - {name: 一期, participants: 70}\n"
        "    - {name: 一期, participants: 50}\n"
        "  15.bases:\n    units:\n      示例大学: {sessions: 1}\n      示例 大学: {sessions: 2}\n"
    )
    with pytest.raises(ReportError) as caught:
        read_report(in_cells(text), plan)
    said = {p.key: problem_text(Lang.ZH, p) for p in caught.value.problems}
    assert said.keys() >= {"schema.same-key", "report.record-other-amount", "facts.unit-twice"}
    assert "与 台账!E4 的“status”是同一项" in said["schema.same-key"]
    assert "台账条目与 台账!G8 的名称" in said["report.record-other-amount"]
    assert "与 台账!G12 的单位同名" in said["facts.unit-twice"]


def test_an_explanation_names_the_cell(plan: Plan) -> None:
    text = "省份: 上海\n类别: 1\n指定: []\n任务:\n  15.training:\n    sessions: 0\n"
    explanation = explain(plan, "15.training", report=read_report(in_cells(text), plan))
    page = render_as("explanation", "table", explanation)
    assert "（上海.xlsx:台账!O6）" in page
    document = json.loads(render_as("explanation", "json", explanation))
    reported = document["obligations"][0]["finding"]["location"]
    assert (reported["sheet"], reported["cell"]) == ("台账", "O6")


@pytest.mark.parametrize("lang", Lang)
def test_standard_error_names_the_cell(lang: Lang, capsys: pytest.CaptureFixture[str]) -> None:
    complain(lang, [Problem("schema.unknown-key", WRONG, {"key": "状况", "near": []})])
    assert capsys.readouterr().err.startswith("江苏.xlsx:B4: ")


# --- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", ["table", "html", "markdown"])
def test_pages_name_cells_and_no_lines(format_: str, lang: Lang, run: Run) -> None:
    for show in Show:
        page = render(format_, run, style(lang)._replace(show=show))
        assert "上海.xlsx:E12" in page
        assert "上海.xlsx:台账!C7" in page
        assert "江苏.xlsx:B4" in page
        assert "自查表!" not in page
        assert not re.search(r"xlsx:\d", page)
        assert not re.search(r"第\d+行|\bline \d", page)


@pytest.mark.parametrize(("lang", "heading"), [(Lang.ZH, "位置"), (Lang.EN, "Place")])
@pytest.mark.parametrize("show", [Show.ASKED, Show.ALL])
def test_the_table_has_a_column_of_cells(lang: Lang, heading: str, show: Show, run: Run) -> None:
    alone = replace(run, reports=run.reports[:1])
    lines = render("table", alone, style(lang)._replace(show=show)).splitlines()
    (head,) = (line for line in lines if line.rstrip().endswith(heading))
    assert head
    rows = {line.split()[-1] for line in lines if "15.training" in line or "19.standard" in line}
    assert {"E12", "台账!C7"} <= rows


def test_no_line_of_a_workbook_is_shown(run: Run) -> None:
    """A frame around the place is for text: a cell has no line to show."""
    page = render("table", run, style(Lang.ZH)._replace(width=100))
    assert not re.search(r"^\s*\d* \| |^\s*\^+$", page, re.MULTILINE)


@pytest.mark.parametrize("lang", Lang)
def test_letters_name_cells(lang: Lang, run: Run) -> None:
    letters = render_files("notices", run, style(lang))
    text = "\n".join(letters.values())
    assert re.search(rf"B4{COLON[lang]}", text)
    assert "E12" in text
    assert "台账!C7" in text
    assert not re.search(r"第\d+行|\bline \d", text)


@pytest.mark.parametrize(
    ("lang", "cause"),
    [(Lang.ZH, "江苏.xlsx B4：没有“状况”"), (Lang.EN, "江苏.xlsx, B4: unknown key")],
)
def test_the_first_cause_of_an_unusable_file_is_a_cell(lang: Lang, cause: str, run: Run) -> None:
    assert cause in render("table", run, style(lang))


@pytest.mark.parametrize("lang", Lang)
def test_the_sheet_for_the_office_names_the_cell_of_a_problem(lang: Lang, run: Run) -> None:
    problem = Problem("schema.unknown-key", WRONG, {"key": "状况", "near": []})
    assert "江苏.xlsx:B4" in render("brief", replace(run, problems=(problem,)), style(lang))


# --- tables for spreadsheets ---------------------------------------------------------------------


def rows_of(format_: str, run: Run, lang: Lang) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(format_, run, style(lang)))))


@pytest.mark.parametrize("lang", Lang)
def test_csv_has_sheet_and_cell_beside_the_numbers(lang: Lang, run: Run) -> None:
    columns = ("path", "line", "column", "sheet", "cell")
    found = {row["obligation"]: [row[c] for c in columns] for row in rows_of("csv", run, lang)}
    assert found["15.training"] == [BOOK, "12", "5", "自查表", "E12"]
    assert found["19.standard"] == [BOOK, "7", "3", "台账", "C7"]
    assert found[""] == [UNUSABLE, "4", "2", "自查表", "B4"]


@pytest.mark.parametrize("lang", Lang)
def test_a_matrix_names_the_cell_before_the_sentence(lang: Lang, run: Run) -> None:
    elsewhere = replace(run, problems=(Problem("run.nothing", WRONG),))
    said = {row["path"]: row["message"] for row in rows_of("rollup-csv", elsewhere, lang)}
    assert said[UNUSABLE].startswith("B4: ")


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_json_has_sheet_and_cell_and_no_range(format_: str, run: Run) -> None:
    text = render(format_, run, style(Lang.ZH))
    documents = (
        [json.loads(line) for line in text.splitlines()]
        if format_ == "jsonl"
        else [json.loads(text)]
    )
    file = "jsonl" if format_ == "jsonl" else "result"
    schema = json.loads((ROOT / "schema" / f"{file}.schema.json").read_text("utf-8"))
    for document in documents:
        jsonschema.validate(document, schema)
    reports = [r for d in documents for r in d.get("reports", [d]) if "findings" in r]
    findings = {f["obligation"]: f for r in reports for f in r["findings"]}
    assert findings["19.standard"]["location"] == {
        "path": BOOK,
        "line": 7,
        "column": 3,
        "sheet": "台账",
        "cell": "C7",
    }
    assert findings["19.standard"]["range"] is None
    (problem,) = (p for d in documents for p in d.get("problems", ()))
    assert (problem["location"]["cell"], problem["range"]) == ("B4", None)


# --- tools that show files -----------------------------------------------------------------------

IN_FRONT = {
    Lang.ZH: {"自查表!E12：", "台账!C7：", "自查表!B4："},
    Lang.EN: {"自查表!E12: ", "台账!C7: ", "自查表!B4: "},
}


def begins_with_cells(messages: list[str], lang: Lang) -> bool:
    """Whether each message begins with a cell, and each cell occurs."""
    fronts = IN_FRONT[lang] | {f"封面!B3{COLON[lang]}"}
    begun = {front for front in fronts for message in messages if message.startswith(front)}
    return begun >= IN_FRONT[lang] and all(m.startswith(tuple(fronts)) for m in messages)


@pytest.mark.parametrize("lang", Lang)
def test_github_is_told_the_file_and_the_cell_in_the_message(lang: Lang, run: Run) -> None:
    out = render("github", run, style(lang))
    found = re.findall(r"^::(?:error|warning) (.*?)::(.*)$", out, re.MULTILINE)
    assert all("line=" not in place and "col=" not in place for place, _ in found)
    assert f"file={BOOK}," in found[1][0]
    shown = {message for _, message in found}
    assert all(re.match(r"(自查表|台账|封面)![A-Z]\d+[：:]", message) for message in shown)
    assert any(message.startswith(f"自查表!B4{COLON[lang]}") for message in shown)
    rest = re.findall(r"^- (.*?): ", out, re.MULTILINE)
    assert set(rest) <= {f"{BOOK}:自查表!E12", f"{BOOK}:台账!C7"}


@pytest.mark.parametrize("lang", Lang)
def test_azure_is_told_the_file_and_the_cell_in_the_message(lang: Lang, run: Run) -> None:
    out = render("azure", run, style(lang))
    found = re.findall(r"^##vso\[task\.logissue (.*?)\](.*)$", out, re.MULTILINE)
    assert all("number=" not in place for place, _ in found)
    assert all("sourcepath=" in place for place, _ in found)
    assert all(re.match(r"(自查表|台账|封面)![A-Z]\d+[：:]", message) for _, message in found)


@pytest.mark.parametrize("lang", Lang)
def test_gitlab_has_the_row_for_a_line_and_the_cell_in_front(lang: Lang, run: Run) -> None:
    entries = json.loads(render("gitlab", run, style(lang)))
    assert begins_with_cells([entry["description"] for entry in entries], lang)
    begins = {entry["check_name"]: entry["location"]["lines"]["begin"] for entry in entries}
    assert begins["15.training"] == 12
    assert begins["19.standard"] == 7


@pytest.mark.parametrize("lang", Lang)
def test_rdjson_has_no_range_and_the_cell_in_front(lang: Lang, run: Run) -> None:
    diagnostics = json.loads(render("rdjson", run, style(lang)))["diagnostics"]
    assert all(one["location"].keys() == {"path"} for one in diagnostics)
    assert begins_with_cells([one["message"] for one in diagnostics], lang)


@pytest.mark.parametrize("lang", Lang)
def test_sarif_has_a_logical_location_and_no_region(lang: Lang, run: Run) -> None:
    (one,) = json.loads(render("sarif", run, style(lang)))["runs"]
    places = {result["ruleId"]: result["locations"][0] for result in one["results"]}
    assert places["19.standard"]["logicalLocations"] == [
        {"name": "C7", "fullyQualifiedName": "台账!C7"}
    ]
    assert places["15.training"]["logicalLocations"][0]["fullyQualifiedName"] == "自查表!E12"
    assert all(
        place["physicalLocation"].keys() == {"artifactLocation"} for place in places.values()
    )
    notified = one["invocations"][0]["toolExecutionNotifications"]
    assert all("region" not in n["locations"][0]["physicalLocation"] for n in notified)


def test_the_fingerprint_of_a_finding_is_not_about_its_cell(run: Run) -> None:
    def fingerprints(of: Run) -> list[dict[str, str]]:
        (one,) = json.loads(render("sarif", of))["runs"]
        return [result["partialFingerprints"] for result in one["results"]]

    (result,) = run.results
    elsewhere = Location(BOOK, 30, 1, sheet="单位")
    findings = tuple(finding._replace(location=elsewhere) for finding in result.findings)
    moved = replace(run, reports=(replace(result, findings=findings), *run.rejected))
    assert sorted(map(str, fingerprints(moved))) == sorted(map(str, fingerprints(run)))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", ["junit", "junit-strict"])
def test_junit_has_the_file_without_a_line_and_the_cell_in_front(
    format_: str, lang: Lang, run: Run
) -> None:
    root = ElementTree.fromstring(render(format_, run, style(lang)))
    cases = list(root.iter("testcase"))
    assert all("line" not in case.attrib for case in cases)
    assert all(
        case.get("file") in ((BOOK, UNUSABLE) if format_ == "junit" else (None,)) for case in cases
    )
    outcomes = [outcome for case in cases for outcome in case]
    assert begins_with_cells([outcome.attrib["message"] for outcome in outcomes], lang)
    assert "B4 schema.unknown-key" in {case.get("name") for case in cases}


@pytest.mark.parametrize("lang", Lang)
def test_tap_has_the_file_without_a_line_and_the_cell_in_front(lang: Lang, run: Run) -> None:
    out = render("tap", run, style(lang))
    assert not re.search(r"^  (line|column):", out, re.MULTILINE)
    assert f'\n  file: "{BOOK}"\n' in out
    messages = re.findall(r'^  message: "(.*)"$', out, re.MULTILINE)
    assert begins_with_cells(messages, lang)
    assert f"- {UNUSABLE}:自查表!B4: " in out


@pytest.mark.parametrize("lang", Lang)
def test_ctrf_has_the_file_without_a_line_and_the_cell_in_front(lang: Lang, run: Run) -> None:
    tests = json.loads(render("ctrf", run, style(lang)))["results"]["tests"]
    assert all("line" not in test for test in tests)
    assert {test["filePath"] for test in tests} == {BOOK, UNUSABLE}
    assert begins_with_cells([test["message"] for test in tests if "message" in test], lang)


@pytest.mark.parametrize("lang", Lang)
def test_oscal_leads_to_the_cell(lang: Lang, run: Run) -> None:
    out = render("oscal", run, style(lang))
    assert "#L" not in out
    assert '"%E4%B8%8A%E6%B5%B7.xlsx#%E5%8F%B0%E8%B4%A6%21C7"' in out
    assert f'"{BOOK}:台账!C7"' in out


def test_no_format_is_left_out() -> None:
    looked_at = {
        *("table", "html", "markdown", "brief", "csv", "rollup-csv", "json", "jsonl", "github"),
        *("azure", "gitlab", "sarif", "junit", "junit-strict", "tap", "ctrf", "rdjson", "oscal"),
    }
    assert looked_at == {*streams(), "brief"}
