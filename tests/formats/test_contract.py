"""What holds for every format and every run: inert, whole, repeatable, in both languages."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.formats import Show, Style, render, render_as, streams
from plancheck.formats.shared.open_points import Kind, points
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, problem_text, scenarios_text
from plancheck.language.wording import escape_invisible
from plancheck.plan.model import Plan
from plancheck.verdicts.baseline import Comparison
from plancheck.verdicts.questions import questions
from plancheck.verdicts.recorded import RecordedRun
from plancheck.verdicts.result import Outcome, Result
from plancheck.verdicts.run import Run
from tests.conftest import all_problems, judged
from tests.formats.read_back import READ_BACK, from_markdown
from tests.formats.specimens import NAMES, specimens

WIDTHS = (20, 24, 40, 59, 60, 80, 100, 120, 200)


def squeezed(text: str) -> str:
    """Return ``text`` without white space and the lines that draw a table."""
    return re.sub(r"[\s─]", "", text)


@pytest.mark.parametrize("format_", streams())
class TestEveryFormat:
    """Each test tries all runs in both languages and lists what does not hold."""

    def test_ends_its_last_line_and_repeats_itself(self, format_: str) -> None:
        wrong = []
        for name, lang in product(NAMES, Lang):
            run = specimens()[name]
            text = render(format_, run, Style(lang))
            if text != render(format_, run, Style(lang)):
                wrong.append((name, lang, "another text"))
            if (run.reports or run.problems) and not re.search(r"(?<!\n)\n\Z", text):
                wrong.append((name, lang, text[-40:]))
        assert wrong == []

    def test_nothing_in_it_acts(self, format_: str) -> None:
        acting = [
            (name, lang, ascii(character))
            for name, lang in product(NAMES, Lang)
            for character in sorted(set(render(format_, specimens()[name], Style(lang))))
            if character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs")
        ]
        assert acting == []

    def test_every_unusable_file_is_named_with_every_problem(self, format_: str) -> None:
        missing = [
            (name, lang, problem)
            for name, lang in product(NAMES, Lang)
            for text in [read_from(format_, specimens()[name], lang)]
            for problem in all_problems(specimens()[name])
            if problem_text(lang, problem) not in text
        ]
        assert missing == []


# --- what no format may hide or misstate ----------------------------------------------------------

LISTS = ("gitlab", "rdjson")
"""Formats that are lists of open points: where nothing is open they have no place for anything."""
READINGS = {
    **dict.fromkeys(streams(), 1),
    "junit": 2,  # the attribute and the text
    "junit-strict": 2,
    "rdjson": 2,  # the message and the line it was made from
}
"""How often each format tells one point."""
ON_TRACK = {Lang.ZH: ("暂无逾期", "on-track"), Lang.EN: ("on track", "on-track")}
COMPLIES = re.compile("(?<!不)符合要求|(?<!not )(?<!standard-)compliant")
"""The verdict; "certified enterprises" is the name of an obligation."""
NO_TIER = {
    Lang.ZH: (
        "无论属于哪一类均不符合要求："
        "一类省份：25.office；二类省份：18.advantage；三类省份：18.advantage"
    ),
    Lang.EN: (
        "not compliant in any tier: tier 1: 25.office; tier 2: 18.advantage; tier 3: 18.advantage"
    ),
}
OWN_DAY = {
    Lang.ZH: "截至 2014-06-30（报告自定，早于计划期末 2014-12-31）",
    Lang.EN: "as of 2014-06-30 (set by the report, before the plan period ends on 2014-12-31)",
}
ANY_DAY = {Lang.ZH: "截至 2014-06-30", Lang.EN: "as of 2014-06-30"}
IN_CELLS = ("csv", "rollup-csv", "json", "jsonl")
"""Formats that keep the day apart from where it comes from."""


def read_from(format_: str, run: Run, lang: Lang) -> str:
    show = Show.ASKED if run.several else None  # pages begin with an overview
    return READ_BACK.get(format_, str)(render(format_, run, Style(lang, show=show)))


def days_in_cells(format_: str, run: Run) -> set[tuple[str, str]]:
    """Return every day with where it comes from."""
    text = render(format_, run)
    if format_ == "json":
        facts = [report["facts"]["as_of"] for report in json.loads(text)["reports"]]
        return {(fact["value"], fact["origin"]) for fact in facts}
    if format_ == "jsonl":
        facts = [json.loads(line)["facts"]["as_of"] for line in text.splitlines()[:-1]]
        return {(fact["value"], fact["origin"]) for fact in facts}
    rows = csv.DictReader(io.StringIO(text))
    return {(row["as_of"], row["as_of_from"]) for row in rows}


def early(plan: Plan, **terms: Any) -> Result:
    """Return a report with a fail, for a day in the middle of the period."""
    tasks = {"18.advantage": {"enterprises": 26}}
    data = {"province": "江西", "tier": "2", "designated": [], "tasks": tasks}
    return judged(plan, data, **terms)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", streams())
class TestWhatNoFormatMayHide:
    def test_a_report_with_nothing_done_is_on_track(self, format_: str, lang: Lang) -> None:
        run = specimens()["on-track"]
        assert run.exit_code == 0
        assert [result.outcome for result in run.results] == [Outcome.ON_TRACK]
        text = read_from(format_, run, lang)
        assert not COMPLIES.search(text)
        if format_ in LISTS:
            document = json.loads(render(format_, run, Style(lang)))
            assert not (document if format_ == "gitlab" else document["diagnostics"])
        else:
            assert any(word in text for word in ON_TRACK[lang])

    def test_a_report_that_complies_in_no_tier_fails_once(self, format_: str, lang: Lang) -> None:
        run = specimens()["no-tier"]
        (result,) = run.results
        assert run.exit_code == 1
        assert read_from(format_, run, lang).count(NO_TIER[lang]) == READINGS[format_]
        other = replace(result, location=result.location._replace(path="another.yaml"))
        both = replace(run, reports=(result, other))
        assert read_from(format_, both, lang).count(NO_TIER[lang]) == 2 * READINGS[format_]
        allowed = replace(run, allow_review=True)
        assert read_from(format_, allowed, lang).count(NO_TIER[lang]) == READINGS[format_]
        assert allowed.exit_code == 1

    def test_the_day_is_told_and_that_the_report_chose_it(
        self, format_: str, lang: Lang, plan: Plan
    ) -> None:
        own = specimens()["early"]
        given = Run(plan, (early(plan, as_of=datetime.date(2014, 6, 30)),))
        if format_ in IN_CELLS:
            assert days_in_cells(format_, own) == {("2014-06-30", "report")}
            assert days_in_cells(format_, given) == {("2014-06-30", "option")}
            return
        told = read_from(format_, given, lang)
        assert ANY_DAY[lang] in told
        assert OWN_DAY[lang] not in told
        if format_ == "table":  # which tells it as a note
            (note,) = own.results[0].notes
            assert note_text(lang, note) in read_from(format_, own, lang)
        else:
            assert OWN_DAY[lang] in read_from(format_, own, lang)

    def test_the_end_of_the_period_is_no_early_day(
        self, format_: str, lang: Lang, plan: Plan
    ) -> None:
        data = {"province": "江西", "tier": "2", "as_of": "2014-12-31"}
        run = Run(plan, (judged(plan, data),))
        text = read_from(format_, run, lang)
        assert "2014-12-31" in text
        assert not re.search("报告自定|set by the report", text)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("format_", LISTS)
def test_every_item_of_a_list_names_its_day(format_: str, lang: Lang, plan: Plan) -> None:
    until = datetime.date(2014, 11, 30)
    run = Run(plan, (early(plan, as_of=until), judged(plan, {"province": "上海", "tier": "1"})))
    document = json.loads(render(format_, run, Style(lang)))
    items = document if format_ == "gitlab" else document["diagnostics"]
    texts = [item["description" if format_ == "gitlab" else "message"] for item in items]
    as_of = ANY_DAY[lang].removesuffix("2014-06-30")
    assert [text for text in texts if not re.search(rf"{as_of}2014-1[12]-3[01]$", text)] == []
    days = Counter(text[-10:] for text in texts)
    assert days["2014-11-30"] == 1
    assert days["2014-12-31"] == len(texts) - 1 > 10


def test_a_failure_that_the_run_before_had_is_not_new() -> None:
    run = specimens()["no-tier"]
    for before, change in ((frozenset({"北京"}), "unchanged"), (frozenset({"上海"}), "new")):
        day = datetime.date(2014, 6, 30)
        earlier = RecordedRun("then.json", day, "0" * 64, {}, frozenset(), before, ())
        comparison = Comparison("then.json", failed_before=before, earlier=(earlier,))
        since = replace(run, comparison=comparison)
        (point,) = [one for one in points(since, Lang.ZH) if one.kind is Kind.REPORT]
        assert point.new is (change == "new")
        rows = list(csv.DictReader(io.StringIO(render("csv", since))))
        assert [row["change"] for row in rows if row["kind"] == "failure"] == [change]
        told = from_markdown(render("markdown", since))
        assert ("新出现的整体不符合要求：北京" in told) is (change == "new")
        only_new = replace(since, only_new=True, allow_review=True)
        told = from_markdown(render("markdown", only_new))
        assert ("北京 报告整体" in told) is (change == "new")
        assert only_new.exit_code == (1 if change == "new" else 0)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_the_table_loses_nothing_at_any_width(name: str, width: int, lang: Lang) -> None:
    run = specimens()[name]
    text = squeezed(render("table", run, Style(lang, width, show=Show.ALL)))
    for result in run.results:
        waiting = {name for asked in questions(result) for name in asked.obligations}
        assert squeezed(escape_invisible(result.path)) in text
        for found in result.findings:
            assert found.obligation in text
            assert f"{found.location.line}:{found.location.column}" in text
            if found.verdict.is_open:
                said = finding_text(lang, result.plan, found)
                if found.obligation in waiting:  # told once for all that wait for the fact
                    said = scenarios_text(lang, result.plan, found)
                assert squeezed(said) in text


def test_colour_only_where_it_is_wanted() -> None:
    run = specimens()["noncompliant"]
    plain = render("table", run, Style(width=80))
    coloured = render("table", run, Style(width=80, color=True))
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


def test_markup_in_a_report_is_text() -> None:
    text = render("table", specimens()["awkward"], Style(width=120))
    assert "[red]c[/red]" in text
    assert ":smile:" in text
    assert "\n::error::" not in text


def test_signs_and_lines_exist_on_a_chinese_windows() -> None:
    for name in ("every-verdict", "several"):
        render("table", specimens()[name], Style(Lang.ZH, 80)).encode("gbk")


def test_lines_under_the_table_begin_with_a_place_and_are_whole() -> None:
    lines = render("table", specimens()["noncompliant"], Style(Lang.ZH, 80)).splitlines()
    points = [
        line for line in lines if re.match(r"examples/tier1-noncompliant\.yaml:\d+:\d+: ", line)
    ]
    run = specimens()["noncompliant"]
    expected = sum(f.verdict.is_open for f in run.results[0].findings)
    told = [note for found in run.results[0].findings for note in found.notes]
    own = ("note.own-allotment", "note.own-none")  # which the mark * says
    notes = sum(note.reason not in own for note in told)
    assert 0 < notes < len(told)
    assert len(points) == expected + notes
    training = next(n for n, line in enumerate(lines) if ": 未达标 15.training " in line)
    assert lines[training] in points
    assert lines[training + 1].strip() == "填报5次，应不少于6次，差1次"
    assert "补足1次" in lines[training + 2]


def test_no_line_of_the_table_is_wider_than_the_terminal() -> None:
    from rich.cells import cell_len

    for width in (60, 80, 100):
        text = render("table", specimens()["noncompliant"], Style(Lang.ZH, width))
        (table,) = [part for part in text.split("\n\n") if "───" in part]
        lines = table.splitlines()
        findings = specimens()["noncompliant"].results[0].findings
        left_out = ("not-applicable", "optional")
        assert len(lines) >= 2 + sum(one.verdict not in left_out for one in findings)
        assert max(map(cell_len, lines)) <= width


# --- JSON: the contract of the fields -------------------------------------------------------------


def document(run: Run) -> dict[str, object]:
    return json.loads(render("json", run))


@pytest.mark.parametrize("name", NAMES)
def test_json_has_the_fields_of_the_contract(name: str) -> None:
    run = specimens()[name]
    result = json.loads(render("json", run))
    assert list(result) == [
        "format", "tool", "plan", "inputs", "exit_code", "summary", "questions", "reports",
        "unusable", "problems", "absent", "skipped", "rollup", "baseline",
        "progress",
    ]  # fmt: skip
    assert result["format"] == "plancheck.result/1"
    assert set(result["tool"]) == {"name", "version"}
    assert result["exit_code"] == run.exit_code
    verdicts = [
        "pass",
        "fail",
        "missing",
        "review",
        "pending",
        "waived",
        "optional",
        "not-applicable",
    ]
    summary = result["summary"]
    assert list(summary) == [
        "reports", "unusable", "compliant", "on_track", "not_compliant", "undetermined",
        "verdicts",
    ]  # fmt: skip
    assert list(summary["verdicts"]) == verdicts
    assert summary["reports"] == len(run.reports)
    outcomes = ("compliant", "on_track", "not_compliant", "undetermined", "unusable")
    assert sum(summary[outcome] for outcome in outcomes) == summary["reports"]
    for report in result["reports"]:
        assert set(report) >= {
            "path", "sha256", "province", "tier", "as_of", "outcome", "verdicts", "findings",
        }  # fmt: skip
        assert sum(report["verdicts"].values()) == len(report["findings"]) == 32
        assert report["outcome"] in ("compliant", "on-track", "not-compliant", "undetermined")
        for found in report["findings"]:
            assert set(found) == {
                "obligation", "task", "level", "verdict", "reason", "values", "message",
                "location", "range", "cites", "notes", "underlying", "name", "reported",
                "todo", "pace", "change",
            }  # fmt: skip
            assert set(found["message"]) == {"zh", "en"}
            assert set(found["location"]) == {"path", "line", "column", "sheet", "cell"}
            assert found["location"]["line"] >= 1
            assert found["cites"]
    for problem in result["problems"]:
        assert set(problem) == {
            "key", "report", "message", "location", "range", "subject", "obligation", "field"
        }  # fmt: skip


def test_json_values_say_how_much_is_missing() -> None:
    result = json.loads(render("json", specimens()["noncompliant"]))
    (report,) = result["reports"]
    found = next(f for f in report["findings"] if f["obligation"] == "15.training")
    values = found["values"]
    assert (values["expected"], values["actual"], values["gap"]) == (6, 5, 1)
    assert values["unit"] == {"zh": "次", "en": "sessions"}
    assert found["message"]["en"] == "5 sessions reported, at least 6 required (1 short)"
    assert found["message"]["zh"] == "填报5次，应不少于6次，差1次"


def test_json_of_a_waived_finding_keeps_the_verdict_beneath() -> None:
    result = json.loads(render("json", specimens()["several"]))
    report = next(r for r in result["reports"] if r["province"]["name"] == "江西")
    found = next(f for f in report["findings"] if f["obligation"] == "19.standard")
    assert (found["verdict"], found["underlying"]) == ("waived", "fail")
    assert found["values"]["approved_by"] == "示例函〔2014〕72号"


def test_json_escapes_what_acts_without_changing_it() -> None:
    text = render("json", specimens()["awkward"])
    assert "\\u202e" in text
    units = [
        unit["name"]
        for report in json.loads(text)["reports"]
        for found in report["findings"]
        for unit in found["values"].get("units", [])
    ]
    assert any("\u202ee" in name and "𠮷😀" in name for name in units)


def test_listing_json_has_the_fields_of_the_contract(plan: Plan) -> None:
    listing = list_obligations(plan, subject="上海", tier="1")
    result = json.loads(render_as("listing", "json", listing))
    assert result["format"] == "plancheck.obligations/1"
    assert result["province"] == {"name": "上海", "code": "310000"}
    assert len(result["obligations"]) == 32
    by_id = {row["obligation"]: row for row in result["obligations"]}
    training = by_id["15.training"]
    assert {
        "obligation",
        "task",
        "name",
        "says",
        "departments",
        "cites",
        "reading",
        "tiers",
    } <= set(training)
    assert list(training["tiers"]) == ["1"]
    tier = training["tiers"]["1"]
    assert (tier["level"], tier["when_designated"], tier["status"], tier["due"]) == (
        "mandatory", "none", "completed", "2014-12-31",
    )  # fmt: skip
    quota = tier["quota"]
    assert (quota["metric"], quota["at_least"], quota["allotment"], quota["per"]) == (
        "sessions",
        6,
        False,
        None,
    )
    assert by_id["18.advantage"]["tiers"]["1"]["quota"]["at_most"] == 50
    assert by_id["15.bases"]["tiers"]["1"]["quota"]["per"] == "unit"
    assert by_id["9.training"]["tiers"]["1"]["quota"]["allotment"] is True
    assert by_id["27.ftz"]["tiers"]["1"]["level"] == "mandatory"
    assert by_id["7.indicators"]["tiers"]["1"] | {"says": 0} == {
        "level": "optional", "when_designated": "mandatory", "when_allotted": "none",
        "status": "interim", "due": "2014-12-31", "quota": None,
        "requires": {"kind": "status", "status": "interim"}, "says": 0,
    }  # fmt: skip
    assert json.loads(render_as("listing", "json", list_obligations(plan)))["province"] is None
