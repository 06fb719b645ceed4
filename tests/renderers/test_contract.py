"""What holds for every format and every run: inert, whole, repeatable, in both languages."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from plancheck.listing import list_obligations
from plancheck.messages import Lang
from plancheck.plan import Plan
from plancheck.renderers import Style, formats, render, render_as
from plancheck.run import Run
from plancheck.wording import finding_text, problem_text, visible
from tests.conftest import all_problems
from tests.renderers.read_back import READ_BACK
from tests.renderers.specimens import specimens

RUNS = list(specimens())
WIDTHS = (20, 24, 40, 59, 60, 80, 100, 120, 200)


def squeezed(text: str) -> str:
    """Return ``text`` without white space and the lines that draw a table."""
    return re.sub(r"[\s│─═╪┼]", "", text)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("format_", formats())
class TestEveryFormat:
    def test_ends_its_last_line_and_repeats_itself(
        self, format_: str, name: str, lang: Lang
    ) -> None:
        run = specimens()[name]
        text = render(format_, run, Style(lang))
        assert text == render(format_, run, Style(lang))
        if run.reports or run.problems:
            assert text.endswith("\n")
            assert not text.endswith("\n\n")

    def test_nothing_in_it_acts(self, format_: str, name: str, lang: Lang) -> None:
        text = render(format_, specimens()[name], Style(lang))
        for character in text:
            assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")

    def test_every_unusable_file_is_named_with_every_problem(
        self, format_: str, name: str, lang: Lang
    ) -> None:
        run = specimens()[name]
        read_back = READ_BACK.get(format_, str)
        text = read_back(render(format_, run, Style(lang)))
        for problem in all_problems(run):
            assert problem_text(lang, problem) in text


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", RUNS)
def test_the_table_loses_nothing_at_any_width(name: str, width: int, lang: Lang) -> None:
    run = specimens()[name]
    text = squeezed(render("table", run, Style(lang, width)))
    for result in run.results:
        assert squeezed(visible(result.path)) in text
        for found in result.findings:
            assert found.obligation.id in text
            assert f"{found.location.line}:{found.location.column}" in text
            if found.verdict.is_open:
                assert squeezed(finding_text(lang, found)) in text


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
    notes = sum(len(f.notes) for f in run.results[0].findings)
    assert len(points) == expected + notes
    training = next(line for line in points if " 15.training " in line)
    assert "填报5次，要求不少于6次，还差1次。→ 补足1次" in training


def test_no_line_of_the_table_is_wider_than_the_terminal() -> None:
    from rich.cells import cell_len

    for width in (60, 80, 100):
        text = render("table", specimens()["noncompliant"], Style(Lang.ZH, width))
        for line in text.splitlines():
            if "│" in line or "═" in line:
                assert cell_len(line) <= width


# --- JSON: the contract of the fields -------------------------------------------------------------


def document(run: Run) -> dict[str, object]:
    return json.loads(render("json", run))


@pytest.mark.parametrize("name", RUNS)
def test_json_has_the_fields_of_the_contract(name: str) -> None:
    run = specimens()[name]
    result = json.loads(render("json", run))
    assert list(result) == [
        "format", "tool", "plan", "exit_code", "summary", "reports", "problems",
        "absent", "skipped", "rollup", "baseline",
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
        "reports", "unusable", "compliant", "not_compliant", "undetermined", "verdicts",
    ]  # fmt: skip
    assert list(summary["verdicts"]) == verdicts
    assert summary["reports"] == len(run.reports)
    judged = summary["compliant"] + summary["not_compliant"] + summary["undetermined"]
    assert judged + summary["unusable"] == summary["reports"]
    for report in result["reports"]:
        assert {"path", "province", "tier", "as_of", "outcome", "verdicts", "findings"} <= set(
            report
        )
        assert sum(report["verdicts"].values()) == len(report["findings"]) == 32
        assert report["outcome"] in ("compliant", "not-compliant", "undetermined")
        for found in report["findings"]:
            assert set(found) == {
                "obligation", "task", "level", "verdict", "reason", "values", "message",
                "location", "range", "cites", "notes", "underlying", "name", "change",
            }  # fmt: skip
            assert set(found["message"]) == {"zh", "en"}
            assert set(found["location"]) == {"path", "line", "column"}
            assert found["location"]["line"] >= 1
            assert found["cites"]
    for problem in result["problems"]:
        assert set(problem) == {"key", "report", "message", "location", "range"}


def test_json_values_say_how_much_is_missing() -> None:
    result = json.loads(render("json", specimens()["noncompliant"]))
    (report,) = result["reports"]
    found = next(f for f in report["findings"] if f["obligation"] == "15.training")
    values = found["values"]
    assert (values["expected"], values["actual"], values["gap"]) == (6, 5, 1)
    assert values["unit"] == {"zh": "次", "en": "sessions"}
    assert found["message"]["en"] == "sessions: 5 reported, the plan asks for at least 6; 1 short"
    assert found["message"]["zh"] == "填报5次，要求不少于6次，还差1次"


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
        "status": "interim", "due": "2014-12-31", "quota": None, "says": 0,
    }  # fmt: skip
    assert json.loads(render_as("listing", "json", list_obligations(plan)))["province"] is None
