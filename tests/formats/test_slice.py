"""Cut the source by what a format says, in that format's unit: the cut is the token meant."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.cells import cell_len

from plancheck.formats import Style, render, streams
from plancheck.language.wording import escape_invisible
from plancheck.plan.model import Plan
from plancheck.verdicts.judging import judge

PROBLEMS = """\
province: 上海
tier: 1
tasks:
  2.framework: {note: "𠮷野😀，：", status: 做完了}
  15.training: {备注: "a\tb𠮷", 培训次数: 六七次}
  3.programme: {note: 全角，, 编造的键: 1}
"""
WRONG = ["做完了", "六七次", "编造的键"]
FINDINGS = """\
省份: 上海
类别: 3
任务:
  15.training: {备注: "𠮷野😀，：\t", 培训次数: 0}
  19.standard: {note: "\u3000😀", enterprises: 九家}
  29.survey: {note: "é𠮷", status: 未启动}
"""
SHORT = ["0", "九家", "未启动"]


class Range(NamedTuple):
    """A range of a file in the unit of its format; a None was not said."""

    line: int
    start: int | None
    end: int | None


def _points(text: str) -> list[str]:
    return list(text)


def _bytes(text: str) -> list[str]:
    return [chr(byte) for byte in text.encode("utf-8")]


def _utf16(text: str) -> list[str]:
    data = text.encode("utf-16-le")
    return [data[place : place + 2].decode("latin-1") for place in range(0, len(data), 2)]


def _of_github(output: str) -> list[Range]:
    found = []
    for line in output.splitlines():
        if line.startswith(("::error ", "::warning ")):
            said = dict(
                part.split("=", 1) for part in line.split(" ", 1)[1].split("::")[0].split(",")
            )
            assert said["line"] == said["endLine"]
            found.append(Range(int(said["line"]), int(said["col"]), int(said["endColumn"])))
    return found


def _of_azure(output: str) -> list[Range]:
    pattern = r"##vso\[task\.logissue .*?linenumber=(\d+);columnnumber=(\d+);"
    return [Range(int(line), int(col), None) for line, col in re.findall(pattern, output)]


def _of_gitlab(output: str) -> list[Range]:
    return [Range(one["location"]["lines"]["begin"], None, None) for one in json.loads(output)]


def _of_rdjson(output: str) -> list[Range]:
    ranges = [one["location"]["range"] for one in json.loads(output)["diagnostics"]]
    return [Range(r["start"]["line"], r["start"]["column"], r["end"]["column"]) for r in ranges]


def _of_sarif(output: str) -> list[Range]:
    (run,) = json.loads(output)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    places = [one["locations"][0]["physicalLocation"]["region"] for one in run["results"]]
    return [Range(r["startLine"], r["startColumn"], r["endColumn"]) for r in places]


def _open(document: dict[str, Any]) -> list[dict[str, Any]]:
    findings = [f for report in document["reports"] for f in report["findings"]]
    return document["problems"] + [
        finding for finding in findings if finding["verdict"] in ("fail", "missing", "review")
    ]


def _of_json(output: str) -> list[Range]:
    return [
        Range(one["location"]["line"], one["location"]["column"], one["range"]["end_column"])
        for one in _open(json.loads(output))
    ]


def _of_jsonl(output: str) -> list[Range]:
    of_reports = [json.loads(line) for line in output.splitlines()[:-1]]
    found = [
        one
        for report in of_reports
        for one in (report.get("problems") or report.get("findings", ()))
    ]
    return [
        Range(one["location"]["line"], one["location"]["column"], one["range"]["end_column"])
        for one in found
        if one.get("verdict", "fail") in ("fail", "missing", "review")
    ]


def _of_json_utf16(output: str) -> list[Range]:
    return [
        Range(one["location"]["line"], one["range"]["column_utf16"],
              one["range"]["end_column_utf16"])
        for one in _open(json.loads(output))
    ]  # fmt: skip


def _of_junit(output: str) -> list[Range]:
    lines = re.findall(r'line="(\d+)">\s*<(?:failure|error) ', output)
    return [Range(int(line), None, None) for line in lines]


def _of_csv(output: str) -> list[Range]:
    rows = csv.DictReader(io.StringIO(output))
    return [Range(int(row["line"]), int(row["column"]), None) for row in rows if row["line"]]


def _of_tap(output: str) -> list[Range]:
    below = re.findall(r"^  line: (\d+)\n  column: (\d+)$", output, re.MULTILINE)
    told = re.findall(r"^not ok \d+ - \S+?:(\d+):(\d+): ", output, re.MULTILINE)
    return [Range(int(line), int(column), None) for line, column in below + told]


def _of_ctrf(output: str) -> list[Range]:
    tests = json.loads(output)["results"]["tests"]
    return [Range(test["line"], None, None) for test in tests if test["status"] == "failed"]


def _of_page(output: str) -> list[Range]:
    places = re.findall(r"r\.yaml:(\d+):(\d+)", output)
    return [Range(int(line), int(column), None) for line, column in places]


def _of_oscal(output: str) -> list[Range]:
    found = []
    for result in json.loads(output)["assessment-results"]["results"]:
        for observation in result.get("observations", []):
            said = {prop["name"]: prop["value"] for prop in observation["props"]}
            if said.get("verdict", "fail") in ("fail", "missing", "review"):
                _, line, column = said["location"].rsplit(":", 2)
                found.append(Range(int(line), int(column), None))
    return found


READERS: dict[str, tuple[str, Callable[[str], list[Range]], Callable[[str], list[str]]]] = {
    "azure": ("azure", _of_azure, _points),
    "csv": ("csv", _of_csv, _points),
    "ctrf": ("ctrf", _of_ctrf, _points),
    "github": ("github", _of_github, _points),
    "gitlab": ("gitlab", _of_gitlab, _points),
    "html": ("html", _of_page, _points),
    "json": ("json", _of_json, _points),
    "jsonl": ("jsonl", _of_jsonl, _points),
    "json-utf16": ("json", _of_json_utf16, _utf16),
    "junit": ("junit", _of_junit, _points),
    "markdown": ("markdown", _of_page, _points),
    "oscal": ("oscal", _of_oscal, _points),
    "rdjson": ("rdjson", _of_rdjson, _bytes),
    "sarif": ("sarif", _of_sarif, _points),
    "table": ("table", _of_page, _points),
    "tap": ("tap", _of_tap, _points),
}


def test_no_format_that_names_places_is_left_out() -> None:
    without = {"junit-strict", "rollup-csv"}
    assert {format_ for format_, _, _ in READERS.values()} == set(streams()) - without


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("content", ["problems", "findings"])
@pytest.mark.parametrize("reader", READERS)
def test_the_cut_is_the_token(
    reader: str, content: str, end: str, mark: str, plan: Plan, tmp_path: Path
) -> None:
    text, tokens = (PROBLEMS, WRONG) if content == "problems" else (FINDINGS, SHORT)
    file = tmp_path / "r.yaml"
    file.write_bytes((mark + text.replace("\n", end)).encode())
    run = judge([str(file)], plan)
    format_, read, cut = READERS[reader]
    lines = text.splitlines()
    found = []
    places = read(render(format_, run, Style()))
    said_whole = any(place.end is not None for place in places)
    for place in places:
        units = cut(lines[place.line - 1])
        if place.start is not None:
            found.append(units[place.start - 1 : place.end and place.end - 1])
        else:
            found.append(place.line)
    for token in tokens:
        number = next(n for n, line in enumerate(lines, 1) if token in line.partition(": {")[2])
        if found and isinstance(found[0], int):
            assert number in found
        elif not said_whole:
            assert any(units[: len(cut(token))] == cut(token) for units in found), token
        else:
            assert cut(token) in found, token


def test_the_mark_in_the_table_is_under_the_token(plan: Plan, tmp_path: Path) -> None:
    """In display cells: a Chinese character takes two, a tab is shown as its code."""
    file = tmp_path / "r.yaml"
    file.write_text(PROBLEMS, encoding="utf-8")
    out = render("table", judge([str(file)], plan), Style(width=200)).splitlines()
    marks = [place for place, line in enumerate(out) if re.fullmatch(r" +\^+", line)]
    assert len(marks) == len(WRONG)
    for place, token in zip(marks, WRONG, strict=True):
        shown, under = out[place - 1], out[place]
        start = cell_len(shown.split(escape_invisible(token))[0])
        assert under.index("^") == start
        assert under.count("^") == cell_len(token)


def test_a_long_line_is_shown_around_the_place(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    filler = "很" * 300
    file.write_text(
        f'province: 上海\ntasks:\n  15.training: {{note: "{filler}", sessions: 六七次}}\n'
    )
    out = render("table", judge([str(file)], plan), Style(width=80)).splitlines()
    (place,) = [n for n, line in enumerate(out) if re.fullmatch(r" +\^+", line)]
    assert cell_len(out[place - 1]) <= 100
    assert cell_len(out[place - 1].split("六七次")[0]) == out[place].index("^")
