"""What a report says in its own words: carried, shown for people and for programs, never judged."""

from __future__ import annotations

import csv
import io
import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.authoring.formatting import formatted
from plancheck.errors import ReportError
from plancheck.formats import Show, Style, render
from plancheck.formats.shared.cells import web_address
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.result import CitedEvidence, Head, Result, Said
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, a_report, as_yaml, finding, judged
from tests.formats.read_back import from_html, from_markdown

ENGLISH = """\
province: 江西
tier: 2
prepared_by: 示例填报人
reviewed_by: 示例审核人
submitted: 2015-01-10
remarks: 示例总备注
tasks:
  4.scheme:
    status: interim
    date: 2014-12-20
    evidence: [Z01, Z09]
    note: 示例备注
    reason: 示例原因
    next_steps: 示例措施
  15.bases:
    units:
      示例甲基地:
        sessions: 6
        date: 2014-11-02
        evidence: [Z02]
        reason: 示例甲原因
        records:
          - {name: 示例讲座, date: 2014-03-01, evidence: [Z01]}
      示例乙基地: {sessions: 6}
evidence:
  Z01: {title: 示例总结, number: 示例发〔2014〕60号, date: 2014-12-01, note: 示例附注}
  Z02: {title: 示例公示, url: "https://e.example/a", file: z02.pdf}
"""
CHINESE = (
    ("province", "省份"), ("tier", "类别"), ("prepared_by", "填报人"), ("reviewed_by", "审核人"),
    ("submitted", "报送日期"), ("remarks", "备注"), ("tasks", "任务"), ("  evidence", "  佐证"),
    ("reason", "未完成原因"), ("next_steps", "下一步措施"), ("note", "备注"), ("status", "状态"),
)  # fmt: skip
SUMMARY = CitedEvidence("Z01", "示例总结", "示例发〔2014〕60号", date(2014, 12, 1), note="示例附注")
PUBLISHED = CitedEvidence("Z02", "示例公示", url="https://e.example/a", file="z02.pdf")
FILES = [
    file
    for file in sorted((ROOT / "examples").glob("*.yaml"))
    if file.stem not in ("roster", "waivers", "broken")
]


def in_chinese(text: str) -> str:
    for english, chinese in CHINESE:
        text = text.replace(f"{english}:", f"{chinese}:")
    return text


@pytest.fixture
def result(plan: Plan) -> Result:
    return judged(plan, ENGLISH)


# --- carried -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [ENGLISH, in_chinese(ENGLISH)])
def test_what_it_says_goes_along_with_what_was_found(plan: Plan, text: str) -> None:
    result = judged(plan, text)
    assert result.head == Head("示例填报人", "示例审核人", date(2015, 1, 10), "示例总备注")
    day = date(2014, 12, 20)
    own = Said(day, (SUMMARY, CitedEvidence("Z09")), "示例备注", "示例原因", "示例措施")
    assert finding(result, "4.scheme").said == own
    first = Said(date(2014, 11, 2), (PUBLISHED, SUMMARY), reason="示例甲原因")
    assert finding(result, "15.bases").said == Said(units={"示例甲基地": first})
    assert finding(result, "8.finance").said is None


def test_it_goes_to_another_process(plan: Plan, result: Result) -> None:
    other = pickle.loads(pickle.dumps(result)).with_plan(plan)
    assert other == result
    assert finding(other, "4.scheme").said == finding(result, "4.scheme").said is not None


def test_a_document_is_held_once(result: Result) -> None:
    scheme, bases = finding(result, "4.scheme").said, finding(result, "15.bases").said
    assert scheme
    assert bases
    assert scheme.evidence[0] is bases.units["示例甲基地"].evidence[1]


def test_the_day_of_submission_is_a_day(plan: Plan) -> None:
    with pytest.raises(ReportError) as refused:
        a_report(plan, {"province": "江西", "submitted": "年底"})
    (problem,) = refused.value.problems
    assert (problem.where.line, problem.where.column) == (2, 12) if problem.where else False


# --- never judged --------------------------------------------------------------------------------


