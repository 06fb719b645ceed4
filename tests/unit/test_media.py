"""Advice in the words of what its reader sees: keys of a file, cells, or fields of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from plancheck.errors import Medium, PlancheckError, Problem
from plancheck.formats import Style, render
from plancheck.inputs.report import read_report
from plancheck.language.message import Lang
from plancheck.language.sentences import (
    finding_text,
    note_text,
    own_key,
    problem_text,
    supply_text,
    todo_text,
)
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.verdicts.evaluation import evaluate
from plancheck.verdicts.result import Result
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, as_yaml, finding, judged

OF_FILES = re.compile(
    r"tasks|units:|designated:|\[|\{|--|键|（[a-z_]+）|\([a-z_]+\)|\bline \d|第\d+行"
)
"""What only the writer of a file in YAML sees, or who types commands."""
OF_IDS = re.compile(r"\b\d+\.[a-z]+|\b(?:participants|sessions|enterprises): ")
UNITS = {
    "示例甲": {"sessions": "3"},
    "示例乙": {},
    "示例丙": {"records": [{"name": "示例讲座", "date": "2014-05-01"}]},
}
TASKS: dict[str, Any] = {
    "2.framework": {"status": "in-progress"},
    "3.programme": {"status": "not-undertaken"},
    "4.scheme": {"date": "2014-05-01"},
    "4.revision": {"status": "completed"},
    "4.timetable": {"status": "completed", "date": "2015-02-01"},
    "8.finance": {"status": "interim", "date": "2013-05-01"},
    "9.training": {"participants": "5"},
    "10.mechanism": None,
    "15.training": {"records": [{"name": "示例一期", "date": "2014-05-01"}]},
    "15.bases": {"units": UNITS},
    "16.talent": {"status": "interim", "date": "2014-05-01"},
    "18.advantage": {"enterprises": "5", "records": [{"name": "示例公司"}]},
    "19.standard": {"date": "2014-02-01"},
    "29.survey": {"status": "completed", "date": "2014-05-01", "evidence": ["Z09"]},
}
REPORTS: dict[str, Any] = {
    "every reason": {"province": "江西", "tier": "2", "as_of": "2015-06-30", "tasks": TASKS},
    "no tier": {"province": "江西", "tasks": {"15.training": {"sessions": "5"}}},
    "contradiction": {"province": "江西", "tier": "2", "allotments": {"30.training": "none"}},
    **{
        file.stem: file.read_text("utf-8")
        for file in sorted((ROOT / "examples").glob("*.yaml"))
        if file.stem not in ("broken", "roster", "waivers")
    },
}


def advice(lang: Lang, result: Result) -> Iterator[tuple[str, str]]:
    """Yield all that is said about a report, by what it is about."""
    for one in result.findings:
        yield one.obligation, finding_text(lang, result.plan, one)
        if one.verdict.is_open:
            yield one.obligation, todo_text(lang, result, one)
            for fact in ("tier", "designated", "units"):
                yield fact, supply_text(lang, result, fact, one.obligation)
        yield from ((one.obligation, note_text(lang, note)) for note in one.notes)
    yield "allotment", supply_text(lang, result, "allotment", "9.training")
    yield "allotment", supply_text(lang, result, "allotment", "30.training")
    yield from (("report", note_text(lang, note)) for note in result.notes)


def seen_as(medium: Medium, result: Result) -> Result:
    """Return ``result`` of a report that its writer sees in ``medium``."""
    sheet = "自查表" if medium is Medium.CELLS else ""
    where = result.location._replace(sheet=sheet, in_form=medium is Medium.FIELDS)
    return replace(result, location=where)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("medium", [Medium.CELLS, Medium.FIELDS])
@pytest.mark.parametrize("name", REPORTS)
def test_who_sees_no_file_is_told_nothing_about_one(
    name: str, medium: Medium, lang: Lang, plan: Plan
) -> None:
    result = seen_as(medium, judged(plan, REPORTS[name], require_evidence=True))
    never = [OF_FILES, OF_IDS] if medium is Medium.FIELDS else [OF_FILES]
    said = list(advice(lang, result))
    assert [pair for pair in said for words in never if words.search(pair[1])] == []


def test_the_examples_have_every_advice_that_names_a_place(plan: Plan) -> None:
    reasons: set[str] = set()
    for data in REPORTS.values():
        for one in judged(plan, data, require_evidence=True).findings:
            reasons |= {one.reason, *(unit.reason for unit in one.units)}
    named = "missing blank no-status no-number status-short undated no-evidence undecided rows-only"
    assert {f"finding.{name}" for name in named.split()} - reasons == set()


@pytest.mark.parametrize(
    ("medium", "reason", "zh", "en"),
    [
        ("keys", "missing", "在任务（tasks）下补填 12.functions", "add 12.functions under tasks"),
        ("cells", "missing", "自查表中没有 12.functions 一行", "the self-check has no row for 12."),
        ("fields", "missing", "填写本行", "fill in this row"),
        ("keys", "no-status", "补填状态（status）", "fill in the status"),
        ("cells", "no-status", "补填“状态”栏", 'fill in "Status"'),
        ("fields", "no-status", "补填“状态”", 'fill in "Status"'),
        ("keys", "no-number", "补填数量（enterprises）", "fill in enterprises"),
        ("cells", "no-number", "补填“数量”栏", 'fill in "Number"'),
        ("fields", "no-number", "补填“企业数”", 'fill in "enterprises"'),
        (
            "keys",
            "no-evidence",
            "在佐证（evidence）清单中列出材料",
            "under evidence and cite its id",
        ),
        ("cells", "no-evidence", "在“佐证材料”表列出材料", 'on the sheet "Evidence"'),
        ("fields", "no-evidence", "在“佐证材料清单”中列出材料", "in the list of evidence"),
    ],
)
def test_advice_names_the_place(medium: str, reason: str, zh: str, en: str, plan: Plan) -> None:
    result = judged(plan, REPORTS["every reason"], require_evidence=True)
    result = seen_as(Medium(medium), result)
    found = next(one for one in result.findings if one.reason == f"finding.{reason}")
    if reason == "missing":
        found = finding(result, "12.functions")
    assert todo_text(Lang.ZH, result, found).startswith(zh)
    assert en in todo_text(Lang.EN, result, found)


def test_a_form_calls_an_obligation_by_its_name(plan: Plan) -> None:
    result = seen_as(Medium.FIELDS, judged(plan, REPORTS["no tier"]))
    assert own_key(Lang.ZH, result, "15.training") == "信息培训"
    assert own_key(Lang.EN, result, "15.training") == "information training"


@pytest.mark.parametrize("lang", Lang)
def test_a_printed_form_lists_no_ids(lang: Lang, plan: Plan) -> None:
    """Task 7 asks only one thing, which files call by the number of the task."""
    report = judged(plan, {"province": "江西", "tier": "3", "tasks": TASKS})
    listed = {Lang.ZH: "选做未开展", Lang.EN: "Optional, not taken up"}[lang]
    for medium, is_by_number in ((Medium.KEYS, True), (Medium.FIELDS, False)):
        text = render("markdown", Run(plan, (seen_as(medium, report),)), Style(lang, 200))
        (line,) = [line for line in text.splitlines() if listed in line]
        assert bool(re.search(r"[:：、,] ?\d+(?:[、,]|$)", line)) is is_by_number, line


# --- what is wrong with a value ------------------------------------------------------------------


def problems(plan: Plan, data: Any, medium: Medium) -> list[Problem]:
    """Return what is wrong with a report that is written in ``medium``."""
    document = parse(as_yaml({"province": "江西", "tier": "2", **data}), "report.yaml")
    document.medium = medium
    try:
        evaluate(plan, read_report(document, plan))
    except PlancheckError as exc:
        return list(exc.problems)
    return []


def tasks(obligation: str, **entry: Any) -> dict[str, Any]:
    return {"tasks": {obligation: entry}}


RECORD = {"name": "示例一期", "date": "2014-05-01", "participants": "30"}
WRONG: dict[str, Any] = {
    "vague": tasks("15.training", sessions="约5"),
    "other unit": tasks("15.training", sessions="12个"),
    "date": tasks("15.training", sessions="5", date="明天"),
    "status": tasks("2.framework", status="差不多"),
    "no unit": tasks("15.bases", sessions="6"),
    "two units alike": tasks(
        "15.bases", units={"A馆": {"sessions": "6"}, "Ａ馆": {"sessions": "6"}}
    ),
    "blank unit": tasks("15.bases", units={"。": {"sessions": "6"}}),
    "blank record": tasks("15.training", records=[{"host": "示例"}]),
    "blank name": tasks("15.training", records=[{"name": "。"}]),
    "record without a name": tasks("18.advantage", records=[{"date": "2014-05-01"}]),
    "record without a number": tasks("9.training", records=[{"name": "示例一期"}]),
    "records disagree": tasks("9.training", records=[RECORD, {**RECORD, "participants": "40"}]),
    "tier against a designation": {"designated": ["21.industries"]},
    "not designable": {"designated": ["2.framework"]},
    "zero": {"allotments": {"9.training": {"participants": "0"}}},
    "zero or none": {"allotments": {"30.training": {"participants": "0"}}},
    "source alone": {"allotments": {"9.training": {"source": "示例"}}},
    "source alone or none": {"allotments": {"30.training": {"source": "示例"}}},
    "none": {"allotments": {"9.training": "none"}},
    "nothing allotted": {"allotments": {"15.training": {"sessions": "6"}}},
    "no subject": {"province": None},
}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_form_is_said_in_its_words(name: str, lang: Lang, plan: Plan) -> None:
    found = problems(plan, WRONG[name], Medium.FIELDS)
    assert found
    said = [problem_text(lang, problem) for problem in found]
    assert [text for text in said if OF_FILES.search(text) or OF_IDS.search(text)] == []


@pytest.mark.parametrize(
    ("name", "medium", "part"),
    [
        ("two units alike", Medium.KEYS, "与第6行的单位同名"),
        ("two units alike", Medium.FIELDS, "与前面一行的单位同名"),
        ("no unit", Medium.KEYS, "分别填报：units: {名称: {sessions: 6}}；没有的写 units: {}"),
        ("no unit", Medium.FIELDS, "分别填报：请在“单位”表逐个填报；没有的勾选“没有此类单位”"),
        ("zero or none", Medium.KEYS, "未下达计划数的写 30.training: 无"),
        ("zero or none", Medium.FIELDS, "“代理人实务培训”的计划数不能是 0"),
    ],
)
def test_a_problem_names_places_as_its_writer_sees_them(
    name: str, medium: Medium, part: str, plan: Plan
) -> None:
    (problem,) = problems(plan, WRONG[name], medium)
    assert part in problem_text(Lang.ZH, problem)