def verdicts(result: Result) -> list[tuple[str, str]]:
    return [(found.obligation, found.verdict) for found in result.findings]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_changes_no_verdict(plan: Plan, file: Path) -> None:
    data: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    before = judged(plan, data)
    for entry in (data.get("tasks") or data["任务"]).values():
        if isinstance(entry, dict):
            entry |= {"reason": "示例原因", "next_steps": "示例措施"}
    head = {"prepared_by": "示例", "reviewed_by": "示例", "remarks": "示例"}
    after = judged(plan, {**data, **head, "submitted": "2016-01-01"})
    assert verdicts(after) == verdicts(before)
    assert [one.reason for one in after.findings] == [one.reason for one in before.findings]


@pytest.mark.parametrize("as_of", ["2014-03-31", "2014-12-31", "2015-12-31"])
@pytest.mark.parametrize("tier", ["1", "2", "3"])
def test_an_excuse_stands_for_nothing(plan: Plan, tier: str, as_of: str) -> None:
    data = {"province": "江西", "tier": tier, "as_of": as_of}
    names = [obligation.id for _, obligation in plan.obligations()]
    excused = {name: {"reason": "示例原因", "next_steps": "示例措施"} for name in names}
    blank = judged(plan, {**data, "tasks": dict.fromkeys(names)})
    assert verdicts(judged(plan, {**data, "tasks": excused})) == verdicts(blank)


# --- shown ---------------------------------------------------------------------------------------


def test_json_has_it_under_names_of_its_own(plan: Plan, result: Result) -> None:
    (report,) = json.loads(render("json", Run(plan, (result,))))["reports"]
    assert report["head"] == {
        "prepared_by": "示例填报人", "reviewed_by": "示例审核人", "submitted": "2015-01-10",
        "remarks": "示例总备注",
    }  # fmt: skip
    found = {one["obligation"]: one["reported"] for one in report["findings"]}
    nothing = dict.fromkeys(("title", "number", "date", "url", "file", "note"))
    summary = {
        **nothing, "id": "Z01", "title": "示例总结", "number": "示例发〔2014〕60号",
        "date": "2014-12-01", "note": "示例附注",
    }  # fmt: skip
    assert found["4.scheme"] == {
        "date": "2014-12-20", "evidence": [summary, {**nothing, "id": "Z09"}],
        "note": "示例备注", "reason": "示例原因", "next_steps": "示例措施", "units": {},
    }  # fmt: skip
    unit = found["15.bases"]["units"]["示例甲基地"]
    assert [one["id"] for one in unit["evidence"]] == ["Z02", "Z01"]
    assert (unit["date"], unit["reason"], unit["note"]) == ("2014-11-02", "示例甲原因", None)
    assert found["8.finance"] is None


def test_csv_has_a_column_for_each(plan: Plan, result: Result) -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv", Run(plan, (result,))))))
    by_name = {(row["obligation"], row["unit_name"]): row for row in rows}
    scheme, bases = by_name["4.scheme", ""], by_name["15.bases", "示例甲基地"]
    assert scheme["date"] == "2014-12-20"
    assert scheme["evidence"] == "示例总结（示例发〔2014〕60号）、Z09"
    said = (scheme["note"], scheme["unfinished_reason"], scheme["next_steps"])
    assert said == ("示例备注", "示例原因", "示例措施")
    assert by_name["15.bases", ""]["unfinished_reason"] == ""
    assert bases["unfinished_reason"] == "示例甲原因"
    assert bases["date"] == "2014-11-02"
    head = {(row["prepared_by"], row["reviewed_by"], row["submitted"]) for row in rows}
    assert head == {("示例填报人", "示例审核人", "2015-01-10")}
    assert {row["remarks"] for row in rows} == {"示例总备注"}


SHOWN = {
    Lang.ZH: ("2014-12-20 · 示例总结（示例发〔2014〕60号） · Z09", "备注：示例备注",
              "未完成原因：示例原因", "下一步措施：示例措施",
              "示例甲基地： 2014-11-02 · 示例公示", "报送日期", "2015-01-10", "示例总备注"),
    Lang.EN: ("2014-12-20 · 示例总结 (示例发〔2014〕60号) · Z09", "Note: 示例备注",
              "Reason: 示例原因", "Next steps: 示例措施",
              "示例甲基地: 2014-11-02 · 示例公示", "Submitted", "2015-01-10", "示例总备注"),
}  # fmt: skip


@pytest.mark.parametrize("lang", Lang)
def test_pages_show_it_below_what_is_reported(plan: Plan, result: Result, lang: Lang) -> None:
    run = Run(plan, (result,))
    for text in (
        from_html(render("html", run, Style(lang))),
        from_markdown(render("markdown", run, Style(lang))),
    ):
        assert [told for told in SHOWN[lang] if told not in text] == []
    table = render("table", run, Style(lang, 100))
    assert "示例备注" not in table
    assert "示例填报人" not in table


SIGNED = {
    Lang.ZH: ("填报人 {} · 审核人 {} · 签发 ________", "填报人"),
    Lang.EN: ("Prepared by {} · Reviewed by {} · Approved by ________", "Prepared by"),
}


@pytest.mark.parametrize("lang", Lang)
def test_one_province_is_signed_for(plan: Plan, result: Result, lang: Lang) -> None:
    line, label = SIGNED[lang]
    filled = from_markdown(render("markdown", Run(plan, (result,)), Style(lang)))
    assert line.format("示例填报人", "示例审核人") in filled
    blank = Run(plan, (judged(plan, {"province": "江西", "tier": "2"}),))
    assert line.format("________", "________") in from_markdown(
        render("markdown", blank, Style(lang))
    )
    page = render("html", blank, Style(lang))
    assert page.count('<dd class="blank"></dd>') == 3
    assert page.index(label) > page.index("</table>")


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_of_several_none_is_signed_for(plan: Plan, result: Result, format_: str) -> None:
    other = judged(plan, {"province": "上海", "tier": "1"})
    run = Run(plan, (result, other))
    assert "签发" not in "".join(render(format_, run, Style(show=show)) for show in (None, *Show))
    assert "示例填报人" in render(format_, run, Style(show=Show.ALL))
    assert ("示例填报人" in render(format_, run)) is (format_ == "html")  # which folds it


# --- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://e.example/a?b=c&d=1#e", "https://e.example/a?b=c&d=1#e"),
        ("HTTP://e.example", "HTTP://e.example"),
        ("https://e.example/示例", "https://e.example/%E7%A4%BA%E4%BE%8B"),
        ('https://e.example/"><b>)|`\\', "https://e.example/%22%3E%3Cb%3E%29%7C%60%5C"),
        ("https://e.example/\u202ea b\n", "https://e.example/%E2%80%AEa%20b%0A"),
        *((text, None) for text in (
            "javascript:alert(1)", " https://e.example", "ftp://e.example", "data:text/html,a",
            "//e.example", "e.example", "https:e.example", "https:///", "file:///etc", "", None,
        )),
    ],
)  # fmt: skip
def test_only_an_address_of_the_web_is_led_to(text: str | None, address: str | None) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize("url", ["https://e.example/a", "javascript:alert(1)", "ftp://e.example"])
def test_a_page_links_only_to_the_web(plan: Plan, url: str) -> None:
    data = {
        "province": "江西",
        "tasks": {"4.scheme": {"status": "interim", "evidence": ["Z01"]}},
        "evidence": {"Z01": {"title": "示例", "url": url}},
    }
    run, web = Run(plan, (judged(plan, data),)), url.startswith("https:")
    assert (f'<a href="{url}" rel="noreferrer">示例</a>' in render("html", run)) is web
    assert (f"[示例]({url})" in render("markdown", run)) is web
    assert web or "alert" not in render("html", run) + render("markdown", run)


# --- written and offered -------------------------------------------------------------------------


def test_fmt_puts_them_in_their_place(plan: Plan) -> None:
    entry = {"next_steps": "乙", "reason": "甲", "note": "丙", "status": "interim"}
    data = {"tasks": {"4.scheme": entry}, "remarks": "丁", "submitted": "2015年1月10日",
            "reviewed_by": "戊", "prepared_by": "己", "province": "江西"}  # fmt: skip
    text = formatted(as_yaml(data), "r.yaml", plan, encoding="utf-8", lang=Lang.ZH).decode()
    keys = [line.split(":")[0].strip() for line in text.splitlines()]
    assert keys == [
        "省份", "填报人", "审核人", "报送日期", "备注", "任务", "4.申请质量实施方案", "状态",
        "备注", "未完成原因", "下一步措施",
    ]  # fmt: skip
    assert "报送日期: '2015-01-10'" in text or "报送日期: 2015-01-10" in text
